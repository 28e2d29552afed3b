/* SPDX-License-Identifier: Apache-2.0
 *
 * sample FORMAT LANG STYLE FILE -- writes the document of tests/unit/sample.h,
 * for tests in which other people's programs judge the formats; with xlsx, csv
 * or json the tables of tests/unit/sample_table.h. */
#include <stdio.h>
#include <stdlib.h>

#include "flow/flow.h"
#include "unit/sample_table.h"
#include "unit/raster.h"
#include "unit/sample.h"

static GBytes *
write_document(const char *name, const char *lang, int style, GError **error)
{
  const CopFlowFormat *format = cop_flow_format_find(name);
  g_assert_nonnull(format);
  g_autoptr(CopCatalogues) catalogues = cop_catalogues_load(error);
  g_assert_nonnull(catalogues);
  g_autoptr(CopArena) a = cop_arena_new();
  CopDoc *d = sample_doc(a, lang, catalogues);
  d->meta.style = (CopStyleName)style;
  return cop_flow_write(d, format, &(CopFlowOptions){ .rasterise = raster_drawing }, error);
}

int
main(int argc, char **argv)
{
  if (argc != 5)
    return 2;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  if (strcmp(argv[1], "xlsx") == 0) {
    g_autoptr(CopArena) a = cop_arena_new();
    const CopTable *const tables[] = { sample_reach(a), sample_reach(a), sample_nothing(a) };
    bytes = cop_tables_to_xlsx(tables, G_N_ELEMENTS(tables), &error);
  } else {
    bytes = write_document(argv[1], argv[2], atoi(argv[3]), &error);
  }
  g_assert_no_error(error);
  gsize n;
  const char *data = g_bytes_get_data(bytes, &n);
  g_file_set_contents(argv[4], data, (gssize)n, &error);
  g_assert_no_error(error);
  return 0;
}
