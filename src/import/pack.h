/* SPDX-License-Identifier: Apache-2.0
 *
 * import/pack.h -- packs: content as a folder of YAML files.
 *
 *   FOLDER/pack.yaml     id, version, title, licence; may have country (ISO
 *                        3166 code) and requires (list of pack ids)
 *   FOLDER/<any>.yaml    also in sub-folders; a map of kinds to records:
 *                          measures:
 *                            - id: M19
 *                              title: Child helpline
 *                              ...
 *
 * Keys are the plural names and field names of schema.def, words those of
 * enums.def, money is in major units, references are ids. A sub-folder with a
 * pack.yaml of its own is another pack. Nothing is guessed: see
 * model/record.h for what is refused, and below for what is checked across
 * records. Every fault is a finding with file, line, column and remedy.
 *
 * A set holds the packs of one run. References may lead to any record of the
 * set or of the store. Findings of severity error anywhere in the set mean
 * that nothing of it may be stored.
 */
#ifndef COP_IMPORT_PACK_H
#define COP_IMPORT_PACK_H

#include <glib.h>
#include <stdbool.h>

#include "base/diag.h"
#include "base/tree.h"
#include "model/model.h"

typedef struct {
  const char *folder;
  const char *id, *version, *title, *licence;
  const char *country; /* NULL when it belongs to none */
  CopTexts requires;
  const char *file;    /* its pack.yaml */
} CopPack;

/* One record of a set. */
typedef struct {
  CopEntity entity;
  CopRecord *record; /* the struct of its kind; origin is the pack's id */
  const CopPack *pack;
  const char *file;
  const CopTree *map;
} CopPackItem;

typedef struct CopPackSet CopPackSet;

CopPackSet *cop_pack_set_new(void);
void cop_pack_set_free(CopPackSet *s);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopPackSet, cop_pack_set_free)

/* Before the first pack: files that hold none of these kinds are passed over,
 * and references to other kinds are not followed. For programs that look at
 * few kinds of packs already checked as a whole; such a set is not stored. */
void cop_pack_set_only(CopPackSet *s, const CopEntity *kinds, size_t n);
/* Reads the files of a pack. False when the folder cannot be read at all. */
bool cop_pack_set_add(CopPackSet *s, const char *folder, CopDiags *d, GError **error);
/* Adds the packs that those of the set require, found by id below the data
 * folder of copkit, except those in `stored` (NULL-terminated ids, may be
 * NULL). One that is not found is a finding. */
bool cop_pack_set_add_required(CopPackSet *s, const char *const *stored, CopDiags *d, GError **error);

/* Once, after the last pack: turns the maps into records and checks them, each
 * alone and all together: ids unique within a kind, references lead somewhere,
 * no circles of prerequisites or parents, translations of records and fields
 * that exist, one country. `stored` is what the store holds, NULL for none. */
void cop_pack_set_check(CopPackSet *s, const CopModel *stored, CopDiags *d);

size_t cop_pack_set_packs(const CopPackSet *s);
const CopPack *cop_pack_set_pack(const CopPackSet *s, size_t i);
/* After cop_pack_set_check(); in the order of packs, files and lines. */
size_t cop_pack_set_items(const CopPackSet *s);
const CopPackItem *cop_pack_set_item(const CopPackSet *s, size_t i);
/* NULL when the set has no such record. */
const CopPackItem *cop_pack_set_lookup(const CopPackSet *s, CopEntity e, const char *id);

/* The folder of the pack with this id below the data folder; NULL without
 * error when there is none. */
char *cop_pack_find(const char *id, GError **error);

/* The countries that come with copkit: codes in alphabetical order, from the
 * packs directly below data/countries that name one. */
GPtrArray *cop_pack_countries(GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The folder of a country's pack, and of its example data within it; NULL
 * without error when there is none. */
char *cop_pack_of_country(const char *code, bool example, GError **error);

#endif
