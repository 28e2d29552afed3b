/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "model/report_read.h"
#include "model/report_store.h"

static GHashTable *
index_of(const CopModel *m, CopEntity e)
{
  GHashTable *h = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < cop_model_count(m, e); i++)
    g_hash_table_insert(h, (gpointer)((const CopRecord *)cop_model_at(m, e, i))->id, GINT_TO_POINTER((int)i + 1));
  return h;
}

void
cop_observation_reader_init(CopObservationReader *x, const CopModel *m)
{
  *x = (CopObservationReader){ .indicators = index_of(m, COP_ENTITY_indicator), .areas = index_of(m, COP_ENTITY_area),
                               .age_bands = index_of(m, COP_ENTITY_age_band), .languages = index_of(m, COP_ENTITY_language) };
}

void
cop_observation_reader_clear(CopObservationReader *x)
{
  g_clear_pointer(&x->indicators, g_hash_table_unref);
  g_clear_pointer(&x->areas, g_hash_table_unref);
  g_clear_pointer(&x->age_bands, g_hash_table_unref);
  g_clear_pointer(&x->languages, g_hash_table_unref);
}

static int
look_up(GHashTable *h, const char *id)
{
  return id == NULL || *id == '\0' ? 0 : GPOINTER_TO_INT(g_hash_table_lookup(h, id));
}

static bool
read_word(CopWordsId words, const char *text, uint8_t *out)
{
  int i = *text == '\0' ? 0 : cop_words_index(words, text);
  *out = (uint8_t)MAX(i, 0);
  return i >= 0;
}

static bool
is_given(const char *text)
{
  return text != NULL && *text != '\0';
}

bool
cop_observation_read(CopObservationReader *x, const CopRows *r, CopObservation *o)
{
  int indicator = look_up(x->indicators, cop_rows_text(r, 0)), area = look_up(x->areas, cop_rows_text(r, 1));
  const char *period = cop_rows_text(r, 2);
  if (strcmp(period, x->last_period_text) != 0) {
    g_strlcpy(x->last_period_text, period, sizeof x->last_period_text);
    x->last_period = cop_period_read(period, strlen(period));
  }
  uint8_t urban;
  *o = (CopObservation){ .indicator = (uint32_t)indicator - 1, .area = area - 1, .period = x->last_period,
                         .age_band = (uint16_t)look_up(x->age_bands, cop_rows_text(r, 4)),
                         .language = (uint16_t)look_up(x->languages, cop_rows_text(r, 8)),
                         .value = cop_rows_real(r, 9), .numerator = cop_rows_real(r, 10), .denominator = cop_rows_real(r, 11),
                         .report = (uint32_t)cop_rows_int(r, 12), .synthetic = cop_rows_int(r, 13) != 0 };
  bool known = indicator > 0 && o->period != 0 && (area > 0 || !is_given(cop_rows_text(r, 1))) &&
               (o->age_band > 0 || !is_given(cop_rows_text(r, 4))) && (o->language > 0 || !is_given(cop_rows_text(r, 8))) &&
               read_word(COP_WORDS_SEX, cop_rows_text(r, 3), &o->sex) &&
               read_word(COP_WORDS_DISABILITY, cop_rows_text(r, 5), &o->disability) &&
               read_word(COP_WORDS_SETTING, cop_rows_text(r, 6), &o->setting) &&
               read_word(COP_WORDS_SETTLEMENT, cop_rows_text(r, 7), &urban);
  if (known)
    o->urban = urban & 15;
  return known;
}

static bool
read_all(CopObservationReader *x, CopRows *r, GArray *items, CopObservations *out, GError **error)
{
  g_autoptr(GError) e = NULL;
  while (cop_rows_next(r, &e)) {
    CopObservation o;
    if (!cop_observation_read(x, r, &o)) {
      out->n_unknown++;
      continue;
    }
    g_array_append_val(items, o);
    out->n_synthetic += o.synthetic;
    out->last_report = o.report;
  }
  if (e == NULL)
    return true;
  g_propagate_error(error, g_steal_pointer(&e));
  return false;
}

bool
cop_observations_load(CopDb *db, const CopModel *m, int64_t after, CopObservations *out, GError **error)
{
  *out = (CopObservations){ .last_report = (uint32_t)after };
  g_autoptr(CopRows) r = COP_QUERY(db, observation_between, error, cop_p_int(after), cop_p_int(G_MAXINT64));
  if (r == NULL)
    return false;
  g_auto(CopObservationReader) x;
  cop_observation_reader_init(&x, m);
  GArray *items = g_array_new(FALSE, FALSE, sizeof(CopObservation));
  bool fine = read_all(&x, r, items, out, error);
  out->n = items->len;
  out->items = (CopObservation *)(void *)g_array_free(items, FALSE);
  return fine;
}

void
cop_observations_clear(CopObservations *o)
{
  g_clear_pointer(&o->items, g_free);
  o->n = 0;
}
