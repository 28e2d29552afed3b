/* SPDX-License-Identifier: Apache-2.0 */
#include "web/form.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "model/record.h"
#include "web/part.h"

#define NAME_PREFIX "f."

static const struct {
  CopEntity entity;
  const char *field, *question, *reason;
} questions[] = {
#define EVERY(name, question, reason)
#define QUESTION(kind, name, question, reason) { COP_ENTITY_##kind, #name, question, reason },
#include "web/questions.def"
#undef EVERY
#undef QUESTION
}, every[] = {
#define EVERY(name, question, reason) { COP_ENTITY_MAX, #name, question, reason },
#define QUESTION(kind, name, question, reason)
#include "web/questions.def"
#undef EVERY
#undef QUESTION
};

/* --- how a field is asked for --- */

/* "cost_low" -> "Cost low" */
static const char *
name_as_words(CopPage *p, const char *name)
{
  char *words = cop_arena_strdup(p->a, name);
  for (char *c = words; *c != '\0'; c++)
    if (*c == '_')
      *c = ' ';
  *words = g_ascii_toupper(*words);
  return T_(words);
}

static const char *
reason_of(CopPage *p, const char *reason, const CopField *field)
{
  if (reason != NULL)
    return T_(reason);
  return field->type == COP_FIELD_DATE ? T_("Year, month and day, as far as they are known: 2026-11-24.") : NULL;
}

const char *
cop_field_question(CopPage *p, CopEntity e, const CopField *field, const char **reason)
{
  for (size_t i = 0; i < G_N_ELEMENTS(questions); i++)
    if (questions[i].entity == e && strcmp(questions[i].field, field->name) == 0) {
      *reason = reason_of(p, questions[i].reason, field);
      return T_(questions[i].question);
    }
  for (size_t i = 0; i < G_N_ELEMENTS(every); i++)
    if (strcmp(every[i].field, field->name) == 0) {
      *reason = reason_of(p, every[i].reason, field);
      return T_(every[i].question);
    }
  *reason = cop_say_sentence(p, T_(field->doc));
  return name_as_words(p, field->name);
}

/* --- values as text --- */

static const char *
join(CopPage *p, const CopTexts *t)
{
  g_autoptr(GString) s = g_string_new(NULL);
  for (size_t i = 0; i < t->n; i++)
    g_string_append_printf(s, "%s%s", i > 0 ? "\n" : "", t->items[i]);
  return cop_arena_strdup(p->a, s->str);
}

static unsigned
money_digits(const CopPage *p)
{
  return p->country == NULL ? 2 : (unsigned)p->country->currency_digits;
}

/* 1234500 -> "12345", 1234550 -> "12345.50" */
static const char *
money_text(CopPage *p, int64_t minor)
{
  int64_t unit = 1;
  for (unsigned i = 0; i < money_digits(p); i++)
    unit *= 10;
  if (minor % unit == 0)
    return cop_arena_printf(p->a, "%" G_GINT64_FORMAT, minor / unit);
  return cop_arena_printf(p->a, "%s%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT, minor < 0 ? "-" : "", ABS(minor) / unit, (int)money_digits(p), ABS(minor) % unit);
}

static const char *
real_text(CopPage *p, double v)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  for (int digits = 1; digits <= 17; digits++) {
    char format[8];
    g_snprintf(format, sizeof format, "%%.%dg", digits);
    g_ascii_formatd(buffer, sizeof buffer, format, v);
    if (g_ascii_strtod(buffer, NULL) == v)
      break;
  }
  return cop_arena_strdup(p->a, buffer);
}

const char *
cop_field_typed(CopPage *p, CopEntity e, const void *record, const CopField *f)
{
  if (record == NULL || !cop_record_given(e, record, f))
    return "";
  switch (f->type) {
  case COP_FIELD_TEXT:
  case COP_FIELD_DATE:
  case COP_FIELD_REF:
    return cop_record_text(record, f);
  case COP_FIELD_TEXTS:
  case COP_FIELD_REFS:
    return join(p, cop_record_texts(record, f));
  case COP_FIELD_INT:
    return cop_arena_printf(p->a, "%" G_GINT64_FORMAT, cop_record_int(record, f));
  case COP_FIELD_REAL:
    return real_text(p, cop_record_real(record, f));
  case COP_FIELD_BOOL:
    return cop_record_int(record, f) != 0 ? "yes" : "no";
  case COP_FIELD_MONEY:
    return money_text(p, cop_record_int(record, f));
  case COP_FIELD_ENUM:
    return cop_words(f->words)->words[cop_record_int(record, f)];
  case COP_FIELD_TYPE_MAX:
    break;
  }
  return "";
}

/* --- text as values --- */

static void
fault(CopForm *f, size_t field, const char *message)
{
  if (f->faults[field] == NULL)
    f->n_faults++;
  f->faults[field] = message;
}

void
cop_form_fault(CopForm *f, const char *message)
{
  if (f->general == NULL)
    f->n_faults++;
  f->general = message;
}

/* Lines without the empty ones; line ends as browsers send them. */
static const char *const *
lines(CopPage *p, const char *text, size_t *n)
{
  g_auto(GStrv) parts = g_strsplit(text, "\n", -1);
  const char **items = cop_new_n(p->a, const char *, g_strv_length(parts) + 1);
  *n = 0;
  for (guint i = 0; parts[i] != NULL; i++) {
    const char *line = g_strstrip(parts[i]);
    if (*line != '\0')
      items[(*n)++] = cop_arena_strdup(p->a, line);
  }
  return items;
}

/* Digits grouped by commas or spaces, and a decimal point: what people copy
 * from a spreadsheet. NULL when it is something else. */
static const char *
plain_number(CopPage *p, const char *text)
{
  g_autoptr(GString) s = g_string_new(NULL);
  unsigned points = 0;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char(c)) {
    gunichar u = g_utf8_get_char(c);
    if (g_ascii_isdigit(*c) || (*c == '-' && s->len == 0))
      g_string_append_c(s, *c);
    else if (*c == '.' && points++ == 0)
      g_string_append_c(s, '.');
    else if (u != ',' && u != ' ' && u != 0xa0 && u != 0x202f && u != 0x2009)
      return NULL;
  }
  return s->len == 0 || strcmp(s->str, "-") == 0 || strcmp(s->str, ".") == 0 ? NULL : cop_arena_strdup(p->a, s->str);
}

static void
read_int(CopForm *f, size_t i, const CopField *field, const char *text)
{
  const char *plain = plain_number(f->p, text);
  gint64 v;
  CopPage *p = f->p;
  if (plain == NULL || !g_ascii_string_to_signed(plain, 10, G_MININT32, G_MAXINT64, &v, NULL))
    fault(f, i, T_("Write a whole number, e.g. 1200."));
  else
    cop_record_set_int(f->entity, f->record, field, v);
}

static void
read_real(CopForm *f, size_t i, const CopField *field, const char *text)
{
  const char *plain = plain_number(f->p, text);
  CopPage *p = f->p;
  if (plain == NULL)
    fault(f, i, T_("Write a number, with a point before decimals, e.g. 12.5."));
  else
    cop_record_set_real(f->entity, f->record, field, g_ascii_strtod(plain, NULL));
}

static void
read_money(CopForm *f, size_t i, const CopField *field, const char *text)
{
  CopPage *p = f->p;
  const char *plain = plain_number(p, text);
  const char *point = plain == NULL ? NULL : strchr(plain, '.');
  size_t decimals = point == NULL ? 0 : strlen(point + 1);
  gint64 v = 0;
  if (plain != NULL && decimals <= money_digits(p)) {
    g_autoptr(GString) digits = g_string_new(NULL);
    for (const char *c = plain; *c != '\0'; c++)
      if (*c != '.')
        g_string_append_c(digits, *c);
    for (size_t k = decimals; k < money_digits(p); k++)
      g_string_append_c(digits, '0');
    if (g_ascii_string_to_signed(digits->str, 10, 0, INT64_C(1000000000000000000), &v, NULL)) {
      cop_record_set_int(f->entity, f->record, field, v);
      return;
    }
  }
  fault(f, i, T_("Write an amount, e.g. 250,000."));
}

static bool
exists(const CopModel *m, CopEntity e, const char *id)
{
  return cop_model_record(m, e, id) != NULL;
}

static void
read_list(CopForm *f, size_t i, const CopField *field, const char *text)
{
  CopPage *p = f->p;
  size_t n;
  const char *const *items = lines(p, text, &n);
  for (size_t k = 0; field->type == COP_FIELD_REFS && k < n; k++)
    if (!exists(p->m, field->target, items[k]))
      fault(f, i, cop_arena_printf(p->a, T_("There is no record '%s' of that kind."), items[k]));
  if (n > 0)
    cop_record_set_texts(f->entity, f->record, field, n, items);
}

/* An empty control leaves the field out. */
static void
read_field(CopForm *f, size_t i, const CopField *field)
{
  CopPage *p = f->p;
  const char *text = f->typed[i];
  if (*text == '\0')
    return;
  switch (field->type) {
  case COP_FIELD_TEXT:
    cop_record_set_text(f->entity, f->record, field, text);
    break;
  case COP_FIELD_DATE:
    if (cop_date_valid(text))
      cop_record_set_text(f->entity, f->record, field, text);
    else
      fault(f, i, T_("Write a date as year, month, day: 2026-11-24. 2026-11 or 2026 will do when no more is known."));
    break;
  case COP_FIELD_REF:
    cop_record_set_text(f->entity, f->record, field, text);
    if (!exists(p->m, field->target, text))
      fault(f, i, cop_arena_printf(p->a, T_("There is no record '%s' of that kind."), text));
    break;
  case COP_FIELD_TEXTS:
  case COP_FIELD_REFS:
    read_list(f, i, field, text);
    break;
  case COP_FIELD_INT:
    read_int(f, i, field, text);
    break;
  case COP_FIELD_REAL:
    read_real(f, i, field, text);
    break;
  case COP_FIELD_MONEY:
    read_money(f, i, field, text);
    break;
  case COP_FIELD_BOOL:
    cop_record_set_int(f->entity, f->record, field, strcmp(text, "yes") == 0);
    break;
  case COP_FIELD_ENUM:
    if (cop_words_index(field->words, text) < 0)
      fault(f, i, T_("Choose one of the words."));
    else
      cop_record_set_int(f->entity, f->record, field, cop_words_index(field->words, text));
    break;
  case COP_FIELD_TYPE_MAX:
    break;
  }
}

/* --- rules of the record --- */

/* Rules call fields by their names, people know them by their questions. */
static const char *
with_questions(const CopForm *f, const char *text)
{
  const CopField *fields = cop_entity_fields(f->entity);
  g_autoptr(GString) s = g_string_new(NULL);
  for (const char *c = text; *c != '\0';) {
    size_t word = strspn(c, "abcdefghijklmnopqrstuvwxyz_"), other = strcspn(c, "abcdefghijklmnopqrstuvwxyz_");
    const char *reason, *question = NULL;
    for (size_t i = 0; word > 0 && question == NULL && i < cop_entity(f->entity)->n_fields; i++)
      if (strlen(fields[i].name) == word && memcmp(fields[i].name, c, word) == 0 && memchr(c, '_', word) != NULL)
        question = cop_field_question(f->p, f->entity, &fields[i], &reason);
    if (question != NULL)
      g_string_append_printf(s, "\"%s\"", question);
    else
      g_string_append_len(s, c, (gssize)(word > 0 ? word : other));
    c += word > 0 ? word : other;
  }
  return cop_arena_strdup(f->p->a, s->str);
}

static void
add_rule_fault(void *data, const CopField *field, const char *message, const char *remedy)
{
  CopForm *f = data;
  CopPage *p = f->p;
  const char *text = cop_say_sentence(p, with_questions(f, remedy == NULL ? cop_arena_printf(p->a, "%s.", message) : cop_arena_printf(p->a, "%s; %s.", message, remedy)));
  if (field == NULL)
    cop_form_fault(f, text);
  else
    fault(f, (size_t)(field - cop_entity_fields(f->entity)), text);
}

static void
check(CopForm *f)
{
  CopPage *p = f->p;
  const CopField *fields = cop_entity_fields(f->entity);
  for (size_t i = 0; i < cop_entity(f->entity)->n_fields; i++)
    if ((fields[i].flags & COP_FIELD_REQUIRED) != 0 && f->faults[i] == NULL && !cop_record_given(f->entity, f->record, &fields[i]))
      fault(f, i, T_("This cannot be left empty."));
  if (f->n_faults == 0)
    cop_record_check(f->entity, f->record, add_rule_fault, f);
}

/* --- forms --- */

static CopForm *
form_new(CopPage *p, CopEntity e, bool fresh)
{
  CopForm *f = cop_new(p->a, CopForm);
  size_t n = cop_entity(e)->n_fields;
  *f = (CopForm){ .p = p, .entity = e, .fresh = fresh, .record = cop_record_new(p->a, e), .id = "", .typed = cop_new_n(p->a, const char *, n), .faults = cop_new_n(p->a, const char *, n) };
  for (size_t i = 0; i < n; i++)
    f->typed[i] = "";
  return f;
}

CopForm *
cop_form_show(CopPage *p, CopEntity e, const CopRecord *r)
{
  CopForm *f = form_new(p, e, r == NULL);
  f->groups = cop_page_edits(p, e, r);
  const CopField *fields = cop_entity_fields(e);
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++)
    f->typed[i] = cop_field_typed(p, e, r, &fields[i]);
  if (r != NULL) {
    f->id = r->id;
    f->record->revision = r->revision;
  }
  return f;
}

void
cop_form_preset(CopForm *f, const char *name, const char *value)
{
  const CopField *field = cop_entity_field(f->entity, name);
  if (field != NULL && value != NULL)
    f->typed[field - cop_entity_fields(f->entity)] = value;
}

/* Several controls of one name are the lines of a list. */
static const char *
posted(CopPage *p, const char *name, bool *given)
{
  g_autoptr(GPtrArray) all = cop_page_form_all(p, name);
  *given = all->len > 0;
  if (all->len == 1)
    return cop_arena_strdup(p->a, g_strstrip(cop_arena_strdup(p->a, g_ptr_array_index(all, 0))));
  g_autoptr(GString) s = g_string_new(NULL);
  for (guint i = 0; i < all->len; i++)
    if (*(const char *)g_ptr_array_index(all, i) != '\0')
      g_string_append_printf(s, "%s%s", s->len > 0 ? "\n" : "", (const char *)g_ptr_array_index(all, i));
  return cop_arena_strdup(p->a, s->str);
}

CopForm *
cop_form_read(CopPage *p, CopEntity e, const CopRecord *before)
{
  CopForm *f = form_new(p, e, before == NULL);
  f->groups = cop_page_edits(p, e, before);
  const CopField *fields = cop_entity_fields(e);
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++) {
    bool given;
    const char *text = posted(p, cop_arena_printf(p->a, NAME_PREFIX "%s", fields[i].name), &given);
    f->typed[i] = given ? text : cop_field_typed(p, e, before, &fields[i]);
    if (strlen(f->typed[i]) > COP_LIMIT_TEXT)
      fault(f, i, T_("This is too long."));
    else
      read_field(f, i, &fields[i]);
  }
  const char *id = before != NULL ? before->id : cop_page_form(p, "id");
  f->id = id == NULL ? "" : g_strstrip(cop_arena_strdup(p->a, id));
  f->record->id = f->id;
  f->record->origin = "";
  if (before == NULL && (!cop_id_valid(f->id) || exists(p->m, e, f->id))) {
    f->id_fault = cop_id_valid(f->id) ? T_("Another record has this id.") : T_("An id holds letters, digits and . _ - /, nothing else.");
    f->n_faults++;
  }
  check(f);
  return f;
}
