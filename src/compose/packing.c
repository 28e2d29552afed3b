/* SPDX-License-Identifier: Apache-2.0
 *
 * What goes with printed copies: a packing slip for each parcel, to be read and
 * signed by whoever opens it, and the distribution list with what came back and
 * what is no longer right. */
#include <math.h>
#include <string.h>

#include "base/lang.h"
#include "compose/front.h"
#include "compose/targets.h"
#include "figure/qr.h"
#include "model/outdated.h"
#include "reach/slip.h"

#define T_(TEXT) cop_tr(r->words, (TEXT))
#define LIST(...) ((const char *[]){ __VA_ARGS__, NULL })

static const char slips_title[] = N_("Packing slips");
static const char list_title[] = N_("Distribution list");

enum { QR_SIZE = 96, MOST_CHANGES = 6 };

/* --- words --- */

static const char *
kind_title(CopPaper *r, const char *piece)
{
  static const struct {
    const char *kind, *title;
  } kinds[] = { { "poster", N_("Poster") }, { "poster-grey", N_("Poster without colour") }, { "poster-large", N_("Large poster") }, { "card", N_("Pocket card") },
                { "leaflet", N_("Leaflet") }, { "notice", N_("Community notice") }, { "calendar", N_("Wall calendar") }, { "stickers", N_("Stickers") }, { "game", N_("Board game") },
                { "comic", N_("Comic") }, { "booklet", N_("Booklet") }, { "picture-cards", N_("Picture cards") }, { "flip-chart", N_("Flip chart") },
                { "large-print", N_("Large print") }, { "easy-read", N_("Easy to read") }, { "colouring", N_("Colouring page") }, { "script", N_("Script") } };
  const char *kind = cop_piece_kind(piece, r->a);
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (strcmp(kinds[i].kind, kind) == 0)
      return T_(kinds[i].title);
  return kind;
}

static const char *
number_of(CopPaper *r, int64_t n)
{
  return cop_phrase_number(r->a, (double)n, 0);
}

static const char *
weight_of(CopPaper *r, double grams)
{
  return grams >= 1000 ? cop_arena_printf(r->a, "%s kg", cop_phrase_number(r->a, grams / 1000, 1)) : cop_arena_printf(r->a, "%s g", cop_phrase_number(r->a, grams, 0));
}

static const char *
partner_of(CopPaper *r, const CopSlip *s)
{
  return s->partner == NULL ? "–" : cop_paper_field(r, COP_ENTITY_institution, s->partner->id, "name");
}

/* --- a slip --- */

/* What the piece says, in its own language, so that packers know it when they see it. */
static void
add_piece(CopPaper *r, CopNode *row, const CopConsignment *c)
{
  const char *lang = cop_piece_lang(c->piece, r->a), *subject = cop_piece_subject(c->piece);
  CopNode *cell = cop_add_cell(r->d, row, NULL);
  cop_add_styled(r->d, cell, COP_NODE_STRONG, kind_title(r, c->piece));
  cop_add_textf(r->d, cell, " %s", subject);
  const CopMessageText *say = cop_model_text_of_message(r->m, subject, COP_FORM_POSTER, lang);
  if (say == NULL)
    return;
  cop_node_add(r->d, cell, COP_NODE_LINE_BREAK);
  cop_node_in(r->d, cop_add_styled(r->d, cell, COP_NODE_SPAN, say->text), lang);
}

static void
add_contents(CopPaper *r, CopNode *parent, const CopSlip *s)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 3.4f }, { COP_ALIGN_START, 1.3f }, { COP_ALIGN_START, 1.2f }, { COP_ALIGN_END, 1 }, { COP_ALIGN_END, 1.1f } };
  CopNode *t = cop_add_table(r->d, parent, NULL, T_("What is in the parcel"), columns, 5);
  cop_add_head_row(r->d, t, LIST(T_("Material"), T_("Language"), T_("Format"), T_("Copies sent"), T_("Copies that came")));
  for (size_t i = 0; i < s->n; i++) {
    const CopConsignment *c = s->items[i];
    const char *lang = cop_piece_lang(c->piece, r->a);
    CopNode *row = cop_add_row(r->d, t, NULL);
    cop_node_from(r->d, row, "consignment", c->id);
    add_piece(r, row, c);
    CopNode *cell = cop_add_cell(r->d, row, NULL);
    if (*lang != '\0')
      cop_node_in(r->d, cop_add_styled(r->d, cell, COP_NODE_SPAN, cop_lang_autonym(lang)), lang);
    cop_add_cell(r->d, row, c->format == NULL ? "–" : c->format);
    cop_add_styled(r->d, cop_add_cell(r->d, row, NULL), COP_NODE_STRONG, number_of(r, c->copies));
    cop_add_cell(r->d, row, "________");
  }
  cop_add_row(r->d, t, LIST(T_("Together"), "", s->n_unweighed == s->n ? "" : weight_of(r, s->grams), number_of(r, s->copies), "________"))->role = COP_ROLE_TOTAL;
  if (s->n_unweighed > 0)
    cop_add_note(r->d, t, s->n_unweighed == s->n ? T_("The parcel was not weighed.") : T_("The weight leaves out what was not weighed."));
  else
    cop_add_note(r->d, t, T_("The weight is reckoned from size and paper, without wrapping."));
}

static void
add_head(CopPaper *r, CopNode *parent, const CopSlip *s)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 3 }, { COP_ALIGN_START, 1.4f } };
  char shown[COP_RECEIPT_SHOWN];
  g_autoptr(GError) error = NULL;
  cop_receipt_show(s->code, shown);
  CopNode *t = cop_add_table(r->d, parent, NULL, NULL, columns, 2), *row;
  t->role = COP_ROLE_TITLE_BLOCK;
  row = cop_add_row(r->d, t, NULL);
  CopNode *to = cop_add_cell(r->d, row, NULL), *code = cop_add_cell(r->d, row, NULL);
  const char *const lines[][2] = { { T_("To"), partner_of(r, s) },
                                   { T_("Place"), s->area == NULL ? s->items[0]->area : s->area->name },
                                   { T_("From"), cop_paper_field(r, COP_ENTITY_institution, r->c->country->lead, "name") },
                                   { T_("Sent on"), s->sent_on == NULL ? "____________________" : cop_paper_date(r, s->sent_on) } };
  for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
    CopNode *p = cop_add_para(r->d, to, NULL);
    cop_add_textf(r->d, p, "%s: ", lines[i][0]);
    cop_add_styled(r->d, p, COP_NODE_STRONG, lines[i][1] == NULL ? "–" : lines[i][1]);
  }
  CopDrawing *qr = cop_qr_draw(r->a, shown, COP_QR_Q, QR_SIZE, &error);
  if (qr != NULL)
    cop_add_figure(r->d, code, NULL, NULL, qr, cop_arena_printf(r->a, T_("Square with the receipt code %s"), shown));
}

static void
add_figure(CopPaper *r, CopNode *list, const char *large, const char *what)
{
  CopNode *p = cop_add_para(r->d, cop_add_item(r->d, list, NULL), NULL);
  cop_add_styled(r->d, p, COP_NODE_STRONG, large);
  cop_paper_say(r, p, what);
}

/* Code, copies and weight, to be read across a table. */
static void
add_figures(CopPaper *r, CopNode *parent, const CopSlip *s)
{
  char shown[COP_RECEIPT_SHOWN];
  CopNode *list = cop_add_list(r->d, parent, false);
  list->role = COP_ROLE_KEY_FIGURES;
  add_figure(r, list, cop_receipt_show(s->code, shown), T_("Receipt code"));
  add_figure(r, list, number_of(r, s->copies), T_("copies"));
  if (s->n_unweighed < s->n)
    add_figure(r, list, weight_of(r, s->grams), T_("weight"));
}

/* The first page, for whoever packs: all parcels at a glance. */
static void
add_overview(CopPaper *r, const CopSlips *slips)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.1f }, { COP_ALIGN_START, 1.2f }, { COP_ALIGN_START, 2.4f }, { COP_ALIGN_START, 2.2f }, { COP_ALIGN_END, 1 }, { COP_ALIGN_END, 1 } };
  CopNode *t = cop_add_table(r->d, r->d->root, NULL, T_("Parcels to be packed and sent"), columns, 6);
  int64_t copies = 0;
  cop_add_head_row(r->d, t, LIST(T_("Slip"), T_("Code"), T_("Place"), T_("Partner"), T_("Copies"), T_("Weight")));
  for (size_t i = 0; i < slips->n; i++) {
    const CopSlip *s = &slips->items[i];
    char shown[COP_RECEIPT_SHOWN];
    copies += s->copies;
    CopNode *row = cop_add_row(r->d, t, LIST(s->number, cop_receipt_show(s->code, shown), s->area == NULL ? s->items[0]->area : s->area->name,
                                             s->partner == NULL ? "–" : cop_paper_institution(r, s->partner->id), number_of(r, s->copies),
                                             s->n_unweighed == s->n ? "–" : weight_of(r, s->grams)));
    cop_node_from(r->d, row, "consignment", s->items[0]->id);
  }
  cop_add_row(r->d, t, LIST(T_("Together"), "", "", "", number_of(r, copies), ""))->role = COP_ROLE_TOTAL;
  cop_add_note(r->d, t, T_("The pages behind go into the parcels, one in each."));
}

/* The question for the code, and through it the form that proves a delivery. */
static const CopReportItem *
code_question(CopPaper *r)
{
  for (size_t i = 0; i < r->m->report_items.n; i++)
    if (r->m->report_items.items[i].kind == COP_FORM_ITEM_CODE)
      return &r->m->report_items.items[i];
  return NULL;
}

/* The short form by SMS. */
static const char *
sms_of(CopPaper *r, const CopSlip *s, const char *shown)
{
  const CopReportItem *code = code_question(r);
  const CopReportForm *form = code == NULL ? NULL : cop_model_report_form(r->m, code->form);
  if (form == NULL || form->keyword == NULL)
    return NULL;
  return cop_arena_printf(r->a, "%s %s %s %s %.7s language=%s %s=%s 1=%s", form->keyword, T_("OFFICE"), T_("NUMBER"), s->items[0]->area, r->c->date,
                          *s->langs[0].lang == '\0' ? "en" : s->langs[0].lang, code->code, shown, T_("COPIES"));
}

static void
add_steps(CopPaper *r, CopNode *parent, const CopSlip *s)
{
  char shown[COP_RECEIPT_SHOWN];
  cop_receipt_show(s->code, shown);
  const CopInstitution *from = cop_model_institution(r->m, r->c->country->lead);
  CopNode *list = cop_add_list(r->d, cop_paper_section(r, parent, T_("When the parcel comes")), true);
  cop_add_item(r->d, list, T_("Count each line and write how many copies came."));
  const CopReportItem *code = code_question(r);
  CopNode *item = code == NULL ? NULL : cop_add_item(r->d, list, NULL), *p = item == NULL ? NULL : cop_add_para(r->d, item, NULL);
  if (p != NULL)
    cop_paper_sayf(r, p, T_("Send the form “%s”, one for each language, with the code %s: scan the square with the telephone form, or type the code at the desk."),
                   cop_paper_field(r, COP_ENTITY_report_form, code->form, "title"), shown);
  const char *sms = sms_of(r, s, shown);
  if (sms != NULL && p != NULL) {
    cop_paper_say(r, p, T_("By SMS:"));
    cop_add_text(r->d, p, " ");
    cop_add_styled(r->d, p, COP_NODE_CODE, sms);
  }
  p = cop_add_para(r->d, cop_add_item(r->d, list, NULL), NULL);
  cop_paper_say(r, p, T_("If copies are missing, wet, torn or not what stands above, hand none of these out and call:"));
  cop_add_text(r->d, p, " ");
  g_autofree char *contact = from == NULL || from->contact == NULL ? NULL : g_strdelimit(g_strdup(from->contact), "\n", ' ');
  cop_add_styled(r->d, p, COP_NODE_STRONG, contact == NULL ? "______________________________" : contact);
  cop_add_item(r->d, list, T_("Sign below, keep a copy, and give the slip back with whoever brought the parcel."));
}

static void
add_signature(CopPaper *r, CopNode *parent)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 1.6f }, { COP_ALIGN_START, 1.6f } };
  CopNode *t = cop_add_table(r->d, parent, NULL, T_("Received"), columns, 3);
  cop_add_head_row(r->d, t, LIST(T_("Day"), T_("Office and post of who signs"), T_("Signature and stamp of the office")));
  CopNode *row = cop_add_row(r->d, t, NULL);
  for (int i = 0; i < 3; i++) {
    CopNode *cell = cop_add_cell(r->d, row, "\u00a0");
    for (int k = 0; k < 3; k++) { /* room for a stamp */
      cop_node_add(r->d, cell, COP_NODE_LINE_BREAK);
      cop_add_text(r->d, cell, "\u00a0");
    }
  }
}

static bool
compose_slips(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopCatalogue *words = cop_catalogues_for(c->words, piece->lang);
  const CopFront front = { .target = "packing-slips", .title = cop_tr(words, slips_title), .subtitle = cop_tr(words, "One page goes into each parcel") };
  g_auto(CopPaper) paper = { 0 };
  CopPaper *r = &paper;
  cop_front_begin(r, c, piece, &front, a, diags);
  r->d->meta.style = COP_STYLE_FORM;
  r->d->meta.licence = NULL;
  /* A parcel is no draft; what is still one is the translation of the page. */
  if (g_str_has_prefix(piece->lang, "en"))
    r->d->meta.draft = NULL;
  CopSlips slips = cop_slips(c->model, c->receipts, c->date, a);
  add_overview(r, &slips);
  for (size_t i = 0; i < slips.n; i++) {
    CopNode *s = cop_add_section(r->d, r->d->root, 1, NULL, cop_arena_printf(a, T_("Packing slip %s"), slips.items[i].number));
    s->as.section.new_page = true;
    add_head(r, s, &slips.items[i]);
    add_figures(r, s, &slips.items[i]);
    add_contents(r, s, &slips.items[i]);
    add_steps(r, s, &slips.items[i]);
    add_signature(r, s);
  }
  cop_paper_finish(r);
  out->doc = r->d;
  return true;
}

/* --- the list --- */

static void
add_slip_rows(CopPaper *r, CopNode *s, const CopSlips *slips)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 2 }, { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 1.5f }, { COP_ALIGN_START, 1.1f },
                                       { COP_ALIGN_END, 0.8f }, { COP_ALIGN_END, 1.15f }, { COP_ALIGN_START, 1.4f } };
  if (slips->n == 0) {
    cop_paper_unknown(r, s, T_("No parcel has a packing slip yet."));
    return;
  }
  CopNode *t = cop_paper_table(r, s, T_("Parcels and what came of them"), columns, 8);
  cop_add_head_row(r->d, t, LIST(T_("Slip"), T_("Place"), T_("Partner"), T_("Code"), T_("Language"), T_("Sent"), T_("Confirmed"), T_("Standing")));
  for (size_t i = 0; i < slips->n; i++) {
    const CopSlip *x = &slips->items[i];
    char shown[COP_RECEIPT_SHOWN];
    cop_receipt_show(x->code, shown);
    for (size_t l = 0; l < x->n_langs; l++) {
      const CopSlipLanguage *g = &x->langs[l];
      bool first = l == 0, known = g->is_reported || g->is_signed;
      CopNode *row = cop_add_row(r->d, t, LIST(first ? x->number : "", first && x->area != NULL ? x->area->name : "", first && x->partner != NULL ? cop_paper_institution(r, x->partner->id) : "",
                                               first ? shown : "", *g->lang == '\0' ? "–" : cop_lang_autonym(g->lang), number_of(r, g->sent),
                                               known ? number_of(r, g->is_reported ? g->reported : g->signed_for) : "–", first ? T_(cop_slip_standing(x->standing)) : ""));
      cop_node_from(r->d, row, "consignment", x->items[0]->id);
    }
  }
  cop_add_note(r->d, t, cop_arena_printf(r->a, T_("Confirmed by field reports with the code, else by the signed slip. No word: sent %d days ago or more, and nothing came back."), COP_SLIP_DAYS));
}

static void
add_unpacked(CopPaper *r, CopNode *s, const CopSlips *slips)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 2.6f }, { COP_ALIGN_START, 2 }, { COP_ALIGN_START, 1.4f }, { COP_ALIGN_END, 1 } };
  if (slips->n_unpacked == 0)
    return;
  CopNode *t = cop_paper_table(r, cop_paper_section(r, s, T_("On no slip yet")), T_("Copies that are planned or printed, without a number of a parcel"), columns, 4);
  cop_add_head_row(r->d, t, LIST(T_("Material"), T_("Place"), T_("Partner"), T_("Copies")));
  for (size_t i = 0; i < slips->n_unpacked; i++) {
    const CopConsignment *c = slips->unpacked[i];
    const CopArea *area = cop_model_area(r->m, c->area);
    cop_node_from(r->d, cop_add_row(r->d, t, LIST(c->piece, area == NULL ? c->area : area->name, c->partner == NULL ? "–" : cop_paper_institution(r, c->partner), number_of(r, c->copies))),
                  "consignment", c->id);
  }
}

/* One record may stand behind many prints: its change is told in full, cut short. */
static const char *
change_text(CopPaper *r, const CopPrintChange *x)
{
  const char *kind = cop_entity(x->kind)->name;
  if (x->field == NULL)
    return cop_arena_printf(r->a, T_("%s: the record %s %s is gone"), cop_paper_date(r, x->on), kind, x->id);
  return cop_arena_printf(r->a, T_("%s, %s %s, %s: “%s”, now “%s”"), cop_paper_date(r, x->on), kind, x->id, x->field, *x->was == '\0' ? "–" : x->was, *x->is == '\0' ? "–" : x->is);
}

/* Printed from the same text, so that the same is wrong with them. */
static bool
same_fault(const CopOutdatedPrint *x, const CopOutdatedPrint *y)
{
  return strcmp(x->item->piece, y->item->piece) == 0 && g_strcmp0(x->item->printed_from, y->item->printed_from) == 0 && x->n == y->n && strcmp(x->newest, y->newest) == 0;
}

static void
add_fault(CopPaper *r, CopNode *s, const CopOutdated *o, size_t first)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 2.2f }, { COP_ALIGN_START, 1.2f }, { COP_ALIGN_START, 1 }, { COP_ALIGN_END, 0.9f }, { COP_ALIGN_START, 2.4f } };
  const CopOutdatedPrint *x = &o->items[first];
  const char *lang = cop_piece_lang(x->item->piece, r->a);
  CopNode *under = cop_paper_section(r, s, cop_arena_printf(r->a, "%s %s, %s", kind_title(r, x->item->piece), cop_piece_subject(x->item->piece), *lang == '\0' ? "–" : cop_lang_autonym(lang)));
  CopNode *list = cop_add_list(r->d, under, false);
  for (size_t k = 0; k < MIN(x->n, MOST_CHANGES); k++)
    cop_add_item(r->d, list, change_text(r, &x->changes[k]));
  if (x->n > MOST_CHANGES)
    cop_add_item(r->d, list, cop_arena_printf(r->a, T_("and %zu more changes"), x->n - MOST_CHANGES));
  if (x->guessed)
    cop_add_item(r->d, list, T_("What it was printed from was not noted: taken from its name and the day of printing."));
  CopNode *t = cop_add_table(r->d, under, NULL, NULL, columns, 5);
  cop_add_head_row(r->d, t, LIST(T_("Where it lies"), T_("Partner"), T_("Slip"), T_("Copies"), T_("What to do")));
  for (size_t i = first; i < o->n; i++) {
    const CopOutdatedPrint *y = &o->items[i];
    if (!same_fault(x, y))
      continue;
    const CopArea *area = cop_model_area(r->m, y->item->area);
    const char *todo = y->settled ? cop_arena_printf(r->a, "%s, %s", cop_paper_word(r, COP_WORDS_REMEDY, (int)y->item->remedy), cop_paper_date(r, y->item->remedied_on))
                                  : cop_arena_printf(r->a, "☐ %s  ☐ %s  ☐ %s", cop_paper_word(r, COP_WORDS_REMEDY, COP_REMEDY_STICKER), cop_paper_word(r, COP_WORDS_REMEDY, COP_REMEDY_RECALL),
                                                     cop_paper_word(r, COP_WORDS_REMEDY, COP_REMEDY_KEEP));
    cop_node_from(r->d, cop_add_row(r->d, t, LIST(area == NULL ? y->item->area : area->name, y->item->partner == NULL ? "–" : cop_paper_institution(r, y->item->partner),
                                                  y->item->slip == NULL ? "–" : y->item->slip, number_of(r, y->lying), todo)),
                  "consignment", y->item->id);
  }
}

static void
add_outdated(CopPaper *r, CopNode *s)
{
  const CopOutdated *o = r->c->outdated;
  if (o == NULL || o->n == 0) {
    cop_add_para(r->d, s, T_("Nothing that was printed rests on a text, translation or number that has changed since."));
    return;
  }
  cop_paper_sayf(r, cop_add_para(r->d, s, NULL), T_("%s copies wait for a decision."), number_of(r, o->lying));
  cop_add_para(r->d, s, T_("A wrong number is taken down first. A sticker covers what changed; a recall brings the copies back; keep only what no reader would miss."));
  for (size_t i = 0; i < o->n; i++) {
    bool told = false;
    for (size_t k = 0; k < i && !told; k++)
      told = same_fault(&o->items[k], &o->items[i]);
    if (!told)
      add_fault(r, s, o, i);
  }
}

static bool
compose_list(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopCatalogue *words = cop_catalogues_for(c->words, piece->lang);
  const CopFront front = { .target = "distribution-list", .title = cop_tr(words, list_title), .subtitle = cop_tr(words, "Parcels, what came back, printed copies that are no longer right") };
  g_auto(CopPaper) paper = { 0 };
  CopPaper *r = &paper;
  cop_front_begin(r, c, piece, &front, a, diags);
  r->d->meta.style = COP_STYLE_FORM;
  r->d->meta.licence = NULL;
  CopSlips slips = cop_slips(c->model, c->receipts, c->date, a);
  CopNode *s = cop_add_section(r->d, r->d->root, 1, "1", T_("Parcels"));
  add_slip_rows(r, s, &slips);
  add_unpacked(r, s, &slips);
  add_outdated(r, cop_add_section(r->d, r->d->root, 1, "2", T_("No longer right")));
  cop_paper_finish(r);
  out->doc = r->d;
  return true;
}

void
cop_target_packing(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  bool packed = false;
  for (size_t i = 0; i < c->model->consignments.n && !packed; i++)
    packed = c->model->consignments.items[i].slip != NULL;
  if (c->country == NULL || c->model->consignments.n == 0)
    return;
  const CopProduct slips = { .target = "packing", .stem = "packing/slips", .audience = "packers and offices", .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX),
                             .confidential = true, .compose = compose_slips };
  const CopProduct list = { .target = "packing", .stem = "packing/distribution-list", .audience = "the office that sends",
                            .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX), .confidential = true, .compose = compose_list };
  if (packed)
    cop_front_offer(c, pieces, langs, &slips, slips_title);
  cop_front_offer(c, pieces, langs, &list, list_title);
}
