/* SPDX-License-Identifier: Apache-2.0
 *
 * page/legible.h -- can what stands on a sheet be read? Contrast and size of type,
 * worked out from laid-out pages: the colours painted and the sizes set, not those
 * that were asked for.
 *
 * Contrast: WCAG 2.2, success criterion 1.4.3: the luminance of a text against what
 *           is painted beneath it, at least 4.5, or 3 for large text (18 pt, or 14 pt
 *           and bold). Beneath is the last filled shape, of page or drawing, at the
 *           start, middle and end of a line, down to the paper; the worst counts.
 * Size:     points on the finished sheet. Running text has at least what the medium
 *           asks for and what its reader needs (meta.least_type); a number to dial,
 *           its hours and the imprint have limits of their own. Limits and where they
 *           come from: doc/guide/texts.md.
 * Trust:    certain: both are measured. Strokes and hatching under a text are not
 *           taken for its ground.
 */
#ifndef COP_PAGE_LEGIBLE_H
#define COP_PAGE_LEGIBLE_H

#include "base/diag.h"
#include "typeset/pages.h"

#define COP_CONTRAST_TEXT 4.5
#define COP_CONTRAST_LARGE 3.0

/* Adds "contrast-low" (the worst place of each pair of colours) and "type-small"
 * (the smallest of each use of text), warnings of kind layout. For sheets only. */
void cop_legible_check(const CopPages *pages, CopDiags *diags);

/* Least size of running text on a sheet, before the reader's; points. */
float cop_legible_least(CopSheetName sheet);

#endif
