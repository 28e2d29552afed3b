/* SPDX-License-Identifier: Apache-2.0
 * Units: what is reviewed, and the digest of its wording. */
#include <string.h>

#include "check/alert.h"
#include "check/gate.h"
#include "model/record.h"

/* Each part with its NUL, so that no two contents run together. */
static void
add_part(CopHash *h, const char *s)
{
  cop_hash_add(h, s == NULL ? "" : s, (s == NULL ? 0 : strlen(s)) + 1);
}

static void
finish(CopHash *h, CopReviewUnit *unit)
{
  unsigned char digest[COP_HASH_SIZE];
  cop_hash_finish(h, digest);
  cop_hash_to_hex(digest, unit->digest);
}

/* What every text of a message rests on. */
static void
add_message(CopHash *h, const CopMessage *m)
{
  if (m == NULL)
    return;
  const char *const parts[] = { m->id, m->segment, m->age_band, m->say, m->act, m->invites_disclosure ? "1" : "0" };
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
    add_part(h, parts[i]);
  for (size_t i = 0; i < m->do_not.n; i++)
    add_part(h, m->do_not.items[i]);
}

void
cop_unit_of_text(const CopModel *m, CopArena *a, const CopMessageText *t, CopReviewUnit *unit)
{
  CopHash h;
  *unit = (CopReviewUnit){ .kind = COP_UNIT_TEXT, .id = cop_arena_printf(a, "message_text/%s", t->id), .lang = t->lang, .seen = t->text };
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  add_part(&h, t->text);
  add_part(&h, cop_words(COP_WORDS_FORM)->words[t->form]);
  add_part(&h, t->lang);
  const CopMessage *message = cop_model_message(m, t->message);
  add_message(&h, message);
  if (cop_is_alert(t->message)) {
    unit->kind = COP_UNIT_ALERT;
    unit->until = message == NULL ? NULL : message->review_by;
    add_part(&h, unit->until);
  }
  finish(&h, unit);
}

static const char *
source_of(const CopModel *m, const CopTranslation *t)
{
  CopEntity e = cop_entity_by_name(t->kind);
  const CopField *field = e == COP_ENTITY_MAX ? NULL : cop_entity_field(e, t->field);
  const void *record = e == COP_ENTITY_MAX ? NULL : cop_model_record(m, e, t->record);
  return field == NULL || record == NULL || field->type != COP_FIELD_TEXT ? NULL : cop_record_text(record, field);
}

void
cop_unit_of_translation(const CopModel *m, CopArena *a, const CopTranslation *t, CopReviewUnit *unit)
{
  CopHash h;
  *unit = (CopReviewUnit){ .kind = COP_UNIT_TRANSLATION, .id = cop_arena_printf(a, "translation/%s", t->id), .lang = t->lang, .seen = t->text };
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  add_part(&h, t->text);
  add_part(&h, t->lang);
  add_part(&h, source_of(m, t));
  finish(&h, unit);
}

void
cop_unit_of_words(CopArena *a, const CopCatalogue *words, const char *lang, CopReviewUnit *unit)
{
  *unit = (CopReviewUnit){ .kind = COP_UNIT_WORDS, .id = cop_arena_printf(a, "words/%s", lang), .lang = cop_arena_strdup(a, lang) };
  cop_catalogue_digest(words, unit->digest);
}

static void
record_unit(CopArena *a, CopReviewUnitKind kind, CopEntity e, const void *record, const char *tried_by, CopReviewUnit *unit)
{
  g_autofree char *json = cop_record_to_json(e, record, false);
  CopHash h;
  *unit = (CopReviewUnit){ .kind = kind, .id = cop_arena_printf(a, "%s/%s", cop_entity(e)->name, ((const CopRecord *)record)->id),
                     .seen = cop_arena_strdup(a, json), .tried_by = tried_by };
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  add_part(&h, json);
  finish(&h, unit);
}

bool
cop_unit_find(const CopModel *m, CopArena *a, const char *id, CopReviewUnit *unit)
{
  const char *slash = strchr(id, '/');
  if (slash == NULL)
    return false;
  const char *rest = slash + 1;
  if (g_str_has_prefix(id, "message_text/")) {
    const CopMessageText *t = cop_model_message_text(m, rest);
    if (t == NULL || t->state == COP_TEXT_STATE_UNTRANSLATED)
      t = g_hash_table_lookup(m->english, rest);
    if (t != NULL)
      cop_unit_of_text(m, a, t, unit);
    return t != NULL;
  }
  if (g_str_has_prefix(id, "translation/")) {
    const CopTranslation *t = cop_model_translation(m, rest);
    if (t != NULL)
      cop_unit_of_translation(m, a, t, unit);
    return t != NULL;
  }
  if (g_str_has_prefix(id, "helpline/")) {
    const CopHelpline *line = cop_model_helpline(m, rest);
    if (line != NULL)
      record_unit(a, COP_UNIT_HELPLINE, COP_ENTITY_helpline, line, line->verified_by, unit);
    return line != NULL;
  }
  const CopReferralPath *path = g_str_has_prefix(id, "referral_path/") ? cop_model_referral_path(m, rest) : NULL;
  if (path != NULL)
    record_unit(a, COP_UNIT_REFERRAL, COP_ENTITY_referral_path, path, path->verified_by, unit);
  return path != NULL;
}

unsigned
cop_unit_steps(CopReviewUnitKind kind)
{
  static const unsigned steps[COP_UNIT_KIND_MAX] = {
    [COP_UNIT_TEXT] = COP_STEP_SUBMITTED | COP_STEP_PROTECTION | COP_STEP_LANGUAGE | COP_STEP_PRETEST,
    [COP_UNIT_ALERT] = COP_STEP_SUBMITTED | COP_STEP_APPROVAL,
    [COP_UNIT_TRANSLATION] = COP_STEP_SUBMITTED | COP_STEP_LANGUAGE,
    [COP_UNIT_HELPLINE] = COP_STEP_PROTECTION,
    [COP_UNIT_REFERRAL] = COP_STEP_PROTECTION,
    [COP_UNIT_WORDS] = COP_STEP_LANGUAGE,
    [COP_UNIT_PIECE] = COP_STEP_APPROVAL,
    [COP_UNIT_DOCUMENT] = COP_STEP_APPROVAL,
  };
  return steps[kind];
}
