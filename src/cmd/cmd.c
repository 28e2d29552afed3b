/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/cmd.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"

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

bool
cop_cmd_is_day(const char *text)
{
  return cop_date_read(text).precision == COP_DATE_DAY;
}

/* RFC 5646, section 2.1, by its form: two to eight letters, then parts of letters and digits. */
static bool
is_tag(const char *s)
{
  g_auto(GStrv) parts = g_strsplit(s, "-", -1);
  for (guint i = 0; parts[i] != NULL; i++) {
    size_t n = strlen(parts[i]), known = strspn(parts[i], i == 0 ? "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    if (known != n || n > 8 || n < (i == 0 ? 2u : 1u))
      return false;
  }
  return parts[0] != NULL;
}

bool
cop_cmd_languages(const char *command, const char *text, char ***list)
{
  *list = text == NULL ? NULL : g_strsplit(text, ",", -1);
  for (guint i = 0; *list != NULL && (*list)[i] != NULL; i++)
    if (!is_tag((*list)[i])) {
      cop_cmd_failf(command, COP_EXIT_USAGE, "'%s' is no language; write tags such as fil or zh-Hans, with commas between them", (*list)[i]);
      g_clear_pointer(list, g_strfreev);
      return false;
    }
  return true;
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
cop_cmd_run_subject(const char *command, const CopCmd *subjects, size_t n, const char *summary, int argc, char **argv,
                    const char *otherwise)
{
  /* A subject parses its own options: only --help is looked for before it. */
  const char *wanted = argc > 1 && argv[1][0] != '-' ? argv[1] : otherwise;
  bool help = argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0);
  for (size_t i = 0; wanted != NULL && !help && i < n; i++)
    if (same_name(subjects[i].name, wanted)) {
      g_autofree char *name = g_strdup_printf("%s %s", command, wanted);
      bool named = argc > 1 && argv[1][0] != '-';
      argv[named] = name;
      return subjects[i].run(argc - named, argv + named);
    }
  if (wanted != NULL && !help)
    return cop_cmd_failf(command, COP_EXIT_USAGE, "there is no '%s %s'; 'copkit %s --help' lists what there is", command,
                         wanted, command);
  g_autoptr(GString) list = g_string_new("Subjects:\n");
  for (size_t i = 0; i < n; i++)
    g_string_append_printf(list, "  %-14s %s\n", subjects[i].name, subjects[i].summary);
  g_string_append_printf(list, "\n'copkit %s SUBJECT --help' says more.", command);
  g_auto(CopCmdCommon) common = { 0 };
  if (!cop_cmd_parse(&argc, &argv, NULL, otherwise == NULL ? "SUBJECT [ARGUMENT...]" : "[SUBJECT] [ARGUMENT...]", summary,
                     list->str, &common))
    return COP_EXIT_USAGE;
  return cop_cmd_failf(command, COP_EXIT_USAGE, "name a subject; 'copkit %s --help' lists all", command);
}

CopDb *
cop_cmd_open_store(const char *command, const CopCmdCommon *common, CopDbMode mode, CopExit *code)
{
  if (common->store == NULL) {
    *code = cop_cmd_failf(command, COP_EXIT_USAGE, "name the store with -s STORE or in COPKIT_STORE");
    return NULL;
  }
  g_autoptr(GError) error = NULL;
  CopDb *db = cop_db_open(common->store, mode, &error);
  if (db == NULL)
    *code = cop_cmd_fail(command, COP_EXIT_INPUT, error);
  return db;
}

const char *
cop_cmd_actor(void)
{
  const char *actor = g_getenv("COPKIT_ACTOR");
  return actor == NULL || *actor == '\0' ? g_get_user_name() : actor;
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
