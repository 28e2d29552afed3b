/* SPDX-License-Identifier: Apache-2.0
 *
 * Checks of messages' texts: for each one text it must find and one it must
 * spare. All texts are made up. */
#include <glib/gstdio.h>
#include <string.h>

#include "check/pictures.h"
#include "check/text_check.h"
#include "json_model.h"

#define HEAD                                                                                                                       \
  "{\"countries\":[{\"id\":\"XA\",\"helpline\":\"line\",\"languages\":[\"en\",\"fil\"]}],"                                         \
  "\"helplines\":[{\"id\":\"line\",\"name\":\"Line\",\"number\":\"1383\",\"languages\":[\"en\",\"fil\"],\"verified_on\":\"2026-11-01\",\"position\":1}]," \
  "\"lint_classes\":[{\"id\":\"known-word\",\"words\":[\"Zork\"]}],"                                                                   \
  "\"terms\":[{\"id\":\"W\",\"lang\":\"en\",\"avoid\":\"wild word\",\"advice\":\"tame word\",\"severity\":\"error\"}],"                           \
  "\"segments\":[{\"id\":\"S9\",\"role\":\"child\",\"age_band\":\"COP-U9\",\"literacy\":\"none\",\"position\":1},"                 \
  "{\"id\":\"ST\",\"role\":\"teacher\",\"literacy\":\"full\",\"position\":2}],"                                                    \
  "\"messages\":[{\"id\":\"A\",\"segment\":\"S9\",\"say\":\"Stop.\",\"act\":\"Tell.\",\"invites_disclosure\":true,\"position\":1},"     \
  "{\"id\":\"T\",\"segment\":\"ST\",\"say\":\"Stop.\",\"act\":\"Tell.\",\"position\":2}],"

static bool
has(const GArray *found, const char *code)
{
  for (guint i = 0; i < found->len; i++) {
    const CopTextFinding *f = &g_array_index(found, CopTextFinding, i);
    g_assert_nonnull(f->diag.message);
    g_assert_nonnull(f->diag.file);
    if (strcmp(f->diag.code, code) == 0)
      return true;
  }
  return false;
}

static bool
finds(const char *code, const char *message, CopMessageForm form, const char *lang, const char *text)
{
  g_autoptr(CopArena) a = cop_arena_new();
  const CopModel *m = json_model_new(a, HEAD "\"message_texts\":[]}");
  g_autoptr(CopTextChecker) c = cop_text_checker_new(m, NULL, "2026-11-30");
  g_autoptr(GArray) found = g_array_new(FALSE, TRUE, sizeof(CopTextFinding));
  CopMessageText t = { .id = "A/x/en", .message = message, .form = form, .lang = lang, .text = text };
  cop_text_check(c, &t, a, found);
  return has(found, code);
}

static void
test_length(void)
{
  g_assert_true(finds("sentence-long", "A", COP_FORM_SAY, "en", "One two three four five six seven eight nine."));
  g_assert_false(finds("sentence-long", "A", COP_FORM_SAY, "en", "One two three four five six seven eight."));
  g_assert_false(finds("sentence-long", "T", COP_FORM_SAY, "en", "One two three four five six seven eight nine."));
  g_assert_true(finds("page-long", "A", COP_FORM_POSTER, "en", "One two. Three four five six seven. Eight nine ten. Eleven twelve thirteen."));
  g_assert_false(finds("page-long", "A", COP_FORM_POSTER, "en", "One two three four five six. Seven eight nine ten eleven twelve."));
  g_assert_true(finds("ideas-many", "A", COP_FORM_POSTER, "en", "You can stop here now. You can look at it. You can tell somebody today."));
  g_assert_false(finds("ideas-many", "A", COP_FORM_POSTER, "en", "Stop. Tell."));
  g_assert_false(finds("ideas-many", "A", COP_FORM_POSTER, "en", "Stop. Screen down. Tell."));
}

#define EASY "We go to the shop. We buy rice and fish. We cook it at home. Then we eat. It is good. We wash up. We sit and talk. "
#define HARD                                                                                                                       \
  "Institutional coordination necessitates comprehensive accountability. Organisational responsibility presupposes administrative "  \
  "capacity. Proportionality considerations determine intervention modalities. Interdisciplinary cooperation facilitates prevention. "

static void
test_level(void)
{
  g_assert_true(finds("reading-hard", "T", COP_FORM_CARER, "en", HARD HARD HARD));
  g_assert_false(finds("reading-hard", "T", COP_FORM_CARER, "en", HARD)); /* too short for a formula */
  g_assert_false(finds("reading-hard", "A", COP_FORM_AUDIO_60, "en", EASY EASY EASY));
  g_assert_false(finds("reading-hard", "T", COP_FORM_CARER, "km", HARD HARD HARD));
}

static void
test_words(void)
{
  g_assert_true(finds("passive-voice", "T", COP_FORM_SAY, "en", "The report is written by the teacher."));
  g_assert_false(finds("passive-voice", "T", COP_FORM_SAY, "en", "The teacher writes the report. Nobody is scared by then."));
  g_assert_false(finds("passive-voice", "T", COP_FORM_SAY, "fil", "The report is written by the teacher."));
  g_assert_true(finds("offender-how-to", "T", COP_FORM_SAY, "en", "First he gains the trust of the family."));
  g_assert_true(finds("offender-how-to", "T", COP_FORM_SAY, "en", "They make a fake profile and write to girls."));
  g_assert_true(finds("offender-how-to", "T", COP_FORM_SAY, "fil", "Nagpapadala siya nang hindi nahuhuli."));
  g_assert_false(finds("offender-how-to", "T", COP_FORM_SAY, "en", "A gift, then a request for a secret: tell an adult you trust."));
  g_assert_false(finds("offender-how-to", "T", COP_FORM_SAY, "en", "Report a fake profile and block it."));
  /* The rules of the linter, each with its own examples in the catalogue. */
  g_assert_true(finds("term-harmful", "T", COP_FORM_SAY, "en", "This is a wild word."));
  g_assert_false(finds("term-harmful", "T", COP_FORM_SAY, "en", "This is a tame word."));
}

static void
test_helpline(void)
{
  g_assert_true(finds("helpline-absent", "A", COP_FORM_SMS, "en", "You can tell."));
  g_assert_false(finds("helpline-absent", "A", COP_FORM_SMS, "en", "You can tell. {HELP}"));
  g_assert_false(finds("helpline-absent", "T", COP_FORM_SMS, "en", "You can tell."));
  g_assert_true(finds("helpline-typed", "A", COP_FORM_SMS, "en", "You can tell. Call 1383."));
  g_assert_true(finds("helpline-typed", "A", COP_FORM_SMS, "en", "You can tell. Call 0917-555 1234."));
  g_assert_false(finds("helpline-typed", "A", COP_FORM_SMS, "en", "In 2026, press 1 for Filipino, 2 for English; 13 to 15 years. For 13-15 and 16-18."));
  g_assert_true(finds("helpline-language", "A", COP_FORM_SMS, "km", "{HELP}"));
  g_assert_false(finds("helpline-language", "A", COP_FORM_SMS, "fil", "{HELP}"));
}

/* The dictionaries are packages; the tests have one of their own, of four words. */
static void
test_spelling(void)
{
  const char *dir = g_getenv("COPKIT_HUNSPELL");
  g_autofree char *rules = g_build_filename(dir, "en_GB.aff", NULL), *words = g_build_filename(dir, "en_GB.dic", NULL);
  g_assert_true(g_file_set_contents(rules, "SET UTF-8\nTRY aeiou\n", -1, NULL) && g_file_set_contents(words, "4\ntell\nsomebody\nwhom\nyou\n", -1, NULL));
  g_assert_true(finds("spelling", "T", COP_FORM_SAY, "en", "Tell sombody."));
  g_assert_false(finds("spelling", "T", COP_FORM_SAY, "en", "Tell somebody. You: whom? {HELP} a) b) 4G"));
  /* Names of lines, of the class of names, and the glossary's advice. */
  g_assert_false(finds("spelling", "T", COP_FORM_SAY, "en", "Line tell Zork’s tame word."));
  g_assert_false(finds("spelling", "T", COP_FORM_SAY, "fil", "Tell sombody."));
  g_autoptr(CopArena) a = cop_arena_new();
  const CopModel *m = json_model_new(a, HEAD "\"message_texts\":[]}");
  g_autoptr(CopTextChecker) c = cop_text_checker_new(m, NULL, "2026-11-30");
  g_autoptr(GArray) none = g_array_new(FALSE, TRUE, sizeof(CopTextFinding)), some = g_array_new(FALSE, TRUE, sizeof(CopTextFinding));
  cop_text_check_dictionary(c, "en", a, none);
  g_assert_cmpuint(none->len, ==, 0);
  cop_text_check_dictionary(c, "fil", a, some); /* not installed */
  cop_text_check_dictionary(c, "km", a, some);  /* Debian has none */
  g_assert_cmpuint(some->len, ==, 2);
  g_assert_true(strstr(g_array_index(some, CopTextFinding, 0).diag.remedy, "myspell-tl") != NULL);
  g_unlink(rules);
  g_unlink(words);
}

static char *
letters(char c, size_t n)
{
  char *s = g_malloc(n + 1);
  memset(s, c, n);
  s[n] = '\0';
  return s;
}

static void
test_channels(void)
{
  g_autofree char *most = letters('a', 156), *screen = letters('a', 160), *wide = letters('a', 182), *over = letters('a', 183);
  g_autofree char *one = g_strconcat(most, "{HELP}", NULL), *two = g_strconcat(most, "a{HELP}", NULL);
  g_assert_false(finds("sms-parts", "T", COP_FORM_SMS, "en", one));
  g_assert_true(finds("sms-parts", "T", COP_FORM_SMS, "en", two));
  g_assert_false(finds("ussd-long", "T", COP_FORM_USSD, "en", screen));
  g_assert_true(finds("ussd-long", "T", COP_FORM_USSD, "en", wide));
  g_assert_true(finds("ussd-long", "T", COP_FORM_USSD, "en", over));
  /* 33 words are 15.2 s of slow English; a number of four digits takes four. */
  g_autoptr(GString) s = g_string_new(NULL);
  for (int i = 0; i < 32; i++)
    g_string_append(s, i % 8 == 7 ? "go. " : "go ");
  g_assert_false(finds("sound-long", "T", COP_FORM_AUDIO_15, "en", s->str));
  g_string_append(s, "{HELP}");
  g_assert_true(finds("sound-long", "T", COP_FORM_AUDIO_15, "en", s->str));
  g_assert_false(finds("sound-long", "T", COP_FORM_AUDIO_30, "en", s->str));
}

static bool
kit_finds(const char *code, const char *texts)
{
  g_autoptr(CopArena) a = cop_arena_new();
  const CopModel *m = json_model_new(a, cop_arena_printf(a, HEAD "\"message_texts\":[%s]}", texts));
  g_autoptr(GArray) found = g_array_new(FALSE, TRUE, sizeof(CopTextFinding));
  for (size_t i = 0; i < m->messages.n; i++)
    cop_text_check_message(m, &m->messages.items[i], "en", a, found);
  cop_text_check_kit(m, "en", a, found);
  return has(found, code);
}

#define TEXT(message, form, text) "{\"id\":\"" message "/" form "/en\",\"message\":\"" message "\",\"form\":\"" form "\",\"lang\":\"en\",\"text\":\"" text "\",\"state\":\"draft\"}"

static void
test_together(void)
{
  const char *boys = TEXT("A", "picture", "A boy runs.") "," TEXT("T", "picture", "A father and his son in a wheelchair sit.");
  const char *both = TEXT("A", "picture", "A boy runs.") "," TEXT("T", "picture", "A mother signs to her daughter.");
  g_assert_true(kit_finds("pictures-one-sex", boys));
  g_assert_false(kit_finds("pictures-one-sex", both));
  g_assert_false(kit_finds("pictures-no-disability", boys));
  g_assert_true(kit_finds("pictures-no-disability", TEXT("A", "picture", "A boy and a girl run.")));
  g_assert_true(kit_finds("rights-unnamed", both));
  g_assert_true(kit_finds("rights-unnamed", TEXT("A", "poster", "Stop right now.")));
  g_assert_false(kit_finds("rights-unnamed", TEXT("A", "poster", "You have the right to help.")));
  g_assert_true(kit_finds("picture-untold", TEXT("A", "poster", "Stop.")));
  g_assert_false(kit_finds("picture-untold", TEXT("A", "poster", "Stop.") "," TEXT("A", "picture", "A girl stops.")));
  g_assert_false(kit_finds("helpline-unverified", both));
  g_assert_false(kit_finds("helpline-place", both));
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m = json_model_new(a, HEAD "\"areas\":[{\"id\":\"r\",\"name\":\"R\",\"level\":\"region\",\"position\":1}],\"message_texts\":[]}");
  static const char *const place[] = { "r" };
  m->helplines.items[0].areas = (CopTexts){ 1, (const char **)place };
  m->helplines.items[0].verified_on = NULL;
  g_autoptr(GArray) found = g_array_new(FALSE, TRUE, sizeof(CopTextFinding));
  cop_text_check_kit(m, "en", a, found);
  g_assert_true(has(found, "helpline-place"));
  g_assert_true(has(found, "helpline-unverified"));
}

static bool
drawn(const char *code, CopPictureCount p)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GArray) found = g_array_new(FALSE, TRUE, sizeof(CopTextFinding));
  cop_pictures_check(&p, a, found);
  return has(found, code);
}

static void
test_pictures(void)
{
  CopPictureCount fair = { .pictures = 10, .people = 40, .girls = 10, .boys = 10, .women = 10, .men = 10, .with_aid = 5, .skins = { 8, 8, 8, 8, 8 } };
  static const char *const codes[] = { "pictures-one-sex", "pictures-one-skin", "pictures-no-disability", "picture-untold" };
  for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
    g_assert_false(drawn(codes[i], fair));
  CopPictureCount p = fair;
  p.girls = 8, p.boys = 12;
  g_assert_true(drawn("pictures-one-sex", p));
  p = fair, p.women = 13, p.men = 7;
  g_assert_true(drawn("pictures-one-sex", p));
  p = fair, p.skins[0] = 13, p.skins[4] = 3;
  g_assert_true(drawn("pictures-one-skin", p));
  p = fair, p.with_aid = 4;
  g_assert_true(drawn("pictures-no-disability", p));
  p = fair, p.untold = 1;
  g_assert_true(drawn("picture-untold", p));
  /* a kit of two people says nothing */
  g_assert_false(drawn("pictures-one-sex", (CopPictureCount){ .pictures = 1, .people = 2, .girls = 2, .skins = { 2, 0, 0, 0, 0 } }));
}

#define STORY                                                                                                                      \
  "\"stories\":[{\"id\":\"ST\",\"segment\":\"S9\",\"title\":\"T\",\"ask\":\"What?\",\"position\":1}],"                         \
  "\"story_panels\":[{\"id\":\"ST/1\",\"story\":\"ST\",\"picture\":\"x\",\"position\":1,\"caption\":\"%s\"}],"                     \
  "\"quiz_items\":[{\"id\":\"Q\",\"segment\":\"S9\",\"stem\":\"Which?\",\"choice_a\":\"A wild word\",\"choice_b\":\"B\",\"choice_c\":\"C\"," \
  "\"answer_a\":\"%s\",\"answer_b\":\"Yes.\",\"answer_c\":\"No.\",\"best\":\"b\",\"position\":1}],"                                 \
  "\"scripts\":[{\"id\":\"SP\",\"title\":\"S\",\"kind\":\"radio spot\",\"segment\":\"ST\",\"invites_disclosure\":true,\"position\":1}]," \
  "\"script_lines\":[{\"id\":\"SP/1\",\"script\":\"SP\",\"text\":\"%s\",\"position\":1}],"

/* In a story with this caption, a question with this answer, a spot with this line. */
static const char *
found_in_pieces(const char *code, const char *caption, const char *answer, const char *line, CopArena *a)
{
  const char *start = cop_arena_printf(a, STORY, caption, answer, line);
  const CopModel *m = json_model_new(a, cop_arena_printf(a, HEAD "%s\"message_texts\":[]}", start));
  g_autoptr(CopTextChecker) c = cop_text_checker_new(m, NULL, "2026-11-30");
  g_autoptr(GArray) found = g_array_new(FALSE, TRUE, sizeof(CopTextFinding)), pieces = cop_text_pieces(m, "en", a), none = cop_text_pieces(m, "fil", a);
  g_assert_cmpuint(none->len, ==, 0);
  for (guint i = 0; i < pieces->len; i++)
    cop_text_check_piece(c, &g_array_index(pieces, CopTextPiece, i), a, found);
  cop_text_check_scripts(m, "en", a, found);
  for (guint i = 0; i < found->len; i++)
    if (strcmp(g_array_index(found, CopTextFinding, i).diag.code, code) == 0)
      return g_array_index(found, CopTextFinding, i).diag.file;
  return NULL;
}

static void
test_pieces(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_assert_cmpstr(found_in_pieces("sentence-long", "One two three four five six seven eight nine.", "No.", "{HELP}", a), ==, "story_panel/ST/1/caption/en");
  g_assert_null(found_in_pieces("sentence-long", "One two three four five six seven eight.", "No.", "{HELP}", a));
  /* a choice may be wrong, what answers it may not */
  g_assert_cmpstr(found_in_pieces("term-harmful", "Stop.", "A wild word.", "{HELP}", a), ==, "quiz_item/Q/answer_a/en");
  g_assert_null(found_in_pieces("term-harmful", "Stop.", "A tame word.", "{HELP}", a));
  g_assert_cmpstr(found_in_pieces("helpline-absent", "Stop.", "No.", "You can tell.", a), ==, "script/SP/en");
  g_assert_null(found_in_pieces("helpline-absent", "Stop.", "No.", "You can tell. {HELP}", a));
  g_assert_cmpstr(found_in_pieces("sentence-long", "Stop.", "No.", "One two three four five six seven eight nine ten eleven twelve thirteen.", a), ==,
                  "script_line/SP/1/text/en");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_autofree char *dir = g_dir_make_tmp("spelling-XXXXXX", NULL);
  g_setenv("COPKIT_HUNSPELL", dir, TRUE);
  g_test_add_func("/text-check/spelling", test_spelling);
  g_test_add_func("/text-check/length", test_length);
  g_test_add_func("/text-check/level", test_level);
  g_test_add_func("/text-check/words", test_words);
  g_test_add_func("/text-check/helpline", test_helpline);
  g_test_add_func("/text-check/channels", test_channels);
  g_test_add_func("/text-check/together", test_together);
  g_test_add_func("/text-check/pictures", test_pictures);
  g_test_add_func("/text-check/pieces", test_pieces);
  int code = g_test_run();
  g_rmdir(dir);
  return code;
}
