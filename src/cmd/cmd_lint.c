/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/file.h"
#include "base/home.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/limits.h"
#include "check/lint.h"
#include "check/reading.h"
#include "check/sarif.h"
#include "cmd/cmd.h"
#include "config.h"
#include "import/pack_model.h"
#include "import/text.h"
#include "model/record.h"
#include "model/store.h"

typedef struct {
  char *date, *format, *severity, *reading;
  gboolean packs, sarif, text;
} Options;

static void
options_clear(Options *o)
{
  g_free(o->date);
  g_free(o->format);
  g_free(o->severity);
  g_free(o->reading);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* What texts are held against: the records of the store, else of the packs
 * that come with copkit; of these only what the linter looks at, unless their
 * own texts are checked. */
typedef struct {
  CopArena *arena;
  CopPackSet *packs; /* the model borrows from it; NULL with a store */
  CopModel *model;
  CopLinter *linter;
} Desk;

static void
desk_clear(Desk *d)
{
  g_clear_pointer(&d->linter, cop_linter_free);
  g_clear_pointer(&d->packs, cop_pack_set_free);
  g_clear_pointer(&d->arena, cop_arena_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Desk, desk_clear)

static CopExit
read_packs(Desk *d, bool whole, CopDiags *faults)
{
  g_autoptr(GError) error = NULL;
  size_t n;
  const CopEntity *kinds = cop_linter_kinds(&n);
  d->packs = cop_pack_set_new();
  if (!whole)
    cop_pack_set_only(d->packs, kinds, n);
  if (!cop_pack_set_add_shipped(d->packs, faults, &error))
    return cop_cmd_fail("lint", COP_EXIT_INPUT, error);
  if (cop_pack_set_packs(d->packs) == 0)
    return cop_cmd_failf("lint", COP_EXIT_INPUT, "no catalogue was found below %s; set COPKIT_HOME", cop_home());
  cop_pack_set_check(d->packs, NULL, faults);
  if (cop_diags_count_severity(faults, COP_SEVERITY_ERROR) == 0)
    d->model = cop_pack_set_model(d->packs, d->arena);
  return COP_EXIT_OK;
}

static CopExit
read_store(Desk *d, const char *store)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDb) db = cop_db_open(store, COP_DB_READ, &error);
  if (db == NULL || !cop_model_load(db, d->arena, &d->model, &error))
    return cop_cmd_fail("lint", COP_EXIT_INPUT, error);
  return COP_EXIT_OK;
}

static CopExit
desk_open(Desk *d, const char *store, bool whole)
{
  g_autoptr(CopDiags) faults = cop_diags_new();
  d->arena = cop_arena_new();
  CopExit read = store != NULL ? read_store(d, store) : read_packs(d, whole, faults);
  if (read != COP_EXIT_OK)
    return read;
  if (d->model != NULL)
    d->linter = cop_linter_new(d->model, faults);
  if (cop_diags_count_severity(faults, COP_SEVERITY_ERROR) > 0) {
    cop_cmd_print_diags(faults, false);
    return cop_cmd_failf("lint", COP_EXIT_INPUT, "the catalogues have errors");
  }
  return COP_EXIT_OK;
}

/* --- the store's own texts --- */

/* Kinds whose texts are names, patterns or examples of what to avoid. */
static bool
is_reference(CopEntity e)
{
  return e == COP_ENTITY_source || e == COP_ENTITY_conference || e == COP_ENTITY_instrument || e == COP_ENTITY_term ||
         e == COP_ENTITY_lint_class || e == COP_ENTITY_lint_rule || e == COP_ENTITY_survey || e == COP_ENTITY_cited_work;
}

/* Fields of running text: those that are translated, and what people write
 * about a record. */
static bool
is_prose(const CopField *f)
{
  static const char *const others[] = { "text", "note", "finding", "gap", "next_action", "clause", "why", "basis" };
  if (f->type != COP_FIELD_TEXT && f->type != COP_FIELD_TEXTS)
    return false;
  if ((f->flags & COP_FIELD_TRANSLATABLE) != 0)
    return true;
  for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
    if (strcmp(f->name, others[i]) == 0)
      return true;
  return false;
}

/* Is this a choice that the quiz's key calls wrong? */
static bool
is_wrong_choice(const CopQuizItem *q, const char *field)
{
  return q != NULL && g_str_has_prefix(field, "choice_") && strcmp(q->best, field + strlen("choice_")) != 0;
}

/* The answers of a quiz that its key calls wrong say what is then put right, in
 * every language. */
static bool
is_wrong_answer(const CopModel *m, CopEntity e, const CopRecord *record, const CopField *f)
{
  if (e == COP_ENTITY_quiz_item)
    return is_wrong_choice((const CopQuizItem *)(const void *)record, f->name);
  if (e != COP_ENTITY_translation)
    return false;
  const CopTranslation *t = (const CopTranslation *)(const void *)record;
  return strcmp(t->kind, "quiz_item") == 0 && is_wrong_choice(cop_model_quiz_item(m, t->record), t->field);
}

static void
lint_text(const Desk *desk, const char *place, const char *text, const CopLintOptions *how, CopDiags *found)
{
  if (text == NULL || *text == '\0')
    return;
  g_autoptr(CopArena) arena = cop_arena_new();
  CopLintOptions mine = *how;
  mine.file = place;
  cop_lint(desk->linter, cop_extract_of_text(arena, text), &mine, found);
}

static void
lint_record(const Desk *desk, CopEntity e, const CopRecord *record, const CopLintOptions *how, CopDiags *found)
{
  const CopEntityInfo *info = cop_entity(e);
  const CopField *fields = cop_entity_fields(e);
  for (size_t i = 0; i < info->n_fields; i++) {
    if (!is_prose(&fields[i]) || is_wrong_answer(desk->model, e, record, &fields[i]))
      continue;
    g_autofree char *place = g_strdup_printf("%s/%s.%s", info->name, record->id, fields[i].name);
    if (fields[i].type == COP_FIELD_TEXT) {
      lint_text(desk, place, cop_record_text(record, &fields[i]), how, found);
      continue;
    }
    const CopTexts *texts = cop_record_texts(record, &fields[i]);
    for (size_t t = 0; t < texts->n; t++)
      lint_text(desk, place, texts->items[t], how, found);
  }
}

static void
lint_store(const Desk *desk, const CopLintOptions *how, CopDiags *found)
{
  for (int e = 0; e < COP_ENTITY_MAX; e++)
    for (size_t i = 0; !is_reference((CopEntity)e) && i < cop_model_count(desk->model, (CopEntity)e); i++)
      lint_record(desk, (CopEntity)e, cop_model_at(desk->model, (CopEntity)e, i), how, found);
}

/* --- files --- */

static char *
read_input(const char *path, size_t *n, GError **error)
{
  if (strcmp(path, "-") != 0)
    return cop_file_read(path, COP_LIMIT_FILE, n, error);
  g_autoptr(GByteArray) all = g_byte_array_new();
  guint8 buffer[65536];
  for (;;) {
    ssize_t got = read(STDIN_FILENO, buffer, sizeof buffer);
    if (got < 0) {
      g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "standard input: %s", g_strerror(errno));
      return NULL;
    }
    if (got == 0)
      break;
    g_byte_array_append(all, buffer, (guint)got);
    if (all->len > COP_LIMIT_FILE) {
      g_set_error(error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "standard input is larger than %u bytes", COP_LIMIT_FILE);
      return NULL;
    }
  }
  *n = all->len;
  g_byte_array_append(all, (const guint8 *)"", 1);
  return (char *)g_byte_array_free(g_steal_pointer(&all), FALSE);
}

static void
print_reading(const char *path, const char *lang, const char *text)
{
  g_autoptr(CopReader) reader = cop_reader_new();
  CopReadability r = cop_readability(reader, lang, text);
  CopJson *j = cop_json_new();
  cop_json_object(j);
  cop_json_key_text(j, "file", path);
  cop_json_key_text(j, "language", lang);
  cop_json_key_int(j, "sentences", (int64_t)r.sentences);
  cop_json_key_int(j, "words", (int64_t)r.words);
  cop_json_key_int(j, "syllables", (int64_t)r.syllables);
  cop_json_key_real(j, "words_per_sentence", r.words_per_sentence);
  cop_json_key_int(j, "longest_sentence", (int64_t)r.longest_sentence);
  cop_json_key_int(j, "longest_word", (int64_t)r.longest_word);
  cop_json_key_bool(j, "calibrated", r.n_figures > 0);
  cop_json_key_object(j, "figures");
  for (size_t i = 0; i < r.n_figures; i++)
    cop_json_key_real(j, r.figures[i].name, r.figures[i].value);
  cop_json_end(j);
  cop_json_end(j);
  g_autofree char *out = cop_json_finish(j);
  fputs(out, stdout);
}

static bool
lint_file(const Desk *desk, const char *path, const Options *o, const CopLintOptions *how, CopDiags *found, GError **error)
{
  size_t n = 0;
  g_autofree char *bytes = read_input(path, &n, error);
  if (bytes == NULL)
    return false;
  g_autoptr(CopArena) arena = cop_arena_new();
  CopTextFormat format = o->format != NULL ? cop_text_format_by_name(o->format) : cop_text_format_guess(path, bytes, n);
  CopExtract *e = cop_text_read(arena, format, bytes, n, error);
  if (e == NULL) {
    g_prefix_error(error, "%s: ", path);
    return false;
  }
  if (o->reading != NULL) {
    print_reading(path, o->reading, cop_extract_text(e, &n));
    return true;
  }
  if (o->text) {
    const char *text = cop_extract_text(e, &n);
    fwrite(text, 1, n, stdout);
    return true;
  }
  CopLintOptions mine = *how;
  mine.file = path;
  cop_lint(desk->linter, e, &mine, found);
  return true;
}

/* --- results --- */

static bool
severity_by_name(const char *name, CopSeverity *s)
{
  for (int i = 0; i < COP_SEVERITY_MAX; i++)
    if (strcmp(cop_severity_name((CopSeverity)i), name) == 0) {
      *s = (CopSeverity)i;
      return true;
    }
  return false;
}

static CopDiags *
at_least(const CopDiags *all, CopSeverity lowest)
{
  CopDiags *d = cop_diags_new();
  for (size_t i = 0; i < cop_diags_count(all); i++)
    if (cop_diags_at(all, i)->severity >= lowest)
      cop_diags_add(d, cop_diags_at(all, i));
  return d;
}

static void
print_findings(const CopDiags *d, const Desk *desk, const Options *o, bool json)
{
  if (o->sarif) {
    g_autofree char *text = cop_sarif_write(d, desk->linter, COP_VERSION);
    fputs(text, stdout);
  } else if (json) {
    cop_cmd_print_diags(d, true);
  } else {
    for (size_t i = 0; i < cop_diags_count(d); i++) {
      g_autofree char *line = cop_diag_to_line(cop_diags_at(d, i));
      puts(line);
    }
  }
  if (cop_diags_dropped(d) > 0)
    fprintf(stderr, "copkit lint: %zu further findings are not shown\n", cop_diags_dropped(d));
}

static CopExit
check_options(const Options *o, CopSeverity *lowest)
{
  if (o->date != NULL && !cop_date_valid(o->date))
    return cop_cmd_failf("lint", COP_EXIT_USAGE, "--date takes YYYY, YYYY-MM or YYYY-MM-DD, not '%s'", o->date);
  if (o->format != NULL && cop_text_format_by_name(o->format) == COP_TEXT_FORMAT_MAX)
    return cop_cmd_failf("lint", COP_EXIT_USAGE, "--format takes text, markdown, html, docx or pdf, not '%s'", o->format);
  if (o->reading != NULL && !cop_lang_valid(o->reading))
    return cop_cmd_failf("lint", COP_EXIT_USAGE, "--reading takes a tag like fil, not '%s'", o->reading);
  *lowest = COP_SEVERITY_NOTE;
  if (o->severity != NULL && !severity_by_name(o->severity, lowest))
    return cop_cmd_failf("lint", COP_EXIT_USAGE, "--severity takes note, warning or error, not '%s'", o->severity);
  return COP_EXIT_OK;
}

CopExit
cop_cmd_lint(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(Options) o = { 0 };
  const GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &o.date, "date of the text: what was in force then; today when not given", "DATE" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &o.format, "text, markdown, html, docx or pdf; told from the file when not given", "NAME" },
    { "packs", 0, 0, G_OPTION_ARG_NONE, &o.packs, "check the texts of the packs that come with copkit", NULL },
    { "reading", 0, 0, G_OPTION_ARG_STRING, &o.reading, "print how hard the files, in this language, are to read, in figures", "LANG" },
    { "sarif", 0, 0, G_OPTION_ARG_NONE, &o.sarif, "findings as SARIF 2.1.0 on standard output", NULL },
    { "severity", 0, 0, G_OPTION_ARG_STRING, &o.severity, "lowest severity shown: note (all), warning or error", "NAME" },
    { "text", 0, 0, G_OPTION_ARG_NONE, &o.text, "print the words of the files, to which the offsets belong", NULL },
    G_OPTION_ENTRY_NULL };
  CopSeverity lowest;
  if (!cop_cmd_parse(&argc, &argv, entries, "[FILE...]", "Check words, citations and figures of texts about child online protection.",
                     "Files are plain text, Markdown, HTML, DOCX or PDF; '-' is standard input.\n"
                     "Without a file the texts of the store are checked. With a store files are held\n"
                     "against its records, else against the catalogues that come with copkit.\n"
                     "Exit: 0 nothing found, 1 findings, 3 a file could not be read.",
                     &common))
    return COP_EXIT_USAGE;
  if (check_options(&o, &lowest) != COP_EXIT_OK)
    return COP_EXIT_USAGE;
  bool only_text = o.text || o.reading != NULL;
  if (o.packs && (argc > 1 || only_text))
    return cop_cmd_failf("lint", COP_EXIT_USAGE, "--packs takes no files");
  if (argc < 2 && !o.packs && (common.store == NULL || only_text))
    return cop_cmd_failf("lint", COP_EXIT_USAGE, only_text ? "name a file" : "name a file, or a store with -s");

  g_auto(Desk) desk = { 0 };
  CopExit opened = only_text ? COP_EXIT_OK : desk_open(&desk, o.packs ? NULL : common.store, o.packs);
  if (opened != COP_EXIT_OK)
    return opened;
  char now[COP_INSTANT_SIZE];
  g_autofree char *today = g_strndup(cop_instant_now(now), strlen("YYYY-MM-DD"));
  const CopLintOptions how = { .date = o.date, .today = today };
  g_autoptr(CopDiags) all = cop_diags_new();
  CopExit exit = COP_EXIT_OK;
  for (int i = 1; i < argc; i++) {
    g_autoptr(GError) error = NULL;
    if (!lint_file(&desk, argv[i], &o, &how, all, &error))
      exit = cop_cmd_fail("lint", COP_EXIT_INPUT, error);
  }
  if (only_text)
    return exit;
  if (argc < 2)
    lint_store(&desk, &how, all);
  g_autoptr(CopDiags) shown = at_least(all, lowest);
  print_findings(shown, &desk, &o, common.json);
  if (exit == COP_EXIT_OK && cop_diags_count(shown) > 0)
    exit = COP_EXIT_FINDINGS;
  return exit;
}
