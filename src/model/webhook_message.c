/* SPDX-License-Identifier: Apache-2.0
 *
 * model/webhook_message.c -- what an endpoint is told, and how it is signed. */
#include <string.h>

#include "base/catalogue.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/secret.h"
#include "model/schema.h"
#include "model/webhook.h"

static const struct {
  const char *type, *entity, *action, *doc;
} rows[] = {
#define EVENT(type, entity, action, doc) { type, entity, action, doc },
#include "model/webhook_events.def"
};

const CopWebhookEvent *
cop_webhook_events(size_t *n)
{
  static const CopWebhookEvent events[] = {
#define EVENT(type, entity, action, doc) { type, doc },
#include "model/webhook_events.def"
  };
  *n = G_N_ELEMENTS(events);
  return events;
}

bool
cop_webhook_type_known(const char *type)
{
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
    if (strcmp(rows[i].type, type) == 0)
      return true;
  return false;
}

static const char *
type_of(const char *entity, const char *action)
{
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    bool about = rows[i].entity[0] == '*' ? cop_entity_by_name(entity) != COP_ENTITY_MAX : strcmp(rows[i].entity, entity) == 0;
    if (about && (rows[i].action[0] == '*' || strcmp(rows[i].action, action) == 0))
      return rows[i].type;
  }
  return NULL;
}

/* "measure/M1" of a comment or decision is a kind and an id. */
static void
set_record(CopArena *a, CopWebhookMessage *m, const char *entity, const char *record)
{
  m->kind = m->record = "";
  if (cop_entity_by_name(entity) != COP_ENTITY_MAX) {
    m->kind = entity;
    m->record = record;
    return;
  }
  if (strcmp(entity, "review") == 0 || strcmp(entity, "discussion") == 0) {
    const char *slash = strchr(record, '/');
    const char *kind = slash == NULL ? "" : cop_arena_strndup(a, record, (size_t)(slash - record));
    if (slash != NULL && cop_entity_by_name(kind) != COP_ENTITY_MAX) {
      m->kind = kind;
      m->record = slash + 1;
    }
  } else if (strcmp(entity, "alert") == 0) {
    m->kind = "message";
    m->record = record;
  }
}

bool
cop_webhook_message_of(CopArena *a, int64_t seq, const char *at, const char *action, const char *entity, const char *record, int64_t revision,
                       const void *hash, CopWebhookMessage *m)
{
  char hex[COP_HASH_HEX];
  const char *type = type_of(entity, action);
  if (type == NULL)
    return false;
  *m = (CopWebhookMessage){ .entry = seq, .at = at, .type = type, .revision = revision };
  cop_hash_to_hex(hash, hex);
  m->id = cop_arena_printf(a, "msg_%" G_GINT64_FORMAT "_%.16s", seq, hex);
  set_record(a, m, entity, record);
  return true;
}

CopWebhookMessage
cop_webhook_test_message(CopArena *a, const char *now)
{
  unsigned char random[COP_HASH_SIZE];
  char hex[COP_HASH_HEX];
  cop_random_bytes(random, sizeof random);
  cop_hash_to_hex(random, hex);
  return (CopWebhookMessage){ .id = cop_arena_printf(a, "msg_test_%.16s", hex), .at = cop_arena_strdup(a, now), .type = "webhook.test", .kind = "", .record = "" };
}

/* Is the word in a list separated by spaces? An empty list holds all. */
static bool
listed(const char *list, const char *word)
{
  size_t n = strlen(word);
  if (*list == '\0')
    return true;
  for (const char *at = strstr(list, word); at != NULL; at = strstr(at + 1, word))
    if ((at == list || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
      return true;
  return false;
}

bool
cop_webhook_wants(const CopWebhook *w, const CopWebhookMessage *m)
{
  return listed(w->types, m->type) && (*w->kinds == '\0' || (*m->kind != '\0' && listed(w->kinds, m->kind)));
}

static void
write_address(CopJson *j, const char *name, const char *before, const CopWebhookMessage *m)
{
  /* As the desk's own links have it: parts escaped one by one. */
  g_autofree char *id = g_uri_escape_string(m->record, "/", FALSE);
  g_autofree char *address = g_strdup_printf("%s/%s/%s", before, m->kind, id);
  cop_json_key_text(j, name, address);
}

char *
cop_webhook_body(const CopWebhookMessage *m)
{
  CopJson *j = cop_json_new_compact();
  cop_json_object(j);
  cop_json_key_text(j, "type", m->type);
  cop_json_key_text(j, "timestamp", m->at);
  cop_json_key_object(j, "data");
  if (m->entry != 0)
    cop_json_key_int(j, "entry", m->entry);
  if (*m->kind != '\0') {
    cop_json_key_text(j, "kind", m->kind);
    cop_json_key_text(j, "id", m->record);
    if (m->revision > 0)
      cop_json_key_int(j, "revision", m->revision);
    cop_json_key_object(j, "links");
    write_address(j, "page", "/record", m);
    write_address(j, "api", "/api/v1", m);
    cop_json_end(j);
  }
  cop_json_end(j);
  cop_json_end(j);
  return g_strchomp(cop_json_finish(j));
}

/* --- signing --- */

void
cop_webhook_keys_clear(CopWebhookKeys *k)
{
  explicit_bzero(k, sizeof *k);
}

char *
cop_webhook_signature(const CopWebhookKeys *k, const char *id, int64_t timestamp, const char *body, size_t length)
{
  GString *all = g_string_new(NULL);
  g_autofree char *head = g_strdup_printf("%s.%" G_GINT64_FORMAT ".", id, timestamp);
  for (unsigned i = 0; i < k->n; i++) {
    guint8 digest[32];
    gsize size = sizeof digest;
    GHmac *hmac = g_hmac_new(G_CHECKSUM_SHA256, k->keys[i], COP_WEBHOOK_SECRET);
    g_hmac_update(hmac, (const guchar *)head, (gssize)strlen(head));
    g_hmac_update(hmac, (const guchar *)body, (gssize)length);
    g_hmac_get_digest(hmac, digest, &size);
    g_hmac_unref(hmac);
    g_autofree char *text = g_base64_encode(digest, size);
    g_string_append_printf(all, "%sv1,%s", i == 0 ? "" : " ", text);
  }
  return g_string_free(all, FALSE);
}

char *
cop_webhook_secret_text(const unsigned char secret[COP_WEBHOOK_SECRET])
{
  g_autofree char *text = g_base64_encode(secret, COP_WEBHOOK_SECRET);
  return g_strconcat("whsec_", text, NULL);
}

/* The schedule Standard Webhooks advises: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h,
 * 20 h, 24 h after the attempt before. A tenth is added or taken away, so that a
 * server that comes back is not met by all at once. */
int64_t
cop_webhook_wait(int64_t n, double random, int64_t retry_after)
{
  static const int64_t seconds[COP_WEBHOOK_ATTEMPTS - 1] = { 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400 };
  int64_t base = seconds[CLAMP(n, 1, COP_WEBHOOK_ATTEMPTS - 1) - 1];
  int64_t wait = (int64_t)((double)base * (0.9 + 0.2 * random) + 0.5);
  return MAX(wait, MIN(retry_after, 86400));
}
