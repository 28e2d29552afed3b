/* SPDX-License-Identifier: Apache-2.0
 *
 * Footnotes: laid out when the line that calls them is, placed by
 * typeset/paginate.c at the foot of the page the line stands on. End notes: the
 * same, below a heading of their own after the text.
 */
#include "doc/words.h"
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
cop_flow_end_notes(CopFlow *f)
{
  CopLayout *l = f->layout;
  if (l->end_notes == NULL || l->end_notes->len == 0 || l->error != NULL)
    return;
  const char *lang = cop_word_lang(l->doc, l->doc->meta.lang, COP_WORD_NOTES);
  const CopTextStyle *style = &l->style->text[COP_TEXT_H2];
  CopLook look = cop_flow_look(f, style);
  l->last_level = MIN(2, l->last_level + 1);
  cop_para_start(l->setter, lang);
  cop_gather_text(f, cop_word(l->doc, l->doc->meta.lang, COP_WORD_NOTES), &look, lang, cop_tag_add(l->pages, f->tag, (CopTagKind)(COP_TAG_H1 + l->last_level - 1)));
  guint from = f->slabs->len;
  cop_flow_lines(f, style, style->align);
  for (guint i = from; i < f->slabs->len; i++)
    ((CopSlab *)g_ptr_array_index(f->slabs, i))->keep = true;
  for (guint i = 0; i < l->end_notes->len && l->error == NULL; i++) {
    CopFootnote *note = g_ptr_array_index(l->end_notes, i);
    lay_note(f, note);
    for (guint k = 0; k < note->slabs->len; k++)
      g_ptr_array_add(f->slabs, g_ptr_array_index(note->slabs, k));
  }
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
