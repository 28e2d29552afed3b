/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_record.c -- every record of every kind: all fields, where it was
 * read, who uses it, who changed it when. */
#include <math.h>
#include <string.h>

#include "model/record.h"
#include "web/discuss.h"
#include "web/form.h"
#include "web/grid.h"
#include "web/part.h"
#include "web/people.h"
#include "web/write.h"

void cop_page_kinds(CopPage *p);
void cop_tables_kinds(CopPage *p, GPtrArray *grids);
void cop_page_records(CopPage *p);
void cop_tables_records(CopPage *p, GPtrArray *grids);
void cop_page_record(CopPage *p);

/* --- kinds --- */

static CopGrid *
kind_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "kind", N_("Kind"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "what", N_("What it is"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "records", N_("Records"), COP_CELL_INT, 0, 0 },
                                           { "name", N_("Name for programs"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT } };
  CopGrid *g = cop_grid_new(p, "kinds", T_("Kinds of records"), columns, G_N_ELEMENTS(columns));
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    if (!cop_access_sees_kind(&p->who->access, (CopEntity)e))
      continue;
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], cop_say_kind(p, (CopEntity)e));
    c[0].link = cop_url_path(p->a, "records", cop_entity((CopEntity)e)->name, NULL);
    cop_grid_text(&c[1], T_(cop_entity((CopEntity)e)->doc));
    cop_grid_int(&c[2], (int64_t)cop_model_count(p->m, (CopEntity)e));
    cop_grid_text(&c[3], cop_entity((CopEntity)e)->name);
  }
  return g;
}

void
cop_tables_kinds(CopPage *p, GPtrArray *grids)
{
  g_ptr_array_add(grids, kind_grid(p));
}

void
cop_page_kinds(CopPage *p)
{
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("All records"), .lead = T_("Everything this store holds, kind by kind.") });
  cop_part_grid(kind_grid(p));
}

/* --- values of fields --- */

/* "cost_low" -> "Cost low": how a field is called where nobody gave it a title. */
static const char *
field_title(CopPage *p, const CopField *f)
{
  char *title = cop_arena_strdup(p->a, f->name);
  for (char *c = title; *c != '\0'; c++)
    if (*c == '_')
      *c = ' ';
  *title = g_ascii_toupper(*title);
  return T_(title);
}

static const char *
join(CopPage *p, const CopTexts *t)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0; i < t->n; i++)
    g_string_append_printf(s, "%s%s", i > 0 ? "; " : "", t->items[i]);
  return cop_arena_strdup(p->a, s->str);
}

static void
fill_cell(CopGrid *g, CopGridCell *c, CopEntity e, const void *record, const CopField *f)
{
  CopPage *p = g->p;
  if (!cop_record_given(e, record, f))
    return;
  switch (f->type) {
  case COP_FIELD_TEXT:
  case COP_FIELD_REF:
    cop_grid_text(c, cop_record_text(record, f));
    break;
  case COP_FIELD_DATE:
    cop_grid_date(c, cop_record_text(record, f));
    break;
  case COP_FIELD_TEXTS:
  case COP_FIELD_REFS:
    cop_grid_text(c, join(p, cop_record_texts(record, f)));
    break;
  case COP_FIELD_INT:
  case COP_FIELD_BOOL:
    cop_grid_int(c, cop_record_int(record, f));
    break;
  case COP_FIELD_REAL:
    cop_grid_real(c, cop_record_real(record, f));
    break;
  case COP_FIELD_MONEY:
    cop_grid_money(g, c, cop_record_int(record, f));
    break;
  case COP_FIELD_ENUM:
    cop_grid_text(c, cop_words(f->words)->words[cop_record_int(record, f)]);
    break;
  case COP_FIELD_TYPE_MAX:
    break;
  }
}

static CopCellKind
cell_kind(CopFieldType t)
{
  switch (t) {
  case COP_FIELD_INT:
  case COP_FIELD_BOOL:
    return COP_CELL_INT;
  case COP_FIELD_REAL:
  case COP_FIELD_MONEY:
    return COP_CELL_REAL;
  case COP_FIELD_DATE:
    return COP_CELL_DATE;
  default:
    return COP_CELL_TEXT;
  }
}

/* --- all records of a kind --- */

enum { RECORDS_A_PAGE = 200, SHOWN_FIELDS = 4 };

/* On the page: title, mark and the first short fields; in files: everything. */
static CopGrid *
record_grid(CopPage *p, CopEntity e)
{
  const CopEntityInfo *info = cop_entity(e);
  const CopField *fields = cop_entity_fields(e);
  CopGridColumn *columns = cop_new_n(p->a, CopGridColumn, info->n_fields + 2);
  columns[0] = (CopGridColumn){ "id", N_("Id"), COP_CELL_TEXT, 0, 0 };
  columns[1] = (CopGridColumn){ "called", N_("Record"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD };
  size_t shown = 0;
  for (size_t i = 0; i < info->n_fields; i++) {
    bool brief = fields[i].type == COP_FIELD_ENUM || fields[i].type == COP_FIELD_DATE || fields[i].type == COP_FIELD_INT || fields[i].type == COP_FIELD_MONEY ||
                 fields[i].type == COP_FIELD_REAL;
    bool visible = brief && strcmp(fields[i].name, "position") != 0 && shown < SHOWN_FIELDS;
    shown += visible;
    columns[i + 2] = (CopGridColumn){ fields[i].name, field_title(p, &fields[i]), cell_kind(fields[i].type), 2, visible ? 0u : COP_COLUMN_EXPORT };
  }
  CopGrid *g = cop_grid_new(p, info->plural, cop_say_kind(p, e), columns, info->n_fields + 2);
  for (size_t i = 0; i < cop_model_count(p->m, e); i++) {
    const CopRecord *r = cop_model_at(p->m, e, i);
    if (!cop_page_sees(p, e, r))
      continue;
    CopGridCell *c = cop_grid_row(g);
    cop_grid_text(&c[0], r->id);
    cop_grid_text(&c[1], cop_record_title(p, e, r, &c[1].lang));
    c[1].link = cop_url_path(p->a, "record", info->name, r->id, NULL);
    for (size_t k = 0; k < info->n_fields; k++) {
      fill_cell(g, &c[k + 2], e, r, &fields[k]);
      if (fields[k].type == COP_FIELD_ENUM && c[k + 2].value.kind == COP_CELL_TEXT)
        c[k + 2].shown = cop_say_word(p, fields[k].words, (int)cop_record_int(r, &fields[k]));
    }
  }
  return g;
}

void
cop_tables_records(CopPage *p, GPtrArray *grids)
{
  CopEntity e = cop_entity_by_name(p->args[0]);
  if (e != COP_ENTITY_MAX)
    g_ptr_array_add(grids, record_grid(p, e));
}

void
cop_page_records(CopPage *p)
{
  CopEntity e = cop_entity_by_name(p->args[0]);
  if (e == COP_ENTITY_MAX) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = cop_say_kind(p, e),
                                                               .lead = T_(cop_entity(e)->doc),
                                                               .parent = T_("All records"),
                                                               .parent_url = cop_url_path(p->a, "records", NULL),
                                                               .action = (cop_page_edits(p, e, NULL) & COP_GROUP_LIFE) != 0 ? T_("Add") : NULL,
                                                               .action_url = cop_url_path(p->a, "new", cop_entity(e)->name, NULL) });
  CopGrid *g = record_grid(p, e);
  g->empty = T_("The store holds no record of this kind.");
  g->rows_a_page = RECORDS_A_PAGE;
  cop_part_grid(g);
}

/* --- one record --- */

static void
write_ref(CopPage *p, CopEntity target, const char *id)
{
  const void *r = cop_model_record(p->m, target, id);
  if (r == NULL)
    cop_html_text(p->h, id);
  else
    cop_part_record(p, target, r);
}

static void
write_list(CopPage *p, const CopField *f, const CopTexts *t)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_UL)
    for (size_t i = 0; i < t->n; i++)
      COP_EL (h, COP_LI) {
        if (f->type == COP_FIELD_REFS)
          write_ref(p, f->target, t->items[i]);
        else
          COP_TEXT(h, COP_SPAN, t->items[i], cop_a(COP_A_LANG, "en"));
      }
}

static void
write_text_value(CopPage *p, CopEntity e, const void *r, const CopField *f)
{
  const char *text = cop_record_text(r, f);
  if (g_str_has_prefix(text, "https://") || g_str_has_prefix(text, "http://"))
    COP_TEXT(p->h, COP_A, text, cop_a(COP_A_REL, "noreferrer"), cop_link(COP_A_HREF, cop_url_outside(p->a, text)));
  else if ((f->flags & COP_FIELD_TRANSLATABLE) != 0)
    cop_part_field(p, e, r, f->name);
  else
    cop_html_text(p->h, text);
}

static void
write_value(CopPage *p, CopEntity e, const void *r, const CopField *f)
{
  CopHtml *h = p->h;
  switch (f->type) {
  case COP_FIELD_TEXT:
    write_text_value(p, e, r, f);
    break;
  case COP_FIELD_DATE:
    cop_html_text(h, cop_say_date(p, cop_record_text(r, f)));
    break;
  case COP_FIELD_REF:
    write_ref(p, f->target, cop_record_text(r, f));
    break;
  case COP_FIELD_TEXTS:
  case COP_FIELD_REFS:
    write_list(p, f, cop_record_texts(r, f));
    break;
  case COP_FIELD_INT:
    cop_html_text(h, g_str_has_suffix(f->name, "year") ? cop_arena_printf(p->a, "%d", (int)cop_record_int(r, f)) : cop_say_int(p, cop_record_int(r, f)));
    break;
  case COP_FIELD_BOOL:
    cop_html_text(h, cop_record_int(r, f) != 0 ? T_("yes") : T_("no"));
    break;
  case COP_FIELD_REAL:
    cop_html_text(h, cop_say_figure(p, cop_record_real(r, f)));
    break;
  case COP_FIELD_MONEY:
    cop_html_text(h, cop_say_money(p, cop_record_int(r, f)));
    break;
  case COP_FIELD_ENUM:
    cop_html_text(h, cop_say_word(p, f->words, (int)cop_record_int(r, f)));
    COP_TEXT(h, COP_SPAN, T_(cop_words(f->words)->docs[cop_record_int(r, f)]), cop_a(COP_A_CLASS, "under"));
    break;
  case COP_FIELD_TYPE_MAX:
    break;
  }
}

static void
write_fields(CopPage *p, CopEntity e, const CopRecord *r)
{
  CopHtml *h = p->h;
  const CopField *fields = cop_entity_fields(e);
  COP_EL (h, COP_DL, cop_a(COP_A_CLASS, "record"))
    for (size_t i = 0; i < cop_entity(e)->n_fields; i++) {
      const CopField *f = &fields[i];
      if (!cop_record_given(e, r, f) || strcmp(f->name, "position") == 0)
        continue;
      COP_EL (h, COP_DT) {
        cop_html_text(h, field_title(p, f));
        COP_TEXT(h, COP_SPAN, T_(f->doc), cop_a(COP_A_CLASS, "under"));
      }
      COP_EL (h, COP_DD)
        write_value(p, e, r, f);
    }
}

static bool
refers(const CopRecord *r, const CopField *f, CopEntity target, const char *id)
{
  if (f->target != target)
    return false;
  if (f->type == COP_FIELD_REF) {
    const char *to = cop_record_text(r, f);
    return to != NULL && strcmp(to, id) == 0;
  }
  if (f->type != COP_FIELD_REFS)
    return false;
  const CopTexts *t = cop_record_texts(r, f);
  for (size_t i = 0; i < t->n; i++)
    if (strcmp(t->items[i], id) == 0)
      return true;
  return false;
}

enum { USERS_SHOWN = 60 };

/* Records of a kind that refer to the one shown. */
static void
write_users_of_kind(CopPage *p, CopEntity kind, CopEntity e, const char *id)
{
  CopHtml *h = p->h;
  const CopField *fields = cop_entity_fields(kind);
  g_autoptr(GPtrArray) users = g_ptr_array_new();
  for (size_t i = 0; i < cop_model_count(p->m, kind); i++) {
    const CopRecord *r = cop_model_at(p->m, kind, i);
    bool found = false;
    for (size_t k = 0; k < cop_entity(kind)->n_fields && !found; k++)
      found = refers(r, &fields[k], e, id);
    if (found && cop_page_sees(p, kind, r))
      g_ptr_array_add(users, (gpointer)r);
  }
  if (users->len == 0)
    return;
  COP_EL (h, COP_DETAILS, cop_a_if(COP_A_OPEN, users->len <= 8)) {
    COP_EL (h, COP_SUMMARY)
      cop_html_textf(h, "%s (%s)", cop_say_kind(p, kind), cop_say_int(p, users->len));
    COP_EL (h, COP_UL)
      for (guint i = 0; i < users->len && i < USERS_SHOWN; i++)
        COP_EL (h, COP_LI)
          cop_part_record(p, kind, g_ptr_array_index(users, i));
    if (users->len > USERS_SHOWN)
      COP_EL (h, COP_P)
        COP_TEXT(h, COP_A, T_("All records of this kind"), cop_link(COP_A_HREF, cop_url_path(p->a, "records", cop_entity(kind)->name, NULL)));
  }
}

static void
write_users(CopPage *p, CopEntity e, const char *id)
{
  COP_SECTION_OF(p, "used", T_("Where it is used"), NULL)
    for (int kind = 0; kind < COP_ENTITY_MAX; kind++)
      write_users_of_kind(p, (CopEntity)kind, e, id);
}

/* --- history --- */

/* The fields in which two states differ, by name. */
static const char *
changed_fields(CopPage *p, CopEntity e, const char *before, const char *after)
{
  g_autoptr(GString) names = g_string_new(NULL);
  const CopRecord *a = before == NULL ? NULL : cop_record_from_json(p->a, e, before, strlen(before), NULL);
  const CopRecord *b = after == NULL ? NULL : cop_record_from_json(p->a, e, after, strlen(after), NULL);
  const CopField *fields = cop_entity_fields(e);
  for (size_t i = 0; a != NULL && b != NULL && i < cop_entity(e)->n_fields; i++)
    if (strcmp(cop_field_typed(p, e, a, &fields[i]), cop_field_typed(p, e, b, &fields[i])) != 0)
      g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", field_title(p, &fields[i]));
  return cop_arena_strdup(p->a, names->str);
}

static const char *
action_text(CopPage *p, const char *action)
{
  static const struct {
    const char *action, *text;
  } texts[] = { { "add", N_("added") }, { "change", N_("changed") }, { "delete", N_("removed") } };
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    if (strcmp(action, texts[i].action) == 0)
      return T_(texts[i].text);
  return action;
}

static void
write_history(CopPage *p, CopEntity e, const char *id)
{
  CopHtml *h = p->h;
  CopAuditEntries entries;
  if (!cop_history(p, e, id, &entries) || entries.n == 0)
    return;
  COP_SECTION_OF(p, "history", T_("History"), NULL)
    COP_EL (h, COP_OL, cop_a(COP_A_CLASS, "history"))
      for (size_t i = entries.n; i > 0; i--) {
        const CopAuditEntry *x = &entries.items[i - 1];
        const char *fields = i > 1 ? changed_fields(p, e, entries.items[i - 2].content, x->content) : NULL;
        COP_EL (h, COP_LI) {
          COP_TEXT(h, COP_TIME, cop_say_instant(p, x->at), cop_a(COP_A_DATETIME, x->at));
          cop_html_textf(h, " – %s: %s", x->actor, action_text(p, x->action));
          if (fields != NULL && *fields != '\0')
            cop_html_textf(h, " (%s)", fields);
          if (entries.n > 1 && x->content != NULL) {
            const char *seq = cop_arena_printf(p->a, "%" G_GINT64_FORMAT, x->seq);
            CopUrl url = cop_url_query(p->a, cop_url_path(p->a, "compare", cop_entity(e)->name, id, NULL), (const char *[]){ "entry", seq, NULL });
            cop_html_text(h, " ");
            COP_TEXT(h, COP_A, T_("Compare"), cop_link(COP_A_HREF, url));
          }
        }
      }
}

static CopUrl
own_page(CopPage *p, CopEntity e, const char *id, bool *has)
{
  CopUrl url = cop_url_record(p, e, id);
  *has = !g_str_has_prefix(url.checked, "/record/");
  return url;
}

void
cop_page_record(CopPage *p)
{
  CopEntity e = cop_entity_by_name(p->args[0]);
  const CopRecord *r = e == COP_ENTITY_MAX ? NULL : cop_model_record(p->m, e, p->args[1]);
  if (r == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  const char *lang;
  bool has;
  CopUrl url = own_page(p, e, r->id, &has);
  g_auto(CopFrameScope) frame = cop_frame_open(
    p, &(CopFrame){ .title = cop_record_title(p, e, r, &lang),
                    .lang = lang,
                    .over = cop_arena_printf(p->a, T_("%s · %s · revision %s"), cop_say_kind(p, e), r->id, cop_say_int(p, r->revision)),
                    .parent = cop_say_kind(p, e),
                    .parent_url = cop_url_path(p->a, "records", cop_entity(e)->name, NULL),
                    .action = cop_page_edits(p, e, r) != 0 ? T_("Change") : NULL,
                    .action_url = cop_url_path(p->a, "edit", cop_entity(e)->name, r->id, NULL) });
  if (has)
    COP_EL (p->h, COP_P)
      COP_TEXT(p->h, COP_A, T_("See it in its place on the desk"), cop_link(COP_A_HREF, url));
  if (r->origin != NULL && *r->origin != '\0')
    COP_TEXT(p->h, COP_P, cop_arena_printf(p->a, T_("As the pack '%s' wrote it."), r->origin), cop_a(COP_A_CLASS, "hint"));
  write_fields(p, e, r);
  write_users(p, e, r->id);
  cop_part_discussion(p, e, r);
  write_history(p, e, r->id);
  if ((cop_page_edits(p, e, r) & COP_GROUP_LIFE) != 0)
    COP_EL (p->h, COP_P)
      COP_TEXT(p->h, COP_A, T_("Remove this record"), cop_link(COP_A_HREF, cop_url_path(p->a, "remove", cop_entity(e)->name, r->id, NULL)));
}
