/* SPDX-License-Identifier: Apache-2.0
 *
 * web/serve.h -- a desk behind an address, until somebody says stop.
 */
#ifndef COP_WEB_SERVE_H
#define COP_WEB_SERVE_H

#include "web/desk.h"

typedef struct {
  const char *store;
  const char *out;          /* build folder; may be NULL */
  const char *program;      /* this program's own file, to build with; NULL: no builds at the desk */
  const char *address;      /* "127.0.0.1" */
  uint16_t port;            /* 0 takes a free one */
  const char *const *hosts; /* further names of the desk; may be NULL */
  const char *const *proxies; /* addresses, in numbers; may be NULL */
  const char *const *nets;  /* where its own requests may go besides the public internet; may be NULL */
  const char *authorities;  /* file, PEM; may be NULL */
  const char *provider;     /* file with the settings of an identity provider; may be NULL */
  const char *certificate;  /* file, PEM, chain; both or neither of these two */
  const char *key;          /* file, PEM */
  void (*ready)(void *user, const char *url); /* called once, when requests are answered */
  void *user;
} CopServeOptions;

/* "127.0.0.1:8080", "[::1]:8080", "8080"; *address is the caller's. */
bool cop_serve_parse(const char *text, char **address, uint16_t *port);

/* Opens the store, listens, and returns after SIGTERM or SIGINT, when the
 * requests under way are answered. Errors: of the store, COP_DESK_ERROR,
 * COP_HTTP_ERROR; of a file that cannot be read, G_FILE_ERROR. */
bool cop_serve_run(const CopServeOptions *o, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
