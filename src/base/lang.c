/* SPDX-License-Identifier: Apache-2.0 */
#include "base/lang.h"

#include <glib.h>
#include <string.h>

static const CopLang langs[] = {
  { "am", "Amharic", "አማርኛ", COP_SCRIPT_ETHI, false, "en" },
  { "ar", "Arabic", "العربية", COP_SCRIPT_ARAB, true, "en" },
  { "bik", "Bikol", "Bikol", COP_SCRIPT_LATN, false, "fil" },
  { "bn", "Bengali", "বাংলা", COP_SCRIPT_BENG, false, "en" },
  { "cbk", "Chavacano", "Chavacano", COP_SCRIPT_LATN, false, "fil" },
  { "ceb", "Cebuano", "Cebuano", COP_SCRIPT_LATN, false, "fil" },
  { "de", "German", "Deutsch", COP_SCRIPT_LATN, false, "en" },
  { "el", "Greek", "Ελληνικά", COP_SCRIPT_GREK, false, "en" },
  { "en", "English", "English", COP_SCRIPT_LATN, false, NULL },
  { "es", "Spanish", "Español", COP_SCRIPT_LATN, false, "en" },
  { "fa", "Persian", "فارسی", COP_SCRIPT_ARAB, true, "en" },
  { "fil", "Filipino", "Filipino", COP_SCRIPT_LATN, false, "en" },
  { "fr", "French", "Français", COP_SCRIPT_LATN, false, "en" },
  { "he", "Hebrew", "עברית", COP_SCRIPT_HEBR, true, "en" },
  { "hi", "Hindi", "हिन्दी", COP_SCRIPT_DEVA, false, "en" },
  { "hil", "Hiligaynon", "Hiligaynon", COP_SCRIPT_LATN, false, "fil" },
  { "id", "Indonesian", "Bahasa Indonesia", COP_SCRIPT_LATN, false, "en" },
  { "ilo", "Ilocano", "Ilokano", COP_SCRIPT_LATN, false, "fil" },
  { "ja", "Japanese", "日本語", COP_SCRIPT_JPAN, false, "en" },
  { "km", "Khmer", "ភាសាខ្មែរ", COP_SCRIPT_KHMR, false, "en" },
  { "ko", "Korean", "한국어", COP_SCRIPT_KORE, false, "en" },
  { "lo", "Lao", "ລາວ", COP_SCRIPT_LAOO, false, "en" },
  { "mdh", "Maguindanaon", "Maguindanaon", COP_SCRIPT_LATN, false, "fil" },
  { "mrw", "Maranao", "Mëranaw", COP_SCRIPT_LATN, false, "fil" },
  { "ms", "Malay", "Bahasa Melayu", COP_SCRIPT_LATN, false, "en" },
  { "my", "Burmese", "မြန်မာ", COP_SCRIPT_MYMR, false, "en" },
  { "ne", "Nepali", "नेपाली", COP_SCRIPT_DEVA, false, "en" },
  { "pag", "Pangasinan", "Pangasinan", COP_SCRIPT_LATN, false, "fil" },
  { "pam", "Kapampangan", "Kapampangan", COP_SCRIPT_LATN, false, "fil" },
  { "pt", "Portuguese", "Português", COP_SCRIPT_LATN, false, "en" },
  { "ru", "Russian", "Русский", COP_SCRIPT_CYRL, false, "en" },
  { "sw", "Swahili", "Kiswahili", COP_SCRIPT_LATN, false, "en" },
  { "ta", "Tamil", "தமிழ்", COP_SCRIPT_TAML, false, "en" },
  { "th", "Thai", "ไทย", COP_SCRIPT_THAI, false, "en" },
  { "tsg", "Tausug", "Bahasa Sūg", COP_SCRIPT_LATN, false, "fil" },
  { "ur", "Urdu", "اردو", COP_SCRIPT_ARAB, true, "en" },
  { "vi", "Vietnamese", "Tiếng Việt", COP_SCRIPT_LATN, false, "en" },
  { "war", "Waray", "Winaray", COP_SCRIPT_LATN, false, "fil" },
  { "zh", "Chinese", "中文", COP_SCRIPT_HANS, false, "en" },
  { "zh-Hans", "Chinese (simplified)", "简体中文", COP_SCRIPT_HANS, false, "zh" },
  { "zh-Hant", "Chinese (traditional)", "繁體中文", COP_SCRIPT_HANT, false, "zh" },
};

static const char *const script_codes[COP_SCRIPT_MAX] = {
  [COP_SCRIPT_LATN] = "Latn", [COP_SCRIPT_CYRL] = "Cyrl", [COP_SCRIPT_GREK] = "Grek", [COP_SCRIPT_ARAB] = "Arab",
  [COP_SCRIPT_HEBR] = "Hebr", [COP_SCRIPT_DEVA] = "Deva", [COP_SCRIPT_BENG] = "Beng", [COP_SCRIPT_TAML] = "Taml",
  [COP_SCRIPT_THAI] = "Thai", [COP_SCRIPT_LAOO] = "Laoo", [COP_SCRIPT_KHMR] = "Khmr", [COP_SCRIPT_MYMR] = "Mymr",
  [COP_SCRIPT_ETHI] = "Ethi", [COP_SCRIPT_HANS] = "Hans", [COP_SCRIPT_HANT] = "Hant", [COP_SCRIPT_JPAN] = "Jpan",
  [COP_SCRIPT_KORE] = "Kore" };

const CopLang *
cop_lang_find(const char *tag)
{
  g_autofree char *prefix = g_strdup(tag);
  for (;;) {
    for (size_t i = 0; i < G_N_ELEMENTS(langs); i++)
      if (g_ascii_strcasecmp(langs[i].tag, prefix) == 0)
        return &langs[i];
    char *dash = strrchr(prefix, '-');
    if (dash == NULL)
      return NULL;
    *dash = '\0';
  }
}

bool
cop_lang_valid(const char *tag)
{
  size_t in_subtag = 0;
  bool first = true;
  for (const char *p = tag;; p++) {
    if (*p == '-' || *p == '\0') {
      if (in_subtag == 0 || in_subtag > 8 || (first && in_subtag == 1))
        return false;
      if (*p == '\0')
        return true;
      in_subtag = 0;
      first = false;
    } else if (g_ascii_isalpha(*p) || (!first && g_ascii_isdigit(*p))) {
      in_subtag++;
    } else {
      return false;
    }
  }
}

CopScript
cop_lang_script(const char *tag)
{
  g_auto(GStrv) subtags = g_strsplit(tag, "-", -1);
  for (guint i = 1; subtags[0] != NULL && subtags[i] != NULL; i++)
    for (int s = 0; s < COP_SCRIPT_MAX; s++)
      if (g_ascii_strcasecmp(subtags[i], script_codes[s]) == 0)
        return (CopScript)s;
  const CopLang *l = cop_lang_find(tag);
  return l == NULL ? COP_SCRIPT_LATN : l->script;
}

bool
cop_lang_rtl(const char *tag)
{
  CopScript s = cop_lang_script(tag);
  return s == COP_SCRIPT_ARAB || s == COP_SCRIPT_HEBR;
}

const char *
cop_lang_name(const char *tag)
{
  const CopLang *l = cop_lang_find(tag);
  return l == NULL ? tag : l->name;
}

const char *
cop_lang_autonym(const char *tag)
{
  const CopLang *l = cop_lang_find(tag);
  return l == NULL ? tag : l->autonym;
}

const char *
cop_script_code(CopScript s)
{
  g_assert(s < COP_SCRIPT_MAX);
  return script_codes[s];
}

const CopLang *
cop_lang_all(unsigned *n)
{
  *n = G_N_ELEMENTS(langs);
  return langs;
}
