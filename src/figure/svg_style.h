/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/svg_style.h -- properties and style sheets of SVG, for figure/svg.c
 * only. Order of precedence, weakest first: inherited, presentation
 * attributes, style sheet by specificity and order, style attribute (SVG 2, 6.2).
 */
#ifndef COP_FIGURE_SVG_STYLE_H
#define COP_FIGURE_SVG_STYLE_H

#include "base/xml.h"
#include "figure/svg.h"

typedef struct CopSvgVar CopSvgVar;
struct CopSvgVar {
  const char *name, *value; /* name without dashes */
  const CopSvgVar *next;
};

typedef struct {
  CopColor fill, stroke, color; /* 0: none; opacities are applied when painting */
  double fill_opacity, stroke_opacity, opacity, stroke_width;
  CopLineCap cap;
  CopLineJoin join;
  const float *dash;
  size_t n_dash;
  bool even_odd, visible, displayed;
  const char *clip; /* id of a clip path on this element; not inherited */
  const CopSvgVar *vars;
} CopSvgStyle;

/* One compound selector with its declarations. */
typedef struct {
  const char *element, *class, *id; /* NULL matches all; one class at most */
  bool root;
  unsigned specificity;
  const char *declarations;
} CopSvgRule;

typedef struct {
  CopArena *arena;
  const char *file;
  const CopSvgOptions *options; /* never NULL */
  GArray *rules;                /* of CopSvgRule, in order of rising precedence */
} CopSvgSheet;

/* Adds the rules of a <style> element; call cop_svg_sheet_sort() after the last. */
bool cop_svg_sheet_read(CopSvgSheet *sheet, const CopXmlNode *style, GError **error);
void cop_svg_sheet_sort(CopSvgSheet *sheet);

void cop_svg_style_init(CopSvgStyle *style, const CopSvgOptions *options);
/* What an element shows: starts from its parent's style. */
bool cop_svg_style_of(const CopSvgSheet *sheet, const CopXmlNode *e, const CopSvgStyle *parent, CopSvgStyle *style,
                      GError **error);

/* An attribute without namespace, NULL when there is none; href may stand in
 * the namespace of XLink. */
const char *cop_svg_attr(const CopXmlNode *e, const char *name);

/* The error of a feature that is not read here. */
void cop_svg_unsupported(const char *file, unsigned line, GError **error, const char *format, ...) G_GNUC_PRINTF(4, 5);

#endif
