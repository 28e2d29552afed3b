/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "import/lawtext.h"
#include "import/kind.h"
#include "import/pack_store.h"

/* A text that begins by naming its law. */
bool
cop_import_claims_lawtext(const CopImportSource *source)
{
  return !source->folder && source->head != NULL && g_str_has_prefix(source->head, "law:");
}

typedef struct {
  const CopImportSource *sources;
  size_t n;
  const CopModel *stored;
} Inputs;

static bool
add_laws(CopPackSet *s, void *data, CopDiags *d, GError **error)
{
  const Inputs *in = data;
  for (size_t i = 0; i < in->n; i++)
    if (!cop_lawtext_add(s, in->sources[i].path, in->stored, d, error))
      return false;
  return true;
}

bool
cop_import_run_lawtext(CopDb *db, const CopImportSource *sources, size_t n, const CopImportOptions *options, CopImportCounts *counts, CopDiags *d, GError **error)
{
  const CopPackStoring how = { .actor = options->actor, .overwrite = options->overwrite, .dry_run = options->dry_run };
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *stored;
  if (!cop_model_load(db, a, &stored, error))
    return false;
  Inputs in = { .sources = sources, .n = n, .stored = stored };
  CopPackCounts c;
  if (!cop_pack_import_filled(db, add_laws, &in, &how, &c, d, error))
    return false;
  *counts = (CopImportCounts){ .added = c.added, .changed = c.changed, .removed = c.withdrawn, .unchanged = c.unchanged, .kept = c.kept };
  return true;
}
