/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/sentence.h -- sentences that follow from values by rules, and what
 * people put in their place.
 *
 *   cop_paper_sentence(r, para, "IND-21.value", "indicator/IND-21",
 *                      N_("Reports of {span} give {now}."), LIST("span", span, "now", now))
 *
 * Rule:      the composer chooses the pattern from values and comparisons; the
 *            names in braces are its links to them.
 * Edited:    a record `edited_sentence` of document, language and sentence takes
 *            the place of the rule's sentence. Its text has the same names, so
 *            that its numbers follow the facts; a number that is none of them is
 *            refused (cop_sentence_link()).
 * Changed:   a value, or the set of values, is not what a person last saw. The
 *            sentence says so in the document, the build and `copkit check` find
 *            it, and a release waits until a person has looked. Where the edited
 *            text needs a value that is gone, the rule's sentence stands.
 */
#ifndef COP_COMPOSE_SENTENCE_H
#define COP_COMPOSE_SENTENCE_H

#include "compose/compose.h"

typedef enum { COP_SENTENCE_RULE, COP_SENTENCE_EDITED, COP_SENTENCE_CHANGED } CopSentenceState;

struct CopSentence {
  const char *id;            /* unique in its document */
  const char *record;        /* "indicator/IND-21"; NULL: of several */
  const char *pattern;       /* the rule's, in the document's language */
  const char *const *values; /* name, value, ..., NULL */
  const char *rule;          /* the rule's sentence */
  const char *text;          /* as it stands in the document, without the mark of a changed one */
  const CopEditedSentence *edit; /* NULL: nobody edited it */
  CopSentenceState state;
  const char *changed;       /* "now: 460 people, was 471 people"; NULL unless changed */
};

/* Of edited sentences: what became of each. */
typedef struct {
  const CopEditedSentence *edit;
  const char *title;       /* of its document; NULL when that is not made any more */
  const CopSentence *now;  /* NULL: the document has no such sentence */
} CopSentenceLook;

/* Each edited sentence of the store against the document as it is today; the
 * documents are composed for it. */
size_t cop_sentences_look(const CopContext *c, CopArena *a, const CopSentenceLook **all, GError **error);
/* The piece of that name and language; false when nothing makes it. */
bool cop_sentence_piece(const CopContext *c, const char *document, const char *lang, CopProducts **pieces, const CopProduct **piece, GError **error);

/* Text as a person typed it, with each value it names put back as {name}; NULL
 * and *why (in the arena) when a number in it is none of the sentence's values. */
const char *cop_sentence_link(CopArena *a, const CopSentence *s, const char *typed, const char **why);
/* The record of an edit: text from cop_sentence_link(), values as seen now. */
CopEditedSentence *cop_sentence_edit(CopArena *a, const CopSentence *s, const char *document, const char *lang, const char *text, const char *note);
/* "progress/progress" of "progress/progress.en". */
const char *cop_sentence_document(CopArena *a, const CopProduct *p);

#endif
