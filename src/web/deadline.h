/* SPDX-License-Identifier: Apache-2.0
 *
 * web/deadline.h -- how long an open connection may take, which the HTTP
 * library does not watch: the head, the body, the answer (figures in web/http.h).
 *
 * A connection is known by its socket. One that is over its time is shut down;
 * whoever owns the socket then closes it. A thread of its own looks once a
 * second. Safe for several threads.
 */
#ifndef COP_WEB_DEADLINE_H
#define COP_WEB_DEADLINE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct CopDeadlines CopDeadlines;

CopDeadlines *cop_deadlines_new(void);
void cop_deadlines_free(CopDeadlines *d);

/* The socket is open and nothing has come; it is about to be closed. */
void cop_deadlines_opened(CopDeadlines *d, int fd);
void cop_deadlines_closed(CopDeadlines *d, int fd);

/* `bytes` more of a body have come; 0 for its beginning. */
void cop_deadlines_body(CopDeadlines *d, int fd, uint64_t bytes);
/* All has come; the handler may take its time. */
void cop_deadlines_answering(CopDeadlines *d, int fd);
/* An answer of `bytes` is on its way. */
void cop_deadlines_sending(CopDeadlines *d, int fd, uint64_t bytes);
/* The exchange is over; the next head may come. */
void cop_deadlines_done(CopDeadlines *d, int fd);

#endif
