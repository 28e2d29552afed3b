/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/targets.h -- the functions behind targets.def: each appends the
 * pieces of its target. `langs` NULL means the country's languages.
 */
#ifndef COP_COMPOSE_TARGETS_H
#define COP_COMPOSE_TARGETS_H

#include "compose/compose.h"

#define TARGET(function, name, summary) \
  void cop_target_##function(const CopContext *c, CopProducts *pieces, const char *const *langs);
#define KIT_TARGET(function, name, summary) \
  void cop_target_##function(const CopKitContext *c, CopProducts *pieces, const char *const *langs);
#define KIT_ON_REQUEST KIT_TARGET
#include "compose/targets.def"
#undef KIT_ON_REQUEST
#undef TARGET
#undef KIT_TARGET

#endif
