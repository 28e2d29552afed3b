/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "cmd/reach.h"

/* --- copies --- */

CopExit
cop_reach_copies(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(CopReachDesk) k = { 0 };
  g_autofree char *group = NULL;
  gint64 copies = -1;
  const GOptionEntry entries[] = { { "copies", 0, 0, G_OPTION_ARG_INT64, &copies, "how many there are", "N" },
                                   { "group", 0, 0, G_OPTION_ARG_STRING, &group, "by children of this group: out-of-school, no-reading, no-connection, language",
                                     "GROUP" },
                                   G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Divide copies of a printed piece over the regions, by children.", "Parts are whole and add up to the copies.", &common))
    return COP_EXIT_USAGE;
  int h = 0;
  while (group != NULL && h < COP_HARD_MAX && strcmp(cop_hard_name((CopHard)h), group) != 0)
    h++;
  if (argc > 1 || copies < 1 || copies > 1000000000 || h == COP_HARD_MAX)
    return cop_cmd_failf("reach copies", COP_EXIT_USAGE, "say --copies N, and if wanted --group out-of-school, no-reading, no-connection or language");
  CopExit code = cop_reach_desk_open(&k, "reach copies", &common, true);
  if (code != COP_EXIT_OK)
    return code;
  const CopPeopleSide *regions = &k.people->sides[COP_PEOPLE_REGION];
  double weights[COP_PEOPLE_MAX_CATEGORIES], sum = 0;
  int64_t parts[COP_PEOPLE_MAX_CATEGORIES], children[COP_PEOPLE_MAX_CATEGORIES];
  for (size_t i = 0; i < regions->n; i++) {
    CopPeopleGroup g = group == NULL ? (CopPeopleGroup){ { 0 } } : cop_people_hard(k.people, (CopHard)h, k.country->languages);
    g.in[COP_PEOPLE_REGION] = UINT64_C(1) << i;
    children[i] = cop_people_count(k.people, &g);
    sum += weights[i] = (double)children[i];
  }
  if (sum <= 0)
    return cop_cmd_failf("reach copies", COP_EXIT_INPUT, "there are no children in that group");
  cop_divide(copies, weights, regions->n, parts);
  for (size_t i = 0; i < regions->n; i++)
    printf("%s,\"%s\",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "\n", regions->items[i].key, regions->items[i].title, children[i], parts[i]);
  return COP_EXIT_OK;
}

/* --- printed pieces --- */

/* SHA-256 of the files of a build by piece: the path without its extension. */
static GHashTable *
read_manifest(const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename(folder, "manifest.json", NULL);
  size_t n;
  g_autofree char *text = cop_file_read(path, COP_LIMIT_FILE, &n, error);
  g_autoptr(CopArena) a = cop_arena_new();
  CopTree *t = text == NULL ? NULL : cop_json_read(a, text, n, error);
  const CopTree *list = t == NULL ? NULL : cop_tree_member(t, "artifacts");
  if (list == NULL)
    return NULL;
  GHashTable *files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  for (const CopTree *f = list->first; f != NULL; f = f->next) {
    const CopTree *at = cop_tree_member(f, "path"), *hash = cop_tree_member(f, "sha256");
    if (at == NULL || at->text == NULL || hash == NULL || hash->text == NULL)
      continue;
    const char *dot = strrchr(at->text, '.');
    if (dot != NULL && strcmp(dot, ".pdf") == 0)
      g_hash_table_insert(files, g_strndup(at->text, (gsize)(dot - at->text)), g_strdup(hash->text));
  }
  return files;
}

CopExit
cop_reach_printed(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(CopReachDesk) k = { 0 };
  g_autofree char *folder = NULL;
  g_autoptr(GError) error = NULL;
  const GOptionEntry entries[] = { { "output", 'o', 0, G_OPTION_ARG_FILENAME, &folder, "folder that `copkit build` made", "DIR" }, G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "List printed pieces that are no longer what a build makes.",
                     "Compares consignments with manifest.json of the folder.\nExit: 0 none is outdated, 1 some are.", &common))
    return COP_EXIT_USAGE;
  if (argc > 1 || folder == NULL)
    return cop_cmd_failf("reach printed", COP_EXIT_USAGE, "say -o DIR, a folder of a build");
  CopExit code = cop_reach_desk_open(&k, "reach printed", &common, false);
  if (code != COP_EXIT_OK)
    return code;
  g_autoptr(GHashTable) files = read_manifest(folder, &error);
  if (files == NULL)
    return error != NULL ? cop_cmd_fail("reach printed", COP_EXIT_INPUT, error) : cop_cmd_failf("reach printed", COP_EXIT_INPUT, "%s has no list of artifacts", folder);
  size_t old = 0;
  for (size_t i = 0; i < k.model->consignments.n; i++) {
    const CopConsignment *c = &k.model->consignments.items[i];
    if (c->printed_on == NULL)
      continue;
    const char *now = g_hash_table_lookup(files, c->piece);
    const char *why = now == NULL                              ? "is no longer made"
                      : c->printed_from == NULL                ? "cannot be told: what it was printed from was not written down"
                      : g_ascii_strcasecmp(now, c->printed_from) == 0 ? NULL
                                                               : "has changed since";
    if (why == NULL)
      continue;
    old++;
    const CopArea *area = cop_model_area(k.model, c->area);
    printf("%s: %s, %" G_GINT64_FORMAT " copies of %s in %s: %s\n", c->id, c->piece, c->copies, c->printed_on, area == NULL ? c->area : area->name, why);
  }
  return old > 0 ? COP_EXIT_FINDINGS : COP_EXIT_OK;
}
