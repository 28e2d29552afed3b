/* SPDX-License-Identifier: Apache-2.0
 * The communication strategy: who is addressed, what is asked of them, through
 * which channels, with which materials, tried how, sent where, for how much. */
#include "base/lang.h"
#include "compose/communication.h"

#include <string.h>

#include "compose/front.h"
#include "compose/targets.h"

#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

/* --- 1 to 4: people and what is said to them --- */

static void
add_situation(CopComm *k)
{
  CopPaper *r = &k->r;
  CopNode *s = cop_paper_chapter(r, "1", "What people do now, and why", LIST("A message changes little where the reason lies elsewhere: each group has its own obstacles and its own people it trusts."));
  CopNode *part = cop_paper_section(r, s, "Access and help-seeking in figures");
  cop_paper_topics(r, part, "access");
  cop_paper_topics(r, part, "help-seeking");
  part = cop_paper_section(r, s, "What stands in the way, and whom each group trusts");
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.6f }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 3 } };
  CopNode *t = cop_paper_table(r, part, "Obstacles and trusted people by group", columns, 3);
  cop_add_head_row(r->d, t, LIST("Group", "What stands in the way", "Whom and what they trust"));
  for (size_t i = 0; i < r->m->segments.n; i++) {
    const CopSegment *g = &r->m->segments.items[i];
    CopNode *row = cop_add_row(r->d, t, LIST(g->title, g->barriers == NULL ? "not known" : g->barriers, g->trusted == NULL ? "not known" : g->trusted));
    cop_node_from(r->d, row, "segment", g->id);
  }
  cop_add_note(r->d, t, "Editorial summary (E); to be confirmed with groups of each kind before materials are made.");
}

static const char *
number(const CopPaper *r, int64_t n)
{
  return cop_phrase_number(r->a, (double)n, 0);
}

static void
add_group(CopComm *k, CopNode *t, const char *title, const CopPeopleGroup *g)
{
  CopPaper *r = &k->r;
  int64_t least, most;
  cop_people_bounds(k->people, g, &least, &most);
  cop_add_row(r->d, t, LIST(title, number(r, cop_people_count(k->people, g)), number(r, least), number(r, most)));
}

static void
add_sizes(CopComm *k, CopNode *s)
{
  CopPaper *r = &k->r;
  static const CopColumn columns[] = { { COP_ALIGN_START, 3 }, { COP_ALIGN_END, 1.2f }, { COP_ALIGN_END, 1.2f }, { COP_ALIGN_END, 1.2f } };
  CopNode *t = cop_paper_table(r, s, "Children aged 5 to 17 by group", columns, 4);
  cop_add_head_row(r->d, t, LIST("Group", "Children", "At least", "At most"));
  add_group(k, t, "All", &(CopPeopleGroup){ { 0 } });
  for (size_t i = 0; i < k->people->sides[COP_PEOPLE_AGE].n; i++)
    add_group(k, t, k->people->sides[COP_PEOPLE_AGE].items[i].title, &(CopPeopleGroup){ { [COP_PEOPLE_AGE] = UINT64_C(1) << i } });
  CopPeopleGroup all = { { 0 } };
  for (int h = 0; h < COP_HARD_MAX; h++) {
    CopPeopleGroup g = cop_people_hard(k->people, (CopHard)h, r->c->country->languages);
    add_group(k, t, cop_hard_title((CopHard)h), &g);
    for (int d = 0; d < COP_PEOPLE_DIMENSIONS; d++)
      all.in[d] |= g.in[d];
  }
  add_group(k, t, "All four at once", &all);
  cop_add_note(r->d, t, "Estimates by iterative proportional fitting of stored figures (population_margin); no table with the same sides has fewer or more children in a group than the two "
                        "bounds. Reading was measured from age 5 and from 10 to 64, not for children; internet use from 10 to 16; how many girls and boys there are is not stored.");
}

static void
add_segments(CopComm *k)
{
  CopPaper *r = &k->r;
  CopNode *s = cop_paper_chapter(r, "2", "Groups that are addressed", LIST("Children come first, then those who care for them, then those whom a place listens to."));
  if (k->people != NULL)
    add_sizes(k, cop_paper_section(r, s, "How many children"));
  else
    cop_paper_unknown(r, s, "How many children are in which group is not known: the figures are not in the register.");
  static const CopColumn columns[] = { { COP_ALIGN_START, 2.4f }, { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 1 } };
  CopNode *t = cop_paper_table(r, cop_paper_section(r, s, "The groups"), "Groups, their reading and connection", columns, 5);
  cop_add_head_row(r->d, t, LIST("Group", "Who", "School", "Reading", "Connection"));
  for (size_t i = 0; i < r->m->segments.n; i++) {
    const CopSegment *g = &r->m->segments.items[i];
    CopNode *row = cop_add_row(r->d, t, LIST(g->title, cop_words(COP_WORDS_AUDIENCE)->words[g->role], cop_words(COP_WORDS_SETTING)->words[g->setting],
                                             cop_words(COP_WORDS_LITERACY)->words[g->literacy], cop_words(COP_WORDS_CONNECTIVITY)->words[g->connectivity]));
    cop_node_from(r->d, row, "segment", g->id);
  }
}

static void
add_objectives(CopComm *k)
{
  CopPaper *r = &k->r;
  CopNode *s = cop_paper_chapter(r, "3", "What each group is asked to do", LIST("One act for each group, small enough to be done and plain enough to be counted."));
  static const CopColumn columns[] = { { COP_ALIGN_START, 2 }, { COP_ALIGN_START, 5 } };
  CopNode *t = cop_paper_table(r, s, "Behavioural objective by group", columns, 2);
  cop_add_head_row(r->d, t, LIST("Group", "The act"));
  for (size_t i = 0; i < r->m->segments.n; i++) {
    const CopSegment *g = &r->m->segments.items[i];
    cop_node_from(r->d, cop_add_row(r->d, t, LIST(g->title, g->behaviour == NULL ? "not decided" : g->behaviour)), "segment", g->id);
  }
  cop_add_note(r->d, t, "No baseline has been measured. The first field check asks the same questions, so that change can be seen later.");
}

static void
add_messages(CopComm *k)
{
  CopPaper *r = &k->r;
  CopNode *s = cop_paper_chapter(r, "4", "What is said", LIST("The child is never the cause. Say what to do, then why, then where help is; never end on the danger."));
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.1f }, { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 3 } };
  for (size_t i = 0; i < r->m->segments.n; i++) {
    const CopSegment *g = &r->m->segments.items[i];
    CopNode *t = NULL;
    for (size_t n = 0; n < r->m->messages.n; n++) {
      const CopMessage *m = &r->m->messages.items[n];
      if (strcmp(m->segment, g->id) != 0)
        continue;
      if (t == NULL) {
        t = cop_paper_table(r, s, g->title, columns, 3);
        cop_add_head_row(r->d, t, LIST("Message", "It says", "The act"));
      }
      CopNode *row = cop_add_row(r->d, t, LIST(m->invites_disclosure ? cop_arena_printf(r->a, "%s ●", m->id) : m->id, m->say, m->act));
      cop_node_from(r->d, row, "message", m->id);
    }
  }
  cop_add_para(r->d, s, "● may lead a child to tell. It leaves the house only when a helpline was dialled and a referral path was tried within half a year; no option lifts that.");
}

/* --- 5: channels and the mix --- */

static const char *
share_of(CopPaper *r, const CopChannel *c)
{
  for (size_t i = 0; i < r->m->channel_reaches.n; i++) {
    const CopChannelReach *x = &r->m->channel_reaches.items[i];
    const CopValue *v = x->value == NULL ? NULL : cop_model_value(r->m, x->value);
    if (strcmp(x->channel, c->id) == 0)
      return v != NULL ? cop_arena_printf(r->a, "%.1f per cent (%s, %s)", v->number, v->label, v->period) : x->all ? "all who fit" : "not known";
  }
  return "not known";
}

static void
add_channels(CopComm *k, CopNode *s)
{
  CopPaper *r = &k->r;
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.8f }, { COP_ALIGN_START, 1.3f }, { COP_ALIGN_START, 2 }, { COP_ALIGN_START, 2 }, { COP_ALIGN_START, 2.6f } };
  CopNode *t = cop_paper_table(r, s, "Channels: what they need, whom they could reach, what to mind", columns, 5);
  cop_add_head_row(r->d, t, LIST("Channel", "Needs", "Could receive it", "Cost", "Safety"));
  for (size_t i = 0; i < r->m->channels.n; i++) {
    const CopChannel *c = &r->m->channels.items[i];
    static const char *const reading[COP_LITERACY_MAX] = { [COP_LITERACY_NONE] = "no reading", [COP_LITERACY_LOW] = "some reading", [COP_LITERACY_FULL] = "reading" };
    static const char *const online[COP_CONNECTIVITY_MAX] = { [COP_CONNECTIVITY_NONE] = "", [COP_CONNECTIVITY_VOICE] = ", a simple phone", [COP_CONNECTIVITY_DATA] = ", mobile data" };
    const char *needs = cop_arena_printf(r->a, "%s%s", reading[c->literacy], online[c->connectivity]);
    CopNode *row = cop_add_row(r->d, t, LIST(c->title, needs, share_of(r, c), c->cost == NULL ? "not known" : c->cost, c->safety == NULL ? "–" : c->safety));
    cop_node_from(r->d, row, "channel", c->id);
  }
  cop_add_note(r->d, t, "Could receive: by the figures of the register, who could hear, see or get it; not who listens. Where nothing was counted, nothing is said.");
}

/* The best set for a part of what all measures with channels cost. */
static void
add_mix(CopComm *k, CopNode *s, int64_t budget)
{
  CopPaper *r = &k->r;
  g_autoptr(CopDiags) found = cop_diags_new();
  CopMixWish wish = { .budget = budget };
  CopMix mix;
  if (!cop_mix(r->m, k->people, r->c->country->languages, &wish, &mix, found) || !cop_mix_check(r->m, k->people, r->c->country->languages, &wish, &mix, r->diags))
    return;
  CopNode *part = cop_paper_section(r, s, cop_arena_printf(r->a, "With %s a year", cop_paper_money(r, budget)));
  CopNode *list = cop_add_list(r->d, part, false);
  for (size_t i = 0; i < mix.n_runs; i++)
    if (mix.runs[i].usable || mix.runs[i].chosen)
      cop_add_item(r->d, list, cop_arena_printf(r->a, "%s %s (%s): %s.", mix.runs[i].chosen ? "In:" : "Out:", mix.runs[i].measure->title, cop_paper_money(r, mix.runs[i].cost), mix.runs[i].why));
  static const CopColumn columns[] = { { COP_ALIGN_START, 3 }, { COP_ALIGN_END, 1.2f }, { COP_ALIGN_END, 1.2f }, { COP_ALIGN_END, 1.6f } };
  CopNode *t = cop_paper_table(r, part, cop_arena_printf(r->a, "Children who could be reached for %s a year", cop_paper_money(r, mix.spent)), columns, 4);
  cop_add_head_row(r->d, t, LIST("Group", "Children", "Could be reached", "Between"));
  for (int h = -1; h < COP_HARD_MAX; h++) {
    CopPeopleGroup g = { { 0 } };
    if (h >= 0)
      g = cop_people_hard(k->people, (CopHard)h, r->c->country->languages);
    CopMixReach x = cop_mix_reach(r->m, k->people, &mix, mix.chosen, &g);
    double n = x.children > 0 ? (double)x.children / 100 : 1;
    cop_add_row(r->d, t, LIST(h < 0 ? "All" : cop_hard_title((CopHard)h), number(r, x.children), cop_arena_printf(r->a, "%.1f %%", x.reach / n),
                              cop_arena_printf(r->a, "%.1f and %.1f %%", x.least / n, x.most / n)));
  }
}

static void
add_mixes(CopComm *k, CopNode *s)
{
  CopPaper *r = &k->r;
  int64_t all = 0;
  g_autoptr(CopDiags) found = cop_diags_new();
  CopMix mix;
  if (k->people == NULL || !cop_mix(r->m, k->people, r->c->country->languages, &(CopMixWish){ .budget = INT64_MAX }, &mix, found))
    return;
  for (size_t i = 0; i < mix.n_runs; i++)
    all += mix.runs[i].usable ? mix.runs[i].cost : 0;
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_say(r, p, "All sets of measures that pay for channels were tried within a budget; the best reaches most children, and a child counts once more for each reason that makes it hard to reach.");
  cop_paper_say(r, p, "Channels on the same phones or sets count once; a measure without a figure of reach cannot be chosen by figures and is decided by people.");
  add_mix(k, s, all / 4);
  add_mix(k, s, all / 2);
}

static void
add_channel_chapter(CopComm *k)
{
  CopNode *s = cop_paper_chapter(&k->r, "5", "Channels and partners", LIST("Speech and pictures before print, people before machines, and the children first whom no school reaches."));
  add_mixes(k, s);
  add_channels(k, cop_paper_section(&k->r, s, "All channels"));
}

/* --- the document --- */

static void
begin(CopComm *k, const CopContext *c, const CopProduct *piece, const CopFront *front, CopArena *a, CopDiags *diags)
{
  g_autoptr(CopDiags) found = cop_diags_new();
  cop_front_begin(&k->r, c, piece, front, a, diags);
  k->people = cop_people(c->model, a, found);
  cop_front_write(&k->r, front);
}

/* A paper that cites nothing has no list of sources. */
static void
finish(CopComm *k, CopComposed *out)
{
  if (k->r.cited->len > 0)
    cop_front_end(&k->r, "A");
  else
    cop_paper_finish(&k->r);
  out->doc = k->r.d;
  cop_paper_clear(&k->r);
}

static bool
compose_communication(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopFront front = { .target = "communication", .title = "Communication strategy for child online protection",
                           .subtitle = "Groups, messages, channels, materials, pretest, distribution, calendar",
                           .about = "It rests on the messages, channels and figures of the store. Messages are drafts until reviewers and readers have passed them." };
  CopComm k = { 0 };
  begin(&k, c, piece, &front, a, diags);
  add_situation(&k);
  add_segments(&k);
  add_objectives(&k);
  add_messages(&k);
  add_channel_chapter(&k);
  cop_comm_work(&k);
  finish(&k, out);
  return true;
}

static bool
compose_guide(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopFront front = { .target = "facilitator-guide", .title = "Guide for facilitators", .subtitle = "Sessions on child online protection with children, carers and leaders",
                           .about = "For people who hold sessions. Nobody needs to know telephones. Drafts until tried with facilitators." };
  CopComm k = { 0 };
  begin(&k, c, piece, &front, a, diags);
  cop_comm_guide(&k);
  finish(&k, out);
  return true;
}

static bool
compose_papers(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  bool pretest = strcmp(piece->target, "communication/pretest") == 0;
  const CopFront pretest_front = { .target = "pretest", .title = "Pretest papers", .subtitle = "Sample, script, data sheet, pass marks",
                                   .about = "For who tries texts and pictures with readers like those addressed. No name, no picture and no recording of a child." };
  const CopFront brief_front = { .target = "partner-briefs", .title = "Briefs for partners", .subtitle = "What each body is asked to carry",
                                 .about = "One section for each body; hand out singly." };
  CopComm k = { 0 };
  begin(&k, c, piece, pretest ? &pretest_front : &brief_front, a, diags);
  pretest ? cop_comm_pretest(&k) : cop_comm_briefs(&k);
  finish(&k, out);
  return true;
}

static bool
compose_translators(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const char *lang = piece->subject;
  const CopFront front = { .target = "translators", .title = cop_arena_printf(a, "Sheet for translators: %s", cop_lang_name(lang)), .subtitle = "Every text of the messages, with room for a better one",
                           .about = "For translators and reviewers without a computer. What comes back is typed in at the desk or as a spreadsheet." };
  CopComm k = { 0 };
  begin(&k, c, piece, &front, a, diags);
  cop_comm_translators(&k, lang);
  finish(&k, out);
  return true;
}

/* Asked for by language only: fifty pages each. */
static void
list_translators(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  for (size_t i = 0; langs != NULL && i < c->country->languages.n; i++) {
    const char *lang = c->country->languages.items[i];
    g_autofree char *stem = g_strdup_printf("communication/translators.%s", lang);
    if (strcmp(lang, "en") != 0 && g_strv_contains(langs, lang))
      cop_products_add(pieces, &(CopProduct){ .target = "communication/translators", .stem = stem, .lang = "en", .audience = "translators", .subject = lang,
                                              .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX), .compose = compose_translators });
  }
}

void
cop_target_communication(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  static const struct {
    const char *target, *stem, *audience;
    CopComposeFn compose;
  } papers[] = { { "communication", "communication/communication.en", "ministry, partners", compose_communication },
                 { "communication/guide", "communication/facilitator-guide.en", "facilitators", compose_guide },
                 { "communication/pretest", "communication/pretest.en", "pretesters", compose_papers },
                 { "communication/partners", "communication/partner-briefs.en", "partners", compose_papers } };
  if (c->country != NULL && c->model->messages.n > 0)
    list_translators(c, pieces, langs);
  /* Its sentences are English; a language follows when its patterns are written. */
  if (c->country == NULL || c->model->messages.n == 0 || (langs != NULL && !g_strv_contains(langs, "en")))
    return;
  for (size_t i = 0; i < G_N_ELEMENTS(papers); i++)
    cop_products_add(pieces, &(CopProduct){ .target = papers[i].target, .stem = papers[i].stem, .lang = "en", .audience = papers[i].audience,
                                            .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX) | COP_FORMAT_BIT(COP_FORMAT_HTML),
                                            .compose = papers[i].compose });
}
