/* SPDX-License-Identifier: Apache-2.0
 *
 * web/part_state.c -- states, notices, empty places, large numbers, shares. */
#include "web/part.h"

static const char *const chip_classes[COP_CHIP_MAX] = {
  [COP_CHIP_NONE] = "", [COP_CHIP_GOOD] = "good", [COP_CHIP_PART] = "part",       [COP_CHIP_WARN] = "warn",
  [COP_CHIP_BAD] = "bad", [COP_CHIP_OPEN] = "open", [COP_CHIP_NEUTRAL] = "neutral",
};

void
cop_part_chip(CopPage *p, CopChip c, const char *word)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_SPAN, cop_a(COP_A_CLASS, "chip")) {
    if (c != COP_CHIP_NONE)
      COP_EL (h, COP_SPAN, cop_a(COP_A_CLASS, cop_arena_printf(p->a, "sign sign-%s", chip_classes[c])), cop_a(COP_A_ARIA_HIDDEN, "true"))
        ;
    cop_html_text(h, word);
  }
}

CopChip
cop_chip_answer(CopAnswerStatus s)
{
  static const CopChip chips[COP_ANSWER_MAX] = { [COP_ANSWER_UNKNOWN] = COP_CHIP_OPEN,
                                                 [COP_ANSWER_MET] = COP_CHIP_GOOD,
                                                 [COP_ANSWER_PARTLY] = COP_CHIP_PART,
                                                 [COP_ANSWER_NOT] = COP_CHIP_BAD,
                                                 [COP_ANSWER_NOT_APPLICABLE] = COP_CHIP_NEUTRAL };
  return chips[s];
}

CopChip
cop_chip_text_state(CopTextState s)
{
  static const CopChip chips[COP_TEXT_STATE_MAX] = { [COP_TEXT_STATE_UNTRANSLATED] = COP_CHIP_OPEN,
                                                     [COP_TEXT_STATE_DRAFT] = COP_CHIP_WARN,
                                                     [COP_TEXT_STATE_TRANSLATED] = COP_CHIP_PART,
                                                     [COP_TEXT_STATE_BACK_CHECKED] = COP_CHIP_PART,
                                                     [COP_TEXT_STATE_APPROVED] = COP_CHIP_GOOD,
                                                     [COP_TEXT_STATE_NOT_NEEDED] = COP_CHIP_NEUTRAL };
  return chips[s];
}

CopChip
cop_chip_decision(CopDecision d)
{
  static const CopChip chips[COP_DECISION_MAX] = { [COP_DECISION_SUGGESTED] = COP_CHIP_OPEN,
                                                   [COP_DECISION_ACCEPTED] = COP_CHIP_PART,
                                                   [COP_DECISION_REJECTED] = COP_CHIP_NEUTRAL,
                                                   [COP_DECISION_DONE] = COP_CHIP_GOOD };
  return chips[d];
}

void
cop_part_answer(CopPage *p, CopAnswerStatus s)
{
  cop_part_chip(p, cop_chip_answer(s), cop_say_word(p, COP_WORDS_ANSWER, (int)s));
}

void
cop_part_text_state(CopPage *p, CopTextState s)
{
  cop_part_chip(p, cop_chip_text_state(s), cop_say_word(p, COP_WORDS_TEXT_STATE, (int)s));
}

/* --- blocks --- */

CopElScope
cop_part_section(CopPage *p, const char *id, const char *title, const char *lead)
{
  CopHtml *h = p->h;
  CopElScope s = cop_el_open(h, COP_SECTION, (const CopAttr[]){ cop_a(COP_A_ID, id), { .id = COP_A_STOP } });
  COP_TEXT(h, COP_H2, title);
  if (lead != NULL)
    COP_TEXT(h, COP_P, lead, cop_a(COP_A_CLASS, "section-lead"));
  return s;
}

void
cop_part_empty(CopPage *p, const char *title, const char *text, const char *action, CopUrl url)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "empty")) {
    COP_TEXT(h, COP_P, title, cop_a(COP_A_CLASS, "empty-title"));
    COP_TEXT(h, COP_P, text);
    if (action != NULL)
      COP_EL (h, COP_P)
        COP_TEXT(h, COP_A, action, cop_link(COP_A_HREF, url));
  }
}

void
cop_part_notice(CopPage *p, CopNotice kind, const char *title, const char *text)
{
  static const char *const classes[] = { [COP_NOTICE_INFO] = "notice", [COP_NOTICE_WARN] = "notice notice-warn", [COP_NOTICE_DONE] = "notice notice-done" };
  static const char *const signs[] = { [COP_NOTICE_INFO] = "sign sign-open", [COP_NOTICE_WARN] = "sign sign-warn", [COP_NOTICE_DONE] = "sign sign-good" };
  CopHtml *h = p->h;
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, classes[kind]), cop_a(COP_A_ROLE, kind == COP_NOTICE_DONE ? "status" : NULL)) {
    COP_EL (h, COP_SPAN, cop_a(COP_A_CLASS, signs[kind]), cop_a(COP_A_ARIA_HIDDEN, "true"))
      ;
    COP_EL (h, COP_DIV) {
      if (title != NULL)
        COP_TEXT(h, COP_P, title, cop_a(COP_A_CLASS, "notice-title"));
      if (text != NULL)
        COP_TEXT(h, COP_P, text);
    }
  }
}

void
cop_part_planning(CopPage *p)
{
  if (p->s->planning && p->s->plan == NULL)
    cop_part_notice(p, COP_NOTICE_INFO, T_("The plan is being worked out"), T_("This takes a few seconds. Load the page again to see it."));
  else if (p->s->planning)
    cop_part_notice(p, COP_NOTICE_INFO, T_("The plan is being worked out anew"),
                    T_("Something it rests on has changed. What you see here is the plan before that change."));
  else if (p->s->planned != NULL && p->s->planned->failure != NULL)
    cop_part_notice(p, COP_NOTICE_WARN, T_("There is no plan"), p->s->planned->failure);
}

void
cop_part_tile(CopPage *p, CopUrl url, const char *number, const char *label, const char *under)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_A, cop_a(COP_A_CLASS, "tile"), cop_link(COP_A_HREF, url)) {
    COP_TEXT(h, COP_SPAN, label, cop_a(COP_A_CLASS, "tile-label"));
    COP_TEXT(h, COP_SPAN, number, cop_a(COP_A_CLASS, "tile-number"));
    if (under != NULL)
      COP_TEXT(h, COP_SPAN, under, cop_a(COP_A_CLASS, "tile-under"));
  }
}

/* --- shares ---
 * The bar is made of 24 equal cells, because a strict content security policy
 * leaves no way to give widths; the words under it carry the numbers. */

enum { BAR_CELLS = 24 };

/* How many cells each share gets: by largest remainder, and at least one for
 * whatever is not nothing. */
static void
divide(const CopShare *shares, size_t n, uint64_t total, unsigned *cells)
{
  unsigned given = 0;
  for (size_t i = 0; i < n; i++) {
    cells[i] = total == 0 ? 0 : (unsigned)(shares[i].n * BAR_CELLS / total);
    if (cells[i] == 0 && shares[i].n > 0)
      cells[i] = 1;
    given += cells[i];
  }
  while (given != BAR_CELLS && total > 0) {
    size_t best = 0;
    double most = -1e9;
    for (size_t i = 0; i < n; i++) {
      double want = (double)shares[i].n * BAR_CELLS / (double)total - cells[i];
      want = given < BAR_CELLS ? want : cells[i] > 1 ? -want : -1e8;
      if (want > most) {
        most = want;
        best = i;
      }
    }
    cells[best] += given < BAR_CELLS ? 1u : -1u;
    given += given < BAR_CELLS ? 1u : -1u;
  }
}

void
cop_part_shares(CopPage *p, const CopShare *shares, size_t n)
{
  CopHtml *h = p->h;
  uint64_t total = 0;
  unsigned *cells = cop_new_n(p->a, unsigned, n);
  for (size_t i = 0; i < n; i++)
    total += shares[i].n;
  divide(shares, n, total, cells);
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "shares")) {
    COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "shares-bar"), cop_a(COP_A_ARIA_HIDDEN, "true"))
      for (size_t i = 0; i < n; i++)
        for (unsigned k = 0; k < cells[i]; k++)
          COP_EL (h, COP_SPAN, cop_a(COP_A_CLASS, cop_arena_printf(p->a, "cell cell-%s", chip_classes[shares[i].chip])))
            ;
    COP_EL (h, COP_UL, cop_a(COP_A_CLASS, "shares-words"))
      for (size_t i = 0; i < n; i++)
        if (shares[i].n > 0)
          COP_EL (h, COP_LI)
            cop_part_chip(p, shares[i].chip, cop_arena_printf(p->a, "%s %s", cop_say_int(p, (int64_t)shares[i].n), shares[i].word));
  }
}
