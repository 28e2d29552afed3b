/* SPDX-License-Identifier: Apache-2.0
 *
 * exchange/collect.h -- the settings of ODK Collect as the text of a code to scan:
 * JSON of general, admin and project settings, compressed (zlib), in base64
 * (ODK documentation, "Collect: import and export of settings").
 */
#ifndef COP_EXCHANGE_COLLECT_H
#define COP_EXCHANGE_COLLECT_H

/* The server address holds the token. Collect then keeps its forms equal to the
 * server's and sends finished ones by itself. The text is the caller's. */
char *cop_collect_settings(const char *server, const char *project) __attribute__((warn_unused_result));

#endif
