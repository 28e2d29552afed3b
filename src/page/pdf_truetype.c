/* SPDX-License-Identifier: Apache-2.0 */
#include "page/pdf_truetype.h"

#include <string.h>

#define DEPTH_MAX 8u

enum {
  ARGS_ARE_WORDS = 0x0001,
  ARGS_ARE_XY = 0x0002,
  HAS_SCALE = 0x0008,
  MORE_COMPONENTS = 0x0020,
  HAS_XY_SCALE = 0x0040,
  HAS_2X2 = 0x0080,
  HAS_INSTRUCTIONS = 0x0100,
};

typedef struct {
  const uint8_t *data;
  unsigned length;
  hb_blob_t *blob;
} Table;

typedef struct {
  const CopFace *face;
  Table glyf, loca, head, hhea, hmtx, maxp;
  bool long_loca;
  unsigned n_glyphs, n_metrics;
  /* the new font */
  GHashTable *map;     /* old glyph -> new */
  GArray *old;         /* of uint32_t: old glyph of each new one; UINT32_MAX for a composite of ours */
  CopPdfBuf out_glyf;
  GArray *offsets;     /* of uint32_t */
  CopPdfBuf out_hmtx;
  unsigned depth, points, contours, components;
} Subset;

typedef struct {
  int16_t x_min, y_min, x_max, y_max;
} Box;

static uint16_t
u16(const uint8_t *p)
{
  return (uint16_t)(p[0] << 8 | p[1]);
}

static int16_t
s16(const uint8_t *p)
{
  return (int16_t)u16(p);
}

static uint32_t
u32(const uint8_t *p)
{
  return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void
put16(CopPdfBuf *b, unsigned v)
{
  const uint8_t bytes[] = { (uint8_t)(v >> 8), (uint8_t)v };
  cop_pdf_put_bytes(b, bytes, 2);
}

static void
put32(CopPdfBuf *b, uint32_t v)
{
  put16(b, v >> 16);
  put16(b, v & 0xFFFF);
}

static Table
open_table(const CopFace *face, const char *tag)
{
  Table t = { .blob = hb_face_reference_table(cop_face_hb(face), HB_TAG(tag[0], tag[1], tag[2], tag[3])) };
  t.data = (const uint8_t *)hb_blob_get_data(t.blob, &t.length);
  return t;
}

/* The bytes of an old glyph; length 0 for an empty or invalid one. */
static const uint8_t *
glyph_data(const Subset *s, uint32_t gid, unsigned *length)
{
  *length = 0;
  size_t from, to;
  if (gid >= s->n_glyphs)
    return NULL;
  if (s->long_loca) {
    if (4 * ((size_t)gid + 2) > s->loca.length)
      return NULL;
    from = u32(s->loca.data + 4 * (size_t)gid);
    to = u32(s->loca.data + 4 * ((size_t)gid + 1));
  } else {
    if (2 * ((size_t)gid + 2) > s->loca.length)
      return NULL;
    from = 2 * (size_t)u16(s->loca.data + 2 * (size_t)gid);
    to = 2 * (size_t)u16(s->loca.data + 2 * ((size_t)gid + 1));
  }
  if (to > s->glyf.length || from + 10 > to)
    return NULL;
  *length = (unsigned)(to - from);
  return s->glyf.data + from;
}

static int16_t
left_bearing(const Subset *s, uint32_t gid)
{
  size_t at = gid < s->n_metrics ? 4 * (size_t)gid + 2 : 4 * (size_t)s->n_metrics + 2 * ((size_t)gid - s->n_metrics);
  return at + 2 <= s->hmtx.length ? s16(s->hmtx.data + at) : 0;
}

/* The number a glyph has in the new font; new ones wait to be written. */
static uint32_t
new_glyph(Subset *s, uint32_t old)
{
  gpointer found;
  if (g_hash_table_lookup_extended(s->map, GUINT_TO_POINTER(old), NULL, &found))
    return GPOINTER_TO_UINT(found);
  uint32_t id = s->old->len;
  g_hash_table_insert(s->map, GUINT_TO_POINTER(old), GUINT_TO_POINTER(id));
  g_array_append_val(s->old, old);
  return id;
}

static unsigned
component_size(unsigned flags)
{
  return 4 + (flags & ARGS_ARE_WORDS ? 4 : 2) + (flags & HAS_SCALE ? 2 : flags & HAS_XY_SCALE ? 4 : flags & HAS_2X2 ? 8 : 0);
}

/* Points and contours of a glyph with its components, for maxp. */
static void
count_points(const Subset *s, uint32_t gid, unsigned depth, unsigned *points, unsigned *contours, unsigned *deepest)
{
  unsigned length;
  const uint8_t *g = glyph_data(s, gid, &length);
  *deepest = MAX(*deepest, depth);
  if (g == NULL || depth > DEPTH_MAX)
    return;
  int n = s16(g);
  if (n >= 0) {
    *contours += (unsigned)n;
    if (n > 0 && 10 + 2 * (unsigned)n <= length)
      *points += u16(g + 10 + 2 * (n - 1)) + 1u;
    return;
  }
  for (unsigned at = 10; at + 4 <= length;) {
    unsigned flags = u16(g + at);
    count_points(s, u16(g + at + 2), depth + 1, points, contours, deepest);
    at += component_size(flags);
    if ((flags & MORE_COMPONENTS) == 0)
      break;
  }
}

/* A simple glyph without its instructions. */
static void
copy_simple(Subset *s, const uint8_t *g, unsigned length, unsigned n_contours)
{
  unsigned head = 10 + 2 * n_contours;
  if (head + 2 > length)
    return;
  unsigned instructions = u16(g + head);
  if (head + 2 + instructions > length)
    return;
  cop_pdf_put_bytes(&s->out_glyf, g, head);
  put16(&s->out_glyf, 0);
  cop_pdf_put_bytes(&s->out_glyf, g + head + 2 + instructions, length - head - 2 - instructions);
}

static void
copy_composite(Subset *s, const uint8_t *g, unsigned length)
{
  cop_pdf_put_bytes(&s->out_glyf, g, 10);
  for (unsigned at = 10; at + 4 <= length;) {
    unsigned flags = u16(g + at), size = component_size(flags);
    if (at + size > length)
      break;
    put16(&s->out_glyf, flags & ~(unsigned)HAS_INSTRUCTIONS);
    put16(&s->out_glyf, new_glyph(s, u16(g + at + 2)));
    cop_pdf_put_bytes(&s->out_glyf, g + at + 4, size - 4);
    at += size;
    if ((flags & MORE_COMPONENTS) == 0)
      break;
  }
}

static void
end_glyph(Subset *s)
{
  while (s->out_glyf.n % 2 != 0)
    cop_pdf_put_char(&s->out_glyf, '\0');
  uint32_t end = (uint32_t)s->out_glyf.n;
  g_array_append_val(s->offsets, end);
}

static void
put_metric(Subset *s, int32_t advance, int bearing)
{
  put16(&s->out_hmtx, (unsigned)CLAMP(advance, 0, 65535));
  put16(&s->out_hmtx, (unsigned)bearing & 0xFFFF);
}

static void
copy_glyph(Subset *s, uint32_t old)
{
  unsigned length, points = 0, contours = 0, deepest = 0;
  const uint8_t *g = glyph_data(s, old, &length);
  if (g != NULL) {
    int n = s16(g);
    if (n >= 0)
      copy_simple(s, g, length, (unsigned)n);
    else
      copy_composite(s, g, length);
    count_points(s, old, 0, &points, &contours, &deepest);
  }
  s->points = MAX(s->points, points);
  s->contours = MAX(s->contours, contours);
  s->depth = MAX(s->depth, deepest);
  end_glyph(s);
  put_metric(s, cop_face_advance(s->face, old), left_bearing(s, old));
}

/* A glyph of ours that places the parts of a cluster. */
static void
compose_glyph(Subset *s, const CopCluster *c)
{
  Box box = { INT16_MAX, INT16_MAX, INT16_MIN, INT16_MIN };
  unsigned last = UINT32_MAX, n = 0, points = 0, contours = 0, deepest = 0;
  for (uint32_t i = 0; i < c->n_parts; i++) {
    unsigned length;
    const uint8_t *g = glyph_data(s, c->parts[i].gid, &length);
    if (g == NULL)
      continue;
    box.x_min = (int16_t)MIN(box.x_min, s16(g + 2) + c->parts[i].x);
    box.y_min = (int16_t)MIN(box.y_min, s16(g + 4) + c->parts[i].y);
    box.x_max = (int16_t)MAX(box.x_max, s16(g + 6) + c->parts[i].x);
    box.y_max = (int16_t)MAX(box.y_max, s16(g + 8) + c->parts[i].y);
    count_points(s, c->parts[i].gid, 1, &points, &contours, &deepest);
    last = i;
    n++;
  }
  if (n > 0) {
    put16(&s->out_glyf, 0xFFFF); /* composite */
    put16(&s->out_glyf, (uint16_t)box.x_min);
    put16(&s->out_glyf, (uint16_t)box.y_min);
    put16(&s->out_glyf, (uint16_t)box.x_max);
    put16(&s->out_glyf, (uint16_t)box.y_max);
  }
  for (uint32_t i = 0; i < c->n_parts && n > 0; i++) {
    unsigned length;
    if (glyph_data(s, c->parts[i].gid, &length) == NULL)
      continue;
    put16(&s->out_glyf, ARGS_ARE_WORDS | ARGS_ARE_XY | (i != last ? MORE_COMPONENTS : 0));
    put16(&s->out_glyf, new_glyph(s, c->parts[i].gid));
    put16(&s->out_glyf, (uint16_t)c->parts[i].x);
    put16(&s->out_glyf, (uint16_t)c->parts[i].y);
  }
  s->points = MAX(s->points, points);
  s->contours = MAX(s->contours, contours);
  s->depth = MAX(s->depth, deepest);
  s->components = MAX(s->components, n);
  end_glyph(s);
  put_metric(s, c->advance, n > 0 ? box.x_min : 0);
}

static bool
is_plain(const CopFace *face, const CopCluster *c)
{
  return c->n_parts == 1 && c->parts[0].x == 0 && c->parts[0].y == 0 &&
         c->advance == cop_face_advance(face, c->parts[0].gid);
}

/* Numbers: .notdef, plain glyphs, our composites, then what composites need. A
 * composite of ours is marked by its cluster's index above the glyph numbers. */
static void
choose_glyphs(Subset *s, const uint32_t *ids, uint32_t n, uint16_t *glyph_of)
{
  new_glyph(s, 0);
  for (uint32_t i = 0; i < n; i++) {
    const CopCluster *c = cop_face_cluster(s->face, ids[i]);
    if (is_plain(s->face, c))
      glyph_of[i] = (uint16_t)new_glyph(s, c->parts[0].gid);
  }
  for (uint32_t i = 0; i < n; i++) {
    const CopCluster *c = cop_face_cluster(s->face, ids[i]);
    if (is_plain(s->face, c))
      continue;
    uint32_t mark = 0x10000 + i;
    glyph_of[i] = (uint16_t)s->old->len;
    g_array_append_val(s->old, mark);
  }
}

static void
write_glyphs(Subset *s, const uint32_t *ids)
{
  uint32_t zero = 0;
  g_array_append_val(s->offsets, zero);
  for (guint i = 0; i < s->old->len; i++) { /* grows while components are met */
    uint32_t old = g_array_index(s->old, uint32_t, i);
    if (old >= 0x10000)
      compose_glyph(s, cop_face_cluster(s->face, ids[old - 0x10000]));
    else
      copy_glyph(s, old);
  }
}

/* --- the file --- */

static uint32_t
checksum(const uint8_t *p, size_t n)
{
  uint32_t sum = 0;
  for (size_t i = 0; i + 4 <= n; i += 4)
    sum += u32(p + i);
  return sum;
}

static void
put_table(CopPdfBuf *out, size_t directory, unsigned i, const char *tag, const void *data, size_t n)
{
  while (out->n % 4 != 0)
    cop_pdf_put_char(out, '\0');
  size_t at = out->n;
  cop_pdf_put_bytes(out, data, n);
  while (out->n % 4 != 0)
    cop_pdf_put_char(out, '\0');
  CopPdfBuf entry = { 0 };
  cop_pdf_put_bytes(&entry, tag, 4);
  put32(&entry, checksum((const uint8_t *)out->data + at, out->n - at));
  put32(&entry, (uint32_t)at);
  put32(&entry, (uint32_t)n);
  memcpy(out->data + directory + 16 * i, entry.data, 16);
  cop_pdf_buf_clear(&entry);
}

static void
write_file(Subset *s, CopPdfBuf *out)
{
  enum { N_TABLES = 6 };
  unsigned n = s->old->len;
  uint8_t head[54], hhea[36], maxp[32] = { 0 };
  memcpy(head, s->head.data, 54);
  memset(head + 8, 0, 4);
  bool short_loca = s->out_glyf.n < 0x1FFFE;
  head[50] = 0;
  head[51] = !short_loca;
  memcpy(hhea, s->hhea.data, 36);
  hhea[34] = (uint8_t)(n >> 8);
  hhea[35] = (uint8_t)n;
  memcpy(maxp, s->maxp.data, MIN(s->maxp.length, 32));
  const unsigned limits[] = { n, s->points, s->contours, s->points, s->contours };
  for (unsigned i = 0; i < G_N_ELEMENTS(limits); i++) {
    maxp[4 + 2 * i] = (uint8_t)(limits[i] >> 8);
    maxp[5 + 2 * i] = (uint8_t)limits[i];
  }
  memset(maxp + 14, 0, 14); /* zones to instructions: there is no program */
  maxp[15] = 1;
  maxp[28] = (uint8_t)(MAX(s->components, 16) >> 8);
  maxp[29] = (uint8_t)MAX(s->components, 16);
  maxp[30] = 0;
  maxp[31] = (uint8_t)s->depth;
  CopPdfBuf loca = { 0 };
  for (guint i = 0; i < s->offsets->len; i++) {
    uint32_t at = g_array_index(s->offsets, uint32_t, i);
    if (short_loca)
      put16(&loca, at / 2);
    else
      put32(&loca, at);
  }
  put32(out, 0x00010000);
  put16(out, N_TABLES);
  put16(out, 64); /* search range, entry selector, range shift for six tables */
  put16(out, 2);
  put16(out, 32);
  size_t directory = out->n;
  memset(cop_pdf_buf_room(out, 16 * N_TABLES), 0, 16 * N_TABLES);
  out->n += 16 * N_TABLES;
  put_table(out, directory, 0, "glyf", s->out_glyf.data, s->out_glyf.n);
  size_t head_at = (out->n + 3) / 4 * 4;
  put_table(out, directory, 1, "head", head, sizeof head);
  put_table(out, directory, 2, "hhea", hhea, sizeof hhea);
  put_table(out, directory, 3, "hmtx", s->out_hmtx.data, s->out_hmtx.n);
  put_table(out, directory, 4, "loca", loca.data, loca.n);
  put_table(out, directory, 5, "maxp", maxp, sizeof maxp);
  cop_pdf_buf_clear(&loca);
  uint32_t adjust = 0xB1B0AFBA - checksum((const uint8_t *)out->data, out->n);
  const uint8_t bytes[] = { (uint8_t)(adjust >> 24), (uint8_t)(adjust >> 16), (uint8_t)(adjust >> 8), (uint8_t)adjust };
  memcpy(out->data + head_at + 8, bytes, 4);
}

bool
cop_pdf_truetype_subset(const CopFace *face, const uint32_t *ids, uint32_t n, CopPdfBuf *out, uint16_t *glyph_of, GError **error)
{
  Subset s = { .face = face };
  s.glyf = open_table(face, "glyf");
  s.loca = open_table(face, "loca");
  s.head = open_table(face, "head");
  s.hhea = open_table(face, "hhea");
  s.hmtx = open_table(face, "hmtx");
  s.maxp = open_table(face, "maxp");
  bool sound = s.head.length >= 54 && s.hhea.length >= 36 && s.maxp.length >= 32 && s.glyf.length > 0;
  if (sound) {
    s.long_loca = s16(s.head.data + 50) != 0;
    s.n_glyphs = u16(s.maxp.data + 4);
    s.n_metrics = u16(s.hhea.data + 34);
    s.map = g_hash_table_new(g_direct_hash, g_direct_equal);
    s.old = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    s.offsets = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    choose_glyphs(&s, ids, n, glyph_of);
    write_glyphs(&s, ids);
    write_file(&s, out);
    g_hash_table_unref(s.map);
    g_array_unref(s.old);
    g_array_unref(s.offsets);
    cop_pdf_buf_clear(&s.out_glyf);
    cop_pdf_buf_clear(&s.out_hmtx);
  } else {
    g_set_error(error, COP_TYPESET_ERROR, COP_TYPESET_ERROR_FACE, "the font '%s' lacks tables a TrueType font needs",
                cop_face_name(face));
  }
  Table *tables[] = { &s.glyf, &s.loca, &s.head, &s.hhea, &s.hmtx, &s.maxp };
  for (unsigned i = 0; i < G_N_ELEMENTS(tables); i++)
    hb_blob_destroy(tables[i]->blob);
  return sound;
}
