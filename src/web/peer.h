/* SPDX-License-Identifier: Apache-2.0
 *
 * web/peer.h -- for whom a proxy asks (X-Forwarded-For). A header anybody can send is
 * believed from the proxies that were named, and of what they hand on only what they
 * wrote themselves: each adds the address it was asked from at the end.
 */
#ifndef COP_WEB_PEER_H
#define COP_WEB_PEER_H

#include <stdbool.h>

#include "base/arena.h"

/* Is the address one of those? Compared as addresses, not as texts. */
bool cop_peer_among(const char *address, const char *const *proxies);
/* The last address in `forwarded` that is not a proxy's; `peer` when it is not a
 * proxy, when nothing was handed on and when what was is no address. `proxies` may be
 * NULL. In the arena, or one of the two. */
const char *cop_peer_behind(CopArena *a, const char *peer, const char *forwarded, const char *const *proxies);
bool cop_peer_is_loopback(const char *address);

#endif
