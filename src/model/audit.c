/* SPDX-License-Identifier: Apache-2.0 */
#include "model/audit.h"

#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "model/record.h"
#include "model/rows.h"

static char *
canonical(const CopAuditEntry *e)
{
  CopJson *j = cop_json_new_compact();
  cop_json_array(j);
  cop_json_int(j, e->seq);
  cop_json_text(j, e->at);
  cop_json_text(j, e->actor);
  cop_json_text(j, e->action);
  cop_json_text(j, e->entity);
  cop_json_text(j, e->record);
  cop_json_int(j, e->revision);
  cop_json_text(j, e->content);
  cop_json_end(j);
  return cop_json_finish(j);
}

static void
link_hash(const unsigned char prev[COP_HASH_SIZE], const CopAuditEntry *e, unsigned char hash[COP_HASH_SIZE])
{
  g_autofree char *text = canonical(e);
  CopHash h;
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  cop_hash_add(&h, prev, COP_HASH_SIZE);
  cop_hash_add(&h, text, strlen(text));
  cop_hash_finish(&h, hash);
}

/* The last entry this transaction wrote: it holds the lock, nobody else can
 * have written one since. */
typedef struct {
  bool known;
  int64_t seq;
  unsigned char hash[COP_HASH_SIZE];
} Tail;
G_STATIC_ASSERT(sizeof(Tail) <= COP_TXN_MEMORY);

static bool
last_link(CopDb *db, int64_t *seq, unsigned char hash[COP_HASH_SIZE], GError **error)
{
  g_autoptr(GError) local = NULL;
  const Tail *tail = cop_db_txn_memory(db);
  if (tail != NULL && tail->known) {
    *seq = tail->seq;
    memcpy(hash, tail->hash, COP_HASH_SIZE);
    return true;
  }
  *seq = 0;
  memset(hash, 0, COP_HASH_SIZE);
  {
    g_autoptr(CopRows) lock = COP_QUERY0(db, audit_lock, error);
    if (lock == NULL)
      return false;
    cop_rows_next(lock, &local);
  }
  g_autoptr(CopRows) r = local == NULL ? COP_QUERY0(db, audit_last, &local) : NULL;
  if (r != NULL && cop_rows_next(r, &local)) {
    size_t size;
    const void *bytes = cop_rows_blob(r, 1, &size);
    *seq = cop_rows_int(r, 0);
    if (size == COP_HASH_SIZE)
      memcpy(hash, bytes, COP_HASH_SIZE);
  }
  if (local == NULL)
    return true;
  g_propagate_error(error, g_steal_pointer(&local));
  return false;
}

bool
cop_audit_add(CopDb *db, const CopAuditEntry *entry, GError **error)
{
  unsigned char prev[COP_HASH_SIZE], hash[COP_HASH_SIZE];
  char now[COP_INSTANT_SIZE];
  CopAuditEntry e = *entry;
  if (!last_link(db, &e.seq, prev, error))
    return false;
  e.seq++;
  e.at = cop_instant_now(now);
  link_hash(prev, &e, hash);
  if (!COP_EXEC(db, audit_add, error, cop_p_int(e.seq), cop_p_text(e.at), cop_p_text(e.actor), cop_p_text(e.action),
                cop_p_text(e.entity), cop_p_text(e.record), cop_p_int(e.revision), cop_p_text(e.content),
                cop_p_blob(prev, sizeof prev), cop_p_blob(hash, sizeof hash)))
    return false;
  Tail *tail = cop_db_txn_memory(db);
  if (tail != NULL) {
    tail->known = true;
    tail->seq = e.seq;
    memcpy(tail->hash, hash, COP_HASH_SIZE);
  }
  return true;
}

/* --- reading --- */

/* Borrowed from the row. */
static CopAuditEntry
entry_of_row(const CopRows *r)
{
  return (CopAuditEntry){ .seq = cop_rows_int(r, 0), .at = cop_rows_text(r, 1), .actor = cop_rows_text(r, 2),
                          .action = cop_rows_text(r, 3), .entity = cop_rows_text(r, 4), .record = cop_rows_text(r, 5),
                          .revision = cop_rows_int(r, 6), .content = cop_rows_text(r, 7) };
}

static bool
read_entries(CopRows *r, CopArena *a, CopAuditEntries *entries, GError **error)
{
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(CopAuditEntry));
  g_autoptr(GError) local = NULL;
  while (cop_rows_next(r, &local)) {
    CopAuditEntry e = entry_of_row(r);
    const char **const texts[] = { &e.at, &e.actor, &e.action, &e.entity, &e.record, &e.content };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
      *texts[i] = cop_arena_strdup(a, *texts[i]);
    g_array_append_val(found, e);
  }
  if (local != NULL) {
    g_propagate_error(error, g_steal_pointer(&local));
    return false;
  }
  entries->n = found->len;
  entries->items = cop_new_n(a, CopAuditEntry, found->len);
  if (found->len > 0)
    memcpy(entries->items, found->data, found->len * sizeof(CopAuditEntry));
  return true;
}

bool
cop_audit_recent(CopDb *db, CopArena *a, int64_t n, CopAuditEntries *entries, GError **error)
{
  g_autoptr(CopRows) r = COP_QUERY(db, audit_recent, error, cop_p_int(n));
  return r != NULL && read_entries(r, a, entries, error);
}

bool
cop_audit_history(CopDb *db, CopArena *a, CopEntity e, const char *id, CopAuditEntries *entries, GError **error)
{
  g_autoptr(CopRows) r =
    COP_QUERY(db, audit_of_record, error, cop_p_text(cop_entity(e)->name), cop_p_text(id));
  return r != NULL && read_entries(r, a, entries, error);
}

bool
cop_audit_last_action(CopDb *db, CopArena *a, CopEntity e, const char *id, const char **action, GError **error)
{
  GError *local = NULL;
  g_autoptr(CopRows) r =
    COP_QUERY(db, audit_last_action, error, cop_p_text(cop_entity(e)->name), cop_p_text(id));
  if (r == NULL)
    return false;
  *action = cop_rows_next(r, &local) ? cop_arena_strdup(a, cop_rows_text(r, 0)) : NULL;
  if (local != NULL)
    g_propagate_error(error, local);
  return local == NULL;
}

/* --- verifying --- */

void
cop_audit_check_clear(CopAuditCheck *c)
{
  g_clear_pointer(&c->unlogged, g_free);
}

typedef struct {
  CopAuditCheck *check;
  GHashTable *last; /* "kind/id" -> digest of the last content; absent after "delete" */
} Verify;

static void
remember(Verify *v, const CopAuditEntry *e)
{
  /* Entries about no record (imports) are not compared. */
  if (cop_entity_by_name(e->entity) == COP_ENTITY_MAX)
    return;
  char hex[COP_HASH_HEX];
  char *key = g_strdup_printf("%s/%s", e->entity, e->record);
  if (e->content == NULL) {
    g_hash_table_remove(v->last, key);
    g_free(key);
  } else {
    g_hash_table_replace(v->last, key,
                         g_strdup(cop_hash_bytes(COP_HASH_BLAKE2B, e->content, strlen(e->content), hex)));
  }
}

static const char *
fault_of(const CopAuditEntry *e, int64_t expected, const unsigned char prev[COP_HASH_SIZE], const void *kept_prev,
         const void *kept_hash, unsigned char hash[COP_HASH_SIZE])
{
  link_hash(prev, e, hash);
  if (e->seq != expected)
    return "an entry before it is missing";
  if (memcmp(kept_prev, prev, COP_HASH_SIZE) != 0)
    return "it does not continue the entry before it";
  return memcmp(kept_hash, hash, COP_HASH_SIZE) != 0 ? "its content is not what was written" : NULL;
}

static bool
verify_chain(CopDb *db, const char *contains, Verify *v, GError **error)
{
  CopAuditCheck *c = v->check;
  unsigned char prev[COP_HASH_SIZE] = { 0 };
  g_autoptr(GError) local = NULL;
  g_autoptr(CopRows) r = COP_QUERY0(db, audit_all, error);
  if (r == NULL)
    return false;
  cop_hash_to_hex(prev, c->head);
  while (cop_rows_next(r, &local)) {
    unsigned char hash[COP_HASH_SIZE];
    size_t n_prev, n_hash;
    const CopAuditEntry e = entry_of_row(r);
    const void *kept_prev = cop_rows_blob(r, 8, &n_prev), *kept_hash = cop_rows_blob(r, 9, &n_hash);
    const char *why = n_prev != COP_HASH_SIZE || n_hash != COP_HASH_SIZE
                        ? "its hash has another length"
                        : fault_of(&e, c->n + 1, prev, kept_prev, kept_hash, hash);
    if (why != NULL) {
      c->broken_at = e.seq;
      c->broken_why = why;
      return true;
    }
    memcpy(prev, hash, COP_HASH_SIZE);
    cop_hash_to_hex(hash, c->head);
    c->found |= g_strcmp0(contains, c->head) == 0;
    c->n++;
    remember(v, &e);
  }
  if (local == NULL)
    return true;
  g_propagate_error(error, g_steal_pointer(&local));
  return false;
}

static void
note_unlogged(Verify *v, const char *kind, const char *id)
{
  if (v->check->n_unlogged++ == 0)
    v->check->unlogged = g_strdup_printf("%s '%s'", kind, id);
}

static int
by_bytes(gconstpointer a, gconstpointer b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool
compare_records(CopDb *db, Verify *v, GError **error)
{
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    g_autoptr(CopArena) a = cop_arena_new();
    CopRowsOfKind rows;
    if (!cop_rows_of_kind(db, a, (CopEntity)e, &rows, error))
      return false;
    for (size_t i = 0; i < rows.n; i++) {
      const CopRecord *record = (const CopRecord *)(rows.items + i * cop_entity((CopEntity)e)->size);
      char hex[COP_HASH_HEX];
      g_autofree char *json = cop_record_to_json((CopEntity)e, record, true);
      g_autofree char *name = g_strdup_printf("%s/%s", cop_entity((CopEntity)e)->name, record->id);
      cop_hash_bytes(COP_HASH_BLAKE2B, json, strlen(json), hex);
      if (g_strcmp0(g_hash_table_lookup(v->last, name), hex) != 0)
        note_unlogged(v, cop_entity((CopEntity)e)->name, record->id);
      g_hash_table_remove(v->last, name);
    }
  }
  /* What is left stands in the log and no longer in the store. */
  g_autoptr(GPtrArray) keys = g_ptr_array_new();
  GHashTableIter iter;
  void *key;
  g_hash_table_iter_init(&iter, v->last);
  while (g_hash_table_iter_next(&iter, &key, NULL))
    g_ptr_array_add(keys, key);
  g_ptr_array_sort(keys, by_bytes);
  for (guint i = 0; i < keys->len; i++) {
    g_auto(GStrv) parts = g_strsplit(g_ptr_array_index(keys, i), "/", 2);
    note_unlogged(v, parts[0], parts[1]);
  }
  return true;
}

bool
cop_audit_verify(CopDb *db, const char *contains, CopAuditCheck *check, GError **error)
{
  *check = (CopAuditCheck){ 0 };
  g_autoptr(GHashTable) last = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  Verify v = { check, last };
  g_auto(CopTxn) txn = { 0 };
  return cop_txn_begin_read(&txn, db, error) && verify_chain(db, contains, &v, error) &&
         (check->broken_at != 0 || compare_records(db, &v, error)) && cop_txn_commit(&txn, error);
}
