/* SPDX-License-Identifier: Apache-2.0
 *
 * The scorecard of an agency, one page for itself: the measures it leads, with
 * when their first result is due and what they wait for, and the targets it
 * reports on, with their standing. It compares no agency with another and is
 * not for publication: every page says for whom it is. */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "compose/front.h"
#include "compose/targets.h"

#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

static bool
leads(const CopPlanItem *it, const char *institution)
{
  return it->lead != NULL && strcmp(it->lead->id, institution) == 0;
}

static size_t
count_measures(const CopContext *c, const char *institution)
{
  size_t n = 0;
  for (size_t i = 0; c->result != NULL && i < c->result->n_chosen; i++)
    n += leads(c->result->chosen[i], institution);
  return n;
}

static size_t
count_targets(const CopContext *c, const char *institution)
{
  size_t n = 0;
  for (size_t i = 0; i < c->n_progress; i++)
    n += strcmp(c->progress[i].target->owner, institution) == 0;
  return n;
}

/* Quarter of the plan that the edition's day lies in; negative before it. */
static int
quarter_now(const CopContext *c)
{
  CopDate d = cop_date_read(c->date);
  return (d.year - c->result->first_year) * 4 + (d.month - 1) / 3;
}

/* What a measure is at, as the plan has it. */
static const char *
standing_of(CopPaper *r, const CopPlanItem *it)
{
  int now = quarter_now(r->c), first = r->c->result->first_year;
  if (it->end <= now)
    return "first result due by now";
  if (it->start <= now)
    return cop_arena_printf(r->a, "under way; due %s", cop_phrase_quarter(r->a, first, it->end - 1));
  if (it->start - now <= 1)
    return "to begin next quarter";
  return cop_arena_printf(r->a, "begins %s", cop_phrase_quarter(r->a, first, it->start));
}

static const char *
waits_of(CopPaper *r, const CopPlanItem *it)
{
  const char **names = cop_new_n(r->a, const char *, it->n_waits + 1);
  for (size_t i = 0; i < it->n_waits; i++)
    names[i] = cop_paper_measure_number(r, it->waits[i].measure->id);
  return it->n_waits == 0 ? "–" : cop_paper_list(r, names, it->n_waits);
}

static void
add_measures(CopPaper *r, const char *institution)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.6f }, { COP_ALIGN_START, 3.4f }, { COP_ALIGN_START, 1.7f }, { COP_ALIGN_START, 1 }, { COP_ALIGN_END, 1.2f } };
  const CopPlanResult *res = r->c->result;
  CopNode *s = cop_add_section(r->d, r->d->root, 1, NULL, "Measures led");
  if (count_measures(r->c, institution) == 0) {
    cop_add_para(r->d, s, "The draft plan gives it no measure to lead.");
    return;
  }
  CopNode *t = cop_paper_table(r, s, "In the order of the plan; a draft until the plan is adopted", columns, 5);
  cop_add_head_row(r->d, t, LIST("No.", "Measure", "Standing by the plan", "Waits for", "Planned cost"));
  int64_t sum = 0;
  for (size_t i = 0; i < res->n_chosen; i++) {
    const CopPlanItem *it = res->chosen[i];
    if (!leads(it, institution))
      continue;
    sum += it->cost_total;
    CopNode *row = cop_add_row(r->d, t, LIST(cop_paper_measure_number(r, it->measure->id), cop_paper_field(r, COP_ENTITY_measure, it->measure->id, "title"), standing_of(r, it),
                                             waits_of(r, it), cop_paper_money(r, it->cost_total)));
    cop_node_from(r->d, row, "measure", it->measure->id);
  }
  cop_add_row(r->d, t, LIST("", "Together", "", "", cop_paper_money(r, sum)))->role = COP_ROLE_TOTAL;
}

static void
add_targets(CopPaper *r, const char *institution)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.6f }, { COP_ALIGN_START, 3.4f }, { COP_ALIGN_END, 1.2f }, { COP_ALIGN_END, 1.2f }, { COP_ALIGN_START, 1.6f } };
  CopNode *s = cop_add_section(r->d, r->d->root, 1, NULL, "Targets reported on");
  if (count_targets(r->c, institution) == 0) {
    cop_add_para(r->d, s, "It reports on no target of the plan.");
    return;
  }
  CopNode *t = cop_paper_table(r, s, "How far each has come", columns, 5);
  cop_add_head_row(r->d, t, LIST("Target", "Indicator", "Milestone", "Value", "Standing"));
  for (size_t i = 0; i < r->c->n_progress; i++) {
    const CopTargetProgress *x = &r->c->progress[i];
    if (strcmp(x->target->owner, institution) != 0)
      continue;
    const CopTargetYear *y = x->now;
    CopNode *row = cop_add_row(
      r->d, t, LIST(x->target->number, x->target->title, y == NULL || isnan(y->milestone) ? "–" : cop_arena_printf(r->a, "%s (%d)", cop_phrase_figure(r->a, y->milestone), y->year),
                    y == NULL || y->value.state != COP_PUBLISHED_VALUE ? "–" : cop_phrase_figure(r->a, y->value.value),
                    y == NULL ? "No milestone yet" : cop_phrase_sentence(r->a, y->rating != COP_RATING_NONE ? cop_rating_name(y->rating) : cop_unrated_name(y->unrated))));
    cop_node_from(r->d, row, "target", x->target->id);
  }
  cop_add_note(r->d, t, cop_arena_printf(r->a, "Rule: %s", cop_rating_rule()));
}

static bool
compose_scorecard(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const char *name = cop_model_text(c->model, COP_ENTITY_institution, piece->subject, "name", "en", NULL);
  const CopFront front = { .target = "scorecard", .title = cop_arena_printf(a, "Scorecard: %s", name), .subtitle = "For the agency itself; not for publication" };
  g_auto(CopPaper) r = { 0 };
  cop_front_begin(&r, c, piece, &front, a, diags);
  r.d->meta.style = COP_STYLE_FORM;
  r.d->meta.page_budget = 2;
  r.d->meta.licence = NULL;
  CopNode *p = cop_add_para(r.d, r.d->root, NULL);
  cop_paper_stress(&r, p, "For the agency itself; not for publication.");
  cop_paper_sayf(&r, p, "Edition of %s, from the draft plan and field reports. It compares no agency with another.", cop_phrase_date(a, c->date));
  if (c->synthetic)
    cop_paper_stress(&r, p, "Values are example data, made to try the form.");
  add_measures(&r, piece->subject);
  add_targets(&r, piece->subject);
  p = cop_add_para(r.d, cop_add_section(r.d, r.d->root, 1, NULL, "What is wrong here?"), NULL);
  cop_paper_sayf(&r, p, "The plan's dates and costs are proposals. Tell the %s what does not hold; a change of a date or of who leads makes this page anew.",
                 cop_paper_institution(&r, c->country->lead));
  cop_paper_finish(&r);
  out->doc = r.d;
  return true;
}

void
cop_target_scorecard(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  if (c->country == NULL || c->result == NULL || (langs != NULL && !g_strv_contains(langs, "en")))
    return;
  for (size_t i = 0; i < c->model->institutions.n; i++) {
    const char *id = c->model->institutions.items[i].id;
    if (count_measures(c, id) + count_targets(c, id) == 0)
      continue;
    g_autofree char *stem = g_strdup_printf("scorecard/%s.en", id);
    cop_products_add(pieces, &(CopProduct){ .target = "scorecard", .stem = stem, .lang = "en", .audience = "the agency alone", .subject = id,
                                            .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX), .confidential = true, .compose = compose_scorecard });
  }
}
