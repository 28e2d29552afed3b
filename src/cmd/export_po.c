/* SPDX-License-Identifier: Apache-2.0
 * Texts for translators: PO, XLIFF and spreadsheet are one job in three forms. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "base/lang.h"
#include "cmd/export.h"
#include "exchange/po.h"
#include "exchange/xliff.h"
#include "model/store.h"
#include "table/table.h"

typedef struct {
  const CopModel *m;
  CopArena *a;
  CopTransUnits units;
  const char *lang;
} Texts;

typedef struct {
  const char *name, *about;
  GBytes *(*write)(const Texts *t, GError **error);
} Form;

static GBytes *
bytes_of(char *text)
{
  return g_bytes_new_take(text, strlen(text));
}

static GBytes *
write_po(const Texts *t, GError **error)
{
  (void)error;
  char now[COP_INSTANT_SIZE];
  return bytes_of(cop_po_write(t->m, &t->units, t->lang, cop_instant_now(now)));
}

static GBytes *
write_xliff(const Texts *t, GError **error)
{
  (void)error;
  return bytes_of(cop_xliff_write(t->m, &t->units, t->lang));
}

/* The columns import/trans_sheet.c reads, and one for the eye. */
static GBytes *
write_sheet(const Texts *t, GError **error)
{
  static const CopTableColumn columns[] = { { "unit", "Unit", COP_CELL_TEXT, 0 },         { "english", "English", COP_CELL_TEXT, 0 },
                                            { "translation", "Translation", COP_CELL_TEXT, 0 }, { "state", "State", COP_CELL_TEXT, 0 },
                                            { "mind", "To mind", COP_CELL_TEXT, 0 },      { "revision", "Revision", COP_CELL_INT, 0 },
                                            { "language", "Language", COP_CELL_TEXT, 0 } };
  CopTable *table = cop_table_new(t->a, t->lang, cop_arena_printf(t->a, "Texts for translation into %s", cop_lang_name(t->lang)), columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < t->units.n; i++) {
    const CopTransUnit *u = &t->units.items[i];
    CopTexts context = cop_trans_context(t->m, t->a, u);
    g_autoptr(GString) mind = g_string_new(NULL);
    for (size_t k = 0; k < context.n; k++)
      g_string_append_printf(mind, "%s%s", k > 0 ? "\n" : "", context.items[k]);
    CopCell *c = cop_table_row(table);
    cop_cell_text(table, &c[0], u->id);
    cop_cell_text(table, &c[1], u->source);
    cop_cell_text(table, &c[2], u->target);
    cop_cell_text(table, &c[3], cop_words(COP_WORDS_TEXT_STATE)->words[u->state]);
    cop_cell_text(table, &c[4], mind->len > 0 ? mind->str : NULL);
    cop_cell_int(&c[5], u->revision);
    cop_cell_text(table, &c[6], t->lang);
  }
  return cop_tables_to_xlsx((const CopTable *const[]){ table }, 1, error);
}

static CopExit
export_texts(int argc, char **argv, const Form *form)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *out = NULL, *lang = NULL, *only = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, "the file to write", "FILE" },
    { "lang", 'l', 0, G_OPTION_ARG_STRING, &lang, "language to translate into, e.g. fil", "LANG" },
    { "only", 0, 0, G_OPTION_ARG_STRING, &only, "messages, or records: everything else that is translated", "WHICH" },
    G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, form->about, "copkit import takes the file back.", &common))
    return COP_EXIT_USAGE;
  CopTransWhich which = only == NULL ? COP_TRANS_ALL : strcmp(only, "messages") == 0 ? COP_TRANS_MESSAGES : strcmp(only, "records") == 0 ? COP_TRANS_RECORDS : 0;
  if (argc > 1 || out == NULL || lang == NULL || !cop_lang_valid(lang) || strcmp(lang, "en") == 0 || which == 0)
    return cop_cmd_failf(form->name, COP_EXIT_USAGE, "give the file with -o and the language with -l (English is the source); --only takes messages or records");
  CopExit code;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) db = cop_cmd_open_store(form->name, &common, COP_DB_READ, &code);
  CopModel *m;
  if (db == NULL)
    return code;
  if (!cop_model_load(db, a, &m, &error))
    return cop_cmd_fail(form->name, COP_EXIT_INPUT, error);
  const Texts t = { .m = m, .a = a, .units = cop_trans_units(m, a, lang, which), .lang = lang };
  g_autoptr(GBytes) bytes = form->write(&t, &error);
  gsize n = 0;
  const void *data = bytes == NULL ? NULL : g_bytes_get_data(bytes, &n);
  if (bytes == NULL || !cop_file_write(out, data, n, &error))
    return cop_cmd_fail(form->name, COP_EXIT_INPUT, error);
  size_t translated = 0;
  for (size_t i = 0; i < t.units.n; i++)
    translated += t.units.items[i].target != NULL;
  if (!common.quiet)
    printf("%s: %zu texts, %zu of them translated\n", out, t.units.n, translated);
  return COP_EXIT_OK;
}

CopExit
cop_export_po(int argc, char **argv)
{
  static const Form form = { "export po", "Write texts for translation as a PO file; drafts are fuzzy.", write_po };
  return export_texts(argc, argv, &form);
}

CopExit
cop_export_xliff(int argc, char **argv)
{
  static const Form form = { "export xliff", "Write texts for translation as XLIFF 1.2.", write_xliff };
  return export_texts(argc, argv, &form);
}

CopExit
cop_export_sheet(int argc, char **argv)
{
  static const Form form = { "export sheet", "Write texts for translation as a spreadsheet.", write_sheet };
  return export_texts(argc, argv, &form);
}
