/* SPDX-License-Identifier: Apache-2.0
 *
 * import/reception.h -- reports that arrive one by one, taken many at a time:
 * one transaction, one flush to the disk, one answer to each sender.
 *
 * Whatever is sent leaves one row in the reception log, refused reports too,
 * so that an office and we can compare what was sent, received and rejected.
 * Each accepted report has a receipt: 12 hexadecimal digits over its id and
 * content, the same whenever the same report is sent again.
 */
#ifndef COP_IMPORT_RECEPTION_H
#define COP_IMPORT_RECEPTION_H

#include "import/answers.h"
#include "import/observations.h"
#include "model/report_store.h"
#include "model/sender.h"

enum { COP_RECEIPT_SIZE = 13 };

typedef struct {
  /* in */
  const char *rows;       /* of field data, without head; NULL: could not be read, `code` and `reason` say why */
  const char *id;         /* 32 hexadecimal digits; "" when it has none */
  const char *channel;    /* "openrosa", "web", "sms", "bundle" */
  const char *device;     /* id of the sender's registration; NULL: none */
  const char *client;     /* what the program calls its installation; NULL */
  const char *reporter, *form; /* "" when not known */
  /* out; reason is in the arena given */
  CopReceivedOutcome outcome;
  const char *code, *reason;
  char receipt[COP_RECEIPT_SIZE];
} CopReceived;

/* All of them, in a transaction of its own. index is of m; NULL: one is made. False when the store fails: then
 * none was taken and nobody may be told otherwise. */
bool cop_reception_take(CopDb *db, const CopModel *m, const CopIntakeIndex *index, CopReceived *items, size_t n, const char *received_at, CopArena *a,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
