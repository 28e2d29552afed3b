/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/yaml.h"
#include "cmd/debug.h"
#include "doc/check.h"
#include "doc/dump.h"
#include "doc/markup.h"

static CopExit
show_document(CopArena *a, const char *path, const char *text, size_t length)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDiags) found = cop_diags_new();
  const CopDoc *d = cop_markup_read(a, text, length, &(CopMarkupOptions){ .file = path }, found, &error);
  if (d == NULL)
    return cop_cmd_fail("debug tree", COP_EXIT_INPUT, error);
  cop_doc_check(d, found);
  cop_diags_sort(found);
  g_autofree char *dump = cop_doc_dump(d);
  fputs(dump, stdout);
  cop_cmd_print_diags(found, false);
  return cop_diags_count(found) > 0 ? COP_EXIT_FINDINGS : COP_EXIT_OK;
}

CopExit
cop_debug_tree(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  if (!cop_cmd_parse(&argc, &argv, NULL, "FILE",
                     "Print a YAML file, a JSON file (*.json) or Markdown (*.md) as it is read.",
                     "What YAML takes for a number or for nothing can be seen here; Markdown is shown as the document tree\n"
                     "that 'copkit typeset' would set, with its findings.",
                     &common))
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
  if (g_str_has_suffix(argv[1], ".md"))
    return show_document(a, argv[1], text, length);
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
