/* SPDX-License-Identifier: Apache-2.0 */
#include "model/report_key.h"

#include <string.h>

/* --- words --- */

static const char *
word(CopWordsId words, unsigned i)
{
  return i == 0 ? "" : cop_words(words)->words[i];
}

void
cop_observation_words(const CopModel *m, const CopObservation *o, CopObservationWords *w)
{
  w->indicator = m->indicators.items[o->indicator].id;
  w->area = o->area < 0 ? NULL : m->areas.items[o->area].id;
  w->sex = word(COP_WORDS_SEX, o->sex);
  w->age_band = o->age_band == 0 ? "" : m->age_bands.items[o->age_band - 1].id;
  w->disability = word(COP_WORDS_DISABILITY, o->disability);
  w->setting = word(COP_WORDS_SETTING, o->setting);
  w->urban = word(COP_WORDS_SETTLEMENT, o->urban);
  w->language = o->language == 0 ? "" : m->languages.items[o->language - 1].id;
  cop_period_text(o->period, w->period);
}

/* --- known numbers: open addressing, number 0 for empty --- */

typedef struct {
  uint64_t key;
  int64_t number;
} Known;

typedef struct {
  Known *slots;
  size_t n, bits;
} Table;

struct CopObservationKeys {
  CopDb *db;
  const CopModel *m;
  Table series, place_time;
  bool counted; /* last_... are the store's */
  int64_t last_series, last_place_time;
};

enum { FIRST_BITS = 6 };

static void
start(Table *t)
{
  t->bits = FIRST_BITS;
  t->slots = g_new0(Known, (size_t)1 << t->bits);
}

/* Fibonacci hashing; the place of the key or of what will be it. */
static Known *
place_of(const Table *t, uint64_t key)
{
  size_t mask = ((size_t)1 << t->bits) - 1;
  size_t at = (size_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> (64 - t->bits));
  while (t->slots[at].number != 0 && t->slots[at].key != key)
    at = (at + 1) & mask;
  return &t->slots[at];
}

static void
keep(Table *t, uint64_t key, int64_t number)
{
  if (2 * ++t->n > (size_t)1 << t->bits) {
    Known *old = t->slots;
    size_t n = (size_t)1 << t->bits++;
    t->slots = g_new0(Known, 2 * n);
    for (size_t i = 0; i < n; i++)
      if (old[i].number != 0)
        *place_of(t, old[i].key) = old[i];
    g_free(old);
  }
  *place_of(t, key) = (Known){ key, number };
}

CopObservationKeys *
cop_observation_keys_new(CopDb *db, const CopModel *m)
{
  CopObservationKeys *k = g_new0(CopObservationKeys, 1);
  k->db = db;
  k->m = m;
  start(&k->series);
  start(&k->place_time);
  return k;
}

void
cop_observation_keys_free(CopObservationKeys *k)
{
  if (k == NULL)
    return;
  g_free(k->series.slots);
  g_free(k->place_time.slots);
  g_free(k);
}

/* --- the store --- */

/* The number in the one row of a query; 0 when there is none. */
static bool
number_of(CopRows *r, int64_t *number, GError **error)
{
  g_autoptr(CopRows) rows = r;
  g_autoptr(GError) e = NULL;
  if (rows == NULL)
    return false;
  *number = cop_rows_next(rows, &e) ? cop_rows_int(rows, 0) : 0;
  if (e == NULL)
    return true;
  g_propagate_error(error, g_steal_pointer(&e));
  return false;
}

static bool
count(CopObservationKeys *k, GError **error)
{
  if (k->counted)
    return true;
  g_autoptr(CopRows) r = COP_QUERY0(k->db, observation_key_last, error);
  if (r == NULL || !cop_rows_next(r, error))
    return false;
  k->last_series = cop_rows_int(r, 0);
  k->last_place_time = cop_rows_int(r, 1);
  return k->counted = true;
}

static bool
find_series(CopObservationKeys *k, const CopObservationWords *w, int64_t *number, GError **error)
{
  const CopParam p[] = { cop_p_int(0), cop_p_text(w->indicator), cop_p_text(w->sex), cop_p_text(w->age_band), cop_p_text(w->disability),
                         cop_p_text(w->setting), cop_p_text(w->urban), cop_p_text(w->language) };
  if (!number_of(cop_db_query(k->db, COP_ST_series_find, p + 1, G_N_ELEMENTS(p) - 1, error), number, error))
    return false;
  if (*number != 0)
    return true;
  CopParam with[G_N_ELEMENTS(p)];
  memcpy(with, p, sizeof p);
  if (!count(k, error))
    return false;
  with[0] = cop_p_int(*number = ++k->last_series);
  return cop_db_exec(k->db, COP_ST_series_add, with, G_N_ELEMENTS(with), NULL, error);
}

static bool
find_place_time(CopObservationKeys *k, const CopObservationWords *w, int64_t *number, GError **error)
{
  if (!number_of(COP_QUERY(k->db, place_time_find, error, cop_p_text(w->period), cop_p_text(w->area)), number, error))
    return false;
  if (*number != 0)
    return true;
  if (!count(k, error))
    return false;
  *number = ++k->last_place_time;
  return COP_EXEC(k->db, place_time_add, error, cop_p_int(*number), cop_p_text(w->area), cop_p_text(w->period));
}

bool
cop_observation_key(CopObservationKeys *k, const CopObservation *o, int64_t *series, int64_t *place_time, GError **error)
{
  g_assert(o->indicator < 4096 && o->age_band < 2048 && o->language < 2048); /* as cells have it (model/roll_up.h) */
  uint64_t what = (uint64_t)o->indicator << 44 | (uint64_t)o->age_band << 32 | (uint64_t)o->language << 20 | (uint64_t)o->sex << 15 |
                  (uint64_t)o->disability << 10 | (uint64_t)o->setting << 5 | o->urban;
  uint64_t where = (uint64_t)(uint32_t)(o->area + 1) << 32 | (uint32_t)o->period;
  *series = place_of(&k->series, what)->number;
  *place_time = place_of(&k->place_time, where)->number;
  if (*series != 0 && *place_time != 0)
    return true;
  CopObservationWords w;
  cop_observation_words(k->m, o, &w);
  if (*series == 0) {
    if (!find_series(k, &w, series, error))
      return false;
    keep(&k->series, what, *series);
  }
  if (*place_time == 0) {
    if (!find_place_time(k, &w, place_time, error))
      return false;
    keep(&k->place_time, where, *place_time);
  }
  return true;
}
