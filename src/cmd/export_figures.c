/* SPDX-License-Identifier: Apache-2.0
 * cmd/export_figures.c -- indicators for other programs: ADX, SDMX-JSON, CSV. */
#include "cmd/export_files.h"
#include "cmd/published.h"
#include "exchange/figures.h"

static bool
open_figures(CopExportFiles *f, CopArena *a, CopFigures *figures)
{
  CopPublication **publications;
  int64_t reports, synthetic;
  if (!cop_cmd_publish(f->db, f->m, a, &publications, &reports, &synthetic, &f->error))
    return false;
  *figures = cop_figures_new(f->m, publications, f->made, a);
  return true;
}

static void
fill_adx(CopExportFiles *f)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopFigures figures;
  if (cop_export_wants(f, "figures") && open_figures(f, a, &figures))
    cop_export_add(f, "figures", ".adx.xml", cop_figures_adx(&figures));
}

static void
fill_sdmx(CopExportFiles *f)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopFigures figures;
  if (cop_export_wants(f, "figures") && open_figures(f, a, &figures))
    cop_export_add(f, "figures", ".sdmx.json", cop_figures_sdmx(&figures));
}

static void
fill_figures(CopExportFiles *f)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopFigures figures;
  if (!cop_export_wants(f, "figures") || !open_figures(f, a, &figures))
    return;
  cop_export_add(f, "figures", ".csv", cop_figures_csv(&figures));
  cop_export_add(f, "indicators", ".csv", cop_figures_indicators_csv(&figures));
  cop_export_add(f, "areas", ".csv", cop_figures_areas_csv(&figures));
  cop_export_add(f, "area_changes", ".csv", cop_figures_changes_csv(&figures));
  cop_export_add(f, "datapackage", ".json", cop_figures_package(&figures));
}

CopExit
cop_export_adx(int argc, char **argv)
{
  static const CopExportKind kind = { .name = "export adx", .about = "Values of indicators as ADX (IHE QRPH, 2015), small counts hidden.", .fill = fill_adx };
  return cop_export_files(argc, argv, &kind);
}

CopExit
cop_export_sdmx(int argc, char **argv)
{
  static const CopExportKind kind = { .name = "export sdmx", .about = "Values of indicators as an SDMX-JSON 2.1 data message, small counts hidden.", .fill = fill_sdmx };
  return cop_export_files(argc, argv, &kind);
}

CopExit
cop_export_figures(int argc, char **argv)
{
  static const CopExportKind kind = { .name = "export figures", .about = "Values of indicators as a CSV data package, small counts hidden.", .fill = fill_figures };
  return cop_export_files(argc, argv, &kind);
}
