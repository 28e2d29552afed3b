/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/paper.h -- what the composers of reports share: numbering,
 * citations, and sentences made from evidence.
 *
 * Citations: a report cites a source by a superscript number that leads to the
 *            list of sources at its end; a mark that is not "the passage was
 *            read" stands beside it as a letter (K expert knowledge, D derived
 *            here, E estimate). Numbers follow the order of first mention.
 * Figures:   a figure of the evidence register is only ever written by
 *            cop_paper_value(), so that population, period and caveat are
 *            never lost on the way.
 * Lifetime:  a CopPaper lives during one composition.
 */
#ifndef COP_COMPOSE_PAPER_H
#define COP_COMPOSE_PAPER_H

#include "compose/compose.h"
#include "compose/phrase.h"
#include "compose/plan_words.h"
#include "doc/build.h"
#include "figure/figure.h"

typedef struct {
  const CopContext *c;
  const CopModel *m;
  const CopCatalogue *words; /* of the document's language; English falls through */
  const char *lang;
  CopArena *a;
  CopDoc *d;
  CopDiags *diags;
  GPtrArray *cited;       /* const CopSource *, in order of first mention */
  GHashTable *described;  /* populations already told: value->population */
  GHashTable *used_values;/* ids of values written */
  GHashTable *told;       /* caveats already told in this paragraph */
  const CopValue *last;   /* value written before, in this paragraph */
  unsigned n_same;        /* values since that share its sentence */
  CopNode *open;          /* paragraph whose last sentence of values has no full stop yet */
  GPtrArray *limits;      /* what the values of this paragraph leave out, to be said at its end */
  unsigned n_told;        /* values of this paragraph */
  unsigned n_tables, n_figures;
  GHashTable *noted;      /* const CopSource * -> number of the footnote that gave it in full */
  unsigned n_notes;
  const char *document;   /* "progress/progress": whose sentences can be edited; NULL for none */
  GPtrArray *sentences;   /* CopSentence *, in the order they were said */
  GHashTable *untranslated; /* "measure/M01/title" of fields that stand in English -> their text */
  CopNode *edition_note;  /* section that tells at its end how many they are; NULL for none */
} CopPaper;

void cop_paper_init(CopPaper *r, const CopContext *c, CopArena *a, const CopDocMeta *meta, CopDiags *diags);
void cop_paper_clear(CopPaper *r);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopPaper, cop_paper_clear)
/* The last step: ids of measures become numbers of the plan, all text takes the
 * country's house spelling; titles of sources keep theirs; texts without a
 * translation are told apart as English, and counted in the edition note. */
void cop_paper_finish(CopPaper *r);

/* A chapter: number may be NULL. `lead` sentences (NULL-terminated) stand in larger type. */
CopNode *cop_paper_chapter(CopPaper *r, const char *number, const char *title, const char *const *lead);
CopNode *cop_paper_section(CopPaper *r, CopNode *chapter, const char *title);

/* The text with a full stop, if it ends without a sign of its own. */
const char *cop_paper_full_stop(CopPaper *r, const char *text);

/* Appends a sentence to a paragraph, with a space before it when the paragraph
 * is not empty. */
void cop_paper_say(CopPaper *r, CopNode *para, const char *text);
void cop_paper_sayf(CopPaper *r, CopNode *para, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* A sentence that follows from values and can be edited (compose/sentence.h): the
 * pattern in English, with {name} for each value; record may be NULL. */
void cop_paper_sentence(CopPaper *r, CopNode *para, const char *id, const char *record, const char *pattern, const char *const *values);
/* A space after what was said, for what is not said by these functions. */
void cop_paper_gap(CopPaper *r, CopNode *para);
/* The document and its sentences, as what composing gave. */
void cop_paper_give(CopPaper *r, CopComposed *out);
/* The same in bold. */
void cop_paper_stress(CopPaper *r, CopNode *para, const char *text);

/* Superscript citation after what was just said. Either may be NULL or 0. */
void cop_paper_cite(CopPaper *r, CopNode *para, const char *source, CopMark mark);
/* Number of a source in the list, cited or not. */
unsigned cop_paper_source_number(CopPaper *r, const CopSource *s);

/* For papers with footnotes in place of a list of sources: a footnote to what
 * `record` ("value/X") rests on. At first mention issuer, title, date and a
 * short address; later the short title and the number of that note. `more` are
 * sentences after it. All but record may be NULL; without source and `more`
 * there is no note. */
void cop_paper_footnote(CopPaper *r, CopNode *para, const char *record, const char *source, const char *locator,
                        const char *more);

/* A new paragraph of values begins: periods and caveats are told again. */
void cop_paper_paragraph(CopPaper *r);
/* One value as a sentence that opens with period and method and carries its
 * citation; a further value of the same study may share it. What they leave out
 * is kept until cop_paper_limits(), the population once for each survey. */
void cop_paper_value(CopPaper *r, CopNode *para, const CopValue *v);
/* Ends a paragraph of values with their limits. */
void cop_paper_limits(CopPaper *r, CopNode *para);
/* Two or more values that contradict each other: the preferred one, why, and
 * the others. */
void cop_paper_conflict(CopPaper *r, CopNode *para, const char *conflict);
/* Values whose `uses` hold the word, national ones in the order of the
 * register; regional ones and the losers of conflicts are left out. */
const CopValue **cop_paper_values(CopPaper *r, const char *use, size_t *n);
/* A paragraph for each topic of a use; returns how many there are. */
size_t cop_paper_topics(CopPaper *r, CopNode *section, const char *use);
/* A box that says what is not known: "No figure on {item} was found for
 * {scope}. ..." */
void cop_paper_unknown(CopPaper *r, CopNode *section, const char *text);

/* Tables and figures are numbered through the report. Captions say what, where, when. */
CopNode *cop_paper_table(CopPaper *r, CopNode *parent, const char *caption, const CopColumn *columns, unsigned n);
CopNode *cop_paper_figure(CopPaper *r, CopNode *parent, const char *caption, const CopFigure *figure);
CopFigureOptions cop_paper_figure_options(const CopPaper *r);

/* The list of sources, anchored for the citations. */
void cop_paper_sources(CopPaper *r, CopNode *section);

/* The block every public paper carries: who answers, number, hours, cost, and
 * whether the number was verified. */
void cop_paper_helpline(CopPaper *r, CopNode *parent);

/* --- words in the language of the document --- */

/* A field of a record; without a translation the English text, and a finding
 * that names the field. */
const char *cop_paper_field(CopPaper *r, CopEntity e, const char *id, const char *field);
/* As cop_phrase_money() and so on, in the document's language. */
const char *cop_paper_money(const CopPaper *r, int64_t minor);
const char *cop_paper_money_range(const CopPaper *r, int64_t low, int64_t high);
/* "three", "12"; figures where the language is not English. */
const char *cop_paper_count(const CopPaper *r, int64_t n);
/* The country as a sentence names it: "the Philippines", "Pilipinas". */
const char *cop_paper_country(CopPaper *r);
/* A word of a closed list of the model. */
const char *cop_paper_word(const CopPaper *r, CopWordsId list, int word);
const char *cop_paper_list(const CopPaper *r, const char *const *items, size_t n);
/* The figure of a value, as cop_phrase_value(). */
const char *cop_paper_figure_of(const CopPaper *r, const CopValue *v);
const char *cop_paper_date(const CopPaper *r, const char *iso);
const char *cop_paper_period(const CopPaper *r, const char *period);
/* What the planner explains, in the document's language; `r` outlives it. */
CopPlanSpeech cop_paper_speech(CopPaper *r);
/* Is a document to be made in the language: are its sentences translated, and the records it tells of, known by the
 * title of the plan? Of a language named in `langs` (NULL: nobody chose) the sentences alone are asked, so that a translator
 * can see what is still English. */
bool cop_paper_speaks(const CopContext *c, const char *lang, const char *const *langs, const char *sentence);

/* "2.1.3" of a measure in the plan's own numbering; its catalogue id when the
 * plan has no place for it. */
const char *cop_paper_measure_number(const CopPaper *r, const char *measure);
/* A clause as readers know it: "Lanzarote Convention, art. 33". */
const char *cop_paper_clause(const CopPaper *r, const CopRequirement *q);
/* Several, by instrument: "ITU checklist 1 and 2; Model National Response 3". */
const char *cop_paper_clauses(const CopPaper *r, const CopRequirement *const *clauses, size_t n);
/* "36" of a question of the legal review. */
const char *cop_paper_question_number(const CopPaper *r, const char *id);
/* Is the edition later than the last year in the title of a regional plan? */
bool cop_paper_ended(const CopPaper *r, const CopInstrument *in);
/* Acronym, else name, of an institution. */
const char *cop_paper_institution(const CopPaper *r, const char *id);

#endif
