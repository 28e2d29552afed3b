/* SPDX-License-Identifier: Apache-2.0
 *
 * check/coverage.h -- which message stands in which language and form, and how
 * far each text is on its way to release: the matrix of command and desk.
 */
#ifndef COP_CHECK_COVERAGE_H
#define COP_CHECK_COVERAGE_H

#include "check/gate.h"

typedef struct {
  bool there;
  CopStandingState state;
  const CopMessageText *text; /* NULL when it is not there */
} CopCoverageCell;

typedef struct {
  size_t n_messages;
  CopTexts langs;
  CopCoverageCell *cells; /* message, then language, then form */
} CopCoverage;

/* Of all messages in these languages; in the arena. */
CopCoverage cop_coverage(const CopGate *g, CopTexts langs, CopArena *a);
const CopCoverageCell *cop_coverage_at(const CopCoverage *c, size_t message, size_t lang, CopMessageForm form);

typedef struct {
  size_t texts;            /* that could be: messages x forms */
  size_t there;
  size_t of[COP_STANDING_MAX];
  size_t complete;         /* messages with every form */
  int64_t households;      /* that speak it at home; -1 when not known */
} CopCoverageOfLanguage;
CopCoverageOfLanguage cop_coverage_of_language(const CopGate *g, const CopCoverage *c, size_t lang);

#endif
