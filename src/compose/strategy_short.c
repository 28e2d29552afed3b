/* SPDX-License-Identifier: Apache-2.0
 * The strategy for those who read little: a summary of four pages, a version for
 * children and one in easy words. Made of the same records as the full text, in
 * every language the catalogue holds their sentences for. The version for
 * children is a summary and says so; each promise is an objective of the plan
 * (Save the Children, guide to child-friendly documents; Inclusion Europe,
 * Information for all). */
#include <string.h>

#include "compose/front.h"
#include "compose/strategy_priv.h"
#include "compose/targets.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))
#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

static const char summary_title[] = N_("Summary of the strategy");
static const char children_title[] = N_("Our plan for you online");
static const char easy_title[] = N_("The plan in easy words");

/* --- what the three share --- */

static CopNode *
page(CopPaper *r, const char *title, bool new_page)
{
  CopNode *s = cop_add_section(r->d, r->d->root, 1, NULL, title);
  s->as.section.new_page = new_page;
  s->as.section.in_contents = false;
  return s;
}

static void
begin(CopPaper *r, const CopContext *c, const CopProduct *piece, const char *title, const char *target, CopArena *a, CopDiags *diags)
{
  const CopCatalogue *words = cop_catalogues_for(c->words, piece->lang);
  const CopFront front = { .target = target, .title = cop_tr(words, title), .subtitle = cop_model_text(c->model, COP_ENTITY_plan, c->plan->id, "title", piece->lang, NULL) };
  cop_front_begin(r, c, piece, &front, a, diags);
  if (!g_str_has_prefix(piece->lang, "en"))
    cop_paper_stress(r, cop_add_para(r->d, r->d->root, NULL), cop_tr(words, "This translation is a draft: no native speaker has reviewed it. Where the two differ, the English text is meant."));
}

/* --- the summary --- */

static void
add_figures(CopPaper *r, CopNode *s)
{
  CopNode *list = cop_add_list(r->d, s, false);
  list->role = COP_ROLE_KEY_FIGURES;
  for (size_t i = 0, told = 0; i < r->m->objectives.n && told < 5; i++) {
    const CopObjective *o = &r->m->objectives.items[i];
    const CopValue *v = o->evidence.n == 0 ? NULL : cop_model_value(r->m, o->evidence.items[0]);
    if (v == NULL || strcmp(o->plan, r->c->plan->id) != 0)
      continue;
    CopNode *p = cop_add_para(r->d, cop_add_item(r->d, list, NULL), NULL);
    cop_node_from(r->d, p, "value", v->id);
    bool share = strcmp(v->unit, "per cent") == 0;
    cop_add_styled(r->d, p, COP_NODE_STRONG, cop_arena_printf(r->a, "%s%s", cop_phrase_value(r->a, v), share ? " %" : ""));
    cop_add_textf(r->d, p, " %s (%s)", cop_paper_field(r, COP_ENTITY_value, v->id, "label"), cop_paper_period(r, v->period));
    cop_paper_cite(r, p, v->source, v->mark);
    told++;
  }
}

static void
add_objectives(CopPaper *r, CopNode *s)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.4f }, { COP_ALIGN_START, 2.8f }, { COP_ALIGN_START, 2.4f }, { COP_ALIGN_START, 1.5f }, { COP_ALIGN_START, 1.3f }, { COP_ALIGN_START, 0.8f } };
  CopNode *t = cop_paper_table(r, s, T_("Objectives, headline indicators, targets"), columns, 6);
  cop_add_head_row(r->d, t, LIST(T_("No."), T_("Objective"), T_("Headline indicator"), T_("Baseline"), T_("Target"), T_("Owner")));
  for (size_t i = 0; i < r->m->objectives.n; i++) {
    const CopObjective *o = &r->m->objectives.items[i];
    const CopTarget *g = NULL;
    for (size_t k = 0; k < r->m->targets.n && g == NULL; k++)
      g = strcmp(r->m->targets.items[k].objective, o->id) == 0 ? &r->m->targets.items[k] : NULL;
    if (strcmp(o->plan, r->c->plan->id) != 0 || g == NULL)
      continue;
    CopNode *row = cop_add_row(r->d, t, LIST(o->number, cop_paper_field(r, COP_ENTITY_objective, o->id, "title"), cop_paper_field(r, COP_ENTITY_target, g->id, "title"),
                                             cop_strategy_baseline_text(r, g), cop_strategy_target_text(r, g), cop_paper_institution(r, g->owner)));
    cop_node_from(r->d, row, "target", g->id);
  }
}

static void
add_first_year(CopPaper *r, CopNode *s)
{
  const CopPlanResult *res = r->c->result;
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.6f }, { COP_ALIGN_START, 4.6f }, { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 1.2f } };
  CopNode *t = cop_paper_table(r, s, cop_arena_printf(r->a, T_("What starts in %d"), res->first_year), columns, 4);
  cop_add_head_row(r->d, t, LIST(T_("No."), T_("Measure"), T_("Lead"), T_("When")));
  for (size_t i = 0; i < MIN(res->n_chosen, 10) && res->chosen[i]->start < 4; i++) {
    const CopPlanItem *it = res->chosen[i];
    CopNode *row = cop_add_row(r->d, t, LIST(cop_paper_measure_number(r, it->measure->id), cop_paper_field(r, COP_ENTITY_measure, it->measure->id, "title"),
                                             it->lead == NULL ? "–" : cop_paper_institution(r, it->lead->id), cop_phrase_quarters(r->a, res->first_year, it->start, it->end)));
    cop_node_from(r->d, row, "measure", it->measure->id);
  }
}

static void
add_money(CopPaper *r, CopNode *s)
{
  const CopPlanResult *res = r->c->result;
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_sayf(r, p, T_("The plan costs an estimated %s over %d years; the cost classes allow %s, in prices of %d. None of it is approved yet."), cop_paper_money(r, res->cost_total),
                 res->n_years, cop_paper_money_range(r, res->cost_low_total, res->cost_high_total), (int)res->plan->price_year);
  if (!res->money_limited)
    return;
  static const CopColumn columns[] = { { COP_ALIGN_START, 3.4f }, { COP_ALIGN_END, 1 }, { COP_ALIGN_END, 1 } };
  CopNode *t = cop_paper_table(r, s, cop_arena_printf(r->a, T_("Proposed sources, %s million"), r->c->country->currency_symbol), columns, 3);
  cop_add_head_row(r->d, t, LIST(T_("Source of funds"), T_("Amount"), "%"));
  for (size_t f = 0; f < res->n_funds; f++) {
    int64_t all = 0;
    const CopBudget *b = NULL;
    for (int y = 0; y < res->n_years; y++)
      all += res->fund_spent[f * (size_t)res->n_years + (size_t)y];
    for (size_t i = 0; i < r->m->budgets.n && b == NULL; i++)
      b = strcmp(r->m->budgets.items[i].fund, res->funds[f]) == 0 ? &r->m->budgets.items[i] : NULL;
    cop_add_row(r->d, t, LIST(cop_phrase_sentence(r->a, b == NULL ? res->funds[f] : cop_paper_field(r, COP_ENTITY_budget, b->id, "fund")), cop_phrase_millions(r->a, r->c->country, all),
                              cop_phrase_number(r->a, res->cost_total == 0 ? 0 : 100.0 * (double)all / (double)res->cost_total, 0)));
  }
  cop_add_row(r->d, t, LIST(T_("All"), cop_phrase_millions(r->a, r->c->country, res->cost_total), "100"))->role = COP_ROLE_TOTAL;
}

static bool
compose_summary(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  g_auto(CopPaper) paper = { 0 };
  CopPaper *r = &paper;
  begin(r, c, piece, summary_title, "strategy-summary", a, diags);
  r->d->meta.page_budget = 4;
  CopNode *s = page(r, cop_paper_field(r, COP_ENTITY_plan, c->plan->id, "vision"), false);
  const CopInstitution *body = cop_model_institution(r->m, c->plan->adopting_body);
  cop_paper_sayf(r, cop_add_para(r->d, s, NULL), T_("For %d to %d. To be adopted by: %s. Not yet adopted."), c->result->first_year, c->result->first_year + c->result->n_years - 1,
                 body == NULL ? "–" : body->name);
  add_figures(r, s);
  cop_paper_helpline(r, s);
  s = page(r, T_("What is to change"), true);
  add_objectives(r, s);
  s = page(r, T_("The first year, and what it costs"), true);
  add_first_year(r, s);
  add_money(r, s);
  s = page(r, T_("Who decides, and what each reader is asked"), true);
  cop_paper_say(r, cop_add_para(r->d, s, NULL), T_("A steering group with two seats for children meets every quarter and publishes what it decided. Each lead reports by the 15th of the month after the quarter; what is late goes up by rule."));
  CopNode *list = cop_add_list(r->d, s, false);
  cop_add_item(r->d, list, T_("Minister: adopt the plan, name the lead for each function, enter its cost in the next budget call."));
  cop_add_item(r->d, list, T_("Mayor: put the referral card and the one number on the wall, and a line in this year's local plan."));
  cop_add_item(r->d, list, T_("School head: name the person a child can go to, and let teachers pass the training before the lessons start."));
  cop_add_item(r->d, list, T_("Provider or platform: meet the removal and reporting times in force, and publish what was removed and when."));
  cop_add_item(r->d, list, T_("Parent or carer: ask each day what was nice and what was not nice online, and listen first."));
  CopNode *sources = page(r, T_("Sources"), false);
  cop_paper_sources(r, sources);
  cop_paper_finish(r);
  out->doc = r->d;
  return true;
}

/* --- for children --- */

/* A paragraph in larger type. */
static CopNode *
large(CopPaper *r, CopNode *s)
{
  CopNode *p = cop_add_para(r->d, s, NULL);
  p->role = COP_ROLE_LEAD;
  return p;
}

static void
add_picture(CopPaper *r, CopNode *s, const char *name)
{
  const char *alt = NULL;
  const CopDrawing *drawing = r->c->art == NULL ? NULL : r->c->art(r->c->art_user, name, 0, &alt);
  if (drawing == NULL)
    return;
  const char *in, *shown = cop_picture_words(r->c->words, r->d->meta.lang, alt == NULL ? "" : alt, &in);
  cop_node_in(r->d, cop_add_figure(r->d, s, NULL, NULL, drawing, shown), in)->as.figure.width = 0.55f;
}

static void
add_promises(CopPaper *r, CopNode *s)
{
  const CopPlanResult *res = r->c->result;
  CopNode *list = cop_add_list(r->d, s, true);
  for (size_t i = 0; i < r->m->objectives.n; i++) {
    const CopObjective *o = &r->m->objectives.items[i];
    if (strcmp(o->plan, res->plan->id) != 0)
      continue;
    size_t n;
    const CopPlanItem **items = cop_strategy_items(r, o, &n);
    int first = -1;
    for (size_t k = 0; k < n; k++)
      if (items[k]->chosen)
        first = first < 0 ? items[k]->end : MIN(first, items[k]->end);
    CopNode *p = large(r, cop_add_item(r->d, list, NULL));
    cop_node_from(r->d, p, "objective", o->id);
    cop_paper_stress(r, p, cop_paper_field(r, COP_ENTITY_objective, o->id, "promise"));
    if (first >= 0)
      cop_paper_sayf(r, p, T_("The first part is ready by the end of %d."), res->first_year + (first - 1) / 4);
  }
}

static bool
compose_children(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  g_auto(CopPaper) paper = { 0 };
  CopPaper *r = &paper;
  begin(r, c, piece, children_title, "strategy-children", a, diags);
  CopNode *s = page(r, T_("What is this?"), false);
  cop_paper_say(r, large(r, s), T_("This is a short version of a big plan. It is for girls and boys from 9 to 12."));
  cop_paper_sayf(r, large(r, s), T_("The plan is about children and the internet. It is for the years %d to %d."), c->result->first_year, c->result->first_year + c->result->n_years - 1);
  cop_paper_say(r, large(r, s), T_("Adults wrote it. No children have been asked yet. They must be asked before the plan is final."));
  add_picture(r, s, "scene/tell-grandmother");
  s = page(r, T_("Your rights online"), true);
  CopNode *list = cop_add_list(r->d, s, false);
  cop_add_item(r->d, list, T_("You have the right to learn, play and find things out."));
  cop_add_item(r->d, list, T_("You have the right to say what you think."));
  cop_add_item(r->d, list, T_("You have the right to keep your life private."));
  cop_add_item(r->d, list, T_("You have the right to be safe, and to get help."));
  add_picture(r, s, "scene/play-together");
  s = page(r, T_("What can go wrong"), true);
  cop_paper_say(r, large(r, s), T_("Somebody can be mean to you. Somebody can ask for pictures. Somebody can pretend to be a friend."));
  cop_paper_stress(r, large(r, s), T_("It is never your fault. You can always tell."));
  add_picture(r, s, "scene/teacher-listens");
  s = page(r, T_("Our promises"), true);
  add_promises(r, s);
  add_picture(r, s, "scene/meeting");
  s = page(r, T_("How you can check us"), true);
  cop_paper_sayf(r, large(r, s), T_("Every year we write down what we did. Children will say if it is true. The next look is in %d."),
                 c->plan->review_by == NULL ? c->result->first_year + 1 : (int)g_ascii_strtoll(c->plan->review_by, NULL, 10));
  s = page(r, T_("Where to get help"), false);
  cop_paper_say(r, large(r, s), T_("Talk to an adult you trust. Or call:"));
  cop_paper_helpline(r, s);
  add_picture(r, s, "scene/call-help");
  s = page(r, T_("Hard words"), true);
  list = cop_add_list(r->d, s, false);
  cop_add_item(r->d, list, T_("Plan: a list of what people will do, and when."));
  cop_add_item(r->d, list, T_("Right: something every child must have."));
  cop_add_item(r->d, list, T_("Private: only yours to share."));
  cop_add_item(r->d, list, T_("Helpline: people you can call when you need help."));
  s = page(r, T_("Tell us what you think"), false);
  cop_paper_say(r, large(r, s), T_("You said: nothing yet. We will ask you. Then we write here what you said, and what we did."));
  cop_paper_finish(r);
  out->doc = r->d;
  return true;
}

/* --- in easy words --- */

static bool
compose_easy(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  g_auto(CopPaper) paper = { 0 };
  CopPaper *r = &paper;
  const CopPlanResult *res = c->result;
  begin(r, c, piece, easy_title, "strategy-easy-read", a, diags);
  CopNode *s = page(r, T_("What this is"), false);
  cop_paper_say(r, large(r, s), T_("This is a plan of the government."));
  cop_paper_say(r, large(r, s), T_("The plan is about children and the internet."));
  cop_paper_say(r, large(r, s), T_("This text is a short version in easy words."));
  cop_paper_say(r, large(r, s), T_("People who need easy words have not checked it yet. They must check it before it is printed."));
  s = page(r, T_("What is wrong today"), true);
  cop_paper_say(r, large(r, s), T_("Some people hurt children on the internet."));
  cop_paper_say(r, large(r, s), T_("Many children do not know where to get help."));
  cop_paper_say(r, large(r, s), T_("Some children are not in school. Some children cannot see or hear well. They get less help."));
  add_picture(r, s, "scene/screen-down");
  s = page(r, T_("What will change"), true);
  add_promises(r, s);
  add_picture(r, s, "scene/bench-talk");
  s = page(r, T_("Who does it"), true);
  const CopInstitution *lead = cop_model_institution(r->m, c->country->lead);
  cop_paper_sayf(r, large(r, s), T_("One office leads: %s."), lead == NULL ? "–" : lead->name);
  cop_paper_sayf(r, large(r, s), T_("Many offices work together. They do %zu things."), res->n_chosen);
  s = page(r, T_("What it costs"), false);
  cop_paper_sayf(r, large(r, s), T_("It costs about %s. This is a guess. The money is not there yet."), cop_paper_money(r, res->cost_total));
  s = page(r, T_("Where to get help"), false);
  cop_paper_helpline(r, s);
  add_picture(r, s, "scene/call-help");
  cop_paper_finish(r);
  out->doc = r->d;
  return true;
}

/* --- the pieces --- */

void
cop_strategy_short(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  static const struct {
    const char *name, *title, *audience;
    CopComposeFn compose;
  } versions[] = { { "summary", summary_title, "decision makers", compose_summary },
                   { "children", children_title, "children from 9 to 12", compose_children },
                   { "easy-read", easy_title, "people who need easy words", compose_easy } };
  for (size_t i = 0; i < G_N_ELEMENTS(versions); i++)
    for (size_t k = 0; k < c->country->languages.n; k++) {
      const char *lang = c->country->languages.items[k];
      if ((langs != NULL && !g_strv_contains(langs, lang)) || !cop_paper_speaks(c, lang, langs, versions[i].title))
        continue;
      cop_products_add(pieces, &(CopProduct){ .target = "strategy", .stem = cop_arena_printf(pieces->arena, "strategy/%s.%s", versions[i].name, lang), .lang = lang,
                                              .audience = versions[i].audience,
                                              .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX) | COP_FORMAT_BIT(COP_FORMAT_HTML),
                                              .compose = versions[i].compose });
    }
}
