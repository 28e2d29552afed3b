/* SPDX-License-Identifier: Apache-2.0
 *
 * web/api_write.c -- records written by programs.
 *
 *   PUT    /api/v1/KIND/ID   the whole record; If-Match with its entity tag, or
 *                            If-None-Match: * for one that must not exist yet
 *   DELETE /api/v1/KIND/ID   If-Match with its entity tag
 *   POST   /api/v1/KIND      a list of records, all or none: those with `revision`
 *                            change that revision, those without are new
 *
 * The entity tag of a record is its revision: "r3". 412: somebody else was first.
 * 428: no condition was sent. 422: what is wrong with the record, field by field. */
#include <string.h>
#include <unistd.h>

#include "model/record.h"
#include "web/api.h"
#include "web/desk.h"
#include "web/part.h"
#include "web/write.h"

void cop_page_api_put(CopPage *p);
void cop_page_api_delete(CopPage *p);
void cop_page_api_bulk(CopPage *p);

enum { BULK_MOST = 5000 };

/* --- what was sent --- */

static const char *
body_text(CopPage *p, size_t *n)
{
  const CopRequest *rq = p->rq;
  if (rq->body != NULL) {
    gsize size;
    const char *bytes = g_bytes_get_data(rq->body, &size);
    *n = size;
    return cop_arena_strndup(p->a, bytes, size);
  }
  *n = rq->body_fd < 0 ? 0 : rq->body_size;
  char *text = cop_arena_alloc(p->a, *n + 1);
  for (size_t done = 0; done < *n;) {
    ssize_t got = pread(rq->body_fd, text + done, *n - done, (off_t)done);
    if (got <= 0)
      return NULL;
    done += (size_t)got;
  }
  return text;
}

const CopTree *
cop_api_body(CopPage *p, CopTreeKind kind)
{
  g_autoptr(GError) error = NULL;
  size_t n = 0;
  const char *text = body_text(p, &n);
  const CopTree *t = text == NULL ? NULL : cop_json_read(p->a, text, n, &error);
  if (t == NULL)
    cop_page_problem(p, 400, error != NULL ? error->message : "the body cannot be read");
  else if (t->kind != kind)
    cop_page_problem(p, 422, kind == COP_TREE_MAP ? "an object is expected" : "a list is expected");
  return t != NULL && t->kind == kind ? t : NULL;
}

/* Findings as application/problem+json with a list of errors (RFC 9457, 3.2). */
static void
answer_findings(CopPage *p, const CopDiags *d)
{
  CopJson *j = cop_json_new_compact();
  cop_json_object(j);
  cop_json_key_int(j, "status", 422);
  cop_json_key_text(j, "detail", "the record breaks its schema");
  cop_json_key_array(j, "errors");
  for (size_t i = 0; i < cop_diags_count(d); i++) {
    const CopDiag *x = cop_diags_at(d, i);
    cop_json_object(j);
    cop_json_key_text(j, "detail", x->message);
    cop_json_key_text(j, "remedy", x->remedy);
    cop_json_key_int(j, "line", x->line);
    cop_json_key_int(j, "column", x->column);
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_end(j);
  char *text = cop_json_finish(j);
  p->rs->status = 422;
  p->rs->type = "application/problem+json";
  p->rs->body = g_bytes_new_take(text, strlen(text));
}

/* NULL with the answer given. */
static CopRecord *
read_record(CopPage *p, CopEntity e, const CopTree *t)
{
  g_autoptr(CopDiags) d = cop_diags_new();
  const CopRecordReading how = { .file = "body", .money_digits = -1, .head = true };
  CopRecord *r = cop_record_read(p->a, e, t, &how, d);
  if (r != NULL && cop_diags_count_severity(d, COP_SEVERITY_ERROR) == 0)
    return r;
  answer_findings(p, d);
  return NULL;
}

static CopEntity
kind_of(CopPage *p)
{
  CopEntity e = cop_entity_by_name(p->args[0]);
  if (e == COP_ENTITY_MAX)
    cop_page_missing(p, p->rq->path);
  return e;
}

/* The revision a condition names; 0: the record must not exist; -1 with the
 * answer given. */
static int64_t
expected_revision(CopPage *p)
{
  const char *match = cop_request_header(p->rq, "If-Match"), *none = cop_request_header(p->rq, "If-None-Match");
  gint64 n;
  if (match == NULL && none != NULL && strcmp(none, "*") == 0)
    return 0;
  if (match == NULL) {
    cop_page_problem(p, 428, "send If-Match with the entity tag of the record that was read, or If-None-Match: * for a new one");
    return -1;
  }
  size_t length = strlen(match);
  g_autofree char *digits = length > 3 && g_str_has_prefix(match, "\"r") && match[length - 1] == '"' ? g_strndup(match + 2, length - 3) : NULL;
  if (digits != NULL && g_ascii_string_to_signed(digits, 10, 1, G_MAXINT64, &n, NULL))
    return n;
  cop_page_problem(p, 412, "the entity tag is none of this record");
  return -1;
}

static void
answer_written(CopPage *p, CopWritten outcome, const GError *error)
{
  switch (outcome) {
  case COP_WRITTEN:
    break;
  case COP_WRITTEN_CONFLICT:
    cop_page_problem(p, 412, error->message);
    break;
  case COP_WRITTEN_DENIED:
    cop_page_problem(p, 403, error->message);
    break;
  case COP_WRITTEN_NOT:
    cop_page_problem(p, error->domain == COP_RECORD_ERROR ? (error->code == COP_RECORD_ERROR_IN_USE ? 409 : 422) : 500, error->message);
    break;
  }
}

static void
answer_record(CopPage *p, CopEntity e, const CopRecord *r, bool fresh)
{
  char *text = cop_record_to_json(e, r, true);
  p->rs->status = fresh ? 201 : 200;
  p->rs->type = "application/json";
  p->rs->body = g_bytes_new_take(text, strlen(text));
  p->rs->etag = cop_arena_printf(p->a, "r%" G_GINT64_FORMAT, r->revision);
  if (fresh)
    p->rs->location = cop_url_path(p->a, "api", "v1", cop_entity(e)->name, r->id, NULL).checked;
}

/* --- one record --- */

void
cop_page_api_put(CopPage *p)
{
  CopEntity e = kind_of(p);
  g_autoptr(GError) error = NULL;
  int64_t expected = e == COP_ENTITY_MAX ? -1 : expected_revision(p);
  const CopTree *t = expected < 0 ? NULL : cop_api_body(p, COP_TREE_MAP);
  CopRecord *r = t == NULL ? NULL : read_record(p, e, t);
  if (r == NULL)
    return;
  if (strcmp(r->id, p->args[1]) != 0) {
    cop_page_problem(p, 422, "the id in the record is not that of the address");
    return;
  }
  if (expected > 0 && cop_model_record(p->m, e, r->id) == NULL) {
    cop_page_problem(p, 412, "there is no such record any more");
    return;
  }
  CopWritten outcome = cop_write_record(p, e, r, expected, &error);
  if (outcome == COP_WRITTEN)
    answer_record(p, e, r, expected == 0);
  else
    answer_written(p, outcome, error);
}

void
cop_page_api_delete(CopPage *p)
{
  CopEntity e = kind_of(p);
  g_autoptr(GError) error = NULL;
  if (e == COP_ENTITY_MAX)
    return;
  if (cop_model_record(p->m, e, p->args[1]) == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  int64_t expected = expected_revision(p);
  if (expected == 0)
    cop_page_problem(p, 428, "send If-Match with the entity tag of the record that was read");
  if (expected <= 0)
    return;
  CopWritten outcome = cop_write_remove(p, e, p->args[1], expected, &error);
  if (outcome == COP_WRITTEN) {
    p->rs->status = 204;
    p->rs->body = g_bytes_new_static("", 0);
  } else {
    answer_written(p, outcome, error);
  }
}

/* --- many --- */

void
cop_page_api_bulk(CopPage *p)
{
  CopEntity e = kind_of(p);
  const CopTree *list = e == COP_ENTITY_MAX ? NULL : cop_api_body(p, COP_TREE_LIST);
  g_autoptr(GPtrArray) records = g_ptr_array_new();
  g_autoptr(GError) error = NULL;
  if (list == NULL)
    return;
  for (const CopTree *t = list->first; t != NULL; t = t->next) {
    CopRecord *r = records->len < BULK_MOST ? read_record(p, e, t) : NULL;
    if (records->len >= BULK_MOST)
      cop_page_problem(p, 413, "at most 5,000 records at once");
    if (r == NULL)
      return;
    g_ptr_array_add(records, r);
  }
  g_autofree int64_t *expected = g_new(int64_t, records->len + 1);
  for (guint i = 0; i < records->len; i++)
    expected[i] = ((const CopRecord *)g_ptr_array_index(records, i))->revision;
  CopWritten outcome = cop_write_records(p, e, (CopRecord *const *)records->pdata, expected, records->len, &error);
  if (outcome != COP_WRITTEN) {
    answer_written(p, outcome, error);
    return;
  }
  CopJson *j = cop_json_new_compact();
  cop_json_array(j);
  for (guint i = 0; i < records->len; i++) {
    const CopRecord *r = g_ptr_array_index(records, i);
    cop_json_object(j);
    cop_json_key_text(j, "id", r->id);
    cop_json_key_int(j, "revision", r->revision);
    cop_json_end(j);
  }
  cop_json_end(j);
  char *text = cop_json_finish(j);
  p->rs->type = "application/json";
  p->rs->body = g_bytes_new_take(text, strlen(text));
}
