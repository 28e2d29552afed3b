/* SPDX-License-Identifier: Apache-2.0 */
#include "proof/value.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

G_DEFINE_QUARK(cop-proof-error-quark, cop_proof_error)

const CopProofValue cop_proof_null = { .type = COP_PROOF_NULL };

int64_t
cop_proof_int(const CopProofValue *v, int64_t otherwise)
{
  if (v->type != COP_PROOF_INT || v->as.number > 9007199254740992.0 || v->as.number < -9007199254740992.0)
    return otherwise;
  return (int64_t)v->as.number;
}

static int
compare_key(const void *key, const void *entry)
{
  return strcmp(key, ((const CopProofEntry *)entry)->key);
}

const CopProofValue *
cop_proof_entry(const CopProofValue *dict, const char *key)
{
  if (dict->type == COP_PROOF_STREAM)
    dict = dict->as.stream.dict;
  if (dict->type != COP_PROOF_DICT || dict->n == 0)
    return &cop_proof_null;
  const CopProofEntry *e = bsearch(key, dict->as.entries, dict->n, sizeof *e, compare_key);
  return e != NULL ? e->value : &cop_proof_null;
}

/* --- characters (7.2.2) --- */

static inline bool
is_space(char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static inline bool
is_delimiter(char c)
{
  return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '{' || c == '}' || c == '/' || c == '%';
}

void
cop_proof_lex_space(CopProofLexer *l)
{
  for (; l->p < l->end; l->p++) {
    if (*l->p == '%') {
      while (l->p < l->end && *l->p != '\n' && *l->p != '\r')
        l->p++;
      if (l->p == l->end)
        return;
    } else if (!is_space(*l->p)) {
      return;
    }
  }
}

static bool
fail(const CopProofLexer *l, GError **error, const char *what)
{
  g_set_error(error, COP_PROOF_ERROR, COP_PROOF_ERROR_SYNTAX, "%s at byte %zu", what, (size_t)(l->p - l->start));
  return false;
}

static const char *
keep(CopProofLexer *l, const GString *s, CopProofValue *out)
{
  char *copy = cop_arena_alloc(l->arena, s->len + 1);
  memcpy(copy, s->str, s->len);
  out->n = (uint32_t)s->len;
  return copy;
}

/* --- strings, names, numbers --- */

static void
read_escape(CopProofLexer *l, GString *s)
{
  static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
  char c = *l->p++;
  const char *known = c != '\0' ? strchr(from, c) : NULL;
  if (known != NULL) {
    g_string_append_c(s, to[known - from]);
  } else if (c >= '0' && c <= '7') {
    unsigned code = (unsigned)(c - '0');
    for (int i = 0; i < 2 && l->p < l->end && *l->p >= '0' && *l->p <= '7'; i++)
      code = code * 8 + (unsigned)(*l->p++ - '0');
    g_string_append_c(s, (char)code);
  } else if (c == '\r') {
    if (l->p < l->end && *l->p == '\n')
      l->p++;
  } else if (c != '\n') {
    g_string_append_c(s, c);
  }
}

static bool
read_string(CopProofLexer *l, CopProofValue *out, GError **error)
{
  g_autoptr(GString) s = g_string_new(NULL);
  unsigned depth = 1;
  l->p++;
  while (l->p < l->end) {
    char c = *l->p++;
    if (c == '\\' && l->p < l->end) {
      read_escape(l, s);
      continue;
    }
    if (c == '(')
      depth++;
    if (c == ')' && --depth == 0) {
      out->type = COP_PROOF_STRING;
      out->as.text = keep(l, s, out);
      return true;
    }
    if (c == '\r') {
      if (l->p < l->end && *l->p == '\n')
        l->p++;
      c = '\n';
    }
    g_string_append_c(s, c);
  }
  return fail(l, error, "a string without end");
}

static bool
read_hex(CopProofLexer *l, CopProofValue *out, GError **error)
{
  g_autoptr(GString) s = g_string_new(NULL);
  int half = -1;
  for (l->p++; l->p < l->end; l->p++) {
    if (*l->p == '>') {
      if (half >= 0)
        g_string_append_c(s, (char)(half << 4));
      l->p++;
      out->type = COP_PROOF_STRING;
      out->as.text = keep(l, s, out);
      return true;
    }
    int digit = g_ascii_xdigit_value(*l->p);
    if (digit < 0) {
      if (is_space(*l->p))
        continue;
      break;
    }
    if (half >= 0) {
      g_string_append_c(s, (char)(half << 4 | digit));
      half = -1;
    } else {
      half = digit;
    }
  }
  return fail(l, error, "a hexadecimal string that is broken");
}

static void
read_name(CopProofLexer *l, CopProofValue *out)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (l->p++; l->p < l->end && !is_space(*l->p) && !is_delimiter(*l->p); l->p++) {
    if (*l->p == '#' && l->end - l->p > 2 && g_ascii_isxdigit(l->p[1]) && g_ascii_isxdigit(l->p[2])) {
      g_string_append_c(s, (char)(g_ascii_xdigit_value(l->p[1]) << 4 | g_ascii_xdigit_value(l->p[2])));
      l->p += 2;
    } else {
      g_string_append_c(s, *l->p);
    }
  }
  out->type = COP_PROOF_NAME;
  out->as.text = keep(l, s, out);
}

/* A number as 7.3.3 has it; false when the token is none. */
static bool
parse_number(const char *p, const char *end, CopProofValue *out)
{
  bool minus = false, point = false, digits = false;
  double v = 0, scale = 1;
  if (p < end && (*p == '+' || *p == '-'))
    minus = *p++ == '-';
  for (; p < end; p++) {
    if (*p == '.' && !point) {
      point = true;
    } else if (g_ascii_isdigit(*p)) {
      digits = true;
      if (point)
        v += (*p - '0') * (scale /= 10);
      else
        v = v * 10 + (*p - '0');
    } else {
      return false;
    }
  }
  if (!digits)
    return false;
  out->type = point ? COP_PROOF_REAL : COP_PROOF_INT;
  out->as.number = minus ? -v : v;
  return true;
}

static void
read_token(CopProofLexer *l, CopProofValue *out)
{
  const char *from = l->p;
  while (l->p < l->end && !is_space(*l->p) && !is_delimiter(*l->p))
    l->p++;
  if (l->p == from)
    l->p++; /* a stray delimiter is a word of its own */
  if (parse_number(from, l->p, out))
    return;
  size_t n = (size_t)(l->p - from);
  if (n == 4 && memcmp(from, "true", 4) == 0) {
    out->type = COP_PROOF_BOOL;
    out->as.truth = true;
  } else if (n == 5 && memcmp(from, "false", 5) == 0) {
    out->type = COP_PROOF_BOOL;
    out->as.truth = false;
  } else if (n == 4 && memcmp(from, "null", 4) == 0) {
    out->type = COP_PROOF_NULL;
  } else {
    out->type = COP_PROOF_WORD;
    out->n = (uint32_t)n;
    out->as.text = cop_arena_strndup(l->arena, from, n);
  }
}

/* Is an integer the start of "12 0 R"? */
static void
read_reference(CopProofLexer *l, CopProofValue *v)
{
  const char *back = l->p;
  int64_t number = cop_proof_int(v, -1);
  if (number < 0 || number > UINT32_MAX)
    return;
  cop_proof_lex_space(l);
  uint32_t generation = 0;
  const char *from = l->p;
  while (l->p < l->end && g_ascii_isdigit(*l->p) && l->p - from < 6)
    generation = generation * 10 + (uint32_t)(*l->p++ - '0');
  if (l->p > from) {
    cop_proof_lex_space(l);
    if (l->p < l->end && *l->p == 'R' && (l->p + 1 == l->end || is_space(l->p[1]) || is_delimiter(l->p[1]))) {
      l->p++;
      v->type = COP_PROOF_REF;
      v->as.ref.number = (uint32_t)number;
      v->as.ref.generation = generation;
      return;
    }
  }
  l->p = back;
}

/* --- arrays and dictionaries --- */

static bool lex(CopProofLexer *l, CopProofValue *out, unsigned depth, GError **error);

static bool
read_array(CopProofLexer *l, CopProofValue *out, unsigned depth, GError **error)
{
  g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(CopProofValue));
  l->p++;
  for (;;) {
    cop_proof_lex_space(l);
    if (l->p == l->end)
      return fail(l, error, "an array without end");
    if (*l->p == ']')
      break;
    CopProofValue v;
    if (!lex(l, &v, depth + 1, error))
      return false;
    g_array_append_val(items, v);
  }
  l->p++;
  CopProofValue *copy = cop_new_n(l->arena, CopProofValue, items->len);
  if (items->len > 0)
    memcpy(copy, items->data, items->len * sizeof *copy);
  out->type = COP_PROOF_ARRAY;
  out->n = items->len;
  out->as.items = copy;
  return true;
}

static gint
compare_entries(gconstpointer a, gconstpointer b, gpointer data)
{
  (void)data;
  return strcmp(((const CopProofEntry *)a)->key, ((const CopProofEntry *)b)->key);
}

static bool
read_dict(CopProofLexer *l, CopProofValue *out, unsigned depth, GError **error)
{
  g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(CopProofEntry));
  l->p += 2;
  for (;;) {
    cop_proof_lex_space(l);
    if (l->end - l->p < 2)
      return fail(l, error, "a dictionary without end");
    if (l->p[0] == '>' && l->p[1] == '>')
      break;
    CopProofValue key, *value = cop_new(l->arena, CopProofValue);
    if (*l->p != '/')
      return fail(l, error, "a key that is no name");
    read_name(l, &key);
    if (!lex(l, value, depth + 1, error))
      return false;
    CopProofEntry e = { key.as.text, value };
    g_array_append_val(entries, e);
  }
  l->p += 2;
  CopProofEntry *copy = cop_new_n(l->arena, CopProofEntry, entries->len);
  if (entries->len > 0) {
    memcpy(copy, entries->data, entries->len * sizeof *copy);
    g_qsort_with_data(copy, (gint)entries->len, sizeof *copy, compare_entries, NULL);
  }
  out->type = COP_PROOF_DICT;
  out->n = entries->len;
  out->as.entries = copy;
  return true;
}

static bool
lex(CopProofLexer *l, CopProofValue *out, unsigned depth, GError **error)
{
  *out = (CopProofValue){ .type = COP_PROOF_WORD };
  if (depth > COP_LIMIT_NESTING || ++*l->n_values > COP_LIMIT_VALUES) {
    g_set_error(error, COP_PROOF_ERROR, COP_PROOF_ERROR_LIMIT, "%s",
                depth > COP_LIMIT_NESTING ? "objects nested deeper than 64" : "more than 4 million values");
    return false;
  }
  cop_proof_lex_space(l);
  if (l->p == l->end) {
    out->as.text = "";
    return true;
  }
  switch (*l->p) {
  case '(':
    return read_string(l, out, error);
  case '/':
    read_name(l, out);
    return true;
  case '[':
    return read_array(l, out, depth, error);
  case '<':
    return l->end - l->p > 1 && l->p[1] == '<' ? read_dict(l, out, depth, error) : read_hex(l, out, error);
  default:
    read_token(l, out);
    if (out->type == COP_PROOF_INT && !l->content)
      read_reference(l, out);
    return true;
  }
}

bool
cop_proof_lex(CopProofLexer *l, CopProofValue *out, GError **error)
{
  return lex(l, out, 0, error);
}
