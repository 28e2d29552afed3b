/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/nearest.h"
#include "base/yaml.h"
#include "model/identity.h"
#include "model/law_markup.h"
#include "model/record.h"

static void
test_dates(void)
{
  static const char *const good[] = { "1989", "1989-11", "1989-11-20", "2000-02-29", "9999-12-31" };
  static const char *const bad[] = { "", "89", "0989", "1989-13", "1989-00", "1989-2-3", "1900-02-29", "2021-02-30", "1989/11", "1989-11-20 ", "19891120" };
  for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
    g_assert_true(cop_date_valid(good[i]));
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
    g_assert_false(cop_date_valid(bad[i]));
  g_assert_false(cop_date_valid(NULL));
  g_assert_cmpint(cop_date_first_day(cop_date_read("1970-01-01")), ==, 0);
  g_assert_cmpint(cop_date_first_day(cop_date_read("2000-03-01")), ==, 11017);
  g_assert_cmpint(cop_date_last_day(cop_date_read("2000-02")), ==, 11016);
  g_assert_cmpint(cop_date_last_day(cop_date_read("1999")), ==, 10956);
  for (int64_t day = -200000; day < 400000; day += 37) {
    CopDate d = cop_date_of_day(day);
    g_assert_cmpint(cop_date_first_day(d), ==, day);
  }
  g_assert_cmpint(cop_date_compare("2021", "2021-01-01"), <, 0);
  g_assert_cmpint(cop_date_compare("2021-12", "2021-02-03"), >, 0);
  g_assert_cmpint(cop_date_compare(NULL, "1000"), <, 0);
  g_assert_cmpint(cop_date_compare("2021-05", "2021-05"), ==, 0);
  g_assert_true(cop_instant_valid("2025-11-25T00:00:00Z"));
  g_assert_false(cop_instant_valid("2025-11-25T24:00:00Z"));
  g_assert_false(cop_instant_valid("2025-11-31T00:00:00Z"));
}

static void
test_nearest(void)
{
  static const struct {
    const char *typed, *best;
  } cases[] = { { "titel", "title" }, { "short_titel", "short_title" }, { "tilte", "title" }, { "Title", "title" },
                { "xyz", NULL },      { "noted", "note" },             { "", NULL } };
  static const char *const words[] = { "short_title", "title", "note" };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    CopNearest n = cop_nearest(cases[i].typed);
    for (size_t k = 0; k < G_N_ELEMENTS(words); k++)
      cop_nearest_offer(&n, words[k]);
    g_assert_cmpstr(n.best, ==, cases[i].best);
  }
}

static void
test_sections(void)
{
  static const struct {
    const char *cited, *section;
    bool cites;
  } cases[] = { { "Section 4", "Section 4", true },
                { "section 4", "Section 4", true },
                { "Section 4(l)", "Section 4", true },
                { "Section 110(a), (e), (f)", "Section 110", true },
                { "Sections 4(l), 4(y), 122(a)", "Section 122", true },
                { "Sections 23-24", "Section 24", true },
                { "Sections 23–26", "Section 25", true },
                { "Sections 23-26", "Section 25.", true },
                { "Sections 23, 26", "Section 25", false },
                { "Section 11(h)", "Section 1", false },
                { "Section 110", "Section 11", false },
                { "Section 4", "Article 4", false },
                { "Sections 4A, 9", "Section 4", false },
                { "Sections 4A, 9", "Section 4A", true },
                { "revised rules", "Section 4", false },
                { "Section 4", "Section", false },
                { "Section 4 of 1999", "Section 2000", false } };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    if (cop_law_cites(cases[i].cited, cases[i].section) != cases[i].cites)
      g_error("%s / %s", cases[i].cited, cases[i].section);
}

static void
test_views(void)
{
  static const char *const told[] = { "Ana, 12, said that nobody listens", "a boy called Jose wants a line", "write to ana@example.org", "reach me at @ana_12", "call 0917 555 0123",
                                      "Sinabi ni Ana na takot siya", "Nagsalita si Maria", "Ana Santos (11) asked for it", "a 12-year-old told of it", "A girl of 13 told of it",
                                      "Ms Cruz of the school said", "Ana, aged 9, was there" };
  static const char *const free[] = { "The line 1383 by chat and free of charge", "Of 24 children 19 asked for a line that answers at night", "In July, 12 of them asked again",
                                      "Children aged 12–14 want lessons", "12-year-olds want other words than 16-year-olds", "In Manila, 12 children asked for it", "Grade 6 (24 children) asked",
                                      "gusto nila ng linya na libre", "Department of Education, 2 sessions held", "so they sing in the hall" };
  for (size_t i = 0; i < G_N_ELEMENTS(told); i++)
    if (cop_identity_in_views(told[i]) == NULL)
      g_error("passes: %s", told[i]);
  for (size_t i = 0; i < G_N_ELEMENTS(free); i++)
    if (cop_identity_in_views(free[i]) != NULL)
      g_error("is refused: %s: %s", free[i], cop_identity_in_views(free[i]));
}

static void
test_ids(void)
{
  static const char *const good[] = { "a", "M19", "f1/1.2", "message/M01/say/zh-Hans", "a_b", "v1..2" };
  static const char *const bad[] = { "", "/a", "a/", "a//b", "..", "a/../b", "a/.", "a b", "\xc3\xa9", "a:b" };
  for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
    g_assert_true(cop_id_valid(good[i]));
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
    g_assert_false(cop_id_valid(bad[i]));
  g_autofree char *longest = g_strnfill(200, 'a'), *longer = g_strnfill(201, 'a');
  g_assert_true(cop_id_valid(longest));
  g_assert_false(cop_id_valid(longer));
}

/* Every kind has room for its fields in `present`, every reference leads to a
 * kind, positions are whole numbers. */
static void
test_schema(void)
{
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    const CopEntityInfo *info = cop_entity((CopEntity)e);
    g_assert_cmpuint(info->n_fields, <=, 64);
    for (size_t i = 0; i < info->n_fields; i++) {
      const CopField *f = &cop_entity_fields((CopEntity)e)[i];
      bool reference = f->type == COP_FIELD_REF || f->type == COP_FIELD_REFS;
      g_assert_cmpint(reference, ==, f->target != COP_ENTITY_MAX);
      g_assert_cmpint(f->type == COP_FIELD_ENUM, ==, f->words != COP_WORDS_MAX);
      if (strcmp(f->name, "position") == 0)
        g_assert_cmpint(f->type, ==, COP_FIELD_INT);
      g_assert_false(strcmp(f->name, "id") == 0 || strcmp(f->name, "revision") == 0 || strcmp(f->name, "origin") == 0);
    }
  }
}

/* A record with every field given, for any kind. */
static void *
full_record(CopArena *a, CopEntity e)
{
  static const char *const items[] = { "one", "two" };
  CopRecord *r = cop_record_new(a, e);
  r->id = "x/1";
  r->revision = 3;
  r->origin = "pack";
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++) {
    const CopField *f = &cop_entity_fields(e)[i];
    switch (f->type) {
    case COP_FIELD_TEXT:
      cop_record_set_text(e, r, f, "a \"text\"\nof two lines, \xe1\x9e\x80");
      break;
    case COP_FIELD_REF:
      cop_record_set_text(e, r, f, "y");
      break;
    case COP_FIELD_DATE:
      cop_record_set_text(e, r, f, "2020-02");
      break;
    case COP_FIELD_INT:
    case COP_FIELD_MONEY:
      cop_record_set_int(e, r, f, INT64_MAX - (int64_t)i);
      break;
    case COP_FIELD_BOOL:
    case COP_FIELD_ENUM:
      cop_record_set_int(e, r, f, 1);
      break;
    case COP_FIELD_REAL:
      cop_record_set_real(e, r, f, 0.1 + (double)i);
      break;
    case COP_FIELD_TEXTS:
    case COP_FIELD_REFS:
      cop_record_set_texts(e, r, f, 2, items);
      break;
    case COP_FIELD_TYPE_MAX:
      g_assert_not_reached();
    }
  }
  return r;
}

static void
test_json_round_trip(void)
{
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(GError) error = NULL;
    void *full = full_record(a, (CopEntity)e);
    g_autofree char *json = cop_record_to_json((CopEntity)e, full, true);
    CopRecord *again = cop_record_from_json(a, (CopEntity)e, json, strlen(json), &error);
    g_assert_no_error(error);
    g_assert_true(cop_record_equal((CopEntity)e, full, again));
    g_assert_cmpint(again->revision, ==, 3);
    g_assert_cmpstr(again->origin, ==, "pack");
    g_autofree char *json2 = cop_record_to_json((CopEntity)e, again, true);
    g_assert_cmpstr(json, ==, json2);
    /* Equality sees each field. */
    for (size_t i = 0; i < cop_entity((CopEntity)e)->n_fields; i++) {
      CopRecord *other = full_record(a, (CopEntity)e);
      other->present &= ~(UINT64_C(1) << i);
      g_assert_false(cop_record_equal((CopEntity)e, full, other));
    }
  }
}

static void
test_json_refused(void)
{
  static const char *const bad[] = {
    "[]", "{}", "{\"id\": \"a b\"}", "{\"id\": \"a\"}", "{\"id\": \"a\", \"title\": \"t\", \"short_title\": \"s\", \"x\": 1}",
    "{\"id\": \"a\", \"title\": 7.5e, \"short_title\": \"s\"}", "{\"id\": \"a\", \"title\": [\"t\"], \"short_title\": \"s\"}",
    "{\"id\": \"a\", \"revision\": -1, \"title\": \"t\", \"short_title\": \"s\"}",
  };
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(GError) error = NULL;
    g_assert_null(cop_record_from_json(a, COP_ENTITY_source, bad[i], strlen(bad[i]), &error));
    g_assert_error(error, COP_TREE_ERROR, COP_TREE_ERROR_SYNTAX);
  }
}

static void
test_absent_is_not_zero(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDiags) d = cop_diags_new();
  const char *text = "{id: v, topic: t, label: l, period: 2021, unit: u, method: survey, uses: [harm], confidence: low, "
                     "mark: K, sample: 0, note: '', cells: []}";
  CopTree *t = cop_yaml_read(a, text, strlen(text), NULL);
  const CopValue *v = cop_record_read(a, COP_ENTITY_value, t, &(CopRecordReading){ .money_digits = 2 }, d);
  for (size_t i = 0; i < cop_diags_count(d); i++) /* required fields may be added to the kind */
    g_assert_cmpstr(cop_diags_at(d, i)->code, ==, "record-missing");
  g_assert_true(isnan(v->number));
  g_assert_true(cop_record_has(COP_ENTITY_value, v, "sample"));
  g_assert_cmpint(v->sample, ==, 0);
  g_assert_false(cop_record_has(COP_ENTITY_value, v, "number"));
  g_assert_false(cop_record_has(COP_ENTITY_value, v, "note"));
  g_assert_null(v->note);
  g_assert_false(cop_record_has(COP_ENTITY_value, v, "cells"));
  g_assert_false(cop_record_has(COP_ENTITY_value, v, "preferred"));
  g_assert_cmpstr(v->period, ==, "2021");
}

/* Every row of the rules names a field of its kind with a fitting type: a
 * record with all fields given reaches each of them without an assertion. */
static void
test_rules_fit_schema(void)
{
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    g_autoptr(CopArena) a = cop_arena_new();
    cop_record_check((CopEntity)e, full_record(a, (CopEntity)e), NULL, NULL);
    cop_record_check((CopEntity)e, cop_record_new(a, (CopEntity)e), NULL, NULL);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/base/date", test_dates);
  g_test_add_func("/base/nearest", test_nearest);
  g_test_add_func("/base/sections", test_sections);
  g_test_add_func("/base/views", test_views);
  g_test_add_func("/model/id", test_ids);
  g_test_add_func("/model/schema", test_schema);
  g_test_add_func("/model/record/json", test_json_round_trip);
  g_test_add_func("/model/record/json/refused", test_json_refused);
  g_test_add_func("/model/record/absent", test_absent_is_not_zero);
  g_test_add_func("/model/rules/schema", test_rules_fit_schema);
  return g_test_run();
}
