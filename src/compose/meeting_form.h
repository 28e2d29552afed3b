/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/meeting_form.h -- forms of papers for meetings: which meeting one is
 * for, by when it is due, its head.
 *
 * Clock:     due is the first day of the meeting minus its notice_days, or minus
 *            14 where its record names none (Council Decision 556). A draft says by
 *            when it must be sent; one built later than that has the finding
 *            "paper-late".
 * Unknown:   numbers of documents and whatever only the secretariat knows are said
 *            to come from it; names and telephones of people are left to be filled
 *            in on the finished paper.
 */
#ifndef COP_COMPOSE_MEETING_FORM_H
#define COP_COMPOSE_MEETING_FORM_H

#include "compose/paper.h"

#define COP_MEETING_NOTICE_DAYS 14

typedef struct {
  const CopMeeting *next, *last; /* either may be NULL */
  const char *due;               /* ISO; NULL: no meeting ahead, or its day is not known */
  bool late;                     /* due lies before the edition's date */
} CopMeetingClock;

/* The first meeting on or after the edition's date, and the last before it, of
 * the group whose name begins with `group`. */
CopMeetingClock cop_meeting_clock(const CopContext *c, CopArena *a, const char *group);
/* "24th". */
const char *cop_meeting_ordinal(CopArena *a, int64_t n);
/* "25th meeting – Geneva, 12 January 2027"; where none is ahead that is said, with the last one. */
const char *cop_meeting_when(CopPaper *r, const CopMeetingClock *m);

typedef struct {
  const char *target;   /* "contribution" */
  const char *title;
  unsigned pages;       /* budget */
} CopMeetingForm;

/* Begins a paper in the look of the forms, with its clock in the draft's mark and its findings. */
void cop_meeting_form_begin(CopPaper *r, const CopContext *c, const CopProduct *piece, const CopMeetingForm *form, const CopMeetingClock *m, CopArena *a, CopDiags *diags);
/* Line of the head in the middle; NULL stands for none. */
void cop_meeting_form_centre(CopPaper *r, CopNode *block, const char *text, bool strong);
/* A section that is a field of the form, outside the contents. */
CopNode *cop_meeting_form_part(CopPaper *r, const char *number, const char *title);
/* A table of fields: name beside content. */
CopNode *cop_meeting_form_fields(CopPaper *r);
CopNode *cop_meeting_form_field(CopPaper *r, CopNode *table, const char *name, const char *text);

#endif
