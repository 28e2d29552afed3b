/* SPDX-License-Identifier: Apache-2.0
 *
 * import/text_docx.c -- the words of a Word document (ISO/IEC 29500-1,
 * WordprocessingML): body, then footnotes and endnotes.
 *
 * Tracked changes (17.13.5): what was inserted or moved here counts, what was
 * deleted or moved away does not. Left out: field codes (17.16), hidden text
 * (17.3.2.41), the fallback of alternate content (ISO/IEC 29500-3, 10). A line
 * of the place is a paragraph, counted through the whole document.
 */
#include <string.h>

#include "base/xml.h"
#include "base/zip.h"
#include "import/text_priv.h"

/* Transitional and strict documents differ in namespace only, so elements are
 * told by local name. */
typedef struct {
  CopExtract *e;
  unsigned paragraph; /* number of the last one */
  unsigned column;    /* of what comes next in it */
  bool note;          /* inside footnotes or endnotes */
  int depth_field;    /* inside a field: codes are not text */
  bool field_result;
} Reader;

static bool
is_named(const CopXmlNode *n, const char *const *names, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (n->name != NULL && strcmp(n->name, names[i]) == 0)
      return true;
  return false;
}

/* An on/off property: given, and not switched off. */
static bool
property_on(const CopXmlNode *properties, const char *name)
{
  const CopXmlNode *p = properties == NULL ? NULL : cop_xml_child(properties, NULL, name);
  if (p == NULL)
    return false;
  const char *value = NULL;
  for (const CopXmlAttr *a = p->attrs; a != NULL; a = a->next)
    if (strcmp(a->name, "val") == 0)
      value = a->value;
  return value == NULL || (strcmp(value, "0") != 0 && strcmp(value, "false") != 0 && strcmp(value, "off") != 0 && strcmp(value, "none") != 0);
}

static void
add(Reader *r, const char *text, size_t n)
{
  cop_extract_add(r->e, text, n, r->paragraph, r->column);
  r->column += (unsigned)g_utf8_strlen(text, (gssize)n);
}

static void
add_text_of(Reader *r, const CopXmlNode *t)
{
  for (const CopXmlNode *c = t->first; c != NULL; c = c->next)
    if (c->name == NULL && c->length > 0)
      add(r, c->text, c->length);
}

static void
read_field_mark(Reader *r, const CopXmlNode *n)
{
  const char *type = NULL;
  for (const CopXmlAttr *a = n->attrs; a != NULL; a = a->next)
    if (strcmp(a->name, "fldCharType") == 0)
      type = a->value;
  if (g_strcmp0(type, "begin") == 0) {
    r->depth_field++;
    r->field_result = false;
  } else if (g_strcmp0(type, "separate") == 0) {
    r->field_result = true;
  } else if (g_strcmp0(type, "end") == 0 && r->depth_field > 0) {
    r->depth_field--;
    r->field_result = r->depth_field > 0;
  }
}

static void read_block(Reader *r, const CopXmlNode *n);

static void
read_run(Reader *r, const CopXmlNode *run)
{
  const CopXmlNode *properties = cop_xml_child(run, NULL, "rPr");
  if (property_on(properties, "vanish"))
    return;
  size_t start = cop_extract_offset(r->e);
  for (const CopXmlNode *c = run->first; c != NULL; c = c->next) {
    if (c->name == NULL)
      continue;
    if (strcmp(c->name, "fldChar") == 0)
      read_field_mark(r, c);
    else if (r->depth_field > 0 && !r->field_result)
      continue;
    else if (strcmp(c->name, "t") == 0)
      add_text_of(r, c);
    else if (strcmp(c->name, "tab") == 0)
      add(r, "\t", 1);
    else if (strcmp(c->name, "br") == 0 || strcmp(c->name, "cr") == 0)
      add(r, "\n", 1);
    else if (strcmp(c->name, "noBreakHyphen") == 0)
      add(r, "\xE2\x80\x91", 3);
    else if (strcmp(c->name, "drawing") == 0 || strcmp(c->name, "pict") == 0 || strcmp(c->name, "AlternateContent") == 0 ||
             strcmp(c->name, "object") == 0)
      read_block(r, c);
  }
  if (property_on(properties, "i"))
    cop_extract_span(r->e, COP_SPAN_EMPHASIS, start);
}

static CopBlockKind
kind_of_paragraph(const Reader *r, const CopXmlNode *p)
{
  const CopXmlNode *properties = cop_xml_child(p, NULL, "pPr");
  const CopXmlNode *style = properties == NULL ? NULL : cop_xml_child(properties, NULL, "pStyle");
  for (const CopXmlAttr *a = style == NULL ? NULL : style->attrs; a != NULL; a = a->next)
    if (strcmp(a->name, "val") == 0 && (g_ascii_strncasecmp(a->value, "heading", 7) == 0 || g_ascii_strcasecmp(a->value, "title") == 0))
      return COP_BLOCK_HEADING;
  if (r->note)
    return COP_BLOCK_NOTE;
  return properties != NULL && cop_xml_child(properties, NULL, "numPr") != NULL ? COP_BLOCK_ITEM : COP_BLOCK_PARAGRAPH;
}

/* Runs of a paragraph, also within links, insertions and content controls. */
static void
read_inline(Reader *r, const CopXmlNode *parent)
{
  static const char *const gone[] = { "del", "moveFrom", "pPr", "rPr", "sdtPr", "Fallback", "instrText", "delText" };
  for (const CopXmlNode *c = parent->first; c != NULL; c = c->next) {
    if (c->name == NULL || is_named(c, gone, G_N_ELEMENTS(gone)))
      continue;
    if (strcmp(c->name, "r") == 0)
      read_run(r, c);
    else if (strcmp(c->name, "p") != 0)
      read_inline(r, c);
  }
}

static void
read_paragraph(Reader *r, const CopXmlNode *p)
{
  unsigned outer = r->column;
  r->paragraph++;
  r->column = 1;
  cop_extract_open(r->e, kind_of_paragraph(r, p));
  read_inline(r, p);
  cop_extract_close(r->e);
  r->column = outer;
}

static void
read_block(Reader *r, const CopXmlNode *n)
{
  static const char *const gone[] = { "del", "moveFrom", "Fallback", "sectPr", "sdtPr" };
  for (const CopXmlNode *c = n->first; c != NULL; c = c->next) {
    if (c->name == NULL || is_named(c, gone, G_N_ELEMENTS(gone)))
      continue;
    if (strcmp(c->name, "p") == 0)
      read_paragraph(r, c);
    else if ((strcmp(c->name, "footnote") == 0 || strcmp(c->name, "endnote") == 0) && cop_xml_child(c, NULL, "p") == NULL)
      continue;
    else
      read_block(r, c);
  }
}

static bool
read_part(CopArena *a, Reader *r, CopZip *zip, const char *name, GError **error)
{
  g_autoptr(GBytes) bytes = cop_zip_read(zip, name, error);
  if (bytes == NULL)
    return false;
  gsize n;
  const void *data = g_bytes_get_data(bytes, &n);
  const CopXmlNode *root = cop_xml_read(a, data, n, error);
  if (root == NULL) {
    g_prefix_error(error, "%s: ", name);
    return false;
  }
  read_block(r, root);
  return true;
}

bool
cop_text_read_docx(CopArena *a, CopExtract *e, const void *bytes, size_t n, GError **error)
{
  static const char *const notes[] = { "word/footnotes.xml", "word/endnotes.xml" };
  g_autoptr(GBytes) archive = g_bytes_new_static(bytes, n);
  g_autoptr(CopZip) zip = cop_zip_open(archive, error);
  if (zip == NULL)
    return false;
  Reader r = { .e = e };
  if (!cop_zip_has(zip, "word/document.xml")) {
    g_set_error(error, COP_TEXT_ERROR, COP_TEXT_ERROR_FORMAT, "the archive is no Word document: it holds no word/document.xml");
    return false;
  }
  if (!read_part(a, &r, zip, "word/document.xml", error))
    return false;
  r.note = true;
  for (size_t i = 0; i < G_N_ELEMENTS(notes); i++)
    if (cop_zip_has(zip, notes[i]) && !read_part(a, &r, zip, notes[i], error))
      return false;
  return true;
}
