/* SPDX-License-Identifier: Apache-2.0 */
#include "web/desk.h"

#include <string.h>

#include "base/lang.h"
#include "model/account.h"
#include "web/hooks.h"
#include "web/people.h"
#include "web/reception.h"

G_DEFINE_QUARK(cop-desk-error-quark, cop_desk_error)

/* Handles kept open for the next request. */
#define READERS_KEPT 4u

/* The house's own, then the other languages of the United Nations as they order them. */
static const char *const languages[] = { "en", "fil", "ar", "zh-Hans", "fr", "ru", "es", NULL };

const char *const *
cop_desk_languages(void)
{
  return languages;
}

static bool
is_loopback(const char *address)
{
  g_autoptr(GInetAddress) a = g_inet_address_new_from_string(address);
  return a != NULL && g_inet_address_get_is_loopback(a);
}

static void
free_reader(gpointer db)
{
  cop_db_close(db);
}

static void
free_locale(gpointer l)
{
  cop_locale_free(l);
}

static void
free_list(gpointer list)
{
  g_ptr_array_unref(list);
}

/* Can anybody sign in? */
static bool
somebody_joined(const char *store)
{
  int64_t open = 0, active = 0;
  g_autoptr(CopDb) db = store == NULL ? NULL : cop_db_open(store, COP_DB_READ, NULL);
  return db != NULL && cop_account_counts(db, &open, &active, NULL) && active > 0;
}

static bool
read_provider(CopDesk *d, const char *file, GError **error)
{
  CopProviderSettings *s = cop_provider_settings_read(file, error);
  if (s == NULL)
    return false;
  d->provider = cop_provider_new(s, d->outgoing);
  return cop_outgoing_url_check(d->outgoing, s->issuer, error);
}

CopDesk *
cop_desk_new(const CopDeskOptions *o, GError **error)
{
  if (!is_loopback(o->address) && !somebody_joined(o->store)) {
    g_set_error(error, COP_DESK_ERROR, COP_DESK_ERROR_ACCOUNTS,
                "'%s' can be reached from other machines, and this store has no accounts: everybody there could read and change it; "
                "listen on 127.0.0.1, or add people first (copkit user invite, or the page People)",
                o->address);
    return NULL;
  }
  g_autoptr(CopDesk) d = g_new0(CopDesk, 1);
  g_mutex_init(&d->lock);
  g_mutex_init(&d->write_lock);
  g_mutex_init(&d->plan_lock);
  g_mutex_init(&d->password_lock);
  d->people = cop_people_new();
  d->locales = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_list);
  d->readers = g_ptr_array_new_with_free_func(free_reader);
  d->store = g_strdup(o->store);
  d->out = g_strdup(o->out);
  d->hosts = g_strdupv((char **)o->hosts);
  cop_secret_make(d->secret);
  cop_secret_make(d->ticket_key);
  cop_assets_init(&d->assets);
  d->outgoing = cop_outgoing_rules_new(o->nets, o->authorities, error);
  if (d->outgoing == NULL || (o->provider != NULL && !read_provider(d, o->provider, error)))
    return NULL;
  d->words = cop_catalogues_load(error);
  if (d->words == NULL)
    return NULL;
  /* Chains are made once, here: afterwards the catalogues are only read. */
  for (size_t i = 0; languages[i] != NULL; i++)
    (void)cop_catalogues_for(d->words, languages[i]);
  d->keeper = cop_keeper_new(o->out);
  if (o->store != NULL && !cop_keeper_follow(d->keeper, o->store, error))
    return NULL;
  d->reception = cop_web_reception_new(o->store, d->keeper);
  d->hooks = cop_hooks_new(o->store, d->outgoing);
  d->building = cop_building_new(o->program, o->store, o->out);
  return g_steal_pointer(&d);
}

void
cop_desk_free(CopDesk *d)
{
  if (d == NULL)
    return;
  cop_building_free(d->building);
  cop_hooks_free(d->hooks);
  cop_web_reception_free(d->reception);
  cop_keeper_free(d->keeper);
  cop_people_free(d->people);
  cop_provider_free(d->provider);
  cop_outgoing_rules_free(d->outgoing);
  g_mutex_clear(&d->plan_lock);
  g_mutex_clear(&d->password_lock);
  cop_catalogues_free(d->words);
  cop_assets_clear(&d->assets);
  g_hash_table_unref(d->locales);
  g_ptr_array_unref(d->readers);
  g_mutex_clear(&d->lock);
  g_mutex_clear(&d->write_lock);
  g_clear_pointer(&d->writer, cop_db_close);
  g_strfreev(d->hosts);
  g_free(d->store);
  g_free(d->out);
  g_free(d);
}

CopLocale *
cop_desk_borrow_locale(CopDesk *d, const char *lang)
{
  g_mutex_lock(&d->lock);
  GPtrArray *free = g_hash_table_lookup(d->locales, lang);
  CopLocale *l = free == NULL || free->len == 0 ? NULL : g_ptr_array_steal_index_fast(free, free->len - 1);
  g_mutex_unlock(&d->lock);
  return l != NULL ? l : cop_locale_new(lang);
}

void
cop_desk_return_locale(CopDesk *d, const char *lang, CopLocale *l)
{
  g_mutex_lock(&d->lock);
  GPtrArray *free = g_hash_table_lookup(d->locales, lang);
  if (free == NULL) {
    free = g_ptr_array_new_with_free_func(free_locale);
    g_hash_table_insert(d->locales, g_strdup(lang), free);
  }
  g_ptr_array_add(free, l);
  g_mutex_unlock(&d->lock);
}

CopDb *
cop_desk_borrow(CopDesk *d, GError **error)
{
  if (d->store == NULL) {
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_OPEN, "this desk has no store");
    return NULL;
  }
  g_mutex_lock(&d->lock);
  CopDb *db = d->readers->len == 0 ? NULL : g_ptr_array_steal_index_fast(d->readers, d->readers->len - 1);
  g_mutex_unlock(&d->lock);
  return db != NULL ? db : cop_db_open(d->store, COP_DB_READ, error);
}

void
cop_desk_return(CopDesk *d, CopDb *db)
{
  g_mutex_lock(&d->lock);
  if (db != NULL && d->readers->len < READERS_KEPT)
    g_ptr_array_add(d->readers, g_steal_pointer(&db));
  g_mutex_unlock(&d->lock);
  cop_db_close(db);
}

CopDb *
cop_desk_open_writer(CopDesk *d, GError **error)
{
  if (d->store != NULL)
    return cop_db_open(d->store, COP_DB_WRITE, error);
  g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_OPEN, "this desk has no store");
  return NULL;
}

/* The writer stays open: opening one checks the whole store's head. */
CopDb *
cop_desk_lock_writer(CopDesk *d, GError **error)
{
  g_mutex_lock(&d->write_lock);
  if (d->writer == NULL)
    d->writer = cop_desk_open_writer(d, error);
  if (d->writer == NULL)
    g_mutex_unlock(&d->write_lock);
  return d->writer;
}

void
cop_desk_unlock_writer(CopDesk *d)
{
  g_mutex_unlock(&d->write_lock);
}
