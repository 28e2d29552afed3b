/* SPDX-License-Identifier: Apache-2.0
 *
 * No glyph is lost: every font a PDF embeds is read again after writing, by
 * FreeType, glyph by glyph; as many have ink as the pages show.
 */
#include <ft2build.h>
#include FT_FREETYPE_H
#include <glib.h>
#include <string.h>

#include "corpus.h"
#include "page/pdf.h"
#include "page/sheet.h"
#include "proof/shape.h"
#include "typeset_sample.h"

typedef struct {
  unsigned fonts, glyphs, inked;
} Count;

static bool
load_font(FT_Library lib, const void *data, size_t n, Count *count)
{
  FT_Face face;
  if (FT_New_Memory_Face(lib, data, (FT_Long)n, 0, &face) != 0)
    return false;
  bool sound = face->num_glyphs > 0;
  for (FT_UInt g = 0; sound && g < (FT_UInt)face->num_glyphs; g++) {
    FT_Error e = FT_Load_Glyph(face, g, FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING);
    if (e == FT_Err_Invalid_Argument && FT_IS_CID_KEYED(face))
      continue; /* FreeType counts such a font by its characters, of which the subset holds few */
    sound = e == 0;
    count->glyphs++;
    count->inked += sound && face->glyph->outline.n_points > 0;
  }
  FT_Done_Face(face);
  count->fonts++;
  return sound;
}

static GByteArray *
font_file(CopProofFile *f, uint32_t number)
{
  const CopProofValue *v = cop_proof_object(f, number);
  if (v->type != COP_PROOF_DICT)
    return NULL;
  static const char *const keys[] = { "FontFile2", "FontFile3" };
  for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
    const CopProofValue *stream = cop_proof_get(f, v, keys[i]);
    if (stream->type == COP_PROOF_STREAM)
      return cop_proof_stream(f, stream, NULL);
  }
  return NULL;
}

static Count
read_again(FT_Library lib, GBytes *pdf, const char *name)
{
  Count count = { 0 };
  g_autoptr(GError) error = NULL;
  gsize n;
  const void *bytes = g_bytes_get_data(pdf, &n);
  g_autoptr(CopProofFile) f = cop_proof_file_new(bytes, n, &error);
  g_assert_no_error(error);
  for (uint32_t i = 0; i < cop_proof_n_objects(f); i++) {
    g_autoptr(GByteArray) font = font_file(f, i);
    if (font != NULL && !load_font(lib, font->data, font->len, &count))
      g_error("%s: the font of object %u cannot be read again", name, i);
  }
  g_autoptr(CopDiags) found = cop_diags_new();
  CopProofCount looked_up;
  g_assert_true(cop_proof_shape(bytes, n, name, found, &looked_up, &error));
  if (cop_diags_count(found) > 0)
    g_error("%s: %s", name, cop_diags_at(found, 0)->message);
  g_assert_cmpuint(looked_up.glyphs, >, 0);
  return count;
}

static bool
has_ink(const CopFace *face, uint32_t gid)
{
  hb_glyph_extents_t e;
  return hb_font_get_glyph_extents(cop_face_font(face), gid, &e) && e.width != 0 && e.height != 0;
}

/* What of a run is seen: clusters, which become glyphs of TrueType subsets; of
 * CFF faces, whose subsets keep their glyphs, the glyphs. */
static void
add_run(GHashTable *seen, const CopTextRun *run)
{
  for (uint32_t i = 0; i < run->n; i++) {
    const CopShaped *shaped = run->pieces[i].shaped;
    for (uint32_t k = 0; k < shaped->n; k++) {
      const CopCluster *c = cop_face_cluster(shaped->face, shaped->clusters[k].cluster);
      for (uint32_t g = 0; g < c->n_parts; g++) {
        if (!has_ink(shaped->face, c->parts[g].gid))
          continue;
        bool cff = cop_face_is_cff(shaped->face);
        gint64 key = (gint64)cop_face_id(shaped->face) << 32 | (cff ? c->parts[g].gid : shaped->clusters[k].cluster);
        g_hash_table_add(seen, g_memdup2(&key, sizeof key));
        if (!cff)
          break;
      }
    }
  }
}

static unsigned
inked_clusters(const CopPages *pages)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  for (unsigned i = 0; i < cop_pages_count(pages); i++)
    for (const CopItem *item = cop_pages_at(pages, i)->first; item != NULL; item = item->next)
      for (const CopTextRun *run = item->kind == COP_ITEM_TEXT ? item->as.text.first : NULL; run != NULL; run = run->next)
        add_run(seen, run);
  g_assert_cmpuint(g_hash_table_size(seen), >, 20);
  return g_hash_table_size(seen);
}

static void
test_corpus(void)
{
  g_autofree char *folder = corpus_folder("udhr/articles-01-15");
  if (folder == NULL)
    return;
  FT_Library lib;
  g_assert_cmpint(FT_Init_FreeType(&lib), ==, 0);
  g_autoptr(GError) error = NULL;
  g_autoptr(CopSetter) setter = cop_setter_new(NULL, &error);
  g_assert_no_error(error);
  g_autoptr(GPtrArray) files = corpus_files(folder);
  for (guint i = 0; i < files->len; i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(CopDiags) diags = cop_diags_new();
    CopDoc *d = sample_udhr(a, g_ptr_array_index(files, i), COP_STYLE_REPORT);
    g_autoptr(CopPages) pages = cop_typeset_document(setter, d, diags, &error);
    g_assert_no_error(error);
    g_autoptr(GBytes) pdf = cop_pdf_write(pages, NULL, &error);
    g_assert_no_error(error);
    Count c = read_again(lib, pdf, g_ptr_array_index(files, i));
    g_test_message("%s: %u fonts, %u glyphs, %u with ink", d->meta.lang, c.fonts, c.glyphs, c.inked);
    g_assert_cmpuint(c.fonts, >=, 1);
    g_assert_cmpuint(c.inked, >=, inked_clusters(pages));
  }
  FT_Done_FreeType(lib);
}

/* A subset with a byte too few is one that cannot be read. */
static void
test_broken(void)
{
  FT_Library lib;
  g_assert_cmpint(FT_Init_FreeType(&lib), ==, 0);
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  g_autoptr(CopSetter) setter = cop_setter_new(NULL, &error);
  CopDocMeta meta = { .title = "T", .lang = "hi", .style = COP_STYLE_LETTER };
  CopDoc *d = cop_doc_new(a, &meta);
  cop_add_para(d, d->root, "क्या कोई आपकी तस्वीर माँग रहा है?");
  g_autoptr(CopDiags) diags = cop_diags_new();
  g_autoptr(CopPages) pages = cop_typeset_document(setter, d, diags, &error);
  g_autoptr(GBytes) pdf = cop_pdf_write(pages, NULL, &error);
  g_assert_no_error(error);
  gsize n;
  const void *bytes = g_bytes_get_data(pdf, &n);
  g_autoptr(CopProofFile) f = cop_proof_file_new(bytes, n, &error);
  unsigned fonts = 0;
  for (uint32_t i = 0; i < cop_proof_n_objects(f); i++) {
    g_autoptr(GByteArray) font = font_file(f, i);
    if (font == NULL)
      continue;
    Count c = { 0 };
    g_assert_true(load_font(lib, font->data, font->len, &c));
    g_assert_false(load_font(lib, font->data, font->len / 3, &c));
    fonts++;
  }
  g_assert_cmpuint(fonts, >=, 1);
  FT_Done_FreeType(lib);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/reread/corpus", test_corpus);
  g_test_add_func("/reread/broken", test_broken);
  return g_test_run();
}
