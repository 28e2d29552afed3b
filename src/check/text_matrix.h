/* SPDX-License-Identifier: Apache-2.0
 *
 * check/text_matrix.h -- which message stands in which language and form, and how
 * far each text is on its way to release: the matrix of command and desk.
 */
#ifndef COP_CHECK_TEXT_MATRIX_H
#define COP_CHECK_TEXT_MATRIX_H

#include "check/gate.h"

typedef struct {
  bool there;
  CopStandingState state;
  const CopMessageText *text; /* NULL when it is not there */
} CopTextMatrixCell;

typedef struct {
  size_t n_messages;
  CopTexts langs;
  CopTextMatrixCell *cells; /* message, then language, then form */
} CopTextMatrix;

/* The languages of the country and, after them by tag, those in which the store
 * holds other texts of messages: drafts the catalogue ships for countries that
 * speak them. `own` of them are the country's. In the arena. */
CopTexts cop_text_languages(const CopModel *m, CopArena *a, size_t *own);

/* Of all messages in these languages; in the arena. */
CopTextMatrix cop_text_matrix(const CopGate *g, CopTexts langs, CopArena *a);
const CopTextMatrixCell *cop_text_matrix_at(const CopTextMatrix *c, size_t message, size_t lang, CopMessageForm form);

typedef struct {
  size_t texts;            /* that could be: messages x forms */
  size_t there;
  size_t of[COP_STANDING_MAX];
  size_t complete;         /* messages with every form */
  bool home;               /* the country counts it among its home languages */
  int64_t households;      /* that speak it at home; -1 when not known */
} CopTextMatrixSum;
CopTextMatrixSum cop_text_matrix_sum(const CopGate *g, const CopTextMatrix *c, size_t lang);

/* All households of the country, as a value of topic "households" has them; where
 * none does, those of the languages that were counted, and `counted` is set. */
int64_t cop_text_households(const CopModel *m, bool *counted);

#endif
