/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/front.h -- how the reports beside the strategy begin: meta, cover
 * with the country's tile map, edition note, what the small letters mean.
 *
 * Lifetime:  strings live in the arena of the composition.
 */
#ifndef COP_COMPOSE_FRONT_H
#define COP_COMPOSE_FRONT_H

#include "compose/paper.h"

typedef struct {
  const char *target;   /* "legal-review": part of the identifier */
  const char *title;
  const char *subtitle; /* may be NULL */
  const char *about;    /* one paragraph of the edition note: what it is and is not */
} CopFront;

/* Begins the report: meta of the country and the edition. */
void cop_front_begin(CopPaper *r, const CopContext *c, const CopProduct *piece, const CopFront *front, CopArena *a, CopDiags *diags);
/* Cover, edition note, contents. */
void cop_front_write(CopPaper *r, const CopFront *front);
/* An annex with the names of all bodies that the document so far calls by their
 * short name. */
void cop_front_bodies(CopPaper *r, const char *letter);
/* Offers a paper in English and in each language of the country that has its
 * sentences, told by whether it has the title; `paper` has the stem without
 * ".en". */
void cop_front_offer(const CopContext *c, CopProducts *pieces, const char *const *langs, const CopProduct *paper, const char *title);
/* The list of sources as an annex, and the house spelling: the last step. */
void cop_front_end(CopPaper *r, const char *letter);

/* A chapter "Annex A", on landscape pages when asked. */
CopNode *cop_front_annex(CopPaper *r, const char *letter, const char *title, bool landscape);

#endif
