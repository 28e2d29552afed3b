/* SPDX-License-Identifier: Apache-2.0 */
#include "model/area_history.h"

#include <string.h>

#include "base/date.h"

enum { DEEPEST = 8 }; /* levels of areas, and then some */

typedef struct {
  int32_t area, other;
  int64_t first_day, last_day; /* on which it can have happened */
  const CopAreaChange *change;
} Link;

struct CopAreaHistory {
  const CopModel *m;
  size_t n;
  Link *links;     /* both ways, by area, then day */
  size_t *first;   /* [areas + 1] of an area's links */
};

static int32_t
index_of(const CopModel *m, const char *id)
{
  const CopArea *area = id == NULL ? NULL : cop_model_area(m, id);
  return area == NULL || area->level == COP_AREA_COUNTRY ? -1 : (int32_t)(area - m->areas.items);
}

static int32_t
parent_of(const CopModel *m, int32_t area)
{
  return area < 0 ? -1 : index_of(m, m->areas.items[area].parent);
}

static bool
lies_within(const CopModel *m, int32_t inner, int32_t outer)
{
  for (int i = 0; i < DEEPEST && inner >= 0; i++, inner = parent_of(m, inner))
    if (inner == outer)
      return true;
  return false;
}

static void
add_link(GArray *links, int32_t from, int32_t to, const CopAreaChange *change)
{
  CopDate d = cop_date_read(change->valid_from);
  if (d.precision == COP_DATE_INVALID)
    return;
  Link one = { from, to, cop_date_first_day(d), cop_date_last_day(d), change }, back = one;
  back.area = to;
  back.other = from;
  g_array_append_val(links, one);
  g_array_append_val(links, back);
}

/* The two areas, and those above them as far as they differ. */
static void
add_change(const CopModel *m, GArray *links, const CopAreaChange *change)
{
  int32_t from = index_of(m, change->from_area), to = index_of(m, change->to_area);
  for (int i = 0; i < DEEPEST && from >= 0 && to >= 0 && from != to; i++, from = parent_of(m, from), to = parent_of(m, to)) {
    if (lies_within(m, from, to) || lies_within(m, to, from))
      return;
    add_link(links, from, to, change);
  }
}

static int
by_area(const void *a, const void *b)
{
  const Link *x = a, *y = b;
  if (x->area != y->area)
    return x->area < y->area ? -1 : 1;
  if (x->first_day != y->first_day)
    return x->first_day < y->first_day ? -1 : 1;
  return (x->other > y->other) - (x->other < y->other);
}

CopAreaHistory *
cop_area_history_new(const CopModel *m, CopArena *a)
{
  g_autoptr(GArray) links = g_array_new(FALSE, FALSE, sizeof(Link));
  CopAreaHistory *h = cop_new(a, CopAreaHistory);
  for (size_t i = 0; i < m->area_changes.n; i++)
    add_change(m, links, &m->area_changes.items[i]);
  g_array_sort(links, by_area);
  *h = (CopAreaHistory){ .m = m, .n = links->len, .links = cop_new_n(a, Link, links->len + 1), .first = cop_new_n(a, size_t, m->areas.n + 2) };
  for (size_t i = 0; i < links->len; i++) {
    h->links[i] = g_array_index(links, Link, i);
    h->first[h->links[i].area + 1]++;
  }
  for (size_t i = 0; i <= m->areas.n; i++)
    h->first[i + 1] += h->first[i];
  return h;
}

static int64_t
day_of_month(int32_t month)
{
  return cop_date_first_day((CopDate){ COP_DATE_MONTH, month / 12, month % 12 + 1, 0 });
}

/* A change on the first day of the earlier period, or after the later one, parts
 * nothing. */
static bool
parts(const Link *l, CopPeriod earlier, CopPeriod later)
{
  int64_t begin = day_of_month(cop_period_first_month(earlier)), end = day_of_month(cop_period_first_month(later) + cop_period_months(later));
  return l->last_day > begin && l->first_day < end;
}

const CopAreaChange *
cop_area_history_break(const CopAreaHistory *h, int32_t area, CopPeriod earlier, CopPeriod later)
{
  for (size_t i = area < 0 ? 0 : h->first[area]; area >= 0 && i < h->first[area + 1]; i++)
    if (parts(&h->links[i], earlier, later))
      return h->links[i].change;
  return NULL;
}

static int
by_index(const void *a, const void *b)
{
  int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
  return (x > y) - (x < y);
}

size_t
cop_area_history_joined(const CopAreaHistory *h, int32_t area, CopPeriod earlier, CopPeriod later, CopArena *a, const int32_t **areas)
{
  g_autoptr(GArray) reached = g_array_new(FALSE, FALSE, sizeof(int32_t));
  g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
  g_array_append_val(reached, area);
  g_hash_table_add(seen, GINT_TO_POINTER(area + 1));
  for (guint i = 0; i < reached->len && area >= 0; i++) {
    int32_t at = g_array_index(reached, int32_t, i);
    for (size_t k = h->first[at]; k < h->first[at + 1]; k++)
      if (parts(&h->links[k], earlier, later) && g_hash_table_add(seen, GINT_TO_POINTER(h->links[k].other + 1)))
        g_array_append_val(reached, h->links[k].other);
  }
  g_array_sort(reached, by_index);
  int32_t *out = cop_new_n(a, int32_t, reached->len);
  size_t n = 0;
  for (guint i = 0; i < reached->len; i++) {
    int32_t at = g_array_index(reached, int32_t, i);
    bool inside = false;
    for (guint k = 0; k < reached->len && !inside; k++)
      inside = k != i && lies_within(h->m, at, g_array_index(reached, int32_t, k));
    if (!inside)
      out[n++] = at;
  }
  *areas = out;
  return n;
}
