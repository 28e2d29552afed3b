/* SPDX-License-Identifier: Apache-2.0
 *
 * exchange/ics.h -- the entry points of initiatives as a calendar
 * (iCalendar, RFC 5545), for whatever calendar an office uses.
 *
 * One all-day event for each entry point known to the day. What is known to the
 * month or year only stands on its first day and says so in its title: a
 * reminder that comes early is better than none. UIDs are stable, so that a
 * calendar read again changes its events instead of doubling them.
 */
#ifndef COP_EXCHANGE_ICS_H
#define COP_EXCHANGE_ICS_H

#include "model/model.h"

/* Entry points from `since` (ISO day) on; `made` is a UTC instant. The caller
 * owns the text. */
char *cop_ics_entries(const CopModel *m, const char *since, const char *made) G_GNUC_WARN_UNUSED_RESULT;

#endif
