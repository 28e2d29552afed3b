/* SPDX-License-Identifier: Apache-2.0 */
#include "web/view.h"

#include "import/answers.h"
#include "indicator/cube.h"
#include "model/review_store.h"
#include "web/search.h"

/* --- facts --- */

CopFacts *
cop_facts_new(CopArena *arena, const CopModel *model)
{
  CopFacts *f = g_atomic_rc_box_new0(CopFacts);
  f->arena = arena;
  f->model = model;
  f->gaps = cop_gaps_find(model, arena);
  f->forms = cop_forms_new(model);
  f->spelling = cop_spelling_new();
  g_autoptr(CopCube) none = cop_cube_new(model);
  f->publications = cop_publish_all(model, none, NULL, arena);
  return f;
}

CopFacts *
cop_facts_of_same_model(CopFacts *of)
{
  CopFacts *f = g_atomic_rc_box_new0(CopFacts);
  f->arena = cop_arena_new();
  f->basis = cop_facts_ref(of->basis != NULL ? of->basis : of);
  f->model = of->model;
  f->gaps = of->gaps;
  f->reviews = of->reviews;
  f->forms = of->forms;
  f->spelling = of->spelling;
  f->publications = of->publications;
  return f;
}

void
cop_facts_set_reports(CopFacts *f, const CopCube *cube, int64_t reports, int64_t synthetic, int64_t held)
{
  f->n_reports = reports;
  f->n_synthetic = synthetic;
  f->n_held = held;
  f->publications = cop_publish_all(f->model, cube, NULL, f->arena);
}

bool
cop_facts_add_reviews(CopFacts *f, CopDb *db, GError **error)
{
  return cop_reviews_load(db, f->arena, &f->reviews, error);
}

CopFacts *
cop_facts_ref(CopFacts *f)
{
  return g_atomic_rc_box_acquire(f);
}

static void
facts_clear(gpointer data)
{
  CopFacts *f = data;
  cop_folded_free(f->folded);
  if (f->basis == NULL) {
    cop_forms_free(f->forms);
    cop_spelling_free(f->spelling);
  }
  cop_arena_free(f->arena);
  cop_facts_unref(f->basis);
}

void
cop_facts_unref(CopFacts *f)
{
  if (f != NULL)
    g_atomic_rc_box_release_full(f, facts_clear);
}

/* --- plan --- */

CopPlanned *
cop_planned_new(CopFacts *facts)
{
  CopPlanned *p = g_atomic_rc_box_new0(CopPlanned);
  p->facts = cop_facts_ref(facts);
  p->arena = cop_arena_new();
  p->diags = cop_diags_new();
  if (facts->model->plans.n == 0)
    return p;
  g_autoptr(GError) error = NULL;
  p->result = cop_plan_from_model(facts->model, NULL, NULL, p->arena, p->diags, &error);
  if (p->result == NULL)
    p->failure = g_strdup(error->message);
  return p;
}

CopPlanned *
cop_planned_ref(CopPlanned *p)
{
  return g_atomic_rc_box_acquire(p);
}

static void
planned_clear(gpointer data)
{
  CopPlanned *p = data;
  cop_arena_free(p->arena);
  cop_diags_free(p->diags);
  g_free(p->failure);
  cop_facts_unref(p->facts);
}

void
cop_planned_unref(CopPlanned *p)
{
  if (p != NULL)
    g_atomic_rc_box_release_full(p, planned_clear);
}

/* --- what was built --- */

CopBuilt *
cop_built_new(const char *dir)
{
  CopBuilt *b = g_atomic_rc_box_new0(CopBuilt);
  g_autoptr(GError) error = NULL;
  b->manifest = dir == NULL ? NULL : cop_manifest_load(dir, &error);
  if (error != NULL)
    b->failure = g_strdup(error->message);
  b->artifacts = b->manifest == NULL ? g_ptr_array_new() : cop_manifest_sorted(b->manifest);
  return b;
}

CopBuilt *
cop_built_ref(CopBuilt *b)
{
  return g_atomic_rc_box_acquire(b);
}

static void
built_clear(gpointer data)
{
  CopBuilt *b = data;
  g_ptr_array_unref(b->artifacts);
  cop_manifest_free(b->manifest);
  g_free(b->failure);
}

void
cop_built_unref(CopBuilt *b)
{
  if (b != NULL)
    g_atomic_rc_box_release_full(b, built_clear);
}

/* --- views --- */

CopView *
cop_view_new(uint64_t number, CopFacts *facts, CopPlanned *planned, CopBuilt *built, bool planning)
{
  CopView *s = g_atomic_rc_box_new0(CopView);
  s->number = number;
  s->facts = cop_facts_ref(facts);
  s->planned = planned == NULL ? NULL : cop_planned_ref(planned);
  s->built = cop_built_ref(built);
  s->model = facts->model;
  s->gaps = &facts->gaps;
  s->plan = planned == NULL ? NULL : planned->result;
  s->planning = planning && facts->model->plans.n > 0;
  s->cache = cop_cache_new();
  return s;
}

CopView *
cop_view_ref(CopView *s)
{
  return g_atomic_rc_box_acquire(s);
}

static void
view_clear(gpointer data)
{
  CopView *s = data;
  cop_cache_free(s->cache);
  cop_planned_unref(s->planned);
  cop_built_unref(s->built);
  cop_facts_unref(s->facts);
}

void
cop_view_unref(CopView *s)
{
  if (s != NULL)
    g_atomic_rc_box_release_full(s, view_clear);
}
