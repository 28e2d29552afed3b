/* SPDX-License-Identifier: Apache-2.0
 *
 * check/lint_priv.h -- what the parts of the linter share: the compiled
 * linter, the state of one run over one text, and the checks in C.
 */
#ifndef COP_CHECK_LINT_PRIV_H
#define COP_CHECK_LINT_PRIV_H

#include "check/figures.h"
#include "check/lint.h"
#include "check/pattern.h"
#include "check/tokens.h"

/* Numbers of patterns in the linter's set. */
typedef struct {
  int *at;
  size_t n;
} CopPatternIds;

typedef struct {
  const CopTerm *term;
  CopPatternIds forms, needs, unless;
} CopLintTerm;

typedef struct {
  const CopLintRule *rule;
  CopPatternIds patterns, needs, unless, unless_near;
} CopLintRuleCompiled;

typedef struct {
  const CopSurvey *survey;
  CopPatternIds names, makers;
} CopLintSurvey;

typedef struct {
  const CopCitedWork *work;
  CopPatternIds names, needs;
} CopLintWork;

typedef struct {
  const CopLaw *law;
  CopPatternIds numbers, titles; /* "RA 9775" and kin; titles and other aliases */
} CopLintLaw;

typedef struct {
  const CopInstrument *instrument;
  CopPatternIds names;
  const char *const *title; /* of a resolution: the keys of the title's words of five letters and more */
  size_t n_title;
} CopLintInstrument; /* in the order of the model */

/* A city where a conference met, as its words are compared. */
typedef struct {
  const CopConference *conference;
  const char *const *keys;
  size_t n;
} CopLintPlace;

/* Classes of the model that the checks in C look for; each becomes one pattern:
 * sought where its places matter, a condition where only whether it stands near. */
#define COP_LINT_CLASSES(X)                                                                                  \
  X(ORGAN_PP, "organ-pp", SOUGHT)                                                                                    \
  X(ORGAN_WTDC, "organ-wtdc", SOUGHT)                                                                                \
  X(ORGAN_WTSA, "organ-wtsa", SOUGHT)                                                                                \
  X(ORGAN_COUNCIL, "organ-council", SOUGHT)                                                                          \
  X(HISTORY, "history", CONDITION)                                                                                      \
  X(SAME_SOURCE, "same-source", CONDITION)                                                                              \
  X(OTHER_FINDING, "other-finding", CONDITION)                                                                          \
  X(CHILD, "child", CONDITION)                                                                                          \
  X(RECENT, "recent", CONDITION)                                                                                        \
  X(TITLE_ANNOUNCE, "title-announce", SOUGHT)

typedef enum {
#define X(id, name, use) COP_LINT_CLASS_##id,
  COP_LINT_CLASSES(X)
#undef X
  COP_LINT_CLASS_MAX
} CopLintClassId;

struct CopLinter {
  CopArena *arena;
  const CopModel *model;
  CopPatterns *patterns;
  CopLintTerm *terms;
  size_t n_terms;
  CopLintRuleCompiled *rules;
  size_t n_rules;
  CopLintSurvey *surveys;
  size_t n_surveys;
  CopLintWork *works;
  size_t n_works;
  CopLintLaw *laws;
  size_t n_laws;
  CopLintInstrument *instruments;
  size_t n_instruments;
  CopLintPlace *places; /* names and aliases, in the order of the conferences */
  size_t n_places;
  GHashTable *place_words; /* the first words of places */
  CopPatternIds names; /* of works and bodies: words in them are exempt */
  struct CopStatements *statements; /* of evidence values, by word (values.c) */
  int classes[COP_LINT_CLASS_MAX]; /* -1: the model lacks the class */
  CopLintCode *codes;
  size_t n_codes;
};

typedef struct {
  CopDiagKind kind;
  CopSeverity severity;
  CopTokenRange range;
  const char *code, *message, *remedy;
} CopLintFinding;

enum { COP_LINT_NAMED = 1, COP_LINT_CODE = 2 }; /* inside a name; set as code, not examined */

typedef struct {
  const CopLinter *l;
  CopArena *arena;
  const CopTokens *t;
  CopMatches *m;
  uint8_t *named;       /* of each token: COP_LINT_NAMED, COP_LINT_CODE or 0 */
  const CopFigure *figures;
  size_t n_figures;
  int64_t text_from;    /* first day the text can be of (base/date.h) */
  GArray *found;        /* CopLintFinding */
} CopLint;

/* Records a finding; message and remedy must live in the arena or longer. */
void cop_lint_add(CopLint *k, CopDiagKind kind, CopSeverity severity, const char *code, CopTokenRange range,
                  const char *message, const char *remedy);
CopSeverity cop_lint_severity(CopTermSeverity s);

/* Year of a date; 0 for NULL. */
int cop_lint_year(const char *date);
/* Had something that ended on `date` ended for certain when the text was written? */
bool cop_lint_over(const CopLint *k, const char *date);

/* Does any of the patterns match within reach of the range? */
bool cop_lint_within(const CopLint *k, const CopPatternIds *ids, CopTokenRange range, CopLintReach reach);
/* The same for a class. */
bool cop_lint_class_within(const CopLint *k, CopLintClassId id, CopTokenRange range, CopLintReach reach);
/* The match of a class that begins at or after i and before end; NULL when there is none. */
const CopMatch *cop_lint_class_at(const CopLint *k, CopLintClassId id, uint32_t i, uint32_t end);
/* All matches of several patterns, in order of place. */
const CopMatch *cop_lint_matches(const CopLint *k, const CopPatternIds *ids, size_t *n);

/* The name in "Republic Act No. 11930, or the Anti-...": without the number. */
const char *cop_lint_law_name(const CopLaw *law);

/* Is a term of these tokens part of a name, or discussed instead of used? (titles.c) */
bool cop_lint_in_title(const CopLint *k, CopTokenRange term);
bool cop_lint_mentioned(const CopLint *k, CopTokenRange term);

void cop_lint_resolutions(CopLint *k); /* citation, superseded */
void cop_lint_works(CopLint *k);       /* citation, superseded: laws, instruments, works */
void cop_lint_surveys(CopLint *k);     /* double-count */
void cop_lint_values(CopLint *k);      /* number, undated */
struct CopStatements *cop_statements_new(CopArena *a, const CopModel *m);

/* conferences.c: cities and meetings of the model. */
void cop_lint_compile_places(CopLinter *l);
/* The first conference whose city is named at token i. */
const CopConference *cop_lint_place_at(const CopLint *k, uint32_t i);
/* place NULL: anywhere. NULL when none met then. */
const CopConference *cop_lint_conference(const CopLint *k, CopOrgan organ, const char *place, int year);
/* "2014 (wtdc), 2018 (pp)": what is true of the place; NULL when nothing is known. */
const char *cop_lint_years_of_place(const CopLint *k, CopOrgan organ, const char *place);

#endif
