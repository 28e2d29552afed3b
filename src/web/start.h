/* SPDX-License-Identifier: Apache-2.0
 *
 * web/start.h -- the steps from the example of a country to a desk of its own.
 */
#ifndef COP_WEB_START_H
#define COP_WEB_START_H

#include "web/page.h"

enum { COP_START_STEPS = 9 };

typedef struct {
  const char *title, *why, *action;
  CopUrl url;
  bool done;
  size_t n, of; /* how much of it; `of` 0: not counted */
} CopStartStep;

/* Returns how many are done. Texts are in the language of the page, in its arena. */
size_t cop_start_steps(CopPage *p, CopStartStep steps[COP_START_STEPS]);

#endif
