/* SPDX-License-Identifier: Apache-2.0
 *
 * web/keeper.h -- keeps the view of a desk up to date.
 *
 * A thread looks once a second whether the store or the build folder changed,
 * by whatever program; then it loads them, publishes a view at once, plans,
 * and publishes another with the plan. While the planner runs, the view
 * keeps the last plan and says that a new one is on its way.
 *
 * When nothing but reports came, the model and the plan stay, which do not
 * depend on them: the new reports are added to what stands added up. Only one
 * that corrects an earlier report has everything added up again.
 *
 * Threads:  safe, but for _new, _follow and _free.
 */
#ifndef COP_WEB_KEEPER_H
#define COP_WEB_KEEPER_H

#include <glib.h>
#include <stdbool.h>

#include "model/model.h"
#include "web/view.h"

typedef struct CopKeeper CopKeeper;

/* out: the build folder, may be NULL or not exist yet. */
CopKeeper *cop_keeper_new(const char *out);
/* Loads the store, publishes it, and follows it from then on. */
bool cop_keeper_follow(CopKeeper *k, const char *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Publishes a model that comes from elsewhere; takes its arena. */
void cop_keeper_publish(CopKeeper *k, CopArena *arena, const CopModel *model);
/* After a change of ours: returns when a view that holds it stands. */
bool cop_keeper_refresh(CopKeeper *k, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Returns when the plan of the newest view stands. */
void cop_keeper_wait(CopKeeper *k);
void cop_keeper_free(CopKeeper *k); /* NULL is fine */

/* A reference to the newest view; NULL before the first. */
CopView *cop_keeper_take(CopKeeper *k);

#endif
