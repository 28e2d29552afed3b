/* SPDX-License-Identifier: Apache-2.0
 *
 * bench_indicators fill STORE N   N made-up observations of a few indicators over
 *                                 all regions and 24 months go into a store, as
 *                                 the intake puts them there
 * bench_indicators ask STORE      a fresh process opens the store and adds up
 *                                 every indicator x area x period (months, quarters,
 *                                 years; country and regions); writes the cells of
 *                                 regions and months to standard output, seconds
 *                                 since its start to standard error
 * bench_indicators after STORE    the same, then one report more arrives: what it
 *                                 takes until all cells are there again */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indicator/publish.h"
#include "model/report_store.h"
#include "model/roll_up_store.h"
#include "model/store.h"

enum { REGIONS = 18, MONTHS = 24, PER_REPORT = 8, BATCH = 12500 };

static double
seconds(void)
{
  return (double)g_get_monotonic_time() / 1e6;
}

typedef struct {
  uint32_t indicators[8];
  size_t n_indicators;
  int32_t areas[REGIONS];
  size_t n_areas;
} Axes;

static void
find_axes(const CopModel *m, Axes *x)
{
  for (size_t i = 0; i < m->indicators.n && x->n_indicators < G_N_ELEMENTS(x->indicators); i++)
    if (m->indicators.items[i].field_reported && m->indicators.items[i].aggregation == COP_AGGREGATION_SUM)
      x->indicators[x->n_indicators++] = (uint32_t)i;
  for (size_t i = 0; i < m->areas.n && x->n_areas < REGIONS; i++)
    if (m->areas.items[i].level == COP_AREA_REGION)
      x->areas[x->n_areas++] = (int32_t)i;
}

/* Report k of a year of offices: both sexes and four ages. */
static void
fill_report(CopReport *r, CopObservation *o, uint32_t k, const Axes *x, GRand *rand)
{
  uint32_t month = k / 3 % MONTHS;
  *r = (CopReport){ .form = "sessions", .reporter = "office", .reported_at = "2027-01-04", .area = x->areas[k / 7 % x->n_areas], .synthetic = true,
                    .period = cop_period_of(COP_PERIOD_MONTH, 2025 + (int)month / 12, 1 + (int)month % 12), .n = PER_REPORT, .observations = o };
  for (int i = 0; i < COP_REPORT_ID_SIZE; i += 4) {
    uint32_t bits = g_rand_int(rand);
    memcpy(r->id + i, &bits, sizeof bits);
  }
  for (unsigned i = 0; i < PER_REPORT; i++)
    o[i] = (CopObservation){ .indicator = x->indicators[k % x->n_indicators], .area = r->area, .period = r->period, .sex = (uint8_t)(1 + i % 2),
                             .age_band = (uint16_t)(1 + i / 2 % 4), .value = g_rand_int_range(rand, 0, 40), .numerator = NAN, .denominator = NAN };
}

static void
add(CopDb *db, const CopModel *m, CopReport *reports, size_t n)
{
  g_autoptr(GError) error = NULL;
  g_autofree CopReportOutcome *outcomes = g_new0(CopReportOutcome, n);
  g_auto(CopTxn) txn = { 0 };
  if (!cop_txn_begin(&txn, db, &error) || !cop_reports_add(db, m, reports, n, "2027-01-05T00:00:00Z", outcomes, &error) || !cop_txn_commit(&txn, &error))
    g_error("%s", error->message);
}

static void
fill(CopDb *db, const CopModel *m, const Axes *x, uint32_t n)
{
  g_autofree CopReport *reports = g_new0(CopReport, BATCH);
  g_autofree CopObservation *o = g_new0(CopObservation, BATCH * PER_REPORT);
  g_autoptr(GRand) rand = g_rand_new_with_seed(7);
  for (uint32_t at = 0; at < n / PER_REPORT; at += BATCH) {
    uint32_t some = MIN(BATCH, n / PER_REPORT - at);
    for (uint32_t k = 0; k < some; k++)
      fill_report(&reports[k], o + k * PER_REPORT, at + k, x, rand);
    add(db, m, reports, some);
  }
}

/* All cells of months, quarters and years, the country and every region. */
static size_t
ask_all(const CopModel *m, const CopCube *c, const Axes *x, FILE *out)
{
  size_t cells = 0;
  char text[COP_PERIOD_TEXT];
  for (size_t i = 0; i < x->n_indicators; i++)
    for (size_t a = 0; a <= x->n_areas; a++)
      for (int year = 2025; year <= 2026; year++)
        for (int part = 0; part < 17; part++) {
          CopPeriod p = part == 0 ? cop_period_of(COP_PERIOD_YEAR, year, 1) : part <= 4 ? cop_period_of(COP_PERIOD_QUARTER, year, part) : cop_period_of(COP_PERIOD_MONTH, year, part - 4);
          CopCubeValue v = cop_cube_value(c, &(CopCubeKey){ .indicator = x->indicators[i], .area = a == 0 ? -1 : x->areas[a - 1], .period = p });
          if (out != NULL && v.given && a > 0 && part > 4)
            fprintf(out, "%s,%s,%s,%.0f\n", m->indicators.items[x->indicators[i]].id, m->areas.items[x->areas[a - 1]].id, cop_period_text(p, text), v.value);
          cells++;
        }
  return cells;
}

static void
one_more(const char *store, const CopModel *m, const Axes *x)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDb) db = cop_db_open(store, COP_DB_WRITE, &error);
  g_autoptr(GRand) rand = g_rand_new_with_seed((guint32)g_get_monotonic_time());
  CopReport r;
  CopObservation o[PER_REPORT];
  if (db == NULL)
    g_error("%s", error->message);
  fill_report(&r, o, g_rand_int(rand) % 10000, x, rand);
  add(db, m, &r, 1);
}

static CopRollUp *
load(CopDb *db, const CopModel *m, uint32_t *last)
{
  g_autoptr(GError) error = NULL;
  CopRollUp *cells = cop_roll_up_new(m);
  if (!cop_roll_up_load(db, m, cells, last, &error))
    g_error("%s", error->message);
  return cells;
}

static void
after(CopDb *db, const CopModel *m, CopCube *c, const Axes *x, const char *store, uint32_t last)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CopRollUp) newer = cop_roll_up_new(m);
  g_autoptr(CopArena) a = cop_arena_new();
  bool whole;
  one_more(store, m, x);
  double began = seconds();
  if (!cop_roll_up_load_after(db, m, last, newer, &last, &whole, &error))
    g_error("%s", error->message);
  cop_cube_add_roll_up(c, newer);
  ask_all(m, c, x, NULL);
  fprintf(stderr, "after %.3f\n", (seconds() - began) * 1000);
  began = seconds();
  cop_publish_all(m, c, NULL, a);
  fprintf(stderr, "publish %.3f\n", seconds() - began);
}

int
main(int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  double began = seconds();
  if (argc < 3)
    g_error("bench_indicators fill|ask|after STORE [N]");
  bool fills = strcmp(argv[1], "fill") == 0;
  g_autoptr(CopDb) db = cop_db_open(argv[2], fills ? COP_DB_WRITE : COP_DB_READ, &error);
  g_autoptr(CopArena) arena = cop_arena_new();
  CopModel *m;
  Axes x = { 0 };
  if (db == NULL || !cop_model_load(db, arena, &m, &error))
    g_error("%s", error->message);
  find_axes(m, &x);
  if (fills) {
    fill(db, m, &x, (uint32_t)g_ascii_strtoull(argc > 3 ? argv[3] : "1000000", NULL, 10));
    return 0;
  }
  fprintf(stderr, "model %.4f\n", seconds() - began);
  uint32_t last;
  g_autoptr(CopRollUp) cells = load(db, m, &last);
  g_autoptr(CopCube) c = cop_cube_new(m);
  cop_cube_add_roll_up(c, cells);
  fprintf(stderr, "roll-up %.4f\n", seconds() - began);
  bool asks = strcmp(argv[1], "ask") == 0;
  size_t n = ask_all(m, c, &x, asks ? stdout : NULL);
  fprintf(stderr, "cells %zu\ncold %.4f\n", n, seconds() - began);
  if (!asks)
    after(db, m, c, &x, argv[2], last);
  return 0;
}
