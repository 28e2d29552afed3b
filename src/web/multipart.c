/* SPDX-License-Identifier: Apache-2.0 */
#include "web/multipart.h"

#include <glib.h>
#include <string.h>

enum { LONGEST_BOUNDARY = 70 }; /* RFC 2046, 5.1.1 */

/* "--" and the boundary into `mark`; its length, 0 when there is none. */
static size_t
read_boundary(const char *type, char mark[LONGEST_BOUNDARY + 3])
{
  if (type == NULL || g_ascii_strncasecmp(type, "multipart/form-data", 19) != 0)
    return 0;
  for (const char *p = type + 19; *p != '\0'; p++) {
    if (g_ascii_strncasecmp(p, "boundary=", 9) != 0)
      continue;
    const char *from = p + 9;
    bool quoted = *from == '"';
    from += quoted;
    size_t n = quoted ? strcspn(from, "\"") : strcspn(from, "; \t");
    if (n == 0 || n > LONGEST_BOUNDARY)
      return 0;
    memcpy(mark, "--", 2);
    memcpy(mark + 2, from, n);
    mark[n + 2] = '\0';
    return n + 2;
  }
  return 0;
}

bool
cop_multipart_is(const char *type)
{
  char mark[LONGEST_BOUNDARY + 3];
  return read_boundary(type, mark) > 0;
}

/* A parameter of Content-Disposition within the head of a part. */
static bool
read_parameter(const char *head, size_t n, const char *name, const char **value, size_t *length)
{
  g_autofree char *wanted = g_strconcat(name, "=", NULL);
  size_t k = strlen(wanted);
  for (size_t i = 0; i + k < n; i++) {
    if (g_ascii_strncasecmp(head + i, wanted, k) != 0 || (i > 0 && strchr("; \t", head[i - 1]) == NULL))
      continue;
    const char *from = head + i + k, *end = head + n;
    bool quoted = from < end && *from == '"';
    from += quoted;
    const char *to = from;
    while (to < end && (quoted ? *to != '"' : strchr("; \t\r\n", *to) == NULL))
      to++;
    *value = from;
    *length = (size_t)(to - from);
    return true;
  }
  return false;
}

static bool
read_part(const char *body, size_t from, size_t to, CopPart *part)
{
  const char *head = body + from, *gap = memmem(head, to - from, "\r\n\r\n", 4);
  if (gap == NULL || !read_parameter(head, (size_t)(gap - head), "name", &part->name, &part->name_length))
    return false;
  part->file = read_parameter(head, (size_t)(gap - head), "filename", &part->file_name, &part->file_name_length);
  part->content = gap + 4;
  part->length = (size_t)(body + to - part->content);
  return true;
}

bool
cop_multipart_next(const char *type, const char *body, size_t length, size_t *at, CopPart *part, bool *broken)
{
  char mark[LONGEST_BOUNDARY + 3];
  size_t n = read_boundary(type, mark);
  *broken = n == 0;
  const char *begin = n == 0 ? NULL : memmem(body + *at, length - *at, mark, n);
  if (begin == NULL) {
    *broken = true;
    return false;
  }
  size_t from = (size_t)(begin - body) + n;
  if (from + 2 <= length && memcmp(body + from, "--", 2) == 0)
    return false;
  if (from + 2 > length || memcmp(body + from, "\r\n", 2) != 0) {
    *broken = true;
    return false;
  }
  from += 2;
  const char *end = memmem(body + from, length - from, mark, n);
  if (end == NULL || end - (body + from) < 2 || memcmp(end - 2, "\r\n", 2) != 0 || !read_part(body, from, (size_t)(end - 2 - body), part)) {
    *broken = true;
    return false;
  }
  *at = (size_t)(end - body);
  return true;
}
