/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "golden.h"
#include "sample_table.h"

static char *
text_of(GBytes *bytes)
{
  gsize n;
  const char *data = g_bytes_get_data(bytes, &n);
  return g_strndup(data, n);
}

static void
test_csv(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GBytes) bytes = cop_table_to_csv(sample_reach(a));
  g_autofree char *csv = text_of(bytes);
  golden_compare("table/sample.csv", csv);
  g_assert_nonnull(strstr(csv, "\r\n'=1+1,"));
  g_assert_nonnull(strstr(csv, "\r\n\"Bangsamoro, \"\"BARMM\"\"\",2026-03-05,-1000,0.0,"));
}

static void
test_json(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autofree char *json = cop_table_to_json(sample_reach(a));
  golden_compare("table/sample.json", json);
}

static void
test_numbers(void)
{
  static const struct {
    double value;
    unsigned decimals;
    const char *text;
  } cases[] = { { -0.04, 1, "0.0" }, { 0.05, 1, "0.1" }, { -0.06, 1, "-0.1" }, { 1e15, 2, "1000000000000000.00" },
                { 2.5, 0, "2" },     { 87.5, 1, "87.5" } };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    CopCell c;
    cop_cell_real(&c, cases[i].value);
    g_autofree char *text = cop_cell_number(&c, cases[i].decimals);
    g_assert_cmpstr(text, ==, cases[i].text);
  }
  CopCell c;
  cop_cell_real(&c, NAN);
  g_assert_cmpint(c.kind, ==, COP_CELL_EMPTY);
  cop_cell_int(&c, G_MININT64);
  g_autofree char *least = cop_cell_number(&c, 0);
  g_assert_cmpstr(least, ==, "-9223372036854775808");
}

static void
test_xlsx_same_bytes(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  const CopTable *const tables[] = { sample_reach(a) };
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) one = cop_tables_to_xlsx(tables, 1, &error);
  g_assert_no_error(error);
  g_usleep(1100000); /* a clock in the file would show */
  g_autoptr(GBytes) two = cop_tables_to_xlsx(tables, 1, &error);
  g_assert_no_error(error);
  g_assert_true(g_bytes_equal(one, two));
}

static void
test_xlsx_limits(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopTable *t = sample_nothing(a);
  g_autofree char *longest = g_strnfill(32767, 'x');
  cop_cell_text(t, cop_table_row(t), longest);
  g_autoptr(GError) error = NULL;
  G_GNUC_UNUSED g_autoptr(GBytes) fits = cop_tables_to_xlsx((const CopTable *const[]){ t }, 1, &error);
  g_assert_no_error(error);
  g_autofree char *longer = g_strnfill(32768, 'x');
  cop_cell_text(t, cop_table_row(t), longer);
  g_assert_null(cop_tables_to_xlsx((const CopTable *const[]){ t }, 1, &error));
  g_assert_error(error, COP_TABLE_ERROR, COP_TABLE_ERROR_LIMIT);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/table/csv", test_csv);
  g_test_add_func("/table/json", test_json);
  g_test_add_func("/table/numbers", test_numbers);
  g_test_add_func("/table/xlsx/same-bytes", test_xlsx_same_bytes);
  g_test_add_func("/table/xlsx/limits", test_xlsx_limits);
  return g_test_run();
}
