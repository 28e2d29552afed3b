/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "build/snapshot.h"
#include "cmd/cmd.h"
#include "compose/points.h"

static const char *const who[] = { "machine", "prepared", "person" };

static void
print_json(const CopPoint *points, int sum, int out_of)
{
  CopJson *j = cop_json_new();
  cop_json_object(j);
  cop_json_key_int(j, "sum", sum);
  cop_json_key_int(j, "out_of", out_of);
  cop_json_key_array(j, "points");
  for (unsigned i = 0; i < COP_POINTS; i++) {
    cop_json_object(j);
    cop_json_key_int(j, "number", points[i].number);
    cop_json_key_text(j, "question", points[i].question);
    cop_json_key_text(j, "judged_by", who[points[i].by]);
    cop_json_key_bool(j, "blocks_release", points[i].blocks);
    if (points[i].score >= 0)
      cop_json_key_int(j, "score", points[i].score);
    cop_json_key_text(j, "found", points[i].found);
    cop_json_key_text(j, "remedy", points[i].remedy);
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  fputs(text, stdout);
}

static void
print_points(const CopPoint *points, int sum, int out_of)
{
  for (unsigned i = 0; i < COP_POINTS; i++) {
    const CopPoint *p = &points[i];
    if (p->score >= 0)
      printf("%2u  %d of 2  %s%s\n", p->number, p->score, p->question, p->blocks ? " (blocks a release)" : "");
    else
      printf("%2u  %-6s  %s%s\n", p->number, who[p->by], p->question, p->blocks ? " (blocks a release)" : "");
    if (p->found != NULL)
      printf("            %s%s%s\n", p->found, p->remedy != NULL ? "; " : "", p->remedy != NULL ? p->remedy : "");
  }
  printf("%d of %d by the machine; %u points wait for a person (prepared: what holds stands there; person: to be read)\n", sum, out_of, COP_POINTS - (unsigned)out_of / 2);
}

CopExit
cop_cmd_check(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  gboolean release = FALSE;
  const GOptionEntry entries[] = { { "release", 0, 0, G_OPTION_ARG_NONE, &release, "every point that blocks a release must be met in full", NULL }, G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Judge the strategy by forty points: what a machine can decide, what it can prepare, what a person must read.", NULL, &common))
    return COP_EXIT_USAGE;
  if (common.store == NULL || argc > 1)
    return cop_cmd_failf("check", COP_EXIT_USAGE, "%s", common.store == NULL ? "give the store with -s" : "check takes no arguments");
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDiags) diags = cop_diags_new();
  g_autoptr(CopDb) db = cop_db_open(common.store, COP_DB_READ, &error);
  if (db == NULL)
    return cop_cmd_fail("check", COP_EXIT_INPUT, error);
  g_autoptr(CopSnapshot) s = cop_snapshot_load(db, &(CopSnapshotOptions){ 0 }, diags, &error);
  if (s == NULL)
    return cop_cmd_fail("check", COP_EXIT_INPUT, error);
  if (s->context.country == NULL || s->context.result == NULL)
    return cop_cmd_failf("check", COP_EXIT_INPUT, "%s holds no plan that can be judged; see 'copkit plan'", common.store);
  const CopPoint *points = cop_points_judge(&s->context, s->arena);
  int out_of, sum = cop_points_sum(points, &out_of);
  bool good = true;
  for (unsigned i = 0; i < COP_POINTS; i++)
    good &= points[i].score != 0 && !(release && points[i].blocks && points[i].score == 1);
  if (common.json)
    print_json(points, sum, out_of);
  else if (!common.quiet)
    print_points(points, sum, out_of);
  return good ? COP_EXIT_OK : COP_EXIT_FINDINGS;
}
