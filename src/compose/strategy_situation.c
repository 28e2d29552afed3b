/* SPDX-License-Identifier: Apache-2.0
 * Mandate, situation, and what exists. */
#include <math.h>
#include <string.h>

#include "compose/region_map.h"
#include "compose/strategy_priv.h"
#include "figure/chart.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))
void
cop_strategy_mandate(CopPaper *r)
{
  CopNode *s = cop_paper_chapter(r, "1", T_("Mandate, scope and how this was made"), (const char *[]){
    T_("The law asks for this plan, and international commitments say what it should contain."), NULL });
  CopNode *law = cop_paper_section(r, s, T_("Legal basis"));
  CopNode *p = cop_add_para(r->d, law, NULL);
  const CopProvision *basis = cop_model_provision(r->m, r->c->plan->basis);
  if (basis != NULL) {
    const CopLaw *l = cop_model_law(r->m, basis->law);
    cop_paper_sayf(r, p, "%s, %s: %s", l == NULL ? basis->law : l->title, basis->section, cop_paper_field(r, COP_ENTITY_provision, basis->id, "gist"));
    cop_paper_cite(r, p, basis->source, basis->mark);
    cop_add_text(r->d, p, ".");
  }
  p = cop_add_para(r->d, law, T_("Commitments of the country that bear on this plan:"));
  p->as.para.keep_with_next = true;
  CopNode *list = cop_add_list(r->d, law, false);
  for (size_t i = 0; i < r->m->treaty_statuses.n; i++) {
    const CopTreatyStanding *t = &r->m->treaty_statuses.items[i];
    const CopInstrument *in = cop_model_instrument(r->m, t->instrument);
    if (in == NULL || (t->status != COP_TREATY_PARTY && t->status != COP_TREATY_SIGNATORY && t->status != COP_TREATY_MEMBER))
      continue;
    CopNode *item = cop_add_para(r->d, cop_add_item(r->d, list, NULL), NULL);
    cop_paper_sayf(r, item, "%s: %s%s%s%s", cop_paper_field(r, COP_ENTITY_instrument, in->id, "title"), cop_tr(r->words, cop_words(COP_WORDS_TREATY)->words[t->status]),
                    t->since == NULL ? "" : ", ", t->since == NULL ? "" : cop_paper_date(r, t->since), cop_paper_ended(r, in) ? T_("; its period has ended") : "");
    cop_paper_cite(r, item, t->source, t->mark);
  }
  CopNode *scope = cop_paper_section(r, s, T_("Scope"));
  p = cop_add_para(r->d, scope, NULL);
  cop_paper_sayf(r, p, T_("From %d to %d the plan covers all children under 18 in %s, in and out of school, with and without a connection of their own. It "
                        "covers the risks of content, contact, conduct and contract listed in the words used, the law that answers them, the "
                        "services that help, and the information that reaches children and those who care for them."),
                        (int)r->c->plan->first_year, (int)(r->c->plan->first_year + r->c->plan->years - 1), cop_paper_country(r));
  cop_paper_say(r, p, T_("It does not manage cases, hold any child's data, or replace the plans it feeds. Measures against offenders are "
                       "included where they protect children; general cybersecurity is not."));
  CopNode *made = cop_paper_section(r, s, T_("How this was made"));
  p = cop_add_para(r->d, made, NULL);
  cop_paper_sayf(r, p, T_("National law was held against %zu questions drawn from treaties, guidelines and model laws; existing services "
                        "against the %s. Gaps were weighted by what they mean for children and by the force of the standard behind them. "
                        "Measures were then chosen and scheduled by a program that obeys prerequisites, agency capacity, yearly budgets and "
                        "the safety rule, and that says how far from the best possible plan its choice can be. Annex H gives the rules."),
                  r->m->questions.n, T_("ITU checklist and the Model National Response"));
  cop_paper_say(r, cop_add_para(r->d, made, NULL),
                T_("The work follows the five steps of a national strategy: start, stocktaking and analysis, production, implementation, monitoring and evaluation. This edition "
                "ends the second and is the draft of the third. Adoption, with the confirmations of the lead offices, ends it; chapters 8 and 10 hold the rest."));
  CopNode *heard = cop_paper_section(r, s, T_("Who was heard"));
  size_t sessions = r->m->consultations.n;
  if (sessions == 0) {
    cop_paper_say(r, cop_add_para(r->d, heard, NULL),
                       T_("No consultation is recorded yet, with children or with others. Sessions with children, held where help is at hand, "
                       "come before adoption; what they ask for, and what was done about it, will stand in annex G."));
    return;
  }
  int64_t people = 0;
  for (size_t i = 0; i < sessions; i++)
    people += r->m->consultations.items[i].participants;
  cop_paper_sayf(r, cop_add_para(r->d, heard, NULL), T_("%s sessions with %s participants are recorded in annex G, with what was asked for and what was done."),
                  cop_phrase_sentence(r->a, cop_paper_count(r, (int64_t)sessions)), cop_phrase_number(r->a, (double)people, 0));
}

/* --- regions --- */

typedef struct {
  const CopValue *value;
  const CopArea *area;
} Regional;

static int
by_number(const void *a, const void *b)
{
  const Regional *x = a, *y = b;
  return (x->value->number < y->value->number) - (x->value->number > y->value->number);
}

static const CopValue *
national_of(CopPaper *r, const char *topic, const char *unit)
{
  for (size_t i = 0; i < r->m->values.n; i++) {
    const CopValue *v = &r->m->values.items[i];
    const CopArea *area = cop_model_area(r->m, v->area);
    if ((area == NULL || area->level == COP_AREA_COUNTRY) && strcmp(v->unit, unit) == 0 && g_str_has_prefix(topic, v->topic) &&
        (v->conflict == NULL || v->preferred))
      return v;
  }
  return NULL;
}

/* Where the high and the low values lie. */
static void
add_map(CopPaper *r, CopNode *section, const char *topic, const Regional *all, size_t n)
{
  double *values = cop_new_n(r->a, double, r->m->areas.n);
  for (size_t i = 0; i < r->m->areas.n; i++) {
    values[i] = NAN;
    for (size_t k = 0; k < n; k++)
      if (all[k].area == &r->m->areas.items[i])
        values[i] = all[k].value->number;
  }
  const CopValue *v = all[0].value;
  CopRegionMap map = { cop_phrase_sentence(r->a, T_(topic)), strcmp(v->unit, "per cent") == 0 ? "%" : T_(v->unit), 1, values };
  cop_region_map(r, section, cop_arena_printf(r->a, T_("%s on the map, %s"), map.subject, cop_paper_period(r, v->period)), &map);
}

/* Values of one topic by region: a finding, a chart with the table behind it,
 * and which regions have no figure. */
static void
add_disparity(CopPaper *r, CopNode *section, const char *topic)
{
  g_autofree Regional *all = g_new0(Regional, r->m->values.n + 1);
  size_t n = 0, regions = 0;
  for (size_t i = 0; i < r->m->values.n; i++) {
    const CopValue *v = &r->m->values.items[i];
    const CopArea *area = cop_model_area(r->m, v->area);
    if (area == NULL || area->level != COP_AREA_REGION || strcmp(v->topic, topic) != 0 || (v->conflict != NULL && !v->preferred))
      continue;
    bool second = false;
    for (size_t k = 0; k < n; k++)
      second |= all[k].area == area;
    if (!second)
      all[n++] = (Regional){ v, area };
  }
  for (size_t i = 0; i < r->m->areas.n; i++)
    regions += r->m->areas.items[i].level == COP_AREA_REGION && r->m->areas.items[i].valid_to == NULL;
  if (n < 3)
    return;
  qsort(all, n, sizeof *all, by_number);
  const CopValue *high = all[0].value, *low = all[n - 1].value;
  const CopValue *national = national_of(r, topic, high->unit);
  CopNode *p = cop_add_para(r->d, section, NULL);
  cop_paper_sayf(r, p, T_("%s ranges from %s %s in %s to %s in %s (%s)"), cop_phrase_sentence(r->a, T_(topic)), cop_paper_figure_of(r, low),
                  T_(low->unit), all[n - 1].area->name, cop_paper_figure_of(r, high), all[0].area->name, cop_paper_period(r, high->period));
  cop_paper_cite(r, p, high->source, high->mark);
  if (national != NULL)
    cop_paper_sayf(r, p, T_("; the national figure of %s %s hides this difference."), cop_paper_figure_of(r, national), T_(national->unit));
  else
    cop_add_text(r->d, p, ".");
  if (n < regions)
    cop_paper_sayf(r, p, T_("Figures for %s of %zu regions were not found."), cop_paper_count(r, (int64_t)(regions - n)), regions);
  if (high->caveat != NULL)
    cop_paper_say(r, p, cop_paper_field(r, COP_ENTITY_value, high->id, "caveat"));

  const char **names = cop_new_n(r->a, const char *, n);
  double *numbers = cop_new_n(r->a, double, n);
  for (size_t i = 0; i < n; i++) {
    names[i] = all[i].area->name;
    numbers[i] = all[i].value->number;
    g_hash_table_add(r->used_values, (gpointer)all[i].value->id);
  }
  CopChartSeries series = { cop_phrase_sentence(r->a, T_(topic)), numbers };
  CopChart chart = { .kind = COP_CHART_HBAR, .subject = cop_phrase_sentence(r->a, T_(topic)), .category_title = T_("Region"),
                     .unit = strcmp(high->unit, "per cent") == 0 ? "%" : T_(high->unit), .decimals = 1, .categories = names,
                     .n_categories = (unsigned)n, .series = &series, .n_series = 1, .target = NAN };
  CopFigureOptions options = cop_paper_figure_options(r);
  g_autoptr(GError) error = NULL;
  CopFigure *figure = cop_chart_draw(r->a, &chart, &options, &error);
  if (figure != NULL)
    cop_paper_figure(r, section, cop_arena_printf(r->a, "%s, %s", cop_phrase_sentence(r->a, T_(topic)), cop_paper_period(r, high->period)), figure);
  if (2 * n >= regions)
    add_map(r, section, topic, all, n);
}

#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

/* What the evidence held cannot answer in this part; returns how many. */
static size_t
add_data_gaps(CopPaper *r, CopNode *section, const char *const *uses)
{
  size_t n = 0;
  for (size_t i = 0; i < r->m->data_gaps.n; i++) {
    const CopDataGap *g = &r->m->data_gaps.items[i];
    if (!g_strv_contains(uses, g->chapter))
      continue;
    const char *item = cop_paper_field(r, COP_ENTITY_data_gap, g->id, "item"), *until = cop_paper_field(r, COP_ENTITY_data_gap, g->id, "until");
    const char *found = g->looked_in == NULL ? cop_arena_printf(r->a, T_("No figure on %s was found."), item)
                                             : cop_arena_printf(r->a, T_("No figure on %s was found in %s."), item, cop_paper_field(r, COP_ENTITY_data_gap, g->id, "looked_in"));
    const char *then = g->measure == NULL ? cop_arena_printf(r->a, "%s.", cop_phrase_sentence(r->a, until))
                                          : cop_arena_printf(r->a, T_("Measure %s will produce one; until then %s."), cop_paper_measure_number(r, g->measure), until);
    cop_paper_unknown(r, section, cop_arena_printf(r->a, "%s %s", found, then));
    n++;
  }
  return n;
}

static void
add_part(CopPaper *r, CopNode *chapter, const char *title, const char *const *uses, const char *const *regional)
{
  CopNode *s = cop_paper_section(r, chapter, title);
  size_t n = add_data_gaps(r, s, uses); /* first, so that they stand beside the text */
  for (size_t i = 0; uses[i] != NULL; i++)
    n += cop_paper_topics(r, s, uses[i]);
  for (size_t i = 0; regional != NULL && regional[i] != NULL; i++)
    add_disparity(r, s, regional[i]);
  if (n == 0)
    cop_paper_unknown(r, s, T_("No figure was found for this part."));
}

/* Being online is a right before it is a risk. */
static void
add_opportunity(CopPaper *r, CopNode *s)
{
  static const char *const rights[] = { "CRC-13", "CRC-17", "CRC-28", "CRC-31" };
  const CopRequirement *found[G_N_ELEMENTS(rights)];
  size_t n = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(rights); i++) {
    const CopRequirement *q = cop_model_requirement(r->m, rights[i]);
    if (q != NULL)
      found[n++] = q;
  }
  if (n == 0)
    return;
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_sayf(r, p, T_("To speak, to learn, to play and to find out are rights of the child, online as elsewhere (%s)."), cop_paper_clauses(r, found, n));
  cop_paper_cite(r, p, found[0]->source, found[0]->mark);
  cop_paper_say(r, p, T_("A child kept offline is kept from them and from help. The plan therefore restricts no child's access, lessons teach use before danger, and each measure that limits "
                      "or watches passes the test of chapter 11 first."));
}

/* Who acts, told apart: one word for all of them hides what each calls for. */
static void
add_actors(CopPaper *r, CopNode *chapter)
{
  static const struct {
    const char *who, *what;
    const char *measures[4];
  } actors[] = {
    { N_("People who abuse a child or seek contact to do so."), N_("Most surveys say that the child knew many of them; a stranger is one case among several. They are identified, stopped and tried, and some "
      "who fear their own thoughts can be helped before they act"), { "M12", "M17", "M18", NULL } },
    { N_("People who order, pay or watch."), N_("Demand can sit far from the child. Money leaves a trace, and cooperation across borders follows it"), { "M16", "M09", NULL } },
    { N_("People who make it possible, relatives among them."), N_("Need, debt and the belief that no harm is done without touch are named by casework; none of them excuses. Sessions, the referral card and "
      "help within family programmes reach homes before the police must"), { "M32", "M22", NULL } },
    { N_("Children and young people who harm others."), N_("They are children first: schools answer early, with care for both sides, and the law keeps them apart from adults"), { "M30", "M28", NULL } },
  };
  CopNode *s = chapter->last;
  CopNode *list = cop_add_list(r->d, s, false);
  for (size_t i = 0; i < G_N_ELEMENTS(actors); i++) {
    CopNode *p = cop_add_para(r->d, cop_add_item(r->d, list, NULL), NULL);
    const char *numbers[4];
    size_t n = 0;
    for (size_t k = 0; actors[i].measures[k] != NULL; k++) {
      const CopPlanItem *it = cop_plan_item(r->c->result, actors[i].measures[k]);
      if (it != NULL && it->chosen)
        numbers[n++] = cop_paper_measure_number(r, it->measure->id);
    }
    cop_paper_stress(r, p, T_(actors[i].who));
    if (n > 0)
      cop_paper_sayf(r, p, "%s (%s).", T_(actors[i].what), cop_arena_printf(r->a, cop_ntr(r->words, "measure %s", "measures %s", n), cop_paper_list(r, numbers, n)));
    else
      cop_paper_sayf(r, p, "%s.", T_(actors[i].what));
    cop_paper_cite(r, p, NULL, COP_MARK_KNOWLEDGE);
  }
}

void
cop_strategy_situation(CopPaper *r)
{
  CopNode *s = cop_paper_chapter(r, "2", T_("Children online: the situation"), LIST(
    T_("Going online is part of childhood, unevenly shared."), T_("Harm is real and mostly unreported."),
    T_("The children hardest to reach by screen are those this plan must reach by other ways.")));
  add_part(r, s, T_("Access and opportunity come first"), LIST("access", "opportunity"), LIST(N_("home internet by region")));
  add_opportunity(r, s->last);
  add_part(r, s, T_("Children in and out of school, and who reads"), LIST("school", "literacy"), NULL);
  add_part(r, s, T_("Poverty"), LIST("poverty"), LIST(N_("poverty, families by region")));
  add_part(r, s, T_("Languages"), LIST("language"), NULL);
  add_part(r, s, T_("Harm that children report in surveys"), LIST("harm"), NULL);
  add_part(r, s, T_("Who does the harm, and for whom"), LIST("offenders"), NULL);
  add_actors(r, s);
  add_part(r, s, T_("Whom children tell"), LIST("help-seeking"), NULL);
  add_part(r, s, T_("What offices count"), LIST("reports", "cases"), NULL);
  add_part(r, s, T_("Who is left out"), LIST("left-out"), NULL);
  add_part(r, s, T_("The wider world"), LIST("global"), NULL);
}

void
cop_strategy_existing(CopPaper *r)
{
  CopNode *s = cop_paper_chapter(r, "4", T_("What exists, and what it taught"), LIST(
    T_("Much of this plan can travel in programmes that already have staff, a budget and a date."),
    T_("Each lesson below changes something here.")));
  static const CopColumn columns[] = { { COP_ALIGN_START, 2.6f }, { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 1.2f }, { COP_ALIGN_START, 2 }, { COP_ALIGN_START, 2 } };
  CopNode *t = cop_paper_table(r, s, T_("Existing plans, programmes and services that can carry measures"), columns, 5);
  cop_add_head_row(r->d, t, LIST(T_("Initiative"), T_("Owner"), T_("Period"), T_("Cycle"), T_("Measures it can carry")));
  for (size_t i = 0; i < r->m->initiatives.n; i++) {
    const CopInitiative *in = &r->m->initiatives.items[i];
    const char *numbers[24];
    size_t n = 0;
    for (size_t k = 0; k < r->m->integrations.n && n < G_N_ELEMENTS(numbers); k++)
      if (strcmp(r->m->integrations.items[k].initiative, in->id) == 0 && r->m->integrations.items[k].decision != COP_DECISION_REJECTED)
        numbers[n++] = cop_paper_measure_number(r, r->m->integrations.items[k].measure);
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "initiative", in->id);
    CopNode *cell = cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_initiative, in->id, "title"));
    cop_paper_cite(r, cell, in->source, in->mark);
    cop_add_cell(r->d, row, cop_paper_institution(r, in->owner));
    cop_add_cell(r->d, row, in->starts == NULL ? "–" : in->ends == NULL ? cop_arena_printf(r->a, T_("since %.4s"), in->starts)
                                                         : cop_arena_printf(r->a, "%.4s–%.4s", in->starts, in->ends));
    cop_add_cell(r->d, row, in->cycle == NULL ? T_("not known") : cop_paper_field(r, COP_ENTITY_initiative, in->id, "cycle"));
    cop_add_cell(r->d, row, n == 0 ? "–" : cop_paper_list(r, numbers, n));
  }
  cop_add_note(r->d, t, T_("Which measure fits which initiative is suggested by rules shown in annex E; each owner decides."));
  CopNode *lessons = cop_paper_section(r, s, T_("Lessons, and what changes because of them"));
  static const CopColumn lesson_columns[] = { { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 1 } };
  t = cop_paper_table(r, lessons, T_("What earlier work found, and what this plan therefore does"), lesson_columns, 2);
  cop_add_head_row(r->d, t, LIST(T_("Found"), T_("Therefore")));
  for (size_t i = 0; i < r->m->lessons.n; i++) {
    const CopLesson *l = &r->m->lessons.items[i];
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "lesson", l->id);
    CopNode *cell = cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_lesson, l->id, "finding"));
    cop_paper_cite(r, cell, l->source, l->mark);
    cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_lesson, l->id, "change"));
  }
}
