/* SPDX-License-Identifier: Apache-2.0
 *
 * import/bundle.h -- field reports carried on a stick: files of any form that
 * `copkit import` takes as field reports, in one file, numbered and signed.
 *
 *   copkit-bundle 1
 *   key <64 hexadecimal digits>       public key, Ed25519
 *   number <n>                        1, 2, 3 ... of that key
 *   previous <64 digits>              SHA-256 of the bundle before, 0 for none
 *   made <UTC instant>
 *   file <bytes> <name>               one line for each file
 *                                     an empty line, then the files' bytes, one after the other
 *   signature <128 digits>            over everything before this line
 *
 * A bundle is taken when its signature fits, its key belongs to a registration
 * that is open (`copkit device key`), and it does not contradict what that key
 * sent before: the same number with other content, or a number whose
 * predecessor is here and is not the one it names, means that the key is in
 * two places. A bundle that comes again counts nothing; one that is missing in
 * between is told, and may still come.
 */
#ifndef COP_IMPORT_BUNDLE_H
#define COP_IMPORT_BUNDLE_H

#include "base/diag.h"
#include "base/hash.h"
#include "base/sign.h"

#define COP_BUNDLE_ERROR (cop_bundle_error_quark())
GQuark cop_bundle_error_quark(void);
typedef enum {
  COP_BUNDLE_ERROR_FORMAT,    /* no bundle, cut off, or too large */
  COP_BUNDLE_ERROR_SIGNATURE, /* changed after it was signed */
  COP_BUNDLE_ERROR_KEY,       /* a key file that cannot be read */
} CopBundleError;

typedef struct {
  const char *name;   /* without folders */
  const char *bytes;
  size_t length;
} CopBundleFile;

typedef struct {
  uint8_t key[COP_SIGN_PUBLIC];
  int64_t number;
  uint8_t previous[COP_HASH_SIZE];
  const char *made_at;
  size_t n;
  CopBundleFile *files; /* in the arena, but for their bytes, which are those read */
  uint8_t hash[COP_HASH_SIZE]; /* of the whole bundle */
} CopBundle;

bool cop_bundle_claims(const char *head);
/* False for what is no bundle or whose signature does not fit. `bytes` must
 * outlive *b. */
bool cop_bundle_read(const char *bytes, size_t length, CopArena *a, CopBundle *b, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a sender keeps beside its secret: how many it has signed. */
typedef struct {
  uint8_t seed[COP_SIGN_SEED], key[COP_SIGN_PUBLIC];
  int64_t number;              /* of the last bundle; 0: none yet */
  uint8_t last[COP_HASH_SIZE]; /* its hash */
} CopBundleKey;

void cop_bundle_key_new(CopBundleKey *k);
/* The key file; readable by its owner only. Reading refuses one that others can
 * read. */
bool cop_bundle_key_save(const CopBundleKey *k, const char *path, bool replace, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool cop_bundle_key_load(CopBundleKey *k, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A signed bundle as bytes; the key's number and last hash go one on, to be
 * saved before the bundle is given away. */
GByteArray *cop_bundle_write(CopBundleKey *k, const CopBundleFile *files, size_t n, const char *made_at);

#endif
