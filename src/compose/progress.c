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

#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

void cop_target_progress(const CopContext *c, CopProducts *pieces, const char *const *langs);

typedef struct {
  int year, quarters;
} Span;

/* --- sentences --- */

static void
say_value(CopPaper *r, CopNode *p, const CopIndicator *in, const CopPublishedValue *now, const CopPublishedValue *before, Span s)
{
  const char *span = cop_reported_span(r->a, s.year, s.quarters), *earlier = cop_reported_span(r->a, s.year - 1, s.quarters);
  if (now->state != COP_PUBLISHED_VALUE) {
    cop_paper_sayf(r, p, now->state == COP_PUBLISHED_NOTHING ? "Nothing was reported for %s." : "The number for %s is withheld: it is small, or would give a small one away.", span);
    return;
  }
  if (before->state != COP_PUBLISHED_VALUE) {
    cop_paper_sayf(r, p, "Reports of %s give %s; for %s there is no figure to set beside it.", span, cop_reported_amount(r->a, in, now->value), earlier);
    return;
  }
  cop_paper_sayf(r, p, "Reports of %s give %s, %s the %s of %s.", span, cop_reported_amount(r->a, in, now->value), cop_reported_change(r->a, in, now->value, before->value), cop_reported_amount(r->a, in, before->value), earlier);
  const char *word = cop_reported_judgement(in, now->value, before->value);
  if (word != NULL)
    cop_paper_say(r, p, word);
}

static void
say_target(CopPaper *r, CopNode *p, const CopIndicator *in)
{
  for (size_t i = 0; i < r->c->n_progress; i++) {
    const CopTargetProgress *t = &r->c->progress[i];
    if (t->indicator != in || t->now == NULL)
      continue;
    if (t->now->rating != COP_RATING_NONE)
      cop_paper_sayf(r, p, "Against the milestone of %s for %d the target is %s.", cop_phrase_figure(r->a, t->now->milestone), t->now->year, cop_rating_name(t->now->rating));
    else if (t->now->unrated == COP_UNRATED_NEUTRAL)
      cop_paper_say(r, p, "It is reported, not rated: more of it is not clearly better or worse.");
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
  CopChartSeries series = { in->title, numbers };
  CopChart chart = { .kind = k <= 12 ? COP_CHART_BAR : COP_CHART_HBAR, .subject = in->title, .category_title = "Quarter", .unit = share ? "%" : in->unit, .decimals = share ? 1 : 0,
                     .categories = names, .n_categories = (unsigned)MIN(k, 60), .series = &series, .n_series = 1, .target = NAN };
  CopFigureOptions options = cop_paper_figure_options(r);
  g_autoptr(GError) error = NULL;
  CopFigure *figure = cop_chart_draw(r->a, &chart, &options, &error);
  if (figure != NULL)
    cop_node_from(r->d, cop_paper_figure(r, s, cop_arena_printf(r->a, "%s, by quarter%s", in->title, r->c->synthetic ? " (example data)" : ""), figure), "indicator", in->id);
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
  CopTileMap map = { .subject = in->title, .tile_title = "Region", .unit = share ? "%" : in->unit, .decimals = share ? 1 : 0, .tiles = tiles, .n_tiles = n,
                     .bounds = bounds, .n_bounds = make_bounds(sorted, given, bounds) };
  CopFigureOptions options = cop_paper_figure_options(r);
  g_autoptr(GError) error = NULL;
  CopFigure *figure = cop_tiles_draw(r->a, &map, &options, &error);
  if (figure == NULL)
    return;
  const char *caption = cop_arena_printf(r->a, "%s by region, %s%s: a region without number sent no report, or its number is withheld", in->title,
                                         cop_reported_span(r->a, span.year, span.quarters), r->c->synthetic ? " (example data)" : "");
  cop_node_from(r->d, cop_paper_figure(r, s, caption, figure), "indicator", in->id);
}

/* --- chapters --- */

static void
add_indicators(CopPaper *r, Span span)
{
  CopNode *chapter = cop_paper_chapter(r, "2", "What was reported", NULL);
  for (size_t i = 0; i < r->m->indicators.n; i++) {
    const CopIndicator *in = &r->m->indicators.items[i];
    CopPublishedValue now = cop_reported_value(r->c, i, -1, span.year, span.quarters), before = cop_reported_value(r->c, i, -1, span.year - 1, span.quarters);
    if (!in->field_reported || (now.state == COP_PUBLISHED_NOTHING && before.state == COP_PUBLISHED_NOTHING))
      continue;
    CopNode *s = cop_paper_section(r, chapter, in->title);
    cop_node_from(r->d, s, "indicator", in->id);
    CopNode *p = cop_add_para(r->d, s, NULL);
    cop_node_from(r->d, p, "indicator", in->id);
    say_value(r, p, in, &now, &before, span);
    say_target(r, p, in);
    if (in->caveat != NULL)
      cop_paper_say(r, p, in->caveat);
    add_quarters(r, s, i);
    add_map(r, s, i, span);
  }
}

static void
add_targets(CopPaper *r)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.6f }, { COP_ALIGN_START, 3 }, { COP_ALIGN_END, 1.2f }, { COP_ALIGN_END, 1.2f }, { COP_ALIGN_START, 1.6f } };
  CopNode *chapter = cop_paper_chapter(r, "3", "Targets of the plan", NULL);
  CopNode *t = cop_paper_table(r, chapter, "How far each target has come", columns, 5);
  cop_add_head_row(r->d, t, LIST("Target", "Indicator", "Milestone", "Value", "Standing"));
  for (size_t i = 0; i < r->c->n_progress; i++) {
    const CopTargetProgress *x = &r->c->progress[i];
    if (x->now == NULL)
      continue;
    const CopTargetYear *y = x->now;
    const char *standing = y->rating != COP_RATING_NONE ? cop_rating_name(y->rating) : cop_unrated_name(y->unrated);
    CopNode *row = cop_add_row(r->d, t, LIST(x->target->number, x->target->title,
                                             isnan(y->milestone) ? "–" : cop_arena_printf(r->a, "%s (%d)", cop_phrase_figure(r->a, y->milestone), y->year),
                                             y->value.state == COP_PUBLISHED_VALUE ? cop_phrase_figure(r->a, y->value.value) : "–", cop_phrase_sentence(r->a, standing)));
    cop_node_from(r->d, row, "target", x->target->id);
  }
  cop_add_note(r->d, t, cop_arena_printf(r->a, "Rule: %s", cop_rating_rule()));
}

static void
add_summary(CopPaper *r, Span span)
{
  CopNode *s = cop_paper_chapter(r, "1", "Summary", NULL);
  CopNode *p = cop_add_para(r->d, s, NULL);
  unsigned by[COP_RATING_MAX] = { 0 };
  for (size_t i = 0; i < r->c->n_progress; i++)
    if (r->c->progress[i].now != NULL)
      by[r->c->progress[i].now->rating]++;
  cop_paper_sayf(r, p, "%s field reports were counted. This report sets %s beside the same months of the year before.", cop_phrase_number(r->a, (double)r->c->reports, 0),
                 cop_reported_span(r->a, span.year, span.quarters));
  unsigned rated = by[COP_RATING_ON_TRACK] + by[COP_RATING_AT_RISK] + by[COP_RATING_OFF_TRACK];
  if (rated > 0)
    cop_paper_sayf(r, p, "Of the plan's targets %u are on track, %u at risk, %u off track and %u not rated.", by[COP_RATING_ON_TRACK], by[COP_RATING_AT_RISK],
                   by[COP_RATING_OFF_TRACK], by[COP_RATING_NONE]);
  else if (by[COP_RATING_NONE] > 0)
    cop_paper_sayf(r, p, "None of the plan's %u targets can be rated yet; chapter 3 says why.", by[COP_RATING_NONE]);
  p = cop_add_para(r->d, s, NULL);
  if (r->c->synthetic)
    cop_paper_stress(r, p, "The figures are example data, made to try the form; none is to be quoted.");
  cop_paper_say(r, p, "Missing is not zero: who sent no report is left out, not counted as nothing. Counts of persons under five and counts related to abuse under ten are withheld, with whatever would "
                      "give them away. The workbook beside this report holds every number it shows.");
}

static bool
compose_progress(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  CopPeriod newest = cop_reported_newest(c);
  Span span = { cop_period_year(newest), cop_period_part(newest) };
  const CopFront front = { .target = "progress", .title = cop_arena_printf(a, "Protection of children online: progress in %d", span.year),
                           .subtitle = cop_reported_span(a, span.year, span.quarters),
                           .about = "Numbers come from reports of offices and partners; they tell what was done and reached, not how many children were harmed." };
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
  out->doc = r.d;
  return true;
}

void
cop_target_progress(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  /* Its sentences are English; a language follows when its patterns are written. */
  if (c->country == NULL || cop_reported_newest(c) == 0 || (langs != NULL && !g_strv_contains(langs, "en")))
    return;
  cop_products_add(pieces, &(CopProduct){ .target = "progress", .stem = "progress/progress.en", .lang = "en", .audience = "council and partners",
                                          .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX) | COP_FORMAT_BIT(COP_FORMAT_HTML),
                                          .compose = compose_progress });
  cop_products_add(pieces, &(CopProduct){ .target = "progress", .stem = "progress/progress-tables.en", .lang = "en", .audience = "council and partners",
                                          .formats = COP_FORMAT_BIT(COP_FORMAT_XLSX), .compose = cop_progress_tables });
}
