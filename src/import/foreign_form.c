/* SPDX-License-Identifier: Apache-2.0 */
#include "import/foreign_form.h"

#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "import/answers.h"
#include "import/pack_draft.h"
#include "import/xlsx_rows.h"
#include "model/identity.h"
#include "model/report_form.h"

typedef struct {
  CopPackDraft draft;
  const CopModel *m;
  CopArena *a;
  const CopForeignForm *form;
  const char *id;      /* of the form */
  CopTree *place;      /* for records: line of the question */
  size_t refused;
} Judging;

static void G_GNUC_PRINTF(5, 6)
refuse(Judging *j, const CopForeignQuestion *q, const char *code, const char *remedy, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *message = g_strdup_vprintf(format, args);
  va_end(args);
  CopTree *at = cop_tree_new(j->a, COP_TREE_NULL, q == NULL ? 1 : q->line, 1);
  cop_pack_draft_refuse(&j->draft, at, code, remedy, "%s", message);
  j->refused++;
}

/* --- what a question is --- */

typedef enum { KIND_PASSED, KIND_NUMBER, KIND_CHOICE, KIND_POSITION, KIND_PICTURE, KIND_REPEAT, KIND_OTHER } Kind;

static Kind
kind_of(const char *type)
{
  static const struct {
    const char *type;
    Kind kind;
  } types[] = {
    { "note", KIND_PASSED },        { "begin group", KIND_PASSED }, { "begin_group", KIND_PASSED }, { "end group", KIND_PASSED },  { "end_group", KIND_PASSED },
    { "end repeat", KIND_PASSED },  { "end_repeat", KIND_PASSED },  { "start", KIND_PASSED },       { "end", KIND_PASSED },        { "today", KIND_PASSED },
    { "calculate", KIND_PASSED },   { "hidden", KIND_PASSED },      { "acknowledge", KIND_PASSED }, { "trigger", KIND_PASSED },    { "date", KIND_PASSED },
    { "audit", KIND_PASSED },       { "deviceid", KIND_PASSED },    { "integer", KIND_NUMBER },     { "int", KIND_NUMBER },        { "decimal", KIND_NUMBER },
    { "geopoint", KIND_POSITION },  { "geotrace", KIND_POSITION },  { "geoshape", KIND_POSITION },  { "gps", KIND_POSITION },      { "location", KIND_POSITION },
    { "image", KIND_PICTURE },      { "photo", KIND_PICTURE },      { "audio", KIND_PICTURE },      { "video", KIND_PICTURE },     { "file", KIND_PICTURE },
    { "binary", KIND_PICTURE },     { "begin repeat", KIND_REPEAT }, { "begin_repeat", KIND_REPEAT }, { "begin loop", KIND_REPEAT }, { "begin loop over", KIND_REPEAT },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
    if (g_ascii_strcasecmp(type, types[i].type) == 0)
      return types[i].kind;
  return g_str_has_prefix(type, "select_one") || g_str_has_prefix(type, "select one") ? KIND_CHOICE : g_str_has_prefix(type, "begin loop") ? KIND_REPEAT : KIND_OTHER;
}

/* The head every report has. */
static bool
is_head(const CopForeignQuestion *q)
{
  static const char *const names[] = { "reporter", "area", "day", "period" };
  for (size_t i = 0; q->name != NULL && i < G_N_ELEMENTS(names); i++)
    if (strcmp(q->name, names[i]) == 0)
      return true;
  return false;
}

/* The breakdown whose words hold all of these; NULL when none does. */
static const char *
breakdown_of(const Judging *j, const GPtrArray *words)
{
  static const char *const all[] = { "sex", "age band", "disability", "setting", "urban", "language" };
  for (size_t b = 0; words != NULL && words->len > 0 && b < G_N_ELEMENTS(all); b++) {
    const CopFormWord *known;
    size_t n = cop_form_words(j->m, all[b], j->a, &known);
    guint held = 0;
    for (guint w = 0; w < words->len; w++)
      for (size_t k = 0; k < n; k++)
        held += strcmp(known[k].word, words->pdata[w]) == 0;
    if (held == words->len)
      return all[b];
  }
  return NULL;
}

/* Says what stands against a question; true when nothing does. */
static bool
judge(Judging *j, const CopForeignQuestion *q, const char **breakdown)
{
  const char *name = q->name == NULL ? "" : q->name, *who = cop_identity_in_name(name);
  Kind kind = kind_of(q->type);
  if (who == NULL && q->label != NULL)
    who = cop_identity_in_label(q->label);
  if (kind == KIND_POSITION)
    who = "a position";
  if (kind == KIND_PICTURE)
    who = "a picture";
  if (who != NULL && kind != KIND_PASSED) {
    refuse(j, q, "form-identity", "remove the question; reports are counts", "question '%s' asks for %s, which could tell who somebody is", name, who);
    return false;
  }
  switch (kind) {
  case KIND_PASSED:
    return false;
  case KIND_NUMBER:
    if (q->indicator != NULL && cop_model_indicator(j->m, q->indicator) != NULL && cop_model_indicator(j->m, q->indicator)->field_reported)
      return true;
    refuse(j, q, "form-no-indicator", "name an indicator that is fed by field reports in a column 'indicator' of the sheet 'survey', or remove the question",
           q->indicator == NULL ? "question '%s' is a number that measures no indicator" : "question '%s' measures '%s', which is no indicator fed by field reports", name, q->indicator);
    return false;
  case KIND_CHOICE:
    *breakdown = breakdown_of(j, q->words);
    if (*breakdown != NULL || is_head(q))
      return *breakdown != NULL;
    refuse(j, q, "form-breakdown", "use the words of a breakdown (sex, age band, disability, setting, urban, language), or remove the question",
           "the choices of question '%s' are no words of a breakdown", name);
    return false;
  case KIND_REPEAT:
    refuse(j, q, "form-type", "ask for the sum", "question '%s' is repeated; a report holds each number once", name);
    return false;
  case KIND_POSITION:
  case KIND_PICTURE:
  case KIND_OTHER:
    if (!is_head(q))
      refuse(j, q, "form-type", "ask for a count, or for a word of a breakdown", "question '%s' is of type '%s', which a report of counts cannot hold", name, q->type);
    return false;
  }
  return false;
}

/* --- records --- */

static void
add_item(Judging *j, const CopForeignQuestion *q, const char *breakdown, int64_t position)
{
  CopTree *at = cop_tree_new(j->a, COP_TREE_NULL, q->line, 1), *r = cop_pack_draft_record(&j->draft, "report_items", at);
  CopPackDraft *d = &j->draft;
  g_autofree char *code = g_ascii_strdown(q->name, -1);
  cop_pack_draft_text(d, r, at, "id", cop_arena_printf(j->a, "%s/%s", j->id, cop_text_id_part(j->a, code)));
  cop_pack_draft_text(d, r, at, "form", j->id);
  cop_pack_draft_text(d, r, at, "code", cop_arena_strdup(j->a, g_strdelimit(code, "-.", '_')));
  cop_pack_draft_text(d, r, at, "kind", breakdown != NULL ? "choice" : "count");
  cop_pack_draft_text(d, r, at, "label", q->label != NULL ? q->label : q->name);
  cop_pack_draft_text(d, r, at, "hint", q->hint);
  cop_pack_draft_text(d, r, at, "indicator", breakdown != NULL ? NULL : q->indicator);
  cop_pack_draft_text(d, r, at, "breakdown", breakdown);
  cop_pack_draft_int(d, r, at, "position", position);
  cop_pack_draft_text(d, r, at, "mark", "K");
}

static void
add_form(Judging *j)
{
  CopTree *at = cop_tree_new(j->a, COP_TREE_NULL, 1, 1), *r = cop_pack_draft_record(&j->draft, "report_forms", at);
  CopPackDraft *d = &j->draft;
  cop_pack_draft_text(d, r, at, "id", j->id);
  cop_pack_draft_text(d, r, at, "title", j->form->title != NULL ? j->form->title : j->id);
  cop_pack_draft_text(d, r, at, "purpose", "Read from a form made with another program.");
  cop_pack_draft_text(d, r, at, "version", j->form->version != NULL ? j->form->version : "1");
  cop_pack_draft_text(d, r, at, "frequency", "monthly");
  cop_pack_draft_int(d, r, at, "position", 100);
  cop_pack_draft_text(d, r, at, "mark", "K");
}

static void
judge_form(Judging *j)
{
  int64_t position = 0;
  size_t numbers = 0;
  for (guint i = 0; i < j->form->questions->len; i++) {
    const CopForeignQuestion *q = &g_array_index(j->form->questions, CopForeignQuestion, i);
    const char *breakdown = NULL;
    if (!judge(j, q, &breakdown))
      continue;
    add_item(j, q, breakdown, ++position);
    numbers += breakdown == NULL;
  }
  if (numbers == 0 && j->refused == 0)
    refuse(j, NULL, "form-no-indicator", "ask for a count", "no question of the form is a number");
  if (j->refused > 0)
    return;
  add_form(j);
  const char *pack = cop_arena_printf(j->a, "form-%s", j->id);
  cop_pack_draft_add(&j->draft, &(CopPack){ .id = pack, .version = j->form->version != NULL ? j->form->version : "1", .title = j->form->title != NULL ? j->form->title : j->id, .licence = "unknown" });
}

bool
cop_foreign_form_add(CopPackSet *s, const char *path, const CopModel *m, CopDiags *d, GError **error)
{
  size_t length;
  g_autofree char *text = cop_file_read(path, COP_LIMIT_PACK_FILE, &length, error);
  if (text == NULL)
    return false;
  CopPackDraft draft = cop_pack_draft(s, path, d);
  g_autoptr(GBytes) bytes = g_bytes_new_static(text, length);
  g_autoptr(GArray) questions = g_array_new(FALSE, FALSE, sizeof(CopForeignQuestion));
  CopForeignForm form = { .questions = questions };
  Judging j = { .draft = draft, .m = m, .a = draft.a, .form = &form };
  g_autoptr(GError) e = NULL;
  bool old = length > 8 && memcmp(text, "\xD0\xCF\x11\xE0", 4) == 0;
  bool read = !old && (memcmp(text, "PK", MIN(length, 2)) == 0 ? cop_foreign_read_xlsform(bytes, draft.a, &form, &e) : cop_foreign_read_xform(bytes, draft.a, &form, &e));
  if (!read) {
    refuse(&j, NULL, "form-format", old ? "save it as .xlsx" : "give an XLSForm (.xlsx) or an XForm (.xml)", "%s", old ? "this is an old binary .xls workbook" : e->message);
    return true;
  }
  g_autofree char *name = g_path_get_basename(path), *small = g_ascii_strdown(form.id != NULL ? form.id : name, -1);
  j.id = cop_text_id_part(draft.a, g_str_has_prefix(small, "copkit:") ? small + 7 : small);
  judge_form(&j);
  return true;
}

bool
cop_foreign_form_claims(const char *path, const char *head)
{
  if (strstr(head, "http://www.w3.org/2002/xforms") != NULL && strstr(head, "<") != NULL)
    return true;
  g_autofree char *name = g_path_get_basename(path);
  if (memcmp(head, "\xD0\xCF\x11\xE0", 4) == 0 && g_str_has_suffix(name, ".xls"))
    return true;
  if (strncmp(head, "PK\003\004", 4) != 0)
    return false;
  size_t length;
  g_autofree char *text = cop_file_read(path, COP_LIMIT_PACK_FILE, &length, NULL);
  g_autoptr(GBytes) bytes = text == NULL ? NULL : g_bytes_new_static(text, length);
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GPtrArray) survey = bytes == NULL ? NULL : cop_xlsx_rows(bytes, "survey", a, NULL);
  return survey != NULL && survey->len > 0;
}
