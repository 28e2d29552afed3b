/* SPDX-License-Identifier: Apache-2.0
 *
 * indicator/publish.h -- the one door through which values of indicators leave
 * the office: pages, tables, charts, maps, exports and documents ask here.
 *
 * For each indicator one publication is made of all tables it can be shown in:
 *
 *   areas x years and quarters     down to the level of the rules
 *   areas x years x breakdown      one breakdown at a time
 *
 * and the cells that must stay hidden are found for all of them together
 * (indicator/suppress.h), so that no table gives away what another hides. A
 * breakdown of areas of which more than half of the counts are small is
 * withheld as a whole for that year: coarser figures are better than holes.
 *
 * Thresholds: counts of persons below 5, counts related to abuse below 10; an
 * indicator that counts no persons is open. A ratio counts twice, above and
 * below the line, and is hidden when either must be. A median is hidden when
 * it rests on fewer values than the threshold.
 *
 * Hidden and never reported are told apart; both are different from 0.
 */
#ifndef COP_INDICATOR_PUBLISH_H
#define COP_INDICATOR_PUBLISH_H

#include "base/arena.h"
#include "indicator/cube.h"

/* 0: open; else counts from 1 to threshold - 1 are hidden. */
unsigned cop_publish_threshold(CopPrivacy privacy);

typedef enum {
  COP_PUBLISHED_VALUE,
  COP_PUBLISHED_NOTHING,  /* nothing was reported */
  COP_PUBLISHED_HIDDEN,   /* a small count, or one that would give a small count away */
  COP_PUBLISHED_WITHHELD, /* not among the tables that are published */
  COP_PUBLISHED_MAX
} CopPublishedState;

/* The mark shown instead of a value: "", "no report", "<5", ... in English
 * catalogues; stable words for JSON: "value", "nothing", "hidden", "withheld". */
const char *cop_published_state_name(CopPublishedState s);

typedef struct {
  CopPublishedState state;
  double value;                  /* NaN unless state is VALUE */
  double numerator, denominator; /* of a ratio that is shown; NaN else */
  bool example;                  /* rests on example data, in part or whole */
} CopPublishedValue;

typedef struct {
  CopAreaLevel deepest; /* finest level of areas that is published */
} CopPublishRules;

/* Regions. */
CopPublishRules cop_publish_rules(void);

typedef struct CopPublication CopPublication;

/* NULL rules are cop_publish_rules(). Lives in the arena; the model must
 * outlive it, the cube need not. */
CopPublication *cop_publication_new(const CopModel *m, const CopCube *c, uint32_t indicator, const CopPublishRules *rules,
                                    CopArena *a);
/* Of every indicator, by its index. */
CopPublication **cop_publish_all(const CopModel *m, const CopCube *c, const CopPublishRules *rules, CopArena *a);

/* Any key may be asked: what is not published is WITHHELD. */
CopPublishedValue cop_publication_value(const CopPublication *p, const CopCubeKey *key);

/* Years with data, and of a year its quarters, in order. */
size_t cop_publication_periods(const CopPublication *p, const CopPeriod **periods);
/* Published areas with data, -1 (the country) first, then in the order of the
 * model. */
size_t cop_publication_areas(const CopPublication *p, const int32_t **areas);
unsigned cop_publication_threshold(const CopPublication *p);
/* How many cells hold a value, and how many of these are hidden. */
void cop_publication_count(const CopPublication *p, size_t *values, size_t *hidden);

#endif
