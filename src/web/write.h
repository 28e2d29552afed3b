/* SPDX-License-Identifier: Apache-2.0
 *
 * web/write.h -- changes of records, made by pages and by the API.
 *
 * One handle writes at a time. When a change is made, the view that holds it
 * stands before the call returns, so that the next page shows it. The entry in
 * the log names the person.
 */
#ifndef COP_WEB_WRITE_H
#define COP_WEB_WRITE_H

#include "import/kind.h"
#include "model/audit.h"
#include "web/page.h"

#define COP_WRITE_ERROR (cop_write_error_quark())
GQuark cop_write_error_quark(void);
typedef enum { COP_WRITE_ERROR_DENIED } CopWriteError;

typedef enum {
  COP_WRITTEN,
  COP_WRITTEN_CONFLICT, /* somebody else was first; *error says so */
  COP_WRITTEN_DENIED,   /* not this person's to change; *error says why */
  COP_WRITTEN_NOT,      /* refused, or the store failed; *error says why */
} CopWritten;

/* expected: the revision that was seen, 0 for a new record. The record's
 * origin is cleared: a person wrote it. */
CopWritten cop_write_record(CopPage *p, CopEntity e, CopRecord *record, int64_t expected, GError **error);
/* Several of one kind, all or none; expected[i] as above. */
CopWritten cop_write_records(CopPage *p, CopEntity e, CopRecord *const *records, const int64_t *expected, size_t n, GError **error);
CopWritten cop_write_remove(CopPage *p, CopEntity e, const char *id, int64_t expected, GError **error);

/* One file of a kind, as `copkit import` takes it; what is wrong with it is in
 * `said`. False when the store or the file fails. */
bool cop_write_import(CopPage *p, const CopImportKind *kind, const CopImportSource *source, CopDiags *said, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets a field report aside or lets it count again. */
CopWritten cop_write_report_hold(CopPage *p, const char *id, bool hold, GError **error);

/* The record as the newest view has it; NULL when it is gone. Lives in the
 * page's arena. */
const CopRecord *cop_write_now(CopPage *p, CopEntity e, const char *id);
/* Its history, oldest first; false when the store cannot be read. */
bool cop_history(CopPage *p, CopEntity e, const char *id, CopAuditEntries *entries);
/* Who is changing: the account, or the user of this machine. */
const char *cop_page_actor(const CopPage *p);

#endif
