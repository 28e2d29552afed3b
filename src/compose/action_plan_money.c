/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/action_plan_money.c -- sheets of money: unit prices, costs, financing, funds.
 *
 * Cost of a measure in a year (plan/problem_model.c):
 *
 *   yearly cost x (100 x quarters of work + recurrent % x quarters kept up) / 400 x price level
 */
#include <string.h>

#include "compose/action_plan_book.h"

#define T_(TEXT) cop_tr(b->paper->words, (TEXT))

/* --- unit prices --- */

static double
price_level(const CopActionBook *b, int year)
{
  double level = 1;
  for (int64_t y = b->r->plan->price_year; y < b->r->first_year + year; y++)
    level *= 1 + b->r->options.inflation_per_mille / 1000.0;
  return level;
}

CopTable *
cop_action_prices(CopActionBook *b)
{
  unsigned years = (unsigned)b->r->n_years;
  const CopTableColumn fixed[COP_PRICE_LEVEL] = {
    [COP_PRICE_ID] = { "measure", T_("Id"), COP_CELL_TEXT, 0 },
    [COP_PRICE_TITLE] = { "title", T_("Measure"), COP_CELL_TEXT, 0 },
    [COP_PRICE_YEARLY] = { "yearly", T_("Yearly cost, for planning"), COP_CELL_REAL, 2 },
    [COP_PRICE_LOW] = { "low", T_("Lower end"), COP_CELL_REAL, 2 },
    [COP_PRICE_HIGH] = { "high", T_("Upper end"), COP_CELL_REAL, 2 },
    [COP_PRICE_CLASS] = { "class", T_("Cost class"), COP_CELL_TEXT, 0 },
    [COP_PRICE_RECURRENT] = { "recurrent", T_("Goes on after the first result, per cent"), COP_CELL_INT, 0 },
    [COP_PRICE_STAFF] = { "staff", T_("Staff, per cent (estimate)"), COP_CELL_INT, 0 },
    [COP_PRICE_CAPITAL] = { "capital", T_("Equipment and buildings, per cent (estimate)"), COP_CELL_INT, 0 },
    [COP_PRICE_SOURCE] = { "source", T_("Source"), COP_CELL_TEXT, 0 },
    [COP_PRICE_MARK] = { "mark", T_("Mark"), COP_CELL_TEXT, 0 } };
  CopTableColumn *columns = cop_new_n(b->a, CopTableColumn, COP_PRICE_LEVEL + years);
  memcpy(columns, fixed, sizeof fixed);
  for (unsigned y = 0; y < years; y++)
    columns[COP_PRICE_LEVEL + y] = (CopTableColumn){ cop_arena_printf(b->a, "level_%u", (unsigned)b->r->first_year + y), cop_arena_printf(b->a, T_("Price level %u"), (unsigned)b->r->first_year + y), COP_CELL_REAL, 4 };
  CopTable *t = cop_table_new(b->a, T_("Unit prices"), T_("What a year of each measure costs"), columns, COP_PRICE_LEVEL + years);
  static const unsigned input[] = { COP_PRICE_YEARLY, COP_PRICE_LOW, COP_PRICE_HIGH, COP_PRICE_RECURRENT, COP_PRICE_STAFF, COP_PRICE_CAPITAL };
  for (unsigned k = 0; k < G_N_ELEMENTS(input); k++)
    cop_table_input(t, input[k]);
  for (unsigned y = 0; y < years; y++)
    cop_table_input(t, COP_PRICE_LEVEL + y);
  t->note = cop_arena_printf(b->a, T_("Estimates in %s at prices of %d for the whole country, by class of cost: no price list and no quotation stands behind them yet. Coloured cells are there to be replaced; everything else follows."),
                             b->c->country->currency, (int)b->r->plan->price_year);
  for (size_t i = 0; i < b->r->n_chosen; i++) {
    const CopPlanItem *it = b->r->chosen[i];
    CopPlanUnitCost price = cop_plan_unit_cost(b->c->model, &b->r->options, it->measure);
    CopCell *c = cop_table_row(t);
    cop_cell_text(t, &c[COP_PRICE_ID], it->measure->id);
    cop_cell_text(t, &c[COP_PRICE_TITLE], cop_action_title(b, it->measure));
    cop_cell_real(&c[COP_PRICE_YEARLY], cop_action_major(b, price.yearly));
    cop_cell_real(&c[COP_PRICE_LOW], cop_action_major(b, price.low));
    cop_cell_real(&c[COP_PRICE_HIGH], cop_action_major(b, price.high));
    cop_cell_text(t, &c[COP_PRICE_CLASS], it->measure->cost_class);
    cop_cell_int(&c[COP_PRICE_RECURRENT], price.recurrent);
    cop_cell_int(&c[COP_PRICE_STAFF], it->profile == NULL ? 0 : it->profile->personnel);
    cop_cell_int(&c[COP_PRICE_CAPITAL], it->profile == NULL ? 0 : it->profile->capital);
    cop_cell_text(t, &c[COP_PRICE_SOURCE], it->profile == NULL ? NULL : it->profile->source);
    cop_cell_text(t, &c[COP_PRICE_MARK], it->profile == NULL ? NULL : cop_words(COP_WORDS_MARK)->words[it->profile->mark]);
    for (unsigned y = 0; y < years; y++)
      cop_cell_real(&c[COP_PRICE_LEVEL + y], price_level(b, (int)y));
  }
  return t;
}

/* --- costs --- */

/* Quarters of a year in which a measure is carried out, or kept up after it. */
static int
quarters(const CopPlanItem *it, int year, bool work)
{
  int n = 0;
  for (int q = 4 * year; q < 4 * year + 4; q++)
    n += work ? q >= it->start && q < it->end : q >= it->end;
  return n;
}

static const char *
cost_formula(const CopActionBook *b, unsigned row, unsigned work, unsigned year)
{
  const char *prices = cop_action_sheet(b, T_("Unit prices"));
  return cop_arena_printf(b->a, "ROUND(%s!%s%u*(100*%s%u+%s!%s%u*%s%u)/400*%s!%s%u,2)", prices, cop_action_column(b, COP_PRICE_YEARLY), row, cop_action_column(b, work), row,
                          prices, cop_action_column(b, COP_PRICE_RECURRENT), row, cop_action_column(b, work + 1), row, prices, cop_action_column(b, COP_PRICE_LEVEL + year), row);
}

/* Of the cells of a row in every third column from `first`. */
static const char *
sum_of_years(const CopActionBook *b, unsigned row)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (int y = 0; y < b->r->n_years; y++)
    g_string_append_printf(s, "%s%s%u", y > 0 ? "+" : "", cop_action_column(b, COP_COST_OF_YEAR(y)), row);
  return cop_arena_strdup(b->a, s->str);
}

static void
cost_row(CopActionBook *b, CopTable *t, const CopPlanItem *it, unsigned row)
{
  unsigned years = (unsigned)b->r->n_years, all = COP_COST_YEAR + 3 * years;
  const char *prices = cop_action_sheet(b, T_("Unit prices")), *total = cop_action_column(b, all);
  CopCell *c = cop_table_row(t);
  cop_cell_text(t, &c[COP_COST_ID], it->measure->id);
  cop_cell_text(t, &c[COP_COST_TITLE], cop_action_title(b, it->measure));
  cop_cell_text(t, &c[COP_COST_CLASS], it->measure->cost_class);
  for (unsigned y = 0; y < years; y++) {
    cop_cell_int(&c[COP_COST_YEAR + 3 * y], quarters(it, (int)y, true));
    cop_cell_int(&c[COP_COST_YEAR + 3 * y + 1], quarters(it, (int)y, false));
    cop_cell_formula(t, &c[COP_COST_OF_YEAR(y)], cost_formula(b, row, COP_COST_YEAR + 3 * y, y), cop_action_major(b, it->cost[y]));
  }
  cop_cell_formula(t, &c[all], sum_of_years(b, row), cop_action_major(b, it->cost_total));
  const struct { unsigned at; int64_t value; } ends[] = { { COP_PRICE_LOW, it->cost_low_total }, { COP_PRICE_HIGH, it->cost_high_total } };
  for (unsigned k = 0; k < 2; k++) {
    const char *planned = cop_arena_printf(b->a, "%s!%s%u", prices, cop_action_column(b, COP_PRICE_YEARLY), row);
    cop_cell_formula(t, &c[all + 1 + k], cop_arena_printf(b->a, "IF(%s=0,0,ROUND(%s%u*%s!%s%u/%s,2))", planned, total, row, prices, cop_action_column(b, ends[k].at), row, planned),
                     cop_action_major(b, ends[k].value));
  }
}

static void
cost_sums(CopActionBook *b, CopTable *t)
{
  const CopPlanResult *r = b->r;
  unsigned years = (unsigned)r->n_years, all = COP_COST_YEAR + 3 * years;
  CopCell *c = cop_table_row(t);
  cop_cell_text(t, &c[COP_COST_TITLE], T_("All measures"));
  for (unsigned y = 0; y < years + 3; y++) {
    unsigned k = y < years ? COP_COST_OF_YEAR(y) : all + y - years;
    int64_t sum = y < years ? r->cost_year[y] : y == years ? r->cost_total : y == years + 1 ? r->cost_low_total : r->cost_high_total;
    cop_cell_formula(t, &c[k], cop_arena_printf(b->a, "SUM(%s2:%s%zu)", cop_action_column(b, k), cop_action_column(b, k), r->n_chosen + 1), cop_action_major(b, sum));
  }
}

CopTable *
cop_action_costs(CopActionBook *b)
{
  unsigned years = (unsigned)b->r->n_years, all = COP_COST_YEAR + 3 * years;
  CopTableColumn *columns = cop_new_n(b->a, CopTableColumn, all + 3);
  columns[COP_COST_ID] = (CopTableColumn){ "measure", T_("Id"), COP_CELL_TEXT, 0 };
  columns[COP_COST_TITLE] = (CopTableColumn){ "title", T_("Measure"), COP_CELL_TEXT, 0 };
  columns[COP_COST_CLASS] = (CopTableColumn){ "class", T_("Cost class"), COP_CELL_TEXT, 0 };
  for (unsigned y = 0; y < years; y++) {
    unsigned year = (unsigned)b->r->first_year + y, k = COP_COST_YEAR + 3 * y;
    columns[k] = (CopTableColumn){ cop_arena_printf(b->a, "work_%u", year), cop_arena_printf(b->a, T_("Quarters of work %u"), year), COP_CELL_INT, 0 };
    columns[k + 1] = (CopTableColumn){ cop_arena_printf(b->a, "running_%u", year), cop_arena_printf(b->a, T_("Quarters kept up %u"), year), COP_CELL_INT, 0 };
    columns[k + 2] = (CopTableColumn){ cop_arena_printf(b->a, "cost_%u", year), cop_arena_printf(b->a, T_("Cost %d"), (int)year), COP_CELL_REAL, 2 };
  }
  columns[all] = (CopTableColumn){ "cost", T_("Cost, all years"), COP_CELL_REAL, 2 };
  columns[all + 1] = (CopTableColumn){ "cost_low", T_("Lower end"), COP_CELL_REAL, 2 };
  columns[all + 2] = (CopTableColumn){ "cost_high", T_("Upper end"), COP_CELL_REAL, 2 };
  CopTable *t = cop_table_new(b->a, T_("Costs"), T_("How the cost of each measure comes about"), columns, all + 3);
  for (unsigned y = 0; y < years; y++) {
    cop_table_input(t, COP_COST_YEAR + 3 * y);
    cop_table_input(t, COP_COST_YEAR + 3 * y + 1);
  }
  t->note = T_("Cost of a year = yearly cost x (quarters of work + share that goes on x quarters kept up) / 4 x price level of the year. Time of the offices' own staff is in the yearly cost as far as its class counts it; there is no line for contingency: the upper end is the reserve.");
  for (size_t i = 0; i < b->r->n_chosen; i++)
    cost_row(b, t, b->r->chosen[i], (unsigned)i + 2);
  cost_sums(b, t);
  return t;
}

/* --- financing --- */

/* How sure the money of a fund is in a year. */
static CopCommitment
commitment(const CopActionBook *b, const char *fund, int year)
{
  const CopBudget *g = cop_plan_budget(b->c->model, b->r->plan, fund, year);
  return g == NULL ? COP_COMMITMENT_PROPOSED : g->commitment;
}

void
cop_action_paid(const CopActionBook *b, const CopPlanItem *it, int64_t by_standing[COP_COMMITMENT_MAX])
{
  size_t years = (size_t)b->r->n_years;
  memset(by_standing, 0, COP_COMMITMENT_MAX * sizeof *by_standing);
  for (size_t f = 0; f < b->r->n_funds; f++)
    for (size_t y = 0; y < years; y++)
      by_standing[commitment(b, b->r->funds[f], b->r->first_year + (int)y)] += it->paid[f * years + y];
}

static void
financing_rows(CopActionBook *b, CopTable *t, const CopPlanItem *it)
{
  const CopPlanResult *r = b->r;
  unsigned years = (unsigned)r->n_years;
  for (size_t f = 0; f < r->n_funds; f++)
    for (int standing = 0; standing < COP_COMMITMENT_MAX; standing++) {
      int64_t sum = 0, amount[COP_PLAN_MAX_YEARS] = { 0 };
      for (unsigned y = 0; y < years; y++)
        if (commitment(b, r->funds[f], r->first_year + (int)y) == (CopCommitment)standing)
          sum += amount[y] = it->paid[f * years + y];
      if (sum == 0)
        continue;
      unsigned row = t->rows->len + 2;
      CopCell *c = cop_table_row(t);
      cop_cell_text(t, &c[COP_FINANCE_ID], it->measure->id);
      cop_cell_text(t, &c[COP_FINANCE_TITLE], cop_action_title(b, it->measure));
      cop_cell_text(t, &c[COP_FINANCE_FUND], cop_action_fund(b, r->funds[f]));
      cop_cell_text(t, &c[COP_FINANCE_STANDING], cop_action_standing(b, (CopCommitment)standing));
      for (unsigned y = 0; y < years; y++)
        if (amount[y] != 0)
          cop_cell_real(&c[COP_FINANCE_YEAR + y], cop_action_major(b, amount[y]));
      cop_cell_formula(t, &c[COP_FINANCE_YEAR + years], cop_arena_printf(b->a, "SUM(%s%u:%s%u)", cop_action_column(b, COP_FINANCE_YEAR), row, cop_action_column(b, COP_FINANCE_YEAR + years - 1), row),
                       cop_action_major(b, sum));
    }
}

CopTable *
cop_action_financing(CopActionBook *b)
{
  const CopPlanResult *r = b->r;
  unsigned years = (unsigned)r->n_years;
  CopTableColumn *columns = cop_new_n(b->a, CopTableColumn, COP_FINANCE_YEAR + years + 1);
  columns[COP_FINANCE_ID] = (CopTableColumn){ "measure", T_("Id"), COP_CELL_TEXT, 0 };
  columns[COP_FINANCE_TITLE] = (CopTableColumn){ "title", T_("Measure"), COP_CELL_TEXT, 0 };
  columns[COP_FINANCE_FUND] = (CopTableColumn){ "fund", T_("Source of funds"), COP_CELL_TEXT, 0 };
  columns[COP_FINANCE_STANDING] = (CopTableColumn){ "standing", T_("Standing"), COP_CELL_TEXT, 0 };
  for (unsigned y = 0; y < years; y++)
    columns[COP_FINANCE_YEAR + y] = (CopTableColumn){ cop_arena_printf(b->a, "paid_%u", (unsigned)r->first_year + y), cop_arena_printf(b->a, "%u", (unsigned)r->first_year + y), COP_CELL_REAL, 2 };
  columns[COP_FINANCE_YEAR + years] = (CopTableColumn){ "paid", T_("All years"), COP_CELL_REAL, 2 };
  CopTable *t = cop_table_new(b->a, T_("Financing"), T_("Who pays for which measure"), columns, COP_FINANCE_YEAR + years + 1);
  for (unsigned k = COP_FINANCE_STANDING; k < COP_FINANCE_YEAR + years; k++)
    cop_table_input(t, k);
  t->note = cop_arena_printf(b->a, T_("Standing is one of: %s, %s, %s. The sheet Plan shows for each measure what is still without a source."), cop_action_standing(b, COP_COMMITMENT_APPROVED),
                             cop_action_standing(b, COP_COMMITMENT_PLEDGED), cop_action_standing(b, COP_COMMITMENT_PROPOSED));
  for (size_t i = 0; i < r->n_chosen; i++)
    financing_rows(b, t, r->chosen[i]);
  b->n_financing = t->rows->len;
  CopCell *c = cop_table_row(t);
  cop_cell_text(t, &c[COP_FINANCE_TITLE], T_("All measures"));
  for (unsigned k = COP_FINANCE_YEAR; k <= COP_FINANCE_YEAR + years; k++) {
    int64_t sum = 0;
    for (size_t f = 0; f < r->n_funds; f++)
      for (unsigned y = 0; y < years; y++)
        sum += k == COP_FINANCE_YEAR + years || k == COP_FINANCE_YEAR + y ? r->fund_spent[f * years + y] : 0;
    cop_cell_formula(t, &c[k], cop_arena_printf(b->a, "SUM(%s2:%s%zu)", cop_action_column(b, k), cop_action_column(b, k), MAX(b->n_financing, 1) + 1), cop_action_major(b, sum));
  }
  return t;
}

/* --- funds by year --- */

CopTable *
cop_action_funds(CopActionBook *b)
{
  const CopPlanResult *r = b->r;
  const CopTableColumn columns[] = { { "fund", T_("Source of funds"), COP_CELL_TEXT, 0 }, { "year", T_("Year"), COP_CELL_INT, 0 }, { "standing", T_("Standing"), COP_CELL_TEXT, 0 },
                                     { "available", T_("Available"), COP_CELL_REAL, 2 }, { "planned", T_("Planned"), COP_CELL_REAL, 2 }, { "left", T_("Left"), COP_CELL_REAL, 2 } };
  CopTable *t = cop_table_new(b->a, T_("Money"), T_("Money by source and year"), columns, G_N_ELEMENTS(columns));
  cop_table_input(t, 3);
  t->note = r->money_limited ? T_("Nothing left may be negative: a year would be above what it holds.") : T_("The plan has no budget: money limits nothing.");
  const char *financing = cop_action_sheet(b, T_("Financing")), *fund = cop_action_column(b, COP_FINANCE_FUND);
  for (size_t f = 0; f < r->n_funds; f++)
    for (size_t y = 0; y < (size_t)r->n_years; y++) {
      unsigned row = t->rows->len + 2;
      const char *paid = cop_action_column(b, COP_FINANCE_YEAR + (unsigned)y);
      int64_t available = r->fund_amount[f * (size_t)r->n_years + y], planned = r->fund_spent[f * (size_t)r->n_years + y];
      CopCell *c = cop_table_row(t);
      cop_cell_text(t, &c[0], cop_action_fund(b, r->funds[f]));
      cop_cell_int(&c[1], r->first_year + (int)y);
      cop_cell_text(t, &c[2], cop_action_standing(b, commitment(b, r->funds[f], r->first_year + (int)y)));
      cop_cell_real(&c[3], cop_action_major(b, available));
      cop_cell_formula(t, &c[4], cop_arena_printf(b->a, "SUMIF(%s!$%s$2:$%s$%zu,A%u,%s!$%s$2:$%s$%zu)", financing, fund, fund, MAX(b->n_financing, 1) + 1, row, financing, paid, paid, MAX(b->n_financing, 1) + 1),
                       cop_action_major(b, planned));
      cop_cell_formula(t, &c[5], cop_arena_printf(b->a, "D%u-E%u", row, row), cop_action_major(b, available - planned));
    }
  return t;
}
