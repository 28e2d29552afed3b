/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_situation.c -- what is known about children online here, with all
 * that must be said about each figure, and what is not known. */
#include <math.h>
#include <string.h>

#include "plan/picture.h"
#include "web/grid.h"
#include "web/part.h"

void cop_page_situation(CopPage *p);
void cop_tables_situation(CopPage *p, GPtrArray *grids);
void cop_page_chapter(CopPage *p);

/* The words of value.uses, in the order a situation analysis has them. */
static const struct {
  const char *use, *title, *lead;
} chapters[] = {
  { "access", N_("Access and use"), N_("Who is online, with what, and who is not.") },
  { "opportunity", N_("Opportunities"), N_("What children gain by being online.") },
  { "harm", N_("Harm"), N_("What happened to children, by their own account.") },
  { "help-seeking", N_("Seeking help"), N_("Whom children tell, and what keeps them from telling.") },
  { "left-out", N_("Children left out"), N_("Who is missed by services, surveys and messages.") },
  { "school", N_("School"), N_("In school and out of school.") },
  { "literacy", N_("Literacy"), N_("Who can read what.") },
  { "poverty", N_("Poverty"), N_("What families live on.") },
  { "language", N_("Languages"), N_("What is spoken at home.") },
  { "offenders", N_("Offenders"), N_("What is known of those who do harm.") },
  { "reports", N_("Reports and tips"), N_("What reached authorities and companies. Tips are not children, and not prevalence.") },
  { "cases", N_("Cases"), N_("Investigations, arrests, convictions, services.") },
  { "plan", N_("Figures the plan uses"), N_("Baselines and sizes.") },
  { "global", N_("The wider world"), N_("The same questions elsewhere, for comparison only.") },
};

static bool
is_used_in(const CopValue *v, const char *use)
{
  for (size_t i = 0; i < v->uses.n; i++)
    if (strcmp(v->uses.items[i], use) == 0)
      return true;
  return false;
}

static size_t
count_use(const CopModel *m, const char *use)
{
  size_t n = 0;
  for (size_t i = 0; i < m->values.n; i++)
    n += is_used_in(&m->values.items[i], use);
  return n;
}

/* "20", "0 to 4", or that it is not known. */
static const char *
figure_text(CopPage *p, const CopValue *v)
{
  if (!isnan(v->number))
    return cop_say_figure(p, v->number);
  if (!isnan(v->low) && !isnan(v->high))
    return cop_arena_printf(p->a, cop_ctr(p->words, "a range of numbers", "%s to %s"), cop_say_figure(p, v->low), cop_say_figure(p, v->high));
  return T_("not known");
}

/* --- the overview of evidence --- */

/* The first national figure of a use that is preferred or undisputed. */
static const CopValue *
lead_value(const CopModel *m, const char *use)
{
  for (size_t i = 0; i < m->values.n; i++) {
    const CopValue *v = &m->values.items[i];
    if (is_used_in(v, use) && v->area == NULL && !isnan(v->number) && (v->conflict == NULL || v->preferred))
      return v;
  }
  return NULL;
}

static void
write_chapters(CopPage *p)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_UL, cop_a(COP_A_CLASS, "cards")) {
    for (size_t i = 0; i < G_N_ELEMENTS(chapters); i++) {
      size_t n = count_use(p->m, chapters[i].use);
      if (n == 0)
        continue;
      const CopValue *v = lead_value(p->m, chapters[i].use);
      COP_EL (h, COP_LI, cop_a(COP_A_CLASS, "card")) {
        COP_EL (h, COP_H3)
          COP_TEXT(h, COP_A, T_(chapters[i].title), cop_link(COP_A_HREF, cop_url_path(p->a, "situation", chapters[i].use, NULL)));
        COP_TEXT(h, COP_P, T_(chapters[i].lead));
        if (v != NULL)
          COP_EL (h, COP_P, cop_a(COP_A_CLASS, "card-figure")) {
            COP_EL (h, COP_STRONG)
              cop_html_textf(h, "%s %s", figure_text(p, v), T_(v->unit));
            cop_html_text(h, " – ");
            cop_part_field(p, COP_ENTITY_value, v, "label");
            cop_html_textf(h, " (%s)", cop_say_period(p, v->period));
          }
        COP_EL (h, COP_P, cop_a(COP_A_CLASS, "card-foot"))
          cop_html_textf(h, cop_ntr(p->words, "%s figure", "%s figures", n), cop_say_int(p, (int64_t)n));
      }
    }
  }
}

static CopChip
chip_known(CopKnown k)
{
  static const CopChip chips[COP_KNOWN_MAX] = { [COP_KNOWN_NOT] = COP_CHIP_OPEN, [COP_KNOWN_ELSEWHERE] = COP_CHIP_OPEN, [COP_KNOWN_COUNTED] = COP_CHIP_WARN,
                                                [COP_KNOWN_DATED] = COP_CHIP_PART, [COP_KNOWN_MEASURED] = COP_CHIP_GOOD };
  return chips[k];
}

/* "30% (2024) − 20% (2021) = +10" of the first trend. */
static const char *
trend_text(CopPage *p, const CopPicture *x)
{
  const CopTrend *t = &x->trends[0];
  return cop_arena_printf(p->a, "%s (%s) − %s (%s) = %s%s %s", figure_text(p, t->to), cop_say_period(p, t->to->period), figure_text(p, t->from), cop_say_period(p, t->from->period),
                          t->difference > 0 ? "+" : "", cop_say_figure(p, t->difference), T_(t->to->unit));
}

/* A cell: how well it is known, who is exposed, what changed, with what it rests on. */
static void
write_risk(CopPage *p, const CopPicture *x)
{
  CopHtml *h = p->h;
  const CopRiskCell *c = x->cell;
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "risk")) {
    cop_part_record(p, COP_ENTITY_risk_cell, c);
    cop_part_chip(p, chip_known(x->known), T_(cop_known_name(x->known)));
    if (x->n == 0)
      continue;
    COP_EL (h, COP_DETAILS) {
      COP_TEXT(h, COP_SUMMARY, cop_arena_printf(p->a, cop_ntr(p->words, "%s figure", "%s figures", x->n), cop_say_int(p, (int64_t)x->n)));
      COP_TEXT(h, COP_P, cop_arena_printf(p->a, T_("%s from here, newest %s; confidence: %s"), cop_say_int(p, (int64_t)x->n_national),
                                          x->newest == 0 ? "–" : cop_arena_printf(p->a, "%d", x->newest), cop_say_word(p, COP_WORDS_CONFIDENCE, (int)x->confidence)));
      COP_EL (h, COP_P) {
        if (x->exposed == NULL) {
          cop_html_text(h, T_("No figure in children is known."));
        } else {
          COP_TEXT(h, COP_A, cop_arena_printf(p->a, "%s %s (%s)", figure_text(p, x->exposed), T_(x->exposed->unit), cop_say_period(p, x->exposed->period)),
                   cop_link(COP_A_HREF, cop_url_record(p, COP_ENTITY_value, x->exposed->id)));
          cop_html_text(h, " ");
          cop_part_field(p, COP_ENTITY_value, x->exposed, "caveat");
        }
      }
      COP_TEXT(h, COP_P, x->n_trends == 0 ? T_("No two figures can be compared over time.") : trend_text(p, x));
    }
  }
}

/* Axis by nature; what runs through all stands below the grid. */
static void
write_grid(CopPage *p)
{
  CopHtml *h = p->h;
  const CopPicture *all = cop_picture_find(p->m, (int)g_ascii_strtoll(p->today, NULL, 10), p->a);
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "scroll"), cop_a(COP_A_TABINDEX, "0"), cop_a(COP_A_ROLE, "group"), cop_a(COP_A_ARIA_LABEL, T_("Risk grid")))
    COP_EL (h, COP_TABLE, cop_a(COP_A_CLASS, "risks")) {
      COP_TEXT(h, COP_CAPTION, T_("Risks by what the child meets (rows) and of what nature it is (columns)"), cop_a(COP_A_CLASS, "unseen"));
      COP_EL (h, COP_THEAD)
        COP_EL (h, COP_TR) {
          COP_EL (h, COP_TD)
            ;
          for (int n = 0; n < COP_RISK_NATURE_CROSS; n++)
            COP_TEXT(h, COP_TH, cop_say_word(p, COP_WORDS_RISK_NATURE, n), cop_a(COP_A_SCOPE, "col"));
        }
      COP_EL (h, COP_TBODY)
        for (int axis = 0; axis < COP_RISK_AXIS_CROSS; axis++)
          COP_EL (h, COP_TR) {
            COP_TEXT(h, COP_TH, cop_say_word(p, COP_WORDS_RISK_AXIS, axis), cop_a(COP_A_SCOPE, "row"));
            for (int n = 0; n < COP_RISK_NATURE_CROSS; n++)
              COP_EL (h, COP_TD)
                for (size_t i = 0; i < p->m->risk_cells.n; i++)
                  if ((int)p->m->risk_cells.items[i].axis == axis && (int)p->m->risk_cells.items[i].nature == n)
                    write_risk(p, &all[i]);
          }
    }
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "risks-cross"))
    for (size_t i = 0; i < p->m->risk_cells.n; i++)
      if (p->m->risk_cells.items[i].axis == COP_RISK_AXIS_CROSS || p->m->risk_cells.items[i].nature == COP_RISK_NATURE_CROSS)
        write_risk(p, &all[i]);
}

static CopGrid *
gap_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "item", N_("Not known"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "looked_in", N_("Where it was looked for"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "until", N_("Until then"), COP_CELL_TEXT, 0, 0 },
                                           { "measure", N_("Measure that will answer it"), COP_CELL_TEXT, 0, 0 } };
  CopGrid *g = cop_grid_new(p, "not-known", T_("What is not known"), columns, G_N_ELEMENTS(columns));
  g->plain = true;
  for (size_t i = 0; i < p->m->data_gaps.n; i++) {
    const CopDataGap *d = &p->m->data_gaps.items[i];
    CopGridCell *c = cop_grid_row(g);
    static const char *const fields[] = { "item", "looked_in", "until" };
    for (size_t k = 0; k < G_N_ELEMENTS(fields); k++) {
      cop_grid_field(g, &c[k], COP_ENTITY_data_gap, d, fields[k]);
      c[k].shown = cop_say_sentence(p, c[k].value.text);
    }
    const CopMeasure *m = cop_model_measure(p->m, d->measure);
    if (m != NULL) {
      cop_grid_field(g, &c[3], COP_ENTITY_measure, m, "title");
      c[3].link = cop_url_record(p, COP_ENTITY_measure, m->id);
    }
  }
  return g;
}

void
cop_tables_situation(CopPage *p, GPtrArray *grids)
{
  static const CopGridColumn columns[] = {
    { "id", N_("Id"), COP_CELL_TEXT, 0, 0 },          { "topic", N_("Topic"), COP_CELL_TEXT, 0, 0 },
    { "label", N_("What it says"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD }, { "number", N_("Number"), COP_CELL_REAL, 2, 0 },
    { "low", N_("Lower end"), COP_CELL_REAL, 2, 0 },  { "high", N_("Upper end"), COP_CELL_REAL, 2, 0 },
    { "unit", N_("Unit"), COP_CELL_TEXT, 0, 0 },      { "period", N_("When"), COP_CELL_TEXT, 0, 0 },
    { "scope", N_("Where"), COP_CELL_TEXT, 0, 0 },    { "method", N_("How it came about"), COP_CELL_TEXT, 0, 0 },
    { "sample", N_("Sample"), COP_CELL_INT, 0, 0 },   { "population", N_("Who is covered"), COP_CELL_TEXT, 0, 0 },
    { "definition", N_("What is counted"), COP_CELL_TEXT, 0, 0 }, { "caveat", N_("What it does not show"), COP_CELL_TEXT, 0, 0 },
    { "conflict", N_("Conflict"), COP_CELL_TEXT, 0, 0 }, { "preferred", N_("Preferred"), COP_CELL_INT, 0, 0 },
    { "confidence", N_("Confidence"), COP_CELL_TEXT, 0, 0 }, { "mark", N_("Mark"), COP_CELL_TEXT, 0, 0 },
    { "source", N_("Source"), COP_CELL_TEXT, 0, 0 },  { "locator", N_("Place in the source"), COP_CELL_TEXT, 0, 0 },
  };
  CopGrid *g = cop_grid_new(p, "evidence", T_("Evidence"), columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < p->m->values.n; i++) {
    const CopValue *v = &p->m->values.items[i];
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], v->id);
    cop_grid_text(&c[1], v->topic);
    cop_grid_text(&c[2], v->label);
    cop_grid_real(&c[3], v->number);
    cop_grid_real(&c[4], v->low);
    cop_grid_real(&c[5], v->high);
    cop_grid_text(&c[6], v->unit);
    cop_grid_text(&c[7], v->period);
    cop_grid_text(&c[8], v->scope);
    cop_grid_text(&c[9], cop_words(COP_WORDS_METHOD)->words[v->method]);
    if (cop_record_has(COP_ENTITY_value, v, "sample"))
      cop_grid_int(&c[10], v->sample);
    cop_grid_text(&c[11], v->population);
    cop_grid_text(&c[12], v->definition);
    cop_grid_text(&c[13], v->caveat);
    cop_grid_text(&c[14], v->conflict);
    if (v->conflict != NULL)
      cop_grid_int(&c[15], v->preferred);
    cop_grid_text(&c[16], cop_words(COP_WORDS_CONFIDENCE)->words[v->confidence]);
    cop_grid_text(&c[17], cop_words(COP_WORDS_MARK)->words[v->mark]);
    cop_grid_text(&c[18], v->source);
    cop_grid_text(&c[19], v->locator);
  }
  g_ptr_array_add(grids, g);
  g_ptr_array_add(grids, gap_grid(p));
}

void
cop_page_situation(CopPage *p)
{
  g_auto(CopFrameScope) frame = cop_frame_open(
    p, &(CopFrame){ .title = T_("Situation"),
                    .nav = "/situation",
                    .lead = T_("What is known about children online here. Every figure carries its source, its date and what it does not show.") });
  if (p->m->values.n == 0) {
    cop_part_empty(p, T_("No evidence yet"),
                   T_("Figures with source, date, definition and caveat will stand here by chapter, with contradicting values side by side."),
                   T_("See what a figure needs"), cop_url_path(p->a, "records", "value", NULL));
    return;
  }
  COP_SECTION_OF(p, "chapters", T_("By chapter"), NULL)
    write_chapters(p);
  COP_SECTION_OF(p, "risks", T_("By risk"), T_("Which risks the evidence speaks to. A risk without a figure is not a small risk: nobody has measured it."))
    write_grid(p);
  COP_SECTION_OF(p, "not-known", T_("What is not known"), NULL) {
    CopGrid *g = gap_grid(p);
    g->empty = T_("Nothing has been written down as unknown yet.");
    cop_part_grid(g);
  }
  COP_EL (p->h, COP_P, cop_a(COP_A_CLASS, "downloads")) {
    cop_html_text(p->h, T_("All figures as a file:"));
    for (CopSuffix s = COP_SUFFIX_CSV; s < COP_SUFFIX_MAX; s++) {
      cop_html_text(p->h, " ");
      COP_TEXT(p->h, COP_A, cop_suffix_text(s) + 1, cop_link(COP_A_HREF, cop_url_here(p->a, p->rq->path, cop_suffix_text(s))), cop_a_if(COP_A_DOWNLOAD, true));
    }
  }
}

/* --- one chapter --- */

static void
write_more(CopPage *p, const CopValue *v)
{
  CopHtml *h = p->h;
  if (v->population == NULL && v->definition == NULL)
    return;
  COP_EL (h, COP_DETAILS) {
    COP_TEXT(h, COP_SUMMARY, T_("Who and what is counted"));
    COP_EL (h, COP_DL) {
      if (v->definition != NULL) {
        COP_TEXT(h, COP_DT, T_("What is counted"));
        COP_EL (h, COP_DD)
          cop_part_field(p, COP_ENTITY_value, v, "definition");
      }
      if (v->population != NULL) {
        COP_TEXT(h, COP_DT, T_("Who is covered"));
        COP_EL (h, COP_DD)
          cop_part_field(p, COP_ENTITY_value, v, "population");
      }
    }
  }
}

static CopChip
chip_confidence(CopConfidence c)
{
  static const CopChip chips[COP_CONFIDENCE_MAX] = { [COP_CONFIDENCE_LOW] = COP_CHIP_OPEN, [COP_CONFIDENCE_MEDIUM] = COP_CHIP_PART, [COP_CONFIDENCE_HIGH] = COP_CHIP_GOOD };
  return chips[c];
}

static void
write_facts(CopPage *p, const CopValue *v)
{
  CopHtml *h = p->h;
  const CopArea *area = cop_model_area(p->m, v->area);
  COP_EL (h, COP_P, cop_a(COP_A_CLASS, "facts")) {
    if (area != NULL || v->scope != NULL)
      cop_html_textf(h, "%s · ", area != NULL ? area->name : v->scope);
    cop_html_textf(h, "%s · %s", cop_say_period(p, v->period), cop_say_word(p, COP_WORDS_METHOD, (int)v->method));
    if (cop_record_has(COP_ENTITY_value, v, "sample"))
      cop_html_textf(h, " · %s", cop_arena_printf(p->a, T_("sample of %s"), cop_say_int(p, v->sample)));
    cop_html_text(h, " · ");
    static const char *const confidence[COP_CONFIDENCE_MAX] = { N_("low confidence"), N_("medium confidence"), N_("high confidence") };
    cop_part_chip(p, chip_confidence(v->confidence), T_(confidence[v->confidence]));
  }
}

static void
write_value(CopPage *p, const CopValue *v)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_ARTICLE, cop_a(COP_A_CLASS, v->conflict != NULL && v->preferred ? "value value-preferred" : "value"), cop_a(COP_A_ID, v->id)) {
    COP_EL (h, COP_P, cop_a(COP_A_CLASS, "value-figure")) {
      COP_TEXT(h, COP_STRONG, figure_text(p, v));
      COP_TEXT(h, COP_SPAN, T_(v->unit));
    }
    COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "value-text")) {
      COP_EL (h, COP_P, cop_a(COP_A_CLASS, "value-label"))
        COP_EL (h, COP_A, cop_link(COP_A_HREF, cop_url_record(p, COP_ENTITY_value, v->id)))
          cop_part_sentence(p, COP_ENTITY_value, v, "label");
      write_facts(p, v);
      if (v->caveat != NULL)
        COP_EL (h, COP_P, cop_a(COP_A_CLASS, "caveat"))
          cop_part_field(p, COP_ENTITY_value, v, "caveat");
      if (v->preferred_because != NULL)
        COP_EL (h, COP_P, cop_a(COP_A_CLASS, "preferred")) {
          COP_TEXT(h, COP_STRONG, T_("Used here, because:"));
          COP_EL (h, COP_SPAN, cop_a(COP_A_LANG, "en"))
            cop_html_textf(h, " %s", v->preferred_because);
        }
      write_more(p, v);
      cop_part_source(p, v->mark, v->source, v->locator, v->note);
    }
  }
}

/* All values of a conflict, the preferred one first. */
static void
write_conflict(CopPage *p, const char *conflict, GHashTable *done)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "conflict")) {
    COP_TEXT(h, COP_P, T_("Figures for the same thing that do not agree; one is used"), cop_a(COP_A_CLASS, "conflict-title"));
    for (int preferred = 1; preferred >= 0; preferred--)
      for (size_t i = 0; i < p->m->values.n; i++) {
        const CopValue *v = &p->m->values.items[i];
        if (v->conflict == NULL || strcmp(v->conflict, conflict) != 0 || v->preferred != (preferred == 1))
          continue;
        write_value(p, v);
        g_hash_table_add(done, (gpointer)v->id);
      }
  }
}

static size_t
count_conflict(const CopModel *m, const char *conflict)
{
  size_t n = 0;
  for (size_t i = 0; i < m->values.n; i++)
    n += m->values.items[i].conflict != NULL && strcmp(m->values.items[i].conflict, conflict) == 0;
  return n;
}

static void
write_topic(CopPage *p, const char *use, const char *topic, GHashTable *done)
{
  for (size_t i = 0; i < p->m->values.n; i++) {
    const CopValue *v = &p->m->values.items[i];
    if (strcmp(v->topic, topic) != 0 || !is_used_in(v, use) || g_hash_table_contains(done, v->id))
      continue;
    if (v->conflict != NULL && count_conflict(p->m, v->conflict) > 1) {
      write_conflict(p, v->conflict, done);
    } else {
      write_value(p, v);
      g_hash_table_add(done, (gpointer)v->id);
    }
  }
}

/* A conflict shows values of other topics too; these need no heading again. */
static bool
has_new(const CopModel *m, const char *use, const char *topic, GHashTable *done)
{
  for (size_t i = 0; i < m->values.n; i++) {
    const CopValue *v = &m->values.items[i];
    if (strcmp(v->topic, topic) == 0 && is_used_in(v, use) && !g_hash_table_contains(done, v->id))
      return true;
  }
  return false;
}

void
cop_page_chapter(CopPage *p)
{
  size_t k = 0;
  while (k < G_N_ELEMENTS(chapters) && strcmp(chapters[k].use, p->args[0]) != 0)
    k++;
  if (k == G_N_ELEMENTS(chapters)) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  const char *use = chapters[k].use;
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_(chapters[k].title),
                                                               .lead = T_(chapters[k].lead),
                                                               .nav = "/situation",
                                                               .parent = T_("Situation"),
                                                               .parent_url = cop_url_path(p->a, "situation", NULL) });
  g_autoptr(GHashTable) done = g_hash_table_new(g_str_hash, g_str_equal), topics = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < p->m->values.n; i++) {
    const CopValue *v = &p->m->values.items[i];
    if (!is_used_in(v, use) || !g_hash_table_add(topics, (gpointer)v->topic))
      continue;
    if (!has_new(p->m, use, v->topic, done))
      continue;
    COP_SECTION_OF(p, NULL, cop_say_sentence(p, v->topic), NULL)
      write_topic(p, use, v->topic, done);
  }
  if (g_hash_table_size(topics) == 0)
    cop_part_empty(p, T_("No figure in this chapter"), T_("Figures whose uses name this chapter will stand here."), NULL, (CopUrl){ 0 });
}
