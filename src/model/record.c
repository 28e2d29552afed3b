/* SPDX-License-Identifier: Apache-2.0 */
#include "model/record.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/limits.h"
#include "base/nearest.h"

bool
cop_id_valid(const char *id)
{
  size_t n = strlen(id);
  if (n == 0 || n > COP_LIMIT_ID || id[0] == '/' || id[n - 1] == '/')
    return false;
  for (const char *p = id; *p != '\0'; p++)
    if (!g_ascii_isalnum(*p) && strchr("._-/", *p) == NULL)
      return false;
  for (const char *part = id; part != NULL;) {
    const char *slash = strchr(part, '/');
    size_t length = slash == NULL ? strlen(part) : (size_t)(slash - part);
    if (length == 0 || (length <= 2 && strspn(part, ".") >= length))
      return false;
    part = slash == NULL ? NULL : slash + 1;
  }
  return true;
}

/* --- access by field --- */

#define AT(type, record, field) ((type *)((char *)(record) + (field)->offset))
#define PEEK(type, record, field) ((const type *)((const char *)(record) + (field)->offset))

static uint64_t
bit_of(CopEntity e, const CopField *field)
{
  return UINT64_C(1) << (field - cop_entity_fields(e));
}

bool
cop_record_given(CopEntity e, const void *record, const CopField *field)
{
  return (((const CopRecord *)record)->present & bit_of(e, field)) != 0;
}

const char *
cop_record_text(const void *record, const CopField *field)
{
  g_assert(field->type == COP_FIELD_TEXT || field->type == COP_FIELD_DATE || field->type == COP_FIELD_REF);
  return *PEEK(char *, record, field);
}

int64_t
cop_record_int(const void *record, const CopField *field)
{
  switch (field->type) {
  case COP_FIELD_INT:
  case COP_FIELD_MONEY:
    return *PEEK(int64_t, record, field);
  case COP_FIELD_ENUM:
    return *PEEK(int, record, field);
  case COP_FIELD_BOOL:
    return *PEEK(bool, record, field);
  case COP_FIELD_TEXT:
  case COP_FIELD_TEXTS:
  case COP_FIELD_REAL:
  case COP_FIELD_DATE:
  case COP_FIELD_REF:
  case COP_FIELD_REFS:
  case COP_FIELD_TYPE_MAX:
    break;
  }
  g_assert_not_reached();
}

double
cop_record_real(const void *record, const CopField *field)
{
  g_assert(field->type == COP_FIELD_REAL);
  return *PEEK(double, record, field);
}

const CopTexts *
cop_record_texts(const void *record, const CopField *field)
{
  g_assert(field->type == COP_FIELD_TEXTS || field->type == COP_FIELD_REFS);
  return PEEK(CopTexts, record, field);
}

static void
mark_given(CopEntity e, void *record, const CopField *field, bool given)
{
  CopRecord *r = record;
  r->present = given ? r->present | bit_of(e, field) : r->present & ~bit_of(e, field);
}

void
cop_record_set_text(CopEntity e, void *record, const CopField *field, const char *text)
{
  g_assert(field->type == COP_FIELD_TEXT || field->type == COP_FIELD_DATE || field->type == COP_FIELD_REF);
  bool given = text != NULL && *text != '\0';
  *AT(const char *, record, field) = given ? text : NULL;
  mark_given(e, record, field, given);
}

void
cop_record_set_int(CopEntity e, void *record, const CopField *field, int64_t v)
{
  switch (field->type) {
  case COP_FIELD_INT:
  case COP_FIELD_MONEY:
    *AT(int64_t, record, field) = v;
    break;
  case COP_FIELD_ENUM:
    *AT(int, record, field) = (int)v;
    break;
  case COP_FIELD_BOOL:
    *AT(bool, record, field) = v != 0;
    break;
  case COP_FIELD_TEXT:
  case COP_FIELD_TEXTS:
  case COP_FIELD_REAL:
  case COP_FIELD_DATE:
  case COP_FIELD_REF:
  case COP_FIELD_REFS:
  case COP_FIELD_TYPE_MAX:
    g_assert_not_reached();
  }
  mark_given(e, record, field, true);
}

void
cop_record_set_real(CopEntity e, void *record, const CopField *field, double v)
{
  g_assert(field->type == COP_FIELD_REAL);
  *AT(double, record, field) = v;
  mark_given(e, record, field, !isnan(v));
}

void
cop_record_set_texts(CopEntity e, void *record, const CopField *field, size_t n, const char *const *items)
{
  g_assert(field->type == COP_FIELD_TEXTS || field->type == COP_FIELD_REFS);
  *AT(CopTexts, record, field) = (CopTexts){ n, items };
  mark_given(e, record, field, n > 0);
}

void *
cop_record_new(CopArena *a, CopEntity e)
{
  const CopEntityInfo *info = cop_entity(e);
  const CopField *fields = cop_entity_fields(e);
  CopRecord *r = cop_arena_alloc(a, info->size);
  r->origin = "";
  for (size_t i = 0; i < info->n_fields; i++)
    if (fields[i].type == COP_FIELD_REAL)
      *AT(double, r, &fields[i]) = NAN;
  return r;
}

/* --- reading --- */

typedef struct {
  CopArena *arena;
  CopEntity entity;
  void *record;
  const CopRecordReading *how;
  CopDiags *d;
} Reader;

static void G_GNUC_PRINTF(5, 6)
say(const Reader *r, const char *code, const CopTree *at, const char *remedy, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  cop_diags_format(r->d, COP_SEVERITY_ERROR, code, r->how->file, at->line, at->column, remedy, "%s", text);
}

static void
wrong_type(const Reader *r, const CopField *field, const CopTree *t, const char *wanted, const char *remedy)
{
  say(r, "record-type", t, remedy, "%s: %s is expected, here stands a %s", field->name, wanted,
      cop_tree_kind_name(t->kind));
}

/* Text without surrounding white space; NULL when it holds control
 * characters, which no writer could print. */
static const char *
clean_text(const Reader *r, const CopTree *t)
{
  const char *start = t->text, *end = t->text + t->length;
  while (start < end && g_ascii_isspace(*start))
    start++;
  while (end > start && g_ascii_isspace(end[-1]))
    end--;
  for (const char *p = start; p < end; p++)
    if (((unsigned char)*p < 0x20 && *p != '\n' && *p != '\t') || *p == 0x7f)
      return NULL;
  return cop_arena_strndup(r->arena, start, (size_t)(end - start));
}

/* A scalar that can be taken as it is written. A number is: `section: 4.10`
 * keeps its zero. True and false are not, because they hint at a field mixed
 * up or a word that needs quotes. */
static const char *
read_text(const Reader *r, const CopField *field, const CopTree *t)
{
  if (t->kind != COP_TREE_TEXT && t->kind != COP_TREE_INT && t->kind != COP_TREE_REAL) {
    wrong_type(r, field, t, "a text", t->kind == COP_TREE_BOOL ? "put the word in quotes if it is meant" : "write one text");
    return NULL;
  }
  const char *text = clean_text(r, t);
  if (text == NULL)
    say(r, "record-text", t, "remove it", "%s: the text holds a control character", field->name);
  return text;
}

static const char *
read_reference(const Reader *r, const CopField *field, const CopTree *t)
{
  const char *id = read_text(r, field, t);
  if (id != NULL && *id != '\0' && !cop_id_valid(id)) {
    say(r, "record-id", t, "ids hold letters, digits and . _ - /", "%s: '%s' cannot be an id", field->name, id);
    return NULL;
  }
  return id;
}

static void
read_date(const Reader *r, const CopField *field, const CopTree *t)
{
  const char *text = read_text(r, field, t);
  if (text == NULL)
    return;
  if (*text != '\0' && !cop_date_valid(text))
    say(r, "record-date", t, "write YYYY, YYYY-MM or YYYY-MM-DD", "%s: '%s' is not a date", field->name, text);
  else
    cop_record_set_text(r->entity, r->record, field, text);
}

/* Decimal text to minor units, exactly. */
static bool
money_of_text(const char *s, int money_digits, int64_t *minor)
{
  bool negative = *s == '-';
  s += *s == '-' || *s == '+';
  if (!g_ascii_isdigit(*s))
    return false;
  int64_t v = 0;
  int after = -1; /* digits after the point; -1 before it */
  for (; *s != '\0'; s++) {
    if (*s == '.' && after < 0) {
      after = 0;
      continue;
    }
    if (!g_ascii_isdigit(*s) || (after >= 0 && ++after > money_digits) || __builtin_mul_overflow(v, 10, &v) ||
        __builtin_add_overflow(v, *s - '0', &v))
      return false;
  }
  for (after = MAX(after, 0); after < money_digits; after++)
    if (__builtin_mul_overflow(v, 10, &v))
      return false;
  *minor = negative ? -v : v;
  return true;
}

static void
read_money(const Reader *r, const CopField *field, const CopTree *t)
{
  int64_t minor;
  if (t->kind == COP_TREE_INT && r->how->money_digits < 0)
    cop_record_set_int(r->entity, r->record, field, t->integer);
  else if (r->how->money_digits < 0 || (t->kind != COP_TREE_INT && t->kind != COP_TREE_REAL))
    wrong_type(r, field, t, "an amount", "write digits only, e.g. 1500000");
  else if (!money_of_text(t->text, r->how->money_digits, &minor))
    say(r, "record-money", t, "write digits, at most as many after the point as the currency has",
        "%s: '%s' is not an amount of this currency", field->name, t->text);
  else
    cop_record_set_int(r->entity, r->record, field, minor);
}

static void
read_word(const Reader *r, const CopField *field, const CopTree *t)
{
  const CopWords *words = cop_words(field->words);
  if (t->text == NULL) {
    wrong_type(r, field, t, "a word", "write one word of the list");
    return;
  }
  int index = cop_words_index(field->words, t->text);
  if (index >= 0) {
    cop_record_set_int(r->entity, r->record, field, index);
    return;
  }
  CopNearest near = cop_nearest(t->text);
  g_autoptr(GString) remedy = g_string_new(NULL);
  for (int i = 0; i < words->n; i++) {
    cop_nearest_offer(&near, words->words[i]);
    g_string_append_printf(remedy, "%s%s", i == 0 ? "one of: " : ", ", words->words[i]);
  }
  if (near.best != NULL)
    g_string_printf(remedy, "did you mean '%s'?", near.best);
  say(r, "record-word", t, remedy->str, "%s: '%s' is not a word for %s", field->name, t->text, words->doc);
}

static void
read_list(const Reader *r, const CopField *field, const CopTree *t)
{
  if (t->kind != COP_TREE_LIST) {
    wrong_type(r, field, t, "a list", "write a list: [first, second]");
    return;
  }
  const char **items = cop_new_n(r->arena, const char *, t->n);
  size_t n = 0;
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (const CopTree *c = t->first; c != NULL; c = c->next) {
    const char *item = field->type == COP_FIELD_REFS ? read_reference(r, field, c) : read_text(r, field, c);
    if (item == NULL)
      continue;
    if (*item == '\0')
      say(r, "record-text", c, "remove it", "%s: an empty item", field->name);
    else if (!g_hash_table_add(seen, (void *)item))
      say(r, "record-list", c, "remove one", "%s: '%s' stands twice", field->name, item);
    else
      items[n++] = item;
  }
  cop_record_set_texts(r->entity, r->record, field, n, items);
}

static void
read_field(const Reader *r, const CopField *field, const CopTree *t)
{
  if (t->kind == COP_TREE_NULL) /* `field:` with nothing after it */
    return;
  switch (field->type) {
  case COP_FIELD_TEXT:
    cop_record_set_text(r->entity, r->record, field, read_text(r, field, t));
    return;
  case COP_FIELD_REF:
    cop_record_set_text(r->entity, r->record, field, read_reference(r, field, t));
    return;
  case COP_FIELD_DATE:
    read_date(r, field, t);
    return;
  case COP_FIELD_INT:
    if (t->kind == COP_TREE_INT)
      cop_record_set_int(r->entity, r->record, field, t->integer);
    else
      wrong_type(r, field, t, "a whole number", "write digits only");
    return;
  case COP_FIELD_REAL:
    if (t->kind == COP_TREE_INT || t->kind == COP_TREE_REAL)
      cop_record_set_real(r->entity, r->record, field, t->real);
    else
      wrong_type(r, field, t, "a number", "write digits with a point, no unit");
    return;
  case COP_FIELD_BOOL:
    if (t->kind == COP_TREE_BOOL)
      cop_record_set_int(r->entity, r->record, field, t->boolean);
    else
      wrong_type(r, field, t, "true or false", "write true or false");
    return;
  case COP_FIELD_MONEY:
    read_money(r, field, t);
    return;
  case COP_FIELD_ENUM:
    read_word(r, field, t);
    return;
  case COP_FIELD_TEXTS:
  case COP_FIELD_REFS:
    read_list(r, field, t);
    return;
  case COP_FIELD_TYPE_MAX:
    break;
  }
  g_assert_not_reached();
}

static void
unknown_field(const Reader *r, const CopTree *t)
{
  const CopEntityInfo *info = cop_entity(r->entity);
  const CopField *fields = cop_entity_fields(r->entity);
  CopNearest near = cop_nearest(t->key);
  cop_nearest_offer(&near, "id");
  for (size_t i = 0; i < info->n_fields; i++)
    cop_nearest_offer(&near, fields[i].name);
  g_autofree char *remedy =
    near.best == NULL ? g_strdup("remove it") : g_strdup_printf("did you mean '%s'?", near.best);
  CopTree place = { .line = t->key_line, .column = t->key_column };
  say(r, "record-field", &place, remedy, "there is no field '%s' in a record of kind '%s'", t->key, info->name);
}

/* `id`, `revision`, `origin`; true when the key was one of them. */
static bool
read_head(const Reader *r, const CopTree *t)
{
  CopRecord *record = r->record;
  if (strcmp(t->key, "id") == 0)
    return true; /* read before all else */
  if (!r->how->head)
    return false;
  if (strcmp(t->key, "revision") == 0 && t->kind == COP_TREE_INT && t->integer >= 0) {
    record->revision = t->integer;
    return true;
  }
  if (strcmp(t->key, "origin") == 0 && t->kind == COP_TREE_TEXT) {
    record->origin = t->text;
    return true;
  }
  return false;
}

static void
missing_fields(const Reader *r, const CopTree *map)
{
  const CopEntityInfo *info = cop_entity(r->entity);
  const CopField *fields = cop_entity_fields(r->entity);
  const CopRecord *record = r->record;
  for (size_t i = 0; i < info->n_fields; i++) {
    const CopTree *given = cop_tree_member(map, fields[i].name);
    /* One that is there but wrong has its finding already. */
    bool wrong = given != NULL && given->kind != COP_TREE_NULL && given->n + given->length > 0;
    if ((fields[i].flags & COP_FIELD_REQUIRED) == 0 || wrong || cop_record_given(r->entity, record, &fields[i]))
      continue;
    g_autofree char *remedy = g_strdup_printf("give it: %s", fields[i].doc);
    say(r, "record-missing", map, remedy, "%s '%s' has no '%s'", info->name, record->id, fields[i].name);
  }
}

/* The id; NULL with a finding. */
static const char *
read_id(const Reader *r, const CopTree *map)
{
  const CopTree *t = cop_tree_member(map, "id");
  if (t == NULL || t->kind == COP_TREE_NULL) {
    say(r, "record-id", map, "give it one, unique within its kind", "this record of kind '%s' has no id", cop_entity(r->entity)->name);
    return NULL;
  }
  if (t->text == NULL || !cop_id_valid(t->text)) {
    say(r, "record-id", t, "ids hold letters, digits and . _ - /", "'%s' cannot be an id",
        t->text == NULL ? cop_tree_kind_name(t->kind) : t->text);
    return NULL;
  }
  return t->text;
}

void *
cop_record_read(CopArena *a, CopEntity e, const CopTree *map, const CopRecordReading *how, CopDiags *d)
{
  Reader r = { .arena = a, .entity = e, .how = how, .d = d };
  if (map->kind != COP_TREE_MAP) {
    say(&r, "record-type", map, "write id and fields as 'name: value'", "a record of kind '%s' must be a map, here stands a %s",
        cop_entity(e)->name, cop_tree_kind_name(map->kind));
    return NULL;
  }
  CopRecord *record = r.record = cop_record_new(a, e);
  record->id = read_id(&r, map);
  for (const CopTree *t = map->first; t != NULL; t = t->next) {
    const CopField *field = cop_entity_field(e, t->key);
    if (field != NULL)
      read_field(&r, field, t);
    else if (!read_head(&r, t))
      unknown_field(&r, t);
  }
  if (record->id == NULL)
    return NULL;
  missing_fields(&r, map);
  return record;
}

/* --- comparing --- */

static bool
texts_equal(const CopTexts *x, const CopTexts *y)
{
  if (x->n != y->n)
    return false;
  for (size_t i = 0; i < x->n; i++)
    if (strcmp(x->items[i], y->items[i]) != 0)
      return false;
  return true;
}

static bool
field_equal(const CopField *field, const void *a, const void *b)
{
  switch (field->type) {
  case COP_FIELD_TEXT:
  case COP_FIELD_DATE:
  case COP_FIELD_REF:
    return g_strcmp0(cop_record_text(a, field), cop_record_text(b, field)) == 0;
  case COP_FIELD_INT:
  case COP_FIELD_MONEY:
  case COP_FIELD_ENUM:
  case COP_FIELD_BOOL:
    return cop_record_int(a, field) == cop_record_int(b, field);
  case COP_FIELD_REAL:
    return cop_record_real(a, field) == cop_record_real(b, field) ||
           (isnan(cop_record_real(a, field)) && isnan(cop_record_real(b, field)));
  case COP_FIELD_TEXTS:
  case COP_FIELD_REFS:
    return texts_equal(cop_record_texts(a, field), cop_record_texts(b, field));
  case COP_FIELD_TYPE_MAX:
    break;
  }
  g_assert_not_reached();
}

bool
cop_record_equal(CopEntity e, const void *a, const void *b)
{
  const CopRecord *x = a, *y = b;
  if (strcmp(x->id, y->id) != 0 || x->present != y->present)
    return false;
  const CopField *fields = cop_entity_fields(e);
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++)
    if (!field_equal(&fields[i], a, b))
      return false;
  return true;
}

/* --- JSON --- */

static void
write_field(CopJson *j, const CopField *field, const void *record)
{
  switch (field->type) {
  case COP_FIELD_TEXT:
  case COP_FIELD_DATE:
  case COP_FIELD_REF:
    cop_json_key_text(j, field->name, cop_record_text(record, field));
    return;
  case COP_FIELD_INT:
  case COP_FIELD_MONEY:
    cop_json_key_int(j, field->name, cop_record_int(record, field));
    return;
  case COP_FIELD_ENUM:
    cop_json_key_text(j, field->name, cop_words(field->words)->words[cop_record_int(record, field)]);
    return;
  case COP_FIELD_BOOL:
    cop_json_key_bool(j, field->name, cop_record_int(record, field) != 0);
    return;
  case COP_FIELD_REAL:
    cop_json_key_real(j, field->name, cop_record_real(record, field));
    return;
  case COP_FIELD_TEXTS:
  case COP_FIELD_REFS: {
    const CopTexts *texts = cop_record_texts(record, field);
    cop_json_key_array(j, field->name);
    for (size_t i = 0; i < texts->n; i++)
      cop_json_text(j, texts->items[i]);
    cop_json_end(j);
    return;
  }
  case COP_FIELD_TYPE_MAX:
    break;
  }
  g_assert_not_reached();
}

void
cop_record_write(CopJson *j, CopEntity e, const void *record, bool head)
{
  const CopRecord *r = record;
  const CopField *fields = cop_entity_fields(e);
  cop_json_object(j);
  cop_json_key_text(j, "id", r->id);
  if (head) {
    cop_json_key_int(j, "revision", r->revision);
    cop_json_key_text(j, "origin", r->origin);
  }
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++)
    if (cop_record_given(e, record, &fields[i]))
      write_field(j, &fields[i], record);
  cop_json_end(j);
}

char *
cop_record_to_json(CopEntity e, const void *record, bool head)
{
  CopJson *j = cop_json_new_compact();
  cop_record_write(j, e, record, head);
  return cop_json_finish(j);
}

void *
cop_record_from_json(CopArena *a, CopEntity e, const char *json, size_t length, GError **error)
{
  CopTree *t = cop_json_read(a, json, length, error);
  if (t == NULL)
    return NULL;
  g_autoptr(CopDiags) d = cop_diags_new();
  void *record = cop_record_read(a, e, t, &(CopRecordReading){ .money_digits = -1, .head = true }, d);
  if (cop_diags_count(d) == 0)
    return record;
  const CopDiag *first = cop_diags_at(d, 0);
  cop_tree_set_error(error, COP_TREE_ERROR_SYNTAX, first->line, first->column, first->message);
  return NULL;
}
