/* SPDX-License-Identifier: Apache-2.0
 *
 * build/write.h -- a composed piece in one format, as bytes: the table of
 * formats and who writes each.
 */
#ifndef COP_BUILD_WRITE_H
#define COP_BUILD_WRITE_H

#include "base/diag.h"
#include "compose/compose.h"
#include "typeset/typeset.h"

/* What a worker keeps from piece to piece. The setter is made with the first
 * page, so that a worker that writes tables only never reads a font. */
typedef struct {
  CopSetter *setter;
  CopPages *pages;      /* of the piece being written */
  const CopDoc *doc;    /* that they were made of */
} CopBuildWriter;

void cop_build_writer_clear(CopBuildWriter *w);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopBuildWriter, cop_build_writer_clear)
/* Between pieces: forgets the pages, keeps faces and words. */
void cop_build_writer_next(CopBuildWriter *w);

/* Is there a writer of that format for what the piece is? */
bool cop_build_can_write(const CopComposed *c, CopFormat f);
GBytes *cop_build_write(CopBuildWriter *w, const CopComposed *c, CopFormat f, CopDiags *diags, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

#endif
