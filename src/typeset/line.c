/* SPDX-License-Identifier: Apache-2.0
 *
 * Lines: where each unit stands, and the items that come of it.
 */
#include "typeset/para_priv.h"

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
measure_line(CopLineMaker *m)
{
  CopLeading base = cop_leading(m->s->para.lang->script);
  float size = m->shape->size, tight = (1 - m->shape->leading) * base.leading * size / 2;
  float above = base.above * size, below = (base.leading - base.above) * size;
  for (uint32_t i = m->fit->from; i < m->fit->to; i++) {
    const CopUnit *u = cop_line_unit(m, i);
    if (u->space)
      continue;
    const CopLook *look = &cop_line_span(m, u)->look;
    CopLeading l = cop_leading((CopScript)u->script);
    above = MAX(above, l.above * look->size + MAX(look->rise - 0.3f * size, 0));
    below = MAX(below, (l.leading - l.above) * look->size);
  }
  m->line->baseline = above - tight;
  m->line->height = above + below - 2 * tight;
}

/* Where each unit stands: visual order, slack spread over what can stretch. */
static void
place_units(CopLineMaker *m, float measure)
{
  uint32_t n = m->fit->to - m->fit->from;
  float slack = measure - m->fit->width, ratio = 0;
  bool justify = m->shape->align == COP_ALIGN_JUSTIFY && !m->fit->last;
  if (justify || (slack < 0 && m->shape->align == COP_ALIGN_JUSTIFY)) {
    float give = 0;
    for (uint32_t i = 0; i + 1 < n; i++)
      give += slack > 0 ? cop_unit_stretch(cop_line_unit(m, m->fit->from + i)) : cop_unit_shrink(cop_line_unit(m, m->fit->from + i));
    ratio = give > 0 ? slack / give : 0;
    if (slack < 0)
      ratio = MAX(ratio, -1);
  }
  bool plain = true;
  for (uint32_t i = 0; i < n; i++) {
    const CopUnit *u = cop_line_unit(m, m->fit->from + i);
    m->levels[i] = u->level;
    plain = plain && u->level == 0;
    m->order[i] = (int32_t)i;
    m->width[i] = u->width;
    if (i + 1 < n)
      m->width[i] += ratio * (ratio > 0 ? cop_unit_stretch(u) : cop_unit_shrink(u));
  }
  if (!plain)
    cop_bidi_order(m->levels, n, m->order);
  float x = 0;
  for (uint32_t i = 0; i < n; i++) {
    m->x[m->order[i]] = x;
    x += m->width[m->order[i]];
  }
  m->line->width = x + m->fit->hyphen;
  slack = MAX(measure - m->line->width, 0);
  CopAlign align = m->shape->align;
  bool to_right = align == COP_ALIGN_END || align == COP_ALIGN_DECIMAL ? !m->s->para.rtl : m->s->para.rtl;
  m->line->x = align == COP_ALIGN_CENTER ? slack / 2 : to_right ? slack : 0;
}

static void
emit_picture(CopLineMaker *m, const CopUnit *u, float x)
{
  const CopSpan *span = cop_line_span(m, u);
  const CopDrawing *d = span->node->as.picture.drawing;
  CopSetDrawing *set = g_hash_table_lookup(m->pages->set_drawings, d);
  CopItem *item = cop_new(m->pages->arena, CopItem);
  item->kind = COP_ITEM_DRAWING;
  item->tag = span->tag;
  item->seq = m->s->para.seq + u->start;
  item->x = m->start_x + m->line->x + x;
  item->y = m->line->baseline - 0.86f * span->look.size;
  item->as.drawing.set = set;
  item->as.drawing.scale = span->look.size / d->height;
  add_item(m->line, item);
}

/* The runs of a line under way. */
typedef struct {
  CopTextRun *run, **link;
  CopPiece *next;          /* free place for a piece */
  uint32_t span;
} Runs;

static void
add_piece(CopLineMaker *m, Runs *r, const CopShaped *shaped, const CopUnit *u, float x)
{
  const CopSpan *span = cop_line_span(m, u);
  if (r->run == NULL || r->span != u->span || r->run->face != shaped->face || r->run->rtl != (u->level & 1)) {
    CopTextRun *run = r->run = *r->link = cop_new(m->pages->arena, CopTextRun);
    r->link = &run->next;
    r->span = u->span;
    run->face = shaped->face;
    run->size = span->look.size;
    run->rise = span->look.rise;
    run->color = span->look.color;
    run->lang = span->lang->tag;
    run->tag = span->tag;
    run->seq = m->s->para.seq + u->start;
    run->rtl = u->level & 1;
    run->pieces = r->next;
  }
  *r->next++ = (CopPiece){ shaped, x };
  r->run->n++;
}

/* The sign of a divided word at the end of the line. */
static void
add_hyphen(CopLineMaker *m, Runs *r)
{
  uint32_t i = m->fit->to - 1 - m->fit->from;
  const CopUnit *last = cop_line_unit(m, m->fit->to - 1);
  if (last->shaped == NULL)
    return;
  const CopShaped *hyphen = cop_shaper_hyphen(m->s->shaper, last->shaped->face);
  float width = (float)hyphen->advance * cop_line_span(m, last)->look.size / (float)cop_face_upem(hyphen->face);
  add_piece(m, r, hyphen, last, last->level & 1 ? m->x[i] - width : m->x[i] + m->width[i]);
}

/* The runs of the line in reading order. */
static void
emit_runs(CopLineMaker *m)
{
  uint32_t n = m->fit->to - m->fit->from;
  CopItem *item = cop_new(m->pages->arena, CopItem);
  item->kind = COP_ITEM_TEXT;
  item->x = m->start_x + m->line->x;
  item->y = m->line->baseline;
  item->as.text.width = m->line->width;
  bool mixed = m->s->para.rtl || m->pages->rtl;
  for (uint32_t i = 0; i < n && !mixed; i++)
    mixed = cop_line_unit(m, m->fit->from + i)->level > 0;
  Runs r = { .link = &item->as.text.first, .next = cop_new_n(m->pages->arena, CopPiece, 2 * (size_t)n + 2) };
  for (uint32_t i = 0; i < n; i++) {
    const CopUnit *u = cop_line_unit(m, m->fit->from + i);
    if (u->shaped == NULL) {
      if (cop_line_span(m, u)->kind == COP_SPAN_PICTURE)
        emit_picture(m, u, m->x[i]);
      r.run = NULL;
      continue;
    }
    add_piece(m, &r, cop_line_piece(m, i, mixed), u, m->x[i]);
  }
  if (m->fit->hyphen > 0 && n > 0)
    add_hyphen(m, &r);
  if (item->as.text.first != NULL)
    add_item(m->line, item);
}

/* Where the line's text would stand. */
static void
sketch_text(CopLineMaker *m)
{
  bool text = false;
  for (uint32_t i = m->fit->from; i < m->fit->to && !text; i++)
    text = cop_line_unit(m, i)->shaped != NULL;
  if (!text)
    return;
  CopItem *item = cop_new(m->pages->arena, CopItem);
  item->kind = COP_ITEM_TEXT;
  item->x = m->start_x + m->line->x;
  item->y = m->line->baseline;
  item->as.text.width = m->line->width;
  add_item(m->line, item);
}

/* One annotation for each stretch of a link, and a thin line under addresses. */
static void
emit_links(CopLineMaker *m)
{
  uint32_t n = m->fit->to - m->fit->from;
  for (uint32_t i = 0; i < n;) {
    const CopPageLink *link = cop_line_span(m, cop_line_unit(m, m->fit->from + i))->link;
    if (link == NULL) {
      i++;
      continue;
    }
    float left = m->x[i], right = left;
    const CopLook *look = &cop_line_span(m, cop_line_unit(m, m->fit->from + i))->look;
    for (; i < n && cop_line_span(m, cop_line_unit(m, m->fit->from + i))->link == link; i++) {
      left = MIN(left, m->x[i]);
      right = MAX(right, m->x[i] + m->width[i]);
    }
    CopPageLink *l = cop_new(m->pages->arena, CopPageLink);
    *l = *link;
    l->x = m->start_x + m->line->x + left;
    l->y = m->line->baseline - look->size;
    l->width = right - left;
    l->height = 1.3f * look->size;
    l->next = m->line->links;
    m->line->links = l;
    if (l->href != NULL) {
      CopItem *rule = cop_item_rect(m->pages, l->x, m->line->baseline + 0.14f * look->size, l->width, 0.05f * look->size,
                                    look->color);
      add_item(m->line, rule);
    }
  }
}

static void
collect_notes(CopLineMaker *m)
{
  const void *last = NULL;
  for (uint32_t i = m->fit->from; i < m->fit->to; i++) {
    void *note = cop_line_span(m, cop_line_unit(m, i))->note;
    if (note == NULL || note == last)
      continue;
    if (m->line->notes == NULL) {
      m->line->notes = g_ptr_array_new();
      cop_arena_on_free(m->pages->arena, (void (*)(void *))g_ptr_array_unref, m->line->notes);
    }
    g_ptr_array_add(m->line->notes, note);
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
    cop_fit(units, p->units->len, fit, p->lines, &p->breaks);
    bool fits = p->lines->len <= n;
    for (guint k = 0; k < p->lines->len && fits; k++)
      fits = !g_array_index(p->lines, CopFitLine, k).overfull;
    if (fits)
      high = fit->width;
    else
      low = fit->width;
  }
  fit->width = high;
  cop_fit(units, p->units->len, fit, p->lines, &p->breaks);
  fit->width = full;
}

static float
hyphen_width(CopSetter *s)
{
  for (guint i = 0; i < s->para.units->len; i++) {
    const CopUnit *u = &g_array_index(s->para.units, CopUnit, i);
    if (u->shaped == NULL || u->space)
      continue;
    const CopFace *face = u->shaped->face;
    float size = g_array_index(s->para.spans, CopSpan, u->span).look.size;
    return (float)cop_shaper_hyphen(s->shaper, face)->advance * size / (float)cop_face_upem(face);
  }
  return 0;
}

static void
make_room(CopLineMaker *m)
{
  CopPara *p = &m->s->para;
  size_t n = (size_t)(m->fit->to - m->fit->from) + 1, each = 2 * sizeof(float) + sizeof(int32_t) + sizeof(uint8_t);
  if (p->n_room < n * each) {
    p->n_room = 2 * n * each;
    p->room = g_realloc(p->room, p->n_room);
  }
  m->x = p->room;
  m->width = m->x + n;
  m->order = (int32_t *)(void *)(m->width + n);
  m->levels = (uint8_t *)(m->order + n);
}

/* Chinese and Japanese may break between any two signs (UAX #14); in a headline a
 * word torn apart is seen at once, so there only ends of words are kept. A word that is wider than the
 * line may be torn. */
static void
keep_words(CopSetter *s, const CopParaShape *shape)
{
  CopPara *p = &s->para;
  CopScript script = p->lang->script;
  bool square = script == COP_SCRIPT_HANS || script == COP_SCRIPT_HANT || script == COP_SCRIPT_JPAN;
  if (!square)
    return;
  size_t n, at = 0;
  const CopTextSegment *words = cop_segment(s->segmenter, COP_SEGMENT_WORD, p->lang->tag, p->text->str, p->text->len, &n);
  uint32_t start = 0; /* of the word */
  for (guint i = 0; i < p->units->len; i++) {
    CopUnit *u = &g_array_index(p->units, CopUnit, i);
    while (at < n && words[at].end < u->end)
      start = (uint32_t)words[at++].end;
    if (u->brk != COP_BREAK_MAY || at == n || words[at].end == u->end)
      continue;
    glong signs = g_utf8_strlen(p->text->str + start, (gssize)(words[at].end - start)); /* each a square */
    if ((float)signs * shape->size <= shape->width)
      u->brk = COP_BREAK_NONE;
  }
}

/* Full stop, question and exclamation marks, danda, khan: with or without the blank after it. */
static bool
ends_sentence(const CopPara *p, const CopUnit *u)
{
  static const char *const marks[] = { ".", "?", "!", "\u061f", "\u06d4", "\u0964", "\u17d4", "\u3002", "\uff1f", "\uff01" };
  uint32_t end = u->end;
  while (end > 0 && p->text->str[end - 1] == ' ')
    end--;
  for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
    size_t n = strlen(marks[i]);
    if (end >= n && memcmp(p->text->str + end - n, marks[i], n) == 0)
      return true;
  }
  return false;
}

/* Short sentences in a row ("Sit down. Listen. Say thank you. Ask for help.") read ill when a
 * line ends within one, worst in scripts without blanks. Where lines that end with a sentence
 * are no more than others, only those are kept. */
static void
keep_sentences(CopPara *p, CopFitShape *fit)
{
  CopUnit *units = (CopUnit *)(void *)p->units->data;
  guint n = p->lines->len;
  g_autofree guint8 *before = g_new(guint8, p->units->len);
  for (guint i = 0; i < p->units->len; i++) {
    before[i] = (guint8)units[i].brk;
    if ((units[i].brk == COP_BREAK_MAY || units[i].brk == COP_BREAK_HYPHEN) && !ends_sentence(p, &units[i]))
      units[i].brk = COP_BREAK_NONE;
  }
  cop_fit(units, p->units->len, fit, p->lines, &p->breaks);
  bool fits = p->lines->len <= n;
  for (guint k = 0; k < p->lines->len && fits; k++)
    fits = !g_array_index(p->lines, CopFitLine, k).overfull;
  if (fits)
    return;
  for (guint i = 0; i < p->units->len; i++)
    units[i].brk = before[i];
  cop_fit(units, p->units->len, fit, p->lines, &p->breaks);
}

CopLine *
cop_para_lines(CopSetter *s, CopPages *pages, const CopParaShape *shape, float start_x)
{
  CopPara *p = &s->para;
  if (shape->balanced)
    keep_words(s, shape);
  CopFitShape fit = { .width = shape->width, .first_indent = shape->first_indent,
                      .justify = shape->align == COP_ALIGN_JUSTIFY, .hyphen_width = hyphen_width(s) };
  cop_fit((const CopUnit *)(void *)p->units->data, p->units->len, &fit, p->lines, &p->breaks);
  if (shape->balanced && p->lines->len > 1)
    keep_sentences(p, &fit);
  /* balanced lines are as many and as high: a sketch need not know where they end */
  if (shape->balanced && p->lines->len > 1 && !shape->sketch)
    balance(p, &fit);
  else if (!shape->balanced || p->lines->len == 1)
    cop_para_divide(s, shape, &fit);
  CopLine *first = NULL, **link = &first;
  for (guint i = 0; i < p->lines->len; i++) {
    const CopFitLine *f = &g_array_index(p->lines, CopFitLine, i);
    CopLineMaker m = { .s = s, .pages = pages, .shape = shape, .fit = f, .line = cop_new(pages->arena, CopLine), .start_x = start_x };
    make_room(&m);
    float indent = i == 0 ? shape->first_indent : 0;
    if (!p->rtl)
      m.start_x += indent;
    measure_line(&m);
    place_units(&m, shape->width - indent);
    if (shape->sketch) {
      sketch_text(&m);
    } else {
      emit_links(&m);
      emit_runs(&m);
      collect_notes(&m);
    }
    *link = m.line;
    link = &m.line->next;
  }
  return first;
}
