/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/yaml.h"
#include "cmd/debug.h"

CopExit
cop_debug_tree(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  if (!cop_cmd_parse(&argc, &argv, NULL, "FILE", "Print a YAML file, or a JSON file (*.json), as it is read.",
                     "What YAML takes for a number or for nothing can be seen here.", &common))
    return COP_EXIT_USAGE;
  const char *name = "debug tree";
  if (argc != 2)
    return cop_cmd_failf(name, COP_EXIT_USAGE, "name one file");
  g_autoptr(GError) error = NULL;
  size_t length;
  g_autofree char *text = cop_file_read(argv[1], COP_LIMIT_FILE, &length, &error);
  if (text == NULL)
    return cop_cmd_fail(name, COP_EXIT_INPUT, error);
  g_autoptr(CopArena) a = cop_arena_new();
  CopTree *t = g_str_has_suffix(argv[1], ".json") ? cop_json_read(a, text, length, &error)
                                                  : cop_yaml_read(a, text, length, &error);
  if (t == NULL)
    return cop_cmd_fail(name, COP_EXIT_INPUT, error);
  CopJson *j = cop_json_new();
  cop_json_tree(j, t);
  g_autofree char *json = cop_json_finish(j);
  fputs(json, stdout);
  return COP_EXIT_OK;
}
