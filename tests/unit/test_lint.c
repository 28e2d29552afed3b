/* SPDX-License-Identifier: Apache-2.0
 *
 * The linter through its public headers: cutting of texts, the pattern
 * language, and every kind of finding, with what must be found and what must
 * not. Holds texts against the rules of data/catalogue/lint and the rows of
 * tests/lint/pack. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/file.h"
#include "check/figures.h"
#include "check/lint.h"
#include "check/pattern.h"
#include "check/tokens.h"
#include "import/pack_model.h"

/* --- tokens --- */

static CopTokens *
cut(CopArena *a, const char *text)
{
  return cop_tokens_new(a, cop_extract_of_text(a, text));
}

/* Words and signs, one blank between them, a bar between sentences. */
static char *
shown(const CopTokens *t)
{
  GString *s = g_string_new(NULL);
  for (uint32_t i = 0; i < t->n; i++) {
    if (i > 0)
      g_string_append(s, t->at[i].sentence != t->at[i - 1].sentence ? " | " : " ");
    g_string_append(s, cop_token_key(t, i));
  }
  return g_string_free(s, FALSE);
}

static void
test_tokens(void)
{
  static const struct {
    const char *text, *cut;
  } cases[] = {
    { "Anti-Child Pornography Act", "anti - child pornography act" },
    { "d’enfants, l'Unité", "d ' enfants , l ' unite" },
    { "child’s children's don't", "child children don't" },
    { "held on10October 2016in Geneva", "held on10october 2016 in geneva" },
    { "12th of 1,234.5 and 2 740 905", "12 th of 1,234.5 and 2 740 905" },
    { "Res. 179 (Rev. Busan, 2014). It says No. 5 v. A. B. is", "res . 179 ( rev . busan , 2014 ) . | it says no . 5 v . a . b . is" },
    { "One! “Two?” Three… Four", "one ! | “ two ? ” | three … | four" },
    { "a) first\nb) second", "a ) first | b ) second" },
    { "a line that was wrapped by a program at some width of\nForty letters", "a line that was wrapped by a program at some width of forty letters" },
    { "REPUBLIC ACT\nNO. 9000\nTHE EXAMPLE\nACT", "republic act no . 9000 the example act" },
    { "Rights of\nThe child\nToday", "rights of the child | today" },
    { "A heading\nA sentence follows.", "a heading | a sentence follows ." },
    { "see https://example.org/child-porn, now", "see / now" },
    { "Café ÉCOLE ﬁn", "cafe ecole fin" },
    { "ʼ aʼb ʼc", "' a'b ' c" }, /* a letter by category, an apostrophe by use */
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_autofree char *got = shown(cut(a, cases[i].text));
    g_assert_cmpstr(got, ==, cases[i].cut);
  }
}

static void
test_token_places(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  const CopTokens *t = cut(a, "ñandú — “zwei” x");
  g_assert_cmpuint(t->at[t->n - 1].point, ==, 15);
  g_assert_cmpuint(cop_token_end_point(t, 0), ==, 5);
  g_assert_cmpuint(t->n_quotes, ==, 1);
  g_autofree char *all = g_strdup(cop_tokens_text(a, t, (CopTokenRange){ 0, t->n }));
  g_assert_cmpstr(all, ==, "ñandú — “zwei” x");
}

/* --- patterns --- */

static void
test_patterns(void)
{
  static const struct {
    const char *pattern, *text, *matched; /* NULL: does not match */
  } cases[] = {
    { "child porn*", "on Child\npornography and", "Child\npornography" },
    { "child porn*", "child, pornography", NULL },
    { "child , porn*", "child, pornography", "child, pornography" },
    { "(kid|very young child) porn*", "very-young “child” porn", "very-young “child” porn" },
    { "=OSEC", "OSEC osec", "OSEC" },
    { "=OSEC", "Osec", NULL },
    { "=OSEC", "OSEC’s", "OSEC’s" },
    { "~protocol on", "the protocol on", NULL },
    { "~protocol on", "the PROTOCOL on", "PROTOCOL on" },
    { "<kid> .. online", "the boys are sometimes online", "boys are sometimes online" },
    { "<kid> ..1 online", "the boys are sometimes online", NULL },
    { "they [<kid> are] here", "they kids are here", "kids are" },
    { "<number> <kid>", "two boys", "two boys" },
    { "<digits> <kid>", "two boys", NULL },
    { "<count> cases", "2021 cases and 3,000 cases", "3,000 cases" },
    { "in <year>", "in 2022", "in 2022" },
    { "<age> year old", "aged 45 year old, 13-year-old", "13-year-old" },
    { "^ on", "go on. On", "On" },
    { "over $", "over there. It is over.", "over" },
    { "(<kid> ,)+ ran", "boys, girls, kids ran", "boys, girls, kids ran" },
    { "sale of? <kid>", "sale boys", "sale boys" },
    { "pedo?", "pedo", "pedo" },
    { "% up", "5 % up", "% up" },
    { "école", "ECOLE", "ECOLE" },
    { "sale of <kid> and goods", "sale of boys (ABC) and goods", "sale of boys (ABC) and goods" },
    { "sale of <kid> and goods", "sale of boys (big) and goods", NULL },
  };
  static const char *const kids[] = { "boys", "girls", "kids", "very young people" };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(CopPatterns) s = cop_patterns_new();
    g_autoptr(GError) error = NULL;
    cop_patterns_class(s, "kid", kids, G_N_ELEMENTS(kids));
    bool optional = strcmp(cases[i].pattern, "pedo?") == 0;
    int p = cop_patterns_add(s, cases[i].pattern, COP_PATTERN_SOUGHT, &error);
    if (optional) {
      g_assert_cmpint(p, ==, -1);
      continue;
    }
    g_assert_no_error(error);
    const CopTokens *t = cut(a, cases[i].text);
    const CopMatches *m = cop_patterns_scan(s, a, t);
    size_t n;
    const CopMatch *at = cop_matches_of(m, p, &n);
    if (cases[i].matched == NULL)
      g_assert_cmpuint(n, ==, 0);
    else {
      if (n == 0)
        g_error("'%s' does not match '%s'", cases[i].pattern, cases[i].text);
      g_assert_cmpstr(cop_tokens_text(a, t, at[0].marked), ==, cases[i].matched);
    }
  }
}

static void
test_patterns_refused(void)
{
  static const struct {
    const char *pattern, *says;
  } cases[] = {
    { "child (porn", "character 12: ')' is missing" },
    { "<nosuch>", "there is no such class" },
    { "a | | b", "an empty alternative" },
    { "", "an empty alternative" },
    { "* b", "unexpected sign" },
    { "..3 child", "does not begin with a word" },
    { "~(a b|c) d", "'~' takes one word" },
    { "<loop>", "a class that names itself" },
    { "a \\", "'\\' at the end" },
    { "((((((((((((((((((((((((((((((((((((((((a))))))))))))))))))))))))))))))))))))))))", "nest too deeply" },
  };
  static const char *const loop[] = { "<loop> a" };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CopPatterns) s = cop_patterns_new();
    g_autoptr(GError) error = NULL;
    cop_patterns_class(s, "loop", loop, 1);
    g_assert_cmpint(cop_patterns_add(s, cases[i].pattern, COP_PATTERN_SOUGHT, &error), ==, -1);
    if (strstr(error->message, cases[i].says) == NULL)
      g_error("'%s' says: %s", cases[i].pattern, error->message);
  }
}

/* A pattern that could try for ever gives up instead. */
static void
test_patterns_bounded(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopPatterns) s = cop_patterns_new();
  g_assert_cmpint(cop_patterns_add(s, "x ((x|x)+ (x|x)+)+ ..100 (x ,)+ y", COP_PATTERN_SOUGHT, NULL), >=, 0);
  g_autoptr(GString) text = g_string_new(NULL);
  for (int i = 0; i < 2000; i++)
    g_string_append(text, "x ");
  const CopTokens *t = cut(a, text->str);
  size_t n;
  cop_matches_of(cop_patterns_scan(s, a, t), 0, &n);
  g_assert_cmpuint(n, ==, 0);
}

static void
test_figures(void)
{
  static const struct {
    const char *text;
    CopFigureKind kind;
    double value;
  } cases[] = {
    { "20.2% of", COP_FIGURE_SHARE, 0.202 },       { "20,2 % des", COP_FIGURE_SHARE, 0.202 },
    { "two out of ten", COP_FIGURE_SHARE, 0.2 },   { "2 of 10 children", COP_FIGURE_SHARE, 0.2 },
    { "one-in-five", COP_FIGURE_SHARE, 0.2 },      { "a third of", COP_FIGURE_SHARE, 1.0 / 3 },
    { "uno de cada cinco", COP_FIGURE_SHARE, 0.2 }, { "80 per cent", COP_FIGURE_SHARE, 0.8 },
    { "2.7 million", COP_FIGURE_COUNT, 2.7e6 },    { "279,166 reports", COP_FIGURE_COUNT, 279166 },
    { "half a million", COP_FIGURE_COUNT, 5e5 },   { "2.740.905", COP_FIGURE_COUNT, 2740905 },
    { "12.345 per cent", COP_FIGURE_SHARE, 0.12345 },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    size_t n;
    const CopFigure *f = cop_figures_find(a, cut(a, cases[i].text), &n);
    g_assert_cmpuint(n, >=, 1);
    g_assert_cmpint(f[0].kind, ==, cases[i].kind);
    g_assert_cmpfloat_with_epsilon(f[0].value, cases[i].value, 1e-9);
  }
}

/* --- the linter --- */

typedef struct {
  char *folder;
  CopPackSet *packs;
  CopArena *arena;
  CopModel *model;
  CopLinter *linter;
} Desk;

static void
copy_file(const char *from, const char *to)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_path_get_basename(from);
  g_autofree char *copy = g_build_filename(to, name, NULL);
  g_autofree char *bytes = NULL;
  gsize n;
  g_file_get_contents(from, &bytes, &n, &error);
  g_assert_no_error(error);
  g_file_set_contents(copy, bytes, (gssize)n, &error);
  g_assert_no_error(error);
}

static void
add_files(const char *from, const char *to)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) files = cop_file_find(from, ".yaml", 100, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(files->len, >, 0);
  for (guint i = 0; i < files->len; i++)
    copy_file(files->pdata[i], to);
}

static void
print_all(const CopDiags *d)
{
  for (size_t i = 0; i < cop_diags_count(d); i++) {
    g_autofree char *line = cop_diag_to_line(cop_diags_at(d, i));
    g_test_message("%s", line);
  }
}

static void
desk_open(Desk *desk)
{
  const char *source = g_getenv("COPKIT_TEST_SOURCE");
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDiags) d = cop_diags_new();
  desk->folder = g_dir_make_tmp("copkit-lint-XXXXXX", &error);
  g_autofree char *rows = g_build_filename(source, "tests", "lint", "pack", NULL);
  g_autofree char *rules = g_build_filename(source, "data", "catalogue", "lint", NULL);
  add_files(rows, desk->folder);
  add_files(rules, desk->folder);
  g_autofree char *terms = g_build_filename(source, "data", "catalogue", "terms.yaml", NULL);
  copy_file(terms, desk->folder);
  desk->packs = cop_pack_set_new();
  g_assert_true(cop_pack_set_add(desk->packs, desk->folder, d, &error));
  cop_pack_set_check(desk->packs, NULL, d);
  desk->arena = cop_arena_new();
  desk->model = cop_pack_set_model(desk->packs, desk->arena);
  desk->linter = cop_linter_new(desk->model, d);
  print_all(d);
  g_assert_cmpuint(cop_diags_count_severity(d, COP_SEVERITY_ERROR), ==, 0);
}

static void
desk_close(Desk *desk)
{
  cop_linter_free(desk->linter);
  cop_arena_free(desk->arena);
  cop_pack_set_free(desk->packs);
  g_autoptr(GPtrArray) files = cop_file_find(desk->folder, "", 100, NULL);
  for (guint i = 0; i < files->len; i++)
    g_unlink(files->pdata[i]);
  g_rmdir(desk->folder);
  g_free(desk->folder);
}

static CopDiags *
lint(const Desk *desk, const char *text, const char *date)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopDiags *d = cop_diags_new();
  cop_lint(desk->linter, cop_extract_of_text(a, text), &(CopLintOptions){ .date = date, .today = "2026-11-24" }, d);
  return d;
}

/* "code:text, code:text" of the kinds asked for. */
static char *
said(const Desk *desk, const char *text, const char *date, unsigned kinds)
{
  g_autoptr(CopDiags) d = lint(desk, text, date);
  GString *s = g_string_new(NULL);
  for (size_t i = 0; i < cop_diags_count(d); i++) {
    const CopDiag *g = cop_diags_at(d, i);
    if (kinds != 0 && (kinds & (1u << g->kind)) == 0)
      continue;
    g_assert_nonnull(g->remedy);
    g_string_append_printf(s, "%s%s:%s", s->len > 0 ? ", " : "", g->code, g->text);
  }
  return g_string_free(s, FALSE);
}

typedef struct {
  const char *text, *date, *says;
} Case;

static void
run_cases(const Desk *desk, const Case *cases, size_t n, unsigned kinds)
{
  for (size_t i = 0; i < n; i++) {
    g_autofree char *got = said(desk, cases[i].text, cases[i].date, kinds);
    if (strcmp(got, cases[i].says) != 0)
      g_error("'%s'\n  said     '%s'\n  expected '%s'", cases[i].text, got, cases[i].says);
  }
}

static void
test_terms(gconstpointer data)
{
  const Desk *desk = data;
  static const Case cases[] = {
    { "Laws that penalize child pornography.", NULL, "term-harmful:child pornography" },
    { "Production of pornography involving young children is a crime.", NULL, "term-harmful:pornography involving young children" },
    { "Child Pornography Up By a Third", NULL, "term-harmful:Child Pornography" },
    { "La lutte contre la pédopornographie et la prostitution des mineurs.", NULL,
      "term-outdated:pédopornographie, term-harmful:prostitution des mineurs" },
    { "La pornografía infantil y el turismo sexual con niñas.", NULL, "term-harmful:pornografía infantil, term-harmful:turismo sexual con niñas" },
    /* in names */
    { "The Optional Protocol to the Convention on the Rights of the Child on the sale of children, child prostitution and child pornography.", NULL, "" },
    { "The Special Rapporteur on the sale of children, child prostitution and child pornography visited.", NULL, "" },
    { "Council Framework Decision 2004/68/JHA of 22 December 2003 on combating the sexual exploitation of children and child pornography", NULL, "" },
    { "the Anti-Child Pornography Act of 2009 was repealed", NULL, "" },
    { "The report “Child Pornography: Law and Policy” was read.", NULL, "" },
    { "En el foro “Pornografía infantil en México: una realidad” se habló.", NULL, "" },
    { "charged under the Anti-Child Pornography Law", NULL, "" },
    { "Smith, J. (2003). Child pornography: an Internet crime.", NULL, "" },
    { "ECPAT (End Child Prostitution, Child Pornography and Trafficking)", NULL, "" },
    { "La ley y el Protocolo Facultativo relativo a la venta de niños, la prostitución infantil y la utilización de niños en la pornografía", NULL, "" },
    { "la décision-cadre 2004/99/XYZ de l'Union européenne du 22 décembre 2003 relative à la lutte contre la pédopornographie", NULL, "" },
    /* but not outside them */
    { "The Convention on the Rights of the Child prohibits child pornography.", NULL, "term-harmful:child pornography" },
    { "The Anti-Child Pornography Act punishes child pornography.", NULL, "term-harmful:child pornography" },
    { "The Minister called on parents to report child pornography.", NULL, "term-harmful:child pornography" },
    /* discussed */
    { "We do not say “child porn”.", NULL, "" },
    { "The term child pornography is not used.", NULL, "" },
    { "CSAM, formerly known as child pornography, is a crime.", NULL, "" },
    { "‘If you keep child pornography at home, you will be fined,’ she said.", NULL, "term-harmful:child pornography" },
    /* conditions */
    { "He was diagnosed as a paedophile by a psychiatrist.", NULL, "" },
    { "A group of paedophiles was arrested.", NULL, "term-outdated:paedophiles" },
    { "OSEC reports rose.", "2021", "" },
    { "OSEC reports rose.", "2024", "term-advice:OSEC" },
    { "Children were shown pornographic images.", NULL, "" },
    { "They exposed the child to pornography.", NULL, "" },
  };
  run_cases(desk, cases, G_N_ELEMENTS(cases), 1u << COP_DIAG_TERM);
}

static void
test_resolutions(gconstpointer data)
{
  const Desk *desk = data;
  static const Case cases[] = {
    { "Resolution 179 (Rev. Bucharest, 2022)", NULL, "" },
    { "Resolution 179 (Rev. Bucharest, 2023)", NULL, "citation-conference:Resolution 179 (Rev. Bucharest, 2023)" },
    { "la Résolution 179 (Rév. Bucarest, 2023)", NULL, "citation-conference:Résolution 179 (Rév. Bucarest, 2023)" },
    { "la Resolución 179 (Rev. Bucarest, 2022) de la Conferencia de Plenipotenciarios", NULL, "" },
    { "Resolution 181 (Rev. Guadalajara, 2010)", NULL, "citation-revision:Resolution 181 (Rev. Guadalajara, 2010)" },
    { "Resolution 181 (Guadalajara, 2010)", NULL, "" },
    { "Resolution 67 (WTDC, Kigali, 2022)", NULL, "citation-form:Resolution 67 (WTDC, Kigali, 2022)" },
    { "Resolution 67 (Rev. Kigali, 2022) of the World Telecommunication Development Conference", NULL, "" },
    { "Resolution 67 (Rev. Dubai, 2014) of WTDC", NULL, "citation-revision:Resolution 67 (Rev. Dubai, 2014) of WTDC" },
    { "WTDC Resolution 179", NULL, "citation-organ:WTDC Resolution 179" },
    { "Resolution 179 (Rev. Dubai, 2018)", "2020", "" },
    { "Resolution 179 (Rev. Dubai, 2018)", "2024", "superseded-revision:Resolution 179 (Rev. Dubai, 2018)" },
    { "Resolution 179 (Rev. Dubai, 2018) was replaced at Bucharest.", "2024", "" },
    { "From Resolution 179 (Rev. Dubai, 2018) to Resolution 179 (Rev. Bucharest, 2022).", "2024", "" },
    { "PP-18 Resolutions 102 (Rev. Dubai, 2018) and 179 (Rev. Dubai, 2018)", "2019", "" },
    { "Resolutions 130 (Rev. Bucharest, 2022) and 179 (Rev. Bucharest, 2021)", NULL, "citation-conference:179 (Rev. Bucharest, 2021)" },
    { "Council Resolution 1306 (C09, modified C15)", NULL, "" },
    { "Resolution 1306 of the ITU Council 2009", NULL, "" },
    { "Resolution 1306 adopted by the 2009 session of the Council", NULL, "" },
    { "ITU 2010 Council Resolution 1306 and another", NULL, "citation-revision:ITU 2010 Council Resolution 1306" },
    { "Resolution 130 (Rev. Bucharest, 2022) on ITU's role in child online protection", NULL,
      "citation-number:Resolution 130 (Rev. Bucharest, 2022)" },
    { "the Plenipotentiary Conference (Bucharest, 2021) resolved", NULL, "citation-conference:Plenipotentiary Conference (Bucharest, 2021)" },
    { "the Plenipotentiary Conference (Bucharest, 2022) resolved", NULL, "" },
    { "General Assembly resolution 44/25 (Geneva, 1989)", NULL, "" },
    { "Security Council resolution 1306 (2000)", NULL, "" },
    { "Resolution 5 of the Red Cross (Geneva, 1999)", NULL, "" },
    { "Resolution 176 on ITU's role in child online protection", NULL, "citation-number:Resolution 176" },
    { "House Resolution 176 on child online protection", NULL, "" },
    { "Plenipotentiary Resolution 67 on the role of the sector in child online protection", NULL, "citation-number:Plenipotentiary Resolution 67" },
    { "Resolution 179 (Rev. Kigali, 2022)", NULL, "citation-conference:Resolution 179 (Rev. Kigali, 2022)" },
    { "the 2013 Plenipotentiary Conference decided", NULL, "citation-conference:2013 Plenipotentiary Conference" },
    { "the 2014 Plenipotentiary Conference decided", NULL, "" },
    { "as decided at PP-12 and PP-14", NULL, "citation-conference:PP-12" },
    { "Resolution 179 (Rev. Doha, 2026)", NULL, "citation-conference:Resolution 179 (Rev. Doha, 2026)" },
  };
  run_cases(desk, cases, G_N_ELEMENTS(cases), (1u << COP_DIAG_CITATION) | (1u << COP_DIAG_SUPERSEDED));
}

static void
test_works(gconstpointer data)
{
  const Desk *desk = data;
  static const Case cases[] = {
    { "Under Republic Act No. 9775, providers report.", NULL, "superseded-law:Republic Act No. 9775" },
    { "Under Republic Act No. 9775, providers report.", "2021", "" },
    { "Under R.A. 9775 (Anti-Child Pornography Act of 2009) providers report.", NULL, "superseded-law:R.A. 9775" },
    { "RA 11930 repealed RA 9775.", NULL, "" },
    { "RA 9775, as amended by RA 11930, applies.", NULL, "superseded-law:RA 9775" },
    { "In 2009, Congress passed the Anti-Child Pornography Act.", NULL, "" },
    { "RA 10175, otherwise known as the Anti-Child Pornography Act of 2009", "2020",
      "citation-law:RA 10175, otherwise known as the Anti-Child Pornography Act of 2009" },
    { "Republic Act No. 9975 or the Anti-Child Pornography Act of 2009", "2020",
      "citation-law:Republic Act No. 9975 or the Anti-Child Pornography Act of 2009" },
    { "Republic Act No. 9775 or the Anti-Child Pornography Act of 2010", "2020", "citation-law:Anti-Child Pornography Act of 2010" },
    { "Republic Act 9775\nAnti-Child Pornography Act of 2009\nRepublic Act 10175\nCybercrime Prevention Act of 2012", "2020", "" },
    { "the Convention on the Rights of the Child (1989)", NULL, "" },
    { "the Convention on the Rights of the Child (1979)", NULL, "citation-year:Convention on the Rights of the Child (1979" },
    { "General comment No. 25 (2021) on children's rights in relation to the digital environment", NULL, "" },
    { "General comment No. 24 on children's rights in relation to the digital environment", NULL, "citation-number:General comment No. 24" },
    { "General comment No. 25 (1996) on the right to vote", NULL, "" },
    { "The Convention on the Rights of the Child was adopted by the General Assembly in 1989.", NULL, "" },
    { "The Convention on the Rights of the Child was adopted by the General Assembly in 1991.", NULL,
      "citation-year:Convention on the Rights of the Child was adopted by the General Assembly in 1991" },
    { "The Convention on the Rights of the Child was ratified by the State in 1991.", NULL, "" },
    { "Republic Act 11939 or the Anti-Online Sexual Abuse or Exploitation of Children (OSAEC) and Anti-Child Sexual Abuse or Exploitation "
      "Materials (CSAEM) Act",
      NULL,
      "citation-law:Republic Act 11939 or the Anti-Online Sexual Abuse or Exploitation of Children (OSAEC) and Anti-Child Sexual Abuse or "
      "Exploitation Materials (CSAEM) Act" },
    { "RA 10175 was signed into law on 12 September 2013.", NULL, "citation-law:RA 10175 was signed into law on 12 September 2013" },
    { "RA 10175 was signed in 2012 and amended in 2015.", NULL, "" },
    { "Directive 95/46/EC protects data.", "2010", "" },
    { "Directive 95/46/EC protects data.", "2017-06", "" },
    { "Directive 95/46/EC protects data.", NULL, "superseded-edition:Directive 95/46/EC" },
    { "In Kenya the Children Act, 2001 protects children.", NULL, "superseded-edition:Children Act, 2001" },
    { "The Children Act, 2001 of Singapore protects children.", NULL, "" },
  };
  run_cases(desk, cases, G_N_ELEMENTS(cases), (1u << COP_DIAG_CITATION) | (1u << COP_DIAG_SUPERSEDED));
}

static void
test_counts(gconstpointer data)
{
  const Desk *desk = data;
  static const Case cases[] = {
    { "According to ECPAT, 20.2% of children aged 12-17 were harmed. Meanwhile, the Disrupting Harm study found that 2 of 10 children were harmed.",
      NULL, "double-count:20.2% of children aged 12-17 were harmed. Meanwhile, the Disrupting Harm study found that 2 of 10" },
    { "According to Disrupting Harm, 20% of children were harmed. The same study, by ECPAT, says one in five children.", NULL, "" },
    { "Disrupting Harm found 20% of children harmed. Disrupting Harm found one in five children harmed.", NULL, "" },
    { "ECPAT says 20% of children were harmed. Disrupting Harm found that 13% of children were blackmailed.", NULL, "" },
    { "20% of children use it. One in five children has it.", NULL, "" },
    { "Disrupting Harm found that 20% of children were harmed. A separate report by ECPAT says that 200,000 children were harmed.", NULL,
      "double-count:20% of children were harmed. A separate report by ECPAT says that 200,000" },
    { "Disrupting Harm, by ECPAT, found that 20% of children were harmed. This means that 200,000 children were harmed.", NULL, "" },
    /* the evidence register */
    { "A survey found 35% of internet-using children aged 12-17 were subjected to online sexual exploitation within a year.", NULL,
      "number-differs:35%" },
    { "In Exampleton and Sampleville 61 per cent of households have a telephone line at home.", NULL, "number-differs:61 per cent" },
    /* another place, a bound, another clause */
    { "In Exampleton 61 per cent of households have a telephone line at home.", NULL, "" },
    { "In Exampleton and Sampleville over half of households have a telephone line at home, not a per cent less.", NULL, "" },
    { "It costs 35% more; internet-using children aged 12-17 were subjected to online sexual exploitation within a year.", NULL, "" },
    { "A survey found 20.2% of internet-using children aged 12-17 were subjected to online sexual exploitation within a year.", NULL, "" },
    { "In 2015, 35% of internet-using children aged 12-17 were subjected to online sexual exploitation within a year.", NULL, "" },
    { "A recent study shows that 40% of children were bullied.", NULL, "undated-figure:40%" },
    { "A recent study of 2023 shows that 40% of children were bullied.", NULL, "" },
  };
  run_cases(desk, cases, G_N_ELEMENTS(cases), (1u << COP_DIAG_DOUBLE_COUNT) | (1u << COP_DIAG_NUMBER) | (1u << COP_DIAG_UNDATED));
}

/* Every rule against its own examples. */
static void
test_rule_examples(gconstpointer data)
{
  const Desk *desk = data;
  static const CopDiagKind kinds[COP_LINT_MAX] = {
    [COP_LINT_TERM] = COP_DIAG_TERM, [COP_LINT_CITATION] = COP_DIAG_CITATION, [COP_LINT_SUPERSEDED] = COP_DIAG_SUPERSEDED,
    [COP_LINT_DOUBLE_COUNT] = COP_DIAG_DOUBLE_COUNT, [COP_LINT_PREVALENCE] = COP_DIAG_PREVALENCE, [COP_LINT_FEAR_BLAME] = COP_DIAG_FEAR_BLAME,
    [COP_LINT_IDENTITY] = COP_DIAG_IDENTITY, [COP_LINT_NUMBER] = COP_DIAG_NUMBER, [COP_LINT_UNDATED] = COP_DIAG_UNDATED,
    [COP_LINT_TITLE] = COP_DIAG_TERM, [COP_LINT_MENTION] = COP_DIAG_TERM };
  const CopModel *m = desk->model;
  g_assert_cmpuint(m->lint_rules.n, >, 10);
  for (size_t i = 0; i < m->lint_rules.n; i++) {
    const CopLintRule *r = &m->lint_rules.items[i];
    bool spares_only = r->kind == COP_LINT_TITLE || r->kind == COP_LINT_MENTION;
    if (r->spares.n == 0 || (!spares_only && r->finds.n == 0))
      g_error("rule %s lacks examples", r->id);
    for (size_t x = 0; x < r->finds.n; x++) {
      g_autoptr(CopDiags) d = lint(desk, r->finds.items[x], NULL);
      bool found = false;
      for (size_t k = 0; k < cop_diags_count(d); k++)
        found = found || (cop_diags_at(d, k)->kind == kinds[r->kind] && strcmp(cop_diags_at(d, k)->code, r->code) == 0);
      if (!found)
        g_error("rule %s does not find: %s", r->id, r->finds.items[x]);
    }
    for (size_t x = 0; x < r->spares.n; x++) {
      g_autoptr(CopDiags) d = lint(desk, r->spares.items[x], NULL);
      for (size_t k = 0; k < cop_diags_count(d); k++)
        if (cop_diags_at(d, k)->kind == kinds[r->kind])
          g_error("rule %s does not spare: %s (%s)", r->id, r->spares.items[x], cop_diags_at(d, k)->code);
    }
  }
}

/* Every code has its chapter in the guide, with its kind's promise of a remedy. */
static void
test_guide(gconstpointer data)
{
  const Desk *desk = data;
  g_autofree char *path = g_build_filename(g_getenv("COPKIT_TEST_SOURCE"), "doc", "guide", "findings.md", NULL);
  g_autofree char *guide = NULL;
  g_autoptr(GError) error = NULL;
  g_file_get_contents(path, &guide, NULL, &error);
  g_assert_no_error(error);
  size_t n, chapters = 0;
  const CopLintCode *codes = cop_linter_codes(desk->linter, &n);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *heading = g_strdup_printf("\n### `%s`\n- What: ", codes[i].code);
    if (strstr(guide, heading) == NULL)
      g_error("doc/guide/findings.md lacks '%s'", codes[i].code);
  }
  for (const char *p = guide; (p = strstr(p, "\n### `")) != NULL; p++)
    chapters++;
  g_assert_cmpuint(chapters, ==, n);
}

/* Offsets are code points, and what stands there is the text reported. */
static void
test_offsets(gconstpointer data)
{
  const Desk *desk = data;
  static const char text[] = "Ñandú – Ä\nDie Zeile mit child\npornography.";
  g_autoptr(CopDiags) d = lint(desk, text, NULL);
  g_assert_cmpuint(cop_diags_count(d), ==, 1);
  const CopDiag *g = cop_diags_at(d, 0);
  g_assert_cmpint(g->start, ==, 24);
  g_assert_cmpint(g->end, ==, 41);
  g_assert_cmpuint(g->line, ==, 2);
  g_assert_cmpuint(g->column, ==, 15);
  g_assert_cmpstr(g->text, ==, "child\npornography");
}

static void
test_speed(gconstpointer data)
{
  const Desk *desk = data;
  g_autoptr(GString) text = g_string_new(NULL);
  for (unsigned i = 0; text->len < 1024 * 1024; i++)
    g_string_append_printf(text, "In year %u the State reported on the protection of children, the work of its schools and the %u calls that parents made to "
                                 "the helpline; the Convention on the Rights of the Child asks for it.\n%s", i % 30, i, i % 7 == 0 ? "\n" : "");
  gint64 start = g_get_monotonic_time();
  g_autoptr(CopDiags) d = lint(desk, text->str, NULL);
  g_test_message("1 MiB in %" G_GINT64_FORMAT " ms", (g_get_monotonic_time() - start) / 1000);
  g_assert_cmpuint(cop_diags_count(d), ==, 0);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/lint/tokens", test_tokens);
  g_test_add_func("/lint/tokens/places", test_token_places);
  g_test_add_func("/lint/patterns", test_patterns);
  g_test_add_func("/lint/patterns/refused", test_patterns_refused);
  g_test_add_func("/lint/patterns/bounded", test_patterns_bounded);
  g_test_add_func("/lint/figures", test_figures);
  Desk desk = { 0 };
  desk_open(&desk);
  g_test_add_data_func("/lint/terms", &desk, test_terms);
  g_test_add_data_func("/lint/resolutions", &desk, test_resolutions);
  g_test_add_data_func("/lint/works", &desk, test_works);
  g_test_add_data_func("/lint/counts", &desk, test_counts);
  g_test_add_data_func("/lint/rules", &desk, test_rule_examples);
  g_test_add_data_func("/lint/guide", &desk, test_guide);
  g_test_add_data_func("/lint/offsets", &desk, test_offsets);
  g_test_add_data_func("/lint/speed", &desk, test_speed);
  int result = g_test_run();
  desk_close(&desk);
  return result;
}
