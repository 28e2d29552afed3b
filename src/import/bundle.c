/* SPDX-License-Identifier: Apache-2.0 */
#include "import/bundle.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/date.h"
#include "base/file.h"
#include "base/limits.h"

#define FIRST_LINE "copkit-bundle 1\n"
#define KEY_LINE "copkit-key 1\n"
#define SIGNATURE_WORD "signature "
enum { MOST_FILES = 1000, SIGNATURE_LINE = sizeof SIGNATURE_WORD - 1 + 2 * COP_SIGN_SIZE + 1, KEY_FILE = 4096 };

G_DEFINE_QUARK(cop-bundle-error-quark, cop_bundle_error)

bool
cop_bundle_claims(const char *head)
{
  return g_str_has_prefix(head, FIRST_LINE);
}

/* --- lines of a head --- */

typedef struct {
  const char *at, *end;
} Head;

/* The value of the next line when it begins with that word; not ended by NUL. */
static bool
take(Head *h, const char *word, const char **value, size_t *length)
{
  size_t n = strlen(word);
  const char *end = memchr(h->at, '\n', (size_t)(h->end - h->at));
  if (end == NULL || (size_t)(end - h->at) <= n || memcmp(h->at, word, n) != 0 || h->at[n] != ' ')
    return false;
  *value = h->at + n + 1;
  *length = (size_t)(end - *value);
  h->at = end + 1;
  return true;
}

static bool
take_hex(Head *h, const char *word, uint8_t *bytes, size_t n)
{
  const char *v;
  size_t length;
  return take(h, word, &v, &length) && cop_hex_read(v, length, bytes, n);
}

static bool
take_number(Head *h, const char *word, int64_t *number)
{
  const char *v;
  size_t length;
  guint64 n;
  if (!take(h, word, &v, &length) || length > 18)
    return false;
  g_autofree char *text = g_strndup(v, length);
  if (!g_ascii_string_to_unsigned(text, 10, 0, G_MAXINT64, &n, NULL))
    return false;
  *number = (int64_t)n;
  return true;
}

/* --- reading --- */

static bool
fail(GError **error, CopBundleError code, const char *message)
{
  g_set_error_literal(error, COP_BUNDLE_ERROR, (int)code, message);
  return false;
}

/* "<bytes> <name>"; a name is one of a file, not of a path. */
static bool
read_file_line(const char *v, size_t length, CopArena *a, CopBundleFile *f)
{
  const char *space = memchr(v, ' ', length);
  guint64 n;
  if (space == NULL || space == v || space + 1 == v + length)
    return false;
  g_autofree char *digits = g_strndup(v, (gsize)(space - v));
  if (!g_ascii_string_to_unsigned(digits, 10, 0, COP_LIMIT_FILE, &n, NULL))
    return false;
  f->length = (size_t)n;
  f->name = cop_arena_strndup(a, space + 1, (size_t)(v + length - space - 1));
  return strchr(f->name, '/') == NULL && g_utf8_validate(f->name, -1, NULL) && strlen(f->name) <= COP_LIMIT_ID;
}

static bool
read_head(Head *h, CopArena *a, CopBundle *b)
{
  const char *v;
  size_t length;
  h->at += strlen(FIRST_LINE);
  if (!take_hex(h, "key", b->key, sizeof b->key) || !take_number(h, "number", &b->number) || b->number < 1 ||
      !take_hex(h, "previous", b->previous, sizeof b->previous) || !take(h, "made", &v, &length))
    return false;
  b->made_at = cop_arena_strndup(a, v, length);
  b->files = cop_new_n(a, CopBundleFile, MOST_FILES);
  for (b->n = 0; b->n < MOST_FILES && take(h, "file", &v, &length); b->n++)
    if (!read_file_line(v, length, a, &b->files[b->n]))
      return false;
  return cop_instant_valid(b->made_at) && b->n > 0 && h->at < h->end && *h->at++ == '\n';
}

static bool
lay_out_files(Head *h, CopBundle *b)
{
  for (size_t i = 0; i < b->n; i++) {
    if ((size_t)(h->end - h->at) < b->files[i].length)
      return false;
    b->files[i].bytes = h->at;
    h->at += b->files[i].length;
  }
  return h->at == h->end;
}

bool
cop_bundle_read(const char *bytes, size_t length, CopArena *a, CopBundle *b, GError **error)
{
  static const char damaged[] = "the bundle is cut off or damaged; copy it again from where it was written";
  uint8_t signature[COP_SIGN_SIZE];
  *b = (CopBundle){ 0 };
  if (length < strlen(FIRST_LINE) + SIGNATURE_LINE || memcmp(bytes, FIRST_LINE, strlen(FIRST_LINE)) != 0)
    return fail(error, COP_BUNDLE_ERROR_FORMAT, "this is no bundle of copkit, or it is cut off");
  Head last = { bytes + length - SIGNATURE_LINE, bytes + length }, head = { bytes, bytes + length - SIGNATURE_LINE };
  if (!take_hex(&last, "signature", signature, sizeof signature))
    return fail(error, COP_BUNDLE_ERROR_FORMAT, damaged);
  if (!read_head(&head, a, b))
    return fail(error, COP_BUNDLE_ERROR_FORMAT, damaged);
  if (!cop_sign_fits(b->key, bytes, length - SIGNATURE_LINE, signature))
    return fail(error, COP_BUNDLE_ERROR_SIGNATURE, "the signature does not fit: the bundle was changed after it was signed; nothing of it is taken");
  if (!lay_out_files(&head, b))
    return fail(error, COP_BUNDLE_ERROR_FORMAT, damaged);
  CopHash h;
  cop_hash_init(&h, COP_HASH_SHA256);
  cop_hash_add(&h, bytes, length);
  cop_hash_finish(&h, b->hash);
  return true;
}

/* --- keys --- */

void
cop_bundle_key_new(CopBundleKey *k)
{
  *k = (CopBundleKey){ 0 };
  cop_sign_new(k->seed, k->key);
}

/* Written beside its name and renamed, so that a power cut leaves the old one. */
bool
cop_bundle_key_save(const CopBundleKey *k, const char *path, bool replace, GError **error)
{
  char seed[2 * COP_SIGN_SEED + 1], key[2 * COP_SIGN_PUBLIC + 1], last[2 * COP_HASH_SIZE + 1], text[KEY_FILE];
  if (!replace && g_file_test(path, G_FILE_TEST_EXISTS)) {
    g_set_error(error, COP_BUNDLE_ERROR, COP_BUNDLE_ERROR_KEY, "'%s' is there already; a key that was used is never written over", path);
    return false;
  }
  cop_hex_write(k->seed, sizeof k->seed, seed);
  cop_hex_write(k->key, sizeof k->key, key);
  cop_hex_write(k->last, sizeof k->last, last);
  int n = g_snprintf(text, sizeof text, KEY_LINE "secret %s\nkey %s\nnumber %" G_GINT64_FORMAT "\nlast %s\n", seed, key, k->number, last);
  bool fine = g_file_set_contents_full(path, text, n, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error) && (chmod(path, 0600), true);
  cop_sign_forget(text, sizeof text);
  cop_sign_forget(seed, sizeof seed);
  return fine;
}

static bool
only_mine(const char *path, GError **error)
{
  GStatBuf st;
  if (g_stat(path, &st) == 0 && (st.st_mode & 077) != 0) {
    g_set_error(error, COP_BUNDLE_ERROR, COP_BUNDLE_ERROR_KEY, "others can read '%s'; 'chmod 600' it, and if they may have read it, register a new key", path);
    return false;
  }
  return true;
}

bool
cop_bundle_key_load(CopBundleKey *k, const char *path, GError **error)
{
  size_t length;
  uint8_t own[COP_SIGN_PUBLIC];
  *k = (CopBundleKey){ 0 };
  g_autofree char *text = cop_file_read(path, KEY_FILE, &length, error);
  if (text == NULL || !only_mine(path, error))
    return false;
  Head h = { text + strlen(KEY_LINE), text + length };
  bool fine = g_str_has_prefix(text, KEY_LINE) && take_hex(&h, "secret", k->seed, sizeof k->seed) && take_hex(&h, "key", k->key, sizeof k->key) &&
              take_number(&h, "number", &k->number) && take_hex(&h, "last", k->last, sizeof k->last);
  cop_sign_forget(text, length);
  if (fine)
    cop_sign_key(k->seed, own);
  if (fine && memcmp(own, k->key, sizeof own) == 0)
    return true;
  g_set_error(error, COP_BUNDLE_ERROR, COP_BUNDLE_ERROR_KEY, "'%s' is no key of copkit, or damaged; 'copkit bundle key' makes one", path);
  return false;
}

/* --- writing --- */

static void G_GNUC_PRINTF(2, 3)
put(GByteArray *out, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text));
}

GByteArray *
cop_bundle_write(CopBundleKey *k, const CopBundleFile *files, size_t n, const char *made_at)
{
  char key[2 * COP_SIGN_PUBLIC + 1], last[2 * COP_HASH_SIZE + 1], hex[2 * COP_SIGN_SIZE + 1];
  uint8_t signature[COP_SIGN_SIZE];
  GByteArray *out = g_byte_array_new();
  g_assert(n > 0 && n < MOST_FILES);
  cop_hex_write(k->key, sizeof k->key, key);
  cop_hex_write(k->last, sizeof k->last, last);
  put(out, FIRST_LINE "key %s\nnumber %" G_GINT64_FORMAT "\nprevious %s\nmade %s\n", key, ++k->number, last, made_at);
  for (size_t i = 0; i < n; i++)
    put(out, "file %zu %s\n", files[i].length, files[i].name);
  put(out, "\n");
  for (size_t i = 0; i < n; i++)
    g_byte_array_append(out, (const guint8 *)files[i].bytes, (guint)files[i].length);
  cop_sign(k->seed, out->data, out->len, signature);
  cop_hex_write(signature, sizeof signature, hex);
  put(out, SIGNATURE_WORD "%s\n", hex);
  CopHash h;
  cop_hash_init(&h, COP_HASH_SHA256);
  cop_hash_add(&h, out->data, out->len);
  cop_hash_finish(&h, k->last);
  return out;
}
