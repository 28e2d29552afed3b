/* SPDX-License-Identifier: Apache-2.0 */
#include "model/roll_up_store.h"

#include <string.h>

#include "model/report_read.h"
#include "model/report_store.h"

/* A run as bytes, little-endian:
 *   u32 version  u32 flags
 *   u32 indicators: id NUL aggregation NUL each
 *   u32 slots:      breakdown NUL value NUL each
 *   u32 areas:      id NUL each; place 0 is the country as a whole
 *   u32 cells:      u64 keys, f64 sums, u32 n;
 *                   and by flags f64 numerators, f64 denominators, u32 synthetic, u32 report
 *   u32 singles:    u64 keys, f64 values, u8 synthetic
 * Keys are those of cells with the numbers of these lists in the place of the
 * model's. */
enum { VERSION = 1, HAS_RATIOS = 1, HAS_SYNTHETIC = 2, ALL_SYNTHETIC = 4, HAS_REPORTS = 8 };

enum { ROWS_OF_RUN = 100000, RUNS_AT_ONCE = 2, ALL_RUNS = G_MAXINT };

/* --- writing --- */

typedef struct {
  const CopModel *m;
  GByteArray *out;
  GHashTable *indicators, *slots, *areas; /* number in the model + 1 -> number here + 1 */
  GByteArray *indicator_texts, *slot_texts, *area_texts;
} Packing;

static void
put_u32(GByteArray *b, uint32_t v)
{
  v = GUINT32_TO_LE(v);
  g_byte_array_append(b, (const guint8 *)&v, sizeof v);
}

static void
put_u64(GByteArray *b, uint64_t v)
{
  v = GUINT64_TO_LE(v);
  g_byte_array_append(b, (const guint8 *)&v, sizeof v);
}

static void
put_f64(GByteArray *b, double v)
{
  uint64_t bits;
  memcpy(&bits, &v, sizeof bits);
  put_u64(b, bits);
}

static void
put_text(GByteArray *b, const char *s)
{
  g_byte_array_append(b, (const guint8 *)s, (guint)strlen(s) + 1);
}

static uint32_t
number_here(GHashTable *h, uint32_t number, bool *fresh)
{
  gpointer key = GUINT_TO_POINTER(number + 1), found = g_hash_table_lookup(h, key);
  *fresh = found == NULL;
  if (found == NULL)
    g_hash_table_insert(h, key, found = GUINT_TO_POINTER(g_hash_table_size(h) + 1));
  return GPOINTER_TO_UINT(found) - 1;
}

static uint64_t
key_here(Packing *p, uint64_t key)
{
  uint32_t indicator = cop_cell_indicator(key), slot = cop_cell_slot(key), place = cop_cell_place(key);
  bool fresh;
  uint32_t i = number_here(p->indicators, indicator, &fresh);
  if (fresh) {
    const CopIndicator *one = &p->m->indicators.items[indicator];
    put_text(p->indicator_texts, one->id);
    put_text(p->indicator_texts, cop_words(COP_WORDS_AGGREGATION)->words[one->aggregation]);
  }
  uint32_t s = number_here(p->slots, slot, &fresh);
  if (fresh) {
    CopBreakdown by = (CopBreakdown)(slot >> COP_CELL_VALUE_BITS);
    put_text(p->slot_texts, cop_breakdown_name(by));
    put_text(p->slot_texts, by == COP_BY_NOTHING ? "" : cop_breakdown_value(p->m, by, slot & ((1u << COP_CELL_VALUE_BITS) - 1)));
  }
  uint32_t a = place == 0 ? 0 : number_here(p->areas, place, &fresh) + 1;
  if (place != 0 && fresh)
    put_text(p->area_texts, p->m->areas.items[place - 1].id);
  return cop_cell_key(i, (CopBreakdown)(s >> COP_CELL_VALUE_BITS), s & ((1u << COP_CELL_VALUE_BITS) - 1), a, cop_cell_period(key));
}

static unsigned
flags_of(const CopModel *m, const CopRollCell *cells, size_t n)
{
  unsigned flags = ALL_SYNTHETIC;
  for (size_t i = 0; i < n; i++) {
    const CopRollCell *c = &cells[i];
    flags |= (c->numerator != 0 || c->denominator != 0 ? HAS_RATIOS : 0) | (c->n_synthetic > 0 ? HAS_SYNTHETIC : 0) |
             (cop_cell_replaces(m, cop_cell_indicator(c->key)) ? HAS_REPORTS : 0);
    if (c->n_synthetic != c->n)
      flags &= ~(unsigned)ALL_SYNTHETIC;
  }
  return (flags & ALL_SYNTHETIC) != 0 ? flags & ~(unsigned)HAS_SYNTHETIC : flags;
}

static void
put_cells(GByteArray *out, GByteArray *keys, const CopRollCell *cells, size_t n, unsigned flags)
{
  put_u32(out, (uint32_t)n);
  g_byte_array_append(out, keys->data, keys->len);
  for (size_t i = 0; i < n; i++)
    put_f64(out, cells[i].sum);
  for (size_t i = 0; i < n; i++)
    put_u32(out, cells[i].n);
  for (size_t i = 0; (flags & HAS_RATIOS) != 0 && i < n; i++)
    put_f64(out, cells[i].numerator);
  for (size_t i = 0; (flags & HAS_RATIOS) != 0 && i < n; i++)
    put_f64(out, cells[i].denominator);
  for (size_t i = 0; (flags & HAS_SYNTHETIC) != 0 && i < n; i++)
    put_u32(out, cells[i].n_synthetic);
  for (size_t i = 0; (flags & HAS_REPORTS) != 0 && i < n; i++)
    put_u32(out, cells[i].report);
}

static GByteArray *
pack(const CopModel *m, const CopRollUp *r)
{
  size_t n, n_singles;
  const CopRollCell *cells = cop_roll_up_cells(r, &n);
  const CopRollSingle *singles = cop_roll_up_singles(r, &n_singles);
  g_autoptr(GHashTable) indicators = g_hash_table_new(NULL, NULL), slots = g_hash_table_new(NULL, NULL), areas = g_hash_table_new(NULL, NULL);
  g_autoptr(GByteArray) it = g_byte_array_new(), st = g_byte_array_new(), at = g_byte_array_new(), keys = g_byte_array_new(), single_keys = g_byte_array_new();
  GByteArray *out = g_byte_array_sized_new((guint)(n * 28 + n_singles * 17 + 4096));
  Packing p = { m, out, indicators, slots, areas, it, st, at };
  for (size_t i = 0; i < n; i++)
    put_u64(keys, key_here(&p, cells[i].key));
  for (size_t i = 0; i < n_singles; i++)
    put_u64(single_keys, key_here(&p, singles[i].key));
  unsigned flags = flags_of(m, cells, n);
  put_u32(out, VERSION);
  put_u32(out, flags);
  put_u32(out, g_hash_table_size(indicators));
  g_byte_array_append(out, it->data, it->len);
  put_u32(out, g_hash_table_size(slots));
  g_byte_array_append(out, st->data, st->len);
  put_u32(out, g_hash_table_size(areas));
  g_byte_array_append(out, at->data, at->len);
  put_cells(out, keys, cells, n, flags);
  put_u32(out, (uint32_t)n_singles);
  g_byte_array_append(out, single_keys->data, single_keys->len);
  for (size_t i = 0; i < n_singles; i++)
    put_f64(out, singles[i].value);
  for (size_t i = 0; i < n_singles; i++)
    g_byte_array_append(out, (const guint8 *)(singles[i].synthetic ? "\1" : "\0"), 1);
  return out;
}

static bool
write_run(CopDb *db, const CopModel *m, const CopRollUp *r, int64_t first, int64_t last, GError **error)
{
  g_autoptr(GByteArray) bytes = pack(m, r);
  return COP_EXEC(db, roll_up_add, error, cop_p_int(first), cop_p_int(last), cop_p_blob(bytes->data, bytes->len));
}

/* --- reading --- */

typedef struct {
  const uint8_t *at, *end;
  bool fine;
} Bytes;

static const uint8_t *
take(Bytes *b, size_t n)
{
  const uint8_t *at = b->at;
  if (!b->fine || (size_t)(b->end - b->at) < n) {
    b->fine = false;
    return NULL;
  }
  b->at += n;
  return at;
}

static uint32_t
take_u32(Bytes *b)
{
  uint32_t v = 0;
  const uint8_t *at = take(b, sizeof v);
  if (at != NULL)
    memcpy(&v, at, sizeof v);
  return GUINT32_FROM_LE(v);
}

/* The length of a list; one that cannot be is damage. */
static uint32_t
take_count(Bytes *b, uint32_t most)
{
  uint32_t n = take_u32(b);
  b->fine = b->fine && n <= most && n <= (size_t)(b->end - b->at);
  return b->fine ? n : 0;
}

static const char *
take_text(Bytes *b)
{
  const uint8_t *nul = b->fine ? memchr(b->at, 0, (size_t)(b->end - b->at)) : NULL;
  return nul == NULL ? (const char *)take(b, SIZE_MAX) : (const char *)take(b, (size_t)(nul - b->at) + 1);
}

static uint32_t
u32_at(const uint8_t *p, size_t i)
{
  uint32_t v;
  memcpy(&v, p + i * sizeof v, sizeof v);
  return GUINT32_FROM_LE(v);
}

static uint64_t
u64_at(const uint8_t *p, size_t i)
{
  uint64_t v;
  memcpy(&v, p + i * sizeof v, sizeof v);
  return GUINT64_FROM_LE(v);
}

static double
f64_at(const uint8_t *p, size_t i)
{
  uint64_t bits = u64_at(p, i);
  double v;
  memcpy(&v, &bits, sizeof v);
  return v;
}

/* Numbers of a run as parts of keys of this model. */
typedef struct {
  uint64_t *indicators, *slots, *places;
  uint32_t n_indicators, n_slots, n_places;
} Meaning;

enum { SLOT_SHIFT = COP_CELL_PERIOD_BITS + COP_CELL_PLACE_BITS, INDICATOR_SHIFT = SLOT_SHIFT + COP_CELL_BY_BITS + COP_CELL_VALUE_BITS };

/* False when the indicator is not known or added up in another way now. */
static bool
read_indicators(Bytes *b, const CopObservationReader *x, const CopModel *m, Meaning *w, CopArena *a)
{
  w->n_indicators = take_count(b, 4096);
  w->indicators = cop_new_n(a, uint64_t, w->n_indicators + 1);
  for (uint32_t i = 0; i < w->n_indicators; i++) {
    const char *id = take_text(b), *how = take_text(b);
    int at = how == NULL ? 0 : GPOINTER_TO_INT(g_hash_table_lookup(x->indicators, id));
    if (at == 0 || cop_words_index(COP_WORDS_AGGREGATION, how) != (int)m->indicators.items[at - 1].aggregation)
      return false;
    w->indicators[i] = (uint64_t)(at - 1) << INDICATOR_SHIFT;
  }
  return b->fine;
}

static bool
read_slots(Bytes *b, const CopModel *m, Meaning *w, CopArena *a)
{
  w->n_slots = take_count(b, 1u << (COP_CELL_BY_BITS + COP_CELL_VALUE_BITS));
  w->slots = cop_new_n(a, uint64_t, w->n_slots + 1);
  for (uint32_t i = 0; i < w->n_slots; i++) {
    const char *name = take_text(b), *word = take_text(b);
    int by = 0;
    unsigned value = 0;
    if (word == NULL)
      return false;
    while (by < COP_BY_MAX && strcmp(cop_breakdown_name((CopBreakdown)by), name) != 0)
      by++;
    unsigned n = by == COP_BY_MAX ? 0 : cop_breakdown_values(m, (CopBreakdown)by);
    for (unsigned v = 1; v <= n && value == 0; v++)
      value = strcmp(cop_breakdown_value(m, (CopBreakdown)by, v), word) == 0 ? v : 0;
    if (by == COP_BY_MAX || (by != COP_BY_NOTHING && value == 0))
      return false;
    w->slots[i] = (uint64_t)((unsigned)by << COP_CELL_VALUE_BITS | value) << SLOT_SHIFT;
  }
  return b->fine;
}

static bool
read_places(Bytes *b, const CopObservationReader *x, Meaning *w, CopArena *a)
{
  w->n_places = take_count(b, (1u << COP_CELL_PLACE_BITS) - 2) + 1;
  w->places = cop_new_n(a, uint64_t, w->n_places);
  for (uint32_t i = 1; i < w->n_places; i++) {
    const char *id = take_text(b);
    int at = id == NULL ? 0 : GPOINTER_TO_INT(g_hash_table_lookup(x->areas, id));
    if (at == 0)
      return false;
    w->places[i] = (uint64_t)at << COP_CELL_PERIOD_BITS;
  }
  return b->fine;
}

static bool
key_of_model(const Meaning *w, uint64_t here, uint64_t *key)
{
  uint32_t i = cop_cell_indicator(here), s = cop_cell_slot(here), a = cop_cell_place(here);
  if (i >= w->n_indicators || s >= w->n_slots || a >= w->n_places)
    return false;
  *key = w->indicators[i] | w->slots[s] | w->places[a] | (here & ((1u << COP_CELL_PERIOD_BITS) - 1));
  return true;
}

static bool
read_cells(Bytes *b, const Meaning *w, unsigned flags, uint32_t last, CopRollUp *out)
{
  size_t n = take_u32(b);
  const uint8_t *keys = take(b, n * 8), *sums = take(b, n * 8), *counts = take(b, n * 4);
  bool ratios = (flags & HAS_RATIOS) != 0;
  const uint8_t *above = ratios ? take(b, n * 8) : NULL, *below = ratios ? take(b, n * 8) : NULL;
  const uint8_t *synthetic = (flags & HAS_SYNTHETIC) != 0 ? take(b, n * 4) : NULL, *reports = (flags & HAS_REPORTS) != 0 ? take(b, n * 4) : NULL;
  for (size_t i = 0; b->fine && i < n; i++) {
    CopRollCell c = { .sum = f64_at(sums, i), .numerator = ratios ? f64_at(above, i) : 0, .denominator = ratios ? f64_at(below, i) : 0,
                  .n = u32_at(counts, i), .report = reports == NULL ? last : u32_at(reports, i) };
    c.n_synthetic = (flags & ALL_SYNTHETIC) != 0 ? c.n : synthetic == NULL ? 0 : u32_at(synthetic, i);
    if (!key_of_model(w, u64_at(keys, i), &c.key))
      return false;
    cop_roll_up_put(out, &c);
  }
  return b->fine;
}

static bool
read_singles(Bytes *b, const Meaning *w, CopRollUp *out)
{
  size_t n = take_u32(b);
  const uint8_t *keys = take(b, n * 8), *values = take(b, n * 8), *synthetic = take(b, n);
  for (size_t i = 0; b->fine && i < n; i++) {
    CopRollSingle s = { .value = f64_at(values, i), .synthetic = synthetic[i] != 0 };
    if (!key_of_model(w, u64_at(keys, i), &s.key))
      return false;
    cop_roll_up_put_single(out, &s);
  }
  return b->fine && b->at == b->end;
}

typedef struct {
  CopDb *db;
  const CopModel *m;
  CopObservationReader *x;
  CopRollUp *out;
} Loading;

/* False when the run says nothing to this model. Whether it does is known
 * before anything is added, but for bytes that are damaged. */
static bool
unpack(Loading *l, const uint8_t *bytes, size_t size, uint32_t last, GError **error, bool *useful)
{
  g_autoptr(CopArena) a = cop_arena_new();
  Bytes b = { bytes, bytes + size, true };
  Meaning w = { 0 };
  uint32_t version = take_u32(&b), flags = take_u32(&b);
  *useful = version == VERSION && read_indicators(&b, l->x, l->m, &w, a) && read_slots(&b, l->m, &w, a) && read_places(&b, l->x, &w, a);
  if (!*useful || (read_cells(&b, &w, flags, last, l->out) && read_singles(&b, &w, l->out)))
    return true;
  g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_DAMAGED, "what the store keeps added up of reports up to number %u is damaged", last);
  return false;
}

/* --- rows --- */

/* Adds up the rows of reports after `after` up to `upto`; stops behind a report
 * when `most` rows were read (0: never). *done is the number of the last report
 * that is in. */
static bool
add_rows(Loading *l, int64_t after, int64_t upto, size_t most, int64_t *done, GError **error)
{
  g_autoptr(CopRows) r = COP_QUERY(l->db, observation_between, error, cop_p_int(after), cop_p_int(upto));
  g_autoptr(GArray) report = g_array_new(FALSE, FALSE, sizeof(CopObservation));
  g_autoptr(GError) e = NULL;
  size_t rows = 0;
  int64_t current = after;
  if (r == NULL)
    return false;
  *done = upto;
  while (cop_rows_next(r, &e)) {
    CopObservation o;
    int64_t number = cop_rows_int(r, 12);
    if (number != current) {
      cop_roll_up_add(l->out, (const CopObservation *)(const void *)report->data, report->len);
      g_array_set_size(report, 0);
      if (most > 0 && rows >= most) {
        *done = current;
        return true;
      }
      current = number;
    }
    rows++;
    if (cop_observation_read(l->x, r, &o))
      g_array_append_val(report, o);
  }
  cop_roll_up_add(l->out, (const CopObservation *)(const void *)report->data, report->len);
  if (e == NULL)
    return true;
  g_propagate_error(error, g_steal_pointer(&e));
  return false;
}

/* --- loading --- */

typedef struct {
  int64_t first, last;
} Gap;

/* Reads the runs; what they leave out is in gaps. */
static bool
read_runs(Loading *l, GArray *gaps, int64_t *covered, GError **error)
{
  g_autoptr(CopRows) r = COP_QUERY0(l->db, roll_up_all, error);
  g_autoptr(GError) e = NULL;
  *covered = 0;
  if (r == NULL)
    return false;
  while (cop_rows_next(r, &e)) {
    int64_t first = cop_rows_int(r, 0), last = cop_rows_int(r, 1);
    size_t size;
    const uint8_t *bytes = cop_rows_blob(r, 2, &size);
    bool useful;
    if (!unpack(l, bytes, size, (uint32_t)last, error, &useful))
      return false;
    Gap before = { *covered + 1, first - 1 }, itself = { first, last };
    if (before.first <= before.last)
      g_array_append_val(gaps, before);
    if (!useful)
      g_array_append_val(gaps, itself);
    *covered = last;
  }
  if (e == NULL)
    return true;
  g_propagate_error(error, g_steal_pointer(&e));
  return false;
}

static bool
load(Loading *l, uint32_t *last, GError **error)
{
  g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(Gap));
  int64_t newest, covered, done;
  if (!cop_report_newest(l->db, &newest, error) || !read_runs(l, gaps, &covered, error))
    return false;
  Gap rest = { covered + 1, newest };
  if (rest.first <= rest.last)
    g_array_append_val(gaps, rest);
  for (guint i = 0; i < gaps->len; i++) {
    const Gap *g = &g_array_index(gaps, Gap, i);
    if (!add_rows(l, g->first - 1, g->last, 0, &done, error))
      return false;
  }
  *last = (uint32_t)newest;
  return true;
}

bool
cop_roll_up_load(CopDb *db, const CopModel *m, CopRollUp *out, uint32_t *last, GError **error)
{
  g_auto(CopTxn) txn = { 0 };
  g_auto(CopObservationReader) x;
  cop_observation_reader_init(&x, m);
  Loading l = { db, m, &x, out };
  if (cop_db_in_txn(db))
    return load(&l, last, error);
  return cop_txn_begin_read(&txn, db, error) && load(&l, last, error);
}

bool
cop_roll_up_load_rows(CopDb *db, const CopModel *m, CopRollUp *out, GError **error)
{
  g_auto(CopObservationReader) x;
  cop_observation_reader_init(&x, m);
  Loading l = { db, m, &x, out };
  int64_t newest, done;
  return cop_report_newest(db, &newest, error) && add_rows(&l, 0, newest, 0, &done, error);
}

static bool
corrections_after(CopDb *db, uint32_t after, bool *there, GError **error)
{
  g_autoptr(CopRows) r = COP_QUERY(db, report_corrections_after, error, cop_p_int(after));
  if (r == NULL || !cop_rows_next(r, error))
    return false;
  *there = cop_rows_int(r, 0) > 0;
  return true;
}

bool
cop_roll_up_load_after(CopDb *db, const CopModel *m, uint32_t after, CopRollUp *out, uint32_t *last, bool *whole, GError **error)
{
  g_auto(CopTxn) txn = { 0 };
  g_auto(CopObservationReader) x;
  cop_observation_reader_init(&x, m);
  Loading l = { db, m, &x, out };
  int64_t newest, done;
  if ((!cop_db_in_txn(db) && !cop_txn_begin_read(&txn, db, error)) || !cop_report_newest(db, &newest, error) ||
      !corrections_after(db, after, whole, error))
    return false;
  *last = (uint32_t)newest;
  return *whole || add_rows(&l, after, newest, 0, &done, error);
}

/* --- keeping --- */

static bool
ranges(CopDb *db, GArray *found, GError **error)
{
  g_autoptr(CopRows) r = COP_QUERY0(db, roll_up_ranges, error);
  g_autoptr(GError) e = NULL;
  if (r == NULL)
    return false;
  while (cop_rows_next(r, &e)) {
    Gap run = { cop_rows_int(r, 0), cop_rows_int(r, 1) };
    g_array_append_val(found, run);
  }
  if (e == NULL)
    return true;
  g_propagate_error(error, g_steal_pointer(&e));
  return false;
}

/* Adds up the rows of reports in no run, `most` runs of them at a time. */
static bool
keep_from_rows(CopDb *db, const CopModel *m, int64_t newest, unsigned most, GError **error)
{
  g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(Gap));
  g_autoptr(CopRollUp) cells = cop_roll_up_new(m);
  g_auto(CopObservationReader) x;
  cop_observation_reader_init(&x, m);
  Loading l = { db, m, &x, cells };
  Gap end = { newest + 1, newest + 1 };
  int64_t covered = 0;
  if (!ranges(db, runs, error))
    return false;
  g_array_append_val(runs, end);
  unsigned written = 0;
  for (guint i = 0; i < runs->len && written < most; i++) {
    const Gap *run = &g_array_index(runs, Gap, i);
    for (int64_t done; covered + 1 < run->first && written < most; covered = done, written++) {
      cop_roll_up_clear(cells);
      if (!add_rows(&l, covered, run->first - 1, ROWS_OF_RUN, &done, error) || !write_run(db, m, cells, covered + 1, done, error))
        return false;
    }
    covered = MAX(covered, run->last);
  }
  return true;
}

bool
cop_roll_up_rebuild(CopDb *db, const CopModel *m, GError **error)
{
  int64_t newest;
  return COP_EXEC0(db, roll_up_forget, error) && cop_report_newest(db, &newest, error) && keep_from_rows(db, m, newest, ALL_RUNS, error);
}

bool
cop_roll_up_keep(CopDb *db, const CopModel *m, const CopReport *const *reports, size_t n, int64_t first, size_t rows, GError **error)
{
  g_autoptr(CopRows) r = COP_QUERY0(db, roll_up_last, error);
  if (r == NULL || !cop_rows_next(r, error))
    return false;
  int64_t covered = cop_rows_int(r, 0), newest = first + (int64_t)n - 1;
  bool corrects = false;
  g_clear_pointer(&r, cop_rows_free);
  if (n == 0 || (newest - covered < COP_RUN_REPORTS && rows < COP_RUN_ROWS))
    return true;
  for (size_t i = 0; i < n && !corrects; i++)
    corrects = reports[i]->supersedes_given;
  if (corrects || covered != first - 1)
    return keep_from_rows(db, m, newest, RUNS_AT_ONCE, error);
  g_autoptr(CopRollUp) cells = cop_roll_up_new(m);
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < reports[i]->n; k++) {
      reports[i]->observations[k].report = (uint32_t)(first + (int64_t)i);
      reports[i]->observations[k].synthetic = reports[i]->synthetic;
    }
    cop_roll_up_add(cells, reports[i]->observations, reports[i]->n);
  }
  return write_run(db, m, cells, first, newest, error);
}
