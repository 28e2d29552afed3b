/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "engines.h"
#include "model/audit.h"
#include "model/record.h"
#include "model/store.h"

static CopDb *
fresh(const Place *p)
{
  g_autoptr(GError) error = NULL;
  CopDb *db = cop_db_create(p->address, &error);
  g_assert_no_error(error);
  return db;
}

static CopRecord *
from_json(CopArena *a, CopEntity e, const char *json)
{
  g_autoptr(GError) error = NULL;
  CopRecord *r = cop_record_from_json(a, e, json, strlen(json), &error);
  g_assert_no_error(error);
  return r;
}

static void
save(CopDb *db, CopArena *a, CopEntity e, const char *json, int64_t expected)
{
  g_autoptr(GError) error = NULL;
  bool saved = cop_record_save(db, e, from_json(a, e, json), "test", expected, &error);
  g_assert_no_error(error);
  g_assert_true(saved);
}

static void
refuse(CopDb *db, CopArena *a, CopEntity e, const char *json, int64_t expected, GQuark domain, int code, const char *says)
{
  g_autoptr(GError) error = NULL;
  g_assert_false(cop_record_save(db, e, from_json(a, e, json), "test", expected, &error));
  g_assert_error(error, domain, code);
  if (strstr(error->message, says) == NULL)
    g_error("'%s' does not say '%s'", error->message, says);
}

/* A few records that refer to each other in every way. */
static const struct {
  CopEntity e;
  const char *json;
} content[] = {
  { COP_ENTITY_source, "{\"id\":\"s\",\"title\":\"Source\",\"short_title\":\"S\"}" },
  { COP_ENTITY_language, "{\"id\":\"fil\",\"name\":\"Filipino\",\"autonym\":\"Filipino\",\"position\":2,\"mark\":\"S\",\"source\":\"s\"}" },
  { COP_ENTITY_language, "{\"id\":\"ceb\",\"name\":\"Cebuano\",\"autonym\":\"Cebuano\",\"position\":1,\"mark\":\"K\",\"households\":0}" },
  { COP_ENTITY_area, "{\"id\":\"a/1\",\"name\":\"One\",\"level\":\"region\",\"languages\":[\"ceb\",\"fil\"],\"position\":1,\"mark\":\"K\"}" },
  { COP_ENTITY_area, "{\"id\":\"a/2\",\"name\":\"Two \\\"x\\\"\\nand \xe1\x9e\x80\",\"level\":\"province\",\"parent\":\"a/1\",\"position\":2,\"mark\":\"K\"}" },
  { COP_ENTITY_translation, "{\"id\":\"area/a/1/name/fil\",\"kind\":\"area\",\"record\":\"a/1\",\"field\":\"name\",\"lang\":\"fil\",\"text\":\"Isa\",\"state\":\"draft\"}" },
  { COP_ENTITY_cost_class, "{\"id\":\"A\",\"label\":\"small\",\"low\":0,\"high\":9007199254740993,\"mark\":\"E\"}" },
};

static CopModel *
fill(CopDb *db, CopArena *a)
{
  g_autoptr(GError) error = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(content); i++)
    save(db, a, content[i].e, content[i].json, 0);
  CopModel *m;
  g_assert_true(cop_model_load(db, a, &m, &error));
  g_assert_no_error(error);
  return m;
}

static void
test_load(gconstpointer engine)
{
  g_auto(Place) p = { 0 };
  place_init(&p, engine);
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) db = fresh(&p);
  const CopModel *m = fill(db, a);
  g_assert_cmpuint(m->areas.n, ==, 2);
  g_assert_cmpstr(m->languages.items[0].id, ==, "ceb"); /* by position */
  const CopArea *one = cop_model_area(m, "a/1");
  g_assert_cmpuint(one->languages.n, ==, 2);
  g_assert_cmpstr(one->languages.items[0], ==, "ceb");
  g_assert_cmpint(one->level, ==, COP_AREA_REGION);
  g_assert_cmpint(one->revision, ==, 1);
  g_assert_cmpstr(cop_model_area(m, cop_model_area(m, "a/2")->parent)->name, ==, "One");
  g_assert_true(cop_record_has(COP_ENTITY_language, cop_model_language(m, "ceb"), "households"));
  g_assert_false(cop_record_has(COP_ENTITY_language, cop_model_language(m, "fil"), "households"));
  g_assert_cmpint(cop_model_cost_class(m, "A")->high, ==, G_GINT64_CONSTANT(9007199254740993));
  g_assert_null(cop_model_area(m, "none"));
  g_assert_null(cop_model_area(m, NULL));
  /* What comes back is what went in. */
  for (size_t i = 0; i < G_N_ELEMENTS(content); i++) {
    const CopRecord *in = from_json(a, content[i].e, content[i].json);
    g_assert_true(cop_record_equal(content[i].e, in, cop_model_record(m, content[i].e, in->id)));
    g_autoptr(GError) error = NULL;
    const void *single = cop_record_load(db, a, content[i].e, in->id, &error);
    g_assert_no_error(error);
    g_assert_true(cop_record_equal(content[i].e, in, single));
  }
}

static void
test_texts(gconstpointer engine)
{
  g_auto(Place) p = { 0 };
  place_init(&p, engine);
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) db = fresh(&p);
  const CopModel *m = fill(db, a);
  CopTextState state;
  g_assert_cmpstr(cop_model_text(m, COP_ENTITY_area, "a/1", "name", "fil", &state), ==, "Isa");
  g_assert_cmpint(state, ==, COP_TEXT_STATE_DRAFT);
  g_assert_cmpstr(cop_model_text(m, COP_ENTITY_area, "a/1", "name", "fil-PH", NULL), ==, "Isa");
  g_assert_cmpstr(cop_model_text(m, COP_ENTITY_area, "a/1", "name", "ceb", &state), ==, "One");
  g_assert_cmpint(state, ==, COP_TEXT_STATE_UNTRANSLATED);
  g_assert_cmpstr(cop_model_text(m, COP_ENTITY_area, "a/1", "name", "en-GB", &state), ==, "One");
  g_assert_cmpint(state, ==, COP_TEXT_STATE_NOT_NEEDED);
  g_assert_null(cop_model_text(m, COP_ENTITY_area, "none", "name", "fil", NULL));
}

static void
test_revisions(gconstpointer engine)
{
  g_auto(Place) p = { 0 };
  place_init(&p, engine);
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) db = fresh(&p);
  fill(db, a);
  const char *changed = "{\"id\":\"a/1\",\"name\":\"First\",\"level\":\"region\",\"languages\":[\"fil\"],\"position\":1,\"mark\":\"K\"}";
  refuse(db, a, COP_ENTITY_area, changed, 0, COP_DB_ERROR, COP_DB_ERROR_CONFLICT, "there already");
  refuse(db, a, COP_ENTITY_area, changed, 2, COP_DB_ERROR, COP_DB_ERROR_CONFLICT, "somebody else has changed");
  save(db, a, COP_ENTITY_area, changed, 1);
  refuse(db, a, COP_ENTITY_area, changed, 1, COP_DB_ERROR, COP_DB_ERROR_CONFLICT, "somebody else has changed");
  g_autoptr(GError) error = NULL;
  const CopArea *now = cop_record_load(db, a, COP_ENTITY_area, "a/1", &error);
  g_assert_cmpint(now->revision, ==, 2);
  g_assert_cmpuint(now->languages.n, ==, 1);
  CopAuditEntries history;
  g_assert_true(cop_audit_history(db, a, COP_ENTITY_area, "a/1", &history, &error));
  g_assert_cmpuint(history.n, ==, 2);
  g_assert_cmpstr(history.items[0].action, ==, "add");
  g_assert_cmpstr(history.items[1].action, ==, "change");
  g_assert_nonnull(strstr(history.items[0].content, "\"One\""));
  g_assert_nonnull(strstr(history.items[1].content, "\"First\""));
}

static void
test_refused(gconstpointer engine)
{
  g_auto(Place) p = { 0 };
  place_init(&p, engine);
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) db = fresh(&p);
  fill(db, a);
  GQuark invalid = COP_RECORD_ERROR;
  refuse(db, a, COP_ENTITY_area, "{\"id\":\"x\",\"name\":\"X\",\"level\":\"region\",\"parent\":\"none\",\"position\":1,\"mark\":\"K\"}", 0,
         invalid, COP_RECORD_ERROR_INVALID, "parent: there is no area 'none'");
  refuse(db, a, COP_ENTITY_area, "{\"id\":\"x\",\"name\":\"X\",\"level\":\"region\",\"languages\":[\"fil\",\"qq\"],\"position\":1,\"mark\":\"K\"}", 0,
         invalid, COP_RECORD_ERROR_INVALID, "languages: there is no language 'qq'");
  refuse(db, a, COP_ENTITY_area, "{\"id\":\"x\",\"name\":\"X\",\"level\":\"region\",\"population\":-1,\"position\":1,\"mark\":\"K\"}", 0,
         invalid, COP_RECORD_ERROR_INVALID, "population: -1 is out of range");
  refuse(db, a, COP_ENTITY_area, "{\"id\":\"a/1\",\"name\":\"One\",\"level\":\"region\",\"parent\":\"a/2\",\"position\":1,\"mark\":\"K\"}", 1,
         invalid, COP_RECORD_ERROR_INVALID, "in a circle");
  refuse(db, a, COP_ENTITY_area, "{\"id\":\"x\",\"name\":\"X\",\"level\":\"region\",\"parent\":\"x\",\"position\":1,\"mark\":\"K\"}", 0,
         invalid, COP_RECORD_ERROR_INVALID, "names itself");
  refuse(db, a, COP_ENTITY_translation,
         "{\"id\":\"area/a/9/name/fil\",\"kind\":\"area\",\"record\":\"a/9\",\"field\":\"name\",\"lang\":\"fil\",\"text\":\"x\",\"state\":\"draft\"}", 0,
         invalid, COP_RECORD_ERROR_INVALID, "there is no area 'a/9'");
  g_autoptr(GError) error = NULL;
  CopRecord *bare = cop_record_new(a, COP_ENTITY_area);
  bare->id = "y";
  g_assert_false(cop_record_save(db, COP_ENTITY_area, bare, "test", 0, &error));
  g_assert_error(error, COP_RECORD_ERROR, COP_RECORD_ERROR_INVALID);
  g_clear_error(&error);
  CopAuditEntries entries;
  g_assert_true(cop_audit_recent(db, a, 100, &entries, &error));
  g_assert_cmpuint(entries.n, ==, G_N_ELEMENTS(content));
}

static void
test_delete(gconstpointer engine)
{
  g_auto(Place) p = { 0 };
  place_init(&p, engine);
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) db = fresh(&p);
  g_autoptr(GError) error = NULL;
  fill(db, a);
  g_assert_false(cop_record_delete(db, COP_ENTITY_area, "a/1", "test", 1, &error));
  g_assert_error(error, COP_RECORD_ERROR, COP_RECORD_ERROR_IN_USE);
  g_assert_cmpstr(error->message, ==, "the area 'a/1' is used by area 'a/2' (parent)");
  g_clear_error(&error);
  g_assert_false(cop_record_delete(db, COP_ENTITY_area, "a/2", "test", 7, &error));
  g_assert_error(error, COP_DB_ERROR, COP_DB_ERROR_CONFLICT);
  g_clear_error(&error);
  g_assert_true(cop_record_delete(db, COP_ENTITY_area, "a/2", "test", 1, &error));
  g_assert_true(cop_record_delete(db, COP_ENTITY_area, "a/1", "test", 1, &error));
  g_assert_no_error(error);
  CopModel *m;
  g_assert_true(cop_model_load(db, a, &m, &error));
  g_assert_cmpuint(m->areas.n, ==, 0);
  g_assert_cmpuint(m->translations.n, ==, 0); /* went with its record */
  g_assert_null(cop_record_load(db, a, COP_ENTITY_area, "a/1", &error));
  g_assert_error(error, COP_DB_ERROR, COP_DB_ERROR_NOT_FOUND);
  g_clear_error(&error);
  /* A record may come again; its revisions begin anew. */
  save(db, a, COP_ENTITY_area, content[3].json, 0);
  g_auto(CopAuditCheck) check = { 0 };
  g_assert_true(cop_audit_verify(db, NULL, &check, &error));
  g_assert_cmpint(check.broken_at, ==, 0);
  g_assert_cmpuint(check.n_unlogged, ==, 0);
}

static void
test_audit(gconstpointer engine)
{
  g_auto(Place) p = { 0 };
  place_init(&p, engine);
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) db = fresh(&p);
  g_autoptr(GError) error = NULL;
  g_auto(CopAuditCheck) empty = { 0 }, check = { 0 }, later = { 0 };
  g_assert_true(cop_audit_verify(db, NULL, &empty, &error));
  g_assert_cmpint(empty.n, ==, 0);
  fill(db, a);
  g_assert_true(cop_audit_verify(db, NULL, &check, &error));
  g_assert_cmpint(check.n, ==, G_N_ELEMENTS(content));
  g_assert_cmpint(check.broken_at, ==, 0);
  g_assert_cmpuint(check.n_unlogged, ==, 0);
  g_assert_false(check.found);
  save(db, a, COP_ENTITY_source, "{\"id\":\"s2\",\"title\":\"T\",\"short_title\":\"S\"}", 0);
  g_assert_true(cop_audit_verify(db, check.head, &later, &error));
  g_assert_true(later.found);
  g_assert_cmpstr(later.head, !=, check.head);
}

/* The same operations leave the same content and the same hashes. */
static void
test_engines_agree(void)
{
  if (g_getenv("COPKIT_TEST_POSTGRES") == NULL) {
    g_test_skip("no PostgreSQL server; tests/postgres.sh starts one");
    return;
  }
  g_setenv("SOURCE_DATE_EPOCH", "1764028800", TRUE);
  char heads[2][COP_HASH_HEX];
  for (int engine = 0; engine < 2; engine++) {
    g_auto(Place) p = { 0 };
    place_init(&p, GINT_TO_POINTER(engine));
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(CopDb) db = fresh(&p);
    g_autoptr(GError) error = NULL;
    fill(db, a);
    bool gone = cop_record_delete(db, COP_ENTITY_area, "a/2", "test", 1, &error);
    g_assert_true(gone);
    g_auto(CopAuditCheck) check = { 0 };
    g_assert_true(cop_audit_verify(db, NULL, &check, &error));
    g_strlcpy(heads[engine], check.head, COP_HASH_HEX);
  }
  g_unsetenv("SOURCE_DATE_EPOCH");
  g_assert_cmpstr(heads[0], ==, heads[1]);
}

/* Two writers that saw the same revision: one wins, the other is told. */
static void
test_two_writers(gconstpointer engine)
{
  g_auto(Place) p = { 0 };
  place_init(&p, engine);
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) one = fresh(&p);
  g_autoptr(GError) error = NULL;
  fill(one, a);
  g_autoptr(CopDb) two = cop_db_open(p.address, COP_DB_WRITE, &error);
  g_assert_no_error(error);
  for (int64_t revision = 1; revision < 6; revision++) {
    save(revision % 2 == 0 ? one : two, a, COP_ENTITY_source, "{\"id\":\"s\",\"title\":\"A\",\"short_title\":\"S\"}", revision);
    refuse(revision % 2 == 0 ? two : one, a, COP_ENTITY_source, "{\"id\":\"s\",\"title\":\"B\",\"short_title\":\"S\"}", revision,
           COP_DB_ERROR, COP_DB_ERROR_CONFLICT, "somebody else");
  }
  g_auto(CopAuditCheck) check = { 0 };
  g_assert_true(cop_audit_verify(two, NULL, &check, &error));
  g_assert_cmpint(check.broken_at, ==, 0);
  g_assert_cmpint(check.n, ==, G_N_ELEMENTS(content) + 5);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  add_engines("/store/load", test_load);
  add_engines("/store/texts", test_texts);
  add_engines("/store/revisions", test_revisions);
  add_engines("/store/refused", test_refused);
  add_engines("/store/delete", test_delete);
  add_engines("/store/audit", test_audit);
  add_engines("/store/two-writers", test_two_writers);
  g_test_add_func("/store/engines-agree", test_engines_agree);
  return g_test_run();
}
