/* SPDX-License-Identifier: Apache-2.0
 * The first kit: poster, pocket card, SMS set, from one message source. */
#include <string.h>

#include "channel/sms.h"
#include "compose/kit_priv.h"
#include "compose/phrase.h"
#include "compose/targets.h"
#include "doc/build.h"
#include "figure/qr.h"

/* --- what every sheet shares --- */

const CopHelpline *
cop_kit_helpline(const CopContext *c)
{
  return cop_model_helpline(c->model, c->country->helpline);
}

const char *
cop_kit_text(const CopContext *c, CopArena *a, const char *message, CopMessageForm form, const char *lang)
{
  const CopMessageText *t = cop_model_text_of_message(c->model, message, form, lang);
  if (t == NULL)
    return NULL;
  const CopHelpline *h = cop_kit_helpline(c);
  return cop_phrase_fill(a, t->text, (const char *[]){ "HELP", h == NULL ? "" : h->number, NULL });
}

CopPalette
cop_kit_palette(const CopCountry *c)
{
  CopPalette p = { 0 };
  cop_color_parse(c->accent_deep, &p.deep);
  cop_color_parse(c->accent_main, &p.main);
  cop_color_parse(c->accent_soft, &p.soft);
  cop_color_parse(c->accent_tint, &p.tint);
  cop_color_parse(c->accent_mark, &p.mark);
  return p;
}

CopDoc *
cop_kit_doc(const CopContext *c, const CopProduct *p, CopArena *a, CopSheetName sheet, const char *title)
{
  const CopCatalogue *words = cop_catalogues_for(c->words, p->lang);
  CopDocMeta meta = {
    .title = title,
    .author = cop_model_institution(c->model, c->country->lead) == NULL ? NULL : cop_model_institution(c->model, c->country->lead)->name,
    .subject = "Child online protection",
    .lang = p->lang,
    .date = c->date,
    .edition = cop_arena_printf(a, "%s · %s", cop_kit_subject(p), c->date),
    .identifier = cop_arena_printf(a, "%s.%s.%s.%s", c->country->id, p->target, p->lang, cop_kit_subject(p)),
    .licence = "CC BY 4.0",
    .draft = c->release ? NULL : cop_tr(words, "Draft, for review"),
    .style = COP_STYLE_SHEET,
    .sheet = sheet,
    .palette = cop_kit_palette(c->country),
  };
  return cop_doc_new(a, &meta);
}

const char *
cop_kit_subject(const CopProduct *p)
{
  const char *slash = p->subject == NULL ? NULL : strchr(p->subject, '/');
  return slash == NULL ? "" : slash + 1;
}

/* Number, hours, cost and languages; the QR code dials. What is not known in the
 * sheet's language is left out, never printed in another. */
void
cop_kit_add_helpline(const CopContext *c, CopDoc *d, CopNode *parent, const char *lang, float qr_size)
{
  const CopHelpline *h = cop_kit_helpline(c);
  if (h == NULL)
    return;
  const CopCatalogue *words = cop_catalogues_for(c->words, lang);
  CopNode *strip = cop_add_block(d, parent, COP_ROLE_HELPLINE);
  cop_node_from(d, strip, "helpline", h->id);
  cop_add_para(d, strip, cop_tr(words, "Ask for help"));
  cop_add_styled(d, cop_add_para(d, strip, NULL), COP_NODE_STRONG, h->number);
  static const char *const fields[] = { "hours", "cost" };
  for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
    CopTextState state;
    const char *text = cop_model_text(c->model, COP_ENTITY_helpline, h->id, fields[i], lang, &state);
    if (text != NULL && (state != COP_TEXT_STATE_UNTRANSLATED || strcmp(lang, "en") == 0))
      cop_add_para(d, strip, text);
  }
  if (h->verified_on == NULL)
    cop_add_para(d, strip, cop_tr(words, "Number not yet verified"));
  g_autoptr(GError) error = NULL;
  const CopDrawing *qr = cop_qr_draw(d->arena, cop_arena_printf(d->arena, "tel:%s", h->number), COP_QR_Q, qr_size, &error);
  if (qr != NULL)
    cop_add_figure(d, strip, NULL, NULL, qr, cop_arena_printf(d->arena, cop_tr(words, "Code that calls %s"), h->number));
}

static void
add_footer(const CopContext *c, CopDoc *d, const char *lang, const char *code)
{
  const CopCatalogue *words = cop_catalogues_for(c->words, lang);
  CopNode *foot = cop_add_block(d, d->root, COP_ROLE_FOOTER);
  cop_add_paraf(d, foot, "%s · %s · %s · CC BY 4.0 · %s", code, lang, c->date, cop_tr(words, "Print on A4, black and white is enough"));
}

static void
add_band(const CopContext *c, CopDoc *d, const CopMessage *m, const char *lang)
{
  CopNode *band = cop_add_block(d, d->root, COP_ROLE_BAND);
  const char *audience = cop_model_text(c->model, COP_ENTITY_segment, m->segment, "title", lang, NULL);
  const CopAgeBand *age = cop_model_age_band(c->model, m->age_band);
  CopTextState state;
  cop_model_text(c->model, COP_ENTITY_segment, m->segment, "title", lang, &state);
  bool own = state != COP_TEXT_STATE_UNTRANSLATED || strcmp(lang, "en") == 0;
  cop_add_para(d, band, age != NULL ? age->label : own ? audience : "");
  cop_add_para(d, band, c->country->short_name);
}

static const CopMessage *
message_of(const CopContext *c, const CopProduct *p)
{
  return cop_model_message(c->model, cop_kit_subject(p));
}

static void
missing_text(CopDiags *diags, const CopProduct *p, CopMessageForm form)
{
  g_autofree char *message = g_strdup_printf("%s has no text in form '%s' for language '%s'", p->subject, cop_words(COP_WORDS_FORM)->words[form], p->lang);
  cop_diags_add(diags, &(CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_GATE, .code = "text-missing", .start = -1, .end = -1,
                                   .message = message, .remedy = "have it translated; the piece is left out until then" });
}

/* --- poster --- */

static bool
compose_poster(const CopContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopMessage *m = message_of(c, p);
  const char *headline = cop_kit_text(c, a, m->id, COP_FORM_POSTER, p->lang);
  const char *act = cop_kit_text(c, a, m->id, COP_FORM_ACT, p->lang);
  if (headline == NULL) {
    missing_text(diags, p, COP_FORM_POSTER);
    headline = cop_kit_text(c, a, m->id, COP_FORM_SAY, p->lang);
  }
  CopDoc *d = cop_kit_doc(c, p, a, COP_SHEET_POSTER_A4, headline);
  add_band(c, d, m, p->lang);
  const char *alt = NULL;
  const CopDrawing *picture = c->art == NULL ? NULL : c->art(c->art_user, m->id, &alt);
  if (picture != NULL) {
    CopNode *block = cop_add_block(d, d->root, COP_ROLE_PICTURE);
    cop_add_figure(d, block, NULL, NULL, picture, alt);
  }
  CopNode *head = cop_add_block(d, d->root, COP_ROLE_HEADLINE);
  cop_node_from(d, cop_add_para(d, head, headline), "message", m->id);
  if (act != NULL)
    cop_node_from(d, cop_add_para(d, cop_add_block(d, d->root, COP_ROLE_DO_LINE), act), "message", m->id);
  cop_kit_add_helpline(c, d, d->root, p->lang, 76);
  add_footer(c, d, p->lang, m->id);
  out->doc = d;
  return true;
}

/* --- pocket card: front picture and words, back the number --- */

static bool
compose_card(const CopContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error, (void)diags;
  const CopMessage *m = message_of(c, p);
  const char *headline = cop_kit_text(c, a, m->id, COP_FORM_POSTER, p->lang);
  if (headline == NULL)
    headline = cop_kit_text(c, a, m->id, COP_FORM_SAY, p->lang);
  const char *act = cop_kit_text(c, a, m->id, COP_FORM_ACT, p->lang);
  CopDoc *d = cop_kit_doc(c, p, a, COP_SHEET_CARD, headline);
  const char *alt = NULL;
  const CopDrawing *picture = c->art == NULL ? NULL : c->art(c->art_user, m->id, &alt);
  if (picture != NULL)
    cop_add_figure(d, cop_add_block(d, d->root, COP_ROLE_PICTURE), NULL, NULL, picture, alt);
  cop_node_from(d, cop_add_para(d, cop_add_block(d, d->root, COP_ROLE_HEADLINE), headline), "message", m->id);
  CopNode *back = cop_add_block(d, d->root, COP_ROLE_BACK);
  if (act != NULL)
    cop_node_from(d, cop_add_para(d, cop_add_block(d, back, COP_ROLE_DO_LINE), act), "message", m->id);
  cop_kit_add_helpline(c, d, back, p->lang, 44);
  CopNode *foot = cop_add_block(d, back, COP_ROLE_FOOTER);
  cop_add_paraf(d, foot, "%s · %s · %s · CC BY 4.0", m->id, p->lang, c->date);
  out->doc = d;
  return true;
}

/* --- SMS set of a language --- */

static bool
compose_sms(const CopContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  static const CopTableColumn columns[] = {
    { "message", "Message", COP_CELL_TEXT, 0 }, { "text", "Text", COP_CELL_TEXT, 0 },         { "alphabet", "Alphabet", COP_CELL_TEXT, 0 },
    { "units", "Units", COP_CELL_INT, 0 },      { "parts", "Parts", COP_CELL_INT, 0 },        { "room", "Units left", COP_CELL_INT, 0 },
    { "state", "State", COP_CELL_TEXT, 0 },     { "discloses", "Invites to tell", COP_CELL_TEXT, 0 } };
  CopTable *t = cop_table_new(a, cop_arena_printf(a, "SMS %s", p->lang), cop_arena_printf(a, "SMS texts, %s", p->lang), columns, G_N_ELEMENTS(columns));
  t->note = c->release ? NULL : cop_tr(cop_catalogues_for(c->words, p->lang), "Draft, for review");
  for (size_t i = 0; i < c->model->messages.n; i++) {
    const CopMessage *m = &c->model->messages.items[i];
    const CopMessageText *source = cop_model_text_of_message(c->model, m->id, COP_FORM_SMS, p->lang);
    const char *text = cop_kit_text(c, a, m->id, COP_FORM_SMS, p->lang);
    if (text == NULL)
      continue;
    CopSms sms = cop_sms_measure(text);
    CopCell *cells = cop_table_row(t);
    cop_cell_text(t, &cells[0], m->id);
    cop_cell_text(t, &cells[1], text);
    cop_cell_text(t, &cells[2], cop_sms_encoding_name(sms.encoding));
    cop_cell_int(&cells[3], (int64_t)sms.units);
    cop_cell_int(&cells[4], (int64_t)sms.parts);
    cop_cell_int(&cells[5], (int64_t)sms.room);
    cop_cell_text(t, &cells[6], cop_words(COP_WORDS_TEXT_STATE)->words[source->state]);
    cop_cell_text(t, &cells[7], m->invites_disclosure ? "yes" : "no");
    if (sms.parts > 1) {
      g_autofree char *message = g_strdup_printf("the SMS of %s in '%s' takes %zu parts (%zu units of %s)", m->id, p->lang, sms.parts, sms.units, cop_sms_encoding_name(sms.encoding));
      cop_diags_add(diags, &(CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_CHANNEL, .code = "sms-parts", .start = -1, .end = -1,
                                       .message = message, .remedy = "shorten it to one part: each part costs, and parts may arrive out of order" });
    }
  }
  const CopTable **tables = cop_new_n(a, const CopTable *, 1);
  tables[0] = t;
  out->tables = tables;
  out->n_tables = 1;
  return true;
}

/* --- lists --- */

typedef void (*AddFn)(CopProducts *pieces, const CopMessage *m, const char *lang);

static void
for_each_text(const CopContext *c, CopProducts *pieces, const char *const *langs, AddFn add)
{
  for (size_t l = 0; langs != NULL ? langs[l] != NULL : l < c->country->languages.n; l++) {
    const char *lang = langs != NULL ? langs[l] : c->country->languages.items[l];
    for (size_t i = 0; i < c->model->messages.n; i++) {
      const CopMessage *m = &c->model->messages.items[i];
      if (cop_model_text_of_message(c->model, m->id, COP_FORM_POSTER, lang) != NULL ||
          cop_model_text_of_message(c->model, m->id, COP_FORM_SAY, lang) != NULL)
        add(pieces, m, lang);
    }
  }
}

static void
add_poster_piece(CopProducts *pieces, const CopMessage *m, const char *lang)
{
  g_autofree char *stem = g_strdup_printf("kit/poster/%s/%s", lang, m->id), *subject = g_strdup_printf("message/%s", m->id);
  cop_products_add(pieces, &(CopProduct){ .target = "kit/poster", .stem = stem, .lang = lang, .audience = m->segment, .subject = subject,
                                      .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_PNG), .compose = compose_poster });
}

static void
add_card_piece(CopProducts *pieces, const CopMessage *m, const char *lang)
{
  g_autofree char *stem = g_strdup_printf("kit/card/%s/%s", lang, m->id), *subject = g_strdup_printf("message/%s", m->id);
  cop_products_add(pieces, &(CopProduct){ .target = "kit/card", .stem = stem, .lang = lang, .audience = m->segment, .subject = subject,
                                      .formats = COP_FORMAT_BIT(COP_FORMAT_PDF), .compose = compose_card });
}

void
cop_target_poster(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  for_each_text(c, pieces, langs, add_poster_piece);
}

void
cop_target_card(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  for_each_text(c, pieces, langs, add_card_piece);
}

void
cop_target_sms(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  for (size_t l = 0; langs != NULL ? langs[l] != NULL : l < c->country->languages.n; l++) {
    const char *lang = langs != NULL ? langs[l] : c->country->languages.items[l];
    bool any = false;
    for (size_t i = 0; i < c->model->messages.n && !any; i++)
      any = cop_model_text_of_message(c->model, c->model->messages.items[i].id, COP_FORM_SMS, lang) != NULL;
    if (!any)
      continue;
    g_autofree char *stem = g_strdup_printf("kit/sms/%s/sms", lang);
    cop_products_add(pieces, &(CopProduct){ .target = "kit/sms", .stem = stem, .lang = lang, .audience = "telephone users", .separate = true,
                                        .formats = COP_FORMAT_BIT(COP_FORMAT_CSV) | COP_FORMAT_BIT(COP_FORMAT_XLSX), .compose = compose_sms });
  }
}
