/* SPDX-License-Identifier: Apache-2.0 */
#include "json_model.h"

#include <string.h>

#include "base/json.h"
#include "model/model_priv.h"
#include "model/record.h"

static void
refuse_all_but_missing(const CopDiags *d)
{
  for (size_t i = 0; i < cop_diags_count(d); i++) {
    const CopDiag *one = cop_diags_at(d, i);
    if (strcmp(one->code, "record-missing") != 0)
      g_error("test model: %s (%s)", one->message, one->code);
  }
}

CopModel *
json_model_new(CopArena *a, const char *json)
{
  GError *error = NULL;
  CopTree *all = cop_json_read(a, json, strlen(json), &error);
  if (all == NULL)
    g_error("test model: %s", error->message);
  CopModel *m = cop_new(a, CopModel);
  m->arena = a;
  g_autoptr(CopDiags) found = cop_diags_new();
  CopRecordReading how = { .file = "test", .money_digits = -1 };
  for (const CopTree *list = all->first; list != NULL; list = list->next) {
    CopEntity e = cop_entity_by_name(list->key);
    if (e == COP_ENTITY_MAX)
      g_error("test model: no kind '%s'", list->key);
    size_t size = cop_entity(e)->size, n = 0;
    char *items = cop_arena_alloc_n(a, list->n, size);
    for (const CopTree *t = list->first; t != NULL; t = t->next) {
      void *record = cop_record_read(a, e, t, &how, found);
      g_assert_nonnull(record);
      memcpy(items + n++ * size, record, size);
    }
    cop_model_set_list(m, e, items, n);
  }
  refuse_all_but_missing(found);
  cop_model_index(m);
  return m;
}
