/* SPDX-License-Identifier: Apache-2.0 */
#include "doc/markup.h"

#include <stdarg.h>
#include <string.h>

#include "base/limits.h"
#include "doc/markup_priv.h"

G_DEFINE_QUARK(cop-markup-error-quark, cop_markup_error)

void
cop_markup_find(CopMarkup *m, CopSeverity severity, const char *code, unsigned line, const char *remedy,
                const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *message = g_strdup_vprintf(format, args);
  va_end(args);
  cop_diags_format(m->found, severity, code, m->options->file, line, 0, remedy, "%s", message);
}

/* --- what is taken out before CommonMark sees the text --- */

static size_t
leading_spaces(const char *line)
{
  return strspn(line, " ");
}

/* "```" or "~~~" with up to three spaces before it. */
static bool
is_code_fence(const char *line, char *mark, size_t *length)
{
  size_t spaces = leading_spaces(line);
  const char *p = line + spaces;
  if (spaces > 3 || (*p != '`' && *p != '~'))
    return false;
  size_t n = strspn(p, *p == '`' ? "`" : "~");
  if (n < 3)
    return false;
  *mark = *p;
  *length = n;
  return true;
}

/* The label of a note that begins on the line; NULL when none does. */
static char *
note_label(const char *line, const char **words)
{
  size_t spaces = leading_spaces(line);
  const char *p = line + spaces, *end = strchr(p, ']');
  if (spaces > 3 || p[0] != '[' || p[1] != '^' || end == NULL || end == p + 2 || end[1] != ':')
    return NULL;
  *words = end + 2;
  return g_strndup(p + 2, (gsize)(end - p - 2));
}

static bool
is_blank(const char *line)
{
  return line[strspn(line, " \t\r")] == '\0';
}

/* A note goes on in lines indented by four, and in any line right below that is
 * not blank and begins no other note. Its lines are taken out of the text. */
static unsigned
take_note(CopMarkup *m, unsigned at, const char *label, const char *words)
{
  g_autoptr(GString) text = g_string_new(words + strspn(words, " \t"));
  unsigned line = at + 1;
  bool after_blank = false;
  for (; line < m->n_lines; line++) {
    const char *l = m->lines[line], *other;
    g_autofree char *next = note_label(l, &other);
    if (is_blank(l)) {
      after_blank = true;
      continue;
    }
    bool indented = leading_spaces(l) >= 4 || l[0] == '\t';
    if (next != NULL || (!indented && after_blank))
      break;
    if (after_blank)
      g_string_append_c(text, '\n');
    after_blank = false;
    g_string_append_printf(text, "\n%s", l[0] == '\t' ? l + 1 : l + MIN(leading_spaces(l), 4));
  }
  if (g_hash_table_contains(m->notes, label)) {
    cop_markup_find(m, COP_SEVERITY_ERROR, "markup-note-twice", at + 1, "give the second one another mark",
                    "there are two notes '%s'", label);
  } else {
    CopMarkupNote *note = cop_new(m->arena, CopMarkupNote);
    note->text = cop_arena_strdup(m->arena, text->str);
    note->line = at + 1;
    char *kept = cop_arena_strdup(m->arena, label);
    g_hash_table_insert(m->notes, kept, note);
    g_ptr_array_add(m->labels, kept);
  }
  for (unsigned i = at; i < line; i++)
    m->lines[i][0] = '\0';
  return line;
}

static void
take_notes(CopMarkup *m, unsigned from)
{
  g_autoptr(GString) definitions = g_string_new("\n\n");
  char fence = '\0';
  size_t fence_length = 0;
  for (unsigned i = from; i < m->n_lines;) {
    char mark;
    size_t length;
    if (is_code_fence(m->lines[i], &mark, &length)) {
      if (fence == '\0') {
        fence = mark;
        fence_length = length;
      } else if (mark == fence && length >= fence_length) {
        fence = '\0';
      }
    }
    const char *words;
    g_autofree char *label = fence == '\0' ? note_label(m->lines[i], &words) : NULL;
    if (label != NULL) {
      i = take_note(m, i, label, words);
      continue;
    }
    const char *p = m->lines[i] + leading_spaces(m->lines[i]);
    if (fence == '\0' && *p == '[' && strstr(p, "]:") != NULL)
      g_string_append_printf(definitions, "%s\n", p);
    i++;
  }
  m->definitions = cop_arena_strdup(m->arena, definitions->str);
}

/* --- blocks --- */

static void add_blocks(CopMarkup *m, CopNode *parent, cmark_node *of);

static CopNode *
at(CopMarkup *m, CopNode *n, cmark_node *source)
{
  n->file = cop_arena_strdup(m->arena, m->options->file);
  n->line = m->offset + (unsigned)cmark_node_get_start_line(source);
  return n;
}

/* The last text below a heading loses its attributes. */
static void
strip_attributes(CopMarkup *m, cmark_node *heading, const char **id, const char **lang, CopRoleName *role)
{
  *id = *lang = NULL;
  *role = COP_ROLE_NONE;
  cmark_node *last = cmark_node_last_child(heading);
  if (last == NULL || cmark_node_get_type(last) != CMARK_NODE_TEXT)
    return;
  g_autofree char *text = g_strdup(cmark_node_get_literal(last));
  cop_markup_attributes(m, text, id, lang, role);
  cmark_node_set_literal(last, text);
}

static const char *
section_number(CopMarkup *m, unsigned level)
{
  if (!m->numbered)
    return NULL;
  m->numbers[level - 1]++;
  for (unsigned i = level; i < G_N_ELEMENTS(m->numbers); i++)
    m->numbers[i] = 0;
  g_autoptr(GString) number = g_string_new(NULL);
  for (unsigned i = 0; i < level; i++)
    if (m->numbers[i] > 0)
      g_string_append_printf(number, "%s%u", number->len > 0 ? "." : "", m->numbers[i]);
  return cop_arena_strdup(m->arena, number->str);
}

static CopNode *
open_section(CopMarkup *m, CopNode *parent, unsigned level)
{
  while (m->sections->len > 0) {
    CopNode *inner = m->sections->pdata[m->sections->len - 1];
    if (inner->as.section.level < level)
      return inner;
    g_ptr_array_set_size(m->sections, (int)m->sections->len - 1);
  }
  return parent;
}

static void
add_heading(CopMarkup *m, CopNode *parent, cmark_node *n)
{
  if (n == m->title)
    return;
  const char *id, *lang;
  CopRoleName role;
  strip_attributes(m, n, &id, &lang, &role);
  g_autofree char *words = cop_markup_plain(n);
  if (words[strspn(words, " ")] == '\0') { /* a new page, as in collections of stories */
    cop_node_add(m->doc, m->sections->len > 0 && parent->kind == COP_NODE_DOC ? m->sections->pdata[m->sections->len - 1] : parent,
                 COP_NODE_PAGE_BREAK);
    return;
  }
  if (parent->kind != COP_NODE_DOC) { /* inside a list or quotation it opens no section */
    CopNode *p = at(m, cop_add_para(m->doc, parent, NULL), n);
    p->as.para.keep_with_next = true;
    cop_markup_inlines(m, cop_node_add(m->doc, p, COP_NODE_STRONG), n);
    return;
  }
  unsigned level = (unsigned)cmark_node_get_heading_level(n) - m->shift;
  CopNode *section = at(m, cop_node_add(m->doc, open_section(m, parent, level), COP_NODE_SECTION), n);
  section->as.section.level = level;
  section->as.section.number = section_number(m, level);
  section->as.section.in_contents = true;
  section->id = cop_markup_id(m, id != NULL ? id : words);
  section->role = role;
  if (lang != NULL)
    cop_node_in(m->doc, section, lang);
  CopNode *heading = at(m, cop_node_add(m->doc, section, COP_NODE_HEADING), n);
  cop_markup_inlines(m, heading, n);
  g_ptr_array_add(m->sections, section);
}

/* A picture alone in its paragraph. */
static bool
add_figure(CopMarkup *m, CopNode *parent, cmark_node *paragraph)
{
  cmark_node *image = cmark_node_first_child(paragraph);
  if (image == NULL || cmark_node_next(image) != NULL || cmark_node_get_type(image) != CMARK_NODE_IMAGE)
    return false;
  const CopDrawing *d = cop_markup_picture(m, image, m->offset + (unsigned)cmark_node_get_start_line(paragraph));
  if (d == NULL)
    return true;
  g_autofree char *alt = cop_markup_plain(image);
  const char *title = cmark_node_get_title(image);
  bool captioned = title != NULL && title[0] != '\0';
  const char *number = captioned ? cop_arena_printf(m->arena, "%u", ++m->n_figures) : NULL;
  at(m, cop_add_figure(m->doc, parent, number, captioned ? title : NULL, d, alt), paragraph);
  return true;
}

static void
add_paragraph(CopMarkup *m, CopNode *parent, cmark_node *n)
{
  m->after_wide = false;
  if (!cop_markup_table(m, parent, n) && !add_figure(m, parent, n))
    cop_markup_inlines(m, at(m, cop_add_para(m->doc, parent, NULL), n), n);
}

static void
add_code(CopMarkup *m, CopNode *parent, cmark_node *n)
{
  CopNode *code = cop_node_add(m->doc, at(m, cop_add_para(m->doc, parent, NULL), n), COP_NODE_CODE);
  g_autofree char *text = g_strchomp(g_strdup(cmark_node_get_literal(n)));
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (char **l = lines; *l != NULL; l++) {
    if (l != lines)
      cop_node_add(m->doc, code, COP_NODE_LINE_BREAK);
    cop_add_text(m->doc, code, *l);
  }
}

static void
add_list(CopMarkup *m, CopNode *parent, cmark_node *n)
{
  CopNode *list = at(m, cop_add_list(m->doc, parent, cmark_node_get_list_type(n) == CMARK_ORDERED_LIST), n);
  list->as.list.start = (unsigned)MAX(cmark_node_get_list_start(n), 1);
  for (cmark_node *item = cmark_node_first_child(n); item != NULL; item = cmark_node_next(item))
    add_blocks(m, at(m, cop_add_item(m->doc, list, NULL), item), item);
}

static void
add_html(CopMarkup *m, cmark_node *n)
{
  const char *html = cmark_node_get_literal(n);
  if (g_str_has_prefix(html, "<!--"))
    return;
  g_autofree char *first = g_strndup(html, strcspn(html, "\n"));
  cop_markup_find(m, COP_SEVERITY_WARNING, "markup-html", m->offset + (unsigned)cmark_node_get_start_line(n),
                  "write it in Markdown", "HTML is left out: %s", first);
}

static void
add_block(CopMarkup *m, CopNode *parent, cmark_node *n)
{
  CopNode *home = parent->kind == COP_NODE_DOC && m->sections->len > 0 ? m->sections->pdata[m->sections->len - 1] : parent;
  switch (cmark_node_get_type(n)) {
  case CMARK_NODE_HEADING:
    add_heading(m, parent, n);
    break;
  case CMARK_NODE_PARAGRAPH:
    add_paragraph(m, home, n);
    break;
  case CMARK_NODE_BLOCK_QUOTE:
    m->quotes++;
    add_blocks(m, at(m, cop_node_add(m->doc, home, COP_NODE_QUOTE), n), n);
    m->quotes--;
    break;
  case CMARK_NODE_LIST:
    add_list(m, home, n);
    break;
  case CMARK_NODE_CODE_BLOCK:
    add_code(m, home, n);
    break;
  case CMARK_NODE_HTML_BLOCK:
    add_html(m, n);
    break;
  case CMARK_NODE_THEMATIC_BREAK:
    cop_node_add(m->doc, home, COP_NODE_RULE);
    break;
  default:
    break;
  }
}

static void
add_blocks(CopMarkup *m, CopNode *parent, cmark_node *of)
{
  if (m->depth >= COP_LIMIT_NESTING) {
    cop_markup_find(m, COP_SEVERITY_ERROR, "markup-nesting", m->offset + (unsigned)cmark_node_get_start_line(of),
                    "nest less", "lists and quotations nest deeper than %u", COP_LIMIT_NESTING);
    return;
  }
  m->depth++;
  for (cmark_node *n = cmark_node_first_child(of); n != NULL; n = cmark_node_next(n))
    add_block(m, parent, n);
  m->depth--;
}

static cmark_node *
parse(const char *text)
{
  cmark_node *root = cmark_parse_document(text, strlen(text), CMARK_OPT_DEFAULT);
  cmark_consolidate_text_nodes(root);
  return root;
}

static void
set_lines(CopMarkup *m, char **lines, unsigned offset)
{
  m->lines = lines;
  m->n_lines = g_strv_length(lines);
  m->offset = offset;
}

void
cop_markup_note(CopMarkup *m, CopNode *footnote, const CopMarkupNote *note)
{
  char **lines = m->lines;
  unsigned offset = m->offset, quotes = m->quotes;
  g_autofree char *source = g_strconcat(note->text, m->definitions, NULL);
  g_auto(GStrv) own = g_strsplit(note->text, "\n", -1);
  set_lines(m, own, note->line - 1);
  m->in_note = true;
  m->quotes = 0;
  cmark_node *root = parse(source);
  add_blocks(m, footnote, root);
  cmark_node_free(root);
  if (footnote->first == NULL)
    cop_add_para(m->doc, footnote, NULL);
  m->in_note = false;
  m->quotes = quotes;
  set_lines(m, lines, offset);
}

/* --- title and levels --- */

static bool
has_words(cmark_node *n)
{
  g_autofree char *words = cop_markup_plain(n);
  return words[strspn(words, " ")] != '\0';
}

static void
choose_title(CopMarkup *m, cmark_node *root)
{
  cmark_node *first = cmark_node_first_child(root);
  if (m->meta.title == NULL && first != NULL && cmark_node_get_type(first) == CMARK_NODE_HEADING && has_words(first)) {
    m->title = first;
    const char *id, *lang;
    CopRoleName role;
    strip_attributes(m, first, &id, &lang, &role);
    g_autofree char *words = cop_markup_plain(first);
    m->meta.title = cop_arena_strdup(m->arena, words);
  }
  int least = 7;
  for (cmark_node *n = first; n != NULL; n = cmark_node_next(n))
    if (cmark_node_get_type(n) == CMARK_NODE_HEADING && n != m->title && has_words(n))
      least = MIN(least, cmark_node_get_heading_level(n));
  m->shift = least == 7 ? 0 : (unsigned)least - 1;
  if (m->meta.title != NULL)
    return;
  g_autofree char *name = m->options->file == NULL ? g_strdup("Untitled") : g_path_get_basename(m->options->file);
  m->meta.title = cop_arena_strdup(m->arena, name);
  cop_markup_find(m, COP_SEVERITY_WARNING, "markup-title", 1, "begin with '# Title', or with front matter",
                  "the document has no title");
}

static void
report_unused(CopMarkup *m)
{
  for (guint i = 0; i < m->labels->len; i++) {
    const CopMarkupNote *note = g_hash_table_lookup(m->notes, m->labels->pdata[i]);
    if (!note->used)
      cop_markup_find(m, COP_SEVERITY_WARNING, "markup-note-unused", note->line, "put its mark into the text, or take it out",
                      "note '%s' is never called", (const char *)m->labels->pdata[i]);
  }
}

static CopDoc *
convert(CopMarkup *m)
{
  unsigned front = cop_markup_front(m);
  for (unsigned i = 0; i < front; i++)
    m->lines[i][0] = '\0';
  take_notes(m, front);
  g_autofree char *source = g_strjoinv("\n", m->lines);
  cmark_node *root = parse(source);
  choose_title(m, root);
  m->doc = cop_doc_new(m->arena, &m->meta);
  if (m->contents)
    cop_node_add(m->doc, m->doc->root, COP_NODE_CONTENTS);
  add_blocks(m, m->doc->root, root);
  cmark_node_free(root);
  report_unused(m);
  cop_doc_set_ids(m->doc);
  return m->doc;
}

CopDoc *
cop_markup_read(CopArena *a, const char *text, size_t length, const CopMarkupOptions *options, CopDiags *found,
                GError **error)
{
  static const CopMarkupOptions none = { 0 };
  static const CopDocMeta letter = { .style = COP_STYLE_LETTER };
  if (length > COP_LIMIT_TEXT) {
    g_set_error(error, COP_MARKUP_ERROR, COP_MARKUP_ERROR_LIMIT, "the text is longer than %u bytes", COP_LIMIT_TEXT);
    return NULL;
  }
  if (!g_utf8_validate_len(text, length, NULL)) {
    g_set_error(error, COP_MARKUP_ERROR, COP_MARKUP_ERROR_ENCODING, "the text is not UTF-8");
    return NULL;
  }
  g_autoptr(GString) clean = g_string_new_len(g_str_has_prefix(text, "\xef\xbb\xbf") ? text + 3 : text,
                                              (gssize)(g_str_has_prefix(text, "\xef\xbb\xbf") ? length - 3 : length));
  g_string_replace(clean, "\r\n", "\n", 0);
  g_auto(GStrv) lines = g_strsplit(clean->str, "\n", -1);
  g_autoptr(GHashTable) notes = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) labels = g_ptr_array_new();
  g_autoptr(GPtrArray) sections = g_ptr_array_new();
  CopMarkup m = { .arena = a, .found = found, .options = options == NULL ? &none : options, .notes = notes, .ids = ids,
                  .labels = labels, .sections = sections };
  m.meta = m.options->meta == NULL ? letter : *m.options->meta;
  m.meta.lang = m.options->force_lang != NULL ? m.options->force_lang : m.options->lang != NULL ? m.options->lang : "en";
  m.meta.catalogues = m.options->catalogues;
  set_lines(&m, lines, 0);
  return convert(&m);
}
