/* SPDX-License-Identifier: Apache-2.0 */
#include "compose/paper.h"

#include <stdarg.h>
#include <string.h>

#define T_(TEXT) cop_tr(r->words, (TEXT))
#define PARAGRAPH_VALUES 4
#define JOINED_VALUES 2 /* figures of one study that may share a sentence with the first */

void
cop_paper_init(CopPaper *r, const CopContext *c, CopArena *a, const CopDocMeta *meta, CopDiags *diags)
{
  *r = (CopPaper){ .c = c, .m = c->model, .a = a, .diags = diags, .lang = meta->lang, .words = cop_catalogues_for(c->words, meta->lang) };
  r->d = cop_doc_new(a, meta);
  r->d->meta.catalogues = c->words;
  r->cited = g_ptr_array_new();
  r->described = g_hash_table_new(g_str_hash, g_str_equal);
  r->used_values = g_hash_table_new(g_str_hash, g_str_equal);
  r->told = g_hash_table_new(g_str_hash, g_str_equal);
  r->noted = g_hash_table_new(NULL, NULL);
  r->untranslated = g_hash_table_new(g_str_hash, g_str_equal);
  r->limits = g_ptr_array_new();
  r->sentences = g_ptr_array_new();
}

void
cop_paper_clear(CopPaper *r)
{
  g_clear_pointer(&r->cited, g_ptr_array_unref);
  g_clear_pointer(&r->described, g_hash_table_unref);
  g_clear_pointer(&r->used_values, g_hash_table_unref);
  g_clear_pointer(&r->told, g_hash_table_unref);
  g_clear_pointer(&r->noted, g_hash_table_unref);
  g_clear_pointer(&r->untranslated, g_hash_table_unref);
  g_clear_pointer(&r->limits, g_ptr_array_unref);
  g_clear_pointer(&r->sentences, g_ptr_array_unref);
}

CopNode *
cop_paper_chapter(CopPaper *r, const char *number, const char *title, const char *const *lead)
{
  CopNode *s = cop_add_section(r->d, r->d->root, 1, number, title);
  s->as.section.new_page = true;
  if (lead != NULL && lead[0] != NULL) {
    CopNode *p = cop_add_para(r->d, s, NULL);
    p->role = COP_ROLE_LEAD;
    for (size_t i = 0; lead[i] != NULL; i++)
      cop_paper_say(r, p, lead[i]);
  }
  return s;
}

CopNode *
cop_paper_section(CopPaper *r, CopNode *chapter, const char *title)
{
  return cop_add_section(r->d, chapter, chapter->as.section.level + 1, NULL, title);
}

/* Ends the sentence that figures were being added to. */
static void
close_sentence(CopPaper *r)
{
  if (r->open != NULL)
    cop_add_text(r->d, r->open, ".");
  r->open = NULL;
}

void
cop_paper_say(CopPaper *r, CopNode *para, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  close_sentence(r);
  cop_add_textf(r->d, para, "%s%s", para->first == NULL ? "" : " ", text);
}

void
cop_paper_sayf(CopPaper *r, CopNode *para, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  cop_paper_say(r, para, cop_arena_vprintf(r->a, format, args));
  va_end(args);
}

void
cop_paper_gap(CopPaper *r, CopNode *para)
{
  close_sentence(r);
  if (para->first != NULL)
    cop_add_text(r->d, para, " ");
}

void
cop_paper_stress(CopPaper *r, CopNode *para, const char *text)
{
  if (para->first != NULL)
    cop_add_text(r->d, para, " ");
  cop_add_styled(r->d, para, COP_NODE_STRONG, text);
}

/* --- citations --- */

unsigned
cop_paper_source_number(CopPaper *r, const CopSource *s)
{
  guint at;
  if (!g_ptr_array_find(r->cited, s, &at)) {
    at = r->cited->len;
    g_ptr_array_add(r->cited, (gpointer)s);
  }
  return at + 1;
}

void
cop_paper_cite(CopPaper *r, CopNode *para, const char *source, CopMark mark)
{
  const CopSource *s = cop_model_source(r->m, source);
  const char *letter = mark == COP_MARK_KNOWLEDGE ? "K" : mark == COP_MARK_DERIVED ? "D" : mark == COP_MARK_ESTIMATE ? "E" : NULL;
  if (s == NULL && letter == NULL)
    return;
  CopNode *super = cop_node_add(r->d, para, COP_NODE_SUPER);
  if (s != NULL) {
    CopNode *x = cop_node_add(r->d, super, COP_NODE_XREF);
    x->as.xref.target = cop_arena_printf(r->a, "source-%s", s->id);
    cop_add_textf(r->d, x, "%u", cop_paper_source_number(r, s));
    cop_node_from(r->d, x, "source", s->id);
  }
  if (letter != NULL)
    cop_add_textf(r->d, super, "%s%s", s == NULL ? "" : ",\u2009", letter);
}

/* What is enough to find it: the site or path before spaces and further
 * addresses; an address that is a document number stays whole. */
static const char *
short_address(CopPaper *r, const char *address)
{
  g_autofree char *first = g_strndup(address, strcspn(address, ";,"));
  size_t site = strcspn(first, " ");
  bool is_site = memchr(first, '.', site) != NULL;
  return cop_arena_strndup(r->a, first, is_site ? site : strlen(first));
}

static void
describe_source(CopPaper *r, GString *text, const CopSource *s, const char *locator)
{
  unsigned first = GPOINTER_TO_UINT(g_hash_table_lookup(r->noted, s));
  if (first > 0) {
    g_string_append_printf(text, "%s (note %u)", s->short_title, first);
    if (locator != NULL)
      g_string_append_printf(text, ", %s", locator);
    g_string_append_c(text, '.');
    return;
  }
  g_hash_table_insert(r->noted, (gpointer)s, GUINT_TO_POINTER(r->n_notes));
  if (s->publisher != NULL)
    g_string_append_printf(text, "%s: ", s->publisher);
  g_string_append(text, s->title);
  if (locator != NULL)
    g_string_append_printf(text, ", %s", locator);
  if (s->published != NULL)
    g_string_append_printf(text, ", %s", cop_phrase_date(r->a, s->published));
  if (s->address != NULL)
    g_string_append_printf(text, ", %s", short_address(r, s->address));
  g_string_append_c(text, '.');
}

void
cop_paper_footnote(CopPaper *r, CopNode *para, const char *record, const char *source, const char *locator, const char *more)
{
  const CopSource *s = source == NULL ? NULL : cop_model_source(r->m, source);
  if (s == NULL && more == NULL)
    return;
  r->n_notes++;
  g_autoptr(GString) text = g_string_new(NULL);
  if (s != NULL)
    describe_source(r, text, s, locator);
  if (more != NULL)
    g_string_append_printf(text, "%s%s", text->len == 0 ? "" : " ", more);
  cop_add_footnote(r->d, para, record, text->str);
}

/* --- values --- */

static bool
has_use(const CopValue *v, const char *use)
{
  for (size_t i = 0; i < v->uses.n; i++)
    if (strcmp(v->uses.items[i], use) == 0)
      return true;
  return false;
}

/* The loser of a conflict is shown with the winner, never alone. */
static bool
outvoted(const CopPaper *r, const CopValue *v)
{
  if (v->conflict == NULL || v->preferred)
    return false;
  for (size_t i = 0; i < r->m->values.n; i++) {
    const CopValue *w = &r->m->values.items[i];
    if (w->preferred && w->conflict != NULL && strcmp(w->conflict, v->conflict) == 0)
      return true;
  }
  return false;
}

static bool
is_regional(const CopPaper *r, const CopValue *v)
{
  const CopArea *area = cop_model_area(r->m, v->area);
  return area != NULL && area->level != COP_AREA_COUNTRY;
}

const CopValue **
cop_paper_values(CopPaper *r, const char *use, size_t *n)
{
  const CopValue **found = cop_new_n(r->a, const CopValue *, r->m->values.n + 1);
  *n = 0;
  for (size_t i = 0; i < r->m->values.n; i++) {
    const CopValue *v = &r->m->values.items[i];
    if (has_use(v, use) && !is_regional(r, v) && !outvoted(r, v))
      found[(*n)++] = v;
  }
  return found;
}

/* Full sentence of a figure, without place in time: the statement where there
 * is one, else label and figure. */
static const char *
value_sentence(CopPaper *r, const CopValue *v)
{
  const char *figure = cop_paper_figure_of(r, v);
  if (v->statement != NULL)
    return cop_phrase_fill(r->a, cop_paper_field(r, COP_ENTITY_value, v->id, "statement"), (const char *[]){ "n", figure, NULL });
  return cop_arena_printf(r->a, "%s: %s %s", cop_paper_field(r, COP_ENTITY_value, v->id, "label"), figure, T_(v->unit));
}

const char *
cop_paper_full_stop(CopPaper *r, const char *text)
{
  size_t n = strlen(text);
  return n > 0 && strchr(".!?", text[n - 1]) != NULL ? text : cop_arena_printf(r->a, "%s.", text);
}

/* Is the figure about another place than the country? */
static const char *
other_place(const CopPaper *r, const CopValue *v)
{
  const CopCountry *c = r->c->country;
  if (v->scope == NULL || strcmp(v->scope, c->name) == 0 || strcmp(v->scope, c->short_name) == 0 || strcmp(v->scope, "country") == 0)
    return NULL;
  return v->scope;
}

/* Is the figure of the same study, year and place as the one before? */
static bool
same_study(const CopPaper *r, const CopValue *v)
{
  return r->last != NULL && strcmp(r->last->period, v->period) == 0 && g_strcmp0(r->last->source, v->source) == 0 && r->last->sample == v->sample &&
         g_strcmp0(r->last->scope, v->scope) == 0;
}

/* What stands before the figure: when, how it was found out, and where. The
 * figure then never opens the sentence. */
static const char *
value_opening(CopPaper *r, const CopValue *v)
{
  if (same_study(r, v))
    return v->method == COP_METHOD_SURVEY ? T_("In the same survey, ") : T_("In the same year, ");
  const char *place = other_place(r, v), *period = cop_paper_period(r, v->period);
  bool span = strchr(v->period, '/') != NULL && strchr(period, ' ') != NULL;
  if (v->method == COP_METHOD_SURVEY && v->sample > 0) {
    const char *sample = cop_phrase_number(r->a, (double)v->sample, 0);
    if (place != NULL && strcmp(place, "world") == 0)
      return cop_arena_printf(r->a, T_("Worldwide, in a survey of %s (%s), "), sample, period);
    return place != NULL ? cop_arena_printf(r->a, T_("In a survey of %s (%s) (%s), "), sample, period, place) : cop_arena_printf(r->a, T_("In a survey of %s (%s), "), sample, period);
  }
  if (place != NULL && strcmp(place, "world") == 0)
    return cop_arena_printf(r->a, span ? T_("Worldwide, from %s, ") : T_("Worldwide, in %s, "), period);
  if (place != NULL)
    return cop_arena_printf(r->a, span ? T_("From %s (%s), ") : T_("In %s (%s), "), period, place);
  return cop_arena_printf(r->a, span ? T_("From %s, ") : T_("In %s, "), period);
}

/* What a figure leaves out. */
typedef struct {
  const CopValue *value;
  const char *sentence;
} Limit;

/* Keeps what a figure leaves out for the end of the paragraph. */
static void
keep_limit(CopPaper *r, const CopValue *v, const char *text)
{
  /* sentence by sentence, as caveats of one survey share some of theirs */
  for (const char *at = text; at != NULL && *at != '\0';) {
    const char *stop = strstr(at, ". ");
    const char *sentence = stop == NULL ? cop_arena_strdup(r->a, at) : cop_arena_strndup(r->a, at, (size_t)(stop - at) + 1);
    sentence = cop_paper_full_stop(r, cop_phrase_sentence(r->a, sentence));
    if (g_hash_table_add(r->told, (gpointer)sentence)) {
      Limit *limit = cop_new(r->a, Limit);
      *limit = (Limit){ v, sentence };
      g_ptr_array_add(r->limits, limit);
    }
    at = stop == NULL ? NULL : stop + 2;
  }
}

/* Does the sentence of the figure name its population already? */
static bool
names_population(const CopValue *v)
{
  static const char persons[] = "Persons ";
  const char *population = g_str_has_prefix(v->population, persons) ? v->population + strlen(persons) : v->population;
  g_autofree char *said = g_utf8_casefold(v->statement, -1), *covered = g_utf8_casefold(population, -1);
  return strstr(said, covered) != NULL;
}

void
cop_paper_paragraph(CopPaper *r)
{
  close_sentence(r);
  g_hash_table_remove_all(r->told);
  g_ptr_array_set_size(r->limits, 0);
  r->last = NULL;
  r->n_same = 0;
  r->n_told = 0;
}

/* "0 per cent of the children" reads as a measurement; none were. */
static const char *
spoken(CopPaper *r, const CopValue *v)
{
  static const char zero[] = "0 per cent of";
  const char *text = value_sentence(r, v);
  return g_str_has_prefix(text, zero) ? cop_arena_printf(r->a, "none of%s", text + strlen(zero)) : text;
}

void
cop_paper_value(CopPaper *r, CopNode *para, const CopValue *v)
{
  g_hash_table_add(r->used_values, (gpointer)v->id);
  r->n_told++;
  bool joined = r->open != NULL && same_study(r, v) && r->n_same < JOINED_VALUES;
  if (joined) {
    cop_add_text(r->d, para, "; ");
    r->n_same++;
  } else {
    close_sentence(r);
    if (para->first != NULL)
      cop_add_text(r->d, para, " ");
    r->n_same = 0;
  }
  CopNode *span = cop_node_add(r->d, para, COP_NODE_SPAN);
  cop_node_from(r->d, span, "value", v->id);
  cop_add_textf(r->d, span, "%s%s", joined ? "" : value_opening(r, v), spoken(r, v));
  cop_paper_cite(r, span, joined && r->last->mark == v->mark ? NULL : v->source, v->mark);
  r->open = para;
  r->last = v;
  if (v->method == COP_METHOD_ADMINISTRATIVE)
    keep_limit(r, v, v->definition == NULL ? NULL : cop_paper_field(r, COP_ENTITY_value, v->id, "definition"));
  keep_limit(r, v, v->caveat == NULL ? NULL : cop_paper_field(r, COP_ENTITY_value, v->id, "caveat"));
  if (v->population != NULL && v->method == COP_METHOD_SURVEY && !names_population(v) && g_hash_table_add(r->described, (gpointer)v->population))
    keep_limit(r, v, cop_arena_printf(r->a, T_("Covered: %s"), cop_paper_field(r, COP_ENTITY_value, v->id, "population")));
}

void
cop_paper_limits(CopPaper *r, CopNode *para)
{
  close_sentence(r);
  if (r->limits->len == 0)
    return;
  g_autoptr(GString) s = g_string_new(" ");
  g_string_append(s, T_("Limits:"));
  const CopValue *of = NULL;
  for (guint i = 0; i < r->limits->len; i++) {
    const Limit *limit = g_ptr_array_index(r->limits, i);
    /* among several figures each limit says whose it is */
    if (r->n_told > 1 && limit->value != of)
      g_string_append_printf(s, " %s", cop_arena_printf(r->a, strcmp(limit->value->unit, "per cent") == 0 ? T_("Of the %s per cent:") : T_("Of the %s:"), cop_paper_figure_of(r, limit->value)));
    of = limit->value;
    g_string_append_printf(s, " %s", limit->sentence);
  }
  cop_add_styled(r->d, para, COP_NODE_EMPH, s->str);
  g_ptr_array_set_size(r->limits, 0);
  r->n_told = 0;
}

void
cop_paper_conflict(CopPaper *r, CopNode *para, const char *conflict)
{
  const CopValue *best = NULL;
  const CopValue *others[16];
  size_t n = 0;
  for (size_t i = 0; i < r->m->values.n; i++) {
    const CopValue *v = &r->m->values.items[i];
    if (v->conflict == NULL || strcmp(v->conflict, conflict) != 0)
      continue;
    if (v->preferred)
      best = v;
    else if (n < G_N_ELEMENTS(others))
      others[n++] = v;
  }
  if (best == NULL || n == 0)
    return;
  const char *phrases[16];
  for (size_t i = 0; i < n; i++) {
    const CopSource *s = cop_model_source(r->m, others[i]->source);
    phrases[i] = cop_arena_printf(r->a, "%s%s%s", cop_paper_figure_of(r, others[i]), s == NULL ? "" : ", ", s == NULL ? "" : s->short_title);
  }
  cop_paper_sayf(r, para, cop_ntr(r->words, "Another figure is also in print (%s); this document uses %s because %s.", "Other figures are also in print (%s); this document uses %s because %s.", n),
                 cop_paper_list(r, phrases, n), cop_paper_figure_of(r, best),
                 best->preferred_because != NULL ? cop_paper_field(r, COP_ENTITY_value, best->id, "preferred_because") : T_("it is the newest"));
}

/* Objectives whose evidence is one of the topic's values, as a sentence. */
static void
say_consequence(CopPaper *r, CopNode *para, const CopValue *const *values, size_t n)
{
  const char *numbers[12];
  size_t found = 0;
  for (size_t o = 0; o < r->m->objectives.n && found < G_N_ELEMENTS(numbers); o++) {
    const CopObjective *so = &r->m->objectives.items[o];
    bool uses = false;
    for (size_t e = 0; e < so->evidence.n && !uses; e++)
      for (size_t i = 0; i < n && !uses; i++)
        uses = strcmp(so->evidence.items[e], values[i]->id) == 0;
    if (uses)
      numbers[found++] = so->number;
  }
  if (found > 0)
    cop_paper_sayf(r, para, cop_ntr(r->words, "Objective %s of the plan rests on this.", "Objectives %s of the plan rest on this.", found), cop_paper_list(r, numbers, found));
  cop_paper_limits(r, para);
}

/* Values of one topic stand in one paragraph; short topics that follow each
 * other share one. */
size_t
cop_paper_topics(CopPaper *r, CopNode *section, const char *use)
{
  size_t n, told = 0;
  const CopValue **values = cop_paper_values(r, use, &n);
  g_autofree bool *done = g_new0(bool, n + 1);
  CopNode *para = NULL;
  const CopValue *together[64];
  size_t k = 0;
  for (size_t i = 0; i < n; i++) {
    if (done[i] || g_hash_table_contains(r->used_values, values[i]->id))
      continue;
    size_t size = 0;
    for (size_t j = i; j < n; j++)
      size += !done[j] && strcmp(values[j]->topic, values[i]->topic) == 0;
    if (para != NULL && k + size > PARAGRAPH_VALUES) {
      say_consequence(r, para, together, k);
      para = NULL;
    }
    if (para == NULL) {
      para = cop_add_para(r->d, section, NULL);
      cop_paper_paragraph(r);
      k = 0;
    }
    for (size_t j = i; j < n && k < G_N_ELEMENTS(together); j++) {
      if (done[j] || strcmp(values[j]->topic, values[i]->topic) != 0)
        continue;
      done[j] = true;
      together[k++] = values[j];
      cop_paper_value(r, para, values[j]);
      if (values[j]->conflict != NULL)
        cop_paper_conflict(r, para, values[j]->conflict);
      told++;
    }
  }
  if (para != NULL)
    say_consequence(r, para, together, k);
  return told;
}

void
cop_paper_unknown(CopPaper *r, CopNode *section, const char *text)
{
  CopNode *aside = cop_node_add(r->d, section, COP_NODE_ASIDE);
  aside->role = COP_ROLE_UNKNOWN;
  cop_add_para(r->d, aside, text);
}

/* --- tables, figures, lists --- */

CopNode *
cop_paper_table(CopPaper *r, CopNode *parent, const char *caption, const CopColumn *columns, unsigned n)
{
  const char *number = cop_arena_printf(r->a, "%u", ++r->n_tables);
  CopNode *t = cop_add_table(r->d, parent, number, caption, columns, n);
  t->id = cop_arena_printf(r->a, "table-%s", number);
  return t;
}

CopNode *
cop_paper_figure(CopPaper *r, CopNode *parent, const char *caption, const CopFigure *figure)
{
  const char *number = cop_arena_printf(r->a, "%u", ++r->n_figures);
  CopNode *f = cop_figure_insert(r->d, parent, number, caption, figure);
  f->id = cop_arena_printf(r->a, "figure-%s", number);
  return f;
}

CopFigureOptions
cop_paper_figure_options(const CopPaper *r)
{
  return (CopFigureOptions){ .lang = r->d->meta.lang, .palette = r->d->meta.palette, .metrics = r->c->metrics,
                             .words = r->words };
}

void
cop_paper_sources(CopPaper *r, CopNode *section)
{
  CopNode *list = cop_add_list(r->d, section, true);
  for (guint i = 0; i < r->cited->len; i++) {
    const CopSource *s = g_ptr_array_index(r->cited, i);
    CopNode *item = cop_add_item(r->d, list, NULL);
    item->id = cop_arena_printf(r->a, "source-%s", s->id);
    CopNode *p = cop_add_para(r->d, item, NULL);
    cop_node_from(r->d, p, "source", s->id);
    cop_paper_say(r, p, cop_paper_full_stop(r, s->title));
    if (s->publisher != NULL)
      cop_paper_say(r, p, cop_paper_full_stop(r, s->publisher));
    if (s->published != NULL)
      cop_paper_say(r, p, cop_paper_full_stop(r, cop_paper_date(r, s->published)));
    if (s->address != NULL)
      cop_paper_say(r, p, cop_paper_full_stop(r, s->address));
    if (s->seen_on != NULL)
      cop_paper_sayf(r, p, cop_tr(r->words, "Last read %s."), cop_paper_date(r, s->seen_on));
    if (s->note != NULL)
      cop_paper_say(r, p, cop_paper_full_stop(r, cop_phrase_sentence(r->a, s->note)));
  }
}

void
cop_paper_helpline(CopPaper *r, CopNode *parent)
{
  const CopHelpline *h = cop_model_helpline(r->m, r->c->country->helpline);
  if (h == NULL)
    return;
  CopNode *box = cop_add_callout(r->d, parent, COP_ROLE_HELPLINE, NULL);
  cop_node_from(r->d, box, "helpline", h->id);
  CopNode *p = cop_add_para(r->d, box, NULL);
  cop_paper_stress(r, p, cop_arena_printf(r->a, "%s: %s.", cop_paper_field(r, COP_ENTITY_helpline, h->id, "name"), h->number));
  if (h->hours != NULL)
    cop_paper_say(r, p, cop_paper_full_stop(r, cop_phrase_sentence(r->a, cop_paper_field(r, COP_ENTITY_helpline, h->id, "hours"))));
  if (h->cost != NULL)
    cop_paper_say(r, p, cop_paper_full_stop(r, cop_phrase_sentence(r->a, cop_paper_field(r, COP_ENTITY_helpline, h->id, "cost"))));
  for (size_t i = 0; i < r->m->helplines.n; i++) {
    const CopHelpline *e = &r->m->helplines.items[i];
    if (e->purpose == COP_HELPLINE_EMERGENCY && !e->retired)
      cop_paper_sayf(r, p, cop_tr(r->words, "In danger now: %s."), e->number);
  }
  if (h->verified_on != NULL)
    cop_paper_sayf(r, p, cop_tr(r->words, "Number verified %s."), cop_paper_date(r, h->verified_on));
  else
    cop_paper_sayf(r, p, cop_tr(r->words, "Number last met in a source of %s; not yet verified by a call, so it stands on drafts only."),
                   cop_paper_date(r, h->seen_on));
}

const char *
cop_paper_measure_number(const CopPaper *r, const char *measure)
{
  for (size_t i = 0; i < r->m->plan_outputs.n; i++) {
    const CopPlanOutput *o = &r->m->plan_outputs.items[i];
    for (size_t k = 0; k < o->measures.n; k++)
      if (strcmp(o->measures.items[k], measure) == 0)
        return cop_arena_printf(r->a, "%s.%zu", o->number, k + 1);
  }
  return measure;
}

const char *
cop_paper_institution(const CopPaper *r, const char *id)
{
  const CopInstitution *i = cop_model_institution(r->m, id);
  return i == NULL ? "–" : i->acronym != NULL ? i->acronym : i->name;
}
