/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/lang.h"
#include "build/manifest.h"
#include "channel/sms.h"
#include "check/pictures.h"
#include "check/text_check.h"
#include "check/text_matrix.h"
#include "cmd/review.h"
#include "figure/art.h"

static bool
is_wanted(const char *id, char **patterns)
{
  if (patterns[0] == NULL)
    return true;
  for (char **p = patterns; *p != NULL; p++)
    if (g_pattern_match_simple(*p, id))
      return true;
  return false;
}

/* Stories, questions, scripts, the game. */
static size_t
check_pieces(const CopReviewDesk *k, CopTextChecker *c, const char *lang, char **patterns, GArray *found)
{
  g_autoptr(GArray) pieces = cop_text_pieces(k->model, lang, k->a);
  size_t n = 0;
  for (guint i = 0; i < pieces->len; i++) {
    const CopTextPiece *piece = &g_array_index(pieces, CopTextPiece, i);
    if (!is_wanted(piece->id, patterns))
      continue;
    cop_text_check_piece(c, piece, k->a, found);
    n++;
  }
  if (patterns[0] == NULL)
    cop_text_check_scripts(k->model, lang, k->a, found);
  return n;
}

/* Findings about the texts of one language; how many texts were looked at. */
static size_t
check_language(const CopReviewDesk *k, CopTextChecker *c, const char *lang, char **patterns, GArray *found)
{
  const CopModel *m = k->model;
  size_t n = 0;
  for (size_t i = 0; i < m->messages.n; i++) {
    const CopMessage *message = &m->messages.items[i];
    for (int f = 0; f < COP_FORM_MAX; f++) {
      const CopMessageText *t = cop_model_text_of_message(m, message->id, (CopMessageForm)f, lang);
      if (t == NULL || strcmp(t->lang, lang) != 0)
        continue;
      g_autofree char *id = g_strdup_printf("message_text/%s", t->id);
      if (!is_wanted(id, patterns))
        continue;
      cop_text_check(c, t, k->a, found);
      n++;
    }
    if (patterns[0] == NULL)
      cop_text_check_message(m, message, lang, k->a, found);
  }
  if (patterns[0] == NULL && n > 0)
    cop_text_check_kit(m, lang, k->a, found);
  n += check_pieces(k, c, lang, patterns, found);
  if (n > 0 && patterns[0] == NULL)
    cop_text_check_dictionary(c, lang, k->a, found);
  return n;
}

/* --- pictures --- */

static void
count_scene(CopPictureCount *p, const CopScene *s)
{
  p->pictures++;
  p->untold += s->alt == NULL || s->alt[0] == '\0';
  p->people += s->people;
  p->girls += s->girls;
  p->boys += s->boys;
  p->women += s->women;
  p->men += s->men;
  p->with_aid += s->with_aid;
  p->covered += s->covered;
  for (size_t i = 0; i < COP_SKIN_TONES; i++)
    p->skins[i] += s->skins[i];
}

/* Of the scenes that messages and stories have, each once; one that cannot be drawn is
 * told by a build. */
static CopPictureCount
count_pictures(const CopModel *m)
{
  CopPictureCount p = { 0 };
  CopArt *art = cop_art_new(NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < m->messages.n; i++) {
    const CopScene *s = cop_art_for_message(art, m->messages.items[i].id, NULL);
    if (s != NULL && g_hash_table_add(seen, (gpointer)s->name))
      count_scene(&p, s);
  }
  for (size_t i = 0; i < m->story_panels.n; i++) {
    const CopScene *s = cop_art_scene(art, m->story_panels.items[i].picture, NULL);
    if (s != NULL && g_hash_table_add(seen, (gpointer)s->name))
      count_scene(&p, s);
  }
  cop_art_free(art);
  return p;
}

static void
print_pictures(const CopPictureCount *p)
{
  printf("%u pictures show %u people: %u girls, %u boys, %u women, %u men; %u with an aid, %u with a headscarf; skin from light to dark %u %u %u %u %u."
         " Whether dress and homes are those of the place is for people of the place to say\n",
         p->pictures, p->people, p->girls, p->boys, p->women, p->men, p->with_aid, p->covered, p->skins[0], p->skins[1], p->skins[2], p->skins[3], p->skins[4]);
}

/* --- sheets --- */

/* What was measured on the sheets of a build. */
static bool
check_built(const char *dir, const char *lang, CopArena *a, GArray *found, GError **error)
{
  g_autoptr(CopManifest) m = cop_manifest_load(dir, error);
  if (m == NULL)
    return false;
  g_autoptr(GPtrArray) files = cop_manifest_sorted(m);
  for (guint i = 0; i < files->len; i++) {
    const CopBuiltFile *f = g_ptr_array_index(files, i);
    for (size_t k = 0; k < f->n_diags && (lang == NULL || g_strcmp0(f->lang, lang) == 0); k++) {
      CopDiag d = f->diags[k];
      if (d.kind != COP_DIAG_LAYOUT)
        continue;
      d.file = f->path;
      CopTextFinding one = { cop_diag_copy(a, &d), COP_SURENESS_CERTAIN };
      g_array_append_val(found, one);
    }
  }
  return true;
}

/* SMS one after the other, as a sender pays for them. */
static void
print_sms(const CopReviewDesk *k, const char *lang)
{
  const CopCountry *country = cop_model_country_record(k->model);
  const CopHelpline *line = country == NULL ? NULL : cop_model_helpline(k->model, country->helpline);
  size_t texts = 0, parts = 0, ucs2 = 0;
  for (size_t i = 0; i < k->model->messages.n; i++) {
    const CopMessageText *t = cop_model_text_of_message(k->model, k->model->messages.items[i].id, COP_FORM_SMS, lang);
    if (t == NULL || strcmp(t->lang, lang) != 0)
      continue;
    g_autoptr(GString) s = g_string_new(t->text);
    g_string_replace(s, "{HELP}", line == NULL ? "0000 000 0000" : line->number, 0);
    CopSms sms = cop_sms_measure(s->str);
    texts++;
    parts += sms.parts;
    ucs2 += sms.encoding == COP_SMS_UCS2;
  }
  if (texts > 0)
    printf("%s: %zu texts as SMS are %zu parts to each reader, %zu of them in UCS-2\n", lang, texts, parts, ucs2);
}

static void
print_json(const GArray *found)
{
  CopJson *j = cop_json_new();
  cop_json_array(j);
  for (guint i = 0; i < found->len; i++) {
    const CopTextFinding *f = &g_array_index(found, CopTextFinding, i);
    cop_json_object(j);
    cop_json_key_text(j, "text", f->diag.file);
    cop_json_key_text(j, "severity", cop_severity_name(f->diag.severity));
    cop_json_key_text(j, "code", f->diag.code);
    cop_json_key_text(j, "confidence", cop_sureness_name(f->sureness));
    cop_json_key_text(j, "stands", f->diag.text);
    cop_json_key_text(j, "reason", f->diag.message);
    cop_json_key_text(j, "remedy", f->diag.remedy);
    cop_json_end(j);
  }
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  fputs(text, stdout);
}

static void
print_text(const GArray *found)
{
  for (guint i = 0; i < found->len; i++) {
    const CopTextFinding *f = &g_array_index(found, CopTextFinding, i);
    printf("%s: %s %s (%s): %s", f->diag.file, cop_severity_name(f->diag.severity), f->diag.code, cop_sureness_name(f->sureness), f->diag.message);
    if (f->diag.text != NULL)
      printf(" [%s]", f->diag.text);
    if (f->diag.remedy != NULL)
      printf("; %s", f->diag.remedy);
    putchar('\n');
  }
}

CopExit
cop_review_check(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(CopReviewDesk) k = { 0 };
  g_autofree char *lang = NULL, *built = NULL;
  const GOptionEntry entries[] = { { "lang", 'l', 0, G_OPTION_ARG_STRING, &lang, "texts of this language only", "LANG" },
                                   { "built", 'b', 0, G_OPTION_ARG_FILENAME, &built, "also what was measured on the sheets built into this folder", "DIR" },
                                   G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "[TEXT...]", "Say what a machine finds in texts for the public.",
                     "Texts are named like message_text/MSG-1/sms/fil or story_panel/ST-1/1/caption/fil; * stands for anything. Without one, all are looked at, and together.\n"
                     "Contrast and size of type are measured when a sheet is built; --built tells them, too. Not judged: local dress in pictures.",
                     &common))
    return COP_EXIT_USAGE;
  if (lang != NULL && !cop_lang_valid(lang))
    return cop_cmd_failf("review check", COP_EXIT_USAGE, "--lang takes a tag like fil");
  CopExit code = cop_review_desk_open(&k, "review check", &common, COP_DB_READ);
  if (code != COP_EXIT_OK)
    return code;
  const char *one[] = { lang };
  CopTexts langs = lang != NULL ? (CopTexts){ 1, one } : cop_text_languages(k.model, k.a, NULL);
  g_autoptr(CopTextChecker) checker = cop_text_checker_new(k.model, NULL, k.gate.today);
  g_autoptr(GArray) found = g_array_new(FALSE, TRUE, sizeof(CopTextFinding));
  size_t n = 0;
  for (size_t l = 0; l < langs.n; l++)
    n += check_language(&k, checker, langs.items[l], argv + 1, found);
  if (n == 0)
    return cop_cmd_failf("review check", COP_EXIT_INPUT, "no such text; `copkit review list` names those of messages");
  CopPictureCount pictures = { 0 };
  if (argv[1] == NULL) {
    pictures = count_pictures(k.model);
    cop_pictures_check(&pictures, k.a, found);
  }
  g_autoptr(GError) error = NULL;
  if (built != NULL && !check_built(built, lang, k.a, found, &error))
    return cop_cmd_failf("review check", COP_EXIT_INPUT, "%s", error->message);
  if (common.json) {
    print_json(found);
  } else {
    print_text(found);
    for (size_t l = 0; l < langs.n; l++)
      print_sms(&k, langs.items[l]);
    if (argv[1] == NULL)
      print_pictures(&pictures);
    printf("%zu texts, %u findings\n", n, found->len);
  }
  return found->len > 0 ? COP_EXIT_FINDINGS : COP_EXIT_OK;
}
