/* SPDX-License-Identifier: Apache-2.0
 *
 * model/receipt.h -- receipt codes of packing slips, and what field reports
 * confirmed under them.
 *
 * A code is seven letters and digits of Crockford's base 32 (no I, L, O, U) and
 * an eighth that checks them, written "7K3M-Q2XT": read over the telephone, typed
 * into the reporting form, or taken by a telephone from the QR code of the slip.
 * The check is a sum in GF(32), weighted by place: one wrong character, and two
 * that changed places, are always seen. A code is no secret; it says which slip
 * is meant, not who answers.
 *
 * It is made of the number, place and partner of the slip alone, so that the
 * slip can be printed before anything is weighed or sent.
 */
#ifndef COP_MODEL_RECEIPT_H
#define COP_MODEL_RECEIPT_H

#include "db/db.h"
#include "model/model.h"

enum { COP_RECEIPT_CODE = 9, COP_RECEIPT_SHOWN = 10 }; /* with the NUL */

/* As stored: without the hyphen. */
const char *cop_receipt_code(const char *slip, const char *area, const char *partner, char code[COP_RECEIPT_CODE]);
/* Small letters, spaces and hyphens pass; O is read as 0, I and L as 1. False when it
 * is no code. The text need not end in NUL. */
bool cop_receipt_read(const char *text, size_t length, char code[COP_RECEIPT_CODE]);
/* "7K3M-Q2XT" */
const char *cop_receipt_show(const char *code, char shown[COP_RECEIPT_SHOWN]);

/* What reports that count say of a code in a language. */
typedef struct {
  char code[COP_RECEIPT_CODE];
  const char *lang;      /* "" when the report did not say */
  int64_t reports, copies;
  const char *reporter;  /* one of them */
  const char *newest;    /* day of the newest */
  bool synthetic;        /* made up for an example */
} CopReceiptSum;

typedef struct CopReceiptSums {
  size_t n;
  CopReceiptSum *items;  /* by code and language */
} CopReceiptSums;

bool cop_receipts_load(CopDb *db, CopArena *a, CopReceiptSums *sums, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
