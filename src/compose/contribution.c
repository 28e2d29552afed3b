/* SPDX-License-Identifier: Apache-2.0
 *
 * The contribution to the Council Working Group on Child Online Protection, in
 * the form its published contributions have: title block, purpose, action
 * required, references, background, progress, materials, lessons, regional
 * link, offers and needs. At most four pages; the same ask in front and at the
 * end; every figure a footnote to its source; no other State compared.
 */
#include <string.h>

#include "base/lang.h"
#include "compose/contribution_priv.h"
#include "compose/phrase.h"
#include "compose/paper.h"
#include "compose/targets.h"
#include "doc/build.h"

#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })
#define GROUP "CWG-COP"

/* --- meeting and resolutions --- */

/* The meeting the paper is for: the first after the edition's date, else the one
 * after the last that was held. */
typedef struct {
  const CopMeeting *next, *last;
  int64_t number;
} Meeting;

static Meeting
find_meeting(const CopContext *c)
{
  Meeting m = { 0 };
  for (size_t i = 0; i < c->model->meetings.n; i++) {
    const CopMeeting *k = &c->model->meetings.items[i];
    if (strcmp(k->group, GROUP) != 0)
      continue;
    if (strcmp(k->held_on, c->date) >= 0 && (m.next == NULL || strcmp(k->held_on, m.next->held_on) < 0))
      m.next = k;
    if (strcmp(k->held_on, c->date) < 0 && (m.last == NULL || strcmp(k->held_on, m.last->held_on) > 0))
      m.last = k;
  }
  m.number = m.next != NULL ? m.next->number : m.last != NULL ? m.last->number + 1 : 1;
  return m;
}

static const char *
ordinal(CopArena *a, int64_t n)
{
  static const char *const endings[] = { "th", "st", "nd", "rd" };
  int64_t last = n % 10;
  return cop_arena_printf(a, "%d%s", (int)n, n % 100 / 10 == 1 || last > 3 ? "th" : endings[last]);
}

/* The revision in force of a numbered resolution. */
static const CopInstrument *
current_resolution(const CopModel *m, CopOrgan organ, const char *number)
{
  for (size_t i = 0; i < m->instruments.n; i++) {
    const CopInstrument *in = &m->instruments.items[i];
    if (in->kind == COP_INSTRUMENT_RESOLUTION && in->organ == organ && in->number != NULL && strcmp(in->number, number) == 0 && in->superseded_by == NULL)
      return in;
  }
  return NULL;
}

/* --- parts --- */

static void
add_title_block(CopPaper *r, const Meeting *m)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.5f }, { COP_ALIGN_START, 1 } };
  CopNode *block = cop_add_block(r->d, r->d->root, COP_ROLE_TITLE_BLOCK);
  CopNode *t = cop_add_table(r->d, block, NULL, NULL, columns, 2);
  const char *when = m->next == NULL ? "date to be announced" : cop_phrase_date(r->a, m->next->held_on);
  const char *where = m->next == NULL || m->next->place == NULL ? "" : cop_arena_printf(r->a, "%s, ", m->next->place);
  cop_add_row(r->d, t, LIST("Council Working Group on Child Online Protection", cop_arena_printf(r->a, "Document CWG-COP-%d/[number]-E", (int)m->number)));
  cop_add_row(r->d, t, LIST(cop_arena_printf(r->a, "%s meeting – %s%s", ordinal(r->a, m->number), where, when), cop_phrase_date(r->a, r->c->date)));
  cop_add_row(r->d, t, LIST("", "Original: English"));
  CopNode *p = cop_add_para(r->d, block, NULL);
  p->as.para.align = COP_ALIGN_CENTER;
  cop_paper_sayf(r, p, "Contribution from %s", r->c->country->name);
  p = cop_add_para(r->d, block, NULL);
  p->as.para.align = COP_ALIGN_CENTER;
  cop_paper_stress(r, p, r->d->meta.title);
}

static CopNode *
add_part(CopPaper *r, const char *number, const char *title)
{
  CopNode *s = cop_add_section(r->d, r->d->root, 1, number, title);
  s->as.section.in_contents = false;
  return s;
}

/* A footnote to a source: title, date, address, and how the fact is known. */
void
cop_contribution_footnote(CopPaper *r, CopNode *para, const char *record, const char *source, const char *locator, const char *more)
{
  const CopSource *s = cop_model_source(r->m, source);
  g_autoptr(GString) text = g_string_new(NULL);
  if (s != NULL) {
    g_string_append(text, s->short_title);
    if (locator != NULL)
      g_string_append_printf(text, ", %s", locator);
    if (s->address != NULL)
      g_string_append_printf(text, ", %s", s->address);
    g_string_append_c(text, '.');
  }
  if (more != NULL)
    g_string_append_printf(text, "%s%s", text->len == 0 ? "" : " ", more);
  if (text->len > 0)
    cop_add_footnote(r->d, para, record, text->str);
}

static const char *
value_note(CopPaper *r, const CopValue *v)
{
  g_autoptr(GString) s = g_string_new(NULL);
  if (v->sample > 0)
    g_string_append_printf(s, "Survey of %s. ", cop_phrase_number(r->a, (double)v->sample, 0));
  if (v->caveat != NULL)
    g_string_append(s, v->caveat);
  if (v->mark == COP_MARK_KNOWLEDGE)
    g_string_append(s, " From expert knowledge; the source is to be read again.");
  return s->len == 0 ? NULL : cop_arena_strdup(r->a, s->str);
}

/* A figure of the register as one sentence, its source and limits in the note. */
static void
say_value(CopPaper *r, CopNode *p, const char *id)
{
  const CopValue *v = cop_model_value(r->m, id);
  if (v == NULL || v->statement == NULL)
    return;
  const char *text = cop_phrase_fill(r->a, v->statement, LIST("n", cop_phrase_value(r->a, v)));
  cop_paper_sayf(r, p, "%s (%s).", cop_phrase_sentence(r->a, text), cop_phrase_period(r->a, v->period));
  cop_contribution_footnote(r, p, cop_arena_printf(r->a, "value/%s", v->id), v->source, v->locator, value_note(r, v));
}

static void
add_background(CopPaper *r)
{
  CopNode *p = cop_add_para(r->d, add_part(r, "1", "Background"), NULL);
  const CopProvision *basis = cop_model_provision(r->m, r->c->plan->basis);
  const CopLaw *law = basis == NULL ? NULL : cop_model_law(r->m, basis->law);
  if (law != NULL) {
    cop_paper_sayf(r, p, "%s acts under %s. %s: %s.", r->c->country->name_start, law->title, basis->section, basis->gist);
    cop_contribution_footnote(r, p, cop_arena_printf(r->a, "provision/%s", basis->id), basis->source, basis->locator, NULL);
  }
  /* The plan now in force, by what the register says of it. */
  for (size_t i = 0; i < r->m->initiatives.n; i++) {
    const CopInitiative *in = &r->m->initiatives.items[i];
    if (in->position != 1 || in->status != COP_INITIATIVE_CURRENT)
      continue;
    cop_paper_sayf(r, p, "The %s is in force: %s", in->title, in->gist);
    cop_contribution_footnote(r, p, cop_arena_printf(r->a, "initiative/%s", in->id), in->source, in->locator, NULL);
  }
  for (size_t o = 0; o < r->m->objectives.n && o < 4; o++)
    if (r->m->objectives.items[o].evidence.n > 0)
      say_value(r, p, r->m->objectives.items[o].evidence.items[0]);
}

static void
add_planning(CopPaper *r, CopNode *s)
{
  const CopPlanResult *res = r->c->result;
  CopNode *p = cop_add_para(r->d, s, NULL);
  unsigned n[COP_ANSWER_MAX] = { 0 };
  for (size_t i = 0; i < r->m->answers.n; i++)
    n[r->m->answers.items[i].status]++;
  cop_paper_sayf(r, p, "National law was held against %zu questions drawn from treaties and guidelines: %u are met, %u met in part, %u not met and %zu not yet answered; no "
                        "lawyer has reviewed the answers yet.", r->m->questions.n, n[COP_ANSWER_MET], n[COP_ANSWER_PARTLY], n[COP_ANSWER_NOT],
                  r->m->questions.n - n[COP_ANSWER_MET] - n[COP_ANSWER_PARTLY] - n[COP_ANSWER_NOT] - n[COP_ANSWER_NOT_APPLICABLE]);
  if (res == NULL)
    return;
  cop_paper_sayf(r, p, "A costed plan for %d to %d is drafted: %zu measures under %s objectives, an estimated %s in all, each with one lead, a start and what it waits for. It "
                        "covers %zu of the %zu requirements of the checklists used. Nothing that invites a child to tell starts before helpline and referral path work.",
                  res->first_year, res->first_year + res->n_years - 1, res->n_chosen, cop_phrase_count(r->a, (int64_t)r->m->objectives.n),
                  cop_phrase_money(r->a, r->c->country, res->cost_total), cop_contribution_covered(res, NULL), cop_contribution_requirements(res));
  size_t accepted = 0;
  for (size_t i = 0; i < r->m->integrations.n; i++)
    accepted += r->m->integrations.items[i].decision == COP_DECISION_ACCEPTED || r->m->integrations.items[i].decision == COP_DECISION_DONE;
  cop_paper_sayf(r, p, "To integrate child online protection in what exists, %zu clauses were drafted for %zu existing plans and programmes; %s.", r->m->integrations.n,
                  r->m->initiatives.n, accepted == 0 ? "their owners have still to decide" : cop_arena_printf(r->a, "%zu are accepted by their owners", accepted));
}

size_t
cop_contribution_covered(const CopPlanResult *res, size_t *open)
{
  size_t covered = 0, left = 0;
  for (size_t i = 0; i < res->n_coverage; i++) {
    covered += res->coverage[i].n_by[COP_COVER_BY_MEASURES];
    left += res->coverage[i].n_by[COP_COVER_OPEN];
  }
  if (open != NULL)
    *open = left;
  return covered;
}

size_t
cop_contribution_requirements(const CopPlanResult *res)
{
  size_t n = 0;
  for (size_t i = 0; i < res->n_coverage; i++)
    n += res->coverage[i].n;
  return n;
}

/* Messages and languages as they stand: drafted, never called reviewed. */
static void
add_materials(CopPaper *r)
{
  CopNode *p = cop_add_para(r->d, add_part(r, "3", "Materials for children in and out of school"), NULL);
  const char *names[24];
  size_t n_langs = 0;
  for (size_t l = 0; l < r->c->country->languages.n && n_langs < G_N_ELEMENTS(names); l++) {
    const char *lang = r->c->country->languages.items[l];
    size_t texts = 0;
    for (size_t i = 0; i < r->m->messages.n; i++)
      texts += cop_model_text_of_message(r->m, r->m->messages.items[i].id, COP_FORM_SAY, lang) != NULL;
    if (texts == r->m->messages.n)
      names[n_langs++] = cop_lang_name(lang);
  }
  unsigned approved = 0;
  for (size_t i = 0; i < r->m->message_texts.n; i++)
    approved += r->m->message_texts.items[i].state == COP_TEXT_STATE_APPROVED;
  cop_paper_sayf(r, p, "%zu key messages, each with one act a child, carer or leader can do, are drafted in %s.", r->m->messages.n, cop_phrase_list(r->a, names, n_langs));
  if (approved == 0)
    cop_paper_say(r, p, "No native reviewer has passed them yet and none has been tested with children, so every item built from them carries a draft mark.");
  size_t channels = 0;
  for (size_t i = 0; i < r->m->channels.n; i++)
    channels += r->m->channels.items[i].literacy == COP_LITERACY_NONE && r->m->channels.items[i].connectivity == COP_CONNECTIVITY_NONE;
  cop_paper_sayf(r, p, "Posters, pocket cards and SMS sets are made from one source, so that one corrected number corrects every item. %zu channels need neither reading nor "
                        "network.", channels);
  int64_t reached = 0;
  const CopValue *all = NULL;
  for (size_t i = 0; i < r->m->values.n; i++)
    if (strcmp(r->m->values.items[i].topic, "households") == 0)
      all = &r->m->values.items[i];
  for (size_t i = 0; i < r->m->languages.n; i++)
    for (size_t l = 0; l < r->c->country->languages.n; l++)
      if (strcmp(r->m->languages.items[i].id, r->c->country->languages.items[l]) == 0 && cop_model_text_of_message(r->m, r->m->messages.items[0].id, COP_FORM_SAY, r->m->languages.items[i].id) != NULL)
        reached += r->m->languages.items[i].households;
  if (all != NULL && reached > 0) {
    cop_paper_sayf(r, p, "The languages drafted are the home languages of %.0f per cent of households.", 100 * (double)reached / all->number);
    cop_contribution_footnote(r, p, cop_arena_printf(r->a, "value/%s", all->id), all->source, all->locator, "Language of the household, not of each child; computed here.");
  }
}

static void
add_lessons(CopPaper *r)
{
  CopNode *p = cop_add_para(r->d, add_part(r, "4", "Challenges and lessons"), NULL);
  for (size_t i = 0; i < r->m->lessons.n && i < 3; i++) {
    const CopLesson *l = &r->m->lessons.items[i];
    cop_paper_say(r, p, l->finding);
    cop_contribution_footnote(r, p, cop_arena_printf(r->a, "lesson/%s", l->id), l->source, l->locator, NULL);
    cop_paper_say(r, p, l->change);
  }
  cop_paper_say(r, p, "One thing others can reuse: a helpline number, its hours and its date of verification kept as one record from which every poster, card and message is built.");
}

static void
add_regional(CopPaper *r)
{
  CopNode *p = cop_add_para(r->d, add_part(r, "5", "Regional link"), NULL);
  bool any = false;
  for (size_t i = 0; i < r->m->instruments.n; i++) {
    const CopInstrument *in = &r->m->instruments.items[i];
    if (in->kind != COP_INSTRUMENT_REGIONAL_PLAN || in->superseded_by != NULL)
      continue;
    for (size_t k = 0; k < r->m->treaty_statuses.n; k++) {
      const CopTreatyStanding *t = &r->m->treaty_statuses.items[k];
      if (strcmp(t->instrument, in->id) != 0 || t->status != COP_TREATY_MEMBER)
        continue;
      cop_paper_sayf(r, p, "%s supports the %s.", any ? "The work also" : "This work", in->title);
      cop_contribution_footnote(r, p, cop_arena_printf(r->a, "instrument/%s", in->id), in->source, in->locator, NULL);
      any = true;
    }
  }
  cop_paper_sayf(r, p, "%s offers its catalogue of measures, messages and legal questions, with sources, to the regional development forum for the %s region and to any Member State that "
                        "wishes to adapt it.", r->c->country->name_start, strcmp(r->c->country->region, "ASP") == 0 ? "Asia and the Pacific" : r->c->country->region);
}

static void
add_proposal(CopPaper *r, const char *ask)
{
  const CopPlanResult *res = r->c->result;
  CopNode *s = add_part(r, "6", "Next steps, needs and recommendation");
  CopNode *p = cop_add_para(r->d, s, NULL);
  if (res != NULL) {
    const char *names[4];
    size_t n = 0;
    for (size_t i = 0; i < res->n_chosen && n < G_N_ELEMENTS(names); i++)
      if (res->chosen[i]->start < 2) {
        g_autofree char *first = g_utf8_strdown(res->chosen[i]->measure->title, (gssize)(g_utf8_next_char(res->chosen[i]->measure->title) - res->chosen[i]->measure->title));
        names[n++] = cop_arena_printf(r->a, "%s%s (%s)", first, g_utf8_next_char(res->chosen[i]->measure->title), cop_phrase_quarter(r->a, res->first_year, res->chosen[i]->start));
      }
    cop_paper_sayf(r, p, "First steps: %s.", cop_phrase_list(r->a, names, n));
  }
  cop_paper_sayf(r, p, "%s offers the material named above and seeks native reviewers for its draft languages, and experience of others with pretests among children out of school.",
                  r->c->country->name_start);
  cop_paper_say(r, cop_add_para(r->d, s, NULL), ask);
}

static void
add_references(CopPaper *r)
{
  static const struct {
    CopOrgan organ;
    const char *number;
  } wanted[] = { { COP_ORGAN_PP, "179" }, { COP_ORGAN_WTDC, "67" }, { COP_ORGAN_COUNCIL, "1306" } };
  CopNode *s = add_part(r, NULL, "References");
  CopNode *list = cop_add_list(r->d, s, false);
  for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
    const CopInstrument *in = current_resolution(r->m, wanted[i].organ, wanted[i].number);
    if (in == NULL)
      continue;
    CopNode *p = cop_add_para(r->d, cop_add_item(r->d, list, NULL), in->cite_as != NULL ? in->cite_as : in->title);
    cop_node_from(r->d, p, "instrument", in->id);
  }
  for (size_t i = 0; i < r->m->sources.n; i++)
    if (strstr(r->m->sources.items[i].title, "CWG-COP-19/4") != NULL) {
      CopNode *p = cop_add_para(r->d, cop_add_item(r->d, list, NULL), r->m->sources.items[i].short_title);
      cop_node_from(r->d, p, "source", r->m->sources.items[i].id);
      break;
    }
}

static bool
compose_contribution(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  Meeting m = find_meeting(c);
  const CopCatalogue *words = cop_catalogues_for(c->words, piece->lang);
  CopDocMeta meta = {
    .title = cop_arena_printf(a, "Child online protection in %s: plan, materials and progress", c->country->name),
    .author = cop_arena_printf(a, "Contribution from %s", c->country->name),
    .subject = "Child online protection",
    .lang = "en",
    .date = c->date,
    .edition = cop_arena_printf(a, "CWG-COP-%d/[number]-E", (int)m.number),
    .identifier = cop_arena_printf(a, "%s.contribution.en", c->country->id),
    .draft = c->release ? NULL : cop_tr(words, "Draft, for review"),
    .example = c->synthetic ? cop_tr(words, "Example data, not real reports") : NULL,
    .style = COP_STYLE_FORM,
    .sheet = COP_SHEET_DOCUMENT_A4,
    .page_budget = 4,
  };
  g_auto(CopPaper) r = { 0 };
  cop_paper_init(&r, c, a, &meta, diags);
  const char *ask = "The Group is invited to note this document and to take the lessons it offers into account.";
  add_title_block(&r, &m);
  CopNode *p = cop_add_para(r.d, add_part(&r, NULL, "Purpose"), NULL);
  cop_paper_sayf(&r, p, "This document reports how %s carries out what its contribution CWG-COP-19/4 proposed: plans and programmes for child online protection, measures woven into existing "
                         "initiatives, and information for children in and out of school.", c->country->name);
  if (c->result != NULL)
    cop_paper_sayf(&r, p, "A costed plan of %zu measures and %zu messages with one act each are ready for review.", c->result->n_chosen, c->model->messages.n);
  cop_paper_say(&r, cop_add_para(r.d, add_part(&r, NULL, "Action required"), NULL), ask);
  add_references(&r);
  add_background(&r);
  const char *since = m.last == NULL ? "Progress" : cop_arena_printf(a, "Progress since the %s meeting", ordinal(a, m.last->number));
  CopNode *progress = add_part(&r, "2", since);
  add_planning(&r, progress);
  cop_contribution_progress(&r, progress);
  add_materials(&r);
  add_lessons(&r);
  add_regional(&r);
  add_proposal(&r, ask);
  cop_node_add(r.d, r.d->root, COP_NODE_RULE);
  out->doc = r.d;
  return true;
}

void
cop_target_contribution(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  if (c->plan == NULL || (langs != NULL && !g_strv_contains(langs, "en")))
    return;
  cop_products_add(pieces, &(CopProduct){ .target = "contribution", .stem = "contribution/contribution.en", .lang = "en", .audience = "Council Working Group",
                                      .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX), .compose = compose_contribution });
}
