/* SPDX-License-Identifier: Apache-2.0
 *
 * sample_table.h -- a table with every kind of cell and what spreadsheets might
 * run, made up for the tests.
 */
#ifndef COP_TEST_SAMPLE_TABLE_H
#define COP_TEST_SAMPLE_TABLE_H

#include "table/table.h"

static inline CopTable *
sample_reach(CopArena *a)
{
  static const CopTableColumn columns[] = {
    { "area", "Area", COP_CELL_TEXT, 0 },
    { "day", "Day", COP_CELL_DATE, 0 },
    { "children", "Children reached", COP_CELL_INT, 0 },
    { "share", "Share", COP_CELL_REAL, 1 },
    { "sum", "Sum", COP_CELL_FORMULA, 2 },
  };
  static const char *const texts[] = { "Bangsamoro, \"BARMM\"", "=1+1", "+63 2", "-", "@x", "\tx", "国家 首都",
                                       "line\nbreak", "https://www.itu.int/", "" };
  CopTable *t = cop_table_new(a, "Reach: by area / 2026", "Reach & coverage by area", columns, G_N_ELEMENTS(columns));
  t->note = "Example data.";
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    CopCell *c = cop_table_row(t);
    cop_cell_text(t, &c[0], texts[i]);
    cop_cell_date(t, &c[1], i == 0 ? "2026-03-05" : i == 1 ? "2026-03" : NULL);
    cop_cell_int(&c[2], (int64_t)i * 1000 - 1000);
    cop_cell_real(&c[3], i == 0 ? -0.04 : i == 1 ? 12.25 : i == 2 ? 1.0 / 3 : 87.5);
    cop_cell_formula(t, &c[4], "C2+C3", -1000);
  }
  return t;
}

static inline CopTable *
sample_nothing(CopArena *a)
{
  static const CopTableColumn column = { "none", "None", COP_CELL_TEXT, 0 };
  return cop_table_new(a, "A name of a sheet that is far too long for one", "Empty", &column, 1);
}

#endif
