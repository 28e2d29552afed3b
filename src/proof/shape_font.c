/* SPDX-License-Identifier: Apache-2.0
 *
 * Fonts as text uses them (Matterhorn checkpoints 10 and 31): embedded, with a
 * glyph for each code, with Unicode for each code. Glyphs are looked up in the
 * programs of Type 0 fonts: TrueType (OpenType 1.9: head, maxp, loca, glyf),
 * composites and their parts, too, and CFF (shape_cff.c).
 */
#include <string.h>

#include "proof/shape_priv.h"

enum { CODES = COP_PROOF_CODES, PARTS_DEPTH = 6 };

struct CopProofFont {
  const CopProofValue *dict;
  bool composite, identity, shown; /* shown: some text is rendered */
  uint8_t used[CODES / 8];
};

void
cop_proof_font_free(gpointer font)
{
  g_free(font);
}

static inline bool
bit(const uint8_t *set, uint32_t i)
{
  return (set[i >> 3] >> (i & 7) & 1) != 0;
}

static inline void
set_bit(uint8_t *set, uint32_t i)
{
  set[i >> 3] |= (uint8_t)(1 << (i & 7));
}

CopProofFont *
cop_proof_font(CopProofCheck *c, const CopProofValue *reference)
{
  const CopProofValue *dict = cop_proof_resolve(c->file, reference);
  if (dict->type != COP_PROOF_DICT)
    return NULL;
  CopProofFont *font = g_hash_table_lookup(c->fonts, dict);
  if (font != NULL)
    return font;
  font = g_new0(CopProofFont, 1);
  font->dict = dict;
  font->composite = cop_proof_is_name(cop_proof_get(c->file, dict, "Subtype"), "Type0");
  const CopProofValue *encoding = cop_proof_get(c->file, dict, "Encoding");
  font->identity = cop_proof_is_name(encoding, "Identity-H") || cop_proof_is_name(encoding, "Identity-V");
  g_hash_table_insert(c->fonts, (gpointer)dict, font);
  g_ptr_array_add(c->font_list, font);
  return font;
}

void
cop_proof_font_show(CopProofFont *font, const CopProofValue *string, bool rendered)
{
  if (string->type != COP_PROOF_STRING)
    return;
  font->shown = font->shown || rendered;
  const uint8_t *p = (const uint8_t *)string->as.text;
  if (!font->composite)
    for (uint32_t i = 0; i < string->n; i++)
      set_bit(font->used, p[i]);
  else if (font->identity)
    for (uint32_t i = 0; i + 1 < string->n; i += 2)
      set_bit(font->used, (uint32_t)p[i] << 8 | p[i + 1]);
}

/* --- ToUnicode (9.10.3) --- */

typedef struct {
  uint8_t has[CODES / 8];
  bool zero, mark;   /* U+0000, U+FEFF or U+FFFE among the values */
} Unicode;

static uint32_t
code_of(const CopProofValue *v)
{
  uint32_t code = 0;
  for (uint32_t i = 0; v->type == COP_PROOF_STRING && i < v->n && i < 4; i++)
    code = code << 8 | (uint8_t)v->as.text[i];
  return v->type == COP_PROOF_STRING ? code : CODES;
}

static void
take_value(Unicode *u, const CopProofValue *v)
{
  for (uint32_t i = 0; v->type == COP_PROOF_STRING && i + 1 < v->n; i += 2) {
    unsigned unit = (unsigned)(uint8_t)v->as.text[i] << 8 | (uint8_t)v->as.text[i + 1];
    u->zero = u->zero || unit == 0;
    u->mark = u->mark || unit == 0xFEFF || unit == 0xFFFE;
  }
}

static void
read_unicode(CopProofCheck *c, const GByteArray *data, Unicode *u)
{
  g_autoptr(CopArena) a = cop_arena_new();
  size_t before = *cop_proof_n_values(c->file);
  CopProofLexer l = { .start = (const char *)data->data, .p = (const char *)data->data, .content = true, .arena = a,
                      .end = (const char *)data->data + data->len, .n_values = cop_proof_n_values(c->file) };
  CopProofValue v[3];
  unsigned n = 0, arity = 0;
  while (cop_proof_lex(&l, &v[n], NULL) && !(v[n].type == COP_PROOF_WORD && v[n].n == 0)) {
    if (v[n].type == COP_PROOF_WORD) {
      arity = g_str_equal(v[n].as.text, "beginbfchar") ? 2 : g_str_equal(v[n].as.text, "beginbfrange") ? 3 : 0;
      n = 0;
      continue;
    }
    if (arity == 0 || ++n < arity)
      continue;
    n = 0;
    uint32_t from = code_of(&v[0]), to = arity == 3 ? code_of(&v[1]) : from;
    for (uint32_t k = from; k <= to && k < CODES; k++)
      set_bit(u->has, k);
    take_value(u, &v[arity - 1]);
  }
  *cop_proof_n_values(c->file) = before;
}

static void
check_unicode(CopProofCheck *c, const CopProofFont *font, const char *place)
{
  const CopProofValue *stream = cop_proof_get(c->file, font->dict, "ToUnicode"), *encoding = cop_proof_get(c->file, font->dict, "Encoding");
  if (stream->type != COP_PROOF_STREAM) {
    bool known = font->composite ? !font->identity && encoding->type == COP_PROOF_NAME
                                 : cop_proof_is_name(encoding, "WinAnsiEncoding") || cop_proof_is_name(encoding, "MacRomanEncoding") ||
                                     cop_proof_is_name(encoding, "MacExpertEncoding") || encoding->type == COP_PROOF_DICT ||
                                     cop_proof_is_name(cop_proof_get(c->file, font->dict, "Subtype"), "Type1");
    if (!known)
      cop_proof_fault(c, COP_COND_UA_31_027, place, NULL);
    return;
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(GByteArray) data = cop_proof_stream(c->file, stream, &error);
  if (data == NULL) {
    cop_proof_fault(c, COP_COND_PDF_FONT, place, "ToUnicode: %s", error->message);
    return;
  }
  g_autofree Unicode *u = g_new0(Unicode, 1);
  read_unicode(c, data, u);
  if (u->zero)
    cop_proof_fault(c, COP_COND_UA_31_028, place, NULL);
  if (u->mark)
    cop_proof_fault(c, COP_COND_UA_31_029, place, NULL);
  for (uint32_t k = 0; k < CODES; k++)
    if (bit(font->used, k) && !bit(u->has, k))
      cop_proof_fault(c, COP_COND_UA_10_001, place, "code %u", k);
}

/* --- TrueType --- */

typedef struct {
  const uint8_t *p;
  size_t n;
} Bytes;

typedef struct {
  Bytes loca, glyf;
  uint32_t n_glyphs;
  bool wide;
} TrueType;

static uint32_t
be(Bytes b, size_t at, unsigned n)
{
  uint32_t v = 0;
  for (unsigned i = 0; i < n; i++)
    v = v << 8 | (at + i < b.n ? b.p[at + i] : 0);
  return v;
}

static Bytes
table_of(Bytes font, const char *tag)
{
  uint32_t n = be(font, 4, 2);
  for (uint32_t i = 0; i < n && 12 + 16 * (size_t)i + 16 <= font.n; i++) {
    size_t at = 12 + 16 * (size_t)i;
    uint32_t from = be(font, at + 8, 4), length = be(font, at + 12, 4);
    if (memcmp(font.p + at, tag, 4) == 0 && from <= font.n && length <= font.n - from)
      return (Bytes){ font.p + from, length };
  }
  return (Bytes){ NULL, 0 };
}

static bool
glyph_is_whole(const TrueType *t, uint32_t gid, unsigned depth)
{
  size_t width = t->wide ? 4 : 2, at = gid * width;
  if (gid >= t->n_glyphs || at + 2 * width > t->loca.n || depth > PARTS_DEPTH)
    return false;
  uint32_t from = be(t->loca, at, (unsigned)width) * (t->wide ? 1 : 2), to = be(t->loca, at + width, (unsigned)width) * (t->wide ? 1 : 2);
  if (from == to)
    return true; /* a space */
  if (to < from || to > t->glyf.n || to - from < 10)
    return false;
  Bytes g = { t->glyf.p + from, to - from };
  if ((be(g, 0, 2) & 0x8000) == 0)
    return true;
  uint32_t flags;
  size_t part = 10;
  do {
    if (part + 4 > g.n)
      return false;
    flags = be(g, part, 2);
    if (!glyph_is_whole(t, be(g, part + 2, 2), depth + 1))
      return false;
    part += 4 + ((flags & 1) != 0 ? 4 : 2) + ((flags & 8) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0);
  } while ((flags & 0x20) != 0);
  return true;
}

static void
check_glyphs(CopProofCheck *c, const CopProofFont *font, const CopProofValue *cid_font, const GByteArray *program, const char *place)
{
  Bytes bytes = { program->data, program->len }, head = table_of(bytes, "head");
  TrueType t = { table_of(bytes, "loca"), table_of(bytes, "glyf"), be(table_of(bytes, "maxp"), 4, 2), be(head, 50, 2) != 0 };
  if (head.n == 0 || t.loca.n == 0) {
    cop_proof_fault(c, COP_COND_PDF_FONT, place, "the font program is not TrueType");
    return;
  }
  const CopProofValue *map = cop_proof_get(c->file, cid_font, "CIDToGIDMap");
  g_autoptr(GByteArray) to_glyph = map->type == COP_PROOF_STREAM ? cop_proof_stream(c->file, map, NULL) : NULL;
  for (uint32_t k = 0; k < CODES; k++) {
    if (!bit(font->used, k))
      continue;
    uint32_t gid = to_glyph != NULL ? be((Bytes){ to_glyph->data, to_glyph->len }, 2 * (size_t)k, 2) : k;
    c->count->glyphs++;
    if (gid == 0)
      cop_proof_fault(c, COP_COND_UA_31_030, place, "code %u", k);
    else if (!glyph_is_whole(&t, gid, 0))
      cop_proof_fault(c, COP_COND_UA_31_011, place, "code %u, glyph %u", k, gid);
  }
}

static void
check_characters(CopProofCheck *c, const CopProofFont *font, const GByteArray *program, const char *place)
{
  Bytes bytes = { program->data, program->len };
  if (bytes.n > 4 && memcmp(bytes.p, "OTTO", 4) == 0)
    bytes = table_of(bytes, "CFF ");
  g_autofree uint8_t *has = g_malloc0(CODES / 8);
  if (bytes.n == 0 || !cop_proof_cff_cids(bytes.p, bytes.n, has)) {
    cop_proof_fault(c, COP_COND_PDF_FONT, place, "the font program is not CFF");
    return;
  }
  for (uint32_t k = 0; k < CODES; k++) {
    if (!bit(font->used, k))
      continue;
    c->count->glyphs++;
    if (k == 0)
      cop_proof_fault(c, COP_COND_UA_31_030, place, "code %u", k);
    else if (!bit(has, k))
      cop_proof_fault(c, COP_COND_UA_31_011, place, "character %u", k);
  }
}

/* --- one font --- */

static void
check_cid_font(CopProofCheck *c, const CopProofValue *cid_font, const char *place)
{
  const CopProofValue *map = cop_proof_get(c->file, cid_font, "CIDToGIDMap");
  if (!cop_proof_is_name(cop_proof_get(c->file, cid_font, "Subtype"), "CIDFontType2"))
    return;
  if (map->type == COP_PROOF_NULL)
    cop_proof_fault(c, COP_COND_UA_31_005, place, NULL);
  else if (map->type != COP_PROOF_STREAM && !cop_proof_is_name(map, "Identity"))
    cop_proof_fault(c, COP_COND_UA_31_004, place, NULL);
}

static void
check_font(CopProofCheck *c, const CopProofFont *font)
{
  CopProofFile *f = c->file;
  const CopProofValue *base = cop_proof_get(f, font->dict, "BaseFont");
  const char *place = cop_proof_place(c, "font %.60s", base->type == COP_PROOF_NAME ? base->as.text : "?");
  check_unicode(c, font, place);
  if (cop_proof_is_name(cop_proof_get(f, font->dict, "Subtype"), "Type3"))
    return;
  const CopProofValue *holder = font->composite ? cop_proof_item(f, cop_proof_get(f, font->dict, "DescendantFonts"), 0) : font->dict;
  if (font->composite)
    check_cid_font(c, holder, place);
  const CopProofValue *descriptor = cop_proof_get(f, holder, "FontDescriptor"), *program = &cop_proof_null;
  static const char *const keys[] = { "FontFile", "FontFile2", "FontFile3" };
  unsigned key = 0;
  for (unsigned i = 0; i < G_N_ELEMENTS(keys) && program->type == COP_PROOF_NULL; i++) {
    program = cop_proof_get(f, descriptor, keys[i]);
    key = i;
  }
  if (program->type != COP_PROOF_STREAM) {
    if (font->shown)
      cop_proof_fault(c, COP_COND_UA_31_009, place, NULL);
    return;
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(GByteArray) data = cop_proof_stream(f, program, &error);
  if (data == NULL)
    cop_proof_fault(c, COP_COND_PDF_FONT, place, "%s", error->message);
  else if (key == 1 && font->composite && font->identity)
    check_glyphs(c, font, holder, data, place);
  else if (key == 2 && font->composite && font->identity)
    check_characters(c, font, data, place);
}

void
cop_proof_fonts(CopProofCheck *c)
{
  for (guint i = 0; i < c->font_list->len; i++)
    check_font(c, g_ptr_array_index(c->font_list, i));
  c->count->fonts = c->font_list->len;
}
