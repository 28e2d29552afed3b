/* SPDX-License-Identifier: Apache-2.0
 *
 * import/lawtext.h -- a law typed or pasted in plain markup, as a pack: for
 * whoever has the text and no Akoma Ntoso.
 *
 *   law: RA 11930                    number as cited; the law of the store with
 *   title: Anti-OSAEC Act            it, else a new one, which needs a title
 *   adopted: 2022-07-30              optional, like address and status
 *   address: https://...             where the text was taken from
 *
 *   # Chapter I. General             headings a section stands under; each # more
 *                                    is a step down
 *   ## Section 1. Short title        a section: its name to the first full stop
 *   This Act shall be known as ...   that a blank follows, then its heading; every
 *   (a) ...                          line is a line of its text
 *
 * A section is a heading with text below it. Pack "lawtext-" and the id of the
 * law; its version is "1". A law that was there before stays as it is.
 */
#ifndef COP_IMPORT_LAWTEXT_H
#define COP_IMPORT_LAWTEXT_H

#include "import/pack.h"

/* As cop_akn_add() of import/akn.h. */
bool cop_lawtext_add(CopPackSet *s, const char *path, const CopModel *stored, CopDiags *d, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
