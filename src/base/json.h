/* SPDX-License-Identifier: Apache-2.0
 *
 * base/json.h -- JSON (RFC 8259): a writer that cannot produce broken text,
 * and a strict reader into a CopTree (base/tree.h).
 *
 * Writer:  keys come out in the order given, two-space indented, UTF-8; the
 *          same calls give the same bytes. Misuse (a value without key inside
 *          an object, a key inside an array) is a bug and aborts. A string
 *          that is not UTF-8 is written with U+FFFD.
 * Reader:  duplicate keys, trailing text, depth over COP_LIMIT_NESTING and
 *          numbers that do not fit are errors with line and column.
 */
#ifndef COP_BASE_JSON_H
#define COP_BASE_JSON_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/tree.h"

typedef struct CopJson CopJson;

CopJson *cop_json_new(void);
/* As cop_json_new(), without line breaks: for one-record-a-line files and HTTP. */
CopJson *cop_json_new_compact(void);
/* Returns the text and frees the writer; every container must be closed. */
char *cop_json_finish(CopJson *j) G_GNUC_WARN_UNUSED_RESULT;
void cop_json_free(CopJson *j);

void cop_json_object(CopJson *j);
void cop_json_array(CopJson *j);
void cop_json_end(CopJson *j); /* closes the innermost container */
void cop_json_key(CopJson *j, const char *key);

void cop_json_text(CopJson *j, const char *s); /* NULL writes null */
void cop_json_int(CopJson *j, int64_t v);
void cop_json_real(CopJson *j, double v); /* shortest text that reads back equal; not finite writes null */
/* That text alone, for other formats; v is finite. Returns buffer. */
const char *cop_json_real_text(double v, char buffer[G_ASCII_DTOSTR_BUF_SIZE]);
void cop_json_bool(CopJson *j, bool v);
void cop_json_null(CopJson *j);
/* Writes a tree as it is. */
void cop_json_tree(CopJson *j, const CopTree *t);

void cop_json_key_text(CopJson *j, const char *key, const char *s);
void cop_json_key_int(CopJson *j, const char *key, int64_t v);
void cop_json_key_real(CopJson *j, const char *key, double v);
void cop_json_key_bool(CopJson *j, const char *key, bool v);
void cop_json_key_object(CopJson *j, const char *key);
void cop_json_key_array(CopJson *j, const char *key);

/* Reads a whole text; the tree lives in the arena. */
CopTree *cop_json_read(CopArena *a, const char *text, size_t length, GError **error);

#endif
