/* SPDX-License-Identifier: Apache-2.0 */
#include "web/progress.h"

#include <stdlib.h>

#include "base/date.h"

size_t
cop_progress(CopPage *p, const CopTargetProgress **out)
{
  *out = NULL;
  if (p->m->plans.n == 0)
    return 0;
  int year = cop_date_read(p->today).year;
  return cop_targets_progress(p->m, &p->m->plans.items[0], p->s->facts->publications, year, p->a, out);
}

CopChip
cop_chip_rating(CopRating r)
{
  static const CopChip chips[COP_RATING_MAX] = { [COP_RATING_NONE] = COP_CHIP_OPEN, [COP_RATING_OFF_TRACK] = COP_CHIP_BAD, [COP_RATING_AT_RISK] = COP_CHIP_WARN, [COP_RATING_ON_TRACK] = COP_CHIP_GOOD };
  return chips[r];
}

void
cop_part_progress(CopPage *p, const CopTargetProgress *progress, size_t n)
{
  size_t counts[COP_RATING_MAX];
  cop_targets_count(progress, n, counts);
  static const CopRating order[] = { COP_RATING_ON_TRACK, COP_RATING_AT_RISK, COP_RATING_OFF_TRACK, COP_RATING_NONE };
  CopShare shares[G_N_ELEMENTS(order)];
  for (size_t i = 0; i < G_N_ELEMENTS(order); i++)
    shares[i] = (CopShare){ cop_chip_rating(order[i]), T_(cop_rating_name(order[i])), counts[order[i]] };
  cop_part_shares(p, shares, G_N_ELEMENTS(shares));
}
