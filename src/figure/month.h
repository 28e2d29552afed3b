/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/month.h -- the days of a month as a grid, numerals large.
 *
 * Names of the days are those of the language (CLDR); the week begins on the day
 * it begins on in the country, at the reading start.
 */
#ifndef COP_FIGURE_MONTH_H
#define COP_FIGURE_MONTH_H

#include "doc/node.h"

/* month from 1; country as ISO 3166: "PH". */
CopDrawing *cop_month_draw(CopArena *a, int year, int month, const char *lang, const char *country, const CopPalette *palette);

#endif
