/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_people.c -- who works here and what each may do: invitations, roles,
 * handing over. */
#include <string.h>

#include "base/lang.h"
#include "model/review_store.h"
#include "web/desk.h"
#include "web/grid.h"
#include "web/part.h"
#include "web/people.h"
#include "web/provider_part.h"
#include "web/write.h"

void cop_page_people(CopPage *p);
void cop_page_person(CopPage *p);
void cop_page_invite_save(CopPage *p);
void cop_page_person_save(CopPage *p);

static void
write_line(CopPage *p, const char *name, const char *question, const char *hint, const char *value)
{
  CopHtml *h = p->h;
  const char *why = hint == NULL ? NULL : cop_arena_printf(p->a, "%s-why", name);
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(h, COP_LABEL, question, cop_a(COP_A_FOR, name), cop_a(COP_A_CLASS, "question"));
    if (hint != NULL)
      COP_TEXT(h, COP_P, hint, cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_ID, why));
    COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, "text"), cop_a(COP_A_ID, name), cop_a(COP_A_NAME, name), cop_a(COP_A_VALUE, value), cop_a(COP_A_AUTOCOMPLETE, "off"),
            cop_a(COP_A_ARIA_DESCRIBEDBY, why), cop_a(COP_A_SPELLCHECK, "false"), cop_a_if(COP_A_REQUIRED, true))
      ;
  }
}

static void
write_option(CopPage *p, const char *value, const char *text)
{
  COP_TEXT(p->h, COP_OPTION, text, cop_a(COP_A_VALUE, value));
}

/* Roles of the country, then each of an institution or area. */
static void
write_role_fields(CopPage *p)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(h, COP_LABEL, T_("In which role?"), cop_a(COP_A_FOR, "role"), cop_a(COP_A_CLASS, "question"));
    COP_EL (h, COP_SELECT, cop_a(COP_A_ID, "role"), cop_a(COP_A_NAME, "role"))
      for (CopUserRole r = 0; r < COP_USER_ROLE_MAX; r++)
        write_option(p, cop_user_role(r)->name, cop_arena_printf(p->a, "%s – %s", T_(cop_user_role(r)->title), T_(cop_user_role(r)->doc)));
  }
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(h, COP_LABEL, T_("For which institution or area?"), cop_a(COP_A_FOR, "target"), cop_a(COP_A_CLASS, "question"));
    COP_TEXT(h, COP_P, T_("Only agency editors and local partners need one."), cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_ID, "target-why"));
    COP_EL (h, COP_SELECT, cop_a(COP_A_ID, "target"), cop_a(COP_A_NAME, "target"), cop_a(COP_A_ARIA_DESCRIBEDBY, "target-why")) {
      write_option(p, "", T_("The whole country"));
      const CopEntity kinds[] = { COP_ENTITY_institution, COP_ENTITY_area };
      for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
        if (cop_model_count(p->m, kinds[k]) == 0)
          continue;
        COP_EL (h, COP_OPTGROUP, cop_a(COP_A_LABEL, cop_say_kind(p, kinds[k])))
          for (size_t i = 0; i < cop_model_count(p->m, kinds[k]) && i < 2000; i++) {
            const CopRecord *r = cop_model_at(p->m, kinds[k], i);
            const char *lang;
            write_option(p, r->id, cop_record_title(p, kinds[k], r, &lang));
          }
      }
    }
  }
}

/* --- the list --- */

static const char *
say_state(CopPage *p, const CopAccount *x)
{
  switch (x->state) {
  case COP_ACCOUNT_INVITED:
    return x->invite_until == NULL ? T_("invited") : cop_arena_printf(p->a, T_("invited until %s"), cop_say_date(p, cop_arena_strndup(p->a, x->invite_until, 10)));
  case COP_ACCOUNT_ACTIVE:
    return T_("works here");
  case COP_ACCOUNT_CLOSED:
    break;
  }
  return x->successor != NULL ? cop_arena_printf(p->a, T_("handed over to %s"), x->successor) : T_("closed");
}

static const char *
say_roles(CopPage *p, const CopAccount *x)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0; i < x->access.n; i++) {
    const CopGrant *g = &x->access.grants[i];
    g_string_append_printf(s, "%s%s%s%s", i == 0 ? "" : "; ", T_(cop_user_role(g->role)->title), *g->target == '\0' ? "" : ", ", g->target);
  }
  return cop_arena_strdup(p->a, s->str);
}

static bool
load(CopPage *p, CopAccounts *all)
{
  g_autoptr(GError) error = NULL;
  CopDb *db = cop_desk_borrow(p->desk, &error);
  bool ok = db != NULL && cop_accounts_load(db, p->a, all, &error);
  cop_desk_return(p->desk, db);
  p->personal = true;
  if (!ok)
    *all = (CopAccounts){ 0 };
  return ok;
}

static void
write_accounts(CopPage *p, const CopAccounts *all)
{
  static const CopGridColumn columns[] = { { "name", N_("Name"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "account", N_("Account"), COP_CELL_TEXT, 0, 0 },
                                           { "roles", N_("Roles"), COP_CELL_TEXT, 0, 0 },
                                           { "state", N_("State"), COP_CELL_TEXT, 0, 0 } };
  CopGrid *g = cop_grid_new(p, "accounts", T_("Accounts"), columns, G_N_ELEMENTS(columns));
  g->plain = true;
  for (size_t i = 0; i < all->n; i++) {
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], all->items[i].name);
    c[0].link = cop_url_path(p->a, "people", all->items[i].id, NULL);
    cop_grid_text(&c[1], all->items[i].id);
    cop_grid_text(&c[2], say_roles(p, &all->items[i]));
    cop_grid_text(&c[3], say_state(p, &all->items[i]));
  }
  cop_part_grid(g);
}

static void
write_invite(CopPage *p, bool first)
{
  g_auto(CopElScope) form G_GNUC_UNUSED = cop_part_post(p, cop_url_path(p->a, "people", NULL), "form");
  write_line(p, "name", T_("What is the person called?"), NULL, NULL);
  write_line(p, "account", T_("What should the account be called?"), T_("Lower-case letters, digits and . _ -; it signs what the person changes."), NULL);
  if (first)
    cop_part_hidden(p, "role", "owner");
  else
    write_role_fields(p);
  COP_TEXT(p->h, COP_BUTTON, T_("Make the invitation"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
}

static void
write_institutions(CopPage *p)
{
  static const CopGridColumn columns[] = { { "institution", N_("Institution"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "acronym", N_("Acronym"), COP_CELL_TEXT, 0, 0 },
                                           { "role", N_("What it does"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "leads", N_("Measures it leads"), COP_CELL_INT, 0, 0 } };
  CopGrid *g = cop_grid_new(p, "institutions", T_("Institutions"), columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < p->m->institutions.n; i++) {
    const CopInstitution *x = &p->m->institutions.items[i];
    CopGridCell *c = cop_grid_row(g);
    int64_t leads = 0;
    for (size_t k = 0; k < p->m->measure_profiles.n; k++)
      leads += strcmp(p->m->measure_profiles.items[k].lead, x->id) == 0;
    cop_grid_field(g, &c[0], COP_ENTITY_institution, x, "name");
    c[0].link = cop_url_record(p, COP_ENTITY_institution, x->id);
    cop_grid_text(&c[1], x->acronym);
    cop_grid_field(g, &c[2], COP_ENTITY_institution, x, "role");
    cop_grid_int(&c[3], leads);
  }
  cop_part_grid(g);
}

/* `invitation`: just made, shown once; `why`: what was refused. */
static void
answer(CopPage *p, const char *invitation, const char *why)
{
  CopAccounts all = { 0 };
  bool there = cop_people_there(p->desk);
  g_auto(CopFrameScope) frame =
    cop_frame_open(p, &(CopFrame){ .title = T_("People"), .nav = "/people", .lead = T_("Who works on this desk and what each may do.") });
  CopHtml *h = p->h;
  if (why != NULL)
    cop_part_notice(p, COP_NOTICE_WARN, T_("Nothing was changed"), why);
  if (invitation != NULL) {
    cop_part_notice(p, COP_NOTICE_DONE, T_("The invitation, shown this once"),
                    T_("Hand this address to the person, in a way that nobody else reads. It is good once, for seven days."));
    COP_EL (h, COP_P)
      COP_TEXT(h, COP_A, invitation, cop_a(COP_A_ID, "invitation"), cop_link(COP_A_HREF, cop_url_here(p->a, invitation, "")));
  }
  if (!there)
    cop_part_notice(p, COP_NOTICE_INFO, T_("This desk has no accounts"),
                    T_("Whoever sits at this machine can do everything; nobody else can reach it. That is right for one officer with a laptop. From the first person who joins on, everybody signs in, you too: begin with yourself."));
  if (cop_page_may(p, COP_RIGHT_PEOPLE)) {
    load(p, &all);
    if (all.n > 0)
      COP_SECTION_OF(p, "accounts", T_("Accounts"), NULL)
        write_accounts(p, &all);
    COP_SECTION_OF(p, "invite", there ? T_("Invite somebody") : T_("Add the first person"), NULL)
      write_invite(p, !there);
  }
  COP_SECTION_OF(p, "institutions", T_("Institutions"), T_("Who carries which part."))
    write_institutions(p);
}

void
cop_page_people(CopPage *p)
{
  answer(p, NULL, NULL);
}

/* --- one account --- */

static const CopAccount *
find(CopPage *p, CopAccounts *all)
{
  const CopAccount *x = load(p, all) ? cop_accounts_find(all, p->args[0]) : NULL;
  if (x == NULL)
    cop_page_missing(p, p->rq->path);
  return x;
}

static CopUrl
job_url(CopPage *p, const char *id, const char *job)
{
  return cop_url_path(p->a, "people", id, job, NULL);
}

static void
write_grants(CopPage *p, const CopAccount *x)
{
  CopHtml *h = p->h;
  if (x->access.n == 0)
    COP_TEXT(h, COP_P, T_("No role yet: the person can sign in and sees nothing."));
  COP_EL (h, COP_UL, cop_a(COP_A_CLASS, "sessions"))
    for (size_t i = 0; i < x->access.n; i++) {
      const CopGrant *g = &x->access.grants[i];
      COP_EL (h, COP_LI) {
        COP_EL (h, COP_P) {
          COP_TEXT(h, COP_STRONG, T_(cop_user_role(g->role)->title));
          cop_html_textf(h, "%s%s – %s", *g->target == '\0' ? "" : ", ", g->target, T_(cop_user_role(g->role)->doc));
        }
        g_auto(CopElScope) form G_GNUC_UNUSED = cop_part_post(p, job_url(p, x->id, "revoke"), NULL);
        cop_part_hidden(p, "role", cop_user_role(g->role)->name);
        cop_part_hidden(p, "target", g->target);
        COP_TEXT(h, COP_BUTTON, T_("Take this role away"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button quiet"),
                 cop_a(COP_A_ARIA_LABEL, cop_arena_printf(p->a, "%s: %s", T_("Take this role away"), T_(cop_user_role(g->role)->title))));
      }
    }
  g_auto(CopElScope) form G_GNUC_UNUSED = cop_part_post(p, job_url(p, x->id, "grant"), "form");
  write_role_fields(p);
  COP_TEXT(h, COP_BUTTON, T_("Give this role"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
}

/* Which texts somebody decides about: four eyes are held to these parts. */
static void
write_parts(CopPage *p, const CopAccount *x)
{
  CopHtml *h = p->h;
  const CopReviews *reviews = &p->s->facts->reviews;
  COP_EL (h, COP_UL, cop_a(COP_A_CLASS, "sessions"))
    for (size_t i = 0; i < reviews->n_grants; i++) {
      const CopReviewGrant *g = &reviews->grants[i];
      const char *part = cop_say_word(p, COP_WORDS_REVIEW_ROLE, (int)g->role), *lang = g->lang == NULL ? T_("all languages") : cop_lang_name(g->lang);
      if (strcmp(g->actor, x->id) != 0)
        continue;
      COP_EL (h, COP_LI) {
        COP_EL (h, COP_P)
          cop_html_textf(h, "%s, %s – %s", part, lang, T_(cop_words(COP_WORDS_REVIEW_ROLE)->docs[g->role]));
        g_auto(CopElScope) form G_GNUC_UNUSED = cop_part_post(p, job_url(p, x->id, "part-away"), NULL);
        cop_part_hidden(p, "part", cop_words(COP_WORDS_REVIEW_ROLE)->words[g->role]);
        cop_part_hidden(p, "lang", g->lang == NULL ? "" : g->lang);
        COP_TEXT(h, COP_BUTTON, T_("Take this part away"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button quiet"), cop_a(COP_A_ARIA_LABEL, cop_arena_printf(p->a, "%s: %s", T_("Take this part away"), part)));
      }
    }
  g_auto(CopElScope) form G_GNUC_UNUSED = cop_part_post(p, job_url(p, x->id, "part"), "form");
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(h, COP_LABEL, T_("Which part?"), cop_a(COP_A_FOR, "part"), cop_a(COP_A_CLASS, "question"));
    COP_EL (h, COP_SELECT, cop_a(COP_A_ID, "part"), cop_a(COP_A_NAME, "part"))
      for (int i = 0; i < COP_REVIEW_ROLE_MAX; i++)
        write_option(p, cop_words(COP_WORDS_REVIEW_ROLE)->words[i], cop_arena_printf(p->a, "%s – %s", cop_say_word(p, COP_WORDS_REVIEW_ROLE, i), T_(cop_words(COP_WORDS_REVIEW_ROLE)->docs[i])));
  }
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(h, COP_LABEL, T_("For texts in which language?"), cop_a(COP_A_FOR, "part-lang"), cop_a(COP_A_CLASS, "question"));
    COP_EL (h, COP_SELECT, cop_a(COP_A_ID, "part-lang"), cop_a(COP_A_NAME, "lang")) {
      write_option(p, "", T_("all languages"));
      for (size_t i = 0; p->country != NULL && i < p->country->languages.n; i++)
        write_option(p, p->country->languages.items[i], cop_lang_name(p->country->languages.items[i]));
    }
  }
  COP_TEXT(h, COP_BUTTON, T_("Give this part"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
}

/* Names the parts in the review that go with the post. */
static void
write_parts_handed_over(CopPage *p, const CopAccount *x)
{
  const CopReviews *reviews = &p->s->facts->reviews;
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0; i < reviews->n_grants; i++) {
    const CopReviewGrant *g = &reviews->grants[i];
    if (strcmp(g->actor, x->id) == 0)
      g_string_append_printf(s, "%s%s (%s)", s->len > 0 ? "; " : "", cop_say_word(p, COP_WORDS_REVIEW_ROLE, (int)g->role),
                             g->lang == NULL ? T_("all languages") : cop_lang_name(g->lang));
  }
  if (s->len > 0)
    COP_EL (p->h, COP_P)
      cop_html_textf(p->h, "%s: %s", T_("Part in the review of texts"), s->str);
}

static void
write_hand_over(CopPage *p, const CopAccount *x, const CopAccounts *all)
{
  CopHtml *h = p->h;
  size_t n = 0;
  for (size_t i = 0; i < all->n; i++)
    n += &all->items[i] != x && all->items[i].state == COP_ACCOUNT_ACTIVE;
  if (n == 0) {
    COP_TEXT(h, COP_P, T_("Invite the successor first; the post can be handed over once they have joined."));
    return;
  }
  write_parts_handed_over(p, x);
  g_auto(CopElScope) form G_GNUC_UNUSED = cop_part_post(p, job_url(p, x->id, "hand-over"), "form");
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(h, COP_LABEL, T_("Who takes the post over?"), cop_a(COP_A_FOR, "successor"), cop_a(COP_A_CLASS, "question"));
    COP_EL (h, COP_SELECT, cop_a(COP_A_ID, "successor"), cop_a(COP_A_NAME, "successor"))
      for (size_t i = 0; i < all->n; i++)
        if (&all->items[i] != x && all->items[i].state == COP_ACCOUNT_ACTIVE)
          write_option(p, all->items[i].id, cop_arena_printf(p->a, "%s (%s)", all->items[i].name, all->items[i].id));
  }
  COP_TEXT(h, COP_BUTTON, T_("Hand the post over"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
}

static void
write_one_button(CopPage *p, const CopAccount *x, const char *job, const char *text)
{
  g_auto(CopElScope) form G_GNUC_UNUSED = cop_part_post(p, job_url(p, x->id, job), "form");
  COP_TEXT(p->h, COP_BUTTON, text, cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
}

static void
answer_person(CopPage *p, const char *why)
{
  CopAccounts all;
  const CopAccount *x = find(p, &all);
  if (x == NULL)
    return;
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = x->name, .over = cop_arena_printf(p->a, "%s · %s", x->id, say_state(p, x)), .nav = "/people",
                                                               .parent = T_("People"), .parent_url = cop_url_path(p->a, "people", NULL) });
  if (why != NULL)
    cop_part_notice(p, COP_NOTICE_WARN, T_("Nothing was changed"), why);
  COP_TEXT(p->h, COP_P, cop_arena_printf(p->a, T_("Invited by %s, %s."), x->created_by, cop_say_instant(p, x->created_at)));
  if (x->state != COP_ACCOUNT_CLOSED) {
    COP_SECTION_OF(p, "roles", T_("What they may do"), NULL)
      write_grants(p, x);
    COP_SECTION_OF(p, "parts", T_("Part in the review of texts"), T_("A text is released when it was handed in, accepted by a child-protection and a language reviewer, and tried with readers; nobody decides about what they wrote."))
      write_parts(p, x);
    cop_part_provider_person(p, x);
    COP_SECTION_OF(p, "hand-over", T_("Hand over"), T_("The successor gets all roles; this account closes. What it did stays in the log under its name."))
      write_hand_over(p, x, &all);
    COP_SECTION_OF(p, "close", T_("Close"), T_("Whatever is open under this account ends at once."))
      write_one_button(p, x, "close", T_("Close the account"));
  }
  COP_SECTION_OF(p, "again", T_("Invite again"), T_("For somebody who lost password or authenticator: both are set anew, and whatever was open ends."))
    write_one_button(p, x, "invite", T_("Make a new invitation"));
}

void
cop_page_person(CopPage *p)
{
  answer_person(p, NULL);
}

/* --- changes --- */

static bool
posted_role(CopPage *p, CopUserRole *role, const char **target, GError **error)
{
  *role = cop_user_role_by_name(cop_page_form(p, "role"));
  *target = cop_page_form(p, "target");
  if (*target == NULL)
    *target = "";
  if (*role != COP_USER_ROLE_MAX)
    return true;
  g_set_error_literal(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_INVALID, T_("There is no such role."));
  return false;
}

void
cop_page_invite_save(CopPage *p)
{
  const char *id = cop_page_form(p, "account"), *name = cop_page_form(p, "name"), *target;
  CopUserRole role;
  CopAccounts all;
  g_autoptr(GError) error = NULL;
  g_autofree char *invitation = NULL;
  id = id == NULL ? "" : g_strstrip(cop_arena_strdup(p->a, id));
  bool ok = posted_role(p, &role, &target, &error);
  /* An account that exists is opened anew on its own page, where that is said. */
  if (ok && load(p, &all) && cop_accounts_find(&all, id) != NULL) {
    g_set_error(&error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_INVALID, T_("There is an account '%s' already."), id);
    ok = false;
  }
  CopDb *db = ok ? cop_desk_open_writer(p->desk, &error) : NULL;
  ok = db != NULL && cop_account_invite(db, id, name == NULL || *name == '\0' ? NULL : name, cop_page_actor(p), &invitation, &error) &&
       cop_account_grant(db, id, role, target, cop_page_actor(p), &error);
  cop_db_close(db);
  cop_people_forget(p->desk);
  p->personal = true;
  if (!ok)
    p->rs->status = 422;
  answer(p, invitation == NULL ? NULL : cop_arena_printf(p->a, "/join/%s", invitation), ok ? NULL : cop_say_sentence(p, error->message));
}

static bool
change_part(CopPage *p, CopDb *db, bool give, GError **error)
{
  const char *part = cop_page_form(p, "part"), *lang = cop_page_form(p, "lang");
  int role = cop_words_index(COP_WORDS_REVIEW_ROLE, part == NULL ? "" : part);
  if (role < 0 || (lang != NULL && *lang != '\0' && !cop_lang_valid(lang))) {
    g_set_error_literal(error, COP_ACCOUNT_ERROR, COP_ACCOUNT_ERROR_INVALID, T_("There is no such part."));
    return false;
  }
  const CopReviewGrant grant = { p->args[0], (CopReviewRole)role, lang == NULL || *lang == '\0' ? NULL : lang };
  return cop_review_grant(db, &grant, give, cop_page_actor(p), error) && cop_keeper_refresh(p->desk->keeper, error);
}

static bool
change(CopPage *p, CopDb *db, const char *job, char **invitation, GError **error)
{
  CopUserRole role;
  const char *target, *id = p->args[0], *actor = cop_page_actor(p), *successor = cop_page_form(p, "successor");
  if (strcmp(job, "grant") == 0)
    return posted_role(p, &role, &target, error) && cop_account_grant(db, id, role, target, actor, error);
  if (strcmp(job, "revoke") == 0)
    return posted_role(p, &role, &target, error) && cop_account_revoke(db, id, role, target, actor, error);
  if (strcmp(job, "part") == 0 || strcmp(job, "part-away") == 0)
    return change_part(p, db, job[4] == '\0', error);
  if (strcmp(job, "hand-over") == 0)
    return cop_account_hand_over(db, id, successor == NULL ? "" : successor, actor, error);
  if (strcmp(job, "close") == 0)
    return cop_account_close(db, id, actor, error);
  if (cop_provider_is_job(job))
    return cop_provider_change(p, db, job, id, error);
  return cop_account_invite(db, id, NULL, actor, invitation, error);
}

void
cop_page_person_save(CopPage *p)
{
  static const char *const jobs[] = { "grant", "revoke", "part", "part-away", "hand-over", "close", "invite" };
  CopAccounts all;
  bool known = cop_provider_is_job(p->args[1]);
  for (size_t i = 0; i < G_N_ELEMENTS(jobs); i++)
    known |= strcmp(p->args[1], jobs[i]) == 0;
  if (!known) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  if (find(p, &all) == NULL)
    return;
  g_autoptr(GError) error = NULL;
  g_autofree char *invitation = NULL;
  CopDb *db = cop_desk_open_writer(p->desk, &error);
  bool ok = db != NULL && change(p, db, p->args[1], &invitation, &error);
  cop_db_close(db);
  cop_people_forget(p->desk);
  if (!ok) {
    p->rs->status = 422;
    answer_person(p, cop_say_sentence(p, error->message));
  } else if (invitation != NULL) {
    answer(p, cop_arena_printf(p->a, "/join/%s", invitation), NULL);
  } else {
    cop_page_redirect(p, cop_url_query(p->a, cop_url_path(p->a, "people", p->args[0], NULL), (const char *[]){ "done", "kept", NULL }));
  }
}
