/* SPDX-License-Identifier: Apache-2.0 */
#include "compose/programme.h"

#include <string.h>

#include "compose/strategy_priv.h"
#include "compose/targets.h"

#define T_(TEXT) cop_tr(p->r.words, (TEXT))
#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

static const char title_pattern[] = N_("Programme for objective %s");

const char *
cop_programme_title(CopProgramme *p)
{
  return cop_paper_field(&p->r, COP_ENTITY_objective, p->o->id, "title");
}

const char *
cop_programme_number(CopProgramme *p, const CopPlanItem *it)
{
  return cop_paper_measure_number(&p->r, it->measure->id);
}

const char *
cop_programme_measure(CopProgramme *p, const CopPlanItem *it)
{
  if (it->profile == NULL)
    return cop_paper_field(&p->r, COP_ENTITY_measure, it->measure->id, "title");
  const char *done = cop_paper_field(&p->r, COP_ENTITY_measure_profile, it->profile->id, "deliverable");
  return cop_arena_printf(p->r.a, cop_ctr(p->r.words, "who, and what that body does", "%s %s"), it->lead == NULL ? "–" : cop_paper_institution(&p->r, it->lead->id), done);
}

/* --- data sheet --- */

static const char *
leads(CopProgramme *p)
{
  const char *names[16];
  size_t n = 0;
  for (size_t i = 0; i < p->n && n < G_N_ELEMENTS(names); i++) {
    if (p->items[i]->lead == NULL)
      continue;
    const char *name = cop_paper_institution(&p->r, p->items[i]->lead->id);
    bool there = false;
    for (size_t k = 0; k < n; k++)
      there |= strcmp(names[k], name) == 0;
    if (!there)
      names[n++] = name;
  }
  return n == 0 ? "–" : cop_paper_list(&p->r, names, n);
}

static const char *
whom(CopProgramme *p)
{
  const char *names[24];
  size_t n = 0;
  for (size_t i = 0; i < p->n && n < G_N_ELEMENTS(names); i++) {
    const char *name = cop_paper_field(&p->r, COP_ENTITY_measure, p->items[i]->measure->id, "target");
    bool there = false;
    for (size_t k = 0; k < n; k++)
      there |= strcmp(names[k], name) == 0;
    if (!there)
      names[n++] = name;
  }
  return n == 0 ? "–" : cop_paper_list(&p->r, names, n);
}

void
cop_programme_sheet(CopProgramme *p)
{
  CopPaper *r = &p->r;
  const CopPlanResult *res = r->c->result;
  CopNode *s = cop_paper_chapter(r, NULL, T_("Data sheet"), NULL);
  static const CopColumn columns[] = { { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 3.2f } };
  CopNode *t = cop_paper_table(r, s, T_("The programme in short"), columns, 2);
  t->as.table.head_column = true;
  cop_add_head_row(r->d, t, LIST(T_("Item"), T_("Entry")));
  cop_node_from(r->d, cop_add_row(r->d, t, LIST(T_("Objective"), cop_programme_title(p))), "objective", p->o->id);
  cop_add_row(r->d, t, LIST(T_("Part of"), cop_paper_field(r, COP_ENTITY_plan, res->plan->id, "title")));
  cop_add_row(r->d, t, LIST(T_("Country"), r->c->country->short_name));
  cop_add_row(r->d, t, LIST(T_("Period"), cop_arena_printf(r->a, "%d–%d", res->first_year, res->first_year + res->n_years - 1)));
  cop_add_row(r->d, t, LIST(T_("Lead offices"), leads(p)));
  cop_add_row(r->d, t, LIST(T_("Whom it reaches"), whom(p)));
  cop_add_row(r->d, t, LIST(T_("Measures"), cop_arena_printf(r->a, "%zu", p->n)));
  cop_add_row(r->d, t, LIST(T_("Estimated cost"), cop_arena_printf(r->a, T_("%s in prices of %d; the cost classes allow %s"), cop_paper_money(r, p->total), (int)res->plan->price_year,
                                                                   cop_paper_money_range(r, p->low, p->high))));
  cop_add_row(r->d, t, LIST(T_("Identifier"), cop_arena_printf(r->a, "%s-%s-%s", r->c->country->id, res->plan->id, p->o->id)));
  cop_add_row(r->d, t, LIST(T_("Standing"), r->c->release ? T_("reviewed edition") : T_("draft; nobody has adopted it, and no money is approved for it")));
  cop_add_note(r->d, t, T_("The same activity in the data standard IATI 2.03: copkit export iati."));
  cop_paper_helpline(r, s);
}

/* --- the document --- */

static void
count(CopProgramme *p)
{
  const CopPlanResult *res = p->r.c->result;
  size_t all;
  const CopPlanItem **items = cop_strategy_items(&p->r, p->o, &all);
  p->items = items;
  p->year = cop_new_n(p->r.a, int64_t, (size_t)res->n_years);
  for (size_t i = 0; i < all; i++) {
    if (!items[i]->chosen)
      continue;
    items[p->n++] = items[i];
    p->total += items[i]->cost_total;
    p->low += items[i]->cost_low_total;
    p->high += items[i]->cost_high_total;
    for (int y = 0; y < res->n_years; y++)
      p->year[y] += items[i]->cost[y];
  }
}

static bool
compose_programme(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopCatalogue *words = cop_catalogues_for(c->words, piece->lang);
  CopProgramme p = { .o = cop_model_objective(c->model, piece->subject) };
  const CopFront front = { .target = cop_arena_printf(a, "programme-%s", p.o->number), .title = cop_arena_printf(a, cop_tr(words, title_pattern), p.o->number),
                           .subtitle = cop_model_text(c->model, COP_ENTITY_objective, p.o->id, "title", piece->lang, NULL),
                           .about = cop_tr(words, "Costs are estimates by class, not quotations. Choice and order follow from the gaps, the money and the staff entered; "
                                                  "changing one of them makes this document anew.") };
  cop_front_begin(&p.r, c, piece, &front, a, diags);
  count(&p);
  cop_front_write(&p.r, &front);
  static void (*const parts[])(CopProgramme *) = { cop_programme_sheet, cop_programme_problem, cop_programme_rationale, cop_programme_change, cop_programme_results,
                                                   cop_programme_logframe, cop_programme_inclusion, cop_programme_raci, cop_programme_time, cop_programme_budget,
                                                   cop_programme_monitoring, cop_programme_risks, cop_programme_exit };
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
    parts[i](&p);
  cop_front_end(&p.r, "A");
  out->doc = p.r.d;
  cop_paper_clear(&p.r);
  return true;
}

void
cop_target_programme(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  if (c->country == NULL || c->plan == NULL || c->result == NULL)
    return;
  for (size_t i = 0; i < c->model->objectives.n; i++) {
    const CopObjective *o = &c->model->objectives.items[i];
    if (strcmp(o->plan, c->plan->id) != 0)
      continue;
    for (size_t k = 0; k < c->country->languages.n; k++) {
      const char *lang = c->country->languages.items[k];
      if ((langs != NULL && !g_strv_contains(langs, lang)) || !cop_paper_speaks(c, lang, langs, title_pattern))
        continue;
      cop_products_add(pieces, &(CopProduct){ .target = "programme", .stem = cop_arena_printf(pieces->arena, "programme/programme-%s.%s", o->number, lang), .lang = lang,
                                              .audience = "lead institutions and development partners", .subject = o->id,
                                              .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX) | COP_FORMAT_BIT(COP_FORMAT_HTML),
                                              .compose = compose_programme });
    }
  }
}
