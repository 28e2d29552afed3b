/* SPDX-License-Identifier: Apache-2.0 */
#include "channel/sms.h"

#include <glib.h>
#include <string.h>

/* TS 23.038 table 6.2.1, without the escape at 0x1B. */
static const char basic[] = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                            "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/* Table 6.2.1.1: two septets each. */
static const char extension[] = "\f^{}\\[~]|€";

static size_t
septets(gunichar c)
{
  char utf8[7] = "";
  utf8[g_unichar_to_utf8(c, utf8)] = '\0';
  if (strstr(basic, utf8) != NULL)
    return 1;
  return strstr(extension, utf8) != NULL ? 2 : 0;
}

/* Counts parts of `most` units each, where a character of two units does not
 * straddle the border. */
static size_t
count_parts(const char *text, bool gsm, size_t most, size_t *in_last)
{
  size_t parts = *text == '\0' ? 0 : 1, used = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    size_t n = gsm ? septets(c) : c > 0xffff ? 2 : 1;
    if (used + n > most) {
      parts++;
      used = 0;
    }
    used += n;
  }
  *in_last = used;
  return parts;
}

CopSms
cop_sms_measure(const char *text)
{
  CopSms sms = { .encoding = COP_SMS_GSM7 };
  size_t seven = 0, sixteen = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    size_t n = septets(c);
    if (n == 0 && sms.culprit == NULL)
      sms.culprit = p;
    seven += n;
    sixteen += c > 0xffff ? 2 : 1;
  }
  bool gsm = sms.culprit == NULL;
  sms.encoding = gsm ? COP_SMS_GSM7 : COP_SMS_UCS2;
  sms.units = gsm ? seven : sixteen;
  size_t single = gsm ? 160 : 70, each = gsm ? 153 : 67;
  size_t most = sms.units <= single ? single : each, in_last;
  sms.parts = count_parts(text, gsm, most, &in_last);
  sms.room = sms.parts == 0 ? single : most - in_last;
  return sms;
}

const char *
cop_sms_encoding_name(CopSmsEncoding e)
{
  return e == COP_SMS_GSM7 ? "GSM-7" : "UCS-2";
}
