/* SPDX-License-Identifier: Apache-2.0
 *
 * reach/people_sides.c -- the sides of the table of children, from records.
 */
#include <string.h>

#include "reach/people_priv.h"

/* How frequent a language is in a region beside others, where only its main
 * languages are known: the first, further ones, all others. Editorial
 * estimates; only the sides say how many speak it in the country. */
static const double FIRST_LANGUAGE = 1.0, FURTHER_LANGUAGE = 0.3, OTHER_LANGUAGE = 0.02, LANGUAGES_NOT_COUNTED = 0.2;

typedef struct {
  const CopModel *m;
  CopArena *a;
  CopPeople *p;
  CopDiags *d;
} Sides;

static bool G_GNUC_PRINTF(4, 5)
refuse(Sides *s, const char *record, const char *remedy, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  cop_diags_format(s->d, COP_SEVERITY_ERROR, "people-margin", record, 0, 0, remedy, "%s", text);
  return false;
}

static bool
figure(Sides *s, const CopPopulationMargin *g, const char *id, double *x)
{
  const CopValue *v = cop_model_value(s->m, id);
  if (v == NULL || !cop_record_has(COP_ENTITY_value, v, "number"))
    return refuse(s, g->id, "name a value that is a number", "%s: '%s' is no number", g->id, id);
  *x = v->number;
  return true;
}

/* (value - less) / over x factor. */
static bool
size_of(Sides *s, const CopPopulationMargin *g, double *x)
{
  double less = 0, over = 100;
  if (g->value == NULL)
    return refuse(s, g->id, "name the value it is made of", "%s has no value", g->id);
  if (!figure(s, g, g->value, x) || (g->less != NULL && !figure(s, g, g->less, &less)) || (g->over != NULL && !figure(s, g, g->over, &over)))
    return false;
  *x = (*x - less) * (cop_record_has(COP_ENTITY_population_margin, g, "factor") ? g->factor : 1.0);
  if (g->over != NULL)
    *x *= 100 / over;
  return *x >= 0 && over > 0 ? true : refuse(s, g->id, "look at its figures", "%s comes out negative", g->id);
}

static size_t
margins_of(const Sides *s, CopPopulationDimension d, const CopPopulationMargin **list)
{
  size_t n = 0;
  for (size_t i = 0; i < s->m->population_margins.n; i++) {
    const CopPopulationMargin *g = &s->m->population_margins.items[i];
    if (g->dimension == d && g->rule != COP_MARGIN_LEANING && n < COP_PEOPLE_MAX_CATEGORIES)
      list[n++] = g;
  }
  return n;
}

static CopPeopleCategory *
add(Sides *s, CopPeopleDimension d, const char *key, const char *title)
{
  CopPeopleSide *side = &s->p->sides[d];
  if (side->items == NULL)
    side->items = cop_new_n(s->a, CopPeopleCategory, COP_PEOPLE_MAX_CATEGORIES);
  if (side->n == COP_PEOPLE_MAX_CATEGORIES)
    return NULL;
  CopPeopleCategory *c = &side->items[side->n++];
  *c = (CopPeopleCategory){ .key = key, .title = title, .known = true };
  return c;
}

static bool
divide_side(Sides *s, CopPeopleDimension d, const double *weights)
{
  static const char *const names[COP_PEOPLE_DIMENSIONS] = { "regions with population", "age groups", "sexes", "languages with households", "levels of reading",
                                                            "kinds of connection" };
  CopPeopleSide *side = &s->p->sides[d];
  int64_t parts[COP_PEOPLE_MAX_CATEGORIES];
  double sum = 0;
  for (size_t i = 0; i < side->n; i++)
    sum += weights[i];
  if (side->n == 0 || sum <= 0)
    return refuse(s, NULL, "add records population_margin, or counts of areas and languages", "there are no %s", names[d]);
  cop_divide(s->p->total, weights, side->n, parts);
  for (size_t i = 0; i < side->n; i++)
    side->items[i].children = parts[i];
  return true;
}

/* --- one side each --- */

static bool
add_total(Sides *s)
{
  const CopPopulationMargin *list[COP_PEOPLE_MAX_CATEGORIES];
  double x;
  size_t n = margins_of(s, COP_POPULATION_TOTAL, list);
  if (n != 1)
    return refuse(s, NULL, "add one record population_margin of the dimension total", "how many children there are is not stored");
  if (!size_of(s, list[0], &x))
    return false;
  s->p->total = (int64_t)(x + 0.5);
  return s->p->total > 0 ? true : refuse(s, list[0]->id, "look at its figures", "%s: no children", list[0]->id);
}

/* Regions by people of every age: the share of children in each is not stored. */
static bool
add_regions(Sides *s)
{
  double weights[COP_PEOPLE_MAX_CATEGORIES];
  size_t n = 0;
  for (size_t i = 0; i < s->m->areas.n; i++) {
    const CopArea *area = &s->m->areas.items[i];
    if (area->level == COP_AREA_REGION && cop_record_has(COP_ENTITY_area, area, "population") && add(s, COP_PEOPLE_REGION, area->id, area->name) != NULL)
      weights[n++] = (double)area->population;
  }
  return divide_side(s, COP_PEOPLE_REGION, weights);
}

static bool
add_languages(Sides *s)
{
  double weights[COP_PEOPLE_MAX_CATEGORIES];
  size_t n = 0;
  for (size_t i = 0; i < s->m->languages.n; i++) {
    const CopLanguage *l = &s->m->languages.items[i];
    if (cop_record_has(COP_ENTITY_language, l, "households") && add(s, COP_PEOPLE_LANGUAGE, l->id, l->name) != NULL)
      weights[n++] = (double)l->households;
  }
  const CopPopulationMargin *list[COP_PEOPLE_MAX_CATEGORIES];
  size_t more = margins_of(s, COP_POPULATION_LANGUAGE, list);
  for (size_t i = 0; i < more; i++) {
    CopPeopleCategory *c = add(s, COP_PEOPLE_LANGUAGE, list[i]->category, list[i]->title);
    if (c == NULL || !size_of(s, list[i], &weights[n++]))
      return false;
    c->margin = list[i];
  }
  return divide_side(s, COP_PEOPLE_LANGUAGE, weights);
}

/* Shares of a dimension: the rest goes to the one group that takes it. */
static bool
shares(Sides *s, const CopPopulationMargin *const *list, size_t n, double *weights, bool *known)
{
  double given = 0;
  size_t rest = n, even = 0;
  for (size_t i = 0; i < n; i++) {
    weights[i] = 0;
    *known = *known && list[i]->rule != COP_MARGIN_EVEN;
    even += list[i]->rule == COP_MARGIN_EVEN;
    if (list[i]->rule == COP_MARGIN_REST)
      rest = i;
    else if (list[i]->rule == COP_MARGIN_EVEN)
      weights[i] = 100.0 / (double)n;
    else if (!size_of(s, list[i], &weights[i]))
      return false;
    given += weights[i];
  }
  if (even > 0 && even < n)
    return refuse(s, list[0]->id, "give a figure to all or to none", "some groups beside %s have a figure and some are even", list[0]->id);
  if (rest < n)
    weights[rest] = MAX(0, 100 - given);
  return given <= 100.0 + 1e-9 || list[0]->rule == COP_MARGIN_COUNT ? true : refuse(s, list[0]->id, "look at the shares", "shares beside %s are more than 100", list[0]->id);
}

static bool
add_shares(Sides *s, CopPopulationDimension from, CopPeopleDimension to)
{
  const CopPopulationMargin *list[COP_PEOPLE_MAX_CATEGORIES] = { NULL };
  double weights[COP_PEOPLE_MAX_CATEGORIES];
  bool known = true;
  size_t n = margins_of(s, from, list);
  if (!shares(s, list, n, weights, &known))
    return false;
  for (size_t i = 0; i < n; i++) {
    CopPeopleCategory *c = add(s, to, list[i]->category, list[i]->title);
    c->margin = list[i];
    c->known = known;
    int literacy = to == COP_PEOPLE_LITERACY ? cop_words_index(COP_WORDS_LITERACY, c->key) : 0;
    int connectivity = to == COP_PEOPLE_CONNECTIVITY ? cop_words_index(COP_WORDS_CONNECTIVITY, c->key) : 0;
    if (literacy < 0 || connectivity < 0)
      return refuse(s, list[i]->id, "write a word of the list: none, low, full; none, voice, data", "%s: there is no '%s'", list[i]->id, c->key);
    c->literacy = (CopLiteracy)literacy;
    c->connectivity = (CopConnectivity)connectivity;
  }
  return divide_side(s, to, weights);
}

/* An age group without a figure on school is one category, in school not known. */
static bool
add_schools(Sides *s, const CopPopulationMargin *age, int64_t children)
{
  const CopPopulationMargin *all[COP_PEOPLE_MAX_CATEGORIES], *list[COP_PEOPLE_MAX_CATEGORIES] = { NULL };
  double weights[COP_PEOPLE_MAX_CATEGORIES];
  int64_t parts[COP_PEOPLE_MAX_CATEGORIES];
  bool known = true;
  size_t n = 0, n_all = margins_of(s, COP_POPULATION_SCHOOL, all);
  for (size_t i = 0; i < n_all; i++)
    if (g_strcmp0(all[i]->within, age->category) == 0)
      list[n++] = all[i];
  if (n == 0)
    return refuse(s, age->id, "add records population_margin of the dimension school within it", "%s: how many attend school is not stored", age->id);
  if (!shares(s, list, n, weights, &known))
    return false;
  cop_divide(children, weights, n, parts);
  for (size_t i = 0; i < n; i++) {
    int setting = cop_words_index(COP_WORDS_SETTING, list[i]->category);
    CopPeopleCategory *c = add(s, COP_PEOPLE_AGE, cop_arena_printf(s->a, "%s/%s", age->category, list[i]->category),
                               cop_arena_printf(s->a, "%s, %s", age->title, list[i]->title));
    if (setting != COP_SETTING_IN_SCHOOL && setting != COP_SETTING_OUT_OF_SCHOOL)
      return refuse(s, list[i]->id, "write in-school or out-of-school", "%s: there is no '%s'", list[i]->id, list[i]->category);
    *c = (CopPeopleCategory){ c->key, c->title, parts[i], known, setting == COP_SETTING_OUT_OF_SCHOOL, 0, 0, list[i] };
  }
  return true;
}

static bool
add_ages(Sides *s)
{
  const CopPopulationMargin *list[COP_PEOPLE_MAX_CATEGORIES];
  double weights[COP_PEOPLE_MAX_CATEGORIES], sum = 0;
  int64_t parts[COP_PEOPLE_MAX_CATEGORIES];
  size_t n = margins_of(s, COP_POPULATION_AGE, list);
  for (size_t i = 0; i < n; i++) {
    if (!size_of(s, list[i], &weights[i]))
      return false;
    sum += weights[i];
  }
  if (n == 0 || sum <= 0)
    return refuse(s, NULL, "add records population_margin of the dimension age", "there are no age groups");
  cop_divide(s->p->total, weights, n, parts);
  for (size_t i = 0; i < n; i++)
    if (!add_schools(s, list[i], parts[i]))
      return false;
  return true;
}

bool
cop_people_sides(const CopModel *m, CopArena *a, CopPeople *p, CopDiags *d)
{
  Sides s = { m, a, p, d };
  return add_total(&s) && add_regions(&s) && add_ages(&s) && add_shares(&s, COP_POPULATION_SEX, COP_PEOPLE_SEX) && add_languages(&s) &&
         add_shares(&s, COP_POPULATION_LITERACY, COP_PEOPLE_LITERACY) && add_shares(&s, COP_POPULATION_CONNECTIVITY, COP_PEOPLE_CONNECTIVITY);
}

/* --- where fitting begins --- */

static double
language_leaning(const CopArea *area, const CopPeopleCategory *language)
{
  if (language->margin != NULL)
    return LANGUAGES_NOT_COUNTED;
  for (size_t i = 0; i < area->languages.n; i++)
    if (strcmp(area->languages.items[i], language->key) == 0)
      return i == 0 ? FIRST_LANGUAGE : FURTHER_LANGUAGE;
  return OTHER_LANGUAGE;
}

static double
connection_leaning(const CopModel *m, const char *area, const CopPeopleCategory *connection)
{
  for (size_t i = 0; i < m->population_margins.n; i++) {
    const CopPopulationMargin *g = &m->population_margins.items[i];
    const CopValue *v = g->value == NULL ? NULL : cop_model_value(m, g->value);
    if (g->dimension != COP_POPULATION_CONNECTIVITY || g->rule != COP_MARGIN_LEANING || g_strcmp0(g->area, area) != 0 || v == NULL)
      continue;
    double share = CLAMP(v->number / 100, 0.01, 0.99);
    return strcmp(g->category, connection->key) == 0 ? share : 1 - share;
  }
  return 0.5;
}

double
cop_people_leaning(const CopModel *m, const CopPeople *p, size_t cell)
{
  const CopPeopleCategory *c[COP_PEOPLE_DIMENSIONS];
  for (int d = 0; d < COP_PEOPLE_DIMENSIONS; d++)
    c[d] = &p->sides[d].items[cop_people_category(p, cell, (CopPeopleDimension)d)];
  const CopArea *area = cop_model_area(m, c[COP_PEOPLE_REGION]->key);
  return language_leaning(area, c[COP_PEOPLE_LANGUAGE]) * connection_leaning(m, area->id, c[COP_PEOPLE_CONNECTIVITY]);
}
