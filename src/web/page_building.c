/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_building.c -- documents and materials made at the desk: choosing what,
 * how far the build is, stopping it. Without a script the page is loaded again by
 * its link; with one the bar moves by itself (assets/desk/desk.js). */
#include "web/building.h"

#include <string.h>

#include "base/lang.h"
#include "web/desk.h"
#include "web/documents.h"
#include "web/note.h"
#include "web/part.h"
#include "web/session.h"
#include "web/write.h"

void cop_page_building(CopPage *p);
void cop_page_building_save(CopPage *p);
void cop_page_building_stop(CopPage *p);

#define EVERYTHING "all"

static CopUrl
building_url(CopPage *p)
{
  return cop_url_path(p->a, "documents", "building", NULL);
}

static void
write_token(CopPage *p)
{
  COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "hidden"), cop_a(COP_A_NAME, COP_SESSION_FIELD), cop_a(COP_A_VALUE, cop_page_token(p)))
    ;
}

/* --- choosing --- */

static bool
is_kit(const CopComposeTarget *t)
{
  return g_str_has_prefix(t->name, "kit/");
}

static void
write_choice(CopPage *p, const char *value, const char *label, bool english)
{
  const char *id = cop_arena_printf(p->a, "target-%s", value);
  COP_EL (p->h, COP_P, cop_a(COP_A_CLASS, "choice")) {
    COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "checkbox"), cop_a(COP_A_NAME, "target"), cop_a(COP_A_VALUE, value), cop_a(COP_A_ID, id))
      ;
    COP_EL (p->h, COP_LABEL, cop_a(COP_A_FOR, id), cop_a(COP_A_LANG, english && strcmp(p->lang, "en") != 0 ? "en" : NULL))
      cop_html_text(p->h, label);
  }
}

static void
write_targets(CopPage *p, bool kit)
{
  size_t n;
  const CopComposeTarget *all = cop_targets(&n);
  for (size_t i = 0; i < n; i++)
    if (is_kit(&all[i]) == kit)
      write_choice(p, all[i].name, all[i].summary, true);
}

static void
write_option(CopPage *p, const char *tag, const char *name)
{
  COP_TEXT(p->h, COP_OPTION, name, cop_a(COP_A_VALUE, tag), cop_a(COP_A_LANG, *tag == '\0' ? NULL : tag));
}

static bool
is_of_country(const CopPage *p, const char *tag)
{
  for (size_t i = 0; i < p->m->languages.n; i++)
    if (strcmp(p->m->languages.items[i].id, tag) == 0)
      return true;
  return false;
}

static void
write_languages(CopPage *p)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(h, COP_LABEL, T_("In which language?"), cop_a(COP_A_FOR, "lang"), cop_a(COP_A_CLASS, "question"));
    COP_EL (h, COP_SELECT, cop_a(COP_A_ID, "lang"), cop_a(COP_A_NAME, "lang")) {
      write_option(p, "", T_("All languages of the country"));
      for (const char *const *l = cop_desk_languages(); *l != NULL; l++)
        if (!is_of_country(p, *l))
          write_option(p, *l, cop_lang_autonym(*l));
      for (size_t i = 0; i < p->m->languages.n; i++)
        write_option(p, p->m->languages.items[i].id, p->m->languages.items[i].autonym);
    }
  }
}

static void
write_form(CopPage *p, const char *fault)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_a(COP_A_CLASS, "form"), cop_link(COP_A_ACTION, building_url(p))) {
    write_token(p);
    COP_EL (h, COP_FIELDSET, cop_a(COP_A_CLASS, "field"), cop_a(COP_A_ARIA_DESCRIBEDBY, fault == NULL ? "what-hint" : "what-error what-hint")) {
      COP_TEXT(h, COP_LEGEND, T_("What is to be made?"), cop_a(COP_A_CLASS, "question"));
      COP_TEXT(h, COP_P, T_("Files that are as the store would have them stay as they are, so that a second build takes seconds."), cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_ID, "what-hint"));
      if (fault != NULL)
        COP_TEXT(h, COP_P, fault, cop_a(COP_A_CLASS, "error"), cop_a(COP_A_ID, "what-error"));
      write_choice(p, EVERYTHING, T_("Everything: documents and materials"), false);
      write_choice(p, "kit", T_("All materials of the kit"), false);
      write_targets(p, false);
      COP_EL (h, COP_DETAILS) {
        COP_TEXT(h, COP_SUMMARY, T_("Single materials"));
        write_targets(p, true);
      }
    }
    write_languages(p);
    COP_EL (h, COP_P, cop_a(COP_A_CLASS, "choice")) {
      COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, "checkbox"), cop_a(COP_A_NAME, "release"), cop_a(COP_A_VALUE, "1"), cop_a(COP_A_ID, "release"))
        ;
      COP_TEXT(h, COP_LABEL, T_("Only what may leave the house: without draft marks. What has not passed review is not made, and its earlier file is removed."), cop_a(COP_A_FOR, "release"));
    }
    COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "buttons"))
      COP_TEXT(h, COP_BUTTON, T_("Begin the build"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
  }
}

/* --- how far it is --- */

/* "about 2 minutes left", in steps that do not jump with each piece. */
static const char *
say_left(CopPage *p, double seconds)
{
  unsigned long minutes = (unsigned long)(seconds / 60 + 0.5);
  if (seconds < 50)
    return T_("less than a minute left");
  minutes = MAX(minutes, 1);
  return cop_arena_printf(p->a, cop_ntr(p->words, "about %s minute left", "about %s minutes left", minutes), cop_say_int(p, (int64_t)minutes));
}

static const char *
say_pace(CopPage *p, const CopBuildingLook *l)
{
  if (l->pieces == 0)
    return T_("Reading the store and planning");
  const char *far = cop_arena_printf(p->a, T_("%s of %s pieces are done."), cop_say_int(p, (int64_t)l->done), cop_say_int(p, (int64_t)l->pieces));
  return l->left < 0 ? far : cop_arena_printf(p->a, "%s %s", far, cop_say_sentence(p, say_left(p, l->left)));
}

static void
write_running(CopPage *p, const CopBuildingLook *l)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "building"), cop_a(COP_A_ID, "building")) {
    COP_EL (h, COP_P)
      COP_TEXT(h, COP_LABEL, say_pace(p, l), cop_a(COP_A_FOR, "building-bar"), cop_a(COP_A_ID, "building-pace"));
    COP_EL (h, COP_PROGRESS, cop_a(COP_A_ID, "building-bar"), cop_a(COP_A_MAX, l->pieces == 0 ? NULL : cop_arena_printf(p->a, "%zu", l->pieces)),
            cop_a(COP_A_VALUE, l->pieces == 0 ? NULL : cop_arena_printf(p->a, "%zu", l->done)))
      ;
    COP_EL (h, COP_P, cop_a(COP_A_CLASS, "hint"))
      COP_TEXT(h, COP_CODE, l->current, cop_a(COP_A_ID, "building-piece"));
    COP_EL (h, COP_P)
      COP_TEXT(h, COP_A, T_("See how far it is now"), cop_link(COP_A_HREF, building_url(p)));
  }
  if (cop_page_may(p, COP_RIGHT_EDIT))
    COP_EL (h, COP_FORM, cop_a(COP_A_METHOD, "post"), cop_link(COP_A_ACTION, cop_url_path(p->a, "documents", "building", "stop", NULL))) {
      write_token(p);
      COP_TEXT(h, COP_BUTTON, T_("Stop the build"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button quiet"), cop_a(COP_A_ARIA_DESCRIBEDBY, "stop-hint"));
      COP_TEXT(h, COP_P, T_("What was made stays; the next build goes on from there."), cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_ID, "stop-hint"));
    }
}

static void
write_counts(CopPage *p, const CopBuildingLook *l)
{
  const struct {
    const char *term;
    size_t n;
    bool always;
  } counts[] = { { T_("Files"), l->artifacts, true },           { T_("new or changed"), l->written, true },    { T_("unchanged"), l->unchanged, true }, { T_("removed"), l->removed, false },
                 { T_("held back by the gates"), l->refused, false }, { T_("failed"), l->failed, false }, { T_("not fit to use"), l->faulty, false } };
  COP_EL (p->h, COP_DL, cop_a(COP_A_CLASS, "facts-list"))
    for (size_t i = 0; i < G_N_ELEMENTS(counts); i++)
      if (counts[i].always || counts[i].n > 0) {
        COP_TEXT(p->h, COP_DT, counts[i].term);
        COP_TEXT(p->h, COP_DD, cop_say_int(p, (int64_t)counts[i].n));
      }
}

static void
write_ended(CopPage *p, const CopBuildingLook *l)
{
  if (l->state == COP_BUILDING_STOPPED)
    cop_part_notice(p, COP_NOTICE_INFO, T_("The build was stopped"), T_("What was made stays; the next build goes on from there."));
  else if (l->state == COP_BUILDING_FAILED)
    cop_part_notice(p, COP_NOTICE_WARN, T_("The build could not be finished"), T_("The reason stands below. What was made before stays."));
  else if (l->failed + l->faulty > 0)
    cop_part_notice(p, COP_NOTICE_WARN, T_("The build is done, with faults"), T_("Each faulty file is named below."));
  else
    cop_part_notice(p, COP_NOTICE_DONE, T_("The build is done"), NULL);
  if (l->state == COP_BUILDING_DONE)
    write_counts(p, l);
  COP_EL (p->h, COP_P)
    COP_TEXT(p->h, COP_A, T_("See what was built"), cop_link(COP_A_HREF, cop_url_path(p->a, "documents", NULL)));
  if (*l->trouble != '\0')
    COP_EL (p->h, COP_DETAILS, cop_a_if(COP_A_OPEN, l->state == COP_BUILDING_FAILED || l->failed + l->faulty > 0)) {
      COP_TEXT(p->h, COP_SUMMARY, T_("What the build noticed"));
      COP_TEXT(p->h, COP_PRE, l->trouble, cop_a(COP_A_LANG, "en"), cop_a(COP_A_TABINDEX, "0"));
    }
}

static void
write_order(CopPage *p, const CopBuildingLook *l)
{
  const char *what = *l->what == '\0' ? T_("Everything: documents and materials") : l->what;
  const char *when = l->ended == NULL ? cop_say_instant(p, l->began) : cop_arena_printf(p->a, "%s – %s", cop_say_instant(p, l->began), cop_say_instant(p, l->ended));
  COP_EL (p->h, COP_P, cop_a(COP_A_CLASS, "hint"))
    cop_html_textf(p->h, "%s · %s · %s", what, l->who, when);
}

static void
answer(CopPage *p, const char *fault)
{
  CopBuilding *b = p->desk->building;
  p->personal = true;
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("Build the documents"), .nav = "/documents", .parent = T_("Documents"), .parent_url = cop_url_path(p->a, "documents", NULL),
                                                               .lead = T_("Documents and materials are made from what the store holds now.") });
  if (b == NULL) {
    cop_part_empty(p, T_("This desk has no folder to build into"), T_("Whoever runs it starts it with 'copkit serve --out FOLDER'."), NULL, (CopUrl){ 0 });
    return;
  }
  CopBuildingLook l = cop_building_look(b, p->a);
  if (l.state != COP_BUILDING_NEVER) {
    write_order(p, &l);
    if (l.state == COP_BUILDING_RUNS) {
      write_running(p, &l);
      return;
    }
    write_ended(p, &l);
  }
  if (p->country == NULL)
    cop_part_empty(p, T_("This store holds no country yet"), T_("Documents are made for a country."), T_("The first hour"), cop_url_path(p->a, "start", NULL));
  else if (cop_page_may(p, COP_RIGHT_EDIT))
    COP_SECTION_OF(p, "choose", l.state == COP_BUILDING_NEVER ? T_("What to build") : T_("Build again"), NULL)
      write_form(p, fault);
}

void
cop_page_building(CopPage *p)
{
  answer(p, NULL);
}

/* --- the buttons --- */

static bool
is_target(const char *name)
{
  size_t n;
  const CopComposeTarget *all = cop_targets(&n);
  bool known = strcmp(name, "kit") == 0;
  for (size_t i = 0; i < n && !known; i++)
    known = strcmp(all[i].name, name) == 0;
  return known;
}

static bool
is_language(const CopPage *p, const char *tag)
{
  return g_strv_contains(cop_desk_languages(), tag) || is_of_country(p, tag);
}

static void
refuse(CopPage *p, unsigned status, const char *fault)
{
  p->rs->status = status;
  answer(p, fault);
}

void
cop_page_building_save(CopPage *p)
{
  CopBuilding *b = p->desk->building;
  const char *lang = cop_page_form(p, "lang");
  g_autoptr(GPtrArray) targets = cop_page_form_all(p, "target");
  bool all = false;
  for (guint i = 0; i < targets->len; i++) {
    const char *t = g_ptr_array_index(targets, i);
    all = all || strcmp(t, EVERYTHING) == 0;
    if (strcmp(t, EVERYTHING) != 0 && !is_target(t)) {
      refuse(p, 422, T_("This desk does not know how to make that."));
      return;
    }
  }
  if (b == NULL || targets->len == 0 || (lang != NULL && *lang != '\0' && !is_language(p, lang))) {
    refuse(p, b == NULL ? 409 : 422, T_("Choose at least one."));
    return;
  }
  if (all)
    g_ptr_array_set_size(targets, 0);
  g_ptr_array_add(targets, NULL);
  const char *flag = cop_page_form(p, "release");
  g_autoptr(GError) error = NULL;
  CopBuildingWish w = { .targets = (const char *const *)targets->pdata, .lang = lang == NULL || *lang == '\0' ? NULL : lang, .release = flag != NULL && *flag == '1', .who = cop_page_actor(p) };
  if (!cop_building_start(b, &w, &error)) {
    refuse(p, g_error_matches(error, COP_BUILDING_ERROR, COP_BUILDING_ERROR_BUSY) ? 409 : 500, NULL);
    return;
  }
  cop_page_note(p, "build started", NULL);
  cop_page_redirect(p, building_url(p));
}

void
cop_page_building_stop(CopPage *p)
{
  if (p->desk->building != NULL) {
    cop_building_stop(p->desk->building);
    cop_page_note(p, "build stopped", NULL);
  }
  cop_page_redirect(p, building_url(p));
}
