/* SPDX-License-Identifier: Apache-2.0
 *
 * import/pack_draft.h -- a pack put together by a reader of another format:
 * records as maps, as a pack's own file would hold them, each at the place in
 * the foreign file it came from, so that findings lead there.
 *
 * Lifetime:  everything lives in the arena of the set.
 */
#ifndef COP_IMPORT_PACK_DRAFT_H
#define COP_IMPORT_PACK_DRAFT_H

#include "import/pack_priv.h"

typedef struct {
  CopPackSet *set;
  CopArena *a;
  CopDiags *d;
  const char *file; /* in the arena */
  CopTree *top;     /* kinds to lists of records; begun by the first record */
} CopPackDraft;

CopPackDraft cop_pack_draft(CopPackSet *s, const char *path, CopDiags *d);
/* A new record of a kind, by its plural; `from` gives the place. */
CopTree *cop_pack_draft_record(CopPackDraft *p, const char *plural, const CopTree *from);
/* A field; a text that is NULL leaves it out. */
void cop_pack_draft_text(CopPackDraft *p, CopTree *record, const CopTree *from, const char *key, const char *text);
void cop_pack_draft_int(CopPackDraft *p, CopTree *record, const CopTree *from, const char *key, int64_t value);
/* Puts the pack into the set. */
void cop_pack_draft_add(CopPackDraft *p, const CopPack *manifest);
/* An error at a place of the file. */
void cop_pack_draft_refuse(CopPackDraft *p, const CopTree *at, const char *code, const char *remedy, const char *format, ...) G_GNUC_PRINTF(5, 6);

/* A scalar of a map as text; NULL for nothing and for what is only blanks. */
const char *cop_tree_scalar(const CopTree *map, const char *key);
/* Lines and runs of blanks as one blank; NULL stays NULL. */
const char *cop_text_running(CopArena *a, const char *text);
/* A text as a part of an id: what ids do not take becomes a hyphen. */
const char *cop_text_id_part(CopArena *a, const char *text);

#endif
