/* SPDX-License-Identifier: Apache-2.0 */
#include "model/review_store.h"

#include <string.h>

#include "base/json.h"
#include "model/audit.h"

/* --- reading --- */

typedef struct {
  CopArena *a;
  GArray *reviews; /* CopReview */
  GArray *grants;  /* CopReviewGrant */
} Load;

static bool
same_grant(const CopReviewGrant *a, const CopReviewGrant *b)
{
  return a->role == b->role && strcmp(a->actor, b->actor) == 0 && g_strcmp0(a->lang, b->lang) == 0;
}

static void
fold_grant(Load *l, const CopReviewGrant *g, bool give)
{
  for (guint i = 0; i < l->grants->len; i++)
    if (same_grant(&g_array_index(l->grants, CopReviewGrant, i), g)) {
      if (!give)
        g_array_remove_index(l->grants, i);
      return;
    }
  if (give)
    g_array_append_val(l->grants, *g);
}

/* What cannot be read counts for nothing: then nothing is approved by it. */
static void
take_entry(Load *l, const CopRows *r)
{
  const char *content = cop_rows_text(r, 6), *action = cop_rows_text(r, 3), *lang;
  const CopTree *t = content == NULL ? NULL : cop_json_read(l->a, content, strlen(content), NULL);
  int role = cop_words_index(COP_WORDS_REVIEW_ROLE, t == NULL || cop_tree_member_text(t, "role") == NULL ? "" : cop_tree_member_text(t, "role"));
  const char *actor = cop_arena_strdup(l->a, cop_rows_text(r, 2)), *about = cop_arena_strdup(l->a, cop_rows_text(r, 5));
  if (role < 0)
    return;
  if (strcmp(cop_rows_text(r, 4), "review-role") == 0) {
    fold_grant(l, &(CopReviewGrant){ .actor = about, .role = (CopReviewRole)role, .lang = cop_tree_member_text(t, "lang") }, strcmp(action, "grant") == 0);
    return;
  }
  int verdict = cop_words_index(COP_WORDS_VERDICT, cop_tree_member_text(t, "verdict") == NULL ? "" : cop_tree_member_text(t, "verdict"));
  if (verdict < 0 || cop_tree_member_text(t, "digest") == NULL)
    return;
  lang = cop_review_unit_lang(l->a, about);
  const CopReviews now = { .n_grants = l->grants->len, .grants = (const CopReviewGrant *)(void *)l->grants->data };
  CopReview review = { .seq = cop_rows_int(r, 0), .at = cop_arena_strdup(l->a, cop_rows_text(r, 1)), .actor = actor, .role = (CopReviewRole)role,
                       .verdict = (CopReviewVerdict)verdict, .unit = about, .digest = cop_tree_member_text(t, "digest"), .seen = cop_tree_member_text(t, "seen"),
                       .note = cop_tree_member_text(t, "note"), .edition = cop_tree_member_text(t, "edition"), .until = cop_tree_member_text(t, "until"), .held = cop_reviews_may(&now, actor, (CopReviewRole)role, lang) };
  g_array_append_val(l->reviews, review);
}

static void
free_hash(void *hash)
{
  g_hash_table_unref(hash);
}

static void
free_list(gpointer list)
{
  g_ptr_array_unref(list);
}

static GHashTable *
new_lists(CopArena *a)
{
  GHashTable *h = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_list);
  cop_arena_on_free(a, free_hash, h);
  return h;
}

/* The record whose writers are a unit's authors. English say and act are
 * written with the message. */
static bool
record_of(CopArena *a, const char *unit, const char **kind, const char **id)
{
  const char *slash = strchr(unit, '/');
  if (slash == NULL || g_str_has_prefix(unit, "piece/") || g_str_has_prefix(unit, "words/"))
    return false;
  *kind = cop_arena_strndup(a, unit, (size_t)(slash - unit));
  *id = slash + 1;
  return true;
}

static bool
add_actors(CopDb *db, CopArena *a, const char *kind, const char *id, GPtrArray *authors, GError **error)
{
  GError *local = NULL;
  g_autoptr(CopRows) r = COP_QUERY(db, review_authors, error, cop_p_text(kind), cop_p_text(id));
  if (r == NULL)
    return false;
  while (cop_rows_next(r, &local))
    g_ptr_array_add(authors, cop_arena_strdup(a, cop_rows_text(r, 0)));
  if (local != NULL)
    g_propagate_error(error, local);
  return local == NULL;
}

bool
cop_reviews_learn_authors(CopDb *db, CopArena *a, CopReviews *reviews, const char *unit, GError **error)
{
  const char *kind, *id;
  if (g_hash_table_contains(reviews->authors, unit))
    return true;
  g_autoptr(GPtrArray) found = g_ptr_array_new();
  if (record_of(a, unit, &kind, &id)) {
    if (!add_actors(db, a, kind, id, found, error))
      return false;
    bool own = strcmp(kind, "message_text") == 0 && (g_str_has_suffix(id, "/say/en") || g_str_has_suffix(id, "/act/en"));
    if (own && !add_actors(db, a, "message", cop_arena_strndup(a, id, strlen(id) - strlen("/say/en")), found, error))
      return false;
  }
  g_hash_table_insert(reviews->authors, cop_arena_strdup(a, unit), g_steal_pointer(&found));
  return true;
}

static bool
index_reviews(CopDb *db, CopArena *a, CopReviews *reviews, GError **error)
{
  reviews->of_unit = new_lists(a);
  reviews->authors = new_lists(a);
  for (size_t i = 0; i < reviews->n; i++) {
    const CopReview *r = &reviews->items[i];
    GPtrArray *list = g_hash_table_lookup(reviews->of_unit, r->unit);
    if (list == NULL) {
      g_hash_table_insert(reviews->of_unit, (gpointer)r->unit, list = g_ptr_array_new());
      if (!cop_reviews_learn_authors(db, a, reviews, r->unit, error))
        return false;
    }
    g_ptr_array_add(list, (gpointer)r);
  }
  return true;
}

bool
cop_reviews_load(CopDb *db, CopArena *a, CopReviews *reviews, GError **error)
{
  GError *local = NULL;
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(CopReview)), grants = g_array_new(FALSE, FALSE, sizeof(CopReviewGrant));
  Load l = { a, found, grants };
  {
    g_autoptr(CopRows) rows = COP_QUERY0(db, review_entries, error);
    if (rows == NULL)
      return false;
    while (cop_rows_next(rows, &local))
      take_entry(&l, rows);
  }
  if (local != NULL) {
    g_propagate_error(error, local);
    return false;
  }
  CopReview *items = cop_new_n(a, CopReview, found->len);
  CopReviewGrant *standing = cop_new_n(a, CopReviewGrant, grants->len);
  if (found->len > 0)
    memcpy(items, found->data, found->len * sizeof *items);
  if (grants->len > 0)
    memcpy(standing, grants->data, grants->len * sizeof *standing);
  *reviews = (CopReviews){ .n = found->len, .items = items, .n_grants = grants->len, .grants = standing };
  return index_reviews(db, a, reviews, error);
}

/* --- writing --- */

static bool
add_entry(CopDb *db, const char *actor, const char *action, const char *entity, const char *record, CopJson *j, GError **error)
{
  cop_json_end(j);
  g_autofree char *content = cop_json_finish(j);
  return cop_audit_add(db, &(CopAuditEntry){ .actor = actor, .action = action, .entity = entity, .record = record, .content = content }, error);
}

static bool
add_review(CopDb *db, const CopReview *r, GError **error)
{
  CopJson *j = cop_json_new_compact();
  cop_json_object(j);
  cop_json_key_text(j, "role", cop_words(COP_WORDS_REVIEW_ROLE)->words[r->role]);
  cop_json_key_text(j, "verdict", cop_words(COP_WORDS_VERDICT)->words[r->verdict]);
  cop_json_key_text(j, "digest", r->digest);
  const char *const optional[][2] = { { "seen", r->seen }, { "note", r->note }, { "edition", r->edition }, { "until", r->until } };
  for (size_t i = 0; i < G_N_ELEMENTS(optional); i++)
    if (optional[i][1] != NULL)
      cop_json_key_text(j, optional[i][0], optional[i][1]);
  return add_entry(db, r->actor, "review", "review", r->unit, j, error);
}

static bool
add_reviews(CopDb *db, const CopReview *reviews, size_t n, GError **error)
{
  for (size_t i = 0; i < n; i++)
    if (!add_review(db, &reviews[i], error))
      return false;
  return true;
}

bool
cop_reviews_add(CopDb *db, const CopReview *reviews, size_t n, GError **error)
{
  if (cop_db_in_txn(db))
    return add_reviews(db, reviews, n, error);
  g_auto(CopTxn) txn = { 0 };
  return cop_txn_begin(&txn, db, error) && add_reviews(db, reviews, n, error) && cop_txn_commit(&txn, error);
}

static bool
add_grant(CopDb *db, const CopReviewGrant *grant, bool give, const char *by, GError **error)
{
  CopJson *j = cop_json_new_compact();
  cop_json_object(j);
  cop_json_key_text(j, "role", cop_words(COP_WORDS_REVIEW_ROLE)->words[grant->role]);
  if (grant->lang != NULL)
    cop_json_key_text(j, "lang", grant->lang);
  return add_entry(db, by, give ? "grant" : "revoke", "review-role", grant->actor, j, error);
}

bool
cop_review_grant(CopDb *db, const CopReviewGrant *grant, bool give, const char *by, GError **error)
{
  if (cop_db_in_txn(db))
    return add_grant(db, grant, give, by, error);
  g_auto(CopTxn) txn = { 0 };
  return cop_txn_begin(&txn, db, error) && add_grant(db, grant, give, by, error) && cop_txn_commit(&txn, error);
}
