/* SPDX-License-Identifier: Apache-2.0
 *
 * The contribution to the Council Working Group on Child Online Protection
 * (Form A), with the fields of its published contributions in their order: title
 * block, purpose, action required, references, introduction, what was done,
 * proposal, recommendation, annex. At most four pages; the same ask in front and
 * at the end; every figure a footnote to its source; no other State compared.
 */
#include <string.h>

#include "compose/contribution_priv.h"
#include "compose/targets.h"

#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })
#define GROUP "CWG-COP"

static void
add_title_block(CopPaper *r, const CopMeetingClock *m)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.5f }, { COP_ALIGN_START, 1 } };
  CopNode *block = cop_add_block(r->d, r->d->root, COP_ROLE_TITLE_BLOCK);
  CopNode *t = cop_add_table(r->d, block, NULL, NULL, columns, 2);
  const char *document = m->next == NULL ? "Document number: given by the secretariat" : cop_arena_printf(r->a, "Document %s-%d (number given by the secretariat)", GROUP, (int)m->next->number);
  cop_add_row(r->d, t, LIST("Council Working Group on Child Online Protection", document));
  cop_add_row(r->d, t, LIST(cop_meeting_when(r, m), cop_phrase_date(r->a, r->c->date)));
  cop_add_row(r->d, t, LIST("", "Original: English"));
  cop_meeting_form_centre(r, block, cop_arena_printf(r->a, "Contribution from %s", r->c->country->name), false);
  cop_meeting_form_centre(r, block, r->d->meta.title, true);
}

static void
add_opening(CopPaper *r, const char *ask)
{
  cop_contribution_purpose(r, cop_add_para(r->d, cop_meeting_form_part(r, NULL, "Purpose"), NULL));
  cop_paper_say(r, cop_add_para(r->d, cop_meeting_form_part(r, NULL, "Action required"), NULL), ask);
  cop_node_add(r->d, r->d->root, COP_NODE_RULE);
  cop_contribution_references(r, cop_meeting_form_part(r, NULL, "References"));
}

static void
add_proposal(CopPaper *r, const char *ask)
{
  CopNode *s = cop_meeting_form_part(r, "6", "Proposal: next steps, offers and needs");
  cop_contribution_next_steps(r, s);
  cop_contribution_offers(r, cop_add_para(r->d, s, NULL));
  s = cop_meeting_form_part(r, "7", "Recommendation");
  cop_paper_say(r, cop_add_para(r->d, s, NULL), ask);
}

static bool
compose_contribution(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  CopMeetingClock m = cop_meeting_clock(c, a, GROUP);
  const CopMeetingForm form = { "contribution", cop_arena_printf(a, "Child online protection in %s: strategy, existing initiatives and materials", c->country->name), 4 };
  const char *ask = "The Group is invited to note this document and to take the lessons it offers into account.";
  g_auto(CopPaper) r = { 0 };
  cop_meeting_form_begin(&r, c, piece, &form, &m, a, diags);
  add_title_block(&r, &m);
  add_opening(&r, ask);
  cop_contribution_background(&r, cop_meeting_form_part(&r, "1", "Introduction"));
  CopNode *progress = cop_meeting_form_part(&r, "2", m.last == NULL ? "Progress" : cop_arena_printf(a, "Progress since the %s meeting", cop_meeting_ordinal(a, m.last->number)));
  cop_contribution_planning(&r, progress);
  cop_contribution_progress(&r, progress);
  cop_contribution_materials(&r, cop_meeting_form_part(&r, "3", "Materials for children in and out of school"));
  cop_contribution_lessons(&r, cop_meeting_form_part(&r, "4", "Challenges and lessons"));
  cop_contribution_regional(&r, cop_add_para(r.d, cop_meeting_form_part(&r, "5", "Regional link"), NULL), true);
  add_proposal(&r, ask);
  cop_contribution_annex(&r);
  cop_node_add(r.d, r.d->root, COP_NODE_RULE);
  cop_paper_give(&r, out);
  return true;
}

void
cop_target_contribution(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  if (c->plan == NULL || (langs != NULL && !g_strv_contains(langs, "en")))
    return;
  cop_products_add(pieces, &(CopProduct){ .target = "contribution", .stem = "contribution/contribution.en", .lang = "en", .audience = "Council Working Group",
                                      .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX), .sentences = true, .compose = compose_contribution });
}
