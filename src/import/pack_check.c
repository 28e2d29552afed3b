/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/limits.h"
#include "base/nearest.h"
#include "import/pack_priv.h"
#include "model/record.h"

/* Looking for the id that was meant costs time in proportion to the ids there
 * are; a pack with more broken references than this has another problem. */
#define MOST_SUGGESTIONS 200u

typedef struct {
  CopPackSet *set;
  const CopModel *stored;
  CopDiags *d;
  unsigned suggested;
} Check;

static void G_GNUC_PRINTF(6, 7)
say(Check *c, const char *code, const CopPackItem *item, const CopTree *at, const char *remedy, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  if (at == NULL)
    at = item->map;
  cop_diags_format(c->d, COP_SEVERITY_ERROR, code, item->file, at->line, at->column, remedy, "%s", text);
}

/* --- maps to records --- */

/* Digits of the currency in which the packs give money: that of the country in
 * the set or else in the store; -1 when there is none. */
static int
money_digits(const Check *c)
{
  for (guint i = 0; i < c->set->lists->len; i++) {
    const PackList *list = &g_array_index(c->set->lists, PackList, i);
    if (list->entity != COP_ENTITY_country || list->tree->first == NULL)
      continue;
    const CopTree *digits = cop_tree_member(list->tree->first, "currency_digits");
    if (digits != NULL && digits->kind == COP_TREE_INT && digits->integer >= 0 && digits->integer <= 4)
      return (int)digits->integer;
  }
  const CopCountry *country = c->stored == NULL ? NULL : cop_model_country_record(c->stored);
  return country == NULL ? -1 : (int)country->currency_digits;
}

typedef struct {
  Check *check;
  const CopPackItem *item;
} Faulty;

static void
add_fault(void *data, const CopField *field, const char *message, const char *remedy)
{
  Faulty *f = data;
  say(f->check, "record-rule", f->item, field == NULL ? NULL : cop_tree_member(f->item->map, field->name), remedy,
      "%s", message);
}

static void
add_item(Check *c, const PackList *list, const CopTree *map, const CopRecordReading *how)
{
  CopPackSet *s = c->set;
  CopRecord *record = cop_record_read(s->arena, list->entity, map, how, c->d);
  if (record == NULL)
    return;
  record->origin = list->pack->id;
  CopPackItem item = { .entity = list->entity, .record = record, .pack = list->pack, .file = list->file, .map = map };
  const CopPackItem *first = cop_pack_set_lookup(s, list->entity, record->id);
  if (first != NULL) {
    g_autofree char *remedy = g_strdup_printf("the first stands at %s:%u", first->file, first->map->line);
    say(c, "record-duplicate", &item, cop_tree_member(map, "id"), remedy, "the %s '%s' stands twice",
        cop_entity(list->entity)->name, record->id);
    return;
  }
  g_hash_table_insert(s->by_id[list->entity], (void *)record->id, GSIZE_TO_POINTER(s->items->len));
  g_array_append_val(s->items, item);
  cop_record_check(list->entity, record, add_fault, &(Faulty){ c, &item });
}

static void
read_records(Check *c)
{
  if (c->set->n_records > COP_LIMIT_PACK_RECORDS)
    return;
  int digits = money_digits(c);
  for (guint i = 0; i < c->set->lists->len; i++) {
    const PackList *list = &g_array_index(c->set->lists, PackList, i);
    /* Without a country no money is read from a pack; the usual two digits
     * let it be checked on its own. */
    CopRecordReading how = { .file = list->file, .money_digits = digits < 0 ? 2 : digits };
    for (const CopTree *t = list->tree->first; t != NULL; t = t->next)
      add_item(c, list, t, &how);
  }
}

/* --- references --- */

/* A row of the store that came from a pack of the set and is not in it any
 * more is about to go: nothing of the set may lean on it. */
static bool
stays(const Check *c, const CopRecord *stored)
{
  for (size_t i = 0; i < cop_pack_set_packs(c->set); i++)
    if (strcmp(cop_pack_set_pack(c->set, i)->id, stored->origin) == 0)
      return false;
  return true;
}

static bool
exists(const Check *c, CopEntity e, const char *id)
{
  const CopRecord *stored = c->stored == NULL ? NULL : cop_model_record(c->stored, e, id);
  return cop_pack_set_lookup(c->set, e, id) != NULL || (stored != NULL && stays(c, stored));
}

static char *
suggest_id(Check *c, CopEntity target, const char *id)
{
  CopNearest near = cop_nearest(id);
  if (c->suggested++ < MOST_SUGGESTIONS) {
    for (size_t i = 0; i < cop_pack_set_items(c->set); i++) {
      const CopPackItem *item = cop_pack_set_item(c->set, i);
      if (item->entity == target)
        cop_nearest_offer(&near, item->record->id);
    }
    for (size_t i = 0; c->stored != NULL && i < cop_model_count(c->stored, target); i++) {
      const CopRecord *r = cop_model_at(c->stored, target, i);
      if (stays(c, r))
        cop_nearest_offer(&near, r->id);
    }
  }
  return near.best != NULL ? g_strdup_printf("did you mean '%s'?", near.best)
                           : g_strdup_printf("add the %s or remove the reference", cop_entity(target)->name);
}

static const CopTree *
place_of(const CopPackItem *item, const CopField *field, const char *text)
{
  const CopTree *t = cop_tree_member(item->map, field->name);
  if (t == NULL || t->kind != COP_TREE_LIST)
    return t;
  for (const CopTree *c = t->first; c != NULL; c = c->next)
    if (g_strcmp0(c->text, text) == 0)
      return c;
  return t;
}

static void
check_reference(Check *c, const CopPackItem *item, const CopField *field, CopEntity target, const char *id)
{
  if (exists(c, target, id) || (c->set->partial && !c->set->wanted[target]))
    return;
  g_autofree char *remedy = suggest_id(c, target, id);
  say(c, "record-reference", item, place_of(item, field, id), remedy, "%s: there is no %s '%s'", field->name,
      cop_entity(target)->name, id);
}

static void
check_references(Check *c, const CopPackItem *item)
{
  const CopField *fields = cop_entity_fields(item->entity);
  for (size_t i = 0; i < cop_entity(item->entity)->n_fields; i++) {
    if (!cop_record_given(item->entity, item->record, &fields[i]))
      continue;
    if (fields[i].type == COP_FIELD_REF) {
      check_reference(c, item, &fields[i], fields[i].target, cop_record_text(item->record, &fields[i]));
    } else if (fields[i].type == COP_FIELD_REFS) {
      const CopTexts *ids = cop_record_texts(item->record, &fields[i]);
      for (size_t k = 0; k < ids->n; k++)
        check_reference(c, item, &fields[i], fields[i].target, ids->items[k]);
    }
  }
  if (item->entity == COP_ENTITY_translation) {
    const CopTranslation *t = (const CopTranslation *)item->record;
    CopEntity kind = t->kind == NULL ? COP_ENTITY_MAX : cop_entity_by_name(t->kind);
    if (kind != COP_ENTITY_MAX && t->record != NULL)
      check_reference(c, item, cop_entity_field(COP_ENTITY_translation, "record"), kind, t->record);
  }
}

/* --- circles --- */

enum { UNSEEN, ON_PATH, DONE };

typedef struct {
  size_t item;
  size_t next; /* reference to follow next */
} Step;

/* The k-th record of the set that an item's field leads to. Records of the
 * store cannot close a circle that they did not close before, unless the pack
 * changes both ends; those are in the set. */
static bool
follow(const Check *c, const CopPackItem *item, const CopField *field, size_t k, size_t *target)
{
  const char *id = NULL;
  if (field->type == COP_FIELD_REF)
    id = k == 0 ? cop_record_text(item->record, field) : NULL;
  else if (k < cop_record_texts(item->record, field)->n)
    id = cop_record_texts(item->record, field)->items[k];
  if (id == NULL)
    return false;
  void *index = NULL;
  *target = g_hash_table_lookup_extended(c->set->by_id[item->entity], id, NULL, &index) ? GPOINTER_TO_SIZE(index)
                                                                                        : SIZE_MAX;
  return true;
}

static void
report_circle(Check *c, const GArray *path, size_t back_to, const CopField *field)
{
  g_autoptr(GString) circle = g_string_new(NULL);
  guint first = 0;
  while (g_array_index(path, Step, first).item != back_to)
    first++;
  for (guint i = first; i < path->len; i++)
    g_string_append_printf(circle, "%s, ", cop_pack_set_item(c->set, g_array_index(path, Step, i).item)->record->id);
  const CopPackItem *last = cop_pack_set_item(c->set, g_array_index(path, Step, path->len - 1).item);
  const char *id = cop_pack_set_item(c->set, back_to)->record->id;
  say(c, "record-circle", last, place_of(last, field, id), "remove one of the references",
      "%s: the references run in a circle: %s%s", field->name, circle->str, id);
}

/* Depth first with a path of its own: chains may be long. */
static void
search_circle(Check *c, size_t start, const CopField *field, uint8_t *state)
{
  g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(Step));
  g_array_append_val(path, ((Step){ start, 0 }));
  state[start] = ON_PATH;
  while (path->len > 0) {
    Step *top = &g_array_index(path, Step, path->len - 1);
    const CopPackItem *item = cop_pack_set_item(c->set, top->item);
    size_t target;
    if (!follow(c, item, field, top->next++, &target)) {
      state[top->item] = DONE;
      g_array_set_size(path, path->len - 1);
    } else if (target != SIZE_MAX && state[target] == ON_PATH && target != top->item) {
      report_circle(c, path, target, field);
    } else if (target != SIZE_MAX && state[target] == UNSEEN) {
      state[target] = ON_PATH;
      g_array_append_val(path, ((Step){ target, 0 }));
    }
  }
}

static void
check_circles(Check *c)
{
  size_t n = cop_pack_set_items(c->set);
  g_autofree uint8_t *state = g_new(uint8_t, n + 1);
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    const CopField *fields = cop_entity_fields((CopEntity)e);
    for (size_t f = 0; f < cop_entity((CopEntity)e)->n_fields; f++) {
      if (!cop_field_acyclic((CopEntity)e, &fields[f]))
        continue;
      memset(state, UNSEEN, n);
      for (size_t i = 0; i < n; i++)
        if (cop_pack_set_item(c->set, i)->entity == (CopEntity)e && state[i] == UNSEEN)
          search_circle(c, i, &fields[f], state);
    }
  }
}

/* --- one country --- */

static void
check_country(Check *c)
{
  const CopCountry *stored = c->stored == NULL ? NULL : cop_model_country_record(c->stored);
  const char *known = stored == NULL ? NULL : stored->id;
  for (size_t i = 0; i < cop_pack_set_items(c->set); i++) {
    const CopPackItem *item = cop_pack_set_item(c->set, i);
    if (item->entity != COP_ENTITY_country)
      continue;
    if (known != NULL && strcmp(known, item->record->id) != 0)
      say(c, "pack-country", item, NULL, "make one store for each country", "'%s' is a second country beside '%s'",
          item->record->id, known);
    known = item->record->id;
  }
}

void
cop_pack_set_check(CopPackSet *s, const CopModel *stored, CopDiags *d)
{
  Check c = { .set = s, .stored = stored, .d = d };
  g_assert(s->items->len == 0);
  read_records(&c);
  for (size_t i = 0; i < cop_pack_set_items(s); i++)
    check_references(&c, cop_pack_set_item(s, i));
  check_circles(&c);
  check_country(&c);
  cop_diags_sort(d);
}
