/* SPDX-License-Identifier: Apache-2.0
 *
 * bench_indicators N FILE.csv -- N made-up observations of a few indicators over
 * 18 regions and 24 months are added up; every indicator x area x period (months,
 * quarters, years) is asked for; then one report more is added and the cells it
 * touches are asked for again. Writes the observations for the peer. Prints
 * "add S", "cold S", "publish S", "after MS". */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "import/pack.h"
#include "import/pack_model.h"
#include "indicator/publish.h"

enum { REGIONS = 18, MONTHS = 24, PER_REPORT = 8 };

static double
seconds(void)
{
  return (double)g_get_monotonic_time() / 1e6;
}

static CopModel *
load_model(CopPackSet *set, CopArena *a)
{
  g_autoptr(CopDiags) d = cop_diags_new();
  g_autoptr(GError) error = NULL;
  if (!cop_pack_set_add_shipped(set, d, &error))
    g_error("%s", error->message);
  cop_pack_set_check(set, NULL, d);
  return cop_pack_set_model(set, a);
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

static void
fill(CopObservation *o, size_t n, const Axes *x, GRand *rand)
{
  for (size_t i = 0; i < n; i++) {
    size_t report = i / PER_REPORT;
    o[i] = (CopObservation){ .indicator = x->indicators[report % x->n_indicators], .area = x->areas[(report / 7) % x->n_areas],
                             .period = cop_period_of(COP_PERIOD_MONTH, 2025 + (int)(report / 3 % MONTHS) / 12, 1 + (int)(report / 3 % 12)),
                             .sex = (uint8_t)(1 + i % 2), .age_band = (uint16_t)(1 + i / 2 % 4), .report = (uint32_t)report, .value = g_rand_int_range(rand, 0, 40),
                             .numerator = NAN, .denominator = NAN };
  }
}

static void
write_peer(const char *path, const CopObservation *o, size_t n)
{
  FILE *f = fopen(path, "w");
  for (size_t i = 0; f != NULL && i < n; i++)
    fprintf(f, "%u,%d,%u,%g\n", o[i].indicator, o[i].area, o[i].period, o[i].value);
  if (f == NULL || fclose(f) != 0)
    g_error("cannot write '%s'", path);
}

/* All cells of months, quarters and years, the country and every region. */
static size_t
ask_all(const CopCube *c, const Axes *x, double *sum)
{
  size_t cells = 0;
  for (size_t i = 0; i < x->n_indicators; i++)
    for (size_t a = 0; a <= x->n_areas; a++)
      for (int year = 2025; year <= 2026; year++)
        for (int part = 0; part < 17; part++) {
          CopPeriod p = part == 0 ? cop_period_of(COP_PERIOD_YEAR, year, 1) : part <= 4 ? cop_period_of(COP_PERIOD_QUARTER, year, part) : cop_period_of(COP_PERIOD_MONTH, year, part - 4);
          CopCubeValue v = cop_cube_value(c, &(CopCubeKey){ .indicator = x->indicators[i], .area = a == 0 ? -1 : x->areas[a - 1], .period = p });
          *sum += v.given ? v.value : 0;
          cells++;
        }
  return cells;
}

int
main(int argc, char **argv)
{
  size_t n = argc > 1 ? (size_t)g_ascii_strtoull(argv[1], NULL, 10) : 1000000;
  g_autoptr(CopPackSet) set = cop_pack_set_new();
  g_autoptr(CopArena) arena = cop_arena_new(), out = cop_arena_new();
  CopModel *m = load_model(set, arena);
  Axes x = { 0 };
  find_axes(m, &x);
  CopObservation *o = g_new0(CopObservation, n + PER_REPORT);
  g_autoptr(GRand) rand = g_rand_new_with_seed(7);
  fill(o, n, &x, rand);
  if (argc > 2)
    write_peer(argv[2], o, n);
  g_autoptr(CopCube) c = cop_cube_new(m);
  double began = seconds(), sum = 0;
  cop_cube_add(c, o, n);
  printf("add %.3f\n", seconds() - began);
  began = seconds();
  size_t cells = ask_all(c, &x, &sum);
  printf("cold %.4f\ncells %zu\nsum %.0f\n", seconds() - began, cells, sum);
  began = seconds();
  cop_publish_all(m, c, NULL, out);
  printf("publish %.3f\n", seconds() - began);
  began = seconds();
  fill(o, PER_REPORT, &x, rand);
  cop_cube_add(c, o, PER_REPORT);
  sum = 0;
  ask_all(c, &x, &sum);
  printf("after %.3f\n", (seconds() - began) * 1000);
  g_free(o);
  return 0;
}
