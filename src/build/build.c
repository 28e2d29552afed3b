/* SPDX-License-Identifier: Apache-2.0
 *
 * The parent lists the pieces, hands them to workers through a shared counter,
 * reads one line for each finished piece from each worker's pipe, keeps the
 * journal and writes the manifest. Workers (worker.c) compose, compare and write.
 */
#include "build/build.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/home.h"
#include "build/build_priv.h"
#include "build/settled.h"

G_DEFINE_QUARK(cop-build-error-quark, cop_build_error)

#define WORKER_KEEPS (64 << 20) /* bytes */

static bool
start_worker(CopBuildRun *run, unsigned me, GError **error)
{
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    g_set_error(error, COP_BUILD_ERROR, COP_BUILD_ERROR_WORKER, "no pipe for a worker: %s", g_strerror(errno));
    return false;
  }
  atomic_store(&run->shared->busy_with[me], -1);
  pid_t pid = fork();
  if (pid == 0) {
    close(ends[0]);
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* alone it would write for nobody */
    /* Pictures of some megabytes come and go: give their memory back at the end only. */
    mallopt(M_MMAP_THRESHOLD, WORKER_KEEPS);
    mallopt(M_TRIM_THRESHOLD, WORKER_KEEPS);
    cop_build_work(run, me, ends[1]);
    _exit(0);
  }
  close(ends[1]);
  if (pid < 0) {
    close(ends[0]);
    g_set_error(error, COP_BUILD_ERROR, COP_BUILD_ERROR_WORKER, "a worker could not be started: %s", g_strerror(errno));
    return false;
  }
  run->workers[me] = (CopBuildWorkerProcess){ .pid = pid, .fd = ends[0], .pending = g_string_new(NULL) };
  return true;
}

static void
add_failure(CopBuildRun *run, const char *path, const char *message)
{
  run->summary->failed++;
  cop_diags_add(run->diags, &(CopDiag){ .severity = COP_SEVERITY_ERROR, .kind = COP_DIAG_LAYOUT, .code = "build-failed", .file = path,
                                        .start = -1, .end = -1, .message = message });
}

/* A piece the gates hold back: why, and whatever an earlier build left of it goes. */
static void
take_refusal(CopBuildRun *run, const CopTree *reasons, const CopProduct *p)
{
  for (const CopTree *t = reasons->first; t != NULL; t = t->next) {
    CopDiag d;
    if (!cop_diag_read(t, &d))
      continue;
    d.file = d.file == NULL ? p->stem : d.file;
    cop_diags_add(run->diags, &d);
  }
  for (int f = 0; f < COP_FORMAT_MAX; f++) {
    if (!(p->formats & COP_FORMAT_BIT(f)))
      continue;
    run->summary->refused++;
    g_autofree char *path = g_strdup_printf("%s.%s", p->stem, cop_format_name((CopFormat)f));
    g_autofree char *file = g_build_filename(run->options->dir, path, NULL);
    if (run->options->dry_run || !g_hash_table_contains(run->manifest->by_path, path))
      continue;
    unlink(file);
    g_hash_table_remove(run->manifest->by_path, path);
    run->summary->removed++;
  }
}

static void
report_progress(CopBuildRun *run, const CopProduct *p)
{
  run->done++;
  if (run->options->progress != NULL)
    run->options->progress(run->options->user,
                           &(CopBuildProgress){ run->pieces->items->len, run->done, p->stem, (double)(g_get_monotonic_time() - run->began) / 1e6 });
}

static void
append_journal(CopBuildRun *run, const CopBuiltFile *a)
{
  CopJson *j = cop_json_new_compact();
  cop_built_file_write(j, a);
  g_autofree char *text = cop_json_finish(j);
  g_autofree char *line = g_strconcat(text, "\n", NULL);
  if (run->journal >= 0 && write(run->journal, line, strlen(line)) < 0) {
    close(run->journal); /* without a journal a killed build starts over; that is all */
    run->journal = -1;
  }
}

static void
take_inputs(CopBuildRun *run, const CopTree *t, const CopProduct *p)
{
  if (run->inputs == NULL || p->compose_kit == NULL)
    return;
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (const CopTree *x = cop_tree_member(t, "inputs")->first; x != NULL; x = x->next)
    g_ptr_array_add(names, (gpointer)x->text);
  cop_inputs_set(run->inputs, p, cop_tree_member(t, "failed")->first == NULL ? names : NULL);
}

static void
take_diags(CopBuildRun *run, const CopBuiltFile *a)
{
  for (size_t i = 0; i < a->n_diags; i++) {
    CopDiag d = a->diags[i];
    if (d.file == NULL)
      d.file = a->path;
    cop_diags_add(run->diags, &d);
  }
}

static void
take_line(CopBuildRun *run, const char *line, size_t n)
{
  g_autoptr(CopArena) arena = cop_arena_new();
  const CopTree *t = cop_json_read(arena, line, n, NULL);
  g_return_if_fail(t != NULL);
  const CopProduct *p = &g_array_index(run->pieces->items, CopProduct, (guint)cop_tree_member(t, "piece")->integer);
  if (cop_tree_member(t, "refused") != NULL) {
    take_refusal(run, cop_tree_member(t, "refused"), p);
    report_progress(run, p);
    return;
  }
  const CopTree *fresh = cop_tree_member(t, "fresh")->first;
  for (const CopTree *x = cop_tree_member(t, "artifacts")->first; x != NULL; x = x->next, fresh = fresh->next) {
    CopBuiltFile a;
    if (!cop_built_file_read(arena, x, &a))
      continue;
    run->summary->artifacts++;
    g_hash_table_add(run->wanted, g_strdup(a.path));
    take_diags(run, &a);
    if (!fresh->boolean) {
      run->summary->unchanged++;
      cop_manifest_set(run->manifest, &a); /* its release state may have changed */
      continue;
    }
    run->summary->written++;
    if (run->options->dry_run)
      continue;
    cop_manifest_set(run->manifest, &a);
    append_journal(run, &a);
  }
  for (const CopTree *f = cop_tree_member(t, "failed")->first; f != NULL; f = f->next) {
    run->summary->artifacts++;
    add_failure(run, cop_tree_member(f, "path")->text, cop_tree_member(f, "message")->text);
  }
  take_inputs(run, t, p);
  report_progress(run, p);
}

static void
take_bytes(CopBuildRun *run, CopBuildWorkerProcess *w)
{
  char buffer[65536];
  ssize_t n = read(w->fd, buffer, sizeof buffer);
  if (n < 0 && errno == EINTR)
    return;
  if (n <= 0) {
    close(w->fd);
    w->fd = -1;
    return;
  }
  g_string_append_len(w->pending, buffer, n);
  char *end;
  size_t taken = 0;
  while ((end = memchr(w->pending->str + taken, '\n', w->pending->len - taken)) != NULL) {
    size_t length = (size_t)(end - (w->pending->str + taken));
    take_line(run, w->pending->str + taken, length);
    taken += length + 1;
  }
  g_string_erase(w->pending, 0, (gssize)taken);
}

/* A worker has ended. When it died over a piece, that piece has failed and a new
 * worker takes its place. */
static bool
bury_worker(CopBuildRun *run, unsigned me, GError **error)
{
  CopBuildWorkerProcess *w = &run->workers[me];
  int status;
  while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
    ;
  g_string_free(w->pending, TRUE);
  w->pending = NULL;
  int piece = atomic_load(&run->shared->busy_with[me]);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
    return true;
  if (piece >= 0) {
    const CopProduct *p = &g_array_index(run->pieces->items, CopProduct, (guint)piece);
    g_autofree char *message = WIFSIGNALED(status) ? g_strdup_printf("the worker was ended by signal %d (%s) while making it", WTERMSIG(status), strsignal(WTERMSIG(status)))
                                                   : g_strdup_printf("the worker ended with %d while making it", WEXITSTATUS(status));
    add_failure(run, p->stem, message);
    if (run->inputs != NULL)
      cop_inputs_set(run->inputs, p, NULL);
    run->done++;
  }
  return start_worker(run, me, error);
}

static bool
supervise(CopBuildRun *run, GError **error)
{
  for (;;) {
    struct pollfd fds[COP_BUILD_JOBS_MAX];
    unsigned who[COP_BUILD_JOBS_MAX], n = 0;
    for (unsigned i = 0; i < run->n_workers; i++)
      if (run->workers[i].fd >= 0) {
        fds[n] = (struct pollfd){ .fd = run->workers[i].fd, .events = POLLIN };
        who[n++] = i;
      }
    if (n == 0)
      return true;
    if (poll(fds, n, -1) < 0 && errno != EINTR) {
      g_set_error(error, COP_BUILD_ERROR, COP_BUILD_ERROR_WORKER, "waiting for workers failed: %s", g_strerror(errno));
      return false;
    }
    for (unsigned i = 0; i < n; i++) {
      if (fds[i].revents == 0)
        continue;
      take_bytes(run, &run->workers[who[i]]);
      if (run->workers[who[i]].fd < 0 && !bury_worker(run, who[i], error))
        return false;
    }
  }
}

static gint
by_subject(gconstpointer a, gconstpointer b, gpointer user)
{
  const CopBuildRun *run = user;
  guint i = *(const guint *)a, k = *(const guint *)b;
  const CopProduct *x = &g_array_index(run->pieces->items, CopProduct, i), *y = &g_array_index(run->pieces->items, CopProduct, k);
  bool long_x = x->formats == COP_FORMAT_BIT(COP_FORMAT_ZIP), long_y = y->formats == COP_FORMAT_BIT(COP_FORMAT_ZIP);
  if (long_x != long_y) /* packages take longest: they begin, so that nobody waits for one at the end */
    return long_x ? -1 : 1;
  int order = g_strcmp0(x->subject, y->subject);
  return order != 0 ? order : i < k ? -1 : 1;
}

/* Materials of one subject belong together: they show the same picture. */
static bool
belongs(const CopProduct *a, const CopProduct *b)
{
  return a->subject != NULL && g_strcmp0(a->subject, b->subject) == 0 && g_str_has_prefix(a->target, "kit/") && g_str_has_prefix(b->target, "kit/");
}

bool
cop_build_is_there(const char *path, int64_t size)
{
  struct stat st;
  return stat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size == size;
}

/* Nothing it is made of has changed, and its files stand: it is taken as it is. */
static bool
take_standing(CopBuildRun *run, const CopProduct *p)
{
  const CopBuiltFile *files[COP_FORMAT_MAX];
  size_t n = 0;
  if (run->inputs == NULL || p->compose_kit == NULL || !cop_inputs_hold(run->inputs, p))
    return false;
  for (int f = 0; f < COP_FORMAT_MAX; f++) {
    if (!(p->formats & COP_FORMAT_BIT(f)))
      continue;
    g_autofree char *path = g_strconcat(p->stem, ".", cop_format_name((CopFormat)f), NULL);
    const CopBuiltFile *a = g_hash_table_lookup(run->manifest->by_path, path);
    if (a == NULL || a->released || !a->stands)
      return false;
    files[n++] = a;
  }
  for (size_t i = 0; i < n; i++) {
    run->summary->artifacts++;
    run->summary->unchanged++;
    g_hash_table_add(run->wanted, g_strdup(files[i]->path));
    take_diags(run, files[i]);
  }
  return true;
}

/* The pieces to compose, in groups. */
static void
make_groups(CopBuildRun *run)
{
  guint all = run->pieces->items->len, n = 0;
  run->order = g_new(guint, all + 1);
  run->groups = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < all; i++)
    if (!take_standing(run, &g_array_index(run->pieces->items, CopProduct, i)))
      run->order[n++] = i;
  run->n_order = n;
  run->summary->composed = n;
  run->done = all - n;
  g_qsort_with_data(run->order, (gint)n, sizeof *run->order, by_subject, run);
  for (guint i = 0; i < n; i++)
    if (i == 0 || !belongs(&g_array_index(run->pieces->items, CopProduct, run->order[i - 1]),
                           &g_array_index(run->pieces->items, CopProduct, run->order[i])))
      g_array_append_val(run->groups, i);
  g_array_append_val(run->groups, n);
}

/* Faces are pinned by the list of them (typeset/font.h): with it changes what
 * is set in them. */
static void
know_fonts(CopBuildRun *run)
{
  g_autofree char *path = cop_home_path("assets", "fonts.manifest", NULL);
  if (!cop_hash_file(COP_HASH_BLAKE2B, path, run->fonts, NULL))
    run->fonts[0] = '\0'; /* setting a page will say what is wrong */
}

/* A manifest with a journal beside it is not the one a graph was written for. */
static void
know_inputs(CopBuildRun *run)
{
  if (run->context->release)
    return;
  if (run->manifest->n_journal > 0)
    cop_inputs_break(run->options->dir);
  run->inputs = cop_inputs_load(run->options->dir, run->ground, run->context->model);
}

static bool
run_workers(CopBuildRun *run, GError **error)
{
  unsigned jobs = run->options->jobs != 0 ? run->options->jobs : g_get_num_processors();
  jobs = CLAMP(jobs, 1, COP_BUILD_JOBS_MAX);
  jobs = MIN(jobs, run->groups->len - 1); /* nothing to do takes no worker */
  run->shared = mmap(NULL, sizeof(CopBuildShared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (run->shared == MAP_FAILED) {
    g_set_error(error, COP_BUILD_ERROR, COP_BUILD_ERROR_WORKER, "no shared memory: %s", g_strerror(errno));
    return false;
  }
  bool ok = true;
  for (unsigned i = 0; i < jobs && ok; i++) {
    ok = start_worker(run, i, error);
    run->n_workers += ok;
  }
  ok = ok && supervise(run, error);
  for (unsigned i = 0; i < run->n_workers; i++)
    if (run->workers[i].fd >= 0)
      close(run->workers[i].fd); /* they end when they next write */
  munmap(run->shared, sizeof(CopBuildShared));
  return ok;
}

size_t
cop_build_faulty(const CopDiags *findings)
{
  g_autoptr(GHashTable) files = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < cop_diags_count(findings); i++) {
    const CopDiag *g = cop_diags_at(findings, i);
    if (g->severity == COP_SEVERITY_ERROR && g->kind != COP_DIAG_GATE)
      g_hash_table_add(files, (gpointer)(g->file == NULL ? "" : g->file));
  }
  return g_hash_table_size(files);
}

/* What the folder holds is read while the pieces are listed: neither knows of the other, and
 * after one edit both take longer than what is to be made. */
typedef struct {
  const char *dir;
  GError *error;
} Standing;

static gpointer
read_standing(gpointer data)
{
  Standing *s = data;
  CopManifest *m = cop_manifest_load(s->dir, &s->error);
  if (m != NULL)
    cop_manifest_look(m, s->dir);
  return m;
}

/* A target made on request stays fresh: it is built with the others as long as a file of it stands. */
static void
keep_requested(const CopContext *c, const CopBuildOptions *o, const CopManifest *m, CopProducts *pieces)
{
  g_autoptr(GHashTable) standing = g_hash_table_new(g_str_hash, g_str_equal);
  GHashTableIter i;
  gpointer file;
  for (g_hash_table_iter_init(&i, m->by_path); g_hash_table_iter_next(&i, NULL, &file);)
    if (((const CopBuiltFile *)file)->stands)
      g_hash_table_add(standing, (gpointer)((const CopBuiltFile *)file)->target);
  size_t n;
  const CopComposeTarget *targets = cop_targets(&n);
  for (size_t t = 0; t < n; t++) {
    bool listed = o->targets != NULL && g_strv_contains(o->targets, targets[t].name);
    if (targets[t].on_request && !listed && cop_target_is_wanted(&targets[t], o->targets) && g_hash_table_contains(standing, targets[t].name))
      cop_products_add_target(pieces, c, &targets[t], o->langs);
  }
}

bool
cop_build_run(const CopContext *c, const CopBuildOptions *o, CopBuildSummary *s, CopDiags *diags, GError **error)
{
  *s = (CopBuildSummary){ 0 };
  g_assert(!c->release || o->release != NULL);
  Standing standing = { .dir = o->dir };
  GThread *reader = g_thread_new("manifest", read_standing, &standing);
  g_autoptr(CopProducts) pieces = cop_products_list(c, o->targets, o->langs, error);
  char ground[COP_HASH_HEX];
  cop_settled_ground(c->date, c->synthetic, ground);
  g_autoptr(CopManifest) manifest = g_thread_join(reader); /* before the first worker is forked */
  g_autoptr(GError) cause = standing.error;
  if (pieces == NULL)
    return false;
  if (manifest == NULL) {
    g_propagate_error(error, g_steal_pointer(&cause));
    return false;
  }
  keep_requested(c, o, manifest, pieces);
  if (!o->dry_run && g_mkdir_with_parents(o->dir, 0777) != 0) {
    g_set_error(error, COP_BUILD_ERROR, COP_BUILD_ERROR_OUTPUT, "folder %s cannot be made: %s", o->dir, g_strerror(errno));
    return false;
  }
  g_autoptr(GHashTable) wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *journal = g_build_filename(o->dir, ".build-journal", NULL);
  CopBuildRun run = { .context = c, .options = o, .pieces = pieces, .manifest = manifest, .wanted = wanted, .summary = s, .diags = diags,
              .began = g_get_monotonic_time(),
              .journal = o->dry_run ? -1 : open(journal, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666) };
  s->resumed = manifest->n_journal;
  memcpy(run.ground, ground, sizeof ground);
  know_fonts(&run);
  know_inputs(&run);
  make_groups(&run);
  if (!o->dry_run)
    cop_settled_break(o->dir, o->key);
  if (!o->dry_run && run.n_order > 0)
    cop_inputs_break(o->dir);
  bool ok = run_workers(&run, error);
  if (ok)
    cop_build_remove_stale(&run);
  g_free(run.order);
  g_array_unref(run.groups);
  if (run.journal >= 0)
    close(run.journal);
  if (ok && !o->dry_run)
    ok = cop_build_finish(&run, error);
  cop_inputs_free(run.inputs);
  s->seconds = (double)(g_get_monotonic_time() - run.began) / 1e6;
  return ok;
}
