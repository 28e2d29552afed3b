/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "import/akn.h"
#include "import/kind.h"
#include "import/pack_store.h"

/* XML in whose beginning the root of the standard stands. */
bool
cop_import_claims_akn(const CopImportSource *source)
{
  return !source->folder && source->head != NULL && source->head[strspn(source->head, "\xEF\xBB\xBF \t\r\n")] == '<' && strstr(source->head, "akomaNtoso") != NULL;
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
    if (!cop_akn_add(s, in->sources[i].path, in->stored, d, error))
      return false;
  return true;
}

bool
cop_import_run_akn(CopDb *db, const CopImportSource *sources, size_t n, const CopImportOptions *options, CopImportCounts *counts, CopDiags *d, GError **error)
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
