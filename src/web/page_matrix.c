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
  CopGate gate;
  size_t own;       /* of m.langs: the country's, the first */
  int form;         /* -1: all */
  int lang;         /* index in m.langs; -1: all */
} Cube;

static bool
open_cube(CopPage *p, Cube *c)
{
  if (p->country == NULL || p->m->messages.n == 0)
    return false;
  c->gate = cop_safety_gate(p);
  const char *form = cop_request_query(p->rq, "form"), *lang = cop_request_query(p->rq, "in");
  c->m = cop_text_matrix(&c->gate, cop_text_languages(p->m, p->a, &c->own), p->a);
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

static const char *
group_of(CopPage *p, const Cube *c, size_t lang)
{
  return lang < c->own ? T_("Of the country") : T_("Drafts of the catalogue");
}

/* Names a row by its language, as its speakers and as the desk write it, and its group. */
static void
set_language(CopPage *p, CopGridCell *cell, const Cube *c, size_t lang)
{
  const char *tag = c->m.langs.items[lang], *own = cop_lang_autonym(tag), *name = cop_lang_name(tag);
  cop_grid_text(cell, own);
  cell->lang = tag;
  cell->link = face(p, NULL, tag);
  cell->under = strcmp(own, name) == 0 ? group_of(p, c, lang) : cop_arena_printf(p->a, "%s · %s", name, group_of(p, c, lang));
}

static void
set_households(CopPage *p, CopGridCell *cell, const CopTextMatrixSum *s, int64_t all)
{
  if (!s->home)
    cell->shown = T_("not a home language here");
  else if (s->households < 0 || all <= 0)
    cell->shown = T_("not counted");
  if (cell->shown != NULL)
    return;
  cop_grid_real(cell, 100 * (double)s->households / (double)all);
  cell->shown = cop_say_percent(p, (double)s->households / (double)all, 1);
}

/* Home languages of the country without a single text, in the order of their households. */
static void
add_unwritten(CopPage *p, const Cube *c, CopGrid *g, int64_t all)
{
  for (size_t i = 0; i < p->m->languages.n; i++) {
    const CopLanguage *l = &p->m->languages.items[i];
    bool written = false;
    for (size_t k = 0; k < c->m.langs.n; k++)
      written |= strcmp(c->m.langs.items[k], l->id) == 0;
    if (written || !cop_record_has(COP_ENTITY_language, l, "households"))
      continue;
    CopGridCell *cells = cop_grid_row(g);
    cop_grid_field(g, &cells[0], COP_ENTITY_language, l, "name");
    cells[0].under = T_("Not yet written");
    cop_grid_text(&cells[1], T_("Not yet written"));
    cop_grid_int(&cells[2], 0);
    cop_grid_int(&cells[4], 0);
    cop_grid_int(&cells[5], 0);
    set_households(p, &cells[3], &(CopTextMatrixSum){ .home = true, .households = l->households }, all);
    cop_grid_text(&cells[6], l->id);
  }
}

/* How complete each language is, and how many households it reaches. */
static CopGrid *
ladder_grid(CopPage *p, const Cube *c)
{
  static const CopGridColumn columns[] = { { "language", N_("Language"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD }, { "group", N_("Group"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT },
                                           { "texts", N_("Texts"), COP_CELL_INT, 0, 0 }, { "share", N_("Households that speak it"), COP_CELL_REAL, 1, 0 },
                                           { "complete", N_("Messages in every form"), COP_CELL_INT, 0, COP_COLUMN_WIDE }, { "passed", N_("Texts that passed review"), COP_CELL_INT, 0, COP_COLUMN_WIDE },
                                           { "tag", N_("Tag"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT } };
  CopGrid *g = cop_grid_new(p, "completeness", T_("How complete each language is"), columns, G_N_ELEMENTS(columns));
  bool counted;
  int64_t all = cop_text_households(p->m, &counted), reached = 0;
  size_t texts = c->m.n_messages * COP_FORM_MAX;
  for (size_t k = 0; k < c->m.langs.n; k++) {
    CopTextMatrixSum s = cop_text_matrix_sum(&c->gate, &c->m, k);
    CopGridCell *cells = cop_grid_row(g);
    set_language(p, &cells[0], c, k);
    cop_grid_text(&cells[1], group_of(p, c, k));
    cop_grid_int(&cells[2], (int64_t)s.there);
    cells[2].under = texts == 0 ? NULL : cop_say_percent(p, (double)s.there / (double)texts, 0);
    set_households(p, &cells[3], &s, all);
    cop_grid_int(&cells[4], (int64_t)s.complete);
    cop_grid_int(&cells[5], (int64_t)s.of[COP_STANDING_PASSED]);
    cop_grid_text(&cells[6], c->m.langs.items[k]);
    reached += s.there > 0 && s.households > 0 ? s.households : 0;
  }
  add_unwritten(p, c, g, all);
  g->note = cop_arena_printf(p->a, counted ? T_("Texts: of %s that could be, %s messages in each form. Home languages with at least one text: %s of the households whose language was counted. Language of the household, not of each child.")
                                           : T_("Texts: of %s that could be, %s messages in each form. Home languages with at least one text: %s of all households. Language of the household, not of each child."),
                             cop_say_int(p, (int64_t)texts), cop_say_int(p, (int64_t)c->m.n_messages), all <= 0 ? "–" : cop_say_percent(p, (double)reached / (double)all, 1));
  return g;
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
    set_language(p, &cells[0], c, k);
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
  g_ptr_array_add(grids, ladder_grid(p, &c));
}

/* --- the page --- */

static void
write_option(CopPage *p, const char *value, const char *text, bool chosen, const char *lang)
{
  COP_TEXT(p->h, COP_OPTION, text, cop_a(COP_A_VALUE, value), cop_a(COP_A_LANG, lang), cop_a_if(COP_A_SELECTED, chosen));
}

static void
write_languages(CopPage *p, const Cube *c, size_t from, size_t to)
{
  if (from == to)
    return;
  COP_EL (p->h, COP_OPTGROUP, cop_a(COP_A_LABEL, group_of(p, c, from)))
    for (size_t i = from; i < to; i++)
      write_option(p, c->m.langs.items[i], cop_lang_autonym(c->m.langs.items[i]), c->lang == (int)i, c->m.langs.items[i]);
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
        write_languages(p, c, 0, c->own);
        write_languages(p, c, c->own, c->m.langs.n);
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
  if (c.form < 0 && c.lang < 0)
    cop_part_grid(ladder_grid(p, &c));
  cop_part_grid(shown_grid(p, &c));
}
