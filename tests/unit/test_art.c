/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "figure/art.h"
#include "figure/figure.h"
#include "figure/person_body.h"
#include "figure/scene.h"
#include "figure/svg.h"
#include "figure/svg_write.h"

static CopArt *
open_art(void)
{
  g_autofree char *folder = g_build_filename(g_getenv("COPKIT_TEST_SOURCE"), "assets", NULL);
  return cop_art_new(folder);
}

static double
grey_distance(CopColor c)
{
  int r = c >> 24, g = c >> 16 & 0xff, b = c >> 8 & 0xff;
  return MAX(abs(r - g), abs(g - b));
}

/* Nothing leaves the frame: there is no clipping behind us. */
static void
check_inside(const char *name, const CopDrawing *d)
{
  for (const CopDrawOp *op = d->first; op != NULL; op = op->next)
    for (size_t i = 0; i < op->as.path.n_segs; i++) {
      const CopSeg *s = &op->as.path.segs[i];
      int k = s->kind == COP_SEG_CURVE ? 2 : 0;
      if (s->kind != COP_SEG_CLOSE && (s->x[k] < -0.5f || s->x[k] > d->width + 0.5f || s->y[k] < -0.5f || s->y[k] > d->height + 0.5f))
        g_error("%s: a point at %.1f, %.1f lies outside the frame", name, (double)s->x[k], (double)s->y[k]);
    }
}

static void
test_scenes(void)
{
  g_autoptr(CopArt) art = open_art();
  g_autoptr(GError) error = NULL;
  unsigned n;
  const CopScene *const *all = cop_art_scenes(art, &n, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(n, >=, 45);
  for (unsigned i = 0; i < n; i++) {
    g_assert_cmpuint(all[i]->people, >=, 1);
    g_assert_cmpuint(strlen(all[i]->alt), >=, 20);
    g_assert_cmpuint(strlen(all[i]->alt), <=, 160);
    const CopDrawing *d = cop_art_find(art, all[i]->name, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(d == cop_art_find(art, all[i]->name, NULL, NULL)); /* read once */
    check_inside(all[i]->name, d);
    const CopDrawing *grey = cop_art_find(art, all[i]->name, &(CopArtOptions){ .grey = true }, &error);
    g_assert_no_error(error);
    g_assert_true(grey != d);
    for (const CopDrawOp *op = grey->first; op != NULL; op = op->next)
      g_assert_true(grey_distance(op->as.path.fill) < 6 && grey_distance(op->as.path.stroke) < 6);
  }
}

/* The kit's rules of balance, counted over the whole set. */
static void
test_balance(void)
{
  g_autoptr(CopArt) art = open_art();
  unsigned n, girls = 0, boys = 0, women = 0, men = 0, people = 0, aid = 0, covered = 0, skins[5] = { 0 };
  const CopScene *const *all = cop_art_scenes(art, &n, NULL);
  for (unsigned i = 0; i < n; i++) {
    people += all[i]->people;
    girls += all[i]->girls;
    boys += all[i]->boys;
    women += all[i]->women;
    men += all[i]->men;
    aid += all[i]->with_aid;
    covered += all[i]->covered;
    for (int k = 0; k < 5; k++)
      skins[k] += all[i]->skins[k];
  }
  g_test_message("%u scenes, %u people: girls %u, boys %u, women %u, men %u; with an aid %u, headscarf %u; skin %u %u %u %u %u", n,
                 people, girls, boys, women, men, aid, covered, skins[0], skins[1], skins[2], skins[3], skins[4]);
  g_assert_cmpuint(people, ==, girls + boys + women + men);
  g_assert_cmpfloat((double)girls / (girls + boys), >=, 0.45);
  g_assert_cmpfloat((double)girls / (girls + boys), <=, 0.55);
  g_assert_cmpfloat((double)women / (women + men), >=, 0.4);
  g_assert_cmpfloat((double)women / (women + men), <=, 0.6);
  g_assert_cmpfloat((double)aid / people, >=, 1 / 8.0);
  g_assert_cmpuint(covered, >=, 4);
  for (int k = 0; k < 5; k++)
    g_assert_cmpfloat((double)skins[k] / people, >=, 0.08);
}

/* Every message of the catalogue has its picture, and one only. */
static void
test_messages(void)
{
  static const struct {
    const char *band;
    unsigned n;
  } bands[] = { { "U9", 7 }, { "912", 7 }, { "1315", 8 }, { "1618", 7 }, { "PC", 8 }, { "TE", 4 }, { "CL", 4 } };
  g_autoptr(CopArt) art = open_art();
  for (size_t i = 0; i < G_N_ELEMENTS(bands); i++)
    for (unsigned k = 1; k <= bands[i].n; k++) {
      g_autofree char *id = g_strdup_printf("MSG-%s-%u", bands[i].band, k);
      g_autoptr(GError) error = NULL;
      const CopScene *s = cop_art_for_message(art, id, &error);
      g_assert_no_error(error);
      if (s == NULL)
        g_error("no scene is drawn for %s", id);
      g_assert_nonnull(cop_art_find(art, s->name, NULL, NULL));
      unsigned served = 0, n_all;
      const CopScene *const *all = cop_art_scenes(art, &n_all, NULL);
      for (unsigned a = 0; a < n_all; a++)
        for (unsigned m = 0; all[a]->messages[m] != NULL; m++)
          served += strcmp(all[a]->messages[m], id) == 0;
      g_assert_cmpuint(served, ==, 1);
    }
  g_assert_null(cop_art_for_message(art, "MSG-NONE-1", NULL));
}

static void
test_names(void)
{
  g_autoptr(CopArt) art = open_art();
  static const char *const bad[] = { "",          "phone",         "scene/none",        "scene/../cast", "prop/../../package",
                                     "tabler/",   "tabler/../x",   "tabler/no-such-icon", "health/none", "nothing/phone",
                                     "prop/Phone" };
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(cop_art_find(art, bad[i], NULL, &error));
    g_assert_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_ART);
    g_assert_nonnull(strstr(error->message, bad[i]));
  }
}

static void
test_pictograms(void)
{
  g_autoptr(CopArt) art = open_art();
  g_autofree char *none = cop_art_credits(art);
  g_assert_cmpstr(none, ==, "");
  g_autoptr(GError) error = NULL;
  CopArtOptions blue = { .color = 0x1f5fa8ff };
  const CopDrawing *phone = cop_art_find(art, "tabler/phone", &blue, &error);
  if (phone == NULL) {
    g_test_skip("npm packages of assets/ are not installed");
    return;
  }
  g_assert_cmphex(phone->first->as.path.stroke, ==, 0x1f5fa8ff);
  const CopDrawing *heart = cop_art_find(art, "tabler-filled/heart", &blue, &error);
  g_assert_no_error(error);
  g_assert_cmphex(heart->first->as.path.fill, ==, 0x1f5fa8ff);
  /* The scan of the file finds what a whole reading of it finds. */
  const CopDrawing *baby = cop_art_find(art, "health/baby-0203m", NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpfloat(baby->width, ==, 48);
  g_assert_nonnull(cop_art_find(art, "health/people", NULL, NULL));
  const CopDrawing *audience = cop_art_find(art, "symbol/audience-under-9", &blue, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(audience->key, !=, phone->key);
  g_autofree char *credits = cop_art_credits(art);
  g_assert_cmpstr(credits, ==,
                  "People, places and symbols: copkit, CC BY 4.0\n"
                  "Pictograms: Tabler Icons, Paweł Kuna and contributors, MIT Licence\n"
                  "Pictograms: Health Icons, Resolve to Save Lives and contributors, MIT Licence");
}

/* The accent of the country's palette enters the picture. */
static void
test_palette(void)
{
  g_autoptr(CopArt) art = open_art();
  CopPalette green = { 0x0b4d2aff, 0x1f8a4dff, 0xb3dcc3ff, 0xe9f6eeff, 0xf2b705ff };
  const CopDrawing *blue = cop_art_find(art, "scene/number-on-wall", NULL, NULL);
  const CopDrawing *d = cop_art_find(art, "scene/number-on-wall", &(CopArtOptions){ .palette = &green }, NULL);
  g_assert_true(blue != d);
  bool found = false;
  for (const CopDrawOp *op = d->first; op != NULL; op = op->next)
    found = found || op->as.path.fill == green.main;
  g_assert_true(found);
}

/* --- bodies --- */

static void
test_measures(void)
{
  double last = 0;
  for (CopAge age = 0; age < COP_AGE_ELDER; age++) {
    CopBody b;
    cop_body_measure(&b, age, false);
    g_assert_cmpfloat(b.height, >=, last);
    last = b.height;
    /* One head serves all ages. */
    g_assert_cmpfloat(b.head, >=, 17);
    g_assert_cmpfloat(b.head, <=, 19);
  }
}

static CopPosed
posed(const CopPerson *p, CopArena *a)
{
  CopPosed q = { .p = p, .pen = { .arena = a, .drawing = cop_drawing_new(a, 100, 100), .m = COP_MATRIX_IDENTITY } };
  cop_body_measure(&q.body, p->age, p->male);
  cop_body_pose(&q);
  return q;
}

static void
test_poses(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopPerson p = { .age = COP_AGE_OLDER, .turn = NAN, .stance = cop_stance_find("stand"), .gesture = cop_gesture_find("rest") };
  CopPosed stand = posed(&p, a);
  /* The feet stand on the ground, whatever the stance. */
  g_assert_cmpfloat_with_epsilon(fmax(stand.near_leg.ankle.y, stand.far_leg.ankle.y) + stand.body.foot, 0, 0.01);
  p.stance = cop_stance_find("sit");
  CopPosed sit = posed(&p, a);
  g_assert_cmpfloat_with_epsilon(fmax(sit.near_leg.ankle.y, sit.far_leg.ankle.y) + sit.body.foot, 0, 0.01);
  g_assert_cmpfloat(sit.hip.y, >, stand.hip.y);
  /* On a low stool the knees rise instead of the feet sinking into the ground. */
  p.seat = 10;
  CopPosed low = posed(&p, a);
  g_assert_cmpfloat(low.near_leg.knee.y, <, low.hip.y);
  g_assert_cmpfloat(fmax(low.near_leg.ankle.y, low.far_leg.ankle.y) + low.body.foot, <=, 0.6);
  /* An arm that reaches gets there, or stretches towards it. */
  p.far_reaches = true;
  p.far_reach = cop_point(low.far_arm.shoulder.x + 14, low.far_arm.shoulder.y + 12);
  CopPosed near = posed(&p, a);
  g_assert_cmpfloat_with_epsilon(near.far_arm.palm.x, p.far_reach.x, 0.01);
  g_assert_cmpfloat_with_epsilon(near.far_arm.palm.y, p.far_reach.y, 0.01);
  p.far_reach = cop_point(low.far_arm.shoulder.x + 500, low.far_arm.shoulder.y);
  CopPosed far = posed(&p, a);
  double length = far.body.upper_arm + far.body.forearm + far.body.hand * 0.45;
  g_assert_cmpfloat(far.far_arm.palm.x - far.far_arm.shoulder.x, >, length - 1);
  g_assert_null(cop_stance_find("fly"));
  g_assert_null(cop_gesture_find("hit"));
}

/* Whoever reads from right to left sees every scene the other way round; none holds
 * writing, which would abort. */
static void
test_mirrored(void)
{
  g_autoptr(CopArt) art = open_art();
  unsigned n = 0;
  const CopScene *const *all = cop_art_scenes(art, &n, NULL);
  g_assert_cmpuint(n, >, 30);
  for (unsigned i = 0; i < n; i++) {
    const CopDrawing *d = cop_art_find(art, all[i]->name, NULL, NULL), *m = cop_art_find(art, all[i]->name, &(CopArtOptions){ .mirrored = true }, NULL);
    g_assert_true(d != m);
    g_assert_true(m == cop_art_find(art, all[i]->name, &(CopArtOptions){ .mirrored = true }, NULL));
    g_assert_cmpfloat(d->width, ==, m->width);
    check_inside(all[i]->name, m);
    const CopDrawOp *a = d->first, *b = m->first;
    for (; a != NULL && b != NULL; a = a->next, b = b->next) {
      g_assert_true(a->kind == COP_DRAW_PATH && b->kind == COP_DRAW_PATH);
      g_assert_cmpuint(a->as.path.n_segs, ==, b->as.path.n_segs);
      for (size_t k = 0; k < a->as.path.n_segs; k++)
        if (a->as.path.segs[k].kind != COP_SEG_CLOSE) {
          g_assert_cmpfloat_with_epsilon(a->as.path.segs[k].x[0] + b->as.path.segs[k].x[0], d->width, 0.01f);
          g_assert_cmpfloat_with_epsilon(a->as.path.segs[k].y[0], b->as.path.segs[k].y[0], 0.01f);
        }
    }
    g_assert_true(a == NULL && b == NULL);
  }
}

/* --- scene files --- */

static const CopDrawing *
no_svg(void *ctx, const char *name, const CopSvgOptions *options, GError **error)
{
  (void)ctx, (void)options;
  g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_ART, "there is no picture '%s'", name);
  return NULL;
}

static void
test_scene_refused(void)
{
  static const char cast_text[] = "# people\nperson eva age=adult sex=f skin=2 top-colour=sun/stripe bottom-colour=navy hair-colour=black\n";
  static const struct {
    const char *line, *message;
  } cases[] = {
    { "person eva at=1,2", NULL },
    { "person adam at=1,2", "x.scene:3: nobody in the cast is called 'adam'" },
    { "person eva", "x.scene:3: 'eva' has no place" },
    { "person eva at=1", "'1' is no point x,y" },
    { "person eva at=1,2 stance=fly", "unknown stance 'fly'" },
    { "person eva at=1,2 arms=hit", "unknown gesture 'hit'" },
    { "person eva at=1,2 mood=angry", "unknown word 'angry'" },
    { "person eva at=1,2 colour=red", "unknown key 'colour'" },
    { "person eva at=1,2 top-colour=red", "unknown colour 'red'" },
    { "person eva at=1,2 top-colour=sun/zebra", "unknown word 'zebra'" },
    { "person eva at=1,2 wears=crown", "nobody wears 'crown'" },
    { "person eva at=1,2 sitting", "'sitting' is not of the form key=value" },
    { "person eva at=1,2 near-item=phone", "there is no picture 'prop/phone'" },
    { "prop chair", "the prop 'chair' has no place" },
    { "prop chair at=1,2", "x.scene:3: there is no picture 'prop/chair'" },
    { "prop chair at=1,2 big", "unknown word 'big' of a prop" },
    { "place moon", "there is no picture 'place/moon'" },
    { "size 5 5", "a scene is 10 to 2000 wide and high" },
    { "arm eva", "no arm of 'eva' was left for later" },
    { "music loud", "unknown line 'music'" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(GError) error = NULL;
    CopCast *cast = cop_cast_read(a, "cast.txt", cast_text, &error);
    g_assert_no_error(error);
    CopArtColors colors;
    cop_art_colors_init(&colors, NULL, false);
    CopSceneArt art = { .svg = no_svg, .colors = &colors };
    CopScene scene;
    g_autofree char *text = g_strdup_printf("title A\nalt Somebody stands\n%s\n", cases[i].line);
    CopDrawing *d = cop_scene_read(a, "x.scene", text, cast, &art, &scene, &error);
    if (cases[i].message == NULL) {
      g_assert_no_error(error);
      g_assert_cmpuint(scene.women, ==, 1);
      continue;
    }
    g_assert_null(d);
    if (strstr(error->message, cases[i].message) == NULL)
      g_error("'%s' gives: %s", cases[i].line, error->message);
  }
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  g_assert_null(cop_cast_read(a, "cast.txt", "people eva\n", &error));
  g_assert_nonnull(strstr(error->message, "cast.txt:1:"));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/art/scenes", test_scenes);
  g_test_add_func("/art/mirrored", test_mirrored);
  g_test_add_func("/art/balance", test_balance);
  g_test_add_func("/art/messages", test_messages);
  g_test_add_func("/art/names", test_names);
  g_test_add_func("/art/pictograms", test_pictograms);
  g_test_add_func("/art/palette", test_palette);
  g_test_add_func("/art/measures", test_measures);
  g_test_add_func("/art/poses", test_poses);
  g_test_add_func("/art/scene-refused", test_scene_refused);
  return g_test_run();
}
