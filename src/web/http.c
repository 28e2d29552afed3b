/* SPDX-License-Identifier: Apache-2.0 */
#include "web/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "web/deadline.h"
#include "web/peer.h"

G_DEFINE_QUARK(cop-http-error-quark, cop_http_error)

#define HEAD_MEMORY (16u * 1024u)
#define IDLE_SECONDS 30u

struct CopHttp {
  struct MHD_Daemon *daemon;
  CopHttpLimitFn limit;
  CopHttpHandler handler;
  void *user;
  uint16_t port;
  GMutex lock;
  bool stopping;            /* under lock, as is what follows */
  size_t n_waiting;         /* exchanges that wait for cop_http_go_on() or for being finished */
  GCond idle;
  CopDeadlines *deadlines;
  bool tls;
  char **proxies;
  CopHttpRefusedFn refused;
};

/* A request while it arrives. */
typedef struct {
  CopRequest request;
  bool begun;
  uint64_t body_limit;
  GByteArray *memory;
  bool too_large, refused, failed;
  unsigned status;          /* of a refusal before the handler is asked */
  CopHttp *http;
  CopResponse response;
  CopHttpFinish finish;     /* NULL: nothing to wait for */
  void *finish_data;
} Exchange;

/* --- deadlines --- */

static int
socket_of(struct MHD_Connection *connection)
{
  return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
}

static void
connection_notice(void *user, struct MHD_Connection *connection, void **socket_context,
                  enum MHD_ConnectionNotificationCode code)
{
  CopHttp *h = user;
  (void)socket_context;
  if (code == MHD_CONNECTION_NOTIFY_STARTED)
    cop_deadlines_opened(h->deadlines, socket_of(connection));
  else
    cop_deadlines_closed(h->deadlines, socket_of(connection));
}

/* --- requests --- */

const char *
cop_request_header(const CopRequest *r, const char *name)
{
  return MHD_lookup_connection_value(r->connection, MHD_HEADER_KIND, name);
}

const char *
cop_request_cookie(const CopRequest *r, const char *name)
{
  return MHD_lookup_connection_value(r->connection, MHD_COOKIE_KIND, name);
}

/* application/x-www-form-urlencoded: '+' is a space. */
static const char *
decode_component(CopArena *a, const char *s, size_t n)
{
  g_autofree char *copy = g_strndup(s, n);
  for (char *p = copy; *p != '\0'; p++)
    if (*p == '+')
      *p = ' ';
  g_autofree char *plain = g_uri_unescape_string(copy, NULL);
  return plain == NULL || !g_utf8_validate(plain, -1, NULL) ? "" : cop_arena_strdup(a, plain);
}

const char *
cop_request_query(const CopRequest *r, const char *name)
{
  for (const char *p = r->query; p != NULL && *p != '\0';) {
    size_t pair = strcspn(p, "&");
    size_t key = strcspn(p, "=&");
    if (strcmp(decode_component(r->arena, p, key), name) == 0)
      return key < pair ? decode_component(r->arena, p + key + 1, pair - key - 1) : "";
    p += pair + (p[pair] == '&');
  }
  return NULL;
}

static CopHttpMethod
read_method(const char *method)
{
  static const struct {
    const char *name;
    CopHttpMethod method;
  } names[] = { { "GET", COP_HTTP_GET },   { "HEAD", COP_HTTP_HEAD }, { "POST", COP_HTTP_POST },
                { "PUT", COP_HTTP_PUT },   { "DELETE", COP_HTTP_DELETE } };
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    if (strcmp(method, names[i].name) == 0)
      return names[i].method;
  return COP_HTTP_OTHER;
}

/* The library hands over the path still encoded (see unescape()). */
static const char *
read_path(CopArena *a, const char *url)
{
  g_autofree char *plain = g_uri_unescape_string(url, NULL);
  if (plain == NULL || plain[0] != '/' || !g_utf8_validate(plain, -1, NULL))
    return NULL;
  g_auto(GStrv) parts = g_strsplit(plain + 1, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++) {
    bool last = parts[i + 1] == NULL;
    if (strcmp(parts[i], ".") == 0 || strcmp(parts[i], "..") == 0 || (*parts[i] == '\0' && !last))
      return NULL;
    for (const char *p = parts[i]; *p != '\0'; p++)
      if ((unsigned char)*p < 0x20 || *p == '\\' || *p == 0x7f)
        return NULL;
  }
  return cop_arena_strdup(a, plain);
}

/* Paths and queries are decoded by us, after they are split. */
static size_t
leave_encoded(void *user, struct MHD_Connection *connection, char *s)
{
  (void)user, (void)connection;
  return strlen(s);
}

bool
cop_request_is_secure(const CopRequest *r)
{
  const char *sent = r->tls || !r->handed_on ? NULL : cop_request_header(r, "X-Forwarded-Proto");
  return r->tls || (sent != NULL && g_ascii_strcasecmp(sent, "https") == 0);
}

static enum MHD_Result
keep_forwarded(void *user, enum MHD_ValueKind kind, const char *name, const char *value)
{
  const char **last = user;
  (void)kind;
  if (g_ascii_strcasecmp(name, "X-Forwarded-For") == 0)
    *last = value;
  return MHD_YES;
}

static void
read_peer(CopHttp *h, CopRequest *r, struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  char text[INET6_ADDRSTRLEN] = "";
  if (info->client_addr->sa_family == AF_INET) {
    const struct sockaddr_in *in = (const void *)info->client_addr;
    inet_ntop(AF_INET, &in->sin_addr, text, sizeof text);
    r->loopback = (ntohl(in->sin_addr.s_addr) >> 24) == 127;
  } else {
    const struct sockaddr_in6 *in = (const void *)info->client_addr;
    inet_ntop(AF_INET6, &in->sin6_addr, text, sizeof text);
    r->loopback = IN6_IS_ADDR_LOOPBACK(&in->sin6_addr);
  }
  r->peer = cop_arena_strdup(r->arena, text);
  bool proxy = h->proxies != NULL && cop_peer_among(text, (const char *const *)h->proxies);
  r->handed_on = r->loopback || proxy;
  if (!proxy)
    return;
  const char *forwarded = NULL; /* of several headers the last is the proxy's */
  MHD_get_connection_values(connection, MHD_HEADER_KIND, keep_forwarded, &forwarded);
  r->peer = cop_peer_behind(r->arena, r->peer, forwarded, (const char *const *)h->proxies);
  r->loopback = cop_peer_is_loopback(r->peer);
}

/* The library shows the request line before anything else; what this returns
 * becomes the request's state. The query is kept as sent. */
static void *
on_request_line(void *user, const char *uri, struct MHD_Connection *connection)
{
  CopArena *a = cop_arena_new();
  Exchange *x = cop_new(a, Exchange);
  x->http = user;
  const char *question = strchr(uri, '?');
  x->request.arena = a;
  x->request.connection = connection;
  x->request.exchange = x;
  x->request.body_fd = -1;
  x->request.query = question == NULL ? NULL : cop_arena_strdup(a, question + 1);
  return x;
}

static void
begin_exchange(CopHttp *h, struct MHD_Connection *connection, Exchange *x, const char *url, const char *method)
{
  CopArena *a = x->request.arena;
  x->begun = true;
  x->request.method = read_method(method);
  x->request.head_only = x->request.method == COP_HTTP_HEAD;
  if (x->request.head_only)
    x->request.method = COP_HTTP_GET;
  x->request.path = read_path(a, url);
  x->request.host = cop_arena_strdup(a, MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host"));
  read_peer(h, &x->request, connection);
  x->request.tls = h->tls;
  if (x->request.path == NULL)
    x->status = 400;
  else if (x->request.method == COP_HTTP_OTHER)
    x->status = 405;
  else
    x->body_limit = h->limit(h->user, x->request.method, x->request.path);
  const char *length = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Content-Length");
  guint64 n;
  if (x->status == 0 && length != NULL && g_ascii_string_to_unsigned(length, 10, 0, G_MAXINT64, &n, NULL) && n > x->body_limit)
    x->too_large = true;
}

static bool
write_whole(int fd, const char *p, size_t n)
{
  while (n > 0) {
    ssize_t done = write(fd, p, n);
    if (done < 0 && errno == EINTR)
      continue;
    if (done <= 0)
      return false;
    p += done;
    n -= (size_t)done;
  }
  return true;
}

static int
open_unlinked(void)
{
  g_autofree char *name = g_build_filename(g_get_tmp_dir(), "copkit-upload-XXXXXX", NULL);
  int fd = g_mkstemp_full(name, O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0)
    unlink(name);
  return fd;
}

static void
take_body(Exchange *x, const char *data, size_t n)
{
  if (x->too_large || x->status != 0 || x->failed)
    return;
  if (n > x->body_limit || x->request.body_size > x->body_limit - n) {
    x->too_large = true;
    return;
  }
  x->request.body_size += n;
  if (x->request.body_fd < 0 && x->request.body_size <= COP_HTTP_BODY_MEMORY) {
    if (x->memory == NULL)
      x->memory = g_byte_array_new();
    g_byte_array_append(x->memory, (const guint8 *)data, (guint)n);
    return;
  }
  if (x->request.body_fd < 0) {
    x->request.body_fd = open_unlinked();
    if (x->request.body_fd < 0 ||
        (x->memory != NULL && !write_whole(x->request.body_fd, (const char *)x->memory->data, x->memory->len))) {
      x->failed = true;
      return;
    }
    g_clear_pointer(&x->memory, g_byte_array_unref);
  }
  if (!write_whole(x->request.body_fd, data, n))
    x->failed = true;
}

/* --- responses --- */

void
cop_response_header(CopResponse *r, const char *name, const char *value)
{
  if (r->headers == NULL)
    r->headers = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(r->headers, g_strdup(name));
  g_ptr_array_add(r->headers, g_strdup(value));
}

static void
response_clear(CopResponse *r)
{
  g_clear_pointer(&r->body, g_bytes_unref);
  g_clear_pointer(&r->gzip, g_bytes_unref);
  g_clear_pointer(&r->file, g_free);
  g_clear_pointer(&r->headers, g_ptr_array_unref);
}

static void
unref_bytes(void *p)
{
  g_bytes_unref(p);
}

static void
refuse(CopResponse *r, unsigned status, const char *text)
{
  response_clear(r);
  *r = (CopResponse){ .status = status, .type = "text/plain; charset=utf-8", .body = g_bytes_new(text, strlen(text)) };
}

/* "bytes=FIRST-", "bytes=FIRST-LAST" or "bytes=-COUNT", one of them; anything
 * else is as if no range was asked for. False when it lies outside the file. */
static bool
read_range(const char *header, uint64_t size, uint64_t *from, uint64_t *count)
{
  *from = 0;
  *count = size;
  if (header == NULL || g_ascii_strncasecmp(header, "bytes=", 6) != 0 || strchr(header, ',') != NULL)
    return true;
  const char *first = header + 6, *dash = strchr(first, '-');
  if (dash == NULL)
    return true;
  g_autofree char *begin = g_strndup(first, (gsize)(dash - first));
  guint64 a = 0, b = 0;
  bool has_a = g_ascii_string_to_unsigned(begin, 10, 0, G_MAXINT64, &a, NULL);
  bool has_b = g_ascii_string_to_unsigned(dash + 1, 10, 0, G_MAXINT64, &b, NULL);
  if ((!has_a && *begin != '\0') || (!has_b && dash[1] != '\0') || (!has_a && !has_b) || (has_a && has_b && b < a))
    return true;
  if (has_a ? a >= size : b == 0)
    return false;
  *from = has_a ? a : size - MIN(b, size);
  *count = has_a && has_b ? MIN(b, size - 1) - a + 1 : size - *from;
  return true;
}

/* A range counts only for the file the client already holds a part of. */
static bool
range_wanted(const CopRequest *rq, const CopResponse *r)
{
  const char *condition = cop_request_header(rq, "If-Range");
  if (r->status != 200 || cop_request_header(rq, "Range") == NULL)
    return false;
  if (condition == NULL)
    return true;
  g_autofree char *quoted = g_strdup_printf("\"%s\"", r->etag == NULL ? "" : r->etag);
  return r->etag != NULL && strcmp(condition, quoted) == 0;
}

static struct MHD_Response *
open_file(const CopRequest *rq, CopResponse *r, uint64_t *bytes)
{
  int fd = open(r->file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  struct stat st;
  if (r->unlink_file) {
    g_autofree char *folder = g_path_get_dirname(r->file);
    unlink(r->file);
    rmdir(folder);
  }
  if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
    if (fd >= 0)
      close(fd);
    return NULL;
  }
  uint64_t size = (uint64_t)st.st_size, from = 0, count = size;
  cop_response_header(r, "Accept-Ranges", "bytes");
  if (range_wanted(rq, r)) {
    g_autofree char *what = NULL;
    if (!read_range(cop_request_header(rq, "Range"), size, &from, &count)) {
      close(fd);
      refuse(r, 416, "The file ends before that range.\n");
      what = g_strdup_printf("bytes */%" G_GUINT64_FORMAT, size);
      cop_response_header(r, "Content-Range", what);
      return NULL;
    }
    if (count < size) {
      r->status = 206;
      what = g_strdup_printf("bytes %" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT, from, from + count - 1, size);
      cop_response_header(r, "Content-Range", what);
    }
  }
  *bytes = count;
  return MHD_create_response_from_fd_at_offset64(count, fd, from);
}

static bool
takes_gzip(const CopRequest *rq)
{
  const char *sent = cop_request_header(rq, "Accept-Encoding");
  return sent != NULL && strstr(sent, "gzip") != NULL && strstr(sent, "gzip;q=0") == NULL;
}

static struct MHD_Response *
open_response(const CopRequest *rq, CopResponse *r, uint64_t *bytes)
{
  if (r->file != NULL) {
    struct MHD_Response *m = open_file(rq, r, bytes);
    if (m != NULL)
      return m;
    if (r->status != 416)
      refuse(r, 404, "There is no such file.\n");
  }
  if (r->gzip != NULL) {
    cop_response_header(r, "Vary", "Accept-Encoding");
    if (takes_gzip(rq)) {
      cop_response_header(r, "Content-Encoding", "gzip");
      g_clear_pointer(&r->body, g_bytes_unref);
      r->body = g_steal_pointer(&r->gzip);
    }
  }
  if (r->body == NULL)
    return MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);
  gsize n;
  const void *data = g_bytes_get_data(r->body, &n);
  *bytes = n;
  return MHD_create_response_from_buffer_with_free_callback_cls(n, (void *)data, unref_bytes, g_steal_pointer(&r->body));
}

/* Compared weakly (RFC 9110, 13.1.2): the compressed form of a page is the
 * same page. */
static bool
etag_matches(const CopRequest *rq, const char *etag)
{
  const char *sent = cop_request_header(rq, "If-None-Match");
  if (sent == NULL || etag == NULL || rq->method != COP_HTTP_GET)
    return false;
  g_autofree char *quoted = g_strdup_printf("\"%s\"", etag);
  return strcmp(sent, "*") == 0 || strstr(sent, quoted) != NULL;
}

/* What every answer says to the browser. */
static void
add_policies(struct MHD_Response *m, const CopResponse *r)
{
  MHD_add_response_header(m, "Content-Security-Policy",
                          r->policy != NULL ? r->policy
                                            : "default-src 'none'; object-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
                                              "font-src 'self'; connect-src 'self'; media-src 'self'; frame-src 'self'; "
                                              "form-action 'self'; base-uri 'none'; frame-ancestors 'self'");
  MHD_add_response_header(m, "X-Content-Type-Options", "nosniff");
  MHD_add_response_header(m, "Referrer-Policy", "no-referrer");
  MHD_add_response_header(m, "Cross-Origin-Opener-Policy", "same-origin");
  MHD_add_response_header(m, "Cross-Origin-Resource-Policy", "same-origin");
}

static enum MHD_Result
send_response(CopHttp *h, struct MHD_Connection *connection, const CopRequest *rq, CopResponse *r)
{
  if (r->status == 0)
    r->status = 200;
  bool compressed = r->gzip != NULL;
  if (r->status == 200 && etag_matches(rq, r->etag)) {
    g_clear_pointer(&r->body, g_bytes_unref);
    g_clear_pointer(&r->gzip, g_bytes_unref);
    g_clear_pointer(&r->file, g_free);
    r->status = 304;
  }
  uint64_t bytes = 0;
  struct MHD_Response *m = open_response(rq, r, &bytes);
  if (r->type != NULL && r->status != 304)
    MHD_add_response_header(m, "Content-Type", r->type);
  MHD_add_response_header(m, "Cache-Control", r->cache != NULL ? r->cache : "no-store");
  if (r->etag != NULL) {
    g_autofree char *quoted = g_strdup_printf("%s\"%s\"", compressed ? "W/" : "", r->etag);
    MHD_add_response_header(m, "ETag", quoted);
  }
  if (r->location != NULL)
    MHD_add_response_header(m, "Location", r->location);
  add_policies(m, r);
  for (guint i = 0; r->headers != NULL && i + 1 < r->headers->len; i += 2)
    MHD_add_response_header(m, g_ptr_array_index(r->headers, i), g_ptr_array_index(r->headers, i + 1));
  cop_deadlines_sending(h->deadlines, socket_of(connection), bytes);
  enum MHD_Result result = MHD_queue_response(connection, r->status, m);
  MHD_destroy_response(m);
  response_clear(r);
  return result;
}

static const char *
refusal(unsigned status)
{
  return status == 400 ? "The address or request is malformed.\n" : "This method is not known here.\n";
}

/* --- answers that wait --- */

CopHttpWait *
cop_http_wait(const CopRequest *rq, CopHttpFinish finish, void *data)
{
  Exchange *x = rq->exchange;
  g_mutex_lock(&x->http->lock);
  bool fine = !x->http->stopping;
  x->http->n_waiting += fine;
  g_mutex_unlock(&x->http->lock);
  if (!fine)
    return NULL;
  x->finish = finish;
  x->finish_data = data;
  /* Before anybody can know of it, who might let it go on. */
  MHD_suspend_connection(rq->connection);
  return (CopHttpWait *)x;
}

void
cop_http_go_on(CopHttpWait *w)
{
  Exchange *x = (Exchange *)w;
  MHD_resume_connection(x->request.connection);
}

/* Nothing waits in this exchange any longer. */
static void
stop_waiting(Exchange *x)
{
  CopHttp *h = x->http;
  x->finish = NULL;
  g_mutex_lock(&h->lock);
  if (--h->n_waiting == 0)
    g_cond_broadcast(&h->idle);
  g_mutex_unlock(&h->lock);
}

static enum MHD_Result
answer(CopHttp *h, struct MHD_Connection *connection, Exchange *x)
{
  CopResponse *r = &x->response;
  cop_deadlines_answering(h->deadlines, socket_of(connection));
  unsigned refused = x->status != 0 ? x->status : x->too_large ? 413 : x->failed ? 507 : 0;
  if (refused != 0 && h->refused != NULL)
    h->refused(h->user, &x->request, refused);
  if (x->status != 0) {
    refuse(r, x->status, refusal(x->status));
  } else if (x->too_large) {
    g_autofree char *text =
      g_strdup_printf("The body is larger than the %" G_GUINT64_FORMAT " bytes allowed here.\n", x->body_limit);
    refuse(r, 413, text);
  } else if (x->failed) {
    refuse(r, 507, "There is no room to keep the body.\n");
  } else {
    if (x->memory != NULL)
      x->request.body = g_byte_array_free_to_bytes(g_steal_pointer(&x->memory));
    if (x->request.body_fd >= 0)
      lseek(x->request.body_fd, 0, SEEK_SET);
    h->handler(h->user, &x->request, r);
    if (x->finish != NULL)
      return MHD_YES;
  }
  return send_response(h, connection, &x->request, r);
}

static enum MHD_Result
answer_after_all(CopHttp *h, struct MHD_Connection *connection, Exchange *x)
{
  x->finish(x->finish_data, &x->response);
  enum MHD_Result result = send_response(h, connection, &x->request, &x->response);
  stop_waiting(x);
  return result;
}

/* The library calls this once when the head is there, again for each piece of
 * the body, and once more at its end. Answering in the first call would close
 * the connection after each GET, at a quarter of the throughput. */
static enum MHD_Result
on_request(void *user, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
           const char *data, size_t *size, void **state)
{
  CopHttp *h = user;
  Exchange *x = *state;
  (void)version;
  if (!x->begun) {
    begin_exchange(h, connection, x, url, method);
    cop_deadlines_body(h->deadlines, socket_of(connection), 0);
    return MHD_YES;
  }
  if (x->finish != NULL)
    return answer_after_all(h, connection, x);
  if (*size > 0) {
    take_body(x, data, *size);
    cop_deadlines_body(h->deadlines, socket_of(connection), *size);
    *size = 0;
    return MHD_YES;
  }
  return answer(h, connection, x);
}

static void
on_completed(void *user, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode why)
{
  CopHttp *h = user;
  Exchange *x = *state;
  (void)why;
  if (x == NULL)
    return;
  if (x->finish != NULL) /* whoever asked is gone */
    stop_waiting(x);
  response_clear(&x->response);
  g_clear_pointer(&x->memory, g_byte_array_unref);
  g_clear_pointer(&x->request.body, g_bytes_unref);
  if (x->request.body_fd >= 0)
    close(x->request.body_fd);
  *state = NULL;
  cop_arena_free(x->request.arena);
  cop_deadlines_done(h->deadlines, socket_of(connection));
}

/* --- life --- */

static int
open_listener(const CopHttpOptions *o, uint16_t *port, GError **error)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string(o->address);
  if (address == NULL) {
    g_set_error(error, COP_HTTP_ERROR, COP_HTTP_ERROR_LISTEN, "'%s' is not an address; give it as numbers, e.g. 127.0.0.1",
                o->address);
    return -1;
  }
  g_autoptr(GSocketAddress) where = g_inet_socket_address_new(address, o->port);
  g_autoptr(GError) cause = NULL;
  g_autoptr(GSocket) s = g_socket_new(g_inet_address_get_family(address), G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &cause);
  if (s == NULL || !g_socket_bind(s, where, TRUE, &cause) || (g_socket_set_listen_backlog(s, 1024), !g_socket_listen(s, &cause))) {
    g_set_error(error, COP_HTTP_ERROR, COP_HTTP_ERROR_LISTEN, "cannot listen on %s port %u: %s", o->address, o->port,
                cause->message);
    return -1;
  }
  g_autoptr(GSocketAddress) bound = g_socket_get_local_address(s, NULL);
  *port = g_inet_socket_address_get_port(G_INET_SOCKET_ADDRESS(bound));
  return dup(g_socket_get_fd(s));
}

/* TLS 1.3 and 1.2 with forward secrecy, nothing older (RFC 9325). */
#define TLS_PRIORITIES "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-RSA:%SERVER_PRECEDENCE"

static struct MHD_Daemon *
start_daemon(CopHttp *h, const CopHttpOptions *o, int listener, bool loopback)
{
  unsigned per_address = o->per_address != 0 ? o->per_address : loopback ? 0 : 64;
  struct MHD_OptionItem tls[] = { { MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)o->certificate }, { MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)o->key },
                                  { MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)TLS_PRIORITIES }, { MHD_OPTION_END, 0, NULL } };
  if (!h->tls)
    tls[0] = (struct MHD_OptionItem){ MHD_OPTION_END, 0, NULL };
  return MHD_start_daemon(
    MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TURBO | MHD_ALLOW_SUSPEND_RESUME | (h->tls ? MHD_USE_TLS : 0), 0, NULL, NULL, on_request, h, MHD_OPTION_LISTEN_SOCKET, listener,
    MHD_OPTION_THREAD_POOL_SIZE, o->threads != 0 ? o->threads : 2u, MHD_OPTION_CONNECTION_LIMIT,
    o->connections != 0 ? o->connections : 4096u, MHD_OPTION_PER_IP_CONNECTION_LIMIT, per_address,
    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEAD_MEMORY, MHD_OPTION_CONNECTION_TIMEOUT, IDLE_SECONDS,
    MHD_OPTION_URI_LOG_CALLBACK, on_request_line, h, MHD_OPTION_UNESCAPE_CALLBACK, leave_encoded, h,
    MHD_OPTION_NOTIFY_COMPLETED, on_completed, h, MHD_OPTION_NOTIFY_CONNECTION, connection_notice, h, MHD_OPTION_ARRAY, tls, MHD_OPTION_END);
}

CopHttp *
cop_http_start(const CopHttpOptions *o, CopHttpLimitFn limit, CopHttpHandler handler, void *user, GError **error)
{
  if (o->certificate != NULL && MHD_is_feature_supported(MHD_FEATURE_TLS) != MHD_YES) {
    g_set_error(error, COP_HTTP_ERROR, COP_HTTP_ERROR_TLS, "libmicrohttpd on this machine was built without TLS; put a proxy in front of the desk");
    return NULL;
  }
  CopHttp *h = g_new0(CopHttp, 1);
  int listener = open_listener(o, &h->port, error);
  if (listener < 0) {
    g_free(h);
    return NULL;
  }
  h->limit = limit;
  h->handler = handler;
  h->user = user;
  h->tls = o->certificate != NULL;
  h->proxies = g_strdupv((char **)o->proxies);
  h->refused = o->refused;
  g_mutex_init(&h->lock);
  g_cond_init(&h->idle);
  h->deadlines = cop_deadlines_new();
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string(o->address);
  h->daemon = start_daemon(h, o, listener, g_inet_address_get_is_loopback(address));
  if (h->daemon == NULL) {
    close(listener);
    if (h->tls)
      g_set_error(error, COP_HTTP_ERROR, COP_HTTP_ERROR_TLS, "the certificate and the key were not taken: they must be PEM, belong together, and the key must have no password");
    else
      g_set_error(error, COP_HTTP_ERROR, COP_HTTP_ERROR_LISTEN, "the server could not start: %s", g_strerror(errno));
    cop_http_stop(h);
    return NULL;
  }
  return h;
}

uint16_t
cop_http_port(const CopHttp *h)
{
  return h->port;
}

void
cop_http_stop(CopHttp *h)
{
  if (h == NULL)
    return;
  g_mutex_lock(&h->lock);
  h->stopping = true;
  while (h->n_waiting > 0) /* the library must not be stopped while a connection rests */
    g_cond_wait(&h->idle, &h->lock);
  g_mutex_unlock(&h->lock);
  if (h->daemon != NULL)
    MHD_stop_daemon(h->daemon);
  cop_deadlines_free(h->deadlines);
  g_strfreev(h->proxies);
  g_mutex_clear(&h->lock);
  g_cond_clear(&h->idle);
  g_free(h);
}
