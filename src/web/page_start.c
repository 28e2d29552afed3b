/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_start.c -- the first hour: what turns the example of a country into
 * a desk of its own, step by step. Whether a step is done is read from the
 * store, never ticked by hand. */
#include <string.h>

#include "web/part.h"
#include "web/safety.h"
#include "web/start.h"

void cop_page_start(CopPage *p);

/* Records a person wrote: no pack has them as they are. */
static size_t
own(const CopPage *p, CopEntity e)
{
  size_t n = 0;
  for (size_t i = 0; i < cop_model_count(p->m, e); i++)
    n += *((const CopRecord *)cop_model_at(p->m, e, i))->origin == '\0';
  return n;
}

static size_t
reviewed(const CopPage *p)
{
  size_t n = 0;
  for (size_t i = 0; i < p->m->answers.n; i++)
    n += p->m->answers.items[i].reviewer != NULL;
  return n;
}

static size_t
assessed_now(const CopPage *p)
{
  size_t n = 0;
  int64_t year = g_ascii_strtoll(p->today, NULL, 10);
  for (size_t i = 0; i < p->m->assessments.n; i++)
    n += p->m->assessments.items[i].year == year && *p->m->assessments.items[i].origin == '\0';
  return n;
}

static size_t
approved(const CopPage *p)
{
  size_t n = 0;
  for (size_t i = 0; i < p->m->message_texts.n; i++)
    n += p->m->message_texts.items[i].state == COP_TEXT_STATE_APPROVED;
  return n;
}

size_t
cop_start_steps(CopPage *p, CopStartStep steps[COP_START_STEPS])
{
  CopSafety safety = cop_safety_of_country(p->m);
  bool built = p->s->built->artifacts->len > 0, synthetic = p->s->facts->n_synthetic > 0;
  CopUrl helpline = safety.helpline == NULL ? cop_url_path(p->a, "new", "helpline", NULL) : cop_url_path(p->a, "edit", "helpline", safety.helpline->id, NULL);
  const CopStartStep all[COP_START_STEPS] = {
    { T_("Choose the country"), p->m->institutions.n == 0 ? T_("Nobody has made a pack of this country: areas, institutions, laws and figures are entered here.")
                                  : T_("Its pack brings areas, institutions, laws and figures. 'copkit init FILE --country PH' makes a store with it."),
      T_("See the situation"),
      cop_url_path(p->a, "situation", NULL), p->country != NULL, 0, 0 },
    { T_("Dial the helpline"), T_("Until somebody has dialled it and noted that it answers, nothing that may lead a child to tell is released."), T_("Note the call"), helpline,
      safety.ready, 0, 0 },
    p->m->plans.n == 0
      ? (CopStartStep){ T_("Begin a plan"), T_("It needs a period; then a budget for each year and source of funds."), T_("Add a plan"), cop_url_path(p->a, "new", "plan", NULL), false, 0, 0 }
      : (CopStartStep){ T_("Put in the budget"), p->m->budgets.n == 0 ? T_("A plan needs an amount for each year and source of funds.") : T_("The amounts of the example are proposals of the editors. The plan is made again with yours."), T_("See the budgets"),
      cop_url_path(p->a, "records", "budget", NULL), own(p, COP_ENTITY_budget) > 0, 0, 0 },
    { T_("Say who leads"), T_("Each measure needs one institution that leads it and a cost it agrees to."), T_("See the measures"),
      cop_url_path(p->a, "records", "measure_profile", NULL), own(p, COP_ENTITY_measure_profile) > 0, 0, 0 },
    { T_("Have the law reviewed"), p->m->answers.n == 0 ? T_("Nobody has answered yet: enter laws and provisions, answer each question, then have a lawyer of the country confirm it.")
                             : T_("The answers were drafted from public sources. A lawyer of the country confirms or corrects each."), T_("See what nobody has reviewed"),
      cop_url_query(p->a, cop_url_path(p->a, "law", NULL), (const char *[]){ "reviewed", "no", NULL }), p->m->questions.n > 0 && reviewed(p) >= p->m->questions.n, reviewed(p),
      p->m->questions.n },
    { T_("Assess yourselves"), T_("Answer the checklist for this year, each answer with what it is based on."), T_("Open the checklists"), cop_url_path(p->a, "standards", NULL),
      assessed_now(p) > 0, 0, 0 },
    { T_("Have the messages reviewed"), T_("Every text is a draft until a native reviewer has approved it."), T_("See the messages"), cop_url_path(p->a, "materials", NULL),
      p->m->message_texts.n > 0 && approved(p) >= p->m->message_texts.n, approved(p), p->m->message_texts.n },
    { T_("Collect real reports"), synthetic ? T_("Example reports show how the pages work. They are marked on every page until they are gone.")
                   : T_("Schools, communities and partners send them as a spreadsheet, by telephone or on paper."), T_("See the reports"),
      cop_url_path(p->a, "reports", NULL), !synthetic && p->s->facts->n_reports > 0, 0, 0 },
    { T_("Build the documents"), T_("Strategy, contribution and kit are made from the store in some minutes."), built ? T_("See what was built") : T_("Build the documents"),
      built ? cop_url_path(p->a, "documents", NULL) : cop_url_path(p->a, "documents", "building", NULL), built, 0, 0 },
  };
  size_t done = 0;
  for (size_t i = 0; i < COP_START_STEPS; i++) {
    steps[i] = all[i];
    done += all[i].done;
  }
  return done;
}

static void
write_step(CopPage *p, const CopStartStep *s, bool next)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_LI, cop_a(COP_A_CLASS, next ? "step step-next" : "step")) {
    COP_EL (h, COP_H2)
      cop_html_text(h, s->title);
    COP_EL (h, COP_P) {
      cop_part_chip(p, s->done ? COP_CHIP_GOOD : s->n > 0 ? COP_CHIP_PART : COP_CHIP_OPEN, s->done ? T_("done") : s->n > 0 ? T_("begun") : T_("open"));
      if (s->of > 0)
        COP_TEXT(h, COP_SPAN, cop_arena_printf(p->a, T_("%s of %s"), cop_say_int(p, (int64_t)s->n), cop_say_int(p, (int64_t)s->of)), cop_a(COP_A_CLASS, "hint"));
    }
    COP_TEXT(h, COP_P, s->why);
    COP_EL (h, COP_P)
      COP_TEXT(h, COP_A, s->action, cop_link(COP_A_HREF, s->url), cop_a(COP_A_CLASS, next ? "button" : NULL));
  }
}

void
cop_page_start(CopPage *p)
{
  CopStartStep steps[COP_START_STEPS];
  size_t done = cop_start_steps(p, steps);
  bool next = true;
  g_auto(CopFrameScope) frame =
    cop_frame_open(p, &(CopFrame){ .title = T_("The first hour"),
                                   .nav = "/",
                                   .parent = T_("Overview"),
                                   .parent_url = cop_url_path(p->a, "", NULL),
                                   .lead = T_("From the example to a desk of your own. Each step changes the store, and the pages follow at once; begin anywhere.") });
  COP_EL (p->h, COP_P, cop_a(COP_A_ROLE, "status"))
    cop_html_textf(p->h, T_("%s of %s steps are done."), cop_say_int(p, (int64_t)done), cop_say_int(p, COP_START_STEPS));
  COP_EL (p->h, COP_OL, cop_a(COP_A_CLASS, "steps"))
    for (size_t i = 0; i < COP_START_STEPS; i++) {
      write_step(p, &steps[i], next && !steps[i].done);
      next &= steps[i].done;
    }
}
