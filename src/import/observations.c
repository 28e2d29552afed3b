/* SPDX-License-Identifier: Apache-2.0 */
#include "import/observations.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/nearest.h"
#include "import/intake_priv.h"
#include "model/report_store.h"
#include "model/identity.h"

#define ROWS_IN_BATCH 50000u
#define MOST_ROWS_OF_REPORT 10000u

G_DEFINE_QUARK(cop-intake-error-quark, cop_intake_error)

static const char *const column_names[COLUMN_MAX] = {
  [COLUMN_REPORT_ID] = "report_id",     [COLUMN_FORM] = "form",           [COLUMN_REPORTER] = "reporter",
  [COLUMN_AREA] = "area",               [COLUMN_PERIOD] = "period",       [COLUMN_REPORTED_AT] = "reported_at",
  [COLUMN_INDICATOR] = "indicator",     [COLUMN_SEX] = "sex",             [COLUMN_AGE_BAND] = "age_band",
  [COLUMN_DISABILITY] = "disability",   [COLUMN_SETTING] = "setting",     [COLUMN_URBAN] = "urban",
  [COLUMN_LANGUAGE] = "language",       [COLUMN_VALUE] = "value",         [COLUMN_NUMERATOR] = "numerator",
  [COLUMN_DENOMINATOR] = "denominator", [COLUMN_SYNTHETIC] = "synthetic", [COLUMN_SUPERSEDES] = "supersedes",
  [COLUMN_RECEIPT] = "receipt",
};

const char *
cop_intake_code_name(CopIntakeCode c)
{
  static const char *const names[COP_INTAKE_CODE_MAX] = {
    [COP_INTAKE_CSV] = "csv-row",
    [COP_INTAKE_CELLS] = "csv-cells",
    [COP_INTAKE_ID] = "report-id",
    [COP_INTAKE_MISSING] = "cell-missing",
    [COP_INTAKE_TEXT] = "text-refused",
    [COP_INTAKE_PERIOD] = "period-unknown",
    [COP_INTAKE_FUTURE] = "period-future",
    [COP_INTAKE_DATE] = "date-unknown",
    [COP_INTAKE_INDICATOR] = "indicator-unknown",
    [COP_INTAKE_AREA] = "area-unknown",
    [COP_INTAKE_AREA_PERIOD] = "area-not-in-use",
    [COP_INTAKE_WORD] = "word-unknown",
    [COP_INTAKE_AGE_BAND] = "age-band-unknown",
    [COP_INTAKE_LANGUAGE] = "language-unknown",
    [COP_INTAKE_BREAKDOWN] = "breakdown-not-asked",
    [COP_INTAKE_NUMBER] = "number-refused",
    [COP_INTAKE_IMPLAUSIBLE] = "number-implausible",
    [COP_INTAKE_TWICE] = "counted-twice",
    [COP_INTAKE_DISAGREES] = "report-disagrees",
    [COP_INTAKE_TOO_LONG] = "report-too-long",
    [COP_INTAKE_COMPANION] = "report-incomplete",
    [COP_INTAKE_CONFLICT] = "report-conflict",
    [COP_INTAKE_SUPERSEDES] = "supersedes-unknown",
    [COP_INTAKE_RECEIPT] = "receipt-unknown",
  };
  g_assert(c < COP_INTAKE_CODE_MAX);
  return names[c];
}

/* --- look-ups --- */

/* FNV-1a, 64 bits. */
static size_t
hash(Slice key)
{
  uint64_t h = UINT64_C(0xcbf29ce484222325);
  for (size_t i = 0; i < key.length; i++)
    h = (h ^ (unsigned char)key.text[i]) * UINT64_C(0x100000001b3);
  return (size_t)(h ^ h >> 29);
}

static size_t
slot_of(const Lookup *l, Slice key)
{
  size_t i = hash(key) & l->mask;
  while (l->slots[i].key.text != NULL &&
         (l->slots[i].key.length != key.length || memcmp(l->slots[i].key.text, key.text, key.length) != 0))
    i = (i + 1) & l->mask;
  return i;
}

void
cop_lookup_init(Lookup *l, size_t most, CopArena *a)
{
  size_t n = 16;
  while (n < 2 * most + 1)
    n *= 2;
  l->mask = n - 1;
  l->slots = cop_arena_alloc_n(a, n, sizeof *l->slots);
}

bool
cop_lookup_add(Lookup *l, const char *key, int32_t value)
{
  Slice s = { key, strlen(key) };
  size_t i = slot_of(l, s);
  if (l->slots[i].key.text != NULL)
    return false;
  l->slots[i].key = s;
  l->slots[i].value = value;
  return true;
}

int32_t
cop_lookup_find(const Lookup *l, Slice key)
{
  size_t i = slot_of(l, key);
  return l->slots[i].key.text == NULL ? -1 : l->slots[i].value;
}

static void
add_all(Lookup *l, const CopModel *m, CopEntity e, CopArena *a)
{
  cop_lookup_init(l, cop_model_count(m, e), a);
  for (size_t i = 0; i < cop_model_count(m, e); i++)
    cop_lookup_add(l, ((const CopRecord *)cop_model_at(m, e, i))->id, (int32_t)i);
}

static unsigned
breakdowns_of(const CopIndicator *i)
{
  static const char *const words[] = { "sex", "age band", "disability", "setting", "urban", "area", "language" };
  unsigned set = 0;
  for (size_t k = 0; k < i->disaggregation.n; k++)
    for (unsigned b = 0; b < G_N_ELEMENTS(words); b++)
      if (strcmp(i->disaggregation.items[k], words[b]) == 0)
        set |= 1u << b;
  return set;
}

CopIntakeIndex *
cop_intake_index_new(const CopModel *m)
{
  CopArena *arena = cop_arena_new();
  CopIntakeIndex *x = cop_new(arena, CopIntakeIndex);
  x->arena = arena;
  add_all(&x->indicators, m, COP_ENTITY_indicator, x->arena);
  add_all(&x->areas, m, COP_ENTITY_area, x->arena);
  add_all(&x->age_bands, m, COP_ENTITY_age_band, x->arena);
  add_all(&x->languages, m, COP_ENTITY_language, x->arena);
  cop_lookup_init(&x->old_areas, m->areas.n, x->arena);
  x->in_use = cop_new_n(x->arena, InUse, m->areas.n);
  for (size_t i = 0; i < m->areas.n; i++) {
    const CopArea *area = &m->areas.items[i];
    x->in_use[i].from = area->valid_from == NULL ? INT64_MIN : cop_date_first_day(cop_date_read(area->valid_from));
    x->in_use[i].to = area->valid_to == NULL ? INT64_MAX : cop_date_first_day(cop_date_read(area->valid_to));
    /* An earlier code that was split stands for none of its parts. */
    if (area->old_code != NULL && !cop_lookup_add(&x->old_areas, area->old_code, (int32_t)i))
      x->old_areas.slots[slot_of(&x->old_areas, (Slice){ area->old_code, strlen(area->old_code) })].value = G_MAXINT32;
  }
  x->breakdowns = cop_new_n(x->arena, unsigned, m->indicators.n);
  for (size_t i = 0; i < m->indicators.n; i++)
    x->breakdowns[i] = breakdowns_of(&m->indicators.items[i]);
  return x;
}

void
cop_intake_index_free(CopIntakeIndex *x)
{
  if (x != NULL)
    cop_arena_free(x->arena);
}

/* --- the head --- */

static char *
plain_name(const char *text, size_t length)
{
  g_autofree char *copy = g_strndup(text, length);
  char *lower = g_ascii_strdown(g_strstrip(copy), -1);
  for (char *p = lower; *p != '\0'; p++)
    if (*p == ' ' || *p == '-')
      *p = '_';
  return lower;
}

static Column
column_by_name(const char *name)
{
  for (int c = 0; c < COLUMN_MAX; c++)
    if (strcmp(column_names[c], name) == 0)
      return (Column)c;
  return COLUMN_MAX;
}

static void
say_unknown(CopIntake *in, const CopCsvRow *head, size_t i, const char *name, CopDiags *found)
{
  CopNearest n = cop_nearest(name);
  for (int c = 0; c < COLUMN_MAX; c++)
    if (in->at[c] < 0)
      cop_nearest_offer(&n, column_names[c]);
  g_autofree char *remedy = n.best == NULL ? g_strdup("it is not read") : g_strdup_printf("it is not read; did you mean '%s'?", n.best);
  uint64_t line;
  unsigned column;
  cop_csv_place(head, i, &line, &column);
  cop_diags_format(found, COP_SEVERITY_WARNING, "csv-column", in->file, (unsigned)line, column, remedy, "there is no column '%s'", name);
}

static bool
read_columns(CopIntake *in, const CopCsvRow *head, CopDiags *found, GError **error)
{
  in->n_columns = head->n;
  in->head = cop_new_n(in->arena, char *, head->n);
  for (int c = 0; c < COLUMN_MAX; c++)
    in->at[c] = -1;
  for (size_t i = 0; i < head->n; i++) {
    in->head[i] = cop_arena_strndup(in->arena, head->cells[i].text, head->cells[i].length);
    g_autofree char *name = plain_name(head->cells[i].text, head->cells[i].length);
    Column c = column_by_name(name);
    if (c < COLUMN_MAX && in->at[c] >= 0) {
      g_set_error(error, COP_INTAKE_ERROR, COP_INTAKE_ERROR_COLUMNS, "column '%s' stands twice", name);
      return false;
    }
    if (c < COLUMN_MAX)
      in->at[c] = (int)i;
    if (cop_identity_in_name(name) != NULL) {
      cop_diags_add(found, &(CopDiag){ .severity = COP_SEVERITY_ERROR, .kind = COP_DIAG_IDENTITY, .code = "csv-identity", .file = in->file,
                                       .line = (unsigned)head->line, .start = -1, .end = -1, .text = in->head[i],
                                       .message = "a column could tell who a child is",
                                       .remedy = "remove it; field data are counts" });
      g_set_error(error, COP_INTAKE_ERROR, COP_INTAKE_ERROR_IDENTITY, "column '%s' could tell who a child is; nothing was read", in->head[i]);
      return false;
    }
  }
  for (size_t i = 0; i < head->n; i++) {
    g_autofree char *name = plain_name(head->cells[i].text, head->cells[i].length);
    if (column_by_name(name) == COLUMN_MAX && strcmp(name, "line") != 0 && strcmp(name, "reason") != 0)
      say_unknown(in, head, i, name, found);
  }
  return true;
}

static bool
check_columns(const CopIntake *in, const CopCsvRow *head, CopDiags *found, GError **error)
{
  static const Column required[] = { COLUMN_REPORT_ID, COLUMN_FORM, COLUMN_REPORTER, COLUMN_PERIOD, COLUMN_REPORTED_AT, COLUMN_INDICATOR };
  g_autoptr(GString) missing = g_string_new(NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(required); i++)
    if (in->at[required[i]] < 0)
      g_string_append_printf(missing, "%s%s", missing->len > 0 ? ", " : "", column_names[required[i]]);
  if (in->at[COLUMN_VALUE] < 0 && (in->at[COLUMN_NUMERATOR] < 0 || in->at[COLUMN_DENOMINATOR] < 0))
    g_string_append_printf(missing, "%svalue", missing->len > 0 ? ", " : "");
  if (missing->len == 0)
    return true;
  bool detected;
  char separator = cop_csv_separator(in->csv, &detected);
  g_autofree char *remedy = g_strdup_printf("name the columns in the first row; cells were parted at each %s", cop_csv_separator_name(separator));
  cop_diags_format(found, COP_SEVERITY_ERROR, "csv-columns", in->file, (unsigned)head->line, 1, remedy, "columns are missing: %s", missing->str);
  g_set_error(error, COP_INTAKE_ERROR, COP_INTAKE_ERROR_COLUMNS, "columns are missing: %s", missing->str);
  return false;
}

CopIntake *
cop_intake_new(CopCsv *csv, const CopModel *m, const CopIntakeRules *rules, const char *file, CopDiags *found, GError **error)
{
  CopArena *a = cop_arena_new();
  CopIntake *in = cop_new(a, CopIntake);
  in->arena = a;
  in->csv = csv;
  in->m = m;
  in->file = cop_arena_strdup(a, file);
  in->rows_in_batch = rules->rows_in_batch > 0 ? rules->rows_in_batch : ROWS_IN_BATCH;
  CopDate today = cop_date_read(rules->today);
  g_assert(today.precision == COP_DATE_DAY);
  in->today = cop_date_first_day(today);
  CopCsvRow head;
  CopCsvStep step = cop_csv_next(csv, &head, error);
  if (step == COP_CSV_END)
    g_set_error(error, COP_INTAKE_ERROR, COP_INTAKE_ERROR_COLUMNS, "the file is empty");
  if (step != COP_CSV_ROW || !read_columns(in, &head, found, error) || !check_columns(in, &head, found, error)) {
    cop_arena_free(a);
    return NULL;
  }
  in->own = rules->index == NULL ? cop_intake_index_new(m) : NULL;
  in->x = in->own != NULL ? in->own : rules->index;
  return in;
}

void
cop_intake_free(CopIntake *in)
{
  if (in == NULL)
    return;
  cop_intake_index_free(in->own);
  cop_arena_free(in->arena);
}

/* --- reports --- */

typedef struct {
  CopIntake *in;
  CopIntakeBatch *b;
  GArray *reports;  /* CopReport */
  GArray *spans;    /* CopIntakeRows */
  GArray *rejects;  /* CopIntakeReject */
  GArray *rows;     /* Row of the report being gathered; texts copied */
  GArray *strays;   /* Row: unreadable ones met since, whose report is not known yet */
} Gather;

static void
reject(Gather *g, const Row *row, CopIntakeCode code, const char *reason)
{
  CopIntakeReject r = { row->line, code, reason, row->raw, row->sound };
  g_array_append_val(g->rejects, r);
}

static bool
same(Slice a, Slice b)
{
  return a.length == b.length && (a.length == 0 || memcmp(a.text, b.text, a.length) == 0);
}

static void
set_bad(Row *row, CopIntakeCode code, const char *reason)
{
  if (row->bad)
    return;
  row->bad = true;
  row->code = code;
  row->reason = reason;
}

static int
by_key(const void *a, const void *b)
{
  const Row *const *x = a, *const *y = b;
  int c = cop_observation_compare(&(*x)->o, &(*y)->o);
  return c != 0 ? c : ((*x)->line > (*y)->line) - ((*x)->line < (*y)->line);
}

/* Rules between the rows of a report. */
static void
check_report(Gather *g)
{
  Row *rows = (Row *)(void *)g->rows->data;
  guint n = g->rows->len;
  for (guint i = 1; i < n; i++)
    if (!rows[i].bad && !rows[0].bad &&
        (!same(rows[i].form, rows[0].form) || !same(rows[i].reporter, rows[0].reporter) || !same(rows[i].reported_at, rows[0].reported_at) ||
         !same(rows[i].supersedes, rows[0].supersedes) || strcmp(rows[i].receipt, rows[0].receipt) != 0 || rows[i].synthetic != rows[0].synthetic))
      set_bad(&rows[i], COP_INTAKE_DISAGREES,
              "form, reporter, reported_at, supersedes, receipt or synthetic differ from the first row of this report");
  if (n > MOST_ROWS_OF_REPORT)
    set_bad(&rows[n - 1], COP_INTAKE_TOO_LONG, "a report holds at most 10,000 rows; part it");
  g_autofree Row **sorted = g_new(Row *, n);
  guint sound = 0;
  for (guint i = 0; i < n; i++)
    if (!rows[i].bad)
      sorted[sound++] = &rows[i];
  qsort(sorted, sound, sizeof *sorted, by_key);
  for (guint i = 1; i < sound; i++)
    if (cop_observation_compare(&sorted[i - 1]->o, &sorted[i]->o) == 0)
      set_bad(sorted[i], COP_INTAKE_TWICE,
              cop_arena_printf(g->b->arena, "counts the same as line %" G_GUINT64_FORMAT, sorted[i - 1]->line));
}

static void
reject_report(Gather *g, uint64_t first_bad)
{
  for (guint i = 0; i < g->rows->len; i++) {
    const Row *row = &g_array_index(g->rows, Row, i);
    if (row->bad)
      reject(g, row, row->code, row->reason);
    else
      reject(g, row, COP_INTAKE_COMPANION,
             cop_arena_printf(g->b->arena, "sound, but line %" G_GUINT64_FORMAT " of its report is not", first_bad));
  }
}

static char *
copy(Gather *g, Slice s)
{
  return cop_arena_strndup(g->b->arena, s.text, s.length);
}

static void
accept_report(Gather *g)
{
  const Row *rows = (const Row *)(const void *)g->rows->data;
  guint n = g->rows->len;
  CopArena *a = g->b->arena;
  CopReport r = { .form = copy(g, rows[0].form), .reporter = copy(g, rows[0].reporter), .reported_at = copy(g, rows[0].reported_at),
                  .area = rows[0].o.area, .period = rows[0].o.period, .synthetic = rows[0].synthetic, .n = n,
                  .supersedes_given = rows[0].supersedes.length > 0, .observations = cop_new_n(a, CopObservation, n) };
  cop_report_id_read(rows[0].id.text, rows[0].id.length, r.id);
  if (r.supersedes_given)
    cop_report_id_read(rows[0].supersedes.text, rows[0].supersedes.length, r.supersedes);
  memcpy(r.receipt, rows[0].receipt, sizeof r.receipt);
  CopIntakeRaw *raw = cop_new_n(a, CopIntakeRaw, n);
  uint64_t *lines = cop_new_n(a, uint64_t, n);
  for (guint i = 0; i < n; i++) {
    r.observations[i] = rows[i].o;
    raw[i] = rows[i].raw;
    lines[i] = rows[i].line;
    g->b->n_old_codes += rows[i].old_code;
    if (rows[i].o.area != r.area)
      r.area = -1;
    if (rows[i].o.period != r.period)
      r.period = cop_period_at(rows[0].o.period, COP_PERIOD_YEAR);
  }
  int32_t month = cop_period_first_month(r.period);
  int64_t begins = cop_date_first_day((CopDate){ COP_DATE_MONTH, month / 12, month % 12 + 1, 0 });
  char day[sizeof "YYYY-MM-DD"];
  g_strlcpy(day, r.reported_at, sizeof day);
  g->b->n_early += cop_date_first_day(cop_date_read(day)) < begins;
  cop_report_digest(g->in->m, &r, r.digest);
  r.digested = true;
  CopIntakeRows span = { rows[0].line, n, raw, lines };
  g_array_append_val(g->reports, r);
  g_array_append_val(g->spans, span);
}

static void
finish_report(Gather *g)
{
  if (g->rows->len == 0)
    return;
  check_report(g);
  const Row *bad = NULL;
  for (guint i = 0; i < g->rows->len && bad == NULL; i++)
    if (g_array_index(g->rows, Row, i).bad)
      bad = &g_array_index(g->rows, Row, i);
  if (bad == NULL)
    accept_report(g);
  else
    reject_report(g, bad->line);
  g_array_set_size(g->rows, 0);
}

/* --- batches --- */

static CopIntakeRaw
keep_raw(const Gather *g, const CopCsvRow *cells)
{
  bool stays = cop_csv_in_memory(g->in->csv);
  return (CopIntakeRaw){ stays ? cells->raw : cop_arena_strndup(g->b->arena, cells->raw, cells->raw_length), cells->raw_length };
}

/* The cells of a row die with the next one; what a report needs is copied once. */
static void
keep_texts(Gather *g, const CopCsvRow *cells, Row *row)
{
  row->raw = keep_raw(g, cells);
  row->sound = true;
  Slice *const texts[] = { &row->id, &row->form, &row->reporter, &row->reported_at, &row->supersedes };
  static const Row none;
  const Row *first = g->rows->len > 0 ? &g_array_index(g->rows, Row, 0) : &none;
  const Slice *const known[] = { &first->id, &first->form, &first->reporter, &first->reported_at, &first->supersedes };
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    if (known[i]->text != NULL && texts[i]->text != NULL && same(*texts[i], *known[i]))
      *texts[i] = *known[i];
    else
      *texts[i] = (Slice){ cop_arena_strndup(g->b->arena, texts[i]->text, texts[i]->length), texts[i]->length };
  }
}

/* An unreadable row between rows of one report belongs to it, and spoils it. */
static void
settle_strays(Gather *g, bool same_report)
{
  for (guint i = 0; i < g->strays->len; i++) {
    const Row *stray = &g_array_index(g->strays, Row, i);
    if (same_report)
      g_array_append_val(g->rows, *stray);
    else
      reject(g, stray, stray->code, stray->reason);
  }
  g_array_set_size(g->strays, 0);
}

static void
end_report(Gather *g)
{
  finish_report(g);
  settle_strays(g, false);
}

static Slice
id_cell(const CopIntake *in, const CopCsvRow *cells)
{
  const CopCsvCell *c = &cells->cells[in->at[COLUMN_REPORT_ID]];
  Slice s = { c->text, c->length };
  for (; s.length > 0 && s.text[s.length - 1] == ' '; s.length--)
    ;
  for (; s.length > 0 && *s.text == ' '; s.length--)
    s.text++;
  return s;
}

/* Is this row the first of another report? */
static bool
begins_report(const Gather *g, const CopCsvRow *cells)
{
  return g->rows->len > 0 && cells->n == g->in->n_columns && !same(id_cell(g->in, cells), g_array_index(g->rows, Row, 0).id);
}

static void
take_row(Gather *g, const CopCsvRow *cells)
{
  Row row = { .line = cells->line };
  const Row *before = g->rows->len > 0 ? &g_array_index(g->rows, Row, 0) : NULL;
  cop_intake_check_row(g->in, cells, before != NULL && !before->bad ? before : NULL, &row, g->b->arena);
  if (begins_report(g, cells))
    end_report(g);
  settle_strays(g, g->rows->len > 0);
  /* What is too long is refused as a whole; its rows need not all be kept. */
  if (g->rows->len > MOST_ROWS_OF_REPORT)
    g_array_remove_index(g->rows, g->rows->len - 1);
  keep_texts(g, cells, &row);
  g_array_append_val(g->rows, row);
}

static void
take_stray(Gather *g, const CopCsvRow *cells, CopIntakeCode code, const char *reason)
{
  Row row = { .line = cells->line, .bad = true, .code = code, .reason = reason, .id = { "", 0 }, .form = { "", 0 }, .reporter = { "", 0 },
              .reported_at = { "", 0 }, .supersedes = { "", 0 },
              .raw = keep_raw(g, cells) };
  g_array_append_val(g->strays, row);
}

static void
close_batch(Gather *g)
{
  CopIntakeBatch *b = g->b;
  b->n_reports = g->reports->len;
  b->reports = cop_new_n(b->arena, CopReport, b->n_reports);
  b->rows = cop_new_n(b->arena, CopIntakeRows, b->n_reports);
  b->n_rejects = g->rejects->len;
  b->rejects = cop_new_n(b->arena, CopIntakeReject, b->n_rejects);
  for (size_t i = 0; i < b->n_reports; i++) {
    b->reports[i] = g_array_index(g->reports, CopReport, i);
    b->rows[i] = g_array_index(g->spans, CopIntakeRows, i);
  }
  for (size_t i = 0; i < b->n_rejects; i++)
    b->rejects[i] = g_array_index(g->rejects, CopIntakeReject, i);
  g_array_unref(g->reports);
  g_array_unref(g->spans);
  g_array_unref(g->rejects);
  g_array_unref(g->rows);
  g_array_unref(g->strays);
}

void
cop_intake_batch_clear(CopIntakeBatch *batch)
{
  cop_arena_free(batch->arena);
  memset(batch, 0, sizeof *batch);
}

/* Rows until the batch is full and a report ends. */
static CopCsvStep
fill(Gather *g, GError **error)
{
  CopIntake *in = g->in;
  for (;;) {
    g_autoptr(GError) why = NULL;
    CopCsvStep step = in->held ? COP_CSV_ROW : cop_csv_next(in->csv, &in->ahead, &why);
    in->held = false;
    if (step == COP_CSV_ROW && g->b->n_rows >= in->rows_in_batch && (g->rows->len == 0 || begins_report(g, &in->ahead))) {
      in->held = true;
      return COP_CSV_ROW;
    }
    g->b->n_rows += step == COP_CSV_ROW || step == COP_CSV_BAD;
    switch (step) {
    case COP_CSV_ROW:
      if (in->ahead.n == in->n_columns)
        take_row(g, &in->ahead);
      else
        take_stray(g, &in->ahead, COP_INTAKE_CELLS,
                   cop_arena_printf(g->b->arena, "%zu cells, the first row has %zu; put cells that hold a separator into quotes",
                                    in->ahead.n, in->n_columns));
      break;
    case COP_CSV_BAD:
      take_stray(g, &in->ahead, COP_INTAKE_CSV, cop_arena_strdup(g->b->arena, why->message));
      break;
    case COP_CSV_FAILED:
      g_propagate_error(error, g_steal_pointer(&why));
      return step;
    case COP_CSV_END:
      return step;
    }
  }
}

bool
cop_intake_next(CopIntake *in, CopIntakeBatch *batch, GError **error)
{
  cop_intake_batch_clear(batch);
  if (in->ended)
    return false;
  batch->arena = cop_arena_new();
  Gather g = { in, batch, g_array_new(FALSE, FALSE, sizeof(CopReport)), g_array_new(FALSE, FALSE, sizeof(CopIntakeRows)),
               g_array_new(FALSE, FALSE, sizeof(CopIntakeReject)), g_array_new(FALSE, FALSE, sizeof(Row)),
               g_array_new(FALSE, FALSE, sizeof(Row)) };
  CopCsvStep step = fill(&g, error);
  end_report(&g);
  close_batch(&g);
  in->ended = step != COP_CSV_ROW;
  batch->upto = !cop_csv_in_memory(in->csv) || in->ahead.raw == NULL ? NULL : in->held ? in->ahead.raw : in->ahead.raw + in->ahead.raw_length;
  return step != COP_CSV_FAILED && batch->n_rows > 0;
}

/* --- rejects --- */

static void
append_quoted(GString *out, const char *text, size_t length)
{
  g_string_append_c(out, '"');
  for (const char *p = text; p < text + length; p++) {
    if (*p == '"')
      g_string_append_c(out, '"');
    g_string_append_c(out, *p);
  }
  g_string_append_c(out, '"');
}

static char
separator_of(const CopIntake *in)
{
  bool detected;
  return cop_csv_separator(in->csv, &detected);
}

char *
cop_intake_rejects_head(const CopIntake *in)
{
  GString *out = g_string_new(NULL);
  for (size_t i = 0; i < in->n_columns; i++) {
    append_quoted(out, in->head[i], strlen(in->head[i]));
    g_string_append_c(out, separator_of(in));
  }
  g_string_append_printf(out, "line%creason\r\n", separator_of(in));
  return g_string_free(out, FALSE);
}

/* A sound row stands as it came, ready to be mended; an unreadable one as one
 * cell in the first column. */
char *
cop_intake_reject_to_row(const CopIntake *in, const CopIntakeReject *reject)
{
  GString *out = g_string_new(NULL);
  if (reject->sound) {
    g_string_append_len(out, reject->raw.text, (gssize)reject->raw.length);
  } else {
    append_quoted(out, reject->raw.text, reject->raw.length);
    for (size_t i = 1; i < in->n_columns; i++)
      g_string_append_c(out, separator_of(in));
  }
  g_string_append_printf(out, "%c%" G_GUINT64_FORMAT "%c", separator_of(in), reject->line, separator_of(in));
  g_autofree char *reason = g_strdup_printf("%s: %s", cop_intake_code_name(reject->code), reject->reason);
  append_quoted(out, reason, strlen(reason));
  g_string_append(out, "\r\n");
  return g_string_free(out, FALSE);
}
