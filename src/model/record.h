/* SPDX-License-Identifier: Apache-2.0
 *
 * model/record.h -- one record of any kind, treated by the tables of
 * schema.h: from and to trees and JSON, comparison, checks.
 *
 * As a tree or JSON a record is a map: `id`, then the fields that are given,
 * by their names. Texts and dates are texts, enums their words, lists lists.
 * Money is in minor units in JSON, in major units (exact decimals) in packs.
 * An empty text or list is the same as none.
 *
 * Records and their texts live in the arena they are made in.
 */
#ifndef COP_MODEL_RECORD_H
#define COP_MODEL_RECORD_H

#include <glib.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/tree.h"
#include "model/model.h"

/* 1 to 200 letters, digits and . _ - / of ASCII; no part between slashes is
 * empty, "." or "..", because ids become names of files. */
bool cop_id_valid(const char *id);

/* A record without fields; numbers absent, reals NaN. */
void *cop_record_new(CopArena *a, CopEntity e) G_GNUC_WARN_UNUSED_RESULT;

/* How cop_record_read() reads. */
typedef struct {
  const char *file; /* named in findings */
  int money_digits; /* digits of a major unit after the point; -1: money is a whole number of minor units */
  bool head;        /* `revision` and `origin` may stand in the map */
} CopRecordReading;

/* Reads a map strictly: unknown fields, wrong types, missing required fields,
 * words outside their list, broken ids and dates become findings of severity
 * error with the place of the value, and the field stays empty. Returns the
 * record all the same, so that one run finds everything; NULL only when the
 * tree is no map or has no valid id. */
void *cop_record_read(CopArena *a, CopEntity e, const CopTree *map, const CopRecordReading *how, CopDiags *d);

/* Called for each fault of a record; field is NULL when the record as a whole
 * is meant. Message and remedy as in CopDiag. */
typedef void (*CopFaultFunc)(void *data, const CopField *field, const char *message, const char *remedy);

/* The rules beyond types that a single record must keep (model/rules.c):
 * ranges, words of plain text fields, ids made of parts, orders of dates and
 * amounts. Required fields are not looked at. Returns the number of faults. */
size_t cop_record_check(CopEntity e, const void *record, CopFaultFunc fault, void *data);

/* The fields whose references may not lead back to where they began
 * (prerequisites, parents, what superseded what). */
bool cop_field_acyclic(CopEntity e, const CopField *field);

/* Equal in all fields; revision and origin are not compared. */
bool cop_record_equal(CopEntity e, const void *a, const void *b);

/* Writes the map; with `head` also revision and origin. */
void cop_record_write(CopJson *j, CopEntity e, const void *record, bool head);
/* The same as one line of text. */
char *cop_record_to_json(CopEntity e, const void *record, bool head) G_GNUC_WARN_UNUSED_RESULT;
/* Reads what cop_record_to_json() wrote; NULL with a COP_TREE_ERROR when it is
 * not a record of this kind. */
void *cop_record_from_json(CopArena *a, CopEntity e, const char *json, size_t length, GError **error);

/* Typed access by field; the field must be one of the record's kind. */
const char *cop_record_text(const void *record, const CopField *field);     /* TEXT, DATE, REF */
int64_t cop_record_int(const void *record, const CopField *field);          /* INT, MONEY, ENUM (its number), BOOL */
double cop_record_real(const void *record, const CopField *field);          /* REAL */
const CopTexts *cop_record_texts(const void *record, const CopField *field); /* TEXTS, REFS */
/* Setting marks the field as given. Texts are borrowed. */
void cop_record_set_text(CopEntity e, void *record, const CopField *field, const char *text);
void cop_record_set_int(CopEntity e, void *record, const CopField *field, int64_t v);
void cop_record_set_real(CopEntity e, void *record, const CopField *field, double v);
void cop_record_set_texts(CopEntity e, void *record, const CopField *field, size_t n, const char *const *items);
bool cop_record_given(CopEntity e, const void *record, const CopField *field);

#endif
