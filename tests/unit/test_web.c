/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "json_model.h"
#include "web/cache.h"
#include "web/desk.h"
#include "web/keeper.h"
#include "web/route.h"
#include "web/search.h"
#include "web/serve.h"
#include "web/session.h"

/* --- routes --- */

static const char *
matched(CopArena *a, CopHttpMethod method, const char *path)
{
  CopMatch m = cop_route_match(a, method, path);
  return m.route == NULL ? NULL : m.route->name;
}

static void
test_routes(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_assert_cmpstr(matched(a, COP_HTTP_GET, "/"), ==, "overview");
  g_assert_cmpstr(matched(a, COP_HTTP_GET, "/law"), ==, "law");
  g_assert_cmpstr(matched(a, COP_HTTP_GET, "/law/"), ==, NULL);
  g_assert_cmpstr(matched(a, COP_HTTP_GET, "/law/LR-01"), ==, "question");
  g_assert_cmpstr(matched(a, COP_HTTP_GET, "/law/LR-01/x"), ==, NULL);
  g_assert_cmpstr(matched(a, COP_HTTP_GET, "/laws"), ==, NULL);
  g_assert_cmpstr(matched(a, COP_HTTP_POST, "/law"), ==, NULL);

  CopMatch m = cop_route_match(a, COP_HTTP_GET, "/record/message_text/MSG-U9-1/say/fil");
  g_assert_cmpstr(m.args[0], ==, "message_text");
  g_assert_cmpstr(m.args[1], ==, "MSG-U9-1/say/fil");
  m = cop_route_match(a, COP_HTTP_GET, "/record/message_text/");
  g_assert_null(m.route);

  m = cop_route_match(a, COP_HTTP_GET, "/law.csv");
  g_assert_cmpint(m.suffix, ==, COP_SUFFIX_CSV);
  g_assert_cmpstr(m.route->name, ==, "law");
  m = cop_route_match(a, COP_HTTP_GET, "/standards/a.b.xlsx");
  g_assert_cmpint(m.suffix, ==, COP_SUFFIX_XLSX);
  g_assert_cmpstr(m.args[0], ==, "a.b");
  m = cop_route_match(a, COP_HTTP_GET, "/law/x.csv");
  g_assert_cmpint(m.suffix, ==, COP_SUFFIX_NONE);
  g_assert_cmpstr(m.args[0], ==, "x.csv");

  m = cop_route_match(a, COP_HTTP_PUT, "/preferences");
  g_assert_null(m.route);
  g_assert_cmpstr(cop_route_allow(a, m.allowed), ==, "GET, HEAD, POST");
  g_assert_cmpuint(cop_route_match(a, COP_HTTP_GET, "/nowhere").allowed, ==, 0);
}

/* Every row has a right, a handler of its own name and a sound pattern. */
static void
test_table(void)
{
  size_t n;
  const CopRoute *r = cop_routes(&n);
  for (size_t i = 0; i < n; i++) {
    g_assert_cmpint(r[i].right, >, COP_RIGHT_UNSET);
    g_assert_cmpint(r[i].right, <, COP_RIGHT_MAX);
    g_assert_nonnull(r[i].page);
    g_assert_cmpint(r[i].path[0], ==, '/');
    g_assert_true(r[i].method != COP_HTTP_GET || r[i].body_limit == 0);
    g_assert_true(r[i].method == COP_HTTP_GET || r[i].body_limit > 0);
    g_assert_cmpuint(strlen(r[i].summary), >, 5);
    for (size_t k = 0; k < i; k++)
      g_assert_false(r[i].method == r[k].method && strcmp(r[i].path, r[k].path) == 0);
  }
}

/* --- a desk without a socket --- */

static const char *const country =
  "{\"countries\": [{\"id\": \"XA\", \"short_name\": \"Xanadu\", \"currency_symbol\": \"$\", \"currency_digits\": 2, \"languages\": [\"en\"],"
  "                \"accent_deep\": \"#102030\", \"accent_main\": \"red\"}],"
  " \"questions\": [{\"id\": \"LR-1\", \"theme\": \"T\", \"text\": \"Is <it> so?\", \"weight\": 3, \"position\": 1}],"
  " \"areas\": [{\"id\": \"r1\", \"name\": \"Nuñez\", \"level\": \"region\", \"position\": 1}]}";

static CopDesk *
desk_new(const char *json)
{
  g_autoptr(GError) error = NULL;
  CopDesk *d = cop_desk_new(&(CopDeskOptions){ .address = "127.0.0.1" }, &error);
  g_assert_no_error(error);
  if (json != NULL) {
    CopArena *a = cop_arena_new();
    cop_keeper_publish(d->keeper, a, json_model_new(a, json));
    cop_keeper_wait(d->keeper);
  }
  return d;
}

typedef struct {
  unsigned status;
  char *body;
  char *etag;
  char *type;
} Answer;

static void
answer_clear(Answer *x)
{
  g_free(x->body);
  g_free(x->etag);
  g_free(x->type);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Answer, answer_clear)

static Answer
ask(CopDesk *d, CopHttpMethod method, const char *path, const char *query, bool loopback)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopRequest rq = { .arena = a, .method = method, .path = path, .query = query, .host = "localhost", .loopback = loopback, .body_fd = -1 };
  CopResponse rs = { 0 };
  cop_desk_answer(d, &rq, &rs);
  Answer x = { .status = rs.status == 0 ? 200 : rs.status, .etag = g_strdup(rs.etag), .type = g_strdup(rs.type) };
  if (rs.body != NULL)
    x.body = g_strndup(g_bytes_get_data(rs.body, NULL), g_bytes_get_size(rs.body));
  g_clear_pointer(&rs.body, g_bytes_unref);
  g_clear_pointer(&rs.gzip, g_bytes_unref);
  g_clear_pointer(&rs.file, g_free);
  g_clear_pointer(&rs.headers, g_ptr_array_unref);
  return x;
}

static void
test_before_the_store(void)
{
  g_autoptr(CopDesk) d = desk_new(NULL);
  g_auto(Answer) health = ask(d, COP_HTTP_GET, "/healthz", NULL, true), page = ask(d, COP_HTTP_GET, "/", NULL, true);
  g_assert_cmpuint(health.status, ==, 503);
  g_assert_cmpuint(page.status, ==, 503);
}

static void
test_rights(void)
{
  g_autoptr(CopDesk) d = desk_new(country);
  size_t n;
  const CopRoute *r = cop_routes(&n);
  for (size_t i = 0; i < n; i++) {
    if (strpbrk(r[i].path, ":*") != NULL || r[i].method != COP_HTTP_GET)
      continue;
    g_auto(Answer) here = ask(d, COP_HTTP_GET, r[i].path, NULL, true), far = ask(d, COP_HTTP_GET, r[i].path, NULL, false);
    g_assert_cmpuint(here.status, !=, 403);
    g_assert_cmpuint(far.status, ==, r[i].program ? 401 : r[i].right == COP_RIGHT_PUBLIC ? here.status : 403);
  }
  g_auto(Answer) change = ask(d, COP_HTTP_POST, "/preferences", NULL, true);
  g_assert_cmpuint(change.status, ==, 403);
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDesk) open = cop_desk_new(&(CopDeskOptions){ .address = "192.0.2.1" }, &error);
  g_assert_null(open);
  g_assert_error(error, COP_DESK_ERROR, COP_DESK_ERROR_ACCOUNTS);
}

static void
test_pages(void)
{
  g_autoptr(CopDesk) d = desk_new(country);
  g_auto(Answer) law = ask(d, COP_HTTP_GET, "/law/LR-1", NULL, true);
  g_assert_cmpuint(law.status, ==, 200);
  g_assert_nonnull(strstr(law.body, "Is &lt;it&gt; so?"));
  g_assert_null(strstr(law.body, "<it>"));
  g_auto(Answer) again = ask(d, COP_HTTP_GET, "/law/LR-1", NULL, true);
  g_assert_cmpstr(law.body, ==, again.body);
  g_assert_cmpstr(law.etag, ==, again.etag);

  /* A new view: new answers, and the old ones are gone. */
  CopArena *a = cop_arena_new();
  cop_keeper_publish(d->keeper, a, json_model_new(a, "{\"questions\": [{\"id\": \"LR-1\", \"theme\": \"T\", \"text\": \"Another\", \"weight\": 3, \"position\": 1}]}"));
  g_auto(Answer) later = ask(d, COP_HTTP_GET, "/law/LR-1", NULL, true);
  g_assert_nonnull(strstr(later.body, "Another"));
  g_auto(Answer) empty = ask(d, COP_HTTP_GET, "/", NULL, true);
  g_assert_nonnull(strstr(empty.body, "This store holds no country yet"));
}

/* The country's colours come as a sheet; what is no colour is left out. */
static void
test_accent(void)
{
  g_autoptr(CopDesk) d = desk_new(country);
  g_auto(Answer) page = ask(d, COP_HTTP_GET, "/", NULL, true);
  const char *at = strstr(page.body, "/assets/accent-");
  g_assert_nonnull(at);
  g_autofree char *path = g_strndup(at, strcspn(at, "\""));
  g_auto(Answer) sheet = ask(d, COP_HTTP_GET, path, NULL, true);
  g_assert_true(g_str_has_prefix(sheet.body, ":root{--accent-deep:#102030;}\n"));
  g_assert_null(strstr(sheet.body, "red"));
}

static void
test_search(void)
{
  g_autofree char *plain = cop_search_fold("Nuñez ÉCOLE Straße");
  g_assert_cmpstr(plain, ==, "nunez ecole strasse");
  g_autofree char *khmer = cop_search_fold("ក្មេង"); /* signs of other scripts stay */
  g_assert_cmpstr(khmer, ==, "ក្មេង");
  g_autofree char *broken = cop_search_fold("\xff");
  g_assert_cmpstr(broken, ==, "");
  g_autoptr(CopDesk) d = desk_new(country);
  g_auto(Answer) found = ask(d, COP_HTTP_GET, "/search", "q=NUNEZ", true), not_found = ask(d, COP_HTTP_GET, "/search", "q=nunez+other", true);
  g_assert_nonnull(strstr(found.body, "1 record holds all the words."));
  g_assert_nonnull(strstr(not_found.body, "0 records hold all the words."));
}

/* --- small parts --- */

static void
test_session(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  unsigned char one[COP_SECRET_SIZE], two[COP_SECRET_SIZE];
  cop_secret_make(one);
  cop_secret_make(two);
  g_assert_cmpint(memcmp(one, two, sizeof one), !=, 0);
  const char *token = cop_session_token(a, one, "session");
  g_assert_cmpuint(strlen(token), ==, 64);
  g_assert_true(cop_session_token_fits(one, "session", token));
  g_assert_false(cop_session_token_fits(two, "session", token));
  g_assert_false(cop_session_token_fits(one, "sessiom", token));
  g_assert_false(cop_session_token_fits(one, "session", "x"));
  g_assert_false(cop_session_token_fits(one, "session", NULL));
  g_assert_false(cop_session_token_fits(one, NULL, token));
}

static void
test_cache(void)
{
  CopCache *c = cop_cache_new();
  g_autofree char *text = g_strnfill(100000, 'a');
  g_autoptr(GBytes) body = g_bytes_new(text, 100000);
  CopCached kept = { 0 }, found = { 0 };
  g_assert_false(cop_cache_find(c, "k", &found));
  cop_cache_keep(c, "k", "text/plain", body, &kept);
  g_assert_nonnull(kept.gzip);
  g_assert_cmpuint(g_bytes_get_size(kept.gzip), <, 1000);
  g_assert_true(cop_cache_find(c, "k", &found));
  g_assert_cmpstr(found.etag, ==, kept.etag);
  cop_cached_clear(&found);
  /* More than it may hold empties it, and what was lent lives on. */
  char key[16];
  g_autoptr(GBytes) large = g_bytes_new_take(g_malloc0(COP_CACHE_BYTES / 3), COP_CACHE_BYTES / 3);
  for (int i = 0; i < 4; i++) {
    g_snprintf(key, sizeof key, "%d", i);
    cop_cache_keep(c, key, "text/plain", large, &found);
    cop_cached_clear(&found);
  }
  g_assert_false(cop_cache_find(c, "k", &found));
  g_assert_true(g_bytes_equal(kept.body, body));
  cop_cached_clear(&kept);
  cop_cache_free(c);
}

static void
test_address(void)
{
  static const struct {
    const char *text, *address;
    unsigned port;
  } good[] = { { "127.0.0.1:8080", "127.0.0.1", 8080 }, { "8081", "127.0.0.1", 8081 }, { "[::1]:1", "::1", 1 }, { "localhost:9", "127.0.0.1", 9 } };
  static const char *const bad[] = { "", ":", "x:1", "127.0.0.1", "127.0.0.1:65536", "127.0.0.1:-1", "::1", "127.0.0.1:", "example.org:80" };
  for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
    g_autofree char *address = NULL;
    uint16_t port;
    g_assert_true(cop_serve_parse(good[i].text, &address, &port));
    g_assert_cmpstr(address, ==, good[i].address);
    g_assert_cmpuint(port, ==, good[i].port);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autofree char *address = NULL;
    uint16_t port;
    g_assert_false(cop_serve_parse(bad[i], &address, &port));
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/web/routes", test_routes);
  g_test_add_func("/web/table", test_table);
  g_test_add_func("/web/before-the-store", test_before_the_store);
  g_test_add_func("/web/rights", test_rights);
  g_test_add_func("/web/pages", test_pages);
  g_test_add_func("/web/accent", test_accent);
  g_test_add_func("/web/search", test_search);
  g_test_add_func("/web/session", test_session);
  g_test_add_func("/web/cache", test_cache);
  g_test_add_func("/web/address", test_address);
  return g_test_run();
}
