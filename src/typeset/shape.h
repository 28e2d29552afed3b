/* SPDX-License-Identifier: Apache-2.0
 *
 * typeset/shape.h -- pieces of text turned into clusters by HarfBuzz, once each.
 *
 * A piece (a word, a space, a syllable of a script without spaces) is shaped on
 * first use and kept, keyed by face, features, language, script, direction and
 * bytes; a kit of materials repeats its words thousands of times.
 *
 * Lifetime: words live until cop_shaper_trim() finds the cache too large; who
 *           holds pointers to words (laid-out pages) holds the shaper by
 *           cop_shaper_hold().
 * Threads:  a shaper belongs to one thread at a time.
 */
#ifndef COP_TYPESET_SHAPE_H
#define COP_TYPESET_SHAPE_H

#include "typeset/font.h"

/* OpenType features asked for; bits. */
enum {
  COP_FEATURE_TABULAR = 1,    /* figures of one width: tnum */
  COP_FEATURE_SMALL_CAPS = 2, /* smcp */
};

/* A language as shaping and layout need it. */
typedef struct {
  const char *tag;
  hb_language_t hb;
  CopScript script;
  bool rtl;
  unsigned id; /* from 0, in order of first use */
} CopTextLang;

typedef struct {
  uint32_t cluster;
  int32_t advance; /* with kerning, font units */
} CopShapedCluster;

typedef struct CopShaped CopShaped;
struct CopShaped {
  const CopFace *face;
  int32_t advance;      /* sum over clusters, font units */
  uint32_t n;
  bool rtl;
  bool missing;         /* a character has no glyph in the face */
  uint32_t length;
  const char *text;
  CopShapedCluster clusters[]; /* from left to right */
};

typedef struct CopShaper CopShaper;

/* The faces must outlive the shaper. */
CopShaper *cop_shaper_new(CopFaces *faces);
void cop_shaper_free(CopShaper *s);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopShaper, cop_shaper_free)
CopFaces *cop_shaper_faces(const CopShaper *s);

const CopTextLang *cop_shaper_lang(CopShaper *s, const char *tag);

/* Shapes text[0..length); the text must be of one script and level. */
const CopShaped *cop_shaper_word(CopShaper *s, const CopFace *face, unsigned features, const CopTextLang *lang,
                               hb_script_t script, bool rtl, const char *text, uint32_t length);

/* The sign at the end of a divided word; its text is U+00AD, so that the word
 * comes out whole when it is copied. */
const CopShaped *cop_shaper_hyphen(CopShaper *s, const CopFace *face);

void cop_shaper_hold(CopShaper *s);
void cop_shaper_release(CopShaper *s);
/* Empties the cache when it holds more than the limit of base/limits.h and
 * nobody holds it. */
void cop_shaper_trim(CopShaper *s);
/* Changes when the cache is emptied: words from before are gone. */
uint64_t cop_shaper_age(const CopShaper *s);

typedef struct {
  size_t words, hits, misses, bytes;
} CopShaperCount;
CopShaperCount cop_shaper_count(const CopShaper *s);

#endif
