/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/art.h -- pictures by name: our own scenes and props, and pictograms
 * of npm packages with open licences.
 *
 * Names:    scene/<name>     assets/art/scene/<name>.scene
 *           prop/<name>      assets/art/prop/<name>.svg
 *           place/<name>     assets/art/place/<name>.svg
 *           symbol/<name>    assets/art/symbol/<name>.svg: audiences, acts, states
 *           tabler/<name>    assets/node_modules/@tabler/icons, outline
 *           tabler-filled/<name>
 *           health/<name>    assets/node_modules/@iconify-json/healthicons
 *           qr/<size>/<text> a code of that size in points (figure/qr.h), level Q
 * Colours:  our art is painted from a fixed set of named colours, each with a
 *           grey of its own, designed for printers without colour; pictograms
 *           take one colour.
 * Lifetime: a CopArt caches what it reads; drawings live as long as it does and
 *           are sealed (doc/digest.h). Reading one picture again is a hash look-up.
 * Threads:  one thread at a time.
 */
#ifndef COP_FIGURE_ART_H
#define COP_FIGURE_ART_H

#include <glib.h>

#include "doc/node.h"

typedef struct CopArt CopArt;

typedef struct {
  CopColor color;            /* of pictograms and of currentColor; 0: ink */
  const CopPalette *palette; /* accent of the country in scenes; NULL: the design's own blue */
  bool grey;
  bool mirrored;             /* for readers from right to left; never for what holds writing (figure/matrix.h) */
} CopArtOptions;

/* folder is assets/ of the installation, NULL for that of base/home.h; nothing
 * is read yet. */
CopArt *cop_art_new(const char *folder);
void cop_art_free(CopArt *art);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopArt, cop_art_free)

/* options may be NULL. Errors: COP_FIGURE_ERROR_ART when there is no such
 * picture or a scene cannot be read, COP_SVG_ERROR when an SVG file cannot. */
const CopDrawing *cop_art_find(CopArt *art, const char *name, const CopArtOptions *options, GError **error);

/* What a scene shows, for those who cannot see it, in English; and for whom it
 * was drawn. NULL when there is no such scene or it cannot be read. */
typedef struct {
  const char *name;            /* "scene/tell-grandmother" */
  const char *title, *alt;
  const char *const *messages; /* ids of the messages it serves, NULL at the end */
  unsigned people, girls, boys, women, men;
  unsigned with_aid;           /* glasses, hearing aid, wheelchair, crutches, white cane */
  unsigned covered;            /* headscarf */
  unsigned skins[5];           /* people by tone, light to dark */
} CopScene;
const CopScene *cop_art_scene(CopArt *art, const char *name, GError **error);
/* All scenes in alphabetical order; NULL on error. */
const CopScene *const *cop_art_scenes(CopArt *art, unsigned *n, GError **error);
/* The name of the scene that serves a message, NULL when there is none: nothing
 * is drawn. */
const char *cop_art_name_for_message(CopArt *art, const char *message, GError **error);
/* That scene, NULL when there is none. */
const CopScene *cop_art_for_message(CopArt *art, const char *message, GError **error);

/* One line for each set of pictures that was found through this CopArt so far:
 * title, holder, licence; in a fixed order, joined by line breaks. */
char *cop_art_credits(const CopArt *art);

#endif
