/* SPDX-License-Identifier: Apache-2.0 */
#include "check/text_check.h"

#include <string.h>

#include "channel/pace.h"
#include "channel/sms.h"
#include "check/known_words.h"
#include "check/lint.h"
#include "check/reading.h"
#include "model/text_form.h"

/* A form of words that tells something; lang NULL: in every language. */
typedef struct {
  const char *lang, *code;
  CopDiagKind kind;
  CopSeverity severity;
  CopSureness sureness;
  const char *pattern, *message, *remedy;
} Wording;

#define HOW_TO "the words tell how the offence is done"
#define HOW_TO_REMEDY "leave out the steps; say what the reader can do, and who helps"

static const Wording wordings[] = {
  /* Participles that are rather feelings, states or names of what is done to nobody are spared. */
  { "en", "passive-voice", COP_DIAG_READABILITY, COP_SEVERITY_NOTE, COP_SURENESS_HINT,
    "\\b(?:is|are|was|were|be|been|being|gets?|got) (?:not |never |always |often |now )?"
    "(?!(?:scared|worried|tired|allowed|used|closed|interested|listed|need|red|speed|afraid|embarrassed|ashamed|excited|confused|supposed|limited|private)\\b)"
    "(?:[a-z]+ed|sent|told|shown|made|taken|given|done|seen|kept|written|paid|hidden|stolen|forced) by\\b(?! (?:money|payments?|paying|phone|chance|law|mistake|hand|heart|then|now|tomorrow|day|night)\\b)",
    "the one who acts comes last", "name first who acts, then what they do" },
  { "en", "offender-how-to", COP_DIAG_FEAR_BLAME, COP_SEVERITY_ERROR, COP_SURENESS_LIKELY,
    "\\b(?:(?:first|then|next),? (?:he|she|they|the (?:offender|abuser|predator|groomer)) (?:gains?|builds?|wins?|moves?|offers?|opens?|creates?)"
    "|(?:gain|build|win)(?:s|ing)? (?:a|the|your|their|his|her) (?:child'?s?|victim'?s?|girl'?s?|boy'?s?) trust"
    "|(?:without (?:being|getting) (?:caught|traced|found out)|cannot be traced|untraceable)"
    "|(?:create|open|make|set up)(?:s|ing)? a fake (?:profile|account)s? (?:and|to)"
    "|search(?:es|ing)? for (?:the )?(?:words?|terms?|tags?|hashtags?) )",
    HOW_TO, HOW_TO_REMEDY },
  { "fil", "offender-how-to", COP_DIAG_FEAR_BLAME, COP_SEVERITY_ERROR, COP_SURENESS_LIKELY,
    "\\b(?:kunin ang (?:tiwala|loob) ng (?:bata|biktima)|nang hindi (?:nahuhuli|natutunton)|hindi matutunton"
    "|gumawa ng pekeng (?:account|profile) (?:at|para))\\b",
    HOW_TO, HOW_TO_REMEDY },
  /* Digits a child could dial: not years, ages (13-15), days and keys of a menu. */
  { NULL, "helpline-typed", COP_DIAG_GATE, COP_SEVERITY_ERROR, COP_SURENESS_LIKELY,
    "(?<![\\p{N},.])(?!(?:19|20)\\p{Nd}{2}(?!\\p{N}))(?!\\p{Nd}{1,2}-\\p{Nd}{1,2}(?![\\p{N} -]*\\p{N}))\\+?\\p{Nd}(?:[ -]?\\p{Nd}){2,}(?![\\p{N}])",
    "a number to dial is typed into the text, where nobody verifies it", "write {HELP}; the number comes from the verified record" },
};

struct CopTextChecker {
  const CopModel *model;
  const char *today;
  CopReader *reader;
  CopSegmenter *segmenter;
  CopKnownWords *words;
  CopSpelling *spelling; /* may be somebody else's */
  bool own_spelling;
  GHashTable *unknown; /* language -> 1 + words in a thousand its dictionary lacks */
  CopLinter *linter;
  GRegex *wordings[G_N_ELEMENTS(wordings)];
};

const char *
cop_sureness_name(CopSureness c)
{
  static const char *const names[COP_SURENESS_MAX] = { "certain", "likely", "hint" };
  g_assert(c < COP_SURENESS_MAX);
  return names[c];
}

CopTextChecker *
cop_text_checker_new(const CopModel *m, CopSpelling *spelling, const char *today)
{
  CopTextChecker *c = g_new0(CopTextChecker, 1);
  /* Faulty rules of a catalogue are told by import and lint; here they are left out. */
  g_autoptr(CopDiags) faults = cop_diags_new();
  *c = (CopTextChecker){ .model = m, .today = today, .reader = cop_reader_new(), .segmenter = cop_segmenter_new(),
                         .words = cop_known_words_new(m), .own_spelling = spelling == NULL,
                         .spelling = spelling == NULL ? cop_spelling_new() : spelling,
                         .unknown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL), .linter = cop_linter_new(m, faults) };
  for (size_t i = 0; i < G_N_ELEMENTS(wordings); i++) {
    c->wordings[i] = g_regex_new(wordings[i].pattern, G_REGEX_CASELESS, G_REGEX_MATCH_DEFAULT, NULL);
    g_assert(c->wordings[i] != NULL);
  }
  return c;
}

void
cop_text_checker_free(CopTextChecker *c)
{
  if (c == NULL)
    return;
  for (size_t i = 0; i < G_N_ELEMENTS(wordings); i++)
    g_regex_unref(c->wordings[i]);
  cop_reader_free(c->reader);
  cop_segmenter_free(c->segmenter);
  cop_known_words_free(c->words);
  if (c->own_spelling)
    cop_spelling_free(c->spelling);
  g_hash_table_unref(c->unknown);
  cop_linter_free(c->linter);
  g_free(c);
}

/* --- findings --- */

/* About one text. */
typedef struct {
  CopTextChecker *c;
  const CopTextPiece *t;
  CopArena *a;
  GArray *found;
} Look;

static void
add(const Look *k, CopDiag d, CopSureness sureness)
{
  d.file = k->t->id;
  CopTextFinding f = { cop_diag_copy(k->a, &d), sureness };
  g_array_append_val(k->found, f);
}

static void
add_counted(const Look *k, CopDiagKind kind, CopSeverity severity, const char *code, const char *message, const char *remedy)
{
  add(k, (CopDiag){ .severity = severity, .kind = kind, .code = code, .message = message, .remedy = remedy, .start = -1, .end = -1 },
      COP_SURENESS_CERTAIN);
}

/* --- length --- */

typedef struct {
  size_t sentence, sentences, page; /* words, sentences, words; 0: no limit */
  unsigned grade;                   /* of school in which the text should be read with ease */
} Limits;

/* The editorial limits of the guide (doc/guide/texts.md), by whom it addresses. */
static Limits
limits_of_audience(const CopSegment *s)
{
  static const struct {
    const char *band;
    Limits limits;
  } children[] = { { "COP-U9", { 8, 3, 25, 3 } }, { "COP-912", { 12, 5, 60, 5 } }, { "COP-1315", { 15, 0, 110, 7 } }, { "COP-1618", { 18, 0, 150, 9 } } };
  if (s == NULL)
    return (Limits){ 15, 0, 120, 6 };
  for (size_t i = 0; s->age_band != NULL && i < G_N_ELEMENTS(children); i++)
    if (strcmp(children[i].band, s->age_band) == 0)
      return children[i].limits;
  switch (s->role) {
  case COP_AUDIENCE_TEACHER:
    return (Limits){ 20, 0, 250, 10 };
  case COP_AUDIENCE_LEADER:
    return (Limits){ 18, 0, 200, 10 };
  case COP_AUDIENCE_CARER:
    if (s->literacy != COP_LITERACY_FULL)
      return (Limits){ 12, 2, 30, 5 };
    return (Limits){ 15, 0, 120, 6 };
  default:
    return (Limits){ 15, 0, 120, 6 };
  }
}

static Limits
limits_of(const CopSegment *s, CopMessageForm form)
{
  Limits l = limits_of_audience(s);
  switch (form) {
  case COP_FORM_POSTER:
    return (Limits){ l.sentence, 2, 12, l.grade };
  case COP_FORM_EASY:
    return (Limits){ MIN(l.sentence, 12), 0, 80, MIN(l.grade, 5) };
  case COP_FORM_AUDIO_15:
  case COP_FORM_AUDIO_30:
  case COP_FORM_AUDIO_60:
  case COP_FORM_IVR:
  case COP_FORM_SMS:
  case COP_FORM_USSD:
    return (Limits){ 12, 0, 0, l.grade };
  case COP_FORM_SAY:
  case COP_FORM_ACT:
    return l;
  /* Read by the one who leads or describes, and lines of a play: no page of the reader's. */
  case COP_FORM_CARER:
  case COP_FORM_PROMPT:
  case COP_FORM_PICTURE:
    return (Limits){ 25, 0, 0, 9 };
  default:
    return (Limits){ l.sentence, 0, 0, l.grade };
  }
}

/* The limits count words between spaces; where a script writes none, what ICU cuts
 * is no such word. */
static bool
script_writes_spaces(const char *lang)
{
  return !g_str_has_prefix(lang, "zh") && strcmp(lang, "km") != 0;
}

/* What is read of a text, a line each: a dialogue without the names of who speaks, a
 * question without the signs of its choices. */
static const char *
as_read(const Look *k)
{
  g_autoptr(GString) s = g_string_new(NULL);
  CopTextDialogue talk;
  CopTextQuiz quiz;
  if (k->t->form == COP_FORM_DIALOGUE && cop_text_dialogue(k->a, k->t->text, &talk) == NULL) {
    for (size_t i = 0; i < talk.n; i++)
      g_string_append_printf(s, "%s\n", talk.turns[i].words);
  } else if (k->t->form == COP_FORM_QUIZ && cop_text_quiz(k->a, k->t->text, &quiz) == NULL) {
    g_string_append_printf(s, "%s\n", quiz.stem);
    for (size_t i = 0; i < COP_TEXT_CHOICES; i++)
      g_string_append_printf(s, "%s\n%s\n", quiz.choice[i], quiz.answer[i]);
  } else {
    return k->t->text;
  }
  return cop_arena_strdup(k->a, s->str);
}

static void
look_at_length(const Look *k, const CopReadability *r)
{
  Limits l = limits_of(k->t->segment, k->t->form);
  CopSureness trust = script_writes_spaces(k->t->lang) ? COP_SURENESS_CERTAIN : COP_SURENESS_HINT;
  CopDiag d = { .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_READABILITY, .start = -1, .end = -1 };
  if (l.sentence > 0 && r->longest_sentence > l.sentence) {
    d.code = "sentence-long";
    d.message = cop_arena_printf(k->a, "the longest sentence has %zu words, %zu are the most for this reader and form", r->longest_sentence, l.sentence);
    d.remedy = "make two sentences of it, the act first";
    add(k, d, trust);
  }
  if (l.page > 0 && r->words > l.page) {
    d.code = "page-long";
    d.message = cop_arena_printf(k->a, "%zu words, %zu are the most on one page for this reader", r->words, l.page);
    d.remedy = "keep what the reader can do; give the rest to the person who speaks with them";
    add(k, d, trust);
  }
  if (l.sentences > 0 && r->ideas > l.sentences) {
    d.severity = COP_SEVERITY_NOTE;
    d.code = "ideas-many";
    d.message = cop_arena_printf(k->a, "%zu sentences, short steps in a row counted as one, where this reader takes in %zu: perhaps more than one idea", r->ideas, l.sentences);
    d.remedy = "ask which one act the reader should remember; put the others on another page";
    add(k, d, COP_SURENESS_HINT);
  }
}

/* Formulas were made for passages of a hundred words; below half of that they say
 * nothing. Grades: Flesch-Kincaid for English; elsewhere the ease from 0 to 100 that goes
 * with the grade (Flesch's table: 90 for grade 5, then ten less for each). */
enum { FORMULA_LEAST = 50, FORMULA_FULL = 100 };

static void
look_at_level(const Look *k, const CopReadability *r)
{
  unsigned grade = limits_of(k->t->segment, k->t->form).grade;
  if (grade == 0 || r->words < FORMULA_LEAST || r->n_figures == 0)
    return;
  const CopReadingFigure *f = &r->figures[strcmp(k->t->lang, "en") == 0 ? 1 : 0];
  double limit = f->easy_is_high ? MIN(90, 140 - 10 * (double)grade) : grade;
  if (f->easy_is_high ? f->value >= limit : f->value <= limit)
    return;
  add(k,
      (CopDiag){ .severity = COP_SEVERITY_NOTE, .kind = COP_DIAG_READABILITY, .code = "reading-hard", .start = -1, .end = -1,
                 .message = cop_arena_printf(k->a, "%s %.1f, %.0f is the %s for this reader: %.1f words in a sentence, %.2f syllables in a word", f->name, f->value, limit,
                                             f->easy_is_high ? "least" : "most", r->words_per_sentence, r->syllables_per_word),
                 .remedy = "shorter sentences, shorter words; then try it with readers: a formula counts and understands nothing" },
      r->words >= FORMULA_FULL && !f->easy_is_high ? COP_SURENESS_LIKELY : COP_SURENESS_HINT);
}

/* --- words --- */

static void
look_at_wordings(const Look *k)
{
  for (size_t i = 0; i < G_N_ELEMENTS(wordings); i++) {
    const Wording *w = &wordings[i];
    g_autoptr(GMatchInfo) at = NULL;
    if ((w->lang != NULL && strcmp(w->lang, k->t->lang) != 0) || !g_regex_match(k->c->wordings[i], k->t->text, G_REGEX_MATCH_DEFAULT, &at))
      continue;
    int start, end;
    g_match_info_fetch_pos(at, 0, &start, &end);
    g_autofree char *stands = g_match_info_fetch(at, 0);
    add(k,
        (CopDiag){ .severity = w->severity, .kind = w->kind, .code = w->code, .message = w->message, .remedy = w->remedy, .text = stands,
                   .start = g_utf8_pointer_to_offset(k->t->text, k->t->text + start), .end = g_utf8_pointer_to_offset(k->t->text, k->t->text + end) },
        w->sureness);
  }
}

static void
look_with_linter(const Look *k)
{
  if (k->t->may_be_wrong)
    return;
  g_autoptr(CopDiags) d = cop_diags_new();
  cop_lint(k->c->linter, cop_extract_of_text(k->a, k->t->text), &(CopLintOptions){ .today = k->c->today }, d);
  for (size_t i = 0; i < cop_diags_count(d); i++)
    add(k, *cop_diags_at(d, i), COP_SURENESS_LIKELY);
}

/* A small dictionary that lacks more than one word in ten of what is written is no judge. */
static bool
dictionary_judges(CopTextChecker *c, const char *lang, double *share)
{
  gpointer known = g_hash_table_lookup(c->unknown, lang);
  if (known == NULL) {
    size_t words;
    double part = cop_unknown_share(c->words, c->spelling, c->segmenter, c->model, lang, &words);
    known = GUINT_TO_POINTER(1 + (words < 30 ? 0 : (guint)(1000 * part)));
    g_hash_table_insert(c->unknown, g_strdup(lang), known);
  }
  *share = (GPOINTER_TO_UINT(known) - 1) / 1000.0;
  return cop_spelling_can(c->spelling, lang) && (cop_spelling_strong(lang) || *share <= 0.1);
}

static void
look_at_spelling(const Look *k)
{
  double share;
  if (!cop_spelling_can(k->c->spelling, k->t->lang) || !dictionary_judges(k->c, k->t->lang, &share))
    return;
  bool strong = cop_spelling_strong(k->t->lang);
  g_autoptr(GPtrArray) unknown = cop_unknown_words(k->c->words, k->c->spelling, k->c->segmenter, k->t->lang, k->t->text);
  for (guint i = 0; i < unknown->len; i++) {
    const char *word = g_ptr_array_index(unknown, i);
    g_autofree char *meant = cop_spelling_suggest(k->c->spelling, k->t->lang, word);
    add(k,
        (CopDiag){ .severity = strong ? COP_SEVERITY_WARNING : COP_SEVERITY_NOTE, .kind = COP_DIAG_READABILITY, .code = "spelling", .text = word,
                   .start = -1, .end = -1, .message = "the dictionary of the language lacks this word",
                   .remedy = meant == NULL ? "correct it; a name or word of the field belongs into the class known-word" :
                                             cop_arena_printf(k->a, "perhaps %s; a name or word of the field belongs into the class known-word", meant) },
        strong ? COP_SURENESS_LIKELY : COP_SURENESS_HINT);
  }
}

/* Whoever reads that nothing is misspelt learns when nobody looked. */
void
cop_text_check_dictionary(CopTextChecker *c, const char *lang, CopArena *a, GArray *found)
{
  const char *package = cop_spelling_package(lang);
  CopDiag d = { .severity = COP_SEVERITY_NOTE, .kind = COP_DIAG_READABILITY, .code = "spelling-unchecked", .start = -1, .end = -1,
                .file = cop_arena_printf(a, "messages/%s", lang), .remedy = "let somebody who writes the language well read every text" };
  double share;
  if (package == NULL) {
    d.message = "spelling is not checked: no dictionary (Debian has none of this language)";
  } else if (!cop_spelling_can(c->spelling, lang)) {
    d.message = "spelling is not checked: no dictionary";
    d.remedy = cop_arena_printf(a, "install the package %s", package);
  } else if (!dictionary_judges(c, lang, &share)) {
    d.message = cop_arena_printf(a, "spelling is not checked: the dictionary of %s lacks %.0f words in a hundred of these texts", package, 100 * share);
  } else {
    return;
  }
  CopTextFinding f = { cop_diag_copy(a, &d), COP_SURENESS_CERTAIN };
  g_array_append_val(found, f);
}

/* --- helpline --- */

/* Where the reader gets nothing but the text: sheets have a strip with the number,
 * a voice menu has a key that connects. */
static bool
carries_helpline(CopMessageForm f)
{
  return f == COP_FORM_SMS || f == COP_FORM_USSD || f == COP_FORM_AUDIO_30 || f == COP_FORM_AUDIO_60;
}

static const CopHelpline *
line_of(const CopModel *m)
{
  const CopCountry *country = cop_model_country_record(m);
  return country == NULL ? NULL : cop_model_helpline(m, country->helpline);
}

static void
look_at_helpline(const Look *k)
{
  bool has = strstr(k->t->text, "{HELP}") != NULL;
  const CopHelpline *line = line_of(k->c->model);
  if (!has) {
    if (k->t->invites_disclosure && carries_helpline(k->t->form))
      add_counted(k, COP_DIAG_GATE, COP_SEVERITY_WARNING, "helpline-absent", "it may lead a child to tell, and no number is given",
                  "end with {HELP}");
    return;
  }
  if (line == NULL) {
    add_counted(k, COP_DIAG_GATE, COP_SEVERITY_WARNING, "helpline-unknown", "{HELP} stands in it, and the country has no line for it",
                "name the line in the country's record");
    return;
  }
  bool answers = line->languages.n == 0; /* not known: told once, of all messages */
  for (size_t i = 0; i < line->languages.n; i++)
    answers |= strcmp(line->languages.items[i], k->t->lang) == 0;
  if (!answers)
    add_counted(k, COP_DIAG_GATE, COP_SEVERITY_WARNING, "helpline-language", cop_arena_printf(k->a, "%s is not recorded as answering in this language", line->name),
                "say in which languages it answers, or name a line that does");
}

/* --- channels --- */

static const char *
with_number(const Look *k)
{
  const CopHelpline *line = line_of(k->c->model);
  g_autoptr(GString) s = g_string_new(k->t->text);
  /* Thirteen signs, where no line is known: a number with its area. */
  g_string_replace(s, "{HELP}", line == NULL ? "0000 000 0000" : line->number, 0);
  return cop_arena_strdup(k->a, s->str);
}

static void
look_at_sms(const Look *k)
{
  CopSms s = cop_sms_measure(with_number(k));
  if (s.parts <= 1)
    return;
  const char *why = s.culprit == NULL ? "" :
                                        cop_arena_printf(k->a, "; %.*s is not in the GSM alphabet", (int)(g_utf8_next_char(s.culprit) - s.culprit), s.culprit);
  add_counted(k, COP_DIAG_CHANNEL, COP_SEVERITY_WARNING, "sms-parts",
              cop_arena_printf(k->a, "it travels as %zu SMS and costs as many (%s, %zu units)%s", s.parts, cop_sms_encoding_name(s.encoding), s.units, why),
              s.encoding == COP_SMS_GSM7 ? "at most 160 signs; two for [ ] { } \\ ~ ^ | €" : "at most 70 signs in this script; keep one act and the number");
}

/* A screen takes 160 octets of text: 182 letters of the GSM alphabet as 3GPP TS
 * 23.090 carries them, though many networks stop at 160; 80 of any other script. */
static void
look_at_ussd(const Look *k)
{
  CopSms s = cop_sms_measure(with_number(k));
  size_t most = s.encoding == COP_SMS_GSM7 ? 182 : 80, safe = s.encoding == COP_SMS_GSM7 ? 160 : 80;
  if (s.units > safe)
    add_counted(k, COP_DIAG_CHANNEL, s.units > most ? COP_SEVERITY_ERROR : COP_SEVERITY_WARNING, "ussd-long",
                cop_arena_printf(k->a, "%zu units in %s, a screen takes %zu%s", s.units, cop_sms_encoding_name(s.encoding), most,
                                 most == safe ? "" : " and many networks 160"),
                "keep one act and the number");
}

static void
look_at_seconds(const Look *k)
{
  double most = k->t->form == COP_FORM_AUDIO_15 ? 15 : k->t->form == COP_FORM_AUDIO_30 ? 30 : 60;
  bool known;
  cop_pace(k->t->lang, &known);
  double seconds = cop_pace_seconds(k->c->segmenter, k->t->lang, with_number(k));
  if (seconds <= most)
    return;
  add(k,
      (CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_CHANNEL, .code = "sound-long", .start = -1, .end = -1,
                 .message = cop_arena_printf(k->a, "spoken slowly it takes about %.0f seconds, the slot has %.0f", seconds, most),
                 .remedy = "read it aloud with a watch; shorten before the speaker hurries" },
      known ? COP_SURENESS_LIKELY : COP_SURENESS_HINT);
}

void
cop_text_check_piece(CopTextChecker *c, const CopTextPiece *t, CopArena *a, GArray *found)
{
  Look k = { c, t, a, found };
  CopReadability r = cop_readability(c->reader, t->lang, as_read(&k));
  look_at_length(&k, &r);
  look_at_level(&k, &r);
  look_with_linter(&k);
  look_at_wordings(&k);
  look_at_spelling(&k);
  look_at_helpline(&k);
  switch (t->form) {
  case COP_FORM_SMS:
    look_at_sms(&k);
    break;
  case COP_FORM_USSD:
    look_at_ussd(&k);
    break;
  case COP_FORM_AUDIO_15:
  case COP_FORM_AUDIO_30:
  case COP_FORM_AUDIO_60:
  case COP_FORM_IVR:
    look_at_seconds(&k);
    break;
  default:
    break;
  }
}

void
cop_text_check(CopTextChecker *c, const CopMessageText *t, CopArena *a, GArray *found)
{
  const CopMessage *message = cop_model_message(c->model, t->message);
  /* the wrong choices of a quiz say what its answers put right */
  cop_text_check_piece(c,
                       &(CopTextPiece){ .id = cop_arena_printf(a, "message_text/%s", t->id), .lang = t->lang, .text = t->text, .form = t->form,
                                        .segment = message == NULL ? NULL : cop_model_segment(c->model, message->segment),
                                        .invites_disclosure = message != NULL && message->invites_disclosure, .may_be_wrong = t->form == COP_FORM_QUIZ },
                       a, found);
}
