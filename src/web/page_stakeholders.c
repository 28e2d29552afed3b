/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_stakeholders.c -- functions of child online protection and who has
 * which part in them; where two answer for the same, and where nobody does;
 * the bodies; and the log of consultations: counts and views, never names. */
#include <string.h>

#include "plan/posts.h"
#include "web/grid.h"
#include "web/part.h"

void cop_page_stakeholders(CopPage *p);
void cop_tables_stakeholders(CopPage *p, GPtrArray *grids);

static const char *
short_name(const CopModel *m, const char *id)
{
  const CopInstitution *i = cop_model_institution(m, id);
  return i == NULL ? id : i->acronym != NULL ? i->acronym : i->name;
}

/* "NCC, POCP; proposed: PIA" */
static const char *
holders(CopPage *p, const CopSeats *s, CopPostPart part)
{
  g_autoptr(GString) text = g_string_new(NULL);
  bool proposed = false;
  for (size_t i = 0; i < s->n; i++) {
    const CopPost *x = s->posts[i];
    if (x->part != part)
      continue;
    if (x->proposed && !proposed)
      g_string_append_printf(text, "%s%s ", text->len == 0 ? "" : "; ", T_("proposed:"));
    else if (text->len > 0)
      g_string_append(text, ", ");
    proposed |= x->proposed;
    g_string_append(text, short_name(p->m, x->institution));
  }
  return text->len == 0 ? NULL : cop_arena_strdup(p->a, text->str);
}

static CopGrid *
function_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "function", N_("Function"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "state", N_("State"), COP_CELL_TEXT, 0, 0 },
                                           { "accountable", N_("Answers for it"), COP_CELL_TEXT, 0, 0 },
                                           { "responsible", N_("Does the work"), COP_CELL_TEXT, 0, 0 },
                                           { "consulted", N_("Asked before"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "informed", N_("Told after"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "id", N_("Id"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT } };
  static const CopPostPart parts[] = { COP_PART_ACCOUNTABLE, COP_PART_RESPONSIBLE, COP_PART_CONSULTED, COP_PART_INFORMED };
  CopGrid *g = cop_grid_new(p, "functions", T_("Who does what"), columns, G_N_ELEMENTS(columns));
  const CopSeats *all = cop_seats_find(p->m, p->a);
  g->empty = T_("No function has been recorded. List the tasks of child online protection, then who answers for each.");
  g->note = T_("Only what is in force is judged. A proposal fills no seat.");
  for (size_t f = 0; f < p->m->functions.n; f++) {
    const CopSeats *s = &all[f];
    CopGridCell *c = cop_grid_row(g);
    cop_grid_field(g, &c[0], COP_ENTITY_function, s->function, "title");
    c[0].link = cop_url_record(p, COP_ENTITY_function, s->function->id);
    bool empty = s->no_accountable || s->no_responsible;
    cop_grid_text(&c[1], s->overlap ? T_("overlap") : s->no_accountable && s->no_responsible ? T_("nobody") : s->no_accountable ? T_("nobody answers for it") :
                         s->no_responsible ? T_("nobody does it") : T_("one each"));
    c[1].chip = s->overlap ? COP_CHIP_WARN : empty ? COP_CHIP_OPEN : COP_CHIP_GOOD;
    for (size_t k = 0; k < G_N_ELEMENTS(parts); k++)
      cop_grid_text(&c[2 + k], holders(p, s, parts[k]));
    cop_grid_text(&c[6], s->function->id);
  }
  return g;
}

static CopGrid *
body_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "body", N_("Body"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "role", N_("Part in child online protection"), COP_CELL_TEXT, 0, 0 },
                                           { "functions", N_("Functions"), COP_CELL_INT, 0, 0 },
                                           { "initiatives", N_("Initiatives"), COP_CELL_INT, 0, COP_COLUMN_WIDE },
                                           { "measures", N_("Measures led"), COP_CELL_INT, 0, COP_COLUMN_WIDE },
                                           { "id", N_("Id"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT } };
  CopGrid *g = cop_grid_new(p, "bodies", T_("Bodies"), columns, G_N_ELEMENTS(columns));
  g->rows_a_page = 100;
  for (size_t i = 0; i < p->m->institutions.n; i++) {
    const CopInstitution *x = &p->m->institutions.items[i];
    int64_t functions = 0, initiatives = 0, measures = 0;
    for (size_t k = 0; k < p->m->posts.n; k++)
      functions += strcmp(p->m->posts.items[k].institution, x->id) == 0 && !p->m->posts.items[k].proposed;
    for (size_t k = 0; k < p->m->initiatives.n; k++)
      initiatives += g_strcmp0(p->m->initiatives.items[k].owner, x->id) == 0;
    for (size_t k = 0; k < p->m->measure_profiles.n; k++)
      measures += g_strcmp0(p->m->measure_profiles.items[k].lead, x->id) == 0;
    CopGridCell *c = cop_grid_row(g);
    cop_grid_field(g, &c[0], COP_ENTITY_institution, x, "name");
    c[0].link = cop_url_record(p, COP_ENTITY_institution, x->id);
    c[0].under = x->acronym;
    cop_grid_field(g, &c[1], COP_ENTITY_institution, x, "role");
    cop_grid_int(&c[2], functions);
    cop_grid_int(&c[3], initiatives);
    cop_grid_int(&c[4], measures);
    cop_grid_text(&c[5], x->id);
  }
  return g;
}

static CopGrid *
consultation_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "held_on", N_("When"), COP_CELL_DATE, 0, 0 },
                                           { "area", N_("Where"), COP_CELL_TEXT, 0, 0 },
                                           { "who", N_("Age"), COP_CELL_TEXT, 0, 0 },
                                           { "participants", N_("How many"), COP_CELL_INT, 0, 0 },
                                           { "asked_for", N_("What was asked for"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "answer", N_("What was done, or why not"), COP_CELL_TEXT, 0, 0 } };
  CopGrid *g = cop_grid_new(p, "consultations", T_("Consultations"), columns, G_N_ELEMENTS(columns));
  g->empty = T_("No consultation is recorded. Sessions with children are held where help is at hand; write down counts and views, never names.");
  for (size_t i = 0; i < p->m->consultations.n; i++) {
    const CopConsultation *x = &p->m->consultations.items[i];
    const CopArea *area = cop_model_area(p->m, x->area);
    const CopAgeBand *band = cop_model_age_band(p->m, x->age_band);
    CopGridCell *c = cop_grid_row(g);
    cop_grid_date(&c[0], x->held_on);
    c[0].link = cop_url_record(p, COP_ENTITY_consultation, x->id);
    if (area != NULL)
      cop_grid_field(g, &c[1], COP_ENTITY_area, area, "name");
    cop_grid_text(&c[2], band == NULL ? T_("adults") : band->label);
    cop_grid_int(&c[3], x->participants);
    cop_grid_field(g, &c[4], COP_ENTITY_consultation, x, "asked_for");
    cop_grid_field(g, &c[5], COP_ENTITY_consultation, x, "answer");
  }
  return g;
}

void
cop_tables_stakeholders(CopPage *p, GPtrArray *grids)
{
  g_ptr_array_add(grids, function_grid(p));
  g_ptr_array_add(grids, body_grid(p));
  g_ptr_array_add(grids, consultation_grid(p));
}

/* What each body does in a function that overlaps, with its basis. */
static void
write_overlaps(CopPage *p, const CopSeats *all)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_UL)
    for (size_t f = 0; f < p->m->functions.n; f++) {
      const CopSeats *s = &all[f];
      if (!s->overlap)
        continue;
      CopPostPart part = s->n_in_force[COP_PART_ACCOUNTABLE] > 1 ? COP_PART_ACCOUNTABLE : COP_PART_RESPONSIBLE;
      COP_EL (h, COP_LI) {
        COP_EL (h, COP_STRONG)
          cop_part_record(p, COP_ENTITY_function, s->function);
        COP_EL (h, COP_UL)
          for (size_t i = 0; i < s->n; i++) {
            const CopPost *x = s->posts[i];
            if (x->part != part || x->proposed)
              continue;
            COP_EL (h, COP_LI) {
              cop_part_institution(p, x->institution);
              cop_html_textf(h, ": %s ", cop_say_word(p, COP_WORDS_PART, (int)x->part));
              cop_part_source(p, x->mark, x->source, x->locator, x->note);
            }
          }
        if (s->proposal != NULL)
          COP_EL (h, COP_DIV) { /* the source is a paragraph of its own */
            COP_TEXT(h, COP_STRONG, T_("Proposed:"));
            cop_html_text(h, " ");
            cop_part_institution(p, s->proposal->institution);
            cop_html_text(h, " ");
            cop_part_source(p, s->proposal->mark, s->proposal->source, s->proposal->locator, s->proposal->note);
          }
      }
    }
}

void
cop_page_stakeholders(CopPage *p)
{
  g_auto(CopFrameScope) frame =
    cop_frame_open(p, &(CopFrame){ .title = T_("Stakeholders"),
                                   .nav = "/initiatives",
                                   .parent = T_("Initiatives"),
                                   .parent_url = cop_url_path(p->a, "initiatives", NULL),
                                   .lead = T_("Who answers for what. Each function needs one body that answers for it and at least one that does the work.") });
  const CopSeats *all = cop_seats_find(p->m, p->a);
  size_t overlaps = 0, empty = 0;
  for (size_t f = 0; f < p->m->functions.n; f++) {
    overlaps += all[f].overlap;
    empty += !all[f].overlap && (all[f].no_accountable || all[f].no_responsible);
  }
  const CopShare shares[] = { { COP_CHIP_GOOD, T_("one each"), p->m->functions.n - overlaps - empty }, { COP_CHIP_WARN, T_("overlap"), overlaps }, { COP_CHIP_OPEN, T_("empty seat"), empty } };
  COP_SECTION_OF(p, "functions", T_("Who does what"), NULL) {
    if (p->m->functions.n > 0)
      cop_part_shares(p, shares, G_N_ELEMENTS(shares));
    cop_part_grid(function_grid(p));
  }
  if (overlaps > 0)
    COP_SECTION_OF(p, "overlaps", T_("Overlaps"), T_("Named without blame: each body has its mandate. They are settled by a decision, not by this list."))
      write_overlaps(p, all);
  COP_SECTION_OF(p, "bodies", T_("Bodies"), NULL)
    cop_part_grid(body_grid(p));
  COP_SECTION_OF(p, "consultations", T_("Consultations"), T_("Counts and views, never names.")) {
    cop_part_grid(consultation_grid(p));
    if (cop_page_may(p, COP_RIGHT_EDIT))
      COP_EL (p->h, COP_P)
        COP_TEXT(p->h, COP_A, T_("Record a consultation"),
                 cop_link(COP_A_HREF, cop_url_query(p->a, cop_url_path(p->a, "new", "consultation", NULL), (const char *[]){ "held_on", p->today, "mark", "K", "back", "/stakeholders", NULL })));
  }
}
