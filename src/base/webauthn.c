/* SPDX-License-Identifier: Apache-2.0 */
#include "base/webauthn.h"

#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "base/secret.h"
#include "config.h"

#ifdef COP_WITH_FIDO2
#include <cbor.h>
#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#endif

G_DEFINE_QUARK(cop-webauthn-error-quark, cop_webauthn_error)

static bool
refuse(GError **error, CopWebauthnError code, const char *why)
{
  g_set_error_literal(error, COP_WEBAUTHN_ERROR, code, why);
  return false;
}

#ifdef COP_WITH_FIDO2

enum {
  HASH = 32,      /* SHA-256 */
  HEAD = HASH + 5, /* of authenticator data: hash of the name, flags, counter */
  MOST = 16384,   /* bytes of anything a browser sends here */
};
enum { PRESENT = 1, VERIFIED = 4, MAY_SYNC = 8, SYNCED = 16 };

bool
cop_webauthn_there(void)
{
  return true;
}

static void
sha256(const uint8_t *bytes, size_t n, uint8_t digest[HASH])
{
  gsize size = HASH;
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
  g_checksum_update(sum, bytes, (gssize)n);
  g_checksum_get_digest(sum, digest, &size);
}

/* --- what the browser says --- */

static bool
is_inside_other(const CopTree *said)
{
  const CopTree *cross = cop_tree_member(said, "crossOrigin");
  return (cross != NULL && (cross->kind != COP_TREE_BOOL || cross->boolean)) || cop_tree_member(said, "topOrigin") != NULL;
}

/* Level 3, 7.1 steps 5 to 12 and 7.2 steps 8 to 14. */
static bool
check_client(const CopWebauthnWant *want, const char *type, CopWebauthnBytes client, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  const CopTree *said = client.size == 0 || client.size > MOST ? NULL : cop_json_read(a, (const char *)client.bytes, client.size, NULL);
  if (said == NULL || said->kind != COP_TREE_MAP)
    return refuse(error, COP_WEBAUTHN_ERROR_FORM, "what the browser says is no JSON object");
  const char *is = cop_tree_member_text(said, "type"), *challenge = cop_tree_member_text(said, "challenge"), *origin = cop_tree_member_text(said, "origin");
  g_autofree char *asked = cop_base64url(want->challenge, want->challenge_size);
  if (is == NULL || challenge == NULL || origin == NULL)
    return refuse(error, COP_WEBAUTHN_ERROR_FORM, "the browser does not say type, challenge and origin");
  if (strcmp(is, type) != 0 || strlen(asked) != strlen(challenge) || !cop_same_secret(asked, challenge, strlen(asked)))
    return refuse(error, COP_WEBAUTHN_ERROR_CHALLENGE, "this was made for another question");
  if (strcmp(origin, want->origin) != 0 || is_inside_other(said))
    return refuse(error, COP_WEBAUTHN_ERROR_PLACE, "this was made at another place");
  return true;
}

/* What the authenticator says before anything else; libfido2 asks again where there
 * is a signature. */
static bool
check_head(const CopWebauthnWant *want, const uint8_t *data, size_t n, GError **error)
{
  uint8_t name[HASH];
  if (data == NULL || n < HEAD)
    return refuse(error, COP_WEBAUTHN_ERROR_FORM, "the authenticator's data are too short");
  sha256((const uint8_t *)want->name, strlen(want->name), name);
  if (memcmp(data, name, HASH) != 0)
    return refuse(error, COP_WEBAUTHN_ERROR_PLACE, "this was made for another name");
  uint8_t flags = data[HASH];
  if ((flags & PRESENT) == 0 || (want->verified && (flags & VERIFIED) == 0))
    return refuse(error, COP_WEBAUTHN_ERROR_PRESENCE, "the authenticator did not check who was there");
  if ((flags & SYNCED) != 0 && (flags & MAY_SYNC) == 0)
    return refuse(error, COP_WEBAUTHN_ERROR_FORM, "the authenticator contradicts itself");
  return true;
}

/* --- a credential that is made --- */

typedef struct {
  char format[16];
  const uint8_t *data; /* authenticator data */
  size_t data_size;
  cbor_item_t *whole, *statement;
} Attestation;

static void
clear_attestation(Attestation *x)
{
  if (x->whole != NULL)
    cbor_decref(&x->whole);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Attestation, clear_attestation)

static bool
key_is(const cbor_item_t *key, const char *name)
{
  return cbor_isa_string(key) && cbor_string_is_definite(key) && cbor_string_length(key) == strlen(name) &&
         memcmp(cbor_string_handle(key), name, strlen(name)) == 0;
}

/* {"fmt": text, "attStmt": map, "authData": bytes}, and nothing behind it. */
static bool
read_attestation(CopWebauthnBytes sent, Attestation *x)
{
  struct cbor_load_result result;
  if (sent.size == 0 || sent.size > MOST || (x->whole = cbor_load(sent.bytes, sent.size, &result)) == NULL || result.read != sent.size || !cbor_isa_map(x->whole))
    return false;
  const struct cbor_pair *pairs = cbor_map_handle(x->whole);
  for (size_t i = 0; i < cbor_map_size(x->whole); i++) {
    cbor_item_t *value = pairs[i].value;
    if (key_is(pairs[i].key, "fmt") && cbor_isa_string(value) && cbor_string_is_definite(value) && cbor_string_length(value) < sizeof x->format) {
      memcpy(x->format, cbor_string_handle(value), cbor_string_length(value));
    } else if (key_is(pairs[i].key, "authData") && cbor_isa_bytestring(value) && cbor_bytestring_is_definite(value)) {
      x->data = cbor_bytestring_handle(value);
      x->data_size = cbor_bytestring_length(value);
    } else if (key_is(pairs[i].key, "attStmt") && cbor_isa_map(value)) {
      x->statement = value;
    }
  }
  return x->format[0] != '\0' && x->data != NULL && x->statement != NULL;
}

typedef fido_cred_t FidoCred;
static void
free_cred(FidoCred *c)
{
  fido_cred_free(&c);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FidoCred, free_cred)

typedef fido_assert_t FidoAssert;
static void
free_assert(FidoAssert *x)
{
  fido_assert_free(&x);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FidoAssert, free_assert)

/* libfido2 wants to know the kind of key before it reads one: the first that fits. */
static FidoCred *
read_credential(const Attestation *x, CopWebauthnKey *kind)
{
  static const CopWebauthnKey kinds[] = { COP_WEBAUTHN_ES256, COP_WEBAUTHN_EDDSA, COP_WEBAUTHN_RS256 };
  fido_init(FIDO_DISABLE_U2F_FALLBACK);
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
    g_autoptr(FidoCred) c = fido_cred_new();
    if (c != NULL && fido_cred_set_type(c, kinds[i]) == FIDO_OK && fido_cred_set_fmt(c, x->format) == FIDO_OK &&
        fido_cred_set_authdata_raw(c, x->data, x->data_size) == FIDO_OK && fido_cred_pubkey_ptr(c) != NULL && fido_cred_id_ptr(c) != NULL) {
      *kind = kinds[i];
      return g_steal_pointer(&c);
    }
  }
  return NULL;
}

/* With what the statement holds: a certificate's signature, or the key's own. */
static bool
statement_fits(FidoCred *c, const Attestation *x, const CopWebauthnWant *want, const uint8_t digest[HASH])
{
  unsigned char *bytes = NULL;
  size_t capacity = 0;
  if (strcmp(x->format, "none") == 0)
    return cbor_map_size(x->statement) == 0;
  size_t n = cbor_serialize_alloc(x->statement, &bytes, &capacity);
  bool ok = n > 0 && fido_cred_set_attstmt(c, bytes, n) == FIDO_OK && fido_cred_set_clientdata_hash(c, digest, HASH) == FIDO_OK &&
            fido_cred_set_rp(c, want->name, NULL) == FIDO_OK && fido_cred_set_uv(c, want->verified ? FIDO_OPT_TRUE : FIDO_OPT_OMIT) == FIDO_OK &&
            (fido_cred_x5c_ptr(c) != NULL ? fido_cred_verify(c) : fido_cred_verify_self(c)) == FIDO_OK;
  free(bytes);
  return ok;
}

/* Does libfido2 take the key? One that is no point of the curve is refused here and
 * not when somebody wants to come in. */
static void *
load_key(CopWebauthnKey kind, const uint8_t *key, size_t n)
{
  int failed = FIDO_ERR_INVALID_ARGUMENT;
  es256_pk_t *es = NULL;
  eddsa_pk_t *ed = NULL;
  rs256_pk_t *rs = NULL;
  switch (kind) {
  case COP_WEBAUTHN_ES256:
    failed = (es = es256_pk_new()) == NULL ? failed : es256_pk_from_ptr(es, key, n);
    break;
  case COP_WEBAUTHN_EDDSA:
    failed = (ed = eddsa_pk_new()) == NULL ? failed : eddsa_pk_from_ptr(ed, key, n);
    break;
  case COP_WEBAUTHN_RS256:
    failed = (rs = rs256_pk_new()) == NULL ? failed : rs256_pk_from_ptr(rs, key, n);
    break;
  }
  if (failed == FIDO_OK)
    return es != NULL ? (void *)es : ed != NULL ? (void *)ed : (void *)rs;
  es256_pk_free(&es);
  eddsa_pk_free(&ed);
  rs256_pk_free(&rs);
  return NULL;
}

static void
free_key(CopWebauthnKey kind, void *key)
{
  es256_pk_t *es = kind == COP_WEBAUTHN_ES256 ? key : NULL;
  eddsa_pk_t *ed = kind == COP_WEBAUTHN_EDDSA ? key : NULL;
  rs256_pk_t *rs = kind == COP_WEBAUTHN_RS256 ? key : NULL;
  es256_pk_free(&es);
  eddsa_pk_free(&ed);
  rs256_pk_free(&rs);
}

static const uint8_t *
keep(CopArena *a, const void *bytes, size_t n)
{
  return memcpy(cop_arena_alloc(a, MAX(n, 1)), bytes, n);
}

bool
cop_webauthn_made(const CopWebauthnWant *want, CopWebauthnBytes client, CopWebauthnBytes attestation, CopArena *a, CopWebauthnMade *out, GError **error)
{
  g_auto(Attestation) x = { .format = "" };
  uint8_t digest[HASH];
  CopWebauthnKey kind;
  if (!check_client(want, "webauthn.create", client, error))
    return false;
  if (!read_attestation(attestation, &x))
    return refuse(error, COP_WEBAUTHN_ERROR_FORM, "the authenticator's answer cannot be read");
  if (!check_head(want, x.data, x.data_size, error))
    return false;
  if (strcmp(x.format, "none") != 0 && strcmp(x.format, "packed") != 0 && strcmp(x.format, "fido-u2f") != 0)
    return refuse(error, COP_WEBAUTHN_ERROR_KIND, "attestation of this kind is not taken");
  g_autoptr(FidoCred) c = read_credential(&x, &kind);
  if (c == NULL)
    return refuse(error, COP_WEBAUTHN_ERROR_KIND, "a key of this kind is not taken");
  size_t id_size = fido_cred_id_len(c), key_size = fido_cred_pubkey_len(c);
  void *key = load_key(kind, fido_cred_pubkey_ptr(c), key_size);
  if (key == NULL || id_size < COP_WEBAUTHN_ID_LEAST || id_size > COP_WEBAUTHN_ID_MOST) {
    free_key(kind, key);
    return refuse(error, COP_WEBAUTHN_ERROR_KIND, "a key of this kind is not taken");
  }
  free_key(kind, key);
  sha256(client.bytes, client.size, digest);
  if (!statement_fits(c, &x, want, digest))
    return refuse(error, COP_WEBAUTHN_ERROR_SIGNATURE, "the attestation's signature does not fit");
  *out = (CopWebauthnMade){ .id = keep(a, fido_cred_id_ptr(c), id_size), .id_size = id_size, .key = keep(a, fido_cred_pubkey_ptr(c), key_size),
                            .key_size = key_size, .kind = kind, .counter = fido_cred_sigcount(c), .synced = (x.data[HASH] & SYNCED) != 0 };
  return true;
}

/* --- one that is used --- */

bool
cop_webauthn_used(const CopWebauthnWant *want, CopWebauthnKey kind, CopWebauthnBytes key, CopWebauthnBytes client, CopWebauthnBytes authenticator,
                  CopWebauthnBytes signature, uint32_t *counter, bool *synced, GError **error)
{
  uint8_t digest[HASH];
  if (!check_client(want, "webauthn.get", client, error) || !check_head(want, authenticator.bytes, authenticator.size, error))
    return false;
  fido_init(FIDO_DISABLE_U2F_FALLBACK);
  sha256(client.bytes, client.size, digest);
  void *loaded = load_key(kind, key.bytes, key.size);
  g_autoptr(FidoAssert) x = fido_assert_new();
  bool ok = loaded != NULL && x != NULL && authenticator.size <= MOST && signature.size > 0 && signature.size <= MOST && fido_assert_set_count(x, 1) == FIDO_OK &&
            fido_assert_set_clientdata_hash(x, digest, HASH) == FIDO_OK && fido_assert_set_rp(x, want->name) == FIDO_OK &&
            fido_assert_set_authdata_raw(x, 0, authenticator.bytes, authenticator.size) == FIDO_OK &&
            fido_assert_set_sig(x, 0, signature.bytes, signature.size) == FIDO_OK && fido_assert_set_up(x, FIDO_OPT_TRUE) == FIDO_OK &&
            fido_assert_set_uv(x, want->verified ? FIDO_OPT_TRUE : FIDO_OPT_OMIT) == FIDO_OK && fido_assert_verify(x, 0, kind, loaded) == FIDO_OK;
  free_key(kind, loaded);
  if (!ok)
    return refuse(error, COP_WEBAUTHN_ERROR_SIGNATURE, "the signature does not fit");
  *counter = fido_assert_sigcount(x, 0);
  *synced = (authenticator.bytes[HASH] & SYNCED) != 0;
  return true;
}

#else

bool
cop_webauthn_there(void)
{
  return false;
}

bool
cop_webauthn_made(const CopWebauthnWant *want, CopWebauthnBytes client, CopWebauthnBytes attestation, CopArena *a, CopWebauthnMade *out, GError **error)
{
  (void)want, (void)client, (void)attestation, (void)a, (void)out;
  return refuse(error, COP_WEBAUTHN_ERROR_MISSING, "this program was built without libfido2");
}

bool
cop_webauthn_used(const CopWebauthnWant *want, CopWebauthnKey kind, CopWebauthnBytes key, CopWebauthnBytes client, CopWebauthnBytes authenticator,
                  CopWebauthnBytes signature, uint32_t *counter, bool *synced, GError **error)
{
  (void)want, (void)kind, (void)key, (void)client, (void)authenticator, (void)signature, (void)counter, (void)synced;
  return refuse(error, COP_WEBAUTHN_ERROR_MISSING, "this program was built without libfido2");
}

#endif
