/* SPDX-License-Identifier: Apache-2.0
 *
 * build/manifest.h -- what a build folder holds: manifest.json, and the journal
 * of a build under way.
 *
 * manifest.json is an object with `copkit` (version), `date` (of the edition)
 * and `artifacts`, an array by path of
 *   {path, target, language, audience, subject, format, size, sha256, key,
 *    released, sources: ["kind/id", ...], findings: [as in lint --json]}.
 * `key` is what the file was written from: a build with the same key leaves it.
 * The journal holds one such object a line.
 */
#ifndef COP_BUILD_MANIFEST_H
#define COP_BUILD_MANIFEST_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"

typedef struct {
  const char *path;      /* below the folder */
  const char *target, *lang, *audience, *subject, *format;
  const char *sha256;    /* hex */
  const char *key;       /* hex */
  int64_t size;
  bool stands;           /* cop_manifest_look() found it with its size */
  bool released;
  const char **sources;  /* NULL-terminated, sorted */
  const CopDiag *diags;
  size_t n_diags;
} CopBuiltFile;

typedef struct {
  CopArena *arena;
  GHashTable *by_path;   /* path -> CopBuiltFile */
  size_t n_journal;      /* of these, taken from the journal */
} CopManifest;

/* Reads manifest and journal of a folder; a folder without either is empty. A
 * broken journal line (the machine stopped while it was written) ends the
 * journal, a line whose file has other bytes counts but is not believed; a
 * manifest that is not ours is an error. */
CopManifest *cop_manifest_load(const char *dir, GError **error);
void cop_manifest_free(CopManifest *m);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopManifest, cop_manifest_free)
/* Replaces or adds; strings are copied. */
void cop_manifest_set(CopManifest *m, const CopBuiltFile *a);
/* Artifacts in order of path; the array is the caller's. */
GPtrArray *cop_manifest_sorted(const CopManifest *m);
/* Looks which files are there with their size. */
void cop_manifest_look(CopManifest *m, const char *dir);
/* What manifest.json says; the text is the caller's. */
char *cop_manifest_text(const CopManifest *m, const char *date);
/* The text as it lies there; NULL when none does. */
char *cop_manifest_standing(const char *dir);
/* Writes that text and removes the journal. */
bool cop_manifest_save(const char *dir, const char *text, GError **error);

/* One artifact as a compact JSON object, and back. */
void cop_built_file_write(CopJson *j, const CopBuiltFile *a);
bool cop_built_file_read(CopArena *arena, const CopTree *t, CopBuiltFile *a);

#endif
