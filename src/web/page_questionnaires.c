/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_questionnaires.c -- what surveys, indices and reports ask, answered
 * from the facts of this store; what is not known stands beside it. */
#include <string.h>

#include "compose/survey.h"
#include "web/documents.h"
#include "web/grid.h"
#include "web/part.h"

void cop_page_questionnaires(CopPage *p);
void cop_tables_questionnaires(CopPage *p, GPtrArray *grids);

static const CopChip chips[COP_SURVEY_MAX] = { [COP_SURVEY_YES] = COP_CHIP_GOOD, [COP_SURVEY_PARTLY] = COP_CHIP_PART, [COP_SURVEY_NO] = COP_CHIP_BAD, [COP_SURVEY_FIGURES] = COP_CHIP_NEUTRAL,
                                               [COP_SURVEY_NOTHING] = COP_CHIP_OPEN };

static CopGrid *
item_grid(CopPage *p, const CopQuestionnaire *q, const CopSurveyItem *all, size_t n)
{
  static const CopGridColumn columns[] = { { "number", N_("No."), COP_CELL_TEXT, 0, 0 },
                                           { "asks", N_("What it asks"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "answer", N_("Answer"), COP_CELL_TEXT, 0, 0 },
                                           { "evidence", N_("Evidence"), COP_CELL_TEXT, 0, 0 },
                                           { "missing", N_("Not known"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "id", N_("Id"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT } };
  CopGrid *g = cop_grid_new(p, q->id, q->title, columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < n; i++) {
    if (all[i].questionnaire != q)
      continue;
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], all[i].item->code);
    cop_grid_field(g, &c[1], COP_ENTITY_questionnaire_item, all[i].item, "gist");
    c[1].link = cop_url_record(p, COP_ENTITY_questionnaire_item, all[i].item->id);
    cop_grid_text(&c[2], T_(cop_survey_answer_name(all[i].answer)));
    c[2].chip = chips[all[i].answer];
    cop_grid_text(&c[3], cop_survey_evidence(p->a, &all[i]));
    c[3].lang = "en";
    cop_grid_text(&c[4], cop_survey_missing(p->a, &all[i]));
    c[4].lang = "en";
    cop_grid_text(&c[5], all[i].item->id);
  }
  g->note = q->note;
  return g;
}

void
cop_tables_questionnaires(CopPage *p, GPtrArray *grids)
{
  CopContext c = cop_document_context(p);
  const CopSurveyItem *all;
  size_t n = cop_survey_items(&c, p->a, &all);
  for (size_t k = 0; k < p->m->questionnaires.n; k++)
    g_ptr_array_add(grids, item_grid(p, &p->m->questionnaires.items[k], all, n));
}

void
cop_page_questionnaires(CopPage *p)
{
  g_auto(CopFrameScope) frame =
    cop_frame_open(p, &(CopFrame){ .title = T_("Questionnaires"),
                                   .nav = "/reports",
                                   .lead = T_("What surveys, indices and reports ask, in our own words, answered from the facts of this store. Change a fact and every answer that uses it changes; what nobody knows is said."),
                                   .parent = T_("Reports"),
                                   .parent_url = cop_url_path(p->a, "reports", NULL) });
  CopContext c = cop_document_context(p);
  const CopSurveyItem *all;
  size_t n = cop_survey_items(&c, p->a, &all);
  if (n == 0)
    cop_part_empty(p, T_("No questionnaire is on record"), T_("The catalogue brings them; a questionnaire of your own is a record too."), NULL, (CopUrl){ 0 });
  for (size_t k = 0; n > 0 && k < p->m->questionnaires.n; k++) {
    const CopQuestionnaire *q = &p->m->questionnaires.items[k];
    const char *lang;
    COP_SECTION_OF(p, q->id, cop_field_text(p, COP_ENTITY_questionnaire, q, "title", &lang), NULL)
      cop_part_grid(item_grid(p, q, all, n));
  }
}
