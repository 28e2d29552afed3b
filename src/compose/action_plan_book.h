/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/action_plan_book.h -- the sheets of the action plan's workbook, each a
 * table whose figures follow from each other by formulas:
 *
 *   unit prices  ->  costs  ->  plan  <-  financing  ->  money
 *
 * A price changed by hand in "Unit prices" moves costs, sums and gaps of all
 * other sheets when a spreadsheet opens the file; nothing is planned anew.
 * Cells hold, beside each formula, its value as the planner has it.
 *
 * Columns stand where the constants below say, so that formulas of one sheet
 * find the cells of another. Row i of the chosen measures is row i + 2 of
 * "Unit prices", "Costs" and "Plan" alike, below the head.
 */
#ifndef COP_COMPOSE_ACTION_PLAN_BOOK_H
#define COP_COMPOSE_ACTION_PLAN_BOOK_H

#include "compose/paper.h"
#include "table/table.h"

typedef struct {
  const CopContext *c;
  const CopPlanResult *r;
  CopArena *a;
  CopPaper *paper;
  CopPlanSpeech say;
  size_t n_financing; /* rows of "Financing" above its sum; set when it is made */
} CopActionBook;

enum { /* "Unit prices" */
  COP_PRICE_ID, COP_PRICE_TITLE, COP_PRICE_YEARLY, COP_PRICE_LOW, COP_PRICE_HIGH, COP_PRICE_CLASS, COP_PRICE_RECURRENT,
  COP_PRICE_STAFF, COP_PRICE_CAPITAL, COP_PRICE_SOURCE, COP_PRICE_MARK, COP_PRICE_LEVEL /* the first of n_years */
};
enum { /* "Costs": for each year work, running, cost; then four sums */
  COP_COST_ID, COP_COST_TITLE, COP_COST_CLASS, COP_COST_YEAR
};
#define COP_COST_OF_YEAR(Y) (COP_COST_YEAR + 3u * (unsigned)(Y) + 2u)
enum { /* "Financing" */
  COP_FINANCE_ID, COP_FINANCE_TITLE, COP_FINANCE_FUND, COP_FINANCE_STANDING, COP_FINANCE_YEAR /* the first of n_years, then their sum */
};

/* In units of the currency. */
double cop_action_major(const CopActionBook *b, int64_t minor);
/* "A" to "Z", "AA", ... */
const char *cop_action_column(const CopActionBook *b, unsigned column);
/* A sheet's name as formulas want it: 'Unit prices'. */
const char *cop_action_sheet(const CopActionBook *b, const char *name);
const char *cop_action_title(const CopActionBook *b, const CopMeasure *m);
const char *cop_action_office(const CopInstitution *office);
/* Name of a source of funds in the language of the workbook. */
const char *cop_action_fund(const CopActionBook *b, const char *fund);
const char *cop_action_standing(const CopActionBook *b, CopCommitment c);

/* action_plan_money.c */
CopTable *cop_action_prices(CopActionBook *b);
CopTable *cop_action_costs(CopActionBook *b);
CopTable *cop_action_financing(CopActionBook *b);
CopTable *cop_action_funds(CopActionBook *b);
/* What a measure is paid, all years, by how sure the money is. */
void cop_action_paid(const CopActionBook *b, const CopPlanItem *it, int64_t by_standing[COP_COMMITMENT_MAX]);
/* action_plan_control.c */
CopTable *cop_action_milestones(CopActionBook *b);
CopTable *cop_action_raci(CopActionBook *b);
CopTable *cop_action_prerequisites(CopActionBook *b);
CopTable *cop_action_indicators(CopActionBook *b);
CopTable *cop_action_coverage(CopActionBook *b);
CopTable *cop_action_changes(CopActionBook *b);

#endif
