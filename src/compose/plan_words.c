/* SPDX-License-Identifier: Apache-2.0 */
#include "compose/plan_words.h"

#include "compose/phrase.h"

#define T_(TEXT) cop_tr(p->words, (TEXT))

/* --- English --- */

static const char *
english_money(void *user, int64_t minor)
{
  const CopPlanEnglish *e = user;
  return cop_phrase_money(e->a, e->country, minor);
}

static const char *
english_title(void *user, const CopMeasure *m)
{
  (void)user;
  return m->title;
}

static const char *
english_quarter(void *user, int quarter)
{
  const CopPlanEnglish *e = user;
  return cop_phrase_quarter(e->a, e->first_year, quarter);
}

CopPlanSpeech
cop_plan_speech_english(CopPlanEnglish *e)
{
  return (CopPlanSpeech){ e->a, NULL, e->result, e->first_year, english_money, english_title, english_quarter, e };
}

/* --- what stands against a start --- */

static const char *
measure_name(const CopPlanSpeech *p, const CopMeasure *m)
{
  return m == NULL ? "" : cop_arena_printf(p->a, "%s (%s)", m->id, p->title(p->user, m));
}

static const char *
quarter(const CopPlanSpeech *p, int q)
{
  return p->quarter(p->user, q);
}

static const char *
short_name(const CopInstitution *i)
{
  return i->acronym != NULL ? i->acronym : i->name;
}

static const char *
wait_text(const CopPlanSpeech *p, const CopPlanBlock *b)
{
  const char *name = measure_name(p, b->measure);
  switch (b->kind) {
  case COP_PLAN_BLOCK_HELPLINE:
    return b->measure == NULL ? T_("It may lead children to tell, and no helpline is planned.")
                              : cop_arena_printf(p->a, T_("It may lead children to tell: the helpline comes first, %s, working from %s."), name, quarter(p, b->quarter));
  case COP_PLAN_BLOCK_REFERRAL:
    return b->measure == NULL ? T_("It may lead children to tell, and no referral path is planned.")
                              : cop_arena_printf(p->a, T_("It may lead children to tell: a referral path comes first, %s, working from %s."), name, quarter(p, b->quarter));
  default:
    return b->quarter < 0 ? cop_arena_printf(p->a, T_("It needs %s, which is left out."), name)
                          : cop_arena_printf(p->a, T_("It needs %s, whose first result is there from %s."), name, quarter(p, b->quarter));
  }
}

const char *
cop_plan_block_text(const CopPlanSpeech *p, const CopPlanBlock *b)
{
  switch (b->kind) {
  case COP_PLAN_BLOCK_PREREQUISITE:
  case COP_PLAN_BLOCK_HELPLINE:
  case COP_PLAN_BLOCK_REFERRAL:
    return wait_text(p, b);
  case COP_PLAN_BLOCK_CAPACITY:
    return cop_arena_printf(p->a, cop_ntr(p->words, "%s lacks %d team in %s.", "%s lacks %d teams in %s.", (unsigned long)b->teams),
                            short_name(b->institution), b->teams, quarter(p, b->quarter));
  case COP_PLAN_BLOCK_MONEY:
    return cop_arena_printf(p->a, T_("%s is missing in %d (%s)."), p->money(p->user, b->amount), p->first_year + b->year, b->text);
  case COP_PLAN_BLOCK_EXCLUSION:
    return cop_arena_printf(p->a, T_("It cannot go together with %s."), measure_name(p, b->measure));
  case COP_PLAN_BLOCK_DECISION:
    return cop_arena_printf(p->a, T_("It was decided that it starts in %s or later."), quarter(p, b->quarter));
  case COP_PLAN_BLOCK_WAIVED:
    return cop_arena_printf(p->a, T_("It is waived: %s"), b->text);
  case COP_PLAN_BLOCK_NO_COST:
    return T_("Nobody has put a price on it: give it a lead and a cost here, or its cost class the two ends.");
  case COP_PLAN_BLOCK_FORBIDDEN:
    return T_("It was decided to leave it out.");
  case COP_PLAN_BLOCK_HORIZON:
    return T_("Its first result would come after the plan ends.");
  case COP_PLAN_BLOCK_NO_GAP:
    return T_("It answers no open gap, and nothing in the plan needs it.");
  case COP_PLAN_BLOCK_NO_GAIN:
    return T_("It would fit, but what it answers is answered already.");
  case COP_PLAN_BLOCK_SEASON:
    return cop_arena_printf(p->a, T_("School and season leave it these quarters of a year to start in: %s."), b->text);
  case COP_PLAN_BLOCK_CROWD:
    return cop_arena_printf(p->a, cop_ntr(p->words, "It could start in %s at the same worth of the plan; %d other measure starts then, and the work is spread.",
                                          "It could start in %s at the same worth of the plan; %d other measures start then, and the work is spread.", (unsigned long)b->teams),
                            quarter(p, b->quarter), b->teams);
  case COP_PLAN_BLOCK_FLOOR:
    return cop_arena_printf(p->a, T_("A floor would be missed: %s."), b->text);
  case COP_PLAN_BLOCK_MAX:
    break;
  }
  return "";
}

static void
add_measures(const CopPlanSpeech *p, GString *s, const char *format, const CopMeasure *const *measures, size_t n)
{
  if (n == 0)
    return;
  g_autoptr(GString) names = g_string_new(NULL);
  for (size_t i = 0; i < n; i++)
    g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", measures[i]->id);
  g_string_append_printf(s, "%s%s", s->len > 0 ? " " : "", cop_arena_printf(p->a, format, names->str));
}

const char *
cop_plan_change_text(const CopPlanSpeech *p, const CopPlanChange *c)
{
  if (!c->possible)
    return NULL;
  g_autoptr(GString) s = g_string_new(NULL);
  if (c->money_total > 0)
    g_string_append_printf(s, T_("%s more."), p->money(p->user, c->money_total));
  for (size_t i = 0; i < c->n_teams; i++)
    g_string_append_printf(s, "%s%s", s->len > 0 ? " " : "",
                           cop_arena_printf(p->a, cop_ntr(p->words, "%d team more at %s, %s to %s.", "%d teams more at %s, %s to %s.", (unsigned long)c->teams[i].teams),
                                            c->teams[i].teams, short_name(c->teams[i].institution),
                                            quarter(p, c->teams[i].from), quarter(p, c->teams[i].to - 1)));
  add_measures(p, s, T_("Together with %s."), c->with, c->n_with);
  add_measures(p, s, T_("With an earlier start of %s."), c->earlier, c->n_earlier);
  add_measures(p, s, T_("Instead of %s."), c->instead, c->n_instead);
  if (s->len == 0)
    return NULL;
  return cop_arena_strdup(p->a, s->str);
}

static const char *
wish_text(const CopPlanSpeech *p, const CopPlanDemand *d)
{
  const char *name = measure_name(p, d->measure);
  switch (d->kind) {
  case COP_PLAN_DEMAND_LAW:
    return cop_arena_printf(p->a, T_("%s is required by law."), name);
  case COP_PLAN_DEMAND_REQUIRED:
    return cop_arena_printf(p->a, T_("It was decided that %s is in the plan."), name);
  case COP_PLAN_DEMAND_PINNED:
    return cop_arena_printf(p->a, T_("It was decided that %s starts in %s."), name, quarter(p, d->quarter));
  case COP_PLAN_DEMAND_AFTER:
    return cop_arena_printf(p->a, T_("It was decided that %s starts in %s or later."), name, quarter(p, d->quarter));
  case COP_PLAN_DEMAND_EXCLUDED:
    return cop_arena_printf(p->a, T_("It was decided to leave out %s."), name);
  case COP_PLAN_DEMAND_RECOST:
    return cop_arena_printf(p->a, T_("%s was set to cost %s a year."), name, p->money(p->user, d->amount));
  case COP_PLAN_DEMAND_WAIVED:
    return cop_arena_printf(p->a, T_("%s is waived: %s"), name, d->text);
  case COP_PLAN_DEMAND_MONEY:
    return cop_arena_printf(p->a, T_("There is %s in %d, from sources that may pay for some measures only where they are reserved."),
                            p->money(p->user, d->amount), p->first_year + d->year);
  case COP_PLAN_DEMAND_CAPACITY:
    return cop_arena_printf(p->a, cop_ntr(p->words, "%s can lead %d measure at a time.", "%s can lead %d measures at a time.", (unsigned long)d->teams),
                            short_name(d->institution), d->teams);
  case COP_PLAN_DEMAND_FLOOR:
    return cop_arena_printf(p->a, T_("A floor was demanded: %s."), d->text);
  case COP_PLAN_DEMAND_DELAY:
    return cop_arena_printf(p->a, T_("Nothing starts before %s."), quarter(p, d->quarter));
  case COP_PLAN_DEMAND_MAX:
    break;
  }
  return "";
}

const char *
cop_plan_demand_text(const CopPlanSpeech *p, const CopPlanDemand *d)
{
  const char *text = wish_text(p, d);
  if (d->kind != COP_PLAN_DEMAND_LAW && d->kind != COP_PLAN_DEMAND_REQUIRED && d->kind != COP_PLAN_DEMAND_PINNED)
    return text;
  return d->soonest < 0 ? cop_arena_printf(p->a, T_("%s With what it needs first it does not end within the plan."), text)
                        : cop_arena_printf(p->a, T_("%s With what it needs first it can start in %s at the earliest."), text, quarter(p, d->soonest));
}

const char *
cop_plan_proof_text(const CopPlanSpeech *p)
{
  if (p->result->proof == COP_PLAN_PROOF_OPTIMAL)
    return T_("No plan under these limits is worth more: proven.");
  return cop_arena_printf(p->a, T_("No plan under these limits can be worth more than the bound, which is %.2f %% above this one: proven."),
                          p->result->value > 0 ? 100.0 * (double)(p->result->value_bound - p->result->value) / (double)p->result->value : 0.0);
}

const char *
cop_plan_floor_text(const CopPlanSpeech *p, const CopEquityFloor *f)
{
  if (f->share > 0 && f->at_least > 0)
    return cop_arena_printf(p->a, T_("at least %d per cent of the cost and %d measures"), (int)f->share, (int)f->at_least);
  if (f->share > 0)
    return cop_arena_printf(p->a, T_("at least %d per cent of the cost"), (int)f->share);
  return cop_arena_printf(p->a, cop_ntr(p->words, "at least %d measure", "at least %d measures", (unsigned long)f->at_least), (int)f->at_least);
}

const char *
cop_plan_floor_met_text(const CopPlanSpeech *p, const CopEquityFloor *f)
{
  CopPlanFloorMet met = cop_plan_floor_met(p->result, f);
  return cop_arena_printf(p->a, cop_ntr(p->words, "%.1f per cent of the cost, %d measure", "%.1f per cent of the cost, %d measures", (unsigned long)met.measures),
                          met.share_per_mille / 10.0, met.measures);
}
