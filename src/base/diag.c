/* SPDX-License-Identifier: Apache-2.0 */
#include "base/diag.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/limits.h"

struct CopDiags {
  CopArena *strings;
  GArray *items; /* CopDiag */
  size_t dropped;
};

CopDiags *
cop_diags_new(void)
{
  CopDiags *d = g_new0(CopDiags, 1);
  d->strings = cop_arena_new();
  d->items = g_array_new(FALSE, TRUE, sizeof(CopDiag));
  return d;
}

void
cop_diags_free(CopDiags *d)
{
  if (d == NULL)
    return;
  cop_arena_free(d->strings);
  g_array_unref(d->items);
  g_free(d);
}

CopDiag
cop_diag_copy(CopArena *a, const CopDiag *diag)
{
  CopDiag copy = *diag;
  copy.code = cop_arena_strdup(a, diag->code);
  copy.file = cop_arena_strdup(a, diag->file);
  copy.text = cop_arena_strdup(a, diag->text);
  copy.message = cop_arena_strdup(a, diag->message);
  copy.remedy = cop_arena_strdup(a, diag->remedy);
  return copy;
}

void
cop_diags_add(CopDiags *d, const CopDiag *diag)
{
  g_return_if_fail(diag->code != NULL && diag->message != NULL);
  if (d->items->len >= COP_LIMIT_DIAGS) {
    d->dropped++;
    return;
  }
  CopDiag copy = cop_diag_copy(d->strings, diag);
  g_array_append_val(d->items, copy);
}

void
cop_diags_format(CopDiags *d, CopSeverity severity, const char *code, const char *file, unsigned line,
                 unsigned column, const char *remedy, const char *message, ...)
{
  va_list args;
  va_start(args, message);
  g_autofree char *text = g_strdup_vprintf(message, args);
  va_end(args);
  cop_diags_add(d, &(CopDiag){ .severity = severity, .kind = COP_DIAG_FORMAT, .code = code, .file = file,
                               .line = line, .column = column, .start = -1, .end = -1, .message = text,
                               .remedy = remedy });
}

size_t
cop_diags_count(const CopDiags *d)
{
  return d->items->len;
}

size_t
cop_diags_dropped(const CopDiags *d)
{
  return d->dropped;
}

size_t
cop_diags_count_severity(const CopDiags *d, CopSeverity s)
{
  size_t n = 0;
  for (guint i = 0; i < d->items->len; i++)
    n += cop_diags_at(d, i)->severity == s;
  return n;
}

const CopDiag *
cop_diags_at(const CopDiags *d, size_t i)
{
  g_assert(i < d->items->len);
  return &g_array_index(d->items, CopDiag, i);
}

typedef struct {
  CopDiag diag;
  guint order; /* keeps the sort stable */
} Keyed;

static int
by_place(const void *a, const void *b)
{
  const Keyed *x = a, *y = b;
  int c = g_strcmp0(x->diag.file, y->diag.file);
  if (c == 0)
    c = (x->diag.line > y->diag.line) - (x->diag.line < y->diag.line);
  if (c == 0)
    c = (x->diag.column > y->diag.column) - (x->diag.column < y->diag.column);
  if (c == 0)
    c = (x->diag.start > y->diag.start) - (x->diag.start < y->diag.start);
  return c != 0 ? c : (x->order > y->order) - (x->order < y->order);
}

void
cop_diags_sort(CopDiags *d)
{
  guint n = d->items->len;
  if (n == 0)
    return;
  g_autofree Keyed *keyed = g_new(Keyed, n);
  for (guint i = 0; i < n; i++)
    keyed[i] = (Keyed){ g_array_index(d->items, CopDiag, i), i };
  qsort(keyed, n, sizeof *keyed, by_place);
  for (guint i = 0; i < n; i++)
    g_array_index(d->items, CopDiag, i) = keyed[i].diag;
}

const char *
cop_severity_name(CopSeverity s)
{
  static const char *const names[COP_SEVERITY_MAX] = {
    [COP_SEVERITY_NOTE] = "note", [COP_SEVERITY_WARNING] = "warning", [COP_SEVERITY_ERROR] = "error" };
  g_assert(s < COP_SEVERITY_MAX);
  return names[s];
}

const char *
cop_diag_kind_name(CopDiagKind k)
{
  static const char *const names[COP_DIAG_KIND_MAX] = {
    [COP_DIAG_FORMAT] = "format",
    [COP_DIAG_TERM] = "term",
    [COP_DIAG_CITATION] = "citation",
    [COP_DIAG_SUPERSEDED] = "superseded",
    [COP_DIAG_DOUBLE_COUNT] = "double-count",
    [COP_DIAG_PREVALENCE] = "prevalence",
    [COP_DIAG_FEAR_BLAME] = "fear-blame",
    [COP_DIAG_IDENTITY] = "identity",
    [COP_DIAG_NUMBER] = "number",
    [COP_DIAG_UNDATED] = "undated",
    [COP_DIAG_READABILITY] = "readability",
    [COP_DIAG_INCLUSION] = "inclusion",
    [COP_DIAG_CHANNEL] = "channel",
    [COP_DIAG_GATE] = "gate",
    [COP_DIAG_LAYOUT] = "layout",
  };
  g_assert(k < COP_DIAG_KIND_MAX);
  return names[k];
}

char *
cop_diag_to_line(const CopDiag *diag)
{
  GString *s = g_string_new(NULL);
  if (diag->file != NULL) {
    g_string_append_printf(s, "%s:", diag->file);
    if (diag->line > 0)
      g_string_append_printf(s, "%u:", diag->line);
    if (diag->line > 0 && diag->column > 0)
      g_string_append_printf(s, "%u:", diag->column);
    g_string_append_c(s, ' ');
  }
  g_string_append_printf(s, "%s %s: %s", cop_severity_name(diag->severity), diag->code, diag->message);
  if (diag->remedy != NULL)
    g_string_append_printf(s, "; %s", diag->remedy);
  return g_string_free(s, FALSE);
}

void
cop_diag_write(CopJson *j, const CopDiag *g)
{
  cop_json_object(j);
  cop_json_key_text(j, "file", g->file);
  cop_json_key_int(j, "line", g->line);
  cop_json_key_int(j, "column", g->column);
  cop_json_key_int(j, "start", g->start);
  cop_json_key_int(j, "end", g->end);
  cop_json_key_text(j, "kind", cop_diag_kind_name(g->kind));
  cop_json_key_text(j, "code", g->code);
  cop_json_key_text(j, "severity", cop_severity_name(g->severity));
  cop_json_key_text(j, "text", g->text);
  cop_json_key_text(j, "message", g->message);
  cop_json_key_text(j, "remedy", g->remedy);
  cop_json_end(j);
}

static int64_t
int_member(const CopTree *t, const char *key, int64_t otherwise)
{
  const CopTree *m = cop_tree_member(t, key);
  return m != NULL && m->kind == COP_TREE_INT ? m->integer : otherwise;
}

bool
cop_diag_read(const CopTree *t, CopDiag *diag)
{
  *diag = (CopDiag){ .file = cop_tree_member_text(t, "file"), .line = (unsigned)int_member(t, "line", 0),
                     .column = (unsigned)int_member(t, "column", 0), .start = (long)int_member(t, "start", -1),
                     .end = (long)int_member(t, "end", -1), .code = cop_tree_member_text(t, "code"), .text = cop_tree_member_text(t, "text"),
                     .message = cop_tree_member_text(t, "message"), .remedy = cop_tree_member_text(t, "remedy") };
  const char *kind = cop_tree_member_text(t, "kind"), *severity = cop_tree_member_text(t, "severity");
  if (kind == NULL || severity == NULL || diag->code == NULL || diag->message == NULL)
    return false;
  int k = 0, s = 0;
  while (k < COP_DIAG_KIND_MAX && strcmp(cop_diag_kind_name((CopDiagKind)k), kind) != 0)
    k++;
  while (s < COP_SEVERITY_MAX && strcmp(cop_severity_name((CopSeverity)s), severity) != 0)
    s++;
  diag->kind = (CopDiagKind)k;
  diag->severity = (CopSeverity)s;
  return k < COP_DIAG_KIND_MAX && s < COP_SEVERITY_MAX;
}

char *
cop_diags_to_json(const CopDiags *d)
{
  CopJson *j = cop_json_new();
  cop_json_array(j);
  for (guint i = 0; i < d->items->len; i++)
    cop_diag_write(j, cop_diags_at(d, i));
  cop_json_end(j);
  return cop_json_finish(j);
}
