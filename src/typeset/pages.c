/* SPDX-License-Identifier: Apache-2.0 */
#include "typeset/pages.h"

#include <string.h>

static const struct {
  const char *name, *maps_to;
} tag_kinds[COP_TAG_MAX] = {
#define X(id, name, maps_to) [COP_TAG_##id] = { name, maps_to },
  COP_TAG_KINDS(X)
#undef X
};

const char *
cop_tag_name(CopTagKind k)
{
  return tag_kinds[k].name;
}

const char *
cop_tag_maps_to(CopTagKind k)
{
  return tag_kinds[k].maps_to;
}

static void
copy_meta(CopPages *p, const CopDocMeta *meta)
{
  CopDocMeta *m = cop_new(p->arena, CopDocMeta);
  *m = *meta;
  const char **const strings[] = {
    &m->title,   &m->subtitle,   &m->author,  &m->subject, &m->lang,    &m->date,
    &m->edition, &m->identifier, &m->licence, &m->draft,   &m->example, &m->running_head, &m->impose };
  for (size_t i = 0; i < G_N_ELEMENTS(strings); i++)
    *strings[i] = cop_arena_strdup(p->arena, *strings[i]);
  p->meta = m;
}

CopPages *
cop_pages_new(CopShaper *shaper, const CopDocMeta *meta)
{
  CopPages *p = g_new0(CopPages, 1);
  p->arena = cop_arena_new();
  p->shaper = shaper;
  cop_shaper_hold(shaper);
  copy_meta(p, meta);
  p->pages = g_ptr_array_new();
  p->anchors = g_array_new(FALSE, FALSE, sizeof(CopPageAnchor));
  p->outline = g_array_new(FALSE, FALSE, sizeof(CopOutlineEntry));
  p->set_drawings = g_hash_table_new(g_direct_hash, g_direct_equal);
  p->root = cop_tag_add(p, NULL, COP_TAG_DOCUMENT);
  p->root->lang = p->meta->lang;
  p->rtl = cop_lang_rtl(p->meta->lang);
  return p;
}

void
cop_pages_free(CopPages *p)
{
  if (p == NULL)
    return;
  cop_shaper_release(p->shaper);
  g_ptr_array_unref(p->pages);
  g_array_unref(p->anchors);
  g_array_unref(p->outline);
  g_hash_table_unref(p->set_drawings);
  cop_arena_free(p->arena);
  g_free(p);
}

CopPage *
cop_pages_add(CopPages *p, float width, float height)
{
  CopPage *page = cop_new(p->arena, CopPage);
  page->width = width;
  page->height = height;
  g_ptr_array_add(p->pages, page);
  return page;
}

unsigned
cop_pages_count(const CopPages *p)
{
  return p->pages->len;
}

const CopPage *
cop_pages_at(const CopPages *p, unsigned i)
{
  return g_ptr_array_index(p->pages, i);
}

uint32_t
cop_pages_seq(CopPages *p)
{
  return p->seq++;
}

CopTag *
cop_tag_add(CopPages *p, CopTag *parent, CopTagKind kind)
{
  CopTag *t = cop_new(p->arena, CopTag);
  t->kind = kind;
  t->seq = cop_pages_seq(p);
  t->number = p->n_tags++;
  t->colspan = t->rowspan = 1;
  if (parent != NULL)
    cop_tag_attach(parent, t);
  return t;
}

void
cop_tag_attach(CopTag *parent, CopTag *tag)
{
  g_assert(tag->parent == NULL);
  tag->parent = parent;
  if (tag->use == COP_USE_TEXT)
    tag->use = parent->use;
  if (parent->last == NULL)
    parent->first = tag;
  else
    parent->last->next = tag;
  parent->last = tag;
}

CopItem *
cop_item_path(CopPages *p, const CopPath *path, CopColor fill, CopColor stroke, float stroke_width, CopTag *tag)
{
  CopDrawOp *op = cop_new(p->arena, CopDrawOp);
  op->kind = COP_DRAW_PATH;
  op->as.path.segs = path->segs;
  op->as.path.n_segs = path->n;
  op->as.path.fill = fill;
  op->as.path.stroke = stroke;
  op->as.path.stroke_width = stroke_width;
  CopItem *item = cop_new(p->arena, CopItem);
  item->kind = COP_ITEM_PATH;
  item->tag = tag;
  item->seq = cop_pages_seq(p);
  item->as.path = op;
  return item;
}

CopItem *
cop_item_rect(CopPages *p, float x, float y, float width, float height, CopColor fill)
{
  CopPath path = cop_path_begin(p->arena);
  cop_path_rect(&path, 0, 0, width, height);
  CopItem *item = cop_item_path(p, &path, fill, 0, 0, NULL);
  item->x = x;
  item->y = y;
  return item;
}

void
cop_page_append(CopPage *page, CopItem *item)
{
  item->next = NULL;
  if (page->last == NULL)
    page->first = item;
  else
    page->last->next = item;
  page->last = item;
}

void
cop_page_prepend(CopPage *page, CopItem *item)
{
  item->next = page->first;
  page->first = item;
  if (page->last == NULL)
    page->last = item;
}

CopPageLink *
cop_page_link(CopPages *p, CopPage *page)
{
  CopPageLink *l = cop_new(p->arena, CopPageLink);
  if (page->last_link == NULL)
    page->links = l;
  else
    page->last_link->next = l;
  page->last_link = l;
  return l;
}

const CopPageAnchor *
cop_pages_anchor(const CopPages *p, const char *id)
{
  for (guint i = 0; i < p->anchors->len; i++) {
    const CopPageAnchor *a = &g_array_index(p->anchors, CopPageAnchor, i);
    if (strcmp(a->id, id) == 0)
      return a;
  }
  return NULL;
}

/* --- dump --- */

static void
dump_run(GString *out, const CopItem *item, const CopTextRun *run)
{
  g_string_append_printf(out, "  text %.1f %.1f %s %.4g #%06X %s%s ", item->x + (run->n > 0 ? run->pieces[0].x : 0),
                         item->y - run->rise, cop_face_name(run->face), run->size, run->color >> 8,
                         run->tag != NULL ? cop_tag_name(run->tag->kind) : "artifact", run->rtl ? " rtl" : "");
  if (run->lang != NULL)
    g_string_append_printf(out, "%s ", run->lang);
  g_string_append_c(out, '"');
  for (uint32_t i = 0; i < run->n; i++)
    g_string_append_len(out, run->pieces[i].shaped->text, run->pieces[i].shaped->length);
  g_string_append(out, "\"\n");
}

static void
dump_tag(GString *out, const CopTag *tag, unsigned depth)
{
  g_string_append_printf(out, "%*s%s", (int)depth * 2, "", cop_tag_name(tag->kind));
  if (tag->lang != NULL)
    g_string_append_printf(out, " lang=%s", tag->lang);
  if (tag->id != NULL)
    g_string_append_printf(out, " id=%s", tag->id);
  if (tag->alt != NULL)
    g_string_append_printf(out, " alt=\"%s\"", tag->alt);
  g_string_append_c(out, '\n');
  for (const CopTag *t = tag->first; t != NULL; t = t->next)
    dump_tag(out, t, depth + 1);
}

char *
cop_pages_dump(const CopPages *p)
{
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < p->pages->len; i++) {
    const CopPage *page = cop_pages_at(p, i);
    g_string_append_printf(out, "page %u %.1f x %.1f %s\n", i + 1, page->width, page->height,
                           page->label != NULL ? page->label : "-");
    for (const CopItem *item = page->first; item != NULL; item = item->next) {
      if (item->kind == COP_ITEM_TEXT)
        for (const CopTextRun *r = item->as.text.first; r != NULL; r = r->next)
          dump_run(out, item, r);
      else if (item->kind == COP_ITEM_PAGE)
        g_string_append_printf(out, "  page %.1f %.1f scale %.3f%s\n", item->x, item->y, item->as.page.a,
                               item->as.page.silent ? " copy" : "");
      else
        g_string_append_printf(out, "  %s %.1f %.1f %s\n", item->kind == COP_ITEM_PATH ? "path" : "drawing", item->x,
                               item->y, item->tag != NULL ? cop_tag_name(item->tag->kind) : "artifact");
    }
    for (const CopPageLink *l = page->links; l != NULL; l = l->next)
      g_string_append_printf(out, "  link %.1f %.1f %.1f %.1f %s%s\n", l->x, l->y, l->width, l->height,
                             l->href != NULL ? l->href : "#", l->href != NULL ? "" : l->target);
  }
  g_string_append(out, "tags\n");
  dump_tag(out, p->root, 1);
  return g_string_free(out, FALSE);
}
