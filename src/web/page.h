/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page.h -- one request being answered: what every page function gets.
 *
 * The dispatcher has checked host, method, right, origin and body before a
 * page is called. A GET page reads the view and writes HTML through p->h; a
 * POST page changes the store and answers with cop_page_redirect().
 *
 * Words:    T_("...") is the text in the language of the person; the variable
 *           of the page is always called p.
 * Caching:  the answer of a GET page depends on the address, the view, the
 *           day, the rights and the preferences, and is kept for the next
 *           reader. A page that shows anything else sets p->personal.
 * Lifetime: everything lives in p->a, which ends with the request.
 */
#ifndef COP_WEB_PAGE_H
#define COP_WEB_PAGE_H

#include "base/catalogue.h"
#include "base/locale.h"
#include "model/model.h"
#include "web/html.h"
#include "web/http.h"
#include "web/route.h"
#include "model/access.h"
#include "web/view.h"

typedef struct CopDesk CopDesk;
struct CopPerson;

typedef enum { COP_LOOK_SYSTEM, COP_LOOK_LIGHT, COP_LOOK_DARK, COP_LOOK_MAX } CopLook;

struct CopPage {
  const CopRequest *rq;
  CopResponse *rs;
  CopArena *a;
  CopHtml *h;
  CopDesk *desk;
  const CopView *s;
  const CopModel *m;         /* of the view */
  const CopCountry *country; /* NULL in a store that holds catalogues only */
  const CopRoute *route;     /* NULL when the page says that there is no such address */
  const char *args[COP_ROUTE_ARGS];
  CopSuffix suffix;
  const char *lang;          /* of the words: BCP 47 */
  const CopCatalogue *words;
  CopLocale *locale;         /* numbers and dates of the language; of this request only */
  CopLook look;
  const char *today;         /* YYYY-MM-DD */
  CopRights rights;
  const struct CopPerson *who; /* web/people.h; never NULL */
  const char *session;       /* id of the session, as the cookie carries it */
  const char *form;          /* fields of a POST, percent-encoded; read by cop_page_form() */
  const char *upload;        /* the file of a multipart form; read by cop_page_file() */
  size_t upload_length;
  const char *upload_name;
  bool personal;
  const char *failure;       /* why the desk could not answer, for the events; NULL for nothing */
};

#define T_(TEXT) cop_tr(p->words, (TEXT))

/* The page's answer when a record or file does not exist. */
void cop_page_missing(CopPage *p, const char *what);
/* 303 to an address of ours. */
void cop_page_redirect(CopPage *p, CopUrl to);
/* The body of a POST as a form: a field by name, decoded and valid UTF-8; NULL
 * when absent. */
const char *cop_page_form(CopPage *p, const char *name);
/* The file a form of type multipart/form-data carries, and its name without
 * folders; NULL when there is none. */
const char *cop_page_file(CopPage *p, size_t *length, const char **name);
/* All values of that name; the array is the caller's. */
GPtrArray *cop_page_form_all(CopPage *p, const char *name);
/* The token a form of this page must carry (field "token"); begins a session
 * and makes the page personal. */
const char *cop_page_token(CopPage *p);
bool cop_page_may(const CopPage *p, CopRight right);
/* May the person see the record, and which groups of its fields may they change? */
bool cop_page_sees(const CopPage *p, CopEntity e, const void *record);
CopGroups cop_page_edits(const CopPage *p, CopEntity e, const void *record);

#endif
