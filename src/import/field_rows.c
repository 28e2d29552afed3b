/* SPDX-License-Identifier: Apache-2.0 */
#include "import/field_rows.h"

#include <string.h>

#include "base/hash.h"
#include "base/xml.h"
#include "import/submission.h"

static const CopFieldFormat formats[] = {
  { "xlsx", cop_rows_xlsx_claims, cop_rows_xlsx },   { "sheet", cop_rows_sheet_claims, cop_rows_sheet },
  { "dhis2", cop_rows_dhis2_claims, cop_rows_dhis2 }, { "adx", cop_rows_adx_claims, cop_rows_adx },
  { "xform", cop_submission_claims, cop_rows_xform },  { "sms", cop_rows_sms_claims, cop_rows_sms },
};

const CopFieldFormat *
cop_field_format(const char *head)
{
  for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
    if (formats[i].claims(head))
      return &formats[i];
  return NULL;
}

/* The two columns no other table has stand in the first line. */
bool
cop_field_is_rows(const char *head)
{
  g_autofree char *line = g_strndup(head, strcspn(head, "\r\n"));
  return strstr(line, "report_id") != NULL && strstr(line, "indicator") != NULL;
}

void
cop_rows_refuse(CopFieldRows *r, uint64_t line, const char *code, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *message = g_strdup_vprintf(format, args);
  va_end(args);
  cop_diags_format(r->found, COP_SEVERITY_ERROR, code, r->file, (unsigned)MIN(line, G_MAXUINT), 0, NULL, "%s", message);
  r->refused++;
}

void
cop_rows_from(CopFieldRows *r, size_t before, uint64_t line)
{
  for (const char *p = r->csv->str + before; (p = strchr(p, '\n')) != NULL; p++)
    g_array_append_val(r->lines, line);
}

void
cop_rows_end_report(CopFieldRows *r, const char *id, size_t before, uint64_t line)
{
  const char *held = g_hash_table_lookup(r->seen, id), *rows = r->csv->str + before;
  if (held == NULL) {
    g_hash_table_insert(r->seen, g_strdup(id), g_strdup(rows));
    cop_rows_from(r, before, line);
    return;
  }
  if (strcmp(held, rows) == 0)
    r->repeated++;
  else
    cop_rows_refuse(r, line, "report-conflict", "a report with this id and other content stands above; a correction needs an id of its own");
  g_string_truncate(r->csv, before);
}

void
cop_rows_make_id(char hex[COP_REPORT_ID_HEX], const char *first, ...)
{
  CopHash h;
  unsigned char digest[COP_HASH_SIZE];
  va_list args;
  va_start(args, first);
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  for (const char *text = first; text != NULL; text = va_arg(args, const char *))
    cop_hash_add(&h, text, strlen(text) + 1);
  va_end(args);
  cop_hash_finish(&h, digest);
  cop_report_id_text(digest, hex);
}

bool
cop_rows_xform(CopFieldRows *r, const char *bytes, size_t length, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) e = NULL;
  CopSubmission sub;
  size_t before = r->csv->len;
  (void)error;
  if (!cop_submission_read(r->m, r->forms, bytes, length, r->today, a, &sub, r->csv, &e)) {
    g_string_truncate(r->csv, before);
    cop_rows_refuse(r, 1, "report-form", "%s", e->message);
  }
  cop_rows_from(r, before, 1);
  return true;
}
