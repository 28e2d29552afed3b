/* SPDX-License-Identifier: Apache-2.0
 *
 * A reporting form on paper, for where there is no telephone: the boxes have
 * the numbers they have in the telephone form and by SMS, one square for each
 * digit; choices are ticked or written as the code of a list; what a typist
 * needs (form, version, codes of areas and languages) stands on the sheet. It is
 * made for copying machines: black on white, lines of half a millimetre. */
#include <string.h>

#include "compose/front.h"
#include "compose/targets.h"
#include "figure/qr.h"
#include "model/receipt.h"
#include "model/report_form.h"

enum {
  SQUARES = 10,      /* of the widest row: the code of an area */
  TICKED = 6,        /* choices up to so many are ticked, longer lists have codes */
  HALF = 5,          /* of a row that shares its line with another */
  CODE_LETTERS = 7,  /* "zh-Hans" */
  RECEIPT = 12       /* hexadecimal digits of a receipt */
};

#define SIDE 17.0f   /* of a square, points: 6 mm, what a hand needs */
#define INK 0x000000ffu

static const char *const head_row[] = { N_("Box"), N_("Question"), N_("Answer") };
static const char *const rules[] = {
  N_("Write one letter or digit in each square. Leave the squares in front of a number empty."),
  N_("Leave a box empty when nobody counted. Write 0 when you counted and there was none."),
};

typedef struct {
  CopPaper *r;
  const CopFormLayout *l;
  CopNode *table; /* that questions go into; NULL: one is to be opened */
  bool begun;     /* its head was printed */
} Paper;

/* `n` squares at the end of a row of `of`; gaps[i] > 0 sets squares apart before i. */
static const CopDrawing *
squares(CopArena *a, unsigned n, unsigned of, const char *apart)
{
  CopDrawing *d = cop_drawing_new(a, (float)of * SIDE + (of < SQUARES ? 1 : 2 * 8), SIDE + 1);
  float x = d->width - (float)n * SIDE - 0.5f;
  for (const char *s = apart; s != NULL && *s != '\0'; s++)
    x -= *s == ' ' ? 8 : 0;
  for (unsigned i = 0, k = 0; i < n; i++, k++) {
    if (apart != NULL && apart[k] == ' ') {
      x += 8;
      k++;
    }
    CopPath p = cop_path_begin(a);
    cop_path_rect(&p, x, 0.5f, SIDE, SIDE);
    cop_draw_stroke(d, &p, INK, 1);
    x += SIDE;
  }
  return d;
}

static const CopDrawing *
tick(CopArena *a)
{
  CopDrawing *d = cop_drawing_new(a, 15, 15);
  CopPath p = cop_path_begin(a);
  cop_path_rect(&p, 1.5f, 1.5f, 11, 11);
  cop_draw_stroke(d, &p, INK, 1);
  return d;
}

/* --- rows --- */

static void
open_table(Paper *f)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.9f }, { COP_ALIGN_START, 4.6f }, { COP_ALIGN_END, 3.4f } };
  CopPaper *r = f->r;
  f->table = cop_add_table(r->d, r->d->root, NULL, NULL, columns, 3);
  f->table->as.table.head_column = true;
  if (f->begun)
    return;
  f->begun = true;
  cop_add_head_row(r->d, f->table, (const char *[]){ cop_tr(r->words, head_row[0]), cop_tr(r->words, head_row[1]), cop_tr(r->words, head_row[2]) });
}

static CopNode *
add_question(Paper *f, const char *number, const char *question, const char *hint)
{
  CopDoc *d = f->r->d;
  if (f->table == NULL)
    open_table(f);
  CopNode *row = cop_node_add(d, f->table, COP_NODE_ROW);
  cop_add_styled(d, cop_add_cell(d, row, NULL), COP_NODE_STRONG, number);
  CopNode *cell = cop_add_cell(d, row, NULL);
  cop_add_styled(d, cop_add_para(d, cell, NULL), COP_NODE_STRONG, question);
  if (hint != NULL)
    cop_add_para(d, cell, hint);
  return row;
}

static void
add_squares(const Paper *f, CopNode *row, unsigned n, unsigned of, const char *apart)
{
  CopDoc *d = f->r->d;
  const char *alt = cop_arena_printf(f->r->a, cop_ntr(f->r->words, "%u square to write in", "%u squares to write in", n), n);
  cop_add_figure(d, cop_add_cell(d, row, NULL), NULL, NULL, squares(f->r->a, n, of, apart), alt);
}

/* A line to write on. */
static void
add_line(const Paper *f, CopNode *row)
{
  CopDrawing *d = cop_drawing_new(f->r->a, (float)SQUARES * SIDE + 16, SIDE + 1);
  CopPath p = cop_path_begin(f->r->a);
  cop_path_move(&p, 0, SIDE);
  cop_path_line(&p, d->width, SIDE);
  cop_draw_stroke(d, &p, INK, 1);
  cop_add_figure(f->r->d, cop_add_cell(f->r->d, row, NULL), NULL, NULL, d, cop_tr(f->r->words, "Line to write on"));
}

static const char *
word(const Paper *f, const CopFormWord *w)
{
  return cop_form_word_in(f->r->m, f->r->words, w, f->r->lang);
}

static void
add_choice(Paper *f, const CopFormChoice *c)
{
  CopPaper *r = f->r;
  const char *hint = c->item->hint == NULL ? NULL : cop_paper_field(r, COP_ENTITY_report_item, c->item->id, "hint");
  const char *question = cop_paper_field(r, COP_ENTITY_report_item, c->item->id, "label");
  CopNode *row = add_question(f, c->item->code, question, c->n > TICKED ? cop_tr(r->words, "Code from the list on the last page.") : hint);
  cop_node_from(r->d, row, "report_item", c->item->id);
  if (c->n > TICKED) {
    add_squares(f, row, CODE_LETTERS, SQUARES, NULL);
    return;
  }
  CopNode *cell = cop_add_cell(r->d, row, NULL);
  for (size_t k = 0; k < c->n; k++) {
    CopNode *p = cop_add_para(r->d, cell, NULL), *square = cop_node_add(r->d, p, COP_NODE_PICTURE);
    square->as.picture.drawing = tick(r->a);
    square->as.picture.alt = cop_tr(r->words, "square to tick");
    const char *label = word(f, &c->words[k]);
    cop_add_textf(r->d, p, strcmp(label, c->words[k].word) == 0 ? " %s" : " %s (%s)", label, c->words[k].word);
  }
}

static unsigned
digits_of(const CopReportItem *item)
{
  unsigned n = 1;
  for (int64_t most = item->most > 0 ? item->most : 999999; most >= 10 && n < SQUARES; most /= 10)
    n++;
  return n;
}

/* The boxes of a question that is broken down, two beside each other, filling
 * down the page; the table of questions ends before it and goes on after it. */
static void
add_numbers_apart(Paper *f, const CopReportItem *item, size_t first, size_t n)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 0.7f }, { COP_ALIGN_START, 1.9f }, { COP_ALIGN_END, 2.2f }, { COP_ALIGN_START, 0.7f }, { COP_ALIGN_START, 1.9f }, { COP_ALIGN_END, 2.2f } };
  CopPaper *r = f->r;
  CopNode *p = cop_add_para(r->d, r->d->root, NULL), *table = cop_add_table(r->d, r->d->root, NULL, NULL, columns, 6);
  table->as.table.head_column = true;
  cop_node_from(r->d, p, "report_item", item->id);
  p->as.para.keep_with_next = true;
  cop_add_styled(r->d, p, COP_NODE_STRONG, cop_paper_field(r, COP_ENTITY_report_item, item->id, "label"));
  if (item->hint != NULL)
    cop_add_textf(r->d, p, " %s", cop_paper_field(r, COP_ENTITY_report_item, item->id, "hint"));
  size_t rows = (n + 1) / 2;
  for (size_t i = 0; i < rows; i++) {
    CopNode *row = cop_node_add(r->d, table, COP_NODE_ROW);
    for (size_t k = i; k < i + 2 * rows; k += rows) {
      CopNode *number = cop_add_cell(r->d, row, NULL);
      if (k >= n) {
        cop_add_cell(r->d, row, "");
        cop_add_cell(r->d, row, "");
        continue;
      }
      cop_add_styled(r->d, number, COP_NODE_STRONG, cop_arena_printf(r->a, "%zu", first + k + 1));
      cop_add_cell(r->d, row, cop_form_box_in(r->m, r->words, &f->l->boxes[first + k], r->lang, r->a));
      add_squares(f, row, digits_of(item), HALF, NULL);
    }
  }
  f->table = NULL;
}

static void
add_numbers(Paper *f, const CopReportItem *item)
{
  CopPaper *r = f->r;
  const char *hint = item->hint == NULL ? NULL : cop_paper_field(r, COP_ENTITY_report_item, item->id, "hint");
  size_t first = 0, n = 0;
  for (size_t i = 0; i < f->l->n_boxes; i++)
    if (f->l->boxes[i].item == item && n++ == 0)
      first = i;
  if (item->by.n > 0 && item->kind == COP_FORM_ITEM_COUNT && digits_of(item) <= HALF) {
    add_numbers_apart(f, item, first, n);
    return;
  }
  if (item->by.n > 0) {
    CopNode *row = add_question(f, "", cop_paper_field(r, COP_ENTITY_report_item, item->id, "label"), hint);
    cop_node_from(r->d, row, "report_item", item->id);
    cop_add_cell(r->d, row, "");
    hint = NULL;
  }
  for (size_t i = first; i < first + n; i++) {
    const CopFormBox *box = &f->l->boxes[i];
    CopNode *row = add_question(f, cop_arena_printf(r->a, "%zu", i + 1), cop_form_box_in(r->m, r->words, box, r->lang, r->a), box->lower ? NULL : hint);
    cop_node_from(r->d, row, "report_item", item->id);
    add_squares(f, row, digits_of(item), SQUARES, NULL);
  }
}

/* --- the sheet --- */

/* Below the title: what for and how, beside the code of the form. */
static void
add_head(CopPaper *r, const CopReportForm *form)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 5 }, { COP_ALIGN_END, 1 } };
  CopTextState state;
  const char *purpose = cop_model_text(r->m, COP_ENTITY_report_form, form->id, "purpose", r->lang, &state);
  cop_paper_stress(r, cop_add_para(r->d, r->d->root, NULL), cop_tr(r->words, "No names of children, and none of other persons; no address, telephone number or picture."));
  CopNode *block = cop_add_block(r->d, r->d->root, COP_ROLE_TITLE_BLOCK), *table = cop_add_table(r->d, block, NULL, NULL, columns, 2);
  table->as.table.head_column = true;
  CopNode *row = cop_node_add(r->d, table, COP_NODE_ROW), *cell = cop_add_cell(r->d, row, NULL);
  if (state != COP_TEXT_STATE_UNTRANSLATED || g_str_has_prefix(r->lang, "en"))
    cop_add_para(r->d, cell, purpose);
  CopNode *list = cop_add_list(r->d, cell, false);
  for (size_t i = 0; i < G_N_ELEMENTS(rules); i++)
    cop_add_item(r->d, list, cop_tr(r->words, rules[i]));
  const char *code = cop_arena_printf(r->a, "copkit:%s;version=%s;lang=%s", form->id, form->version, r->lang);
  const CopDrawing *qr = cop_qr_draw(r->a, code, COP_QR_Q, 84, NULL);
  cell = cop_add_cell(r->d, row, NULL);
  if (qr != NULL)
    cop_add_figure(r->d, cell, NULL, NULL, qr, cop_arena_printf(r->a, cop_tr(r->words, "Code to scan: %s"), code));
}

static void
add_who_and_when(Paper *f)
{
  CopPaper *r = f->r;
  CopNode *row = add_question(f, "", cop_tr(r->words, "Office or partner that reports"), NULL);
  add_line(f, row);
  row = add_question(f, "", cop_tr(r->words, "Number of this paper"), cop_tr(r->words, "The office counts its papers up: 1, 2, 3."));
  add_squares(f, row, 5, SQUARES, NULL);
  row = add_question(f, "", cop_tr(r->words, "Where"), cop_tr(r->words, "Code from the list on the last page."));
  add_squares(f, row, SQUARES, SQUARES, NULL);
  row = add_question(f, "", cop_tr(r->words, "When"), cop_tr(r->words, "Year, month, day: any day of the period the report is for."));
  add_squares(f, row, 8, SQUARES, "nnnn nn nn");
}

static void
add_questions(Paper *f)
{
  CopPaper *r = f->r;
  add_who_and_when(f);
  for (size_t i = 0; i < f->l->n_items; i++) {
    const CopReportItem *item = f->l->items[i];
    if (item->kind == COP_FORM_ITEM_CODE)
      add_squares(f, add_question(f, "", cop_paper_field(r, COP_ENTITY_report_item, item->id, "label"), item->hint == NULL ? NULL : cop_paper_field(r, COP_ENTITY_report_item, item->id, "hint")),
                  COP_RECEIPT_CODE - 1, SQUARES, "nnnn nnnn");
    else if (item->kind != COP_FORM_ITEM_CHOICE)
      add_numbers(f, item);
    for (size_t k = 0; k < f->l->n_choices; k++)
      if (f->l->choices[k].item == item)
        add_choice(f, &f->l->choices[k]);
  }
  CopNode *row = add_question(f, "", cop_tr(r->words, "Receipt"), cop_tr(r->words, "A paper without a receipt has not arrived."));
  CopDoc *d = r->d;
  cop_add_figure(d, cop_add_cell(d, row, NULL), NULL, NULL, squares(r->a, RECEIPT, RECEIPT, NULL),
                 cop_arena_printf(r->a, cop_ntr(r->words, "%u square to write in", "%u squares to write in", (unsigned)RECEIPT), (unsigned)RECEIPT));
}

/* --- code lists --- */

static CopNode *
begin_codes(const Paper *f, CopNode *section, const char *what)
{
  static const CopColumn columns[] = { { COP_ALIGN_START, 2.4f }, { COP_ALIGN_START, 3.6f }, { COP_ALIGN_START, 2.4f }, { COP_ALIGN_START, 3.6f } };
  CopPaper *r = f->r;
  CopNode *t = cop_add_table(r->d, section, NULL, NULL, columns, 4);
  const char *code = cop_tr(r->words, "Code");
  cop_add_head_row(r->d, t, (const char *[]){ code, what, code, what });
  return t;
}

static void
add_pair(const Paper *f, CopNode *table, const char *code, const char *name, const char *next_code, const char *next)
{
  cop_add_row(f->r->d, table, (const char *[]){ code, name, next_code, next });
}

static void
add_codes(const Paper *f)
{
  CopPaper *r = f->r;
  CopNode *s = cop_add_section(r->d, r->d->root, 1, NULL, cop_tr(r->words, "Codes"));
  s->as.section.new_page = true;
  const CopFormLayout *l = f->l;
  CopNode *t = begin_codes(f, s, cop_tr(r->words, "Area"));
  size_t half = (l->n_areas + 1) / 2;
  for (size_t i = 0; i < half; i++) {
    const CopArea *x = l->areas[i], *y = i + half < l->n_areas ? l->areas[i + half] : NULL;
    add_pair(f, t, x->id, x->name, y == NULL ? "" : y->id, y == NULL ? "" : y->name);
  }
  for (size_t k = 0; k < l->n_choices; k++) {
    const CopFormChoice *c = &l->choices[k];
    half = (c->n + 1) / 2;
    if (c->n <= TICKED)
      continue;
    t = begin_codes(f, s, cop_paper_field(r, COP_ENTITY_report_item, c->item->id, "label"));
    for (size_t i = 0; i < half; i++) {
      const CopFormWord *x = &c->words[i], *y = i + half < c->n ? &c->words[i + half] : NULL;
      add_pair(f, t, x->word, word(f, x), y == NULL ? "" : y->word, y == NULL ? "" : word(f, y));
    }
  }
}

static bool
compose_paper_form(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopReportForm *form = cop_model_report_form(c->model, strchr(piece->subject, '/') + 1);
  CopTextState state;
  const char *title = cop_model_text(c->model, COP_ENTITY_report_form, form->id, "title", piece->lang, &state);
  const CopFront front = { .target = "paper-form", .title = title };
  g_auto(CopPaper) r = { 0 };
  cop_front_begin(&r, c, piece, &front, a, diags);
  r.d->meta.style = COP_STYLE_FORM;
  r.d->meta.grey = true;
  r.d->meta.example = NULL; /* an empty form holds no data */
  r.d->meta.edition = cop_arena_printf(a, "%s %s, %s", form->keyword == NULL ? form->id : form->keyword, form->version, c->date);
  if (!g_str_has_prefix(piece->lang, "en") && state != COP_TEXT_STATE_APPROVED)
    r.d->meta.draft = cop_tr(r.words, "Draft, for review");
  Paper f = { &r, cop_form_layout(c->model, form, a), NULL, false };
  add_head(&r, form);
  add_questions(&f);
  add_codes(&f);
  cop_paper_finish(&r);
  out->doc = r.d;
  return true;
}

void
cop_target_paper_form(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  for (size_t l = 0; c->country != NULL && (langs != NULL ? langs[l] != NULL : l < c->country->languages.n); l++)
    for (size_t i = 0; i < c->model->report_forms.n; i++) {
      const CopReportForm *form = &c->model->report_forms.items[i];
      const char *lang = langs != NULL ? langs[l] : c->country->languages.items[l];
      if (!cop_form_speaks(c->model, form, lang))
        continue;
      g_autofree char *stem = g_strdup_printf("paper-form/%s/%s", lang, form->id), *subject = g_strdup_printf("report_form/%s", form->id);
      cop_products_add(pieces, &(CopProduct){ .target = "paper-form", .stem = stem, .lang = lang, .audience = "those who report", .subject = subject,
                                              .formats = COP_FORMAT_BIT(COP_FORMAT_PDF), .compose = compose_paper_form });
    }
}
