/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd/cmd.h -- what a command is and what all commands share.
 *
 * A command gets its own arguments (argv[0] is its name), parses them with
 * GOption, does its work through the layers below, prints, and returns an exit
 * code. Results go to standard output, messages and progress to standard
 * error. Only cmd/ and web/ print.
 *
 * Shared options of every command: -s/--store, -q/--quiet, -v/--verbose,
 * --json, --help; COPKIT_STORE names the store when -s does not.
 */
#ifndef COP_CMD_CMD_H
#define COP_CMD_CMD_H

#include <glib.h>
#include <stdbool.h>

#include "base/diag.h"
#include "db/db.h"

typedef enum {
  COP_EXIT_OK = 0,
  COP_EXIT_FINDINGS = 1, /* the work was done, there are findings */
  COP_EXIT_USAGE = 2,
  COP_EXIT_INPUT = 3,    /* store or input */
  COP_EXIT_INTERNAL = 4,
} CopExit;

typedef struct {
  const char *name;
  const char *summary;
  CopExit (*run)(int argc, char **argv);
} CopCmd;

/* A command of several jobs ("debug", "export", "log") hands over to the one
 * named by its first argument: argv[0] of the job is "debug pack" and the like.
 * Without one it prints the list; `otherwise` (may be NULL) runs when the first
 * argument is missing. */
CopExit cop_cmd_run_subject(const char *command, const CopCmd *subjects, size_t n, const char *summary, int argc,
                            char **argv, const char *otherwise);

#define CMD(name, summary) CopExit cop_cmd_##name(int argc, char **argv);
#include "cmd/commands.def"
#undef CMD

/* The table of commands.def. */
const CopCmd *cop_cmd_all(size_t *n);
const CopCmd *cop_cmd_find(const char *name);

/* What the shared options gave. */
typedef struct {
  char *store;  /* owned; NULL when neither -s nor COPKIT_STORE was given */
  gboolean quiet, verbose, json;
} CopCmdCommon;

void cop_cmd_common_clear(CopCmdCommon *c);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopCmdCommon, cop_cmd_common_clear)

/* Parses argv in place: own entries plus the shared ones. `arguments` is the
 * text after the options in the usage line ("FILE..."), `description` follows
 * the option list. On a usage error prints it with a hint and returns false;
 * the command then returns COP_EXIT_USAGE. --help prints and exits 0. */
bool cop_cmd_parse(int *argc, char ***argv, const GOptionEntry *entries, const char *arguments,
                   const char *summary, const char *description, CopCmdCommon *common);

/* The store named by the shared options; NULL with the message printed and
 * *code set when none is named or it cannot be opened. */
CopDb *cop_cmd_open_store(const char *command, const CopCmdCommon *common, CopDbMode mode, CopExit *code);
/* Who acts, for the log: COPKIT_ACTOR, else the name of the user. */
const char *cop_cmd_actor(void);

/* "copkit <command>: <message>" on standard error; returns code. */
CopExit cop_cmd_fail(const char *command, CopExit code, const GError *error);
/* "2026-11-30": one day. */
bool cop_cmd_is_day(const char *text);
/* "en,fil" as a list, the caller's; NULL for NULL. A tag that is not of the form of BCP 47 is refused:
 * false, and said. */
bool cop_cmd_languages(const char *command, const char *text, char ***list);
CopExit cop_cmd_failf(const char *command, CopExit code, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* Prints findings, one line each on standard error, or with json the array on
 * standard output. */
void cop_cmd_print_diags(const CopDiags *d, bool json);

#endif
