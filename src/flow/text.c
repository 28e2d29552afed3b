/* SPDX-License-Identifier: Apache-2.0
 *
 * Documents as plain text, for the bodies of letters sent by e-mail: 72 columns,
 * notes at the end, tables in columns where they fit and as lines of "head:
 * value" where they do not. Columns are those of a terminal: wide characters
 * take two, marks none. */
#include <string.h>

#include "flow/text_priv.h"

/* --- width and lines --- */

static unsigned
width_of_char(gunichar c)
{
  return g_unichar_iszerowidth(c) || c == 0x200b ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

unsigned
cop_text_columns(const char *text)
{
  unsigned width = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
    width += width_of_char(g_utf8_get_char(p));
  return width;
}

static bool
is_space(gunichar c)
{
  return c == ' ' || c == '\t';
}

/* May a line end between two characters? At spaces, at marked places (U+200B),
 * and between characters of Chinese and Japanese, but not before closing or
 * after opening punctuation. */
static bool
may_break(gunichar before, gunichar after)
{
  if (before == 0x200b)
    return true;
  if (!g_unichar_iswide(before) && !g_unichar_iswide(after))
    return false;
  GUnicodeType a = g_unichar_type(after), b = g_unichar_type(before);
  if (b == G_UNICODE_OPEN_PUNCTUATION || b == G_UNICODE_INITIAL_PUNCTUATION)
    return false;
  return a != G_UNICODE_CLOSE_PUNCTUATION && a != G_UNICODE_OTHER_PUNCTUATION && a != G_UNICODE_FINAL_PUNCTUATION &&
         g_unichar_iswide(before) && !is_space(after);
}

static void
put_line(CopText *t, const char *from, const char *to)
{
  while (to > from && is_space((gunichar)to[-1]))
    to--;
  GString *prefix = t->begun ? t->rest : t->first;
  g_string_append_len(t->out, prefix->str, (gssize)prefix->len);
  for (const char *p = from; p < to; p = g_utf8_next_char(p))
    if (g_utf8_get_char(p) != 0x200b)
      g_string_append_len(t->out, p, g_utf8_next_char(p) - p);
  while (t->out->len > 0 && t->out->str[t->out->len - 1] == ' ')
    g_string_truncate(t->out, t->out->len - 1);
  g_string_append_c(t->out, '\n');
  t->begun = true;
}

/* One line of the text up to a given break, filled as far as it goes. */
static const char *
fill_line(CopText *t, const char *line, const char *end)
{
  unsigned room = COP_TEXT_COLUMNS - MIN(cop_text_columns(t->rest->str), COP_TEXT_COLUMNS / 2), width = 0;
  const char *last = NULL; /* the latest place to break */
  gunichar before = 0;
  for (const char *p = line; p < end; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (p > line && (is_space(c) || may_break(before, c)))
      last = p;
    width += width_of_char(c);
    if (width > room && last != NULL && !is_space(c)) {
      put_line(t, line, last);
      while (last < end && is_space(g_utf8_get_char(last)))
        last = g_utf8_next_char(last);
      return last;
    }
    before = c;
  }
  put_line(t, line, end);
  return end;
}

void
cop_text_flush(CopText *t)
{
  if (t->para->len == 0)
    return;
  if (t->out->len > 0 && !t->tight)
    cop_text_blank(t);
  t->tight = false;
  const char *p = t->para->str;
  for (;;) {
    const char *end = strchr(p, '\n');
    if (end == NULL)
      end = t->para->str + t->para->len;
    do
      p = fill_line(t, p, end);
    while (p < end);
    if (*end == '\0')
      break;
    p = end + 1;
  }
  g_string_truncate(t->para, 0);
}

/* An empty line, with what stands at the start of all lines here. */
void
cop_text_blank(CopText *t)
{
  if (g_str_has_suffix(t->out->str, "\n\n"))
    return;
  g_autofree char *prefix = g_strchomp(g_strdup(t->begun ? t->rest->str : t->outer->str));
  g_string_append_printf(t->out, "%s\n", prefix);
}

void
cop_text_push(CopText *t, const char *first, const char *rest, CopTextIndent *saved)
{
  *saved = (CopTextIndent){ t->first->len, t->rest->len, t->begun, g_strdup(t->first->str), t->outer };
  if (t->begun)
    g_string_assign(t->first, t->rest->str);
  t->outer = g_string_new(t->rest->str);
  g_string_append(t->first, first);
  g_string_append(t->rest, rest);
  t->begun = false;
}

void
cop_text_pop(CopText *t, CopTextIndent *saved)
{
  bool begun = t->begun || saved->begun;
  g_string_assign(t->first, saved->first);
  g_string_truncate(t->rest, saved->rest_length);
  g_string_free(t->outer, TRUE);
  t->outer = saved->outer;
  t->begun = begun;
  g_free(saved->first);
}

/* --- blocks --- */

static void
underline(CopText *t, char mark)
{
  cop_text_flush(t);
  const char *line = t->out->str + t->out->len - 1;
  while (line > t->out->str && line[-1] != '\n')
    line--;
  g_autofree char *last = g_strndup(line, (gsize)(t->out->str + t->out->len - 1 - line));
  g_autofree char *marks = g_strnfill(MAX(cop_text_columns(last), 3), mark);
  g_string_append_printf(t->out, "%s\n", marks);
}

static void
put_para(CopText *t, const char *text)
{
  cop_text_flush(t);
  if (text == NULL)
    return;
  g_string_append(t->para, text);
  cop_text_flush(t);
}

static bool
put_title(CopWalk *w, GError **error)
{
  CopText *t = w->own;
  const CopDocMeta *m = &w->doc->meta;
  put_para(t, NULL);
  g_string_append(t->para, m->title);
  underline(t, '=');
  if (!w->has_subtitle)
    put_para(t, m->subtitle);
  if (!w->has_title_block && (m->author != NULL || m->date != NULL)) {
    g_autofree char *date = cop_walk_date(w);
    g_autofree char *line = m->author == NULL || date == NULL ? g_strdup(m->author != NULL ? m->author : date)
                                                              : g_strdup_printf("%s, %s", m->author, date);
    put_para(t, line);
  }
  return w->cover == NULL || cop_walk_children(w, w->cover, error);
}

static bool
doc_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n;
  CopText *t = w->own;
  const CopDocMeta *m = &w->doc->meta;
  const char *const marks[] = { m->draft, m->example };
  for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
    if (marks[i] != NULL) {
      g_string_append_printf(t->para, "*** %s ***", marks[i]);
      cop_text_flush(t);
      t->tight = true;
    }
  t->tight = false;
  return w->title != NULL || w->title_after != NULL || put_title(w, error);
}

static bool
put_notes(CopWalk *w, GError **error)
{
  CopText *t = w->own;
  if (w->notes->len == 0)
    return true;
  put_para(t, NULL);
  g_string_append(t->para, cop_word(w->doc, w->lang, COP_WORD_NOTES));
  underline(t, '-');
  for (guint i = 0; i < w->notes->len; i++) {
    CopTextIndent saved;
    g_autofree char *mark = g_strdup_printf("[%u] ", i + 1);
    cop_text_push(t, mark, "    ", &saved);
    bool ok = cop_walk_children(w, w->notes->pdata[i], error);
    cop_text_flush(t);
    cop_text_pop(t, &saved);
    if (!ok)
      return false;
  }
  return true;
}

static bool
doc_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n;
  CopText *t = w->own;
  const CopDocMeta *m = &w->doc->meta;
  if (!put_notes(w, error))
    return false;
  const char *const lines[] = { m->edition, m->licence };
  if (m->edition != NULL || m->licence != NULL)
    put_para(t, "-- ");
  for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
    t->tight = true;
    put_para(t, lines[i]);
  }
  return true;
}

static bool
heading_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopText *t = w->own;
  cop_text_flush(t);
  if (n->parent->as.section.number != NULL)
    g_string_append_printf(t->para, "%s  ", n->parent->as.section.number);
  return true;
}

static bool
heading_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopText *t = w->own;
  if (n->parent->as.section.level <= 1)
    underline(t, '=');
  else if (n->parent->as.section.level == 2)
    underline(t, '-');
  else
    cop_text_flush(t);
  return true;
}

static bool
para_enter(CopWalk *w, const CopNode *n, GError **error)
{
  CopText *t = w->own;
  cop_text_flush(t);
  if (n != w->title && n != w->title_twice)
    return true;
  w->descend = false;
  return n == w->title_twice || put_title(w, error);
}

static bool
para_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n, (void)error;
  cop_text_flush(w->own);
  return true;
}

static bool
list_enter(CopWalk *w, const CopNode *n, GError **error)
{
  CopText *t = w->own;
  cop_text_flush(t);
  w->descend = false;
  unsigned number = n->as.list.start;
  for (const CopNode *item = n->first; item != NULL; item = item->next, number++) {
    g_autofree char *mark = n->as.list.ordered ? g_strdup_printf("%u. ", number) : g_strdup("- ");
    g_autofree char *room = g_strnfill(strlen(mark), ' ');
    CopTextIndent saved;
    cop_text_push(t, mark, room, &saved);
    t->tight = t->tight || item->prev != NULL || n->parent->kind == COP_NODE_ITEM;
    bool ok = cop_walk_children(w, item, error);
    cop_text_flush(t);
    cop_text_pop(t, &saved);
    t->tight = false;
    if (!ok)
      return false;
  }
  return true;
}

/* Blocks set off by a mark at the start of every line. */
static bool
framed_enter(CopWalk *w, const CopNode *n, GError **error)
{
  CopText *t = w->own;
  const char *mark = n->kind == COP_NODE_QUOTE ? "> " : n->kind == COP_NODE_ASIDE ? ": " : "| ";
  cop_text_flush(t);
  if (t->out->len > 0)
    cop_text_blank(t);
  t->tight = true;
  w->descend = false;
  CopTextIndent saved;
  cop_text_push(t, mark, mark, &saved);
  bool ok = cop_walk_children(w, n, error);
  cop_text_flush(t);
  cop_text_pop(t, &saved);
  t->tight = false;
  return ok;
}

static bool
block_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  w->descend = n != w->cover;
  return true;
}

static bool
block_leave(CopWalk *w, const CopNode *n, GError **error)
{
  cop_text_flush(w->own);
  return n != w->title_after || put_title(w, error);
}

static bool
rule_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n, (void)error;
  put_para(w->own, "* * *");
  return true;
}

static bool
contents_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n, (void)error;
  CopText *t = w->own;
  w->descend = false;
  if (w->contents->len == 0)
    return true;
  put_para(t, NULL);
  g_string_append(t->para, cop_word(w->doc, w->lang, COP_WORD_CONTENTS));
  underline(t, '-');
  for (guint i = 0; i < w->contents->len; i++) {
    const CopNode *s = w->contents->pdata[i];
    g_autofree char *title = cop_walk_child(s, COP_NODE_HEADING) == NULL
                               ? g_strdup("")
                               : cop_node_plain_text(cop_walk_child(s, COP_NODE_HEADING));
    g_autofree char *indent = g_strnfill(MIN(2 * (MAX(s->as.section.level, 1) - 1), 12), ' ');
    CopTextIndent saved;
    cop_text_push(t, indent, "      ", &saved);
    g_string_append_printf(t->para, "%s%s%s", s->as.section.number == NULL ? "" : s->as.section.number,
                           s->as.section.number == NULL ? "" : "  ", title);
    t->tight = true;
    cop_text_flush(t);
    cop_text_pop(t, &saved);
  }
  return true;
}

static bool
caption_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopText *t = w->own;
  cop_text_flush(t);
  g_autofree char *label = cop_node_label(w->doc, n->parent, w->lang);
  if (label != NULL)
    g_string_append_printf(t->para, "%s. ", label);
  return true;
}

/* In words what the picture shows; the numbers behind it follow as a table. */
static bool
figure_enter(CopWalk *w, const CopNode *n, GError **error)
{
  CopText *t = w->own;
  const CopNode *caption = cop_walk_child(n, COP_NODE_CAPTION);
  w->descend = false;
  cop_text_flush(t);
  if (caption != NULL && !cop_walk_node(w, caption, error))
    return false;
  if (n->as.figure.alt != NULL && n->as.figure.alt[0] != '\0') {
    g_string_append_printf(t->para, "[%s]", n->as.figure.alt);
    cop_text_flush(t);
  }
  for (const CopNode *c = n->first; c != NULL; c = c->next)
    if (c->kind != COP_NODE_CAPTION && !cop_walk_node(w, c, error))
      return false;
  return true;
}

/* --- inlines --- */

static bool
text_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopText *t = w->own;
  g_autofree char *valid = g_utf8_make_valid(n->as.text.text, -1);
  g_strdelimit(valid, "\n\r\t", ' ');
  g_string_append(t->para, valid);
  return true;
}

static bool
link_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  CopText *t = w->own;
  g_autofree char *text = cop_node_plain_text(n);
  const char *href = n->as.link.href == NULL ? "" : n->as.link.href;
  const char *address = g_str_has_prefix(href, "mailto:") ? href + strlen("mailto:") : href;
  bool tel = g_str_has_prefix(href, "tel:") || g_str_has_prefix(href, "sms:");
  if (cop_walk_link_is_safe(n) && !tel && strcmp(text, address) != 0)
    g_string_append_printf(t->para, " <%s>", address);
  return true;
}

static bool
xref_enter(CopWalk *w, const CopNode *n, GError **error)
{
  CopText *t = w->own;
  if (cop_walk_target(w, n, error) == NULL)
    return false;
  g_autofree char *text = cop_xref_text(w->doc, n);
  g_string_append(t->para, text);
  w->descend = false;
  return true;
}

static bool
footnote_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  g_string_append_printf(((CopText *)w->own)->para, "[%u]", cop_walk_note_number(w, n));
  return true;
}

static bool
line_break_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n, (void)error;
  g_string_append_c(((CopText *)w->own)->para, '\n');
  return true;
}

static bool
picture_enter(CopWalk *w, const CopNode *n, GError **error)
{
  (void)error;
  if (n->as.picture.alt != NULL && n->as.picture.alt[0] != '\0')
    g_string_append_printf(((CopText *)w->own)->para, "[%s]", n->as.picture.alt);
  return true;
}

static bool
note_leave(CopWalk *w, const CopNode *n, GError **error)
{
  (void)n, (void)error;
  cop_text_flush(w->own);
  return true;
}

/* --- format --- */

static void *
text_begin(CopWalk *w)
{
  (void)w;
  CopText *t = g_new0(CopText, 1);
  t->out = g_string_new(NULL);
  t->para = g_string_new(NULL);
  t->first = g_string_new(NULL);
  t->rest = g_string_new(NULL);
  t->outer = g_string_new(NULL);
  return t;
}

static GBytes *
text_finish(CopWalk *w, GError **error)
{
  (void)error;
  return g_string_free_to_bytes(g_steal_pointer(&((CopText *)w->own)->out));
}

static void
text_drop(void *own)
{
  CopText *t = own;
  GString *const strings[] = { t->out, t->para, t->first, t->rest, t->outer };
  for (size_t i = 0; i < G_N_ELEMENTS(strings); i++)
    if (strings[i] != NULL)
      g_string_free(strings[i], TRUE);
  g_free(t);
}

const CopFlowFormat cop_flow_text = {
  .name = "text",
  .suffix = ".txt",
  .mime = "text/plain; charset=utf-8",
  .begin = text_begin,
  .finish = text_finish,
  .drop = text_drop,
  .act = {
    [COP_NODE_DOC] = { doc_enter, doc_leave },
    [COP_NODE_HEADING] = { heading_enter, heading_leave },
    [COP_NODE_PARA] = { para_enter, para_leave },
    [COP_NODE_LIST] = { list_enter, NULL },
    [COP_NODE_TABLE] = { cop_text_table_enter, NULL },
    [COP_NODE_CAPTION] = { caption_enter, para_leave },
    [COP_NODE_NOTE] = { NULL, note_leave },
    [COP_NODE_FIGURE] = { figure_enter, NULL },
    [COP_NODE_CALLOUT] = { framed_enter, NULL },
    [COP_NODE_ASIDE] = { framed_enter, NULL },
    [COP_NODE_QUOTE] = { framed_enter, NULL },
    [COP_NODE_BLOCK] = { block_enter, block_leave },
    [COP_NODE_CONTENTS] = { contents_enter, NULL },
    [COP_NODE_RULE] = { rule_enter, NULL },
    [COP_NODE_TEXT] = { text_enter, NULL },
    [COP_NODE_LINK] = { NULL, link_leave },
    [COP_NODE_XREF] = { xref_enter, NULL },
    [COP_NODE_FOOTNOTE] = { footnote_enter, NULL },
    [COP_NODE_LINE_BREAK] = { line_break_enter, NULL },
    [COP_NODE_PICTURE] = { picture_enter, NULL },
  },
};
