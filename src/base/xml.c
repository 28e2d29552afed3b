/* SPDX-License-Identifier: Apache-2.0 */
#include "base/xml.h"

#include <stdarg.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/SAX2.h>

#include "base/limits.h"

#define LONGEST_MESSAGE 160

/* --- writer --- */

struct CopXml {
  GString *out;
  CopXmlSyntax syntax;
  GPtrArray *open; /* names, borrowed */
  bool in_tag;     /* the start tag still takes attributes */
};

CopXml *
cop_xml_new_fragment(CopXmlSyntax syntax)
{
  CopXml *x = g_new0(CopXml, 1);
  x->out = g_string_new(NULL);
  x->syntax = syntax;
  x->open = g_ptr_array_new();
  return x;
}

CopXml *
cop_xml_new(CopXmlSyntax syntax)
{
  CopXml *x = cop_xml_new_fragment(syntax);
  g_string_append(x->out, syntax == COP_XML_SYNTAX_HTML
                            ? "<!DOCTYPE html>\n"
                            : "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
  return x;
}

void
cop_xml_free(CopXml *x)
{
  if (x == NULL)
    return;
  if (x->out != NULL)
    g_string_free(x->out, TRUE);
  g_ptr_array_unref(x->open);
  g_free(x);
}

static bool
is_void(const char *name)
{
  /* HTML Living Standard, 13.1.2 Elements */
  static const char *const names[] = { "area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                       "input", "link", "meta", "param", "source", "track", "wbr" };
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    if (strcmp(name, names[i]) == 0)
      return true;
  return false;
}

static void
end_tag(CopXml *x)
{
  if (!x->in_tag)
    return;
  g_string_append_c(x->out, '>');
  x->in_tag = false;
}

char *
cop_xml_finish(CopXml *x)
{
  g_assert(x->open->len == 0);
  char *text = g_string_free(g_steal_pointer(&x->out), FALSE);
  cop_xml_free(x);
  return text;
}

/* A character XML 1.0 allows (section 2.2, production Char). */
static bool
is_allowed(gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) ||
         (c >= 0x10000 && c <= 0x10ffff);
}

static void
escape(GString *out, const char *text, size_t length, bool attribute)
{
  g_autofree char *valid = g_utf8_validate_len(text, length, NULL) ? NULL : g_utf8_make_valid(text, (gssize)length);
  const char *p = valid != NULL ? valid : text;
  const char *end = valid != NULL ? valid + strlen(valid) : text + length;
  for (; p < end; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c == '&')
      g_string_append(out, "&amp;");
    else if (c == '<')
      g_string_append(out, "&lt;");
    else if (c == '>')
      g_string_append(out, "&gt;");
    else if (c == '"' && attribute)
      g_string_append(out, "&quot;");
    else if (c == '\r' || (attribute && (c == '\n' || c == '\t')))
      g_string_append_printf(out, "&#%u;", c);
    else if (!is_allowed(c))
      g_string_append(out, "\xef\xbf\xbd");
    else
      g_string_append_len(out, p, g_utf8_next_char(p) - p);
  }
}

void
cop_xml_escape(GString *out, const char *text, size_t length)
{
  escape(out, text, length, true);
}

void
cop_xml_open(CopXml *x, const char *name)
{
  end_tag(x);
  g_string_append_c(x->out, '<');
  g_string_append(x->out, name);
  g_ptr_array_add(x->open, (gpointer)name);
  x->in_tag = true;
}

void
cop_xml_attr(CopXml *x, const char *name, const char *value)
{
  g_assert(x->in_tag);
  if (value == NULL)
    return;
  g_string_append_printf(x->out, " %s=\"", name);
  escape(x->out, value, strlen(value), true);
  g_string_append_c(x->out, '"');
}

void
cop_xml_attr_int(CopXml *x, const char *name, int64_t value)
{
  g_assert(x->in_tag);
  g_string_append_printf(x->out, " %s=\"%" G_GINT64_FORMAT "\"", name, value);
}

void
cop_xml_attrf(CopXml *x, const char *name, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *value = g_strdup_vprintf(format, args);
  va_end(args);
  cop_xml_attr(x, name, value);
}

static void
attributes(CopXml *x, va_list args)
{
  const char *name;
  while ((name = va_arg(args, const char *)) != NULL)
    cop_xml_attr(x, name, va_arg(args, const char *));
}

void
cop_xml_start(CopXml *x, const char *name, ...)
{
  va_list args;
  va_start(args, name);
  cop_xml_open(x, name);
  attributes(x, args);
  va_end(args);
}

void
cop_xml_empty(CopXml *x, const char *name, ...)
{
  va_list args;
  va_start(args, name);
  cop_xml_open(x, name);
  attributes(x, args);
  va_end(args);
  cop_xml_close(x);
}

void
cop_xml_text_n(CopXml *x, const char *text, size_t length)
{
  end_tag(x);
  escape(x->out, text, length, false);
}

void
cop_xml_text(CopXml *x, const char *text)
{
  if (text != NULL)
    cop_xml_text_n(x, text, strlen(text));
}

void
cop_xml_close(CopXml *x)
{
  g_assert(x->open->len > 0);
  const char *name = g_ptr_array_index(x->open, x->open->len - 1);
  if (x->syntax == COP_XML_SYNTAX_HTML && is_void(name)) {
    g_assert(x->in_tag);
    end_tag(x);
  } else if (x->syntax == COP_XML_SYNTAX_XML && x->in_tag) {
    g_string_append(x->out, "/>");
    x->in_tag = false;
  } else {
    end_tag(x);
    g_string_append_printf(x->out, "</%s>", name);
  }
  g_ptr_array_set_size(x->open, (int)x->open->len - 1);
}

void
cop_xml_close_as(CopXml *x, const char *name)
{
  g_assert(x->open->len > 0);
  g_assert_cmpstr(name, ==, g_ptr_array_index(x->open, x->open->len - 1));
  cop_xml_close(x);
}

void
cop_xml_element(CopXml *x, const char *name, const char *text)
{
  cop_xml_open(x, name);
  cop_xml_text(x, text);
  cop_xml_close(x);
}

void
cop_xml_raw_style(CopXml *x, const char *css)
{
  g_assert(strstr(css, "</") == NULL);
  if (x->syntax == COP_XML_SYNTAX_XML) {
    cop_xml_text(x, css);
    return;
  }
  end_tag(x);
  g_string_append(x->out, css);
}

void
cop_xml_line(CopXml *x)
{
  end_tag(x);
  g_string_append_c(x->out, '\n');
}

void
cop_xml_append(CopXml *x, const char *fragment)
{
  end_tag(x);
  g_string_append(x->out, fragment);
}

unsigned
cop_xml_depth(const CopXml *x)
{
  return x->open->len;
}

/* --- reader --- */

G_DEFINE_QUARK(cop-xml-error-quark, cop_xml_error)

typedef struct {
  CopArena *arena;
  xmlParserCtxtPtr ctxt;
  GHashTable *names; /* interned names and namespaces */
  CopXmlNode *root, *at;
  GString *text;     /* not yet a node */
  unsigned depth, nodes;
  GError *error;     /* the first one */
} Reader;

static void
reader_fail(Reader *r, CopXmlError code, const char *format, ...) G_GNUC_PRINTF(3, 4);

static void
reader_fail(Reader *r, CopXmlError code, const char *format, ...)
{
  if (r->error == NULL) {
    va_list args;
    va_start(args, format);
    r->error = g_error_new_valist(COP_XML_ERROR, code, format, args);
    va_end(args);
  }
  xmlStopParser(r->ctxt);
}

static const char *
intern(Reader *r, const xmlChar *s)
{
  if (s == NULL)
    return NULL;
  const char *known = g_hash_table_lookup(r->names, s);
  if (known == NULL) {
    known = cop_arena_strdup(r->arena, (const char *)s);
    g_hash_table_add(r->names, (gpointer)known);
  }
  return known;
}

static CopXmlNode *
add_node(Reader *r)
{
  if (++r->nodes > COP_LIMIT_VALUES) {
    reader_fail(r, COP_XML_ERROR_LIMIT, "the document has more than %u nodes", COP_LIMIT_VALUES);
    return NULL;
  }
  CopXmlNode *n = cop_new(r->arena, CopXmlNode);
  n->line = (unsigned)xmlSAX2GetLineNumber(r->ctxt);
  CopXmlNode *parent = r->at != NULL ? r->at : r->root; /* HTML may go on after </html> */
  n->parent = parent;
  if (parent == NULL) {
    r->root = n;
    return n;
  }
  if (parent->last == NULL)
    parent->first = n;
  else
    parent->last->next = n;
  parent->last = n;
  return n;
}

static void
flush_text(Reader *r)
{
  if (r->text->len > 0 && r->at != NULL) {
    CopXmlNode *n = add_node(r);
    if (n != NULL) {
      n->text = cop_arena_strndup(r->arena, r->text->str, r->text->len);
      n->length = r->text->len;
    }
  }
  g_string_truncate(r->text, 0);
}

static void
add_attr(Reader *r, CopXmlNode *n, CopXmlAttr **last, const char *name, const char *ns, const char *value,
         size_t length)
{
  CopXmlAttr *a = cop_new(r->arena, CopXmlAttr);
  a->name = name;
  a->ns = ns;
  a->value = cop_arena_strndup(r->arena, value, length);
  if (*last == NULL)
    n->attrs = a;
  else
    (*last)->next = a;
  *last = a;
}

static CopXmlNode *
begin_element(Reader *r, const xmlChar *name, const xmlChar *ns)
{
  flush_text(r);
  if (r->error != NULL)
    return NULL;
  if (++r->depth > COP_LIMIT_XML_DEPTH) {
    reader_fail(r, COP_XML_ERROR_LIMIT, "line %d: elements nest deeper than %u", xmlSAX2GetLineNumber(r->ctxt),
                COP_LIMIT_XML_DEPTH);
    return NULL;
  }
  CopXmlNode *n = add_node(r);
  if (n != NULL) {
    n->name = intern(r, name);
    n->ns = intern(r, ns);
    r->at = n;
  }
  return n;
}

static void
end_element(Reader *r)
{
  flush_text(r);
  if (r->error != NULL || r->at == NULL)
    return;
  r->depth--;
  r->at = r->at->parent;
}

static void
on_start_ns(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *ns, int n_ns,
            const xmlChar **namespaces, int n_attrs, int n_defaulted, const xmlChar **attrs)
{
  (void)prefix, (void)n_ns, (void)namespaces, (void)n_defaulted;
  Reader *r = data;
  CopXmlNode *n = begin_element(r, name, ns);
  CopXmlAttr *last = NULL;
  /* five pointers each: local name, prefix, namespace, value, end of value */
  for (int i = 0; n != NULL && i < n_attrs; i++) {
    const xmlChar **a = attrs + (ptrdiff_t)5 * i;
    add_attr(r, n, &last, intern(r, a[0]), intern(r, a[2]), (const char *)a[3], (size_t)(a[4] - a[3]));
  }
}

static void
on_end_ns(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *ns)
{
  (void)name, (void)prefix, (void)ns;
  end_element(data);
}

static void
on_start_html(void *data, const xmlChar *name, const xmlChar **attrs)
{
  Reader *r = data;
  CopXmlNode *n = begin_element(r, name, NULL);
  CopXmlAttr *last = NULL;
  for (size_t i = 0; n != NULL && attrs != NULL && attrs[i] != NULL; i += 2) {
    const char *value = attrs[i + 1] == NULL ? "" : (const char *)attrs[i + 1];
    add_attr(r, n, &last, intern(r, attrs[i]), NULL, value, strlen(value));
  }
}

static void
on_end_html(void *data, const xmlChar *name)
{
  (void)name;
  end_element(data);
}

static void
on_text(void *data, const xmlChar *text, int length)
{
  Reader *r = data;
  if (r->error == NULL)
    g_string_append_len(r->text, (const char *)text, length);
}

static void
refuse_declaration(Reader *r)
{
  reader_fail(r, COP_XML_ERROR_DTD, "line %d: the document declares its own entities or elements; remove the declarations",
              xmlSAX2GetLineNumber(r->ctxt));
}

static void
on_entity_decl(void *data, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id,
               xmlChar *content)
{
  (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
  refuse_declaration(data);
}

static void
on_attribute_decl(void *data, const xmlChar *element, const xmlChar *name, int type, int def,
                  const xmlChar *value, xmlEnumerationPtr tree)
{
  (void)element, (void)name, (void)type, (void)def, (void)value;
  xmlFreeEnumeration(tree);
  refuse_declaration(data);
}

static void
on_element_decl(void *data, const xmlChar *name, int type, xmlElementContentPtr content)
{
  (void)name, (void)type, (void)content;
  refuse_declaration(data);
}

static void
on_notation_decl(void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
  (void)name, (void)public_id, (void)system_id;
  refuse_declaration(data);
}

static void
on_unparsed_decl(void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id,
                 const xmlChar *notation)
{
  (void)name, (void)public_id, (void)system_id, (void)notation;
  refuse_declaration(data);
}

static xmlEntityPtr
on_entity(void *data, const xmlChar *name)
{
  (void)data;
  return xmlGetPredefinedEntity(name);
}

/* A reference to an entity that nobody declared: only possible when a document
 * names an external subset, which is never read. */
static void
on_reference(void *data, const xmlChar *name)
{
  Reader *r = data;
  reader_fail(r, COP_XML_ERROR_SYNTAX, "line %d: unknown entity '&%s;'", xmlSAX2GetLineNumber(r->ctxt), name);
}

static void
on_error(void *data, xmlErrorPtr e)
{
  Reader *r = data;
  if (r->error != NULL || e->level < XML_ERR_ERROR)
    return;
  g_autofree char *message = g_utf8_make_valid(e->message == NULL ? "not well-formed" : e->message, -1);
  g_strdelimit(g_strstrip(message), "\n", ' ');
  if (strlen(message) > LONGEST_MESSAGE) { /* libxml2 quotes names of any length */
    char *cut = g_utf8_find_prev_char(message, message + LONGEST_MESSAGE);
    *cut = '\0';
  }
  g_set_error(&r->error, COP_XML_ERROR, COP_XML_ERROR_SYNTAX, "line %d: %s", e->line, message);
}

static void
ignore_html_error(void *data, xmlErrorPtr e)
{
  (void)data, (void)e;
}

static bool
check_length(size_t length, GError **error)
{
  if (length <= COP_LIMIT_FILE)
    return true;
  g_set_error(error, COP_XML_ERROR, COP_XML_ERROR_LIMIT, "the document is larger than %u bytes", COP_LIMIT_FILE);
  return false;
}

static void
reader_init(Reader *r, CopArena *a, xmlParserCtxtPtr ctxt)
{
  *r = (Reader){ .arena = a, .ctxt = ctxt, .names = g_hash_table_new(g_str_hash, g_str_equal),
                 .text = g_string_new(NULL) };
}

static CopXmlNode *
reader_finish(Reader *r, GError **error)
{
  g_hash_table_unref(r->names);
  g_string_free(r->text, TRUE);
  if (r->error == NULL && r->root == NULL)
    g_set_error(&r->error, COP_XML_ERROR, COP_XML_ERROR_SYNTAX, "line 1: there is no element");
  if (r->error == NULL)
    return r->root;
  g_propagate_error(error, r->error);
  return NULL;
}

CopXmlNode *
cop_xml_read(CopArena *a, const void *bytes, size_t length, GError **error)
{
  if (!check_length(length, error))
    return NULL;
  xmlParserCtxtPtr ctxt = xmlNewParserCtxt();
  Reader r;
  reader_init(&r, a, ctxt);
  *ctxt->sax = (xmlSAXHandler){
    .initialized = XML_SAX2_MAGIC,
    .getEntity = on_entity,
    .reference = on_reference,
    .entityDecl = on_entity_decl,
    .attributeDecl = on_attribute_decl,
    .elementDecl = on_element_decl,
    .notationDecl = on_notation_decl,
    .unparsedEntityDecl = on_unparsed_decl,
    .startElementNs = on_start_ns,
    .endElementNs = on_end_ns,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
    .serror = on_error,
  };
  ctxt->userData = &r;
  xmlDocPtr doc = xmlCtxtReadMemory(ctxt, bytes, (int)length, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOENT);
  if (!ctxt->wellFormed && r.error == NULL)
    g_set_error(&r.error, COP_XML_ERROR, COP_XML_ERROR_SYNTAX, "line 1: not well-formed");
  xmlFreeDoc(doc);
  xmlFreeDoc(ctxt->myDoc);
  ctxt->myDoc = NULL;
  xmlFreeParserCtxt(ctxt);
  return reader_finish(&r, error);
}

CopXmlNode *
cop_xml_read_html(CopArena *a, const void *bytes, size_t length, GError **error)
{
  if (!check_length(length, error))
    return NULL;
  htmlParserCtxtPtr ctxt = htmlNewParserCtxt();
  Reader r;
  reader_init(&r, a, ctxt);
  *ctxt->sax = (xmlSAXHandler){
    .initialized = XML_SAX2_MAGIC,
    .startElement = on_start_html,
    .endElement = on_end_html,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
    .serror = ignore_html_error,
  };
  ctxt->userData = &r;
  const char *encoding = g_utf8_validate(bytes, (gssize)length, NULL) ? "UTF-8" : NULL;
  xmlDocPtr doc = htmlCtxtReadMemory(ctxt, bytes, (int)length, NULL, encoding,
                                     HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
  xmlFreeDoc(doc);
  ctxt->myDoc = NULL;
  htmlFreeParserCtxt(ctxt);
  return reader_finish(&r, error);
}

bool
cop_xml_is(const CopXmlNode *n, const char *ns, const char *name)
{
  return n->name != NULL && (name == NULL || strcmp(n->name, name) == 0) &&
         (ns == NULL || g_strcmp0(n->ns, ns) == 0);
}

const CopXmlNode *
cop_xml_child(const CopXmlNode *n, const char *ns, const char *name)
{
  for (const CopXmlNode *c = n->first; c != NULL; c = c->next)
    if (cop_xml_is(c, ns, name))
      return c;
  return NULL;
}

const CopXmlNode *
cop_xml_next(const CopXmlNode *n, const char *ns, const char *name)
{
  for (const CopXmlNode *c = n->next; c != NULL; c = c->next)
    if (cop_xml_is(c, ns, name))
      return c;
  return NULL;
}

const char *
cop_xml_attribute(const CopXmlNode *n, const char *ns, const char *name)
{
  for (const CopXmlAttr *a = n->attrs; a != NULL; a = a->next)
    if (strcmp(a->name, name) == 0 && g_strcmp0(a->ns, ns) == 0)
      return a->value;
  return NULL;
}

const CopXmlNode *
cop_xml_walk(const CopXmlNode *n, const CopXmlNode *top)
{
  if (n->first != NULL)
    return n->first;
  while (n != top) {
    if (n->next != NULL)
      return n->next;
    n = n->parent;
  }
  return NULL;
}

char *
cop_xml_content(const CopXmlNode *top)
{
  GString *s = g_string_new(NULL);
  for (const CopXmlNode *n = top; n != NULL; n = cop_xml_walk(n, top))
    if (n->text != NULL)
      g_string_append_len(s, n->text, (gssize)n->length);
  return g_string_free(s, FALSE);
}
