/* SPDX-License-Identifier: Apache-2.0 */
#include "import/field.h"
#include "import/field_rows.h"
#include "import/kind.h"

bool
cop_import_claims_reports(const CopImportSource *source)
{
  return !source->folder && source->head != NULL && (cop_field_is_rows(source->head) || cop_field_format(source->head) != NULL);
}

bool
cop_import_run_reports(CopDb *db, const CopImportSource *sources, size_t n, const CopImportOptions *options, CopImportCounts *counts,
                       CopDiags *d, GError **error)
{
  const CopFieldOptions how = { .actor = options->actor, .strict = options->strict, .dry_run = options->dry_run, .rejects = options->rejects };
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m;
  if (!cop_model_load(db, a, &m, error))
    return false;
  if (n > 1 && options->rejects != NULL) {
    g_set_error(error, COP_INTAKE_ERROR, COP_INTAKE_ERROR_COLUMNS, "a rejects file goes with one input; import the %zu files one by one", n);
    return false;
  }
  for (size_t i = 0; i < n; i++) {
    CopIntakeSummary s;
    if (!cop_field_import(db, m, sources[i].path, &how, &s, d, error))
      return false;
    counts->added += s.kept || options->dry_run ? s.reports_added : 0;
    counts->unchanged += s.reports_known;
    counts->rejected += s.kept || options->dry_run ? s.rows_refused : 0;
  }
  return true;
}
