/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_offline.c -- all reporting forms on one page that goes on working
 * when the network is gone: a service worker (assets/desk/worker.js) keeps the page,
 * its script (offline.js) keeps what is filled in until it has arrived. Nobody's
 * name stands on it. It sends through web/page_fill.c, as the form at the desk. */
#include <string.h>

#include "web/desk.h"
#include "web/fill.h"
#include "web/part.h"

void cop_page_offline(CopPage *p);
void cop_page_offline_worker(CopPage *p);

/* What the script says, in the language of the page. */
static const struct {
  const char *id, *text;
} said[] = {
  { "waiting", N_("waiting to be sent") },
  { "sent", N_("arrived, receipt") },
  { "refused", N_("not taken") },
  { "empty", N_("Nothing is waiting here.") },
  { "kept", N_("The report is kept on this device and is sent as soon as there is a network.") },
  { "away", N_("There is no network. Reports wait here and are sent by themselves.") },
  { "enter", N_("Sign in on this device; then what waits here is sent.") },
  { "right", N_("This account may not send reports. What waits here stays until one that may has signed in.") },
  { "later", N_("The desk cannot take reports at the moment; it is tried again.") },
  { "conflict", N_("The desk holds another report under this id. Change and send it again: it then has an id of its own.") },
  { "change", N_("Change and send again") },
  { "remove", N_("Remove from this device") },
  { "ready", N_("This page works without a network from now on.") },
  { "bare", N_("This browser cannot keep the page for use without a network: that needs an address that begins with https. Leave the page open until everything has arrived.") },
};

static void
write_form(CopPage *p, const CopReportForm *f)
{
  const char *lang, *title = cop_field_text(p, COP_ENTITY_report_form, f, "title", &lang);
  COP_EL (p->h, COP_SECTION, cop_a(COP_A_ID, cop_arena_printf(p->a, "form-%s", f->id)), cop_a_if(COP_A_HIDDEN, true)) {
    COP_TEXT(p->h, COP_H2, title, cop_a(COP_A_LANG, lang));
    const char *purpose = cop_field_text(p, COP_ENTITY_report_form, f, "purpose", &lang);
    COP_TEXT(p->h, COP_P, purpose, cop_a(COP_A_CLASS, "lead"), cop_a(COP_A_LANG, lang));
    COP_EL (p->h, COP_FORM, cop_a(COP_A_CLASS, "form offline"), cop_a(COP_A_DATA, f->id), cop_a(COP_A_TITLE, title)) {
      cop_part_questions(p, cop_form_layout(p->m, f, p->a), cop_arena_printf(p->a, "%s-", f->id));
      COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "buttons"))
        COP_TEXT(p->h, COP_BUTTON, T_("Keep and send"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
    }
  }
}

static void
write_list(CopPage *p)
{
  COP_EL (p->h, COP_UL, cop_a(COP_A_CLASS, "plain"), cop_a(COP_A_ID, "choose"))
    for (size_t i = 0; i < p->m->report_forms.n; i++) {
      const char *lang, *title = cop_field_text(p, COP_ENTITY_report_form, &p->m->report_forms.items[i], "title", &lang);
      COP_EL (p->h, COP_LI)
        COP_TEXT(p->h, COP_A, title, cop_a(COP_A_LANG, lang), cop_link(COP_A_HREF, cop_url_fragment(p->a, cop_arena_printf(p->a, "form-%s", p->m->report_forms.items[i].id))));
    }
}

void
cop_page_offline(CopPage *p)
{
  CopFrame f = { .title = T_("Forms without a network"), .alone = true, .script = COP_ASSET_OFFLINE,
                 .lead = T_("Open this page once with a network; from then on it works without one. What you fill in stays on this device until it has arrived.") };
  g_auto(CopFrameScope) frame = cop_frame_open(p, &f);
  COP_EL (p->h, COP_P, cop_a(COP_A_ID, "no-script"))
    cop_html_text(p->h, T_("This page needs a script to keep reports on the device. Without one, use the forms on the page of reports."));
  for (size_t i = 0; i < G_N_ELEMENTS(said); i++)
    COP_TEXT(p->h, COP_SPAN, T_(said[i].text), cop_a(COP_A_ID, cop_arena_printf(p->a, "say-%s", said[i].id)), cop_a_if(COP_A_HIDDEN, true));
  COP_TEXT(p->h, COP_P, "", cop_a(COP_A_ID, "state"), cop_a(COP_A_ROLE, "status"));
  COP_SECTION_OF(p, "waiting", T_("On this device"), NULL)
    COP_EL (p->h, COP_UL, cop_a(COP_A_CLASS, "plain"), cop_a(COP_A_ID, "kept"))
      COP_TEXT(p->h, COP_LI, T_("Nothing is waiting here."));
  COP_SECTION_OF(p, "forms", T_("Forms"), NULL)
    write_list(p);
  for (size_t i = 0; i < p->m->report_forms.n; i++)
    write_form(p, &p->m->report_forms.items[i]);
}

/* Served beside the page, because a worker rules what lies below its address. */
void
cop_page_offline_worker(CopPage *p)
{
  const CopAsset *asset = &p->desk->assets.items[COP_ASSET_WORKER];
  p->personal = true;
  p->rs->type = asset->type;
  p->rs->body = g_bytes_ref(asset->bytes);
  p->rs->etag = asset->etag;
  p->rs->cache = "no-cache";
}
