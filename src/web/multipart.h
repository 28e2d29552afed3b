/* SPDX-License-Identifier: Apache-2.0
 *
 * web/multipart.h -- one part of a multipart/form-data body (RFC 7578), by its
 * name. Bodies are small and in memory.
 */
#ifndef COP_WEB_MULTIPART_H
#define COP_WEB_MULTIPART_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
  const char *name;      /* as sent, not decoded; not ended by NUL */
  size_t name_length;
  const char *content;
  size_t length;
  bool file;             /* it has a file name */
  const char *file_name; /* as sent, not ended by NUL; when it has one */
  size_t file_name_length;
} CopPart;

/* Is this content type multipart/form-data with a boundary? */
bool cop_multipart_is(const char *type);
/* The next part at or after *at; false at the end, or where the body breaks
 * the format (*broken then says so). Begin with *at = 0. */
bool cop_multipart_next(const char *type, const char *body, size_t length, size_t *at, CopPart *part, bool *broken);

#endif
