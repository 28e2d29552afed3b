/* SPDX-License-Identifier: Apache-2.0
 *
 * base/csv.h -- comma-separated values (RFC 4180) as people send them.
 *
 * Accepted:  UTF-8 with or without byte order mark; lines ending in LF, CR LF
 *            or CR; the separators comma, semicolon and tab, detected from the
 *            first lines unless given; quotes inside an unquoted cell, as text.
 *            Lines without any character are passed over.
 * Refused:   UTF-16 and other encodings, NUL, text after a closing quote, a
 *            quote that is never closed, cells and rows over the limits of
 *            base/limits.h. A refused row is reported with line and column and
 *            reading goes on behind it; an encoding is refused as a whole.
 * Source:    a block of memory (a mapped file: rows then point into it and
 *            nothing is copied but cells with doubled quotes), or a stream,
 *            read in pieces with bounded memory.
 * Lifetime:  a row and its cells live until the next cop_csv_next().
 * Speed:     several million cells a second; no allocation for each row.
 */
#ifndef COP_BASE_CSV_H
#define COP_BASE_CSV_H

#include <gio/gio.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct CopCsv CopCsv;

typedef struct {
  const char *text; /* not ended by NUL; quotes removed */
  size_t length;
  size_t at;        /* where the cell begins in the row's raw bytes */
} CopCsvCell;

typedef struct {
  size_t n;
  const CopCsvCell *cells;
  const char *raw;   /* the row as it stands, without its line end */
  size_t raw_length;
  uint64_t line;     /* on which it begins, from 1 */
} CopCsvRow;

#define COP_CSV_ERROR (cop_csv_error_quark())
GQuark cop_csv_error_quark(void);
typedef enum {
  COP_CSV_ERROR_ROW,      /* this row cannot be read; the message says where and why */
  COP_CSV_ERROR_ENCODING, /* the whole is not UTF-8 text */
  COP_CSV_ERROR_LIMIT,    /* the row exceeds a limit */
} CopCsvError;

/* `data` is borrowed. separator '\0' detects. */
CopCsv *cop_csv_new(const char *data, size_t length, char separator);
/* Keeps a reference to the stream. */
CopCsv *cop_csv_new_stream(GInputStream *stream, char separator);
void cop_csv_free(CopCsv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopCsv, cop_csv_free)

typedef enum {
  COP_CSV_ROW,   /* *row is filled */
  COP_CSV_BAD,   /* *row has line and raw, no cells; *error says why; read on */
  COP_CSV_END,   /* no more rows */
  COP_CSV_FAILED /* encoding or stream; *error says why; there is nothing more */
} CopCsvStep;

CopCsvStep cop_csv_next(CopCsv *csv, CopCsvRow *row, GError **error);

/* Do rows stay where they are as long as the data, doubled quotes apart? */
bool cop_csv_in_memory(const CopCsv *csv);

/* The separator in use and whether it was detected; after the first row. */
char cop_csv_separator(const CopCsv *csv, bool *detected);
/* "comma", "semicolon" or "tab". */
const char *cop_csv_separator_name(char separator);
/* Line and column, in characters from 1, at which a cell of a row begins. */
void cop_csv_place(const CopCsvRow *row, size_t cell, uint64_t *line, unsigned *column);

#endif
