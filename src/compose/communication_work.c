/* SPDX-License-Identifier: Apache-2.0
 * The communication strategy from materials to calendar. */
#include <string.h>

#include "base/lang.h"
#include "compose/communication.h"
#include "compose/targets.h"

#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

/* --- 6: materials --- */

static void
add_languages(CopPaper *r, CopNode *s)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 2 }, { COP_ALIGN_END, 1 }, { COP_ALIGN_END, 1 }, { COP_ALIGN_END, 1.2f }, { COP_ALIGN_END, 1.4f } };
  CopNode *t = cop_paper_table(r, s, "Texts of messages by language", columns, 5);
  cop_add_head_row(r->d, t, LIST("Language", "Texts", "Of them drafts", "Possible", "Households"));
  size_t possible = r->m->messages.n * COP_FORM_MAX;
  for (size_t l = 0; l < r->c->country->languages.n; l++) {
    const char *lang = r->c->country->languages.items[l];
    size_t n = 0, drafts = 0;
    for (size_t i = 0; i < r->m->messages.n; i++)
      for (int f = 0; f < COP_FORM_MAX; f++) {
        const CopMessageText *x = cop_model_text_of_message(r->m, r->m->messages.items[i].id, (CopMessageForm)f, lang);
        if (x == NULL || strcmp(x->lang, lang) != 0)
          continue;
        n++;
        drafts += x->state == COP_TEXT_STATE_DRAFT;
      }
    const CopLanguage *spoken = cop_model_language(r->m, lang);
    bool counted = spoken != NULL && cop_record_has(COP_ENTITY_language, spoken, "households");
    cop_add_row(r->d, t, LIST(cop_lang_name(lang), cop_arena_printf(r->a, "%zu", n), cop_arena_printf(r->a, "%zu", drafts), cop_arena_printf(r->a, "%zu", possible),
                              counted ? cop_phrase_number(r->a, (double)spoken->households, 0) : "not known"));
  }
  cop_add_note(r->d, t, "A draft was seen by no native reviewer. Which text stands in which form shows 'copkit review matrix'.");
}

static void
add_materials(CopComm *k)
{
  CopPaper *r = &k->r;
  CopNode *s = cop_paper_chapter(r, "6", "Materials and their making", LIST("Every sheet is made from the same messages, so that a corrected word is corrected everywhere."));
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.6f }, { COP_ALIGN_START, 5 } };
  CopNode *t = cop_paper_table(r, s, "Materials of the kit", columns, 2);
  size_t n;
  const CopComposeTarget *targets = cop_targets(&n);
  cop_add_head_row(r->d, t, LIST("Material", "What it is"));
  for (size_t i = 0; i < n; i++)
    if (g_str_has_prefix(targets[i].name, "kit/"))
      cop_add_row(r->d, t, LIST(targets[i].name + strlen("kit/"), targets[i].summary));
  add_languages(r, cop_paper_section(r, s, "Languages"));
  CopNode *list = cop_add_list(r->d, cop_paper_section(r, s, "The way of a text"), true);
  static const char *const steps[] = { "Its author writes it for one group and one act, and hands it in.", "A child-protection reviewer, who did not write it, accepts it or asks for changes.",
                                       "A native reader of the language does the same.", "Readers like those addressed try it; what they did not understand is changed and tried again.",
                                       "An approver who wrote nothing in it approves the finished sheet. Any later edit opens what it touches." };
  for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
    cop_add_item(r->d, list, steps[i]);
}

/* --- 7: pretest --- */

static void
add_rounds(CopPaper *r, CopNode *s)
{
  if (r->m->pretest_rounds.n == 0) {
    cop_paper_unknown(r, s, "No pretest is recorded: nothing in this strategy has been tried with readers yet, and every sheet says so.");
    return;
  }
  static const CopColumn columns[] = { { COP_ALIGN_START, 2.4f }, { COP_ALIGN_START, 1.1f }, { COP_ALIGN_END, 0.8f }, { COP_ALIGN_END, 0.8f }, { COP_ALIGN_END, 0.8f }, { COP_ALIGN_START, 2.6f } };
  CopNode *t = cop_paper_table(r, s, "What readers made of texts", columns, 6);
  cop_add_head_row(r->d, t, LIST("Text", "Day", "People", "Named the act", "Felt hurt", "What was changed"));
  for (size_t i = 0; i < r->m->pretest_rounds.n; i++) {
    const CopPretestRound *x = &r->m->pretest_rounds.items[i];
    CopNode *row = cop_add_row(r->d, t, LIST(x->unit, cop_paper_date(r, x->held_on), cop_phrase_number(r->a, (double)x->people, 0), cop_phrase_number(r->a, (double)x->act_named, 0),
                                             cop_phrase_number(r->a, (double)x->hurt, 0), x->changes == NULL ? "nothing" : x->changes));
    cop_node_from(r->d, row, "pretest_round", x->id);
  }
}

static void
add_pretest(CopComm *k)
{
  CopPaper *r = &k->r;
  CopNode *s = cop_paper_chapter(r, "7", "Pretest", LIST("Small tests find faults; they do not prove quality."));
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_say(r, p, "Each text is tried in each language with five people like its readers, picture sets with ten, half of them women and girls, three of them non-readers, in a town and in a remote place.");
  cop_paper_say(r, p, "It passes when eight of ten name the act, nine of ten say that the one who asked is wrong and find the number, and nobody feels hurt.");
  cop_paper_say(r, p, "Script and data sheet are in the pretest papers. An approver may waive the test in an emergency, with a reason and an end; the sheet then says that it was not tested.");
  add_rounds(r, s);
}

/* --- 8: distribution --- */

static void
add_regions(CopComm *k, CopNode *s)
{
  CopPaper *r = &k->r;
  enum { COPIES = 100000 };
  const CopPeopleSide *regions = &k->people->sides[COP_PEOPLE_REGION];
  double weights[COP_PEOPLE_MAX_CATEGORIES], out[COP_PEOPLE_MAX_CATEGORIES], sum = 0;
  int64_t parts[COP_PEOPLE_MAX_CATEGORIES], out_parts[COP_PEOPLE_MAX_CATEGORIES];
  for (size_t i = 0; i < regions->n; i++) {
    CopPeopleGroup g = cop_people_hard(k->people, COP_HARD_OUT_OF_SCHOOL, r->c->country->languages);
    g.in[COP_PEOPLE_REGION] = UINT64_C(1) << i;
    weights[i] = (double)regions->items[i].children;
    sum += out[i] = (double)cop_people_count(k->people, &g);
  }
  if (sum <= 0)
    return;
  cop_divide(COPIES, weights, regions->n, parts);
  cop_divide(COPIES, out, regions->n, out_parts);
  static const CopColumn columns[] = { { COP_ALIGN_START, 3 }, { COP_ALIGN_END, 1.2f }, { COP_ALIGN_END, 1.4f }, { COP_ALIGN_END, 1.4f } };
  CopNode *t = cop_paper_table(r, s, "Of every 100,000 copies, how many go where", columns, 4);
  cop_add_head_row(r->d, t, LIST("Region", "Children 5–17", "For all children", "For children out of school"));
  for (size_t i = 0; i < regions->n; i++)
    cop_node_from(r->d, cop_add_row(r->d, t, LIST(regions->items[i].title, cop_phrase_number(r->a, weights[i], 0), cop_phrase_number(r->a, (double)parts[i], 0),
                                                  cop_phrase_number(r->a, (double)out_parts[i], 0))),
                  "area", regions->items[i].key);
  cop_add_note(r->d, t, "Whole copies by largest remainders; both columns add up to 100,000. Attendance by region is stored for one region only and is not used: the two columns lie close together for that reason.");
}

static void
add_consignments(CopPaper *r, CopNode *s)
{
  if (r->m->consignments.n == 0) {
    cop_paper_unknown(r, s, "Nothing is recorded as printed or sent.");
    return;
  }
  static const CopColumn columns[] = { { COP_ALIGN_START, 2.2f }, { COP_ALIGN_START, 1.6f }, { COP_ALIGN_START, 1.4f }, { COP_ALIGN_END, 0.9f }, { COP_ALIGN_START, 1.2f }, { COP_ALIGN_END, 0.9f } };
  CopNode *t = cop_paper_table(r, s, "Distribution list", columns, 6);
  cop_add_head_row(r->d, t, LIST("Piece", "Where to", "By whom", "Copies", "Standing", "Came"));
  for (size_t i = 0; i < r->m->consignments.n; i++) {
    const CopConsignment *x = &r->m->consignments.items[i];
    const CopArea *area = cop_model_area(r->m, x->area);
    const char *standing = x->received_on != NULL ? "received" : x->sent_on != NULL ? "sent" : x->printed_on != NULL ? "printed" : "planned";
    CopNode *row = cop_add_row(r->d, t, LIST(x->piece, area == NULL ? x->area : area->name, x->partner == NULL ? "–" : cop_paper_institution(r, x->partner),
                                             cop_phrase_number(r->a, (double)x->copies, 0), standing,
                                             x->received_on == NULL ? "–" : cop_phrase_number(r->a, (double)x->received, 0)));
    cop_node_from(r->d, row, "consignment", x->id);
  }
}

static void
add_distribution(CopComm *k)
{
  CopPaper *r = &k->r;
  CopNode *s = cop_paper_chapter(r, "8", "Distribution", LIST("Copies follow children, not addresses; what was sent is signed for by role."));
  if (k->people != NULL)
    add_regions(k, s);
  add_consignments(r, cop_paper_section(r, s, "What is printed and on its way"));
  cop_add_para(r->d, s, "A printed sheet outlives its text. 'copkit reach printed' lists prints that are no longer what a build makes; those with a wrong number are taken down first.");
}

/* --- 9 to 12 --- */

static void
add_messengers(CopComm *k)
{
  CopPaper *r = &k->r;
  CopNode *s = cop_paper_chapter(r, "9", "Those who carry the messages", LIST("Who speaks to children can do three things before the first session."));
  CopNode *list = cop_add_list(r->d, s, true);
  cop_add_item(r->d, list, "Say the first minute aloud: thank you for telling me, you are not to blame, I will not promise to keep it secret, I will get help.");
  cop_add_item(r->d, list, "Name the referral path of the place and the person at its other end, and know that they answer today.");
  cop_add_item(r->d, list, "Hold a session without asking for own experience, without pictures of harm, and with a second adult near.");
  cop_add_para(r->d, s, "Two screened adults are present in every session with children. The facilitator guide has words, minutes and what to do when a child tells.");
}

static bool
is_communication(const CopMeasure *m)
{
  return m->theme == COP_THEME_COMMUNICATION;
}

static void
add_monitoring(CopComm *k)
{
  CopPaper *r = &k->r;
  CopNode *s = cop_paper_chapter(r, "10", "Monitoring", LIST("Count what was understood and done, not what was printed."));
  static const CopColumn columns[] = { { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 3.4f } };
  CopNode *t = cop_paper_table(r, s, "What is counted", columns, 3);
  cop_add_head_row(r->d, t, LIST("Indicator", "How often", "What it does not show"));
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < r->m->measures.n; i++)
    for (size_t n = 0; is_communication(&r->m->measures.items[i]) && n < r->m->measures.items[i].indicators.n; n++) {
      const CopIndicator *x = cop_model_indicator(r->m, r->m->measures.items[i].indicators.items[n]);
      if (!g_hash_table_add(seen, (gpointer)x->id))
        continue;
      CopNode *row = cop_add_row(r->d, t, LIST(x->title, cop_words(COP_WORDS_FREQUENCY)->words[x->frequency], x->caveat == NULL ? "–" : x->caveat));
      cop_node_from(r->d, row, "indicator", x->id);
    }
  cop_add_para(r->d, s, "Four to eight weeks after release ten people in each place are asked: seen? which act? which number? any rumour? No question is asked about own harm.");
}

static void
add_budget(CopComm *k)
{
  CopPaper *r = &k->r;
  CopNode *s = cop_paper_chapter(r, "11", "Budget", LIST("What the communication measures cost in a year, from the plan's profiles."));
  static const CopColumn columns[] = { { COP_ALIGN_START, 3.4f }, { COP_ALIGN_START, 1.2f }, { COP_ALIGN_END, 1.6f }, { COP_ALIGN_END, 1.2f } };
  CopNode *t = cop_paper_table(r, s, "Communication measures", columns, 4);
  int64_t sum = 0;
  cop_add_head_row(r->d, t, LIST("Measure", "Lead", "A year", "Goes on"));
  for (size_t i = 0; i < r->m->measure_profiles.n; i++) {
    const CopMeasureProfile *x = &r->m->measure_profiles.items[i];
    const CopMeasure *m = cop_model_measure(r->m, x->measure);
    if (!is_communication(m))
      continue;
    sum += x->cost_plan;
    CopNode *row = cop_add_row(r->d, t, LIST(m->title, cop_paper_institution(r, x->lead), cop_paper_money(r, x->cost_plan), cop_arena_printf(r->a, "%d %%", (int)x->recurrent)));
    cop_node_from(r->d, row, "measure_profile", x->id);
  }
  cop_add_row(r->d, t, LIST("Together", "", cop_paper_money(r, sum), ""));
  cop_add_note(r->d, t, "Editorial estimates (E) used for planning until prices are collected. Goes on: share of the yearly cost after the first result.");
}

static void
add_safeguarding(CopComm *k)
{
  CopPaper *r = &k->r;
  static const char *const harms[][2] = {
    { "Blame makes children silent", "The one who asked or threatened is named as wrong, never the child." },
    { "Fear makes them avoid, and parents take the phone away", "A calm helper and the act stand in the picture; no shadow, no statistics for children." },
    { "A threat of law keeps them from telling", "The law is told as protection, after a check of the country's own." },
    { "A number that does not answer ends help-seeking", "No sheet with the number leaves before somebody dialled it; old prints are taken down." },
    { "A text teaches the method", "No names of apps, no sums, no script of an approach longer than a sentence." },
    { "Proof of abuse is copied", "Keep the words, the name and the date; never copy, keep, send or look at a picture." },
    { "A child is recognised", "Invented people only; no names, villages or live cases on air." },
    { "Rumour or backlash against a family or group", "The offender is never drawn; leaders are told before the first sheet hangs." } };
  CopNode *s = cop_paper_chapter(r, "12", "Risks and safeguarding", LIST("A message that leads a child to tell opens a door; somebody has to stand behind it."));
  cop_paper_helpline(r, s);
  static const CopColumn columns[] = { { COP_ALIGN_START, 2.4f }, { COP_ALIGN_START, 4 } };
  CopNode *t = cop_paper_table(r, s, "What a message can do wrong, and what is done instead", columns, 2);
  cop_add_head_row(r->d, t, LIST("Harm", "Instead"));
  for (size_t i = 0; i < G_N_ELEMENTS(harms); i++)
    cop_add_row(r->d, t, harms[i]);
  cop_add_para(r->d, s, "In a crisis one alert goes out in all channels. Its author hands it in, an approver who did not write it lets it go out; what was left out is printed on every sheet, it ends within 30 days, and number and referral path are asked for as ever (copkit alert).");
}

/* --- 13: calendar --- */

static void
add_calendar(CopComm *k)
{
  static const char *const names[] = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December" };
  CopPaper *r = &k->r;
  CopNode *s = cop_paper_chapter(r, "13", "Calendar", LIST("A day gives a reason to speak; the act and the number stay the same all year."));
  static const CopColumn columns[] = { { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 2 }, { COP_ALIGN_START, 2.4f } };
  CopNode *t = cop_paper_table(r, s, "Days and weeks a campaign can ride on", columns, 4);
  cop_add_head_row(r->d, t, LIST("Month", "Day or week", "When", "Note"));
  for (int month = 1; month <= 12; month++)
    for (size_t i = 0; i < r->m->observances.n; i++) {
      const CopObservance *x = &r->m->observances.items[i];
      if (x->month == month)
        cop_node_from(r->d, cop_add_row(r->d, t, LIST(names[month - 1], x->title, x->when, x->note == NULL ? "–" : x->note)), "observance", x->id);
    }
  cop_add_note(r->d, t, "From general knowledge (K): check each before print. Terms, fiestas, pay days and examination weeks of the place go in beside them.");
}

void
cop_comm_work(CopComm *k)
{
  add_materials(k);
  add_pretest(k);
  add_distribution(k);
  add_messengers(k);
  add_monitoring(k);
  add_budget(k);
  add_safeguarding(k);
  add_calendar(k);
}
