/* SPDX-License-Identifier: Apache-2.0 */
#include "web/keeper.h"

#include <string.h>
#include <sys/stat.h>

#include "model/audit.h"
#include "model/report_store.h"
#include "model/store.h"

/* What tells that content or reports changed. */
typedef struct {
  int64_t entry, reports, held;
} Change;

struct CopKeeper {
  char *out, *store;
  GMutex lock;            /* guards what follows */
  GCond wake, changed;
  CopView *newest;
  uint64_t n_published;
  bool stopping, plan_wanted;
  GMutex load_lock;       /* one load at a time; guards what follows */
  CopDb *db;
  Change seen;            /* that the newest view holds */
  struct timespec built_at;
  GThread *thread;
};

CopKeeper *
cop_keeper_new(const char *out)
{
  CopKeeper *k = g_new0(CopKeeper, 1);
  k->out = g_strdup(out);
  g_mutex_init(&k->lock);
  g_mutex_init(&k->load_lock);
  g_cond_init(&k->wake);
  g_cond_init(&k->changed);
  return k;
}

/* Puts a view in place of the newest. planned NULL keeps the former plan and
 * asks for a new one; a plan for facts that are no longer the newest came too
 * late and is dropped. built NULL keeps what was built. */
static void
publish(CopKeeper *k, CopFacts *facts, CopPlanned *planned, CopBuilt *built)
{
  g_mutex_lock(&k->lock);
  CopView *old = k->newest;
  CopBuilt *shown_built = built != NULL ? cop_built_ref(built) : old != NULL ? cop_built_ref(old->built) : cop_built_new(k->out);
  if (planned == NULL || old->facts == facts) {
    CopPlanned *shown = planned == NULL && old != NULL ? old->planned : planned;
    k->newest = cop_view_new(++k->n_published, facts, shown, shown_built, planned == NULL);
    k->plan_wanted = planned == NULL;
    g_cond_signal(&k->wake);
    g_cond_broadcast(&k->changed);
  } else {
    old = NULL;
  }
  g_mutex_unlock(&k->lock);
  cop_built_unref(shown_built);
  cop_view_unref(old);
}

/* Plans for the newest facts. */
static void
plan(CopKeeper *k)
{
  g_mutex_lock(&k->lock);
  CopFacts *facts = k->plan_wanted ? cop_facts_ref(k->newest->facts) : NULL;
  g_mutex_unlock(&k->lock);
  if (facts == NULL)
    return;
  CopPlanned *planned = cop_planned_new(facts);
  publish(k, facts, planned, NULL);
  cop_planned_unref(planned);
  cop_facts_unref(facts);
}

static bool
last_change(CopDb *db, Change *c, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopAuditEntries entries;
  int64_t synthetic;
  if (!cop_audit_recent(db, a, 1, &entries, error) || !cop_report_counts(db, &c->reports, &synthetic, &c->held, error))
    return false;
  c->entry = entries.n > 0 ? entries.items[0].seq : 0;
  return true;
}

static struct timespec
manifest_time(const CopKeeper *k)
{
  struct stat st;
  g_autofree char *path = k->out == NULL ? NULL : g_build_filename(k->out, "manifest.json", NULL);
  if (path == NULL || stat(path, &st) != 0)
    return (struct timespec){ 0 };
  return st.st_mtim;
}

static bool
load(CopKeeper *k, GError **error)
{
  CopArena *a = cop_arena_new();
  CopModel *m;
  if (!cop_model_load(k->db, a, &m, error)) {
    cop_arena_free(a);
    return false;
  }
  CopFacts *facts = cop_facts_new(a, m);
  bool ok = cop_facts_add_reports(facts, k->db, error) && cop_facts_add_reviews(facts, k->db, error);
  if (ok)
    publish(k, facts, NULL, NULL);
  cop_facts_unref(facts);
  return ok;
}

static void
look_at_build(CopKeeper *k)
{
  struct timespec built_at = manifest_time(k);
  g_autoptr(CopView) v = cop_keeper_take(k);
  if (v == NULL || (built_at.tv_sec == k->built_at.tv_sec && built_at.tv_nsec == k->built_at.tv_nsec))
    return;
  k->built_at = built_at;
  CopBuilt *built = cop_built_new(k->out);
  publish(k, v->facts, v->planning ? NULL : v->planned, built);
  cop_built_unref(built);
}

/* Loads what changed. The number of the last change is read before the model,
 * so that a change in between is seen by the next look. */
static bool
look(CopKeeper *k, bool force, GError **error)
{
  bool ok = true;
  g_mutex_lock(&k->load_lock);
  Change now = k->seen;
  if (k->db != NULL) {
    ok = last_change(k->db, &now, error);
    if (ok && (force || now.entry != k->seen.entry || now.reports != k->seen.reports || now.held != k->seen.held)) {
      ok = load(k, error);
      if (ok)
        k->seen = now;
    }
  }
  if (ok)
    look_at_build(k);
  g_mutex_unlock(&k->load_lock);
  return ok;
}

static gpointer
keep(gpointer user)
{
  CopKeeper *k = user;
  g_mutex_lock(&k->lock);
  while (!k->stopping) {
    if (!k->plan_wanted)
      g_cond_wait_until(&k->wake, &k->lock, g_get_monotonic_time() + G_TIME_SPAN_SECOND);
    if (k->stopping)
      break;
    g_mutex_unlock(&k->lock);
    plan(k);
    /* A store that cannot be read this second may be readable the next; until
     * then the last view stands. */
    g_autoptr(GError) ignored = NULL;
    (void)!look(k, false, &ignored);
    g_mutex_lock(&k->lock);
  }
  g_mutex_unlock(&k->lock);
  return NULL;
}

static void
start(CopKeeper *k)
{
  if (k->thread == NULL)
    k->thread = g_thread_new("keeper", keep, k);
}

bool
cop_keeper_follow(CopKeeper *k, const char *store, GError **error)
{
  k->store = g_strdup(store);
  k->db = cop_db_open(store, COP_DB_READ, error);
  if (k->db == NULL || !look(k, true, error))
    return false;
  start(k);
  return true;
}

void
cop_keeper_publish(CopKeeper *k, CopArena *arena, const CopModel *model)
{
  CopFacts *facts = cop_facts_new(arena, model);
  publish(k, facts, NULL, NULL);
  cop_facts_unref(facts);
  start(k);
}

bool
cop_keeper_refresh(CopKeeper *k, GError **error)
{
  return look(k, false, error);
}

void
cop_keeper_wait(CopKeeper *k)
{
  g_mutex_lock(&k->lock);
  while (k->newest != NULL && k->plan_wanted)
    g_cond_wait(&k->changed, &k->lock);
  g_mutex_unlock(&k->lock);
}

CopView *
cop_keeper_take(CopKeeper *k)
{
  g_mutex_lock(&k->lock);
  CopView *s = k->newest == NULL ? NULL : cop_view_ref(k->newest);
  g_mutex_unlock(&k->lock);
  return s;
}

void
cop_keeper_free(CopKeeper *k)
{
  if (k == NULL)
    return;
  if (k->thread != NULL) {
    g_mutex_lock(&k->lock);
    k->stopping = true;
    g_cond_signal(&k->wake);
    g_mutex_unlock(&k->lock);
    g_thread_join(k->thread);
  }
  cop_view_unref(k->newest);
  g_clear_pointer(&k->db, cop_db_close);
  g_mutex_clear(&k->lock);
  g_mutex_clear(&k->load_lock);
  g_cond_clear(&k->wake);
  g_cond_clear(&k->changed);
  g_free(k->out);
  g_free(k->store);
  g_free(k);
}
