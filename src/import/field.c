/* SPDX-License-Identifier: Apache-2.0 */
#include "import/field.h"

#include "base/date.h"
#include "base/file.h"

static bool
keep_text(void *data, const char *text, GError **error)
{
  (void)error;
  g_string_append(data, text);
  return true;
}

static bool
run(CopDb *db, const CopModel *m, CopCsv *csv, const char *path, const CopFieldOptions *o, CopIntakeSummary *s, CopDiags *found, GError **error)
{
  char now[COP_INSTANT_SIZE];
  g_autoptr(GString) rejects = g_string_new(NULL);
  const CopIntakeOptions options = { .strict = o->strict, .dry_run = o->dry_run, .actor = o->actor, .received_at = cop_instant_now(now),
                                     .file = path, .reject = o->rejects == NULL ? NULL : keep_text, .data = rejects };
  if (!cop_intake_run(db, m, csv, &options, s, found, error))
    return false;
  return rejects->len == 0 || o->dry_run || cop_file_write(o->rejects, rejects->str, rejects->len, error);
}

bool
cop_field_import(CopDb *db, const CopModel *m, const char *path, const CopFieldOptions *o, CopIntakeSummary *s, CopDiags *found,
                 GError **error)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, error);
  if (file == NULL)
    return false;
  g_autoptr(CopCsv) csv = cop_csv_new(g_mapped_file_get_contents(file), g_mapped_file_get_length(file), '\0');
  return run(db, m, csv, path, o, s, found, error);
}
