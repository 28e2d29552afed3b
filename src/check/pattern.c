/* SPDX-License-Identifier: Apache-2.0
 *
 * check/pattern.c -- parses patterns into small trees, writes each out as a
 * backtracking program, and enters it under the words it can begin with.
 */
#include "check/pattern.h"

#include <string.h>

#include "check/pattern_priv.h"

G_DEFINE_QUARK(cop-pattern-error-quark, cop_pattern_error)

/* --- trees --- */

typedef enum {
  NODE_WORD,   /* text */
  NODE_PREFIX, /* text */
  NODE_EXACT,  /* text */
  NODE_SIGN,   /* text */
  NODE_FLAG,
  NODE_GAP,
  NODE_COMMA,
  NODE_OPEN,
  NODE_CLOSE,
  NODE_TERM,
  NODE_START,
  NODE_END,
  NODE_ROW,
  NODE_ANY,
  NODE_MAYBE,
  NODE_MANY,
  NODE_CAPITAL, /* one word, with a capital */
  NODE_CLASS,
} NodeKind;

static const char *const flag_names[FLAG_MAX] = { "number", "digits", "year", "cap", "caps", "word", "age", "count", "huge" };

typedef struct Node Node;
struct Node {
  NodeKind kind;
  const char *text;
  int n;           /* words of a gap; flag */
  Node *first, *next;
};

typedef struct {
  const char *name;
  const char *const *words;
  size_t n;
  Node *tree; /* NODE_ANY; made when first used */
  bool busy;  /* being made: a class that names itself */
} Class;

/* --- sets --- */

static const char *const number_words[] = {
  "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen", "dozens", "hundred", "hundreds",
  "thousand", "thousands", "million", "millions", "half", "third", "quarter", "deux", "trois", "quatre", "cinq", "sept", "huit", "neuf", "dix",
  "mille", "milliers", "millones", "millon", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "cien", "miles" };

static GArray *
int_array(void)
{
  return g_array_new(FALSE, FALSE, sizeof(int32_t));
}

CopPatterns *
cop_patterns_new(void)
{
  CopPatterns *s = g_new0(CopPatterns, 1);
  s->arena = cop_arena_new();
  s->classes = g_hash_table_new(g_str_hash, g_str_equal);
  s->known = g_hash_table_new(g_str_hash, g_str_equal);
  s->ops = g_array_new(FALSE, TRUE, sizeof(Op));
  s->starts = int_array();
  s->uses = g_array_new(FALSE, FALSE, sizeof(uint8_t));
  s->musts = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  s->sets = g_hash_table_new(g_str_hash, g_str_equal);
  s->words = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
  s->prefixes = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
  s->begun_by = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  for (int f = 0; f < FLAG_MAX; f++)
    s->flagged[f] = int_array();
  s->number_words = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < G_N_ELEMENTS(number_words); i++)
    g_hash_table_add(s->number_words, (char *)number_words[i]);
  return s;
}

void
cop_patterns_free(CopPatterns *s)
{
  if (s == NULL)
    return;
  g_hash_table_unref(s->classes);
  g_hash_table_unref(s->known);
  g_array_unref(s->ops);
  g_array_unref(s->starts);
  g_array_unref(s->uses);
  g_ptr_array_unref(s->musts);
  g_hash_table_unref(s->sets);
  g_hash_table_unref(s->words);
  g_hash_table_unref(s->prefixes);
  g_ptr_array_unref(s->begun_by);
  for (int f = 0; f < FLAG_MAX; f++)
    g_array_unref(s->flagged[f]);
  g_hash_table_unref(s->number_words);
  cop_arena_free(s->arena);
  g_free(s);
}

void
cop_patterns_class(CopPatterns *s, const char *name, const char *const *words, size_t n)
{
  Class *c = cop_new(s->arena, Class);
  c->name = cop_arena_strdup(s->arena, name);
  const char **kept = cop_new_n(s->arena, const char *, n + 1);
  for (size_t i = 0; i < n; i++)
    kept[i] = cop_arena_strdup(s->arena, words[i]);
  c->words = kept;
  c->n = n;
  g_hash_table_insert(s->classes, (char *)c->name, c);
}

/* --- parsing --- */

typedef struct {
  CopPatterns *set;
  const char *source, *p;
  int depth;
  GError **error;
} Parser;

static Node *
node_new(Parser *k, NodeKind kind, const char *text, int n)
{
  Node *node = cop_new(k->set->arena, Node);
  *node = (Node){ .kind = kind, .text = text, .n = n };
  return node;
}

static Node *
fail(Parser *k, const char *what)
{
  if (k->error != NULL && *k->error == NULL)
    g_set_error(k->error, COP_PATTERN_ERROR, COP_PATTERN_ERROR_SYNTAX, "pattern '%s', character %ld: %s", k->source,
                g_utf8_pointer_to_offset(k->source, k->p) + 1, what);
  return NULL;
}

static Node *parse_any(Parser *k, char close);

static Node *
class_tree(Parser *k, Class *c)
{
  if (c->tree != NULL)
    return c->tree;
  if (c->busy)
    return fail(k, "a class that names itself");
  c->busy = true;
  Node *any = node_new(k, NODE_ANY, NULL, 0), **last = &any->first;
  for (size_t i = 0; i < c->n; i++) {
    Parser inner = { k->set, c->words[i], c->words[i], k->depth + 1, k->error };
    Node *one = parse_any(&inner, '\0');
    if (one == NULL)
      return NULL;
    *last = one;
    last = &one->next;
  }
  c->busy = false;
  return c->tree = any;
}

static Node *
parse_name(Parser *k)
{
  const char *end = strchr(k->p, '>');
  if (end == NULL)
    return fail(k, "'<' is not closed");
  g_autofree char *name = g_strndup(k->p + 1, (size_t)(end - k->p) - 1);
  for (int f = 0; f < FLAG_MAX; f++)
    if (strcmp(name, flag_names[f]) == 0) {
      k->p = end + 1;
      return node_new(k, NODE_FLAG, NULL, f);
    }
  Class *c = g_hash_table_lookup(k->set->classes, name);
  if (c == NULL)
    return fail(k, "there is no such class");
  if (k->depth > 16)
    return fail(k, "classes nest too deeply");
  Node *tree = class_tree(k, c);
  if (tree == NULL)
    return NULL;
  k->p = end + 1;
  Node *node = node_new(k, NODE_CLASS, NULL, 0);
  node->first = tree;
  return node;
}

static bool
in_word(const char *p)
{
  gunichar ch = g_utf8_get_char(p);
  return ch == '\'' || ch == 0x2019 || g_unichar_isalnum(ch) || g_unichar_ismark(ch);
}

static Node *
parse_word(Parser *k, bool exact)
{
  const char *start = k->p;
  while (*k->p != '\0' && in_word(k->p))
    k->p = g_utf8_next_char(k->p);
  if (k->p == start) {
    /* Any other visible character stands for itself. */
    k->p = g_utf8_next_char(k->p);
    return node_new(k, NODE_SIGN, cop_arena_strndup(k->set->arena, start, (size_t)(k->p - start)), 0);
  }
  size_t n = (size_t)(k->p - start);
  if (exact)
    return node_new(k, NODE_EXACT, cop_arena_strndup(k->set->arena, start, n), 0);
  g_autofree char *key = cop_word_key(start, n);
  bool prefix = *k->p == '*';
  k->p += prefix;
  return node_new(k, prefix ? NODE_PREFIX : NODE_WORD, cop_arena_strdup(k->set->arena, key), 0);
}

static Node *
parse_item(Parser *k)
{
  switch (*k->p) {
  case '(': {
    k->p++;
    Node *any = parse_any(k, ')');
    if (any == NULL)
      return NULL;
    if (*k->p != ')')
      return fail(k, "')' is missing");
    k->p++;
    return any;
  }
  case '<':
    return parse_name(k);
  case '[':
    k->p++;
    return node_new(k, NODE_OPEN, NULL, 0);
  case ']':
    k->p++;
    return node_new(k, NODE_CLOSE, NULL, 0);
  case '@':
    k->p++;
    return node_new(k, NODE_TERM, NULL, 0);
  case '^':
    k->p++;
    return node_new(k, NODE_START, NULL, 0);
  case '$':
    k->p++;
    return node_new(k, NODE_END, NULL, 0);
  case ',':
    k->p++;
    return node_new(k, NODE_COMMA, NULL, 0);
  case '=':
    k->p++;
    return parse_word(k, true);
  case '\\':
    k->p++;
    return *k->p == '\0' ? fail(k, "'\\' at the end") : parse_word(k, false);
  case '.':
    if (k->p[1] == '.') {
      k->p += 2;
      int n = g_ascii_isdigit(*k->p) ? 0 : 3;
      while (g_ascii_isdigit(*k->p) && n < 1000)
        n = n * 10 + (*k->p++ - '0');
      return node_new(k, NODE_GAP, NULL, n);
    }
    return parse_word(k, false);
  case '~': {
    k->p++;
    Node *capital = node_new(k, NODE_CAPITAL, NULL, 0);
    capital->first = parse_item(k);
    return capital->first == NULL ? NULL : capital;
  }
  case '?': case '*': case '+': case ')': case '|': case '\0':
    return fail(k, "unexpected sign");
  default:
    return parse_word(k, false);
  }
}

static Node *
parse_row(Parser *k, char close)
{
  Node *row = node_new(k, NODE_ROW, NULL, 0), **last = &row->first;
  for (;;) {
    while (*k->p == ' ' || *k->p == '\n' || *k->p == '-')
      k->p++;
    if (*k->p == '\0' || *k->p == close || *k->p == '|')
      break;
    Node *item = parse_item(k);
    if (item == NULL)
      return NULL;
    if (*k->p == '?' || *k->p == '+') {
      Node *outer = node_new(k, *k->p == '?' ? NODE_MAYBE : NODE_MANY, NULL, 0);
      outer->first = item;
      item = outer;
      k->p++;
    }
    *last = item;
    last = &item->next;
  }
  if (row->first == NULL)
    return fail(k, "an empty alternative");
  return row;
}

static Node *
parse_any(Parser *k, char close)
{
  if (++k->depth > 32)
    return fail(k, "brackets nest too deeply");
  Node *any = node_new(k, NODE_ANY, NULL, 0), **last = &any->first;
  for (;;) {
    Node *row = parse_row(k, close);
    if (row == NULL)
      return NULL;
    *last = row;
    last = &row->next;
    if (*k->p != '|')
      break;
    k->p++;
  }
  k->depth--;
  return any;
}

/* --- writing programs --- */

static int
op_add(CopPatterns *s, OpKind kind, int a, int b, const char *text)
{
  Op op = { .kind = (uint8_t)kind, .a = a, .b = b, .text = text };
  g_array_append_val(s->ops, op);
  return (int)s->ops->len - 1;
}

static void
index_add(GHashTable *index, const char *key, int set)
{
  GArray *sets = g_hash_table_lookup(index, key);
  if (sets == NULL) {
    sets = int_array();
    g_hash_table_insert(index, (char *)key, sets);
  }
  for (guint i = 0; i < sets->len; i++)
    if (g_array_index(sets, int32_t, i) == set)
      return;
  int32_t v = set;
  g_array_append_val(sets, v);
}

/* A node that is one word out of a list: gathers its words. */
static bool
gather(const Node *node, GPtrArray *words)
{
  switch (node->kind) {
  case NODE_WORD: case NODE_PREFIX: case NODE_SIGN:
    g_ptr_array_add(words, (gpointer)node);
    return true;
  case NODE_CLASS:
    return gather(node->first, words);
  case NODE_ROW:
    return node->first->next == NULL && gather(node->first, words);
  case NODE_ANY:
    for (const Node *c = node->first; c != NULL; c = c->next)
      if (!gather(c, words))
        return false;
    return true;
  case NODE_EXACT: case NODE_FLAG: case NODE_GAP: case NODE_COMMA: case NODE_OPEN: case NODE_CLOSE: case NODE_TERM: case NODE_START:
  case NODE_END: case NODE_MAYBE: case NODE_MANY: case NODE_CAPITAL:
    break;
  }
  return false;
}

static gint
by_text(gconstpointer a, gconstpointer b)
{
  const Node *x = *(Node *const *)a, *y = *(Node *const *)b;
  int c = strcmp(x->text, y->text);
  return c != 0 ? c : (int)x->kind - (int)y->kind;
}

static int
set_number(CopPatterns *s, GPtrArray *words)
{
  g_ptr_array_sort(words, by_text);
  g_autoptr(GString) name = g_string_new(NULL);
  for (guint i = 0; i < words->len; i++) {
    const Node *w = words->pdata[i];
    g_string_append(name, w->text);
    g_string_append(name, w->kind == NODE_PREFIX ? "* " : " ");
  }
  gpointer found = g_hash_table_lookup(s->sets, name->str);
  if (found != NULL)
    return GPOINTER_TO_INT(found) - 1;
  int set = s->n_sets++;
  g_hash_table_insert(s->sets, cop_arena_strdup(s->arena, name->str), GINT_TO_POINTER(set + 1));
  g_ptr_array_add(s->begun_by, int_array());
  for (guint i = 0; i < words->len; i++) {
    const Node *w = words->pdata[i];
    if (w->kind == NODE_PREFIX)
      s->longest_prefix = MAX(s->longest_prefix, strlen(w->text));
    index_add(w->kind == NODE_PREFIX ? s->prefixes : s->words, w->text, set);
  }
  return set;
}

static void write_node(CopPatterns *s, const Node *node);

static void
write_any(CopPatterns *s, const Node *any)
{
  g_autoptr(GPtrArray) single = g_ptr_array_new();
  g_autoptr(GPtrArray) rows = g_ptr_array_new();
  for (const Node *c = any->first; c != NULL; c = c->next) {
    guint before = single->len;
    if (!gather(c, single)) {
      g_ptr_array_set_size(single, (gint)before);
      g_ptr_array_add(rows, (gpointer)c);
    }
  }
  /* Rows of words first: the longer reading wins. */
  g_autoptr(GArray) jumps = int_array();
  for (guint i = 0; i < rows->len; i++) {
    bool last = i + 1 == rows->len && single->len == 0;
    int split = last ? -1 : op_add(s, OP_SPLIT, 0, 0, NULL);
    if (split >= 0)
      g_array_index(s->ops, Op, split).a = (int)s->ops->len;
    write_node(s, rows->pdata[i]);
    if (split >= 0) {
      int jump = op_add(s, OP_JUMP, 0, 0, NULL);
      g_array_append_val(jumps, jump);
      g_array_index(s->ops, Op, split).b = (int)s->ops->len;
    }
  }
  if (single->len > 0)
    op_add(s, OP_SET, set_number(s, single), 0, NULL);
  for (guint i = 0; i < jumps->len; i++)
    g_array_index(s->ops, Op, g_array_index(jumps, int32_t, i)).a = (int)s->ops->len;
}

static void
write_node(CopPatterns *s, const Node *node)
{
  static const OpKind plain[] = { [NODE_GAP] = OP_GAP, [NODE_FLAG] = OP_FLAG, [NODE_COMMA] = OP_COMMA, [NODE_OPEN] = OP_OPEN,
                                  [NODE_CLOSE] = OP_CLOSE, [NODE_TERM] = OP_TERM, [NODE_START] = OP_START, [NODE_END] = OP_END };
  switch (node->kind) {
  case NODE_WORD: case NODE_PREFIX: case NODE_SIGN: {
    g_autoptr(GPtrArray) one = g_ptr_array_new();
    g_ptr_array_add(one, (gpointer)node);
    op_add(s, OP_SET, set_number(s, one), 0, NULL);
    break;
  }
  case NODE_EXACT:
    op_add(s, OP_EXACT, 0, 0, node->text);
    break;
  case NODE_FLAG: case NODE_GAP: case NODE_COMMA: case NODE_OPEN: case NODE_CLOSE: case NODE_TERM: case NODE_START: case NODE_END:
    op_add(s, plain[node->kind], node->n, 0, NULL);
    break;
  case NODE_ROW:
    for (const Node *c = node->first; c != NULL; c = c->next)
      write_node(s, c);
    break;
  case NODE_ANY:
    write_any(s, node);
    break;
  case NODE_CLASS:
    write_any(s, node->first);
    break;
  case NODE_CAPITAL: {
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    if (gather(node->first, words))
      op_add(s, OP_SET, set_number(s, words), 1, NULL);
    else
      s->unfit = "'~' takes one word or a class of single words";
    break;
  }
  case NODE_MANY: {
    int again = (int)s->ops->len;
    write_node(s, node->first);
    int split = op_add(s, OP_SPLIT, again, 0, NULL);
    g_array_index(s->ops, Op, split).b = (int)s->ops->len;
    break;
  }
  case NODE_MAYBE: {
    int split = op_add(s, OP_SPLIT, 0, 0, NULL);
    g_array_index(s->ops, Op, split).a = (int)s->ops->len;
    write_node(s, node->first);
    g_array_index(s->ops, Op, split).b = (int)s->ops->len;
    break;
  }
  }
}

/* Under the set of its key: the exact spelling is compared when it runs. */
static int
set_of_exact(CopPatterns *s, const char *text)
{
  g_autofree char *key = cop_word_key(text, strlen(text));
  Node word = { .kind = NODE_WORD, .text = cop_arena_strdup(s->arena, key) };
  g_autoptr(GPtrArray) one = g_ptr_array_new();
  g_ptr_array_add(one, &word);
  return set_number(s, one);
}

static void
enter(GArray *under, int32_t pattern)
{
  if (under->len == 0 || g_array_index(under, int32_t, under->len - 1) != pattern)
    g_array_append_val(under, pattern);
}

/* Enters the pattern under everything it can begin with. false: it can begin
 * with nothing in particular. */
static bool
index_beginnings(CopPatterns *s, int pattern, int pc, int depth)
{
  if (depth > 2000)
    return false;
  for (;;) {
    const Op *op = &g_array_index(s->ops, Op, pc);
    switch ((OpKind)op->kind) {
    case OP_SET: case OP_EXACT: {
      int set = op->kind == OP_SET ? op->a : set_of_exact(s, op->text);
      enter(s->begun_by->pdata[set], pattern);
      return true;
    }
    case OP_FLAG:
      enter(s->flagged[op->a], pattern);
      return true;
    case OP_SPLIT:
      if (!index_beginnings(s, pattern, op->a, depth + 1))
        return false;
      pc = g_array_index(s->ops, Op, pc).b;
      break;
    case OP_JUMP:
      pc = op->a;
      break;
    case OP_OPEN: case OP_CLOSE: case OP_START:
      pc++;
      break;
    case OP_GAP: case OP_COMMA: case OP_TERM: case OP_END: case OP_MATCH:
      return false;
    }
  }
}

/* --- what a pattern cannot do without --- */

/* The fewer and the longer the words, the rarer they are met. */
static unsigned
commonness(const GPtrArray *words)
{
  unsigned common = 0;
  for (guint i = 0; i < words->len; i++)
    common += strlen(((const Node *)words->pdata[i])->text) <= 3 ? 40 : 1;
  return common;
}

static bool required(CopPatterns *s, const Node *node, GPtrArray *words);

/* Of a row the item that is met least often. */
static bool
required_of_row(CopPatterns *s, const Node *row, GPtrArray *words)
{
  g_autoptr(GPtrArray) best = NULL;
  for (const Node *item = row->first; item != NULL; item = item->next) {
    g_autoptr(GPtrArray) own = g_ptr_array_new();
    if (required(s, item, own) && (best == NULL || commonness(own) < commonness(best))) {
      g_clear_pointer(&best, g_ptr_array_unref);
      best = g_steal_pointer(&own);
    }
  }
  for (guint i = 0; best != NULL && i < best->len; i++)
    g_ptr_array_add(words, best->pdata[i]);
  return best != NULL;
}

/* Words one of which stands in every match of a node; false when there are none. */
static bool
required(CopPatterns *s, const Node *node, GPtrArray *words)
{
  switch (node->kind) {
  case NODE_WORD: case NODE_PREFIX: case NODE_SIGN:
    g_ptr_array_add(words, (gpointer)node);
    return true;
  case NODE_EXACT: {
    Node *word = cop_new(s->arena, Node);
    g_autofree char *key = cop_word_key(node->text, strlen(node->text));
    *word = (Node){ .kind = NODE_WORD, .text = cop_arena_strdup(s->arena, key) };
    g_ptr_array_add(words, word);
    return true;
  }
  case NODE_CLASS: case NODE_MANY: case NODE_CAPITAL:
    return required(s, node->first, words);
  case NODE_ROW:
    return required_of_row(s, node, words);
  case NODE_ANY:
    for (const Node *row = node->first; row != NULL; row = row->next)
      if (!required(s, row, words))
        return false;
    return true;
  case NODE_FLAG: case NODE_GAP: case NODE_COMMA: case NODE_OPEN: case NODE_CLOSE: case NODE_TERM: case NODE_START: case NODE_END: case NODE_MAYBE:
    break;
  }
  return false;
}

static void
add_must(CopPatterns *s, GArray *musts, const Node *node)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new();
  if (!required(s, node, words))
    return;
  int32_t set = set_number(s, words);
  g_array_append_val(musts, set);
}

/* Of a single row each item, of several rows one union. */
static GArray *
musts_of(CopPatterns *s, const Node *tree)
{
  GArray *musts = int_array();
  if (tree->first->next != NULL)
    add_must(s, musts, tree);
  else
    for (const Node *item = tree->first->first; item != NULL; item = item->next)
      add_must(s, musts, item);
  return musts;
}

int
cop_patterns_add(CopPatterns *s, const char *source, CopPatternUse use, GError **error)
{
  g_autofree char *name = g_strdup_printf("%d %s", use, source);
  gpointer known = g_hash_table_lookup(s->known, name);
  if (known != NULL)
    return GPOINTER_TO_INT(known) - 1;
  GError *mine = NULL;
  Parser k = { s, source, source, 0, &mine };
  Node *tree = parse_any(&k, '\0');
  if (tree == NULL) {
    g_propagate_error(error, mine);
    return -1;
  }
  int32_t start = (int32_t)s->ops->len, number = (int32_t)s->starts->len;
  uint8_t kept = (uint8_t)use;
  write_node(s, tree);
  op_add(s, OP_MATCH, 0, 0, NULL);
  if (s->unfit != NULL) {
    g_set_error(error, COP_PATTERN_ERROR, COP_PATTERN_ERROR_SYNTAX, "pattern '%s': %s", source, s->unfit);
    s->unfit = NULL;
    return -1;
  }
  if (use != COP_PATTERN_MENTION && !index_beginnings(s, number, start, 0)) {
    g_set_error(error, COP_PATTERN_ERROR, COP_PATTERN_ERROR_SYNTAX, "pattern '%s' does not begin with a word", source);
    return -1;
  }
  g_array_append_val(s->starts, start);
  g_array_append_val(s->uses, kept);
  g_ptr_array_add(s->musts, musts_of(s, tree));
  g_hash_table_insert(s->known, cop_arena_strdup(s->arena, name), GINT_TO_POINTER(number + 1));
  return number;
}

char *
cop_pattern_of_name(CopArena *a, const char *name)
{
  g_autoptr(GString) out = g_string_new(NULL);
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p)) {
    if (in_word(p) || *p == ' ')
      g_string_append_len(out, p, g_utf8_next_char(p) - p);
    else
      g_string_append(out, *p == '&' ? " (&|and) " : *p == '-' || *p == '"' ? " " : *p == '.' ? " \\.? " : " , ");
  }
  return cop_arena_strdup(a, g_strstrip(out->str));
}
