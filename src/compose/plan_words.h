/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/plan_words.h -- what the planner explains as data (plan/explain.h),
 * in sentences: for documents, pages of the desk and the command line alike.
 *
 * Money, names of measures and quarters are written by whoever speaks, as each
 * has its own habits; the rest is translated by the catalogue.
 */
#ifndef COP_COMPOSE_PLAN_WORDS_H
#define COP_COMPOSE_PLAN_WORDS_H

#include "base/catalogue.h"
#include "plan/conflict.h"
#include "plan/explain.h"
#include "plan/floors.h"

/* Who speaks. Texts the functions return live in the arena. */
typedef struct {
  CopArena *a;
  const CopCatalogue *words; /* NULL: English */
  const CopPlanResult *result; /* NULL where there is no plan: for demands only */
  int first_year;
  const char *(*money)(void *user, int64_t minor);
  const char *(*title)(void *user, const CopMeasure *m);
  const char *(*quarter)(void *user, int quarter);
  void *user;
} CopPlanSpeech;

/* English as documents write it, with the currency of the country. */
typedef struct {
  CopArena *a;
  const CopPlanResult *result; /* NULL where there is no plan: for demands only */
  const CopCountry *country;
  int first_year;
} CopPlanEnglish;
CopPlanSpeech cop_plan_speech_english(CopPlanEnglish *e);

/* What stands against a start: one sentence. */
const char *cop_plan_block_text(const CopPlanSpeech *p, const CopPlanBlock *b);
/* What would bring a measure in; NULL when nothing was found or asked. */
const char *cop_plan_change_text(const CopPlanSpeech *p, const CopPlanChange *c);
/* One demand of a conflict: "M03 (...) is required by law." */
const char *cop_plan_demand_text(const CopPlanSpeech *p, const CopPlanDemand *d);
/* What a floor asks: "at least 6 per cent of the cost and 3 measures". */
const char *cop_plan_floor_text(const CopPlanSpeech *p, const CopEquityFloor *f);
/* What the plan does for it: "7.3 per cent of the cost, 5 measures". */
const char *cop_plan_floor_met_text(const CopPlanSpeech *p, const CopEquityFloor *f);
/* What the bound proves: "no plan under these limits is worth more". */
const char *cop_plan_proof_text(const CopPlanSpeech *p);

#endif
