/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/figure.h"

#include <math.h>

G_DEFINE_QUARK(cop-figure-error-quark, cop_figure_error)

CopColor
cop_figure_series_color(unsigned i, bool grey)
{
  /* Okabe-Ito without black and yellow, which text and paper need. */
  static const CopColor colors[COP_FIGURE_SERIES_MAX] = { 0x0072b2ff, 0xe69f00ff, 0x009e73ff,
                                                          0xcc79a7ff, 0x56b4e9ff, 0xd55e00ff };
  /* Neighbours far apart in lightness; hatches tell the near ones apart. */
  static const CopColor greys[COP_FIGURE_SERIES_MAX] = { 0x3c3c3cff, 0xd8d8d8ff, 0x8c8c8cff,
                                                         0xf2f2f2ff, 0x1b1b1bff, 0xb4b4b4ff };
  g_assert(i < COP_FIGURE_SERIES_MAX);
  return grey ? greys[i] : colors[i];
}

CopNode *
cop_figure_insert(CopDoc *doc, CopNode *parent, const char *number, const char *caption, const CopFigure *f)
{
  CopNode *node = cop_add_figure(doc, parent, number, caption, f->drawing, f->alt);
  CopColumn *columns = g_newa(CopColumn, f->n_columns);
  const char **row = g_newa(const char *, f->n_columns);
  for (unsigned i = 0; i < f->n_columns; i++) {
    bool numbers = false;
    for (unsigned r = 0; r < f->n_rows; r++)
      numbers = numbers || !isnan(f->cells[r * f->n_columns + i].value);
    columns[i] = (CopColumn){ .align = numbers ? COP_ALIGN_DECIMAL : COP_ALIGN_START };
  }
  CopNode *table = cop_add_table(doc, node, NULL, NULL, columns, f->n_columns);
  table->as.table.head_column = true;
  cop_add_head_row(doc, table, f->head);
  for (unsigned r = 0; r < f->n_rows; r++) {
    for (unsigned i = 0; i < f->n_columns; i++) {
      const char *text = f->cells[r * f->n_columns + i].text;
      row[i] = text != NULL ? text : "\xe2\x80\x93"; /* no data: a dash */
    }
    cop_add_row(doc, table, row);
  }
  return node;
}
