/* SPDX-License-Identifier: Apache-2.0
 *
 * web/api_webhooks.c -- endpoints that are told what changed, for programs. A token
 * needs the scope `edit` without a part, of somebody who keeps the desk.
 *
 *   GET    /api/v1/webhooks          POST the same: {title, url, types, kinds}
 *   GET    /api/v1/webhooks/ID       with what was sent; DELETE removes it
 *   POST   /api/v1/webhooks/ID/JOB   web/webhooks.h; {"message": ID} for "again" */
#include <string.h>

#include "web/api.h"
#include "web/desk.h"
#include "web/part.h"
#include "web/webhooks.h"

void cop_page_api_webhooks(CopPage *p);
void cop_page_api_webhook(CopPage *p);
void cop_page_api_webhook_add(CopPage *p);
void cop_page_api_webhook_job(CopPage *p);
void cop_page_api_webhook_delete(CopPage *p);

enum { DELIVERIES = 100 };

static void
answer(CopPage *p, CopJson *j)
{
  char *text = cop_json_finish(j);
  p->personal = true;
  p->rs->type = "application/json";
  p->rs->body = g_bytes_new_take(text, strlen(text));
}

static void
write_words(CopJson *j, const char *key, const char *list)
{
  g_auto(GStrv) words = g_strsplit(list, " ", -1);
  cop_json_key_array(j, key);
  for (guint i = 0; words[i] != NULL; i++)
    cop_json_text(j, words[i]);
  cop_json_end(j);
}

/* In an open object. */
static void
write_endpoint(CopJson *j, const CopWebhook *w)
{
  cop_json_key_text(j, "id", w->id);
  cop_json_key_text(j, "title", w->title);
  cop_json_key_text(j, "url", w->url);
  write_words(j, "types", w->types);
  write_words(j, "kinds", w->kinds);
  cop_json_key_text(j, "state", cop_webhook_state_name(w->state));
  cop_json_key_text(j, "why", w->why);
  cop_json_key_bool(j, "has_secret", w->has_secret);
  cop_json_key_text(j, "old_secret_until", w->has_old ? w->old_until : NULL);
  cop_json_key_int(j, "position", w->position);
  cop_json_key_int(j, "attempts", w->attempts);
  cop_json_key_text(j, "failing_since", w->failing_since);
  cop_json_key_text(j, "next_at", w->next_at);
  cop_json_key_text(j, "made_at", w->made_at);
}

static void
write_deliveries(CopJson *j, const CopWebhookDelivery *items, size_t n)
{
  cop_json_key_array(j, "deliveries");
  for (size_t i = 0; i < n; i++) {
    const CopWebhookDelivery *d = &items[i];
    cop_json_object(j);
    cop_json_key_text(j, "message", d->message.id);
    cop_json_key_int(j, "entry", d->message.entry);
    cop_json_key_text(j, "type", d->message.type);
    cop_json_key_text(j, "kind", d->message.kind);
    cop_json_key_text(j, "id", d->message.record);
    cop_json_key_text(j, "state", d->state);
    cop_json_key_int(j, "attempts", d->attempts);
    cop_json_key_int(j, "status", d->status);
    cop_json_key_text(j, "fault", d->fault);
    cop_json_key_int(j, "milliseconds", d->milliseconds);
    cop_json_key_text(j, "first_at", d->first_at);
    cop_json_key_text(j, "last_at", d->last_at);
    cop_json_end(j);
  }
  cop_json_end(j);
}

void
cop_page_api_webhooks(CopPage *p)
{
  CopWebhooks all;
  g_autoptr(GError) error = NULL;
  if (!cop_webhook_read(p, &all, NULL, 0, NULL, NULL, &error)) {
    cop_page_problem(p, 500, error->message);
    return;
  }
  CopJson *j = cop_json_new_compact();
  cop_json_array(j);
  for (size_t i = 0; i < all.n; i++) {
    cop_json_object(j);
    write_endpoint(j, &all.items[i]);
    cop_json_end(j);
  }
  cop_json_end(j);
  answer(p, j);
}

/* The endpoint with what there is to say of it. */
static void
answer_endpoint(CopPage *p, const char *id, const CopWebhookDone *done)
{
  CopWebhooks all;
  const CopWebhookDelivery *items = NULL;
  size_t n = 0;
  g_autoptr(GError) error = NULL;
  const CopWebhook *w = cop_webhook_read(p, &all, id, DELIVERIES, &items, &n, &error) ? cop_webhooks_find(&all, id) : NULL;
  if (w == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  CopJson *j = cop_json_new_compact();
  cop_json_object(j);
  write_endpoint(j, w);
  if (done != NULL && done->secret != NULL)
    cop_json_key_text(j, "secret", done->secret);
  if (done != NULL && done->sent) {
    cop_json_key_object(j, "outcome");
    cop_json_key_bool(j, "taken", done->outcome.taken);
    cop_json_key_int(j, "status", done->outcome.status);
    cop_json_key_text(j, "fault", done->outcome.fault);
    cop_json_key_int(j, "milliseconds", done->outcome.milliseconds);
    cop_json_end(j);
  }
  write_deliveries(j, items, n);
  cop_json_end(j);
  answer(p, j);
}

void
cop_page_api_webhook(CopPage *p)
{
  answer_endpoint(p, p->args[0], NULL);
}

/* A list of texts as words separated by spaces; false when it is something else. */
static bool
read_words(CopArena *a, const CopTree *t, const char **words)
{
  g_autoptr(GString) s = g_string_new(NULL);
  *words = "";
  if (t == NULL)
    return true;
  if (t->kind != COP_TREE_LIST)
    return false;
  for (const CopTree *x = t->first; x != NULL; x = x->next) {
    if (x->kind != COP_TREE_TEXT)
      return false;
    g_string_append_printf(s, "%s%s", s->len == 0 ? "" : " ", x->text);
  }
  *words = cop_arena_strdup(a, s->str);
  return true;
}

static void
refuse(CopPage *p, const GError *error)
{
  bool unknown = g_error_matches(error, COP_WEBHOOK_ERROR, COP_WEBHOOK_ERROR_UNKNOWN);
  bool ours = error->domain == COP_WEBHOOK_ERROR || error->domain == COP_OUTGOING_ERROR;
  cop_page_problem(p, unknown ? 404 : ours ? 422 : 500, error->message);
}

void
cop_page_api_webhook_add(CopPage *p)
{
  const CopTree *t = cop_api_body(p, COP_TREE_MAP);
  const char *types, *kinds, *id = NULL;
  CopWebhookDone done = { 0 };
  g_autoptr(GError) error = NULL;
  if (t == NULL)
    return;
  const char *title = cop_tree_member_text(t, "title"), *url = cop_tree_member_text(t, "url");
  if (title == NULL || url == NULL || !read_words(p->a, cop_tree_member(t, "types"), &types) || !read_words(p->a, cop_tree_member(t, "kinds"), &kinds)) {
    cop_page_problem(p, 422, "send title and url as texts, types and kinds as lists of texts");
  } else if (cop_webhook_make(p, title, url, types, kinds, &id, &done.secret, &error)) {
    answer_endpoint(p, id, &done);
    p->rs->status = 201;
    cop_response_header(p->rs, "Location", cop_url_path(p->a, "api", "v1", "webhooks", id, NULL).checked);
  } else {
    refuse(p, error);
  }
}

void
cop_page_api_webhook_job(CopPage *p)
{
  const CopTree *t = cop_api_body(p, COP_TREE_MAP);
  CopWebhookDone done;
  g_autoptr(GError) error = NULL;
  if (t == NULL)
    return;
  if (!cop_webhook_job_known(p->args[1]) || strcmp(p->args[1], "remove") == 0)
    cop_page_missing(p, p->rq->path);
  else if (cop_webhook_do(p, p->args[0], p->args[1], cop_tree_member_text(t, "message"), &done, &error))
    answer_endpoint(p, p->args[0], &done);
  else
    refuse(p, error);
}

void
cop_page_api_webhook_delete(CopPage *p)
{
  CopWebhookDone done;
  g_autoptr(GError) error = NULL;
  if (!cop_webhook_do(p, p->args[0], "remove", NULL, &done, &error)) {
    refuse(p, error);
    return;
  }
  p->rs->status = 204;
  p->rs->body = g_bytes_new_static("", 0);
}

/* --- OpenAPI --- */

static void
write_type(CopJson *j, const char *name, const char *type, const char *description)
{
  cop_json_key_object(j, name);
  cop_json_key_text(j, "type", type);
  if (strcmp(type, "array") == 0) {
    cop_json_key_object(j, "items");
    cop_json_key_text(j, "type", "string");
    cop_json_end(j);
  }
  cop_json_key_text(j, "description", description);
  cop_json_end(j);
}

static void
open_content(CopJson *j)
{
  cop_json_key_object(j, "content");
  cop_json_key_object(j, "application/json");
  cop_json_key_object(j, "schema");
}

static void
close_all(CopJson *j, int n)
{
  for (int i = 0; i < n; i++)
    cop_json_end(j);
}

static void
write_ref(CopJson *j, const char *name, bool list)
{
  open_content(j);
  if (list) {
    cop_json_key_text(j, "type", "array");
    cop_json_key_object(j, "items");
  }
  cop_json_key_text(j, "$ref", name);
  close_all(j, list ? 4 : 3);
}

static void
write_answer(CopJson *j, const char *status, const char *description, bool list)
{
  cop_json_key_object(j, status);
  cop_json_key_text(j, "description", description);
  write_ref(j, "#/components/schemas/webhook_endpoint", list);
  cop_json_end(j);
}

static void
write_refusal(CopJson *j, const char *status, const char *description)
{
  cop_json_key_object(j, status);
  cop_json_key_text(j, "description", description);
  cop_json_end(j);
}

static void
write_parameter(CopJson *j, const char *name, const char *const *words, size_t n)
{
  cop_json_object(j);
  cop_json_key_text(j, "name", name);
  cop_json_key_text(j, "in", "path");
  cop_json_key_bool(j, "required", true);
  cop_json_key_object(j, "schema");
  cop_json_key_text(j, "type", "string");
  if (n > 0) {
    cop_json_key_array(j, "enum");
    for (size_t i = 0; i < n; i++)
      cop_json_text(j, words[i]);
    cop_json_end(j);
  }
  close_all(j, 2);
}

/* An operation with its name and the parts of its address; its answers follow. */
static void
open_operation(CopJson *j, const char *method, const char *id, const char *summary, bool one, bool job)
{
  static const char *const asked[] = { "test", "again", "rotate", "now", "pause", "go-on", "go-on-from-now", "skip" };
  cop_json_key_object(j, method);
  cop_json_key_text(j, "operationId", id);
  cop_json_key_text(j, "summary", summary);
  cop_json_key_array(j, "parameters");
  if (one)
    write_parameter(j, "webhook", NULL, 0);
  if (job)
    write_parameter(j, "job", asked, G_N_ELEMENTS(asked));
  cop_json_end(j);
}

static void
write_sent_body(CopJson *j, bool job)
{
  cop_json_key_object(j, "requestBody");
  cop_json_key_bool(j, "required", true);
  open_content(j);
  cop_json_key_text(j, "type", "object");
  if (!job) {
    cop_json_key_array(j, "required");
    cop_json_text(j, "title");
    cop_json_text(j, "url");
    cop_json_end(j);
  }
  cop_json_key_object(j, "properties");
  if (job) {
    write_type(j, "message", "string", "For `again`: the id of a message that was dealt with");
  } else {
    write_type(j, "title", "string", "What it is for");
    write_type(j, "url", "string", "https, to the public internet or a net the operator allowed");
    write_type(j, "types", "array", "Types of events; empty: all");
    write_type(j, "kinds", "array", "Kinds of records; empty: all");
  }
  close_all(j, 5);
}

void
cop_api_webhook_paths(CopJson *j)
{
  cop_json_key_object(j, "/api/v1/webhooks");
  open_operation(j, "get", "list_webhooks", "Endpoints that are told what changed", false, false);
  cop_json_key_object(j, "responses");
  write_answer(j, "200", "OK", true);
  write_refusal(j, "403", "Only whoever keeps the desk");
  close_all(j, 2);
  open_operation(j, "post", "add_webhook", "Add an endpoint; its secret is in the answer and nowhere else", false, false);
  write_sent_body(j, false);
  cop_json_key_object(j, "responses");
  write_answer(j, "201", "It is new", false);
  write_refusal(j, "403", "Only whoever keeps the desk");
  write_refusal(j, "422", "The address or a word will not do");
  close_all(j, 3);
  cop_json_key_object(j, "/api/v1/webhooks/{webhook}");
  open_operation(j, "get", "get_webhook", "An endpoint, and what was sent to it", true, false);
  cop_json_key_object(j, "responses");
  write_answer(j, "200", "OK", false);
  write_refusal(j, "404", "There is no such endpoint");
  close_all(j, 2);
  open_operation(j, "delete", "delete_webhook", "Remove an endpoint", true, false);
  cop_json_key_object(j, "responses");
  write_refusal(j, "204", "It is gone");
  write_refusal(j, "404", "There is no such endpoint");
  close_all(j, 3);
  cop_json_key_object(j, "/api/v1/webhooks/{webhook}/{job}");
  open_operation(j, "post", "change_webhook", "Try, pause or change an endpoint; a test and a message sent again are answered when the other side has", true, true);
  write_sent_body(j, true);
  cop_json_key_object(j, "responses");
  write_answer(j, "200", "It is done", false);
  write_refusal(j, "404", "There is no such endpoint, job or message");
  write_refusal(j, "422", "It has no secret");
  close_all(j, 3);
}

void
cop_api_webhook_schemas(CopJson *j)
{
  cop_json_key_object(j, "webhook_endpoint");
  cop_json_key_text(j, "type", "object");
  cop_json_key_object(j, "properties");
  static const char *const texts[][2] = { { "id", "Its id" }, { "title", "What it is for" }, { "url", "Where messages go" }, { "state", "active, paused or disabled" },
                                          { "why", "gone, failing or backup where the desk itself stopped it" }, { "made_at", "When it was added" },
                                          { "secret", "whsec_ and the key in base64; only when it was made just now" } };
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    write_type(j, texts[i][0], "string", texts[i][1]);
  write_type(j, "types", "array", "Types of events; empty: all");
  write_type(j, "kinds", "array", "Kinds of records; empty: all");
  write_type(j, "position", "integer", "The last entry of the log it is done with");
  write_type(j, "attempts", "integer", "Attempts at the message that waits");
  close_all(j, 2);
  cop_json_key_object(j, "webhook_message");
  cop_json_key_text(j, "type", "object");
  cop_json_key_array(j, "required");
  cop_json_text(j, "type");
  cop_json_text(j, "timestamp");
  cop_json_text(j, "data");
  cop_json_end(j);
  cop_json_key_object(j, "properties");
  write_type(j, "type", "string", "What happened");
  write_type(j, "timestamp", "string", "When it happened");
  cop_json_key_object(j, "data");
  cop_json_key_text(j, "type", "object");
  cop_json_key_object(j, "properties");
  write_type(j, "entry", "integer", "Number of the entry in the log: messages of an endpoint come in this order");
  write_type(j, "kind", "string", "Kind of record");
  write_type(j, "id", "string", "Id of the record");
  write_type(j, "revision", "integer", "Its revision after the change");
  write_type(j, "links", "object", "Addresses of page and interface on this desk");
  close_all(j, 4);
}

/* What the desk sends (OpenAPI 3.1, "webhooks"). */
void
cop_api_webhook_events(CopJson *j)
{
  size_t n;
  const CopWebhookEvent *events = cop_webhook_events(&n);
  cop_json_key_object(j, "webhooks");
  for (size_t i = 0; i < n; i++) {
    if (events[i].doc == NULL)
      continue;
    cop_json_key_object(j, events[i].type);
    cop_json_key_object(j, "post");
    cop_json_key_text(j, "summary", events[i].doc);
    cop_json_key_object(j, "requestBody");
    write_ref(j, "#/components/schemas/webhook_message", false);
    cop_json_end(j);
    cop_json_key_object(j, "responses");
    write_refusal(j, "200", "Any 2xx: the message was taken. Signed as Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature");
    close_all(j, 3);
  }
  cop_json_end(j);
}
