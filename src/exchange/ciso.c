/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/ciso.h"

#include <string.h>

#include "base/yaml.h"

#define URN "urn:copkit:risk:"

/* Names in addresses are in lower case there. */
static char *
part_of(const char *id)
{
  return g_strdelimit(g_ascii_strdown(id, -1), "/: ", '-');
}

static void
key(GString *s, unsigned indent, const char *name, const char *text)
{
  if (text == NULL)
    return;
  g_string_append_printf(s, "%*s%s: ", (int)indent, "", name);
  cop_yaml_write_text(s, text, indent);
  g_string_append_c(s, '\n');
}

static void
address(GString *s, unsigned indent, const char *name, const char *kind, const char *a, const char *b)
{
  g_string_append_printf(s, "%*s%s: " URN "%s:%s%s%s\n", (int)indent, "", name, kind, a, b == NULL ? "" : ":", b == NULL ? "" : b);
}

static bool
in_force(const CopRequirement *r, const CopFramework *f)
{
  return strcmp(r->framework, f->id) == 0 && r->superseded_by == NULL;
}

static void
open_node(GString *s, const char *framework, const char *node, bool assessable, int depth, const char *parent)
{
  g_string_append_printf(s, "    - urn: " URN "req_node:%s:%s\n      assessable: %s\n      depth: %d\n", framework, node, assessable ? "true" : "false", depth);
  if (parent != NULL)
    address(s, 6, "parent_urn", "req_node", framework, parent);
}

static void
write_requirement(GString *s, const char *framework, const CopRequirement *r, const char *parent)
{
  g_autofree char *node = part_of(r->id);
  open_node(s, framework, node, true, parent == NULL ? 1 : 2, parent);
  key(s, 6, "ref_id", r->code);
  key(s, 6, "description", r->gist);
  key(s, 6, "annotation", r->locator);
}

static void
write_nodes(GString *s, const CopModel *m, const CopFramework *f, const char *framework)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < m->requirements.n; i++) {
    const CopRequirement *r = &m->requirements.items[i];
    if (!in_force(r, f))
      continue;
    if (r->area == NULL) {
      write_requirement(s, framework, r, NULL);
      continue;
    }
    if (!g_hash_table_add(seen, (gpointer)r->area))
      continue;
    g_autofree char *heading = g_strdup_printf("heading-%u", g_hash_table_size(seen));
    open_node(s, framework, heading, false, 1, NULL);
    key(s, 6, "name", r->area);
    for (size_t k = i; k < m->requirements.n; k++)
      if (in_force(&m->requirements.items[k], f) && g_strcmp0(m->requirements.items[k].area, r->area) == 0)
        write_requirement(s, framework, &m->requirements.items[k], heading);
  }
}

/* Phases of a maturity model are its scores. */
static void
write_scores(GString *s, const CopFramework *f)
{
  if (f->scale != COP_SCALE_MATURITY)
    return;
  g_string_append(s, "    min_score: 1\n    max_score: 4\n    scores_definition:\n");
  for (int phase = 1; phase <= 4; phase++)
    g_string_append_printf(s, "    - score: %d\n      name: Phase %d\n", phase, phase);
}

char *
cop_ciso_library(const CopModel *m, const CopFramework *f, const char *licence, int version, const char *made)
{
  GString *s = g_string_new(NULL);
  g_autofree char *part = part_of(f->id);
  g_autofree char *about = g_strdup_printf("%s%sRequirements in the words of the editors, not in those of the instrument.", f->description == NULL ? "" : f->description,
                                           f->description == NULL ? "" : g_str_has_suffix(f->description, ".") ? " " : ". ");
  address(s, 0, "urn", "library", part, NULL);
  key(s, 0, "locale", "en");
  key(s, 0, "ref_id", f->id);
  key(s, 0, "name", f->title);
  key(s, 0, "description", about);
  key(s, 0, "copyright", licence);
  g_string_append_printf(s, "version: %d\npublication_date: %.10s\n", version, made);
  key(s, 0, "provider", "copkit");
  key(s, 0, "packager", "copkit");
  g_string_append(s, "objects:\n  framework:\n");
  address(s, 4, "urn", "framework", part, NULL);
  key(s, 4, "ref_id", f->id);
  key(s, 4, "name", f->title);
  key(s, 4, "description", about);
  write_scores(s, f);
  g_string_append(s, "    requirement_nodes:\n");
  write_nodes(s, m, f, part);
  return g_string_free(s, FALSE);
}

int
cop_ciso_version(const char *made)
{
  g_autoptr(GDateTime) at = g_date_time_new_from_iso8601(made, NULL);
  return at == NULL ? 1 : (int)(g_date_time_to_unix(at) / 86400);
}
