/* SPDX-License-Identifier: Apache-2.0
 *
 * exchange/oscal.h -- standards as OSCAL 1.2 (NIST, Open Security Controls
 * Assessment Language, JSON): what the country is held against, for other
 * compliance programs.
 *
 * Catalog:   a framework with one group for each heading and one control for
 *            each requirement in force; or the legal review, whose controls are
 *            its questions. Statements are our own words, not the words of the
 *            instrument, and the remarks of the catalog say so. Sources stand
 *            in the back matter.
 * Mapping:   each question of the legal review to the clauses behind it, one
 *            mapping for each framework. All that is claimed is that the two
 *            overlap ("intersects-with"); a lawyer may know more.
 * Not there: answers and self-assessments; they stay with the country.
 *
 * Same model and instant, same bytes: UUIDs are made of names (exchange/uuid.h).
 * `modified` is a UTC instant as base/date.h has it. The caller owns the text.
 */
#ifndef COP_EXCHANGE_OSCAL_H
#define COP_EXCHANGE_OSCAL_H

#include "model/model.h"

char *cop_oscal_catalog(const CopModel *m, const CopFramework *f, const char *modified) G_GNUC_WARN_UNUSED_RESULT;
char *cop_oscal_questions(const CopModel *m, const char *modified) G_GNUC_WARN_UNUSED_RESULT;
/* NULL when no question names a clause. */
char *cop_oscal_mapping(const CopModel *m, const char *modified) G_GNUC_WARN_UNUSED_RESULT;

#endif
