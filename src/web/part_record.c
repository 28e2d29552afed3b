/* SPDX-License-Identifier: Apache-2.0
 *
 * web/part_record.c -- records as readers meet them: their texts in the right
 * language, their titles, links to them. */
#include <string.h>

#include "model/record.h"
#include "web/part.h"
#include "web/people.h"

const char *
cop_field_text(CopPage *p, CopEntity e, const void *record, const char *field, const char **lang)
{
  const CopField *f = cop_entity_field(e, field);
  g_assert(f != NULL);
  const char *source = cop_record_text(record, f);
  *lang = NULL;
  if (source == NULL || strcmp(p->lang, "en") == 0)
    return source;
  CopTextState state = COP_TEXT_STATE_UNTRANSLATED;
  const char *text = cop_model_text(p->m, e, ((const CopRecord *)record)->id, field, p->lang, &state);
  if (state == COP_TEXT_STATE_UNTRANSLATED)
    *lang = "en";
  return text;
}

static void
write_in_language(CopPage *p, const char *text, const char *lang)
{
  if (lang == NULL)
    cop_html_text(p->h, text);
  else
    COP_TEXT(p->h, COP_SPAN, text, cop_a(COP_A_LANG, lang));
}

/* Was there a translation, of an earlier wording? */
static void
write_outdated(CopPage *p, CopEntity e, const void *record, const char *field)
{
  g_autofree char *key = g_strdup_printf("%s/%s/%s/%s", cop_entity(e)->name, ((const CopRecord *)record)->id, field, p->lang);
  const CopTranslation *t = cop_model_translation(p->m, key);
  if (t == NULL || t->state != COP_TEXT_STATE_UNTRANSLATED || t->text == NULL || *t->text == '\0')
    return;
  cop_html_text(p->h, " ");
  cop_part_chip(p, COP_CHIP_WARN, T_("translation outdated"));
}

void
cop_part_field(CopPage *p, CopEntity e, const void *record, const char *field)
{
  const char *lang;
  const char *text = cop_field_text(p, e, record, field, &lang);
  write_in_language(p, text, lang);
  if (lang != NULL)
    write_outdated(p, e, record, field);
}

void
cop_part_sentence(CopPage *p, CopEntity e, const void *record, const char *field)
{
  const char *lang;
  const char *text = cop_field_text(p, e, record, field, &lang);
  write_in_language(p, cop_say_sentence(p, text), lang);
  if (lang != NULL)
    write_outdated(p, e, record, field);
}

const char *
cop_record_title(CopPage *p, CopEntity e, const void *record, const char **lang)
{
  static const char *const names[] = { "short_title", "title", "label", "name", "term", "text", "event", "finding", "theme", "statement", "item", "avoid", "code" };
  *lang = NULL;
  if (e == COP_ENTITY_message)
    return cop_field_text(p, e, record, "say", lang);
  if (e == COP_ENTITY_requirement)
    return cop_field_text(p, e, record, "gist", lang);
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    const CopField *f = cop_entity_field(e, names[i]);
    if (f == NULL || f->type != COP_FIELD_TEXT || cop_record_text(record, f) == NULL)
      continue;
    return cop_field_text(p, e, record, names[i], lang);
  }
  return ((const CopRecord *)record)->id;
}

CopUrl
cop_url_record(CopPage *p, CopEntity e, const char *id)
{
  /* Who does not see the part of the desk a record stands in sees its record. */
  static const char *const sections[COP_ENTITY_MAX] = { [COP_ENTITY_measure] = "/plan", [COP_ENTITY_question] = "/law", [COP_ENTITY_message] = "/materials",
                                                        [COP_ENTITY_framework] = "/standards", [COP_ENTITY_initiative] = "/initiatives" };
  if (sections[e] == NULL || !cop_access_sees_all(&p->who->access, cop_subject_of_section(sections[e])))
    return cop_url_path(p->a, "record", cop_entity(e)->name, id, NULL);
  switch ((int)e) {
  case COP_ENTITY_measure:
    return cop_url_path(p->a, "plan", id, NULL);
  case COP_ENTITY_question:
    return cop_url_path(p->a, "law", id, NULL);
  case COP_ENTITY_message:
    return cop_url_path(p->a, "materials", id, NULL);
  case COP_ENTITY_framework:
    return cop_url_path(p->a, "standards", id, NULL);
  case COP_ENTITY_initiative:
    return cop_url_path(p->a, "initiatives", id, NULL);
  default:
    return cop_url_path(p->a, "record", cop_entity(e)->name, id, NULL);
  }
}

void
cop_part_record(CopPage *p, CopEntity e, const void *record)
{
  if (record == NULL)
    return;
  const char *lang;
  const char *title = cop_record_title(p, e, record, &lang);
  COP_TEXT(p->h, COP_A, title, cop_link(COP_A_HREF, cop_url_record(p, e, ((const CopRecord *)record)->id)), cop_a(COP_A_LANG, lang));
}

void
cop_part_institution(CopPage *p, const char *id)
{
  const CopInstitution *i = cop_model_institution(p->m, id);
  if (i == NULL)
    return;
  COP_TEXT(p->h, COP_A, i->acronym != NULL ? i->acronym : i->name, cop_link(COP_A_HREF, cop_url_record(p, COP_ENTITY_institution, id)),
           cop_a(COP_A_TITLE, i->acronym != NULL ? i->name : NULL));
}
