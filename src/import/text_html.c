/* SPDX-License-Identifier: Apache-2.0
 *
 * import/text_html.c -- the words of a web page in the order of its source:
 * title, body, texts of pictures. White space collapses as a browser shows it
 * (CSS 2.1, 16.6.1), except in <pre>.
 *
 * The parser keeps no place for text, so each piece is found again in the
 * source by its first word, searching forward from the piece before.
 */
#include <string.h>

#include "base/xml.h"
#include "import/text_priv.h"

typedef enum { ROLE_INLINE, ROLE_BLOCK, ROLE_SKIP, ROLE_BREAK, ROLE_EMPHASIS, ROLE_QUOTE, ROLE_CODE, ROLE_PICTURE } Role;

static const struct {
  const char *name;
  Role role;
  CopBlockKind kind;
} elements[] = {
  { "script", ROLE_SKIP, 0 }, { "style", ROLE_SKIP, 0 }, { "template", ROLE_SKIP, 0 }, { "noscript", ROLE_SKIP, 0 }, { "svg", ROLE_SKIP, 0 },
  { "math", ROLE_SKIP, 0 }, { "iframe", ROLE_SKIP, 0 }, { "object", ROLE_SKIP, 0 }, { "br", ROLE_BREAK, 0 }, { "hr", ROLE_BREAK, 0 },
  { "em", ROLE_EMPHASIS, 0 }, { "i", ROLE_EMPHASIS, 0 }, { "cite", ROLE_EMPHASIS, 0 }, { "q", ROLE_QUOTE, 0 }, { "code", ROLE_CODE, 0 },
  { "kbd", ROLE_CODE, 0 }, { "samp", ROLE_CODE, 0 }, { "img", ROLE_PICTURE, 0 }, { "title", ROLE_BLOCK, COP_BLOCK_HEADING },
  { "h1", ROLE_BLOCK, COP_BLOCK_HEADING }, { "h2", ROLE_BLOCK, COP_BLOCK_HEADING }, { "h3", ROLE_BLOCK, COP_BLOCK_HEADING },
  { "h4", ROLE_BLOCK, COP_BLOCK_HEADING }, { "h5", ROLE_BLOCK, COP_BLOCK_HEADING }, { "h6", ROLE_BLOCK, COP_BLOCK_HEADING },
  { "li", ROLE_BLOCK, COP_BLOCK_ITEM }, { "dt", ROLE_BLOCK, COP_BLOCK_ITEM }, { "dd", ROLE_BLOCK, COP_BLOCK_ITEM },
  { "option", ROLE_BLOCK, COP_BLOCK_ITEM }, { "td", ROLE_BLOCK, COP_BLOCK_CELL }, { "th", ROLE_BLOCK, COP_BLOCK_CELL },
  { "p", ROLE_BLOCK, 0 }, { "div", ROLE_BLOCK, 0 }, { "section", ROLE_BLOCK, 0 }, { "article", ROLE_BLOCK, 0 }, { "header", ROLE_BLOCK, 0 },
  { "footer", ROLE_BLOCK, 0 }, { "main", ROLE_BLOCK, 0 }, { "nav", ROLE_BLOCK, 0 }, { "aside", ROLE_BLOCK, 0 }, { "blockquote", ROLE_BLOCK, 0 },
  { "pre", ROLE_BLOCK, 0 }, { "ul", ROLE_BLOCK, 0 }, { "ol", ROLE_BLOCK, 0 }, { "dl", ROLE_BLOCK, 0 }, { "table", ROLE_BLOCK, 0 },
  { "tr", ROLE_BLOCK, 0 }, { "caption", ROLE_BLOCK, 0 }, { "figure", ROLE_BLOCK, 0 }, { "figcaption", ROLE_BLOCK, 0 }, { "form", ROLE_BLOCK, 0 },
  { "fieldset", ROLE_BLOCK, 0 }, { "legend", ROLE_BLOCK, 0 }, { "address", ROLE_BLOCK, 0 }, { "details", ROLE_BLOCK, 0 },
  { "summary", ROLE_BLOCK, 0 }, { "body", ROLE_BLOCK, 0 }, { "center", ROLE_BLOCK, 0 }, { "button", ROLE_BLOCK, 0 } };

typedef struct {
  CopExtract *e;
  const char *source, *end; /* the file; pieces are searched in it */
  const char *at;           /* where the last piece was found */
  unsigned line;            /* of `at` */
  bool space;               /* white space is due before the next word */
  bool begun;               /* the open block holds a word */
  int pre;
} Reader;

/* The first word of a piece in the source, outside tags; NULL when it is not
 * within reach (a character reference inside the word, say). */
static const char *
find_word(const Reader *r, const char *word, size_t n)
{
  enum { REACH = 64 * 1024 };
  const char *limit = r->end - r->at > REACH ? r->at + REACH : r->end;
  for (const char *p = r->at; p + n <= limit;) {
    if (*p == '<') {
      bool comment = limit - p > 4 && memcmp(p, "<!--", 4) == 0;
      const char *close = comment ? g_strstr_len(p, limit - p, "-->") : memchr(p, '>', (size_t)(limit - p));
      if (close == NULL)
        return NULL;
      p = close + 1;
    } else if (memcmp(p, word, n) == 0) {
      return p;
    } else {
      p++;
    }
  }
  return NULL;
}

/* Moves to the piece and gives its line and column; 0 when it was not found. */
static unsigned
locate(Reader *r, const char *word, size_t n, unsigned *column)
{
  const char *found = n == 0 ? NULL : find_word(r, word, n);
  *column = 0;
  if (found == NULL)
    return 0;
  for (const char *p = r->at; p < found; p++)
    r->line += *p == '\n';
  r->at = found;
  const char *start = found;
  while (start > r->source && start[-1] != '\n' && found - start < 4000)
    start--;
  if (start == r->source || start[-1] == '\n')
    *column = (unsigned)g_utf8_strlen(start, found - start) + 1;
  return r->line;
}

static void
add_text(Reader *r, const char *text, size_t n, unsigned fallback)
{
  const char *end = text + n;
  if (r->pre > 0) {
    unsigned column, line = locate(r, text, MIN(n, 16), &column);
    cop_extract_add(r->e, text, n, line != 0 ? line : fallback, column);
    r->begun = true;
    return;
  }
  for (const char *p = text; p < end;) {
    if (g_ascii_isspace(*p)) {
      r->space = true;
      p++;
      continue;
    }
    const char *word = p;
    while (p < end && !g_ascii_isspace(*p))
      p++;
    size_t safe = 0;
    while (word + safe < p && (g_ascii_isalnum(word[safe]) || (unsigned char)word[safe] >= 0x80))
      safe++;
    unsigned column, line = locate(r, word, safe, &column);
    if (line != 0)
      r->at += safe;
    if (r->space && r->begun)
      cop_extract_add(r->e, " ", 1, 0, 0);
    cop_extract_add(r->e, word, (size_t)(p - word), line != 0 ? line : r->begun ? 0 : fallback, column);
    r->space = false;
    r->begun = true;
  }
}

static void
open_block(Reader *r, CopBlockKind kind)
{
  if (r->begun)
    cop_extract_open(r->e, kind);
  r->begun = r->space = false;
}

static void read_children(Reader *r, const CopXmlNode *parent);

static void
read_element(Reader *r, const CopXmlNode *n)
{
  Role role = ROLE_INLINE;
  CopBlockKind kind = COP_BLOCK_PARAGRAPH;
  for (size_t i = 0; i < G_N_ELEMENTS(elements); i++)
    if (strcmp(n->name, elements[i].name) == 0) {
      role = elements[i].role;
      kind = elements[i].kind;
      break;
    }
  size_t start = cop_extract_offset(r->e);
  bool pre = strcmp(n->name, "pre") == 0 || strcmp(n->name, "textarea") == 0;
  switch (role) {
  case ROLE_SKIP:
    return;
  case ROLE_BREAK:
    if (r->begun)
      cop_extract_add(r->e, "\n", 1, 0, 0);
    r->space = false;
    return;
  case ROLE_PICTURE: {
    const char *alt = cop_xml_attribute(n, NULL, "alt");
    if (alt != NULL && *alt != '\0') {
      open_block(r, COP_BLOCK_NOTE);
      cop_extract_add(r->e, alt, strlen(alt), n->line, 0);
      r->begun = true;
      open_block(r, COP_BLOCK_PARAGRAPH);
    }
    return;
  }
  case ROLE_BLOCK:
    open_block(r, kind);
    r->pre += pre;
    read_children(r, n);
    r->pre -= pre;
    open_block(r, COP_BLOCK_PARAGRAPH);
    return;
  case ROLE_QUOTE:
    if (r->space && r->begun)
      cop_extract_add(r->e, " ", 1, 0, 0);
    r->space = false;
    cop_extract_add(r->e, "\xE2\x80\x9C", 3, 0, 0);
    r->begun = true;
    read_children(r, n);
    r->space = false;
    cop_extract_add(r->e, "\xE2\x80\x9D", 3, 0, 0);
    return;
  case ROLE_EMPHASIS: case ROLE_CODE:
    read_children(r, n);
    cop_extract_span(r->e, role == ROLE_CODE ? COP_SPAN_CODE : COP_SPAN_EMPHASIS, start);
    return;
  case ROLE_INLINE:
    read_children(r, n);
    return;
  }
}

static void
read_children(Reader *r, const CopXmlNode *parent)
{
  for (const CopXmlNode *c = parent->first; c != NULL; c = c->next) {
    if (c->name != NULL)
      read_element(r, c);
    else
      add_text(r, c->text, c->length, c->line);
  }
}

bool
cop_text_read_html(CopArena *a, CopExtract *e, const void *bytes, size_t n, GError **error)
{
  const CopXmlNode *root = cop_xml_read_html(a, bytes, n, error);
  if (root == NULL)
    return false;
  Reader r = { .e = e, .source = bytes, .at = bytes, .end = (const char *)bytes + n, .line = 1 };
  cop_extract_open(e, COP_BLOCK_PARAGRAPH);
  read_children(&r, root);
  cop_extract_close(e);
  return true;
}
