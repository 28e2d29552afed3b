/* SPDX-License-Identifier: Apache-2.0
 *
 * check/lint.h -- the linter: what a careful colleague would strike out of a
 * text about child online protection before it leaves the house.
 *
 * Looked at, each a kind of finding (base/diag.h):
 *   term          outdated or harmful words in running text (records `term`);
 *                 not inside the name of a law, treaty, report or body, and not
 *                 where the word itself is discussed
 *   citation      resolutions, general comments, treaties, laws and bodies that
 *                 do not exist or do not match: number, revision, place, year,
 *                 organ, title
 *   superseded    an instrument or law cited as current though it was replaced
 *                 at the date of the text
 *   double-count  one survey given as two findings
 *   prevalence    tips and reports given as children, victims or cases
 *   fear-blame    fear as a message, blame on child or family
 *   identity      what could identify a child
 *   number        a figure that differs from the evidence register
 *   undated       a figure said to be new without saying when
 * Words, names, surveys, works and most rules are records of the model; what
 * needs arithmetic (revisions, years, figures) is in C.
 *
 * Pure:      reads no file, no clock. A linter may be used for many texts; it
 *            keeps pointers into the model, which must outlive it.
 * Languages: English, French and Spanish, some Filipino. All are looked for at
 *            once; a text need not say its language.
 * Limits:    those of base/extract.h and base/diag.h.
 */
#ifndef COP_CHECK_LINT_H
#define COP_CHECK_LINT_H

#include <glib.h>
#include <stdbool.h>

#include "base/diag.h"
#include "base/extract.h"
#include "model/model.h"

typedef struct CopLinter CopLinter;

/* The kinds of records a linter looks at; a model of these alone will do. */
const CopEntity *cop_linter_kinds(size_t *n);

/* A pattern that cannot be read is a finding (kind format, code lint-pattern)
 * in `faults`, named by its record, and left out. */
CopLinter *cop_linter_new(const CopModel *m, CopDiags *faults);
void cop_linter_free(CopLinter *l);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopLinter, cop_linter_free)

typedef struct {
  const char *file;  /* named in the findings; may be NULL */
  const char *date;  /* of the text, YYYY[-MM[-DD]], valid; NULL means today */
  const char *today; /* YYYY-MM-DD */
} CopLintOptions;

/* Adds the findings of one text, in order of place. */
void cop_lint(const CopLinter *l, const CopExtract *e, const CopLintOptions *options, CopDiags *d);

/* Every code the linter can give, with its kind; for the guide, for SARIF and
 * for tests. Codes of rules come from the model. In order of code. */
typedef struct {
  const char *code;
  CopDiagKind kind;
  CopSeverity severity;
  const char *about; /* one line */
} CopLintCode;
const CopLintCode *cop_linter_codes(const CopLinter *l, size_t *n);

#endif
