/* SPDX-License-Identifier: Apache-2.0
 * The model without what does not pass: what is not there cannot be printed. */
#include <string.h>

#include "check/gate.h"

static void
pass_texts(const CopGate *g, CopArena *a, CopModel *to)
{
  const CopModel *from = g->model;
  to->message_texts.items = cop_new_n(a, CopMessageText, from->message_texts.n + 1);
  to->message_texts.n = 0;
  to->by_id[COP_ENTITY_message_text] = cop_arena_hash(a);
  for (size_t i = 0; i < from->message_texts.n; i++) {
    const CopMessageText *t = &from->message_texts.items[i];
    if (t->state == COP_TEXT_STATE_UNTRANSLATED || !cop_gate_text(g, t, NULL))
      continue;
    CopMessageText *kept = &to->message_texts.items[to->message_texts.n++];
    *kept = *t;
    g_hash_table_insert(to->by_id[COP_ENTITY_message_text], (gpointer)kept->id, kept);
  }
}

static const char *
own_text(const CopGate *g, CopModel *to, const CopMessage *m, CopMessageForm form, const char *text)
{
  g_autofree char *id = g_strdup_printf("%s/%s/en", m->id, cop_words(COP_WORDS_FORM)->words[form]);
  const CopMessageText *own = g_hash_table_lookup(g->model->english, id);
  if (own == NULL || !cop_gate_text(g, own, NULL))
    return "";
  g_hash_table_insert(to->english, (gpointer)own->id, (gpointer)own);
  return text;
}

static void
pass_messages(const CopGate *g, CopArena *a, CopModel *to)
{
  size_t n = g->model->messages.n;
  to->english = cop_arena_hash(a);
  to->messages.items = cop_new_n(a, CopMessage, n + 1);
  to->by_id[COP_ENTITY_message] = cop_arena_hash(a);
  for (size_t i = 0; i < n; i++) {
    CopMessage *m = &to->messages.items[i];
    *m = g->model->messages.items[i];
    const char *say = own_text(g, to, m, COP_FORM_SAY, m->say), *act = own_text(g, to, m, COP_FORM_ACT, m->act);
    m->say = say;
    m->act = act;
    g_hash_table_insert(to->by_id[COP_ENTITY_message], (gpointer)m->id, m);
  }
}

static void
pass_translations(const CopGate *g, CopArena *a, CopModel *to)
{
  const CopModel *from = g->model;
  to->translations.items = cop_new_n(a, CopTranslation, from->translations.n + 1);
  to->translations.n = 0;
  to->by_id[COP_ENTITY_translation] = cop_arena_hash(a);
  for (size_t i = 0; i < from->translations.n; i++) {
    const CopTranslation *t = &from->translations.items[i];
    if (!cop_gate_translation(g, t, NULL))
      continue;
    CopTranslation *kept = &to->translations.items[to->translations.n++];
    *kept = *t;
    g_hash_table_insert(to->by_id[COP_ENTITY_translation], (gpointer)kept->id, kept);
  }
}

const CopModel *
cop_gate_passed(const CopGate *g, CopArena *a)
{
  CopModel *to = cop_new(a, CopModel);
  *to = *g->model;
  to->arena = a;
  to->asked = NULL;
  pass_texts(g, a, to);
  pass_messages(g, a, to);
  pass_translations(g, a, to);
  if (!cop_gate_helpline(g, NULL, NULL) && to->countries.n > 0) {
    CopCountry *country = cop_new(a, CopCountry);
    *country = g->model->countries.items[0];
    country->helpline = NULL;
    to->countries.items = country;
    to->countries.n = 1;
    to->by_id[COP_ENTITY_country] = cop_arena_hash(a);
    g_hash_table_insert(to->by_id[COP_ENTITY_country], (gpointer)country->id, country);
  }
  return to;
}
