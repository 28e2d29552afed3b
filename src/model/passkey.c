/* SPDX-License-Identifier: Apache-2.0 */
#include "model/passkey.h"

#include <string.h>

#include "base/secret.h"
#include "model/account_priv.h"

static bool
refuse(GError **error, CopAccountErrorCode code, const char *why)
{
  g_set_error_literal(error, COP_ACCOUNT_ERROR, code, why);
  return false;
}

static const uint8_t *
keep(CopArena *a, const void *bytes, size_t n)
{
  return memcpy(cop_arena_alloc(a, MAX(n, 1)), bytes, n);
}

bool
cop_passkey_user(CopDb *db, const char *account, uint8_t user[COP_PASSKEY_USER], GError **error)
{
  g_autoptr(CopRows) r = COP_QUERY(db, passkey_user, error, cop_p_text(account));
  g_autoptr(GError) local = NULL;
  size_t n = 0;
  if (r == NULL)
    return false;
  const void *bytes = cop_rows_next(r, &local) ? cop_rows_blob(r, 0, &n) : NULL;
  if (bytes != NULL && n == COP_PASSKEY_USER)
    memcpy(user, bytes, COP_PASSKEY_USER);
  else
    cop_random_bytes(user, COP_PASSKEY_USER);
  if (local == NULL)
    return true;
  g_propagate_error(error, g_steal_pointer(&local));
  return false;
}

/* Keeps it when there is none; another than the one that is kept will not do. */
static bool
keep_user(CopDb *db, const char *account, const uint8_t user[COP_PASSKEY_USER], GError **error)
{
  uint8_t kept[COP_PASSKEY_USER];
  if (!COP_EXEC(db, passkey_set_user, error, cop_p_blob(user, COP_PASSKEY_USER), cop_p_text(account)) || !cop_passkey_user(db, account, kept, error))
    return false;
  return cop_same_secret(kept, user, COP_PASSKEY_USER) || refuse(error, COP_ACCOUNT_ERROR_INVALID, "the page was open for too long; load it again");
}

static bool
is_name(const char *name)
{
  return *name != '\0' && strlen(name) <= 100 && g_utf8_validate(name, -1, NULL);
}

bool
cop_passkey_add(CopDb *db, const char *account, const char *name, const char *host, const uint8_t user[COP_PASSKEY_USER], const CopWebauthnMade *made,
                GError **error)
{
  char now[COP_INSTANT_SIZE];
  g_autoptr(CopArena) a = cop_arena_new();
  g_auto(CopTxn) txn = { 0 };
  if (!is_name(name))
    return refuse(error, COP_ACCOUNT_ERROR_INVALID, "a passkey has a name of at most 100 bytes");
  if (!cop_txn_begin(&txn, db, error))
    return false;
  g_autoptr(GPtrArray) rows = cop_passkeys_list(db, a, account, error);
  if (rows == NULL)
    return false;
  if (rows->len >= COP_PASSKEY_MOST)
    return refuse(error, COP_ACCOUNT_ERROR_INVALID, "an account has twenty passkeys at most; remove one first");
  for (guint i = 0; i < rows->len; i++)
    if (strcmp(((const CopPasskeyRow *)g_ptr_array_index(rows, i))->name, name) == 0)
      return refuse(error, COP_ACCOUNT_ERROR_INVALID, "there is a passkey of that name; take another");
  CopPasskey before;
  g_autoptr(GError) local = NULL;
  if (cop_passkey_find(db, a, made->id, made->id_size, &before, &local))
    return refuse(error, COP_ACCOUNT_ERROR_INVALID, "this passkey belongs to an account already");
  if (local != NULL) {
    g_propagate_error(error, g_steal_pointer(&local));
    return false;
  }
  return keep_user(db, account, user, error) && COP_EXEC(db, passkey_add, error, cop_p_blob(made->id, made->id_size), cop_p_text(account), cop_p_text(name), cop_p_text(host), cop_p_int(made->kind),
                  cop_p_blob(made->key, made->key_size), cop_p_int(made->counter), cop_p_int(made->synced),
                  cop_p_text(cop_account_instant(cop_account_now(), now))) &&
         cop_account_log(db, account, "passkey", account, name, error) && cop_txn_commit(&txn, error);
}

GPtrArray *
cop_passkeys_list(CopDb *db, CopArena *a, const char *account, GError **error)
{
  g_autoptr(CopRows) r = COP_QUERY(db, passkey_list, error, cop_p_text(account));
  g_autoptr(GError) local = NULL;
  if (r == NULL)
    return NULL;
  g_autoptr(GPtrArray) rows = g_ptr_array_new();
  while (cop_rows_next(r, &local)) {
    size_t n;
    const void *id = cop_rows_blob(r, 0, &n);
    CopPasskeyRow *x = cop_arena_alloc(a, sizeof *x);
    *x = (CopPasskeyRow){ .id = keep(a, id, n), .id_size = n, .name = cop_arena_strdup(a, cop_rows_text(r, 1)), .host = cop_arena_strdup(a, cop_rows_text(r, 2)),
                          .synced = cop_rows_int(r, 3) != 0, .made_at = cop_arena_strdup(a, cop_rows_text(r, 4)),
                          .used_at = cop_arena_strdup(a, cop_rows_text(r, 5)), .doubted = cop_rows_text(r, 6) != NULL };
    g_ptr_array_add(rows, x);
  }
  if (local == NULL)
    return g_steal_pointer(&rows);
  g_propagate_error(error, g_steal_pointer(&local));
  return NULL;
}

bool
cop_passkey_rename(CopDb *db, const char *account, const uint8_t *id, size_t n, const char *name, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_auto(CopTxn) txn = { 0 };
  int64_t changed = 0;
  if (!is_name(name))
    return refuse(error, COP_ACCOUNT_ERROR_INVALID, "a passkey has a name of at most 100 bytes");
  if (!cop_txn_begin(&txn, db, error))
    return false;
  g_autoptr(GPtrArray) rows = cop_passkeys_list(db, a, account, error);
  if (rows == NULL)
    return false;
  for (guint i = 0; i < rows->len; i++)
    if (strcmp(((const CopPasskeyRow *)g_ptr_array_index(rows, i))->name, name) == 0)
      return refuse(error, COP_ACCOUNT_ERROR_INVALID, "there is a passkey of that name; take another");
  const CopParam params[] = { cop_p_text(name), cop_p_text(account), cop_p_blob(id, n) };
  if (!cop_db_exec(db, COP_ST_passkey_rename, params, G_N_ELEMENTS(params), &changed, error))
    return false;
  if (changed != 1)
    return refuse(error, COP_ACCOUNT_ERROR_UNKNOWN, "this passkey is not there any more");
  return cop_account_log(db, account, "passkey renamed", account, name, error) && cop_txn_commit(&txn, error);
}

bool
cop_passkey_remove(CopDb *db, const char *account, const uint8_t *id, size_t n, GError **error)
{
  g_auto(CopTxn) txn = { 0 };
  int64_t changed = 0;
  const CopParam params[] = { cop_p_text(account), cop_p_blob(id, n) };
  if (!cop_txn_begin(&txn, db, error) || !cop_db_exec(db, COP_ST_passkey_remove, params, G_N_ELEMENTS(params), &changed, error))
    return false;
  if (changed != 1)
    return refuse(error, COP_ACCOUNT_ERROR_UNKNOWN, "this passkey is not there any more");
  return cop_account_log(db, account, "passkey removed", account, NULL, error) && cop_txn_commit(&txn, error);
}

bool
cop_passkey_find(CopDb *db, CopArena *a, const uint8_t *id, size_t n, CopPasskey *out, GError **error)
{
  g_autoptr(CopRows) r = COP_QUERY(db, passkey_get, error, cop_p_blob(id, n));
  size_t key_size, user_size;
  if (r == NULL || !cop_rows_next(r, error))
    return false;
  const void *key = cop_rows_blob(r, 3, &key_size), *user = cop_rows_blob(r, 6, &user_size);
  if (key == NULL || user == NULL || user_size != COP_PASSKEY_USER)
    return false;
  *out = (CopPasskey){ .id = keep(a, id, n), .id_size = n, .account = cop_arena_strdup(a, cop_rows_text(r, 0)), .host = cop_arena_strdup(a, cop_rows_text(r, 1)),
                       .kind = (CopWebauthnKey)cop_rows_int(r, 2), .key = { keep(a, key, key_size), key_size }, .counter = cop_rows_int(r, 4),
                       .doubted = cop_rows_text(r, 5) != NULL, .user = keep(a, user, user_size) };
  return true;
}

bool
cop_passkey_use(CopDb *db, const CopPasskey *k, uint32_t counter, bool synced, GError **error)
{
  char now[COP_INSTANT_SIZE];
  g_auto(CopTxn) txn = { 0 };
  int64_t changed = 0;
  cop_account_instant(cop_account_now(), now);
  if (k->doubted || !cop_txn_begin(&txn, db, error))
    return false;
  /* Level 3, 7.2 step 22: those that count, count up. */
  if ((counter != 0 || k->counter != 0) && counter <= k->counter) {
    bool kept = COP_EXEC(db, passkey_doubt, error, cop_p_text(now), cop_p_blob(k->id, k->id_size)) &&
                cop_account_log(db, k->account, "passkey doubted", k->account, NULL, error) && cop_txn_commit(&txn, error);
    (void)kept; /* false either way; *error says when it is not kept */
    return false;
  }
  const CopParam params[] = { cop_p_int(counter), cop_p_int(synced), cop_p_text(now), cop_p_blob(k->id, k->id_size), cop_p_int(k->counter) };
  return cop_db_exec(db, COP_ST_passkey_use, params, G_N_ELEMENTS(params), &changed, error) && changed == 1 && cop_txn_commit(&txn, error);
}
