/* SPDX-License-Identifier: Apache-2.0
 *
 * build/picture.h -- the pictures of the house for composers, in the colours
 * of the country. Whoever composes a piece to build, approve or compare it
 * must give it the same ones: a picture is part of what was approved.
 */
#ifndef COP_BUILD_PICTURE_H
#define COP_BUILD_PICTURE_H

#include "compose/compose.h"
#include "figure/art.h"

typedef struct {
  CopArt *art;
  CopPalette palette;
} CopPictures;

/* Sets art and art_user of a context that has a country; p must outlive its use. */
void cop_pictures_open(CopPictures *p, CopContext *c);
void cop_pictures_clear(CopPictures *p);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopPictures, cop_pictures_clear)

#endif
