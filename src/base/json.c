/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* --- writer --- */

struct CopJson {
  GString *out;
  bool compact;
  unsigned depth;
  bool in_object[COP_LIMIT_NESTING];
  bool has_child[COP_LIMIT_NESTING];
  bool after_key;
};

CopJson *
cop_json_new(void)
{
  CopJson *j = g_new0(CopJson, 1);
  j->out = g_string_new(NULL);
  return j;
}

CopJson *
cop_json_new_compact(void)
{
  CopJson *j = cop_json_new();
  j->compact = true;
  return j;
}

void
cop_json_free(CopJson *j)
{
  if (j == NULL)
    return;
  if (j->out != NULL)
    g_string_free(j->out, TRUE);
  g_free(j);
}

char *
cop_json_finish(CopJson *j)
{
  g_assert(j->depth == 0 && !j->after_key);
  if (!j->compact)
    g_string_append_c(j->out, '\n');
  char *text = g_string_free(g_steal_pointer(&j->out), FALSE);
  g_free(j);
  return text;
}

static void
new_line(CopJson *j)
{
  if (j->compact)
    return;
  g_string_append_c(j->out, '\n');
  for (unsigned i = 0; i < j->depth; i++)
    g_string_append(j->out, "  ");
}

static void
append_quoted(GString *out, const char *s)
{
  g_autofree char *valid = g_utf8_validate(s, -1, NULL) ? NULL : g_utf8_make_valid(s, -1);
  const char *p = valid != NULL ? valid : s;
  g_string_append_c(out, '"');
  for (;;) {
    const char *from = p; /* runs of plain text go over whole */
    while ((unsigned char)*p >= 0x20 && *p != '"' && *p != '\\' && *p != 0x7f)
      p++;
    g_string_append_len(out, from, p - from);
    unsigned char c = (unsigned char)*p++;
    if (c == '\0')
      break;
    if (c == '"' || c == '\\') {
      g_string_append_c(out, '\\');
      g_string_append_c(out, (char)c);
    } else if (c == '\n')
      g_string_append(out, "\\n");
    else if (c == '\t')
      g_string_append(out, "\\t");
    else
      g_string_append_printf(out, "\\u%04x", c);
  }
  g_string_append_c(out, '"');
}

/* What stands before every value: a comma and line break where needed. */
static void
before_value(CopJson *j)
{
  if (j->after_key) {
    j->after_key = false;
    return;
  }
  if (j->depth == 0)
    return;
  g_assert(!j->in_object[j->depth - 1]);
  if (j->has_child[j->depth - 1])
    g_string_append_c(j->out, ',');
  j->has_child[j->depth - 1] = true;
  new_line(j);
}

static void
open_container(CopJson *j, bool object)
{
  before_value(j);
  g_assert(j->depth < COP_LIMIT_NESTING);
  g_string_append_c(j->out, object ? '{' : '[');
  j->in_object[j->depth] = object;
  j->has_child[j->depth] = false;
  j->depth++;
}

void
cop_json_object(CopJson *j)
{
  open_container(j, true);
}

void
cop_json_array(CopJson *j)
{
  open_container(j, false);
}

void
cop_json_end(CopJson *j)
{
  g_assert(j->depth > 0 && !j->after_key);
  j->depth--;
  if (j->has_child[j->depth])
    new_line(j);
  g_string_append_c(j->out, j->in_object[j->depth] ? '}' : ']');
}

void
cop_json_key(CopJson *j, const char *key)
{
  g_assert(j->depth > 0 && j->in_object[j->depth - 1] && !j->after_key);
  if (j->has_child[j->depth - 1])
    g_string_append_c(j->out, ',');
  j->has_child[j->depth - 1] = true;
  new_line(j);
  append_quoted(j->out, key);
  g_string_append(j->out, j->compact ? ":" : ": ");
  j->after_key = true;
}

void
cop_json_text(CopJson *j, const char *s)
{
  before_value(j);
  if (s == NULL)
    g_string_append(j->out, "null");
  else
    append_quoted(j->out, s);
}

void
cop_json_int(CopJson *j, int64_t v)
{
  before_value(j);
  char digits[24], *p = digits + sizeof digits;
  uint64_t rest = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
  do
    *--p = (char)('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (v < 0)
    *--p = '-';
  g_string_append_len(j->out, p, digits + sizeof digits - p);
}

const char *
cop_json_real_text(double v, char buffer[G_ASCII_DTOSTR_BUF_SIZE])
{
  for (int digits = 15; digits <= 17; digits++) {
    char format[8];
    g_snprintf(format, sizeof format, "%%.%dg", digits);
    g_ascii_formatd(buffer, G_ASCII_DTOSTR_BUF_SIZE, format, v);
    if (g_ascii_strtod(buffer, NULL) == v)
      break;
  }
  return buffer;
}

void
cop_json_real(CopJson *j, double v)
{
  before_value(j);
  if (!isfinite(v)) {
    g_string_append(j->out, "null");
    return;
  }
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append(j->out, cop_json_real_text(v, buffer));
}

void
cop_json_bool(CopJson *j, bool v)
{
  before_value(j);
  g_string_append(j->out, v ? "true" : "false");
}

void
cop_json_null(CopJson *j)
{
  before_value(j);
  g_string_append(j->out, "null");
}

void
cop_json_tree(CopJson *j, const CopTree *t)
{
  switch (t->kind) {
  case COP_TREE_NULL:
    cop_json_null(j);
    break;
  case COP_TREE_BOOL:
    cop_json_bool(j, t->boolean);
    break;
  case COP_TREE_INT:
    cop_json_int(j, t->integer);
    break;
  case COP_TREE_REAL:
    cop_json_real(j, t->real);
    break;
  case COP_TREE_TEXT:
    cop_json_text(j, t->text);
    break;
  case COP_TREE_LIST:
  case COP_TREE_MAP:
    open_container(j, t->kind == COP_TREE_MAP);
    for (const CopTree *c = t->first; c != NULL; c = c->next) {
      if (t->kind == COP_TREE_MAP)
        cop_json_key(j, c->key);
      cop_json_tree(j, c);
    }
    cop_json_end(j);
    break;
  case COP_TREE_MAX:
    g_assert_not_reached();
  }
}

void
cop_json_key_text(CopJson *j, const char *key, const char *s)
{
  cop_json_key(j, key);
  cop_json_text(j, s);
}

void
cop_json_key_int(CopJson *j, const char *key, int64_t v)
{
  cop_json_key(j, key);
  cop_json_int(j, v);
}

void
cop_json_key_real(CopJson *j, const char *key, double v)
{
  cop_json_key(j, key);
  cop_json_real(j, v);
}

void
cop_json_key_bool(CopJson *j, const char *key, bool v)
{
  cop_json_key(j, key);
  cop_json_bool(j, v);
}

void
cop_json_key_object(CopJson *j, const char *key)
{
  cop_json_key(j, key);
  cop_json_object(j);
}

void
cop_json_key_array(CopJson *j, const char *key)
{
  cop_json_key(j, key);
  cop_json_array(j);
}

/* --- reader ---
 * Our own rather than a library's: every node carries its line and column,
 * which the JSON libraries of Debian do not report. */

typedef struct {
  CopArena *arena;
  const char *p, *end;
  unsigned line, depth, n_values;
  const char *line_start;
  GError **error;
} Reader;

static CopTree *
fail(Reader *r, CopTreeError code, const char *what)
{
  cop_tree_set_error(r->error, code, r->line, (unsigned)(r->p - r->line_start) + 1, what);
  return NULL;
}

static void
skip_space(Reader *r)
{
  for (; r->p < r->end; r->p++) {
    if (*r->p == '\n') {
      r->line++;
      r->line_start = r->p + 1;
    } else if (*r->p != ' ' && *r->p != '\t' && *r->p != '\r') {
      return;
    }
  }
}

static bool
read_hex4(Reader *r, gunichar *value)
{
  if (r->end - r->p < 4)
    return false;
  *value = 0;
  for (int i = 0; i < 4; i++) {
    int digit = g_ascii_xdigit_value(*r->p++);
    if (digit < 0)
      return false;
    *value = *value << 4 | (gunichar)digit;
  }
  return true;
}

/* After the backslash of an escape; appends what it means. Returns NULL, or
 * what is wrong. */
static const char *
read_escape(Reader *r, GString *s)
{
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  static const char unknown[] = "unknown escape in a text";
  if (r->p >= r->end)
    return unknown;
  char c = *r->p++;
  if (c != 'u') {
    const char *at = c == '\0' ? NULL : strchr(from, c);
    if (at == NULL)
      return unknown;
    g_string_append_c(s, to[at - from]);
    return NULL;
  }
  gunichar u, low;
  if (!read_hex4(r, &u))
    return unknown;
  if (u == 0)
    return "the text holds a NUL character";
  if (u >= 0xd800 && u < 0xdc00) {
    if (r->end - r->p < 2 || r->p[0] != '\\' || r->p[1] != 'u')
      return unknown;
    r->p += 2;
    if (!read_hex4(r, &low) || low < 0xdc00 || low > 0xdfff)
      return unknown;
    u = 0x10000 + ((u - 0xd800) << 10) + (low - 0xdc00);
  } else if (u >= 0xdc00 && u <= 0xdfff) {
    return unknown;
  }
  g_string_append_unichar(s, u);
  return NULL;
}

/* At the opening quote; the text lives in the arena. */
static const char *
read_text(Reader *r, size_t *length)
{
  g_autoptr(GString) s = g_string_new(NULL);
  r->p++;
  for (;;) {
    if (r->p >= r->end || (unsigned char)*r->p < 0x20) {
      fail(r, COP_TREE_ERROR_SYNTAX, "the text is not closed on its line");
      return NULL;
    }
    char c = *r->p++;
    if (c == '"')
      break;
    if (c != '\\') {
      g_string_append_c(s, c);
      continue;
    }
    const char *wrong = read_escape(r, s);
    if (wrong != NULL) {
      fail(r, COP_TREE_ERROR_SYNTAX, wrong);
      return NULL;
    }
  }
  if (s->len > COP_LIMIT_TEXT) {
    fail(r, COP_TREE_ERROR_LIMIT, "text longer than 4 MiB");
    return NULL;
  }
  *length = s->len;
  return cop_arena_strndup(r->arena, s->str, s->len);
}

static CopTree *
read_number(Reader *r, CopTree *t)
{
  const char *start = r->p;
  bool integer = true;
  if (r->p < r->end && *r->p == '-')
    r->p++;
  if (r->p >= r->end || !g_ascii_isdigit(*r->p))
    return fail(r, COP_TREE_ERROR_SYNTAX, "unknown value");
  if (*r->p == '0' && r->p + 1 < r->end && g_ascii_isdigit(r->p[1]))
    return fail(r, COP_TREE_ERROR_SYNTAX, "a number starts with 0");
  while (r->p < r->end && g_ascii_isdigit(*r->p))
    r->p++;
  if (r->p < r->end && *r->p == '.') {
    integer = false;
    r->p++;
    if (r->p >= r->end || !g_ascii_isdigit(*r->p))
      return fail(r, COP_TREE_ERROR_SYNTAX, "a digit must follow the decimal point");
    while (r->p < r->end && g_ascii_isdigit(*r->p))
      r->p++;
  }
  if (r->p < r->end && (*r->p == 'e' || *r->p == 'E')) {
    integer = false;
    r->p++;
    if (r->p < r->end && (*r->p == '+' || *r->p == '-'))
      r->p++;
    if (r->p >= r->end || !g_ascii_isdigit(*r->p))
      return fail(r, COP_TREE_ERROR_SYNTAX, "a digit must follow the exponent sign");
    while (r->p < r->end && g_ascii_isdigit(*r->p))
      r->p++;
  }
  t->length = (size_t)(r->p - start);
  t->text = cop_arena_strndup(r->arena, start, t->length);
  t->real = g_ascii_strtod(t->text, NULL);
  if (!isfinite(t->real))
    return fail(r, COP_TREE_ERROR_LIMIT, "the number is too large");
  t->kind = COP_TREE_REAL;
  if (integer) {
    gint64 v;
    if (g_ascii_string_to_signed(t->text, 10, G_MININT64, G_MAXINT64, &v, NULL)) {
      t->kind = COP_TREE_INT;
      t->integer = v;
    }
  }
  return t;
}

static CopTree *
read_word(Reader *r, CopTree *t)
{
  static const struct {
    const char *word;
    CopTreeKind kind;
    bool value;
  } words[] = { { "null", COP_TREE_NULL, false }, { "true", COP_TREE_BOOL, true }, { "false", COP_TREE_BOOL, false } };
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
    size_t n = strlen(words[i].word);
    if ((size_t)(r->end - r->p) >= n && memcmp(r->p, words[i].word, n) == 0) {
      r->p += n;
      t->kind = words[i].kind;
      t->boolean = words[i].value;
      t->text = words[i].word;
      t->length = n;
      return t;
    }
  }
  return read_number(r, t);
}

static CopTree *read_value(Reader *r);

static CopTree *
read_container(Reader *r, CopTree *t, char close)
{
  r->p++;
  if (++r->depth > COP_LIMIT_NESTING)
    return fail(r, COP_TREE_ERROR_LIMIT, "nested deeper than 64 levels");
  skip_space(r);
  bool empty = r->p < r->end && *r->p == close;
  if (empty)
    r->p++;
  while (!empty) {
    const char *key = NULL;
    skip_space(r);
    unsigned key_line = r->line, key_column = (unsigned)(r->p - r->line_start) + 1;
    if (t->kind == COP_TREE_MAP) {
      size_t length;
      if (r->p >= r->end || *r->p != '"')
        return fail(r, COP_TREE_ERROR_SYNTAX, "a key in quotes is expected");
      if ((key = read_text(r, &length)) == NULL)
        return NULL;
      skip_space(r);
      if (r->p >= r->end || *r->p != ':')
        return fail(r, COP_TREE_ERROR_SYNTAX, "':' is expected after the key");
      r->p++;
    }
    CopTree *child = read_value(r);
    if (child == NULL)
      return NULL;
    child->key = key;
    child->key_line = key_line;
    child->key_column = key_column;
    if (!cop_tree_append(r->arena, t, child))
      return fail(r, COP_TREE_ERROR_SYNTAX, "the same key stands twice");
    skip_space(r);
    if (r->p >= r->end || (*r->p != ',' && *r->p != close))
      return fail(r, COP_TREE_ERROR_SYNTAX, close == '}' ? "',' or '}' is expected" : "',' or ']' is expected");
    if (*r->p++ == close)
      break;
  }
  r->depth--;
  return t;
}

static CopTree *
read_value(Reader *r)
{
  skip_space(r);
  if (r->p >= r->end)
    return fail(r, COP_TREE_ERROR_SYNTAX, "the text ends too early");
  if (++r->n_values > COP_LIMIT_VALUES)
    return fail(r, COP_TREE_ERROR_LIMIT, "more than 4 million values");
  CopTree *t = cop_tree_new(r->arena, COP_TREE_NULL, r->line, (unsigned)(r->p - r->line_start) + 1);
  switch (*r->p) {
  case '{':
    t->kind = COP_TREE_MAP;
    return read_container(r, t, '}');
  case '[':
    t->kind = COP_TREE_LIST;
    return read_container(r, t, ']');
  case '"':
    t->kind = COP_TREE_TEXT;
    t->text = read_text(r, &t->length);
    return t->text == NULL ? NULL : t;
  default:
    return read_word(r, t);
  }
}

CopTree *
cop_json_read(CopArena *a, const char *text, size_t length, GError **error)
{
  Reader r = { .arena = a, .p = text, .end = text + length, .line = 1, .line_start = text, .error = error };
  if (!g_utf8_validate_len(text, length, NULL))
    return fail(&r, COP_TREE_ERROR_SYNTAX, "the text is not UTF-8");
  CopTree *t = read_value(&r);
  if (t == NULL)
    return NULL;
  skip_space(&r);
  return r.p == r.end ? t : fail(&r, COP_TREE_ERROR_SYNTAX, "text after the end of the value");
}
