/* SPDX-License-Identifier: Apache-2.0
 *
 * doc/dump.h -- a document tree as text: for golden tests and for `copkit debug
 * tree`. One line for each node, two spaces deeper than its parent, its kind,
 * then only what differs from the default. Equal trees give equal text.
 */
#ifndef COP_DOC_DUMP_H
#define COP_DOC_DUMP_H

#include "doc/node.h"

/* Meta first, then the tree. The caller owns the text. */
char *cop_doc_dump(const CopDoc *d);

#endif
