/* SPDX-License-Identifier: Apache-2.0
 *
 * base/territory.h -- what CLDR 42 (through ICU 72) knows of a country: its
 * English name, its money and its official languages. Enough to begin a store
 * for a country nobody has made a pack for; nothing in it was read in a law or
 * an office's list, so whoever uses it says so.
 *
 * Lifetime:  everything lives in the arena.
 */
#ifndef COP_BASE_TERRITORY_H
#define COP_BASE_TERRITORY_H

#include <stdbool.h>

#include "base/arena.h"

enum { COP_TERRITORY_LANGUAGES = 6 };

typedef struct {
  const char *code;            /* ISO 3166-1, two capital letters */
  const char *name;            /* "Kenya", "Gambia" */
  const char *name_in_text;    /* with its article: "the Gambia" */
  const char *name_start;      /* the same at the start of a sentence: "The Gambia" */
  const char *region;          /* the ITU region, AFR AMS ARB ASP CIS EUR: its continent, with the exceptions we know */
  const char *currency;        /* ISO 4217 */
  const char *currency_symbol; /* "Ksh"; the code where there is none */
  int currency_digits;
  /* Official in the whole country, most speakers first; BCP 47. */
  const char *languages[COP_TERRITORY_LANGUAGES];
  unsigned n_languages;
} CopTerritory;

/* False when ISO 3166 has no such country, or people do not live and pay there.
 * Small letters are taken for capitals. */
bool cop_territory_find(CopArena *a, const char *code, CopTerritory *out);

/* Names of a language by its tag, in English and in itself; the tag where
 * nobody knows it. */
const char *cop_territory_language_name(CopArena *a, const char *tag);
const char *cop_territory_language_autonym(CopArena *a, const char *tag);

#endif
