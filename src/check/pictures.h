/* SPDX-License-Identifier: Apache-2.0
 *
 * check/pictures.h -- who is in the pictures of a kit, counted from the files they are
 * drawn from (figure/art.h), and whether that is fair.
 *
 * Our measure (editorial, doc/guide/texts.md): of the children 45 to 55 in a hundred
 * are girls, of the grown-ups 40 to 60 are women; each of five tones of skin is worn by
 * 10 to 30 in a hundred; one person in eight has glasses, a hearing aid, crutches, a
 * white cane or a wheelchair. Every picture is told in words.
 *
 * Trust: certain, the people are counted. What nobody can count here: whether dress and
 * homes are those of the place, and who acts and who is helped.
 */
#ifndef COP_CHECK_PICTURES_H
#define COP_CHECK_PICTURES_H

#include "check/text_check.h"

enum { COP_SKIN_TONES = 5 };

typedef struct {
  unsigned pictures, untold; /* without words for who cannot see them */
  unsigned people, girls, boys, women, men;
  unsigned with_aid, covered; /* covered: a headscarf */
  unsigned skins[COP_SKIN_TONES];
} CopPictureCount;

/* Adds findings about "pictures/kit"; nothing is judged of fewer than eight people. */
void cop_pictures_check(const CopPictureCount *p, CopArena *a, GArray *found);

#endif
