/* SPDX-License-Identifier: Apache-2.0
 *
 * exchange/form_sheet.h -- a reporting form for those without a form program: a
 * spreadsheet with one row for each report, and the short form by SMS.
 *
 * Sheet:  columns form, report_id, reporter, area, period, reported_at,
 *         synthetic, supersedes, then each choice, the receipt code where it is asked, and
 *         each box by its code. The
 *         second row tells people what each column asks; it begins with "#"
 *         and is passed over by import/field_table.h.
 * SMS:    KEYWORD OFFICE NUMBER AREA PERIOD [choice=word ...] box=value ...
 *         TRAIN DEPED5 17 05 2026-Q3 1=12 2=7
 *         NUMBER counts the office's own messages up; office, keyword and
 *         number make the id, so that a message sent twice counts once. The
 *         sender's telephone number is never read.
 */
#ifndef COP_EXCHANGE_FORM_SHEET_H
#define COP_EXCHANGE_FORM_SHEET_H

#include "model/report_form.h"

char *cop_form_sheet_csv(const CopFormLayout *l) G_GNUC_WARN_UNUSED_RESULT;
/* How to report by SMS, for one form; NULL when it has no keyword. */
char *cop_form_sms_guide(const CopFormLayout *l) G_GNUC_WARN_UNUSED_RESULT;

#endif
