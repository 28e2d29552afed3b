/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_sentences.c -- a document as it would be made now, beside those of its
 * sentences that follow from values: each can be edited, and one that was edited
 * before a value changed waits until somebody has looked. */
#include <string.h>

#include "base/lang.h"
#include "compose/sentence.h"
#include "doc/build.h"
#include "flow/flow.h"
#include "web/desk.h"
#include "web/documents.h"
#include "web/part.h"
#include "web/progress.h"
#include "web/write.h"

void cop_page_sentences(CopPage *p);
void cop_page_sentences_save(CopPage *p);

enum { SENTENCE_MOST = 1200 };

CopContext
cop_document_context(CopPage *p)
{
  CopContext c = { .model = p->m, .country = p->country, .plan = p->m->plans.n > 0 ? &p->m->plans.items[0] : NULL, .result = p->s->plan, .gaps = p->s->gaps,
                   .publications = p->s->facts->n_reports > 0 ? p->s->facts->publications : NULL, .reports = p->s->facts->n_reports,
                   .synthetic = p->s->facts->n_synthetic > 0, .words = p->desk->words, .date = p->today };
  c.n_progress = c.publications == NULL ? 0 : cop_progress(p, &c.progress);
  return c;
}

CopUrl
cop_url_sentences(CopPage *p, const char *stem)
{
  return cop_url_here(p->a, cop_arena_printf(p->a, "/documents/sentences/%s", stem), "");
}

/* The document of the address, composed from the view; false when there is none. */
static bool
compose(CopPage *p, const CopProduct **piece, CopComposed *out, GError **error)
{
  CopContext c = cop_document_context(p);
  const char *stem = p->args[0], *dot = strrchr(stem, '.');
  CopProducts *pieces = NULL;
  g_autoptr(CopDiags) unused = cop_diags_new();
  if (dot == NULL || c.country == NULL)
    return false;
  bool ok = cop_sentence_piece(&c, cop_arena_strndup(p->a, stem, (size_t)(dot - stem)), dot + 1, &pieces, piece, error);
  if (ok) {
    CopProduct *copy = cop_new(p->a, CopProduct);
    *copy = **piece;
    copy->lang = cop_arena_strdup(p->a, copy->lang);
    copy->stem = cop_arena_strdup(p->a, copy->stem);
    *piece = copy;
    ok = cop_product_compose(&c, copy, NULL, p->a, out, unused, error) && out->doc != NULL && out->n_sentences > 0;
    if (ok)
      cop_doc_set_ids(out->doc);
  }
  cop_products_free(pieces);
  return ok;
}

/* --- the page --- */

static void
button(CopPage *p, const char *job, const char *word, bool first)
{
  COP_TEXT(p->h, COP_BUTTON, word, cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_NAME, "job"), cop_a(COP_A_VALUE, job), cop_a(COP_A_CLASS, first ? "button" : "button quiet"));
}

static void
write_values(CopPage *p, const CopSentence *s)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_P, cop_a(COP_A_CLASS, "hint")) {
    cop_html_textf(h, "%s ", T_("Its values:"));
    for (size_t i = 0; s->values[i] != NULL; i += 2)
      cop_html_textf(h, "%s{%s} %s", i == 0 ? "" : " · ", s->values[i], s->values[i + 1]);
    const char *slash = s->record == NULL ? NULL : strchr(s->record, '/');
    CopEntity e = slash == NULL ? COP_ENTITY_MAX : cop_entity_by_name(cop_arena_strndup(p->a, s->record, (size_t)(slash - s->record)));
    if (e != COP_ENTITY_MAX && cop_model_record(p->m, e, slash + 1) != NULL) {
      cop_html_text(h, " · ");
      COP_TEXT(h, COP_A, s->record, cop_link(COP_A_HREF, cop_url_path(p->a, "record", cop_entity(e)->name, slash + 1, NULL)));
    }
  }
}

static void
write_form(CopPage *p, const CopSentence *s, const char *lang)
{
  CopHtml *h = p->h;
  const char *shown = s->edit != NULL ? s->edit->text : s->pattern;
  const char *field = cop_arena_printf(p->a, "text-%s", s->id);
  COP_EL (h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_link(COP_A_ACTION, cop_url_sentences(p, p->args[0]))) {
    cop_part_hidden(p, "token", cop_page_token(p));
    cop_part_hidden(p, "sentence", s->id);
    cop_part_hidden(p, "revision", cop_arena_printf(p->a, "%" G_GINT64_FORMAT, s->edit == NULL ? (int64_t)0 : s->edit->revision));
    COP_TEXT(h, COP_LABEL, T_("Sentence; a name in braces stands for the value of the day"), cop_a(COP_A_FOR, field));
    COP_TEXT(h, COP_TEXTAREA, shown, cop_a(COP_A_ID, field), cop_a(COP_A_NAME, "text"), cop_a(COP_A_ROWS, "4"), cop_a(COP_A_LANG, lang),
             cop_a(COP_A_MAXLENGTH, cop_arena_printf(p->a, "%d", SENTENCE_MOST)));
    write_values(p, s);
    COP_EL (h, COP_P, cop_a(COP_A_CLASS, "buttons")) {
      button(p, "save", T_("Save"), true);
      if (s->state == COP_SENTENCE_CHANGED)
        button(p, "keep", T_("I have looked: it stays as it is"), false);
      if (s->edit != NULL)
        button(p, "rule", T_("Take the rule's sentence"), false);
    }
  }
}

static void
write_sentence(CopPage *p, const CopSentence *s, const char *lang)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_DETAILS, cop_a(COP_A_ID, cop_arena_printf(p->a, "edit-%s", s->id)), cop_a(COP_A_OPEN, s->state == COP_SENTENCE_CHANGED ? "open" : NULL)) {
    COP_EL (h, COP_SUMMARY) {
      COP_TEXT(h, COP_SPAN, s->text, cop_a(COP_A_LANG, lang));
      cop_html_text(h, " ");
      if (s->state != COP_SENTENCE_RULE)
        cop_part_chip(p, s->state == COP_SENTENCE_CHANGED ? COP_CHIP_WARN : COP_CHIP_GOOD, s->state == COP_SENTENCE_CHANGED ? T_("edited, and changed since") : T_("edited"));
    }
    if (s->changed != NULL)
      cop_part_notice(p, COP_NOTICE_WARN, T_("Its values are not those somebody saw"), s->changed);
    if (s->edit != NULL) {
      COP_EL (h, COP_P, cop_a(COP_A_CLASS, "hint")) {
        cop_html_textf(h, "%s ", T_("The rule's sentence:"));
        COP_TEXT(h, COP_SPAN, s->rule, cop_a(COP_A_LANG, lang));
      }
    }
    if (cop_page_may(p, COP_RIGHT_EDIT))
      write_form(p, s, lang);
    else
      write_values(p, s);
  }
}

static void
write_preview(CopPage *p, const CopComposed *made, const char *lang)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) html = cop_flow_write(made->doc, &cop_flow_html, NULL, &error);
  if (html == NULL) {
    cop_part_notice(p, COP_NOTICE_WARN, T_("The document cannot be shown"), error->message);
    return;
  }
  gsize length;
  const char *text = g_bytes_get_data(html, &length);
  cop_part_reading(p, text, length, lang);
}

void
cop_page_sentences(CopPage *p)
{
  g_autoptr(GError) error = NULL;
  const CopProduct *piece;
  CopComposed made = { 0 };
  if (!compose(p, &piece, &made, &error)) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  size_t open = 0;
  for (size_t i = 0; i < made.n_sentences; i++)
    open += made.sentences[i]->state == COP_SENTENCE_CHANGED;
  g_auto(CopFrameScope) frame =
    cop_frame_open(p, &(CopFrame){ .title = T_("Sentences of a document"),
                                   .over = piece->stem,
                                   .nav = "/documents",
                                   .lead = T_("Rules choose these sentences from values and comparisons. One you edit keeps its numbers: they follow the facts, and it is shown here when one of them changed."),
                                   .parent = T_("Documents"),
                                   .parent_url = cop_url_path(p->a, "documents", NULL) });
  if (open > 0)
    cop_part_notice(p, COP_NOTICE_WARN, cop_arena_printf(p->a, cop_ntr(p->words, "%s edited sentence is to be looked at", "%s edited sentences are to be looked at", open), cop_say_int(p, (int64_t)open)),
                    T_("A release waits for it."));
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "columns")) {
    COP_EL (p->h, COP_DIV)
      COP_SECTION_OF(p, "preview", T_("The document as of today"), NULL)
        write_preview(p, &made, piece->lang);
    COP_EL (p->h, COP_DIV)
      COP_SECTION_OF(p, "sentences", T_("Sentences that follow from values"), NULL)
        for (size_t i = 0; i < made.n_sentences; i++)
          write_sentence(p, made.sentences[i], piece->lang);
  }
}

/* --- saving --- */

static const CopSentence *
find(const CopComposed *made, const char *id)
{
  for (size_t i = 0; id != NULL && i < made->n_sentences; i++)
    if (strcmp(made->sentences[i]->id, id) == 0)
      return made->sentences[i];
  return NULL;
}

static void
refuse(CopPage *p, const char *why)
{
  cop_page_error(p, 422, T_("Nothing was written"), cop_say_sentence(p, why));
}

/* "keep" writes the same text with the values of today as seen. */
static CopWritten
write_edit(CopPage *p, const CopProduct *piece, const CopSentence *s, const char *job, int64_t revision, GError **error)
{
  const char *document = cop_sentence_document(p->a, piece), *why = NULL;
  if (strcmp(job, "rule") == 0)
    return s->edit == NULL ? COP_WRITTEN : cop_write_remove(p, COP_ENTITY_edited_sentence, s->edit->id, revision, error);
  const char *typed = strcmp(job, "keep") == 0 && s->edit != NULL ? s->edit->text : cop_page_form(p, "text");
  g_autofree char *plain = g_strstrip(g_strdup(typed == NULL ? "" : typed));
  g_strdelimit(plain, "\r\n\t", ' ');
  const char *text = *plain == '\0' || strlen(plain) > SENTENCE_MOST ? NULL : cop_sentence_link(p->a, s, plain, &why);
  if (text == NULL) {
    g_set_error_literal(error, COP_WRITE_ERROR, COP_WRITE_ERROR_DENIED, why != NULL ? why : T_("Write one sentence, or take the rule's."));
    return COP_WRITTEN_NOT;
  }
  CopEditedSentence *e = cop_sentence_edit(p->a, s, document, piece->lang, text, NULL);
  return cop_write_record(p, COP_ENTITY_edited_sentence, (CopRecord *)e, revision, error);
}

void
cop_page_sentences_save(CopPage *p)
{
  g_autoptr(GError) error = NULL;
  const CopProduct *piece;
  CopComposed made = { 0 };
  if (!compose(p, &piece, &made, &error)) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  const CopSentence *s = find(&made, cop_page_form(p, "sentence"));
  const char *job = cop_page_form(p, "job"), *revision = cop_page_form(p, "revision");
  if (s == NULL || job == NULL || revision == NULL) {
    refuse(p, T_("The document has no such sentence any more."));
    return;
  }
  CopWritten w = write_edit(p, piece, s, job, g_ascii_strtoll(revision, NULL, 10), &error);
  if (w == COP_WRITTEN)
    cop_page_redirect(p, cop_url_sentences(p, p->args[0]));
  else if (w == COP_WRITTEN_CONFLICT)
    cop_page_error(p, 409, T_("Nothing was written"), T_("Somebody else edited this sentence meanwhile. Look at it again."));
  else
    refuse(p, error->message);
}
