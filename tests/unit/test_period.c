/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <string.h>

#include "base/period.h"

static CopPeriod
read_text(const char *text)
{
  return cop_period_read(text, strlen(text));
}

static void
test_round_trip(void)
{
  static const char *const good[] = { "2027", "2027-H1", "2027-H2", "2027-Q1", "2027-Q4", "2027-01", "2027-12", "1900", "2200-12" };
  for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
    char buffer[COP_PERIOD_TEXT];
    CopPeriod p = read_text(good[i]);
    g_assert_cmpuint(p, !=, 0);
    g_assert_cmpstr(cop_period_text(p, buffer), ==, good[i]);
  }
  static const char *const bad[] = { "", "27", "2027-", "2027-Q0", "2027-Q5", "2027-H3", "2027-00", "2027-13", "2027-1",
                                     "2027Q1", "1899", "2201", "2027-q1", "2027-01-01", "20x7", "2027-1x" };
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
    g_assert_cmpuint(read_text(bad[i]), ==, 0);
}

static void
test_relations(void)
{
  CopPeriod year = read_text("2027"), q3 = read_text("2027-Q3"), h2 = read_text("2027-H2"), july = read_text("2027-07");
  g_assert_true(cop_period_within(july, q3) && cop_period_within(q3, h2) && cop_period_within(h2, year));
  g_assert_false(cop_period_within(q3, july) || cop_period_within(read_text("2027-Q2"), h2));
  g_assert_true(cop_period_overlaps(year, july));
  g_assert_false(cop_period_overlaps(read_text("2027-06"), q3));
  g_assert_cmpuint(cop_period_add(q3, 2), ==, read_text("2028-Q1"));
  g_assert_cmpuint(cop_period_add(read_text("2027-01"), -1), ==, read_text("2026-12"));
  g_assert_cmpuint(cop_period_add(read_text("2200"), 1), ==, 0);
  g_assert_cmpuint(cop_period_at(july, COP_PERIOD_HALF), ==, h2);
  g_assert_cmpuint(cop_period_at(q3, COP_PERIOD_YEAR), ==, year);
  /* Sorts by first day, the longer first. */
  g_assert_true(year < read_text("2027-H1") && read_text("2027-01") < read_text("2027-02") && q3 < july && read_text("2027-06") < h2);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/period/round-trip", test_round_trip);
  g_test_add_func("/period/relations", test_relations);
  return g_test_run();
}
