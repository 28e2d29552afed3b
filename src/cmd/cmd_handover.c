/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/json.h"
#include "build/handover.h"
#include "build/snapshot.h"
#include "cmd/cmd.h"

static void
say(const CopHandover *h, const char *partner, const char *folder, const CopCmdCommon *common)
{
  if (!common->json) {
    printf("%zu files for %s in %s; code %s\n", h->files, partner, folder, h->code);
    return;
  }
  CopJson *j = cop_json_new();
  cop_json_object(j);
  cop_json_key_text(j, "partner", partner);
  cop_json_key_int(j, "files", (int64_t)h->files);
  cop_json_key_text(j, "code", h->code);
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  fputs(text, stdout);
}

static CopExit
check(const char *folder, const char *partner, const CopCmdCommon *common)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) faults = NULL;
  CopHandover h;
  if (!cop_handover_check(folder, partner, &h, &faults, &error))
    return cop_cmd_fail("handover", COP_EXIT_INPUT, error);
  for (guint i = 0; i < faults->len; i++)
    fprintf(stderr, "%s: missing or changed; copy it again\n", (const char *)g_ptr_array_index(faults, i));
  say(&h, partner, folder, common);
  return faults->len > 0 ? COP_EXIT_FINDINGS : COP_EXIT_OK;
}

static CopExit
give(const char *from, const char *folder, const char *partner, const char *langs, const CopCmdCommon *common)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDiags) diags = cop_diags_new();
  g_autoptr(CopDb) db = cop_db_open(common->store, COP_DB_READ, &error);
  g_autoptr(CopSnapshot) s = db == NULL ? NULL : cop_snapshot_load(db, &(CopSnapshotOptions){ .without_plan = true }, diags, &error);
  if (s == NULL)
    return cop_cmd_fail("handover", COP_EXIT_INPUT, error);
  if (s->context.country == NULL)
    return cop_cmd_failf("handover", COP_EXIT_INPUT, "%s holds no country", common->store);
  g_auto(GStrv) list = NULL;
  if (!cop_cmd_languages("handover", langs, &list))
    return COP_EXIT_USAGE;
  CopHandover h;
  if (!cop_handover_write(&s->context, from, folder, partner, (const char *const *)list, &h, &error))
    return cop_cmd_fail("handover", COP_EXIT_INPUT, error);
  say(&h, partner, folder, common);
  return COP_EXIT_OK;
}

CopExit
cop_cmd_handover(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *from = NULL, *partner = NULL, *langs = NULL;
  gboolean again = FALSE;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &from, "folder that 'copkit build kit' made", "DIR" },
    { "for", 0, 0, G_OPTION_ARG_STRING, &partner, "who gets it: an office, never a person", "NAME" },
    { "lang", 'l', 0, G_OPTION_ARG_STRING, &langs, "languages, separated by commas", "L,.." },
    { "check", 0, 0, G_OPTION_ARG_NONE, &again, "read a folder again and say its code", NULL },
    G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "FOLDER", "Copy materials for a partner onto a stick, with start page, checksums and a code that tells that it arrived.", NULL, &common))
    return COP_EXIT_USAGE;
  if (argc != 2 || partner == NULL || (!again && (from == NULL || common.store == NULL)))
    return cop_cmd_failf("handover", COP_EXIT_USAGE, "give the store with -s, the build with --from, the partner with --for and the folder; to look again --check, --for and the folder");
  return again ? check(argv[1], partner, &common) : give(from, argv[1], partner, langs, &common);
}
