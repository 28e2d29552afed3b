/* SPDX-License-Identifier: Apache-2.0
 *
 * web/part_frame.c -- what stands around every page. */
#include <string.h>

#include "base/json.h"
#include "base/lang.h"
#include "config.h"
#include "web/desk.h"
#include "web/gate.h"
#include "web/part.h"
#include "web/people.h"

/* In the order of the work. An entry without a path is a heading. */
static const struct {
  const char *path, *label, *icon;
} navigation[] = {
  { "/", N_("Overview"), "home" },
  { "/mine", N_("Mine"), "people" },
  { NULL, N_("Find out"), NULL },
  { "/situation", N_("Situation"), "situation" },
  { "/standards", N_("Standards"), "standards" },
  { "/law", N_("Law"), "law" },
  { "/initiatives", N_("Initiatives"), "initiatives" },
  { NULL, N_("Decide"), NULL },
  { "/plan", N_("Plan"), "plan" },
  { NULL, N_("Reach people"), NULL },
  { "/materials", N_("Materials"), "materials" },
  { "/distribution", N_("Distribution"), "distribution" },
  { NULL, N_("Report"), NULL },
  { "/reports", N_("Reports"), "reports" },
  { "/indicators", N_("Indicators"), "indicators" },
  { "/documents", N_("Documents"), "documents" },
  { NULL, N_("Keep in order"), NULL },
  { "/exchange", N_("Exchange"), "exchange" },
  { "/people", N_("People"), "people" },
  { "/admin", N_("Administration"), "admin" },
};

static CopUrl
nav_url(CopPage *p, const char *path)
{
  return path[1] == '\0' ? cop_url_path(p->a, NULL, NULL) : cop_url_path(p->a, path + 1, NULL);
}

const char *
cop_part_country(const CopPage *p)
{
  return p->country == NULL ? NULL : cop_model_text(p->m, COP_ENTITY_country, p->country->id, "short_name", p->lang, NULL);
}

static void
write_head(CopPage *p, const CopFrame *f)
{
  CopHtml *h = p->h;
  const CopAssets *assets = &p->desk->assets;
  const char *country = cop_part_country(p);
  COP_EL (h, COP_HEAD) {
    COP_EL (h, COP_META, cop_a(COP_A_CHARSET, "utf-8"))
      ;
    COP_EL (h, COP_META, cop_a(COP_A_NAME, "viewport"), cop_a(COP_A_CONTENT, "width=device-width, initial-scale=1"))
      ;
    COP_EL (h, COP_META, cop_a(COP_A_NAME, "color-scheme"),
            cop_a(COP_A_CONTENT, p->look == COP_LOOK_DARK ? "dark" : p->look == COP_LOOK_LIGHT ? "light" : "light dark"))
      ;
    COP_EL (h, COP_TITLE) {
      cop_html_text(h, f->title);
      cop_html_text(h, country == NULL ? " – copkit" : " – ");
      if (country != NULL)
        cop_html_textf(h, "%s – copkit", country);
    }
    COP_EL (h, COP_LINK, cop_a(COP_A_REL, "stylesheet"),
            cop_link(COP_A_HREF, cop_url_path(p->a, "assets", assets->items[COP_ASSET_STYLE].name, NULL)))
      ;
    const char *accent = cop_asset_accent_name(p->a, cop_asset_accent(p->a, p->country));
    COP_EL (h, COP_LINK, cop_a(COP_A_REL, "stylesheet"), cop_link(COP_A_HREF, cop_url_path(p->a, "assets", accent, NULL)))
      ;
    COP_EL (h, COP_LINK, cop_a(COP_A_REL, "icon"), cop_a(COP_A_TYPE, "image/svg+xml"),
            cop_link(COP_A_HREF, cop_url_path(p->a, "assets", assets->items[COP_ASSET_ICON].name, NULL)))
      ;
    COP_EL (h, COP_SCRIPT, cop_link(COP_A_SRC, cop_url_path(p->a, "assets", assets->items[COP_ASSET_SCRIPT].name, NULL)),
            cop_a_if(COP_A_DEFER, true))
      ;
    if (f->script != 0)
      COP_EL (h, COP_SCRIPT, cop_link(COP_A_SRC, cop_url_path(p->a, "assets", assets->items[f->script].name, NULL)), cop_a_if(COP_A_DEFER, true))
        ;
  }
}

static void
write_bar(CopPage *p, const CopFrame *f)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_HEADER, cop_a(COP_A_CLASS, "bar")) {
    COP_EL (h, COP_A, cop_a(COP_A_CLASS, "brand"), cop_link(COP_A_HREF, cop_url_path(p->a, NULL, NULL))) {
      COP_TEXT(h, COP_SPAN, "copkit", cop_a(COP_A_CLASS, "brand-name"));
      if (p->country != NULL)
        COP_TEXT(h, COP_SPAN, cop_part_country(p), cop_a(COP_A_CLASS, "brand-country"));
    }
    if (f->alone)
      return;
    COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "bar-end")) {
      COP_TEXT(h, COP_A, T_("Menu"), cop_a(COP_A_CLASS, "quiet menu"), cop_link(COP_A_HREF, cop_url_fragment(p->a, "menu")));
      if (cop_page_may(p, COP_RIGHT_READ))
        COP_EL (h, COP_FORM, cop_a(COP_A_CLASS, "search"), cop_a(COP_A_ROLE, "search"), cop_a(COP_A_METHOD, "get"),
              cop_link(COP_A_ACTION, cop_url_path(p->a, "search", NULL))) {
        COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, "search"), cop_a(COP_A_NAME, "q"), cop_a(COP_A_ARIA_LABEL, T_("Search everything")),
                cop_a(COP_A_MAXLENGTH, "200"), cop_a(COP_A_AUTOCOMPLETE, "off"))
          ;
        COP_TEXT(h, COP_BUTTON, T_("Search"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "quiet"));
      }
      if (p->who->id != NULL)
        COP_TEXT(h, COP_A, p->who->name, cop_a(COP_A_CLASS, "quiet"), cop_link(COP_A_HREF, cop_url_path(p->a, "account", NULL)));
      if (p->who->id != NULL)
        COP_TEXT(h, COP_A, T_("Sign out"), cop_a(COP_A_CLASS, "quiet look"), cop_link(COP_A_HREF, cop_url_path(p->a, "sign-out", NULL)));
      COP_EL (h, COP_A, cop_a(COP_A_CLASS, "quiet look"), cop_link(COP_A_HREF, cop_url_path(p->a, "preferences", NULL)))
        COP_TEXT(h, COP_SPAN, T_("Language and look"));
    }
  }
}

static void
write_nav_entry(CopPage *p, const char *path, const char *label, const char *icon, bool current)
{
  CopHtml *h = p->h;
  const char *class = cop_arena_printf(p->a, "icon icon-%s", icon);
  COP_EL (h, COP_LI) {
    COP_EL (h, COP_A, cop_link(COP_A_HREF, nav_url(p, path)), cop_a(COP_A_ARIA_CURRENT, current ? "page" : NULL)) {
      COP_EL (h, COP_SPAN, cop_a(COP_A_CLASS, class), cop_a(COP_A_ARIA_HIDDEN, "true"))
        ;
      COP_TEXT(h, COP_SPAN, T_(label));
    }
  }
}

/* What the person may not see is no entry. */
static bool
shows(CopPage *p, const char *path)
{
  const char *const none[COP_ROUTE_ARGS] = { NULL };
  CopMatch m = cop_route_match(p->a, COP_HTTP_GET, path);
  return m.route == NULL || cop_gate_opens(&p->who->access, p->rights, p->m, m.route, path, none);
}

/* A list with a heading before each group that has an entry. */
static void
write_nav_lists(CopPage *p, const CopFrame *f)
{
  CopHtml *h = p->h;
  for (size_t i = 0; i < G_N_ELEMENTS(navigation);) {
    const char *group = NULL;
    if (navigation[i].path == NULL)
      group = navigation[i++].label;
    size_t first = i, shown = 0;
    for (; i < G_N_ELEMENTS(navigation) && navigation[i].path != NULL; i++)
      shown += shows(p, navigation[i].path);
    if (shown == 0)
      continue;
    if (group != NULL)
      COP_TEXT(h, COP_H2, T_(group), cop_a(COP_A_CLASS, "nav-group"));
    COP_EL (h, COP_UL) {
      for (size_t k = first; k < i; k++)
        if (shows(p, navigation[k].path))
          write_nav_entry(p, navigation[k].path, navigation[k].label, navigation[k].icon, f->nav != NULL && strcmp(f->nav, navigation[k].path) == 0);
    }
  }
}

static void
write_nav(CopPage *p, const CopFrame *f)
{
  CopHtml *h = p->h;
  /* On small screens it shows only where the address names it: "Menu" leads
   * there, and no script is needed. */
  COP_EL (h, COP_NAV, cop_a(COP_A_CLASS, "nav"), cop_a(COP_A_ID, "menu"), cop_a(COP_A_ARIA_LABEL, T_("Main"))) {
    write_nav_lists(p, f);
    /* In the bar where there is room for it. */
    if (p->who->id != NULL)
      COP_TEXT(h, COP_A, T_("Sign out"), cop_a(COP_A_CLASS, "menu"), cop_link(COP_A_HREF, cop_url_path(p->a, "sign-out", NULL)));
    COP_TEXT(h, COP_A, T_("Close the menu"), cop_a(COP_A_CLASS, "menu"), cop_link(COP_A_HREF, cop_url_fragment(p->a, "main")));
  }
}

static void
write_trail(CopPage *p, const CopFrame *f)
{
  CopHtml *h = p->h;
  if (f->parent == NULL)
    return;
  COP_EL (h, COP_NAV, cop_a(COP_A_CLASS, "trail"), cop_a(COP_A_ARIA_LABEL, T_("Where you are"))) {
    COP_EL (h, COP_OL) {
      COP_EL (h, COP_LI)
        COP_EL (h, COP_A, cop_link(COP_A_HREF, f->parent_url))
          cop_html_text(h, f->parent);
      COP_EL (h, COP_LI, cop_a(COP_A_ARIA_CURRENT, "page"))
        cop_html_text(h, f->title);
    }
  }
}

static void
write_title(CopPage *p, const CopFrame *f)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "page-head")) {
    COP_EL (h, COP_DIV) {
      if (f->over != NULL)
        COP_TEXT(h, COP_P, f->over, cop_a(COP_A_CLASS, "over"));
      COP_TEXT(h, COP_H1, f->title, cop_a(COP_A_LANG, f->lang));
      if (f->lead != NULL)
        COP_TEXT(h, COP_P, f->lead, cop_a(COP_A_CLASS, "lead"), cop_a(COP_A_LANG, f->lang));
    }
    if (f->action != NULL)
      COP_TEXT(h, COP_A, f->action, cop_a(COP_A_CLASS, "button"), cop_link(COP_A_HREF, f->action_url));
  }
}

/* What was just done: the address names one of a few words. */
static void
write_done(CopPage *p)
{
  static const struct {
    const char *word, *text;
  } all[] = { { "changed", N_("The change is kept.") }, { "added", N_("The record is kept.") }, { "removed", N_("The record is removed; the log still holds it.") }, { "restored", N_("The earlier state stands again.") }, { "kept", N_("Kept.") } };
  const char *done = cop_request_query(p->rq, "done");
  for (size_t i = 0; done != NULL && i < G_N_ELEMENTS(all); i++)
    if (strcmp(done, all[i].word) == 0)
      cop_part_notice(p, COP_NOTICE_DONE, T_(all[i].text), NULL);
}

CopFrameScope
cop_frame_open(CopPage *p, const CopFrame *f)
{
  static const char *const themes[COP_LOOK_MAX] = { NULL, "light", "dark" };
  CopHtml *h = p->h;
  CopFrameScope s = { .p = p, .alone = f->alone };
  cop_html_doctype(h);
  s.scopes[0] = cop_el_open(h, COP_HTML,
                            (const CopAttr[]){ cop_a(COP_A_LANG, p->lang), cop_a(COP_A_DIR, cop_lang_rtl(p->lang) ? "rtl" : NULL),
                                               cop_a(COP_A_CLASS, themes[p->look]), { .id = COP_A_STOP } });
  write_head(p, f);
  s.scopes[1] = cop_el_open(h, COP_BODY, (const CopAttr[]){ { .id = COP_A_STOP } });
  COP_TEXT(h, COP_A, T_("Skip to the content"), cop_a(COP_A_CLASS, "skip"), cop_link(COP_A_HREF, cop_url_fragment(p->a, "main")));
  write_bar(p, f);
  if (p->s != NULL && p->s->facts->n_synthetic > 0)
    COP_EL (h, COP_ASIDE, cop_a(COP_A_ARIA_LABEL, T_("About the data")))
      COP_TEXT(h, COP_P, T_("Example data, not real reports"), cop_a(COP_A_CLASS, "example"));
  s.scopes[2] = cop_el_open(h, COP_DIV, (const CopAttr[]){ cop_a(COP_A_CLASS, "body"), { .id = COP_A_STOP } });
  if (!f->alone)
    write_nav(p, f);
  s.scopes[3] = cop_el_open(h, COP_DIV, (const CopAttr[]){ cop_a(COP_A_CLASS, "content"), { .id = COP_A_STOP } });
  write_trail(p, f);
  s.scopes[4] = cop_el_open(h, COP_MAIN, (const CopAttr[]){ cop_a(COP_A_ID, "main"), cop_a(COP_A_TABINDEX, "-1"), { .id = COP_A_STOP } });
  write_title(p, f);
  write_done(p);
  return s;
}

static void
write_foot(CopPage *p)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_FOOTER, cop_a(COP_A_CLASS, "foot")) {
    COP_EL (h, COP_P)
      cop_html_textf(h, "copkit %s · %s", COP_VERSION, T_("Programme: Apache 2.0. Contents of the box: CC BY 4.0."));
    if (cop_catalogue_is_draft(p->words))
      COP_TEXT(h, COP_P, T_("The words of the desk are a draft in this language: no native reader has reviewed them."), cop_a(COP_A_CLASS, "draft-words"));
    COP_EL (h, COP_P) {
      COP_TEXT(h, COP_A, T_("Language and look"), cop_link(COP_A_HREF, cop_url_path(p->a, "preferences", NULL)));
      cop_html_text(h, " · ");
      COP_TEXT(h, COP_A, T_("Sources"), cop_link(COP_A_HREF, cop_url_path(p->a, "records", "source", NULL)));
      cop_html_text(h, " · ");
      COP_TEXT(h, COP_A, T_("All records"), cop_link(COP_A_HREF, cop_url_path(p->a, "records", NULL)));
      cop_html_text(h, " · ");
      COP_TEXT(h, COP_A, T_("For programs"), cop_link(COP_A_HREF, cop_url_path(p->a, "api", "v1", "openapi.json", NULL)));
    }
  }
}

void
cop_frame_close(CopFrameScope *s)
{
  if (s->p == NULL)
    return;
  CopPage *p = s->p;
  cop_el_close(&s->scopes[4]);
  if (!s->alone)
    write_foot(p);
  for (int i = 3; i >= 0; i--)
    cop_el_close(&s->scopes[i]);
  g_clear_pointer(&p->rs->body, g_bytes_unref);
  p->rs->body = cop_html_finish(p->h);
  p->rs->type = "text/html; charset=utf-8";
  s->p = NULL;
}

/* --- pages that say no --- */

const char *
cop_say_failure(CopPage *p, const char *what)
{
  p->failure = cop_arena_strdup(p->a, what); /* the error it comes from is gone when the event is noted */
  return p->who != NULL && p->who->id == NULL && p->rq->loopback && !cop_people_there(p->desk) ? what
         : T_("The desk could not do this now. Try again; whoever runs it finds the reason in its log.");
}

void
cop_page_error(CopPage *p, unsigned status, const char *title, const char *what)
{
  p->rs->status = status;
  if (status >= 500 && status != 503)
    what = cop_say_failure(p, what);
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = title });
  CopHtml *h = p->h;
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "prose")) {
    COP_TEXT(h, COP_P, what);
    COP_EL (h, COP_P)
      COP_TEXT(h, COP_A, T_("Go to the overview"), cop_link(COP_A_HREF, cop_url_path(p->a, NULL, NULL)));
  }
}

void
cop_page_problem(CopPage *p, unsigned status, const char *what)
{
  CopJson *j = cop_json_new_compact();
  if (status >= 500 && status != 503)
    what = cop_say_failure(p, what);
  cop_json_object(j);
  cop_json_key_int(j, "status", status);
  cop_json_key_text(j, "detail", what);
  cop_json_end(j);
  char *text = cop_json_finish(j);
  p->rs->status = status;
  p->rs->type = "application/problem+json";
  g_clear_pointer(&p->rs->body, g_bytes_unref);
  p->rs->body = g_bytes_new_take(text, strlen(text));
}

void
cop_page_missing(CopPage *p, const char *what)
{
  const char *text = cop_arena_printf(p->a, T_("There is nothing at '%s'. It may have been removed, or the address was mistyped."), what);
  if (g_str_has_prefix(p->rq->path, "/api/") || p->suffix != COP_SUFFIX_NONE)
    cop_page_problem(p, 404, text);
  else
    cop_page_error(p, 404, T_("Not found"), text);
}
