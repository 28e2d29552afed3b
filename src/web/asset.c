/* SPDX-License-Identifier: Apache-2.0 */
#include "web/asset.h"

#include <string.h>

#include "doc/drawing.h"
#include "web/cache.h"

#include "desk_css.inc"
#include "desk_js.inc"
#include "icon_svg.inc"
#include "offline_js.inc"
#include "passkey_js.inc"
#include "worker_js.inc"

static const struct {
  const char *stem, *suffix, *type, *text;
} sources[COP_ASSET_MAX] = {
  [COP_ASSET_STYLE] = { "desk", "css", "text/css; charset=utf-8", desk_css },
  [COP_ASSET_SCRIPT] = { "desk", "js", "text/javascript; charset=utf-8", desk_js },
  [COP_ASSET_OFFLINE] = { "offline", "js", "text/javascript; charset=utf-8", offline_js },
  [COP_ASSET_WORKER] = { "worker", "js", "text/javascript; charset=utf-8", worker_js },
  [COP_ASSET_PASSKEY] = { "passkey", "js", "text/javascript; charset=utf-8", passkey_js },
  [COP_ASSET_ICON] = { "icon", "svg", "image/svg+xml", icon_svg },
};

void
cop_assets_init(CopAssets *s)
{
  for (size_t i = 0; i < COP_ASSET_MAX; i++) {
    CopAsset *asset = &s->items[i];
    asset->bytes = g_bytes_new_static(sources[i].text, strlen(sources[i].text));
    asset->gzip = cop_bytes_gzip(asset->bytes);
    asset->etag = cop_bytes_tag(asset->bytes);
    asset->type = sources[i].type;
    asset->name = g_strdup_printf("%s-%.16s.%s", sources[i].stem, asset->etag, sources[i].suffix);
  }
}

void
cop_assets_clear(CopAssets *s)
{
  for (size_t i = 0; i < COP_ASSET_MAX; i++) {
    g_clear_pointer(&s->items[i].bytes, g_bytes_unref);
    g_clear_pointer(&s->items[i].gzip, g_bytes_unref);
    g_clear_pointer(&s->items[i].etag, g_free);
    g_clear_pointer(&s->items[i].name, g_free);
  }
}

const CopAsset *
cop_assets_find(const CopAssets *s, const char *name)
{
  for (size_t i = 0; i < COP_ASSET_MAX; i++)
    if (strcmp(s->items[i].name, name) == 0)
      return &s->items[i];
  return NULL;
}

/* --- accent --- */

static void
add_step(GString *out, const char *name, const char *color)
{
  CopColor parsed;
  if (color != NULL && cop_color_parse(color, &parsed))
    g_string_append_printf(out, "--accent-%s:#%06x;", name, parsed >> 8);
}

/* Figures are drawn in the accent; on the dark ground its deep steps would not
 * be seen. */
static void
add_dark_figures(GString *out, const char *root, const CopCountry *c)
{
  static const char *const shown[] = { "var(--heading)", "var(--link)" };
  const char *const steps[] = { c->accent_deep, c->accent_main };
  for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
    CopColor parsed;
    if (steps[i] == NULL || !cop_color_parse(steps[i], &parsed))
      continue;
    g_string_append_printf(out, "%s .picture [fill=\"#%06x\"]{fill:%s}", root, parsed >> 8, shown[i]);
    g_string_append_printf(out, "%s .picture [stroke=\"#%06x\"]{stroke:%s}", root, parsed >> 8, shown[i]);
  }
}

char *
cop_asset_accent(CopArena *a, const CopCountry *country)
{
  g_autoptr(GString) out = g_string_new(":root{");
  if (country != NULL) {
    add_step(out, "deep", country->accent_deep);
    add_step(out, "main", country->accent_main);
    add_step(out, "soft", country->accent_soft);
    add_step(out, "tint", country->accent_tint);
    add_step(out, "mark", country->accent_mark);
  }
  g_string_append(out, "}\n");
  if (country != NULL) {
    add_dark_figures(out, ":root.dark", country);
    g_string_append(out, "\n@media (prefers-color-scheme:dark){");
    add_dark_figures(out, ":root:not(.light)", country);
    g_string_append(out, "}\n");
  }
  return cop_arena_strdup(a, out->str);
}

char *
cop_asset_accent_name(CopArena *a, const char *sheet)
{
  g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, sheet, -1);
  return cop_arena_printf(a, "accent-%.16s.css", hash);
}
