/* SPDX-License-Identifier: Apache-2.0
 *
 * typeset/font.h -- faces: where they lie, what they cover, the clusters used of them.
 *
 * Faces come from a manifest (assets/fonts.manifest), never from fontconfig,
 * so that the same input gives the same bytes. A face is opened (mapped, not
 * read) when the first character asks for it; coverage is looked up as asked.
 *
 * Clusters: what is set is not a glyph but a cluster: the glyphs a piece of text
 *           that cannot be divided turned into, at their places, with that text.
 *           Each different one of a face has a number, given in order of first
 *           use in this process: an output must not depend on it.
 * Units:    font units, origin on the baseline, y up.
 * Lifetime: faces and clusters live as long as the set they belong to.
 * Threads:  a set belongs to one thread at a time.
 */
#ifndef COP_TYPESET_FONT_H
#define COP_TYPESET_FONT_H

#include <glib.h>
#include <hb.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/lang.h"

#define COP_TYPESET_ERROR (cop_typeset_error_quark())
GQuark cop_typeset_error_quark(void);
typedef enum {
  COP_TYPESET_ERROR_MANIFEST,
  COP_TYPESET_ERROR_FACE,  /* a file is absent or no font */
  COP_TYPESET_ERROR_GLYPH, /* no face has a character; the message names it, its language and place */
  COP_TYPESET_ERROR_LIMIT,
} CopTypesetError;

typedef enum {
  COP_FAMILY_SANS,
  COP_FAMILY_FORM,
  COP_FAMILY_CHILD,
  COP_FAMILY_MONO,
  COP_FAMILY_SYMBOL,
  COP_FAMILY_MAX
} CopFamily;

enum { COP_FACE_BOLD = 1, COP_FACE_ITALIC = 2, COP_FACE_STYLES = 4 };

typedef struct {
  uint32_t gid;
  int32_t x, y; /* from the cluster's origin */
} CopGlyphPart;

typedef struct {
  const CopGlyphPart *parts;
  uint32_t n_parts; /* 0: nothing to paint */
  uint32_t length;  /* of text, bytes */
  const char *text; /* in reading order, not closed by NUL */
  int32_t advance;  /* before kerning: the parts' own, or a share of it */
} CopCluster;

typedef struct {
  int32_t ascent, descent;       /* descent is positive below the baseline */
  int32_t cap_height, x_height;
  int32_t underline, thickness;  /* underline is negative below the baseline */
  int32_t x_min, y_min, x_max, y_max;
  double italic_angle;
} CopFaceMetrics;

typedef struct CopFace CopFace;
typedef struct CopFaces CopFaces;

/* Reads a manifest; no font is opened. NULL path: that of the installation
 * (COPKIT_HOME, else the source tree). */
CopFaces *cop_faces_load(const char *path, GError **error);
void cop_faces_free(CopFaces *f);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopFaces, cop_faces_free)

/* Checks size and SHA-256 of each file against the manifest: one finding for
 * each difference. Reads about 50 MB. */
void cop_faces_verify(const CopFaces *f, CopDiags *diags);

/* The face for a character: first choice of the family and style for the
 * script, then the sans family, then upright or regular, then symbols, then
 * whatever has it. NULL without error when no face has the character; NULL
 * with error when a file cannot be opened. `mark_of`, when not NULL, is the
 * face of the letter a combining mark stands on and is preferred. */
const CopFace *cop_faces_pick(CopFaces *f, CopFamily family, unsigned style, CopScript script, uint32_t c,
                              const CopFace *mark_of, GError **error);
/* The face of a family and style that sets a script, whatever the character. */
const CopFace *cop_faces_main(CopFaces *f, CopFamily family, unsigned style, CopScript script, GError **error);

bool cop_face_covers(const CopFace *face, uint32_t c);
unsigned cop_face_id(const CopFace *face);         /* its line in the manifest, from 0 */
const char *cop_face_name(const CopFace *face);    /* PostScript name */
unsigned cop_face_style(const CopFace *face);
CopFamily cop_face_family(const CopFace *face);
unsigned cop_face_upem(const CopFace *face);
bool cop_face_is_cff(const CopFace *face);
const CopFaceMetrics *cop_face_metrics(const CopFace *face);
hb_face_t *cop_face_hb(const CopFace *face);
hb_font_t *cop_face_font(const CopFace *face);     /* scaled to font units */
int32_t cop_face_advance(const CopFace *face, uint32_t gid);

/* The number of a cluster, added when new; parts and text are copied. */
uint32_t cop_face_cluster_add(const CopFace *face, const CopGlyphPart *parts, uint32_t n_parts, int32_t advance,
                              const char *text, uint32_t length);
const CopCluster *cop_face_cluster(const CopFace *face, uint32_t id);
uint32_t cop_face_n_clusters(const CopFace *face);

/* A place for what a device keeps between documents (embedded subsets). */
typedef enum { COP_FACES_CACHE_PDF, COP_FACES_CACHE_RASTER, COP_FACES_CACHE_MAX } CopFacesCache;
void *cop_faces_cache(const CopFaces *f, CopFacesCache which);
void cop_faces_set_cache(CopFaces *f, CopFacesCache which, void *cache, GDestroyNotify destroy);

#endif
