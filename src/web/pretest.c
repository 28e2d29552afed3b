/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pretest.h"

#include <string.h>

#include "base/date.h"
#include "model/record.h"
#include "web/grid.h"

/* As the pages say it, in the order of CopPretestState and CopPretestMarkName. */
static const char *const state_words[COP_PRETEST_STATE_MAX] = { N_("not tried"), N_("not enough people"), N_("revise"), N_("passed") };
static const char *const mark_words[COP_PRETEST_MARKS] = { N_("named the act"), N_("said that the one who asked is wrong"), N_("found the number"), N_("named the picture rightly"),
                                                           N_("took the picture for its opposite"), N_("felt hurt or shamed") };
static const CopChip chips[COP_PRETEST_STATE_MAX] = { COP_CHIP_OPEN, COP_CHIP_PART, COP_CHIP_BAD, COP_CHIP_GOOD };

const char *
cop_say_pretest(CopPage *p, const CopGate *g, const CopReviewUnit *u)
{
  CopStanding s = cop_gate_standing(g, u);
  CopPretest t = cop_pretest_judge(g, u);
  if (s.waiver != NULL)
    return cop_arena_printf(p->a, T_("Pretest waived by %s until %s: %s"), s.waiver->actor, cop_say_date(p, s.waiver->until), s.waiver->note);
  if (s.lapsed != NULL)
    return cop_arena_printf(p->a, T_("The waiver of the pretest ran out on %s."), cop_say_date(p, s.lapsed->until));
  if (t.rounds == 0)
    return NULL;
  return cop_arena_printf(p->a, T_("Pretest: %s; %s people, %s needed"), T_(state_words[t.state]), cop_say_int(p, t.people), cop_say_int(p, t.needed));
}

static void
write_marks(CopPage *p, const CopPretest *t)
{
  static const CopGridColumn columns[] = { { "mark", N_("What readers did"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "count", N_("How many"), COP_CELL_TEXT, 0, 0 },
                                           { "mark_is", N_("Pass mark"), COP_CELL_TEXT, 0, 0 },
                                           { "range", N_("Range (95 per cent)"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "met", N_("State"), COP_CELL_TEXT, 0, 0 } };
  CopGrid *g = cop_grid_new(p, "marks", T_("Against the pass marks"), columns, G_N_ELEMENTS(columns));
  g->plain = true;
  g->note = T_("Small tests find faults; they do not prove quality. The range says how far the share may lie from what all readers would do.");
  for (int i = 0; i < COP_PRETEST_MARKS; i++) {
    const CopPretestMark *k = &t->marks[i];
    if (!k->asked)
      continue;
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], T_(mark_words[i]));
    cop_grid_text(&c[1], cop_arena_printf(p->a, T_("%s of %s"), cop_say_int(p, k->count), cop_say_int(p, k->people)));
    cop_grid_text(&c[2], k->at_most && k->percent == 0 ? T_("nobody")
                                                        : cop_arena_printf(p->a, k->at_most ? T_("at most %s") : T_("at least %s"), cop_say_percent(p, k->percent / 100.0, 0)));
    cop_grid_text(&c[3], cop_arena_printf(p->a, T_("%s to %s"), cop_say_percent(p, k->low, 0), cop_say_percent(p, k->high, 0)));
    cop_grid_text(&c[4], k->met ? T_("reached") : T_("missed"));
    c[4].chip = k->met ? COP_CHIP_GOOD : COP_CHIP_BAD;
  }
  cop_part_grid(g);
}

static void
write_log(CopPage *p, const CopReviewUnit *u)
{
  static const CopGridColumn columns[] = { { "day", N_("Day"), COP_CELL_DATE, 0, COP_COLUMN_HEAD },
                                           { "wording", N_("Wording"), COP_CELL_TEXT, 0, 0 },
                                           { "people", N_("People"), COP_CELL_INT, 0, 0 },
                                           { "act", N_("Named the act"), COP_CELL_INT, 0, 0 },
                                           { "hurt", N_("Felt hurt"), COP_CELL_INT, 0, 0 },
                                           { "findings", N_("What was found"), COP_CELL_TEXT, 0, 0 },
                                           { "changes", N_("What was changed"), COP_CELL_TEXT, 0, 0 } };
  const CopRevision *log;
  size_t n = cop_pretest_log(p->m, p->a, u, &log);
  CopGrid *g = cop_grid_new(p, "rounds", T_("Revision log"), columns, G_N_ELEMENTS(columns));
  g->plain = true;
  for (size_t i = 0; i < n; i++) {
    const CopPretestRound *r = log[i].round;
    CopGridCell *c = cop_grid_row(g);
    cop_grid_date(&c[0], r->held_on);
    c[0].link = cop_url_record(p, COP_ENTITY_pretest_round, r->id);
    cop_grid_text(&c[1], log[i].version == 0 ? T_("not told") : cop_say_int(p, log[i].version));
    c[1].under = log[i].now ? T_("stands now") : T_("an earlier one; counts no more");
    cop_grid_int(&c[2], r->people);
    cop_grid_int(&c[3], r->act_named);
    cop_grid_int(&c[4], r->hurt);
    cop_grid_text(&c[5], r->findings);
    cop_grid_text(&c[6], r->changes);
    c[6].under = r->decided_by == NULL ? NULL : cop_arena_printf(p->a, T_("decided by %s"), r->decided_by);
  }
  if (n > 0)
    cop_part_grid(g);
}

void
cop_part_pretest(CopPage *p, const CopGate *g, const CopReviewUnit *u)
{
  CopPretest t = cop_pretest_judge(g, u);
  const char *line = cop_say_pretest(p, g, u);
  COP_EL (p->h, COP_P, cop_a(COP_A_CLASS, "standing")) {
    cop_part_chip(p, chips[t.state], T_(state_words[t.state]));
    cop_html_textf(p->h, " %s", line == NULL ? T_("No reader like those it addresses has tried this wording.") : line);
  }
  if (t.number_not_asked && t.rounds > 0)
    COP_TEXT(p->h, COP_P, T_("The text has a number: enough readers must have looked for it."), cop_a(COP_A_CLASS, "hint"));
  if (t.rounds > 0)
    write_marks(p, &t);
  write_log(p, u);
}

/* --- a round, typed --- */

static const struct {
  const char *field, *label;
  bool required;
} boxes[] = {
  { "people", N_("How many took part"), true },
  { "act_named", N_("Named the act in their own words"), true },
  { "hurt", N_("Felt hurt or shamed, or feared it for others"), true },
  { "number_found", N_("Found the number; leave it empty when there is none"), false },
  { "wrongdoer_named", N_("Said that the one who asked is wrong; leave it empty when nobody does wrong"), false },
  { "picture_right", N_("Named the picture rightly; leave it empty when there was none"), false },
  { "picture_opposite", N_("Took it for its opposite"), false },
  { "liked", N_("Liked it: the fourth or fifth face"), false },
  { "female", N_("Girls or women"), false },
  { "non_readers", N_("People who do not read"), false },
  { "with_disability", N_("People with a disability"), false },
};
static const struct {
  const char *field, *label;
} lines[] = {
  { "findings", N_("What was not understood or not liked, without anything that tells who") },
  { "changes", N_("What is changed because of it") },
  { "decided_by", N_("Who decided on the change, by role") },
};

static const char *
typed(CopPage *p, const char *name)
{
  const char *text = p->rq->method == COP_HTTP_POST ? cop_page_form(p, name) : NULL;
  return text == NULL ? "" : text;
}

void
cop_part_pretest_fields(CopPage *p)
{
  COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
    COP_TEXT(p->h, COP_LABEL, T_("Day of the round"), cop_a(COP_A_FOR, "held_on"), cop_a(COP_A_CLASS, "question"));
    COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "date"), cop_a(COP_A_CLASS, "short"), cop_a(COP_A_ID, "held_on"), cop_a(COP_A_NAME, "held_on"),
            cop_a(COP_A_VALUE, *typed(p, "held_on") != '\0' ? typed(p, "held_on") : p->today))
      ;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(boxes); i++)
    COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
      COP_TEXT(p->h, COP_LABEL, T_(boxes[i].label), cop_a(COP_A_FOR, boxes[i].field), cop_a(COP_A_CLASS, "question"));
      COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "number"), cop_a(COP_A_CLASS, "short"), cop_a(COP_A_ID, boxes[i].field), cop_a(COP_A_NAME, boxes[i].field), cop_a(COP_A_INPUTMODE, "numeric"),
              cop_a(COP_A_MIN, "0"), cop_a(COP_A_MAX, "500"), cop_a(COP_A_STEP, "1"), cop_a(COP_A_VALUE, typed(p, boxes[i].field)), cop_a_if(COP_A_REQUIRED, boxes[i].required))
        ;
    }
  for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
    COP_EL (p->h, COP_DIV, cop_a(COP_A_CLASS, "field")) {
      COP_TEXT(p->h, COP_LABEL, T_(lines[i].label), cop_a(COP_A_FOR, lines[i].field), cop_a(COP_A_CLASS, "question"));
      COP_TEXT(p->h, COP_TEXTAREA, typed(p, lines[i].field), cop_a(COP_A_ID, lines[i].field), cop_a(COP_A_NAME, lines[i].field), cop_a(COP_A_ROWS, "2"), cop_a(COP_A_MAXLENGTH, "1000"));
    }
}

CopPretestRound *
cop_pretest_typed(CopPage *p, const CopReviewUnit *u, const char **why)
{
  const char *day = typed(p, "held_on");
  CopPretestRound *r = cop_pretest_round_new(p->m, p->a, u, day);
  if (cop_date_read(day).precision != COP_DATE_DAY || strcmp(day, p->today) > 0) {
    *why = T_("Give the day of the round; it does not lie in the future.");
    return NULL;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(boxes); i++) {
    const char *text = typed(p, boxes[i].field);
    gint64 n;
    if (*text == '\0' && !boxes[i].required)
      continue;
    if (!g_ascii_string_to_signed(text, 10, 0, 500, &n, NULL) || (i > 0 && n > r->people)) {
      *why = cop_arena_printf(p->a, T_("%s: a whole number, not more than the people who took part."), T_(boxes[i].label));
      return NULL;
    }
    cop_record_set_int(COP_ENTITY_pretest_round, r, cop_entity_field(COP_ENTITY_pretest_round, boxes[i].field), n);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
    if (*typed(p, lines[i].field) != '\0')
      cop_record_set_text(COP_ENTITY_pretest_round, r, cop_entity_field(COP_ENTITY_pretest_round, lines[i].field), typed(p, lines[i].field));
  return r;
}
