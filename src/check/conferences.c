/* SPDX-License-Identifier: Apache-2.0
 *
 * check/conferences.c -- where and when the conferences of ITU met, and the
 * names of their cities in a text.
 */
#include <string.h>

#include "check/lint_priv.h"

static void
add_place(CopLinter *l, const CopConference *conference, const char *name)
{
  g_auto(GStrv) words = g_strsplit_set(name, " -", -1);
  size_t n = g_strv_length(words);
  const char **keys = cop_new_n(l->arena, const char *, n + 1);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *key = cop_word_key(words[i], strlen(words[i]));
    keys[i] = cop_arena_strdup(l->arena, key);
  }
  if (n == 0)
    return;
  l->places[l->n_places++] = (CopLintPlace){ conference, keys, n };
  g_hash_table_add(l->place_words, (gpointer)keys[0]);
}

void
cop_lint_compile_places(CopLinter *l)
{
  const CopModel *m = l->model;
  size_t room = 1;
  for (size_t c = 0; c < m->conferences.n; c++)
    room += 1 + m->conferences.items[c].aliases.n;
  l->places = cop_new_n(l->arena, CopLintPlace, room);
  l->place_words = g_hash_table_new(g_str_hash, g_str_equal);
  cop_arena_on_free(l->arena, (void (*)(void *))g_hash_table_unref, l->place_words);
  for (size_t c = 0; c < m->conferences.n; c++) {
    const CopConference *x = &m->conferences.items[c];
    add_place(l, x, x->place);
    for (size_t a = 0; a < x->aliases.n; a++)
      add_place(l, x, x->aliases.items[a]);
  }
}

static bool
stands_at(const CopLint *k, uint32_t i, const CopLintPlace *place)
{
  for (size_t w = 0; w < place->n; w++, i++) {
    i = cop_tokens_hard(k->t, i);
    if (i >= k->t->n || strcmp(cop_token_key(k->t, i), place->keys[w]) != 0)
      return false;
  }
  return true;
}

const CopConference *
cop_lint_place_at(const CopLint *k, uint32_t i)
{
  if (i >= k->t->n || (k->t->at[i].flags & COP_TOKEN_CAPITAL) == 0 || !g_hash_table_contains(k->l->place_words, cop_token_key(k->t, i)))
    return NULL;
  for (size_t p = 0; p < k->l->n_places; p++)
    if (stands_at(k, i, &k->l->places[p]))
      return k->l->places[p].conference;
  return NULL;
}

const CopConference *
cop_lint_conference(const CopLint *k, CopOrgan organ, const char *place, int year)
{
  const CopModel *m = k->l->model;
  for (size_t c = 0; c < m->conferences.n; c++) {
    const CopConference *x = &m->conferences.items[c];
    if ((organ == COP_ORGAN_MAX || x->organ == organ) && x->year == year && (place == NULL || strcmp(x->place, place) == 0))
      return x;
  }
  return NULL;
}

const char *
cop_lint_years_of_place(const CopLint *k, CopOrgan organ, const char *place)
{
  const CopModel *m = k->l->model;
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t c = 0; c < m->conferences.n; c++) {
    const CopConference *x = &m->conferences.items[c];
    if (strcmp(x->place, place) == 0 && (organ == COP_ORGAN_MAX || x->organ == organ))
      g_string_append_printf(s, "%s%" G_GINT64_FORMAT " (%s)", s->len > 0 ? ", " : "", x->year, cop_words(COP_WORDS_ORGAN)->words[x->organ]);
  }
  return s->len == 0 ? NULL : cop_arena_strdup(k->arena, s->str);
}
