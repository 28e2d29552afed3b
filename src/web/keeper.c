/* SPDX-License-Identifier: Apache-2.0 */
#include "web/keeper.h"

#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <sys/resource.h>
#include <sys/stat.h>

#include "model/audit.h"
#include "model/report_store.h"
#include "model/roll_up_store.h"
#include "model/store.h"

/* What tells that content or reports changed. */
typedef struct {
  int64_t entry, reports, synthetic, held;
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
  CopFacts *basis;        /* whose model the cube is of */
  CopCube *cube;          /* everything that counts, of reports up to last_report */
  uint32_t last_report;
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

/* Puts a view in place of the newest; whatever is NULL stays as it was. A plan
 * is of a model: one for another model than the newest came too late and is
 * dropped, and a new model asks for a new plan. */
static void
publish(CopKeeper *k, CopFacts *facts, CopPlanned *planned, CopBuilt *built)
{
  g_mutex_lock(&k->lock);
  CopView *old = k->newest;
  CopFacts *shown = facts != NULL ? facts : old->facts;
  bool late = planned != NULL && planned->facts->model != shown->model;
  if (!late) {
    CopBuilt *shown_built = built != NULL ? cop_built_ref(built) : old != NULL ? cop_built_ref(old->built) : cop_built_new(k->out);
    if (planned != NULL)
      k->plan_wanted = false;
    else if (old == NULL || old->facts->model != shown->model)
      k->plan_wanted = true;
    k->newest = cop_view_new(++k->n_published, shown, planned == NULL && old != NULL ? old->planned : planned, shown_built, k->plan_wanted);
    cop_built_unref(shown_built);
    g_cond_signal(&k->wake);
    g_cond_broadcast(&k->changed);
  }
  g_mutex_unlock(&k->lock);
  if (!late)
    cop_view_unref(old);
}

/* In a thread of its own, whose threads get its low priority too: while the
 * solver has both processors, pages do not wait for it. */
static gpointer
plan_behind(gpointer facts)
{
#ifdef __linux__
  enum { NICE = 10 };
  (void)setpriority(PRIO_PROCESS, 0, NICE); /* of this thread alone; without it the plan only competes with pages */
#endif
  return cop_planned_new(facts);
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
  CopPlanned *planned = g_thread_join(g_thread_new("planner", plan_behind, facts));
  publish(k, NULL, planned, NULL);
  cop_planned_unref(planned);
  cop_facts_unref(facts);
#ifdef __GLIBC__
  (void)malloc_trim(0); /* what loading and planning took and freed; the desk now waits for people */
#endif
}

/* Asked every second: what was counted in *c is not counted again. */
static bool
last_change(CopDb *db, Change *c, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopAuditEntries entries;
  int64_t newer;
  if (!cop_audit_recent(db, a, 1, &entries, error))
    return false;
  if (c->reports == 0 ? !cop_report_counts(db, &c->reports, &newer, &c->held, error)
                      : !cop_report_counts_after(db, c->reports, &c->reports, &newer, &c->held, error))
    return false;
  c->synthetic += newer;
  c->entry = entries.n > 0 ? entries.items[0].seq : 0;
  return true;
}

static bool
only_reports_since(CopDb *db, int64_t entry, bool *only, GError **error)
{
  g_autoptr(CopRows) r = COP_QUERY(db, audit_beside_reports, error, cop_p_int(entry));
  if (r == NULL || !cop_rows_next(r, error))
    return false;
  *only = cop_rows_int(r, 0) == 0;
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

/* Adds up everything that counts, for a model. */
static bool
add_up(CopKeeper *k, CopFacts *basis, GError **error)
{
  g_autoptr(CopRollUp) cells = cop_roll_up_new(basis->model);
  uint32_t last;
  if (!cop_roll_up_load(k->db, basis->model, cells, &last, error))
    return false;
  cop_cube_free(k->cube);
  k->cube = cop_cube_new(basis->model);
  cop_cube_add_roll_up(k->cube, cells);
  k->last_report = last;
  if (k->basis != basis) {
    cop_facts_unref(k->basis);
    k->basis = cop_facts_ref(basis);
  }
  return true;
}

/* Adds the reports that came since. */
static bool
add_newer(CopKeeper *k, GError **error)
{
  g_autoptr(CopRollUp) cells = cop_roll_up_new(k->basis->model);
  uint32_t last;
  bool whole;
  if (!cop_roll_up_load_after(k->db, k->basis->model, k->last_report, cells, &last, &whole, error))
    return false;
  if (whole)
    return add_up(k, k->basis, error);
  cop_cube_add_roll_up(k->cube, cells);
  k->last_report = last;
  return true;
}

static bool
load(CopKeeper *k, const Change *now, GError **error)
{
  CopArena *a = cop_arena_new();
  CopModel *m;
  if (!cop_model_load(k->db, a, &m, error)) {
    cop_arena_free(a);
    return false;
  }
  CopFacts *facts = cop_facts_new(a, m);
  bool ok = add_up(k, facts, error) && cop_facts_add_reviews(facts, k->db, error);
  if (ok) {
    cop_facts_set_reports(facts, k->cube, now->reports, now->synthetic, now->held);
    publish(k, facts, NULL, NULL);
    cop_db_give_back(k->db);
  }
  cop_facts_unref(facts);
  return ok;
}

static bool
load_reports(CopKeeper *k, const Change *now, GError **error)
{
  if (!add_newer(k, error))
    return false;
  CopFacts *facts = cop_facts_of_same_model(k->basis);
  cop_facts_set_reports(facts, k->cube, now->reports, now->synthetic, now->held);
  publish(k, facts, NULL, NULL);
  cop_facts_unref(facts);
  return true;
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
  publish(k, NULL, NULL, built);
  cop_built_unref(built);
}

static bool
load_changes(CopKeeper *k, const Change *now, bool force, GError **error)
{
  bool only = false;
  if (!force && now->entry == k->seen.entry && now->reports == k->seen.reports && now->held == k->seen.held)
    return true;
  if (!force && k->cube != NULL && now->held == k->seen.held && !only_reports_since(k->db, k->seen.entry, &only, error))
    return false;
  if (only ? !load_reports(k, now, error) : !load(k, now, error))
    return false;
  k->seen = *now;
  return true;
}

/* Loads what changed. The number of the last change is read before the model,
 * so that a change in between is seen by the next look. */
static bool
look(CopKeeper *k, bool force, GError **error)
{
  bool ok = true;
  g_mutex_lock(&k->load_lock);
  Change now = k->seen;
  if (k->db != NULL)
    ok = last_change(k->db, &now, error) && load_changes(k, &now, force, error);
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
  cop_cube_free(k->cube);
  cop_facts_unref(k->basis);
  g_clear_pointer(&k->db, cop_db_close);
  g_mutex_clear(&k->lock);
  g_mutex_clear(&k->load_lock);
  g_cond_clear(&k->wake);
  g_cond_clear(&k->changed);
  g_free(k->out);
  g_free(k->store);
  g_free(k);
}
