/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/geo_labels.h -- where the words of a map stand: in their region, or as
 * a number with a key. For figure/ only.
 *
 * Large regions choose first. A word goes where its region is widest, if it fits
 * there and touches nothing placed before; else a number goes there, or beside the
 * region with a leader to it.
 */
#ifndef COP_FIGURE_GEO_LABELS_H
#define COP_FIGURE_GEO_LABELS_H

#include "base/geo.h"
#include "figure/canvas.h"

/* A region as it is drawn, in points of the drawing; rings as base/geo.h has them
 * (lon is x, lat is y). */
typedef struct {
  const CopGeoRing *rings;
  unsigned n_rings;
  const char *word;   /* NULL: none */
  CopColor fill;
  bool no_data;       /* a mark says so */
} CopGeoShape;

typedef struct {
  float x, y;         /* middle of the word or number */
  float from_x, from_y; /* where the leader begins */
  unsigned number;    /* in the key; 0: the word itself */
  bool leader, none;
} CopGeoLabel;

/* Places for n shapes inside `width` x `height`; returns how many are numbered. */
unsigned cop_geo_labels_place(const CopCanvas *c, const CopGeoShape *shapes, unsigned n, float width, float height, CopGeoLabel *labels);
void cop_geo_labels_draw(CopCanvas *c, const CopGeoShape *shapes, unsigned n, const CopGeoLabel *labels);
/* The key as a column at the reading start of (x, y); returns the y below. */
float cop_geo_labels_key(CopCanvas *c, const CopGeoShape *shapes, unsigned n, const CopGeoLabel *labels, float x, float y);
float cop_geo_labels_key_width(const CopCanvas *c, const CopGeoShape *shapes, unsigned n, const CopGeoLabel *labels);

#endif
