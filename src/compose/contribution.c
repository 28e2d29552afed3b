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
#define NEXT_STEPS 6

/* --- meeting and resolutions --- */

/* The meeting the paper is for: the first after the edition's date. Where none is
 * known the paper says so, and after which meeting it was written. */
typedef struct {
  const CopMeeting *next, *last;
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
  const char *when, *document = "Document number: given by the secretariat";
  if (m->next != NULL) {
    const char *where = m->next->place == NULL ? "" : cop_arena_printf(r->a, "%s, ", m->next->place);
    when = cop_arena_printf(r->a, "%s meeting – %s%s", ordinal(r->a, m->next->number), where, cop_phrase_date(r->a, m->next->held_on));
    document = cop_arena_printf(r->a, "Document CWG-COP-%d (number given by the secretariat)", (int)m->next->number);
  } else if (m->last != NULL) {
    when = cop_arena_printf(r->a, "For the meeting after the %s (%s%s%s); no date for it was published by %s", ordinal(r->a, m->last->number),
                            m->last->place == NULL ? "" : m->last->place, m->last->place == NULL ? "" : ", ", cop_phrase_date(r->a, m->last->held_on),
                            cop_phrase_date(r->a, r->c->date));
  } else {
    when = "For the next meeting";
  }
  cop_add_row(r->d, t, LIST("Council Working Group on Child Online Protection", document));
  cop_add_row(r->d, t, LIST(when, cop_phrase_date(r->a, r->c->date)));
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

static void
add_purpose(CopPaper *r)
{
  CopNode *p = cop_add_para(r->d, add_part(r, NULL, "Purpose"), NULL);
  cop_paper_sayf(r, p, "This document reports what %s has prepared and seen on the three proposals of its contribution CWG-COP-19/4: plans and programmes for child online "
                       "protection, its place in existing initiatives, and materials for children in and out of school.", r->c->country->name);
  const CopPlanResult *res = r->c->result;
  if (res == NULL)
    return;
  cop_paper_sayf(r, p, "A draft strategy for %d–%d orders %zu measures by cost and by what each waits for, and answers %zu of %zu requirements of the checklists used;",
                 res->first_year, res->first_year + res->n_years - 1, res->n_chosen, cop_contribution_covered(res, NULL), cop_contribution_requirements(res));
  cop_paper_footnote(r, p, cop_arena_printf(r->a, "plan/%s", r->c->plan->id), NULL, NULL,
                     cop_arena_printf(r->a, "Draft strategy of %s, edition of %s, annexes A and D. Not adopted; costs and dates are proposals of its drafters.",
                                      r->c->country->name, cop_phrase_date(r->a, r->c->date)));
  cop_paper_say(r, p, "it stands ready for review. The document offers what others can reuse and says what is sought.");
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
  cop_paper_sayf(r, p, "In %s, %s.", cop_phrase_period(r->a, v->period), text);
  cop_paper_footnote(r, p, cop_arena_printf(r->a, "value/%s", v->id), v->source, NULL, value_note(r, v));
}

static const char *
lower_first(CopPaper *r, const char *text)
{
  g_autofree char *first = g_utf8_strdown(text, (gssize)(g_utf8_next_char(text) - text));
  return cop_arena_printf(r->a, "%s%s", first, g_utf8_next_char(text));
}

static void
add_background(CopPaper *r)
{
  CopNode *part = add_part(r, "1", "Background");
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
static CopNode *
add_topic(CopPaper *r, CopNode *section, const char *topic)
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
  cop_paper_sayf(r, p, "National law was held against %zu questions drawn from treaties and guidelines: %u are met, %u met in part, %s not met and %s not yet answered.",
                 r->m->questions.n, n[COP_ANSWER_MET], n[COP_ANSWER_PARTLY], cop_phrase_count(r->a, n[COP_ANSWER_NOT]), cop_phrase_count(r->a, (int64_t)open));
  const char *who = reviewed == 0 ? "No lawyer has reviewed the answers yet." : cop_arena_printf(r->a, "A lawyer has reviewed %u of the answers.", reviewed);
  cop_paper_footnote(r, p, "framework/LR", NULL, NULL, cop_arena_printf(r->a, "Draft strategy, annex C, with the provision behind each answer. %s", who));
}

static void
add_planning(CopPaper *r, CopNode *s)
{
  const CopPlanResult *res = r->c->result;
  CopNode *p = add_topic(r, s, "Plans and programmes.");
  say_law(r, p);
  if (res != NULL) {
    cop_paper_sayf(r, p, "The gaps found led to a draft strategy for %d to %d. Its %zu measures under %s objectives cost an estimated %s in all;", res->first_year,
                   res->first_year + res->n_years - 1, res->n_chosen, cop_phrase_count(r->a, (int64_t)r->m->objectives.n), cop_phrase_money(r->a, r->c->country, res->cost_total));
    cop_paper_footnote(r, p, cop_arena_printf(r->a, "plan/%s", r->c->plan->id), NULL, NULL,
                       cop_arena_printf(r->a, "Draft strategy, chapter 9, in prices of %d; the range is %s. No budget has been read or granted.", (int)r->c->plan->price_year,
                                        cop_phrase_money_range(r->a, r->c->country, res->cost_low_total, res->cost_high_total)));
    cop_paper_say(r, p, "each has one lead, a start and a list of what it waits for. Nothing that invites a child to tell starts before a helpline and a referral path have had "
                        "their first result.");
  }
  if (r->m->integrations.n == 0)
    return;
  p = add_topic(r, s, "Existing initiatives.");
  size_t accepted = 0;
  for (size_t i = 0; i < r->m->integrations.n; i++)
    accepted += r->m->integrations.items[i].decision == COP_DECISION_ACCEPTED || r->m->integrations.items[i].decision == COP_DECISION_DONE;
  cop_paper_sayf(r, p, "For %zu existing plans, programmes and services, %zu clauses were drafted that their owners can paste into the next revision;", r->m->initiatives.n, r->m->integrations.n);
  cop_paper_footnote(r, p, "integration", NULL, NULL, "Draft strategy, annex E, with clause, owner and cycle of each.");
  cop_paper_say(r, p, accepted == 0 ? "the owners have still to decide." : cop_arena_printf(r->a, "the owners have accepted %zu.", accepted));
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

/* Home languages in which every message is drafted: their share of households. */
static void
say_language_reach(CopPaper *r, CopNode *p)
{
  int64_t reached = 0;
  const CopValue *all = NULL;
  for (size_t i = 0; i < r->m->values.n; i++)
    if (strcmp(r->m->values.items[i].topic, "households") == 0)
      all = &r->m->values.items[i];
  for (size_t i = 0; i < r->m->languages.n; i++)
    for (size_t l = 0; l < r->c->country->languages.n; l++)
      if (strcmp(r->m->languages.items[i].id, r->c->country->languages.items[l]) == 0 && cop_model_text_of_message(r->m, r->m->messages.items[0].id, COP_FORM_SAY, r->m->languages.items[i].id) != NULL)
        reached += r->m->languages.items[i].households;
  if (all == NULL || reached == 0)
    return;
  cop_paper_sayf(r, p, "The languages of the country among them are spoken at home in %.0f per cent of its households.", 100 * (double)reached / all->number);
  cop_paper_footnote(r, p, cop_arena_printf(r->a, "value/%s", all->id), all->source, NULL, "Language of the household, not of each child; computed here.");
}

/* Messages and languages as they stand: drafted, never called reviewed. */
static void
add_materials(CopPaper *r)
{
  CopNode *s = add_part(r, "3", "Materials for children in and out of school");
  CopNode *p = cop_add_para(r->d, s, NULL);
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
  cop_paper_sayf(r, p, "%zu key messages are drafted in %s.", r->m->messages.n, cop_phrase_list(r->a, names, n_langs));
  cop_paper_footnote(r, p, "message", NULL, NULL, approved == 0 ? "Register of messages. No native reviewer has passed the translations yet; each item built from them carries a draft mark."
                                                               : cop_arena_printf(r->a, "Register of messages; %u texts are approved.", approved));
  say_language_reach(r, p);
  cop_paper_say(r, p, "Each message asks for one act that a child, carer or leader can do, blames nobody and shows no harm.");
  size_t channels = 0;
  for (size_t i = 0; i < r->m->channels.n; i++)
    channels += r->m->channels.items[i].literacy == COP_LITERACY_NONE && r->m->channels.items[i].connectivity == COP_CONNECTIVITY_NONE;
  cop_paper_say(r, p, "Posters, pocket cards and text messages are built from one source, so that a corrected helpline number corrects every item.");
  p = cop_add_para(r->d, s, NULL);
  cop_paper_sayf(r, p, "Children out of school and carers who read little are reached first by what needs neither reading nor network: %zu of the %zu channels in the catalogue do,", channels,
                 r->m->channels.n);
  cop_paper_footnote(r, p, "channel", NULL, NULL, "Register of channels, draft strategy, chapter 7.");
  cop_paper_say(r, p, "among them spoken sessions, loudspeakers and picture cards. A text is printed only after a pretest in which people like its readers name the act it asks for.");
  cop_contribution_pretest(r, p);
}

/* Lessons whose source others can open. */
static void
add_lessons(CopPaper *r)
{
  CopNode *s = add_part(r, "4", "Challenges and lessons");
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
      cop_paper_sayf(r, p, "%s carries forward the %s.", any ? "It also" : "This work", in->title);
      cop_paper_footnote(r, p, cop_arena_printf(r->a, "instrument/%s", in->id), in->source, NULL,
                         cop_paper_ended(r, in) ? "Its period has ended; no text of a plan that follows it was found." : NULL);
      any = true;
    }
  }
  cop_paper_sayf(r, p, "%s offers its catalogue of measures, messages and legal questions, with sources, for discussion at the regional development forum for %s and in the regional "
                       "initiatives.", r->c->country->name_start, strcmp(r->c->country->region, "ASP") == 0 ? "Asia and the Pacific" : r->c->country->region);
}

/* What starts first: a step, its lead, its quarter. */
static void
add_next_steps(CopPaper *r, CopNode *s)
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

static void
add_proposal(CopPaper *r, const char *ask)
{
  CopNode *s = add_part(r, "6", "Next steps, offers and needs");
  add_next_steps(r, s);
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_sayf(r, p, "%s offers the catalogue and the materials named above, in formats that can be changed. It seeks native reviewers for its draft languages, the experience of others "
                       "with pretests among children out of school, and advice from the secretariat on how to report in a form that others can compare.", r->c->country->name_start);
  s = add_part(r, "7", "Recommendation");
  cop_paper_say(r, cop_add_para(r->d, s, NULL), ask);
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

static bool
compose_contribution(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  Meeting m = find_meeting(c);
  const CopCatalogue *words = cop_catalogues_for(c->words, piece->lang);
  CopDocMeta meta = {
    .title = cop_arena_printf(a, "Child online protection in %s: strategy, existing initiatives and materials", c->country->name),
    .author = cop_arena_printf(a, "Contribution from %s", c->country->name),
    .subject = "Child online protection",
    .lang = "en",
    .date = c->date,
    .edition = m.next == NULL ? NULL : cop_arena_printf(a, "CWG-COP-%d", (int)m.next->number),
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
  add_purpose(&r);
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
