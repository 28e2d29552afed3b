/* SPDX-License-Identifier: Apache-2.0
 *
 * build/handover.h -- part of a build folder for a partner, on a stick or a disk:
 *
 *   FOLDER/index.html     start page: every file by kind and language
 *   FOLDER/RECEIPT.txt    for whom, of which day, how many files, how to check, the code
 *   FOLDER/SHA256SUMS     as sha256sum -c reads it
 *   FOLDER/opds.xml       catalogue of the books
 *   FOLDER/kit/...        the files, each compared with the manifest as it is copied
 *
 * The code is made of the sums and the partner's name: eight letters and digits
 * that are told over the telephone or sent by SMS (no I, L, O, U). The same files for
 * the same partner have the same code. It proves that the folder arrived, not that somebody
 * looked at it, and it is no secret.
 */
#ifndef COP_BUILD_HANDOVER_H
#define COP_BUILD_HANDOVER_H

#include "build/manifest.h"
#include "compose/compose.h"

enum { COP_RECEIPT = 10 }; /* "7K3M-Q2XA" and its end */

typedef struct {
  size_t files;
  int64_t bytes;
  char code[COP_RECEIPT];
} CopHandover;

/* Copies materials (kit/...) of the languages, NULL for all, from a build folder
 * into a folder that does not exist or is empty. A file that is not what the
 * manifest says ends it; then the folder has no start page. */
bool cop_handover_write(const CopContext *c, const char *from, const char *folder, const char *partner, const char *const *langs, CopHandover *h,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads every file of the folder again. Paths that are missing or changed come into
 * *faults (of text; owned by the caller); the code is that of the sums as they lie there. */
bool cop_handover_check(const char *folder, const char *partner, CopHandover *h, GPtrArray **faults, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
