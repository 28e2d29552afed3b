/* SPDX-License-Identifier: Apache-2.0 */
#include "doc/digest.h"

#include <string.h>

/* Numbers are hashed as they lie in memory: a digest is compared only with
 * digests made on the same machine. */
#define ADD(H, V) cop_hash_add((H), &(V), sizeof(V))

static void
add_text(CopHash *h, const char *s)
{
  size_t n = s == NULL ? SIZE_MAX : strlen(s);
  ADD(h, n);
  if (s != NULL)
    cop_hash_add(h, s, n);
}

typedef struct {
  CopHash hash;
  GHashTable *drawings; /* already hashed in full: pointer -> ordinal */
} Digest;

static void add_drawing(Digest *g, const CopDrawing *d);

static void
add_op(Digest *g, const CopDrawOp *op)
{
  CopHash *h = &g->hash;
  ADD(h, op->kind);
  switch (op->kind) {
  case COP_DRAW_PATH:
    ADD(h, op->as.path.n_segs);
    for (size_t i = 0; i < op->as.path.n_segs; i++) {
      const CopSeg *s = &op->as.path.segs[i];
      ADD(h, s->kind);
      cop_hash_add(h, s->x, sizeof s->x);
      cop_hash_add(h, s->y, sizeof s->y);
    }
    ADD(h, op->as.path.fill);
    ADD(h, op->as.path.stroke);
    ADD(h, op->as.path.stroke_width);
    ADD(h, op->as.path.cap);
    ADD(h, op->as.path.join);
    ADD(h, op->as.path.even_odd);
    ADD(h, op->as.path.n_dash);
    cop_hash_add(h, op->as.path.dash, op->as.path.n_dash * sizeof *op->as.path.dash);
    break;
  case COP_DRAW_TEXT:
    ADD(h, op->as.text.x);
    ADD(h, op->as.text.y);
    ADD(h, op->as.text.size);
    ADD(h, op->as.text.anchor);
    ADD(h, op->as.text.bold);
    ADD(h, op->as.text.color);
    add_text(h, op->as.text.lang);
    add_text(h, op->as.text.text);
    break;
  case COP_DRAW_CHILD:
    ADD(h, op->as.child.x);
    ADD(h, op->as.child.y);
    ADD(h, op->as.child.scale);
    add_drawing(g, op->as.child.drawing);
    break;
  }
}

static void
add_operations(Digest *g, const CopDrawing *d)
{
  add_text(&g->hash, d->key);
  ADD(&g->hash, d->width);
  ADD(&g->hash, d->height);
  for (const CopDrawOp *op = d->first; op != NULL; op = op->next)
    add_op(g, op);
}

static void
add_drawing(Digest *g, const CopDrawing *d)
{
  guint ordinal = d == NULL ? G_MAXUINT : GPOINTER_TO_UINT(g_hash_table_lookup(g->drawings, d));
  ADD(&g->hash, ordinal);
  if (d == NULL || ordinal != 0)
    return;
  g_hash_table_insert(g->drawings, (gpointer)d, GUINT_TO_POINTER(g_hash_table_size(g->drawings) + 1));
  if (d->digest != NULL)
    cop_hash_add(&g->hash, d->digest, COP_HASH_SIZE);
  else
    add_operations(g, d);
  int end = -1;
  ADD(&g->hash, end);
}

void
cop_drawing_seal(CopDrawing *d)
{
  g_assert(d->digest == NULL);
  Digest g = { .drawings = g_hash_table_new(NULL, NULL) };
  unsigned char *digest = cop_arena_alloc(d->arena, COP_HASH_SIZE);
  cop_hash_init(&g.hash, COP_HASH_BLAKE2B);
  add_operations(&g, d);
  cop_hash_finish(&g.hash, digest);
  g_hash_table_unref(g.drawings);
  d->digest = digest;
}

static void
add_table(CopHash *h, const CopNode *n)
{
  add_text(h, n->as.table.number);
  add_text(h, n->as.table.summary);
  ADD(h, n->as.table.n_columns);
  ADD(h, n->as.table.n_head_rows);
  ADD(h, n->as.table.head_column);
  for (unsigned i = 0; i < n->as.table.n_columns; i++) {
    ADD(h, n->as.table.columns[i].align);
    ADD(h, n->as.table.columns[i].width);
  }
}

static void
add_section(CopHash *h, const CopNode *n)
{
  ADD(h, n->as.section.level);
  add_text(h, n->as.section.number);
  ADD(h, n->as.section.in_contents);
  ADD(h, n->as.section.new_page);
}

/* What a node of its kind carries. */
static void
add_attributes(Digest *g, const CopNode *n)
{
  CopHash *h = &g->hash;
  switch (n->kind) {
  case COP_NODE_SECTION:
    add_section(h, n);
    break;
  case COP_NODE_PARA:
    ADD(h, n->as.para.align);
    ADD(h, n->as.para.keep_with_next);
    break;
  case COP_NODE_LIST:
    ADD(h, n->as.list.ordered);
    ADD(h, n->as.list.start);
    break;
  case COP_NODE_TABLE:
    add_table(h, n);
    break;
  case COP_NODE_CELL:
    ADD(h, n->as.cell.colspan);
    ADD(h, n->as.cell.rowspan);
    ADD(h, n->as.cell.head);
    break;
  case COP_NODE_FIGURE:
    add_text(h, n->as.figure.number);
    add_text(h, n->as.figure.alt);
    ADD(h, n->as.figure.width);
    add_drawing(g, n->as.figure.drawing);
    break;
  case COP_NODE_PICTURE:
    add_text(h, n->as.picture.alt);
    add_drawing(g, n->as.picture.drawing);
    break;
  case COP_NODE_TEXT:
    add_text(h, n->as.text.text);
    break;
  case COP_NODE_LINK:
    add_text(h, n->as.link.href);
    break;
  case COP_NODE_XREF:
    add_text(h, n->as.xref.target);
    ADD(h, n->as.xref.page);
    break;
  case COP_NODE_DOC:
  case COP_NODE_HEADING:
  case COP_NODE_ITEM:
  case COP_NODE_ROW:
  case COP_NODE_CAPTION:
  case COP_NODE_NOTE:
  case COP_NODE_CALLOUT:
  case COP_NODE_ASIDE:
  case COP_NODE_QUOTE:
  case COP_NODE_BLOCK:
  case COP_NODE_CONTENTS:
  case COP_NODE_PAGE_BREAK:
  case COP_NODE_RULE:
  case COP_NODE_STRONG:
  case COP_NODE_EMPH:
  case COP_NODE_SUPER:
  case COP_NODE_SUB:
  case COP_NODE_CODE:
  case COP_NODE_SMALL_CAPS:
  case COP_NODE_SPAN:
  case COP_NODE_FOOTNOTE:
  case COP_NODE_LINE_BREAK:
  case COP_NODE_MAX:
    break;
  }
}

static void
add_node(Digest *g, const CopNode *n)
{
  ADD(&g->hash, n->kind);
  ADD(&g->hash, n->role);
  add_text(&g->hash, n->lang);
  add_text(&g->hash, n->source);
  add_text(&g->hash, n->id);
  add_attributes(g, n);
  for (const CopNode *c = n->first; c != NULL; c = c->next)
    add_node(g, c);
  int end = -1;
  ADD(&g->hash, end);
}

static void
add_meta(CopHash *h, const CopDocMeta *m)
{
  const char *const texts[] = { m->title, m->subtitle,   m->author,  m->subject, m->lang,    m->date,
                                m->edition, m->identifier, m->licence, m->draft,   m->example, m->running_head, m->impose };
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    add_text(h, texts[i]);
  ADD(h, m->style);
  ADD(h, m->sheet);
  ADD(h, m->palette.deep);
  ADD(h, m->palette.main);
  ADD(h, m->palette.soft);
  ADD(h, m->palette.tint);
  ADD(h, m->palette.mark);
  ADD(h, m->grey);
  ADD(h, m->end_notes);
  ADD(h, m->page_budget);
  ADD(h, m->least_type);
}

void
cop_doc_digest(const CopDoc *d, unsigned char digest[COP_HASH_SIZE])
{
  Digest g = { .drawings = g_hash_table_new(NULL, NULL) };
  cop_hash_init(&g.hash, COP_HASH_BLAKE2B);
  add_meta(&g.hash, &d->meta);
  add_node(&g, d->root);
  cop_hash_finish(&g.hash, digest);
  g_hash_table_unref(g.drawings);
}
