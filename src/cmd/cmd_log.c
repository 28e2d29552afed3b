/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "cmd/cmd.h"
#include "model/audit.h"

#define SUBJECT(name, summary) static CopExit log_##name(int argc, char **argv);
#include "cmd/log.def"
#undef SUBJECT

static const CopCmd subjects[] = {
#define SUBJECT(name, summary) { #name, summary, log_##name },
#include "cmd/log.def"
#undef SUBJECT
};

CopExit
cop_cmd_log(int argc, char **argv)
{
  return cop_cmd_run_subject("log", subjects, G_N_ELEMENTS(subjects), "Show who changed what, and check that the log is whole.",
                             argc, argv, "list");
}

/* --- list --- */

static void
print_entry(const CopAuditEntry *e, bool content)
{
  printf("%6" G_GINT64_FORMAT "  %s  %-10s %-8s %s %s", e->seq, e->at, e->actor, e->action, e->entity, e->record);
  if (e->revision > 0)
    printf(" (revision %" G_GINT64_FORMAT ")", e->revision);
  putchar('\n');
  if (content && e->content != NULL)
    printf("        %s\n", e->content);
}

static void
print_json(const CopAuditEntries *entries)
{
  CopJson *j = cop_json_new();
  cop_json_array(j);
  for (size_t i = 0; i < entries->n; i++) {
    const CopAuditEntry *e = &entries->items[i];
    cop_json_object(j);
    cop_json_key_int(j, "seq", e->seq);
    cop_json_key_text(j, "at", e->at);
    cop_json_key_text(j, "actor", e->actor);
    cop_json_key_text(j, "action", e->action);
    cop_json_key_text(j, "entity", e->entity);
    cop_json_key_text(j, "record", e->record);
    cop_json_key_int(j, "revision", e->revision);
    cop_json_key_text(j, "content", e->content);
    cop_json_end(j);
  }
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  fputs(text, stdout);
}

/* "measure/M1" to its kind; *id points behind the slash. */
static CopEntity
read_record_name(const char *name, const char **id)
{
  const char *slash = strchr(name, '/');
  g_autofree char *kind = slash == NULL ? NULL : g_strndup(name, (gsize)(slash - name));
  *id = slash == NULL ? NULL : slash + 1;
  return kind == NULL ? COP_ENTITY_MAX : cop_entity_by_name(kind);
}

static CopExit
log_list(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *record = NULL;
  gint64 n = 20;
  const GOptionEntry entries[] = {
    { "last", 'n', 0, G_OPTION_ARG_INT64, &n, "how many entries, newest first (20)", "N" },
    { "record", 0, 0, G_OPTION_ARG_STRING, &record, "the history of one record, e.g. measure/M1", "KIND/ID" },
    G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Show the last changes, or the history of one record.", NULL, &common))
    return COP_EXIT_USAGE;
  const char *id = NULL;
  CopEntity e = record == NULL ? COP_ENTITY_MAX : read_record_name(record, &id);
  if (argc > 1 || n < 1 || (record != NULL && e == COP_ENTITY_MAX))
    return cop_cmd_failf("log list", COP_EXIT_USAGE, "-n takes a number from 1, --record takes KIND/ID, e.g. measure/M1");
  CopExit code;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) db = cop_cmd_open_store("log list", &common, COP_DB_READ, &code);
  CopAuditEntries entries_found;
  if (db == NULL)
    return code;
  if (!(record != NULL ? cop_audit_history(db, a, e, id, &entries_found, &error)
                       : cop_audit_recent(db, a, n, &entries_found, &error)))
    return cop_cmd_fail("log list", COP_EXIT_INPUT, error);
  if (common.json) {
    print_json(&entries_found);
    return COP_EXIT_OK;
  }
  for (size_t i = 0; i < entries_found.n; i++)
    print_entry(&entries_found.items[i], common.verbose);
  return COP_EXIT_OK;
}

/* --- verify --- */

static CopExit
log_verify(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *contains = NULL;
  const GOptionEntry entries[] = {
    { "contains", 0, 0, G_OPTION_ARG_STRING, &contains, "also look for a hash that was noted earlier", "HASH" },
    G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Recompute the chain and compare every record with it.",
                     "Note the hash it prints: given to --contains later, it shows that nothing before it was\n"
                     "taken away. Exit: 0 when all is as it was written, 3 when not.",
                     &common))
    return COP_EXIT_USAGE;
  if (argc > 1)
    return cop_cmd_failf("log verify", COP_EXIT_USAGE, "no argument is expected");
  CopExit code;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDb) db = cop_cmd_open_store("log verify", &common, COP_DB_READ, &code);
  if (db == NULL)
    return code;
  g_auto(CopAuditCheck) check = { 0 };
  if (!cop_audit_verify(db, contains, &check, &error))
    return cop_cmd_fail("log verify", COP_EXIT_INPUT, error);
  if (check.broken_at != 0)
    return cop_cmd_failf("log verify", COP_EXIT_INPUT, "the log is broken at entry %" G_GINT64_FORMAT ": %s; restore a backup",
                         check.broken_at, check.broken_why);
  if (check.n_unlogged > 0)
    return cop_cmd_failf("log verify", COP_EXIT_INPUT, "%zu records are not as the log left them, first %s; restore a backup",
                         check.n_unlogged, check.unlogged);
  if (contains != NULL && !check.found)
    return cop_cmd_failf("log verify", COP_EXIT_INPUT, "the hash %s does not stand in the log: entries were taken away, or it is of another store",
                         contains);
  printf("%" G_GINT64_FORMAT " entries, %s\n", check.n, check.head);
  return COP_EXIT_OK;
}
