/* SPDX-License-Identifier: Apache-2.0
 *
 * web/people.h -- who is at the other end of a request.
 *
 * While nobody has joined (model/account.h), whoever sits at this machine may do
 * everything and nobody else anything. From the first account on everybody signs
 * in, at this machine too: behind a proxy all requests come from this machine.
 *
 * What the store says about a session or token is kept for COP_PEOPLE_SECONDS, so
 * that an account closed elsewhere is shut out within that time; a change made
 * through this desk is seen at once (cop_people_forget()).
 *
 * Attempts: five wrong passwords or codes for an account, or twenty from an
 *           address, and each further try waits, twice as long each time, a quarter
 *           of an hour at most. Nobody is locked out for good.
 * Threads:  safe.
 */
#ifndef COP_WEB_PEOPLE_H
#define COP_WEB_PEOPLE_H

#include "model/login.h"
#include "web/page.h"

enum { COP_PEOPLE_SECONDS = 5 };

/* Never changes; shared. */
typedef struct CopPerson {
  char *id, *name;  /* NULL for whoever sits at this machine */
  char *key;        /* two with the same key see the same pages */
  CopAccess access; /* what the token or the account allows */
  CopRights rights;
  CopArena *arena;
} CopPerson;

typedef struct CopPeople CopPeople;
CopPeople *cop_people_new(void);
void cop_people_free(CopPeople *x); /* NULL is fine */

/* Has somebody joined this desk? */
bool cop_people_there(CopDesk *d);
/* The person a request comes from; never NULL: a stranger may see what is public. A
 * reference. */
CopPerson *cop_people_of(CopDesk *d, const CopRequest *rq);
void cop_person_unref(CopPerson *x); /* NULL is fine */
void cop_people_forget(CopDesk *d);

/* Seconds until that account may be tried again from that address; 0: now. */
int64_t cop_people_wait(CopDesk *d, const char *account, const char *peer);
void cop_people_tried(CopDesk *d, const char *account, const char *peer, bool fitted);

/* Is a text that is good once, until then (seconds since 1970), used for the first
 * time? It is not from now on. */
bool cop_people_spend(CopDesk *d, const char *once, int64_t until);

#endif
