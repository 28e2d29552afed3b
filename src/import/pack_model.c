/* SPDX-License-Identifier: Apache-2.0 */
#include "import/pack_model.h"

#include <string.h>

#include "base/file.h"
#include "base/home.h"
#include "model/model_priv.h"

CopModel *
cop_pack_set_model(const CopPackSet *s, CopArena *a)
{
  CopModel *m = cop_new(a, CopModel);
  m->arena = a;
  size_t n = cop_pack_set_items(s);
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    size_t count = 0, size = cop_entity((CopEntity)e)->size;
    for (size_t i = 0; i < n; i++)
      count += cop_pack_set_item(s, i)->entity == (CopEntity)e;
    char *items = cop_arena_alloc_n(a, count + 1, size);
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
      const CopPackItem *item = cop_pack_set_item(s, i);
      if (item->entity == (CopEntity)e)
        memcpy(items + size * at++, item->record, size);
    }
    cop_model_set_list(m, (CopEntity)e, items, count);
  }
  cop_model_index(m);
  return m;
}

bool
cop_pack_set_add_shipped(CopPackSet *s, CopDiags *d, GError **error)
{
  enum { MOST = 1000 };
  g_autofree char *data = cop_home_path("data", NULL);
  g_autoptr(GPtrArray) files = cop_file_find(data, "pack.yaml", MOST, error);
  if (files == NULL)
    return false;
  for (guint i = 0; i < files->len; i++) {
    g_autofree char *folder = g_path_get_dirname(files->pdata[i]);
    if (!cop_pack_set_add(s, folder, d, error))
      return false;
  }
  return true;
}
