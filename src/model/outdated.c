/* SPDX-License-Identifier: Apache-2.0 */
#include "model/outdated.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "model/audit.h"

enum { LONGEST_SHOWN = 400 };

typedef struct {
  CopDb *db;
  const CopModel *m;
  CopArena *a;
  GHashTable *histories; /* "kind/id" -> CopAuditEntries */
  GError **error;
} Outdated;

/* --- what a consignment was printed from --- */

typedef struct {
  CopEntity kind;
  const char *id;
  int64_t revision;      /* 0: that of the day of printing */
} Input;

static void
add_input(GArray *list, CopEntity kind, const char *id)
{
  Input one = { kind, id, 0 };
  g_array_append_val(list, one);
}

/* "message/MSG-U9-1@3" */
static bool
read_input(Outdated *k, const char *text, Input *one)
{
  const char *slash = strchr(text, '/'), *at = strrchr(text, '@');
  if (slash == NULL || at == NULL || at < slash)
    return false;
  g_autofree char *kind = g_strndup(text, (gsize)(slash - text));
  *one = (Input){ cop_entity_by_name(kind), cop_arena_strndup(k->a, slash + 1, (size_t)(at - slash - 1)), g_ascii_strtoll(at + 1, NULL, 10) };
  return one->kind != COP_ENTITY_MAX;
}

/* By the name of the piece, "kit/poster/fil/MSG-U9-1". */
static void
guess_inputs(Outdated *k, const CopConsignment *c, GArray *list)
{
  g_auto(GStrv) parts = g_strsplit(c->piece, "/", 4);
  const char *lang = g_strv_length(parts) == 4 ? parts[2] : "", *slash = strrchr(c->piece, '/'), *subject = slash == NULL ? c->piece : slash + 1;
  const CopCountry *country = cop_model_country_record(k->m);
  static const CopEntity kinds[] = { COP_ENTITY_message, COP_ENTITY_story, COP_ENTITY_script };
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (cop_model_record(k->m, kinds[i], subject) != NULL)
      add_input(list, kinds[i], subject);
  for (size_t i = 0; i < k->m->message_texts.n; i++)
    if (strcmp(k->m->message_texts.items[i].message, subject) == 0 && strcmp(k->m->message_texts.items[i].lang, lang) == 0)
      add_input(list, COP_ENTITY_message_text, k->m->message_texts.items[i].id);
  for (size_t i = 0; i < k->m->translations.n; i++)
    if (strcmp(k->m->translations.items[i].record, subject) == 0 && strcmp(k->m->translations.items[i].lang, lang) == 0)
      add_input(list, COP_ENTITY_translation, k->m->translations.items[i].id);
  for (size_t i = 0; i < k->m->story_panels.n; i++)
    if (strcmp(k->m->story_panels.items[i].story, subject) == 0)
      add_input(list, COP_ENTITY_story_panel, k->m->story_panels.items[i].id);
  if (country != NULL && country->helpline != NULL)
    add_input(list, COP_ENTITY_helpline, country->helpline);
}

/* --- what changed --- */

static const CopAuditEntries *
history_of(Outdated *k, const Input *in)
{
  const char *key = cop_arena_printf(k->a, "%s/%s", cop_entity(in->kind)->name, in->id);
  CopAuditEntries *found = g_hash_table_lookup(k->histories, key);
  if (found != NULL)
    return found;
  found = cop_new(k->a, CopAuditEntries);
  if (!cop_audit_history(k->db, k->a, in->kind, in->id, found, k->error))
    return NULL;
  g_hash_table_insert(k->histories, (gpointer)key, found);
  return found;
}

/* The entry that stands for the printed state; NULL when the log does not hold it. */
static const CopAuditEntry *
printed_state(const CopAuditEntries *history, const Input *in, const char *printed_on)
{
  const CopAuditEntry *found = NULL;
  for (size_t i = 0; i < history->n; i++) {
    const CopAuditEntry *e = &history->items[i];
    if (in->revision > 0 ? e->revision == in->revision && e->content != NULL : strncmp(e->at, printed_on, strlen("YYYY-MM-DD")) <= 0)
      found = e;
  }
  return found;
}

static bool
is_read(const char *field)
{
  static const char *const unseen[] = { "id", "revision", "origin", "position", "mark", "source", "locator", "note", "state", "review_by", "seen_on", "verified_by" };
  for (size_t i = 0; i < G_N_ELEMENTS(unseen); i++)
    if (strcmp(unseen[i], field) == 0)
      return false;
  return true;
}

/* A value of the log as a reader writes it: lists with commas. */
static const char *
shown(Outdated *k, const CopTree *t)
{
  if (t == NULL || t->kind == COP_TREE_NULL)
    return "";
  if (t->kind == COP_TREE_LIST) {
    g_autoptr(GString) s = g_string_new(NULL);
    for (const CopTree *x = t->first; x != NULL; x = x->next)
      g_string_append_printf(s, "%s%s", s->len > 0 ? ", " : "", shown(k, x));
    return cop_arena_strdup(k->a, s->str);
  }
  if (t->kind == COP_TREE_TEXT) {
    g_autofree char *cut = g_utf8_strlen(t->text, -1) > LONGEST_SHOWN ? g_utf8_substring(t->text, 0, LONGEST_SHOWN) : NULL;
    return cut == NULL ? t->text : cop_arena_printf(k->a, "%s…", cut);
  }
  CopJson *j = cop_json_new_compact();
  cop_json_tree(j, t);
  g_autofree char *text = cop_json_finish(j);
  return cop_arena_strdup(k->a, text);
}

static void
add_change(GArray *changes, const Input *in, const char *field, const char *was, const char *is, const char *on)
{
  CopPrintChange one = { in->kind, in->id, field, was, is, on };
  g_array_append_val(changes, one);
}

static bool
compare(Outdated *k, const Input *in, const CopAuditEntry *then, const CopAuditEntry *now, GArray *changes)
{
  const char *on = cop_arena_strndup(k->a, now->at, strlen("YYYY-MM-DD"));
  if (now->content == NULL) {
    add_change(changes, in, NULL, "", "", on);
    return true;
  }
  CopTree *old = cop_json_read(k->a, then->content, strlen(then->content), k->error), *new = cop_json_read(k->a, now->content, strlen(now->content), k->error);
  if (old == NULL || new == NULL)
    return false;
  const CopField *fields = cop_entity_fields(in->kind);
  for (size_t i = 0; i < cop_entity(in->kind)->n_fields; i++) {
    const char *name = fields[i].name, *was = shown(k, cop_tree_member(old, name)), *is = shown(k, cop_tree_member(new, name));
    if (is_read(name) && strcmp(was, is) != 0)
      add_change(changes, in, name, was, is, on);
  }
  return true;
}

static bool
look_at(Outdated *k, const CopConsignment *c, const Input *in, GArray *changes)
{
  const CopRecord *record = cop_model_record(k->m, in->kind, in->id);
  if (in->revision > 0 && record != NULL && record->revision == in->revision)
    return true;
  const CopAuditEntries *history = history_of(k, in);
  if (history == NULL)
    return false;
  const CopAuditEntry *then = printed_state(history, in, c->printed_on), *now = history->n == 0 ? NULL : &history->items[history->n - 1];
  return then == NULL || then == now || then->content == NULL || compare(k, in, then, now, changes);
}

/* --- the list --- */

static int
newest_first(const void *a, const void *b)
{
  const CopPrintChange *x = a, *y = b;
  int c = strcmp(y->on, x->on);
  c = c != 0 ? c : (int)x->kind - (int)y->kind;
  return c != 0 ? c : strcmp(x->id, y->id);
}

static bool
look_at_print(Outdated *k, const CopConsignment *c, CopOutdatedPrint *out)
{
  g_autoptr(GArray) inputs = g_array_new(FALSE, FALSE, sizeof(Input));
  g_autoptr(GArray) changes = g_array_new(FALSE, FALSE, sizeof(CopPrintChange));
  Input one;
  for (size_t i = 0; i < c->made_of.n; i++)
    if (read_input(k, c->made_of.items[i], &one))
      g_array_append_val(inputs, one);
  *out = (CopOutdatedPrint){ .item = c, .guessed = inputs->len == 0, .lying = c->received_on != NULL ? c->received : c->copies };
  if (out->guessed)
    guess_inputs(k, c, inputs);
  for (guint i = 0; i < inputs->len; i++)
    if (!look_at(k, c, &g_array_index(inputs, Input, i), changes))
      return false;
  g_array_sort(changes, newest_first);
  out->n = changes->len;
  out->changes = cop_new_n(k->a, CopPrintChange, out->n + 1);
  for (guint i = 0; i < changes->len; i++)
    out->changes[i] = g_array_index(changes, CopPrintChange, i);
  if (out->n == 0)
    return true;
  out->newest = out->changes[0].on;
  out->settled = c->remedied_on != NULL && c->remedy != COP_REMEDY_NONE && strcmp(c->remedied_on, out->newest) >= 0;
  return true;
}

bool
cop_outdated(CopDb *db, const CopModel *m, CopArena *a, CopOutdated *out, GError **error)
{
  g_autoptr(GHashTable) histories = g_hash_table_new(g_str_hash, g_str_equal);
  Outdated k = { db, m, a, histories, error };
  *out = (CopOutdated){ .items = cop_new_n(a, CopOutdatedPrint, m->consignments.n + 1) };
  for (size_t i = 0; i < m->consignments.n; i++) {
    CopOutdatedPrint *x = &out->items[out->n];
    if (m->consignments.items[i].printed_on == NULL)
      continue;
    if (!look_at_print(&k, &m->consignments.items[i], x))
      return false;
    out->n += x->n > 0;
    out->n_open += x->n > 0 && !x->settled;
    out->lying += x->n > 0 && !x->settled ? x->lying : 0;
  }
  return true;
}

/* --- what it is printed from --- */

static int
by_text(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

CopTexts
cop_made_of(const CopModel *m, GHashTable *names, CopArena *a)
{
  const char **items = cop_new_n(a, const char *, g_hash_table_size(names) + 1);
  size_t n = 0;
  GHashTableIter it;
  gpointer key;
  g_hash_table_iter_init(&it, names);
  while (g_hash_table_iter_next(&it, &key, NULL)) {
    const char *name = key, *slash = strchr(name, '/');
    if (slash == NULL)
      continue;
    g_autofree char *kind = g_strndup(name, (gsize)(slash - name));
    CopEntity e = cop_entity_by_name(kind);
    const CopRecord *r = e == COP_ENTITY_MAX ? NULL : cop_model_record(m, e, slash + 1);
    if (r != NULL)
      items[n++] = cop_arena_printf(a, "%s@%" G_GINT64_FORMAT, name, r->revision);
  }
  qsort(items, n, sizeof *items, by_text);
  return (CopTexts){ n, items };
}
