/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "cmd/cmd.h"
#include "cmd/published.h"
#include "indicator/listing.h"
#include "indicator/target.h"
#include "indicator/trend.h"
#include "model/store.h"

typedef struct {
  CopArena *arena;
  CopModel *m;
  CopPublication **publications;
  int64_t reports, synthetic;
  const CopTargetProgress *progress;
  size_t n_progress;
} Facts;

static bool
load(Facts *f, CopDb *db, GError **error)
{
  char now[COP_INSTANT_SIZE];
  if (!cop_model_load(db, f->arena, &f->m, error) || !cop_cmd_publish(db, f->m, f->arena, &f->publications, &f->reports, &f->synthetic, error))
    return false;
  if (f->m->plans.n > 0)
    f->n_progress = cop_targets_progress(f->m, &f->m->plans.items[0], f->publications, (int)g_ascii_strtoll(cop_instant_now(now), NULL, 10),
                                         f->arena, &f->progress);
  return true;
}

/* Targets of one indicator alone. */
static void
keep_progress_of(Facts *f, const CopIndicator *x)
{
  CopTargetProgress *kept = cop_new_n(f->arena, CopTargetProgress, f->n_progress + 1);
  size_t n = 0;
  for (size_t i = 0; i < f->n_progress; i++)
    if (f->progress[i].indicator == x)
      kept[n++] = f->progress[i];
  f->progress = kept;
  f->n_progress = n;
}

/* --- what is asked for --- */

/* By code, old code or name; false when there is none. */
static bool
find_area(const CopModel *m, const char *name, int32_t *area)
{
  for (size_t i = 0; i < m->areas.n; i++) {
    const CopArea *x = &m->areas.items[i];
    if (strcmp(x->id, name) == 0 || g_strcmp0(x->old_code, name) == 0 || g_ascii_strcasecmp(x->name, name) == 0 ||
        (x->short_name != NULL && g_ascii_strcasecmp(x->short_name, name) == 0)) {
      *area = x->level == COP_AREA_COUNTRY ? -1 : (int32_t)i;
      return true;
    }
  }
  return false;
}

static CopExit
read_filter(Facts *f, const char *period, const char *area, const char *indicator, CopListingFilter *filter)
{
  if (area != NULL && strcmp(area, "all") == 0)
    filter->area = COP_LISTING_ALL_AREAS;
  else if (area != NULL && !find_area(f->m, area, &filter->area))
    return cop_cmd_failf("indicators", COP_EXIT_USAGE, "there is no area '%s'; give a code or name, or 'all'", area);
  if (indicator != NULL) {
    const CopIndicator *x = cop_model_indicator(f->m, indicator);
    if (x == NULL)
      return cop_cmd_failf("indicators", COP_EXIT_USAGE, "there is no indicator '%s'", indicator);
    filter->indicator = x - f->m->indicators.items;
    keep_progress_of(f, x);
  }
  int newest = cop_listing_newest_year(f->m, f->publications);
  bool all = period != NULL && strcmp(period, "all") == 0;
  filter->period = all ? 0 : period != NULL ? cop_period_read(period, strlen(period)) : newest > 0 ? cop_period_of(COP_PERIOD_YEAR, newest, 1) : 0;
  if (period != NULL && !all && filter->period == 0)
    return cop_cmd_failf("indicators", COP_EXIT_USAGE, "'%s' is no period; write 2027, 2027-Q3, or 'all'", period);
  return COP_EXIT_OK;
}

/* --- printing --- */

static const char *
area_name(const CopModel *m, int32_t area)
{
  const CopCountry *c = cop_model_country_record(m);
  return area >= 0 ? m->areas.items[area].name : c != NULL ? c->name_start : "The country";
}

static const char *
state_words(const Facts *f, uint32_t indicator, const CopPublishedValue *v, CopArena *a)
{
  switch (v->state) {
  case COP_PUBLISHED_VALUE: {
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    return cop_arena_strdup(a, cop_json_real_text(round(v->value * 10) / 10, number));
  }
  case COP_PUBLISHED_HIDDEN:
    return cop_arena_printf(a, "hidden (below %u, or would give one away)", cop_publication_threshold(f->publications[indicator]));
  case COP_PUBLISHED_WITHHELD:
    return "not published";
  case COP_PUBLISHED_NOTHING:
  case COP_PUBLISHED_MAX:
    break;
  }
  return "no report";
}

static void
print_progress(const Facts *f)
{
  printf("Targets of the plan. %s\n", cop_rating_rule());
  for (size_t i = 0; i < f->n_progress; i++) {
    const CopTargetProgress *t = &f->progress[i];
    const CopTargetYear *y = t->now;
    printf("  %-5s %s\n        ", t->target->number, t->target->title);
    if (y == NULL || y->value.state != COP_PUBLISHED_VALUE)
      printf("%s", cop_unrated_name(y != NULL && y->value.state == COP_PUBLISHED_HIDDEN ? COP_UNRATED_HIDDEN : COP_UNRATED_NO_VALUE));
    else
      printf("%d: %.10g %s%s", y->year, round(y->value.value * 10) / 10, t->target->unit, y->value.example ? " (example data)" : "");
    if (y != NULL && !isnan(y->milestone))
      printf(", should be %.10g", y->milestone);
    printf("; %s%s%s\n", cop_rating_name(y == NULL ? COP_RATING_NONE : y->rating), y != NULL && y->unrated > COP_UNRATED_NO_VALUE ? ": " : "",
           y != NULL && y->unrated > COP_UNRATED_NO_VALUE ? cop_unrated_name(y->unrated) : "");
  }
}

static const char *
joined_name(const Facts *f, const CopJoined *x)
{
  const char *name = area_name(f->m, x->areas[0]);
  for (size_t i = 1; i < x->n_areas; i++)
    name = cop_arena_printf(f->arena, "%s + %s", name, area_name(f->m, x->areas[i]));
  return name;
}

static void
print_break(const Facts *f, const CopAreaChange *c)
{
  const CopArea *from = cop_model_area(f->m, c->from_area), *to = cop_model_area(f->m, c->to_area);
  printf("  --- break: cut anew on %s (%s -> %s", c->valid_from, from == NULL ? c->from_area : from->name, to == NULL ? c->to_area : to->name);
  if (isnan(c->share))
    printf(", share not known");
  else
    printf(", %.0f %% of its people", c->share * 100);
  printf("%s%s); not comparable with what stands above\n", c->basis == NULL ? "" : ", ", c->basis == NULL ? "" : c->basis);
}

static void
print_joined(const Facts *f, const CopTrends *t)
{
  char period[COP_PERIOD_TEXT];
  for (size_t i = 0; i < t->n_joined; i++) {
    const CopJoined *x = &t->joined[i];
    const CopIndicator *in = &f->m->indicators.items[x->indicator];
    if (i == 0 || t->joined[i - 1].indicator != x->indicator || t->joined[i - 1].areas != x->areas)
      printf("\n%s  %s (%s), areas joined: the same ground before and after\n  %s\n", in->id, in->title, in->unit, joined_name(f, x));
    printf("    %-8s %s%s\n", cop_period_text(x->period, period), state_words(f, x->indicator, &x->value, f->arena), x->value.state == COP_PUBLISHED_VALUE && x->value.example ? "  (example data)" : "");
  }
}

static void
print_text(const Facts *f, const CopListed *listed, size_t n, const CopTrends *trends)
{
  char period[COP_PERIOD_TEXT];
  if (f->synthetic > 0)
    printf("%" G_GINT64_FORMAT " field reports, %" G_GINT64_FORMAT " of them example data, not real reports.\n\n", f->reports, f->synthetic);
  if (f->n_progress > 0)
    print_progress(f);
  if (f->reports == 0)
    puts("\nNo field report has been received; missing is not zero.");
  for (size_t i = 0; i < n; i++) {
    const CopListed *l = &listed[i];
    const CopIndicator *x = &f->m->indicators.items[l->key.indicator];
    if (i == 0 || listed[i - 1].key.indicator != l->key.indicator)
      printf("\n%s  %s (%s)\n", x->id, x->title, x->unit);
    if (trends->breaks[i] != NULL)
      print_break(f, trends->breaks[i]);
    printf("  %-32s %-8s ", area_name(f->m, l->key.area), cop_period_text(l->key.period, period));
    if (l->key.by != COP_BY_NOTHING)
      printf("%s %s  ", cop_breakdown_name(l->key.by), cop_breakdown_value(f->m, l->key.by, l->key.value));
    printf("%s%s\n", state_words(f, l->key.indicator, &l->value, f->arena), l->value.state == COP_PUBLISHED_VALUE && l->value.example ? "  (example data)" : "");
  }
  print_joined(f, trends);
}

static void
write_value(CopJson *j, const CopPublishedValue *v)
{
  cop_json_key_text(j, "state", cop_published_state_name(v->state));
  cop_json_key_real(j, "value", v->value);
  if (!isnan(v->denominator)) {
    cop_json_key_real(j, "numerator", v->numerator);
    cop_json_key_real(j, "denominator", v->denominator);
  }
  cop_json_key_bool(j, "example", v->example);
}

static void
write_target(CopJson *j, const CopTargetProgress *t)
{
  cop_json_object(j);
  cop_json_key_text(j, "target", t->target->id);
  cop_json_key_text(j, "number", t->target->number);
  cop_json_key_text(j, "title", t->target->title);
  cop_json_key_text(j, "indicator", t->target->indicator);
  cop_json_key_text(j, "unit", t->target->unit);
  cop_json_key_real(j, "baseline", t->baseline == NULL ? NAN : t->baseline->number);
  if (t->now != NULL) {
    cop_json_key_int(j, "year", t->now->year);
    write_value(j, &t->now->value);
    cop_json_key_real(j, "milestone", t->now->milestone);
    cop_json_key_text(j, "rating", cop_rating_name(t->now->rating));
    cop_json_key_text(j, "unrated", t->now->unrated == COP_UNRATED_NOT ? NULL : cop_unrated_name(t->now->unrated));
  }
  cop_json_end(j);
}

static void
write_listed(CopJson *j, const Facts *f, const CopListed *l, const CopAreaChange *cut)
{
  char period[COP_PERIOD_TEXT];
  const CopIndicator *x = &f->m->indicators.items[l->key.indicator];
  cop_json_object(j);
  cop_json_key_text(j, "indicator", x->id);
  cop_json_key_text(j, "unit", x->unit);
  cop_json_key_text(j, "area", l->key.area < 0 ? NULL : f->m->areas.items[l->key.area].id);
  cop_json_key_text(j, "period", cop_period_text(l->key.period, period));
  if (l->key.by != COP_BY_NOTHING) {
    cop_json_key_text(j, "by", cop_breakdown_name(l->key.by));
    cop_json_key_text(j, "of", cop_breakdown_value(f->m, l->key.by, l->key.value));
  }
  write_value(j, &l->value);
  if (cut != NULL)
    cop_json_key_text(j, "break", cut->valid_from);
  cop_json_end(j);
}

static void
write_joined(CopJson *j, const Facts *f, const CopJoined *x)
{
  char period[COP_PERIOD_TEXT];
  cop_json_object(j);
  cop_json_key_text(j, "indicator", f->m->indicators.items[x->indicator].id);
  cop_json_key_array(j, "areas");
  for (size_t i = 0; i < x->n_areas; i++)
    cop_json_text(j, f->m->areas.items[x->areas[i]].id);
  cop_json_end(j);
  cop_json_key_text(j, "period", cop_period_text(x->period, period));
  write_value(j, &x->value);
  cop_json_end(j);
}

static void
print_json(const Facts *f, const CopListed *listed, size_t n, const CopTrends *trends)
{
  CopJson *j = cop_json_new();
  cop_json_object(j);
  cop_json_key_int(j, "reports", f->reports);
  cop_json_key_int(j, "example_reports", f->synthetic);
  cop_json_key_text(j, "rule", cop_rating_rule());
  cop_json_key_array(j, "targets");
  for (size_t i = 0; i < f->n_progress; i++)
    write_target(j, &f->progress[i]);
  cop_json_end(j);
  cop_json_key_array(j, "values");
  for (size_t i = 0; i < n; i++)
    write_listed(j, f, &listed[i], trends->breaks[i]);
  cop_json_end(j);
  cop_json_key_array(j, "joined");
  for (size_t i = 0; i < trends->n_joined; i++)
    write_joined(j, f, &trends->joined[i]);
  cop_json_end(j);
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  puts(text);
}

CopExit
cop_cmd_indicators(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *period = NULL, *area = NULL;
  gboolean breakdowns = FALSE;
  const GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &period, "2027, 2027-Q3, or all; the newest year when not given", "P" },
    { "area", 0, 0, G_OPTION_ARG_STRING, &area, "code or name, or all; the whole country when not given", "A" },
    { "breakdowns", 0, 0, G_OPTION_ARG_NONE, &breakdowns, "with sex, age band and so on", NULL },
    G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "[INDICATOR]", "Show values against targets, with disclosure control.",
                     "Small counts, and counts that would give one away, are hidden; missing is not zero.", &common))
    return COP_EXIT_USAGE;
  if (argc > 2)
    return cop_cmd_failf("indicators", COP_EXIT_USAGE, "give one indicator, or none for all");
  CopExit code;
  g_autoptr(CopDb) db = cop_cmd_open_store("indicators", &common, COP_DB_READ, &code);
  if (db == NULL)
    return code;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  Facts f = { .arena = a };
  if (!load(&f, db, &error))
    return cop_cmd_fail("indicators", COP_EXIT_INPUT, error);
  CopListingFilter filter = { .indicator = -1, .area = -1, .breakdowns = breakdowns };
  code = read_filter(&f, period, area, argc == 2 ? argv[1] : NULL, &filter);
  if (code != COP_EXIT_OK)
    return code;
  const CopListed *listed;
  size_t n = cop_listing(f.m, f.publications, &filter, a, &listed);
  CopTrends trends = cop_trends(f.m, f.publications, listed, n, filter.period == 0, a);
  if (common.json)
    print_json(&f, listed, n, &trends);
  else
    print_text(&f, listed, n, &trends);
  return COP_EXIT_OK;
}
