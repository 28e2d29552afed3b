/* SPDX-License-Identifier: Apache-2.0 */
#include "compose/contribution_priv.h"

void
cop_contribution_progress(CopReport *r, CopNode *section)
{
  CopNode *p = cop_add_para(r->d, section, NULL);
  cop_report_say(r, p, "No field report has been received in the period, so no progress on indicators is shown.");
}
