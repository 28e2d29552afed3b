/* SPDX-License-Identifier: Apache-2.0 */
#include "model/review.h"

#include <string.h>

const GPtrArray *
cop_reviews_of(const CopReviews *r, const char *unit)
{
  return r == NULL || r->of_unit == NULL ? NULL : g_hash_table_lookup(r->of_unit, unit);
}

bool
cop_reviews_wrote(const CopReviews *r, const char *unit, const char *actor)
{
  const GPtrArray *authors = r == NULL || r->authors == NULL ? NULL : g_hash_table_lookup(r->authors, unit);
  for (guint i = 0; authors != NULL && i < authors->len; i++)
    if (strcmp(g_ptr_array_index(authors, i), actor) == 0)
      return true;
  return false;
}

bool
cop_reviews_may(const CopReviews *r, const char *actor, CopReviewRole role, const char *lang)
{
  for (size_t i = 0; r != NULL && i < r->n_grants; i++) {
    const CopReviewGrant *g = &r->grants[i];
    if (g->role == role && strcmp(g->actor, actor) == 0 && (g->lang == NULL || lang == NULL || strcmp(g->lang, lang) == 0))
      return true;
  }
  return false;
}

const char *
cop_review_unit_lang(CopArena *a, const char *unit)
{
  if (g_str_has_prefix(unit, "message_text/") || g_str_has_prefix(unit, "translation/") || g_str_has_prefix(unit, "words/"))
    return cop_arena_strdup(a, strrchr(unit, '/') + 1);
  return NULL;
}
