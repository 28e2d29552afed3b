/* SPDX-License-Identifier: Apache-2.0 */
#include "web/search.h"

#include <string.h>

#include "model/record.h"
#include "web/part.h"

enum { MOST_WORDS = 8, SNIPPET_BEFORE = 60, SNIPPET_LENGTH = 200 };

char *
cop_search_fold(const char *text)
{
  if (!g_utf8_validate(text, -1, NULL))
    return g_strdup("");
  g_autofree char *lower = g_utf8_casefold(text, -1);
  char *plain = g_utf8_normalize(lower, -1, G_NORMALIZE_NFKD);
  char *out = plain;
  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    /* Accents of Latin, Greek and Cyrillic go; signs that other scripts write
     * after a letter are part of the word. */
    if (c >= 0x300 && c < 0x370)
      continue;
    size_t n = (size_t)(g_utf8_next_char(p) - p);
    memmove(out, p, n);
    out += n;
  }
  *out = '\0';
  return plain;
}

typedef struct {
  size_t n;
  char *words[MOST_WORDS];
} Query;

static Query
read_query(const char *text)
{
  Query q = { 0 };
  g_autofree char *folded = cop_search_fold(text);
  g_auto(GStrv) parts = g_strsplit_set(folded, " \t\r\n,;:\"()", -1);
  for (guint i = 0; parts[i] != NULL && q.n < MOST_WORDS; i++)
    if (*parts[i] != '\0')
      q.words[q.n++] = g_strdup(parts[i]);
  return q;
}

static void
query_clear(Query *q)
{
  for (size_t i = 0; i < q->n; i++)
    g_free(q->words[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Query, query_clear)

/* Which words stand in a text, as bits; `where` gets the text that held the
 * first of them. */
static unsigned
words_in(const Query *q, const char *text, const char **where)
{
  unsigned found = 0;
  if (text == NULL)
    return 0;
  g_autofree char *folded = cop_search_fold(text);
  for (size_t i = 0; i < q->n; i++)
    if (strstr(folded, q->words[i]) != NULL)
      found |= 1u << i;
  if (found != 0 && *where == NULL)
    *where = text;
  return found;
}

static unsigned
words_in_record(const Query *q, CopEntity e, const CopRecord *r, const char **where)
{
  unsigned found = 0;
  const CopField *fields = cop_entity_fields(e);
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++) {
    if (!cop_record_given(e, r, &fields[i]))
      continue;
    if (fields[i].type == COP_FIELD_TEXT)
      found |= words_in(q, cop_record_text(r, &fields[i]), where);
    if (fields[i].type == COP_FIELD_TEXTS) {
      const CopTexts *t = cop_record_texts(r, &fields[i]);
      for (size_t k = 0; k < t->n; k++)
        found |= words_in(q, t->items[k], where);
    }
  }
  return found;
}

/* The part of a text around the first word. Folding changes lengths, so the
 * place is a share of the text, moved to the start of a character. */
static const char *
make_snippet(CopPage *p, const Query *q, const char *text)
{
  size_t length = strlen(text);
  if (length <= SNIPPET_LENGTH)
    return text;
  g_autofree char *folded = cop_search_fold(text);
  const char *hit = NULL;
  for (size_t i = 0; i < q->n && hit == NULL; i++)
    hit = strstr(folded, q->words[i]);
  double share = hit == NULL || *folded == '\0' ? 0 : (double)(hit - folded) / (double)strlen(folded);
  size_t at = (size_t)(share * (double)length);
  at = at > SNIPPET_BEFORE ? at - SNIPPET_BEFORE : 0;
  const char *from = text + at, *space = at == 0 ? from : strchr(from, ' ');
  if (space != NULL && space - from < SNIPPET_BEFORE)
    from = at == 0 ? from : space + 1;
  while ((*from & 0xc0) == 0x80)
    from++;
  const char *to = from + MIN((size_t)SNIPPET_LENGTH, strlen(from));
  while ((*to & 0xc0) == 0x80)
    to--;
  return cop_arena_printf(p->a, "%s%.*s%s", from > text ? "… " : "", (int)(to - from), from, *to != '\0' ? " …" : "");
}

static gint
by_rank(gconstpointer a, gconstpointer b)
{
  return (gint)((const CopHit *)a)->rank - (gint)((const CopHit *)b)->rank;
}

static void
search_kind(CopPage *p, const Query *q, CopEntity e, GArray *hits)
{
  unsigned all = (1u << q->n) - 1;
  for (size_t i = 0; i < cop_model_count(p->m, e); i++) {
    const CopRecord *r = cop_model_at(p->m, e, i);
    const char *where = NULL, *lang, *title_where = NULL;
    unsigned in_title = words_in(q, cop_record_title(p, e, r, &lang), &title_where) | words_in(q, r->id, &title_where);
    unsigned found = in_title == all ? all : in_title | words_in_record(q, e, r, &where);
    if (found != all)
      continue;
    CopHit hit = { .entity = e, .record = r, .rank = in_title == all ? (unsigned)e : COP_ENTITY_MAX + (unsigned)e };
    hit.snippet = in_title == all || where == NULL ? NULL : make_snippet(p, q, where);
    g_array_append_val(hits, hit);
  }
}

size_t
cop_search(CopPage *p, const char *query, size_t most, const CopHit **out)
{
  g_auto(Query) q = read_query(query);
  g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(CopHit));
  *out = NULL;
  if (q.n == 0)
    return 0;
  for (int e = 0; e < COP_ENTITY_MAX; e++)
    search_kind(p, &q, (CopEntity)e, hits);
  g_array_sort(hits, by_rank);
  size_t n = MIN(most, hits->len);
  CopHit *copy = cop_new_n(p->a, CopHit, n);
  for (size_t i = 0; i < n; i++)
    copy[i] = g_array_index(hits, CopHit, i);
  *out = copy;
  return hits->len;
}
