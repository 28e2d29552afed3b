/* SPDX-License-Identifier: Apache-2.0 */
#include "model/identity.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

static const struct {
  const char *what;
  const char *names[28]; /* whole, small letters, spaces and hyphens as underscores */
} names[] = {
  { "a name", { "name", "child", "child_name", "full_name", "fullname", "first_name", "firstname", "last_name", "lastname", "surname", "given_name",
                "family_name", "nickname", "middle_name", "your_name", "name_of_child" } },
  { "a birth date", { "birthdate", "birth_date", "date_of_birth", "dob", "birthday", "child_dob" } },
  { "a telephone number", { "phone", "phone_number", "phonenumber", "mobile", "mobile_number", "telephone", "cellphone", "tel" } },
  { "an address", { "address", "street", "house_number", "email", "e_mail", "home_address" } },
  { "a picture", { "photo", "image", "picture", "selfie", "signature", "video", "audio" } },
  { "a position", { "gps", "latitude", "longitude", "lat", "lon", "lng", "location", "geopoint", "gps_location", "geotrace", "geoshape" } },
  { "a number or account of a person", { "school_id", "lrn", "learner_id", "national_id", "passport", "id_number", "facebook", "account", "username", "nid" } },
};

static const struct {
  const char *what;
  const char *suffixes[8];
} suffixes[] = { { "a name", { "_name", "_surname" } },
                 { "a birth date", { "_dob", "_birthdate", "_birth_date", "_date_of_birth" } },
                 { "a telephone number", { "_phone", "_phone_number", "_mobile", "_telephone" } },
                 { "an address", { "_address", "_email" } },
                 { "a picture", { "_photo", "_picture", "_selfie", "_signature" } },
                 { "a position", { "_gps", "_geopoint", "_latitude", "_longitude" } } };

static const struct {
  const char *what;
  const char *phrases[18]; /* small letters, between word borders */
} phrases[] = {
  { "a name", { "your name", "child's name", "childs name", "child’s name", "name of the child", "name of child", "full name", "first name", "last name",
                "family name", "surname", "nickname", "names of the children", "respondent's name", "respondent name", "name of respondent", "what is the name of" } },
  { "a birth date", { "date of birth", "birth date", "birthdate", "birthday", "when was the child born", "when were you born" } },
  { "a telephone number", { "phone number", "telephone number", "mobile number", "cell number", "contact number" } },
  { "an address", { "home address", "street address", "address of the child", "where do you live", "where does the child live", "e-mail address", "email address" } },
  { "a picture", { "take a photo", "take a picture", "photo of the child", "picture of the child", "take a selfie", "selfie", "signature" } },
  { "a position", { "gps", "geopoint", "your location", "coordinates" } },
  { "a number or account of a person", { "passport number", "id number", "national id", "learner reference number", "facebook account", "account name" } },
};

static char *
plain_name(const char *name)
{
  g_autofree char *copy = g_strdup(name);
  char *lower = g_ascii_strdown(g_strstrip(copy), -1);
  for (char *p = lower; *p != '\0'; p++)
    if (*p == ' ' || *p == '-')
      *p = '_';
  return lower;
}

const char *
cop_identity_in_name(const char *name)
{
  g_autofree char *plain = plain_name(name);
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    for (size_t k = 0; k < G_N_ELEMENTS(names[i].names) && names[i].names[k] != NULL; k++)
      if (strcmp(plain, names[i].names[k]) == 0)
        return names[i].what;
  for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++)
    for (size_t k = 0; k < G_N_ELEMENTS(suffixes[i].suffixes) && suffixes[i].suffixes[k] != NULL; k++)
      if (g_str_has_suffix(plain, suffixes[i].suffixes[k]))
        return suffixes[i].what;
  return NULL;
}

static bool
stands_in(const char *text, const char *phrase)
{
  size_t n = strlen(phrase);
  for (const char *at = strstr(text, phrase); at != NULL; at = strstr(at + 1, phrase))
    if ((at == text || !g_ascii_isalnum(at[-1])) && !g_ascii_isalnum(at[n]))
      return true;
  return false;
}

const char *
cop_identity_in_label(const char *label)
{
  g_autofree char *lower = g_utf8_strdown(label, -1);
  for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++)
    for (size_t k = 0; k < G_N_ELEMENTS(phrases[i].phrases) && phrases[i].phrases[k] != NULL; k++)
      if (stands_in(lower, phrases[i].phrases[k]))
        return phrases[i].what;
  return NULL;
}

const char *
cop_identity_in_views(const char *text)
{
  /* Small words in which no letter case counts stand in (?i:...). Months and the
   * like stand before numbers too. */
  static const struct {
    const char *what, *pattern;
  } tells[] = {
    { "a mail address", "[\\w.+-]+@[\\w-]+\\.\\w" },
    { "an account", "(^|\\s)@\\w{2,}" },
    { "a telephone number", "(^|[^\\w.])\\+?\\d(?:[ ()-]?\\d){6,}(?![\\w.])" },
    { "a name and an age", "\\b(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|Grade|Grades|Region|Section|Article)\\b)"
                           "\\p{Lu}\\p{Ll}+,? (?:\\(|(?<=, ))(?i:aged |age )?\\d{1,2}(?: (?i:years? old|taong gulang))?(?:\\)|,|\\.|$)" },
    { "a name", "\\b(?i:named|called|(?:my|her|his|their|whose) name is|pangalan (?:ko|niya) ay|nagngangalang) \\p{Lu}\\p{Ll}+" },
    { "a name", "\\b(?:[Ss]i|[Nn]i|[Kk]ay|[Kk]uya|[Aa]te|Mr\\.?|Mrs\\.?|Ms\\.?|Miss) \\p{Lu}\\p{Ll}+" },
    { "the age of one child", "\\b(?i:an?|one|the|isang) \\d{1,2}(?i:[- ]years?[- ]old|[- ]taong[- ]gulang)\\b" },
    { "the age of one child", "\\b(?i:an?|one) (?i:girl|boy|child) (?i:of|aged) \\d{1,2}\\b" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(tells); i++)
    if (g_regex_match_simple(tells[i].pattern, text, 0, 0))
      return tells[i].what;
  return NULL;
}
