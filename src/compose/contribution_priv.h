/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/contribution_priv.h -- what the contribution (Form A) shares with the
 * information document (B), the form of study groups (C) and of regional
 * meetings (D): the same facts in the same sentences, under other heads.
 *
 * Each writes into a paragraph or section that the form has opened. Sentences
 * that follow from values go through cop_paper_sentence().
 */
#ifndef COP_COMPOSE_CONTRIBUTION_PRIV_H
#define COP_COMPOSE_CONTRIBUTION_PRIV_H

#include "compose/meeting_form.h"

/* A paragraph that opens with what it is about, in bold. */
CopNode *cop_contribution_topic(CopPaper *r, CopNode *section, const char *topic);

/* What the document is for, with one result. */
void cop_contribution_purpose(CopPaper *r, CopNode *para);
/* Resolutions in the revision in force, and the proposal it answers: items of a list. */
void cop_contribution_references(CopPaper *r, CopNode *section);
/* The plan in force, what law asks beyond it, one figure of each objective. */
void cop_contribution_background(CopPaper *r, CopNode *section);
/* Law, plan and cost; clauses for existing initiatives. */
void cop_contribution_planning(CopPaper *r, CopNode *section);
/* What field reports show since the last meeting: a table and its limits. */
void cop_contribution_progress(CopPaper *r, CopNode *section);
/* The same in one sentence, for short forms. */
void cop_contribution_reports(CopPaper *r, CopNode *para);
/* Messages, languages and channels as they stand: drafted, never called reviewed. */
void cop_contribution_materials(CopPaper *r, CopNode *section);
/* What pretests reported from the field show, as a sentence; nothing without reports. */
void cop_contribution_pretest(CopPaper *r, CopNode *para);
/* Lessons whose source others can open, and what others can reuse. */
void cop_contribution_lessons(CopPaper *r, CopNode *section);
/* The country's ITU region as a sentence names it: "Asia and the Pacific". */
const char *cop_contribution_region(const CopCountry *c);
/* The regional plans this work carries forward; `offer`: and what it brings there. */
void cop_contribution_regional(CopPaper *r, CopNode *para, bool offer);
/* What starts first: a step, its lead, its quarter. */
void cop_contribution_next_steps(CopPaper *r, CopNode *section);
/* What is offered and sought. */
void cop_contribution_offers(CopPaper *r, CopNode *para);
/* The draft resolution proposed in 2023, point by point: where the country stands. */
void cop_contribution_annex(CopPaper *r);

/* Requirements of the checklists covered by chosen measures, and all of them. */
size_t cop_contribution_covered(const CopPlanResult *res, size_t *open);
size_t cop_contribution_requirements(const CopPlanResult *res);

#endif
