/* SPDX-License-Identifier: Apache-2.0 */
#include "web/deadline.h"

#include <glib.h>
#include <sys/socket.h>

#include "web/http.h"

typedef struct {
  int fd;
  bool in_request;          /* the head has arrived and the answer is not sent */
  bool answering;           /* all has arrived */
  gint64 since;             /* monotonic: start of the head, of the body window, or of the answer */
  gint64 answer_seconds;    /* what the answer may take; 0 while none is being sent */
  uint64_t window_bytes;    /* of the body, since `since` */
} Peer;

struct CopDeadlines {
  GMutex lock;
  GCond wake;
  GHashTable *peers;        /* fd -> Peer; a socket is taken out before it is closed */
  GThread *reaper;
  bool stopping;
};

static gpointer
reap(gpointer user)
{
  CopDeadlines *d = user;
  g_mutex_lock(&d->lock);
  while (!d->stopping) {
    g_cond_wait_until(&d->wake, &d->lock, g_get_monotonic_time() + G_TIME_SPAN_SECOND);
    gint64 now = g_get_monotonic_time();
    GHashTableIter it;
    gpointer value;
    g_hash_table_iter_init(&it, d->peers);
    while (g_hash_table_iter_next(&it, NULL, &value)) {
      Peer *p = value;
      if (p->answering)
        continue;
      gint64 allowed = p->answer_seconds > 0 ? p->answer_seconds : p->in_request ? COP_HTTP_BODY_WINDOW : COP_HTTP_HEAD_SECONDS;
      if (now - p->since > allowed * G_TIME_SPAN_SECOND)
        shutdown(p->fd, SHUT_RDWR);
    }
  }
  g_mutex_unlock(&d->lock);
  return NULL;
}

CopDeadlines *
cop_deadlines_new(void)
{
  CopDeadlines *d = g_new0(CopDeadlines, 1);
  g_mutex_init(&d->lock);
  g_cond_init(&d->wake);
  d->peers = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  d->reaper = g_thread_new("deadlines", reap, d);
  return d;
}

void
cop_deadlines_free(CopDeadlines *d)
{
  if (d == NULL)
    return;
  g_mutex_lock(&d->lock);
  d->stopping = true;
  g_cond_signal(&d->wake);
  g_mutex_unlock(&d->lock);
  g_thread_join(d->reaper);
  g_hash_table_unref(d->peers);
  g_mutex_clear(&d->lock);
  g_cond_clear(&d->wake);
  g_free(d);
}

void
cop_deadlines_opened(CopDeadlines *d, int fd)
{
  Peer *p = g_new0(Peer, 1);
  p->fd = fd;
  p->since = g_get_monotonic_time();
  g_mutex_lock(&d->lock);
  g_hash_table_insert(d->peers, GINT_TO_POINTER(fd), p);
  g_mutex_unlock(&d->lock);
}

void
cop_deadlines_closed(CopDeadlines *d, int fd)
{
  g_mutex_lock(&d->lock);
  g_hash_table_remove(d->peers, GINT_TO_POINTER(fd));
  g_mutex_unlock(&d->lock);
}

static void
progress(CopDeadlines *d, int fd, bool in_request, uint64_t bytes)
{
  g_mutex_lock(&d->lock);
  Peer *p = g_hash_table_lookup(d->peers, GINT_TO_POINTER(fd));
  if (p != NULL) {
    gint64 now = g_get_monotonic_time();
    if (in_request != p->in_request || bytes == 0) {
      p->since = now;
      p->window_bytes = 0;
    }
    p->in_request = in_request;
    p->answering = false;
    p->answer_seconds = 0;
    p->window_bytes += bytes;
    if (p->window_bytes >= (uint64_t)COP_HTTP_BODY_RATE * COP_HTTP_BODY_WINDOW) {
      p->since = now;
      p->window_bytes = 0;
    }
  }
  g_mutex_unlock(&d->lock);
}

void
cop_deadlines_body(CopDeadlines *d, int fd, uint64_t bytes)
{
  progress(d, fd, true, bytes);
}

void
cop_deadlines_done(CopDeadlines *d, int fd)
{
  progress(d, fd, false, 0);
}

void
cop_deadlines_answering(CopDeadlines *d, int fd)
{
  g_mutex_lock(&d->lock);
  Peer *p = g_hash_table_lookup(d->peers, GINT_TO_POINTER(fd));
  if (p != NULL)
    p->answering = true;
  g_mutex_unlock(&d->lock);
}

void
cop_deadlines_sending(CopDeadlines *d, int fd, uint64_t bytes)
{
  g_mutex_lock(&d->lock);
  Peer *p = g_hash_table_lookup(d->peers, GINT_TO_POINTER(fd));
  if (p != NULL) {
    p->answering = false;
    p->since = g_get_monotonic_time();
    p->answer_seconds = COP_HTTP_BODY_WINDOW + (gint64)(bytes / COP_HTTP_BODY_RATE);
  }
  g_mutex_unlock(&d->lock);
}
