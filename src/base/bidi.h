/* SPDX-License-Identifier: Apache-2.0
 *
 * base/bidi.h -- the Unicode bidirectional algorithm (UAX #9) over UTF-8, by ICU.
 *
 * Levels are found for a whole paragraph; the order of the pieces of one line
 * is found afterwards, when the line is known (rule L2).
 *
 * Lifetime:  runs returned are valid until the next call on the same CopBidi.
 * Threads:   a CopBidi belongs to one thread at a time.
 */
#ifndef COP_BASE_BIDI_H
#define COP_BASE_BIDI_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint32_t end;  /* byte offset at which the run ends */
  uint8_t level; /* odd: right to left */
} CopBidiRun;

typedef struct CopBidi CopBidi;

CopBidi *cop_bidi_new(void);
void cop_bidi_free(CopBidi *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopBidi, cop_bidi_free)

/* False when a left-to-right paragraph has nothing in it that the algorithm
 * could move, so that calling it may be spared. */
bool cop_bidi_needed(const char *text, size_t length);
/* The runs of equal level in logical order. */
const CopBidiRun *cop_bidi_runs(CopBidi *b, const char *text, size_t length, bool rtl, size_t *n);
/* order[i] is the logical index of the piece standing at place i from the left. */
void cop_bidi_order(const uint8_t *levels, size_t n, int32_t *order);
/* The character that stands for c in right-to-left text ('(' for ')'), c when none does. */
uint32_t cop_bidi_mirror(uint32_t c);

#endif
