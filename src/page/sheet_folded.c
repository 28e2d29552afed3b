/* SPDX-License-Identifier: Apache-2.0
 *
 * Sheets made of panels that are cut or folded, and rows of picture and sentence.
 */
#include "page/sheet_priv.h"

/* --- picture-only cards --- */

static void
card_front(CopSheet *s, const CopNode *panel)
{
  g_auto(CopSheetParts) parts = { 0 };
  cop_sheet_parts(panel, &parts);
  CopSheetParts front = { .picture = parts.picture, .panels = parts.panels, .rest = g_ptr_array_new(), .untitled = true };
  cop_sheet_face(s, &front);
  g_ptr_array_unref(front.rest);
}

static void
card_back(CopSheet *s, const CopNode *panel)
{
  g_auto(CopSheetParts) parts = { 0 }, back = { 0 };
  cop_sheet_parts(panel, &parts);
  if (parts.back != NULL)
    cop_sheet_parts(parts.back, &back);
  else
    back = (CopSheetParts){ .panels = g_ptr_array_new(), .rest = g_ptr_array_new() };
  back.untitled = true;
  cop_sheet_face(s, &back);
}

/* Four fronts, then their four backs with left and right changed over: four on
 * a sheet of A4, printed on both sides and turned over the short edge, each
 * back lies behind its front. */
void
cop_sheet_picture_cards(CopSheet *s, const CopSheetParts *parts)
{
  guint n = parts->panels->len;
  for (guint i = 0; i < n && s->error == NULL; i += 4) {
    for (guint k = i; k < i + 4 && s->error == NULL; k++) {
      if (k < n)
        card_front(s, g_ptr_array_index(parts->panels, k));
      else
        cop_sheet_begin(s, s->shape->width, s->shape->height);
    }
    s->title = COP_TAG_H2;
    for (guint k = i; k < i + 4 && s->error == NULL; k++) {
      guint back = k ^ 1; /* i is a multiple of four */
      if (back < n)
        card_back(s, g_ptr_array_index(parts->panels, back));
      else
        cop_sheet_begin(s, s->shape->width, s->shape->height);
    }
  }
}

/* --- leaflet --- */

void
cop_sheet_leaflet(CopSheet *s, const CopSheetParts *parts)
{
  for (guint i = 0; i < parts->panels->len && s->error == NULL; i++) {
    g_auto(CopSheetParts) panel = { 0 };
    cop_sheet_parts(g_ptr_array_index(parts->panels, i), &panel);
    panel.untitled = true;
    cop_sheet_face(s, &panel);
    s->title = COP_TAG_H2;
  }
}

/* --- slides --- */

/* The number stays on every slide: nobody knows which one is left on. */
void
cop_sheet_slides(CopSheet *s, const CopSheetParts *parts)
{
  CopSheetParts first = { .picture = parts->picture, .headline = parts->headline, .act = parts->act, .helpline = parts->helpline,
                          .footer = parts->footer, .panels = parts->panels, .rest = g_ptr_array_new() };
  cop_sheet_face(s, &first);
  g_ptr_array_unref(first.rest);
  s->title = COP_TAG_H2;
  for (guint i = 0; i < parts->panels->len && s->error == NULL; i++) {
    g_auto(CopSheetParts) panel = { 0 };
    cop_sheet_parts(g_ptr_array_index(parts->panels, i), &panel);
    panel.back = NULL; /* said, not shown */
    panel.helpline = parts->helpline;
    panel.untitled = true;
    cop_sheet_face(s, &panel);
  }
}

/* --- easy read --- */

static float
row_text(CopSheet *s, const CopSheetParts *row, CopBox box, CopTag *tag)
{
  const CopNode *n = row->body != NULL ? row->body : row->act != NULL ? row->act : row->headline;
  CopTextSpec spec = { .style = COP_STYLE_SHEET, .size = s->shape->body, .color = cop_sheet_ink(s, COP_INK_TEXT) };
  return n == NULL ? 0 : cop_sheet_text(s, n, &spec, s->shape->body_least, box, tag, COP_TAG_P, "a row");
}

/* One picture for all rows stands large beside them; no row looks as if its own were missing. */
#define LONE_WIDTH 0.36f
#define LONE_PITCH 0.16f
static bool
has_lone_picture(const CopSheetParts *parts)
{
  guint n = 0;
  for (guint i = 0; i < parts->panels->len; i++) {
    g_auto(CopSheetParts) row = { 0 };
    cop_sheet_parts(g_ptr_array_index(parts->panels, i), &row);
    n += row.picture != NULL;
    if (i == 0 && row.picture == NULL)
      return false;
  }
  return n == 1;
}

void
cop_sheet_easy_read(CopSheet *s, const CopSheetParts *parts)
{
  const CopSheetShape *h = s->shape;
  cop_sheet_begin(s, h->width, h->height);
  float y = cop_sheet_band(s, parts->band) + h->gap, width = s->page->width - 2 * h->margin;
  CopTextSpec head = { .style = COP_STYLE_SHEET, .size = h->head, .face = COP_FACE_BOLD, .leading = 0.86f, .balanced = true,
                       .color = cop_sheet_ink(s, COP_INK_DEEP) };
  CopTag *body = cop_tag_add(s->pages, s->pages->root, COP_TAG_DIV);
  if (parts->headline != NULL)
    y += cop_sheet_text(s, parts->headline, &head, h->head_least, (CopBox){ h->margin, y, width, 2.6f * h->head }, body, s->title, "the headline") + h->gap;
  /* the foot's height is known before the rows are set, its tags come after theirs */
  g_autoptr(CopPages) scratch = cop_pages_new(s->setter->shaper, s->pages->meta);
  CopSheet later = *s;
  later.pages = scratch;
  later.page = cop_pages_add(scratch, h->width, h->height);
  float foot = cop_sheet_foot(&later, parts->helpline, parts->footer) - h->gap;
  if (later.error != NULL)
    s->error = later.error;
  guint n = parts->panels->len;
  bool lone = has_lone_picture(parts);
  float pitch = n > 0 ? MIN((foot - y) / (float)n, (lone ? LONE_PITCH : 0.3f) * s->page->height) : 0, side = (lone ? LONE_WIDTH : h->picture) * width;
  for (guint i = 0; i < n && s->error == NULL; i++) {
    g_auto(CopSheetParts) row = { 0 };
    cop_sheet_parts(g_ptr_array_index(parts->panels, i), &row);
    CopBox all = { h->margin, y + (float)i * pitch, width, pitch - h->gap };
    CopTag *tag = cop_tag_add(s->pages, body, COP_TAG_DIV);
    CopBox picture = all, words = all;
    picture.width = side;
    picture.x = cop_sheet_from_start(s, all, 0, side);
    if (lone && row.picture != NULL && row.picture->as.figure.drawing != NULL) /* higher than its row */
      picture.height = side * row.picture->as.figure.drawing->height / row.picture->as.figure.drawing->width;
    if (lone || row.picture != NULL) {
      words.width = width - side - 1.5f * h->gap;
      words.x = cop_sheet_from_start(s, all, width - words.width, words.width);
      cop_sheet_picture(s, row.picture, picture, tag);
    }
    words.y += lone ? 0 : 0.1f * all.height;
    words.height = lone ? pitch - 0.4f * h->gap : 0.9f * all.height;
    row_text(s, &row, words, tag);
  }
  if (s->error == NULL)
    cop_sheet_foot(s, parts->helpline, parts->footer);
}
