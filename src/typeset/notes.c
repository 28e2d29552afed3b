/* SPDX-License-Identifier: Apache-2.0
 *
 * Footnotes: laid out when the line that calls them is, placed by
 * typeset/paginate.c at the foot of the page the line stands on.
 */
#include "typeset/layout.h"

static void
lay_note(CopFlow *f, CopFootnote *note)
{
  CopLayout *l = f->layout;
  const CopStyleSheet *style = l->style;
  float page = f->landscape ? style->page_height : style->page_width;
  float box = page - 2 * style->margin_side;
  float width = f->landscape ? box : box * style->measure;
  const CopTextStyle *text = &style->text[COP_TEXT_FOOTNOTE];
  float indent = 1.6f * text->size;
  CopTag *lbl = cop_tag_add(l->pages, note->tag, COP_TAG_LBL);
  CopFlow inner = cop_flow_inner(f, width, COP_TEXT_FOOTNOTE, note->tag);
  inner.box = box;
  inner.x = indent;
  inner.width -= indent;
  inner.wide = inner.width;
  cop_flow_children(&inner, note->node);
  if (inner.slabs->len > 0) {
    char number[16];
    g_snprintf(number, sizeof number, "%u", note->number);
    cop_flow_label(&inner, g_ptr_array_index(inner.slabs, 0), number, text,
                   style->decorated ? COP_INK_MAIN : COP_INK_TEXT, lbl, 0, indent - 4, false);
  }
  note->slabs = inner.slabs;
  cop_arena_on_free(l->pages->arena, (void (*)(void *))g_ptr_array_unref, inner.slabs);
  note->height = cop_flow_height(&inner) + text->after;
}

void
cop_flow_notes(CopFlow *f, CopSlab *slab)
{
  for (guint i = 0; slab->notes != NULL && i < slab->notes->len; i++) {
    CopFootnote *note = g_ptr_array_index(slab->notes, i);
    if (note->slabs == NULL)
      lay_note(f, note);
  }
}
