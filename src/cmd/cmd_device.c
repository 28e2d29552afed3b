/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/sign.h"
#include "cmd/cmd.h"
#include "exchange/collect.h"
#include "figure/qr.h"
#include "figure/svg_write.h"
#include "import/reception.h"

enum { LONGEST_ID = 40 };

static CopExit
list_devices(CopDb *db, bool json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CopRows) r = COP_QUERY0(db, device_list, &error);
  CopJson *j = json ? cop_json_new() : NULL;
  if (j != NULL)
    cop_json_array(j);
  while (r != NULL && cop_rows_next(r, &error)) {
    if (j == NULL) {
      printf("%-20s %s, since %.10s%s%s\n", cop_rows_text(r, 0), cop_rows_text(r, 1), cop_rows_text(r, 2), cop_rows_text(r, 3) == NULL ? "" : ", closed",
             cop_rows_int(r, 5) > 1 ? ", used by more than one telephone" : "");
      continue;
    }
    cop_json_object(j);
    cop_json_key_text(j, "id", cop_rows_text(r, 0));
    cop_json_key_text(j, "reporter", cop_rows_text(r, 1));
    cop_json_key_text(j, "made_at", cop_rows_text(r, 2));
    cop_json_key_text(j, "closed_at", cop_rows_text(r, 3));
    cop_json_key_bool(j, "signs", cop_rows_kind(r, 4) != COP_VALUE_NULL);
    cop_json_key_int(j, "clients", cop_rows_int(r, 5));
    cop_json_end(j);
  }
  if (j != NULL) {
    cop_json_end(j);
    g_autofree char *text = cop_json_finish(j);
    puts(text);
  }
  return error == NULL ? COP_EXIT_OK : cop_cmd_fail("device", COP_EXIT_INPUT, error);
}

enum { CODE_SIZE = 280 }; /* points: 10 cm, for a code of this length on paper */

/* The code that sets up ODK Collect, as a picture to print. */
static bool
write_code(const char *path, const char *address, const char *reporter, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GString) svg = g_string_new(NULL);
  g_autofree char *settings = cop_collect_settings(address, reporter);
  CopDrawing *code = cop_qr_draw(a, settings, COP_QR_M, CODE_SIZE, error);
  if (code == NULL)
    return false;
  CopDrawing *sheet = cop_drawing_new(a, CODE_SIZE, CODE_SIZE + 40);
  cop_draw_child(sheet, code, 0, 0, 1);
  cop_draw_text(sheet, CODE_SIZE / 2.0f, CODE_SIZE + 14, 12, COP_ANCHOR_MIDDLE, 0x000000ff, reporter);
  cop_draw_text(sheet, CODE_SIZE / 2.0f, CODE_SIZE + 30, 9, COP_ANCHOR_MIDDLE, 0x000000ff, "ODK Collect: Configure with QR code. Keep it as a key.");
  cop_svg_write(svg, sheet, &(CopSvgWriteOptions){ .lang = "en", .families = "sans-serif", .alt = "Settings of ODK Collect", .file = true });
  return cop_file_write(path, svg->str, svg->len, error);
}

static bool
is_server(const char *server)
{
  return (g_str_has_prefix(server, "https://") || g_str_has_prefix(server, "http://")) && strlen(server) < 200 && server[strcspn(server, " \"<>")] == '\0';
}

static CopExit
add_device(CopDb *db, const char *id, const char *reporter, const char *server, const char *qr, bool json)
{
  char token[COP_DEVICE_TOKEN];
  g_autoptr(GError) error = NULL;
  if (strlen(id) > LONGEST_ID || id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-")] != '\0')
    return cop_cmd_failf("device", COP_EXIT_USAGE, "'%s' is no short name; write at most %d small letters, digits and hyphens", id, LONGEST_ID);
  if (!cop_device_add(db, id, reporter, token, &error)) {
    if (g_error_matches(error, COP_DB_ERROR, COP_DB_ERROR_CONFLICT))
      return cop_cmd_failf("device", COP_EXIT_INPUT, "there is a registration '%s' already", id);
    return cop_cmd_fail("device", COP_EXIT_INPUT, error);
  }
  size_t end = server == NULL ? 0 : strlen(server);
  while (end > 0 && server[end - 1] == '/')
    end--;
  g_autofree char *address = g_strdup_printf("%.*s/openrosa/key/%s", server == NULL ? 12 : (int)end, server == NULL ? "https://DESK" : server, token);
  if (json)
    printf("{\"id\": \"%s\", \"token\": \"%s\", \"path\": \"/openrosa/key/%s\"}\n", id, token, token);
  else
    printf("%s may send for %s. Server address for ODK Collect, shown this once:\n  %s\n", id, reporter, address);
  return qr == NULL || write_code(qr, address, reporter, &error) ? COP_EXIT_OK : cop_cmd_fail("device", COP_EXIT_INPUT, error);
}

static CopExit
set_key(CopDb *db, const char *id, const char *text)
{
  uint8_t key[COP_SIGN_PUBLIC];
  g_autoptr(GError) error = NULL;
  if (!cop_hex_read(text, strlen(text), key, sizeof key))
    return cop_cmd_failf("device", COP_EXIT_USAGE, "'%s' is no public key; it has 64 hexadecimal digits, as 'copkit bundle key' prints them", text);
  if (cop_device_set_key(db, id, key, &error))
    return COP_EXIT_OK;
  if (g_error_matches(error, COP_DB_ERROR, COP_DB_ERROR_CONFLICT))
    return cop_cmd_failf("device", COP_EXIT_INPUT, "another registration has that key");
  return cop_cmd_fail("device", COP_EXIT_INPUT, error);
}

CopExit
cop_cmd_device(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *server = NULL, *qr = NULL;
  const GOptionEntry entries[] = { { "server", 0, 0, G_OPTION_ARG_STRING, &server, "with add: address of the desk, as telephones reach it", "URL" },
                                   { "qr", 0, 0, G_OPTION_ARG_FILENAME, &qr, "with add: the code that sets up ODK Collect, as SVG to print", "FILE" },
                                   G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "list | add ID REPORTER | key ID KEY | close ID", "Register who may send reports from telephones and programs.",
                     "REPORTER is an office or partner, never a person. `add` prints the address with a token for\n"
                     "that office; only a digest of the token is kept. `key` says with which key it signs bundles\n"
                     "(copkit bundle); a registration keeps its first key, who needs another registers anew.",
                     &common))
    return COP_EXIT_USAGE;
  const char *job = argc > 1 ? argv[1] : "list";
  bool list = strcmp(job, "list") == 0 && argc <= 2, add = strcmp(job, "add") == 0 && argc == 4, close = strcmp(job, "close") == 0 && argc == 3,
       key = strcmp(job, "key") == 0 && argc == 4;
  if (!list && !add && !close && !key)
    return cop_cmd_failf("device", COP_EXIT_USAGE, "write: device list, device add ID REPORTER, device key ID KEY, or device close ID");
  if ((server != NULL || qr != NULL) && !add)
    return cop_cmd_failf("device", COP_EXIT_USAGE, "--server and --qr go with add");
  if (qr != NULL && (server == NULL || !is_server(server)))
    return cop_cmd_failf("device", COP_EXIT_USAGE, "a code needs the address of the desk: --server https://...");
  CopExit code;
  g_autoptr(CopDb) db = cop_cmd_open_store("device", &common, list ? COP_DB_READ : COP_DB_WRITE, &code);
  g_autoptr(GError) error = NULL;
  if (db == NULL)
    return code;
  if (list)
    return list_devices(db, common.json);
  if (add)
    return add_device(db, argv[2], argv[3], server, qr, common.json);
  if (key)
    return set_key(db, argv[2], argv[3]);
  return cop_device_close(db, argv[2], &error) ? COP_EXIT_OK : cop_cmd_fail("device", COP_EXIT_INPUT, error);
}
