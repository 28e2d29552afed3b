/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "import/observations.h"
#include "json_model.h"

static const char country[] =
  "{\"areas\": ["
  "  {\"id\": \"PH\", \"name\": \"Land\", \"level\": \"country\", \"position\": 1, \"population\": 100000, \"mark\": \"S\"},"
  "  {\"id\": \"R1\", \"name\": \"One\", \"level\": \"region\", \"parent\": \"PH\", \"population\": 600, \"old_code\": \"X1\", \"position\": 2, \"mark\": \"S\"},"
  "  {\"id\": \"R2\", \"name\": \"Two\", \"level\": \"region\", \"parent\": \"PH\", \"valid_from\": \"2026-07-01\", \"old_code\": \"R9\", \"position\": 3, \"mark\": \"S\"},"
  "  {\"id\": \"R3\", \"name\": \"Three\", \"level\": \"region\", \"parent\": \"PH\", \"old_code\": \"S\", \"position\": 4, \"mark\": \"S\"},"
  "  {\"id\": \"R4\", \"name\": \"Four\", \"level\": \"region\", \"parent\": \"PH\", \"old_code\": \"S\", \"position\": 5, \"mark\": \"S\"},"
  "  {\"id\": \"R9\", \"name\": \"Nine\", \"level\": \"region\", \"parent\": \"PH\", \"valid_to\": \"2026-07-01\", \"position\": 6, \"mark\": \"S\"}],"
  "\"age_schemes\": [{\"id\": \"itu\", \"title\": \"ITU\", \"position\": 1, \"mark\": \"S\"}],"
  "\"age_bands\": [{\"id\": \"12-17\", \"scheme\": \"itu\", \"label\": \"12-17\", \"from_months\": 144, \"to_months\": 216, \"position\": 1, \"mark\": \"S\"}],"
  "\"languages\": [{\"id\": \"ceb\", \"name\": \"Cebuano\", \"autonym\": \"c\", \"position\": 1, \"mark\": \"S\"}],"
  "\"indicators\": ["
  "  {\"id\": \"REACH\", \"title\": \"Number of people\", \"level\": \"output\", \"unit\": \"people\", \"direction\": \"up\", \"aggregation\": \"sum\", \"disaggregation\": [\"sex\", \"age band\", \"area\", \"language\", \"setting\"], \"frequency\": \"monthly\", \"privacy\": \"persons\", \"field_reported\": true, \"position\": 1, \"mark\": \"E\"},"
  "  {\"id\": \"RECALL\", \"title\": \"Percentage\", \"level\": \"outcome\", \"unit\": \"per cent\", \"direction\": \"up\", \"aggregation\": \"ratio\", \"frequency\": \"yearly\", \"privacy\": \"persons\", \"field_reported\": true, \"position\": 2, \"mark\": \"E\"},"
  "  {\"id\": \"TIPS\", \"title\": \"Number of tips\", \"level\": \"output\", \"unit\": \"tips\", \"direction\": \"neutral\", \"aggregation\": \"sum\", \"frequency\": \"yearly\", \"privacy\": \"open\", \"position\": 3, \"mark\": \"E\"}]}";

#define ID1 "00000000000000000000000000000001"
#define ID2 "00000000-0000-0000-0000-000000000002"
#define ID3 "00000000000000000000000000000003"
#define HEAD "report_id,form,reporter,area,period,reported_at,indicator,sex,age_band,disability,setting,language,value,numerator,denominator,synthetic\n"

typedef struct {
  CopArena *arena;
  CopModel *model;
  CopCsv *csv;
  CopIntake *in;
  CopDiags *found;
  GError *error;
  CopIntakeBatch batch;
} Fixture;

static void
open_text(Fixture *f, const char *text, size_t rows_in_batch)
{
  memset(f, 0, sizeof *f);
  f->arena = cop_arena_new();
  f->model = json_model_new(f->arena, country);
  f->found = cop_diags_new();
  f->csv = cop_csv_new(text, strlen(text), '\0');
  CopIntakeRules rules = { .today = "2027-05-15", .rows_in_batch = rows_in_batch };
  f->in = cop_intake_new(f->csv, f->model, &rules, "x.csv", f->found, &f->error);
}

static void
close_text(Fixture *f)
{
  cop_intake_batch_clear(&f->batch);
  cop_intake_free(f->in);
  cop_csv_free(f->csv);
  cop_diags_free(f->found);
  cop_arena_free(f->arena);
  g_clear_error(&f->error);
}

static void
test_takes(void)
{
  Fixture f;
  open_text(&f, HEAD ID1 ",activity,DepEd Cebu,R1,2027-04,2027-05-02,REACH,female,12-17,,in-school,ceb,120,,,1\n"
                ID1 ",activity,DepEd Cebu,R1,2027-04,2027-05-02,REACH,male,12-17,,in-school,ceb,98,,,1\n"
                ID2 ",survey,PIA,X1,2026,2027-01-10T08:00:00Z,RECALL,,,,,,,45,60,\n", 0);
  g_assert_no_error(f.error);
  g_assert_true(cop_intake_next(f.in, &f.batch, &f.error));
  g_assert_cmpuint(f.batch.n_reports, ==, 2);
  g_assert_cmpuint(f.batch.n_rejects, ==, 0);
  const CopReport *r = &f.batch.reports[0];
  g_assert_cmpuint(r->n, ==, 2);
  g_assert_cmpuint(r->id[15], ==, 1);
  g_assert_cmpstr(r->reporter, ==, "DepEd Cebu");
  g_assert_true(r->synthetic);
  g_assert_cmpint(r->observations[0].sex, ==, COP_SEX_FEMALE);
  g_assert_cmpint(r->observations[0].age_band, ==, 1);
  g_assert_cmpint(r->observations[0].setting, ==, COP_SETTING_IN_SCHOOL);
  g_assert_cmpfloat(r->observations[1].value, ==, 98);
  g_assert_true(isnan(r->observations[1].numerator));
  g_assert_cmpstr(f.model->areas.items[f.batch.reports[1].observations[0].area].id, ==, "R1");
  g_assert_cmpuint(f.batch.n_old_codes, ==, 1);
  g_assert_cmpfloat(f.batch.reports[1].observations[0].denominator, ==, 60);
  g_assert_false(cop_intake_next(f.in, &f.batch, &f.error));
  g_assert_no_error(f.error);
  close_text(&f);
}

static void
test_rejects(void)
{
  static const struct {
    const char *row;
    CopIntakeCode code;
    const char *says;
  } cases[] = {
    { "12,a,b,R1,2027-04,2027-05-02,REACH,,,,,,1,,,", COP_INTAKE_ID, "not 32 hexadecimal digits" },
    { ID1 ",,b,R1,2027-04,2027-05-02,REACH,,,,,,1,,,", COP_INTAKE_MISSING, "form is empty" },
    { ID1 ",a,call 0917 123 4567,R1,2027-04,2027-05-02,REACH,,,,,,1,,,", COP_INTAKE_TEXT, "telephone number" },
    { ID1 ",a,maria@x.ph,R1,2027-04,2027-05-02,REACH,,,,,,1,,,", COP_INTAKE_TEXT, "mail address" },
    { ID1 ",a,b,R1,April,2027-05-02,REACH,,,,,,1,,,", COP_INTAKE_PERIOD, "'April' is unknown" },
    { ID1 ",a,b,R1,2027-06,2027-05-02,REACH,,,,,,1,,,", COP_INTAKE_FUTURE, "has not begun" },
    { ID1 ",a,b,R1,2027-04,2 May,REACH,,,,,,1,,,", COP_INTAKE_DATE, "is no date" },
    { ID1 ",a,b,R1,2027-04,2027-05-02,REACHED,,,,,,1,,,", COP_INTAKE_INDICATOR, "did you mean 'REACH'?" },
    { ID1 ",a,b,R1,2027-04,2027-05-02,TIPS,,,,,,1,,,", COP_INTAKE_INDICATOR, "not fed by field reports" },
    { ID1 ",a,b,R7,2027-04,2027-05-02,REACH,,,,,,1,,,", COP_INTAKE_AREA, "there is no area 'R7'" },
    { ID1 ",a,b,S,2027-04,2027-05-02,REACH,,,,,,1,,,", COP_INTAKE_AREA, "several areas share" },
    { ID1 ",a,b,R9,2027-04,2027-05-02,REACH,,,,,,1,,,", COP_INTAKE_AREA_PERIOD, "'R2' took its place" },
    { ID1 ",a,b,R2,2026-03,2027-05-02,REACH,,,,,,1,,,", COP_INTAKE_AREA_PERIOD, "not in use in that period (2026-07-01 to now)" },
    { ID1 ",a,b,R1,2027-04,2027-05-02,REACH,girl,,,,,1,,,", COP_INTAKE_WORD, "write female, male, other, unknown" },
    { ID1 ",a,b,R1,2027-04,2027-05-02,REACH,,9-99,,,,1,,,", COP_INTAKE_AGE_BAND, "no age band '9-99'" },
    { ID1 ",a,b,R1,2027-04,2027-05-02,REACH,,,,,xx,1,,,", COP_INTAKE_LANGUAGE, "no language 'xx'" },
    { ID1 ",a,b,R1,2027-04,2027-05-02,REACH,,,yes,,,1,,,", COP_INTAKE_BREAKDOWN, "not broken down by disability" },
    { ID1 ",a,b,R1,2027-04,2027-05-02,REACH,,,,,,-1,,,", COP_INTAKE_NUMBER, "is negative" },
    { ID1 ",a,b,R1,2027-04,2027-05-02,REACH,,,,,,\"1,000\",,,", COP_INTAKE_NUMBER, "no spaces or commas" },
    { ID1 ",a,b,R1,2027-04,2027-05-02,REACH,,,,,,1.5,,,", COP_INTAKE_NUMBER, "not a whole number" },
    { ID1 ",a,b,R1,2027-04,2027-05-02,REACH,,,,,,,,,", COP_INTAKE_MISSING, "write 0 only when it was counted" },
    { ID1 ",a,b,R1,2027-04,2027-05-02,REACH,,,,,,3001,,,", COP_INTAKE_IMPLAUSIBLE, "more than five times the 600 people" },
    { ID1 ",a,b,R1,2027-04,2027-05-02,RECALL,,,,,,50,,,", COP_INTAKE_MISSING, "needs numerator and denominator" },
    { ID1 ",a,b,R1,2027-04,2027-05-02,RECALL,,,,,,,6,5,", COP_INTAKE_IMPLAUSIBLE, "numerator 6 is more than denominator 5" },
    { ID1 ",a,b,R1,2027-04,2027-05-02,RECALL,,,,,,10,6,12,", COP_INTAKE_IMPLAUSIBLE, "not the 50.0 per cent" },
    { ID1 ",a,b,R1,2027-04,2027-05-02,RECALL,,,,,,,0,0,", COP_INTAKE_NUMBER, "denominator is 0" },
    { ID1 ",a,b,R1,2027-04,2027-05-02,REACH,,,,,,1,,,maybe", COP_INTAKE_WORD, "synthetic 'maybe'" },
    { ID1 ",a,b,R1,2027-04,2027-05-02,REACH,,,,,,1,,", COP_INTAKE_CELLS, "15 cells, the first row has 16" },
    { "\"" ID1 ",a", COP_INTAKE_CSV, "never closed" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Fixture f;
    g_autofree char *text = g_strconcat(HEAD, cases[i].row, "\n", NULL);
    open_text(&f, text, 0);
    g_assert_no_error(f.error);
    g_assert_true(cop_intake_next(f.in, &f.batch, &f.error));
    g_assert_cmpuint(f.batch.n_reports, ==, 0);
    g_assert_cmpuint(f.batch.n_rejects, ==, 1);
    const CopIntakeReject *r = &f.batch.rejects[0];
    g_assert_cmpstr(cop_intake_code_name(r->code), ==, cop_intake_code_name(cases[i].code));
    if (strstr(r->reason, cases[i].says) == NULL)
      g_error("'%s' does not say '%s'", r->reason, cases[i].says);
    g_assert_cmpuint(r->line, ==, 2);
    g_assert_cmpmem(r->raw.text, r->raw.length, cases[i].row, strlen(cases[i].row));
    close_text(&f);
  }
}

/* One bad row takes its report along; the report after it stands. */
static void
test_whole_reports(void)
{
  Fixture f;
  open_text(&f, HEAD ID1 ",a,b,R1,2027-04,2027-05-02,REACH,female,,,,,10,,,\n"
                ID1 ",a,b,R1,2027-04,2027-05-02,REACH,male,,,,,x,,,\n"
                ID1 ",a,b,R1,2027-04,2027-05-02,REACH,other,,,,,1,,,\n"
                ID2 ",a,b,R1,2027-04,2027-05-02,REACH,,,,,,5,,,\n"
                ID3 ",a,b,R1,2027-04,2027-05-02,REACH,,,,,,5,,,\n"
                ID3 ",a,other office,R1,2027-04,2027-05-02,REACH,female,,,,,5,,,\n"
                ID3 ",a,b,R1,2027-04,2027-05-02,REACH,,,,,,6,,,\n", 0);
  g_assert_true(cop_intake_next(f.in, &f.batch, &f.error));
  g_assert_cmpuint(f.batch.n_reports, ==, 1);
  g_assert_cmpuint(f.batch.reports[0].id[15], ==, 2);
  g_assert_cmpuint(f.batch.n_rejects, ==, 6);
  static const CopIntakeCode codes[] = { COP_INTAKE_COMPANION, COP_INTAKE_NUMBER, COP_INTAKE_COMPANION,
                                         COP_INTAKE_COMPANION, COP_INTAKE_DISAGREES, COP_INTAKE_TWICE };
  for (size_t i = 0; i < 6; i++)
    g_assert_cmpint(f.batch.rejects[i].code, ==, codes[i]);
  g_assert_cmpstr(f.batch.rejects[5].reason, ==, "counts the same as line 6");
  g_autofree char *head = cop_intake_rejects_head(f.in), *row = cop_intake_reject_to_row(f.in, &f.batch.rejects[5]);
  g_assert_true(g_str_has_suffix(head, "\"synthetic\",line,reason\r\n"));
  g_assert_true(g_str_has_suffix(row, ",REACH,,,,,,6,,,,8,\"counted-twice: counts the same as line 6\"\r\n"));
  close_text(&f);
}

static void
test_stray_rows(void)
{
  Fixture f;
  open_text(&f, HEAD ID1 ",a,b,R1,2027-04,2027-05-02,REACH,female,,,,,10,,,\n"
                "short,row\n"
                ID1 ",a,b,R1,2027-04,2027-05-02,REACH,male,,,,,9,,,\n"
                ID2 ",a,b,R1,2027-04,2027-05-02,REACH,,,,,,5,,,\n"
                "short,row\n"
                ID3 ",a,b,R1,2027-04,2027-05-02,REACH,,,,,,5,,,\n", 0);
  g_assert_true(cop_intake_next(f.in, &f.batch, &f.error));
  g_assert_cmpuint(f.batch.n_reports, ==, 2);
  g_assert_cmpuint(f.batch.n_rejects, ==, 4);
  g_assert_cmpuint(f.batch.n_rows, ==, 6);
  g_autofree char *row = cop_intake_reject_to_row(f.in, &f.batch.rejects[3]);
  g_assert_true(g_str_has_prefix(row, "\"short,row\",,,,,,,,,,,,,,,,6,\"csv-cells:"));
  close_text(&f);
}

/* Batches end between reports; all rows come through once. */
static void
test_batches(void)
{
  g_autoptr(GString) text = g_string_new(HEAD);
  for (int r = 0; r < 50; r++)
    for (int i = 0; i <= r % 4; i++)
      g_string_append_printf(text, "%032x,a,b,R1,2027-04,2027-05-02,REACH,%s,%s,,,,%d,,,\n", r + 1, i % 2 ? "male" : "female",
                             i / 2 ? "12-17" : "", i);
  for (size_t size = 1; size < 12; size++) {
    Fixture f;
    open_text(&f, text->str, size);
    size_t reports = 0, rows = 0;
    while (cop_intake_next(f.in, &f.batch, &f.error)) {
      for (size_t k = 0; k < f.batch.n_reports; k++) {
        g_assert_cmpuint(f.batch.reports[k].n, ==, reports % 4 + 1);
        g_assert_cmpuint(f.batch.rows[k].n_rows, ==, reports % 4 + 1);
        reports++;
        rows += f.batch.reports[k].n;
      }
      g_assert_cmpuint(f.batch.n_rejects, ==, 0);
    }
    g_assert_cmpuint(reports, ==, 50);
    g_assert_cmpuint(rows, ==, 123);
    close_text(&f);
  }
}

static void
test_heads(void)
{
  static const struct {
    const char *text;
    int code;
    const char *says;
  } cases[] = {
    { "", COP_INTAKE_ERROR_COLUMNS, "the file is empty" },
    { "report_id,form\n", COP_INTAKE_ERROR_COLUMNS, "columns are missing: reporter, period, reported_at, indicator, value" },
    { "report_id,form,form\n", COP_INTAKE_ERROR_COLUMNS, "column 'form' stands twice" },
    { "report_id,Child Name,form,reporter,period,reported_at,indicator,value\n", COP_INTAKE_ERROR_IDENTITY, "could tell who a child is" },
    { "report_id,date-of-birth\n", COP_INTAKE_ERROR_IDENTITY, "nothing was read" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Fixture f;
    open_text(&f, cases[i].text, 0);
    g_assert_null(f.in);
    g_assert_error(f.error, COP_INTAKE_ERROR, cases[i].code);
    g_assert_nonnull(strstr(f.error->message, cases[i].says));
    close_text(&f);
  }
  Fixture f;
  open_text(&f, "Report ID;form;reporter;period;reported_at;indicator;valeu;value\n" ID1 ";a;b;2027-04;2027-05-01;REACH;;7\n", 0);
  g_assert_no_error(f.error);
  g_assert_cmpuint(cop_diags_count(f.found), ==, 1);
  g_assert_cmpstr(cop_diags_at(f.found, 0)->message, ==, "there is no column 'valeu'");
  g_assert_true(cop_intake_next(f.in, &f.batch, &f.error));
  g_assert_cmpuint(f.batch.n_reports, ==, 1);
  g_assert_cmpint(f.batch.reports[0].observations[0].area, ==, -1);
  close_text(&f);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/observations/takes", test_takes);
  g_test_add_func("/observations/rejects", test_rejects);
  g_test_add_func("/observations/whole-reports", test_whole_reports);
  g_test_add_func("/observations/stray-rows", test_stray_rows);
  g_test_add_func("/observations/batches", test_batches);
  g_test_add_func("/observations/heads", test_heads);
  return g_test_run();
}
