/* SPDX-License-Identifier: Apache-2.0
 *
 * web/part_figure.c -- pictures of figure/ inside a page. */
#include <math.h>

#include "figure/svg_write.h"
#include "web/part.h"

CopFigureOptions
cop_figure_options(CopPage *p, float width)
{
  CopFigureOptions o = { .lang = p->lang, .words = p->words, .width = width, .size = 9, .locale = p->locale };
  if (p->country != NULL) {
    const CopCountry *c = p->country;
    (void)cop_color_parse(c->accent_deep, &o.palette.deep);
    (void)cop_color_parse(c->accent_main, &o.palette.main);
    (void)cop_color_parse(c->accent_soft, &o.palette.soft);
    (void)cop_color_parse(c->accent_tint, &o.palette.tint);
    (void)cop_color_parse(c->accent_mark, &o.palette.mark);
  }
  return o;
}

static void
write_cell(CopPage *p, const CopFigureCell *c, bool head)
{
  COP_EL (p->h, head ? COP_TH : COP_TD, cop_a(COP_A_SCOPE, head ? "row" : NULL), cop_a(COP_A_CLASS, !head && !isnan(c->value) ? "number" : NULL))
    cop_html_text(p->h, c->text != NULL ? c->text : T_("no data"));
}

static void
write_numbers(CopPage *p, const CopFigure *f, const char *caption)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_DETAILS, cop_a(COP_A_CLASS, "numbers")) {
    COP_TEXT(h, COP_SUMMARY, T_("The numbers behind the figure"));
    COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "scroll"), cop_a(COP_A_TABINDEX, "0"), cop_a(COP_A_ROLE, "group"), cop_a(COP_A_ARIA_LABEL, caption)) {
      COP_EL (h, COP_TABLE) {
        COP_TEXT(h, COP_CAPTION, caption, cop_a(COP_A_CLASS, "unseen"));
        COP_EL (h, COP_THEAD)
          COP_EL (h, COP_TR)
            for (unsigned i = 0; i < f->n_columns; i++)
              COP_TEXT(h, COP_TH, f->head[i], cop_a(COP_A_SCOPE, "col"));
        COP_EL (h, COP_TBODY)
          for (unsigned r = 0; r < f->n_rows; r++)
            COP_EL (h, COP_TR)
              for (unsigned i = 0; i < f->n_columns; i++)
                write_cell(p, &f->cells[r * f->n_columns + i], i == 0);
      }
    }
  }
}

void
cop_part_figure(CopPage *p, const CopFigure *figure, const char *caption, const char *under)
{
  CopHtml *h = p->h;
  GString *svg = g_string_new(NULL);
  cop_svg_write(svg, figure->drawing, &(CopSvgWriteOptions){ .lang = p->lang, .families = "Noto Sans, system-ui, sans-serif", .alt = figure->alt });
  g_autoptr(GBytes) bytes = g_string_free_to_bytes(svg);
  COP_EL (h, COP_FIGURE) {
    COP_EL (h, COP_FIGCAPTION) {
      COP_TEXT(h, COP_STRONG, caption);
      if (under != NULL)
        COP_TEXT(h, COP_SPAN, under, cop_a(COP_A_CLASS, "figure-under"));
    }
    COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "picture scroll"), cop_a(COP_A_TABINDEX, "0"), cop_a(COP_A_ROLE, "group"), cop_a(COP_A_ARIA_LABEL, caption))
      cop_html_svg(h, bytes);
    write_numbers(p, figure, caption);
  }
}
