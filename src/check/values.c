/* SPDX-License-Identifier: Apache-2.0
 *
 * check/values.c -- figures of a text against the evidence register, and
 * figures that call themselves recent without a year.
 *
 * A sentence is taken to state a registered value when nearly all words of
 * the value's own sentence stand in it, all its proper names among them, and its
 * one figure is of the same kind. The figure then has to be that value, or another of the same topic, within the
 * rounding people use; nothing is said when in doubt.
 */
#include <math.h>
#include <string.h>

#include "check/lint_priv.h"

enum { MIN_WORDS = 5, MAY_MISS_ONE_OF = 8, STEM = 6 };

/* A value whose statement holds the word, and whether it does so as a name. */
typedef struct {
  uint32_t value;
  bool name;
} Use;

/* The words of a value's statement that stand in a sentence. */
typedef struct {
  unsigned words, names;
} Met;

/* The sentences of the register's values, by the beginnings of their words:
 * forms of a word share them. */
typedef struct CopStatements {
  GHashTable *stems; /* beginning -> its number + 1 */
  GPtrArray *uses;   /* number -> GArray of Use */
  unsigned *words;   /* of each value: how many beginnings it has */
  unsigned *names;   /* of these, with a capital */
  size_t n;
} CopStatements;

static void
statements_clear(void *arg)
{
  CopStatements *s = arg;
  g_hash_table_unref(s->stems);
  g_ptr_array_unref(s->uses);
}

/* Adds the words of a statement that say something: longer than three letters. */
static void
add_statement(CopStatements *s, CopArena *a, uint32_t value, const char *statement)
{
  g_auto(GStrv) words = g_strsplit_set(statement, " ,()-/{}", -1);
  for (guint w = 0; words[w] != NULL; w++) {
    if (strlen(words[w]) <= 3)
      continue;
    g_autofree char *key = cop_word_key(words[w], strlen(words[w]));
    g_autofree char *stem = g_strndup(key, STEM);
    gpointer found = g_hash_table_lookup(s->stems, stem);
    if (found == NULL) {
      g_ptr_array_add(s->uses, g_array_new(FALSE, FALSE, sizeof(Use)));
      found = GUINT_TO_POINTER(s->uses->len);
      g_hash_table_insert(s->stems, cop_arena_strdup(a, stem), found);
    }
    GArray *uses = s->uses->pdata[GPOINTER_TO_UINT(found) - 1];
    if (uses->len > 0 && g_array_index(uses, Use, uses->len - 1).value == value)
      continue;
    const Use use = { value, g_unichar_isupper(g_utf8_get_char(words[w])) };
    g_array_append_val(uses, use);
    s->words[value]++;
    s->names[value] += use.name;
  }
}

struct CopStatements *
cop_statements_new(CopArena *a, const CopModel *m)
{
  CopStatements *s = cop_new(a, CopStatements);
  s->stems = g_hash_table_new(g_str_hash, g_str_equal);
  s->uses = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  s->n = m->values.n;
  s->words = cop_new_n(a, unsigned, s->n + 1);
  s->names = cop_new_n(a, unsigned, s->n + 1);
  cop_arena_on_free(a, statements_clear, s);
  for (size_t i = 0; i < m->values.n; i++)
    if (m->values.items[i].statement != NULL)
      add_statement(s, a, (uint32_t)i, m->values.items[i].statement);
  return s;
}

/* How many words of each value's statement stand in a sentence. */
static void
count_words(const CopLint *k, CopTokenRange sentence, Met *met)
{
  const CopStatements *s = k->l->statements;
  memset(met, 0, s->n * sizeof *met);
  g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
  for (uint32_t i = sentence.first; i < sentence.end; i++) {
    if (k->t->at[i].kind != COP_TOKEN_WORD)
      continue;
    char stem[STEM + 1];
    g_strlcpy(stem, cop_token_key(k->t, i), sizeof stem);
    gpointer found = g_hash_table_lookup(s->stems, stem);
    if (found == NULL || !g_hash_table_add(seen, found))
      continue;
    const GArray *uses = s->uses->pdata[GPOINTER_TO_UINT(found) - 1];
    for (guint u = 0; u < uses->len; u++) {
      const Use *use = &g_array_index(uses, Use, u);
      met[use->value].words++;
      met[use->value].names += use->name;
    }
  }
}

static bool
is_share(const CopValue *v)
{
  return v->unit != NULL && (strcmp(v->unit, "per cent") == 0 || strcmp(v->unit, "percent") == 0 || strcmp(v->unit, "%") == 0);
}

static bool
has_number(const CopValue *v)
{
  return cop_record_has(COP_ENTITY_value, v, "number") || cop_record_has(COP_ENTITY_value, v, "low");
}

/* Equal within rounding: a share to a whole per cent, a count to two digits. */
static bool
agrees(const CopValue *v, const CopFigure *f)
{
  double x = f->kind == COP_FIGURE_SHARE ? f->value * 100 : f->value;
  if (cop_record_has(COP_ENTITY_value, v, "low") && x >= v->low - 0.5 && (!cop_record_has(COP_ENTITY_value, v, "high") || x <= v->high + 0.5))
    return true;
  if (!cop_record_has(COP_ENTITY_value, v, "number"))
    return false;
  double room = f->kind == COP_FIGURE_SHARE ? 1.0 : fabs(v->number) * 0.05;
  return fabs(x - v->number) <= room;
}

static bool
topic_agrees(const CopLint *k, const CopValue *v, const CopFigure *f)
{
  const CopModel *m = k->l->model;
  for (size_t i = 0; i < m->values.n; i++) {
    const CopValue *x = &m->values.items[i];
    bool kin = strcmp(x->topic, v->topic) == 0 || (v->conflict != NULL && g_strcmp0(x->conflict, v->conflict) == 0);
    if (kin && agrees(x, f))
      return true;
  }
  return false;
}

/* A year in the sentence that is not the value's period: another value. */
static bool
other_year(const CopLint *k, const CopValue *v, CopTokenRange sentence)
{
  bool any = false;
  for (uint32_t i = sentence.first; i < sentence.end; i++) {
    if ((k->t->at[i].flags & COP_TOKEN_YEAR) == 0)
      continue;
    any = true;
    if (v->period != NULL && strstr(v->period, cop_token_key(k->t, i)) != NULL)
      return false;
  }
  return any;
}

static void
check_sentence(CopLint *k, CopTokenRange sentence, const CopFigure *f)
{
  const CopModel *m = k->l->model;
  const CopStatements *s = k->l->statements;
  g_autofree Met *met = g_new(Met, s->n + 1);
  count_words(k, sentence, met);
  for (size_t i = 0; i < m->values.n; i++) {
    const CopValue *v = &m->values.items[i];
    bool fits = s->words[i] >= MIN_WORDS && s->words[i] - met[i].words <= s->words[i] / MAY_MISS_ONE_OF && met[i].names == s->names[i];
    if (!fits || !has_number(v) || is_share(v) != (f->kind == COP_FIGURE_SHARE))
      continue;
    if (topic_agrees(k, v, f) || other_year(k, v, sentence))
      return;
    cop_lint_add(k, COP_DIAG_NUMBER, COP_SEVERITY_WARNING, "number-differs", f->range,
                 cop_arena_printf(k->arena, "the evidence register has %g %s for: %s (%s)", v->number, v->unit, v->label, v->period),
                 "correct the figure, or add the other source to the register with its caveat");
    return;
  }
}

/* The part of a sentence between semicolons in which the figure stands. */
static CopTokenRange
clause_of(const CopLint *k, CopTokenRange sentence, const CopFigure *f)
{
  CopTokenRange c = f->range;
  while (c.first > sentence.first && !cop_token_is(k->t, c.first - 1, ';'))
    c.first--;
  while (c.end < sentence.end && !cop_token_is(k->t, c.end, ';'))
    c.end++;
  return c;
}

/* Is a year given anywhere in the paragraph? */
static bool
dated(const CopLint *k, CopTokenRange r)
{
  const CopTokens *t = k->t;
  uint32_t block = t->at[r.first].block, i = r.first;
  while (i > 0 && t->at[i - 1].block == block)
    i--;
  for (; i < t->n && t->at[i].block == block; i++)
    if ((t->at[i].flags & COP_TOKEN_YEAR) != 0)
      return true;
  return false;
}

static bool
check_dated(CopLint *k, const CopFigure *f)
{
  if (!cop_lint_class_within(k, COP_LINT_CLASS_RECENT, f->range, COP_REACH_SENTENCE) ||
      !cop_lint_class_within(k, COP_LINT_CLASS_CHILD, f->range, COP_REACH_SENTENCE) || dated(k, f->range))
    return false;
  cop_lint_add(k, COP_DIAG_UNDATED, COP_SEVERITY_NOTE, "undated-figure", f->range,
               "a figure that calls itself recent and gives no year", "give the year the figure is about, and its source");
  return true;
}

/* "over half", "at least a third": a bound, no value. */
static bool
is_bound(const CopLint *k, const CopFigure *f)
{
  static const char *const before[] = { "over", "than", "least", "most", "under", "almost", "nearly" };
  uint32_t i = f->range.first;
  if (k->t->at[i].kind == COP_TOKEN_NUMBER)
    return false;
  while (i > 0 && f->range.first - i < 2) {
    const char *key = cop_token_key(k->t, --i);
    for (size_t w = 0; w < G_N_ELEMENTS(before); w++)
      if (strcmp(before[w], key) == 0)
        return true;
    if (strcmp(key, "a") != 0)
      break;
  }
  return false;
}

/* Shares, and counts large enough to be a finding: not bounds in words, years,
 * ages or numbers of articles. */
static bool
states_something(const CopLint *k, const CopFigure *f)
{
  if (is_bound(k, f))
    return false;
  bool year = f->range.end == f->range.first + 1 && (k->t->at[f->range.first].flags & COP_TOKEN_YEAR) != 0;
  return f->kind == COP_FIGURE_SHARE || (f->value >= 1000 && !year);
}

void
cop_lint_values(CopLint *k)
{
  size_t n = 0;
  CopFigure *f = cop_new_n(k->arena, CopFigure, k->n_figures + 1);
  for (size_t i = 0; i < k->n_figures; i++)
    if (states_something(k, &k->figures[i]))
      f[n++] = k->figures[i];
  uint32_t said = UINT32_MAX; /* the sentence last found undated: once is enough */
  for (size_t i = 0; i < n; i++) {
    uint32_t s = k->t->at[f[i].range.first].sentence;
    bool alone = (i == 0 || k->t->at[f[i - 1].range.first].sentence != s) && (i + 1 == n || k->t->at[f[i + 1].range.first].sentence != s);
    if (alone)
      check_sentence(k, clause_of(k, k->t->sentences[s], &f[i]), &f[i]);
    if (s != said && check_dated(k, &f[i]))
      said = s;
  }
}
