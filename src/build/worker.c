/* SPDX-License-Identifier: Apache-2.0
 *
 * One worker of a build: takes groups of pieces through a shared counter.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "build/build_priv.h"
#include "build/picture.h"
#include "build/write.h"
#include "config.h"
#include "doc/build.h"
#include "doc/check.h"

/* Counted up whenever a writer's output changes for an unchanged tree. */
#define WRITER_REVISION "8"

/* A number may stand in the midst of a text, and tables, texts and packages say of no word where it
 * is from: of them the numbers, messages and stories they were made of are told, so that a changed number
 * is found in all that shows it. */
static void
add_read(GPtrArray *sources, GHashTable *seen, GHashTable *inputs, bool document, CopArena *arena)
{
  static const char *const kinds[] = { "helpline/", "message/", "story/" }, text_of[] = "message_text/";
  GHashTableIter it;
  gpointer name;
  g_hash_table_iter_init(&it, inputs);
  while (g_hash_table_iter_next(&it, &name, NULL))
    for (size_t i = 0; i < (document ? 1 : G_N_ELEMENTS(kinds)); i++)
      if (g_str_has_prefix(name, kinds[i]) && g_hash_table_add(seen, name))
        g_ptr_array_add(sources, name);
  g_hash_table_iter_init(&it, inputs);
  while (!document && g_hash_table_iter_next(&it, &name, NULL)) {
    if (!g_str_has_prefix(name, text_of))
      continue;
    const char *id = (const char *)name + strlen(text_of); /* "MSG-U9-3/act/fil" */
    char *message = cop_arena_printf(arena, "message/%.*s", (int)strcspn(id, "/"), id);
    if (g_hash_table_add(seen, message))
      g_ptr_array_add(sources, message);
  }
}

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
artifact_key(const CopBuildRun *run, const unsigned char digest[COP_HASH_SIZE], CopFormat f, char hex[COP_HASH_HEX])
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

/* Writes one format unless the file of that key stands. */
static bool
make_artifact(const CopBuildRun *run, CopBuildWriter *w, const CopComposed *c, CopBuiltFile *a, CopFormat f, CopDiags *diags,
              bool *unchanged, GError **error)
{
  g_autofree char *path = g_build_filename(run->options->dir, a->path, NULL);
  const CopBuiltFile *old = g_hash_table_lookup(run->manifest->by_path, a->path);
  *unchanged = old != NULL && strcmp(old->key, a->key) == 0 && cop_build_is_there(path, old->size);
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
compose_piece(const CopBuildRun *run, const CopProduct *p, GHashTable *inputs, CopArena *a, CopComposed *c, bool *passes, CopDiags *diags,
              GError **error)
{
  if (run->context->release)
    return cop_release_compose(run->options->release, run->context, p, a, c, passes, diags, error);
  return cop_product_compose(run->context, p, inputs, a, c, diags, error);
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

/* Names of inputs as an array of JSON; in the order of a hash, which nobody reads. */
static char *
inputs_json(GHashTable *inputs)
{
  CopJson *j = cop_json_new_compact();
  GHashTableIter it;
  gpointer name;
  cop_json_array(j);
  g_hash_table_iter_init(&it, inputs);
  while (g_hash_table_iter_next(&it, &name, NULL))
    cop_json_text(j, name);
  cop_json_end(j);
  return cop_json_finish(j);
}

/* Everything about piece i as one line of JSON:
 * {"piece": i, "artifacts": [...], "fresh": [true, ...], "failed": [{path, message}], "inputs": [name, ...]} */
static char *
run_piece(const CopBuildRun *run, CopBuildWriter *w, unsigned i)
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
  g_autoptr(GHashTable) inputs = cop_reading_names();
  bool composed = compose_piece(run, p, inputs, arena, &c, &passes, diags, &error);
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
    add_read(sources, seen, inputs, c.doc != NULL, arena);
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
  g_autofree char *a = cop_json_finish(ok), *b = cop_json_finish(fresh), *d = cop_json_finish(failed), *e = inputs_json(inputs);
  return g_strdup_printf("{\"piece\":%u,\"artifacts\":%s,\"fresh\":%s,\"failed\":%s,\"inputs\":%s}\n", i, a, b, d, e);
}

static void
work_piece(const CopBuildRun *run, unsigned me, int fd, CopBuildWriter *writer, unsigned i)
{
  atomic_store(&run->shared->busy_with[me], (int)i);
  g_autofree char *line = run_piece(run, writer, i);
  for (size_t n = strlen(line), at = 0; at < n;) {
    ssize_t k = write(fd, line + at, n - at);
    if (k < 0 && errno != EINTR)
      _exit(1); /* the parent is gone */
    at += k > 0 ? (size_t)k : 0;
  }
  atomic_store(&run->shared->busy_with[me], -1);
}

void
cop_build_work(CopBuildRun *run, unsigned me, int fd)
{
  g_auto(CopPictures) pictures = { 0 };
  CopContext own = *run->context;
  if (own.art == NULL)
    cop_pictures_open(&pictures, &own);
  if (own.art_user == &pictures && !run->options->dry_run && run->inputs != NULL)
    cop_pictures_keep_in(&pictures, run->options->dir, run->ground);
  run->context = &own;
  g_auto(CopBuildWriter) writer = { 0 };
  CopBuildPlace *at = &run->shared->places[me];
  for (;;) {
    while (at->next < at->end) /* of a worker that died there is more left */
      work_piece(run, me, fd, &writer, run->order[at->next++]);
    unsigned group = atomic_fetch_add(&run->shared->next, 1);
    if (group + 1 >= run->groups->len)
      break;
    *at = (CopBuildPlace){ g_array_index(run->groups, guint, group), g_array_index(run->groups, guint, group + 1) };
  }
  cop_pictures_save(&pictures);
}
