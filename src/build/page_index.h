/* SPDX-License-Identifier: Apache-2.0
 *
 * build/page_index.h -- DIR/index.html: a page that links everything a build
 * folder holds, by target, with size, language and draft mark. Works from a
 * disk or stick without a server.
 */
#ifndef COP_BUILD_PAGE_INDEX_H
#define COP_BUILD_PAGE_INDEX_H

#include "build/manifest.h"
#include "compose/compose.h"

/* The page is not flushed. */
bool cop_build_write_index(const CopContext *c, const CopManifest *m, const char *dir, GError **error);

#endif
