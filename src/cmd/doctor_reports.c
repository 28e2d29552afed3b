/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdlib.h>

#include "cmd/doctor.h"
#include "model/report_store.h"
#include "model/roll_up_store.h"
#include "model/store.h"

static int
by_key(const void *a, const void *b)
{
  const CopRollCell *const *x = a, *const *y = b;
  return ((*x)->key > (*y)->key) - ((*x)->key < (*y)->key);
}

static const CopRollCell **
sorted(const CopRollUp *r, size_t *n)
{
  const CopRollCell *cells = cop_roll_up_cells(r, n), **all = g_new(const CopRollCell *, *n + 1);
  for (size_t i = 0; i < *n; i++)
    all[i] = &cells[i];
  qsort(all, *n, sizeof *all, by_key);
  return all;
}

/* Sums in another order may differ in their last digits. */
static bool
alike(double a, double b)
{
  return fabs(a - b) <= 1e-9 * MAX(1, MAX(fabs(a), fabs(b)));
}

static bool
same_cell(const CopRollCell *a, const CopRollCell *b)
{
  return a->key == b->key && a->n == b->n && a->n_synthetic == b->n_synthetic && alike(a->sum, b->sum) && alike(a->numerator, b->numerator) &&
         alike(a->denominator, b->denominator);
}

/* How many cells differ, or are only in one of them. */
static size_t
differences(const CopRollUp *kept, const CopRollUp *rows)
{
  size_t n, m, count = 0, i = 0, k = 0, singles, more;
  g_autofree const CopRollCell **a = sorted(kept, &n), **b = sorted(rows, &m);
  while (i < n && k < m) {
    count += !same_cell(a[i], b[k]);
    uint64_t x = a[i]->key, y = b[k]->key;
    i += x <= y;
    k += y <= x;
  }
  cop_roll_up_singles(kept, &singles);
  cop_roll_up_singles(rows, &more);
  return count + (n - i) + (m - k) + (singles != more);
}

static bool
look(CopDb *db, int64_t *reports, int64_t *rows, int64_t *strays, size_t *apart, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_auto(CopTxn) txn = { 0 };
  CopModel *m;
  uint32_t last;
  int64_t synthetic, held;
  if (!cop_txn_begin_read(&txn, db, error) || !cop_report_counts(db, reports, &synthetic, &held, error) ||
      !cop_observations_count(db, rows, strays, error) || !cop_model_load(db, a, &m, error))
    return false;
  g_autoptr(CopRollUp) kept = cop_roll_up_new(m), read = cop_roll_up_new(m);
  if (!cop_roll_up_load(db, m, kept, &last, error) || !cop_roll_up_load_rows(db, m, read, error))
    return false;
  *apart = differences(kept, read);
  return true;
}

CopHealth
cop_doctor_reports(const CopDoctor *doctor, GString *found)
{
  g_autoptr(GError) error = NULL;
  int64_t reports = 0, rows = 0, strays = 0;
  size_t apart = 0;
  if (!look(doctor->db, &reports, &rows, &strays, &apart, &error)) {
    g_string_append(found, error->message);
    return COP_HEALTH_ILL;
  }
  g_string_append_printf(found, "%" G_GINT64_FORMAT " reports, %" G_GINT64_FORMAT " counts", reports, rows);
  if (strays > 0)
    g_string_append_printf(found, ", of which %" G_GINT64_FORMAT " belong to nothing; put a backup in its place with 'copkit restore'", strays);
  if (apart > 0)
    g_string_append_printf(found, "; %zu sums that are kept differ from their rows; 'copkit rebuild' adds them up anew", apart);
  if (strays == 0 && apart == 0)
    g_string_append(found, ", sums as the rows say");
  return strays > 0 || apart > 0 ? COP_HEALTH_ILL : COP_HEALTH_WELL;
}
