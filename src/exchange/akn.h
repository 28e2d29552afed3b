/* SPDX-License-Identifier: Apache-2.0
 *
 * exchange/akn.h -- laws as Akoma Ntoso 3.0 (OASIS LegalDocML).
 *
 * Where the text came as Akoma Ntoso (record `law_text`), the document is written
 * as it came, of whatever kind it is. Sections a person has changed since are
 * written as paragraphs in their old place, and the expression gets a date
 * "changed-after-import".
 *
 * Where the store keeps only the text of the law (records `article`), or sections
 * that have no place in that document, it is written as an act, as a bill while
 * it is pending, as a doc when it is no law: a section for each article, under
 * the headings it stands under, each line a paragraph. import/akn.h reads the
 * same back.
 *
 * Otherwise a store holds what a provision says in our own words, not the text
 * of the law. Then the law is written as a document of the name "digest", never as an act:
 * one section for each provision on record, with its number as cited, its
 * heading and our words, and a preface that says what it is. Names (FRBR) of
 * the work follow the naming convention of the standard, with the country of
 * the store and the date of the law where the whole date is known.
 */
#ifndef COP_EXCHANGE_AKN_H
#define COP_EXCHANGE_AKN_H

#include "model/model.h"

/* `made` is a UTC instant. The caller owns the text. */
char *cop_akn_law(const CopModel *m, const CopLaw *law, const char *made) G_GNUC_WARN_UNUSED_RESULT;

#endif
