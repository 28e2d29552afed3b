/* SPDX-License-Identifier: Apache-2.0 */
#include "model/report.h"

bool
cop_report_id_read(const char *text, size_t length, uint8_t id[COP_REPORT_ID_SIZE])
{
  unsigned n = 0;
  for (size_t i = 0; i < length; i++) {
    if (text[i] == '-' && n > 0 && n < 2 * COP_REPORT_ID_SIZE)
      continue;
    int digit = g_ascii_xdigit_value(text[i]);
    if (digit < 0 || n == 2 * COP_REPORT_ID_SIZE)
      return false;
    id[n / 2] = (uint8_t)(n % 2 == 0 ? digit << 4 : id[n / 2] | digit);
    n++;
  }
  return n == 2 * COP_REPORT_ID_SIZE;
}

const char *
cop_report_id_text(const uint8_t id[COP_REPORT_ID_SIZE], char hex[COP_REPORT_ID_HEX])
{
  static const char digits[] = "0123456789abcdef";
  for (unsigned i = 0; i < COP_REPORT_ID_SIZE; i++) {
    hex[2 * i] = digits[id[i] >> 4];
    hex[2 * i + 1] = digits[id[i] & 15];
  }
  hex[2 * COP_REPORT_ID_SIZE] = '\0';
  return hex;
}

#define COMPARE(FIELD)                                                                                       \
  if (a->FIELD != b->FIELD)                                                                                  \
  return a->FIELD < b->FIELD ? -1 : 1

int
cop_observation_compare(const CopObservation *a, const CopObservation *b)
{
  COMPARE(indicator);
  COMPARE(area);
  COMPARE(period);
  COMPARE(sex);
  COMPARE(age_band);
  COMPARE(disability);
  COMPARE(setting);
  COMPARE(urban);
  COMPARE(language);
  return 0;
}
