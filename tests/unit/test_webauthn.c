/* SPDX-License-Identifier: Apache-2.0
 * What authenticators sign, judged with the vectors of the standard itself, and with
 * each of their parts changed. */
#include <string.h>

#include "base/secret.h"
#include "base/sign.h"
#include "base/webauthn.h"
#include "webauthn_vectors.h"

typedef struct {
  uint8_t *bytes;
  size_t size;
} Bytes;

static Bytes
hex(const char *text)
{
  size_t n = strlen(text) / 2;
  Bytes b = { g_malloc(n + 1), n };
  g_assert_true(cop_hex_read(text, strlen(text), b.bytes, n));
  return b;
}

static void
clear_bytes(Bytes *b)
{
  g_free(b->bytes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bytes, clear_bytes)

#define B(X) ((CopWebauthnBytes){ (X).bytes, (X).size })

static CopWebauthnWant
want_of(const Bytes *challenge)
{
  return (CopWebauthnWant){ .challenge = challenge->bytes, .challenge_size = challenge->size, .origin = "https://example.org", .name = "example.org" };
}

/* -1 when it is taken. */
static int
made(size_t i, const CopWebauthnWant *want, CopArena *a, CopWebauthnMade *out)
{
  g_auto(Bytes) client = hex(vectors[i].made.client), data = hex(vectors[i].made.data);
  g_autoptr(GError) error = NULL;
  if (cop_webauthn_made(want, B(client), B(data), a, out, &error))
    return -1;
  g_assert_true(error->domain == COP_WEBAUTHN_ERROR);
  return error->code;
}

static int
used(const CopWebauthnWant *want, const CopWebauthnMade *m, CopWebauthnBytes client, CopWebauthnBytes data, CopWebauthnBytes signature)
{
  g_autoptr(GError) error = NULL;
  uint32_t counter = 99;
  bool synced;
  if (cop_webauthn_used(want, m->kind, (CopWebauthnBytes){ m->key, m->key_size }, client, data, signature, &counter, &synced, &error)) {
    g_assert_cmpuint(counter, ==, 0);
    return -1;
  }
  return error->code;
}

/* every vector of the standard: taken, or refused for the reason named */
static void
test_vectors(void)
{
  for (size_t i = 0; i < G_N_ELEMENTS(vectors); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_auto(Bytes) challenge = hex(vectors[i].made.challenge), next = hex(vectors[i].used.challenge);
    g_auto(Bytes) client = hex(vectors[i].used.client), data = hex(vectors[i].used.data), signature = hex(vectors[i].signature);
    CopWebauthnWant want = want_of(&challenge), then = want_of(&next);
    CopWebauthnMade m = { 0 };
    g_test_message("%s", vectors[i].name);
    g_assert_cmpint(made(i, &want, a, &m), ==, vectors[i].refused);
    if (vectors[i].refused >= 0)
      continue;
    g_assert_cmpint(m.kind, ==, vectors[i].kind);
    g_assert_cmpint(used(&then, &m, B(client), B(data), B(signature)), ==, -1);
    /* One bit of anything that is signed, and of the signature. */
    const Bytes *parts[] = { &data, &signature };
    for (size_t k = 0; k < G_N_ELEMENTS(parts); k++)
      for (size_t at = 0; at < parts[k]->size; at += 7) {
        parts[k]->bytes[at] ^= 1;
        g_assert_cmpint(used(&then, &m, B(client), B(data), B(signature)), >=, 0);
        parts[k]->bytes[at] ^= 1;
      }
    client.bytes[client.size - 3] ^= 1;
    g_assert_cmpint(used(&then, &m, B(client), B(data), B(signature)), >=, 0);
  }
}

/* another challenge, origin, name; the other ceremony; nobody verified */
static void
test_wrong(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_auto(Bytes) challenge = hex(vectors[0].made.challenge), other = hex(vectors[0].used.challenge);
  g_auto(Bytes) client = hex(vectors[0].used.client), data = hex(vectors[0].used.data), signature = hex(vectors[0].signature);
  g_auto(Bytes) first_client = hex(vectors[0].made.client);
  CopWebauthnMade m = { 0 };
  CopWebauthnWant want = want_of(&other);
  g_assert_cmpint(made(0, &want, a, &m), ==, COP_WEBAUTHN_ERROR_CHALLENGE);
  want = want_of(&challenge);
  want.challenge_size--;
  g_assert_cmpint(made(0, &want, a, &m), ==, COP_WEBAUTHN_ERROR_CHALLENGE);
  want = want_of(&challenge);
  want.origin = "https://example.org:8443";
  g_assert_cmpint(made(0, &want, a, &m), ==, COP_WEBAUTHN_ERROR_PLACE);
  want = want_of(&challenge);
  want.name = "example.com";
  g_assert_cmpint(made(0, &want, a, &m), ==, COP_WEBAUTHN_ERROR_PLACE);
  want = want_of(&challenge);
  want.verified = true;
  g_assert_cmpint(made(0, &want, a, &m), ==, COP_WEBAUTHN_ERROR_PRESENCE);
  g_assert_cmpint(made(1, &(CopWebauthnWant){ 0 }, a, &m), ==, COP_WEBAUTHN_ERROR_CHALLENGE);
  want.verified = false;
  g_assert_cmpint(made(0, &want, a, &m), ==, -1);
  CopWebauthnWant then = want_of(&other);
  g_assert_cmpint(used(&want, &m, B(client), B(data), B(signature)), ==, COP_WEBAUTHN_ERROR_CHALLENGE);
  g_assert_cmpint(used(&want, &m, B(first_client), B(data), B(signature)), ==, COP_WEBAUTHN_ERROR_CHALLENGE);
  then.verified = true;
  g_assert_cmpint(used(&then, &m, B(client), B(data), B(signature)), ==, COP_WEBAUTHN_ERROR_PRESENCE);
  then.verified = false;
  g_assert_cmpint(used(&then, &m, B(client), B(data), (CopWebauthnBytes){ NULL, 0 }), ==, COP_WEBAUTHN_ERROR_SIGNATURE);
  g_assert_cmpint(used(&then, &m, B(client), (CopWebauthnBytes){ data.bytes, 36 }, B(signature)), ==, COP_WEBAUTHN_ERROR_FORM);
  g_assert_cmpint(used(&then, &m, (CopWebauthnBytes){ (const uint8_t *)"[]", 2 }, B(data), B(signature)), ==, COP_WEBAUTHN_ERROR_FORM);
  g_assert_cmpint(used(&then, &m, (CopWebauthnBytes){ (const uint8_t *)"{}", 2 }, B(data), B(signature)), ==, COP_WEBAUTHN_ERROR_FORM);
  m.kind = COP_WEBAUTHN_EDDSA;
  g_assert_cmpint(used(&then, &m, B(client), B(data), B(signature)), ==, COP_WEBAUTHN_ERROR_SIGNATURE);
}

/* an attestation cut anywhere, with something behind it, or with any byte changed is
 * an error and nothing worse */
static void
test_broken(void)
{
  for (size_t i = 0; i < G_N_ELEMENTS(vectors); i++) {
    if (vectors[i].refused >= 0)
      continue;
    g_autoptr(CopArena) a = cop_arena_new();
    g_auto(Bytes) challenge = hex(vectors[i].made.challenge), client = hex(vectors[i].made.client), data = hex(vectors[i].made.data);
    CopWebauthnWant want = want_of(&challenge);
    CopWebauthnMade m;
    for (size_t n = 0; n < data.size; n++) {
      g_autofree uint8_t *cut = g_memdup2(data.bytes, n);
      g_assert_false(cop_webauthn_made(&want, B(client), ((CopWebauthnBytes){ cut, n }), a, &m, NULL));
    }
    g_autofree uint8_t *longer = g_malloc0(data.size + 1);
    memcpy(longer, data.bytes, data.size);
    g_assert_false(cop_webauthn_made(&want, B(client), ((CopWebauthnBytes){ longer, data.size + 1 }), a, &m, NULL));
    for (size_t n = 0; n < data.size; n++) {
      data.bytes[n] ^= 0x55;
      g_autoptr(GError) error = NULL;
      if (!cop_webauthn_made(&want, B(client), B(data), a, &m, &error))
        g_assert_nonnull(error);
      data.bytes[n] ^= 0x55;
    }
  }
}

/* RFC 4648, section 10, in the alphabet for addresses and without padding */
static void
test_base64url(void)
{
  static const char *const pairs[][2] = { { "", "" }, { "f", "Zg" }, { "fo", "Zm8" }, { "foobar", "Zm9vYmFy" }, { "\xfb\xff", "-_8" } };
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
    size_t n = strlen(pairs[i][0]), got = 0;
    g_autofree char *text = cop_base64url((const uint8_t *)pairs[i][0], n);
    g_assert_cmpstr(text, ==, pairs[i][1]);
    g_autofree uint8_t *back = cop_base64url_read(text, 6, &got);
    g_assert_cmpmem(back, got, pairs[i][0], n);
  }
  static const char *const none[] = { "Zg==", "Z", "Zm9vYmFyZg", "+/8", "Zm 8", "Zh" };
  for (size_t i = 0; i < G_N_ELEMENTS(none); i++) {
    size_t got;
    g_autofree uint8_t *back = cop_base64url_read(none[i], 6, &got);
    g_assert_null(back);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/webauthn/base64url", test_base64url);
  if (!cop_webauthn_there())
    return g_test_run();
  g_test_add_func("/webauthn/vectors", test_vectors);
  g_test_add_func("/webauthn/wrong", test_wrong);
  g_test_add_func("/webauthn/broken", test_broken);
  return g_test_run();
}
