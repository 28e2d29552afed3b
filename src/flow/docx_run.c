/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/lang.h"
#include "flow/docx_priv.h"

/* --- languages and faces --- */

/* Word processors want a region; where several would do, the one whose
 * dictionaries are common. */
const char *
cop_docx_lang(const char *lang)
{
  static const char *const tags[][2] = {
    { "am", "am-ET" },  { "ar", "ar-SA" },   { "bn", "bn-BD" }, { "ceb", "ceb-PH" }, { "de", "de-DE" },
    { "el", "el-GR" },  { "en", "en-GB" },   { "es", "es-ES" }, { "fa", "fa-IR" },   { "fil", "fil-PH" },
    { "fr", "fr-FR" },  { "he", "he-IL" },   { "hi", "hi-IN" }, { "hil", "hil-PH" }, { "id", "id-ID" },
    { "ilo", "ilo-PH" }, { "ja", "ja-JP" },  { "km", "km-KH" }, { "ko", "ko-KR" },   { "lo", "lo-LA" },
    { "ms", "ms-MY" },  { "my", "my-MM" },   { "ne", "ne-NP" }, { "pt", "pt-PT" },   { "ru", "ru-RU" },
    { "sw", "sw-KE" },  { "ta", "ta-IN" },   { "th", "th-TH" }, { "ur", "ur-PK" },   { "vi", "vi-VN" },
    { "zh", "zh-CN" },  { "zh-Hans", "zh-CN" }, { "zh-Hant", "zh-TW" } };
  for (size_t i = 0; i < G_N_ELEMENTS(tags); i++)
    if (g_ascii_strcasecmp(tags[i][0], lang) == 0)
      return tags[i][1];
  return lang;
}

bool
cop_docx_is_east_asian(CopScript s)
{
  return s == COP_SCRIPT_HANS || s == COP_SCRIPT_HANT || s == COP_SCRIPT_JPAN || s == COP_SCRIPT_KORE;
}

bool
cop_docx_is_complex(CopScript s)
{
  return s != COP_SCRIPT_LATN && s != COP_SCRIPT_CYRL && s != COP_SCRIPT_GREK && s != COP_SCRIPT_ETHI &&
         !cop_docx_is_east_asian(s);
}

const char *
cop_docx_face(const CopDoc *d, CopScript script)
{
  static const char *const faces[COP_SCRIPT_MAX] = {
    [COP_SCRIPT_ARAB] = "Noto Sans Arabic",  [COP_SCRIPT_HEBR] = "Noto Sans Hebrew",
    [COP_SCRIPT_DEVA] = "Noto Sans Devanagari", [COP_SCRIPT_BENG] = "Noto Sans Bengali",
    [COP_SCRIPT_TAML] = "Noto Sans Tamil",   [COP_SCRIPT_THAI] = "Noto Sans Thai",
    [COP_SCRIPT_LAOO] = "Noto Sans Lao",     [COP_SCRIPT_KHMR] = "Noto Sans Khmer",
    [COP_SCRIPT_MYMR] = "Noto Sans Myanmar", [COP_SCRIPT_ETHI] = "Noto Sans Ethiopic",
    [COP_SCRIPT_HANS] = "Noto Sans CJK SC",  [COP_SCRIPT_HANT] = "Noto Sans CJK TC",
    [COP_SCRIPT_JPAN] = "Noto Sans CJK JP",  [COP_SCRIPT_KORE] = "Noto Sans CJK KR" };
  if (faces[script] != NULL)
    return faces[script];
  switch (d->meta.style) {
  case COP_STYLE_FORM:
    return "Calibri"; /* where it is missing, Carlito has its widths and stands for it */
  case COP_STYLE_SHEET:
    return script == COP_SCRIPT_GREK ? "Noto Sans" : "Andika";
  case COP_STYLE_REPORT:
  case COP_STYLE_LETTER:
  case COP_STYLE_MAX:
    break;
  }
  return "Noto Sans";
}

/* --- properties of a run --- */

static void
put_flag(CopXml *x, const char *name, const char *complex_name, bool on)
{
  if (!on)
    return;
  cop_xml_empty(x, name, NULL);
  cop_xml_empty(x, complex_name, NULL);
}

bool
cop_docx_has_italics(CopScript s)
{
  return s == COP_SCRIPT_LATN || s == COP_SCRIPT_CYRL || s == COP_SCRIPT_GREK;
}

static void
put_fonts(CopWalk *w, CopScript script)
{
  CopDocx *x = w->own;
  CopScript doc_script = cop_lang_script(w->doc->meta.lang);
  const char *face = cop_docx_face(w->doc, script);
  if (x->look.code > 0) {
    const char *mono = "Noto Sans Mono";
    cop_xml_empty(x->out, "w:rFonts", "w:ascii", mono, "w:hAnsi", mono, NULL);
  } else if (script != doc_script && cop_docx_is_complex(script)) {
    cop_xml_empty(x->out, "w:rFonts", "w:cs", face, NULL);
  } else if (script != doc_script && cop_docx_is_east_asian(script)) {
    cop_xml_empty(x->out, "w:rFonts", "w:eastAsia", face, NULL);
  } else if (script == COP_SCRIPT_ETHI) {
    cop_xml_empty(x->out, "w:rFonts", "w:ascii", face, "w:hAnsi", face, "w:cs", face, NULL);
  }
}

static void
put_lang(CopWalk *w, CopScript script)
{
  CopDocx *x = w->own;
  if (strcmp(w->lang, w->doc->meta.lang) == 0)
    return;
  const char *slot = cop_docx_is_complex(script) ? "w:bidi" : cop_docx_is_east_asian(script) ? "w:eastAsia" : "w:val";
  cop_xml_empty(x->out, "w:lang", slot, cop_docx_lang(w->lang), NULL);
}

static void
put_run_props(CopWalk *w, bool rtl)
{
  CopDocx *x = w->own;
  const CopDocxLook *l = &x->look;
  CopScript script = cop_lang_script(w->lang);
  bool italic = l->italic > 0 && cop_docx_has_italics(script);
  cop_xml_open(x->out, "w:rPr");
  if (l->style != NULL)
    cop_xml_empty(x->out, "w:rStyle", "w:val", l->style, NULL);
  put_fonts(w, script);
  put_flag(x->out, "w:b", "w:bCs", l->bold > 0 || (l->italic > 0 && !italic));
  put_flag(x->out, "w:i", "w:iCs", italic);
  if (l->small_caps > 0)
    cop_xml_empty(x->out, "w:smallCaps", NULL);
  if (l->super > 0 || l->sub > 0)
    cop_xml_empty(x->out, "w:vertAlign", "w:val", l->super > 0 ? "superscript" : "subscript", NULL);
  if (rtl)
    cop_xml_empty(x->out, "w:rtl", NULL);
  put_lang(w, script);
  cop_xml_close_as(x->out, "w:rPr");
}

static void
run_open(CopWalk *w, bool rtl)
{
  CopDocx *x = w->own;
  cop_xml_open(x->out, "w:r");
  put_run_props(w, rtl);
}

static void
put_run(CopWalk *w, const char *text, size_t length, bool rtl)
{
  CopDocx *x = w->own;
  run_open(w, rtl);
  cop_xml_start(x->out, "w:t", "xml:space", "preserve", NULL);
  cop_xml_text_n(x->out, text, length);
  cop_xml_close_as(x->out, "w:t");
  cop_xml_close_as(x->out, "w:r");
}

/* --- direction --- */

typedef enum { DIRECTION_NONE, DIRECTION_LTR, DIRECTION_RTL } Direction;

/* Strong direction of a character: of the classes L, R and AL of UAX #9, as far
 * as scripts tell; digits, marks and punctuation have none. */
static Direction
direction_of(gunichar c)
{
  if (!g_unichar_isalpha(c))
    return DIRECTION_NONE;
  switch (g_unichar_get_script(c)) {
  case G_UNICODE_SCRIPT_ARABIC:
  case G_UNICODE_SCRIPT_HEBREW:
  case G_UNICODE_SCRIPT_SYRIAC:
  case G_UNICODE_SCRIPT_THAANA:
  case G_UNICODE_SCRIPT_NKO:
    return DIRECTION_RTL;
  default:
    return DIRECTION_LTR;
  }
}

/* A run must say that it runs right to left, so the text is cut where its
 * direction changes; what has none goes with both neighbours when they agree,
 * else with the paragraph. */
void
cop_docx_text(CopWalk *w, const char *text)
{
  CopDocx *x = w->own;
  Direction paragraph = x->para_rtl ? DIRECTION_RTL : DIRECTION_LTR, before = paragraph;
  const char *begun = text, *neutral = NULL;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    /* a number after a word goes with it (UAX #9, W7) */
    Direction d = g_unichar_isdigit(c) && before == DIRECTION_LTR ? DIRECTION_LTR : direction_of(c);
    if (d == DIRECTION_NONE) {
      if (neutral == NULL)
        neutral = p;
      continue;
    }
    if (d != before) {
      /* neutrals between the two go with the paragraph's side */
      const char *cut = neutral != NULL && d == paragraph ? neutral : p;
      if (cut > begun)
        put_run(w, begun, (size_t)(cut - begun), before == DIRECTION_RTL);
      begun = cut;
      before = d;
    }
    neutral = NULL;
  }
  const char *end = text + strlen(text);
  if (neutral != NULL && before != paragraph && neutral > begun) {
    put_run(w, begun, (size_t)(neutral - begun), before == DIRECTION_RTL);
    begun = neutral;
    before = paragraph;
  }
  if (end > begun)
    put_run(w, begun, (size_t)(end - begun), before == DIRECTION_RTL);
}

void
cop_docx_text_styled(CopWalk *w, const char *style, const char *text)
{
  CopDocx *x = w->own;
  const char *saved = x->look.style;
  x->look.style = style;
  cop_docx_text(w, text);
  x->look.style = saved;
}

void
cop_docx_tab(CopWalk *w)
{
  CopDocx *x = w->own;
  cop_xml_open(x->out, "w:r");
  cop_xml_empty(x->out, "w:tab", NULL);
  cop_xml_close_as(x->out, "w:r");
}

void
cop_docx_break(CopWalk *w)
{
  CopDocx *x = w->own;
  cop_xml_open(x->out, "w:r");
  cop_xml_empty(x->out, "w:br", NULL);
  cop_xml_close_as(x->out, "w:r");
}

/* --- fields --- */

static void
field_char(CopWalk *w, const char *type)
{
  CopDocx *x = w->own;
  run_open(w, false);
  cop_xml_empty(x->out, "w:fldChar", "w:fldCharType", type, NULL);
  cop_xml_close_as(x->out, "w:r");
}

void
cop_docx_field_begin(CopWalk *w, const char *instruction)
{
  CopDocx *x = w->own;
  field_char(w, "begin");
  run_open(w, false);
  cop_xml_start(x->out, "w:instrText", "xml:space", "preserve", NULL);
  cop_xml_text(x->out, instruction);
  cop_xml_close_as(x->out, "w:instrText");
  cop_xml_close_as(x->out, "w:r");
  field_char(w, "separate");
}

void
cop_docx_field_end(CopWalk *w)
{
  field_char(w, "end");
}
