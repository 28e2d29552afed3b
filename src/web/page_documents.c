/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_documents.c -- what was built: to open, to download, and what it
 * rests on. */
#include <string.h>
#include <sys/stat.h>

#include "base/lang.h"
#include "compose/sentence.h"
#include "web/built.h"
#include "web/desk.h"
#include "web/documents.h"
#include "web/grid.h"
#include "web/part.h"

void cop_page_documents(CopPage *p);
void cop_tables_documents(CopPage *p, GPtrArray *grids);
void cop_page_document_file(CopPage *p);

/* Documents made by flow/html carry their own style sheet and no script; in a
 * sandbox they can do nothing to the desk. */
#define FILE_POLICY                                                                                          \
  "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self'; font-src 'self'; " \
  "object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups"

static const struct {
  const char *format, *type;
  bool open; /* shown by the browser rather than saved */
} formats[] = {
  { "pdf", "application/pdf", true },
  { "html", "text/html; charset=utf-8", true },
  { "png", "image/png", true },
  { "svg", "image/svg+xml", true },
  { "txt", "text/plain; charset=utf-8", true },
  { "csv", "text/csv; charset=utf-8", false },
  { "json", "application/json", true },
  { "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false },
  { "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false },
  { "epub", "application/epub+zip", false },
  { "zip", "application/zip", false },
};

enum { FILES_A_PAGE = 60 };

/* --- the list --- */

static CopGrid *
document_grid(CopPage *p, bool kit)
{
  static const CopGridColumn columns[] = { { "file", N_("File"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "language", N_("Language"), COP_CELL_TEXT, 0, 0 },
                                           { "format", N_("Form"), COP_CELL_TEXT, 0, 0 },
                                           { "size", N_("Size"), COP_CELL_INT, 0, 0 },
                                           { "state", N_("State"), COP_CELL_TEXT, 0, 0 },
                                           { "sources", N_("Records it rests on"), COP_CELL_INT, 0, COP_COLUMN_WIDE },
                                           { "findings", N_("Findings"), COP_CELL_INT, 0, COP_COLUMN_WIDE },
                                           { "audience", N_("For whom"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT },
                                           { "subject", N_("About"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT },
                                           { "sha256", N_("SHA-256"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT } };
  const GPtrArray *all = p->s->built->artifacts;
  CopGrid *g = kit ? cop_grid_new(p, "kit", T_("Materials"), columns, G_N_ELEMENTS(columns))
                   : cop_grid_new(p, "documents", T_("Documents"), columns, G_N_ELEMENTS(columns));
  for (guint i = 0; i < all->len; i++) {
    const CopBuiltFile *x = g_ptr_array_index(all, i);
    if (g_str_has_prefix(x->path, "kit/") != kit)
      continue;
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], x->path);
    c[0].link = g_strcmp0(x->format, "html") == 0 && !kit ? cop_url_read(p->a, x) : cop_url_built(p->a, x);
    c[0].lang = "en";
    cop_grid_text(&c[1], x->lang == NULL ? NULL : cop_lang_name(x->lang));
    cop_grid_text(&c[2], x->format);
    cop_grid_int(&c[3], x->size);
    c[3].shown = cop_say_bytes(p, x->size);
    cop_grid_text(&c[4], cop_say_artifact(p, x));
    c[4].chip = cop_chip_artifact(x);
    size_t n = 0;
    while (x->sources != NULL && x->sources[n] != NULL)
      n++;
    cop_grid_int(&c[5], (int64_t)n);
    cop_grid_int(&c[6], (int64_t)x->n_diags);
    cop_grid_text(&c[7], x->audience);
    cop_grid_text(&c[8], x->subject);
    cop_grid_text(&c[9], x->sha256);
  }
  return g;
}

void
cop_tables_documents(CopPage *p, GPtrArray *grids)
{
  g_ptr_array_add(grids, document_grid(p, false));
  g_ptr_array_add(grids, document_grid(p, true));
}

static void
write_findings(CopPage *p)
{
  CopHtml *h = p->h;
  const GPtrArray *all = p->s->built->artifacts;
  COP_EL (h, COP_UL, cop_a(COP_A_CLASS, "findings"))
    for (guint i = 0; i < all->len; i++) {
      const CopBuiltFile *x = g_ptr_array_index(all, i);
      for (size_t k = 0; k < x->n_diags && k < 20; k++)
        COP_EL (h, COP_LI, cop_a(COP_A_LANG, "en")) {
          COP_EL (h, COP_A, cop_link(COP_A_HREF, cop_url_built(p->a, x)))
            cop_html_text(h, x->path);
          cop_html_textf(h, ": %s%s%s", x->diags[k].message, x->diags[k].remedy == NULL ? "" : " – ", x->diags[k].remedy == NULL ? "" : x->diags[k].remedy);
        }
    }
}

static size_t
count_findings(const CopPage *p)
{
  size_t n = 0;
  for (guint i = 0; i < p->s->built->artifacts->len; i++)
    n += ((const CopBuiltFile *)g_ptr_array_index(p->s->built->artifacts, i))->n_diags;
  return n;
}

/* --- sentences --- */

static void
write_waiting(CopPage *p, const CopContext *c)
{
  const CopSentenceLook *all;
  size_t n = cop_sentences_look(c, p->a, &all, NULL), open = 0;
  for (size_t i = 0; i < n; i++)
    open += all[i].now == NULL || all[i].now->state == COP_SENTENCE_CHANGED;
  if (open == 0)
    return;
  cop_part_notice(p, COP_NOTICE_WARN, cop_arena_printf(p->a, cop_ntr(p->words, "%s edited sentence is to be looked at", "%s edited sentences are to be looked at", open), cop_say_int(p, (int64_t)open)),
                  T_("A number in it changed since somebody edited it, or its document has it no more. A release waits for it."));
  COP_EL (p->h, COP_UL, cop_a(COP_A_CLASS, "findings"))
    for (size_t i = 0; i < n; i++) {
      const CopSentenceLook *l = &all[i];
      if (l->now != NULL && l->now->state != COP_SENTENCE_CHANGED)
        continue;
      const char *stem = cop_arena_printf(p->a, "%s.%s", l->edit->document, l->edit->lang);
      COP_EL (p->h, COP_LI) {
        COP_TEXT(p->h, COP_A, stem, cop_link(COP_A_HREF, l->now == NULL ? cop_url_record(p, COP_ENTITY_edited_sentence, l->edit->id) : cop_url_sentences(p, stem)));
        cop_html_textf(p->h, ": %s", l->now == NULL ? l->edit->text : l->now->changed);
      }
    }
}

static void
write_sentences(CopPage *p)
{
  CopContext c = cop_document_context(p);
  g_autoptr(GError) error = NULL;
  g_autoptr(CopProducts) pieces = c.country == NULL ? NULL : cop_products_list(&c, NULL, NULL, &error);
  if (pieces == NULL)
    return;
  COP_SECTION_OF(p, "sentences", T_("Sentences that follow from values"), T_("Rules choose them; each can be edited beside a preview and keeps its numbers.")) {
    write_waiting(p, &c);
    COP_EL (p->h, COP_UL)
      for (guint i = 0; i < pieces->items->len; i++) {
        const CopProduct *x = &g_array_index(pieces->items, CopProduct, i);
        if (x->sentences)
          COP_EL (p->h, COP_LI)
            COP_TEXT(p->h, COP_A, x->stem, cop_link(COP_A_HREF, cop_url_sentences(p, x->stem)), cop_a(COP_A_LANG, "en"));
      }
  }
}

void
cop_page_documents(CopPage *p)
{
  g_auto(CopFrameScope) frame =
    cop_frame_open(p, &(CopFrame){ .title = T_("Documents"),
                                   .nav = "/documents",
                                   .lead = T_("Everything that was built from this store. Every number in a document leads back to a record here."),
                                   .action = cop_page_may(p, COP_RIGHT_EDIT) ? T_("Build the documents") : NULL,
                                   .action_url = cop_url_path(p->a, "documents", "building", NULL) });
  if (p->s->built->failure != NULL)
    cop_part_notice(p, COP_NOTICE_WARN, T_("What was built cannot be listed"), p->s->built->failure);
  if (p->s->built->artifacts->len == 0) {
    cop_part_empty(p, T_("Nothing has been built yet"), T_("The strategy, the contribution and the kit will stand here."), T_("Build the documents"),
                   cop_url_path(p->a, "documents", "building", NULL));
    write_sentences(p);
    return;
  }
  COP_SECTION_OF(p, "documents", T_("Documents"), NULL)
    cop_part_grid(document_grid(p, false));
  COP_SECTION_OF(p, "kit", T_("Materials"), T_("Sheets, cards and texts of the kit; the wall under Materials shows them.")) {
    CopGrid *kit = document_grid(p, true);
    kit->rows_a_page = FILES_A_PAGE;
    cop_part_grid(kit);
  }
  write_sentences(p);
  if (count_findings(p) > 0)
    COP_SECTION_OF(p, "findings", T_("What the build noticed"), NULL)
      write_findings(p);
}

/* --- a file --- */

/* Only what the manifest lists is handed out: nothing else of the disk can be
 * reached, whatever the path says. */
void
cop_page_document_file(CopPage *p)
{
  const CopBuiltFile *x = cop_built_find(p->s, p->args[0]);
  CopResponse *rs = p->rs;
  p->personal = true;
  if (x == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  const char *dot = strrchr(x->path, '.');
  rs->type = "application/octet-stream";
  bool shown = false;
  for (size_t i = 0; dot != NULL && i < G_N_ELEMENTS(formats); i++)
    if (strcmp(formats[i].format, dot + 1) == 0) {
      rs->type = formats[i].type;
      shown = formats[i].open;
    }
  if (!shown) {
    g_autofree char *name = g_path_get_basename(x->path);
    cop_response_header(rs, "Content-Disposition", cop_arena_printf(p->a, "attachment; filename=\"%s\"", name));
  }
  rs->file = g_build_filename(p->desk->out, x->path, NULL);
  rs->etag = x->sha256;
  rs->cache = "private, no-cache";
  rs->policy = FILE_POLICY;
}
