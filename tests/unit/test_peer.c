/* SPDX-License-Identifier: Apache-2.0
 * For whom a proxy asks: what anybody can write into X-Forwarded-For counts for
 * nothing. */
#include <glib.h>

#include "web/peer.h"

static void
test_behind(void)
{
  static const char *const none[] = { NULL }, *const one[] = { "127.0.0.1", NULL }, *const two[] = { "10.0.0.1", "2001:db8::1", NULL };
  static const struct {
    const char *peer, *forwarded, *const *proxies, *want;
  } cases[] = {
    { "203.0.113.9", "198.51.100.7", NULL, "203.0.113.9" },           { "203.0.113.9", "198.51.100.7", none, "203.0.113.9" },
    { "203.0.113.9", "198.51.100.7", one, "203.0.113.9" },            { "127.0.0.1", "198.51.100.7", one, "198.51.100.7" },
    { "127.0.0.1", NULL, one, "127.0.0.1" },                          { "127.0.0.1", "", one, "127.0.0.1" },
    { "127.0.0.1", "6.6.6.6, 198.51.100.7", one, "198.51.100.7" },    { "127.0.0.1", "198.51.100.7, <script>", one, "127.0.0.1" },
    { "127.0.0.1", "127.0.0.1", one, "127.0.0.1" },                   { "10.0.0.1", "6.6.6.6, 198.51.100.7 ,2001:DB8:0::1", two, "198.51.100.7" },
    { "2001:db8::1", "2001:db8::99", two, "2001:db8::99" },           { "10.0.0.1", "198.51.100.7:4711", two, "10.0.0.1" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_assert_cmpstr(cop_peer_behind(a, cases[i].peer, cases[i].forwarded, cases[i].proxies), ==, cases[i].want);
  }
  g_assert_true(cop_peer_is_loopback("::1"));
  g_assert_false(cop_peer_is_loopback("198.51.100.7"));
  g_assert_false(cop_peer_is_loopback("localhost"));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/peer/behind", test_behind);
  return g_test_run();
}
