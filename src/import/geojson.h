/* SPDX-License-Identifier: Apache-2.0
 *
 * import/geojson.h -- outlines of areas from GeoJSON (base/geo.h) as a pack of
 * boundaries.
 *
 *   which area   in force, by its id, its earlier code or its name; the file's
 *                own key is the property (or `id`) and the one of these three that
 *                together tell the most areas apart. Leading zeros of numbers do
 *                not count
 *   pack         "boundaries-" and the level: a file replaces the outlines of the
 *                levels it holds and leaves the others alone
 *   record       id of the area, its outline with as many points as print can
 *                show: no line moves by more than 1/4000 of the map's height
 *
 * An outline says how a map is drawn, nothing about whose a place is: the note
 * of each record says so and stands below each map.
 *
 * Faults:    geo-format   the file is no such map (see base/geo.h), with place and remedy
 *            geo-area     a feature belongs to no area of the store, or to several
 *            geo-twice    two features belong to one area
 */
#ifndef COP_IMPORT_GEOJSON_H
#define COP_IMPORT_GEOJSON_H

#include "base/diag.h"
#include "import/pack.h"
#include "model/model.h"

/* Adds the pack of a file to the set. Not strict: features that belong to no area
 * are warnings and counted in *refused; a file that is no map is always an error.
 * False when the file cannot be read. */
bool cop_geojson_add(CopPackSet *s, const CopModel *m, const char *path, bool strict, size_t *refused, CopDiags *d, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Is it one, by its beginning? TopoJSON is claimed, too, to say what to do with it. */
bool cop_geojson_claims(const char *head);

#endif
