/* SPDX-License-Identifier: Apache-2.0
 *
 * model/report_form.h -- a reporting form laid out: its questions as numbered
 * boxes, each with a code for files and with what a number in it counts. The
 * telephone form, the web form, the paper form, the spreadsheet and the SMS are
 * all made from this, so that box 7 is the same number everywhere.
 *
 * Every form begins with the same head, which is not in the store:
 *   reporter   office or partner
 *   area       code of an area; empty: the whole country
 *   period     month, quarter, half year or year, by the form's frequency
 *
 * Boxes count from 1 in the order of the questions; a ratio has two, the upper
 * one first. Codes are those of the item, with "_of" for the lower number and
 * the words of the breakdown behind: people_female_cop_912.
 */
#ifndef COP_MODEL_REPORT_FORM_H
#define COP_MODEL_REPORT_FORM_H

#include "base/catalogue.h"
#include "base/period.h"
#include "model/report.h"

typedef struct {
  const char *word;          /* as in field data: "out-of-school", "fil" */
  const char *label;         /* English */
  CopEntity kind;            /* of the record it is; COP_ENTITY_MAX for a word of a closed list */
} CopFormWord;

enum { COP_FORM_DEPTH = 6 }; /* breakdowns there are */

typedef struct {
  const char *code;
  const char *label;         /* English: "female, 9–12"; of a single box the question itself */
  const CopReportItem *item;
  bool lower;                /* of a ratio: of how many */
  CopObservation what;       /* indicator and breakdown; the rest is empty */
  size_t n_words;            /* breakdown values it is for, in the order of the item */
  const CopFormWord *words[COP_FORM_DEPTH];
} CopFormBox;

typedef struct {
  const CopReportItem *item; /* code is the name of the question */
  const char *column;        /* of field data: "setting" */
  size_t n;
  const CopFormWord *words;
} CopFormChoice;

typedef struct {
  const CopReportForm *form;
  size_t n_items, n_boxes, n_choices;
  const CopReportItem *const *items; /* all questions, in order */
  const CopFormBox *boxes;
  const CopFormChoice *choices;
  const CopReportItem *receipt;      /* the question for the receipt code of a packing slip; NULL when it is not asked */
  size_t n_areas;
  const CopArea *const *areas;       /* that can be chosen: in use today, down to regions */
} CopFormLayout;

/* In the arena; the model must outlive it. */
const CopFormLayout *cop_form_layout(const CopModel *m, const CopReportForm *form, CopArena *a);

/* The period of a form for a day, "2026-10-17" -> "2026-Q4"; "" when it is no date. */
const char *cop_form_period(const CopReportForm *form, const char *day, char buffer[COP_PERIOD_TEXT]);

/* A word list or records as choices of a breakdown; for pages and forms alike. */
size_t cop_form_words(const CopModel *m, const char *breakdown, CopArena *a, const CopFormWord **words);
/* "age band" -> "age_band". */
const char *cop_form_column(const char *breakdown);

/* --- in another language; English where there is no translation --- */

const char *cop_form_word_in(const CopModel *m, const CopCatalogue *words, const CopFormWord *w, const char *lang);
/* What the box asks: the question or its lower half, of a broken-down one the
 * values alone. */
const char *cop_form_box_in(const CopModel *m, const CopCatalogue *words, const CopFormBox *box, const char *lang, CopArena *a);
/* English, and every language in which the store has the form's title. */
bool cop_form_speaks(const CopModel *m, const CopReportForm *form, const char *lang);

/* By id or SMS keyword; NULL when there is none. */
const CopReportForm *cop_form_find(const CopModel *m, const char *name);

#endif
