/* SPDX-License-Identifier: Apache-2.0 */
#include "check/text_matrix.h"

#include <string.h>

/* The text in this very language: that of a fallback is another reader's. */
static const CopMessageText *
own_text(const CopModel *m, const char *message, CopMessageForm form, const char *lang)
{
  const CopMessageText *t = cop_model_text_of_message(m, message, form, lang);
  return t != NULL && strcmp(t->lang, lang) == 0 ? t : NULL;
}

static gint
compare_tags(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

CopTexts
cop_text_languages(const CopModel *m, CopArena *a, size_t *own)
{
  const CopCountry *country = cop_model_country_record(m);
  CopTexts mine = country == NULL ? (CopTexts){ 0, NULL } : country->languages;
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) others = g_ptr_array_new();
  for (size_t i = 0; i < mine.n; i++)
    g_hash_table_add(seen, (gpointer)mine.items[i]);
  for (size_t i = 0; i < m->message_texts.n; i++)
    if (m->message_texts.items[i].state != COP_TEXT_STATE_UNTRANSLATED && g_hash_table_add(seen, (gpointer)m->message_texts.items[i].lang))
      g_ptr_array_add(others, (gpointer)m->message_texts.items[i].lang);
  g_ptr_array_sort(others, compare_tags);
  const char **all = cop_new_n(a, const char *, mine.n + others->len);
  for (size_t i = 0; i < mine.n; i++)
    all[i] = mine.items[i];
  for (guint i = 0; i < others->len; i++)
    all[mine.n + i] = g_ptr_array_index(others, i);
  if (own != NULL)
    *own = mine.n;
  return (CopTexts){ mine.n + others->len, all };
}

CopTextMatrix
cop_text_matrix(const CopGate *g, CopTexts langs, CopArena *a)
{
  CopTextMatrix c = { .n_messages = g->model->messages.n, .langs = langs };
  c.cells = cop_new_n(a, CopTextMatrixCell, c.n_messages * langs.n * COP_FORM_MAX);
  CopTextMatrixCell *cell = c.cells;
  g_autoptr(CopArena) own = cop_arena_new();
  for (size_t i = 0; i < c.n_messages; i++)
    for (size_t l = 0; l < langs.n; l++)
      for (int f = 0; f < COP_FORM_MAX; f++, cell++) {
        cell->text = own_text(g->model, g->model->messages.items[i].id, (CopMessageForm)f, langs.items[l]);
        cell->there = cell->text != NULL;
        if (!cell->there)
          continue;
        CopReviewUnit u;
        cop_unit_of_text(g->model, own, cell->text, &u);
        cell->state = cop_gate_standing(g, &u).state;
      }
  return c;
}

const CopTextMatrixCell *
cop_text_matrix_at(const CopTextMatrix *c, size_t message, size_t lang, CopMessageForm form)
{
  g_assert(message < c->n_messages && lang < c->langs.n && form < COP_FORM_MAX);
  return &c->cells[(message * c->langs.n + lang) * COP_FORM_MAX + form];
}

CopTextMatrixSum
cop_text_matrix_sum(const CopGate *g, const CopTextMatrix *c, size_t lang)
{
  const CopLanguage *spoken = cop_model_language(g->model, c->langs.items[lang]);
  CopTextMatrixSum s = { .texts = c->n_messages * COP_FORM_MAX, .home = spoken != NULL,
                         .households = spoken == NULL || !cop_record_has(COP_ENTITY_language, spoken, "households") ? -1 : spoken->households };
  for (size_t i = 0; i < c->n_messages; i++) {
    size_t forms = 0;
    for (int f = 0; f < COP_FORM_MAX; f++) {
      const CopTextMatrixCell *cell = cop_text_matrix_at(c, i, lang, (CopMessageForm)f);
      forms += cell->there;
      s.of[cell->state] += cell->there;
    }
    s.there += forms;
    s.complete += forms == COP_FORM_MAX;
  }
  return s;
}

int64_t
cop_text_households(const CopModel *m, bool *counted)
{
  int64_t all = 0;
  for (size_t i = 0; i < m->languages.n; i++)
    all += m->languages.items[i].households;
  *counted = true;
  for (size_t i = 0; i < m->values.n; i++)
    if (g_strcmp0(m->values.items[i].topic, "households") == 0 && m->values.items[i].number > 0) {
      *counted = false;
      all = (int64_t)m->values.items[i].number;
    }
  return all;
}
