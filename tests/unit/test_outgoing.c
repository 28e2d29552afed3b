/* SPDX-License-Identifier: Apache-2.0
 *
 * Requests to other servers, against a small one in this process. TLS is tried by
 * tests/web/test_webhooks.sh. */
#include <gio/gio.h>
#include <string.h>

#include "web/outgoing.h"

typedef struct {
  GSocketService *service;
  guint16 port;
  gint asked;
  char *head; /* of the last request */
  char *body;
} Server;

/* What comes back is named by the path. */
static gboolean
serve(GThreadedSocketService *service, GSocketConnection *connection, GObject *source, gpointer user)
{
  Server *s = user;
  (void)service, (void)source;
  g_autoptr(GDataInputStream) in = g_data_input_stream_new(g_io_stream_get_input_stream(G_IO_STREAM(connection)));
  GOutputStream *out = g_io_stream_get_output_stream(G_IO_STREAM(connection));
  g_autoptr(GString) head = g_string_new(NULL);
  gsize length = 0;
  for (;;) {
    g_autofree char *line = g_data_input_stream_read_line(in, NULL, NULL, NULL);
    if (line == NULL || *g_strchomp(line) == '\0')
      break;
    g_string_append_printf(head, "%s\n", line);
    if (g_ascii_strncasecmp(line, "content-length:", 15) == 0)
      length = g_ascii_strtoull(line + 15, NULL, 10);
  }
  g_autofree char *body = g_malloc0(length + 1);
  g_input_stream_read_all(G_INPUT_STREAM(in), body, length, NULL, NULL, NULL);
  g_atomic_int_inc(&s->asked);
  g_autofree char *answer = NULL;
  if (strstr(head->str, " /moved ") != NULL) {
    answer = g_strdup_printf("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:%u/well\r\nContent-Length: 0\r\n\r\n", s->port);
  } else if (strstr(head->str, " /busy ") != NULL) {
    answer = g_strdup("HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 4\r\n\r\nbusy");
  } else if (strstr(head->str, " /large ") != NULL) {
    g_autofree char *large = g_strnfill(5000, 'x');
    answer = g_strdup_printf("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n%s", large);
  } else if (strstr(head->str, " /long-head ") != NULL) {
    g_autofree char *large = g_strnfill(COP_OUTGOING_HEAD, 'x');
    answer = g_strdup_printf("HTTP/1.1 200 OK\r\nX-A: a\r\nX-Large: %s\r\nContent-Length: 0\r\n\r\n", large);
  } else if (strstr(head->str, " /slow ") != NULL) {
    g_usleep(3 * G_USEC_PER_SEC);
    answer = g_strdup("");
  } else {
    answer = g_strdup("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nwell");
  }
  g_free(s->head);
  g_free(s->body);
  s->head = g_strdup(head->str);
  s->body = g_strdup(body);
  g_output_stream_write_all(out, answer, strlen(answer), NULL, NULL, NULL);
  return TRUE;
}

static gpointer
turn(gpointer loop)
{
  g_main_context_push_thread_default(g_main_loop_get_context(loop));
  g_main_loop_run(loop);
  return NULL;
}

static char *
url_of(const Server *s, const char *path)
{
  return g_strdup_printf("http://127.0.0.1:%u%s", s->port, path);
}

static void
fails(const CopOutgoingRules *r, const CopOutgoing *rq, CopOutgoingError code, const char *words)
{
  g_autoptr(GError) error = NULL;
  g_auto(CopOutgoingAnswer) answer = { 0 };
  g_assert_false(cop_outgoing_send(r, rq, &answer, &error));
  g_assert_error(error, COP_OUTGOING_ERROR, (int)code);
  g_assert_cmpuint(answer.body->len, ==, 0);
  if (strstr(error->message, words) == NULL)
    g_error("'%s' does not say '%s'", error->message, words);
}

static void
test_exchange(gconstpointer data)
{
  Server *s = (Server *)data;
  static const char *const nets[] = { "127.0.0.0/8", NULL };
  g_autoptr(GError) error = NULL;
  CopOutgoingRules *r = cop_outgoing_rules_new(nets, NULL, &error);
  g_assert_no_error(error);
  {
    g_autofree char *url = url_of(s, "/well?x=1");
    g_auto(CopOutgoingAnswer) answer = { 0 };
    static const char *const headers[] = { "webhook-id: msg_1", "Content-Type: application/json", NULL };
    g_assert_true(cop_outgoing_send(r, &(CopOutgoing){ .method = "POST", .url = url, .headers = headers, .body = "{\"a\":1}", .length = 7 }, &answer, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(answer.status, ==, 200);
    g_assert_cmpstr(answer.body->str, ==, "well");
    g_assert_cmpstr(answer.type, ==, "text/plain");
    g_assert_cmpstr(s->body, ==, "{\"a\":1}");
    g_assert_true(g_str_has_prefix(s->head, "POST /well?x=1 HTTP/1.1\n"));
    g_assert_nonnull(strstr(s->head, "\nwebhook-id: msg_1\n"));
    g_assert_nonnull(strstr(s->head, "\nUser-Agent: copkit/"));
    g_assert_null(strstr(s->head, "Expect"));
  }
  gint before = g_atomic_int_get(&s->asked);
  {
    g_autofree char *url = url_of(s, "/moved");
    g_auto(CopOutgoingAnswer) answer = { 0 };
    g_assert_true(cop_outgoing_send(r, &(CopOutgoing){ .method = "GET", .url = url }, &answer, &error));
    g_assert_cmpuint(answer.status, ==, 302);
    g_assert_cmpint(g_atomic_int_get(&s->asked), ==, before + 1);
  }
  {
    g_autofree char *url = url_of(s, "/busy");
    g_auto(CopOutgoingAnswer) answer = { 0 };
    g_assert_true(cop_outgoing_send(r, &(CopOutgoing){ .method = "GET", .url = url }, &answer, &error));
    g_assert_cmpuint(answer.status, ==, 503);
    g_assert_cmpint(answer.retry_after, ==, 120);
  }
  cop_outgoing_rules_free(r);
}

static gpointer
stop_soon(gpointer stop)
{
  g_usleep(300000);
  g_atomic_int_set((gint *)stop, 1);
  return NULL;
}

static void
test_limits(gconstpointer data)
{
  const Server *s = data;
  static const char *const nets[] = { "127.0.0.1", NULL };
  CopOutgoingRules *r = cop_outgoing_rules_new(nets, NULL, NULL);
  g_autofree char *large = url_of(s, "/large"), *slow = url_of(s, "/slow"), *head = url_of(s, "/long-head");
  fails(r, &(CopOutgoing){ .method = "GET", .url = large, .most = 4999 }, COP_OUTGOING_ERROR_SIZE, "more than 4999 bytes");
  fails(r, &(CopOutgoing){ .method = "GET", .url = head }, COP_OUTGOING_ERROR_SIZE, "more than 32768 bytes");
  {
    g_auto(CopOutgoingAnswer) answer = { 0 };
    g_assert_true(cop_outgoing_send(r, &(CopOutgoing){ .method = "GET", .url = large, .most = 300, .cut = true }, &answer, NULL));
    g_assert_cmpuint(answer.body->len, ==, 300);
    g_assert_cmpuint(answer.status, ==, 200);
  }
  fails(r, &(CopOutgoing){ .method = "GET", .url = slow, .seconds = 1 }, COP_OUTGOING_ERROR_TIME, "http://127.0.0.1:");
  gint stop = 0;
  gint64 began = g_get_monotonic_time();
  GThread *t = g_thread_new("stop", stop_soon, &stop);
  fails(r, &(CopOutgoing){ .method = "GET", .url = slow, .stop = &stop }, COP_OUTGOING_ERROR_STOPPED, "was stopped");
  g_assert_cmpint(g_get_monotonic_time() - began, <, 2 * G_USEC_PER_SEC);
  g_thread_join(t);
  fails(r, &(CopOutgoing){ .method = "GET", .url = "http://127.0.0.1:1/" }, COP_OUTGOING_ERROR_UNREACHABLE, "http://127.0.0.1:1");
  cop_outgoing_rules_free(r);
}

/* Whatever is no public address is refused, however it is written, and nothing
 * arrives there. */
static void
test_nets(gconstpointer data)
{
  Server *s = (Server *)data;
  CopOutgoingRules *none = cop_outgoing_rules_new(NULL, NULL, NULL);
  static const char *const inside[] = { "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0.0.0.0", "10.1.2.3", "172.31.255.255", "192.168.0.1",
                                        "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255", "198.18.0.1", "[::1]", "[::]", "[fe80::1]", "[fd00::1]",
                                        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[64:ff9b::10.0.0.1]", "[2002:7f00:1::]", "[2001::1]", "[ff02::1]", "[fec0::1]", "[::127.0.0.1]" };
  gint before = g_atomic_int_get(&s->asked);
  for (size_t i = 0; i < G_N_ELEMENTS(inside); i++)
    for (int tls = 0; tls < 2; tls++) {
      g_autofree char *url = g_strdup_printf("%s://%s:%u/", tls ? "https" : "http", inside[i], s->port);
      fails(none, &(CopOutgoing){ .method = "GET", .url = url }, COP_OUTGOING_ERROR_REFUSED, "private net");
    }
  /* a name is no way round */
  g_autofree char *named = g_strdup_printf("https://localhost:%u/", s->port);
  fails(none, &(CopOutgoing){ .method = "GET", .url = named }, COP_OUTGOING_ERROR_REFUSED, "private net");
  g_assert_cmpint(g_atomic_int_get(&s->asked), ==, before);
  static const char *const outside[] = { "https://192.0.1.1/x", "https://8.8.8.8/", "https://[2606:4700::1111]/", "https://cop.example/hook?k=v", "https://[64:ff9b::8.8.8.8]/" };
  g_autoptr(GError) error = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(outside); i++) {
    g_assert_true(cop_outgoing_url_check(none, outside[i], &error));
    g_assert_no_error(error);
  }
  cop_outgoing_rules_free(none);
}

static void
test_text(void)
{
  static const char *const nets[] = { "10.0.0.0/8", "fd00::/8", NULL };
  CopOutgoingRules *some = cop_outgoing_rules_new(nets, NULL, NULL), *none = cop_outgoing_rules_new(NULL, NULL, NULL);
  static const struct {
    const char *url, *words;
  } bad[] = { { "", "no address of the web" },          { "cop.example/x", "no address of the web" },  { "ftp://cop.example/", "no address of the web" },
              { "file:///etc/passwd", "no address of the web" }, { "https://", "no address of the web" }, { "https://ann:secret@cop.example/", "name or password" },
              { "https://ann@cop.example/", "name or password" }, { "http://cop.example/", "without TLS" }, { "http://8.8.8.8/", "without TLS" },
              { "javascript:alert(1)", "no address of the web" }, { "https://c\xc3\xb6p.example/", "no address of the web" } };
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(cop_outgoing_url_check(none, bad[i].url, &error));
    if (strstr(error->message, bad[i].words) == NULL)
      g_error("'%s' of '%s' does not say '%s'", error->message, bad[i].url, bad[i].words);
  }
  g_autoptr(GError) error = NULL;
  g_assert_true(cop_outgoing_url_check(some, "http://10.1.2.3/", &error));
  g_assert_true(cop_outgoing_url_check(some, "http://[fd00::5]:8080/", &error));
  g_assert_true(cop_outgoing_url_check(some, "http://intranet.example/", &error)); /* its address is judged when it is asked */
  g_assert_no_error(error);
  g_assert_false(cop_outgoing_url_check(some, "http://192.168.1.1/", NULL));
  g_autofree char *origin = cop_outgoing_url_origin("https://cop.example:8443/hook?key=secret"), *plain = cop_outgoing_url_origin("https://cop.example/hook");
  g_assert_cmpstr(origin, ==, "https://cop.example:8443");
  g_assert_cmpstr(plain, ==, "https://cop.example");
  g_assert_null(cop_outgoing_url_origin("nothing"));
  static const char *const wrong[] = { "10.0.0.0/40", NULL };
  g_assert_null(cop_outgoing_rules_new(wrong, NULL, &error));
  g_assert_error(error, COP_OUTGOING_ERROR, COP_OUTGOING_ERROR_ADDRESS);
  g_clear_error(&error);
  g_assert_null(cop_outgoing_rules_new(NULL, "/nowhere/ca.pem", &error));
  g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  cop_outgoing_rules_free(some);
  cop_outgoing_rules_free(none);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  Server s = { 0 };
  g_autoptr(GMainContext) context = g_main_context_new();
  g_autoptr(GMainLoop) loop = g_main_loop_new(context, FALSE);
  g_main_context_push_thread_default(context);
  s.service = g_threaded_socket_service_new(8);
  g_autoptr(GInetAddress) here = g_inet_address_new_loopback(G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new(here, 0), got = NULL;
  g_socket_listener_add_address(G_SOCKET_LISTENER(s.service), any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &got, NULL);
  s.port = g_inet_socket_address_get_port(G_INET_SOCKET_ADDRESS(got));
  g_signal_connect(s.service, "run", G_CALLBACK(serve), &s);
  g_main_context_pop_thread_default(context);
  GThread *t = g_thread_new("server", turn, loop);
  g_test_add_data_func("/outgoing/exchange", &s, test_exchange);
  g_test_add_data_func("/outgoing/limits", &s, test_limits);
  g_test_add_data_func("/outgoing/nets", &s, test_nets);
  g_test_add_func("/outgoing/text", test_text);
  int code = g_test_run();
  g_main_loop_quit(loop);
  g_thread_join(t);
  g_socket_service_stop(s.service);
  g_object_unref(s.service);
  g_free(s.head);
  g_free(s.body);
  return code;
}
