/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "cmd/cmd.h"
#include "model/account.h"

#define SUBJECT(name, summary) static CopExit user_##name(int argc, char **argv);
#include "cmd/user.def"
#undef SUBJECT

static const CopCmd subjects[] = {
#define SUBJECT(name, summary) { #name, summary, user_##name },
#include "cmd/user.def"
#undef SUBJECT
};

CopExit
cop_cmd_user(int argc, char **argv)
{
  return cop_cmd_run_subject("user", subjects, G_N_ELEMENTS(subjects), "Keep the accounts of the desk: who may do what.", argc, argv, "list");
}

/* "agency_editor:CWC" to its parts; *target is "" for a role of the whole country. */
static bool
read_role(const char *text, CopUserRole *role, const char **target)
{
  const char *colon = strchr(text, ':');
  g_autofree char *name = colon == NULL ? g_strdup(text) : g_strndup(text, (gsize)(colon - text));
  *role = cop_user_role_by_name(name);
  *target = colon == NULL ? "" : colon + 1;
  return *role != COP_USER_ROLE_MAX;
}

static CopExit
fail(const char *job, const GError *error)
{
  return cop_cmd_fail(job, COP_EXIT_INPUT, error);
}

/* --- list, roles --- */

static void
write_account(CopJson *j, const CopAccount *x)
{
  cop_json_object(j);
  cop_json_key_text(j, "id", x->id);
  cop_json_key_text(j, "name", x->name);
  cop_json_key_text(j, "state", cop_account_state_name(x->state));
  cop_json_key_text(j, "invited_until", x->invite_until);
  cop_json_key_text(j, "created_at", x->created_at);
  cop_json_key_text(j, "created_by", x->created_by);
  cop_json_key_text(j, "successor", x->successor);
  cop_json_key_int(j, "codes_left", x->codes_left);
  cop_json_key_array(j, "roles");
  for (size_t i = 0; i < x->access.n; i++) {
    cop_json_object(j);
    cop_json_key_text(j, "role", cop_user_role(x->access.grants[i].role)->name);
    cop_json_key_text(j, "of", x->access.grants[i].target);
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_end(j);
}

static void
print_account(const CopAccount *x)
{
  printf("%-20s  %-8s  %s", x->id, cop_account_state_name(x->state), x->name);
  for (size_t i = 0; i < x->access.n; i++) {
    const CopGrant *g = &x->access.grants[i];
    printf("%s%s%s%s", i == 0 ? "  " : ", ", cop_user_role(g->role)->name, *g->target == '\0' ? "" : ":", g->target);
  }
  if (x->successor != NULL)
    printf("  handed over to %s", x->successor);
  putchar('\n');
}

static CopExit
user_list(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Show the people of the desk and what each may do.", NULL, &common))
    return COP_EXIT_USAGE;
  if (argc > 1)
    return cop_cmd_failf("user list", COP_EXIT_USAGE, "no argument is expected");
  CopExit code;
  CopAccounts all;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) db = cop_cmd_open_store("user list", &common, COP_DB_READ, &code);
  if (db == NULL)
    return code;
  if (!cop_accounts_load(db, a, &all, &error))
    return fail("user list", error);
  if (!common.json) {
    for (size_t i = 0; i < all.n; i++)
      print_account(&all.items[i]);
    return COP_EXIT_OK;
  }
  CopJson *j = cop_json_new();
  cop_json_array(j);
  for (size_t i = 0; i < all.n; i++)
    write_account(j, &all.items[i]);
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  fputs(text, stdout);
  return COP_EXIT_OK;
}

static CopExit
user_roles(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Show the roles there are.", "A role of one institution or area is given as ROLE:ID, e.g. agency_editor:CWC.", &common))
    return COP_EXIT_USAGE;
  if (argc > 1)
    return cop_cmd_failf("user roles", COP_EXIT_USAGE, "no argument is expected");
  if (common.json) {
    CopJson *j = cop_json_new();
    cop_json_array(j);
    for (CopUserRole r = 0; r < COP_USER_ROLE_MAX; r++) {
      cop_json_object(j);
      cop_json_key_text(j, "role", cop_user_role(r)->name);
      cop_json_key_text(j, "title", cop_user_role(r)->title);
      cop_json_key_text(j, "description", cop_user_role(r)->doc);
      cop_json_key_text(j, "scope", cop_scope_name(cop_user_role(r)->scope));
      cop_json_end(j);
    }
    cop_json_end(j);
    g_autofree char *text = cop_json_finish(j);
    fputs(text, stdout);
    return COP_EXIT_OK;
  }
  for (CopUserRole r = 0; r < COP_USER_ROLE_MAX; r++) {
    const CopUserRoleInfo *x = cop_user_role(r);
    g_autofree char *name = x->scope == COP_SCOPE_COUNTRY ? g_strdup(x->name) : g_strdup_printf("%s:%s", x->name, x->scope == COP_SCOPE_AREA ? "AREA" : "INSTITUTION");
    printf("%-28s  %s\n", name, x->doc);
  }
  return COP_EXIT_OK;
}

/* --- invite --- */

static CopExit
user_invite(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *name = NULL, *invitation = NULL;
  g_auto(GStrv) roles = NULL;
  const GOptionEntry entries[] = { { "name", 0, 0, G_OPTION_ARG_STRING, &name, "how the person is called (the id)", "NAME" },
                                   { "role", 'r', 0, G_OPTION_ARG_STRING_ARRAY, &roles, "a role to give; may be said several times", "ROLE[:ID]" },
                                   G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "ID", "Make an account, or open one anew, and print its invitation.",
                     "Prints the part of the address behind the desk's own, e.g. /join/..., good once for seven days: hand\n"
                     "it to the person. An account that exists loses its password, codes, sessions and tokens.",
                     &common))
    return COP_EXIT_USAGE;
  if (argc != 2 || !cop_account_id_valid(argv[1]))
    return cop_cmd_failf("user invite", COP_EXIT_USAGE, "name the account: lower-case letters, digits and . _ -");
  CopUserRole role;
  const char *target;
  for (char **r = roles; r != NULL && *r != NULL; r++)
    if (!read_role(*r, &role, &target))
      return cop_cmd_failf("user invite", COP_EXIT_USAGE, "there is no role '%s'; copkit user roles lists them", *r);
  CopExit code;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDb) db = cop_cmd_open_store("user invite", &common, COP_DB_WRITE, &code);
  if (db == NULL)
    return code;
  if (!cop_account_invite(db, argv[1], name, cop_cmd_actor(), &invitation, &error))
    return fail("user invite", error);
  for (char **r = roles; r != NULL && *r != NULL; r++)
    if (read_role(*r, &role, &target) && !cop_account_grant(db, argv[1], role, target, cop_cmd_actor(), &error))
      return fail("user invite", error);
  printf("/join/%s\n", invitation);
  return COP_EXIT_OK;
}

/* --- the rest: ID and one more --- */

typedef bool (*Change)(CopDb *db, const char *id, const char *other, GError **error);

static bool
change_grant(CopDb *db, const char *id, const char *other, GError **error)
{
  CopUserRole role;
  const char *target;
  return read_role(other, &role, &target) && cop_account_grant(db, id, role, target, cop_cmd_actor(), error);
}

static bool
change_revoke(CopDb *db, const char *id, const char *other, GError **error)
{
  CopUserRole role;
  const char *target;
  return read_role(other, &role, &target) && cop_account_revoke(db, id, role, target, cop_cmd_actor(), error);
}

static bool
change_hand_over(CopDb *db, const char *id, const char *other, GError **error)
{
  return cop_account_hand_over(db, id, other, cop_cmd_actor(), error);
}

static bool
change_close(CopDb *db, const char *id, const char *other, GError **error)
{
  (void)other;
  return cop_account_close(db, id, cop_cmd_actor(), error);
}

typedef struct {
  const char *job, *arguments, *summary, *description;
  int n;
  bool is_role;
  Change change;
} Job;

static CopExit
run(const Job *job, int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, job->arguments, job->summary, job->description, &common))
    return COP_EXIT_USAGE;
  CopUserRole role;
  const char *target;
  if (argc != job->n + 1)
    return cop_cmd_failf(job->job, COP_EXIT_USAGE, "expected: %s", job->arguments);
  if (job->is_role && !read_role(argv[2], &role, &target))
    return cop_cmd_failf(job->job, COP_EXIT_USAGE, "there is no role '%s'; copkit user roles lists them", argv[2]);
  CopExit code;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDb) db = cop_cmd_open_store(job->job, &common, COP_DB_WRITE, &code);
  if (db == NULL)
    return code;
  return job->change(db, argv[1], job->n > 1 ? argv[2] : NULL, &error) ? COP_EXIT_OK : fail(job->job, error);
}

static CopExit
user_grant(int argc, char **argv)
{
  return run(&(Job){ "user grant", "ID ROLE[:ID]", "Give an account a role.", "E.g. copkit user grant maria agency_editor:CWC", 2, true, change_grant }, argc, argv);
}

static CopExit
user_revoke(int argc, char **argv)
{
  return run(&(Job){ "user revoke", "ID ROLE[:ID]", "Take a role away.", "Refused for the last owner who can sign in.", 2, true, change_revoke }, argc, argv);
}

static CopExit
user_handover(int argc, char **argv)
{
  return run(&(Job){ "user handover", "ID SUCCESSOR", "Give a post with all its roles to a successor.",
                     "The successor must have signed in once. The account that is handed over closes.", 2, false, change_hand_over },
             argc, argv);
}

static CopExit
user_close(int argc, char **argv)
{
  return run(&(Job){ "user close", "ID", "Close an account.", "Its sessions and tokens end at once; the log keeps its name. Refused for the last owner who can\nsign in.", 1, false, change_close },
             argc, argv);
}
