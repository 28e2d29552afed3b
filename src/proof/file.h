/* SPDX-License-Identifier: Apache-2.0
 *
 * proof/file.h -- any PDF file as objects (ISO 32000-1, 7.5): cross-reference
 * tables and streams, incremental updates, hybrid files, object streams.
 *
 * Written for the proof of files and sharing nothing with the writer of page/.
 * Nothing is repaired: what readers mend in silence is what a proof must name.
 * An object that cannot be read counts as null and is a fault.
 *
 * Lifetime:  the bytes are borrowed and must outlive the file; values live as
 *            long as it.
 * Errors:    COP_PROOF_ERROR_SYNTAX when there is no header, cross reference or
 *            catalogue; COP_PROOF_ERROR_ENCRYPTED; COP_PROOF_ERROR_LIMIT, which
 *            may also come up later: ask cop_proof_file_over().
 */
#ifndef COP_PROOF_FILE_H
#define COP_PROOF_FILE_H

#include "proof/value.h"

typedef struct CopProofFile CopProofFile;

CopProofFile *cop_proof_file_new(const void *bytes, size_t length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cop_proof_file_free(CopProofFile *f);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopProofFile, cop_proof_file_free)

const CopProofValue *cop_proof_trailer(const CopProofFile *f);
const CopProofValue *cop_proof_catalog(CopProofFile *f);
uint32_t cop_proof_n_objects(const CopProofFile *f); /* highest number + 1 */
const CopProofValue *cop_proof_object(CopProofFile *f, uint32_t number); /* null when free or absent */
/* Follows references; the end of a circle is null. */
const CopProofValue *cop_proof_resolve(CopProofFile *f, const CopProofValue *v);
/* The entry of a dictionary or stream, references followed. */
const CopProofValue *cop_proof_get(CopProofFile *f, const CopProofValue *dict, const char *key);
/* Item i of an array, references followed; null beyond its end. */
const CopProofValue *cop_proof_item(CopProofFile *f, const CopProofValue *array, uint32_t i);
/* The object number of a reference, 0 for anything else. */
static inline uint32_t
cop_proof_number(const CopProofValue *v)
{
  return v->type == COP_PROOF_REF ? v->as.ref.number : 0;
}

/* The bytes of a stream with all filters undone; NULL with error for a filter
 * of pictures (DCTDecode, JPXDecode, ...) or broken data. */
GByteArray *cop_proof_stream(CopProofFile *f, const CopProofValue *stream, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What is broken in the objects read so far. */
const GPtrArray *cop_proof_faults(const CopProofFile *f); /* of const char * */
/* A limit was met while reading: nothing found since then counts. */
bool cop_proof_file_over(const CopProofFile *f, GError **error);

CopArena *cop_proof_arena(CopProofFile *f);
size_t *cop_proof_n_values(CopProofFile *f);

/* proof/filter.c: undoes one filter (7.4); `parms` are its DecodeParms. At most
 * `limit` bytes. */
bool cop_proof_filter(CopProofFile *f, const char *filter, const CopProofValue *parms, GByteArray **data, size_t limit,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
