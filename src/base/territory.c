/* SPDX-License-Identifier: Apache-2.0 */
#include "base/territory.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucurr.h>
#include <unicode/uloc.h>
#include <unicode/uregion.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

#include "base/lang.h"

enum { NAME_UNITS = 120, NAME_BYTES = 3 * NAME_UNITS };

/* Where the United Nations write a name in another way than CLDR. */
static const struct {
  const char *code, *name;
  bool article;
} names[] = {
  { "BN", "Brunei Darussalam", false },
  { "BS", "Bahamas", true },
  { "CD", "Democratic Republic of the Congo", true },
  { "CF", "Central African Republic", true },
  { "CG", "Congo", true },
  { "CV", "Cabo Verde", false },
  { "DO", "Dominican Republic", true },
  { "GM", "Gambia", true },
  { "IR", "Islamic Republic of Iran", true },
  { "KM", "Comoros", true },
  { "KP", "Democratic People's Republic of Korea", true },
  { "KR", "Republic of Korea", true },
  { "LA", "Lao People's Democratic Republic", true },
  { "MD", "Republic of Moldova", true },
  { "MM", "Myanmar", false },
  { "MV", "Maldives", true },
  { "NE", "Niger", true },
  { "NL", "Netherlands", true },
  { "PH", "Philippines", true },
  { "PS", "State of Palestine", true },
  { "RU", "Russian Federation", true },
  { "SD", "Sudan", true },
  { "SY", "Syrian Arab Republic", true },
  { "TL", "Timor-Leste", false },
  { "TR", "Türkiye", false },
  { "TZ", "United Republic of Tanzania", true },
  { "VN", "Viet Nam", false },
};

static const char *
from_utf16(CopArena *a, const UChar *text, int32_t units)
{
  char bytes[NAME_BYTES];
  UErrorCode status = U_ZERO_ERROR;
  u_strToUTF8(bytes, sizeof bytes, NULL, text, units, &status);
  return U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING ? NULL : cop_arena_strdup(a, bytes);
}

static void
set_name(CopArena *a, const char *locale, CopTerritory *t)
{
  bool article = false;
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    if (strcmp(names[i].code, t->code) == 0) {
      t->name = names[i].name;
      article = names[i].article;
    }
  if (t->name == NULL) {
    UChar text[NAME_UNITS];
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = uloc_getDisplayCountry(locale, "en", text, NAME_UNITS, &status);
    const char *name = U_FAILURE(status) ? NULL : from_utf16(a, text, n);
    g_autoptr(GString) plain = g_string_new(name == NULL ? t->code : name);
    g_string_replace(plain, "&", "and", 0);
    g_string_replace(plain, "St. ", "Saint ", 0);
    t->name = cop_arena_strdup(a, plain->str);
    article = g_str_has_suffix(t->name, " Islands") || g_str_has_prefix(t->name, "United ");
  }
  t->name_in_text = article ? cop_arena_printf(a, "the %s", t->name) : t->name;
  t->name_start = article ? cop_arena_printf(a, "The %s", t->name) : t->name;
}

/* ITU's regions follow the continents but for the Arab States, the
 * Commonwealth of Independent States, and some in the west of Asia. */
static const char *
region_of(const char *code)
{
  static const char arab[] = "AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE";
  static const char cis[] = "AM AZ BY KG KZ RU TJ TM UZ";
  static const char europe[] = "CY GE IL TR";
  if (strstr(arab, code) != NULL)
    return "ARB";
  if (strstr(cis, code) != NULL)
    return "CIS";
  if (strstr(europe, code) != NULL)
    return "EUR";
  UErrorCode status = U_ZERO_ERROR;
  const URegion *r = uregion_getRegionFromCode(code, &status);
  const URegion *continent = U_FAILURE(status) ? NULL : uregion_getContainingRegionOfType(r, URGN_CONTINENT);
  switch (continent == NULL ? 0 : uregion_getNumericCode(continent)) {
  case 2: return "AFR";
  case 19: return "AMS";
  case 150: return "EUR";
  default: return "ASP";
  }
}

static bool
set_currency(CopArena *a, const char *locale, CopTerritory *t)
{
  UChar code[8] = { 0 };
  char ascii[8];
  UErrorCode status = U_ZERO_ERROR;
  int32_t n = ucurr_forLocale(locale, code, G_N_ELEMENTS(code), &status);
  if (U_FAILURE(status) || n != 3)
    return false;
  u_UCharsToChars(code, ascii, 4);
  if (strspn(ascii, "X") == 3) /* no money of its own */
    return false;
  t->currency = cop_arena_strdup(a, ascii);
  t->currency_digits = ucurr_getDefaultFractionDigits(code, &status);
  t->currency_symbol = t->currency;
  const char *english = cop_arena_printf(a, "en_%s", t->code);
  const struct {
    const char *locale;
    UCurrNameStyle style;
  } tries[] = { { english, UCURR_SYMBOL_NAME }, { "en", UCURR_NARROW_SYMBOL_NAME } };
  for (size_t i = 0; i < G_N_ELEMENTS(tries) && strcmp(t->currency_symbol, t->currency) == 0; i++) {
    status = U_ZERO_ERROR;
    const UChar *symbol = ucurr_getName(code, tries[i].locale, tries[i].style, NULL, &n, &status);
    const char *text = U_FAILURE(status) ? NULL : from_utf16(a, symbol, n);
    if (text != NULL && *text != '\0')
      t->currency_symbol = text;
  }
  return true;
}

typedef struct {
  const char *tag;
  int32_t share; /* CLDR's compressed figure: larger is more */
} Spoken;

static int
by_share(const void *a, const void *b)
{
  const Spoken *x = a, *y = b;
  return x->share != y->share ? (x->share < y->share ? 1 : -1) : strcmp(x->tag, y->tag);
}

/* Official everywhere in the country; "official_regional" is not. */
static bool
is_official(UResourceBundle *language)
{
  UErrorCode status = U_ZERO_ERROR;
  UResourceBundle *given = ures_getByKey(language, "officialStatus", NULL, &status);
  int32_t n = 0;
  const UChar *text = U_FAILURE(status) ? NULL : ures_getString(given, &n, &status);
  char word[32] = "";
  if (text != NULL && U_SUCCESS(status) && n < (int32_t)sizeof word)
    u_UCharsToChars(text, word, n);
  ures_close(given);
  return strcmp(word, "official") == 0 || strcmp(word, "de_facto_official") == 0;
}

static int32_t
share_of(UResourceBundle *language)
{
  UErrorCode status = U_ZERO_ERROR;
  UResourceBundle *given = ures_getByKey(language, "populationShareF", NULL, &status);
  int32_t share = U_FAILURE(status) ? 0 : ures_getInt(given, &status);
  ures_close(given);
  return U_FAILURE(status) ? 0 : share;
}

static bool
set_languages(CopArena *a, CopTerritory *t)
{
  UErrorCode status = U_ZERO_ERROR;
  UResourceBundle *data = ures_openDirect(NULL, "supplementalData", &status);
  UResourceBundle *all = ures_getByKey(data, "territoryInfo", NULL, &status);
  UResourceBundle *here = ures_getByKey(all, t->code, NULL, &status);
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Spoken));
  bool known = U_SUCCESS(status);
  while (known && ures_hasNext(here)) {
    status = U_ZERO_ERROR;
    UResourceBundle *language = ures_getNextResource(here, NULL, &status);
    if (U_SUCCESS(status) && ures_getType(language) == URES_TABLE && is_official(language)) {
      char *tag = cop_arena_strdup(a, ures_getKey(language));
      Spoken s = { g_strdelimit(tag, "_", '-'), share_of(language) };
      g_array_append_val(found, s);
    }
    ures_close(language);
  }
  ures_close(here);
  ures_close(all);
  ures_close(data);
  qsort(found->data, found->len, sizeof(Spoken), by_share);
  for (guint i = 0; i < found->len && t->n_languages < COP_TERRITORY_LANGUAGES; i++) {
    const char *tag = g_array_index(found, Spoken, i).tag;
    if (strcmp(tag, "zh") == 0)
      tag = strcmp(t->code, "TW") == 0 ? "zh-Hant" : "zh-Hans"; /* texts are kept by script */
    if (cop_lang_valid(tag))
      t->languages[t->n_languages++] = tag;
  }
  return known;
}

bool
cop_territory_find(CopArena *a, const char *code, CopTerritory *out)
{
  *out = (CopTerritory){ 0 };
  if (strlen(code) != 2 || !g_ascii_isalpha(code[0]) || !g_ascii_isalpha(code[1]))
    return false;
  const char capitals[] = { g_ascii_toupper(code[0]), g_ascii_toupper(code[1]), '\0' };
  bool listed = false;
  for (const char *const *c = uloc_getISOCountries(); *c != NULL && !listed; c++)
    listed = strcmp(*c, capitals) == 0;
  if (!listed)
    return false;
  out->code = cop_arena_strdup(a, capitals);
  const char *locale = cop_arena_printf(a, "und_%s", capitals);
  if (!set_currency(a, locale, out) || !set_languages(a, out))
    return false;
  set_name(a, locale, out);
  out->region = region_of(capitals);
  return true;
}

static const char *
language_in(CopArena *a, const char *tag, const char *shown)
{
  UChar text[NAME_UNITS];
  UErrorCode status = U_ZERO_ERROR;
  int32_t n = uloc_getDisplayName(tag, shown, text, NAME_UNITS, &status);
  const char *name = U_FAILURE(status) ? NULL : from_utf16(a, text, n);
  return name == NULL || *name == '\0' ? tag : name;
}

const char *
cop_territory_language_name(CopArena *a, const char *tag)
{
  return cop_lang_find(tag) != NULL ? cop_lang_name(tag) : language_in(a, tag, "en");
}

const char *
cop_territory_language_autonym(CopArena *a, const char *tag)
{
  return cop_lang_find(tag) != NULL ? cop_lang_autonym(tag) : language_in(a, tag, tag);
}
