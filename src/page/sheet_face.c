/* SPDX-License-Identifier: Apache-2.0
 *
 * One face with one picture, one sentence, one act: posters and pictures for
 * social media. The picture stands above the words or, on wide faces, beside them.
 */
#include "page/sheet_priv.h"

#define SHARES 4     /* sizes of the picture tried before a text is said not to fit */
#define NARROW 0.8f  /* of the width of the words */
#define PARTS_MAX 32 /* a sheet of more is none */

typedef struct {
  CopSheet *s;
  const CopSheetParts *parts;
  CopTag *picture, *words;
  float y, foot;   /* next free place and end of the words' column */
  float x, width;
  CopDiags *found; /* of the words, until they are accepted */
  bool last;       /* no smaller picture will be tried: set all of them */
  CopTextBox *boxes[PARTS_MAX];
  float tops[PARTS_MAX];
  unsigned n;
} Face;

static CopTextSpec
spec_of(const CopSheet *s, float size, unsigned face, CopInk ink)
{
  return (CopTextSpec){ .style = COP_STYLE_SHEET, .size = size, .face = face, .color = cop_sheet_ink(s, ink) };
}

/* One part below the one before; at most `share` of what is left is its. */
static void
put_part(Face *f, const CopNode *n, const CopTextSpec *spec, float least, float share, CopTagKind kind, const char *what)
{
  CopSheet *s = f->s;
  if (n == NULL || s->error != NULL || f->n == PARTS_MAX || (!f->last && cop_diags_count(f->found) > 0))
    return;
  float room = MAX(1, (f->foot - f->y) * share);
  CopTextBox *b = cop_text_box_fit(s->setter, s->pages, s->doc, cop_sheet_lone(n), spec, least, f->width, room, f->words, kind, what, f->found,
                                   &s->error);
  if (b == NULL)
    return;
  f->boxes[f->n] = b;
  f->tops[f->n++] = f->y;
  f->y += cop_text_box_height(b) + s->shape->gap * 0.75f;
}

static void
put_title(Face *f, const CopTextSpec *spec, float least, float share)
{
  CopSheet *s = f->s;
  const CopNode *n = f->parts->headline;
  if (n != NULL) {
    put_part(f, n, spec, least, share, s->title, "the headline");
    return;
  }
  if (f->parts->untitled)
    return;
  CopNode text = { .kind = COP_NODE_TEXT, .lang = s->doc->meta.lang, .as.text.text = s->doc->meta.title };
  CopNode para = { .kind = COP_NODE_PARA, .lang = s->doc->meta.lang, .first = &text, .last = &text };
  text.parent = &para;
  put_part(f, &para, spec, least, share, s->title, "the headline");
}

/* Headline, act, text, warning, from the top of the column. */
static void
set_words(Face *f)
{
  CopSheet *s = f->s;
  const CopSheetShape *h = s->shape;
  const CopSheetParts *p = f->parts;
  bool more = p->act != NULL || p->body != NULL || p->warning != NULL || p->rest->len > 0;
  CopTextSpec head = spec_of(s, h->head, COP_FACE_BOLD, COP_INK_DEEP), act = spec_of(s, h->act, 0, COP_INK_TEXT),
              body = spec_of(s, h->body, 0, COP_INK_TEXT), warning = spec_of(s, h->body, COP_FACE_BOLD, COP_INK_SOFT);
  head.leading = 0.86f;
  head.balanced = act.balanced = true; /* no last line of one word */
  bool text = p->body != NULL || p->warning != NULL || p->rest->len > 0;
  put_title(f, &head, h->head_least, more ? 0.62f : 1);
  put_part(f, p->act, &act, h->act_least, text ? 0.5f : 1, COP_TAG_P, "the do-line");
  put_part(f, p->body, &body, h->body_least, p->warning != NULL ? 0.7f : 1, COP_TAG_DIV, "the text");
  for (guint i = 0; i < p->rest->len; i++)
    put_part(f, g_ptr_array_index(p->rest, i), &body, h->body_least, 1.0f / (float)(p->rest->len - i), COP_TAG_DIV, "the text");
  put_part(f, p->warning, &warning, h->body_least, 1, COP_TAG_DIV, "the warning");
}

/* Sets the words in the column; false when they do not fit at sizes allowed. */
static bool
try_words(Face *f)
{
  f->n = 0;
  g_clear_pointer(&f->found, cop_diags_free);
  f->found = cop_diags_new();
  set_words(f);
  return cop_diags_count(f->found) == 0;
}

static void
place_words(Face *f)
{
  for (unsigned i = 0; i < f->n && f->s->error == NULL; i++)
    cop_text_box_place(f->boxes[i], f->s->pages, f->s->page, f->x, f->tops[i]);
  for (size_t i = 0; i < cop_diags_count(f->found); i++)
    cop_diags_add(f->s->diags, cop_diags_at(f->found, i));
  g_clear_pointer(&f->found, cop_diags_free);
}

/* As wide as it may be, and no higher than the picture is at that width. */
static CopBox
picture_box(const CopSheet *s, const CopNode *picture, float share, float top, float foot)
{
  const CopSheetShape *h = s->shape;
  const CopDrawing *d = picture->as.figure.drawing;
  float width = s->page->width - 2 * h->margin;
  CopBox all = { h->margin, top, width, foot - top };
  float w = h->side ? share * s->page->width - h->margin : width;
  float height = h->side ? all.height : share * s->page->height;
  if (d != NULL)
    height = MIN(height, w * d->height / d->width);
  return (CopBox){ cop_sheet_from_start(s, all, 0, w), top, w, height };
}

/* A picture without words has the whole face and stands in its middle. */
static bool
is_alone(const CopSheetParts *p)
{
  return p->untitled && p->headline == NULL && p->act == NULL && p->body == NULL && p->warning == NULL && p->helpline == NULL && p->rest->len == 0;
}

/* What the picture takes of its box, where the words below it begin, too, so that no ground stands out at its
 * sides; one much narrower than the words keeps the whole width and stands in the middle of a panel. */
static CopBox
drawn_box(const CopSheet *s, const CopNode *picture, CopBox box)
{
  const CopDrawing *d = picture->as.figure.drawing;
  if (d == NULL)
    return box;
  float scale = MIN(box.width / d->width, box.height / d->height), width = scale * d->width;
  if (!s->shape->side && width < NARROW * box.width)
    return (CopBox){ box.x, box.y, box.width, scale * d->height };
  return (CopBox){ cop_sheet_from_start(s, box, 0, width), box.y, width, scale * d->height };
}

/* The column of the words beside or below the picture. */
static void
set_column(Face *f, const CopBox *picture, float top, float foot)
{
  const CopSheet *s = f->s;
  const CopSheetShape *h = s->shape;
  float width = s->page->width - 2 * h->margin;
  f->foot = foot;
  f->x = h->margin;
  f->width = width;
  f->y = top;
  if (picture == NULL)
    return;
  if (h->side) {
    f->width = width - picture->width - h->gap;
    f->x = cop_sheet_from_start(s, (CopBox){ h->margin, top, width, 0 }, picture->width + h->gap, f->width);
  } else {
    f->y = picture->y + picture->height + h->gap;
  }
}

void
cop_sheet_face(CopSheet *s, const CopSheetParts *parts)
{
  const CopSheetShape *h = s->shape;
  cop_sheet_begin(s, h->width, h->height);
  float top = cop_sheet_band(s, parts->band) + (parts->band != NULL && h->band ? 0.75f * h->gap : 0);
  Face f = { .s = s, .parts = parts };
  f.picture = cop_tag_add(s->pages, s->pages->root, COP_TAG_DIV);
  f.words = cop_tag_add(s->pages, s->pages->root, COP_TAG_DIV);
  float foot = cop_sheet_foot(s, parts->helpline, parts->footer) - h->gap;
  CopBox picture = { 0 };
  if (parts->picture == NULL) {
    set_column(&f, NULL, top + (h->side ? 0 : h->gap), foot);
    f.last = true;
    try_words(&f);
  } else {
    bool alone = is_alone(parts);
    for (int i = 0; i < SHARES && s->error == NULL; i++) {
      picture = alone ? (CopBox){ h->margin, top, s->page->width - 2 * h->margin, foot - top }
                      : picture_box(s, parts->picture, h->picture * (1 - 0.1f * (float)i), top, foot);
      set_column(&f, &picture, top, foot);
      f.last = i + 1 == SHARES;
      if (try_words(&f))
        break;
    }
    if (!alone)
      picture = drawn_box(s, parts->picture, picture);
    if (!alone)
      cop_sheet_ground(s, parts->picture, picture, 0.5f * h->gap);
    cop_sheet_picture(s, parts->picture, picture, f.picture);
  }
  place_words(&f);
}
