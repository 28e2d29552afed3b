/* SPDX-License-Identifier: Apache-2.0 */
#include "import/foreign_form.h"
#include "import/kind.h"
#include "import/pack_store.h"

bool
cop_import_claims_form(const CopImportSource *source)
{
  return !source->folder && source->head != NULL && cop_foreign_form_claims(source->path, source->head);
}

typedef struct {
  const CopImportSource *sources;
  size_t n;
  const CopModel *m;
} Inputs;

static bool
add_forms(CopPackSet *s, void *data, CopDiags *d, GError **error)
{
  const Inputs *in = data;
  for (size_t i = 0; i < in->n; i++)
    if (!cop_foreign_form_add(s, in->m, in->sources[i].path, d, error))
      return false;
  return true;
}

bool
cop_import_run_form(CopDb *db, const CopImportSource *sources, size_t n, const CopImportOptions *options, CopImportCounts *counts, CopDiags *d,
                    GError **error)
{
  const CopPackStoring how = { .actor = options->actor, .overwrite = options->overwrite, .dry_run = options->dry_run };
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m;
  CopPackCounts c = { 0 };
  if (!cop_model_load(db, a, &m, error))
    return false;
  Inputs in = { sources, n, m };
  if (!cop_pack_import_filled(db, add_forms, &in, &how, &c, d, error))
    return false;
  *counts = (CopImportCounts){ .added = c.added, .changed = c.changed, .removed = c.withdrawn, .unchanged = c.unchanged, .kept = c.kept };
  return true;
}
