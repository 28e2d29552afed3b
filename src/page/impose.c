/* SPDX-License-Identifier: Apache-2.0 */
#include "page/impose.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"

#define MM(x) ((x) * 72.0f / 25.4f)
#define SHORT MM(210)
#define LONG MM(297)
#define UNPRINTED MM(6)  /* printers leave this much white at every edge */
#define OVERLAP MM(10)   /* of tiles */
#define LEAST_TILED 0.9f
#define MARK_LENGTH MM(4)

static const char *const names[COP_IMPOSE_MAX] = {
  [COP_IMPOSE_NONE] = "none",       [COP_IMPOSE_BOOKLET] = "booklet", [COP_IMPOSE_TWO_UP] = "2-up",
  [COP_IMPOSE_FOUR_UP] = "4-up",    [COP_IMPOSE_CARDS] = "cards",     [COP_IMPOSE_TILES] = "tiles",
  [COP_IMPOSE_FOLD] = "fold",
};

const char *
cop_impose_name(CopImpose how)
{
  g_assert(how < COP_IMPOSE_MAX);
  return names[how];
}

bool
cop_impose_parse(const char *name, CopImpose *how)
{
  for (int i = 0; i < COP_IMPOSE_MAX; i++)
    if (strcmp(names[i], name) == 0) {
      *how = (CopImpose)i;
      return true;
    }
  return false;
}

typedef struct {
  CopSetter *setter;
  CopPages *pages;
  GPtrArray *before;  /* the pages as they were */
  struct Spot {
    unsigned sheet;
    float x, y, scale;
    bool placed;
  } *spots;           /* where each of them is read */
  GError *error;
} Press;

static CopPage *
new_sheet(Press *p, float width, float height)
{
  if (p->pages->pages->len >= COP_LIMIT_PAGES && p->error == NULL)
    g_set_error(&p->error, COP_TYPESET_ERROR, COP_TYPESET_ERROR_LIMIT, "there would be more than %u sheets", COP_LIMIT_PAGES);
  return cop_pages_add(p->pages, width, height);
}

/* Puts page n onto the sheet, its top left at (x, y); it is read where it stands first. */
static CopItem *
put_page(Press *p, CopPage *sheet, unsigned n, float x, float y, float scale)
{
  struct Spot *spot = &p->spots[n];
  CopItem *item = cop_new(p->pages->arena, CopItem);
  item->kind = COP_ITEM_PAGE;
  item->x = x;
  item->y = y;
  item->as.page = (CopPlacedPage){ .page = g_ptr_array_index(p->before, n), .a = scale, .d = scale, .silent = spot->placed };
  cop_page_append(sheet, item);
  if (!spot->placed)
    *spot = (struct Spot){ p->pages->pages->len - 1, x, y, scale, true };
  return item;
}

/* A page in the middle of a cell, as large as it is or as fits. */
static void
put_in_cell(Press *p, CopPage *sheet, unsigned n, float x, float y, float width, float height)
{
  const CopPage *page = g_ptr_array_index(p->before, n);
  float scale = MIN(1, MIN(width / page->width, height / page->height));
  put_page(p, sheet, n, x + (width - scale * page->width) / 2, y + (height - scale * page->height) / 2, scale);
}

static void
put_line(Press *p, CopPage *sheet, float x1, float y1, float x2, float y2, bool dashed)
{
  CopPath path = cop_path_begin(p->pages->arena);
  cop_path_move(&path, 0, 0);
  cop_path_line(&path, x2 - x1, y2 - y1);
  CopItem *item = cop_item_path(p->pages, &path, 0, dashed ? 0x8A93A3FF : 0x1B1F2AFF, 0.35f, NULL);
  item->x = x1;
  item->y = y1;
  item->artifact = COP_ARTIFACT_PAGE;
  cop_page_append(sheet, item);
}

/* --- pages side by side --- */

static void
two_on_sheet(Press *p, int left, int right)
{
  CopPage *sheet = new_sheet(p, LONG, SHORT);
  if (p->pages->rtl) {
    int other = left;
    left = right;
    right = other;
  }
  /* what is read first gets its tags' content first */
  if (left >= 0)
    put_in_cell(p, sheet, (unsigned)left, 0, 0, LONG / 2, SHORT);
  if (right >= 0)
    put_in_cell(p, sheet, (unsigned)right, LONG / 2, 0, LONG / 2, SHORT);
}

/* Page at place i of a booklet of `all` places; -1: an empty one, before the last. */
static int
page_at(unsigned i, unsigned n, unsigned all)
{
  if (i == all - 1)
    return (int)n - 1;
  return i < n - 1 ? (int)i : -1;
}

static void
impose_booklet(Press *p)
{
  unsigned n = p->before->len, all = (n + 3) / 4 * 4;
  for (unsigned k = 0; k < all / 4 && p->error == NULL; k++) {
    two_on_sheet(p, page_at(all - 1 - 2 * k, n, all), page_at(2 * k, n, all));
    two_on_sheet(p, page_at(2 * k + 1, n, all), page_at(all - 2 - 2 * k, n, all));
  }
}

static void
impose_two_up(Press *p)
{
  for (unsigned i = 0; i < p->before->len && p->error == NULL; i += 2)
    two_on_sheet(p, (int)i, i + 1 < p->before->len ? (int)i + 1 : -1);
}

static void
impose_four_up(Press *p)
{
  const CopPage *first = g_ptr_array_index(p->before, 0);
  bool wide = first->width > first->height;
  float width = (wide ? LONG : SHORT) / 2, height = (wide ? SHORT : LONG) / 2;
  for (unsigned i = 0; i < p->before->len && p->error == NULL; i += 4) {
    CopPage *sheet = new_sheet(p, 2 * width, 2 * height);
    for (unsigned k = 0; k < 4 && i + k < p->before->len; k++) {
      unsigned column = p->pages->rtl ? 1 - k % 2 : k % 2;
      put_in_cell(p, sheet, i + k, (float)column * width, (float)(k / 2) * height, width, height);
    }
    put_line(p, sheet, width, UNPRINTED, width, UNPRINTED + MARK_LENGTH, false);
    put_line(p, sheet, width, 2 * height - UNPRINTED - MARK_LENGTH, width, 2 * height - UNPRINTED, false);
    put_line(p, sheet, UNPRINTED, height, UNPRINTED + MARK_LENGTH, height, false);
    put_line(p, sheet, 2 * width - UNPRINTED - MARK_LENGTH, height, 2 * width - UNPRINTED, height, false);
  }
}

/* Outside lie flap, back and cover, inside the spread; short marks show the folds. */
static void
impose_fold(Press *p)
{
  static const int order[2][3] = { { 4, 5, 0 }, { 1, 2, 3 } };
  for (unsigned side = 0; side < 2 && p->error == NULL; side++) {
    CopPage *sheet = new_sheet(p, LONG, SHORT);
    for (unsigned k = 0; k < 3; k++) {
      int n = order[side][k];
      if (n < (int)p->before->len)
        put_in_cell(p, sheet, (unsigned)n, (float)(p->pages->rtl ? 2 - k : k) * LONG / 3, 0, LONG / 3, SHORT);
    }
    for (unsigned k = 1; k < 3; k++) {
      put_line(p, sheet, (float)k * LONG / 3, 3, (float)k * LONG / 3, 3 + MARK_LENGTH, true);
      put_line(p, sheet, (float)k * LONG / 3, SHORT - 3 - MARK_LENGTH, (float)k * LONG / 3, SHORT - 3, true);
    }
  }
}

/* --- cards --- */

/* Marks in the margins, and dashed lines to cut along with scissors. */
static void
put_cut_marks(Press *p, CopPage *sheet, float x, float y, unsigned columns, unsigned rows, float width, float height)
{
  float right = x + (float)columns * width, bottom = y + (float)rows * height;
  for (unsigned i = 0; i <= columns; i++) {
    float at = x + (float)i * width;
    put_line(p, sheet, at, y - MARK_LENGTH - 3, at, y - 3, false);
    put_line(p, sheet, at, bottom + 3, at, bottom + 3 + MARK_LENGTH, false);
  }
  for (unsigned i = 0; i <= rows; i++) {
    float at = y + (float)i * height;
    put_line(p, sheet, x - MARK_LENGTH - 3, at, x - 3, at, false);
    put_line(p, sheet, right + 3, at, right + 3 + MARK_LENGTH, at, false);
  }
}

static void
put_dashes(Press *p, CopPage *sheet, float x1, float y1, float x2, float y2)
{
  static const float dash[] = { 2, 3 };
  put_line(p, sheet, x1, y1, x2, y2, true);
  CopDrawOp *op = (CopDrawOp *)sheet->last->as.path; /* made by put_line() just now */
  op->as.path.dash = dash;
  op->as.path.n_dash = G_N_ELEMENTS(dash);
}

static void
card_sheet(Press *p, unsigned n, bool wide, unsigned columns, unsigned rows)
{
  const CopPage *page = g_ptr_array_index(p->before, n);
  float sheet_width = wide ? LONG : SHORT, sheet_height = wide ? SHORT : LONG;
  CopPage *sheet = new_sheet(p, sheet_width, sheet_height);
  float x = (sheet_width - (float)columns * page->width) / 2, y = (sheet_height - (float)rows * page->height) / 2;
  for (unsigned r = 0; r < rows; r++)
    for (unsigned c = 0; c < columns; c++)
      put_page(p, sheet, n, x + (float)c * page->width, y + (float)r * page->height, 1);
  for (unsigned c = 1; c < columns; c++)
    put_dashes(p, sheet, x + (float)c * page->width, y, x + (float)c * page->width, y + (float)rows * page->height);
  for (unsigned r = 1; r < rows; r++)
    put_dashes(p, sheet, x, y + (float)r * page->height, x + (float)columns * page->width, y + (float)r * page->height);
  put_cut_marks(p, sheet, x, y, columns, rows, page->width, page->height);
}

static unsigned
times(float room, float size)
{
  return (unsigned)floorf((room - 2 * UNPRINTED) / size + 0.001f);
}

static void
impose_cards(Press *p)
{
  for (unsigned i = 0; i < p->before->len && p->error == NULL; i++) {
    const CopPage *page = g_ptr_array_index(p->before, i);
    unsigned upright = times(SHORT, page->width) * times(LONG, page->height), lying = times(LONG, page->width) * times(SHORT, page->height);
    bool wide = lying > upright;
    if (MAX(upright, lying) == 0) {
      g_set_error(&p->error, COP_TYPESET_ERROR, COP_TYPESET_ERROR_LIMIT, "a page of %.0f x %.0f mm is too large to be a card on A4",
                  (double)(page->width / MM(1)), (double)(page->height / MM(1)));
      return;
    }
    card_sheet(p, i, wide, times(wide ? LONG : SHORT, page->width), times(wide ? SHORT : LONG, page->height));
  }
}

/* --- tiles --- */

static unsigned
tiles_for(float size, float tile)
{
  return size <= tile + 0.5f ? 1 : (unsigned)ceilf((size - OVERLAP - 0.5f) / (tile - OVERLAP));
}

/* "2/4": which sheet it is, in the margin, for who glues them. */
static void
put_tile_label(Press *p, CopPage *sheet, unsigned row, unsigned rows, unsigned column, unsigned columns)
{
  char text[64];
  g_snprintf(text, sizeof text, "%u/%u \u2193  %u/%u \u2192", row + 1, rows, column + 1, columns);
  CopTextSpec spec = { .style = COP_STYLE_REPORT, .size = 7, .color = 0x4A5263FF, .leading = 1 };
  CopTextBox *b = p->error != NULL ? NULL : cop_text_box_string(p->setter, p->pages, text, "en", &spec, 120, NULL, &p->error);
  if (b != NULL)
    cop_text_box_place(b, p->pages, sheet, UNPRINTED + 14, sheet->height - UNPRINTED - cop_text_box_height(b) + 4);
}

typedef struct {
  bool wide;
  unsigned columns, rows;
  float w, h; /* of a tile */
  float scale;
} Tiling;

/* Paper is dear: the way with the fewest sheets for a page of at least LEAST_TILED of its size, and
 * then as large as these sheets take. */
static Tiling
fewest_tiles(const CopPage *page)
{
  Tiling best = { 0 };
  for (int i = 0; i < 2; i++) {
    Tiling t = { .wide = i == 1, .w = (i == 1 ? LONG : SHORT) - 2 * UNPRINTED - 6, .h = (i == 1 ? SHORT : LONG) - 2 * UNPRINTED - 12 };
    t.columns = tiles_for(LEAST_TILED * page->width, t.w);
    t.rows = tiles_for(LEAST_TILED * page->height, t.h);
    float across = (float)t.columns * (t.w - OVERLAP) + OVERLAP, down = (float)t.rows * (t.h - OVERLAP) + OVERLAP;
    t.scale = MIN(1, MIN(across / page->width, down / page->height));
    unsigned sheets = t.columns * t.rows, least = best.columns * best.rows;
    if (least == 0 || sheets < least || (sheets == least && t.scale > best.scale))
      best = t;
  }
  return best;
}

static void
tile_page(Press *p, unsigned n)
{
  const CopPage *page = g_ptr_array_index(p->before, n);
  Tiling t = fewest_tiles(page);
  /* what is left over goes to both sides */
  float left = ((float)t.columns * (t.w - OVERLAP) + OVERLAP - t.scale * page->width) / 2;
  float top = ((float)t.rows * (t.h - OVERLAP) + OVERLAP - t.scale * page->height) / 2;
  for (unsigned r = 0; r < t.rows && p->error == NULL; r++)
    for (unsigned c = 0; c < t.columns && p->error == NULL; c++) {
      CopPage *sheet = new_sheet(p, t.wide ? LONG : SHORT, t.wide ? SHORT : LONG);
      float x = (sheet->width - t.w) / 2, y = UNPRINTED + 3;
      CopItem *item = put_page(p, sheet, n, x + left - (float)c * (t.w - OVERLAP), y + top - (float)r * (t.h - OVERLAP), t.scale);
      item->as.page.clip_x = x;
      item->as.page.clip_y = y;
      item->as.page.clip_width = t.w;
      item->as.page.clip_height = t.h;
      put_cut_marks(p, sheet, x, y, 1, 1, t.w, t.h);
      put_tile_label(p, sheet, r, t.rows, c, t.columns);
    }
}

static void
impose_tiles(Press *p)
{
  for (unsigned i = 0; i < p->before->len && p->error == NULL; i++)
    tile_page(p, i);
}

/* --- what leads to pages --- */

static void
move_tags(const Press *p, CopTag *tag)
{
  if (tag->kind == COP_TAG_FIGURE && tag->width > 0 && tag->page < p->before->len) {
    const struct Spot *s = &p->spots[tag->page];
    tag->page = s->sheet;
    tag->x = s->x + s->scale * tag->x;
    tag->y = s->y + s->scale * tag->y;
    tag->width *= s->scale;
    tag->height *= s->scale;
  }
  for (CopTag *t = tag->first; t != NULL; t = t->next)
    move_tags(p, t);
}

static void
move_links(Press *p)
{
  for (guint i = 0; i < p->before->len; i++) {
    const struct Spot *s = &p->spots[i];
    const CopPage *page = g_ptr_array_index(p->before, i);
    for (const CopPageLink *l = page->links; l != NULL && s->placed; l = l->next) {
      CopPageLink *moved = cop_page_link(p->pages, g_ptr_array_index(p->pages->pages, s->sheet)), *after = moved->next;
      *moved = *l;
      moved->next = after;
      moved->x = s->x + s->scale * l->x;
      moved->y = s->y + s->scale * l->y;
      moved->width *= s->scale;
      moved->height *= s->scale;
    }
  }
}

static void
move_places(Press *p)
{
  for (guint i = 0; i < p->pages->anchors->len; i++) {
    CopPageAnchor *a = &g_array_index(p->pages->anchors, CopPageAnchor, i);
    const struct Spot *s = &p->spots[a->page];
    a->page = s->sheet;
    a->y = s->y + s->scale * a->y;
  }
  for (guint i = 0; i < p->pages->outline->len; i++) {
    CopOutlineEntry *e = &g_array_index(p->pages->outline, CopOutlineEntry, i);
    const struct Spot *s = &p->spots[e->page];
    e->page = s->sheet;
    e->y = s->y + s->scale * e->y;
  }
}

bool
cop_impose(CopSetter *setter, CopPages *pages, CopImpose how, GError **error)
{
  static void (*const ways[COP_IMPOSE_MAX])(Press *) = {
    [COP_IMPOSE_BOOKLET] = impose_booklet, [COP_IMPOSE_TWO_UP] = impose_two_up, [COP_IMPOSE_FOUR_UP] = impose_four_up,
    [COP_IMPOSE_CARDS] = impose_cards,     [COP_IMPOSE_TILES] = impose_tiles,
    [COP_IMPOSE_FOLD] = impose_fold };
  if (ways[how] == NULL || pages->pages->len == 0)
    return true;
  Press p = { .setter = setter, .pages = pages, .before = pages->pages, .spots = g_new0(struct Spot, pages->pages->len) };
  pages->pages = g_ptr_array_new();
  ways[how](&p);
  if (p.error == NULL) {
    move_tags(&p, pages->root);
    move_links(&p);
    move_places(&p);
  }
  g_ptr_array_unref(p.before);
  g_free(p.spots);
  if (p.error == NULL)
    return true;
  g_propagate_error(error, p.error);
  return false;
}
