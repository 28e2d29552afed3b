/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_openrosa.c -- OpenRosa 1.0 for ODK Collect, Enketo and our own web
 * form: list of forms, forms, manifest, submission. A sender is known by a
 * token in the address (as app users of ODK Central are), in the query or in an
 * Authorization header; whoever sits at this machine needs none
 * while nobody has joined the desk.
 *
 * 201 taken · 202 held before, counted once · 400 cannot be read or refused ·
 * 401 no token · 409 same id, other content · 503 the store could not take it,
 * send again. */
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "exchange/xform.h"
#include "import/submission.h"
#include "web/desk.h"
#include "web/multipart.h"
#include "web/page.h"
#include "web/people.h"
#include "web/reception.h"

#define MOST_BYTES 262144u /* of one submission, as routes.def has it */

void cop_page_openrosa_list(CopPage *p);
void cop_page_openrosa_form(CopPage *p);
void cop_page_openrosa_manifest(CopPage *p);
void cop_page_openrosa_ready(CopPage *p);
void cop_page_openrosa_submit(CopPage *p);

/* --- who sends --- */

typedef struct {
  const char *id, *reporter; /* NULL: nobody registered, at this machine */
} Sender;

static void
say(CopPage *p, unsigned status, const char *message)
{
  char *text = cop_xform_response(message);
  p->personal = true;
  p->rs->status = status;
  p->rs->type = "text/xml; charset=utf-8";
  p->rs->body = g_bytes_new_take(text, strlen(text));
  cop_response_header(p->rs, "X-OpenRosa-Version", "1.0");
  cop_response_header(p->rs, "X-OpenRosa-Accept-Content-Length", "262144");
}

static const char *
token_of(CopPage *p)
{
  const char *bearer = cop_request_header(p->rq, "Authorization");
  if (strncmp(p->rq->path, "/openrosa/key/", 14) == 0)
    return p->args[0];
  return bearer != NULL && g_ascii_strncasecmp(bearer, "Bearer ", 7) == 0 ? bearer + 7 : cop_request_query(p->rq, "token");
}

/* False with the answer given. */
static bool
know_sender(CopPage *p, Sender *s)
{
  const char *token = token_of(p);
  g_autoptr(GError) error = NULL;
  *s = (Sender){ 0 };
  if (p->m == NULL) {
    say(p, 503, "the store is being read; try again in a moment");
    return false;
  }
  if (token == NULL && p->rq->loopback && !cop_people_there(p->desk))
    return true;
  CopDb *db = token == NULL ? NULL : cop_desk_borrow(p->desk, &error);
  bool found = db != NULL && cop_device_find(db, token, p->a, &s->id, &s->reporter, &error);
  if (db != NULL)
    cop_desk_return(p->desk, db);
  if (found && s->id != NULL)
    return true;
  say(p, error != NULL ? 503 : 401, error != NULL ? "the store cannot be read now; try again" : "this address needs a token that is registered and open; ask whoever keeps this desk");
  return false;
}

/* --- forms --- */

static const char *
address_of(CopPage *p, const char *what, const char *id)
{
  const char *token = token_of(p);
  return cop_arena_printf(p->a, "%s://%s/openrosa/%s%s%s%s%s%s", cop_request_is_secure(p->rq) ? "https" : "http", p->rq->host,
                          token == NULL ? "" : "key/", token == NULL ? "" : token, token == NULL ? "" : "/", what, id == NULL ? "" : "/", id == NULL ? "" : id);
}

static void
answer_xml(CopPage *p, char *text)
{
  p->rs->type = "text/xml; charset=utf-8";
  p->rs->body = g_bytes_new_take(text, strlen(text));
  cop_response_header(p->rs, "X-OpenRosa-Version", "1.0");
}

/* Catalogues are looked up while it is written. */
static char *
write_form(CopPage *p, const CopReportForm *f)
{
  const CopFormLayout *l = cop_form_layout(p->m, f, p->a);
  g_mutex_lock(&p->desk->lock);
  char *text = cop_xform_write(p->m, l, p->desk->words);
  g_mutex_unlock(&p->desk->lock);
  return text;
}

void
cop_page_openrosa_list(CopPage *p)
{
  Sender s;
  p->personal = true;
  if (!know_sender(p, &s))
    return;
  const CopModel *m = p->m;
  CopXformListed *all = cop_new_n(p->a, CopXformListed, m->report_forms.n + 1);
  for (size_t i = 0; i < m->report_forms.n; i++) {
    const CopReportForm *f = &m->report_forms.items[i];
    g_autofree char *text = write_form(p, f), *hash = cop_xform_hash(text);
    all[i] = (CopXformListed){ f, cop_arena_strdup(p->a, hash), address_of(p, "form", f->id), address_of(p, "manifest", f->id) };
  }
  answer_xml(p, cop_xform_list(all, m->report_forms.n));
}

static const CopReportForm *
form_asked_for(CopPage *p)
{
  Sender s;
  p->personal = true;
  const char *id = strncmp(p->rq->path, "/openrosa/key/", 14) == 0 ? p->args[1] : p->args[0];
  if (!know_sender(p, &s))
    return NULL;
  const CopReportForm *f = cop_model_report_form(p->m, id);
  if (f == NULL)
    say(p, 404, "there is no such form; load the list of forms again");
  return f;
}

void
cop_page_openrosa_form(CopPage *p)
{
  const CopReportForm *f = form_asked_for(p);
  if (f != NULL)
    answer_xml(p, write_form(p, f));
}

void
cop_page_openrosa_manifest(CopPage *p)
{
  if (form_asked_for(p) != NULL)
    answer_xml(p, cop_xform_manifest());
}

/* --- submissions --- */

/* HEAD before POST: may this sender send, and how much. */
void
cop_page_openrosa_ready(CopPage *p)
{
  Sender s;
  p->personal = true;
  if (!know_sender(p, &s))
    return;
  say(p, p->rq->head_only ? 204 : 200, "This address takes reports by POST.");
  if (p->rq->head_only)
    g_clear_pointer(&p->rs->body, g_bytes_unref);
  cop_response_header(p->rs, "Location", address_of(p, "submission", NULL));
}

static GBytes *
whole_body(CopPage *p)
{
  if (p->rq->body != NULL)
    return g_bytes_ref(p->rq->body);
  if (p->rq->body_fd < 0 || p->rq->body_size > MOST_BYTES)
    return NULL;
  char *bytes = g_malloc(p->rq->body_size + 1);
  size_t n = 0;
  for (ssize_t got; n < p->rq->body_size && (got = read(p->rq->body_fd, bytes + n, p->rq->body_size - n)) > 0;)
    n += (size_t)got;
  return g_bytes_new_take(bytes, n);
}

/* The XML within the body; NULL with why. */
static const char *
find_xml(const char *type, const char *body, size_t length, size_t *n, const char **why)
{
  size_t at = 0;
  bool broken;
  CopPart part;
  const char *xml = NULL;
  *why = "the body holds no part 'xml_submission_file'";
  if (type == NULL || !cop_multipart_is(type)) {
    *n = length;
    return body;
  }
  while (cop_multipart_next(type, body, length, &at, &part, &broken)) {
    bool form = part.name_length == 19 && memcmp(part.name, "xml_submission_file", 19) == 0;
    if (form && xml == NULL) {
      xml = part.content;
      *n = part.length;
    } else if (part.file && part.length > 0) {
      *why = "reports carry no files; a picture or recording could tell who somebody is";
      return NULL;
    }
  }
  if (broken)
    *why = "the body is no sound multipart/form-data";
  return broken ? NULL : xml;
}

static void
answer_received(CopPage *p, const CopReceived *r)
{
  switch (r->outcome) {
  case COP_RECEIVED_ADDED:
    say(p, 201, cop_arena_printf(p->a, "Received. Receipt %s", r->receipt));
    break;
  case COP_RECEIVED_KNOWN:
    say(p, 202, cop_arena_printf(p->a, "Received before and counted once. Receipt %s", r->receipt));
    break;
  case COP_RECEIVED_CONFLICT:
    say(p, 409, cop_arena_printf(p->a, "%s: %s", r->code, r->reason));
    break;
  case COP_RECEIVED_REFUSED:
  case COP_RECEIVED_MAX:
    say(p, 400, cop_arena_printf(p->a, "%s: %s", r->code, r->reason));
    break;
  }
  if (*r->receipt != '\0')
    cop_response_header(p->rs, "X-Copkit-Receipt", r->receipt);
}

static const char *
error_code(const GError *e)
{
  if (e->domain != COP_ANSWERS_ERROR)
    return "report-xml";
  static const char *const codes[] = { [COP_ANSWERS_ERROR_EMPTY] = "report-empty", [COP_ANSWERS_ERROR_FORM] = "report-form",
                                       [COP_ANSWERS_ERROR_FORMAT] = "report-id", [COP_ANSWERS_ERROR_IDENTITY] = "report-identity" };
  return codes[e->code];
}

/* A report on its way to the disk, in the arena of its request. */
typedef struct {
  CopPage page; /* for the answer: request, response, arena */
  CopReceived report;
  GError *failed;
  CopHttpWait *wait;
} Sent;

static void
answer_sent(Sent *x)
{
  if (x->failed == NULL) {
    answer_received(&x->page, &x->report);
    return;
  }
  g_clear_error(&x->failed);
  say(&x->page, 503, "the report could not be written to the disk and is not kept; send it again");
  cop_response_header(x->page.rs, "Retry-After", "10");
}

static void
finish_sent(void *data, CopResponse *rs)
{
  Sent *x = data;
  x->page.rs = rs;
  answer_sent(x);
}

static void
written(void *data)
{
  Sent *x = data;
  cop_http_go_on(x->wait);
}

/* While it is written the connection rests and its thread is free. */
static void
put(CopPage *p, const CopReceived *r)
{
  Sent *x = cop_new(p->a, Sent);
  *x = (Sent){ .page = { .rq = p->rq, .rs = p->rs, .a = p->a, .desk = p->desk }, .report = *r };
  x->wait = cop_http_wait(p->rq, finish_sent, x);
  if (x->wait == NULL) {
    if (!cop_reception_put(p->desk->reception, &x->report, p->a, &x->failed))
      g_assert(x->failed != NULL);
    answer_sent(x);
  } else if (!cop_reception_post(p->desk->reception, &x->report, p->a, written, x, &x->failed)) {
    cop_http_go_on(x->wait);
  }
}

static void
take_xml(CopPage *p, const Sender *s, const char *xml, size_t n, const char *channel)
{
  g_autoptr(GString) csv = g_string_new(NULL);
  g_autoptr(GError) error = NULL;
  CopSubmission sub;
  bool read = cop_submission_read(p->m, p->s->facts->forms, xml, n, p->today, p->a, &sub, csv, &error);
  CopReceived r = { .rows = read ? cop_arena_strndup(p->a, csv->str, csv->len) : NULL, .id = cop_arena_strdup(p->a, sub.id), .channel = channel, .device = s->id,
                    .client = cop_request_query(p->rq, "deviceID"), .reporter = sub.reporter != NULL ? sub.reporter : s->reporter != NULL ? s->reporter : "",
                    .form = sub.form == NULL ? "" : sub.form->form->id, .code = read ? "" : error_code(error), .reason = read ? "" : cop_arena_strdup(p->a, error->message) };
  put(p, &r);
}

void
cop_page_openrosa_submit(CopPage *p)
{
  Sender s;
  p->personal = true;
  if (!know_sender(p, &s))
    return;
  g_autoptr(GBytes) body = whole_body(p);
  size_t length = 0, n = 0;
  const char *bytes = body == NULL ? NULL : g_bytes_get_data(body, &length), *why = "the body is empty";
  const char *xml = length == 0 ? NULL : find_xml(cop_request_header(p->rq, "Content-Type"), bytes, length, &n, &why);
  if (xml == NULL) {
    say(p, 400, why);
    return;
  }
  take_xml(p, &s, xml, n, g_strcmp0(cop_request_header(p->rq, "X-Copkit-Channel"), "web") == 0 ? "web" : "openrosa");
}
