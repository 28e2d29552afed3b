/* SPDX-License-Identifier: Apache-2.0
 *
 * exchange/ciso.h -- frameworks as libraries of CISO Assistant: one YAML file
 * that its import takes, with one node for each heading and one assessable node
 * for each requirement in force. Reading such libraries is import/ciso.h.
 *
 * Statements are our own words; the description of the library says so. The
 * version is a whole number the caller gives, because that program replaces a
 * library only by a higher one.
 */
#ifndef COP_EXCHANGE_CISO_H
#define COP_EXCHANGE_CISO_H

#include "model/model.h"

/* `licence` of the content, NULL when it is not known; `made` is a UTC instant.
 * The caller owns the text. */
char *cop_ciso_library(const CopModel *m, const CopFramework *f, const char *licence, int version, const char *made) G_GNUC_WARN_UNUSED_RESULT;
/* A version that rises from day to day: the day of an instant, from 1970. */
int cop_ciso_version(const char *made);

#endif
