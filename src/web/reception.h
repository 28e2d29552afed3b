/* SPDX-License-Identifier: Apache-2.0
 *
 * web/reception.h -- reports that come over HTTP, written many at a time.
 *
 * Requests wait here until a thread has written all that are waiting in one
 * transaction and the disk has them; only then anybody is told that a report
 * is kept. Under load a flush serves many, alone a report waits for nobody.
 *
 * Threads:  cop_reception_put() by several at once.
 */
#ifndef COP_WEB_RECEPTION_H
#define COP_WEB_RECEPTION_H

#include "import/reception.h"
#include "web/keeper.h"

typedef struct CopReception CopReception;

/* store NULL: nothing can be received. The thread starts with the first report. */
CopReception *cop_web_reception_new(const char *store, CopKeeper *keeper);
/* Waits for what is being written. */
void cop_web_reception_free(CopReception *q); /* NULL is fine */

/* Returns when the report is on the disk or refused; its reason lives in the
 * arena. False when the store fails: the sender must try again. */
bool cop_reception_put(CopReception *q, CopReceived *item, CopArena *a, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same without waiting: `written` is called once, by the thread that
 * writes, when *item tells what became of it, or *error (owned by the caller)
 * why the store failed. What it names must live until then. False when there
 * is no store: nothing is called then. */
typedef void (*CopReceptionWritten)(void *data);
bool cop_reception_post(CopReception *q, CopReceived *item, CopArena *a, CopReceptionWritten written, void *data, GError **error);

#endif
