/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "indicator/publish.h"
#include "indicator/simplex.h"
#include "indicator/suppress.h"
#include "indicator/target.h"
#include "json_model.h"

#define INDICATOR(ID, HOW, UNIT, PRIVACY, DIRECTION, POSITION)                                                                    \
  "{\"id\": \"" ID "\", \"title\": \"t\", \"level\": \"output\", \"unit\": \"" UNIT "\", \"direction\": \"" DIRECTION             \
  "\", \"aggregation\": \"" HOW "\", \"disaggregation\": [\"sex\", \"age band\", \"area\"], \"frequency\": \"monthly\", \"privacy\": \"" PRIVACY \
  "\", \"field_reported\": true, \"position\": " POSITION ", \"mark\": \"E\"}"

static const char country[] =
  "{\"areas\": ["
  "  {\"id\": \"PH\", \"name\": \"Land\", \"level\": \"country\", \"position\": 1, \"mark\": \"S\"},"
  "  {\"id\": \"R1\", \"name\": \"One\", \"level\": \"region\", \"parent\": \"PH\", \"position\": 2, \"mark\": \"S\"},"
  "  {\"id\": \"P1\", \"name\": \"Pro\", \"level\": \"province\", \"parent\": \"R1\", \"position\": 3, \"mark\": \"S\"},"
  "  {\"id\": \"R2\", \"name\": \"Two\", \"level\": \"region\", \"parent\": \"PH\", \"position\": 4, \"mark\": \"S\"},"
  "  {\"id\": \"R3\", \"name\": \"Three\", \"level\": \"region\", \"parent\": \"PH\", \"position\": 5, \"mark\": \"S\"}],"
  "\"age_schemes\": [{\"id\": \"s\", \"title\": \"S\", \"position\": 1, \"mark\": \"S\"}],"
  "\"age_bands\": [{\"id\": \"a\", \"scheme\": \"s\", \"label\": \"a\", \"from_months\": 0, \"to_months\": 144, \"position\": 1, \"mark\": \"S\"},"
  "  {\"id\": \"b\", \"scheme\": \"s\", \"label\": \"b\", \"from_months\": 144, \"to_months\": 216, \"position\": 2, \"mark\": \"S\"}],"
  "\"institutions\": [{\"id\": \"CWC\", \"name\": \"Council\", \"role\": \"r\", \"position\": 1, \"mark\": \"S\"}],"
  "\"plans\": [{\"id\": \"P\", \"title\": \"Plan\", \"vision\": \"v\", \"first_year\": 2027, \"years\": 2, \"price_year\": 2026, \"mark\": \"E\"}],"
  "\"objectives\": [{\"id\": \"O\", \"plan\": \"P\", \"number\": \"1\", \"title\": \"t\", \"promise\": \"p\", \"position\": 1, \"mark\": \"E\"}],"
  "\"targets\": [{\"id\": \"T1\", \"objective\": \"O\", \"number\": \"1.a\", \"indicator\": \"SUM\", \"title\": \"t\", \"unit\": \"people\", \"source\": \"s\", \"owner\": \"CWC\", \"position\": 1, \"mark\": \"E\"},"
  "  {\"id\": \"T2\", \"objective\": \"O\", \"number\": \"1.b\", \"indicator\": \"TIPS\", \"title\": \"t\", \"unit\": \"tips\", \"source\": \"s\", \"owner\": \"CWC\", \"position\": 2, \"mark\": \"E\"},"
  "  {\"id\": \"T3\", \"objective\": \"O\", \"number\": \"1.c\", \"indicator\": \"LEVEL\", \"title\": \"t\", \"unit\": \"places\", \"source\": \"s\", \"owner\": \"CWC\", \"position\": 3, \"mark\": \"E\"}],"
  "\"target_steps\": [{\"id\": \"s1\", \"target\": \"T1\", \"year\": 2027, \"number\": 100}, {\"id\": \"s2\", \"target\": \"T2\", \"year\": 2027, \"number\": 5},"
  "  {\"id\": \"s3\", \"target\": \"T3\", \"year\": 2028, \"number\": 5}],"
  "\"indicators\": [" INDICATOR("SUM", "sum", "people", "persons", "up", "1") "," INDICATOR("RATIO", "ratio", "per cent", "persons", "up", "2") ","
  INDICATOR("LEVEL", "last", "places", "open", "up", "3") "," INDICATOR("MEDIAN", "median", "hours", "open", "down", "4") ","
  INDICATOR("NONE", "none", "index", "open", "up", "5") "," INDICATOR("ABUSE", "sum", "cases", "abuse", "neutral", "6") ","
  INDICATOR("TIPS", "sum", "tips", "open", "neutral", "7") "]}";

enum { SUM, RATIO, LEVEL, MEDIAN, NONE, ABUSE, TIPS };
enum { PH, R1, P1, R2, R3 };

typedef struct {
  CopArena *a;
  CopModel *m;
  CopCube *c;
  uint32_t report;
} Fixture;

static void
init(Fixture *f)
{
  f->a = cop_arena_new();
  f->m = json_model_new(f->a, country);
  f->c = cop_cube_new(f->m);
  f->report = 0;
}

static void
clear(Fixture *f)
{
  cop_cube_free(f->c);
  cop_arena_free(f->a);
}

static CopPeriod
period(const char *text)
{
  CopPeriod p = cop_period_read(text, strlen(text));
  g_assert_cmpuint(p, !=, 0);
  return p;
}

static CopObservation
observation(Fixture *f, uint32_t indicator, int32_t area, const char *when, double value)
{
  return (CopObservation){ .indicator = indicator, .area = area, .period = period(when), .value = value, .numerator = NAN,
                           .denominator = NAN, .report = f->report };
}

/* A report of one observation. */
static void
say(Fixture *f, uint32_t indicator, int32_t area, const char *when, double value)
{
  f->report++;
  CopObservation o = observation(f, indicator, area, when, value);
  cop_cube_add(f->c, &o, 1);
}

static void
say_ratio(Fixture *f, int32_t area, const char *when, double numerator, double denominator)
{
  f->report++;
  CopObservation o = observation(f, RATIO, area, when, NAN);
  o.numerator = numerator;
  o.denominator = denominator;
  cop_cube_add(f->c, &o, 1);
}

static double
value(const Fixture *f, uint32_t indicator, int32_t area, const char *when)
{
  CopCubeValue v = cop_cube_value(f->c, &(CopCubeKey){ .indicator = indicator, .area = area, .period = period(when) });
  return v.given ? v.value : NAN;
}

static void
test_roll_up(void)
{
  Fixture f;
  init(&f);
  say(&f, SUM, P1, "2027-04", 10);
  say(&f, SUM, R1, "2027-Q2", 5);
  say(&f, SUM, R2, "2027-12", 7);
  say(&f, SUM, -1, "2027", 100);
  g_assert_cmpfloat(value(&f, SUM, P1, "2027-Q2"), ==, 10);
  g_assert_cmpfloat(value(&f, SUM, R1, "2027-Q2"), ==, 15);
  g_assert_cmpfloat(value(&f, SUM, R1, "2027"), ==, 15);
  g_assert_cmpfloat(value(&f, SUM, -1, "2027"), ==, 122);
  g_assert_cmpfloat(value(&f, SUM, PH, "2027"), ==, 22);
  g_assert_true(isnan(value(&f, SUM, R3, "2027"))); /* missing is not zero */
  g_assert_true(isnan(value(&f, SUM, R1, "2027-Q1")));
  say(&f, SUM, R3, "2027-01", 0);
  g_assert_cmpfloat(value(&f, SUM, R3, "2027"), ==, 0);

  say_ratio(&f, R1, "2027-Q1", 10, 40);
  say_ratio(&f, R2, "2027-Q2", 30, 40);
  g_assert_cmpfloat(value(&f, RATIO, -1, "2027"), ==, 50);
  g_assert_cmpfloat(value(&f, RATIO, R1, "2027"), ==, 25);

  say(&f, LEVEL, P1, "2027-H1", 3);
  say(&f, LEVEL, P1, "2027-H2", 5);
  say(&f, LEVEL, R2, "2027-Q1", 4);
  g_assert_cmpfloat(value(&f, LEVEL, -1, "2027"), ==, 9);
  g_assert_cmpfloat(value(&f, LEVEL, R1, "2027-H1"), ==, 3);
  say(&f, LEVEL, P1, "2027-H2", 6); /* said again later: the later report counts */
  g_assert_cmpfloat(value(&f, LEVEL, -1, "2027"), ==, 10);

  const double hours[] = { 9, 1, 5, 3 };
  for (int i = 0; i < 4; i++)
    say(&f, MEDIAN, i % 2 ? R1 : R2, "2027-03", hours[i]);
  g_assert_cmpfloat(value(&f, MEDIAN, -1, "2027"), ==, 4);
  g_assert_cmpfloat(value(&f, MEDIAN, R1, "2027"), ==, 2);

  say(&f, NONE, R1, "2027", 0.7);
  g_assert_cmpfloat(value(&f, NONE, R1, "2027"), ==, 0.7);
  g_assert_true(isnan(value(&f, NONE, -1, "2027")));
  g_assert_true(cop_cube_within(f.c, R1, P1) && cop_cube_within(f.c, -1, R1) && !cop_cube_within(f.c, R2, P1));
  clear(&f);
}

/* Total and breakdowns in one report are not added to each other. */
static void
test_no_double_count(void)
{
  Fixture f;
  init(&f);
  f.report = 1;
  CopObservation o[6];
  for (int i = 0; i < 6; i++)
    o[i] = observation(&f, SUM, R1, "2027-01", 0);
  o[0].value = 30;                                       /* total */
  o[1].sex = COP_SEX_FEMALE, o[1].value = 20;
  o[2].sex = COP_SEX_MALE, o[2].value = 10;
  o[3].sex = COP_SEX_FEMALE, o[3].age_band = 1, o[3].value = 12;
  o[4].sex = COP_SEX_FEMALE, o[4].age_band = 2, o[4].value = 8;
  o[5].sex = COP_SEX_MALE, o[5].age_band = 2, o[5].value = 10;
  cop_cube_add(f.c, o, 6);
  g_assert_cmpfloat(value(&f, SUM, R1, "2027"), ==, 30);
  CopCubeKey girls = { SUM, R1, period("2027"), COP_BY_SEX, COP_SEX_FEMALE }, older = { SUM, R1, period("2027"), COP_BY_AGE_BAND, 2 };
  g_assert_cmpfloat(cop_cube_value(f.c, &girls).value, ==, 20);
  g_assert_cmpfloat(cop_cube_value(f.c, &older).value, ==, 18);
  /* A report that gives only the finest rows counts by their sum. */
  f.report = 2;
  for (int i = 3; i < 6; i++)
    o[i].report = 2;
  cop_cube_add(f.c, o + 3, 3);
  g_assert_cmpfloat(value(&f, SUM, R1, "2027"), ==, 60);
  g_assert_cmpfloat(cop_cube_value(f.c, &girls).value, ==, 40);
  clear(&f);
}

/* Any split into additions gives what one addition gives. */
static void
test_runs(void)
{
  Fixture f, g;
  init(&f);
  init(&g);
  GRand *r = g_rand_new_with_seed(5);
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(CopObservation));
  for (uint32_t i = 1; i <= 400; i++) {
    f.report = i;
    CopObservation o = observation(&f, g_rand_boolean(r) ? SUM : LEVEL, g_rand_int_range(r, -1, 5), "2027", g_rand_int_range(r, 0, 50));
    o.period = cop_period_of(COP_PERIOD_MONTH, 2027, g_rand_int_range(r, 1, 13));
    o.sex = (uint8_t)g_rand_int_range(r, 0, 3);
    g_array_append_val(all, o);
    cop_cube_add(f.c, &o, 1);
  }
  g_rand_free(r);
  cop_cube_add(g.c, (const CopObservation *)(const void *)all->data, all->len);
  static const char *const periods[] = { "2027", "2027-H1", "2027-Q3", "2027-07" };
  for (uint32_t indicator = SUM; indicator <= LEVEL; indicator++)
    for (int32_t area = -1; area < 5; area++)
      for (int t = 0; t < 4; t++)
        for (unsigned sex = 0; sex < 3; sex++) {
          CopCubeKey key = { indicator, area, period(periods[t]), sex > 0 ? COP_BY_SEX : COP_BY_NOTHING, sex };
          CopCubeValue x = cop_cube_value(f.c, &key), y = cop_cube_value(g.c, &key);
          g_assert_cmpuint(x.n, ==, y.n);
          g_assert_cmpfloat(x.value, ==, y.value);
          /* ... and for sums what adding by hand gives. */
          double sum = 0;
          for (guint i = 0; i < all->len && indicator == SUM; i++) {
            const CopObservation *o = &g_array_index(all, CopObservation, i);
            if (o->indicator == SUM && (sex == 0 || o->sex == sex) && cop_period_within(o->period, key.period) && cop_cube_within(g.c, area, o->area))
              sum += o->value;
          }
          g_assert_true(indicator != SUM || sum == x.value);
        }
  g_assert_cmpuint(cop_cube_cells(g.c), <, 2 * all->len + 1);
  clear(&f);
  clear(&g);
}

/* --- disclosure --- */

/* A table of counts with row, column and grand totals. Cell (r, c): r * 100 + c
 * in spirit; totals at index `rows` and `columns`. */
typedef struct {
  unsigned rows, columns;
  double count[64];
  bool hidden[64];
  uint8_t rank[64];
  uint32_t parts[64][8];
  CopSum sums[64];
  CopSuppression s;
} Table;

static uint32_t
at(const Table *t, unsigned r, unsigned c)
{
  return r * (t->columns + 1) + c;
}

static void
table_init(Table *t, unsigned rows, unsigned columns, const double *inside, double threshold)
{
  memset(t, 0, sizeof *t);
  t->rows = rows;
  t->columns = columns;
  for (unsigned r = 0; r < rows; r++)
    for (unsigned c = 0; c < columns; c++) {
      double v = inside[r * columns + c];
      t->count[at(t, r, c)] = v;
      t->count[at(t, r, columns)] += v;
      t->count[at(t, rows, c)] += v;
      t->count[at(t, rows, columns)] += v;
    }
  size_t n = 0;
  for (unsigned r = 0; r <= rows; r++) {
    for (unsigned c = 0; c < columns; c++)
      t->parts[n][c] = at(t, r, c);
    t->sums[n] = (CopSum){ at(t, r, columns), columns, t->parts[n], 0 };
    n++;
  }
  for (unsigned c = 0; c <= columns; c++) {
    for (unsigned r = 0; r < rows; r++)
      t->parts[n][r] = at(t, r, c);
    t->sums[n] = (CopSum){ at(t, rows, c), rows, t->parts[n], 0 };
    n++;
  }
  for (unsigned r = 0; r <= rows; r++)
    for (unsigned c = 0; c <= columns; c++)
      t->rank[at(t, r, c)] = (uint8_t)((r == rows) + (c == columns));
  t->s = (CopSuppression){ (rows + 1) * (columns + 1), t->count, t->rank, t->hidden, n, t->sums, threshold };
}

/* All whole-number tables an outsider must think possible; totals that are
 * hidden are bounded by `most`. Notes the smallest and largest of each cell. */
typedef struct {
  const Table *t;
  double v[64], low[64], high[64];
  int most;
} Outsider;

static void
imagine(Outsider *o, unsigned cell)
{
  const Table *t = o->t;
  unsigned n = t->rows * t->columns;
  if (cell == n) {
    for (unsigned r = 0; r <= t->rows; r++)
      for (unsigned c = 0; c <= t->columns; c++) {
        double sum = 0;
        for (unsigned i = 0; i < n; i++)
          if ((r == t->rows || i / t->columns == r) && (c == t->columns || i % t->columns == c))
            sum += o->v[i];
        if (!t->hidden[at(t, r, c)] && sum != t->count[at(t, r, c)])
          return;
      }
    for (unsigned i = 0; i < n; i++) {
      o->low[i] = MIN(o->low[i], o->v[i]);
      o->high[i] = MAX(o->high[i], o->v[i]);
    }
    return;
  }
  uint32_t here = at(t, cell / t->columns, cell % t->columns);
  double from = t->hidden[here] ? 0 : t->count[here], to = t->hidden[here] ? o->most : t->count[here];
  for (o->v[cell] = from; o->v[cell] <= to; o->v[cell]++)
    imagine(o, cell + 1);
}

static void
test_suppress_known(void)
{
  /* One small cell: hiding it alone would leave it to subtraction. */
  static const double inside[] = { 3, 20, 30, 40, 25, 35, 50, 45, 60 };
  Table t;
  table_init(&t, 3, 3, inside, 5);
  cop_suppress(&t.s);
  unsigned hidden = 0;
  for (unsigned i = 0; i < 16; i++)
    hidden += t.hidden[i];
  g_assert_true(t.hidden[at(&t, 0, 0)]);
  g_assert_cmpuint(hidden, ==, 4);
  g_assert_false(t.hidden[at(&t, 3, 3)]);
  double least, most;
  cop_suppress_span(&t.s, at(&t, 0, 0), &least, &most);
  g_assert_cmpfloat(most - least, >=, 5);
  /* Nothing small, nothing hidden; zeros are shown. */
  static const double large[] = { 0, 20, 30, 40 };
  table_init(&t, 2, 2, large, 5);
  cop_suppress(&t.s);
  for (unsigned i = 0; i < 9; i++)
    g_assert_false(t.hidden[i]);
}

static void
test_suppress_random(void)
{
  GRand *r = g_rand_new_with_seed(11);
  for (int round = 0; round < 60; round++) {
    double inside[9];
    for (int i = 0; i < 9; i++)
      inside[i] = g_rand_int_range(r, 0, 3) == 0 ? g_rand_int_range(r, 0, 4) : g_rand_int_range(r, 3, 9);
    Table t;
    table_init(&t, 3, round % 2 ? 2 : 3, inside, 3);
    cop_suppress(&t.s);
    unsigned n = t.rows * t.columns, hidden = 0;
    for (unsigned i = 0; i < n; i++)
      hidden += t.hidden[at(&t, i / t.columns, i % t.columns)];
    if (hidden > 6)
      continue; /* too many tables to imagine */
    Outsider o = { .t = &t, .most = 12 };
    for (unsigned i = 0; i < 64; i++)
      o.low[i] = 1000;
    imagine(&o, 0);
    for (unsigned i = 0; i < n; i++) {
      double count = t.count[at(&t, i / t.columns, i % t.columns)];
      g_assert_true(o.low[i] <= count && count <= o.high[i]);
      if (count > 0 && count < 3)
        g_assert_cmpfloat(o.high[i] - o.low[i], >=, 3);
    }
  }
  g_rand_free(r);
}

static CopPublishedValue
published(const CopPublication *p, uint32_t indicator, int32_t area, const char *when, CopBreakdown by, unsigned v)
{
  return cop_publication_value(p, &(CopCubeKey){ indicator, area, period(when), by, v });
}

static void
test_publish(void)
{
  Fixture f;
  init(&f);
  say(&f, SUM, R1, "2027-01", 3);
  say(&f, SUM, R1, "2027-04", 40);
  say(&f, SUM, R2, "2027-01", 50);
  say(&f, SUM, R2, "2027-05", 60);
  say(&f, SUM, R3, "2027-02", 70);
  say(&f, SUM, R3, "2027-05", 0);
  CopPublication *p = cop_publication_new(f.m, f.c, SUM, NULL, f.a);
  g_assert_cmpint(published(p, SUM, R1, "2027-Q1", 0, 0).state, ==, COP_PUBLISHED_HIDDEN);
  g_assert_true(isnan(published(p, SUM, R1, "2027-Q1", 0, 0).value));
  g_assert_cmpfloat(published(p, SUM, -1, "2027", 0, 0).value, ==, 223);
  g_assert_cmpfloat(published(p, SUM, PH, "2027", 0, 0).value, ==, 223); /* the country by its own code */
  g_assert_cmpint(published(p, SUM, R3, "2027-Q2", 0, 0).state, ==, COP_PUBLISHED_VALUE); /* a real 0 */
  g_assert_cmpint(published(p, SUM, R1, "2027-Q3", 0, 0).state, ==, COP_PUBLISHED_NOTHING);
  g_assert_cmpint(published(p, SUM, P1, "2027", 0, 0).state, ==, COP_PUBLISHED_WITHHELD);
  g_assert_cmpint(published(p, SUM, R1, "2027-01", 0, 0).state, ==, COP_PUBLISHED_WITHHELD);
  /* Hidden in its row and in its column there is company. */
  unsigned row = 0, column = 0;
  static const int32_t regions[] = { R1, R2, R3 };
  static const char *const when[] = { "2027-Q1", "2027-Q2", "2027" };
  for (int i = 0; i < 3; i++) {
    column += published(p, SUM, regions[i], "2027-Q1", 0, 0).state == COP_PUBLISHED_HIDDEN;
    row += published(p, SUM, R1, when[i], 0, 0).state == COP_PUBLISHED_HIDDEN;
  }
  column += published(p, SUM, -1, "2027-Q1", 0, 0).state == COP_PUBLISHED_HIDDEN;
  g_assert_cmpuint(row, >=, 2);
  g_assert_cmpuint(column, >=, 2);
  size_t values, hidden;
  cop_publication_count(p, &values, &hidden);
  g_assert_cmpuint(hidden, >=, 4);
  clear(&f);
}

static void
test_publish_thresholds(void)
{
  Fixture f;
  init(&f);
  say(&f, ABUSE, R1, "2027", 9);
  say(&f, TIPS, R1, "2027", 1);
  say_ratio(&f, R1, "2027", 4, 40);
  say_ratio(&f, R2, "2027", 0, 40);
  say_ratio(&f, R3, "2027", 30, 40);
  g_assert_cmpint(published(cop_publication_new(f.m, f.c, ABUSE, NULL, f.a), ABUSE, R1, "2027", 0, 0).state, ==, COP_PUBLISHED_HIDDEN);
  g_assert_cmpint(published(cop_publication_new(f.m, f.c, TIPS, NULL, f.a), TIPS, R1, "2027", 0, 0).state, ==, COP_PUBLISHED_VALUE);
  CopPublication *p = cop_publication_new(f.m, f.c, RATIO, NULL, f.a);
  g_assert_cmpint(published(p, RATIO, R1, "2027", 0, 0).state, ==, COP_PUBLISHED_HIDDEN);
  g_assert_cmpint(published(p, RATIO, R3, "2027", 0, 0).state, ==, COP_PUBLISHED_HIDDEN); /* company for R1 */
  g_assert_cmpfloat(published(p, RATIO, R2, "2027", 0, 0).value, ==, 0);
  g_assert_cmpuint(cop_publication_threshold(p), ==, 5);
  clear(&f);
}

static void
test_withhold(void)
{
  Fixture f;
  init(&f);
  for (int i = 0; i < 3; i++) {
    static const int32_t regions[] = { R1, R2, R3 };
    for (uint8_t sex = 1; sex <= 2; sex++) {
      f.report++;
      CopObservation o = observation(&f, SUM, regions[i], "2027-02", i == 0 ? 30 : 2);
      o.sex = sex;
      cop_cube_add(f.c, &o, 1);
    }
  }
  CopPublication *p = cop_publication_new(f.m, f.c, SUM, NULL, f.a);
  g_assert_cmpint(published(p, SUM, R1, "2027", COP_BY_SEX, 1).state, ==, COP_PUBLISHED_WITHHELD);
  g_assert_cmpint(published(p, SUM, -1, "2027", COP_BY_SEX, 1).state, ==, COP_PUBLISHED_VALUE);
  g_assert_cmpfloat(published(p, SUM, -1, "2027", COP_BY_SEX, 1).value, ==, 34);
  clear(&f);
}

/* --- targets --- */

static void
test_rating(void)
{
  static const struct {
    CopDirection d;
    double value, milestone;
    CopRating rating;
  } cases[] = {
    { COP_DIRECTION_UP, 27, 30, COP_RATING_ON_TRACK },  { COP_DIRECTION_UP, 26.9, 30, COP_RATING_AT_RISK },
    { COP_DIRECTION_UP, 21, 30, COP_RATING_AT_RISK },   { COP_DIRECTION_UP, 20.9, 30, COP_RATING_OFF_TRACK },
    { COP_DIRECTION_UP, 0, 0, COP_RATING_ON_TRACK },    { COP_DIRECTION_DOWN, 30, 30, COP_RATING_ON_TRACK },
    { COP_DIRECTION_DOWN, 33, 30, COP_RATING_ON_TRACK }, { COP_DIRECTION_DOWN, 34, 30, COP_RATING_AT_RISK },
    { COP_DIRECTION_DOWN, 44, 30, COP_RATING_OFF_TRACK }, { COP_DIRECTION_DOWN, 1, 0, COP_RATING_OFF_TRACK },
    { COP_DIRECTION_NEUTRAL, 5, 5, COP_RATING_NONE },   { COP_DIRECTION_UP, NAN, 5, COP_RATING_NONE },
    { COP_DIRECTION_UP, 5, NAN, COP_RATING_NONE },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    double share;
    g_assert_cmpstr(cop_rating_name(cop_rate(cases[i].d, cases[i].value, cases[i].milestone, &share)), ==, cop_rating_name(cases[i].rating));
  }
}

static void
test_progress(void)
{
  Fixture f;
  init(&f);
  say(&f, SUM, R1, "2027-03", 75);
  say(&f, TIPS, R1, "2027", 12);
  CopPublication **all = cop_publish_all(f.m, f.c, NULL, f.a);
  const CopTargetProgress *p;
  g_assert_cmpuint(cop_targets_progress(f.m, &f.m->plans.items[0], all, 2028, f.a, &p), ==, 3);
  g_assert_cmpint(p[0].now->year, ==, 2027); /* nothing yet for 2028 */
  g_assert_cmpint(p[0].now->rating, ==, COP_RATING_AT_RISK);
  g_assert_cmpfloat(p[0].now->share, ==, 75);
  g_assert_cmpint(p[1].now->unrated, ==, COP_UNRATED_NEUTRAL);
  g_assert_cmpfloat(p[1].now->value.value, ==, 12);
  g_assert_cmpint(p[2].now->unrated, ==, COP_UNRATED_NO_VALUE);
  size_t counts[COP_RATING_MAX];
  cop_targets_count(p, 3, counts);
  g_assert_cmpuint(counts[COP_RATING_AT_RISK], ==, 1);
  g_assert_cmpuint(counts[COP_RATING_NONE], ==, 2);
  clear(&f);
}

static void
test_simplex(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  /* x0 + x1 = 5, x2 + x3 = 9, x0 + x2 = 6, x1 + x3 = 8 (one equation too many) */
  const double m[] = { 1, 1, 0, 0, 0, 0, 1, 1, 1, 0, 1, 0, 0, 1, 0, 1 }, b[] = { 5, 9, 6, 8 };
  CopSimplex *s = cop_simplex_new(4, 4, m, b, a);
  g_assert_nonnull(s);
  const double least[] = { 0, 0, 1, 3 }, most[] = { 5, 5, 6, 8 };
  for (size_t i = 0; i < 4; i++) {
    double x, y;
    cop_simplex_range(s, i, &x, &y);
    g_assert_cmpfloat_with_epsilon(x, least[i], 1e-6);
    g_assert_cmpfloat_with_epsilon(y, most[i], 1e-6);
  }
  const double impossible[] = { 5, 9, 6, 9 };
  g_assert_null(cop_simplex_new(4, 4, m, impossible, a));
  const double difference[] = { 1, -1 }, two[] = { 2 };
  s = cop_simplex_new(2, 1, difference, two, a);
  double x, y;
  cop_simplex_range(s, 0, &x, &y);
  g_assert_cmpfloat_with_epsilon(x, 2, 1e-9);
  g_assert_true(isinf(y));
  cop_simplex_range(s, 1, &x, &y);
  g_assert_cmpfloat_with_epsilon(x, 0, 1e-9);
  const double alone[] = { 1 }, seven[] = { 7 };
  s = cop_simplex_new(1, 1, alone, seven, a);
  cop_simplex_range(s, 0, &x, &y);
  g_assert_true(fabs(x - 7) < 1e-9 && fabs(y - 7) < 1e-9);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/indicator/roll-up", test_roll_up);
  g_test_add_func("/indicator/no-double-count", test_no_double_count);
  g_test_add_func("/indicator/runs", test_runs);
  g_test_add_func("/indicator/simplex", test_simplex);
  g_test_add_func("/indicator/suppress/known", test_suppress_known);
  g_test_add_func("/indicator/suppress/random", test_suppress_random);
  g_test_add_func("/indicator/publish", test_publish);
  g_test_add_func("/indicator/publish/thresholds", test_publish_thresholds);
  g_test_add_func("/indicator/publish/withhold", test_withhold);
  g_test_add_func("/indicator/rating", test_rating);
  g_test_add_func("/indicator/progress", test_progress);
  return g_test_run();
}
