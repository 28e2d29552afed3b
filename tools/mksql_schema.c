/* SPDX-License-Identifier: Apache-2.0
 *
 * mksql_schema.c -- SQL of the kinds of records: from schema.def to tables and
 * statements. A kind is a table; its lists of references are a table each,
 * <kind>_<field>(owner, position, target); lists of texts are JSON; enums are
 * stored as their words. Names are quoted throughout, because fields may be
 * called "group" or "when".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mksql.h"

static bool
is_column(const CopField *f)
{
  return f->type != COP_FIELD_REFS;
}

static void
add_source(Statement *st, const Text *sql)
{
  st->source[SQLITE] = st->source[POSTGRES] = sql->s;
}

static Statement *
add_named(Statements *all, Kind kind, const char *format, const char *entity, const char *field)
{
  Text name = { 0 };
  text_addf(&name, format, entity, field);
  Statement *st = statements_add(all, name.s, kind, NULL, 0);
  free(name.s);
  return st;
}

/* --- statements --- */

static void
add_columns(Text *t, CopEntity e, const char *format)
{
  static const char *const head[] = { "id", "revision", "origin" };
  for (size_t i = 0; i < 3; i++) {
    text_add(t, i == 0 ? "" : ", ");
    text_addf(t, format, head[i]);
  }
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++)
    if (is_column(&cop_entity_fields(e)[i])) {
      text_add(t, ", ");
      text_addf(t, format, cop_entity_fields(e)[i].name);
    }
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static void
entity_statements(Statements *all, CopEntity e)
{
  const char *name = cop_entity(e)->name;
  Text list = { 0 }, get = { 0 }, upsert = { 0 }, drop = { 0 }, count = { 0 };

  text_add(&list, "SELECT ");
  add_columns(&list, e, "\"%s\"");
  text_addf(&list, " FROM \"%s\"", name);
  text_addf(&get, "%s WHERE \"id\" = :id;", list.s);
  text_add(&list, " ORDER BY \"id\";");
  add_source(add_named(all, KIND_MANY, "%s_list%s", name, ""), &list);
  add_source(add_named(all, KIND_ONE, "%s_get%s", name, ""), &get);

  text_addf(&upsert, "INSERT INTO \"%s\" (", name);
  add_columns(&upsert, e, "\"%s\"");
  text_add(&upsert, ")\nVALUES (");
  add_columns(&upsert, e, ":%s");
  text_add(&upsert, ")\nON CONFLICT (\"id\") DO UPDATE SET \"revision\" = excluded.\"revision\", \"origin\" = excluded.\"origin\"");
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++)
    if (is_column(&cop_entity_fields(e)[i]))
      text_addf(&upsert, ", \"%s\" = excluded.\"%s\"", cop_entity_fields(e)[i].name, cop_entity_fields(e)[i].name);
  text_addf(&upsert, "\nWHERE \"%s\".\"revision\" = excluded.\"revision\" - 1;", name);
  add_source(add_named(all, KIND_EXEC, "%s_upsert%s", name, ""), &upsert);

  text_addf(&drop, "DELETE FROM \"%s\" WHERE \"id\" = :id AND \"revision\" = :revision;", name);
  add_source(add_named(all, KIND_EXEC, "%s_delete%s", name, ""), &drop);
  text_addf(&count, "SELECT count(*) FROM \"%s\";", name);
  add_source(add_named(all, KIND_ONE, "%s_count%s", name, ""), &count);
}

static void
link_statements(Statements *all, CopEntity e, const CopField *f)
{
  const char *name = cop_entity(e)->name;
  Text list = { 0 }, of = { 0 }, insert = { 0 }, clear = { 0 };
  text_addf(&list, "SELECT \"owner\", \"target\" FROM \"%s_%s\" ORDER BY \"owner\", \"position\";", name, f->name);
  text_addf(&of, "SELECT \"target\" FROM \"%s_%s\" WHERE \"owner\" = :owner ORDER BY \"position\";", name, f->name);
  text_addf(&insert, "INSERT INTO \"%s_%s\" (\"owner\", \"position\", \"target\") VALUES (:owner, :position, :target);", name,
            f->name);
  text_addf(&clear, "DELETE FROM \"%s_%s\" WHERE \"owner\" = :owner;", name, f->name);
  add_source(add_named(all, KIND_MANY, "%s_%s_list", name, f->name), &list);
  add_source(add_named(all, KIND_MANY, "%s_%s_of", name, f->name), &of);
  add_source(add_named(all, KIND_EXEC, "%s_%s_insert", name, f->name), &insert);
  add_source(add_named(all, KIND_EXEC, "%s_%s_clear", name, f->name), &clear);
}

#pragma GCC diagnostic pop

void
schema_statements(Statements *all)
{
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    entity_statements(all, (CopEntity)e);
    for (size_t i = 0; i < cop_entity((CopEntity)e)->n_fields; i++)
      if (cop_entity_fields((CopEntity)e)[i].type == COP_FIELD_REFS)
        link_statements(all, (CopEntity)e, &cop_entity_fields((CopEntity)e)[i]);
  }
}

void
schema_tables(const Statements *all, Text *out)
{
  (void)all;
  text_add(out, "const CopEntityStmts cop_entity_stmts[] = {\n");
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    const char *n = cop_entity((CopEntity)e)->name;
    text_addf(out, "  { COP_ST_%s_list, COP_ST_%s_get, COP_ST_%s_upsert, COP_ST_%s_delete, COP_ST_%s_count },\n", n, n, n,
              n, n);
  }
  text_add(out, "};\n\nstatic const CopLinkStmts links[] = {\n");
  for (int e = 0; e < COP_ENTITY_MAX; e++)
    for (size_t i = 0; i < cop_entity((CopEntity)e)->n_fields; i++) {
      const CopField *f = &cop_entity_fields((CopEntity)e)[i];
      const char *n = cop_entity((CopEntity)e)->name;
      if (f->type == COP_FIELD_REFS)
        text_addf(out, "  { %d, %d, COP_ST_%s_%s_list, COP_ST_%s_%s_of, COP_ST_%s_%s_insert, COP_ST_%s_%s_clear },\n", e,
                  (int)i, n, f->name, n, f->name, n, f->name, n, f->name);
    }
  text_add(out, "};\n\nconst CopLinkStmts *\ncop_link_stmts(int entity, int field)\n{\n"
                "  for (size_t i = 0; i < sizeof links / sizeof links[0]; i++)\n"
                "    if (links[i].entity == entity && links[i].field == field)\n      return &links[i];\n"
                "  return NULL;\n}\n\n");
}

/* --- tables --- */

static const char *
column_type(CopFieldType t)
{
  switch (t) {
  case COP_FIELD_TEXT:
  case COP_FIELD_TEXTS:
  case COP_FIELD_DATE:
  case COP_FIELD_ENUM:
  case COP_FIELD_REF:
  case COP_FIELD_REFS:
    return "TEXT";
  case COP_FIELD_INT:
  case COP_FIELD_BOOL:
  case COP_FIELD_MONEY:
    return "INTEGER";
  case COP_FIELD_REAL:
    return "REAL";
  case COP_FIELD_TYPE_MAX:
    break;
  }
  return NULL;
}

static void
add_check(Text *t, const CopField *f)
{
  if (f->type == COP_FIELD_BOOL) {
    text_addf(t, " CHECK (\"%s\" IN (0, 1))", f->name);
  } else if (f->type == COP_FIELD_ENUM) {
    text_addf(t, " CHECK (\"%s\" IN (", f->name);
    const CopWords *words = cop_words(f->words);
    for (int i = 0; i < words->n; i++)
      text_addf(t, "%s'%s'", i == 0 ? "" : ", ", words->words[i]);
    text_add(t, "))");
  } else if (f->type == COP_FIELD_REF) {
    text_addf(t, " REFERENCES \"%s\" (\"id\") DEFERRABLE INITIALLY DEFERRED", cop_entity(f->target)->name);
  }
}

static void
add_table(Text *t, CopEntity e)
{
  const CopEntityInfo *info = cop_entity(e);
  text_addf(t, "\nCREATE TABLE \"%s\" (\n  \"id\" TEXT NOT NULL PRIMARY KEY,\n  \"revision\" INTEGER NOT NULL,\n"
               "  \"origin\" TEXT NOT NULL",
            info->name);
  for (size_t i = 0; i < info->n_fields; i++) {
    const CopField *f = &cop_entity_fields(e)[i];
    if (!is_column(f))
      continue;
    text_addf(t, ",\n  \"%s\" %s%s", f->name, column_type(f->type),
              (f->flags & COP_FIELD_REQUIRED) != 0 ? " NOT NULL" : "");
    add_check(t, f);
  }
  text_add(t, "\n) STRICT;\n");
}

static void
add_link_tables(Text *t, CopEntity e)
{
  const char *name = cop_entity(e)->name;
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++) {
    const CopField *f = &cop_entity_fields(e)[i];
    if (f->type == COP_FIELD_REFS)
      text_addf(t,
                "\nCREATE TABLE \"%s_%s\" (\n"
                "  \"owner\" TEXT NOT NULL REFERENCES \"%s\" (\"id\") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,\n"
                "  \"position\" INTEGER NOT NULL,\n"
                "  \"target\" TEXT NOT NULL REFERENCES \"%s\" (\"id\") DEFERRABLE INITIALLY DEFERRED,\n"
                "  PRIMARY KEY (\"owner\", \"position\")\n) STRICT, WITHOUT ROWID;\n",
                name, f->name, name, cop_entity(f->target)->name);
  }
}

/* PostgreSQL wants a table to exist before it is referred to. */
static bool
ready(CopEntity e, const bool *done)
{
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++) {
    const CopField *f = &cop_entity_fields(e)[i];
    if (f->type == COP_FIELD_REF && f->target != e && !done[f->target])
      return false;
  }
  return true;
}

void
schema_ddl(Text *out)
{
  bool done[COP_ENTITY_MAX] = { false };
  text_add(out, "-- SPDX-License-Identifier: Apache-2.0\n-- The tables of model/schema.def: what tools/mksql --ddl printed.\n");
  for (int n = 0, before = -1; n < COP_ENTITY_MAX;) {
    if (n == before)
      die(NULL, 0, "kinds refer to each other in a circle; one of the references must become a list");
    before = n;
    for (int e = 0; e < COP_ENTITY_MAX; e++)
      if (!done[e] && ready((CopEntity)e, done)) {
        add_table(out, (CopEntity)e);
        done[e] = true;
        n++;
      }
  }
  for (int e = 0; e < COP_ENTITY_MAX; e++)
    add_link_tables(out, (CopEntity)e);
}
