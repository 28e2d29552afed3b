/* SPDX-License-Identifier: Apache-2.0
 *
 * build/feed.h -- the books of a build folder as an OPDS 1.2 catalogue, for
 * reading programs and libraries: DIR/opds.xml, an Atom acquisition feed.
 *
 * One entry for each EPUB, with language, licence, date and the same story as
 * printable booklet or slides where these were built. Addresses are relative: the folder
 * can lie on a server or a stick.
 */
#ifndef COP_BUILD_FEED_H
#define COP_BUILD_FEED_H

#include "build/manifest.h"
#include "compose/compose.h"

/* Writes the feed, unflushed; a folder without books has none, and one from before goes. */
bool cop_build_write_feed(const CopContext *c, const CopManifest *m, const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
