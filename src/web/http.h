/* SPDX-License-Identifier: Apache-2.0
 *
 * web/http.h -- the HTTP/1.1 server (RFC 9112), on libmicrohttpd: the only
 * file that knows it.
 *
 * Threads:   a pool of worker threads calls the handler; a request and its
 *            response belong to that call. Whatever the handler's user data
 *            points to must be safe for several threads.
 * Bodies:    up to COP_HTTP_BODY_MEMORY bytes are held in memory; larger ones
 *            go into an unlinked temporary file, up to the route's limit;
 *            anything over is answered 413 while the rest is thrown away.
 * Deadlines: the whole request head must arrive within COP_HTTP_HEAD_SECONDS,
 *            and a body at COP_HTTP_BODY_RATE bytes a second on average over
 *            any COP_HTTP_BODY_WINDOW seconds; otherwise the connection is cut.
 *            A drip of one byte a second does not hold a connection. An answer
 *            may take COP_HTTP_BODY_WINDOW seconds and as long as its bytes need
 *            at COP_HTTP_BODY_RATE.
 * TLS:       where a certificate is given, with the library's GnuTLS; a plain
 *            request is not understood there. The deadline of the head holds for
 *            the handshake with it.
 * Limits:    connections in all and from one address; memory for one head.
 * Answers:   every response carries Content-Security-Policy, X-Content-Type-
 *            Options, Referrer-Policy, Cross-Origin-Opener-Policy and, unless the
 *            handler says otherwise, Cache-Control: no-store. If-None-Match
 *            against the response's ETag gives 304; HEAD sends no body. A file is
 *            sent in the one range that is asked for (RFC 9110, 14.2); a request
 *            for several ranges gets the whole.
 */
#ifndef COP_WEB_HTTP_H
#define COP_WEB_HTTP_H

#include <gio/gio.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

#define COP_HTTP_BODY_MEMORY (64u * 1024u)
#define COP_HTTP_HEAD_SECONDS 10
#define COP_HTTP_BODY_RATE 1024
#define COP_HTTP_BODY_WINDOW 30

typedef enum {
  COP_HTTP_GET,
  COP_HTTP_HEAD,
  COP_HTTP_POST,
  COP_HTTP_PUT,
  COP_HTTP_DELETE,
  COP_HTTP_OTHER
} CopHttpMethod;

typedef struct {
  CopArena *arena;         /* of the request; freed after the response is queued */
  CopHttpMethod method;    /* HEAD is handed over as GET with head_only set */
  bool head_only;
  const char *path;        /* decoded, begins with '/', holds no "//", "." or ".." part and no NUL */
  const char *query;       /* as sent, without '?'; may be NULL */
  const char *host;        /* Host header; may be NULL */
  bool loopback;           /* that peer is this machine */
  const char *peer;        /* address as text: of whoever asks a proxy that was named, else of the other end */
  bool handed_on;          /* the other end may say how it was asked: this machine, or a proxy that was named */
  bool tls;                /* it came over TLS to us, not to a proxy */
  GBytes *body;            /* NULL when there is none or it is in body_fd */
  int body_fd;             /* -1, or an unlinked file positioned at its start */
  uint64_t body_size;
  void *connection;        /* for cop_request_header() */
  void *exchange;          /* for cop_http_wait() */
} CopRequest;

/* Did it come over TLS, to us or to a proxy that says so? */
bool cop_request_is_secure(const CopRequest *r);
/* A header by name, case-insensitive; NULL when absent. */
const char *cop_request_header(const CopRequest *r, const char *name);
/* A query parameter, decoded; NULL when absent. The first of several. */
const char *cop_request_query(const CopRequest *r, const char *name);
/* A cookie; NULL when absent. */
const char *cop_request_cookie(const CopRequest *r, const char *name);

typedef struct {
  unsigned status;         /* 200 when left 0 */
  const char *type;        /* media type */
  GBytes *body;            /* owned by the response */
  GBytes *gzip;            /* the same compressed, for clients that take it; owned; may be NULL */
  char *file;              /* a file to send instead; owned */
  bool unlink_file;        /* the file and its folder are temporary: removed once the file is open */
  const char *etag;        /* without quotes; NULL for none; lives as long as the request */
  const char *cache;       /* Cache-Control; NULL means no-store */
  const char *location;    /* for redirects */
  const char *policy;      /* Content-Security-Policy; NULL means the strict one of pages */
  GPtrArray *headers;      /* further ones: name, value, name, value, ... ; owned strings */
} CopResponse;

void cop_response_header(CopResponse *r, const char *name, const char *value);

/* Called when the head has arrived: the largest body this request may have (0
 * for none). */
typedef uint64_t (*CopHttpLimitFn)(void *user, CopHttpMethod method, const char *path);
typedef void (*CopHttpHandler)(void *user, const CopRequest *rq, CopResponse *rs);
/* Told of a request that was answered without the handler: too large, no method or
 * path, no room. The path may be NULL. */
typedef void (*CopHttpRefusedFn)(void *user, const CopRequest *rq, unsigned status);

/* An answer that is not ready when the handler returns: the connection rests,
 * its thread serves others, and once somebody has called cop_http_go_on(),
 * from any thread, `finish` completes the same response. The request and its
 * arena live until then. A server that is stopping lets nothing wait any more
 * and returns NULL: the handler then has to answer. */
typedef struct CopHttpWait CopHttpWait;
typedef void (*CopHttpFinish)(void *data, CopResponse *rs);
CopHttpWait *cop_http_wait(const CopRequest *rq, CopHttpFinish finish, void *data);
void cop_http_go_on(CopHttpWait *w); /* once; w is gone afterwards */

typedef struct {
  const char *address;     /* "127.0.0.1" or "::1" or another */
  uint16_t port;           /* 0 takes a free one */
  unsigned threads;        /* 0 means 2 */
  unsigned connections;    /* 0 means 4096 */
  unsigned per_address;    /* 0 means no limit on loopback, else 64 */
  const char *certificate; /* chain, PEM text: TLS 1.2 and 1.3 only; NULL: plain HTTP */
  const char *const *proxies; /* addresses whose X-Forwarded-For is believed (web/peer.h); NULL-terminated; may be NULL */
  CopHttpRefusedFn refused;   /* may be NULL */
  const char *key;         /* its key, PEM text without password; read while the server starts and not kept by us */
} CopHttpOptions;

typedef struct CopHttp CopHttp;

#define COP_HTTP_ERROR (cop_http_error_quark())
GQuark cop_http_error_quark(void);
typedef enum { COP_HTTP_ERROR_LISTEN, COP_HTTP_ERROR_TLS } CopHttpError;

CopHttp *cop_http_start(const CopHttpOptions *o, CopHttpLimitFn limit, CopHttpHandler handler, void *user,
                        GError **error);
uint16_t cop_http_port(const CopHttp *h);
/* Lets requests under way finish, those that wait too, then closes. */
void cop_http_stop(CopHttp *h);

#endif
