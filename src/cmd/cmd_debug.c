/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "cmd/debug.h"

static const struct {
  const char *name, *summary;
  CopExit (*run)(int argc, char **argv);
} subjects[] = {
#define SUBJECT(name, summary) { #name, summary, cop_debug_##name },
#include "cmd/debug.def"
#undef SUBJECT
};

CopExit
cop_cmd_debug(int argc, char **argv)
{
  /* A subject parses its own options, so only what stands before its name is
   * parsed here. */
  if (argc > 1 && argv[1][0] != '-') {
    for (size_t i = 0; i < G_N_ELEMENTS(subjects); i++)
      if (strcmp(argv[1], subjects[i].name) == 0) {
        g_autofree char *name = g_strdup_printf("debug %s", argv[1]);
        argv[1] = name;
        return subjects[i].run(argc - 1, argv + 1);
      }
    return cop_cmd_failf("debug", COP_EXIT_USAGE, "there is no subject '%s'; 'copkit debug --help' lists all", argv[1]);
  }
  g_autoptr(GString) list = g_string_new("Subjects:\n");
  for (size_t i = 0; i < G_N_ELEMENTS(subjects); i++)
    g_string_append_printf(list, "  %-14s %s\n", subjects[i].name, subjects[i].summary);
  g_string_append(list, "\n'copkit debug SUBJECT --help' says more.");
  g_auto(CopCmdCommon) common = { 0 };
  if (!cop_cmd_parse(&argc, &argv, NULL, "SUBJECT [ARGUMENT...]", "Look into copkit: for bug reports, tests, authors of packs.",
                     list->str, &common))
    return COP_EXIT_USAGE;
  return cop_cmd_failf("debug", COP_EXIT_USAGE, "name a subject; 'copkit debug --help' lists all");
}
