/* SPDX-License-Identifier: Apache-2.0 */
#include "import/xlsx_rows.h"

#include <string.h>

#include "base/limits.h"
#include "base/xml.h"
#include "base/zip.h"
#include "import/answers.h"

static CopXmlNode *
read_part(CopZip *zip, const char *name, CopArena *a, GError **error)
{
  g_autoptr(GBytes) bytes = cop_zip_read(zip, name, error);
  gsize n;
  const void *data = bytes == NULL ? NULL : g_bytes_get_data(bytes, &n);
  return data == NULL ? NULL : cop_xml_read(a, data, n, error);
}

/* The texts of <t> below a node, without phonetic hints. */
static const char *
text_below(const CopXmlNode *n, CopArena *a)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (const CopXmlNode *x = cop_xml_walk(n, n); x != NULL; x = cop_xml_walk(x, n)) {
    if (x->name == NULL || strcmp(x->name, "t") != 0 || (x->parent != NULL && x->parent->name != NULL && strcmp(x->parent->name, "rPh") == 0))
      continue;
    g_autofree char *text = cop_xml_content(x);
    g_string_append(s, text);
  }
  return cop_arena_strdup(a, g_strstrip(s->str));
}

static GPtrArray *
shared_strings(CopZip *zip, CopArena *a, GError **error)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new();
  if (!cop_zip_has(zip, "xl/sharedStrings.xml"))
    return g_steal_pointer(&all);
  CopXmlNode *root = read_part(zip, "xl/sharedStrings.xml", a, error);
  if (root == NULL)
    return NULL;
  for (const CopXmlNode *si = cop_xml_child(root, NULL, "si"); si != NULL; si = cop_xml_next(si, NULL, "si"))
    g_ptr_array_add(all, (gpointer)text_below(si, a));
  return g_steal_pointer(&all);
}

/* "xl/worksheets/sheet1.xml" of a relationship. */
static const char *
target_of(const CopXmlNode *rels, const char *id, CopArena *a)
{
  for (const CopXmlNode *r = cop_xml_child(rels, NULL, "Relationship"); r != NULL; r = cop_xml_next(r, NULL, "Relationship")) {
    const char *target = cop_xml_attribute(r, NULL, "Target");
    if (g_strcmp0(cop_xml_attribute(r, NULL, "Id"), id) == 0 && target != NULL)
      return *target == '/' ? cop_arena_strdup(a, target + 1) : cop_arena_printf(a, "xl/%s", target);
  }
  return NULL;
}

/* NULL without error: there is no sheet of that name. */
static const char *
find_sheet(CopZip *zip, const char *name, CopArena *a, GError **error)
{
  CopXmlNode *book = read_part(zip, "xl/workbook.xml", a, error), *rels = book == NULL ? NULL : read_part(zip, "xl/_rels/workbook.xml.rels", a, error);
  const CopXmlNode *sheets = rels == NULL ? NULL : cop_xml_child(book, NULL, "sheets");
  for (const CopXmlNode *s = sheets == NULL ? NULL : cop_xml_child(sheets, NULL, "sheet"); s != NULL; s = cop_xml_next(s, NULL, "sheet")) {
    const char *title = cop_xml_attribute(s, NULL, "name");
    if (name != NULL && (title == NULL || g_ascii_strcasecmp(title, name) != 0))
      continue;
    for (const CopXmlAttr *at = s->attrs; at != NULL; at = at->next)
      if (strcmp(at->name, "id") == 0 && at->ns != NULL)
        return target_of(rels, at->value, a);
  }
  return NULL;
}

/* "C7" -> 2; -1 when there is no such column. */
static int
column_of(const char *reference)
{
  int column = 0;
  for (; reference != NULL && g_ascii_isupper(*reference); reference++)
    column = column > 20000 ? 20000 : column * 26 + (*reference - 'A' + 1);
  return column - 1 < (int)COP_LIMIT_CSV_COLUMNS ? column - 1 : -1;
}

static const char *
cell_text(const CopXmlNode *c, const GPtrArray *shared, CopArena *a)
{
  const char *type = cop_xml_attribute(c, NULL, "t");
  const CopXmlNode *v = cop_xml_child(c, NULL, "v");
  if (g_strcmp0(type, "inlineStr") == 0)
    return text_below(c, a);
  if (v == NULL)
    return "";
  g_autofree char *text = cop_xml_content(v);
  if (g_strcmp0(type, "s") == 0) {
    guint64 at = g_ascii_strtoull(text, NULL, 10);
    return at < shared->len ? shared->pdata[at] : "";
  }
  if (g_strcmp0(type, "b") == 0)
    return strcmp(text, "1") == 0 ? "true" : "false";
  return cop_arena_strdup(a, g_strstrip(text));
}

static void
free_row(gpointer p)
{
  CopXlsxRow *row = p;
  g_ptr_array_unref(row->cells);
  g_free(row);
}

static void
add_row(GPtrArray *rows, const CopXmlNode *node, const GPtrArray *shared, uint64_t number, CopArena *a)
{
  CopXlsxRow *row = g_new0(CopXlsxRow, 1);
  bool any = false;
  row->number = number;
  row->cells = g_ptr_array_new();
  for (const CopXmlNode *c = cop_xml_child(node, NULL, "c"); c != NULL; c = cop_xml_next(c, NULL, "c")) {
    const char *reference = cop_xml_attribute(c, NULL, "r"), *text = cell_text(c, shared, a);
    int column = reference == NULL ? (int)row->cells->len : column_of(reference);
    while (column >= (int)row->cells->len)
      g_ptr_array_add(row->cells, "");
    if (column >= 0)
      row->cells->pdata[column] = (gpointer)text;
    any |= *text != '\0';
  }
  if (any)
    g_ptr_array_add(rows, row);
  else
    free_row(row);
}

GPtrArray *
cop_xlsx_rows(GBytes *workbook, const char *name, CopArena *a, GError **error)
{
  g_autoptr(GError) e = NULL;
  g_autoptr(CopZip) zip = cop_zip_open(workbook, error);
  if (zip == NULL)
    return NULL;
  if (!cop_zip_has(zip, "xl/workbook.xml")) {
    g_set_error(error, COP_ANSWERS_ERROR, COP_ANSWERS_ERROR_FORMAT, "the archive is no XLSX workbook");
    return NULL;
  }
  const char *sheet = find_sheet(zip, name, a, &e);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(free_row), shared = e == NULL ? shared_strings(zip, a, &e) : NULL;
  CopXmlNode *root = shared == NULL || sheet == NULL ? NULL : read_part(zip, sheet, a, &e);
  if (e != NULL) {
    g_propagate_error(error, g_steal_pointer(&e));
    return NULL;
  }
  const CopXmlNode *data = root == NULL ? NULL : cop_xml_child(root, NULL, "sheetData");
  uint64_t number = 0;
  for (const CopXmlNode *r = data == NULL ? NULL : cop_xml_child(data, NULL, "row"); r != NULL; r = cop_xml_next(r, NULL, "row")) {
    const char *at = cop_xml_attribute(r, NULL, "r");
    number = at != NULL ? g_ascii_strtoull(at, NULL, 10) : number + 1;
    add_row(rows, r, shared, number, a);
  }
  return g_steal_pointer(&rows);
}
