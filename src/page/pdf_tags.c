/* SPDX-License-Identifier: Apache-2.0
 *
 * The structure tree (14.7, 14.8). Elements that hold nothing are left out,
 * except table cells, which keep their column.
 */
#include <stdlib.h>
#include <string.h>

#include "page/pdf_writer.h"

void
cop_pdf_add_kid(CopPdfWriter *w, const CopTag *tag, CopPdfKid kid)
{
  CopPdfTag *t = &w->tags[tag->number];
  int index = (int)w->kids->len;
  kid.next = -1;
  g_array_append_val(w->kids, kid);
  if (t->first < 0)
    t->first = index;
  else
    g_array_index(w->kids, CopPdfKid, t->last).next = index;
  t->last = index;
}

/* Numbers the elements in use, parents first. */
static bool
number(CopPdfWriter *w, const CopTag *tag)
{
  CopPdfTag *t = &w->tags[tag->number];
  bool holds = t->first >= 0 || tag->kind == COP_TAG_TD || tag->kind == COP_TAG_TH || tag->parent == NULL;
  for (const CopTag *c = tag->first; c != NULL; c = c->next)
    holds = number(w, c) || holds;
  if (holds)
    t->object = cop_pdf_reserve(&w->file);
  return holds;
}

void
cop_pdf_tags_number(CopPdfWriter *w)
{
  w->struct_root = cop_pdf_reserve(&w->file);
  number(w, w->pages->root);
}

static void
put_reference(CopPdfBuf *b, unsigned object)
{
  cop_pdf_put_int(b, object);
  cop_pdf_put_bytes(b, " 0 R", 4);
}

static void
put_page(CopPdfBuf *b, unsigned object)
{
  cop_pdf_put(b, "/Pg ");
  put_reference(b, object);
}

/* --- one element --- */

/* A kid or child element with its place in reading order. */
typedef struct {
  uint32_t seq;
  unsigned order;      /* keeps the sort stable */
  const CopPdfKid *kid;   /* or */
  const CopTag *child;
} Entry;

static int
compare_entries(const void *a, const void *b)
{
  const Entry *x = a, *y = b;
  if (x->seq != y->seq)
    return x->seq < y->seq ? -1 : 1;
  return x->order < y->order ? -1 : x->order > y->order;
}

/* The first number anything below the element has. */
static uint32_t
first_seq(const CopPdfWriter *w, const CopTag *tag)
{
  uint32_t seq = UINT32_MAX;
  for (int k = w->tags[tag->number].first; k >= 0; k = g_array_index(w->kids, CopPdfKid, k).next)
    seq = MIN(seq, g_array_index(w->kids, CopPdfKid, k).seq);
  for (const CopTag *c = tag->first; c != NULL; c = c->next)
    seq = MIN(seq, first_seq(w, c));
  return seq;
}

static void
put_kid(CopPdfWriter *w, CopPdfBuf *b, const CopPdfKid *kid, unsigned page)
{
  if (kid->mcid < 0) {
    cop_pdf_putf(b, "<</Type/OBJR/Pg %u 0 R/Obj %u 0 R>>", w->page[kid->page].object, kid->annotation);
  } else if (kid->page == page) {
    cop_pdf_put_int(b, kid->mcid);
    cop_pdf_put_char(b, ' ');
  } else {
    cop_pdf_putf(b, "<</Type/MCR/Pg %u 0 R/MCID %d>>", w->page[kid->page].object, kid->mcid);
  }
}

static void
put_kids(CopPdfWriter *w, CopPdfBuf *b, const CopTag *tag, unsigned page)
{
  bool own = w->tags[tag->number].first >= 0;
  if (own && tag->first == NULL && g_array_index(w->kids, CopPdfKid, w->tags[tag->number].first).next < 0) {
    cop_pdf_put(b, "/K ");
    put_kid(w, b, &g_array_index(w->kids, CopPdfKid, w->tags[tag->number].first), page);
    if (b->data[b->n - 1] == ' ')
      b->n--;
    return;
  }
  if (w->entries == NULL)
    w->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
  GArray *entries = w->entries;
  g_array_set_size(entries, 0);
  for (int k = w->tags[tag->number].first; k >= 0; k = g_array_index(w->kids, CopPdfKid, k).next) {
    const CopPdfKid *kid = &g_array_index(w->kids, CopPdfKid, k);
    Entry e = { kid->seq, entries->len, kid, NULL };
    g_array_append_val(entries, e);
  }
  for (const CopTag *c = tag->first; c != NULL; c = c->next) {
    if (w->tags[c->number].object == 0)
      continue;
    Entry e = { own ? first_seq(w, c) : 0, entries->len, NULL, c };
    g_array_append_val(entries, e);
  }
  if (own && entries->len > 1)
    qsort(entries->data, entries->len, sizeof(Entry), compare_entries);
  if (entries->len == 0)
    return;
  cop_pdf_put(b, "/K[");
  for (guint i = 0; i < entries->len; i++) {
    const Entry *e = &g_array_index(entries, Entry, i);
    if (e->kid != NULL) {
      put_kid(w, b, e->kid, page);
    } else {
      put_reference(b, w->tags[e->child->number].object);
      cop_pdf_put_char(b, ' ');
    }
  }
  if (b->data[b->n - 1] == ' ')
    b->n--;
  cop_pdf_put_char(b, ']');
}

static void
put_table_attributes(CopPdfBuf *b, const CopTag *tag)
{
  static const char *const scopes[] = { NULL, "Column", "Row", "Both" };
  bool spans = tag->colspan > 1 || tag->rowspan > 1;
  if (!spans && tag->scope == COP_SCOPE_NONE && tag->headers == NULL)
    return;
  cop_pdf_put(b, "/A<</O/Table");
  if (tag->scope != COP_SCOPE_NONE)
    cop_pdf_putf(b, "/Scope/%s", scopes[tag->scope]);
  if (tag->colspan > 1)
    cop_pdf_putf(b, "/ColSpan %u", tag->colspan);
  if (tag->rowspan > 1)
    cop_pdf_putf(b, "/RowSpan %u", tag->rowspan);
  if (tag->headers != NULL) {
    cop_pdf_put(b, "/Headers[");
    for (const char *const *h = tag->headers; *h != NULL; h++)
      cop_pdf_put_text(b, *h);
    cop_pdf_put_char(b, ']');
  }
  cop_pdf_put(b, ">>");
}

static void
put_attributes(CopPdfWriter *w, CopPdfBuf *b, const CopTag *tag)
{
  if (tag->kind == COP_TAG_TH || tag->kind == COP_TAG_TD) {
    put_table_attributes(b, tag);
  } else if (tag->kind == COP_TAG_L) {
    cop_pdf_putf(b, "/A<</O/List/ListNumbering/%s>>", tag->ordered ? "Decimal" : "Disc");
  } else if (tag->kind == COP_TAG_FIGURE && tag->width > 0) {
    double height = (double)cop_pages_at(w->pages, tag->page)->height;
    const double box[] = { (double)tag->x, height - (double)(tag->y + tag->height), (double)(tag->x + tag->width),
                           height - (double)tag->y };
    cop_pdf_put(b, "/A<</O/Layout/Placement/Block/BBox[");
    for (int i = 0; i < 4; i++) {
      cop_pdf_put_real(b, box[i], 2);
      cop_pdf_put_char(b, i < 3 ? ' ' : ']');
    }
    cop_pdf_put(b, ">>");
  }
}

static void
write_element(CopPdfWriter *w, const CopTag *tag)
{
  const CopPdfTag *t = &w->tags[tag->number];
  if (t->object == 0)
    return;
  CopPdfBuf *b = &w->scratch;
  b->n = 0;
  cop_pdf_put(b, "<</S/");
  cop_pdf_put(b, cop_tag_name(tag->kind));
  cop_pdf_put(b, "/P ");
  put_reference(b, tag->parent != NULL ? w->tags[tag->parent->number].object : w->struct_root);
  unsigned page = UINT32_MAX;
  for (int k = t->first; k >= 0 && page == UINT32_MAX; k = g_array_index(w->kids, CopPdfKid, k).next)
    page = g_array_index(w->kids, CopPdfKid, k).page;
  if (page != UINT32_MAX)
    put_page(b, w->page[page].object);
  if (tag->lang != NULL) {
    cop_pdf_put(b, "/Lang");
    cop_pdf_put_text(b, tag->lang);
  }
  if (tag->alt != NULL) {
    cop_pdf_put(b, "/Alt");
    cop_pdf_put_text(b, tag->alt);
  }
  if (tag->id != NULL) {
    cop_pdf_put(b, "/ID");
    cop_pdf_put_text(b, tag->id);
  }
  put_attributes(w, b, tag);
  put_kids(w, b, tag, page);
  cop_pdf_put(b, ">>");
  cop_pdf_set(&w->file, t->object, b);
  for (const CopTag *c = tag->first; c != NULL; c = c->next)
    write_element(w, c);
}

/* --- parent tree, ids --- */

static void
collect_tags(const CopTag *tag, const CopTag **by_number)
{
  by_number[tag->number] = tag;
  for (const CopTag *c = tag->first; c != NULL; c = c->next)
    collect_tags(c, by_number);
}

/* MCIDs of each page to elements; annotations follow with their StructParent. */
static void
write_parent_tree(CopPdfWriter *w, unsigned object)
{
  CopPdfBuf *b = &w->scratch;
  unsigned n = cop_pages_count(w->pages);
  b->n = 0;
  cop_pdf_put(b, "<</Nums[");
  for (unsigned i = 0; i < n; i++) {
    const GArray *owners = w->page[i].owners;
    if (owners->len == 0)
      continue;
    cop_pdf_putf(b, "%u[", i);
    for (guint k = 0; k < owners->len; k++) {
        if (k > 0)
          cop_pdf_put_char(b, ' ');
        put_reference(b, w->tags[g_array_index(owners, uint32_t, k)].object);
      }
    cop_pdf_put(b, "]");
  }
  for (guint i = 0; i < w->annotations->len; i++)
    cop_pdf_putf(b, " %u %u 0 R", n + i, w->tags[g_array_index(w->annotations, CopPdfAnnotation, i).tag].object);
  cop_pdf_put(b, "]>>");
  cop_pdf_set(&w->file, object, b);
}

static int
compare_ids(const void *a, const void *b)
{
  return strcmp((*(const CopTag *const *)a)->id, (*(const CopTag *const *)b)->id);
}

static unsigned
write_id_tree(CopPdfWriter *w, const CopTag *const *by_number, uint32_t n)
{
  g_autoptr(GPtrArray) with_id = g_ptr_array_new();
  for (uint32_t i = 0; i < n; i++)
    if (by_number[i] != NULL && by_number[i]->id != NULL && w->tags[i].object != 0)
      g_ptr_array_add(with_id, (gpointer)by_number[i]);
  if (with_id->len == 0)
    return 0;
  qsort(with_id->pdata, with_id->len, sizeof(gpointer), compare_ids);
  CopPdfBuf *b = &w->scratch;
  b->n = 0;
  const CopTag *first = g_ptr_array_index(with_id, 0), *last = g_ptr_array_index(with_id, with_id->len - 1);
  cop_pdf_put(b, "<</Kids[<</Limits[");
  cop_pdf_put_text(b, first->id);
  cop_pdf_put_text(b, last->id);
  cop_pdf_put(b, "]/Names[");
  for (guint i = 0; i < with_id->len; i++) {
    const CopTag *tag = g_ptr_array_index(with_id, i);
    cop_pdf_put_text(b, tag->id);
    cop_pdf_putf(b, "%u 0 R ", w->tags[tag->number].object);
  }
  cop_pdf_put(b, "]>>]>>");
  unsigned object = cop_pdf_reserve(&w->file);
  cop_pdf_set(&w->file, object, b);
  return object;
}

static void
write_root(CopPdfWriter *w, unsigned parent_tree, unsigned id_tree, const bool *used)
{
  CopPdfBuf *b = &w->scratch;
  b->n = 0;
  cop_pdf_putf(b, "<</Type/StructTreeRoot/K %u 0 R/ParentTree %u 0 R/ParentTreeNextKey %u",
           w->tags[w->pages->root->number].object, parent_tree, cop_pages_count(w->pages) + w->annotations->len);
  if (id_tree != 0)
    cop_pdf_putf(b, "/IDTree %u 0 R", id_tree);
  bool map = false;
  for (int k = 0; k < COP_TAG_MAX; k++) {
    const char *standard = cop_tag_maps_to((CopTagKind)k);
    if (standard == NULL || !used[k])
      continue;
    cop_pdf_putf(b, "%s/%s/%s", map ? "" : "/RoleMap<<", cop_tag_name((CopTagKind)k), standard);
    map = true;
  }
  cop_pdf_put(b, map ? ">>>>" : ">>");
  cop_pdf_set(&w->file, w->struct_root, b);
}

void
cop_pdf_tags(CopPdfWriter *w)
{
  uint32_t n = w->pages->n_tags;
  g_autofree const CopTag **by_number = g_new0(const CopTag *, n);
  collect_tags(w->pages->root, by_number);
  write_element(w, w->pages->root);
  bool used[COP_TAG_MAX] = { false };
  for (uint32_t i = 0; i < n; i++)
    if (by_number[i] != NULL && w->tags[i].object != 0)
      used[by_number[i]->kind] = true;
  unsigned parent_tree = cop_pdf_reserve(&w->file);
  write_parent_tree(w, parent_tree);
  write_root(w, parent_tree, write_id_tree(w, by_number, n), used);
}
