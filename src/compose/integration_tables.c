/* SPDX-License-Identifier: Apache-2.0 */
#include "compose/integration.h"

#include <string.h>

#include "plan/weave.h"

static const char *
short_name(const CopModel *m, const char *id)
{
  const CopInstitution *i = cop_model_institution(m, id);
  return i == NULL ? NULL : i->acronym != NULL ? i->acronym : i->name;
}

static CopTable *
initiatives_table(const CopModel *m, CopArena *a)
{
  static const CopTableColumn columns[] = {
    { "id", "Id", COP_CELL_TEXT, 0 },           { "title", "Initiative", COP_CELL_TEXT, 0 },     { "owner", "Owner", COP_CELL_TEXT, 0 },
    { "sector", "Sector", COP_CELL_TEXT, 0 },   { "population", "Whom it serves", COP_CELL_TEXT, 0 }, { "status", "Standing", COP_CELL_TEXT, 0 },
    { "starts", "From", COP_CELL_DATE, 0 },     { "ends", "Until", COP_CELL_DATE, 0 },           { "next_entry", "Next entry point", COP_CELL_DATE, 0 },
    { "cycle", "How and when it is revised", COP_CELL_TEXT, 0 }, { "suggested", "Clauses suggested", COP_CELL_INT, 0 }, { "accepted", "Accepted", COP_CELL_INT, 0 },
    { "done", "Done", COP_CELL_INT, 0 },        { "rejected", "Rejected", COP_CELL_INT, 0 } };
  CopTable *t = cop_table_new(a, "Initiatives", "Existing initiatives", columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < m->initiatives.n; i++) {
    const CopInitiative *n = &m->initiatives.items[i];
    CopWoven w = cop_weave_count(m, n->id);
    CopCell *c = cop_table_row(t);
    const char *const texts[] = { n->id, n->title, short_name(m, n->owner), n->sector, n->population, cop_words(COP_WORDS_INITIATIVE)->words[n->status] };
    for (size_t k = 0; k < G_N_ELEMENTS(texts); k++)
      cop_cell_text(t, &c[k], texts[k]);
    cop_cell_date(t, &c[6], n->starts);
    cop_cell_date(t, &c[7], n->ends);
    cop_cell_date(t, &c[8], n->next_entry);
    cop_cell_text(t, &c[9], n->cycle);
    cop_cell_int(&c[10], (int64_t)w.by[COP_DECISION_SUGGESTED]);
    cop_cell_int(&c[11], (int64_t)w.by[COP_DECISION_ACCEPTED]);
    cop_cell_int(&c[12], (int64_t)w.by[COP_DECISION_DONE]);
    cop_cell_int(&c[13], (int64_t)w.by[COP_DECISION_REJECTED]);
  }
  return t;
}

static const CopTableColumn pair_columns[] = { { "initiative", "Initiative", COP_CELL_TEXT, 0 }, { "owner", "Owner", COP_CELL_TEXT, 0 },
                                               { "measure", "Measure", COP_CELL_TEXT, 0 },       { "title", "What the measure does", COP_CELL_TEXT, 0 },
                                               { "clause", "Clause to paste", COP_CELL_TEXT, 0 }, { "indicator", "Shown by", COP_CELL_TEXT, 0 },
                                               { "due", "Due", COP_CELL_DATE, 0 },               { "decision", "Decision", COP_CELL_TEXT, 0 },
                                               { "why", "Rule", COP_CELL_TEXT, 0 } };

static void
fill_pair(CopTable *t, const CopModel *m, const CopInitiative *n, const CopMeasure *x, const char *const *texts, const char *indicator, const char *due)
{
  CopCell *c = cop_table_row(t);
  cop_cell_text(t, &c[0], cop_integration_name(n));
  cop_cell_text(t, &c[1], short_name(m, n->owner));
  cop_cell_text(t, &c[2], x->id);
  cop_cell_text(t, &c[3], x->title);
  cop_cell_text(t, &c[4], texts[0]);
  cop_cell_text(t, &c[5], indicator != NULL ? indicator : x->output);
  cop_cell_date(t, &c[6], due);
  cop_cell_text(t, &c[7], texts[1]);
  cop_cell_text(t, &c[8], texts[2]);
}

static CopTable *
matrix_table(const CopModel *m, CopArena *a)
{
  CopTable *t = cop_table_new(a, "Matrix", "Clauses in existing initiatives", pair_columns, G_N_ELEMENTS(pair_columns));
  t->note = "Suggested by the rule named, decided by a person. A suggestion is not counted as integration.";
  for (size_t i = 0; i < m->integrations.n; i++) {
    const CopIntegration *x = &m->integrations.items[i];
    fill_pair(t, m, cop_model_initiative(m, x->initiative), cop_model_measure(m, x->measure),
              (const char *[]){ x->clause, cop_words(COP_WORDS_DECISION)->words[x->decision], x->why }, x->indicator, x->due);
  }
  return t;
}

static CopTable *
suggestions_table(const CopModel *m, CopArena *a)
{
  const CopWeave *more;
  size_t n = cop_weave_suggest(m, a, &more);
  CopTable *t = cop_table_new(a, "Further pairs", "Suggestions beyond the matrix", pair_columns, G_N_ELEMENTS(pair_columns));
  t->note = "They follow from who leads and who supports each measure. Nobody has looked at them yet.";
  for (size_t i = 0; i < n; i++)
    fill_pair(t, m, more[i].initiative, more[i].measure, (const char *[]){ more[i].clause, NULL, cop_weave_rule(more[i].rule) }, more[i].indicator, more[i].due);
  return t;
}

static CopTable *
calendar_table(const CopContext *x, CopArena *a)
{
  static const CopTableColumn columns[] = { { "date", "When", COP_CELL_DATE, 0 }, { "initiative", "Initiative", COP_CELL_TEXT, 0 }, { "owner", "Owner", COP_CELL_TEXT, 0 },
                                            { "what", "What", COP_CELL_TEXT, 0 } };
  static const char *const what[] = { [COP_ENTRY_NEXT] = "text or budget can be entered", [COP_ENTRY_ENDS] = "period ends", [COP_ENTRY_DUE] = "clause is due" };
  const CopEntry *entries;
  size_t n = cop_weave_entries(x->model, x->date, a, &entries);
  CopTable *t = cop_table_new(a, "Calendar", "Entry points", columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < n; i++) {
    CopCell *c = cop_table_row(t);
    cop_cell_date(t, &c[0], entries[i].date);
    cop_cell_text(t, &c[1], entries[i].initiative->title);
    cop_cell_text(t, &c[2], short_name(x->model, entries[i].initiative->owner));
    cop_cell_text(t, &c[3], entries[i].kind == COP_ENTRY_DUE ? entries[i].integration->clause : what[entries[i].kind]);
  }
  return t;
}

bool
cop_integration_tables(const CopContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)p, (void)diags, (void)error;
  const CopTable **tables = cop_new_n(a, const CopTable *, 4);
  tables[0] = initiatives_table(c->model, a);
  tables[1] = matrix_table(c->model, a);
  tables[2] = suggestions_table(c->model, a);
  tables[3] = calendar_table(c, a);
  out->tables = tables;
  out->n_tables = 4;
  return true;
}
