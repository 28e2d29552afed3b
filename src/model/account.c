/* SPDX-License-Identifier: Apache-2.0 */
#include "model/account.h"
#include "model/review_store.h"

#include <string.h>

#include "base/date.h"
#include "base/secret.h"
#include "model/account_priv.h"
#include "model/audit.h"

G_DEFINE_QUARK(cop-account-error-quark, cop_account_error)

static const char *const states[] = { "invited", "active", "closed" };

const char *
cop_account_state_name(CopAccountState s)
{
  g_assert(s <= COP_ACCOUNT_CLOSED);
  return states[s];
}

bool
cop_account_id_valid(const char *id)
{
  return id != NULL && *id != '\0' && strlen(id) <= 60 && g_ascii_isalnum(*id) && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789._-") == strlen(id);
}

/* --- what accounts share --- */

const char *
cop_account_instant(int64_t unix_seconds, char buffer[COP_INSTANT_SIZE])
{
  g_autoptr(GDateTime) t = g_date_time_new_from_unix_utc(unix_seconds);
  g_autofree char *text = g_date_time_format(t, "%Y-%m-%dT%H:%M:%SZ");
  g_strlcpy(buffer, text, COP_INSTANT_SIZE);
  return buffer;
}

int64_t
cop_account_now(void)
{
  return g_get_real_time() / G_USEC_PER_SEC;
}

void
cop_account_digest(const char *text, unsigned char digest[COP_HASH_SIZE])
{
  CopHash h;
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  cop_hash_add(&h, text, strlen(text));
  cop_hash_finish(&h, digest);
}

bool
cop_account_log(CopDb *db, const char *actor, const char *action, const char *id, const char *content, GError **error)
{
  return cop_audit_add(db, &(CopAuditEntry){ .actor = actor, .action = action, .entity = "account", .record = id, .content = content }, error);
}

/* --- reading --- */

static CopAccountState
state_of(const char *word)
{
  for (CopAccountState s = 0; s < COP_ACCOUNT_CLOSED; s++)
    if (strcmp(word, states[s]) == 0)
      return s;
  return COP_ACCOUNT_CLOSED;
}

static bool
read_accounts(CopDb *db, CopArena *a, GArray *found, GError **error)
{
  g_autoptr(CopRows) r = COP_QUERY0(db, account_all, error);
  g_autoptr(GError) local = NULL;
  if (r == NULL)
    return false;
  while (cop_rows_next(r, &local)) {
    CopAccount x = { .id = cop_arena_strdup(a, cop_rows_text(r, 0)), .name = cop_arena_strdup(a, cop_rows_text(r, 1)), .state = state_of(cop_rows_text(r, 2)),
                     .has_password = cop_rows_int(r, 3) != 0, .has_totp = cop_rows_int(r, 4) != 0, .invite_until = cop_arena_strdup(a, cop_rows_text(r, 5)),
                     .created_at = cop_arena_strdup(a, cop_rows_text(r, 6)), .created_by = cop_arena_strdup(a, cop_rows_text(r, 7)),
                     .successor = cop_arena_strdup(a, cop_rows_text(r, 8)), .codes_left = cop_rows_int(r, 9),
                     .access = { .see = COP_SUBJECTS_ALL, .edit = COP_SUBJECTS_ALL } };
    g_array_append_val(found, x);
  }
  if (local != NULL)
    g_propagate_error(error, g_steal_pointer(&local));
  return local == NULL && (error == NULL || *error == NULL);
}

/* Rows come in order of account; a role this program does not know gives nothing. */
static bool
read_grants(CopDb *db, CopArena *a, GArray *accounts, GError **error)
{
  g_autoptr(CopRows) r = COP_QUERY0(db, account_grants, error);
  g_autoptr(GError) local = NULL;
  if (r == NULL)
    return false;
  while (cop_rows_next(r, &local)) {
    CopUserRole role = cop_user_role_by_name(cop_rows_text(r, 1));
    if (role == COP_USER_ROLE_MAX || strcmp(cop_scope_name(cop_user_role(role)->scope), cop_rows_text(r, 2)) != 0)
      continue;
    for (guint i = 0; i < accounts->len; i++) {
      CopAccount *x = &g_array_index(accounts, CopAccount, i);
      if (strcmp(x->id, cop_rows_text(r, 0)) != 0)
        continue;
      CopGrant *grants = cop_arena_alloc(a, (x->access.n + 1) * sizeof *grants);
      if (x->access.n > 0)
        memcpy(grants, x->access.grants, x->access.n * sizeof *grants);
      grants[x->access.n++] = (CopGrant){ role, cop_arena_strdup(a, cop_rows_text(r, 3)) };
      x->access.grants = grants;
    }
  }
  if (local == NULL)
    return true;
  g_propagate_error(error, g_steal_pointer(&local));
  return false;
}

bool
cop_accounts_load(CopDb *db, CopArena *a, CopAccounts *out, GError **error)
{
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(CopAccount));
  if (!read_accounts(db, a, found, error) || !read_grants(db, a, found, error))
    return false;
  out->n = found->len;
  out->items = cop_arena_alloc(a, MAX(found->len, 1) * sizeof(CopAccount));
  if (found->len > 0)
    memcpy(out->items, found->data, found->len * sizeof(CopAccount));
  return true;
}

const CopAccount *
cop_accounts_find(const CopAccounts *all, const char *id)
{
  for (size_t i = 0; id != NULL && i < all->n; i++)
    if (strcmp(all->items[i].id, id) == 0)
      return &all->items[i];
  return NULL;
}

bool
cop_account_counts(CopDb *db, int64_t *open, int64_t *active, GError **error)
{
  g_autoptr(CopRows) r = COP_QUERY0(db, account_count, error);
  if (r == NULL || !cop_rows_next(r, error))
    return false;
  *open = cop_rows_int(r, 0);
  *active = cop_rows_int(r, 1);
  return true;
}

/* *state is COP_ACCOUNT_CLOSED + 1 when there is no such account. */
static bool
find_state(CopDb *db, const char *id, unsigned *state, GError **error)
{
  g_autoptr(CopRows) r = COP_QUERY(db, account_secrets, error, cop_p_text(id));
  g_autoptr(GError) local = NULL;
  if (r == NULL)
    return false;
  *state = cop_rows_next(r, &local) ? (unsigned)state_of(cop_rows_text(r, 0)) : COP_ACCOUNT_CLOSED + 1u;
  if (local == NULL)
    return true;
  g_propagate_error(error, g_steal_pointer(&local));
  return false;
}

static bool
must_be_open(CopDb *db, const char *id, GError **error)
{
  unsigned state;
  if (!find_state(db, id, &state, error))
    return false;
  if (state < COP_ACCOUNT_CLOSED)
    return true;
  g_set_error(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_UNKNOWN, state == COP_ACCOUNT_CLOSED ? "the account '%s' is closed" : "there is no account '%s'", id);
  return false;
}

/* --- changes --- */

/* Whatever would still let somebody in. */
static bool
shut(CopDb *db, const char *id, GError **error)
{
  return COP_EXEC(db, session_end_of, error, cop_p_text(id), cop_p_blob("", 0)) && COP_EXEC(db, lookup_clear, error, cop_p_text(id)) &&
         COP_EXEC(db, token_clear, error, cop_p_text(id)) && COP_EXEC(db, passkey_clear, error, cop_p_text(id)) &&
         COP_EXEC(db, identity_clear, error, cop_p_text(id)) && COP_EXEC(db, mail_clear, error, cop_p_text(id), cop_p_text(""));
}

bool
cop_account_other_owner(CopDb *db, const char *but, bool *there, GError **error)
{
  g_autoptr(CopRows) r = COP_QUERY(db, account_owners, error, cop_p_text(but));
  if (r == NULL || !cop_rows_next(r, error))
    return false;
  *there = cop_rows_int(r, 0) > 0;
  return true;
}

/* Nobody takes the last owner away while others have accounts: a desk that
 * nobody can open would be all that is left. */
static bool
may_lose_owner(CopDb *db, const char *id, GError **error)
{
  bool there = false;
  unsigned state;
  int64_t open, active;
  if (!cop_account_other_owner(db, id, &there, error) || !find_state(db, id, &state, error) || !cop_account_counts(db, &open, &active, error))
    return false;
  if (there || state != COP_ACCOUNT_ACTIVE || open == 1)
    return true;
  g_set_error(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_LAST,
              "'%s' is the last owner who can sign in; make somebody else owner first, or hand the post over", id);
  return false;
}

bool
cop_account_invite(CopDb *db, const char *id, const char *name, const char *actor, char **invitation, GError **error)
{
  char now[COP_INSTANT_SIZE], until[COP_INSTANT_SIZE];
  unsigned char digest[COP_HASH_SIZE];
  unsigned state;
  g_auto(CopTxn) txn = { 0 };
  if (!cop_account_id_valid(id) || (name != NULL && (*name == '\0' || strlen(name) > 200 || !g_utf8_validate(name, -1, NULL)))) {
    g_set_error(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_INVALID, "an account is named by lower-case letters, digits and . _ -, and has a name of at most 200 bytes");
    return false;
  }
  int64_t seconds = cop_account_now();
  g_autofree char *secret = cop_random_name();
  cop_account_digest(secret, digest);
  cop_account_instant(seconds, now);
  cop_account_instant(seconds + COP_INVITE_DAYS * (int64_t)86400, until);
  if (!cop_txn_begin(&txn, db, error) || !find_state(db, id, &state, error))
    return false;
  bool fresh = state > COP_ACCOUNT_CLOSED;
  bool ok = fresh ? COP_EXEC(db, account_add, error, cop_p_text(id), cop_p_text(name == NULL ? id : name), cop_p_blob(digest, sizeof digest),
                             cop_p_text(until), cop_p_text(now), cop_p_text(actor))
                  : shut(db, id, error) && COP_EXEC(db, account_reinvite, error, cop_p_blob(digest, sizeof digest), cop_p_text(until), cop_p_text(id));
  if (!ok || !cop_account_log(db, actor, fresh ? "invite" : "invite again", id, NULL, error) || !cop_txn_commit(&txn, error))
    return false;
  *invitation = g_steal_pointer(&secret);
  return true;
}

static bool
check_target(CopDb *db, CopUserRole role, const char *target, GError **error)
{
  const CopUserRoleInfo *info = cop_user_role(role);
  if (info->scope == COP_SCOPE_COUNTRY) {
    if (*target == '\0')
      return true;
    g_set_error(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_INVALID, "the role %s is for the whole country; name no institution or area", info->name);
    return false;
  }
  g_autoptr(CopArena) a = cop_arena_new();
  CopEntity kind = info->scope == COP_SCOPE_AREA ? COP_ENTITY_area : COP_ENTITY_institution;
  if (*target != '\0' && cop_record_load(db, a, kind, target, NULL) != NULL)
    return true;
  g_set_error(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_INVALID, "the role %s is for one %s of the store; '%s' is none", info->name, cop_scope_name(info->scope), target);
  return false;
}

static char *
grant_text(CopUserRole role, const char *target)
{
  return *target == '\0' ? g_strdup(cop_user_role(role)->name) : g_strdup_printf("%s of %s", cop_user_role(role)->name, target);
}

/* --- parts in the review, which come and go with roles --- */

/* Calls for each role of an account; stops at the first failure. */
typedef bool (*RoleFn)(CopDb *db, const char *id, CopUserRole role, const char *actor, GError **error);

static bool
each_role(CopDb *db, const char *id, RoleFn fn, const char *actor, GError **error)
{
  g_autoptr(GArray) roles = g_array_new(FALSE, FALSE, sizeof(CopUserRole));
  GError *local = NULL;
  {
    g_autoptr(CopRows) r = COP_QUERY0(db, account_grants, error);
    if (r == NULL)
      return false;
    while (cop_rows_next(r, &local)) {
      CopUserRole role = cop_user_role_by_name(cop_rows_text(r, 1));
      if (strcmp(cop_rows_text(r, 0), id) == 0 && role < COP_USER_ROLE_MAX)
        g_array_append_val(roles, role);
    }
  }
  if (local != NULL) {
    g_propagate_error(error, local);
    return false;
  }
  for (guint i = 0; i < roles->len; i++)
    if (!fn(db, id, g_array_index(roles, CopUserRole, i), actor, error))
      return false;
  return true;
}

static bool
give_part(CopDb *db, const char *id, CopUserRole role, const char *actor, GError **error)
{
  CopReviewRole part;
  return !cop_user_role_reviews(role, &part) || cop_review_grant(db, &(CopReviewGrant){ .actor = id, .role = part }, true, actor, error);
}

static bool
take_part(CopDb *db, const char *id, CopUserRole role, const char *actor, GError **error)
{
  CopReviewRole part;
  return !cop_user_role_reviews(role, &part) || cop_review_grant(db, &(CopReviewGrant){ .actor = id, .role = part }, false, actor, error);
}

/* Ends every part an account has, whether a role brought it or a person gave
 * it, and gives the same to a successor, if there is one. */
static bool
pass_parts(CopDb *db, const char *id, const char *successor, const char *actor, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopReviews reviews;
  if (!cop_reviews_load(db, a, &reviews, error))
    return false;
  for (size_t i = 0; i < reviews.n_grants; i++) {
    CopReviewGrant part = reviews.grants[i];
    if (strcmp(part.actor, id) != 0)
      continue;
    if (!cop_review_grant(db, &part, false, actor, error))
      return false;
    part.actor = successor;
    if (successor != NULL && !cop_review_grant(db, &part, true, actor, error))
      return false;
  }
  return true;
}

bool
cop_account_grant(CopDb *db, const char *id, CopUserRole role, const char *target, const char *actor, GError **error)
{
  g_auto(CopTxn) txn = { 0 };
  g_autofree char *text = grant_text(role, target);
  return cop_txn_begin(&txn, db, error) && must_be_open(db, id, error) && check_target(db, role, target, error) &&
         COP_EXEC(db, grant_add, error, cop_p_text(id), cop_p_text(cop_user_role(role)->name), cop_p_text(cop_scope_name(cop_user_role(role)->scope)), cop_p_text(target)) &&
         give_part(db, id, role, actor, error) && cop_account_log(db, actor, "grant", id, text, error) && cop_txn_commit(&txn, error);
}

bool
cop_account_revoke(CopDb *db, const char *id, CopUserRole role, const char *target, const char *actor, GError **error)
{
  g_auto(CopTxn) txn = { 0 };
  g_autofree char *text = grant_text(role, target);
  int64_t n = 0;
  const CopParam params[] = { cop_p_text(id), cop_p_text(cop_user_role(role)->name), cop_p_text(cop_scope_name(cop_user_role(role)->scope)), cop_p_text(target) };
  if (!cop_txn_begin(&txn, db, error) || !must_be_open(db, id, error) || (role == COP_USER_ROLE_owner && !may_lose_owner(db, id, error)) ||
      !cop_db_exec(db, COP_ST_grant_remove, params, G_N_ELEMENTS(params), &n, error))
    return false;
  if (n == 0) {
    g_set_error(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_UNKNOWN, "'%s' is not %s", id, text);
    return false;
  }
  /* Roles that stay may bring the same part. */
  return take_part(db, id, role, actor, error) && each_role(db, id, give_part, actor, error) && cop_account_log(db, actor, "revoke", id, text, error) &&
         cop_txn_commit(&txn, error);
}

static bool
close_account(CopDb *db, const char *id, const char *successor, GError **error)
{
  return shut(db, id, error) && COP_EXEC(db, grant_clear, error, cop_p_text(id)) &&
         COP_EXEC(db, account_close, error, cop_p_text(successor), cop_p_text(id));
}

bool
cop_account_close(CopDb *db, const char *id, const char *actor, GError **error)
{
  g_auto(CopTxn) txn = { 0 };
  return cop_txn_begin(&txn, db, error) && must_be_open(db, id, error) && may_lose_owner(db, id, error) && pass_parts(db, id, NULL, actor, error) &&
         close_account(db, id, NULL, error) && cop_account_log(db, actor, "close", id, NULL, error) && cop_txn_commit(&txn, error);
}

bool
cop_account_hand_over(CopDb *db, const char *id, const char *successor, const char *actor, GError **error)
{
  g_auto(CopTxn) txn = { 0 };
  unsigned state;
  if (strcmp(id, successor) == 0) {
    g_set_error(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_INVALID, "'%s' cannot take over from itself", id);
    return false;
  }
  if (!cop_txn_begin(&txn, db, error) || !must_be_open(db, id, error) || !find_state(db, successor, &state, error))
    return false;
  if (state != COP_ACCOUNT_ACTIVE) {
    g_set_error(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_INVALID, "'%s' cannot take over before signing in for the first time", successor);
    return false;
  }
  return pass_parts(db, id, successor, actor, error) &&
         COP_EXEC(db, grant_copy, error, cop_p_text(successor), cop_p_text(id)) && close_account(db, id, successor, error) &&
         cop_account_log(db, actor, "hand over", id, successor, error) && cop_txn_commit(&txn, error);
}
