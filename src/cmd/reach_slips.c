/* SPDX-License-Identifier: Apache-2.0
 * Parcels: numbers for packing slips, the day they left, what came of them. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "build/snapshot.h"
#include "cmd/reach.h"
#include "model/store.h"
#include "reach/slip.h"

/* --- pack --- */

static void
set_text(CopConsignment *c, const char *field, const char *text)
{
  cop_record_set_text(COP_ENTITY_consignment, c, cop_entity_field(COP_ENTITY_consignment, field), text);
  c->origin = "";
}

typedef struct {
  CopDb *db;
  const CopModel *m;
  CopArena *a;
  const char *day;     /* of the edition */
  const char *sent;    /* NULL: nothing leaves */
  const char *only;    /* number of a slip; NULL: all */
  const char **numbers; /* by index of consignment: the new number */
  size_t n_slips, n_sent;
} Packing;

/* The consignments without a number that go to the place and partner of one of them. */
static void
give_number(Packing *k, size_t first, int year, unsigned count)
{
  const CopConsignment *head = &k->m->consignments.items[first];
  const char *next = cop_slip_next(k->m, year, k->a), *hyphen = strrchr(next, '-');
  const char *number = cop_arena_printf(k->a, "%d-%03" G_GUINT64_FORMAT, year, g_ascii_strtoull(hyphen + 1, NULL, 10) + count);
  for (size_t i = first; i < k->m->consignments.n; i++) {
    const CopConsignment *c = &k->m->consignments.items[i];
    if (c->slip == NULL && strcmp(c->area, head->area) == 0 && g_strcmp0(c->partner, head->partner) == 0)
      k->numbers[i] = number;
  }
}

static bool
save_packed(Packing *k, GError **error)
{
  g_auto(CopTxn) txn = { 0 };
  if (!cop_txn_begin(&txn, k->db, error))
    return false;
  for (size_t i = 0; i < k->m->consignments.n; i++) {
    CopConsignment c = k->m->consignments.items[i];
    const char *slip = k->numbers[i] != NULL ? k->numbers[i] : c.slip;
    bool leaves = k->sent != NULL && slip != NULL && c.sent_on == NULL && (k->only == NULL || strcmp(k->only, slip) == 0);
    if (k->numbers[i] == NULL && !leaves)
      continue;
    set_text(&c, "slip", slip);
    if (leaves) {
      set_text(&c, "sent_on", k->sent);
      k->n_sent++;
    }
    if (!cop_record_save(k->db, COP_ENTITY_consignment, (CopRecord *)&c, cop_cmd_actor(), c.revision, error))
      return false;
  }
  return cop_txn_commit(&txn, error);
}

CopExit
cop_reach_pack(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *sent = NULL, *only = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *model;
  CopExit code = COP_EXIT_OK;
  const GOptionEntry entries[] = { { "sent", 0, 0, G_OPTION_ARG_STRING, &sent, "note that the parcels left on this day", "DAY" },
                                   { "slip", 0, 0, G_OPTION_ARG_STRING, &only, "with --sent: only this parcel", "NUMBER" },
                                   G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Put consignments on packing slips: one number for each place and partner.",
                     "Consignments that have a number keep it. `copkit build packing` prints the slips.", &common))
    return COP_EXIT_USAGE;
  if (argc > 1 || (sent != NULL && cop_date_read(sent).precision != COP_DATE_DAY))
    return cop_cmd_failf("reach pack", COP_EXIT_USAGE, "--sent takes a day, 2026-12-01");
  if (only != NULL && sent == NULL)
    return cop_cmd_failf("reach pack", COP_EXIT_USAGE, "--slip says which parcel left; say --sent DAY with it");
  g_autoptr(CopDb) db = cop_cmd_open_store("reach pack", &common, COP_DB_WRITE, &code);
  if (db == NULL)
    return code;
  if (!cop_model_load(db, a, &model, &error))
    return cop_cmd_fail("reach pack", COP_EXIT_INPUT, error);
  Packing k = { .db = db, .m = model, .a = a, .day = cop_edition_date(a, NULL), .sent = sent, .only = only, .numbers = cop_new_n(a, const char *, model->consignments.n + 1) };
  bool found = only == NULL;
  for (size_t i = 0; i < model->consignments.n; i++) {
    found = found || g_strcmp0(model->consignments.items[i].slip, only) == 0;
    if (only == NULL && model->consignments.items[i].slip == NULL && k.numbers[i] == NULL)
      give_number(&k, i, (int)g_ascii_strtoll(k.day, NULL, 10), (unsigned)k.n_slips++);
  }
  if (!found)
    return cop_cmd_failf("reach pack", COP_EXIT_INPUT, "no consignment is on slip '%s'; `copkit reach slips` lists them", only);
  if (!save_packed(&k, &error))
    return cop_cmd_fail("reach pack", COP_EXIT_INPUT, error);
  printf("%zu parcels got a slip, %zu consignments left\n", k.n_slips, k.n_sent);
  return COP_EXIT_OK;
}

/* --- slips --- */

static void
print_slip(const CopSlip *s)
{
  char shown[COP_RECEIPT_SHOWN];
  printf("%-10s %s  %-16s %s%s%s\n", s->number, cop_receipt_show(s->code, shown), cop_slip_standing(s->standing), s->area == NULL ? s->items[0]->area : s->area->name,
         s->partner == NULL ? "" : ", ", s->partner == NULL ? "" : s->partner->name);
  for (size_t i = 0; i < s->n_langs; i++) {
    const CopSlipLanguage *l = &s->langs[i];
    printf("    %-8s sent %" G_GINT64_FORMAT, *l->lang == '\0' ? "-" : l->lang, l->sent);
    if (l->is_signed)
      printf(", signed for %" G_GINT64_FORMAT, l->signed_for);
    if (l->is_reported)
      printf(", reported %" G_GINT64_FORMAT " (%s)", l->reported, l->reporter);
    puts("");
  }
}

static void
write_slip(CopJson *j, const CopSlip *s)
{
  char shown[COP_RECEIPT_SHOWN];
  cop_json_object(j);
  cop_json_key_text(j, "slip", s->number);
  cop_json_key_text(j, "code", cop_receipt_show(s->code, shown));
  cop_json_key_text(j, "standing", cop_slip_standing(s->standing));
  cop_json_key_text(j, "area", s->items[0]->area);
  cop_json_key_text(j, "partner", s->items[0]->partner);
  cop_json_key_int(j, "copies", s->copies);
  cop_json_key_int(j, "came", s->came);
  cop_json_key_array(j, "languages");
  for (size_t i = 0; i < s->n_langs; i++) {
    const CopSlipLanguage *l = &s->langs[i];
    cop_json_object(j);
    cop_json_key_text(j, "language", l->lang);
    cop_json_key_int(j, "sent", l->sent);
    if (l->is_signed)
      cop_json_key_int(j, "signed_for", l->signed_for);
    if (l->is_reported)
      cop_json_key_int(j, "reported", l->reported);
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_end(j);
}

static void
json_slips(const CopSlips *slips)
{
  CopJson *j = cop_json_new();
  char shown[COP_RECEIPT_SHOWN];
  cop_json_object(j);
  cop_json_key_array(j, "slips");
  for (size_t i = 0; i < slips->n; i++)
    write_slip(j, &slips->items[i]);
  cop_json_end(j);
  cop_json_key_int(j, "without_slip", (int64_t)slips->n_unpacked);
  cop_json_key_array(j, "unknown_codes");
  for (size_t i = 0; i < slips->n_strange; i++)
    cop_json_text(j, cop_receipt_show(slips->strange[i]->code, shown));
  cop_json_end(j);
  cop_json_end(j);
  g_autofree char *text = cop_json_finish(j);
  fputs(text, stdout);
}

CopExit
cop_reach_slips(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  CopModel *model;
  CopReceiptSums sums;
  CopExit code = COP_EXIT_OK;
  if (!cop_cmd_parse(&argc, &argv, NULL, NULL, "Show for each packing slip what was sent and what came.",
                     "What came is what field reports with the slip's code say, else the signed slip.\nExit: 0 all is well, 1 numbers differ or no word came.", &common))
    return COP_EXIT_USAGE;
  if (argc > 1)
    return cop_cmd_failf("reach slips", COP_EXIT_USAGE, "takes no arguments");
  g_autoptr(CopDb) db = cop_cmd_open_store("reach slips", &common, COP_DB_READ, &code);
  if (db == NULL)
    return code;
  if (!cop_model_load(db, a, &model, &error) || !cop_receipts_load(db, a, &sums, &error))
    return cop_cmd_fail("reach slips", COP_EXIT_INPUT, error);
  CopSlips slips = cop_slips(model, &sums, cop_edition_date(a, NULL), a);
  size_t wrong = 0;
  for (size_t i = 0; i < slips.n; i++) {
    wrong += slips.items[i].standing == COP_SLIP_SHORT || slips.items[i].standing == COP_SLIP_MISSING;
    if (!common.json)
      print_slip(&slips.items[i]);
  }
  if (common.json) {
    json_slips(&slips);
  } else {
    char shown[COP_RECEIPT_SHOWN];
    if (slips.n_unpacked > 0)
      printf("%zu consignments are on no slip; `copkit reach pack` gives numbers\n", slips.n_unpacked);
    for (size_t i = 0; i < slips.n_strange; i++)
      printf("%s: %" G_GINT64_FORMAT " copies reported by %s under a code that is on no slip here\n", cop_receipt_show(slips.strange[i]->code, shown), slips.strange[i]->copies,
             slips.strange[i]->reporter);
  }
  return wrong > 0 ? COP_EXIT_FINDINGS : COP_EXIT_OK;
}
