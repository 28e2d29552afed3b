/* SPDX-License-Identifier: Apache-2.0
 * Budget by measure, source, economic class and commitment; what goes on. */
#include <string.h>

#include "compose/programme.h"

#define T_(TEXT) cop_tr(p->r.words, (TEXT))
#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

/* A table with a column for each year and one for all. */
static CopNode *
year_table(CopProgramme *p, CopNode *s, const char *caption, const char *first)
{
  CopPaper *r = &p->r;
  const CopPlanResult *res = r->c->result;
  CopColumn columns[COP_PLAN_MAX_YEARS + 2] = { { COP_ALIGN_START, 3.4f } };
  const char *head[COP_PLAN_MAX_YEARS + 3] = { first };
  for (int y = 0; y < res->n_years; y++) {
    columns[y + 1] = (CopColumn){ COP_ALIGN_END, 0.9f };
    head[y + 1] = cop_arena_printf(r->a, "%d", res->first_year + y);
  }
  columns[res->n_years + 1] = (CopColumn){ COP_ALIGN_END, 0.9f };
  head[res->n_years + 1] = T_("All");
  CopNode *t = cop_paper_table(r, s, cop_arena_printf(r->a, T_("%s; %s million, prices of %d, estimates"), caption, r->c->country->currency_symbol, (int)res->plan->price_year), columns,
                               (unsigned)res->n_years + 2);
  cop_add_head_row(r->d, t, head);
  return t;
}

static CopNode *
year_row(CopProgramme *p, CopNode *t, const char *name, const int64_t *amounts)
{
  CopPaper *r = &p->r;
  int years = r->c->result->n_years;
  const char *cells[COP_PLAN_MAX_YEARS + 3] = { name };
  int64_t all = 0;
  for (int y = 0; y < years; y++) {
    cells[y + 1] = cop_phrase_millions(r->a, r->c->country, amounts[y]);
    all += amounts[y];
  }
  cells[years + 1] = cop_phrase_millions(r->a, r->c->country, all);
  return cop_add_row(r->d, t, cells);
}

static void
add_measures(CopProgramme *p, CopNode *s)
{
  CopPaper *r = &p->r;
  CopNode *t = year_table(p, s, T_("Cost by measure and year"), T_("Measure"));
  for (size_t i = 0; i < p->n; i++) {
    const CopPlanItem *it = p->items[i];
    const char *name = cop_arena_printf(r->a, "%s %s (%s)", cop_programme_number(p, it), cop_paper_field(r, COP_ENTITY_measure, it->measure->id, "title"), it->measure->cost_class);
    cop_node_from(r->d, year_row(p, t, name, it->cost), "measure", it->measure->id);
  }
  year_row(p, t, T_("Programme"), p->year)->role = COP_ROLE_TOTAL;
  cop_add_note(r->d, t, cop_arena_printf(r->a, T_("The letter is the cost class. The classes allow %s for the whole programme; prices are collected before the first budget call."),
                                         cop_paper_money_range(r, p->low, p->high)));
}

static void
add_sources(CopProgramme *p, CopNode *s, int64_t sure[COP_COMMITMENT_MAX][COP_PLAN_MAX_YEARS])
{
  CopPaper *r = &p->r;
  const CopPlanResult *res = r->c->result;
  if (!res->money_limited)
    return;
  CopNode *t = year_table(p, s, T_("Proposed sources"), T_("Source of funds"));
  for (size_t f = 0; f < res->n_funds; f++) {
    int64_t row[COP_PLAN_MAX_YEARS] = { 0 }, all = 0;
    for (int y = 0; y < res->n_years; y++) {
      const CopBudget *b = cop_plan_budget(r->m, res->plan, res->funds[f], res->first_year + y);
      for (size_t i = 0; i < p->n; i++)
        row[y] += p->items[i]->paid[f * (size_t)res->n_years + (size_t)y];
      sure[b == NULL ? COP_COMMITMENT_PROPOSED : b->commitment][y] += row[y];
      all += row[y];
    }
    const CopBudget *b = cop_plan_budget(r->m, res->plan, res->funds[f], res->first_year);
    if (all > 0)
      year_row(p, t, cop_phrase_sentence(r->a, b == NULL ? res->funds[f] : cop_paper_field(r, COP_ENTITY_budget, b->id, "fund")), row);
  }
  year_row(p, t, T_("Programme"), p->year)->role = COP_ROLE_TOTAL;
}

static void
add_classes(CopProgramme *p, CopNode *s)
{
  CopPaper *r = &p->r;
  int64_t staff[COP_PLAN_MAX_YEARS] = { 0 }, capital[COP_PLAN_MAX_YEARS] = { 0 }, goods[COP_PLAN_MAX_YEARS] = { 0 };
  for (size_t i = 0; i < p->n; i++)
    for (int y = 0; y < r->c->result->n_years; y++) {
      const CopMeasureProfile *profile = p->items[i]->profile;
      int64_t cost = p->items[i]->cost[y], a = profile == NULL ? 0 : cost * profile->personnel / 100, b = profile == NULL ? 0 : cost * profile->capital / 100;
      staff[y] += a;
      capital[y] += b;
      goods[y] += cost - a - b;
    }
  CopNode *t = year_table(p, s, T_("Economic classes"), T_("Class"));
  year_row(p, t, T_("Staff (personnel services)"), staff);
  year_row(p, t, T_("Goods and services (maintenance and other operating expenses)"), goods);
  year_row(p, t, T_("Equipment and buildings (capital outlay)"), capital);
  year_row(p, t, T_("Programme"), p->year)->role = COP_ROLE_TOTAL;
  cop_add_note(r->d, t, T_("The shares are estimates by the kind of work of each measure, to be replaced with the prices."));
}

static void
add_gap(CopProgramme *p, CopNode *s, int64_t sure[COP_COMMITMENT_MAX][COP_PLAN_MAX_YEARS])
{
  CopPaper *r = &p->r;
  int64_t gap[COP_PLAN_MAX_YEARS], all = 0;
  for (int y = 0; y < r->c->result->n_years; y++) {
    gap[y] = p->year[y] - sure[COP_COMMITMENT_APPROVED][y] - sure[COP_COMMITMENT_PLEDGED][y];
    all += gap[y];
  }
  CopNode *t = year_table(p, s, T_("Financing gap"), T_("Standing of the money"));
  year_row(p, t, T_("Approved"), sure[COP_COMMITMENT_APPROVED]);
  year_row(p, t, T_("Pledged"), sure[COP_COMMITMENT_PLEDGED]);
  year_row(p, t, T_("Gap: proposed only, or no source"), gap)->role = COP_ROLE_TOTAL;
  cop_paper_sayf(r, cop_add_para(r->d, s, NULL), T_("Of %s, %s is neither approved nor pledged. Without it, the measures above do not start: nothing of this programme may be announced before its money stands."),
                 cop_paper_money(r, p->total), cop_paper_money(r, all));
}

void
cop_programme_budget(CopProgramme *p)
{
  int64_t sure[COP_COMMITMENT_MAX][COP_PLAN_MAX_YEARS] = { 0 };
  CopNode *s = cop_paper_chapter(&p->r, "9", T_("Budget and financing"), NULL);
  add_measures(p, s);
  add_sources(p, s, sure);
  add_classes(p, s);
  add_gap(p, s, sure);
}

void
cop_programme_exit(CopProgramme *p)
{
  CopPaper *r = &p->r;
  const CopPlanResult *res = r->c->result;
  CopNode *s = cop_paper_chapter(r, "12", T_("What goes on afterwards"), NULL);
  s->as.section.new_page = false;
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.6f }, { COP_ALIGN_START, 4 }, { COP_ALIGN_START, 1 }, { COP_ALIGN_END, 1.2f } };
  CopNode *t = cop_paper_table(r, s, cop_arena_printf(r->a, T_("Running cost a year after %d, %s million, estimates"), res->first_year + res->n_years - 1, r->c->country->currency_symbol), columns, 4);
  cop_add_head_row(r->d, t, LIST(T_("No."), T_("Measure"), T_("Who must budget it"), T_("A year")));
  int64_t all = 0;
  for (size_t i = 0; i < p->n; i++) {
    const CopPlanItem *it = p->items[i];
    if (it->profile == NULL)
      continue;
    int64_t tail = it->profile->cost_plan * it->profile->recurrent / 100;
    all += tail;
    CopNode *row = cop_add_row(r->d, t, LIST(cop_programme_number(p, it), cop_paper_field(r, COP_ENTITY_measure, it->measure->id, "title"),
                                             it->lead == NULL ? "–" : cop_paper_institution(r, it->lead->id), cop_phrase_millions(r->a, r->c->country, tail)));
    cop_node_from(r->d, row, "measure", it->measure->id);
  }
  cop_add_row(r->d, t, LIST("", T_("Programme"), "", cop_phrase_millions(r->a, r->c->country, all)))->role = COP_ROLE_TOTAL;
  cop_paper_sayf(r, cop_add_para(r->d, s, NULL), T_("After %d each lead pays the running cost of its measures from its own budget; a measure whose running cost has no owner by the review in the middle is handed over or ended, "
                                                   "and the children who use it are told in time."), res->first_year + res->n_years - 1);
}
