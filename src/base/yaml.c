/* SPDX-License-Identifier: Apache-2.0 */
#include "base/yaml.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/limits.h"

typedef struct {
  CopArena *arena;
  yaml_parser_t parser;
  yaml_event_t event; /* the one being looked at; owned */
  bool has_event;
  unsigned depth, n_values, flow_depth;
  GError **error;
  /* Where in the text the marks of libyaml lie: it counts characters. */
  const char *start, *end, *cursor;
  size_t cursor_index;
} Reader;

static CopTree *
fail_at(Reader *r, const yaml_mark_t *mark, CopTreeError code, const char *what)
{
  cop_tree_set_error(r->error, code, (unsigned)mark->line + 1, (unsigned)mark->column + 1, what);
  return NULL;
}

static CopTree *
fail(Reader *r, CopTreeError code, const char *what)
{
  return fail_at(r, &r->event.start_mark, code, what);
}

/* libyaml's words for the mistakes people make most, and what they mean. */
static const struct {
  const char *problem, *advice;
} advices[] = {
  { "mapping values are not allowed in this context", "; put a text that holds ': ' in quotes" },
  { "found character that cannot start any token", "; indent with spaces, put a text that begins with a sign in quotes" },
  { "found a tab character where an indentation space is expected", "; indent with spaces" },
  { "found unexpected end of stream", "; a quote is not closed" },
  { "did not find expected key", "; look at the indentation and the quotes here and above" },
  { "did not find expected '-' indicator", "; look at the indentation here and above" },
  { "could not find expected ':'", "; a key needs ': ', a text over several lines needs '>' or quotes" },
};

/* The reader of characters runs ahead of the parser and knows bytes only. */
static yaml_mark_t
mark_of_byte(const Reader *r, size_t offset)
{
  yaml_mark_t mark = { 0 };
  for (const char *p = r->start; p < r->end && (size_t)(p - r->start) < offset; p = g_utf8_next_char(p)) {
    mark.column = *p == '\n' ? 0 : mark.column + 1;
    mark.line += *p == '\n';
  }
  return mark;
}

static bool
fail_parser(Reader *r)
{
  const yaml_parser_t *p = &r->parser;
  const yaml_mark_t mark = p->error == YAML_READER_ERROR ? mark_of_byte(r, p->problem_offset) : p->problem_mark;
  const char *problem = p->problem == NULL ? "the text is not YAML" : p->problem, *advice = "";
  for (size_t i = 0; i < G_N_ELEMENTS(advices); i++)
    if (strcmp(problem, advices[i].problem) == 0)
      advice = advices[i].advice;
  g_autofree char *what =
    g_strconcat(p->context == NULL ? "" : p->context, p->context == NULL ? "" : " ", problem, advice, NULL);
  fail_at(r, &mark, COP_TREE_ERROR_SYNTAX, what);
  return false;
}

static bool
next_event(Reader *r)
{
  if (r->has_event)
    yaml_event_delete(&r->event);
  r->has_event = false;
  if (!yaml_parser_parse(&r->parser, &r->event))
    return fail_parser(r);
  r->has_event = true;
  return true;
}

/* --- what libyaml lets pass ---
 * It reads some texts otherwise than YAML 1.2 means them, or as people mean
 * them; the cases of the public test suite (yaml-test-suite) among these are
 * refused: 9JBA, X4QW, S98Z, G5U8, Y79Y. */

static const char *
text_at(Reader *r, const yaml_mark_t *mark)
{
  for (; r->cursor_index < mark->index && r->cursor < r->end; r->cursor_index++)
    r->cursor = g_utf8_next_char(r->cursor);
  for (; r->cursor_index > mark->index; r->cursor_index--)
    r->cursor = g_utf8_prev_char(r->cursor);
  return r->cursor;
}

/* `"value"#not a comment` */
static bool
comment_apart(Reader *r)
{
  const char *p = text_at(r, &r->event.end_mark);
  if (p >= r->end || *p != '#')
    return true;
  fail_at(r, &r->event.end_mark, COP_TREE_ERROR_SYNTAX, "a comment needs a space before its '#'");
  return false;
}

/* The header of a block scalar and the blank lines before its text. */
static bool
block_scalar_sound(Reader *r)
{
  const char *p = text_at(r, &r->event.start_mark) + 1;
  bool indent_given = false;
  for (; p < r->end && (*p == '+' || *p == '-' || g_ascii_isdigit(*p)); p++)
    indent_given |= g_ascii_isdigit(*p);
  if (p < r->end && *p == '#') {
    fail(r, COP_TREE_ERROR_SYNTAX, "a comment needs a space before its '#'");
    return false;
  }
  const char *line = memchr(p, '\n', (size_t)(r->end - p));
  size_t widest = 0;
  while (line != NULL && !indent_given) {
    const char *first = ++line;
    while (line < r->end && *line == ' ')
      line++;
    size_t spaces = (size_t)(line - first);
    if (line < r->end && *line == '\r')
      line++;
    if (line >= r->end)
      return true;
    if (*line != '\n') {
      if (spaces >= widest)
        return true;
      fail(r, COP_TREE_ERROR_SYNTAX, "a blank line before the text is indented deeper than the text");
      return false;
    }
    widest = MAX(widest, spaces);
  }
  return true;
}

static bool
flow_line_sound(Reader *r)
{
  const char *p = text_at(r, &r->event.start_mark);
  while (p > r->start && (p[-1] == ' ' || p[-1] == '\t'))
    p--;
  if (*p != '\t' || (p > r->start && p[-1] != '\n'))
    return true;
  fail(r, COP_TREE_ERROR_SYNTAX, "a tab cannot indent; use spaces");
  return false;
}

static bool
scalar_sound(Reader *r)
{
  switch (r->event.data.scalar.style) {
  case YAML_SINGLE_QUOTED_SCALAR_STYLE:
  case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
    return comment_apart(r);
  case YAML_LITERAL_SCALAR_STYLE:
  case YAML_FOLDED_SCALAR_STYLE:
    return block_scalar_sound(r);
  case YAML_PLAIN_SCALAR_STYLE:
    if (strcmp((const char *)r->event.data.scalar.value, "-") != 0)
      return true;
    fail(r, COP_TREE_ERROR_SYNTAX, "a lone '-' is no value; put it in quotes");
    return false;
  case YAML_ANY_SCALAR_STYLE:
    break;
  }
  return true;
}

/* --- plain scalars: the core schema --- */

static bool
is_one_of(const char *s, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strcmp(s, *words) == 0)
      return true;
  return false;
}

static bool
read_integer(const char *s, int64_t *value)
{
  int base = 10;
  const char *digits = s;
  if (s[0] == '0' && (s[1] == 'o' || s[1] == 'x')) {
    base = s[1] == 'o' ? 8 : 16;
    digits = s + 2;
  } else if (*digits == '-' || *digits == '+') {
    digits++;
  }
  const char *allowed = base == 8 ? "01234567" : base == 10 ? "0123456789" : "0123456789abcdefABCDEF";
  if (*digits == '\0' || digits[strspn(digits, allowed)] != '\0')
    return false;
  errno = 0;
  *value = g_ascii_strtoll(base == 10 ? s : digits, NULL, base);
  return errno == 0;
}

/* [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )? */
static bool
read_real(const char *s, double *value)
{
  const char *p = s + (*s == '-' || *s == '+');
  size_t whole = strspn(p, "0123456789");
  p += whole;
  if (*p == '.') {
    size_t part = strspn(++p, "0123456789");
    if (whole + part == 0)
      return false;
    p += part;
  } else if (whole == 0) {
    return false;
  }
  if (*p == 'e' || *p == 'E') {
    p++;
    p += *p == '-' || *p == '+';
    size_t exponent = strspn(p, "0123456789");
    if (exponent == 0)
      return false;
    p += exponent;
  }
  if (*p != '\0')
    return false;
  *value = g_ascii_strtod(s, NULL);
  return true;
}

static CopTreeKind
resolve(CopTree *t)
{
  static const char *const nothing[] = { "", "~", "null", "Null", "NULL", NULL };
  static const char *const yes[] = { "true", "True", "TRUE", NULL };
  static const char *const no[] = { "false", "False", "FALSE", NULL };
  if (is_one_of(t->text, nothing))
    return COP_TREE_NULL;
  if ((t->boolean = is_one_of(t->text, yes)) || is_one_of(t->text, no))
    return COP_TREE_BOOL;
  if (read_integer(t->text, &t->integer)) {
    t->real = (double)t->integer;
    return COP_TREE_INT;
  }
  return read_real(t->text, &t->real) ? COP_TREE_REAL : COP_TREE_TEXT;
}

/* --- events to tree --- */

static const struct {
  const char *tag;
  CopTreeKind kind;
} core_tags[] = {
  { YAML_STR_TAG, COP_TREE_TEXT },   { YAML_INT_TAG, COP_TREE_INT },   { YAML_FLOAT_TAG, COP_TREE_REAL },
  { YAML_BOOL_TAG, COP_TREE_BOOL },  { YAML_NULL_TAG, COP_TREE_NULL }, { YAML_SEQ_TAG, COP_TREE_LIST },
  { YAML_MAP_TAG, COP_TREE_MAP },    { "!", COP_TREE_TEXT },
};

/* Sets *kind when the tag demands one; false with the error set for a tag
 * outside the core schema. */
static bool
read_tag(Reader *r, const yaml_char_t *tag, CopTreeKind *kind)
{
  if (tag == NULL)
    return true;
  for (size_t i = 0; i < G_N_ELEMENTS(core_tags); i++)
    if (strcmp((const char *)tag, core_tags[i].tag) == 0) {
      *kind = core_tags[i].kind;
      return true;
    }
  g_autofree char *what = g_strdup_printf("the tag '%s' is not used here; write the value without it", (const char *)tag);
  fail(r, COP_TREE_ERROR_SYNTAX, what);
  return false;
}

static CopTree *
read_scalar(Reader *r, CopTree *t)
{
  const char *value = (const char *)r->event.data.scalar.value;
  size_t length = r->event.data.scalar.length;
  if (length > COP_LIMIT_TEXT)
    return fail(r, COP_TREE_ERROR_LIMIT, "text longer than 4 MiB");
  if (memchr(value, '\0', length) != NULL)
    return fail(r, COP_TREE_ERROR_SYNTAX, "the text holds a NUL character");
  if (!scalar_sound(r))
    return NULL;
  if (r->event.data.scalar.anchor != NULL)
    return fail(r, COP_TREE_ERROR_SYNTAX, "anchors (&name) are not used here; write the value where it belongs");
  t->text = cop_arena_strndup(r->arena, value, length);
  t->length = length;
  CopTreeKind wanted = COP_TREE_MAX;
  if (!read_tag(r, r->event.data.scalar.tag, &wanted))
    return NULL;
  if (wanted == COP_TREE_TEXT || (wanted == COP_TREE_MAX && r->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE)) {
    t->kind = COP_TREE_TEXT;
    return t;
  }
  t->kind = resolve(t);
  if (wanted == COP_TREE_REAL && t->kind == COP_TREE_INT)
    t->kind = COP_TREE_REAL;
  if (wanted != COP_TREE_MAX && wanted != t->kind)
    return fail(r, COP_TREE_ERROR_SYNTAX, "the value is not what its tag says");
  if (t->kind == COP_TREE_REAL && !isfinite(t->real))
    return fail(r, COP_TREE_ERROR_LIMIT, "the number is too large");
  return t;
}

static CopTree *read_node(Reader *r);

/* At the key; leaves the reader at the value. */
static const char *
read_key(Reader *r)
{
  CopTree scalar = { .kind = COP_TREE_NULL }, *key = NULL;
  if (r->event.type == YAML_SCALAR_EVENT)
    key = read_scalar(r, &scalar);
  else if (r->event.type == YAML_ALIAS_EVENT)
    fail(r, COP_TREE_ERROR_SYNTAX, "aliases (*name) are not used here; write the value where it belongs");
  else
    fail(r, COP_TREE_ERROR_SYNTAX, "a key must be a word, not a list or map");
  if (key == NULL)
    return NULL;
  if (key->length == 0 && key->kind == COP_TREE_NULL) {
    fail(r, COP_TREE_ERROR_SYNTAX, "the key before ':' is missing");
    return NULL;
  }
  return next_event(r) ? key->text : NULL;
}

static CopTree *
read_container(Reader *r, CopTree *t, yaml_event_type_t end)
{
  bool map = t->kind == COP_TREE_MAP;
  const yaml_char_t *anchor =
    map ? r->event.data.mapping_start.anchor : r->event.data.sequence_start.anchor;
  const yaml_char_t *tag = map ? r->event.data.mapping_start.tag : r->event.data.sequence_start.tag;
  CopTreeKind wanted = t->kind;
  if (anchor != NULL)
    return fail(r, COP_TREE_ERROR_SYNTAX, "anchors (&name) are not used here; write the value where it belongs");
  if (!read_tag(r, tag, &wanted))
    return NULL;
  if (wanted != t->kind && strcmp((const char *)tag, "!") != 0)
    return fail(r, COP_TREE_ERROR_SYNTAX, "the value is not what its tag says");
  bool flow = map ? r->event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                  : r->event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
  r->flow_depth += flow;
  if (++r->depth > COP_LIMIT_NESTING)
    return fail(r, COP_TREE_ERROR_LIMIT, "nested deeper than 64 levels");
  if (!next_event(r))
    return NULL;
  while (r->event.type != end) {
    yaml_mark_t mark = r->event.start_mark;
    const char *key = NULL;
    if (map && (key = read_key(r)) == NULL)
      return NULL;
    CopTree *child = read_node(r);
    if (child == NULL)
      return NULL;
    child->key = key;
    child->key_line = (unsigned)mark.line + 1;
    child->key_column = (unsigned)mark.column + 1;
    if (!cop_tree_append(r->arena, t, child)) {
      g_autofree char *what = g_strdup_printf("the key '%s' stands twice", key);
      return fail_at(r, &mark, COP_TREE_ERROR_SYNTAX, what);
    }
  }
  r->depth--;
  r->flow_depth -= flow;
  return (!flow || comment_apart(r)) && next_event(r) ? t : NULL;
}

/* At the first event of a node; leaves the reader at the event after it. */
static CopTree *
read_node(Reader *r)
{
  if (++r->n_values > COP_LIMIT_VALUES)
    return fail(r, COP_TREE_ERROR_LIMIT, "more than 4 million values");
  if (r->flow_depth > 0 && !flow_line_sound(r))
    return NULL;
  CopTree *t = cop_tree_new(r->arena, COP_TREE_NULL, (unsigned)r->event.start_mark.line + 1,
                            (unsigned)r->event.start_mark.column + 1);
  switch (r->event.type) {
  case YAML_SCALAR_EVENT:
    return read_scalar(r, t) != NULL && next_event(r) ? t : NULL;
  case YAML_SEQUENCE_START_EVENT:
    t->kind = COP_TREE_LIST;
    return read_container(r, t, YAML_SEQUENCE_END_EVENT);
  case YAML_MAPPING_START_EVENT:
    t->kind = COP_TREE_MAP;
    return read_container(r, t, YAML_MAPPING_END_EVENT);
  case YAML_ALIAS_EVENT:
    return fail(r, COP_TREE_ERROR_SYNTAX, "aliases (*name) are not used here; write the value where it belongs");
  case YAML_NO_EVENT:
  case YAML_STREAM_START_EVENT:
  case YAML_STREAM_END_EVENT:
  case YAML_DOCUMENT_START_EVENT:
  case YAML_DOCUMENT_END_EVENT:
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT:
    break;
  }
  return fail(r, COP_TREE_ERROR_SYNTAX, "a value is expected");
}

static CopTree *
read_document(Reader *r)
{
  if (!next_event(r) || !next_event(r)) /* over the start of the stream */
    return NULL;
  if (r->event.type == YAML_STREAM_END_EVENT)
    return cop_tree_new(r->arena, COP_TREE_NULL, 1, 1);
  if (!next_event(r)) /* over the start of the document */
    return NULL;
  CopTree *t = read_node(r);
  if (t == NULL)
    return NULL;
  if (!next_event(r)) /* over the end of the document */
    return NULL;
  return r->event.type == YAML_STREAM_END_EVENT ? t : fail(r, COP_TREE_ERROR_SYNTAX, "a second document begins here; a file holds one");
}

CopTree *
cop_yaml_read(CopArena *a, const char *text, size_t length, GError **error)
{
  if (length > COP_LIMIT_FILE) {
    g_set_error(error, COP_TREE_ERROR, COP_TREE_ERROR_LIMIT, "the text is longer than 256 MiB");
    return NULL;
  }
  if (!g_utf8_validate_len(text, length, NULL)) {
    g_set_error(error, COP_TREE_ERROR, COP_TREE_ERROR_SYNTAX, "the text is not UTF-8");
    return NULL;
  }
  const char *body = text + (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0);
  Reader r = { .arena = a, .error = error, .start = body, .end = text + length, .cursor = body };
  if (!yaml_parser_initialize(&r.parser))
    g_error("out of memory");
  yaml_parser_set_input_string(&r.parser, (const unsigned char *)text, length);
  CopTree *t = read_document(&r);
  if (r.has_event)
    yaml_event_delete(&r.event);
  yaml_parser_delete(&r.parser);
  return t;
}
