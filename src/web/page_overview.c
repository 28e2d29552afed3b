/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_overview.c -- the first page: where do we stand, what is due, what
 * is blocked, what to do next. */
#include <math.h>
#include <string.h>

#include "web/built.h"
#include "web/due.h"
#include "web/grid.h"
#include "web/part.h"
#include "web/progress.h"
#include "web/safety.h"
#include "web/start.h"

void cop_page_overview(CopPage *p);

enum { DUE_DAYS = 120, DUE_SHOWN = 7, GAPS_SHOWN = 6, FILES_SHOWN = 6 };

/* --- where do we stand --- */

static void
write_law(CopPage *p)
{
  static const CopAnswerStatus order[] = { COP_ANSWER_MET, COP_ANSWER_PARTLY, COP_ANSWER_NOT, COP_ANSWER_UNKNOWN, COP_ANSWER_NOT_APPLICABLE };
  CopShare shares[G_N_ELEMENTS(order)];
  size_t n[COP_ANSWER_MAX] = { 0 }, answered = 0;
  for (size_t i = 0; i < p->m->answers.n; i++, answered++)
    n[p->m->answers.items[i].status]++;
  n[COP_ANSWER_UNKNOWN] += p->m->questions.n - MIN(answered, p->m->questions.n);
  for (size_t i = 0; i < G_N_ELEMENTS(order); i++)
    shares[i] = (CopShare){ cop_chip_answer(order[i]), cop_say_word(p, COP_WORDS_ANSWER, (int)order[i]), n[order[i]] };
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "stand")) {
    COP_EL (p->h, COP_H3)
      COP_TEXT(p->h, COP_A, cop_arena_printf(p->a, cop_ntr(p->words, "%s legal question", "%s legal questions", p->m->questions.n), cop_say_int(p, (int64_t)p->m->questions.n)),
               cop_link(COP_A_HREF, cop_url_path(p->a, "law", NULL)));
    cop_part_shares(p, shares, G_N_ELEMENTS(shares));
  }
}

static void
write_coverage(CopPage *p)
{
  size_t n[COP_COVER_MAX] = { 0 }, all = 0;
  for (size_t i = 0; p->s->plan != NULL && i < p->s->plan->n_coverage; i++)
    for (int c = 0; c < COP_COVER_MAX; c++) {
      n[c] += p->s->plan->coverage[i].n_by[c];
      all += p->s->plan->coverage[i].n_by[c];
    }
  if (all == 0)
    return;
  const CopShare shares[] = { { COP_CHIP_GOOD, T_("covered by the plan"), n[COP_COVER_BY_MEASURES] },
                              { COP_CHIP_NEUTRAL, T_("waived with a reason"), n[COP_COVER_WAIVED] },
                              { COP_CHIP_BAD, T_("open"), n[COP_COVER_OPEN] } };
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "stand")) {
    COP_EL (p->h, COP_H3)
      COP_TEXT(p->h, COP_A, cop_arena_printf(p->a, cop_ntr(p->words, "%s requirement", "%s requirements", all), cop_say_int(p, (int64_t)all)),
               cop_link(COP_A_HREF, cop_url_path(p->a, "standards", NULL)));
    cop_part_shares(p, shares, G_N_ELEMENTS(shares));
  }
}

static void
write_indicators(CopPage *p)
{
  const CopTargetProgress *progress;
  size_t n = cop_progress(p, &progress);
  if (n == 0)
    return;
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "stand")) {
    COP_EL (p->h, COP_H3)
      COP_TEXT(p->h, COP_A, cop_arena_printf(p->a, cop_ntr(p->words, "%s target", "%s targets", n), cop_say_int(p, (int64_t)n)), cop_link(COP_A_HREF, cop_url_path(p->a, "indicators", NULL)));
    cop_part_progress(p, progress, n);
    if (p->s->facts->n_synthetic > 0)
      COP_TEXT(p->h, COP_P, T_("Example data, not real reports"), cop_a(COP_A_CLASS, "hint"));
  }
}

static void
write_texts(CopPage *p)
{
  size_t n[COP_TEXT_STATE_MAX] = { 0 };
  for (size_t i = 0; i < p->m->message_texts.n; i++)
    n[p->m->message_texts.items[i].state]++;
  if (p->m->message_texts.n == 0)
    return;
  CopShare shares[COP_TEXT_STATE_MAX];
  for (int s = 0; s < COP_TEXT_STATE_MAX; s++)
    shares[s] = (CopShare){ cop_chip_text_state((CopTextState)s), cop_say_word(p, COP_WORDS_TEXT_STATE, s), n[s] };
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "stand")) {
    COP_EL (p->h, COP_H3)
      COP_TEXT(p->h, COP_A,
               cop_arena_printf(p->a, T_("%s messages, %s texts"), cop_say_int(p, (int64_t)p->m->messages.n), cop_say_int(p, (int64_t)p->m->message_texts.n)),
               cop_link(COP_A_HREF, cop_url_path(p->a, "materials", NULL)));
    cop_part_shares(p, shares, G_N_ELEMENTS(shares));
  }
}

static void
write_tiles(CopPage *p)
{
  const CopPlanResult *r = p->s->plan;
  CopUrl plan = cop_url_path(p->a, "plan", NULL);
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "tiles")) {
    if (r != NULL) {
      cop_part_tile(p, plan, cop_say_int(p, (int64_t)r->n_chosen), T_("Measures in the plan"),
                    cop_arena_printf(p->a, T_("of %s in the catalogue"), cop_say_int(p, (int64_t)r->n_items)));
      cop_part_tile(p, plan, cop_say_money(p, r->cost_total), T_("Cost of the plan"),
                    r->money_limited ? cop_arena_printf(p->a, T_("of %s that is available"), cop_say_money(p, r->budget_total)) : T_("no budget has been entered"));
      cop_part_tile(p, plan, cop_say_percent(p, r->closed_per_cent / 100, 0), T_("Open gaps the plan answers"), T_("by weight"));
    }
    cop_part_tile(p, cop_url_path(p->a, "documents", NULL), cop_say_int(p, p->s->built->artifacts->len), T_("Files built"), NULL);
  }
}

/* --- what is due --- */

static void
write_due(CopPage *p)
{
  const CopDue *due;
  size_t n = cop_due_list(p, DUE_DAYS, &due);
  if (n == 0) {
    COP_TEXT(p->h, COP_P, T_("Nothing is due within the next four months."), cop_a(COP_A_CLASS, "nothing"));
    return;
  }
  int64_t today = cop_date_first_day(cop_date_read(p->today));
  COP_EL (p->h, COP_OL, cop_a(COP_A_CLASS, "due"))
    for (size_t i = 0; i < n && i < DUE_SHOWN; i++) {
      long days = (long)(due[i].day - today);
      COP_EL (p->h, COP_LI) {
        COP_TEXT(p->h, COP_TIME, cop_say_date(p, due[i].date), cop_a(COP_A_DATETIME, due[i].date));
        COP_TEXT(p->h, COP_A, due[i].what, cop_link(COP_A_HREF, due[i].url), cop_a(COP_A_LANG, due[i].lang));
        COP_TEXT(p->h, COP_SPAN, days == 0 ? T_("today") : cop_arena_printf(p->a, cop_ntr(p->words, "in %s day", "in %s days", (unsigned long)days), cop_say_int(p, days)),
                 cop_a(COP_A_CLASS, "hint"));
      }
    }
}

/* --- what is blocked --- */

static size_t
count_held(CopPage *p)
{
  size_t n = 0;
  for (size_t i = 0; i < p->m->messages.n; i++)
    n += !cop_safety_of_message(p, &p->m->messages.items[i]).ready;
  return n;
}

static void
write_blocked(CopPage *p)
{
  CopHtml *h = p->h;
  CopSafety country = cop_safety_of_country(p->m);
  size_t held = count_held(p), unreviewed = 0;
  for (size_t i = 0; i < p->m->answers.n; i++)
    unreviewed += p->m->answers.items[i].reviewer == NULL;
  COP_EL (h, COP_UL, cop_a(COP_A_CLASS, "blocked")) {
    if (!country.ready)
      COP_EL (h, COP_LI) {
        cop_part_chip(p, COP_CHIP_BAD, T_("Helpline"));
        cop_html_textf(h, " %s ", cop_safety_text(p, &country));
        if (country.helpline != NULL)
          COP_TEXT(h, COP_A, T_("See the helpline"), cop_link(COP_A_HREF, cop_url_record(p, COP_ENTITY_helpline, country.helpline->id)));
      }
    if (held > 0)
      COP_EL (h, COP_LI) {
        cop_part_chip(p, COP_CHIP_WARN, T_("Safety rule"));
        cop_html_textf(h, " %s ",
                       cop_arena_printf(p->a, cop_ntr(p->words, "%s of %s messages may lead a child to tell and is held back.", "%s of %s messages may lead a child to tell and are held back.", held),
                                        cop_say_int(p, (int64_t)held), cop_say_int(p, (int64_t)p->m->messages.n)));
        COP_TEXT(h, COP_A, T_("See which"), cop_link(COP_A_HREF, cop_url_path(p->a, "materials", NULL)));
      }
    if (unreviewed > 0)
      COP_EL (h, COP_LI) {
        cop_part_chip(p, COP_CHIP_OPEN, T_("Legal review"));
        cop_html_textf(h, " %s ", cop_arena_printf(p->a, cop_ntr(p->words, "%s answer has been seen by no lawyer.", "%s answers have been seen by no lawyer.", unreviewed), cop_say_int(p, (int64_t)unreviewed)));
        COP_TEXT(h, COP_A, T_("See which"), cop_link(COP_A_HREF, cop_url_query(p->a, cop_url_path(p->a, "law", NULL), (const char *[]){ "reviewed", "no", NULL })));
      }
  }
  if (country.ready && held == 0 && unreviewed == 0)
    COP_TEXT(h, COP_P, T_("Nothing is held back."), cop_a(COP_A_CLASS, "nothing"));
}

/* --- the largest gaps, what was built --- */

static void
write_gaps(CopPage *p)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_OL, cop_a(COP_A_CLASS, "gaps"))
    for (size_t i = 0; i < p->s->gaps->n && i < GAPS_SHOWN; i++) {
      const CopGap *g = &p->s->gaps->items[i];
      CopEntity e = g->kind == COP_GAP_LAW ? COP_ENTITY_question : g->kind == COP_GAP_TREATY ? COP_ENTITY_instrument : COP_ENTITY_requirement;
      COP_EL (h, COP_LI) {
        COP_TEXT(h, COP_A, g->text, cop_link(COP_A_HREF, cop_url_record(p, e, g->id)), cop_a(COP_A_LANG, "en"));
        COP_EL (h, COP_SPAN, cop_a(COP_A_CLASS, "under"))
          cop_html_textf(h, "%s · %s · %s", g->code, T_(cop_gap_kind_name(g->kind)), cop_arena_printf(p->a, T_("score %s"), cop_say_real(p, g->score.value, 1)));
      }
    }
}

static void
write_files(CopPage *p)
{
  CopHtml *h = p->h;
  size_t shown = 0;
  if (p->s->built->artifacts->len == 0) {
    COP_TEXT(h, COP_P, T_("Nothing has been built yet."), cop_a(COP_A_CLASS, "nothing"));
    return;
  }
  COP_EL (h, COP_UL, cop_a(COP_A_CLASS, "files"))
    for (guint i = 0; i < p->s->built->artifacts->len && shown < FILES_SHOWN; i++) {
      const CopBuiltFile *x = g_ptr_array_index(p->s->built->artifacts, i);
      if (g_str_has_prefix(x->path, "kit/"))
        continue;
      shown++;
      COP_EL (h, COP_LI) {
        COP_TEXT(h, COP_A, x->path, cop_link(COP_A_HREF, cop_url_built(p->a, x)), cop_a(COP_A_LANG, "en"));
        cop_html_textf(h, " %s ", cop_say_bytes(p, x->size));
        cop_part_chip(p, cop_chip_artifact(x), cop_say_artifact(p, x));
      }
    }
}

static void
write_start(CopPage *p)
{
  cop_part_empty(p, T_("This store holds no country yet"),
                 T_("The catalogues are here. A country's own facts come from its pack; 'copkit init FILE --country PH' makes a store with the example."),
                 T_("See what the catalogues hold"), cop_url_path(p->a, "records", NULL));
}

static void
write_first_hour(CopPage *p)
{
  CopStartStep steps[COP_START_STEPS];
  size_t done = cop_start_steps(p, steps);
  if (done == COP_START_STEPS)
    return;
  COP_EL (p->h, COP_P, cop_a(COP_A_CLASS, "first-hour")) {
    COP_TEXT(p->h, COP_A, T_("The first hour"), cop_link(COP_A_HREF, cop_url_path(p->a, "start", NULL)));
    cop_html_textf(p->h, " – %s ", cop_arena_printf(p->a, T_("%s of %s steps are done."), cop_say_int(p, (int64_t)done), cop_say_int(p, COP_START_STEPS)));
    for (size_t i = 0; i < COP_START_STEPS; i++)
      if (!steps[i].done) {
        cop_html_textf(p->h, T_("Next: %s"), steps[i].title);
        break;
      }
  }
}

void
cop_page_overview(CopPage *p)
{
  CopSafety safety = cop_safety_of_country(p->m);
  bool call = p->country != NULL && safety.helpline != NULL && !safety.ready;
  g_auto(CopFrameScope) frame =
    cop_frame_open(p, &(CopFrame){ .title = p->country == NULL ? T_("Overview") : cop_part_country(p),
                                   .over = p->country == NULL ? NULL : T_("Child online protection"),
                                   .nav = "/",
                                   .action = call ? T_("Check the helpline") : T_("See the plan"),
                                   .action_url = call ? cop_url_record(p, COP_ENTITY_helpline, safety.helpline->id) : cop_url_path(p->a, "plan", NULL) });
  if (p->country == NULL)
    write_start(p);
  write_first_hour(p);
  cop_part_planning(p);
  write_tiles(p);
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "columns")) {
    COP_EL (p->h, COP_DIV) {
      COP_SECTION_OF(p, "stand", T_("Where do we stand"), NULL) {
        write_law(p);
        write_coverage(p);
        write_indicators(p);
        write_texts(p);
      }
      COP_SECTION_OF(p, "gaps", T_("The largest gaps"), NULL)
        write_gaps(p);
    }
    COP_EL (p->h, COP_DIV) {
      COP_SECTION_OF(p, "blocked", T_("What is held back"), NULL)
        write_blocked(p);
      COP_SECTION_OF(p, "due", T_("What is due"), NULL)
        write_due(p);
      COP_SECTION_OF(p, "built", T_("Built"), NULL)
        write_files(p);
    }
  }
}
