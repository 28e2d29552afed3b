/* SPDX-License-Identifier: Apache-2.0
 *
 * import/text_markdown.c -- Markdown as it stands: every character keeps its
 * place, and blocks and spans say what the marks mean. Not a full parser: it
 * knows what matters for checking words (CommonMark 0.30, sections 4.2, 4.4,
 * 4.5, 5.2, 6.1 to 6.3 and GitHub's tables): headings, items, table rows, code,
 * emphasis, addresses of links. Front matter counts as text.
 */
#include <string.h>

#include "import/text_priv.h"

typedef struct {
  CopExtract *e;
  const char *fence; /* the mark of the open code block; NULL outside */
  size_t fence_length;
} Reader;

static size_t
run_length(const char *p, const char *end, char c)
{
  size_t n = 0;
  while (p + n < end && p[n] == c)
    n++;
  return n;
}

/* Emphasis opened at p by * or _: the end of its content, NULL when it does
 * not close on this line. */
static const char *
emphasis_end(const char *p, const char *end)
{
  char mark = *p;
  size_t n = run_length(p, end, mark);
  const char *s = p + n;
  if (n > 3 || s >= end || g_ascii_isspace(*s))
    return NULL;
  for (; s < end; s++)
    if (*s == mark && !g_ascii_isspace(s[-1]) && run_length(s, end, mark) >= n)
      return s;
  return NULL;
}

typedef struct {
  CopSpanKind kind;
  size_t start, end; /* of the text */
} Found;

/* Spans of one line, none longer than SPAN bytes; `base` is the offset its
 * first byte gets. */
static void
find_spans(const char *line, const char *line_end, size_t base, GArray *found)
{
  enum { SPAN = 1000 };
  for (const char *p = line; p < line_end;) {
    const char *end = line_end - p > SPAN ? p + SPAN : line_end;
    Found f = { .start = base + (size_t)(p - line) };
    const char *close = NULL;
    if (*p == '\\') {
      p += 2;
      continue;
    }
    if (*p == '`') {
      size_t n = run_length(p, end, '`');
      for (const char *s = p + n; s < end && close == NULL; s += MAX(run_length(s, end, '`'), 1))
        if (*s == '`' && run_length(s, end, '`') == n)
          close = s + n;
      f.kind = COP_SPAN_CODE;
    } else if ((*p == '*' || *p == '_') && (p == line || !g_ascii_isalnum(p[-1]))) {
      /* The content is looked at again for spans within. */
      const char *s = emphasis_end(p, end);
      if (s != NULL) {
        Found inner = { COP_SPAN_EMPHASIS, base + (size_t)(p - line), base + (size_t)(s - line) };
        g_array_append_val(found, inner);
      }
      p += run_length(p, end, *p);
      continue;
    } else if (*p == ']' && p + 1 < end && p[1] == '(') {
      close = memchr(p, ')', (size_t)(end - p));
      f.kind = COP_SPAN_CODE;
    }
    if (close == NULL) {
      p++;
      continue;
    }
    f.end = base + (size_t)(close - line);
    g_array_append_val(found, f);
    p = close;
  }
}

static CopBlockKind
kind_of_line(const char *p, const char *end)
{
  if (*p == '#')
    return COP_BLOCK_HEADING;
  if (*p == '|')
    return COP_BLOCK_CELL;
  if ((*p == '-' || *p == '*' || *p == '+') && p + 1 < end && p[1] == ' ')
    return COP_BLOCK_ITEM;
  const char *d = p;
  while (d < end && g_ascii_isdigit(*d))
    d++;
  if (d > p && d - p <= 9 && d + 1 < end && (*d == '.' || *d == ')') && d[1] == ' ')
    return COP_BLOCK_ITEM;
  if (p + 1 < end && p[0] == '[' && p[1] == '^')
    return COP_BLOCK_NOTE;
  return COP_BLOCK_PARAGRAPH;
}

static void
read_line(Reader *r, const char *line, const char *next, unsigned number, GArray *found)
{
  const char *p = line;
  while (p < next && (*p == ' ' || *p == '\t' || *p == '>'))
    p++;
  size_t ticks = MAX(run_length(p, next, '`'), run_length(p, next, '~'));
  if (r->fence != NULL) {
    bool closes = ticks >= r->fence_length && *p == *r->fence;
    cop_extract_add(r->e, line, (size_t)(next - line), number, 1);
    if (closes) {
      r->fence = NULL;
      cop_extract_close(r->e);
    }
    return;
  }
  if (p == next || *p == '\n' || *p == '\r') {
    cop_extract_gap(r->e, line, (size_t)(next - line));
    return;
  }
  if (ticks >= 3) {
    r->fence = p;
    r->fence_length = ticks;
    cop_extract_open(r->e, COP_BLOCK_VERBATIM);
    cop_extract_add(r->e, line, (size_t)(next - line), number, 1);
    return;
  }
  CopBlockKind kind = kind_of_line(p, next);
  if (kind != COP_BLOCK_PARAGRAPH)
    cop_extract_open(r->e, kind);
  size_t base = cop_extract_offset(r->e);
  cop_extract_add(r->e, line, (size_t)(next - line), number, 1);
  find_spans(line, next, base, found);
  if (kind == COP_BLOCK_HEADING || kind == COP_BLOCK_CELL)
    cop_extract_close(r->e);
}

bool
cop_text_read_markdown(CopExtract *e, const char *text, size_t n, GError **error)
{
  (void)error;
  Reader r = { .e = e };
  const char *end = text + n;
  unsigned number = 1;
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Found));
  for (const char *p = text; p < end; number++) {
    const char *feed = memchr(p, '\n', (size_t)(end - p));
    const char *next = feed == NULL ? end : feed + 1;
    read_line(&r, p, next, number, found);
    for (guint i = 0; i < found->len; i++) {
      const Found *f = &g_array_index(found, Found, i);
      cop_extract_span_at(e, f->kind, f->start, f->end);
    }
    g_array_set_size(found, 0);
    p = next;
  }
  cop_extract_close(e);
  return true;
}
