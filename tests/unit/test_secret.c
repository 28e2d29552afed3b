/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gstdio.h>
#include <string.h>

#include "base/secret.h"
#include "model/account_priv.h"
#include "model/login.h"

/* RFC 6238, appendix B, SHA-1: the last six digits. */
static void
test_totp(void)
{
  static const uint8_t secret[] = "12345678901234567890";
  static const struct {
    int64_t time;
    unsigned code;
  } known[] = { { 59, 287082 }, { 1111111109, 81804 }, { 1111111111, 50471 }, { 1234567890, 5924 }, { 2000000000, 279037 }, { 20000000000, 353130 } };
  for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
    g_assert_cmpuint(cop_totp_code(secret, 20, known[i].time / 30), ==, known[i].code);
  int64_t step = 0;
  /* a code fits one step early and late, no more */
  g_assert_true(cop_totp_fits(secret, 20, 59, "287 082", &step));
  g_assert_cmpint(step, ==, 1);
  g_assert_true(cop_totp_fits(secret, 20, 59 + 30, "287082", &step));
  g_assert_true(cop_totp_fits(secret, 20, 59 - 30, "287082", &step));
  g_assert_false(cop_totp_fits(secret, 20, 59 + 60, "287082", &step));
  static const char *const none[] = { "", "28708", "2870822", "28708a", "-87082", "２８７０８２" };
  for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
    g_assert_false(cop_totp_fits(secret, 20, 59, none[i], &step));
}

/* RFC 4648, section 10, without padding. */
static void
test_base32(void)
{
  static const char *const pairs[][2] = { { "", "" }, { "f", "MY" }, { "fo", "MZXQ" }, { "foo", "MZXW6" }, { "foob", "MZXW6YQ" }, { "fooba", "MZXW6YTB" }, { "foobar", "MZXW6YTBOI" } };
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
    g_autofree char *got = cop_base32((const uint8_t *)pairs[i][0], strlen(pairs[i][0]));
    g_assert_cmpstr(got, ==, pairs[i][1]);
  }
}

static void
test_names(void)
{
  g_autofree char *a = cop_random_name(), *b = cop_random_name(), *code = cop_random_code(), *plain = cop_code_plain(code);
  g_assert_cmpuint(strlen(a), ==, 43);
  g_assert_cmpstr(a, !=, b);
  g_assert_cmpuint(strlen(code), ==, 29);
  g_assert_cmpuint(strlen(plain), ==, 24);
  g_autofree char *typed = cop_code_plain(" ab-cd 12 ");
  g_assert_cmpstr(typed, ==, "ABCD12");
}

/* What is sealed comes back with its key only, unchanged only, and never looks the same. */
static void
test_seal(void)
{
  unsigned char key[COP_SEAL_KEY], other[COP_SEAL_KEY];
  cop_random_bytes(key, sizeof key);
  cop_random_bytes(other, sizeof other);
  g_autofree char *a = cop_seal(key, "{\"state\":\"x\"}"), *b = cop_seal(key, "{\"state\":\"x\"}"), *empty = cop_seal(key, ""), *back = cop_unseal(key, a), *nothing = cop_unseal(key, empty);
  g_assert_cmpstr(a, !=, b);
  g_assert_cmpstr(back, ==, "{\"state\":\"x\"}");
  g_assert_cmpstr(nothing, ==, "");
  g_assert_null(strstr(a, "state"));
  g_assert_null(cop_unseal(other, a));
  for (size_t i = 0; a[i] != '\0'; i++) {
    g_autofree char *changed = g_strdup(a);
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    g_assert_null(cop_unseal(key, changed));
  }
  static const char *const none[] = { "", "A", "AAAA", "!", "ä", "a b" };
  for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
    g_assert_null(cop_unseal(key, none[i]));
}

static void
test_password(void)
{
  g_autofree char *hash = cop_password_hash("seven quiet lamps"), *again = cop_password_hash("seven quiet lamps");
  g_assert_true(g_str_has_prefix(hash, "$argon2id$v=19$m=65536,t=2,p=1$"));
  g_assert_cmpstr(hash, !=, again);
  g_assert_true(cop_password_fits(hash, "seven quiet lamps"));
  g_assert_false(cop_password_fits(hash, "Seven quiet lamps"));
  g_assert_false(cop_password_fits(NULL, "seven quiet lamps"));
  g_assert_false(cop_password_fits("nonsense", "seven quiet lamps"));
  static const char *const context[] = { "maria", "copkit", NULL };
  static const struct {
    const char *text;
    CopPasswordFault fault;
  } cases[] = { { "seven quiet lamps", COP_PASSWORD_GOOD },      { "eleven char", COP_PASSWORD_SHORT },        { "пять тихих ламп", COP_PASSWORD_GOOD },
                { "aaaaaaaaaaaaaaaa", COP_PASSWORD_COMMON },     { "abcdefghijklmnop", COP_PASSWORD_COMMON },  { "lamplamplamplamp", COP_PASSWORD_COMMON },
                { "Philippines2026!", COP_PASSWORD_COMMON },     { "Maria 1234567", COP_PASSWORD_GOOD },       { "maria-copkit", COP_PASSWORD_CONTEXT },
                { "1qaz2wsx3edc", COP_PASSWORD_COMMON } };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpint(cop_password_judge(cases[i].text, context), ==, cases[i].fault);
  /* up to 128 characters, and the last of them counts */
  g_autofree char *most = g_strnfill(COP_PASSWORD_MOST, 'x');
  memcpy(most, "seven quiet lamps on a shelf", 28);
  memcpy(most + 60, "nine green boats", 16);
  memcpy(most + COP_PASSWORD_MOST - 20, "eleven tall ladders!", 20);
  g_assert_cmpint(cop_password_judge(most, NULL), ==, COP_PASSWORD_GOOD);
  g_autofree char *kept = cop_password_hash(most);
  g_assert_true(cop_password_fits(kept, most));
  most[COP_PASSWORD_MOST - 1] = '?';
  g_assert_false(cop_password_fits(kept, most));
  g_autofree char *longest = g_strnfill(COP_PASSWORD_MOST + 1, 'x');
  g_assert_cmpint(cop_password_judge(longest, NULL), ==, COP_PASSWORD_LONG);
}

/* the list of leaked accounts, in any case, and nothing that is only near one */
static void
test_leaked(void)
{
  if (cop_password_leaks() == 0) {
    g_test_skip("built without assets/node_modules");
    return;
  }
  g_assert_cmpuint(cop_password_leaks(), >=, 3000); /* OWASP ASVS 5.0, 6.2.4 */
  static const char *const known[] = { "leavemealone", "Sonyericsson", "SONYERICSSON", "qazwsxedcrfv", "123456qwerty" };
  for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
    g_assert_cmpint(cop_password_judge(known[i], NULL), ==, COP_PASSWORD_COMMON);
  static const char *const near[] = { "leavemealon", "leavemealonee", "leave me alone", "zzzzzyyyyxxxw rest", "!", "quiet lamps seven" };
  for (size_t i = 0; i < G_N_ELEMENTS(near); i++)
    g_assert_cmpint(cop_password_judge(near[i], NULL), !=, COP_PASSWORD_COMMON);
}

/* --- sessions in a store --- */

static bool
good(CopDb *db, const char *session)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  const char *id = cop_session_account(db, a, session, NULL, &error);
  g_assert_no_error(error);
  return id != NULL;
}

/* a session ends by age and by idling */
static void
test_sessions(void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp("copkit-test-XXXXXX", &error), *path = g_build_filename(dir, "x.cop", NULL), *invitation = NULL;
  g_autoptr(CopDb) db = cop_db_create(path, &error);
  g_assert_no_error(error);
  g_assert_true(cop_account_invite(db, "ana", "Ana", "tester", &invitation, &error));
  uint8_t secret[COP_TOTP_SECRET];
  cop_random_bytes(secret, sizeof secret);
  g_autofree char *code = g_strdup_printf("%06u", cop_totp_code(secret, sizeof secret, cop_account_now() / COP_TOTP_SECONDS));
  g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func(g_free);
  g_assert_true(cop_account_join(db, invitation, "seven quiet lamps", secret, sizeof secret, code, codes, &error));
  g_assert_no_error(error);
  g_assert_false(cop_account_sign_in(db, "ana", "seven quiet lamps", code, &error));
  g_assert_true(cop_account_sign_in(db, "ana", "seven quiet lamps", g_ptr_array_index(codes, 0), &error));
  g_assert_false(cop_account_sign_in(db, "ana", "seven quiet lamps", g_ptr_array_index(codes, 0), &error));
  g_autofree char *session = cop_session_begin(db, "ana", "a test", "127.0.0.1", &error);
  g_assert_no_error(error);
  g_assert_true(good(db, session));
  unsigned char digest[COP_HASH_SIZE];
  char then[COP_INSTANT_SIZE];
  cop_account_digest(session, digest);
  cop_account_instant(cop_account_now() - COP_SESSION_IDLE_HOURS * (int64_t)3600 - 60, then);
  g_assert_true(COP_EXEC(db, session_touch, &error, cop_p_text(then), cop_p_blob(digest, sizeof digest)));
  g_assert_false(good(db, session));
  g_assert_true(cop_session_touch(db, session, &error));
  g_assert_true(good(db, session));
  /* Begun too long ago, though used just now. */
  g_assert_true(COP_EXEC(db, session_end, &error, cop_p_blob(digest, sizeof digest)));
  cop_account_instant(cop_account_now() - COP_SESSION_DAYS * (int64_t)86400 - 60, then);
  g_assert_true(COP_EXEC(db, session_add, &error, cop_p_blob(digest, sizeof digest), cop_p_text("ana"), cop_p_text(then), cop_p_text(""), cop_p_text(""), cop_p_null()));
  g_assert_true(cop_session_touch(db, session, &error));
  g_assert_false(good(db, session));
  /* One begun at an identity provider ends after a working day. */
  g_autofree char *federated = cop_session_begin_federated(db, "ana", "a test", "127.0.0.1", "https://id.example", &error);
  g_assert_true(good(db, federated));
  g_autoptr(CopArena) a = cop_arena_new();
  g_assert_cmpstr(cop_session_provider(db, a, federated), ==, "https://id.example");
  g_assert_null(cop_session_provider(db, a, session));
  for (int64_t early = 0; early < 2; early++) {
    cop_account_digest(federated, digest);
    g_assert_true(COP_EXEC(db, session_end, &error, cop_p_blob(digest, sizeof digest)));
    cop_account_instant(cop_account_now() - COP_SESSION_FEDERATED_HOURS * (int64_t)3600 + (early ? 60 : -60), then);
    g_assert_true(COP_EXEC(db, session_add, &error, cop_p_blob(digest, sizeof digest), cop_p_text("ana"), cop_p_text(then), cop_p_text(""), cop_p_text(""), cop_p_text("https://id.example")));
    g_assert_true(cop_session_touch(db, federated, &error));
    g_assert_true(good(db, federated) == (early == 1));
  }
  g_clear_pointer(&db, cop_db_close);
  static const char *const files[] = { "x.cop", "x.cop-wal", "x.cop-shm" };
  for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autofree char *file = g_build_filename(dir, files[i], NULL);
    g_unlink(file);
  }
  g_rmdir(dir);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/secret/totp", test_totp);
  g_test_add_func("/secret/base32", test_base32);
  g_test_add_func("/secret/leaked", test_leaked);
  g_test_add_func("/secret/names", test_names);
  g_test_add_func("/secret/seal", test_seal);
  g_test_add_func("/secret/password", test_password);
  g_test_add_func("/secret/sessions", test_sessions);
  return g_test_run();
}
