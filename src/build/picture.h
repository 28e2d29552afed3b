/* SPDX-License-Identifier: Apache-2.0
 *
 * build/picture.h -- the pictures of the house for composers, in the colours
 * of the country. Whoever composes a piece to build, approve or compare it
 * must give it the same ones: a picture is part of what was approved.
 *
 * As drawings they are kept as long as they are open. As files they are also kept
 * from build to build, since a package of one changed message holds a hundred pictures
 * that did not change:
 *
 *   DIR/.build-pictures     pictures as packed SVG, with the ground (build/settled.h) and the
 *                           colours they were made from, and a digest of all of it
 *
 * With another ground, other colours or another digest nothing of it is believed. What is built does not
 * depend on it.
 */
#ifndef COP_BUILD_PICTURE_H
#define COP_BUILD_PICTURE_H

#include "compose/compose.h"
#include "figure/art.h"

typedef struct {
  CopArt *art;
  CopPalette palette;
  GHashTable *files; /* name -> CopPictureFile */
  char *path;        /* of the kept ones; NULL: none are */
  char *ground;
  bool read, grown;  /* the kept ones; more were made */
} CopPictures;

/* Sets art, art_file and art_user of a context that has a country; p must outlive its use. */
void cop_pictures_open(CopPictures *p, CopContext *c);
/* From here on files are taken from those kept in the folder. */
void cop_pictures_keep_in(CopPictures *p, const char *dir, const char *ground);
/* Keeps what was made; that it cannot be kept is no error. */
void cop_pictures_save(CopPictures *p);
void cop_pictures_clear(CopPictures *p);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopPictures, cop_pictures_clear)

#endif
