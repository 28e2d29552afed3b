/* SPDX-License-Identifier: Apache-2.0 */
#include "base/secret.h"
#include "engines.h"
#include "model/account_priv.h"
#include "model/federated.h"

#define HERE "https://id.example/realms/staff"
#define THERE "https://other.example"

static CopFederatedClaim
claim(const char *subject, const char *mail, const char *invitation)
{
  return (CopFederatedClaim){ .issuer = HERE, .subject = subject, .mail = mail, .invitation = invitation };
}

static char *
invite(CopDb *db, const char *id, CopUserRole role)
{
  GError *error = NULL;
  char *invitation = NULL;
  g_assert_true(cop_account_invite(db, id, NULL, "tester", &invitation, &error));
  g_assert_no_error(error);
  g_assert_true(cop_account_grant(db, id, role, "", "tester", &error));
  g_assert_no_error(error);
  return invitation;
}

/* Joins with a password of the desk. */
static void
join(CopDb *db, const char *invitation)
{
  GError *error = NULL;
  uint8_t secret[COP_TOTP_SECRET];
  cop_random_bytes(secret, sizeof secret);
  g_autofree char *code = g_strdup_printf("%06u", cop_totp_code(secret, sizeof secret, cop_account_now() / COP_TOTP_SECONDS));
  g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func(g_free);
  g_assert_true(cop_account_join(db, invitation, "seven quiet lamps", secret, sizeof secret, code, codes, &error));
  g_assert_no_error(error);
}

static CopFederatedAccount
find(CopDb *db, CopArena *a, CopFederatedClaim c)
{
  GError *error = NULL;
  CopFederatedAccount x;
  g_assert_true(cop_federated_find(db, a, &c, &x, &error));
  g_assert_no_error(error);
  return x;
}

static void
enter(CopDb *db, CopFederatedClaim c, const char *account)
{
  GError *error = NULL;
  g_assert_true(cop_federated_enter(db, &c, account, &(CopFederatedCode){ 0 }, &error));
  g_assert_no_error(error);
}

static void
refused(bool ok, GError **error, CopAccountErrorCode code)
{
  g_assert_false(ok);
  g_assert_error(*error, COP_ACCOUNT_ERROR, (int)code);
  g_clear_error(error);
}

/* An invitation is taken up: only beside an owner with a password, once, by one person. */
static void
by_invitation(CopDb *db, CopArena *a)
{
  GError *error = NULL;
  g_autofree char *owner = invite(db, "ruth", COP_USER_ROLE_owner), *first = invite(db, "eva", COP_USER_ROLE_viewer), *second = invite(db, "tom", COP_USER_ROLE_viewer);
  CopFederatedClaim c = claim("u-1", NULL, first), same = claim("u-1", NULL, second), another = claim("u-2", NULL, first);
  CopFederatedAccount x;
  refused(cop_federated_enter(db, &c, "eva", &(CopFederatedCode){ 0 }, &error), &error, COP_ACCOUNT_ERROR_LAST);
  join(db, owner);
  x = find(db, a, c);
  g_assert_cmpstr(x.account, ==, "eva");
  g_assert_true(x.invited && !x.bound && !x.needs_code && !x.has_totp);
  refused(cop_federated_enter(db, &c, "tom", &(CopFederatedCode){ 0 }, &error), &error, COP_ACCOUNT_ERROR_UNKNOWN);
  enter(db, c, "eva");
  x = find(db, a, claim("u-1", NULL, NULL));
  g_assert_true(x.account != NULL && x.bound && !x.invited);
  g_assert_null(find(db, a, another).account);
  refused(cop_federated_find(db, a, &same, &x, &error), &error, COP_ACCOUNT_ERROR_INVALID);
  /* The same name at another issuer is another person. */
  CopFederatedClaim other = { .issuer = THERE, .subject = "u-1" };
  g_assert_null(find(db, a, other).account);
  g_assert_null(find(db, a, claim("u-2", NULL, NULL)).account);
}

/* An address somebody entered counts once, for one account, for thirty days. */
static void
by_mail(CopDb *db, CopArena *a)
{
  GError *error = NULL;
  CopFederatedState s;
  static const char *const none[] = { "", "ben", "@b", "ben@", "a@b@c", "b en@c", "bén@c" };
  for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
    refused(cop_federated_expect(db, "tom", HERE, none[i], "ruth", &error), &error, COP_ACCOUNT_ERROR_INVALID);
  g_assert_true(cop_federated_expect(db, "tom", HERE, " Tom@Example.gov ", "ruth", &error));
  refused(cop_federated_expect(db, "ruth", HERE, "tom@example.gov", "ruth", &error), &error, COP_ACCOUNT_ERROR_INVALID);
  refused(cop_federated_expect(db, "eva", HERE, "eva@example.gov", "ruth", &error), &error, COP_ACCOUNT_ERROR_INVALID);
  refused(cop_federated_expect(db, "nobody", HERE, "x@example.gov", "ruth", &error), &error, COP_ACCOUNT_ERROR_UNKNOWN);
  g_assert_null(find(db, a, claim("u-3", NULL, NULL)).account);
  g_assert_cmpstr(find(db, a, claim("u-3", "tom@example.gov", NULL)).account, ==, "tom");
  g_assert_true(cop_federated_state(db, a, "tom", HERE, &s, &error));
  g_assert_cmpstr(s.mail, ==, "tom@example.gov");
  enter(db, claim("u-3", "tom@example.gov", NULL), "tom");
  g_assert_true(cop_federated_state(db, a, "tom", HERE, &s, &error));
  g_assert_true(s.mail == NULL && s.bound_at != NULL);
  g_assert_null(find(db, a, claim("u-4", "tom@example.gov", NULL)).account);
  /* One that is over. */
  g_autofree char *invitation = invite(db, "zoe", COP_USER_ROLE_viewer);
  char past[COP_INSTANT_SIZE];
  cop_account_instant(cop_account_now() - 1, past);
  g_assert_true(COP_EXEC(db, mail_add, &error, cop_p_text("zoe"), cop_p_text("zoe@example.gov"), cop_p_text(past)));
  g_assert_null(find(db, a, claim("u-5", "zoe@example.gov", NULL)).account);
  g_assert_true(cop_federated_expect(db, "ruth", HERE, "zoe@example.gov", "ruth", &error));
  g_assert_no_error(error);
}

/* Whoever changes something shows a code where the provider does not vouch for one. */
static void
with_code(CopDb *db, CopArena *a)
{
  GError *error = NULL;
  g_autofree char *invitation = invite(db, "ben", COP_USER_ROLE_editor);
  CopFederatedClaim c = claim("u-6", NULL, invitation);
  uint8_t secret[COP_TOTP_SECRET];
  cop_random_bytes(secret, sizeof secret);
  g_autofree char *right = g_strdup_printf("%06u", cop_totp_code(secret, sizeof secret, cop_account_now() / COP_TOTP_SECONDS));
  g_autofree char *wrong = g_strdup(right);
  wrong[0] = wrong[0] == '9' ? '0' : (char)(wrong[0] + 1);
  g_assert_true(find(db, a, c).needs_code);
  refused(cop_federated_enter(db, &c, "ben", &(CopFederatedCode){ secret, wrong }, &error), &error, COP_ACCOUNT_ERROR_INVALID);
  g_assert_true(find(db, a, c).invited);
  g_assert_true(cop_federated_enter(db, &c, "ben", &(CopFederatedCode){ secret, right }, &error));
  CopFederatedAccount x = find(db, a, claim("u-6", NULL, NULL));
  g_assert_true(x.bound && x.has_totp && x.needs_code);
  CopFederatedClaim later = claim("u-6", NULL, NULL);
  refused(cop_federated_enter(db, &later, "ben", &(CopFederatedCode){ NULL, right }, &error), &error, COP_ACCOUNT_ERROR_INVALID);
  /* A new authenticator is for whoever joins. */
  refused(cop_federated_enter(db, &later, "ben", &(CopFederatedCode){ secret, right }, &error), &error, COP_ACCOUNT_ERROR_INVALID);
}

static bool
has_password(CopDb *db, CopArena *a, const char *id)
{
  CopAccounts all;
  g_assert_true(cop_accounts_load(db, a, &all, NULL));
  return cop_accounts_find(&all, id)->has_password;
}

/* An owner with a password stays, whatever else is done; bonds and what is open end together. */
static void
owners(CopDb *db, CopArena *a)
{
  GError *error = NULL;
  refused(cop_federated_only(db, "ruth", HERE, "ruth", &error), &error, COP_ACCOUNT_ERROR_INVALID);
  enter(db, claim("u-7", "zoe@example.gov", NULL), "ruth");
  refused(cop_federated_only(db, "ruth", HERE, "ruth", &error), &error, COP_ACCOUNT_ERROR_LAST);
  g_autofree char *invitation = invite(db, "kim", COP_USER_ROLE_owner);
  join(db, invitation);
  g_assert_true(cop_federated_only(db, "ruth", HERE, "kim", &error));
  g_assert_false(has_password(db, a, "ruth"));
  g_assert_true(has_password(db, a, "kim"));
  refused(cop_account_close(db, "kim", "ruth", &error), &error, COP_ACCOUNT_ERROR_LAST);
  g_autofree char *session = cop_session_begin_federated(db, "eva", "a test", "::1", HERE, &error), *own = cop_session_begin(db, "eva", "a test", "::1", &error);
  g_assert_true(cop_federated_unbind(db, "eva", "kim", &error));
  g_assert_null(cop_session_account(db, a, session, NULL, &error));
  g_assert_cmpstr(cop_session_account(db, a, own, NULL, &error), ==, "eva");
  g_assert_null(find(db, a, claim("u-1", NULL, NULL)).account);
  g_assert_true(cop_account_close(db, "tom", "kim", &error));
  g_assert_null(find(db, a, claim("u-3", NULL, NULL)).account);
  g_autofree char *again = NULL;
  g_assert_true(cop_account_invite(db, "ben", NULL, "kim", &again, &error));
  g_assert_null(find(db, a, claim("u-6", NULL, NULL)).account);
  g_assert_no_error(error);
}

static void
test_accounts(gconstpointer engine)
{
  g_auto(Place) p = { 0 };
  place_init(&p, engine);
  g_autoptr(GError) error = NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) db = cop_db_create(p.address, &error);
  g_assert_no_error(error);
  by_invitation(db, a);
  by_mail(db, a);
  with_code(db, a);
  owners(db, a);
  g_clear_pointer(&db, cop_db_close);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  add_engines("/federated/accounts", test_accounts);
  return g_test_run();
}
