/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/export.h"

static const CopCmd subjects[] = {
#define SUBJECT(name, summary) { #name, summary, cop_export_##name },
#include "cmd/export.def"
#undef SUBJECT
};

CopExit
cop_cmd_export(int argc, char **argv)
{
  return cop_cmd_run_subject("export", subjects, G_N_ELEMENTS(subjects),
                             "Write content of the store in a form other programs read.", argc, argv, NULL);
}
