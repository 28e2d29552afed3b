/* SPDX-License-Identifier: Apache-2.0
 *
 * figure/scene.h -- scene files: who stands where and does what.
 *
 * A scene is text, one thing a line, painted in order:
 *
 *   title A girl tells her grandmother
 *   alt A girl speaks to her grandmother, who sits and listens
 *   for MSG-U9-2 MSG-PC-1
 *   size 400 300
 *   scale 2.0
 *   place home
 *   prop chair at=120,262 flip
 *   person lira at=150,262 dir=right stance=stand arms=tell mood=speak
 *   person rosa at=220,262 dir=left near=160,150 arm-later
 *   arm rosa
 *
 * A person is one of assets/art/cast.txt, whose lines have the same form; what
 * a scene gives wins over what the cast says. Points are of the scene. Angles
 * are degrees. A '#' begins a comment at the start of a line. Anything unknown
 * is an error with file and line: a scene is never half drawn.
 */
#ifndef COP_FIGURE_SCENE_H
#define COP_FIGURE_SCENE_H

#include "figure/art.h"
#include "figure/art_color.h"

/* How a scene gets at the other files; supplied by figure/art.c. */
typedef struct {
  const CopDrawing *(*svg)(void *ctx, const char *name, const CopSvgOptions *options, GError **error);
  void *ctx;
  const CopArtColors *colors;
  bool grey;
} CopSceneArt;

typedef struct CopCast CopCast;
/* Reads the cast; it lives in the arena. */
CopCast *cop_cast_read(CopArena *a, const char *file, const char *text, GError **error);

/* Reads and draws; `scene` receives what the file says of itself and counts
 * of people. Both live in the arena. */
CopDrawing *cop_scene_read(CopArena *a, const char *file, const char *text, const CopCast *cast,
                           const CopSceneArt *art, CopScene *scene, GError **error);

#endif
