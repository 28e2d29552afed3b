/* SPDX-License-Identifier: Apache-2.0
 *
 * web/due.h -- what is due next: reporting duties, papers for meetings, reviews
 * of the plan and of messages, entry points of initiatives, questions to institutions.
 */
#ifndef COP_WEB_DUE_H
#define COP_WEB_DUE_H

#include "web/page.h"

typedef struct {
  int64_t day;        /* days since 1970-01-01 */
  const char *date;   /* ISO */
  const char *what;
  const char *lang;   /* of `what`, when it is not that of the page */
  CopUrl url;
} CopDue;

/* The next day of a duty from today on, ISO; NULL when it names none. */
const char *cop_due_next(CopPage *p, const CopDuty *d);
/* Everything due from today on within so many days, soonest first. */
size_t cop_due_list(CopPage *p, int64_t days, const CopDue **out);

#endif
