/* SPDX-License-Identifier: Apache-2.0 */
#include "import/pack_store.h"

#include <string.h>

#include "base/json.h"
#include "import/area_news.h"
#include "import/pack_priv.h"
#include "model/audit.h"
#include "model/installed.h"
#include "model/record.h"
#include "model/store.h"

typedef struct {
  CopDb *db;
  CopPackSet *set;
  const CopModel *stored;
  const CopPackStoring *how;
  CopInstalledPacks installed;
  CopPackCounts *counts;  /* of all packs */
  CopPackCounts *of_pack; /* of each, in the order of the set */
  CopArena *arena;
  CopDiags *d;
} Store;

static void G_GNUC_PRINTF(5, 6)
note(Store *s, CopSeverity severity, const CopPackItem *item, const char *remedy, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  cop_diags_format(s->d, severity, severity == COP_SEVERITY_ERROR ? "pack-owner" : "pack-kept",
                   item == NULL ? NULL : item->file, item == NULL ? 0 : item->map->line,
                   item == NULL ? 0 : item->map->column, remedy, "%s", text);
}

static CopPackCounts *
counts_of(Store *s, const CopPack *pack)
{
  for (size_t i = 0; i < cop_pack_set_packs(s->set); i++)
    if (cop_pack_set_pack(s->set, i) == pack)
      return &s->of_pack[i];
  g_assert_not_reached();
}

/* --- rows of the packs --- */

/* Has a person deleted this row, which the pack had brought? */
static bool
was_deleted(Store *s, const CopPackItem *item, bool *deleted, GError **error)
{
  const char *action = NULL;
  *deleted = false;
  if (cop_installed_find(&s->installed, item->pack->id) == NULL)
    return true;
  if (!cop_audit_last_action(s->db, s->arena, item->entity, item->record->id, &action, error))
    return false;
  *deleted = g_strcmp0(action, "delete") == 0;
  return true;
}

static bool
store_item(Store *s, const CopPackItem *item, GError **error)
{
  CopPackCounts *counts = counts_of(s, item->pack);
  const char *kind = cop_entity(item->entity)->name, *id = item->record->id;
  const CopRecord *old = cop_model_record(s->stored, item->entity, id);
  if (old == NULL) {
    bool deleted;
    if (!was_deleted(s, item, &deleted, error))
      return false;
    if (deleted && !s->how->overwrite) {
      counts->kept++;
      note(s, COP_SEVERITY_NOTE, item, "import with --overwrite to bring it back",
           "%s '%s' was deleted by hand and stays away", kind, id);
      return true;
    }
    counts->added++;
    return cop_record_put(s->db, item->entity, item->record, s->how->actor, 0, error);
  }
  if (cop_record_equal(item->entity, old, item->record)) {
    counts->unchanged++;
    return true;
  }
  bool by_hand = *old->origin == '\0';
  if (!by_hand && strcmp(old->origin, item->pack->id) != 0) {
    note(s, COP_SEVERITY_ERROR, item, "give the row another id", "%s '%s' belongs to the pack '%s'", kind, id, old->origin);
    return true;
  }
  if (by_hand && !s->how->overwrite) {
    counts->kept++;
    note(s, COP_SEVERITY_NOTE, item, "import with --overwrite to take the pack's version",
         "%s '%s' was changed by hand and stays as it is", kind, id);
    return true;
  }
  counts->changed++;
  return cop_record_put(s->db, item->entity, item->record, s->how->actor, old->revision, error);
}

/* --- rows the packs no longer have --- */

typedef struct {
  GHashTable *gone; /* CopRecord of the store that would go -> kind + 1 */
  GHashTable *used; /* the same, those that stay because something refers to them */
} Withdrawal;

static const CopPack *
pack_named(const CopPackSet *set, const char *id)
{
  for (size_t i = 0; i < cop_pack_set_packs(set); i++)
    if (strcmp(cop_pack_set_pack(set, i)->id, id) == 0)
      return cop_pack_set_pack(set, i);
  return NULL;
}

static bool
keep_target(Store *s, Withdrawal *w, CopEntity target, const char *id)
{
  const CopRecord *old = id == NULL ? NULL : cop_model_record(s->stored, target, id);
  if (old == NULL || !g_hash_table_steal(w->gone, old))
    return false;
  g_hash_table_insert(w->used, (void *)old, GINT_TO_POINTER((int)target + 1));
  return true;
}

/* Takes from `gone` what a record that stays refers to. */
static bool
keep_targets(Store *s, Withdrawal *w, CopEntity e, const CopRecord *r)
{
  bool kept = false;
  const CopField *fields = cop_entity_fields(e);
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++) {
    if (fields[i].type == COP_FIELD_REF)
      kept |= keep_target(s, w, fields[i].target, cop_record_text(r, &fields[i]));
    else if (fields[i].type == COP_FIELD_REFS)
      for (size_t k = 0; k < cop_record_texts(r, &fields[i])->n; k++)
        kept |= keep_target(s, w, fields[i].target, cop_record_texts(r, &fields[i])->items[k]);
  }
  if (e == COP_ENTITY_translation) {
    const CopTranslation *t = (const CopTranslation *)r;
    CopEntity kind = cop_entity_by_name(t->kind);
    if (kind != COP_ENTITY_MAX)
      kept |= keep_target(s, w, kind, t->record);
  }
  return kept;
}

/* The record as it stands after the packs are stored: theirs, or the stored
 * one where a person's change was left alone. */
static const CopRecord *
record_after(Store *s, CopEntity e, const CopRecord *old)
{
  const CopPackItem *item = cop_pack_set_lookup(s->set, e, old->id);
  bool by_hand = *old->origin == '\0' && !s->how->overwrite;
  return item == NULL || by_hand ? old : item->record;
}

static void
find_gone(Store *s, Withdrawal *w)
{
  for (int e = 0; e < COP_ENTITY_MAX; e++)
    for (size_t i = 0; i < cop_model_count(s->stored, (CopEntity)e); i++) {
      const CopRecord *old = cop_model_at(s->stored, (CopEntity)e, i);
      if (pack_named(s->set, old->origin) != NULL && cop_pack_set_lookup(s->set, (CopEntity)e, old->id) == NULL)
        g_hash_table_insert(w->gone, (void *)old, GINT_TO_POINTER(e + 1));
    }
  /* What stays may keep more: until nothing changes. New rows of the packs
   * refer only to rows of the set, or to rows that stand in the store. */
  bool again = g_hash_table_size(w->gone) > 0;
  for (size_t i = 0; again && i < cop_pack_set_items(s->set); i++)
    keep_targets(s, w, cop_pack_set_item(s->set, i)->entity, cop_pack_set_item(s->set, i)->record);
  while (again) {
    again = false;
    for (int e = 0; e < COP_ENTITY_MAX; e++)
      for (size_t i = 0; i < cop_model_count(s->stored, (CopEntity)e); i++) {
        const CopRecord *old = cop_model_at(s->stored, (CopEntity)e, i);
        if (!g_hash_table_contains(w->gone, old))
          again |= keep_targets(s, w, (CopEntity)e, record_after(s, (CopEntity)e, old));
      }
  }
}

static bool
withdraw(Store *s, GError **error)
{
  g_autoptr(GHashTable) gone = g_hash_table_new(NULL, NULL), used = g_hash_table_new(NULL, NULL);
  Withdrawal w = { gone, used };
  find_gone(s, &w);
  /* In the order of the model, not of the hash: the log is the same each time. */
  for (int e = 0; e < COP_ENTITY_MAX; e++)
    for (size_t i = 0; i < cop_model_count(s->stored, (CopEntity)e); i++) {
      const CopRecord *old = cop_model_at(s->stored, (CopEntity)e, i);
      if (g_hash_table_contains(used, old)) {
        counts_of(s, pack_named(s->set, old->origin))->kept++;
        note(s, COP_SEVERITY_NOTE, NULL, "remove the references to it, then import again",
             "%s '%s' is no longer in the pack '%s' but others refer to it; it stays", cop_entity((CopEntity)e)->name,
             old->id, old->origin);
      } else if (g_hash_table_contains(gone, old)) {
        counts_of(s, pack_named(s->set, old->origin))->withdrawn++;
        if (!cop_record_remove(s->db, (CopEntity)e, old->id, s->how->actor, "withdraw", old->revision, error))
          return false;
      }
    }
  return true;
}

/* --- the packs themselves --- */

static char *
counts_to_json(const CopPack *p, const CopPackCounts *c)
{
  CopJson *j = cop_json_new_compact();
  cop_json_object(j);
  cop_json_key_text(j, "version", p->version);
  cop_json_key_int(j, "added", (int64_t)c->added);
  cop_json_key_int(j, "changed", (int64_t)c->changed);
  cop_json_key_int(j, "withdrawn", (int64_t)c->withdrawn);
  cop_json_key_int(j, "kept", (int64_t)c->kept);
  cop_json_end(j);
  return cop_json_finish(j);
}

static bool
store_pack(Store *s, size_t i, GError **error)
{
  const CopPack *p = cop_pack_set_pack(s->set, i);
  const CopPackCounts *c = &s->of_pack[i];
  const CopInstalled *old = cop_installed_find(&s->installed, p->id);
  const CopInstalled new = { .id = p->id, .version = p->version, .title = p->title, .licence = p->licence,
                             .country = p->country };
  bool same = old != NULL && strcmp(old->version, p->version) == 0 && strcmp(old->title, p->title) == 0 &&
              strcmp(old->licence, p->licence) == 0;
  if (same && c->added + c->changed + c->withdrawn == 0)
    return true;
  g_autofree char *content = counts_to_json(p, c);
  const CopAuditEntry entry = { .actor = s->how->actor, .action = "import", .entity = "pack", .record = p->id,
                                .content = content };
  return cop_installed_save(s->db, &new, error) && cop_audit_add(s->db, &entry, error);
}

static bool
store_all(Store *s, GError **error)
{
  for (size_t i = 0; i < cop_pack_set_items(s->set); i++)
    if (!store_item(s, cop_pack_set_item(s->set, i), error))
      return false;
  if (cop_diags_count_severity(s->d, COP_SEVERITY_ERROR) > 0)
    return true;
  if (!withdraw(s, error))
    return false;
  for (size_t i = 0; i < cop_pack_set_packs(s->set); i++) {
    if (!store_pack(s, i, error))
      return false;
    s->counts->added += s->of_pack[i].added;
    s->counts->changed += s->of_pack[i].changed;
    s->counts->withdrawn += s->of_pack[i].withdrawn;
    s->counts->unchanged += s->of_pack[i].unchanged;
    s->counts->kept += s->of_pack[i].kept;
  }
  return true;
}

/* --- all of it --- */

static bool
read_and_check(Store *s, CopPackFill fill, void *data, GError **error)
{
  CopModel *stored;
  if (!cop_model_load(s->db, s->arena, &stored, error) || !cop_installed_load(s->db, s->arena, &s->installed, error))
    return false;
  s->stored = stored;
  if (!fill(s->set, stored, data, s->d, error))
    return false;
  g_autoptr(GPtrArray) ids = g_ptr_array_new();
  for (size_t i = 0; i < s->installed.n; i++)
    g_ptr_array_add(ids, (void *)s->installed.items[i].id);
  g_ptr_array_add(ids, NULL);
  if (!cop_pack_set_add_required(s->set, (const char *const *)ids->pdata, s->d, error))
    return false;
  cop_pack_set_check(s->set, s->stored, s->d);
  return true;
}

static bool
import(CopDb *db, CopPackFill fill, void *data, const CopPackStoring *how, CopPackCounts *counts, CopDiags *d, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopPackSet) set = cop_pack_set_new();
  Store s = { .db = db, .set = set, .how = how, .counts = counts, .arena = a, .d = d };
  if (!read_and_check(&s, fill, data, error))
    return false;
  if (cop_diags_count_severity(d, COP_SEVERITY_ERROR) > 0)
    return true;
  s.of_pack = cop_new_n(a, CopPackCounts, cop_pack_set_packs(set));
  if (!store_all(&s, error))
    return false;
  if (cop_diags_count_severity(d, COP_SEVERITY_ERROR) == 0)
    cop_area_news(s.stored, set, how->overwrite, d);
  return true;
}

bool
cop_pack_import_filled(CopDb *db, CopPackFill fill, void *data, const CopPackStoring *how, CopPackCounts *counts, CopDiags *d, GError **error)
{
  *counts = (CopPackCounts){ 0 };
  if (cop_db_in_txn(db))
    return import(db, fill, data, how, counts, d, error);
  g_auto(CopTxn) txn = { 0 };
  if (!cop_txn_begin(&txn, db, error) || !import(db, fill, data, how, counts, d, error))
    return false;
  return how->dry_run || cop_diags_count_severity(d, COP_SEVERITY_ERROR) > 0 || cop_txn_commit(&txn, error);
}

typedef struct {
  const char *const *folders;
  size_t n;
} Folders;

static bool
add_folders(CopPackSet *s, const CopModel *stored, void *data, CopDiags *d, GError **error)
{
  (void)stored;
  const Folders *f = data;
  for (size_t i = 0; i < f->n; i++)
    if (!cop_pack_set_add(s, f->folders[i], d, error))
      return false;
  return true;
}

bool
cop_pack_import(CopDb *db, const char *const *folders, size_t n, const CopPackStoring *how, CopPackCounts *counts, CopDiags *d, GError **error)
{
  Folders f = { .folders = folders, .n = n };
  return cop_pack_import_filled(db, add_folders, &f, how, counts, d, error);
}
