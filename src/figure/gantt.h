/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/gantt.h -- the plan over time: measures as bars over periods, what
 * waits for what, milestones.
 */
#ifndef COP_FIGURE_GANTT_H
#define COP_FIGURE_GANTT_H

#include "figure/figure.h"
#include "figure/mark.h"

typedef struct {
  const char *label;
  const char *group;          /* a heading where it differs from the row above; NULL for none */
  unsigned start, end;        /* periods, from 0; end exclusive */
  const unsigned *waits_for;  /* rows this one waits for */
  unsigned n_waits;
  int milestone;              /* the period at whose end it stands, -1 for none */
  const char *milestone_label;
  bool has_state;
  CopState state;
} CopGanttRow;

typedef struct {
  const char *label;          /* "2027" */
  unsigned n;                 /* periods it spans */
} CopGanttSpan;

typedef struct {
  const char *subject;        /* "Work plan 2027 to 2029" */
  const char *row_title;      /* head of the table's first column: "Measure" */
  const char *const *periods; /* "Q1", "Q2", ... */
  unsigned n_periods;         /* 1 to 40 */
  const CopGanttSpan *spans;  /* years above the periods; together n_periods, or none */
  unsigned n_spans;
  const CopGanttRow *rows;
  unsigned n_rows;            /* 1 to 80 */
} CopGantt;

CopFigure *cop_gantt_draw(CopArena *a, const CopGantt *gantt, const CopFigureOptions *options, GError **error);

#endif
