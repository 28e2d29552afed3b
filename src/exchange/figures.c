/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/figures.h"

#include <math.h>
#include <string.h>

#include "base/json.h"
#include "base/xml.h"

CopFigures
cop_figures_new(const CopModel *m, CopPublication *const *publications, const char *made, CopArena *a)
{
  CopFigures f = { .m = m, .publications = publications, .made = made };
  const CopListingFilter all = { .indicator = -1, .area = COP_LISTING_ALL_AREAS, .breakdowns = true };
  f.n = cop_listing(m, publications, &all, a, &f.cells);
  f.trends = cop_trends(m, publications, f.cells, f.n, true, a);
  return f;
}

/* --- names --- */

static const char *
country_code(const CopModel *m)
{
  const CopCountry *c = cop_model_country_record(m);
  return c == NULL ? "country" : c->id;
}

static const char *
area_code(const CopFigures *f, int32_t area)
{
  return area < 0 ? country_code(f->m) : f->m->areas.items[area].id;
}

static const char *
parent_code(const CopFigures *f, int32_t area)
{
  const CopArea *parent = area < 0 ? NULL : cop_model_area(f->m, f->m->areas.items[area].parent);
  return area < 0 ? "" : parent == NULL || parent->level == COP_AREA_COUNTRY ? country_code(f->m) : parent->id;
}

static const CopIndicator *
indicator_of(const CopFigures *f, const CopListed *l)
{
  return &f->m->indicators.items[l->key.indicator];
}

static const char *
by_name(const CopListed *l)
{
  return l->key.by == COP_BY_NOTHING ? "" : cop_breakdown_name(l->key.by);
}

static const char *
of_name(const CopFigures *f, const CopListed *l)
{
  return l->key.by == COP_BY_NOTHING ? "" : cop_breakdown_value(f->m, l->key.by, l->key.value);
}

char *
cop_figures_span(CopPeriod p)
{
  static const char *const lengths[COP_PERIOD_KIND_MAX] = { [COP_PERIOD_YEAR] = "P1Y", [COP_PERIOD_HALF] = "P6M", [COP_PERIOD_QUARTER] = "P3M", [COP_PERIOD_MONTH] = "P1M" };
  int32_t month = cop_period_first_month(p);
  return g_strdup_printf("%04d-%02d-01/%s", month / 12, month % 12 + 1, lengths[cop_period_kind(p)]);
}

/* --- CSV --- */

static void
cell(GString *s, const char *text, bool first)
{
  if (!first)
    g_string_append_c(s, ',');
  if (text == NULL || text[strcspn(text, ",\"\r\n")] == '\0') {
    g_string_append(s, text == NULL ? "" : text);
    return;
  }
  g_string_append_c(s, '"');
  for (; *text != '\0'; text++)
    g_string_append(s, *text == '"' ? "\"\"" : (char[]){ *text, '\0' });
  g_string_append_c(s, '"');
}

static void
number(GString *s, double v)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  cell(s, isfinite(v) ? cop_json_real_text(v, text) : "", false);
}

char *
cop_figures_csv(const CopFigures *f)
{
  GString *s = g_string_new("indicator,area,parent,period,by,of,state,value,numerator,denominator,hidden_below,example,break\r\n");
  for (size_t i = 0; i < f->n; i++) {
    const CopListed *l = &f->cells[i];
    char period[COP_PERIOD_TEXT];
    cell(s, indicator_of(f, l)->id, true);
    cell(s, area_code(f, l->key.area), false);
    cell(s, parent_code(f, l->key.area), false);
    cell(s, cop_period_text(l->key.period, period), false);
    cell(s, by_name(l), false);
    cell(s, of_name(f, l), false);
    cell(s, cop_published_state_name(l->value.state), false);
    number(s, l->value.value);
    number(s, l->value.numerator);
    number(s, l->value.denominator);
    number(s, cop_publication_threshold(f->publications[l->key.indicator]));
    cell(s, l->value.example ? "true" : "false", false);
    cell(s, f->trends.breaks[i] == NULL ? "" : f->trends.breaks[i]->valid_from, false);
    g_string_append(s, "\r\n");
  }
  return g_string_free(s, FALSE);
}

char *
cop_figures_indicators_csv(const CopFigures *f)
{
  GString *s = g_string_new("indicator,title,unit,numerator,denominator,aggregation,direction,privacy,caveat\r\n");
  for (size_t i = 0; i < f->m->indicators.n; i++) {
    const CopIndicator *x = &f->m->indicators.items[i];
    if (!x->field_reported)
      continue;
    const char *cells[] = { x->id, x->title, x->unit, x->numerator, x->denominator, cop_words(COP_WORDS_AGGREGATION)->words[x->aggregation],
                            cop_words(COP_WORDS_DIRECTION)->words[x->direction], cop_words(COP_WORDS_PRIVACY)->words[x->privacy], x->caveat };
    for (size_t k = 0; k < G_N_ELEMENTS(cells); k++)
      cell(s, cells[k], k == 0);
    g_string_append(s, "\r\n");
  }
  return g_string_free(s, FALSE);
}

char *
cop_figures_areas_csv(const CopFigures *f)
{
  GString *s = g_string_new("area,name,level,parent,population,population_on,valid_from,valid_to,old_code\r\n");
  for (size_t i = 0; i < f->m->areas.n; i++) {
    const CopArea *x = &f->m->areas.items[i];
    g_autofree char *people = x->population > 0 ? g_strdup_printf("%" G_GINT64_FORMAT, x->population) : NULL;
    const char *cells[] = { x->id, x->name, cop_words(COP_WORDS_AREA)->words[x->level], x->parent, people, x->population_on, x->valid_from, x->valid_to, x->old_code };
    for (size_t k = 0; k < G_N_ELEMENTS(cells); k++)
      cell(s, cells[k], k == 0);
    g_string_append(s, "\r\n");
  }
  return g_string_free(s, FALSE);
}

char *
cop_figures_changes_csv(const CopFigures *f)
{
  GString *s = g_string_new("from,to,valid_from,share,basis\r\n");
  for (size_t i = 0; i < f->m->area_changes.n; i++) {
    const CopAreaChange *x = &f->m->area_changes.items[i];
    cell(s, x->from_area, true);
    cell(s, x->to_area, false);
    cell(s, x->valid_from, false);
    number(s, x->share);
    cell(s, x->basis, false);
    g_string_append(s, "\r\n");
  }
  return g_string_free(s, FALSE);
}

/* --- the package --- */

typedef struct {
  const char *name, *type, *description;
} Field;

static void
write_resource(CopJson *j, const char *name, const char *description, const Field *fields, size_t n)
{
  g_autofree char *path = g_strconcat(name, ".csv", NULL);
  cop_json_object(j);
  cop_json_key_text(j, "name", name);
  cop_json_key_text(j, "path", path);
  cop_json_key_text(j, "profile", "tabular-data-resource");
  cop_json_key_text(j, "description", description);
  cop_json_key_text(j, "format", "csv");
  cop_json_key_text(j, "mediatype", "text/csv");
  cop_json_key_text(j, "encoding", "utf-8");
  cop_json_key_object(j, "schema");
  cop_json_key_array(j, "fields");
  for (size_t i = 0; i < n; i++) {
    cop_json_object(j);
    cop_json_key_text(j, "name", fields[i].name);
    cop_json_key_text(j, "type", fields[i].type);
    cop_json_key_text(j, "description", fields[i].description);
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_end(j);
  cop_json_end(j);
}

static const Field figure_fields[] = {
  { "indicator", "string", "id in indicators.csv" },
  { "area", "string", "code in areas.csv; the country's two letters for the whole country" },
  { "parent", "string", "area it lies in; empty for the country" },
  { "period", "string", "year or quarter: 2027, 2027-Q3" },
  { "by", "string", "breakdown; empty for the total" },
  { "of", "string", "value of the breakdown" },
  { "state", "string", "value, nothing (no report), hidden (small, or would give a small count away), withheld" },
  { "value", "number", "empty unless state is value" },
  { "numerator", "number", "of a ratio" },
  { "denominator", "number", "of a ratio" },
  { "hidden_below", "integer", "counts from 1 to this less 1 are hidden; 0: none" },
  { "example", "boolean", "rests on made-up reports" },
  { "break", "string", "date on which the area was cut anew since the value before; compare the areas joined, see area_changes.csv" },
};
static const Field indicator_fields[] = {
  { "indicator", "string", "id" }, { "title", "string", "what is measured" }, { "unit", "string", "unit" }, { "numerator", "string", "what is counted" },
  { "denominator", "string", "out of what" }, { "aggregation", "string", "how it is added up over areas and periods" }, { "direction", "string", "which way is better" },
  { "privacy", "string", "protection of small counts" }, { "caveat", "string", "what it does not show" },
};
static const Field area_fields[] = {
  { "area", "string", "code" }, { "name", "string", "name" }, { "level", "string", "level" }, { "parent", "string", "area it lies in" },
  { "population", "integer", "people" }, { "population_on", "string", "date of the count" }, { "valid_from", "string", "first day of the code" },
  { "valid_to", "string", "day after the last" }, { "old_code", "string", "code in the earlier scheme" },
};

static const Field change_fields[] = {
  { "from", "string", "area before, or that gave a part" }, { "to", "string", "area after, or that took a part" }, { "valid_from", "string", "first day of the new cut" },
  { "share", "number", "part of the people of the first that went to the second; empty: not known" }, { "basis", "string", "law or order" },
};

static bool
holds_example(const CopFigures *f)
{
  for (size_t i = 0; i < f->n; i++)
    if (f->cells[i].value.example)
      return true;
  return false;
}

char *
cop_figures_package(const CopFigures *f)
{
  CopJson *j = cop_json_new();
  g_autofree char *name = g_strconcat("child-online-protection-", country_code(f->m), NULL);
  for (char *c = name; *c != '\0'; c++)
    *c = g_ascii_tolower(*c);
  cop_json_object(j);
  cop_json_key_text(j, "profile", "tabular-data-package");
  cop_json_key_text(j, "name", name);
  cop_json_key_text(j, "title", "Indicators of child online protection, from field reports");
  cop_json_key_text(j, "description", holds_example(f) ? "Example data, made up: these are not real reports. Small counts are hidden." : "Small counts are hidden, with whatever would give them away.");
  cop_json_key_text(j, "created", f->made);
  cop_json_key_array(j, "resources");
  write_resource(j, "figures", "One row for each published cell", figure_fields, G_N_ELEMENTS(figure_fields));
  write_resource(j, "indicators", "What is measured, with its caveat", indicator_fields, G_N_ELEMENTS(indicator_fields));
  write_resource(j, "areas", "Areas and the life of their codes", area_fields, G_N_ELEMENTS(area_fields));
  write_resource(j, "area_changes", "Which area went into which", change_fields, G_N_ELEMENTS(change_fields));
  cop_json_end(j);
  cop_json_end(j);
  return cop_json_finish(j);
}

/* --- ADX --- */

static void
write_data_value(CopXml *x, const CopFigures *f, const CopListed *l, const char *suffix, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *element = g_strconcat(indicator_of(f, l)->id, suffix, NULL);
  static const char *const attributes[COP_BY_MAX] = { [COP_BY_SEX] = "sex", [COP_BY_AGE_BAND] = "ageBand", [COP_BY_DISABILITY] = "disability",
                                                      [COP_BY_SETTING] = "setting", [COP_BY_URBAN] = "urban", [COP_BY_LANGUAGE] = "language" };
  cop_xml_start(x, "dataValue", "dataElement", element, "value", g_ascii_formatd(text, sizeof text, "%.10g", value), NULL);
  if (l->key.by != COP_BY_NOTHING)
    cop_xml_attr(x, attributes[l->key.by], of_name(f, l));
  if (l->value.example)
    cop_xml_element(x, "annotation", "Example data, not a real report");
  cop_xml_close(x);
}

static void
write_group(CopXml *x, const CopFigures *f, int32_t area, CopPeriod period)
{
  bool open = false;
  for (size_t i = 0; i < f->n; i++) {
    const CopListed *l = &f->cells[i];
    if (l->key.area != area || l->key.period != period || l->value.state != COP_PUBLISHED_VALUE)
      continue;
    if (!open) {
      g_autofree char *span = cop_figures_span(period);
      cop_xml_start(x, "group", "orgUnit", area_code(f, area), "period", span, NULL);
    }
    open = true;
    write_data_value(x, f, l, "", l->value.value);
    if (!isnan(l->value.denominator)) {
      write_data_value(x, f, l, ".numerator", l->value.numerator);
      write_data_value(x, f, l, ".denominator", l->value.denominator);
    }
  }
  if (open) {
    cop_xml_close(x);
    cop_xml_line(x);
  }
}

static guint64
place_key(const CopListed *l)
{
  return (guint64)(guint32)(l->key.area + 1) << 32 | l->key.period;
}

static int
by_place(gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *)a, y = *(const guint64 *)b;
  return (x > y) - (x < y);
}

char *
cop_figures_adx(const CopFigures *f)
{
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(guint64));
  for (size_t i = 0; i < f->n; i++) {
    guint64 key = place_key(&f->cells[i]);
    g_array_append_val(places, key);
  }
  g_array_sort(places, by_place);
  cop_xml_start(x, "adx", "xmlns", "urn:ihe:qrph:adx:2015", "exported", f->made, NULL);
  cop_xml_line(x);
  for (guint i = 0; i < places->len; i++) {
    guint64 key = g_array_index(places, guint64, i);
    if (i == 0 || key != g_array_index(places, guint64, i - 1))
      write_group(x, f, (int32_t)(key >> 32) - 1, (CopPeriod)(key & 0xffffffff));
  }
  cop_xml_close(x);
  return cop_xml_finish(x);
}
