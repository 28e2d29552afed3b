/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_assessment.c -- the country's own answers to a checklist or a
 * maturity model, requirement by requirement and year by year. */
#include <string.h>

#include "web/grid.h"
#include "web/part.h"

void cop_page_assessment(CopPage *p);
void cop_tables_assessment(CopPage *p, GPtrArray *grids);

/* Newest and the one before it; NULL when there is none. */
typedef struct {
  const CopAssessment *now, *before;
} Pair;

static Pair
pair_of(const CopModel *m, const char *requirement)
{
  Pair pair = { NULL, NULL };
  for (size_t i = 0; i < m->assessments.n; i++) {
    const CopAssessment *s = &m->assessments.items[i];
    if (strcmp(s->requirement, requirement) != 0)
      continue;
    if (pair.now == NULL || s->year > pair.now->year) {
      pair.before = pair.now;
      pair.now = s;
    } else if (pair.before == NULL || s->year > pair.before->year) {
      pair.before = s;
    }
  }
  return pair;
}

static bool
belongs(const CopRequirement *r, const CopFramework *f)
{
  return strcmp(r->framework, f->id) == 0 && r->superseded_by == NULL;
}

/* --- how an assessment reads --- */

static void
fill_state(CopPage *p, CopGridCell *c, const CopAssessment *s, const CopFramework *f)
{
  if (s == NULL)
    return;
  if (f->scale == COP_SCALE_MATURITY) {
    cop_grid_text(c, s->phase > 0 ? cop_arena_printf(p->a, T_("phase %s of 4"), cop_say_int(p, s->phase)) : T_("not assessed"));
    c->chip = s->phase == 0 ? COP_CHIP_OPEN : s->phase == 4 ? COP_CHIP_GOOD : s->phase == 1 ? COP_CHIP_BAD : COP_CHIP_PART;
  } else {
    cop_grid_text(c, cop_say_word(p, COP_WORDS_ANSWER, (int)s->status));
    c->chip = cop_chip_answer(s->status);
  }
  c->under = cop_arena_printf(p->a, "%" G_GINT64_FORMAT, s->year);
}

/* Higher is better; negative: nothing that can be compared. */
static int
rank_of(const CopAssessment *s, const CopFramework *f)
{
  static const int ranks[COP_ANSWER_MAX] = { [COP_ANSWER_UNKNOWN] = -1, [COP_ANSWER_NOT] = 0, [COP_ANSWER_PARTLY] = 1, [COP_ANSWER_MET] = 2, [COP_ANSWER_NOT_APPLICABLE] = -1 };
  if (s == NULL)
    return -1;
  return f->scale == COP_SCALE_MATURITY ? (s->phase > 0 ? (int)s->phase : -1) : ranks[s->status];
}

static const char *
change_text(CopPage *p, const Pair *pair, const CopFramework *f)
{
  int now = rank_of(pair->now, f), before = rank_of(pair->before, f);
  if (now < 0 || before < 0)
    return NULL;
  return now > before ? T_("better") : now < before ? T_("worse") : T_("as before");
}

/* What an answer rests on: its source, and the figures; leads to the record
 * with all of them. Without either it says so. */
static void
fill_evidence(CopPage *p, CopGridCell *c, const CopAssessment *s)
{
  const CopSource *source = s->source == NULL ? NULL : cop_model_source(p->m, s->source);
  g_autoptr(GString) text = g_string_new(source == NULL ? NULL : source->short_title);
  for (size_t i = 0; i < s->evidence.n; i++) {
    const CopValue *v = cop_model_value(p->m, s->evidence.items[i]);
    if (v != NULL)
      g_string_append_printf(text, "%s%s (%s)", text->len > 0 ? "; " : "", v->label, v->period);
  }
  cop_grid_text(c, text->len > 0 ? cop_arena_strdup(p->a, text->str) : T_("none on record"));
  c->lang = text->len > 0 ? "en" : NULL;
  c->link = cop_url_record(p, COP_ENTITY_assessment, s->id);
}

/* Where this year's answer is changed, or a new year's is given. */
static CopUrl
form_of(CopPage *p, const CopRequirement *r, const CopFramework *f, const CopAssessment *now)
{
  const char *back = cop_arena_printf(p->a, "/standards/%s/assessment", f->id);
  const char *year = cop_arena_strndup(p->a, p->today, 4);
  if (now != NULL && now->year == g_ascii_strtoll(year, NULL, 10))
    return cop_url_query(p->a, cop_url_path(p->a, "edit", "assessment", now->id, NULL), (const char *[]){ "back", back, NULL });
  return cop_url_query(p->a, cop_url_path(p->a, "new", "assessment", NULL),
                       (const char *[]){ "id", cop_arena_printf(p->a, "%s-%s", r->id, year), "requirement", r->id, "year", year, "status", "unknown", "mark", "E", "back", back, NULL });
}

static CopGrid *
assessment_grid(CopPage *p, const CopFramework *f)
{
  static const CopGridColumn columns[] = { { "code", N_("Code"), COP_CELL_TEXT, 0, 0 },
                                           { "gist", N_("What it asks"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "area", N_("Heading"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT },
                                           { "now", N_("Newest answer"), COP_CELL_TEXT, 0, 0 },
                                           { "before", N_("Before"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "change", N_("Change"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "basis", N_("Based on"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "evidence", N_("Evidence"), COP_CELL_TEXT, 0, 0 },
                                           { "year", N_("Year"), COP_CELL_INT, 0, COP_COLUMN_EXPORT },
                                           { "requirement", N_("Id"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT } };
  CopGrid *g = cop_grid_new(p, "assessment", f->title, columns, G_N_ELEMENTS(columns));
  g->empty = T_("This framework has no requirements on record.");
  for (size_t i = 0; i < p->m->requirements.n; i++) {
    const CopRequirement *r = &p->m->requirements.items[i];
    if (!belongs(r, f))
      continue;
    Pair pair = pair_of(p->m, r->id);
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], r->code);
    c[0].link = cop_url_record(p, COP_ENTITY_requirement, r->id);
    cop_grid_field(g, &c[1], COP_ENTITY_requirement, r, "gist");
    cop_grid_field(g, &c[2], COP_ENTITY_requirement, r, "area");
    fill_state(p, &c[3], pair.now, f);
    if (pair.now == NULL) {
      cop_grid_text(&c[3], T_("not assessed"));
      c[3].chip = COP_CHIP_OPEN;
    }
    if (cop_page_may(p, COP_RIGHT_EDIT))
      c[1].link = form_of(p, r, f, pair.now);
    fill_state(p, &c[4], pair.before, f);
    cop_grid_text(&c[5], change_text(p, &pair, f));
    cop_grid_text(&c[9], r->id);
    if (pair.now == NULL)
      continue;
    cop_grid_text(&c[6], pair.now->basis);
    c[6].lang = "en";
    fill_evidence(p, &c[7], pair.now);
    cop_grid_int(&c[8], pair.now->year);
  }
  return g;
}

/* --- year on year --- */

static int
by_year(gconstpointer a, gconstpointer b, gpointer data)
{
  (void)data;
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return x < y ? 1 : x > y ? -1 : 0;
}

/* Years in which anything of the framework was assessed, newest first. */
static GArray *
years_of(const CopModel *m, const CopFramework *f)
{
  GArray *years = g_array_new(FALSE, FALSE, sizeof(int64_t));
  for (size_t i = 0; i < m->assessments.n; i++) {
    const CopAssessment *s = &m->assessments.items[i];
    bool known = !belongs(cop_model_requirement(m, s->requirement), f);
    for (guint k = 0; k < years->len; k++)
      known |= g_array_index(years, int64_t, k) == s->year;
    if (!known)
      g_array_append_val(years, s->year);
  }
  g_array_sort_with_data(years, by_year, NULL);
  return years;
}

/* The classes a row of a year is counted by: phases 1 to 4, or met, partly, not. */
static size_t
class_of(const CopAssessment *s, const CopFramework *f)
{
  static const size_t classes[COP_ANSWER_MAX] = { [COP_ANSWER_UNKNOWN] = 4, [COP_ANSWER_MET] = 1, [COP_ANSWER_PARTLY] = 2, [COP_ANSWER_NOT] = 3, [COP_ANSWER_NOT_APPLICABLE] = 4 };
  if (f->scale != COP_SCALE_MATURITY)
    return classes[s->status];
  return s->phase >= 1 && s->phase <= 4 ? (size_t)s->phase : 0;
}

static CopGrid *
year_grid(CopPage *p, const CopFramework *f)
{
  static const CopGridColumn maturity[] = { { "year", N_("Year"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                            { "phase1", N_("Phase 1"), COP_CELL_INT, 0, 0 },
                                            { "phase2", N_("Phase 2"), COP_CELL_INT, 0, 0 },
                                            { "phase3", N_("Phase 3"), COP_CELL_INT, 0, 0 },
                                            { "phase4", N_("Phase 4"), COP_CELL_INT, 0, 0 } };
  static const CopGridColumn checklist[] = { { "year", N_("Year"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                             { "met", N_("Met"), COP_CELL_INT, 0, 0 },
                                             { "partly", N_("Partly"), COP_CELL_INT, 0, 0 },
                                             { "not", N_("Not"), COP_CELL_INT, 0, 0 },
                                             { "unknown", N_("Unknown or not applicable"), COP_CELL_INT, 0, 0 } };
  CopGrid *g = cop_grid_new(p, "years", T_("Year by year"), f->scale == COP_SCALE_MATURITY ? maturity : checklist, G_N_ELEMENTS(checklist));
  g->plain = true;
  g->empty = T_("Nothing has been assessed yet. Choose a row below to begin.");
  g_autoptr(GArray) years = years_of(p->m, f);
  for (guint k = 0; k < years->len; k++) {
    int64_t year = g_array_index(years, int64_t, k), n[5] = { 0 };
    for (size_t i = 0; i < p->m->assessments.n; i++) {
      const CopAssessment *s = &p->m->assessments.items[i];
      if (s->year == year && belongs(cop_model_requirement(p->m, s->requirement), f))
        n[class_of(s, f)]++;
    }
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], cop_arena_printf(p->a, "%" G_GINT64_FORMAT, year));
    for (size_t i = 1; i < G_N_ELEMENTS(n); i++)
      cop_grid_int(&c[i], n[i]);
  }
  return g;
}

/* --- the page --- */

static const CopFramework *
framework_of(CopPage *p)
{
  const CopFramework *f = cop_model_framework(p->m, p->args[0]);
  return f != NULL && (f->scale == COP_SCALE_CHECKLIST || f->scale == COP_SCALE_MATURITY) ? f : NULL;
}

void
cop_tables_assessment(CopPage *p, GPtrArray *grids)
{
  const CopFramework *f = framework_of(p);
  if (f != NULL)
    g_ptr_array_add(grids, assessment_grid(p, f));
}

void
cop_page_assessment(CopPage *p)
{
  const CopFramework *f = framework_of(p);
  if (f == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  const char *lang;
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("Self-assessment"),
                                                               .over = cop_field_text(p, COP_ENTITY_framework, f, "title", &lang),
                                                               .lead = T_("The country's own answers, with what each is based on. An answer nobody can base on anything is unknown, not met."),
                                                               .nav = "/standards",
                                                               .parent = f->short_title,
                                                               .parent_url = cop_url_record(p, COP_ENTITY_framework, f->id) });
  COP_SECTION_OF(p, "years", T_("Year by year"), NULL)
    cop_part_grid(year_grid(p, f));
  COP_SECTION_OF(p, "answers", T_("Requirement by requirement"), T_("What is asked leads to the form of its answer; in a new year the form begins anew and the old answer stays."))
    cop_part_grid(assessment_grid(p, f));
}
