/* SPDX-License-Identifier: Apache-2.0 */
#include "web/route.h"

#include <string.h>

#define KIB UINT64_C(1024)
#define MIB (KIB * 1024)

/* Declarations of all handlers, then the table itself. */
#define PAGE(path, right, name, summary) void cop_page_##name(CopPage *p);
#define TABLE(path, right, name, summary)                                                                    \
  void cop_page_##name(CopPage *p);                                                                          \
  void cop_tables_##name(CopPage *p, GPtrArray *grids);
#define POST(path, right, limit, name, summary) void cop_page_##name(CopPage *p);
#define FETCH(path, name, summary) void cop_page_##name(CopPage *p);
#define SEND(path, limit, name, summary) void cop_page_##name(CopPage *p);
#define CALL(method, path, right, limit, name, summary) void cop_page_##name(CopPage *p);
#include "web/routes.def"
#undef PAGE
#undef TABLE
#undef POST
#undef FETCH
#undef SEND
#undef CALL

#define ASSERT_RIGHT(name, right)                                                                            \
  _Static_assert(COP_RIGHT_##right > COP_RIGHT_UNSET && COP_RIGHT_##right < COP_RIGHT_MAX, "route without a right: " #name);
#define PAGE(path, right, name, summary) ASSERT_RIGHT(name, right)
#define TABLE(path, right, name, summary) ASSERT_RIGHT(name, right)
#define POST(path, right, limit, name, summary) ASSERT_RIGHT(name, right)
#define FETCH(path, name, summary)
#define SEND(path, limit, name, summary)
#define CALL(method, path, right, limit, name, summary) ASSERT_RIGHT(name, right)
#include "web/routes.def"
#undef PAGE
#undef TABLE
#undef POST
#undef FETCH
#undef SEND
#undef CALL

static const CopRoute routes[] = {
#define PAGE(path, right, name, summary) { COP_HTTP_GET, path, COP_RIGHT_##right, 0, cop_page_##name, NULL, #name, summary, false },
#define TABLE(path, right, name, summary)                                                                    \
  { COP_HTTP_GET, path, COP_RIGHT_##right, 0, cop_page_##name, cop_tables_##name, #name, summary, false },
#define POST(path, right, limit, name, summary)                                                              \
  { COP_HTTP_POST, path, COP_RIGHT_##right, limit, cop_page_##name, NULL, #name, summary, false },
#define FETCH(path, name, summary) { COP_HTTP_GET, path, COP_RIGHT_PUBLIC, 0, cop_page_##name, NULL, #name, summary, true },
#define SEND(path, limit, name, summary)                                                                     \
  { COP_HTTP_POST, path, COP_RIGHT_PUBLIC, limit, cop_page_##name, NULL, #name, summary, true },
#define CALL(method, path, right, limit, name, summary)                                                      \
  { COP_HTTP_##method, path, COP_RIGHT_##right, limit, cop_page_##name, NULL, #name, summary, true },
#include "web/routes.def"
#undef PAGE
#undef TABLE
#undef POST
#undef FETCH
#undef SEND
#undef CALL
};

const CopRoute *
cop_routes(size_t *n)
{
  *n = G_N_ELEMENTS(routes);
  return routes;
}

const char *
cop_right_name(CopRight r)
{
  static const char *const names[COP_RIGHT_MAX] = { [COP_RIGHT_UNSET] = "", [COP_RIGHT_PUBLIC] = "public", [COP_RIGHT_SELF] = "self",
                                                    [COP_RIGHT_READ] = "read", [COP_RIGHT_EDIT] = "edit", [COP_RIGHT_PEOPLE] = "people",
                                                    [COP_RIGHT_LOG] = "log", [COP_RIGHT_ADMIN] = "admin" };
  g_assert(r < COP_RIGHT_MAX);
  return names[r];
}

const char *
cop_suffix_text(CopSuffix s)
{
  static const char *const texts[COP_SUFFIX_MAX] = { "", ".csv", ".json", ".xlsx" };
  g_assert(s < COP_SUFFIX_MAX);
  return texts[s];
}

/* --- matching --- */

/* Does the path fit the pattern? Fills args. Most of the table differs from a
 * path within a few letters. */
static bool
fits(CopArena *a, const char *pattern, const char *path, const char **args)
{
  size_t n_args = 0;
  for (; *pattern != '\0'; pattern++, path++) {
    if (*pattern == '*') {
      g_assert(n_args < COP_ROUTE_ARGS);
      args[n_args] = cop_arena_strdup(a, path);
      return *path != '\0';
    }
    if (*pattern == ':' && pattern[-1] == '/') {
      size_t have = strcspn(path, "/");
      g_assert(n_args < COP_ROUTE_ARGS);
      if (have == 0)
        return false;
      args[n_args++] = cop_arena_strndup(a, path, have);
      pattern += strcspn(pattern, "/") - 1;
      path += have - 1;
    } else if (*pattern != *path) {
      return false;
    }
  }
  return *path == '\0';
}

/* The path without a suffix it may carry; a trailing slash is no other address. */
static const char *
without_suffix(CopArena *a, const char *path, CopSuffix *suffix)
{
  *suffix = COP_SUFFIX_NONE;
  for (CopSuffix s = COP_SUFFIX_CSV; s < COP_SUFFIX_MAX; s++)
    if (g_str_has_suffix(path, cop_suffix_text(s))) {
      *suffix = s;
      return cop_arena_strndup(a, path, strlen(path) - strlen(cop_suffix_text(s)));
    }
  return path;
}

CopMatch
cop_route_match(CopArena *a, CopHttpMethod method, const char *path)
{
  CopMatch match = { 0 };
  CopSuffix suffix;
  const char *bare = without_suffix(a, path, &suffix);
  for (size_t i = 0; i < G_N_ELEMENTS(routes); i++) {
    const CopRoute *r = &routes[i];
    if (match.route != NULL && (match.allowed & 1u << r->method) != 0)
      continue;
    const char *args[COP_ROUTE_ARGS] = { NULL };
    bool table = suffix != COP_SUFFIX_NONE && r->tables != NULL && fits(a, r->path, bare, args);
    if (!table && !fits(a, r->path, path, args))
      continue;
    match.allowed |= 1u << r->method;
    if (r->method != method || match.route != NULL)
      continue;
    match.route = r;
    match.suffix = table ? suffix : COP_SUFFIX_NONE;
    memcpy(match.args, args, sizeof args);
  }
  return match;
}

const char *
cop_route_allow(CopArena *a, unsigned allowed)
{
  static const char *const names[] = { [COP_HTTP_GET] = "GET, HEAD", [COP_HTTP_POST] = "POST", [COP_HTTP_PUT] = "PUT",
                                       [COP_HTTP_DELETE] = "DELETE" };
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t m = 0; m < G_N_ELEMENTS(names); m++)
    if ((allowed & 1u << m) != 0 && names[m] != NULL)
      g_string_append_printf(s, "%s%s", s->len > 0 ? ", " : "", names[m]);
  return cop_arena_strdup(a, s->str);
}
