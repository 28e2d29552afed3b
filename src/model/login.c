/* SPDX-License-Identifier: Apache-2.0 */
#include "model/login.h"

#include <string.h>

#include "base/secret.h"
#include "model/account_priv.h"

/* --- invitations --- */

const char *
cop_invitation_account(CopDb *db, CopArena *a, const char *invitation, const char **name, GError **error)
{
  unsigned char digest[COP_HASH_SIZE];
  char now[COP_INSTANT_SIZE];
  cop_account_digest(invitation, digest);
  g_autoptr(CopRows) r = COP_QUERY(db, account_by_invite, error, cop_p_blob(digest, sizeof digest), cop_p_text(cop_account_instant(cop_account_now(), now)));
  if (r == NULL || !cop_rows_next(r, error))
    return NULL;
  if (name != NULL)
    *name = cop_arena_strdup(a, cop_rows_text(r, 1));
  return cop_arena_strdup(a, cop_rows_text(r, 0));
}

/* Fresh codes in place of whatever was there. */
static bool
make_codes(CopDb *db, const char *id, GPtrArray *codes, GError **error)
{
  if (!COP_EXEC(db, lookup_clear, error, cop_p_text(id)))
    return false;
  for (int i = 0; i < COP_LOOKUP_CODES; i++) {
    unsigned char digest[COP_HASH_SIZE];
    char *code = cop_random_code();
    g_autofree char *plain = cop_code_plain(code);
    g_ptr_array_add(codes, code);
    cop_account_digest(plain, digest);
    if (!COP_EXEC(db, lookup_add, error, cop_p_blob(digest, sizeof digest), cop_p_text(id)))
      return false;
  }
  return true;
}

static bool
invalid(GError **error, const char *why)
{
  g_set_error_literal(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_INVALID, why);
  return false;
}

static char *
hash_password(const char *password, GError **error)
{
  char *hash = cop_password_hash(password);
  if (hash == NULL)
    invalid(error, "there is not enough memory to keep a password safely; try again");
  return hash;
}

bool
cop_account_join(CopDb *db, const char *invitation, const char *password, const uint8_t *totp, size_t totp_size, const char *code, GPtrArray *codes,
                 GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_auto(CopTxn) txn = { 0 };
  int64_t step, changed = 0;
  if (cop_password_judge(password, NULL) != COP_PASSWORD_GOOD)
    return invalid(error, "the password is too easy to guess");
  if (!cop_totp_fits(totp, totp_size, cop_account_now(), code, &step))
    return invalid(error, "the code does not fit");
  g_autofree char *hash = hash_password(password, error);
  if (hash == NULL || !cop_txn_begin(&txn, db, error))
    return false;
  const char *id = cop_invitation_account(db, a, invitation, NULL, error);
  if (id == NULL) {
    if (error == NULL || *error == NULL)
      g_set_error_literal(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_UNKNOWN, "this invitation was used or is too old");
    return false;
  }
  const CopParam params[] = { cop_p_text(hash), cop_p_blob(totp, totp_size), cop_p_int(step), cop_p_text(id) };
  return cop_db_exec(db, COP_ST_account_join, params, G_N_ELEMENTS(params), &changed, error) && changed == 1 && make_codes(db, id, codes, error) &&
         cop_account_log(db, id, "join", id, NULL, error) && cop_txn_commit(&txn, error);
}

/* --- signing in --- */

typedef struct {
  bool active;
  char *password;
  uint8_t totp[64];
  size_t totp_size;
} Secrets;

static void
clear_secrets(Secrets *s)
{
  g_free(s->password);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Secrets, clear_secrets)

static bool
read_secrets(CopDb *db, const char *id, Secrets *s, GError **error)
{
  g_autoptr(CopRows) r = COP_QUERY(db, account_secrets, error, cop_p_text(id));
  g_autoptr(GError) local = NULL;
  if (r == NULL)
    return false;
  if (cop_rows_next(r, &local)) {
    size_t n;
    const void *totp = cop_rows_blob(r, 2, &n);
    s->active = strcmp(cop_rows_text(r, 0), "active") == 0;
    s->password = g_strdup(cop_rows_text(r, 1));
    s->totp_size = totp == NULL ? 0 : MIN(n, sizeof s->totp);
    if (s->totp_size > 0)
      memcpy(s->totp, totp, s->totp_size);
  }
  if (local == NULL)
    return true;
  g_propagate_error(error, g_steal_pointer(&local));
  return false;
}

/* Uses the code up: the authenticator's of now, or one on paper. */
static bool
use_code(CopDb *db, const char *id, const Secrets *s, const char *code, GError **error)
{
  int64_t step, n = 0;
  if (s->totp_size > 0 && cop_totp_fits(s->totp, s->totp_size, cop_account_now(), code, &step)) {
    const CopParam params[] = { cop_p_int(step), cop_p_text(id) };
    return cop_db_exec(db, COP_ST_account_use_step, params, G_N_ELEMENTS(params), &n, error) && n == 1;
  }
  g_autofree char *plain = cop_code_plain(code);
  unsigned char digest[COP_HASH_SIZE];
  if (strlen(plain) != 24)
    return false;
  cop_account_digest(plain, digest);
  const CopParam params[] = { cop_p_blob(digest, sizeof digest), cop_p_text(id) };
  return cop_db_exec(db, COP_ST_lookup_use, params, G_N_ELEMENTS(params), &n, error) && n == 1 && cop_account_log(db, id, "code on paper", id, NULL, error);
}

bool
cop_account_use_code(CopDb *db, const char *id, const char *code, GError **error)
{
  g_auto(Secrets) s = { 0 };
  return read_secrets(db, id, &s, error) && s.active && use_code(db, id, &s, code, error);
}

bool
cop_account_sign_in(CopDb *db, const char *id, const char *password, const char *code, GError **error)
{
  g_auto(Secrets) s = { 0 };
  if (!read_secrets(db, id, &s, error))
    return false;
  /* Always worked out, outside the transaction. */
  if (!cop_password_fits(s.active ? s.password : NULL, password))
    return false;
  g_auto(CopTxn) txn = { 0 };
  return cop_txn_begin(&txn, db, error) && use_code(db, id, &s, code, error) && cop_txn_commit(&txn, error);
}

bool
cop_account_change_password(CopDb *db, const char *id, const char *old, const char *code, const char *fresh, const char *session, GError **error)
{
  g_auto(Secrets) s = { 0 };
  unsigned char digest[COP_HASH_SIZE];
  g_auto(CopTxn) txn = { 0 };
  if (cop_password_judge(fresh, (const char *const[]){ id, NULL }) != COP_PASSWORD_GOOD)
    return invalid(error, "the new password is too easy to guess");
  if (!read_secrets(db, id, &s, error))
    return false;
  if (!cop_password_fits(s.active ? s.password : NULL, old))
    return invalid(error, "password or code does not fit");
  g_autofree char *hash = hash_password(fresh, error);
  cop_account_digest(session, digest);
  if (hash == NULL || !cop_txn_begin(&txn, db, error))
    return false;
  if (!use_code(db, id, &s, code, error))
    return (error != NULL && *error != NULL) ? false : invalid(error, "password or code does not fit");
  return COP_EXEC(db, account_set_password, error, cop_p_text(hash), cop_p_text(id)) &&
         COP_EXEC(db, session_end_of, error, cop_p_text(id), cop_p_blob(digest, sizeof digest)) &&
         cop_account_log(db, id, "password", id, NULL, error) && cop_txn_commit(&txn, error);
}

bool
cop_account_new_codes(CopDb *db, const char *id, const char *code, GPtrArray *codes, GError **error)
{
  g_auto(Secrets) s = { 0 };
  g_auto(CopTxn) txn = { 0 };
  if (!read_secrets(db, id, &s, error) || !cop_txn_begin(&txn, db, error))
    return false;
  if (!s.active || !use_code(db, id, &s, code, error))
    return (error != NULL && *error != NULL) ? false : invalid(error, "the code does not fit");
  return make_codes(db, id, codes, error) && cop_account_log(db, id, "codes", id, NULL, error) && cop_txn_commit(&txn, error);
}

/* --- sessions --- */

char *
cop_session_begin(CopDb *db, const char *account, const char *agent, const char *peer, GError **error)
{
  return cop_session_begin_federated(db, account, agent, peer, NULL, error);
}

char *
cop_session_begin_federated(CopDb *db, const char *account, const char *agent, const char *peer, const char *provider, GError **error)
{
  unsigned char digest[COP_HASH_SIZE];
  char now[COP_INSTANT_SIZE], began[COP_INSTANT_SIZE], seen[COP_INSTANT_SIZE];
  int64_t t = cop_account_now();
  g_autofree char *session = cop_random_name();
  g_autofree char *short_agent = g_strndup(agent == NULL ? "" : agent, 200);
  g_auto(CopTxn) txn = { 0 };
  g_autofree char *valid = g_utf8_make_valid(short_agent, -1);
  cop_account_digest(session, digest);
  if (!cop_txn_begin(&txn, db, error) ||
      !COP_EXEC(db, session_end_old, error, cop_p_text(cop_account_instant(t - COP_SESSION_DAYS * (int64_t)86400, began)),
                cop_p_text(cop_account_instant(t - COP_SESSION_IDLE_HOURS * (int64_t)3600, seen))) ||
      !COP_EXEC(db, session_add, error, cop_p_blob(digest, sizeof digest), cop_p_text(account), cop_p_text(cop_account_instant(t, now)),
                cop_p_text(valid), cop_p_text(peer == NULL ? "" : peer), cop_p_text(provider)) ||
      !cop_txn_commit(&txn, error))
    return NULL;
  return g_steal_pointer(&session);
}

const char *
cop_session_account(CopDb *db, CopArena *a, const char *session, bool *stale, GError **error)
{
  unsigned char digest[COP_HASH_SIZE];
  char began[COP_INSTANT_SIZE], seen[COP_INSTANT_SIZE], fresh[COP_INSTANT_SIZE];
  int64_t t = cop_account_now();
  cop_account_digest(session, digest);
  g_autoptr(CopRows) r = COP_QUERY(db, session_get, error, cop_p_blob(digest, sizeof digest));
  if (r == NULL || !cop_rows_next(r, error))
    return NULL;
  int64_t longest = cop_rows_text(r, 3) != NULL ? COP_SESSION_FEDERATED_HOURS * (int64_t)3600 : COP_SESSION_DAYS * (int64_t)86400;
  if (strcmp(cop_rows_text(r, 1), cop_account_instant(t - longest, began)) < 0 ||
      strcmp(cop_rows_text(r, 2), cop_account_instant(t - COP_SESSION_IDLE_HOURS * (int64_t)3600, seen)) < 0)
    return NULL;
  if (stale != NULL)
    *stale = strcmp(cop_rows_text(r, 2), cop_account_instant(t - 300, fresh)) < 0;
  return cop_arena_strdup(a, cop_rows_text(r, 0));
}

const char *
cop_session_provider(CopDb *db, CopArena *a, const char *session)
{
  unsigned char digest[COP_HASH_SIZE];
  cop_account_digest(session, digest);
  g_autoptr(CopRows) r = COP_QUERY(db, session_get, NULL, cop_p_blob(digest, sizeof digest));
  return r != NULL && cop_rows_next(r, NULL) ? cop_arena_strdup(a, cop_rows_text(r, 3)) : NULL;
}

bool
cop_session_touch(CopDb *db, const char *session, GError **error)
{
  unsigned char digest[COP_HASH_SIZE];
  char now[COP_INSTANT_SIZE];
  cop_account_digest(session, digest);
  return COP_EXEC(db, session_touch, error, cop_p_text(cop_account_instant(cop_account_now(), now)), cop_p_blob(digest, sizeof digest));
}

bool
cop_session_end(CopDb *db, const char *session, GError **error)
{
  unsigned char digest[COP_HASH_SIZE];
  cop_account_digest(session, digest);
  return COP_EXEC(db, session_end, error, cop_p_blob(digest, sizeof digest));
}

bool
cop_session_confirmed(CopDb *db, const char *session)
{
  unsigned char digest[COP_HASH_SIZE];
  char since[COP_INSTANT_SIZE];
  cop_account_digest(session, digest);
  g_autoptr(CopRows) r = COP_QUERY(db, session_confirmed, NULL, cop_p_blob(digest, sizeof digest));
  if (r == NULL || !cop_rows_next(r, NULL) || cop_rows_text(r, 0) == NULL)
    return false;
  return strcmp(cop_rows_text(r, 0), cop_account_instant(cop_account_now() - COP_SESSION_CONFIRM_MINUTES * (int64_t)60, since)) >= 0;
}

bool
cop_session_end_others(CopDb *db, const char *account, const char *session, GError **error)
{
  unsigned char digest[COP_HASH_SIZE];
  cop_account_digest(session, digest);
  return COP_EXEC(db, session_end_of, error, cop_p_text(account), cop_p_blob(digest, sizeof digest));
}

GPtrArray *
cop_sessions_list(CopDb *db, CopArena *a, const char *account, const char *session, GError **error)
{
  unsigned char own[COP_HASH_SIZE] = { 0 };
  char hex[COP_HASH_HEX];
  g_autoptr(GError) local = NULL;
  if (session != NULL)
    cop_account_digest(session, own);
  g_autoptr(CopRows) r = COP_QUERY(db, session_list, error, cop_p_text(account));
  if (r == NULL)
    return NULL;
  g_autoptr(GPtrArray) rows = g_ptr_array_new();
  while (cop_rows_next(r, &local)) {
    size_t n;
    const void *hash = cop_rows_blob(r, 0, &n);
    CopSessionRow *x = cop_arena_alloc(a, sizeof *x);
    if (n != COP_HASH_SIZE)
      continue;
    *x = (CopSessionRow){ .handle = cop_arena_strdup(a, cop_hash_to_hex(hash, hex)), .began_at = cop_arena_strdup(a, cop_rows_text(r, 1)),
                          .seen_at = cop_arena_strdup(a, cop_rows_text(r, 2)), .agent = cop_arena_strdup(a, cop_rows_text(r, 3)),
                          .peer = cop_arena_strdup(a, cop_rows_text(r, 4)), .own = session != NULL && memcmp(hash, own, sizeof own) == 0 };
    g_ptr_array_add(rows, x);
  }
  if (local == NULL)
    return g_steal_pointer(&rows);
  g_propagate_error(error, g_steal_pointer(&local));
  return NULL;
}

bool
cop_session_end_handle(CopDb *db, CopArena *a, const char *account, const char *handle, GError **error)
{
  g_autoptr(GPtrArray) rows = cop_sessions_list(db, a, account, NULL, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const CopSessionRow *x = g_ptr_array_index(rows, i);
    unsigned char hash[COP_HASH_SIZE];
    if (strcmp(x->handle, handle) != 0)
      continue;
    for (size_t k = 0; k < sizeof hash; k++)
      hash[k] = (unsigned char)(g_ascii_xdigit_value(handle[2 * k]) << 4 | g_ascii_xdigit_value(handle[2 * k + 1]));
    return COP_EXEC(db, session_end, error, cop_p_blob(hash, sizeof hash));
  }
  if (rows != NULL)
    g_set_error_literal(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_UNKNOWN, "this session is not there any more");
  return false;
}

/* --- tokens --- */

bool
cop_token_scopes(const char *scopes, CopSubjects *see, CopSubjects *edit)
{
  g_auto(GStrv) words = g_strsplit(scopes, " ", 50);
  *see = *edit = 0;
  for (char **w = words; *w != NULL; w++) {
    if (**w == '\0')
      continue;
    char *colon = strchr(*w, ':');
    CopSubjects of = COP_SUBJECTS_ALL;
    if (colon != NULL) {
      CopSubject s = cop_subject_by_name(colon + 1);
      if (s == COP_SUBJECT_MAX)
        return false;
      *colon = '\0';
      of = COP_SUBJECT_BIT(s);
    }
    if (strcmp(*w, "read") != 0 && strcmp(*w, "edit") != 0)
      return false;
    *see |= of;
    if (strcmp(*w, "edit") == 0)
      *edit |= of;
  }
  return *see != 0;
}

char *
cop_token_make(CopDb *db, const char *account, const char *name, const char *scopes, const char *expires_on, const char *actor, GError **error)
{
  unsigned char digest[COP_HASH_SIZE];
  char now[COP_INSTANT_SIZE];
  CopSubjects see, edit;
  g_auto(CopTxn) txn = { 0 };
  g_autofree char *random = cop_random_name();
  g_autofree char *token = g_strdup_printf("cop_%s", random);
  if (*name == '\0' || strlen(name) > 100 || !g_utf8_validate(name, -1, NULL) || !cop_token_scopes(scopes, &see, &edit) ||
      cop_date_read(expires_on).precision != COP_DATE_DAY) {
    invalid(error, "a token has a name, scopes of the words read and edit (read:law, edit:plan), and a day on which it ends");
    return NULL;
  }
  cop_account_digest(token, digest);
  if (!cop_txn_begin(&txn, db, error) ||
      !COP_EXEC(db, token_add, error, cop_p_blob(digest, sizeof digest), cop_p_text(account), cop_p_text(name), cop_p_text(scopes),
                cop_p_text(cop_account_instant(cop_account_now(), now)), cop_p_text(expires_on)) ||
      !cop_account_log(db, actor, "token", account, name, error) || !cop_txn_commit(&txn, error))
    return NULL;
  return g_steal_pointer(&token);
}

const char *
cop_token_account(CopDb *db, CopArena *a, const char *token, const char *today, CopSubjects *see, CopSubjects *edit, GError **error)
{
  unsigned char digest[COP_HASH_SIZE];
  cop_account_digest(token, digest);
  g_autoptr(CopRows) r = COP_QUERY(db, token_get, error, cop_p_blob(digest, sizeof digest), cop_p_text(today));
  if (r == NULL || !cop_rows_next(r, error) || !cop_token_scopes(cop_rows_text(r, 2), see, edit))
    return NULL;
  return cop_arena_strdup(a, cop_rows_text(r, 0));
}

GPtrArray *
cop_tokens_list(CopDb *db, CopArena *a, const char *account, GError **error)
{
  g_autoptr(CopRows) r = COP_QUERY(db, token_list, error, cop_p_text(account));
  g_autoptr(GError) local = NULL;
  if (r == NULL)
    return NULL;
  g_autoptr(GPtrArray) rows = g_ptr_array_new();
  while (cop_rows_next(r, &local)) {
    CopTokenRow *x = cop_arena_alloc(a, sizeof *x);
    *x = (CopTokenRow){ cop_arena_strdup(a, cop_rows_text(r, 0)), cop_arena_strdup(a, cop_rows_text(r, 1)), cop_arena_strdup(a, cop_rows_text(r, 2)),
                        cop_arena_strdup(a, cop_rows_text(r, 3)) };
    g_ptr_array_add(rows, x);
  }
  if (local == NULL)
    return g_steal_pointer(&rows);
  g_propagate_error(error, g_steal_pointer(&local));
  return NULL;
}

bool
cop_token_revoke(CopDb *db, const char *account, const char *name, const char *actor, GError **error)
{
  int64_t n = 0;
  g_auto(CopTxn) txn = { 0 };
  const CopParam params[] = { cop_p_text(account), cop_p_text(name) };
  if (!cop_txn_begin(&txn, db, error) || !cop_db_exec(db, COP_ST_token_remove, params, G_N_ELEMENTS(params), &n, error))
    return false;
  if (n == 0) {
    g_set_error(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_UNKNOWN, "'%s' has no token '%s'", account, name);
    return false;
  }
  return cop_account_log(db, actor, "token revoked", account, name, error) && cop_txn_commit(&txn, error);
}
