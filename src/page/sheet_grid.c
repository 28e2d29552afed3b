/* SPDX-License-Identifier: Apache-2.0
 *
 * Sheets with a grid: the board of a game, stickers, the leaves of a calendar.
 */
#include "figure/board.h"
#include "page/sheet_priv.h"

static CopTextSpec
spec_of(const CopSheet *s, float size, unsigned face, CopInk ink)
{
  return (CopTextSpec){ .style = COP_STYLE_SHEET, .size = size, .face = face, .leading = 0.9f, .color = cop_sheet_ink(s, ink) };
}

/* The foot's height is known before what stands above it is set; its tags come after. */
static float
foot_of(CopSheet *s, const CopSheetParts *parts)
{
  g_autoptr(CopPages) scratch = cop_pages_new(s->setter->shaper, s->pages->meta);
  CopSheet later = *s;
  later.pages = scratch;
  later.page = cop_pages_add(scratch, s->shape->width, s->shape->height);
  float foot = cop_sheet_foot(&later, parts->helpline, parts->footer);
  if (later.error != NULL && s->error == NULL)
    s->error = later.error;
  return foot - s->shape->gap;
}

/* --- board --- */

#define RULES_SHARE 0.16f /* of the width, for the rules */

static void
put_square(CopSheet *s, const CopNode *panel, CopBox cell, CopTag *tag)
{
  const CopNode *body = NULL;
  for (const CopNode *n = panel->first; n != NULL; n = n->next)
    if (n->role == COP_ROLE_BODY)
      body = n;
  if (body == NULL)
    return;
  CopTextSpec spec = spec_of(s, s->shape->body, 0, COP_INK_TEXT);
  spec.align = COP_ALIGN_CENTER;
  float pad = 0.05f * cell.width, room = 0.66f * cell.height;
  CopTextBox *b = s->error != NULL ? NULL
                                   : cop_text_box_fit(s->setter, s->pages, s->doc, cop_sheet_lone(body), &spec, s->shape->body_least, cell.width - 4 * pad, room,
                                                      tag, COP_TAG_P, "the words of a square", s->diags, &s->error);
  if (b == NULL)
    return;
  /* ladders and slides pass behind the words */
  float height = cop_text_box_height(b), y = cell.y + cell.height - pad - height - 2;
  cop_sheet_round(s, (CopBox){ cell.x + pad, y - 2, cell.width - 2 * pad, height + 4 }, 4, cop_sheet_ink(s, COP_INK_PAPER), 0, 0);
  cop_text_box_place(b, s->pages, s->page, cell.x + 2 * pad, y);
}

void
cop_sheet_board(CopSheet *s, const CopSheetParts *parts)
{
  const CopSheetShape *h = s->shape;
  cop_sheet_begin(s, h->width, h->height);
  float width = h->width - 2 * h->margin, y = h->margin, foot = foot_of(s, parts);
  CopTextSpec head = spec_of(s, h->head, COP_FACE_BOLD, COP_INK_DEEP);
  CopBox all = { h->margin, y, width, 1.6f * h->head };
  if (parts->headline != NULL)
    y += cop_sheet_text(s, parts->headline, &head, h->head_least, all, s->pages->root, s->title, "the headline") + 0.5f * h->gap;
  const CopDrawing *d = parts->picture == NULL ? NULL : parts->picture->as.figure.drawing;
  guint n = parts->panels->len;
  if (d != NULL && s->error == NULL) {
    float scale = MIN(width * (1 - RULES_SHARE) / d->width, (foot - y) / d->height), cell = scale * COP_BOARD_CELL;
    CopBox board = { 0, y, scale * d->width, scale * d->height };
    board.x = cop_sheet_from_start(s, (CopBox){ h->margin, y, width, 0 }, 0, board.width);
    cop_sheet_picture(s, parts->picture, board, s->pages->root);
    CopTag *squares = cop_tag_add(s->pages, s->pages->root, COP_TAG_DIV);
    for (guint i = 0; i < n && s->error == NULL; i++) {
      unsigned row, column;
      cop_board_place(i, n, s->rtl, &row, &column);
      put_square(s, g_ptr_array_index(parts->panels, i), (CopBox){ board.x + (float)column * cell, y + (float)row * cell, cell, cell }, squares);
    }
    CopBox rules = { 0, y, width - board.width - h->gap, board.height };
    rules.x = cop_sheet_from_start(s, (CopBox){ h->margin, y, width, 0 }, board.width + h->gap, rules.width);
    CopTextSpec act = spec_of(s, h->act, 0, COP_INK_TEXT);
    if (parts->act != NULL && s->error == NULL)
      cop_sheet_text(s, parts->act, &act, h->act_least, rules, s->pages->root, COP_TAG_DIV, "the rules");
  }
  if (s->error == NULL)
    cop_sheet_foot(s, parts->helpline, parts->footer);
}

/* --- stickers --- */

enum { STICKER_COLUMNS = 3, STICKER_ROWS = 4 };

static void
put_sticker(CopSheet *s, const CopNode *node, CopBox box)
{
  g_auto(CopSheetParts) panel = { 0 };
  cop_sheet_parts(node, &panel);
  CopTag *tag = cop_tag_add(s->pages, s->pages->root, COP_TAG_SECT);
  cop_sheet_round(s, box, 14, cop_sheet_ink(s, COP_INK_PAPER), cop_sheet_ink(s, COP_INK_DEEP), 1.5f);
  float pad = 7, picture = 0.5f * box.height, strip = 0.16f * box.height;
  CopBox top = { box.x + pad, box.y + pad, box.width - 2 * pad, picture - pad };
  cop_sheet_picture(s, panel.picture, top, tag);
  CopTextSpec head = spec_of(s, s->shape->head, COP_FACE_BOLD, COP_INK_DEEP), number = spec_of(s, s->shape->number, COP_FACE_BOLD, COP_INK_DEEP);
  head.align = number.align = COP_ALIGN_CENTER;
  head.balanced = true;
  CopBox words = { box.x + pad, box.y + picture + 3, box.width - 2 * pad, box.height - picture - strip - pad };
  if (panel.headline != NULL)
    cop_sheet_text(s, panel.headline, &head, s->shape->head_least, words, tag, COP_TAG_P, "the words of a sticker");
  CopBox foot = { box.x + pad, box.y + box.height - strip - 4, box.width - 2 * pad, strip };
  if (panel.act != NULL)
    cop_sheet_text(s, panel.act, &number, 0.5f * s->shape->number, foot, tag, COP_TAG_P, "the number");
}

void
cop_sheet_stickers(CopSheet *s, const CopSheetParts *parts)
{
  const CopSheetShape *h = s->shape;
  for (guint first = 0; first < parts->panels->len && s->error == NULL; first += STICKER_COLUMNS * STICKER_ROWS) {
    cop_sheet_begin(s, h->width, h->height);
    float foot = foot_of(s, parts), width = (h->width - 2 * h->margin - (STICKER_COLUMNS - 1) * h->gap) / STICKER_COLUMNS;
    float height = (foot - h->margin - h->top - (STICKER_ROWS - 1) * h->gap) / STICKER_ROWS;
    for (guint k = 0; k < STICKER_COLUMNS * STICKER_ROWS && first + k < parts->panels->len && s->error == NULL; k++) {
      CopBox row = { h->margin, h->margin + h->top + (float)(k / STICKER_COLUMNS) * (height + h->gap), h->width - 2 * h->margin, height };
      CopBox box = { cop_sheet_from_start(s, row, (float)(k % STICKER_COLUMNS) * (width + h->gap), width), row.y, width, height };
      put_sticker(s, g_ptr_array_index(parts->panels, first + k), box);
    }
    if (s->error == NULL)
      cop_sheet_foot(s, parts->helpline, parts->footer);
  }
}

/* --- calendar --- */

static const CopNode *
figure_in(const CopNode *block)
{
  for (const CopNode *n = block; n != NULL; n = cop_node_walk(n, block))
    if (n->kind == COP_NODE_FIGURE)
      return n;
  return NULL;
}

void
cop_sheet_calendar(CopSheet *s, const CopSheetParts *parts)
{
  const CopSheetShape *h = s->shape;
  for (guint i = 0; i < parts->panels->len && s->error == NULL; i++) {
    g_auto(CopSheetParts) leaf = { 0 };
    cop_sheet_parts(g_ptr_array_index(parts->panels, i), &leaf);
    cop_sheet_begin(s, h->width, h->height);
    float width = h->width - 2 * h->margin, y = h->margin + h->top, foot = foot_of(s, parts);
    CopTextSpec head = spec_of(s, h->head, COP_FACE_BOLD, COP_INK_DEEP), act = spec_of(s, h->act, 0, COP_INK_TEXT);
    head.align = act.align = COP_ALIGN_CENTER;
    act.balanced = true;
    CopBox picture = { h->margin, y, width, h->picture * h->height };
    cop_sheet_ground(s, leaf.picture, picture, h->gap);
    cop_sheet_picture(s, leaf.picture, picture, s->pages->root);
    y += picture.height + 0.6f * h->gap;
    if (leaf.act != NULL)
      y += cop_sheet_text(s, leaf.act, &act, h->act_least, (CopBox){ h->margin, y, width, 3.2f * h->act }, s->pages->root, COP_TAG_P, "the do-line") + 0.4f * h->gap;
    if (leaf.headline != NULL)
      y += cop_sheet_text(s, leaf.headline, &head, h->head_least, (CopBox){ h->margin, y, width, 1.7f * h->head }, s->pages->root, s->title, "the month") + 0.3f * h->gap;
    if (leaf.body != NULL)
      cop_sheet_picture(s, figure_in(leaf.body), (CopBox){ h->margin, y, width, foot - y }, s->pages->root);
    s->title = COP_TAG_H2;
    if (s->error == NULL)
      cop_sheet_foot(s, parts->helpline, parts->footer);
  }
}
