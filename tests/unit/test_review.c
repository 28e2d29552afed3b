/* SPDX-License-Identifier: Apache-2.0
 * The pure parts of the desk of standards, law and initiatives: the risk
 * picture and what could be woven into what. */
#include <glib.h>
#include <string.h>

#include "json_model.h"
#include "plan/carry.h"
#include "plan/picture.h"
#include "plan/posts.h"
#include "plan/reopen.h"
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

/* --- what opens an answer again --- */

/* Three questions: on the instrument, on another one, and on a law. %s are
 * the parts a case changes. */
static const char law[] =
  "{\"instruments\": [{\"id\": \"G1\", \"short_title\": \"Guide 2020\"%s}, {\"id\": \"G2\", \"short_title\": \"Guide 2026\", \"adopted\": \"2026-03-01\"},"
  "  {\"id\": \"T\", \"short_title\": \"Treaty\"}],"
  "\"frameworks\": [{\"id\": \"F1\", \"title\": \"f\", \"instrument\": \"G1\"}, {\"id\": \"F2\", \"title\": \"f\", \"instrument\": \"T\"}],"
  "\"requirements\": [{\"id\": \"g-1\", \"framework\": \"F1\", \"code\": \"G 1\", \"gist\": \"x\"%s}, {\"id\": \"g-2\", \"framework\": \"F1\", \"code\": \"G 2\", \"gist\": \"x\"},"
  "  {\"id\": \"t-1\", \"framework\": \"F2\", \"code\": \"T 1\", \"gist\": \"x\"}],"
  "\"questions\": [{\"id\": \"Q1\", \"theme\": \"t\", \"text\": \"q\", \"standards\": [\"g-1\", \"g-2\"]}, {\"id\": \"Q2\", \"theme\": \"t\", \"text\": \"q\", \"standards\": [\"t-1\"]},"
  "  {\"id\": \"Q3\", \"theme\": \"t\", \"text\": \"q\", \"standards\": [\"t-1\"]}, {\"id\": \"Q4\", \"theme\": \"t\", \"text\": \"q\", \"standards\": [\"g-2\"]}],"
  "\"laws\": [{\"id\": \"L1\", \"number\": \"RA 1\", \"title\": \"l\"%s}, {\"id\": \"L2\", \"number\": \"RA 2\", \"title\": \"l\", \"adopted\": \"2026-06-10\"%s}],"
  "\"provisions\": [{\"id\": \"p\", \"law\": \"L1\", \"section\": \"1\"}],"
  "\"answers\": [{\"id\": \"a1\", \"question\": \"Q1\", \"status\": \"met\"%s}, {\"id\": \"a2\", \"question\": \"Q2\", \"status\": \"met\"%s},"
  "  {\"id\": \"a3\", \"question\": \"Q3\", \"status\": \"met\", \"provisions\": [\"p\"]%s}]}";

static char *
opened_by(const char *instrument, const char *clause, const char *law1, const char *law2, const char *held)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autofree char *json = g_strdup_printf(law, instrument, clause, law1, law2, held, held, held);
  CopModel *m = json_model_new(a, json);
  const CopReopened *all;
  size_t n = cop_reopen_find(m, a, &all);
  GString *s = g_string_new(NULL);
  for (size_t i = 0; i < n; i++) {
    g_string_append(s, all[i].question->id);
    for (size_t k = 0; k < all[i].n; k++)
      g_string_append_printf(s, " %s", all[i].reasons[k].why);
    g_string_append_c(s, '\n');
  }
  g_assert_true((cop_reopen_of(all, n, "Q1") != NULL) == (strstr(s->str, "Q1") != NULL));
  return g_string_free(s, FALSE);
}

#define OPENS(EXPECTED, ...)                                  \
  do {                                                        \
    g_autofree char *opened = opened_by(__VA_ARGS__);         \
    g_assert_cmpstr(opened, ==, EXPECTED);                    \
  } while (0)

static void
test_reopen(void)
{
  static const char held[] = ", \"held_on\": \"2026-05-20\"", early[] = ", \"reviewed_on\": \"2025-01-01\"", replaced[] = ", \"superseded_by\": \"G2\"";
  OPENS("", "", "", "", "", "");
  /* the instrument is replaced: exactly the answers that rest on it, once each */
  OPENS("Q1 Guide 2020 was replaced by Guide 2026 (2026-03-01).\n", replaced, "", "", "", "");
  OPENS("Q1 Guide 2020 was replaced by Guide 2026 (2026-03-01).\n", replaced, "", "", "", early);
  OPENS("", replaced, "", "", "", held); /* looked at since */
  /* its version changes in place */
  OPENS("Q1 Guide 2020, version 3 is in force since 2026-05-21; the answer was held against it on 2026-05-20.\n", ", \"version\": \"3\", \"valid_from\": \"2026-05-21\"", "", "", "", held);
  OPENS("", ", \"version\": \"3\", \"valid_from\": \"2026-05-20\"", "", "", "", held);
  OPENS("Q1 Guide 2020 is in force since 2026-05; the answer was held against it on 2026-05-20.\n", ", \"valid_from\": \"2026-05\"", "", "", "", held); /* may be later */
  OPENS("", ", \"valid_from\": \"2027\"", "", "", "", ""); /* no day to compare with */
  /* a clause is replaced */
  OPENS("Q1 G 1 was replaced by T 1.\n", "", ", \"superseded_by\": \"t-1\"", "", "", held);
  OPENS("Q1 G 1 is valid since 2026-09-01; the answer was held against it on 2026-05-20.\n", "", ", \"valid_from\": \"2026-09-01\"", "", "", held);
  /* a law is repealed or amended */
  OPENS("Q3 RA 1 was repealed by RA 2 (2026-06-10).\n", "", "", ", \"status\": \"repealed\", \"repealed_by\": \"L2\"", "", held);
  OPENS("Q3 RA 1 was repealed.\n", "", "", ", \"status\": \"repealed\"", "", held);
  OPENS("Q3 RA 1 was amended by RA 2 (2026-06-10).\n", "", "", "", ", \"amends\": [\"L1\"]", held);
  OPENS("", "", "", "", ", \"amends\": [\"L1\"]", ", \"held_on\": \"2026-06-11\"");
  OPENS("", "", "", "", ", \"amends\": [\"L1\"], \"status\": \"pending\"", held); /* a bill amends nothing */
}

static void
test_changes(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m = json_model_new(a,
    "{\"frameworks\": [{\"id\": \"old\", \"title\": \"o\"}, {\"id\": \"new\", \"title\": \"n\"}], \"requirements\": ["
    "{\"id\": \"o1\", \"framework\": \"old\", \"code\": \"1\", \"gist\": \"same\"}, {\"id\": \"o2\", \"framework\": \"old\", \"code\": \"2\", \"gist\": \"words\", \"superseded_by\": \"n7\"},"
    "{\"id\": \"o3\", \"framework\": \"old\", \"code\": \"3\", \"gist\": \"gone\"}, {\"id\": \"o4\", \"framework\": \"old\", \"code\": \"4\", \"gist\": \"f\", \"force\": \"model\"},"
    "{\"id\": \"n1\", \"framework\": \"new\", \"code\": \"1\", \"gist\": \"same\"}, {\"id\": \"n4\", \"framework\": \"new\", \"code\": \"4\", \"gist\": \"f\", \"force\": \"binding\"},"
    "{\"id\": \"n5\", \"framework\": \"new\", \"code\": \"5\", \"gist\": \"x\"}, {\"id\": \"n7\", \"framework\": \"new\", \"code\": \"7\", \"gist\": \"other words\"}]}");
  const CopChange *c;
  static const CopChangeKind kinds[] = { COP_CHANGE_SAME, COP_CHANGE_FORCE, COP_CHANGE_ADDED, COP_CHANGE_REWORDED, COP_CHANGE_REMOVED };
  g_assert_cmpuint(cop_change_log(m, cop_model_framework(m, "old"), cop_model_framework(m, "new"), a, &c), ==, G_N_ELEMENTS(kinds));
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
    g_assert_cmpint(c[i].kind, ==, kinds[i]);
  g_assert_cmpstr(c[3].before->id, ==, "o2");
  g_assert_cmpstr(c[4].before->id, ==, "o3");
}

/* --- mappings --- */

static void
test_relations(void)
{
  /* Held against sets: every pair of relations that three small sets have is
   * allowed by the chain. Subsets of {1, 2, 3} as bits. */
  for (unsigned x = 1; x < 8; x++)
    for (unsigned y = 1; y < 8; y++)
      for (unsigned z = 1; z < 8; z++) {
        unsigned s[3][2] = { { x, y }, { y, z }, { x, z } };
        CopRelation r[3];
        for (int k = 0; k < 3; k++) {
          unsigned p = s[k][0], q = s[k][1];
          r[k] = p == q ? COP_RELATION_EQUAL : (p & q) == q ? COP_RELATION_SUPERSET : (p & q) == p ? COP_RELATION_SUBSET : (p & q) != 0 ? COP_RELATION_INTERSECTS : COP_RELATION_NONE;
        }
        CopRelation chain = cop_relation_chain(r[0], r[1]);
        if (chain == COP_RELATION_EQUAL || chain == COP_RELATION_SUPERSET || chain == COP_RELATION_SUBSET)
          g_assert_true(r[2] == chain || r[2] == COP_RELATION_EQUAL);
        g_assert_cmpint(cop_relation_inverse(cop_relation_inverse(r[0])), ==, r[0]);
        g_assert_cmpint(cop_relation_chain(cop_relation_inverse(r[1]), cop_relation_inverse(r[0])), ==, cop_relation_inverse(chain));
      }
}

static void
test_carry(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m = json_model_new(a,
    "{\"frameworks\": [{\"id\": \"A\", \"title\": \"a\"}, {\"id\": \"B\", \"title\": \"b\"}, {\"id\": \"C\", \"title\": \"c\"}], \"requirements\": ["
    "{\"id\": \"a1\", \"framework\": \"A\"}, {\"id\": \"a2\", \"framework\": \"A\"}, {\"id\": \"a3\", \"framework\": \"A\"}, {\"id\": \"b1\", \"framework\": \"B\"},"
    "{\"id\": \"c1\", \"framework\": \"C\"}, {\"id\": \"c2\", \"framework\": \"C\"}, {\"id\": \"c3\", \"framework\": \"C\"}, {\"id\": \"c4\", \"framework\": \"C\"}, {\"id\": \"c5\", \"framework\": \"C\"},"
    "{\"id\": \"c6\", \"framework\": \"C\"}],"
    "\"assessments\": [{\"id\": \"1\", \"requirement\": \"a1\", \"year\": 2026, \"status\": \"met\"}, {\"id\": \"0\", \"requirement\": \"a1\", \"year\": 2024, \"status\": \"not\"},"
    "  {\"id\": \"2\", \"requirement\": \"a2\", \"year\": 2026, \"status\": \"not\"}, {\"id\": \"3\", \"requirement\": \"c3\", \"year\": 2025, \"status\": \"partly\"},"
    "  {\"id\": \"4\", \"requirement\": \"a3\", \"year\": 2026, \"status\": \"partly\"}, {\"id\": \"5\", \"requirement\": \"c5\", \"year\": 2026, \"status\": \"unknown\"}],"
    "\"mappings\": [{\"id\": \"m1\", \"from_requirement\": \"a1\", \"to_requirement\": \"b1\", \"relation\": \"superset\", \"strength\": 9},"
    "  {\"id\": \"m2\", \"from_requirement\": \"c1\", \"to_requirement\": \"b1\", \"relation\": \"equal\", \"strength\": 4},"
    "  {\"id\": \"m3\", \"from_requirement\": \"c2\", \"to_requirement\": \"a1\", \"relation\": \"superset\", \"strength\": 5},"
    "  {\"id\": \"m4\", \"from_requirement\": \"a1\", \"to_requirement\": \"c3\", \"relation\": \"equal\"},"
    "  {\"id\": \"m5\", \"from_requirement\": \"a2\", \"to_requirement\": \"c4\", \"relation\": \"intersects\"},"
    "  {\"id\": \"m6\", \"from_requirement\": \"a3\", \"to_requirement\": \"c5\", \"relation\": \"equal\"},"
    "  {\"id\": \"m7\", \"from_requirement\": \"a1\", \"to_requirement\": \"c6\", \"relation\": \"not related\"}]}");
  CopCarryPreview p = cop_carry_preview(m, cop_model_framework(m, "C"), a);
  g_assert_cmpuint(p.n, ==, 6);
  /* c1 = b1, of which a1 asks more: met in full, as strong as the weakest link */
  g_assert_cmpint(p.items[0].would, ==, COP_ANSWER_MET);
  g_assert_cmpint(p.items[0].relation, ==, COP_RELATION_SUPERSET);
  g_assert_cmpint(p.items[0].strength, ==, 4);
  g_assert_cmpuint(p.items[0].n_links, ==, 2);
  g_assert_cmpint(p.items[0].from->year, ==, 2026); /* the newest answer */
  /* c2 asks more than a1: in part */
  g_assert_cmpint(p.items[1].would, ==, COP_ANSWER_PARTLY);
  g_assert_cmpint(p.items[1].relation, ==, COP_RELATION_SUBSET);
  /* c3 has an answer of its own: never overwritten */
  g_assert_false(p.items[2].writes);
  g_assert_cmpint(p.items[2].now->status, ==, COP_ANSWER_PARTLY);
  /* "not" does not carry where only a part is shared */
  g_assert_cmpint(p.items[3].would, ==, COP_ANSWER_UNKNOWN);
  g_assert_nonnull(p.items[3].from);
  /* an unknown of one's own is a default, and filled */
  g_assert_true(p.items[4].writes);
  /* "not related" carries nothing */
  g_assert_null(p.items[5].from);
  g_assert_cmpuint(p.answered, ==, 1);
  g_assert_cmpuint(p.in_full, ==, 1);
  g_assert_cmpuint(p.in_part, ==, 2);
  g_assert_cmpuint(p.not_met, ==, 0);
  g_assert_cmpuint(p.nothing, ==, 2);
}

static void
test_posts(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *m = json_model_new(a,
    "{\"institutions\": [{\"id\": \"X\", \"name\": \"x\", \"position\": 1}, {\"id\": \"Y\", \"name\": \"y\", \"position\": 2}],"
    "\"functions\": [{\"id\": \"F1\", \"title\": \"f\", \"position\": 1}, {\"id\": \"F2\", \"title\": \"f\", \"position\": 2}, {\"id\": \"F3\", \"title\": \"f\", \"position\": 3}],"
    "\"posts\": [{\"id\": \"1\", \"function\": \"F1\", \"institution\": \"Y\", \"part\": \"accountable\"}, {\"id\": \"2\", \"function\": \"F1\", \"institution\": \"X\", \"part\": \"accountable\"},"
    "  {\"id\": \"3\", \"function\": \"F1\", \"institution\": \"X\", \"part\": \"responsible\"}, {\"id\": \"4\", \"function\": \"F2\", \"institution\": \"X\", \"part\": \"responsible\"},"
    "  {\"id\": \"5\", \"function\": \"F2\", \"institution\": \"Y\", \"part\": \"accountable\", \"proposed\": true}]}");
  const CopSeats *s = cop_seats_find(m, a);
  g_assert_true(s[0].overlap && !s[0].no_accountable && !s[0].no_responsible);
  g_assert_cmpstr(s[0].posts[0]->id, ==, "3"); /* by part, then by institution */
  g_assert_cmpstr(s[0].posts[1]->id, ==, "2");
  g_assert_true(!s[1].overlap && s[1].no_accountable && !s[1].no_responsible); /* a proposal fills no seat */
  g_assert_cmpstr(s[1].proposal->id, ==, "5");
  g_assert_true(!s[2].overlap && s[2].no_accountable && s[2].no_responsible);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/review/picture", test_picture);
  g_test_add_func("/review/weave", test_weave);
  g_test_add_func("/review/reopen", test_reopen);
  g_test_add_func("/review/changes", test_changes);
  g_test_add_func("/review/relations", test_relations);
  g_test_add_func("/review/carry", test_carry);
  g_test_add_func("/review/posts", test_posts);
  return g_test_run();
}
