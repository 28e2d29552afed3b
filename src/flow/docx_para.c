/* SPDX-License-Identifier: Apache-2.0
 *
 * Pages and paragraphs of a DOCX document. */
#include <string.h>

#include "base/lang.h"
#include "flow/docx_priv.h"

/* A4 and its margins; binding and printers want no less. */
#define PAGE_SHORT 11906u
#define PAGE_LONG 16838u
#define MARGIN_TOP 1474u
#define MARGIN_BOTTOM 1247u
#define MARGIN_HEAD 624u
#define COLUMN_GAP 397u

/* --- pages --- */

static unsigned
side_margin(const CopWalk *w)
{
  return w->doc->meta.style == COP_STYLE_SHEET ? 794 : 1417;
}

unsigned
cop_docx_text_width(const CopWalk *w)
{
  const CopDocx *x = w->own;
  unsigned width = (x->wanted.landscape ? PAGE_LONG : PAGE_SHORT) - 2 * side_margin(w);
  unsigned columns = MAX(x->wanted.columns, 1);
  return (width - (columns - 1) * COLUMN_GAP) / columns;
}

unsigned
cop_docx_text_height(const CopWalk *w)
{
  const CopDocx *x = w->own;
  return (x->wanted.landscape ? PAGE_SHORT : PAGE_LONG) - MARGIN_TOP - MARGIN_BOTTOM;
}

static void
put_reference(CopXml *out, const char *name, const char *type, const char *relation)
{
  cop_xml_empty(out, name, "w:type", type, "r:id", relation, NULL);
}

/* A cover has the marks of the document and no foot; the first page without
 * cover has no running head, which would repeat the title under it. */
void
cop_docx_section_props(CopWalk *w, const CopDocxLayout *layout)
{
  CopDocx *x = w->own;
  bool first = x->n_sections++ == 0, title_page = first && !layout->cover;
  cop_xml_open(x->out, "w:sectPr");
  put_reference(x->out, "w:headerReference", "default", layout->cover ? "rIdHeadMarks" : "rIdHead");
  if (title_page)
    put_reference(x->out, "w:headerReference", "first", "rIdHeadMarks");
  put_reference(x->out, "w:footerReference", "default", layout->cover ? "rIdFootEmpty" : layout->landscape ? "rIdFootWide" : "rIdFoot");
  if (title_page)
    put_reference(x->out, "w:footerReference", "first", layout->landscape ? "rIdFootWide" : "rIdFoot");
  cop_xml_empty(x->out, "w:type", "w:val", x->continuous ? "continuous" : "nextPage", NULL);
  cop_xml_open(x->out, "w:pgSz");
  cop_xml_attr_int(x->out, "w:w", layout->landscape ? PAGE_LONG : PAGE_SHORT);
  cop_xml_attr_int(x->out, "w:h", layout->landscape ? PAGE_SHORT : PAGE_LONG);
  if (layout->landscape)
    cop_xml_attr(x->out, "w:orient", "landscape");
  cop_xml_close(x->out);
  cop_xml_open(x->out, "w:pgMar");
  cop_xml_attr_int(x->out, "w:top", MARGIN_TOP);
  cop_xml_attr_int(x->out, "w:right", side_margin(w));
  cop_xml_attr_int(x->out, "w:bottom", MARGIN_BOTTOM);
  cop_xml_attr_int(x->out, "w:left", side_margin(w));
  cop_xml_attr_int(x->out, "w:header", MARGIN_HEAD);
  cop_xml_attr_int(x->out, "w:footer", MARGIN_HEAD);
  cop_xml_attr_int(x->out, "w:gutter", 0);
  cop_xml_close(x->out);
  cop_xml_open(x->out, "w:cols");
  if (layout->columns > 1)
    cop_xml_attr_int(x->out, "w:num", layout->columns);
  cop_xml_attr_int(x->out, "w:space", COLUMN_GAP);
  cop_xml_close(x->out);
  if (title_page)
    cop_xml_empty(x->out, "w:titlePg", NULL);
  if (cop_lang_rtl(w->doc->meta.lang))
    cop_xml_empty(x->out, "w:bidi", NULL);
  cop_xml_close_as(x->out, "w:sectPr");
}

static bool
same_layout(const CopDocxLayout *a, const CopDocxLayout *b)
{
  return a->cover == b->cover && a->landscape == b->landscape && MAX(a->columns, 1) == MAX(b->columns, 1);
}

void
cop_docx_before_block(CopWalk *w)
{
  CopDocx *x = w->own;
  if (x->nesting > 0 || x->para_open || x->part != &x->document)
    return;
  if (!same_layout(&x->layout, &x->wanted) && x->written) {
    cop_xml_open(x->out, "w:p");
    cop_xml_open(x->out, "w:pPr");
    cop_xml_empty(x->out, "w:pStyle", "w:val", "SectionEnd", NULL);
    cop_docx_section_props(w, &x->layout);
    cop_xml_close_as(x->out, "w:pPr");
    cop_xml_close_as(x->out, "w:p");
    cop_xml_line(x->out);
    x->continuous = x->layout.landscape == x->wanted.landscape && !x->layout.cover && !x->page_break;
    x->page_break = false;
  }
  x->layout = x->wanted;
  x->written = true;
}

/* --- paragraphs --- */

static void
put_indent(CopXml *out, const CopDocxPara *p)
{
  if (p->indent == 0 && p->hanging == 0)
    return;
  cop_xml_open(out, "w:ind");
  cop_xml_attr_int(out, "w:left", p->indent);
  if (p->hanging > 0)
    cop_xml_attr_int(out, "w:hanging", p->hanging);
  cop_xml_close(out);
}

void
cop_docx_para_open(CopWalk *w, const CopDocxPara *p)
{
  CopDocx *x = w->own;
  g_assert(!x->para_open);
  cop_docx_before_block(w);
  x->para_open = true;
  x->para_rtl = w->rtl;
  cop_xml_open(x->out, "w:p");
  cop_xml_open(x->out, "w:pPr");
  cop_xml_empty(x->out, "w:pStyle", "w:val", p->style, NULL);
  if (p->keep_next)
    cop_xml_empty(x->out, "w:keepNext", NULL);
  if (x->page_break && x->nesting == 0 && !p->no_break_before) {
    cop_xml_empty(x->out, "w:pageBreakBefore", NULL);
    x->page_break = false;
  }
  if (p->number > 0) {
    cop_xml_open(x->out, "w:numPr");
    cop_xml_open(x->out, "w:ilvl");
    cop_xml_attr_int(x->out, "w:val", p->number_level);
    cop_xml_close(x->out);
    cop_xml_open(x->out, "w:numId");
    cop_xml_attr_int(x->out, "w:val", p->number);
    cop_xml_close(x->out);
    cop_xml_close_as(x->out, "w:numPr");
  }
  if (p->tab > 0) {
    cop_xml_open(x->out, "w:tabs");
    cop_xml_start(x->out, "w:tab", "w:val", "clear", NULL); /* the style's, for upright pages */
    cop_xml_attr_int(x->out, "w:pos", PAGE_SHORT - 2 * side_margin(w));
    cop_xml_close(x->out);
    cop_xml_start(x->out, "w:tab", "w:val", "right", NULL);
    cop_xml_attr_int(x->out, "w:pos", p->tab);
    cop_xml_close(x->out);
    cop_xml_close_as(x->out, "w:tabs");
  }
  if (w->rtl)
    cop_xml_empty(x->out, "w:bidi", NULL);
  else if (cop_lang_rtl(w->doc->meta.lang))
    cop_xml_empty(x->out, "w:bidi", "w:val", "0", NULL);
  if (p->free_line)
    cop_xml_empty(x->out, "w:spacing", "w:line", "240", "w:lineRule", "auto", NULL);
  put_indent(x->out, p);
  const char *align = p->align == COP_ALIGN_CENTER                                     ? "center"
                      : p->align == COP_ALIGN_END || p->align == COP_ALIGN_DECIMAL ? "end"
                                                                                   : NULL;
  if (align != NULL)
    cop_xml_empty(x->out, "w:jc", "w:val", align, NULL);
  cop_xml_close_as(x->out, "w:pPr");
}

void
cop_docx_para_close(CopWalk *w)
{
  CopDocx *x = w->own;
  g_assert(x->para_open);
  cop_xml_close_as(x->out, "w:p");
  cop_xml_line(x->out);
  x->para_open = false;
}

void
cop_docx_gap(CopWalk *w, const char *style)
{
  cop_docx_para_open(w, &(CopDocxPara){ .style = style, .no_break_before = true });
  cop_docx_para_close(w);
}
