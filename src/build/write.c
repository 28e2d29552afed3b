/* SPDX-License-Identifier: Apache-2.0 */
#include "build/write.h"

#include <string.h>

#include "base/file.h"
#include "base/home.h"
#include "base/limits.h"
#include "base/zip.h"
#include "flow/flow.h"
#include "flow/odp.h"
#include "page/impose.h"
#include "page/legible.h"
#include "page/pdf.h"
#include "page/png.h"
#include "page/sheet.h"

void
cop_build_writer_next(CopBuildWriter *w)
{
  g_clear_pointer(&w->pages, cop_pages_free);
  w->doc = NULL;
}

void
cop_build_writer_clear(CopBuildWriter *w)
{
  cop_build_writer_next(w);
  g_clear_pointer(&w->setter, cop_setter_free);
}

/* The pages of a document, laid out once for all formats that need them. */
static const CopPages *
pages_of(CopBuildWriter *w, const CopDoc *doc, CopDiags *diags, GError **error)
{
  if (w->pages != NULL && w->doc == doc)
    return w->pages;
  cop_build_writer_next(w);
  if (w->setter == NULL && (w->setter = cop_setter_new(NULL, error)) == NULL)
    return NULL;
  w->pages = cop_sheet_is(doc) ? cop_sheet_set(w->setter, doc, diags, error) : cop_typeset_document(w->setter, doc, diags, error);
  if (w->pages != NULL && cop_sheet_is(doc))
    cop_legible_check(w->pages, diags);
  CopImpose impose;
  if (w->pages != NULL && doc->meta.impose != NULL && cop_impose_parse(doc->meta.impose, &impose) &&
      !cop_impose(w->setter, w->pages, impose, error))
    g_clear_pointer(&w->pages, cop_pages_free);
  w->doc = doc;
  return w->pages;
}

static GBytes *
write_pdf(CopBuildWriter *w, const CopComposed *c, CopDiags *diags, GError **error)
{
  const CopPages *pages = pages_of(w, c->doc, diags, error);
  return pages == NULL ? NULL : cop_pdf_write(pages, &(CopPdfOptions){ .print_ready = c->doc->meta.style == COP_STYLE_SHEET }, error);
}

static GBytes *
write_png(CopBuildWriter *w, const CopComposed *c, CopDiags *diags, GError **error)
{
  const CopPages *pages = pages_of(w, c->doc, diags, error);
  return pages == NULL ? NULL : cop_png_write_page(pages, 0, cop_sheet_dpi(c->doc->meta.sheet), error);
}

static GBytes *
rasterise(void *data, const CopDrawing *drawing, const char *lang, unsigned dpi, GError **error)
{
  CopBuildWriter *w = data;
  if (w->setter == NULL && (w->setter = cop_setter_new(NULL, error)) == NULL)
    return NULL;
  return cop_png_write_drawing(w->setter, drawing, lang, dpi, error);
}

static unsigned
page_of(void *data, const char *id)
{
  CopBuildWriter *w = data;
  const CopPageAnchor *at = w->pages == NULL ? NULL : cop_pages_anchor(w->pages, id);
  return at == NULL ? 0 : at->page + 1;
}

/* Does the document print numbers of pages? Then it is laid out first, whether
 * or not a PDF was asked for, so that it comes out the same either way. */
static bool
prints_pages(const CopDoc *d)
{
  for (const CopNode *n = d->root; n != NULL; n = cop_node_walk(n, d->root))
    if (n->kind == COP_NODE_CONTENTS || (n->kind == COP_NODE_XREF && n->as.xref.page))
      return true;
  return false;
}

static GBytes *
write_docx(CopBuildWriter *w, const CopComposed *c, CopDiags *diags, GError **error)
{
  (void)diags;
  g_autoptr(CopDiags) heard = cop_diags_new(); /* the PDF's findings are the PDF's */
  if (prints_pages(c->doc) && pages_of(w, c->doc, heard, error) == NULL)
    return NULL;
  CopFlowOptions options = { .rasterise = rasterise, .rasterise_data = w, .page_of = page_of, .page_of_data = w };
  return cop_flow_write(c->doc, &cop_flow_docx, &options, error);
}

static GBytes *
write_html(CopBuildWriter *w, const CopComposed *c, CopDiags *diags, GError **error)
{
  (void)w, (void)diags;
  return cop_flow_write(c->doc, &cop_flow_html, NULL, error);
}

static GBytes *
write_text(CopBuildWriter *w, const CopComposed *c, CopDiags *diags, GError **error)
{
  (void)w, (void)diags, (void)error;
  return g_bytes_new(c->text, strlen(c->text));
}

static GBytes *
write_xlsx(CopBuildWriter *w, const CopComposed *c, CopDiags *diags, GError **error)
{
  (void)w, (void)diags;
  return cop_tables_to_xlsx(c->tables, c->n_tables, error);
}

static GBytes *
write_csv(CopBuildWriter *w, const CopComposed *c, CopDiags *diags, GError **error)
{
  (void)w, (void)diags, (void)error;
  return cop_table_to_csv(c->tables[0]);
}

static GBytes *
write_epub(CopBuildWriter *w, const CopComposed *c, CopDiags *diags, GError **error)
{
  (void)w, (void)diags;
  return cop_flow_write(c->doc, &cop_flow_epub, NULL, error);
}

static GBytes *
write_zip(CopBuildWriter *w, const CopComposed *c, CopDiags *diags, GError **error)
{
  (void)w, (void)diags;
  g_autoptr(CopZipWriter) zip = cop_zip_writer_new();
  for (size_t i = 0; i < c->n_members; i++) {
    const CopMember *m = &c->members[i];
    size_t n;
    if (m->picture != NULL) {
      cop_zip_writer_add_packed(zip, m->name, &m->picture->packed);
      continue;
    }
    g_autofree char *path = m->asset == NULL ? NULL : cop_home_path("assets", m->asset, NULL);
    char *text = m->asset == NULL ? g_strdup(m->text) : cop_file_read(path, COP_LIMIT_TEXT, &n, error);
    if (text == NULL)
      return NULL;
    cop_zip_writer_add_text(zip, m->name, text);
  }
  return cop_zip_writer_finish(zip, error);
}

static GBytes *
write_odp(CopBuildWriter *w, const CopComposed *c, CopDiags *diags, GError **error)
{
  (void)diags;
  return cop_odp_write(c->doc, &(CopFlowOptions){ .rasterise = rasterise, .rasterise_data = w }, error);
}

static GBytes *
write_mp3(CopBuildWriter *w, const CopComposed *c, CopDiags *diags, GError **error)
{
  (void)w;
  g_auto(CopClip) clip = { 0 };
  return cop_speech_say(c->speech, &clip, diags, error) ? cop_clip_to_mp3(&clip, c->speech->title, c->speech->comment, error) : NULL;
}

static GBytes *
write_opus(CopBuildWriter *w, const CopComposed *c, CopDiags *diags, GError **error)
{
  (void)w;
  g_auto(CopClip) clip = { 0 };
  return cop_speech_say(c->speech, &clip, diags, error) ? cop_clip_to_opus(&clip, c->speech->title, c->speech->comment, error) : NULL;
}

enum { OF_DOC = 1, OF_TABLES = 2, OF_TEXT = 4, OF_MEMBERS = 8, OF_SPEECH = 16 };

static const struct {
  unsigned of;
  GBytes *(*write)(CopBuildWriter *w, const CopComposed *c, CopDiags *diags, GError **error);
} writers[COP_FORMAT_MAX] = {
  [COP_FORMAT_PDF] = { OF_DOC, write_pdf },
  [COP_FORMAT_DOCX] = { OF_DOC, write_docx },
  [COP_FORMAT_HTML] = { OF_DOC, write_html },
  [COP_FORMAT_PNG] = { OF_DOC, write_png },
  [COP_FORMAT_XLSX] = { OF_TABLES, write_xlsx },
  [COP_FORMAT_CSV] = { OF_TABLES, write_csv },
  [COP_FORMAT_TEXT] = { OF_TEXT, write_text },
  [COP_FORMAT_EPUB] = { OF_DOC, write_epub },
  [COP_FORMAT_JSON] = { OF_TEXT, write_text },
  [COP_FORMAT_ZIP] = { OF_MEMBERS, write_zip },
  [COP_FORMAT_H5P] = { OF_MEMBERS, write_zip },
  [COP_FORMAT_ODP] = { OF_DOC, write_odp },
  [COP_FORMAT_MP3] = { OF_SPEECH, write_mp3 },
  [COP_FORMAT_OPUS] = { OF_SPEECH, write_opus },
};

bool
cop_build_can_write(const CopComposed *c, CopFormat f)
{
  unsigned is = c->doc != NULL ? OF_DOC : c->tables != NULL ? OF_TABLES : c->members != NULL ? OF_MEMBERS : c->speech != NULL ? OF_SPEECH : OF_TEXT;
  return (writers[f].of & is) != 0;
}

GBytes *
cop_build_write(CopBuildWriter *w, const CopComposed *c, CopFormat f, CopDiags *diags, GError **error)
{
  g_assert(cop_build_can_write(c, f));
  return writers[f].write(w, c, diags, error);
}
