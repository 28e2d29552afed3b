/* SPDX-License-Identifier: Apache-2.0
 * The risk picture, regions side by side, and what is not known. */
#include <math.h>
#include <string.h>

#include "compose/region_map.h"
#include "compose/situation.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))
#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })
#define FIGURES_TOLD 3 /* of a cell, in its row; all stand in the register */
#define TOPICS 5

/* --- the grid --- */

static const CopPicture *
cell_at(CopPaper *r, const CopPicture *all, CopRiskAxis axis, CopRiskNature nature)
{
  for (size_t i = 0; i < r->m->risk_cells.n; i++)
    if (all[i].cell->axis == axis && all[i].cell->nature == nature)
      return &all[i];
  return NULL;
}

static const char *
figures_text(CopPaper *r, const CopPicture *p)
{
  if (p->n == 0)
    return T_("no figure");
  const char *text = cop_arena_printf(r->a, cop_ntr(r->words, "%zu figure, %zu from here", "%zu figures, %zu from here", p->n), p->n, p->n_national);
  return p->newest == 0 ? text : cop_arena_printf(r->a, T_("%s, newest %d"), text, p->newest);
}

static void
fill_cell(CopPaper *r, CopNode *row, const CopPicture *p)
{
  CopNode *cell = cop_add_cell(r->d, row, NULL);
  if (p == NULL)
    return;
  cop_node_from(r->d, cell, "risk_cell", p->cell->id);
  cop_add_styled(r->d, cop_add_para(r->d, cell, NULL), COP_NODE_STRONG, cop_paper_field(r, COP_ENTITY_risk_cell, p->cell->id, "title"));
  cop_add_para(r->d, cell, cop_phrase_sentence(r->a, T_(cop_known_name(p->known))));
  cop_add_para(r->d, cell, figures_text(r, p));
}

static void
add_grid(CopPaper *r, CopNode *s, const CopPicture *all)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 2 }, { COP_ALIGN_START, 2 }, { COP_ALIGN_START, 2 } };
  CopNode *t = cop_paper_table(r, s, T_("The risk picture: what a child meets, of what nature it is, and how well it is known here"), columns, 4);
  t->as.table.head_column = true;
  cop_add_head_row(r->d, t, LIST(T_("What the child meets"), T_("Aggressive"), T_("Sexual"), T_("Values")));
  for (int axis = 0; axis < COP_RISK_AXIS_CROSS; axis++) {
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_add_cell(r->d, row, cop_phrase_sentence(r->a, cop_paper_word(r, COP_WORDS_RISK_AXIS, axis)));
    for (int nature = 0; nature < COP_RISK_NATURE_CROSS; nature++)
      fill_cell(r, row, cell_at(r, all, (CopRiskAxis)axis, (CopRiskNature)nature));
  }
  CopNode *row = NULL;
  for (size_t i = 0, at = 0; i < r->m->risk_cells.n; i++) {
    if (all[i].cell->axis != COP_RISK_AXIS_CROSS)
      continue;
    if (at++ % 3 == 0) {
      row = cop_add_row(r->d, t, NULL);
      cop_add_cell(r->d, row, at == 1 ? T_("Across all") : "");
    }
    fill_cell(r, row, &all[i]);
  }
  cop_add_note(r->d, t, cop_arena_printf(r->a, T_("Measured: a national survey or census that ended at most %d years before this edition. Counted: only counts of offices, estimates or computed "
                                               "values. There is no score: the table tells what is known, not how large a risk is. Rows and columns after the CO:RE classification."),
                                         COP_PICTURE_FRESH));
}

/* --- cell by cell --- */

static const char *
trend_text(CopPaper *r, const CopPicture *p)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0; i < p->n_trends; i++) {
    const CopTrend *t = &p->trends[i];
    g_string_append_printf(s, "%s%s: %s (%s) − %s (%s) = %s%s %s", s->len == 0 ? "" : "; ", cop_phrase_sentence(r->a, cop_paper_field(r, COP_ENTITY_value, t->to->id, "label")), cop_phrase_value(r->a, t->to), t->to->period,
                           cop_phrase_value(r->a, t->from), t->from->period, t->difference > 0 ? "+" : "", cop_phrase_figure(r->a, t->difference), T_(t->to->unit));
  }
  return s->len == 0 ? T_("no two figures that can be compared") : cop_arena_strdup(r->a, s->str);
}

static void
add_cells(CopPaper *r, CopNode *s, const CopPicture *all)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.4f }, { COP_ALIGN_START, 3.6f }, { COP_ALIGN_START, 2 }, { COP_ALIGN_START, 2.4f }, { COP_ALIGN_START, 0.9f } };
  CopNode *t = cop_paper_table(r, s, T_("What each cell rests on"), columns, 5);
  t->as.table.head_column = true;
  cop_add_head_row(r->d, t, LIST(T_("Risk"), T_("Figures from here, newest first"), T_("Children exposed"), T_("Change, with the arithmetic"), T_("Confidence")));
  for (size_t i = 0; i < r->m->risk_cells.n; i++) {
    const CopPicture *p = &all[i];
    if (p->n_national == 0)
      continue;
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "risk_cell", p->cell->id);
    cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_risk_cell, p->cell->id, "title"));
    CopNode *list = cop_add_list(r->d, cop_add_cell(r->d, row, NULL), false);
    for (size_t k = 0; k < p->n_national && k < FIGURES_TOLD; k++) {
      const CopValue *v = p->values[k];
      CopNode *para = cop_add_para(r->d, cop_add_item(r->d, list, NULL), NULL);
      cop_node_from(r->d, para, "value", v->id);
      cop_paper_sayf(r, para, "%s %s: %s (%s, %s)", cop_phrase_value(r->a, v), T_(v->unit), cop_paper_field(r, COP_ENTITY_value, v->id, "label"), v->period, cop_paper_word(r, COP_WORDS_METHOD, (int)v->method));
      cop_paper_cite(r, para, v->source, v->mark);
    }
    if (p->n_national > FIGURES_TOLD)
      cop_add_item(r->d, list, cop_arena_printf(r->a, T_("%zu more in annex B"), p->n_national - FIGURES_TOLD));
    CopNode *cell = cop_add_cell(r->d, row, NULL);
    if (p->exposed == NULL) {
      cop_add_text(r->d, cell, T_("no figure in children is known"));
    } else {
      cop_node_from(r->d, cell, "value", p->exposed->id);
      cop_add_textf(r->d, cell, "%s %s (%s)%s%s", cop_phrase_value(r->a, p->exposed), T_(p->exposed->unit), p->exposed->period, p->exposed->caveat == NULL ? "" : ". ",
                    p->exposed->caveat == NULL ? "" : cop_paper_field(r, COP_ENTITY_value, p->exposed->id, "caveat"));
      cop_paper_cite(r, cell, p->exposed->source, p->exposed->mark);
    }
    cop_add_cell(r->d, row, trend_text(r, p));
    cop_add_cell(r->d, row, cop_paper_word(r, COP_WORDS_CONFIDENCE, (int)p->confidence));
  }
  cop_add_note(r->d, t, T_("A change is only shown between figures of the same topic, unit, method, definition and kind of period. A rise in reports can be better reporting. Confidence is that of "
                        "the weakest figure behind the row."));
}

void
cop_situation_picture(CopPaper *r, const CopPicture *picture)
{
  CopNode *s = cop_paper_chapter(r, "5", T_("The risk picture"), LIST(T_("Twelve kinds of risk and what runs through all, each with what is known of it."), T_("Where nothing is known, the cell says so.")));
  s->role = COP_ROLE_LANDSCAPE;
  add_grid(r, s, picture);
  add_cells(r, s, picture);
}

/* --- regions --- */

static const CopValue *
value_of(CopPaper *r, const char *topic, const CopArea *area)
{
  for (size_t i = 0; i < r->m->values.n; i++) {
    const CopValue *v = &r->m->values.items[i];
    if (v->area != NULL && strcmp(v->area, area->id) == 0 && strcmp(v->topic, topic) == 0 && !cop_value_is_outvoted(r->m, v))
      return v;
  }
  return NULL;
}

/* How many regions have a figure of a topic. */
static unsigned
count_regions(CopPaper *r, const char *topic)
{
  unsigned n = 0;
  for (size_t i = 0; i < r->m->areas.n; i++)
    n += r->m->areas.items[i].level == COP_AREA_REGION && value_of(r, topic, &r->m->areas.items[i]) != NULL;
  return n;
}

/* Topics that have figures for at least three regions, in the order of the register. */
static size_t
regional_topics(CopPaper *r, const char **topics)
{
  size_t n = 0;
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < r->m->values.n && n < TOPICS; i++) {
    const CopValue *v = &r->m->values.items[i];
    if (v->area != NULL && g_hash_table_add(seen, (gpointer)v->topic) && count_regions(r, v->topic) >= 3)
      topics[n++] = v->topic;
  }
  return n;
}

/* The topic known for the most regions on the map, when that is half of them. */
static void
add_map(CopPaper *r, CopNode *section, const char *const *topics, size_t n)
{
  const char *topic = topics[0];
  for (size_t k = 1; k < n; k++)
    if (count_regions(r, topics[k]) > count_regions(r, topic))
      topic = topics[k];
  double *values = cop_new_n(r->a, double, r->m->areas.n);
  const CopValue *last = NULL;
  for (size_t i = 0; i < r->m->areas.n; i++) {
    const CopValue *v = r->m->areas.items[i].level == COP_AREA_REGION ? value_of(r, topic, &r->m->areas.items[i]) : NULL;
    values[i] = v == NULL ? NAN : v->number;
    last = v != NULL ? v : last;
  }
  size_t regions = 0;
  for (size_t i = 0; i < r->m->areas.n; i++)
    regions += r->m->areas.items[i].level == COP_AREA_REGION && r->m->areas.items[i].valid_to == NULL;
  if (last == NULL || 2 * count_regions(r, topic) < regions)
    return;
  CopRegionMap map = { cop_phrase_sentence(r->a, topic), strcmp(last->unit, "per cent") == 0 ? "%" : last->unit, 1, values };
  cop_region_map(r, section, cop_arena_printf(r->a, "%s, %s", map.subject, cop_paper_period(r, last->period)), &map);
}

void
cop_situation_regions(CopPaper *r, CopNode *chapter)
{
  const char *topics[TOPICS], *head[TOPICS + 3] = { T_("Region"), T_("Population") };
  CopColumn columns[TOPICS + 2] = { { COP_ALIGN_START, 2.2f }, { COP_ALIGN_END, 1.2f } };
  size_t n = regional_topics(r, topics);
  if (n == 0)
    return;
  for (size_t k = 0; k < n; k++) {
    columns[k + 2] = (CopColumn){ COP_ALIGN_END, 1.2f };
    head[k + 2] = NULL;
    for (size_t i = 0; i < r->m->areas.n && head[k + 2] == NULL; i++) {
      const CopValue *v = value_of(r, topics[k], &r->m->areas.items[i]);
      if (v != NULL && r->m->areas.items[i].level == COP_AREA_REGION)
        head[k + 2] = cop_arena_printf(r->a, "%s, %s (%s)", cop_phrase_sentence(r->a, topics[k]), strcmp(v->unit, "per cent") == 0 ? "%" : v->unit, v->period);
    }
    if (head[k + 2] == NULL)
      head[k + 2] = cop_phrase_sentence(r->a, topics[k]);
  }
  head[n + 2] = NULL;
  CopNode *s = cop_paper_section(r, chapter, T_("Regions side by side"));
  CopNode *t = cop_paper_table(r, s, T_("Regions, in the order of their codes"), columns, (unsigned)(n + 2));
  t->as.table.head_column = true;
  cop_add_head_row(r->d, t, head);
  for (size_t i = 0; i < r->m->areas.n; i++) {
    const CopArea *area = &r->m->areas.items[i];
    if (area->level != COP_AREA_REGION || area->valid_to != NULL)
      continue;
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "area", area->id);
    cop_add_cell(r->d, row, cop_paper_field(r, COP_ENTITY_area, area->id, "name"));
    cop_add_cell(r->d, row, area->population > 0 ? cop_phrase_number(r->a, (double)area->population, 0) : T_("not found"));
    for (size_t k = 0; k < n; k++) {
      const CopValue *v = value_of(r, topics[k], area);
      CopNode *cell = cop_add_cell(r->d, row, v == NULL ? T_("not found") : cop_phrase_value(r->a, v));
      if (v != NULL)
        cop_node_from(r->d, cell, "value", v->id);
    }
  }
  cop_add_note(r->d, t, T_("Not ranked: the regions differ in what was counted and when. Sources and caveats of each figure stand in annex B."));
  add_map(r, s, topics, n);
}

/* --- what is not known --- */

void
cop_situation_unknown(CopPaper *r)
{
  CopNode *s = cop_paper_chapter(r, "6", T_("What is not known"), LIST(T_("A gap in evidence is a task for somebody, with a date.")));
  if (r->m->data_gaps.n == 0) {
    cop_add_para(r->d, s, T_("Nothing has been written down as unknown yet; that is a gap of its own."));
    return;
  }
  static const CopColumn columns[] = { { COP_ALIGN_START, 2.4f }, { COP_ALIGN_START, 2.2f }, { COP_ALIGN_START, 2.4f }, { COP_ALIGN_START, 2 } };
  CopNode *t = cop_paper_table(r, s, T_("Questions the evidence held cannot answer"), columns, 4);
  cop_add_head_row(r->d, t, LIST(T_("Not known"), T_("Where it was looked for"), T_("Measure that will answer it"), T_("Until then")));
  for (size_t i = 0; i < r->m->data_gaps.n; i++) {
    const CopDataGap *g = &r->m->data_gaps.items[i];
    const CopMeasure *x = cop_model_measure(r->m, g->measure);
    CopNode *row = cop_add_row(r->d, t, LIST(cop_phrase_sentence(r->a, cop_paper_field(r, COP_ENTITY_data_gap, g->id, "item")), g->looked_in == NULL ? "–" : cop_phrase_sentence(r->a, cop_paper_field(r, COP_ENTITY_data_gap, g->id, "looked_in")),
                                             x == NULL ? T_("none yet") : cop_arena_printf(r->a, "%s, %s", cop_paper_measure_number(r, x->id), cop_paper_field(r, COP_ENTITY_measure, x->id, "title")), cop_phrase_sentence(r->a, cop_paper_field(r, COP_ENTITY_data_gap, g->id, "until"))));
    cop_node_from(r->d, row, "data_gap", g->id);
  }
}
