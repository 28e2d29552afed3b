/* SPDX-License-Identifier: Apache-2.0
 *
 * model/text_form.h -- texts of messages that have lines: a dialogue and a
 * question with answers, as translators' files and the store hold them.
 *
 *   dialogue   Mia: Lola, somebody asked.      a line for each turn, two speakers,
 *              Lola: Thank you for telling me.  the name before the first colon
 *
 *   quiz       A prize pops up. What first?     the situation, then three choices
 *              a) Tap fast | Tricks like speed. a, b, c, each with what is said to
 *              * b) Ask first | Yes. It waits.  who chose it behind |; the star is
 *              c) Type a number | Ask first.    the best one
 *
 * The colon may be the wide one of Chinese. Other forms are plain text.
 */
#ifndef COP_MODEL_TEXT_FORM_H
#define COP_MODEL_TEXT_FORM_H

#include "base/arena.h"
#include "model/model.h"

typedef struct {
  const char *speaker, *words;
} CopTextTurn;

typedef struct {
  size_t n;
  const CopTextTurn *turns;
} CopTextDialogue;

enum { COP_TEXT_CHOICES = 3 };

typedef struct {
  const char *stem;
  const char *choice[COP_TEXT_CHOICES], *answer[COP_TEXT_CHOICES];
  unsigned best; /* 0 to 2 */
} CopTextQuiz;

/* NULL, or what is wrong with the text in words (static). Strings in the arena. */
const char *cop_text_dialogue(CopArena *a, const char *text, CopTextDialogue *d);
const char *cop_text_quiz(CopArena *a, const char *text, CopTextQuiz *q);
/* Of any form; texts of forms without lines are always right. */
const char *cop_text_form_fault(CopMessageForm form, const char *text);

#endif
