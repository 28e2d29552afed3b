/* SPDX-License-Identifier: Apache-2.0 */
#include "import/geojson.h"
#include "import/kind.h"
#include "import/pack_store.h"

bool
cop_import_claims_geojson(const CopImportSource *source)
{
  return !source->folder && source->head != NULL && cop_geojson_claims(source->head);
}

typedef struct {
  const CopImportSource *sources;
  size_t n;
  bool strict;
  size_t refused;
} Inputs;

static bool
add_files(CopPackSet *s, const CopModel *stored, void *data, CopDiags *d, GError **error)
{
  Inputs *in = data;
  for (size_t i = 0; i < in->n; i++)
    if (!cop_geojson_add(s, stored, in->sources[i].path, in->strict, &in->refused, d, error))
      return false;
  return true;
}

bool
cop_import_run_geojson(CopDb *db, const CopImportSource *sources, size_t n, const CopImportOptions *options, CopImportCounts *counts, CopDiags *d,
                       GError **error)
{
  const CopPackStoring how = { .actor = options->actor, .overwrite = options->overwrite, .dry_run = options->dry_run };
  CopPackCounts c = { 0 };
  Inputs in = { .sources = sources, .n = n, .strict = options->strict };
  if (!cop_pack_import_filled(db, add_files, &in, &how, &c, d, error))
    return false;
  bool stored = cop_diags_count_severity(d, COP_SEVERITY_ERROR) == 0;
  *counts = (CopImportCounts){ .added = c.added, .changed = c.changed, .removed = c.withdrawn, .unchanged = c.unchanged, .kept = c.kept,
                               .rejected = stored ? in.refused : 0 };
  return true;
}
