/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "cmd/debug.h"
#include "import/pack.h"

/* Findings about the packs that were asked for; those about packs they merely
 * require are only counted. */
static CopDiags *
asked_for(const CopDiags *all, const CopPackSet *set, size_t n_asked, size_t *others)
{
  CopDiags *d = cop_diags_new();
  *others = 0;
  for (size_t i = 0; i < cop_diags_count(all); i++) {
    const CopDiag *diag = cop_diags_at(all, i);
    bool ours = diag->file == NULL;
    for (size_t k = 0; k < n_asked && !ours; k++) {
      const char *folder = cop_pack_set_pack(set, k)->folder;
      ours = g_str_has_prefix(diag->file, folder);
    }
    if (ours)
      cop_diags_add(d, diag);
    else
      ++*others;
  }
  return d;
}

static void
print_summary(const CopPackSet *set, size_t n_asked)
{
  size_t counts[COP_ENTITY_MAX] = { 0 };
  for (size_t i = 0; i < cop_pack_set_items(set); i++) {
    const CopPackItem *item = cop_pack_set_item(set, i);
    for (size_t k = 0; k < n_asked; k++)
      if (item->pack == cop_pack_set_pack(set, k))
        counts[item->entity]++;
  }
  for (int e = 0; e < COP_ENTITY_MAX; e++)
    if (counts[e] > 0)
      printf("%6zu %s\n", counts[e], cop_entity((CopEntity)e)->plural);
}

CopExit
cop_debug_pack(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  if (!cop_cmd_parse(&argc, &argv, NULL, "FOLDER...", "Check packs without storing anything.",
                     "Packs named under 'requires' are found below the data folder and read too.\n"
                     "Exit: 0 when the packs could be imported, 3 when not.",
                     &common))
    return COP_EXIT_USAGE;
  const char *name = "debug pack";
  if (argc < 2)
    return cop_cmd_failf(name, COP_EXIT_USAGE, "name the folder of a pack");
  g_autoptr(CopPackSet) set = cop_pack_set_new();
  g_autoptr(CopDiags) all = cop_diags_new();
  g_autoptr(GError) error = NULL;
  for (int i = 1; i < argc; i++)
    if (!cop_pack_set_add(set, argv[i], all, &error))
      return cop_cmd_fail(name, COP_EXIT_INPUT, error);
  size_t n_asked = cop_pack_set_packs(set);
  if (!cop_pack_set_add_required(set, NULL, all, &error))
    return cop_cmd_fail(name, COP_EXIT_INPUT, error);
  cop_pack_set_check(set, NULL, all);

  size_t others;
  g_autoptr(CopDiags) ours = asked_for(all, set, n_asked, &others);
  cop_cmd_print_diags(ours, common.json);
  if (!common.json && !common.quiet)
    print_summary(set, n_asked);
  if (others > 0 && !common.quiet)
    fprintf(stderr, "%zu finding%s in packs that these require\n", others, others == 1 ? "" : "s");
  size_t errors = cop_diags_count_severity(ours, COP_SEVERITY_ERROR);
  if (errors > 0 && !common.quiet)
    fprintf(stderr, "%zu error%s\n", errors, errors == 1 ? "" : "s");
  return errors > 0 ? COP_EXIT_INPUT : COP_EXIT_OK;
}
