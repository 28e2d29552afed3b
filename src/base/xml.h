/* SPDX-License-Identifier: Apache-2.0
 *
 * base/xml.h -- XML 1.0: a writer that cannot produce broken text, and a
 * reader that trusts nothing.
 *
 * Writer:   elements stand on a stack; text and attribute values are always
 *           escaped. An attribute after content, or closing what is not open,
 *           is a bug and aborts. Bytes that are not UTF-8 and characters that
 *           XML forbids are written as U+FFFD. Element and attribute names are
 *           given by the program, never by input, and must outlive the writer.
 *           In HTML syntax void elements have no end tag and every other
 *           element has one, so the same calls give HTML or XHTML.
 * Reader:   the whole text into a tree in an arena, any encoding libxml2 knows.
 *           Nothing is ever fetched. A document type declaration is skipped; one
 *           that declares anything (entity, element, attribute) is refused. So
 *           are depth over COP_LIMIT_XML_DEPTH and more than COP_LIMIT_VALUES
 *           nodes.
 */
#ifndef COP_BASE_XML_H
#define COP_BASE_XML_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* --- writer --- */

typedef struct CopXml CopXml;

typedef enum { COP_XML_SYNTAX_XML, COP_XML_SYNTAX_HTML } CopXmlSyntax;

/* XML begins with its declaration, HTML with <!DOCTYPE html>. */
CopXml *cop_xml_new(CopXmlSyntax syntax);
/* A piece to stand in another document: nothing before the first element. */
CopXml *cop_xml_new_fragment(CopXmlSyntax syntax);
void cop_xml_free(CopXml *x); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopXml, cop_xml_free)
/* Returns the text and frees the writer; every element must be closed. */
char *cop_xml_finish(CopXml *x) G_GNUC_WARN_UNUSED_RESULT;

void cop_xml_open(CopXml *x, const char *name);
/* Opens, with pairs of attribute name and value, ended by NULL; an attribute
 * whose value is NULL is left out. */
void cop_xml_start(CopXml *x, const char *name, ...) G_GNUC_NULL_TERMINATED;
/* As cop_xml_start(), and closes. */
void cop_xml_empty(CopXml *x, const char *name, ...) G_GNUC_NULL_TERMINATED;
void cop_xml_attr(CopXml *x, const char *name, const char *value); /* NULL leaves it out */
void cop_xml_attr_int(CopXml *x, const char *name, int64_t value);
void cop_xml_attrf(CopXml *x, const char *name, const char *format, ...) G_GNUC_PRINTF(3, 4);
void cop_xml_text(CopXml *x, const char *text); /* NULL writes nothing */
void cop_xml_text_n(CopXml *x, const char *text, size_t length);
void cop_xml_close(CopXml *x);
/* Closes, and aborts when the innermost element has another name. */
void cop_xml_close_as(CopXml *x, const char *name);
/* An element that holds text only. */
void cop_xml_element(CopXml *x, const char *name, const char *text);
/* Content of an HTML <style> or <script> of the program's own; "</" in it is a
 * bug and aborts. */
void cop_xml_raw_style(CopXml *x, const char *css);
/* A line break between elements, to keep large files readable. */
void cop_xml_line(CopXml *x);
/* Appends what another writer's fragment gave. */
void cop_xml_append(CopXml *x, const char *fragment);
unsigned cop_xml_depth(const CopXml *x);

/* Appends escaped as text (quotes are escaped too, so it also fits an
 * attribute value). */
void cop_xml_escape(GString *out, const char *text, size_t length);

/* --- reader --- */

#define COP_XML_ERROR (cop_xml_error_quark())
GQuark cop_xml_error_quark(void);
typedef enum {
  COP_XML_ERROR_SYNTAX, /* the message names the line */
  COP_XML_ERROR_DTD,    /* the document declares entities or elements */
  COP_XML_ERROR_LIMIT,
} CopXmlError;

typedef struct CopXmlAttr CopXmlAttr;
struct CopXmlAttr {
  const char *name; /* local */
  const char *ns;   /* namespace name; NULL for none */
  const char *value;
  CopXmlAttr *next;
};

/* An element, or a piece of text when name is NULL. Comments and processing
 * instructions are dropped; CDATA is text. */
typedef struct CopXmlNode CopXmlNode;
struct CopXmlNode {
  const char *name; /* local */
  const char *ns;   /* namespace name; NULL for none */
  const char *text;
  size_t length;    /* of text */
  unsigned line;    /* where the element starts, from 1 */
  CopXmlAttr *attrs;
  CopXmlNode *parent, *first, *last, *next;
};

/* The root element. */
CopXmlNode *cop_xml_read(CopArena *a, const void *bytes, size_t length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* HTML as it is found, mended where it is broken; names are in lower case and
 * carry no namespace. The limits hold. */
CopXmlNode *cop_xml_read_html(CopArena *a, const void *bytes, size_t length,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* First child element, and the next sibling element, of that local name; ns or
 * name NULL means any. */
const CopXmlNode *cop_xml_child(const CopXmlNode *n, const char *ns, const char *name);
const CopXmlNode *cop_xml_next(const CopXmlNode *n, const char *ns, const char *name);
bool cop_xml_is(const CopXmlNode *n, const char *ns, const char *name);
/* The value of an attribute, NULL when there is none; ns NULL means one without
 * namespace. */
const char *cop_xml_attribute(const CopXmlNode *n, const char *ns, const char *name);
/* The next node in document order within `top`, children first; NULL at the end. */
const CopXmlNode *cop_xml_walk(const CopXmlNode *n, const CopXmlNode *top);
/* All text below a node, joined. */
char *cop_xml_content(const CopXmlNode *n);

#endif
