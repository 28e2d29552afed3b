/* SPDX-License-Identifier: Apache-2.0
 * The data sheet of a pretest: lines in, sums out. A line is a person and is not kept. */
#include <string.h>

#include "base/csv.h"
#include "check/pretest.h"
#include "model/record.h"

typedef enum { NUMBER, BAND, SEX, YESNO, PICTURE, SECONDS, FACES } Answer;

static const struct {
  const char *name;
  Answer answer;
  bool required;
  const char *words; /* what may stand there */
  const char *yes;   /* field the first word counts for; NULL: none */
  const char *no;    /* field the word "no" or "opposite" counts for */
} columns[] = {
  { "no", NUMBER, true, "a number", NULL, NULL },
  { "age_band", BAND, false, "a band like 9-12", NULL, NULL },
  { "sex", SEX, false, "female, male", "female", NULL },
  { "in_school", YESNO, false, "yes, no", NULL, NULL },
  { "reads", YESNO, false, "yes, no", NULL, "non_readers" },
  { "disability", YESNO, false, "yes, no", "with_disability", NULL },
  { "picture", PICTURE, false, "right, partly, wrong, opposite, no idea", "picture_right", "picture_opposite" },
  { "act", YESNO, true, "yes, no", "act_named", NULL },
  { "wrong", YESNO, false, "yes, no", "wrongdoer_named", NULL },
  { "number", SECONDS, false, "seconds until it was found, or no", "number_found", NULL },
  { "liked", FACES, false, "1 to 5", "liked", NULL },
  { "hurt", YESNO, true, "yes, no", "hurt", NULL },
};

enum { N = G_N_ELEMENTS(columns), MOST_PEOPLE = 500 };

typedef struct {
  const char *file;
  CopDiags *d;
  bool sound;
  size_t at[N];        /* where the column stands, from 1; 0: it does not */
  int64_t people;
  int64_t yes[N], no[N], given[N];
} Sheet;

static void G_GNUC_PRINTF(4, 5)
fault(Sheet *s, uint64_t line, const char *remedy, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *message = g_strdup_vprintf(format, args);
  va_end(args);
  s->sound = false;
  cop_diags_add(s->d, &(CopDiag){ .file = s->file, .line = (unsigned)line, .severity = COP_SEVERITY_ERROR, .kind = COP_DIAG_FORMAT, .code = "pretest-sheet", .start = -1, .end = -1,
                                  .message = message, .remedy = remedy });
}

static char *
word_of(const CopCsvCell *cell)
{
  g_autofree char *text = g_strndup(cell->text, cell->length);
  return g_ascii_strdown(g_strstrip(text), -1);
}

static void
read_head(Sheet *s, const CopCsvRow *row)
{
  for (size_t i = 0; i < row->n; i++) {
    g_autofree char *name = word_of(&row->cells[i]);
    size_t c = 0;
    while (c < N && strcmp(columns[c].name, name) != 0)
      c++;
    if (c == N)
      fault(s, row->line, "take the column out: the sheet counts answers and keeps nothing that tells who", "a data sheet has no column '%s'", name);
    else
      s->at[c] = i + 1;
  }
  for (size_t c = 0; c < N; c++)
    if (columns[c].required && s->at[c] == 0)
      fault(s, row->line, "begin from `copkit review sheet`", "the column '%s' is missing", columns[c].name);
}

static bool
is_digits(const char *w, int64_t least, int64_t most)
{
  gint64 n;
  return g_ascii_string_to_signed(w, 10, least, most, &n, NULL);
}

/* 1 counts for `yes`, 2 for `no`, 0 for neither, -1 is no answer of this column. */
static int
read_answer(Answer answer, const char *w)
{
  switch (answer) {
  case NUMBER:
    return is_digits(w, 1, MOST_PEOPLE) ? 0 : -1;
  case BAND:
    return strlen(w) <= 8 && strspn(w, "0123456789-+") == strlen(w) ? 0 : -1;
  case SEX:
    return strcmp(w, "female") == 0 ? 1 : strcmp(w, "male") == 0 ? 0 : -1;
  case YESNO:
    return strcmp(w, "yes") == 0 ? 1 : strcmp(w, "no") == 0 ? 2 : -1;
  case PICTURE:
    return strcmp(w, "right") == 0 ? 1 : strcmp(w, "opposite") == 0 ? 2 : strcmp(w, "partly") == 0 || strcmp(w, "wrong") == 0 || strcmp(w, "no idea") == 0 ? 0 : -1;
  case SECONDS:
    return is_digits(w, 0, 3600) ? 1 : strcmp(w, "no") == 0 ? 0 : -1;
  case FACES:
    return is_digits(w, 4, 5) ? 1 : is_digits(w, 1, 3) ? 0 : -1;
  }
  return -1;
}

static void
read_line(Sheet *s, const CopCsvRow *row)
{
  bool empty = true;
  for (size_t c = 0; c < N; c++)
    empty &= c == 0 || s->at[c] == 0 || s->at[c] > row->n || row->cells[s->at[c] - 1].length == 0;
  if (empty) /* a numbered line nobody filled in */
    return;
  if (++s->people > MOST_PEOPLE) {
    fault(s, row->line, "one sheet for each round", "more than %d people", MOST_PEOPLE);
    return;
  }
  for (size_t c = 0; c < N; c++) {
    if (s->at[c] == 0)
      continue;
    g_autofree char *w = s->at[c] > row->n ? g_strdup("") : word_of(&row->cells[s->at[c] - 1]);
    int answer = *w == '\0' ? 0 : read_answer(columns[c].answer, w);
    if (answer < 0)
      fault(s, row->line, columns[c].words, "%s: '%s' is no answer", columns[c].name, w);
    else if (*w == '\0' && columns[c].required)
      fault(s, row->line, columns[c].words, "%s: nothing stands there", columns[c].name);
    s->given[c] += *w != '\0';
    s->yes[c] += answer == 1;
    s->no[c] += answer == 2;
  }
}

static void
set(CopPretestRound *r, const char *field, int64_t n)
{
  cop_record_set_int(COP_ENTITY_pretest_round, r, cop_entity_field(COP_ENTITY_pretest_round, field), n);
}

/* A column some left empty was asked of some: then the sheet says nothing certain. */
static void
add_up(Sheet *s, CopPretestRound *r)
{
  if (s->people == 0)
    fault(s, 0, "fill in a line for each person", "nobody stands in the sheet");
  for (size_t c = 0; c < N; c++)
    if (s->given[c] > 0 && s->given[c] < s->people && columns[c].answer != BAND && columns[c].answer != NUMBER)
      fault(s, 0, "answer it for everybody, or for nobody", "%s was answered by %d of %d", columns[c].name, (int)s->given[c], (int)s->people);
  if (!s->sound)
    return;
  set(r, "people", s->people);
  for (size_t c = 0; c < N; c++) {
    if (s->given[c] == 0)
      continue;
    if (columns[c].yes != NULL)
      set(r, columns[c].yes, s->yes[c]);
    if (columns[c].no != NULL)
      set(r, columns[c].no, s->no[c]);
  }
}

bool
cop_pretest_sheet_read(const char *csv, size_t length, const char *file, CopPretestRound *round, CopDiags *d)
{
  Sheet s = { .file = file, .d = d, .sound = true };
  g_autoptr(CopCsv) rows = cop_csv_new(csv, length, '\0');
  bool head = false;
  for (CopCsvStep step;;) {
    CopCsvRow row = { 0 };
    g_autoptr(GError) error = NULL;
    step = cop_csv_next(rows, &row, &error);
    if (step == COP_CSV_END)
      break;
    if (step == COP_CSV_BAD) {
      fault(&s, row.line, "save it as CSV in UTF-8", "%s", error->message);
      if (g_error_matches(error, COP_CSV_ERROR, COP_CSV_ERROR_ENCODING))
        break;
    } else if (!head) {
      read_head(&s, &row);
      head = true;
    } else if (s.sound || s.at[0] > 0) {
      read_line(&s, &row);
    }
  }
  add_up(&s, round);
  return s.sound;
}

char *
cop_pretest_sheet_empty(void)
{
  GString *s = g_string_new(NULL);
  for (size_t c = 0; c < N; c++)
    g_string_append_printf(s, "%s%s", columns[c].name, c + 1 < N ? "," : "\n");
  for (int i = 1; i <= COP_PRETEST_PEOPLE_PICTURE; i++) {
    g_string_append_printf(s, "%d", i);
    for (size_t c = 1; c < N; c++)
      g_string_append_c(s, ',');
    g_string_append_c(s, '\n');
  }
  return g_string_free(s, FALSE);
}
