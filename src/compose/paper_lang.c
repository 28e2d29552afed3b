/* SPDX-License-Identifier: Apache-2.0
 * Words of a paper in its own language: fields of records, money, dates, lists. */
#include <math.h>
#include <string.h>

#include "base/locale.h"
#include "compose/paper.h"

static bool
is_english(const CopPaper *r)
{
  return g_str_has_prefix(r->lang, "en");
}

const char *
cop_paper_field(CopPaper *r, CopEntity e, const char *id, const char *field)
{
  CopTextState state;
  const char *text = cop_model_text(r->m, e, id, field, r->lang, &state);
  if (state != COP_TEXT_STATE_UNTRANSLATED || text == NULL)
    return text;
  const char *key = cop_arena_printf(r->a, "%s/%s/%s", cop_entity(e)->name, id, field);
  if (g_hash_table_insert(r->untranslated, (gpointer)key, (gpointer)text)) /* a finding once, however often it is written */
    cop_diags_add(r->diags, &(CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_GATE, .code = "text-untranslated", .start = -1, .end = -1,
                                        .message = cop_arena_printf(r->a, "%s %s: the %s is not translated into '%s' and stands in English", cop_entity(e)->name, id, field, r->lang),
                                        .remedy = "copkit export po, translate, copkit import" });
  return text;
}

const char *
cop_paper_money(const CopPaper *r, int64_t minor)
{
  if (is_english(r))
    return cop_phrase_money(r->a, r->c->country, minor);
  double v = (double)minor / pow(10, (double)r->c->country->currency_digits);
  const char *symbol = r->c->country->currency_symbol;
  if (fabs(v) < 1e6)
    return cop_arena_printf(r->a, "%s%s", symbol, cop_phrase_number(r->a, v, 0));
  if (fabs(v) < 1e9)
    return cop_arena_printf(r->a, cop_tr(r->words, "%s%s million"), symbol, cop_phrase_figure(r->a, round(v / 1e5) / 10));
  return cop_arena_printf(r->a, cop_tr(r->words, "%s%s billion"), symbol, cop_phrase_figure(r->a, round(v / 1e8) / 10));
}

const char *
cop_paper_money_range(const CopPaper *r, int64_t low, int64_t high)
{
  if (is_english(r))
    return cop_phrase_money_range(r->a, r->c->country, low, high);
  return low == high ? cop_paper_money(r, low) : cop_arena_printf(r->a, cop_tr(r->words, "%s to %s"), cop_paper_money(r, low), cop_paper_money(r, high));
}

const char *
cop_paper_count(const CopPaper *r, int64_t n)
{
  return is_english(r) ? cop_phrase_count(r->a, n) : cop_phrase_number(r->a, (double)n, 0);
}

const char *
cop_paper_country(CopPaper *r)
{
  return is_english(r) ? r->c->country->name : cop_paper_field(r, COP_ENTITY_country, r->c->country->id, "short_name");
}

const char *
cop_paper_word(const CopPaper *r, CopWordsId list, int word)
{
  return cop_tr(r->words, cop_words(list)->words[word]);
}

const char *
cop_paper_list(const CopPaper *r, const char *const *items, size_t n)
{
  if (is_english(r) || n < 2)
    return cop_phrase_list(r->a, items, n);
  g_autoptr(GString) s = g_string_new(items[0]);
  for (size_t i = 1; i + 1 < n; i++)
    g_string_append_printf(s, "%s%s", cop_ctr(r->words, "between the items of a list", ", "), items[i]);
  return cop_arena_printf(r->a, cop_ctr(r->words, "the last two items of a list", "%s and %s"), s->str, items[n - 1]);
}

const char *
cop_paper_figure_of(const CopPaper *r, const CopValue *v)
{
  bool known = cop_record_has(COP_ENTITY_value, v, "number") || (cop_record_has(COP_ENTITY_value, v, "low") && cop_record_has(COP_ENTITY_value, v, "high"));
  return known ? cop_phrase_value(r->a, v) : cop_tr(r->words, "not known");
}

const char *
cop_paper_date(const CopPaper *r, const char *iso)
{
  if (is_english(r) || iso == NULL || !cop_date_valid(iso))
    return cop_phrase_date(r->a, iso);
  g_autoptr(CopLocale) l = cop_locale_new(r->lang);
  g_autofree char *text = cop_locale_date(l, cop_date_read(iso), COP_DATE_LONG);
  return cop_arena_strdup(r->a, text);
}

const char *
cop_paper_period(const CopPaper *r, const char *period)
{
  const char *slash = strchr(period, '/');
  if (is_english(r) || strchr(period, 'Q') != NULL)
    return cop_phrase_period(r->a, period);
  if (slash == NULL)
    return cop_paper_date(r, period);
  const char *from = cop_arena_strndup(r->a, period, (size_t)(slash - period));
  return cop_arena_printf(r->a, cop_tr(r->words, "%s to %s"), cop_paper_date(r, from), cop_paper_date(r, slash + 1));
}

/* --- what the planner explains --- */

static const char *
speech_money(void *user, int64_t minor)
{
  return cop_paper_money(user, minor);
}

static const char *
speech_title(void *user, const CopMeasure *m)
{
  return cop_paper_field(user, COP_ENTITY_measure, m->id, "title");
}

static const char *
speech_quarter(void *user, int quarter)
{
  CopPaper *r = user;
  return cop_phrase_quarter(r->a, r->c->result->first_year, quarter);
}

CopPlanSpeech
cop_paper_speech(CopPaper *r)
{
  return (CopPlanSpeech){ r->a, r->words, r->c->result, r->c->result->first_year, speech_money, speech_title, speech_quarter, r };
}

bool
cop_paper_speaks(const CopContext *c, const char *lang, const char *const *langs, const char *sentence)
{
  if (g_str_has_prefix(lang, "en"))
    return true;
  const CopCatalogue *words = cop_catalogues_find(c->words, lang);
  if (words == NULL || !cop_catalogue_has(words, sentence))
    return false;
  CopTextState state = COP_TEXT_STATE_DRAFT;
  if (langs == NULL && c->plan != NULL)
    cop_model_text(c->model, COP_ENTITY_plan, c->plan->id, "title", lang, &state);
  return state != COP_TEXT_STATE_UNTRANSLATED;
}
