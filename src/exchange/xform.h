/* SPDX-License-Identifier: Apache-2.0
 *
 * exchange/xform.h -- a reporting form as an ODK XForm, and the lists OpenRosa
 * clients ask for (ODK XForms specification; OpenRosa 1.0: formList, manifest,
 * submission).
 *
 * The instance has the names import/submission.h reads. Questions carry a bind
 * with type and constraint, so that Collect and Enketo refuse what the intake
 * would refuse; words are in itext, one translation for each language in which
 * the store has the form's title, English always.
 */
#ifndef COP_EXCHANGE_XFORM_H
#define COP_EXCHANGE_XFORM_H

#include "model/report_form.h"

/* "copkit:training" */
char *cop_xform_id(const CopReportForm *form) G_GNUC_WARN_UNUSED_RESULT;
/* NULL words: fixed words in English alone. */
char *cop_xform_write(const CopModel *m, const CopFormLayout *l, CopCatalogues *words) G_GNUC_WARN_UNUSED_RESULT;
/* "md5:..." of its text, as formList states it. */
char *cop_xform_hash(const char *xform) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const CopReportForm *form;
  const char *hash, *address, *manifest; /* addresses to download from */
} CopXformListed;

char *cop_xform_list(const CopXformListed *forms, size_t n) G_GNUC_WARN_UNUSED_RESULT;
/* Forms of ours carry no media: a manifest without files. */
char *cop_xform_manifest(void) G_GNUC_WARN_UNUSED_RESULT;
/* <OpenRosaResponse> with a message for the sender. */
char *cop_xform_response(const char *message) G_GNUC_WARN_UNUSED_RESULT;

#endif
