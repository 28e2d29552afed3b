/* SPDX-License-Identifier: Apache-2.0
 * Translators' spreadsheets, as `copkit export sheet` writes them. */
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "import/trans.h"
#include "import/xlsx_rows.h"

typedef enum { UNIT, ENGLISH, TEXT, STATE, REVISION, LANGUAGE, COLUMNS } Column;
static const char *const titles[COLUMNS] = { "Unit", "English", "Translation", "State", "Revision", "Language" };

static bool
find_columns(const GPtrArray *rows, int at[COLUMNS])
{
  const CopXlsxRow *head = rows->len == 0 ? NULL : rows->pdata[0];
  for (int c = 0; c < COLUMNS; c++) {
    at[c] = -1;
    for (guint i = 0; head != NULL && i < head->cells->len; i++)
      if (strcmp(head->cells->pdata[i], titles[c]) == 0)
        at[c] = (int)i;
  }
  return at[UNIT] >= 0 && at[TEXT] >= 0 && at[LANGUAGE] >= 0;
}

bool
cop_trans_sheet_is(const char *path)
{
  g_autoptr(CopArena) a = cop_arena_new();
  size_t n;
  char *data = cop_file_read(path, COP_LIMIT_FILE, &n, NULL);
  g_autoptr(GBytes) bytes = data == NULL ? NULL : g_bytes_new_take(data, n);
  g_autoptr(GPtrArray) rows = bytes == NULL ? NULL : cop_xlsx_rows(bytes, NULL, a, NULL);
  int at[COLUMNS];
  return rows != NULL && find_columns(rows, at);
}

/* NULL where it is empty. */
static const char *
cell(const CopXlsxRow *r, const int at[COLUMNS], Column c)
{
  const char *text = at[c] < 0 || at[c] >= (int)r->cells->len ? "" : r->cells->pdata[at[c]];
  return *text == '\0' ? NULL : text;
}

static void
take_row(const char *path, const CopXlsxRow *r, const int at[COLUMNS], CopTransFile *file, CopDiags *d)
{
  const char *state = cell(r, at, STATE), *revision = cell(r, at, REVISION), *lang = cell(r, at, LANGUAGE);
  if (cell(r, at, UNIT) == NULL)
    return;
  int word = state == NULL ? COP_TEXT_STATE_DRAFT : cop_words_index(COP_WORDS_TEXT_STATE, state);
  if (word < 0 || lang == NULL || (file->lang != NULL && strcmp(lang, file->lang) != 0)) {
    cop_diags_format(d, COP_SEVERITY_ERROR, "sheet-row", path, (unsigned)r->number, 0, "states: untranslated, draft, translated, back-checked; one language in a file",
                     word < 0 ? "the state '%s' is none" : "the language '%s' differs from the rows before", word < 0 ? state : lang == NULL ? "" : lang);
    return;
  }
  file->lang = lang;
  CopTransRow row = { .file = path, .line = (unsigned)r->number, .id = cell(r, at, UNIT), .source = cell(r, at, ENGLISH), .text = cell(r, at, TEXT),
                      .state = (CopTextState)word, .revision = revision == NULL ? -1 : g_ascii_strtoll(revision, NULL, 10) };
  /* Whoever fills in a text leaves the state beside it as it was. */
  if (row.state == COP_TEXT_STATE_UNTRANSLATED && row.text != NULL)
    row.state = COP_TEXT_STATE_DRAFT;
  g_array_append_val(file->rows, row);
}

bool
cop_trans_sheet_read(CopArena *a, const char *path, CopTransFile *file, CopDiags *d, GError **error)
{
  size_t n;
  char *data = cop_file_read(path, COP_LIMIT_FILE, &n, error);
  if (data == NULL)
    return false;
  g_autoptr(GBytes) bytes = g_bytes_new_take(data, n);
  g_autoptr(GError) why = NULL;
  g_autoptr(GPtrArray) rows = cop_xlsx_rows(bytes, NULL, a, &why);
  int at[COLUMNS];
  if (rows == NULL || !find_columns(rows, at)) {
    cop_diags_format(d, COP_SEVERITY_ERROR, "sheet-format", path, 0, 0, "keep the head row of the sheet that copkit wrote", "%s",
                     why != NULL ? why->message : "the first row does not name the columns Unit, Translation, Language");
    return true;
  }
  for (guint i = 1; i < rows->len; i++)
    take_row(path, rows->pdata[i], at, file, d);
  return true;
}
