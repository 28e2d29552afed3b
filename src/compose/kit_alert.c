/* SPDX-License-Identifier: Apache-2.0
 *
 * Alerts in all channels (check/alert.h): what hangs, what is posted, what is read
 * out, what a telephone takes. One picture for all of them, of a child who tells an
 * adult: nothing of what happened is shown.
 */
#include <string.h>

#include "channel/pace.h"
#include "channel/phone.h"
#include "channel/sms.h"
#include "check/alert.h"
#include "compose/kit_priv.h"
#include "compose/targets.h"
#include "doc/build.h"

#define PICTURE "scene/tell-grandmother"
#define WORDS_A_SECOND 1.6 /* over a loudspeaker: 100 words a minute at most, because of echo */

static const CopMessage *
message_of(const CopKitContext *c, const CopProduct *p)
{
  return cop_read_message(c->read, cop_kit_subject(p));
}

/* A form's text, or the headline where the form was not written. */
static const char *
text_of(const CopKitContext *c, CopArena *a, const CopMessage *m, CopMessageForm form, const char *lang)
{
  const char *text = cop_kit_text(c, a, m->id, form, lang);
  return text == NULL ? "" : text;
}

static void
add_words(const CopKitContext *c, CopDoc *d, const CopMessage *m)
{
  cop_node_from(d, cop_add_para(d, cop_add_block(d, d->root, COP_ROLE_HEADLINE), text_of(c, d->arena, m, COP_FORM_POSTER, d->meta.lang)), "message", m->id);
  cop_node_from(d, cop_add_para(d, cop_add_block(d, d->root, COP_ROLE_DO_LINE), text_of(c, d->arena, m, COP_FORM_ACT, d->meta.lang)), "message", m->id);
}

static bool
compose_sheet(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, CopSheetName sheet)
{
  const CopMessage *m = message_of(c, p);
  CopDoc *d = cop_kit_doc(c, p, a, sheet, text_of(c, a, m, COP_FORM_POSTER, p->lang));
  cop_kit_add_band(c, d, d->root, m);
  cop_kit_add_picture(c, d, d->root, PICTURE, diags);
  add_words(c, d, m);
  cop_kit_add_helpline(c, d, d->root, p->lang, 76);
  cop_kit_add_footer(c, d, d->root, m->id, false);
  out->doc = d;
  return true;
}

static bool
compose_poster(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  return compose_sheet(c, p, a, out, diags, COP_SHEET_POSTER_A4);
}

static bool
compose_social(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  return compose_sheet(c, p, a, out, diags, COP_SHEET_SQUARE);
}

/* --- pages to read --- */

static CopDoc *
begin_page(const CopKitContext *c, const CopProduct *p, CopArena *a, const CopMessage *m)
{
  CopDoc *d = cop_kit_doc(c, p, a, COP_SHEET_DOCUMENT_A4, text_of(c, a, m, COP_FORM_POSTER, p->lang));
  d->meta.style = COP_STYLE_LETTER;
  return d;
}

static void
end_page(const CopKitContext *c, CopDoc *d, const CopMessage *m)
{
  const CopCatalogue *words = cop_catalogues_for(c->words, d->meta.lang);
  const CopHelpline *h = cop_kit_helpline(c);
  if (h != NULL) {
    CopNode *help = cop_add_callout(d, d->root, COP_ROLE_HELPLINE, cop_tr(words, "Ask for help"));
    cop_add_styled(d, cop_node_from(d, cop_add_para(d, help, NULL), "helpline", h->id), COP_NODE_STRONG, h->number);
    if (h->verified_on == NULL)
      cop_add_para(d, help, cop_tr(words, "Number not yet verified"));
  }
  cop_kit_add_footer(c, d, d->root, m->id, false);
}

static bool
compose_notice(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error, (void)diags;
  const CopMessage *m = message_of(c, p);
  CopDoc *d = begin_page(c, p, a, m);
  cop_node_from(d, cop_add_para(d, d->root, text_of(c, a, m, COP_FORM_ACT, p->lang)), "message", m->id);
  end_page(c, d, m);
  out->doc = d;
  return true;
}

/* What is said, and how: the vehicle stands, nobody's house is pointed at. */
static bool
compose_loudspeaker(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  static const char *const how[] = { N_("Stop the vehicle; speak by day, in the language of the place first."), N_("Speak slowly; two seconds of silence after each sentence."),
                                     N_("Say the number twice, digit by digit."), N_("Say no name, no house, no street. Who asks more is sent to the number.") };
  const CopMessage *m = message_of(c, p);
  const CopCatalogue *words = cop_catalogues_for(c->words, p->lang);
  const char *text = text_of(c, a, m, COP_FORM_AUDIO_60, p->lang);
  g_autoptr(CopSegmenter) segmenter = cop_segmenter_new();
  double seconds = cop_pace_words(segmenter, p->lang, text) / WORDS_A_SECOND;
  CopDoc *d = begin_page(c, p, a, m);
  d->meta.subtitle = cop_tr(words, "loudspeaker text");
  cop_node_from(d, cop_add_styled(d, cop_add_para(d, d->root, NULL), COP_NODE_STRONG, text), "message", m->id);
  cop_add_paraf(d, d->root, cop_tr(words, "About %.0f seconds."), seconds);
  CopNode *list = cop_add_list(d, d->root, false);
  for (size_t i = 0; i < G_N_ELEMENTS(how); i++)
    cop_add_item(d, list, cop_tr(words, how[i]));
  if (seconds > 60)
    cop_diags_add(diags, &(CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_CHANNEL, .code = "script-long", .start = -1, .end = -1,
                                     .message = cop_arena_printf(a, "the loudspeaker text takes %.0f s", seconds), .remedy = "take words out: nobody listens longer than a minute" });
  end_page(c, d, m);
  out->doc = d;
  return true;
}

/* --- telephones --- */

static CopPhoneStep
step_of(const CopKitContext *c, CopArena *a, const CopMessage *m, CopMessageForm form, const char *lang)
{
  return (CopPhoneStep){ .name = m->id, .text = text_of(c, a, m, form, lang), .next = COP_PHONE_END };
}

static bool
compose_flow(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, CopMessageForm form, CopPhoneMedium medium)
{
  const CopMessage *m = message_of(c, p);
  CopPhoneStep step = step_of(c, a, m, form, p->lang);
  cop_phone_check(&step, 1, form == COP_FORM_USSD, diags);
  g_autofree char *flow = cop_rapidpro_write(m->id, p->lang, medium, &step, 1);
  out->text = cop_arena_strdup(a, flow);
  return true;
}

static bool
compose_ussd(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  return compose_flow(c, p, a, out, diags, COP_FORM_USSD, COP_PHONE_TEXT);
}

static bool
compose_voice(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  return compose_flow(c, p, a, out, diags, COP_FORM_IVR, COP_PHONE_VOICE);
}

/* What is sent, in one table: text, how it travels, how long it is. */
static bool
compose_texts(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  static const CopMessageForm forms[] = { COP_FORM_SMS, COP_FORM_USSD, COP_FORM_IVR, COP_FORM_AUDIO_60 };
  static const char *const channels[] = { N_("SMS"), N_("USSD screen"), N_("voice menu"), N_("loudspeaker text") };
  const CopMessage *m = message_of(c, p);
  const CopCatalogue *words = cop_catalogues_for(c->words, p->lang);
  CopTableColumn columns[] = { { "channel", cop_tr(words, "Channel"), COP_CELL_TEXT, 0 }, { "text", cop_tr(words, "Text"), COP_CELL_TEXT, 0 }, { "alphabet", cop_tr(words, "Alphabet"), COP_CELL_TEXT, 0 },
                               { "letters", cop_tr(words, "Letters"), COP_CELL_INT, 0 }, { "parts", cop_tr(words, "Parts"), COP_CELL_INT, 0 } };
  CopTableColumn *kept = cop_new_n(a, CopTableColumn, G_N_ELEMENTS(columns));
  memcpy(kept, columns, sizeof columns);
  CopTable *t = cop_table_new(a, m->id, cop_arena_printf(a, "%s, %s", m->id, p->lang), kept, G_N_ELEMENTS(columns));
  t->note = c->release ? c->trial : cop_tr(words, "Draft, for review");
  for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
    const char *text = text_of(c, a, m, forms[i], p->lang);
    CopSms sms = cop_sms_measure(text);
    CopCell *cells = cop_table_row(t);
    cop_cell_text(t, &cells[0], cop_tr(words, channels[i]));
    cop_cell_text(t, &cells[1], text);
    cop_cell_text(t, &cells[2], forms[i] == COP_FORM_SMS ? cop_sms_encoding_name(sms.encoding) : "");
    cop_cell_int(&cells[3], g_utf8_strlen(text, -1));
    if (forms[i] == COP_FORM_SMS)
      cop_cell_int(&cells[4], (int64_t)sms.parts);
    if (forms[i] == COP_FORM_SMS && sms.parts > 1)
      cop_diags_add(diags, &(CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_CHANNEL, .code = "sms-parts", .start = -1, .end = -1,
                                       .message = cop_arena_printf(a, "the SMS of %s in '%s' takes %zu parts", m->id, p->lang, sms.parts), .remedy = "shorten it to one part" });
  }
  const CopTable **tables = cop_new_n(a, const CopTable *, 1);
  tables[0] = t;
  out->tables = tables;
  out->n_tables = 1;
  return true;
}

static const struct {
  const char *name;
  unsigned formats;
  CopComposeKitFn compose;
} pieces_of[] = {
  { "poster", COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_PNG), compose_poster },
  { "social", COP_FORMAT_BIT(COP_FORMAT_PNG), compose_social },
  { "notice", COP_FORMAT_BIT(COP_FORMAT_HTML) | COP_FORMAT_BIT(COP_FORMAT_DOCX), compose_notice },
  { "loudspeaker", COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX), compose_loudspeaker },
  { "texts", COP_FORMAT_BIT(COP_FORMAT_CSV) | COP_FORMAT_BIT(COP_FORMAT_XLSX), compose_texts },
  { "ussd", COP_FORMAT_BIT(COP_FORMAT_JSON), compose_ussd },
  { "voice", COP_FORMAT_BIT(COP_FORMAT_JSON), compose_voice },
};

void
cop_target_alert(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  size_t n;
  const CopMessage *messages = cop_read_messages(c->read, &n);
  for (size_t l = 0; langs != NULL ? langs[l] != NULL : l < c->country->languages.n; l++) {
    const char *lang = langs != NULL ? langs[l] : c->country->languages.items[l];
    for (size_t i = 0; i < n; i++) {
      if (!cop_is_alert(messages[i].id) || cop_alert_over(&messages[i], c->date) || cop_reading_text_of_message(c->read, messages[i].id, COP_FORM_POSTER, lang) == NULL)
        continue;
      g_autofree char *subject = g_strdup_printf("message/%s", messages[i].id);
      for (size_t k = 0; k < G_N_ELEMENTS(pieces_of); k++) {
        g_autofree char *stem = g_strdup_printf("kit/alert/%s/%s/%s", lang, messages[i].id, pieces_of[k].name);
        cop_products_add(pieces, &(CopProduct){ .target = "kit/alert", .stem = stem, .lang = lang, .audience = messages[i].segment, .subject = subject,
                                                .formats = pieces_of[k].formats, .compose_kit = pieces_of[k].compose });
      }
    }
  }
}
