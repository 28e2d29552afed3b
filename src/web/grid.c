/* SPDX-License-Identifier: Apache-2.0 */
#include "web/grid.h"

#include <math.h>
#include <string.h>

CopGrid *
cop_grid_new(CopPage *p, const char *name, const char *title, const CopGridColumn *columns, size_t n_columns)
{
  CopGrid *g = cop_new(p->a, CopGrid);
  *g = (CopGrid){ .p = p, .name = name, .title = title, .columns = columns, .n_columns = n_columns, .rows = g_ptr_array_new() };
  cop_arena_on_free(p->a, (void (*)(void *))g_ptr_array_unref, g->rows);
  return g;
}

CopGridCell *
cop_grid_row(CopGrid *g)
{
  CopGridCell *cells = cop_new_n(g->p->a, CopGridCell, g->n_columns);
  g_ptr_array_add(g->rows, cells);
  return cells;
}

void
cop_grid_text(CopGridCell *c, const char *text)
{
  c->value = (CopCell){ .kind = text == NULL ? COP_CELL_EMPTY : COP_CELL_TEXT, .text = text };
}

void
cop_grid_int(CopGridCell *c, int64_t v)
{
  cop_cell_int(&c->value, v);
}

void
cop_grid_real(CopGridCell *c, double v)
{
  cop_cell_real(&c->value, v);
}

void
cop_grid_date(CopGridCell *c, const char *iso)
{
  c->value = (CopCell){ .kind = iso == NULL ? COP_CELL_EMPTY : COP_CELL_DATE, .text = iso };
}

void
cop_grid_money(CopGrid *g, CopGridCell *c, int64_t minor)
{
  const CopCountry *country = g->p->country;
  cop_cell_real(&c->value, (double)minor / pow(10, country == NULL ? 2 : (double)country->currency_digits));
  c->shown = cop_say_money(g->p, minor);
}

void
cop_grid_field(CopGrid *g, CopGridCell *c, CopEntity e, const void *record, const char *field)
{
  cop_grid_text(c, cop_field_text(g->p, e, record, field, &c->lang));
}

/* --- order --- */

typedef struct {
  size_t column;
  bool falling;
} Order;

static double
as_number(const CopCell *c)
{
  return c->kind == COP_CELL_INT ? (double)c->integer : c->real;
}

/* Empty cells last, whatever the direction. */
static gint
compare_rows(gconstpointer a, gconstpointer b, gpointer user)
{
  const Order *o = user;
  const CopCell *x = &(*(const CopGridCell *const *)a)[o->column].value, *y = &(*(const CopGridCell *const *)b)[o->column].value;
  if (x->kind == COP_CELL_EMPTY || y->kind == COP_CELL_EMPTY)
    return (x->kind == COP_CELL_EMPTY) - (y->kind == COP_CELL_EMPTY);
  int order;
  if (x->kind == COP_CELL_TEXT || x->kind == COP_CELL_DATE) {
    g_autofree char *u = g_utf8_casefold(x->text, -1), *v = g_utf8_casefold(y->text, -1);
    order = strcmp(u, v);
  } else {
    double u = as_number(x), v = as_number(y);
    order = (u > v) - (u < v);
  }
  return o->falling ? -order : order;
}

/* The column the request sorts this grid by, NULL for none. With several grids
 * on a page the parameter is "grid.column". */
static const CopGridColumn *
sorted_by(const CopGrid *g, bool *falling)
{
  const char *sort = cop_request_query(g->p->rq, "sort");
  *falling = sort != NULL && *sort == '-';
  if (sort == NULL)
    return NULL;
  sort += *falling;
  size_t prefix = strlen(g->name);
  if (strncmp(sort, g->name, prefix) == 0 && sort[prefix] == '.')
    sort += prefix + 1;
  else if (strchr(sort, '.') != NULL)
    return NULL;
  for (size_t i = 0; i < g->n_columns; i++)
    if (strcmp(g->columns[i].name, sort) == 0 && (g->columns[i].flags & COP_COLUMN_NO_SORT) == 0)
      return &g->columns[i];
  return NULL;
}

void
cop_grid_sort(CopGrid *g)
{
  bool falling;
  const CopGridColumn *by = g->plain ? NULL : sorted_by(g, &falling);
  if (by == NULL)
    return;
  Order o = { .column = (size_t)(by - g->columns), .falling = falling };
  g_ptr_array_sort_with_data(g->rows, compare_rows, &o);
}

/* --- HTML --- */

/* The same address with another value of one parameter. */
static CopUrl
with_parameter(CopPage *p, const char *suffix, const char *name, const char *value)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new();
  CopUrl url = cop_url_here(p->a, p->rq->path, suffix);
  for (const char *q = p->rq->query; q != NULL && *q != '\0';) {
    size_t pair = strcspn(q, "&"), key = strcspn(q, "=&");
    const char *k = cop_arena_strndup(p->a, q, key);
    if (strcmp(k, name) != 0) {
      g_ptr_array_add(parts, (gpointer)k);
      g_ptr_array_add(parts, (gpointer)cop_request_query(p->rq, k));
    }
    q += pair + (q[pair] == '&');
  }
  if (value != NULL) {
    g_ptr_array_add(parts, (gpointer)name);
    g_ptr_array_add(parts, (gpointer)value);
  }
  g_ptr_array_add(parts, NULL);
  return cop_url_query(p->a, url, (const char *const *)parts->pdata);
}

static const char *
number_class(CopCellKind kind)
{
  return kind == COP_CELL_INT || kind == COP_CELL_REAL || kind == COP_CELL_FORMULA ? "number" : NULL;
}

static const char *
cell_class(CopPage *p, const CopGridColumn *c)
{
  const char *number = number_class(c->kind);
  bool wide = (c->flags & COP_COLUMN_WIDE) != 0;
  return !wide ? number : number == NULL ? "wide" : cop_arena_printf(p->a, "%s wide", number);
}

static void
write_head_cell(CopGrid *g, const CopGridColumn *c)
{
  CopPage *p = g->p;
  CopHtml *h = p->h;
  bool falling;
  bool sortable = !g->plain && (c->flags & COP_COLUMN_NO_SORT) == 0 && g->rows->len > 1;
  const CopGridColumn *by = g->plain ? NULL : sorted_by(g, &falling);
  COP_EL (h, COP_TH, cop_a(COP_A_SCOPE, "col"), cop_a(COP_A_CLASS, cell_class(p, c)),
          cop_a(COP_A_ARIA_SORT, by != c ? NULL : falling ? "descending" : "ascending")) {
    if (!sortable) {
      cop_html_text(h, T_(c->title));
      continue;
    }
    const char *sort = cop_arena_printf(p->a, "%s%s.%s", by == c && !falling ? "-" : "", g->name, c->name);
    COP_TEXT(h, COP_A, T_(c->title), cop_a(COP_A_CLASS, "sort"), cop_link(COP_A_HREF, with_parameter(p, "", "sort", sort)));
  }
}

static const char *
shown(CopGrid *g, const CopGridColumn *column, const CopGridCell *c)
{
  CopPage *p = g->p;
  if (c->shown != NULL)
    return c->shown;
  switch (c->value.kind) {
  case COP_CELL_EMPTY:
    return "";
  case COP_CELL_TEXT:
    return c->value.text;
  case COP_CELL_DATE:
    return cop_say_date(p, c->value.text);
  case COP_CELL_INT:
    return cop_say_int(p, c->value.integer);
  case COP_CELL_REAL:
  case COP_CELL_FORMULA:
    return cop_say_real(p, c->value.real, column->decimals);
  }
  return "";
}

static void
write_cell(CopGrid *g, const CopGridColumn *column, const CopGridCell *c)
{
  CopPage *p = g->p;
  CopHtml *h = p->h;
  bool head = (column->flags & COP_COLUMN_HEAD) != 0;
  const char *text = shown(g, column, c);
  const char *lang = c->link.checked == NULL && c->chip == COP_CHIP_NONE ? c->lang : NULL;
  COP_EL (h, head ? COP_TH : COP_TD, cop_a(COP_A_SCOPE, head ? "row" : NULL), cop_a(COP_A_CLASS, cell_class(p, column)), cop_a(COP_A_LANG, lang)) {
    if (c->chip != COP_CHIP_NONE && c->link.checked != NULL)
      COP_EL (h, COP_A, cop_link(COP_A_HREF, c->link))
        cop_part_chip(p, c->chip, text);
    else if (c->chip != COP_CHIP_NONE)
      cop_part_chip(p, c->chip, text);
    else if (c->link.checked != NULL && *text != '\0')
      COP_TEXT(h, COP_A, text, cop_link(COP_A_HREF, c->link), cop_a(COP_A_LANG, c->lang));
    else
      cop_html_text(h, text);
    if (c->under != NULL)
      COP_TEXT(h, COP_SPAN, c->under, cop_a(COP_A_CLASS, "under"));
  }
}

static void
write_downloads(CopGrid *g)
{
  static const char *const names[COP_SUFFIX_MAX] = { [COP_SUFFIX_CSV] = "CSV", [COP_SUFFIX_JSON] = "JSON", [COP_SUFFIX_XLSX] = "XLSX" };
  CopPage *p = g->p;
  CopHtml *h = p->h;
  COP_EL (h, COP_P, cop_a(COP_A_CLASS, "downloads")) {
    cop_html_text(h, T_("This table as a file:"));
    for (CopSuffix s = COP_SUFFIX_CSV; s < COP_SUFFIX_MAX; s++) {
      cop_html_text(h, " ");
      COP_EL (h, COP_A, cop_link(COP_A_HREF, with_parameter(p, cop_suffix_text(s), "table", g->name)), cop_a_if(COP_A_DOWNLOAD, true)) {
        cop_html_text(h, names[s]);
        COP_TEXT(h, COP_SPAN, g->title, cop_a(COP_A_CLASS, "unseen"));
      }
    }
  }
}

static void
write_table(CopGrid *g)
{
  CopHtml *h = g->p->h;
  COP_EL (h, COP_TABLE) {
    COP_TEXT(h, COP_CAPTION, g->title, cop_a(COP_A_CLASS, g->plain ? "unseen" : NULL));
    COP_EL (h, COP_THEAD)
      COP_EL (h, COP_TR)
        for (size_t i = 0; i < g->n_columns; i++)
          if ((g->columns[i].flags & COP_COLUMN_EXPORT) == 0)
            write_head_cell(g, &g->columns[i]);
    COP_EL (h, COP_TBODY)
      for (guint r = 0; r < g->rows->len; r++) {
        const CopGridCell *cells = g_ptr_array_index(g->rows, r);
        COP_EL (h, COP_TR)
          for (size_t i = 0; i < g->n_columns; i++)
            if ((g->columns[i].flags & COP_COLUMN_EXPORT) == 0)
              write_cell(g, &g->columns[i], &cells[i]);
      }
  }
}

/* --- pages of long tables --- */

/* From 0. */
static guint
page_number(CopGrid *g, guint pages)
{
  const char *wanted = cop_request_query(g->p->rq, "page");
  guint64 n = 1;
  if (wanted == NULL || !g_ascii_string_to_unsigned(wanted, 10, 1, MAX(pages, 1), &n, NULL))
    return 0;
  return (guint)n - 1;
}

static void
write_pages(CopGrid *g, guint pages, guint page)
{
  CopPage *p = g->p;
  CopHtml *h = p->h;
  COP_EL (h, COP_NAV, cop_a(COP_A_CLASS, "pages"), cop_a(COP_A_ARIA_LABEL, T_("Pages")))
    COP_EL (h, COP_UL)
      for (guint i = 0; i < pages; i++) {
        const char *number = cop_arena_printf(p->a, "%u", i + 1);
        COP_EL (h, COP_LI)
          COP_TEXT(h, COP_A, number, cop_link(COP_A_HREF, with_parameter(p, "", "page", number)), cop_a(COP_A_ARIA_CURRENT, i == page ? "page" : NULL));
      }
}

/* Keeps the rows of one page; returns how many pages there are. */
static guint
cut_page(CopGrid *g, guint *page)
{
  guint size = g->rows_a_page;
  guint pages = size == 0 ? 1 : (g->rows->len + size - 1) / size;
  *page = page_number(g, pages);
  if (pages < 2)
    return pages;
  if (*page > 0)
    g_ptr_array_remove_range(g->rows, 0, *page * size);
  if (g->rows->len > size)
    g_ptr_array_remove_range(g->rows, size, g->rows->len - size);
  return pages;
}

void
cop_part_grid(CopGrid *g)
{
  CopHtml *h = g->p->h;
  if (g->rows->len == 0) {
    COP_TEXT(h, COP_P, g->empty != NULL ? g->empty : cop_tr(g->p->words, "There is nothing here yet."), cop_a(COP_A_CLASS, "nothing"));
    return;
  }
  cop_grid_sort(g);
  guint page, pages = cut_page(g, &page);
  COP_EL (h, COP_DIV, cop_a(COP_A_CLASS, "scroll"), cop_a(COP_A_TABINDEX, "0"), cop_a(COP_A_ROLE, "group"), cop_a(COP_A_ARIA_LABEL, g->title))
    write_table(g);
  if (g->note != NULL)
    COP_TEXT(h, COP_P, g->note, cop_a(COP_A_CLASS, "table-note"));
  if (pages > 1)
    write_pages(g, pages, page);
  if (!g->plain)
    write_downloads(g);
}

/* --- other forms --- */

CopTable *
cop_grid_to_table(const CopGrid *g)
{
  CopPage *p = g->p;
  CopArena *a = p->a;
  CopTableColumn *columns = cop_new_n(a, CopTableColumn, g->n_columns);
  for (size_t i = 0; i < g->n_columns; i++)
    columns[i] = (CopTableColumn){ .name = g->columns[i].name, .title = T_(g->columns[i].title), .kind = g->columns[i].kind, .decimals = g->columns[i].decimals };
  CopTable *t = cop_table_new(a, g->name, g->title, columns, g->n_columns);
  t->note = g->note;
  for (guint r = 0; r < g->rows->len; r++) {
    const CopGridCell *cells = g_ptr_array_index(g->rows, r);
    CopCell *out = cop_table_row(t);
    for (size_t i = 0; i < g->n_columns; i++)
      out[i] = cells[i].value;
  }
  return t;
}

static void
answer_file(CopPage *p, const char *name, const char *type, GBytes *body)
{
  const char *file = cop_arena_printf(p->a, "attachment; filename=\"%s%s\"", name, cop_suffix_text(p->suffix));
  p->rs->type = type;
  p->rs->body = body;
  if (p->suffix != COP_SUFFIX_JSON)
    cop_response_header(p->rs, "Content-Disposition", file);
}

void
cop_page_tables(CopPage *p)
{
  g_autoptr(GPtrArray) grids = g_ptr_array_new();
  p->route->tables(p, grids);
  if (grids->len == 0) {
    if (p->rs->status == 0)
      cop_page_missing(p, p->rq->path);
    return;
  }
  const CopTable **tables = cop_new_n(p->a, const CopTable *, grids->len);
  const char *wanted = cop_request_query(p->rq, "table");
  size_t chosen = 0;
  for (guint i = 0; i < grids->len; i++) {
    CopGrid *g = g_ptr_array_index(grids, i);
    cop_grid_sort(g);
    tables[i] = cop_grid_to_table(g);
    if (wanted != NULL && strcmp(wanted, g->name) == 0)
      chosen = i;
  }
  if (p->suffix == COP_SUFFIX_CSV) {
    answer_file(p, tables[chosen]->name, "text/csv; charset=utf-8; header=present", cop_table_to_csv(tables[chosen]));
  } else if (p->suffix == COP_SUFFIX_JSON) {
    char *json = cop_table_to_json(tables[chosen]);
    answer_file(p, tables[chosen]->name, "application/json", g_bytes_new_take(json, strlen(json)));
  } else {
    g_autoptr(GError) error = NULL;
    GBytes *book = cop_tables_to_xlsx(tables, grids->len, &error);
    if (book == NULL)
      cop_page_problem(p, 500, error->message);
    else
      answer_file(p, tables[0]->name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", book);
  }
}
