/* SPDX-License-Identifier: Apache-2.0 */
#include "base/extract.h"

#include <string.h>

#include "base/limits.h"

struct CopExtract {
  GString *text;
  GArray *blocks; /* CopBlock; the last one still grows while `begun` */
  GArray *spans;  /* CopSpan */
  GArray *places; /* CopPlace */
  CopBlockKind kind; /* of the open block */
  bool open, begun;
};

static void
extract_clear(void *arg)
{
  CopExtract *e = arg;
  g_string_free(e->text, TRUE);
  g_array_unref(e->blocks);
  g_array_unref(e->spans);
  g_array_unref(e->places);
}

CopExtract *
cop_extract_new(CopArena *a)
{
  CopExtract *e = cop_new(a, CopExtract);
  e->text = g_string_new(NULL);
  e->blocks = g_array_new(FALSE, TRUE, sizeof(CopBlock));
  e->spans = g_array_new(FALSE, TRUE, sizeof(CopSpan));
  e->places = g_array_new(FALSE, TRUE, sizeof(CopPlace));
  cop_arena_on_free(a, extract_clear, e);
  return e;
}

static bool
needs_feed(const CopExtract *e)
{
  return !e->begun && e->text->len > 0 && e->text->str[e->text->len - 1] != '\n';
}

const char *
cop_extract_text(const CopExtract *e, size_t *length)
{
  *length = e->text->len;
  return e->text->str;
}

const CopBlock *
cop_extract_blocks(const CopExtract *e, size_t *n)
{
  *n = e->blocks->len;
  return (const CopBlock *)(const void *)e->blocks->data;
}

const CopSpan *
cop_extract_spans(const CopExtract *e, size_t *n)
{
  *n = e->spans->len;
  return (const CopSpan *)(const void *)e->spans->data;
}

size_t
cop_extract_offset(const CopExtract *e)
{
  return e->text->len + needs_feed(e);
}

bool
cop_extract_full(const CopExtract *e)
{
  return e->text->len > COP_LIMIT_FILE;
}

void
cop_extract_place(const CopExtract *e, size_t offset, unsigned *line, unsigned *column)
{
  *line = *column = 0;
  size_t low = 0, high = e->places->len;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (g_array_index(e->places, CopPlace, middle).offset <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == 0)
    return;
  const CopPlace *p = &g_array_index(e->places, CopPlace, low - 1);
  *line = p->line;
  *column = p->column == 0 || p->fixed ? p->column : p->column + (unsigned)g_utf8_strlen(e->text->str + p->offset, (gssize)(offset - p->offset));
}

void
cop_extract_close(CopExtract *e)
{
  if (e->begun) {
    CopBlock *b = &g_array_index(e->blocks, CopBlock, e->blocks->len - 1);
    b->end = e->text->len;
  }
  e->open = e->begun = false;
}

void
cop_extract_open(CopExtract *e, CopBlockKind kind)
{
  cop_extract_close(e);
  e->open = true;
  e->kind = kind;
}

/* The first text of a block makes it. */
static void
begin_block(CopExtract *e)
{
  if (needs_feed(e))
    g_string_append_c(e->text, '\n');
  CopBlock b = { e->kind, e->text->len, e->text->len };
  g_array_append_val(e->blocks, b);
  e->begun = true;
}

static void
add(CopExtract *e, const char *text, size_t n, CopPlace place)
{
  if (!e->open)
    cop_extract_open(e, COP_BLOCK_PARAGRAPH);
  if (n > 0 && !e->begun)
    begin_block(e);
  place.offset = e->text->len;
  if (place.line > 0)
    g_array_append_val(e->places, place);
  for (const char *nul; (nul = memchr(text, '\0', n)) != NULL;) {
    g_string_append_len(e->text, text, nul - text);
    g_string_append(e->text, "\xEF\xBF\xBD");
    n -= (size_t)(nul - text) + 1;
    text = nul + 1;
  }
  g_string_append_len(e->text, text, (gssize)n);
}

void
cop_extract_add(CopExtract *e, const char *text, size_t n, unsigned line, unsigned column)
{
  add(e, text, n, (CopPlace){ .line = line, .column = column });
}

void
cop_extract_add_fixed(CopExtract *e, const char *text, size_t n, unsigned line, unsigned column)
{
  add(e, text, n, (CopPlace){ .line = line, .column = column, .fixed = true });
}

void
cop_extract_span(CopExtract *e, CopSpanKind kind, size_t start)
{
  cop_extract_span_at(e, kind, start, e->text->len);
}

void
cop_extract_span_at(CopExtract *e, CopSpanKind kind, size_t start, size_t end)
{
  if (start >= end)
    return;
  CopSpan s = { kind, start, end };
  guint at = e->spans->len;
  while (at > 0 && g_array_index(e->spans, CopSpan, at - 1).start > start)
    at--;
  g_array_insert_val(e->spans, at, s);
}

void
cop_extract_gap(CopExtract *e, const char *text, size_t n)
{
  cop_extract_close(e);
  g_string_append_len(e->text, text, (gssize)n);
}

CopExtract *
cop_extract_of_text(CopArena *a, const char *text)
{
  CopExtract *e = cop_extract_new(a);
  for (unsigned line = 1; *text != '\0'; line++) {
    const char *end = strchr(text, '\n');
    size_t n = end == NULL ? strlen(text) : (size_t)(end - text) + 1;
    cop_extract_add(e, text, n, line, 1);
    text += n;
  }
  cop_extract_close(e);
  return e;
}
