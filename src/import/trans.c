/* SPDX-License-Identifier: Apache-2.0 */
#include "import/trans.h"

#include <string.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/limits.h"
#include "model/record.h"
#include "model/text_form.h"
#include "model/trans_unit.h"

typedef struct {
  CopDb *db;
  CopArena *a;
  const CopModel *m;
  const CopImportOptions *options;
  const char *lang;
  GHashTable *units; /* id -> const CopTransUnit */
  CopImportCounts *counts;
  CopDiags *d;
  GString *rejects; /* CSV of refused rows */
} Import;

/* --- what is refused --- */

static void
add_csv(GString *s, const char *text)
{
  g_string_append_c(s, '"');
  for (const char *p = text == NULL ? "" : text; *p != '\0'; p++) {
    if (*p == '"')
      g_string_append_c(s, '"');
    g_string_append_c(s, *p);
  }
  g_string_append_c(s, '"');
}

static bool G_GNUC_PRINTF(5, 6)
refuse(Import *i, const CopTransRow *row, const char *code, const char *remedy, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *what = g_strdup_vprintf(format, args);
  va_end(args);
  cop_diags_format(i->d, COP_SEVERITY_ERROR, code, row->file, row->line, 0, remedy, "%s", what);
  g_autofree char *line = g_strdup_printf("%u", row->line);
  const char *const cells[] = { row->file, line, row->id, row->text, code, what };
  for (size_t k = 0; k < G_N_ELEMENTS(cells); k++) {
    add_csv(i->rejects, cells[k]);
    g_string_append_c(i->rejects, k + 1 == G_N_ELEMENTS(cells) ? '\n' : ',');
  }
  i->counts->rejected++;
  return false;
}

static size_t
help_marks(const char *text)
{
  size_t n = 0;
  for (const char *p = text; (p = strstr(p, "{HELP}")) != NULL; p += strlen("{HELP}"))
    n++;
  return n;
}

static bool
is_text(const char *text)
{
  size_t n = strlen(text);
  if (n > COP_LIMIT_TEXT || !g_utf8_validate(text, (gssize)n, NULL))
    return false;
  for (const char *p = text; *p != '\0'; p++)
    if ((unsigned char)*p < 0x20 && *p != '\n' && *p != '\t')
      return false;
  return true;
}

static bool
fits(Import *i, const CopTransRow *row, const CopTransUnit *u, CopTextState *state)
{
  if (!is_text(row->text))
    return refuse(i, row, "trans-text", "correct it", "%s: control characters, or too long", row->id);
  if ((help_marks(row->text) > 0) != (help_marks(u->source) > 0))
    return refuse(i, row, "trans-blank", "write {HELP} where the number goes, and only there", "%s: {HELP} stands in %s only", row->id,
                  help_marks(u->source) > 0 ? "the English" : "the translation");
  const char *form = strrchr(u->id, '/'), *wrong = NULL;
  if (u->message != NULL && form != NULL)
    wrong = cop_text_form_fault((CopMessageForm)cop_words_index(COP_WORDS_FORM, form + 1), row->text);
  if (wrong != NULL)
    return refuse(i, row, "trans-form", "keep the lines, names and marks of the English", "%s: %s", row->id, wrong);
  bool other_source = row->source != NULL && strcmp(row->source, u->source) != 0;
  if (other_source && !i->options->overwrite)
    return refuse(i, row, "trans-source", "translate the English of today, or import with --overwrite as a draft",
                  "%s: the English is now \"%s\", the file has \"%s\"", row->id, u->source, row->source);
  if (other_source)
    *state = COP_TEXT_STATE_DRAFT;
  if (row->revision >= 0 && row->revision != u->revision && !i->options->overwrite)
    return refuse(i, row, "trans-conflict", "settle it with whoever changed it, or import with --overwrite",
                  "%s: the store has \"%s\" since, the file has \"%s\"", row->id, u->target == NULL ? "" : u->target, row->text);
  return true;
}

/* --- what goes in --- */

static CopRecord *
record_of(Import *i, const CopTransUnit *u, const char *text, CopTextState state)
{
  const char *rest = strchr(u->id, '/') + 1, *last = strrchr(rest, '/');
  const char *id = cop_arena_printf(i->a, "%s/%s", rest, i->lang);
  CopEntity e = u->message != NULL ? COP_ENTITY_message_text : COP_ENTITY_translation;
  CopRecord *r = cop_record_new(i->a, e);
  r->id = id;
  r->origin = "";
#define SET(name, value) cop_record_set_text(e, r, cop_entity_field(e, name), value)
  if (u->message != NULL) {
    SET("message", u->message->id);
    cop_record_set_int(e, r, cop_entity_field(e, "form"), cop_words_index(COP_WORDS_FORM, last + 1));
    if (u->note != NULL)
      SET("note", u->note);
  } else {
    const char *slash = strchr(rest, '/');
    SET("kind", cop_arena_strndup(i->a, rest, (size_t)(slash - rest)));
    SET("record", cop_arena_strndup(i->a, slash + 1, (size_t)(last - slash - 1)));
    SET("field", last + 1);
  }
  SET("lang", i->lang);
  SET("text", cop_arena_strdup(i->a, text));
#undef SET
  cop_record_set_int(e, r, cop_entity_field(e, "state"), state);
  return r;
}

static bool
take_row(Import *i, const CopTransRow *row, GError **error)
{
  const CopTransUnit *u = g_hash_table_lookup(i->units, row->id == NULL ? "" : row->id);
  if (u == NULL) {
    refuse(i, row, "trans-unknown", "export the file anew, or correct the name of the unit", "there is no text '%s'", row->id == NULL ? "" : row->id);
    return true;
  }
  CopTextState state = row->state == COP_TEXT_STATE_APPROVED ? COP_TEXT_STATE_BACK_CHECKED : row->state;
  bool same_text = row->text != NULL && u->target != NULL && strcmp(row->text, u->target) == 0;
  bool same_state = state == u->state || (row->state == COP_TEXT_STATE_APPROVED && u->state == COP_TEXT_STATE_APPROVED);
  if (row->text == NULL || *row->text == '\0' || (same_text && same_state)) {
    i->counts->unchanged++;
    return true;
  }
  if (!fits(i, row, u, &state))
    return true;
  CopEntity e = u->message != NULL ? COP_ENTITY_message_text : COP_ENTITY_translation;
  u->revision == 0 ? i->counts->added++ : i->counts->changed++;
  return cop_record_put(i->db, e, record_of(i, u, row->text, state), i->options->actor, u->revision, error);
}

static bool
take_file(Import *i, const CopTransFile *file, const char *path, GError **error)
{
  if (file->lang == NULL || !cop_lang_valid(file->lang) || strcmp(file->lang, "en") == 0) {
    cop_diags_format(i->d, COP_SEVERITY_ERROR, "trans-language", path, 0, 0, "name it by its tag, e.g. fil; English is the source", "the file does not say into which language it translates");
    return true;
  }
  g_autoptr(GHashTable) units = g_hash_table_new(g_str_hash, g_str_equal), seen = g_hash_table_new(g_str_hash, g_str_equal);
  CopTransUnits all = cop_trans_units(i->m, i->a, file->lang, COP_TRANS_ALL);
  for (size_t k = 0; k < all.n; k++)
    g_hash_table_insert(units, (gpointer)all.items[k].id, (gpointer)&all.items[k]);
  i->units = units;
  i->lang = file->lang;
  for (guint k = 0; k < file->rows->len; k++) {
    const CopTransRow *row = &g_array_index(file->rows, CopTransRow, k);
    if (row->id != NULL && !g_hash_table_add(seen, (gpointer)row->id))
      refuse(i, row, "trans-twice", "keep one", "%s stands in the file twice", row->id);
    else if (!take_row(i, row, error))
      return false;
  }
  return true;
}

static bool
run(Import *i, const CopImportSource *sources, size_t n, CopTransRead read, GError **error)
{
  for (size_t k = 0; k < n; k++) {
    CopTransFile file = { .rows = g_array_new(FALSE, TRUE, sizeof(CopTransRow)) };
    size_t before = cop_diags_count_severity(i->d, COP_SEVERITY_ERROR);
    CopModel *m;
    bool ok = read(i->a, sources[k].path, &file, i->d, error);
    /* Each file anew: a second one may translate what a first one changed. */
    if (ok && cop_diags_count_severity(i->d, COP_SEVERITY_ERROR) == before) {
      ok = cop_model_load(i->db, i->a, &m, error);
      i->m = ok ? m : NULL;
      ok = ok && take_file(i, &file, sources[k].path, error);
    }
    g_array_unref(file.rows);
    if (!ok)
      return false;
  }
  return true;
}

bool
cop_trans_import(CopDb *db, const CopImportSource *sources, size_t n, CopTransRead read, const CopImportOptions *options, CopImportCounts *counts,
                 CopDiags *d, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GString) rejects = g_string_new("file,line,unit,text,code,reason\n");
  *counts = (CopImportCounts){ 0 };
  Import i = { .db = db, .a = a, .options = options, .counts = counts, .d = d, .rejects = rejects };
  g_auto(CopTxn) txn = { 0 };
  if (!cop_txn_begin(&txn, db, error) || !run(&i, sources, n, read, error))
    return false;
  bool broken = cop_diags_count_severity(d, COP_SEVERITY_ERROR) + cop_diags_dropped(d) > counts->rejected;
  if (broken || (options->strict && counts->rejected > 0)) {
    *counts = (CopImportCounts){ 0 };
    return true;
  }
  if (options->rejects != NULL && counts->rejected > 0 && !cop_file_write(options->rejects, rejects->str, rejects->len, error))
    return false;
  return options->dry_run || cop_txn_commit(&txn, error);
}
