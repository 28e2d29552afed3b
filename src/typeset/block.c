/* SPDX-License-Identifier: Apache-2.0
 *
 * Blocks to slabs: paragraphs, headings, lists, call-outs. Tables, figures,
 * contents, notes and covers stand in files of their own.
 */
#include <stdarg.h>
#include <string.h>

#include "typeset/layout.h"

#define PAD 8.0f      /* inside a call-out */
#define LIST_STEP 14.0f
#define COLUMNS 2u
#define BETWEEN_COLUMNS 18.0f

CopArena *
cop_flow_arena(const CopFlow *f)
{
  return f->layout->pages->arena;
}

CopColor
cop_flow_ink(const CopFlow *f, CopInk ink)
{
  return cop_ink(&f->layout->doc->meta, ink);
}

void
cop_flow_error(CopFlow *f, GError *error)
{
  if (f->layout->error == NULL)
    f->layout->error = error;
  else
    g_error_free(error);
}

void
cop_flow_finding(CopFlow *f, const CopNode *n, const char *code, const char *remedy, const char *format, ...)
{
  if (f->layout->measuring)
    return;
  while (n != NULL && n->file == NULL)
    n = n->parent;
  va_list args;
  va_start(args, format);
  g_autofree char *message = g_strdup_vprintf(format, args);
  va_end(args);
  CopDiag d = { .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_LAYOUT, .code = code, .remedy = remedy,
                .file = n != NULL ? n->file : NULL, .line = n != NULL ? n->line : 0, .start = -1, .end = -1,
                .message = message };
  cop_diags_add(f->layout->diags, &d);
}

/* --- slabs --- */

CopSlab *
cop_flow_add(CopFlow *f, float height)
{
  CopSlab *s = cop_new(cop_flow_arena(f), CopSlab);
  s->height = height;
  s->frame = f->frame;
  s->landscape = f->landscape;
  s->columns = f->columns;
  s->step = f->step;
  g_ptr_array_add(f->slabs, s);
  return s;
}

void
cop_slab_items(CopSlab *s, CopItem *first)
{
  if (first == NULL)
    return;
  if (s->last == NULL)
    s->first = first;
  else
    s->last->next = first;
  while (first->next != NULL)
    first = first->next;
  s->last = first;
}

void
cop_slab_item(CopSlab *s, CopItem *item)
{
  item->next = NULL;
  cop_slab_items(s, item);
}

void
cop_slab_links(CopSlab *s, CopPageLink *links)
{
  if (links == NULL)
    return;
  CopPageLink *last = links;
  while (last->next != NULL)
    last = last->next;
  last->next = s->links;
  s->links = links;
}

void
cop_items_move(CopItem *item, float dx, float dy)
{
  for (; item != NULL; item = item->next) {
    item->x += dx;
    item->y += dy;
  }
}

const char *
cop_flow_anchor_id(CopFlow *f, const CopNode *n)
{
  if (n->id != NULL)
    return n->id;
  char *id = g_hash_table_lookup(f->layout->ids, n);
  if (id == NULL) {
    id = cop_arena_printf(cop_flow_arena(f), "node-%u", g_hash_table_size(f->layout->ids) + 1);
    g_hash_table_insert(f->layout->ids, (gpointer)n, id);
  }
  return id;
}

void
cop_flow_mark(CopFlow *f, CopSlab *s, const CopNode *n, CopTag *tag)
{
  CopSlabMark *m = cop_new(cop_flow_arena(f), CopSlabMark);
  m->id = cop_arena_strdup(cop_flow_arena(f), cop_flow_anchor_id(f, n));
  m->tag = tag;
  m->next = s->marks;
  s->marks = m;
}

/* --- paragraphs --- */

/* Headings and titles have lines of about equal length. */
static bool
is_display(const CopLayout *l, const CopTextStyle *style)
{
  return (style->style & COP_FACE_BOLD) != 0 && style->size >= 1.2f * l->style->text[COP_TEXT_BODY].size;
}

CopSlab *
cop_flow_lines(CopFlow *f, const CopTextStyle *style, CopAlign align)
{
  CopLayout *l = f->layout;
  if (l->error != NULL || !cop_para_shape(l->setter, l->pages, &l->error))
    return NULL;
  /* scripts of equal squares are set flush on both sides everywhere */
  CopScript script = l->setter->para.lang->script;
  bool square = script == COP_SCRIPT_HANS || script == COP_SCRIPT_HANT || script == COP_SCRIPT_JPAN;
  if (square && align == COP_ALIGN_START && !l->balanced && (style->style & COP_FACE_BOLD) == 0)
    align = COP_ALIGN_JUSTIFY;
  /* headings and texts for new readers keep their words whole */
  bool divide = (style->style & COP_FACE_BOLD) == 0 && l->doc->meta.style != COP_STYLE_SHEET;
  CopParaShape shape = { .width = f->width, .align = align, .leading = style->leading, .size = style->size,
                         .balanced = l->balanced || is_display(l, style), .divide = divide, .sketch = l->sketch };
  CopLine *line = cop_para_lines(l->setter, l->pages, &shape, cop_flow_left(f, f->x, f->width));
  CopSlab *first = NULL;
  guint from = f->slabs->len;
  for (; line != NULL; line = line->next) {
    CopSlab *s = cop_flow_add(f, line->height);
    s->baseline = line->baseline;
    cop_slab_items(s, line->first);
    s->links = line->links;
    s->notes = line->notes;
    if (first == NULL)
      first = s;
  }
  if (first == NULL)
    return NULL;
  guint n = f->slabs->len - from;
  first->before = style->before;
  ((CopSlab *)g_ptr_array_index(f->slabs, f->slabs->len - 1))->after = style->after;
  for (guint i = 0; i + 1 < n; i++) {
    /* neither the first nor the last line of a paragraph stands alone */
    CopSlab *s = g_ptr_array_index(f->slabs, from + i);
    s->keep = n <= 3 || i == 0 || i + 2 == n;
    s->reluctance = 2;
  }
  for (guint i = from; i < from + n; i++)
    cop_flow_notes(f, g_ptr_array_index(f->slabs, i));
  return first;
}

CopSlab *
cop_flow_para(CopFlow *f, const CopNode *n, CopTextName name, CopTag *tag, CopAlign align)
{
  const CopTextStyle *style = &f->layout->style->text[name];
  const char *lang = cop_node_lang(f->layout->doc, n);
  CopLook look = cop_flow_look(f, style);
  if (f->layout->color != 0 && name == COP_TEXT_BODY)
    look.color = f->layout->color;
  cop_para_start(f->layout->setter, lang);
  cop_gather(f, n, &look, lang, tag);
  if (tag != NULL && tag->parent != NULL && n->lang != NULL)
    tag->lang = n->lang;
  return cop_flow_lines(f, style, align != COP_ALIGN_START ? align : style->align);
}

static const CopTextName role_text[COP_ROLE_MAX] = {
  [COP_ROLE_LEAD] = COP_TEXT_LEAD,
  [COP_ROLE_SUBTITLE] = COP_TEXT_SUBTITLE,
  [COP_ROLE_HELPLINE] = COP_TEXT_HELPLINE,
  [COP_ROLE_FRONT] = COP_TEXT_NOTE,
  [COP_ROLE_FOOTER] = COP_TEXT_NOTE,
};

static void
flow_paragraph(CopFlow *f, const CopNode *n)
{
  if (n == f->layout->title) {
    cop_layout_title(f);
    return;
  }
  CopTextName name = role_text[n->role] != 0 ? role_text[n->role] : f->prose;
  CopTag *tag = cop_tag_add(f->layout->pages, f->tag, COP_TAG_P);
  guint from = f->slabs->len;
  CopSlab *first = cop_flow_para(f, n, name, tag, n->as.para.align);
  if (first == NULL)
    return;
  if (n->id != NULL)
    cop_flow_mark(f, first, n, tag);
  if (n->as.para.keep_with_next)
    for (guint i = from; i < f->slabs->len; i++)
      ((CopSlab *)g_ptr_array_index(f->slabs, i))->keep = true;
}

/* --- headings --- */

static void
flow_heading(CopFlow *f, const CopNode *section, const CopNode *heading, CopTag *sect)
{
  static const CopTextName names[] = { COP_TEXT_H1, COP_TEXT_H2, COP_TEXT_H3, COP_TEXT_H4 };
  CopLayout *l = f->layout;
  unsigned level = CLAMP(section->as.section.level, 1, 6);
  const CopTextStyle *style = &l->style->text[names[MIN(level, G_N_ELEMENTS(names)) - 1]];
  /* the tags may not leave out a level, whatever the author did */
  l->last_level = MIN(level, l->last_level + 1);
  CopTag *tag = cop_tag_add(l->pages, sect, (CopTagKind)(COP_TAG_H1 + l->last_level - 1));
  const char *lang = cop_node_lang(l->doc, heading);
  CopLook look = cop_flow_look(f, style);
  cop_para_start(l->setter, lang);
  if (section->as.section.number != NULL) {
    CopLook number = look;
    if (l->style->decorated)
      number.color = cop_flow_ink(f, COP_INK_MAIN);
    cop_gather_text(f, section->as.section.number, &number, lang, tag);
    cop_gather_text(f, "\u2002", &number, lang, tag);
  }
  cop_gather(f, heading, &look, lang, tag);
  guint from = f->slabs->len;
  CopFlow full = *f; /* a chapter's heading uses the whole width */
  if (level == 1)
    full.width = f->wide;
  CopSlab *first = cop_flow_lines(&full, style, style->align);
  if (first == NULL)
    return;
  for (guint i = from; i < f->slabs->len; i++) {
    CopSlab *s = g_ptr_array_index(f->slabs, i);
    s->keep = true;
    s->wide = level == 1;
  }
  cop_flow_mark(f, first, section, tag);
  g_autofree char *title = cop_node_plain_text(heading);
  first->marks->level = level;
  first->marks->lang = lang;
  first->marks->title = section->as.section.number == NULL
                          ? cop_arena_strdup(cop_flow_arena(f), title)
                          : cop_arena_printf(cop_flow_arena(f), "%s %s", section->as.section.number, title);
}

/* From here on pages lie on their long side and the box is as wide as they are. */
static void
flow_turn(CopFlow *f)
{
  const CopStyleSheet *style = f->layout->style;
  if (f->landscape)
    return;
  f->landscape = true;
  f->box = f->wide = style->page_height - 2 * style->margin_side;
  f->width = f->box * style->measure;
}

void
cop_flow_split(CopFlow *f)
{
  if (!f->top || f->columns != 0)
    return;
  f->columns = COLUMNS;
  f->width = (f->wide - BETWEEN_COLUMNS * (COLUMNS - 1)) / COLUMNS;
  f->wide = f->width;
  f->step = (f->width + BETWEEN_COLUMNS) * (f->layout->rtl ? -1 : 1);
  f->top = false; /* no column of side notes beside it */
}

static void
flow_section(CopFlow *f, const CopNode *n)
{
  CopTag *outer = f->tag;
  CopFlow saved = *f;
  bool turns = n->role == COP_ROLE_LANDSCAPE && f->top;
  guint from = f->slabs->len;
  f->tag = cop_tag_add(f->layout->pages, outer, COP_TAG_SECT);
  if (turns)
    flow_turn(f);
  for (const CopNode *c = n->first; c != NULL && f->layout->error == NULL; c = c->next) {
    if (c->kind == COP_NODE_HEADING)
      flow_heading(f, n, c, f->tag);
    if (n->role == COP_ROLE_COLUMNS && (c->kind == COP_NODE_HEADING || c == n->first))
      cop_flow_split(f);
    if (c->kind != COP_NODE_HEADING)
      cop_flow_block(f, c);
  }
  if ((n->as.section.new_page || turns) && from < f->slabs->len)
    ((CopSlab *)g_ptr_array_index(f->slabs, from))->new_page = true;
  f->tag = outer;
  f->landscape = saved.landscape;
  f->box = saved.box;
  f->wide = saved.wide;
  f->width = saved.width;
  f->columns = saved.columns;
  f->step = saved.step;
  f->top = saved.top;
}

/* --- lists --- */

void
cop_flow_label(CopFlow *f, CopSlab *slab, const char *text, const CopTextStyle *style, CopInk ink, CopTag *tag, float x,
               float width, bool at_end)
{
  CopLayout *l = f->layout;
  if (slab == NULL || l->error != NULL)
    return;
  CopLook look = cop_flow_look(f, style);
  look.color = cop_flow_ink(f, ink);
  CopLine *line = cop_layout_line(l->setter, l->pages, text, l->doc->meta.lang, &look, tag, &l->error);
  if (line == NULL || line->first == NULL)
    return;
  bool right = at_end != l->rtl;
  float left = cop_flow_left(f, x, width);
  cop_items_move(line->first, right ? left + width - line->width : left, slab->baseline - line->baseline);
  /* before the text it belongs to: some programs read a page in the order it is painted */
  line->last->next = slab->first;
  slab->first = line->first;
  if (slab->last == NULL)
    slab->last = line->last;
}

static void
flow_item(CopFlow *f, const CopNode *item, const char *label, float indent, bool number)
{
  CopLayout *l = f->layout;
  CopTag *outer = f->tag, *li = cop_tag_add(l->pages, outer, COP_TAG_LI);
  CopTag *lbl = cop_tag_add(l->pages, li, COP_TAG_LBL);
  guint from = f->slabs->len;
  f->tag = cop_tag_add(l->pages, li, COP_TAG_LBODY);
  f->x += indent;
  f->width -= indent;
  f->wide -= indent;
  cop_flow_children(f, item);
  f->x -= indent;
  f->width += indent;
  f->wide += indent;
  f->tag = outer;
  if (from == f->slabs->len)
    return;
  const CopTextStyle *style = &l->style->text[f->prose];
  CopTextStyle plain = *style;
  CopInk ink = number || !l->style->decorated ? style->ink : COP_INK_MAIN;
  cop_flow_label(f, g_ptr_array_index(f->slabs, from), label, &plain, ink, lbl, f->x, indent - 0.5f * style->size, number);
}

static void
flow_list(CopFlow *f, const CopNode *n)
{
  static const char *const bullets[] = { "•", "–", "•" };
  if (n->role == COP_ROLE_KEY_FIGURES) {
    cop_flow_key_figures(f, n);
    return;
  }
  CopLayout *l = f->layout;
  const CopTextStyle *style = &l->style->text[f->prose];
  CopTag *outer = f->tag;
  f->tag = cop_tag_add(l->pages, outer, COP_TAG_L);
  f->tag->ordered = n->as.list.ordered;
  unsigned number = n->as.list.start, count = number;
  for (const CopNode *c = n->first; c != NULL; c = c->next)
    count++;
  float indent = n->as.list.ordered ? style->size * (count > 10 ? 2.1f : 1.6f) : style->size * 1.2f;
  guint from = f->slabs->len;
  f->depth++;
  for (const CopNode *item = n->first; item != NULL && l->error == NULL; item = item->next, number++) {
    char label[16];
    g_snprintf(label, sizeof label, "%u.", number);
    guint before = f->slabs->len;
    flow_item(f, item, n->as.list.ordered ? label : bullets[MIN(f->depth - 1, 2)], indent, n->as.list.ordered);
    /* items stand closer than paragraphs */
    if (f->slabs->len > before && item->next != NULL) {
      CopSlab *last = g_ptr_array_index(f->slabs, f->slabs->len - 1);
      last->after = MIN(last->after, 3);
    }
  }
  f->depth--;
  if (f->slabs->len > from && f->depth > 0)
    ((CopSlab *)g_ptr_array_index(f->slabs, f->slabs->len - 1))->after = 3;
  f->tag = outer;
}

/* --- frames --- */

typedef struct {
  CopFrame *frame;
  CopTextName prose;
  CopTag *tag;
  float x, width, wide;
  guint from; /* first slab inside */
} Saved;

/* Opens a frame: padding above, narrower text. */
static Saved
frame_open(CopFlow *f, CopTagKind kind, CopTextName prose, CopColor ground, CopColor bar, CopColor line)
{
  Saved saved = { f->frame, f->prose, f->tag, f->x, f->width, f->wide, f->slabs->len };
  CopFrame *frame = cop_new(cop_flow_arena(f), CopFrame);
  frame->outer = f->frame;
  frame->x = cop_flow_left(f, f->x, f->width);
  frame->width = f->width;
  frame->ground = ground;
  frame->bar = bar;
  frame->line = line;
  frame->bar_right = f->layout->rtl;
  f->frame = frame;
  f->tag = cop_tag_add(f->layout->pages, f->tag, kind);
  f->prose = prose;
  float side = bar != 0 ? PAD + 4 : PAD;
  f->x += side;
  f->width -= side + PAD;
  f->wide = f->width;
  CopSlab *s = cop_flow_add(f, PAD);
  s->before = 10;
  s->keep = true;
  return saved;
}

/* A frame that fits a third of a page stays in one piece. */
static void
frame_hold(CopFlow *f, guint from)
{
  float height = 0;
  for (guint i = from; i < f->slabs->len; i++)
    height += ((const CopSlab *)g_ptr_array_index(f->slabs, i))->height;
  for (guint i = from; i < f->slabs->len && height < f->layout->style->page_height / 3; i++)
    ((CopSlab *)g_ptr_array_index(f->slabs, i))->keep = true;
}

static void
frame_close(CopFlow *f, const Saved *saved)
{
  frame_hold(f, saved->from);
  CopSlab *last = g_ptr_array_index(f->slabs, f->slabs->len - 1);
  last->after = 0;
  last->keep = true;
  CopSlab *s = cop_flow_add(f, PAD);
  s->after = 12;
  f->frame = saved->frame;
  f->prose = saved->prose;
  f->tag = saved->tag;
  f->x = saved->x;
  f->width = saved->width;
  f->wide = saved->wide;
}

static void
flow_callout(CopFlow *f, const CopNode *n)
{
  bool decorated = f->layout->style->decorated;
  bool help = n->role == COP_ROLE_HELPLINE;
  Saved saved = frame_open(f, COP_TAG_DIV, help ? COP_TEXT_HELPLINE : COP_TEXT_CALLOUT,
                           decorated ? cop_flow_ink(f, COP_INK_TINT) : 0,
                           decorated ? cop_flow_ink(f, help ? COP_INK_MARK : COP_INK_MAIN) : 0,
                           decorated ? 0 : cop_flow_ink(f, COP_INK_SOFT));
  cop_flow_children(f, n);
  frame_close(f, &saved);
}

/* A side note stands beside the text where the page has a column for it. */
static void
flow_aside(CopFlow *f, const CopNode *n)
{
  CopLayout *l = f->layout;
  bool unknown = n->role == COP_ROLE_UNKNOWN;
  if (!f->top || l->style->side <= 0 || f->landscape) {
    Saved saved = frame_open(f, COP_TAG_ASIDE, COP_TEXT_ASIDE, l->style->decorated ? cop_flow_ink(f, COP_INK_GROUND) : 0,
                             l->style->decorated ? cop_flow_ink(f, COP_INK_ACCENT_SOFT) : 0,
                             l->style->decorated ? 0 : cop_flow_ink(f, COP_INK_SOFT));
    cop_flow_children(f, n);
    frame_close(f, &saved);
    return;
  }
  float width = l->style->side * f->box, x = f->box - width;
  CopTag *tag = cop_tag_add(l->pages, f->tag, COP_TAG_ASIDE);
  CopFlow inner = cop_flow_inner(f, width, COP_TEXT_ASIDE, tag);
  cop_flow_children(&inner, n);
  CopSlab *s = cop_flow_add(f, 0);
  s->frame = NULL;
  s->side = true;
  s->keep = true;
  float left = cop_flow_left(f, x, width);
  cop_slab_item(s, cop_item_rect(l->pages, left, 0, unknown ? width : 24, 1.5f,
                                 cop_flow_ink(f, unknown ? COP_INK_MARK : COP_INK_MAIN)));
  s->height = 6 + cop_flow_stack(&inner, s, left, 6);
}

static void
flow_quote(CopFlow *f, const CopNode *n)
{
  Saved saved = { f->frame, f->prose, f->tag, f->x, f->width, f->wide, 0 };
  f->tag = cop_tag_add(f->layout->pages, f->tag, COP_TAG_BLOCK_QUOTE);
  f->prose = COP_TEXT_QUOTE;
  f->x += LIST_STEP;
  f->width -= 2 * LIST_STEP;
  f->wide = f->width;
  cop_flow_children(f, n);
  f->prose = saved.prose;
  f->tag = saved.tag;
  f->x = saved.x;
  f->width = saved.width;
  f->wide = saved.wide;
}

/* --- groups --- */

static void
flow_group(CopFlow *f, const CopNode *n)
{
  CopLayout *l = f->layout;
  CopFlow saved = *f;
  guint from = f->slabs->len;
  f->tag = cop_tag_add(l->pages, f->tag, COP_TAG_DIV);
  if (role_text[n->role] != 0)
    f->prose = role_text[n->role];
  if (n->role == COP_ROLE_SUMMARY && f->top)
    f->width = f->wide;
  if (n->role == COP_ROLE_LANDSCAPE && f->top)
    flow_turn(f);
  if (n->role == COP_ROLE_COLUMNS)
    cop_flow_split(f);
  cop_flow_children(f, n);
  f->tag = saved.tag;
  f->prose = saved.prose;
  f->width = saved.width;
  f->box = saved.box;
  f->wide = saved.wide;
  f->landscape = saved.landscape;
  f->columns = saved.columns;
  f->step = saved.step;
  f->top = saved.top;
  if (from == f->slabs->len)
    return;
  CopSlab *first = g_ptr_array_index(f->slabs, from), *last = g_ptr_array_index(f->slabs, f->slabs->len - 1);
  if (n->role == COP_ROLE_SUMMARY && f->top) {
    first->new_page = true;
    for (guint i = from; i < f->slabs->len; i++)
      ((CopSlab *)g_ptr_array_index(f->slabs, i))->wide = true;
  }
  if (n->role == COP_ROLE_TITLE_BLOCK) {
    last->after = 8;
    if (f->top && f->layout->title == NULL && n == f->layout->doc->root->first)
      cop_layout_title(f);
  }
}

static void
flow_rule(CopFlow *f)
{
  CopSlab *s = cop_flow_add(f, 1);
  s->before = s->after = 8;
  cop_slab_item(s, cop_item_rect(f->layout->pages, cop_flow_left(f, f->x, f->width), 0, f->width, 0.5f,
                                 cop_flow_ink(f, COP_INK_LINE)));
}

static void
flow_page_break(CopFlow *f)
{
  CopSlab *s = cop_flow_add(f, 0);
  s->new_page = true;
  s->keep = true;
}

void
cop_flow_block(CopFlow *f, const CopNode *n)
{
  if (f->layout->error != NULL)
    return;
  switch (n->kind) {
  case COP_NODE_SECTION:
    flow_section(f, n);
    break;
  case COP_NODE_PARA:
    flow_paragraph(f, n);
    break;
  case COP_NODE_LIST:
    flow_list(f, n);
    break;
  case COP_NODE_TABLE:
    cop_flow_table(f, n, n->role != COP_ROLE_TITLE_BLOCK && n->parent->role != COP_ROLE_TITLE_BLOCK);
    break;
  case COP_NODE_FIGURE:
    cop_flow_figure(f, n);
    break;
  case COP_NODE_CALLOUT:
    flow_callout(f, n);
    break;
  case COP_NODE_ASIDE:
    flow_aside(f, n);
    break;
  case COP_NODE_QUOTE:
    flow_quote(f, n);
    break;
  case COP_NODE_BLOCK:
    if (n->role != COP_ROLE_COVER)
      flow_group(f, n);
    break;
  case COP_NODE_CONTENTS:
    cop_flow_contents(f, n);
    break;
  case COP_NODE_PAGE_BREAK:
    flow_page_break(f);
    break;
  case COP_NODE_RULE:
    flow_rule(f);
    break;
  default: /* parts of other blocks, which lay them out */
    break;
  }
}

void
cop_flow_children(CopFlow *f, const CopNode *parent)
{
  bool inlines = false;
  for (const CopNode *c = parent->first; c != NULL && f->layout->error == NULL; c = c->next) {
    if (!cop_node_is_inline(c->kind)) {
      cop_flow_block(f, c);
    } else if (!inlines) {
      inlines = true; /* cop_flow_para() takes all of them */
      cop_flow_para(f, parent, f->prose, cop_tag_add(f->layout->pages, f->tag, COP_TAG_P), COP_ALIGN_START);
    }
  }
}

/* --- boxes inside boxes --- */

CopFlow
cop_flow_inner(const CopFlow *f, float width, CopTextName prose, CopTag *tag)
{
  return (CopFlow){ .layout = f->layout, .slabs = g_ptr_array_new(), .box = width, .width = width, .wide = width,
                    .tag = tag, .prose = prose, .features = f->features };
}

static float
gap(const CopSlab *above, const CopSlab *below)
{
  return above == NULL ? 0 : MAX(above->after, below->before);
}

float
cop_flow_height(const CopFlow *inner)
{
  float y = 0;
  const CopSlab *above = NULL;
  for (guint i = 0; i < inner->slabs->len; i++) {
    const CopSlab *s = g_ptr_array_index(inner->slabs, i);
    y += gap(above, s) + s->height;
    above = s;
  }
  return y;
}

float
cop_flow_stack(CopFlow *inner, CopSlab *into, float left, float top)
{
  float y = top;
  const CopSlab *above = NULL;
  g_autofree float *tops = g_new(float, inner->slabs->len + 1);
  for (guint i = 0; i < inner->slabs->len; i++) {
    CopSlab *s = g_ptr_array_index(inner->slabs, i);
    y += gap(above, s);
    tops[i] = y;
    y += s->height;
    above = s;
  }
  CopItem *frames = cop_frames_paint(inner->layout->pages, (CopSlab *const *)inner->slabs->pdata, tops, inner->slabs->len);
  cop_items_move(frames, left, 0);
  cop_slab_items(into, frames);
  y = top;
  above = NULL;
  for (guint i = 0; i < inner->slabs->len; i++) {
    CopSlab *s = g_ptr_array_index(inner->slabs, i);
    y += gap(above, s);
    if (above == NULL && into->baseline == 0)
      into->baseline = top + s->baseline;
    cop_items_move(s->first, left, y);
    cop_slab_items(into, s->first);
    for (CopPageLink *l = s->links; l != NULL; l = l->next) {
      l->x += left;
      l->y += y;
    }
    cop_slab_links(into, s->links);
    for (guint k = 0; s->notes != NULL && k < s->notes->len; k++) {
      if (into->notes == NULL) {
        into->notes = g_ptr_array_new();
        cop_arena_on_free(cop_flow_arena(inner), (void (*)(void *))g_ptr_array_unref, into->notes);
      }
      g_ptr_array_add(into->notes, g_ptr_array_index(s->notes, k));
    }
    for (CopSlabMark *m = s->marks, *next; m != NULL; m = next) {
      next = m->next;
      m->next = into->marks;
      into->marks = m;
    }
    y += s->height;
    above = s;
  }
  g_ptr_array_unref(inner->slabs);
  inner->slabs = NULL;
  return y - top;
}
