/* SPDX-License-Identifier: Apache-2.0 */
#include "web/cache.h"

#include <gio/gio.h>

/* Below this a header costs more than compression saves. */
#define COMPRESS_FROM 1024u

struct CopCache {
  GMutex lock;
  GHashTable *by_key; /* text -> CopCached */
  gsize bytes;
};

void
cop_cached_clear(CopCached *c)
{
  g_clear_pointer(&c->body, g_bytes_unref);
  g_clear_pointer(&c->gzip, g_bytes_unref);
  g_clear_pointer(&c->etag, g_free);
}

static void
cached_free(gpointer data)
{
  cop_cached_clear(data);
  g_free(data);
}

static CopCached
cached_copy(const CopCached *c)
{
  return (CopCached){ .type = c->type, .body = g_bytes_ref(c->body), .gzip = c->gzip == NULL ? NULL : g_bytes_ref(c->gzip), .etag = g_strdup(c->etag) };
}

CopCache *
cop_cache_new(void)
{
  CopCache *c = g_new0(CopCache, 1);
  g_mutex_init(&c->lock);
  c->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, cached_free);
  return c;
}

void
cop_cache_free(CopCache *c)
{
  if (c == NULL)
    return;
  g_hash_table_unref(c->by_key);
  g_mutex_clear(&c->lock);
  g_free(c);
}

bool
cop_cache_find(CopCache *c, const char *key, CopCached *out)
{
  g_mutex_lock(&c->lock);
  const CopCached *found = g_hash_table_lookup(c->by_key, key);
  if (found != NULL)
    *out = cached_copy(found);
  g_mutex_unlock(&c->lock);
  return found != NULL;
}

char *
cop_bytes_tag(GBytes *b)
{
  char *tag = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, b);
  tag[32] = '\0';
  return tag;
}

GBytes *
cop_bytes_gzip(GBytes *b)
{
  gsize n = g_bytes_get_size(b);
  if (n < COMPRESS_FROM)
    return NULL;
  g_autoptr(GZlibCompressor) z = g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr(GInputStream) plain = g_memory_input_stream_new_from_bytes(b);
  g_autoptr(GInputStream) packed = g_converter_input_stream_new(plain, G_CONVERTER(z));
  g_autoptr(GOutputStream) out = g_memory_output_stream_new_resizable();
  g_output_stream_splice(out, packed, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);
  GBytes *result = g_memory_output_stream_steal_as_bytes(G_MEMORY_OUTPUT_STREAM(out));
  if (g_bytes_get_size(result) > n - n / 10)
    g_clear_pointer(&result, g_bytes_unref);
  return result;
}

void
cop_cache_keep(CopCache *c, const char *key, const char *type, GBytes *body, CopCached *out)
{
  CopCached *made = g_new0(CopCached, 1);
  made->type = type;
  made->body = g_bytes_ref(body);
  made->gzip = cop_bytes_gzip(body);
  made->etag = cop_bytes_tag(body);
  *out = cached_copy(made);
  gsize size = g_bytes_get_size(body) + (made->gzip == NULL ? 0 : g_bytes_get_size(made->gzip));
  g_mutex_lock(&c->lock);
  if (c->bytes + size > COP_CACHE_BYTES) {
    g_hash_table_remove_all(c->by_key);
    c->bytes = 0;
  }
  if (!g_hash_table_contains(c->by_key, key) && size <= COP_CACHE_BYTES) {
    g_hash_table_insert(c->by_key, g_strdup(key), g_steal_pointer(&made));
    c->bytes += size;
  }
  g_mutex_unlock(&c->lock);
  g_clear_pointer(&made, cached_free);
}
