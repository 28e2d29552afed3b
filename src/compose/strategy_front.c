/* SPDX-License-Identifier: Apache-2.0
 * Cover, edition, terms, the plan on a page and the summary. */
#include <math.h>
#include <string.h>

#include "compose/strategy_priv.h"
#include "figure/tiles.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))
/* The country's own tile map, as the one quiet graphic of the cover. */
static void
add_cover_map(CopPaper *r, CopNode *cover)
{
  CopTile *tiles = cop_new_n(r->a, CopTile, r->m->areas.n + 1);
  unsigned n = 0;
  for (size_t i = 0; i < r->m->areas.n; i++) {
    const CopArea *a = &r->m->areas.items[i];
    if (a->level == COP_AREA_REGION && a->valid_to == NULL)
      tiles[n++] = (CopTile){ .code = a->short_name, .name = a->name, .column = (unsigned)a->tile_column,
                              .row = (unsigned)a->tile_row, .value = NAN };
  }
  if (n == 0)
    return;
  CopNode *f = cop_add_figure(r->d, cover, NULL, NULL, cop_tiles_pattern(r->a, tiles, n, &r->d->meta.palette, 200, false), "");
  f->as.figure.width = 0.5f;
}

void
cop_strategy_front(CopPaper *r)
{
  const CopContext *c = r->c;
  CopNode *cover = cop_add_block(r->d, r->d->root, COP_ROLE_COVER);
  cop_add_para(r->d, cover, c->country->formal_name != NULL ? cop_paper_field(r, COP_ENTITY_country, c->country->id, "formal_name") : c->country->short_name);
  add_cover_map(r, cover);
  const CopInstitution *body = cop_model_institution(r->m, c->plan->adopting_body);
  if (body != NULL)
    cop_add_paraf(r->d, cover, T_("For adoption by the %s"), body->name);

  CopNode *front = cop_add_block(r->d, r->d->root, COP_ROLE_FRONT);
  CopNode *s = cop_add_section(r->d, front, 2, NULL, T_("This edition"));
  s->as.section.in_contents = false;
  CopNode *p = cop_add_para(r->d, s, NULL);
  const CopProvision *basis = cop_model_provision(r->m, c->plan->basis);
  const CopLaw *law = basis == NULL ? NULL : cop_model_law(r->m, basis->law);
  cop_paper_sayf(r, p, T_("Edition of %s, prepared by the %s."), cop_paper_date(r, c->date),
                  cop_paper_institution(r, c->country->lead));
  if (body != NULL)
    cop_paper_sayf(r, p, T_("Adopting body: %s, by %s. Date of adoption: not yet adopted; until then this is a draft."), body->name,
                    c->plan->instrument != NULL ? cop_paper_field(r, COP_ENTITY_plan, c->plan->id, "instrument") : T_("an instrument still to be named"));
  if (basis != NULL) {
    cop_paper_sayf(r, p, T_("Legal basis: %s, %s: %s"), law == NULL ? "" : law->number, basis->section, cop_paper_field(r, COP_ENTITY_provision, basis->id, "gist"));
    cop_paper_cite(r, p, basis->source, basis->mark);
    cop_add_text(r->d, p, ".");
  }
  cop_paper_say(r, cop_add_para(r->d, s, NULL),
                 T_("Small letters beside a citation tell how a fact is known: K is expert knowledge that was not read again for this "
                 "edition, D is computed here from read figures, E is an estimate or proposal of the drafters. Facts without a letter "
                 "were read in the source named. Targets, budgets and costs are proposals until the adopting body decides."));
  if (!g_str_has_prefix(r->lang, "en")) {
    cop_paper_stress(r, cop_add_para(r->d, s, NULL), T_("This translation is a draft: no native speaker has reviewed it. Where the two differ, the English text is meant."));
    r->edition_note = s;
  }
  CopNode *help = cop_add_section(r->d, front, 2, NULL, T_("Where to get help"));
  help->as.section.in_contents = false;
  cop_paper_helpline(r, help);

  cop_node_add(r->d, r->d->root, COP_NODE_CONTENTS);

  CopNode *terms = cop_paper_chapter(r, NULL, T_("Words used in this document"),
                                      (const char *[]){ T_("One word has one meaning here."), T_("Short names of offices stand in annex I."), NULL });
  static const CopColumn columns[] = { { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 3.2f } };
  CopNode *t = cop_paper_table(r, terms, T_("Words and their meaning"), columns, 2);
  t->as.table.head_column = true;
  cop_add_head_row(r->d, t, (const char *[]){ T_("Word"), T_("Meaning") });
  for (size_t i = 0; i < r->m->definitions.n; i++) {
    const CopDefinition *d = &r->m->definitions.items[i];
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_definition, d->id, "term"));
    CopNode *cell = cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_definition, d->id, "text"));
    cop_paper_cite(r, cell, d->source, d->mark);
  }
}

/* The first figure of each objective, as large numbers. */
static void
add_key_figures(CopPaper *r, CopNode *parent)
{
  CopNode *list = cop_add_list(r->d, parent, false);
  list->role = COP_ROLE_KEY_FIGURES;
  unsigned n = 0;
  for (size_t o = 0; o < r->m->objectives.n && n < 5; o++) {
    const CopObjective *so = &r->m->objectives.items[o];
    const CopValue *v = so->evidence.n == 0 ? NULL : cop_model_value(r->m, so->evidence.items[0]);
    if (v == NULL)
      continue;
    CopNode *p = cop_add_para(r->d, cop_add_item(r->d, list, NULL), NULL);
    bool share = strcmp(v->unit, "per cent") == 0;
    CopNode *big = cop_add_styled(r->d, p, COP_NODE_STRONG, cop_arena_printf(r->a, "%s%s", cop_paper_figure_of(r, v), share ? "%" : ""));
    cop_node_from(r->d, big, "value", v->id);
    const char *label = cop_paper_field(r, COP_ENTITY_value, v->id, "label");
    cop_paper_sayf(r, p, share ? T_("of %s (%s)") : "%s (%s)", label, cop_paper_period(r, v->period));
    cop_paper_cite(r, p, v->source, v->mark);
    n++;
  }
}

static const CopTarget *
headline_target(CopPaper *r, const CopObjective *o)
{
  for (size_t i = 0; i < r->m->targets.n; i++)
    if (strcmp(r->m->targets.items[i].objective, o->id) == 0)
      return &r->m->targets.items[i];
  return NULL;
}

static void
add_objectives_table(CopPaper *r, CopNode *parent)
{
  static const CopColumn columns[] = {
    { COP_ALIGN_START, 0.5f }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 2.6f }, { COP_ALIGN_START, 1.3f }, { COP_ALIGN_START, 1.3f } };
  CopNode *t = cop_paper_table(r, parent, T_("What will have changed, and how it is measured"), columns, 5);
  cop_add_head_row(r->d, t, (const char *[]){ T_("No."), T_("Objective"), T_("Headline indicator"), T_("Baseline"), T_("Target") });
  for (size_t i = 0; i < r->m->objectives.n; i++) {
    const CopObjective *o = &r->m->objectives.items[i];
    const CopTarget *target = headline_target(r, o);
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "objective", o->id);
    cop_add_cell(r->d, row, cop_arena_printf(r->a, T_("SO %s"), o->number));
    cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_objective, o->id, "title"));
    cop_add_cell(r->d, row, target == NULL ? "–" : cop_paper_field(r, COP_ENTITY_target, target->id, "title"));
    cop_add_cell(r->d, row, target == NULL ? "–" : cop_strategy_baseline_text(r, target));
    cop_add_cell(r->d, row, target == NULL ? "–" : cop_strategy_target_text(r, target));
  }
}

static void
say_cost(CopPaper *r, CopNode *p)
{
  const CopPlanResult *res = r->c->result;
  cop_paper_sayf(r, p, T_("The chosen measures cost an estimated %s over %s years (range %s, prices of %d)."),
                  cop_paper_money(r, res->cost_total), cop_paper_count(r, res->n_years),
                  cop_paper_money_range(r, res->cost_low_total, res->cost_high_total), (int)r->c->plan->price_year);
  const char *shares[8];
  size_t n = 0;
  for (size_t f = 0; f < res->n_funds && n < G_N_ELEMENTS(shares); f++) {
    int64_t spent = 0;
    for (int y = 0; y < res->n_years; y++)
      spent += res->fund_spent[f * (size_t)res->n_years + (size_t)y];
    if (spent > 0)
      shares[n++] = cop_arena_printf(r->a, T_("%.0f per cent from %s"), 100.0 * (double)spent / (double)res->cost_total, cop_strategy_fund(r, res->funds[f]));
  }
  if (n > 0)
    cop_paper_sayf(r, p, T_("Proposed sources: %s."), cop_paper_list(r, shares, n));
  if (res->unfunded_total > 0)
    cop_paper_sayf(r, p, T_("Measures worth a further %s answer open gaps and are not funded; chapter 9 names them."),
                    cop_paper_money(r, res->unfunded_total));
}

/* Who is asked for what, by when. */
static void
say_ask(CopPaper *r, CopNode *parent)
{
  const CopPlanResult *res = r->c->result;
  const CopInstitution *body = cop_model_institution(r->m, r->c->plan->adopting_body);
  if (body == NULL)
    return;
  CopNode *p = cop_add_para(r->d, parent, NULL);
  cop_paper_stress(r, p, T_("The ask."));
  cop_paper_sayf(r, p, T_("The %s is asked to adopt this plan before its first measures start in %s, to confirm one lead for each measure, and to propose %s for %d, of %s over the whole plan."),
                 body->name, cop_phrase_quarter(r->a, res->first_year, 0), cop_paper_money(r, res->cost_year[0]), res->first_year,
                 cop_paper_money(r, res->cost_total));
}

/* Cost year by year, what is left out, what goes on. */
static void
say_years(CopPaper *r, CopNode *p)
{
  const CopPlanResult *res = r->c->result;
  const char *years[COP_PLAN_MAX_YEARS];
  for (int y = 0; y < res->n_years; y++)
    years[y] = cop_arena_printf(r->a, T_("%s in %d"), cop_paper_money(r, res->cost_year[y]), res->first_year + y);
  cop_paper_sayf(r, p, T_("The plan costs %s."), cop_paper_list(r, years, (size_t)res->n_years));
  const char *left[6];
  size_t n = 0;
  for (size_t i = 0; i < res->n_left_out && n < G_N_ELEMENTS(left); i++) {
    const char *title = cop_paper_field(r, COP_ENTITY_measure, res->left_out[i]->measure->id, "title");
    left[n++] = cop_arena_printf(r->a, "%c%s (%s)", g_ascii_tolower(title[0]), title + 1, cop_paper_measure_number(r, res->left_out[i]->measure->id));
  }
  if (n > 0)
    cop_paper_sayf(r, p, T_("Left out: %s. Chapter 9 says what stands against each and what would bring it in."), cop_paper_list(r, left, n));
}

/* The open questions of law that weigh most, with what answers them. */
static void
add_top_gaps(CopPaper *r, CopNode *s)
{
  CopNode *p = cop_add_para(r->d, s, T_("In law, what weighs most among the open questions:"));
  p->as.para.keep_with_next = true;
  CopNode *list = cop_add_list(r->d, s, false);
  unsigned told = 0;
  for (size_t i = 0; i < r->c->gaps->n && told < 3; i++) {
    const CopGap *g = &r->c->gaps->items[i];
    if (g->kind != COP_GAP_LAW || g->unknown || g->answer == NULL || g->answer->gap == NULL)
      continue;
    CopNode *item = cop_add_para(r->d, cop_add_item(r->d, list, NULL), NULL);
    cop_node_from(r->d, item, "question", g->question->id);
    cop_paper_stress(r, item, cop_paper_field(r, COP_ENTITY_question, g->question->id, "text"));
    cop_paper_say(r, item, cop_paper_field(r, COP_ENTITY_answer, g->answer->id, "gap"));
    cop_paper_sayf(r, item, T_("(Question %s, chapter 3.)"), cop_paper_question_number(r, g->question->id));
    told++;
  }
}

static void
add_first_year(CopPaper *r, CopNode *parent)
{
  const CopPlanResult *res = r->c->result;
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.7f }, { COP_ALIGN_START, 4 }, { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 1 } };
  CopNode *t = cop_paper_table(r, parent, cop_arena_printf(r->a, T_("What starts in %d"), res->first_year), columns, 4);
  cop_add_head_row(r->d, t, (const char *[]){ T_("No."), T_("Measure"), T_("Lead"), T_("Starts") });
  unsigned n = 0;
  for (size_t i = 0; i < res->n_chosen && n < 10; i++) {
    const CopPlanItem *it = res->chosen[i];
    if (it->start >= 4)
      break;
    CopNode *row = cop_add_row(r->d, t, (const char *[]){ cop_paper_measure_number(r, it->measure->id), cop_paper_field(r, COP_ENTITY_measure, it->measure->id, "title"),
                                                          it->lead == NULL ? "–" : cop_paper_institution(r, it->lead->id),
                                                          cop_phrase_quarter(r->a, res->first_year, it->start) });
    cop_node_from(r->d, row, "measure", it->measure->id);
    n++;
  }
}

void
cop_strategy_summary(CopPaper *r)
{
  const CopPlanResult *res = r->c->result;
  CopNode *s = cop_paper_chapter(r, NULL, T_("The plan on a page"), NULL);
  s->role = COP_ROLE_SUMMARY;
  CopNode *vision = cop_add_para(r->d, s, cop_paper_field(r, COP_ENTITY_plan, r->c->plan->id, "vision"));
  vision->role = COP_ROLE_LEAD;
  add_key_figures(r, s);
  add_objectives_table(r, s);
  say_cost(r, cop_add_para(r->d, s, NULL));
  say_ask(r, s);

  s = cop_paper_chapter(r, NULL, T_("Summary"), NULL);
  CopNode *p = cop_add_para(r->d, s, NULL);
  p->role = COP_ROLE_LEAD;
  cop_paper_sayf(r, p, T_("From %d to %d, %s carries out %zu measures under %s objectives, chosen from a catalogue of %zu for "
                        "the gaps they close, within the money and staff proposed."),
                  res->first_year, res->first_year + res->n_years - 1, cop_paper_country(r), res->n_chosen,
                  cop_paper_count(r, (int64_t)r->m->objectives.n), res->n_items);
  p = cop_add_para(r->d, s, NULL);
  cop_paper_sayf(r, p, T_("They answer %.0f per cent of the weight of all gaps found against the standards the country has accepted or "
                        "uses as guidance."), res->closed_per_cent);
  if (res->proof == COP_PLAN_PROOF_OPTIMAL)
    cop_paper_say(r, p, T_("No plan within the same limits is worth more; this is proven by computation, not judged."));
  else
    cop_paper_sayf(r, p, T_("No plan within the same limits could be worth more than %.1f per cent above this one; the bound is computed, "
                          "not judged."), res->gap_per_cent);
  cop_paper_say(r, p, T_("The order is not free: nothing that invites a child to tell starts before the helpline and the referral "
                       "path have had their first result."));
  add_top_gaps(r, s);
  say_years(r, cop_add_para(r->d, s, NULL));
  add_first_year(r, s);
  CopNode *ask = cop_paper_section(r, s, T_("What each reader is asked to do"));
  CopNode *list = cop_add_list(r->d, ask, false);
  cop_add_item(r->d, list, T_("Minister: adopt the plan, name the lead for each function, and enter its cost in the next budget call."));
  cop_add_item(r->d, list, T_("Mayor or local council head: put the referral card and the one number on the wall, and a line in this year's local plan."));
  cop_add_item(r->d, list, T_("School head: name the person a child can go to, and let each teacher pass the training before the lessons start."));
  cop_add_item(r->d, list, T_("Provider or platform: meet the removal and reporting times in force, and publish what was removed and when."));
  cop_add_item(r->d, list, T_("Parent or carer: ask each day what was nice and what was not nice online, and listen first."));
}
