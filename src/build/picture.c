/* SPDX-License-Identifier: Apache-2.0 */
#include "build/picture.h"

#include <string.h>

/* CopArtFn */
static const CopDrawing *
find_art(void *user, const char *name, bool grey, const char **alt)
{
  CopPictures *a = user;
  CopArtOptions options = { .palette = &a->palette, .grey = grey };
  const char *found = strchr(name, '/') == NULL ? cop_art_name_for_message(a->art, name, NULL) : name;
  const CopDrawing *d = found == NULL ? NULL : cop_art_find(a->art, found, &options, NULL);
  /* a scene that was drawn is known: asking for it first would draw it twice */
  const CopScene *scene = d != NULL && g_str_has_prefix(found, "scene/") ? cop_art_scene(a->art, found, NULL) : NULL;
  *alt = scene == NULL ? "" : scene->alt;
  return d;
}

void
cop_pictures_open(CopPictures *a, CopContext *c)
{
  a->art = cop_art_new(NULL);
  a->palette = (CopPalette){ 0 };
  cop_color_parse(c->country->accent_deep, &a->palette.deep);
  cop_color_parse(c->country->accent_main, &a->palette.main);
  cop_color_parse(c->country->accent_soft, &a->palette.soft);
  cop_color_parse(c->country->accent_tint, &a->palette.tint);
  cop_color_parse(c->country->accent_mark, &a->palette.mark);
  c->art = find_art;
  c->art_user = a;
}

void
cop_pictures_clear(CopPictures *a)
{
  g_clear_pointer(&a->art, cop_art_free);
}
