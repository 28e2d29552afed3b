/* SPDX-License-Identifier: Apache-2.0
 *
 * channel/sms.h -- how a text travels as SMS: alphabet, length, parts.
 *
 * 3GPP TS 23.038 (GSM 7-bit default alphabet with its extension table) and TS
 * 23.040 (concatenation): a text wholly in the default alphabet holds 160
 * septets in one part or 153 in each of several; an extension character takes
 * two septets and is not split; any other text is sent as UCS-2 with 70 or 67
 * 16-bit units, a surrogate pair not split. National shift tables are not
 * used: few handsets and gateways honour them.
 */
#ifndef COP_CHANNEL_SMS_H
#define COP_CHANNEL_SMS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum { COP_SMS_GSM7, COP_SMS_UCS2 } CopSmsEncoding;

typedef struct {
  CopSmsEncoding encoding;
  size_t units;        /* septets or 16-bit units */
  size_t parts;        /* 0 for an empty text */
  size_t room;         /* units left in the last part */
  const char *culprit; /* first character that is not in the GSM alphabet, within the text; NULL for GSM-7 */
} CopSms;

/* text is valid UTF-8. */
CopSms cop_sms_measure(const char *text);
const char *cop_sms_encoding_name(CopSmsEncoding e); /* "GSM-7" */

#endif
