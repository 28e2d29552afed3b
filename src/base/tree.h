/* SPDX-License-Identifier: Apache-2.0
 *
 * base/tree.h -- the generic value that YAML and JSON readers produce.
 *
 * A tree node knows the line and column it was written at, so that whatever
 * checks it later can point home. Maps keep the order of the file; keys are
 * unique (a second one is an error of the reader). Everything lives in the
 * arena given to the reader.
 */
#ifndef COP_BASE_TREE_H
#define COP_BASE_TREE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

typedef enum {
  COP_TREE_NULL,
  COP_TREE_BOOL,
  COP_TREE_INT,
  COP_TREE_REAL,
  COP_TREE_TEXT,
  COP_TREE_LIST,
  COP_TREE_MAP,
  COP_TREE_MAX
} CopTreeKind;

typedef struct CopTree CopTree;
struct CopTree {
  CopTreeKind kind;
  unsigned line, column; /* from 1 */
  const char *key;       /* inside a map; NULL elsewhere */
  unsigned key_line, key_column;
  CopTree *next;         /* next in the same list or map */
  CopTree *first, *last; /* of a list or map */
  unsigned n;            /* children of a list or map */
  GTree *by_key;         /* of a map with many keys: key -> child */
  bool boolean;
  int64_t integer;
  double real;           /* also set for INT */
  const char *text;      /* scalars: as written (TEXT: its value), never NULL for a scalar */
  size_t length;         /* of text, in bytes; text may hold no NUL */
};

#define COP_TREE_ERROR (cop_tree_error_quark())
GQuark cop_tree_error_quark(void);
typedef enum {
  COP_TREE_ERROR_SYNTAX, /* the message names line and column */
  COP_TREE_ERROR_LIMIT,
} CopTreeError;

/* Sets "line L, column C: what"; and takes such a message apart again: returns
 * what follows the place, line is 0 when none is named. */
void cop_tree_set_error(GError **error, CopTreeError code, unsigned line, unsigned column, const char *what);
const char *cop_tree_error_place(const GError *error, unsigned *line, unsigned *column);

/* A child of a map by key; NULL when there is none. */
const CopTree *cop_tree_member(const CopTree *map, const char *key);
/* Its text; NULL when there is none or it is no text. */
const char *cop_tree_member_text(const CopTree *map, const char *key);
const char *cop_tree_kind_name(CopTreeKind k); /* "list" */

/* Building, for readers: appends to a list or map. Returns false when the map
 * holds the key already. A map costs O(n log n) whatever its keys are; `a` is
 * the arena of the container. */
CopTree *cop_tree_new(CopArena *a, CopTreeKind kind, unsigned line, unsigned column);
bool cop_tree_append(CopArena *a, CopTree *container, CopTree *child);

#endif
