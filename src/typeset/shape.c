/* SPDX-License-Identifier: Apache-2.0 */
#include "typeset/shape.h"

#include <string.h>

#include "base/limits.h"
#include "base/mix.h"

typedef struct {
  uint64_t hash;
  uint32_t key; /* packed fields beside face and text */
  CopShaped *word;
} Slot;

struct CopShaper {
  CopFaces *faces;
  CopArena *arena;      /* of the words */
  hb_buffer_t *buffer;
  GPtrArray *langs;     /* of CopTextLang */
  Slot *slots;
  size_t n_slots, n_words, hits, misses;
  uint64_t age;         /* how often the words were thrown away */
  unsigned held;
  GArray *parts;        /* of CopGlyphPart, scratch */
};

static void
lang_free(gpointer data)
{
  CopTextLang *l = data;
  g_free((char *)l->tag);
  g_free(l);
}

CopShaper *
cop_shaper_new(CopFaces *faces)
{
  CopShaper *s = g_new0(CopShaper, 1);
  s->faces = faces;
  s->arena = cop_arena_new();
  s->buffer = hb_buffer_create();
  s->langs = g_ptr_array_new_with_free_func(lang_free);
  s->n_slots = 4096;
  s->slots = g_new0(Slot, s->n_slots);
  s->parts = g_array_new(FALSE, FALSE, sizeof(CopGlyphPart));
  return s;
}

void
cop_shaper_free(CopShaper *s)
{
  if (s == NULL)
    return;
  cop_arena_free(s->arena);
  hb_buffer_destroy(s->buffer);
  g_ptr_array_unref(s->langs);
  g_array_unref(s->parts);
  g_free(s->slots);
  g_free(s);
}

CopFaces *
cop_shaper_faces(const CopShaper *s)
{
  return s->faces;
}

const CopTextLang *
cop_shaper_lang(CopShaper *s, const char *tag)
{
  for (guint i = 0; i < s->langs->len; i++) {
    const CopTextLang *l = g_ptr_array_index(s->langs, i);
    if (l->tag == tag || strcmp(l->tag, tag) == 0)
      return l;
  }
  CopTextLang *l = g_new0(CopTextLang, 1);
  l->tag = g_strdup(tag);
  l->hb = hb_language_from_string(tag, -1);
  l->script = cop_lang_script(tag);
  l->rtl = cop_lang_rtl(tag);
  l->id = s->langs->len;
  g_ptr_array_add(s->langs, l);
  return l;
}

/* --- the table --- */

static void
grow(CopShaper *s)
{
  Slot *old = s->slots;
  size_t n = s->n_slots;
  s->n_slots *= 2;
  s->slots = g_new0(Slot, s->n_slots);
  for (size_t i = 0; i < n; i++) {
    if (old[i].word == NULL)
      continue;
    size_t k = old[i].hash & (s->n_slots - 1);
    while (s->slots[k].word != NULL)
      k = (k + 1) & (s->n_slots - 1);
    s->slots[k] = old[i];
  }
  g_free(old);
}

/* --- shaping --- */

/* A cluster as the glyphs come: advance after kerning and before it. */
typedef struct {
  int32_t pen, own;
} Advance;

static Advance
gather_parts(CopShaper *s, const CopFace *face, const hb_glyph_info_t *info, const hb_glyph_position_t *position,
             unsigned from, unsigned to)
{
  Advance a = { 0, 0 };
  g_array_set_size(s->parts, 0);
  for (unsigned i = from; i < to; i++) {
    CopGlyphPart p = { info[i].codepoint, a.pen + position[i].x_offset, position[i].y_offset };
    a.pen += position[i].x_advance;
    a.own += cop_face_advance(face, info[i].codepoint);
    g_array_append_val(s->parts, p);
  }
  return a;
}

static void
add_cluster(CopShaped *w, const GArray *parts, Advance a, const char *text, uint32_t length)
{
  const CopGlyphPart *p = parts != NULL ? (const CopGlyphPart *)(void *)parts->data : NULL;
  w->clusters[w->n++] = (CopShapedCluster){
    .cluster = cop_face_cluster_add(w->face, p, parts != NULL ? parts->len : 0, a.own, text, length),
    .advance = a.pen,
  };
  w->advance += a.pen;
}

/* The glyphs gathered stand for text[0..length). Programs that extract text
 * disagree about the order of letters inside a cluster that is read from right
 * to left (a letter with its marks, lam-alef): so there each character gets its
 * own share of the width. The leftmost, which is read last, paints all of it.
 * The others claim at least 0.22 em: pdftotext joins what moves back by less
 * than 0.2 em to one word, and then reads it from left to right. */
static void
add_clusters(CopShaper *s, CopShaped *w, Advance a, const char *text, uint32_t length)
{
  int32_t n = (int32_t)g_utf8_strlen(text, length);
  if (!w->rtl || n < 2) {
    add_cluster(w, s->parts, a, text, length);
    return;
  }
  int32_t least = (int32_t)cop_face_upem(w->face) * 22 / 100;
  Advance share = { a.pen / n, MAX(a.own / n, least) };
  Advance first = { a.pen - (n - 1) * share.pen, a.own - (n - 1) * (a.own / n) };
  for (const char *end = text + length, *c; end > text; end = c) {
    c = g_utf8_prev_char(end);
    bool paints = end == text + length;
    add_cluster(w, paints ? s->parts : NULL, paints ? first : share, c, (uint32_t)(end - c));
  }
}

static const hb_feature_t feature_tabular = { HB_TAG('t', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START,
                                              HB_FEATURE_GLOBAL_END };
static const hb_feature_t feature_small_caps = { HB_TAG('s', 'm', 'c', 'p'), 1, HB_FEATURE_GLOBAL_START,
                                                 HB_FEATURE_GLOBAL_END };

static void
run_harfbuzz(CopShaper *s, const CopFace *face, unsigned features, const CopTextLang *lang, hb_script_t script, bool rtl,
             const char *text, uint32_t length)
{
  hb_buffer_clear_contents(s->buffer);
  hb_buffer_set_direction(s->buffer, rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_script(s->buffer, script);
  hb_buffer_set_language(s->buffer, lang->hb);
  hb_buffer_set_flags(s->buffer, HB_BUFFER_FLAG_BOT | HB_BUFFER_FLAG_EOT | HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
  hb_buffer_add_utf8(s->buffer, text, (int)length, 0, (int)length);
  hb_feature_t list[2];
  unsigned n = 0;
  if (features & COP_FEATURE_TABULAR)
    list[n++] = feature_tabular;
  if (features & COP_FEATURE_SMALL_CAPS)
    list[n++] = feature_small_caps;
  hb_shape(cop_face_font(face), s->buffer, list, n);
}

static CopShaped *
shape(CopShaper *s, const CopFace *face, unsigned features, const CopTextLang *lang, hb_script_t script, bool rtl,
      const char *text, uint32_t length)
{
  run_harfbuzz(s, face, features, lang, script, rtl, text, length);
  unsigned n;
  const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(s->buffer, &n);
  const hb_glyph_position_t *position = hb_buffer_get_glyph_positions(s->buffer, NULL);
  uint32_t most = rtl ? MAX(n, (uint32_t)g_utf8_strlen(text, length)) : n;
  CopShaped *w = cop_arena_alloc(s->arena, sizeof(CopShaped) + most * sizeof(CopShapedCluster));
  w->face = face;
  w->rtl = rtl;
  w->length = length;
  w->text = cop_arena_strndup(s->arena, text, length);
  for (unsigned from = 0, to; from < n; from = to) {
    for (to = from + 1; to < n && info[to].cluster == info[from].cluster; to++)
      continue;
    uint32_t end = rtl ? (from > 0 ? info[from - 1].cluster : length) : (to < n ? info[to].cluster : length);
    /* text before the first glyph (a removed control) belongs to the first cluster read */
    bool first = rtl ? to == n : from == 0;
    uint32_t start = first ? 0 : info[from].cluster;
    add_clusters(s, w, gather_parts(s, face, info, position, from, to), text + start, end - start);
    for (unsigned i = from; i < to; i++)
      w->missing |= info[i].codepoint == 0;
  }
  return w;
}

const CopShaped *
cop_shaper_word(CopShaper *s, const CopFace *face, unsigned features, const CopTextLang *lang, hb_script_t script,
                bool rtl, const char *text, uint32_t length)
{
  uint32_t key = cop_face_id(face) << 20 | lang->id << 8 | features << 1 | rtl;
  uint64_t hash = cop_mix_bytes(cop_mix(key, script), text, length);
  size_t k = hash & (s->n_slots - 1);
  for (; s->slots[k].word != NULL; k = (k + 1) & (s->n_slots - 1)) {
    const Slot *slot = &s->slots[k];
    if (slot->hash == hash && slot->key == key && slot->word->length == length &&
        memcmp(slot->word->text, text, length) == 0) {
      s->hits++;
      return slot->word;
    }
  }
  s->misses++;
  CopShaped *w = shape(s, face, features, lang, script, rtl, text, length);
  s->slots[k] = (Slot){ hash, key, w };
  if (++s->n_words * 2 > s->n_slots)
    grow(s);
  return w;
}

static CopShaped *
make_hyphen(CopShaper *s, const CopFace *face)
{
  static const char soft[] = "\u00ad";
  CopShaped *w = cop_arena_alloc(s->arena, sizeof(CopShaped) + sizeof(CopShapedCluster));
  w->face = face;
  w->text = soft;
  w->length = sizeof soft - 1;
  CopGlyphPart part = { 0, 0, 0 };
  if (!hb_font_get_nominal_glyph(cop_face_font(face), 0x2010, &part.gid))
    hb_font_get_nominal_glyph(cop_face_font(face), '-', &part.gid);
  g_array_set_size(s->parts, 0);
  g_array_append_val(s->parts, part);
  int32_t advance = cop_face_advance(face, part.gid);
  add_cluster(w, s->parts, (Advance){ advance, advance }, w->text, w->length);
  return w;
}

const CopShaped *
cop_shaper_hyphen(CopShaper *s, const CopFace *face)
{
  uint32_t key = cop_face_id(face) << 20 | UINT16_MAX; /* no language has that number */
  uint64_t hash = cop_mix(key, 0);
  size_t k = hash & (s->n_slots - 1);
  for (; s->slots[k].word != NULL; k = (k + 1) & (s->n_slots - 1))
    if (s->slots[k].hash == hash && s->slots[k].key == key)
      return s->slots[k].word;
  CopShaped *w = make_hyphen(s, face);
  s->slots[k] = (Slot){ hash, key, w };
  if (++s->n_words * 2 > s->n_slots)
    grow(s);
  return w;
}

/* --- lifetime of the words --- */

void
cop_shaper_hold(CopShaper *s)
{
  s->held++;
}

void
cop_shaper_release(CopShaper *s)
{
  g_assert(s->held > 0);
  s->held--;
}

void
cop_shaper_trim(CopShaper *s)
{
  if (s->held > 0 || cop_arena_used(s->arena) < COP_LIMIT_WORD_CACHE)
    return;
  cop_arena_free(s->arena);
  s->arena = cop_arena_new();
  memset(s->slots, 0, s->n_slots * sizeof *s->slots);
  s->n_words = 0;
  s->age++;
}

uint64_t
cop_shaper_age(const CopShaper *s)
{
  return s->age;
}

CopShaperCount
cop_shaper_count(const CopShaper *s)
{
  return (CopShaperCount){ s->n_words, s->hits, s->misses, cop_arena_used(s->arena) };
}
