/* SPDX-License-Identifier: Apache-2.0
 *
 * web/built.h -- built files in pages: previews, links, states.
 */
#ifndef COP_WEB_BUILT_H
#define COP_WEB_BUILT_H

#include "build/manifest.h"
#include "web/page.h"
#include "web/part.h"

/* The picture of a message's poster in a language; NULL when none was built. */
const CopBuiltFile *cop_built_preview(const CopView *v, const char *message, const char *lang);
/* The artifact with that path; NULL when there is none. */
const CopBuiltFile *cop_built_find(const CopView *v, const char *path);
CopUrl cop_url_built(CopArena *a, const CopBuiltFile *artifact);
/* The page that shows an HTML document beside its records. */
CopUrl cop_url_read(CopArena *a, const CopBuiltFile *artifact);
/* Draft or released. */
CopChip cop_chip_artifact(const CopBuiltFile *artifact);
const char *cop_say_artifact(CopPage *p, const CopBuiltFile *artifact);
/* The files made of a record, by language; says so when there are none. */
void cop_part_built(CopPage *p, const char *kind, const char *id);

#endif
