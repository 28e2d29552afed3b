/* SPDX-License-Identifier: Apache-2.0 */
#include "web/ticket.h"

#include <string.h>

#include "base/json.h"
#include "base/secret.h"
#include "web/desk.h"

static const char *
name_of(const CopPage *p)
{
  return cop_request_is_secure(p->rq) ? COP_TICKET_COOKIE_SECURE : COP_TICKET_COOKIE;
}

static void
set_cookie(CopPage *p, const char *value, int seconds)
{
  const char *cookie = cop_arena_printf(p->a, "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%d%s", name_of(p), value, seconds, cop_request_is_secure(p->rq) ? "; Secure" : "");
  cop_response_header(p->rs, "Set-Cookie", cookie);
}

static const char *const names[] = { "state", "nonce", "verifier", "to", "invitation", "account", "subject", "mail", "was", "totp" };

/* In the order of the names. */
static void
fields_of(CopTicket *t, const char **fields[G_N_ELEMENTS(names)])
{
  const char **all[] = { &t->state, &t->nonce, &t->verifier, &t->to, &t->invitation, &t->account, &t->subject, &t->mail, &t->was, &t->totp };
  memcpy(fields, all, sizeof all);
}

void
cop_ticket_give(CopPage *p, const CopTicket *ticket)
{
  CopTicket t = *ticket;
  const char **fields[G_N_ELEMENTS(names)];
  CopJson *j = cop_json_new_compact();
  fields_of(&t, fields);
  cop_json_object(j);
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    if (*fields[i] != NULL)
      cop_json_key_text(j, names[i], *fields[i]);
  cop_json_key_int(j, "begun", t.begun);
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j), *sealed = cop_seal(p->desk->ticket_key, text);
  set_cookie(p, sealed, COP_TICKET_SECONDS);
}

bool
cop_ticket_read(CopPage *p, CopTicket *t)
{
  const char *sealed = cop_request_cookie(p->rq, name_of(p));
  g_autofree char *text = sealed == NULL ? NULL : cop_unseal(p->desk->ticket_key, sealed);
  const CopTree *map = text == NULL ? NULL : cop_json_read(p->a, text, strlen(text), NULL);
  const char **fields[G_N_ELEMENTS(names)];
  int64_t now = g_get_real_time() / G_USEC_PER_SEC;
  *t = (CopTicket){ 0 };
  if (map == NULL)
    return false;
  fields_of(t, fields);
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    *fields[i] = cop_tree_member_text(map, names[i]);
  t->begun = cop_tree_member(map, "begun")->integer;
  return t->begun <= now && now - t->begun < COP_TICKET_SECONDS;
}

void
cop_ticket_take(CopPage *p)
{
  set_cookie(p, "", 0);
}
