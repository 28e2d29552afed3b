/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_board.c -- the plan as a board, to try things out: budgets by sliders,
 * for each measure that it must be in, must not, or starts in a quarter. The
 * planner runs again for each set of wishes, beginning with the plan that stands.
 *
 * All wishes are in the address, so that a board can be sent to a colleague, the
 * browser's way back undoes a step, and nothing is changed until somebody changes
 * a budget or a measure. A small script sends the form whenever something moves.
 *
 *   all=80          per cent of every year's budget
 *   y2027=50        per cent of that year's
 *   d=M19:in        must be in the plan; :out must not; :3 starts in quarter 3
 */
#include <stdlib.h>
#include <string.h>

#include "plan/plan.h"
#include "web/desk.h"
#include "web/part.h"

void cop_page_board(CopPage *p);

enum { MOST_PER_CENT = 200, STEP = 5, DECISIONS = 200, YEARS = 10 };

typedef struct {
  const CopPlanResult *stands; /* the plan of the view */
  const CopPlanResult *r;      /* the one tried out; NULL when no plan meets the wishes */
  const char *failure;         /* why */
  int all, year[YEARS];        /* per cent of the budgets */
  CopPlanDecision *decisions;
  size_t n_decisions;
  bool tried;                  /* something is wished for */
} Board;

/* --- what is wished for --- */

static int
per_cent(CopPage *p, const char *name)
{
  const char *text = cop_request_query(p->rq, name);
  guint64 n;
  return text != NULL && g_ascii_string_to_unsigned(text, 10, 0, MOST_PER_CENT, &n, NULL) ? (int)n : 100;
}

/* "M19:in"; false when it says nothing that can be. */
static bool
read_decision(CopPage *p, const CopPlanResult *stands, const char *text, CopPlanDecision *d)
{
  const char *colon = strrchr(text, ':');
  guint64 quarter;
  if (colon == NULL)
    return false;
  const CopMeasure *m = cop_model_measure(p->m, cop_arena_strndup(p->a, text, (size_t)(colon - text)));
  if (m == NULL)
    return false;
  d->measure = m->id;
  if (strcmp(colon, ":in") == 0)
    d->kind = COP_PLAN_REQUIRE;
  else if (strcmp(colon, ":out") == 0)
    d->kind = COP_PLAN_FORBID;
  else if (g_ascii_string_to_unsigned(colon + 1, 10, 0, (guint64)stands->n_quarters - 1, &quarter, NULL))
    *d = (CopPlanDecision){ .kind = COP_PLAN_PIN, .measure = m->id, .quarter = (int)quarter };
  else
    return false;
  return true;
}

static void
read_decisions(CopPage *p, Board *b)
{
  b->decisions = cop_new_n(p->a, CopPlanDecision, DECISIONS);
  for (const char *at = p->rq->query; at != NULL && *at != '\0' && b->n_decisions < DECISIONS;) {
    size_t pair = strcspn(at, "&");
    CopRequest one = { .arena = p->a, .query = cop_arena_strndup(p->a, at, pair) };
    const char *value = cop_request_query(&one, "d");
    if (value != NULL && read_decision(p, b->stands, value, &b->decisions[b->n_decisions]))
      b->n_decisions++;
    at += pair + (at[pair] == '&');
  }
}

static void
read_wishes(CopPage *p, Board *b)
{
  bool years = false;
  b->all = per_cent(p, "all");
  for (int y = 0; y < b->stands->n_years && y < YEARS; y++) {
    b->year[y] = per_cent(p, cop_arena_printf(p->a, "y%d", b->stands->first_year + y));
    years = years || b->year[y] != 100;
  }
  read_decisions(p, b);
  b->tried = years || b->all != 100 || b->n_decisions > 0;
}

/* --- planning --- */

static int64_t
budget_of(const Board *b, int year)
{
  return b->stands->budget_year[year] / 10000 * b->all * b->year[year];
}

static void
plan_again(CopPage *p, Board *b)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDiags) ignored = cop_diags_new();
  CopPlanOptions o = cop_plan_options();
  int64_t *budget = cop_new_n(p->a, int64_t, (size_t)b->stands->n_years);
  o.effort = COP_PLAN_EFFORT_QUICK;
  o.threads = 1; /* the other core answers meanwhile */
  o.decisions = b->decisions;
  o.n_decisions = b->n_decisions;
  o.from = b->stands->model == p->m ? b->stands->starts : NULL;
  bool years = false;
  for (int y = 0; y < b->stands->n_years; y++) {
    budget[y] = budget_of(b, y);
    years = years || b->year[y] != 100;
  }
  if (years && b->stands->money_limited) {
    o.budget = budget;
    o.n_budget = (size_t)b->stands->n_years;
  } else if (b->all != 100) {
    o.scenario.budget_per_mille = MAX(b->all * 10, 1);
  }
  b->r = cop_plan_from_model(p->m, NULL, &o, p->a, ignored, &error);
  if (b->r == NULL)
    b->failure = cop_arena_strdup(p->a, error->message);
}

/* --- the sliders --- */

static void
write_slider(CopPage *p, const char *name, const char *label, int value, int64_t amount)
{
  const char *per_cent_text = cop_arena_printf(p->a, "%d", value), *shown = cop_say_percent(p, value / 100.0, 0);
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "slider")) {
    COP_TEXT(p->h, COP_LABEL, label, cop_a(COP_A_FOR, name));
    COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "range"), cop_a(COP_A_ID, name), cop_a(COP_A_NAME, name), cop_a(COP_A_MIN, "0"), cop_a(COP_A_MAX, cop_arena_printf(p->a, "%d", MOST_PER_CENT)),
            cop_a(COP_A_STEP, cop_arena_printf(p->a, "%d", STEP)), cop_a(COP_A_VALUE, per_cent_text))
      ;
    COP_TEXT(p->h, COP_OUTPUT, amount < 0 ? shown : cop_arena_printf(p->a, "%s · %s", shown, cop_say_money(p, amount)), cop_a(COP_A_FOR, name));
  }
}

static void
write_sliders(CopPage *p, const Board *b)
{
  if (!b->stands->money_limited) {
    COP_TEXT(p->h, COP_P, T_("No budget has been entered, so money limits nothing."), cop_a(COP_A_CLASS, "hint"));
    return;
  }
  int64_t sum = 0;
  for (int y = 0; y < b->stands->n_years; y++)
    sum += budget_of(b, y);
  COP_EL (p->h, COP_FIELDSET, cop_a(COP_A_CLASS, "sliders")) {
    COP_TEXT(p->h, COP_LEGEND, T_("Money, in per cent of the budgets as they stand"));
    write_slider(p, "all", T_("Every year"), b->all, sum);
    for (int y = 0; y < b->stands->n_years && y < YEARS; y++) {
      const char *year = cop_arena_printf(p->a, "%d", b->stands->first_year + y);
      write_slider(p, cop_arena_printf(p->a, "y%s", year), year, b->year[y], budget_of(b, y));
    }
  }
}

/* --- the cards --- */

static const CopPlanDecision *
decision_on(const Board *b, const char *measure)
{
  for (size_t i = b->n_decisions; i > 0; i--)
    if (strcmp(b->decisions[i - 1].measure, measure) == 0)
      return &b->decisions[i - 1];
  return NULL;
}

static void
write_option(CopPage *p, const char *value, const char *text, bool chosen)
{
  COP_TEXT(p->h, COP_OPTION, text, cop_a(COP_A_VALUE, value), cop_a_if(COP_A_SELECTED, chosen));
}

static void
write_choice(CopPage *p, const Board *b, const CopPlanItem *it)
{
  const char *m = it->measure->id, *id = cop_arena_printf(p->a, "d-%s", m);
  const CopPlanDecision *d = decision_on(b, m);
  COP_EL (p->h, COP_SELECT, cop_a(COP_A_ID, id), cop_a(COP_A_NAME, "d"), cop_a(COP_A_ARIA_LABEL, cop_arena_printf(p->a, T_("What is decided for %s"), m))) {
    write_option(p, "", T_("the planner decides"), d == NULL);
    write_option(p, cop_arena_printf(p->a, "%s:in", m), T_("must be in the plan"), d != NULL && d->kind == COP_PLAN_REQUIRE);
    write_option(p, cop_arena_printf(p->a, "%s:out", m), T_("must not"), d != NULL && d->kind == COP_PLAN_FORBID);
    COP_EL (p->h, COP_OPTGROUP, cop_a(COP_A_LABEL, T_("starts in")))
      for (int q = 0; q < b->stands->n_quarters; q++)
        write_option(p, cop_arena_printf(p->a, "%s:%d", m, q), cop_say_quarter(p, b->stands->first_year, q), d != NULL && d->kind == COP_PLAN_PIN && d->quarter == q);
  }
}

/* What the wishes changed for it. */
static void
write_difference(CopPage *p, const Board *b, const CopPlanItem *it)
{
  const CopPlanItem *before = cop_plan_item(b->stands, it->measure->id);
  bool was = before != NULL && before->chosen;
  if (it->chosen && !was)
    cop_part_chip(p, COP_CHIP_GOOD, T_("comes in"));
  else if (!it->chosen && was)
    cop_part_chip(p, COP_CHIP_BAD, T_("drops out"));
  else if (it->chosen && it->start != before->start)
    cop_part_chip(p, it->start < before->start ? COP_CHIP_PART : COP_CHIP_WARN,
                  cop_arena_printf(p->a, it->start < before->start ? T_("earlier: was %s") : T_("later: was %s"), cop_say_quarter(p, b->stands->first_year, before->start)));
}

static void
write_card(CopPage *p, const Board *b, const CopPlanItem *it)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_LI, cop_a(COP_A_CLASS, "board-card"), cop_a(COP_A_ID, cop_arena_printf(p->a, "card-%s", it->measure->id))) {
    COP_EL (h, COP_P) {
      COP_TEXT(h, COP_SPAN, it->measure->id, cop_a(COP_A_CLASS, "code"));
      cop_html_text(h, " ");
      cop_part_record(p, COP_ENTITY_measure, it->measure);
    }
    COP_EL (h, COP_P, cop_a(COP_A_CLASS, "hint")) {
      const char *lead = it->lead == NULL ? NULL : it->lead->acronym != NULL ? it->lead->acronym : it->lead->name;
      cop_html_text(h, it->chosen ? cop_say_quarter(p, b->stands->first_year, it->start) : T_("left out"));
      if (lead != NULL)
        cop_html_textf(h, " · %s", lead);
      if (it->chosen)
        cop_html_textf(h, " · %s", cop_say_money(p, it->cost_total));
    }
    COP_EL (h, COP_P)
      write_difference(p, b, it);
    write_choice(p, b, it);
  }
}

static void
write_column(CopPage *p, const Board *b, const char *title, const char *under, GPtrArray *items)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "board-column")) {
    COP_TEXT(h, COP_H2, title);
    COP_TEXT(h, COP_P, under, cop_a(COP_A_CLASS, "hint"));
    COP_EL (h, COP_UL)
      for (guint i = 0; i < items->len; i++)
        write_card(p, b, items->pdata[i]);
  }
}

static void
write_columns(CopPage *p, const Board *b)
{
  const CopPlanResult *r = b->r;
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "board")) {
    for (int y = 0; y < r->n_years; y++) {
      g_autoptr(GPtrArray) items = g_ptr_array_new();
      for (size_t i = 0; i < r->n_chosen; i++)
        if (r->chosen[i]->start / 4 == y)
          g_ptr_array_add(items, (gpointer)r->chosen[i]);
      const char *spent = cop_say_money(p, r->cost_year[y]);
      write_column(p, b, cop_arena_printf(p->a, T_("Start in %d"), r->first_year + y),
                   r->money_limited ? cop_arena_printf(p->a, T_("%s of %s spent in the year"), spent, cop_say_money(p, r->budget_year[y])) : spent, items);
    }
    g_autoptr(GPtrArray) left = g_ptr_array_new();
    for (size_t i = 0; i < r->n_left_out; i++)
      g_ptr_array_add(left, (gpointer)r->left_out[i]);
    write_column(p, b, T_("Left out"), cop_arena_printf(p->a, T_("useful ones would cost %s"), cop_say_money(p, r->unfunded_total)), left);
  }
}

/* --- what comes of it --- */

static const char *
against(CopPage *p, bool tried, const char *before)
{
  return tried ? cop_arena_printf(p->a, T_("the plan that stands: %s"), before) : NULL;
}

static void
write_tiles(CopPage *p, const Board *b)
{
  const CopPlanResult *r = b->r, *s = b->stands;
  CopUrl plan = cop_url_path(p->a, "plan", NULL);
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "tiles")) {
    cop_part_tile(p, plan, cop_say_int(p, (int64_t)r->n_chosen), T_("Measures"), against(p, b->tried, cop_say_int(p, (int64_t)s->n_chosen)));
    cop_part_tile(p, plan, cop_say_money(p, r->cost_total), T_("Cost"), against(p, b->tried, cop_say_money(p, s->cost_total)));
    cop_part_tile(p, plan, cop_say_percent(p, r->closed_per_cent / 100, 0), T_("Open gaps answered"), against(p, b->tried, cop_say_percent(p, s->closed_per_cent / 100, 0)));
    cop_part_tile(p, plan, cop_arena_printf(p->a, "%s %%", cop_say_real(p, r->gap_per_cent, 2)), T_("Distance to the best"), against(p, b->tried, cop_arena_printf(p->a, "%s %%", cop_say_real(p, s->gap_per_cent, 2))));
  }
}

static void
write_buttons(CopPage *p, const Board *b)
{
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "buttons")) {
    COP_TEXT(p->h, COP_BUTTON, T_("Plan again"), cop_a(COP_A_TYPE, "submit"), cop_a(COP_A_CLASS, "button"));
    if (!b->tried)
      continue;
    COP_TEXT(p->h, COP_A, T_("Back to the plan that stands"), cop_link(COP_A_HREF, cop_url_path(p->a, "plan", "board", NULL)));
    if (cop_page_may(p, COP_RIGHT_EDIT))
      COP_TEXT(p->h, COP_A, T_("Change the budgets for good"), cop_link(COP_A_HREF, cop_url_path(p->a, "records", "budget", NULL)));
  }
}

static void
write_result(CopPage *p, const Board *b)
{
  if (b->r == NULL) {
    cop_part_notice(p, COP_NOTICE_WARN, T_("No plan meets all of these wishes"), b->failure);
    return;
  }
  if (b->tried)
    cop_part_notice(p, COP_NOTICE_INFO, T_("Tried out, not kept"), T_("The plan that stands is as it was. This board is in the address of the page: send it to a colleague, or go back to undo a step."));
  write_tiles(p, b);
}

static void
write_board(CopPage *p, const Board *b)
{
  /* A form without cards would lose the wishes nobody can meet: they stay as they are. */
  COP_EL (p->h, COP_FORM, cop_a(COP_A_METHOD, "get"), cop_a(COP_A_CLASS, "what-if"), cop_link(COP_A_ACTION, cop_url_path(p->a, "plan", "board", NULL))) {
    write_sliders(p, b);
    write_buttons(p, b);
    COP_EL (p->h, COP_DIV, cop_a(COP_A_ID, "result"), cop_a(COP_A_ARIA_LIVE, "polite"))
      write_result(p, b);
    if (b->r != NULL) {
      write_columns(p, b);
      continue;
    }
    COP_EL (p->h, COP_UL, cop_a(COP_A_CLASS, "board-column"))
      for (size_t i = 0; i < b->n_decisions; i++) {
        const CopPlanItem *it = cop_plan_item(b->stands, b->decisions[i].measure);
        if (it != NULL)
          write_card(p, b, it);
      }
  }
  if (b->r != NULL)
    COP_SECTION_OF(p, "time", T_("Time"), NULL)
      cop_part_plan_time(p, b->r);
}

void
cop_page_board(CopPage *p)
{
  Board b = { .stands = p->s->plan, .r = p->s->plan };
  if (b.stands != NULL)
    read_wishes(p, &b);
  if (b.tried) {
    if (!g_mutex_trylock(&p->desk->plan_lock)) {
      cop_response_header(p->rs, "Retry-After", "1");
      cop_page_error(p, 503, T_("The planner is at work for somebody else"), T_("Load the page again in a moment."));
      return;
    }
    plan_again(p, &b);
    g_mutex_unlock(&p->desk->plan_lock);
  }
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("What if"), .nav = "/plan", .parent = T_("Plan"), .parent_url = cop_url_path(p->a, "plan", NULL),
                                                               .lead = T_("Move the money, say what must be in or wait: the plan is worked out again at once, and every card says what changed for it.") });
  if (b.stands == NULL) {
    cop_part_empty(p, T_("No plan yet"), T_("A plan needs a period, a budget for each year and what each measure costs here. Then measures are chosen and put in order, with reasons."),
                   T_("Plan"), cop_url_path(p->a, "plan", NULL));
    return;
  }
  cop_part_planning(p);
  write_board(p, &b);
}
