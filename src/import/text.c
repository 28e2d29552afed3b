/* SPDX-License-Identifier: Apache-2.0 */
#include "import/text.h"

#include <string.h>

#include "base/limits.h"
#include "import/text_priv.h"

G_DEFINE_QUARK(cop-text-error-quark, cop_text_error)

static const struct {
  const char *name;
  const char *endings[6]; /* of file names, lower case */
} formats[COP_TEXT_FORMAT_MAX] = {
  [COP_TEXT_FORMAT_PLAIN] = { "text", { ".txt", ".text", NULL } },
  [COP_TEXT_FORMAT_MARKDOWN] = { "markdown", { ".md", ".markdown", ".mdown", NULL } },
  [COP_TEXT_FORMAT_HTML] = { "html", { ".html", ".htm", ".xhtml", NULL } },
  [COP_TEXT_FORMAT_DOCX] = { "docx", { ".docx", ".docm", ".dotx", NULL } },
  [COP_TEXT_FORMAT_PDF] = { "pdf", { ".pdf", NULL } },
};

const char *
cop_text_format_name(CopTextFormat f)
{
  g_assert(f < COP_TEXT_FORMAT_MAX);
  return formats[f].name;
}

CopTextFormat
cop_text_format_by_name(const char *name)
{
  for (int f = 0; f < COP_TEXT_FORMAT_MAX; f++)
    if (strcmp(formats[f].name, name) == 0)
      return (CopTextFormat)f;
  return COP_TEXT_FORMAT_MAX;
}

/* The first tag of a page, after white space and comments of any length. */
static bool
looks_like_html(const char *s, size_t n)
{
  enum { LOOK = 1024 };
  g_autofree char *head = g_ascii_strdown(s, (gssize)MIN(n, LOOK));
  const char *p = head;
  while (g_ascii_isspace(*p) || (unsigned char)*p >= 0x80)
    p++;
  return g_str_has_prefix(p, "<!doctype html") || g_str_has_prefix(p, "<html") || (g_str_has_prefix(p, "<!--") && strstr(p, "<html") != NULL);
}

CopTextFormat
cop_text_format_guess(const char *path, const void *bytes, size_t n)
{
  if (n >= 5 && memcmp(bytes, "%PDF-", 5) == 0)
    return COP_TEXT_FORMAT_PDF;
  if (n >= 4 && memcmp(bytes, "PK\3\4", 4) == 0)
    return COP_TEXT_FORMAT_DOCX;
  if (looks_like_html(bytes, n))
    return COP_TEXT_FORMAT_HTML;
  g_autofree char *lower = g_ascii_strdown(path, -1);
  for (int f = 0; f < COP_TEXT_FORMAT_MAX; f++)
    for (const char *const *ending = formats[f].endings; *ending != NULL; ending++)
      if (g_str_has_suffix(lower, *ending))
        return (CopTextFormat)f;
  return COP_TEXT_FORMAT_PLAIN;
}

/* --- decoding --- */

static const char *
converted(CopArena *a, const char *bytes, size_t n, const char *from, size_t *length)
{
  gsize written = 0;
  g_autofree char *text = g_convert_with_fallback(bytes, (gssize)n, "UTF-8", from, "\xEF\xBF\xBD", NULL, &written, NULL);
  if (text == NULL)
    return NULL;
  *length = written;
  return cop_arena_strndup(a, text, written);
}

const char *
cop_text_decode(CopArena *a, const void *bytes, size_t n, size_t *length)
{
  const char *s = bytes;
  const char *text = NULL;
  if (n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) {
    s += 3;
    n -= 3;
  } else if (n >= 2 && memcmp(s, "\xFF\xFE", 2) == 0) {
    text = converted(a, s + 2, (n - 2) & ~(size_t)1, "UTF-16LE", length);
  } else if (n >= 2 && memcmp(s, "\xFE\xFF", 2) == 0) {
    text = converted(a, s + 2, (n - 2) & ~(size_t)1, "UTF-16BE", length);
  }
  if (text == NULL && g_utf8_validate_len(s, n, NULL)) {
    *length = n;
    return s;
  }
  /* Windows-1252 leaves five bytes undefined; what is left becomes U+FFFD. */
  if (text == NULL)
    text = converted(a, s, n, "WINDOWS-1252", length);
  if (text == NULL) {
    g_autofree char *valid = g_utf8_make_valid(s, (gssize)n);
    text = cop_arena_strdup(a, valid);
    *length = strlen(text);
  }
  return text;
}

/* --- plain text --- */

bool
cop_text_read_plain(CopExtract *e, const char *text, size_t n, GError **error)
{
  (void)error;
  const char *end = text + n;
  unsigned line = 1;
  for (const char *p = text; p < end; line++) {
    const char *feed = memchr(p, '\n', (size_t)(end - p));
    const char *next = feed == NULL ? end : feed + 1;
    bool blank = true;
    for (const char *c = p; c < next && blank; c++)
      blank = g_ascii_isspace(*c);
    if (blank)
      cop_extract_gap(e, p, (size_t)(next - p));
    else
      cop_extract_add(e, p, (size_t)(next - p), line, 1);
    p = next;
  }
  cop_extract_close(e);
  return true;
}

CopExtract *
cop_text_read(CopArena *a, CopTextFormat f, const void *bytes, size_t n, GError **error)
{
  if (n > COP_LIMIT_FILE) {
    g_set_error(error, COP_TEXT_ERROR, COP_TEXT_ERROR_LIMIT, "the file is larger than %u bytes", COP_LIMIT_FILE);
    return NULL;
  }
  CopExtract *e = cop_extract_new(a);
  size_t length = 0;
  bool read = false;
  switch (f) {
  case COP_TEXT_FORMAT_PLAIN: {
    const char *text = cop_text_decode(a, bytes, n, &length);
    read = cop_text_read_plain(e, text, length, error);
    break;
  }
  case COP_TEXT_FORMAT_MARKDOWN: {
    const char *text = cop_text_decode(a, bytes, n, &length);
    read = cop_text_read_markdown(e, text, length, error);
    break;
  }
  case COP_TEXT_FORMAT_HTML:
    read = cop_text_read_html(a, e, bytes, n, error);
    break;
  case COP_TEXT_FORMAT_DOCX:
    read = cop_text_read_docx(a, e, bytes, n, error);
    break;
  case COP_TEXT_FORMAT_PDF:
    read = cop_text_read_pdf(a, e, bytes, n, error);
    break;
  case COP_TEXT_FORMAT_MAX:
    break;
  }
  if (read && cop_extract_full(e)) {
    g_set_error(error, COP_TEXT_ERROR, COP_TEXT_ERROR_LIMIT, "the text is larger than %u bytes", COP_LIMIT_FILE);
    read = false;
  }
  return read ? e : NULL;
}
