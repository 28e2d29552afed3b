/* SPDX-License-Identifier: Apache-2.0 */
#include "import/field.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/date.h"
#include "base/file.h"
#include "import/field_rows.h"

enum { HEAD = 8192 };

static bool
keep_text(void *data, const char *text, GError **error)
{
  (void)error;
  g_string_append(data, text);
  return true;
}

/* A mapped file counts as memory held as long as its pages are in use; those
 * that were read are given back, whatever the size of the file. */
static void
give_back(void *data, const char *upto)
{
  const char **begin = data;
  size_t page = (size_t)sysconf(_SC_PAGESIZE), n = ((size_t)upto & ~(page - 1)) - (size_t)*begin;
  if (upto > *begin && n > 0 && madvise((void *)(uintptr_t)*begin, n, MADV_DONTNEED) == 0)
    *begin += n;
}

static bool
run(CopDb *db, const CopModel *m, CopCsv *csv, const char *path, const GArray *lines, const char *mapped, const CopFieldOptions *o, CopIntakeSummary *s,
    CopDiags *found, GError **error)
{
  char now[COP_INSTANT_SIZE];
  g_autoptr(GString) rejects = g_string_new(NULL);
  const CopIntakeOptions options = { .strict = o->strict, .dry_run = o->dry_run, .actor = o->actor, .received_at = cop_instant_now(now),
                                     .file = path, .lines = lines, .reject = o->rejects == NULL ? NULL : keep_text, .data = rejects,
                                     .passed = mapped == NULL ? NULL : give_back, .passed_data = &mapped };
  if (!cop_intake_run(db, m, csv, &options, s, found, error))
    return false;
  return rejects->len == 0 || o->dry_run || cop_file_write(o->rejects, rejects->str, rejects->len, error);
}

/* What is refused before it is a row counts as well; a strict file with any of
 * it goes in not at all. */
static bool
run_converted(CopDb *db, const CopModel *m, const CopFieldFormat *format, GBytes *bytes, const char *path, const CopFieldOptions *o, CopIntakeSummary *s,
              CopDiags *found, GError **error)
{
  char now[COP_INSTANT_SIZE], today[sizeof "YYYY-MM-DD"];
  gsize length;
  const char *data = g_bytes_get_data(bytes, &length);
  g_strlcpy(today, cop_instant_now(now), sizeof today);
  g_autoptr(CopForms) forms = cop_forms_new(m);
  g_autoptr(GString) csv = g_string_new(cop_answers_head());
  g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(uint64_t));
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  CopFieldRows rows = { .m = m, .forms = forms, .file = path, .today = today, .found = found, .csv = csv, .lines = lines, .seen = seen };
  cop_rows_from(&rows, 0, 1);
  memset(s, 0, sizeof *s);
  if (!format->convert(&rows, data, length, error))
    return false;
  if (o->strict && rows.refused > 0) {
    s->rows_refused = rows.refused;
    return true;
  }
  g_autoptr(CopCsv) reader = cop_csv_new(csv->str, csv->len, ',');
  bool fine = run(db, m, reader, path, lines, NULL, o, s, found, error);
  s->rows_refused += rows.refused;
  s->reports_known += rows.repeated;
  return fine;
}

/* mapped: the bytes are those of a file, there to be read again. */
static bool
import(CopDb *db, const CopModel *m, GBytes *bytes, bool mapped, const char *name, const CopFieldOptions *o, CopIntakeSummary *s, CopDiags *found,
       GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data(bytes, &length);
  g_autofree char *head = g_strndup(data == NULL ? "" : data, MIN(length, (gsize)HEAD));
  const CopFieldFormat *format = cop_field_is_rows(head) ? NULL : cop_field_format(head);
  if (format != NULL)
    return run_converted(db, m, format, bytes, name, o, s, found, error);
  g_autoptr(CopCsv) csv = cop_csv_new(data, length, '\0');
  return run(db, m, csv, name, NULL, mapped ? data : NULL, o, s, found, error);
}

bool
cop_field_import_bytes(CopDb *db, const CopModel *m, GBytes *bytes, const char *name, const CopFieldOptions *o, CopIntakeSummary *s, CopDiags *found,
                       GError **error)
{
  return import(db, m, bytes, false, name, o, s, found, error);
}

bool
cop_field_import(CopDb *db, const CopModel *m, const char *path, const CopFieldOptions *o, CopIntakeSummary *s, CopDiags *found,
                 GError **error)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, error);
  if (file == NULL)
    return false;
  g_autoptr(GBytes) bytes = g_mapped_file_get_bytes(file);
  return import(db, m, bytes, true, path, o, s, found, error);
}
