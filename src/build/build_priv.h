/* SPDX-License-Identifier: Apache-2.0
 *
 * build/build_priv.h -- a build under way, as the parent and its workers see it.
 * Private to build/.
 *
 * Pieces are handed out in groups: all materials of one message or story are
 * made by one worker, so that its picture is drawn once. Other pieces are groups of
 * their own.
 */
#ifndef COP_BUILD_BUILD_PRIV_H
#define COP_BUILD_BUILD_PRIV_H

#include <stdatomic.h>
#include <sys/types.h>

#include "base/hash.h"
#include "build/build.h"
#include "build/inputs.h"
#include "build/manifest.h"

#define COP_BUILD_JOBS_MAX 64

/* A group that a worker has taken: indexes of the order. */
typedef struct {
  guint next, end;
} CopBuildPlace;

/* In memory that parent and workers share. */
typedef struct {
  atomic_uint next;                 /* group to take */
  atomic_int busy_with[COP_BUILD_JOBS_MAX];   /* piece a worker is at, -1 when none */
  CopBuildPlace places[COP_BUILD_JOBS_MAX]; /* each worker's own; outlives it */
} CopBuildShared;

typedef struct {
  pid_t pid;
  int fd;           /* read end of its pipe; -1 when it has ended */
  GString *pending; /* bytes of an unfinished line */
} CopBuildWorkerProcess;

typedef struct {
  const CopContext *context;
  const CopBuildOptions *options;
  const CopProducts *pieces;
  char ground[COP_HASH_HEX]; /* build/settled.h */
  CopInputs *inputs;   /* what pieces were made of; NULL for a release */
  guint *order;        /* of the pieces to compose, group by group */
  guint n_order;
  GArray *groups;      /* guint: where each begins in the order; the last is its end */
  CopManifest *manifest;
  CopBuildShared *shared;
  CopBuildWorkerProcess workers[COP_BUILD_JOBS_MAX];
  unsigned n_workers;
  int journal;
  char fonts[COP_HASH_HEX];
  GHashTable *wanted;  /* paths of all pieces of this run */
  CopBuildSummary *summary;
  CopDiags *diags;
  gint64 began;
  size_t done;
} CopBuildRun;

/* Is a file of that size there? */
bool cop_build_is_there(const char *path, int64_t size);
/* What a worker does until no group is left: composes, compares, writes, and
 * tells of each piece in one line of JSON on fd. */
void cop_build_work(CopBuildRun *run, unsigned me, int fd);
/* When the workers are done: files whose piece no longer exists go, if all was built. */
void cop_build_remove_stale(CopBuildRun *run);
/* Index, feed, manifest and the notes for the next build. */
bool cop_build_finish(CopBuildRun *run, GError **error);

#endif
