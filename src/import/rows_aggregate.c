/* SPDX-License-Identifier: Apache-2.0
 * import/rows_aggregate.c -- aggregate reports of other systems: DHIS2
 * dataValueSets JSON, and ADX. */
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "base/xml.h"
#include "import/field_rows.h"

/* --- what both have: values of elements, one report for each place and period --- */

enum { D_SEX, D_AGE, D_DISABILITY, D_SETTING, D_URBAN, D_LANGUAGE, D_MAX };

typedef struct {
  char *element;            /* indicator, without .numerator and .denominator */
  const char *dims[D_MAX];
  const char *value, *numerator, *denominator;
  uint64_t line;
} Value;

typedef struct {
  CopFieldRows *r;
  CopArena *a;
  const char *source;       /* "DHIS2 MALARIA" */
  const char *area, *period, *reported_at, *id_part;
  bool synthetic;
  GArray *values;           /* Value */
} Group;

static bool
same_place(const Value *x, const Value *y)
{
  if (strcmp(x->element, y->element) != 0)
    return false;
  for (int d = 0; d < D_MAX; d++)
    if (g_strcmp0(x->dims[d], y->dims[d]) != 0)
      return false;
  return true;
}

static void
add_value(Group *g, const char *element, const char *const dims[D_MAX], const char *value, uint64_t line)
{
  Value v = { .element = cop_arena_strdup(g->a, element), .line = line };
  memcpy(v.dims, dims, sizeof v.dims);
  bool upper = g_str_has_suffix(element, ".numerator"), lower = g_str_has_suffix(element, ".denominator");
  if (upper || lower)
    *strrchr(v.element, '.') = '\0';
  Value *held = NULL;
  for (guint i = 0; i < g->values->len && held == NULL; i++)
    if (same_place(&g_array_index(g->values, Value, i), &v))
      held = &g_array_index(g->values, Value, i);
  if (held == NULL) {
    g_array_append_val(g->values, v);
    held = &g_array_index(g->values, Value, g->values->len - 1);
  }
  *(upper ? &held->numerator : lower ? &held->denominator : &held->value) = cop_arena_strdup(g->a, value);
}

static void
end_group(Group *g)
{
  char id[COP_REPORT_ID_HEX];
  cop_rows_make_id(id, g->source, g->area, g->period, g->id_part, NULL);
  for (guint i = 0; i < g->values->len; i++) {
    const Value *v = &g_array_index(g->values, Value, i);
    bool ratio = v->numerator != NULL || v->denominator != NULL;
    const char *cells[] = { id, "aggregate", g->source, g->area, g->period, g->reported_at, v->element, v->dims[D_SEX], v->dims[D_AGE], v->dims[D_DISABILITY],
                            v->dims[D_SETTING], v->dims[D_URBAN], v->dims[D_LANGUAGE], ratio ? "" : v->value, v->numerator, v->denominator, g->synthetic ? "true" : "", "", "" };
    size_t before = g->r->csv->len;
    for (size_t k = 0; k < G_N_ELEMENTS(cells); k++)
      cop_answers_cell(g->r->csv, cells[k], k + 1 == G_N_ELEMENTS(cells));
    cop_rows_from(g->r, before, v->line);
  }
  g_array_set_size(g->values, 0);
}

/* The country's own code is the whole country. */
static const char *
area_of(const CopModel *m, const char *code)
{
  const CopCountry *c = cop_model_country_record(m);
  return c != NULL && g_strcmp0(c->id, code) == 0 ? "" : code;
}

/* --- DHIS2 --- */

bool
cop_rows_dhis2_claims(const char *head)
{
  return head[strspn(head, " \t\r\n")] == '{' && strstr(head, "\"dataValues\"") != NULL;
}

/* 2025, 2025Q1, 202501, 2025S1 -> as we write them. */
static const char *
dhis2_period(const char *text, CopArena *a)
{
  size_t n = text == NULL ? 0 : strlen(text);
  if (n == 6 && (text[4] == 'Q' || text[4] == 'S'))
    return cop_arena_printf(a, "%.4s-%c%c", text, text[4] == 'Q' ? 'Q' : 'H', text[5]);
  if (n == 6 && strspn(text, "0123456789") == 6)
    return cop_arena_printf(a, "%.4s-%s", text, text + 4);
  return text == NULL ? "" : text;
}

static const char *
member_text(const CopTree *t, const char *key)
{
  const CopTree *x = cop_tree_member(t, key);
  return x == NULL || x->kind == COP_TREE_LIST || x->kind == COP_TREE_MAP || x->kind == COP_TREE_NULL ? NULL : x->text;
}

/* A word of any breakdown; false when it is none. */
static bool
set_word(const CopModel *m, const char *word, const char *dims[D_MAX])
{
  static const struct {
    int dim;
    CopWordsId words;
  } lists[] = { { D_SEX, COP_WORDS_SEX }, { D_DISABILITY, COP_WORDS_DISABILITY }, { D_SETTING, COP_WORDS_SETTING }, { D_URBAN, COP_WORDS_SETTLEMENT } };
  for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
    int at = *word == '\0' ? -1 : cop_words_index(lists[i].words, word);
    if (at > 0) {
      dims[lists[i].dim] = cop_words(lists[i].words)->words[at];
      return true;
    }
  }
  const CopAgeBand *band = cop_model_age_band(m, word);
  const CopLanguage *language = cop_model_language(m, word);
  if (band != NULL)
    dims[D_AGE] = band->id;
  else if (language != NULL)
    dims[D_LANGUAGE] = language->id;
  return band != NULL || language != NULL;
}

static void
take_dhis2_value(Group *g, const CopTree *v)
{
  const char *element = member_text(v, "dataElement"), *value = member_text(v, "value"), *combo = member_text(v, "categoryOptionCombo");
  const char *dims[D_MAX] = { NULL };
  if (element == NULL || value == NULL) {
    cop_rows_refuse(g->r, v->line, "report-missing", "a value without dataElement or value");
    return;
  }
  g_auto(GStrv) words = g_strsplit(combo == NULL || strcmp(combo, "default") == 0 ? "" : combo, ",", -1);
  for (char **w = words; *w != NULL; w++)
    if (*g_strstrip(*w) != '\0' && !set_word(g->r->m, *w, dims)) {
      cop_rows_refuse(g->r, v->line, "report-word", "categoryOptionCombo '%s' holds no word of a breakdown: '%s'", combo, *w);
      return;
    }
  add_value(g, element, dims, value, v->line);
}

bool
cop_rows_dhis2(CopFieldRows *r, const char *bytes, size_t length, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopTree *root = cop_json_read(a, bytes, length, error);
  const CopTree *list = root == NULL ? NULL : cop_tree_member(root, "dataValues");
  if (list == NULL || list->kind != COP_TREE_LIST) {
    if (root != NULL)
      g_set_error(error, COP_ANSWERS_ERROR, COP_ANSWERS_ERROR_FORMAT, "dataValues is no list");
    return false;
  }
  const char *set = member_text(root, "dataSet"), *complete = member_text(root, "completeDate"), *unit = member_text(root, "orgUnit"), *period = member_text(root, "period");
  g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(Value));
  Group g = { .r = r, .a = a, .source = set == NULL ? "DHIS2" : cop_arena_printf(a, "DHIS2 %s", set), .reported_at = complete == NULL ? r->today : cop_arena_strndup(a, complete, 10),
              .id_part = complete == NULL ? "" : complete, .values = values };
  for (const CopTree *v = list->first; v != NULL; v = v->next) {
    const char *own_unit = member_text(v, "orgUnit"), *own_period = member_text(v, "period");
    const char *area = area_of(r->m, own_unit != NULL ? own_unit : unit == NULL ? "" : unit), *when = dhis2_period(own_period != NULL ? own_period : period, a);
    if (g.area != NULL && (strcmp(area, g.area) != 0 || strcmp(when, g.period) != 0))
      end_group(&g);
    g.area = area;
    g.period = when;
    take_dhis2_value(&g, v);
  }
  if (g.area != NULL)
    end_group(&g);
  return true;
}

/* --- ADX --- */

#define ADX "urn:ihe:qrph:adx:2015"

bool
cop_rows_adx_claims(const char *head)
{
  return strstr(head, ADX) != NULL;
}

/* "2015-01-01/P1M" */
static const char *
adx_period(const char *text, CopArena *a)
{
  static const struct {
    const char *length;
    CopPeriodKind kind;
  } lengths[] = { { "/P1Y", COP_PERIOD_YEAR }, { "/P6M", COP_PERIOD_HALF }, { "/P3M", COP_PERIOD_QUARTER }, { "/P1M", COP_PERIOD_MONTH } };
  char buffer[COP_PERIOD_TEXT];
  g_autofree char *first = text == NULL ? NULL : g_strndup(text, strcspn(text, "/"));
  CopDate d = cop_date_read(first);
  if (d.precision != COP_DATE_DAY || d.day != 1)
    return text == NULL ? "" : text;
  for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++) {
    CopPeriod p = strcmp(text + strlen(first), lengths[i].length) == 0 ? cop_period_of(COP_PERIOD_MONTH, d.year, d.month) : 0;
    CopPeriod whole = p == 0 ? 0 : cop_period_at(p, lengths[i].kind);
    if (whole != 0 && cop_period_first_month(whole) == cop_period_first_month(p))
      return cop_arena_strdup(a, cop_period_text(whole, buffer));
  }
  return text;
}

static void
take_adx_value(Group *g, const CopXmlNode *v)
{
  static const char *const names[D_MAX] = { "sex", "ageBand", "disability", "setting", "urban", "language" };
  const char *element = cop_xml_attribute(v, NULL, "dataElement"), *value = cop_xml_attribute(v, NULL, "value"), *dims[D_MAX] = { NULL };
  if (element == NULL || value == NULL) {
    cop_rows_refuse(g->r, v->line, "report-missing", "a dataValue without dataElement or value");
    return;
  }
  for (const CopXmlAttr *at = v->attrs; at != NULL; at = at->next) {
    int d = 0;
    while (d < D_MAX && strcmp(at->name, names[d]) != 0)
      d++;
    if (d < D_MAX)
      dims[d] = at->value;
    else if (at->ns == NULL && strcmp(at->name, "dataElement") != 0 && strcmp(at->name, "value") != 0) {
      cop_rows_refuse(g->r, v->line, "report-breakdown", "attribute '%s' of a dataValue is no breakdown known here", at->name);
      return;
    }
  }
  const CopXmlNode *annotation = cop_xml_child(v, ADX, "annotation");
  g_autofree char *note = annotation == NULL ? NULL : cop_xml_content(annotation);
  g->synthetic |= note != NULL && g_str_has_prefix(note, "Example data");
  add_value(g, element, dims, value, v->line);
}

bool
cop_rows_adx(CopFieldRows *r, const char *bytes, size_t length, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopXmlNode *root = cop_xml_read(a, bytes, length, error);
  if (root == NULL)
    return false;
  if (!cop_xml_is(root, ADX, "adx")) {
    g_set_error(error, COP_ANSWERS_ERROR, COP_ANSWERS_ERROR_FORMAT, "the root element is not adx of " ADX);
    return false;
  }
  const char *exported = cop_xml_attribute(root, NULL, "exported");
  g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(Value));
  for (const CopXmlNode *n = cop_xml_child(root, ADX, "group"); n != NULL; n = cop_xml_next(n, ADX, "group")) {
    const char *unit = cop_xml_attribute(n, NULL, "orgUnit"), *set = cop_xml_attribute(n, NULL, "dataSet"), *part = cop_xml_attribute(n, NULL, "mechanism");
    Group g = { .r = r, .a = a, .source = set == NULL ? "ADX" : cop_arena_printf(a, "ADX %s", set), .area = area_of(r->m, unit == NULL ? "" : unit),
                .period = adx_period(cop_xml_attribute(n, NULL, "period"), a), .reported_at = exported == NULL ? r->today : cop_arena_strndup(a, exported, 10),
                .id_part = part == NULL ? "" : part, .values = values };
    for (const CopXmlNode *v = cop_xml_child(n, ADX, "dataValue"); v != NULL; v = cop_xml_next(v, ADX, "dataValue"))
      take_adx_value(&g, v);
    end_group(&g);
  }
  return true;
}
