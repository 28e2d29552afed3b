/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/figure.h -- what all charts, maps and plans take and give.
 *
 * A figure is a drawing, the sentence a screen reader speaks instead of it,
 * and the table behind it. Its title is not in the drawing: the caption of the
 * document says the finding (design of figures: doc/decisions).
 *
 * Colours:   the country's accent for one series, the Okabe-Ito set (Okabe and
 *            Ito 2008, safe for colour-blind readers) in fixed order for more,
 *            at most six. Every difference of colour is also one of shape,
 *            place or word; the grey variant has its own hatches.
 * Direction: in a right-to-left language the whole figure runs the other way.
 * Lifetime:  everything lives in the arena given to the drawing function;
 *            options are read during the call only.
 */
#ifndef COP_FIGURE_FIGURE_H
#define COP_FIGURE_FIGURE_H

#include <glib.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/catalogue.h"
#include "base/locale.h"
#include "doc/build.h"
#include "doc/drawing.h"

#define COP_FIGURE_ERROR (cop_figure_error_quark())
GQuark cop_figure_error_quark(void);
typedef enum {
  COP_FIGURE_ERROR_DATA,  /* nothing to draw, a negative bar, a value that is no number */
  COP_FIGURE_ERROR_LIMIT, /* more series, rows or columns than a reader can take in */
  COP_FIGURE_ERROR_ART,   /* no such picture, or a scene file that cannot be read */
} CopFigureError;

#define COP_FIGURE_SERIES_MAX 6u

/* How far text reaches; typeset/ supplies the true one. */
typedef struct {
  /* Advance width in points. */
  double (*measure)(void *ctx, const char *text, const char *lang, float size, bool bold);
  /* Bytes of text that fit on one line of that width and end where the
   * language allows a break; at least one cluster. NULL: breaks at spaces, in
   * scripts written without spaces anywhere between clusters. */
  size_t (*fit)(void *ctx, const char *text, const char *lang, float size, bool bold, double width);
  void *ctx;
} CopFigureMetrics;

typedef struct {
  const char *lang;               /* BCP 47, required */
  const CopCatalogue *words;      /* NULL: English */
  float width;                    /* points; 0 is read as 493 (A4 less margins of 18 mm) */
  float size;                     /* of labels, points; 0 is read as 8.5 */
  CopPalette palette;             /* all 0 is read as the design's own blue */
  bool grey;
  const CopFigureMetrics *metrics; /* NULL: an estimate, right within about 8 % */
  CopLocale *locale;              /* digits and marks of numbers; NULL: opened for lang, once a figure */
} CopFigureOptions;

typedef struct {
  const char *text; /* as printed; NULL for no data */
  double value;     /* NaN for text cells and for no data */
} CopFigureCell;

typedef struct {
  const CopDrawing *drawing;
  const char *alt;
  const char *const *head; /* n_columns titles; the first column names the row */
  unsigned n_columns, n_rows;
  const CopFigureCell *cells; /* row by row */
} CopFigure;

/* Adds a FIGURE with the TABLE behind it to a document and returns it. caption
 * says the finding; number may be NULL. */
CopNode *cop_figure_insert(CopDoc *doc, CopNode *parent, const char *number, const char *caption,
                           const CopFigure *figure);

/* Colours of series in fixed order: Okabe-Ito, or greys when `grey`. */
CopColor cop_figure_series_color(unsigned i, bool grey);

#endif
