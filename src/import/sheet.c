/* SPDX-License-Identifier: Apache-2.0 */
#include "import/sheet.h"

#include <string.h>

#include "base/xml.h"
#include "base/zip.h"

G_DEFINE_QUARK(cop-sheet-error-quark, cop_sheet_error)

static const CopXmlNode *
member(CopArena *a, CopZip *z, const char *name, GError **error)
{
  g_autoptr(GBytes) bytes = cop_zip_read(z, name, error);
  gsize n = 0;
  const void *data = bytes == NULL ? NULL : g_bytes_get_data(bytes, &n);
  return data == NULL ? NULL : cop_xml_read(a, data, n, error);
}

/* Text of <si> or <is>: runs joined, phonetic guides left out. */
static const char *
string_of(CopArena *a, const CopXmlNode *item)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (const CopXmlNode *c = item->first; c != NULL; c = c->next) {
    const CopXmlNode *t = cop_xml_is(c, NULL, "r") ? cop_xml_child(c, NULL, "t") : cop_xml_is(c, NULL, "t") ? c : NULL;
    if (t == NULL)
      continue;
    g_autofree char *text = cop_xml_content(t);
    g_string_append(s, text);
  }
  return cop_arena_strdup(a, s->str);
}

static GPtrArray *
shared_strings(CopArena *a, CopZip *z, GError **error)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new();
  if (cop_zip_has(z, "xl/sharedStrings.xml")) {
    const CopXmlNode *root = member(a, z, "xl/sharedStrings.xml", error);
    if (root == NULL)
      return NULL;
    for (const CopXmlNode *si = cop_xml_child(root, NULL, "si"); si != NULL; si = cop_xml_next(si, NULL, "si"))
      g_ptr_array_add(all, (gpointer)string_of(a, si));
  }
  return g_steal_pointer(&all);
}

/* The path of the first sheet of the workbook. */
static const char *
first_sheet(CopArena *a, CopZip *z, GError **error)
{
  static const char relation[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const CopXmlNode *book = member(a, z, "xl/workbook.xml", error);
  const CopXmlNode *relations = book == NULL ? NULL : member(a, z, "xl/_rels/workbook.xml.rels", error);
  const CopXmlNode *sheets = relations == NULL ? NULL : cop_xml_child(book, NULL, "sheets");
  const CopXmlNode *sheet = sheets == NULL ? NULL : cop_xml_child(sheets, NULL, "sheet");
  const char *id = sheet == NULL ? NULL : cop_xml_attribute(sheet, relation, "id");
  for (const CopXmlNode *r = id == NULL ? NULL : cop_xml_child(relations, NULL, "Relationship"); r != NULL; r = cop_xml_next(r, NULL, "Relationship"))
    if (g_strcmp0(cop_xml_attribute(r, NULL, "Id"), id) == 0) {
      const char *target = cop_xml_attribute(r, NULL, "Target");
      return target == NULL ? NULL : *target == '/' ? target + 1 : cop_arena_printf(a, "xl/%s", target);
    }
  return NULL;
}

/* Column of "AB12", from 0; -1 when it is none. */
static int
column_of(const char *reference)
{
  int column = 0, letters = 0;
  for (; reference != NULL && g_ascii_isupper(*reference) && letters < 4; reference++, letters++)
    column = column * 26 + (*reference - 'A' + 1);
  return letters == 0 ? -1 : column - 1;
}

static const char *
cell_text(CopArena *a, const CopXmlNode *c, const GPtrArray *strings)
{
  const char *type = cop_xml_attribute(c, NULL, "t");
  const CopXmlNode *inlined = cop_xml_child(c, NULL, "is"), *v = cop_xml_child(c, NULL, "v");
  if (inlined != NULL)
    return string_of(a, inlined);
  if (v == NULL)
    return NULL;
  g_autofree char *value = cop_xml_content(v);
  if (g_strcmp0(type, "s") != 0)
    return cop_arena_strdup(a, value);
  guint64 i;
  return g_ascii_string_to_unsigned(value, 10, 0, G_MAXUINT, &i, NULL) && i < strings->len ? g_ptr_array_index(strings, i) : NULL;
}

static void
take_rows(CopArena *a, const CopXmlNode *data, const GPtrArray *strings, GArray *rows)
{
  unsigned number = 0;
  for (const CopXmlNode *r = cop_xml_child(data, NULL, "row"); r != NULL; r = cop_xml_next(r, NULL, "row")) {
    const char *said = cop_xml_attribute(r, NULL, "r");
    number = said == NULL ? number + 1 : (unsigned)g_ascii_strtoull(said, NULL, 10);
    CopSheetRow row = { .number = number };
    int column = -1;
    for (const CopXmlNode *c = cop_xml_child(r, NULL, "c"); c != NULL; c = cop_xml_next(c, NULL, "c")) {
      int named = column_of(cop_xml_attribute(c, NULL, "r"));
      column = named >= 0 ? named : column + 1;
      if (column < COP_SHEET_COLUMNS)
        row.cells[column] = cell_text(a, c, strings);
    }
    g_array_append_val(rows, row);
  }
}

bool
cop_sheet_read(CopArena *a, GBytes *bytes, CopSheet *sheet, GError **error)
{
  GError *local = NULL;
  g_autoptr(CopZip) z = cop_zip_open(bytes, error);
  if (z == NULL)
    return false;
  const char *path = first_sheet(a, z, &local);
  g_autoptr(GPtrArray) strings = path == NULL ? NULL : shared_strings(a, z, &local);
  const CopXmlNode *root = strings == NULL ? NULL : member(a, z, path, &local);
  const CopXmlNode *data = root == NULL ? NULL : cop_xml_child(root, NULL, "sheetData");
  if (data == NULL) {
    if (local == NULL)
      g_set_error_literal(&local, COP_SHEET_ERROR, COP_SHEET_ERROR_FORMAT, "not a spreadsheet: it holds no sheet");
    g_propagate_error(error, local);
    return false;
  }
  g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(CopSheetRow));
  take_rows(a, data, strings, rows);
  CopSheetRow *items = cop_new_n(a, CopSheetRow, rows->len);
  if (rows->len > 0)
    memcpy(items, rows->data, rows->len * sizeof *items);
  *sheet = (CopSheet){ rows->len, items };
  return true;
}
