/* SPDX-License-Identifier: Apache-2.0
 *
 * import/oscal_priv.h -- what the readers of catalogs and of mappings share.
 */
#ifndef COP_IMPORT_OSCAL_PRIV_H
#define COP_IMPORT_OSCAL_PRIV_H

#include "base/xml.h"
#include "import/pack_draft.h"

/* The XML form as the tree of the JSON form, as far as catalogs and mappings go:
 * a map of one key, the name of the root. */
const CopTree *cop_oscal_of_xml(CopArena *a, const CopXmlNode *root);

/* First item of a list of a map; NULL when there is none. */
const CopTree *cop_oscal_list(const CopTree *map, const char *key);

/* Puts the pack of a mapping collection into the draft's set; `name` is that of the file. */
void cop_oscal_read_mapping(CopPackDraft *draft, const CopTree *collection, const CopModel *stored, const char *name);

#endif
