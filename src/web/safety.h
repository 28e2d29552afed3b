/* SPDX-License-Identifier: Apache-2.0
 *
 * web/safety.h -- the safety rule as pages tell it: what may lead a child to
 * tell is released only when a helpline and a referral path are recorded as
 * working. Who releases is check/; this says why something is held back.
 */
#ifndef COP_WEB_SAFETY_H
#define COP_WEB_SAFETY_H

#include "check/gate.h"
#include "model/model.h"
#include "web/page.h"

typedef struct {
  bool ready;
  bool no_helpline;         /* the country's record names none */
  bool unverified;          /* nobody has dialled it */
  bool line_waits;          /* dialled, but too long ago or not confirmed by a second person */
  bool no_path;             /* no referral path was tried lately and confirmed */
  const CopHelpline *helpline;
  const CopTexts *requires; /* measures that must work first; NULL for none */
} CopSafety;

/* Of the country's helpline alone. */
CopSafety cop_safety_of_country(const CopModel *m);
CopSafety cop_safety_of_message(CopPage *p, const CopMessage *message);
/* What the page asks of check/gate.h. */
CopGate cop_safety_gate(const CopPage *p);
/* What is missing and what to do; "" when nothing is. */
const char *cop_safety_text(CopPage *p, const CopSafety *s);

#endif
