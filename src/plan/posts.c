/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/posts.h"

#include <stdlib.h>
#include <string.h>

static int64_t
place_of(const CopModel *m, const CopPost *p)
{
  const CopInstitution *i = cop_model_institution(m, p->institution);
  return i == NULL ? 0 : i->position;
}

static int
by_part(gconstpointer a, gconstpointer b, gpointer data)
{
  const CopPost *x = *(const CopPost *const *)a, *y = *(const CopPost *const *)b;
  if (x->part != y->part)
    return (int)x->part - (int)y->part;
  if (x->proposed != y->proposed)
    return x->proposed - y->proposed;
  int64_t d = place_of(data, x) - place_of(data, y);
  return d < 0 ? -1 : d > 0;
}

const CopSeats *
cop_seats_find(const CopModel *m, CopArena *a)
{
  CopSeats *all = cop_new_n(a, CopSeats, m->functions.n + 1);
  for (size_t f = 0; f < m->functions.n; f++) {
    CopSeats *s = &all[f];
    g_autoptr(GPtrArray) posts = g_ptr_array_new();
    s->function = &m->functions.items[f];
    for (size_t i = 0; i < m->posts.n; i++) {
      const CopPost *p = &m->posts.items[i];
      if (strcmp(p->function, s->function->id) != 0)
        continue;
      g_ptr_array_add(posts, (gpointer)p);
      s->n_in_force[p->part] += !p->proposed;
      if (p->proposed && p->part == COP_PART_ACCOUNTABLE)
        s->proposal = p;
    }
    g_ptr_array_sort_with_data(posts, by_part, (gpointer)m);
    const CopPost **copy = cop_new_n(a, const CopPost *, posts->len + 1);
    for (guint i = 0; i < posts->len; i++)
      copy[i] = posts->pdata[i];
    s->n = posts->len;
    s->posts = copy;
    s->no_accountable = s->n_in_force[COP_PART_ACCOUNTABLE] == 0;
    s->no_responsible = s->n_in_force[COP_PART_RESPONSIBLE] == 0;
    s->overlap = s->n_in_force[COP_PART_ACCOUNTABLE] > 1 || (s->no_accountable && s->n_in_force[COP_PART_RESPONSIBLE] > 1);
  }
  return all;
}
