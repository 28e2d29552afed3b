/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <string.h>

#include "channel/sms.h"

static void
check(const char *unit, size_t times, const char *tail, CopSmsEncoding encoding, size_t units, size_t parts, size_t room)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0; i < times; i++)
    g_string_append(s, unit);
  g_string_append(s, tail);
  CopSms m = cop_sms_measure(s->str);
  g_assert_cmpint(m.encoding, ==, encoding);
  g_assert_cmpuint(m.units, ==, units);
  g_assert_cmpuint(m.parts, ==, parts);
  g_assert_cmpuint(m.room, ==, room);
}

static void
test_borders(void)
{
  check("", 0, "", COP_SMS_GSM7, 0, 0, 160);
  check("a", 160, "", COP_SMS_GSM7, 160, 1, 0);
  check("a", 161, "", COP_SMS_GSM7, 161, 2, 145);
  check("a", 306, "", COP_SMS_GSM7, 306, 2, 0);
  check("a", 307, "", COP_SMS_GSM7, 307, 3, 152);
  check("ñ", 160, "", COP_SMS_GSM7, 160, 1, 0);
  check("क", 70, "", COP_SMS_UCS2, 70, 1, 0);
  check("क", 71, "", COP_SMS_UCS2, 71, 2, 63);
}

static void
test_wide_characters(void)
{
  check("a", 158, "€", COP_SMS_GSM7, 160, 1, 0);
  check("a", 159, "€", COP_SMS_GSM7, 161, 2, 145);
  /* an escape pair is not split over parts: septet 153 stays empty */
  check("a", 152, "€aaaaaaaaaa", COP_SMS_GSM7, 164, 2, 141);
  check("क", 66, "😀कककक", COP_SMS_UCS2, 72, 2, 61);
}

static void
test_culprit(void)
{
  const char *text = "Tawag sa 1383 – libre";
  CopSms m = cop_sms_measure(text);
  g_assert_cmpint(m.encoding, ==, COP_SMS_UCS2);
  g_assert_true(g_str_has_prefix(m.culprit, "–"));
  g_assert_null(cop_sms_measure("Kaliwa @ kanan {1383}").culprit);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/channel/sms/borders", test_borders);
  g_test_add_func("/channel/sms/wide-characters", test_wide_characters);
  g_test_add_func("/channel/sms/culprit", test_culprit);
  return g_test_run();
}
