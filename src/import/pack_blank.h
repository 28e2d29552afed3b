/* SPDX-License-Identifier: Apache-2.0
 *
 * import/pack_blank.h -- the first pack of a country that has none: the country
 * itself, its official languages, itself as the one area, and the four cost
 * classes the catalogue's measures name, without amounts. Names, money and
 * languages are CLDR's (base/territory.h) and marked K: from knowledge, read
 * nowhere. Nothing else is known, so nothing else is written.
 *
 * The pack's id is country-xx, as that of a pack somebody makes later: that one
 * then takes the place of what nobody has changed by hand.
 */
#ifndef COP_IMPORT_PACK_BLANK_H
#define COP_IMPORT_PACK_BLANK_H

#include "base/territory.h"
#include "import/pack.h"

/* Puts the pack into the set; it requires the catalogue. */
void cop_pack_blank_add(CopPackSet *s, const CopTerritory *t, CopDiags *d);

#endif
