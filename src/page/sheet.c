/* SPDX-License-Identifier: Apache-2.0 */
#include "page/sheet_priv.h"

#include <string.h>

#define MM(x) ((x) * 72.0f / 25.4f)
/* An A4 poster and its larger sisters, k times as wide. */
#define POSTER(w, h, k)                                                                                                 \
  { .width = MM(w), .height = MM(h), .margin = MM(14) * (k), .picture = 0.48f, .head = 52 * (k), .head_least = 24 * (k),  \
    .act = 22 * (k), .act_least = 14 * (k), .body = 15.6f * (k), .body_least = 12.5f * (k), .strip = MM(34) * (k),      \
    .number = 48 * (k), .label = 12.5f * (k), .foot = 7 * (k), .gap = 16 * (k), .band = true, .code = true, .dpi = 110 }

static const CopSheetShape shapes[COP_SHEET_MAX] = {
  [COP_SHEET_POSTER_A4] = POSTER(210, 297, 1.0f),
  [COP_SHEET_POSTER_A3] = POSTER(297, 420, 1.414f),
  [COP_SHEET_POSTER_A2] = POSTER(420, 594, 2.0f),
  [COP_SHEET_POSTER_A1] = POSTER(594, 841, 2.828f),
  [COP_SHEET_POSTER_A0] = POSTER(841, 1189, 4.0f),
  [COP_SHEET_CARD] = { .width = MM(85), .height = MM(54), .margin = MM(5), .side = true, .picture = 0.46f, .head = 17,
                       .head_least = 9, .act = 13, .act_least = 7.5f, .body = 8, .body_least = 6.5f, .strip = 62, .number = 26,
                       .label = 6.5f, .foot = 5, .gap = 6, .code = true, .dpi = 200 },
  /* two pixels to the point */
  [COP_SHEET_SQUARE] = { .width = 540, .height = 540, .margin = 32, .picture = 0.46f, .head = 40, .head_least = 22, .act = 20,
                         .act_least = 14, .body = 14, .body_least = 12, .strip = 74, .number = 38, .label = 12, .foot = 8,
                         .gap = 12, .band = true, .dpi = 144 },
  [COP_SHEET_BANNER] = { .width = 600, .height = 315, .margin = 24, .side = true, .picture = 0.44f, .head = 34, .head_least = 18,
                         .act = 17, .act_least = 12.5f, .body = 12.5f, .body_least = 11, .strip = 56, .number = 30, .label = 10.5f,
                         .foot = 7, .gap = 12, .dpi = 144 },
  [COP_SHEET_STORY] = { .width = 540, .height = 960, .margin = 40, .top = 80, .bottom = 96, .picture = 0.44f, .head = 46,
                        .head_least = 26, .act = 24, .act_least = 16, .body = 16, .body_least = 14, .strip = 84, .number = 44,
                        .label = 13, .foot = 8, .gap = 16, .band = true, .dpi = 144 },
  [COP_SHEET_COMIC_A4] = { .width = MM(210), .height = MM(297), .margin = MM(14), .picture = 0.48f, .head = 30.5f, .head_least = 19.5f,
                           .act = 15.6f, .act_least = 12.5f, .body = 14, .body_least = 10, .strip = MM(24), .number = 34, .label = 10.5f,
                           .foot = 7, .gap = 12, .band = true, .code = true, .dpi = 110 },
  [COP_SHEET_BOOKLET_A5] = { .width = MM(148), .height = MM(210), .margin = MM(12), .picture = 0.56f, .head = 38, .head_least = 20,
                             .act = 24, .act_least = 14, .body = 20, .body_least = 12.5f, .strip = MM(27), .number = 34, .label = 10.5f,
                             .foot = 7, .gap = 14, .band = true, .code = true, .dpi = 110 },
  [COP_SHEET_FLIP_A3] = { .width = MM(420), .height = MM(297), .margin = MM(18), .picture = 0.74f, .head = 48, .head_least = 26,
                          .act = 34, .act_least = 20, .body = 30.5f, .body_least = 14, .strip = MM(30), .number = 44, .label = 15.6f,
                          .foot = 9, .gap = 20, .band = true, .code = true, .dpi = 80 },
  [COP_SHEET_PICTURE_CARD] = { .width = MM(148), .height = MM(104.5f), .margin = MM(6), .picture = 0.9f, .head = 19.5f, .head_least = 12.5f,
                               .act = 17, .act_least = 12.5f, .body = 15.6f, .body_least = 11, .strip = MM(21), .number = 30, .label = 9,
                               .foot = 6, .gap = 8, .code = true, .dpi = 110 },
  [COP_SHEET_LEAFLET] = { .width = MM(99), .height = MM(210), .margin = MM(8), .picture = 0.42f, .head = 30.5f, .head_least = 15,
                          .act = 19.5f, .act_least = 12.5f, .body = 19.5f, .body_least = 11, .strip = MM(32), .number = 28, .label = 8,
                          .foot = 6, .gap = 12, .code = true, .dpi = 110 },
  /* 18 pt is large print; ours is larger, and the number is read from a bed */
  [COP_SHEET_LARGE_PRINT] = { .width = MM(210), .height = MM(297), .margin = MM(16), .picture = 0.2f, .head = 54, .head_least = 28,
                              .act = 36, .act_least = 21, .body = 30.5f, .body_least = 18, .strip = MM(76), .number = 50, .label = 18.6f,
                              .foot = 9, .gap = 24, .band = true, .code = true, .below = true, .dpi = 110 },
  [COP_SHEET_EASY_READ] = { .width = MM(210), .height = MM(297), .margin = MM(14), .picture = 0.34f, .head = 30.5f, .head_least = 19.5f,
                            .act = 19.5f, .act_least = 16, .body = 19.5f, .body_least = 14, .strip = MM(30), .number = 48, .label = 12.5f,
                            .foot = 7, .gap = 12, .band = true, .code = true, .dpi = 110 },
  [COP_SHEET_COLOURING] = { .width = MM(210), .height = MM(297), .margin = MM(14), .picture = 0.56f, .head = 40, .head_least = 24,
                            .act = 19.5f, .act_least = 14, .body = 17, .body_least = 12.5f, .strip = MM(24), .number = 36, .label = 10.5f,
                            .foot = 7, .gap = 14, .band = true, .code = true, .dpi = 110 },
  [COP_SHEET_BOARD_A3] = { .width = MM(420), .height = MM(297), .margin = MM(12), .head = 30.5f, .head_least = 19.5f, .act = 17, .act_least = 11,
                           .body = 13, .body_least = 9, .strip = MM(22), .number = 40, .label = 12.5f, .foot = 7, .gap = 14, .code = true, .dpi = 80 },
  [COP_SHEET_STICKERS] = { .width = MM(210), .height = MM(297), .margin = MM(10), .top = 18, .head = 17, .head_least = 9.5f, .number = 24, .label = 10.5f,
                           .foot = 7, .gap = 12, .dpi = 110 },
  [COP_SHEET_CALENDAR_A3] = { .width = MM(297), .height = MM(420), .margin = MM(14), .top = 14, .picture = 0.4f, .head = 44, .head_least = 26, .act = 30.5f,
                              .act_least = 19.5f, .strip = MM(36), .number = 60, .label = 15.6f, .foot = 8, .gap = 20, .code = true, .dpi = 80 },
  [COP_SHEET_SLIDE] = { .width = 960, .height = 540, .margin = 40, .side = true, .picture = 0.54f, .head = 44, .head_least = 28, .act = 30,
                        .act_least = 24, .body = 28, .body_least = 20, .strip = 72, .number = 40, .label = 14, .foot = 8, .gap = 18,
                        .dpi = 96 },
  [COP_SHEET_NOTICE] = { .width = MM(210), .height = MM(297), .margin = MM(16), .picture = 0.26f, .head = 44, .head_least = 26,
                         .act = 26, .act_least = 17, .body = 21, .body_least = 14, .strip = MM(36), .number = 64, .label = 14,
                         .foot = 7, .gap = 16, .band = true, .code = true, .dpi = 110 },
};

double
cop_sheet_dpi(CopSheetName sheet)
{
  return shapes[sheet].dpi > 0 ? shapes[sheet].dpi : 110;
}

/* --- parts --- */

static const CopNode *
first_of(const CopNode *top, CopNodeKind kind)
{
  for (const CopNode *n = top; n != NULL; n = cop_node_walk(n, top))
    if (n->kind == kind)
      return n;
  return NULL;
}

static bool
has_roles(const CopNode *top)
{
  for (const CopNode *n = top->first; n != NULL; n = n->next)
    if (n->kind == COP_NODE_BLOCK && n->role >= COP_ROLE_BAND)
      return true;
  return false;
}

/* A text without roles: by the order in which things come. */
static void
parts_by_order(const CopNode *top, CopSheetParts *p)
{
  for (const CopNode *n = top->first; n != NULL; n = n->next) {
    switch ((int)n->kind) {
    case COP_NODE_SECTION:
      g_ptr_array_add(p->panels, (gpointer)n);
      break;
    case COP_NODE_HEADING:
      p->headline = n;
      break;
    case COP_NODE_FIGURE:
      if (p->picture == NULL)
        p->picture = n;
      break;
    case COP_NODE_CALLOUT:
    case COP_NODE_QUOTE:
      if (p->helpline == NULL)
        p->helpline = n;
      break;
    case COP_NODE_PARA:
      if (p->act == NULL)
        p->act = n;
      else
        g_ptr_array_add(p->rest, (gpointer)n);
      break;
    default:
      g_ptr_array_add(p->rest, (gpointer)n);
    }
  }
}

void
cop_sheet_parts(const CopNode *top, CopSheetParts *p)
{
  *p = (CopSheetParts){ .panels = g_ptr_array_new(), .rest = g_ptr_array_new() };
  if (!has_roles(top)) {
    parts_by_order(top, p);
    return;
  }
  const CopNode **const place[COP_ROLE_MAX] = {
    [COP_ROLE_BAND] = &p->band,         [COP_ROLE_HEADLINE] = &p->headline, [COP_ROLE_DO_LINE] = &p->act,
    [COP_ROLE_BODY] = &p->body,         [COP_ROLE_DO_NOT] = &p->warning,    [COP_ROLE_HELPLINE] = &p->helpline,
    [COP_ROLE_FOOTER] = &p->footer,     [COP_ROLE_BACK] = &p->back };
  for (const CopNode *n = top->first; n != NULL; n = n->next) {
    if (n->role == COP_ROLE_PANEL)
      g_ptr_array_add(p->panels, (gpointer)n);
    else if (n->role == COP_ROLE_PICTURE || n->kind == COP_NODE_FIGURE)
      p->picture = first_of(n, COP_NODE_FIGURE);
    else if (n->role < COP_ROLE_MAX && place[n->role] != NULL && *place[n->role] == NULL)
      *place[n->role] = n; /* a second of the kind is more text: it does not take the place of the first */
    else
      g_ptr_array_add(p->rest, (gpointer)n);
  }
}

void
cop_sheet_parts_clear(CopSheetParts *p)
{
  g_clear_pointer(&p->panels, g_ptr_array_unref);
  g_clear_pointer(&p->rest, g_ptr_array_unref);
}

/* --- what all sheets do --- */

CopColor
cop_sheet_ink(const CopSheet *s, CopInk ink)
{
  return cop_ink(&s->doc->meta, ink);
}

void
cop_sheet_begin(CopSheet *s, float width, float height)
{
  s->page = cop_pages_add(s->pages, width, height);
  if (s->error == NULL)
    cop_page_draft(s->setter, s->pages, s->page, CLAMP(width / MM(210), 0.55f, 2.5f), &s->error);
}

float
cop_sheet_from_start(const CopSheet *s, CopBox box, float from, float width)
{
  return s->rtl ? box.x + box.width - from - width : box.x + from;
}

const CopNode *
cop_sheet_lone(const CopNode *n)
{
  const CopNode *c = n->first;
  return n->kind == COP_NODE_BLOCK && c != NULL && c->next == NULL && c->kind == COP_NODE_PARA ? c : n;
}

float
cop_sheet_text(CopSheet *s, const CopNode *n, const CopTextSpec *spec, float least, CopBox box, CopTag *parent, CopTagKind kind,
               const char *what)
{
  if (n == NULL || s->error != NULL)
    return 0;
  CopTextBox *b = cop_text_box_fit(s->setter, s->pages, s->doc, cop_sheet_lone(n), spec, least, box.width, box.height, parent, kind,
                                   what, s->diags, &s->error);
  if (b == NULL)
    return 0;
  cop_text_box_place(b, s->pages, s->page, box.x, box.y);
  return cop_text_box_height(b);
}

void
cop_sheet_picture(CopSheet *s, const CopNode *figure, CopBox box, CopTag *parent)
{
  const CopDrawing *d = figure == NULL ? NULL : figure->as.figure.drawing;
  if (d == NULL || s->error != NULL)
    return;
  float scale = MIN(box.width / d->width, box.height / d->height);
  CopTag *tag = NULL;
  if (figure->as.figure.alt != NULL && figure->as.figure.alt[0] != '\0') {
    tag = cop_tag_add(s->pages, parent, COP_TAG_FIGURE);
    tag->alt = cop_arena_strdup(s->pages->arena, figure->as.figure.alt);
    if (figure->lang != NULL)
      tag->lang = cop_arena_strdup(s->pages->arena, figure->lang);
  }
  cop_drawing_place(s->setter, s->pages, s->page, d, cop_node_lang(s->doc, figure), COP_FAMILY_CHILD,
                    box.x + (box.width - scale * d->width) / 2, box.y + (box.height - scale * d->height) / 2, scale, tag, &s->error);
}

void
cop_sheet_round(CopSheet *s, CopBox box, float radius, CopColor fill, CopColor stroke, float width)
{
  CopPath path = cop_path_begin(s->pages->arena);
  cop_path_round_rect(&path, 0, 0, box.width, box.height, radius);
  CopItem *item = cop_item_path(s->pages, &path, fill, stroke, width, NULL);
  item->x = box.x;
  item->y = box.y;
  item->artifact = COP_ARTIFACT_BACKGROUND;
  cop_page_append(s->page, item);
}

/* True when the op fills a rectangle from side to side of the drawing. */
static bool
spans(const CopDrawing *d, const CopDrawOp *op, float *top, float *foot)
{
  bool left = false, right = false;
  if (op->kind != COP_DRAW_PATH || op->as.path.fill == 0)
    return false;
  *top = d->height;
  *foot = 0;
  for (size_t i = 0; i < op->as.path.n_segs; i++) {
    const CopSeg *g = &op->as.path.segs[i];
    if (g->kind == COP_SEG_CLOSE)
      continue;
    bool at_left = g->x[0] < 0.5f, at_right = g->x[0] > d->width - 0.5f;
    if (g->kind == COP_SEG_CURVE || (!at_left && !at_right))
      return false;
    left = left || at_left;
    right = right || at_right;
    *top = MIN(*top, g->y[0]);
    *foot = MAX(*foot, g->y[0]);
  }
  return left && right && *foot > *top;
}

void
cop_sheet_ground(CopSheet *s, const CopNode *figure, CopBox box, float radius)
{
  const CopDrawing *d = figure == NULL ? NULL : figure->as.figure.drawing;
  float top, foot;
  bool any = false;
  for (const CopDrawOp *op = d == NULL ? NULL : d->first; op != NULL; op = op->next)
    if (spans(d, op, &top, &foot)) {
      float scale = MIN(box.width / d->width, box.height / d->height), y = box.y + (box.height - scale * d->height) / 2;
      cop_sheet_round(s, (CopBox){ box.x, y + scale * top, box.width, scale * (foot - top) }, 0, op->as.path.fill, 0, 0);
      any = true;
    }
  if (!any && !s->grey)
    cop_sheet_round(s, box, radius, cop_sheet_ink(s, COP_INK_TINT), 0, 0);
}

static void (*const makers[COP_SHEET_MAX])(CopSheet *, const CopSheetParts *) = {
  [COP_SHEET_POSTER_A4] = cop_sheet_face, [COP_SHEET_POSTER_A3] = cop_sheet_face,     [COP_SHEET_POSTER_A2] = cop_sheet_face,
  [COP_SHEET_POSTER_A1] = cop_sheet_face, [COP_SHEET_POSTER_A0] = cop_sheet_face,     [COP_SHEET_SQUARE] = cop_sheet_face,
  [COP_SHEET_BANNER] = cop_sheet_face,    [COP_SHEET_STORY] = cop_sheet_face,         [COP_SHEET_CARD] = cop_sheet_card,
  [COP_SHEET_COMIC_A4] = cop_sheet_comic, [COP_SHEET_BOOKLET_A5] = cop_sheet_booklet, [COP_SHEET_FLIP_A3] = cop_sheet_flip_chart,
  [COP_SHEET_PICTURE_CARD] = cop_sheet_picture_cards, [COP_SHEET_LEAFLET] = cop_sheet_leaflet, [COP_SHEET_LARGE_PRINT] = cop_sheet_face,
  [COP_SHEET_EASY_READ] = cop_sheet_easy_read, [COP_SHEET_COLOURING] = cop_sheet_face, [COP_SHEET_NOTICE] = cop_sheet_face,
  [COP_SHEET_SLIDE] = cop_sheet_slides, [COP_SHEET_BOARD_A3] = cop_sheet_board, [COP_SHEET_STICKERS] = cop_sheet_stickers,
  [COP_SHEET_CALENDAR_A3] = cop_sheet_calendar,
};

bool
cop_sheet_is(const CopDoc *doc)
{
  return makers[doc->meta.sheet] != NULL;
}

CopPages *
cop_sheet_set(CopSetter *setter, const CopDoc *doc, CopDiags *diags, GError **error)
{
  g_assert(cop_sheet_is(doc));
  cop_shaper_trim(setter->shaper);
  CopSheet s = { .setter = setter, .doc = doc, .diags = diags, .shape = &shapes[doc->meta.sheet], .rtl = cop_lang_rtl(doc->meta.lang),
                 .grey = doc->meta.grey, .title = COP_TAG_H1, .pages = cop_pages_new(setter->shaper, &doc->meta) };
  g_auto(CopSheetParts) parts = { 0 };
  cop_sheet_parts(doc->root, &parts);
  makers[doc->meta.sheet](&s, &parts);
  if (s.error == NULL)
    return s.pages;
  cop_pages_free(s.pages);
  g_propagate_error(error, s.error);
  return NULL;
}
