/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/secret.h"
#include "web/id_token.h"

/* Tokens another program made: tests/unit/id_tokens.mjs. */
static const CopTree *
load(CopArena *a)
{
  const char *source = g_getenv("COPKIT_TEST_SOURCE");
  g_autofree char *file = g_build_filename(source == NULL ? "." : source, "tests", "unit", "id_tokens.json", NULL);
  g_autofree char *text = NULL;
  gsize n;
  GError *error = NULL;
  g_file_get_contents(file, &text, &n, &error);
  g_assert_no_error(error);
  const CopTree *t = cop_json_read(a, cop_arena_strndup(a, text, n), n, &error);
  g_assert_no_error(error);
  return t;
}

static CopJwks *
keys_of(const CopTree *t, const char *name, size_t n)
{
  GError *error = NULL;
  const char *text = cop_tree_member_text(t, name);
  CopJwks *keys = cop_jwks_read(text, strlen(text), &error);
  g_assert_no_error(error);
  g_assert_cmpuint(cop_jwks_count(keys), ==, n);
  return keys;
}

static CopIdTokenExpected
expected_of(const CopTree *t)
{
  int64_t now = cop_tree_member(t, "now")->integer;
  return (CopIdTokenExpected){ .issuer = cop_tree_member_text(t, "issuer"), .client_id = cop_tree_member_text(t, "client"), .nonce = cop_tree_member_text(t, "nonce"),
                               .claim = "sub", .now = now, .begun = now - 120, .max_age = 3600 };
}

static void
test_cases(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  const CopTree *all = load(a);
  g_autoptr(CopJwks) keys = keys_of(all, "jwks", 3);
  CopIdTokenExpected x = expected_of(all);
  unsigned taken = 0, refused = 0;
  for (const CopTree *t = cop_tree_member(all, "cases")->first; t != NULL; t = t->next) {
    const char *name = cop_tree_member_text(t, "name"), *why = cop_tree_member_text(t, "error");
    g_autoptr(GError) error = NULL;
    CopIdToken got = { 0 };
    bool ok = cop_id_token_read(a, keys, cop_tree_member_text(t, "token"), &x, &got, &error);
    g_test_message("%s: %s", name, ok ? "taken" : error->message);
    if (*why == '\0') {
      g_assert_no_error(error);
      g_assert_true(ok);
      g_assert_cmpstr(got.subject, ==, "248289761001");
      g_assert_cmpstr(got.acr, ==, "gold");
      g_assert_cmpstr(got.amr[0], ==, "pwd");
      g_assert_cmpstr(got.amr[1], ==, "otp");
      g_assert_null(got.amr[2]);
      taken++;
    } else {
      g_assert_false(ok);
      g_assert_nonnull(strstr(error->message, why));
      refused++;
    }
  }
  g_assert_cmpuint(taken, ==, 9);
  g_assert_cmpuint(refused, ==, 43);
}

/* Only an address the provider says it has verified counts. */
static void
test_mails(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  const CopTree *all = load(a);
  g_autoptr(CopJwks) keys = keys_of(all, "jwks", 3);
  CopIdTokenExpected x = expected_of(all);
  for (const CopTree *t = cop_tree_member(all, "people")->first; t != NULL; t = t->next) {
    GError *error = NULL;
    CopIdToken got;
    const CopTree *mail = cop_tree_member(t, "mail");
    g_assert_true(cop_id_token_read(a, keys, cop_tree_member_text(t, "token"), &x, &got, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(got.mail, ==, mail->kind == COP_TREE_TEXT ? mail->text : NULL);
  }
}

/* A key that was changed is an error of its own, so that the set is fetched anew. */
static void
test_rotation(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  const CopTree *all = load(a);
  g_autoptr(CopJwks) before = keys_of(all, "jwks", 3), after = keys_of(all, "rotated", 1);
  CopIdTokenExpected x = expected_of(all);
  CopIdToken got;
  GError *error = NULL;
  g_assert_false(cop_id_token_read(a, before, cop_tree_member_text(all, "fresh"), &x, &got, &error));
  g_assert_error(error, COP_JOSE_ERROR, COP_JOSE_ERROR_KEY);
  g_clear_error(&error);
  g_assert_true(cop_id_token_read(a, after, cop_tree_member_text(all, "fresh"), &x, &got, &error));
  g_assert_no_error(error);
}

/* A claim other than "sub" can name the person; other people are other people. */
static void
test_claim(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  const CopTree *all = load(a), *first = cop_tree_member(all, "cases")->first;
  g_autoptr(CopJwks) keys = keys_of(all, "jwks", 3);
  CopIdTokenExpected x = expected_of(all);
  CopIdToken got;
  g_autoptr(GError) error = NULL;
  x.claim = "acr";
  g_assert_true(cop_id_token_read(a, keys, cop_tree_member_text(first, "token"), &x, &got, NULL));
  g_assert_cmpstr(got.subject, ==, "gold");
  x.claim = "oid";
  g_assert_false(cop_id_token_read(a, keys, cop_tree_member_text(first, "token"), &x, &got, &error));
  g_assert_true(g_str_has_prefix(error->message, "oid:"));
}

static void
test_key_sets(void)
{
  static const char *const none[] = { "", "{}", "[]", "{\"keys\":{}}", "{\"keys\":[", "null", "{\"keys\":[],\"keys\":[]}" };
  for (size_t i = 0; i < G_N_ELEMENTS(none); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(cop_jwks_read(none[i], strlen(none[i]), &error));
    g_assert_nonnull(error);
  }
  /* too short, of another kind, without their numbers: left out */
  static const char useless[] = "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"},{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"},{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"},"
                                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"},{\"kty\":\"EC\"},{},1,null]}";
  g_autoptr(CopJwks) keys = cop_jwks_read(useless, strlen(useless), NULL);
  g_assert_nonnull(keys);
  g_assert_cmpuint(cop_jwks_count(keys), ==, 0);
}

/* RFC 7515, appendix A.3: its key, its token, and one of ours that the key verifies. */
static void
test_rfc_7515(void)
{
#define POINT "\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\""
  static const char set[] = "{\"keys\":[{" POINT "}]}", private_key[] = "{" POINT ",\"d\":\"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI\"}", public_key[] = "{" POINT "}";
  static const char token[] = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
                              "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
  size_t n;
  GError *error = NULL;
  g_autoptr(CopJwks) keys = cop_jwks_read(set, strlen(set), &error);
  g_assert_no_error(error);
  g_autofree char *payload = cop_jws_verify(keys, token, &n, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(payload, ==, "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}");
  g_autofree char *ours = cop_jws_sign(private_key, "{\"sub\":\"copkit\"}", &error);
  g_assert_no_error(error);
  g_autofree char *back = cop_jws_verify(keys, ours, &n, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(back, ==, "{\"sub\":\"copkit\"}");
  g_assert_null(cop_jws_sign(public_key, "{}", &error));
  g_assert_error(error, COP_JOSE_ERROR, COP_JOSE_ERROR_KEY);
  g_clear_error(&error);
}

/* RFC 7636, appendix B */
static void
test_base64url(void)
{
  static const unsigned char octets[] = { 19, 211, 30, 150, 26, 26, 216, 236, 47, 22, 177, 12, 76, 152, 46, 8, 118, 168, 120, 173, 109, 241, 68, 86, 110, 225, 137, 74, 203, 112, 249, 195 };
  g_autofree char *challenge = cop_base64url(octets, sizeof octets);
  g_assert_cmpstr(challenge, ==, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/id-token/cases", test_cases);
  g_test_add_func("/id-token/mails", test_mails);
  g_test_add_func("/id-token/rotation", test_rotation);
  g_test_add_func("/id-token/claim", test_claim);
  g_test_add_func("/id-token/key-sets", test_key_sets);
  g_test_add_func("/id-token/rfc-7515", test_rfc_7515);
  g_test_add_func("/id-token/base64url", test_base64url);
  return g_test_run();
}
