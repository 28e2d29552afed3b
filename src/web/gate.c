/* SPDX-License-Identifier: Apache-2.0 */
#include "web/gate.h"

#include <string.h>

bool
cop_gate_overview(const CopAccess *a)
{
  for (CopSubject s = COP_SUBJECT_NONE; s < COP_SUBJECT_MAX; s++)
    if (!cop_access_sees_all(a, s))
      return false;
  return true;
}

static bool
starts(const char *pattern, const char *word)
{
  size_t n = strcspn(pattern + 1, "/");
  return strlen(word) == n && strncmp(pattern + 1, word, n) == 0;
}

/* Addresses about one kind of record or one record of it. */
static bool
is_about_kind(const char *pattern)
{
  return strstr(pattern, ":kind") != NULL;
}

static bool
may_read(const CopAccess *a, const CopModel *m, CopEntity e, const CopRecord *r)
{
  return r != NULL ? cop_access_sees(a, m, e, r) : cop_access_sees_kind(a, e);
}

static bool
may_edit(const CopAccess *a, const CopModel *m, CopEntity e, const CopRecord *r, const char *pattern)
{
  /* Programs change, add and remove at one address; cop_write_record() tells them apart. */
  bool api = starts(pattern, "api");
  bool comes_or_goes = !api && (starts(pattern, "new") || starts(pattern, "remove") || (r == NULL && !starts(pattern, "edit")));
  CopGroups groups = r != NULL ? cop_access_edits(a, m, e, r) : cop_access_edits_kind(a, e);
  return comes_or_goes ? (groups & COP_GROUP_LIFE) != 0 : groups != 0;
}

bool
cop_gate_opens(const CopAccess *a, CopRights rights, const CopModel *m, const CopRoute *route, const char *path, const char *const *args)
{
  /* What every reader gets: it shows only what they may see. */
  static const char *const open[] = { "search", "mine", "records", "api" };
  if ((rights & COP_RIGHT_BIT(route->right)) == 0)
    return false;
  if (route->right != COP_RIGHT_READ && route->right != COP_RIGHT_EDIT)
    return true;
  if (is_about_kind(route->path)) {
    CopEntity e = cop_entity_by_name(args[0]);
    if (e == COP_ENTITY_MAX) /* the page says that there is no such kind */
      return true;
    const CopRecord *r = args[1] == NULL ? NULL : cop_model_record(m, e, args[1]);
    return route->right == COP_RIGHT_READ ? may_read(a, m, e, r) : may_edit(a, m, e, r, route->path);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(open); i++)
    if (starts(route->path, open[i]))
      return true;
  CopSubject s = cop_subject_of_section(path);
  return s == COP_SUBJECT_NONE ? cop_gate_overview(a) : cop_access_sees_all(a, s);
}
