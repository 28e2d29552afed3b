/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "cmd/cmd.h"
#include "web/serve.h"

static void
say_ready(void *user, const char *url)
{
  const gboolean *quiet = user;
  if (!*quiet) {
    printf("copkit is ready: %s\n", url);
    fflush(stdout);
  }
}

/* Where documents go when nobody says: ph-documents for ph.cop; NULL for a store that is no file. */
static char *
folder_beside(const char *store)
{
  if (strstr(store, "://") != NULL)
    return NULL;
  size_t n = strlen(store) - (g_str_has_suffix(store, ".cop") ? strlen(".cop") : 0);
  return g_strdup_printf("%.*s-documents", (int)n, store);
}

CopExit
cop_cmd_serve(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *listen = NULL, *out = NULL, *address = NULL, *certificate = NULL, *key = NULL, *authorities = NULL, *provider = NULL;
  g_auto(GStrv) hosts = NULL, nets = NULL, proxies = NULL;
  uint16_t port;
  const GOptionEntry entries[] = {
    { "listen", 'l', 0, G_OPTION_ARG_STRING, &listen, "where to listen (127.0.0.1:8080)", "ADDR:PORT" },
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &out, "folder of built documents (STORE-documents)", "DIR" },
    { "host", 0, 0, G_OPTION_ARG_STRING_ARRAY, &hosts, "another name this desk answers for, behind a proxy", "NAME" },
    { "proxy", 0, 0, G_OPTION_ARG_STRING_ARRAY, &proxies, "believe this proxy for whom it asks (X-Forwarded-For)", "ADDR" },
    { "certificate", 0, 0, G_OPTION_ARG_FILENAME, &certificate, "speak TLS with this certificate, PEM with its chain", "FILE" },
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &key, "its key, PEM without password", "FILE" },
    { "reach", 0, 0, G_OPTION_ARG_STRING_ARRAY, &nets, "let requests of the desk go to this private net, too", "NET" },
    { "authorities", 0, 0, G_OPTION_ARG_FILENAME, &authorities, "certificates it trusts there besides the system's, PEM", "FILE" },
    { "provider", 0, 0, G_OPTION_ARG_FILENAME, &provider, "settings of an identity provider people sign in at, YAML", "FILE" },
    G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Serve the desk to a browser, and the interface to programs.",
                     "Stops at SIGTERM or Ctrl-C. Exit: 0 when stopped, 3 when the store cannot be opened or\n"
                     "the address cannot be taken.",
                     &common))
    return COP_EXIT_USAGE;
  if (argc > 1)
    return cop_cmd_failf("serve", COP_EXIT_USAGE, "'%s' is one argument too many", argv[1]);
  if (common.store == NULL)
    return cop_cmd_failf("serve", COP_EXIT_USAGE, "name the store with -s or COPKIT_STORE");
  if (!cop_serve_parse(listen != NULL ? listen : "127.0.0.1:8080", &address, &port))
    return cop_cmd_failf("serve", COP_EXIT_USAGE, "'%s' is no address and port; write 127.0.0.1:8080", listen);
  if ((certificate == NULL) != (key == NULL))
    return cop_cmd_failf("serve", COP_EXIT_USAGE, "--certificate and --key are given together");
  for (char **p = proxies; p != NULL && *p != NULL; p++)
    if (!g_hostname_is_ip_address(*p))
      return cop_cmd_failf("serve", COP_EXIT_USAGE, "'%s' is no address; name the proxy in numbers, e.g. --proxy 127.0.0.1", *p);
  g_autoptr(GError) error = NULL;
  g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
  if (out == NULL)
    out = folder_beside(common.store);
  CopServeOptions o = { .store = common.store, .out = out, .program = program, .address = address, .port = port, .hosts = (const char *const *)hosts, .proxies = (const char *const *)proxies,
                        .nets = (const char *const *)nets, .authorities = authorities, .provider = provider,
                        .certificate = certificate, .key = key, .ready = say_ready, .user = &common.quiet };
  if (!cop_serve_run(&o, &error)) {
    const char *remedy = g_error_matches(error, COP_HTTP_ERROR, COP_HTTP_ERROR_LISTEN) ? "; stop the program that holds it, or choose another port with --listen" : "";
    return cop_cmd_failf("serve", COP_EXIT_INPUT, "%s%s", error->message, remedy);
  }
  return COP_EXIT_OK;
}
