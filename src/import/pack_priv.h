/* SPDX-License-Identifier: Apache-2.0
 *
 * import/pack_priv.h -- what reading (pack.c) and checking (pack_check.c) of a
 * set of packs share.
 */
#ifndef COP_IMPORT_PACK_PRIV_H
#define COP_IMPORT_PACK_PRIV_H

#include "import/pack.h"

/* One "kind: [records]" of a file, not yet turned into records. */
typedef struct {
  const CopPack *pack;
  const char *file;
  CopEntity entity;
  const CopTree *tree;
} PackList;

struct CopPackSet {
  CopArena *arena;
  GPtrArray *packs;                  /* CopPack */
  GArray *lists;                     /* PackList */
  size_t n_records;                  /* in all lists */
  GArray *items;                     /* CopPackItem */
  GHashTable *by_id[COP_ENTITY_MAX]; /* id -> index of items */
  bool partial;                      /* only files with these kinds are read */
  bool wanted[COP_ENTITY_MAX];
};

/* What a set holds before it is checked, to go back to when a file is refused. */
typedef struct {
  guint packs, lists;
  size_t n_records;
} CopPackMark;
CopPackMark cop_pack_set_mark(const CopPackSet *s);
void cop_pack_set_rewind(CopPackSet *s, CopPackMark mark);

/* A YAML file into the arena of the set; faults are findings. NULL with an
 * error when it cannot be read. */
CopTree *cop_pack_set_read(CopPackSet *s, const char *path, CopDiags *d, GError **error);
/* A pack that is no folder: what its files would hold is `top`, a map of kinds
 * to records in the arena of the set; the manifest's strings live there too. */
void cop_pack_set_add_tree(CopPackSet *s, const CopPack *manifest, const CopTree *top, CopDiags *d);

#endif
