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

#include "db/db.h"
#include "import/answers.h"
#include "import/observations.h"
#include "model/report_store.h"

typedef enum { COP_RECEIVED_ADDED, COP_RECEIVED_KNOWN, COP_RECEIVED_CONFLICT, COP_RECEIVED_REFUSED, COP_RECEIVED_MAX } CopReceivedOutcome;

const char *cop_received_name(CopReceivedOutcome o); /* "added" */

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

/* All of them, in a transaction of its own. False when the store fails: then
 * none was taken and nobody may be told otherwise. */
bool cop_reception_take(CopDb *db, const CopModel *m, CopReceived *items, size_t n, const char *received_at, CopArena *a,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* --- who may send --- */

enum { COP_DEVICE_TOKEN = 33 }; /* 32 letters and digits, and NUL */

/* Registers a sender and makes its token, which is not kept; only its digest. */
bool cop_device_add(CopDb *db, const char *id, const char *reporter, char token[COP_DEVICE_TOKEN], GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool cop_device_close(CopDb *db, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* True with *id and *reporter in the arena; *id NULL when no open registration
 * has that token. */
bool cop_device_find(CopDb *db, const char *token, CopArena *a, const char **id, const char **reporter, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
