/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/xform.h"

#include <string.h>

#include "base/xml.h"

#define XFORMS "http://www.w3.org/2002/xforms"
#define XHTML "http://www.w3.org/1999/xhtml"
#define FORM_LIST "http://openrosa.org/xforms/xformsList"
#define FORM_MANIFEST "http://openrosa.org/xforms/xformsManifest"
#define RESPONSE "http://openrosa.org/http/response"

typedef struct {
  const CopModel *m;
  const CopFormLayout *l;
  CopCatalogues *words;
  CopXml *x;
  CopArena *a;
} Form;

/* --- words: each text has an id in itext --- */

static const struct {
  const char *id, *english;
} fixed[] = {
  { "reporter", N_("Office or partner that reports") },
  { "reporter_hint", N_("The name of an office, school or organisation. Never the name of a person.") },
  { "area", N_("Where") },
  { "day", N_("When") },
  { "day_hint", N_("Any day of the period. The report counts for the month, quarter or half year it lies in.") },
  { "range", N_("This number is larger than can be right.") },
  { "within", N_("This cannot be more than the number below it.") },
  { "who", N_("Write no telephone number and no mail address.") },
  { "receipt", N_("The code has eight letters and digits, e.g. 7K3M-Q2XT.") },
};

typedef struct {
  const char *id;
  const char *text;          /* fixed, English; or */
  const CopFormBox *box;     /* what it asks; or */
  const CopFormWord *choice; /* or a field of a question */
  const char *record, *field;
} Word;

static void
add_item_word(GArray *words, const char *id, const CopReportItem *item, const char *field, const char *text)
{
  if (text != NULL)
    g_array_append_val(words, ((Word){ .id = id, .record = item->id, .field = field }));
}

/* The name of a choice in itext: letters, digits and _. */
static const char *
choice_id(const Form *f, const CopFormChoice *c, const CopFormWord *w)
{
  char *id = cop_arena_printf(f->a, "c_%s_%s", c->item->code, w->word);
  return g_strdelimit(id, "-", '_');
}

static void
gather_words(const Form *f, GArray *words)
{
  for (size_t i = 0; i < G_N_ELEMENTS(fixed); i++)
    g_array_append_val(words, ((Word){ .id = fixed[i].id, .text = fixed[i].english }));
  for (size_t i = 0; i < f->l->n_items; i++) {
    const CopReportItem *item = f->l->items[i];
    add_item_word(words, cop_arena_printf(f->a, "q_%s", item->code), item, "label", item->label);
    add_item_word(words, cop_arena_printf(f->a, "q_%s_hint", item->code), item, "hint", item->hint);
    if (item->by.n == 0)
      add_item_word(words, cop_arena_printf(f->a, "q_%s_of", item->code), item, "below", item->below);
  }
  for (size_t i = 0; i < f->l->n_boxes; i++)
    if (f->l->boxes[i].item->by.n > 0)
      g_array_append_val(words, ((Word){ .id = cop_arena_printf(f->a, "b_%s", f->l->boxes[i].code), .box = &f->l->boxes[i] }));
  for (size_t i = 0; i < f->l->n_choices; i++)
    for (size_t k = 0; k < f->l->choices[i].n; k++)
      g_array_append_val(words, ((Word){ .id = choice_id(f, &f->l->choices[i], &f->l->choices[i].words[k]), .choice = &f->l->choices[i].words[k] }));
}

static const char *
word_in(const Form *f, const Word *w, const char *lang)
{
  const CopCatalogue *words = f->words == NULL ? NULL : cop_catalogues_for(f->words, lang);
  if (w->text != NULL)
    return cop_tr(words, w->text);
  if (w->choice != NULL)
    return cop_form_word_in(f->m, words, w->choice, lang);
  return w->box != NULL ? cop_form_box_in(f->m, words, w->box, lang, f->a) : cop_model_text(f->m, COP_ENTITY_report_item, w->record, w->field, lang, NULL);
}

static void
write_translation(const Form *f, const GArray *words, const char *lang, bool is_default)
{
  cop_xml_start(f->x, "translation", "lang", lang, "default", is_default ? "true()" : NULL, NULL);
  for (guint i = 0; i < words->len; i++) {
    const Word *w = &g_array_index(words, Word, i);
    cop_xml_start(f->x, "text", "id", w->id, NULL);
    cop_xml_element(f->x, "value", word_in(f, w, lang));
    cop_xml_close(f->x);
  }
  cop_xml_close(f->x);
  cop_xml_line(f->x);
}

static void
write_itext(const Form *f)
{
  g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(Word));
  const CopCountry *country = cop_model_country_record(f->m);
  gather_words(f, words);
  cop_xml_open(f->x, "itext");
  write_translation(f, words, "en", true);
  for (size_t i = 0; country != NULL && i < country->languages.n; i++) {
    const char *lang = country->languages.items[i];
    if (strcmp(lang, "en") != 0 && cop_form_speaks(f->m, f->l->form, lang))
      write_translation(f, words, lang, false);
  }
  cop_xml_close(f->x);
}

/* --- model --- */

/* The boxes of a question that is broken down stand in a group of its name:
 * some clients show the words of a group only then. */
static void
write_boxes(const Form *f)
{
  const CopReportItem *open = NULL;
  for (size_t i = 0; i <= f->l->n_boxes; i++) {
    const CopFormBox *box = i < f->l->n_boxes ? &f->l->boxes[i] : NULL;
    if (open != NULL && (box == NULL || box->item != open)) {
      cop_xml_close(f->x);
      open = NULL;
    }
    if (box != NULL && box->item->by.n > 0 && open == NULL) {
      open = box->item;
      cop_xml_open(f->x, open->code);
    }
    if (box != NULL)
      cop_xml_empty(f->x, box->code, NULL);
  }
}

static void
write_instance(const Form *f)
{
  g_autofree char *id = cop_xform_id(f->l->form);
  cop_xml_open(f->x, "instance");
  cop_xml_start(f->x, "data", "id", id, "version", f->l->form->version, NULL);
  static const char *const head[] = { "start", "end", "reporter", "area", "day" };
  for (size_t i = 0; i < G_N_ELEMENTS(head); i++)
    cop_xml_empty(f->x, head[i], NULL);
  for (size_t i = 0; i < f->l->n_choices; i++)
    cop_xml_empty(f->x, f->l->choices[i].item->code, NULL);
  if (f->l->receipt != NULL)
    cop_xml_empty(f->x, f->l->receipt->code, NULL);
  write_boxes(f);
  cop_xml_open(f->x, "orx:meta");
  cop_xml_empty(f->x, "orx:instanceID", NULL);
  cop_xml_close(f->x);
  cop_xml_close(f->x);
  cop_xml_close(f->x);
}

static const char *
path_of(const Form *f, const char *code)
{
  return cop_arena_printf(f->a, "/data/%s", code);
}

static const char *
box_path(const Form *f, const CopFormBox *box)
{
  return box->item->by.n == 0 ? path_of(f, box->code) : cop_arena_printf(f->a, "/data/%s/%s", box->item->code, box->code);
}

static void
write_box_bind(const Form *f, size_t i)
{
  const CopFormBox *box = &f->l->boxes[i];
  const CopIndicator *indicator = &f->m->indicators.items[box->what.indicator];
  long long most = box->item->most > 0 ? box->item->most : 1000000000;
  const char *limit = cop_arena_printf(f->a, ". >= %d and . <= %lld", box->lower ? 1 : 0, most), *why = "jr:itext('range')";
  bool share = box->item->kind == COP_FORM_ITEM_RATIO && !box->lower && strcmp(indicator->unit, "per cent") == 0;
  if (share) {
    limit = cop_arena_printf(f->a, ". >= 0 and (%s = '' or . <= %s)", box_path(f, &f->l->boxes[i + 1]), box_path(f, &f->l->boxes[i + 1]));
    why = "jr:itext('within')";
  }
  /* One number of a ratio is no answer without the other. */
  const CopFormBox *other = box->item->kind != COP_FORM_ITEM_RATIO ? NULL : box->lower ? box - 1 : box + 1;
  cop_xml_empty(f->x, "bind", "nodeset", box_path(f, box), "type", "int", "constraint", limit, "jr:constraintMsg", why, "required",
                other == NULL ? NULL : cop_arena_printf(f->a, "%s != ''", box_path(f, other)), NULL);
  cop_xml_line(f->x);
}

static void
write_binds(const Form *f)
{
  CopXml *x = f->x;
  cop_xml_empty(x, "bind", "nodeset", "/data/start", "type", "dateTime", "jr:preload", "timestamp", "jr:preloadParams", "start", NULL);
  cop_xml_empty(x, "bind", "nodeset", "/data/end", "type", "dateTime", "jr:preload", "timestamp", "jr:preloadParams", "end", NULL);
  cop_xml_empty(x, "bind", "nodeset", "/data/reporter", "type", "string", "required", "true()", "constraint",
                "string-length(.) <= 200 and not(regex(., '.*(@|[0-9]{7,}).*'))", "jr:constraintMsg", "jr:itext('who')", NULL);
  cop_xml_empty(x, "bind", "nodeset", "/data/area", "type", "string", "required", "true()", NULL);
  cop_xml_empty(x, "bind", "nodeset", "/data/day", "type", "date", "required", "true()", "constraint", ". <= today()", NULL);
  cop_xml_line(x);
  for (size_t i = 0; i < f->l->n_choices; i++)
    cop_xml_empty(x, "bind", "nodeset", path_of(f, f->l->choices[i].item->code), "type", "string", NULL);
  if (f->l->receipt != NULL) /* Collect offers its scanner; Enketo shows a line of text */
    cop_xml_empty(x, "bind", "nodeset", path_of(f, f->l->receipt->code), "type", "barcode", "constraint", ". = '' or regex(., '^ *([0-9A-Za-z][ -]*){8}$')",
                  "jr:constraintMsg", "jr:itext('receipt')", NULL);
  for (size_t i = 0; i < f->l->n_boxes; i++)
    write_box_bind(f, i);
  cop_xml_empty(x, "bind", "nodeset", "/data/orx:meta/orx:instanceID", "type", "string", "readonly", "true()", "jr:preload", "uid", NULL);
}

/* --- body --- */

static void
write_label(const Form *f, const char *element, const char *id)
{
  cop_xml_empty(f->x, element, "ref", cop_arena_printf(f->a, "jr:itext('%s')", id), NULL);
}

static void
write_option(const Form *f, const char *label, const char *value)
{
  cop_xml_open(f->x, "item");
  cop_xml_element(f->x, "label", label);
  cop_xml_element(f->x, "value", value);
  cop_xml_close(f->x);
}

static void
write_choice_word(const Form *f, const CopFormChoice *c, const CopFormWord *w)
{
  cop_xml_open(f->x, "item");
  write_label(f, "label", choice_id(f, c, w));
  cop_xml_element(f->x, "value", w->word);
  cop_xml_close(f->x);
}

static void
write_head(const Form *f)
{
  CopXml *x = f->x;
  cop_xml_start(x, "input", "ref", "/data/reporter", NULL);
  write_label(f, "label", "reporter");
  write_label(f, "hint", "reporter_hint");
  cop_xml_close(x);
  cop_xml_start(x, "select1", "ref", "/data/area", "appearance", "minimal", NULL);
  write_label(f, "label", "area");
  for (size_t i = 0; i < f->l->n_areas; i++)
    write_option(f, f->l->areas[i]->name, f->l->areas[i]->id);
  cop_xml_close(x);
  cop_xml_start(x, "input", "ref", "/data/day", NULL);
  write_label(f, "label", "day");
  write_label(f, "hint", "day_hint");
  cop_xml_close(x);
  cop_xml_line(x);
}

static void
write_choice(const Form *f, const CopReportItem *item)
{
  for (size_t i = 0; i < f->l->n_choices; i++) {
    const CopFormChoice *c = &f->l->choices[i];
    if (c->item != item)
      continue;
    cop_xml_start(f->x, "select1", "ref", path_of(f, item->code), "appearance", c->n > 6 ? "minimal" : NULL, NULL);
    write_label(f, "label", cop_arena_printf(f->a, "q_%s", item->code));
    if (item->hint != NULL)
      write_label(f, "hint", cop_arena_printf(f->a, "q_%s_hint", item->code));
    for (size_t k = 0; k < c->n; k++)
      write_choice_word(f, c, &c->words[k]);
    cop_xml_close(f->x);
  }
}

static void
write_input(const Form *f, const CopFormBox *box, const char *label, const char *hint)
{
  cop_xml_start(f->x, "input", "ref", box_path(f, box), NULL);
  write_label(f, "label", label);
  if (hint != NULL)
    write_label(f, "hint", hint);
  cop_xml_close(f->x);
}

static void
write_item(const Form *f, const CopReportItem *item)
{
  if (item->kind == COP_FORM_ITEM_CHOICE) {
    write_choice(f, item);
    return;
  }
  if (item->kind == COP_FORM_ITEM_CODE) {
    cop_xml_start(f->x, "input", "ref", path_of(f, item->code), NULL);
    write_label(f, "label", cop_arena_printf(f->a, "q_%s", item->code));
    if (item->hint != NULL)
      write_label(f, "hint", cop_arena_printf(f->a, "q_%s_hint", item->code));
    cop_xml_close(f->x);
    return;
  }
  const char *question = cop_arena_printf(f->a, "q_%s", item->code), *hint = item->hint == NULL ? NULL : cop_arena_printf(f->a, "q_%s_hint", item->code);
  bool grouped = item->by.n > 0;
  if (grouped) {
    cop_xml_start(f->x, "group", "ref", path_of(f, item->code), NULL);
    write_label(f, "label", question);
  }
  for (size_t i = 0; i < f->l->n_boxes; i++) {
    const CopFormBox *box = &f->l->boxes[i];
    if (box->item != item)
      continue;
    const char *label = grouped ? cop_arena_printf(f->a, "b_%s", box->code) : box->lower ? cop_arena_printf(f->a, "q_%s_of", item->code) : question;
    write_input(f, box, label, hint);
    hint = NULL; /* once, at the first box */
  }
  if (grouped)
    cop_xml_close(f->x);
  cop_xml_line(f->x);
}

char *
cop_xform_id(const CopReportForm *form)
{
  return g_strconcat("copkit:", form->id, NULL);
}

char *
cop_xform_write(const CopModel *m, const CopFormLayout *l, CopCatalogues *words)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  const Form f = { m, l, words, x, a };
  cop_xml_start(x, "h:html", "xmlns", XFORMS, "xmlns:h", XHTML, "xmlns:jr", "http://openrosa.org/javarosa", "xmlns:orx", "http://openrosa.org/xforms",
                "xmlns:xsd", "http://www.w3.org/2001/XMLSchema", NULL);
  cop_xml_open(x, "h:head");
  cop_xml_element(x, "h:title", l->form->title);
  cop_xml_open(x, "model");
  write_itext(&f);
  write_instance(&f);
  write_binds(&f);
  cop_xml_close(x);
  cop_xml_close(x);
  cop_xml_open(x, "h:body");
  write_head(&f);
  for (size_t i = 0; i < l->n_items; i++)
    write_item(&f, l->items[i]);
  cop_xml_close(x);
  cop_xml_close(x);
  return cop_xml_finish(x);
}

/* MD5 is what the format names; it only tells versions apart. */
char *
cop_xform_hash(const char *xform)
{
  g_autofree char *hex = g_compute_checksum_for_string(G_CHECKSUM_MD5, xform, -1);
  return g_strconcat("md5:", hex, NULL);
}

char *
cop_xform_list(const CopXformListed *forms, size_t n)
{
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(x, "xforms", "xmlns", FORM_LIST, NULL);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *id = cop_xform_id(forms[i].form);
    cop_xml_open(x, "xform");
    cop_xml_element(x, "formID", id);
    cop_xml_element(x, "name", forms[i].form->title);
    cop_xml_element(x, "version", forms[i].form->version);
    cop_xml_element(x, "hash", forms[i].hash);
    cop_xml_element(x, "descriptionText", forms[i].form->purpose);
    cop_xml_element(x, "downloadUrl", forms[i].address);
    cop_xml_element(x, "manifestUrl", forms[i].manifest);
    cop_xml_close(x);
  }
  cop_xml_close(x);
  return cop_xml_finish(x);
}

char *
cop_xform_manifest(void)
{
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_empty(x, "manifest", "xmlns", FORM_MANIFEST, NULL);
  return cop_xml_finish(x);
}

char *
cop_xform_response(const char *message)
{
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(x, "OpenRosaResponse", "xmlns", RESPONSE, NULL);
  cop_xml_start(x, "message", "nature", "submit_success", NULL);
  cop_xml_text(x, message);
  cop_xml_close(x);
  cop_xml_close(x);
  return cop_xml_finish(x);
}
