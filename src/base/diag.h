/* SPDX-License-Identifier: Apache-2.0
 *
 * base/diag.h -- findings about content.
 *
 * A GError says that a call failed; a diagnostic says what is wrong with what
 * somebody wrote, where, and what to do. One run may collect hundreds and
 * still succeed. Findings are data: they are printed by cmd/ and web/ only.
 *
 * Positions: line and column count from 1, 0 means unknown; start and end are
 *            code-point offsets into the examined text, end exclusive, -1
 *            means unknown.
 * Lifetime:  a CopDiags owns its findings and copies every string given to it.
 * Limits:    after COP_LIMIT_DIAGS findings further ones are only counted.
 */
#ifndef COP_BASE_DIAG_H
#define COP_BASE_DIAG_H

#include <glib.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/json.h"

typedef enum { COP_SEVERITY_NOTE, COP_SEVERITY_WARNING, COP_SEVERITY_ERROR, COP_SEVERITY_MAX } CopSeverity;

/* The `kind` of a finding in JSON; names in cop_diag_kind_name(). */
typedef enum {
  COP_DIAG_FORMAT, /* the input breaks its own format or schema */
  COP_DIAG_TERM,
  COP_DIAG_CITATION,
  COP_DIAG_SUPERSEDED,
  COP_DIAG_DOUBLE_COUNT,
  COP_DIAG_PREVALENCE,
  COP_DIAG_FEAR_BLAME,
  COP_DIAG_IDENTITY,
  COP_DIAG_NUMBER,
  COP_DIAG_UNDATED,
  COP_DIAG_READABILITY,
  COP_DIAG_INCLUSION,
  COP_DIAG_CHANNEL,
  COP_DIAG_GATE,
  COP_DIAG_LAYOUT, /* overflow, widow, missing picture */
  COP_DIAG_KIND_MAX
} CopDiagKind;

typedef struct {
  CopSeverity severity;
  CopDiagKind kind;
  const char *code;    /* stable, e.g. "term-outdated"; has a page in the guide */
  const char *file;    /* NULL when the finding is not about a file */
  unsigned line, column;
  long start, end;
  const char *text;    /* what stands there; may be NULL */
  const char *message; /* what is wrong, lower case, no full stop */
  const char *remedy;  /* what to do; may be NULL */
} CopDiag;

typedef struct CopDiags CopDiags;

CopDiags *cop_diags_new(void);
void cop_diags_free(CopDiags *d);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopDiags, cop_diags_free)

/* Copies the finding. */
void cop_diags_add(CopDiags *d, const CopDiag *diag);
/* The common case: a finding of kind FORMAT at a place in a file. */
void cop_diags_format(CopDiags *d, CopSeverity severity, const char *code, const char *file, unsigned line,
                      unsigned column, const char *remedy, const char *message, ...) G_GNUC_PRINTF(8, 9);

size_t cop_diags_count(const CopDiags *d);                      /* kept */
size_t cop_diags_dropped(const CopDiags *d);                    /* beyond the limit */
size_t cop_diags_count_severity(const CopDiags *d, CopSeverity s);
const CopDiag *cop_diags_at(const CopDiags *d, size_t i);       /* lives as long as d */
/* By file, then line and column, then start; stable. */
void cop_diags_sort(CopDiags *d);

const char *cop_severity_name(CopSeverity s); /* "error" */
const char *cop_diag_kind_name(CopDiagKind k); /* "double-count" */

/* A finding whose strings are copies in the arena. */
CopDiag cop_diag_copy(CopArena *a, const CopDiag *diag);
/* The object of the contract, into a writer; and back (strings stay the tree's). */
void cop_diag_write(CopJson *j, const CopDiag *diag);
bool cop_diag_read(const CopTree *t, CopDiag *diag);
/* "file:line:col: severity code: message; remedy" */
char *cop_diag_to_line(const CopDiag *diag);
/* The JSON array of the contract; two calls on equal findings give equal bytes. */
char *cop_diags_to_json(const CopDiags *d);

#endif
