/* SPDX-License-Identifier: Apache-2.0
 * The situation analysis: what is known about children online here, how well,
 * and what is not known. Chapters, then the risk picture, then the register. */
#include "compose/situation.h"

#include <math.h>
#include <string.h>

#include "compose/targets.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))
#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })
static const char paper_title[] = N_("Children online: situation analysis");

#define OLD 5 /* years after which a figure is called old */

/* --- about the evidence as a whole --- */

typedef struct {
  size_t values, sources, surveys, counts, conflicts, old, gaps;
} Evidence;

int
cop_situation_year(const CopContext *c)
{
  return (int)g_ascii_strtoll(c->date, NULL, 10);
}

static Evidence
weigh(const CopContext *c)
{
  const CopModel *m = c->model;
  Evidence e = { .gaps = m->data_gaps.n };
  g_autoptr(GHashTable) sources = g_hash_table_new(g_str_hash, g_str_equal), conflicts = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < m->values.n; i++) {
    const CopValue *v = &m->values.items[i];
    if (!cop_value_is_national(m, v))
      continue;
    e.values++;
    if (v->source != NULL)
      g_hash_table_add(sources, (gpointer)v->source);
    e.surveys += v->method == COP_METHOD_SURVEY || v->method == COP_METHOD_CENSUS;
    e.counts += v->method == COP_METHOD_ADMINISTRATIVE;
    e.old += cop_situation_year(c) - cop_value_year(v) > OLD;
    if (v->conflict != NULL)
      g_hash_table_add(conflicts, (gpointer)v->conflict);
  }
  e.sources = g_hash_table_size(sources);
  e.conflicts = g_hash_table_size(conflicts);
  return e;
}

/* The first national figure of a use that is preferred or undisputed; a share
 * where there is one. */
static const CopValue *
first_of(CopPaper *r, const char *use)
{
  size_t n;
  const CopValue **values = cop_paper_values(r, use, &n), *first = NULL;
  for (size_t i = 0; i < n; i++) {
    if (!cop_value_is_national(r->m, values[i]) || isnan(values[i]->number))
      continue;
    if (strcmp(values[i]->unit, "per cent") == 0)
      return values[i];
    first = first == NULL ? values[i] : first;
  }
  return first;
}

static const char *
large_figure(CopPaper *r, const CopValue *v)
{
  if (strcmp(v->unit, "per cent") == 0)
    return cop_arena_printf(r->a, "%s%%", cop_phrase_value(r->a, v));
  if (v->number >= 1e6)
    return cop_arena_printf(r->a, T_("%s million"), cop_phrase_figure(r->a, v->number / 1e6));
  return cop_phrase_value(r->a, v);
}

static void
add_key_figures(CopPaper *r, CopNode *s)
{
  static const char *const uses[] = { "access", "harm", "help-seeking", "literacy" };
  CopNode *list = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(uses); i++) {
    const CopValue *v = first_of(r, uses[i]);
    if (v == NULL)
      continue;
    if (list == NULL)
      (list = cop_add_list(r->d, s, false))->role = COP_ROLE_KEY_FIGURES;
    CopNode *p = cop_add_para(r->d, cop_add_item(r->d, list, NULL), NULL);
    CopNode *big = cop_add_styled(r->d, p, COP_NODE_STRONG, large_figure(r, v));
    cop_node_from(r->d, big, "value", v->id);
    cop_paper_sayf(r, p, "%s%s (%s)", strcmp(v->unit, "per cent") == 0 ? T_("of ") : "", cop_paper_field(r, COP_ENTITY_value, v->id, "label"), cop_paper_period(r, v->period));
    cop_paper_cite(r, p, v->source, v->mark);
  }
}

static void
add_summary(CopPaper *r, const CopPicture *picture)
{
  Evidence e = weigh(r->c);
  size_t by[COP_KNOWN_MAX] = { 0 };
  for (size_t i = 0; i < r->m->risk_cells.n; i++)
    by[picture[i].known]++;
  CopNode *s = cop_paper_chapter(r, NULL, T_("Summary"), NULL);
  CopNode *p = cop_add_para(r->d, s, NULL);
  p->role = COP_ROLE_LEAD;
  cop_paper_say(r, p, T_("Going online is part of childhood, unevenly shared; harm is real and mostly unreported."));
  cop_paper_sayf(r, p, cop_ntr(r->words, "Of %zu kinds of risk, %s was measured here within the last %s years.", "Of %zu kinds of risk, %s were measured here within the last %s years.", by[COP_KNOWN_MEASURED]),
                 r->m->risk_cells.n, cop_paper_count(r, (int64_t)by[COP_KNOWN_MEASURED]), cop_paper_count(r, COP_PICTURE_FRESH));
  add_key_figures(r, s);
  p = cop_add_para(r->d, s, NULL);
  cop_paper_sayf(r, p, T_("This analysis rests on %zu figures about %s from %zu sources: %zu from surveys and censuses, %zu counted by offices, the rest estimated or computed."), e.values,
                 cop_paper_country(r), e.sources, e.surveys, e.counts);
  if (e.old == 0)
    cop_paper_sayf(r, p, T_("None of them describes a time more than %s years ago."), cop_paper_count(r, OLD));
  else
    cop_paper_sayf(r, p, T_("%s of them describe a time more than %s years ago."), cop_phrase_sentence(r->a, cop_paper_count(r, (int64_t)e.old)), cop_paper_count(r, OLD));
  cop_paper_sayf(r, p, T_("For %s things, figures in print contradict each other; each time one is used, the others are named, and the reason is given."),
                 cop_paper_count(r, (int64_t)e.conflicts));
  p = cop_add_para(r->d, s, NULL);
  cop_paper_sayf(r, p, T_("For %s risks there is no figure from this country: %s known only elsewhere, %s not at all. A risk nobody has measured is not a small risk."),
                 cop_paper_count(r, (int64_t)(by[COP_KNOWN_ELSEWHERE] + by[COP_KNOWN_NOT])), cop_paper_count(r, (int64_t)by[COP_KNOWN_ELSEWHERE]),
                 cop_paper_count(r, (int64_t)by[COP_KNOWN_NOT]));
  cop_paper_say(r, p, T_("Tips and reports are not children, not cases and not prevalence; they stand in a chapter of their own."));
  CopNode *list = cop_add_list(r->d, cop_paper_section(r, s, T_("What each reader is asked to do")), false);
  cop_add_item(r->d, list, T_("Lead body: give each gap of chapter 6 to somebody who can close it, with a date."));
  cop_add_item(r->d, list, T_("Statistics authority: ask children the same questions by the same method again, and cover those whom chapter 6 names as never counted."));
  cop_add_item(r->d, list, T_("Police, prosecutors and hotlines: publish counts with what is counted, the period and the rule; never as a number of children."));
  cop_add_item(r->d, list, T_("Whoever quotes a figure: take its source, year, population and limit along. Annex B has them side by side."));
}

/* --- chapters --- */

/* Gaps that the same measure will close are told together. */
static bool
closed_alike(const CopDataGap *a, const CopDataGap *b)
{
  return g_strcmp0(a->measure, b->measure) == 0 && strcmp(a->until, b->until) == 0;
}

static const char *
gap_field(CopPaper *r, const CopDataGap *g, const char *name)
{
  return cop_paper_field(r, COP_ENTITY_data_gap, g->id, name);
}

/* What is missing, where it was looked for, who will find out, and until then. */
static const char *
gap_text(CopPaper *r, const CopDataGap *const *gaps, size_t n)
{
  const CopDataGap *g = gaps[0];
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0; i < n; i++)
    g_string_append_printf(s, "%s%s", i == 0 ? "" : "; ",
                           gaps[i]->looked_in == NULL ? gap_field(r, gaps[i], "item") : cop_arena_printf(r->a, T_("%s (looked for in %s)"), gap_field(r, gaps[i], "item"), gap_field(r, gaps[i], "looked_in")));
  const char *until = gap_field(r, g, "until");
  const char *then = g->measure == NULL ? cop_arena_printf(r->a, "%s.", cop_phrase_sentence(r->a, until))
                                        : cop_arena_printf(r->a, cop_ntr(r->words, "Measure %s of the plan will produce one; until then %s.", "Measure %s of the plan will produce them; until then %s.", n),
                                                           cop_paper_measure_number(r, g->measure), until);
  return cop_arena_printf(r->a, T_("No figure was found on %s. %s"), s->str, then);
}

/* What the evidence held cannot answer in this part, beside its figures, or in
 * their place where there are none; returns how many there are. */
static size_t
add_gaps(CopPaper *r, CopNode *section, const char *const *uses, bool alone)
{
  size_t told = 0;
  for (size_t i = 0; i < r->m->data_gaps.n; i++) {
    const CopDataGap *g = &r->m->data_gaps.items[i], *same[16];
    bool first = g_strv_contains(uses, g->chapter);
    for (size_t k = 0; k < i && first; k++)
      first = !(g_strv_contains(uses, r->m->data_gaps.items[k].chapter) && closed_alike(&r->m->data_gaps.items[k], g));
    size_t n = 0;
    for (size_t k = i; first && k < r->m->data_gaps.n && n < G_N_ELEMENTS(same); k++)
      if (g_strv_contains(uses, r->m->data_gaps.items[k].chapter) && closed_alike(&r->m->data_gaps.items[k], g))
        same[n++] = &r->m->data_gaps.items[k];
    if (n == 0)
      continue;
    const char *text = gap_text(r, same, n);
    if (alone)
      cop_add_para(r->d, section, text);
    else
      cop_paper_unknown(r, section, text);
    told += n;
  }
  return told;
}

static bool
has_figures(CopPaper *r, const char *const *uses)
{
  for (size_t i = 0; uses[i] != NULL; i++) {
    size_t n;
    const CopValue **values = cop_paper_values(r, uses[i], &n);
    for (size_t k = 0; k < n; k++)
      if (!g_hash_table_contains(r->used_values, values[k]->id)) /* told once, in an earlier part */
        return true;
  }
  return false;
}

static void
add_part(CopPaper *r, CopNode *chapter, const char *title, const char *const *uses)
{
  CopNode *s = title == NULL ? chapter : cop_paper_section(r, chapter, title);
  size_t n = add_gaps(r, s, uses, !has_figures(r, uses));
  for (size_t i = 0; uses[i] != NULL; i++)
    n += cop_paper_topics(r, s, uses[i]);
  if (n == 0)
    cop_paper_unknown(r, s, T_("No figure was found for this part."));
}

static void
add_chapters(CopPaper *r)
{
  CopNode *s = cop_paper_chapter(r, "1", T_("Children online"), LIST(T_("Access and opportunity come first: they are what protection is for.")));
  add_part(r, s, T_("Who is online, and with what"), LIST("access"));
  add_part(r, s, T_("What children gain"), LIST("opportunity"));
  s = cop_paper_chapter(r, "2", T_("The lives around it"), LIST(T_("Who is in school, who reads what, and what families live on decides which message can arrive.")));
  add_part(r, s, T_("In school and out of school"), LIST("school"));
  add_part(r, s, T_("Reading"), LIST("literacy"));
  add_part(r, s, T_("Poverty"), LIST("poverty"));
  add_part(r, s, T_("Languages at home"), LIST("language"));
  add_part(r, s, T_("Who is left out"), LIST("left-out"));
  cop_situation_regions(r, s);
  s = cop_paper_chapter(r, "3", T_("Harm"), LIST(T_("What children report in surveys is the best measure of harm; what offices count is something else.")));
  add_part(r, s, T_("What children report"), LIST("harm"));
  add_part(r, s, T_("Whom children tell"), LIST("help-seeking"));
  add_part(r, s, T_("Who does the harm, and for whom"), LIST("offenders"));
  s = cop_paper_chapter(r, "4", T_("What offices count"), LIST(T_("Reports, tips and cases show the work of those who count. They are never prevalence: more of them can be progress.")));
  add_part(r, s, T_("Reports and tips"), LIST("reports"));
  add_part(r, s, T_("Cases and services"), LIST("cases"));
  add_part(r, s, T_("The same questions elsewhere, for comparison only"), LIST("global"));
}

/* --- the document --- */

static bool
compose_situation(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopCatalogue *words = cop_catalogues_for(c->words, piece->lang);
  const CopFront front = { .target = "situation", .title = cop_tr(words, paper_title),
                           .subtitle = cop_arena_printf(a, cop_tr(words, "What is known in %s, how well, and what is not known"), cop_model_text(c->model, COP_ENTITY_country, c->country->id, g_str_has_prefix(piece->lang, "en") ? "name" : "short_name", piece->lang, NULL)),
                           .about = cop_tr(words, "Each figure carries its source, its time, who is covered and what it does not show. No case is told and no child can be recognised.") };
  g_auto(CopPaper) r = { 0 };
  cop_front_begin(&r, c, piece, &front, a, diags);
  cop_front_write(&r, &front);
  const CopPicture *picture = cop_picture_find(c->model, cop_situation_year(c), a);
  add_summary(&r, picture);
  add_chapters(&r);
  cop_situation_picture(&r, picture);
  cop_situation_unknown(&r);
  cop_situation_register(&r);
  cop_front_end(&r, "C");
  out->doc = r.d;
  return true;
}

void
cop_target_situation(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  if (c->country == NULL || c->model->values.n == 0)
    return;
  const CopProduct paper = { .target = "situation", .stem = "situation/situation", .audience = "government and partners",
                             .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX) | COP_FORMAT_BIT(COP_FORMAT_HTML), .compose = compose_situation };
  cop_front_offer(c, pieces, langs, &paper, paper_title);
  /* Workbooks are of the desk and its programs: their heads are English. */
  if (langs == NULL || g_strv_contains(langs, "en"))
    cop_products_add(pieces, &(CopProduct){ .target = "situation", .stem = "situation/situation-tables.en", .lang = "en", .audience = "government and partners", .formats = COP_FORMAT_BIT(COP_FORMAT_XLSX), .compose = cop_situation_tables });
}
