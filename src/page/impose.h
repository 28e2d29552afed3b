/* SPDX-License-Identifier: Apache-2.0
 *
 * page/impose.h -- pages onto sheets of paper, for a printer that has A4 only.
 *
 * Booklet:   saddle stitch, two pages side by side on each side of a sheet
 *            that is folded in the middle; pages are filled up to a multiple
 *            of four before the last one, which stays outermost. Print on both
 *            sides, turned over the short edge.
 * 2-up:      two pages side by side, in reading order; 4-up: four.
 * Cards:     every page as often as it goes onto a sheet, at its own size,
 *            with marks to cut along. Front and back of a card come on sheets
 *            one after the other, so that printing on both sides (long edge)
 *            puts each back behind its front.
 * Tiles:     a large page over several sheets, upright or lying: as few as take nine
 *            tenths of its size, and then as large as they take (A2: four sheets, 91 %).
 *            Neighbours overlap by 10 mm for the glue; each sheet says its row and column.
 * Fold:      six panels on both sides of a sheet that is folded twice: cover,
 *            the three of the spread, the flap, the back.
 * Direction: in a right-to-left document the first page is the right one.
 * Reading:   each element is read once, from the first sheet that shows it;
 *            copies are artifacts. Links go with their page; outline and links
 *            inside the document lead to the sheet.
 */
#ifndef COP_PAGE_IMPOSE_H
#define COP_PAGE_IMPOSE_H

#include "typeset/text.h"

typedef enum { COP_IMPOSE_NONE, COP_IMPOSE_BOOKLET, COP_IMPOSE_TWO_UP, COP_IMPOSE_FOUR_UP, COP_IMPOSE_CARDS, COP_IMPOSE_TILES, COP_IMPOSE_FOLD, COP_IMPOSE_MAX } CopImpose;

const char *cop_impose_name(CopImpose how); /* "booklet" */
bool cop_impose_parse(const char *name, CopImpose *how);

/* Replaces the pages by sheets, A4. Error: COP_TYPESET_ERROR_LIMIT when a page
 * is larger than a sheet can hold (cards), or there would be too many sheets. */
bool cop_impose(CopSetter *setter, CopPages *pages, CopImpose how, GError **error);

#endif
