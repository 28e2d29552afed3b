/* SPDX-License-Identifier: Apache-2.0
 *
 * web/asset.h -- style sheet, scripts and icon of the desk, part of the program.
 *
 * Addresses hold a hash of the content (/assets/desk-3f2a....css), so that
 * browsers keep them for good and a new version is fetched at once. The accent
 * colours of the country come as a sheet of their own.
 *
 * Lifetime:  assets live as long as the set; an accent as long as its arena.
 */
#ifndef COP_WEB_ASSET_H
#define COP_WEB_ASSET_H

#include <glib.h>

#include "base/arena.h"
#include "model/model.h"

typedef enum { COP_ASSET_STYLE, COP_ASSET_SCRIPT, COP_ASSET_ICON, COP_ASSET_OFFLINE, COP_ASSET_WORKER, COP_ASSET_PASSKEY, COP_ASSET_MAX } CopAssetId;

typedef struct {
  char *name;       /* "desk-3f2a0b....css" */
  const char *type;
  char *etag;
  GBytes *bytes;
  GBytes *gzip;     /* may be NULL */
} CopAsset;

typedef struct {
  CopAsset items[COP_ASSET_MAX];
} CopAssets;

void cop_assets_init(CopAssets *s);
void cop_assets_clear(CopAssets *s);
/* NULL when there is none of that name. */
const CopAsset *cop_assets_find(const CopAssets *s, const char *name);

/* The sheet with the country's accent steps; colours that are none are left
 * out, and the desk's own stand. country may be NULL. */
char *cop_asset_accent(CopArena *a, const CopCountry *country);
/* "accent-9c1e....css" for such a sheet. */
char *cop_asset_accent_name(CopArena *a, const char *sheet);

#endif
