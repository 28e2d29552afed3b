/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "cmd/cmd.h"
#include "web/hooks.h"

static CopExit
list_webhooks(CopDb *db, bool json)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  CopWebhooks all;
  if (!cop_webhooks_load(db, a, &all, &error))
    return cop_cmd_fail("webhook", COP_EXIT_INPUT, error);
  CopJson *j = json ? cop_json_new() : NULL;
  if (j != NULL)
    cop_json_array(j);
  for (size_t i = 0; i < all.n; i++) {
    const CopWebhook *w = &all.items[i];
    g_autofree char *server = cop_outgoing_url_origin(w->url);
    if (j == NULL) {
      printf("%s  %-8s %s, %s, %s%s%s%s\n", w->id, cop_webhook_state_name(w->state), w->title, server != NULL ? server : "?", *w->types != '\0' ? w->types : "everything",
             *w->why != '\0' ? " (" : "", w->why, *w->why != '\0' ? ")" : "");
      continue;
    }
    cop_json_object(j);
    cop_json_key_text(j, "id", w->id);
    cop_json_key_text(j, "title", w->title);
    cop_json_key_text(j, "server", server);
    cop_json_key_text(j, "types", w->types);
    cop_json_key_text(j, "kinds", w->kinds);
    cop_json_key_text(j, "state", cop_webhook_state_name(w->state));
    cop_json_key_text(j, "why", w->why);
    cop_json_key_bool(j, "has_secret", w->has_secret);
    cop_json_key_int(j, "position", w->position);
    cop_json_key_int(j, "attempts", w->attempts);
    cop_json_end(j);
  }
  if (j != NULL) {
    cop_json_end(j);
    g_autofree char *text = cop_json_finish(j);
    puts(text);
  }
  return COP_EXIT_OK;
}

static void
say_secret(const char *id, const char *secret, bool json)
{
  if (json)
    printf("{\"id\": \"%s\", \"secret\": \"%s\"}\n", id, secret);
  else
    printf("%s. The secret, shown this once:\n  %s\n", id, secret);
}

static CopExit
add_webhook(CopDb *db, const CopOutgoingRules *rules, char **argv, char **types, char **kinds, bool json)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *server = NULL, *secret = NULL, *type_list = g_strjoinv(" ", types), *kind_list = g_strjoinv(" ", kinds);
  const char *id = NULL;
  if (!cop_outgoing_url_check(rules, argv[3], &error))
    return cop_cmd_fail("webhook", COP_EXIT_USAGE, error);
  server = cop_outgoing_url_origin(argv[3]);
  if (!cop_webhook_add(db, a, argv[2], argv[3], server, type_list, kind_list, cop_cmd_actor(), &id, &secret, &error))
    return cop_cmd_fail("webhook", g_error_matches(error, COP_WEBHOOK_ERROR, COP_WEBHOOK_ERROR_INVALID) ? COP_EXIT_USAGE : COP_EXIT_INPUT, error);
  say_secret(id, secret, json);
  return COP_EXIT_OK;
}

static CopExit
test_webhook(CopDb *db, const CopOutgoingRules *rules, const char *id, bool json)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  CopWebhookOutcome o;
  if (!cop_hook_send_aside(rules, db, a, id, NULL, &o, &error))
    return cop_cmd_fail("webhook", COP_EXIT_INPUT, error);
  if (json) {
    CopJson *j = cop_json_new();
    cop_json_object(j);
    cop_json_key_bool(j, "taken", o.taken);
    cop_json_key_int(j, "status", o.status);
    cop_json_key_text(j, "fault", o.fault);
    cop_json_key_int(j, "milliseconds", o.milliseconds);
    cop_json_end(j);
    g_autofree char *text = cop_json_finish(j);
    puts(text);
  } else if (o.status != 0) {
    printf("%s: HTTP %u, %" G_GINT64_FORMAT " ms\n", o.taken ? "taken" : "not taken", o.status, o.milliseconds);
  } else {
    printf("not taken: %s\n", o.fault);
  }
  return o.taken ? COP_EXIT_OK : COP_EXIT_FINDINGS;
}

static CopExit
change_webhook(CopDb *db, const char *job, const char *id, bool json)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = NULL;
  const char *actor = cop_cmd_actor();
  bool ok = strcmp(job, "rotate") == 0  ? cop_webhook_rotate(db, id, actor, &secret, &error)
            : strcmp(job, "pause") == 0 ? cop_webhook_pause(db, id, actor, &error)
            : strcmp(job, "go-on") == 0 ? cop_webhook_go_on(db, a, id, false, actor, &error)
                                        : cop_webhook_remove(db, id, actor, &error);
  if (!ok)
    return cop_cmd_fail("webhook", COP_EXIT_INPUT, error);
  if (secret != NULL)
    say_secret(id, secret, json);
  return COP_EXIT_OK;
}

/* Is the call one that there is? */
static bool
is_job(const char *job, int argc)
{
  static const char *const of_one[] = { "test", "rotate", "pause", "go-on", "remove" };
  for (size_t i = 0; i < G_N_ELEMENTS(of_one); i++)
    if (strcmp(job, of_one[i]) == 0)
      return argc == 3;
  return (strcmp(job, "list") == 0 && argc <= 2) || (strcmp(job, "add") == 0 && argc == 4);
}

CopExit
cop_cmd_webhook(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(GStrv) types = NULL, kinds = NULL, nets = NULL;
  g_autofree char *authorities = NULL;
  char *none[] = { NULL };
  const GOptionEntry entries[] = { { "type", 0, 0, G_OPTION_ARG_STRING_ARRAY, &types, "with add: a type of event (all)", "TYPE" },
                                   { "kind", 0, 0, G_OPTION_ARG_STRING_ARRAY, &kinds, "with add: a kind of record (all)", "KIND" },
                                   { "reach", 0, 0, G_OPTION_ARG_STRING_ARRAY, &nets, "a private net the address may lead to, as for serve", "NET" },
                                   { "authorities", 0, 0, G_OPTION_ARG_FILENAME, &authorities, "certificates trusted besides the system's, PEM", "FILE" },
                                   G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "list | add TITLE URL | test ID | rotate ID | pause ID | go-on ID | remove ID", "Tell other programs what changed.",
                     "`add` and `rotate` print the secret messages are signed with, this once. Messages are sent\n"
                     "by `copkit serve`. Exit: 1 when a test was not taken, 3 when there is no such endpoint.",
                     &common))
    return COP_EXIT_USAGE;
  const char *job = argc > 1 ? argv[1] : "list";
  if (!is_job(job, argc))
    return cop_cmd_failf("webhook", COP_EXIT_USAGE, "write: webhook list, webhook add TITLE URL, or webhook test, rotate, pause, go-on or remove ID");
  bool list = strcmp(job, "list") == 0, add = strcmp(job, "add") == 0;
  if ((types != NULL || kinds != NULL) && !add)
    return cop_cmd_failf("webhook", COP_EXIT_USAGE, "--type and --kind go with add");
  CopExit code;
  g_autoptr(GError) error = NULL;
  CopOutgoingRules *rules = cop_outgoing_rules_new((const char *const *)nets, authorities, &error);
  if (rules == NULL)
    return cop_cmd_fail("webhook", COP_EXIT_USAGE, error);
  g_autoptr(CopDb) db = cop_cmd_open_store("webhook", &common, list ? COP_DB_READ : COP_DB_WRITE, &code);
  if (db != NULL)
    code = list                       ? list_webhooks(db, common.json)
           : add                      ? add_webhook(db, rules, argv, types != NULL ? types : none, kinds != NULL ? kinds : none, common.json)
           : strcmp(job, "test") == 0 ? test_webhook(db, rules, argv[2], common.json)
                                      : change_webhook(db, job, argv[2], common.json);
  cop_outgoing_rules_free(rules);
  return code;
}
