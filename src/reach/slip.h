/* SPDX-License-Identifier: Apache-2.0
 *
 * reach/slip.h -- packing slips: consignments that go to one place and partner
 * under one number, the receipt code printed on the slip, and whether what was
 * sent came.
 *
 * Proof of delivery comes two ways, and both are shown: the signed slip, typed in
 * (received_on and received of a consignment), and field reports with the code
 * (model/receipt.h). A slip is looked at language by language, because a report
 * is; where a report exists for a language it is what counts, else the signed slip.
 * A report without a language counts for a slip that has only one.
 */
#ifndef COP_REACH_SLIP_H
#define COP_REACH_SLIP_H

#include "model/receipt.h"

typedef enum {
  COP_SLIP_PLANNED,   /* not sent yet, nothing confirmed */
  COP_SLIP_SENT,      /* sent; there is still time to confirm */
  COP_SLIP_CONFIRMED, /* every language came whole */
  COP_SLIP_SHORT,     /* fewer came of a language, or more than were sent */
  COP_SLIP_MISSING,   /* sent COP_SLIP_DAYS ago or more, and nothing confirmed */
  COP_SLIP_MAX
} CopSlipStanding;

enum { COP_SLIP_DAYS = 21 };

const char *cop_slip_standing(CopSlipStanding s); /* English, marked for translation */

typedef struct {
  const char *lang;      /* of the pieces, "" when the piece names none */
  int64_t sent, signed_for, reported;
  bool is_signed, is_reported;
  const char *reporter;  /* of the report; NULL */
} CopSlipLanguage;

typedef struct {
  const char *number;    /* as the consignments have it */
  const CopArea *area;
  const CopInstitution *partner; /* NULL: nobody is named */
  char code[COP_RECEIPT_CODE];
  size_t n;
  const CopConsignment **items; /* in the model's order */
  size_t n_langs;
  CopSlipLanguage *langs;
  int64_t copies, came;  /* sent; confirmed, by report or signature */
  double grams;          /* of the copies that were weighed */
  size_t n_unweighed;
  const char *sent_on;   /* the earliest; NULL: not sent */
  CopSlipStanding standing;
} CopSlip;

typedef struct {
  size_t n;
  CopSlip *items;        /* by number, area and partner */
  size_t n_unpacked;
  const CopConsignment **unpacked; /* without a number: on no slip yet */
  size_t n_strange;
  const CopReceiptSum **strange;   /* reported under a code that is on no slip here */
} CopSlips;

/* Of a model and what was reported (may be NULL); `today` as YYYY-MM-DD. In the arena. */
CopSlips cop_slips(const CopModel *m, const CopReceiptSums *sums, const char *today, CopArena *a);

/* "fil" of "kit/poster/fil/MSG-U9-1"; "" when there is none. In the arena. */
const char *cop_piece_lang(const char *piece, CopArena *a);
/* "poster" and "MSG-U9-1" of it. */
const char *cop_piece_kind(const char *piece, CopArena *a);
const char *cop_piece_subject(const char *piece);

/* A number for a further slip of a year: "2026-004", one more than the highest there is. */
const char *cop_slip_next(const CopModel *m, int year, CopArena *a);

#endif
