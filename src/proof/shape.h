/* SPDX-License-Identifier: Apache-2.0
 *
 * proof/shape.h -- does a PDF keep PDF/UA-1 (ISO 14289-1) and PDF/A-2a
 * (ISO 19005-2)? What a machine can decide, and nothing else: whether an
 * alternative text is a good one, somebody has to read.
 *
 * Findings:  one for each condition of proof/conditions.def and place, at most
 *            20 of a condition, then one with their number. Severity error,
 *            kind INCLUSION (ua-) or FORMAT; `text` is the place ("page 3",
 *            "object 12").
 * Errors:    as proof/file.h: what cannot be read is not judged.
 * Limits:    trees deeper than 200 elements are a finding and not followed.
 */
#ifndef COP_PROOF_SHAPE_H
#define COP_PROOF_SHAPE_H

#include "base/diag.h"
#include "proof/file.h"

typedef struct {
  unsigned pages, elements, fonts, glyphs; /* glyphs of embedded fonts that text uses, looked up */
} CopProofCount;

typedef struct {
  const char *code, *clause, *message, *remedy;
} CopProofCondition;

/* All conditions, in order of code. */
const CopProofCondition *cop_proof_conditions(size_t *n);

/* `name` is the file of the findings. False when the file cannot be read. */
bool cop_proof_shape(const void *bytes, size_t length, const char *name, CopDiags *found, CopProofCount *count,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
