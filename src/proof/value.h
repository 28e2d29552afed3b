/* SPDX-License-Identifier: Apache-2.0
 *
 * proof/value.h -- the objects of PDF (ISO 32000-1, 7.3) and the reader of
 * their text (7.2).
 *
 * A value is plain data. Numbers are doubles; a string's escapes and a name's
 * #xx are undone; both are followed by a NUL that `n` does not count, and may
 * hold others. A word is whatever stands bare: an operator, "obj", "endstream".
 *
 * Lifetime:  values live in the arena they were read into; their bytes do, too.
 * Errors:    COP_PROOF_ERROR_SYNTAX with the offset; nesting over
 *            COP_LIMIT_NESTING and more than COP_LIMIT_VALUES values are
 *            COP_PROOF_ERROR_LIMIT.
 */
#ifndef COP_PROOF_VALUE_H
#define COP_PROOF_VALUE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

#define COP_PROOF_ERROR (cop_proof_error_quark())
GQuark cop_proof_error_quark(void);
typedef enum {
  COP_PROOF_ERROR_SYNTAX,    /* no PDF, or broken beyond reading */
  COP_PROOF_ERROR_ENCRYPTED,
  COP_PROOF_ERROR_LIMIT,
} CopProofError;

typedef enum {
  COP_PROOF_NULL,
  COP_PROOF_BOOL,
  COP_PROOF_INT,
  COP_PROOF_REAL,
  COP_PROOF_NAME,
  COP_PROOF_STRING,
  COP_PROOF_ARRAY,
  COP_PROOF_DICT,
  COP_PROOF_STREAM,
  COP_PROOF_REF,
  COP_PROOF_WORD,
} CopProofType;

typedef struct CopProofValue CopProofValue;

typedef struct {
  const char *key;
  const CopProofValue *value;
} CopProofEntry;

struct CopProofValue {
  CopProofType type;
  uint32_t n; /* bytes, items, entries */
  union {
    bool truth;
    double number;
    const char *text;
    const CopProofValue *items;
    const CopProofEntry *entries; /* in order of key */
    struct {
      uint32_t number, generation;
    } ref;
    struct {
      const CopProofValue *dict;
      size_t at, length; /* in the file */
    } stream;
  } as;
};

extern const CopProofValue cop_proof_null;

static inline bool
cop_proof_is_name(const CopProofValue *v, const char *name)
{
  return v->type == COP_PROOF_NAME && g_str_equal(v->as.text, name);
}

static inline bool
cop_proof_is_number(const CopProofValue *v)
{
  return v->type == COP_PROOF_INT || v->type == COP_PROOF_REAL;
}

/* An integer, `otherwise` when it is none or beyond 2^53. */
int64_t cop_proof_int(const CopProofValue *v, int64_t otherwise);
/* The entry of a dictionary or stream as it stands, references not followed. */
const CopProofValue *cop_proof_entry(const CopProofValue *dict, const char *key);

typedef struct {
  const char *start, *p, *end;
  CopArena *arena;
  bool content;        /* a content stream: "1 0 R" is no reference */
  size_t *n_values;    /* counts, of the whole file */
} CopProofLexer;

/* The next value. At the end the type is WORD and n is 0. */
bool cop_proof_lex(CopProofLexer *l, CopProofValue *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cop_proof_lex_space(CopProofLexer *l);

#endif
