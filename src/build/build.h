/* SPDX-License-Identifier: Apache-2.0
 *
 * build/build.h -- pieces to files: only what changed, in worker processes,
 * safe against being killed at any moment.
 *
 * What changed:  a material is composed when one of the inputs it was made of
 *                has changed (build/inputs.h), a document always; its digest is taken
 *                and compared with the one the file was written from. Nothing is
 *                guessed from time stamps of files of the folder, so a piece that changed is
 *                always written and one that did not never is.
 * Workers:       children of this process take pieces one by one; each keeps its
 *                shaped words and font subsets from piece to piece. A child that
 *                dies takes one piece with it: that becomes a finding, the others
 *                go on in a new child.
 * Killed:        a file appears under its name only when complete. What is done
 *                is noted in DIR/.build-journal as it happens; the next build
 *                reads it, believes what the files' SHA-256 bear out (nothing is
 *                flushed until all is written: a power cut may have taken a file
 *                and left its line), goes on from there and ends with the same
 *                bytes.
 * Removed:       a file of an earlier build whose piece no longer exists is
 *                removed when all targets and languages are built; a file copkit
 *                did not write is never touched.
 * Manifest:      DIR/manifest.json (format: doc/architecture.md), DIR/index.html
 *                and, with books, DIR/opds.xml (build/feed.h) are written last.
 * Not to be called with other threads running (it forks).
 */
#ifndef COP_BUILD_BUILD_H
#define COP_BUILD_BUILD_H

#include "base/diag.h"
#include "build/release.h"
#include "compose/compose.h"

#define COP_BUILD_ERROR (cop_build_error_quark())
GQuark cop_build_error_quark(void);
typedef enum {
  COP_BUILD_ERROR_OUTPUT, /* the folder cannot be written, or holds somebody else's manifest */
  COP_BUILD_ERROR_WORKER, /* a worker could not be started */
} CopBuildErrorCode;

typedef struct {
  size_t pieces, done; /* in this run */
  const char *current; /* stem of the piece just finished; may be NULL */
  double seconds;      /* since the start */
} CopBuildProgress;

typedef struct {
  const char *dir;
  const char *const *targets; /* NULL: all */
  const char *const *langs;   /* NULL: the country's */
  unsigned jobs;              /* 0: as many as there are processors */
  const char *key;            /* of build/settled.h; NULL: nothing is noted for the next build */
  bool dry_run;               /* compose and compare, write nothing */
  const CopRelease *release;  /* what the gates know; needed when context->release is set */
  void (*progress)(void *user, const CopBuildProgress *p); /* may be NULL */
  void *user;
} CopBuildOptions;

typedef struct {
  size_t artifacts;  /* files of all pieces asked for */
  size_t composed;   /* pieces that were composed; of the others no input had changed */
  size_t written;    /* new or changed */
  size_t unchanged;
  size_t failed;
  size_t refused;    /* files of pieces the gates hold back (context->release); none of them is left in the folder */
  size_t removed;
  size_t resumed;    /* taken over from an interrupted build */
  double seconds;
} CopBuildSummary;

/* Files that were written and are not right all the same: a text that does not
 * fit, a picture that is missing. What the gates hold back is counted apart. */
size_t cop_build_faulty(const CopDiags *findings);

/* Findings of composing and writing come with the file they concern. Returns
 * false only when the build as a whole could not run; failed pieces are counted. */
bool cop_build_run(const CopContext *c, const CopBuildOptions *o, CopBuildSummary *s, CopDiags *diags,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
