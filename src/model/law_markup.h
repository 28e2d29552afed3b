/* SPDX-License-Identifier: Apache-2.0
 *
 * model/law_markup.h -- texts of laws in the markup they came in: Akoma Ntoso
 * (OASIS LegalDocML), as records `law_text` and `article` keep it.
 *
 *   law_text.frame   the whole document, where in place of each section stands
 *                    <section xmlns="urn:copkit:frame" id="ID OF THE ARTICLE"/>
 *   article.markup   the section itself; several elements side by side stand in
 *                    <part xmlns="urn:copkit:frame">
 *   article.text     its words, as lines: what a person reads and may change
 *
 * So nothing of a document is lost on its way through the store but comments,
 * processing instructions and attributes that point to a schema. The name spaces
 * of the standard and of its drafts (WD17, CSD02) are taken for the standard's.
 */
#ifndef COP_MODEL_LAW_MARKUP_H
#define COP_MODEL_LAW_MARKUP_H

#include "base/xml.h"

#define COP_AKN_NS "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
#define COP_FRAME_NS "urn:copkit:frame"

/* The words below a node, each block a line, a number or a speaker before the
 * text that follows; NULL for none. */
const char *cop_law_lines(CopArena *a, const CopXmlNode *n);
/* The same of elements side by side, without those that are a number or a
 * heading. */
const char *cop_law_run(CopArena *a, const CopXmlNode *first, const CopXmlNode *last);
/* The words as one line; NULL for none, and for no node. */
const char *cop_law_line(CopArena *a, const CopXmlNode *n);

/* Whether something else was written in place of `n`. */
typedef bool (*CopLawInstead)(CopXml *x, const CopXmlNode *n, void *data);
/* Copies a node with all below it. `above` is the name space it is written into,
 * NULL for none; `instead` may be NULL. The tree must outlive the writer. */
void cop_law_copy(CopXml *x, CopArena *a, const CopXmlNode *n, const char *above, CopLawInstead instead, void *data);

/* Begins an element as `n` is, with its attributes; whoever calls closes it. */
void cop_law_begin(CopXml *x, CopArena *a, const CopXmlNode *n, const char *above);
/* The name space of a node, drafts told as the standard. */
const char *cop_law_ns(const CopXmlNode *n);

/* --- sections as people cite them --- */

/* Does "Sections 4(l), 4(y), 122(a)" or "Sections 23-24" cite "Section 4" or
 * "Section 24"? Case, and words before the first number other than the kind of
 * section, count; paragraphs in brackets do not. */
bool cop_law_cites(const char *cited, const char *section);

#endif
