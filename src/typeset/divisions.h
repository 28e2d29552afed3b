/* SPDX-License-Identifier: Apache-2.0
 *
 * typeset/divisions.h -- where words may be divided, by patterns (F. M. Liang, "Word
 * Hy-phen-a-tion by Com-put-er", 1983), from the files libhyphen reads.
 *
 * libhyphen builds an automaton when it opens a file: six milliseconds for English,
 * a tenth of a whole report. Here the lines stay where they are and a table finds
 * them by their letters: a tenth of that. All patterns count, wherever in the word they
 * stand, as in TeX; libhyphen overlooks some where a file was not expanded for it
 * (Russian). Files with more than plain patterns (two levels, changed spelling) are
 * left to libhyphen. Private to typeset/.
 */
#ifndef COP_TYPESET_DIVISIONS_H
#define COP_TYPESET_DIVISIONS_H

#include <stddef.h>
#include <stdint.h>

typedef struct CopDivisions CopDivisions;

/* NULL when the file cannot be read or holds more than plain patterns. */
CopDivisions *cop_divisions_open(const char *path);
void cop_divisions_free(CopDivisions *p);

/* The encoding the file names in its first line: "UTF-8", "ISO8859-1", ... */
const char *cop_divisions_charset(const CopDivisions *p);

/* word: n bytes in small letters, in that encoding. marks[i], of n + 1, is odd where
 * the word may be divided before byte i. */
void cop_divisions_marks(const CopDivisions *p, const char *word, size_t n, uint8_t *marks);

#endif
