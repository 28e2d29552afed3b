/* SPDX-License-Identifier: Apache-2.0 */
#include "model/law_markup.h"

#include <string.h>

#define XML_NS "http://www.w3.org/XML/1998/namespace"
#define XSI_NS "http://www.w3.org/2001/XMLSchema-instance"

/* --- words --- */

static bool
is_inline(const char *name)
{
  static const char *const names[] = { "i", "b", "u", "a", "ref", "rref", "mref", "span", "sup", "sub", "abbr", "def", "date", "time", "term", "docTitle", "shortTitle", "docNumber",
                                       "docDate", "docType", "docStatus", "docProponent", "mod", "mmod", "rmod", "quotedText", "inline", "eol", "person", "organization", "concept",
                                       "object", "event", "location", "process", "role", "quantity", "entity", "place" "holder", "ins", "del", "omissis", "remark", "noteRef", "img",
                                       "affectedDocument", "relatedDocument", "change", "legislature", "session", "decoration", "eop", "fillIn", "signature", "party", "judge", "lawyer",
                                       "witness", "opinion", "argument", "neutralCitation", "docketNumber", "courtType", "recordedTime", "vote", "outcome", "docIntroducer",
                                       "docCommittee", "docStage", "docPurpose", "docJurisdiction", NULL };
  return g_strv_contains(names, name);
}

/* What stands before the text that follows, on its line. */
static bool
leads(const char *name)
{
  return strcmp(name, "num") == 0 || strcmp(name, "from") == 0;
}

typedef struct {
  GString *lines, *line, *number; /* a number waits for the text it stands before */
} Lines;

static Lines
lines_new(void)
{
  return (Lines){ g_string_new(NULL), g_string_new(NULL), g_string_new(NULL) };
}

static const char *
lines_end(CopArena *a, Lines *l)
{
  const char *text = l->lines->len == 0 ? NULL : cop_arena_strdup(a, l->lines->str);
  g_string_free(l->lines, TRUE);
  g_string_free(l->line, TRUE);
  g_string_free(l->number, TRUE);
  return text;
}

static void
flush(Lines *l)
{
  g_autofree char *copy = g_strdup(l->line->str);
  g_strstrip(copy);
  if (*copy != '\0') {
    if (l->lines->len > 0)
      g_string_append_c(l->lines, '\n');
    g_string_append(l->lines, l->number->str);
    g_string_truncate(l->number, 0);
    for (const char *c = copy; *c != '\0'; c++) {
      bool blank = g_ascii_isspace(*c);
      if (!blank)
        g_string_append_c(l->lines, *c);
      else if (!g_ascii_isspace(c[1]))
        g_string_append_c(l->lines, ' ');
    }
  }
  g_string_truncate(l->line, 0);
}

static void
gather_number(Lines *l, const CopXmlNode *n)
{
  g_autofree char *text = cop_xml_content(n);
  flush(l);
  for (char *c = g_strstrip(text); *c != '\0'; c++)
    if (!g_ascii_isspace(*c) || !g_ascii_isspace(c[1]))
      g_string_append_c(l->number, g_ascii_isspace(*c) ? ' ' : *c);
  if (*text != '\0')
    g_string_append_c(l->number, ' ');
}

/* Depth is bounded by the reader. */
static void
gather(Lines *l, const CopXmlNode *n)
{
  for (const CopXmlNode *c = n->first; c != NULL; c = c->next) {
    if (c->name == NULL) {
      g_string_append_len(l->line, c->text, (gssize)c->length);
      continue;
    }
    if (leads(c->name)) {
      gather_number(l, c);
      continue;
    }
    bool block = !is_inline(c->name);
    if (block)
      flush(l);
    if (strcmp(c->name, "eol") == 0)
      g_string_append_c(l->line, ' ');
    gather(l, c);
    if (block)
      flush(l);
  }
}

const char *
cop_law_lines(CopArena *a, const CopXmlNode *n)
{
  Lines l = lines_new();
  gather(&l, n);
  flush(&l);
  return lines_end(a, &l);
}

const char *
cop_law_line(CopArena *a, const CopXmlNode *n)
{
  const char *lines = n == NULL ? NULL : cop_law_lines(a, n);
  return lines == NULL ? NULL : g_strdelimit(cop_arena_strdup(a, lines), "\n", ' ');
}

const char *
cop_law_run(CopArena *a, const CopXmlNode *first, const CopXmlNode *last)
{
  Lines l = lines_new();
  for (const CopXmlNode *c = first; c != NULL; c = c == last ? NULL : c->next) {
    if (c->name != NULL && (strcmp(c->name, "num") == 0 || strcmp(c->name, "heading") == 0))
      continue;
    CopXmlNode alone = *c; /* without what follows it */
    alone.next = NULL;
    const CopXmlNode wrap = { .first = &alone, .last = &alone };
    gather(&l, &wrap);
  }
  flush(&l);
  return lines_end(a, &l);
}

/* --- markup --- */

const char *
cop_law_ns(const CopXmlNode *n)
{
  return n->ns != NULL && g_str_has_prefix(n->ns, COP_AKN_NS) ? COP_AKN_NS : n->ns;
}

void
cop_law_begin(CopXml *x, CopArena *a, const CopXmlNode *n, const char *above)
{
  const char *ns = cop_law_ns(n);
  unsigned foreign = 0;
  cop_xml_open(x, n->name);
  if (g_strcmp0(ns, above) != 0)
    cop_xml_attr(x, "xmlns", ns == NULL ? "" : ns);
  for (const CopXmlAttr *at = n->attrs; at != NULL; at = at->next) {
    if (at->ns == NULL) {
      cop_xml_attr(x, at->name, at->value);
    } else if (strcmp(at->ns, XML_NS) == 0) {
      cop_xml_attr(x, cop_arena_printf(a, "xml:%s", at->name), at->value);
    } else if (strcmp(at->ns, XSI_NS) != 0) {
      cop_xml_attr(x, cop_arena_printf(a, "xmlns:n%u", ++foreign), at->ns);
      cop_xml_attr(x, cop_arena_printf(a, "n%u:%s", foreign, at->name), at->value);
    }
  }
}

void
cop_law_copy(CopXml *x, CopArena *a, const CopXmlNode *n, const char *above, CopLawInstead instead, void *data)
{
  if (n->name == NULL) {
    if (instead == NULL || !instead(x, n, data))
      cop_xml_text_n(x, n->text, n->length);
    return;
  }
  if (instead != NULL && instead(x, n, data))
    return;
  cop_law_begin(x, a, n, above);
  for (const CopXmlNode *c = n->first; c != NULL; c = c->next)
    cop_law_copy(x, a, c, cop_law_ns(n), instead, data);
  cop_xml_close(x);
}

/* --- sections as people cite them --- */

/* The words before the first number, in the singular: "Sections 4" and "Section 4"
 * are of one kind. Returns how long they are. */
static size_t
kind_of(const char *section, size_t *singular)
{
  size_t n = strcspn(section, "0123456789"), end = n;
  while (end > 0 && section[end - 1] == ' ')
    end--;
  *singular = end > 0 && section[end - 1] == 's' ? end - 1 : end;
  return n;
}

/* "122(a), 4" -> "122"; moves behind the brackets. */
static size_t
read_number(const char **at)
{
  const char *c = *at;
  while (g_ascii_isalnum(*c) || (*c == '.' && g_ascii_isdigit(c[1])))
    c++;
  size_t n = (size_t)(c - *at);
  while (*c == '(' && strchr(c, ')') != NULL)
    c = strchr(c, ')') + 1;
  *at = c;
  return n;
}

bool
cop_law_cites(const char *cited, const char *section)
{
  if (g_ascii_strcasecmp(cited, section) == 0)
    return true;
  size_t a_kind, b_kind, a = kind_of(cited, &a_kind), b = kind_of(section, &b_kind);
  if (a_kind != b_kind || g_ascii_strncasecmp(cited, section, a_kind) != 0 || cited[a] == '\0' || section[b] == '\0')
    return false;
  const char *wanted = section + b, *rest = wanted;
  size_t length = read_number(&rest);
  if (*rest == '.')
    rest++;
  if (*rest != '\0')
    return false;
  int64_t number = g_ascii_strtoll(wanted, NULL, 10), before = -1;
  for (const char *at = cited + a; *at != '\0';) {
    const char *from = at;
    size_t n = g_ascii_isdigit(*at) ? read_number(&at) : 0;
    if (n == 0) {
      /* Only a list or a range goes on; other words end the numbers. */
      const char *dash = g_str_has_prefix(at, "-") ? "-" : g_str_has_prefix(at, "–") ? "–" : NULL;
      before = dash != NULL ? before : -1;
      at += dash != NULL ? strlen(dash) : 1;
      continue;
    }
    int64_t here = g_ascii_strtoll(from, NULL, 10);
    if (n == length && strncmp(from, wanted, n) == 0)
      return true;
    if (before >= 0 && number > before && number < here && strspn(wanted, "0123456789") == length)
      return true;
    before = here;
  }
  return false;
}
