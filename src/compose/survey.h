/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/survey.h -- the answer bank: what surveys, indices and reports ask,
 * answered from the facts the other documents are made of.
 *
 * Answer:    from legal answers and standings towards instruments: yes when all are
 *            met (party or member) and no fact is missing, no when none is, else
 *            partly. Without any it is told by figures.
 * Evidence:  each fact with value, period, source and confidence; a fact nobody has
 *            ("no report", "no answer") is listed as missing, never left out. An item
 *            without one fact has no evidence, and says so.
 * Values:    field reports as published, small counts withheld.
 */
#ifndef COP_COMPOSE_SURVEY_H
#define COP_COMPOSE_SURVEY_H

#include "compose/compose.h"

typedef enum {
  COP_SURVEY_YES,
  COP_SURVEY_PARTLY,
  COP_SURVEY_NO,
  COP_SURVEY_FIGURES,  /* told by figures alone */
  COP_SURVEY_NOTHING,  /* no evidence */
  COP_SURVEY_MAX
} CopSurveyAnswer;
const char *cop_survey_answer_name(CopSurveyAnswer a); /* "partly" */

typedef struct {
  const char *record;     /* "answer/PH-LR-01"; what is asked of when nothing is known: "indicator/IND-03" */
  const char *what;       /* what the fact says, or what is missing */
  const char *value;      /* "met", "44 per cent"; NULL: missing */
  const char *period;     /* may be NULL */
  const char *source;     /* short title; may be NULL */
  const char *confidence; /* may be NULL */
} CopSurveyFact;

typedef struct {
  const CopQuestionnaire *questionnaire;
  const CopQuestionnaireItem *item;
  CopSurveyAnswer answer;
  const CopSurveyFact *facts;
  size_t n, n_missing; /* of n, those without a value */
} CopSurveyItem;

/* All questionnaires in order; strings live in the arena. */
size_t cop_survey_items(const CopContext *c, CopArena *a, const CopSurveyItem **all);
/* "44 per cent (2021, Disrupting Harm); ..." of the facts with a value; NULL without. */
const char *cop_survey_evidence(CopArena *a, const CopSurveyItem *item);
/* What is missing, in the same way. */
const char *cop_survey_missing(CopArena *a, const CopSurveyItem *item);

#endif
