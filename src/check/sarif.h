/* SPDX-License-Identifier: Apache-2.0
 *
 * check/sarif.h -- findings as SARIF 2.1.0 (OASIS, Static Analysis Results
 * Interchange Format), for editors and code hosts that show them.
 *
 * Regions carry startLine and startColumn where lines are those of the file,
 * and charOffset and charLength (code points, as columnKind says). The codes
 * that occur stand under tool.driver.rules, in order.
 */
#ifndef COP_CHECK_SARIF_H
#define COP_CHECK_SARIF_H

#include "base/diag.h"
#include "check/lint.h"

char *cop_sarif_write(const CopDiags *d, const CopLinter *l, const char *version) G_GNUC_WARN_UNUSED_RESULT;

#endif
