/* SPDX-License-Identifier: Apache-2.0 */
#include "web/html.h"

#include <stdarg.h>
#include <string.h>

#include "base/limits.h"

struct CopHtml {
  CopArena *arena;
  GString *out;
  unsigned depth;
  CopElement open[COP_LIMIT_NESTING];
};

static const struct {
  const char *name;
  bool is_void;
} elements[COP_HTML_ELEMENT_MAX] = {
#define X(id, name, is_void) [COP_##id] = { name, is_void },
  COP_HTML_ELEMENTS(X)
#undef X
};

static const char *const attributes[COP_A_STOP] = {
#define X(id, name) [COP_A_##id] = name,
  COP_HTML_ATTRIBUTES(X)
#undef X
};

static void
free_text(void *p)
{
  CopHtml *h = p;
  if (h->out != NULL)
    g_string_free(h->out, TRUE);
}

CopHtml *
cop_html_new(CopArena *a)
{
  CopHtml *h = cop_new(a, CopHtml);
  h->arena = a;
  h->out = g_string_sized_new(16 * 1024);
  cop_arena_on_free(a, free_text, h);
  return h;
}

CopArena *
cop_html_arena(const CopHtml *h)
{
  return h->arena;
}

static void
append_escaped(GString *out, const char *text)
{
  for (const char *p = text; *p != '\0';) {
    size_t plain = strcspn(p, "&<>\"'");
    g_string_append_len(out, p, (gssize)plain);
    p += plain;
    switch (*p) {
    case '&':
      g_string_append(out, "&amp;");
      break;
    case '<':
      g_string_append(out, "&lt;");
      break;
    case '>':
      g_string_append(out, "&gt;");
      break;
    case '"':
      g_string_append(out, "&quot;");
      break;
    case '\'':
      g_string_append(out, "&#39;");
      break;
    default:
      return;
    }
    p++;
  }
}

GBytes *
cop_html_finish(CopHtml *h)
{
  g_assert(h->depth == 0);
  return g_string_free_to_bytes(g_steal_pointer(&h->out));
}

void
cop_html_doctype(CopHtml *h)
{
  g_string_append(h->out, "<!DOCTYPE html>\n");
}

void
cop_html_text(CopHtml *h, const char *text)
{
  if (text != NULL)
    append_escaped(h->out, text);
}

void
cop_html_textf(CopHtml *h, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  append_escaped(h->out, text);
}

void
cop_html_element(CopHtml *h, CopElement e, const char *text)
{
  COP_EL (h, e)
    cop_html_text(h, text);
}

void
cop_html_svg(CopHtml *h, GBytes *svg)
{
  gsize n;
  const char *text = g_bytes_get_data(svg, &n);
  g_assert(n > 4 && memcmp(text, "<svg", 4) == 0);
  g_string_append_len(h->out, text, (gssize)n);
}

CopElScope
cop_el_open(CopHtml *h, CopElement e, const CopAttr *attrs)
{
  g_string_append_printf(h->out, "<%s", elements[e].name);
  for (const CopAttr *at = attrs; at->id != COP_A_STOP; at++) {
    if (at->id == COP_A_NONE)
      continue;
    bool address = at->id == COP_A_HREF || at->id == COP_A_SRC || at->id == COP_A_ACTION;
    g_assert(address == (at->url.checked != NULL));
    const char *value = address ? at->url.checked : at->text;
    g_string_append_printf(h->out, " %s", attributes[at->id]);
    if (*value != '\0') {
      g_string_append(h->out, "=\"");
      append_escaped(h->out, value);
      g_string_append_c(h->out, '"');
    } else if (at->id == COP_A_ALT || at->id == COP_A_VALUE) {
      g_string_append(h->out, "=\"\"");
    }
  }
  g_string_append_c(h->out, '>');
  if (!elements[e].is_void) {
    g_assert(h->depth < COP_LIMIT_NESTING);
    h->open[h->depth++] = e;
  }
  return (CopElScope){ .html = h, .element = e, .live = true };
}

void
cop_el_close(CopElScope *s)
{
  CopHtml *h = s->html;
  if (h == NULL || elements[s->element].is_void)
    return;
  g_assert(h->depth > 0 && h->open[h->depth - 1] == s->element);
  h->depth--;
  g_string_append_printf(h->out, "</%s>", elements[s->element].name);
  switch (s->element) {
  case COP_P:
  case COP_DIV:
  case COP_LI:
  case COP_TR:
  case COP_HEAD:
  case COP_SECTION:
  case COP_H1:
  case COP_H2:
  case COP_H3:
    g_string_append_c(h->out, '\n');
    break;
  default:
    break;
  }
  s->html = NULL;
}

/* --- addresses --- */

CopUrl
cop_url_path(CopArena *a, const char *first, ...)
{
  g_autoptr(GString) s = g_string_new(NULL);
  va_list parts;
  va_start(parts, first);
  for (const char *part = first; part != NULL; part = va_arg(parts, const char *)) {
    g_string_append_c(s, '/');
    g_string_append_uri_escaped(s, part, "", FALSE);
  }
  va_end(parts);
  return (CopUrl){ cop_arena_strdup(a, s->len == 0 ? "/" : s->str) };
}

CopUrl
cop_url_query(CopArena *a, CopUrl base, const char *const *pairs)
{
  g_autoptr(GString) s = g_string_new(base.checked);
  char separator = strchr(base.checked, '?') == NULL ? '?' : '&';
  for (size_t i = 0; pairs[i] != NULL; i += 2) {
    if (pairs[i + 1] == NULL)
      continue;
    g_string_append_c(s, separator);
    g_string_append_uri_escaped(s, pairs[i], "", FALSE);
    g_string_append_c(s, '=');
    g_string_append_uri_escaped(s, pairs[i + 1], "", FALSE);
    separator = '&';
  }
  return (CopUrl){ cop_arena_strdup(a, s->str) };
}

CopUrl
cop_url_here(CopArena *a, const char *path, const char *suffix)
{
  g_autoptr(GString) s = g_string_new(NULL);
  g_string_append_uri_escaped(s, path, "/", FALSE);
  g_string_append(s, suffix);
  return (CopUrl){ cop_arena_strdup(a, *s->str == '/' ? s->str : "/") };
}

CopUrl
cop_url_back(CopArena *a, const char *to)
{
  const char *question = strchr(to, '?');
  g_autofree char *path = g_strndup(to, question == NULL ? strlen(to) : (gsize)(question - to));
  CopUrl url = cop_url_here(a, path, "");
  if (question == NULL || question[1] == '\0')
    return url;
  g_autoptr(GString) s = g_string_new(url.checked);
  g_string_append_c(s, '?');
  g_string_append_uri_escaped(s, question + 1, "!$&'()*+,;=:@/?%", FALSE); /* percent: what is encoded stays so */
  return (CopUrl){ cop_arena_strdup(a, s->str) };
}

CopUrl
cop_url_fragment(CopArena *a, const char *id)
{
  g_autoptr(GString) s = g_string_new("#");
  g_string_append_uri_escaped(s, id, "", FALSE);
  return (CopUrl){ cop_arena_strdup(a, s->str) };
}

CopUrl
cop_url_outside(CopArena *a, const char *address)
{
  static const char *const schemes[] = { "http://", "https://", "tel:", "mailto:" };
  for (size_t i = 0; address != NULL && i < G_N_ELEMENTS(schemes); i++) {
    if (g_ascii_strncasecmp(address, schemes[i], strlen(schemes[i])) != 0)
      continue;
    bool plain = true;
    for (const char *p = address; *p != '\0'; p++)
      plain &= (unsigned char)*p > 0x20 && *p != 0x7f;
    if (plain)
      return (CopUrl){ cop_arena_strdup(a, address) };
  }
  return (CopUrl){ "#" };
}
