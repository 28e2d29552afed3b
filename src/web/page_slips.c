/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_slips.c -- what was sent and whether it came, parcel by parcel; printed
 * copies that are no longer right, with what changed. */
#include <string.h>

#include "base/lang.h"
#include "model/outdated.h"
#include "reach/slip.h"
#include "web/desk.h"
#include "web/grid.h"
#include "web/part.h"

void cop_page_slips(CopPage *p);
void cop_tables_slips(CopPage *p, GPtrArray *grids);
void cop_page_printed(CopPage *p);
void cop_tables_printed(CopPage *p, GPtrArray *grids);

static const CopChip standing_chips[COP_SLIP_MAX] = { [COP_SLIP_PLANNED] = COP_CHIP_OPEN, [COP_SLIP_SENT] = COP_CHIP_PART, [COP_SLIP_CONFIRMED] = COP_CHIP_GOOD,
                                                      [COP_SLIP_SHORT] = COP_CHIP_WARN, [COP_SLIP_MISSING] = COP_CHIP_BAD };

/* --- what the store says --- */

static bool
load_slips(CopPage *p, CopSlips *slips, GError **error)
{
  CopReceiptSums *sums = cop_new(p->a, CopReceiptSums);
  CopDb *db = cop_desk_borrow(p->desk, error);
  p->personal = true; /* reports come in without a new view of the model */
  bool fine = db != NULL && cop_receipts_load(db, p->a, sums, error);
  if (db != NULL)
    cop_desk_return(p->desk, db);
  if (fine)
    *slips = cop_slips(p->m, sums, p->today, p->a);
  return fine;
}

static bool
load_outdated(CopPage *p, CopOutdated *o, GError **error)
{
  CopDb *db = cop_desk_borrow(p->desk, error);
  p->personal = true;
  bool fine = db != NULL && cop_outdated(db, p->m, p->a, o, error);
  if (db != NULL)
    cop_desk_return(p->desk, db);
  return fine;
}

static const char *
area_name(CopPage *p, const char *id)
{
  const CopArea *area = cop_model_area(p->m, id);
  return area == NULL ? id : area->name;
}

static const char *
partner_name(CopPage *p, const char *id)
{
  const CopInstitution *x = cop_model_institution(p->m, id);
  return x == NULL ? NULL : x->acronym != NULL ? x->acronym : x->name;
}

/* --- parcels --- */

static void
slip_row(CopGrid *g, const CopSlip *s, size_t i)
{
  CopPage *p = g->p;
  const CopSlipLanguage *l = &s->langs[i];
  CopGridCell *c = cop_grid_row(g);
  char shown[COP_RECEIPT_SHOWN];
  cop_grid_text(&c[0], s->number);
  c[0].link = cop_url_record(p, COP_ENTITY_consignment, s->items[0]->id);
  cop_grid_text(&c[1], cop_arena_strdup(p->a, cop_receipt_show(s->code, shown)));
  c[1].shown = cop_arena_printf(p->a, "%.4s\u2011%.4s", s->code, s->code + 4); /* not broken over two lines */
  cop_grid_text(&c[2], area_name(p, s->items[0]->area));
  cop_grid_text(&c[8], s->partner == NULL ? NULL : partner_name(p, s->partner->id));
  cop_grid_text(&c[4], *l->lang == '\0' ? NULL : cop_lang_autonym(l->lang));
  c[4].lang = *l->lang == '\0' ? NULL : l->lang;
  cop_grid_int(&c[5], l->sent);
  if (l->is_signed)
    cop_grid_int(&c[6], l->signed_for);
  if (l->is_reported)
    cop_grid_int(&c[7], l->reported);
  cop_grid_text(&c[3], T_(cop_slip_standing(s->standing)));
  c[3].chip = standing_chips[s->standing];
  cop_grid_date(&c[9], s->sent_on);
}

static CopGrid *
slip_grid(CopPage *p, const CopSlips *slips)
{
  static const CopGridColumn columns[] = { { "slip", N_("Slip"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "code", N_("Receipt code"), COP_CELL_TEXT, 0, 0 },
                                           { "area", N_("Place"), COP_CELL_TEXT, 0, 0 },
                                           { "standing", N_("Standing"), COP_CELL_TEXT, 0, 0 },
                                           { "language", N_("Language"), COP_CELL_TEXT, 0, 0 },
                                           { "sent", N_("Sent"), COP_CELL_INT, 0, 0 },
                                           { "signed", N_("Signed for"), COP_CELL_INT, 0, 0 },
                                           { "reported", N_("Reported"), COP_CELL_INT, 0, 0 },
                                           { "partner", N_("Partner"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "sent_on", N_("Sent on"), COP_CELL_DATE, 0, COP_COLUMN_WIDE } };
  CopGrid *g = cop_grid_new(p, "slips", T_("Parcels and what came of them"), columns, G_N_ELEMENTS(columns));
  g->empty = T_("No parcel has a packing slip yet.");
  g->note = cop_arena_printf(p->a, T_("Confirmed by field reports with the code, else by the signed slip. No word: sent %d days ago or more, and nothing came back."), COP_SLIP_DAYS);
  for (size_t i = 0; i < slips->n; i++)
    for (size_t l = 0; l < slips->items[i].n_langs; l++)
      slip_row(g, &slips->items[i], l);
  return g;
}

static CopGrid *
strange_grid(CopPage *p, const CopSlips *slips)
{
  static const CopGridColumn columns[] = { { "code", N_("Receipt code"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "reporter", N_("Office or partner"), COP_CELL_TEXT, 0, 0 },
                                           { "copies", N_("Copies"), COP_CELL_INT, 0, 0 },
                                           { "newest", N_("Newest"), COP_CELL_DATE, 0, 0 } };
  CopGrid *g = cop_grid_new(p, "codes", T_("Codes that are on no slip here"), columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < slips->n_strange; i++) {
    CopGridCell *c = cop_grid_row(g);
    char shown[COP_RECEIPT_SHOWN];
    cop_grid_text(&c[0], cop_arena_strdup(p->a, cop_receipt_show(slips->strange[i]->code, shown)));
    cop_grid_text(&c[1], slips->strange[i]->reporter);
    cop_grid_int(&c[2], slips->strange[i]->copies);
    cop_grid_date(&c[3], slips->strange[i]->newest);
  }
  return g;
}

void
cop_tables_slips(CopPage *p, GPtrArray *grids)
{
  CopSlips slips;
  if (!load_slips(p, &slips, NULL))
    return;
  g_ptr_array_add(grids, slip_grid(p, &slips));
  g_ptr_array_add(grids, strange_grid(p, &slips));
}

static void
write_shares(CopPage *p, const CopSlips *slips)
{
  CopShare shares[COP_SLIP_MAX];
  for (int s = 0; s < COP_SLIP_MAX; s++)
    shares[s] = (CopShare){ standing_chips[s], T_(cop_slip_standing((CopSlipStanding)s)), 0 };
  for (size_t i = 0; i < slips->n; i++)
    shares[slips->items[i].standing].n++;
  if (slips->n > 0)
    cop_part_shares(p, shares, COP_SLIP_MAX);
}

void
cop_page_slips(CopPage *p)
{
  g_autoptr(GError) error = NULL;
  CopSlips slips;
  if (!load_slips(p, &slips, &error)) {
    cop_page_error(p, 503, T_("The store cannot be read"), error->message);
    return;
  }
  g_auto(CopFrameScope) frame = cop_frame_open(
    p, &(CopFrame){ .title = T_("Parcels"), .nav = "/distribution", .parent = T_("Distribution"), .parent_url = cop_url_path(p->a, "distribution", NULL),
                    .lead = T_("What was sent to whom, and whether it came. 'copkit reach pack' gives numbers, 'copkit build packing' prints the slips.") });
  write_shares(p, &slips);
  if (slips.n_unpacked > 0)
    cop_part_notice(p, COP_NOTICE_INFO, T_("On no slip yet"), cop_arena_printf(p->a, T_("%s consignments have no number of a parcel."), cop_say_int(p, (int64_t)slips.n_unpacked)));
  cop_part_grid(slip_grid(p, &slips));
  if (slips.n_strange > 0)
    COP_SECTION_OF(p, "codes", T_("Codes that are on no slip here"), T_("They pass the check of a code: another office may have sent the parcel."))
      cop_part_grid(strange_grid(p, &slips));
}

/* --- no longer right --- */

static const char *
changes_text(CopPage *p, const CopOutdatedPrint *x)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0; i < x->n; i++) {
    const CopPrintChange *c = &x->changes[i];
    g_string_append_printf(s, "%s%s %s", s->len > 0 ? "; " : "", cop_entity(c->kind)->name, c->id);
    if (c->field == NULL)
      g_string_append_printf(s, " %s", T_("is gone"));
    else
      g_string_append_printf(s, " %s: “%s” → “%s”", c->field, c->was, c->is);
  }
  return cop_arena_strdup(p->a, s->str);
}

static CopGrid *
printed_grid(CopPage *p, const CopOutdated *o)
{
  static const CopGridColumn columns[] = { { "piece", N_("Material"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "area", N_("Where it lies"), COP_CELL_TEXT, 0, 0 },
                                           { "partner", N_("Partner"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT },
                                           { "slip", N_("Slip"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT },
                                           { "lying", N_("Copies"), COP_CELL_INT, 0, 0 },
                                           { "changed", N_("What changed"), COP_CELL_TEXT, 0, COP_COLUMN_NO_SORT },
                                           { "changed_on", N_("Newest"), COP_CELL_DATE, 0, 0 },
                                           { "remedy", N_("What to do"), COP_CELL_TEXT, 0, 0 } };
  CopGrid *g = cop_grid_new(p, "printed", T_("Printed copies that are no longer right"), columns, G_N_ELEMENTS(columns));
  g->empty = T_("Nothing that was printed rests on a text, translation or number that has changed since.");
  for (size_t i = 0; i < o->n; i++) {
    const CopOutdatedPrint *x = &o->items[i];
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], x->item->piece);
    c[0].link = cop_url_record(p, COP_ENTITY_consignment, x->item->id);
    cop_grid_text(&c[1], area_name(p, x->item->area));
    cop_grid_text(&c[2], partner_name(p, x->item->partner));
    cop_grid_text(&c[3], x->item->slip);
    cop_grid_int(&c[4], x->lying);
    cop_grid_text(&c[5], changes_text(p, x));
    c[5].under = x->guessed ? T_("What it was printed from was not noted: taken from its name and the day of printing.") : NULL;
    cop_grid_date(&c[6], x->newest);
    cop_grid_text(&c[7], cop_say_word(p, COP_WORDS_REMEDY, (int)x->item->remedy));
    c[7].chip = x->settled ? COP_CHIP_GOOD : COP_CHIP_WARN;
    c[7].under = x->item->remedied_on == NULL ? NULL : cop_say_date(p, x->item->remedied_on);
  }
  return g;
}

void
cop_tables_printed(CopPage *p, GPtrArray *grids)
{
  CopOutdated o;
  if (load_outdated(p, &o, NULL))
    g_ptr_array_add(grids, printed_grid(p, &o));
}

void
cop_page_printed(CopPage *p)
{
  g_autoptr(GError) error = NULL;
  CopOutdated o;
  if (!load_outdated(p, &o, &error)) {
    cop_page_error(p, 503, T_("The store cannot be read"), error->message);
    return;
  }
  g_auto(CopFrameScope) frame = cop_frame_open(
    p, &(CopFrame){ .title = T_("No longer right"), .nav = "/distribution", .parent = T_("Distribution"), .parent_url = cop_url_path(p->a, "distribution", NULL),
                    .lead = T_("A wrong number is taken down first. A sticker covers what changed; a recall brings the copies back; keep only what no reader would miss.") });
  if (o.n_open > 0)
    cop_part_notice(p, COP_NOTICE_WARN, cop_arena_printf(p->a, T_("%s copies wait for a decision."), cop_say_int(p, o.lying)),
                    T_("Open the consignment, choose what is done, and write the day when it was."));
  cop_part_grid(printed_grid(p, &o));
}
