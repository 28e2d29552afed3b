/* SPDX-License-Identifier: Apache-2.0
 *
 * web/building.h -- the build of documents and materials that was asked for at the desk.
 *
 * `copkit build` runs as a program of its own, because it forks (build/build.h) and a
 * server has threads; it says how far it is in lines a program reads (--progress). It
 * takes half of the processors at a lower priority, so that pages stay quick. One build
 * runs at a time; it ends with the desk.
 *
 * Stopped:  what was made stays, and the next build goes on from there.
 * Threads:  safe, but for _new and _free.
 */
#ifndef COP_WEB_BUILDING_H
#define COP_WEB_BUILDING_H

#include <stdbool.h>

#include "base/arena.h"

#define COP_BUILDING_ERROR (cop_building_error_quark())
GQuark cop_building_error_quark(void);
typedef enum {
  COP_BUILDING_ERROR_BUSY,  /* one runs already */
  COP_BUILDING_ERROR_START, /* the program could not be started */
} CopBuildingErrorCode;

typedef struct CopBuilding CopBuilding;

typedef enum {
  COP_BUILDING_NEVER,   /* none was asked for since the desk started */
  COP_BUILDING_RUNS,
  COP_BUILDING_DONE,    /* also when some pieces failed or were held back */
  COP_BUILDING_STOPPED, /* by somebody at the desk */
  COP_BUILDING_FAILED,  /* it could not run, or died */
} CopBuildingState;

typedef struct {
  const char *const *targets; /* names of compose/targets.def, NULL-terminated; empty: all */
  const char *lang;           /* BCP 47; NULL: the country's languages */
  bool release;               /* only what the gates let pass */
  const char *who;            /* for the page */
} CopBuildingWish;

typedef struct {
  CopBuildingState state;
  const char *what, *who;     /* targets, separated by blanks, "" for all; who asked */
  const char *began, *ended;  /* UTC, ISO 8601; ended NULL while it runs */
  size_t pieces, done;        /* pieces 0: still reading the store and planning */
  const char *current;        /* stem of the piece just made; "" for none */
  double left;                /* seconds, by the pace so far; negative: unknown */
  /* when it is done: files */
  size_t artifacts, written, unchanged, removed, failed, refused, faulty;
  const char *trouble;        /* what it said of faults, in English, a line each; "" for nothing */
} CopBuildingLook;

/* program: this one's file; store: address; out: the folder. NULL when there is nothing
 * to build with (program, store or out are NULL). */
CopBuilding *cop_building_new(const char *program, const char *store, const char *out);
/* Ends a build that runs. NULL is fine. */
void cop_building_free(CopBuilding *b);

bool cop_building_start(CopBuilding *b, const CopBuildingWish *wish, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Returns when it has ended; nothing happens when none runs. */
void cop_building_stop(CopBuilding *b);
/* How it stands; the strings live in the arena. */
CopBuildingLook cop_building_look(CopBuilding *b, CopArena *arena);

#endif
