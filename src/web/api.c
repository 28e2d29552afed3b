/* SPDX-License-Identifier: Apache-2.0
 *
 * web/api.c -- everything for programs: records as JSON, and the description
 * of the interface (OpenAPI 3.1), made from the tables of routes and schema. */
#include <string.h>

#include "config.h"
#include "exchange/iati.h"
#include "model/record.h"
#include "web/api.h"
#include "web/desk.h"
#include "web/part.h"
#include "web/people.h"

void cop_page_api_kinds(CopPage *p);
void cop_page_api_records(CopPage *p);
void cop_page_api_record(CopPage *p);
void cop_page_api_iati(CopPage *p);
void cop_page_openapi(CopPage *p);

static void
answer_json(CopPage *p, CopJson *j)
{
  char *text = cop_json_finish(j);
  p->rs->type = "application/json";
  p->rs->body = g_bytes_new_take(text, strlen(text));
}

void
cop_page_api_kinds(CopPage *p)
{
  CopJson *j = cop_json_new_compact();
  cop_json_array(j);
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    const CopEntityInfo *info = cop_entity((CopEntity)e);
    if (!cop_access_sees_kind(&p->who->access, (CopEntity)e))
      continue;
    cop_json_object(j);
    cop_json_key_text(j, "kind", info->name);
    cop_json_key_text(j, "title", info->title);
    cop_json_key_text(j, "description", info->doc);
    cop_json_key_int(j, "records", (int64_t)cop_model_count(p->m, (CopEntity)e));
    cop_json_key_text(j, "href", cop_url_path(p->a, "api", "v1", info->name, NULL).checked);
    cop_json_end(j);
  }
  cop_json_end(j);
  answer_json(p, j);
}

static bool
read_number(CopPage *p, const char *name, guint64 otherwise, guint64 *n)
{
  const char *text = cop_request_query(p->rq, name);
  *n = otherwise;
  return text == NULL || g_ascii_string_to_unsigned(text, 10, 0, G_MAXUINT32, n, NULL);
}

void
cop_page_api_records(CopPage *p)
{
  CopEntity e = cop_entity_by_name(p->args[0]);
  guint64 offset, limit;
  if (e == COP_ENTITY_MAX) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  if (!read_number(p, "offset", 0, &offset) || !read_number(p, "limit", G_MAXUINT32, &limit)) {
    cop_page_problem(p, 400, "offset and limit are whole numbers");
    return;
  }
  size_t n = cop_model_count(p->m, e);
  CopJson *j = cop_json_new_compact();
  cop_json_array(j);
  guint64 seen = 0;
  for (size_t i = 0; i < n && seen < offset + limit; i++)
    if (cop_page_sees(p, e, cop_model_at(p->m, e, i)) && seen++ >= offset)
      cop_record_write(j, e, cop_model_at(p->m, e, i), true);
  cop_json_end(j);
  answer_json(p, j);
}

void
cop_page_api_record(CopPage *p)
{
  CopEntity e = cop_entity_by_name(p->args[0]);
  const CopRecord *r = e == COP_ENTITY_MAX ? NULL : cop_model_record(p->m, e, p->args[1]);
  if (r == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  CopJson *j = cop_json_new_compact();
  cop_record_write(j, e, r, true);
  answer_json(p, j);
  p->rs->etag = cop_arena_printf(p->a, "r%" G_GINT64_FORMAT, r->revision);
  p->rs->cache = "private, no-cache";
}

/* --- OpenAPI --- */

static void
write_field_schema(CopJson *j, const CopField *f)
{
  static const char *const types[COP_FIELD_TYPE_MAX] = { [COP_FIELD_TEXT] = "string",   [COP_FIELD_TEXTS] = "array",   [COP_FIELD_INT] = "integer",
                                                         [COP_FIELD_REAL] = "number",   [COP_FIELD_BOOL] = "boolean",  [COP_FIELD_DATE] = "string",
                                                         [COP_FIELD_MONEY] = "integer", [COP_FIELD_ENUM] = "string",   [COP_FIELD_REF] = "string",
                                                         [COP_FIELD_REFS] = "array" };
  cop_json_key_object(j, f->name);
  cop_json_key_text(j, "type", types[f->type]);
  cop_json_key_text(j, "description", f->doc);
  if (f->type == COP_FIELD_TEXTS || f->type == COP_FIELD_REFS) {
    cop_json_key_object(j, "items");
    cop_json_key_text(j, "type", "string");
    cop_json_end(j);
  }
  if (f->type == COP_FIELD_DATE)
    cop_json_key_text(j, "pattern", "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$");
  if (f->type == COP_FIELD_ENUM) {
    cop_json_key_array(j, "enum");
    for (int i = 0; i < cop_words(f->words)->n; i++)
      cop_json_text(j, cop_words(f->words)->words[i]);
    cop_json_end(j);
  }
  if (f->type == COP_FIELD_REF || f->type == COP_FIELD_REFS)
    cop_json_key_text(j, "x-refers-to", cop_entity(f->target)->name);
  cop_json_end(j);
}

static void
write_security(CopJson *j)
{
  cop_json_key_object(j, "securitySchemes");
  cop_json_key_object(j, "token");
  cop_json_key_text(j, "type", "http");
  cop_json_key_text(j, "scheme", "bearer");
  cop_json_key_text(j, "description", "A token of the page /account. Its scopes narrow what its person may do: read, edit, read:law, edit:plan and so on. A desk nobody has joined asks for none at its own machine.");
  cop_json_end(j);
  cop_json_key_object(j, "session");
  cop_json_key_text(j, "type", "apiKey");
  cop_json_key_text(j, "in", "cookie");
  cop_json_key_text(j, "name", COP_SESSION_COOKIE);
  cop_json_end(j);
  cop_json_end(j);
}

static void
write_schemas(CopJson *j)
{
  cop_json_key_object(j, "components");
  cop_json_key_object(j, "schemas");
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    const CopEntityInfo *info = cop_entity((CopEntity)e);
    const CopField *fields = cop_entity_fields((CopEntity)e);
    cop_json_key_object(j, info->name);
    cop_json_key_text(j, "type", "object");
    cop_json_key_text(j, "title", info->title);
    cop_json_key_text(j, "description", info->doc);
    cop_json_key_array(j, "required");
    cop_json_text(j, "id");
    cop_json_text(j, "revision");
    for (size_t i = 0; i < info->n_fields; i++)
      if ((fields[i].flags & COP_FIELD_REQUIRED) != 0)
        cop_json_text(j, fields[i].name);
    cop_json_end(j);
    cop_json_key_object(j, "properties");
    cop_json_key_object(j, "id");
    cop_json_key_text(j, "type", "string");
    cop_json_end(j);
    cop_json_key_object(j, "revision");
    cop_json_key_text(j, "type", "integer");
    cop_json_end(j);
    cop_json_key_object(j, "origin");
    cop_json_key_text(j, "type", "string");
    cop_json_end(j);
    for (size_t i = 0; i < info->n_fields; i++)
      write_field_schema(j, &fields[i]);
    cop_json_end(j);
    cop_json_end(j);
  }
  cop_api_webhook_schemas(j);
  cop_json_end(j);
  write_security(j);
  cop_json_end(j);
}

/* "/law/:question" -> "/law/{question}", parameters listed. */
static const char *
open_path(CopArena *a, const char *path, GPtrArray *parameters)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (const char *p = path; *p != '\0';) {
    if (*p != ':' && *p != '*') {
      g_string_append_c(s, *p++);
      continue;
    }
    size_t n = strcspn(p + 1, "/");
    const char *name = cop_arena_strndup(a, p + 1, n);
    g_string_append_printf(s, "{%s}", name);
    g_ptr_array_add(parameters, (gpointer)name);
    p += 1 + n;
  }
  return cop_arena_strdup(a, s->str);
}

static void
write_content(CopJson *j, const char *type, const char *schema_kind, bool list)
{
  cop_json_key_object(j, "content");
  cop_json_key_object(j, type);
  cop_json_key_object(j, "schema");
  if (schema_kind == NULL) {
    cop_json_key_text(j, "type", g_str_has_suffix(type, "json") ? "array" : "string");
  } else if (list) {
    cop_json_key_text(j, "type", "array");
    cop_json_key_object(j, "items");
    cop_json_key_text(j, "$ref", schema_kind);
    cop_json_end(j);
  } else {
    cop_json_key_text(j, "$ref", schema_kind);
  }
  cop_json_end(j);
  cop_json_end(j);
  cop_json_end(j);
}

static void
write_header_parameter(CopJson *j, const char *name, bool required, const char *description)
{
  cop_json_object(j);
  cop_json_key_text(j, "name", name);
  cop_json_key_text(j, "in", "header");
  cop_json_key_bool(j, "required", required);
  cop_json_key_text(j, "description", description);
  cop_json_key_object(j, "schema");
  cop_json_key_text(j, "type", "string");
  cop_json_end(j);
  cop_json_end(j);
}

static void
write_answer(CopJson *j, const char *status, const char *description)
{
  cop_json_key_object(j, status);
  cop_json_key_text(j, "description", description);
  cop_json_end(j);
}

/* A change: what is sent, under which condition, what comes back. */
static void
write_change(CopJson *j, const char *method, const char *summary, const char *id, bool by_id, const char *schema, bool list)
{
  cop_json_key_object(j, method);
  cop_json_key_text(j, "summary", summary);
  cop_json_key_text(j, "operationId", id);
  cop_json_key_array(j, "parameters");
  if (by_id) {
    cop_json_object(j);
    cop_json_key_text(j, "name", "id");
    cop_json_key_text(j, "in", "path");
    cop_json_key_bool(j, "required", true);
    cop_json_key_object(j, "schema");
    cop_json_key_text(j, "type", "string");
    cop_json_end(j);
    cop_json_end(j);
    write_header_parameter(j, "If-Match", false, "The entity tag of the record that was read, \"r\" and its revision");
    if (schema != NULL)
      write_header_parameter(j, "If-None-Match", false, "* for a record that must not exist yet");
  }
  cop_json_end(j);
  if (schema != NULL) {
    cop_json_key_object(j, "requestBody");
    cop_json_key_bool(j, "required", true);
    write_content(j, "application/json", schema, list);
    cop_json_end(j);
  }
  cop_json_key_object(j, "responses");
  if (schema == NULL)
    write_answer(j, "204", "It is gone");
  else
    write_answer(j, "200", "It is kept");
  if (schema != NULL && by_id)
    write_answer(j, "201", "It is new");
  write_answer(j, "401", "No token, or none that is good");
  write_answer(j, "403", "Not within what the token may do");
  write_answer(j, "412", "Somebody else was first");
  if (schema != NULL)
    write_answer(j, "422", "What is wrong with it, one by one (application/problem+json)");
  else
    write_answer(j, "409", "Others refer to it");
  if (by_id)
    write_answer(j, "428", "No condition was sent");
  cop_json_end(j);
  cop_json_end(j);
}

static void
write_operation(CopJson *j, const char *summary, const char *id, const GPtrArray *parameters, const char *type, const char *schema, bool list)
{
  cop_json_key_object(j, "get");
  cop_json_key_text(j, "summary", summary);
  cop_json_key_text(j, "operationId", id);
  cop_json_key_array(j, "parameters");
  for (guint i = 0; parameters != NULL && i < parameters->len; i++) {
    cop_json_object(j);
    cop_json_key_text(j, "name", g_ptr_array_index(parameters, i));
    cop_json_key_text(j, "in", "path");
    cop_json_key_bool(j, "required", true);
    cop_json_key_object(j, "schema");
    cop_json_key_text(j, "type", "string");
    cop_json_end(j);
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_key_object(j, "responses");
  cop_json_key_object(j, "200");
  cop_json_key_text(j, "description", "OK");
  write_content(j, type, schema, list);
  cop_json_end(j);
  cop_json_key_object(j, "404");
  cop_json_key_text(j, "description", "There is no such record or address");
  cop_json_end(j);
  cop_json_end(j);
  cop_json_end(j);
}

/* Each table of the desk is a document of its own at its suffixes. */
static void
write_tables(CopPage *p, CopJson *j)
{
  static const char *const types[COP_SUFFIX_MAX] = { NULL, "text/csv", "application/json", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };
  size_t n;
  const CopRoute *routes = cop_routes(&n);
  for (size_t i = 0; i < n; i++) {
    if (routes[i].tables == NULL)
      continue;
    g_autoptr(GPtrArray) parameters = g_ptr_array_new();
    const char *path = open_path(p->a, routes[i].path, parameters);
    for (CopSuffix s = COP_SUFFIX_CSV; s < COP_SUFFIX_MAX; s++) {
      cop_json_key_object(j, cop_arena_printf(p->a, "%s%s", path, cop_suffix_text(s)));
      write_operation(j, routes[i].summary, cop_arena_printf(p->a, "%s_%s", routes[i].name, cop_suffix_text(s) + 1), parameters, types[s], NULL, false);
      cop_json_end(j);
    }
  }
}

static void
write_records(CopPage *p, CopJson *j)
{
  g_autoptr(GPtrArray) id = g_ptr_array_new();
  g_ptr_array_add(id, (gpointer) "id");
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    const CopEntityInfo *info = cop_entity((CopEntity)e);
    const char *schema = cop_arena_printf(p->a, "#/components/schemas/%s", info->name);
    cop_json_key_object(j, cop_arena_printf(p->a, "/api/v1/%s", info->name));
    write_operation(j, info->title, cop_arena_printf(p->a, "list_%s", info->name), NULL, "application/json", schema, true);
    write_change(j, "post", cop_arena_printf(p->a, "Write many, all or none: %s", info->title), cop_arena_printf(p->a, "write_%s", info->name), false, schema, true);
    cop_json_end(j);
    cop_json_key_object(j, cop_arena_printf(p->a, "/api/v1/%s/{id}", info->name));
    write_operation(j, info->doc, cop_arena_printf(p->a, "get_%s", info->name), id, "application/json", schema, false);
    write_change(j, "put", cop_arena_printf(p->a, "Write one: %s", info->title), cop_arena_printf(p->a, "put_%s", info->name), true, schema, false);
    write_change(j, "delete", cop_arena_printf(p->a, "Remove one: %s", info->title), cop_arena_printf(p->a, "delete_%s", info->name), true, NULL, false);
    cop_json_end(j);
  }
}

void
cop_page_api_iati(CopPage *p)
{
  if (p->s->planning && p->s->plan == NULL) {
    cop_page_problem(p, 503, "the plan is being worked out; ask again in a few seconds");
    return;
  }
  if (p->s->plan == NULL || cop_model_country_record(p->m) == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  char made[COP_INSTANT_SIZE];
  char *text = cop_iati_activities(p->s->plan, NULL, cop_instant_now(made));
  p->personal = true; /* it names the moment it was made */
  p->rs->type = "application/xml; charset=utf-8";
  p->rs->body = g_bytes_new_take(text, strlen(text));
}

void
cop_page_openapi(CopPage *p)
{
  CopJson *j = cop_json_new_compact();
  cop_json_object(j);
  cop_json_key_text(j, "openapi", "3.1.0");
  cop_json_key_object(j, "info");
  cop_json_key_text(j, "title", "copkit");
  cop_json_key_text(j, "version", COP_VERSION);
  cop_json_key_text(j, "description", "Everything the desk shows, for programs.");
  cop_json_key_object(j, "license");
  cop_json_key_text(j, "name", "Apache-2.0");
  cop_json_key_text(j, "identifier", "Apache-2.0");
  cop_json_end(j);
  cop_json_end(j);
  cop_json_key_array(j, "security");
  for (size_t i = 0; i < 2; i++) {
    cop_json_object(j);
    cop_json_key_array(j, i == 0 ? "token" : "session");
    cop_json_end(j);
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_key_object(j, "paths");
  cop_json_key_object(j, "/api/v1");
  write_operation(j, "Kinds of records and how many there are", "kinds", NULL, "application/json", NULL, false);
  cop_json_end(j);
  cop_json_key_object(j, "/api/v1/iati.xml");
  write_operation(j, "The plan as activities of IATI 2.03", "iati", NULL, "application/xml", NULL, false);
  cop_json_end(j);
  cop_api_webhook_paths(j);
  write_records(p, j);
  write_tables(p, j);
  cop_json_end(j);
  cop_api_webhook_events(j);
  write_schemas(j);
  cop_json_end(j);
  answer_json(p, j);
}
