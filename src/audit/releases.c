/* SPDX-License-Identifier: Apache-2.0
 * audit/releases.c -- reads released figures. */
#include <math.h>
#include <string.h>

#include "audit/disclosure_priv.h"

G_DEFINE_QUARK(cop-audit-error-quark, cop_audit_error)

CopAudit *
cop_audit_new(void)
{
  CopAudit *a = g_new0(CopAudit, 1);
  a->arena = cop_arena_new();
  a->texts = g_hash_table_new(g_str_hash, g_str_equal);
  a->releases = g_ptr_array_new();
  return a;
}

void
cop_audit_free(CopAudit *a)
{
  if (a == NULL)
    return;
  for (guint i = 0; i < a->releases->len; i++)
    g_ptr_array_unref(((Release *)a->releases->pdata[i])->cells);
  g_ptr_array_unref(a->releases);
  g_hash_table_unref(a->texts);
  cop_arena_free(a->arena);
  g_free(a);
}

const char *
cop_audit_text(CopAudit *a, const char *text, size_t length)
{
  g_autofree char *copy = g_strndup(text, length);
  const char *held = g_hash_table_lookup(a->texts, copy);
  if (held == NULL) {
    held = cop_arena_strdup(a->arena, copy);
    g_hash_table_add(a->texts, (gpointer)held);
  }
  return held;
}

char *
cop_audit_key(const Cell *c)
{
  return g_strdup_printf("%s|%s|%s|%s|%s|%d", c->indicator, c->area, c->period, c->by, c->of, c->part);
}

typedef enum { C_INDICATOR, C_AREA, C_PARENT, C_PERIOD, C_BY, C_OF, C_STATE, C_VALUE, C_UPPER, C_LOWER, C_BELOW, C_MAX } Column;

static const char *const columns[C_MAX] = { "indicator", "area", "parent", "period", "by", "of", "state", "value", "numerator", "denominator", "hidden_below" };

static bool
read_head(const CopCsvRow *row, int at[C_MAX], const char *name, GError **error)
{
  for (int c = 0; c < C_MAX; c++) {
    at[c] = -1;
    for (size_t i = 0; i < row->n; i++)
      if (strlen(columns[c]) == row->cells[i].length && memcmp(columns[c], row->cells[i].text, row->cells[i].length) == 0)
        at[c] = (int)i;
    if (at[c] >= 0)
      continue;
    g_set_error(error, COP_AUDIT_ERROR, COP_AUDIT_ERROR_FILE, "'%s' has no column '%s'; give figures.csv as 'copkit export figures' writes it", name, columns[c]);
    return false;
  }
  return true;
}

static double
number_of(const CopCsvCell *c)
{
  g_autofree char *text = g_strndup(c->text, c->length);
  return *text == '\0' ? NAN : g_ascii_strtod(text, NULL);
}

static void
add_cell(CopAudit *a, Release *r, const Cell *like, Part part, double value)
{
  Cell *c = cop_new(a->arena, Cell);
  *c = *like;
  c->part = part;
  c->value = value;
  c->shown = !isnan(value);
  c->hidden = isnan(value);
  c->release = r->name;
  g_ptr_array_add(r->cells, c);
}

/* Which indicators are ratios shows in any row of theirs with a denominator. */
static void
read_row(CopAudit *a, Release *r, const CopCsvRow *row, const int at[C_MAX], GHashTable *ratios, bool first_pass)
{
  const CopCsvCell *c = row->cells;
#define TEXT(COLUMN) cop_audit_text(a, c[at[COLUMN]].text, c[at[COLUMN]].length)
  const char *indicator = TEXT(C_INDICATOR), *state = TEXT(C_STATE);
  double below = number_of(&c[at[C_BELOW]]), lower = number_of(&c[at[C_LOWER]]);
  if (first_pass) {
    if (!isnan(lower))
      g_hash_table_add(ratios, (gpointer)indicator);
    return;
  }
  bool shown = strcmp(state, "value") == 0;
  if (!(below > 0) || (!shown && strcmp(state, "hidden") != 0))
    return; /* nothing is hidden of it, or nobody says that there is a number */
  const Cell like = { .indicator = indicator, .area = TEXT(C_AREA), .parent = TEXT(C_PARENT), .period = TEXT(C_PERIOD), .by = TEXT(C_BY), .of = TEXT(C_OF), .threshold = below };
#undef TEXT
  if (g_hash_table_contains(ratios, indicator)) {
    add_cell(a, r, &like, PART_UPPER, shown ? number_of(&c[at[C_UPPER]]) : NAN);
    add_cell(a, r, &like, PART_LOWER, shown ? lower : NAN);
  } else {
    add_cell(a, r, &like, PART_COUNT, shown ? number_of(&c[at[C_VALUE]]) : NAN);
  }
}

bool
cop_audit_add_release(CopAudit *a, const char *name, CopCsv *csv, GError **error)
{
  int at[C_MAX];
  CopCsvRow row;
  CopCsvStep step = cop_csv_next(csv, &row, error);
  if (step != COP_CSV_ROW || !read_head(&row, at, name, error)) {
    if (step == COP_CSV_END)
      g_set_error(error, COP_AUDIT_ERROR, COP_AUDIT_ERROR_FILE, "'%s' is empty", name);
    return false;
  }
  size_t width = row.n;
  g_autoptr(GHashTable) ratios = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) rows = g_ptr_array_new();
  Release *r = cop_new(a->arena, Release);
  *r = (Release){ cop_arena_strdup(a->arena, name), g_ptr_array_new() };
  g_ptr_array_add(a->releases, r);
  while ((step = cop_csv_next(csv, &row, error)) == COP_CSV_ROW) {
    if (row.n != width) {
      g_set_error(error, COP_AUDIT_ERROR, COP_AUDIT_ERROR_FILE, "'%s':%" G_GUINT64_FORMAT ": %zu cells, not %zu", name, row.line, row.n, width);
      return false;
    }
    CopCsvRow *copy = cop_new(a->arena, CopCsvRow);
    CopCsvCell *cells = cop_new_n(a->arena, CopCsvCell, row.n);
    *copy = row;
    for (size_t i = 0; i < row.n; i++)
      cells[i] = (CopCsvCell){ cop_arena_strndup(a->arena, row.cells[i].text, row.cells[i].length), row.cells[i].length, 0 };
    copy->cells = cells;
    g_ptr_array_add(rows, copy);
    read_row(a, r, copy, at, ratios, true);
  }
  for (guint i = 0; i < rows->len; i++)
    read_row(a, r, rows->pdata[i], at, ratios, false);
  return step == COP_CSV_END;
}
