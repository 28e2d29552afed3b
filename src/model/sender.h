/* SPDX-License-Identifier: Apache-2.0
 *
 * model/sender.h -- who may send field reports, and the log of every attempt:
 * what arrived by which way, and what became of it. No telephone number and no
 * person is in either.
 */
#ifndef COP_MODEL_SENDER_H
#define COP_MODEL_SENDER_H

#include "base/arena.h"
#include "db/db.h"

/* --- who may send --- */

enum { COP_DEVICE_TOKEN = 33 }; /* 32 letters and digits, and NUL */

/* Registers a sender and makes its token, which is not kept; only its digest. */
bool cop_device_add(CopDb *db, const char *id, const char *reporter, char token[COP_DEVICE_TOKEN], GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool cop_device_close(CopDb *db, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* True with *id and *reporter in the arena; *id NULL when no open registration
 * has that token. */
bool cop_device_find(CopDb *db, const char *token, CopArena *a, const char **id, const char **reporter, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The key with which a registration signs bundles (import/bundle.h); 32 bytes. One
 * that has a key keeps it: who changes keys registers anew.
 * COP_DB_ERROR_NOT_FOUND when there is no open registration without key, CONFLICT
 * when another has that key. */
bool cop_device_set_key(CopDb *db, const char *id, const uint8_t key[32], GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* As cop_device_find(). */
bool cop_device_by_key(CopDb *db, const uint8_t key[32], CopArena *a, const char **id, const char **reporter, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Bundles that were taken from a registration: is one of that number here, and
 * with which hash? */
bool cop_bundle_held(CopDb *db, const char *device, int64_t number, bool *held, uint8_t hash[32], GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool cop_bundle_keep(CopDb *db, const char *device, int64_t number, const uint8_t hash[32], const char *at, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* --- the log --- */

typedef enum { COP_RECEIVED_ADDED, COP_RECEIVED_KNOWN, COP_RECEIVED_CONFLICT, COP_RECEIVED_REFUSED, COP_RECEIVED_MAX } CopReceivedOutcome;

const char *cop_received_name(CopReceivedOutcome o); /* "added" */

typedef struct {
  const char *channel;         /* "openrosa", "web", "sms", "bundle" */
  const char *device, *client; /* may be NULL; of the client only a digest is kept */
  const char *reporter, *form; /* "" when not known */
  const char *report;          /* 32 hexadecimal digits, or "" */
  CopReceivedOutcome outcome;
  const char *code, *reason;
} CopReceptionEntry;

/* Inside the caller's transaction. */
bool cop_reception_log(CopDb *db, const CopReceptionEntry *entries, size_t n, const char *at, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *reporter, *device, *channel;
  int64_t sent, added, known, conflict, refused;
  const char *last; /* instant of the newest */
} CopReceptionSum;

typedef struct {
  const char *at, *channel, *device, *reporter, *form, *report, *outcome, *code, *reason;
} CopReceptionRow;

/* What is held of an office, by whichever way it came. */
typedef struct {
  const char *reporter;
  int64_t reports, corrections, held, synthetic;
  const char *first, *last; /* periods */
  const char *newest;       /* instant of arrival */
} CopReportOffice;

bool cop_report_offices(CopDb *db, CopArena *a, const CopReportOffice **offices, size_t *n, GError **error);

/* What each sender sent by each way; and the newest 200 that were not taken. */
bool cop_reception_sums(CopDb *db, CopArena *a, const CopReceptionSum **sums, size_t *n, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool cop_reception_refusals(CopDb *db, CopArena *a, const CopReceptionRow **rows, size_t *n, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Every attempt to send one report, oldest first. */
bool cop_reception_of(CopDb *db, CopArena *a, const char *report, const CopReceptionRow **rows, size_t *n, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* --- one activity told twice --- */

/* Two reports of different offices on one form, place and period with as many
 * counts and the same sums. Whether they are one, a person says. */
typedef struct {
  const char *form, *area, *period, *first_reporter, *second_reporter, *first, *second; /* ids as 32 digits */
  int64_t counts;
  double sum;
} CopReportDouble;

bool cop_report_doubles(CopDb *db, CopArena *a, const CopReportDouble **doubles, size_t *n, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *form, *area, *period, *reporter, *id;
} CopReportHeld;

/* Reports a person has set aside. */
bool cop_reports_held(CopDb *db, CopArena *a, const CopReportHeld **held, size_t *n, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Sets a report aside, so that it counts no more, or lets it count again;
 * logged. COP_DB_ERROR_NOT_FOUND when there is none. */
bool cop_report_hold(CopDb *db, const char *id, bool hold, const char *actor, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
