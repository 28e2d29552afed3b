/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/oscal.h"

#include <string.h>

#include "base/json.h"
#include "exchange/uuid.h"

#define OSCAL_VERSION "1.2.0"
#define NAMESPACE "urn:x-copkit:oscal"
#define REVIEW "legal-review"
#define OUR_WORDS "Statements are in the words of the editors, not in those of the instruments. Compare with the original before relying on one."

static void
key_uuid(CopJson *j, const char *kind, const char *name)
{
  char uuid[COP_UUID_SIZE];
  g_autofree char *whole = g_strdup_printf("oscal/%s/%s", kind, name);
  cop_json_key_text(j, "uuid", cop_uuid_of_name(NULL, whole, uuid));
}

/* An id as a token (XML NCName): a letter first, no slash. */
static char *
token(const char *id)
{
  char *t = g_ascii_isalpha(*id) ? g_strdup(id) : g_strconcat("_", id, NULL);
  return g_strdelimit(t, "/:", '.');
}

/* One line: what OSCAL calls a markup line. */
static void
key_line(CopJson *j, const char *key, const char *text)
{
  g_autofree char *line = g_strstrip(g_strdelimit(g_strdup(text), "\r\n\t", ' '));
  cop_json_key_text(j, key, *line == '\0' ? "-" : line);
}

/* "label" is a name of OSCAL's own, the others are ours. */
static void
write_prop(CopJson *j, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  cop_json_object(j);
  cop_json_key_text(j, "name", name);
  if (strcmp(name, "label") != 0)
    cop_json_key_text(j, "ns", NAMESPACE);
  key_line(j, "value", value);
  cop_json_end(j);
}

static void
write_metadata(CopJson *j, const char *title, const char *modified, const char *remarks)
{
  cop_json_key_object(j, "metadata");
  key_line(j, "title", title);
  cop_json_key_text(j, "last-modified", modified);
  cop_json_key_text(j, "version", modified);
  cop_json_key_text(j, "oscal-version", OSCAL_VERSION);
  cop_json_key_text(j, "remarks", remarks);
  cop_json_end(j);
}

/* --- sources, in the back matter --- */

static void
write_resources(CopJson *j, const CopModel *m, GHashTable *used)
{
  if (g_hash_table_size(used) == 0)
    return;
  cop_json_key_object(j, "back-matter");
  cop_json_key_array(j, "resources");
  for (size_t i = 0; i < m->sources.n; i++) {
    const CopSource *s = &m->sources.items[i];
    if (!g_hash_table_contains(used, s->id))
      continue;
    cop_json_object(j);
    key_uuid(j, "source", s->id);
    key_line(j, "title", s->title);
    cop_json_key_object(j, "citation");
    g_autofree char *text = g_strdup_printf("%s%s%s%s%s", s->title, s->publisher != NULL ? ", " : "", s->publisher != NULL ? s->publisher : "",
                                            s->published != NULL ? ", " : "", s->published != NULL ? s->published : "");
    key_line(j, "text", text);
    cop_json_end(j);
    if (s->address != NULL && g_str_has_prefix(s->address, "http")) {
      cop_json_key_array(j, "rlinks");
      cop_json_object(j);
      cop_json_key_text(j, "href", s->address);
      cop_json_end(j);
      cop_json_end(j);
    }
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_end(j);
}

static void
write_source_link(CopJson *j, GHashTable *used, const char *source, const char *locator)
{
  char uuid[COP_UUID_SIZE];
  if (source == NULL)
    return;
  g_hash_table_add(used, (gpointer)source);
  g_autofree char *name = g_strdup_printf("oscal/source/%s", source);
  g_autofree char *href = g_strdup_printf("#%s", cop_uuid_of_name(NULL, name, uuid));
  cop_json_key_array(j, "links");
  cop_json_object(j);
  cop_json_key_text(j, "href", href);
  cop_json_key_text(j, "rel", "reference");
  if (locator != NULL)
    key_line(j, "text", locator);
  cop_json_end(j);
  cop_json_end(j);
}

/* --- controls --- */

static void
write_part(CopJson *j, const char *id, const char *name, const char *prose)
{
  if (prose == NULL)
    return;
  g_autofree char *part = g_strdup_printf("%s_%s", id, name);
  cop_json_object(j);
  cop_json_key_text(j, "id", part);
  cop_json_key_text(j, "name", name);
  cop_json_key_text(j, "prose", prose);
  cop_json_end(j);
}

static void
write_requirement(CopJson *j, GHashTable *used, const CopRequirement *r)
{
  g_autofree char *id = token(r->id);
  cop_json_object(j);
  cop_json_key_text(j, "id", id);
  key_line(j, "title", r->code);
  cop_json_key_array(j, "props");
  write_prop(j, "label", r->code);
  write_prop(j, "force", cop_words(COP_WORDS_FORCE)->words[r->force]);
  write_prop(j, "mark", cop_words(COP_WORDS_MARK)->words[r->mark]);
  write_prop(j, "valid-from", r->valid_from);
  cop_json_end(j);
  write_source_link(j, used, r->source, r->locator);
  cop_json_key_array(j, "parts");
  write_part(j, id, "statement", r->gist);
  cop_json_end(j);
  cop_json_end(j);
}

static void
write_question(CopJson *j, const CopQuestion *q)
{
  g_autofree char *id = token(q->id), *weight = g_strdup_printf("%" G_GINT64_FORMAT, (gint64)q->weight);
  cop_json_object(j);
  cop_json_key_text(j, "id", id);
  key_line(j, "title", q->text);
  cop_json_key_array(j, "props");
  write_prop(j, "weight", weight);
  cop_json_end(j);
  cop_json_key_array(j, "parts");
  write_part(j, id, "statement", q->text);
  write_part(j, id, "objective", q->aim);
  cop_json_end(j);
  cop_json_end(j);
}

/* --- groups: headings in the order in which they first occur --- */

static bool
in_force(const CopRequirement *r, const CopFramework *f)
{
  return strcmp(r->framework, f->id) == 0 && r->superseded_by == NULL;
}

/* Opens "groups" before the first, and a group. */
static void
open_group(CopJson *j, const char *catalog, const char *title, size_t n)
{
  g_autofree char *name = token(catalog), *id = g_strdup_printf("%s_g%zu", name, n + 1);
  if (n == 0)
    cop_json_key_array(j, "groups");
  cop_json_object(j);
  cop_json_key_text(j, "id", id);
  key_line(j, "title", title);
  cop_json_key_array(j, "controls");
}

static void
close_group(CopJson *j)
{
  cop_json_end(j);
  cop_json_end(j);
}

static void
write_loose(CopJson *j, GHashTable *used, const CopModel *m, const CopFramework *f)
{
  bool open = false;
  for (size_t i = 0; i < m->requirements.n; i++) {
    const CopRequirement *r = &m->requirements.items[i];
    if (!in_force(r, f) || r->area != NULL)
      continue;
    if (!open)
      cop_json_key_array(j, "controls");
    open = true;
    write_requirement(j, used, r);
  }
  if (open)
    cop_json_end(j);
}

static void
write_groups(CopJson *j, GHashTable *used, const CopModel *m, const CopFramework *f)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  size_t n = 0;
  for (size_t i = 0; i < m->requirements.n; i++) {
    const char *area = m->requirements.items[i].area;
    if (!in_force(&m->requirements.items[i], f) || area == NULL || !g_hash_table_add(seen, (gpointer)area))
      continue;
    open_group(j, f->id, area, n++);
    for (size_t k = i; k < m->requirements.n; k++)
      if (in_force(&m->requirements.items[k], f) && g_strcmp0(m->requirements.items[k].area, area) == 0)
        write_requirement(j, used, &m->requirements.items[k]);
    close_group(j);
  }
  if (n > 0)
    cop_json_end(j);
}

/* --- documents --- */

static CopJson *
open_document(const char *root, const char *name)
{
  CopJson *j = cop_json_new();
  cop_json_object(j);
  cop_json_key_object(j, root);
  key_uuid(j, root, name);
  return j;
}

static char *
close_document(CopJson *j)
{
  cop_json_end(j);
  cop_json_end(j);
  return cop_json_finish(j);
}

char *
cop_oscal_catalog(const CopModel *m, const CopFramework *f, const char *modified)
{
  g_autoptr(GHashTable) used = g_hash_table_new(g_str_hash, g_str_equal);
  CopJson *j = open_document("catalog", f->id);
  write_metadata(j, f->title, modified, OUR_WORDS);
  write_loose(j, used, m, f);
  write_groups(j, used, m, f);
  write_resources(j, m, used);
  return close_document(j);
}

char *
cop_oscal_questions(const CopModel *m, const char *modified)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  CopJson *j = open_document("catalog", REVIEW);
  size_t n = 0;
  write_metadata(j, "Review of national law: questions", modified, OUR_WORDS);
  for (size_t i = 0; i < m->questions.n; i++) {
    const char *theme = m->questions.items[i].theme;
    if (!g_hash_table_add(seen, (gpointer)theme))
      continue;
    open_group(j, REVIEW, theme, n++);
    for (size_t k = i; k < m->questions.n; k++)
      if (strcmp(m->questions.items[k].theme, theme) == 0)
        write_question(j, &m->questions.items[k]);
    close_group(j);
  }
  if (n > 0)
    cop_json_end(j);
  return close_document(j);
}

/* --- mapping --- */

static void
write_resource(CopJson *j, const char *key, const char *name)
{
  g_autofree char *href = g_strdup_printf("%s.oscal.json", name);
  cop_json_key_object(j, key);
  cop_json_key_text(j, "type", "catalog");
  cop_json_key_text(j, "href", href);
  cop_json_end(j);
}

static void
write_item(CopJson *j, const char *key, const char *id)
{
  g_autofree char *ref = token(id);
  cop_json_key_array(j, key);
  cop_json_object(j);
  cop_json_key_text(j, "type", "control");
  cop_json_key_text(j, "id-ref", ref);
  cop_json_end(j);
  cop_json_end(j);
}

/* The pairs of one framework; opens the mapping with the first. */
static bool
write_maps(CopJson *j, const CopModel *m, const CopFramework *f)
{
  bool open = false;
  for (size_t i = 0; i < m->questions.n; i++)
    for (size_t k = 0; k < m->questions.items[i].standards.n; k++) {
      const CopQuestion *q = &m->questions.items[i];
      const CopRequirement *r = cop_model_requirement(m, q->standards.items[k]);
      if (!in_force(r, f))
        continue;
      if (!open) {
        cop_json_object(j);
        key_uuid(j, "mapping", f->id);
        write_resource(j, "source-resource", REVIEW);
        write_resource(j, "target-resource", f->id);
        cop_json_key_array(j, "maps");
      }
      open = true;
      g_autofree char *pair = g_strdup_printf("%s/%s", q->id, r->id);
      cop_json_object(j);
      key_uuid(j, "map", pair);
      cop_json_key_text(j, "relationship", "intersects-with");
      write_item(j, "sources", q->id);
      write_item(j, "targets", r->id);
      cop_json_end(j);
    }
  if (open) {
    cop_json_end(j);
    cop_json_end(j);
  }
  return open;
}

/* Mappings between requirements, from one framework to another. */
static bool
write_pairs(CopJson *j, const CopModel *m, const CopFramework *from, const CopFramework *to)
{
  static const char *const words[COP_RELATION_MAX] = { [COP_RELATION_EQUAL] = "equal-to",          [COP_RELATION_SUPERSET] = "superset-of",   [COP_RELATION_SUBSET] = "subset-of",
                                                       [COP_RELATION_INTERSECTS] = "intersects-with", [COP_RELATION_NONE] = "no-relationship" };
  bool open = false;
  for (size_t i = 0; i < m->mappings.n; i++) {
    const CopMapping *x = &m->mappings.items[i];
    if (strcmp(cop_model_requirement(m, x->from_requirement)->framework, from->id) != 0 || strcmp(cop_model_requirement(m, x->to_requirement)->framework, to->id) != 0)
      continue;
    if (!open) {
      g_autofree char *pair = g_strdup_printf("%s/%s", from->id, to->id);
      cop_json_object(j);
      key_uuid(j, "mapping", pair);
      write_resource(j, "source-resource", from->id);
      write_resource(j, "target-resource", to->id);
      cop_json_key_array(j, "maps");
    }
    open = true;
    cop_json_object(j);
    key_uuid(j, "map", x->id);
    cop_json_key_text(j, "relationship", words[x->relation]);
    write_item(j, "sources", x->from_requirement);
    write_item(j, "targets", x->to_requirement);
    if (x->strength > 0) {
      cop_json_key_object(j, "confidence-score");
      cop_json_key_real(j, "percentage", (double)x->strength / 10);
      cop_json_end(j);
    }
    if (x->rationale != NULL)
      cop_json_key_text(j, "remarks", x->rationale);
    cop_json_end(j);
  }
  if (open) {
    cop_json_end(j);
    cop_json_end(j);
  }
  return open;
}

char *
cop_oscal_mapping(const CopModel *m, const char *modified)
{
  CopJson *j = open_document("mapping-collection", REVIEW);
  bool any = false;
  write_metadata(j, "Review of national law: questions and the clauses behind them", modified, OUR_WORDS);
  cop_json_key_object(j, "provenance");
  cop_json_key_text(j, "method", "human");
  cop_json_key_text(j, "matching-rationale", "semantic");
  cop_json_key_text(j, "status", "draft");
  cop_json_key_text(j, "mapping-description", "Which clauses stand behind which question of the legal review. That two overlap is all that is claimed.");
  cop_json_end(j);
  cop_json_key_array(j, "mappings");
  for (size_t i = 0; i < m->frameworks.n; i++)
    any |= write_maps(j, m, &m->frameworks.items[i]);
  for (size_t i = 0; m->mappings.n > 0 && i < m->frameworks.n * m->frameworks.n; i++)
    any |= write_pairs(j, m, &m->frameworks.items[i / m->frameworks.n], &m->frameworks.items[i % m->frameworks.n]);
  cop_json_end(j);
  g_autofree char *text = close_document(j);
  return any ? g_steal_pointer(&text) : NULL;
}
