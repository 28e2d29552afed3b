/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "typeset/layout.h"
#include "typeset/text.h"

CopLook
cop_flow_look(const CopFlow *f, const CopTextStyle *style)
{
  return (CopLook){ .family = f->layout->style->family,
                    .style = style->style,
                    .size = style->size,
                    .features = f->features,
                    .color = cop_flow_ink(f, style->ink) };
}

void
cop_gather_text(CopFlow *f, const char *text, const CopLook *look, const char *lang, CopTag *tag)
{
  CopSpan span = { .look = *look, .lang = cop_shaper_lang(f->layout->setter->shaper, lang), .tag = tag };
  cop_para_add(f->layout->setter, text, &span);
}

typedef struct {
  CopFlow *f;
  CopLook look;
  const char *lang;
  CopTag *tag;
  const CopPageLink *link;
  void *note;
} State;

static void
add(const State *s, const CopNode *n, CopSpanKind kind, const char *text)
{
  CopSpan span = { .kind = kind,
                   .look = s->look,
                   .lang = cop_shaper_lang(s->f->layout->setter->shaper, s->lang),
                   .tag = s->tag,
                   .node = n,
                   .link = s->link,
                   .note = s->note };
  cop_para_add(s->f->layout->setter, text, &span);
}

static void
small(State *s, float rise)
{
  s->look.rise += rise * s->look.size;
  s->look.size *= 0.66f;
}

static CopTag *
child_tag(const State *s, CopTagKind kind)
{
  return cop_tag_add(s->f->layout->pages, s->tag, kind);
}

static void
begin_link(State *s, const CopNode *n, const char *href, const char *target)
{
  CopPageLink *l = cop_new(s->f->layout->pages->arena, CopPageLink);
  l->href = cop_arena_strdup(s->f->layout->pages->arena, href);
  l->target = cop_arena_strdup(s->f->layout->pages->arena, target);
  g_autofree char *text = cop_node_plain_text(n);
  l->alt = cop_arena_strdup(s->f->layout->pages->arena, text[0] != '\0' ? text : href != NULL ? href : target);
  l->lang = s->lang;
  l->tag = s->tag = child_tag(s, COP_TAG_LINK);
  s->link = l;
  if (href != NULL && s->f->layout->style->decorated)
    s->look.color = cop_flow_ink(s->f, COP_INK_MAIN);
}

static void gather(const State *outer, const CopNode *n);

static void
gather_xref(State *s, const CopNode *n)
{
  CopLayout *l = s->f->layout;
  const CopNode *target = cop_doc_find(l->doc, n->as.xref.target);
  g_autofree char *text = NULL;
  if (n->as.xref.page && n->first == NULL) {
    l->asked_pages = true;
    const CopPageAnchor *a = l->previous != NULL ? cop_pages_anchor(l->previous, n->as.xref.target) : NULL;
    text = a != NULL ? g_strdup_printf("%u", a->page + 1) : g_strdup("00");
  } else {
    text = cop_xref_text(l->doc, n);
  }
  if (target == NULL)
    cop_flow_finding(s->f, n, "layout-xref", "name the id of a section, table or figure",
                     "a cross reference points to '%s', which does not exist", n->as.xref.target);
  else
    begin_link(s, n, NULL, n->as.xref.target);
  if (s->link != NULL && target != NULL)
    ((CopPageLink *)s->link)->alt = cop_arena_strdup(l->pages->arena, text);
  add(s, n, COP_SPAN_TEXT, text);
}

static void
gather_note(State *s, const CopNode *n)
{
  CopLayout *l = s->f->layout;
  CopFootnote *note = cop_new(l->pages->arena, CopFootnote);
  note->number = ++l->n_notes;
  note->node = n;
  s->tag = child_tag(s, COP_TAG_REFERENCE);
  note->tag = cop_tag_add(l->pages, s->tag->parent, COP_TAG_NOTE);
  note->tag->id = cop_arena_printf(l->pages->arena, "note-%u", note->number);
  if (l->end_notes != NULL && !l->measuring)
    g_ptr_array_add(l->end_notes, note);
  else
    s->note = note;
  s->lang = l->doc->meta.lang;
  s->look.style &= ~(unsigned)(COP_FACE_BOLD | COP_FACE_ITALIC);
  small(s, 0.36f);
  char number[16];
  g_snprintf(number, sizeof number, "%u", note->number);
  add(s, n, COP_SPAN_TEXT, number);
}

static void
gather_picture(State *s, const CopNode *n)
{
  CopLayout *l = s->f->layout;
  if (n->as.picture.drawing == NULL)
    return;
  if (cop_drawing_set(l->setter, l->pages, n->as.picture.drawing, s->lang, &s->look, &l->error) == NULL)
    return;
  if (n->as.picture.alt != NULL && n->as.picture.alt[0] != '\0') {
    s->tag = child_tag(s, COP_TAG_FIGURE);
    s->tag->alt = cop_arena_strdup(l->pages->arena, n->as.picture.alt);
  } else {
    s->tag = NULL;
  }
  add(s, n, COP_SPAN_PICTURE, "\uFFFC");
}

static void
gather_one(State *s, const CopNode *n)
{
  switch (n->kind) {
  case COP_NODE_TEXT:
    add(s, n, COP_SPAN_TEXT, n->as.text.text);
    return;
  case COP_NODE_STRONG:
    s->look.style |= COP_FACE_BOLD;
    break;
  case COP_NODE_EMPH:
    s->look.style ^= COP_FACE_ITALIC;
    break;
  case COP_NODE_SUPER:
    small(s, 0.36f);
    break;
  case COP_NODE_SUB:
    small(s, -0.16f);
    break;
  case COP_NODE_CODE:
    s->look.family = COP_FAMILY_MONO;
    s->look.size *= 0.92f;
    break;
  case COP_NODE_SMALL_CAPS:
    s->look.features |= COP_FEATURE_SMALL_CAPS;
    break;
  case COP_NODE_LINK:
    begin_link(s, n, n->as.link.href, NULL);
    break;
  case COP_NODE_XREF:
    gather_xref(s, n);
    return;
  case COP_NODE_FOOTNOTE:
    gather_note(s, n);
    return;
  case COP_NODE_LINE_BREAK:
    add(s, n, COP_SPAN_TEXT, "\u2028");
    return;
  case COP_NODE_PICTURE:
    gather_picture(s, n);
    return;
  default: /* SPAN, and whatever else holds inlines */
    break;
  }
  gather(s, n);
}

static void
gather(const State *outer, const CopNode *n)
{
  for (const CopNode *c = n->first; c != NULL; c = c->next) {
    if (!cop_node_is_inline(c->kind))
      continue;
    State s = *outer;
    if (c->lang != NULL)
      s.lang = c->lang;
    /* words of a language of the other direction, and addresses, do not mix with their surroundings (UAX #9, 6.3) */
    bool isolate = c->lang != NULL && cop_lang_rtl(s.lang) != cop_lang_rtl(outer->lang);
    if (isolate)
      add(outer, c, COP_SPAN_TEXT, cop_lang_rtl(s.lang) ? "\u2067" : "\u2066");
    gather_one(&s, c);
    if (isolate)
      add(outer, c, COP_SPAN_TEXT, "\u2069");
  }
}

void
cop_gather(CopFlow *f, const CopNode *n, const CopLook *look, const char *lang, CopTag *tag)
{
  State s = { f, *look, lang, tag, NULL, NULL };
  gather(&s, n);
}
