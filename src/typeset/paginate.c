/* SPDX-License-Identifier: Apache-2.0
 *
 * Slabs to pages. A page ends where the cheapest break is: the cost grows with
 * the square of the white left over, plus what the slab says (reluctance); no
 * page ends after a slab that keeps with the next. Footnotes of a page's lines
 * take their height from its foot. Side notes stand beside the line they follow
 * and push wide blocks below them.
 */
#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "typeset/layout.h"

#define NOTES_ABOVE 10.0f /* between text and the rule over footnotes */
#define NOTES_BELOW 5.0f  /* between the rule and the first note */

typedef struct {
  CopLayout *l;
  GPtrArray *slabs;
  GPtrArray *carried;  /* CopFootnote that found no room on the page before */
  GPtrArray *sides;    /* side notes that found none */
  float width, height; /* of the sheet */
  float content;       /* height between the margins */
} Book;

/* Where the slabs of a page stand, while it is being filled. */
typedef struct {
  float y, side;       /* foot of the text and of the side notes */
  float notes;         /* height of footnotes, with the space above */
  float squeezed;      /* what is taken off the spaces between slabs: 0 to SQUEEZE_MOST */
  const CopSlab *above;
} Fill;

#define SQUEEZE_MOST 0.4f /* share of the space that a full page may give up for the last lines of a chapter */
#define SQUEEZE_WHITE 80.0f /* points that at most are brought in so */

static float
notes_height(const CopSlab *s)
{
  float h = 0;
  for (guint i = 0; s->notes != NULL && i < s->notes->len; i++)
    h += ((const CopFootnote *)g_ptr_array_index(s->notes, i))->height;
  return h;
}

/* A side note that would reach below the page waits for the next one, unless it
 * is the first there. */
static bool
side_waits(const Fill *fill, const CopSlab *s, float content)
{
  return s->side && fill->side > 0 && fill->side + s->height > content;
}

/* The top of a slab on the page. */
static float
top_of(const Fill *fill, const CopSlab *s, float content)
{
  if (s->side) {
    float top = MAX(fill->y + (fill->above != NULL ? fill->above->after : 0), fill->side);
    return MIN(top, MAX(fill->side, content - s->height));
  }
  float y = fill->above == NULL ? 0 : fill->y + (1 - fill->squeezed) * MAX(fill->above->after, s->before);
  return s->wide && fill->side > 0 ? MAX(y, fill->side + 4) : y;
}

static void
fill_with(Fill *fill, const CopSlab *s, float top, float content)
{
  if (s->side) {
    if (!side_waits(fill, s, content))
      fill->side = top + s->height + 10;
    return;
  }
  fill->y = top + s->height;
  if (s->height > 0)
    fill->above = s; /* a page break is not above what follows it */
  float notes = notes_height(s);
  if (notes > 0 && fill->notes <= 0)
    notes += NOTES_ABOVE + NOTES_BELOW;
  fill->notes += notes;
}

static Fill
fill_start(const Book *b, const CopSlab *first)
{
  Fill fill = { .y = 0 };
  if (first->head != NULL)
    fill.y = first->head->height;
  for (guint i = 0; i < b->carried->len; i++)
    fill.notes += ((const CopFootnote *)g_ptr_array_index(b->carried, i))->height;
  if (b->carried->len > 0)
    fill.notes += NOTES_ABOVE + NOTES_BELOW;
  for (guint i = 0; i < b->sides->len; i++) {
    const CopSlab *s = g_ptr_array_index(b->sides, i);
    fill_with(&fill, s, fill.side, b->content);
  }
  return fill;
}

static bool
fits(const Book *b, const Fill *fill)
{
  return MAX(fill->y, 0) + fill->notes <= b->content + 0.01f;
}

/* A repeated head counts as standing above the first slab. */
static float
first_top(const Fill *fill, const CopSlab *s, float content, bool first)
{
  return first && s->head != NULL ? s->head->height : top_of(fill, s, content);
}

/* The slabs from i on that stand in columns with it. */
static guint
column_run(const Book *b, guint i)
{
  const CopSlab *first = g_ptr_array_index(b->slabs, i);
  guint n = 1;
  for (; i + n < b->slabs->len; n++) {
    const CopSlab *s = g_ptr_array_index(b->slabs, i + n);
    if (s->columns != first->columns || s->new_page || s->landscape != first->landscape)
      break;
  }
  return n;
}

/* Fills what is left of the page with the columns that begin at slab i; returns
 * how many of its slabs found room. tops: from the page's content. */
static guint
fill_columns(const Book *b, Fill *fill, guint i, guint n, float top, float *tops)
{
  CopSlab *const *slabs = (CopSlab *const *)(b->slabs->pdata + i);
  float notes = 0, height = 0;
  guint placed = n;
  for (int pass = 0; pass < 3; pass++) {
    placed = cop_columns_fit(slabs, n, MAX(b->content - top - fill->notes - notes, 1), tops, &height);
    float wanted = 0;
    for (guint k = 0; k < placed; k++)
      wanted += notes_height(slabs[k]);
    if (wanted > 0 && fill->notes <= 0)
      wanted += NOTES_ABOVE + NOTES_BELOW;
    if (wanted <= notes)
      break;
    notes = wanted;
  }
  for (guint k = 0; k < placed; k++)
    tops[k] += top;
  fill->y = top + height;
  fill->notes += notes;
  fill->above = slabs[placed - 1];
  return placed;
}

/* The end of what stands on these pages before the next new one, when less than
 * SQUEEZE_WHITE is left of it from slab i on; else 0. */
static guint
short_rest(const Book *b, guint i, bool landscape)
{
  float height = 0;
  for (; i < b->slabs->len && height < SQUEEZE_WHITE; i++) {
    const CopSlab *s = g_ptr_array_index(b->slabs, i);
    if (s->new_page || s->landscape != landscape)
      return i;
    if (s->columns > 0 || s->side)
      return 0;
    height += s->height + s->before;
  }
  return i == b->slabs->len && height < SQUEEZE_WHITE ? i : 0;
}

/* Do the slabs fit one page with that much squeezed out? */
static bool
fits_squeezed(const Book *b, guint from, guint to, float squeezed)
{
  Fill fill = fill_start(b, g_ptr_array_index(b->slabs, from));
  fill.squeezed = squeezed;
  for (guint i = from; i < to; i++) {
    const CopSlab *s = g_ptr_array_index(b->slabs, i);
    if (s->columns > 0)
      return false;
    fill_with(&fill, s, first_top(&fill, s, b->content, i == from), b->content);
  }
  return fits(b, &fill);
}

/* The least squeezing with which they fit, in steps of four hundredths; < 0: none does. */
static float
squeeze_for(const Book *b, guint from, guint to)
{
  for (int percent = 0; percent <= (int)(SQUEEZE_MOST * 100); percent += 4)
    if (fits_squeezed(b, from, to, (float)percent / 100))
      return (float)percent / 100;
  return -1;
}

/* The slab after the last one of the page that starts at `from`. */
static guint
page_end(const Book *b, guint from)
{
  const CopSlab *first = g_ptr_array_index(b->slabs, from);
  Fill fill = fill_start(b, first);
  guint best = from;
  double least = INFINITY;
  for (guint i = from; i < b->slabs->len; i++) {
    const CopSlab *s = g_ptr_array_index(b->slabs, i);
    /* two breaks with nothing between them make one page */
    bool blank = fill.y <= 0 && fill.side <= 0;
    if (i > from && !blank && (s->new_page || s->landscape != first->landscape))
      return i;
    float top = first_top(&fill, s, b->content, i == from);
    if (s->columns > 0) {
      guint n = column_run(b, i);
      g_autofree float *tops = g_new(float, n);
      bool low = b->content - top < 0.12f * b->content;
      guint placed = fill_columns(b, &fill, i, n, top, tops);
      if (placed < n || !fits(b, &fill))
        return best > from && (low || !fits(b, &fill)) ? best : i + placed;
      i += n - 1;
      s = g_ptr_array_index(b->slabs, i);
    } else {
      fill_with(&fill, s, top, b->content);
    }
    if (!fits(b, &fill)) {
      guint rest = short_rest(b, i, first->landscape);
      if (rest > 0 && squeeze_for(b, from, rest) >= 0)
        return rest;
      if (best > from)
        return best;
      /* nothing may end here: what keeps together is larger than a page */
      return MAX(i, from + 1);
    }
    if (s->keep)
      continue;
    double white = (b->content - fill.y - fill.notes) / b->content;
    double cost = 100 * white * white + s->reluctance;
    if (cost <= least || white > 0.25) {
      least = cost;
      best = i + 1;
    }
  }
  return b->slabs->len;
}

/* --- painting --- */

static CopItem *
frame_rect(CopPages *p, const CopFrame *f, float top, float bottom)
{
  CopItem *first = NULL;
  float bar = 3;
  if (f->ground != 0)
    first = cop_item_rect(p, f->x, top, f->width, bottom - top, f->ground);
  if (f->line != 0) {
    CopPath path = cop_path_begin(p->arena);
    cop_path_rect(&path, 0, 0, f->width, bottom - top);
    CopItem *box = cop_item_path(p, &path, 0, f->line, 0.6f, NULL);
    box->x = f->x;
    box->y = top;
    box->next = first;
    first = box;
  }
  if (f->bar != 0) {
    CopItem *item = cop_item_rect(p, f->bar_right ? f->x + f->width - bar : f->x, top, bar, bottom - top, f->bar);
    CopItem **end = &first;
    while (*end != NULL)
      end = &(*end)->next;
    *end = item;
  }
  return first;
}

static bool
inside(const CopSlab *s, const CopFrame *f)
{
  for (const CopFrame *g = s->frame; g != NULL; g = g->outer)
    if (g == f)
      return true;
  return false;
}

CopItem *
cop_frames_paint(CopPages *p, CopSlab *const *slabs, const float *y, guint n)
{
  CopItem *first = NULL, **link = &first;
  for (guint i = 0; i < n; i++) {
    /* a frame is painted where its first slab stands; outer ones first */
    const CopFrame *open[16];
    unsigned depth = 0;
    for (const CopFrame *f = slabs[i]->frame; f != NULL && depth < G_N_ELEMENTS(open); f = f->outer)
      if (i == 0 || !inside(slabs[i - 1], f) || slabs[i - 1]->shift != slabs[i]->shift)
        open[depth++] = f;
    while (depth-- > 0) {
      float bottom = y[i] + slabs[i]->height;
      for (guint k = i; k < n && inside(slabs[k], open[depth]) && slabs[k]->shift == slabs[i]->shift; k++)
        bottom = y[k] + slabs[k]->height;
      *link = frame_rect(p, open[depth], y[i], bottom);
      for (; *link != NULL; link = &(*link)->next)
        (*link)->x += slabs[i]->shift;
    }
  }
  return first;
}

static void
put_items(CopPage *page, CopItem *first, float dx, float dy)
{
  if (first == NULL)
    return;
  cop_items_move(first, dx, dy);
  if (page->last == NULL)
    page->first = first;
  else
    page->last->next = first;
  while (first->next != NULL)
    first = first->next;
  page->last = first;
}

static void
put_marks(const Book *b, const CopSlab *s, unsigned page)
{
  for (const CopSlabMark *m = s->marks; m != NULL; m = m->next) {
    CopPageAnchor a = { m->id, page, s->y, m->tag };
    g_array_append_val(b->l->pages->anchors, a);
    if (m->level == 0)
      continue;
    CopOutlineEntry e = { m->level, m->title, m->lang, page, s->y };
    g_array_append_val(b->l->pages->outline, e);
  }
}

static void
put_slab(const Book *b, CopPage *page, unsigned number, CopSlab *s, float top)
{
  float left = b->l->style->margin_side + s->shift, y = b->l->style->margin_top + top;
  s->page = number;
  s->y = y;
  put_items(page, s->first, left, y);
  for (CopPageLink *l = s->links, *next; l != NULL; l = next) {
    next = l->next;
    CopPageLink *placed = cop_page_link(b->l->pages, page);
    CopPageLink *after = placed->next;
    *placed = *l;
    placed->next = after;
    placed->x += left;
    placed->y += y;
  }
  for (CopItem *i = s->first; i != NULL; i = i->next) {
    if (i->kind == COP_ITEM_DRAWING && i->tag != NULL) {
      i->tag->page = number;
      i->tag->x = i->x;
      i->tag->y = i->y;
      i->tag->width = i->as.drawing.scale * i->as.drawing.set->drawing->width;
      i->tag->height = i->as.drawing.scale * i->as.drawing.set->drawing->height;
    }
    if (i == s->last)
      break;
  }
  put_marks(b, s, number);
}

/* Notes from the foot upwards; those without room wait for the next page. */
static void
put_notes(Book *b, CopPage *page, unsigned number, GPtrArray *notes, float text_foot)
{
  float room = b->content - text_foot - NOTES_ABOVE - NOTES_BELOW, used = 0;
  guint n = 0;
  for (; n < notes->len; n++) {
    float h = ((const CopFootnote *)g_ptr_array_index(notes, n))->height;
    if (n > 0 && used + h > room + 0.1f)
      break;
    used += h;
  }
  g_ptr_array_set_size(b->carried, 0);
  for (guint i = n; i < notes->len; i++)
    g_ptr_array_add(b->carried, g_ptr_array_index(notes, i));
  if (n == 0)
    return;
  float y = b->content - used;
  CopLayout *l = b->l;
  float left = l->style->margin_side, width = 72;
  CopItem *rule = cop_item_rect(l->pages, l->rtl ? b->width - left - width : left,
                                l->style->margin_top + y - NOTES_BELOW, width, 0.5f, cop_ink(&l->doc->meta, COP_INK_SOFT));
  cop_page_append(page, rule);
  for (guint i = 0; i < n; i++) {
    const CopFootnote *note = g_ptr_array_index(notes, i);
    float at = y;
    const CopSlab *above = NULL;
    for (guint k = 0; k < note->slabs->len; k++) {
      CopSlab *s = g_ptr_array_index(note->slabs, k);
      at += above != NULL ? MAX(above->after, s->before) : 0;
      put_slab(b, page, number, s, at);
      at += s->height;
      above = s;
    }
    y += note->height;
  }
}

/* Side notes left over from the page before, from the top of their column;
 * those that still find no room go to `waiting`. */
static void
put_sides(Book *b, CopPage *page, unsigned number, GPtrArray *waiting)
{
  Fill fill = { .y = 0 };
  for (guint i = 0; i < b->sides->len; i++) {
    CopSlab *s = g_ptr_array_index(b->sides, i);
    if (side_waits(&fill, s, b->content)) {
      g_ptr_array_add(waiting, s);
      continue;
    }
    put_slab(b, page, number, s, fill.side);
    fill_with(&fill, s, fill.side, b->content);
  }
}

/* What is left of the notes after the last page of text. */
static void
put_last_notes(Book *b)
{
  while (b->carried->len > 0 || b->sides->len > 0) {
    g_autoptr(GPtrArray) notes = g_ptr_array_copy(b->carried, NULL, NULL), waiting = g_ptr_array_new();
    CopPage *page = cop_pages_add(b->l->pages, b->width, b->height);
    put_sides(b, page, b->l->pages->pages->len - 1, waiting);
    put_notes(b, page, b->l->pages->pages->len - 1, notes, 0);
    g_ptr_array_set_size(b->sides, 0);
    for (guint i = 0; i < waiting->len; i++)
      g_ptr_array_add(b->sides, g_ptr_array_index(waiting, i));
  }
}

static void
add_notes(GPtrArray *notes, const CopSlab *s)
{
  for (guint k = 0; s->notes != NULL && k < s->notes->len; k++)
    g_ptr_array_add(notes, g_ptr_array_index(s->notes, k));
}

static void
put_page(Book *b, guint from, guint to)
{
  CopLayout *l = b->l;
  CopPage *page = cop_pages_add(l->pages, b->width, b->height);
  unsigned number = l->pages->pages->len - 1;
  CopSlab *first = g_ptr_array_index(b->slabs, from);
  Fill fill = fill_start(b, first);
  fill.squeezed = MAX(squeeze_for(b, from, to), 0);
  guint n = to - from;
  g_autofree float *tops = g_new(float, n);
  g_autoptr(GPtrArray) notes = g_ptr_array_new(), waiting = g_ptr_array_new();
  for (guint i = 0; i < b->carried->len; i++)
    g_ptr_array_add(notes, g_ptr_array_index(b->carried, i));
  put_sides(b, page, number, waiting);
  for (guint i = 0; i < n; i++) {
    CopSlab *s = g_ptr_array_index(b->slabs, from + i);
    tops[i] = first_top(&fill, s, b->content, i == 0);
    if (s->columns > 0) {
      guint run = column_run(b, from + i);
      g_autofree float *own = g_new(float, run);
      guint placed = MIN(fill_columns(b, &fill, from + i, run, tops[i], own), n - i);
      memcpy(tops + i, own, placed * sizeof *own);
      for (guint k = 0; k < placed; k++)
        add_notes(notes, g_ptr_array_index(b->slabs, from + i + k));
      i += placed - 1;
      continue;
    }
    if (side_waits(&fill, s, b->content)) {
      tops[i] = -1;
      g_ptr_array_add(waiting, s);
    }
    fill_with(&fill, s, tops[i], b->content);
    add_notes(notes, s);
  }
  CopSlab *const *slabs = (CopSlab *const *)(b->slabs->pdata + from);
  put_items(page, cop_frames_paint(l->pages, slabs, tops, n), l->style->margin_side, l->style->margin_top);
  if (first->head != NULL) {
    /* the head's copy is used on each page: move a copy of it */
    for (const CopItem *i = first->head->first; i != NULL; i = i->next) {
      CopItem *copy = cop_new(l->pages->arena, CopItem);
      *copy = *i;
      copy->x += l->style->margin_side;
      copy->y += l->style->margin_top;
      cop_page_append(page, copy);
    }
  }
  for (guint i = 0; i < n; i++)
    if (tops[i] >= 0)
      put_slab(b, page, number, slabs[i], tops[i]);
  put_notes(b, page, number, notes, fill.y);
  g_ptr_array_set_size(b->sides, 0);
  for (guint i = 0; i < waiting->len; i++)
    g_ptr_array_add(b->sides, g_ptr_array_index(waiting, i));
}

static void
turn(Book *b, const CopSlab *first)
{
  const CopStyleSheet *s = b->l->style;
  b->width = first->landscape ? s->page_height : s->page_width;
  b->height = first->landscape ? s->page_width : s->page_height;
  b->content = b->height - s->margin_top - s->margin_bottom;
}

static void
report_overflow(const Book *b, guint from, guint to)
{
  float height = 0;
  for (guint i = from; i < to; i++) {
    const CopSlab *s = g_ptr_array_index(b->slabs, i);
    height += s->side ? 0 : s->height / (float)MAX(s->columns, 1);
  }
  if (height <= b->content + 1)
    return;
  char message[96];
  g_snprintf(message, sizeof message, "what stands on page %u is taller than the page", b->l->pages->pages->len);
  CopDiag d = { .severity = COP_SEVERITY_ERROR, .kind = COP_DIAG_LAYOUT, .code = "layout-overflow", .start = -1, .end = -1,
                .message = message, .remedy = "make the figure or table row smaller" };
  cop_diags_add(b->l->diags, &d);
}

bool
cop_layout_paginate(CopLayout *l, GPtrArray *slabs)
{
  Book b = { .l = l, .slabs = slabs, .carried = g_ptr_array_new(), .sides = g_ptr_array_new() };
  for (guint from = 0; from < slabs->len && l->error == NULL;) {
    turn(&b, g_ptr_array_index(slabs, from));
    guint to = page_end(&b, from);
    if (l->pages->pages->len >= COP_LIMIT_PAGES) {
      g_set_error(&l->error, COP_TYPESET_ERROR, COP_TYPESET_ERROR_LIMIT, "the document has more than %u pages",
                  COP_LIMIT_PAGES);
      break;
    }
    put_page(&b, from, to);
    report_overflow(&b, from, to);
    from = to;
  }
  if (l->error == NULL)
    put_last_notes(&b);
  g_ptr_array_unref(b.carried);
  g_ptr_array_unref(b.sides);
  return l->error == NULL;
}
