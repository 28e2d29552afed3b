/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/integration.h -- the workbook of the integration report.
 */
#ifndef COP_COMPOSE_INTEGRATION_H
#define COP_COMPOSE_INTEGRATION_H

#include "compose/compose.h"

/* Short title, else title. */
const char *cop_integration_name(const CopInitiative *n);
bool cop_integration_tables(const CopContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error);

#endif
