/* SPDX-License-Identifier: Apache-2.0
 * import/rows_sms.c -- reports by SMS, one message on each line:
 * KEYWORD OFFICE NUMBER AREA PERIOD [choice=word ...] box=value ... */
#include <string.h>

#include "import/field_rows.h"

enum { LONGEST_LINE = 2000 };

typedef struct {
  const CopFormLayout *form;
  char **words;        /* of the message, from the keyword on */
} Message;

static bool
is_keyword(const char *word)
{
  size_t n = strlen(word);
  return n >= 2 && n <= 12 && word[strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")] == '\0';
}

static bool
is_number(const char *word)
{
  return word != NULL && *word != '\0' && strlen(word) <= 9 && word[strspn(word, "0123456789")] == '\0';
}

/* A line with a keyword, an office and a number. */
bool
cop_rows_sms_claims(const char *head)
{
  g_autofree char *line = g_strndup(head, strcspn(head, "\r\n"));
  g_auto(GStrv) words = g_strsplit_set(line, " \t", -1);
  for (char **w = words; *w != NULL; w++)
    if (is_keyword(*w) && w[1] != NULL && is_number(w[2]))
      return true;
  return false;
}

static const char *
value_of(void *data, const char *code)
{
  const Message *m = data;
  for (char **w = m->words + 5; *w != NULL; w++) {
    const char *equals = strchr(*w, '=');
    if (equals == NULL)
      continue;
    if (is_number(*w) || g_ascii_isdigit(**w)) {
      size_t box = (size_t)g_ascii_strtoull(*w, NULL, 10);
      if (box >= 1 && box <= m->form->n_boxes && strcmp(m->form->boxes[box - 1].code, code) == 0)
        return equals + 1;
    } else if (strncmp(*w, code, (size_t)(equals - *w)) == 0 && code[equals - *w] == '\0') {
      return equals + 1;
    }
  }
  return NULL;
}

/* Every word behind the period must be of the form. */
static const char *
find_stranger(const Message *m)
{
  for (char **w = m->words + 5; *w != NULL; w++) {
    const char *equals = strchr(*w, '=');
    size_t box = g_ascii_isdigit(**w) ? (size_t)g_ascii_strtoull(*w, NULL, 10) : 0;
    bool known = equals != NULL && box >= 1 && box <= m->form->n_boxes;
    for (size_t i = 0; !known && equals != NULL && i < m->form->n_choices; i++)
      known = strncmp(*w, m->form->choices[i].item->code, (size_t)(equals - *w)) == 0 && m->form->choices[i].item->code[equals - *w] == '\0';
    const char *receipt = m->form->receipt == NULL ? NULL : m->form->receipt->code;
    known = known || (receipt != NULL && equals != NULL && strncmp(*w, receipt, (size_t)(equals - *w)) == 0 && receipt[equals - *w] == '\0');
    if (!known)
      return *w;
  }
  return NULL;
}

/* "05" is the area whose code begins so and has only zeros behind. */
static const char *
area_of(const CopModel *m, const char *word)
{
  size_t n = strlen(word);
  for (size_t i = 0; i < m->areas.n; i++) {
    const char *id = m->areas.items[i].id;
    if (strncmp(id, word, n) == 0 && id[n + strspn(id + n, "0")] == '\0' && n >= 2)
      return id;
  }
  return word;
}

static void
take_line(CopFieldRows *r, uint64_t line, char *text)
{
  g_strdelimit(text, "\t\r;,", ' ');
  g_auto(GStrv) all = g_strsplit(text, " ", -1);
  g_autoptr(GPtrArray) words = g_ptr_array_new();
  const CopFormLayout *form = NULL;
  for (char **w = all; *w != NULL; w++) {
    if (**w == '\0')
      continue;
    if (form == NULL && (!is_keyword(*w) || (form = cop_forms_find(r->forms, *w)) == NULL))
      continue;
    g_ptr_array_add(words, *w);
  }
  g_ptr_array_add(words, NULL);
  Message m = { form, (char **)words->pdata };
  if (form == NULL) {
    cop_rows_refuse(r, line, "report-form", "no word of the message is the keyword of a form");
    return;
  }
  if (words->len < 7 || !is_number(m.words[2])) {
    cop_rows_refuse(r, line, "report-id", "write %s OFFICE NUMBER AREA PERIOD BOX=VALUE", form->form->keyword);
    return;
  }
  const char *stranger = find_stranger(&m);
  if (stranger != NULL) {
    cop_rows_refuse(r, line, "report-form", "'%s' is no box and no choice of form '%s'", stranger, form->form->id);
    return;
  }
  char id[COP_REPORT_ID_HEX];
  cop_rows_make_id(id, "sms", form->form->id, m.words[1], m.words[2], NULL);
  const CopAnswers answers = { .id = id, .reporter = m.words[1], .area = area_of(r->m, m.words[3]), .period = m.words[4], .reported_at = r->today, .value = value_of, .data = &m };
  g_autoptr(GError) e = NULL;
  size_t before = r->csv->len;
  if (!cop_answers_to_rows(r->m, form, &answers, r->csv, &e))
    cop_rows_refuse(r, line, "report-empty", "%s", e->message);
  else
    cop_rows_end_report(r, id, before, line);
}

bool
cop_rows_sms(CopFieldRows *r, const char *bytes, size_t length, GError **error)
{
  const char *end = bytes + length;
  uint64_t line = 0;
  (void)error;
  for (const char *p = bytes; p < end;) {
    const char *stop = memchr(p, '\n', (size_t)(end - p));
    size_t n = stop == NULL ? (size_t)(end - p) : (size_t)(stop - p);
    g_autofree char *text = g_strndup(p, n);
    line++;
    if (n > LONGEST_LINE || !g_utf8_validate(p, (gssize)n, NULL))
      cop_rows_refuse(r, line, "report-form", n > LONGEST_LINE ? "a line of more than %d bytes is no SMS" : "the line is not UTF-8", LONGEST_LINE);
    else if (*g_strstrip(text) != '\0')
      take_line(r, line, text);
    p = stop == NULL ? end : stop + 1;
  }
  return true;
}
