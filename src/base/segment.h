/* SPDX-License-Identifier: Apache-2.0
 *
 * base/segment.h -- where a text may be cut: graphemes, words, sentences, lines.
 *
 * ICU's break iterators (UAX #29, UAX #14; dictionaries for Thai, Lao, Khmer,
 * Burmese, Chinese and Japanese) over UTF-8, with byte offsets as results.
 * Sentences: ICU has no rule for the Khmer full stop; a segmenter also ends a
 * sentence after U+17D4 and U+17D5.
 *
 * Lifetime:  a segmenter keeps one iterator for each (kind, language) it was
 *            asked for; opening one costs about as much as cutting a page.
 *            The breaks returned are valid until the next call.
 * Input:     UTF-8 of at most COP_LIMIT_TEXT bytes; a malformed byte counts as
 *            one unknown character.
 * Threads:   a segmenter belongs to one thread at a time.
 */
#ifndef COP_BASE_SEGMENT_H
#define COP_BASE_SEGMENT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  COP_SEGMENT_GRAPHEME,
  COP_SEGMENT_WORD,
  COP_SEGMENT_SENTENCE,
  COP_SEGMENT_LINE,
  COP_SEGMENT_MAX
} CopSegmentKind;

typedef struct {
  uint32_t end; /* byte offset at which the segment ends */
  bool word;    /* WORD: the segment holds letters or digits, not only space and signs */
  bool must;    /* LINE: the line ends here (line feed, paragraph separator) */
} CopTextSegment;

typedef struct CopSegmenter CopSegmenter;

CopSegmenter *cop_segmenter_new(void);
void cop_segmenter_free(CopSegmenter *s);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopSegmenter, cop_segmenter_free)

/* The segments of a text in order; the last one ends at `length`. No segments
 * for an empty text. lang is a BCP 47 tag and chooses dictionary and rules. */
const CopTextSegment *cop_segment(CopSegmenter *s, CopSegmentKind kind, const char *lang, const char *text,
                              size_t length, size_t *n);

/* Words that hold letters or digits. */
size_t cop_segment_count_words(CopSegmenter *s, const char *lang, const char *text);
/* User-perceived characters. */
size_t cop_segment_count_graphemes(CopSegmenter *s, const char *lang, const char *text);

#endif
