/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/programme.h -- a programme document for each objective of the plan:
 * what a body that gives money asks for. Parts and columns follow the logical
 * frameworks of the European Commission and the UNDG results handbook: data
 * sheet, problem, theory of change, logframe, who answers (RACI), work plan,
 * budget by year, source and economic class, gap, calendar, risks, exit.
 *
 * In every language the catalogue holds its sentences for; what a record has no
 * translation for stands in English and is a finding.
 */
#ifndef COP_COMPOSE_PROGRAMME_H
#define COP_COMPOSE_PROGRAMME_H

#include "compose/front.h"

typedef struct {
  CopPaper r;
  const CopObjective *o;
  const CopPlanItem **items; /* chosen measures of the objective, in the order of its outputs */
  size_t n;
  int64_t *year;             /* [n_years] cost of the programme */
  int64_t total, low, high;
} CopProgramme;

/* "Objective 2: Children who ..." */
const char *cop_programme_title(CopProgramme *p);
/* A measure as "2.1.3 Lead deliverable". */
const char *cop_programme_measure(CopProgramme *p, const CopPlanItem *it);
const char *cop_programme_number(CopProgramme *p, const CopPlanItem *it);

/* Parts, each appended to the document. */
void cop_programme_sheet(CopProgramme *p);     /* data sheet */
void cop_programme_problem(CopProgramme *p);   /* 1 */
void cop_programme_rationale(CopProgramme *p); /* 2 */
void cop_programme_change(CopProgramme *p);    /* 3 */
void cop_programme_results(CopProgramme *p);   /* 4 */
void cop_programme_logframe(CopProgramme *p);  /* 5 */
void cop_programme_inclusion(CopProgramme *p); /* 6 */
void cop_programme_raci(CopProgramme *p);      /* 7 */
void cop_programme_time(CopProgramme *p);      /* 8 */
void cop_programme_budget(CopProgramme *p);    /* 9 */
void cop_programme_monitoring(CopProgramme *p);/* 10 */
void cop_programme_risks(CopProgramme *p);     /* 11 */
void cop_programme_exit(CopProgramme *p);      /* 12 */

#endif
