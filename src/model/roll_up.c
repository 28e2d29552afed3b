/* SPDX-License-Identifier: Apache-2.0 */
#include "model/roll_up.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Cells stand one after the other; `slots` finds them by key: open addressing,
 * index + 1, 0 for empty. */
enum { FIRST_BITS = 8, KEPT_BITS = 12 };

struct CopRollUp {
  const CopModel *m;
  CopRollCell *cells;
  size_t n_cells, room;
  uint32_t *slots;
  unsigned slot_bits;
  GArray *singles; /* CopRollSingle */
  GArray *sets;    /* uint8_t, of the observations of a group */
};

/* --- breakdowns --- */

const char *
cop_breakdown_name(CopBreakdown b)
{
  static const char *const names[COP_BY_MAX] = {
    [COP_BY_NOTHING] = "",           [COP_BY_SEX] = "sex",       [COP_BY_AGE_BAND] = "age band", [COP_BY_DISABILITY] = "disability",
    [COP_BY_SETTING] = "setting",    [COP_BY_URBAN] = "urban",   [COP_BY_LANGUAGE] = "language",
  };
  g_assert(b < COP_BY_MAX);
  return names[b];
}

static bool
words_of(CopBreakdown b, CopWordsId *words)
{
  static const CopWordsId all[COP_BY_MAX] = {
    [COP_BY_SEX] = COP_WORDS_SEX, [COP_BY_DISABILITY] = COP_WORDS_DISABILITY, [COP_BY_SETTING] = COP_WORDS_SETTING,
    [COP_BY_URBAN] = COP_WORDS_SETTLEMENT };
  *words = all[b];
  return b == COP_BY_SEX || b == COP_BY_DISABILITY || b == COP_BY_SETTING || b == COP_BY_URBAN;
}

unsigned
cop_breakdown_values(const CopModel *m, CopBreakdown b)
{
  CopWordsId words;
  if (words_of(b, &words))
    return (unsigned)cop_words(words)->n - 1;
  return b == COP_BY_AGE_BAND ? (unsigned)m->age_bands.n : b == COP_BY_LANGUAGE ? (unsigned)m->languages.n : 0;
}

const char *
cop_breakdown_value(const CopModel *m, CopBreakdown b, unsigned value)
{
  CopWordsId words;
  g_assert(value >= 1 && value <= cop_breakdown_values(m, b));
  if (words_of(b, &words))
    return cop_words(words)->words[value];
  return b == COP_BY_AGE_BAND ? m->age_bands.items[value - 1].id : m->languages.items[value - 1].id;
}

static unsigned
value_by(const CopObservation *o, CopBreakdown by)
{
  const unsigned values[COP_BY_MAX] = { 0, o->sex, o->age_band, o->disability, o->setting, o->urban, o->language };
  return values[by];
}

/* Bit b is set when the observation is broken down by b. */
static uint8_t
breakdowns(const CopObservation *o)
{
  return (uint8_t)((o->sex > 0) << COP_BY_SEX | (o->age_band > 0) << COP_BY_AGE_BAND | (o->disability > 0) << COP_BY_DISABILITY |
                   (o->setting > 0) << COP_BY_SETTING | (o->urban > 0) << COP_BY_URBAN | (o->language > 0) << COP_BY_LANGUAGE);
}

/* --- cells --- */

CopRollUp *
cop_roll_up_new(const CopModel *m)
{
  g_assert(m->areas.n < (1u << COP_CELL_PLACE_BITS) - 1 && m->indicators.n < 4096 && m->age_bands.n < 2047 && m->languages.n < 2047);
  CopRollUp *r = g_new0(CopRollUp, 1);
  r->m = m;
  r->slot_bits = FIRST_BITS;
  r->slots = g_new0(uint32_t, 1u << r->slot_bits);
  r->singles = g_array_new(FALSE, FALSE, sizeof(CopRollSingle));
  r->sets = g_array_new(FALSE, FALSE, sizeof(uint8_t));
  return r;
}

void
cop_roll_up_free(CopRollUp *r)
{
  if (r == NULL)
    return;
  g_free(r->cells);
  g_free(r->slots);
  g_array_unref(r->singles);
  g_array_unref(r->sets);
  g_free(r);
}

void
cop_roll_up_clear(CopRollUp *r)
{
  r->n_cells = 0;
  if (r->slot_bits > KEPT_BITS) { /* what one large addition needed would have to be wiped for each small one */
    r->slot_bits = KEPT_BITS;
    r->slots = g_renew(uint32_t, r->slots, 1u << KEPT_BITS);
  }
  memset(r->slots, 0, sizeof *r->slots << r->slot_bits);
  g_array_set_size(r->singles, 0);
}

const CopRollCell *
cop_roll_up_cells(const CopRollUp *r, size_t *n)
{
  *n = r->n_cells;
  return r->cells;
}

const CopRollSingle *
cop_roll_up_singles(const CopRollUp *r, size_t *n)
{
  *n = r->singles->len;
  return (const CopRollSingle *)(const void *)r->singles->data;
}

/* Fibonacci hashing: the upper bits of the product. */
static size_t
slot_of(const CopRollUp *r, uint64_t key)
{
  return (size_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> (64 - r->slot_bits));
}

static void
grow(CopRollUp *r)
{
  size_t mask;
  g_free(r->slots);
  r->slot_bits++;
  r->slots = g_new0(uint32_t, (size_t)1 << r->slot_bits);
  mask = ((size_t)1 << r->slot_bits) - 1;
  for (size_t i = 0; i < r->n_cells; i++) {
    size_t at = slot_of(r, r->cells[i].key);
    while (r->slots[at] != 0)
      at = (at + 1) & mask;
    r->slots[at] = (uint32_t)i + 1;
  }
}

bool
cop_cell_replaces(const CopModel *m, uint32_t indicator)
{
  CopAggregation a = m->indicators.items[indicator].aggregation;
  return a == COP_AGGREGATION_LAST || a == COP_AGGREGATION_NONE;
}

void
cop_cell_join(const CopModel *m, CopRollCell *a, const CopRollCell *b)
{
  if (b->report != a->report && cop_cell_replaces(m, cop_cell_indicator(a->key))) {
    if (b->report > a->report)
      *a = *b;
    return;
  }
  a->sum += b->sum;
  a->numerator += b->numerator;
  a->denominator += b->denominator;
  a->n += b->n;
  a->n_synthetic += b->n_synthetic;
  a->report = MAX(a->report, b->report);
}

void
cop_roll_up_put(CopRollUp *r, const CopRollCell *cell)
{
  size_t mask = ((size_t)1 << r->slot_bits) - 1, at = slot_of(r, cell->key);
  for (; r->slots[at] != 0; at = (at + 1) & mask)
    if (r->cells[r->slots[at] - 1].key == cell->key) {
      cop_cell_join(r->m, &r->cells[r->slots[at] - 1], cell);
      return;
    }
  if (r->n_cells == r->room) {
    r->room = MAX(1024, r->room * 2);
    r->cells = g_renew(CopRollCell, r->cells, r->room);
  }
  r->cells[r->n_cells++] = *cell;
  r->slots[at] = (uint32_t)r->n_cells;
  if (2 * r->n_cells > mask)
    grow(r);
}

void
cop_roll_up_put_single(CopRollUp *r, const CopRollSingle *single)
{
  g_array_append_val(r->singles, *single);
}

/* --- reports --- */

static void
add_one(CopRollUp *r, const CopObservation *o, CopBreakdown by)
{
  uint64_t key = cop_cell_key(o->indicator, by, value_by(o, by), (uint32_t)(o->area + 1), o->period);
  if (r->m->indicators.items[o->indicator].aggregation == COP_AGGREGATION_MEDIAN) {
    CopRollSingle single = { key, o->value, o->synthetic };
    g_array_append_val(r->singles, single);
    return;
  }
  CopRollCell cell = { key, isnan(o->value) ? 0 : o->value, isnan(o->numerator) ? 0 : o->numerator,
                   isnan(o->denominator) ? 0 : o->denominator, 1, o->synthetic, o->report };
  cop_roll_up_put(r, &cell);
}

/* The set of breakdowns of fewest members that has all of `wanted`; 255: none. */
static uint8_t
smallest_with(const uint8_t *sets, size_t n, unsigned wanted)
{
  uint8_t best = UINT8_MAX;
  int best_size = G_MAXINT;
  for (size_t i = 0; i < n; i++) {
    int size = __builtin_popcount(sets[i]);
    if ((sets[i] & wanted) == wanted && (size < best_size || (size == best_size && sets[i] < best))) {
      best = sets[i];
      best_size = size;
    }
  }
  return best;
}

/* All observations of one thing in one report. */
static void
add_group(CopRollUp *r, const CopObservation *const *group, size_t n)
{
  g_array_set_size(r->sets, (guint)n);
  uint8_t *sets = (uint8_t *)r->sets->data;
  bool alike = true;
  for (size_t i = 0; i < n; i++) {
    sets[i] = breakdowns(group[i]);
    alike = alike && sets[i] == sets[0];
  }
  for (int b = 0; b < COP_BY_MAX; b++) {
    unsigned wanted = b == 0 ? 0 : 1u << b;
    uint8_t set = !alike ? smallest_with(sets, n, wanted) : (sets[0] & wanted) == wanted ? sets[0] : UINT8_MAX;
    for (size_t i = 0; set != UINT8_MAX && i < n; i++)
      if (sets[i] == set)
        add_one(r, group[i], (CopBreakdown)b);
  }
}

static bool
same_thing(const CopObservation *a, const CopObservation *b)
{
  return a->indicator == b->indicator && a->area == b->area && a->period == b->period;
}

static int
by_thing(const void *a, const void *b)
{
  const CopObservation *x = *(const CopObservation *const *)a, *y = *(const CopObservation *const *)b;
  int c = cop_observation_compare(x, y);
  return c != 0 ? c : (x > y) - (x < y);
}

static void
add_report(CopRollUp *r, const CopObservation *o, size_t n)
{
  enum { FEW = 64 };
  const CopObservation *few[FEW], **sorted = n <= FEW ? few : g_new(const CopObservation *, n);
  bool one_thing = true;
  for (size_t i = 0; i < n; i++) {
    sorted[i] = &o[i];
    one_thing = one_thing && same_thing(o, &o[i]);
  }
  if (!one_thing)
    qsort(sorted, n, sizeof *sorted, by_thing);
  for (size_t from = 0, to; from < n; from = to) {
    for (to = from + 1; to < n && same_thing(sorted[from], sorted[to]); to++)
      ;
    add_group(r, sorted + from, to - from);
  }
  if (sorted != few)
    g_free(sorted);
}

void
cop_roll_up_add(CopRollUp *r, const CopObservation *o, size_t n)
{
  for (size_t from = 0, to; from < n; from = to) {
    for (to = from + 1; to < n && o[to].report == o[from].report; to++)
      ;
    add_report(r, o + from, to - from);
  }
}
