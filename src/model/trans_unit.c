/* SPDX-License-Identifier: Apache-2.0 */
#include "model/trans_unit.h"

#include <string.h>

#include "model/record.h"

static const char *
english(const CopModel *m, const CopMessage *message, const char *form)
{
  if (strcmp(form, cop_words(COP_WORDS_FORM)->words[COP_FORM_SAY]) == 0)
    return message->say;
  if (strcmp(form, cop_words(COP_WORDS_FORM)->words[COP_FORM_ACT]) == 0)
    return message->act;
  g_autofree char *id = g_strdup_printf("%s/%s/en", message->id, form);
  const CopMessageText *t = cop_model_message_text(m, id);
  return t == NULL ? NULL : t->text;
}

static void
add_messages(GArray *all, const CopModel *m, CopArena *a, const char *lang)
{
  for (size_t i = 0; i < m->messages.n; i++)
    for (int f = 0; f < COP_FORM_MAX; f++) {
      const CopMessage *message = &m->messages.items[i];
      const char *form = cop_words(COP_WORDS_FORM)->words[f], *source = english(m, message, form);
      if (source == NULL)
        continue;
      g_autofree char *id = g_strdup_printf("%s/%s/%s", message->id, form, lang);
      const CopMessageText *t = cop_model_message_text(m, id);
      CopTransUnit u = { .id = cop_arena_printf(a, "message_text/%s/%s", message->id, form), .source = source, .message = message };
      if (t != NULL) {
        u.target = t->state == COP_TEXT_STATE_UNTRANSLATED ? NULL : t->text;
        u.state = t->state, u.revision = t->revision, u.note = t->note;
      }
      g_array_append_val(all, u);
    }
}

static void
add_field(GArray *all, const CopModel *m, CopArena *a, CopEntity e, const CopRecord *r, const CopField *field, const char *lang)
{
  const char *source = cop_record_text(r, field);
  if (source == NULL)
    return;
  const char *id = cop_arena_printf(a, "translation/%s/%s/%s", cop_entity(e)->name, r->id, field->name);
  g_autofree char *key = g_strdup_printf("%s/%s", strchr(id, '/') + 1, lang);
  const CopTranslation *t = cop_model_translation(m, key);
  CopTransUnit u = { .id = id, .source = source };
  if (t != NULL) {
    u.target = t->state == COP_TEXT_STATE_UNTRANSLATED ? NULL : t->text;
    u.state = t->state, u.revision = t->revision;
  }
  g_array_append_val(all, u);
}

static void
add_records(GArray *all, const CopModel *m, CopArena *a, const char *lang)
{
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    if (e == COP_ENTITY_message) /* its say and act are texts of a message */
      continue;
    for (size_t i = 0; i < cop_model_count(m, (CopEntity)e); i++)
      for (size_t f = 0; f < cop_entity((CopEntity)e)->n_fields; f++) {
        const CopField *field = &cop_entity_fields((CopEntity)e)[f];
        if ((field->flags & COP_FIELD_TRANSLATABLE) != 0 && field->type == COP_FIELD_TEXT)
          add_field(all, m, a, (CopEntity)e, cop_model_at(m, (CopEntity)e, i), field, lang);
      }
  }
}

CopTransUnits
cop_trans_units(const CopModel *m, CopArena *a, const char *lang, CopTransWhich which)
{
  g_autoptr(GArray) all = g_array_new(FALSE, TRUE, sizeof(CopTransUnit));
  if ((which & COP_TRANS_MESSAGES) != 0)
    add_messages(all, m, a, lang);
  if ((which & COP_TRANS_RECORDS) != 0)
    add_records(all, m, a, lang);
  CopTransUnit *items = cop_new_n(a, CopTransUnit, all->len);
  if (all->len > 0)
    memcpy(items, all->data, all->len * sizeof *items);
  return (CopTransUnits){ all->len, items };
}

CopTexts
cop_trans_context(const CopModel *m, CopArena *a, const CopTransUnit *u)
{
  if (u->message == NULL)
    return (CopTexts){ 0 };
  const char **lines = cop_new_n(a, const char *, u->message->do_not.n + 2);
  size_t n = 0;
  const CopSegment *segment = cop_model_segment(m, u->message->segment);
  if (segment != NULL)
    lines[n++] = cop_arena_printf(a, "For: %s", segment->title);
  for (size_t i = 0; i < u->message->do_not.n; i++)
    lines[n++] = cop_arena_printf(a, "Do not: %s", u->message->do_not.items[i]);
  if (u->note != NULL)
    lines[n++] = cop_arena_printf(a, "Note: %s", u->note);
  return (CopTexts){ n, lines };
}
