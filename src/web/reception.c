/* SPDX-License-Identifier: Apache-2.0 */
#include "web/reception.h"

#include "base/date.h"

enum { MOST_AT_ONCE = 4096 };

typedef struct {
  CopReceived *item;
  CopArena *arena;
  GError **error;
  CopReceptionWritten written;
  void *data;
} Waiting;

struct CopReception {
  char *store;
  CopKeeper *keeper;
  GMutex lock;
  GCond came;
  GPtrArray *waiting; /* Waiting, in the arena of each */
  GThread *thread;
  CopDb *db;          /* of the thread, as what follows */
  CopView *view;      /* whose model the index is of */
  CopIntakeIndex *index;
  bool stopping;
};

CopReception *
cop_web_reception_new(const char *store, CopKeeper *keeper)
{
  CopReception *q = g_new0(CopReception, 1);
  q->store = g_strdup(store);
  q->keeper = keeper;
  g_mutex_init(&q->lock);
  g_cond_init(&q->came);
  q->waiting = g_ptr_array_new();
  return q;
}

void
cop_web_reception_free(CopReception *q)
{
  if (q == NULL)
    return;
  g_mutex_lock(&q->lock);
  q->stopping = true;
  g_cond_signal(&q->came);
  g_mutex_unlock(&q->lock);
  if (q->thread != NULL)
    g_thread_join(q->thread);
  cop_db_close(q->db);
  cop_intake_index_free(q->index);
  cop_view_unref(q->view);
  g_ptr_array_unref(q->waiting);
  g_mutex_clear(&q->lock);
  g_cond_clear(&q->came);
  g_free(q->store);
  g_free(q);
}

/* --- the thread --- */

/* The newest view, with what rows are looked up in. */
static void
take_view(CopReception *q)
{
  CopView *newest = cop_keeper_take(q->keeper);
  if (newest != NULL && (q->view == NULL || q->view->model != newest->model)) {
    cop_intake_index_free(q->index);
    q->index = cop_intake_index_new(newest->model);
  }
  cop_view_unref(q->view);
  q->view = newest;
}

static bool
write_all(CopReception *q, CopReceived *items, size_t n, CopArena *a, GError **error)
{
  char now[COP_INSTANT_SIZE];
  take_view(q);
  if (q->db == NULL)
    q->db = cop_db_open(q->store, COP_DB_WRITE, error);
  return q->db != NULL && q->view != NULL && cop_reception_take(q->db, q->view->model, q->index, items, n, cop_instant_now(now), a, error);
}

static void
hand_back(Waiting *w, const CopReceived *item, const GError *error)
{
  *w->item = *item;
  if (error == NULL) {
    w->item->reason = cop_arena_strdup(w->arena, item->reason == NULL ? "" : item->reason);
    return;
  }
  *w->error = g_error_copy(error);
}

static void
write_batch(CopReception *q, GPtrArray *batch)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  CopReceived *items = cop_new_n(a, CopReceived, batch->len);
  for (guint i = 0; i < batch->len; i++)
    items[i] = *((Waiting *)batch->pdata[i])->item;
  bool fine = write_all(q, items, batch->len, a, &error);
  if (!fine && error == NULL)
    g_set_error(&error, COP_DB_ERROR, COP_DB_ERROR_FAILED, "the store is being read");
  for (guint i = 0; i < batch->len; i++)
    hand_back(batch->pdata[i], &items[i], fine ? NULL : error);
}

static gpointer
serve(gpointer data)
{
  CopReception *q = data;
  g_autoptr(GPtrArray) batch = g_ptr_array_new();
  g_mutex_lock(&q->lock);
  for (;;) {
    while (q->waiting->len == 0 && !q->stopping)
      g_cond_wait(&q->came, &q->lock);
    if (q->waiting->len == 0)
      break;
    guint n = MIN(q->waiting->len, (guint)MOST_AT_ONCE);
    g_ptr_array_set_size(batch, 0);
    for (guint i = 0; i < n; i++)
      g_ptr_array_add(batch, q->waiting->pdata[i]);
    g_ptr_array_remove_range(q->waiting, 0, n);
    g_mutex_unlock(&q->lock);
    write_batch(q, batch);
    for (guint i = 0; i < batch->len; i++) { /* none of them may be touched afterwards */
      Waiting *w = batch->pdata[i];
      w->written(w->data);
    }
    g_mutex_lock(&q->lock);
  }
  g_mutex_unlock(&q->lock);
  return NULL;
}

/* --- those who wait --- */

bool
cop_reception_post(CopReception *q, CopReceived *item, CopArena *a, CopReceptionWritten written, void *data, GError **error)
{
  if (q->store == NULL) {
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_OPEN, "this desk has no store");
    return false;
  }
  Waiting *w = cop_new(a, Waiting);
  *w = (Waiting){ item, a, error, written, data };
  g_mutex_lock(&q->lock);
  if (q->thread == NULL)
    q->thread = g_thread_new("reception", serve, q);
  g_ptr_array_add(q->waiting, w);
  if (q->waiting->len == 1)
    g_cond_signal(&q->came);
  g_mutex_unlock(&q->lock);
  return true;
}

typedef struct {
  GMutex lock;
  GCond written;
  bool done;
} Turn;

static void
my_turn(void *data)
{
  Turn *t = data;
  g_mutex_lock(&t->lock);
  t->done = true;
  g_cond_signal(&t->written);
  g_mutex_unlock(&t->lock);
}

bool
cop_reception_put(CopReception *q, CopReceived *item, CopArena *a, GError **error)
{
  Turn t = { .done = false };
  GError *failed = NULL;
  g_mutex_init(&t.lock);
  g_cond_init(&t.written);
  bool there = cop_reception_post(q, item, a, my_turn, &t, &failed);
  g_mutex_lock(&t.lock);
  while (there && !t.done)
    g_cond_wait(&t.written, &t.lock);
  g_mutex_unlock(&t.lock);
  g_mutex_clear(&t.lock);
  g_cond_clear(&t.written);
  if (failed == NULL)
    return true;
  g_propagate_error(error, failed);
  return false;
}
