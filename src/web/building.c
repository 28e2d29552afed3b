/* SPDX-License-Identifier: Apache-2.0 */
#include "web/building.h"

#include <gio/gio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/json.h"

G_DEFINE_QUARK(cop-building-error-quark, cop_building_error)

enum { NICE = 5, TROUBLE_BYTES = 6000 };

struct CopBuilding {
  char *program, *store, *out;
  GMutex lock; /* guards what follows */
  GCond ended;
  GThread *thread;     /* of the last build; NULL before the first */
  GSubprocess *child;  /* while it runs */
  bool stopping;
  CopBuildingLook look; /* strings as below */
  char *what, *who, *began, *end, *current;
  GString *trouble;
  char **arguments;
};

CopBuilding *
cop_building_new(const char *program, const char *store, const char *out)
{
  if (program == NULL || store == NULL || out == NULL)
    return NULL;
  CopBuilding *b = g_new0(CopBuilding, 1);
  b->program = g_strdup(program);
  b->store = g_strdup(store);
  b->out = g_strdup(out);
  b->trouble = g_string_new(NULL);
  g_mutex_init(&b->lock);
  g_cond_init(&b->ended);
  return b;
}

void
cop_building_free(CopBuilding *b)
{
  if (b == NULL)
    return;
  cop_building_stop(b);
  if (b->thread != NULL)
    g_thread_join(b->thread);
  g_mutex_clear(&b->lock);
  g_cond_clear(&b->ended);
  g_string_free(b->trouble, TRUE);
  g_strfreev(b->arguments);
  g_free(b->what);
  g_free(b->who);
  g_free(b->began);
  g_free(b->end);
  g_free(b->current);
  g_free(b->program);
  g_free(b->store);
  g_free(b->out);
  g_free(b);
}

static char *
now(void)
{
  g_autoptr(GDateTime) t = g_date_time_new_now_utc();
  return g_date_time_format(t, "%Y-%m-%dT%H:%M:%SZ");
}

/* --- the program --- */

/* Between fork and exec. Threads of the server hold signals back, which is inherited;
 * a group of its own, so that the workers are reached too. */
static void
set_up(gpointer unused)
{
  (void)unused;
  sigset_t none;
  sigemptyset(&none);
  (void)sigprocmask(SIG_SETMASK, &none, NULL);
  (void)setpgid(0, 0);
  (void)prctl(PR_SET_PDEATHSIG, SIGTERM); /* of the thread that waits for it: nobody builds for a desk that is gone */
  (void)setpriority(PRIO_PROCESS, 0, NICE);
}

static char **
arguments_of(const CopBuilding *b, const CopBuildingWish *w)
{
  g_autoptr(GStrvBuilder) all = g_strv_builder_new();
  g_autofree char *jobs = g_strdup_printf("%u", MAX(g_get_num_processors() / 2, 1));
  g_strv_builder_add_many(all, b->program, "build", "-o", b->out, "--json", "--progress", "--jobs", jobs, NULL);
  if (w->lang != NULL)
    g_strv_builder_add_many(all, "--lang", w->lang, NULL);
  if (w->release)
    g_strv_builder_add(all, "--release");
  for (size_t i = 0; w->targets[i] != NULL; i++)
    g_strv_builder_add(all, w->targets[i]);
  return g_strv_builder_end(all);
}

/* "progress 12 of 340 in 3.4 s: kit/poster/en/x"; anything else is a finding. */
static void
take_line(CopBuilding *b, const char *line)
{
  unsigned long done, pieces;
  double seconds;
  int stem = 0;
  g_mutex_lock(&b->lock);
  if (sscanf(line, "progress %lu of %lu in %lf s: %n", &done, &pieces, &seconds, &stem) == 3 && stem > 0) {
    b->look.done = done;
    b->look.pieces = pieces;
    b->look.left = done == 0 || done > pieces ? -1 : seconds / (double)done * (double)(pieces - done);
    g_free(b->current);
    b->current = g_strdup(line + stem);
  } else if (b->trouble->len + strlen(line) < TROUBLE_BYTES) {
    g_string_append_printf(b->trouble, "%s\n", line);
  }
  g_mutex_unlock(&b->lock);
}

static size_t
count_of(const CopTree *t, const char *key)
{
  const CopTree *x = cop_tree_member(t, key);
  return x == NULL || x->text == NULL ? 0 : (size_t)g_ascii_strtoull(x->text, NULL, 10);
}

/* The summary `copkit build --json` ends with. */
static bool
take_summary(CopBuilding *b, const char *text, size_t n)
{
  g_autoptr(CopArena) arena = cop_arena_new();
  const CopTree *t = n == 0 ? NULL : cop_json_read(arena, text, n, NULL);
  if (t == NULL || cop_tree_member(t, "artifacts") == NULL)
    return false;
  CopBuildingLook *l = &b->look;
  l->artifacts = count_of(t, "artifacts");
  l->written = count_of(t, "written");
  l->unchanged = count_of(t, "unchanged");
  l->removed = count_of(t, "removed");
  l->failed = count_of(t, "failed");
  l->refused = count_of(t, "refused");
  l->faulty = count_of(t, "faulty");
  return true;
}

static GSubprocess *
start_program(CopBuilding *b, GError **error)
{
  g_autoptr(GSubprocessLauncher) l = g_subprocess_launcher_new(G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_setenv(l, "COPKIT_STORE", b->store, TRUE); /* an address may hold a password: not for the list of processes */
  g_subprocess_launcher_set_child_setup(l, set_up, NULL, NULL);
  return g_subprocess_launcher_spawnv(l, (const char *const *)b->arguments, error);
}

static void
follow(CopBuilding *b, GSubprocess *child)
{
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new(g_subprocess_get_stderr_pipe(child));
  char *line;
  while ((line = g_data_input_stream_read_line_utf8(lines, NULL, NULL, NULL)) != NULL) {
    take_line(b, line);
    g_free(line);
  }
}

/* One build, from the start of its program to its end. */
static gpointer
run(gpointer data)
{
  CopBuilding *b = data;
  g_autoptr(GError) error = NULL;
  g_mutex_lock(&b->lock);
  g_autoptr(GSubprocess) child = b->stopping ? NULL : start_program(b, &error);
  b->child = child;
  if (error != NULL)
    g_string_append_printf(b->trouble, "%s\n", error->message);
  g_mutex_unlock(&b->lock);
  char out[4096];
  gsize n = 0;
  if (child != NULL) {
    follow(b, child);
    (void)g_input_stream_read_all(g_subprocess_get_stdout_pipe(child), out, sizeof out, &n, NULL, NULL);
    (void)g_subprocess_wait(child, NULL, NULL);
  }
  g_mutex_lock(&b->lock);
  b->child = NULL;
  bool whole = child != NULL && g_subprocess_get_if_exited(child) && g_subprocess_get_exit_status(child) <= 1 && take_summary(b, out, n);
  b->look.state = whole ? COP_BUILDING_DONE : b->stopping ? COP_BUILDING_STOPPED : COP_BUILDING_FAILED;
  b->end = now();
  g_cond_broadcast(&b->ended);
  g_mutex_unlock(&b->lock);
  return NULL;
}

/* --- from the pages --- */

bool
cop_building_start(CopBuilding *b, const CopBuildingWish *w, GError **error)
{
  g_mutex_lock(&b->lock);
  if (b->look.state == COP_BUILDING_RUNS) {
    g_mutex_unlock(&b->lock);
    g_set_error(error, COP_BUILDING_ERROR, COP_BUILDING_ERROR_BUSY, "a build runs already");
    return false;
  }
  if (b->thread != NULL)
    g_thread_join(b->thread); /* it has ended */
  b->look = (CopBuildingLook){ .state = COP_BUILDING_RUNS, .left = -1 };
  b->stopping = false;
  g_strfreev(b->arguments);
  b->arguments = arguments_of(b, w);
  g_free(b->what);
  b->what = g_strjoinv(" ", (char **)w->targets);
  g_free(b->who);
  b->who = g_strdup(w->who);
  g_free(b->began);
  b->began = now();
  g_clear_pointer(&b->end, g_free);
  g_clear_pointer(&b->current, g_free);
  g_string_truncate(b->trouble, 0);
  b->thread = g_thread_try_new("building", run, b, error);
  bool ok = b->thread != NULL;
  if (!ok)
    b->look.state = COP_BUILDING_FAILED;
  g_mutex_unlock(&b->lock);
  return ok;
}

void
cop_building_stop(CopBuilding *b)
{
  g_mutex_lock(&b->lock);
  if (b->look.state == COP_BUILDING_RUNS) {
    b->stopping = true;
    const char *id = b->child == NULL ? NULL : g_subprocess_get_identifier(b->child);
    if (id != NULL)
      (void)kill(-(pid_t)g_ascii_strtoll(id, NULL, 10), SIGTERM);
  }
  while (b->look.state == COP_BUILDING_RUNS)
    g_cond_wait(&b->ended, &b->lock);
  g_mutex_unlock(&b->lock);
}

CopBuildingLook
cop_building_look(CopBuilding *b, CopArena *arena)
{
  g_mutex_lock(&b->lock);
  CopBuildingLook l = b->look;
  l.what = cop_arena_strdup(arena, b->what == NULL ? "" : b->what);
  l.who = cop_arena_strdup(arena, b->who == NULL ? "" : b->who);
  l.began = cop_arena_strdup(arena, b->began == NULL ? "" : b->began);
  l.ended = b->end == NULL ? NULL : cop_arena_strdup(arena, b->end);
  l.current = cop_arena_strdup(arena, b->current == NULL ? "" : b->current);
  l.trouble = cop_arena_strdup(arena, b->trouble->str);
  g_mutex_unlock(&b->lock);
  return l;
}
