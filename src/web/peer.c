/* SPDX-License-Identifier: Apache-2.0 */
#include "web/peer.h"

#include <gio/gio.h>
#include <string.h>

bool
cop_peer_among(const char *address, const char *const *proxies)
{
  g_autoptr(GInetAddress) a = g_inet_address_new_from_string(address);
  for (; a != NULL && proxies != NULL && *proxies != NULL; proxies++) {
    g_autoptr(GInetAddress) b = g_inet_address_new_from_string(*proxies);
    if (b != NULL && g_inet_address_equal(a, b))
      return true;
  }
  return false;
}

bool
cop_peer_is_loopback(const char *address)
{
  g_autoptr(GInetAddress) a = g_inet_address_new_from_string(address);
  return a != NULL && g_inet_address_get_is_loopback(a);
}

const char *
cop_peer_behind(CopArena *a, const char *peer, const char *forwarded, const char *const *proxies)
{
  if (forwarded == NULL || strlen(forwarded) > 2000 || !cop_peer_among(peer, proxies))
    return peer;
  g_auto(GStrv) steps = g_strsplit(forwarded, ",", -1);
  for (guint i = g_strv_length(steps); i-- > 0;) {
    const char *step = g_strstrip(steps[i]);
    g_autoptr(GInetAddress) address = g_inet_address_new_from_string(step);
    if (address == NULL)
      return peer;
    if (!cop_peer_among(step, proxies)) {
      g_autofree char *text = g_inet_address_to_string(address);
      return cop_arena_strdup(a, text);
    }
  }
  return peer;
}
