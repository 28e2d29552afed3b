/* SPDX-License-Identifier: Apache-2.0 */
#include "typeset/para.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "typeset/para_priv.h"
#include "typeset/typeset.h"

CopSetter *
cop_setter_new(const char *manifest, GError **error)
{
  CopFaces *faces = cop_faces_load(manifest, error);
  if (faces == NULL)
    return NULL;
  CopSetter *s = g_new0(CopSetter, 1);
  s->faces = faces;
  s->shaper = cop_shaper_new(s->faces);
  s->segmenter = cop_segmenter_new();
  s->bidi = cop_bidi_new();
  s->hyphenator = cop_hyphenator_new();
  cop_setter_push(s);
  return s;
}

void
cop_setter_push(CopSetter *s)
{
  s->para = (CopPara){ .text = g_string_new(NULL),
                       .spans = g_array_new(FALSE, FALSE, sizeof(CopSpan)),
                       .units = g_array_new(FALSE, FALSE, sizeof(CopUnit)),
                       .lines = g_array_new(FALSE, FALSE, sizeof(CopFitLine)) };
}

void
cop_setter_pop(CopSetter *s, CopPara waiting)
{
  g_string_free(s->para.text, TRUE);
  g_array_unref(s->para.spans);
  g_array_unref(s->para.units);
  g_array_unref(s->para.lines);
  g_clear_pointer(&s->para.breaks, g_array_unref);
  g_free(s->para.room);
  s->para = waiting;
}

void
cop_setter_free(CopSetter *s)
{
  if (s == NULL)
    return;
  cop_setter_pop(s, (CopPara){ 0 });
  cop_bidi_free(s->bidi);
  cop_hyphenator_free(s->hyphenator);
  cop_recall_free(s->recall);
  cop_segmenter_free(s->segmenter);
  cop_shaper_free(s->shaper);
  cop_faces_free(s->faces);
  g_free(s);
}

/* --- gathering --- */

void
cop_para_start(CopSetter *s, const char *lang)
{
  CopPara *p = &s->para;
  g_string_truncate(p->text, 0);
  g_array_set_size(p->spans, 0);
  g_array_set_size(p->units, 0);
  g_array_set_size(p->lines, 0);
  p->lang = cop_shaper_lang(s->shaper, lang);
  p->rtl = p->lang->rtl;
}

/* The length of a telephone number at the start of a text, 0 when none is
 * there: '+' and at least seven digits, or digits parted by two hyphens or more. */
static size_t
telephone(const char *text)
{
  size_t digits = 0, hyphens = 0, end = 0, i = text[0] == '+';
  for (; g_ascii_isdigit(text[i]) || (i > 0 && strchr("-. ()", text[i]) != NULL && text[i] != '\0'); i++) {
    hyphens += text[i] == '-' && g_ascii_isdigit(text[i - 1]) && g_ascii_isdigit(text[i + 1]);
    if (g_ascii_isdigit(text[i])) {
      digits++;
      end = i + 1;
    } else if (text[i] == ' ' && text[0] != '+') {
      break;
    }
  }
  return digits >= 7 && (text[0] == '+' || hyphens >= 2) ? end : 0;
}

void
cop_para_add(CopSetter *s, const char *text, const CopSpan *span)
{
  CopPara *p = &s->para;
  for (const char *c = text; *c != '\0'; c++) {
    size_t number = p->rtl && (*c == '+' || g_ascii_isdigit(*c)) && (c == text || !g_ascii_isdigit(c[-1])) ? telephone(c) : 0;
    if (number > 0) {
      /* its parts stay in their order, from left to right, in any text */
      g_string_append(p->text, "\u2066");
      g_string_append_len(p->text, c, (gssize)number);
      g_string_append(p->text, "\u2069");
      c += number - 1;
      continue;
    }
    bool blank = (unsigned char)*c <= ' ';
    /* a space at the start, or after another, is an accident of how the text was put together */
    if (blank && (p->text->len == 0 || p->text->str[p->text->len - 1] == ' '))
      continue;
    if (blank) {
      g_string_append_c(p->text, ' ');
      continue;
    }
    const char *end = c + 1;
    while ((unsigned char)*end > ' ' && !(p->rtl && (*end == '+' || g_ascii_isdigit(*end))))
      end++;
    g_string_append_len(p->text, c, end - c);
    c = end - 1;
  }
  uint32_t start = p->spans->len > 0 ? g_array_index(p->spans, CopSpan, p->spans->len - 1).end : 0;
  if (p->text->len == start)
    return;
  CopSpan copy = *span;
  copy.end = (uint32_t)p->text->len;
  g_array_append_val(p->spans, copy);
}

/* --- scripts --- */

static const struct {
  hb_script_t hb;
  CopScript ours;
} scripts[] = {
  { HB_SCRIPT_LATIN, COP_SCRIPT_LATN },      { HB_SCRIPT_CYRILLIC, COP_SCRIPT_CYRL },
  { HB_SCRIPT_GREEK, COP_SCRIPT_GREK },      { HB_SCRIPT_ARABIC, COP_SCRIPT_ARAB },
  { HB_SCRIPT_HEBREW, COP_SCRIPT_HEBR },     { HB_SCRIPT_DEVANAGARI, COP_SCRIPT_DEVA },
  { HB_SCRIPT_BENGALI, COP_SCRIPT_BENG },    { HB_SCRIPT_TAMIL, COP_SCRIPT_TAML },
  { HB_SCRIPT_THAI, COP_SCRIPT_THAI },       { HB_SCRIPT_LAO, COP_SCRIPT_LAOO },
  { HB_SCRIPT_KHMER, COP_SCRIPT_KHMR },      { HB_SCRIPT_MYANMAR, COP_SCRIPT_MYMR },
  { HB_SCRIPT_ETHIOPIC, COP_SCRIPT_ETHI },   { HB_SCRIPT_HAN, COP_SCRIPT_HANS },
  { HB_SCRIPT_HIRAGANA, COP_SCRIPT_JPAN },   { HB_SCRIPT_KATAKANA, COP_SCRIPT_JPAN },
  { HB_SCRIPT_BOPOMOFO, COP_SCRIPT_HANT },   { HB_SCRIPT_HANGUL, COP_SCRIPT_KORE },
};

hb_script_t
cop_para_script(CopScript s)
{
  for (size_t i = 0; i < G_N_ELEMENTS(scripts); i++)
    if (scripts[i].ours == s)
      return scripts[i].hb;
  return HB_SCRIPT_HAN; /* traditional: the table's row says simplified */
}

static bool
is_han(CopScript s)
{
  return s == COP_SCRIPT_HANS || s == COP_SCRIPT_HANT || s == COP_SCRIPT_JPAN || s == COP_SCRIPT_KORE;
}

/* Where a paragraph's cutting stands. */
typedef struct {
  CopSetter *s;
  const CopSpan *span;
  uint32_t span_index;
  uint8_t level;
  CopScript script;      /* of the last letter */
  hb_script_t hb_script;
  const CopFace *face;   /* of the last letter */
  /* the first choice for letters of a script in a look, asked most */
  const CopFace *first;
  CopFamily first_family;
  unsigned first_style;
  CopScript first_script;
  GError **error;
} Cut;

static bool
is_mark(uint32_t c)
{
  if (c < 0x300)
    return false;
  hb_unicode_general_category_t g = hb_unicode_general_category(hb_unicode_funcs_get_default(), c);
  return g == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK || g == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK ||
         g == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

/* Signs that belong to no script take that of the text before them; those of
 * the ideographic blocks that of the language. Returns whether c has a script. */
static bool
script_of(const Cut *cut, uint32_t c, CopScript *script, hb_script_t *hb)
{
  *script = cut->script;
  *hb = cut->hb_script;
  if (c < 0x80) {
    bool letter = (c | 0x20) - 'a' < 26;
    if (letter) {
      *script = COP_SCRIPT_LATN;
      *hb = HB_SCRIPT_LATIN;
    }
    return letter;
  }
  hb_script_t found = hb_unicode_script(hb_unicode_funcs_get_default(), c);
  CopScript of_lang = cut->span->lang->script;
  if ((c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF)) {
    *script = is_han(of_lang) ? of_lang : is_han(cut->script) ? cut->script : COP_SCRIPT_HANS;
    *hb = HB_SCRIPT_HAN;
    return false;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(scripts); i++) {
    if (scripts[i].hb != found)
      continue;
    *script = found == HB_SCRIPT_HAN && is_han(of_lang) ? of_lang : scripts[i].ours;
    *hb = found;
    return true;
  }
  if (found != HB_SCRIPT_COMMON && found != HB_SCRIPT_INHERITED && found != HB_SCRIPT_UNKNOWN)
    *hb = found;
  return false;
}

/* --- units --- */

static bool
missing(Cut *cut, uint32_t at, uint32_t c)
{
  if (cut->error != NULL && *cut->error != NULL)
    return false; /* a face could not be opened */
  const GString *text = cut->s->para.text;
  const char *from = text->str + at, *to = from;
  for (int i = 0; i < 12 && from > text->str; i++)
    from = g_utf8_find_prev_char(text->str, from);
  for (int i = 0; i < 12 && *to != '\0'; i++)
    to = g_utf8_next_char(to);
  g_autofree char *around = g_strndup(from, (gsize)(to - from));
  const CopNode *node = cut->span->node;
  while (node != NULL && node->file == NULL)
    node = node->parent;
  char place[64] = "";
  if (node != NULL)
    g_snprintf(place, sizeof place, "%.48s:%u: ", node->file, node->line);
  g_set_error(cut->error, COP_TYPESET_ERROR, COP_TYPESET_ERROR_GLYPH,
              "%sno font of the manifest has the character U+%04X in text of language '%s', near '%s'", place, c,
              cut->span->lang->tag, around);
  return false;
}

static CopUnit *
add_unit(Cut *cut, uint32_t from, uint32_t to)
{
  CopUnit u = { .start = from, .end = to, .span = cut->span_index, .level = cut->level, .script = (uint8_t)cut->script };
  g_array_append_val(cut->s->para.units, u);
  return &g_array_index(cut->s->para.units, CopUnit, cut->s->para.units->len - 1);
}

static bool
add_shaped(Cut *cut, const CopFace *face, uint32_t from, uint32_t to, bool space)
{
  const CopLook *look = &cut->span->look;
  const char *text = cut->s->para.text->str + from;
  const CopShaped *shaped = cop_shaper_word(cut->s->shaper, face, look->features, cut->span->lang, cut->hb_script,
                                            cut->level & 1, text, to - from);
  if (shaped->missing)
    return missing(cut, from, g_utf8_get_char(text));
  CopUnit *u = add_unit(cut, from, to);
  u->shaped = shaped;
  u->width = cop_unit_width(u, cut->span);
  u->space = space;
  u->loose = is_han(cut->script) || cut->script == COP_SCRIPT_THAI || cut->script == COP_SCRIPT_LAOO ||
             cut->script == COP_SCRIPT_KHMR;
  return true;
}

/* The face of a character; signs and marks stay with the face before them. */
static const CopFace *
pick(Cut *cut, CopScript script, uint32_t c, const CopFace *face, bool own_script)
{
  const CopLook *look = &cut->span->look;
  if (!own_script && face != NULL && cop_face_covers(face, c))
    return face;
  if (cut->first == NULL || cut->first_script != script || cut->first_style != look->style ||
      cut->first_family != look->family) {
    cut->first = cop_faces_main(cut->s->faces, look->family, look->style, script, NULL);
    cut->first_script = script;
    cut->first_style = look->style;
    cut->first_family = look->family;
  }
  if (cut->first != NULL && cop_face_covers(cut->first, c))
    return cut->first;
  return cop_faces_pick(cut->s->faces, look->family, look->style, script, c, NULL, cut->error);
}

/* Text without spaces: one unit for each face and script. */
static bool
cut_text(Cut *cut, uint32_t from, uint32_t to)
{
  const char *text = cut->s->para.text->str;
  const CopFace *face = NULL;
  uint32_t start = from;
  for (uint32_t at = from, next; at < to; at = next) {
    uint32_t c = (uint8_t)text[at];
    if (c < 0x80 && (c | 0x20) - 'a' < 26 && face != NULL && face == cut->first && cut->hb_script == HB_SCRIPT_LATIN &&
        cop_face_covers(face, c)) {
      next = at + 1;
      continue;
    }
    c = g_utf8_get_char(text + at);
    next = at + (uint32_t)(g_utf8_next_char(text + at) - (text + at));
    if (cop_char_is_ignorable(c) && (face != NULL || next < to))
      continue;
    CopScript script;
    hb_script_t hb;
    bool own = script_of(cut, c, &script, &hb);
    const CopFace *f = cop_char_is_ignorable(c) ? cut->face : NULL;
    if (f == NULL)
      f = pick(cut, script, c, is_mark(c) || !own ? face : NULL, own && !is_mark(c));
    if (f == NULL)
      return missing(cut, at, c);
    if (face != NULL && (f != face || hb != cut->hb_script)) {
      if (!add_shaped(cut, face, start, at, false))
        return false;
      start = at;
    }
    face = cut->face = f;
    cut->script = script;
    cut->hb_script = hb;
  }
  return face == NULL || add_shaped(cut, face, start, to, false);
}

static bool
cut_space(Cut *cut, uint32_t from, uint32_t to)
{
  const char *text = cut->s->para.text->str;
  uint32_t c = g_utf8_get_char(text + from);
  const CopLook *look = &cut->span->look;
  const CopFace *face = cut->face;
  if (face == NULL || !cop_face_covers(face, c) || cop_face_family(face) == COP_FAMILY_SYMBOL)
    face = cop_faces_pick(cut->s->faces, look->family, look->style, cut->script, c, NULL, cut->error);
  if (face == NULL)
    return missing(cut, from, c);
  return add_shaped(cut, face, from, to, true);
}

static inline bool
is_space(const char *text, uint32_t at, uint32_t *next)
{
  if (text[at] == ' ') {
    *next = at + 1;
    return true;
  }
  if ((uint8_t)text[at] == 0xC2 && (uint8_t)text[at + 1] == 0xA0) {
    *next = at + 2;
    return true;
  }
  return false;
}

static bool
is_line_end(const char *text)
{
  return strncmp(text, "\u2028", 3) == 0 || strncmp(text, "\u2029", 3) == 0;
}

/* A stretch of one span and level without a break inside. */
static bool
cut_stretch(Cut *cut, uint32_t from, uint32_t to)
{
  const char *text = cut->s->para.text->str;
  if (cut->span->kind == COP_SPAN_PICTURE) {
    const CopDrawing *d = cut->span->node->as.picture.drawing;
    CopUnit *u = add_unit(cut, from, to);
    u->width = cut->span->look.size * d->width / d->height;
    return true;
  }
  for (uint32_t at = from, next; at < to; at = next) {
    if (is_space(text, at, &next)) {
      uint32_t more;
      while (next < to && is_space(text, next, &more))
        next = more;
      if (!cut_space(cut, at, next))
        return false;
      continue;
    }
    if ((uint8_t)text[at] == 0xE2 && is_line_end(text + at)) {
      next = at + 3;
      add_unit(cut, at, next);
      continue;
    }
    uint32_t skip;
    for (next = at + 1; next < to; next++) {
      uint8_t byte = (uint8_t)text[next];
      if (byte > ' ' && byte != 0xC2 && byte != 0xE2)
        continue;
      if (is_space(text, next, &skip) || (byte == 0xE2 && is_line_end(text + next)))
        break;
    }
    if (!cut_text(cut, at, next))
      return false;
  }
  return true;
}

/* "I-block", "e-book": one letter before a hyphen is not left alone at the end of
 * a line. */
static bool
after_single_letter(const char *text, uint32_t at)
{
  return at >= 2 && text[at - 1] == '-' && g_ascii_isalpha(text[at - 2]) && (at == 2 || (uint8_t)text[at - 3] <= ' ');
}

/* "2027–2028" is one word: UAX #14 would let it end a line after the dash. */
static bool
inside_range(const char *text, uint32_t at)
{
  return at >= 4 && g_ascii_isdigit(text[at]) && memcmp(text + at - 3, "\u2013", 3) == 0 && g_ascii_isdigit(text[at - 4]);
}

bool
cop_para_shape(CopSetter *s, CopPages *pages, GError **error)
{
  CopPara *p = &s->para;
  const char *text = p->text->str;
  uint32_t length = (uint32_t)p->text->len;
  if (length > COP_LIMIT_TEXT) {
    g_set_error(error, COP_TYPESET_ERROR, COP_TYPESET_ERROR_LIMIT, "a paragraph has more than %u bytes", COP_LIMIT_TEXT);
    return false;
  }
  p->seq = pages->seq;
  pages->seq += length + 1;
  if (length == 0 || cop_para_recall(s))
    return true;
  size_t n_levels = 0, n_segments;
  const CopBidiRun *levels =
    p->rtl || cop_bidi_needed(text, length) ? cop_bidi_runs(s->bidi, text, length, p->rtl, &n_levels) : NULL;
  const CopTextSegment *segments = cop_segment(s->segmenter, COP_SEGMENT_LINE, p->lang->tag, text, length, &n_segments);
  const CopSpan *spans = (const CopSpan *)(void *)p->spans->data;
  Cut cut = { .s = s, .span = spans, .script = spans->lang->script, .error = error };
  cut.hb_script = cop_para_script(cut.script);
  size_t segment = 0, level = 0;
  for (uint32_t at = 0, end; at < length; at = end) {
    cut.level = levels != NULL ? levels[level].level : 0;
    end = MIN(cut.span->end, segments[segment].end);
    if (levels != NULL)
      end = MIN(end, levels[level].end);
    if (!cut_stretch(&cut, at, end))
      return false;
    if (end == segments[segment].end) {
      CopUnit *last = &g_array_index(p->units, CopUnit, p->units->len - 1);
      bool soft = end >= 2 && (uint8_t)text[end - 2] == 0xC2 && (uint8_t)text[end - 1] == 0xAD;
      last->brk = segments[segment].must && end < length ? COP_BREAK_MUST
                  : soft                                 ? COP_BREAK_HYPHEN
                  : inside_range(text, end) || after_single_letter(text, end) ? COP_BREAK_NONE
                                                         : COP_BREAK_MAY;
      segment++;
    }
    if (levels != NULL && end == levels[level].end)
      level++;
    if (end == cut.span->end && end < length) {
      cut.span++;
      cut.span_index++;
    }
  }
  cop_para_remember(s);
  return true;
}

void
cop_para_widths(const CopSetter *s, float *natural, float *least)
{
  float all = 0, line = 0, part = 0;
  *least = 0;
  for (guint i = 0; i < s->para.units->len; i++) {
    const CopUnit *u = &g_array_index(s->para.units, CopUnit, i);
    line += u->width;
    if (!u->space)
      part += u->width;
    *least = MAX(*least, part);
    if (u->brk != COP_BREAK_NONE)
      part = 0;
    if (u->brk == COP_BREAK_MUST) {
      all = MAX(all, line);
      line = 0;
    }
  }
  *natural = MAX(all, line);
}
