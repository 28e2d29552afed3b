/* SPDX-License-Identifier: Apache-2.0 */
#include "web/people.h"

#include <string.h>

#include "base/date.h"
#include "web/desk.h"
#include "web/write.h"

typedef struct {
  CopPerson *person;
  int64_t until; /* monotonic, microseconds */
} Known;

typedef struct {
  unsigned n;
  int64_t next; /* monotonic, microseconds: not before */
} Attempts;

struct CopPeople {
  CopPerson *here, *stranger; /* whoever sits at this machine; whoever has not signed in */
  GMutex lock;
  bool there;
  int64_t there_until;
  GHashTable *known;    /* session or token -> Known */
  GHashTable *attempts; /* "a account" or "p address" -> Attempts */
  GHashTable *spent;    /* what is good once -> int64_t, seconds since 1970 */
};

#define KNOWN_MOST 4096u
#define ATTEMPTS_MOST 20000u

static void
free_known(gpointer data)
{
  Known *k = data;
  cop_person_unref(k->person);
  g_free(k);
}

/* --- persons --- */

static void
clear_person(gpointer data)
{
  CopPerson *x = data;
  g_free(x->id);
  g_free(x->name);
  g_free(x->key);
  cop_arena_free(x->arena);
}

void
cop_person_unref(CopPerson *x)
{
  if (x != NULL)
    g_atomic_rc_box_release_full(x, clear_person);
}

static CopRights
rights_of(const CopAccess *a, bool signed_in)
{
  CopRights r = COP_RIGHT_BIT(COP_RIGHT_PUBLIC) | (signed_in ? COP_RIGHT_BIT(COP_RIGHT_SELF) : 0);
  CopDuties d = cop_access_duties(a);
  for (size_t i = 0; i < a->n; i++) {
    if ((cop_user_role_sees(a->grants[i].role) & a->see) != 0)
      r |= COP_RIGHT_BIT(COP_RIGHT_READ);
    for (CopSubject s = 0; s < COP_SUBJECT_MAX; s++)
      if ((a->edit & COP_SUBJECT_BIT(s)) != 0 && cop_user_role_edits(a->grants[i].role, s) != 0)
        r |= COP_RIGHT_BIT(COP_RIGHT_EDIT);
  }
  if ((d & COP_DUTY_PEOPLE) != 0)
    r |= COP_RIGHT_BIT(COP_RIGHT_PEOPLE);
  if ((d & COP_DUTY_ADMIN) != 0)
    r |= COP_RIGHT_BIT(COP_RIGHT_ADMIN);
  if ((d & COP_DUTY_LOG) != 0)
    r |= COP_RIGHT_BIT(COP_RIGHT_LOG);
  return r;
}

/* The arena holds what `access` borrows. */
static CopPerson *
new_person(CopArena *arena, const char *id, const char *name, const CopAccess *access)
{
  CopPerson *x = g_atomic_rc_box_new0(CopPerson);
  g_autoptr(GString) key = g_string_new(NULL);
  x->arena = arena;
  x->id = g_strdup(id);
  x->name = g_strdup(name);
  x->access = *access;
  /* Whoever sits at a machine without accounts is somebody too. */
  x->rights = rights_of(access, id != NULL || access->n > 0);
  for (size_t i = 0; i < access->n; i++)
    g_string_append_printf(key, "%s:%s ", cop_user_role(access->grants[i].role)->name, access->grants[i].target);
  /* The frame of a page names who reads it. */
  g_string_append_printf(key, "%x %x %s", access->see, access->edit, id == NULL ? "" : id);
  x->key = g_string_free(g_steal_pointer(&key), FALSE);
  return x;
}

CopPeople *
cop_people_new(void)
{
  CopPeople *x = g_new0(CopPeople, 1);
  g_mutex_init(&x->lock);
  x->here = new_person(cop_arena_new(), NULL, NULL, cop_access_everything());
  x->stranger = new_person(cop_arena_new(), NULL, NULL, &(CopAccess){ 0 });
  x->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_known);
  x->attempts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  x->spent = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  return x;
}

void
cop_people_free(CopPeople *x)
{
  if (x == NULL)
    return;
  cop_person_unref(x->here);
  cop_person_unref(x->stranger);
  g_hash_table_unref(x->known);
  g_hash_table_unref(x->attempts);
  g_hash_table_unref(x->spent);
  g_mutex_clear(&x->lock);
  g_free(x);
}

/* --- what the store says --- */

bool
cop_people_there(CopDesk *d)
{
  CopPeople *x = d->people;
  int64_t now = g_get_monotonic_time(), open = 0, active = 0;
  g_mutex_lock(&x->lock);
  bool known = now < x->there_until, there = x->there;
  g_mutex_unlock(&x->lock);
  if (known || d->store == NULL)
    return there;
  CopDb *db = cop_desk_borrow(d, NULL);
  /* A store that cannot be asked lets nobody in without an account. */
  there = db == NULL || !cop_account_counts(db, &open, &active, NULL) || active > 0;
  cop_desk_return(d, db);
  g_mutex_lock(&x->lock);
  x->there = there;
  x->there_until = now + G_USEC_PER_SEC;
  g_mutex_unlock(&x->lock);
  return there;
}

static CopPerson *
look_up(CopDesk *d, const char *credential, bool is_token)
{
  CopDb *db = cop_desk_borrow(d, NULL);
  g_autoptr(CopArena) a = cop_arena_new();
  CopSubjects see = COP_SUBJECTS_ALL, edit = COP_SUBJECTS_ALL;
  CopAccounts all;
  bool stale = false;
  char today[COP_INSTANT_SIZE];
  if (db == NULL)
    return NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc();
  g_autofree char *day = g_date_time_format(now, "%Y-%m-%d");
  g_strlcpy(today, day, sizeof today);
  const char *id = is_token ? cop_token_account(db, a, credential, today, &see, &edit, NULL) : cop_session_account(db, a, credential, &stale, NULL);
  const CopAccount *account = id != NULL && cop_accounts_load(db, a, &all, NULL) ? cop_accounts_find(&all, id) : NULL;
  cop_desk_return(d, db);
  if (account == NULL || account->state != COP_ACCOUNT_ACTIVE)
    return NULL;
  if (stale && (db = cop_desk_lock_writer(d, NULL)) != NULL) {
    (void)cop_session_touch(db, credential, NULL);
    cop_desk_unlock_writer(d);
  }
  CopAccess access = account->access;
  access.see = see;
  access.edit = edit;
  return new_person(g_steal_pointer(&a), account->id, account->name, &access);
}

static CopPerson *
find(CopDesk *d, const char *credential, bool is_token)
{
  CopPeople *x = d->people;
  int64_t now = g_get_monotonic_time();
  g_mutex_lock(&x->lock);
  Known *k = g_hash_table_lookup(x->known, credential);
  CopPerson *p = k != NULL && now < k->until ? g_atomic_rc_box_acquire(k->person) : NULL;
  g_mutex_unlock(&x->lock);
  if (p != NULL)
    return p;
  p = look_up(d, credential, is_token);
  if (p == NULL)
    return NULL;
  k = g_new0(Known, 1);
  *k = (Known){ g_atomic_rc_box_acquire(p), now + COP_PEOPLE_SECONDS * (int64_t)G_USEC_PER_SEC };
  g_mutex_lock(&x->lock);
  if (g_hash_table_size(x->known) >= KNOWN_MOST)
    g_hash_table_remove_all(x->known);
  g_hash_table_replace(x->known, g_strdup(credential), k);
  g_mutex_unlock(&x->lock);
  return p;
}

static const char *
bearer(const CopRequest *rq)
{
  const char *sent = cop_request_header(rq, "Authorization");
  return sent != NULL && g_ascii_strncasecmp(sent, "Bearer cop_", 11) == 0 && strlen(sent) < 100 ? sent + 7 : NULL;
}

CopPerson *
cop_people_of(CopDesk *d, const CopRequest *rq)
{
  if (!cop_people_there(d))
    return g_atomic_rc_box_acquire(rq->loopback ? d->people->here : d->people->stranger);
  const char *token = bearer(rq);
  const char *session = token != NULL ? NULL : cop_session_sent(rq);
  CopPerson *p = token != NULL ? find(d, token, true) : session != NULL ? find(d, session, false) : NULL;
  return p != NULL ? p : g_atomic_rc_box_acquire(d->people->stranger);
}

void
cop_people_forget(CopDesk *d)
{
  g_mutex_lock(&d->people->lock);
  g_hash_table_remove_all(d->people->known);
  d->people->there_until = 0;
  g_mutex_unlock(&d->people->lock);
}

/* --- attempts --- */

static int64_t
wait_for(CopPeople *x, const char *key)
{
  Attempts *a = g_hash_table_lookup(x->attempts, key);
  int64_t left = a == NULL ? 0 : a->next - g_get_monotonic_time();
  return left <= 0 ? 0 : left / G_USEC_PER_SEC + 1;
}

int64_t
cop_people_wait(CopDesk *d, const char *account, const char *peer)
{
  g_autofree char *a = g_strdup_printf("a %s", account);
  g_autofree char *p = g_strdup_printf("p %s", peer);
  g_mutex_lock(&d->people->lock);
  int64_t wait = MAX(wait_for(d->people, a), wait_for(d->people, p));
  g_mutex_unlock(&d->people->lock);
  return wait;
}

/* Takes the key. */
static void
note(CopPeople *x, char *key, unsigned free_tries, bool fitted)
{
  if (fitted) {
    g_hash_table_remove(x->attempts, key);
    g_free(key);
    return;
  }
  if (g_hash_table_size(x->attempts) >= ATTEMPTS_MOST)
    g_hash_table_remove_all(x->attempts);
  Attempts *a = g_hash_table_lookup(x->attempts, key);
  if (a == NULL) {
    a = g_new0(Attempts, 1);
    g_hash_table_insert(x->attempts, key, a);
  } else {
    g_free(key);
  }
  a->n++;
  if (a->n >= free_tries)
    a->next = g_get_monotonic_time() + MIN(INT64_C(900), INT64_C(2) << MIN(a->n - free_tries, 10u)) * G_USEC_PER_SEC;
}

void
cop_people_tried(CopDesk *d, const char *account, const char *peer, bool fitted)
{
  g_mutex_lock(&d->people->lock);
  note(d->people, g_strdup_printf("a %s", account), 5, fitted);
  /* Who knows one account's password must not clear the count of an address. */
  if (!fitted)
    note(d->people, g_strdup_printf("p %s", peer), 20, false);
  g_mutex_unlock(&d->people->lock);
}

/* --- what is good once --- */

static gboolean
is_over(gpointer key, gpointer value, gpointer now)
{
  (void)key;
  return *(const int64_t *)value <= *(const int64_t *)now;
}

bool
cop_people_spend(CopDesk *d, const char *once, int64_t until)
{
  int64_t now = g_get_real_time() / G_USEC_PER_SEC;
  int64_t *ends = g_new(int64_t, 1);
  *ends = until;
  g_mutex_lock(&d->people->lock);
  g_hash_table_foreach_remove(d->people->spent, is_over, &now);
  bool first = !g_hash_table_contains(d->people->spent, once);
  if (first)
    g_hash_table_insert(d->people->spent, g_strdup(once), g_steal_pointer(&ends));
  g_mutex_unlock(&d->people->lock);
  g_free(ends);
  return first;
}
