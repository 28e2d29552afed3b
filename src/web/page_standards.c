/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_standards.c -- what the country is held against, and how far it
 * meets it. */
#include <string.h>

#include "web/grid.h"
#include "web/part.h"

void cop_page_standards(CopPage *p);
void cop_tables_standards(CopPage *p, GPtrArray *grids);
void cop_page_framework(CopPage *p);
void cop_tables_framework(CopPage *p, GPtrArray *grids);

static const CopAssessment *
newest_assessment(const CopModel *m, const char *requirement)
{
  const CopAssessment *best = NULL;
  for (size_t i = 0; i < m->assessments.n; i++) {
    const CopAssessment *s = &m->assessments.items[i];
    if (strcmp(s->requirement, requirement) == 0 && (best == NULL || s->year > best->year))
      best = s;
  }
  return best;
}

static const CopAnswer *
answer_of(const CopModel *m, const char *question)
{
  for (size_t i = 0; i < m->answers.n; i++)
    if (strcmp(m->answers.items[i].question, question) == 0)
      return &m->answers.items[i];
  return NULL;
}

static bool
names(const CopTexts *t, const char *id)
{
  for (size_t i = 0; i < t->n; i++)
    if (strcmp(t->items[i], id) == 0)
      return true;
  return false;
}

/* What is known of one requirement. */
typedef struct {
  bool asked;             /* somebody or some question answers it */
  CopAnswerStatus status; /* of the assessment; of clauses: the weakest answer of the questions behind */
  int64_t phase;
  size_t n_questions;
} Standing;

/* The weaker of two answers: not, unknown, partly, met. */
static CopAnswerStatus
weaker(CopAnswerStatus a, CopAnswerStatus b)
{
  static const int rank[COP_ANSWER_MAX] = { [COP_ANSWER_NOT] = 0, [COP_ANSWER_UNKNOWN] = 1, [COP_ANSWER_PARTLY] = 2, [COP_ANSWER_MET] = 3, [COP_ANSWER_NOT_APPLICABLE] = 4 };
  return rank[a] < rank[b] ? a : b;
}

static Standing
standing_of(const CopModel *m, const CopRequirement *r)
{
  Standing s = { .status = COP_ANSWER_NOT_APPLICABLE };
  const CopAssessment *assessment = newest_assessment(m, r->id);
  if (assessment != NULL) {
    s = (Standing){ .asked = true, .status = assessment->status, .phase = assessment->phase };
    return s;
  }
  for (size_t i = 0; i < m->questions.n; i++) {
    const CopQuestion *q = &m->questions.items[i];
    if (!names(&q->standards, r->id))
      continue;
    const CopAnswer *a = answer_of(m, q->id);
    s.asked = true;
    s.n_questions++;
    s.status = weaker(s.status, a == NULL ? COP_ANSWER_UNKNOWN : a->status);
  }
  return s;
}

static const CopCoverage *
coverage_of(const CopPage *p, const char *framework)
{
  for (size_t i = 0; p->s->plan != NULL && i < p->s->plan->n_coverage; i++)
    if (strcmp(p->s->plan->coverage[i].framework->id, framework) == 0)
      return &p->s->plan->coverage[i];
  return NULL;
}

static size_t
count_requirements(const CopModel *m, const char *framework)
{
  size_t n = 0;
  for (size_t i = 0; i < m->requirements.n; i++)
    n += strcmp(m->requirements.items[i].framework, framework) == 0 && m->requirements.items[i].superseded_by == NULL;
  return n;
}

/* --- all frameworks --- */

static const char *
coverage_text(CopPage *p, const CopCoverage *c)
{
  return cop_arena_printf(p->a, T_("%s of %s covered, %s waived"), cop_say_int(p, (int64_t)c->n_by[COP_COVER_BY_MEASURES]),
                          cop_say_int(p, (int64_t)c->n), cop_say_int(p, (int64_t)c->n_by[COP_COVER_WAIVED]));
}

static CopGrid *
framework_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "framework", N_("Framework"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "scale", N_("How it is answered"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "requirements", N_("Requirements"), COP_CELL_INT, 0, 0 },
                                           { "answered", N_("Answered"), COP_CELL_INT, 0, 0 },
                                           { "met", N_("Met"), COP_CELL_INT, 0, 0 },
                                           { "coverage", N_("By the plan"), COP_CELL_TEXT, 0, 0 },
                                           { "id", N_("Id"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT } };
  CopGrid *g = cop_grid_new(p, "frameworks", T_("Frameworks"), columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < p->m->frameworks.n; i++) {
    const CopFramework *f = &p->m->frameworks.items[i];
    CopGridCell *c = cop_grid_row(g);
    size_t answered = 0, met = 0;
    for (size_t k = 0; k < p->m->requirements.n; k++) {
      const CopRequirement *r = &p->m->requirements.items[k];
      if (strcmp(r->framework, f->id) != 0 || r->superseded_by != NULL)
        continue;
      Standing s = standing_of(p->m, r);
      answered += s.asked && (s.status != COP_ANSWER_UNKNOWN || s.phase > 0);
      met += s.asked && (s.status == COP_ANSWER_MET || s.phase == 4);
    }
    const CopCoverage *coverage = coverage_of(p, f->id);
    cop_grid_field(g, &c[0], COP_ENTITY_framework, f, "title");
    c[0].link = cop_url_record(p, COP_ENTITY_framework, f->id);
    cop_grid_text(&c[1], cop_say_word(p, COP_WORDS_SCALE, (int)f->scale));
    cop_grid_int(&c[2], (int64_t)count_requirements(p->m, f->id));
    if (f->scale != COP_SCALE_REFERENCE && f->scale != COP_SCALE_RESULT_AREA) {
      cop_grid_int(&c[3], (int64_t)answered);
      cop_grid_int(&c[4], (int64_t)met);
    }
    if (coverage != NULL) {
      cop_grid_text(&c[5], coverage_text(p, coverage));
      c[5].chip = coverage->n_by[COP_COVER_OPEN] == 0 ? COP_CHIP_GOOD : COP_CHIP_PART;
    }
    cop_grid_text(&c[6], f->id);
  }
  return g;
}

static CopChip
chip_treaty(CopTreatyStatus s)
{
  static const CopChip chips[COP_TREATY_MAX] = { [COP_TREATY_UNKNOWN] = COP_CHIP_OPEN,    [COP_TREATY_PARTY] = COP_CHIP_GOOD,
                                                 [COP_TREATY_SIGNATORY] = COP_CHIP_PART,  [COP_TREATY_NOT_PARTY] = COP_CHIP_BAD,
                                                 [COP_TREATY_MEMBER] = COP_CHIP_GOOD,     [COP_TREATY_VOLUNTARY] = COP_CHIP_NEUTRAL };
  return chips[s];
}

static CopGrid *
treaty_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "instrument", N_("Instrument"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "force", N_("How strongly it binds"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "standing", N_("Standing"), COP_CELL_TEXT, 0, 0 },
                                           { "since", N_("Since"), COP_CELL_DATE, 0, 0 },
                                           { "source", N_("Source"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE } };
  CopGrid *g = cop_grid_new(p, "treaties", T_("Treaties, guidelines and models"), columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < p->m->treaty_statuses.n; i++) {
    const CopTreatyStanding *t = &p->m->treaty_statuses.items[i];
    const CopInstrument *in = cop_model_instrument(p->m, t->instrument);
    const CopSource *source = cop_model_source(p->m, t->source);
    CopGridCell *c = cop_grid_row(g);
    cop_grid_field(g, &c[0], COP_ENTITY_instrument, in, "short_title");
    c[0].link = cop_url_record(p, COP_ENTITY_instrument, in->id);
    cop_grid_text(&c[1], cop_say_word(p, COP_WORDS_FORCE, (int)in->force));
    cop_grid_text(&c[2], cop_say_word(p, COP_WORDS_TREATY, (int)t->status));
    c[2].chip = chip_treaty(t->status);
    cop_grid_date(&c[3], t->since);
    if (source != NULL) {
      cop_grid_text(&c[4], source->short_title);
      c[4].link = cop_url_record(p, COP_ENTITY_source, source->id);
      c[4].lang = "en";
    }
  }
  return g;
}

void
cop_tables_standards(CopPage *p, GPtrArray *grids)
{
  g_ptr_array_add(grids, framework_grid(p));
  g_ptr_array_add(grids, treaty_grid(p));
}

void
cop_page_standards(CopPage *p)
{
  g_auto(CopFrameScope) frame =
    cop_frame_open(p, &(CopFrame){ .title = T_("Standards"),
                                   .nav = "/standards",
                                   .lead = T_("What the country is held against: requirements in our own words, each with instrument and clause.") });
  cop_part_planning(p);
  COP_SECTION_OF(p, "frameworks", T_("Frameworks"), NULL)
    cop_part_grid(framework_grid(p));
  COP_SECTION_OF(p, "treaties", T_("Where the country stands towards each instrument"), NULL) {
    CopGrid *g = treaty_grid(p);
    g->empty = T_("No standing towards any instrument has been recorded.");
    cop_part_grid(g);
  }
}

/* --- one framework --- */

static const char *
measures_text(CopPage *p, const char *requirement, size_t *n)
{
  g_autoptr(GString) s = g_string_new(NULL);
  *n = 0;
  for (size_t i = 0; i < p->m->measures.n; i++) {
    if (!names(&p->m->measures.items[i].serves, requirement))
      continue;
    g_string_append_printf(s, "%s%s", ++*n > 1 ? ", " : "", p->m->measures.items[i].id);
  }
  return cop_arena_strdup(p->a, s->str);
}

static void
fill_standing(CopPage *p, CopGridCell *c, const CopRequirement *r, const CopFramework *f)
{
  Standing s = standing_of(p->m, r);
  if (f->scale == COP_SCALE_MATURITY) {
    cop_grid_text(c, s.phase > 0 ? cop_arena_printf(p->a, T_("phase %s of 4"), cop_say_int(p, s.phase)) : T_("not assessed"));
    c->chip = s.phase == 0 ? COP_CHIP_OPEN : s.phase == 4 ? COP_CHIP_GOOD : s.phase == 1 ? COP_CHIP_BAD : COP_CHIP_PART;
  } else if (s.asked) {
    cop_grid_text(c, cop_say_word(p, COP_WORDS_ANSWER, (int)s.status));
    c->chip = cop_chip_answer(s.status);
    if (s.n_questions > 0)
      c->under = cop_arena_printf(p->a, cop_ntr(p->words, "by %s legal question", "by %s legal questions", s.n_questions), cop_say_int(p, (int64_t)s.n_questions));
  }
}

static CopGrid *
requirement_grid(CopPage *p, const CopFramework *f)
{
  static const CopGridColumn columns[] = { { "code", N_("Code"), COP_CELL_TEXT, 0, 0 },
                                           { "gist", N_("What it asks"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "area", N_("Heading"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "standing", N_("Here"), COP_CELL_TEXT, 0, 0 },
                                           { "measures", N_("Measures that answer it"), COP_CELL_TEXT, 0, 0 },
                                           { "plan", N_("By the plan"), COP_CELL_TEXT, 0, 0 },
                                           { "force", N_("How strongly it binds"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "mark", N_("Mark"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT },
                                           { "source", N_("Source"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT },
                                           { "locator", N_("Place in the source"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT } };
  static const CopChip covers[COP_COVER_MAX] = { [COP_COVER_BY_MEASURES] = COP_CHIP_GOOD, [COP_COVER_WAIVED] = COP_CHIP_NEUTRAL, [COP_COVER_OPEN] = COP_CHIP_BAD };
  CopGrid *g = cop_grid_new(p, "requirements", f->title, columns, G_N_ELEMENTS(columns));
  const CopCoverage *coverage = coverage_of(p, f->id);
  for (size_t i = 0; i < p->m->requirements.n; i++) {
    const CopRequirement *r = &p->m->requirements.items[i];
    if (strcmp(r->framework, f->id) != 0 || r->superseded_by != NULL)
      continue;
    CopGridCell *c = cop_grid_row(g);
    size_t n;
    cop_grid_text(&c[0], r->code);
    cop_grid_field(g, &c[1], COP_ENTITY_requirement, r, "gist");
    c[1].link = cop_url_record(p, COP_ENTITY_requirement, r->id);
    cop_grid_field(g, &c[2], COP_ENTITY_requirement, r, "area");
    fill_standing(p, &c[3], r, f);
    const char *measures = measures_text(p, r->id, &n);
    cop_grid_text(&c[4], n > 0 ? measures : NULL);
    for (size_t k = 0; coverage != NULL && k < coverage->n; k++)
      if (strcmp(coverage->rows[k].requirement->id, r->id) == 0) {
        cop_grid_text(&c[5], T_(cop_cover_name(coverage->rows[k].cover)));
        c[5].chip = covers[coverage->rows[k].cover];
      }
    cop_grid_text(&c[6], cop_say_word(p, COP_WORDS_FORCE, (int)r->force));
    cop_grid_text(&c[7], cop_words(COP_WORDS_MARK)->words[r->mark]);
    cop_grid_text(&c[8], r->source);
    cop_grid_text(&c[9], r->locator);
  }
  return g;
}

void
cop_tables_framework(CopPage *p, GPtrArray *grids)
{
  const CopFramework *f = cop_model_framework(p->m, p->args[0]);
  if (f != NULL)
    g_ptr_array_add(grids, requirement_grid(p, f));
}

static void
write_coverage(CopPage *p, const CopCoverage *c)
{
  const CopShare shares[] = { { COP_CHIP_GOOD, T_("covered by measures of the plan"), c->n_by[COP_COVER_BY_MEASURES] },
                              { COP_CHIP_NEUTRAL, T_("waived with a reason"), c->n_by[COP_COVER_WAIVED] },
                              { COP_CHIP_BAD, T_("open"), c->n_by[COP_COVER_OPEN] } };
  COP_SECTION_OF(p, "coverage", T_("How far the plan covers it"), NULL)
    cop_part_shares(p, shares, G_N_ELEMENTS(shares));
}

static bool
is_mapped(const CopModel *m, const CopFramework *f)
{
  for (size_t i = 0; i < m->mappings.n; i++)
    if (strcmp(cop_model_requirement(m, m->mappings.items[i].from_requirement)->framework, f->id) == 0 ||
        strcmp(cop_model_requirement(m, m->mappings.items[i].to_requirement)->framework, f->id) == 0)
      return true;
  return false;
}

/* To its other versions, and to what answers elsewhere would give it. */
static void
write_ways(CopPage *p, const CopFramework *f)
{
  CopHtml *h = p->h;
  const CopFramework *next = cop_model_framework(p->m, f->superseded_by);
  bool newer = false;
  for (size_t i = 0; i < p->m->frameworks.n; i++)
    newer |= g_strcmp0(p->m->frameworks.items[i].superseded_by, f->id) == 0;
  if (next != NULL)
    COP_EL (h, COP_P) {
      cop_html_text(h, T_("Replaced by"));
      cop_html_text(h, " ");
      cop_part_record(p, COP_ENTITY_framework, next);
    }
  if (newer)
    COP_EL (h, COP_P)
      COP_TEXT(h, COP_A, T_("What changed since the version before"), cop_link(COP_A_HREF, cop_url_path(p->a, "standards", f->id, "changes", NULL)));
  if (f->scale == COP_SCALE_CHECKLIST && is_mapped(p->m, f))
    COP_EL (h, COP_P)
      COP_TEXT(h, COP_A, T_("What answers to other frameworks would give this one"), cop_link(COP_A_HREF, cop_url_path(p->a, "standards", f->id, "carry", NULL)));
}

void
cop_page_framework(CopPage *p)
{
  const CopFramework *f = cop_model_framework(p->m, p->args[0]);
  if (f == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  const char *lang, *lead_lang;
  const char *title = cop_field_text(p, COP_ENTITY_framework, f, "title", &lang);
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = title,
                                                               .lang = lang,
                                                               .lead = cop_field_text(p, COP_ENTITY_framework, f, "description", &lead_lang),
                                                               .nav = "/standards",
                                                               .action = f->scale == COP_SCALE_CHECKLIST || f->scale == COP_SCALE_MATURITY ? T_("Self-assessment") : NULL,
                                                               .action_url = cop_url_path(p->a, "standards", f->id, "assessment", NULL),
                                                               .parent = T_("Standards"),
                                                               .parent_url = cop_url_path(p->a, "standards", NULL) });
  cop_part_planning(p);
  cop_part_source(p, f->mark, f->source, f->locator, f->note);
  write_ways(p, f);
  const CopCoverage *coverage = coverage_of(p, f->id);
  if (coverage != NULL)
    write_coverage(p, coverage);
  CopGrid *g = requirement_grid(p, f);
  COP_SECTION_OF(p, "requirements", T_("Requirements"), NULL)
    cop_part_grid(g);
}
