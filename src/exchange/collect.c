/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/collect.h"

#include <gio/gio.h>
#include <string.h>

#include "base/json.h"

char *
cop_collect_settings(const char *server, const char *project)
{
  CopJson *j = cop_json_new_compact();
  cop_json_object(j);
  cop_json_key_object(j, "general");
  cop_json_key_text(j, "server_url", server);
  cop_json_key_text(j, "form_update_mode", "match_exactly");
  cop_json_key_text(j, "autosend", "wifi_and_cellular");
  cop_json_end(j);
  cop_json_key_object(j, "admin");
  cop_json_end(j);
  cop_json_key_object(j, "project");
  cop_json_key_text(j, "name", project);
  cop_json_end(j);
  cop_json_end(j);
  g_autofree char *json = cop_json_finish(j);
  g_autoptr(GZlibCompressor) z = g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
  size_t room = strlen(json) + 64, read = 0, written = 0; /* short texts hardly grow */
  g_autofree unsigned char *packed = g_malloc(room);
  GConverterResult r = g_converter_convert(G_CONVERTER(z), json, strlen(json), packed, room, G_CONVERTER_INPUT_AT_END, &read, &written, NULL);
  g_assert(r == G_CONVERTER_FINISHED);
  return g_base64_encode(packed, written);
}
