/* SPDX-License-Identifier: Apache-2.0
 * Codes of catalogues in words a reader knows: clauses of instruments, numbers
 * of the plan, house spelling. */
#include <string.h>

#include "compose/paper.h"

/* "LAN-33", "ITU-CL-01", "AU 3": a code made for machines; "Luxembourg 3" is
 * not. */
static bool
is_code(const char *code)
{
  size_t n = strcspn(code, "- ");
  bool capitals = true;
  for (size_t i = 0; i < n && capitals; i++)
    capitals = g_ascii_isupper(code[i]);
  return code[n] == '-' || (capitals && g_ascii_isdigit(code[n + 1]));
}

const char *
cop_paper_clause(const CopPaper *r, const CopRequirement *q)
{
  const CopFramework *f = cop_model_framework(r->m, q->framework);
  if (f == NULL || q->locator == NULL || !is_code(q->code))
    return q->code;
  const char *comma = strrchr(q->locator, ',');
  return cop_arena_printf(r->a, "%s, %s", f->short_title, comma != NULL && comma[1] == ' ' ? comma + 2 : q->locator);
}

/* The part of a clause that tells it from others of its framework: "1" of
 * "capability 1", "III.A" of "heading III.A". */
static const char *
short_mark(const CopRequirement *q)
{
  const char *text = q->locator != NULL && is_code(q->code) ? q->locator : q->code;
  const char *space = strrchr(text, ' ');
  const char *mark = space == NULL ? text : space + 1;
  const char *tail = strrchr(q->code, '-'); /* where the locator is a word, "cross-cutting activity" */
  return strpbrk(mark, "0123456789") == NULL && strchr(mark, '.') == NULL && tail != NULL ? tail + 1 : mark;
}

static int
by_place(const void *a, const void *b)
{
  const CopRequirement *const *x = a, *const *y = b;
  return (int)((*x)->position > (*y)->position) - (int)((*x)->position < (*y)->position);
}

const char *
cop_paper_clauses(const CopPaper *r, const CopRequirement *const *clauses, size_t n)
{
  g_autoptr(GString) all = g_string_new(NULL);
  for (size_t i = 0; i < n; i++) {
    bool first = true;
    for (size_t k = 0; k < i && first; k++)
      first = strcmp(clauses[k]->framework, clauses[i]->framework) != 0;
    if (!first)
      continue;
    const CopRequirement *same[32];
    const char *marks[32];
    size_t m = 0;
    for (size_t k = i; k < n && m < G_N_ELEMENTS(marks); k++)
      if (strcmp(clauses[k]->framework, clauses[i]->framework) == 0)
        same[m++] = clauses[k];
    qsort(same, m, sizeof *same, by_place);
    for (size_t k = 0; k < m; k++)
      marks[k] = short_mark(same[k]);
    const CopFramework *f = cop_model_framework(r->m, clauses[i]->framework);
    g_string_append_printf(all, "%s%s %s", all->len == 0 ? "" : "; ", f == NULL ? clauses[i]->framework : f->short_title, cop_paper_list(r, marks, m));
  }
  return cop_arena_strdup(r->a, all->str);
}

const char *
cop_paper_question_number(const CopPaper *r, const char *id)
{
  const CopQuestion *q = cop_model_question(r->m, id);
  return q == NULL ? id : cop_arena_printf(r->a, "%d", (int)q->position);
}

bool
cop_paper_ended(const CopPaper *r, const CopInstrument *in)
{
  int last = 0;
  for (const char *at = in->title; in->kind == COP_INSTRUMENT_REGIONAL_PLAN && *at != '\0'; at++)
    if (g_ascii_isdigit(*at) && (at == in->title || !g_ascii_isdigit(at[-1])))
      last = MAX(last, (int)g_ascii_strtoll(at, NULL, 10));
  return last >= 1900 && last < (int)g_ascii_strtoll(r->c->date, NULL, 10);
}

/* --- the last step --- */

/* Length of an id of the measure catalogue at s, "M10"; else 0. */
static size_t
measure_id(const CopPaper *r, const char *text, const char *s, char id[8])
{
  if (*s != 'M' || !g_ascii_isdigit(s[1]) || !g_ascii_isdigit(s[2]) || g_ascii_isalnum(s[3]) || (s > text && (g_ascii_isalnum(s[-1]) || s[-1] == '-')))
    return 0;
  g_strlcpy(id, s, 4);
  return cop_model_measure(r->m, id) == NULL ? 0 : 3;
}

/* Ids of measures become the plan's numbers: "measure M10" as "measure 1.1.1",
 * "(M10)" as "(measure 1.1.1)". */
static const char *
number_measures(const CopPaper *r, const char *text)
{
  if (strchr(text, 'M') == NULL)
    return text;
  g_autoptr(GString) s = g_string_new(NULL);
  bool said = false; /* the word stands before, "measures M10, M17" */
  for (const char *p = text; *p != '\0';) {
    char id[8];
    size_t n = measure_id(r, text, p, id);
    if (n == 0) {
      g_string_append_c(s, *p++);
      continue;
    }
    const char *word = cop_ctr(r->words, "before the number of a measure", "measure ");
    said = said || g_str_has_suffix(s->str, "easure ") || g_str_has_suffix(s->str, "easures ") || g_str_has_suffix(s->str, word);
    g_string_append_printf(s, "%s%s", said ? "" : word, cop_paper_measure_number(r, id));
    said = true;
    p += n;
  }
  return cop_arena_strdup(r->a, s->str);
}

/* Marks what stands in English for want of a translation as English, for voices
 * and hyphenation, and says how much that is. */
static void
tell_untranslated(CopPaper *r)
{
  if (g_hash_table_size(r->untranslated) == 0)
    return;
  g_autoptr(GHashTable) texts = g_hash_table_new(g_str_hash, g_str_equal);
  GHashTableIter it;
  gpointer text;
  g_hash_table_iter_init(&it, r->untranslated);
  while (g_hash_table_iter_next(&it, NULL, &text))
    g_hash_table_add(texts, text);
  for (const CopNode *n = r->d->root; n != NULL; n = cop_node_walk(n, r->d->root))
    if (n->kind == COP_NODE_TEXT && n->prev == NULL && g_hash_table_contains(texts, n->as.text.text))
      cop_node_in(r->d, n->parent, "en");
  if (r->edition_note != NULL)
    cop_paper_sayf(r, cop_add_para(r->d, r->edition_note, NULL),
                   cop_ntr(r->words, "%u text of the records is not translated yet and stands in English.", "%u texts of the records are not translated yet and stand in English.", g_hash_table_size(r->untranslated)),
                   g_hash_table_size(r->untranslated));
}

void
cop_paper_finish(CopPaper *r)
{
  bool us = strcmp(r->c->country->spelling, "us") == 0 && g_str_has_prefix(r->lang, "en");
  tell_untranslated(r);
  for (const CopNode *n = r->d->root; n != NULL; n = cop_node_walk(n, r->d->root)) {
    if (n->kind != COP_NODE_TEXT || (n->parent != NULL && n->parent->role == COP_ROLE_SIDE_NUMBER))
      continue;
    bool title = n->parent != NULL && n->parent->source != NULL && g_str_has_prefix(n->parent->source, "source/");
    const char *text = number_measures(r, n->as.text.text);
    ((CopNode *)n)->as.text.text = title ? text : cop_phrase_spelling(r->a, text, us);
  }
}
