/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd/export.h -- subjects of `copkit export`; run like commands, argv[0] is
 * "export <subject>".
 */
#ifndef COP_CMD_EXPORT_H
#define COP_CMD_EXPORT_H

#include "cmd/cmd.h"

#define SUBJECT(name, summary) CopExit cop_export_##name(int argc, char **argv);
#include "cmd/export.def"
#undef SUBJECT

#endif
