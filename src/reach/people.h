/* SPDX-License-Identifier: Apache-2.0
 *
 * reach/people.h -- how many children are in a group: region x age and school x
 * sex x home language x reading x connection, from stored figures.
 *
 * Only the sides of that table are known (records `area`, `language`,
 * `population_margin`). Its cells are those that fit all sides and lie nearest to
 * what else is known - main languages of a region, homes with internet there -
 * by iterative proportional fitting (Deming and Stephan 1940). A cell is an
 * estimate; how far it could be from the truth is what cop_people_bounds() says:
 * no table with these sides has less or more (Fréchet).
 *
 * Whole numbers: every side is divided by largest remainders, and the cells are
 * rounded so that each side comes out to the child.
 *
 * Not known stays not known: a side without a figure is divided evenly and says
 * so (`known` false); a region or language without a count has no category.
 */
#ifndef COP_REACH_PEOPLE_H
#define COP_REACH_PEOPLE_H

#include "base/diag.h"
#include "model/model.h"

typedef enum {
  COP_PEOPLE_REGION,
  COP_PEOPLE_AGE, /* age group and school together */
  COP_PEOPLE_SEX,
  COP_PEOPLE_LANGUAGE,
  COP_PEOPLE_LITERACY,
  COP_PEOPLE_CONNECTIVITY,
  COP_PEOPLE_DIMENSIONS
} CopPeopleDimension;

typedef struct {
  const char *key;      /* area id, language id or "other", "girls", "low", ...; of ages: "10-14" */
  const char *title;    /* English */
  int64_t children;     /* of the whole country; the side */
  bool known;           /* from a figure */
  bool out_of_school;   /* ages */
  CopLiteracy literacy;
  CopConnectivity connectivity;
  const CopPopulationMargin *margin; /* NULL for regions and languages */
} CopPeopleCategory;

typedef struct {
  size_t n;
  CopPeopleCategory *items;
} CopPeopleSide;

enum { COP_PEOPLE_MAX_CATEGORIES = 64 };

typedef struct {
  int64_t total;
  CopPeopleSide sides[COP_PEOPLE_DIMENSIONS];
  size_t n_cells;
  int64_t *children;    /* of each cell; the last dimension runs fastest */
  unsigned rounds;      /* of fitting */
  double apart;         /* the worst side's distance, in children, when fitting ended */
} CopPeople;

/* Of the country of a model, in the arena; NULL with a finding (kind format, code
 * people-...) when a side is missing or its figures do not fit. */
CopPeople *cop_people(const CopModel *m, CopArena *a, CopDiags *d);

/* Which categories are meant: bit i of a dimension is category i; a dimension
 * without a bit means all of it. */
typedef struct {
  uint64_t in[COP_PEOPLE_DIMENSIONS];
} CopPeopleGroup;

bool cop_people_has(const CopPeople *p, size_t cell, const CopPeopleGroup *g);
/* The category of a cell in a dimension. */
size_t cop_people_category(const CopPeople *p, size_t cell, CopPeopleDimension d);
int64_t cop_people_count(const CopPeople *p, const CopPeopleGroup *g);
/* No table with these sides has fewer or more children in the group. */
void cop_people_bounds(const CopPeople *p, const CopPeopleGroup *g, int64_t *least, int64_t *most);

/* Groups that are hard to reach. A child may be in several. */
typedef enum {
  COP_HARD_OUT_OF_SCHOOL,
  COP_HARD_NO_READING,
  COP_HARD_NO_CONNECTION, /* no mobile data or internet */
  COP_HARD_LANGUAGE,      /* home language without texts of the kit */
  COP_HARD_MAX
} CopHard;
const char *cop_hard_name(CopHard h);  /* "out-of-school" */
const char *cop_hard_title(CopHard h); /* English, marked for translation */
/* Needs the languages the kit has texts in. */
CopPeopleGroup cop_people_hard(const CopPeople *p, CopHard h, CopTexts spoken);

/* Divides a whole number by weights, largest remainders first, earlier ones at a
 * tie; the parts add up to it. Weights are not negative and not all 0. */
void cop_divide(int64_t whole, const double *weights, size_t n, int64_t *parts);

#endif
