/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/month.h"

#include "base/date.h"
#include "base/lang.h"
#include "base/locale.h"

#define CELL_W 100.0f
#define CELL_H 66.0f
#define HEAD 40.0f
#define PAPER 0xffffffffu
#define INK 0x1b1f2affu

typedef struct {
  CopDrawing *d;
  bool rtl;
} Grid;

static float
column_x(const Grid *g, unsigned column)
{
  return (g->rtl ? 6 - (float)column : (float)column) * CELL_W;
}

static void
put_name(const Grid *g, CopLocale *l, unsigned column, unsigned weekday, CopColor color)
{
  g_autofree char *name = cop_locale_weekday(l, weekday);
  cop_draw_text(g->d, column_x(g, column) + CELL_W / 2, HEAD - 13, 19, COP_ANCHOR_MIDDLE, color, cop_arena_strdup(g->d->arena, name))->as.text.bold = true;
}

CopDrawing *
cop_month_draw(CopArena *a, int year, int month, const char *lang, const char *country, const CopPalette *palette)
{
  g_autofree char *begin = g_strdup_printf("%04d-%02d-01", year, month), *whole = g_strdup_printf("%04d-%02d", year, month);
  int64_t first = cop_date_first_day(cop_date_read(begin)), last = cop_date_last_day(cop_date_read(whole));
  g_autoptr(CopLocale) l = cop_locale_new(lang);
  /* 1970-01-01, day 0, was a Thursday; Sunday is 0 */
  unsigned starts = cop_locale_week_start(country), weekday = (unsigned)((first + 4) % 7), from = (weekday + 7 - starts) % 7;
  unsigned days = (unsigned)(last - first + 1), rows = (from + days + 6) / 7;
  Grid g = { cop_drawing_new(a, 7 * CELL_W, HEAD + (float)rows * CELL_H), cop_lang_rtl(lang) };
  for (unsigned c = 0; c < 7; c++)
    put_name(&g, l, c, (starts + c) % 7, palette->deep);
  for (unsigned i = 0; i < days; i++) {
    unsigned at = from + i;
    g_autofree char *day = cop_locale_integer(l, i + 1); /* in the digits of the year above it */
    float x = column_x(&g, at % 7), y = HEAD + (float)(at / 7) * CELL_H;
    CopPath box = cop_path_begin(a);
    cop_path_round_rect(&box, x + 3, y + 3, CELL_W - 6, CELL_H - 6, 8);
    cop_draw_path(g.d, &box, (starts + at) % 7 == 0 ? palette->tint : PAPER, palette->soft, 1.2f);
    cop_draw_text(g.d, x + CELL_W / 2, y + CELL_H / 2 + 13, 36, COP_ANCHOR_MIDDLE, INK, cop_arena_strdup(a, day))->as.text.bold = true;
  }
  return g.d;
}
