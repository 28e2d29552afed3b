/* SPDX-License-Identifier: Apache-2.0
 * What field reports show: one row for each field-reported indicator with a
 * value, this year beside the year before, never coloured where more is not
 * clearly better, never a count small enough to point at a child. */
#include <math.h>
#include <string.h>

#include "base/period.h"
#include "compose/contribution_priv.h"

#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })
#define ROWS_MAX 8

static CopPublishedValue
value_of(const CopPaper *r, size_t indicator, int year)
{
  const CopCubeKey key = { .indicator = (uint32_t)indicator, .area = -1, .period = cop_period_of(COP_PERIOD_YEAR, year, 1) };
  return cop_publication_value(r->c->publications[indicator], &key);
}

static const char *
value_text(CopPaper *r, const CopIndicator *in, const CopPublishedValue *v)
{
  switch (v->state) {
  case COP_PUBLISHED_VALUE:
    return cop_phrase_number(r->a, v->value, fabs(v->value - round(v->value)) > 1e-9 && strcmp(in->unit, "per cent") == 0 ? 1 : 0);
  case COP_PUBLISHED_HIDDEN:
    return "withheld (small)";
  case COP_PUBLISHED_WITHHELD:
    return "not published";
  case COP_PUBLISHED_NOTHING:
  case COP_PUBLISHED_MAX:
    break;
  }
  return "no report";
}

static const CopTargetProgress *
progress_of(const CopPaper *r, const CopIndicator *in)
{
  for (size_t i = 0; i < r->c->n_progress; i++)
    if (r->c->progress[i].indicator == in)
      return &r->c->progress[i];
  return NULL;
}

/* The newest year any indicator has data for. */
static int
newest_year(const CopPaper *r)
{
  int newest = 0;
  for (size_t i = 0; i < r->m->indicators.n; i++) {
    const CopPeriod *periods;
    size_t n = cop_publication_periods(r->c->publications[i], &periods);
    for (size_t k = 0; k < n; k++)
      newest = MAX(newest, cop_period_year(periods[k]));
  }
  return newest;
}

static void
add_table(CopPaper *r, CopNode *section, int year)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 3.6f }, { COP_ALIGN_START, 0.9f }, { COP_ALIGN_END, 0.9f }, { COP_ALIGN_END, 0.9f }, { COP_ALIGN_START, 1.1f } };
  CopNode *t = cop_paper_table(r, section, cop_arena_printf(r->a, "What %s field reports show", cop_phrase_number(r->a, (double)r->c->reports, 0)), columns, 5);
  cop_add_head_row(r->d, t, LIST("Indicator", "Unit", cop_arena_printf(r->a, "%d", year - 1), cop_arena_printf(r->a, "%d", year), "Against target"));
  unsigned rows = 0;
  for (size_t i = 0; i < r->m->indicators.n && rows < ROWS_MAX; i++) {
    const CopIndicator *in = &r->m->indicators.items[i];
    CopPublishedValue now = value_of(r, i, year), before = value_of(r, i, year - 1);
    if (!in->field_reported || (now.state == COP_PUBLISHED_NOTHING && before.state == COP_PUBLISHED_NOTHING))
      continue;
    const CopTargetProgress *progress = progress_of(r, in);
    const char *rating = progress != NULL && progress->now != NULL && progress->now->rating != COP_RATING_NONE ? cop_rating_name(progress->now->rating) : "not rated";
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "indicator", in->id);
    CopNode *name = cop_add_cell(r->d, row, in->title);
    if (in->caveat != NULL)
      cop_contribution_footnote(r, name, cop_arena_printf(r->a, "indicator/%s", in->id), in->source, in->locator, in->caveat);
    cop_add_cell(r->d, row, in->unit);
    cop_add_cell(r->d, row, value_text(r, in, &before));
    cop_add_cell(r->d, row, value_text(r, in, &now));
    cop_add_cell(r->d, row, rating);
    rows++;
  }
  cop_add_note(r->d, t, r->c->synthetic ? "Source: field reports held in this store, which are example data and not real reports. The last year may be incomplete. Small counts are withheld."
                                        : "Source: field reports of partners. The last year may be incomplete. Small counts are withheld.");
}

void
cop_contribution_progress(CopPaper *r, CopNode *section)
{
  if (r->c->publications == NULL) {
    cop_paper_say(r, cop_add_para(r->d, section, NULL), "No field report has been received in the period, so no progress on indicators is shown.");
    return;
  }
  add_table(r, section, newest_year(r));
}
