/* SPDX-License-Identifier: Apache-2.0 */
#include "page/pdf.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/lang.h"
#include "page/pdf_cache.h"
#include "page/pdf_form.h"

static void
writer_init(CopPdfWriter *w, const CopPages *pages)
{
  CopFaces *faces = cop_shaper_faces(pages->shaper);
  unsigned n = cop_pages_count(pages);
  *w = (CopPdfWriter){ .pages = pages };
  cop_pdf_file_init(&w->file, cop_pdf_cache(faces)->deflate);
  w->fonts = cop_pdf_fonts_new(faces);
  w->tags = g_new(CopPdfTag, pages->n_tags);
  for (uint32_t i = 0; i < pages->n_tags; i++)
    w->tags[i] = (CopPdfTag){ 0, -1, -1 };
  w->kids = g_array_new(FALSE, FALSE, sizeof(CopPdfKid));
  w->annotations = g_array_new(FALSE, FALSE, sizeof(CopPdfAnnotation));
  w->alphas = g_array_new(FALSE, FALSE, sizeof(uint8_t));
  w->forms = g_ptr_array_new();
  w->page = g_new0(CopPdfPage, n);
  for (unsigned i = 0; i < n; i++) {
    w->page[i].owners = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    w->page[i].annotations = g_array_new(FALSE, FALSE, sizeof(unsigned));
  }
}

static void
writer_clear(CopPdfWriter *w)
{
  for (unsigned i = 0; i < cop_pages_count(w->pages); i++) {
    g_array_unref(w->page[i].owners);
    g_array_unref(w->page[i].annotations);
  }
  g_free(w->page);
  g_array_unref(w->annotations);
  g_array_unref(w->alphas);
  g_ptr_array_unref(w->forms);
  if (w->entries != NULL)
    g_array_unref(w->entries);
  g_array_unref(w->kids);
  g_free(w->tags);
  cop_pdf_fonts_free(w->fonts);
  cop_pdf_file_clear(&w->file);
  cop_pdf_buf_clear(&w->scratch);
}

/* Annotations get their numbers first: elements refer to them. A link whose
 * target is not in the document is left out. */
static void
number_links(CopPdfWriter *w, unsigned page)
{
  for (const CopPageLink *l = cop_pages_at(w->pages, page)->links; l != NULL; l = l->next) {
    if (l->tag == NULL || (l->href == NULL && cop_pages_anchor(w->pages, l->target) == NULL))
      continue;
    CopPdfAnnotation a = { cop_pdf_reserve(&w->file), l->tag->number };
    g_array_append_val(w->annotations, a);
    g_array_append_val(w->page[page].annotations, a.object);
    cop_pdf_add_kid(w, l->tag, (CopPdfKid){ -1, page, -1, a.object, UINT32_MAX });
  }
}

static void
put_rect(CopPdfBuf *b, const CopPageLink *l, float height)
{
  const double r[] = { (double)l->x, (double)(height - l->y - l->height), (double)(l->x + l->width), (double)(height - l->y) };
  cop_pdf_put(b, "/Rect[");
  for (int i = 0; i < 4; i++) {
    cop_pdf_put_real(b, r[i], 2);
    cop_pdf_put_char(b, i < 3 ? ' ' : ']');
  }
}

static void
write_links(CopPdfWriter *w, unsigned page, unsigned *index)
{
  const CopPage *p = cop_pages_at(w->pages, page);
  CopPdfBuf *b = &w->scratch;
  for (const CopPageLink *l = p->links; l != NULL; l = l->next) {
    const CopPageAnchor *a = l->href == NULL ? cop_pages_anchor(w->pages, l->target) : NULL;
    if (l->tag == NULL || (l->href == NULL && a == NULL))
      continue;
    b->n = 0;
    cop_pdf_put(b, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]");
    put_rect(b, l, p->height);
    cop_pdf_put(b, "/Contents");
    cop_pdf_put_text(b, l->alt != NULL ? l->alt : l->href != NULL ? l->href : l->target);
    cop_pdf_putf(b, "/StructParent %u", cop_pages_count(w->pages) + *index);
    if (a != NULL) {
      cop_pdf_putf(b, "/Dest[%u 0 R/XYZ 0 ", w->page[a->page].object);
      cop_pdf_put_real(b, (double)(cop_pages_at(w->pages, a->page)->height - a->y + 4), 1);
      cop_pdf_put(b, " null]>>");
    } else {
      cop_pdf_put(b, "/A<</S/URI/URI");
      cop_pdf_put_string(b, l->href, strlen(l->href));
      cop_pdf_put(b, ">>>>");
    }
    cop_pdf_set(&w->file, g_array_index(w->annotations, CopPdfAnnotation, *index).object, b);
    (*index)++;
  }
}

static void
write_page(CopPdfWriter *w, unsigned i, unsigned content)
{
  const CopPage *p = cop_pages_at(w->pages, i);
  CopPdfBuf *b = &w->scratch;
  b->n = 0;
  cop_pdf_putf(b, "<</Type/Page/Parent %u 0 R/MediaBox[0 0 ", w->pages_root);
  cop_pdf_put_real(b, (double)p->width, 2);
  cop_pdf_put_char(b, ' ');
  cop_pdf_put_real(b, (double)p->height, 2);
  cop_pdf_putf(b, "]/Resources %u 0 R/Contents %u 0 R/StructParents %u/Tabs/S", w->resources, content, i);
  if (w->alphas->len > 0)
    cop_pdf_put(b, "/Group<</S/Transparency/CS/DeviceRGB>>");
  const GArray *annotations = w->page[i].annotations;
  for (guint k = 0; k < annotations->len; k++)
    cop_pdf_putf(b, "%s%u 0 R", k == 0 ? "/Annots[" : " ", g_array_index(annotations, unsigned, k));
  cop_pdf_put(b, annotations->len > 0 ? "]>>" : ">>");
  cop_pdf_set(&w->file, w->page[i].object, b);
}

static void
write_page_tree(CopPdfWriter *w)
{
  CopPdfBuf *b = &w->scratch;
  b->n = 0;
  unsigned n = cop_pages_count(w->pages);
  cop_pdf_put(b, "<</Type/Pages/Kids[");
  for (unsigned i = 0; i < n; i++)
    cop_pdf_putf(b, "%s%u 0 R", i > 0 ? " " : "", w->page[i].object);
  cop_pdf_putf(b, "]/Count %u>>", n);
  cop_pdf_set(&w->file, w->pages_root, b);
}

static bool
write_resources(CopPdfWriter *w, GError **error)
{
  CopPdfBuf b = { 0 };
  cop_pdf_put(&b, "<</Font<<");
  bool done = cop_pdf_fonts_write(w->fonts, &w->file, &b, error);
  cop_pdf_put(&b, ">>");
  if (w->forms->len > 0) {
    cop_pdf_put(&b, "/XObject<<");
    cop_pdf_forms_write(w, &b);
    cop_pdf_put(&b, ">>");
  }
  if (w->alphas->len > 0) {
    cop_pdf_put(&b, "/ExtGState<<");
    for (guint i = 0; i < w->alphas->len; i++) {
      uint8_t alpha = g_array_index(w->alphas, uint8_t, i);
      cop_pdf_putf(&b, "/A%u<</ca %.3g/CA %.3g>>", alpha, alpha / 255.0, alpha / 255.0);
    }
    cop_pdf_put(&b, ">>");
  }
  cop_pdf_put(&b, ">>");
  cop_pdf_set(&w->file, w->resources, &b);
  cop_pdf_buf_clear(&b);
  return done;
}

static unsigned
write_catalog(CopPdfWriter *w, const char *instant, const CopPdfOptions *options)
{
  unsigned outline = cop_pdf_outline(w), metadata = cop_pdf_metadata(w, instant), intent = cop_pdf_output_intent(w);
  unsigned object = cop_pdf_reserve(&w->file);
  CopPdfBuf *b = &w->scratch;
  b->n = 0;
  cop_pdf_putf(b, "<</Type/Catalog/Pages %u 0 R/StructTreeRoot %u 0 R/MarkInfo<</Marked true>>/Lang", w->pages_root,
           w->struct_root);
  cop_pdf_put_text(b, w->pages->meta->lang);
  cop_pdf_putf(b, "/ViewerPreferences<</DisplayDocTitle true%s>>/Metadata %u 0 R/OutputIntents[%u 0 R]",
           cop_lang_rtl(w->pages->meta->lang) ? "/Direction/R2L" : "", metadata, intent);
  if (outline != 0)
    cop_pdf_putf(b, "/Outlines %u 0 R%s", outline, options != NULL && options->print_ready ? "" : "/PageMode/UseOutlines");
  cop_pdf_put(b, ">>");
  cop_pdf_set(&w->file, object, b);
  return object;
}

GBytes *
cop_pdf_write(const CopPages *pages, const CopPdfOptions *options, GError **error)
{
  char now[COP_INSTANT_SIZE];
  const char *instant = options != NULL && options->instant != NULL ? options->instant : cop_instant_now(now);
  CopPdfWriter w;
  writer_init(&w, pages);
  unsigned n = cop_pages_count(pages);
  w.pages_root = cop_pdf_reserve(&w.file);
  w.resources = cop_pdf_reserve(&w.file);
  for (unsigned i = 0; i < n; i++)
    w.page[i].object = cop_pdf_reserve(&w.file);
  CopPdfBuf content = { 0 };
  g_autofree unsigned *contents = g_new(unsigned, n + 1);
  for (unsigned i = 0; i < n; i++) {
    content.n = 0;
    cop_pdf_content(&w, i, &content);
    contents[i] = cop_pdf_reserve(&w.file);
    cop_pdf_stream(&w.file, contents[i], "", content.data, content.n, true);
    number_links(&w, i);
  }
  cop_pdf_buf_clear(&content);
  cop_pdf_tags_number(&w);
  unsigned link = 0;
  for (unsigned i = 0; i < n; i++) {
    write_links(&w, i, &link);
    write_page(&w, i, contents[i]);
  }
  write_page_tree(&w);
  cop_pdf_tags(&w);
  GBytes *bytes = NULL;
  if (write_resources(&w, error)) {
    unsigned root = write_catalog(&w, instant, options), info = cop_pdf_info(&w, instant);
    bytes = cop_pdf_finish(&w.file, root, info);
  }
  writer_clear(&w);
  return bytes;
}
