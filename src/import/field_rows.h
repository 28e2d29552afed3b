/* SPDX-License-Identifier: Apache-2.0
 *
 * import/field_rows.h -- field reports in whatever form they come, as rows of
 * field data (import/observations.h), each remembering where it came from.
 *
 *   sheet    a filled spreadsheet of `copkit export forms`, CSV or XLSX: one row
 *            for each report. An empty report_id is made from form, reporter,
 *            area, period and number of the row
 *   XForm    a submission saved as XML (import/submission.h)
 *   SMS      a text file with one message on each line; whatever stands before
 *            the keyword (time, sender) is not read
 *   DHIS2    dataValueSets JSON: dataElement is an indicator, or ID.numerator and
 *            ID.denominator; categoryOptionCombo names words of breakdowns,
 *            separated by commas; one report for each orgUnit and period
 *   ADX      IHE QRPH ADX 2015, as exchange/figures.h writes it
 *
 * What cannot become a row is a finding of severity error with its place and
 * is counted; the rest goes on.
 */
#ifndef COP_IMPORT_FIELD_ROWS_H
#define COP_IMPORT_FIELD_ROWS_H

#include "base/diag.h"
#include "import/answers.h"

typedef struct {
  const CopModel *m;
  CopForms *forms;
  const char *file, *today;
  CopDiags *found;
  /* out */
  GString *csv;      /* with head */
  GArray *lines;     /* uint64_t: where line k + 1 of csv stands in the file */
  size_t refused, repeated; /* repeated: reports that stand in the file again, word for word */
  GHashTable *seen;  /* id -> rows, of the reports of this file */
} CopFieldRows;

typedef struct {
  const char *name;
  bool (*claims)(const char *head);
  bool (*convert)(CopFieldRows *r, const char *bytes, size_t length, GError **error);
} CopFieldFormat;

/* The format of a file by its beginning; NULL for rows of field data as they
 * are, or for what is none of these. */
const CopFieldFormat *cop_field_format(const char *head);
/* Are these rows of field data as they are? */
bool cop_field_is_rows(const char *head);

/* --- for the formats --- */

bool cop_rows_sheet_claims(const char *head);
bool cop_rows_xlsx_claims(const char *head);
bool cop_rows_sms_claims(const char *head);
bool cop_rows_dhis2_claims(const char *head);
bool cop_rows_adx_claims(const char *head);
bool cop_rows_sheet(CopFieldRows *r, const char *bytes, size_t length, GError **error);
bool cop_rows_xlsx(CopFieldRows *r, const char *bytes, size_t length, GError **error);
bool cop_rows_xform(CopFieldRows *r, const char *bytes, size_t length, GError **error);
bool cop_rows_sms(CopFieldRows *r, const char *bytes, size_t length, GError **error);
bool cop_rows_dhis2(CopFieldRows *r, const char *bytes, size_t length, GError **error);
bool cop_rows_adx(CopFieldRows *r, const char *bytes, size_t length, GError **error);

/* Refuses a piece of the input. */
void cop_rows_refuse(CopFieldRows *r, uint64_t line, const char *code, const char *format, ...) G_GNUC_PRINTF(4, 5);
/* What was appended to csv since `before` bytes comes from that line. */
void cop_rows_from(CopFieldRows *r, size_t before, uint64_t line);
/* The same, and it is one report: one that stood in the file before is taken
 * out again, and refused when it says something else now. */
void cop_rows_end_report(CopFieldRows *r, const char *id, size_t before, uint64_t line);
/* 32 digits made of texts, NULL-terminated: the same texts give the same id. */
void cop_rows_make_id(char hex[COP_REPORT_ID_HEX], const char *first, ...) G_GNUC_NULL_TERMINATED;

#endif
