/* SPDX-License-Identifier: Apache-2.0
 *
 * check/lint.c -- compiles the records of a model into one set of patterns,
 * runs it over a text, and turns matches of terms and rules into findings. The
 * checks that need more than patterns stand in files of their own.
 */
#include "check/lint.h"

#include <string.h>

#include "base/date.h"
#include "check/lint_priv.h"

static const CopLintCode own_codes[] = {
  { "citation-conference", COP_DIAG_CITATION, COP_SEVERITY_ERROR, "no conference of this body met in that place and year" },
  { "citation-form", COP_DIAG_CITATION, COP_SEVERITY_WARNING, "a revision is cited without Rev." },
  { "citation-law", COP_DIAG_CITATION, COP_SEVERITY_ERROR, "number, title or year of a law do not belong together" },
  { "citation-number", COP_DIAG_CITATION, COP_SEVERITY_ERROR, "number and title of an instrument do not belong together" },
  { "citation-organ", COP_DIAG_CITATION, COP_SEVERITY_ERROR, "the resolution is of another body" },
  { "citation-revision", COP_DIAG_CITATION, COP_SEVERITY_ERROR, "the resolution has no such revision" },
  { "citation-year", COP_DIAG_CITATION, COP_SEVERITY_ERROR, "the instrument is of another year" },
  { "double-count", COP_DIAG_DOUBLE_COUNT, COP_SEVERITY_ERROR, "one survey is given as two findings" },
  { "number-differs", COP_DIAG_NUMBER, COP_SEVERITY_WARNING, "a figure differs from the evidence register" },
  { "superseded-edition", COP_DIAG_SUPERSEDED, COP_SEVERITY_WARNING, "an edition or plan that has been replaced" },
  { "superseded-law", COP_DIAG_SUPERSEDED, COP_SEVERITY_ERROR, "a law that is no longer in force" },
  { "superseded-revision", COP_DIAG_SUPERSEDED, COP_SEVERITY_ERROR, "a revision that has been replaced" },
  { "undated-figure", COP_DIAG_UNDATED, COP_SEVERITY_NOTE, "a figure said to be recent without its year" },
};

/* --- compiling --- */

typedef struct {
  CopLinter *l;
  CopDiags *faults;
} Compiler;

static void
fault(Compiler *c, const char *kind, const char *id, const GError *error)
{
  g_autofree char *place = g_strdup_printf("%s/%s", kind, id);
  cop_diags_format(c->faults, COP_SEVERITY_ERROR, "lint-pattern", place, 0, 0, "write it as check/pattern.h says", "%s", error->message);
}

static void
compile(Compiler *c, CopPatternIds *ids, const CopTexts *sources, CopPatternUse use, const char *kind, const char *id)
{
  int *at = cop_new_n(c->l->arena, int, ids->n + sources->n + 1);
  if (ids->n > 0)
    memcpy(at, ids->at, ids->n * sizeof *at);
  ids->at = at;
  for (size_t i = 0; i < sources->n; i++) {
    g_autoptr(GError) error = NULL;
    int p = cop_patterns_add(c->l->patterns, sources->items[i], use, &error);
    if (p < 0)
      fault(c, kind, id, error);
    else
      ids->at[ids->n++] = p;
  }
}

static void
compile_one(Compiler *c, CopPatternIds *ids, const char *source, const char *kind, const char *id)
{
  const char *const items[] = { source };
  const CopTexts one = { 1, items };
  compile(c, ids, &one, COP_PATTERN_SOUGHT, kind, id);
}

/* Names of one word say too little to be looked for alone. */
static void
compile_name(Compiler *c, CopPatternIds *ids, const char *name, const char *kind, const char *id)
{
  if (name != NULL && strchr(name, ' ') != NULL)
    compile_one(c, ids, cop_pattern_of_name(c->l->arena, name), kind, id);
}

static void
compile_classes(Compiler *c)
{
  static const char *const names[COP_LINT_CLASS_MAX] = {
#define X(id, name, use) [COP_LINT_CLASS_##id] = name,
    COP_LINT_CLASSES(X)
#undef X
  };
  static const CopPatternUse uses[COP_LINT_CLASS_MAX] = {
#define X(id, name, use) [COP_LINT_CLASS_##id] = COP_PATTERN_##use,
    COP_LINT_CLASSES(X)
#undef X
  };
  const CopModel *m = c->l->model;
  for (size_t i = 0; i < m->lint_classes.n; i++) {
    const CopLintClass *k = &m->lint_classes.items[i];
    cop_patterns_class(c->l->patterns, k->id, k->words.items, k->words.n);
  }
  for (int k = 0; k < COP_LINT_CLASS_MAX; k++) {
    c->l->classes[k] = -1;
    if (cop_model_lint_class(m, names[k]) == NULL)
      continue;
    g_autofree char *source = g_strdup_printf("<%s>", names[k]);
    g_autoptr(GError) error = NULL;
    c->l->classes[k] = cop_patterns_add(c->l->patterns, source, uses[k], &error);
    if (c->l->classes[k] < 0)
      fault(c, "lint_class", names[k], error);
  }
}

static void
compile_terms(Compiler *c)
{
  const CopModel *m = c->l->model;
  c->l->terms = cop_new_n(c->l->arena, CopLintTerm, m->terms.n + 1);
  for (size_t i = 0; i < m->terms.n; i++) {
    const CopTerm *t = &m->terms.items[i];
    CopLintTerm *k = &c->l->terms[c->l->n_terms++];
    k->term = t;
    compile_one(c, &k->forms, t->avoid, "term", t->id);
    compile(c, &k->forms, &t->forms, COP_PATTERN_SOUGHT, "term", t->id);
    compile(c, &k->needs, &t->needs, COP_PATTERN_CONDITION, "term", t->id);
    compile(c, &k->unless, &t->unless, COP_PATTERN_CONDITION, "term", t->id);
  }
}

static void
compile_rules(Compiler *c)
{
  const CopModel *m = c->l->model;
  c->l->rules = cop_new_n(c->l->arena, CopLintRuleCompiled, m->lint_rules.n + 1);
  for (size_t i = 0; i < m->lint_rules.n; i++) {
    const CopLintRule *r = &m->lint_rules.items[i];
    CopLintRuleCompiled *k = &c->l->rules[c->l->n_rules++];
    k->rule = r;
    compile(c, &k->patterns, &r->patterns, r->kind == COP_LINT_MENTION ? COP_PATTERN_MENTION : COP_PATTERN_SOUGHT, "lint_rule", r->id);
    compile(c, &k->needs, &r->needs, COP_PATTERN_CONDITION, "lint_rule", r->id);
    compile(c, &k->unless, &r->unless, COP_PATTERN_CONDITION, "lint_rule", r->id);
    compile(c, &k->unless_near, &r->unless_near, COP_PATTERN_CONDITION, "lint_rule", r->id);
  }
}

const char *
cop_lint_law_name(const CopLaw *law)
{
  const char *or_the = strstr(law->title, "or the ");
  return or_the != NULL ? or_the + strlen("or the ") : law->title;
}

/* "Anti-Photo Act of 2009" without the year, when no other law is called so. */
static const char *
name_without_year(const Compiler *c, const CopLaw *law)
{
  const char *name = cop_lint_law_name(law), *of = g_strrstr(name, " of ");
  if (of == NULL || strlen(of) != strlen(" of 2009") || strspn(of + 4, "0123456789") != 4)
    return NULL;
  size_t n = (size_t)(of - name);
  for (size_t i = 0; i < c->l->model->laws.n; i++) {
    const CopLaw *x = &c->l->model->laws.items[i];
    if (x != law && (strncmp(cop_lint_law_name(x), name, n) == 0 || (x->short_title != NULL && strncmp(x->short_title, name, n) == 0)))
      return NULL;
  }
  return cop_arena_strndup(c->l->arena, name, n);
}

/* "RA 11930" as texts write it: Republic Act No. 11930, R.A. 11930. */
static void
compile_law(Compiler *c, CopLintLaw *k, const CopLaw *law)
{
  k->law = law;
  compile_one(c, &k->numbers, cop_pattern_of_name(c->l->arena, law->number), "law", law->id);
  const char *digits = strrchr(law->number, ' ');
  if (g_str_has_prefix(law->number, "RA ") && digits != NULL)
    compile_one(c, &k->numbers,
                cop_arena_printf(c->l->arena, "(ra|r \\. a \\.|r \\. a|republic act) (no|number|num|n)? (\\.)? (\\()? %s", digits + 1), "law", law->id);
  const char *const titles[] = { cop_lint_law_name(law), name_without_year(c, law), law->short_title };
  for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
    compile_name(c, &k->titles, titles[i], "law", law->id);
  for (size_t i = 0; i < law->aliases.n; i++) {
    bool number = strpbrk(law->aliases.items[i], "0123456789") != NULL && strlen(law->aliases.items[i]) < 24;
    compile_name(c, number ? &k->numbers : &k->titles, law->aliases.items[i], "law", law->id);
  }
}

static void
add_names(Compiler *c, const CopPatternIds *ids)
{
  CopPatternIds *names = &c->l->names;
  int *at = cop_new_n(c->l->arena, int, names->n + ids->n + 1);
  if (names->n > 0)
    memcpy(at, names->at, names->n * sizeof *at);
  if (ids->n > 0)
    memcpy(at + names->n, ids->at, ids->n * sizeof *at);
  names->at = at;
  names->n += ids->n;
}

/* The words of a resolution's title that tell it from others. */
static void
compile_title(Compiler *c, CopLintInstrument *k)
{
  if (k->instrument->title == NULL)
    return;
  g_auto(GStrv) words = g_strsplit_set(k->instrument->title, " ,/-", -1);
  const char **keys = cop_new_n(c->l->arena, const char *, g_strv_length(words) + 1);
  for (guint w = 0; words[w] != NULL; w++) {
    if (strlen(words[w]) < 5)
      continue;
    g_autofree char *key = cop_word_key(words[w], strlen(words[w]));
    keys[k->n_title++] = cop_arena_strdup(c->l->arena, key);
  }
  k->title = keys;
}

static void
compile_works(Compiler *c)
{
  const CopModel *m = c->l->model;
  CopLinter *l = c->l;
  l->laws = cop_new_n(l->arena, CopLintLaw, m->laws.n + 1);
  for (size_t i = 0; i < m->laws.n; i++) {
    if (m->laws.items[i].status == COP_LAW_NO_LAW)
      continue; /* a judgment's number is no law's */
    compile_law(c, &l->laws[l->n_laws], &m->laws.items[i]);
    add_names(c, &l->laws[l->n_laws++].titles);
  }
  l->instruments = cop_new_n(l->arena, CopLintInstrument, m->instruments.n + 1);
  for (size_t i = 0; i < m->instruments.n; i++) {
    const CopInstrument *x = &m->instruments.items[i];
    CopLintInstrument *k = &l->instruments[l->n_instruments++];
    k->instrument = x;
    if (x->kind == COP_INSTRUMENT_RESOLUTION) {
      compile_title(c, k);
      continue;
    }
    compile_name(c, &k->names, x->title, "instrument", x->id);
    if (g_strcmp0(x->short_title, x->title) != 0)
      compile_name(c, &k->names, x->short_title, "instrument", x->id);
    for (size_t a = 0; a < x->aliases.n; a++)
      compile_name(c, &k->names, x->aliases.items[a], "instrument", x->id);
    add_names(c, &k->names);
  }
  l->works = cop_new_n(l->arena, CopLintWork, m->cited_works.n + 1);
  for (size_t i = 0; i < m->cited_works.n; i++) {
    CopLintWork *k = &l->works[l->n_works++];
    k->work = &m->cited_works.items[i];
    compile(c, &k->names, &k->work->names, COP_PATTERN_SOUGHT, "cited_work", k->work->id);
    compile(c, &k->needs, &k->work->needs, COP_PATTERN_CONDITION, "cited_work", k->work->id);
  }
  for (size_t i = 0; i < m->institutions.n; i++)
    compile_name(c, &l->names, m->institutions.items[i].name, "institution", m->institutions.items[i].id);
  l->surveys = cop_new_n(l->arena, CopLintSurvey, m->surveys.n + 1);
  for (size_t i = 0; i < m->surveys.n; i++) {
    CopLintSurvey *k = &l->surveys[l->n_surveys++];
    k->survey = &m->surveys.items[i];
    compile(c, &k->names, &k->survey->names, COP_PATTERN_CONDITION, "survey", k->survey->id);
    compile(c, &k->makers, &k->survey->makers, COP_PATTERN_CONDITION, "survey", k->survey->id);
  }
}

/* --- codes --- */

static const char *
term_code(CopTermSeverity s)
{
  static const char *const codes[COP_TERM_SEVERITY_MAX] = {
    [COP_TERM_SEVERITY_ADVICE] = "term-advice", [COP_TERM_SEVERITY_WARNING] = "term-outdated", [COP_TERM_SEVERITY_ERROR] = "term-harmful" };
  return codes[s];
}

/* Findings of rules carry the kind of the same name. */
static CopDiagKind
diag_kind(CopLintKind k)
{
  static const CopDiagKind kinds[COP_LINT_MAX] = {
    [COP_LINT_TERM] = COP_DIAG_TERM,
    [COP_LINT_CITATION] = COP_DIAG_CITATION,
    [COP_LINT_SUPERSEDED] = COP_DIAG_SUPERSEDED,
    [COP_LINT_DOUBLE_COUNT] = COP_DIAG_DOUBLE_COUNT,
    [COP_LINT_PREVALENCE] = COP_DIAG_PREVALENCE,
    [COP_LINT_FEAR_BLAME] = COP_DIAG_FEAR_BLAME,
    [COP_LINT_IDENTITY] = COP_DIAG_IDENTITY,
    [COP_LINT_NUMBER] = COP_DIAG_NUMBER,
    [COP_LINT_UNDATED] = COP_DIAG_UNDATED,
  };
  return kinds[k];
}

static bool
spares(CopLintKind k)
{
  return k == COP_LINT_TITLE || k == COP_LINT_MENTION;
}

static int
by_code(const void *a, const void *b)
{
  return strcmp(((const CopLintCode *)a)->code, ((const CopLintCode *)b)->code);
}

static void
list_codes(CopLinter *l)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  size_t room = G_N_ELEMENTS(own_codes) + COP_TERM_SEVERITY_MAX + l->n_rules;
  l->codes = cop_new_n(l->arena, CopLintCode, room);
  for (size_t i = 0; i < G_N_ELEMENTS(own_codes); i++)
    l->codes[l->n_codes++] = own_codes[i];
  static const char *const about[COP_TERM_SEVERITY_MAX] = { "a better word exists", "an outdated word", "a harmful or wrong word" };
  for (int s = 0; s < COP_TERM_SEVERITY_MAX; s++)
    l->codes[l->n_codes++] = (CopLintCode){ term_code((CopTermSeverity)s), COP_DIAG_TERM, cop_lint_severity((CopTermSeverity)s), about[s] };
  for (size_t i = 0; i < l->n_codes; i++)
    g_hash_table_add(seen, (char *)l->codes[i].code);
  for (size_t i = 0; i < l->n_rules; i++) {
    const CopLintRule *r = l->rules[i].rule;
    if (!spares(r->kind) && g_hash_table_add(seen, (char *)r->code))
      l->codes[l->n_codes++] = (CopLintCode){ r->code, diag_kind(r->kind), cop_lint_severity(r->severity), r->message };
  }
  qsort(l->codes, l->n_codes, sizeof *l->codes, by_code);
}

const CopEntity *
cop_linter_kinds(size_t *n)
{
  static const CopEntity kinds[] = { COP_ENTITY_term, COP_ENTITY_lint_class, COP_ENTITY_lint_rule, COP_ENTITY_survey, COP_ENTITY_cited_work, COP_ENTITY_law,
                                     COP_ENTITY_instrument, COP_ENTITY_institution, COP_ENTITY_conference, COP_ENTITY_value };
  *n = G_N_ELEMENTS(kinds);
  return kinds;
}

CopLinter *
cop_linter_new(const CopModel *m, CopDiags *faults)
{
  CopArena *arena = cop_arena_new();
  CopLinter *l = cop_new(arena, CopLinter);
  l->arena = arena;
  l->model = m;
  l->patterns = cop_patterns_new();
  Compiler c = { l, faults };
  compile_classes(&c);
  compile_terms(&c);
  compile_rules(&c);
  compile_works(&c);
  cop_lint_compile_places(l);
  l->statements = cop_statements_new(arena, m);
  list_codes(l);
  return l;
}

void
cop_linter_free(CopLinter *l)
{
  if (l == NULL)
    return;
  cop_patterns_free(l->patterns);
  cop_arena_free(l->arena);
}

const CopLintCode *
cop_linter_codes(const CopLinter *l, size_t *n)
{
  *n = l->n_codes;
  return l->codes;
}

/* --- what the checks share --- */

void
cop_lint_add(CopLint *k, CopDiagKind kind, CopSeverity severity, const char *code, CopTokenRange range, const char *message,
             const char *remedy)
{
  CopLintFinding f = { kind, severity, range, code, message, remedy };
  if (range.end > range.first)
    g_array_append_val(k->found, f);
}

CopSeverity
cop_lint_severity(CopTermSeverity s)
{
  static const CopSeverity severities[COP_TERM_SEVERITY_MAX] = {
    [COP_TERM_SEVERITY_ADVICE] = COP_SEVERITY_NOTE,
    [COP_TERM_SEVERITY_WARNING] = COP_SEVERITY_WARNING,
    [COP_TERM_SEVERITY_ERROR] = COP_SEVERITY_ERROR };
  return severities[s];
}

int
cop_lint_year(const char *date)
{
  return cop_date_read(date).year;
}

bool
cop_lint_over(const CopLint *k, const char *date)
{
  return cop_date_valid(date) && k->text_from >= cop_date_last_day(cop_date_read(date));
}

static uint32_t
sentence_of(const CopLint *k, uint32_t token)
{
  return k->t->at[token].sentence;
}

/* Sentences, both included. */
typedef struct {
  uint32_t first, last;
} Area;

static Area
reach_of(const CopLint *k, CopTokenRange range, CopLintReach reach)
{
  enum { NEAR = 3 };
  const CopTokens *t = k->t;
  Area a = { sentence_of(k, range.first), sentence_of(k, range.end - 1) };
  switch (reach) {
  case COP_REACH_SENTENCE:
    break;
  case COP_REACH_NEAR:
    a.first -= MIN(a.first, NEAR);
    a.last = MIN(a.last + NEAR, t->n_sentences - 1);
    break;
  case COP_REACH_PARAGRAPH: {
    uint32_t block = t->at[range.first].block;
    while (a.first > 0 && t->at[t->sentences[a.first - 1].first].block == block)
      a.first--;
    while (a.last + 1 < t->n_sentences && t->at[t->sentences[a.last + 1].first].block == block)
      a.last++;
    break;
  }
  case COP_REACH_TEXT: case COP_REACH_MAX:
    a = (Area){ 0, t->n_sentences - 1 };
    break;
  }
  return a;
}

bool
cop_lint_within(const CopLint *k, const CopPatternIds *ids, CopTokenRange range, CopLintReach reach)
{
  Area area = reach_of(k, range, reach);
  for (size_t i = 0; i < ids->n; i++)
    if (cop_patterns_meets(k->m, ids->at[i], area.first, area.last))
      return true;
  return false;
}

bool
cop_lint_class_within(const CopLint *k, CopLintClassId id, CopTokenRange range, CopLintReach reach)
{
  Area area = reach_of(k, range, reach);
  return k->l->classes[id] >= 0 && cop_patterns_meets(k->m, k->l->classes[id], area.first, area.last);
}

const CopMatch *
cop_lint_class_at(const CopLint *k, CopLintClassId id, uint32_t i, uint32_t end)
{
  if (k->l->classes[id] < 0)
    return NULL;
  size_t n;
  const CopMatch *at = cop_matches_of(k->m, k->l->classes[id], &n);
  size_t low = 0;
  for (size_t high = n; low < high;) {
    size_t middle = (low + high) / 2;
    if (at[middle].whole.first < i)
      low = middle + 1;
    else
      high = middle;
  }
  return low < n && at[low].whole.first < end ? &at[low] : NULL;
}

static int
by_place(const void *a, const void *b)
{
  const CopMatch *x = a, *y = b;
  if (x->whole.first != y->whole.first)
    return x->whole.first < y->whole.first ? -1 : 1;
  if (x->whole.end != y->whole.end)
    return x->whole.end > y->whole.end ? -1 : 1;
  return x->pattern - y->pattern;
}

const CopMatch *
cop_lint_matches(const CopLint *k, const CopPatternIds *ids, size_t *n)
{
  size_t total = 0, one;
  for (size_t i = 0; i < ids->n; i++) {
    cop_matches_of(k->m, ids->at[i], &one);
    total += one;
  }
  CopMatch *all = cop_new_n(k->arena, CopMatch, total + 1);
  *n = 0;
  for (size_t i = 0; i < ids->n; i++) {
    const CopMatch *at = cop_matches_of(k->m, ids->at[i], &one);
    if (one > 0)
      memcpy(all + *n, at, one * sizeof *all);
    *n += one;
  }
  if (total > 1)
    qsort(all, total, sizeof *all, by_place);
  return all;
}

/* --- terms and rules --- */

static void
mark_names(CopLint *k, const CopPatternIds *ids)
{
  for (size_t i = 0; i < ids->n; i++) {
    size_t n;
    const CopMatch *at = cop_matches_of(k->m, ids->at[i], &n);
    for (size_t m = 0; m < n; m++)
      memset(k->named + at[m].marked.first, COP_LINT_NAMED, at[m].marked.end - at[m].marked.first);
  }
}

/* "'kiddie porn' hides the abuse": the reason as part of a sentence. */
static const char *
term_message(const CopLint *k, const CopTerm *term, CopTokenRange r)
{
  static const char *const verdicts[COP_TERM_SEVERITY_MAX] = {
    [COP_TERM_SEVERITY_ADVICE] = "there is a better term",
    [COP_TERM_SEVERITY_WARNING] = "outdated term",
    [COP_TERM_SEVERITY_ERROR] = "harmful term" };
  const char *stands = cop_tokens_text(k->arena, k->t, r);
  if (term->why == NULL)
    return cop_arena_printf(k->arena, "%s: '%s'", verdicts[term->severity], stands);
  g_autofree char *why = g_strdup(term->why);
  size_t n = strlen(why);
  if (n > 1 && why[n - 1] == '.')
    why[n - 1] = '\0';
  if (g_ascii_isupper(why[0]) && !g_ascii_isupper(why[1]))
    why[0] = g_ascii_tolower(why[0]);
  return cop_arena_printf(k->arena, "%s: '%s' (%s)", verdicts[term->severity], stands, why);
}

static void
mark_code(CopLint *k)
{
  size_t n;
  const CopSpan *spans = cop_extract_spans(k->t->extract, &n);
  for (size_t i = 0; i < n; i++) {
    if (spans[i].kind != COP_SPAN_CODE)
      continue;
    uint32_t low = 0;
    for (uint32_t high = k->t->n; low < high;) {
      uint32_t middle = (low + high) / 2;
      if (k->t->at[middle].start < spans[i].start)
        low = middle + 1;
      else
        high = middle;
    }
    for (; low < k->t->n && k->t->at[low].end <= spans[i].end; low++)
      k->named[low] = COP_LINT_CODE;
  }
}

static void
check_terms(CopLint *k)
{
  for (size_t i = 0; i < k->l->n_terms; i++) {
    const CopLintTerm *c = &k->l->terms[i];
    const CopTerm *term = c->term;
    if (term->outdated_since != NULL && !cop_lint_over(k, term->outdated_since))
      continue;
    size_t n;
    const CopMatch *at = cop_lint_matches(k, &c->forms, &n);
    for (size_t m = 0; m < n; m++) {
      CopTokenRange r = at[m].marked;
      if (term->titles_exempt && cop_lint_in_title(k, r))
        continue;
      if (cop_lint_mentioned(k, r))
        continue;
      if (c->needs.n > 0 && !cop_lint_within(k, &c->needs, r, COP_REACH_SENTENCE))
        continue;
      if (cop_lint_within(k, &c->unless, r, COP_REACH_SENTENCE))
        continue;
      const char *message = term_message(k, term, r);
      cop_lint_add(k, COP_DIAG_TERM, cop_lint_severity(term->severity), term_code(term->severity), r, message,
                   cop_arena_printf(k->arena, "write '%s'", term->advice));
    }
  }
}

static void
check_rules(CopLint *k)
{
  for (size_t i = 0; i < k->l->n_rules; i++) {
    const CopLintRuleCompiled *c = &k->l->rules[i];
    const CopLintRule *rule = c->rule;
    if (spares(rule->kind))
      continue;
    size_t n;
    const CopMatch *at = cop_lint_matches(k, &c->patterns, &n);
    for (size_t m = 0; m < n; m++) {
      CopTokenRange r = at[m].marked;
      if (c->needs.n > 0 && !cop_lint_within(k, &c->needs, at[m].whole, rule->reach))
        continue;
      if (cop_lint_within(k, &c->unless, at[m].whole, COP_REACH_SENTENCE) || cop_lint_within(k, &c->unless_near, at[m].whole, rule->reach))
        continue;
      cop_lint_add(k, diag_kind(rule->kind), cop_lint_severity(rule->severity), rule->code, r, rule->message, rule->remedy);
    }
  }
}

/* --- one text --- */

static int
by_range(const void *a, const void *b)
{
  const CopLintFinding *x = a, *y = b;
  if (x->range.first != y->range.first)
    return x->range.first < y->range.first ? -1 : 1;
  if (x->range.end != y->range.end)
    return x->range.end > y->range.end ? -1 : 1;
  if (x->severity != y->severity)
    return x->severity > y->severity ? -1 : 1;
  return strcmp(x->code, y->code);
}

static void
report(const CopLint *k, const CopLintFinding *f, const char *file, CopDiags *d)
{
  const CopTokens *t = k->t;
  CopDiag diag = { .severity = f->severity, .kind = f->kind, .code = f->code, .file = file, .message = f->message, .remedy = f->remedy,
                   .start = t->at[f->range.first].point, .end = cop_token_end_point(t, f->range.end - 1),
                   .text = cop_tokens_text(k->arena, t, f->range) };
  cop_extract_place(t->extract, t->at[f->range.first].start, &diag.line, &diag.column);
  cop_diags_add(d, &diag);
}

/* One thing wrong is said once: of findings of a kind that overlap, the first
 * and longest stays. */
static void
report_all(const CopLint *k, const char *file, CopDiags *d)
{
  CopLintFinding *f = (CopLintFinding *)(void *)k->found->data;
  uint32_t until[COP_DIAG_KIND_MAX] = { 0 };
  if (k->found->len > 1)
    qsort(f, k->found->len, sizeof *f, by_range);
  for (guint i = 0; i < k->found->len; i++) {
    if (f[i].range.first < until[f[i].kind] || k->named[f[i].range.first] == COP_LINT_CODE)
      continue;
    until[f[i].kind] = f[i].range.end;
    report(k, &f[i], file, d);
  }
}

void
cop_lint(const CopLinter *l, const CopExtract *e, const CopLintOptions *options, CopDiags *d)
{
  g_autoptr(CopArena) arena = cop_arena_new();
  CopLint k = { .l = l, .arena = arena, .t = cop_tokens_new(arena, e),
                .text_from = cop_date_first_day(cop_date_read(options->date != NULL ? options->date : options->today)),
                .found = g_array_new(FALSE, FALSE, sizeof(CopLintFinding)) };
  if (k.t->n > 0) {
    k.m = cop_patterns_scan(l->patterns, arena, k.t);
    k.named = cop_new_n(arena, uint8_t, k.t->n);
    k.figures = cop_figures_find(arena, k.t, &k.n_figures);
    mark_names(&k, &l->names);
    for (size_t i = 0; i < l->n_rules; i++)
      if (l->rules[i].rule->kind == COP_LINT_TITLE)
        mark_names(&k, &l->rules[i].patterns);
    mark_code(&k);
    check_terms(&k);
    check_rules(&k);
    cop_lint_resolutions(&k);
    cop_lint_works(&k);
    cop_lint_surveys(&k);
    cop_lint_values(&k);
    report_all(&k, options->file, d);
  }
  g_array_unref(k.found);
}
