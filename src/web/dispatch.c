/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/date.h"
#include "base/lang.h"
#include "web/desk.h"
#include "web/page.h"
#include "web/grid.h"
#include "web/note.h"
#include "web/gate.h"
#include "web/part.h"
#include "web/people.h"

/* --- what is asked --- */

uint64_t
cop_desk_limit(void *user, CopHttpMethod method, const char *path)
{
  (void)user;
  g_autoptr(CopArena) a = cop_arena_new();
  CopMatch match = cop_route_match(a, method, path);
  /* What no address takes is answered 404 or 405, not 413, while it is small. */
  return match.route == NULL ? COP_HTTP_BODY_MEMORY : match.route->body_limit;
}

/* The host without its port: "[::1]:8080" is "::1". */
static char *
host_name(const char *host)
{
  if (host == NULL)
    return NULL;
  if (*host == '[') {
    const char *end = strchr(host, ']');
    return end == NULL ? NULL : g_ascii_strdown(host + 1, end - host - 1);
  }
  return g_ascii_strdown(host, (gssize)strcspn(host, ":"));
}

static bool
answers_for(const CopDesk *d, const char *host)
{
  static const char *const own[] = { "localhost", "127.0.0.1", "::1" };
  g_autofree char *name = host_name(host);
  if (name == NULL)
    return false;
  for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
    if (strcmp(name, own[i]) == 0)
      return true;
  for (size_t i = 0; d->hosts != NULL && d->hosts[i] != NULL; i++)
    if (g_ascii_strcasecmp(name, d->hosts[i]) == 0)
      return true;
  return false;
}

/* What of the desk's languages a tag asks for; NULL: none. Chinese is offered in simplified signs: those who
 * read the traditional ones are given their next wish. */
static const char *
offered_language(const char *tag)
{
  if (g_ascii_strcasecmp(tag, "tl") == 0)
    return "fil";
  if (g_ascii_strncasecmp(tag, "zh-hant", 7) == 0 || g_ascii_strcasecmp(tag, "zh-tw") == 0 || g_ascii_strcasecmp(tag, "zh-hk") == 0 || g_ascii_strcasecmp(tag, "zh-mo") == 0)
    return NULL;
  size_t n = strcspn(tag, "-");
  for (const char *const *l = cop_desk_languages(); *l != NULL; l++)
    if (strcspn(*l, "-") == n && g_ascii_strncasecmp(tag, *l, n) == 0)
      return *l;
  return NULL;
}

/* The best of Accept-Language among the languages the desk is offered in; the
 * header's order is taken as the order of wish, as browsers send it. */
static const char *
accepted_language(const CopRequest *rq)
{
  const char *sent = cop_request_header(rq, "Accept-Language");
  if (sent == NULL || strlen(sent) > 200)
    return "en";
  g_auto(GStrv) wishes = g_strsplit(sent, ",", 20);
  for (guint i = 0; wishes[i] != NULL; i++) {
    char *tag = g_strstrip(wishes[i]);
    tag[strcspn(tag, ";")] = '\0';
    const char *offered = offered_language(g_strchomp(tag));
    if (offered != NULL)
      return offered;
  }
  return "en";
}

/* A language somebody chose: any with words in the program will do. */
static const char *
chosen_language(const CopDesk *d, const char *tag)
{
  if (tag == NULL || strlen(tag) > 20)
    return NULL;
  const CopLang *known = cop_lang_find(tag);
  return known == NULL || strcmp(known->tag, tag) != 0 ? NULL
         : strcmp(tag, "en") == 0 || cop_catalogues_find(d->words, tag) != NULL ? known->tag
                                                                              : NULL;
}

static void
read_preferences(CopPage *p)
{
  static const char *const themes[COP_LOOK_MAX] = { "system", "light", "dark" };
  p->lang = chosen_language(p->desk, cop_request_query(p->rq, "lang"));
  if (p->lang == NULL)
    p->lang = chosen_language(p->desk, cop_request_cookie(p->rq, "lang"));
  if (p->lang == NULL)
    p->lang = accepted_language(p->rq);
  const char *theme = cop_request_cookie(p->rq, "theme");
  for (CopLook t = 0; theme != NULL && t < COP_LOOK_MAX; t++)
    if (strcmp(theme, themes[t]) == 0)
      p->look = t;
  char now[COP_INSTANT_SIZE];
  p->today = cop_arena_strndup(p->a, cop_instant_now(now), 10);
}

/* --- what a request takes along --- */

static void
open_page(CopPage *p)
{
  CopDesk *d = p->desk;
  if (strcmp(p->lang, "en") != 0) {
    g_mutex_lock(&d->lock);
    p->words = cop_catalogues_for(d->words, p->lang);
    g_mutex_unlock(&d->lock);
  }
  p->locale = cop_desk_borrow_locale(d, p->lang);
  if (p->s != NULL) {
    p->m = p->s->model;
    p->country = cop_model_country_record(p->m);
  }
  p->h = cop_html_new(p->a);
}

static void
close_page(CopPage *p)
{
  if (p->locale != NULL)
    cop_desk_return_locale(p->desk, p->lang, p->locale);
}

/* --- answers --- */

static void
answer_plain(CopResponse *rs, unsigned status, const char *text)
{
  rs->status = status;
  rs->type = "text/plain; charset=utf-8";
  rs->body = g_bytes_new(text, strlen(text));
}

static bool
is_api(const char *path)
{
  return g_str_has_prefix(path, "/api/") || g_str_has_suffix(path, ".json");
}

static void
answer_refusal(CopPage *p, unsigned status, const char *title, const char *what)
{
  if (is_api(p->rq->path))
    cop_page_problem(p, status, what);
  else
    cop_page_error(p, status, title, what);
}

/* Takes what is in c. */
static void
answer_cached(CopPage *p, CopCached *c)
{
  p->rs->type = c->type;
  p->rs->body = g_steal_pointer(&c->body);
  p->rs->gzip = g_steal_pointer(&c->gzip);
  p->rs->etag = cop_arena_strdup(p->a, c->etag);
  p->rs->cache = "private, no-cache";
  cop_cached_clear(c);
}

/* Whatever the answer of a GET depends on besides the view. */
static char *
cache_key(const CopPage *p)
{
  return g_strdup_printf("%s?%s %s %d %s %s", p->rq->path, p->rq->query == NULL ? "" : p->rq->query, p->lang, (int)p->look,
                         p->today, p->who->key);
}

static void
run(CopPage *p)
{
  if (p->suffix == COP_SUFFIX_NONE)
    p->route->page(p);
  else
    cop_page_tables(p);
}

static void
run_get(CopPage *p)
{
  g_autofree char *key = cache_key(p);
  CopCached cached = { 0 };
  if (cop_cache_find(p->s->cache, key, &cached)) {
    answer_cached(p, &cached);
    return;
  }
  open_page(p);
  run(p);
  CopResponse *rs = p->rs;
  if (!p->personal && (rs->status == 0 || rs->status == 200) && rs->body != NULL && rs->headers == NULL && rs->etag == NULL) {
    cop_cache_keep(p->s->cache, key, rs->type, rs->body, &cached);
    g_clear_pointer(&rs->body, g_bytes_unref);
    answer_cached(p, &cached);
  }
}

/* A change in JSON is not what a form of another site can send without asking
 * first, and nothing here says yes to that; a page of ours or a program may. */
static bool
call_allowed(CopPage *p)
{
  const char *type = cop_request_header(p->rq, "Content-Type");
  bool json = type != NULL && (g_ascii_strcasecmp(type, "application/json") == 0 || g_ascii_strncasecmp(type, "application/json;", 17) == 0);
  open_page(p);
  if (!cop_request_is_own(p->rq))
    cop_page_problem(p, 403, "the request comes from a page of another site");
  else if (p->rq->method != COP_HTTP_DELETE && !json)
    cop_page_problem(p, 415, "send application/json");
  else
    return true;
  return false;
}

/* Was the change meant? Says why not. */
static bool
change_allowed(CopPage *p)
{
  const char *token = NULL;
  if (cop_request_is_own(p->rq)) {
    p->session = cop_session_find(p->rq, p->rs, false);
    token = cop_page_form(p, COP_SESSION_FIELD);
    if (cop_session_token_fits(p->desk->secret, p->session, token))
      return true;
  }
  open_page(p);
  cop_page_note(p, "form of another site", NULL);
  answer_refusal(p, 403, T_("This change was not made"),
                 T_("The request did not come from a page of this desk, or the page was open for too long. Go back, load the page again and repeat what you did."));
  return false;
}

/* Whoever has not signed in is asked to; whoever may not is told so. */
static void
answer_closed(CopPage *p)
{
  open_page(p);
  p->personal = true;
  bool page = p->rq->method == COP_HTTP_GET && p->suffix == COP_SUFFIX_NONE && !is_api(p->rq->path);
  if (p->who->id == NULL && cop_people_there(p->desk)) {
    const char *to = p->rq->query == NULL ? p->rq->path : cop_arena_printf(p->a, "%s?%s", p->rq->path, p->rq->query);
    if (page) {
      cop_page_redirect(p, cop_url_query(p->a, cop_url_path(p->a, "sign-in", NULL), (const char *[]){ "to", to[1] == '\0' ? NULL : to, NULL }));
      return;
    }
    cop_response_header(p->rs, "WWW-Authenticate", "Bearer");
    answer_refusal(p, 401, T_("Sign in"), T_("Sign in first, or send a token."));
  } else if (page && p->rq->path[1] == '\0' && cop_page_may(p, COP_RIGHT_READ)) {
    cop_page_redirect(p, cop_url_path(p->a, "mine", NULL));
  } else if (page && p->rq->path[1] == '\0' && p->who->id != NULL) {
    cop_page_redirect(p, cop_url_path(p->a, "account", NULL));
  } else {
    cop_page_note(p, "right missing", NULL);
    answer_refusal(p, 403, T_("This is not yours to see"), T_("Whoever keeps the accounts of this desk can give you the right to it."));
  }
}

static void
answer_matched(CopPage *p, const CopMatch *match)
{
  p->route = match->route;
  p->suffix = match->suffix;
  memcpy(p->args, match->args, sizeof p->args);
  if (p->s == NULL && p->route->right != COP_RIGHT_PUBLIC) {
    answer_plain(p->rs, 503, "The store is being read; try again in a moment.\n");
    cop_response_header(p->rs, "Retry-After", "1");
  } else if (!cop_gate_opens(&p->who->access, p->rights, p->s == NULL ? NULL : p->s->model, p->route, p->rq->path, p->args)) {
    answer_closed(p);
  } else if (p->route->method != COP_HTTP_GET) {
    bool call = p->route->program && p->route->right != COP_RIGHT_PUBLIC;
    if (call ? !call_allowed(p) : !p->route->program && !change_allowed(p))
      return;
    if (p->h == NULL)
      open_page(p);
    run(p);
  } else if (p->s != NULL) {
    run_get(p);
  } else {
    open_page(p);
    run(p);
  }
}

/* --- what is noted --- */

/* What was tried and did not pass, and what failed (OWASP ASVS 5.0, 16.3.3 and
 * 16.3.4); signing in and rights that are missing are noted where they are decided. */
static void
note_outcome(const CopPage *p)
{
  switch (p->rs->status) {
  case 400:
  case 405:
  case 413:
  case 415:
  case 421:
  case 422:
    cop_request_note(p->rq, p->rs->status == 421 ? "unknown host" : "input refused", p->who == NULL ? NULL : p->who->id, p->rs->status, NULL);
    break;
  case 503: /* come again in a moment */
    break;
  default:
    if (p->rs->status >= 500)
      cop_request_note(p->rq, "failure", p->who == NULL ? NULL : p->who->id, p->rs->status, p->failure);
  }
}

void
cop_desk_refused(void *user, const CopRequest *rq, unsigned status)
{
  (void)user;
  cop_request_note(rq, status < 500 ? "input refused" : "failure", NULL, status, NULL);
}

void
cop_desk_answer(void *user, const CopRequest *rq, CopResponse *rs)
{
  CopDesk *d = user;
  if (!answers_for(d, rq->host)) {
    answer_plain(rs, 421, "This desk does not answer for that host name.\n");
    note_outcome(&(CopPage){ .rq = rq, .rs = rs });
    return;
  }
  g_autoptr(CopView) s = cop_keeper_take(d->keeper);
  CopPerson *who = cop_people_of(d, rq);
  CopPage p = { .rq = rq, .rs = rs, .a = rq->arena, .desk = d, .s = s, .who = who, .rights = who->rights };
  read_preferences(&p);
  CopMatch match = cop_route_match(p.a, rq->method, rq->path);
  if (match.route != NULL) {
    answer_matched(&p, &match);
  } else {
    open_page(&p);
    if (match.allowed == 0) {
      cop_page_missing(&p, rq->path);
    } else {
      const char *allow = cop_route_allow(p.a, match.allowed);
      answer_refusal(&p, 405, cop_tr(p.words, "This address does not take that method"),
                     cop_arena_printf(p.a, cop_tr(p.words, "It answers to: %s"), allow));
      cop_response_header(rs, "Allow", allow);
    }
  }
  if (cop_request_is_secure(rq))
    cop_response_header(rs, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  note_outcome(&p);
  close_page(&p);
  cop_person_unref(who);
}
