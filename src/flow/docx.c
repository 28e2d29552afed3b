/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/lang.h"
#include "flow/docx_priv.h"

/* A title of more characters is set smaller on a cover, so that all of it stays
 * on one page. */
#define LONG_TITLE 55
#define CELL_LIST_INDENT 198u

/* --- paragraphs --- */

/* Styles of roles; a role that is not here is set like the text around it. */
static const char *const role_styles[COP_ROLE_MAX] = {
  [COP_ROLE_LEAD] = "Lead",          [COP_ROLE_SUBTITLE] = "Subtitle",   [COP_ROLE_EXAMPLE] = "ExampleMark",
  [COP_ROLE_HELPLINE] = "Helpline",  [COP_ROLE_UNKNOWN] = "Aside",       [COP_ROLE_HEADLINE] = "Headline",
  [COP_ROLE_DO_LINE] = "DoLine",     [COP_ROLE_DO_NOT] = "SmallText",    [COP_ROLE_FOOTER] = "SmallText",
  [COP_ROLE_BAND] = "SmallText",     [COP_ROLE_FRONT] = "SmallText",     [COP_ROLE_COVER] = "CoverLine",
  [COP_ROLE_TITLE_BLOCK] = "FormLine",
};

const char *
cop_docx_para_style(const CopWalk *w, const CopNode *n)
{
  const CopDocx *x = w->own;
  if (n->kind == COP_NODE_PARA && role_styles[n->role] != NULL)
    return role_styles[n->role];
  for (const CopNode *p = n->parent; p != NULL; p = p->parent) {
    switch ((int)p->kind) {
    case COP_NODE_FOOTNOTE:
      return "FootnoteText";
    case COP_NODE_CELL:
      return cop_docx_cell_style(w, p);
    case COP_NODE_ITEM:
      if (x->in_key_figures)
        return "KeyFigure";
      if (cop_walk_above(p, COP_NODE_CELL) != NULL)
        return "TableList";
      return p->parent->as.list.ordered ? "ListNumber" : "ListBullet";
    case COP_NODE_CALLOUT:
      if (x->in_frame > 0)
        return p->role == COP_ROLE_HELPLINE ? "HelplineText" : "CalloutText";
      return p->role == COP_ROLE_HELPLINE ? "Helpline" : "Callout";
    case COP_NODE_ASIDE:
      return x->in_frame > 0 ? "AsideText" : "Aside";
    case COP_NODE_QUOTE:
      return "Quote";
    case COP_NODE_NOTE:
      return "TableNote";
    case COP_NODE_BLOCK:
      if (role_styles[p->role] != NULL)
        return role_styles[p->role];
      break;
    case COP_NODE_SECTION:
    case COP_NODE_DOC:
      return "BodyText";
    default:
      break;
    }
  }
  return "BodyText";
}

/* A picture needs a line as high as it is. */
static bool
holds_picture(const CopNode *n)
{
  for (const CopNode *c = n; c != NULL; c = cop_node_walk(c, n))
    if (c->kind == COP_NODE_PICTURE)
      return true;
  return false;
}

/* Paragraphs of one call-out, side note or quotation stay together. */
static bool
keeps_with_next(const CopNode *n)
{
  if (n->as.para.keep_with_next)
    return true;
  CopNodeKind in = n->parent->kind;
  return (in == COP_NODE_CALLOUT || in == COP_NODE_ASIDE) && n->next != NULL;
}

static bool
para_enter(CopWalk *w, const CopNode *n, GError **error)
{
  CopDocx *x = w->own;
  if (n == w->title_twice || n == w->title) {
    w->descend = false;
    return n == w->title_twice || cop_docx_title(w, error);
  }
  CopDocxPara p = { .style = cop_docx_para_style(w, n), .keep_next = keeps_with_next(n),
                    .free_line = holds_picture(n), .align = n->as.para.align };
  const CopNode *item = n->parent->kind == COP_NODE_ITEM && !x->in_key_figures ? n->parent : NULL;
  if (item != NULL) {
    unsigned level = MIN(x->list_depth, COP_WALK_LEVELS) - 1;
    p.number = x->item_begun ? 0 : x->list_number;
    p.number_level = level;
    bool narrow = cop_walk_above(item, COP_NODE_CELL) != NULL;
    if (narrow || x->item_begun)
      p.indent = (narrow ? CELL_LIST_INDENT : COP_DOCX_LIST_INDENT) * (level + 1);
    if (narrow && !x->item_begun)
      p.hanging = CELL_LIST_INDENT;
    x->item_begun = true;
  }
  if (n->parent->kind == COP_NODE_CELL) {
    const CopWalkCell *c = cop_walk_cell(w, n->parent);
    if (c != NULL && p.align == COP_ALIGN_START)
      p.align = cop_walk_cell_align(w, c);
  }
  p.keep_next = p.keep_next || x->row_keeps;
  cop_docx_para_open(w, &p);
  cop_docx_bookmark_begin(w, n, COP_DOCX_MARK_REFERENCE);
  if (n->parent->kind == COP_NODE_FOOTNOTE && n->prev == NULL)
    cop_docx_note_number(w);
  return true;
}

static bool
para_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  if (n == w->title || n == w->title_twice)
    return true;
  cop_docx_bookmark_end(w);
  cop_docx_para_close(w);
  return true;
}

/* --- sections and headings --- */

static void
want_layout(CopDocx *x, const CopNode *n)
{
  if (n->role == COP_ROLE_LANDSCAPE)
    x->wanted.landscape = true;
  else if (n->role == COP_ROLE_COLUMNS)
    x->wanted.columns = 2;
}

static void
unwant_layout(CopDocx *x, const CopNode *n)
{
  if (n->role == COP_ROLE_LANDSCAPE)
    x->wanted.landscape = false;
  else if (n->role == COP_ROLE_COLUMNS)
    x->wanted.columns = 1;
}

static bool
section_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopDocx *x = w->own;
  want_layout(x, n);
  if (n->as.section.new_page && x->written)
    x->page_break = true;
  return true;
}

static bool
section_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  unwant_layout(w->own, n);
  return true;
}

static bool
heading_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  static const char *const styles[] = { "Heading1", "Heading2", "Heading3", "Heading4", "Heading5" };
  CopDocx *x = w->own;
  const CopNode *section = n->parent;
  const char *number = section->as.section.number;
  unsigned level = CLAMP(section->as.section.level, 1, G_N_ELEMENTS(styles));
  bool hangs = number != NULL && strlen(number) <= 5;
  CopDocxPara p = { .style = styles[level - 1] };
  if (level == 1)
    x->counted[0][1] = x->counted[1][1] = 0;
  if (hangs)
    p.indent = p.hanging = w->doc->meta.style == COP_STYLE_FORM ? 567 : 794;
  cop_docx_para_open(w, &p);
  cop_docx_bookmark_begin(w, section, COP_DOCX_MARK_CONTENTS);
  if (number != NULL) {
    cop_docx_bookmark_begin(w, section, COP_DOCX_MARK_REFERENCE);
    cop_docx_text_styled(w, "HeadingNumber", number);
    cop_docx_bookmark_end(w);
    if (hangs)
      cop_docx_tab(w);
    else
      cop_docx_text(w, "\u2003");
  } else {
    cop_docx_bookmark_begin(w, section, COP_DOCX_MARK_REFERENCE);
  }
  return true;
}

static bool
heading_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  if (n->parent->as.section.number == NULL)
    cop_docx_bookmark_end(w);
  cop_docx_bookmark_end(w);
  cop_docx_para_close(w);
  return true;
}

/* --- title --- */

static void
put_line(CopWalk *w, const char *style, const char *text)
{
  if (text == NULL)
    return;
  cop_docx_para_open(w, &(CopDocxPara){ .style = style });
  cop_docx_text(w, text);
  cop_docx_para_close(w);
}

static void
put_byline(CopWalk *w)
{
  const CopDocMeta *m = &w->doc->meta;
  if (w->has_title_block || (m->author == NULL && m->date == NULL))
    return;
  g_autofree char *date = cop_walk_date(w);
  g_autofree char *line = m->author == NULL || date == NULL ? g_strdup(m->author != NULL ? m->author : date)
                                                            : g_strdup_printf("%s · %s", m->author, date);
  put_line(w, "Byline", line);
}

/* The cover: issuing body, title, what the tree adds, date and edition; a
 * section of its own. */
static bool
put_cover(CopWalk *w, GError **error)
{
  CopDocx *x = w->own;
  const CopDocMeta *m = &w->doc->meta;
  x->wanted.cover = true;
  put_line(w, "CoverLine", m->author);
  put_line(w, g_utf8_strlen(m->title, -1) > LONG_TITLE ? "CoverTitleLong" : "CoverTitle", m->title);
  if (!w->has_subtitle)
    put_line(w, "Subtitle", m->subtitle);
  put_line(w, "ExampleMark", m->example);
  if (!cop_walk_children(w, w->cover, error))
    return false;
  g_autofree char *date = cop_walk_date(w);
  put_line(w, "CoverLine", date);
  put_line(w, "SmallText", m->edition);
  put_line(w, "SmallText", m->licence);
  x->wanted.cover = false;
  return true;
}

bool
cop_docx_title(CopWalk *w, GError **error)
{
  const CopDocMeta *m = &w->doc->meta;
  if (w->cover != NULL)
    return put_cover(w, error);
  put_line(w, "Title", m->title);
  if (!w->has_subtitle)
    put_line(w, "Subtitle", m->subtitle);
  put_byline(w);
  put_line(w, "ExampleMark", m->example);
  return true;
}

/* --- groups --- */

static bool
block_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  if (n == w->cover)
    w->descend = false;
  else
    want_layout(w->own, n);
  CopDocx *x = w->own;
  if (n->role == COP_ROLE_SUMMARY && x->nesting == 0)
    x->page_break = x->written;
  return true;
}

static bool
block_leave(CopWalk *w, const CopNode *n, GError **error)
{
  if (n == w->cover)
    return true;
  unwant_layout(w->own, n);
  return n != w->title_after || cop_docx_title(w, error);
}

static bool
list_enter(CopWalk *w, const CopNode *n, GError **error)
{
  CopDocx *x = w->own;
  if (n->role == COP_ROLE_KEY_FIGURES || n->parent->role == COP_ROLE_KEY_FIGURES) {
    w->descend = false;
    return cop_docx_key_figures(w, n, error);
  }
  unsigned number = x->list_number, depth = x->list_depth;
  bool begun = x->item_begun;
  x->list_depth++;
  x->list_number = COP_DOCX_BULLETS;
  if (n->as.list.ordered) {
    g_array_append_val(x->starts, n->as.list.start);
    x->list_number = COP_DOCX_BULLETS + x->starts->len;
  }
  for (const CopNode *item = n->first; item != NULL; item = item->next) {
    x->item_begun = false;
    if (item->first == NULL || item->first->kind != COP_NODE_PARA) { /* its number needs a paragraph */
      cop_docx_para_open(w, &(CopDocxPara){ .style = n->as.list.ordered ? "ListNumber" : "ListBullet",
                                            .number = x->list_number,
                                            .number_level = MIN(x->list_depth, COP_WALK_LEVELS) - 1 });
      cop_docx_para_close(w);
      x->item_begun = true;
    }
    if (!cop_walk_children(w, item, error))
      return false;
  }
  x->list_number = number;
  x->list_depth = depth;
  x->item_begun = begun;
  w->descend = false;
  return true;
}

static bool
note_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  if (n->first != NULL && cop_node_is_inline(n->first->kind))
    cop_docx_para_open(w, &(CopDocxPara){ .style = "TableNote" });
  return true;
}

static bool
note_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  if (n->first != NULL && cop_node_is_inline(n->first->kind))
    cop_docx_para_close(w);
  return true;
}

static bool
rule_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n, (void)error;
  cop_docx_gap(w, "Rule");
  return true;
}

static bool
page_break_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n, (void)error;
  CopDocx *x = w->own;
  x->page_break = x->written;
  return true;
}

/* --- inlines --- */

static unsigned *
look_of(CopDocxLook *l, CopNodeKind kind)
{
  switch ((int)kind) {
  case COP_NODE_STRONG:
    return &l->bold;
  case COP_NODE_EMPH:
    return &l->italic;
  case COP_NODE_CODE:
    return &l->code;
  case COP_NODE_SMALL_CAPS:
    return &l->small_caps;
  case COP_NODE_SUPER:
    return &l->super;
  default:
    return &l->sub;
  }
}

static bool
wrapper_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopDocx *x = w->own;
  if (n->kind == COP_NODE_STRONG && x->in_key_figures)
    x->look.style = "KeyNumber";
  else
    ++*look_of(&x->look, n->kind);
  return true;
}

static bool
wrapper_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopDocx *x = w->own;
  if (n->kind == COP_NODE_STRONG && x->in_key_figures) {
    x->look.style = NULL;
    cop_docx_break(w);
  } else {
    --*look_of(&x->look, n->kind);
  }
  return true;
}

static bool
text_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopDocx *x = w->own;
  const char *text = n->as.text.text;
  if (x->in_key_figures && n->prev != NULL && n->prev->kind == COP_NODE_STRONG)
    while (*text == ' ')
      text++;
  cop_docx_text(w, text);
  return true;
}

static bool
link_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopDocx *x = w->own;
  if (!cop_walk_link_is_safe(n))
    return true;
  g_ptr_array_add(x->part->links, (gpointer)n->as.link.href);
  cop_xml_open(x->out, "w:hyperlink");
  cop_xml_attrf(x->out, "r:id", "rIdL%u", x->part->links->len);
  x->look.style = "Hyperlink";
  return true;
}

static bool
link_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopDocx *x = w->own;
  if (!cop_walk_link_is_safe(n))
    return true;
  x->look.style = NULL;
  cop_xml_close_as(x->out, "w:hyperlink");
  return true;
}

static bool
line_break_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n, (void)error;
  cop_docx_break(w);
  return true;
}

static bool
footnote_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopDocx *x = w->own;
  cop_xml_open(x->out, "w:r");
  cop_xml_open(x->out, "w:rPr");
  cop_xml_empty(x->out, "w:rStyle", "w:val", "FootnoteReference", NULL);
  cop_xml_close_as(x->out, "w:rPr");
  cop_xml_open(x->out, "w:footnoteReference");
  cop_xml_attr_int(x->out, "w:id", cop_walk_note_number(w, n));
  cop_xml_close(x->out);
  cop_xml_close_as(x->out, "w:r");
  return true;
}

void
cop_docx_note_number(CopWalk *w)
{
  CopDocx *x = w->own;
  cop_xml_open(x->out, "w:r");
  cop_xml_open(x->out, "w:rPr");
  cop_xml_empty(x->out, "w:rStyle", "w:val", "FootnoteReference", NULL);
  cop_xml_close_as(x->out, "w:rPr");
  cop_xml_empty(x->out, "w:footnoteRef", NULL);
  cop_xml_close_as(x->out, "w:r");
  cop_docx_text(w, " ");
}

/* --- document --- */

static bool
title_stands_first(const CopWalk *w)
{
  return w->title == NULL && w->title_after == NULL;
}

static bool
doc_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n;
  CopDocx *x = w->own;
  cop_docx_plan_bookmarks(w);
  cop_docx_root_open(x->out, "w:document");
  cop_xml_open(x->out, "w:body");
  cop_xml_line(x->out);
  return !title_stands_first(w) || cop_docx_title(w, error);
}

/* A note without paragraph would lose its number, so it gets one. */
static bool
put_note(CopWalk *w, const CopNode *note, GError **error)
{
  CopDocx *x = w->own;
  cop_xml_open(x->out, "w:footnote");
  cop_xml_attr_int(x->out, "w:id", cop_walk_note_number(w, note));
  x->nesting++;
  if (note->first == NULL || note->first->kind != COP_NODE_PARA) {
    cop_docx_para_open(w, &(CopDocxPara){ .style = "FootnoteText" });
    cop_docx_note_number(w);
    cop_docx_para_close(w);
  }
  bool ok = cop_walk_children(w, note, error);
  x->nesting--;
  cop_xml_close_as(x->out, "w:footnote");
  cop_xml_line(x->out);
  return ok;
}

static void
put_separator(CopDocx *x, int id, const char *type, const char *element)
{
  cop_xml_start(x->out, "w:footnote", "w:type", type, NULL);
  cop_xml_attr_int(x->out, "w:id", id);
  cop_xml_open(x->out, "w:p");
  cop_xml_open(x->out, "w:r");
  cop_xml_empty(x->out, element, NULL);
  cop_xml_close_as(x->out, "w:r");
  cop_xml_close_as(x->out, "w:p");
  cop_xml_close_as(x->out, "w:footnote");
}

static bool
put_notes(CopWalk *w, GError **error)
{
  CopDocx *x = w->own;
  x->part = &x->notes;
  x->out = x->notes.xml;
  cop_docx_root_open(x->out, "w:footnotes");
  put_separator(x, -1, "separator", "w:separator");
  put_separator(x, 0, "continuationSeparator", "w:continuationSeparator");
  cop_xml_line(x->out);
  for (guint i = 0; i < w->notes->len; i++)
    if (!put_note(w, w->notes->pdata[i], error))
      return false;
  cop_xml_close_as(x->out, "w:footnotes");
  return true;
}

static bool
doc_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n;
  CopDocx *x = w->own;
  if (!x->written)
    cop_docx_gap(w, "BodyText");
  cop_docx_section_props(w, &x->layout);
  cop_xml_close_as(x->out, "w:body");
  cop_xml_close_as(x->out, "w:document");
  return put_notes(w, error);
}

static void
part_init(CopDocxPart *p, const char *name)
{
  p->xml = cop_xml_new(COP_XML_SYNTAX_XML);
  p->name = name;
  p->links = g_ptr_array_new();
}

static void *
docx_begin(CopWalk *w)
{
  (void)w;
  CopDocx *x = g_new0(CopDocx, 1);
  part_init(&x->document, "word/document.xml");
  part_init(&x->notes, "word/footnotes.xml");
  x->part = &x->document;
  x->out = x->document.xml;
  x->media = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
  x->media_index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  x->starts = g_array_new(FALSE, TRUE, sizeof(unsigned));
  for (size_t i = 0; i < G_N_ELEMENTS(x->marks); i++)
    x->marks[i] = g_hash_table_new(g_direct_hash, g_direct_equal);
  return x;
}

static void
docx_drop(void *own)
{
  CopDocx *x = own;
  cop_xml_free(x->document.xml);
  cop_xml_free(x->notes.xml);
  g_ptr_array_unref(x->document.links);
  g_ptr_array_unref(x->notes.links);
  g_ptr_array_unref(x->media);
  g_hash_table_unref(x->media_index);
  g_array_unref(x->starts);
  for (size_t i = 0; i < G_N_ELEMENTS(x->marks); i++)
    g_hash_table_unref(x->marks[i]);
  g_free(x);
}

#define WRAPPER { wrapper_enter, wrapper_leave }

const CopFlowFormat cop_flow_docx = {
  .name = "docx",
  .suffix = ".docx",
  .mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  .begin = docx_begin,
  .finish = cop_docx_package,
  .drop = docx_drop,
  .act = {
    [COP_NODE_DOC] = { doc_enter, doc_leave },
    [COP_NODE_SECTION] = { section_enter, section_leave },
    [COP_NODE_HEADING] = { heading_enter, heading_leave },
    [COP_NODE_PARA] = { para_enter, para_leave },
    [COP_NODE_LIST] = { list_enter, NULL },
    [COP_NODE_TABLE] = { cop_docx_table_enter, NULL },
    [COP_NODE_ROW] = { cop_docx_row_enter, NULL },
    [COP_NODE_CELL] = { cop_docx_cell_enter, NULL },
    [COP_NODE_CAPTION] = { cop_docx_caption_enter, cop_docx_caption_leave },
    [COP_NODE_NOTE] = { note_enter, note_leave },
    [COP_NODE_FIGURE] = { cop_docx_figure_enter, NULL },
    [COP_NODE_CALLOUT] = { cop_docx_callout_enter, cop_docx_callout_leave },
    [COP_NODE_ASIDE] = { cop_docx_callout_enter, cop_docx_callout_leave },
    [COP_NODE_BLOCK] = { block_enter, block_leave },
    [COP_NODE_CONTENTS] = { cop_docx_contents_enter, NULL },
    [COP_NODE_PAGE_BREAK] = { page_break_enter, NULL },
    [COP_NODE_RULE] = { rule_enter, NULL },
    [COP_NODE_TEXT] = { text_enter, NULL },
    [COP_NODE_STRONG] = WRAPPER,
    [COP_NODE_EMPH] = WRAPPER,
    [COP_NODE_SUPER] = WRAPPER,
    [COP_NODE_SUB] = WRAPPER,
    [COP_NODE_CODE] = WRAPPER,
    [COP_NODE_SMALL_CAPS] = WRAPPER,
    [COP_NODE_LINK] = { link_enter, link_leave },
    [COP_NODE_XREF] = { cop_docx_xref_enter, cop_docx_xref_leave },
    [COP_NODE_FOOTNOTE] = { footnote_enter, NULL },
    [COP_NODE_LINE_BREAK] = { line_break_enter, NULL },
    [COP_NODE_PICTURE] = { cop_docx_picture_enter, NULL },
  },
};
