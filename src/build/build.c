/* SPDX-License-Identifier: Apache-2.0
 *
 * The parent lists the pieces, hands them to workers through a shared counter,
 * reads one line for each finished piece from each worker's pipe, keeps the
 * journal and writes the manifest. Workers compose, compare and write.
 */
#include "build/build.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <malloc.h>
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
#include "build/manifest.h"
#include "build/page_index.h"
#include "build/picture.h"
#include "build/settled.h"
#include "build/write.h"
#include "config.h"
#include "doc/build.h"
#include "doc/check.h"

G_DEFINE_QUARK(cop-build-error-quark, cop_build_error)

#define JOBS_MAX 64
#define WORKER_KEEPS (64 << 20) /* bytes */
/* Counted up whenever a writer's output changes for an unchanged tree. */
#define WRITER_REVISION "4"

/* In memory that parent and workers share. */
typedef struct {
  atomic_uint next;                 /* piece to take */
  atomic_int busy_with[JOBS_MAX];   /* piece a worker is at, -1 when none */
} Shared;

typedef struct {
  pid_t pid;
  int fd;           /* read end of its pipe; -1 when it has ended */
  GString *pending; /* bytes of an unfinished line */
} Worker;

typedef struct {
  const CopContext *context;
  const CopBuildOptions *options;
  const CopProducts *pieces;
  CopManifest *manifest;
  Shared *shared;
  Worker workers[JOBS_MAX];
  unsigned n_workers;
  int journal;
  char fonts[COP_HASH_HEX];
  GHashTable *wanted;  /* paths of all pieces of this run */
  CopBuildSummary *summary;
  CopDiags *diags;
  gint64 began;
  size_t done;
} Run;

/* --- worker --- */

static void
add_sources(GPtrArray *sources, GHashTable *seen, const CopComposed *c, const CopProduct *p)
{
  if (p->subject != NULL)
    g_hash_table_add(seen, (gpointer)p->subject), g_ptr_array_add(sources, (gpointer)p->subject);
  for (const CopNode *n = c->doc == NULL ? NULL : c->doc->root; n != NULL; n = cop_node_walk(n, c->doc->root))
    if (n->source != NULL && g_hash_table_add(seen, (gpointer)n->source))
      g_ptr_array_add(sources, (gpointer)n->source);
}

static gint
by_text(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
artifact_key(const Run *run, const unsigned char digest[COP_HASH_SIZE], CopFormat f, char hex[COP_HASH_HEX])
{
  static const char writer[] = COP_VERSION "/" WRITER_REVISION "/";
  const char *format = cop_format_name(f), *epoch = g_getenv("SOURCE_DATE_EPOCH");
  unsigned char key[COP_HASH_SIZE];
  CopHash h;
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  cop_hash_add(&h, writer, sizeof writer);
  cop_hash_add(&h, format, strlen(format) + 1);
  cop_hash_add(&h, epoch == NULL ? "" : epoch, epoch == NULL ? 1 : strlen(epoch) + 1);
  cop_hash_add(&h, digest, COP_HASH_SIZE);
  if (f == COP_FORMAT_PDF || f == COP_FORMAT_PNG || f == COP_FORMAT_DOCX)
    cop_hash_add(&h, run->fonts, sizeof run->fonts);
  cop_hash_finish(&h, key);
  cop_hash_to_hex(key, hex);
}

static bool
is_there(const char *path, int64_t size)
{
  struct stat st;
  return stat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size == size;
}

/* Writes one format unless the file of that key stands. */
static bool
make_artifact(const Run *run, CopBuildWriter *w, const CopComposed *c, CopBuiltFile *a, CopFormat f, CopDiags *diags,
              bool *unchanged, GError **error)
{
  g_autofree char *path = g_build_filename(run->options->dir, a->path, NULL);
  const CopBuiltFile *old = g_hash_table_lookup(run->manifest->by_path, a->path);
  *unchanged = old != NULL && strcmp(old->key, a->key) == 0 && is_there(path, old->size);
  if (*unchanged) {
    a->size = old->size;
    a->sha256 = old->sha256;
    a->diags = old->diags;
    a->n_diags = old->n_diags;
    return true;
  }
  if (run->options->dry_run) {
    a->sha256 = "";
    return true;
  }
  g_autoptr(GBytes) bytes = cop_build_write(w, c, f, diags, error);
  if (bytes == NULL)
    return false;
  gsize n;
  const void *data = g_bytes_get_data(bytes, &n);
  g_autofree char *folder = g_path_get_dirname(path);
  if (g_mkdir_with_parents(folder, 0777) != 0) {
    g_set_error(error, COP_BUILD_ERROR, COP_BUILD_ERROR_OUTPUT, "folder %s cannot be made: %s", folder, g_strerror(errno));
    return false;
  }
  char *hex = g_malloc(COP_HASH_HEX);
  a->size = (int64_t)n;
  a->sha256 = cop_hash_bytes(COP_HASH_SHA256, data, n, hex);
  return cop_file_put(path, data, n, error);
}

static void
write_error(CopJson *j, const CopProduct *p, CopFormat f, const GError *error)
{
  cop_json_object(j);
  g_autofree char *path = f == COP_FORMAT_MAX ? g_strdup(p->stem) : g_strdup_printf("%s.%s", p->stem, cop_format_name(f));
  cop_json_key_text(j, "path", path);
  cop_json_key_text(j, "message", error == NULL ? "no reason given" : error->message);
  cop_json_end(j);
}

static void
keep_findings(CopBuiltFile *f, CopArena *a, const CopDiags *diags)
{
  CopDiag *list = cop_new_n(a, CopDiag, cop_diags_count(diags));
  f->n_diags = cop_diags_count(diags);
  for (size_t k = 0; k < f->n_diags; k++)
    list[k] = cop_diag_copy(a, cop_diags_at(diags, k));
  f->diags = list;
}

static bool
compose_piece(const Run *run, const CopProduct *p, CopArena *a, CopComposed *c, bool *passes, CopDiags *diags, GError **error)
{
  if (run->context->release)
    return cop_release_compose(run->options->release, run->context, p, a, c, passes, diags, error);
  return p->compose(run->context, p, a, c, diags, error);
}

/* {"piece": i, ..., "refused": [findings]} */
static char *
refusal_line(unsigned i, const CopDiags *diags)
{
  CopJson *j = cop_json_new_compact();
  cop_json_object(j);
  cop_json_key_int(j, "piece", i);
  cop_json_key_array(j, "refused");
  g_autoptr(GHashTable) said = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t k = 0; k < cop_diags_count(diags); k++)
    if (g_hash_table_add(said, (gpointer)cop_diags_at(diags, k)->message))
      cop_diag_write(j, cop_diags_at(diags, k));
  cop_json_end(j);
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  return g_strconcat(text, "\n", NULL);
}

/* Everything about piece i as one line of JSON:
 * {"piece": i, "artifacts": [...], "fresh": [true, ...], "failed": [{path, message}]} */
static char *
run_piece(const Run *run, CopBuildWriter *w, unsigned i)
{
  const CopProduct *p = &g_array_index(run->pieces->items, CopProduct, i);
  g_autoptr(CopArena) arena = cop_arena_new();
  g_autoptr(CopDiags) diags = cop_diags_new();
  g_autoptr(GPtrArray) sources = g_ptr_array_new();
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GError) error = NULL;
  CopComposed c = { 0 };
  unsigned char digest[COP_HASH_SIZE];
  bool passes = true;
  bool composed = compose_piece(run, p, arena, &c, &passes, diags, &error);
  if (composed && !passes)
    return refusal_line(i, diags);
  if (composed && c.doc != NULL) {
    cop_doc_set_ids(c.doc);
    cop_doc_check(c.doc, diags);
  }
  CopJson *ok = cop_json_new_compact(), *fresh = cop_json_new_compact(), *failed = cop_json_new_compact();
  cop_json_array(ok);
  cop_json_array(fresh);
  cop_json_array(failed);
  if (composed) {
    cop_piece_digest(&c, digest);
    add_sources(sources, seen, &c, p);
    g_ptr_array_sort(sources, by_text);
    g_ptr_array_add(sources, NULL);
  } else {
    write_error(failed, p, COP_FORMAT_MAX, error);
  }
  for (int f = 0; composed && f < COP_FORMAT_MAX; f++) {
    if (!(p->formats & COP_FORMAT_BIT(f)))
      continue;
    char key[COP_HASH_HEX];
    artifact_key(run, digest, (CopFormat)f, key);
    CopBuiltFile a = { .path = cop_arena_printf(arena, "%s.%s", p->stem, cop_format_name((CopFormat)f)), .target = p->target,
                      .lang = p->lang, .audience = p->audience, .subject = p->subject, .format = cop_format_name((CopFormat)f),
                      .key = key, .released = run->context->release, .sources = (const char **)sources->pdata };
    g_autoptr(CopDiags) own = cop_diags_new();
    for (size_t k = 0; k < cop_diags_count(diags); k++)
      cop_diags_add(own, cop_diags_at(diags, k));
    bool unchanged;
    g_autoptr(GError) cause = NULL;
    if (!make_artifact(run, w, &c, &a, (CopFormat)f, own, &unchanged, &cause)) {
      write_error(failed, p, (CopFormat)f, cause);
      continue;
    }
    if (!unchanged)
      keep_findings(&a, arena, own);
    cop_built_file_write(ok, &a);
    cop_json_bool(fresh, !unchanged);
    if (!unchanged && !run->options->dry_run)
      g_free((char *)a.sha256);
  }
  cop_build_writer_next(w);
  cop_json_end(ok);
  cop_json_end(fresh);
  cop_json_end(failed);
  g_autofree char *a = cop_json_finish(ok), *b = cop_json_finish(fresh), *d = cop_json_finish(failed);
  return g_strdup_printf("{\"piece\":%u,\"artifacts\":%s,\"fresh\":%s,\"failed\":%s}\n", i, a, b, d);
}

static void
work(Run *run, unsigned me, int fd)
{
  g_auto(CopPictures) pictures = { 0 };
  CopContext own = *run->context;
  if (own.art == NULL)
    cop_pictures_open(&pictures, &own);
  run->context = &own;
  g_auto(CopBuildWriter) writer = { 0 };
  unsigned i;
  while ((i = atomic_fetch_add(&run->shared->next, 1)) < run->pieces->items->len) {
    atomic_store(&run->shared->busy_with[me], (int)i);
    g_autofree char *line = run_piece(run, &writer, i);
    for (size_t n = strlen(line), at = 0; at < n;) {
      ssize_t k = write(fd, line + at, n - at);
      if (k < 0 && errno != EINTR)
        _exit(1); /* the parent is gone */
      at += k > 0 ? (size_t)k : 0;
    }
    atomic_store(&run->shared->busy_with[me], -1);
  }
}

/* --- parent --- */

static bool
start_worker(Run *run, unsigned me, GError **error)
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
    work(run, me, ends[1]);
    _exit(0);
  }
  close(ends[1]);
  if (pid < 0) {
    close(ends[0]);
    g_set_error(error, COP_BUILD_ERROR, COP_BUILD_ERROR_WORKER, "a worker could not be started: %s", g_strerror(errno));
    return false;
  }
  run->workers[me] = (Worker){ .pid = pid, .fd = ends[0], .pending = g_string_new(NULL) };
  return true;
}

static void
add_failure(Run *run, const char *path, const char *message)
{
  run->summary->failed++;
  cop_diags_add(run->diags, &(CopDiag){ .severity = COP_SEVERITY_ERROR, .kind = COP_DIAG_LAYOUT, .code = "build-failed", .file = path,
                                        .start = -1, .end = -1, .message = message });
}

/* A piece the gates hold back: why, and whatever an earlier build left of it goes. */
static void
take_refusal(Run *run, const CopTree *reasons, const CopProduct *p)
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
report_progress(Run *run, const CopProduct *p)
{
  run->done++;
  if (run->options->progress != NULL)
    run->options->progress(run->options->user,
                           &(CopBuildProgress){ run->pieces->items->len, run->done, p->stem, (double)(g_get_monotonic_time() - run->began) / 1e6 });
}

static void
append_journal(Run *run, const CopBuiltFile *a)
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
take_line(Run *run, const char *line, size_t n)
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
    for (size_t i = 0; i < a.n_diags; i++) {
      CopDiag d = a.diags[i];
      if (d.file == NULL)
        d.file = a.path;
      cop_diags_add(run->diags, &d);
    }
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
  report_progress(run, p);
}

static void
take_bytes(Run *run, Worker *w)
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
bury_worker(Run *run, unsigned me, GError **error)
{
  Worker *w = &run->workers[me];
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
    run->done++;
  }
  return start_worker(run, me, error);
}

static bool
supervise(Run *run, GError **error)
{
  for (;;) {
    struct pollfd fds[JOBS_MAX];
    unsigned who[JOBS_MAX], n = 0;
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

static void
remove_stale(Run *run)
{
  bool everything = (run->options->targets == NULL || run->options->targets[0] == NULL) &&
                    (run->options->langs == NULL || run->options->langs[0] == NULL);
  if (!everything || run->options->dry_run || run->summary->failed > 0)
    return;
  g_autoptr(GPtrArray) all = cop_manifest_sorted(run->manifest);
  for (guint i = 0; i < all->len; i++) {
    const CopBuiltFile *a = g_ptr_array_index(all, i);
    if (g_hash_table_contains(run->wanted, a->path))
      continue;
    g_autofree char *path = g_build_filename(run->options->dir, a->path, NULL);
    unlink(path);
    g_hash_table_remove(run->manifest->by_path, a->path);
    run->summary->removed++;
  }
}

/* Faces are pinned by the list of them (typeset/font.h): with it changes what
 * is set in them. */
static void
know_fonts(Run *run)
{
  g_autofree char *path = cop_home_path("assets", "fonts.manifest", NULL);
  if (!cop_hash_file(COP_HASH_BLAKE2B, path, run->fonts, NULL))
    run->fonts[0] = '\0'; /* setting a page will say what is wrong */
}

/* Index, manifest and the note that all stands, in this order: each is true of
 * what came before. */
static bool
finish(Run *run, GError **error)
{
  const char *dir = run->options->dir;
  CopBuildSummary *s = run->summary;
  if (run->manifest->n_journal > 0)
    cop_file_remove_partials(dir);
  if (s->written > 0 || s->removed > 0 || run->manifest->n_journal > 0) {
    if (!cop_build_write_index(run->context, run->manifest, dir, error) || !cop_file_flush_all(dir, error) ||
        !cop_manifest_save(run->manifest, dir, run->context->date, error))
      return false;
  } else {
    g_autofree char *journal = g_build_filename(dir, ".build-journal", NULL);
    unlink(journal);
  }
  if (run->options->key == NULL || s->failed > 0 || s->refused > 0)
    return true;
  g_autoptr(GPtrArray) all = cop_manifest_sorted(run->manifest), files = g_ptr_array_new();
  for (guint i = 0; i < all->len; i++)
    if (g_hash_table_contains(run->wanted, ((const CopBuiltFile *)g_ptr_array_index(all, i))->path))
      g_ptr_array_add(files, g_ptr_array_index(all, i));
  return cop_settled_note(dir, run->options->key, files, run->diags, error);
}

static bool
run_workers(Run *run, GError **error)
{
  unsigned jobs = run->options->jobs != 0 ? run->options->jobs : g_get_num_processors();
  jobs = CLAMP(jobs, 1, JOBS_MAX);
  jobs = MIN(jobs, MAX(run->pieces->items->len, 1u));
  run->shared = mmap(NULL, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
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
  munmap(run->shared, sizeof(Shared));
  return ok;
}

bool
cop_build_run(const CopContext *c, const CopBuildOptions *o, CopBuildSummary *s, CopDiags *diags, GError **error)
{
  *s = (CopBuildSummary){ 0 };
  g_assert(!c->release || o->release != NULL);
  g_autoptr(CopProducts) pieces = cop_products_list(c, o->targets, o->langs, error);
  if (pieces == NULL)
    return false;
  if (!o->dry_run && g_mkdir_with_parents(o->dir, 0777) != 0) {
    g_set_error(error, COP_BUILD_ERROR, COP_BUILD_ERROR_OUTPUT, "folder %s cannot be made: %s", o->dir, g_strerror(errno));
    return false;
  }
  g_autoptr(CopManifest) manifest = cop_manifest_load(o->dir, error);
  if (manifest == NULL)
    return false;
  g_autoptr(GHashTable) wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *journal = g_build_filename(o->dir, ".build-journal", NULL);
  Run run = { .context = c, .options = o, .pieces = pieces, .manifest = manifest, .wanted = wanted, .summary = s, .diags = diags,
              .began = g_get_monotonic_time(),
              .journal = o->dry_run ? -1 : open(journal, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666) };
  s->resumed = manifest->n_journal;
  know_fonts(&run);
  if (!o->dry_run)
    cop_settled_break(o->dir, o->key);
  bool ok = run_workers(&run, error);
  if (ok)
    remove_stale(&run);
  if (run.journal >= 0)
    close(run.journal);
  if (ok && !o->dry_run)
    ok = finish(&run, error);
  s->seconds = (double)(g_get_monotonic_time() - run.began) / 1e6;
  return ok;
}
