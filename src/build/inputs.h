/* SPDX-License-Identifier: Apache-2.0
 *
 * build/inputs.h -- what each material of a build folder was made of, so that
 * the next build composes only those of which an input changed.
 *
 *   DIR/.build-inputs     the graph: names of inputs (model/reading.h), and for each
 *                         piece which of them and the digest of their states
 *
 * Sound because:  composers of materials reach records through model/reading.h
 *                 alone, which notes them; everything that is not a record (program,
 *                 pictures, pages, fonts, day) is the ground (build/settled.h), and with
 *                 another ground nothing is believed; the graph names the digest of the manifest
 *                 it was written beside, and goes before a build writes its first file.
 * Early cutoff:   a piece that is composed anew is written only when its tree
 *                 differs (build/build.h).
 * Not for releases: whether a text has passed review is no record of the model.
 */
#ifndef COP_BUILD_INPUTS_H
#define COP_BUILD_INPUTS_H

#include "compose/compose.h"

typedef struct CopInputs CopInputs;

/* The graph of a folder; empty when there is none, or one of another ground or manifest. */
CopInputs *cop_inputs_load(const char *dir, const char *ground, const CopModel *m);
void cop_inputs_free(CopInputs *in);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopInputs, cop_inputs_free)

/* Was the piece composed, as it is listed now, from what it would be composed of now? */
bool cop_inputs_hold(CopInputs *in, const CopProduct *p);
/* It was composed from these inputs in this model; NULL: it was not, or nobody knows from what. */
void cop_inputs_set(CopInputs *in, const CopProduct *p, const GPtrArray *names);
/* Forgets the graph in the folder. */
void cop_inputs_break(const char *dir);
/* The graph as the file has it, beside a manifest of that text; the text is the caller's. Pieces neither held nor set
 * in this run stay as they were. */
char *cop_inputs_text(const CopInputs *in, const char *manifest);
/* Writes it, unflushed: a graph that was lost or torn is not believed. */
bool cop_inputs_save(const char *dir, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
