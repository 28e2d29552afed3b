/* SPDX-License-Identifier: Apache-2.0
 *
 * exchange/po.h -- translation units as a PO file (GNU gettext manual, "The
 * Format of PO Files"): msgctxt is the unit, msgid the English, drafts are
 * fuzzy. Extracted comments tell the translator whom a text addresses, and
 * copkit, when the file comes back, which state and revision it left with:
 *
 *   #. copkit state: draft; revision: 3
 */
#ifndef COP_EXCHANGE_PO_H
#define COP_EXCHANGE_PO_H

#include "model/trans_unit.h"

/* The file; `made` is a UTC instant. The caller owns it. */
char *cop_po_write(const CopModel *m, const CopTransUnits *units, const char *lang, const char *made) G_GNUC_WARN_UNUSED_RESULT;

#endif
