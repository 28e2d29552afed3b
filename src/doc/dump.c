/* SPDX-License-Identifier: Apache-2.0 */
#include "doc/dump.h"

static const char *const style_names[COP_STYLE_MAX] = {
  [COP_STYLE_REPORT] = "report", [COP_STYLE_FORM] = "form", [COP_STYLE_SHEET] = "sheet", [COP_STYLE_LETTER] = "letter" };
static const char *const align_names[] = { [COP_ALIGN_START] = "start", [COP_ALIGN_END] = "end",
                                           [COP_ALIGN_CENTER] = "center", [COP_ALIGN_DECIMAL] = "decimal",
                                           [COP_ALIGN_JUSTIFY] = "justify" };

static void
put_quoted(GString *out, const char *value)
{
  g_string_append_c(out, '"');
  for (const char *p = value; *p != '\0'; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_c(out, '\\');
    if (*p == '\n')
      g_string_append(out, "\\n");
    else
      g_string_append_c(out, *p);
  }
  g_string_append_c(out, '"');
}

static void
put_text(GString *out, const char *key, const char *value)
{
  if (value == NULL)
    return;
  g_string_append_printf(out, " %s=", key);
  put_quoted(out, value);
}

static void
put_number(GString *out, const char *key, unsigned value, unsigned usual)
{
  if (value != usual)
    g_string_append_printf(out, " %s=%u", key, value);
}

static void
put_flag(GString *out, const char *name, bool value)
{
  if (value)
    g_string_append_printf(out, " %s", name);
}

static void
put_real(GString *out, const char *key, double value, double usual)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  if (value != usual)
    g_string_append_printf(out, " %s=%s", key, g_ascii_formatd(buffer, sizeof buffer, "%.4g", value));
}

static void
put_drawing(GString *out, const CopDrawing *d)
{
  if (d == NULL) {
    g_string_append(out, " no-drawing");
    return;
  }
  unsigned n = 0;
  for (const CopDrawOp *op = d->first; op != NULL; op = op->next)
    n++;
  put_real(out, "width", d->width, -1);
  put_real(out, "height", d->height, -1);
  put_number(out, "operations", n, 0);
  put_text(out, "key", d->key);
}

static void
put_columns(GString *out, const CopNode *t)
{
  g_string_append(out, " columns=");
  for (unsigned i = 0; i < t->as.table.n_columns; i++) {
    const CopColumn *c = &t->as.table.columns[i];
    g_string_append_printf(out, "%s%s", i == 0 ? "" : ",", align_names[c->align]);
    if (c->width != 0) {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];
      g_string_append_printf(out, ":%s", g_ascii_formatd(buffer, sizeof buffer, "%.4g", (double)c->width));
    }
  }
}

/* What only nodes of that kind have. */
static void
put_details(GString *out, const CopNode *n)
{
  switch ((int)n->kind) {
  case COP_NODE_SECTION:
    put_number(out, "level", n->as.section.level, 0);
    put_text(out, "number", n->as.section.number);
    put_flag(out, "not-in-contents", !n->as.section.in_contents);
    put_flag(out, "new-page", n->as.section.new_page);
    break;
  case COP_NODE_PARA:
    if (n->as.para.align != COP_ALIGN_START)
      g_string_append_printf(out, " align=%s", align_names[n->as.para.align]);
    put_flag(out, "keep-with-next", n->as.para.keep_with_next);
    break;
  case COP_NODE_LIST:
    put_flag(out, "ordered", n->as.list.ordered);
    put_number(out, "start", n->as.list.start, 1);
    break;
  case COP_NODE_TABLE:
    put_text(out, "number", n->as.table.number);
    put_columns(out, n);
    put_number(out, "head-rows", n->as.table.n_head_rows, 0);
    put_flag(out, "head-column", n->as.table.head_column);
    put_text(out, "summary", n->as.table.summary);
    break;
  case COP_NODE_CELL:
    put_flag(out, "head", n->as.cell.head);
    put_number(out, "colspan", MAX(n->as.cell.colspan, 1), 1);
    put_number(out, "rowspan", MAX(n->as.cell.rowspan, 1), 1);
    break;
  case COP_NODE_FIGURE:
    put_text(out, "number", n->as.figure.number);
    put_drawing(out, n->as.figure.drawing);
    put_text(out, "alt", n->as.figure.alt);
    put_real(out, "share", (double)n->as.figure.width, 0);
    break;
  case COP_NODE_PICTURE:
    put_drawing(out, n->as.picture.drawing);
    put_text(out, "alt", n->as.picture.alt);
    break;
  case COP_NODE_TEXT:
    g_string_append_c(out, ' ');
    put_quoted(out, n->as.text.text);
    break;
  case COP_NODE_LINK:
    put_text(out, "href", n->as.link.href);
    break;
  case COP_NODE_XREF:
    put_text(out, "target", n->as.xref.target);
    put_flag(out, "page", n->as.xref.page);
    break;
  default:
    break;
  }
}

static void
put_node(GString *out, const CopNode *n, unsigned depth)
{
  for (unsigned i = 0; i < depth; i++)
    g_string_append(out, "  ");
  g_string_append(out, cop_node_kind_name(n->kind));
  if (n->role != COP_ROLE_NONE)
    g_string_append_printf(out, " (%s)", cop_role_name(n->role));
  if (n->id != NULL)
    g_string_append_printf(out, " #%s", n->id);
  if (n->lang != NULL)
    g_string_append_printf(out, " lang=%s", n->lang);
  put_text(out, "source", n->source);
  put_details(out, n);
  g_string_append_c(out, '\n');
}

static void
put_meta(GString *out, const CopDocMeta *m)
{
  g_string_append(out, "meta");
  put_text(out, "title", m->title);
  put_text(out, "subtitle", m->subtitle);
  put_text(out, "author", m->author);
  put_text(out, "subject", m->subject);
  put_text(out, "lang", m->lang);
  put_text(out, "date", m->date);
  put_text(out, "edition", m->edition);
  put_text(out, "identifier", m->identifier);
  put_text(out, "licence", m->licence);
  put_text(out, "draft", m->draft);
  put_text(out, "example", m->example);
  put_text(out, "running-head", m->running_head);
  put_text(out, "impose", m->impose);
  g_string_append_printf(out, " style=%s sheet=%s", style_names[m->style], cop_sheet_name(m->sheet));
  put_flag(out, "grey", m->grey);
  put_flag(out, "end-notes", m->end_notes);
  put_number(out, "page-budget", m->page_budget, 0);
  put_number(out, "least-type", m->least_type, 0);
  g_string_append_c(out, '\n');
}

char *
cop_doc_dump(const CopDoc *d)
{
  GString *out = g_string_new(NULL);
  put_meta(out, &d->meta);
  unsigned depth = 0;
  for (const CopNode *n = d->root; n != NULL;) {
    put_node(out, n, depth);
    const CopNode *next = cop_node_walk(n, d->root);
    if (next != NULL && next->parent == n) {
      depth++;
    } else {
      for (const CopNode *up = n; next != NULL && up->parent != next->parent; up = up->parent)
        depth--;
    }
    n = next;
  }
  return g_string_free(out, FALSE);
}
