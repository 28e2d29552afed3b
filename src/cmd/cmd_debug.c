/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/debug.h"

static const CopCmd subjects[] = {
#define SUBJECT(name, summary) { #name, summary, cop_debug_##name },
#include "cmd/debug.def"
#undef SUBJECT
};

CopExit
cop_cmd_debug(int argc, char **argv)
{
  return cop_cmd_run_subject("debug", subjects, G_N_ELEMENTS(subjects),
                             "Look into copkit: for bug reports, tests, authors of packs.", argc, argv, NULL);
}
