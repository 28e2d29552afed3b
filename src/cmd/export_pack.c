/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "cmd/export.h"
#include "import/pack_write.h"
#include "model/installed.h"
#include "model/record.h"
#include "model/store.h"

/* The licence of the packs the content came from; several are all named, in
 * the order of the packs (SPDX: AND). */
static const char *
licence_of(CopArena *a, const CopInstalledPacks *packs)
{
  const char *all = NULL;
  for (size_t i = 0; i < packs->n; i++) {
    bool known = false;
    for (size_t k = 0; k < i; k++)
      known |= strcmp(packs->items[k].licence, packs->items[i].licence) == 0;
    if (!known)
      all = all == NULL ? packs->items[i].licence : cop_arena_printf(a, "%s AND %s", all, packs->items[i].licence);
  }
  return all == NULL ? "CC-BY-4.0" : all;
}

/* An exported pack of the store keeps its name and needs what it needed; the
 * whole store is a pack of its own. */
static CopPack
manifest_of(CopArena *a, const CopModel *m, const CopInstalledPacks *packs, const CopInstalled *of, const char *id)
{
  const CopCountry *country = cop_model_country_record(m);
  if (of != NULL)
    return (CopPack){ .id = id == NULL ? of->id : id, .version = of->version, .title = of->title,
                      .licence = of->licence, .country = of->country };
  return (CopPack){ .id = id == NULL ? "export" : id, .version = "1", .licence = licence_of(a, packs),
                    .country = country == NULL ? NULL : country->id,
                    .title = country == NULL ? "Content of a store"
                                             : cop_arena_printf(a, "Content of the store of %s", country->name) };
}

CopExit
cop_export_pack(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *out = NULL, *pack = NULL, *id = NULL;
  gboolean with_assessments = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, "the folder to make", "FOLDER" },
    { "pack", 0, 0, G_OPTION_ARG_STRING, &pack, "only the rows this pack brought and nobody changed", "ID" },
    { "id", 0, 0, G_OPTION_ARG_STRING, &id, "the id of the pack that is written", "ID" },
    { "with-assessments", 0, 0, G_OPTION_ARG_NONE, &with_assessments, "also the self-assessments, which stay in the store otherwise", NULL },
    G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Write the content of the store as a pack of YAML files.",
                     "FOLDER must not exist. The same content gives the same bytes.", &common))
    return COP_EXIT_USAGE;
  const char *name = "export pack";
  if (argc > 1 || out == NULL || (id != NULL && !cop_id_valid(id)))
    return cop_cmd_failf(name, COP_EXIT_USAGE, out == NULL ? "name the folder with -o" : "--id takes letters, digits and . _ - /");
  CopExit code;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) db = cop_cmd_open_store(name, &common, COP_DB_READ, &code);
  CopModel *m;
  CopInstalledPacks packs;
  if (db == NULL)
    return code;
  if (!cop_model_load(db, a, &m, &error) || !cop_installed_load(db, a, &packs, &error))
    return cop_cmd_fail(name, COP_EXIT_INPUT, error);
  const CopInstalled *of = pack == NULL ? NULL : cop_installed_find(&packs, pack);
  if (pack != NULL && of == NULL)
    return cop_cmd_failf(name, COP_EXIT_INPUT, "the store holds no pack '%s'", pack);
  const CopPack manifest = manifest_of(a, m, &packs, of, id);
  size_t n, kept = with_assessments || pack != NULL ? 0 : m->assessments.n;
  m->assessments.n -= kept; /* what a country thinks of itself leaves only when it says so */
  if (!cop_pack_write(m, &manifest, pack, out, &n, &error))
    return cop_cmd_fail(name, COP_EXIT_INPUT, error);
  if (!common.quiet)
    printf("%s: %zu records\n", out, n);
  if (!common.quiet && kept > 0)
    fprintf(stderr, "copkit export pack: %zu self-assessments were left out; --with-assessments writes them\n", kept);
  return COP_EXIT_OK;
}
