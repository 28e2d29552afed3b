/* SPDX-License-Identifier: Apache-2.0 */
#include "web/outgoing.h"

#include <curl/curl.h>
#include <gio/gio.h>
#include <netinet/in.h>
#include <string.h>
#include <unistd.h>

#include "config.h"

G_DEFINE_QUARK(cop-outgoing-error-quark, cop_outgoing_error)

/* What is not the public internet, by the registries of special purpose addresses
 * (IANA; RFC 6890 and those after it). Of IPv6 only 2000::/3 is given out at all. */
static const char *const closed[] = { "0.0.0.0/8",     "10.0.0.0/8",      "100.64.0.0/10",   "127.0.0.0/8",    "169.254.0.0/16", "172.16.0.0/12",
                                      "192.0.0.0/24",  "192.0.2.0/24",    "192.88.99.0/24",  "192.168.0.0/16", "198.18.0.0/15",  "198.51.100.0/24",
                                      "203.0.113.0/24", "224.0.0.0/4",    "240.0.0.0/4",     "::/3",           "4000::/2",       "8000::/1",
                                      "2001::/23",     "2001:db8::/32",   "2002::/16",       "3fff::/20" };

struct CopOutgoingRules {
  GPtrArray *open, *shut; /* GInetAddressMask */
  char *authorities;
};

static void
free_mask(gpointer mask)
{
  g_object_unref(mask);
}

void
cop_outgoing_rules_free(CopOutgoingRules *r)
{
  if (r == NULL)
    return;
  g_ptr_array_unref(r->open);
  g_ptr_array_unref(r->shut);
  g_free(r->authorities);
  g_free(r);
}

CopOutgoingRules *
cop_outgoing_rules_new(const char *const *nets, const char *authorities, GError **error)
{
  CopOutgoingRules *r = g_new0(CopOutgoingRules, 1);
  r->open = g_ptr_array_new_with_free_func(free_mask);
  r->shut = g_ptr_array_new_with_free_func(free_mask);
  r->authorities = g_strdup(authorities);
  for (size_t i = 0; i < G_N_ELEMENTS(closed); i++)
    g_ptr_array_add(r->shut, g_inet_address_mask_new_from_string(closed[i], NULL));
  for (size_t i = 0; nets != NULL && nets[i] != NULL; i++) {
    GInetAddressMask *mask = g_inet_address_mask_new_from_string(nets[i], NULL);
    if (mask == NULL) {
      g_set_error(error, COP_OUTGOING_ERROR, COP_OUTGOING_ERROR_ADDRESS, "'%s' is no net; write 10.20.0.0/16, fd00:12::/32 or one address", nets[i]);
      cop_outgoing_rules_free(r);
      return NULL;
    }
    g_ptr_array_add(r->open, mask);
  }
  g_autofree char *pem = NULL;
  if (authorities == NULL || g_file_get_contents(authorities, &pem, NULL, error))
    return r;
  cop_outgoing_rules_free(r);
  return NULL;
}

/* --- addresses --- */

static bool
in_nets(const GPtrArray *nets, GInetAddress *a)
{
  for (guint i = 0; i < nets->len; i++)
    if (g_inet_address_mask_matches(g_ptr_array_index(nets, i), a))
      return true;
  return false;
}

/* An IPv4 address written as an IPv6 one (RFC 4291, 2.5.5.2) or carried by the
 * well-known prefix of NAT64 (RFC 6052) is judged as what it is. */
static GInetAddress *
plain_address(GInetAddress *a)
{
  static const guint8 mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff }, nat64[12] = { 0, 0x64, 0xff, 0x9b };
  const guint8 *bytes = g_inet_address_to_bytes(a);
  if (g_inet_address_get_family(a) == G_SOCKET_FAMILY_IPV6 && (memcmp(bytes, mapped, 12) == 0 || memcmp(bytes, nat64, 12) == 0))
    return g_inet_address_new_from_bytes(bytes + 12, G_SOCKET_FAMILY_IPV4);
  return g_object_ref(a);
}

/* NULL, or why the address is not asked. */
static const char *
refusal(const CopOutgoingRules *r, GInetAddress *a, bool plain_http)
{
  g_autoptr(GInetAddress) x = plain_address(a);
  if (in_nets(r->open, x))
    return NULL;
  if (in_nets(r->shut, x))
    return "an address of this machine or of a private net, which the operator of this desk has not allowed (copkit serve --reach)";
  return plain_http ? "asked without TLS; outside nets the operator of this desk has allowed it must be https" : NULL;
}

/* --- the text of an address --- */

static char *
part_of(CURLU *u, CURLUPart part)
{
  char *text = NULL;
  if (curl_url_get(u, part, &text, 0) != CURLUE_OK)
    return NULL;
  char *copy = g_strdup(text);
  curl_free(text);
  return copy;
}

static CURLU *
parse(const char *url)
{
  CURLU *u = strlen(url) > COP_OUTGOING_URL ? NULL : curl_url();
  if (u != NULL && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK)
    return u;
  curl_url_cleanup(u);
  return NULL;
}

/* A host that is an address already, in brackets or not; NULL for a name. */
static GInetAddress *
literal(const char *host)
{
  g_autofree char *bare = host[0] == '[' ? g_strndup(host + 1, strcspn(host + 1, "]%")) : g_strdup(host);
  return g_inet_address_new_from_string(bare);
}

bool
cop_outgoing_url_check(const CopOutgoingRules *r, const char *url, GError **error)
{
  CURLU *u = parse(url);
  g_autofree char *scheme = u == NULL ? NULL : part_of(u, CURLUPART_SCHEME), *host = u == NULL ? NULL : part_of(u, CURLUPART_HOST);
  g_autofree char *user = u == NULL ? NULL : part_of(u, CURLUPART_USER), *password = u == NULL ? NULL : part_of(u, CURLUPART_PASSWORD);
  const char *why = NULL;
  CopOutgoingError code = COP_OUTGOING_ERROR_ADDRESS;
  curl_url_cleanup(u);
  bool plain = scheme != NULL && strcmp(scheme, "http") == 0;
  if (scheme == NULL || host == NULL || (!plain && strcmp(scheme, "https") != 0) || !g_str_is_ascii(url)) {
    why = "no address of the web; write https://host/path";
  } else if (user != NULL || password != NULL) {
    why = "an address with a name or password in it, which would stand in every log";
  } else {
    g_autoptr(GInetAddress) a = literal(host);
    why = a != NULL ? refusal(r, a, plain) : plain && r->open->len == 0 ? "asked without TLS; it must be https" : NULL;
    code = COP_OUTGOING_ERROR_REFUSED;
  }
  if (why == NULL)
    return true;
  g_set_error(error, COP_OUTGOING_ERROR, code, "'%.200s' is %s", url, why);
  return false;
}

char *
cop_outgoing_url_origin(const char *url)
{
  CURLU *u = parse(url);
  if (u == NULL)
    return NULL;
  g_autofree char *scheme = part_of(u, CURLUPART_SCHEME), *host = part_of(u, CURLUPART_HOST), *port = part_of(u, CURLUPART_PORT);
  curl_url_cleanup(u);
  return scheme == NULL || host == NULL ? NULL : g_strdup_printf("%s://%s%s%s", scheme, host, port == NULL ? "" : ":", port == NULL ? "" : port);
}

/* --- one exchange --- */

typedef struct {
  const CopOutgoingRules *rules;
  const CopOutgoing *rq;
  CopOutgoingAnswer *answer;
  gsize most, head;
  bool plain_http, full, long_head;
  const char *refused; /* why no socket was opened */
} Exchange;

static curl_socket_t
open_socket(void *user, curlsocktype purpose, struct curl_sockaddr *to)
{
  Exchange *x = user;
  (void)purpose;
  g_autoptr(GInetAddress) a = NULL;
  if (to->family == AF_INET)
    a = g_inet_address_new_from_bytes((const guint8 *)&((const struct sockaddr_in *)&to->addr)->sin_addr, G_SOCKET_FAMILY_IPV4);
  else if (to->family == AF_INET6)
    a = g_inet_address_new_from_bytes((const guint8 *)&((const struct sockaddr_in6 *)&to->addr)->sin6_addr, G_SOCKET_FAMILY_IPV6);
  x->refused = a == NULL ? "of a family of addresses that is not asked" : refusal(x->rules, a, x->plain_http);
  return x->refused != NULL ? CURL_SOCKET_BAD : socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static size_t
take_head(char *bytes, size_t size, size_t n, void *user)
{
  Exchange *x = user;
  (void)bytes;
  x->head += size * n;
  x->long_head = x->head > COP_OUTGOING_HEAD;
  return x->long_head ? 0 : size * n;
}

static size_t
take_body(char *bytes, size_t size, size_t n, void *user)
{
  Exchange *x = user;
  size_t all = size * n, room = x->most - x->answer->body->len;
  g_string_append_len(x->answer->body, bytes, (gssize)MIN(all, room));
  x->full = all > room;
  return x->full ? 0 : all;
}

static int
go_on(void *user, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
  const Exchange *x = user;
  (void)a, (void)b, (void)c, (void)d;
  return x->rq->stop != NULL && g_atomic_int_get(x->rq->stop) != 0;
}

static struct curl_slist *
head_lines(const CopOutgoing *rq)
{
  struct curl_slist *list = NULL;
  for (size_t i = 0; rq->headers != NULL && rq->headers[i] != NULL; i++)
    list = curl_slist_append(list, rq->headers[i]);
  return curl_slist_append(list, "Expect:"); /* no waiting for a 100 first */
}

static void
set_up(CURL *c, Exchange *x, struct curl_slist *head, char *why)
{
  const CopOutgoing *rq = x->rq;
  unsigned seconds = rq->seconds != 0 ? rq->seconds : COP_OUTGOING_SECONDS;
  curl_easy_setopt(c, CURLOPT_ERRORBUFFER, why);
  curl_easy_setopt(c, CURLOPT_URL, rq->url);
  curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(c, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(c, CURLOPT_PROXY, "");
  curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(c, CURLOPT_QUICK_EXIT, 1L); /* a name that is still looked up does not hold up the end */
  curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)seconds);
  curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)MIN(seconds, (unsigned)COP_OUTGOING_CONNECT_SECONDS));
  curl_easy_setopt(c, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 2L);
  if (x->rules->authorities != NULL) /* the folder of the system's stays */
    curl_easy_setopt(c, CURLOPT_CAINFO, x->rules->authorities);
  curl_easy_setopt(c, CURLOPT_USERAGENT, "copkit/" COP_VERSION);
  curl_easy_setopt(c, CURLOPT_HTTPHEADER, head);
  curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, x);
  curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_head);
  curl_easy_setopt(c, CURLOPT_HEADERDATA, x);
  curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(c, CURLOPT_WRITEDATA, x);
  curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, go_on);
  curl_easy_setopt(c, CURLOPT_XFERINFODATA, x);
  if (strcmp(rq->method, "POST") == 0) {
    curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)rq->length);
    curl_easy_setopt(c, CURLOPT_POSTFIELDS, rq->body != NULL ? rq->body : "");
  }
}

static CopOutgoingError
code_of(CURLcode c)
{
  switch (c) {
  case CURLE_URL_MALFORMAT:
  case CURLE_UNSUPPORTED_PROTOCOL:
  case CURLE_LOGIN_DENIED:
    return COP_OUTGOING_ERROR_ADDRESS;
  case CURLE_OPERATION_TIMEDOUT:
    return COP_OUTGOING_ERROR_TIME;
  case CURLE_PEER_FAILED_VERIFICATION:
  case CURLE_SSL_CONNECT_ERROR:
  case CURLE_SSL_CERTPROBLEM:
  case CURLE_SSL_CIPHER:
  case CURLE_SSL_CACERT_BADFILE:
  case CURLE_SSL_ISSUER_ERROR:
  case CURLE_SSL_INVALIDCERTSTATUS:
  case CURLE_USE_SSL_FAILED:
    return COP_OUTGOING_ERROR_TLS;
  case CURLE_ABORTED_BY_CALLBACK:
    return COP_OUTGOING_ERROR_STOPPED;
  default:
    return COP_OUTGOING_ERROR_UNREACHABLE;
  }
}

static bool
ended(const Exchange *x, CURLcode c, const char *why, GError **error)
{
  g_autofree char *origin = cop_outgoing_url_origin(x->rq->url);
  const char *to = origin != NULL ? origin : "the address";
  if (c == CURLE_OK || (c == CURLE_WRITE_ERROR && x->full && x->rq->cut))
    return true;
  if (c == CURLE_WRITE_ERROR && (x->full || x->long_head))
    g_set_error(error, COP_OUTGOING_ERROR, COP_OUTGOING_ERROR_SIZE, "%s answers more than %" G_GSIZE_FORMAT " bytes", to, x->full ? x->most : (gsize)COP_OUTGOING_HEAD);
  else if (x->refused != NULL)
    g_set_error(error, COP_OUTGOING_ERROR, COP_OUTGOING_ERROR_REFUSED, "%s is %s", to, x->refused);
  else if (c == CURLE_ABORTED_BY_CALLBACK)
    g_set_error(error, COP_OUTGOING_ERROR, COP_OUTGOING_ERROR_STOPPED, "the request to %s was stopped", to);
  else
    g_set_error(error, COP_OUTGOING_ERROR, code_of(c), "%s: %s", to, *why != '\0' ? why : curl_easy_strerror(c));
  return false;
}

static bool
perform(const CopOutgoingRules *r, const CopOutgoing *rq, CopOutgoingAnswer *answer, GError **error)
{
  char why[CURL_ERROR_SIZE] = "";
  Exchange x = { .rules = r, .rq = rq, .answer = answer, .most = rq->most != 0 ? rq->most : COP_OUTGOING_MOST, .plain_http = g_ascii_strncasecmp(rq->url, "https:", 6) != 0 };
  CURL *c = curl_easy_init();
  struct curl_slist *head = head_lines(rq);
  set_up(c, &x, head, why);
  CURLcode code = curl_easy_perform(c);
  long status = 0;
  curl_off_t wait = 0, took = 0;
  const char *type = NULL;
  curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(c, CURLINFO_RETRY_AFTER, &wait);
  curl_easy_getinfo(c, CURLINFO_TOTAL_TIME_T, &took);
  curl_easy_getinfo(c, CURLINFO_CONTENT_TYPE, &type);
  bool ok = ended(&x, code, why, error);
  if (ok)
    *answer = (CopOutgoingAnswer){ .status = (unsigned)status, .body = answer->body, .type = g_strdup(type), .retry_after = wait, .milliseconds = took / 1000 };
  curl_easy_cleanup(c);
  curl_slist_free_all(head);
  return ok;
}

bool
cop_outgoing_send(const CopOutgoingRules *r, const CopOutgoing *rq, CopOutgoingAnswer *answer, GError **error)
{
  static gsize once;
  *answer = (CopOutgoingAnswer){ .body = g_string_new(NULL) };
  if (!cop_outgoing_url_check(r, rq->url, error))
    return false;
  if (g_once_init_enter(&once)) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    g_once_init_leave(&once, 1);
  }
  if (perform(r, rq, answer, error))
    return true;
  g_string_truncate(answer->body, 0);
  return false;
}

void
cop_outgoing_answer_clear(CopOutgoingAnswer *x)
{
  if (x->body != NULL)
    g_string_free(x->body, TRUE);
  g_free(x->type);
  *x = (CopOutgoingAnswer){ 0 };
}
