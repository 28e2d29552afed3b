/* SPDX-License-Identifier: Apache-2.0 */
#include "base/csv.h"

#include <string.h>

#include "base/limits.h"

/* A stream is read in pieces of this size; a row must fit into the largest window. */
#define PIECE (1u << 20)
#define LARGEST_WINDOW (64u << 20)
#define LINES_LOOKED_AT 8u

G_DEFINE_QUARK(cop-csv-error-quark, cop_csv_error)

struct CopCsv {
  const char *p, *end;    /* what is left of the window */
  bool last;              /* nothing comes after the window */
  GInputStream *stream;   /* NULL for memory */
  char *window;           /* owned, for a stream */
  size_t window_size;
  char separator;
  bool detected, started;
  bool discarding;        /* the rest of a bad line lies in the next window */
  uint64_t line;          /* of p */
  CopCsvCell *cells;      /* of the row; grown by ourselves: a GArray divides for each cell */
  size_t n_cells, room;
  GString *text;          /* cells with doubled quotes, unquoted */
};

/* Where a scan stopped. */
typedef enum { SCAN_ROW, SCAN_SHORT, SCAN_BAD } Scan;

CopCsv *
cop_csv_new(const char *data, size_t length, char separator)
{
  CopCsv *csv = g_new0(CopCsv, 1);
  csv->p = data;
  csv->end = data + length;
  csv->last = true;
  csv->separator = separator;
  csv->line = 1;
  csv->text = g_string_new(NULL);
  return csv;
}

CopCsv *
cop_csv_new_stream(GInputStream *stream, char separator)
{
  CopCsv *csv = cop_csv_new(NULL, 0, separator);
  csv->stream = g_object_ref(stream);
  csv->window_size = 2 * PIECE;
  csv->window = g_malloc(csv->window_size);
  csv->p = csv->end = csv->window;
  csv->last = false;
  return csv;
}

void
cop_csv_free(CopCsv *csv)
{
  if (csv == NULL)
    return;
  g_clear_object(&csv->stream);
  g_free(csv->window);
  g_free(csv->cells);
  g_string_free(csv->text, TRUE);
  g_free(csv);
}

/* Moves what is left to the front of the window and reads more behind it. */
static bool
refill(CopCsv *csv, GError **error)
{
  size_t left = (size_t)(csv->end - csv->p);
  if (left + PIECE > csv->window_size) {
    if (csv->window_size >= LARGEST_WINDOW) {
      g_set_error(error, COP_CSV_ERROR, COP_CSV_ERROR_LIMIT, "line %" G_GUINT64_FORMAT ": a row longer than %u MiB", csv->line,
                  LARGEST_WINDOW >> 20);
      return false;
    }
    size_t at = (size_t)(csv->p - csv->window);
    csv->window_size *= 2;
    csv->window = g_realloc(csv->window, csv->window_size);
    csv->p = csv->window + at;
  }
  memmove(csv->window, csv->p, left);
  gsize n;
  if (!g_input_stream_read_all(csv->stream, csv->window + left, PIECE, &n, NULL, error))
    return false;
  csv->p = csv->window;
  csv->end = csv->window + left + n;
  csv->last = n < PIECE;
  return true;
}

/* --- before the first row --- */

static bool
check_encoding(CopCsv *csv, GError **error)
{
  size_t n = (size_t)(csv->end - csv->p);
  const unsigned char *b = (const unsigned char *)csv->p;
  if (n >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf) {
    csv->p += 3;
    return true;
  }
  bool utf16 = n >= 2 && ((b[0] == 0xff && b[1] == 0xfe) || (b[0] == 0xfe && b[1] == 0xff));
  if (utf16 || (n >= 4 && b[1] == 0 && b[3] == 0)) {
    g_set_error(error, COP_CSV_ERROR, COP_CSV_ERROR_ENCODING, "the text is UTF-16; save it as 'CSV UTF-8'");
    return false;
  }
  if (n >= 4 && memcmp(b, "PK\3\4", 4) == 0) {
    g_set_error(error, COP_CSV_ERROR, COP_CSV_ERROR_ENCODING, "this is a zip archive or workbook, not a CSV file");
    return false;
  }
  return true;
}

/* The separator that most of the first lines agree on: a candidate counts the
 * lines that hold it as often as the first line does, then how often that is. */
static void
detect_separator(CopCsv *csv)
{
  static const char candidates[] = { ',', ';', '\t' };
  size_t first[3] = { 0 }, agree[3] = { 0 }, now[3] = { 0 };
  unsigned lines = 0;
  bool quoted = false;
  for (const char *p = csv->p; p <= csv->end && lines < LINES_LOOKED_AT; p++) {
    bool line_end = p == csv->end || (!quoted && (*p == '\n' || *p == '\r'));
    if (line_end) {
      bool blank = p == csv->p || p[-1] == '\n' || p[-1] == '\r';
      for (unsigned c = 0; c < 3 && !blank; c++) {
        if (lines == 0)
          first[c] = now[c];
        agree[c] += now[c] > 0 && now[c] == first[c];
        now[c] = 0;
      }
      lines += !blank;
      continue;
    }
    quoted ^= *p == '"';
    for (unsigned c = 0; c < 3 && !quoted; c++)
      now[c] += *p == candidates[c];
  }
  unsigned best = 0;
  for (unsigned c = 1; c < 3; c++)
    if (agree[c] > agree[best] || (agree[c] == agree[best] && first[c] > first[best]))
      best = c;
  csv->separator = candidates[best];
  csv->detected = true;
}

static bool
start(CopCsv *csv, GError **error)
{
  csv->started = true;
  if (csv->stream != NULL && !refill(csv, error))
    return false;
  if (!check_encoding(csv, error))
    return false;
  if (csv->separator == '\0')
    detect_separator(csv);
  return true;
}

/* --- one row --- */

typedef struct {
  CopCsv *csv;
  const char *raw;   /* begin of the row */
  const char *p;
  uint64_t lines;    /* line ends passed inside quotes */
  const char *bad;   /* where it went wrong */
  const char *why;
  CopCsvError code;
} Row;

static Scan
bad(Row *r, const char *at, CopCsvError code, const char *why)
{
  r->bad = at;
  r->why = why;
  r->code = code;
  return SCAN_BAD;
}

/* r->p stands behind the opening quote. The cell's text is where it stands, or
 * a copy when it holds doubled quotes; copies are found by offset until the
 * row is complete, because the buffer may move. */
static Scan
scan_quoted(Row *r, CopCsvCell *cell)
{
  const char *begin = r->p, *end = r->csv->end;
  size_t copied = SIZE_MAX;
  for (;;) {
    const char *quote = memchr(r->p, '"', (size_t)(end - r->p));
    if (quote == NULL) {
      r->p = end;
      return r->csv->last ? bad(r, begin - 1, COP_CSV_ERROR_ROW, "the quote that opens this cell is never closed") : SCAN_SHORT;
    }
    bool doubled = quote + 1 < end && quote[1] == '"';
    if (quote + 1 == end && !r->csv->last)
      return SCAN_SHORT;
    if (doubled || copied != SIZE_MAX) {
      if (copied == SIZE_MAX) {
        copied = r->csv->text->len;
        g_string_append_len(r->csv->text, begin, (gssize)(quote - begin));
      } else {
        g_string_append_len(r->csv->text, r->p, (gssize)(quote - r->p));
      }
    }
    if (doubled) {
      g_string_append_c(r->csv->text, '"');
      r->p = quote + 2;
      continue;
    }
    cell->text = copied == SIZE_MAX ? begin : NULL;
    cell->length = copied == SIZE_MAX ? (size_t)(quote - begin) : r->csv->text->len - copied;
    r->p = quote + 1;
    break;
  }
  for (const char *p = begin; (p = memchr(p, '\n', (size_t)(r->p - p))) != NULL; p++)
    r->lines++;
  if (r->p < end && *r->p != r->csv->separator && *r->p != '\n' && *r->p != '\r')
    return bad(r, r->p, COP_CSV_ERROR_ROW, "text stands behind a closing quote");
  return SCAN_ROW;
}

static void
scan_plain(Row *r, CopCsvCell *cell)
{
  const char *p = r->p, *end = r->csv->end;
  char separator = r->csv->separator;
  /* Below 0x10 stand the line ends, tab and what no text holds: one comparison for most bytes. */
  while (p < end && *p != separator && ((unsigned char)*p >= 0x10 || (*p != '\n' && *p != '\r')))
    p++;
  cell->text = r->p;
  cell->length = (size_t)(p - r->p);
  r->p = p;
}

static Scan
scan_row(Row *r)
{
  CopCsv *csv = r->csv;
  csv->n_cells = 0;
  g_string_truncate(csv->text, 0);
  for (;;) {
    CopCsvCell cell = { .at = (size_t)(r->p - r->raw) };
    if (r->p < csv->end && *r->p == '"') {
      r->p++;
      Scan s = scan_quoted(r, &cell);
      if (s != SCAN_ROW)
        return s;
    } else {
      scan_plain(r, &cell);
    }
    if (cell.length > COP_LIMIT_CSV_CELL)
      return bad(r, r->raw + cell.at, COP_CSV_ERROR_LIMIT, "a cell longer than 1 MiB");
    if (csv->n_cells >= COP_LIMIT_CSV_COLUMNS)
      return bad(r, r->raw + cell.at, COP_CSV_ERROR_LIMIT, "more than 1024 cells in one row");
    if (csv->n_cells == csv->room) {
      csv->room = MAX(32, 2 * csv->room);
      csv->cells = g_renew(CopCsvCell, csv->cells, csv->room);
    }
    csv->cells[csv->n_cells++] = cell;
    /* CR at the end of a window may be half of a CR LF. */
    if (r->p == csv->end || (r->p + 1 == csv->end && *r->p == '\r'))
      return csv->last ? SCAN_ROW : SCAN_SHORT;
    if (*r->p != csv->separator)
      return SCAN_ROW;
    r->p++;
  }
}

/* Copies stand one after the other in the buffer, which no longer moves. */
static void
place_copies(CopCsv *csv)
{
  size_t at = 0;
  for (size_t i = 0; i < csv->n_cells; i++) {
    CopCsvCell *c = &csv->cells[i];
    if (c->text != NULL)
      continue;
    c->text = csv->text->str + at;
    at += c->length;
  }
}

static const char *
skip_line_end(const char *p, const char *end)
{
  if (p < end && *p == '\r')
    p++;
  if (p < end && *p == '\n')
    p++;
  return p;
}

/* A row that cannot be read ends at its first line end, whatever its quotes
 * say: one stray quote must not swallow the rest of a file. */
static CopCsvStep
give_bad(Row *r, CopCsvRow *row, GError **error)
{
  CopCsv *csv = r->csv;
  const char *p = r->raw, *line_start = r->raw;
  uint64_t line = csv->line;
  for (const char *q = r->raw; q < r->bad; q++)
    if (*q == '\n' || (*q == '\r' && q + 1 < csv->end && q[1] != '\n')) {
      line++;
      line_start = q + 1;
    }
  long column = g_utf8_validate_len(line_start, (gsize)(r->bad - line_start), NULL)
                  ? g_utf8_strlen(line_start, r->bad - line_start) + 1
                  : r->bad - line_start + 1;
  g_set_error(error, COP_CSV_ERROR, r->code, "line %" G_GUINT64_FORMAT ", column %ld: %s", line, column, r->why);
  while (p < csv->end && *p != '\n' && *p != '\r')
    p++;
  *row = (CopCsvRow){ .raw = r->raw, .raw_length = (size_t)(p - r->raw), .line = csv->line };
  csv->discarding = p == csv->end && !csv->last;
  csv->p = skip_line_end(p, csv->end);
  csv->line++;
  return COP_CSV_BAD;
}

/* ASCII eight bytes at a time; NUL is not text. */
static const char *
not_text(const char *p, const char *end)
{
  const char *nul = memchr(p, '\0', (size_t)(end - p));
  if (nul != NULL)
    return nul;
  const char *q = p;
  uint64_t eight, high = 0;
  for (; end - q >= 8; q += 8) {
    memcpy(&eight, q, 8);
    high |= eight & UINT64_C(0x8080808080808080);
  }
  for (; q < end; q++)
    high |= (unsigned char)*q & 0x80u;
  const char *wrong;
  return high == 0 || g_utf8_validate_len(p, (gsize)(end - p), &wrong) ? NULL : wrong;
}

static void
skip_blank_lines(CopCsv *csv)
{
  for (;;) {
    const char *next = skip_line_end(csv->p, csv->end);
    bool half = next == csv->end && next > csv->p && next[-1] == '\r' && !csv->last;
    if (next == csv->p || half)
      return;
    csv->p = next;
    csv->line++;
  }
}

CopCsvStep
cop_csv_next(CopCsv *csv, CopCsvRow *row, GError **error)
{
  if (!csv->started && !start(csv, error))
    return COP_CSV_FAILED;
  for (;;) {
    if (csv->discarding) {
      while (csv->p < csv->end && *csv->p != '\n' && *csv->p != '\r')
        csv->p++;
      csv->discarding = csv->p == csv->end && !csv->last;
    }
    skip_blank_lines(csv);
    if (csv->p == csv->end && csv->last)
      return COP_CSV_END;
    Row r = { .csv = csv, .raw = csv->p, .p = csv->p };
    Scan s = csv->p == csv->end ? SCAN_SHORT : scan_row(&r);
    if (s == SCAN_SHORT) {
      if (!refill(csv, error))
        return COP_CSV_FAILED;
      continue;
    }
    const char *wrong = s == SCAN_BAD ? NULL : not_text(r.raw, r.p);
    if (wrong != NULL)
      s = bad(&r, wrong, COP_CSV_ERROR_ROW, *wrong == '\0' ? "a NUL character" : "a character that is not UTF-8");
    if (s == SCAN_BAD)
      return give_bad(&r, row, error);
    place_copies(csv);
    *row = (CopCsvRow){ .n = csv->n_cells, .cells = csv->cells, .raw = r.raw,
                        .raw_length = (size_t)(r.p - r.raw), .line = csv->line };
    csv->p = skip_line_end(r.p, csv->end);
    csv->line += r.lines + 1;
    return COP_CSV_ROW;
  }
}

bool
cop_csv_in_memory(const CopCsv *csv)
{
  return csv->stream == NULL;
}

char
cop_csv_separator(const CopCsv *csv, bool *detected)
{
  *detected = csv->detected;
  return csv->separator;
}

const char *
cop_csv_separator_name(char separator)
{
  return separator == ',' ? "comma" : separator == ';' ? "semicolon" : "tab";
}

void
cop_csv_place(const CopCsvRow *row, size_t cell, uint64_t *line, unsigned *column)
{
  size_t at = cell < row->n ? row->cells[cell].at : row->raw_length;
  const char *line_start = row->raw;
  *line = row->line;
  for (const char *p = row->raw; p < row->raw + at; p++)
    if (*p == '\n') {
      ++*line;
      line_start = p + 1;
    }
  *column = (unsigned)g_utf8_strlen(line_start, row->raw + at - line_start) + 1;
}
