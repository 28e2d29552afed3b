/* SPDX-License-Identifier: Apache-2.0
 *
 * exchange/ics.h -- days to keep, as a calendar (iCalendar,
 * RFC 5545) for whatever calendar an office uses; among them the entry points of
 * initiatives.
 *
 * One all-day event for each day that is known. What is known to the
 * month or year only stands on its first day and says so in its title: a
 * reminder that comes early is better than none. UIDs are stable, so that a
 * calendar read again changes its events instead of doubling them.
 */
#ifndef COP_EXCHANGE_ICS_H
#define COP_EXCHANGE_ICS_H

#include "model/model.h"

/* An all-day event. */
typedef struct {
  const char *name;        /* unique and stable: the UID follows from it */
  const char *date;        /* ISO; to the month or year only: on its first day */
  const char *summary;
  const char *description; /* may be NULL */
  unsigned days_before;    /* of the reminder */
} CopIcsEvent;

/* A calendar of such events; `made` is a UTC instant. The caller owns the text. */
char *cop_ics_events(const char *calendar, const CopIcsEvent *events, size_t n, const char *made) G_GNUC_WARN_UNUSED_RESULT;

/* Entry points from `since` (ISO day) on; `made` is a UTC instant. The caller
 * owns the text. */
char *cop_ics_entries(const CopModel *m, const char *since, const char *made) G_GNUC_WARN_UNUSED_RESULT;

#endif
