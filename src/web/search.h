/* SPDX-License-Identifier: Apache-2.0
 *
 * web/search.h -- words in all texts of all records.
 *
 * The texts of a view are a few megabytes at most, so they are searched where
 * they lie, in memory: letters without case and accents, parts of words too,
 * which is what scripts without spaces need. A record is found when it holds
 * every word of the query somewhere. Those whose title or id holds it come
 * first, then in the order of kinds.
 */
#ifndef COP_WEB_SEARCH_H
#define COP_WEB_SEARCH_H

#include "web/page.h"

typedef struct {
  CopEntity entity;
  const CopRecord *record;
  const char *snippet; /* text around the first word; NULL when it stands in the title */
  unsigned rank;       /* 0: in the title or id */
} CopHit;

/* Returns how many records were found; *hits holds at most `most`, in the
 * arena of the page. */
size_t cop_search(CopPage *p, const char *query, size_t most, const CopHit **hits);

/* Letters without case and accents, as searching compares them; the caller owns
 * it. Text that is not UTF-8 folds to "". */
char *cop_search_fold(const char *text);

#endif
