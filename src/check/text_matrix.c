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
  CopTextMatrixSum s = { .texts = c->n_messages * COP_FORM_MAX,
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
