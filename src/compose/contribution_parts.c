/* SPDX-License-Identifier: Apache-2.0
 * Parts of the contribution that its other forms share: the same facts in the
 * same sentences, whatever the head. */
#include <string.h>

#include "base/lang.h"
#include "compose/contribution_priv.h"

#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })
#define NEXT_STEPS 4 /* with more the paper has five pages in a word processor */

static const char *
number(CopPaper *r, size_t n)
{
  return cop_phrase_number(r->a, (double)n, 0);
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
  /* The register's own statement, with the figure and its time as links. */
  const char *pattern = cop_arena_printf(r->a, "In {period}, %s.", v->statement);
  cop_paper_sentence(r, p, cop_arena_printf(r->a, "value.%s", v->id), cop_arena_printf(r->a, "value/%s", v->id), pattern,
                     LIST("n", cop_phrase_value(r->a, v), "period", cop_phrase_period(r->a, v->period)));
  cop_paper_footnote(r, p, cop_arena_printf(r->a, "value/%s", v->id), v->source, NULL, value_note(r, v));
}

static const char *
lower_first(CopPaper *r, const char *text)
{
  g_autofree char *first = g_utf8_strdown(text, (gssize)(g_utf8_next_char(text) - text));
  return cop_arena_printf(r->a, "%s%s", first, g_utf8_next_char(text));
}

void
cop_contribution_background(CopPaper *r, CopNode *part)
{
  CopNode *p = cop_add_para(r->d, part, NULL);
  /* The plan now in force, by what the register says of it. */
  for (size_t i = 0; i < r->m->initiatives.n; i++) {
    const CopInitiative *in = &r->m->initiatives.items[i];
    if (in->position != 1 || in->status != COP_INITIATIVE_CURRENT)
      continue;
    cop_paper_sayf(r, p, "The %s was %s", in->title, lower_first(r, in->gist));
    cop_paper_footnote(r, p, cop_arena_printf(r->a, "initiative/%s", in->id), in->source, NULL, NULL);
  }
  const CopProvision *basis = cop_model_provision(r->m, r->c->plan->basis);
  const CopLaw *law = basis == NULL ? NULL : cop_model_law(r->m, basis->law);
  if (law != NULL) {
    cop_paper_sayf(r, p, "%s of the %s asks for more: %s.", basis->section, law->title, lower_first(r, basis->gist));
    cop_paper_footnote(r, p, cop_arena_printf(r->a, "provision/%s", basis->id), basis->source, NULL, NULL);
  }
  p = cop_add_para(r->d, part, NULL);
  for (size_t o = 0; o < r->m->objectives.n && o < 4; o++)
    if (r->m->objectives.items[o].evidence.n > 0)
      say_value(r, p, r->m->objectives.items[o].evidence.items[0]);
}

/* A paragraph that opens with what it is about, in bold. */
CopNode *
cop_contribution_topic(CopPaper *r, CopNode *section, const char *topic)
{
  CopNode *p = cop_add_para(r->d, section, NULL);
  cop_paper_stress(r, p, topic);
  return p;
}

static void
say_law(CopPaper *r, CopNode *p)
{
  unsigned n[COP_ANSWER_MAX] = { 0 }, reviewed = 0;
  for (size_t i = 0; i < r->m->answers.n; i++) {
    n[r->m->answers.items[i].status]++;
    reviewed += r->m->answers.items[i].reviewer != NULL;
  }
  size_t open = r->m->questions.n - n[COP_ANSWER_MET] - n[COP_ANSWER_PARTLY] - n[COP_ANSWER_NOT] - n[COP_ANSWER_NOT_APPLICABLE];
  cop_paper_sentence(r, p, "law", "framework/LR",
                     "National law was held against {questions} questions drawn from treaties and guidelines: {met} are met, {partly} met in part, {not} not met and {open} not yet "
                     "answered.",
                     LIST("questions", number(r, r->m->questions.n), "met", number(r, n[COP_ANSWER_MET]), "partly", number(r, n[COP_ANSWER_PARTLY]), "not",
                          cop_phrase_count(r->a, n[COP_ANSWER_NOT]), "open", cop_phrase_count(r->a, (int64_t)open)));
  const char *who = reviewed == 0 ? "No lawyer has reviewed the answers yet." : cop_arena_printf(r->a, "A lawyer has reviewed %u of the answers.", reviewed);
  cop_paper_footnote(r, p, "framework/LR", NULL, NULL, cop_arena_printf(r->a, "Draft strategy, annex C, with the provision behind each answer. %s", who));
}

void
cop_contribution_planning(CopPaper *r, CopNode *s)
{
  const CopPlanResult *res = r->c->result;
  CopNode *p = cop_contribution_topic(r, s, "Plans and programmes.");
  say_law(r, p);
  if (res != NULL) {
    cop_paper_sentence(r, p, "cost", cop_arena_printf(r->a, "plan/%s", r->c->plan->id),
                       "The gaps found led to a draft strategy for {from} to {to}; its {measures} measures under {objectives} objectives cost an estimated {cost} in all.",
                       LIST("from", cop_arena_printf(r->a, "%d", res->first_year), "to", cop_arena_printf(r->a, "%d", res->first_year + res->n_years - 1), "measures", number(r, res->n_chosen),
                            "objectives", cop_phrase_count(r->a, (int64_t)r->m->objectives.n), "cost", cop_phrase_money(r->a, r->c->country, res->cost_total)));
    cop_paper_footnote(r, p, cop_arena_printf(r->a, "plan/%s", r->c->plan->id), NULL, NULL,
                       cop_arena_printf(r->a, "Draft strategy, chapter 9, in prices of %d; the range is %s. No budget has been read or granted.", (int)r->c->plan->price_year,
                                        cop_phrase_money_range(r->a, r->c->country, res->cost_low_total, res->cost_high_total)));
    cop_paper_say(r, p, "Each has one lead, a start and a list of what it waits for. Nothing that invites a child to tell starts before a helpline and a referral path have had "
                        "their first result.");
  }
  if (r->m->integrations.n == 0)
    return;
  p = cop_contribution_topic(r, s, "Existing initiatives.");
  size_t accepted = 0;
  for (size_t i = 0; i < r->m->integrations.n; i++)
    accepted += r->m->integrations.items[i].decision == COP_DECISION_ACCEPTED || r->m->integrations.items[i].decision == COP_DECISION_DONE;
  cop_paper_sentence(r, p, "woven", "integration",
                     accepted == 0 ? "For {initiatives} existing plans, programmes and services, {clauses} clauses were drafted that their owners can paste into the next revision, and none of the "
                                     "owners has decided yet."
                                   : "For {initiatives} existing plans, programmes and services, {clauses} clauses were drafted that their owners can paste into the next revision, and the owners "
                                     "have accepted {accepted}.",
                     LIST("initiatives", number(r, r->m->initiatives.n), "clauses", number(r, r->m->integrations.n), "accepted", number(r, accepted)));
  cop_paper_footnote(r, p, "integration", NULL, NULL, "Draft strategy, annex E, with clause, owner and cycle of each.");
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

/* "Filipino, Cebuano or Ilocano". */
static const char *
or_list(CopPaper *r, const char *const *names, size_t n)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0; i < n; i++)
    g_string_append_printf(s, "%s%s", i == 0 ? "" : i + 1 == n ? " or " : ", ", names[i]);
  return cop_arena_strdup(r->a, s->str);
}

/* Is it a language of the country's documents in which every message is drafted? */
static bool
is_drafted(CopPaper *r, const char *lang)
{
  bool listed = false;
  for (size_t l = 0; l < r->c->country->languages.n; l++)
    listed |= strcmp(lang, r->c->country->languages.items[l]) == 0;
  for (size_t i = 0; listed && i < r->m->messages.n; i++)
    if (cop_model_text_of_message(r->m, r->m->messages.items[i].id, COP_FORM_SAY, lang) == NULL)
      return false;
  return listed;
}

/* Home languages in which every message is drafted: their share of households. */
static void
say_language_reach(CopPaper *r, CopNode *p)
{
  int64_t reached = 0;
  const char *names[24];
  size_t n = 0;
  const CopValue *all = NULL;
  for (size_t i = 0; i < r->m->values.n; i++)
    if (strcmp(r->m->values.items[i].topic, "households") == 0)
      all = &r->m->values.items[i];
  for (size_t i = 0; i < r->m->languages.n; i++) {
    const CopLanguage *x = &r->m->languages.items[i];
    if (x->households <= 0 || r->m->messages.n == 0 || !is_drafted(r, x->id) || n == G_N_ELEMENTS(names))
      continue;
    reached += x->households;
    names[n++] = cop_lang_name(x->id);
  }
  if (all == NULL || reached == 0)
    return;
  cop_paper_sentence(r, p, "languages", cop_arena_printf(r->a, "value/%s", all->id), "At home, {share} per cent of the households of the country speak {languages}.",
                     LIST("share", cop_phrase_number(r->a, 100 * (double)reached / all->number, 0), "languages", or_list(r, names, n)));
  cop_paper_footnote(r, p, cop_arena_printf(r->a, "value/%s", all->id), all->source, NULL, "Language of the household, not of each child; computed here.");
}

/* Messages and languages as they stand: drafted, never called reviewed. */
void
cop_contribution_materials(CopPaper *r, CopNode *s)
{
  CopNode *p = cop_add_para(r->d, s, NULL);
  const char *names[24];
  size_t n_langs = 0;
  for (size_t l = 0; l < r->c->country->languages.n && n_langs < G_N_ELEMENTS(names); l++)
    if (is_drafted(r, r->c->country->languages.items[l]))
      names[n_langs++] = cop_lang_name(r->c->country->languages.items[l]);
  unsigned approved = 0;
  for (size_t i = 0; i < r->m->message_texts.n; i++)
    approved += r->m->message_texts.items[i].state == COP_TEXT_STATE_APPROVED;
  cop_paper_sentence(r, p, "messages", "message", "{messages} key messages are drafted in {languages}.", LIST("messages", number(r, r->m->messages.n), "languages", cop_phrase_list(r->a, names, n_langs)));
  cop_paper_footnote(r, p, "message", NULL, NULL, approved == 0 ? "Register of messages. No native reviewer has passed the translations yet; each item built from them carries a draft mark."
                                                               : cop_arena_printf(r->a, "Register of messages; %u texts are approved.", approved));
  say_language_reach(r, p);
  cop_paper_say(r, p, "Each message asks for one act that a child, carer or leader can do, blames nobody and shows no harm.");
  size_t channels = 0;
  for (size_t i = 0; i < r->m->channels.n; i++)
    channels += r->m->channels.items[i].literacy == COP_LITERACY_NONE && r->m->channels.items[i].connectivity == COP_CONNECTIVITY_NONE;
  cop_paper_say(r, p, "Posters, pocket cards and text messages are built from one source, so that a corrected helpline number corrects every item.");
  p = cop_add_para(r->d, s, NULL);
  cop_paper_sentence(r, p, "channels", "channel",
                     "Children out of school and carers who read little are reached first through channels that need neither reading nor network: {free} of the {all} in the catalogue.",
                     LIST("free", number(r, channels), "all", number(r, r->m->channels.n)));
  cop_paper_footnote(r, p, "channel", NULL, NULL, "Register of channels, draft strategy, chapter 7.");
  cop_paper_say(r, p, "Among these are spoken sessions, loudspeakers and picture cards. A text is printed only after a pretest in which people like its readers name the act it asks for.");
  cop_contribution_pretest(r, p);
}

/* Lessons whose source others can open. */
void
cop_contribution_lessons(CopPaper *r, CopNode *s)
{
  CopNode *list = cop_add_list(r->d, s, false);
  size_t told = 0;
  for (size_t i = 0; i < r->m->lessons.n && told < 3; i++) {
    const CopLesson *l = &r->m->lessons.items[i];
    const CopSource *source = l->source == NULL ? NULL : cop_model_source(r->m, l->source);
    if (source == NULL || source->address == NULL)
      continue;
    CopNode *p = cop_add_para(r->d, cop_add_item(r->d, list, NULL), l->finding);
    cop_paper_footnote(r, p, cop_arena_printf(r->a, "lesson/%s", l->id), l->source, NULL, NULL);
    cop_paper_say(r, p, l->change);
    told++;
  }
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_say(r, p, "Others may reuse one thing at once: a helpline number, its hours and the day it was last verified, kept as one record from which every poster, card and "
                      "text message is built, so that no item carries a number nobody answers.");
}

void
cop_contribution_regional(CopPaper *r, CopNode *p, bool offer)
{
  bool any = false;
  for (size_t i = 0; i < r->m->instruments.n; i++) {
    const CopInstrument *in = &r->m->instruments.items[i];
    if (in->kind != COP_INSTRUMENT_REGIONAL_PLAN || in->superseded_by != NULL)
      continue;
    for (size_t k = 0; k < r->m->treaty_statuses.n; k++) {
      const CopTreatyStanding *t = &r->m->treaty_statuses.items[k];
      if (strcmp(t->instrument, in->id) != 0 || t->status != COP_TREATY_MEMBER)
        continue;
      cop_paper_sayf(r, p, "%s carries forward the %s.", any ? "It also" : "This work", in->title);
      cop_paper_footnote(r, p, cop_arena_printf(r->a, "instrument/%s", in->id), in->source, NULL,
                         cop_paper_ended(r, in) ? "Its period has ended; no text of a plan that follows it was found." : NULL);
      any = true;
    }
  }
  if (offer)
    cop_paper_sayf(r, p, "%s offers its catalogue of measures, messages and legal questions, with sources, for discussion at the regional development forum for %s and in the regional "
                       "initiatives.", r->c->country->name_start, cop_contribution_region(r->c->country));
}

/* What starts first: a step, its lead, its quarter. */
void
cop_contribution_next_steps(CopPaper *r, CopNode *s)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 4.2f }, { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 1 } };
  const CopPlanResult *res = r->c->result;
  if (res == NULL || res->n_chosen == 0)
    return;
  CopNode *t = cop_paper_table(r, s, cop_arena_printf(r->a, "First steps of the draft strategy, %d", res->first_year), columns, 3);
  cop_add_head_row(r->d, t, LIST("Step", "Lead", "Starts"));
  for (size_t i = 0; i < res->n_chosen && i < NEXT_STEPS; i++) {
    const CopPlanItem *item = res->chosen[i];
    cop_add_row(r->d, t, LIST(item->measure->title, item->lead == NULL ? "–" : item->lead->acronym != NULL ? item->lead->acronym : item->lead->name,
                              cop_phrase_quarter(r->a, res->first_year, item->start)));
  }
  cop_add_note(r->d, t, "Source: draft strategy, annex A. Leads and dates are proposals; each office confirms its own before adoption.");
}

/* A conference that can revise the resolution and met after this revision was
 * adopted: what it decided may not be known here. */
static const CopMeeting *
later_conference(const CopContext *c, const CopInstrument *in)
{
  const char *group = in->organ == COP_ORGAN_PP ? "ITU Plenipotentiary Conference" : in->organ == COP_ORGAN_WTDC ? "World Telecommunication Development Conference" : NULL;
  for (size_t i = 0; group != NULL && i < c->model->meetings.n; i++) {
    const CopMeeting *k = &c->model->meetings.items[i];
    if (strcmp(k->group, group) == 0 && strcmp(k->held_on, c->date) < 0 && (in->adopted == NULL || strcmp(k->held_on, in->adopted) > 0))
      return k;
  }
  return NULL;
}

void
cop_contribution_references(CopPaper *r, CopNode *s)
{
  static const struct {
    CopOrgan organ;
    const char *number;
  } wanted[] = { { COP_ORGAN_PP, "179" }, { COP_ORGAN_WTDC, "67" }, { COP_ORGAN_COUNCIL, "1306" } };
  CopNode *list = cop_add_list(r->d, s, false);
  for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
    const CopInstrument *in = current_resolution(r->m, wanted[i].organ, wanted[i].number);
    if (in == NULL)
      continue;
    CopNode *p = cop_add_para(r->d, cop_add_item(r->d, list, NULL), in->cite_as != NULL ? in->cite_as : in->title);
    cop_node_from(r->d, p, "instrument", in->id);
    const CopMeeting *later = later_conference(r->c, in);
    if (later != NULL)
      cop_paper_footnote(r, p, cop_arena_printf(r->a, "meeting/%s", later->id), NULL, NULL,
                         cop_arena_printf(r->a, "The conference of %s (%s) could revise it; its decisions were not read for this draft.", later->place,
                                          cop_phrase_date(r->a, cop_arena_strndup(r->a, later->held_on, strlen("2026-11")))));
  }
  for (size_t i = 0; i < r->m->sources.n; i++)
    if (strstr(r->m->sources.items[i].title, "CWG-COP-19/4") != NULL) {
      CopNode *p = cop_add_para(r->d, cop_add_item(r->d, list, NULL), r->m->sources.items[i].short_title);
      cop_node_from(r->d, p, "source", r->m->sources.items[i].id);
      break;
    }
}


void
cop_contribution_purpose(CopPaper *r, CopNode *p)
{
  cop_paper_sayf(r, p, "This document reports what %s has prepared and seen on the three proposals of document CWG-COP-19/4: plans and programmes for child online protection, its place in "
                       "existing initiatives, and materials for children in and out of school.", r->c->country->name);
  const CopPlanResult *res = r->c->result;
  if (res == NULL)
    return;
  cop_paper_sentence(r, p, "plan", cop_arena_printf(r->a, "plan/%s", r->c->plan->id),
                     "A draft strategy for {years} orders {measures} measures by cost and by what each waits for, answers {covered} of {requirements} requirements of the checklists used, and "
                     "stands ready for review.",
                     LIST("years", cop_arena_printf(r->a, "%d–%d", res->first_year, res->first_year + res->n_years - 1), "measures", number(r, res->n_chosen), "covered",
                          number(r, cop_contribution_covered(res, NULL)), "requirements", number(r, cop_contribution_requirements(res))));
  cop_paper_footnote(r, p, cop_arena_printf(r->a, "plan/%s", r->c->plan->id), NULL, NULL,
                     cop_arena_printf(r->a, "Draft strategy of %s, edition of %s, annexes A and D. Not adopted; costs and dates are proposals of its drafters.",
                                      r->c->country->name, cop_phrase_date(r->a, r->c->date)));
  cop_paper_say(r, p, "The document offers what others can reuse and says what is sought.");
}

void
cop_contribution_offers(CopPaper *r, CopNode *p)
{
  cop_paper_sayf(r, p, "%s offers the catalogue and the materials named above, in formats that can be changed. It seeks native reviewers for its draft languages, the experience of others "
                       "with pretests among children out of school, and advice from the secretariat on how to report in a form that others can compare.", r->c->country->name_start);
}

/* --- annex --- */

/* Where a point of the proposal stands; the figures are in the sections above. */
static const char *
point_text(CopPaper *r, int point)
{
  bool approved = false;
  for (size_t i = 0; i < r->m->message_texts.n; i++)
    approved |= r->m->message_texts.items[i].state == COP_TEXT_STATE_APPROVED;
  switch (point) {
  case 1:
    return r->m->integrations.n == 0 ? "A draft strategy, ready for review." : "A draft strategy, ready for review, and clauses for existing initiatives.";
  case 2:
    return approved ? "Key messages, some of them approved." : "Key messages and sheets made from them, as drafts.";
  case 3:
    return r->c->reports == 0 ? "This document; no field report has been received yet." : "This document, with what field reports show.";
  default:
    return "An offer to the regional forum.";
  }
}

void
cop_contribution_annex(CopPaper *r)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.6f }, { COP_ALIGN_START, 1 } };
  CopNode *s = cop_meeting_form_part(r, "Annex", "Where the four points of the draft resolution in CWG-COP-19/4 stand");
  CopNode *t = cop_paper_table(r, s, "Member States and Sector Members were to be invited to", columns, 2);
  cop_add_head_row(r->d, t, LIST("What it asks", "Where it stands"));
  for (int k = 1; k <= 4; k++) {
    const CopRequirement *q = cop_model_requirement(r->m, cop_arena_printf(r->a, "SEED-%d", k));
    if (q != NULL)
      cop_node_from(r->d, cop_add_row(r->d, t, LIST(q->gist, point_text(r, k))), "requirement", q->id);
  }
  cop_add_note(r->d, t, "A proposal to the Council, in our own words; whether it was adopted is not known. This document asks for no resolution.");
}
