/* SPDX-License-Identifier: Apache-2.0 */
#include "compose/action_plan.h"

#include <math.h>
#include <string.h>

#include "compose/paper.h"

typedef struct {
  const CopContext *c;
  const CopPlanResult *r;
  CopArena *a;
  CopPaper *paper;
  CopPlanSpeech say;
} Book;

static double
major(const Book *b, int64_t minor)
{
  return (double)minor / pow(10, (double)b->c->country->currency_digits);
}

#define T_(TEXT) cop_tr(b->paper->words, (TEXT))

static const char *
title_of(const Book *b, const CopMeasure *m)
{
  return cop_paper_field(b->paper, COP_ENTITY_measure, m->id, "title");
}

/* "A" to "Z", "AA", ... */
static const char *
column_name(const Book *b, unsigned column)
{
  return column < 26 ? cop_arena_printf(b->a, "%c", 'A' + column) : cop_arena_printf(b->a, "%c%c", 'A' + column / 26 - 1, 'A' + column % 26);
}

static const char *
lead_name(const CopPlanItem *it)
{
  return it->lead == NULL ? NULL : it->lead->acronym != NULL ? it->lead->acronym : it->lead->name;
}

static const char *
ids_of_waits(const Book *b, const CopPlanItem *it)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0; i < it->n_waits; i++)
    g_string_append_printf(s, "%s%s", i > 0 ? ", " : "", it->waits[i].measure->id);
  return it->n_waits == 0 ? NULL : cop_arena_strdup(b->a, s->str);
}

/* --- the plan --- */

#define FIXED 7u /* columns before the years */

static CopTable *
plan_table(const Book *b)
{
  const CopPlanResult *r = b->r;
  const CopTableColumn fixed[FIXED] = { { "measure", T_("Id"), COP_CELL_TEXT, 0 },       { "title", T_("Measure"), COP_CELL_TEXT, 0 },
                                               { "deliverable", T_("Deliverable"), COP_CELL_TEXT, 0 }, { "lead", T_("Lead"), COP_CELL_TEXT, 0 },
                                               { "start", T_("Starts"), COP_CELL_TEXT, 0 },     { "result", T_("First result"), COP_CELL_TEXT, 0 },
                                               { "waits", T_("Waits for"), COP_CELL_TEXT, 0 } };
  unsigned years = (unsigned)r->n_years;
  CopTableColumn *columns = cop_new_n(b->a, CopTableColumn, FIXED + years + 3);
  memcpy(columns, fixed, sizeof fixed);
  for (unsigned y = 0; y < years; y++)
    columns[FIXED + y] = (CopTableColumn){ cop_arena_printf(b->a, "cost_%d", r->first_year + (int)y), cop_arena_printf(b->a, T_("Cost %d"), r->first_year + (int)y), COP_CELL_REAL, 0 };
  columns[FIXED + years] = (CopTableColumn){ "cost", T_("Cost, all years"), COP_CELL_REAL, 0 };
  columns[FIXED + years + 1] = (CopTableColumn){ "cost_low", T_("Lower end"), COP_CELL_REAL, 0 };
  columns[FIXED + years + 2] = (CopTableColumn){ "cost_high", T_("Upper end"), COP_CELL_REAL, 0 };
  CopTable *t = cop_table_new(b->a, T_("Plan"), T_("Measures of the plan"), columns, FIXED + years + 3);
  t->note = cop_arena_printf(b->a, T_("Costs are estimates in %s at prices of %d. %s"), b->c->country->currency, (int)r->plan->price_year, cop_plan_proof_text(&b->say));
  for (size_t i = 0; i < r->n_chosen; i++) {
    const CopPlanItem *it = r->chosen[i];
    CopCell *c = cop_table_row(t);
    const char *const texts[FIXED] = { it->measure->id, title_of(b, it->measure), it->profile == NULL ? NULL : cop_paper_field(b->paper, COP_ENTITY_measure_profile, it->profile->id, "deliverable"), lead_name(it),
                                       cop_phrase_quarter(b->a, r->first_year, it->start), cop_phrase_quarter(b->a, r->first_year, it->end - 1), ids_of_waits(b, it) };
    for (unsigned k = 0; k < FIXED; k++)
      cop_cell_text(t, &c[k], texts[k]);
    for (unsigned y = 0; y < years; y++)
      cop_cell_real(&c[FIXED + y], major(b, it->cost[y]));
    unsigned row = (unsigned)i + 2; /* below the head */
    cop_cell_formula(t, &c[FIXED + years], cop_arena_printf(b->a, "SUM(%s%u:%s%u)", column_name(b, FIXED), row, column_name(b, FIXED + years - 1), row), major(b, it->cost_total));
    cop_cell_real(&c[FIXED + years + 1], major(b, it->cost_low_total));
    cop_cell_real(&c[FIXED + years + 2], major(b, it->cost_high_total));
  }
  CopCell *c = cop_table_row(t);
  cop_cell_text(t, &c[1], T_("All measures"));
  for (unsigned k = FIXED; k < FIXED + years + 3; k++) {
    int64_t sum = k < FIXED + years ? r->cost_year[k - FIXED] : k == FIXED + years ? r->cost_total : k == FIXED + years + 1 ? r->cost_low_total : r->cost_high_total;
    cop_cell_formula(t, &c[k], cop_arena_printf(b->a, "SUM(%s2:%s%zu)", column_name(b, k), column_name(b, k), r->n_chosen + 1), major(b, sum));
  }
  return t;
}

/* --- money --- */

static CopTable *
money_table(const Book *b)
{
  const CopPlanResult *r = b->r;
  const CopTableColumn columns[] = { { "fund", T_("Source of funds"), COP_CELL_TEXT, 0 }, { "year", T_("Year"), COP_CELL_INT, 0 }, { "available", T_("Available"), COP_CELL_REAL, 0 },
                                            { "planned", T_("Planned"), COP_CELL_REAL, 0 },      { "left", T_("Left"), COP_CELL_REAL, 0 } };
  CopTable *t = cop_table_new(b->a, T_("Money"), T_("Money by source and year"), columns, G_N_ELEMENTS(columns));
  t->note = r->money_limited ? NULL : T_("The plan has no budget: money limits nothing.");
  size_t row = 2;
  for (size_t f = 0; f < r->n_funds; f++)
    for (size_t y = 0; y < (size_t)r->n_years; y++, row++) {
      int64_t available = r->fund_amount[f * (size_t)r->n_years + y], planned = r->fund_spent[f * (size_t)r->n_years + y];
      CopCell *c = cop_table_row(t);
      cop_cell_text(t, &c[0], r->funds[f]);
      for (size_t i = 0; i < b->c->model->budgets.n; i++)
        if (strcmp(b->c->model->budgets.items[i].fund, r->funds[f]) == 0) {
          cop_cell_text(t, &c[0], cop_paper_field(b->paper, COP_ENTITY_budget, b->c->model->budgets.items[i].id, "fund"));
          break;
        }
      cop_cell_int(&c[1], r->first_year + (int)y);
      cop_cell_real(&c[2], major(b, available));
      cop_cell_real(&c[3], major(b, planned));
      cop_cell_formula(t, &c[4], cop_arena_printf(b->a, "C%zu-D%zu", row, row), major(b, available - planned));
    }
  return t;
}

/* --- quarters --- */

static CopTable *
quarter_table(const Book *b)
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
    cop_cell_text(t, &c[1], title_of(b, it->measure));
    bool kept = it->profile == NULL || it->profile->recurrent > 0;
    for (unsigned q = (unsigned)it->start; q < n; q++)
      cop_cell_text(t, &c[q + 2], (int)q < it->end ? T_("work") : kept ? T_("goes on") : NULL);
  }
  return t;
}

/* --- left out --- */

static CopTable *
left_out_table(const Book *b)
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
    cop_cell_text(t, &c[1], title_of(b, m));
    cop_cell_text(t, &c[2], e->n_blocks > 0 ? cop_plan_block_text(&b->say, &e->blocks[0]) : NULL);
    cop_cell_text(t, &c[3], cop_plan_change_text(&b->say, &e->change));
    if (e->change.money_total > 0)
      cop_cell_real(&c[4], major(b, e->change.money_total));
  }
  return t;
}

bool
cop_action_plan_tables(const CopContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  CopPaper paper = { .c = c, .m = c->model, .a = a, .diags = diags, .lang = p->lang, .words = cop_catalogues_for(c->words, p->lang) };
  Book b = { .c = c, .r = c->result, .a = a, .paper = &paper };
  b.say = cop_paper_speech(&paper);
  const CopTable **tables = cop_new_n(a, const CopTable *, 4);
  CopTable *plan = plan_table(&b);
  if (!g_str_has_prefix(p->lang, "en"))
    plan->note = cop_arena_printf(a, "%s. %s %s", cop_tr(paper.words, "Draft, for review"),
                                  cop_tr(paper.words, "This translation is a draft: no native speaker has reviewed it. Where the two differ, the English text is meant."), plan->note);
  tables[0] = plan;
  tables[1] = money_table(&b);
  tables[2] = quarter_table(&b);
  tables[3] = left_out_table(&b);
  out->tables = tables;
  out->n_tables = 4;
  return true;
}
