/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_law_text.c -- texts of laws: which the store holds, one to read with
 * our words beside its sections, and a place to paste one. */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "import/kind.h"
#include "model/law_markup.h"
#include "web/desk.h"
#include "web/grid.h"
#include "web/part.h"
#include "web/session.h"
#include "web/write.h"

void cop_page_law_texts(CopPage *p);
void cop_tables_law_texts(CopPage *p, GPtrArray *grids);
void cop_page_law_texts_save(CopPage *p);
void cop_page_law_text(CopPage *p);

static CopUrl
url_of(CopPage *p, const char *law)
{
  return cop_url_path(p->a, "law", "texts", law, NULL);
}

static size_t
sections_of(const CopModel *m, const char *law)
{
  size_t n = 0;
  for (size_t i = 0; i < m->articles.n; i++)
    n += strcmp(m->articles.items[i].law, law) == 0;
  return n;
}

static const CopLawText *
document_of(const CopModel *m, const char *law)
{
  for (size_t i = 0; i < m->law_texts.n; i++)
    if (strcmp(m->law_texts.items[i].law, law) == 0)
      return &m->law_texts.items[i];
  return NULL;
}

/* --- the list --- */

static CopGrid *
text_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "number", N_("Number"), COP_CELL_TEXT, 0, 0 },
                                           { "title", N_("Title"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "form", N_("Document"), COP_CELL_TEXT, 0, 0 },
                                           { "status", N_("Standing"), COP_CELL_TEXT, 0, 0 },
                                           { "sections", N_("Sections"), COP_CELL_INT, 0, 0 } };
  CopGrid *g = cop_grid_new(p, "law-texts", T_("Texts of laws"), columns, G_N_ELEMENTS(columns));
  g->empty = T_("The store holds no text of a law yet. Paste one below, or import it with 'copkit import'.");
  for (size_t i = 0; i < p->m->laws.n; i++) {
    const CopLaw *l = &p->m->laws.items[i];
    size_t n = sections_of(p->m, l->id);
    const CopLawText *d = document_of(p->m, l->id);
    if (n == 0 && d == NULL)
      continue;
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], l->number);
    cop_grid_text(&c[1], l->title);
    c[1].link = url_of(p, l->id);
    c[1].lang = "en";
    cop_grid_text(&c[2], d == NULL ? T_("typed text") : cop_say_word(p, COP_WORDS_LAW_FORM, (int)d->form));
    cop_grid_text(&c[3], cop_say_word(p, COP_WORDS_LAW, (int)l->status));
    cop_grid_int(&c[4], (int64_t)n);
  }
  return g;
}

void
cop_tables_law_texts(CopPage *p, GPtrArray *grids)
{
  g_ptr_array_add(grids, text_grid(p));
}

static bool
may_add(const CopPage *p)
{
  return cop_page_may(p, COP_RIGHT_EDIT) && (cop_page_edits(p, COP_ENTITY_article, NULL) & COP_GROUP_LIFE) != 0;
}

/* What was refused stands above what was typed, which is not lost. */
static void
write_paste(CopPage *p, const char *typed, const CopDiags *said)
{
  static const char example[] = "law: RA 11930\n\n# Chapter I. General\n## Section 1. Short title\nThis Act shall be known as ...";
  CopHtml *h = p->h;
  size_t n = said == NULL ? 0 : cop_diags_count(said);
  const char *token = cop_page_token(p);
  COP_SECTION_OF(p, "paste", T_("Paste a text"), T_("As published, in plain markup or as Akoma Ntoso. It stands beside our words and never replaces them."))
    COP_EL (h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_link(COP_A_ACTION, cop_url_path(p->a, "law", "texts", NULL)), cop_a(COP_A_CLASS, "edit")) {
      COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, "hidden"), cop_a(COP_A_NAME, COP_SESSION_FIELD), cop_a(COP_A_VALUE, token))
        ;
      COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
        COP_TEXT(h, COP_LABEL, T_("The text"), cop_a(COP_A_FOR, "text"), cop_a(COP_A_CLASS, "question"));
        COP_TEXT(h, COP_P, T_("First the number of the law, then headings with #, sections with ##, each paragraph on a line. A new law also needs title: and may have adopted:, address: and status:."),
                 cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_ID, "text-hint"));
        COP_TEXT(h, COP_PRE, example, cop_a(COP_A_LANG, "en"));
        if (n > 0)
          COP_EL (h, COP_UL, cop_a(COP_A_CLASS, "error"), cop_a(COP_A_ID, "text-error"), cop_a(COP_A_LANG, "en"))
            for (size_t i = 0; i < n && i < 20; i++) {
              const CopDiag *d = cop_diags_at(said, i);
              COP_TEXT(h, COP_LI, cop_arena_printf(p->a, "line %u: %s%s%s", d->line, d->message, d->remedy == NULL ? "" : ". ", d->remedy == NULL ? "" : cop_say_sentence(p, d->remedy)));
            }
        COP_TEXT(h, COP_TEXTAREA, typed == NULL ? "" : typed, cop_a(COP_A_ID, "text"), cop_a(COP_A_NAME, "text"), cop_a(COP_A_ROWS, "16"),
                 cop_a(COP_A_ARIA_DESCRIBEDBY, n > 0 ? "text-error text-hint" : "text-hint"), cop_a(COP_A_ARIA_INVALID, n > 0 ? "true" : NULL));
      }
      COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "buttons"))
        COP_TEXT(h, COP_BUTTON, T_("Keep"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
    }
}

static void
write_list(CopPage *p, const char *typed, const CopDiags *said)
{
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("Texts of laws"),
                                                               .nav = "/law",
                                                               .parent = T_("Law"),
                                                               .parent_url = cop_url_path(p->a, "law", NULL),
                                                               .lead = T_("Word for word as published, section by section. Whoever relies on a provision compares it with the official gazette.") });
  if (said != NULL)
    cop_part_notice(p, COP_NOTICE_WARN, NULL, T_("Nothing was kept. What is wrong stands above the text."));
  cop_part_grid(text_grid(p));
  if (may_add(p))
    write_paste(p, typed, said);
}

void
cop_page_law_texts(CopPage *p)
{
  write_list(p, NULL, NULL);
}

/* --- keeping one --- */

/* As `copkit import` would take the file; only what is the text of a law. */
static bool
take(CopPage *p, const char *text, CopDiags *said, GError **error)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp("copkit-law-XXXXXX", &path, error);
  if (fd < 0)
    return false;
  close(fd);
  CopImportSource source = { 0 };
  bool fine = g_file_set_contents(path, text, -1, error) && cop_import_source_init(&source, path, error);
  const CopImportKind *kind = fine ? cop_import_kind_of(&source) : NULL;
  if (fine && (kind == NULL || (strcmp(kind->name, "lawtext") != 0 && strcmp(kind->name, "akn") != 0)))
    cop_diags_format(said, COP_SEVERITY_ERROR, "law-text", NULL, 1, 1, "begin with the number of the law: law: RA 11930", "this is neither plain markup nor Akoma Ntoso");
  else if (fine)
    fine = cop_write_import(p, kind, &source, said, error);
  cop_import_source_clear(&source);
  g_unlink(path);
  return fine;
}

void
cop_page_law_texts_save(CopPage *p)
{
  g_autoptr(CopDiags) said = cop_diags_new();
  g_autoptr(GError) error = NULL;
  const char *text = cop_page_form(p, "text");
  if (!may_add(p)) {
    cop_page_error(p, 409, T_("Nothing was written"), T_("Your role may not add texts of laws."));
    return;
  }
  if (text == NULL)
    text = "";
  g_autofree char *plain = g_strdup(text); /* browsers send lines with a carriage return */
  char *to = plain;
  for (const char *c = text; *c != '\0'; c++)
    if (*c != '\r')
      *to++ = *c;
  *to = '\0';
  if (!take(p, plain, said, &error))
    cop_diags_format(said, COP_SEVERITY_ERROR, "law-text", NULL, 0, 0, NULL, "%s", error->message);
  if (cop_diags_count_severity(said, COP_SEVERITY_ERROR) == 0) {
    cop_page_redirect(p, cop_url_path(p->a, "law", "texts", NULL));
    return;
  }
  p->rs->status = 422;
  p->personal = true;
  write_list(p, plain, said);
}

/* --- one text --- */

/* What we say of the section, and which questions rest on it. */
static void
write_beside(CopPage *p, const CopArticle *x)
{
  CopHtml *h = p->h;
  for (size_t i = 0; i < p->m->provisions.n; i++) {
    const CopProvision *v = &p->m->provisions.items[i];
    if (strcmp(v->law, x->law) != 0 || !cop_law_cites(v->section, x->section))
      continue;
    COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "clause")) {
      COP_EL (h, COP_P, cop_a(COP_A_CLASS, "clause-code")) {
        COP_TEXT(h, COP_A, v->section, cop_link(COP_A_HREF, cop_url_record(p, COP_ENTITY_provision, v->id)));
        for (size_t k = 0; k < p->m->answers.n; k++)
          for (size_t n = 0; n < p->m->answers.items[k].provisions.n; n++)
            if (strcmp(p->m->answers.items[k].provisions.items[n], v->id) == 0) {
              cop_html_text(h, " · ");
              COP_TEXT(h, COP_A, p->m->answers.items[k].question, cop_link(COP_A_HREF, cop_url_record(p, COP_ENTITY_question, p->m->answers.items[k].question)));
            }
      }
      COP_EL (h, COP_P)
        cop_part_field(p, COP_ENTITY_provision, v, "gist");
      cop_part_source(p, v->mark, v->source, v->locator, v->note);
    }
  }
}

static void
write_section(CopPage *p, const CopArticle *x)
{
  CopHtml *h = p->h;
  g_auto(GStrv) lines = g_strsplit(x->text, "\n", -1);
  COP_EL (h, COP_SECTION) {
    COP_EL (h, x->under == NULL ? COP_H2 : COP_H3, cop_a(COP_A_LANG, "en")) {
      COP_TEXT(h, COP_A, x->section, cop_link(COP_A_HREF, cop_url_record(p, COP_ENTITY_article, x->id)));
      if (x->heading != NULL)
        cop_html_textf(h, " %s", x->heading);
    }
    for (char **line = lines; *line != NULL; line++)
      if (**line != '\0')
        COP_TEXT(h, COP_P, cop_arena_strdup(p->a, *line), cop_a(COP_A_LANG, "en"));
    write_beside(p, x);
  }
}

static void
write_sections(CopPage *p, const char *law)
{
  const char *under = NULL;
  for (size_t i = 0; i < p->m->articles.n; i++) {
    const CopArticle *x = &p->m->articles.items[i];
    if (strcmp(x->law, law) != 0)
      continue;
    if (g_strcmp0(under, x->under) != 0 && x->under != NULL)
      COP_TEXT(p->h, COP_H2, x->under, cop_a(COP_A_LANG, "en"));
    under = x->under;
    write_section(p, x);
  }
}

void
cop_page_law_text(CopPage *p)
{
  const CopLaw *l = cop_model_law(p->m, p->args[0]);
  if (l == NULL || (sections_of(p->m, l->id) == 0 && document_of(p->m, l->id) == NULL)) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  const CopLawText *d = document_of(p->m, l->id);
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = l->title,
                                                               .lang = "en",
                                                               .over = cop_arena_printf(p->a, "%s · %s", l->number, cop_say_word(p, COP_WORDS_LAW, (int)l->status)),
                                                               .nav = "/law",
                                                               .parent = T_("Texts of laws"),
                                                               .parent_url = cop_url_path(p->a, "law", "texts", NULL) });
  if (l->status != COP_LAW_IN_FORCE)
    cop_part_notice(p, COP_NOTICE_WARN, NULL, l->status == COP_LAW_NO_LAW ? T_("This is not a law: it is read, never cited as one.") : T_("This text is not in force."));
  COP_EL (p->h, COP_P) {
    if (d != NULL)
      cop_html_textf(p->h, "%s · ", cop_say_word(p, COP_WORDS_LAW_FORM, (int)d->form));
    COP_TEXT(p->h, COP_A, T_("As Akoma Ntoso"), cop_link(COP_A_HREF, cop_url_path(p->a, "exchange", "akn", l->id, NULL)));
    cop_html_text(p->h, " · ");
    COP_TEXT(p->h, COP_A, T_("The record"), cop_link(COP_A_HREF, cop_url_record(p, COP_ENTITY_law, l->id)));
  }
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "reading"))
    write_sections(p, l->id);
}
