/* SPDX-License-Identifier: Apache-2.0
 *
 * web/outgoing.h -- a request this desk makes to another server, on libcurl: the
 * only file that knows it. Nothing else in copkit opens a connection outwards.
 *
 * Where to:  whoever writes an address on a page must not reach through it what
 *            only this machine reaches (OWASP ASVS 5.0, 13.2.5: server-side request
 *            forgery). So it is not the name that is judged but each address it
 *            leads to, in the moment its socket is opened: only public ones pass,
 *            and besides the nets the operator named. Nothing is sent through a
 *            proxy of the environment, which would hide the address.
 * TLS:       1.2 or 1.3, certificate and name verified against the system's
 *            authorities, with no way to switch that off; plain http goes only to
 *            a net the operator named.
 * Limits:    no redirect is followed, the whole takes at most `seconds`, at most
 *            `most` bytes of the answer and COP_OUTGOING_HEAD of its head are read.
 * Threads:   safe. The call waits for the answer; do not call it while a lock or a
 *            transaction is held.
 */
#ifndef COP_WEB_OUTGOING_H
#define COP_WEB_OUTGOING_H

#include <glib.h>
#include <stdbool.h>

#define COP_OUTGOING_ERROR (cop_outgoing_error_quark())
GQuark cop_outgoing_error_quark(void);
typedef enum {
  COP_OUTGOING_ERROR_ADDRESS,     /* not one that can be asked: scheme, host, a password in it */
  COP_OUTGOING_ERROR_REFUSED,     /* it leads to a net that is not allowed, or plain http outside one */
  COP_OUTGOING_ERROR_UNREACHABLE, /* name not found, nobody answers, the connection broke */
  COP_OUTGOING_ERROR_TLS,         /* no TLS, or a certificate that does not hold */
  COP_OUTGOING_ERROR_TIME,
  COP_OUTGOING_ERROR_SIZE,
  COP_OUTGOING_ERROR_STOPPED,
} CopOutgoingError;

enum { COP_OUTGOING_URL = 2000, COP_OUTGOING_SECONDS = 15, COP_OUTGOING_CONNECT_SECONDS = 10, COP_OUTGOING_MOST = 64 * 1024, COP_OUTGOING_HEAD = 32 * 1024 };

/* What the operator decided when the desk was started; the same for all requests. */
typedef struct CopOutgoingRules CopOutgoingRules;

/* nets: "10.20.0.0/16", "::1", NULL-terminated; may be NULL. authorities: a file of
 * certificates (PEM) trusted besides the system's, may be NULL. Errors: ADDRESS for
 * a net that is none, G_FILE_ERROR for a file that cannot be read. */
CopOutgoingRules *cop_outgoing_rules_new(const char *const *nets, const char *authorities, GError **error);
void cop_outgoing_rules_free(CopOutgoingRules *r); /* NULL is fine */

/* Could the address be asked, as far as its text tells? For a form that takes one;
 * what its name leads to is judged with each request. */
bool cop_outgoing_url_check(const CopOutgoingRules *r, const char *url, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* "https://host:port" of it, for pages and logs that are not to show the rest;
 * the caller's; NULL when it is none. */
char *cop_outgoing_url_origin(const char *url);

typedef struct {
  const char *method;         /* "GET" or "POST" */
  const char *url;
  const char *const *headers; /* "Name: value", NULL-terminated; may be NULL */
  const char *body;           /* of a POST, `length` bytes */
  gsize length;
  unsigned seconds;           /* 0: COP_OUTGOING_SECONDS */
  gsize most;                 /* 0: COP_OUTGOING_MOST */
  bool cut;                   /* an answer over `most` is cut there; otherwise it is an error */
  const gint *stop;           /* another thread sets it to end the request within a second; may be NULL */
} CopOutgoing;

typedef struct {
  unsigned status;     /* of HTTP, whatever it is: 404 is no error of the request */
  GString *body;
  char *type;          /* media type as sent; NULL */
  gint64 retry_after;  /* seconds the other side asks to wait; 0 */
  gint64 milliseconds; /* the whole took */
} CopOutgoingAnswer;

void cop_outgoing_answer_clear(CopOutgoingAnswer *x);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopOutgoingAnswer, cop_outgoing_answer_clear)

/* The answer is the caller's, also when it is an error (then it is empty). */
bool cop_outgoing_send(const CopOutgoingRules *r, const CopOutgoing *rq, CopOutgoingAnswer *answer, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

#endif
