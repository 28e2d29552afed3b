/* SPDX-License-Identifier: Apache-2.0
 *
 * import/oscal.h -- a catalog of OSCAL 1 (NIST; JSON, YAML or XML) as a pack: the catalog
 * becomes a framework answered as a checklist, each control a requirement under
 * the titles of the groups above it, the catalog itself the source.
 *
 *   pack         "oscal-" and the name of the file without its endings, which is
 *                the id of the framework too; the version is that of the catalog
 *   requirement  framework id, slash, id of the control; code is its label, else
 *                its id; what it asks is title and statement, with parameters
 *                named by their labels in brackets. Enhancements (controls in
 *                controls) are requirements of their own; withdrawn controls
 *                are left out
 *   force        "model", with a note that the catalog does not say
 *
 * A mapping collection becomes mappings between requirements of the store; see
 * import/mapping.h. A catalog is known by the name of its file. Where a map
 * names several controls, or statements within one, all that is kept is that
 * they intersect.
 *
 * Refused, with the reason: other OSCAL models (profile, system plan,
 * assessment), by name; catalogs without controls; controls without id
 * or with the same id twice. In XML the prose keeps its words, not its marking.
 */
#ifndef COP_IMPORT_OSCAL_H
#define COP_IMPORT_OSCAL_H

#include "import/pack.h"

#define COP_OSCAL_NAMESPACE "http://csrc.nist.gov/ns/oscal/1.0"

/* Adds the pack of a catalog or mapping to a set; faults are findings. `stored`
 * is what the store holds, for mappings. False when the file cannot be read. */
bool cop_oscal_add(CopPackSet *s, const char *path, const CopModel *stored, CopDiags *d, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
