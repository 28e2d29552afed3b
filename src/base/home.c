/* SPDX-License-Identifier: Apache-2.0 */
#include "base/home.h"

#include "config.h"

const char *
cop_home(void)
{
  const char *home = g_getenv("COPKIT_HOME");
  return home == NULL || *home == '\0' ? COP_SOURCE_HOME : home;
}

char *
cop_home_path(const char *first, ...)
{
  char *path = g_strdup(cop_home());
  va_list parts;
  va_start(parts, first);
  for (const char *part = first; part != NULL; part = va_arg(parts, const char *)) {
    char *longer = g_build_filename(path, part, NULL);
    g_free(path);
    path = longer;
  }
  va_end(parts);
  return path;
}
