/* SPDX-License-Identifier: Apache-2.0
 *
 * audit/disclosure_priv.h -- cells and sums of the releases, shared by reading
 * and judging.
 */
#ifndef COP_AUDIT_DISCLOSURE_PRIV_H
#define COP_AUDIT_DISCLOSURE_PRIV_H

#include "audit/disclosure.h"

/* Which number of a row: counts have one, ratios two. */
typedef enum { PART_COUNT, PART_UPPER, PART_LOWER } Part;

typedef struct {
  const char *indicator, *area, *parent, *period, *by, *of;
  Part part;
  double threshold;
  bool shown;       /* in the release looked at, or in one before it */
  bool hidden;      /* some release hides it */
  double value;
  const char *release; /* that showed it */
} Cell;

typedef struct {
  const char *name;
  GPtrArray *cells; /* Cell, of this release alone */
} Release;

struct CopAudit {
  CopArena *arena;
  GHashTable *texts;  /* strings, each held once */
  GPtrArray *releases;
};

/* One text for equal texts. */
const char *cop_audit_text(CopAudit *a, const char *text, size_t length);
/* "IND|area|period|by|of|part"; the caller's. */
char *cop_audit_key(const Cell *c);

#endif
