/* SPDX-License-Identifier: Apache-2.0
 *
 * doc/check.h -- what can be wrong with a tree before anybody lays it out.
 *
 * Checked once, between composing and writing: the writers rely on it and no
 * longer look. Findings whose code begins with "doc-":
 *
 *   code                 severity  what
 *   doc-lang             error     a language tag that is not well-formed (BCP 47)
 *   doc-id-twice         error     two nodes with one id
 *   doc-xref             error     a cross reference to no node
 *   doc-alt              error     a picture without alternative text (WCAG 2.2, 1.1.1)
 *   doc-figure-empty     error     a figure without drawing and without table
 *   doc-heading-empty    error     a heading without text (1.3.1)
 *   doc-heading-order    warning   a heading more than one level below the one before
 *   doc-table-head       warning   a table without head row or head column (1.3.1)
 *   doc-table-shape      error     rows that do not fill, or overrun, the columns
 *   doc-head-cell-empty  warning   a head cell without text, but the top corner
 *   doc-caption          warning   a numbered table or figure without caption
 *   doc-link             error     an address that is not absolute (http, https, mailto, tel)
 *   doc-link-text        warning   a link without text, or one whose text is its address (2.4.4)
 *   doc-list-empty       warning   a list without items
 *   doc-script           warning   text in a script that its language is not written in (3.1.2)
 *   doc-contents         warning   no table of contents in a document of many sections
 *
 * The kind is LAYOUT for shape, INCLUSION where a reader with a screen reader
 * would be left out. Places are those of the nodes (file, line).
 */
#ifndef COP_DOC_CHECK_H
#define COP_DOC_CHECK_H

#include "base/diag.h"
#include "doc/node.h"

void cop_doc_check(const CopDoc *d, CopDiags *found);

#endif
