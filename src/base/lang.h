/* SPDX-License-Identifier: Apache-2.0
 *
 * base/lang.h -- languages by BCP 47 tag: names, script, direction, fallback.
 *
 * The table covers the languages copkit makes documents in. A tag outside it
 * is accepted (script Latin unless it has a script subtag) so that a country
 * can add a language without a new program.
 */
#ifndef COP_BASE_LANG_H
#define COP_BASE_LANG_H

#include <stdbool.h>

/* Scripts by ISO 15924 code, those we have faces for. */
typedef enum {
  COP_SCRIPT_LATN,
  COP_SCRIPT_CYRL,
  COP_SCRIPT_GREK,
  COP_SCRIPT_ARAB,
  COP_SCRIPT_HEBR,
  COP_SCRIPT_DEVA,
  COP_SCRIPT_BENG,
  COP_SCRIPT_TAML,
  COP_SCRIPT_THAI,
  COP_SCRIPT_LAOO,
  COP_SCRIPT_KHMR,
  COP_SCRIPT_MYMR,
  COP_SCRIPT_ETHI,
  COP_SCRIPT_HANS,
  COP_SCRIPT_HANT,
  COP_SCRIPT_JPAN,
  COP_SCRIPT_KORE,
  COP_SCRIPT_MAX
} CopScript;

typedef struct {
  const char *tag;      /* "fil", "zh-Hans" */
  const char *name;     /* English */
  const char *autonym;
  CopScript script;
  bool rtl;
  const char *fallback; /* next tag to look a text up in; NULL at the end */
} CopLang;

/* The best entry for a tag: exact, then without its last subtag, and so on;
 * NULL when even the primary subtag is unknown. */
const CopLang *cop_lang_find(const char *tag);
/* Well-formed by BCP 47: letters and digits in subtags of 1 to 8. */
bool cop_lang_valid(const char *tag);
CopScript cop_lang_script(const char *tag);
bool cop_lang_rtl(const char *tag);
const char *cop_lang_name(const char *tag);    /* the tag itself when unknown */
const char *cop_lang_autonym(const char *tag);
const char *cop_script_code(CopScript s);      /* "Latn" */
/* All known languages, in alphabetical order of tag. */
const CopLang *cop_lang_all(unsigned *n);

#endif
