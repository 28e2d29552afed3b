/* SPDX-License-Identifier: Apache-2.0 */
#include "import/pack_files.h"

#include <string.h>

#include "import/mapping.h"
#include "import/pack_priv.h"
#include "import/pack_store.h"

typedef enum { FILE_OPEN, FILE_READ, FILE_STORED, FILE_WAITING, FILE_REFUSED } FileState;

typedef struct {
  const char *path;
  FileState state;
  CopDiags *said; /* the findings of its last reading; owned */
} File;

typedef struct {
  CopPackFileRead read;
  File *files;
  size_t n;
} Batch;

static void
batch_clear(Batch *b)
{
  for (size_t i = 0; i < b->n; i++)
    cop_diags_free(b->files[i].said);
  g_free(b->files);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Batch, batch_clear)

static size_t
count(const Batch *b, FileState state)
{
  size_t n = 0;
  for (size_t i = 0; i < b->n; i++)
    n += b->files[i].state == state;
  return n;
}

static void
move_all(Batch *b, FileState from, FileState to)
{
  for (size_t i = 0; i < b->n; i++)
    if (b->files[i].state == from)
      b->files[i].state = to;
}

/* Refused for nothing but requirements that are not there yet? */
static bool
waits(const CopDiags *said)
{
  for (size_t i = 0; i < cop_diags_count(said); i++) {
    const CopDiag *one = cop_diags_at(said, i);
    if (one->severity == COP_SEVERITY_ERROR && strcmp(one->code, COP_MAPPING_ENDS) != 0)
      return false;
  }
  return true;
}

static bool
add_open(CopPackSet *s, const CopModel *stored, void *data, CopDiags *d, GError **error)
{
  Batch *b = data;
  (void)d;
  for (size_t i = 0; i < b->n; i++) {
    File *f = &b->files[i];
    if (f->state != FILE_OPEN)
      continue;
    CopPackMark mark = cop_pack_set_mark(s);
    g_clear_pointer(&f->said, cop_diags_free);
    f->said = cop_diags_new();
    if (!b->read(s, f->path, stored, f->said, error))
      return false;
    f->state = FILE_READ;
    if (cop_diags_count_severity(f->said, COP_SEVERITY_ERROR) == 0)
      continue;
    f->state = waits(f->said) ? FILE_WAITING : FILE_REFUSED;
    cop_pack_set_rewind(s, mark);
  }
  return true;
}

/* Gives each finding to its file; those with errors are refused. False when one
 * belongs to no file. */
static bool
attribute(Batch *b, const CopDiags *found)
{
  for (size_t i = 0; i < cop_diags_count(found); i++) {
    const CopDiag *one = cop_diags_at(found, i);
    File *of = NULL;
    for (size_t f = 0; f < b->n && of == NULL; f++)
      of = g_strcmp0(b->files[f].path, one->file) == 0 && b->files[f].state == FILE_READ ? &b->files[f] : NULL;
    for (size_t f = 0; f < b->n && of == NULL; f++)
      of = g_strcmp0(b->files[f].path, one->file) == 0 ? &b->files[f] : NULL;
    if (of == NULL)
      return false;
    cop_diags_add(of->said, one);
    if (one->severity == COP_SEVERITY_ERROR)
      of->state = FILE_REFUSED;
  }
  return true;
}

typedef enum { ROUND_FAILED, ROUND_STORED, ROUND_AGAIN } Round;

/* Stores the open files that can be read. AGAIN: one of them had a fault that
 * shows only among the others or in the store; nothing may be kept. */
static Round
one_round(CopDb *db, Batch *b, const CopPackStoring *how, CopImportCounts *counts, CopDiags *d, GError **error)
{
  g_autoptr(CopDiags) found = cop_diags_new();
  CopPackCounts c;
  if (!cop_pack_import_filled(db, add_open, b, how, &c, found, error))
    return ROUND_FAILED;
  bool faulty = cop_diags_count_severity(found, COP_SEVERITY_ERROR) > 0;
  size_t refused = count(b, FILE_REFUSED);
  if (!attribute(b, found) || (faulty && count(b, FILE_REFUSED) == refused)) {
    for (size_t i = 0; i < cop_diags_count(found); i++)
      cop_diags_add(d, cop_diags_at(found, i));
    move_all(b, FILE_READ, FILE_REFUSED);
  }
  if (faulty)
    return ROUND_AGAIN;
  move_all(b, FILE_READ, FILE_STORED);
  counts->added += c.added;
  counts->changed += c.changed;
  counts->removed += c.withdrawn;
  counts->unchanged += c.unchanged;
  counts->kept += c.kept;
  return ROUND_STORED;
}

/* Rounds until nothing more goes in. */
static Round
all_rounds(CopDb *db, Batch *b, const CopPackStoring *how, CopImportCounts *counts, CopDiags *d, GError **error)
{
  *counts = (CopImportCounts){ 0 };
  for (size_t stored = 0;;) {
    Round r = one_round(db, b, how, counts, d, error);
    if (r != ROUND_STORED)
      return r;
    if (count(b, FILE_STORED) == stored || count(b, FILE_WAITING) == 0)
      return ROUND_STORED;
    stored = count(b, FILE_STORED);
    move_all(b, FILE_WAITING, FILE_OPEN);
  }
}

bool
cop_pack_files_import(CopDb *db, CopPackFileRead read, const CopImportSource *sources, size_t n, const CopImportOptions *options, CopImportCounts *counts,
                      CopDiags *d, GError **error)
{
  const CopPackStoring how = { .actor = options->actor, .overwrite = options->overwrite };
  g_auto(Batch) b = { .read = read, .files = g_new0(File, n), .n = n };
  for (size_t i = 0; i < n; i++)
    b.files[i].path = sources[i].path;
  for (Round r = ROUND_AGAIN; r == ROUND_AGAIN;) {
    g_auto(CopTxn) txn = { 0 };
    if (!cop_txn_begin(&txn, db, error))
      return false;
    move_all(&b, FILE_READ, FILE_OPEN);
    move_all(&b, FILE_STORED, FILE_OPEN);
    move_all(&b, FILE_WAITING, FILE_OPEN);
    r = all_rounds(db, &b, &how, counts, d, error);
    if (r == ROUND_FAILED || (r == ROUND_STORED && !options->dry_run && !cop_txn_commit(&txn, error)))
      return false;
  }
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; b.files[i].said != NULL && k < cop_diags_count(b.files[i].said); k++)
      cop_diags_add(d, cop_diags_at(b.files[i].said, k));
  size_t stored = count(&b, FILE_STORED);
  counts->rejected = stored == 0 ? 0 : n - stored;
  return true;
}
