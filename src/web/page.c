/* SPDX-License-Identifier: Apache-2.0 */
#include "web/page.h"

#include <string.h>
#include <unistd.h>

#include "web/desk.h"
#include "web/multipart.h"
#include "web/people.h"

void
cop_page_redirect(CopPage *p, CopUrl to)
{
  p->rs->status = 303;
  p->rs->location = to.checked;
}

const char *
cop_page_token(CopPage *p)
{
  p->personal = true;
  if (p->session == NULL)
    p->session = cop_session_find(p->rq, p->rs, true);
  return cop_session_token(p->a, p->desk->secret, p->session);
}

bool
cop_page_may(const CopPage *p, CopRight right)
{
  return (p->rights & COP_RIGHT_BIT(right)) != 0;
}

bool
cop_page_sees(const CopPage *p, CopEntity e, const void *record)
{
  return cop_access_sees(&p->who->access, p->m, e, record);
}

CopGroups
cop_page_edits(const CopPage *p, CopEntity e, const void *record)
{
  return record != NULL ? cop_access_edits(&p->who->access, p->m, e, record) : cop_access_edits_kind(&p->who->access, e);
}

/* The body as text; one in a file was let in by the route's limit. */
static const char *
body_text(CopPage *p)
{
  const CopRequest *rq = p->rq;
  if (rq->body != NULL)
    return cop_arena_strndup(p->a, g_bytes_get_data(rq->body, NULL), g_bytes_get_size(rq->body));
  if (rq->body_fd < 0)
    return "";
  char *text = cop_arena_alloc(p->a, rq->body_size + 1);
  for (uint64_t done = 0; done < rq->body_size;) {
    ssize_t n = pread(rq->body_fd, text + done, rq->body_size - done, (off_t)done);
    if (n <= 0)
      return "";
    done += (uint64_t)n;
  }
  return text;
}

/* The last part of a path as browsers of all systems send it, valid and short. */
static const char *
file_name(CopPage *p, const char *text, size_t length)
{
  size_t from = length;
  while (from > 0 && text[from - 1] != '/' && text[from - 1] != '\\')
    from--;
  g_autofree char *valid = g_utf8_make_valid(text + from, (gssize)(length - from));
  g_autofree char *shorter = g_utf8_substring(valid, 0, MIN(g_utf8_strlen(valid, -1), 100));
  return *shorter == '\0' ? NULL : cop_arena_strdup(p->a, shorter);
}

/* A multipart form becomes fields as of a plain one, and one file. */
static bool
open_parts(CopPage *p, const char *type)
{
  const char *body = body_text(p);
  size_t length = p->rq->body_size, at = 0;
  g_autoptr(GString) fields = g_string_new(NULL);
  CopPart part;
  bool broken;
  while (cop_multipart_next(type, body, length, &at, &part, &broken)) {
    if (part.file) {
      p->upload_name = file_name(p, part.file_name, part.file_name_length);
      p->upload = p->upload_name == NULL ? NULL : part.content;
      p->upload_length = part.length;
      continue;
    }
    g_autofree char *name = g_strndup(part.name, part.name_length), *value = g_strndup(part.content, part.length);
    g_autofree char *name_sent = g_uri_escape_string(name, NULL, FALSE), *value_sent = g_uri_escape_string(value, NULL, FALSE);
    g_string_append_printf(fields, "%s%s=%s", fields->len > 0 ? "&" : "", name_sent, value_sent);
  }
  p->form = broken ? "" : cop_arena_strdup(p->a, fields->str);
  return !broken;
}

static bool
open_form(CopPage *p)
{
  const char *type = cop_request_header(p->rq, "Content-Type");
  if (p->form != NULL)
    return true;
  if (cop_multipart_is(type))
    return open_parts(p, type);
  if (type == NULL || g_ascii_strncasecmp(type, "application/x-www-form-urlencoded", 33) != 0)
    return false;
  p->form = body_text(p);
  return true;
}

const char *
cop_page_file(CopPage *p, size_t *length, const char **name)
{
  if (!open_form(p))
    return NULL;
  *name = p->upload_name;
  *length = p->upload_length;
  return p->upload;
}

const char *
cop_page_form(CopPage *p, const char *name)
{
  CopRequest as_query = { .arena = p->a, .query = NULL };
  if (!open_form(p))
    return NULL;
  as_query.query = p->form;
  return cop_request_query(&as_query, name);
}

GPtrArray *
cop_page_form_all(CopPage *p, const char *name)
{
  GPtrArray *all = g_ptr_array_new();
  if (!open_form(p))
    return all;
  for (const char *at = p->form; *at != '\0';) {
    size_t pair = strcspn(at, "&");
    CopRequest as_query = { .arena = p->a, .query = cop_arena_strndup(p->a, at, pair) };
    const char *value = cop_request_query(&as_query, name);
    if (value != NULL)
      g_ptr_array_add(all, (gpointer)value);
    at += pair + (at[pair] == '&');
  }
  return all;
}
