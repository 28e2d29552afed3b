/* SPDX-License-Identifier: Apache-2.0 */
#include "flow/html_priv.h"

/* --- columns --- */

/* Widths that the author gave, as classes of the style sheet in steps of 5 %:
 * a strict policy allows no style attribute. */
static void
put_columns(CopWalk *w, const CopNode *n)
{
  CopHtml *h = w->own;
  double sum = 0;
  bool all = true;
  for (unsigned i = 0; i < n->as.table.n_columns; i++) {
    float weight = n->as.table.columns[i].width;
    sum += weight > 0 ? (double)weight : 0;
    all = all && weight > 0;
  }
  if (sum == 0)
    return;
  cop_xml_open(h->out, "colgroup");
  for (unsigned i = 0; i < n->as.table.n_columns; i++) {
    float weight = n->as.table.columns[i].width;
    cop_xml_open(h->out, "col");
    if (weight > 0) {
      unsigned percent = (unsigned)((double)weight / sum * (all ? 100 : 70) + 0.5);
      cop_xml_attrf(h->out, "class", "col-%u", CLAMP((percent + 2) / 5 * 5, 5, 100));
    }
    cop_xml_close(h->out);
  }
  cop_xml_close_as(h->out, "colgroup");
  cop_xml_line(h->out);
}

/* --- rows --- */

typedef enum { PART_NONE, PART_HEAD, PART_BODY, PART_FOOT } Part;

static const char *const part_names[] = { [PART_NONE] = NULL, [PART_HEAD] = "thead", [PART_BODY] = "tbody",
                                          [PART_FOOT] = "tfoot" };

static bool
only_totals_follow(const CopNode *row)
{
  for (; row != NULL && row->kind == COP_NODE_ROW; row = row->next)
    if (row->role != COP_ROLE_TOTAL)
      return false;
  return true;
}

static void
move_to(CopHtml *h, Part *part, Part wanted)
{
  if (*part != PART_NONE) {
    cop_xml_close_as(h->out, part_names[*part]);
    cop_xml_line(h->out);
  }
  if (wanted != PART_NONE) {
    cop_xml_open(h->out, part_names[wanted]);
    cop_xml_line(h->out);
  }
  *part = wanted;
}

static bool
put_rows(CopWalk *w, const CopNode *table, GError **error)
{
  CopHtml *h = w->own;
  Part part = PART_NONE;
  unsigned at = 0;
  for (const CopNode *r = table->first; r != NULL; r = r->next) {
    if (r->kind != COP_NODE_ROW)
      continue;
    bool head = at++ < table->as.table.n_head_rows;
    Part wanted = head ? PART_HEAD : only_totals_follow(r) ? PART_FOOT : PART_BODY;
    /* the heading of a group begins a body of its own, which it heads */
    if (wanted != part || (r->role == COP_ROLE_GROUP && !head))
      move_to(h, &part, wanted);
    if (!cop_walk_node(w, r, error))
      return false;
  }
  move_to(h, &part, PART_NONE);
  return true;
}

bool
cop_html_row_enter(CopWalk *w, const CopNode *n, GError **error)
{
  CopHtml *h = w->own;
  cop_xml_open(h->out, "tr");
  cop_html_attributes(w, n, NULL, NULL);
  for (const CopNode *c = n->first; c != NULL; c = c->next)
    if (!cop_walk_node(w, c, error))
      return false;
  cop_xml_close_as(h->out, "tr");
  cop_xml_line(h->out);
  w->descend = false;
  return true;
}

static const char *
scope_of(CopWalk *w, const CopNode *n, const CopWalkCell *c)
{
  if (cop_walk_row_is_head(w))
    return c->columns > 1 ? "colgroup" : "col";
  if (n->parent->role == COP_ROLE_GROUP)
    return "rowgroup";
  return c->rows > 1 ? "rowgroup" : "row";
}

bool
cop_html_cell_enter(CopWalk *w, const CopNode *n, GError **error)
{
  static const char *const classes[] = { [COP_ALIGN_START] = NULL, [COP_ALIGN_END] = "end", [COP_ALIGN_CENTER] = "center",
                                         [COP_ALIGN_DECIMAL] = "end", [COP_ALIGN_JUSTIFY] = NULL };
  CopHtml *h = w->own;
  w->descend = false;
  const CopWalkCell *c = cop_walk_cell(w, n);
  if (c == NULL)
    return true;
  bool group = n->parent->role == COP_ROLE_GROUP;
  bool head = (cop_walk_cell_is_head(w, c) || (group && c->column == 0)) && n->first != NULL;
  cop_xml_open(h->out, head ? "th" : "td");
  cop_html_attributes(w, n, classes[cop_walk_cell_align(w, c)], NULL);
  if (c->columns > 1)
    cop_xml_attr_int(h->out, "colspan", c->columns);
  if (c->rows > 1)
    cop_xml_attr_int(h->out, "rowspan", c->rows);
  if (head)
    cop_xml_attr(h->out, "scope", scope_of(w, n, c));
  if (!cop_walk_children(w, n, error))
    return false;
  cop_xml_close(h->out);
  return true;
}

/* --- table --- */

/* What a screen reader calls the table. */
static char *
name_of(CopWalk *w, const CopNode *n)
{
  char *label = cop_node_label(w->doc, n, w->lang);
  if (label != NULL)
    return label;
  const CopNode *caption = cop_walk_child(n, COP_NODE_CAPTION);
  if (caption != NULL)
    return cop_node_plain_text(caption);
  if (n->parent->kind == COP_NODE_FIGURE)
    return g_strdup(cop_word(w->doc, w->lang, COP_WORD_NUMBERS));
  return g_strstrip(g_strdup_printf(cop_word(w->doc, w->lang, COP_WORD_TABLE), ""));
}

static void
open_table(CopWalk *w, const CopNode *n, unsigned serial)
{
  CopHtml *h = w->own;
  bool form = n->role == COP_ROLE_TITLE_BLOCK || n->parent->role == COP_ROLE_TITLE_BLOCK;
  cop_xml_open(h->out, "div");
  cop_xml_attr(h->out, "class", form ? "title-block" : "table");
  if (!form) {
    /* a wide table scrolls on a small screen, so it must take the keyboard's focus */
    g_autofree char *name = name_of(w, n);
    cop_xml_attr(h->out, "role", "group");
    cop_xml_attr(h->out, "tabindex", "0");
    cop_xml_attr(h->out, "aria-label", name);
  }
  cop_xml_open(h->out, "table");
  cop_html_attributes(w, n, NULL, NULL);
  if (n->as.table.summary != NULL)
    cop_xml_attrf(h->out, "aria-describedby", "cop-summary-%u", serial);
  cop_xml_line(h->out);
}

static bool
put_table(CopWalk *w, const CopNode *n, GError **error)
{
  CopHtml *h = w->own;
  unsigned serial = ++h->n_tables;
  if (n->as.table.summary != NULL) {
    cop_xml_start(h->out, "p", "class", "unseen", NULL);
    cop_xml_attrf(h->out, "id", "cop-summary-%u", serial);
    cop_xml_text(h->out, n->as.table.summary);
    cop_xml_close(h->out);
  }
  open_table(w, n, serial);
  const CopNode *caption = cop_walk_child(n, COP_NODE_CAPTION);
  if (caption != NULL && !cop_walk_node(w, caption, error))
    return false;
  put_columns(w, n);
  if (!put_rows(w, n, error))
    return false;
  cop_xml_close_as(h->out, "table");
  for (const CopNode *c = n->first; c != NULL; c = c->next)
    if (c->kind == COP_NODE_NOTE && !cop_walk_node(w, c, error))
      return false;
  cop_xml_close_as(h->out, "div");
  cop_xml_line(h->out);
  return true;
}

bool
cop_html_table_enter(CopWalk *w, const CopNode *n, GError **error)
{
  CopHtml *h = w->own;
  bool behind_figure = n->parent->kind == COP_NODE_FIGURE && n->parent->as.figure.drawing != NULL;
  if (behind_figure) {
    cop_xml_open(h->out, "details");
    cop_xml_open(h->out, "summary");
    cop_xml_attr(h->out, "lang", cop_walk_word_lang_change(w, COP_WORD_NUMBERS));
    cop_xml_text(h->out, cop_word(w->doc, w->lang, COP_WORD_NUMBERS));
    cop_xml_close(h->out);
  }
  if (!put_table(w, n, error))
    return false;
  if (behind_figure)
    cop_xml_close_as(h->out, "details");
  w->descend = false;
  return true;
}
