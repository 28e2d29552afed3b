/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/export_files.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "model/store.h"

void
cop_export_add(CopExportFiles *f, const char *id, const char *suffix, char *text)
{
  if (text == NULL)
    return;
  g_autofree char *part = g_strdelimit(g_strdup(id), "/", '-');
  g_ptr_array_add(f->names, g_strconcat(part, suffix, NULL));
  g_ptr_array_add(f->texts, text);
}

bool
cop_export_wants(const CopExportFiles *f, const char *id)
{
  return f->only == NULL || strcmp(f->only, id) == 0;
}

static void
remove_files(const CopExportFiles *f, const char *folder)
{
  for (guint i = 0; i < f->names->len; i++) {
    g_autofree char *path = g_build_filename(folder, g_ptr_array_index(f->names, i), NULL);
    g_unlink(path);
  }
  g_rmdir(folder);
}

/* The folder appears complete or not at all. */
static bool
write_folder(const CopExportFiles *f, const char *folder, GError **error)
{
  g_autofree char *partial = cop_file_partial_name(folder);
  if (g_file_test(folder, G_FILE_TEST_EXISTS)) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_EXISTS, "'%s' exists already", folder);
    return false;
  }
  if (g_mkdir(partial, 0777) != 0) {
    int code = errno;
    g_set_error(error, G_IO_ERROR, (int)g_io_error_from_errno(code), "'%s': %s", folder, g_strerror(code));
    return false;
  }
  bool ok = true;
  for (guint i = 0; ok && i < f->names->len; i++) {
    g_autofree char *path = g_build_filename(partial, g_ptr_array_index(f->names, i), NULL);
    const char *text = g_ptr_array_index(f->texts, i);
    ok = cop_file_write(path, text, strlen(text), error);
  }
  if (ok && cop_file_publish(partial, folder, false, error))
    return true;
  remove_files(f, partial);
  return false;
}

CopExit
cop_export_files(int argc, char **argv, const CopExportKind *kind)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *out = NULL, *only = NULL;
  const GOptionEntry entries[] = { { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, "the folder to make", "FOLDER" },
                                   { kind->option, 0, 0, G_OPTION_ARG_STRING, &only, kind->help, "ID" }, /* or the end */
                                   G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, kind->about, "FOLDER must not exist. The same content and SOURCE_DATE_EPOCH give the same bytes.", &common))
    return COP_EXIT_USAGE;
  if (argc > 1 || out == NULL)
    return cop_cmd_failf(kind->name, COP_EXIT_USAGE, "name the folder with -o, and nothing else");
  CopExit code;
  char made[COP_INSTANT_SIZE];
  g_autoptr(GError) error = NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) db = cop_cmd_open_store(kind->name, &common, COP_DB_READ, &code);
  CopModel *m;
  CopInstalledPacks packs;
  if (db == NULL)
    return code;
  if (!cop_model_load(db, a, &m, &error) || !cop_installed_load(db, a, &packs, &error))
    return cop_cmd_fail(kind->name, COP_EXIT_INPUT, error);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free), texts = g_ptr_array_new_with_free_func(g_free);
  CopExportFiles f = { .m = m, .packs = &packs, .only = only, .made = cop_instant_now(made), .names = names, .texts = texts, .db = db };
  kind->fill(&f);
  if (f.error != NULL) {
    g_propagate_error(&error, f.error);
    return cop_cmd_fail(kind->name, COP_EXIT_INPUT, error);
  }
  if (names->len == 0 && only != NULL)
    return cop_cmd_failf(kind->name, COP_EXIT_INPUT, "the store holds no %s '%s'", kind->option, only);
  if (!write_folder(&f, out, &error))
    return cop_cmd_fail(kind->name, COP_EXIT_INPUT, error);
  if (!common.quiet)
    printf("%s: %u files\n", out, names->len);
  return COP_EXIT_OK;
}
