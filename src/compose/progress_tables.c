/* SPDX-License-Identifier: Apache-2.0
 * The workbook of the progress report: the values it shows, changes and shares
 * as formulas over them. */
#include <math.h>
#include <string.h>

#include "base/period.h"
#include "compose/reported.h"
#include "indicator/target.h"
#include "indicator/trend.h"

static const char *
source_note(const CopContext *c)
{
  return c->synthetic ? "Example data, made to try the form; none is to be quoted. Small counts are withheld." : "Field reports of offices and partners. Small counts are withheld.";
}

static bool
is_shown(const CopContext *c, size_t i)
{
  const CopPeriod *periods;
  return c->model->indicators.items[i].field_reported && cop_publication_periods(c->publications[i], &periods) > 0;
}

/* Change is a formula over the two cells before it. */
static CopTable *
years_table(const CopContext *c, CopArena *a)
{
  CopPeriod newest = cop_reported_newest(c);
  int year = cop_period_year(newest), quarters = cop_period_part(newest);
  CopTableColumn *columns = cop_new_n(a, CopTableColumn, 6);
  const CopTableColumn all[] = { { "indicator", "Indicator", COP_CELL_TEXT, 0 }, { "title", "Title", COP_CELL_TEXT, 0 }, { "unit", "Unit", COP_CELL_TEXT, 0 },
                                 { "before", cop_reported_span(NULL, a, year - 1, quarters), COP_CELL_REAL, 1 }, { "now", cop_reported_span(NULL, a, year, quarters), COP_CELL_REAL, 1 },
                                 { "change", "Change", COP_CELL_REAL, 1 } };
  memcpy(columns, all, sizeof all);
  CopTable *t = cop_table_new(a, "Years", "The same months of two years", columns, G_N_ELEMENTS(all));
  t->note = source_note(c);
  for (size_t i = 0; i < c->model->indicators.n; i++) {
    const CopIndicator *in = &c->model->indicators.items[i];
    if (!is_shown(c, i))
      continue;
    CopPublishedValue now = cop_reported_value(c, i, -1, year, quarters), before = cop_reported_value(c, i, -1, year - 1, quarters);
    CopCell *x = cop_table_row(t);
    guint row = t->rows->len + 1; /* the head is row 1 */
    cop_cell_text(t, &x[0], in->id);
    cop_cell_text(t, &x[1], in->title);
    cop_cell_text(t, &x[2], in->unit);
    if (before.state == COP_PUBLISHED_VALUE)
      cop_cell_real(&x[3], before.value);
    if (now.state == COP_PUBLISHED_VALUE)
      cop_cell_real(&x[4], now.value);
    if (before.state == COP_PUBLISHED_VALUE && now.state == COP_PUBLISHED_VALUE)
      cop_cell_formula(t, &x[5], cop_arena_printf(a, "E%u-D%u", row, row), now.value - before.value);
  }
  return t;
}

static void
add_value(CopTable *t, const CopIndicator *in, const char *area, CopPeriod period, const CopPublishedValue *v, const CopAreaChange *cut)
{
  char text[COP_PERIOD_TEXT];
  if (v->state == COP_PUBLISHED_NOTHING)
    return;
  CopCell *x = cop_table_row(t);
  cop_cell_text(t, &x[0], in->id);
  cop_cell_text(t, &x[1], area);
  cop_cell_text(t, &x[2], cop_period_text(period, text));
  cop_cell_text(t, &x[3], v->state == COP_PUBLISHED_VALUE ? NULL : cop_published_state_name(v->state));
  cop_cell_real(&x[4], v->value);
  cop_cell_real(&x[5], v->numerator);
  cop_cell_real(&x[6], v->denominator);
  cop_cell_text(t, &x[7], v->example ? "yes" : NULL);
  cop_cell_text(t, &x[8], cut == NULL ? NULL : cut->valid_from);
}

/* "Negros + Western Visayas, joined" */
static const char *
joined_name(const CopContext *c, const CopJoined *x, CopArena *a)
{
  const char *name = c->model->areas.items[x->areas[0]].name;
  for (size_t i = 1; i < x->n_areas; i++)
    name = cop_arena_printf(a, "%s + %s", name, c->model->areas.items[x->areas[i]].name);
  return cop_arena_printf(a, "%s, joined", name);
}

static CopTable *
values_table(const CopContext *c, CopArena *a)
{
  static const CopTableColumn columns[] = { { "indicator", "Indicator", COP_CELL_TEXT, 0 }, { "area", "Area", COP_CELL_TEXT, 0 },         { "period", "Period", COP_CELL_TEXT, 0 },
                                            { "state", "Why there is no number", COP_CELL_TEXT, 0 }, { "value", "Value", COP_CELL_REAL, 1 }, { "numerator", "Numerator", COP_CELL_REAL, 0 },
                                            { "denominator", "Denominator", COP_CELL_REAL, 0 }, { "example", "Example data", COP_CELL_TEXT, 0 },
                                            { "break", "Cut anew since the row before", COP_CELL_TEXT, 0 } };
  CopTable *t = cop_table_new(a, "Values", "Values by area and quarter", columns, G_N_ELEMENTS(columns));
  t->note = source_note(c);
  const CopListingFilter all = { .indicator = -1, .area = COP_LISTING_ALL_AREAS };
  const CopListed *listed;
  size_t n = cop_listing(c->model, c->publications, &all, a, &listed);
  CopTrends trends = cop_trends(c->model, c->publications, listed, n, true, a);
  for (size_t i = 0; i < n; i++) {
    const CopCubeKey *key = &listed[i].key;
    if (is_shown(c, key->indicator))
      add_value(t, &c->model->indicators.items[key->indicator], key->area < 0 ? c->country->short_name : c->model->areas.items[key->area].name, key->period, &listed[i].value, trends.breaks[i]);
  }
  for (size_t i = 0; i < trends.n_joined; i++)
    if (is_shown(c, trends.joined[i].indicator))
      add_value(t, &c->model->indicators.items[trends.joined[i].indicator], joined_name(c, &trends.joined[i], a), trends.joined[i].period, &trends.joined[i].value, NULL);
  return t;
}

/* The share of the milestone is a formula over the two cells before it; for a
 * number that should fall it is the milestone as a share of the value. */
static CopTable *
targets_table(const CopContext *c, CopArena *a)
{
  static const CopTableColumn columns[] = { { "target", "Target", COP_CELL_TEXT, 0 },       { "title", "What is aimed at", COP_CELL_TEXT, 0 }, { "indicator", "Indicator", COP_CELL_TEXT, 0 },
                                            { "year", "Year", COP_CELL_INT, 0 },            { "milestone", "Milestone", COP_CELL_REAL, 1 },     { "value", "Value", COP_CELL_REAL, 1 },
                                            { "share", "Per cent of milestone", COP_CELL_REAL, 1 }, { "standing", "Standing", COP_CELL_TEXT, 0 } };
  CopTable *t = cop_table_new(a, "Targets", "Targets of the plan", columns, G_N_ELEMENTS(columns));
  t->note = cop_rating_rule();
  for (size_t i = 0; i < c->n_progress; i++) {
    const CopTargetProgress *p = &c->progress[i];
    if (p->now == NULL)
      continue;
    CopCell *x = cop_table_row(t);
    guint row = t->rows->len + 1;
    bool falls = p->indicator != NULL && p->indicator->direction == COP_DIRECTION_DOWN;
    cop_cell_text(t, &x[0], p->target->number);
    cop_cell_text(t, &x[1], p->target->title);
    cop_cell_text(t, &x[2], p->indicator == NULL ? NULL : p->indicator->id);
    cop_cell_int(&x[3], p->now->year);
    cop_cell_real(&x[4], p->now->milestone);
    if (p->now->value.state == COP_PUBLISHED_VALUE)
      cop_cell_real(&x[5], p->now->value.value);
    if (p->now->rating != COP_RATING_NONE)
      cop_cell_formula(t, &x[6], cop_arena_printf(a, falls ? "100*E%u/F%u" : "100*F%u/E%u", row, row), p->now->share);
    cop_cell_text(t, &x[7], p->now->rating != COP_RATING_NONE ? cop_rating_name(p->now->rating) : cop_unrated_name(p->now->unrated));
  }
  return t;
}

bool
cop_progress_tables(const CopContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)p, (void)diags, (void)error;
  const CopTable **tables = cop_new_n(a, const CopTable *, 3);
  tables[0] = years_table(c, a);
  tables[1] = values_table(c, a);
  out->n_tables = 2;
  if (c->n_progress > 0)
    tables[out->n_tables++] = targets_table(c, a);
  out->tables = tables;
  return true;
}
