/* SPDX-License-Identifier: Apache-2.0 */
#include "page/pdf_font.h"

#include <hb-subset.h>
#include <libdeflate.h>
#include <math.h>
#include <string.h>

#include "page/pdf_cache.h"
#include "page/pdf_truetype.h"

/* Of compression. 4 makes files 4 to 6 % smaller and takes a tenth more of the whole
 * time of a report or poster; higher ones save next to nothing. */
#define LEVEL 1
#define CACHE_MAX 256u

/* --- the process's cache --- */

/* What a subset is known by. */
typedef struct {
  const CopFace *face;
  uint32_t *ids;
  uint32_t n;
} Key;

/* A font file: of clusters (TrueType) or glyphs (CFF) in an order that does not
 * depend on the document, so that texts of the same letters share it. */
typedef struct {
  Key key;              /* first, see key_hash() */
  CopPdfBuf file;       /* deflated */
  size_t length;        /* of the file as it was */
  uint16_t *glyph_of;   /* TrueType: by index in key.ids */
  CopPdfBuf cff_widths; /* CFF: the W array */
  char tag[8];          /* "ABCDEF+" */
} FontFile;

/* The clusters of a TrueType file in the order of their codes, as one document
 * has them. */
typedef struct {
  Key key;              /* first, see key_hash() */
  const FontFile *file;
  CopPdfBuf to_unicode, to_glyph; /* deflated */
  CopPdfBuf widths;     /* the W array */
} Codes;

static guint
key_hash(gconstpointer data)
{
  const Key *k = data;
  guint h = 2166136261u ^ cop_face_id(k->face);
  for (uint32_t i = 0; i < k->n; i++)
    h = (h ^ k->ids[i]) * 16777619u;
  return h;
}

static gboolean
key_equal(gconstpointer a, gconstpointer b)
{
  const Key *x = a, *y = b;
  return x->face == y->face && x->n == y->n && memcmp(x->ids, y->ids, x->n * sizeof *x->ids) == 0;
}

static void
file_free(gpointer data)
{
  FontFile *f = data;
  cop_pdf_buf_clear(&f->file);
  cop_pdf_buf_clear(&f->cff_widths);
  g_free(f->glyph_of);
  g_free(f->key.ids);
  g_free(f);
}

static void
codes_free(gpointer data)
{
  Codes *c = data;
  cop_pdf_buf_clear(&c->to_unicode);
  cop_pdf_buf_clear(&c->to_glyph);
  cop_pdf_buf_clear(&c->widths);
  g_free(c->key.ids);
  g_free(c);
}

static void
cache_free(gpointer data)
{
  CopPdfCache *c = data;
  libdeflate_free_compressor(c->deflate);
  g_hash_table_unref(c->codes);
  g_hash_table_unref(c->files);
  if (c->forms != NULL) {
    g_hash_table_unref(c->by_key);
    g_hash_table_unref(c->forms);
  }
  cop_pdf_buf_clear(&c->profile);
  g_free(c);
}

CopPdfCache *
cop_pdf_cache(CopFaces *faces)
{
  CopPdfCache *c = cop_faces_cache(faces, COP_FACES_CACHE_PDF);
  if (c == NULL) {
    c = g_new0(CopPdfCache, 1);
    c->deflate = libdeflate_alloc_compressor(LEVEL);
    c->files = g_hash_table_new_full(key_hash, key_equal, NULL, file_free);
    c->codes = g_hash_table_new_full(key_hash, key_equal, NULL, codes_free);
    cop_faces_set_cache(faces, COP_FACES_CACHE_PDF, c, cache_free);
  }
  return c;
}

/* --- codes of a document --- */

/* One font object: a face, or a further set of texts for a CFF face. */
typedef struct {
  const CopFace *face;
  unsigned number;    /* F<number> */
  bool cff;
  GArray *ids;        /* TrueType: cluster of code i + 1 */
  GHashTable *code_of;/* CFF: glyph -> cluster + 1, 0 for no text */
  struct {
    uint16_t code;    /* 0: none yet */
    float width;
  } *clusters;        /* TrueType: by cluster */
  uint32_t n_clusters;
  unsigned next;      /* 1 + index of the font with further texts; 0 for none */
} Font;

struct CopPdfFonts {
  CopFaces *faces;
  GPtrArray *fonts;   /* of Font */
  Font *by_face[256];
  Font *last;
};

static void
font_free(gpointer data)
{
  Font *f = data;
  g_array_unref(f->ids);
  g_hash_table_unref(f->code_of);
  g_free(f->clusters);
  g_free(f);
}

CopPdfFonts *
cop_pdf_fonts_new(CopFaces *faces)
{
  CopPdfFonts *f = g_new0(CopPdfFonts, 1);
  f->faces = faces;
  f->fonts = g_ptr_array_new_with_free_func(font_free);
  return f;
}

void
cop_pdf_fonts_free(CopPdfFonts *f)
{
  g_ptr_array_unref(f->fonts);
  g_free(f);
}

static Font *
font_add(CopPdfFonts *f, const CopFace *face)
{
  Font *font = g_new0(Font, 1);
  font->face = face;
  font->cff = cop_face_is_cff(face);
  font->number = f->fonts->len;
  font->ids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  font->code_of = g_hash_table_new(g_direct_hash, g_direct_equal);
  g_ptr_array_add(f->fonts, font);
  return font;
}

static Font *
font_of(CopPdfFonts *f, const CopFace *face)
{
  Font **slot = &f->by_face[cop_face_id(face)];
  if (*slot == NULL)
    *slot = font_add(f, face);
  return *slot;
}

/* Widths are written with one decimal: positions are reckoned from what is written. */
static float
written_width(const CopFace *face, int32_t advance)
{
  return (float)(floor((double)advance * 10000 / cop_face_upem(face) + 0.5) / 10);
}

static unsigned
truetype_code(CopPdfFonts *f, const CopFace *face, uint32_t cluster, CopPdfCode *out)
{
  Font *font = font_of(f, face);
  if (cluster >= font->n_clusters) {
    uint32_t n = MAX(cop_face_n_clusters(face), cluster + 1);
    font->clusters = g_realloc_n(font->clusters, n, sizeof *font->clusters);
    memset(font->clusters + font->n_clusters, 0, (n - font->n_clusters) * sizeof *font->clusters);
    font->n_clusters = n;
  }
  if (font->clusters[cluster].code == 0) {
    g_assert(font->ids->len < UINT16_MAX - 1);
    g_array_append_val(font->ids, cluster);
    font->clusters[cluster].code = (uint16_t)font->ids->len;
    font->clusters[cluster].width = written_width(face, cop_face_cluster(face, cluster)->advance);
  }
  *out = (CopPdfCode){ font->number, font->clusters[cluster].code, font->clusters[cluster].width, 0, 0 };
  return 1;
}

/* A font object in which the glyph stands for the cluster's text (0: none). */
static Font *
font_for_text(CopPdfFonts *f, Font *font, uint32_t gid, uint32_t text)
{
  for (;;) {
    gpointer found;
    if (!g_hash_table_lookup_extended(font->code_of, GUINT_TO_POINTER(gid), NULL, &found)) {
      g_hash_table_insert(font->code_of, GUINT_TO_POINTER(gid), GUINT_TO_POINTER(text));
      return font;
    }
    if (GPOINTER_TO_UINT(found) == text)
      return font;
    if (font->next == 0)
      font->next = 1 + font_add(f, font->face)->number;
    font = g_ptr_array_index(f->fonts, font->next - 1);
  }
}

static unsigned
cff_codes(CopPdfFonts *f, const CopFace *face, uint32_t cluster, CopPdfCode *out)
{
  const CopCluster *c = cop_face_cluster(face, cluster);
  float scale = 1000.0f / (float)cop_face_upem(face);
  unsigned n = MIN(c->n_parts, COP_PDF_CODES);
  for (unsigned i = 0; i < n; i++) {
    Font *font = font_for_text(f, font_of(f, face), c->parts[i].gid, i == 0 ? cluster + 1 : 0);
    out[i] = (CopPdfCode){ font->number, (uint16_t)c->parts[i].gid,
                        written_width(face, cop_face_advance(face, c->parts[i].gid)), scale * (float)c->parts[i].x,
                        scale * (float)c->parts[i].y };
  }
  return n;
}

unsigned
cop_pdf_fonts_codes(CopPdfFonts *f, const CopFace *face, uint32_t cluster, CopPdfCode out[COP_PDF_CODES])
{
  return cop_face_is_cff(face) ? cff_codes(f, face, cluster, out) : truetype_code(f, face, cluster, out);
}

/* --- ToUnicode (9.10.3) --- */

static void
put_utf16(CopPdfBuf *b, const char *text, uint32_t length)
{
  static const char digits[] = "0123456789ABCDEF";
  for (const char *c = text; c < text + length; c = g_utf8_next_char(c)) {
    gunichar u = g_utf8_get_char(c);
    uint32_t units[2] = { u, 0 };
    unsigned n = 1;
    if (u > 0xFFFF) {
      units[0] = 0xD800 + ((u - 0x10000) >> 10);
      units[1] = 0xDC00 + ((u - 0x10000) & 0x3FF);
      n = 2;
    }
    for (unsigned i = 0; i < n; i++)
      for (int shift = 12; shift >= 0; shift -= 4)
        cop_pdf_put_char(b, digits[(units[i] >> shift) & 15]);
  }
}

typedef struct {
  uint32_t code, cluster;
} Mapping;

static void
put_to_unicode(CopPdfBuf *b, const CopFace *face, const Mapping *map, uint32_t n)
{
  cop_pdf_put(b, "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
             "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
             "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
             "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
  for (uint32_t i = 0; i < n; i += 100) {
    uint32_t m = MIN(n - i, 100);
    cop_pdf_put_int(b, m);
    cop_pdf_put(b, " beginbfchar\n");
    for (uint32_t k = i; k < i + m; k++) {
      const CopCluster *c = cop_face_cluster(face, map[k].cluster);
      cop_pdf_putf(b, "<%04X><", map[k].code);
      put_utf16(b, c->text, c->length);
      cop_pdf_put(b, ">\n");
    }
    cop_pdf_put(b, "endbfchar\n");
  }
  cop_pdf_put(b, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
}

/* --- embedding --- */

/* Six capitals that name the subset (9.6.4): from its content. */
static void
set_tag(FontFile *s)
{
  uint64_t h = 1469598103934665603u;
  for (size_t i = 0; i < s->file.n; i++)
    h = (h ^ (uint8_t)s->file.data[i]) * 1099511628211u;
  for (int i = 0; i < 6; i++, h /= 26)
    s->tag[i] = (char)('A' + h % 26);
  s->tag[6] = '+';
  s->tag[7] = '\0';
}

static void
put_width_run(CopPdfBuf *b, const float *w, uint32_t from, uint32_t n)
{
  if (b->n > 1)
    cop_pdf_put_char(b, ' ');
  cop_pdf_put_int(b, from);
  cop_pdf_put_char(b, '[');
  for (uint32_t i = 0; i < n; i++) {
    if (i > 0)
      cop_pdf_put_char(b, ' ');
    cop_pdf_put_real(b, (double)w[i], 1);
  }
  cop_pdf_put_char(b, ']');
}

/* Clusters by what they are, not by when they came. */
static int
compare_clusters(const CopCluster *x, const CopCluster *y)
{
  if (x->n_parts != y->n_parts)
    return x->n_parts < y->n_parts ? -1 : 1;
  for (uint32_t i = 0; i < x->n_parts; i++) {
    const CopGlyphPart *p = &x->parts[i], *q = &y->parts[i];
    if (p->gid != q->gid)
      return p->gid < q->gid ? -1 : 1;
    if (p->x != q->x)
      return p->x < q->x ? -1 : 1;
    if (p->y != q->y)
      return p->y < q->y ? -1 : 1;
  }
  if (x->advance != y->advance)
    return x->advance < y->advance ? -1 : 1;
  int order = memcmp(x->text, y->text, MIN(x->length, y->length));
  return order != 0 ? order : x->length < y->length ? -1 : x->length > y->length;
}

static int
compare_places(gconstpointer a, gconstpointer b, gpointer data)
{
  const Key *key = data;
  return compare_clusters(cop_face_cluster(key->face, key->ids[*(const uint32_t *)a]),
                          cop_face_cluster(key->face, key->ids[*(const uint32_t *)b]));
}

static bool
build_truetype(FontFile *f, struct libdeflate_compressor *deflate, GError **error)
{
  f->glyph_of = g_new(uint16_t, f->key.n + 1);
  CopPdfBuf plain = { 0 };
  bool made = cop_pdf_truetype_subset(f->key.face, f->key.ids, f->key.n, &plain, f->glyph_of, error);
  if (made)
    cop_pdf_deflate(deflate, &f->file, plain.data, plain.n);
  f->length = plain.n;
  cop_pdf_buf_clear(&plain);
  return made;
}

/* place[k]: the code, less one, of the file's cluster k. */
static void
build_codes(Codes *c, const uint32_t *place, struct libdeflate_compressor *deflate)
{
  uint32_t n = c->key.n;
  g_autofree Mapping *map = g_new(Mapping, n + 1);
  g_autofree float *widths = g_new(float, n + 1);
  g_autofree uint8_t *glyphs = g_new0(uint8_t, 2 * (size_t)n + 2); /* code 0 is none */
  for (uint32_t k = 0; k < n; k++) {
    uint16_t glyph = c->file->glyph_of[k];
    glyphs[2 * place[k] + 2] = (uint8_t)(glyph >> 8);
    glyphs[2 * place[k] + 3] = (uint8_t)glyph;
  }
  for (uint32_t i = 0; i < n; i++) {
    map[i] = (Mapping){ i + 1, c->key.ids[i] };
    widths[i] = written_width(c->key.face, cop_face_cluster(c->key.face, c->key.ids[i])->advance);
  }
  cop_pdf_deflate(deflate, &c->to_glyph, glyphs, 2 * (size_t)n + 2);
  CopPdfBuf plain = { 0 };
  put_to_unicode(&plain, c->key.face, map, n);
  cop_pdf_deflate(deflate, &c->to_unicode, plain.data, plain.n);
  cop_pdf_buf_clear(&plain);
  cop_pdf_put_char(&c->widths, '[');
  put_width_run(&c->widths, widths, 1, n);
  cop_pdf_put_char(&c->widths, ']');
}

/* The CFF table of a subset that keeps its CIDs. ids are glyphs in ascending order. */
static bool
build_cff(FontFile *f, struct libdeflate_compressor *deflate, GError **error)
{
  hb_subset_input_t *input = hb_subset_input_create_or_fail();
  hb_set_t *glyphs = hb_subset_input_glyph_set(input);
  hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
  hb_tag_t tags[64];
  unsigned n_tags = G_N_ELEMENTS(tags);
  hb_face_get_table_tags(cop_face_hb(f->key.face), 0, &n_tags, tags);
  for (unsigned i = 0; i < n_tags; i++)
    if (tags[i] != HB_TAG('C', 'F', 'F', ' ') && tags[i] != HB_TAG('h', 'e', 'a', 'd') &&
        tags[i] != HB_TAG('m', 'a', 'x', 'p') && tags[i] != HB_TAG('h', 'm', 't', 'x') &&
        tags[i] != HB_TAG('h', 'h', 'e', 'a'))
      hb_set_add(drop, tags[i]);
  hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
  g_autofree float *widths = g_new(float, f->key.n + 1);
  for (uint32_t i = 0; i < f->key.n; i++) {
    hb_set_add(glyphs, f->key.ids[i]);
    widths[i] = written_width(f->key.face, cop_face_advance(f->key.face, f->key.ids[i]));
  }
  hb_face_t *subset = hb_subset_or_fail(cop_face_hb(f->key.face), input);
  hb_subset_input_destroy(input);
  if (subset == NULL) {
    g_set_error(error, COP_TYPESET_ERROR, COP_TYPESET_ERROR_FACE, "the font '%s' cannot be subset", cop_face_name(f->key.face));
    return false;
  }
  hb_blob_t *cff = hb_face_reference_table(subset, HB_TAG('C', 'F', 'F', ' '));
  unsigned length;
  const char *data = hb_blob_get_data(cff, &length);
  f->length = length;
  cop_pdf_deflate(deflate, &f->file, data, length);
  hb_blob_destroy(cff);
  hb_face_destroy(subset);
  cop_pdf_put_char(&f->cff_widths, '[');
  for (uint32_t i = 0, run; i < f->key.n; i = run) {
    for (run = i + 1; run < f->key.n && f->key.ids[run] == f->key.ids[run - 1] + 1; run++)
      continue;
    put_width_run(&f->cff_widths, widths + i, f->key.ids[i], run - i);
  }
  cop_pdf_put_char(&f->cff_widths, ']');
  return true;
}

/* The file of these clusters or glyphs, from the cache or made. */
static const FontFile *
file_for(CopPdfCache *cache, const CopFace *face, const uint32_t *ids, uint32_t n, GError **error)
{
  Key key = { face, (uint32_t *)ids, n };
  FontFile *f = g_hash_table_lookup(cache->files, &key);
  if (f != NULL)
    return f;
  f = g_new0(FontFile, 1);
  f->key = (Key){ face, g_memdup2(ids, n * sizeof *ids), n };
  bool made = cop_face_is_cff(face) ? build_cff(f, cache->deflate, error) : build_truetype(f, cache->deflate, error);
  if (!made) {
    file_free(f);
    return NULL;
  }
  set_tag(f);
  g_hash_table_add(cache->files, f);
  return f;
}

/* Codes point to files, so both go together. */
static void
make_room(CopPdfCache *cache)
{
  if (g_hash_table_size(cache->codes) < CACHE_MAX && g_hash_table_size(cache->files) < CACHE_MAX)
    return;
  g_hash_table_remove_all(cache->codes);
  g_hash_table_remove_all(cache->files);
}

static const Codes *
codes_for(CopPdfFonts *f, const CopFace *face, const uint32_t *ids, uint32_t n, GError **error)
{
  CopPdfCache *cache = cop_pdf_cache(f->faces);
  Key key = { face, (uint32_t *)ids, n };
  Codes *c = g_hash_table_lookup(cache->codes, &key);
  if (c != NULL)
    return c;
  make_room(cache);
  g_autofree uint32_t *place = g_new(uint32_t, n + 1), *sorted = g_new(uint32_t, n + 1);
  for (uint32_t i = 0; i < n; i++)
    place[i] = i;
  g_qsort_with_data(place, (gint)n, sizeof *place, compare_places, &key);
  for (uint32_t i = 0; i < n; i++)
    sorted[i] = ids[place[i]];
  const FontFile *file = file_for(cache, face, sorted, n, error);
  if (file == NULL)
    return NULL;
  c = g_new0(Codes, 1);
  c->key = (Key){ face, g_memdup2(ids, n * sizeof *ids), n };
  c->file = file;
  build_codes(c, place, cache->deflate);
  g_hash_table_add(cache->codes, c);
  return c;
}

/* --- objects --- */

static unsigned
write_descriptor(CopPdfFile *file, const CopFace *face, const FontFile *s)
{
  const CopFaceMetrics *m = cop_face_metrics(face);
  double scale = 1000.0 / cop_face_upem(face);
  bool cff = cop_face_is_cff(face);
  unsigned stream = cop_pdf_reserve(file), object = cop_pdf_reserve(file);
  char entries[64];
  if (cff)
    g_strlcpy(entries, "/Subtype/CIDFontType0C", sizeof entries);
  else
    g_snprintf(entries, sizeof entries, "/Length1 %zu", s->length);
  cop_pdf_stream_deflated(file, stream, entries, s->file.data, s->file.n);
  unsigned flags = 4 | (m->italic_angle != 0 ? 64 : 0);
  cop_pdf_setf(file, object,
           "<</Type/FontDescriptor/FontName/%s%s/Flags %u/FontBBox[%d %d %d %d]/ItalicAngle %g/Ascent %d/Descent %d"
           "/CapHeight %d/StemV %d/%s %u 0 R>>",
           s->tag, cop_face_name(face), flags, (int)lrint(m->x_min * scale), (int)lrint(m->y_min * scale),
           (int)lrint(m->x_max * scale), (int)lrint(m->y_max * scale), m->italic_angle, (int)lrint(m->ascent * scale),
           -(int)lrint(m->descent * scale), (int)lrint(m->cap_height * scale),
           cop_face_style(face) & COP_FACE_BOLD ? 140 : 80, cff ? "FontFile3" : "FontFile2", stream);
  return object;
}

static void
write_type0(CopPdfFile *file, const Font *font, const FontFile *s, const CopPdfBuf *widths, unsigned descriptor, unsigned to_glyph,
            unsigned to_unicode, unsigned object)
{
  unsigned descendant = cop_pdf_reserve(file);
  CopPdfBuf b = { 0 };
  cop_pdf_putf(&b, "<</Type/Font/Subtype/%s/BaseFont/%s%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
               "/FontDescriptor %u 0 R/DW 1000/W",
           font->cff ? "CIDFontType0" : "CIDFontType2", s->tag, cop_face_name(font->face), descriptor);
  cop_pdf_put_bytes(&b, widths->data, widths->n);
  if (!font->cff)
    cop_pdf_putf(&b, "/CIDToGIDMap %u 0 R", to_glyph);
  cop_pdf_put(&b, ">>");
  cop_pdf_set(file, descendant, &b);
  cop_pdf_buf_clear(&b);
  cop_pdf_setf(file, object,
           "<</Type/Font/Subtype/Type0/BaseFont/%s%s%s/Encoding/Identity-H/DescendantFonts[%u 0 R]/ToUnicode %u 0 R>>", s->tag,
           cop_face_name(font->face), font->cff ? "-Identity-H" : "", descendant, to_unicode);
}

static bool
write_truetype(CopPdfFonts *f, CopPdfFile *file, const Font *font, unsigned object, GError **error)
{
  const Codes *c = codes_for(f, font->face, (const uint32_t *)(void *)font->ids->data, font->ids->len, error);
  if (c == NULL)
    return false;
  unsigned to_glyph = cop_pdf_reserve(file), to_unicode = cop_pdf_reserve(file);
  cop_pdf_stream_deflated(file, to_glyph, "", c->to_glyph.data, c->to_glyph.n);
  cop_pdf_stream_deflated(file, to_unicode, "", c->to_unicode.data, c->to_unicode.n);
  write_type0(file, font, c->file, &c->widths, write_descriptor(file, font->face, c->file), to_glyph, to_unicode, object);
  return true;
}

static int
compare_mapping(gconstpointer a, gconstpointer b)
{
  const Mapping *x = a, *y = b;
  return x->code < y->code ? -1 : x->code > y->code;
}

static int
compare_id(gconstpointer a, gconstpointer b)
{
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

/* All font objects of one CFF face: one file, one ToUnicode each. */
static bool
write_cff(CopPdfFonts *f, CopPdfFile *file, const Font *first, const unsigned *objects, GError **error)
{
  g_autoptr(GArray) glyphs = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  for (const Font *font = first; font != NULL; font = font->next != 0 ? g_ptr_array_index(f->fonts, font->next - 1) : NULL) {
    GHashTableIter i;
    gpointer gid;
    g_hash_table_iter_init(&i, font->code_of);
    while (g_hash_table_iter_next(&i, &gid, NULL)) {
      uint32_t id = GPOINTER_TO_UINT(gid);
      if (font == first || !g_hash_table_contains(first->code_of, gid))
        g_array_append_val(glyphs, id);
    }
  }
  g_array_sort(glyphs, compare_id);
  guint n = 0;
  for (guint i = 0; i < glyphs->len; i++)
    if (i == 0 || g_array_index(glyphs, uint32_t, i) != g_array_index(glyphs, uint32_t, n - 1))
      g_array_index(glyphs, uint32_t, n++) = g_array_index(glyphs, uint32_t, i);
  make_room(cop_pdf_cache(f->faces));
  const FontFile *s = file_for(cop_pdf_cache(f->faces), first->face, (const uint32_t *)(void *)glyphs->data, n, error);
  if (s == NULL)
    return false;
  unsigned descriptor = write_descriptor(file, first->face, s);
  for (const Font *font = first; font != NULL; font = font->next != 0 ? g_ptr_array_index(f->fonts, font->next - 1) : NULL) {
    g_autoptr(GArray) map = g_array_new(FALSE, FALSE, sizeof(Mapping));
    GHashTableIter i;
    gpointer gid, text;
    g_hash_table_iter_init(&i, font->code_of);
    while (g_hash_table_iter_next(&i, &gid, &text)) {
      Mapping m = { GPOINTER_TO_UINT(gid), GPOINTER_TO_UINT(text) - 1 };
      if (GPOINTER_TO_UINT(text) != 0)
        g_array_append_val(map, m);
    }
    g_array_sort(map, compare_mapping);
    CopPdfBuf b = { 0 };
    put_to_unicode(&b, font->face, (const Mapping *)(void *)map->data, map->len);
    unsigned to_unicode = cop_pdf_reserve(file);
    cop_pdf_stream(file, to_unicode, "", b.data, b.n, true);
    cop_pdf_buf_clear(&b);
    write_type0(file, font, s, &s->cff_widths, descriptor, 0, to_unicode, objects[font->number]);
  }
  return true;
}

bool
cop_pdf_fonts_write(CopPdfFonts *f, CopPdfFile *file, CopPdfBuf *resources, GError **error)
{
  g_autofree unsigned *objects = g_new(unsigned, f->fonts->len + 1);
  for (guint i = 0; i < f->fonts->len; i++) {
    objects[i] = cop_pdf_reserve(file);
    cop_pdf_putf(resources, "/F%u %u 0 R", i, objects[i]);
  }
  for (guint i = 0; i < f->fonts->len; i++) {
    const Font *font = g_ptr_array_index(f->fonts, i);
    if (!font->cff && !write_truetype(f, file, font, objects[i], error))
      return false;
    if (font->cff && f->by_face[cop_face_id(font->face)] == font && !write_cff(f, file, font, objects, error))
      return false;
  }
  return true;
}
