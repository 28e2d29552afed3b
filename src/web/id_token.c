/* SPDX-License-Identifier: Apache-2.0 */
#include "web/id_token.h"

#include <string.h>

#include "base/json.h"
#include "base/secret.h"

G_DEFINE_QUARK(cop-id-token-error-quark, cop_id_token_error)

static bool
refuse(GError **error, const char *claim, const char *why)
{
  g_set_error(error, COP_ID_TOKEN_ERROR, COP_ID_TOKEN_ERROR_CLAIM, "%s: %s", claim, why);
  return false;
}

static bool
is_text(const CopTree *t, const char *text)
{
  return t != NULL && t->kind == COP_TREE_TEXT && strcmp(t->text, text) == 0;
}

/* NumericDate (RFC 7519): whole or broken seconds. */
static bool
read_time(const CopTree *claims, const char *name, int64_t *seconds)
{
  const CopTree *t = cop_tree_member(claims, name);
  if (t == NULL || (t->kind != COP_TREE_INT && t->kind != COP_TREE_REAL) || !(t->real >= 0 && t->real < 1e12))
    return false;
  *seconds = (int64_t)t->real;
  return true;
}

static bool
check_audience(const CopTree *claims, const char *client_id, GError **error)
{
  const CopTree *aud = cop_tree_member(claims, "aud"), *azp = cop_tree_member(claims, "azp");
  bool ours = is_text(aud, client_id), several = false;
  if (aud != NULL && aud->kind == COP_TREE_LIST) {
    for (const CopTree *t = aud->first; t != NULL; t = t->next)
      ours |= is_text(t, client_id);
    several = aud->n > 1;
  }
  if (!ours)
    return refuse(error, "aud", "the token is made for another client");
  if (azp == NULL ? several : !is_text(azp, client_id))
    return refuse(error, "azp", "the token was given to another client");
  return true;
}

static bool
check_times(const CopTree *claims, const CopIdTokenExpected *x, GError **error)
{
  int64_t expires, issued, shown, from = 0;
  if (!read_time(claims, "exp", &expires) || expires + COP_ID_TOKEN_SKEW <= x->now)
    return refuse(error, "exp", "the token is over");
  if (cop_tree_member(claims, "nbf") != NULL && (!read_time(claims, "nbf", &from) || from > x->now + COP_ID_TOKEN_SKEW))
    return refuse(error, "nbf", "the token does not count yet");
  if (!read_time(claims, "iat", &issued) || issued > x->now + COP_ID_TOKEN_SKEW)
    return refuse(error, "iat", "the token is from the future");
  if (issued + COP_ID_TOKEN_SKEW < x->begun)
    return refuse(error, "iat", "the token is older than this sign-in");
  if (x->max_age > 0 && (!read_time(claims, "auth_time", &shown) || shown + x->max_age + COP_ID_TOKEN_SKEW < x->now))
    return refuse(error, "auth_time", "the provider asked the person too long ago");
  return true;
}

static bool
check_nonce(const CopTree *claims, const char *nonce, GError **error)
{
  const char *sent = cop_tree_member_text(claims, "nonce");
  if (sent == NULL || strlen(sent) != strlen(nonce) || !cop_same_secret(sent, nonce, strlen(nonce)))
    return refuse(error, "nonce", "the token belongs to another sign-in");
  return true;
}

/* An address the provider vouches for, as it can be compared. */
static const char *
verified_mail(CopArena *a, const CopTree *claims)
{
  const CopTree *mail = cop_tree_member(claims, "email"), *verified = cop_tree_member(claims, "email_verified");
  if (mail == NULL || mail->kind != COP_TREE_TEXT || verified == NULL || verified->kind != COP_TREE_BOOL || !verified->boolean)
    return NULL;
  g_autofree char *lower = g_ascii_strdown(mail->text, -1);
  return cop_arena_strdup(a, lower);
}

static const char **
read_methods(CopArena *a, const CopTree *claims)
{
  const CopTree *amr = cop_tree_member(claims, "amr");
  size_t n = 0, most = amr != NULL && amr->kind == COP_TREE_LIST ? amr->n : 0;
  const char **methods = cop_arena_alloc(a, (most + 1) * sizeof *methods);
  for (const CopTree *t = most > 0 ? amr->first : NULL; t != NULL; t = t->next)
    if (t->kind == COP_TREE_TEXT)
      methods[n++] = t->text;
  methods[n] = NULL;
  return methods;
}

bool
cop_id_token_read(CopArena *a, const CopJwks *keys, const char *token, const CopIdTokenExpected *x, CopIdToken *out, GError **error)
{
  size_t length = 0;
  g_autofree char *payload = cop_jws_verify(keys, token, &length, error);
  if (payload == NULL)
    return false;
  const CopTree *claims = cop_json_read(a, payload, length, error);
  if (claims == NULL)
    return false;
  if (claims->kind != COP_TREE_MAP)
    return refuse(error, "token", "it holds no claims");
  if (!is_text(cop_tree_member(claims, "iss"), x->issuer))
    return refuse(error, "iss", "the token is of another issuer");
  if (!check_audience(claims, x->client_id, error) || !check_times(claims, x, error) || !check_nonce(claims, x->nonce, error))
    return false;
  const CopTree *subject = cop_tree_member(claims, x->claim), *acr = cop_tree_member(claims, "acr");
  if (subject == NULL || subject->kind != COP_TREE_TEXT || *subject->text == '\0' || subject->length > COP_ID_TOKEN_SUBJECT)
    return refuse(error, x->claim, "the token does not name the person");
  *out = (CopIdToken){ .subject = subject->text, .mail = verified_mail(a, claims), .acr = acr != NULL && acr->kind == COP_TREE_TEXT ? acr->text : NULL, .amr = read_methods(a, claims) };
  return true;
}
