/* SPDX-License-Identifier: Apache-2.0 */
#include "compose/action_plan.h"

#include <math.h>
#include <string.h>

#include "compose/action_plan_book.h"

#define T_(TEXT) cop_tr(b->paper->words, (TEXT))

double
cop_action_major(const CopActionBook *b, int64_t minor)
{
  return (double)minor / pow(10, (double)b->c->country->currency_digits);
}

const char *
cop_action_title(const CopActionBook *b, const CopMeasure *m)
{
  return cop_paper_field(b->paper, COP_ENTITY_measure, m->id, "title");
}

const char *
cop_action_column(const CopActionBook *b, unsigned column)
{
  return column < 26 ? cop_arena_printf(b->a, "%c", 'A' + column) : cop_arena_printf(b->a, "%c%c", 'A' + column / 26 - 1, 'A' + column % 26);
}

const char *
cop_action_sheet(const CopActionBook *b, const char *name)
{
  g_autofree char *cut = g_utf8_strlen(name, -1) > 31 ? g_utf8_substring(name, 0, 31) : g_strdup(name);
  return cop_arena_printf(b->a, "'%s'", cut);
}

const char *
cop_action_office(const CopInstitution *office)
{
  return office == NULL ? NULL : office->acronym != NULL ? office->acronym : office->name;
}

const char *
cop_action_fund(const CopActionBook *b, const char *fund)
{
  for (size_t i = 0; i < b->c->model->budgets.n; i++)
    if (strcmp(b->c->model->budgets.items[i].fund, fund) == 0)
      return cop_paper_field(b->paper, COP_ENTITY_budget, b->c->model->budgets.items[i].id, "fund");
  return fund;
}

const char *
cop_action_standing(const CopActionBook *b, CopCommitment c)
{
  return T_(cop_words(COP_WORDS_COMMITMENT)->words[c]);
}

static const char *
ids_of_waits(const CopActionBook *b, const CopPlanItem *it)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0; i < it->n_waits; i++)
    g_string_append_printf(s, "%s%s", i > 0 ? ", " : "", it->waits[i].measure->id);
  return it->n_waits == 0 ? NULL : cop_arena_strdup(b->a, s->str);
}

/* Codes of the open gaps it answers, those worth most first. */
static const char *
codes_of_gaps(const CopActionBook *b, const CopPlanItem *it)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0; i < it->n_served; i++)
    g_string_append_printf(s, "%s%s", i > 0 ? ", " : "", it->served[i].gap->code);
  return it->n_served == 0 ? NULL : cop_arena_strdup(b->a, s->str);
}

static const char *
offices_that_help(const CopActionBook *b, const CopPlanItem *it)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0; it->profile != NULL && i < it->profile->support.n; i++)
    g_string_append_printf(s, "%s%s", i > 0 ? ", " : "", cop_paper_institution(b->paper, it->profile->support.items[i]));
  return s->len == 0 ? NULL : cop_arena_strdup(b->a, s->str);
}

/* --- the plan --- */

enum { NUMBER, ID, TITLE, SERVES, DELIVERABLE, OUTPUT, LEAD, HELP, START, RESULT, WAITS, CLASS, YEAR /* the first of n_years, then MONEY_COLUMNS */ };
enum { ALL, LOW, HIGH, STAFF, GOODS, CAPITAL, APPROVED, PLEDGED, PROPOSED, NO_SOURCE, MONEY_COLUMNS };

static CopTableColumn *
plan_columns(const CopActionBook *b, unsigned years)
{
  const CopTableColumn fixed[YEAR] = {
    [NUMBER] = { "number", T_("No."), COP_CELL_TEXT, 0 },          [ID] = { "measure", T_("Id"), COP_CELL_TEXT, 0 },
    [TITLE] = { "title", T_("Measure"), COP_CELL_TEXT, 0 },        [SERVES] = { "serves", T_("Gaps it answers"), COP_CELL_TEXT, 0 },
    [DELIVERABLE] = { "deliverable", T_("Deliverable"), COP_CELL_TEXT, 0 }, [OUTPUT] = { "output", T_("Output indicator"), COP_CELL_TEXT, 0 },
    [LEAD] = { "lead", T_("Lead"), COP_CELL_TEXT, 0 },             [HELP] = { "support", T_("Who helps"), COP_CELL_TEXT, 0 },
    [START] = { "start", T_("Starts"), COP_CELL_TEXT, 0 },         [RESULT] = { "result", T_("First result"), COP_CELL_TEXT, 0 },
    [WAITS] = { "waits", T_("Waits for"), COP_CELL_TEXT, 0 },      [CLASS] = { "class", T_("Cost class"), COP_CELL_TEXT, 0 } };
  const char *const money[MONEY_COLUMNS][2] = {
    [ALL] = { "cost", T_("Cost, all years") },          [LOW] = { "cost_low", T_("Lower end") },     [HIGH] = { "cost_high", T_("Upper end") },
    [STAFF] = { "staff", T_("Staff (PS), estimate") },  [GOODS] = { "goods", T_("Goods and services (MOOE), estimate") },
    [CAPITAL] = { "capital", T_("Equipment and buildings (CO), estimate") }, [APPROVED] = { "approved", T_("Approved") }, [PLEDGED] = { "pledged", T_("Pledged") },
    [PROPOSED] = { "proposed", T_("Proposed, not promised") }, [NO_SOURCE] = { "no_source", T_("Without a source") } };
  CopTableColumn *columns = cop_new_n(b->a, CopTableColumn, YEAR + years + MONEY_COLUMNS);
  memcpy(columns, fixed, sizeof fixed);
  for (unsigned y = 0; y < years; y++)
    columns[YEAR + y] = (CopTableColumn){ cop_arena_printf(b->a, "cost_%u", (unsigned)b->r->first_year + y), cop_arena_printf(b->a, T_("Cost %d"), b->r->first_year + (int)y), COP_CELL_REAL, 2 };
  for (unsigned k = 0; k < MONEY_COLUMNS; k++)
    columns[YEAR + years + k] = (CopTableColumn){ money[k][0], money[k][1], COP_CELL_REAL, 2 };
  return columns;
}

/* What is paid in each standing; the rows are those of "Financing". */
static void
plan_sources(const CopActionBook *b, CopTable *t, CopCell *c, const CopPlanItem *it, unsigned row, const int64_t by_standing[COP_COMMITMENT_MAX])
{
  unsigned years = (unsigned)b->r->n_years, first = YEAR + years, last = (unsigned)MAX(b->n_financing, 1) + 1;
  static const struct { unsigned column; CopCommitment standing; } columns[] = { { APPROVED, COP_COMMITMENT_APPROVED }, { PLEDGED, COP_COMMITMENT_PLEDGED }, { PROPOSED, COP_COMMITMENT_PROPOSED } };
  const char *sheet = cop_action_sheet(b, T_("Financing")), *id = cop_action_column(b, COP_FINANCE_ID), *standing = cop_action_column(b, COP_FINANCE_STANDING),
             *paid = cop_action_column(b, COP_FINANCE_YEAR + years);
  for (unsigned k = 0; k < G_N_ELEMENTS(columns); k++)
    cop_cell_formula(t, &c[first + columns[k].column],
                     cop_arena_printf(b->a, "SUMIFS(%s!$%s$2:$%s$%u,%s!$%s$2:$%s$%u,%s%u,%s!$%s$2:$%s$%u,\"%s\")", sheet, paid, paid, last, sheet, id, id, last, cop_action_column(b, ID), row, sheet,
                                      standing, standing, last, cop_action_standing(b, columns[k].standing)),
                     cop_action_major(b, by_standing[columns[k].standing]));
  cop_cell_formula(t, &c[first + NO_SOURCE], cop_arena_printf(b->a, "%s%u-SUM(%s%u:%s%u)", cop_action_column(b, first + ALL), row, cop_action_column(b, first + APPROVED), row, cop_action_column(b, first + PROPOSED), row),
                   cop_action_major(b, it->cost_total - by_standing[COP_COMMITMENT_APPROVED] - by_standing[COP_COMMITMENT_PLEDGED] - by_standing[COP_COMMITMENT_PROPOSED]));
}

static void
plan_money(const CopActionBook *b, CopTable *t, CopCell *c, const CopPlanItem *it, unsigned row)
{
  unsigned years = (unsigned)b->r->n_years, first = YEAR + years, sums = COP_COST_YEAR + 3 * years;
  const char *costs = cop_action_sheet(b, T_("Costs")), *prices = cop_action_sheet(b, T_("Unit prices")), *all = cop_action_column(b, first + ALL);
  double total = cop_action_major(b, it->cost_total), staff = it->profile == NULL ? 0 : (double)it->profile->personnel / 100, capital = it->profile == NULL ? 0 : (double)it->profile->capital / 100;
  for (unsigned y = 0; y < years; y++)
    cop_cell_formula(t, &c[YEAR + y], cop_arena_printf(b->a, "%s!%s%u", costs, cop_action_column(b, COP_COST_OF_YEAR(y)), row), cop_action_major(b, it->cost[y]));
  cop_cell_formula(t, &c[first + ALL], cop_arena_printf(b->a, "SUM(%s%u:%s%u)", cop_action_column(b, YEAR), row, cop_action_column(b, YEAR + years - 1), row), total);
  cop_cell_formula(t, &c[first + LOW], cop_arena_printf(b->a, "%s!%s%u", costs, cop_action_column(b, sums + 1), row), cop_action_major(b, it->cost_low_total));
  cop_cell_formula(t, &c[first + HIGH], cop_arena_printf(b->a, "%s!%s%u", costs, cop_action_column(b, sums + 2), row), cop_action_major(b, it->cost_high_total));
  cop_cell_formula(t, &c[first + STAFF], cop_arena_printf(b->a, "%s%u*%s!%s%u/100", all, row, prices, cop_action_column(b, COP_PRICE_STAFF), row), total * staff);
  cop_cell_formula(t, &c[first + CAPITAL], cop_arena_printf(b->a, "%s%u*%s!%s%u/100", all, row, prices, cop_action_column(b, COP_PRICE_CAPITAL), row), total * capital);
  cop_cell_formula(t, &c[first + GOODS], cop_arena_printf(b->a, "%s%u-%s%u-%s%u", all, row, cop_action_column(b, first + STAFF), row, cop_action_column(b, first + CAPITAL), row), total * (1 - staff - capital));
}

static void
plan_row(const CopActionBook *b, CopTable *t, const CopPlanItem *it, const int64_t by_standing[COP_COMMITMENT_MAX])
{
  unsigned row = t->rows->len + 2;
  CopCell *c = cop_table_row(t);
  const char *const texts[YEAR] = {
    [NUMBER] = cop_paper_measure_number(b->paper, it->measure->id), [ID] = it->measure->id, [TITLE] = cop_action_title(b, it->measure), [SERVES] = codes_of_gaps(b, it),
    [DELIVERABLE] = it->profile == NULL ? NULL : cop_paper_field(b->paper, COP_ENTITY_measure_profile, it->profile->id, "deliverable"),
    [OUTPUT] = cop_paper_field(b->paper, COP_ENTITY_measure, it->measure->id, "output"), [LEAD] = cop_action_office(it->lead), [HELP] = offices_that_help(b, it),
    [START] = cop_phrase_quarter(b->a, b->r->first_year, it->start), [RESULT] = cop_phrase_quarter(b->a, b->r->first_year, it->end - 1), [WAITS] = ids_of_waits(b, it), [CLASS] = it->measure->cost_class };
  for (unsigned k = 0; k < YEAR; k++)
    cop_cell_text(t, &c[k], texts[k]);
  plan_money(b, t, c, it, row);
  plan_sources(b, t, c, it, row, by_standing);
}

static CopTable *
plan_table(const CopActionBook *b)
{
  const CopPlanResult *r = b->r;
  unsigned years = (unsigned)r->n_years;
  CopTable *t = cop_table_new(b->a, T_("Plan"), T_("Measures of the plan"), plan_columns(b, years), YEAR + years + MONEY_COLUMNS);
  t->note = cop_arena_printf(b->a, T_("Costs are estimates in %s at prices of %d. %s"), b->c->country->currency, (int)r->plan->price_year, cop_plan_proof_text(&b->say));
  double sums[COP_PLAN_MAX_YEARS + MONEY_COLUMNS] = { 0 };
  for (size_t i = 0; i < r->n_chosen; i++) {
    int64_t by_standing[COP_COMMITMENT_MAX];
    cop_action_paid(b, r->chosen[i], by_standing);
    plan_row(b, t, r->chosen[i], by_standing);
    const CopCell *c = t->rows->pdata[i];
    for (unsigned k = 0; k < years + MONEY_COLUMNS; k++)
      sums[k] += c[YEAR + k].real;
  }
  CopCell *c = cop_table_row(t);
  cop_cell_text(t, &c[TITLE], T_("All measures"));
  for (unsigned k = 0; k < years + MONEY_COLUMNS; k++)
    cop_cell_formula(t, &c[YEAR + k], cop_arena_printf(b->a, "SUM(%s2:%s%zu)", cop_action_column(b, YEAR + k), cop_action_column(b, YEAR + k), r->n_chosen + 1), sums[k]);
  return t;
}

/* --- quarters --- */

static CopTable *
quarter_table(const CopActionBook *b)
{
  const CopPlanResult *r = b->r;
  unsigned n = (unsigned)r->n_quarters;
  CopTableColumn *columns = cop_new_n(b->a, CopTableColumn, n + 2);
  columns[0] = (CopTableColumn){ "measure", T_("Id"), COP_CELL_TEXT, 0 };
  columns[1] = (CopTableColumn){ "title", T_("Measure"), COP_CELL_TEXT, 0 };
  for (unsigned q = 0; q < n; q++)
    columns[q + 2] = (CopTableColumn){ cop_arena_printf(b->a, "q%u", q + 1), cop_phrase_quarter(b->a, r->first_year, (int)q), COP_CELL_TEXT, 0 };
  CopTable *t = cop_table_new(b->a, T_("Quarters"), T_("Work plan by quarter"), columns, n + 2);
  t->note = T_("work: carried out until the first result; goes on: the result is kept up.");
  for (size_t i = 0; i < r->n_chosen; i++) {
    const CopPlanItem *it = r->chosen[i];
    CopCell *c = cop_table_row(t);
    cop_cell_text(t, &c[0], it->measure->id);
    cop_cell_text(t, &c[1], cop_action_title(b, it->measure));
    bool kept = it->profile == NULL || it->profile->recurrent > 0;
    for (unsigned q = (unsigned)it->start; q < n; q++)
      cop_cell_text(t, &c[q + 2], (int)q < it->end ? T_("work") : kept ? T_("goes on") : NULL);
  }
  return t;
}

/* --- left out --- */

static CopTable *
left_out_table(const CopActionBook *b)
{
  const CopTableColumn columns[] = { { "measure", T_("Id"), COP_CELL_TEXT, 0 }, { "title", T_("Measure"), COP_CELL_TEXT, 0 }, { "why", T_("Why it is left out"), COP_CELL_TEXT, 0 },
                                            { "change", T_("Cheapest change that would bring it in"), COP_CELL_TEXT, 0 }, { "money", T_("More money, all years"), COP_CELL_REAL, 0 } };
  CopTable *t = cop_table_new(b->a, T_("Left out"), T_("Measures left out"), columns, G_N_ELEMENTS(columns));
  t->note = T_("Reasons hold for this plan: all other measures keep their places.");
  for (size_t i = 0; i < b->r->n_left_out; i++) {
    const CopMeasure *m = b->r->left_out[i]->measure;
    const CopPlanExplanation *e = cop_plan_explain(b->r, m->id, b->a);
    CopCell *c = cop_table_row(t);
    cop_cell_text(t, &c[0], m->id);
    cop_cell_text(t, &c[1], cop_action_title(b, m));
    cop_cell_text(t, &c[2], e->n_blocks > 0 ? cop_plan_block_text(&b->say, &e->blocks[0]) : NULL);
    cop_cell_text(t, &c[3], cop_plan_change_text(&b->say, &e->change));
    if (e->change.money_total > 0)
      cop_cell_real(&c[4], cop_action_major(b, e->change.money_total));
  }
  return t;
}

/* --- what the sheets are --- */

static CopTable *
readme_table(const CopActionBook *b)
{
  const struct { const char *name, *what; } sheets[] = {
    { T_("Plan"), T_("Each measure: what it answers, who leads, when, what it costs by year and economic class, and how sure its money is. Follows from Costs and Financing.") },
    { T_("Costs"), T_("How the cost of each year comes about. Follows from Unit prices; quarters of work can be changed.") },
    { T_("Unit prices"), T_("What a year of each measure costs, with its range, class and source. Change it here; nowhere else.") },
    { T_("Financing"), T_("Who pays for which measure in which year, and how sure that is.") },
    { T_("Money"), T_("What each source holds in each year and what is left. Follows from Financing.") },
    { T_("Milestones"), T_("First results by date, with room to note when they were reached.") },
    { "RACI", T_("Which office answers for, carries out or is asked about each measure.") },
    { T_("Prerequisites"), T_("What waits for what, the safety rule included, and the quarters between.") },
    { T_("Indicators"), T_("Baseline, target path, source and owner of each indicator.") },
    { T_("Coverage"), T_("What the frameworks ask for and which measure answers it, or why none does.") },
    { T_("Changes"), T_("Decisions of people that the planner kept, and waivers.") },
    { T_("Quarters"), T_("The work plan by quarter.") },
    { T_("Left out"), T_("Measures not in the plan, why, and what would bring each in.") } };
  const CopTableColumn columns[] = { { "sheet", T_("Sheet"), COP_CELL_TEXT, 0 }, { "what", T_("What it holds"), COP_CELL_TEXT, 0 } };
  CopTable *t = cop_table_new(b->a, T_("Read me"), cop_paper_field(b->paper, COP_ENTITY_plan, b->r->plan->id, "title"), columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < G_N_ELEMENTS(sheets); i++) {
    CopCell *c = cop_table_row(t);
    cop_cell_text(t, &c[0], sheets[i].name);
    cop_cell_text(t, &c[1], sheets[i].what);
  }
  CopCell *c = cop_table_row(t);
  cop_cell_text(t, &c[0], T_("How to use it"));
  cop_cell_text(t, &c[1], T_("Coloured cells are for you; the rest follows from them. A changed figure moves costs, sums and gaps of all sheets, but plans nothing anew: for that, change it in copkit and build again."));
  t->note = T_("Costs are estimates by class, not quotations. Sources of money that nobody has promised are called proposed.");
  return t;
}

bool
cop_action_plan_tables(const CopContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  g_auto(CopPaper) paper = { 0 };
  cop_paper_init(&paper, c, a, &(CopDocMeta){ .title = "workbook", .lang = p->lang }, diags);
  CopActionBook book = { .c = c, .r = c->result, .a = a, .paper = &paper }, *b = &book;
  book.say = cop_paper_speech(&paper);
  CopTable *readme = readme_table(b), *financing = cop_action_financing(b);
  if (!g_str_has_prefix(p->lang, "en"))
    readme->note = cop_arena_printf(a, "%s. %s %s", T_("Draft, for review"), T_("This translation is a draft: no native speaker has reviewed it. Where the two differ, the English text is meant."), readme->note);
  CopTable *const sheets[] = { readme, plan_table(b), cop_action_costs(b), cop_action_prices(b), financing, cop_action_funds(b), cop_action_milestones(b), cop_action_raci(b), cop_action_prerequisites(b),
                               cop_action_indicators(b), cop_action_coverage(b), cop_action_changes(b), quarter_table(b), left_out_table(b) };
  const CopTable **tables = cop_new_n(a, const CopTable *, G_N_ELEMENTS(sheets));
  for (size_t i = 0; i < G_N_ELEMENTS(sheets); i++)
    tables[i] = sheets[i];
  out->tables = tables;
  out->n_tables = G_N_ELEMENTS(sheets);
  return true;
}
