/* SPDX-License-Identifier: Apache-2.0
 *
 * web/cache.h -- answers kept for the next reader who asks the same. A cache
 * belongs to one view and dies with it, so nothing in it is ever stale.
 *
 * Key:      whatever the answer depends on besides the view, as one text.
 * Limits:   COP_CACHE_BYTES; an answer that would go beyond that empties it first.
 * Threads:  safe.
 */
#ifndef COP_WEB_CACHE_H
#define COP_WEB_CACHE_H

#include <glib.h>
#include <stdbool.h>

#define COP_CACHE_BYTES (48u * 1024u * 1024u)

typedef struct {
  const char *type; /* constant */
  GBytes *body;
  GBytes *gzip;     /* NULL when compression does not pay */
  char *etag;
} CopCached;

typedef struct CopCache CopCache;

CopCache *cop_cache_new(void);
void cop_cache_free(CopCache *c); /* NULL is fine */
/* False when it is not there. The members are the caller's: cop_cached_clear(). */
bool cop_cache_find(CopCache *c, const char *key, CopCached *out);
/* Compresses and keeps an answer; keeps a reference to the body. */
void cop_cache_keep(CopCache *c, const char *key, const char *type, GBytes *body, CopCached *out);
void cop_cached_clear(CopCached *c);

/* SHA-256 of some bytes, the first 128 bits in hexadecimal: an entity tag. */
char *cop_bytes_tag(GBytes *b);
/* NULL when the result would not be at least a tenth smaller. */
GBytes *cop_bytes_gzip(GBytes *b);

#endif
