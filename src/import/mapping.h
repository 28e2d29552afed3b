/* SPDX-License-Identifier: Apache-2.0
 *
 * import/mapping.h -- pairs of requirements out of a foreign mapping, put into
 * a pack: what the readers of CISO Assistant and OSCAL share.
 *
 * Both ends must be requirements of the store: frameworks are imported before
 * what connects them. A pair with an end that is not there (a heading, say, which
 * nobody answers) is left out and counted; when no pair is left, the file is
 * refused with the reason.
 */
#ifndef COP_IMPORT_MAPPING_H
#define COP_IMPORT_MAPPING_H

#include "import/pack_draft.h"

/* The code of that refusal: once the frameworks are there the file is fine. */
#define COP_MAPPING_ENDS "mapping-ends"

typedef struct {
  CopPackDraft *draft;
  const CopModel *stored;
  const char *pack;    /* id of pack and source */
  size_t n, missing;
  const char *missed;  /* the first end that was not there */
  GHashTable *pairs;   /* "from to" put already */
} CopMappingDraft;

CopMappingDraft cop_mapping_draft(CopPackDraft *draft, const CopModel *stored, const char *pack);
void cop_mapping_draft_clear(CopMappingDraft *m);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopMappingDraft, cop_mapping_draft_clear)

typedef struct {
  const char *from, *to;   /* ids; NULL when not found */
  const char *sought;      /* what was sought when one is NULL */
  CopRelation relation;
  const char *rationale, *note;
  int64_t strength;        /* 1 to 10; 0 for none */
} CopMappingPair;

/* Of a pair that stands twice the first is kept. */
void cop_mapping_draft_pair(CopMappingDraft *m, const CopTree *at, const CopMappingPair *pair);
/* Says what was left out. False when nothing is left; then it is refused. */
bool cop_mapping_draft_end(CopMappingDraft *m, const CopTree *at, const char *code);

#endif
