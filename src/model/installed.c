/* SPDX-License-Identifier: Apache-2.0 */
#include "model/installed.h"

#include <string.h>

#include "base/date.h"

bool
cop_installed_load(CopDb *db, CopArena *a, CopInstalledPacks *packs, GError **error)
{
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(CopInstalled));
  GError *local = NULL;
  g_autoptr(CopRows) r = COP_QUERY0(db, pack_list, error);
  if (r == NULL)
    return false;
  while (cop_rows_next(r, &local)) {
    CopInstalled p;
    const char **const texts[] = { &p.id, &p.version, &p.title, &p.licence, &p.country, &p.loaded_at };
    for (int i = 0; i < (int)G_N_ELEMENTS(texts); i++)
      *texts[i] = cop_arena_strdup(a, cop_rows_text(r, i));
    g_array_append_val(found, p);
  }
  if (local != NULL) {
    g_propagate_error(error, local);
    return false;
  }
  CopInstalled *items = cop_new_n(a, CopInstalled, found->len);
  if (found->len > 0)
    memcpy(items, found->data, found->len * sizeof *items);
  *packs = (CopInstalledPacks){ found->len, items };
  return true;
}

const CopInstalled *
cop_installed_find(const CopInstalledPacks *packs, const char *id)
{
  for (size_t i = 0; i < packs->n; i++)
    if (strcmp(packs->items[i].id, id) == 0)
      return &packs->items[i];
  return NULL;
}

bool
cop_installed_save(CopDb *db, const CopInstalled *p, GError **error)
{
  char now[COP_INSTANT_SIZE];
  return COP_EXEC(db, pack_upsert, error, cop_p_text(p->id), cop_p_text(p->version), cop_p_text(p->title),
                  cop_p_text(p->licence), cop_p_text(p->country), cop_p_text(cop_instant_now(now)));
}
