/* SPDX-License-Identifier: Apache-2.0
 * The pure parts of the desk of standards, law and initiatives: the risk
 * picture and what could be woven into what. */
#include <glib.h>
#include <string.h>

#include "json_model.h"
#include "plan/picture.h"
#include "plan/weave.h"

static const char evidence[] =
  "{\"countries\": [{\"id\": \"XA\", \"name\": \"Example\", \"short_name\": \"Example\"}],"
  "\"areas\": [{\"id\": \"R1\", \"name\": \"North\", \"level\": \"region\"}],"
  "\"risk_cells\": [{\"id\": \"A\", \"axis\": \"contact\", \"nature\": \"sexual\", \"title\": \"a\"}, {\"id\": \"B\", \"axis\": \"conduct\", \"nature\": \"sexual\", \"title\": \"b\"},"
  "  {\"id\": \"C\", \"axis\": \"content\", \"nature\": \"sexual\", \"title\": \"c\"}, {\"id\": \"D\", \"axis\": \"content\", \"nature\": \"values\", \"title\": \"d\"},"
  "  {\"id\": \"E\", \"axis\": \"contract\", \"nature\": \"values\", \"title\": \"e\"}],"
  "\"values\": ["
  "  {\"id\": \"v1\", \"topic\": \"t\", \"label\": \"l\", \"period\": \"2023\", \"number\": 20, \"unit\": \"per cent\", \"method\": \"survey\", \"cells\": [\"A\"], \"confidence\": \"high\"},"
  "  {\"id\": \"v2\", \"topic\": \"t\", \"label\": \"l\", \"period\": \"2019\", \"number\": 15, \"unit\": \"per cent\", \"method\": \"survey\", \"cells\": [\"A\"], \"confidence\": \"medium\"},"
  "  {\"id\": \"v3\", \"topic\": \"n\", \"label\": \"n\", \"period\": \"2023\", \"number\": 2000, \"unit\": \"children\", \"method\": \"estimate\", \"cells\": [\"A\"], \"confidence\": \"low\"},"
  "  {\"id\": \"v4\", \"topic\": \"n\", \"label\": \"n\", \"period\": \"2024\", \"number\": 90000, \"unit\": \"children\", \"method\": \"administrative\", \"cells\": [\"A\", \"C\"], \"confidence\": \"low\"},"
  "  {\"id\": \"v5\", \"topic\": \"o\", \"label\": \"o\", \"period\": \"2015-02/2016-03\", \"number\": 5, \"unit\": \"per cent\", \"method\": \"survey\", \"cells\": [\"B\"], \"confidence\": \"high\"},"
  "  {\"id\": \"v6\", \"topic\": \"w\", \"label\": \"w\", \"period\": \"2025\", \"number\": 9, \"unit\": \"per cent\", \"method\": \"survey\", \"scope\": \"the world\", \"cells\": [\"D\"], \"confidence\": \"high\"},"
  "  {\"id\": \"v7\", \"topic\": \"t\", \"label\": \"l\", \"period\": \"2024\", \"number\": 99, \"unit\": \"per cent\", \"method\": \"survey\", \"area\": \"R1\", \"cells\": [\"A\"], \"confidence\": \"high\"},"
  "  {\"id\": \"v8\", \"topic\": \"t\", \"label\": \"l\", \"period\": \"2025\", \"number\": 21, \"unit\": \"per cent\", \"method\": \"survey\", \"cells\": [\"A\"], \"conflict\": \"k\", \"confidence\": \"high\"},"
  "  {\"id\": \"v9\", \"topic\": \"t\", \"label\": \"l\", \"period\": \"2023\", \"number\": 20.5, \"unit\": \"per cent\", \"method\": \"census\", \"cells\": [], \"conflict\": \"k\", \"preferred\": true, \"confidence\": \"high\"}]}";

static void
test_picture(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m = json_model_new(a, evidence);
  const CopPicture *p = cop_picture_find(m, 2026, a);
  g_assert_cmpint(p[0].known, ==, COP_KNOWN_MEASURED);
  g_assert_cmpuint(p[0].n, ==, 5); /* the loser of the conflict is out */
  g_assert_cmpuint(p[0].n_national, ==, 4);
  g_assert_cmpstr(p[0].values[0]->id, ==, "v4"); /* newest first */
  g_assert_cmpint(p[0].newest, ==, 2024);
  g_assert_cmpstr(p[0].exposed->id, ==, "v3"); /* a count of an office is nobody exposed */
  g_assert_cmpuint(p[0].n_trends, ==, 1);
  g_assert_cmpstr(p[0].trends[0].from->id, ==, "v2");
  g_assert_cmpstr(p[0].trends[0].to->id, ==, "v1");
  g_assert_cmpfloat(p[0].trends[0].difference, ==, 5);
  g_assert_cmpint(p[0].confidence, ==, COP_CONFIDENCE_MEDIUM); /* of the surveys */
  g_assert_cmpint(p[1].known, ==, COP_KNOWN_DATED);
  g_assert_cmpint(cop_value_year(p[1].values[0]), ==, 2016);
  g_assert_cmpint(p[2].known, ==, COP_KNOWN_COUNTED);
  g_assert_null(p[2].exposed);
  g_assert_cmpint(p[3].known, ==, COP_KNOWN_ELSEWHERE);
  g_assert_cmpint(p[4].known, ==, COP_KNOWN_NOT);
  g_assert_cmpuint(p[4].n, ==, 0);
  p = cop_picture_find(m, 2029, a);
  g_assert_cmpint(p[0].known, ==, COP_KNOWN_DATED); /* figures grow old by themselves */
}

static const char matrix[] =
  "{\"institutions\": [{\"id\": \"CWC\", \"name\": \"Council\"}, {\"id\": \"DSWD\", \"name\": \"Department\", \"acronym\": \"DSWD\"}, {\"id\": \"X\", \"name\": \"Part\", \"parent\": \"DSWD\"}],"
  "\"measures\": [{\"id\": \"M1\", \"title\": \"one\", \"output\": \"lines\"}, {\"id\": \"M2\", \"title\": \"two\"}, {\"id\": \"M3\", \"title\": \"three\"}, {\"id\": \"M4\", \"title\": \"four\"},"
  "  {\"id\": \"M5\", \"title\": \"five\"}],"
  "\"measure_profiles\": [{\"id\": \"M1\", \"measure\": \"M1\", \"lead\": \"DSWD\", \"deliverable\": \"opens a line\", \"mandatory\": true},"
  "  {\"id\": \"M2\", \"measure\": \"M2\", \"lead\": \"CWC\", \"support\": [\"DSWD\"], \"deliverable\": \"prints.\"}, {\"id\": \"M3\", \"measure\": \"M3\", \"lead\": \"X\", \"deliverable\": \"trains\"},"
  "  {\"id\": \"M4\", \"measure\": \"M4\", \"lead\": \"DSWD\", \"deliverable\": \"drops\", \"waiver\": \"no money\"}, {\"id\": \"M5\", \"measure\": \"M5\", \"lead\": \"DSWD\", \"deliverable\": \"pays\"}],"
  "\"initiatives\": [{\"id\": \"I1\", \"title\": \"Grants\", \"owner\": \"DSWD\", \"sector\": \"s\", \"status\": \"current\", \"ends\": \"2028\", \"next_entry\": \"2027-03-01\"},"
  "  {\"id\": \"I2\", \"title\": \"Old plan\", \"owner\": \"DSWD\", \"sector\": \"s\", \"status\": \"ended\", \"ends\": \"2022\"},"
  "  {\"id\": \"I3\", \"title\": \"Week\", \"owner\": \"CWC\", \"sector\": \"s\", \"status\": \"draft\", \"next_entry\": \"2026-02-07\"}],"
  "\"integrations\": [{\"id\": \"x\", \"initiative\": \"I1\", \"measure\": \"M5\", \"clause\": \"c\", \"decision\": \"accepted\", \"due\": \"2027-01-15\"},"
  "  {\"id\": \"y\", \"initiative\": \"I3\", \"measure\": \"M5\", \"clause\": \"c\", \"decision\": \"suggested\"},"
  "  {\"id\": \"z\", \"initiative\": \"I3\", \"measure\": \"M1\", \"clause\": \"c\", \"decision\": \"done\", \"due\": \"2027-05\"}]}";

static void
test_weave(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m = json_model_new(a, matrix);
  const CopWeave *w;
  g_assert_cmpuint(cop_weave_suggest(m, a, &w), ==, 4);
  g_assert_cmpstr(w[0].measure->id, ==, "M1");
  g_assert_cmpint(w[0].rule, ==, COP_WEAVE_DUTY);
  g_assert_cmpstr(w[0].clause, ==, "The DSWD opens a line.");
  g_assert_cmpstr(w[0].indicator, ==, "lines");
  g_assert_cmpstr(w[0].due, ==, "2027-03-01");
  g_assert_cmpint(w[1].rule, ==, COP_WEAVE_PART); /* M5 has its row, M4 is waived */
  g_assert_cmpstr(w[1].measure->id, ==, "M3");
  g_assert_cmpint(w[2].rule, ==, COP_WEAVE_SUPPORT);
  g_assert_cmpstr(w[2].clause, ==, "The Council prints."); /* one full stop; who has no acronym is named */
  g_assert_cmpstr(w[3].initiative->id, ==, "I3");
  CopWeaveShare s = cop_weave_share(m);
  g_assert_cmpuint(s.current, ==, 2);
  g_assert_cmpuint(s.touched, ==, 2);
  const CopEntry *e;
  g_assert_cmpuint(cop_weave_entries(m, "2026-11-29", a, &e), ==, 3); /* what is over, done or ended is left out */
  g_assert_cmpint(e[0].kind, ==, COP_ENTRY_DUE);
  g_assert_cmpint(e[1].kind, ==, COP_ENTRY_NEXT);
  g_assert_cmpint(e[2].kind, ==, COP_ENTRY_ENDS);
  g_assert_cmpuint(cop_weave_entries(m, "2028-06-01", a, &e), ==, 1); /* a year that has begun is not over */
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/review/picture", test_picture);
  g_test_add_func("/review/weave", test_weave);
  return g_test_run();
}
