/* SPDX-License-Identifier: Apache-2.0 */
#include "build/snapshot.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "model/outdated.h"
#include "model/receipt.h"
#include "model/report_store.h"
#include "model/roll_up_store.h"
#include "model/review_store.h"

CopSnapshot *
cop_snapshot_ref(CopSnapshot *s)
{
  g_atomic_int_inc(&s->references);
  return s;
}

void
cop_snapshot_unref(CopSnapshot *s)
{
  if (s == NULL || !g_atomic_int_dec_and_test(&s->references))
    return;
  cop_catalogues_free(s->context.words);
  cop_arena_free(s->arena);
  g_free(s);
}

const char *
cop_edition_date(CopArena *a, const char *given)
{
  if (given != NULL)
    return cop_arena_strdup(a, given);
  const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
  gint64 seconds;
  if (epoch == NULL || !g_ascii_string_to_signed(epoch, 10, 0, G_MAXINT32, &seconds, NULL))
    seconds = (gint64)time(NULL);
  g_autoptr(GDateTime) t = g_date_time_new_from_unix_utc(seconds);
  return cop_arena_printf(a, "%04d-%02d-%02d", g_date_time_get_year(t), g_date_time_get_month(t), g_date_time_get_day_of_month(t));
}

static void
make_plan(CopSnapshot *s, const CopSnapshotOptions *o, CopDiags *diags)
{
  g_autoptr(GError) error = NULL;
  if (s->model->plans.n == 0 || o->without_plan)
    return;
  s->context.plan = o->plan == NULL ? &s->model->plans.items[0] : cop_model_plan(s->model, o->plan);
  s->result = cop_plan_from_model(s->model, o->plan, o->plan_options, s->arena, diags, &error);
  if (s->result == NULL)
    cop_diags_add(diags, &(CopDiag){ .severity = COP_SEVERITY_ERROR, .kind = COP_DIAG_GATE, .code = "plan-impossible", .start = -1, .end = -1,
                                     .message = error->message, .remedy = "change what the message names, or plan without it" });
}

/* Field data, ready to leave the office; the counts themselves do not stay. */
static bool
load_reports(CopSnapshot *s, CopDb *db, GError **error)
{
  g_autoptr(CopRollUp) cells = cop_roll_up_new(s->model);
  uint32_t last;
  int64_t all, synthetic, held;
  if (!cop_report_counts(db, &all, &synthetic, &held, error))
    return false;
  s->context.reports = all;
  s->context.synthetic = synthetic > 0;
  if (all > 0) {
    if (!cop_roll_up_load(db, s->model, cells, &last, error))
      return false;
    g_autoptr(CopCube) cube = cop_cube_new(s->model);
    cop_cube_add_roll_up(cube, cells);
    s->context.publications = cop_publish_all(s->model, cube, NULL, s->arena);
  }
  if (s->context.plan != NULL && s->context.publications != NULL)
    s->context.n_progress = cop_targets_progress(s->model, s->context.plan, s->context.publications, (int)g_ascii_strtoll(s->context.date, NULL, 10),
                                                 s->arena, &s->context.progress);
  return true;
}

/* What was printed and sent: only stores that keep consignments look. */
static bool
load_prints(CopSnapshot *s, CopDb *db, GError **error)
{
  if (s->model->consignments.n == 0)
    return true;
  CopReceiptSums *receipts = cop_new(s->arena, CopReceiptSums);
  CopOutdated *outdated = cop_new(s->arena, CopOutdated);
  s->context.receipts = receipts;
  s->context.outdated = outdated;
  return cop_receipts_load(db, s->arena, receipts, error) && cop_outdated(db, s->model, s->arena, outdated, error);
}

CopSnapshot *
cop_snapshot_load(CopDb *db, const CopSnapshotOptions *options, CopDiags *diags, GError **error)
{
  static const CopSnapshotOptions none = { 0 };
  const CopSnapshotOptions *o = options != NULL ? options : &none;
  g_autoptr(CopSnapshot) s = g_new0(CopSnapshot, 1);
  s->references = 1;
  s->arena = cop_arena_new();
  if (!cop_model_load(db, s->arena, &s->model, error) || !cop_reviews_load(db, s->arena, &s->reviews, error))
    return NULL;
  s->context.words = cop_catalogues_load(error);
  if (s->context.words == NULL)
    return NULL;
  s->context.model = s->model;
  s->context.country = cop_model_country_record(s->model);
  s->context.date = cop_edition_date(s->arena, o->date);
  s->context.release = o->release;
  s->gaps = cop_gaps_find(s->model, s->arena);
  s->context.gaps = &s->gaps;
  make_plan(s, o, diags);
  s->context.result = s->result;
  if (!load_reports(s, db, error) || !load_prints(s, db, error))
    return NULL;
  return g_steal_pointer(&s);
}
