/* SPDX-License-Identifier: Apache-2.0 */
#include "web/note.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "web/people.h"

void
cop_request_note(const CopRequest *rq, const char *event, const char *account, unsigned status, const char *why)
{
  static const char *const methods[] = { [COP_HTTP_GET] = "GET", [COP_HTTP_HEAD] = "HEAD", [COP_HTTP_POST] = "POST", [COP_HTTP_PUT] = "PUT", [COP_HTTP_DELETE] = "DELETE", [COP_HTTP_OTHER] = "other" };
  char now[COP_INSTANT_SIZE];
  bool secret = rq->path != NULL && (g_str_has_prefix(rq->path, "/join/") || g_str_has_prefix(rq->path, "/openrosa/key/"));
  CopJson *j = cop_json_new_compact();
  cop_json_object(j);
  cop_json_key_text(j, "at", cop_instant_now(now));
  cop_json_key_text(j, "event", event);
  cop_json_key_text(j, "account", account);
  cop_json_key_text(j, "peer", rq->peer);
  cop_json_key_text(j, "method", methods[rq->method]);
  cop_json_key_text(j, "path", !secret ? rq->path : rq->path[1] == 'j' ? "/join/" : "/openrosa/key/");
  if (status != 0)
    cop_json_key_int(j, "status", status);
  if (why != NULL)
    cop_json_key_text(j, "why", why);
  cop_json_end(j);
  g_autofree char *line = cop_json_finish(j);
  /* One call, so that lines of several threads do not mix. */
  g_autofree char *whole = g_strdup_printf("%s\n", g_strchomp(line));
  fputs(whole, stderr);
}

void
cop_page_note(const CopPage *p, const char *event, const char *account)
{
  cop_request_note(p->rq, event, account != NULL ? account : p->who->id, 0, NULL);
}
