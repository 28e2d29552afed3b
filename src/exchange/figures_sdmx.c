/* SPDX-License-Identifier: Apache-2.0
 * exchange/figures_sdmx.c -- SDMX-JSON data message 2.1, flat. */
#include <math.h>
#include <string.h>

#include "base/json.h"
#include "exchange/figures.h"

#define AGENCY "COPKIT"

typedef enum { DIM_FREQ, DIM_INDICATOR, DIM_AREA, DIM_BREAKDOWN, DIM_OF, DIM_TIME, DIM_MAX } Dim;

static const struct {
  const char *id, *name;
} dims[DIM_MAX] = { { "FREQ", "Frequency" },         { "INDICATOR", "Indicator" },          { "REF_AREA", "Area" },
                    { "BREAKDOWN", "Breakdown" },    { "BREAKDOWN_VALUE", "Value of the breakdown" }, { "TIME_PERIOD", "Period" } };

/* Values of a dimension in the order of first use, each with a name. */
typedef struct {
  GPtrArray *ids, *names;
  GHashTable *places;
} Values;

typedef struct {
  const CopFigures *f;
  CopArena *a;
  Values values[DIM_MAX];
} Message;

static guint
place_of(Values *v, CopArena *a, const char *id, const char *name)
{
  gpointer at;
  if (g_hash_table_lookup_extended(v->places, id, NULL, &at))
    return GPOINTER_TO_UINT(at);
  char *key = cop_arena_strdup(a, id);
  g_ptr_array_add(v->ids, key);
  g_ptr_array_add(v->names, cop_arena_strdup(a, name));
  g_hash_table_insert(v->places, key, GUINT_TO_POINTER(v->ids->len - 1));
  return v->ids->len - 1;
}

/* SDMX ids hold letters, digits, _ @ $ and -. */
static const char *
sdmx_id(CopArena *a, const char *text)
{
  char *s = cop_arena_strdup(a, *text == '\0' ? "_T" : text);
  for (char *p = s; *p != '\0'; p++)
    if (!g_ascii_isalnum(*p) && strchr("_@$-", *p) == NULL)
      *p = '_';
  return s;
}

static void
key_of(Message *x, const CopListed *l, guint key[DIM_MAX])
{
  static const struct {
    const char *id, *name;
  } frequencies[COP_PERIOD_KIND_MAX] = { [COP_PERIOD_YEAR] = { "A", "Yearly" }, [COP_PERIOD_HALF] = { "S", "Half-yearly" }, [COP_PERIOD_QUARTER] = { "Q", "Quarterly" },
                                         [COP_PERIOD_MONTH] = { "M", "Monthly" } };
  const CopModel *m = x->f->m;
  const CopIndicator *indicator = &m->indicators.items[l->key.indicator];
  const CopCountry *country = cop_model_country_record(m);
  char period[COP_PERIOD_TEXT];
  CopPeriodKind kind = cop_period_kind(l->key.period);
  const char *area = l->key.area >= 0 ? m->areas.items[l->key.area].id : country != NULL ? country->id : "_T";
  const char *area_name = l->key.area >= 0 ? m->areas.items[l->key.area].name : country != NULL ? country->short_name : "Country";
  bool total = l->key.by == COP_BY_NOTHING;
  const char *by = total ? "_T" : cop_breakdown_name(l->key.by), *of = total ? "_T" : cop_breakdown_value(m, l->key.by, l->key.value);
  cop_period_text(l->key.period, period);
  key[DIM_FREQ] = place_of(&x->values[DIM_FREQ], x->a, frequencies[kind].id, frequencies[kind].name);
  key[DIM_INDICATOR] = place_of(&x->values[DIM_INDICATOR], x->a, sdmx_id(x->a, indicator->id), indicator->title);
  key[DIM_AREA] = place_of(&x->values[DIM_AREA], x->a, sdmx_id(x->a, area), area_name);
  key[DIM_BREAKDOWN] = place_of(&x->values[DIM_BREAKDOWN], x->a, sdmx_id(x->a, by), total ? "Total" : by);
  key[DIM_OF] = place_of(&x->values[DIM_OF], x->a, sdmx_id(x->a, of), total ? "Total" : of);
  key[DIM_TIME] = place_of(&x->values[DIM_TIME], x->a, period, period);
}

/* --- parts --- */

static void
names(CopJson *j, const char *name)
{
  cop_json_key_text(j, "name", name);
  cop_json_key_object(j, "names");
  cop_json_key_text(j, "en", name);
  cop_json_end(j);
}

static void
write_meta(CopJson *j, const CopFigures *f)
{
  cop_json_key_object(j, "meta");
  cop_json_key_text(j, "schema", "https://json.sdmx.org/2.1/sdmx-json-data-schema.json");
  cop_json_key_text(j, "id", "COPKIT-FIGURES");
  cop_json_key_text(j, "prepared", f->made);
  cop_json_key_bool(j, "test", false);
  cop_json_key_array(j, "contentLanguages");
  cop_json_text(j, "en");
  cop_json_end(j);
  cop_json_key_object(j, "sender");
  cop_json_key_text(j, "id", AGENCY);
  names(j, "copkit");
  cop_json_end(j);
  cop_json_end(j);
}

static void
write_time(CopJson *j, const char *id)
{
  CopPeriod p = cop_period_read(id, strlen(id));
  int32_t first = cop_period_first_month(p), last = first + cop_period_months(p) - 1;
  g_autofree char *start = g_strdup_printf("%04d-%02d-01T00:00:00Z", first / 12, first % 12 + 1);
  g_autofree char *end = g_strdup_printf("%04d-%02d-%02dT23:59:59Z", last / 12, last % 12 + 1,
                                         g_date_get_days_in_month((GDateMonth)(last % 12 + 1), (GDateYear)(last / 12)));
  cop_json_key_text(j, "start", start);
  cop_json_key_text(j, "end", end);
}

static void
write_dimensions(CopJson *j, const Message *x)
{
  cop_json_key_object(j, "dimensions");
  cop_json_key_array(j, "observation");
  for (int d = 0; d < DIM_MAX; d++) {
    cop_json_object(j);
    cop_json_key_text(j, "id", dims[d].id);
    names(j, dims[d].name);
    cop_json_key_int(j, "keyPosition", d);
    cop_json_key_array(j, "roles");
    cop_json_text(j, dims[d].id);
    cop_json_end(j);
    cop_json_key_array(j, "values");
    for (guint i = 0; i < x->values[d].ids->len; i++) {
      cop_json_object(j);
      cop_json_key_text(j, "id", x->values[d].ids->pdata[i]);
      names(j, x->values[d].names->pdata[i]);
      if (d == DIM_TIME)
        write_time(j, x->values[d].ids->pdata[i]);
      cop_json_end(j);
    }
    cop_json_end(j);
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_end(j);
}

static void
write_attribute(CopJson *j, const char *id, const char *name, const char *const *values)
{
  cop_json_object(j);
  cop_json_key_text(j, "id", id);
  names(j, name);
  cop_json_key_object(j, "relationship");
  cop_json_key_object(j, "observation");
  cop_json_end(j);
  cop_json_end(j);
  cop_json_key_array(j, "values");
  for (; *values != NULL; values += 2) {
    cop_json_object(j);
    cop_json_key_text(j, "id", values[0]);
    names(j, values[1]);
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_end(j);
}

static void
write_structure(CopJson *j, const Message *x)
{
  static const char *const status[] = { "A", "Normal value", "M", "Missing: no report", "Q", "Suppressed: small, or would give a small count away", "B", "Time series break: the area was cut anew since the value before", NULL };
  static const char *const example[] = { "0", "From reports received", "1", "Example data, made up", NULL };
  cop_json_key_array(j, "structures");
  cop_json_object(j);
  names(j, "Indicators of child online protection");
  cop_json_key_array(j, "dataSets");
  cop_json_int(j, 0);
  cop_json_end(j);
  cop_json_key_array(j, "links");
  cop_json_object(j);
  cop_json_key_text(j, "rel", "dataflow");
  cop_json_key_text(j, "urn", "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=" AGENCY ":COP_INDICATORS(1.0)");
  cop_json_end(j);
  cop_json_end(j);
  write_dimensions(j, x);
  cop_json_key_object(j, "measures");
  cop_json_key_array(j, "observation");
  cop_json_object(j);
  cop_json_key_text(j, "id", "OBS_VALUE");
  names(j, "Value");
  cop_json_end(j);
  cop_json_end(j);
  cop_json_end(j);
  cop_json_key_object(j, "attributes");
  cop_json_key_array(j, "observation");
  write_attribute(j, "OBS_STATUS", "Observation status", status);
  write_attribute(j, "EXAMPLE", "Made up or real", example);
  cop_json_end(j);
  cop_json_end(j);
  cop_json_end(j);
  cop_json_end(j);
}

static void
write_observations(CopJson *j, Message *x)
{
  cop_json_key_object(j, "observations");
  for (size_t i = 0; i < x->f->n; i++) {
    const CopListed *l = &x->f->cells[i];
    guint k[DIM_MAX];
    key_of(x, l, k);
    g_autofree char *key = g_strdup_printf("%u:%u:%u:%u:%u:%u", k[0], k[1], k[2], k[3], k[4], k[5]);
    cop_json_key_array(j, key);
    cop_json_real(j, l->value.state == COP_PUBLISHED_VALUE ? l->value.value : NAN);
    cop_json_int(j, l->value.state == COP_PUBLISHED_VALUE ? (x->f->trends.breaks[i] == NULL ? 0 : 3) : l->value.state == COP_PUBLISHED_NOTHING ? 1 : 2);
    cop_json_int(j, l->value.example);
    cop_json_end(j);
  }
  cop_json_end(j);
}

char *
cop_figures_sdmx(const CopFigures *f)
{
  g_autoptr(CopArena) a = cop_arena_new();
  Message x = { f, a, { { 0 } } };
  for (int d = 0; d < DIM_MAX; d++)
    x.values[d] = (Values){ g_ptr_array_new(), g_ptr_array_new(), g_hash_table_new(g_str_hash, g_str_equal) };
  guint ignored[DIM_MAX];
  for (size_t i = 0; i < f->n; i++)
    key_of(&x, &f->cells[i], ignored);
  CopJson *j = cop_json_new();
  cop_json_object(j);
  write_meta(j, f);
  cop_json_key_object(j, "data");
  write_structure(j, &x);
  cop_json_key_array(j, "dataSets");
  cop_json_object(j);
  cop_json_key_int(j, "structure", 0);
  cop_json_key_text(j, "action", "Replace");
  write_observations(j, &x);
  cop_json_end(j);
  cop_json_end(j);
  cop_json_end(j);
  cop_json_end(j);
  for (int d = 0; d < DIM_MAX; d++) {
    g_ptr_array_unref(x.values[d].ids);
    g_ptr_array_unref(x.values[d].names);
    g_hash_table_unref(x.values[d].places);
  }
  return cop_json_finish(j);
}
