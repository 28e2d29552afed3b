/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_matrix.c -- all messages in all languages and forms, and how far each
 * text is. A cube is looked at one face at a time: without a choice languages by
 * forms, with counts; with a form messages by languages; with a language messages
 * by forms; with both the texts themselves. Files hold the whole cube. */
#include <string.h>

#include "base/lang.h"
#include "check/text_matrix.h"
#include "web/grid.h"
#include "web/safety.h"
#include "web/standing.h"

void cop_page_matrix(CopPage *p);
void cop_tables_matrix(CopPage *p, GPtrArray *grids);

typedef struct {
  CopTextMatrix m;
  int form;         /* -1: all */
  int lang;         /* index in m.langs; -1: all */
} Cube;

static bool
open_cube(CopPage *p, Cube *c)
{
  if (p->country == NULL || p->m->messages.n == 0)
    return false;
  CopGate gate = cop_safety_gate(p);
  const char *form = cop_request_query(p->rq, "form"), *lang = cop_request_query(p->rq, "in");
  c->m = cop_text_matrix(&gate, p->country->languages, p->a);
  c->form = cop_words_index(COP_WORDS_FORM, form == NULL ? "" : form);
  c->lang = -1;
  for (size_t i = 0; lang != NULL && i < c->m.langs.n; i++)
    if (strcmp(c->m.langs.items[i], lang) == 0)
      c->lang = (int)i;
  return true;
}

static const CopTextMatrixCell *
cell_at(const Cube *c, size_t message, size_t lang, int form)
{
  return cop_text_matrix_at(&c->m, message, lang, (CopMessageForm)form);
}

static CopUrl
face(CopPage *p, const char *form, const char *lang)
{
  return cop_url_query(p->a, cop_url_path(p->a, "materials", "matrix", NULL), (const char *[]){ "in", lang, "form", form, NULL });
}

/* --- faces --- */

static void
set_state(CopPage *p, CopGridCell *g, const CopTextMatrixCell *cell)
{
  cop_grid_text(g, cell->there ? cop_standing_word(p, cell->state) : T_("none"));
  g->chip = cell->there ? cop_standing_chip(cell->state) : COP_CHIP_OPEN;
  if (!cell->there)
    return;
  CopReviewUnit u;
  cop_unit_of_text(p->m, p->a, cell->text, &u);
  g->link = cop_url_review(p, u.id);
}

/* How many messages have a text, and how many of these passed. */
static CopGrid *
counts_grid(CopPage *p, const Cube *c)
{
  CopGridColumn *columns = cop_new_n(p->a, CopGridColumn, COP_FORM_MAX + 1);
  columns[0] = (CopGridColumn){ "language", N_("Language"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD };
  for (int f = 0; f < COP_FORM_MAX; f++)
    columns[f + 1] = (CopGridColumn){ cop_words(COP_WORDS_FORM)->words[f], cop_words(COP_WORDS_FORM)->words[f], COP_CELL_INT, 0, 0 };
  CopGrid *g = cop_grid_new(p, "languages-by-forms", T_("Texts by language and form"), columns, COP_FORM_MAX + 1);
  g->note = cop_arena_printf(p->a, T_("Each cell: how many of %s messages have a text, and below how many of these have passed review."), cop_say_int(p, (int64_t)c->m.n_messages));
  for (size_t k = 0; k < c->m.langs.n; k++) {
    CopGridCell *cells = cop_grid_row(g);
    cop_grid_text(&cells[0], cop_lang_autonym(c->m.langs.items[k]));
    cells[0].lang = c->m.langs.items[k];
    cells[0].link = face(p, NULL, c->m.langs.items[k]);
    for (int f = 0; f < COP_FORM_MAX; f++) {
      size_t there = 0, passed = 0;
      for (size_t i = 0; i < c->m.n_messages; i++) {
        const CopTextMatrixCell *cell = cell_at(c, i, k, f);
        there += cell->there;
        passed += cell->there && cell->state == COP_STANDING_PASSED;
      }
      cop_grid_int(&cells[f + 1], (int64_t)there);
      cells[f + 1].under = there == 0 ? NULL : cop_arena_printf(p->a, T_("%s passed"), cop_say_int(p, (int64_t)passed));
      cells[f + 1].link = face(p, cop_words(COP_WORDS_FORM)->words[f], c->m.langs.items[k]);
    }
  }
  return g;
}

/* Messages by languages in one form, or by forms in one language. */
static CopGrid *
face_grid(CopPage *p, const Cube *c)
{
  bool by_lang = c->form >= 0;
  size_t n = by_lang ? c->m.langs.n : COP_FORM_MAX;
  CopGridColumn *columns = cop_new_n(p->a, CopGridColumn, n + 1);
  columns[0] = (CopGridColumn){ "message", N_("Message"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD };
  for (size_t k = 0; k < n; k++) {
    const char *name = by_lang ? c->m.langs.items[k] : cop_words(COP_WORDS_FORM)->words[k];
    columns[k + 1] = (CopGridColumn){ name, by_lang ? cop_lang_name(name) : name, COP_CELL_TEXT, 0, 0 };
  }
  const char *title = by_lang ? cop_arena_printf(p->a, T_("Every language: %s"), cop_say_word(p, COP_WORDS_FORM, c->form)) : cop_arena_printf(p->a, T_("Forms in %s"), cop_lang_autonym(c->m.langs.items[c->lang]));
  CopGrid *g = cop_grid_new(p, by_lang ? "messages-by-languages" : "messages-by-forms", title, columns, n + 1);
  for (size_t i = 0; i < c->m.n_messages; i++) {
    const CopMessage *m = &p->m->messages.items[i];
    CopGridCell *cells = cop_grid_row(g);
    cop_grid_text(&cells[0], m->id);
    cells[0].link = cop_url_record(p, COP_ENTITY_message, m->id);
    for (size_t k = 0; k < n; k++)
      set_state(p, &cells[k + 1], by_lang ? cell_at(c, i, k, c->form) : cell_at(c, i, (size_t)c->lang, (int)k));
  }
  return g;
}

/* The texts of one form in one language. */
static CopGrid *
texts_grid(CopPage *p, const Cube *c)
{
  static const CopGridColumn columns[] = { { "message", N_("Message"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD }, { "text", N_("Text"), COP_CELL_TEXT, 0, COP_COLUMN_NO_SORT }, { "state", N_("State"), COP_CELL_TEXT, 0, 0 } };
  const char *lang = c->m.langs.items[c->lang];
  CopGrid *g = cop_grid_new(p, "texts", cop_arena_printf(p->a, "%s, %s", cop_say_word(p, COP_WORDS_FORM, c->form), cop_lang_autonym(lang)), columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < c->m.n_messages; i++) {
    const CopTextMatrixCell *cell = cell_at(c, i, (size_t)c->lang, c->form);
    const CopMessage *m = &p->m->messages.items[i];
    CopGridCell *cells = cop_grid_row(g);
    cop_grid_text(&cells[0], m->id);
    cells[0].link = cop_url_record(p, COP_ENTITY_message, m->id);
    cop_grid_text(&cells[1], cell->there ? cell->text->text : NULL);
    cells[1].lang = lang;
    set_state(p, &cells[2], cell);
    cells[1].link = cells[2].link;
  }
  return g;
}

static CopGrid *
shown_grid(CopPage *p, const Cube *c)
{
  return c->form >= 0 && c->lang >= 0 ? texts_grid(p, c) : c->form >= 0 || c->lang >= 0 ? face_grid(p, c) : counts_grid(p, c);
}

/* The whole cube, a row for each text that could be. */
static CopGrid *
cube_grid(CopPage *p, const Cube *c)
{
  static const CopGridColumn columns[] = { { "message", N_("Message"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD }, { "language", N_("Language"), COP_CELL_TEXT, 0, 0 }, { "form", N_("Form"), COP_CELL_TEXT, 0, 0 },
                                           { "state", N_("State"), COP_CELL_TEXT, 0, 0 }, { "text", N_("Text"), COP_CELL_TEXT, 0, COP_COLUMN_NO_SORT } };
  CopGrid *g = cop_grid_new(p, "matrix", T_("Messages, languages, forms"), columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < c->m.n_messages; i++)
    for (size_t k = 0; k < c->m.langs.n; k++)
      for (int f = 0; f < COP_FORM_MAX; f++) {
        const CopTextMatrixCell *cell = cell_at(c, i, k, f);
        CopGridCell *cells = cop_grid_row(g);
        cop_grid_text(&cells[0], p->m->messages.items[i].id);
        cop_grid_text(&cells[1], c->m.langs.items[k]);
        cop_grid_text(&cells[2], cop_words(COP_WORDS_FORM)->words[f]);
        cop_grid_text(&cells[3], cell->there ? cop_standing_name(cell->state) : "none");
        cop_grid_text(&cells[4], cell->there ? cell->text->text : NULL);
      }
  return g;
}

void
cop_tables_matrix(CopPage *p, GPtrArray *grids)
{
  Cube c;
  if (!open_cube(p, &c))
    return;
  g_ptr_array_add(grids, cube_grid(p, &c));
  g_ptr_array_add(grids, shown_grid(p, &c));
}

/* --- the page --- */

static void
write_option(CopPage *p, const char *value, const char *text, bool chosen, const char *lang)
{
  COP_TEXT(p->h, COP_OPTION, text, cop_a(COP_A_VALUE, value), cop_a(COP_A_LANG, lang), cop_a_if(COP_A_SELECTED, chosen));
}

static void
write_filter(CopPage *p, const Cube *c)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_FORM, cop_a(COP_A_CLASS, "filter"), cop_a(COP_A_METHOD, "get"), cop_link(COP_A_ACTION, cop_url_path(p->a, "materials", "matrix", NULL))) {
    COP_EL (h, COP_DIV) {
      COP_TEXT(h, COP_LABEL, T_("Language"), cop_a(COP_A_FOR, "in"));
      COP_EL (h, COP_SELECT, cop_a(COP_A_NAME, "in"), cop_a(COP_A_ID, "in")) {
        write_option(p, "", T_("All languages"), c->lang < 0, NULL);
        for (size_t i = 0; i < c->m.langs.n; i++)
          write_option(p, c->m.langs.items[i], cop_lang_autonym(c->m.langs.items[i]), c->lang == (int)i, c->m.langs.items[i]);
      }
    }
    COP_EL (h, COP_DIV) {
      COP_TEXT(h, COP_LABEL, T_("Form"), cop_a(COP_A_FOR, "form"));
      COP_EL (h, COP_SELECT, cop_a(COP_A_NAME, "form"), cop_a(COP_A_ID, "form")) {
        write_option(p, "", T_("All forms"), c->form < 0, NULL);
        for (int f = 0; f < COP_FORM_MAX; f++)
          write_option(p, cop_words(COP_WORDS_FORM)->words[f], cop_say_word(p, COP_WORDS_FORM, f), c->form == f, NULL);
      }
    }
    COP_TEXT(h, COP_BUTTON, T_("Show"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
  }
}

void
cop_page_matrix(CopPage *p)
{
  Cube c;
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("Messages, languages, forms"), .nav = "/materials", .parent = T_("Materials"), .parent_url = cop_url_path(p->a, "materials", NULL),
                                                               .lead = T_("Which text stands in which language and form, and how far it is on its way to release.") });
  if (!open_cube(p, &c)) {
    cop_part_empty(p, T_("No messages yet"), T_("Messages come with the catalogue; the country's record says in which languages they are made."), NULL, (CopUrl){ 0 });
    return;
  }
  write_filter(p, &c);
  cop_part_grid(shown_grid(p, &c));
}
