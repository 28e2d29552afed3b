/* SPDX-License-Identifier: Apache-2.0 */
#include "import/submission.h"

#include <string.h>

#include "base/date.h"
#include "base/xml.h"
#include "model/identity.h"

#define FORM_PREFIX "copkit:"

typedef struct {
  const CopXmlNode *root;
  GHashTable *values; /* name of a leaf element -> text, in the arena */
  CopArena *a;
} Instance;

/* Leaves by name; groups are only places. */
static void
gather(Instance *x, const CopXmlNode *parent)
{
  for (const CopXmlNode *n = cop_xml_child(parent, NULL, NULL); n != NULL; n = cop_xml_next(n, NULL, NULL)) {
    if (cop_xml_child(n, NULL, NULL) != NULL) {
      gather(x, n);
      continue;
    }
    g_autofree char *text = cop_xml_content(n);
    g_hash_table_insert(x->values, (gpointer)n->name, cop_arena_strdup(x->a, g_strstrip(text)));
  }
}

static const char *
value_of(void *data, const char *code)
{
  const Instance *x = data;
  return g_hash_table_lookup(x->values, code);
}

static const char *
given(const Instance *x, const char *code)
{
  const char *v = g_hash_table_lookup(x->values, code);
  return v == NULL || *v == '\0' ? NULL : v;
}

static bool
is_head(const char *name)
{
  static const char *const head[] = { "instanceID", "instanceName", "deprecatedID", "deviceID", "reporter", "area", "day",
                                      "period", "start", "end", "synthetic", "confirmed" };
  for (size_t i = 0; i < G_N_ELEMENTS(head); i++)
    if (strcmp(head[i], name) == 0)
      return true;
  return false;
}

static bool
check_names(const Instance *x, const CopFormLayout *l, GError **error)
{
  GHashTableIter it;
  gpointer key;
  g_hash_table_iter_init(&it, x->values);
  while (g_hash_table_iter_next(&it, &key, NULL)) {
    const char *name = key, *who = cop_identity_in_name(name);
    bool known = is_head(name);
    for (size_t i = 0; i < l->n_boxes && !known; i++)
      known = strcmp(l->boxes[i].code, name) == 0;
    for (size_t i = 0; i < l->n_items && !known; i++)
      known = strcmp(l->items[i]->code, name) == 0;
    for (size_t i = 0; i < l->n_items && !known; i++) /* the note and sum the form shows beside a question */
      known = g_str_has_prefix(name, l->items[i]->code) && strcmp(name + strlen(l->items[i]->code), "_sum") == 0;
    if (known)
      continue;
    if (who != NULL)
      g_set_error(error, COP_ANSWERS_ERROR, COP_ANSWERS_ERROR_IDENTITY, "element '%s' could tell who somebody is; nothing was kept", name);
    else
      g_set_error(error, COP_ANSWERS_ERROR, COP_ANSWERS_ERROR_FORM, "form '%s' has no question '%s'; load the form again", l->form->id, name);
    return false;
  }
  return true;
}

/* "uuid:8f2c..." -> the 32 digits; false when there are none. */
static bool
read_id(const char *text, char hex[COP_REPORT_ID_HEX])
{
  uint8_t id[COP_REPORT_ID_SIZE];
  if (text == NULL)
    return false;
  const char *digits = g_str_has_prefix(text, "uuid:") ? text + 5 : text;
  if (!cop_report_id_read(digits, strlen(digits), id))
    return false;
  cop_report_id_text(id, hex);
  return true;
}

/* A finished time with its zone as UTC; field data hold no zone. */
static const char *
reported_at(const Instance *x, const char *today)
{
  const char *end = given(x, "end");
  if (end == NULL)
    return today;
  g_autoptr(GDateTime) t = g_date_time_new_from_iso8601(end, NULL);
  if (t == NULL)
    return cop_date_valid(end) ? end : today;
  g_autoptr(GDateTime) utc = g_date_time_to_utc(t);
  g_autofree char *text = g_date_time_format(utc, "%Y-%m-%dT%H:%M:%SZ");
  return cop_arena_strdup(x->a, text);
}

static const CopFormLayout *
find_form(CopForms *forms, const CopXmlNode *root, GError **error)
{
  const char *id = cop_xml_attribute(root, NULL, "id"), *version = cop_xml_attribute(root, NULL, "version");
  const CopFormLayout *l = id == NULL ? NULL : cop_forms_find(forms, g_str_has_prefix(id, FORM_PREFIX) ? id + strlen(FORM_PREFIX) : id);
  if (l == NULL)
    g_set_error(error, COP_ANSWERS_ERROR, COP_ANSWERS_ERROR_FORM, id == NULL ? "the root element has no form id" : "there is no form '%s' here; load the list of forms again", id);
  else if (version != NULL && g_ascii_strtoull(version, NULL, 10) > g_ascii_strtoull(l->form->version, NULL, 10)) {
    g_set_error(error, COP_ANSWERS_ERROR, COP_ANSWERS_ERROR_FORM, "the report was made with version %s of form '%s'; this desk has version %s", version, l->form->id,
                l->form->version);
    return NULL;
  }
  return l;
}

static bool
to_rows(const CopModel *m, Instance *x, const CopFormLayout *l, const char *today, CopSubmission *out, GString *csv, GError **error)
{
  char period[COP_PERIOD_TEXT], old[COP_REPORT_ID_HEX];
  if (!read_id(given(x, "instanceID"), out->id)) {
    g_set_error(error, COP_ANSWERS_ERROR, COP_ANSWERS_ERROR_FORMAT, "meta/instanceID holds no 32 hexadecimal digits; the id is chosen before first sending");
    return false;
  }
  const char *day = given(x, "day"), *synthetic = given(x, "synthetic");
  out->period = given(x, "period");
  if (out->period == NULL && day != NULL)
    out->period = cop_arena_strdup(x->a, cop_form_period(l->form, day, period));
  out->reporter = given(x, "reporter");
  out->area = given(x, "area");
  bool corrects = given(x, "deprecatedID") != NULL;
  if (corrects && !read_id(given(x, "deprecatedID"), old)) {
    g_set_error(error, COP_ANSWERS_ERROR, COP_ANSWERS_ERROR_FORMAT, "meta/deprecatedID holds no 32 hexadecimal digits");
    return false;
  }
  const CopAnswers answers = { .id = out->id, .reporter = out->reporter, .area = out->area, .period = out->period, .reported_at = reported_at(x, today),
                               .supersedes = corrects ? old : NULL, .synthetic = synthetic != NULL && strcmp(synthetic, "true") == 0, .value = value_of, .data = x };
  return check_names(x, l, error) && cop_answers_to_rows(m, l, &answers, csv, error);
}

bool
cop_submission_read(const CopModel *m, CopForms *forms, const void *bytes, size_t length, const char *today, CopArena *a,
                    CopSubmission *out, GString *csv, GError **error)
{
  *out = (CopSubmission){ 0 };
  CopXmlNode *root = cop_xml_read(a, bytes, length, error);
  if (root == NULL)
    return false;
  out->form = find_form(forms, root, error);
  if (out->form == NULL)
    return false;
  g_autoptr(GHashTable) values = g_hash_table_new(g_str_hash, g_str_equal);
  Instance x = { root, values, a };
  gather(&x, root);
  return to_rows(m, &x, out->form, today, out, csv, error);
}

bool
cop_submission_claims(const char *head)
{
  return strstr(head, "instanceID") != NULL && strstr(head, "<bind") == NULL && strstr(head, "http://www.w3.org/1999/xhtml") == NULL;
}
