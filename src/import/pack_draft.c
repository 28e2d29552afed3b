/* SPDX-License-Identifier: Apache-2.0 */
#include "import/pack_draft.h"

#include <string.h>

CopPackDraft
cop_pack_draft(CopPackSet *s, const char *path, CopDiags *d)
{
  return (CopPackDraft){ .set = s, .a = s->arena, .d = d, .file = cop_arena_strdup(s->arena, path) };
}

CopTree *
cop_pack_draft_record(CopPackDraft *p, const char *plural, const CopTree *from)
{
  if (p->top == NULL)
    p->top = cop_tree_new(p->a, COP_TREE_MAP, from->line, from->column);
  CopTree *list = (CopTree *)cop_tree_member(p->top, plural);
  if (list == NULL) {
    list = cop_tree_new(p->a, COP_TREE_LIST, from->line, from->column);
    list->key = plural;
    cop_tree_append(p->a, p->top, list);
  }
  CopTree *record = cop_tree_new(p->a, COP_TREE_MAP, from->line, from->column);
  cop_tree_append(p->a, list, record);
  return record;
}

static CopTree *
put(CopPackDraft *p, CopTree *record, const CopTree *from, const char *key, CopTreeKind kind, const char *text)
{
  CopTree *t = cop_tree_new(p->a, kind, from->line, from->column);
  t->key = key;
  t->key_line = from->line;
  t->key_column = from->column;
  t->text = text;
  t->length = strlen(text);
  cop_tree_append(p->a, record, t);
  return t;
}

void
cop_pack_draft_text(CopPackDraft *p, CopTree *record, const CopTree *from, const char *key, const char *text)
{
  if (text != NULL)
    put(p, record, from, key, COP_TREE_TEXT, text);
}

void
cop_pack_draft_int(CopPackDraft *p, CopTree *record, const CopTree *from, const char *key, int64_t value)
{
  CopTree *t = put(p, record, from, key, COP_TREE_INT, cop_arena_printf(p->a, "%" G_GINT64_FORMAT, value));
  t->integer = value;
  t->real = (double)value;
}

void
cop_pack_draft_add(CopPackDraft *p, const CopPack *manifest)
{
  if (p->top != NULL)
    cop_pack_set_add_tree(p->set, manifest, p->top, p->d);
}

void
cop_pack_draft_refuse(CopPackDraft *p, const CopTree *at, const char *code, const char *remedy, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  cop_diags_format(p->d, COP_SEVERITY_ERROR, code, p->file, at->line, at->column, remedy, "%s", text);
}

/* --- texts --- */

const char *
cop_tree_scalar(const CopTree *map, const char *key)
{
  const CopTree *t = cop_tree_member(map, key);
  if (t == NULL || t->kind == COP_TREE_NULL || t->kind == COP_TREE_LIST || t->kind == COP_TREE_MAP)
    return NULL;
  return t->text[strspn(t->text, " \t\r\n")] == '\0' ? NULL : t->text;
}

const char *
cop_text_running(CopArena *a, const char *text)
{
  if (text == NULL)
    return NULL;
  g_autoptr(GString) s = g_string_new(NULL);
  for (const char *c = text; *c != '\0'; c++) {
    if (!g_ascii_isspace(*c))
      g_string_append_c(s, *c);
    else if (s->len > 0 && s->str[s->len - 1] != ' ')
      g_string_append_c(s, ' ');
  }
  g_strchomp(s->str);
  return cop_arena_strdup(a, s->str);
}

const char *
cop_text_id_part(CopArena *a, const char *text)
{
  char *part = cop_arena_strdup(a, text);
  for (char *c = part; *c != '\0'; c++)
    if (!g_ascii_isalnum(*c) && strchr("._-", *c) == NULL)
      *c = '-';
  return part;
}
