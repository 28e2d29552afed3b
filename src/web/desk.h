/* SPDX-License-Identifier: Apache-2.0
 *
 * web/desk.h -- a running desk: the store it serves, its words and assets, and
 * the way every request takes.
 *
 *   host      must be one this desk answers for, so that a foreign name that
 *             is made to point here (DNS rebinding) reads nothing
 *   address   one of web/routes.def: else 404, or 405 with Allow
 *   right     that of the row, against what the person may do
 *   origin    for whatever changes something: from a page of ours, with its token
 *   body      within the row's limit: else 413 (web/http.h)
 *
 * Only then a page is called. Who is at the other end, and that everybody signs
 * in once somebody has joined, says web/people.h; what each may ask for,
 * web/gate.h. Listening on an address other machines reach is refused while
 * nobody has joined.
 *
 * Threads:  cop_desk_answer() is called by several at once.
 */
#ifndef COP_WEB_DESK_H
#define COP_WEB_DESK_H

#include <glib.h>
#include <stdbool.h>

#include "base/catalogue.h"
#include "base/locale.h"
#include "model/store.h"
#include "web/asset.h"
#include "web/building.h"
#include "web/http.h"
#include "web/keeper.h"
#include "web/outgoing.h"
#include "web/provider.h"
#include "web/session.h"

#define COP_DESK_ERROR (cop_desk_error_quark())
GQuark cop_desk_error_quark(void);
typedef enum { COP_DESK_ERROR_ACCOUNTS } CopDeskError;

typedef struct {
  const char *store;        /* address; NULL: a model is published by hand */
  const char *out;          /* build folder; may be NULL or not exist yet */
  const char *program;      /* this program's own file, to build with; NULL: the desk builds nothing */
  const char *address;      /* to listen on, as text: "127.0.0.1" */
  const char *const *hosts; /* further names it answers for, NULL-terminated; may be NULL */
  const char *const *nets;  /* besides the public internet, where requests of the desk may go: web/outgoing.h; may be NULL */
  const char *authorities;  /* file of certificates it trusts there besides the system's; may be NULL */
  const char *provider;     /* file with the settings of an identity provider: web/provider_settings.h; may be NULL */
} CopDeskOptions;

typedef struct CopDesk CopDesk;
struct CopDesk {
  char *store, *out;
  char **hosts;
  CopKeeper *keeper;
  CopBuilding *building; /* NULL: nothing to build with or into */
  CopOutgoingRules *outgoing; /* never changes */
  CopProvider *provider;      /* NULL: people sign in here only */
  unsigned char ticket_key[COP_SECRET_SIZE]; /* web/ticket.h */
  CopCatalogues *words;
  CopAssets assets;
  unsigned char secret[COP_SECRET_SIZE];
  GMutex lock;          /* guards what follows: things lent to one request at a time */
  GHashTable *locales;  /* language -> GPtrArray of CopLocale */
  GPtrArray *readers;   /* CopDb, opened to read */
  GMutex write_lock;    /* guards the writer: web/write.c */
  CopDb *writer;        /* opened at the first change */
  struct CopReception *reception; /* web/reception.h: reports that come in */
  struct CopPeople *people;
  struct CopHooks *hooks; /* web/hooks.h: what other programs are told */
  GMutex plan_lock;     /* one plan is tried out at a time: web/page_board.c */
  GMutex password_lock; /* one password is worked out at a time: base/secret.h */
};

/* Opens the store and loads it. COP_DESK_ERROR_ACCOUNTS when the address is
 * not this machine's own and the store has no accounts; those of web/outgoing.h for
 * nets and authorities, of web/provider_settings.h for the provider. */
CopDesk *cop_desk_new(const CopDeskOptions *o, GError **error);
void cop_desk_free(CopDesk *d); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopDesk, cop_desk_free)

/* The handlers of web/http.h; user is the desk. */
uint64_t cop_desk_limit(void *user, CopHttpMethod method, const char *path);
void cop_desk_answer(void *user, const CopRequest *rq, CopResponse *rs);
void cop_desk_refused(void *user, const CopRequest *rq, unsigned status);

/* Languages the desk is offered in, NULL-terminated; English first. */
const char *const *cop_desk_languages(void);

/* A handle to read the store with, given back by _return. NULL with *error when
 * there is no store or it cannot be opened. */
CopDb *cop_desk_borrow(CopDesk *d, GError **error);
void cop_desk_return(CopDesk *d, CopDb *db);
/* The handle all changes of records go through, locked until _unlock. */
CopDb *cop_desk_lock_writer(CopDesk *d, GError **error);
void cop_desk_unlock_writer(CopDesk *d);
/* A handle of one's own, for work that takes long before it writes; closed by
 * the caller. */
CopDb *cop_desk_open_writer(CopDesk *d, GError **error);
/* The same for the numbers and dates of a language; never NULL. */
CopLocale *cop_desk_borrow_locale(CopDesk *d, const char *lang);
void cop_desk_return_locale(CopDesk *d, const char *lang, CopLocale *l);

#endif
