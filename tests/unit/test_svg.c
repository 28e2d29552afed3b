/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "base/json.h"
#include "base/xml.h"
#include "figure/svg.h"
#include "figure/svg_write.h"

#define SVG(BODY) "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 48\">" BODY "</svg>"

static char *
dump(const CopDrawing *d)
{
  GString *s = g_string_new(NULL);
  cop_svg_write(s, d, NULL);
  return g_string_free(s, FALSE);
}

/* What the reader made of it, as the writer shows it, without the frame. */
static char *
pass(const char *svg, const CopSvgOptions *options)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  CopDrawing *d = cop_svg_read(a, "test.svg", svg, strlen(svg), options, &error);
  g_assert_no_error(error);
  g_autofree char *text = dump(d);
  char *body = strchr(text, '\n') + 1;
  return g_strndup(body, strlen(body) - strlen("</svg>\n"));
}

static void
test_read(void)
{
  static const struct {
    const char *svg, *expected;
  } cases[] = {
    { SVG("<path d='M1 2h3v4H1zm5 5l1-1'/>"), "<path d=\"M1 2L4 2L4 6L1 6ZM6 7L7 6\" fill=\"#000000\"/>\n" },
    { SVG("<path d='M0 0C1 1 2 2 3 3S5 5 6 6' fill='none' stroke='red' stroke-width='2' stroke-linecap='round'/>"),
      "<path d=\"M0 0C1 1 2 2 3 3C4 4 5 5 6 6\" fill=\"none\" stroke=\"#ff0000\" stroke-width=\"2\" "
      "stroke-linecap=\"round\"/>\n" },
    { SVG("<path d='M0 0Q3 0 3 3t0 3'/>"), "<path d=\"M0 0C2 0 3 1 3 3C3 5 3 6 3 6\" fill=\"#000000\"/>\n" },
    { SVG("<path d='M0 0a1 1 0 012 0'/>"), "<path d=\"M0 0C0 -0.552 0.448 -1 1 -1C1.552 -1 2 -0.552 2 0\" fill=\"#000000\"/>\n" },
    { SVG("<path d='M1 1zl2 0'/>"), "<path d=\"M1 1ZM1 1L3 1\" fill=\"#000000\"/>\n" },
    { SVG("<path d='M.5.5-1-1e1,2e-1 1.5'/>"), "<path d=\"M0.5 0.5L-1 -10L0.2 1.5\" fill=\"#000000\"/>\n" },
    { SVG("<rect x='1' y='2' width='3' height='4'/>"), "<path d=\"M1 2L4 2L4 6L1 6Z\" fill=\"#000000\"/>\n" },
    { SVG("<g transform='translate(10 20) scale(2)'><line x1='0' x2='1' stroke='#123' stroke-dasharray='1 2 3'/></g>"),
      "<path d=\"M10 20L12 20\" fill=\"#000000\" stroke=\"#112233\" stroke-width=\"2\" stroke-dasharray=\"2 4 6 2 4 6\"/>\n" },
    { SVG("<polygon points='0,0 1,0 1,1' opacity='.5'/>"), "<path d=\"M0 0L1 0L1 1Z\" fill=\"#000000\" fill-opacity=\"0.502\"/>\n" },
    { SVG("<style>.a{fill:#abc} path.b,#c{fill:rgb(1,2,3)}</style><path class='x a' d='M0 0h1'/>"
          "<path class='a b' d='M0 0h2'/><path id='c' class='a' d='M0 0h3' style='fill:navy'/>"),
      "<path d=\"M0 0L1 0\" fill=\"#aabbcc\"/>\n<path d=\"M0 0L2 0\" fill=\"#010203\"/>\n<path d=\"M0 0L3 0\" fill=\"#000080\"/>\n" },
    { SVG("<defs><symbol id='s' viewBox='0 0 10 10'><rect width='10' height='10'/></symbol></defs>"
          "<use href='#s' x='4' y='4' width='20' height='40'/>"),
      "<path d=\"M4 14L24 14L24 34L4 34Z\" fill=\"#000000\"/>\n" },
    { SVG("<g display='none'><image/></g><path visibility='hidden' d='M0 0h1'/>"), "" },
    { SVG("<clipPath id='k'><path d='M0 0h48v48H0z'/></clipPath><g clip-path='url(#k)'><rect width='1' height='1'/></g>"),
      "<path d=\"M0 0L1 0L1 1L0 1Z\" fill=\"#000000\"/>\n" },
    { SVG("<path xmlns:i='urn:i' i:fill='url(#x)' d='M0 0h1'/><n:view xmlns:n='urn:n'><n:text/></n:view>"),
      "<path d=\"M0 0L1 0\" fill=\"#000000\"/>\n" },
    { "<svg xmlns='http://www.w3.org/2000/svg' viewBox='-5 -5 10 10'><circle r='0'/><rect x='-5' y='-5' width='1' height='1'/></svg>",
      "<path d=\"M0 0L1 0L1 1L0 1Z\" fill=\"#000000\"/>\n" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *got = pass(cases[i].svg, NULL);
    g_assert_cmpstr(got, ==, cases[i].expected);
  }
}

static void
test_parameters(void)
{
  static const char svg[] = SVG("<style>svg{--cloth:#ff0000;--edge:var(--cloth)}</style>"
                                "<path fill='var(--skin, #aa8866)' stroke='currentColor' d='M0 0h1'/>"
                                "<path id='two' style='fill:var(--edge)' d='M0 0h2'/>");
  g_autofree char *plain = pass(svg, NULL);
  g_assert_cmpstr(plain, ==,
                  "<path d=\"M0 0L1 0\" fill=\"#aa8866\" stroke=\"#000000\" stroke-width=\"1\"/>\n"
                  "<path d=\"M0 0L2 0\" fill=\"#ff0000\"/>\n");
  static const CopSvgColor colors[] = { { "skin", 0x112233ff }, { "cloth", 0x445566ff } };
  CopSvgOptions o = { .current = 0x778899ff, .colors = colors, .n_colors = 2 };
  g_autofree char *mapped = pass(svg, &o);
  g_assert_cmpstr(mapped, ==,
                  "<path d=\"M0 0L1 0\" fill=\"#112233\" stroke=\"#778899\" stroke-width=\"1\"/>\n"
                  "<path d=\"M0 0L2 0\" fill=\"#445566\"/>\n");
  o.group = "two";
  g_autofree char *one = pass(svg, &o);
  g_assert_cmpstr(one, ==, "<path d=\"M0 0L2 0\" fill=\"#445566\"/>\n");

  g_autoptr(CopArena) a = cop_arena_new();
  const CopDrawing *d = cop_svg_read(a, "n.svg", svg, strlen(svg), &o, NULL);
  g_assert_cmpstr(d->key, ==, "n.svg#two?778899ff;skin=112233ff;cloth=445566ff");
}

static void
test_refused(void)
{
  static const struct {
    const char *svg, *message;
  } cases[] = {
    { SVG("<path d='M0 0h1'/>\n<text>a</text>"), "bad.svg:2: <text> is not supported" },
    { SVG("<image href='a.png'/>"), "<image> is not supported" },
    { SVG("<foreignObject/>"), "<foreignObject> is not supported" },
    { SVG("<script>1</script>"), "<script> is not supported" },
    { SVG("<rect width='1' height='1'><animate/></rect>"), NULL }, /* children of shapes draw nothing */
    { SVG("<linearGradient id='g'/><path fill='url(#g)' d='M0 0h1'/>"), "fill \"url(#g)\" is not supported" },
    { SVG("<path filter='url(#f)' d='M0 0h1'/>"), "filter \"url(#f)\" is not supported" },
    { SVG("<path mask='url(#m)' d='M0 0h1'/>"), "mask \"url(#m)\" is not supported" },
    { SVG("<clipPath id='k'><rect width='20' height='20'/></clipPath><g clip-path='url(#k)'><path d='M0 0h1'/></g>"),
      "a clip path that cuts something off is not supported" },
    { SVG("<clipPath id='k'><path d='M24 0L48 48H0z'/></clipPath><path clip-path='url(#k)' d='M0 0h1'/>"),
      "a clip path that is not a rectangle is not supported" },
    { SVG("<g opacity='.5'><path d='M0 0h1'/><path d='M0 0h2'/></g>"), "opacity over a group of several shapes" },
    { SVG("<path opacity='.5' stroke='red' d='M0 0h1'/>"), "opacity over both fill and stroke" },
    { SVG("<path transform='scale(1 2)' stroke='red' d='M0 0h1'/>"), "a stroke under uneven scaling" },
    { SVG("<style>g path{fill:red}</style>"), "the style selector \"g path\" is not supported" },
    { SVG("<path d='M0 0 1'/>"), "'M0 0 1' is no value of d in <path>" },
    { SVG("<path d='L1 1'/>"), "'L1 1' is no value of d" },
    { SVG("<path d='M0 0 X'/>"), "is no value of d" },
    { SVG("<path fill='#12' d='M0 0h1'/>"), "'#12' is no value of fill" },
    { SVG("<path fill='var(--x)' d='M0 0h1'/>"), "'var(--x)' is no value of fill" },
    { SVG("<path fill='chartreuse' d='M0 0h1'/>"), "fill \"chartreuse\" is not supported" },
    { SVG("<rect width='50%' height='1'/>"), "a length in this unit is not supported" },
    { SVG("<path transform='turn(4)' d='M0 0h1'/>"), "'turn(4)' is no value of transform" },
    { SVG("<use href='other.svg#a'/>"), "a reference to another file is not supported" },
    { SVG("<use href='#none'/>"), "'#none' is no value of href" },
    { SVG("<g id='a'><use href='#a'/></g>"), "references nested too deeply" },
    { "<svg xmlns='http://www.w3.org/2000/svg'/>", "viewBox" },
    { "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 0 1'/>", "'0 0 0 1' is no value of viewBox" },
    { "<html xmlns='http://www.w3.org/2000/svg'/>", "'html' is no value of the root element" },
    { "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "bad.svg: line 1: the document declares" },
    { "<svg><g></svg>", "bad.svg: line 1" },
    { "", "bad.svg: " },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(GError) error = NULL;
    CopDrawing *d = cop_svg_read(a, "bad.svg", cases[i].svg, strlen(cases[i].svg), NULL, &error);
    if (cases[i].message == NULL) {
      g_assert_no_error(error);
      continue;
    }
    g_assert_null(d);
    if (error == NULL || strstr(error->message, cases[i].message) == NULL)
      g_error("%s\n gives: %s\n instead of: %s", cases[i].svg, error != NULL ? error->message : "no error",
              cases[i].message);
  }
}

/* Doubling by references: 2 to the power of 40 shapes from a few lines. */
static void
test_laughs(void)
{
  g_autoptr(GString) s = g_string_new("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><defs><path id='a0' d='M0 0h1'/>");
  for (int i = 1; i <= 40; i++)
    g_string_append_printf(s, "<g id='a%d'><use href='#a%d'/><use href='#a%d'/></g>", i, i - 1, i - 1);
  g_string_append(s, "</defs><use href='#a40'/></svg>");
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  g_assert_null(cop_svg_read(a, "laughs.svg", s->str, s->len, NULL, &error));
  g_assert_true(error->domain == COP_SVG_ERROR);
}

/* Thousands of broken variants of sound files: each is read or refused, none
 * harms (run under the sanitizers). Seeded, so every run is the same. */
static void
test_mutations(void)
{
  static const char seed[] = SVG("<style>.a{fill:var(--x,#123456);stroke-width:2}</style><defs><symbol id='s' viewBox='0 0 9 9'>"
                                 "<rect rx='1' ry='2' width='5' height='5'/></symbol></defs><g transform='rotate(30 4 4) scale(.5)'>"
                                 "<path class='a' d='M1 1.5e1c1-2,3 4-5 6a3 4 30 0 11-2 2Q1 1 2 2T3 3H4v5z'/><circle r='3'/></g>"
                                 "<use href='#s' x='1' width='4' height='4'/><polyline points='1,2 3 4-5,6' stroke='red'/>");
  static const char bytes[] = "<>\"'=/ 0189.-+eEMmzAaCQ#;:{}()%&\x01\xc3\xff";
  g_autoptr(GRand) random = g_rand_new_with_seed(7);
  unsigned n_read = 0;
  for (int i = 0; i < 6000; i++) {
    g_autofree char *text = g_strdup(seed);
    size_t length = strlen(text);
    for (int k = g_rand_int_range(random, 1, 5); k > 0; k--) {
      size_t at = (size_t)g_rand_int_range(random, 60, (gint32)length);
      if (g_rand_boolean(random))
        text[at] = bytes[g_rand_int_range(random, 0, (gint32)sizeof bytes - 1)];
      else
        memmove(text + at, text + at + 1, length-- - at);
    }
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(GError) error = NULL;
    CopDrawing *d = cop_svg_read(a, "mutant.svg", text, length, NULL, &error);
    g_assert_true((d == NULL) == (error != NULL));
    n_read += d != NULL;
  }
  g_assert_cmpuint(n_read, >, 30);
  g_assert_cmpuint(n_read, <, 5900);
}

static void
test_write(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopDrawing *d = cop_drawing_new(a, 20, 10), *child = cop_drawing_new(a, 1, 1);
  CopPath p = cop_path_begin(a);
  cop_path_rect(&p, -0.0004f, 0.0006f, 1.5f, 2.25f);
  CopDrawOp *op = cop_draw_path(child, &p, 0x11223380, 0, 0);
  op->as.path.even_odd = true;
  cop_draw_child(d, child, 1, 2, 0.5f);
  op = cop_draw_text(d, 3, 4, 9, COP_ANCHOR_MIDDLE, 0x1b1f2aff, "a<b & \"c\"\x01");
  op->as.text.bold = true;
  op = cop_draw_text(d, 3, 4, 9, COP_ANCHOR_START, 0x1b1f2aff, "نعم");
  op->as.text.lang = "ar";
  GString *s = g_string_new(NULL);
  cop_svg_write(s, d, &(CopSvgWriteOptions){ .lang = "en", .families = "Noto Sans", .alt = "two \"words\"", .file = true });
  g_autofree char *text = g_string_free(s, FALSE);
  g_assert_cmpstr(text, ==,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\" viewBox=\"0 0 20 10\" role=\"img\" "
                  "aria-label=\"two &quot;words&quot;\" lang=\"en\" font-family=\"Noto Sans\">\n"
                  "<g transform=\"translate(1 2) scale(0.5)\">\n"
                  "<path d=\"M0 0.001L1.5 0.001L1.5 2.251L0 2.251Z\" fill=\"#112233\" fill-opacity=\"0.502\" "
                  "fill-rule=\"evenodd\"/>\n</g>\n"
                  "<text x=\"3\" y=\"4\" font-size=\"9\" text-anchor=\"middle\" font-weight=\"700\" "
                  "fill=\"#1b1f2a\">a&lt;b &amp; &quot;c&quot;</text>\n"
                  "<text x=\"3\" y=\"4\" font-size=\"9\" fill=\"#1b1f2a\" lang=\"ar\" direction=\"rtl\">نعم</text>\n</svg>\n");
  g_autoptr(GError) error = NULL;
  g_assert_nonnull(cop_xml_read(a, text, strlen(text), &error));
  g_assert_no_error(error);
}

/* --- the pictograms of npm --- */

static char *
assets(const char *path)
{
  return g_build_filename(g_getenv("COPKIT_TEST_SOURCE"), "assets", "node_modules", path, NULL);
}

typedef struct {
  unsigned n_read, n_refused, n_empty;
  gint64 spent;
} Count;

static void
read_one(Count *count, const char *name, const char *text, size_t length)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time();
  CopDrawing *d = cop_svg_read(a, name, text, length, NULL, &error);
  count->spent += g_get_monotonic_time() - start;
  if (d == NULL) {
    g_assert_true(error->domain == COP_SVG_ERROR);
    g_assert_cmpint(error->code, ==, COP_SVG_ERROR_UNSUPPORTED);
    g_test_message("refused: %s", error->message);
    count->n_refused++;
    return;
  }
  count->n_read++;
  bool painted = false;
  for (const CopDrawOp *op = d->first; op != NULL; op = op->next) {
    painted = true;
    for (size_t i = 0; i < op->as.path.n_segs; i++)
      for (int k = 0; k < (op->as.path.segs[i].kind == COP_SEG_CURVE ? 3 : 1); k++)
        g_assert_true(isfinite(op->as.path.segs[i].x[k]) && isfinite(op->as.path.segs[i].y[k]) &&
                      fabsf(op->as.path.segs[i].x[k]) < 200 && fabsf(op->as.path.segs[i].y[k]) < 200);
  }
  count->n_empty += !painted;
}

static void
report(const char *what, const Count *c)
{
  g_test_message("%s: %u read, %u refused, %u empty, %.1f us each", what, c->n_read, c->n_refused, c->n_empty,
                 (double)c->spent / (c->n_read + c->n_refused));
}

static void
test_tabler(gconstpointer data)
{
  const char *set = data;
  g_autofree char *folder = assets(set);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  if (dir == NULL) {
    g_test_skip("npm packages of assets/ are not installed");
    return;
  }
  Count count = { 0 };
  const char *name;
  while ((name = g_dir_read_name(dir)) != NULL) {
    g_autofree char *path = g_build_filename(folder, name, NULL), *text = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    read_one(&count, name, text, length);
  }
  report(set, &count);
  g_assert_cmpuint(count.n_read, >, 1000);
  g_assert_cmpuint(count.n_refused, ==, 0);
  g_assert_cmpuint(count.n_empty, ==, 0);
}

static void
test_healthicons(void)
{
  g_autofree char *path = assets("@iconify-json/healthicons/icons.json"), *text = NULL;
  gsize length;
  if (!g_file_get_contents(path, &text, &length, NULL)) {
    g_test_skip("npm packages of assets/ are not installed");
    return;
  }
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  const CopTree *root = cop_json_read(a, text, length, &error);
  g_assert_no_error(error);
  Count count = { 0 };
  for (const CopTree *icon = cop_tree_member(root, "icons")->first; icon != NULL; icon = icon->next) {
    g_autofree char *svg = g_strdup_printf(SVG("%s"), cop_tree_member(icon, "body")->text);
    read_one(&count, icon->key, svg, strlen(svg));
  }
  report("healthicons", &count);
  g_assert_cmpuint(count.n_read, >, 2000);
  g_assert_cmpuint(count.n_refused, <=, 3); /* three use masks */
  g_assert_cmpuint(count.n_empty, ==, 0);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/svg/read", test_read);
  g_test_add_func("/svg/parameters", test_parameters);
  g_test_add_func("/svg/refused", test_refused);
  g_test_add_func("/svg/laughs", test_laughs);
  g_test_add_func("/svg/mutations", test_mutations);
  g_test_add_func("/svg/write", test_write);
  g_test_add_data_func("/svg/tabler/outline", "@tabler/icons/icons/outline", test_tabler);
  g_test_add_data_func("/svg/tabler/filled", "@tabler/icons/icons/filled", test_tabler);
  g_test_add_func("/svg/healthicons", test_healthicons);
  return g_test_run();
}
