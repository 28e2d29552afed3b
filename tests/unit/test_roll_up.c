/* SPDX-License-Identifier: Apache-2.0
 * What the store keeps added up is what its rows say, whatever was corrected
 * or set aside meanwhile. */
#include <math.h>

#include "engines.h"
#include "indicator/cube.h"
#include "model/record.h"
#include "model/report_store.h"
#include "model/roll_up_store.h"
#include "model/sender.h"
#include "model/store.h"

#define AREA(ID, LEVEL, PARENT) "{\"id\":\"" ID "\",\"name\":\"x\",\"level\":\"" LEVEL "\"" PARENT ",\"position\":1,\"mark\":\"K\"}"
#define INDICATOR(ID, HOW) "{\"id\":\"" ID "\",\"title\":\"t\",\"level\":\"output\",\"unit\":\"people\",\"direction\":\"up\",\"aggregation\":\"" HOW \
  "\",\"disaggregation\":[\"sex\",\"setting\",\"area\"],\"frequency\":\"monthly\",\"privacy\":\"open\",\"field_reported\":true,\"position\":1,\"mark\":\"E\"}"

static const struct {
  CopEntity e;
  const char *json;
} content[] = {
  { COP_ENTITY_area, AREA("R1", "region", "") },
  { COP_ENTITY_area, AREA("P1", "province", ",\"parent\":\"R1\"") },
  { COP_ENTITY_area, AREA("R2", "region", "") },
  { COP_ENTITY_indicator, INDICATOR("SUM", "sum") },
  { COP_ENTITY_indicator, INDICATOR("LEVEL", "last") },
  { COP_ENTITY_indicator, INDICATOR("RATE", "ratio") },
  { COP_ENTITY_indicator, INDICATOR("MIDDLE", "median") },
  { COP_ENTITY_indicator, INDICATOR("ONLY", "none") },
};
enum { REPORTS = 9000, BATCH = 1500, ROWS = 3 };

typedef struct {
  Place p;
  CopDb *db;
  CopArena *a;
  CopModel *m;
  GRand *rand;
} Fixture;

static void
open_store(Fixture *f, gconstpointer engine)
{
  g_autoptr(GError) error = NULL;
  place_init(&f->p, engine);
  f->db = cop_db_create(f->p.address, &error);
  f->a = cop_arena_new();
  for (size_t i = 0; i < G_N_ELEMENTS(content); i++) {
    CopRecord *r = cop_record_from_json(f->a, content[i].e, content[i].json, strlen(content[i].json), &error);
    g_assert_no_error(error);
    bool saved = cop_record_save(f->db, content[i].e, r, "test", 0, &error);
    g_assert_no_error(error);
    g_assert_true(saved);
  }
  g_assert_true(cop_model_load(f->db, f->a, &f->m, &error));
  f->rand = g_rand_new_with_seed(11);
}

static void
close_store(Fixture *f)
{
  g_rand_free(f->rand);
  cop_arena_free(f->a);
  cop_db_close(f->db);
  place_clear(&f->p);
}

/* Total, and twice the same broken down by sex or setting. */
static void
make_report(Fixture *f, CopReport *r, uint32_t number)
{
  uint32_t indicator = (uint32_t)g_rand_int_range(f->rand, 0, (gint32)f->m->indicators.n);
  bool ratio = f->m->indicators.items[indicator].aggregation == COP_AGGREGATION_RATIO, by_sex = g_rand_boolean(f->rand);
  int32_t area = g_rand_int_range(f->rand, -1, (gint32)f->m->areas.n);
  CopPeriod period = cop_period_of(COP_PERIOD_MONTH, 2027, g_rand_int_range(f->rand, 1, 13));
  *r = (CopReport){ .form = "x", .reporter = "office", .reported_at = "2028-01-02", .area = area, .period = period, .synthetic = number % 3 == 0,
                    .n = ROWS, .observations = cop_new_n(f->a, CopObservation, ROWS) };
  memcpy(r->id, &number, sizeof number);
  for (int i = 0; i < ROWS; i++) {
    CopObservation *o = &r->observations[i];
    *o = (CopObservation){ .indicator = indicator, .area = area, .period = period, .value = ratio ? NAN : g_rand_int_range(f->rand, 0, 50),
                           .numerator = ratio ? g_rand_int_range(f->rand, 0, 9) : NAN, .denominator = ratio ? 9 : NAN };
    o->sex = i > 0 && by_sex ? (uint8_t)i : 0;
    o->setting = i > 0 && !by_sex ? (uint8_t)i : 0;
  }
}

static void
add_batch(Fixture *f, CopReport *reports, size_t n)
{
  g_autoptr(GError) error = NULL;
  g_autofree CopReportOutcome *outcomes = g_new0(CopReportOutcome, n);
  g_auto(CopTxn) txn = { 0 };
  g_assert_true(cop_txn_begin(&txn, f->db, &error));
  bool fine = cop_reports_add(f->db, f->m, reports, n, "2028-01-03T00:00:00Z", outcomes, &error) && cop_txn_commit(&txn, &error);
  g_assert_no_error(error);
  g_assert_true(fine);
  for (size_t i = 0; i < n; i++)
    g_assert_cmpint(outcomes[i], ==, COP_REPORT_ADDED);
}

static int64_t
runs(Fixture *f)
{
  int64_t n = 0;
  g_autoptr(CopRows) r = COP_QUERY0(f->db, roll_up_ranges, NULL);
  while (cop_rows_next(r, NULL))
    n++;
  return n;
}

/* Example data counted with the runs is that counted report by report. */
static void
compare_counts(Fixture *f)
{
  g_autoptr(GError) error = NULL;
  int64_t with_runs[3], one_by_one[3];
  g_assert_true(cop_report_counts(f->db, &with_runs[0], &with_runs[1], &with_runs[2], &error));
  g_assert_true(cop_report_counts_after(f->db, 0, &one_by_one[0], &one_by_one[1], &one_by_one[2], &error));
  g_assert_no_error(error);
  for (int i = 0; i < 3; i++)
    g_assert_cmpint(with_runs[i], ==, one_by_one[i]);
  g_assert_cmpint(with_runs[1], >, 0);
}

/* Every cell, in a cube of the rows and in one of what is kept. */
static void
compare(Fixture *f)
{
  g_autoptr(GError) error = NULL;
  g_auto(CopObservations) rows = { 0 };
  g_autoptr(CopRollUp) kept = cop_roll_up_new(f->m);
  g_autoptr(CopCube) a = cop_cube_new(f->m), b = cop_cube_new(f->m);
  uint32_t last;
  g_assert_true(cop_observations_load(f->db, f->m, 0, &rows, &error));
  g_assert_true(cop_roll_up_load(f->db, f->m, kept, &last, &error));
  g_assert_no_error(error);
  compare_counts(f);
  cop_cube_add(a, rows.items, rows.n);
  cop_cube_add_roll_up(b, kept);
  g_assert_cmpuint(cop_cube_cells(a), ==, cop_cube_cells(b));
  g_assert_cmpuint(cop_cube_cells(a), >, 100);
  static const char *const periods[] = { "2027", "2027-Q2", "2027-05" };
  for (uint32_t i = 0; i < f->m->indicators.n; i++)
    for (int32_t area = -1; area < (int32_t)f->m->areas.n; area++)
      for (int t = 0; t < 3; t++)
        for (int k = 0; k < 5; k++) {
          CopCubeKey key = { i, area, cop_period_read(periods[t], strlen(periods[t])), k == 0 ? COP_BY_NOTHING : k < 3 ? COP_BY_SEX : COP_BY_SETTING,
                             k == 0 ? 0 : (unsigned)(1 + (k - 1) % 2) };
          CopCubeValue x = cop_cube_value(a, &key), y = cop_cube_value(b, &key);
          g_assert_cmpuint(x.n, ==, y.n);
          g_assert_cmpuint(x.n_synthetic, ==, y.n_synthetic);
          g_assert_cmpfloat(x.value, ==, y.value);
          g_assert_true(x.denominator == y.denominator || (isnan(x.denominator) && isnan(y.denominator)));
        }
}

static void
test_kept(gconstpointer engine)
{
  Fixture f = { 0 };
  open_store(&f, engine);
  g_autofree CopReport *all = g_new0(CopReport, REPORTS);
  for (uint32_t i = 0; i < REPORTS; i++)
    make_report(&f, &all[i], i + 1);
  for (size_t at = 0; at < REPORTS; at += BATCH)
    add_batch(&f, all + at, BATCH);
  g_assert_cmpint(runs(&f), >=, 2);
  compare(&f);
  /* One of the first run is corrected: the run goes, the others stay. */
  int64_t before = runs(&f);
  CopReport correction = { 0 };
  make_report(&f, &correction, REPORTS + 1);
  correction.supersedes_given = true;
  memcpy(correction.supersedes, all[5].id, COP_REPORT_ID_SIZE);
  add_batch(&f, &correction, 1);
  g_assert_cmpint(runs(&f), ==, before - 1);
  compare(&f);
  /* A report is set aside, and counts again; so does what a correction set
   * aside had corrected. */
  char hex[COP_REPORT_ID_HEX];
  g_autoptr(GError) error = NULL;
  g_assert_true(cop_report_hold(f.db, cop_report_id_text(all[REPORTS - 100].id, hex), true, "test", &error));
  compare(&f);
  g_assert_true(cop_report_hold(f.db, cop_report_id_text(correction.id, hex), true, "test", &error));
  compare(&f);
  /* The gaps close as further reports come. */
  g_autofree CopReport *more = g_new0(CopReport, BATCH * 4);
  for (uint32_t i = 0; i < BATCH * 4; i++)
    make_report(&f, &more[i], REPORTS + 2 + i);
  add_batch(&f, more, BATCH * 4);
  compare(&f);
  add_batch(&f, (make_report(&f, &correction, 2 * REPORTS + 1), &correction), 1);
  compare(&f);
  close_store(&f);
}

/* An indicator that is added up in another way since: the rows are read. */
static void
test_other_rule(gconstpointer engine)
{
  Fixture f = { 0 };
  open_store(&f, engine);
  g_autofree CopReport *all = g_new0(CopReport, COP_RUN_REPORTS);
  for (uint32_t i = 0; i < COP_RUN_REPORTS; i++)
    make_report(&f, &all[i], i + 1);
  add_batch(&f, all, COP_RUN_REPORTS);
  g_assert_cmpint(runs(&f), ==, 1);
  g_autoptr(GError) error = NULL;
  CopRecord *r = cop_record_from_json(f.a, COP_ENTITY_indicator, INDICATOR("SUM", "last"), strlen(INDICATOR("SUM", "last")), &error);
  g_assert_true(cop_record_save(f.db, COP_ENTITY_indicator, r, "test", 1, &error));
  g_assert_no_error(error);
  g_assert_true(cop_model_load(f.db, f.a, &f.m, &error));
  compare(&f);
  close_store(&f);
}

/* What came since is the difference; a correction among it asks for the whole. */
static void
test_since(gconstpointer engine)
{
  Fixture f = { 0 };
  open_store(&f, engine);
  CopReport r[3];
  for (uint32_t i = 0; i < 3; i++)
    make_report(&f, &r[i], i + 1);
  add_batch(&f, r, 2);
  g_autoptr(CopRollUp) cells = cop_roll_up_new(f.m);
  g_autoptr(GError) error = NULL;
  uint32_t last;
  bool whole;
  size_t n, singles;
  g_assert_true(cop_roll_up_load_after(f.db, f.m, 2, cells, &last, &whole, &error));
  cop_roll_up_cells(cells, &n);
  g_assert_true(!whole && last == 2 && n == 0);
  add_batch(&f, &r[2], 1);
  g_assert_true(cop_roll_up_load_after(f.db, f.m, 2, cells, &last, &whole, &error));
  cop_roll_up_cells(cells, &n);
  cop_roll_up_singles(cells, &singles);
  g_assert_true(!whole && last == 3 && n + singles == ROWS);
  CopReport correction;
  make_report(&f, &correction, 9);
  correction.supersedes_given = true;
  memcpy(correction.supersedes, r[0].id, COP_REPORT_ID_SIZE);
  add_batch(&f, &correction, 1);
  g_assert_true(cop_roll_up_load_after(f.db, f.m, 3, cells, &last, &whole, &error));
  g_assert_true(whole);
  close_store(&f);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  add_engines("/roll-up/kept", test_kept);
  add_engines("/roll-up/other-rule", test_other_rule);
  add_engines("/roll-up/since", test_since);
  return g_test_run();
}
