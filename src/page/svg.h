/* SPDX-License-Identifier: Apache-2.0
 *
 * page/svg.h -- laid-out pages as SVG 1.1: the same boxes as the PDF and the PNG.
 *
 * Text:     glyphs as outlines, each written once and used where it stands, so
 *           that the file looks the same everywhere and needs no fonts; the words
 *           of the page, in reading order, are its description for screen readers.
 * Units:    points as user units; width and height of the file in pt.
 * Deterministic: the same page gives the same bytes.
 */
#ifndef COP_PAGE_SVG_H
#define COP_PAGE_SVG_H

#include "typeset/pages.h"

/* Page i (from 0). Never fails. */
GBytes *cop_svg_page(const CopPages *pages, unsigned i) G_GNUC_WARN_UNUSED_RESULT;

#endif
