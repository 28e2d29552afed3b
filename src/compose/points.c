/* SPDX-License-Identifier: Apache-2.0 */
#include "compose/points.h"

#include <string.h>

#include "plan/floors.h"

typedef struct {
  const CopContext *c;
  const CopModel *m;
  const CopPlanResult *r;
  CopArena *a;
} Judge;

typedef struct {
  int score;
  const char *found, *remedy;
} Found;

static Found
said(int score, const char *found, const char *remedy)
{
  return (Found){ score, found, score == 2 ? NULL : remedy };
}

/* What holds of n cases: all, most, fewer. */
static int
share_score(size_t good, size_t n)
{
  return n > 0 && good == n ? 2 : n > 0 && good * 10 >= n * 8 ? 1 : 0;
}

static bool
is_ours(const Judge *j, const char *objective)
{
  const CopObjective *o = cop_model_objective(j->m, objective);
  return o != NULL && strcmp(o->plan, j->r->plan->id) == 0;
}

/* --- authority, scope, terms --- */

static Found
adopted(const Judge *j)
{
  const CopPlan *p = j->r->plan;
  bool basis = p->basis != NULL && cop_model_provision(j->m, p->basis) != NULL;
  int known = (p->adopting_body != NULL) + (p->instrument != NULL) + basis;
  return said(known == 3 ? 1 : 0, cop_arena_printf(j->a, "adopting body %s, instrument %s, legal basis %s; no record says when it was adopted", p->adopting_body != NULL ? "named" : "missing",
                                                   p->instrument != NULL ? "named" : "missing", basis ? "named" : "missing"),
              "have it adopted, and enter body, instrument, section and date in the plan");
}

static Found
scoped(const Judge *j)
{
  return said(-1, cop_arena_printf(j->a, "%d to %d, %zu objectives, %zu cells of the risk grid", j->r->first_year, j->r->first_year + j->r->n_years - 1, j->m->objectives.n, j->m->risk_cells.n), NULL);
}

static Found
terms(const Judge *j)
{
  size_t with = 0;
  for (size_t i = 0; i < j->m->definitions.n; i++)
    with += j->m->definitions.items[i].source != NULL || j->m->definitions.items[i].mark == COP_MARK_ESTIMATE;
  return said(j->m->definitions.n >= 10 && j->m->terms.n > 0 ? share_score(with, j->m->definitions.n) : 0,
              cop_arena_printf(j->a, "%zu words defined, %zu of them with a source; %zu outdated forms are looked for by 'copkit lint'", j->m->definitions.n, with, j->m->terms.n),
              "give each definition its source, and lint the built texts");
}

/* --- evidence --- */

static Found
traced(const Judge *j)
{
  size_t good = 0;
  for (size_t i = 0; i < j->m->values.n; i++) {
    const CopValue *v = &j->m->values.items[i];
    bool from = v->source != NULL || v->mark == COP_MARK_DERIVED || v->mark == COP_MARK_ESTIMATE;
    bool limit = v->population != NULL || v->caveat != NULL || v->definition != NULL || v->note != NULL;
    good += from && v->period != NULL && v->unit != NULL && limit;
  }
  return said(share_score(good, j->m->values.n), cop_arena_printf(j->a, "%zu of %zu figures carry source, period, unit and a limit", good, j->m->values.n), "complete the figures, or take them out");
}

static Found
conflicts(const Judge *j)
{
  size_t keys = 0, settled = 0;
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < j->m->values.n; i++) {
    const CopValue *v = &j->m->values.items[i];
    if (v->conflict == NULL || !g_hash_table_add(seen, (gpointer)v->conflict))
      continue;
    keys++;
    for (size_t k = 0; k < j->m->values.n; k++)
      if (g_strcmp0(j->m->values.items[k].conflict, v->conflict) == 0 && j->m->values.items[k].preferred && j->m->values.items[k].preferred_because != NULL) {
        settled++;
        break;
      }
  }
  return said(keys == 0 ? 2 : share_score(settled, keys), cop_arena_printf(j->a, "%zu figures contradict others; for %zu of them one is preferred with a reason", keys, settled),
              "choose one of each and say why");
}

static Found
kept_apart(const Judge *j)
{
  size_t n = 0, with = 0;
  for (size_t i = 0; i < j->m->values.n; i++)
    if (j->m->values.items[i].method == COP_METHOD_ADMINISTRATIVE) {
      n++;
      with += j->m->values.items[i].caveat != NULL;
    }
  return said(-1, cop_arena_printf(j->a, "%zu administrative counts, %zu of them say what they do not measure", n, with), "add the caveat");
}

static Found
national(const Judge *j)
{
  size_t world = 0;
  for (size_t i = 0; i < j->m->values.n; i++)
    for (size_t k = 0; k < j->m->values.items[i].uses.n; k++)
      world += strcmp(j->m->values.items[i].uses.items[k], "global") == 0;
  size_t n = j->m->values.n;
  return said(n > 0 && (n - world) * 10 > n * 8 ? 2 : 0, cop_arena_printf(j->a, "%zu of %zu figures are about the country", n - world, n), "find national figures, or use fewer of the world's");
}

static bool
has_use(const Judge *j, const char *use)
{
  for (size_t i = 0; i < j->m->values.n; i++)
    for (size_t k = 0; k < j->m->values.items[i].uses.n; k++)
      if (strcmp(j->m->values.items[i].uses.items[k], use) == 0)
        return true;
  for (size_t i = 0; i < j->m->data_gaps.n; i++)
    if (strcmp(j->m->data_gaps.items[i].chapter, use) == 0)
      return true;
  return false;
}

static Found
opportunities(const Judge *j)
{
  return said(-1, has_use(j, "opportunity") ? "figures or a stated unknown on what children gain" : "nothing on what children gain", "enter a figure or a gap for 'opportunity'");
}

static Found
groups(const Judge *j)
{
  return said(-1, cop_arena_printf(j->a, "left out: %s, school: %s, language: %s; %zu equity floors", has_use(j, "left-out") ? "told" : "missing", has_use(j, "school") ? "told" : "missing",
                                   has_use(j, "language") ? "told" : "missing", j->m->equity_floors.n), "enter a figure or a gap for each");
}

/* --- law and mandates --- */

static Found
law(const Judge *j)
{
  size_t in_force = 0, repealed = 0, reviewed = 0;
  for (size_t i = 0; i < j->m->laws.n; i++) {
    in_force += j->m->laws.items[i].status == COP_LAW_IN_FORCE;
    repealed += j->m->laws.items[i].repealed_by != NULL;
  }
  for (size_t i = 0; i < j->m->answers.n; i++)
    reviewed += j->m->answers.items[i].reviewer != NULL;
  return said(-1, cop_arena_printf(j->a, "%zu laws in force and %zu repealed on record; %zu of %zu answers confirmed by a lawyer", in_force, repealed, reviewed, j->m->answers.n),
              "have a lawyer confirm the answers");
}

static Found
one_lead(const Judge *j)
{
  size_t with = 0;
  for (size_t i = 0; i < j->r->n_chosen; i++)
    with += j->r->chosen[i]->lead != NULL;
  bool posts = j->m->posts.n > 0;
  return said(posts ? share_score(with, j->r->n_chosen) : MIN(share_score(with, j->r->n_chosen), 1),
              cop_arena_printf(j->a, "%zu of %zu measures have one lead; %zu parts of bodies in functions are on record", with, j->r->n_chosen, j->m->posts.n), "name one lead, and who has which part");
}

/* --- logic --- */

static Found
baselines(const Judge *j)
{
  size_t n = 0, same = 0;
  for (size_t i = 0; i < j->m->targets.n; i++) {
    const CopTarget *t = &j->m->targets.items[i];
    const CopValue *v = cop_model_value(j->m, t->baseline);
    const CopIndicator *in = cop_model_indicator(j->m, t->indicator);
    if (!is_ours(j, t->objective))
      continue;
    n++;
    same += in != NULL && strcmp(in->unit, t->unit) == 0 && (v == NULL || strcmp(v->unit, t->unit) == 0);
  }
  return said(share_score(same, n), cop_arena_printf(j->a, "%zu of %zu targets share their unit with indicator and baseline", same, n), "a baseline of another unit is no baseline");
}

static Found
states(const Judge *j)
{
  static const char *const efforts[] = { "To ", "Strengthen", "Enhance", "Promote", "Improve", "Raise", "Support" };
  size_t n = 0, good = 0;
  for (size_t i = 0; i < j->m->objectives.n; i++) {
    if (!is_ours(j, j->m->objectives.items[i].id))
      continue;
    n++;
    bool effort = false;
    for (size_t k = 0; k < G_N_ELEMENTS(efforts); k++)
      effort |= g_str_has_prefix(j->m->objectives.items[i].title, efforts[k]);
    good += !effort;
  }
  return said(-1, cop_arena_printf(j->a, "%zu of %zu objectives do not begin with an effort", good, n), "word each as who, present tense, changed state");
}

static Found
missing_baselines(const Judge *j)
{
  size_t n = 0, good = 0;
  for (size_t i = 0; i < j->m->targets.n; i++) {
    const CopTarget *t = &j->m->targets.items[i];
    if (!is_ours(j, t->objective) || t->baseline != NULL)
      continue;
    const CopPlanItem *it = t->baseline_by == NULL ? NULL : cop_plan_item(j->r, t->baseline_by);
    n++;
    good += it != NULL && it->chosen && it->cost_total > 0;
  }
  return said(n == 0 ? 2 : share_score(good, n), cop_arena_printf(j->a, "%zu of %zu missing baselines are set by a measure that is planned and costed", good, n), "name the measure, or plan it");
}

static Found
short_enough(const Judge *j)
{
  size_t objectives = 0;
  for (size_t i = 0; i < j->m->objectives.n; i++)
    objectives += is_ours(j, j->m->objectives.items[i].id);
  bool good = objectives >= 1 && objectives <= 6 && j->r->n_chosen <= 60;
  return said(good ? 2 : 0, cop_arena_printf(j->a, "%zu objectives and %zu measures; at most 6 and 60", objectives, j->r->n_chosen), "fewer can be reported on");
}

static Found
covered(const Judge *j)
{
  size_t open = 0, n = 0, waived = 0;
  const char *first = NULL;
  for (size_t i = 0; i < j->r->n_coverage; i++)
    for (size_t k = 0; k < j->r->coverage[i].n; k++) {
      const CopCoverageRow *row = &j->r->coverage[i].rows[k];
      n++;
      waived += row->cover == COP_COVER_WAIVED;
      if (row->cover != COP_COVER_BY_MEASURES && row->cover != COP_COVER_WAIVED) {
        open++;
        first = first == NULL ? row->requirement->code : first;
      }
    }
  return said(n > 0 && open == 0 ? 2 : 0,
              cop_arena_printf(j->a, "%zu items of checklist and capabilities: %zu by a measure, %zu waived with a reason, %zu open%s%s", n, n - waived - open, waived, open, first == NULL ? "" : ": ",
                               first == NULL ? "" : first), "plan a measure for it, or waive it with a reason");
}

static Found
orphans(const Judge *j)
{
  size_t gaps = 0, measures = 0, kept = 0;
  for (size_t i = 0; i < j->c->gaps->n_orphans; i++)
    gaps += j->c->gaps->orphans[i]->kind != COP_GAP_TREATY; /* a treaty is joined, not carried out */
  for (size_t i = 0; i < j->r->n_chosen; i++)
    if (j->r->chosen[i]->n_served == 0) {
      bool clause = j->r->chosen[i]->measure->serves.n + j->r->chosen[i]->measure->answers.n > 0;
      measures += !clause;
      kept += clause;
    }
  return said(gaps + measures == 0 ? 2 : gaps + measures <= 2 ? 1 : 0, cop_arena_printf(j->a, "%zu gaps without a measure, %zu measures without a clause; %zu more keep up what is met today", gaps, measures, kept), "see 'copkit gaps --orphans'");
}

/* Held by the planner and checked again by its verifier; looked at here a third
 * time, from the dates as they are printed. */
static Found
safe_order(const Judge *j)
{
  int helpline = G_MAXINT, referral = G_MAXINT;
  size_t inviting = 0, early = 0;
  for (size_t i = 0; i < j->r->n_chosen; i++) {
    const CopPlanItem *it = j->r->chosen[i];
    helpline = it->measure->helpline ? MIN(helpline, it->end) : helpline;
    referral = it->measure->referral ? MIN(referral, it->end) : referral;
  }
  for (size_t i = 0; i < j->r->n_chosen; i++)
    if (j->r->chosen[i]->measure->invites_disclosure) {
      inviting++;
      early += j->r->chosen[i]->start < helpline || j->r->chosen[i]->start < referral;
    }
  return said(early == 0 ? 2 : 0, cop_arena_printf(j->a, "%zu measures may lead a child to tell; %zu of them start before helpline and referral work", inviting, early), "nothing may go round it");
}

static Found
order(const Judge *j)
{
  size_t broken = 0, waits = 0;
  for (size_t i = 0; i < j->r->n_chosen; i++)
    for (size_t k = 0; k < j->r->chosen[i]->n_waits; k++) {
      waits++;
      broken += j->r->chosen[i]->waits[k].end > j->r->chosen[i]->start;
    }
  return said(-1, cop_arena_printf(j->a, "%zu of %zu prerequisites are ready in time; typhoon season and school terms are judged by a person", waits - broken, waits), NULL);
}

static Found
reasons(const Judge *j)
{
  size_t with = 0;
  for (size_t i = 0; i < j->r->n_chosen; i++)
    with += j->r->chosen[i]->n_served > 0;
  return said(-1, cop_arena_printf(j->a, "%zu of %zu measures name the gaps they answer; %zu left out, each with what would bring it in", with, j->r->n_chosen, j->r->n_left_out), NULL);
}

/* --- money --- */

static Found
costed(const Judge *j)
{
  int64_t sum = 0, years = 0;
  size_t good = 0;
  for (size_t i = 0; i < j->r->n_chosen; i++) {
    const CopPlanItem *it = j->r->chosen[i];
    sum += it->cost_total;
    good += it->profile != NULL && cop_model_cost_class(j->m, it->measure->cost_class) != NULL && it->cost_low_total <= it->cost_total && it->cost_total <= it->cost_high_total;
  }
  for (int y = 0; y < j->r->n_years; y++)
    years += j->r->cost_year[y];
  bool adds = sum == j->r->cost_total && years == j->r->cost_total;
  return said(adds ? share_score(good, j->r->n_chosen) : 0, cop_arena_printf(j->a, "%zu of %zu costs have class, range and running part, in prices of %d; sums by measure and by year %s", good,
                                                                             j->r->n_chosen, (int)j->r->plan->price_year, adds ? "are equal" : "differ"), "complete the profiles of the measures");
}

static Found
financed(const Judge *j)
{
  int64_t spent = 0;
  for (size_t k = 0; k < j->r->n_funds * (size_t)j->r->n_years; k++)
    spent += j->r->fund_spent[k];
  bool adds = j->r->money_limited && spent == j->r->cost_total;
  return said(adds ? 2 : j->r->money_limited ? 1 : 0, cop_arena_printf(j->a, "%zu sources of funds pay %s of the cost; %zu measures stay out", j->r->n_funds, adds ? "all" : "a part", j->r->n_left_out),
              "enter budgets by year and source");
}

static Found
floors(const Judge *j)
{
  size_t n = 0, kept = 0;
  for (size_t i = 0; i < j->m->equity_floors.n; i++) {
    const CopEquityFloor *f = &j->m->equity_floors.items[i];
    if (strcmp(f->plan, j->r->plan->id) != 0)
      continue;
    CopPlanFloorMet met = cop_plan_floor_met(j->r, f);
    n++;
    kept += met.share_per_mille >= f->share * 10 && met.measures >= f->at_least;
  }
  return said(n == 0 ? 0 : share_score(kept, n), cop_arena_printf(j->a, "%zu equity floors, %zu kept; prevention %.0f and out of school %.0f per cent of the cost", n, kept,
                                                                   j->r->cost_total == 0 ? 0.0 : 100.0 * (double)j->r->prevention_total / (double)j->r->cost_total,
                                                                   j->r->cost_total == 0 ? 0.0 : 100.0 * (double)j->r->out_of_school_total / (double)j->r->cost_total), "set floors for the plan");
}

static Found
existing(const Judge *j)
{
  return said(-1, cop_arena_printf(j->a, "%zu existing initiatives, %zu clauses to paste", j->m->initiatives.n, j->m->integrations.n), "copkit initiatives");
}

/* --- following it --- */

static Found
indicators(const Judge *j)
{
  size_t n = 0, good = 0;
  for (size_t i = 0; i < j->m->targets.n; i++) {
    const CopTarget *t = &j->m->targets.items[i];
    const CopIndicator *in = cop_model_indicator(j->m, t->indicator);
    if (!is_ours(j, t->objective))
      continue;
    n++;
    good += t->owner != NULL && t->source != NULL && in != NULL && in->caveat != NULL;
  }
  return said(n == 0 || n > 25 ? 0 : share_score(good, n), cop_arena_printf(j->a, "%zu indicators (at most 25), %zu with owner, source, rhythm and caveat", n, good), "fewer, each with its sheet");
}

static Found
calendar(const Judge *j)
{
  size_t good = 0;
  for (size_t i = 0; i < j->m->duties.n; i++)
    good += j->m->duties.items[i].due.n > 0 && j->m->duties.items[i].source != NULL;
  return said(share_score(good, j->m->duties.n), cop_arena_printf(j->a, "%zu of %zu legal report duties have dates and a source", good, j->m->duties.n), "enter the dates the law sets");
}

static Found
reviews(const Judge *j)
{
  const CopPlanItem *it = cop_plan_item(j->r, "M08");
  return said(-1, cop_arena_printf(j->a, "review in the middle %s; independent review %s", j->r->plan->review_by != NULL ? j->r->plan->review_by : "has no date", it != NULL && it->chosen ? "planned" : "not planned"),
              "set review_by, and plan an independent review");
}

static Found
children(const Judge *j)
{
  int64_t n = 0;
  for (size_t i = 0; i < j->m->consultations.n; i++)
    n += j->m->consultations.items[i].age_band != NULL ? j->m->consultations.items[i].participants : 0;
  return said(-1, cop_arena_printf(j->a, "%" G_GINT64_FORMAT " children took part in recorded sessions", n), n == 0 ? "hold sessions with help at hand, and enter what was asked and answered" : NULL);
}

static Found
own_risks(const Judge *j)
{
  size_t n = 0, owned = 0;
  for (size_t i = 0; i < j->m->risks.n; i++)
    if (strcmp(j->m->risks.items[i].plan, j->r->plan->id) == 0 && j->m->risks.items[i].kind == COP_RISK_SAFEGUARD) {
      n++;
      owned += j->m->risks.items[i].owner != NULL && j->m->risks.items[i].trigger != NULL;
    }
  return said(-1, cop_arena_printf(j->a, "%zu risks of harm by the plan itself, %zu with trigger and owner", n, owned), NULL);
}

static Found
safe_text(const Judge *j)
{
  const CopHelpline *h = cop_model_helpline(j->m, j->c->country->helpline);
  bool verified = h != NULL && h->verified_on != NULL;
  size_t guarded = 0;
  for (size_t i = 0; i < j->m->indicators.n; i++)
    guarded += j->m->indicators.items[i].privacy != COP_PRIVACY_OPEN;
  return said(verified && guarded > 0 ? 2 : guarded > 0 ? 1 : 0,
              cop_arena_printf(j->a, "no record holds a person; small counts of %zu indicators are hidden; the helpline %s", guarded, verified ? cop_arena_printf(j->a, "was reached on %s", h->verified_on) : "was never dialled"),
              "dial the number from each network and enter the day");
}

static Found
agree(const Judge *j)
{
  (void)j;
  return said(-1, "strategy, action plan, workbook and programmes are composed of one snapshot; tests/documents holds their sums against each other", NULL);
}

static Found
style(const Judge *j)
{
  size_t n = 0, good = 0;
  for (size_t i = 0; i < j->m->plan_outputs.n; i++) {
    const CopPlanOutput *o = &j->m->plan_outputs.items[i];
    if (!is_ours(j, o->objective))
      continue;
    const CopObjective *objective = cop_model_objective(j->m, o->objective);
    n++;
    good += g_str_has_prefix(o->number, objective->number) && o->number[strlen(objective->number)] == '.';
  }
  return said(share_score(good, n), cop_arena_printf(j->a, "%zu of %zu outputs are numbered under their objective; spelling follows the country: %s", good, n, j->c->country->spelling), "number outputs under their objective");
}

static Found
monday(const Judge *j)
{
  size_t n = 0;
  for (size_t i = 0; i < j->r->n_chosen; i++)
    n += j->r->chosen[i]->start == 0;
  return said(-1, cop_arena_printf(j->a, "%zu measures start in the first quarter, each with its lead", n), NULL);
}

/* --- the list --- */

static const struct {
  const char *question;
  CopPointBy by;
  bool blocks;
  Found (*judge)(const Judge *j);
} points[COP_POINTS] = {
  { "Are adopting body, instrument, date and legal basis stated?", COP_POINT_MACHINE, true, adopted },
  { "Can a minister get the point from page 1?", COP_POINT_PERSON, false, NULL },
  { "Is the scope clear: ages, harms, places, period, what is out?", COP_POINT_PREPARED, false, scoped },
  { "Is every term used in one sense, and current?", COP_POINT_MACHINE, true, terms },
  { "Does every figure carry source, year, population, method, limit?", COP_POINT_MACHINE, true, traced },
  { "Are conflicting figures shown and one reasoned?", COP_POINT_MACHINE, false, conflicts },
  { "Are reports, tips and cases kept apart from prevalence?", COP_POINT_PREPARED, false, kept_apart },
  { "Is national evidence used before global?", COP_POINT_MACHINE, false, national },
  { "Are opportunities and rights treated, not only harm?", COP_POINT_PREPARED, false, opportunities },
  { "Are children out of school, with disabilities, Indigenous, of small languages, and gender told with numbers?", COP_POINT_PREPARED, false, groups },
  { "Are offenders, demand, family and peers told apart?", COP_POINT_PERSON, false, NULL },
  { "Is the law reviewed by clause, in force, with the force of each standard?", COP_POINT_PREPARED, true, law },
  { "Are overlaps of mandates settled, with one lead each?", COP_POINT_MACHINE, false, one_lead },
  { "Does it build on the last plan and on evaluations?", COP_POINT_PERSON, false, NULL },
  { "Is there a theory of change with conditions that can be tested?", COP_POINT_PERSON, false, NULL },
  { "Is each objective a state of people or systems?", COP_POINT_PREPARED, false, states },
  { "Do baseline, target and indicator share unit and population?", COP_POINT_MACHINE, true, baselines },
  { "Are targets ambitious, possible, reasoned, none of 100 per cent?", COP_POINT_PERSON, false, NULL },
  { "Is a missing baseline planned, dated, paid?", COP_POINT_MACHINE, false, missing_baselines },
  { "At most 6 objectives and 60 measures?", COP_POINT_MACHINE, false, short_enough },
  { "Has each checklist item and capability a measure or a reasoned waiver?", COP_POINT_MACHINE, true, covered },
  { "Does each gap lead to a measure and each measure to a gap?", COP_POINT_MACHINE, false, orphans },
  { "Does nothing that invites disclosure come before helpline and referral?", COP_POINT_MACHINE, true, safe_order },
  { "Do starts respect prerequisites, capacity, fiscal year, season and school year?", COP_POINT_PREPARED, false, order },
  { "Is it said why this first, and why not that?", COP_POINT_PREPARED, false, reasons },
  { "One lead for each measure, by office, who knows it?", COP_POINT_PREPARED, false, one_lead },
  { "Is every cost classed, dated, with its running part, and do tables add up?", COP_POINT_MACHINE, true, costed },
  { "Are sources and gap shown, and what the gap stops?", COP_POINT_MACHINE, false, financed },
  { "Are the shares for prevention and out of school given?", COP_POINT_MACHINE, false, floors },
  { "Are existing programmes used before new ones?", COP_POINT_PREPARED, false, existing },
  { "Do at most 25 indicators go beyond outputs, each with its sheet?", COP_POINT_MACHINE, false, indicators },
  { "Is there a calendar that fits the legal report dates?", COP_POINT_MACHINE, false, calendar },
  { "Independent review, children's review, a clause when to revise?", COP_POINT_PREPARED, false, reviews },
  { "Were children consulted, and can one see what changed?", COP_POINT_PERSON, false, children },
  { "Are risks of the plan itself handled?", COP_POINT_PERSON, false, own_risks },
  { "Is it safe: no child, no method, small numbers, a helpline that was called?", COP_POINT_MACHINE, true, safe_text },
  { "Do summary, text, workbook and child version agree?", COP_POINT_PREPARED, false, agree },
  { "Is the tone sober?", COP_POINT_PREPARED, false, NULL },
  { "Are names, numbering and the ask exact, in the house style?", COP_POINT_MACHINE, false, style },
  { "Could a new focal point start on Monday with it?", COP_POINT_PERSON, false, monday },
};

const CopPoint *
cop_points_judge(const CopContext *c, CopArena *a)
{
  Judge j = { .c = c, .m = c->model, .r = c->result, .a = a };
  CopPoint *all = cop_new_n(a, CopPoint, COP_POINTS);
  for (unsigned i = 0; i < COP_POINTS; i++) {
    Found f = points[i].judge == NULL ? (Found){ .score = -1 } : points[i].judge(&j);
    all[i] = (CopPoint){ .number = i + 1, .question = points[i].question, .by = points[i].by, .blocks = points[i].blocks, .found = f.found,
                         .remedy = points[i].by == COP_POINT_MACHINE ? f.remedy : NULL, .score = points[i].by == COP_POINT_MACHINE ? f.score : -1 };
  }
  return all;
}

int
cop_points_sum(const CopPoint *all, int *out_of)
{
  int sum = 0;
  *out_of = 0;
  for (unsigned i = 0; i < COP_POINTS; i++)
    if (all[i].score >= 0) {
      sum += all[i].score;
      *out_of += 2;
    }
  return sum;
}
