/* SPDX-License-Identifier: Apache-2.0
 *
 * Each case is compared with tests/golden/figure/<case>.txt: the alternative
 * text, the table, the drawing as SVG. COPKIT_GOLDEN=write writes them anew;
 * look at the pictures before keeping them.
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "base/xml.h"
#include "figure/chart.h"
#include "figure/chain.h"
#include "figure/gantt.h"
#include "figure/heat.h"
#include "figure/population.h"
#include "figure/qr.h"
#include "figure/radar.h"
#include "figure/svg_write.h"
#include "base/tree.h"
#include "figure/geo.h"
#include "figure/tiles.h"

static void
check(const char *name, const CopFigure *f, const char *lang)
{
  g_assert_nonnull(f);
  g_assert_cmpfloat(f->drawing->height, >, 10);
  g_autoptr(GString) s = g_string_new(f->alt);
  g_string_append_c(s, '\n');
  for (unsigned i = 0; i < f->n_columns; i++)
    g_string_append_printf(s, "%s%s", i > 0 ? "\t" : "", f->head[i]);
  for (unsigned i = 0; i < f->n_columns * f->n_rows; i++)
    g_string_append_printf(s, "%c%s", i % f->n_columns == 0 ? '\n' : '\t', f->cells[i].text != NULL ? f->cells[i].text : "-");
  g_string_append_c(s, '\n');
  gsize before = s->len;
  cop_svg_write(s, f->drawing, &(CopSvgWriteOptions){ .lang = lang, .alt = f->alt });
  g_autoptr(CopArena) a = cop_arena_new();
  g_assert_nonnull(cop_xml_read(a, s->str + before, s->len - before, NULL));

  g_autofree char *file = g_strconcat(name, ".txt", NULL);
  g_autofree char *path = g_build_filename(g_getenv("COPKIT_TEST_SOURCE"), "tests/golden/figure", file, NULL);
  if (g_strcmp0(g_getenv("COPKIT_GOLDEN"), "write") == 0) {
    g_assert_true(g_file_set_contents(path, s->str, (gssize)s->len, NULL));
    return;
  }
  g_autofree char *golden = NULL;
  g_assert_true(g_file_get_contents(path, &golden, NULL, NULL));
  g_assert_cmpstr(s->str, ==, golden);
}

/* No op may reach outside the box: texts by the estimate of their width. */
static void
check_inside(const CopFigure *f)
{
  for (const CopDrawOp *op = f->drawing->first; op != NULL; op = op->next) {
    if (op->kind == COP_DRAW_TEXT) {
      g_assert_cmpfloat(op->as.text.x, >=, -0.5f);
      g_assert_cmpfloat(op->as.text.x, <=, f->drawing->width + 0.5f);
      g_assert_cmpfloat(op->as.text.y, <=, f->drawing->height);
      continue;
    }
    for (size_t i = 0; i < op->as.path.n_segs; i++)
      if (op->as.path.segs[i].kind != COP_SEG_CLOSE) {
        g_assert_cmpfloat(op->as.path.segs[i].x[0], >=, -1);
        g_assert_cmpfloat(op->as.path.segs[i].x[0], <=, f->drawing->width + 1);
        g_assert_cmpfloat(op->as.path.segs[i].y[0], >=, -1);
        g_assert_cmpfloat(op->as.path.segs[i].y[0], <=, f->drawing->height + 1);
      }
  }
}

static const char *const places[] = { "North", "Island with a name so long that it must be broken into lines", "East", "South" };
static const double online[] = { 68.7, NAN, 21.2, 1234.5 }, trained[] = { 40, 30, 20, 5 }, planned[] = { 12, 22, 18, 31 };
static const CopChartSeries three[] = { { "Homes online", online }, { "Teachers trained", trained }, { "Schools with a plan", planned } };
static const CopState states[] = { COP_STATE_ON_TRACK, COP_STATE_NO_DATA, COP_STATE_LATE, COP_STATE_AT_RISK };
static const bool emphasis[] = { false, false, true, false };

static CopChart
a_chart(CopChartKind kind, unsigned n_series)
{
  return (CopChart){ .kind = kind,
                     .subject = "Homes with internet",
                     .category_title = "Region",
                     .unit = "%",
                     .decimals = 1,
                     .categories = places,
                     .n_categories = 4,
                     .series = three,
                     .n_series = n_series,
                     .target = NAN };
}

static void
test_charts(void)
{
  static const struct {
    const char *name;
    CopChartKind kind;
    unsigned n_series;
    const char *lang;
    bool grey, states, emphasis, target, whole;
  } cases[] = {
    { "hbar", COP_CHART_HBAR, 1, "en", false, false, true, false, false },
    { "hbar-states", COP_CHART_HBAR, 1, "en", false, true, false, true, false },
    { "hbar-arabic", COP_CHART_HBAR, 1, "ar", false, true, false, true, false },
    { "hbar-grey", COP_CHART_HBAR, 3, "en", true, false, false, false, false },
    { "columns", COP_CHART_BAR, 1, "en", false, false, false, true, false },
    { "columns-series", COP_CHART_BAR, 3, "en", false, false, false, false, false },
    { "stacked", COP_CHART_STACKED, 3, "en", false, false, false, false, false },
    { "stacked-whole", COP_CHART_STACKED, 3, "en", true, false, false, false, true },
    { "line", COP_CHART_LINE, 3, "en", false, false, false, true, false },
    { "line-arabic", COP_CHART_LINE, 3, "ar", true, false, false, true, false },
    { "dot", COP_CHART_DOT, 3, "en", false, false, false, true, false },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(GError) error = NULL;
    CopChart c = a_chart(cases[i].kind, cases[i].n_series);
    c.states = cases[i].states ? states : NULL;
    c.emphasis = cases[i].emphasis ? emphasis : NULL;
    c.target = cases[i].target ? 50 : NAN;
    c.target_label = "Target 2030";
    c.whole = cases[i].whole;
    CopFigure *f = cop_chart_draw(a, &c, &(CopFigureOptions){ .lang = cases[i].lang, .grey = cases[i].grey }, &error);
    g_assert_no_error(error);
    check(cases[i].name, f, cases[i].lang);
    check_inside(f);
  }
}

/* In a right-to-left language the whole chart runs the other way. */
static void
test_mirrored(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopChart c = a_chart(COP_CHART_HBAR, 1);
  CopFigure *ltr = cop_chart_draw(a, &c, &(CopFigureOptions){ .lang = "en" }, NULL);
  CopFigure *rtl = cop_chart_draw(a, &c, &(CopFigureOptions){ .lang = "he" }, NULL);
  const CopDrawOp *l = ltr->drawing->first, *r = rtl->drawing->first;
  for (; l != NULL && r != NULL; l = l->next, r = r->next) {
    g_assert_cmpint(l->kind, ==, r->kind);
    if (l->kind == COP_DRAW_TEXT)
      g_assert_cmpfloat_with_epsilon(l->as.text.x, ltr->drawing->width - r->as.text.x, 0.01);
  }
  g_assert_true(l == NULL && r == NULL);
}

static void
test_charts_refused(void)
{
  static const double negative[] = { 1, -2, 3, 4 }, nothing[] = { NAN, NAN, NAN, NAN }, infinite[] = { 1, INFINITY, 3, 4 };
  static const CopChartSeries bad[] = { { "a", negative }, { "b", nothing }, { "c", infinite } };
  const CopChartSeries seven[7] = { 0 };
  const char *many[61] = { 0 };
  static const struct {
    CopChartKind kind;
    int which;
    const char *message;
  } cases[] = {
    { COP_CHART_HBAR, 0, "a bar cannot show a negative value" },
    { COP_CHART_STACKED, 0, "a bar cannot show a negative value" },
    { COP_CHART_LINE, 1, "a chart without any value" },
    { COP_CHART_DOT, 2, "a value of the chart is infinite" },
    { COP_CHART_HBAR, -1, "more than six series in one chart" },
    { COP_CHART_BAR, -2, "more than 12 columns in one chart; draw rows instead" },
    { COP_CHART_HBAR, -3, "more than 60 categories" },
    { COP_CHART_LINE, -4, "at least one category and one series" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(GError) error = NULL;
    CopChart c = a_chart(cases[i].kind, 1);
    switch (cases[i].which) {
    case -1:
      c.series = seven;
      c.n_series = 7;
      break;
    case -2:
      c.categories = many;
      c.n_categories = 13;
      break;
    case -3:
      c.categories = many;
      c.n_categories = 61;
      break;
    case -4:
      c.n_series = 0;
      break;
    default:
      c.series = &bad[cases[i].which];
    }
    g_assert_null(cop_chart_draw(a, &c, &(CopFigureOptions){ .lang = "en" }, &error));
    g_assert_true(error->domain == COP_FIGURE_ERROR);
    g_assert_nonnull(strstr(error->message, cases[i].message));
  }
}

static void
test_heat(void)
{
  static const char *const rows[] = { "Coordination body", "Helpline", "Kit for schools" };
  static const char *const groups[] = { "Governance", "Response", "Response" };
  static const char *const columns[] = { "Checklist", "Model response", "Regional plan" }, *const levels[] = { "none", "partly", "fully" };
  static const char *const long_columns[] = { "Responsibilities of industry", "Internationalisation", "Participation of children" };
  static const signed char cells[] = { 2, 1, 0, -1, 2, 1, 0, 0, 0 };
  CopHeat h = { .subject = "Measures against three frameworks", .row_title = "Measure", .rows = rows, .groups = groups,
                .n_rows = 3, .columns = columns, .n_columns = 3, .levels = levels, .n_levels = 3, .cells = cells };
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  CopFigure *f = cop_heat_draw(a, &h, &(CopFigureOptions){ .lang = "en" }, &error);
  check("heat", f, "en");
  check_inside(f);
  h.columns = long_columns;
  f = cop_heat_draw(a, &h, &(CopFigureOptions){ .lang = "ar", .grey = true, .width = 240 }, &error);
  check("heat-numbered", f, "ar");
  check_inside(f);

  h.n_levels = 2;
  g_assert_null(cop_heat_draw(a, &h, &(CopFigureOptions){ .lang = "en" }, &error));
  g_assert_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_DATA);
  g_clear_error(&error);
  h.n_columns = 17;
  g_assert_null(cop_heat_draw(a, &h, &(CopFigureOptions){ .lang = "en" }, &error));
  g_assert_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_LIMIT);
}

/* In Arabic the chain runs from right to left; too many boxes are refused. */
static void
test_chain(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  const char *many[COP_CHAIN_BOXES_MAX + 1];
  for (size_t i = 0; i < G_N_ELEMENTS(many); i++)
    many[i] = "box";
  const char *outputs[] = { "A card is in every village", "People answer in nine languages" }, *hold[] = { "The call is free" }, *change[] = { "Children reach help" };
  CopChainColumn columns[] = { { .title = "If", .boxes = outputs, .n_boxes = 2 }, { .title = "and if", .boxes = hold, .n_boxes = 1, .condition = true },
                               { .title = "then", .boxes = change, .n_boxes = 1, .goal = true } };
  CopChain chain = { .subject = "Theory of change", .columns = columns, .n_columns = 3 };
  CopFigure *f = cop_chain_draw(a, &chain, &(CopFigureOptions){ .lang = "en" }, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(f->n_columns, ==, 3);
  g_assert_cmpuint(f->n_rows, ==, 2);
  g_assert_cmpstr(f->cells[0].text, ==, outputs[0]);
  g_assert_nonnull(strstr(f->alt, "Theory of change"));
  CopFigure *ar = cop_chain_draw(a, &chain, &(CopFigureOptions){ .lang = "ar", .grey = true }, NULL);
  float first = -1, first_ar = -1;
  for (const CopDrawOp *op = f->drawing->first; op != NULL && first < 0; op = op->next)
    first = op->kind == COP_DRAW_TEXT ? op->as.text.x : -1;
  for (const CopDrawOp *op = ar->drawing->first; op != NULL && first_ar < 0; op = op->next)
    first_ar = op->kind == COP_DRAW_TEXT ? op->as.text.x : -1;
  g_assert_cmpfloat(first, <, 10);
  g_assert_cmpfloat(first_ar, >, 400);
  columns[0].boxes = many;
  columns[0].n_boxes = G_N_ELEMENTS(many);
  g_assert_null(cop_chain_draw(a, &chain, &(CopFigureOptions){ .lang = "en" }, &error));
  g_assert_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_LIMIT);
}

static void
test_gantt(void)
{
  static const char *const quarters[] = { "Q1", "Q2", "Q3", "Q4", "Q1", "Q2", "Q3", "Q4" };
  static const CopGanttSpan years[] = { { "2027", 4 }, { "2028", 4 } };
  static const unsigned first[] = { 0 }, second[] = { 1 };
  CopGanttRow rows[] = {
    { .label = "Coordination body", .group = "Governance", .start = 0, .end = 2, .milestone = 1, .milestone_label = "Order signed" },
    { .label = "Helpline", .group = "Response", .start = 2, .end = 6, .waits_for = first, .n_waits = 1, .milestone = -1,
      .has_state = true, .state = COP_STATE_AT_RISK },
    { .label = "Kit for schools", .group = "Education", .start = 5, .end = 8, .waits_for = second, .n_waits = 1, .milestone = 7 },
  };
  CopGantt g = { .subject = "Work plan", .row_title = "Measure", .periods = quarters, .n_periods = 8, .spans = years,
                 .n_spans = 2, .rows = rows, .n_rows = 3 };
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  CopFigure *f = cop_gantt_draw(a, &g, &(CopFigureOptions){ .lang = "en" }, &error);
  g_assert_no_error(error);
  check("gantt", f, "en");
  check_inside(f);
  check("gantt-arabic", cop_gantt_draw(a, &g, &(CopFigureOptions){ .lang = "ar", .grey = true }, NULL), "ar");

  rows[1].end = 9;
  g_assert_null(cop_gantt_draw(a, &g, &(CopFigureOptions){ .lang = "en" }, &error));
  g_assert_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_DATA);
  g_clear_error(&error);
  rows[1].end = 6;
  g.n_spans = 1;
  g_assert_null(cop_gantt_draw(a, &g, &(CopFigureOptions){ .lang = "en" }, &error));
  g_assert_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_DATA);
}

static void
test_geo(void)
{
  static const char text[] =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"id\":\"N\",\"properties\":{\"name\":\"North\",\"value\":20},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,1],[2,1],[2,2],[1,2.0001],[0,2],[0,1]]]}},"
    "{\"type\":\"Feature\",\"id\":\"S\",\"properties\":{\"name\":\"South\",\"value\":50},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[2,0],[2,1],[0,1],[0,0]]],[[[3,0],[3.5,0],[3.5,0.5],[3,0]]]]}},"
    "{\"type\":\"Feature\",\"properties\":null,\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[3,1],[4,1],[4,2],[3,1]]]}}]}";
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  CopGeo *geo = cop_geo_read(a, text, strlen(text), NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(geo->n, ==, 3);
  g_assert_true(isnan(geo->regions[2].value));
  static const double bounds[] = { 30 };
  CopGeoMap m = { .subject = "Homes with internet", .region_title = "Region", .unit = "%", .bounds = bounds, .n_bounds = 1 };
  CopFigure *f = cop_geo_draw(a, geo, &m, &(CopFigureOptions){ .lang = "en" }, &error);
  g_assert_no_error(error);
  check("geo", f, "en");
  check("geo-arabic", cop_geo_draw(a, geo, &m, &(CopFigureOptions){ .lang = "ar" }, NULL), "ar");
  g_assert_null(cop_geo_read(a, "{\"features\":[]}", strlen("{\"features\":[]}"), NULL, &error));
  g_assert_error(error, COP_TREE_ERROR, COP_TREE_ERROR_SYNTAX);
}

static void
test_tiles(void)
{
  CopTile tiles[] = { { "N", "North", 1, 0, 20 }, { "W", "West", 0, 1, NAN }, { "C", "Centre", 1, 1, 50 }, { "LONGCODE", "East", 2, 1, 75.5 } };
  double bounds[] = { 25, 50 };
  CopTileMap m = { .subject = "Homes with internet", .tile_title = "Region", .unit = "%", .decimals = 1, .tiles = tiles,
                   .n_tiles = 4, .bounds = bounds, .n_bounds = 2 };
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  CopFigure *f = cop_tiles_draw(a, &m, &(CopFigureOptions){ .lang = "en" }, &error);
  g_assert_no_error(error);
  check("tiles", f, "en");
  check_inside(f);
  /* West stays in the west. */
  CopFigure *ar = cop_tiles_draw(a, &m, &(CopFigureOptions){ .lang = "ar" }, NULL);
  check("tiles-arabic", ar, "ar");
  const CopDrawOp *north = NULL, *east = NULL;
  for (const CopDrawOp *op = ar->drawing->first; op != NULL; op = op->next)
    if (op->kind == COP_DRAW_TEXT && strcmp(op->as.text.text, "N") == 0)
      north = op;
    else if (op->kind == COP_DRAW_TEXT && strcmp(op->as.text.text, "LONGCODE") == 0)
      east = op;
  g_assert_cmpfloat(north->as.text.x, <, east->as.text.x);

  tiles[3].column = 1;
  g_assert_null(cop_tiles_draw(a, &m, &(CopFigureOptions){ .lang = "en" }, &error));
  g_assert_nonnull(strstr(error->message, "tiles 'C' and 'LONGCODE' stand in one place"));
  g_clear_error(&error);
  tiles[3].column = 2;
  bounds[1] = 25;
  g_assert_null(cop_tiles_draw(a, &m, &(CopFigureOptions){ .lang = "en" }, &error));
  g_assert_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_DATA);
}

static void
test_radar_and_population(void)
{
  static const char *const axes[] = { "Legal measures", "Coordination", "Education", "International cooperation" };
  static const char *const labels[] = { "2026", "Target" };
  static const double now[] = { 2, 3, NAN, 4 }, then[] = { 3, 3, 2, 4 };
  static const double *const values[] = { now, then };
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  CopRadar r = { .subject = "Readiness", .axis_title = "Area", .axes = axes, .n_axes = 4, .labels = labels, .values = values,
                 .n_series = 2, .high = 4, .rings = 4 };
  CopFigure *f = cop_radar_draw(a, &r, &(CopFigureOptions){ .lang = "en" }, &error);
  g_assert_no_error(error);
  check("radar", f, "en");
  check_inside(f);
  r.high = 3;
  g_assert_null(cop_radar_draw(a, &r, &(CopFigureOptions){ .lang = "en" }, &error));
  g_assert_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_DATA);
  g_clear_error(&error);

  static const char *const bands[] = { "0-5", "6-12", "13-17" };
  static const double girls[] = { 6300, 7200, 5100 }, boys[] = { 6600, NAN, 5300 };
  CopPopulation p = { .subject = "Children by age", .band_title = "Age", .bands = bands, .n_bands = 3,
                      .labels = { "Girls", "Boys" }, .values = { girls, boys }, .unit = "thousands" };
  f = cop_population_draw(a, &p, &(CopFigureOptions){ .lang = "en" }, &error);
  check("population", f, "en");
  check_inside(f);
  p.n_bands = 0;
  g_assert_null(cop_population_draw(a, &p, &(CopFigureOptions){ .lang = "en" }, &error));
  g_assert_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_DATA);
}

/* What another program reads from the code; NULL when it is not installed. */
static char *
read_code(const CopDrawing *d)
{
  g_autofree char *rsvg = g_find_program_in_path("rsvg-convert"), *zbar = g_find_program_in_path("zbarimg");
  if (rsvg == NULL || zbar == NULL)
    return NULL;
  g_autofree char *folder = g_dir_make_tmp("copkit-qr-XXXXXX", NULL);
  g_autofree char *svg = g_build_filename(folder, "qr.svg", NULL), *png = g_build_filename(folder, "qr.png", NULL);
  GString *s = g_string_new(NULL);
  cop_svg_write(s, d, &(CopSvgWriteOptions){ .file = true });
  g_assert_true(g_file_set_contents(svg, s->str, (gssize)s->len, NULL));
  g_string_free(s, TRUE);
  const char *draw[] = { rsvg, "-z", "4", svg, "-o", png, NULL }, *scan[] = { zbar, "-q", "--raw", png, NULL };
  char *out = NULL;
  g_assert_true(g_spawn_sync(NULL, (char **)draw, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, NULL, NULL));
  g_assert_true(g_spawn_sync(NULL, (char **)scan, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL, NULL, NULL));
  g_unlink(svg);
  g_unlink(png);
  g_rmdir(folder);
  return g_strchomp(out);
}

static void
test_qr(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  static const char *const texts[] = { "https://example.org/k/ph-poster-912-2-fil", "tel:1343", "Tulong: ñ é ក" };
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    CopDrawing *d = cop_qr_draw(a, texts[i], i % 2 == 0 ? COP_QR_Q : COP_QR_M, 72, &error);
    g_assert_no_error(error);
    g_assert_cmpfloat(d->width, ==, 72);
    g_autofree char *read = read_code(d);
    if (read == NULL) {
      g_test_skip("rsvg-convert or zbarimg is not installed");
      return;
    }
    g_assert_cmpstr(read, ==, texts[i]);
  }
  g_assert_null(cop_qr_draw(a, "", COP_QR_M, 72, &error));
  g_assert_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_DATA);
  g_clear_error(&error);
  g_assert_null(cop_qr_draw(a, texts[0], COP_QR_Q, 20, &error));
  g_assert_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_LIMIT);
  g_clear_error(&error);
  g_autofree char *endless = g_strnfill(4000, 'x');
  g_assert_null(cop_qr_draw(a, endless, COP_QR_M, 500, &error));
  g_assert_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_LIMIT);
}

static double
wide(void *ctx, const char *text, const char *lang, float size, bool bold)
{
  (void)bold;
  g_assert_cmpstr(lang, ==, "km");
  ++*(int *)ctx;
  return (double)strlen(text) * (double)size;
}

/* Measures and locale come from the caller where it gives them. */
static void
test_callbacks(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  int n = 0;
  CopFigureMetrics metrics = { .measure = wide, .ctx = &n };
  CopChart c = a_chart(COP_CHART_HBAR, 1);
  g_autoptr(CopLocale) german = cop_locale_new("de");
  CopFigure *f = cop_chart_draw(a, &c, &(CopFigureOptions){ .lang = "km", .metrics = &metrics, .locale = german }, NULL);
  g_assert_cmpint(n, >, 10);
  g_assert_cmpstr(f->cells[1].text, ==, "68,7");
  g_assert_nonnull(strstr(f->alt, "South, 1.234,5\xc2\xa0%"));
}

static void
test_insert(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopDoc *doc = cop_doc_new(a, &(CopDocMeta){ .title = "Report", .lang = "en" });
  CopChart c = a_chart(COP_CHART_HBAR, 2);
  CopFigure *f = cop_chart_draw(a, &c, &(CopFigureOptions){ .lang = "en" }, NULL);
  CopNode *node = cop_figure_insert(doc, doc->root, "3", "Most homes of the North are online", f);
  g_assert_cmpint(node->kind, ==, COP_NODE_FIGURE);
  g_assert_cmpstr(node->as.figure.alt, ==, f->alt);
  const CopNode *table = node->first;
  while (table->kind != COP_NODE_TABLE)
    table = table->next;
  g_assert_cmpuint(table->as.table.n_columns, ==, 3);
  g_assert_cmpint(table->as.table.columns[1].align, ==, COP_ALIGN_DECIMAL);
  g_autofree char *text = cop_node_plain_text(table);
  g_assert_nonnull(strstr(text, "68.7"));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/figure/charts", test_charts);
  g_test_add_func("/figure/mirrored", test_mirrored);
  g_test_add_func("/figure/charts-refused", test_charts_refused);
  g_test_add_func("/figure/heat", test_heat);
  g_test_add_func("/figure/chain", test_chain);
  g_test_add_func("/figure/gantt", test_gantt);
  g_test_add_func("/figure/geo", test_geo);
  g_test_add_func("/figure/tiles", test_tiles);
  g_test_add_func("/figure/radar-and-population", test_radar_and_population);
  g_test_add_func("/figure/qr", test_qr);
  g_test_add_func("/figure/callbacks", test_callbacks);
  g_test_add_func("/figure/insert", test_insert);
  return g_test_run();
}
