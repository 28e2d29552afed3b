/* SPDX-License-Identifier: Apache-2.0
 *
 * exchange/xliff.h -- translation units as XLIFF 1.2 (OASIS, 2008), one file
 * element. id of a trans-unit is the unit; the revision it left with stands in
 * the attribute extradata. States:
 *
 *   untranslated new · draft needs-review-translation · translated translated ·
 *   back-checked signed-off · approved final, approved="yes" ·
 *   not needed: translate="no"
 */
#ifndef COP_EXCHANGE_XLIFF_H
#define COP_EXCHANGE_XLIFF_H

#include "model/trans_unit.h"

char *cop_xliff_write(const CopModel *m, const CopTransUnits *units, const char *lang) G_GNUC_WARN_UNUSED_RESULT;

#endif
