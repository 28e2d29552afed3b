/* SPDX-License-Identifier: Apache-2.0
 *
 * import/area_news.h -- what a new list of areas changes, told before it is
 * stored: areas that are new, end, have another name or lie in another area.
 *
 * Notes:      area-news   the first of each kind, and how many there are
 * Warnings:   area-break  an area ends, begins on a day of its own, or moves, and no
 *             `area_change` says what went where: trends across it could jump in
 *             silence
 */
#ifndef COP_IMPORT_AREA_NEWS_H
#define COP_IMPORT_AREA_NEWS_H

#include "base/diag.h"
#include "import/pack.h"
#include "model/model.h"

/* Nothing where the store has no areas yet, nor of areas a person changed, unless
 * those are overwritten. `stored` is the store before. */
void cop_area_news(const CopModel *stored, const CopPackSet *set, bool overwrite, CopDiags *d);

#endif
