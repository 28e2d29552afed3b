/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/date.h"
#include "cmd/cmd.h"
#include "exchange/synthetic.h"
#include "model/store.h"

enum { COMMUNITIES = 42000, PARTNERS = 1500, MOST = 1000000 };

static void
print_truth(const CopSyntheticTruth *t, const char *folder)
{
  printf("%s: synthetic, not real\n", folder);
  printf("  %" G_GUINT64_FORMAT " rows: %" G_GUINT64_FORMAT " sound reports, %" G_GUINT64_FORMAT " sent again, %" G_GUINT64_FORMAT " to be refused\n", t->rows, t->reports, t->sent_again,
         t->conflicts + t->bad);
  printf("  %" G_GUINT64_FORMAT " late, %" G_GUINT64_FORMAT " corrected, %" G_GUINT64_FORMAT " told by two partners\n", t->late, t->corrected, t->doubled);
  printf("Next: copkit import pack, then the reports, into a store for trying; what must come out is in truth.json.\n");
}

CopExit
cop_cmd_simulate(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *out = NULL;
  gint64 seed = 1;
  int year = 0, communities = COMMUNITIES, partners = PARTNERS;
  const GOptionEntry entries[] = { { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, "the folder to make", "FOLDER" },
                                   { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "the same seed gives the same year; 1 when not given", "N" },
                                   { "year", 0, 0, G_OPTION_ARG_INT, &year, "the year reported on; the last whole one when not given", "YEAR" },
                                   { "communities", 0, 0, G_OPTION_ARG_INT, &communities, "how many, 42000 when not given", "N" },
                                   { "partners", 0, 0, G_OPTION_ARG_INT, &partners, "how many, 1500 when not given", "N" },
                                   G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Make up a year of field reports, to try a desk at the size of a country.",
                     "Reports are messy, late and doubled as in the field. Everything is marked synthetic and must not be quoted.\n"
                     "Regions come from the store; nothing in it is changed.",
                     &common))
    return COP_EXIT_USAGE;
  if (argc > 1 || out == NULL || communities < 1 || communities > MOST || partners < 1 || partners > MOST)
    return cop_cmd_failf("simulate", COP_EXIT_USAGE, "name the folder with -o; communities and partners are numbers from 1 to %d", MOST);
  char now[COP_INSTANT_SIZE];
  if (year == 0)
    year = (int)g_ascii_strtoll(cop_instant_now(now), NULL, 10) - 1;
  if (year < 2000 || year > 2100)
    return cop_cmd_failf("simulate", COP_EXIT_USAGE, "%d is no year to report on", year);
  CopExit code;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) db = cop_cmd_open_store("simulate", &common, COP_DB_READ, &code);
  CopModel *m;
  if (db == NULL)
    return code;
  const CopSyntheticSize size = { (uint64_t)seed, year, (unsigned)communities, (unsigned)partners };
  CopSyntheticTruth truth;
  if (!cop_model_load(db, a, &m, &error) || !cop_synthetic_write(m, &size, out, &truth, &error))
    return cop_cmd_fail("simulate", COP_EXIT_INPUT, error);
  if (!common.quiet)
    print_truth(&truth, out);
  return COP_EXIT_OK;
}
