/* SPDX-License-Identifier: Apache-2.0
 * The integration report: existing initiatives, the measures woven into them,
 * the clauses to paste, and when that can be done. */
#include "plan/weave.h"

#include <string.h>

#include "compose/front.h"
#include "compose/integration.h"
#include "compose/targets.h"
#include "figure/heat.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))
#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

static const char paper_title[] = N_("Protection online in existing initiatives");

const char *
cop_integration_name(const CopInitiative *n)
{
  return n->short_title != NULL ? n->short_title : n->title;
}

static const char *
field(CopPaper *r, const CopInitiative *n, const char *name)
{
  return cop_paper_field(r, COP_ENTITY_initiative, n->id, name);
}

static const char *
period_of(CopPaper *r, const CopInitiative *n)
{
  if (n->starts == NULL)
    return n->ends == NULL ? T_("not known") : cop_arena_printf(r->a, T_("until %.4s"), n->ends);
  return n->ends == NULL ? cop_arena_printf(r->a, T_("since %.4s"), n->starts) : cop_arena_printf(r->a, "%.4s–%.4s", n->starts, n->ends);
}

/* --- summary --- */

static void
add_key_figures(CopPaper *r, CopNode *s, const CopWeaveShare *share)
{
  size_t by[COP_DECISION_MAX] = { 0 };
  for (size_t i = 0; i < r->m->integrations.n; i++)
    by[r->m->integrations.items[i].decision]++;
  const struct {
    size_t n;
    const char *label;
  } figures[] = { { share->current, T_("initiatives running or in draft") },
                  { share->touched, T_("of them carry a clause that was accepted or is in the text") },
                  { by[COP_DECISION_SUGGESTED], T_("clauses suggested and not yet decided") },
                  { by[COP_DECISION_ACCEPTED] + by[COP_DECISION_DONE], T_("clauses accepted or done") } };
  CopNode *list = cop_add_list(r->d, s, false);
  list->role = COP_ROLE_KEY_FIGURES;
  for (size_t i = 0; i < G_N_ELEMENTS(figures); i++) {
    CopNode *p = cop_add_para(r->d, cop_add_item(r->d, list, NULL), NULL);
    cop_add_styled(r->d, p, COP_NODE_STRONG, cop_arena_printf(r->a, "%zu", figures[i].n));
    cop_paper_say(r, p, figures[i].label);
  }
}

static void
add_summary(CopPaper *r)
{
  CopWeaveShare share = cop_weave_share(r->m);
  CopNode *s = cop_paper_chapter(r, NULL, T_("Summary"), NULL);
  CopNode *p = cop_add_para(r->d, s, NULL);
  p->role = COP_ROLE_LEAD;
  cop_paper_say(r, p, T_("A clause in a plan that has staff, a budget and a date often costs less than a programme of its own."));
  const char *country = cop_paper_country(r);
  if (share.touched == 0)
    cop_paper_sayf(r, p, T_("Of %zu initiatives in %s that are running or in draft, none carries one so far."), share.current, country);
  else
    cop_paper_sayf(r, p, cop_ntr(r->words, "Of %zu initiatives in %s that are running or in draft, %s carries one so far.", "Of %zu initiatives in %s that are running or in draft, %s carry one so far.", share.touched),
                   share.current, country, cop_paper_count(r, (int64_t)share.touched));
  add_key_figures(r, s, &share);
  p = cop_add_para(r->d, s, NULL);
  cop_paper_sayf(r, p, T_("For %zu of them a clause lies ready."), share.offered);
  cop_paper_say(r, p, T_("Each was suggested by a rule that is named beside it and is decided by the owner of the initiative. A suggestion is not counted as integration."));
  size_t dated = 0;
  for (size_t i = 0; i < r->m->initiatives.n; i++)
    dated += r->m->initiatives.items[i].status != COP_INITIATIVE_ENDED && (r->m->initiatives.items[i].next_entry != NULL || r->m->initiatives.items[i].ends != NULL);
  if (dated < share.current)
    cop_paper_unknown(r, s, cop_arena_printf(r->a, T_("For %zu of %zu initiatives the day of the next revision is not known. Each owner is asked for it first: a clause that misses the "
                                                   "revision waits for years."),
                                             share.current - dated, share.current));
  CopNode *ask = cop_paper_section(r, s, T_("What each reader is asked to do"));
  CopNode *list = cop_add_list(r->d, ask, false);
  cop_add_item(r->d, list, T_("Owner of an initiative: decide on each clause in chapter 3, and say when the text or budget is next open."));
  cop_add_item(r->d, list, T_("Lead body: keep the matrix, and remind owners before the days of chapter 4."));
  cop_add_item(r->d, list, T_("Budget office: look for the accepted clauses in the next call."));
}

/* --- 1: the initiatives --- */

static void
add_initiatives(CopPaper *r)
{
  CopNode *s = cop_paper_chapter(r, "1", T_("What exists"), LIST(T_("Plans, programmes and services that already reach children, parents or those who serve them.")));
  static const CopColumn columns[] = { { COP_ALIGN_START, 2.6f }, { COP_ALIGN_START, 0.9f }, { COP_ALIGN_START, 1.1f }, { COP_ALIGN_START, 1.8f }, { COP_ALIGN_START, 2.2f } };
  CopNode *t = cop_paper_table(r, s, T_("Initiatives, their owners and how they are revised"), columns, 5);
  cop_add_head_row(r->d, t, LIST(T_("Initiative"), T_("Owner"), T_("Period"), T_("Whom it serves"), T_("How and when it is revised")));
  for (size_t i = 0; i < r->m->initiatives.n; i++) {
    const CopInitiative *n = &r->m->initiatives.items[i];
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "initiative", n->id);
    CopNode *cell = cop_add_cell(r->d, row, field(r, n, "title"));
    if (n->status != COP_INITIATIVE_CURRENT)
      cop_add_textf(r->d, cell, " (%s)", cop_paper_word(r, COP_WORDS_INITIATIVE, (int)n->status));
    cop_paper_cite(r, cell, n->source, n->mark);
    cop_add_cell(r->d, row, cop_paper_institution(r, n->owner));
    cop_add_cell(r->d, row, period_of(r, n));
    cop_add_cell(r->d, row, n->population == NULL ? "–" : field(r, n, "population"));
    cop_add_cell(r->d, row, n->cycle == NULL ? T_("not known") : field(r, n, "cycle"));
  }
}

/* --- 2: the matrix --- */

static signed char
level_of(CopPaper *r, const CopInitiative *n, CopTheme theme)
{
  static const signed char levels[COP_DECISION_MAX] = { [COP_DECISION_SUGGESTED] = 1, [COP_DECISION_ACCEPTED] = 2, [COP_DECISION_REJECTED] = 0, [COP_DECISION_DONE] = 3 };
  signed char best = 0;
  for (size_t i = 0; i < r->m->integrations.n; i++) {
    const CopIntegration *x = &r->m->integrations.items[i];
    const CopMeasure *measure = cop_model_measure(r->m, x->measure);
    if (strcmp(x->initiative, n->id) == 0 && measure->theme == theme)
      best = MAX(best, levels[x->decision]);
  }
  return best;
}

static void
add_heat(CopPaper *r, CopNode *s)
{
  const char *const levels[] = { T_("nothing"), T_("suggested"), T_("accepted"), T_("in the text") };
  const char *themes[COP_THEME_MAX];
  const char **rows = cop_new_n(r->a, const char *, r->m->initiatives.n + 1);
  signed char *cells = cop_new_n(r->a, signed char, (r->m->initiatives.n + 1) * COP_THEME_MAX);
  unsigned n = 0;
  for (size_t i = 0; i < r->m->initiatives.n && n < 80; i++) {
    const CopInitiative *x = &r->m->initiatives.items[i];
    if (x->status == COP_INITIATIVE_ENDED)
      continue;
    for (int theme = 0; theme < COP_THEME_MAX; theme++)
      cells[n * COP_THEME_MAX + (unsigned)theme] = level_of(r, x, (CopTheme)theme);
    rows[n++] = cop_integration_name(x);
  }
  for (int theme = 0; theme < COP_THEME_MAX; theme++)
    themes[theme] = cop_paper_word(r, COP_WORDS_THEME, theme);
  CopHeat heat = { .subject = T_("Existing initiatives against the chapters of the measure catalogue"), .row_title = T_("Initiative"), .rows = rows, .n_rows = n,
                   .columns = themes, .n_columns = COP_THEME_MAX, .levels = levels, .n_levels = G_N_ELEMENTS(levels), .cells = cells };
  CopFigureOptions options = cop_paper_figure_options(r);
  g_autoptr(GError) error = NULL;
  CopFigure *figure = n == 0 ? NULL : cop_heat_draw(r->a, &heat, &options, &error);
  if (figure != NULL)
    cop_paper_figure(r, s, T_("How far each initiative carries measures, by chapter of the catalogue"), figure);
}

static void
add_rules(CopPaper *r, CopNode *s)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 4 }, { COP_ALIGN_END, 1 } };
  CopNode *t = cop_paper_table(r, s, T_("Why a pair stands in the matrix, and how often"), columns, 2);
  cop_add_head_row(r->d, t, LIST(T_("Rule"), T_("Clauses")));
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < r->m->integrations.n; i++) {
    const CopIntegration *x = &r->m->integrations.items[i];
    const char *why = x->why;
    if (why == NULL || !g_hash_table_add(seen, (gpointer)why))
      continue;
    unsigned n = 0;
    for (size_t k = 0; k < r->m->integrations.n; k++)
      n += g_strcmp0(r->m->integrations.items[k].why, why) == 0;
    cop_add_row(r->d, t, LIST(cop_phrase_sentence(r->a, cop_paper_field(r, COP_ENTITY_integration, x->id, "why")), cop_arena_printf(r->a, "%u", n)));
  }
  cop_add_note(r->d, t, T_("A rule suggests, a person decides. Annex A lists further pairs that follow from the lead and support recorded for each measure."));
}

static void
add_matrix(CopPaper *r)
{
  CopNode *s = cop_paper_chapter(r, "2", T_("The matrix"), LIST(T_("Which measure travels in which initiative.")));
  add_heat(r, s);
  add_rules(r, cop_paper_section(r, s, T_("The rules")));
}

/* --- 3: clauses --- */

static void
add_clause(CopPaper *r, CopNode *s, const CopIntegration *x)
{
  const CopMeasure *measure = cop_model_measure(r->m, x->measure);
  CopNode *box = cop_add_callout(r->d, s, COP_ROLE_NONE, cop_arena_printf(r->a, "%s %s", cop_paper_measure_number(r, measure->id), cop_paper_field(r, COP_ENTITY_measure, measure->id, "title")));
  cop_node_from(r->d, box, "integration", x->id);
  CopNode *p = cop_add_para(r->d, box, NULL);
  cop_add_text(r->d, p, cop_paper_field(r, COP_ENTITY_integration, x->id, "clause"));
  cop_paper_cite(r, p, NULL, x->mark);
  p = cop_add_para(r->d, box, NULL);
  cop_paper_sayf(r, p, T_("Shown by: %s."), x->indicator != NULL ? cop_paper_field(r, COP_ENTITY_integration, x->id, "indicator") : cop_paper_field(r, COP_ENTITY_measure, measure->id, "output"));
  cop_paper_sayf(r, p, T_("Decision: %s."), cop_paper_word(r, COP_WORDS_DECISION, (int)x->decision));
  if (x->due != NULL)
    cop_paper_sayf(r, p, T_("Due %s."), cop_paper_date(r, x->due));
  if (x->why != NULL)
    cop_paper_sayf(r, p, T_("Why: %s."), cop_paper_field(r, COP_ENTITY_integration, x->id, "why"));
}

static void
add_clauses(CopPaper *r)
{
  CopNode *s = cop_paper_chapter(r, "3", T_("Clauses to paste"), LIST(T_("Each clause is a sentence that fits the initiative's own text, with what shows that it is carried out.")));
  for (size_t i = 0; i < r->m->initiatives.n; i++) {
    const CopInitiative *n = &r->m->initiatives.items[i];
    CopWoven w = cop_weave_count(r->m, n->id);
    if (w.n == w.by[COP_DECISION_REJECTED])
      continue;
    CopNode *section = cop_paper_section(r, s, field(r, n, "title"));
    cop_node_from(r->d, section, "initiative", n->id);
    CopNode *p = cop_add_para(r->d, section, NULL);
    p->as.para.keep_with_next = true;
    cop_paper_sayf(r, p, T_("Owner: %s."), cop_paper_institution(r, n->owner));
    if (n->next_entry != NULL)
      cop_paper_sayf(r, p, T_("Text or budget can be entered by %s."), cop_paper_date(r, n->next_entry));
    else if (n->cycle != NULL)
      cop_paper_sayf(r, p, T_("Revised: %s."), field(r, n, "cycle"));
    for (size_t k = 0; k < r->m->integrations.n; k++)
      if (strcmp(r->m->integrations.items[k].initiative, n->id) == 0 && r->m->integrations.items[k].decision != COP_DECISION_REJECTED)
        add_clause(r, section, &r->m->integrations.items[k]);
  }
}

/* --- 4: when --- */

static void
add_calendar(CopPaper *r)
{
  CopNode *s = cop_paper_chapter(r, "4", T_("When it can be done"), LIST(T_("A text that is open once in six years is worth a reminder.")));
  const CopEntry *entries;
  size_t n = cop_weave_entries(r->m, r->c->date, r->a, &entries);
  if (n == 0) {
    cop_paper_unknown(r, s, T_("No day of a revision is recorded."));
    return;
  }
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.3f }, { COP_ALIGN_START, 2.6f }, { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 2.6f } };
  CopNode *t = cop_paper_table(r, s, T_("Entry points, in order"), columns, 4);
  cop_add_head_row(r->d, t, LIST(T_("When"), T_("Initiative"), T_("Owner"), T_("What")));
  for (size_t i = 0; i < n; i++) {
    const CopEntry *e = &entries[i];
    const char *what = e->kind == COP_ENTRY_NEXT ? T_("text or budget can be entered") : e->kind == COP_ENTRY_ENDS ? T_("period ends; the next text is written before") : cop_paper_field(r, COP_ENTITY_integration, e->integration->id, "clause");
    CopNode *row = cop_add_row(r->d, t, LIST(cop_paper_date(r, e->date), field(r, e->initiative, "title"), cop_paper_institution(r, e->initiative->owner), what));
    cop_node_from(r->d, row, "initiative", e->initiative->id);
  }
  cop_add_note(r->d, t, T_("The desk offers the same days as a calendar file (iCalendar)."));
}

/* --- annex A: what the rules would add --- */

static void
add_suggestions(CopPaper *r)
{
  const CopWeave *more;
  size_t n = cop_weave_suggest(r->m, r->a, &more);
  CopNode *s = cop_front_annex(r, "A", T_("Further pairs by rule"), true);
  if (n == 0) {
    cop_add_para(r->d, s, T_("The rules suggest nothing beyond the matrix."));
    return;
  }
  cop_add_para(r->d, s, T_("These follow from who leads each measure. Nobody has looked at them yet; a pair enters the matrix when a person says so."));
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.8f }, { COP_ALIGN_START, 2.4f }, { COP_ALIGN_START, 2.2f }, { COP_ALIGN_START, 3.2f } };
  CopNode *t = cop_paper_table(r, s, T_("Suggestions beyond the matrix"), columns, 4);
  cop_add_head_row(r->d, t, LIST(T_("Initiative"), T_("Measure"), T_("Rule"), T_("Clause")));
  for (size_t i = 0; i < n; i++) {
    if (more[i].rule != COP_WEAVE_LEAD && more[i].rule != COP_WEAVE_DUTY)
      continue;
    CopNode *row = cop_add_row(r->d, t, LIST(cop_integration_name(more[i].initiative), cop_arena_printf(r->a, "%s %s", cop_paper_measure_number(r, more[i].measure->id), cop_paper_field(r, COP_ENTITY_measure, more[i].measure->id, "title")),
                                             cop_tr(r->words, cop_weave_rule(more[i].rule)), more[i].clause));
    cop_node_from(r->d, row, "measure", more[i].measure->id);
  }
  cop_add_note(r->d, t, T_("Pairs in which the owner supports the measure, or is part of the body that leads it, stand in the workbook."));
}

/* --- the document --- */

static bool
compose_integration(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopCatalogue *words = cop_catalogues_for(c->words, piece->lang);
  const CopFront front = { .target = "integration", .title = cop_tr(words, paper_title), .subtitle = cop_tr(words, "Integration report: matrix, clauses and calendar"),
                           .about = cop_tr(words, "The clauses are proposals for the owners of the initiatives; each owner decides.") };
  g_auto(CopPaper) r = { 0 };
  cop_front_begin(&r, c, piece, &front, a, diags);
  cop_front_write(&r, &front);
  add_summary(&r);
  add_initiatives(&r);
  add_matrix(&r);
  add_clauses(&r);
  add_calendar(&r);
  add_suggestions(&r);
  cop_front_bodies(&r, "B");
  cop_front_end(&r, "C");
  out->doc = r.d;
  return true;
}

void
cop_target_integration(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  if (c->country == NULL || c->model->initiatives.n == 0)
    return;
  const CopProduct paper = { .target = "integration", .stem = "integration/integration", .audience = "owners of initiatives",
                             .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX) | COP_FORMAT_BIT(COP_FORMAT_HTML), .compose = compose_integration };
  cop_front_offer(c, pieces, langs, &paper, paper_title);
  /* Workbooks are of the desk and its programs: their heads are English. */
  if (langs == NULL || g_strv_contains(langs, "en"))
    cop_products_add(pieces, &(CopProduct){ .target = "integration", .stem = "integration/integration-tables.en", .lang = "en", .audience = "owners of initiatives", .formats = COP_FORMAT_BIT(COP_FORMAT_XLSX), .compose = cop_integration_tables });
}
