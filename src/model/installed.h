/* SPDX-License-Identifier: Apache-2.0
 *
 * model/installed.h -- which packs a store holds, in which version. What is in
 * a pack says import/pack.h.
 */
#ifndef COP_MODEL_INSTALLED_H
#define COP_MODEL_INSTALLED_H

#include <glib.h>
#include <stdbool.h>

#include "base/arena.h"
#include "db/db.h"

typedef struct {
  const char *id, *version, *title, *licence;
  const char *country;   /* may be NULL */
  const char *loaded_at; /* set when saved */
} CopInstalled;

typedef struct {
  size_t n;
  const CopInstalled *items;
} CopInstalledPacks;

/* In order of id. */
bool cop_installed_load(CopDb *db, CopArena *a, CopInstalledPacks *packs, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NULL when there is none of that id. */
const CopInstalled *cop_installed_find(const CopInstalledPacks *packs, const char *id);
/* Inside the caller's transaction. */
bool cop_installed_save(CopDb *db, const CopInstalled *pack, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
