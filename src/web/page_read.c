/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_read.c -- a built document beside what it rests on: the text as it
 * was written, in which every figure, claim and note leads to its record.
 *
 * Read from the HTML form of the document, which names the record behind each
 * piece of text (data-source, see doc/node.h). Only elements of the table below
 * are written again, through the same writer as every page, so nothing of the
 * file reaches the browser as markup. Pictures are left to the document. */
#include <string.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/xml.h"
#include "web/built.h"
#include "web/desk.h"
#include "web/documents.h"
#include "web/part.h"

void cop_page_document_read(CopPage *p);

/* Beginning of the ids of sentences (compose/sentence.c). */
#define SENTENCE "sentence-"

enum { READ_MOST = 16 * 1024 * 1024 };

typedef enum { KEEP_NOT, KEEP_TEXT, KEEP_BLOCK, KEEP_INLINE, KEEP_TABLE } Keep;

static const struct {
  const char *name;
  Keep keep;
  CopElement element;
} elements[] = {
  { "a", KEEP_INLINE, COP_SPAN },       { "caption", KEEP_BLOCK, COP_CAPTION }, { "code", KEEP_INLINE, COP_CODE },
  { "dd", KEEP_BLOCK, COP_DD },         { "details", KEEP_BLOCK, COP_DETAILS }, { "div", KEEP_BLOCK, COP_DIV },
  { "dl", KEEP_BLOCK, COP_DL },         { "dt", KEEP_BLOCK, COP_DT },           { "em", KEEP_INLINE, COP_EM },
  { "figcaption", KEEP_BLOCK, COP_FIGCAPTION }, { "figure", KEEP_BLOCK, COP_FIGURE },
  { "h1", KEEP_BLOCK, COP_H2 },         { "h2", KEEP_BLOCK, COP_H2 },           { "h3", KEEP_BLOCK, COP_H3 },
  { "h4", KEEP_BLOCK, COP_H4 },         { "li", KEEP_BLOCK, COP_LI },           { "ol", KEEP_BLOCK, COP_OL },
  { "p", KEEP_BLOCK, COP_P },           { "pre", KEEP_BLOCK, COP_PRE },         { "section", KEEP_BLOCK, COP_DIV },
  { "span", KEEP_INLINE, COP_SPAN },    { "strong", KEEP_INLINE, COP_STRONG },  { "sub", KEEP_INLINE, COP_SUB },
  { "summary", KEEP_BLOCK, COP_SUMMARY }, { "sup", KEEP_INLINE, COP_SUP },      { "table", KEEP_TABLE, COP_TABLE },
  { "tbody", KEEP_BLOCK, COP_TBODY },   { "td", KEEP_BLOCK, COP_TD },           { "tfoot", KEEP_BLOCK, COP_TFOOT },
  { "th", KEEP_BLOCK, COP_TH },         { "thead", KEEP_BLOCK, COP_THEAD },     { "tr", KEEP_BLOCK, COP_TR },
  { "ul", KEEP_BLOCK, COP_UL },         { "nav", KEEP_BLOCK, COP_DIV },         { "time", KEEP_TEXT, COP_SPAN },
  { "header", KEEP_TEXT, COP_DIV },     { "main", KEEP_TEXT, COP_DIV },         { "body", KEEP_TEXT, COP_DIV },
  { "footer", KEEP_TEXT, COP_DIV },     { "article", KEEP_TEXT, COP_DIV },      { "aside", KEEP_BLOCK, COP_DIV },
};

typedef struct {
  CopPage *p;
  bool linked;   /* inside a link */
  CopUrl row;    /* of a table's row: its first cell shows it */
  const char *row_name;
  unsigned n;    /* links to records */
  bool edits;    /* sentences lead to their forms on the same page */
} Reading;

static void write_children(Reading *r, const CopXmlNode *n);

/* The record behind an element; checked is NULL when there is none here. */
static CopUrl
record_of(Reading *r, const CopXmlNode *n, const char **name)
{
  const char *source = cop_xml_attribute(n, NULL, "data-source"), *slash = source == NULL ? NULL : strchr(source, '/');
  if (slash == NULL)
    return (CopUrl){ 0 };
  CopEntity e = cop_entity_by_name(cop_arena_strndup(r->p->a, source, (size_t)(slash - source)));
  if (e == COP_ENTITY_MAX || cop_model_record(r->p->m, e, slash + 1) == NULL)
    return (CopUrl){ 0 };
  *name = source;
  return cop_url_path(r->p->a, "record", cop_entity(e)->name, slash + 1, NULL);
}

/* Ids of the document do not meet those of the page. */
static const char *
own_id(Reading *r, const char *id)
{
  return id == NULL ? NULL : cop_arena_printf(r->p->a, "d-%s", id);
}

static void
write_inline(Reading *r, const CopXmlNode *n, CopElement element)
{
  CopHtml *h = r->p->h;
  const char *name = NULL, *href = cop_xml_attribute(n, NULL, "href");
  CopUrl record = record_of(r, n, &name);
  const char *id = cop_xml_attribute(n, NULL, "id");
  if (r->edits && id != NULL && g_str_has_prefix(id, SENTENCE)) {
    record = cop_url_fragment(r->p->a, cop_arena_printf(r->p->a, "edit-%s", id + strlen(SENTENCE)));
    name = cop_tr(r->p->words, "Edit this sentence");
  }
  CopUrl to = record.checked != NULL ? record : href != NULL && href[0] == '#' ? cop_url_fragment(r->p->a, own_id(r, href + 1)) : (CopUrl){ 0 };
  COP_EL (h, element, cop_a(COP_A_ID, own_id(r, cop_xml_attribute(n, NULL, "id"))), cop_a(COP_A_LANG, cop_xml_attribute(n, NULL, "lang"))) {
    if (to.checked == NULL || r->linked) {
      write_children(r, n);
      continue;
    }
    r->linked = true;
    r->n += record.checked != NULL;
    COP_EL (h, COP_A, cop_link(COP_A_HREF, to), cop_a(COP_A_CLASS, record.checked != NULL ? "fact" : NULL), cop_a(COP_A_TITLE, name))
      write_children(r, n);
    r->linked = false;
  }
}

/* What follows the text of a block: the link to its record. */
static void
write_record(Reading *r, CopUrl record, const char *name, bool narrow)
{
  CopPage *p = r->p;
  CopHtml *h = p->h;
  r->n++;
  cop_html_text(h, " ");
  COP_TEXT(h, COP_A, narrow ? T_("record") : name, cop_link(COP_A_HREF, record), cop_a(COP_A_CLASS, "fact hint"), cop_a(COP_A_TITLE, narrow ? name : NULL));
}

static bool
takes_link(CopElement e)
{
  return e == COP_DIV || e == COP_P || e == COP_LI || e == COP_TD || e == COP_TH || e == COP_DD || e == COP_FIGCAPTION;
}

static void
write_block(Reading *r, const CopXmlNode *n, CopElement element)
{
  const char *name = NULL;
  CopUrl record = record_of(r, n, &name);
  if (element == COP_TR) {
    r->row = record;
    r->row_name = name;
  } else if ((element == COP_TD || element == COP_TH) && record.checked == NULL) {
    record = r->row;
    name = r->row_name;
    r->row = (CopUrl){ 0 };
  }
  COP_EL (r->p->h, element, cop_a(COP_A_ID, own_id(r, cop_xml_attribute(n, NULL, "id"))), cop_a(COP_A_LANG, cop_xml_attribute(n, NULL, "lang")),
          cop_a(COP_A_COLSPAN, cop_xml_attribute(n, NULL, "colspan")), cop_a(COP_A_ROWSPAN, cop_xml_attribute(n, NULL, "rowspan")),
          cop_a(COP_A_SCOPE, element == COP_TH ? cop_xml_attribute(n, NULL, "scope") : NULL)) {
    write_children(r, n);
    if (record.checked != NULL && takes_link(element) && !r->linked)
      write_record(r, record, name, element == COP_TD || element == COP_TH);
  }
}

static void
write_node(Reading *r, const CopXmlNode *n)
{
  if (n->name == NULL) {
    cop_html_text(r->p->h, cop_arena_strndup(r->p->a, n->text, n->length));
    return;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(elements); i++) {
    if (strcmp(elements[i].name, n->name) != 0)
      continue;
    switch (elements[i].keep) {
    case KEEP_TEXT:
      write_children(r, n);
      break;
    case KEEP_BLOCK:
      write_block(r, n, elements[i].element);
      break;
    case KEEP_INLINE:
      write_inline(r, n, elements[i].element);
      break;
    case KEEP_TABLE:
      COP_EL (r->p->h, COP_DIV, cop_a(COP_A_CLASS, "over"), cop_a(COP_A_TABINDEX, "0"))
        write_block(r, n, COP_TABLE);
      break;
    case KEEP_NOT:
      break;
    }
    return;
  }
}

static void
write_children(Reading *r, const CopXmlNode *n)
{
  for (const CopXmlNode *c = n->first; c != NULL; c = c->next)
    write_node(r, c);
}

/* --- the page --- */

static const CopXmlNode *
find_main(const CopXmlNode *root)
{
  const CopXmlNode *body = NULL;
  for (const CopXmlNode *n = root; n != NULL; n = cop_xml_walk(n, root)) {
    if (cop_xml_is(n, NULL, "main"))
      return n;
    if (cop_xml_is(n, NULL, "body"))
      body = n;
  }
  return body;
}

static const CopXmlNode *
read_document(CopPage *p, const CopBuiltFile *x, GError **error)
{
  size_t length;
  g_autofree char *path = g_build_filename(p->desk->out, x->path, NULL);
  g_autofree char *text = cop_file_read(path, READ_MOST, &length, error);
  const CopXmlNode *root = text == NULL ? NULL : cop_xml_read_html(p->a, text, length, error);
  return root == NULL ? NULL : find_main(root);
}

unsigned
cop_part_reading(CopPage *p, const char *html, size_t length, const char *lang)
{
  g_autoptr(GError) error = NULL;
  Reading r = { .p = p, .edits = true };
  const CopXmlNode *root = cop_xml_read_html(p->a, html, length, &error), *main = root == NULL ? NULL : find_main(root);
  if (main == NULL) {
    cop_part_notice(p, COP_NOTICE_WARN, T_("The document cannot be read"), error == NULL ? T_("It holds no text. Build it again.") : error->message);
    return 0;
  }
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "reading"), cop_a(COP_A_LANG, lang), cop_a(COP_A_DIR, cop_lang_rtl(lang) ? "rtl" : "ltr"))
    write_children(&r, main);
  return r.n;
}

void
cop_page_document_read(CopPage *p)
{
  const CopBuiltFile *x = cop_built_find(p->s, p->args[0]);
  if (x == NULL || g_strcmp0(x->format, "html") != 0) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  p->personal = true; /* the file may change under the view */
  g_autoptr(GError) error = NULL;
  const CopXmlNode *main = read_document(p, x, &error);
  if (main == NULL) {
    cop_page_error(p, 500, T_("The document cannot be read"), error == NULL ? T_("It holds no text. Build it again.") : error->message);
    return;
  }
  Reading r = { .p = p };
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = x->path,
                                                               .lang = "en",
                                                               .nav = "/documents",
                                                               .lead = T_("Every underlined figure, claim and note leads to the record it rests on. Change the record and build again to change the document."),
                                                               .parent = T_("Documents"),
                                                               .parent_url = cop_url_path(p->a, "documents", NULL),
                                                               .action = T_("Open the document itself"),
                                                               .action_url = cop_url_built(p->a, x) });
  COP_EL (p->h, COP_P)
    cop_part_chip(p, cop_chip_artifact(x), cop_say_artifact(p, x));
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "reading"), cop_a(COP_A_LANG, x->lang), cop_a(COP_A_DIR, cop_lang_rtl(x->lang == NULL ? "en" : x->lang) ? "rtl" : "ltr"))
    write_children(&r, main);
  if (r.n == 0)
    cop_part_notice(p, COP_NOTICE_WARN, NULL, T_("No piece of this document names a record that is in this store."));
}
