/* SPDX-License-Identifier: Apache-2.0
 *
 * check/text_check_kit.c -- what only shows when texts are seen together. */
#include <string.h>

#include "check/text_check.h"

/* Words by which a picture told in words shows who is in it. */
typedef struct {
  const char *lang, *female, *male, *disability;
} PictureWords;

static const PictureWords picture_words[] = {
  { "en", "\\b(?:girls?|wom[ae]n|mothers?|grandmothers?|sisters?|aunts?|daughters?|she|her)\\b",
    "\\b(?:boys?|m[ae]n|fathers?|grandfathers?|brothers?|uncles?|sons?|he|his|him)\\b",
    "\\b(?:wheelchair|sign language|signs? to|hearing aids?|white cane|blind|deaf|crutch(?:es)?|braille|prosthe\\w+|down syndrome)\\b" },
  { "fil", "\\b(?:batang babae|babae|babaeng|dalagita|dalaga|nanay|ina|inang|lola|lolang|ate|tiya|tita|anak na babae)\\b",
    "\\b(?:batang lalaki|lalaki|lalaking|binatilyo|binata|tatay|ama|amang|lolo|lolong|kuya|tiyo|tito|anak na lalaki)\\b",
    "\\b(?:wheelchair|silyang de-gulong|senyas|sign language|hearing aid|saklay|bulag|bingi|braille|puting baston)\\b" },
};

static const struct {
  const char *lang, *pattern;
} right_words[] = {
  { "en", "\\b(?:rights?|entitled)\\b(?! (?:now|away|after|thing|number|words?))" },
  { "fil", "\\bkarapatan" },
  { "ceb", "\\bkatungod" },
  { "ilo", "\\bkarbenga[nmk]" },
  { "hil", "\\b(?:kinamatarung|katarungan)" },
  { "zh-Hans", "权利" },
  { "ar", "حق" },
  { "hi", "अधिकार" },
  { "km", "សិទ្ធិ" },
  { "es", "\\bderechos?\\b" },
  { "fr", "\\bdroits?\\b" },
  { "ru", "\\bправ(?:а|о|ам|у)?\\b" },
  { "sw", "\\bhaki\\b" },
  { "bn", "অধিকার" },
  { "pt", "\\bdireitos?\\b" },
  { "id", "\\bhak\\b" },
};

static void
add(CopArena *a, GArray *found, const char *where, CopDiag d, CopSureness sureness)
{
  d.file = where;
  d.start = d.end = -1;
  CopTextFinding f = { cop_diag_copy(a, &d), sureness };
  g_array_append_val(found, f);
}

/* The text in this very language. */
static const CopMessageText *
own(const CopModel *m, const CopMessage *message, CopMessageForm form, const char *lang)
{
  const CopMessageText *t = cop_model_text_of_message(m, message->id, form, lang);
  return t != NULL && strcmp(t->lang, lang) == 0 ? t : NULL;
}

void
cop_text_check_message(const CopModel *m, const CopMessage *message, const char *lang, CopArena *a, GArray *found)
{
  if (own(m, message, COP_FORM_POSTER, lang) == NULL || own(m, message, COP_FORM_PICTURE, lang) != NULL)
    return;
  add(a, found, cop_arena_printf(a, "message/%s/%s", message->id, lang),
      (CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_INCLUSION, .code = "picture-untold",
                 .message = "its sheet has a picture, and no words for who cannot see it in this language",
                 .remedy = "write the form picture: who is there and what they do" },
      COP_SURENESS_CERTAIN);
}

CopPictureBalance
cop_text_picture_balance(const CopModel *m, const char *lang)
{
  CopPictureBalance b = { 0 };
  for (size_t w = 0; w < G_N_ELEMENTS(picture_words); w++) {
    if (strcmp(picture_words[w].lang, lang) != 0)
      continue;
    b.known = true;
    for (size_t i = 0; i < m->messages.n; i++) {
      const CopMessageText *t = own(m, &m->messages.items[i], COP_FORM_PICTURE, lang);
      if (t == NULL)
        continue;
      b.pictures++;
      b.female += g_regex_match_simple(picture_words[w].female, t->text, G_REGEX_CASELESS, G_REGEX_MATCH_DEFAULT);
      b.male += g_regex_match_simple(picture_words[w].male, t->text, G_REGEX_CASELESS, G_REGEX_MATCH_DEFAULT);
      b.disability += g_regex_match_simple(picture_words[w].disability, t->text, G_REGEX_CASELESS, G_REGEX_MATCH_DEFAULT);
    }
  }
  return b;
}

/* How many texts of the messages speak of a right; -1 where the word is not known. */
static long
texts_with_right(const CopModel *m, const char *lang)
{
  long n = -1;
  for (size_t w = 0; w < G_N_ELEMENTS(right_words); w++) {
    if (strcmp(right_words[w].lang, lang) != 0)
      continue;
    n = 0;
    for (size_t i = 0; i < m->messages.n; i++)
      for (int f = 0; f < COP_FORM_MAX; f++) {
        const CopMessageText *t = own(m, &m->messages.items[i], (CopMessageForm)f, lang);
        n += t != NULL && g_regex_match_simple(right_words[w].pattern, t->text, G_REGEX_CASELESS, G_REGEX_MATCH_DEFAULT);
      }
  }
  return n;
}

/* The record of the line that {HELP} stands for. */
static void
check_line(const CopModel *m, const char *where, CopArena *a, GArray *found)
{
  const CopCountry *country = cop_model_country_record(m);
  const CopHelpline *line = country == NULL ? NULL : cop_model_helpline(m, country->helpline);
  CopDiag d = { .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_GATE };
  if (line == NULL)
    return;
  if (line->languages.n == 0) {
    d.code = "helpline-languages";
    d.message = cop_arena_printf(a, "it is not recorded whether %s answers in this language", line->name);
    d.remedy = "ask the line, and write its languages into its record";
    add(a, found, where, d, COP_SURENESS_CERTAIN);
  }
  if (line->areas.n > 0) {
    d.code = "helpline-place";
    d.message = cop_arena_printf(a, "%s answers in %zu areas only, and its number goes to the whole country", line->name, line->areas.n);
    d.remedy = "name a line that answers everywhere; print local lines on sheets of their areas";
    add(a, found, where, d, COP_SURENESS_CERTAIN);
  }
  if (line->verified_on == NULL || line->retired) {
    d.code = "helpline-unverified";
    d.message = cop_arena_printf(a, line->retired ? "%s is retired" : "nobody is recorded as having dialled %s and reached it", line->name);
    d.remedy = "dial it, and record the day; nothing with {HELP} is released before";
    add(a, found, where, d, COP_SURENESS_CERTAIN);
  }
}

void
cop_text_check_kit(const CopModel *m, const char *lang, CopArena *a, GArray *found)
{
  const char *where = cop_arena_printf(a, "messages/%s", lang);
  CopPictureBalance b = cop_text_picture_balance(m, lang);
  CopDiag d = { .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_INCLUSION };
  check_line(m, where, a, found);
  size_t more = MAX(b.female, b.male), less = MIN(b.female, b.male);
  /* Out of ten people of a known sex at most six of one. */
  if (b.pictures > 0 && less * 10 < (more + less) * 4) {
    d.code = "pictures-one-sex";
    d.message = cop_arena_printf(a, "girls or women are in %zu pictures of %zu, boys or men in %zu", b.female, b.pictures, b.male);
    d.remedy = "let as many girls as boys, women as men act in the pictures, and not always in the same part";
    add(a, found, where, d, COP_SURENESS_LIKELY);
  }
  /* One child in ten has a disability (UNICEF 2021). */
  if (b.pictures > 0 && b.disability * 10 < b.pictures) {
    d.code = "pictures-no-disability";
    d.message = cop_arena_printf(a, "a person with a disability is told of in %zu pictures of %zu; one child in ten has one", b.disability, b.pictures);
    d.remedy = "show children with disabilities acting like the others, and say it in the words of the picture";
    add(a, found, where, d, COP_SURENESS_LIKELY);
  }
  if (texts_with_right(m, lang) == 0) {
    d.code = "rights-unnamed";
    d.message = "no text in this language says that a child has a right";
    d.remedy = "name the right behind at least one message, in the reader's words";
    add(a, found, where, d, COP_SURENESS_LIKELY);
  }
}
