/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/export_files.h"
#include "exchange/form_sheet.h"
#include "exchange/xform.h"

static void
fill(CopExportFiles *f)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopCatalogues) words = cop_catalogues_load(&f->error);
  if (words == NULL)
    return;
  for (size_t i = 0; i < f->m->report_forms.n; i++) {
    const CopReportForm *form = &f->m->report_forms.items[i];
    if (!cop_export_wants(f, form->id))
      continue;
    const CopFormLayout *l = cop_form_layout(f->m, form, a);
    cop_export_add(f, form->id, ".xform.xml", cop_xform_write(f->m, l, words));
    cop_export_add(f, form->id, ".csv", cop_form_sheet_csv(l));
    cop_export_add(f, form->id, ".sms.txt", cop_form_sms_guide(l));
  }
}

CopExit
cop_export_forms(int argc, char **argv)
{
  static const CopExportKind kind = { .name = "export forms",
                                      .about = "Reporting forms as XForms (ODK Collect, Enketo), as spreadsheets to fill, and as a guide for reporting by SMS.",
                                      .option = "form",
                                      .help = "only this form",
                                      .fill = fill };
  return cop_export_files(argc, argv, &kind);
}
