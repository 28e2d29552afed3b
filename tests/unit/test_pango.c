/* SPDX-License-Identifier: Apache-2.0
 *
 * Shaped lines beside Pango's: the same words in the same face at the same size,
 * drawn by pangocairo, cover the same pixels.
 */
#include <glib.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "page/png.h"
#include "typeset/typeset.h"

/* fontconfig keeps its configuration until the process ends; that is no leak of ours. */
extern const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
  return "leak:libfontconfig\n";
}

#define SIZE 36.0
#define SCALE 2.0
#define WIDTH 1000.0
#define HEIGHT 140.0

static const struct {
  const char *lang, *family, *text;
} lines[] = {
  { "en", "Noto Sans", "Somebody asks for a picture" },
  { "vi", "Noto Sans", "Quyền của trẻ em được bảo vệ" },
  { "ru", "Noto Sans", "Все дети имеют право на защиту" },
  { "ar", "Noto Sans Arabic", "توقف احتفظ بالمحادثة أخبر شخصا بالغا" },
  { "ur", "Noto Sans Arabic", "بچوں کی حفاظت ہم سب کی ذمہ داری" },
  { "hi", "Noto Sans Devanagari", "क्या कोई आपकी तस्वीर माँग रहा है" },
  { "bn", "Noto Sans Bengali", "শিশুদের সুরক্ষা আমাদের দায়িত্ব" },
  { "ta", "Noto Sans Tamil", "குழந்தைகளின் பாதுகாப்பு" },
  { "th", "Noto Sans Thai", "เด็กทุกคนมีสิทธิได้รับการคุ้มครอง" },
  { "lo", "Noto Sans Lao", "ເດັກທຸກຄົນມີສິດໄດ້ຮັບການປົກປ້ອງ" },
  { "km", "Noto Sans Khmer", "មានគេសុំរូបថតរបស់ប្អូនឬ" },
  { "my", "Noto Sans Myanmar", "ကလေးများကိုကာကွယ်ပါ" },
  { "am", "Noto Sans Ethiopic", "ልጆችን መጠበቅ የሁላችንም ኃላፊነት" },
  { "zh-Hans", "Noto Sans CJK SC", "有人向你要照片吗" },
  { "ja", "Noto Sans CJK JP", "子どもたちを守りましょう" },
};

typedef struct {
  int width, height, left, top, right, bottom; /* of the ink; right and bottom just outside */
  unsigned char *ink;                          /* 0 white to 255 black */
} Picture;

static void
picture_clear(Picture *p)
{
  g_free(p->ink);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Picture, picture_clear)

static Picture
from_surface(cairo_surface_t *s)
{
  cairo_surface_flush(s);
  Picture p = { .width = cairo_image_surface_get_width(s), .height = cairo_image_surface_get_height(s) };
  p.ink = g_malloc((gsize)(p.width * p.height));
  p.left = p.width;
  p.top = p.height;
  const unsigned char *data = cairo_image_surface_get_data(s);
  int stride = cairo_image_surface_get_stride(s);
  for (int y = 0; y < p.height; y++)
    for (int x = 0; x < p.width; x++) {
      unsigned char v = (unsigned char)(255 - data[y * stride + 4 * x + 1]);
      p.ink[y * p.width + x] = v;
      if (v < 40)
        continue;
      p.left = MIN(p.left, x);
      p.top = MIN(p.top, y);
      p.right = MAX(p.right, x + 1);
      p.bottom = MAX(p.bottom, y + 1);
    }
  return p;
}

static Picture
by_pango(const char *text, const char *lang, const char *family)
{
  cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(WIDTH * SCALE), (int)(HEIGHT * SCALE));
  cairo_t *cr = cairo_create(s);
  cairo_set_source_rgb(cr, 1, 1, 1);
  cairo_paint(cr);
  cairo_set_source_rgb(cr, 0, 0, 0);
  cairo_scale(cr, SCALE, SCALE);
  cairo_move_to(cr, 20, 20);
  cairo_font_options_t *o = cairo_font_options_create();
  cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(o, CAIRO_ANTIALIAS_GRAY);
  PangoContext *context = pango_cairo_create_context(cr);
  pango_cairo_context_set_font_options(context, o);
  pango_context_set_round_glyph_positions(context, FALSE);
  pango_context_set_language(context, pango_language_from_string(lang));
  PangoLayout *layout = pango_layout_new(context);
  PangoFontDescription *font = pango_font_description_from_string(family);
  pango_font_description_set_absolute_size(font, SIZE * PANGO_SCALE);
  pango_layout_set_font_description(layout, font);
  pango_layout_set_text(layout, text, -1);
  g_assert_cmpint(pango_layout_get_unknown_glyphs_count(layout), ==, 0);
  pango_cairo_show_layout(cr, layout);
  Picture p = from_surface(s);
  pango_font_description_free(font);
  g_object_unref(layout);
  g_object_unref(context);
  cairo_font_options_destroy(o);
  cairo_destroy(cr);
  cairo_surface_destroy(s);
  return p;
}

typedef struct {
  const unsigned char *data;
  gsize n, at;
} Bytes;

static cairo_status_t
read_bytes(void *data, unsigned char *out, unsigned n)
{
  Bytes *b = data;
  if (b->at + n > b->n)
    return CAIRO_STATUS_READ_ERROR;
  memcpy(out, b->data + b->at, n);
  b->at += n;
  return CAIRO_STATUS_SUCCESS;
}

static Picture
by_copkit(CopSetter *setter, const char *text, const char *lang)
{
  g_autoptr(GError) error = NULL;
  CopDocMeta meta = { .title = "line", .lang = lang, .style = COP_STYLE_REPORT };
  g_autoptr(CopPages) pages = cop_pages_new(setter->shaper, &meta);
  CopPage *page = cop_pages_add(pages, (float)WIDTH, (float)HEIGHT);
  CopTextSpec spec = { .style = COP_STYLE_REPORT, .size = (float)SIZE, .color = 0x000000FF };
  CopTextBox *box = cop_text_box_string(setter, pages, text, lang, &spec, (float)WIDTH - 40, NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(cop_text_box_n_lines(box), ==, 1);
  cop_text_box_place(box, pages, page, 20, 20);
  g_autoptr(GBytes) png = cop_png_write_page(pages, 0, 72 * SCALE, &error);
  g_assert_no_error(error);
  Bytes b = { 0 };
  b.data = g_bytes_get_data(png, &b.n);
  cairo_surface_t *s = cairo_image_surface_create_from_png_stream(read_bytes, &b);
  g_assert_cmpint(cairo_surface_status(s), ==, CAIRO_STATUS_SUCCESS);
  Picture p = from_surface(s);
  cairo_surface_destroy(s);
  return p;
}

#define WINDOW 80 /* pixels: about one letter and its neighbours */

/* Share of the ink that differs in the worst stretch of a line, the two laid
 * over each other by their boxes. */
static double
difference(const Picture *a, const Picture *b, int dx, int dy)
{
  int width = MAX(a->right - a->left, b->right - b->left), height = MAX(a->bottom - a->top, b->bottom - b->top) + 4;
  double worst = 0;
  for (int from = 0; from < width; from += WINDOW / 2) {
    double apart = 0, ink = 0;
    for (int y = -2; y < height; y++)
      for (int x = from - 2; x < from + WINDOW; x++) {
        int ax = a->left + x, ay = a->top + y, bx = b->left + x + dx, by = b->top + y + dy;
        int av = ax < 0 || ay < 0 || ax >= a->width || ay >= a->height ? 0 : a->ink[ay * a->width + ax];
        int bv = bx < 0 || by < 0 || bx >= b->width || by >= b->height ? 0 : b->ink[by * b->width + bx];
        apart += abs(av - bv);
        ink += MAX(av, bv);
      }
    worst = MAX(worst, apart / MAX(ink, 20000)); /* a stretch that is nearly empty weighs little */
  }
  return worst;
}

static double
least_difference(const Picture *a, const Picture *b)
{
  double least = 1e9;
  for (int dy = -1; dy <= 1; dy++)
    for (int dx = -1; dx <= 1; dx++)
      least = MIN(least, difference(a, b, dx, dy));
  return least;
}

#define DIFFERENCE_MAX 0.25 /* rasterisers differ at every edge and places by half a pixel; another letter is more */

static void
test_lines(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CopSetter) setter = cop_setter_new(NULL, &error);
  g_assert_no_error(error);
  for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
    g_auto(Picture) ours = by_copkit(setter, lines[i].text, lines[i].lang), theirs = by_pango(lines[i].text, lines[i].lang, lines[i].family);
    double apart = least_difference(&ours, &theirs);
    g_test_message("%s: %d and %d pixels wide, at worst %.3f of the ink differs", lines[i].lang, ours.right - ours.left, theirs.right - theirs.left, apart);
    g_assert_cmpint(abs((ours.right - ours.left) - (theirs.right - theirs.left)), <=, 3);
    g_assert_cmpint(abs((ours.bottom - ours.top) - (theirs.bottom - theirs.top)), <=, 3);
    g_assert_cmpfloat(apart, <, DIFFERENCE_MAX);
  }
}

/* Another letter, and letters that are not joined, are seen. */
static void
test_sees(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CopSetter) setter = cop_setter_new(NULL, &error);
  g_auto(Picture) ours = by_copkit(setter, "Somebody asks for a pictune", "en"), theirs = by_pango("Somebody asks for a picture", "en", "Noto Sans");
  g_test_message("another letter: %.3f", least_difference(&ours, &theirs));
  g_assert_cmpfloat(least_difference(&ours, &theirs), >, DIFFERENCE_MAX);
  g_auto(Picture) joined = by_copkit(setter, "تو قف", "ar"), apart = by_pango("توقف", "ar", "Noto Sans Arabic");
  g_assert_cmpfloat(least_difference(&joined, &apart), >, DIFFERENCE_MAX);
}

/* fontconfig keeps its configuration until the process ends */
const char *__asan_default_options(void);
const char *
__asan_default_options(void)
{
  return "detect_leaks=0";
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/pango/lines", test_lines);
  g_test_add_func("/pango/sees", test_sees);
  return g_test_run();
}
