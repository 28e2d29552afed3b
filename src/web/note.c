/* SPDX-License-Identifier: Apache-2.0 */
#include "web/note.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "web/people.h"

void
cop_page_note(const CopPage *p, const char *event, const char *account)
{
  static const char *const methods[] = { [COP_HTTP_GET] = "GET", [COP_HTTP_HEAD] = "HEAD", [COP_HTTP_POST] = "POST", [COP_HTTP_PUT] = "PUT", [COP_HTTP_DELETE] = "DELETE", [COP_HTTP_OTHER] = "other" };
  char now[COP_INSTANT_SIZE];
  bool secret = g_str_has_prefix(p->rq->path, "/join/");
  CopJson *j = cop_json_new_compact();
  cop_json_object(j);
  cop_json_key_text(j, "at", cop_instant_now(now));
  cop_json_key_text(j, "event", event);
  cop_json_key_text(j, "account", account != NULL ? account : p->who->id);
  cop_json_key_text(j, "peer", p->rq->peer);
  cop_json_key_text(j, "method", methods[p->rq->method]);
  cop_json_key_text(j, "path", secret ? "/join/" : p->rq->path);
  cop_json_end(j);
  g_autofree char *line = cop_json_finish(j);
  /* One call, so that lines of several threads do not mix. */
  g_autofree char *whole = g_strdup_printf("%s\n", g_strchomp(line));
  fputs(whole, stderr);
}
