/* SPDX-License-Identifier: Apache-2.0 */
#include "web/serve.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>

/* A page that takes long, or a form that waits for the disk, holds up what came in
 * over the same thread; reports of devices wait without one (cop_http_wait()). */
enum { HTTP_THREADS = 16 };

bool
cop_serve_parse(const char *text, char **address, uint16_t *port)
{
  const char *colon = strrchr(text, ':');
  const char *digits = colon == NULL ? text : colon + 1;
  guint64 n;
  if (!g_ascii_string_to_unsigned(digits, 10, 0, G_MAXUINT16, &n, NULL))
    return false;
  g_autofree char *host = colon == NULL ? g_strdup("127.0.0.1") : g_strndup(text, (gsize)(colon - text));
  size_t length = strlen(host);
  if (host[0] != '[' && strchr(host, ':') != NULL)
    return false;
  if (length > 2 && host[0] == '[' && host[length - 1] == ']') {
    memmove(host, host + 1, length - 2);
    host[length - 2] = '\0';
  }
  if (strcmp(host, "localhost") == 0) {
    g_free(host);
    host = g_strdup("127.0.0.1");
  }
  if (!g_hostname_is_ip_address(host))
    return false;
  *address = g_steal_pointer(&host);
  *port = (uint16_t)n;
  return true;
}

/* Before any thread is made, so that all threads leave them to us. */
static void
hold_signals(sigset_t *set)
{
  sigemptyset(set);
  sigaddset(set, SIGTERM);
  sigaddset(set, SIGINT);
  pthread_sigmask(SIG_BLOCK, set, NULL);
  signal(SIGPIPE, SIG_IGN);
}

/* A key that others on this machine may read is no secret. */
static bool
is_private(const char *file, GError **error)
{
  struct stat st;
  if (stat(file, &st) == 0 && (st.st_mode & (S_IROTH | S_IWOTH)) == 0)
    return true;
  g_set_error(error, COP_HTTP_ERROR, COP_HTTP_ERROR_TLS, "everybody on this machine may read the key '%s'; chmod 600 it", file);
  return false;
}

bool
cop_serve_run(const CopServeOptions *o, GError **error)
{
  sigset_t stop;
  int which;
  hold_signals(&stop);
  g_autoptr(CopDesk) desk =
    cop_desk_new(&(CopDeskOptions){ .store = o->store, .out = o->out, .program = o->program, .address = o->address, .hosts = o->hosts, .nets = o->nets, .authorities = o->authorities, .provider = o->provider }, error);
  if (desk == NULL)
    return false;
  g_autofree char *certificate = NULL, *key = NULL;
  gsize n_key = 0;
  if (o->certificate != NULL && (!g_file_get_contents(o->certificate, &certificate, NULL, error) || !g_file_get_contents(o->key, &key, &n_key, error) || !is_private(o->key, error)))
    return false;
  CopHttp *http = cop_http_start(&(CopHttpOptions){ .address = o->address, .port = o->port, .threads = HTTP_THREADS, .certificate = certificate, .key = key, .proxies = o->proxies, .refused = cop_desk_refused }, cop_desk_limit,
                                 cop_desk_answer, desk, error);
  if (key != NULL)
    explicit_bzero(key, n_key);
  if (http == NULL)
    return false;
  bool six = strchr(o->address, ':') != NULL;
  g_autofree char *url = g_strdup_printf(six ? "%s://[%s]:%u/" : "%s://%s:%u/", certificate != NULL ? "https" : "http", o->address, cop_http_port(http));
  o->ready(o->user, url);
  sigwait(&stop, &which);
  cop_http_stop(http);
  return true;
}
