/* SPDX-License-Identifier: Apache-2.0
 *
 * import/akn.h -- a document as Akoma Ntoso 3.0 (OASIS LegalDocML, XML) as a
 * pack: the law, its text section by section, and the document around them.
 *
 *   which       every document of the standard. Acts are laws in force, bills
 *               pending ones; debates, judgments, amendments, gazettes and the
 *               rest are papers (law.status "no law"), to be read and never cited
 *               as law. Our own digest of a law is refused: it is not its text
 *   law         the one of the store with the id our own export gives as an
 *               alias, else with the same number, else the one that came from
 *               the same document before; else a new one, named by its number,
 *               whose gist is its long title
 *   sections    outermost elements "section" or "article"; where there is none,
 *               the outermost that have a number (paragraphs of a judgment); in a
 *               debate its innermost parts; what stands between them, and
 *               preamble, header and conclusions, are sections too. What stands
 *               above them is `under`. Text is kept line by line, each paragraph
 *               a line behind its number or speaker
 *   structure   references, names and everything below a section are kept as
 *               markup (model/law_markup.h), so that exchange/akn.h gives back
 *               the document that came, in the name space of the standard
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
