/* SPDX-License-Identifier: Apache-2.0 */
#include "import/area_news.h"

#include <string.h>

#include "import/pack_priv.h"

enum { SHOWN = 20 }; /* of each kind; a list of tens of thousands is no news to read */

typedef enum { AREA_NEW, AREA_ENDS, AREA_RENAMED, AREA_MOVED, AREA_NEWS_MAX } News;

typedef struct {
  const CopModel *stored;
  const CopPackSet *set;
  GHashTable *named; /* ids of areas on either side of an area_change */
  bool overwrite;
  CopDiags *d;
  unsigned n[AREA_NEWS_MAX];
} Reading;

static void
find_named(Reading *r)
{
  for (size_t i = 0; i < r->stored->area_changes.n; i++) {
    g_hash_table_add(r->named, (gpointer)r->stored->area_changes.items[i].from_area);
    g_hash_table_add(r->named, (gpointer)r->stored->area_changes.items[i].to_area);
  }
  for (size_t i = 0; i < cop_pack_set_items(r->set); i++) {
    const CopPackItem *item = cop_pack_set_item(r->set, i);
    const CopAreaChange *change = (const CopAreaChange *)(const void *)item->record;
    if (item->entity != COP_ENTITY_area_change)
      continue;
    g_hash_table_add(r->named, (gpointer)change->from_area);
    g_hash_table_add(r->named, (gpointer)change->to_area);
  }
}

static void G_GNUC_PRINTF(5, 6)
tell(Reading *r, const CopPackItem *item, News news, bool explained, const char *format, ...)
{
  if (++r->n[news] > SHOWN && explained)
    return;
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  if (explained)
    cop_diags_format(r->d, COP_SEVERITY_NOTE, "area-news", item->file, item->map->line, item->map->column, NULL, "%s", text);
  else
    cop_diags_format(r->d, COP_SEVERITY_WARNING, "area-break", item->file, item->map->line, item->map->column,
                     "add an area_change for each area that gave or took ground, so that trends are compared on the areas joined", "%s, and no area_change says what went where", text);
}

static const char *
or_none(const char *text)
{
  return text == NULL ? "none" : text;
}

static void
read_area(Reading *r, const CopPackItem *item)
{
  const CopArea *new = (const CopArea *)(const void *)item->record, *old = cop_model_area(r->stored, new->id);
  bool named = g_hash_table_contains(r->named, new->id);
  if (old != NULL && !r->overwrite && g_strcmp0(old->origin, item->pack->id) != 0)
    return; /* somebody's own: it stays as it is */
  if (old == NULL) {
    tell(r, item, AREA_NEW, named || new->valid_from == NULL, "area '%s' (%s) is new%s%s", new->id, new->name, new->valid_from == NULL ? "" : ", since ", new->valid_from == NULL ? "" : new->valid_from);
    return;
  }
  if (new->valid_to != NULL && g_strcmp0(old->valid_to, new->valid_to) != 0) {
    tell(r, item, AREA_ENDS, named, "area '%s' (%s) ends on %s", new->id, new->name, new->valid_to);
  }
  if (strcmp(old->name, new->name) != 0) {
    tell(r, item, AREA_RENAMED, true, "area '%s' is called '%s', before '%s'", new->id, new->name, old->name);
  }
  if (g_strcmp0(old->parent, new->parent) != 0) {
    bool both = (new->parent == NULL || g_hash_table_contains(r->named, new->parent)) && (old->parent == NULL || g_hash_table_contains(r->named, old->parent));
    tell(r, item, AREA_MOVED, both, "area '%s' (%s) lies in '%s', before in '%s'", new->id, new->name, or_none(new->parent), or_none(old->parent));
  }
}

void
cop_area_news(const CopModel *stored, const CopPackSet *set, bool overwrite, CopDiags *d)
{
  g_autoptr(GHashTable) named = g_hash_table_new(g_str_hash, g_str_equal);
  Reading r = { .stored = stored, .set = set, .named = named, .overwrite = overwrite, .d = d };
  if (stored->areas.n == 0)
    return;
  find_named(&r);
  for (size_t i = 0; i < cop_pack_set_items(set); i++)
    if (cop_pack_set_item(set, i)->entity == COP_ENTITY_area)
      read_area(&r, cop_pack_set_item(set, i));
  if (r.n[AREA_NEW] + r.n[AREA_ENDS] + r.n[AREA_RENAMED] + r.n[AREA_MOVED] > 0)
    cop_diags_format(d, COP_SEVERITY_NOTE, "area-news", NULL, 0, 0, NULL, "areas: %u new, %u end, %u with another name, %u within another area", r.n[AREA_NEW], r.n[AREA_ENDS],
                     r.n[AREA_RENAMED], r.n[AREA_MOVED]);
}
