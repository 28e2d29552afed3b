/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "base/limits.h"
#include "import/bundle.h"
#include "import/field.h"
#include "import/kind.h"
#include "model/sender.h"

bool
cop_import_claims_bundle(const CopImportSource *source)
{
  return !source->folder && source->head != NULL && cop_bundle_claims(source->head);
}

/* A bundle that was given to us, whether it can be taken or not. */
typedef struct {
  const char *path;
  char *bytes;
  bool fine;           /* b is what its key signed */
  CopBundle b;
  const char *device, *reporter; /* NULL: no open registration has the key */
} Given;

typedef struct {
  CopDb *db;
  const CopModel *m;
  const CopImportOptions *o;
  CopImportCounts *counts;
  CopDiags *d;
  CopArena *a;
  size_t taken, refused;
} Taking;

/* --- refusals --- */

static bool
note(Taking *t, const Given *g, CopReceivedOutcome outcome, const char *code, const char *reason, GError **error)
{
  char now[COP_INSTANT_SIZE];
  const CopReceptionEntry entry = { .channel = "bundle", .device = g->device, .reporter = g->reporter == NULL ? "" : g->reporter, .form = "", .report = "",
                                    .outcome = outcome, .code = code, .reason = reason };
  return cop_reception_log(t->db, &entry, 1, cop_instant_now(now), error);
}

static bool
refuse(Taking *t, const Given *g, const char *code, const char *reason, const char *remedy, GError **error)
{
  cop_diags_format(t->d, COP_SEVERITY_ERROR, code, g->path, 0, 0, remedy, "%s", reason);
  t->refused++;
  if (t->o->dry_run)
    return true;
  g_auto(CopTxn) txn = { 0 };
  return cop_txn_begin(&txn, t->db, error) && note(t, g, COP_RECEIVED_REFUSED, code, reason, error) && cop_txn_commit(&txn, error);
}

/* --- one bundle --- */

typedef enum { FRESH, KNOWN, FORKED } Standing;

/* What it is to the bundles of the same key that are here. */
static bool
compare(Taking *t, const Given *g, Standing *standing, GError **error)
{
  static const uint8_t none[COP_HASH_SIZE];
  uint8_t hash[COP_HASH_SIZE];
  bool held;
  *standing = FRESH;
  if (!cop_bundle_held(t->db, g->device, g->b.number, &held, hash, error))
    return false;
  if (held) {
    *standing = memcmp(hash, g->b.hash, sizeof hash) == 0 ? KNOWN : FORKED;
    return true;
  }
  if (g->b.number == 1) {
    *standing = memcmp(g->b.previous, none, sizeof none) == 0 ? FRESH : FORKED;
    return true;
  }
  if (!cop_bundle_held(t->db, g->device, g->b.number - 1, &held, hash, error))
    return false;
  if (held && memcmp(hash, g->b.previous, sizeof hash) != 0)
    *standing = FORKED;
  if (!held)
    cop_diags_format(t->d, COP_SEVERITY_WARNING, "bundle-gap", g->path, 0, 0, "ask for it; it is taken whenever it comes",
                     "bundle %" G_GINT64_FORMAT " of '%s' has come, the one before it has not", g->b.number, g->device);
  return true;
}

/* Its files, in the caller's transaction. */
static bool
take_files(Taking *t, const Given *g, CopIntakeSummary *sum, GError **error)
{
  const CopFieldOptions how = { .actor = t->o->actor };
  *sum = (CopIntakeSummary){ 0 };
  for (size_t i = 0; i < g->b.n; i++) {
    const CopBundleFile *f = &g->b.files[i];
    g_autofree char *name = g_strdup_printf("%s/%s", g->path, f->name);
    g_autoptr(GBytes) bytes = g_bytes_new_static(f->bytes, f->length);
    CopIntakeSummary s;
    if (!cop_field_import_bytes(t->db, t->m, bytes, name, &how, &s, t->d, error)) {
      g_prefix_error(error, "'%s': ", f->name);
      return false;
    }
    sum->reports_added += s.reports_added;
    sum->reports_known += s.reports_known;
    sum->rows_refused += s.rows_refused;
  }
  return true;
}

static bool
take_fresh(Taking *t, const Given *g, GError **error)
{
  char now[COP_INSTANT_SIZE];
  CopIntakeSummary sum;
  g_autoptr(GError) e = NULL;
  g_auto(CopTxn) txn = { 0 };
  if (!cop_txn_begin(&txn, t->db, error))
    return false;
  if (!take_files(t, g, &sum, &e)) {
    cop_txn_rollback(&txn);
    if (e->domain == COP_DB_ERROR) {
      g_propagate_error(error, g_steal_pointer(&e));
      return false;
    }
    return refuse(t, g, "bundle-file", e->message, "nothing of the bundle was taken; have it written anew without that file", error);
  }
  t->taken++;
  t->counts->added += sum.reports_added;
  t->counts->unchanged += sum.reports_known;
  t->counts->rejected += sum.rows_refused;
  if (t->o->dry_run)
    return true; /* rolled back */
  g_autofree char *told = g_strdup_printf("bundle %" G_GINT64_FORMAT ": %zu reports added, %zu known, %zu rows refused", g->b.number, sum.reports_added,
                                          sum.reports_known, sum.rows_refused);
  return cop_bundle_keep(t->db, g->device, g->b.number, g->b.hash, cop_instant_now(now), error) && note(t, g, COP_RECEIVED_ADDED, "", told, error) &&
         cop_txn_commit(&txn, error);
}

static bool
take_known(Taking *t, const Given *g, GError **error)
{
  t->taken++;
  t->counts->unchanged++;
  if (t->o->dry_run)
    return true;
  g_auto(CopTxn) txn = { 0 };
  return cop_txn_begin(&txn, t->db, error) && note(t, g, COP_RECEIVED_KNOWN, "", "the bundle was here before", error) && cop_txn_commit(&txn, error);
}

static bool
take(Taking *t, Given *g, GError **error)
{
  Standing standing;
  if (!g->fine)
    return true;
  if (!cop_device_by_key(t->db, g->b.key, t->a, &g->device, &g->reporter, error))
    return false;
  if (g->device == NULL) {
    char key[2 * COP_SIGN_PUBLIC + 1];
    cop_hex_write(g->b.key, sizeof g->b.key, key);
    g_autofree char *reason = g_strdup_printf("no open registration has the key %s", key);
    return refuse(t, g, "bundle-key", reason, "if the office read that key to you, 'copkit device key ID KEY' registers it", error);
  }
  if (!compare(t, g, &standing, error))
    return false;
  switch (standing) {
  case FRESH:
    return take_fresh(t, g, error);
  case KNOWN:
    return take_known(t, g, error);
  case FORKED:
    return refuse(t, g, "bundle-forked", "it contradicts what the same key sent before: the key is used in two places, or an old copy of it",
                  "ask the office; close its registration and give it a new key", error);
  }
  g_assert_not_reached();
}

/* --- all of them --- */

static bool
look(Taking *t, const char *path, Given *g, GError **error)
{
  size_t length;
  g_autoptr(GError) e = NULL;
  *g = (Given){ .path = path };
  g->bytes = cop_file_read(path, COP_LIMIT_FILE, &length, error);
  if (g->bytes == NULL)
    return false;
  g->fine = cop_bundle_read(g->bytes, length, t->a, &g->b, &e);
  if (g->fine)
    return true;
  bool changed = g_error_matches(e, COP_BUNDLE_ERROR, COP_BUNDLE_ERROR_SIGNATURE);
  return refuse(t, g, changed ? "bundle-signature" : "bundle-damaged", e->message, changed ? "have it written anew, and ask who carried it" : NULL, error);
}

static int
by_number(const void *a, const void *b)
{
  const Given *x = a, *y = b;
  int c = memcmp(x->b.key, y->b.key, sizeof x->b.key);
  return c != 0 ? c : (x->b.number > y->b.number) - (x->b.number < y->b.number);
}

bool
cop_import_run_bundle(CopDb *db, const CopImportSource *sources, size_t n, const CopImportOptions *options, CopImportCounts *counts, CopDiags *d,
                      GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m;
  if (options->rejects != NULL) {
    g_set_error(error, COP_BUNDLE_ERROR, COP_BUNDLE_ERROR_FORMAT, "a rejects file goes with one file of field data, not with a bundle");
    return false;
  }
  if (!cop_model_load(db, a, &m, error))
    return false;
  Taking t = { .db = db, .m = m, .o = options, .counts = counts, .d = d, .a = a };
  g_autofree Given *all = g_new0(Given, n);
  bool fine = true;
  for (size_t i = 0; fine && i < n; i++)
    fine = look(&t, sources[i].path, &all[i], error);
  qsort(all, n, sizeof *all, by_number);
  for (size_t i = 0; fine && i < n; i++)
    fine = take(&t, &all[i], error);
  for (size_t i = 0; i < n; i++)
    g_free(all[i].bytes);
  counts->rejected += t.taken > 0 ? t.refused : 0;
  return fine;
}
