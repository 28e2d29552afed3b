/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_webhooks.c -- endpoints of other programs that are told what changed:
 * adding, trying, pausing them; what was sent. */
#include <string.h>

#include "model/schema.h"
#include "web/desk.h"
#include "web/grid.h"
#include "web/hooks.h"
#include "web/note.h"
#include "web/part.h"
#include "web/webhooks.h"
#include "web/write.h"

void cop_page_webhooks(CopPage *p);
void cop_page_webhooks_save(CopPage *p);
void cop_page_webhook(CopPage *p);
void cop_page_webhook_save(CopPage *p);

enum { DELIVERIES_SHOWN = 50 };

/* --- what is done, for the page and the interface --- */

static const char *const jobs[] = { "test", "again", "rotate", "now", "pause", "go-on", "go-on-from-now", "skip", "remove" };

bool
cop_webhook_job_known(const char *job)
{
  for (size_t i = 0; i < G_N_ELEMENTS(jobs); i++)
    if (strcmp(job, jobs[i]) == 0)
      return true;
  return false;
}

static bool
do_job(CopPage *p, CopDb *db, const char *id, const char *job, const char *message, CopWebhookDone *done, GError **error)
{
  const char *actor = cop_page_actor(p);
  bool skipped;
  if (strcmp(job, "test") == 0 || strcmp(job, "again") == 0) {
    done->sent = true;
    return cop_hook_send_aside(p->desk->outgoing, db, p->a, id, *job == 't' ? NULL : message != NULL ? message : "", &done->outcome, error);
  }
  if (strcmp(job, "rotate") == 0) {
    g_autofree char *secret = NULL;
    bool ok = cop_webhook_rotate(db, id, actor, &secret, error);
    done->secret = ok ? cop_arena_strdup(p->a, secret) : NULL;
    return ok;
  }
  if (strcmp(job, "now") == 0)
    return cop_webhook_send_now(db, id, error);
  if (strcmp(job, "pause") == 0)
    return cop_webhook_pause(db, id, actor, error);
  if (strcmp(job, "skip") == 0)
    return cop_webhook_skip(db, p->a, id, actor, &skipped, error);
  if (strcmp(job, "remove") == 0)
    return cop_webhook_remove(db, id, actor, error);
  return cop_webhook_go_on(db, p->a, id, strcmp(job, "go-on-from-now") == 0, actor, error);
}

bool
cop_webhook_do(CopPage *p, const char *id, const char *job, const char *message, CopWebhookDone *done, GError **error)
{
  *done = (CopWebhookDone){ 0 };
  CopDb *db = cop_desk_open_writer(p->desk, error);
  bool ok = db != NULL && do_job(p, db, id, job, message, done, error);
  cop_db_close(db);
  cop_page_note(p, ok ? "webhook changed" : "change of webhook refused", NULL);
  cop_hooks_wake(p->desk->hooks);
  return ok;
}

bool
cop_webhook_make(CopPage *p, const char *title, const char *url, const char *types, const char *kinds, const char **id, const char **secret, GError **error)
{
  g_autofree char *key = NULL, *server = NULL;
  bool ok = cop_outgoing_url_check(p->desk->outgoing, url, error);
  CopDb *db = ok ? cop_desk_open_writer(p->desk, error) : NULL;
  server = ok ? cop_outgoing_url_origin(url) : NULL;
  ok = db != NULL && cop_webhook_add(db, p->a, title, url, server, types, kinds, cop_page_actor(p), id, &key, error);
  cop_db_close(db);
  cop_page_note(p, ok ? "webhook added" : "webhook refused", NULL);
  *secret = ok ? cop_arena_strdup(p->a, key) : NULL;
  return ok;
}

bool
cop_webhook_read(CopPage *p, CopWebhooks *all, const char *id, int64_t n, const CopWebhookDelivery **items, size_t *found, GError **error)
{
  *all = (CopWebhooks){ 0 };
  p->personal = true;
  CopDb *db = cop_desk_borrow(p->desk, error);
  bool ok = db != NULL && cop_webhooks_load(db, p->a, all, error) && (id == NULL || cop_webhook_deliveries(db, p->a, id, n, items, found, error));
  if (db != NULL)
    cop_desk_return(p->desk, db);
  return ok;
}

/* --- words --- */

static const char *
say_state(CopPage *p, const CopWebhook *w, CopChip *chip)
{
  *chip = w->state == COP_WEBHOOK_DISABLED ? COP_CHIP_BAD : w->state == COP_WEBHOOK_PAUSED ? COP_CHIP_NEUTRAL : w->attempts > 0 ? COP_CHIP_WARN : COP_CHIP_GOOD;
  if (w->state == COP_WEBHOOK_DISABLED)
    return T_("switched off");
  if (w->state == COP_WEBHOOK_PAUSED)
    return T_("paused");
  return w->attempts > 0 ? T_("does not answer") : T_("is told");
}

/* Why nothing is sent, or when the next try is; NULL when all is well. */
static const char *
say_why(CopPage *p, const CopWebhook *w)
{
  if (strcmp(w->why, "gone") == 0)
    return T_("The other side answered that this address is gone for good (410). Nothing that happened since is lost: it is sent when you let it go on.");
  if (strcmp(w->why, "failing") == 0)
    return T_("The same message failed ten times in about three days. Nothing that happened since is lost: it is sent when you let it go on.");
  if (strcmp(w->why, "backup") == 0)
    return T_("This store comes from a backup, which holds no secrets and tells nobody anything. Make a new secret, give it to the other side, then let it go on.");
  if (w->state == COP_WEBHOOK_ACTIVE && w->attempts > 0)
    return cop_arena_printf(p->a, T_("It has failed since %s; attempts: %s; the next one is at %s. Later messages wait for this one."), cop_say_instant(p, w->failing_since),
                            cop_say_int(p, w->attempts), cop_say_instant(p, w->next_at));
  return NULL;
}

static const char *
say_list(const char *list, const char *all)
{
  return *list == '\0' ? all : list;
}

static const char *
say_server(CopPage *p, const char *url)
{
  g_autofree char *origin = cop_outgoing_url_origin(url);
  return cop_arena_strdup(p->a, origin != NULL ? origin : url);
}

/* --- forms --- */

static void
write_line(CopPage *p, const char *name, const char *type, const char *question, const char *hint, const char *value, bool required)
{
  CopHtml *h = p->h;
  const char *why = hint == NULL ? NULL : cop_arena_printf(p->a, "%s-why", name);
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(h, COP_LABEL, question, cop_a(COP_A_FOR, name), cop_a(COP_A_CLASS, "question"));
    if (hint != NULL)
      COP_TEXT(h, COP_P, hint, cop_a(COP_A_CLASS, "hint"), cop_a(COP_A_ID, why));
    COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, type), cop_a(COP_A_ID, name), cop_a(COP_A_NAME, name), cop_a(COP_A_VALUE, value), cop_a(COP_A_AUTOCOMPLETE, "off"),
            cop_a(COP_A_ARIA_DESCRIBEDBY, why), cop_a(COP_A_SPELLCHECK, "false"), cop_a_if(COP_A_REQUIRED, required))
      ;
  }
}

static void
write_events(CopPage *p)
{
  CopHtml *h = p->h;
  size_t n;
  const CopWebhookEvent *events = cop_webhook_events(&n);
  COP_EL (h, COP_FIELDSET, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(h, COP_LEGEND, T_("What is it told?"), cop_a(COP_A_CLASS, "question"));
    COP_TEXT(h, COP_P, T_("Without a choice: all of this."), cop_a(COP_A_CLASS, "hint"));
    for (size_t i = 0; i < n; i++) {
      if (events[i].doc == NULL)
        continue;
      const char *id = cop_arena_printf(p->a, "type-%zu", i);
      COP_EL (h, COP_P, cop_a(COP_A_CLASS, "choice")) {
        COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, "checkbox"), cop_a(COP_A_NAME, "type"), cop_a(COP_A_VALUE, events[i].type), cop_a(COP_A_ID, id))
          ;
        COP_EL (h, COP_LABEL, cop_a(COP_A_FOR, id)) {
          cop_html_textf(h, "%s ", T_(events[i].doc));
          COP_TEXT(h, COP_SMALL, events[i].type);
        }
      }
    }
  }
}

static void
write_add(CopPage *p, bool again)
{
  g_auto(CopElScope) form G_GNUC_UNUSED = cop_part_post(p, cop_url_path(p->a, "admin", "webhooks", NULL), "form");
  write_line(p, "title", "text", T_("What is the endpoint for?"), T_("A name for this page."), again ? cop_page_form(p, "title") : NULL, true);
  write_line(p, "url", "url", T_("Which address takes the messages?"),
             T_("It begins with https:// and leads to the public internet, unless whoever runs this desk allowed a private net when starting it."),
             again ? cop_page_form(p, "url") : NULL, true);
  write_events(p);
  write_line(p, "kinds", "text", T_("About which kinds of records?"), T_("Names as the interface has them, for instance: measure law answer. Empty: all, and what is about no record."),
             again ? cop_page_form(p, "kinds") : NULL, false);
  COP_TEXT(p->h, COP_BUTTON, T_("Add the endpoint"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
}

/* --- the list --- */

static void
write_list(CopPage *p, const CopWebhooks *all)
{
  static const CopGridColumn columns[] = { { "title", N_("Endpoint"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "server", N_("Server"), COP_CELL_TEXT, 0, 0 },
                                           { "types", N_("What it is told"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "state", N_("State"), COP_CELL_TEXT, 0, 0 } };
  CopGrid *g = cop_grid_new(p, "webhooks", T_("Endpoints"), columns, G_N_ELEMENTS(columns));
  g->plain = true;
  for (size_t i = 0; i < all->n; i++) {
    const CopWebhook *w = &all->items[i];
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], w->title);
    c[0].link = cop_url_path(p->a, "admin", "webhooks", w->id, NULL);
    cop_grid_text(&c[1], say_server(p, w->url));
    cop_grid_text(&c[2], say_list(w->types, T_("everything")));
    c[2].under = *w->kinds == '\0' ? NULL : w->kinds;
    cop_grid_text(&c[3], say_state(p, w, &c[3].chip));
  }
  cop_part_grid(g);
}

static void
answer_list(CopPage *p, const char *why)
{
  CopWebhooks all;
  g_autoptr(GError) error = NULL;
  bool read = cop_webhook_read(p, &all, NULL, 0, NULL, NULL, &error);
  g_auto(CopFrameScope) frame =
    cop_frame_open(p, &(CopFrame){ .title = T_("Webhooks"), .nav = "/admin", .parent = T_("Administration"), .parent_url = cop_url_path(p->a, "admin", NULL),
                                   .lead = T_("Other programs this desk tells that something changed, and where to read it: never what a record holds, and nothing of persons. Without an endpoint here the desk sends nothing to anybody.") });
  if (why != NULL)
    cop_part_notice(p, COP_NOTICE_WARN, T_("Nothing was changed"), why);
  if (!read)
    cop_part_notice(p, COP_NOTICE_WARN, T_("The store cannot be opened"), error->message);
  for (size_t i = 0; i < all.n; i++)
    if (all.items[i].state == COP_WEBHOOK_DISABLED)
      cop_part_notice(p, COP_NOTICE_WARN, cop_arena_printf(p->a, T_("The endpoint '%s' was switched off"), all.items[i].title), say_why(p, &all.items[i]));
  if (all.n > 0)
    COP_SECTION_OF(p, "endpoints", T_("Endpoints"), NULL)
      write_list(p, &all);
  COP_SECTION_OF(p, "add", T_("Add an endpoint"), T_("Messages are signed as the Standard Webhooks specification has it, with a secret that is shown once."))
    write_add(p, why != NULL);
}

void
cop_page_webhooks(CopPage *p)
{
  answer_list(p, NULL);
}

/* --- one endpoint --- */

static CopUrl
job_url(CopPage *p, const char *id, const char *job)
{
  const char *path = cop_arena_printf(p->a, "/admin/webhooks/%s/%s", id, job);
  return cop_url_here(p->a, path, "");
}

static void
write_button(CopPage *p, const CopWebhook *w, const char *job, const char *text, bool quiet)
{
  g_auto(CopElScope) form G_GNUC_UNUSED = cop_part_post(p, job_url(p, w->id, job), NULL);
  COP_TEXT(p->h, COP_BUTTON, text, cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, quiet ? "button quiet" : "button"));
}

static void
write_fact(CopPage *p, const char *term, const char *text)
{
  COP_TEXT(p->h, COP_DT, term);
  COP_TEXT(p->h, COP_DD, text);
}

static void
write_facts(CopPage *p, const CopWebhook *w)
{
  CopHtml *h = p->h;
  CopChip chip;
  const char *state = say_state(p, w, &chip);
  COP_EL (h, COP_DL, cop_a(COP_A_CLASS, "facts-list")) {
    COP_TEXT(h, COP_DT, T_("State"));
    COP_EL (h, COP_DD)
      cop_part_chip(p, chip, state);
    write_fact(p, T_("Address"), w->url);
    write_fact(p, T_("What it is told"), say_list(w->types, T_("everything")));
    write_fact(p, T_("Kinds of records"), say_list(w->kinds, T_("all")));
    write_fact(p, T_("Secret"), !w->has_secret ? T_("none") : w->has_old ? cop_arena_printf(p->a, T_("a new one; the one before signs, too, until %s"), cop_say_instant(p, w->old_until)) : T_("shown once, when it was made"));
    write_fact(p, T_("Added"), cop_arena_printf(p->a, "%s, %s", w->made_by, cop_say_instant(p, w->made_at)));
  }
}

static void
write_buttons(CopPage *p, const CopWebhook *w)
{
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "buttons")) {
    if (w->has_secret)
      write_button(p, w, "test", T_("Send a test"), false);
    if (w->state == COP_WEBHOOK_ACTIVE) {
      if (w->attempts > 0) {
        write_button(p, w, "now", T_("Try again now"), true);
        write_button(p, w, "skip", T_("Give up the message that waits"), true);
      }
      write_button(p, w, "pause", T_("Pause"), true);
    } else if (w->has_secret) {
      write_button(p, w, "go-on", T_("Go on where it stopped"), true);
      write_button(p, w, "go-on-from-now", T_("Go on from now"), true);
    }
  }
}

static const char *
say_delivery(CopPage *p, const CopWebhookDelivery *d, CopChip *chip)
{
  *chip = *d->state == 'd' ? COP_CHIP_GOOD : *d->state == 'w' ? COP_CHIP_WARN : *d->state == 'f' ? COP_CHIP_BAD : COP_CHIP_NEUTRAL;
  return *d->state == 'd' ? T_("taken") : *d->state == 'w' ? T_("waits") : *d->state == 'f' ? T_("not taken") : T_("given up");
}

static void
write_delivery(CopPage *p, const CopWebhook *w, const CopWebhookDelivery *d)
{
  CopHtml *h = p->h;
  CopChip chip;
  const char *state = say_delivery(p, d, &chip);
  COP_EL (h, COP_LI) {
    COP_EL (h, COP_P) {
      cop_part_chip(p, chip, state);
      cop_html_text(h, " ");
      COP_TEXT(h, COP_CODE, d->message.type);
      cop_html_text(h, " ");
      CopEntity e = cop_entity_by_name(d->message.kind);
      if (e != COP_ENTITY_MAX && cop_model_record(p->m, e, d->message.record) != NULL)
        COP_TEXT(h, COP_A, cop_arena_printf(p->a, "%s %s", d->message.kind, d->message.record), cop_link(COP_A_HREF, cop_url_record(p, e, d->message.record)));
      else
        cop_html_textf(h, "%s %s", d->message.kind, d->message.record);
    }
    COP_EL (h, COP_P, cop_a(COP_A_CLASS, "hint")) {
      COP_TEXT(h, COP_TIME, cop_say_instant(p, d->last_at), cop_a(COP_A_DATETIME, d->last_at));
      cop_html_text(h, " · ");
      if (d->status != 0)
        COP_TEXT(h, COP_SPAN, cop_arena_printf(p->a, "HTTP %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT " ms", d->status, d->milliseconds), cop_a(COP_A_DIR, "ltr"));
      else
        COP_TEXT(h, COP_SPAN, cop_arena_printf(p->a, "%" G_GINT64_FORMAT " ms", d->milliseconds), cop_a(COP_A_DIR, "ltr"));
      cop_html_text(h, " · ");
      COP_TEXT(h, COP_SPAN, cop_arena_printf(p->a, T_("attempts: %s"), cop_say_int(p, d->attempts)), cop_a(COP_A_DIR, "auto"));
      cop_html_text(h, " · ");
      COP_TEXT(h, COP_CODE, d->message.id);
    }
    if (*d->fault != '\0')
      COP_TEXT(h, COP_P, d->fault, cop_a(COP_A_LANG, "en"));
    if (d->message.entry != 0 && d->message.entry <= w->position && w->has_secret) {
      g_auto(CopElScope) form G_GNUC_UNUSED = cop_part_post(p, job_url(p, w->id, "again"), NULL);
      cop_part_hidden(p, "message", d->message.id);
      COP_TEXT(h, COP_BUTTON, T_("Send it again"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button quiet"),
               cop_a(COP_A_ARIA_LABEL, cop_arena_printf(p->a, "%s: %s", T_("Send it again"), d->message.id)));
    }
  }
}

static void
write_outcome(CopPage *p, const CopWebhookOutcome *o)
{
  const char *took = cop_arena_printf(p->a, "HTTP %u, %" G_GINT64_FORMAT " ms", o->status, o->milliseconds);
  if (o->taken)
    cop_part_notice(p, COP_NOTICE_DONE, T_("The message was taken"), took);
  else
    cop_part_notice(p, COP_NOTICE_WARN, T_("The message was not taken"), o->status != 0 ? took : cop_say_sentence(p, o->fault));
}

static void
write_secret(CopPage *p, const char *secret)
{
  cop_part_notice(p, COP_NOTICE_DONE, T_("The secret, shown this once"), T_("Give it to whoever runs the other side, in a way that nobody else reads. With it they check that messages come from this desk."));
  COP_EL (p->h, COP_P)
    COP_TEXT(p->h, COP_CODE, secret, cop_a(COP_A_ID, "secret"));
}

static void
answer_one(CopPage *p, const char *id, const char *why, const CopWebhookDone *done)
{
  CopWebhooks all;
  const CopWebhookDelivery *items = NULL;
  size_t n = 0;
  g_autoptr(GError) error = NULL;
  const CopWebhook *w = cop_webhook_read(p, &all, id, DELIVERIES_SHOWN, &items, &n, &error) ? cop_webhooks_find(&all, id) : NULL;
  if (w == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = w->title, .over = w->id, .nav = "/admin", .parent = T_("Webhooks"),
                                                               .parent_url = cop_url_path(p->a, "admin", "webhooks", NULL) });
  const char *trouble = say_why(p, w);
  if (why != NULL)
    cop_part_notice(p, COP_NOTICE_WARN, T_("Nothing was changed"), why);
  if (done != NULL && done->secret != NULL)
    write_secret(p, done->secret);
  if (done != NULL && done->sent)
    write_outcome(p, &done->outcome);
  if (trouble != NULL)
    cop_part_notice(p, COP_NOTICE_WARN, w->state == COP_WEBHOOK_ACTIVE ? T_("The other side does not take a message") : T_("Nothing is sent"), trouble);
  COP_SECTION_OF(p, "endpoint", T_("Endpoint"), NULL) {
    write_facts(p, w);
    write_buttons(p, w);
  }
  COP_SECTION_OF(p, "deliveries", T_("What was sent"), T_("The newest first. A message that is sent again keeps its id, so that the other side knows it.")) {
    if (n == 0)
      COP_TEXT(p->h, COP_P, T_("Nothing yet."), cop_a(COP_A_CLASS, "nothing"));
    else
      COP_EL (p->h, COP_UL, cop_a(COP_A_CLASS, "sessions"))
        for (size_t i = 0; i < n; i++)
          write_delivery(p, w, &items[i]);
  }
  COP_SECTION_OF(p, "rotate", T_("New secret"), T_("For a day each message carries two signatures, of the new secret and of the one before, so that the other side can change over without losing one."))
    write_button(p, w, "rotate", T_("Make a new secret"), false);
  COP_SECTION_OF(p, "remove", T_("Remove"), T_("The endpoint, its secret and the list above go. What it was told stays in the log."))
    write_button(p, w, "remove", T_("Remove the endpoint"), false);
}

void
cop_page_webhook(CopPage *p)
{
  answer_one(p, p->args[0], NULL, NULL);
}

/* --- changes --- */

void
cop_page_webhooks_save(CopPage *p)
{
  const char *title = cop_page_form(p, "title"), *url = cop_page_form(p, "url"), *kinds = cop_page_form(p, "kinds"), *id = NULL;
  CopWebhookDone done = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) chosen = cop_page_form_all(p, "type");
  g_autoptr(GString) types = g_string_new(NULL);
  for (guint i = 0; i < chosen->len; i++)
    g_string_append_printf(types, "%s%s", i == 0 ? "" : " ", (const char *)g_ptr_array_index(chosen, i));
  g_autofree char *address = g_strstrip(g_strdup(url == NULL ? "" : url));
  if (cop_webhook_make(p, title == NULL ? "" : title, address, types->str, kinds == NULL ? "" : kinds, &id, &done.secret, &error)) {
    answer_one(p, id, NULL, &done);
    return;
  }
  p->rs->status = 422;
  answer_list(p, cop_say_sentence(p, error->message));
}

void
cop_page_webhook_save(CopPage *p)
{
  const char *id = p->args[0], *job = p->args[1];
  CopWebhookDone done;
  g_autoptr(GError) error = NULL;
  if (!cop_webhook_job_known(job)) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  if (!cop_webhook_do(p, id, job, cop_page_form(p, "message"), &done, &error)) {
    p->rs->status = g_error_matches(error, COP_WEBHOOK_ERROR, COP_WEBHOOK_ERROR_UNKNOWN) ? 404 : 422;
    answer_one(p, id, cop_say_sentence(p, error->message), NULL);
  } else if (strcmp(job, "remove") == 0) {
    cop_page_redirect(p, cop_url_path(p->a, "admin", "webhooks", NULL));
  } else if (done.secret != NULL || done.sent) {
    answer_one(p, id, NULL, &done);
  } else {
    cop_page_redirect(p, cop_url_query(p->a, cop_url_path(p->a, "admin", "webhooks", id, NULL), (const char *[]){ "done", "kept", NULL }));
  }
}
