/* SPDX-License-Identifier: Apache-2.0 */
#include "base/jose.h"

#include <cjose/cjose.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"

G_DEFINE_QUARK(cop-jose-error-quark, cop_jose_error)

enum { RSA_LEAST = 2048 }; /* bits: NIST SP 800-131A, RFC 7518 3.3 */

typedef struct {
  cjose_jwk_t *jwk;
  char *kid, *alg; /* NULL when the key does not say */
} Key;

struct CopJwks {
  GArray *keys; /* Key */
};

static void
clear_key(gpointer data)
{
  Key *k = data;
  cjose_jwk_release(k->jwk);
  g_free(k->kid);
  g_free(k->alg);
}

void
cop_jwks_free(CopJwks *keys)
{
  if (keys == NULL)
    return;
  g_array_unref(keys->keys);
  g_free(keys);
}

size_t
cop_jwks_count(const CopJwks *keys)
{
  return keys->keys->len;
}

static bool
refuse(GError **error, CopJoseError code, const char *why)
{
  g_set_error_literal(error, COP_JOSE_ERROR, code, why);
  return false;
}

/* --- keys --- */

static bool
is_word(const char *s, const char *word)
{
  return s != NULL && strcmp(s, word) == 0;
}

/* Does a signature of this algorithm come from a key of this kind? */
static bool
kind_fits(const cjose_jwk_t *jwk, const char *alg)
{
  cjose_err e;
  cjose_jwk_kty_t kind = cjose_jwk_get_kty(jwk, &e);
  if (strcmp(alg, "ES256") == 0)
    return kind == CJOSE_JWK_KTY_EC && cjose_jwk_EC_get_curve(jwk, &e) == CJOSE_JWK_EC_P_256;
  return kind == CJOSE_JWK_KTY_RSA && cjose_jwk_get_keysize(jwk, &e) >= RSA_LEAST;
}

static bool
alg_taken(const char *alg)
{
  return is_word(alg, "RS256") || is_word(alg, "PS256") || is_word(alg, "ES256");
}

/* NULL for a key that is none, or not one to verify with. */
static cjose_jwk_t *
import(const CopTree *t)
{
  const char *kind = cop_tree_member_text(t, "kty"), *use = cop_tree_member_text(t, "use"), *alg = cop_tree_member_text(t, "alg");
  cjose_err e;
  if (!(is_word(kind, "RSA") || is_word(kind, "EC")) || (use != NULL && strcmp(use, "sig") != 0) || (alg != NULL && !alg_taken(alg)))
    return NULL;
  CopJson *j = cop_json_new_compact();
  cop_json_tree(j, t);
  g_autofree char *text = cop_json_finish(j);
  cjose_jwk_t *jwk = cjose_jwk_import(text, strlen(text), &e);
  if (jwk != NULL && !kind_fits(jwk, alg != NULL ? alg : is_word(kind, "EC") ? "ES256" : "RS256")) {
    cjose_jwk_release(jwk);
    jwk = NULL;
  }
  return jwk;
}

CopJwks *
cop_jwks_read(const char *json, size_t length, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  const CopTree *root = cop_json_read(a, json, length, error), *list = NULL;
  if (root == NULL)
    return NULL;
  if (root->kind == COP_TREE_MAP)
    list = cop_tree_member(root, "keys");
  if (list == NULL || list->kind != COP_TREE_LIST || list->n > COP_JWKS_KEYS) {
    refuse(error, COP_JOSE_ERROR_SHAPE, "this is no set of keys, or one of more than 32");
    return NULL;
  }
  CopJwks *keys = g_new0(CopJwks, 1);
  keys->keys = g_array_new(FALSE, FALSE, sizeof(Key));
  g_array_set_clear_func(keys->keys, clear_key);
  for (const CopTree *t = list->first; t != NULL; t = t->next) {
    cjose_jwk_t *jwk = t->kind == COP_TREE_MAP ? import(t) : NULL;
    if (jwk == NULL)
      continue;
    Key k = { jwk, g_strdup(cop_tree_member_text(t, "kid")), g_strdup(cop_tree_member_text(t, "alg")) };
    g_array_append_val(keys->keys, k);
  }
  return keys;
}

/* --- verifying --- */

/* The head of a compact JWS, read by ourselves: what the library is to do is
 * decided before it is asked. */
static const CopTree *
read_head(CopArena *a, const char *compact)
{
  size_t n = strcspn(compact, ".");
  uint8_t *bytes = NULL;
  size_t length = 0;
  cjose_err e;
  if (n == 0 || strspn(compact, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") != n || !cjose_base64url_decode(compact, n, &bytes, &length, &e))
    return NULL;
  const char *text = cop_arena_strndup(a, (const char *)bytes, length);
  free(bytes);
  const CopTree *head = cop_json_read(a, text, length, NULL);
  return head != NULL && head->kind == COP_TREE_MAP ? head : NULL;
}

static bool
head_taken(const CopTree *head, GError **error)
{
  const char *type = cop_tree_member_text(head, "typ");
  if (!alg_taken(cop_tree_member_text(head, "alg")))
    return refuse(error, COP_JOSE_ERROR_ALGORITHM, "it is not signed by RS256, PS256 or ES256");
  if (cop_tree_member(head, "crit") != NULL)
    return refuse(error, COP_JOSE_ERROR_ALGORITHM, "its head asks for something that is not understood here");
  if (cop_tree_member(head, "typ") != NULL && (type == NULL || g_ascii_strcasecmp(type, "JWT") != 0))
    return refuse(error, COP_JOSE_ERROR_SHAPE, "it is a token for another use");
  return true;
}

static const Key *
find_key(const CopJwks *keys, const char *kid, const char *alg, GError **error)
{
  const Key *found = NULL;
  unsigned n = 0;
  for (guint i = 0; i < keys->keys->len; i++) {
    const Key *k = &g_array_index(keys->keys, Key, i);
    if ((kid != NULL && !is_word(k->kid, kid)) || (k->alg != NULL && strcmp(k->alg, alg) != 0) || !kind_fits(k->jwk, alg))
      continue;
    found = k;
    n++;
  }
  if (n == 1)
    return found;
  refuse(error, COP_JOSE_ERROR_KEY, n == 0 ? "it is signed with a key that is not in the published set" : "it does not say with which of several keys it is signed");
  return NULL;
}

char *
cop_jws_verify(const CopJwks *keys, const char *compact, size_t *length, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  cjose_err e;
  const CopTree *head = strlen(compact) > COP_JWS_MOST ? NULL : read_head(a, compact);
  if (head == NULL) {
    refuse(error, COP_JOSE_ERROR_SHAPE, "this is no signed token");
    return NULL;
  }
  const Key *key = !head_taken(head, error) ? NULL : find_key(keys, cop_tree_member_text(head, "kid"), cop_tree_member_text(head, "alg"), error);
  if (key == NULL)
    return NULL;
  cjose_jws_t *jws = cjose_jws_import(compact, strlen(compact), &e);
  char *payload = NULL;
  uint8_t *bytes = NULL;
  if (jws != NULL && cjose_jws_verify(jws, key->jwk, &e) && cjose_jws_get_plaintext(jws, &bytes, length, &e))
    payload = g_strndup((const char *)bytes, *length);
  else
    refuse(error, COP_JOSE_ERROR_SIGNATURE, "its signature does not hold");
  cjose_jws_release(jws);
  return payload;
}

/* --- signing --- */

static char *
sign(cjose_jwk_t *jwk, const char *kid, const char *alg, const char *payload)
{
  cjose_err e;
  cjose_header_t *head = cjose_header_new(&e);
  const char *text = NULL;
  char *copy = NULL;
  if (head != NULL && cjose_header_set(head, CJOSE_HDR_ALG, alg, &e) && cjose_header_set(head, "typ", "JWT", &e) && (kid == NULL || cjose_header_set(head, CJOSE_HDR_KID, kid, &e))) {
    cjose_jws_t *jws = cjose_jws_sign(jwk, head, (const uint8_t *)payload, strlen(payload), &e);
    if (jws != NULL && cjose_jws_export(jws, &text, &e))
      copy = g_strdup(text);
    cjose_jws_release(jws);
  }
  cjose_header_release(head);
  return copy;
}

char *
cop_jws_sign(const char *text, const char *payload, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  const CopTree *t = cop_json_read(a, text, strlen(text), error);
  if (t == NULL)
    return NULL;
  cjose_jwk_t *jwk = t->kind == COP_TREE_MAP && cop_tree_member_text(t, "d") != NULL ? import(t) : NULL;
  if (jwk == NULL) {
    refuse(error, COP_JOSE_ERROR_KEY, "this is no private key (JWK) of RSA with 2048 bits or more, or of P-256");
    return NULL;
  }
  const char *alg = cop_tree_member_text(t, "alg");
  if (alg == NULL)
    alg = is_word(cop_tree_member_text(t, "kty"), "EC") ? "ES256" : "RS256";
  char *compact = sign(jwk, cop_tree_member_text(t, "kid"), alg, payload);
  cjose_jwk_release(jwk);
  if (compact == NULL)
    refuse(error, COP_JOSE_ERROR_KEY, "the private key cannot sign");
  return compact;
}
