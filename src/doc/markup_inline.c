/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/lang.h"
#include "base/limits.h"
#include "doc/markup_priv.h"

char *
cop_markup_plain(cmark_node *of)
{
  GString *s = g_string_new(NULL);
  cmark_iter *it = cmark_iter_new(of);
  for (cmark_event_type e; (e = cmark_iter_next(it)) != CMARK_EVENT_DONE;) {
    cmark_node *n = cmark_iter_get_node(it);
    cmark_node_type type = cmark_node_get_type(n);
    if (e != CMARK_EVENT_ENTER)
      continue;
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
      g_string_append(s, cmark_node_get_literal(n));
    else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
      g_string_append_c(s, ' ');
  }
  cmark_iter_free(it);
  return g_string_free(s, FALSE);
}

/* --- ids and attributes --- */

const char *
cop_markup_id(CopMarkup *m, const char *wanted)
{
  g_autoptr(GString) id = g_string_new(NULL);
  for (const char *p = wanted; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_isalnum(c) || g_unichar_ismark(c) || c == '_')
      g_string_append_unichar(id, g_unichar_tolower(c));
    else if ((c == '-' || g_unichar_isspace(c)) && id->len > 0 && id->str[id->len - 1] != '-')
      g_string_append_c(id, '-');
  }
  while (id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate(id, id->len - 1);
  if (id->len == 0)
    g_string_assign(id, "part");
  gsize stem = id->len;
  for (unsigned n = 2; g_hash_table_contains(m->ids, id->str); n++) {
    g_string_truncate(id, stem);
    g_string_append_printf(id, "-%u", n);
  }
  char *kept = cop_arena_strdup(m->arena, id->str);
  g_hash_table_add(m->ids, kept);
  return kept;
}

/* "lang=tag" or "lang="tag"": the tag, in the arena; NULL when it is none. */
static const char *
lang_of(CopMarkup *m, const char *attribute)
{
  if (!g_str_has_prefix(attribute, "lang="))
    return NULL;
  g_autofree char *tag = g_strdup(attribute + strlen("lang="));
  g_strstrip(g_strdelimit(tag, "\"'", ' '));
  return cop_lang_valid(tag) ? cop_arena_strdup(m->arena, tag) : NULL;
}

void
cop_markup_attributes(CopMarkup *m, char *text, const char **id, const char **lang, CopRoleName *role)
{
  *id = *lang = NULL;
  *role = COP_ROLE_NONE;
  g_strchomp(text);
  size_t length = strlen(text);
  char *open = length > 0 && text[length - 1] == '}' ? strrchr(text, '{') : NULL;
  if (open == NULL)
    return;
  g_autofree char *inside = g_strndup(open + 1, (size_t)(text + length - 1 - (open + 1)));
  g_auto(GStrv) words = g_strsplit(inside, " ", -1);
  for (char **w = words; *w != NULL; w++) {
    if ((*w)[0] == '#' && (*w)[1] != '\0')
      *id = cop_arena_strdup(m->arena, *w + 1);
    else if (lang_of(m, *w) != NULL)
      *lang = lang_of(m, *w);
    else if (strcmp(*w, ".columns") == 0)
      *role = COP_ROLE_COLUMNS;
    else if (strcmp(*w, ".landscape") == 0)
      *role = COP_ROLE_LANDSCAPE;
    else if (**w != '\0')
      return; /* braces that mean themselves */
  }
  if (*id == NULL && *lang == NULL && *role == COP_ROLE_NONE)
    return;
  *open = '\0';
  g_strchomp(text);
}

/* --- texts: notes and languages inside them --- */

static void
add_plain(CopMarkup *m, CopNode *parent, const char *from, const char *to)
{
  if (from == to)
    return;
  g_autofree char *text = g_strndup(from, (gsize)(to - from));
  cop_add_text(m->doc, parent, text);
  m->after_wide = g_unichar_iswide(g_utf8_get_char(g_utf8_find_prev_char(from, to)));
}

/* "[^label]" at p: adds the note and returns what follows; NULL when it is none. */
static const char *
add_note(CopMarkup *m, CopNode *parent, const char *begun, const char *p, unsigned line)
{
  const char *end = strchr(p, ']');
  if (p[1] != '^' || end == NULL || end == p + 2)
    return NULL;
  g_autofree char *label = g_strndup(p + 2, (gsize)(end - p - 2));
  CopMarkupNote *note = g_hash_table_lookup(m->notes, label);
  if (note == NULL || m->in_note) {
    cop_markup_find(m, COP_SEVERITY_ERROR, "markup-note-unknown", line,
                    note == NULL ? "add a line that begins with the mark and ': '" : "write the note out here",
                    note == NULL ? "there is no note '%s'" : "note '%s' is called from another note", label);
    return NULL;
  }
  add_plain(m, parent, begun, p);
  note->used = true;
  CopNode *footnote = cop_node_add(m->doc, parent, COP_NODE_FOOTNOTE);
  footnote->file = cop_arena_strdup(m->arena, m->options->file);
  footnote->line = note->line;
  cop_markup_note(m, footnote, note);
  m->after_wide = false;
  return end + 1;
}

/* "[words]{.small-caps}" at p. */
static const char *
add_small_caps(CopMarkup *m, CopNode *parent, const char *begun, const char *p)
{
  static const char mark[] = "]{.small-caps}";
  const char *close = strchr(p, ']');
  if (close == NULL || !g_str_has_prefix(close, mark) || memchr(p + 1, '[', (size_t)(close - p - 1)) != NULL)
    return NULL;
  add_plain(m, parent, begun, p);
  CopNode *caps = cop_node_add(m->doc, parent, COP_NODE_SMALL_CAPS);
  add_plain(m, caps, p + 1, close);
  return close + sizeof mark - 1;
}

/* "[words]{lang=tag}" at p. */
static const char *
add_span(CopMarkup *m, CopNode *parent, const char *begun, const char *p)
{
  const char *close = strstr(p, "]{lang=");
  const char *end = close == NULL ? NULL : strchr(close, '}');
  if (end == NULL || memchr(p + 1, '[', (size_t)(close - p - 1)) != NULL)
    return NULL;
  g_autofree char *attribute = g_strndup(close + 2, (gsize)(end - close - 2));
  const char *lang = lang_of(m, attribute);
  if (lang == NULL)
    return NULL;
  add_plain(m, parent, begun, p);
  CopNode *span = cop_node_in(m->doc, cop_node_add(m->doc, parent, COP_NODE_SPAN), lang);
  add_plain(m, span, p + 1, close);
  return end + 1;
}

static void
add_text(CopMarkup *m, CopNode *parent, const char *text, unsigned line)
{
  const char *begun = text;
  for (const char *p = text; *p != '\0';) {
    const char *after = NULL;
    if (*p == '[' && (after = add_note(m, parent, begun, p, line)) == NULL && (after = add_small_caps(m, parent, begun, p)) == NULL)
      after = add_span(m, parent, begun, p);
    if (after != NULL)
      begun = p = after;
    else
      p++;
  }
  add_plain(m, parent, begun, begun + strlen(begun));
}

/* --- inlines --- */

const CopDrawing *
cop_markup_picture(CopMarkup *m, cmark_node *image, unsigned line)
{
  const char *address = cmark_node_get_url(image);
  g_autoptr(GError) error = NULL;
  const CopDrawing *d = NULL;
  if (m->options->picture != NULL)
    d = m->options->picture(m->options->picture_data, m->arena, address, m->meta.lang, &error);
  if (d == NULL)
    cop_markup_find(m, COP_SEVERITY_ERROR, "markup-picture", line, "give the path of an SVG file beside the text",
                    "picture '%s' cannot be shown: %s", address, error == NULL ? "no pictures are read here" : error->message);
  return d;
}

static void
add_image(CopMarkup *m, CopNode *parent, cmark_node *n, unsigned line)
{
  g_autofree char *alt = cop_markup_plain(n);
  const CopDrawing *d = cop_markup_picture(m, n, line);
  if (d == NULL) {
    add_plain(m, parent, alt, alt + strlen(alt));
    return;
  }
  CopNode *picture = cop_node_add(m->doc, parent, COP_NODE_PICTURE);
  picture->as.picture.drawing = d;
  picture->as.picture.alt = cop_arena_strdup(m->arena, alt);
}

static void
add_html(CopMarkup *m, CopNode *parent, const char *html, unsigned line)
{
  static const char *const breaks[] = { "<br>", "<br/>", "<br />" };
  for (size_t i = 0; i < G_N_ELEMENTS(breaks); i++)
    if (g_ascii_strcasecmp(html, breaks[i]) == 0) {
      cop_node_add(m->doc, parent, COP_NODE_LINE_BREAK);
      return;
    }
  if (!g_str_has_prefix(html, "<!--"))
    cop_markup_find(m, COP_SEVERITY_WARNING, "markup-html", line, "write it in Markdown", "HTML is left out: %s", html);
}

/* The first character that a node would write. */
static gunichar
first_char(cmark_node *n)
{
  g_autofree char *text = n == NULL ? g_strdup("") : cop_markup_plain(n);
  return g_utf8_get_char(text);
}

/* A line of the source that ends inside Chinese or Japanese leaves no space. */
static void
add_soft_break(CopMarkup *m, CopNode *parent, cmark_node *n)
{
  if (!m->after_wide || !g_unichar_iswide(first_char(cmark_node_next(n))))
    cop_add_text(m->doc, parent, " ");
}

static CopNode *
add_link(CopMarkup *m, CopNode *parent, cmark_node *n)
{
  const char *url = cmark_node_get_url(n);
  CopNode *link = cop_node_add(m->doc, parent, url[0] == '#' ? COP_NODE_XREF : COP_NODE_LINK);
  if (url[0] == '#') {
    g_autofree char *id = g_uri_unescape_string(url + 1, NULL);
    link->as.xref.target = cop_arena_strdup(m->arena, id == NULL ? url + 1 : id);
  } else {
    link->as.link.href = cop_arena_strdup(m->arena, url);
  }
  return link;
}

static void
add_inline(CopMarkup *m, CopNode *parent, cmark_node *n, unsigned line)
{
  CopNode *wrapper = NULL;
  switch (cmark_node_get_type(n)) {
  case CMARK_NODE_TEXT:
    add_text(m, parent, cmark_node_get_literal(n), line);
    return;
  case CMARK_NODE_SOFTBREAK:
    add_soft_break(m, parent, n);
    return;
  case CMARK_NODE_LINEBREAK:
    cop_node_add(m->doc, parent, COP_NODE_LINE_BREAK);
    return;
  case CMARK_NODE_CODE:
    cop_add_styled(m->doc, parent, COP_NODE_CODE, cmark_node_get_literal(n));
    m->after_wide = false;
    return;
  case CMARK_NODE_HTML_INLINE:
    add_html(m, parent, cmark_node_get_literal(n), line);
    return;
  case CMARK_NODE_IMAGE:
    add_image(m, parent, n, line);
    return;
  case CMARK_NODE_EMPH:
    wrapper = cop_node_add(m->doc, parent, COP_NODE_EMPH);
    break;
  case CMARK_NODE_STRONG:
    wrapper = cop_node_add(m->doc, parent, COP_NODE_STRONG);
    break;
  case CMARK_NODE_LINK:
    wrapper = add_link(m, parent, n);
    break;
  default:
    return;
  }
  wrapper->file = m->options->file == NULL ? NULL : cop_arena_strdup(m->arena, m->options->file);
  wrapper->line = line;
  cop_markup_inlines(m, wrapper, n);
}

/* The line an inline stands on; cmark counts within the text it was given. */
static unsigned
line_of(const CopMarkup *m, cmark_node *n)
{
  while (n != NULL && cmark_node_get_start_line(n) <= 0)
    n = cmark_node_parent(n);
  return n == NULL ? m->offset + 1 : m->offset + (unsigned)cmark_node_get_start_line(n);
}

void
cop_markup_inlines(CopMarkup *m, CopNode *parent, cmark_node *of)
{
  if (m->depth >= COP_LIMIT_NESTING) {
    cop_markup_find(m, COP_SEVERITY_ERROR, "markup-nesting", line_of(m, of), "nest less", "marks nest deeper than %u",
                    COP_LIMIT_NESTING);
    return;
  }
  m->depth++;
  for (cmark_node *n = cmark_node_first_child(of); n != NULL; n = cmark_node_next(n))
    add_inline(m, parent, n, line_of(m, n));
  m->depth--;
}

void
cop_markup_line(CopMarkup *m, CopNode *parent, const char *text, unsigned line)
{
  /* Two letters before it keep what begins like a list or heading a line of words. */
  static const char guard[] = "x ";
  g_autofree char *source = g_strconcat(guard, text, strchr(text, '[') == NULL ? NULL : m->definitions, NULL);
  cmark_node *root = cmark_parse_document(source, strlen(source), CMARK_OPT_DEFAULT);
  cmark_consolidate_text_nodes(root);
  cmark_node *paragraph = cmark_node_first_child(root);
  cmark_node *first = paragraph == NULL ? NULL : cmark_node_first_child(paragraph);
  if (first != NULL && cmark_node_get_type(first) == CMARK_NODE_TEXT &&
      g_str_has_prefix(cmark_node_get_literal(first), guard)) {
    g_autofree char *rest = g_strdup(cmark_node_get_literal(first) + strlen(guard));
    cmark_node_set_literal(first, rest);
  } else if (first != NULL && cmark_node_get_type(first) == CMARK_NODE_TEXT) {
    cmark_node_set_literal(first, ""); /* the space after it went with the line's end */
  }
  unsigned offset = m->offset;
  m->offset = line - 1;
  m->after_wide = false;
  if (paragraph != NULL)
    cop_markup_inlines(m, parent, paragraph);
  m->offset = offset;
  cmark_node_free(root);
}
