/* SPDX-License-Identifier: Apache-2.0
 *
 * word/styles.xml. Sizes follow the typesetter's (typeset/style.c) where a page
 * of a word processor allows; built-in styles keep their built-in names, so that
 * contents, navigation and readers know them. */
#include <string.h>

#include "base/lang.h"
#include "flow/docx_priv.h"

typedef enum {
  BOLD = 1 << 0,
  ITALIC = 1 << 1,
  KEEP_NEXT = 1 << 2,
  KEEP_LINES = 1 << 3,
  CENTER_IN_FORM = 1 << 4,
  TIGHT = 1 << 5,     /* lines as near as the face allows */
  BAR_LEFT = 1 << 6,  /* call-out: bar at the start, tint behind */
  DOTS_LEFT = 1 << 7, /* side note */
  CONTEXTUAL = 1 << 8, /* no space between neighbours of the style */
  LEADER = 1 << 9,    /* tab with dots to the end of the measure */
  RUNNING = 1 << 10,  /* tab to the end of the measure */
  LINE_BELOW = 1 << 11,
  BOXED = 1 << 12,
  TINY = 1 << 13,     /* a line of one point, to hold breaks */
  FREE_LINE = 1 << 14, /* as high as what stands in it */
} StyleFlags;

typedef struct {
  const char *id, *name, *based_on, *next;
  unsigned char size[COP_STYLE_MAX]; /* half-points: report, form, sheet, letter; 0 is inherited */
  unsigned flags;
  CopDocxToken color;
  unsigned before, after;            /* twips */
  unsigned indent;
  int outline;                       /* level in the outline, from 1; 0 for none */
} StyleRow;

static const StyleRow rows[] = {
  { "BodyText", "Body Text", "Normal", NULL, { 21, 22, 31, 21 }, 0, COP_DOCX_INK, 0, 130, 0, 0 },
  { "Lead", "Lead", "BodyText", "BodyText", { 25, 22, 39, 25 }, KEEP_LINES, COP_DOCX_DEEP, 0, 200, 0, 0 },
  { "Title", "Title", "Normal", "Subtitle", { 48, 28, 76, 39 }, BOLD | KEEP_NEXT | TIGHT | CENTER_IN_FORM, COP_DOCX_DEEP, 0, 160, 0, 0 },
  { "CoverTitle", "Cover Title", "Title", "Subtitle", { 76, 48, 96, 61 }, BOLD | KEEP_NEXT | TIGHT, COP_DOCX_DEEP, 1600, 240, 0, 0 },
  { "CoverTitleLong", "Cover Title Long", "CoverTitle", "Subtitle", { 57, 39, 76, 50 }, BOLD | KEEP_NEXT | TIGHT, COP_DOCX_DEEP, 1200, 240, 0, 0 },
  { "Subtitle", "Subtitle", "Normal", "BodyText", { 28, 22, 39, 25 }, KEEP_NEXT | CENTER_IN_FORM, COP_DOCX_MAIN, 0, 240, 0, 0 },
  { "Byline", "Byline", "Normal", "BodyText", { 20, 22, 25, 20 }, CENTER_IN_FORM, COP_DOCX_SOFT_INK, 0, 240, 0, 0 },
  { "CoverLine", "Cover Line", "Normal", NULL, { 25, 22, 31, 25 }, 0, COP_DOCX_SOFT_INK, 0, 120, 0, 0 },
  { "ExampleMark", "Example Mark", "Normal", "BodyText", { 21, 22, 25, 21 }, BOLD | BOXED, COP_DOCX_INK, 60, 240, 0, 0 },
  { "FormLine", "Form Line", "Normal", NULL, { 21, 22, 25, 21 }, CONTEXTUAL, COP_DOCX_INK, 0, 20, 0, 0 },
  { "Headline", "Headline", "Normal", "BodyText", { 39, 28, 61, 39 }, BOLD | KEEP_NEXT | TIGHT, COP_DOCX_DEEP, 0, 160, 0, 0 },
  { "DoLine", "Do Line", "Normal", "BodyText", { 28, 24, 48, 28 }, BOLD, COP_DOCX_INK, 0, 160, 0, 0 },
  { "SmallText", "Small Text", "Normal", NULL, { 16, 18, 20, 16 }, 0, COP_DOCX_SOFT_INK, 0, 60, 0, 0 },
  { "Heading1", "heading 1", "Normal", "BodyText", { 44, 24, 48, 31 }, BOLD | KEEP_NEXT | KEEP_LINES | TIGHT, COP_DOCX_DEEP, 480, 200, 0, 1 },
  { "Heading2", "heading 2", "Normal", "BodyText", { 31, 22, 39, 25 }, BOLD | KEEP_NEXT | KEEP_LINES | TIGHT, COP_DOCX_INK, 360, 120, 0, 2 },
  { "Heading3", "heading 3", "Normal", "BodyText", { 25, 22, 31, 21 }, BOLD | KEEP_NEXT | KEEP_LINES | TIGHT, COP_DOCX_MAIN, 280, 100, 0, 3 },
  { "Heading4", "heading 4", "Normal", "BodyText", { 21, 22, 31, 21 }, BOLD | KEEP_NEXT | KEEP_LINES, COP_DOCX_INK, 200, 60, 0, 4 },
  { "Heading5", "heading 5", "Normal", "BodyText", { 21, 22, 31, 21 }, ITALIC | KEEP_NEXT | KEEP_LINES, COP_DOCX_INK, 200, 60, 0, 5 },
  { "ListBullet", "List Bullet", "BodyText", NULL, { 0, 0, 0, 0 }, CONTEXTUAL, COP_DOCX_INK, 0, 100, 0, 0 },
  { "ListNumber", "List Number", "BodyText", NULL, { 0, 0, 0, 0 }, CONTEXTUAL, COP_DOCX_INK, 0, 100, 0, 0 },
  { "Quote", "Quote", "BodyText", "BodyText", { 0, 0, 0, 0 }, ITALIC, COP_DOCX_SOFT_INK, 0, 130, 397, 0 },
  { "Callout", "Callout", "BodyText", NULL, { 0, 0, 0, 0 }, BAR_LEFT | KEEP_LINES, COP_DOCX_INK, 0, 120, 227, 0 },
  { "CalloutText", "Callout Text", "BodyText", NULL, { 0, 0, 0, 0 }, 0, COP_DOCX_INK, 0, 80, 0, 0 },
  { "Helpline", "Helpline", "Callout", NULL, { 28, 24, 48, 25 }, BOLD | BAR_LEFT | KEEP_LINES, COP_DOCX_DEEP, 0, 120, 227, 0 },
  { "HelplineText", "Helpline Text", "BodyText", NULL, { 28, 24, 48, 25 }, BOLD, COP_DOCX_DEEP, 0, 80, 0, 0 },
  { "Aside", "Aside", "BodyText", NULL, { 18, 20, 25, 18 }, DOTS_LEFT | KEEP_LINES, COP_DOCX_INK, 0, 120, 227, 0 },
  { "AsideText", "Aside Text", "BodyText", NULL, { 18, 20, 25, 18 }, 0, COP_DOCX_INK, 0, 80, 0, 0 },
  { "Caption", "caption", "Normal", "BodyText", { 20, 20, 25, 20 }, BOLD | KEEP_NEXT | KEEP_LINES, COP_DOCX_INK, 240, 100, 0, 0 },
  { "Figure", "Figure", "Normal", "BodyText", { 20, 20, 25, 20 }, FREE_LINE, COP_DOCX_INK, 0, 120, 0, 0 },
  { "TableText", "Table Text", "Normal", NULL, { 18, 20, 25, 18 }, 0, COP_DOCX_INK, 0, 0, 0, 0 },
  { "TableStrong", "Table Strong", "TableText", NULL, { 0, 0, 0, 0 }, BOLD, COP_DOCX_INK, 0, 0, 0, 0 },
  { "TableList", "Table List", "TableText", NULL, { 0, 0, 0, 0 }, CONTEXTUAL, COP_DOCX_INK, 0, 40, 0, 0 },
  { "TableHead", "Table Head", "TableText", NULL, { 0, 0, 0, 0 }, BOLD | KEEP_NEXT, COP_DOCX_DEEP, 0, 0, 0, 0 },
  { "TableNote", "Table Note", "Normal", NULL, { 16, 18, 20, 16 }, KEEP_LINES, COP_DOCX_SOFT_INK, 60, 240, 0, 0 },
  { "TableEnd", "Table End", "Normal", NULL, { 8, 8, 8, 8 }, TINY, COP_DOCX_INK, 0, 200, 0, 0 },
  { "SectionEnd", "Section End", "Normal", NULL, { 2, 2, 2, 2 }, TINY, COP_DOCX_INK, 0, 0, 0, 0 },
  { "Rule", "Rule", "Normal", NULL, { 8, 8, 8, 8 }, TINY | LINE_BELOW, COP_DOCX_INK, 60, 240, 0, 0 },
  { "KeyFigure", "Key Figure", "Normal", NULL, { 18, 20, 25, 18 }, FREE_LINE, COP_DOCX_SOFT_INK, 40, 120, 0, 0 },
  { "TOCHeading", "TOC Heading", "Normal", "BodyText", { 31, 24, 39, 25 }, BOLD | KEEP_NEXT, COP_DOCX_DEEP, 240, 120, 0, 0 },
  { "TOC1", "toc 1", "Normal", NULL, { 21, 22, 31, 21 }, BOLD | LEADER, COP_DOCX_INK, 120, 20, 0, 0 },
  { "TOC2", "toc 2", "Normal", NULL, { 21, 22, 31, 21 }, LEADER, COP_DOCX_INK, 0, 20, 284, 0 },
  { "TOC3", "toc 3", "Normal", NULL, { 21, 22, 31, 21 }, LEADER, COP_DOCX_SOFT_INK, 0, 20, 567, 0 },
  { "FootnoteText", "footnote text", "Normal", NULL, { 16, 17, 20, 16 }, 0, COP_DOCX_INK, 0, 40, 0, 0 },
  { "Header", "header", "Normal", NULL, { 16, 18, 16, 16 }, RUNNING, COP_DOCX_SOFT_INK, 0, 240, 0, 0 },
  { "Footer", "footer", "Normal", NULL, { 16, 18, 16, 16 }, RUNNING, COP_DOCX_SOFT_INK, 0, 0, 0, 0 },
  { "DraftBand", "Draft Band", "Header", NULL, { 12, 12, 12, 12 }, CONTEXTUAL, COP_DOCX_INK, 0, 0, 0, 0 },
  { "DraftMark", "Draft Mark", "Header", NULL, { 18, 18, 18, 18 }, BOLD, COP_DOCX_INK, 0, 60, 0, 0 },
};

unsigned
cop_docx_table_size(const CopWalk *w)
{
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
    if (strcmp(rows[i].id, "TableText") == 0)
      return rows[i].size[w->doc->meta.style];
  g_assert_not_reached();
}

void
cop_docx_color(const CopWalk *w, CopDocxToken token, char rrggbb[7])
{
  const CopDocMeta *m = &w->doc->meta;
  const CopColor white = 0xffffffff, ink = 0x1b1f2aff;
  const CopPalette *p = m->palette.deep == 0 ? &cop_walk_palette : &m->palette;
  bool plain = m->style == COP_STYLE_FORM;
  CopColor c = ink;
  switch (token) {
  case COP_DOCX_SOFT_INK:
    c = m->style == COP_STYLE_FORM ? ink : 0x4a5263ff;
    break;
  case COP_DOCX_LINE:
    c = m->style == COP_STYLE_FORM ? 0x8a919eff : 0xd5dae3ff;
    break;
  case COP_DOCX_DEEP:
    c = plain ? ink : cop_walk_readable(p->deep, white, 7);
    break;
  case COP_DOCX_MAIN:
    c = plain ? ink : cop_walk_readable(p->main, white, 4.5);
    break;
  case COP_DOCX_TINT:
    c = m->style == COP_STYLE_FORM ? white
        : plain || cop_color_contrast(p->tint, ink) < 7 ? 0xf5f7faff : p->tint;
    break;
  case COP_DOCX_GROUND:
    c = m->style == COP_STYLE_FORM ? white : 0xf5f7faff;
    break;
  case COP_DOCX_MARK:
    c = plain ? 0xf2b705ff : p->mark;
    break;
  case COP_DOCX_INK:
  case COP_DOCX_TOKENS:
    break;
  }
  if (m->grey)
    c = cop_color_grey(c);
  g_snprintf(rrggbb, 7, "%06X", c >> 8);
}

static void
put_int(CopXml *out, const char *name, int value)
{
  cop_xml_open(out, name);
  cop_xml_attr_int(out, "w:val", value);
  cop_xml_close(out);
}

/* Leading of each script over the size (typeset/style.c, cop_leading()), and
 * what its face asks for by itself (ascent and descent of the Noto faces). */
static const struct {
  float leading, natural;
} lines[COP_SCRIPT_MAX] = {
  [COP_SCRIPT_LATN] = { 1.40f, 1.36f }, [COP_SCRIPT_CYRL] = { 1.40f, 1.36f }, [COP_SCRIPT_GREK] = { 1.40f, 1.36f },
  [COP_SCRIPT_ARAB] = { 1.65f, 2.11f }, [COP_SCRIPT_HEBR] = { 1.40f, 1.36f }, [COP_SCRIPT_DEVA] = { 1.60f, 1.30f },
  [COP_SCRIPT_BENG] = { 1.60f, 1.33f }, [COP_SCRIPT_TAML] = { 1.60f, 1.24f }, [COP_SCRIPT_THAI] = { 1.60f, 1.51f },
  [COP_SCRIPT_LAOO] = { 1.75f, 1.65f }, [COP_SCRIPT_KHMR] = { 1.75f, 1.36f }, [COP_SCRIPT_MYMR] = { 1.85f, 2.18f },
  [COP_SCRIPT_ETHI] = { 1.50f, 1.36f }, [COP_SCRIPT_HANS] = { 1.60f, 1.45f }, [COP_SCRIPT_HANT] = { 1.60f, 1.45f },
  [COP_SCRIPT_JPAN] = { 1.60f, 1.45f }, [COP_SCRIPT_KORE] = { 1.60f, 1.45f },
};
#define TIGHTER 0.9f

/* Where a face asks for more than the leading, the line is given in points; a
 * share below one would be too little under another face. Else it is a share
 * of what the face asks for, in 240ths. */
static void
put_line(CopXml *out, const CopWalk *w, const StyleRow *r)
{
  CopStyleName style = w->doc->meta.style;
  CopScript script = cop_lang_script(w->doc->meta.lang);
  bool wide_face = style == COP_STYLE_FORM || style == COP_STYLE_SHEET;
  float leading = lines[script].leading * (r->flags & TIGHT ? TIGHTER : 1), natural = lines[script].natural;
  unsigned size = r->size[style] > 0 ? r->size[style] : g_str_has_prefix(r->id, "Table") ? cop_docx_table_size(w) : rows[0].size[style];
  if (natural > leading && (r->flags & FREE_LINE) == 0) {
    cop_xml_attr_int(out, "w:line", (int64_t)((float)size * 10 * leading));
    cop_xml_attr(out, "w:lineRule", "exact");
    return;
  }
  unsigned share = (unsigned)(240 * leading / natural);
  if (script == COP_SCRIPT_LATN && wide_face)
    share = r->flags & TIGHT ? 228 : 240; /* Carlito and Andika ask for what these sheets want */
  cop_xml_attr_int(out, "w:line", natural > leading ? 240 : MAX(share, 200));
  cop_xml_attr(out, "w:lineRule", "auto");
}

static void
put_spacing(CopXml *out, const CopWalk *w, const StyleRow *r)
{
  cop_xml_open(out, "w:spacing");
  cop_xml_attr_int(out, "w:before", r->before);
  cop_xml_attr_int(out, "w:after", r->after);
  if (r->flags & TINY) {
    cop_xml_attr_int(out, "w:line", 20);
    cop_xml_attr(out, "w:lineRule", "exact");
  } else {
    put_line(out, w, r);
  }
  cop_xml_close(out);
}

static void
put_border(CopXml *out, const CopWalk *w, const char *side, const char *style, unsigned size, unsigned space,
           CopDocxToken token)
{
  char color[7];
  cop_docx_color(w, token, color);
  cop_xml_start(out, side, "w:val", style, NULL);
  cop_xml_attr_int(out, "w:sz", size);
  cop_xml_attr_int(out, "w:space", space);
  cop_xml_attr(out, "w:color", color);
  cop_xml_close(out);
}

/* The bar at the start of a frame; the schema wants left before bottom and right
 * after it. */
static void
put_bar(CopXml *out, const CopWalk *w, const StyleRow *r, const char *side)
{
  if (r->flags & BOXED)
    put_border(out, w, side, "single", 24, 8, COP_DOCX_INK);
  if (r->flags & BAR_LEFT)
    put_border(out, w, side, "single", 36, 8, strcmp(r->id, "Helpline") == 0 ? COP_DOCX_MARK : COP_DOCX_MAIN);
  if (r->flags & DOTS_LEFT)
    put_border(out, w, side, "dotted", 24, 8, COP_DOCX_SOFT_INK);
}

static void
put_frame(CopXml *out, const CopWalk *w, const StyleRow *r)
{
  const char *start = cop_lang_rtl(w->doc->meta.lang) ? "w:right" : "w:left";
  CopDocxToken ground = r->flags & BAR_LEFT ? COP_DOCX_TINT : COP_DOCX_GROUND;
  bool framed = r->flags & (BAR_LEFT | DOTS_LEFT);
  if (!framed && (r->flags & (LINE_BELOW | BOXED)) == 0)
    return;
  cop_xml_open(out, "w:pBdr");
  /* lines in the colour of the ground make it reach beyond the text */
  if (framed)
    put_border(out, w, "w:top", "single", 4, 5, ground);
  if (start[2] == 'l')
    put_bar(out, w, r, start);
  if (framed)
    put_border(out, w, "w:bottom", "single", 4, 5, ground);
  if (start[2] == 'r')
    put_bar(out, w, r, start);
  if (r->flags & LINE_BELOW)
    put_border(out, w, "w:bottom", "single", 6, 1, COP_DOCX_LINE);
  cop_xml_close_as(out, "w:pBdr");
  if (!framed)
    return;
  char fill[7];
  cop_docx_color(w, ground, fill);
  cop_xml_empty(out, "w:shd", "w:val", "clear", "w:color", "auto", "w:fill", fill, NULL);
}

static void
put_para_props(CopXml *out, const CopWalk *w, const StyleRow *r)
{
  cop_xml_open(out, "w:pPr");
  if (r->flags & KEEP_NEXT)
    cop_xml_empty(out, "w:keepNext", NULL);
  if (r->flags & KEEP_LINES)
    cop_xml_empty(out, "w:keepLines", NULL);
  put_frame(out, w, r);
  if (r->flags & (LEADER | RUNNING)) {
    cop_xml_open(out, "w:tabs");
    cop_xml_start(out, "w:tab", "w:val", "right", NULL);
    if (r->flags & LEADER)
      cop_xml_attr(out, "w:leader", "dot");
    cop_xml_attr_int(out, "w:pos", cop_docx_text_width(w));
    cop_xml_close(out);
    cop_xml_close_as(out, "w:tabs");
  }
  put_spacing(out, w, r);
  if (r->indent > 0) {
    cop_xml_open(out, "w:ind");
    cop_xml_attr_int(out, "w:left", r->indent);
    cop_xml_attr_int(out, "w:right", r->flags & (BAR_LEFT | DOTS_LEFT) ? 113 : r->flags & ITALIC ? r->indent : 0);
    cop_xml_close(out);
  }
  if (r->flags & CONTEXTUAL)
    cop_xml_empty(out, "w:contextualSpacing", NULL);
  if ((r->flags & CENTER_IN_FORM) && w->doc->meta.style == COP_STYLE_FORM)
    cop_xml_empty(out, "w:jc", "w:val", "center", NULL);
  if (r->outline > 0)
    put_int(out, "w:outlineLvl", r->outline - 1);
  cop_xml_close_as(out, "w:pPr");
}

static void
put_run_props(CopXml *out, const CopWalk *w, const StyleRow *r)
{
  char color[7];
  cop_docx_color(w, r->color, color);
  unsigned size = r->size[w->doc->meta.style];
  cop_xml_open(out, "w:rPr");
  if (r->flags & BOLD) {
    cop_xml_empty(out, "w:b", NULL);
    cop_xml_empty(out, "w:bCs", NULL);
  }
  if ((r->flags & ITALIC) && cop_docx_has_italics(cop_lang_script(w->doc->meta.lang))) {
    cop_xml_empty(out, "w:i", NULL);
    cop_xml_empty(out, "w:iCs", NULL);
  }
  cop_xml_empty(out, "w:color", "w:val", color, NULL);
  if (size > 0) {
    put_int(out, "w:sz", (int)size);
    put_int(out, "w:szCs", (int)size);
  }
  cop_xml_close_as(out, "w:rPr");
}

static void
put_paragraph_style(CopXml *out, const CopWalk *w, const StyleRow *r)
{
  /* ids without blanks, names as the built-in ones: only those differ in case */
  bool built_in = g_ascii_islower(r->name[0]) || strcmp(r->id, "Title") == 0 || strcmp(r->id, "Subtitle") == 0 ||
                  strcmp(r->id, "Quote") == 0 || strcmp(r->id, "BodyText") == 0 || g_str_has_prefix(r->id, "List") ||
                  strcmp(r->id, "TOCHeading") == 0;
  cop_xml_start(out, "w:style", "w:type", "paragraph", "w:customStyle", built_in ? NULL : "1", "w:styleId", r->id, NULL);
  cop_xml_empty(out, "w:name", "w:val", r->name, NULL);
  cop_xml_empty(out, "w:basedOn", "w:val", r->based_on, NULL);
  if (r->next != NULL)
    cop_xml_empty(out, "w:next", "w:val", r->next, NULL);
  cop_xml_empty(out, "w:qFormat", NULL);
  put_para_props(out, w, r);
  put_run_props(out, w, r);
  cop_xml_close_as(out, "w:style");
  cop_xml_line(out);
}

static void
put_fonts(CopXml *out, const CopWalk *w)
{
  /* the theme names the faces of every script; these stand for it where a reader knows no themes */
  CopScript script = cop_lang_script(w->doc->meta.lang);
  const char *latin = cop_docx_face(w->doc, COP_SCRIPT_LATN);
  const char *own = cop_docx_face(w->doc, script);
  cop_xml_empty(out, "w:rFonts", "w:ascii", latin, "w:hAnsi", latin, "w:eastAsia",
                cop_docx_is_east_asian(script) ? own : "Noto Sans CJK SC", "w:cs",
                cop_docx_is_complex(script) ? own : "Noto Sans Arabic", "w:asciiTheme", "minorHAnsi", "w:hAnsiTheme",
                "minorHAnsi", "w:eastAsiaTheme", "minorEastAsia", "w:cstheme", "minorBidi", NULL);
}

static void
put_defaults(CopXml *out, const CopWalk *w)
{
  const char *lang = w->doc->meta.lang, *tag = cop_docx_lang(lang);
  CopScript script = cop_lang_script(lang);
  bool complex = cop_docx_is_complex(script), east = cop_docx_is_east_asian(script);
  unsigned size = rows[0].size[w->doc->meta.style];
  cop_xml_open(out, "w:docDefaults");
  cop_xml_open(out, "w:rPrDefault");
  cop_xml_open(out, "w:rPr");
  put_fonts(out, w);
  put_int(out, "w:sz", (int)size);
  put_int(out, "w:szCs", (int)size);
  cop_xml_empty(out, "w:lang", "w:val", complex || east ? "en-GB" : tag, "w:eastAsia", east ? tag : "zh-CN", "w:bidi",
                complex ? tag : "ar-SA", NULL);
  cop_xml_close_as(out, "w:rPr");
  cop_xml_close_as(out, "w:rPrDefault");
  cop_xml_open(out, "w:pPrDefault");
  cop_xml_close_as(out, "w:pPrDefault");
  cop_xml_close_as(out, "w:docDefaults");
  cop_xml_line(out);
}

typedef struct {
  const char *id, *name;
  bool bold, underline, super;
  CopDocxToken color;
  bool large;
} CharRow;

static const CharRow chars[] = {
  { "Hyperlink", "Hyperlink", false, true, false, COP_DOCX_MAIN, false },
  { "FootnoteReference", "footnote reference", false, false, true, COP_DOCX_INK, false },
  { "CaptionLabel", "Caption Label", true, false, false, COP_DOCX_MAIN, false },
  { "HeadingNumber", "Heading Number", true, false, false, COP_DOCX_MAIN, false },
  { "KeyNumber", "Key Number", true, false, false, COP_DOCX_DEEP, true },
};

static void
put_character_style(CopXml *out, const CopWalk *w, const CharRow *r)
{
  static const unsigned char large[COP_STYLE_MAX] = { 44, 28, 61, 39 };
  char color[7];
  cop_docx_color(w, r->color, color);
  bool built_in = strcmp(r->id, "Hyperlink") == 0 || g_ascii_islower(r->name[0]);
  cop_xml_start(out, "w:style", "w:type", "character", "w:customStyle", built_in ? NULL : "1", "w:styleId", r->id, NULL);
  cop_xml_empty(out, "w:name", "w:val", r->name, NULL);
  cop_xml_open(out, "w:rPr");
  if (r->bold) {
    cop_xml_empty(out, "w:b", NULL);
    cop_xml_empty(out, "w:bCs", NULL);
  }
  cop_xml_empty(out, "w:color", "w:val", color, NULL);
  if (r->large) {
    put_int(out, "w:sz", large[w->doc->meta.style]);
    put_int(out, "w:szCs", large[w->doc->meta.style]);
  }
  if (r->underline)
    cop_xml_empty(out, "w:u", "w:val", "single", NULL);
  if (r->super)
    cop_xml_empty(out, "w:vertAlign", "w:val", "superscript", NULL);
  cop_xml_close_as(out, "w:rPr");
  cop_xml_close_as(out, "w:style");
  cop_xml_line(out);
}

static void
put_fixed_styles(CopXml *out, const CopWalk *w)
{
  cop_xml_start(out, "w:style", "w:type", "paragraph", "w:default", "1", "w:styleId", "Normal", NULL);
  cop_xml_empty(out, "w:name", "w:val", "Normal", NULL);
  cop_xml_empty(out, "w:qFormat", NULL);
  if (cop_lang_rtl(w->doc->meta.lang)) {
    cop_xml_open(out, "w:pPr");
    cop_xml_empty(out, "w:bidi", NULL);
    cop_xml_close_as(out, "w:pPr");
  }
  cop_xml_close_as(out, "w:style");
  cop_xml_line(out);
  cop_xml_start(out, "w:style", "w:type", "table", "w:default", "1", "w:styleId", "TableNormal", NULL);
  cop_xml_empty(out, "w:name", "w:val", "Normal Table", NULL);
  cop_xml_close_as(out, "w:style");
  cop_xml_line(out);
  cop_xml_start(out, "w:style", "w:type", "table", "w:customStyle", "1", "w:styleId", "CopkitTable", NULL);
  cop_xml_empty(out, "w:name", "w:val", "Copkit Table", NULL);
  cop_xml_empty(out, "w:basedOn", "w:val", "TableNormal", NULL);
  cop_xml_empty(out, "w:qFormat", NULL);
  cop_xml_close_as(out, "w:style");
  cop_xml_line(out);
  cop_xml_start(out, "w:style", "w:type", "numbering", "w:default", "1", "w:styleId", "NoList", NULL);
  cop_xml_empty(out, "w:name", "w:val", "No List", NULL);
  cop_xml_close_as(out, "w:style");
  cop_xml_line(out);
}

char *
cop_docx_styles(CopWalk *w)
{
  CopXml *out = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(out, "w:styles", "xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main", NULL);
  put_defaults(out, w);
  put_fixed_styles(out, w);
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
    put_paragraph_style(out, w, &rows[i]);
  for (size_t i = 0; i < G_N_ELEMENTS(chars); i++)
    put_character_style(out, w, &chars[i]);
  cop_xml_close_as(out, "w:styles");
  return cop_xml_finish(out);
}
