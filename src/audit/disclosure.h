/* SPDX-License-Identifier: Apache-2.0
 *
 * audit/disclosure.h -- can somebody who holds every release work out a count
 * that was hidden? A part of the program of its own: it reads released files
 * (figures.csv of `copkit export figures`) as an outsider does, knows nothing
 * of how cells were hidden, and shares no code with indicator/suppress.h.
 *
 * What the outsider knows
 *   shown cells      of all releases together: what one release shows, no other
 *                    hides again
 *   sums             areas make up the area they lie in, quarters their year,
 *                    the values of a breakdown their total. The parts may fall
 *                    short of the total; where every instance of a kind of sum
 *                    that is shown whole adds up, the outsider takes it that
 *                    the hidden ones do too
 *   counts           are not negative; of a ratio the upper is not more than
 *                    the lower
 *
 * From this, linear programs (plan/lp.h) give the least and the most each
 * hidden cell can be. It is given away when
 *   all it can be are small counts (most below the threshold), or
 *   it is known to the unit and small.
 * Where sums contradict each other, because a release was made of other reports
 * than the next, each release is judged by itself, and cells that differ between
 * releases by less than the threshold are named: the difference is a small
 * count.
 * Source of the attack: Hundepool et al., Statistical Disclosure Control, 2012,
 * chapters 4.2 and 4.7 (differencing, linked tables).
 */
#ifndef COP_AUDIT_DISCLOSURE_H
#define COP_AUDIT_DISCLOSURE_H

#include "base/csv.h"
#include "base/diag.h"

typedef struct CopAudit CopAudit;

typedef struct {
  size_t releases, cells, hidden, programs; /* programs: linear programs solved */
  size_t leaks, differences;
} CopAuditResult;

CopAudit *cop_audit_new(void);
void cop_audit_free(CopAudit *a);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopAudit, cop_audit_free)

/* Reads one release; false when the file is none. */
bool cop_audit_add_release(CopAudit *a, const char *name, CopCsv *csv, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Findings: error disclosure-leak, warning disclosure-difference. */
void cop_audit_run(CopAudit *a, CopAuditResult *result, CopDiags *found);

#define COP_AUDIT_ERROR (cop_audit_error_quark())
GQuark cop_audit_error_quark(void);
typedef enum { COP_AUDIT_ERROR_FILE } CopAuditErrorCode;

#endif
