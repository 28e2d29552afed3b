/* SPDX-License-Identifier: Apache-2.0
 *
 * sample FORMAT LANG STYLE FILE -- writes the document of tests/unit/sample.h,
 * for tests in which other people's programs judge the formats. */
#include <stdio.h>
#include <stdlib.h>

#include "flow/flow.h"
#include "unit/raster.h"
#include "unit/sample.h"

int
main(int argc, char **argv)
{
  if (argc != 5)
    return 2;
  const CopFlowFormat *format = cop_flow_format_find(argv[1]);
  if (format == NULL)
    return 2;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopCatalogues) catalogues = cop_catalogues_load(&error);
  g_assert_no_error(error);
  g_autoptr(CopArena) a = cop_arena_new();
  CopDoc *d = sample_doc(a, argv[2], catalogues);
  d->meta.style = (CopStyleName)(argv[3][0] - '0');
  g_autoptr(GBytes) bytes = cop_flow_write(d, format, &(CopFlowOptions){ .rasterise = raster_drawing }, &error);
  g_assert_no_error(error);
  gsize n;
  const char *data = g_bytes_get_data(bytes, &n);
  g_file_set_contents(argv[4], data, (gssize)n, &error);
  g_assert_no_error(error);
  return 0;
}
