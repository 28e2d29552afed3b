/* SPDX-License-Identifier: Apache-2.0 */
#include "web/standing.h"

#include "web/safety.h"

static const struct {
  const char *word;
  CopChip chip;
} standings[COP_STANDING_MAX] = {
  [COP_STANDING_DRAFT] = { N_("draft"), COP_CHIP_WARN },       [COP_STANDING_SUBMITTED] = { N_("in review"), COP_CHIP_PART },
  [COP_STANDING_RETURNED] = { N_("returned"), COP_CHIP_BAD },  [COP_STANDING_REVIEWED] = { N_("reviewed"), COP_CHIP_PART },
  [COP_STANDING_PASSED] = { N_("passed"), COP_CHIP_GOOD },
};

const char *
cop_standing_word(CopPage *p, CopStandingState s)
{
  return T_(standings[s].word);
}

CopChip
cop_standing_chip(CopStandingState s)
{
  return standings[s].chip;
}

CopStanding
cop_standing_of_text(CopPage *p, const CopMessageText *t)
{
  CopGate g = cop_safety_gate(p);
  CopReviewUnit u;
  cop_unit_of_text(p->m, p->a, t, &u);
  return cop_gate_standing(&g, &u);
}

const char *
cop_standing_waits(CopPage *p, CopReviewUnitKind kind, const CopStanding *s)
{
  unsigned open = cop_unit_steps(kind) & ~s->done;
  if (s->state == COP_STANDING_RETURNED)
    return T_("Waits for its author to change it.");
  if ((open & COP_STEP_SUBMITTED) != 0)
    return T_("Waits for its author to hand it in.");
  if ((open & COP_STEP_PROTECTION) != 0)
    return T_("Waits for a child-protection reviewer.");
  if ((open & COP_STEP_LANGUAGE) != 0)
    return T_("Waits for a language reviewer.");
  if ((open & COP_STEP_APPROVAL) != 0)
    return T_("Waits for an approver.");
  return (open & COP_STEP_PRETEST) != 0 ? T_("Waits for a pretest.") : NULL;
}

CopUrl
cop_url_review(CopPage *p, const char *unit)
{
  return cop_url_here(p->a, cop_arena_printf(p->a, "/review/%s", unit), "");
}
