/* SPDX-License-Identifier: Apache-2.0
 *
 * page/sheet.h -- sheets: posters, cards, pictures for social media, comics,
 * booklets, flip charts. A sheet has a fixed face; what stands on it is a
 * document whose blocks say by their role what they are, and a place belongs to
 * each role.
 *
 * Roles:    BAND (audience, then country), PICTURE (a FIGURE), HEADLINE, DO_LINE,
 *           BODY, DO_NOT, HELPLINE (words, a paragraph with the number as STRONG,
 *           more words, a FIGURE with the code), FOOTER; BACK holds the same
 *           for the other side of a card; PANEL holds PICTURE and text of one
 *           panel of a comic, one page of a booklet, one leaf of a flip chart
 *           (there BACK is what the facilitator says).
 * Without:  a document without these roles (a Markdown text) is read as: its title
 *           the headline, its first picture the picture, its first paragraph
 *           the do-line, the rest the body; each section is a panel.
 * Place:    the helpline stands in a strip over the whole width at the foot of
 *           every sheet, the number largest; nothing else is ever there.
 * Type:     at most three sizes besides the number and the imprint. Text that
 *           does not fit is set smaller, down to a limit for each sheet; then
 *           the picture gives way, down to a third; what still does not fit is a
 *           finding, never cut.
 * Grey:     meta.grey: no coloured grounds, the strip framed and not filled.
 */
#ifndef COP_PAGE_SHEET_H
#define COP_PAGE_SHEET_H

#include "typeset/text.h"
#include "typeset/typeset.h"

/* Is there a sheet for the document? COP_SHEET_DOCUMENT_A4 is running text and
 * belongs to cop_typeset_document(). */
bool cop_sheet_is(const CopDoc *doc);
/* The document must be a sheet. Errors as cop_typeset_document(). */
CopPages *cop_sheet_set(CopSetter *setter, const CopDoc *doc, CopDiags *diags, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Pixels to the inch at which a PNG has the size its use asks for; previews of
 * what is printed have 110. */
double cop_sheet_dpi(CopSheetName sheet);

#endif
