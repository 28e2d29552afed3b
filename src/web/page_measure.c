/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_measure.c -- one measure: what it is, why it stands in the plan
 * where it does or not at all, what it costs, what it waits for. */
#include <string.h>

#include "web/grid.h"
#include "web/part.h"

void cop_page_measure(CopPage *p);

static void
write_standing(CopPage *p, const CopPlanItem *it)
{
  CopHtml *h = p->h;
  const CopPlanResult *r = p->s->plan;
  COP_EL (h, COP_P, cop_a(COP_A_CLASS, "standing")) {
    if (it->chosen)
      cop_part_chip(p, COP_CHIP_GOOD,
                    cop_arena_printf(p->a, T_("In the plan: %s to %s"), cop_say_quarter(p, r->first_year, it->start), cop_say_quarter(p, r->first_year, it->end - 1)));
    else
      cop_part_chip(p, it->forbidden && !it->unpriced ? COP_CHIP_NEUTRAL : COP_CHIP_OPEN, it->forbidden && !it->unpriced ? T_("Waived") : T_("Left out"));
    if (it->mandatory)
      cop_part_chip(p, COP_CHIP_NONE, T_("required by law"));
    if (it->measure->invites_disclosure)
      cop_part_chip(p, COP_CHIP_WARN, T_("may lead children to tell"));
  }
}

static void
write_blocks(CopPage *p, const CopPlanExplanation *e)
{
  CopHtml *h = p->h;
  const char *title = e->item->chosen ? T_("Why not earlier") : T_("Why it is left out");
  if (e->n_blocks == 0)
    return;
  const CopPlanSpeech say = cop_say_plan(p);
  COP_SECTION_OF(p, "why-not", title, NULL) {
    COP_EL (h, COP_UL)
      for (size_t i = 0; i < e->n_blocks; i++)
        COP_TEXT(h, COP_LI, cop_plan_block_text(&say, &e->blocks[i]));
    const char *change = cop_plan_change_text(&say, &e->change);
    if (!e->item->chosen && change != NULL)
      COP_EL (h, COP_P) {
        COP_TEXT(h, COP_STRONG, T_("The cheapest change that would bring it in:"));
        cop_html_textf(h, " %s", change);
      }
  }
}

static CopUrl
gap_url(CopPage *p, const CopGap *g)
{
  switch (g->kind) {
  case COP_GAP_LAW:
    return cop_url_record(p, COP_ENTITY_question, g->id);
  case COP_GAP_TREATY:
    return cop_url_record(p, COP_ENTITY_instrument, g->id);
  default:
    return cop_url_record(p, COP_ENTITY_requirement, g->id);
  }
}

/* The gaps it answers, with the share of its worth each makes up. */
static void
write_served(CopPage *p, const CopPlanItem *it)
{
  static const CopGridColumn columns[] = { { "code", N_("Gap"), COP_CELL_TEXT, 0, 0 },
                                           { "text", N_("What is open"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "score", N_("Gap score"), COP_CELL_REAL, 2, 0 },
                                           { "answered", N_("Answered by this measure"), COP_CELL_TEXT, 0, 0 } };
  CopGrid *g = cop_grid_new(p, "gaps", T_("Gaps this measure answers"), columns, G_N_ELEMENTS(columns));
  g->plain = true;
  g->empty = T_("It names no open gap.");
  for (size_t i = 0; i < it->n_served; i++) {
    const CopPlanServed *s = &it->served[i];
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], s->gap->code);
    cop_grid_text(&c[1], s->gap->text);
    c[1].link = gap_url(p, s->gap);
    c[1].lang = "en";
    c[1].under = T_(cop_gap_kind_name(s->gap->kind));
    cop_grid_real(&c[2], s->gap->score.value);
    cop_grid_text(&c[3], cop_say_percent(p, s->milli / 1000.0, 0));
  }
  COP_SECTION_OF(p, "gaps", T_("Why: the gaps it answers"), NULL)
    cop_part_grid(g);
}

static void
write_costs(CopPage *p, const CopPlanItem *it)
{
  static const CopGridColumn columns[] = { { "year", N_("Year"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "cost", N_("Planned"), COP_CELL_REAL, 0, 0 },
                                           { "range", N_("Range"), COP_CELL_TEXT, 0, 0 },
                                           { "funds", N_("Paid by"), COP_CELL_TEXT, 0, 0 } };
  const CopPlanResult *r = p->s->plan;
  CopGrid *g = cop_grid_new(p, "costs", T_("Cost by year"), columns, G_N_ELEMENTS(columns));
  g->plain = true;
  for (int y = 0; y < r->n_years; y++) {
    CopGridCell *c = cop_grid_row(g);
    g_autoptr(GString) funds = g_string_new(NULL);
    for (size_t f = 0; f < r->n_funds; f++)
      if (it->paid != NULL && it->paid[f * (size_t)r->n_years + (size_t)y] > 0)
        g_string_append_printf(funds, "%s%s", funds->len > 0 ? ", " : "", r->funds[f]);
    cop_grid_text(&c[0], cop_arena_printf(p->a, "%d", r->first_year + y));
    cop_grid_money(g, &c[1], it->cost[y]);
    cop_grid_text(&c[2], cop_say_money_range(p, it->cost_low[y], it->cost_high[y]));
    cop_grid_text(&c[3], funds->len > 0 ? cop_arena_strdup(p->a, funds->str) : NULL);
    c[3].lang = "en";
  }
  COP_SECTION_OF(p, "cost", T_("Cost"), T_("Estimates until prices are collected."))
    cop_part_grid(g);
}

static void
write_links(CopPage *p, const char *title, const CopMeasure *const *measures, size_t n)
{
  CopHtml *h = p->h;
  if (n == 0)
    return;
  COP_TEXT(h, COP_DT, title);
  for (size_t i = 0; i < n; i++)
    COP_EL (h, COP_DD) {
      cop_html_textf(h, "%s ", measures[i]->id);
      cop_part_record(p, COP_ENTITY_measure, measures[i]);
    }
}

static void
write_order(CopPage *p, const CopPlanItem *it)
{
  CopHtml *h = p->h;
  if (it->n_waits == 0 && it->n_unlocks == 0)
    return;
  const CopMeasure **waits = cop_new_n(p->a, const CopMeasure *, it->n_waits);
  for (size_t i = 0; i < it->n_waits; i++)
    waits[i] = it->waits[i].measure;
  COP_SECTION_OF(p, "order", T_("Order"), NULL)
    COP_EL (h, COP_DL, cop_a(COP_A_CLASS, "facts-list")) {
      write_links(p, T_("Waits for"), waits, it->n_waits);
      write_links(p, T_("Others that wait for it"), it->unlocks, it->n_unlocks);
    }
}

static void
write_field(CopPage *p, const char *term, CopEntity e, const void *record, const char *field)
{
  const char *lang;
  if (record == NULL || cop_field_text(p, e, record, field, &lang) == NULL)
    return;
  COP_TEXT(p->h, COP_DT, term);
  COP_EL (p->h, COP_DD)
    cop_part_sentence(p, e, record, field);
}

static void
write_facts(CopPage *p, const CopMeasure *m, const CopMeasureProfile *profile)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_DL, cop_a(COP_A_CLASS, "facts-list")) {
    if (profile != NULL) {
      COP_TEXT(h, COP_DT, T_("Lead"));
      COP_EL (h, COP_DD)
        cop_part_record(p, COP_ENTITY_institution, cop_model_institution(p->m, profile->lead));
      if (profile->support.n > 0) {
        COP_TEXT(h, COP_DT, T_("Support"));
        COP_EL (h, COP_DD)
          for (size_t i = 0; i < profile->support.n; i++) {
            cop_html_text(h, i > 0 ? ", " : "");
            cop_part_institution(p, profile->support.items[i]);
          }
      }
      write_field(p, T_("Deliverable"), COP_ENTITY_measure_profile, profile, "deliverable");
    }
    write_field(p, T_("Whom it reaches"), COP_ENTITY_measure, m, "target");
    write_field(p, T_("Output"), COP_ENTITY_measure, m, "output");
    write_field(p, T_("Outcome"), COP_ENTITY_measure, m, "outcome");
    COP_TEXT(h, COP_DT, T_("Evidence"));
    COP_EL (h, COP_DD)
      cop_html_textf(h, "%s – %s", cop_say_word(p, COP_WORDS_EVIDENCE, (int)m->evidence), T_(cop_words(COP_WORDS_EVIDENCE)->docs[m->evidence]));
    if (m->indicators.n > 0) {
      COP_TEXT(h, COP_DT, T_("Shown by"));
      for (size_t i = 0; i < m->indicators.n; i++)
        COP_EL (h, COP_DD)
          cop_part_record(p, COP_ENTITY_indicator, cop_model_indicator(p->m, m->indicators.items[i]));
    }
  }
}

static void
write_initiatives(CopPage *p, const CopMeasure *m)
{
  CopHtml *h = p->h;
  size_t n = 0;
  for (size_t i = 0; i < p->m->integrations.n; i++)
    n += strcmp(p->m->integrations.items[i].measure, m->id) == 0;
  if (n == 0)
    return;
  COP_SECTION_OF(p, "initiatives", T_("Where it can be woven in"), NULL)
    COP_EL (h, COP_UL)
      for (size_t i = 0; i < p->m->integrations.n; i++) {
        const CopIntegration *x = &p->m->integrations.items[i];
        if (strcmp(x->measure, m->id) != 0)
          continue;
        COP_EL (h, COP_LI) {
          cop_part_record(p, COP_ENTITY_initiative, cop_model_initiative(p->m, x->initiative));
          cop_html_text(h, " ");
          cop_part_chip(p, cop_chip_decision(x->decision), cop_say_word(p, COP_WORDS_DECISION, (int)x->decision));
        }
      }
}

/* What a measure means here is a record of its own, with the measure's id. */
static CopUrl
profile_form(CopPage *p, const CopMeasure *m)
{
  const char *back = cop_arena_printf(p->a, "/plan/%s", m->id);
  if (cop_model_measure_profile(p->m, m->id) != NULL)
    return cop_url_query(p->a, cop_url_path(p->a, "edit", "measure_profile", m->id, NULL), (const char *[]){ "back", back, NULL });
  return cop_url_query(p->a, cop_url_path(p->a, "new", "measure_profile", NULL), (const char *[]){ "id", m->id, "measure", m->id, "mark", "E", "back", back, NULL });
}

void
cop_page_measure(CopPage *p)
{
  const CopMeasure *m = cop_model_measure(p->m, p->args[0]);
  if (m == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  const char *lang, *gist_lang;
  g_auto(CopFrameScope) frame =
    cop_frame_open(p, &(CopFrame){ .title = cop_field_text(p, COP_ENTITY_measure, m, "title", &lang),
                                   .lang = lang,
                                   .lead = cop_field_text(p, COP_ENTITY_measure, m, "gist", &gist_lang),
                                   .over = cop_arena_printf(p->a, "%s · %s", m->id, T_(cop_words(COP_WORDS_THEME)->docs[m->theme])),
                                   .nav = "/plan",
                                   .parent = T_("Plan"),
                                   .parent_url = cop_url_path(p->a, "plan", NULL),
                                   .action = cop_page_may(p, COP_RIGHT_EDIT) ? T_("Change lead, cost, waiver") : NULL,
                                   .action_url = profile_form(p, m) });
  const CopPlanItem *it = p->s->plan == NULL ? NULL : cop_plan_item(p->s->plan, m->id);
  cop_part_planning(p);
  if (it != NULL)
    write_standing(p, it);
  write_facts(p, m, cop_model_measure_profile(p->m, m->id));
  cop_part_source(p, m->mark, m->source, m->locator, m->note);
  if (it != NULL) {
    write_served(p, it);
    write_blocks(p, cop_plan_explain(p->s->plan, m->id, p->a));
    if (it->chosen)
      write_costs(p, it);
    write_order(p, it);
  }
  write_initiatives(p, m);
}
