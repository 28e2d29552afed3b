/* SPDX-License-Identifier: Apache-2.0
 * The work plan of a year, with what is due and what it costs in each quarter
 * (physical and financial targets, responsible office, performance indicator and
 * expense class: the form Philippine agencies use), and the roadmap: phases,
 * milestones, gates. */
#include <string.h>

#include "compose/action_plan.h"
#include "compose/front.h"
#include "figure/gantt.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))
#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })
#define GANTT_ROWS 24

static const char year_title[] = N_("Annual work plan %d");
static const char roadmap_title[] = N_("Implementation roadmap");

static const char *
title_of(CopPaper *r, const CopPlanItem *it)
{
  return cop_paper_field(r, COP_ENTITY_measure, it->measure->id, "title");
}

static const char *
lead_of(CopPaper *r, const CopPlanItem *it)
{
  return it->lead == NULL ? "–" : cop_paper_institution(r, it->lead->id);
}

/* What is physically due in a quarter: work, the first result, or its upkeep. */
static const char *
due(CopPaper *r, const CopPlanItem *it, int q)
{
  if (q < it->start)
    return "–";
  if (q == it->end - 1)
    return T_("result");
  if (q < it->end)
    return T_("work");
  return it->profile != NULL && it->profile->recurrent > 0 ? T_("upkeep") : "–";
}

/* A year's cost shared by the quarters in which it arises: planned cost until
 * the first result, its running part afterwards. */
static void
share(const CopPlanItem *it, int year, int64_t out[4])
{
  int64_t weights[4], all = 0, given = 0;
  int last = -1;
  for (int k = 0; k < 4; k++) {
    int q = 4 * year + k;
    weights[k] = q < it->start ? 0 : q < it->end ? 100 : it->profile == NULL ? 50 : it->profile->recurrent;
    all += weights[k];
    last = weights[k] > 0 ? k : last;
  }
  for (int k = 0; k < 4; k++) {
    out[k] = all == 0 ? 0 : it->cost[year] * weights[k] / all;
    given += out[k];
  }
  if (last >= 0)
    out[last] += it->cost[year] - given;
}

static const char *
classes(CopPaper *r, const CopPlanItem *it)
{
  if (it->profile == NULL)
    return "–";
  int staff = (int)it->profile->personnel, capital = (int)it->profile->capital;
  return cop_arena_printf(r->a, "PS %d, MOOE %d, CO %d", staff, 100 - staff - capital, capital);
}

static bool
is_in(const CopPlanItem *it, int year)
{
  return it->start < 4 * (year + 1) && (it->end > 4 * year || it->cost[year] > 0);
}

static void
add_year(CopPaper *r, int year)
{
  const CopPlanResult *res = r->c->result;
  CopNode *s = cop_paper_chapter(r, "1", T_("Targets by quarter"), NULL);
  s->role = COP_ROLE_LANDSCAPE;
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.6f }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 0.8f }, { COP_ALIGN_START, 2 },   { COP_ALIGN_START, 0.8f }, { COP_ALIGN_START, 0.8f },
                                       { COP_ALIGN_START, 0.8f }, { COP_ALIGN_START, 0.8f }, { COP_ALIGN_END, 0.6f }, { COP_ALIGN_END, 0.6f }, { COP_ALIGN_END, 0.6f }, { COP_ALIGN_END, 0.6f },
                                       { COP_ALIGN_END, 0.7f }, { COP_ALIGN_START, 1.2f } };
  CopNode *t = cop_paper_table(r, s, cop_arena_printf(r->a, T_("Physical and financial targets of %d; cost in %s million, estimates"), res->first_year + year, r->c->country->currency_symbol), columns, 14);
  const char *money[4];
  for (int k = 0; k < 4; k++)
    money[k] = cop_arena_printf(r->a, "%s Q%d", r->c->country->currency_symbol, k + 1);
  cop_add_head_row(r->d, t, LIST(T_("No."), T_("Measure"), T_("Lead"), T_("Performance indicator"), "Q1", "Q2", "Q3", "Q4", money[0], money[1], money[2], money[3], T_("All"), T_("Expense class, %")));
  int64_t sums[5] = { 0 };
  for (size_t i = 0; i < res->n_chosen; i++) {
    const CopPlanItem *it = res->chosen[i];
    if (!is_in(it, year))
      continue;
    int64_t part[4];
    share(it, year, part);
    const char *cells[15] = { cop_paper_measure_number(r, it->measure->id), title_of(r, it), lead_of(r, it), cop_paper_field(r, COP_ENTITY_measure, it->measure->id, "output") };
    for (int k = 0; k < 4; k++) {
      cells[4 + k] = due(r, it, 4 * year + k);
      cells[8 + k] = cop_phrase_millions(r->a, r->c->country, part[k]);
      sums[k] += part[k];
    }
    sums[4] += it->cost[year];
    cells[12] = cop_phrase_millions(r->a, r->c->country, it->cost[year]);
    cells[13] = classes(r, it);
    cop_node_from(r->d, cop_add_row(r->d, t, cells), "measure", it->measure->id);
  }
  const char *total[15] = { "", T_("All measures"), "", "", "", "", "", "" };
  for (int k = 0; k < 5; k++)
    total[8 + k] = cop_phrase_millions(r->a, r->c->country, sums[k]);
  total[13] = "";
  cop_add_row(r->d, t, total)->role = COP_ROLE_TOTAL;
  cop_add_note(r->d, t, T_("PS: staff. MOOE: goods and services. CO: equipment and buildings; shares are estimates. Costs of a year are shared by its quarters as the work goes: no office has confirmed them."));
}

static bool
compose_year(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopCatalogue *words = cop_catalogues_for(c->words, piece->lang);
  int name = (int)g_ascii_strtoll(piece->subject, NULL, 10);
  g_auto(CopPaper) paper = { 0 };
  CopPaper *r = &paper;
  const CopFront front = { .target = cop_arena_printf(a, "work-plan-%d", name), .title = cop_arena_printf(a, cop_tr(words, year_title), name),
                           .subtitle = cop_model_text(c->model, COP_ENTITY_plan, c->plan->id, "title", piece->lang, NULL),
                           .about = cop_tr(words, "Costs are estimates by class, not quotations. Choice and order follow from the gaps, the money and the staff entered; "
                                                  "changing one of them makes this document anew.") };
  cop_front_begin(r, c, piece, &front, a, diags);
  cop_front_write(r, &front);
  add_year(r, name - c->result->first_year);
  cop_paper_finish(r);
  out->doc = r->d;
  return true;
}

/* --- the roadmap --- */

static void
add_gantt(CopPaper *r, CopNode *s, size_t from, size_t to)
{
  const CopPlanResult *res = r->c->result;
  CopGanttRow *rows = cop_new_n(r->a, CopGanttRow, to - from + 1);
  for (size_t i = from; i < to; i++)
    rows[i - from] = (CopGanttRow){ .label = cop_arena_printf(r->a, "%s %s", cop_paper_measure_number(r, res->chosen[i]->measure->id), title_of(r, res->chosen[i])),
                                    .start = (unsigned)res->chosen[i]->start, .end = (unsigned)res->chosen[i]->end, .milestone = res->chosen[i]->end - 1 };
  const char **periods = cop_new_n(r->a, const char *, (size_t)res->n_quarters);
  CopGanttSpan *spans = cop_new_n(r->a, CopGanttSpan, (size_t)res->n_years);
  for (int q = 0; q < res->n_quarters; q++)
    periods[q] = cop_arena_printf(r->a, "Q%d", q % 4 + 1);
  for (int y = 0; y < res->n_years; y++)
    spans[y] = (CopGanttSpan){ cop_arena_printf(r->a, "%d", res->first_year + y), 4 };
  CopFigureOptions options = cop_paper_figure_options(r);
  options.width = 730;
  CopGantt gantt = { .subject = T_("Implementation roadmap"), .row_title = T_("Measure"), .periods = periods, .n_periods = (unsigned)res->n_quarters, .spans = spans,
                     .n_spans = (unsigned)res->n_years, .rows = rows, .n_rows = (unsigned)(to - from) };
  g_autoptr(GError) error = NULL;
  CopFigure *f = cop_gantt_draw(r->a, &gantt, &options, &error);
  if (f != NULL)
    cop_paper_figure(r, s, cop_arena_printf(r->a, T_("Measures that start from %s to %s"), cop_phrase_quarter(r->a, res->first_year, res->chosen[from]->start),
                                            cop_phrase_quarter(r->a, res->first_year, res->chosen[to - 1]->start)), f);
}

/* First results of each year: what must be there before the next phase begins. */
static void
add_phases(CopPaper *r)
{
  const CopPlanResult *res = r->c->result;
  CopNode *s = cop_paper_chapter(r, "1", T_("Phases and gates"), NULL);
  cop_paper_say(r, cop_add_para(r->d, s, NULL), T_("Each year ends with a gate: the steering group looks at what should be ready, decides what waits for it, and publishes both. Nothing that invites a child to tell passes a gate before helpline and referral path work."));
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.6f }, { COP_ALIGN_START, 4.6f }, { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 1 } };
  CopNode *t = cop_paper_table(r, s, T_("What is ready at the end of each year"), columns, 4);
  cop_add_head_row(r->d, t, LIST(T_("No."), T_("First results"), T_("Lead"), T_("Quarter")));
  for (int y = 0; y < res->n_years; y++) {
    size_t n = 0;
    for (size_t i = 0; i < res->n_chosen; i++)
      n += (res->chosen[i]->end - 1) / 4 == y;
    CopNode *group = cop_add_row(r->d, t, NULL);
    group->role = COP_ROLE_GROUP;
    cop_add_cell(r->d, group, cop_arena_printf(r->a, T_("%d: %zu measures ready, %s spent"), res->first_year + y, n, cop_paper_money(r, res->cost_year[y])))->as.cell.colspan = 4;
    for (size_t i = 0; i < res->n_chosen; i++) {
      const CopPlanItem *it = res->chosen[i];
      if ((it->end - 1) / 4 != y)
        continue;
      const char *gate = it->measure->helpline || it->measure->referral ? T_(" (gate: helpline and referral)") : "";
      CopNode *row = cop_add_row(r->d, t, LIST(cop_paper_measure_number(r, it->measure->id), cop_arena_printf(r->a, "%s%s", title_of(r, it), gate), lead_of(r, it),
                                               cop_phrase_quarter(r->a, res->first_year, it->end - 1)));
      cop_node_from(r->d, row, "measure", it->measure->id);
    }
  }
}

static bool
compose_roadmap(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopCatalogue *words = cop_catalogues_for(c->words, piece->lang);
  g_auto(CopPaper) paper = { 0 };
  CopPaper *r = &paper;
  const CopFront front = { .target = "roadmap", .title = cop_tr(words, roadmap_title), .subtitle = cop_model_text(c->model, COP_ENTITY_plan, c->plan->id, "title", piece->lang, NULL),
                           .about = cop_tr(words, "Costs are estimates by class, not quotations. Choice and order follow from the gaps, the money and the staff entered; "
                                                  "changing one of them makes this document anew.") };
  cop_front_begin(r, c, piece, &front, a, diags);
  cop_front_write(r, &front);
  add_phases(r);
  CopNode *s = cop_paper_chapter(r, "2", T_("Work over time"), NULL);
  s->role = COP_ROLE_LANDSCAPE;
  for (size_t from = 0; from < c->result->n_chosen; from += GANTT_ROWS)
    add_gantt(r, s, from, MIN(from + GANTT_ROWS, c->result->n_chosen));
  cop_paper_finish(r);
  out->doc = r->d;
  return true;
}

void
cop_action_plan_years(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  const unsigned formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX) | COP_FORMAT_BIT(COP_FORMAT_HTML);
  for (size_t k = 0; k < c->country->languages.n; k++) {
    const char *lang = c->country->languages.items[k];
    if ((langs != NULL && !g_strv_contains(langs, lang)) || !cop_paper_speaks(c, lang, langs, roadmap_title))
      continue;
    for (int y = 0; y < c->result->n_years; y++) {
      const char *year = cop_arena_printf(pieces->arena, "%d", c->result->first_year + y);
      cop_products_add(pieces, &(CopProduct){ .target = "action-plan", .stem = cop_arena_printf(pieces->arena, "action-plan/work-plan-%s.%s", year, lang), .lang = lang,
                                              .audience = "lead institutions", .subject = year, .formats = formats, .compose = compose_year });
    }
    cop_products_add(pieces, &(CopProduct){ .target = "action-plan", .stem = cop_arena_printf(pieces->arena, "action-plan/roadmap.%s", lang), .lang = lang, .audience = "decision makers",
                                            .formats = formats, .compose = compose_roadmap });
  }
}
