/* SPDX-License-Identifier: Apache-2.0
 *
 * The end of a build: what is written once all pieces are.
 */
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "build/build_priv.h"
#include "build/feed.h"
#include "build/page_index.h"
#include "build/settled.h"

void
cop_build_remove_stale(CopBuildRun *run)
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

/* What the two files for machines say, made while the page is. */
typedef struct {
  const CopBuildRun *run;
  char *manifest;
  char *inputs; /* NULL: none is kept */
} Texts;

static gpointer
make_texts(gpointer data)
{
  Texts *t = data;
  t->manifest = cop_manifest_text(t->run->manifest, t->run->context->date);
  t->inputs = t->run->inputs == NULL ? NULL : cop_inputs_text(t->run->inputs, t->manifest);
  return NULL;
}

/* Index and feed, then, when all files are on the disk, the manifest that names them, and beside
 * it what they were made of: each is true of what came before. */
static bool
write_all(CopBuildRun *run, GError **error)
{
  const char *dir = run->options->dir;
  Texts texts = { .run = run };
  GThread *maker = g_thread_new("manifest", make_texts, &texts);
  bool ok = cop_build_write_index(run->context, run->manifest, dir, error) && cop_build_write_feed(run->context, run->manifest, dir, error) &&
            cop_file_flush_all(dir, error);
  g_thread_join(maker);
  ok = ok && cop_manifest_save(dir, texts.manifest, error) && (texts.inputs == NULL || cop_inputs_save(dir, texts.inputs, error));
  g_free(texts.manifest);
  g_free(texts.inputs);
  return ok;
}

/* No file was written, but pieces were composed to know it: what the manifest tells of them (sources, release) may have
 * changed, and the graph is made anew beside it. */
static bool
write_notes(CopBuildRun *run, GError **error)
{
  const char *dir = run->options->dir;
  if (run->n_order == 0 || g_hash_table_size(run->manifest->by_path) == 0)
    return true;
  g_autofree char *standing = cop_manifest_standing(dir), *now = cop_manifest_text(run->manifest, run->context->date);
  if (g_strcmp0(standing, now) != 0)
    return write_all(run, error);
  g_autofree char *text = run->inputs == NULL ? NULL : cop_inputs_text(run->inputs, now);
  return text == NULL || cop_inputs_save(dir, text, error);
}

bool
cop_build_finish(CopBuildRun *run, GError **error)
{
  const char *dir = run->options->dir;
  CopBuildSummary *s = run->summary;
  if (run->manifest->n_journal > 0)
    cop_file_remove_partials(dir);
  if (s->written > 0 || s->removed > 0 || run->manifest->n_journal > 0) {
    if (!write_all(run, error))
      return false;
  } else {
    g_autofree char *journal = g_build_filename(dir, ".build-journal", NULL);
    unlink(journal);
    if (!write_notes(run, error))
      return false;
  }
  if (run->options->key == NULL || s->failed > 0 || s->refused > 0)
    return true;
  g_autoptr(GPtrArray) all = cop_manifest_sorted(run->manifest), files = g_ptr_array_new();
  for (guint i = 0; i < all->len; i++)
    if (g_hash_table_contains(run->wanted, ((const CopBuiltFile *)g_ptr_array_index(all, i))->path))
      g_ptr_array_add(files, g_ptr_array_index(all, i));
  return cop_settled_note(dir, run->options->key, files, run->diags, error);
}
