/* SPDX-License-Identifier: Apache-2.0
 *
 * web/route.h -- the table of addresses (web/routes.def) and the search in it.
 *
 * A pattern is a path whose parts are words, ":name" for one part or, last,
 * "*name" for all that is left. Of several patterns that fit, the first in the
 * table wins. Where a row has tables, the same address with .csv, .json or
 * .xlsx behind it answers with these instead of the page.
 */
#ifndef COP_WEB_ROUTE_H
#define COP_WEB_ROUTE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "web/http.h"

#define COP_ROUTE_ARGS 2u

/* What somebody must be allowed to do. UNSET is no right: a row that forgets
 * its own does not compile. */
typedef enum {
  COP_RIGHT_UNSET,
  COP_RIGHT_PUBLIC, /* anybody who reaches the server */
  COP_RIGHT_SELF,   /* have an account */
  COP_RIGHT_READ,   /* see the desk, as far as one's roles go */
  COP_RIGHT_EDIT,   /* change content */
  COP_RIGHT_PEOPLE, /* accounts, roles, invitations */
  COP_RIGHT_LOG,    /* the log of changes */
  COP_RIGHT_ADMIN,  /* backup, restore, settings */
  COP_RIGHT_MAX
} CopRight;

typedef uint32_t CopRights; /* bit 1 << right */
#define COP_RIGHT_BIT(R) (1u << (R))
#define COP_RIGHTS_ALL (COP_RIGHT_BIT(COP_RIGHT_MAX) - COP_RIGHT_BIT(COP_RIGHT_PUBLIC))

const char *cop_right_name(CopRight r); /* "edit" */

typedef enum {
  COP_SUFFIX_NONE, /* the page */
  COP_SUFFIX_CSV,
  COP_SUFFIX_JSON,
  COP_SUFFIX_XLSX,
  COP_SUFFIX_MAX
} CopSuffix;

const char *cop_suffix_text(CopSuffix s); /* ".csv"; "" for NONE */

typedef struct CopPage CopPage;
/* Answers a request. */
typedef void (*CopPageFn)(CopPage *p);
/* Appends the tables behind a page, CopGrid of web/grid.h. */
typedef void (*CopTablesFn)(CopPage *p, GPtrArray *grids);

typedef struct {
  CopHttpMethod method;
  const char *path;
  CopRight right;
  uint64_t body_limit;
  CopPageFn page;
  CopTablesFn tables;  /* NULL when there are none */
  const char *name;    /* of the handler */
  const char *summary; /* for OpenAPI and the tests */
  bool program;        /* no page of ours sends it: PUBLIC, the handler knows the sender by a token; else see
                          web/dispatch.c */
} CopRoute;

/* All rows, in order. */
const CopRoute *cop_routes(size_t *n);

typedef struct {
  const CopRoute *route; /* NULL when no pattern fits for this method */
  const char *args[COP_ROUTE_ARGS];
  CopSuffix suffix;
  unsigned allowed;      /* bit 1 << method: methods for which some pattern fits; 0: no such address */
} CopMatch;

/* `path` is decoded, as CopRequest has it; strings live in the arena. */
CopMatch cop_route_match(CopArena *a, CopHttpMethod method, const char *path);
/* "GET, HEAD, POST" for an Allow header. */
const char *cop_route_allow(CopArena *a, unsigned allowed);

#endif
