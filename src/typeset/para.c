/* SPDX-License-Identifier: Apache-2.0 */
#include "typeset/para.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "typeset/fit.h"
#include "typeset/layout.h"
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
  s->para = waiting;
}

void
cop_setter_free(CopSetter *s)
{
  if (s == NULL)
    return;
  cop_setter_pop(s, (CopPara){ 0 });
  cop_bidi_free(s->bidi);
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
    g_string_append_c(p->text, blank ? ' ' : *c);
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

static hb_script_t
hb_script_of(CopScript s)
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
  GError **error;
} Cut;

/* Controls and joiners: they take part in shaping and need no glyph. */
static bool
is_ignorable(uint32_t c)
{
  return c == 0x00AD || c == 0x034F || c == 0x061C || (c >= 0x17B4 && c <= 0x17B5) || (c >= 0x180B && c <= 0x180E) ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
         (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xE0100 && c <= 0xE01EF);
}

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
  u->width = (float)shaped->advance * look->size / (float)cop_face_upem(face);
  u->space = space;
  u->loose = is_han(cut->script) || cut->script == COP_SCRIPT_THAI || cut->script == COP_SCRIPT_LAOO ||
             cut->script == COP_SCRIPT_KHMR;
  return true;
}

/* The face of a character after `face`: signs and marks stay with it. */
static const CopFace *
pick(Cut *cut, CopScript script, uint32_t c, const CopFace *face, bool own_script)
{
  const CopLook *look = &cut->span->look;
  const CopFace *near = own_script ? NULL : face;
  if (near != NULL && cop_face_covers(near, c))
    return near;
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
    uint32_t c = g_utf8_get_char(text + at);
    next = at + (uint32_t)(g_utf8_next_char(text + at) - (text + at));
    if (is_ignorable(c) && (face != NULL || next < to))
      continue;
    CopScript script;
    hb_script_t hb;
    bool own = script_of(cut, c, &script, &hb);
    const CopFace *f = is_ignorable(c) ? cut->face : NULL;
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

static bool
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
    if (strncmp(text + at, "\u2028", 3) == 0 || strncmp(text + at, "\u2029", 3) == 0) {
      next = at + 3;
      add_unit(cut, at, next);
      continue;
    }
    uint32_t skip;
    for (next = at + 1; next < to && !is_space(text, next, &skip) && strncmp(text + next, "\u2028", 3) != 0;)
      next++;
    if (!cut_text(cut, at, next))
      return false;
  }
  return true;
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
  if (length == 0)
    return true;
  size_t n_levels = 0, n_segments;
  const CopBidiRun *levels =
    p->rtl || cop_bidi_needed(text, length) ? cop_bidi_runs(s->bidi, text, length, p->rtl, &n_levels) : NULL;
  const CopTextSegment *segments = cop_segment(s->segmenter, COP_SEGMENT_LINE, p->lang->tag, text, length, &n_segments);
  const CopSpan *spans = (const CopSpan *)(void *)p->spans->data;
  Cut cut = { .s = s, .span = spans, .script = spans->lang->script, .error = error };
  cut.hb_script = hb_script_of(cut.script);
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
      last->brk = segments[segment].must && end < length ? COP_BREAK_MUST : soft ? COP_BREAK_HYPHEN : COP_BREAK_MAY;
      segment++;
    }
    if (levels != NULL && end == levels[level].end)
      level++;
    if (end == cut.span->end && end < length) {
      cut.span++;
      cut.span_index++;
    }
  }
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

/* --- lines --- */

typedef struct {
  CopSetter *s;
  CopPages *pages;
  const CopParaShape *shape;
  const CopFitLine *fit;
  CopLine *line;
  float start_x;
  float *x;         /* of each unit of the line, from the start of the line */
  float *width;
} Emit;

static const CopUnit *
unit(const Emit *e, uint32_t i)
{
  return &g_array_index(e->s->para.units, CopUnit, i);
}

static const CopSpan *
span_of(const Emit *e, const CopUnit *u)
{
  return &g_array_index(e->s->para.spans, CopSpan, u->span);
}

static void
add_item(CopLine *line, CopItem *item)
{
  if (line->last == NULL)
    line->first = item;
  else
    line->last->next = item;
  line->last = item;
}

/* Height and baseline from the scripts and sizes that stand in the line. */
static void
measure_line(Emit *e)
{
  CopLeading base = cop_leading(e->s->para.lang->script);
  float size = e->shape->size, tight = (1 - e->shape->leading) * base.leading * size / 2;
  float above = base.above * size, below = (base.leading - base.above) * size;
  for (uint32_t i = e->fit->from; i < e->fit->to; i++) {
    const CopUnit *u = unit(e, i);
    if (u->space)
      continue;
    const CopLook *look = &span_of(e, u)->look;
    CopLeading l = cop_leading((CopScript)u->script);
    above = MAX(above, l.above * look->size + MAX(look->rise - 0.3f * size, 0));
    below = MAX(below, (l.leading - l.above) * look->size);
  }
  e->line->baseline = above - tight;
  e->line->height = above + below - 2 * tight;
}

/* Where each unit stands: visual order, slack spread over what can stretch. */
static void
place_units(Emit *e, float measure)
{
  uint32_t n = e->fit->to - e->fit->from;
  float slack = measure - e->fit->width, ratio = 0;
  bool justify = e->shape->align == COP_ALIGN_JUSTIFY && !e->fit->last;
  if (justify || (slack < 0 && e->shape->align == COP_ALIGN_JUSTIFY)) {
    float give = 0;
    for (uint32_t i = 0; i + 1 < n; i++)
      give += slack > 0 ? cop_unit_stretch(unit(e, e->fit->from + i)) : cop_unit_shrink(unit(e, e->fit->from + i));
    ratio = give > 0 ? slack / give : 0;
    if (slack < 0)
      ratio = MAX(ratio, -1);
  }
  bool plain = true;
  uint8_t *levels = g_newa(uint8_t, n + 1);
  int32_t *order = g_newa(int32_t, n + 1);
  for (uint32_t i = 0; i < n; i++) {
    const CopUnit *u = unit(e, e->fit->from + i);
    levels[i] = u->level;
    plain = plain && u->level == 0;
    order[i] = (int32_t)i;
    e->width[i] = u->width;
    if (i + 1 < n)
      e->width[i] += ratio * (ratio > 0 ? cop_unit_stretch(u) : cop_unit_shrink(u));
  }
  if (!plain)
    cop_bidi_order(levels, n, order);
  float x = 0;
  for (uint32_t i = 0; i < n; i++) {
    e->x[order[i]] = x;
    x += e->width[order[i]];
  }
  e->line->width = x + (e->fit->hyphen ? e->fit->width - x : 0);
  slack = MAX(measure - e->line->width, 0);
  CopAlign align = e->shape->align;
  bool to_right = align == COP_ALIGN_END || align == COP_ALIGN_DECIMAL ? !e->s->para.rtl : e->s->para.rtl;
  e->line->x = align == COP_ALIGN_CENTER ? slack / 2 : to_right ? slack : 0;
}

static void
emit_picture(Emit *e, const CopUnit *u, float x)
{
  const CopSpan *span = span_of(e, u);
  const CopDrawing *d = span->node->as.picture.drawing;
  CopSetDrawing *set = g_hash_table_lookup(e->pages->set_drawings, d);
  CopItem *item = cop_new(e->pages->arena, CopItem);
  item->kind = COP_ITEM_DRAWING;
  item->tag = span->tag;
  item->seq = e->s->para.seq + u->start;
  item->x = e->start_x + e->line->x + x;
  item->y = e->line->baseline - 0.86f * span->look.size;
  item->as.drawing.set = set;
  item->as.drawing.scale = span->look.size / d->height;
  add_item(e->line, item);
}

/* The runs of a line under way. */
typedef struct {
  CopTextRun *run, **link;
  CopPiece *next;          /* free place for a piece */
  uint32_t span;
} Runs;

static void
add_piece(Emit *e, Runs *r, const CopShaped *shaped, const CopUnit *u, float x)
{
  const CopSpan *span = span_of(e, u);
  if (r->run == NULL || r->span != u->span || r->run->face != shaped->face || r->run->rtl != (u->level & 1)) {
    CopTextRun *run = r->run = *r->link = cop_new(e->pages->arena, CopTextRun);
    r->link = &run->next;
    r->span = u->span;
    run->face = shaped->face;
    run->size = span->look.size;
    run->rise = span->look.rise;
    run->color = span->look.color;
    run->lang = span->lang->tag;
    run->tag = span->tag;
    run->seq = e->s->para.seq + u->start;
    run->rtl = u->level & 1;
    run->pieces = r->next;
  }
  *r->next++ = (CopPiece){ shaped, x };
  r->run->n++;
}

typedef enum { STRENGTH_STRONG, STRENGTH_NEUTRAL, STRENGTH_SPACE } Strength;

/* What the first or last character of a unit is to a program that puts
 * extracted text into order by itself. */
static Strength
strength(const Emit *e, const CopUnit *u, bool last)
{
  if (u->space || u->shaped == NULL)
    return STRENGTH_SPACE;
  const char *text = e->s->para.text->str;
  const char *c = last ? g_utf8_find_prev_char(text, text + u->end) : text + u->start;
  while (is_ignorable(g_utf8_get_char(c))) {
    c = last ? g_utf8_find_prev_char(text, c) : g_utf8_next_char(c);
    if (c == NULL || c < text + u->start || c >= text + u->end)
      return STRENGTH_SPACE;
  }
  hb_unicode_general_category_t g = hb_unicode_general_category(hb_unicode_funcs_get_default(), g_utf8_get_char(c));
  bool sign = (g >= HB_UNICODE_GENERAL_CATEGORY_CONNECT_PUNCTUATION && g <= HB_UNICODE_GENERAL_CATEGORY_OTHER_SYMBOL);
  return sign ? STRENGTH_NEUTRAL : STRENGTH_STRONG;
}

/* Direction marks: poppler's pdftotext (TextPage::dumpFragment) puts a line in
 * order by the kinds of its characters alone, in the direction most text of the
 * page has. Signs beside a number or a word of the other direction go with it:
 * "1948." at the end of an Arabic sentence comes out as ".1948". An invisible
 * mark in the text of the sign keeps it where it is and does no harm elsewhere. */

static const CopShaped *
reshaped(Emit *e, const CopUnit *u, const GString *text)
{
  const CopSpan *span = span_of(e, u);
  const CopShaped *shaped = cop_shaper_word(e->s->shaper, u->shaped->face, span->look.features, span->lang,
                                            hb_script_of((CopScript)u->script), u->level & 1, text->str,
                                            (uint32_t)text->len);
  return shaped->advance == u->shaped->advance ? shaped : u->shaped;
}

/* Does text of the other direction, spaces left aside, stand before a unit that
 * begins with a sign? */
static bool
wants_mark_before(const Emit *e, uint32_t i)
{
  const CopUnit *u = unit(e, e->fit->from + i);
  if (strength(e, u, false) != STRENGTH_NEUTRAL)
    return false;
  while (i > 0) {
    const CopUnit *before = unit(e, e->fit->from + --i);
    if ((before->level ^ u->level) & 1)
      return true;
    if (strength(e, before, true) != STRENGTH_SPACE)
      return false;
  }
  return false;
}

/* Does a sign end this unit, which stands against the direction of the
 * document, at the end of the line or of the stretch? */
static bool
wants_mark_after(const Emit *e, uint32_t i)
{
  const CopUnit *u = unit(e, e->fit->from + i);
  if (strength(e, u, true) != STRENGTH_NEUTRAL)
    return false;
  return e->fit->from + i + 1 >= e->fit->to || ((unit(e, e->fit->from + i + 1)->level ^ u->level) & 1);
}

/* Signs poppler takes for parts of numbers: bidi classes ES, ET and CS. */
static bool
is_number_sign(uint32_t c)
{
  static const uint32_t signs[] = { '+', '-', '#', '$', '%', ',', '.', '/', ':', 0x00B0, 0x00B1, 0x0609, 0x060A,
                                    0x060C, 0x066A, 0x2030, 0x2031, 0x2212 };
  for (size_t i = 0; i < G_N_ELEMENTS(signs); i++)
    if (c == signs[i])
      return true;
  return (c >= 0x00A2 && c <= 0x00A5) || (c >= 0x20A0 && c <= 0x20CF);
}

/* Is what follows byte `at` of unit i, spaces left aside, something else than a
 * letter of the same direction? */
static bool
sign_follows(const Emit *e, uint32_t i, uint32_t at)
{
  const CopUnit *u = unit(e, e->fit->from + i);
  const char *text = e->s->para.text->str;
  for (const CopUnit *next = u; e->fit->from + i < e->fit->to; next = unit(e, e->fit->from + ++i)) {
    if ((next->level ^ u->level) & 1)
      return true;
    for (uint32_t k = MAX(at, next->start); k < next->end; k += (uint32_t)g_utf8_skip[(uint8_t)text[k]]) {
      uint32_t c = g_utf8_get_char(text + k);
      if (!next->space && !is_ignorable(c))
        return !g_unichar_isalpha(c);
    }
    if (e->fit->from + i + 1 >= e->fit->to)
      break;
  }
  return false;
}

static const CopShaped *
with_marks(Emit *e, uint32_t i)
{
  static const char *const marks[] = { "\u200e", "\u200f" };
  const CopUnit *u = unit(e, e->fit->from + i);
  const char *mark = marks[u->level & 1], *text = e->s->para.text->str;
  bool against = (u->level & 1) != cop_lang_rtl(e->pages->meta->lang);
  if (u->space || u->shaped == NULL || (!against && (u->level & 1) == 0))
    return u->shaped;
  g_autoptr(GString) marked = g_string_new(NULL);
  if (wants_mark_before(e, i))
    g_string_append(marked, mark);
  for (uint32_t k = u->start, next; k < u->end; k = next) {
    next = k + (uint32_t)g_utf8_skip[(uint8_t)text[k]];
    g_string_append_len(marked, text + k, next - k);
    if (!against && is_number_sign(g_utf8_get_char(text + k)) && sign_follows(e, i, next))
      g_string_append(marked, mark);
  }
  if (against && wants_mark_after(e, i))
    g_string_append(marked, mark);
  return marked->len > u->end - u->start ? reshaped(e, u, marked) : u->shaped;
}

/* The last unit of a line that ends with a hyphen of the author's: pdftotext
 * takes such a hyphen away unless something stands behind it. */
static bool
ends_with_hyphen(const Emit *e, uint32_t i)
{
  const CopUnit *u = unit(e, e->fit->from + i);
  return e->fit->from + i + 1 == e->fit->to && !e->fit->last && !e->fit->hyphen && u->end - u->start > 1 &&
         e->s->para.text->str[u->end - 1] == '-';
}

/* The unit's piece, with the invisible characters extraction needs. */
static const CopShaped *
piece_of(Emit *e, uint32_t i, bool mixed)
{
  const CopUnit *u = unit(e, e->fit->from + i);
  if (mixed)
    return with_marks(e, i);
  if (!ends_with_hyphen(e, i))
    return u->shaped;
  g_autoptr(GString) text = g_string_new_len(e->s->para.text->str + u->start, u->end - u->start);
  g_string_append(text, "\u200b");
  return reshaped(e, u, text);
}

/* The sign of a divided word at the end of the line. */
static void
add_hyphen(Emit *e, Runs *r)
{
  uint32_t i = e->fit->to - 1 - e->fit->from;
  const CopUnit *last = unit(e, e->fit->to - 1);
  if (last->shaped == NULL)
    return;
  const CopShaped *hyphen = cop_shaper_hyphen(e->s->shaper, last->shaped->face);
  float width = (float)hyphen->advance * span_of(e, last)->look.size / (float)cop_face_upem(hyphen->face);
  add_piece(e, r, hyphen, last, last->level & 1 ? e->x[i] - width : e->x[i] + e->width[i]);
}

/* The runs of the line in reading order. */
static void
emit_runs(Emit *e)
{
  uint32_t n = e->fit->to - e->fit->from;
  CopItem *item = cop_new(e->pages->arena, CopItem);
  item->kind = COP_ITEM_TEXT;
  item->x = e->start_x + e->line->x;
  item->y = e->line->baseline;
  item->as.text.width = e->line->width;
  bool mixed = e->s->para.rtl || cop_lang_rtl(e->pages->meta->lang);
  for (uint32_t i = 0; i < n && !mixed; i++)
    mixed = unit(e, e->fit->from + i)->level > 0;
  Runs r = { .link = &item->as.text.first, .next = cop_new_n(e->pages->arena, CopPiece, 2 * (size_t)n + 2) };
  for (uint32_t i = 0; i < n; i++) {
    const CopUnit *u = unit(e, e->fit->from + i);
    if (u->shaped == NULL) {
      if (span_of(e, u)->kind == COP_SPAN_PICTURE)
        emit_picture(e, u, e->x[i]);
      r.run = NULL;
      continue;
    }
    add_piece(e, &r, piece_of(e, i, mixed), u, e->x[i]);
  }
  if (e->fit->hyphen && n > 0)
    add_hyphen(e, &r);
  if (item->as.text.first != NULL)
    add_item(e->line, item);
}

/* One annotation for each stretch of a link, and a thin line under addresses. */
static void
emit_links(Emit *e)
{
  uint32_t n = e->fit->to - e->fit->from;
  for (uint32_t i = 0; i < n;) {
    const CopPageLink *link = span_of(e, unit(e, e->fit->from + i))->link;
    if (link == NULL) {
      i++;
      continue;
    }
    float left = e->x[i], right = left;
    const CopLook *look = &span_of(e, unit(e, e->fit->from + i))->look;
    for (; i < n && span_of(e, unit(e, e->fit->from + i))->link == link; i++) {
      left = MIN(left, e->x[i]);
      right = MAX(right, e->x[i] + e->width[i]);
    }
    CopPageLink *l = cop_new(e->pages->arena, CopPageLink);
    *l = *link;
    l->x = e->start_x + e->line->x + left;
    l->y = e->line->baseline - look->size;
    l->width = right - left;
    l->height = 1.3f * look->size;
    l->next = e->line->links;
    e->line->links = l;
    if (l->href != NULL) {
      CopItem *rule = cop_item_rect(e->pages, l->x, e->line->baseline + 0.14f * look->size, l->width, 0.05f * look->size,
                                    look->color);
      add_item(e->line, rule);
    }
  }
}

static void
collect_notes(Emit *e)
{
  const void *last = NULL;
  for (uint32_t i = e->fit->from; i < e->fit->to; i++) {
    void *note = span_of(e, unit(e, i))->note;
    if (note == NULL || note == last)
      continue;
    if (e->line->notes == NULL) {
      e->line->notes = g_ptr_array_new();
      cop_arena_on_free(e->pages->arena, (void (*)(void *))g_ptr_array_unref, e->line->notes);
    }
    g_ptr_array_add(e->line->notes, note);
    last = note;
  }
}

/* The narrowest measure that needs no more lines makes them about equal. */
static void
balance(CopPara *p, CopFitShape *fit)
{
  const CopUnit *units = (const CopUnit *)(void *)p->units->data;
  guint n = p->lines->len;
  float low = fit->width / 2, high = fit->width, full = high;
  for (int i = 0; i < 8; i++) {
    fit->width = (low + high) / 2;
    cop_fit(units, p->units->len, fit, p->lines);
    bool fits = p->lines->len <= n;
    for (guint k = 0; k < p->lines->len && fits; k++)
      fits = !g_array_index(p->lines, CopFitLine, k).overfull;
    if (fits)
      high = fit->width;
    else
      low = fit->width;
  }
  fit->width = high;
  cop_fit(units, p->units->len, fit, p->lines);
  fit->width = full;
}

CopLine *
cop_para_lines(CopSetter *s, CopPages *pages, const CopParaShape *shape, float start_x)
{
  CopPara *p = &s->para;
  CopFitShape fit = { .width = shape->width, .first_indent = shape->first_indent,
                      .justify = shape->align == COP_ALIGN_JUSTIFY, .hyphen_width = 0.33f * shape->size };
  cop_fit((const CopUnit *)(void *)p->units->data, p->units->len, &fit, p->lines);
  if (shape->balanced && p->lines->len > 1)
    balance(p, &fit);
  CopLine *first = NULL, **link = &first;
  for (guint i = 0; i < p->lines->len; i++) {
    const CopFitLine *f = &g_array_index(p->lines, CopFitLine, i);
    uint32_t n = f->to - f->from;
    g_autofree float *places = g_new(float, 2 * (n + 1));
    Emit e = { s, pages, shape, f, cop_new(pages->arena, CopLine), start_x, places, places + n + 1 };
    float indent = i == 0 ? shape->first_indent : 0;
    if (!p->rtl)
      e.start_x += indent;
    measure_line(&e);
    place_units(&e, shape->width - indent);
    emit_links(&e);
    emit_runs(&e);
    collect_notes(&e);
    *link = e.line;
    link = &e.line->next;
  }
  return first;
}
