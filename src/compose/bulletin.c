/* SPDX-License-Identifier: Apache-2.0
 *
 * The quarterly bulletin: what field reports of the newest quarter say, beside
 * the quarter before and the same quarter of the year before; what did not
 * arrive; the targets that need a decision. Two pages, for those who decide and
 * those who sent the reports. Sentences follow from values as in the progress
 * report. */
#include <math.h>
#include <string.h>

#include "base/period.h"
#include "compose/front.h"
#include "compose/reported.h"
#include "compose/targets.h"
#include "figure/chart.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))
#define TITLE N_("Protection of children online: bulletin %d/%d")
#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

enum { LARGE_FIGURES = 4, CHART_QUARTERS = 8 };

static const char *
quarter_name(const CopPaper *r, CopPeriod q)
{
  static const char *const spans[] = { N_("January to March %d"), N_("April to June %d"), N_("July to September %d"), N_("October to December %d") };
  return cop_arena_printf(r->a, T_(spans[cop_period_part(q) - 1]), cop_period_year(q));
}

static CopPeriod
quarters_before(CopPeriod q, int n)
{
  int at = cop_period_year(q) * 4 + cop_period_part(q) - 1 - n;
  return cop_period_of(COP_PERIOD_QUARTER, at / 4, at % 4 + 1);
}

static bool
ever_reported(const CopContext *c, size_t i)
{
  const CopPeriod *periods;
  return cop_publication_periods(c->publications[i], &periods) > 0;
}

/* --- parts --- */

static void
add_head(CopPaper *r, CopPeriod q)
{
  CopNode *p = cop_add_para(r->d, r->d->root, NULL);
  cop_paper_sayf(r, p, T_("%s. Edition of %s, %s."), quarter_name(r, q), cop_paper_date(r, r->c->date), cop_paper_institution(r, r->c->country->lead));
  if (r->c->synthetic)
    cop_paper_stress(r, p, T_("The figures are example data, made to try the form; none is to be quoted."));
  CopNode *list = NULL;
  for (size_t i = 0, n = 0; i < r->m->indicators.n && n < LARGE_FIGURES; i++) {
    const CopIndicator *in = &r->m->indicators.items[i];
    CopPublishedValue v = cop_reported_quarter(r->c, i, -1, q);
    if (!in->field_reported || v.state != COP_PUBLISHED_VALUE || in->privacy == COP_PRIVACY_ABUSE)
      continue;
    if (list == NULL)
      (list = cop_add_list(r->d, r->d->root, false))->role = COP_ROLE_KEY_FIGURES;
    p = cop_add_para(r->d, cop_add_item(r->d, list, NULL), NULL);
    cop_node_from(r->d, p, "indicator", in->id);
    cop_add_styled(r->d, p, COP_NODE_STRONG, cop_reported_is_share(in) ? cop_arena_printf(r->a, "%s%%", cop_phrase_number(r->a, v.value, 0)) : cop_phrase_number(r->a, v.value, 0));
    cop_paper_say(r, p, cop_paper_field(r, COP_ENTITY_indicator, in->id, "title"));
    n++;
  }
}

static void
say_change(CopPaper *r, CopNode *p, const CopIndicator *in, const char *id, double now, const CopPublishedValue *before, CopPeriod when)
{
  static const char *const compared[COP_REPORTED_CHANGE_MAX] = {
    [COP_REPORTED_SAME] = N_("That is about as much as the {before} of {when}."),
    [COP_REPORTED_MORE] = N_("That is {by} per cent more than the {before} of {when}."),
    [COP_REPORTED_LESS] = N_("That is {by} per cent less than the {before} of {when}."),
    [COP_REPORTED_MORE_POINTS] = N_("That is {by} percentage points more than the {before} of {when}."),
    [COP_REPORTED_LESS_POINTS] = N_("That is {by} percentage points less than the {before} of {when}."),
    [COP_REPORTED_AFTER_NONE] = N_("For {when} there was none."),
  };
  const char *by;
  if (before->state != COP_PUBLISHED_VALUE)
    return;
  CopReportedChange change = cop_reported_compare(r->a, in, now, before->value, &by);
  cop_paper_sentence(r, p, cop_arena_printf(r->a, "%s.%s", in->id, id), cop_arena_printf(r->a, "indicator/%s", in->id), compared[change],
                     LIST("by", by, "before", cop_reported_amount(r, in, before->value), "when", quarter_name(r, when)));
}

static void
add_values(CopPaper *r, CopPeriod q)
{
  CopNode *s = cop_add_section(r->d, r->d->root, 1, NULL, T_("What was reported"));
  CopNode *list = cop_add_list(r->d, s, false);
  CopPeriod last = quarters_before(q, 1), year = quarters_before(q, 4);
  for (size_t i = 0; i < r->m->indicators.n; i++) {
    const CopIndicator *in = &r->m->indicators.items[i];
    CopPublishedValue now = cop_reported_quarter(r->c, i, -1, q), before = cop_reported_quarter(r->c, i, -1, last), then = cop_reported_quarter(r->c, i, -1, year);
    if (!in->field_reported || now.state == COP_PUBLISHED_NOTHING)
      continue;
    CopNode *p = cop_add_para(r->d, cop_add_item(r->d, list, NULL), NULL);
    cop_node_from(r->d, p, "indicator", in->id);
    cop_paper_stress(r, p, cop_arena_printf(r->a, "%s:", cop_paper_field(r, COP_ENTITY_indicator, in->id, "title")));
    if (now.state != COP_PUBLISHED_VALUE) {
      cop_paper_say(r, p, T_("withheld: the number is small, or would give a small one away."));
      continue;
    }
    cop_paper_sentence(r, p, cop_arena_printf(r->a, "%s.value", in->id), cop_arena_printf(r->a, "indicator/%s", in->id), "{now}.", LIST("now", cop_reported_amount(r, in, now.value)));
    say_change(r, p, in, "quarter", now.value, &before, last);
    say_change(r, p, in, "year", now.value, &then, year);
  }
}

/* The indicator with most quarters that can be shown. */
static void
add_chart(CopPaper *r, CopPeriod q)
{
  size_t best = 0, most = 1;
  for (size_t i = 0; i < r->m->indicators.n; i++) {
    size_t n = 0;
    for (int k = 0; k < CHART_QUARTERS; k++)
      n += cop_reported_quarter(r->c, i, -1, quarters_before(q, k)).state == COP_PUBLISHED_VALUE;
    if (r->m->indicators.items[i].field_reported && !cop_reported_is_share(&r->m->indicators.items[i]) && n > most) {
      best = i;
      most = n;
    }
  }
  if (most < 2)
    return;
  const CopIndicator *in = &r->m->indicators.items[best];
  const char *names[CHART_QUARTERS];
  double numbers[CHART_QUARTERS];
  unsigned n = 0;
  for (int k = CHART_QUARTERS - 1; k >= 0; k--) {
    CopPeriod at = quarters_before(q, k);
    CopPublishedValue v = cop_reported_quarter(r->c, best, -1, at);
    if (n == 0 && v.state != COP_PUBLISHED_VALUE) /* it begins with the first number */
      continue;
    names[n] = cop_arena_printf(r->a, "Q%d %d", cop_period_part(at), cop_period_year(at));
    numbers[n++] = v.state == COP_PUBLISHED_VALUE ? v.value : NAN;
  }
  const char *title = cop_paper_field(r, COP_ENTITY_indicator, in->id, "title");
  CopChartSeries series = { title, numbers };
  CopChart chart = { .kind = COP_CHART_BAR, .subject = title, .category_title = T_("Quarter"), .unit = cop_paper_field(r, COP_ENTITY_indicator, in->id, "unit"), .categories = names, .n_categories = n,
                     .series = &series, .n_series = 1, .target = NAN };
  CopFigureOptions options = cop_paper_figure_options(r);
  g_autoptr(GError) error = NULL;
  CopFigure *figure = cop_chart_draw(r->a, &chart, &options, &error);
  if (figure != NULL)
    cop_node_from(r->d, cop_paper_figure(r, r->d->root, cop_arena_printf(r->a, r->c->synthetic ? T_("%s, by quarter (example data)") : T_("%s, by quarter"), title), figure), "indicator", in->id);
}

static void
add_missing(CopPaper *r, CopPeriod q)
{
  CopNode *list = NULL;
  for (size_t i = 0; i < r->m->indicators.n; i++) {
    const CopIndicator *in = &r->m->indicators.items[i];
    if (!in->field_reported || !ever_reported(r->c, i) || cop_reported_quarter(r->c, i, -1, q).state != COP_PUBLISHED_NOTHING)
      continue;
    if (list == NULL) {
      CopNode *s = cop_add_section(r->d, r->d->root, 1, NULL, T_("What did not arrive"));
      cop_paper_say(r, cop_add_para(r->d, s, NULL), T_("Reported in an earlier quarter, and nothing for this one. Missing is not zero: no number is put in its place."));
      list = cop_add_list(r->d, s, false);
    }
    cop_node_from(r->d, cop_add_item(r->d, list, cop_paper_field(r, COP_ENTITY_indicator, in->id, "title")), "indicator", in->id);
  }
}

static void
add_decisions(CopPaper *r)
{
  CopNode *list = NULL;
  for (size_t i = 0; i < r->c->n_progress; i++) {
    const CopTargetProgress *t = &r->c->progress[i];
    if (t->now == NULL || (t->now->rating != COP_RATING_OFF_TRACK && t->now->rating != COP_RATING_AT_RISK))
      continue;
    if (list == NULL)
      list = cop_add_list(r->d, cop_add_section(r->d, r->d->root, 1, NULL, T_("Targets that need a decision")), false);
    CopNode *item = cop_add_item(r->d, list, cop_arena_printf(r->a, "%s %s: %s (%s).", t->target->number, cop_paper_field(r, COP_ENTITY_target, t->target->id, "title"), T_(cop_rating_name(t->now->rating)),
                                                              cop_paper_institution(r, t->target->owner)));
    cop_node_from(r->d, item, "target", t->target->id);
  }
}

static bool
compose_bulletin(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  CopPeriod q = cop_reported_newest(c);
  const CopCatalogue *words = cop_catalogues_for(c->words, piece->lang);
  const CopFront front = { .target = "bulletin", .title = cop_arena_printf(a, cop_tr(words, TITLE), cop_period_part(q), cop_period_year(q)) };
  g_auto(CopPaper) r = { 0 };
  cop_front_begin(&r, c, piece, &front, a, diags);
  r.d->meta.style = COP_STYLE_FORM;
  r.d->meta.page_budget = 2;
  add_head(&r, q);
  add_values(&r, q);
  add_chart(&r, q);
  add_missing(&r, q);
  add_decisions(&r);
  CopNode *p = cop_add_para(r.d, cop_add_section(r.d, r.d->root, 1, NULL, cop_tr(words, N_("How to read it"))), NULL);
  cop_paper_say(&r, p, cop_tr(words, N_("Numbers come from reports of offices and partners; they tell what was done and reached, not how many children were harmed.")));
  cop_paper_say(&r, p, cop_tr(words, N_("Counts of persons under five and counts related to abuse under ten are withheld, with whatever would give them away. A report that comes late changes the "
                                        "next bulletin.")));
  cop_paper_helpline(&r, r.d->root);
  cop_paper_finish(&r);
  cop_paper_give(&r, out);
  return true;
}

void
cop_target_bulletin(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  if (c->country == NULL || cop_reported_newest(c) == 0)
    return;
  cop_front_offer(c, pieces, langs,
                  &(CopProduct){ .target = "bulletin", .stem = "bulletin/bulletin", .audience = "council and partners", .sentences = true,
                                 .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX) | COP_FORMAT_BIT(COP_FORMAT_HTML), .compose = compose_bulletin },
                  TITLE);
}
