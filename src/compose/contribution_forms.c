/* SPDX-License-Identifier: Apache-2.0
 *
 * The other forms a country's paper to ITU can have, from the facts of the
 * contribution:
 *
 *   B  information document of a working group: document, original, for
 *      information, source, title, text; two pages
 *   C  contribution to a study group: the fields of its online form in their
 *      order, lessons before the text; four pages
 *   D  document of a regional preparatory meeting or development forum: place and
 *      date, document, source, title, priority area, summary, expected results,
 *      references, contact; two pages
 *
 * Fields were read from published documents and the page on how to contribute;
 * budgets of pages are ours. What only the secretariat or the sender knows is left
 * to them and says so. */
#include <string.h>

#include "compose/contribution_priv.h"
#include "compose/targets.h"

#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })
#define BY_SECRETARIAT "to be given by the secretariat"
#define BY_SENDER "to be filled in by the sender on the finished paper"

static const char *
source_line(CopPaper *r)
{
  return cop_phrase_sentence(r->a, r->c->country->name);
}

static const char *
contact_line(CopPaper *r)
{
  const CopInstitution *body = cop_model_institution(r->m, r->c->country->administration != NULL ? r->c->country->administration : r->c->country->lead);
  return cop_arena_printf(r->a, "Organization: %s. Name, telephone and e-mail: " BY_SENDER ".", body == NULL ? BY_SENDER : body->name);
}

static bool
give(CopPaper *r, CopComposed *out)
{
  cop_node_add(r->d, r->d->root, COP_NODE_RULE);
  cop_paper_give(r, out);
  return true;
}

/* --- B --- */

static void
add_information_head(CopPaper *r, const CopMeetingClock *m)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.5f }, { COP_ALIGN_START, 1 } };
  CopNode *block = cop_add_block(r->d, r->d->root, COP_ROLE_TITLE_BLOCK);
  CopNode *t = cop_add_table(r->d, block, NULL, NULL, columns, 2);
  cop_add_row(r->d, t, LIST("Council Working Group on Child Online Protection", "Document: number " BY_SECRETARIAT));
  cop_add_row(r->d, t, LIST(cop_meeting_when(r, m), cop_phrase_date(r->a, r->c->date)));
  cop_add_row(r->d, t, LIST("", "Original: English only"));
  cop_add_row(r->d, t, LIST("", "For information"));
  cop_meeting_form_centre(r, block, cop_arena_printf(r->a, "SOURCE: %s", source_line(r)), false);
  cop_meeting_form_centre(r, block, "TITLE:", false);
  cop_meeting_form_centre(r, block, r->d->meta.title, true);
}

static bool
compose_information(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  CopMeetingClock m = cop_meeting_clock(c, a, "CWG-COP");
  const CopMeetingForm form = { "information-document", cop_arena_printf(a, "Plans, law and materials for child online protection in %s: where they stand", c->country->name), 2 };
  g_auto(CopPaper) r = { 0 };
  cop_meeting_form_begin(&r, c, piece, &form, &m, a, diags);
  add_information_head(&r, &m);
  cop_contribution_purpose(&r, cop_add_para(r.d, r.d->root, NULL));
  CopNode *s = cop_meeting_form_part(&r, "1", "Plans, law and existing initiatives");
  cop_contribution_planning(&r, s);
  cop_contribution_reports(&r, cop_contribution_topic(&r, s, "Reports from the field."));
  cop_contribution_materials(&r, cop_meeting_form_part(&r, "2", "Materials for children in and out of school"));
  return give(&r, out);
}

/* --- C --- */

static void
add_study_fields(CopPaper *r, const CopMeetingClock *m)
{
  CopNode *t = cop_meeting_form_fields(r);
  const CopMeeting *k = m->next;
  cop_meeting_form_field(r, t, "Meeting", cop_arena_printf(r->a, "%s%s%s", k == NULL ? "ITU-D Study Group with the Question on cybersecurity" : k->group, k == NULL ? "; its number and date are " BY_SECRETARIAT : ", ",
                                                   k == NULL ? "" : cop_meeting_when(r, m)));
  cop_meeting_form_field(r, t, "Source", source_line(r));
  cop_meeting_form_field(r, t, "Title", r->d->meta.title);
  cop_meeting_form_field(r, t, "Revision of", "– (first version)");
  cop_meeting_form_field(r, t, "For action or for information", "For information");
  cop_meeting_form_field(r, t, "Action required", "The Study Group is invited to note this document and to take the lessons it offers into account.");
  cop_meeting_form_field(r, t, "Keywords", "child online protection; national strategy; legal review; children out of school; messages; indicators");
  cop_meeting_form_field(r, t, "Questions addressed", "The Question on cybersecurity; its number in the study period 2026–2029 is " BY_SECRETARIAT);
  cop_contribution_purpose(r, cop_meeting_form_field(r, t, "Abstract", NULL));
}

static bool
compose_study_group(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  CopMeetingClock m = cop_meeting_clock(c, a, "ITU-D Study Group");
  const CopMeetingForm form = { "study-group", cop_arena_printf(a, "From law and figures to materials children understand: planning child online protection in %s", c->country->name), 4 };
  g_auto(CopPaper) r = { 0 };
  cop_meeting_form_begin(&r, c, piece, &form, &m, a, diags);
  cop_meeting_form_centre(&r, cop_add_block(r.d, r.d->root, COP_ROLE_TITLE_BLOCK), r.d->meta.title, true);
  add_study_fields(&r, &m);
  cop_contribution_lessons(&r, cop_meeting_form_part(&r, NULL, "Lessons learned and suggested best practices"));
  cop_contribution_background(&r, cop_meeting_form_part(&r, "1", "Background"));
  CopNode *s = cop_meeting_form_part(&r, "2", "What was done");
  cop_contribution_planning(&r, s);
  cop_contribution_progress(&r, s);
  cop_contribution_materials(&r, cop_meeting_form_part(&r, "3", "Materials for children in and out of school"));
  s = cop_meeting_form_part(&r, "4", "Next steps");
  cop_contribution_next_steps(&r, s);
  cop_node_add(r.d, r.d->root, COP_NODE_RULE);
  cop_paper_say(&r, cop_contribution_topic(&r, r.d->root, "Contact:"), contact_line(&r));
  cop_paper_give(&r, out);
  return true;
}

/* --- D --- */

const char *
cop_contribution_region(const CopCountry *c)
{
  static const struct {
    const char *code, *name;
  } regions[] = { { "AFR", "Africa" }, { "AMS", "the Americas" }, { "ARB", "Arab States" }, { "ASP", "Asia and the Pacific" }, { "CIS", "CIS" }, { "EUR", "Europe" } };
  for (size_t i = 0; i < G_N_ELEMENTS(regions); i++)
    if (strcmp(regions[i].code, c->region) == 0)
      return regions[i].name;
  return c->region;
}

/* Preparatory meetings and development forums of the region: whichever comes
 * first, else whichever was last. */
static CopMeetingClock
regional_meeting(const CopContext *c, CopArena *a)
{
  const char *region = cop_contribution_region(c->country);
  CopMeetingClock prepares = cop_meeting_clock(c, a, cop_arena_printf(a, "Regional Preparatory Meeting for %s", region));
  CopMeetingClock forum = cop_meeting_clock(c, a, cop_arena_printf(a, "Regional Development Forum for %s", region));
  if (prepares.next != NULL || forum.next != NULL)
    return forum.next == NULL || (prepares.next != NULL && strcmp(prepares.next->held_on, forum.next->held_on) < 0) ? prepares : forum;
  return forum.last == NULL || (prepares.last != NULL && strcmp(prepares.last->held_on, forum.last->held_on) > 0) ? prepares : forum;
}

static void
add_results(CopPaper *r, CopNode *s)
{
  static const char *const results[] = { "The region knows which measures, messages and legal questions can be taken over, with their sources, and by whom they are kept.",
                                         "Native speakers of languages shared across borders are found to review draft messages.",
                                         "Members agree in which form progress can be reported so that it can be read side by side, without ranking anybody.",
                                         "The regional initiative that carries child online protection names what the region still needs." };
  CopNode *list = cop_add_list(r->d, s, false);
  for (size_t i = 0; i < G_N_ELEMENTS(results); i++)
    cop_add_item(r->d, list, results[i]);
}

static void
add_regional_head(CopPaper *r, const CopMeetingClock *m)
{
  const CopCountry *c = r->c->country;
  const CopMeeting *k = m->next;
  CopNode *t = cop_meeting_form_fields(r);
  cop_meeting_form_field(r, t, "Meeting, place and date", k == NULL ? cop_arena_printf(r->a, "Regional meeting of ITU-D for %s. %s", cop_contribution_region(c), cop_meeting_when(r, m)) : cop_arena_printf(r->a, "%s, %s", k->group, cop_meeting_when(r, m)));
  cop_meeting_form_field(r, t, "Document", "Number " BY_SECRETARIAT);
  cop_meeting_form_field(r, t, "Source", source_line(r));
  cop_meeting_form_field(r, t, "Title", r->d->meta.title);
  cop_meeting_form_field(r, t, "Priority area", cop_arena_printf(r->a, "The regional initiative for %s of 2026–2029 that carries child online protection; its title is " BY_SECRETARIAT, cop_contribution_region(c)));
  CopNode *p = cop_meeting_form_field(r, t, "Summary", NULL);
  cop_contribution_purpose(r, p);
  cop_contribution_regional(r, p, false);
}

static bool
compose_regional(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  CopMeetingClock m = regional_meeting(c, a);
  const CopMeetingForm form = { "regional-document", cop_arena_printf(a, "Child online protection in %s: what is offered to the region and sought from it", c->country->name), 2 };
  g_auto(CopPaper) r = { 0 };
  cop_meeting_form_begin(&r, c, piece, &form, &m, a, diags);
  cop_meeting_form_centre(&r, cop_add_block(r.d, r.d->root, COP_ROLE_TITLE_BLOCK), r.d->meta.title, true);
  add_regional_head(&r, &m);
  CopNode *s = cop_meeting_form_part(&r, NULL, "Expected results");
  add_results(&r, s);
  cop_contribution_offers(&r, cop_add_para(r.d, s, NULL));
  cop_contribution_references(&r, cop_meeting_form_part(&r, NULL, "References"));
  cop_paper_say(&r, cop_add_para(r.d, cop_meeting_form_part(&r, NULL, "Contact"), NULL), contact_line(&r));
  return give(&r, out);
}

/* --- targets --- */

static void
offer(const CopContext *c, CopProducts *pieces, const char *const *langs, const char *target, const char *audience, CopComposeFn compose)
{
  g_autofree char *stem = g_strdup_printf("%s.en", target);
  if (c->plan == NULL || (langs != NULL && !g_strv_contains(langs, "en")))
    return;
  cop_products_add(pieces, &(CopProduct){ .target = target, .stem = stem, .lang = "en", .audience = audience, .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX),
                                          .sentences = true, .compose = compose });
}

void
cop_target_information(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  offer(c, pieces, langs, "contribution/information", "Council Working Group", compose_information);
}

void
cop_target_study_group(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  offer(c, pieces, langs, "contribution/study-group", "ITU-D study group", compose_study_group);
}

void
cop_target_regional(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  offer(c, pieces, langs, "contribution/regional", "regional meeting", compose_regional);
}
