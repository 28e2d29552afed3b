/* SPDX-License-Identifier: Apache-2.0 */
#include "web/search.h"

#include <string.h>

#include "model/record.h"
#include "web/part.h"

enum { MOST_WORDS = 8, SNIPPET_BEFORE = 60, SNIPPET_LENGTH = 200, BEHIND_TITLES = 2 * COP_ENTITY_MAX };

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

/* --- folded texts --- */

typedef struct {
  CopEntity entity;
  const CopRecord *record;
  const char *text; /* id and all texts, folded, a line each */
} Folded;

struct CopFolded {
  GArray *items; /* Folded, in the order of kinds and records */
  GStringChunk *texts;
};

static void
fold_line(GString *all, const char *text)
{
  if (text == NULL)
    return;
  g_autofree char *folded = cop_search_fold(text);
  g_string_append(all, folded);
  g_string_append_c(all, '\n');
}

static void
fold_record(GString *all, CopEntity e, const CopRecord *r)
{
  const CopField *fields = cop_entity_fields(e);
  fold_line(all, r->id);
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++) {
    if (!cop_record_given(e, r, &fields[i]))
      continue;
    if (fields[i].type == COP_FIELD_TEXT)
      fold_line(all, cop_record_text(r, &fields[i]));
    if (fields[i].type == COP_FIELD_TEXTS)
      for (size_t k = 0; k < cop_record_texts(r, &fields[i])->n; k++)
        fold_line(all, cop_record_texts(r, &fields[i])->items[k]);
  }
}

CopFolded *
cop_folded_new(const CopModel *m)
{
  CopFolded *f = g_new(CopFolded, 1);
  g_autoptr(GString) all = g_string_new(NULL);
  *f = (CopFolded){ .items = g_array_new(FALSE, FALSE, sizeof(Folded)), .texts = g_string_chunk_new(65536) };
  for (int e = 0; e < COP_ENTITY_MAX; e++)
    for (size_t i = 0; i < cop_model_count(m, (CopEntity)e); i++) {
      Folded item = { .entity = (CopEntity)e, .record = cop_model_at(m, (CopEntity)e, i) };
      g_string_truncate(all, 0);
      fold_record(all, (CopEntity)e, item.record);
      item.text = g_string_chunk_insert_len(f->texts, all->str, (gssize)all->len);
      g_array_append_val(f->items, item);
    }
  return f;
}

void
cop_folded_free(CopFolded *f)
{
  if (f == NULL)
    return;
  g_array_unref(f->items);
  g_string_chunk_free(f->texts);
  g_free(f);
}

/* Two who search at once wait for one folding. */
static const CopFolded *
folded_of(CopFacts *facts)
{
  if (g_once_init_enter(&facts->folded))
    g_once_init_leave(&facts->folded, cop_folded_new(facts->model));
  return facts->folded;
}

/* --- searching --- */

static gint
by_rank(gconstpointer a, gconstpointer b)
{
  return (gint)((const CopHit *)a)->rank - (gint)((const CopHit *)b)->rank;
}

static bool
holds_all(const Query *q, const char *folded)
{
  for (size_t i = 0; i < q->n; i++)
    if (strstr(folded, q->words[i]) == NULL)
      return false;
  return true;
}

/* What other records rest on comes behind what people work with. */
static bool
is_background(CopEntity e)
{
  static const CopEntity kinds[] = { COP_ENTITY_source, COP_ENTITY_conference, COP_ENTITY_term, COP_ENTITY_lint_class, COP_ENTITY_lint_rule, COP_ENTITY_message_text, COP_ENTITY_translation };
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (kinds[i] == e)
      return true;
  return false;
}

/* Titles are in the language of the page, so they are looked at only where a
 * record was found. */
static bool
in_title(CopPage *p, const Query *q, CopEntity e, const CopRecord *r)
{
  unsigned all = (1u << q->n) - 1;
  const char *lang, *where = NULL;
  return (words_in(q, cop_record_title(p, e, r, &lang), &where) | words_in(q, r->id, &where)) == all;
}

static void
add_snippet(CopPage *p, const Query *q, CopHit *hit)
{
  const char *where = NULL;
  if (hit->rank < BEHIND_TITLES)
    return;
  words_in_record(q, hit->entity, hit->record, &where);
  hit->snippet = where == NULL ? NULL : make_snippet(p, q, where);
}

void
cop_search(CopPage *p, const char *query, CopEntity kind, size_t from, size_t most, CopFound *found)
{
  g_auto(Query) q = read_query(query);
  g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(CopHit));
  *found = (CopFound){ 0 };
  if (q.n == 0)
    return;
  const CopFolded *f = folded_of(p->s->facts);
  for (guint i = 0; i < f->items->len; i++) {
    const Folded *item = &g_array_index(f->items, Folded, i);
    if (!holds_all(&q, item->text) || !cop_page_sees(p, item->entity, item->record))
      continue;
    found->n++;
    found->of_kind[item->entity]++;
    if (kind != COP_ENTITY_MAX && kind != item->entity)
      continue;
    CopHit hit = { .entity = item->entity, .record = item->record };
    hit.rank = (unsigned)item->entity + (is_background(item->entity) ? COP_ENTITY_MAX : 0) + (in_title(p, &q, item->entity, item->record) ? 0 : BEHIND_TITLES);
    g_array_append_val(hits, hit);
  }
  g_array_sort(hits, by_rank);
  found->n_hits = from >= hits->len ? 0 : MIN(most, hits->len - from);
  CopHit *shown = cop_new_n(p->a, CopHit, found->n_hits);
  for (size_t i = 0; i < found->n_hits; i++) {
    shown[i] = g_array_index(hits, CopHit, from + i);
    add_snippet(p, &q, &shown[i]);
  }
  found->hits = shown;
}
