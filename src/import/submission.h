/* SPDX-License-Identifier: Apache-2.0
 *
 * import/submission.h -- a filled XForm (the instance XML that ODK Collect,
 * Enketo and our own web form send; exchange/xform.h wrote the form) becomes
 * rows of field data.
 *
 *   root          id attribute "copkit:<form>", or the form's id; version
 *   meta/instanceID   "uuid:" and 32 hexadecimal digits: the id of the report
 *   meta/deprecatedID the report it corrects
 *   reporter area day|period, then each question and box by its code
 *   end           when it was finished, by the sender's clock
 *
 * Elements the form does not have are refused: a report that says more than
 * its form asks was made with something else.
 */
#ifndef COP_IMPORT_SUBMISSION_H
#define COP_IMPORT_SUBMISSION_H

#include "import/answers.h"

typedef struct {
  const CopFormLayout *form;
  char id[COP_REPORT_ID_HEX];
  const char *reporter, *area, *period; /* in the arena */
} CopSubmission;

/* Appends rows to csv and says what it was; today is for forms without end. */
bool cop_submission_read(const CopModel *m, CopForms *forms, const void *bytes, size_t length, const char *today, CopArena *a,
                         CopSubmission *out, GString *csv, GError **error);

/* Does this look like one? */
bool cop_submission_claims(const char *head);

#endif
