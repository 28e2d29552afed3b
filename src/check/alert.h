/* SPDX-License-Identifier: Apache-2.0
 *
 * check/alert.h -- alerts: one message into all channels within the hour, with
 * a shortened approval that is recorded and printed. Pure.
 *
 * An alert is a message whose id begins with "ALERT-": every form, check, page
 * and channel that exists works for it. What differs (check/gate.h):
 *
 *   - two people are enough, a text's author, who wrote it or handed it in, and
 *     an approver, who did neither; who they were and when is printed;
 *   - child-protection review, language review, back-translation, pretest and the
 *     approval of each sheet are left out: cop_alert_skipped(), printed;
 *   - it has a last day (review_by), COP_ALERT_DAYS after its approval at most, and
 *     is made of nothing after it, not even as a draft (cop_alert_living());
 *   - helpline and referral path are always asked for, whatever the record says;
 *   - errors of the checks of texts (blame, fear, the method of an offence, a child
 *     named, a number typed) hold the decision back.
 * Any change of a text or of the last day opens it again.
 */
#ifndef COP_CHECK_ALERT_H
#define COP_CHECK_ALERT_H

#include "check/gate.h"

enum { COP_ALERT_DAYS = 30 };

/* By the id of a message. */
bool cop_is_alert(const char *message);
/* Is its last day behind `day`, or has it none? */
bool cop_alert_over(const CopMessage *m, const char *day);

/* What the shortened approval leaves out, in English, NULL-terminated. */
const char *const *cop_alert_skipped(void);

/* Who let a text out: the author's and the approver's last decision on the wording
 * that stands; false when it does not pass. */
bool cop_alert_signed(const CopGate *g, const CopReviewUnit *u, const CopReview **author, const CopReview **approver);

/* The first error of the checks of texts about a text, in the arena; NULL for none. */
const char *cop_alert_fault(const CopGate *g, CopArena *a, const CopMessageText *t);

/* The model without alerts that are over; the same model when there is none. */
const CopModel *cop_alert_living(const CopModel *m, const char *day, CopArena *a);

/* Prepared wordings. */
typedef struct {
  const char *name, *when, *lang, *headline, *act;
} CopAlertPattern;
const CopAlertPattern *cop_alert_patterns(size_t *n);
const CopAlertPattern *cop_alert_pattern(const char *name, const char *lang); /* NULL when there is none */

/* The wording of a form made of headline and act; NULL for forms an alert does not
 * take. Forms that must carry the number get {HELP} where the act has none. */
const char *cop_alert_wording(CopArena *a, CopMessageForm form, const char *headline, const char *act);

/* --- writing one --- */

/* What is asked of who writes an alert, or gives it another language. Texts may be
 * NULL where they are not asked for. */
typedef struct {
  const char *alert;           /* its id */
  const char *lang;
  const char *headline, *act;
  const char *sms;             /* a shorter text; NULL: headline and act */
  const char *until;           /* a new alert has one */
  const char *why, *where;     /* for those who decide: a sentence; a region or province */
  const char *segment;         /* whom it addresses; NULL: as it was, or carers */
} CopAlertOrder;

/* What is wrong with it, as a sentence for who wrote it; NULL when nothing is. */
const char *cop_alert_order_fault(const CopModel *m, const CopAlertOrder *o, const char *today);

typedef struct {
  CopMessage *message;                 /* NULL: it stays as it is */
  CopMessageText *texts[COP_FORM_MAX]; /* of the order's language */
  size_t n_texts;
} CopAlertRecords;

/* The records of an order without fault, to be saved. In the arena. */
void cop_alert_records(const CopModel *m, CopArena *a, const CopAlertOrder *o, CopAlertRecords *r);

#endif
