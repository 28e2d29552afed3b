/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "cmd/debug.h"
#include "model/schema.h"

static const char *const type_names[COP_FIELD_TYPE_MAX] = {
  [COP_FIELD_TEXT] = "text", [COP_FIELD_TEXTS] = "list of texts", [COP_FIELD_INT] = "whole number",
  [COP_FIELD_REAL] = "number", [COP_FIELD_BOOL] = "true or false", [COP_FIELD_DATE] = "date",
  [COP_FIELD_MONEY] = "money", [COP_FIELD_ENUM] = "word", [COP_FIELD_REF] = "id", [COP_FIELD_REFS] = "list of ids",
};

static void
print_kinds(void)
{
  for (int e = 0; e < COP_ENTITY_MAX; e++)
    printf("%-18s %s\n", cop_entity((CopEntity)e)->plural, cop_entity((CopEntity)e)->doc);
}

static void
print_kind(CopEntity e)
{
  const CopEntityInfo *info = cop_entity(e);
  const CopField *fields = cop_entity_fields(e);
  printf("%s: %s\n", info->plural, info->doc);
  printf("  %-18s %-14s %s %s\n", "id", "id", "*", "unique within its kind");
  for (size_t i = 0; i < info->n_fields; i++) {
    printf("  %-18s %-14s %s %s", fields[i].name, type_names[fields[i].type],
           (fields[i].flags & COP_FIELD_REQUIRED) != 0 ? "*" : " ", fields[i].doc);
    if (fields[i].type == COP_FIELD_REF || fields[i].type == COP_FIELD_REFS)
      printf(" -> %s", cop_entity(fields[i].target)->plural);
    if (fields[i].type == COP_FIELD_ENUM)
      for (int w = 0; w < cop_words(fields[i].words)->n; w++)
        printf("%s%s", w == 0 ? ": " : " | ", cop_words(fields[i].words)->words[w]);
    putchar('\n');
  }
}

static void
write_field(CopJson *j, const CopField *field)
{
  cop_json_object(j);
  cop_json_key_text(j, "name", field->name);
  cop_json_key_text(j, "type", type_names[field->type]);
  cop_json_key_bool(j, "required", (field->flags & COP_FIELD_REQUIRED) != 0);
  cop_json_key_bool(j, "translated", (field->flags & COP_FIELD_TRANSLATABLE) != 0);
  if (field->type == COP_FIELD_REF || field->type == COP_FIELD_REFS)
    cop_json_key_text(j, "target", cop_entity(field->target)->name);
  if (field->type == COP_FIELD_ENUM) {
    cop_json_key_array(j, "words");
    for (int w = 0; w < cop_words(field->words)->n; w++)
      cop_json_text(j, cop_words(field->words)->words[w]);
    cop_json_end(j);
  }
  cop_json_key_text(j, "meaning", field->doc);
  cop_json_end(j);
}

static void
print_json(CopEntity only)
{
  CopJson *j = cop_json_new();
  cop_json_array(j);
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    if (only != COP_ENTITY_MAX && only != (CopEntity)e)
      continue;
    cop_json_object(j);
    cop_json_key_text(j, "kind", cop_entity((CopEntity)e)->name);
    cop_json_key_text(j, "plural", cop_entity((CopEntity)e)->plural);
    cop_json_key_text(j, "meaning", cop_entity((CopEntity)e)->doc);
    cop_json_key_array(j, "fields");
    for (size_t i = 0; i < cop_entity((CopEntity)e)->n_fields; i++)
      write_field(j, &cop_entity_fields((CopEntity)e)[i]);
    cop_json_end(j);
    cop_json_end(j);
  }
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  fputs(text, stdout);
}

CopExit
cop_debug_schema(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  if (!cop_cmd_parse(&argc, &argv, NULL, "[KIND]", "List the kinds of records, or the fields and words of one.",
                     "A star marks what must be given.", &common))
    return COP_EXIT_USAGE;
  CopEntity e = argc > 1 ? cop_entity_by_name(argv[1]) : COP_ENTITY_MAX;
  if (argc > 2 || (argc > 1 && e == COP_ENTITY_MAX))
    return cop_cmd_failf("debug schema", COP_EXIT_USAGE, "name one kind, e.g. measures");
  if (common.json)
    print_json(e);
  else if (e == COP_ENTITY_MAX)
    print_kinds();
  else
    print_kind(e);
  return COP_EXIT_OK;
}
