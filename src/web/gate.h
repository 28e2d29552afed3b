/* SPDX-License-Identifier: Apache-2.0
 *
 * web/gate.h -- may this person ask for this address? Asked of every request
 * before a page is called, and by the test that holds all roles against all
 * addresses. What the gate lets through to a list is still sifted record by
 * record (cop_page_sees()), and each field that changes is held against its
 * group (cop_write_record()).
 */
#ifndef COP_WEB_GATE_H
#define COP_WEB_GATE_H

#include "model/access.h"
#include "web/route.h"

/* `path` is that of the request, `args` those of the route; `m` may be NULL for
 * what is public. */
bool cop_gate_opens(const CopAccess *a, CopRights rights, const CopModel *m, const CopRoute *route, const char *path, const char *const *args);
/* Sees everything the overview adds up. */
bool cop_gate_overview(const CopAccess *a);

#endif
