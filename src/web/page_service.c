/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_service.c -- what browsers and watchers need: life sign, assets,
 * preferences. */
#include <string.h>

#include "base/json.h"
#include "base/lang.h"
#include "config.h"
#include "web/desk.h"
#include "web/part.h"

void cop_page_healthz(CopPage *p);
void cop_page_asset(CopPage *p);
void cop_page_preferences(CopPage *p);
void cop_page_preferences_save(CopPage *p);

void
cop_page_healthz(CopPage *p)
{
  p->personal = true;
  CopJson *j = cop_json_new_compact();
  cop_json_object(j);
  cop_json_key_text(j, "status", p->s == NULL ? "starting" : "ok");
  cop_json_key_text(j, "version", COP_VERSION);
  cop_json_key_int(j, "view", p->s == NULL ? 0 : (int64_t)p->s->number);
  cop_json_key_bool(j, "planning", p->s != NULL && p->s->planning);
  cop_json_end(j);
  char *text = cop_json_finish(j);
  p->rs->status = p->s == NULL ? 503 : 200;
  p->rs->type = "application/json";
  p->rs->body = g_bytes_new_take(text, strlen(text));
}

#define FOR_GOOD "public, max-age=31536000, immutable"

void
cop_page_asset(CopPage *p)
{
  CopResponse *rs = p->rs;
  const CopAsset *asset = cop_assets_find(&p->desk->assets, p->args[0]);
  p->personal = true;
  if (asset != NULL) {
    rs->type = asset->type;
    rs->body = g_bytes_ref(asset->bytes);
    rs->gzip = asset->gzip == NULL ? NULL : g_bytes_ref(asset->gzip);
    rs->etag = asset->etag;
    rs->cache = FOR_GOOD;
    return;
  }
  const char *sheet = cop_asset_accent(p->a, p->country);
  if (strcmp(p->args[0], cop_asset_accent_name(p->a, sheet)) == 0) {
    rs->type = "text/css; charset=utf-8";
    rs->body = g_bytes_new(sheet, strlen(sheet));
    rs->cache = FOR_GOOD;
    return;
  }
  cop_page_missing(p, p->rq->path);
}

/* --- preferences --- */

static void
write_choice(CopPage *p, const char *name, const char *value, const char *text, const char *lang, bool chosen)
{
  CopHtml *h = p->h;
  const char *id = cop_arena_printf(p->a, "%s-%s", name, value);
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "choice")) {
    COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, "radio"), cop_a(COP_A_NAME, name), cop_a(COP_A_VALUE, value), cop_a(COP_A_ID, id),
            cop_a_if(COP_A_CHECKED, chosen))
      ;
    COP_TEXT(h, COP_LABEL, text, cop_a(COP_A_FOR, id), cop_a(COP_A_LANG, lang));
  }
}

/* Its own name and, in its own words, whether it is a draft. */
static const char *
language_label(CopPage *p, const char *lang)
{
  const CopCatalogue *words = cop_catalogues_find(p->desk->words, lang);
  return cop_catalogue_is_draft(words) ? cop_arena_printf(p->a, "%s (%s)", cop_lang_autonym(lang), cop_tr(words, "draft")) : cop_lang_autonym(lang);
}

static void
write_languages(CopPage *p)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_FIELDSET) {
    COP_TEXT(h, COP_LEGEND, T_("Which language do you read best?"));
    COP_TEXT(h, COP_P, T_("This changes the words of the desk. Texts of records appear in that language where they have been translated."),
             cop_a(COP_A_CLASS, "hint"));
    for (const char *const *l = cop_desk_languages(); *l != NULL; l++)
      write_choice(p, "lang", *l, language_label(p, *l), *l, strcmp(*l, p->lang) == 0);
  }
}

void
cop_page_preferences(CopPage *p)
{
  static const struct {
    const char *value, *text;
  } themes[COP_LOOK_MAX] = { { "system", N_("As the computer is set") }, { "light", N_("Light") }, { "dark", N_("Dark") } };
  CopHtml *h = p->h;
  const char *token = cop_page_token(p);
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("Language and look"), .lead = T_("Kept in this browser only.") });
  if (cop_request_query(p->rq, "saved") != NULL)
    cop_part_notice(p, COP_NOTICE_DONE, T_("Kept."), NULL);
  COP_EL (h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_a(COP_A_CLASS, "form"), cop_link(COP_A_ACTION, cop_url_path(p->a, "preferences", NULL))) {
    COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, "hidden"), cop_a(COP_A_NAME, COP_SESSION_FIELD), cop_a(COP_A_VALUE, token))
      ;
    write_languages(p);
    COP_EL (h, COP_FIELDSET) {
      COP_TEXT(h, COP_LEGEND, T_("How should the desk look?"));
      for (CopLook t = 0; t < COP_LOOK_MAX; t++)
        write_choice(p, "theme", themes[t].value, T_(themes[t].text), NULL, t == p->look);
    }
    COP_TEXT(h, COP_BUTTON, T_("Keep this"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
  }
}

static bool
is_word(const char *s)
{
  return s != NULL && *s != '\0' && strlen(s) < 20 && strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-") == strlen(s);
}

void
cop_page_preferences_save(CopPage *p)
{
  static const char *const names[] = { "lang", "theme" };
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    const char *value = cop_page_form(p, names[i]);
    if (!is_word(value))
      continue;
    g_autofree char *cookie = g_strdup_printf("%s=%s; Path=/; Max-Age=31536000; SameSite=Strict", names[i], value);
    cop_response_header(p->rs, "Set-Cookie", cookie);
  }
  cop_page_redirect(p, cop_url_query(p->a, cop_url_path(p->a, "preferences", NULL), (const char *[]){ "saved", "1", NULL }));
}
