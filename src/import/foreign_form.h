/* SPDX-License-Identifier: Apache-2.0
 *
 * import/foreign_form.h -- forms made with other programs, as reporting forms:
 * XLSForm (XLSX) and XForm (XML).
 *
 * A reporting form asks for counts of indicators and for words that break them
 * down, and nothing else. So a form is taken when each of its questions is one
 * of these, and refused with every reason it breaks:
 *
 *   form-identity      a question asks who somebody is, or where exactly
 *   form-type          a kind of question a report cannot hold: text, picture,
 *                      recording, position, repeated groups
 *   form-no-indicator  a number that measures no indicator of the store
 *   form-breakdown     a choice whose words are not those of a breakdown
 *   form-format        the file is no form, or another format by its name
 *
 * The indicator stands in a column `indicator` of the sheet `survey`, or an
 * attribute `indicator` of the bind; a choice is matched by its words. Notes,
 * groups, metadata, dates and the head every report has are passed over.
 */
#ifndef COP_IMPORT_FOREIGN_FORM_H
#define COP_IMPORT_FOREIGN_FORM_H

#include "base/diag.h"
#include "import/pack.h"
#include "model/model.h"

/* Adds a pack with the form to the set, or findings of severity error. False
 * when the file cannot be read. */
bool cop_foreign_form_add(CopPackSet *s, const char *path, const CopModel *m, CopDiags *d, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Is it one, by its beginning and, for an archive, its sheets? */
bool cop_foreign_form_claims(const char *path, const char *head);

/* --- for the readers --- */

typedef struct {
  const char *type;      /* as XLSForm writes it: "integer", "select_one yes_no", "text" */
  const char *name, *label, *hint, *indicator;
  GPtrArray *words;      /* of a choice, const char *; NULL else */
  unsigned line;
} CopForeignQuestion;

typedef struct {
  const char *id, *title, *version;
  GArray *questions;     /* CopForeignQuestion */
} CopForeignForm;

bool cop_foreign_read_xlsform(GBytes *bytes, CopArena *a, CopForeignForm *form, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool cop_foreign_read_xform(GBytes *bytes, CopArena *a, CopForeignForm *form, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
