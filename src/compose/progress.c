/* SPDX-License-Identifier: Apache-2.0
 *
 * The progress report of a year: what field reports show for each indicator,
 * in a sentence, by quarter and by region, and how far the plan's targets have
 * come. Sentences follow from values by rules:
 *
 *   both years      the value, the value of the same months of the year before,
 *                   and the difference: in per cent of a count, in percentage
 *                   points of a share; below 2 per cent "about as many"
 *   one year        the value; that there is nothing to compare it with
 *   withheld        that it is withheld, and why
 *   direction       only where more is clearly better or worse is a change
 *                   called one for the better or worse
 *
 * Every sentence, figure and row carries the indicator it rests on. */
#include <math.h>
#include <string.h>

#include "base/period.h"
#include "compose/front.h"
#include "compose/reported.h"
#include "figure/chart.h"
#include "figure/tiles.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))
#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

void cop_target_progress(const CopContext *c, CopProducts *pieces, const char *const *langs);

#define TITLE N_("Protection of children online: progress in %d")

typedef struct {
  int year, quarters;
} Span;

/* --- sentences --- */

/* Which sentence, from which values are there and how they stand to each other. */
static const char *
value_pattern(CopReportedChange change, const CopPublishedValue *now, const CopPublishedValue *before)
{
  static const char *const compared[COP_REPORTED_CHANGE_MAX] = {
    [COP_REPORTED_SAME] = N_("Reports of {span} give {now}, about as much as the {before} of {earlier}."),
    [COP_REPORTED_MORE] = N_("Reports of {span} give {now}, {by} per cent more than the {before} of {earlier}."),
    [COP_REPORTED_LESS] = N_("Reports of {span} give {now}, {by} per cent less than the {before} of {earlier}."),
    [COP_REPORTED_MORE_POINTS] = N_("Reports of {span} give {now}, {by} percentage points more than the {before} of {earlier}."),
    [COP_REPORTED_LESS_POINTS] = N_("Reports of {span} give {now}, {by} percentage points less than the {before} of {earlier}."),
    [COP_REPORTED_AFTER_NONE] = N_("Reports of {span} give {now}, after none in {earlier}."),
  };
  if (now->state != COP_PUBLISHED_VALUE)
    return now->state == COP_PUBLISHED_NOTHING ? N_("Nothing was reported for {span}.") : N_("The number for {span} is withheld: it is small, or would give a small one away.");
  return before->state == COP_PUBLISHED_VALUE ? compared[change] : N_("Reports of {span} give {now}; for {earlier} there is no figure to set beside it.");
}

static void
say_value(CopPaper *r, CopNode *p, const CopIndicator *in, const CopPublishedValue *now, const CopPublishedValue *before, Span s)
{
  bool known = now->state == COP_PUBLISHED_VALUE, both = known && before->state == COP_PUBLISHED_VALUE;
  const char *by = "", *values[11] = { "span", cop_reported_span(r->words, r->a, s.year, s.quarters), NULL };
  size_t n = 2;
  CopReportedChange change = both ? cop_reported_compare(r->a, in, now->value, before->value, &by) : COP_REPORTED_SAME;
  const struct {
    bool there;
    const char *name, *text;
  } more[] = { { known, "now", known ? cop_reported_amount(r, in, now->value) : NULL },
               { known, "earlier", cop_reported_span(r->words, r->a, s.year - 1, s.quarters) },
               { both, "before", both ? cop_reported_amount(r, in, before->value) : NULL },
               { both, "by", by } };
  for (size_t i = 0; i < G_N_ELEMENTS(more); i++)
    if (more[i].there) {
      values[n++] = more[i].name;
      values[n++] = more[i].text;
    }
  cop_paper_sentence(r, p, cop_arena_printf(r->a, "%s.value", in->id), cop_arena_printf(r->a, "indicator/%s", in->id), value_pattern(change, now, before), values);
  const char *word = both ? cop_reported_judgement(in, now->value, before->value) : NULL;
  if (word != NULL)
    cop_paper_say(r, p, T_(word));
}

static void
say_target(CopPaper *r, CopNode *p, const CopIndicator *in)
{
  for (size_t i = 0; i < r->c->n_progress; i++) {
    const CopTargetProgress *t = &r->c->progress[i];
    if (t->indicator != in || t->now == NULL)
      continue;
    if (t->now->rating != COP_RATING_NONE)
      cop_paper_sentence(r, p, cop_arena_printf(r->a, "%s.target", in->id), cop_arena_printf(r->a, "target/%s", t->target->id),
                         N_("Against the milestone of {milestone} for {year} the target is {rating}."),
                         LIST("milestone", cop_phrase_figure(r->a, t->now->milestone), "year", cop_arena_printf(r->a, "%d", t->now->year), "rating", T_(cop_rating_name(t->now->rating))));
    else if (t->now->unrated == COP_UNRATED_NEUTRAL)
      cop_paper_say(r, p, T_("It is reported, not rated: more of it is not clearly better or worse."));
    return;
  }
}

/* --- figures --- */

static void
add_quarters(CopPaper *r, CopNode *s, size_t i)
{
  const CopIndicator *in = &r->m->indicators.items[i];
  const CopPeriod *periods;
  size_t n = cop_publication_periods(r->c->publications[i], &periods), k = 0;
  const char **names = cop_new_n(r->a, const char *, n + 1);
  double *numbers = cop_new_n(r->a, double, n + 1);
  size_t given = 0;
  for (size_t t = 0; t < n; t++) {
    if (cop_period_kind(periods[t]) != COP_PERIOD_QUARTER)
      continue;
    CopPublishedValue v = cop_publication_value(r->c->publications[i], &(CopCubeKey){ .indicator = (uint32_t)i, .area = -1, .period = periods[t] });
    names[k] = cop_arena_printf(r->a, "Q%d %d", cop_period_part(periods[t]), cop_period_year(periods[t]));
    numbers[k++] = v.state == COP_PUBLISHED_VALUE ? v.value : NAN;
    given += v.state == COP_PUBLISHED_VALUE;
  }
  if (given < 2)
    return;
  bool share = cop_reported_is_share(in);
  const char *title = cop_paper_field(r, COP_ENTITY_indicator, in->id, "title"), *unit = share ? "%" : cop_paper_field(r, COP_ENTITY_indicator, in->id, "unit");
  CopChartSeries series = { title, numbers };
  CopChart chart = { .kind = k <= 12 ? COP_CHART_BAR : COP_CHART_HBAR, .subject = title, .category_title = T_("Quarter"), .unit = unit, .decimals = share ? 1 : 0,
                     .categories = names, .n_categories = (unsigned)MIN(k, 60), .series = &series, .n_series = 1, .target = NAN };
  CopFigureOptions options = cop_paper_figure_options(r);
  g_autoptr(GError) error = NULL;
  CopFigure *figure = cop_chart_draw(r->a, &chart, &options, &error);
  if (figure != NULL)
    cop_node_from(r->d, cop_paper_figure(r, s, cop_arena_printf(r->a, r->c->synthetic ? T_("%s, by quarter (example data)") : T_("%s, by quarter"), title), figure), "indicator", in->id);
}

static int
rising(const void *a, const void *b)
{
  const double *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

/* Quarters of the values, so that each step holds as many regions; equal ones
 * fall together. */
static unsigned
make_bounds(double *sorted, size_t n, double bounds[3])
{
  unsigned k = 0;
  qsort(sorted, n, sizeof *sorted, rising);
  for (size_t q = 1; q <= 3 && n >= 4; q++) {
    double b = sorted[n * q / 4];
    if (b > sorted[0] && (k == 0 || b > bounds[k - 1]))
      bounds[k++] = b;
  }
  return k;
}

static void
add_map(CopPaper *r, CopNode *s, size_t i, Span span)
{
  const CopIndicator *in = &r->m->indicators.items[i];
  CopTile *tiles = cop_new_n(r->a, CopTile, r->m->areas.n + 1);
  double *sorted = cop_new_n(r->a, double, r->m->areas.n + 1), bounds[3];
  unsigned n = 0, given = 0;
  for (size_t k = 0; k < r->m->areas.n; k++) {
    const CopArea *area = &r->m->areas.items[k];
    if (area->level != COP_AREA_REGION || area->valid_to != NULL)
      continue;
    CopPublishedValue v = cop_reported_value(r->c, i, (int32_t)k, span.year, span.quarters);
    tiles[n++] = (CopTile){ .code = area->short_name, .name = area->name, .column = (unsigned)area->tile_column, .row = (unsigned)area->tile_row,
                            .value = v.state == COP_PUBLISHED_VALUE ? v.value : NAN };
    if (v.state == COP_PUBLISHED_VALUE)
      sorted[given++] = v.value;
  }
  if (given < 3)
    return;
  bool share = cop_reported_is_share(in);
  const char *title = cop_paper_field(r, COP_ENTITY_indicator, in->id, "title"), *unit = share ? "%" : cop_paper_field(r, COP_ENTITY_indicator, in->id, "unit");
  CopTileMap map = { .subject = title, .tile_title = T_("Region"), .unit = unit, .decimals = share ? 1 : 0, .tiles = tiles, .n_tiles = n,
                     .bounds = bounds, .n_bounds = make_bounds(sorted, given, bounds) };
  CopFigureOptions options = cop_paper_figure_options(r);
  g_autoptr(GError) error = NULL;
  CopFigure *figure = cop_tiles_draw(r->a, &map, &options, &error);
  if (figure == NULL)
    return;
  const char *caption = cop_arena_printf(r->a, r->c->synthetic ? T_("%s by region, %s (example data): a region without number sent no report, or its number is withheld")
                                                              : T_("%s by region, %s: a region without number sent no report, or its number is withheld"),
                                         title, cop_reported_span(r->words, r->a, span.year, span.quarters));
  cop_node_from(r->d, cop_paper_figure(r, s, caption, figure), "indicator", in->id);
}

/* --- chapters --- */

static void
add_indicators(CopPaper *r, Span span)
{
  CopNode *chapter = cop_paper_chapter(r, "2", T_("What was reported"), NULL);
  for (size_t i = 0; i < r->m->indicators.n; i++) {
    const CopIndicator *in = &r->m->indicators.items[i];
    CopPublishedValue now = cop_reported_value(r->c, i, -1, span.year, span.quarters), before = cop_reported_value(r->c, i, -1, span.year - 1, span.quarters);
    if (!in->field_reported || (now.state == COP_PUBLISHED_NOTHING && before.state == COP_PUBLISHED_NOTHING))
      continue;
    CopNode *s = cop_paper_section(r, chapter, cop_paper_field(r, COP_ENTITY_indicator, in->id, "title"));
    cop_node_from(r->d, s, "indicator", in->id);
    CopNode *p = cop_add_para(r->d, s, NULL);
    cop_node_from(r->d, p, "indicator", in->id);
    say_value(r, p, in, &now, &before, span);
    say_target(r, p, in);
    if (in->caveat != NULL)
      cop_paper_say(r, p, cop_paper_field(r, COP_ENTITY_indicator, in->id, "caveat"));
    add_quarters(r, s, i);
    add_map(r, s, i, span);
  }
}

static void
add_targets(CopPaper *r)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.6f }, { COP_ALIGN_START, 3 }, { COP_ALIGN_END, 1.2f }, { COP_ALIGN_END, 1.2f }, { COP_ALIGN_START, 1.6f } };
  CopNode *chapter = cop_paper_chapter(r, "3", T_("Targets of the plan"), NULL);
  CopNode *t = cop_paper_table(r, chapter, T_("How far each target has come"), columns, 5);
  cop_add_head_row(r->d, t, LIST(T_("Target"), T_("Indicator"), T_("Milestone"), T_("Value"), T_("Standing")));
  for (size_t i = 0; i < r->c->n_progress; i++) {
    const CopTargetProgress *x = &r->c->progress[i];
    if (x->now == NULL)
      continue;
    const CopTargetYear *y = x->now;
    const char *standing = y->rating != COP_RATING_NONE ? cop_rating_name(y->rating) : cop_unrated_name(y->unrated);
    CopNode *row = cop_add_row(r->d, t, LIST(x->target->number, cop_paper_field(r, COP_ENTITY_target, x->target->id, "title"),
                                             isnan(y->milestone) ? "–" : cop_arena_printf(r->a, "%s (%d)", cop_phrase_figure(r->a, y->milestone), y->year),
                                             y->value.state == COP_PUBLISHED_VALUE ? cop_phrase_figure(r->a, y->value.value) : "–", cop_phrase_sentence(r->a, T_(standing))));
    cop_node_from(r->d, row, "target", x->target->id);
  }
  cop_add_note(r->d, t, cop_arena_printf(r->a, T_("Rule: %s"), T_(cop_rating_rule())));
}

static const char *
count(const CopPaper *r, unsigned n)
{
  return cop_arena_printf(r->a, "%u", n);
}

static void
add_summary(CopPaper *r, Span span)
{
  CopNode *s = cop_paper_chapter(r, "1", T_("Summary"), NULL);
  CopNode *p = cop_add_para(r->d, s, NULL);
  unsigned by[COP_RATING_MAX] = { 0 };
  for (size_t i = 0; i < r->c->n_progress; i++)
    if (r->c->progress[i].now != NULL)
      by[r->c->progress[i].now->rating]++;
  cop_paper_sentence(r, p, "reports", NULL, N_("{reports} field reports were counted."), LIST("reports", cop_phrase_number(r->a, (double)r->c->reports, 0)));
  cop_paper_sayf(r, p, T_("This report sets %s beside the same months of the year before."), cop_reported_span(r->words, r->a, span.year, span.quarters));
  unsigned rated = by[COP_RATING_ON_TRACK] + by[COP_RATING_AT_RISK] + by[COP_RATING_OFF_TRACK];
  if (rated > 0)
    cop_paper_sentence(r, p, "targets", NULL, N_("Of the plan's targets {on} are on track, {risk} at risk, {off} off track and {not} not rated."),
                       LIST("on", count(r, by[COP_RATING_ON_TRACK]), "risk", count(r, by[COP_RATING_AT_RISK]), "off", count(r, by[COP_RATING_OFF_TRACK]), "not", count(r, by[COP_RATING_NONE])));
  else if (by[COP_RATING_NONE] > 0)
    cop_paper_sentence(r, p, "targets", NULL, N_("None of the plan's {not} targets can be rated yet; chapter 3 says why."), LIST("not", count(r, by[COP_RATING_NONE])));
  p = cop_add_para(r->d, s, NULL);
  if (r->c->synthetic)
    cop_paper_stress(r, p, T_("The figures are example data, made to try the form; none is to be quoted."));
  cop_paper_say(r, p, T_("Missing is not zero: who sent no report is left out, not counted as nothing. Counts of persons under five and counts related to abuse under ten are withheld, with "
                         "whatever would give them away. The workbook beside this report holds every number it shows."));
}

static bool
compose_progress(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  CopPeriod newest = cop_reported_newest(c);
  Span span = { cop_period_year(newest), cop_period_part(newest) };
  const CopCatalogue *words = cop_catalogues_for(c->words, piece->lang);
  const CopFront front = { .target = "progress", .title = cop_arena_printf(a, cop_tr(words, TITLE), span.year), .subtitle = cop_reported_span(words, a, span.year, span.quarters),
                           .about = cop_tr(words, N_("Numbers come from reports of offices and partners; they tell what was done and reached, not how many children were harmed.")) };
  g_auto(CopPaper) r = { 0 };
  cop_front_begin(&r, c, piece, &front, a, diags);
  cop_front_write(&r, &front);
  add_summary(&r, span);
  add_indicators(&r, span);
  if (c->n_progress > 0)
    add_targets(&r);
  if (r.cited->len > 0)
    cop_front_end(&r, "A");
  else
    cop_paper_finish(&r);
  cop_paper_give(&r, out);
  return true;
}

void
cop_target_progress(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  if (c->country == NULL || cop_reported_newest(c) == 0)
    return;
  cop_front_offer(c, pieces, langs,
                  &(CopProduct){ .target = "progress", .stem = "progress/progress", .audience = "council and partners", .sentences = true,
                                 .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX) | COP_FORMAT_BIT(COP_FORMAT_HTML), .compose = compose_progress },
                  TITLE);
  if (langs == NULL || g_strv_contains(langs, "en"))
    cop_products_add(pieces, &(CopProduct){ .target = "progress", .stem = "progress/progress-tables.en", .lang = "en", .audience = "council and partners",
                                            .formats = COP_FORMAT_BIT(COP_FORMAT_XLSX), .compose = cop_progress_tables });
}
