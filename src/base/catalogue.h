/* SPDX-License-Identifier: Apache-2.0
 *
 * base/catalogue.h -- translated words of documents and desk, from compiled
 * gettext catalogues (GNU gettext manual, "The Format of GNU MO Files").
 *
 * glibc's gettext() follows the system locale, and systems have no locale for
 * Cebuano or Ilocano; a server also answers each request in its own language.
 * So catalogues are looked up by BCP 47 tag, with the fallback chain of
 * base/lang.h, and passed to whoever writes words. The msgid is English and is
 * what comes back when nothing is translated.
 *
 * Lifetime:  texts live as long as the CopCatalogues they came from.
 * Threads:   read-only after loading; shared freely.
 */
#ifndef COP_BASE_CATALOGUE_H
#define COP_BASE_CATALOGUE_H

#include <glib.h>
#include <stdbool.h>

#include "base/hash.h"

typedef struct CopCatalogue CopCatalogue;
typedef struct CopCatalogues CopCatalogues;

#define COP_CATALOGUE_ERROR (cop_catalogue_error_quark())
GQuark cop_catalogue_error_quark(void);
typedef enum { COP_CATALOGUE_ERROR_BROKEN } CopCatalogueError;

CopCatalogues *cop_catalogues_new(void); /* empty */
/* All catalogues built into the program. */
CopCatalogues *cop_catalogues_load(GError **error);
void cop_catalogues_free(CopCatalogues *c);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopCatalogues, cop_catalogues_free)
/* Adds a compiled catalogue; a broken one (truncated, offsets outside, bad
 * plural rule) is refused whole. */
bool cop_catalogues_add(CopCatalogues *c, const char *lang, GBytes *mo, GError **error);

/* The catalogue of a language, NULL when there is none; then every text is English. */
const CopCatalogue *cop_catalogues_find(const CopCatalogues *c, const char *lang);
/* A catalogue that answers for the language and falls back along its chain;
 * never NULL. */
const CopCatalogue *cop_catalogues_for(CopCatalogues *c, const char *lang);
const char *cop_catalogue_lang(const CopCatalogue *c);
/* Does its header say "X-State: draft": no native reader has reviewed its words? English (NULL) is none. */
bool cop_catalogue_is_draft(const CopCatalogue *c);

/* Mark for extraction where no catalogue is at hand: N_("text"). */
#define N_(text) text

/* c may be NULL: English. */
const char *cop_tr(const CopCatalogue *c, const char *msgid) G_GNUC_FORMAT(2);
const char *cop_ntr(const CopCatalogue *c, const char *singular, const char *plural, unsigned long n)
  G_GNUC_FORMAT(2) G_GNUC_FORMAT(3);
/* With a context that tells equal English words apart. */
const char *cop_ctr(const CopCatalogue *c, const char *context, const char *msgid) G_GNUC_FORMAT(3);
/* BLAKE2b over the catalogue and those it falls back to, in hex; of English,
 * which has none, over nothing. Returns hex. */
const char *cop_catalogue_digest(const CopCatalogue *c, char hex[COP_HASH_HEX]);
/* Is there a translation in this very language (not a fallback)? */
bool cop_catalogue_has(const CopCatalogue *c, const char *msgid);

#endif
