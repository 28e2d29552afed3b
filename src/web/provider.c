/* SPDX-License-Identifier: Apache-2.0 */
#include "web/provider.h"

#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "base/secret.h"

G_DEFINE_QUARK(cop-provider-error-quark, cop_provider_error)

enum { METADATA_MOST = 256 * 1024, TOKEN_MOST = 256 * 1024, FINISHED_MOST = 20000 };

typedef struct {
  char *authorize, *token, *keys, *leave;
  bool says_issuer;  /* RFC 9207 */
  bool takes_claims; /* Core 1.0, 5.5 */
} Metadata;

struct CopProvider {
  CopProviderSettings *settings;
  const CopOutgoingRules *rules;
  gint under_way;
  GMutex lock;         /* guards what follows */
  Metadata metadata;
  CopJwks *keys;       /* shared: see use_keys() */
  gint64 kept_until;   /* monotonic, microseconds, as are the next two */
  gint64 keys_after;   /* not fetched again before */
  gint64 paused_until;
  int64_t reached;
  char *failure;
  GHashTable *finished; /* state of a sign-in -> until when it is kept, monotonic seconds */
};

static void
clear_metadata(Metadata *m)
{
  g_free(m->authorize);
  g_free(m->token);
  g_free(m->keys);
  g_free(m->leave);
  *m = (Metadata){ 0 };
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Metadata, clear_metadata)

CopProvider *
cop_provider_new(CopProviderSettings *settings, const CopOutgoingRules *rules)
{
  CopProvider *x = g_new0(CopProvider, 1);
  g_mutex_init(&x->lock);
  x->settings = settings;
  x->rules = rules;
  x->finished = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  return x;
}

void
cop_provider_free(CopProvider *x)
{
  if (x == NULL)
    return;
  cop_provider_settings_free(x->settings);
  clear_metadata(&x->metadata);
  cop_jwks_free(x->keys);
  g_free(x->failure);
  g_hash_table_unref(x->finished);
  g_mutex_clear(&x->lock);
  g_free(x);
}

const CopProviderSettings *
cop_provider_settings(const CopProvider *x)
{
  return x->settings;
}

char *
cop_provider_return_address(const CopProvider *x)
{
  return g_strdup_printf("%s/sign-in/provider/return", x->settings->desk);
}

static bool
fail(GError **error, CopProviderError code, const char *why)
{
  g_set_error_literal(error, COP_PROVIDER_ERROR, code, why);
  return false;
}

/* --- asking --- */

/* Keeps what became of a request; a failure pauses further ones. */
static void
note(CopProvider *x, const GError *failure)
{
  g_mutex_lock(&x->lock);
  g_clear_pointer(&x->failure, g_free);
  if (failure != NULL) {
    x->failure = g_strdup(failure->message);
    x->paused_until = g_get_monotonic_time() + COP_PROVIDER_PAUSE_SECONDS * (gint64)G_USEC_PER_SEC;
  } else {
    x->reached = g_get_real_time() / G_USEC_PER_SEC;
    x->paused_until = 0;
  }
  g_mutex_unlock(&x->lock);
}

static bool
is_paused(CopProvider *x)
{
  g_mutex_lock(&x->lock);
  bool paused = g_get_monotonic_time() < x->paused_until;
  g_mutex_unlock(&x->lock);
  return paused;
}

/* The answer is the caller's, also after a failure. */
static bool
ask(CopProvider *x, CopOutgoing rq, CopOutgoingAnswer *answer, GError **error)
{
  g_autoptr(GError) local = NULL;
  *answer = (CopOutgoingAnswer){ 0 };
  if (is_paused(x))
    return fail(error, COP_PROVIDER_ERROR_DOWN, "the provider did not answer a moment ago");
  bool room = g_atomic_int_add(&x->under_way, 1) < COP_PROVIDER_AT_ONCE;
  rq.seconds = COP_PROVIDER_SECONDS;
  bool ok = room && cop_outgoing_send(x->rules, &rq, answer, &local);
  g_atomic_int_add(&x->under_way, -1);
  if (!room)
    return fail(error, COP_PROVIDER_ERROR_DOWN, "too many wait for the provider");
  if (ok && answer->status >= 500)
    g_set_error(&local, COP_PROVIDER_ERROR, COP_PROVIDER_ERROR_DOWN, "the provider answers %u", answer->status);
  note(x, local);
  return local == NULL || fail(error, COP_PROVIDER_ERROR_DOWN, local->message);
}

/* A JSON object from an address. */
static const CopTree *
fetch(CopProvider *x, CopArena *a, const char *url, CopOutgoingAnswer *answer, GError **error)
{
  const char *const headers[] = { "Accept: application/json", NULL };
  g_autoptr(GError) local = NULL;
  if (!ask(x, (CopOutgoing){ .method = "GET", .url = url, .headers = headers, .most = METADATA_MOST }, answer, error))
    return NULL;
  const CopTree *t = answer->status != 200 ? NULL : cop_json_read(a, answer->body->str, answer->body->len, &local);
  if (t != NULL && t->kind == COP_TREE_MAP)
    return t;
  if (answer->status != 200)
    g_set_error(&local, COP_PROVIDER_ERROR, COP_PROVIDER_ERROR_SETTINGS, "%s answers %u", url, answer->status);
  g_set_error(error, COP_PROVIDER_ERROR, COP_PROVIDER_ERROR_SETTINGS, "%s", local != NULL ? local->message : "no object was answered");
  note(x, *error);
  return NULL;
}

/* --- settings of the provider --- */

static bool
lists(const CopTree *map, const char *key, const char *word, bool if_missing)
{
  const CopTree *list = cop_tree_member(map, key);
  if (list == NULL || list->kind != COP_TREE_LIST)
    return if_missing;
  for (const CopTree *t = list->first; t != NULL; t = t->next)
    if (t->kind == COP_TREE_TEXT && strcmp(t->text, word) == 0)
      return true;
  return false;
}

/* An address a browser or we may be sent to: https, as is the issuer. */
static char *
address_of(const CopProvider *x, const CopTree *map, const char *key)
{
  const char *url = cop_tree_member_text(map, key);
  bool plain = g_str_has_prefix(x->settings->issuer, "http://");
  if (url == NULL || !(g_str_has_prefix(url, "https://") || (plain && g_str_has_prefix(url, "http://"))) || !g_str_is_ascii(url) || strlen(url) > COP_OUTGOING_URL)
    return NULL;
  for (const char *c = url; *c != '\0'; c++)
    if (*c <= ' ' || strchr("\"<>\\#", *c) != NULL)
      return NULL;
  return g_strdup(url);
}

static bool
is_true(const CopTree *map, const char *key)
{
  const CopTree *t = cop_tree_member(map, key);
  return t != NULL && t->kind == COP_TREE_BOOL && t->boolean;
}

static bool
read_metadata(const CopProvider *x, const CopTree *t, Metadata *m, GError **error)
{
  const char *issuer = cop_tree_member_text(t, "issuer");
  if (issuer == NULL || strcmp(issuer, x->settings->issuer) != 0)
    return fail(error, COP_PROVIDER_ERROR_SETTINGS, "the provider calls itself by another issuer than the one that is set");
  if (!lists(t, "response_types_supported", "code", true) || !lists(t, "code_challenge_methods_supported", "S256", true))
    return fail(error, COP_PROVIDER_ERROR_SETTINGS, "the provider does not offer the authorization code flow with PKCE S256");
  if (!lists(t, "token_endpoint_auth_methods_supported", x->settings->key != NULL ? "private_key_jwt" : "client_secret_basic", x->settings->key == NULL))
    return fail(error, COP_PROVIDER_ERROR_SETTINGS, "the provider does not take the way this desk shows who it is");
  *m = (Metadata){ address_of(x, t, "authorization_endpoint"), address_of(x, t, "token_endpoint"), address_of(x, t, "jwks_uri"), address_of(x, t, "end_session_endpoint"),
                   is_true(t, "authorization_response_iss_parameter_supported"), is_true(t, "claims_parameter_supported") };
  if (m->authorize == NULL || m->token == NULL || m->keys == NULL)
    return fail(error, COP_PROVIDER_ERROR_SETTINGS, "the provider names no address for signing in, tokens or keys, or one without TLS");
  return true;
}

/* Keys from where the provider says they are; kept. */
static bool
fetch_keys(CopProvider *x, const char *url, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_auto(CopOutgoingAnswer) answer = { 0 };
  g_autoptr(GError) local = NULL;
  if (fetch(x, a, url, &answer, error) == NULL)
    return false;
  CopJwks *keys = cop_jwks_read(answer.body->str, answer.body->len, &local);
  if (keys == NULL || cop_jwks_count(keys) == 0) {
    cop_jwks_free(keys);
    fail(error, COP_PROVIDER_ERROR_SETTINGS, local != NULL ? local->message : "the provider publishes no key for RS256, PS256 or ES256");
    note(x, *error);
    return false;
  }
  g_mutex_lock(&x->lock);
  cop_jwks_free(x->keys);
  x->keys = keys;
  x->keys_after = g_get_monotonic_time() + COP_PROVIDER_KEYS_SECONDS * (gint64)G_USEC_PER_SEC;
  g_mutex_unlock(&x->lock);
  return true;
}

static Metadata
copy_metadata(const Metadata *m)
{
  return (Metadata){ g_strdup(m->authorize), g_strdup(m->token), g_strdup(m->keys), g_strdup(m->leave), m->says_issuer, m->takes_claims };
}

/* A copy of what is known, fetched where it is not or is too old. */
static bool
know(CopProvider *x, Metadata *m, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_auto(CopOutgoingAnswer) answer = { 0 };
  g_mutex_lock(&x->lock);
  bool known = x->metadata.authorize != NULL && x->keys != NULL && g_get_monotonic_time() < x->kept_until;
  *m = known ? copy_metadata(&x->metadata) : (Metadata){ 0 };
  g_mutex_unlock(&x->lock);
  if (known)
    return true;
  g_autofree char *base = g_strdup(x->settings->issuer);
  if (g_str_has_suffix(base, "/"))
    base[strlen(base) - 1] = '\0';
  g_autofree char *url = g_strdup_printf("%s/.well-known/openid-configuration", base);
  const CopTree *t = fetch(x, a, url, &answer, error);
  if (t == NULL)
    return false;
  if (!read_metadata(x, t, m, error)) {
    note(x, *error);
    return false;
  }
  if (!fetch_keys(x, m->keys, error))
    return false;
  g_mutex_lock(&x->lock);
  clear_metadata(&x->metadata);
  x->metadata = copy_metadata(m);
  x->kept_until = g_get_monotonic_time() + COP_PROVIDER_KEPT_SECONDS * (gint64)G_USEC_PER_SEC;
  g_mutex_unlock(&x->lock);
  return true;
}

/* --- signing in --- */

static void
add(GString *s, const char *name, const char *value)
{
  g_autofree char *text = g_uri_escape_string(value, NULL, FALSE);
  g_string_append_printf(s, "%s%s=%s", s->len == 0 || s->str[s->len - 1] == '?' || s->str[s->len - 1] == '&' ? "" : "&", name, text);
}

static GString *
begin_query(const char *address)
{
  GString *s = g_string_new(address);
  g_string_append_c(s, strchr(address, '?') != NULL ? '&' : '?');
  return s;
}

static char *
challenge_of(const char *verifier)
{
  unsigned char digest[COP_HASH_SIZE];
  CopHash h;
  cop_hash_init(&h, COP_HASH_SHA256);
  cop_hash_add(&h, verifier, strlen(verifier));
  cop_hash_finish(&h, digest);
  return cop_base64url(digest, sizeof digest);
}

/* By the letter of Core 1.0, 5.4, a scope brings claims to another endpoint; we want
 * the address in the ID Token, which is signed. */
static char *
claims_of(const CopProviderSettings *s)
{
  CopJson *j = cop_json_new_compact();
  cop_json_object(j);
  cop_json_key_object(j, "id_token");
  if (strstr(s->scope, "email") != NULL) {
    cop_json_key(j, "email");
    cop_json_null(j);
    cop_json_key(j, "email_verified");
    cop_json_null(j);
  }
  if (s->amr[0] != NULL) {
    cop_json_key(j, "amr");
    cop_json_null(j);
  }
  cop_json_end(j);
  cop_json_end(j);
  return cop_json_finish(j);
}

char *
cop_provider_ask_address(CopProvider *x, const CopProviderAsk *asked, const char *lang, GError **error)
{
  const CopProviderSettings *s = x->settings;
  g_auto(Metadata) m = { 0 };
  if (!know(x, &m, error))
    return NULL;
  g_autofree char *challenge = challenge_of(asked->verifier), *back = cop_provider_return_address(x), *acr = g_strjoinv(" ", s->acr);
  GString *url = begin_query(m.authorize);
  add(url, "response_type", "code");
  add(url, "client_id", s->client_id);
  add(url, "redirect_uri", back);
  add(url, "scope", s->scope);
  add(url, "state", asked->state);
  add(url, "nonce", asked->nonce);
  add(url, "code_challenge", challenge);
  add(url, "code_challenge_method", "S256");
  add(url, "ui_locales", lang);
  if (*acr != '\0')
    add(url, "acr_values", acr);
  if (m.takes_claims) {
    g_autofree char *claims = claims_of(s);
    add(url, "claims", claims);
  }
  if (asked->again) {
    add(url, "prompt", "login");
    add(url, "max_age", "0");
  } else if (s->max_age > 0) {
    g_autofree char *seconds = g_strdup_printf("%" G_GINT64_FORMAT, s->max_age);
    add(url, "max_age", seconds);
  }
  return g_string_free(url, FALSE);
}

bool
cop_provider_is_issuer(CopProvider *x, const char *iss, GError **error)
{
  g_auto(Metadata) m = { 0 };
  if (!know(x, &m, error))
    return false;
  if (iss == NULL ? m.says_issuer : strcmp(iss, x->settings->issuer) != 0)
    return fail(error, COP_PROVIDER_ERROR_ISSUER, iss == NULL ? "iss: the answer does not say who sent it" : "iss: the answer came from another provider");
  return true;
}

/* RFC 7523, section 3; the audience is the issuer alone. */
static char *
client_assertion(const CopProviderSettings *s, GError **error)
{
  int64_t now = g_get_real_time() / G_USEC_PER_SEC;
  g_autofree char *once = cop_random_name();
  CopJson *j = cop_json_new_compact();
  cop_json_object(j);
  cop_json_key_text(j, "iss", s->client_id);
  cop_json_key_text(j, "sub", s->client_id);
  cop_json_key_text(j, "aud", s->issuer);
  cop_json_key_text(j, "jti", once);
  cop_json_key_int(j, "iat", now);
  cop_json_key_int(j, "exp", now + 60);
  cop_json_end(j);
  g_autofree char *claims = cop_json_finish(j);
  return cop_jws_sign(s->key, claims, error);
}

/* RFC 6749, 2.3.1: both are encoded before they are joined. */
static char *
basic_header(const CopProviderSettings *s)
{
  g_autofree char *id = g_uri_escape_string(s->client_id, NULL, FALSE), *secret = g_uri_escape_string(s->secret, NULL, FALSE);
  g_autofree char *pair = g_strdup_printf("%s:%s", id, secret), *coded = g_base64_encode((const guchar *)pair, strlen(pair));
  char *line = g_strdup_printf("Authorization: Basic %s", coded);
  explicit_bzero(pair, strlen(pair));
  explicit_bzero(coded, strlen(coded));
  explicit_bzero(secret, strlen(secret));
  return line;
}

/* What the token endpoint says went wrong, if it is a word of RFC 6749, 5.2. */
static bool
refused(const CopOutgoingAnswer *answer, const CopTree *t, GError **error)
{
  const char *word = t == NULL || t->kind != COP_TREE_MAP ? NULL : cop_tree_member_text(t, "error");
  bool plain = word != NULL && strlen(word) < 60 && strspn(word, "abcdefghijklmnopqrstuvwxyz_") == strlen(word);
  g_set_error(error, COP_PROVIDER_ERROR, COP_PROVIDER_ERROR_REFUSED, "the provider did not take the code: %u %s", answer->status, plain ? word : "");
  return false;
}

/* The ID Token for a code, in the arena. */
static const char *
exchange(CopProvider *x, CopArena *a, const Metadata *m, const CopProviderAsk *asked, const char *code, GError **error)
{
  const CopProviderSettings *s = x->settings;
  g_autofree char *back = cop_provider_return_address(x), *basic = s->secret == NULL ? NULL : basic_header(s), *assertion = s->key == NULL ? NULL : client_assertion(s, error);
  g_auto(CopOutgoingAnswer) answer = { 0 };
  if (s->key != NULL && assertion == NULL)
    return NULL;
  g_autoptr(GString) body = g_string_new(NULL);
  add(body, "grant_type", "authorization_code");
  add(body, "code", code);
  add(body, "redirect_uri", back);
  add(body, "code_verifier", asked->verifier);
  if (assertion != NULL) {
    add(body, "client_id", s->client_id);
    add(body, "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    add(body, "client_assertion", assertion);
  }
  const char *const headers[] = { "Content-Type: application/x-www-form-urlencoded", "Accept: application/json", basic, NULL };
  bool asked_it = ask(x, (CopOutgoing){ .method = "POST", .url = m->token, .headers = headers, .body = body->str, .length = body->len, .most = TOKEN_MOST }, &answer, error);
  if (basic != NULL)
    explicit_bzero(basic, strlen(basic));
  if (!asked_it)
    return NULL;
  const CopTree *t = cop_json_read(a, answer.body->str, answer.body->len, NULL);
  const char *token = answer.status != 200 || t == NULL || t->kind != COP_TREE_MAP ? NULL : cop_tree_member_text(t, "id_token");
  explicit_bzero(answer.body->str, answer.body->len);
  if (token == NULL)
    refused(&answer, t, error);
  return token;
}

/* Under the lock, because another thread may fetch newer keys; pure and quick. */
static bool
hold(CopProvider *x, CopArena *a, const CopProviderAsk *asked, const char *text, CopIdToken *token, GError **error)
{
  const CopProviderSettings *s = x->settings;
  int64_t now = g_get_real_time() / G_USEC_PER_SEC;
  const CopIdTokenExpected expected = { .issuer = s->issuer, .client_id = s->client_id, .nonce = asked->nonce, .claim = s->claim,
                                        .now = now, .begun = asked->begun, .max_age = asked->again ? MAX(now - asked->begun, 1) : s->max_age };
  g_mutex_lock(&x->lock);
  bool ok = cop_id_token_read(a, x->keys, text, &expected, token, error);
  g_mutex_unlock(&x->lock);
  return ok;
}

static bool
may_fetch_keys(CopProvider *x)
{
  gint64 now = g_get_monotonic_time();
  g_mutex_lock(&x->lock);
  bool may = now >= x->keys_after;
  if (may)
    x->keys_after = now + COP_PROVIDER_KEYS_SECONDS * (gint64)G_USEC_PER_SEC;
  g_mutex_unlock(&x->lock);
  return may;
}

bool
cop_provider_redeem(CopProvider *x, CopArena *a, const CopProviderAsk *asked, const char *code, CopIdToken *token, GError **error)
{
  g_auto(Metadata) m = { 0 };
  g_autoptr(GError) local = NULL;
  const char *text = know(x, &m, error) ? exchange(x, a, &m, asked, code, error) : NULL;
  if (text == NULL)
    return false;
  bool ok = hold(x, a, asked, text, token, &local);
  if (!ok && g_error_matches(local, COP_JOSE_ERROR, COP_JOSE_ERROR_KEY) && may_fetch_keys(x)) {
    if (!fetch_keys(x, m.keys, error))
      return false;
    g_clear_error(&local);
    ok = hold(x, a, asked, text, token, &local);
  }
  return ok || fail(error, COP_PROVIDER_ERROR_TOKEN, local->message);
}

static gboolean
is_over(gpointer state, gpointer until, gpointer now)
{
  (void)state;
  return *(gint64 *)until <= *(gint64 *)now;
}

bool
cop_provider_once(CopProvider *x, const char *state)
{
  gint64 now = g_get_monotonic_time() / G_USEC_PER_SEC;
  g_mutex_lock(&x->lock);
  g_hash_table_foreach_remove(x->finished, is_over, &now);
  bool first = !g_hash_table_contains(x->finished, state) && g_hash_table_size(x->finished) < FINISHED_MOST;
  if (first) {
    gint64 *until = g_new(gint64, 1);
    *until = now + COP_PROVIDER_ONCE_SECONDS;
    g_hash_table_insert(x->finished, g_strdup(state), until);
  }
  g_mutex_unlock(&x->lock);
  return first;
}

bool
cop_provider_vouches(const CopProvider *x, const CopIdToken *token)
{
  if (token->acr != NULL && g_strv_contains((const char *const *)x->settings->acr, token->acr))
    return true;
  for (const char **m = token->amr; *m != NULL; m++)
    if (g_strv_contains((const char *const *)x->settings->amr, *m))
      return true;
  return false;
}

/* --- the rest --- */

char *
cop_provider_leave_address(CopProvider *x)
{
  g_mutex_lock(&x->lock);
  g_autofree char *leave = g_strdup(x->metadata.leave);
  g_mutex_unlock(&x->lock);
  if (leave == NULL)
    return NULL;
  g_autofree char *back = g_strdup_printf("%s/sign-in", x->settings->desk);
  GString *url = begin_query(leave);
  add(url, "client_id", x->settings->client_id);
  add(url, "post_logout_redirect_uri", back);
  return g_string_free(url, FALSE);
}

void
cop_provider_state(CopProvider *x, CopArena *a, CopProviderState *out)
{
  g_auto(Metadata) m = { 0 };
  g_autoptr(GError) error = NULL;
  bool ok = know(x, &m, &error);
  g_mutex_lock(&x->lock);
  *out = (CopProviderState){ .authorize = cop_arena_strdup(a, m.authorize), .token = cop_arena_strdup(a, m.token), .keys = cop_arena_strdup(a, m.keys), .leave = cop_arena_strdup(a, m.leave),
                             .n_keys = x->keys == NULL ? 0 : cop_jwks_count(x->keys), .reached = x->reached,
                             .failure = cop_arena_strdup(a, x->failure != NULL ? x->failure : ok ? NULL : error->message) };
  g_mutex_unlock(&x->lock);
}
