/* SPDX-License-Identifier: Apache-2.0
 *
 * The package around a document: types, relations, properties, settings, faces,
 * numbering, heads and feet (ECMA-376 part 2 and part 1, 11.3). */
#include <string.h>

#include "base/lang.h"
#include "flow/docx_priv.h"

#define NS_W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define NS_R "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define NS_WP "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
#define NS_A "http://schemas.openxmlformats.org/drawingml/2006/main"
#define NS_RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"
#define TYPE_WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define LEVELS COP_WALK_LEVELS

void
cop_docx_root_open(CopXml *out, const char *name)
{
  cop_xml_start(out, name, "xmlns:w", NS_W, "xmlns:r", NS_R, "xmlns:wp", NS_WP, NULL);
}

/* --- types and relations --- */

static const struct {
  const char *name, *type, *relation, *id;
} parts[] = {
  { "styles.xml", TYPE_WORD "styles+xml", "styles", "rIdStyles" },
  { "settings.xml", TYPE_WORD "settings+xml", "settings", "rIdSettings" },
  { "fontTable.xml", TYPE_WORD "fontTable+xml", "fontTable", "rIdFonts" },
  { "theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml", "theme", "rIdTheme" },
  { "numbering.xml", TYPE_WORD "numbering+xml", "numbering", "rIdNumbering" },
  { "footnotes.xml", TYPE_WORD "footnotes+xml", "footnotes", "rIdNotes" },
  { "header1.xml", TYPE_WORD "header+xml", "header", "rIdHead" },
  { "header2.xml", TYPE_WORD "header+xml", "header", "rIdHeadMarks" },
  { "footer1.xml", TYPE_WORD "footer+xml", "footer", "rIdFoot" },
  { "footer2.xml", TYPE_WORD "footer+xml", "footer", "rIdFootEmpty" },
  { "footer3.xml", TYPE_WORD "footer+xml", "footer", "rIdFootWide" },
};

static char *
content_types(void)
{
  static const char *const defaults[][2] = { { "rels", "application/vnd.openxmlformats-package.relationships+xml" },
                                             { "xml", "application/xml" },
                                             { "png", "image/png" },
                                             { "svg", "image/svg+xml" } };
  static const char *const own[][2] = {
    { "/word/document.xml", TYPE_WORD "document.main+xml" },
    { "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml" },
    { "/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml" } };
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(x, "Types", "xmlns", "http://schemas.openxmlformats.org/package/2006/content-types", NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(defaults); i++)
    cop_xml_empty(x, "Default", "Extension", defaults[i][0], "ContentType", defaults[i][1], NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
    cop_xml_empty(x, "Override", "PartName", own[i][0], "ContentType", own[i][1], NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
    cop_xml_open(x, "Override");
    cop_xml_attrf(x, "PartName", "/word/%s", parts[i].name);
    cop_xml_attr(x, "ContentType", parts[i].type);
    cop_xml_close(x);
  }
  cop_xml_close_as(x, "Types");
  return cop_xml_finish(x);
}

static char *
package_relations(void)
{
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(x, "Relationships", "xmlns", NS_RELATIONS, NULL);
  cop_xml_empty(x, "Relationship", "Id", "rId1", "Type", NS_R "/officeDocument", "Target", "word/document.xml", NULL);
  cop_xml_empty(x, "Relationship", "Id", "rId2", "Type",
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "Target",
                "docProps/core.xml", NULL);
  cop_xml_empty(x, "Relationship", "Id", "rId3", "Type", NS_R "/extended-properties", "Target", "docProps/app.xml", NULL);
  cop_xml_close_as(x, "Relationships");
  return cop_xml_finish(x);
}

static void
put_media_relations(CopXml *x, const CopDocx *d)
{
  for (guint i = 0; i < d->media->len; i++) {
    cop_xml_open(x, "Relationship");
    cop_xml_attrf(x, "Id", "rIdM%u", i + 1);
    cop_xml_attr(x, "Type", NS_R "/image");
    cop_xml_attrf(x, "Target", "media/picture%u.%s", i / 2 + 1, i % 2 == 0 ? "png" : "svg");
    cop_xml_close(x);
  }
}

static void
put_link_relations(CopXml *x, const GPtrArray *links)
{
  for (guint i = 0; i < links->len; i++) {
    cop_xml_open(x, "Relationship");
    cop_xml_attrf(x, "Id", "rIdL%u", i + 1);
    cop_xml_attr(x, "Type", NS_R "/hyperlink");
    cop_xml_attr(x, "Target", links->pdata[i]);
    cop_xml_attr(x, "TargetMode", "External");
    cop_xml_close(x);
  }
}

static char *
part_relations(const CopDocx *d, const CopDocxPart *part)
{
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(x, "Relationships", "xmlns", NS_RELATIONS, NULL);
  for (size_t i = 0; part == &d->document && i < G_N_ELEMENTS(parts); i++) {
    cop_xml_start(x, "Relationship", "Id", parts[i].id, NULL);
    cop_xml_attrf(x, "Type", "%s/%s", NS_R, parts[i].relation);
    cop_xml_attr(x, "Target", parts[i].name);
    cop_xml_close(x);
  }
  put_media_relations(x, d);
  put_link_relations(x, part->links);
  cop_xml_close_as(x, "Relationships");
  return cop_xml_finish(x);
}

/* --- properties --- */

static void
put_text(CopXml *x, const char *name, const char *text)
{
  if (text != NULL)
    cop_xml_element(x, name, text);
}

static void
put_date(CopXml *x, const char *name, const char *date)
{
  cop_xml_start(x, name, "xsi:type", "dcterms:W3CDTF", NULL);
  cop_xml_text(x, date);
  cop_xml_text(x, "T00:00:00Z");
  cop_xml_close(x);
}

static char *
core_properties(const CopDocMeta *m)
{
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(x, "cp:coreProperties", "xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
                "xmlns:dc", "http://purl.org/dc/elements/1.1/", "xmlns:dcterms", "http://purl.org/dc/terms/", "xmlns:xsi",
                "http://www.w3.org/2001/XMLSchema-instance", NULL);
  put_text(x, "dc:title", m->title);
  put_text(x, "dc:subject", m->subject);
  put_text(x, "dc:creator", m->author);
  put_text(x, "dc:description", m->licence);
  put_text(x, "dc:identifier", m->identifier);
  put_text(x, "dc:language", m->lang);
  put_text(x, "cp:contentStatus", m->draft);
  put_text(x, "cp:version", m->edition);
  if (m->date != NULL && strlen(m->date) == strlen("2026-01-01")) {
    put_date(x, "dcterms:created", m->date);
    put_date(x, "dcterms:modified", m->date);
  }
  cop_xml_close_as(x, "cp:coreProperties");
  return cop_xml_finish(x);
}

static char *
app_properties(void)
{
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(x, "Properties", "xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties", NULL);
  cop_xml_element(x, "Application", "copkit");
  cop_xml_close_as(x, "Properties");
  return cop_xml_finish(x);
}

/* --- settings, faces, theme --- */

static char *
settings(const CopWalk *w)
{
  const char *lang = w->doc->meta.lang, *tag = cop_docx_lang(lang);
  CopScript script = cop_lang_script(lang);
  bool complex = cop_docx_is_complex(script), east = cop_docx_is_east_asian(script);
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(x, "w:settings", "xmlns:w", NS_W, NULL);
  cop_xml_empty(x, "w:zoom", "w:percent", "100", NULL);
  cop_xml_empty(x, "w:defaultTabStop", "w:val", "567", NULL);
  cop_xml_empty(x, "w:characterSpacingControl", "w:val", "doNotCompress", NULL);
  cop_xml_open(x, "w:footnotePr");
  cop_xml_empty(x, "w:footnote", "w:id", "-1", NULL);
  cop_xml_empty(x, "w:footnote", "w:id", "0", NULL);
  cop_xml_close_as(x, "w:footnotePr");
  cop_xml_open(x, "w:compat");
  cop_xml_empty(x, "w:compatSetting", "w:name", "compatibilityMode", "w:uri", "http://schemas.microsoft.com/office/word",
                "w:val", "15", NULL);
  cop_xml_close_as(x, "w:compat");
  cop_xml_empty(x, "w:themeFontLang", "w:val", complex || east ? "en-GB" : tag, "w:eastAsia", east ? tag : "zh-CN",
                "w:bidi", complex ? tag : "ar-SA", NULL);
  cop_xml_empty(x, "w:decimalSymbol", "w:val", ".", NULL);
  cop_xml_empty(x, "w:listSeparator", "w:val", ",", NULL);
  cop_xml_close_as(x, "w:settings");
  return cop_xml_finish(x);
}

/* Faces that a reader without ours may take instead. */
static char *
font_table(const CopWalk *w)
{
  static const struct {
    const char *name, *instead;
  } faces[] = {
    { "Andika", "Segoe UI" },
    { "Calibri", "Carlito" },
    { "Noto Sans", "Segoe UI" },
    { "Noto Sans Arabic", "Segoe UI" },
    { "Noto Sans Bengali", "Nirmala UI" },
    { "Noto Sans CJK JP", "Yu Gothic" },
    { "Noto Sans CJK KR", "Malgun Gothic" },
    { "Noto Sans CJK SC", "Microsoft YaHei" },
    { "Noto Sans CJK TC", "Microsoft JhengHei" },
    { "Noto Sans Devanagari", "Nirmala UI" },
    { "Noto Sans Ethiopic", "Ebrima" },
    { "Noto Sans Hebrew", "Segoe UI" },
    { "Noto Sans Khmer", "Leelawadee UI" },
    { "Noto Sans Lao", "Leelawadee UI" },
    { "Noto Sans Mono", "Consolas" },
    { "Noto Sans Myanmar", "Myanmar Text" },
    { "Noto Sans Tamil", "Nirmala UI" },
    { "Noto Sans Thai", "Leelawadee UI" },
  };
  (void)w;
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(x, "w:fonts", "xmlns:w", NS_W, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(faces); i++) {
    cop_xml_start(x, "w:font", "w:name", faces[i].name, NULL);
    cop_xml_empty(x, "w:altName", "w:val", faces[i].instead, NULL);
    cop_xml_empty(x, "w:family", "w:val", "swiss", NULL);
    cop_xml_empty(x, "w:pitch", "w:val", "variable", NULL);
    cop_xml_close(x);
  }
  cop_xml_close_as(x, "w:fonts");
  return cop_xml_finish(x);
}

static void
put_theme_color(CopXml *x, const CopWalk *w, const char *name, CopDocxToken token)
{
  char color[7];
  cop_docx_color(w, token, color);
  cop_xml_open(x, name);
  cop_xml_empty(x, "a:srgbClr", "val", color, NULL);
  cop_xml_close(x);
}

static void
put_theme_fonts(CopXml *x, const CopWalk *w, const char *name)
{
  static const CopScript scripts[] = { COP_SCRIPT_ARAB, COP_SCRIPT_HEBR, COP_SCRIPT_DEVA, COP_SCRIPT_BENG,
                                       COP_SCRIPT_TAML, COP_SCRIPT_THAI, COP_SCRIPT_LAOO, COP_SCRIPT_KHMR,
                                       COP_SCRIPT_MYMR, COP_SCRIPT_ETHI, COP_SCRIPT_HANS, COP_SCRIPT_HANT,
                                       COP_SCRIPT_JPAN, COP_SCRIPT_KORE };
  /* the codes of the theme schema where they are not those of ISO 15924 */
  static const char *const codes[COP_SCRIPT_MAX] = { [COP_SCRIPT_JPAN] = "Jpan", [COP_SCRIPT_KORE] = "Hang" };
  CopScript own = cop_lang_script(w->doc->meta.lang);
  cop_xml_open(x, name);
  cop_xml_empty(x, "a:latin", "typeface", cop_docx_face(w->doc, COP_SCRIPT_LATN), NULL);
  cop_xml_empty(x, "a:ea", "typeface", cop_docx_face(w->doc, cop_docx_is_east_asian(own) ? own : COP_SCRIPT_HANS), NULL);
  cop_xml_empty(x, "a:cs", "typeface", cop_docx_face(w->doc, cop_docx_is_complex(own) ? own : COP_SCRIPT_ARAB), NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(scripts); i++) {
    const char *code = codes[scripts[i]] != NULL ? codes[scripts[i]] : cop_script_code(scripts[i]);
    cop_xml_empty(x, "a:font", "script", code, "typeface", cop_docx_face(w->doc, scripts[i]), NULL);
  }
  cop_xml_close_as(x, name);
}

static void
put_fill(CopXml *x)
{
  cop_xml_open(x, "a:solidFill");
  cop_xml_empty(x, "a:schemeClr", "val", "phClr", NULL);
  cop_xml_close_as(x, "a:solidFill");
}

/* The schema wants three of each, though text never uses them. */
static void
put_theme_formats(CopXml *x)
{
  cop_xml_start(x, "a:fmtScheme", "name", "copkit", NULL);
  cop_xml_open(x, "a:fillStyleLst");
  for (int i = 0; i < 3; i++)
    put_fill(x);
  cop_xml_close_as(x, "a:fillStyleLst");
  cop_xml_open(x, "a:lnStyleLst");
  for (int i = 0; i < 3; i++) {
    cop_xml_start(x, "a:ln", "w", "9525", NULL);
    put_fill(x);
    cop_xml_close(x);
  }
  cop_xml_close_as(x, "a:lnStyleLst");
  cop_xml_open(x, "a:effectStyleLst");
  for (int i = 0; i < 3; i++) {
    cop_xml_open(x, "a:effectStyle");
    cop_xml_empty(x, "a:effectLst", NULL);
    cop_xml_close(x);
  }
  cop_xml_close_as(x, "a:effectStyleLst");
  cop_xml_open(x, "a:bgFillStyleLst");
  for (int i = 0; i < 3; i++)
    put_fill(x);
  cop_xml_close_as(x, "a:bgFillStyleLst");
  cop_xml_close_as(x, "a:fmtScheme");
}

static char *
theme(const CopWalk *w)
{
  static const struct {
    const char *name;
    CopDocxToken token;
  } accents[] = {
    { "a:dk1", COP_DOCX_INK },     { "a:lt1", COP_DOCX_TOKENS }, { "a:dk2", COP_DOCX_DEEP },    { "a:lt2", COP_DOCX_TINT },
    { "a:accent1", COP_DOCX_MAIN }, { "a:accent2", COP_DOCX_DEEP }, { "a:accent3", COP_DOCX_MARK },
    { "a:accent4", COP_DOCX_SOFT_INK }, { "a:accent5", COP_DOCX_LINE }, { "a:accent6", COP_DOCX_INK },
    { "a:hlink", COP_DOCX_MAIN },  { "a:folHlink", COP_DOCX_DEEP } };
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(x, "a:theme", "xmlns:a", NS_A, "name", "copkit", NULL);
  cop_xml_open(x, "a:themeElements");
  cop_xml_start(x, "a:clrScheme", "name", "copkit", NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(accents); i++) {
    if (accents[i].token != COP_DOCX_TOKENS) {
      put_theme_color(x, w, accents[i].name, accents[i].token);
      continue;
    }
    cop_xml_open(x, accents[i].name);
    cop_xml_empty(x, "a:srgbClr", "val", "FFFFFF", NULL);
    cop_xml_close(x);
  }
  cop_xml_close_as(x, "a:clrScheme");
  cop_xml_start(x, "a:fontScheme", "name", "copkit", NULL);
  put_theme_fonts(x, w, "a:majorFont");
  put_theme_fonts(x, w, "a:minorFont");
  cop_xml_close_as(x, "a:fontScheme");
  put_theme_formats(x);
  cop_xml_close_as(x, "a:themeElements");
  cop_xml_close_as(x, "a:theme");
  return cop_xml_finish(x);
}

/* --- numbering --- */

static void
put_value(CopXml *x, const char *name, int64_t value)
{
  cop_xml_open(x, name);
  cop_xml_attr_int(x, "w:val", value);
  cop_xml_close(x);
}

static void
put_levels(CopXml *x, bool ordered)
{
  static const char *const bullets[] = { "•", "–", "·" };
  for (unsigned level = 0; level < LEVELS; level++) {
    cop_xml_open(x, "w:lvl");
    cop_xml_attr_int(x, "w:ilvl", level);
    put_value(x, "w:start", 1);
    cop_xml_empty(x, "w:numFmt", "w:val", ordered ? "decimal" : "bullet", NULL);
    cop_xml_open(x, "w:lvlText");
    if (ordered)
      cop_xml_attrf(x, "w:val", "%%%u.", level + 1);
    else
      cop_xml_attr(x, "w:val", bullets[MIN(level, G_N_ELEMENTS(bullets) - 1)]);
    cop_xml_close(x);
    cop_xml_empty(x, "w:lvlJc", "w:val", "start", NULL);
    cop_xml_open(x, "w:pPr");
    cop_xml_open(x, "w:ind");
    cop_xml_attr_int(x, "w:left", COP_DOCX_LIST_INDENT * (level + 1));
    cop_xml_attr_int(x, "w:hanging", COP_DOCX_LIST_INDENT);
    cop_xml_close(x);
    cop_xml_close_as(x, "w:pPr");
    cop_xml_close_as(x, "w:lvl");
  }
}

static void
put_instance(CopXml *x, unsigned id, unsigned abstract, unsigned start)
{
  cop_xml_open(x, "w:num");
  cop_xml_attr_int(x, "w:numId", id);
  put_value(x, "w:abstractNumId", abstract);
  for (unsigned level = 0; abstract == 1 && level < LEVELS; level++) {
    cop_xml_open(x, "w:lvlOverride");
    cop_xml_attr_int(x, "w:ilvl", level);
    put_value(x, "w:startOverride", start);
    cop_xml_close(x);
  }
  cop_xml_close_as(x, "w:num");
  cop_xml_line(x);
}

/* Every ordered list is an instance of its own, so that each begins anew. */
static char *
numbering(const CopDocx *d)
{
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(x, "w:numbering", "xmlns:w", NS_W, NULL);
  for (unsigned i = 0; i < 2; i++) {
    cop_xml_open(x, "w:abstractNum");
    cop_xml_attr_int(x, "w:abstractNumId", i);
    cop_xml_empty(x, "w:multiLevelType", "w:val", "hybridMultilevel", NULL);
    put_levels(x, i == 1);
    cop_xml_close_as(x, "w:abstractNum");
    cop_xml_line(x);
  }
  put_instance(x, COP_DOCX_BULLETS, 0, 1);
  for (guint i = 0; i < d->starts->len; i++)
    put_instance(x, COP_DOCX_BULLETS + 1 + i, 1, g_array_index(d->starts, unsigned, i));
  cop_xml_close_as(x, "w:numbering");
  return cop_xml_finish(x);
}

/* --- heads and feet --- */

/* The marks of the document: a hatched band and its words, on every page. */
static void
put_marks(CopWalk *w)
{
  CopDocx *d = w->own;
  const CopDocMeta *m = &w->doc->meta;
  if (m->draft == NULL && m->example == NULL)
    return;
  char color[7];
  cop_docx_color(w, COP_DOCX_MARK, color);
  cop_xml_open(d->out, "w:p");
  cop_xml_open(d->out, "w:pPr");
  cop_xml_empty(d->out, "w:pStyle", "w:val", "DraftBand", NULL);
  cop_xml_empty(d->out, "w:shd", "w:val", "diagStripe", "w:color", color, "w:fill", "FFFFFF", NULL);
  cop_xml_close_as(d->out, "w:pPr");
  cop_xml_close_as(d->out, "w:p");
  cop_docx_para_open(w, &(CopDocxPara){ .style = "DraftMark", .align = COP_ALIGN_END });
  if (m->draft != NULL)
    cop_docx_text(w, m->draft);
  if (m->draft != NULL && m->example != NULL)
    cop_docx_text(w, " \u2022 ");
  if (m->example != NULL)
    cop_docx_text(w, m->example);
  cop_docx_para_close(w);
}

static char *
head(CopWalk *w, bool running)
{
  CopDocx *d = w->own;
  const CopDocMeta *m = &w->doc->meta;
  d->out = cop_xml_new(COP_XML_SYNTAX_XML);
  d->nesting++;
  cop_docx_root_open(d->out, "w:hdr");
  put_marks(w);
  cop_docx_para_open(w, &(CopDocxPara){ .style = "Header" });
  if (running && m->style != COP_STYLE_FORM)
    cop_docx_text(w, m->running_head != NULL ? m->running_head : m->title);
  cop_docx_para_close(w);
  cop_xml_close_as(d->out, "w:hdr");
  d->nesting--;
  return cop_xml_finish(d->out);
}

typedef enum { FOOT_UPRIGHT, FOOT_EMPTY, FOOT_WIDE } Foot;

static void
put_foot(CopWalk *w)
{
  const CopDocMeta *m = &w->doc->meta;
  if (m->style != COP_STYLE_FORM) {
    if (m->edition != NULL)
      cop_docx_text(w, m->edition);
    cop_docx_tab(w);
  }
  cop_docx_field_begin(w, " PAGE ");
  cop_docx_text(w, "1");
  cop_docx_field_end(w);
  cop_docx_text(w, " / ");
  cop_docx_field_begin(w, " NUMPAGES ");
  cop_docx_text(w, "1");
  cop_docx_field_end(w);
}

static char *
foot(CopWalk *w, Foot kind)
{
  CopDocx *d = w->own;
  d->out = cop_xml_new(COP_XML_SYNTAX_XML);
  d->nesting++;
  d->wanted.landscape = kind == FOOT_WIDE;
  cop_docx_root_open(d->out, "w:ftr");
  cop_docx_para_open(w, &(CopDocxPara){
    .style = "Footer",
    .tab = kind == FOOT_WIDE ? cop_docx_text_width(w) : 0,
    .align = w->doc->meta.style == COP_STYLE_FORM ? COP_ALIGN_CENTER : COP_ALIGN_START });
  if (kind != FOOT_EMPTY)
    put_foot(w);
  cop_docx_para_close(w);
  cop_xml_close_as(d->out, "w:ftr");
  d->wanted.landscape = false;
  d->nesting--;
  return cop_xml_finish(d->out);
}

/* --- package --- */

static void
add_parts(CopWalk *w, CopZipWriter *zip)
{
  CopDocx *d = w->own;
  char *(*const plain[])(void) = { content_types, package_relations, app_properties };
  static const char *const plain_names[] = { "[Content_Types].xml", "_rels/.rels", "docProps/app.xml" };
  for (size_t i = 0; i < G_N_ELEMENTS(plain); i++)
    cop_zip_writer_add_text(zip, plain_names[i], plain[i]());
  cop_zip_writer_add_text(zip, "docProps/core.xml", core_properties(&w->doc->meta));
  cop_zip_writer_add_text(zip, "word/document.xml", cop_xml_finish(g_steal_pointer(&d->document.xml)));
  cop_zip_writer_add_text(zip, "word/_rels/document.xml.rels", part_relations(d, &d->document));
  cop_zip_writer_add_text(zip, "word/footnotes.xml", cop_xml_finish(g_steal_pointer(&d->notes.xml)));
  cop_zip_writer_add_text(zip, "word/_rels/footnotes.xml.rels", part_relations(d, &d->notes));
  cop_zip_writer_add_text(zip, "word/styles.xml", cop_docx_styles(w));
  cop_zip_writer_add_text(zip, "word/settings.xml", settings(w));
  cop_zip_writer_add_text(zip, "word/fontTable.xml", font_table(w));
  cop_zip_writer_add_text(zip, "word/theme/theme1.xml", theme(w));
  cop_zip_writer_add_text(zip, "word/numbering.xml", numbering(d));
  cop_zip_writer_add_text(zip, "word/header1.xml", head(w, true));
  cop_zip_writer_add_text(zip, "word/header2.xml", head(w, false));
  cop_zip_writer_add_text(zip, "word/footer1.xml", foot(w, FOOT_UPRIGHT));
  cop_zip_writer_add_text(zip, "word/footer2.xml", foot(w, FOOT_EMPTY));
  cop_zip_writer_add_text(zip, "word/footer3.xml", foot(w, FOOT_WIDE));
}

GBytes *
cop_docx_package(CopWalk *w, GError **error)
{
  CopDocx *d = w->own;
  g_autoptr(CopZipWriter) zip = cop_zip_writer_new();
  add_parts(w, zip);
  for (guint i = 0; i < d->media->len; i++) {
    g_autofree char *name = g_strdup_printf("word/media/picture%u.%s", i / 2 + 1, i % 2 == 0 ? "png" : "svg");
    cop_zip_writer_add(zip, name, d->media->pdata[i], i % 2 == 0 ? COP_ZIP_STORED : COP_ZIP_DEFLATED);
  }
  return cop_zip_writer_finish(zip, error);
}
