/* SPDX-License-Identifier: Apache-2.0
 *
 * doc/digest.h -- equal documents have equal digests.
 *
 * The digest covers everything a writer can see: meta, every node with its
 * attributes and texts, every operation of every drawing. It does not cover
 * `file` and `line`, which only findings use. Nothing else may decide whether a
 * document is written anew.
 */
#ifndef COP_DOC_DIGEST_H
#define COP_DOC_DIGEST_H

#include "base/hash.h"
#include "doc/node.h"

/* Notes the digest of a picture that many documents show, so that its operations
 * are hashed once. Nothing may be drawn into it afterwards. */
void cop_drawing_seal(CopDrawing *d);

void cop_doc_digest(const CopDoc *d, unsigned char digest[COP_HASH_SIZE]);

#endif
