/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_upload.c -- a spreadsheet of reports sent in at the desk. What is
 * sound is taken at once; each refused row stands in a form beside its reason,
 * is mended there and sent again, as often as it takes. Nothing is kept between:
 * the rows travel in the form. Sending a file twice counts nothing twice. */
#include <string.h>

#include "base/secret.h"
#include "import/answers.h"
#include "import/field.h"
#include "import/field_table.h"
#include "web/desk.h"
#include "web/part.h"
#include "web/session.h"
#include "web/write.h"

void cop_page_upload(CopPage *p);
void cop_page_upload_save(CopPage *p);
void cop_page_mended_save(CopPage *p);

/* Rows shown at a time: SHOWN, and then the rest of the last report, for a report
 * is taken whole; one longer than LONGEST is mended in the file. */
enum { SHOWN = 50, LONGEST = 250, AREAS = 400 };

typedef struct {
  const CopFieldTableRow *row;
  const char *reason; /* all that was said of it */
  bool companion;     /* only that another row is at fault */
} Refused;

typedef struct {
  const char *name;      /* of the file */
  CopFieldTable table;
  CopIntakeSummary sum;
  size_t n, n_left;      /* rows to mend here; refused ones beyond these */
  Refused *refused;
  GPtrArray *unreadable; /* const char *: findings about rows that cannot be shown */
} Outcome;

static CopFrame
frame_of(CopPage *p, const char *title, const char *lead)
{
  return (CopFrame){ .title = title, .lead = lead, .nav = "/reports", .parent = T_("Reports"), .parent_url = cop_url_path(p->a, "reports", NULL) };
}

static void
write_file_form(CopPage *p, const char *fault)
{
  const char *token = cop_page_token(p);
  COP_EL (p->h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_a(COP_A_ENCTYPE, "multipart/form-data"), cop_a(COP_A_CLASS, "form"), cop_link(COP_A_ACTION, cop_url_path(p->a, "reports", "upload", NULL))) {
    cop_part_hidden(p, COP_SESSION_FIELD, token);
    COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
      COP_TEXT(p->h, COP_LABEL, T_("The file"), cop_a(COP_A_FOR, "file"), cop_a(COP_A_CLASS, "question"));
      COP_TEXT(p->h, COP_P, T_("A sheet of a reporting form (XLSX or CSV), or field data with a row for each count; up to 16 MB. The first row names the columns. Columns that ask who a child is are refused."),
               cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_ID, "file-hint"));
      if (fault != NULL)
        COP_TEXT(p->h, COP_P, fault, cop_a(COP_A_CLASS, "error"), cop_a(COP_A_ID, "file-error"), cop_a(COP_A_LANG, "en"));
      COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "file"), cop_a(COP_A_ID, "file"), cop_a(COP_A_NAME, "file"), cop_a_if(COP_A_REQUIRED, true),
              cop_a(COP_A_ACCEPT, ".csv,.xlsx,.txt,.xml,.json"), cop_a(COP_A_ARIA_DESCRIBEDBY, fault != NULL ? "file-error file-hint" : "file-hint"), cop_a(COP_A_ARIA_INVALID, fault != NULL ? "true" : NULL))
        ;
    }
    COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "buttons"))
      COP_TEXT(p->h, COP_BUTTON, T_("Send it in"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
  }
}

static void
write_start(CopPage *p, const char *fault)
{
  const CopFrame f = frame_of(p, T_("Send in a filled spreadsheet"), T_("What is sound is taken at once. Rows that are not are shown here with the reason, to be mended on the spot."));
  g_auto(CopFrameScope) frame = cop_frame_open(p, &f);
  write_file_form(p, fault);
}

void
cop_page_upload(CopPage *p)
{
  write_start(p, NULL);
}

/* --- what was refused --- */

static const char *
cell_of(const CopFieldTable *t, const CopFieldTableRow *r, const char *column)
{
  int i = cop_field_table_column(t, column);
  return i < 0 ? "" : r->cells[i];
}

/* Does the row belong to the report of the row before? */
static bool
same_report(const Outcome *o, const CopFieldTableRow *row)
{
  if (o->n == 0)
    return false;
  const char *before = cell_of(&o->table, o->refused[o->n - 1].row, "report_id");
  return *before != '\0' && strcmp(before, cell_of(&o->table, row, "report_id")) == 0;
}

/* Takes away the rows of a report that is not wholly shown. */
static void
drop_last_report(Outcome *o)
{
  const CopFieldTableRow *last = o->refused[o->n - 1].row;
  do {
    o->n--;
    o->n_left++;
  } while (o->n > 0 && same_report(o, last));
}

/* A row of a form becomes several counts; that one of them is sound but for another
 * says nothing to whoever mends the row. */
static void
add_reason(CopPage *p, Refused *r, const char *message, bool companion)
{
  if (r->companion && !companion)
    *r = (Refused){ r->row, cop_arena_strdup(p->a, message), false };
  else if (!companion && strstr(r->reason, message) == NULL)
    r->reason = cop_arena_printf(p->a, "%s; %s", r->reason, message);
}

static void
add_finding(CopPage *p, Outcome *o, const CopDiag *d)
{
  const CopFieldTableRow *row = cop_field_table_row(&o->table, d->line);
  Refused *last = o->n == 0 ? NULL : &o->refused[o->n - 1];
  bool companion = g_strcmp0(d->code, "report-companion") == 0;
  if (row == NULL)
    g_ptr_array_add(o->unreadable, (gpointer)(d->line == 0 ? cop_arena_strdup(p->a, d->message) : cop_arena_printf(p->a, T_("Row %u: %s"), d->line, d->message)));
  else if (last != NULL && last->row == row)
    add_reason(p, last, d->message, companion);
  else if (o->n_left > 0 || (o->n >= SHOWN && !same_report(o, row)))
    o->n_left++;
  else if (o->n == LONGEST) {
    drop_last_report(o);
    o->n_left++;
  } else {
    o->refused[o->n++] = (Refused){ row, cop_arena_strdup(p->a, d->message), companion };
  }
}

static void
sort_findings(CopPage *p, Outcome *o, CopDiags *found)
{
  cop_diags_sort(found);
  o->refused = cop_new_n(p->a, Refused, LONGEST);
  for (size_t i = 0; i < cop_diags_count(found); i++) {
    const CopDiag *d = cop_diags_at(found, i);
    if (d->severity == COP_SEVERITY_ERROR)
      add_finding(p, o, d);
  }
  o->n_left += cop_diags_dropped(found);
}

/* --- showing it --- */

static void
write_summary(CopPage *p, const Outcome *o)
{
  const CopIntakeSummary *s = &o->sum;
  const char *taken = cop_arena_printf(p->a, cop_ntr(p->words, "%s report was taken", "%s reports were taken", s->reports_added), cop_say_int(p, (int64_t)s->reports_added));
  const char *known = s->reports_known == 0 ? "" : cop_arena_printf(p->a, cop_ntr(p->words, "%s was held already and counts once.", "%s were held already and count once.", s->reports_known), cop_say_int(p, (int64_t)s->reports_known));
  const char *receipt = *s->receipt == '\0' ? "" : cop_arena_printf(p->a, T_("Receipt %s"), s->receipt);
  if (s->reports_added + s->reports_known > 0)
    cop_part_notice(p, COP_NOTICE_DONE, taken, cop_arena_printf(p->a, "%s%s%s", receipt, *receipt != '\0' && *known != '\0' ? ". " : "", known));
  size_t refused = o->n + o->n_left + o->unreadable->len;
  if (refused > 0)
    cop_part_notice(p, COP_NOTICE_WARN, cop_arena_printf(p->a, cop_ntr(p->words, "%s row was not taken", "%s rows were not taken", refused), cop_say_int(p, (int64_t)refused)),
                    T_("A report is taken whole or not at all, so the rows beside a faulty one wait with it. Mend them below and send them again."));
}

/* Is this cell what the reason speaks of? Reasons quote what stands there. */
static bool
is_meant(const Refused *r, const char *column, const char *cell)
{
  g_autofree char *value = g_strdup_printf("'%s'", cell), *name = g_strdup_printf("'%s'", column);
  return (*cell != '\0' && strstr(r->reason, value) != NULL) || strstr(r->reason, name) != NULL;
}

static void
write_cell(CopPage *p, const Outcome *o, size_t row, size_t column, const char *value, const char *reason_id)
{
  const char *name = o->table.columns[column], *id = cop_arena_printf(p->a, "c%zu-%zu", row, column);
  bool meant = is_meant(&o->refused[row], name, value);
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, meant ? "mend-cell mend-fault" : "mend-cell")) {
    COP_TEXT(p->h, COP_LABEL, name, cop_a(COP_A_FOR, id), cop_a(COP_A_CLASS, "code"));
    COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "text"), cop_a(COP_A_ID, id), cop_a(COP_A_NAME, "cell"), cop_a(COP_A_VALUE, value), cop_a(COP_A_MAXLENGTH, "200"), cop_a(COP_A_AUTOCOMPLETE, "off"),
            cop_a(COP_A_SPELLCHECK, "false"), cop_a(COP_A_LIST, strcmp(name, "area") == 0 && p->m->areas.n <= AREAS ? "areas" : NULL), cop_a(COP_A_ARIA_DESCRIBEDBY, meant ? reason_id : NULL),
            cop_a(COP_A_ARIA_INVALID, meant ? "true" : NULL))
      ;
  }
}

/* A row of a form without an id gets one, so that the mended row can be sent
 * twice and counts once. */
static const char *
cell_shown(CopPage *p, const Outcome *o, size_t row, size_t column)
{
  const char *value = o->refused[row].row->cells[column];
  if (*value != '\0' || strcmp(o->table.columns[column], "report_id") != 0 || cop_field_table_column(&o->table, "indicator") >= 0)
    return value;
  uint8_t bytes[COP_REPORT_ID_SIZE];
  char id[COP_REPORT_ID_HEX];
  cop_random_bytes(bytes, sizeof bytes);
  return cop_arena_strdup(p->a, cop_report_id_text(bytes, id));
}

static void
write_row(CopPage *p, const Outcome *o, size_t i)
{
  const Refused *r = &o->refused[i];
  const char *line = cop_arena_printf(p->a, "%u", r->row->line), *reason_id = cop_arena_printf(p->a, "why-%zu", i);
  const char *skip_id = cop_arena_printf(p->a, "skip-%zu", i), *number = cop_arena_printf(p->a, "%zu", i);
  COP_EL (p->h, COP_FIELDSET, cop_a(COP_A_CLASS, "mend")) {
    COP_TEXT(p->h, COP_LEGEND, cop_arena_printf(p->a, T_("Row %s"), line));
    COP_TEXT(p->h, COP_P, r->reason, cop_a(COP_A_CLASS, "error"), cop_a(COP_A_ID, reason_id), cop_a(COP_A_LANG, "en"));
    cop_part_hidden(p, "line", line);
    cop_part_hidden(p, "reason", r->reason);
    COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "mend-cells"))
      for (size_t c = 0; c < o->table.n_columns; c++)
        write_cell(p, o, i, c, cell_shown(p, o, i, c), reason_id);
    COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "choice")) {
      COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "checkbox"), cop_a(COP_A_NAME, "skip"), cop_a(COP_A_VALUE, number), cop_a(COP_A_ID, skip_id))
        ;
      COP_TEXT(p->h, COP_LABEL, T_("Leave this row out"), cop_a(COP_A_FOR, skip_id));
    }
  }
}

static void
write_areas(CopPage *p)
{
  if (p->m->areas.n > AREAS)
    return;
  COP_EL (p->h, COP_DATALIST, cop_a(COP_A_ID, "areas"))
    for (size_t i = 0; i < p->m->areas.n; i++)
      COP_TEXT(p->h, COP_OPTION, p->m->areas.items[i].name, cop_a(COP_A_VALUE, p->m->areas.items[i].id));
}

static void
write_mending(CopPage *p, const Outcome *o)
{
  const char *token = cop_page_token(p);
  COP_EL (p->h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_link(COP_A_ACTION, cop_url_path(p->a, "reports", "upload", "mended", NULL))) {
    cop_part_hidden(p, COP_SESSION_FIELD, token);
    cop_part_hidden(p, "name", o->name);
    for (size_t c = 0; c < o->table.n_columns; c++)
      cop_part_hidden(p, "column", o->table.columns[c]);
    for (size_t i = 0; i < o->n; i++)
      write_row(p, o, i);
    COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "buttons")) {
      COP_TEXT(p->h, COP_BUTTON, T_("Send the mended rows"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
      COP_TEXT(p->h, COP_BUTTON, T_("Download them with their reasons (CSV)"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button quiet"), cop_a(COP_A_NAME, "as"), cop_a(COP_A_VALUE, "file"));
    }
    write_areas(p);
  }
}

static void
write_outcome(CopPage *p, const Outcome *o)
{
  const CopFrame f = frame_of(p, o->name, NULL);
  g_auto(CopFrameScope) frame = cop_frame_open(p, &f);
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "notices"))
    write_summary(p, o);
  if (o->unreadable->len > 0)
    COP_SECTION_OF(p, "unreadable", T_("To be mended in the file"), T_("These places cannot be shown as rows. Mend them in the file and send it again; what was taken counts once."))
      COP_EL (p->h, COP_UL, cop_a(COP_A_LANG, "en"))
        for (guint i = 0; i < o->unreadable->len && i < SHOWN; i++)
          COP_TEXT(p->h, COP_LI, o->unreadable->pdata[i]);
  if (o->n > 0)
    COP_SECTION_OF(p, "mend", T_("To be mended here"), NULL)
      write_mending(p, o);
  if (o->n_left > 0)
    COP_TEXT(p->h, COP_P, cop_arena_printf(p->a, cop_ntr(p->words, "%s more row was refused. When these are sent, send the file again: what was taken counts once, and the rest is shown.", "%s more rows were refused. When these are sent, send the file again: what was taken counts once, and the rest is shown.", o->n_left),
                                           cop_say_int(p, (int64_t)o->n_left)));
  COP_EL (p->h, COP_P) {
    COP_TEXT(p->h, COP_A, T_("Send in another file"), cop_link(COP_A_HREF, cop_url_path(p->a, "reports", "upload", NULL)));
    cop_html_text(p->h, " · ");
    COP_TEXT(p->h, COP_A, T_("Reports"), cop_link(COP_A_HREF, cop_url_path(p->a, "reports", NULL)));
  }
}

/* --- taking it --- */

static bool
import(CopPage *p, const char *data, size_t length, const char *name, CopIntakeSummary *s, CopDiags *found, GError **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static(data, length);
  CopDb *db = cop_desk_open_writer(p->desk, error);
  const CopFieldOptions options = { .actor = cop_page_actor(p) };
  bool fine = db != NULL && cop_field_import_bytes(db, p->m, bytes, name, &options, s, found, error);
  cop_db_close(db);
  /* What went in before it broke off is there as well. */
  return cop_keeper_refresh(p->desk->keeper, fine ? error : NULL) && fine;
}

static void
take(CopPage *p, const char *data, size_t length, const char *name)
{
  g_autoptr(CopDiags) found = cop_diags_new();
  g_autoptr(GError) error = NULL;
  Outcome o = { .name = name, .unreadable = g_ptr_array_new() };
  p->personal = true;
  if (!import(p, data, length, name, &o.sum, found, &error)) {
    p->rs->status = 422;
    write_start(p, error->message);
  } else {
    (void)cop_field_table_read(data, length, p->a, &o.table);
    sort_findings(p, &o, found);
    p->rs->status = o.sum.rows_refused > 0 && o.sum.reports_added == 0 ? 422 : 200;
    write_outcome(p, &o);
  }
  g_ptr_array_unref(o.unreadable);
}

void
cop_page_upload_save(CopPage *p)
{
  const char *name = NULL;
  size_t length = 0;
  const char *data = cop_page_file(p, &length, &name);
  if (data == NULL || length == 0) {
    p->rs->status = 422;
    write_start(p, data == NULL ? T_("Choose a file first.") : T_("The file is empty."));
    return;
  }
  take(p, data, length, name);
}

/* The rows of the form as CSV. Rows left out stay as empty lines, which reading
 * passes over. NULL when the form does not fit together. */
static GString *
mended_rows(CopPage *p, bool with_reasons)
{
  g_autoptr(GPtrArray) columns = cop_page_form_all(p, "column"), lines = cop_page_form_all(p, "line"), cells = cop_page_form_all(p, "cell");
  g_autoptr(GPtrArray) skipped = cop_page_form_all(p, "skip"), reasons = cop_page_form_all(p, "reason");
  if (columns->len == 0 || columns->len > COP_FIELD_TABLE_COLUMNS || lines->len == 0 || lines->len > LONGEST || cells->len != lines->len * columns->len || reasons->len != lines->len)
    return NULL;
  GString *csv = g_string_new(NULL);
  for (guint c = 0; c < columns->len; c++)
    cop_answers_cell(csv, columns->pdata[c], c + 1 == columns->len && !with_reasons);
  if (with_reasons)
    g_string_append(csv, "line,reason\n");
  for (guint i = 0; i < lines->len; i++) {
    bool skip = false;
    for (guint k = 0; k < skipped->len; k++)
      skip = skip || g_ascii_strtoull(skipped->pdata[k], NULL, 10) == i;
    if (skip)
      continue;
    for (guint c = 0; c < columns->len; c++)
      cop_answers_cell(csv, cells->pdata[i * columns->len + c], c + 1 == columns->len && !with_reasons);
    if (!with_reasons)
      continue;
    cop_answers_cell(csv, lines->pdata[i], false);
    cop_answers_cell(csv, reasons->pdata[i], true);
  }
  return csv;
}

void
cop_page_mended_save(CopPage *p)
{
  bool as_file = g_strcmp0(cop_page_form(p, "as"), "file") == 0;
  const char *name = cop_page_form(p, "name");
  g_autoptr(GString) csv = mended_rows(p, as_file);
  if (csv == NULL || name == NULL || strlen(name) > 400) {
    p->rs->status = 422;
    write_start(p, T_("The rows could not be read from the form. Send the file again."));
  } else if (as_file) {
    p->personal = true;
    p->rs->type = "text/csv; charset=utf-8";
    p->rs->body = g_bytes_new(csv->str, csv->len);
    cop_response_header(p->rs, "Content-Disposition", "attachment; filename=\"rejects.csv\"");
  } else {
    take(p, csv->str, csv->len, name);
  }
}
