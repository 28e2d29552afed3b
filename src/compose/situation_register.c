/* SPDX-License-Identifier: Apache-2.0
 * The evidence register behind the situation analysis, and the same as a
 * workbook. */
#include <math.h>
#include <string.h>

#include "compose/situation.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))
#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

/* --- A: figures that contradict each other --- */

static void
add_conflict(CopPaper *r, CopNode *t, const char *conflict)
{
  for (int preferred = 1; preferred >= 0; preferred--)
    for (size_t i = 0; i < r->m->values.n; i++) {
      const CopValue *v = &r->m->values.items[i];
      if (v->conflict == NULL || strcmp(v->conflict, conflict) != 0 || v->preferred != (preferred == 1))
        continue;
      CopNode *row = cop_add_row(r->d, t, NULL);
      cop_node_from(r->d, row, "value", v->id);
      CopNode *cell = cop_add_cell(r->d, row, cop_phrase_sentence(r->a, cop_paper_field(r, COP_ENTITY_value, v->id, "label")));
      cop_paper_cite(r, cell, v->source, v->mark);
      cop_add_cell(r->d, row, v->period);
      cop_add_cell(r->d, row, cop_arena_printf(r->a, "%s %s", cop_phrase_value(r->a, v), T_(v->unit)));
      cop_add_cell(r->d, row, v->preferred ? T_("used") : T_("not used"));
      cop_add_cell(r->d, row, v->preferred ? v->preferred_because == NULL ? "–" : cop_phrase_sentence(r->a, v->preferred_because) : v->note == NULL ? "–" : v->note);
    }
}

static void
add_conflicts(CopPaper *r)
{
  CopNode *s = cop_front_annex(r, "A", T_("Figures that contradict each other"), true);
  static const CopColumn columns[] = { { COP_ALIGN_START, 3.2f }, { COP_ALIGN_START, 1 }, { COP_ALIGN_END, 1.3f }, { COP_ALIGN_START, 0.9f }, { COP_ALIGN_START, 3 } };
  CopNode *t = NULL;
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < r->m->values.n; i++) {
    const char *conflict = r->m->values.items[i].conflict;
    if (conflict == NULL || !g_hash_table_add(seen, (gpointer)conflict))
      continue;
    if (t == NULL) {
      t = cop_paper_table(r, s, T_("Values side by side, the one that is used first"), columns, 5);
      cop_add_head_row(r->d, t, LIST(T_("What it says"), T_("When"), T_("Value"), T_("Choice"), T_("Why")));
    }
    add_conflict(r, t, conflict);
  }
  if (t == NULL)
    cop_add_para(r->d, s, T_("No two figures in the register contradict each other."));
}

/* --- B: the register --- */

static void
add_row(CopPaper *r, CopNode *t, const CopValue *v)
{
  CopNode *row = cop_add_row(r->d, t, NULL);
  const CopArea *area = cop_model_area(r->m, v->area);
  int age = cop_situation_year(r->c) - cop_value_year(v);
  cop_node_from(r->d, row, "value", v->id);
  CopNode *cell = cop_add_cell(r->d, row, cop_phrase_sentence(r->a, cop_paper_field(r, COP_ENTITY_value, v->id, "label")));
  if (area != NULL)
    cop_add_textf(r->d, cell, ", %s", cop_paper_field(r, COP_ENTITY_area, area->id, "name"));
  else if (!cop_value_is_national(r->m, v))
    cop_add_textf(r->d, cell, ", %s", v->scope);
  cop_paper_cite(r, cell, v->source, v->mark);
  cop_add_cell(r->d, row, cop_arena_printf(r->a, "%s %s", cop_phrase_value(r->a, v), T_(v->unit)));
  cop_add_cell(r->d, row, v->period);
  cop_add_cell(r->d, row, age <= 0 ? T_("this year") : cop_arena_printf(r->a, cop_ntr(r->words, "%d year", "%d years", (unsigned long)age), age));
  cop_add_cell(r->d, row, v->sample > 0 ? cop_arena_printf(r->a, "%s, n = %s", cop_paper_word(r, COP_WORDS_METHOD, (int)v->method), cop_phrase_number(r->a, (double)v->sample, 0))
                                        : cop_paper_word(r, COP_WORDS_METHOD, (int)v->method));
  cop_add_cell(r->d, row, v->caveat == NULL ? "–" : cop_paper_field(r, COP_ENTITY_value, v->id, "caveat"));
  cop_add_cell(r->d, row, cop_paper_word(r, COP_WORDS_CONFIDENCE, (int)v->confidence));
}

void
cop_situation_register(CopPaper *r)
{
  add_conflicts(r);
  CopNode *s = cop_front_annex(r, "B", T_("Evidence register"), true);
  static const CopColumn columns[] = { { COP_ALIGN_START, 3.2f }, { COP_ALIGN_END, 1.3f }, { COP_ALIGN_START, 0.9f }, { COP_ALIGN_START, 0.8f },
                                       { COP_ALIGN_START, 1.2f }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 0.9f } };
  CopNode *t = cop_paper_table(r, s, T_("Every figure, with what it does not show"), columns, 7);
  cop_add_head_row(r->d, t, LIST(T_("What it says"), T_("Value"), T_("When"), T_("Age"), T_("Method"), T_("What it does not show"), T_("Confidence")));
  const char *topic = "";
  for (size_t i = 0; i < r->m->values.n; i++) {
    const CopValue *v = &r->m->values.items[i];
    if (strcmp(topic, v->topic) != 0) {
      CopNode *group = cop_add_row(r->d, t, NULL);
      group->role = COP_ROLE_GROUP;
      cop_add_cell(r->d, group, cop_phrase_sentence(r->a, v->topic))->as.cell.colspan = 7;
    }
    topic = v->topic;
    add_row(r, t, v);
  }
}

/* --- the workbook --- */

static CopTable *
evidence_table(const CopContext *x, CopArena *a)
{
  static const CopTableColumn columns[] = {
    { "id", "Id", COP_CELL_TEXT, 0 },                  { "topic", "Topic", COP_CELL_TEXT, 0 },       { "label", "What it says", COP_CELL_TEXT, 0 },
    { "number", "Number", COP_CELL_REAL, 2 },          { "low", "Lower end", COP_CELL_REAL, 2 },     { "high", "Upper end", COP_CELL_REAL, 2 },
    { "unit", "Unit", COP_CELL_TEXT, 0 },              { "period", "When", COP_CELL_TEXT, 0 },       { "age", "Age, years", COP_CELL_INT, 0 },
    { "where", "Where", COP_CELL_TEXT, 0 },            { "method", "Method", COP_CELL_TEXT, 0 },     { "sample", "Sample", COP_CELL_INT, 0 },
    { "population", "Who is covered", COP_CELL_TEXT, 0 }, { "definition", "What is counted", COP_CELL_TEXT, 0 }, { "caveat", "What it does not show", COP_CELL_TEXT, 0 },
    { "conflict", "Conflict", COP_CELL_TEXT, 0 },      { "used", "Used", COP_CELL_TEXT, 0 },         { "because", "Because", COP_CELL_TEXT, 0 },
    { "confidence", "Confidence", COP_CELL_TEXT, 0 },  { "mark", "Mark", COP_CELL_TEXT, 0 },         { "source", "Source", COP_CELL_TEXT, 0 } };
  const CopModel *m = x->model;
  CopTable *t = cop_table_new(a, "Evidence", "Evidence register", columns, G_N_ELEMENTS(columns));
  t->note = "Tips and reports are not children, not cases and not prevalence.";
  for (size_t i = 0; i < m->values.n; i++) {
    const CopValue *v = &m->values.items[i];
    const CopArea *area = cop_model_area(m, v->area);
    const CopSource *source = cop_model_source(m, v->source);
    CopCell *c = cop_table_row(t);
    const char *const texts[] = { v->id, v->topic, v->label };
    for (size_t k = 0; k < G_N_ELEMENTS(texts); k++)
      cop_cell_text(t, &c[k], texts[k]);
    cop_cell_real(&c[3], v->number);
    cop_cell_real(&c[4], v->low);
    cop_cell_real(&c[5], v->high);
    cop_cell_text(t, &c[6], v->unit);
    cop_cell_text(t, &c[7], v->period);
    cop_cell_int(&c[8], MAX(0, cop_situation_year(x) - cop_value_year(v)));
    cop_cell_text(t, &c[9], area != NULL ? area->name : v->scope);
    cop_cell_text(t, &c[10], cop_words(COP_WORDS_METHOD)->words[v->method]);
    if (v->sample > 0)
      cop_cell_int(&c[11], v->sample);
    cop_cell_text(t, &c[12], v->population);
    cop_cell_text(t, &c[13], v->definition);
    cop_cell_text(t, &c[14], v->caveat);
    cop_cell_text(t, &c[15], v->conflict);
    cop_cell_text(t, &c[16], v->conflict == NULL ? NULL : v->preferred ? "yes" : "no");
    cop_cell_text(t, &c[17], v->preferred_because);
    cop_cell_text(t, &c[18], cop_words(COP_WORDS_CONFIDENCE)->words[v->confidence]);
    cop_cell_text(t, &c[19], cop_words(COP_WORDS_MARK)->words[v->mark]);
    cop_cell_text(t, &c[20], source == NULL ? NULL : source->short_title);
  }
  return t;
}

static CopTable *
picture_table(const CopContext *x, CopArena *a)
{
  static const CopTableColumn columns[] = {
    { "cell", "Cell", COP_CELL_TEXT, 0 },        { "axis", "What the child meets", COP_CELL_TEXT, 0 }, { "nature", "Nature", COP_CELL_TEXT, 0 },
    { "title", "Risk", COP_CELL_TEXT, 0 },       { "known", "How well it is known", COP_CELL_TEXT, 0 }, { "figures", "Figures", COP_CELL_INT, 0 },
    { "national", "Of these from here", COP_CELL_INT, 0 }, { "surveys", "From surveys", COP_CELL_INT, 0 }, { "newest", "Newest", COP_CELL_TEXT, 0 },
    { "exposed", "Children exposed", COP_CELL_REAL, 0 }, { "exposed_says", "What that figure says", COP_CELL_TEXT, 0 }, { "confidence", "Confidence", COP_CELL_TEXT, 0 } };
  const CopModel *m = x->model;
  const CopPicture *all = cop_picture_find(m, cop_situation_year(x), a);
  CopTable *t = cop_table_new(a, "Risk picture", "The risk picture", columns, G_N_ELEMENTS(columns));
  t->note = "No score is computed: the table tells what is known, not how large a risk is.";
  for (size_t i = 0; i < m->risk_cells.n; i++) {
    const CopPicture *p = &all[i];
    CopCell *c = cop_table_row(t);
    cop_cell_text(t, &c[0], p->cell->id);
    cop_cell_text(t, &c[1], cop_words(COP_WORDS_RISK_AXIS)->words[p->cell->axis]);
    cop_cell_text(t, &c[2], cop_words(COP_WORDS_RISK_NATURE)->words[p->cell->nature]);
    cop_cell_text(t, &c[3], p->cell->title);
    cop_cell_text(t, &c[4], cop_known_name(p->known));
    cop_cell_int(&c[5], (int64_t)p->n);
    cop_cell_int(&c[6], (int64_t)p->n_national);
    cop_cell_int(&c[7], p->by_method[COP_METHOD_SURVEY] + p->by_method[COP_METHOD_CENSUS]);
    cop_cell_text(t, &c[8], p->newest == 0 ? NULL : cop_arena_printf(a, "%d", p->newest));
    if (p->exposed != NULL) {
      cop_cell_real(&c[9], p->exposed->number);
      cop_cell_text(t, &c[10], cop_arena_printf(a, "%s (%s)", p->exposed->label, p->exposed->period));
    }
    cop_cell_text(t, &c[11], cop_words(COP_WORDS_CONFIDENCE)->words[p->confidence]);
  }
  return t;
}

static CopTable *
gaps_table(const CopModel *m, CopArena *a)
{
  static const CopTableColumn columns[] = { { "item", "Not known", COP_CELL_TEXT, 0 }, { "looked_in", "Where it was looked for", COP_CELL_TEXT, 0 },
                                            { "measure", "Measure that will answer it", COP_CELL_TEXT, 0 }, { "until", "Until then", COP_CELL_TEXT, 0 } };
  CopTable *t = cop_table_new(a, "Not known", "What is not known", columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < m->data_gaps.n; i++) {
    const CopDataGap *g = &m->data_gaps.items[i];
    CopCell *c = cop_table_row(t);
    cop_cell_text(t, &c[0], g->item);
    cop_cell_text(t, &c[1], g->looked_in);
    cop_cell_text(t, &c[2], g->measure);
    cop_cell_text(t, &c[3], g->until);
  }
  return t;
}

bool
cop_situation_tables(const CopContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)p, (void)diags, (void)error;
  const CopTable **tables = cop_new_n(a, const CopTable *, 3);
  tables[0] = evidence_table(c, a);
  tables[1] = picture_table(c, a);
  tables[2] = gaps_table(c->model, a);
  out->tables = tables;
  out->n_tables = 3;
  return true;
}
