/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>

#include "engines.h"
#include "import/intake.h"
#include "model/store.h"

static const struct {
  CopEntity e;
  const char *json;
} content[] = {
  { COP_ENTITY_area, "{\"id\":\"R1\",\"name\":\"One\",\"level\":\"region\",\"population\":900,\"position\":1,\"mark\":\"K\"}" },
  { COP_ENTITY_language, "{\"id\":\"ceb\",\"name\":\"Cebuano\",\"autonym\":\"Cebuano\",\"position\":1,\"mark\":\"K\"}" },
  { COP_ENTITY_indicator, "{\"id\":\"REACH\",\"title\":\"Number of people\",\"level\":\"output\",\"unit\":\"people\",\"direction\":\"up\",\"aggregation\":\"sum\","
                          "\"disaggregation\":[\"sex\",\"area\",\"language\"],\"frequency\":\"monthly\",\"privacy\":\"persons\",\"field_reported\":true,\"position\":1,\"mark\":\"E\"}" },
};

#include "model/record.h"

static CopDb *
fresh(const Place *p)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  CopDb *db = cop_db_create(p->address, &error);
  g_assert_no_error(error);
  for (size_t i = 0; i < G_N_ELEMENTS(content); i++) {
    CopRecord *r = cop_record_from_json(a, content[i].e, content[i].json, strlen(content[i].json), &error);
    g_assert_no_error(error);
    bool saved = cop_record_save(db, content[i].e, r, "test", 0, &error);
    g_assert_no_error(error);
    g_assert_true(saved);
  }
  return db;
}

static bool
keep_reject(void *data, const char *text, GError **error)
{
  (void)error;
  g_string_append(data, text);
  return true;
}

typedef struct {
  CopIntakeSummary s;
  GString *rejects;
} Outcome;

static Outcome
send(CopDb *db, const char *text, bool strict, bool dry_run, size_t rows_in_batch)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDiags) found = cop_diags_new();
  CopModel *m;
  g_assert_true(cop_model_load(db, a, &m, &error));
  g_autoptr(CopCsv) csv = cop_csv_new(text, strlen(text), '\0');
  Outcome out = { .rejects = g_string_new(NULL) };
  CopIntakeOptions o = { .strict = strict, .dry_run = dry_run, .actor = "test", .received_at = "2027-06-01T00:00:00Z", .file = "x.csv",
                         .rows_in_batch = rows_in_batch, .reject = keep_reject, .data = out.rejects };
  bool fine = cop_intake_run(db, m, csv, &o, &out.s, found, &error);
  g_assert_no_error(error);
  g_assert_true(fine);
  return out;
}

#define HEAD "report_id,form,reporter,area,period,reported_at,indicator,sex,language,value,synthetic,supersedes\n"
#define A "000000000000000000000000000000aa"
#define B "000000000000000000000000000000bb"
#define C "000000000000000000000000000000cc"
#define D "000000000000000000000000000000dd"

static CopObservations
load(CopDb *db, CopArena *a)
{
  g_autoptr(GError) error = NULL;
  CopModel *m;
  CopObservations o;
  g_assert_true(cop_model_load(db, a, &m, &error));
  g_assert_true(cop_observations_load(db, m, 0, &o, &error));
  return o;
}

static double
total(CopDb *db)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_auto(CopObservations) o = load(db, a);
  double sum = 0;
  for (size_t i = 0; i < o.n; i++)
    sum += o.items[i].value;
  return sum;
}

static void
test_once(gconstpointer engine)
{
  g_auto(Place) p = { 0 };
  place_init(&p, engine);
  g_autoptr(CopDb) db = fresh(&p);
  static const char text[] = HEAD A ",a,office,R1,2027-04,2027-05-02,REACH,female,ceb,10,1,\n"
                             A ",a,office,R1,2027-04,2027-05-02,REACH,male,ceb,7,1,\n"
                             B ",a,office,R1,2027-04,2027-05-02,REACH,,,5,0,\n";
  Outcome first = send(db, text, false, false, 0);
  g_assert_cmpuint(first.s.reports_added, ==, 2);
  g_assert_cmpuint(first.s.rows_added, ==, 3);
  g_assert_cmpuint(first.s.synthetic, ==, 1);
  g_assert_cmpuint(first.rejects->len, ==, 0);
  g_assert_cmpuint(strlen(first.s.receipt), ==, 12);
  g_assert_cmpfloat(total(db), ==, 22);
  /* The same again, its rows in another order and cut otherwise. */
  static const char again[] = HEAD B ",a,office,R1,2027-04,2027-05-02,REACH,,,5,0,\n"
                              A ",a,office,R1,2027-04,2027-05-02,REACH,male,ceb,7.0,yes,\n"
                              A ",a,office,R1,2027-04,2027-05-02,REACH,female,ceb,10,1,\n";
  Outcome second = send(db, again, false, false, 1);
  g_assert_cmpuint(second.s.reports_known, ==, 2);
  g_assert_cmpuint(second.s.reports_added, ==, 0);
  g_assert_cmpstr(second.s.receipt, ==, first.s.receipt);
  g_assert_cmpfloat(total(db), ==, 22);
  /* The same id, another number: refused with reason, nothing counted. */
  Outcome third = send(db, HEAD B ",a,office,R1,2027-04,2027-05-02,REACH,,,6,0,\n", false, false, 0);
  g_assert_cmpuint(third.s.reports_refused, ==, 1);
  g_assert_cmpuint(third.s.refused_by[COP_INTAKE_CONFLICT], ==, 1);
  g_assert_nonnull(strstr(third.rejects->str, ",6,0,,2,\"report-conflict: a report with this id"));
  g_assert_cmpfloat(total(db), ==, 22);
  g_string_free(first.rejects, TRUE);
  g_string_free(second.rejects, TRUE);
  g_string_free(third.rejects, TRUE);
}

static void
test_corrections(gconstpointer engine)
{
  g_auto(Place) p = { 0 };
  place_init(&p, engine);
  g_autoptr(CopDb) db = fresh(&p);
  /* The correction stands before what it corrects. */
  static const char text[] = HEAD B ",a,office,R1,2027-04,2027-05-03,REACH,,,12,0," A "\n"
                             A ",a,office,R1,2027-04,2027-05-02,REACH,,,100,0,\n";
  Outcome o = send(db, text, false, false, 0);
  g_assert_cmpuint(o.s.reports_added, ==, 2);
  g_assert_cmpfloat(total(db), ==, 12);
  g_string_free(o.rejects, TRUE);
  o = send(db, text, false, false, 0);
  g_assert_cmpuint(o.s.reports_known, ==, 2);
  g_string_free(o.rejects, TRUE);
  o = send(db, HEAD C ",a,office,R1,2027-04,2027-05-04,REACH,,,13,0," A "\n", false, false, 0);
  g_assert_cmpuint(o.s.refused_by[COP_INTAKE_SUPERSEDES], ==, 1);
  g_assert_nonnull(strstr(o.rejects->str, "correct the correction"));
  g_string_free(o.rejects, TRUE);
  o = send(db, HEAD C ",a,office,R1,2027-04,2027-05-04,REACH,,,13,0," B "\n", false, false, 0);
  g_assert_cmpuint(o.s.reports_added, ==, 1);
  g_assert_cmpfloat(total(db), ==, 13);
  g_string_free(o.rejects, TRUE);
  o = send(db, HEAD D ",a,office,R1,2027-04,2027-05-04,REACH,,,13,0,0000000000000000000000000000ffff\n", false, false, 0);
  g_assert_cmpuint(o.s.refused_by[COP_INTAKE_SUPERSEDES], ==, 1);
  g_assert_nonnull(strstr(o.rejects->str, "send that one first"));
  g_string_free(o.rejects, TRUE);
  g_assert_cmpfloat(total(db), ==, 13);
}

static void
test_strict_and_dry(gconstpointer engine)
{
  g_auto(Place) p = { 0 };
  place_init(&p, engine);
  g_autoptr(CopDb) db = fresh(&p);
  static const char text[] = HEAD A ",a,office,R1,2027-04,2027-05-02,REACH,,,10,0,\n"
                             B ",a,office,R1,2027-04,2027-05-02,REACH,,,x,0,\n";
  Outcome o = send(db, text, true, false, 1);
  g_assert_false(o.s.kept);
  g_assert_cmpuint(o.s.rows_refused, ==, 1);
  g_assert_cmpfloat(total(db), ==, 0);
  g_string_free(o.rejects, TRUE);
  o = send(db, text, false, true, 1);
  g_assert_false(o.s.kept);
  g_assert_cmpuint(o.s.reports_added, ==, 1);
  g_assert_cmpfloat(total(db), ==, 0);
  g_string_free(o.rejects, TRUE);
  o = send(db, text, false, false, 1);
  g_assert_true(o.s.kept);
  g_assert_cmpfloat(total(db), ==, 10);
  g_string_free(o.rejects, TRUE);
  o = send(db, text, true, false, 0);
  g_assert_false(o.s.kept);
  g_string_free(o.rejects, TRUE);
}

static void
test_load(gconstpointer engine)
{
  g_auto(Place) p = { 0 };
  place_init(&p, engine);
  g_autoptr(CopDb) db = fresh(&p);
  Outcome o = send(db, HEAD A ",a,office,R1,2027-Q1,2027-05-02,REACH,female,ceb,10,1,\n"
                   B ",a,office,,2027,2027-05-02T10:00:00Z,REACH,,,0,,\n", false, false, 0);
  g_string_free(o.rejects, TRUE);
  g_autoptr(CopArena) a = cop_arena_new();
  g_auto(CopObservations) all = load(db, a);
  g_assert_cmpuint(all.n, ==, 2);
  g_assert_cmpuint(all.n_synthetic, ==, 1);
  g_assert_cmpuint(all.last_report, ==, 2);
  g_assert_cmpuint(all.n_unknown, ==, 0);
  const CopObservation *x = &all.items[0];
  g_assert_cmpint(x->sex, ==, COP_SEX_FEMALE);
  g_assert_cmpint(x->area, ==, 0);
  g_assert_cmpint(x->language, ==, 1);
  g_assert_true(x->synthetic == 1 && isnan(x->numerator));
  g_assert_cmpuint(x->period, ==, cop_period_of(COP_PERIOD_QUARTER, 2027, 1));
  g_assert_cmpint(all.items[1].area, ==, -1);
  g_assert_cmpfloat(all.items[1].value, ==, 0);
  int64_t reports, synthetic, held;
  g_assert_true(cop_report_counts(db, &reports, &synthetic, &held, NULL));
  g_assert_cmpint(reports, ==, 2);
  g_assert_cmpint(synthetic, ==, 1);
  g_assert_cmpint(held, ==, 0);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  add_engines("/intake/once", test_once);
  add_engines("/intake/corrections", test_corrections);
  add_engines("/intake/strict-and-dry", test_strict_and_dry);
  add_engines("/intake/load", test_load);
  return g_test_run();
}
