/* SPDX-License-Identifier: Apache-2.0
 *
 * import/akn.h -- a law as Akoma Ntoso 3.0 (OASIS LegalDocML, XML) as a pack:
 * the law, and its text section by section.
 *
 *   which       acts, and bills, which are pending laws. Debates, judgments,
 *               digests and other documents are refused by name: they are no law
 *   law         the one of the store with the id our own export gives as an
 *               alias, else with the same number; else a new one, named by its
 *               number, whose gist is its long title
 *   sections    outermost elements "section" or "article"; where there is none,
 *               the outermost of the body that have a number. What stands above
 *               them is `under`. Text is kept line by line, each paragraph a line
 *               behind its number; structure below a section is not kept
 *   pack        "akn-" and the id of the law; its version is the day of the
 *               expression. A law that was there before stays as it is
 *
 * Namespaces of the standard and of its drafts (WD17, CSD02) are read alike.
 * Limits: those of base/xml.h and COP_LIMIT_PACK_FILE, named when exceeded.
 */
#ifndef COP_IMPORT_AKN_H
#define COP_IMPORT_AKN_H

#include "import/pack.h"

/* Adds the law's pack to a set; faults are findings. `stored` is what the store
 * holds, NULL for nothing. False when the file cannot be read. */
bool cop_akn_add(CopPackSet *s, const char *path, const CopModel *stored, CopDiags *d, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
