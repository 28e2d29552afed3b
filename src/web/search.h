/* SPDX-License-Identifier: Apache-2.0
 *
 * web/search.h -- words in all texts of all records.
 *
 * The texts of a view are a few megabytes at most, so they are searched in
 * memory: letters without case and accents, parts of words too, which is what
 * scripts without spaces need. They are folded once for each state of the
 * store, by the first who searches. A record is found when it holds every word
 * of the query somewhere. Those whose title or id holds all come first, then
 * in the order of kinds, those that others rest on (sources, terms) last.
 *
 * Limits:   the first 8 words of a query.
 * Threads:  safe.
 */
#ifndef COP_WEB_SEARCH_H
#define COP_WEB_SEARCH_H

#include "web/page.h"

typedef struct {
  CopEntity entity;
  const CopRecord *record;
  const char *snippet; /* text around the first word; NULL when it stands in the title */
  unsigned rank;       /* lower comes first */
} CopHit;

/* How many were found of each kind, and those from `from` on, at most `most`;
 * hits live in the arena of the page. */
typedef struct {
  size_t n, of_kind[COP_ENTITY_MAX];
  size_t n_hits;
  const CopHit *hits;
} CopFound;

/* `kind` keeps only records of that kind among the hits, COP_ENTITY_MAX all;
 * the counts are of all kinds. */
void cop_search(CopPage *p, const char *query, CopEntity kind, size_t from, size_t most, CopFound *found);

/* The folded texts of a model; borrows from it. */
typedef struct CopFolded CopFolded;
CopFolded *cop_folded_new(const CopModel *m);
void cop_folded_free(CopFolded *f); /* NULL is fine */

/* Letters without case and accents, as searching compares them; the caller owns
 * it. Text that is not UTF-8 folds to "". */
char *cop_search_fold(const char *text);

#endif
