/* SPDX-License-Identifier: Apache-2.0
 * import/foreign_read.c -- XLSForm and XForm as lists of questions. */
#include <string.h>

#include "base/xml.h"
#include "import/answers.h"
#include "import/foreign_form.h"
#include "import/xlsx_rows.h"

/* --- XLSForm --- */

static int
column(const GPtrArray *head, const char *name)
{
  for (guint i = 0; i < head->len; i++) {
    const char *have = head->pdata[i];
    size_t n = strlen(name);
    /* "label::English (en)" is the label too; the first of several counts */
    if (g_ascii_strncasecmp(have, name, n) == 0 && (have[n] == '\0' || have[n] == ':'))
      return (int)i;
  }
  return -1;
}

static const char *
cell(const CopXlsxRow *row, int at)
{
  const char *text = at < 0 || (guint)at >= row->cells->len ? "" : row->cells->pdata[at];
  return *text == '\0' ? NULL : text;
}

/* Words of a list of the sheet `choices`. */
static GPtrArray *
words_of_list(const GPtrArray *choices, const char *list)
{
  GPtrArray *words = g_ptr_array_new();
  const GPtrArray *head = choices->len == 0 ? NULL : ((CopXlsxRow *)choices->pdata[0])->cells;
  int at_list = head == NULL ? -1 : MAX(column(head, "list_name"), column(head, "list name")), at_name = head == NULL ? -1 : MAX(column(head, "name"), column(head, "value"));
  for (guint i = 1; i < choices->len; i++) {
    const char *in = cell(choices->pdata[i], at_list), *name = cell(choices->pdata[i], at_name);
    if (in != NULL && name != NULL && strcmp(in, list) == 0)
      g_ptr_array_add(words, (gpointer)name);
  }
  return words;
}

static void
add_survey_row(CopForeignForm *form, const CopXlsxRow *row, const GPtrArray *head, const GPtrArray *choices, CopArena *a)
{
  CopForeignQuestion q = { .type = cell(row, column(head, "type")), .name = cell(row, column(head, "name")), .label = cell(row, column(head, "label")),
                           .hint = cell(row, column(head, "hint")), .indicator = cell(row, column(head, "indicator")), .line = (unsigned)row->number };
  if (q.type == NULL || *q.type == '#')
    return;
  g_auto(GStrv) parts = g_strsplit(q.type, " ", -1);
  if ((strcmp(parts[0], "select_one") == 0 || strcmp(parts[0], "select_multiple") == 0) && parts[1] != NULL) {
    q.words = words_of_list(choices, parts[1]);
    cop_arena_on_free(a, (void (*)(void *))g_ptr_array_unref, q.words);
  }
  g_array_append_val(form->questions, q);
}

bool
cop_foreign_read_xlsform(GBytes *bytes, CopArena *a, CopForeignForm *form, GError **error)
{
  g_autoptr(GPtrArray) survey = cop_xlsx_rows(bytes, "survey", a, error);
  g_autoptr(GPtrArray) choices = survey == NULL ? NULL : cop_xlsx_rows(bytes, "choices", a, error);
  g_autoptr(GPtrArray) settings = choices == NULL ? NULL : cop_xlsx_rows(bytes, "settings", a, error);
  if (settings == NULL)
    return false;
  if (survey->len == 0) {
    g_set_error(error, COP_ANSWERS_ERROR, COP_ANSWERS_ERROR_FORMAT, "the workbook has no sheet 'survey', or it is empty");
    return false;
  }
  if (settings->len > 1) {
    const GPtrArray *head = ((CopXlsxRow *)settings->pdata[0])->cells;
    form->title = cell(settings->pdata[1], MAX(column(head, "form_title"), column(head, "title")));
    form->id = cell(settings->pdata[1], MAX(column(head, "form_id"), column(head, "id_string")));
    form->version = cell(settings->pdata[1], column(head, "version"));
  }
  const GPtrArray *head = ((CopXlsxRow *)survey->pdata[0])->cells;
  if (column(head, "type") < 0) {
    g_set_error(error, COP_ANSWERS_ERROR, COP_ANSWERS_ERROR_FORMAT, "the sheet 'survey' has no column 'type'");
    return false;
  }
  for (guint i = 1; i < survey->len; i++)
    add_survey_row(form, survey->pdata[i], head, choices, a);
  return true;
}

/* --- XForm --- */

#define XFORMS "http://www.w3.org/2002/xforms"

/* The value of a text of the first translation. */
static const char *
itext_of(const CopXmlNode *model, const char *ref, CopArena *a)
{
  const CopXmlNode *itext = cop_xml_child(model, XFORMS, "itext"), *first = itext == NULL ? NULL : cop_xml_child(itext, XFORMS, "translation");
  const char *open = ref == NULL ? NULL : strchr(ref, '\''), *close = open == NULL ? NULL : strchr(open + 1, '\'');
  if (first == NULL || close == NULL)
    return NULL;
  g_autofree char *id = g_strndup(open + 1, (gsize)(close - open - 1));
  for (const CopXmlNode *t = cop_xml_child(first, XFORMS, "text"); t != NULL; t = cop_xml_next(t, XFORMS, "text"))
    if (g_strcmp0(cop_xml_attribute(t, NULL, "id"), id) == 0) {
      const CopXmlNode *v = cop_xml_child(t, XFORMS, "value");
      g_autofree char *text = v == NULL ? NULL : cop_xml_content(v);
      return text == NULL ? NULL : cop_arena_strdup(a, g_strstrip(text));
    }
  return NULL;
}

static const char *
label_of(const CopXmlNode *model, const CopXmlNode *control, const char *element, CopArena *a)
{
  const CopXmlNode *l = cop_xml_child(control, XFORMS, element);
  const char *ref = l == NULL ? NULL : cop_xml_attribute(l, NULL, "ref");
  if (ref != NULL)
    return itext_of(model, ref, a);
  g_autofree char *text = l == NULL ? NULL : cop_xml_content(l);
  return text == NULL ? NULL : cop_arena_strdup(a, g_strstrip(text));
}

static const CopXmlNode *
bind_of(const CopXmlNode *model, const char *ref)
{
  for (const CopXmlNode *b = cop_xml_child(model, XFORMS, "bind"); b != NULL; b = cop_xml_next(b, XFORMS, "bind"))
    if (g_strcmp0(cop_xml_attribute(b, NULL, "nodeset"), ref) == 0)
      return b;
  return NULL;
}

static const char *
type_of(const CopXmlNode *control, const CopXmlNode *bind)
{
  const char *type = bind == NULL ? NULL : cop_xml_attribute(bind, NULL, "type");
  const char *colon = type == NULL ? NULL : strchr(type, ':');
  type = colon != NULL ? colon + 1 : type;
  if (strcmp(control->name, "select1") == 0)
    return "select_one";
  if (strcmp(control->name, "select") == 0)
    return "select_multiple";
  if (strcmp(control->name, "upload") == 0)
    return "image";
  if (strcmp(control->name, "trigger") == 0)
    return "note";
  return type == NULL || strcmp(type, "string") == 0 ? "text" : strcmp(type, "int") == 0 ? "integer" : type;
}

static void
add_control(CopForeignForm *form, const CopXmlNode *model, const CopXmlNode *control, CopArena *a)
{
  const char *ref = cop_xml_attribute(control, NULL, "ref"), *slash = ref == NULL ? NULL : strrchr(ref, '/');
  const CopXmlNode *bind = bind_of(model, ref);
  CopForeignQuestion q = { .type = type_of(control, bind), .name = slash != NULL ? slash + 1 : ref, .label = label_of(model, control, "label", a),
                           .hint = label_of(model, control, "hint", a), .indicator = bind == NULL ? NULL : cop_xml_attribute(bind, NULL, "indicator"), .line = control->line };
  if (g_str_has_prefix(q.type, "select")) {
    q.words = g_ptr_array_new();
    cop_arena_on_free(a, (void (*)(void *))g_ptr_array_unref, q.words);
    for (const CopXmlNode *i = cop_xml_child(control, XFORMS, "item"); i != NULL; i = cop_xml_next(i, XFORMS, "item")) {
      const CopXmlNode *v = cop_xml_child(i, XFORMS, "value");
      g_autofree char *text = v == NULL ? NULL : cop_xml_content(v);
      if (text != NULL)
        g_ptr_array_add(q.words, cop_arena_strdup(a, g_strstrip(text)));
    }
  }
  g_array_append_val(form->questions, q);
}

/* The instance's root carries id and version. */
static void
read_instance(CopForeignForm *form, const CopXmlNode *model)
{
  const CopXmlNode *instance = cop_xml_child(model, XFORMS, "instance"), *root = instance == NULL ? NULL : cop_xml_child(instance, NULL, NULL);
  form->id = root == NULL ? NULL : cop_xml_attribute(root, NULL, "id");
  form->version = root == NULL ? NULL : cop_xml_attribute(root, NULL, "version");
}

bool
cop_foreign_read_xform(GBytes *bytes, CopArena *a, CopForeignForm *form, GError **error)
{
  gsize n;
  const void *data = g_bytes_get_data(bytes, &n);
  CopXmlNode *root = cop_xml_read(a, data, n, error);
  const CopXmlNode *head = root == NULL ? NULL : cop_xml_child(root, NULL, "head"), *body = root == NULL ? NULL : cop_xml_child(root, NULL, "body");
  const CopXmlNode *model = head == NULL ? NULL : cop_xml_child(head, XFORMS, "model"), *title = head == NULL ? NULL : cop_xml_child(head, NULL, "title");
  static const char *const controls[] = { "input", "select1", "select", "upload", "range", "rank", "trigger", "secret" };
  if (root == NULL)
    return false;
  if (model == NULL || body == NULL) {
    g_set_error(error, COP_ANSWERS_ERROR, COP_ANSWERS_ERROR_FORMAT, "the document has no XForms model and body");
    return false;
  }
  g_autofree char *text = title == NULL ? NULL : cop_xml_content(title);
  form->title = text == NULL ? NULL : cop_arena_strdup(a, g_strstrip(text));
  read_instance(form, model);
  for (const CopXmlNode *x = cop_xml_walk(body, body); x != NULL; x = cop_xml_walk(x, body)) {
    if (x->name == NULL || g_strcmp0(x->ns, XFORMS) != 0)
      continue;
    if (strcmp(x->name, "repeat") == 0) {
      const CopForeignQuestion q = { .type = "begin repeat", .name = cop_xml_attribute(x, NULL, "nodeset"), .line = x->line };
      g_array_append_val(form->questions, q);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(controls); i++)
      if (strcmp(x->name, controls[i]) == 0)
        add_control(form, model, x, a);
  }
  return true;
}
