/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/cmd.h"

#include <stdio.h>
#include <string.h>

static const CopCmd all[] = {
#define CMD(name, summary) { #name, summary, cop_cmd_##name },
#include "cmd/commands.def"
#undef CMD
};

const CopCmd *
cop_cmd_all(size_t *n)
{
  *n = G_N_ELEMENTS(all);
  return all;
}

/* Names stand in C as identifiers and on the command line with hyphens. */
static bool
same_name(const char *identifier, const char *typed)
{
  for (; *identifier != '\0' && *typed != '\0'; identifier++, typed++)
    if (*identifier != *typed && !(*identifier == '_' && *typed == '-'))
      return false;
  return *identifier == *typed;
}

const CopCmd *
cop_cmd_find(const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
    if (same_name(all[i].name, name))
      return &all[i];
  return NULL;
}

void
cop_cmd_common_clear(CopCmdCommon *c)
{
  g_clear_pointer(&c->store, g_free);
}

bool
cop_cmd_parse(int *argc, char ***argv, const GOptionEntry *entries, const char *arguments, const char *summary,
              const char *description, CopCmdCommon *common)
{
  const char *name = (*argv)[0];
  const GOptionEntry shared[] = {
    { "store", 's', 0, G_OPTION_ARG_STRING, &common->store, "the store: a .cop file or a postgresql:// address", "STORE" },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &common->quiet, "say only what went wrong", NULL },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &common->verbose, "say more", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &common->json, "results as JSON on standard output", NULL },
    G_OPTION_ENTRY_NULL };
  g_autoptr(GOptionContext) context = g_option_context_new(arguments);
  g_option_context_set_summary(context, summary);
  g_option_context_set_description(context, description);
  if (entries != NULL)
    g_option_context_add_main_entries(context, entries, NULL);
  g_option_context_add_main_entries(context, shared, NULL);

  g_autofree char *program = g_strdup_printf("copkit %s", name);
  g_set_prgname(program);
  g_autoptr(GError) error = NULL;
  if (!g_option_context_parse(context, argc, argv, &error)) {
    fprintf(stderr, "%s: %s\nTry '%s --help'.\n", program, error->message, program);
    return false;
  }
  if (common->store == NULL)
    common->store = g_strdup(g_getenv("COPKIT_STORE"));
  return true;
}

CopExit
cop_cmd_fail(const char *command, CopExit code, const GError *error)
{
  return cop_cmd_failf(command, code, "%s", error->message);
}

CopExit
cop_cmd_failf(const char *command, CopExit code, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *message = g_strdup_vprintf(format, args);
  va_end(args);
  fprintf(stderr, "copkit %s: %s\n", command, message);
  return code;
}

void
cop_cmd_print_diags(const CopDiags *d, bool json)
{
  if (json) {
    g_autofree char *text = cop_diags_to_json(d);
    fputs(text, stdout);
    return;
  }
  for (size_t i = 0; i < cop_diags_count(d); i++) {
    g_autofree char *line = cop_diag_to_line(cop_diags_at(d, i));
    fprintf(stderr, "%s\n", line);
  }
  if (cop_diags_dropped(d) > 0)
    fprintf(stderr, "%zu further findings are not shown\n", cop_diags_dropped(d));
}
