/* SPDX-License-Identifier: Apache-2.0
 *
 * Bookmarks and the fields that point to them: cross references, numbers of
 * tables and figures, the table of contents. Every field carries its result, so
 * that the document reads right before anybody updates fields. */
#include <string.h>

#include "flow/docx_priv.h"

#define DEEPEST_ENTRY 3u

static const char *const mark_prefix[] = { [COP_DOCX_MARK_CONTENTS] = "_Toc", [COP_DOCX_MARK_REFERENCE] = "_Ref" };

/* --- bookmarks --- */

static void
add_mark(CopDocx *x, CopDocxMark mark, const CopNode *n)
{
  GHashTable *marks = x->marks[mark];
  if (!g_hash_table_contains(marks, n))
    g_hash_table_insert(marks, (gpointer)n, GUINT_TO_POINTER(g_hash_table_size(marks) + 1));
}

/* Can a bookmark be set on that node? */
static bool
takes_mark(const CopNode *n)
{
  switch ((int)n->kind) {
  case COP_NODE_SECTION:
    return cop_walk_child(n, COP_NODE_HEADING) != NULL;
  case COP_NODE_TABLE:
  case COP_NODE_FIGURE:
    return cop_walk_child(n, COP_NODE_CAPTION) != NULL;
  case COP_NODE_PARA:
    return true;
  default:
    return false;
  }
}

void
cop_docx_plan_bookmarks(CopWalk *w)
{
  CopDocx *x = w->own;
  for (guint i = 0; i < w->contents->len; i++)
    add_mark(x, COP_DOCX_MARK_CONTENTS, w->contents->pdata[i]);
  for (const CopNode *n = w->doc->root; n != NULL; n = cop_node_walk(n, w->doc->root)) {
    const CopNode *target = n->kind == COP_NODE_XREF ? cop_walk_target(w, n, NULL) : NULL;
    if (target != NULL && takes_mark(target))
      add_mark(x, COP_DOCX_MARK_REFERENCE, target);
  }
}

static char *
mark_name(const CopDocx *x, CopDocxMark mark, const CopNode *n)
{
  unsigned number = GPOINTER_TO_UINT(g_hash_table_lookup(x->marks[mark], n));
  return number == 0 ? NULL : g_strdup_printf("%s%09u", mark_prefix[mark], number);
}

void
cop_docx_bookmark_begin(CopWalk *w, const CopNode *n, CopDocxMark mark)
{
  CopDocx *x = w->own;
  g_autofree char *name = mark_name(x, mark, n);
  g_assert(x->n_open_marks < G_N_ELEMENTS(x->open_marks));
  x->open_marks[x->n_open_marks++] = name == NULL ? 0 : ++x->n_marks;
  if (name == NULL)
    return;
  cop_xml_open(x->out, "w:bookmarkStart");
  cop_xml_attr_int(x->out, "w:id", x->n_marks);
  cop_xml_attr(x->out, "w:name", name);
  cop_xml_close(x->out);
}

void
cop_docx_bookmark_end(CopWalk *w)
{
  CopDocx *x = w->own;
  g_assert(x->n_open_marks > 0);
  unsigned id = x->open_marks[--x->n_open_marks];
  if (id == 0)
    return;
  cop_xml_open(x->out, "w:bookmarkEnd");
  cop_xml_attr_int(x->out, "w:id", id);
  cop_xml_close(x->out);
}

/* --- cross references --- */

static unsigned
page_of(CopWalk *w, const CopNode *n)
{
  if (w->options->page_of == NULL)
    return 0;
  const char *anchor = cop_walk_anchor(w, n);
  return anchor == NULL ? 0 : w->options->page_of(w->options->page_of_data, anchor);
}

bool
cop_docx_xref_enter(CopWalk *w, const CopNode *n, GError **error)
{
  CopDocx *x = w->own;
  const CopNode *target = cop_walk_target(w, n, error);
  if (target == NULL)
    return false;
  g_autofree char *mark = mark_name(x, COP_DOCX_MARK_REFERENCE, target);
  if (n->first != NULL) {
    if (mark != NULL)
      cop_xml_start(x->out, "w:hyperlink", "w:anchor", mark, NULL);
    return true;
  }
  unsigned page = n->as.xref.page ? page_of(w, target) : 0;
  g_autofree char *text = page > 0 ? g_strdup_printf("%u", page) : cop_xref_text(w->doc, n);
  if (mark == NULL) {
    cop_docx_text(w, text);
    return true;
  }
  g_autofree char *instruction = g_strdup_printf(" %s %s \\h ", page > 0 ? "PAGEREF" : "REF", mark);
  cop_docx_field_begin(w, instruction);
  cop_docx_text(w, text);
  cop_docx_field_end(w);
  return true;
}

bool
cop_docx_xref_leave(CopWalk *w, const CopNode *n, GError **error)
{
  CopDocx *x = w->own;
  const CopNode *target = cop_walk_target(w, n, error);
  if (n->first != NULL && target != NULL && g_hash_table_contains(x->marks[COP_DOCX_MARK_REFERENCE], target))
    cop_xml_close_as(x->out, "w:hyperlink");
  return target != NULL;
}

/* --- captions --- */

/* The number of a caption as a field that counts, where it ends in digits: what
 * stands before them ("2." of "2.1") counts from each chapter. Where counting
 * would give another number than the author's, the field is told to start
 * there. */
static void
put_caption_number(CopWalk *w, const CopNode *n, const char *number)
{
  CopDocx *x = w->own;
  bool table = n->kind == COP_NODE_TABLE;
  size_t length = strlen(number), head = length;
  while (head > 0 && g_ascii_isdigit(number[head - 1]))
    head--;
  guint64 value = 0;
  if (head == length || !g_ascii_string_to_unsigned(number + head, 10, 1, 9999, &value, NULL)) {
    cop_docx_text(w, number);
    return;
  }
  unsigned *counted = &x->counted[table ? 0 : 1][head > 0];
  g_autofree char *restart = value == *counted + 1 ? g_strdup("") : g_strdup_printf("\\r %u ", (unsigned)value);
  *counted = (unsigned)value;
  g_autofree char *instruction = g_strdup_printf(" SEQ %s \\* ARABIC %s%s", table ? "Table" : "Figure",
                                                 head > 0 ? "\\s 1 " : "", restart);
  g_autofree char *before = g_strndup(number, head);
  if (head > 0)
    cop_docx_text(w, before);
  cop_docx_field_begin(w, instruction);
  cop_docx_text(w, number + head);
  cop_docx_field_end(w);
}

static bool
put_label(CopWalk *w, const CopNode *n)
{
  CopDocx *x = w->own;
  const char *number = n->kind == COP_NODE_TABLE ? n->as.table.number : n->as.figure.number;
  if (number == NULL)
    return false;
  const char *format = cop_word(w->doc, w->lang, n->kind == COP_NODE_TABLE ? COP_WORD_TABLE : COP_WORD_FIGURE);
  g_auto(GStrv) around = g_strsplit(format, "%s", 2);
  x->look.style = "CaptionLabel";
  for (int i = 0; i < 2 && around[i] != NULL; i++) {
    g_autoptr(GString) text = g_string_new(around[i]);
    g_string_replace(text, " ", "\u00a0", 0);
    if (text->len > 0)
      cop_docx_text(w, text->str);
    if (i == 0)
      put_caption_number(w, n, number);
  }
  x->look.style = NULL;
  return true;
}

bool
cop_docx_caption_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  const CopNode *of = n->parent;
  bool numbered = of->kind == COP_NODE_TABLE ? of->as.table.number != NULL : of->as.figure.number != NULL;
  cop_docx_para_open(w, &(CopDocxPara){ .style = "Caption", .keep_next = true });
  cop_docx_bookmark_begin(w, of, COP_DOCX_MARK_REFERENCE);
  if (numbered) {
    put_label(w, of);
    cop_docx_bookmark_end(w);
    cop_docx_text(w, "\u2002");
  }
  return true;
}

bool
cop_docx_caption_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  const CopNode *of = n->parent;
  if (of->kind == COP_NODE_TABLE ? of->as.table.number == NULL : of->as.figure.number == NULL)
    cop_docx_bookmark_end(w);
  cop_docx_para_close(w);
  return true;
}

/* --- contents --- */

static void
put_entry(CopWalk *w, const CopNode *section, bool first, bool last)
{
  static const char *const styles[] = { "TOC1", "TOC2", "TOC3" };
  CopDocx *x = w->own;
  unsigned level = MAX(section->as.section.level, 1);
  const CopNode *heading = cop_walk_child(section, COP_NODE_HEADING);
  g_autofree char *title = heading == NULL ? g_strdup("") : cop_node_plain_text(heading);
  g_autofree char *mark = mark_name(x, COP_DOCX_MARK_CONTENTS, section);
  cop_docx_para_open(w, &(CopDocxPara){ .style = styles[level - 1] });
  if (first)
    cop_docx_field_begin(w, " TOC \\o \"1-3\" \\h \\z \\u ");
  cop_xml_start(x->out, "w:hyperlink", "w:anchor", mark, "w:history", "1", NULL);
  if (section->as.section.number != NULL) {
    cop_docx_text(w, section->as.section.number);
    cop_docx_text(w, "\u2002");
  }
  cop_docx_text(w, title);
  unsigned page = page_of(w, section);
  if (page > 0) {
    g_autofree char *instruction = g_strdup_printf(" PAGEREF %s \\h ", mark);
    g_autofree char *number = g_strdup_printf("%u", page);
    cop_docx_tab(w);
    cop_docx_field_begin(w, instruction);
    cop_docx_text(w, number);
    cop_docx_field_end(w);
  }
  cop_xml_close_as(x->out, "w:hyperlink");
  if (last)
    cop_docx_field_end(w);
  cop_docx_para_close(w);
}

bool
cop_docx_contents_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n, (void)error;
  CopDocx *x = w->own;
  g_autoptr(GPtrArray) shown = g_ptr_array_new();
  for (guint i = 0; i < w->contents->len; i++)
    if (((const CopNode *)w->contents->pdata[i])->as.section.level <= DEEPEST_ENTRY)
      g_ptr_array_add(shown, w->contents->pdata[i]);
  w->descend = false;
  if (shown->len == 0)
    return true;
  cop_docx_before_block(w);
  cop_xml_open(x->out, "w:sdt");
  cop_xml_open(x->out, "w:sdtPr");
  cop_xml_open(x->out, "w:docPartObj");
  cop_xml_empty(x->out, "w:docPartGallery", "w:val", "Table of Contents", NULL);
  cop_xml_empty(x->out, "w:docPartUnique", NULL);
  cop_xml_close_as(x->out, "w:docPartObj");
  cop_xml_close_as(x->out, "w:sdtPr");
  cop_xml_open(x->out, "w:sdtContent");
  cop_docx_para_open(w, &(CopDocxPara){ .style = "TOCHeading", .keep_next = true });
  cop_docx_text(w, cop_word(w->doc, w->lang, COP_WORD_CONTENTS));
  cop_docx_para_close(w);
  for (guint i = 0; i < shown->len; i++)
    put_entry(w, shown->pdata[i], i == 0, i + 1 == shown->len);
  cop_xml_close_as(x->out, "w:sdtContent");
  cop_xml_close_as(x->out, "w:sdt");
  cop_docx_gap(w, "TableEnd");
  return true;
}
