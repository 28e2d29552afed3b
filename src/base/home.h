/* SPDX-License-Identifier: Apache-2.0
 *
 * base/home.h -- where the files that come with copkit lie: the folder that
 * holds data/ and assets/. It is COPKIT_HOME when set, else the folder built
 * into the program (the source tree, or where it was installed).
 */
#ifndef COP_BASE_HOME_H
#define COP_BASE_HOME_H

#include <glib.h>

/* Lives as long as the program and its environment. */
const char *cop_home(void);
/* A path below it: cop_home_path("data", "countries", NULL). */
char *cop_home_path(const char *first, ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;

#endif
