/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd/debug.h -- subjects of `copkit debug`: internals for authors of packs,
 * bug reports and tests. A subject is run like a command; argv[0] is
 * "debug <subject>".
 */
#ifndef COP_CMD_DEBUG_H
#define COP_CMD_DEBUG_H

#include "cmd/cmd.h"

#define SUBJECT(name, summary) CopExit cop_debug_##name(int argc, char **argv);
#include "cmd/debug.def"
#undef SUBJECT

#endif
