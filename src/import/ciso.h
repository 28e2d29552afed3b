/* SPDX-License-Identifier: Apache-2.0
 *
 * import/ciso.h -- a library of CISO Assistant (intuitem, YAML) as a pack: its
 * framework becomes a framework, its assessable nodes become requirements under
 * the heading of the nodes above them, and the library itself the source.
 *
 *   pack         "ciso-" and the last part of the library's URN; its version
 *                and copyright are those of the library
 *   requirement  framework id, slash, last part of the node's URN; code is its
 *                ref_id; what it asks is name and description as they stand,
 *                where both are missing the questions of its questionnaire
 *   scale        maturity for scores 1 to 4, else a checklist
 *   force        "model": no library says how strongly its requirements bind,
 *                and a note of the framework says that
 *   language     English; where the library is in another language, its English
 *                translation, text by text; else the text as it is, with a note
 *
 * A library of mappings (requirement_mapping_set) becomes mappings between
 * requirements of the store; see import/mapping.h. A strength above 10 is a
 * percentage.
 *
 * Refused, with the reason: what is no library; libraries without a framework
 * (risk matrices, threats, metrics, presets), whose objects are named;
 * nodes without URN, with the same URN twice, or under a node that is not there.
 */
#ifndef COP_IMPORT_CISO_H
#define COP_IMPORT_CISO_H

#include "import/pack.h"

/* Adds the library's pack to a set; faults are findings. `stored` is what the
 * store holds, for mappings. False when the file cannot be read. */
bool cop_ciso_add(CopPackSet *s, const char *path, const CopModel *stored, CopDiags *d, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
