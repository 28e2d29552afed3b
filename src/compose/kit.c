/* SPDX-License-Identifier: Apache-2.0
 * The first kit: poster, pocket card, SMS set, from one message source. */
#include <string.h>

#include "base/lang.h"
#include "channel/sms.h"
#include "check/alert.h"
#include "compose/kit_priv.h"
#include "compose/phrase.h"
#include "compose/targets.h"
#include "doc/build.h"
#include "figure/qr.h"

/* --- what every sheet shares --- */

const CopHelpline *
cop_kit_helpline(const CopKitContext *c)
{
  return cop_read_helpline(c->read, c->country->helpline);
}

const char *
cop_kit_fill(const CopKitContext *c, CopArena *a, const char *text)
{
  if (strstr(text, "{HELP}") == NULL)
    return text; /* the number is not read where it is not said */
  const CopHelpline *h = cop_kit_helpline(c);
  return cop_phrase_fill(a, text, (const char *[]){ "HELP", h == NULL ? "" : h->number, NULL });
}

const char *
cop_kit_text(const CopKitContext *c, CopArena *a, const char *message, CopMessageForm form, const char *lang)
{
  const CopMessageText *t = cop_reading_text_of_message(c->read, message, form, lang);
  return t == NULL ? NULL : cop_kit_fill(c, a, t->text);
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

/* Points of running text: schools of the Philippines set 16 up to grade 2 and 14 in grades 3 and 4
 * (DepEd style for learning resources, 2019); 12 is clear print for grown-ups. */
static float
least_type(const CopKitContext *c, const char *audience)
{
  const CopSegment *s = audience == NULL ? NULL : cop_read_segment(c->read, audience);
  const CopAgeBand *age = s == NULL ? NULL : cop_read_age_band(c->read, s->age_band);
  if (s == NULL || s->role != COP_AUDIENCE_CHILD)
    return 12;
  return age != NULL && age->to_months <= 9 * 12 ? 16 : 14;
}

CopDoc *
cop_kit_doc(const CopKitContext *c, const CopProduct *p, CopArena *a, CopSheetName sheet, const char *title)
{
  const CopCatalogue *words = cop_catalogues_for(c->words, p->lang);
  CopDocMeta meta = {
    .title = title,
    .author = cop_read_institution(c->read, c->country->lead) == NULL ? NULL : cop_reading_text(c->read, COP_ENTITY_institution, c->country->lead, "name", p->lang, NULL),
    .subject = cop_tr(words, "Child online protection"),
    .lang = p->lang,
    .date = c->date,
    .edition = cop_arena_printf(a, "%s · %s", cop_kit_subject(p), c->date),
    .identifier = cop_arena_printf(a, "%s.%s.%s.%s", c->country->id, p->target, p->lang, cop_kit_subject(p)),
    .licence = "CC BY 4.0",
    .draft = c->release ? NULL : cop_tr(words, "Draft, for review"),
    .style = COP_STYLE_SHEET,
    .sheet = sheet,
    .least_type = least_type(c, p->audience),
    .palette = cop_kit_palette(c->country),
    .catalogues = c->words,
  };
  return cop_doc_new(a, &meta);
}

const char *
cop_kit_subject(const CopProduct *p)
{
  const char *slash = p->subject == NULL ? NULL : strchr(p->subject, '/');
  return slash == NULL ? "" : slash + 1;
}

const char *
cop_kit_own_text(const CopKitContext *c, CopEntity kind, const char *id, const char *field, const char *lang)
{
  CopTextState state = COP_TEXT_STATE_UNTRANSLATED;
  const char *text = cop_reading_text(c->read, kind, id, field, lang, &state);
  return state != COP_TEXT_STATE_UNTRANSLATED || strcmp(lang, "en") == 0 ? text : NULL;
}

/* Number, hours, cost and languages; the QR code dials. What is not known in the
 * sheet's language is left out, never printed in another. */
void
cop_kit_add_helpline(const CopKitContext *c, CopDoc *d, CopNode *parent, const char *lang, float qr_size)
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
    const char *text = cop_kit_own_text(c, COP_ENTITY_helpline, h->id, fields[i], lang);
    if (text != NULL && text[0] != '\0')
      cop_add_para(d, strip, text);
  }
  if (h->verified_on == NULL)
    cop_add_para(d, strip, cop_tr(words, "Number not yet verified"));
  const char *alt, *call = cop_arena_printf(d->arena, "tel:%s", h->number);
  const CopDrawing *qr = c->art == NULL ? cop_qr_draw(d->arena, call, COP_QR_Q, qr_size, NULL)
                                        : c->art(c->art_user, cop_arena_printf(d->arena, "qr/%.0f/%s", (double)qr_size, call), 0, &alt);
  if (qr != NULL)
    cop_add_figure(d, strip, NULL, NULL, qr, cop_arena_printf(d->arena, cop_tr(words, "Code that calls %s"), h->number));
}

/* Is the sheet, or what it is put on, of the size that every office prints? */
static bool
is_on_a4(const CopDoc *d)
{
  switch (d->meta.sheet) {
  case COP_SHEET_CALENDAR_A3:
  case COP_SHEET_BOARD_A3:
  case COP_SHEET_FLIP_A3:
  case COP_SHEET_SLIDE:
  case COP_SHEET_SQUARE:
  case COP_SHEET_STORY:
    return false;
  default:
    return true;
  }
}

/* Code, language, edition, credit and licence, what the number rests on, and
 * that nobody has tried the sheet with readers: it is marked so until somebody has. */
void
cop_kit_add_footer(const CopKitContext *c, CopDoc *d, CopNode *parent, const char *code, bool brief)
{
  const char *lang = d->meta.lang;
  const CopCatalogue *words = cop_catalogues_for(c->words, lang);
  const CopHelpline *h = cop_kit_helpline(c);
  CopNode *p = cop_add_para(d, cop_add_block(d, parent, COP_ROLE_FOOTER), NULL);
  cop_add_textf(d, p, "%s · %s · %s · copkit, CC BY 4.0", code, lang, c->date);
  const char *trial = c->release && c->trial != NULL ? c->trial : cop_tr(words, cop_is_alert(code) ? "Urgent alert, not yet approved; not tested with readers" : "Not yet tested with readers");
  if (brief) {
    if (c->release && c->trial != NULL)
      cop_add_textf(d, p, " · %s", trial);
    return;
  }
  const CopSource *s = h == NULL || h->source == NULL ? NULL : cop_read_source(c->read, h->source);
  if (s != NULL)
    cop_add_textf(d, p, " · %s: %s%s%s", h->number, s->short_title, h->seen_on == NULL ? "" : ", ", h->seen_on == NULL ? "" : h->seen_on);
  cop_add_textf(d, p, " · %s", trial);
  if (is_on_a4(d))
    cop_add_textf(d, p, " · %s", cop_tr(words, "Print on A4, black and white is enough"));
}

typedef struct {
  const char *symbol, *words;
} Audience;

/* Whom a message addresses: a symbol, and words in the language of the sheet. */
static Audience
audience_of(const CopKitContext *c, const CopMessage *m, const CopCatalogue *words)
{
  const CopSegment *s = cop_read_segment(c->read, m->segment);
  const CopAgeBand *age = cop_read_age_band(c->read, m->age_band);
  switch (s == NULL ? COP_AUDIENCE_PUBLIC : s->role) {
  case COP_AUDIENCE_CARER:
    return (Audience){ "symbol/audience-carers", cop_tr(words, "Parents and carers") };
  case COP_AUDIENCE_TEACHER:
    return (Audience){ "symbol/audience-teachers", cop_tr(words, "Teachers") };
  case COP_AUDIENCE_LEADER:
    return (Audience){ "symbol/audience-leaders", cop_tr(words, "Community leaders") };
  case COP_AUDIENCE_CHILD:
    if (age == NULL)
      break;
    if (age->to_months <= 9 * 12)
      return (Audience){ "symbol/audience-under-9", cop_tr(words, "Children under 9") };
    return (Audience){ age->to_months <= 13 * 12   ? "symbol/audience-9-12"
                       : age->to_months <= 16 * 12 ? "symbol/audience-13-15"
                                                   : "symbol/audience-16-18",
                       age->label };
  default:
    break;
  }
  return (Audience){ "symbol/audience-all", NULL };
}

void
cop_kit_add_band(const CopKitContext *c, CopDoc *d, CopNode *parent, const CopMessage *m)
{
  const char *lang = d->meta.lang, *alt;
  Audience a = audience_of(c, m, cop_catalogues_for(c->words, lang));
  CopNode *band = cop_add_block(d, parent, COP_ROLE_BAND);
  const CopDrawing *symbol = c->art == NULL ? NULL : c->art(c->art_user, a.symbol, d->meta.grey ? COP_ART_GREY : 0, &alt);
  if (symbol != NULL)
    cop_add_figure(d, band, NULL, NULL, symbol, "");
  cop_node_from(d, cop_add_para(d, band, a.words == NULL ? "" : a.words), "segment", m->segment);
  const char *country = cop_kit_own_text(c, COP_ENTITY_country, c->country->id, "short_name", lang);
  cop_add_para(d, band, country == NULL ? c->country->short_name : country);
}

static const CopMessage *
message_of(const CopKitContext *c, const CopProduct *p)
{
  return cop_read_message(c->read, cop_kit_subject(p));
}

static void
missing_text(CopDiags *diags, const CopProduct *p, CopMessageForm form)
{
  g_autofree char *message = g_strdup_printf("%s has no text in form '%s' for language '%s'", p->subject, cop_words(COP_WORDS_FORM)->words[form], p->lang);
  cop_diags_add(diags, &(CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_GATE, .code = "text-missing", .start = -1, .end = -1,
                                   .message = message, .remedy = "have it translated; the piece is left out until then" });
}

void
cop_kit_add_picture(const CopKitContext *c, CopDoc *d, CopNode *parent, const char *name, CopDiags *diags)
{
  const char *alt = NULL;
  unsigned how = (d->meta.grey ? COP_ART_GREY : 0) | (cop_lang_rtl(d->meta.lang) ? COP_ART_MIRRORED : 0);
  const CopDrawing *picture = c->art == NULL ? NULL : c->art(c->art_user, name, how, &alt);
  if (picture != NULL) {
    const char *in, *shown = cop_picture_words(c->words, d->meta.lang, alt, &in);
    const CopMessageText *told = strcmp(in, d->meta.lang) == 0 ? NULL : cop_reading_text_of_message(c->read, name, COP_FORM_PICTURE, d->meta.lang);
    if (told != NULL) { /* the message tells its picture in this language */
      shown = told->text;
      in = told->lang;
    }
    cop_node_in(d, cop_add_figure(d, cop_add_block(d, parent, COP_ROLE_PICTURE), NULL, NULL, picture, shown), in);
    return;
  }
  g_autofree char *message = g_strdup_printf("there is no picture for %s", name);
  cop_diags_add(diags, &(CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_GATE, .code = "picture-missing", .start = -1, .end = -1,
                                   .message = message, .remedy = "draw a scene that names the message (assets/art/scene)" });
}

/* --- poster --- */

static bool
compose_poster(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
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
  cop_kit_add_band(c, d, d->root, m);
  cop_kit_add_picture(c, d, d->root, m->id, diags);
  CopNode *head = cop_add_block(d, d->root, COP_ROLE_HEADLINE);
  cop_node_from(d, cop_add_para(d, head, headline), "message", m->id);
  if (act != NULL)
    cop_node_from(d, cop_add_para(d, cop_add_block(d, d->root, COP_ROLE_DO_LINE), act), "message", m->id);
  cop_kit_add_helpline(c, d, d->root, p->lang, 76);
  cop_kit_add_footer(c, d, d->root, m->id, false);
  out->doc = d;
  return true;
}

/* Headline of a narrow card. Chinese and Japanese may end a line inside a word;
 * there each sentence has a line of its own. */
static CopNode *
add_narrow_headline(CopDoc *d, CopNode *parent, const char *text)
{
  static const char *const ends[] = { "\u3002", "\uff1f", "\uff01" };
  CopNode *p = cop_add_para(d, parent, NULL);
  const char *from = text;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char(c))
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
      if (g_str_has_prefix(c, ends[i]) && c[strlen(ends[i])] != '\0') {
        const char *next = c + strlen(ends[i]);
        cop_add_text(d, p, cop_arena_strndup(d->arena, from, (size_t)(next - from)));
        cop_node_add(d, p, COP_NODE_LINE_BREAK);
        from = next;
      }
  cop_add_text(d, p, from);
  return p;
}

/* --- pocket card: front picture and words, back the number --- */

static bool
compose_card(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopMessage *m = message_of(c, p);
  const char *headline = cop_kit_text(c, a, m->id, COP_FORM_POSTER, p->lang);
  if (headline == NULL)
    headline = cop_kit_text(c, a, m->id, COP_FORM_SAY, p->lang);
  const char *act = cop_kit_text(c, a, m->id, COP_FORM_ACT, p->lang);
  CopDoc *d = cop_kit_doc(c, p, a, COP_SHEET_CARD, headline);
  d->meta.impose = "cards";
  cop_kit_add_picture(c, d, d->root, m->id, diags);
  cop_node_from(d, add_narrow_headline(d, cop_add_block(d, d->root, COP_ROLE_HEADLINE), headline), "message", m->id);
  CopNode *back = cop_add_block(d, d->root, COP_ROLE_BACK);
  if (act != NULL)
    cop_node_from(d, cop_add_para(d, cop_add_block(d, back, COP_ROLE_DO_LINE), act), "message", m->id);
  cop_kit_add_helpline(c, d, back, p->lang, 44);
  cop_kit_add_footer(c, d, back, m->id, true);
  out->doc = d;
  return true;
}

/* --- SMS set of a language --- */

enum { SMS_MESSAGE, SMS_AUDIENCE, SMS_TEXT, SMS_ALPHABET, SMS_UNITS, SMS_PARTS, SMS_ROOM, SMS_COST, SMS_STATE, SMS_DISCLOSES, SMS_COLUMNS };

/* Parts of the message's SMS in a language; 0 when it has none. */
static size_t
sms_parts(const CopKitContext *c, CopArena *a, const char *message, const char *lang)
{
  const char *text = cop_kit_text(c, a, message, COP_FORM_SMS, lang);
  return text == NULL ? 0 : cop_sms_measure(text).parts;
}

static void
check_sms(CopDiags *diags, const CopMessage *m, const CopProduct *p, const CopSms *sms, const char *text)
{
  if (sms->parts > 1) {
    g_autofree char *message = g_strdup_printf("the SMS of %s in '%s' takes %zu parts (%zu units of %s)", m->id, p->lang, sms->parts, sms->units, cop_sms_encoding_name(sms->encoding));
    cop_diags_add(diags, &(CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_CHANNEL, .code = "sms-parts", .start = -1, .end = -1,
                                     .message = message, .remedy = "shorten it to one part: each part costs, and parts may arrive out of order" });
  }
  /* one curly quote in a Latin text more than doubles what it costs */
  if (sms->culprit == NULL || g_unichar_get_script(g_utf8_get_char(text)) != G_UNICODE_SCRIPT_LATIN)
    return;
  g_autofree char *message = g_strdup_printf("the SMS of %s in '%s' is sent as UCS-2 because of '%.*s' (U+%04X)", m->id, p->lang,
                                             (int)(g_utf8_next_char(sms->culprit) - sms->culprit), sms->culprit, g_utf8_get_char(sms->culprit));
  cop_diags_add(diags, &(CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_CHANNEL, .code = "sms-alphabet", .start = -1, .end = -1,
                                   .message = message, .remedy = "write it with characters of the GSM alphabet: 160 instead of 70 fit" });
}

/* One row for a message; what it costs is counted in parts, since operators bill
 * by the part and the store holds no tariff. */
static void
add_sms_row(const CopKitContext *c, CopArena *a, CopTable *t, const CopMessage *m, const CopProduct *p, CopDiags *diags)
{
  const CopMessageText *source = cop_reading_text_of_message(c->read, m->id, COP_FORM_SMS, p->lang);
  const char *text = cop_kit_text(c, a, m->id, COP_FORM_SMS, p->lang);
  if (text == NULL)
    return;
  const CopSegment *segment = cop_read_segment(c->read, m->segment);
  const CopCatalogue *words = cop_catalogues_for(c->words, p->lang);
  CopSms sms = cop_sms_measure(text);
  CopCell *cells = cop_table_row(t);
  cop_cell_text(t, &cells[SMS_MESSAGE], m->id);
  cop_cell_text(t, &cells[SMS_AUDIENCE], segment == NULL ? "" : cop_reading_text(c->read, COP_ENTITY_segment, segment->id, "title", p->lang, NULL));
  cop_cell_text(t, &cells[SMS_TEXT], text);
  cop_cell_text(t, &cells[SMS_ALPHABET], cop_sms_encoding_name(sms.encoding));
  cop_cell_int(&cells[SMS_UNITS], (int64_t)sms.units);
  cop_cell_int(&cells[SMS_PARTS], (int64_t)sms.parts);
  cop_cell_int(&cells[SMS_ROOM], (int64_t)sms.room);
  cop_cell_int(&cells[SMS_COST], (int64_t)sms.parts * 1000);
  cop_cell_text(t, &cells[SMS_STATE], cop_tr(words, cop_words(COP_WORDS_TEXT_STATE)->words[source->state]));
  cop_cell_text(t, &cells[SMS_DISCLOSES], m->invites_disclosure ? cop_tr(words, "yes") : cop_tr(words, "no"));
  check_sms(diags, m, p, &sms, text);
}

/* Heads for readers, in their language; the keys of CSV stay. */
static const CopTableColumn *
columns_in(const CopCatalogue *words, CopArena *a, const CopTableColumn *columns, size_t n)
{
  CopTableColumn *own = cop_new_n(a, CopTableColumn, n);
  for (size_t i = 0; i < n; i++) {
    own[i] = columns[i];
    own[i].title = cop_tr(words, columns[i].title);
  }
  return own;
}

/* What the set costs in each language of the country, on the messages that all
 * of it can be compared on: those this language has. */
static CopTable *
sms_costs(const CopKitContext *c, CopArena *a, const CopCatalogue *words)
{
  static const CopTableColumn columns[] = {
    { "language", N_("Language"), COP_CELL_TEXT, 0 }, { "messages", N_("Messages"), COP_CELL_INT, 0 }, { "parts", N_("Parts for one person"), COP_CELL_INT, 0 },
    { "one_part", N_("Messages in one part"), COP_CELL_INT, 0 }, { "main_parts", N_("Parts of the same in the main language"), COP_CELL_INT, 0 },
    { "cost", N_("Parts billed for 1,000 people"), COP_CELL_INT, 0 } };
  CopTable *t = cop_table_new(a, cop_tr(words, "Cost by language"), cop_tr(words, "SMS parts by language"),
                              columns_in(words, a, columns, G_N_ELEMENTS(columns)), G_N_ELEMENTS(columns));
  const char *main_lang = c->country->languages.n > 0 ? c->country->languages.items[0] : "en";
  for (size_t l = 0; l < c->country->languages.n; l++) {
    int64_t n = 0, parts = 0, single = 0, main_parts = 0;
    const char *lang = c->country->languages.items[l];
    size_t n_messages;
    const CopMessage *messages = cop_read_messages(c->read, &n_messages);
    for (size_t i = 0; i < n_messages; i++) {
      const char *id = messages[i].id;
      size_t own = sms_parts(c, a, id, lang);
      n += own > 0;
      parts += (int64_t)own;
      single += own == 1;
      main_parts += own > 0 ? (int64_t)sms_parts(c, a, id, main_lang) : 0;
    }
    if (n == 0)
      continue;
    CopCell *cells = cop_table_row(t);
    cop_cell_text(t, &cells[0], lang);
    cop_cell_int(&cells[1], n);
    cop_cell_int(&cells[2], parts);
    cop_cell_int(&cells[3], single);
    cop_cell_int(&cells[4], main_parts);
    cop_cell_int(&cells[5], 1000 * parts);
  }
  return t;
}

static bool
compose_sms(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  static const CopTableColumn columns[SMS_COLUMNS] = {
    [SMS_MESSAGE] = { "message", N_("Message"), COP_CELL_TEXT, 0 }, [SMS_AUDIENCE] = { "audience", N_("For whom"), COP_CELL_TEXT, 0 },
    [SMS_TEXT] = { "text", N_("Text"), COP_CELL_TEXT, 0 }, [SMS_ALPHABET] = { "alphabet", N_("Alphabet"), COP_CELL_TEXT, 0 },
    [SMS_UNITS] = { "units", N_("Units"), COP_CELL_INT, 0 }, [SMS_PARTS] = { "parts", N_("Parts"), COP_CELL_INT, 0 },
    [SMS_ROOM] = { "room", N_("Units left"), COP_CELL_INT, 0 }, [SMS_COST] = { "cost", N_("Parts billed for 1,000 people"), COP_CELL_INT, 0 },
    [SMS_STATE] = { "state", N_("State"), COP_CELL_TEXT, 0 }, [SMS_DISCLOSES] = { "discloses", N_("Invites to tell"), COP_CELL_TEXT, 0 } };
  const CopCatalogue *words = cop_catalogues_for(c->words, p->lang);
  CopTable *t = cop_table_new(a, cop_arena_printf(a, "SMS %s", p->lang), cop_arena_printf(a, cop_tr(words, "SMS texts, %s"), p->lang),
                              columns_in(words, a, columns, SMS_COLUMNS), SMS_COLUMNS);
  t->note = c->release ? c->trial : cop_tr(words, "Draft, for review");
  size_t n_messages;
  const CopMessage *messages = cop_read_messages(c->read, &n_messages);
  for (size_t i = 0; i < n_messages; i++)
    add_sms_row(c, a, t, &messages[i], p, diags);
  const CopTable **tables = cop_new_n(a, const CopTable *, 2);
  tables[0] = t;
  tables[1] = sms_costs(c, a, words);
  out->tables = tables;
  out->n_tables = 2;
  return true;
}

/* --- lists --- */

typedef void (*AddFn)(CopProducts *pieces, const CopMessage *m, const char *lang);

static void
for_each_text(const CopKitContext *c, CopProducts *pieces, const char *const *langs, AddFn add)
{
  for (size_t l = 0; langs != NULL ? langs[l] != NULL : l < c->country->languages.n; l++) {
    const char *lang = langs != NULL ? langs[l] : c->country->languages.items[l];
    size_t n_messages;
    const CopMessage *messages = cop_read_messages(c->read, &n_messages);
    for (size_t i = 0; i < n_messages; i++) {
      const CopMessage *m = &messages[i];
      if (cop_reading_text_of_message(c->read, m->id, COP_FORM_POSTER, lang) != NULL ||
          cop_reading_text_of_message(c->read, m->id, COP_FORM_SAY, lang) != NULL)
        add(pieces, m, lang);
    }
  }
}

static void
add_poster_piece(CopProducts *pieces, const CopMessage *m, const char *lang)
{
  g_autofree char *stem = g_strdup_printf("kit/poster/%s/%s", lang, m->id), *subject = g_strdup_printf("message/%s", m->id);
  cop_products_add(pieces, &(CopProduct){ .target = "kit/poster", .stem = stem, .lang = lang, .audience = m->segment, .subject = subject,
                                      .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_PNG), .compose_kit = compose_poster });
}

static void
add_card_piece(CopProducts *pieces, const CopMessage *m, const char *lang)
{
  g_autofree char *stem = g_strdup_printf("kit/card/%s/%s", lang, m->id), *subject = g_strdup_printf("message/%s", m->id);
  cop_products_add(pieces, &(CopProduct){ .target = "kit/card", .stem = stem, .lang = lang, .audience = m->segment, .subject = subject,
                                      .formats = COP_FORMAT_BIT(COP_FORMAT_PDF), .compose_kit = compose_card });
}

void
cop_target_poster(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  for_each_text(c, pieces, langs, add_poster_piece);
}

void
cop_target_card(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  for_each_text(c, pieces, langs, add_card_piece);
}

void
cop_target_sms(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  for (size_t l = 0; langs != NULL ? langs[l] != NULL : l < c->country->languages.n; l++) {
    const char *lang = langs != NULL ? langs[l] : c->country->languages.items[l];
    bool any = false;
    size_t n_messages;
    const CopMessage *messages = cop_read_messages(c->read, &n_messages);
    for (size_t i = 0; i < n_messages && !any; i++)
      any = cop_reading_text_of_message(c->read, messages[i].id, COP_FORM_SMS, lang) != NULL;
    if (!any)
      continue;
    g_autofree char *stem = g_strdup_printf("kit/sms/%s/sms", lang);
    cop_products_add(pieces, &(CopProduct){ .target = "kit/sms", .stem = stem, .lang = lang, .audience = "telephone users", .separate = true,
                                        .formats = COP_FORMAT_BIT(COP_FORMAT_CSV) | COP_FORMAT_BIT(COP_FORMAT_XLSX), .compose_kit = compose_sms });
  }
}
