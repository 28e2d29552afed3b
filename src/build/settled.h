/* SPDX-License-Identifier: Apache-2.0
 *
 * build/settled.h -- whether a folder already holds what a build would make,
 * answered without composing anything.
 *
 * A complete build without failed or refused pieces leaves DIR/.build-settled:
 * a key over all a build reads, what it found, path and size of every file.
 * The next one compares. The key covers the program, the place and last change
 * of the store, the day and SOURCE_DATE_EPOCH, what was asked for, the folder of
 * the installation with the size and time of each of its pictures, pages and
 * lists, and COPKIT_FONTS. A key that differs says nothing; then pieces are composed
 * and compared (build/build.h), which alone decides what is written.
 * Equal times of different content: files of the installation that are changed
 * within the clock's step and keep their size are not seen. The store is also
 * known by the number of its last change.
 */
#ifndef COP_BUILD_SETTLED_H
#define COP_BUILD_SETTLED_H

#include <glib.h>
#include <stdbool.h>

#include "base/diag.h"
#include "base/hash.h"
#include "build/manifest.h"
#include "model/store.h"

typedef struct {
  const char *date;           /* of the edition */
  const char *const *targets; /* NULL: all */
  const char *const *langs;   /* NULL: the country's */
  bool release;
} CopSettledWish;

/* What a build rests on beside the records: the program, the installation, day and
 * edition, whether the store holds example data. */
void cop_settled_ground(const char *date, bool synthetic, char key[COP_HASH_HEX]);
/* Store and wish as a key. */
bool cop_settled_key(CopDb *db, const CopSettledWish *wish, char key[COP_HASH_HEX], GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  size_t files;
  size_t faulty;     /* of them, cop_build_faulty() */
  GPtrArray *errors; /* of text, as they were printed; owned */
  GHashTable *codes; /* of the other findings -> how many, as GUINT_TO_POINTER; owned */
} CopSettled;

void cop_settled_clear(CopSettled *s);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopSettled, cop_settled_clear)

/* Does the folder stand as a build with that key left it: every file there with
 * its size, no build broken off? *s is filled only then. */
bool cop_settled_holds(const char *dir, const char *key, CopSettled *s);

/* Is there a note of another key? It must go before the first file changes. */
void cop_settled_break(const char *dir, const char *key);
/* Notes a complete build, unflushed: a note that was lost or torn is not believed; `files` are of CopBuiltFile. An equal note is left alone. */
bool cop_settled_note(const char *dir, const char *key, const GPtrArray *files, const CopDiags *findings, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
