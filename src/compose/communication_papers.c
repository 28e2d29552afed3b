/* SPDX-License-Identifier: Apache-2.0
 * Papers beside the communication strategy: facilitator guide, pretest papers,
 * briefs for partners. */
#include <string.h>

#include "base/lang.h"
#include "compose/communication.h"
#include "model/trans_unit.h"

#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

static void
add_steps(CopPaper *r, CopNode *s, const char *const *steps, size_t n, bool ordered)
{
  CopNode *list = cop_add_list(r->d, s, ordered);
  for (size_t i = 0; i < n; i++)
    cop_add_item(r->d, list, steps[i]);
}

/* --- facilitator guide --- */

static void
add_prompts(CopPaper *r, CopNode *chapter)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 2.6f }, { COP_ALIGN_START, 2.6f } };
  for (size_t i = 0; i < r->m->segments.n; i++) {
    const CopSegment *g = &r->m->segments.items[i];
    CopNode *t = NULL;
    for (size_t n = 0; n < r->m->messages.n; n++) {
      const CopMessage *m = &r->m->messages.items[n];
      const CopMessageText *ask = strcmp(m->segment, g->id) != 0 ? NULL : cop_model_text_of_message(r->m, m->id, COP_FORM_PROMPT, "en");
      if (ask == NULL)
        continue;
      if (t == NULL) {
        t = cop_paper_table(r, cop_paper_section(r, chapter, g->title), "What you ask, and what you want heard", columns, 2);
        cop_add_head_row(r->d, t, LIST("Ask", "The act you want named"));
      }
      cop_node_from(r->d, cop_add_row(r->d, t, LIST(ask->text, m->act)), "message", m->id);
    }
  }
}

void
cop_comm_guide(CopComm *k)
{
  static const char *const before[] = { "Tell the social worker or counsellor day and hour, and ask whether they can be reached during the session.",
                                        "Dial the number yourself this week. If nobody answers, do not hold a session that invites to tell.",
                                        "Bring a second adult; both have signed the code of conduct. Find a quiet corner that others can see.",
                                        "Tell parents or carers the topic in general words, and children that they may pass or leave at any time.",
                                        "Bring the cards or draw them; no electricity is needed." };
  static const char *const during[] = { "Sit at the same height. Begin with what is good online.", "Talk about an invented child, never about somebody here.",
                                        "Show the picture first: what do you see, how does the child feel, what could help? Speak last.",
                                        "Let children practise the first sentence aloud, in pairs; speak less than they do.", "End with the number, said together, and with something glad." };
  static const char *const tells[] = { "Move aside, where others see but do not hear. Listen. Believe.", "Say: thank you for telling me. You are not to blame. I will get help.",
                                       "Ask no details. Do not promise to keep it secret: say whom you will tell, and why.",
                                       "Do not look at, copy, keep or send any picture. Write down the child's own words, the name and the date.",
                                       "Use the referral path the same day. If the first person does not act, go to the next.", "Tell nobody else. Then rest and talk with your own supervisor." };
  CopPaper *r = &k->r;
  add_steps(r, cop_paper_chapter(r, "1", "Before a session", NULL), before, G_N_ELEMENTS(before), false);
  add_steps(r, cop_paper_chapter(r, "2", "In the session", NULL), during, G_N_ELEMENTS(during), false);
  CopNode *s = cop_paper_chapter(r, "3", "When a child tells you something", LIST("You are the bridge, not the investigator."));
  add_steps(r, s, tells, G_N_ELEMENTS(tells), true);
  cop_paper_helpline(r, s);
  add_prompts(r, cop_paper_chapter(r, "4", "Questions for each group", LIST("One message a session is enough.")));
  s = cop_paper_chapter(r, "5", "Afterwards", NULL);
  cop_add_para(r->d, s, "Count how many girls and boys took part, how many are out of school, and which language you spoke. Write down which question did not work. No names.");
}

/* --- pretest papers --- */

/* A row with room for handwriting: a second, empty line. */
static void
add_blank(CopPaper *r, CopNode *table, const char *first, size_t n)
{
  CopNode *row = cop_add_row(r->d, table, NULL);
  CopNode *cell = cop_add_cell(r->d, row, first);
  cop_node_add(r->d, cell, COP_NODE_LINE_BREAK);
  cop_add_text(r->d, cell, "\u00a0");
  for (size_t i = 1; i < n; i++)
    cop_add_cell(r->d, row, "");
}

static CopNode *
add_ethics(CopPaper *r)
{
  static const char *const gate[] = { "A verified number, and a named worker near by on that day.", "Two screened adults are present; both signed the code of conduct.",
                                      "Parent or carer agreed in writing or on record, and the child agreed in its own words; a trusted organization stands in where there is no carer.",
                                      "Stopping is possible at any time; a snack for all, no reward that buys.", "No question about own experience. No name, no photo, no recording of a child.",
                                      "Who must hear a disclosure, and how fast, is known: the same day.", "Adults or results that exist could not answer it." };
  CopNode *s = cop_paper_chapter(r, "1", "May this test be held?", LIST("Every line is yes, or there is no test."));
  static const CopColumn columns[] = { { COP_ALIGN_START, 6 }, { COP_ALIGN_START, 1 } };
  CopNode *t = cop_paper_table(r, s, "Before the first person is asked", columns, 2);
  cop_add_head_row(r->d, t, LIST("Condition", "Yes"));
  for (size_t i = 0; i < G_N_ELEMENTS(gate); i++)
    cop_add_row(r->d, t, LIST(gate[i], "☐"));
  return s;
}

static void
add_data_sheet(CopPaper *r)
{
  static const char *const head[] = { "No.", "Age band", "Girl, boy", "In school", "Reads", "Disability", "Picture", "Act", "Who is wrong", "Number (s)", "Liked 1–5", "Hurt", NULL };
  CopColumn columns[G_N_ELEMENTS(head) - 1];
  for (size_t i = 0; i + 1 < G_N_ELEMENTS(head); i++)
    columns[i] = (CopColumn){ COP_ALIGN_START, i == 0 ? 0.5f : 1 };
  CopNode *s = cop_paper_chapter(r, "2", "Data sheet", LIST("One line for each person. Never a name."));
  cop_add_para(r->d, s, "Text: ______________________________   Language: ____________");
  cop_add_para(r->d, s, "Place: ____________________   Day: ____________   Held by (role): ____________");
  CopNode *t = cop_paper_table(r, s, "Picture: right, partly, wrong, opposite, no idea. Act, who is wrong, hurt: yes or no", columns, G_N_ELEMENTS(columns));
  cop_add_head_row(r->d, t, head);
  for (int i = 1; i <= 10; i++)
    add_blank(r, t, cop_arena_printf(r->a, "%d", i), G_N_ELEMENTS(columns));
  cop_add_para(r->d, s, "Words not understood: ________________________________________");
  cop_add_para(r->d, s, "What they would change: ______________________________________");
  cop_add_note(r->d, t, "Enter the sums on the page of the text's review, or type the lines into a sheet (copkit review sheet) and give it to copkit review pretest; destroy the sheet after six months.");
}

void
cop_comm_pretest(CopComm *k)
{
  static const char *const script[] = { "Sit on the same side, at the same height. Let the person hold it.", "“We made this; it is not finished. You cannot be wrong; you help us.”",
                                        "Picture alone, text covered: What do you see? What are they doing? How do they feel? What happened before, and after?",
                                        "With text or sound: Tell it to me in your own words. What does it ask you to do? Who is it for?",
                                        "Is there anything you do not like, that is not like here, that could shame or hurt someone, that a child should not see?",
                                        "Whom could you tell? Find the number.", "What would you change?", "Thank the person. A helper card for everyone, so that nobody is singled out." };
  CopPaper *r = &k->r;
  CopNode *first = add_ethics(r), *s = cop_paper_section(r, first, "Who is asked");
  static const CopColumn columns[] = { { COP_ALIGN_START, 2.4f }, { COP_ALIGN_END, 1 }, { COP_ALIGN_START, 4 } };
  CopNode *t = cop_paper_table(r, s, "Sample for each language and group", columns, 3);
  cop_add_head_row(r->d, t, LIST("What is tried", "People", "Among them"));
  cop_add_row(r->d, t, LIST("Wording, layout: each round", "5", "like the readers; two or three rounds, what changed is tried again with five new people"));
  cop_add_row(r->d, t, LIST("A set of pictures", "10", "half women and girls, three or more non-readers, one or two with a disability, a town and a remote place"));
  cop_add_row(r->d, t, LIST("Acceptance, after the single talks", "6–8", "a group; never officials together with non-readers"));
  cop_add_row(r->d, t, LIST("Gatekeepers", "3", "leaders, teachers, health workers"));
  cop_add_note(r->d, t, "Under 7 years in pairs, ten minutes, with play.");
  s = cop_paper_section(r, first, "What is asked");
  cop_add_para(r->d, s, "Fifteen to twenty minutes each. No hints, no questions with yes or no; write down the words said.");
  add_steps(r, s, script, G_N_ELEMENTS(script), true);
  add_data_sheet(r);
  s = first = cop_paper_chapter(r, "3", "When it passes", NULL);
  static const CopColumn marks[] = { { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 3 } };
  t = cop_paper_table(r, s, "Pass marks", marks, 2);
  cop_add_head_row(r->d, t, LIST("What", "At least"));
  cop_add_row(r->d, t, LIST("The act is named", "80 per cent"));
  cop_add_row(r->d, t, LIST("The one who asked is wrong", "90 per cent"));
  cop_add_row(r->d, t, LIST("The number is found", "90 per cent"));
  cop_add_row(r->d, t, LIST("A picture with words is understood", "67 per cent; alone 85 per cent"));
  cop_add_row(r->d, t, LIST("A picture is taken for its opposite", "nobody for a picture of what not to do; else 5 per cent at most"));
  cop_add_row(r->d, t, LIST("Felt hurt or shamed", "nobody: one mention means revise and try again"));
  cop_add_note(r->d, t, "Eight of ten means between 49 and 94 per cent (95 per cent interval of Wilson).");
  s = cop_paper_section(r, first, "Revision log");
  static const CopColumn log[] = { { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 1.6f } };
  t = cop_paper_table(r, s, "What was found, what was changed, who decided", log, 4);
  cop_add_head_row(r->d, t, LIST("Version", "Finding", "Change", "Decided by (role)"));
  for (int i = 0; i < 6; i++)
    add_blank(r, t, "", G_N_ELEMENTS(log));
}

/* --- sheet for translators without a computer --- */

/* The lines of a dialogue or question stay lines. */
static CopNode *
add_lines(CopPaper *r, CopNode *row, const char *text)
{
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  CopNode *cell = cop_add_cell(r->d, row, lines[0] == NULL ? "" : lines[0]);
  for (size_t i = 1; lines[0] != NULL && lines[i] != NULL; i++) {
    cop_node_add(r->d, cell, COP_NODE_LINE_BREAK);
    cop_add_text(r->d, cell, lines[i]);
  }
  return cell;
}

static void
add_units(CopPaper *r, CopNode *s, const CopMessage *m, const CopTransUnits *units, const char *lang)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.9f }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 2 } };
  CopNode *t = cop_paper_table(r, s, m->id, columns, 4);
  cop_add_head_row(r->d, t, LIST("Form", "English", cop_lang_name(lang), "Better"));
  for (size_t i = 0; i < units->n; i++) {
    const CopTransUnit *u = &units->items[i];
    if (u->message == NULL || strcmp(u->message->id, m->id) != 0)
      continue;
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_add_cell(r->d, row, strrchr(u->id, '/') + 1);
    add_lines(r, row, u->source);
    cop_node_in(r->d, add_lines(r, row, u->target == NULL ? "" : u->target), lang);
    cop_add_cell(r->d, row, "");
    cop_node_from(r->d, row, "message", m->id);
  }
  if (m->do_not.n > 0) {
    g_autofree char *all = NULL;
    g_autoptr(GPtrArray) parts = g_ptr_array_new();
    for (size_t i = 0; i < m->do_not.n; i++)
      g_ptr_array_add(parts, (gpointer)m->do_not.items[i]);
    g_ptr_array_add(parts, NULL);
    all = g_strjoinv("; ", (char **)parts->pdata);
    cop_add_note(r->d, t, cop_arena_printf(r->a, "No version may: %s.", all));
  }
}

void
cop_comm_translators(CopComm *k, const char *lang)
{
  static const char *const rules[] = { "Translate the meaning, not the words; keep the one act.", "{HELP} stays as it is: the number of the place goes there.",
                                       "“Keep the chat” means words, name, number and date. Never a picture.", "Write names of body parts as your community says them to children.",
                                       "A dialogue keeps its lines; a question keeps a), b), c), the star and the sign |.", "Read it aloud to somebody who does not read. What did they understand they should do?" };
  CopPaper *r = &k->r;
  add_steps(r, cop_paper_chapter(r, "1", "How to use this sheet", LIST("Write the better wording in the last column. Who wrote a text does not review it.")), rules, G_N_ELEMENTS(rules), false);
  CopTransUnits units = cop_trans_units(r->m, r->a, lang, COP_TRANS_MESSAGES);
  CopNode *s = cop_paper_chapter(r, "2", "The texts", NULL);
  for (size_t i = 0; i < r->m->messages.n; i++)
    add_units(r, s, &r->m->messages.items[i], &units, lang);
}

/* --- briefs for partners --- */

static bool
leads_channel(const CopModel *m, const CopChannelReach *x, const char *institution)
{
  for (size_t i = 0; x->measure != NULL && i < m->measure_profiles.n; i++)
    if (strcmp(m->measure_profiles.items[i].measure, x->measure) == 0 && strcmp(m->measure_profiles.items[i].lead, institution) == 0)
      return true;
  return false;
}

static void
add_brief(CopPaper *r, CopNode *s, const CopInstitution *x)
{
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_say(r, p, x->role);
  CopNode *list = cop_add_list(r->d, cop_paper_section(r, s, "What you are asked to do"), false);
  for (size_t i = 0; i < r->m->measure_profiles.n; i++) {
    const CopMeasureProfile *f = &r->m->measure_profiles.items[i];
    const CopMeasure *m = cop_model_measure(r->m, f->measure);
    if (strcmp(f->lead, x->id) == 0 && m->theme == COP_THEME_COMMUNICATION)
      cop_node_from(r->d, cop_add_item(r->d, list, cop_arena_printf(r->a, "%s: your office %s (%s a year).", m->title, f->deliverable, cop_paper_money(r, f->cost_plan))), "measure", m->id);
  }
  for (size_t i = 0; i < r->m->channel_reaches.n; i++) {
    const CopChannelReach *reach = &r->m->channel_reaches.items[i];
    const CopChannel *c = cop_model_channel(r->m, reach->channel);
    if (leads_channel(r->m, reach, x->id) && c->safety != NULL)
      cop_node_from(r->d, cop_add_item(r->d, list, cop_arena_printf(r->a, "%s. To mind: %s", c->title, c->safety)), "channel", c->id);
  }
  cop_add_para(r->d, s, "Use the texts as they are: a changed word has to be reviewed again. Put the number where the sheet has it. Send numbers of sheets and people, never a name.");
}

void
cop_comm_briefs(CopComm *k)
{
  CopPaper *r = &k->r;
  unsigned n = 0;
  for (size_t i = 0; i < r->m->institutions.n; i++) {
    const CopInstitution *x = &r->m->institutions.items[i];
    bool asked = false;
    for (size_t f = 0; f < r->m->measure_profiles.n && !asked; f++)
      asked = strcmp(r->m->measure_profiles.items[f].lead, x->id) == 0 && cop_model_measure(r->m, r->m->measure_profiles.items[f].measure)->theme == COP_THEME_COMMUNICATION;
    if (asked)
      add_brief(r, cop_paper_chapter(r, cop_arena_printf(r->a, "%u", ++n), x->name, NULL), x);
  }
  if (n == 0)
    cop_paper_unknown(r, cop_paper_chapter(r, "1", "Partners", NULL), "No body leads a communication measure yet.");
}
