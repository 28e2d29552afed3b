/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_plan.c -- the plan as a whole: what, when, for how much. */
#include <string.h>

#include "plan/explain.h"
#include "web/grid.h"
#include "web/part.h"

void cop_page_plan(CopPage *p);
void cop_tables_plan(CopPage *p, GPtrArray *grids);

/* --- tables --- */

static CopGrid *
measure_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "id", N_("No."), COP_CELL_TEXT, 0, 0 },
                                           { "measure", N_("Measure"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "lead", N_("Lead"), COP_CELL_TEXT, 0, 0 },
                                           { "start", N_("Start"), COP_CELL_INT, 0, 0 },
                                           { "end", N_("First result"), COP_CELL_INT, 0, 0 },
                                           { "cost", N_("Cost"), COP_CELL_REAL, 0, 0 },
                                           { "gaps", N_("Gaps answered"), COP_CELL_INT, 0, COP_COLUMN_WIDE },
                                           { "waits", N_("Waits for"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "mandatory", N_("Required by law"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "cost_low", N_("Cost, lower end"), COP_CELL_REAL, 0, COP_COLUMN_EXPORT },
                                           { "cost_high", N_("Cost, upper end"), COP_CELL_REAL, 0, COP_COLUMN_EXPORT },
                                           { "theme", N_("Theme"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT } };
  const CopPlanResult *r = p->s->plan;
  CopGrid *g = cop_grid_new(p, "plan", T_("Measures of the plan"), columns, G_N_ELEMENTS(columns));
  g->note = T_("Costs are estimates for the whole period of the plan, in the prices of its price year. Start and first result are quarters.");
  for (size_t i = 0; i < r->n_chosen; i++) {
    const CopPlanItem *it = r->chosen[i];
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], it->measure->id);
    cop_grid_field(g, &c[1], COP_ENTITY_measure, it->measure, "title");
    c[1].link = cop_url_record(p, COP_ENTITY_measure, it->measure->id);
    if (it->lead != NULL) {
      cop_grid_text(&c[2], it->lead->acronym != NULL ? it->lead->acronym : it->lead->name);
      c[2].link = cop_url_record(p, COP_ENTITY_institution, it->lead->id);
    }
    cop_grid_int(&c[3], it->start);
    c[3].shown = cop_say_quarter(p, r->first_year, it->start);
    cop_grid_int(&c[4], it->end);
    c[4].shown = cop_say_quarter(p, r->first_year, it->end - 1);
    cop_grid_money(g, &c[5], it->cost_total);
    cop_grid_int(&c[6], (int64_t)it->n_served);
    g_autoptr(GString) waits = g_string_new(NULL);
    for (size_t k = 0; k < it->n_waits; k++)
      g_string_append_printf(waits, "%s%s", k > 0 ? ", " : "", it->waits[k].measure->id);
    cop_grid_text(&c[7], it->n_waits == 0 ? NULL : cop_arena_strdup(p->a, waits->str));
    cop_grid_text(&c[8], it->mandatory ? T_("yes") : NULL);
    cop_grid_money(g, &c[9], it->cost_low_total);
    cop_grid_money(g, &c[10], it->cost_high_total);
    cop_grid_text(&c[11], cop_say_word(p, COP_WORDS_THEME, (int)it->measure->theme));
  }
  return g;
}

static CopGrid *
left_out_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "id", N_("No."), COP_CELL_TEXT, 0, 0 },
                                           { "measure", N_("Measure"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "why", N_("Why it is left out"), COP_CELL_TEXT, 0, COP_COLUMN_NO_SORT },
                                           { "change", N_("Cheapest change that would bring it in"), COP_CELL_TEXT, 0, COP_COLUMN_NO_SORT } };
  const CopPlanResult *r = p->s->plan;
  CopGrid *g = cop_grid_new(p, "left-out", T_("Measures left out"), columns, G_N_ELEMENTS(columns));
  g->empty = T_("No measure of the catalogue is left out.");
  const CopPlanSpeech say = cop_say_plan(p);
  for (size_t i = 0; i < r->n_left_out; i++) {
    const CopMeasure *m = r->left_out[i]->measure;
    const CopPlanExplanation *e = cop_plan_explain(r, m->id, p->a);
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], m->id);
    cop_grid_field(g, &c[1], COP_ENTITY_measure, m, "title");
    c[1].link = cop_url_record(p, COP_ENTITY_measure, m->id);
    cop_grid_text(&c[2], e->n_blocks > 0 ? cop_plan_block_text(&say, &e->blocks[0]) : NULL);
    cop_grid_text(&c[3], cop_plan_change_text(&say, &e->change));
  }
  return g;
}

static CopGrid *
floor_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "floor", N_("What is kept"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "group", N_("For whom"), COP_CELL_TEXT, 0, 0 },
                                           { "least", N_("Floor"), COP_CELL_TEXT, 0, COP_COLUMN_NO_SORT },
                                           { "met", N_("In this plan"), COP_CELL_TEXT, 0, COP_COLUMN_NO_SORT },
                                           { "reason", N_("Why"), COP_CELL_TEXT, 0, COP_COLUMN_NO_SORT | COP_COLUMN_WIDE } };
  const CopPlanResult *r = p->s->plan;
  CopGrid *g = cop_grid_new(p, "floors", T_("Equity floors"), columns, G_N_ELEMENTS(columns));
  g->empty = T_("No floor has been set.");
  const CopPlanSpeech say = cop_say_plan(p);
  for (size_t i = 0; i < p->m->equity_floors.n; i++) {
    const CopEquityFloor *f = &p->m->equity_floors.items[i];
    if (strcmp(f->plan, r->plan->id) != 0)
      continue;
    CopGridCell *c = cop_grid_row(g);
    cop_grid_field(g, &c[0], COP_ENTITY_equity_floor, f, "title");
    c[0].link = cop_url_record(p, COP_ENTITY_equity_floor, f->id);
    cop_grid_text(&c[1], cop_say_word(p, COP_WORDS_FLOOR_GROUP, (int)f->group));
    cop_grid_text(&c[2], cop_plan_floor_text(&say, f));
    cop_grid_text(&c[3], cop_plan_floor_met_text(&say, f));
    cop_grid_field(g, &c[4], COP_ENTITY_equity_floor, f, "reason");
  }
  return g;
}

static CopGrid *
money_grid(CopPage *p)
{
  const CopPlanResult *r = p->s->plan;
  CopGridColumn *columns = cop_new_n(p->a, CopGridColumn, (size_t)r->n_years * 2 + 1);
  size_t n = 0;
  columns[n++] = (CopGridColumn){ "fund", N_("Source of funds"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD };
  for (int y = 0; y < r->n_years; y++) {
    columns[n++] = (CopGridColumn){ cop_arena_printf(p->a, "spent_%d", r->first_year + y),
                                    cop_arena_printf(p->a, T_("Spent %d"), r->first_year + y), COP_CELL_REAL, 0, COP_COLUMN_NO_SORT };
    columns[n++] = (CopGridColumn){ cop_arena_printf(p->a, "available_%d", r->first_year + y),
                                    cop_arena_printf(p->a, T_("Available %d"), r->first_year + y), COP_CELL_REAL, 0, COP_COLUMN_NO_SORT };
  }
  CopGrid *g = cop_grid_new(p, "money", T_("Money by year and source of funds"), columns, n);
  for (size_t f = 0; f < r->n_funds; f++) {
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], r->funds[f]);
    c[0].lang = "en";
    for (int y = 0; y < r->n_years; y++) {
      cop_grid_money(g, &c[1 + 2 * y], r->fund_spent[f * (size_t)r->n_years + (size_t)y]);
      cop_grid_money(g, &c[2 + 2 * y], r->fund_amount[f * (size_t)r->n_years + (size_t)y]);
    }
  }
  CopGridCell *c = cop_grid_row(g);
  cop_grid_text(&c[0], T_("All sources"));
  for (int y = 0; y < r->n_years; y++) {
    cop_grid_money(g, &c[1 + 2 * y], r->cost_year[y]);
    cop_grid_money(g, &c[2 + 2 * y], r->budget_year[y]);
  }
  return g;
}

void
cop_tables_plan(CopPage *p, GPtrArray *grids)
{
  if (p->s->plan == NULL)
    return;
  g_ptr_array_add(grids, measure_grid(p));
  g_ptr_array_add(grids, left_out_grid(p));
  g_ptr_array_add(grids, money_grid(p));
  g_ptr_array_add(grids, floor_grid(p));
}

/* --- the page --- */

static void
write_tiles(CopPage *p)
{
  const CopPlanResult *r = p->s->plan;
  CopHtml *h = p->h;
  CopUrl here = cop_url_fragment(p->a, "measures"), money = cop_url_fragment(p->a, "money");
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "tiles")) {
    cop_part_tile(p, here, cop_arena_printf(p->a, cop_ctr(p->words, "part of a whole", "%s of %s"), cop_say_int(p, (int64_t)r->n_chosen), cop_say_int(p, (int64_t)r->n_items)),
                  T_("Measures"), T_("of the catalogue are in the plan"));
    cop_part_tile(p, money, cop_say_money(p, r->cost_total), T_("Cost"),
                  r->money_limited ? cop_arena_printf(p->a, T_("of %s that is available"), cop_say_money(p, r->budget_total)) : T_("no budget has been entered"));
    cop_part_tile(p, cop_url_path(p->a, "law", NULL), cop_say_percent(p, r->closed_per_cent / 100, 0), T_("Open gaps answered"), T_("by weight, at the plan's end"));
    cop_part_tile(p, here, cop_arena_printf(p->a, "%s %%", cop_say_real(p, r->gap_per_cent, 2)), T_("Distance to the best"),
                  r->proof == COP_PLAN_PROOF_OPTIMAL ? T_("proven: no plan under these limits is worth more")
                                                     : T_("no plan under these limits can be worth more than this much above ours"));
    cop_part_tile(p, cop_url_fragment(p->a, "left-out"), cop_say_money(p, r->unfunded_total), T_("Not funded"), T_("what useful measures left out would cost"));
  }
}

static void
write_objectives(CopPage *p)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_OL, cop_a(COP_A_CLASS, "objectives"))
    for (size_t i = 0; i < p->m->objectives.n; i++) {
      const CopObjective *o = &p->m->objectives.items[i];
      COP_EL (h, COP_LI) {
        COP_EL (h, COP_P) {
          COP_TEXT(h, COP_SPAN, o->number, cop_a(COP_A_CLASS, "number-label"));
          cop_html_text(h, " ");
          cop_part_record(p, COP_ENTITY_objective, o);
        }
        COP_EL (h, COP_UL)
          for (size_t k = 0; k < p->m->plan_outputs.n; k++) {
            const CopPlanOutput *out = &p->m->plan_outputs.items[k];
            if (strcmp(out->objective, o->id) != 0)
              continue;
            COP_EL (h, COP_LI) {
              cop_html_textf(h, "%s ", out->number);
              cop_part_field(p, COP_ENTITY_plan_output, out, "statement");
              for (size_t n = 0; n < out->measures.n; n++) {
                cop_html_text(h, n == 0 ? " – " : ", ");
                COP_TEXT(h, COP_A, out->measures.items[n], cop_link(COP_A_HREF, cop_url_record(p, COP_ENTITY_measure, out->measures.items[n])));
              }
            }
          }
      }
    }
}

void
cop_page_plan(CopPage *p)
{
  const CopPlan *plan = p->m->plans.n > 0 ? &p->m->plans.items[0] : NULL;
  const char *lang = NULL;
  g_auto(CopFrameScope) frame =
    cop_frame_open(p, &(CopFrame){ .title = T_("Plan"),
                                   .nav = "/plan",
                                   .lead = plan == NULL ? T_("Which measures, when, for how much, and why.") : cop_field_text(p, COP_ENTITY_plan, plan, "title", &lang),
                                   .lang = NULL,
                                   .action = p->s->plan == NULL ? NULL : T_("What if"),
                                   .action_url = cop_url_path(p->a, "plan", "board", NULL) });
  if (plan == NULL) {
    cop_part_empty(p, T_("No plan yet"), T_("A plan needs a period, a budget for each year and what each measure costs here. Then measures are chosen and put in order, with reasons."),
                   T_("See what a plan holds"), cop_url_path(p->a, "records", "plan", NULL));
    return;
  }
  cop_part_planning(p);
  if (p->s->plan == NULL)
    return;
  write_tiles(p);
  COP_SECTION_OF(p, "time", T_("Time"), NULL)
    cop_part_plan_time(p, p->s->plan);
  COP_SECTION_OF(p, "measures", T_("Measures"), NULL)
    cop_part_grid(measure_grid(p));
  COP_SECTION_OF(p, "money", T_("Money"), NULL)
    cop_part_grid(money_grid(p));
  COP_SECTION_OF(p, "floors", T_("Equity floors"), T_("The least this plan does for those who are easily left out. A plan below a floor is not made."))
    cop_part_grid(floor_grid(p));
  COP_SECTION_OF(p, "left-out", T_("Left out"), T_("What the money and the people at hand do not reach, and what it would take."))
    cop_part_grid(left_out_grid(p));
  if (p->m->objectives.n > 0)
    COP_SECTION_OF(p, "objectives", T_("Objectives and outputs"), NULL)
      write_objectives(p);
}
