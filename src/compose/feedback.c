/* SPDX-License-Identifier: Apache-2.0
 *
 * The feedback sheet for those who were asked: what was asked for in each
 * session, and what was done or why it could not be. Newest first. Of groups
 * under five people no number is told; a session without an answer says that it
 * waits for one. Nothing tells who said what. */
#include <stdlib.h>
#include <string.h>

#include "compose/front.h"
#include "compose/targets.h"

enum { SMALL_GROUP = 5 };

static int
newest_first(const void *a, const void *b)
{
  const CopConsultation *x = *(const CopConsultation *const *)a, *y = *(const CopConsultation *const *)b;
  int c = strcmp(y->held_on, x->held_on);
  return c != 0 ? c : strcmp(x->id, y->id);
}

static const char *
area_name(const CopModel *m, const char *id)
{
  const CopArea *area = id == NULL ? NULL : cop_model_area(m, id);
  return area == NULL ? NULL : area->name;
}

static const char *
band_label(const CopModel *m, const char *id)
{
  const CopAgeBand *band = id == NULL ? NULL : cop_model_age_band(m, id);
  return band == NULL ? NULL : band->label;
}

/* "Children of 9 to 12, North Region, 4 March 2027: 23 took part." */
static const char *
who_met(CopPaper *r, const CopConsultation *k)
{
  const char *band = band_label(r->m, k->age_band), *area = area_name(r->m, k->area);
  const char *who = band == NULL ? "A meeting" : cop_arena_printf(r->a, "Children (%s)", band);
  const char *many = k->participants < SMALL_GROUP ? "a small group" : cop_arena_printf(r->a, "%s took part", cop_phrase_number(r->a, (double)k->participants, 0));
  return cop_arena_printf(r->a, "%s%s%s, %s: %s.", who, area == NULL ? "" : ", ", area == NULL ? "" : area, cop_phrase_date(r->a, k->held_on), many);
}

static void
add_session(CopPaper *r, const CopConsultation *k)
{
  CopNode *s = cop_add_section(r->d, r->d->root, 1, NULL, who_met(r, k));
  cop_node_from(r->d, s, "consultation", k->id);
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_stress(r, p, "You said:");
  cop_paper_say(r, p, cop_paper_field(r, COP_ENTITY_consultation, k->id, "asked_for"));
  p = cop_add_para(r->d, s, NULL);
  cop_paper_stress(r, p, "We did:");
  cop_paper_say(r, p, k->answer != NULL ? cop_paper_field(r, COP_ENTITY_consultation, k->id, "answer") : "Nothing yet. An answer is owed to you.");
}

static bool
compose_feedback(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopModel *m = c->model;
  const CopFront front = { .target = "feedback", .title = "You said, we did", .subtitle = "For those who told us what they need" };
  g_auto(CopPaper) r = { 0 };
  cop_front_begin(&r, c, piece, &front, a, diags);
  r.d->meta.style = COP_STYLE_FORM;
  size_t waiting = 0;
  const CopConsultation **all = cop_new_n(a, const CopConsultation *, m->consultations.n);
  for (size_t i = 0; i < m->consultations.n; i++) {
    all[i] = &m->consultations.items[i];
    waiting += all[i]->answer == NULL;
  }
  qsort(all, m->consultations.n, sizeof *all, newest_first);
  CopNode *p = cop_add_para(r.d, r.d->root, NULL);
  cop_paper_sayf(&r, p, "%zu sessions were held up to %s. This is what was asked for in each, and what came of it.", m->consultations.n, cop_phrase_date(a, c->date));
  if (waiting > 0)
    cop_paper_sayf(&r, p, "%zu of them still %s for an answer.", waiting, waiting == 1 ? "waits" : "wait");
  cop_paper_say(&r, p, "Nobody is named, and nothing here tells who said what.");
  for (size_t i = 0; i < m->consultations.n; i++)
    add_session(&r, all[i]);
  cop_paper_helpline(&r, r.d->root);
  cop_paper_finish(&r);
  out->doc = r.d;
  return true;
}

void
cop_target_feedback(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  if (c->country == NULL || c->model->consultations.n == 0 || (langs != NULL && !g_strv_contains(langs, "en")))
    return;
  cop_products_add(pieces, &(CopProduct){ .target = "feedback", .stem = "feedback/feedback.en", .lang = "en", .audience = "those who were asked",
                                          .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX) | COP_FORMAT_BIT(COP_FORMAT_HTML),
                                          .compose = compose_feedback });
}
