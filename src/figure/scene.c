/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/scene.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "figure/figure.h"
#include "figure/frame.h"
#include "figure/person.h"
#include "figure/svg_path.h"

typedef struct {
  CopArena *arena;
  const char *file;
  unsigned line;
  const CopCast *cast;
  const CopSceneArt *art;
  CopDrawing *drawing;
  CopScene *scene;
  double scale;
  GPtrArray *later; /* words of people whose near arm is painted later */
  GError **error;
} Reader;

/* The keys of a person, as a cast line gives them. */
typedef struct {
  const char *name;
  GStrv words; /* key=value */
} Member;

struct CopCast {
  GPtrArray *members; /* of Member * */
};

static bool fail(const Reader *r, const char *format, ...) G_GNUC_PRINTF(2, 3);

static bool
fail(const Reader *r, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *what = g_strdup_vprintf(format, args);
  va_end(args);
  g_set_error(r->error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_ART, "%s:%u: %s", r->file, r->line, what);
  return false;
}

/* --- values --- */

static bool
read_number(const Reader *r, const char *value, double *out)
{
  const char *s = value;
  return (cop_svg_number(&s, out) && *s == '\0') || fail(r, "'%s' is no number", value);
}

static bool
read_point(const Reader *r, const char *value, CopPoint *out)
{
  const char *s = value;
  return (cop_svg_number(&s, &out->x) && cop_svg_number(&s, &out->y) && *s == '\0') || fail(r, "'%s' is no point x,y", value);
}

static bool
read_choice(const Reader *r, const char *const *names, unsigned n, const char *value, unsigned *out)
{
  for (unsigned i = 0; i < n; i++)
    if (strcmp(names[i], value) == 0) {
      *out = i;
      return true;
    }
  return fail(r, "unknown word '%s'", value);
}

/* A colour name, with a pattern after a slash: "sun/stripe". */
static bool
read_cloth(const Reader *r, const char *value, CopColor *color, CopColor *shade, CopPattern *pattern)
{
  static const char *const patterns[COP_PATTERN_MAX] = { "plain", "stripe", "dot", "check" };
  g_auto(GStrv) parts = g_strsplit(value, "/", 2);
  if (!cop_art_color_find(r->art->colors, parts[0], color))
    return fail(r, "unknown colour '%s'", parts[0]);
  *shade = cop_art_color_shade(*color);
  if (pattern == NULL)
    return parts[1] == NULL || fail(r, "'%s' takes no pattern", value);
  unsigned which = COP_PATTERN_PLAIN;
  if (parts[1] != NULL && !read_choice(r, patterns, COP_PATTERN_MAX, parts[1], &which))
    return false;
  *pattern = which;
  return true;
}

/* --- people --- */

typedef struct {
  CopPerson person;
  CopPoint at;
  double scale;
  bool placed, wheelchair;
  unsigned skin;
} Placed;

typedef enum {
  KEY_AGE, KEY_SEX, KEY_SKIN, KEY_HAIR, KEY_HAIRCOLOR, KEY_TOP, KEY_TOPCOLOR, KEY_BOTTOM, KEY_BOTTOMCOLOR, KEY_SHOES,
  KEY_SHOECOLOR, KEY_SCARF, KEY_OVER, KEY_WEARS, KEY_STANCE, KEY_ARMS, KEY_MOOD, KEY_TURN, KEY_TILT, KEY_EYES, KEY_DIR,
  KEY_AT, KEY_SEAT, KEY_NEAR, KEY_FAR, KEY_NEAR_ITEM, KEY_FAR_ITEM, KEY_SCALE, KEY_MAX
} Key;

static const char *const keys[KEY_MAX] = {
  [KEY_AGE] = "age", [KEY_SEX] = "sex", [KEY_SKIN] = "skin", [KEY_HAIR] = "hair", [KEY_HAIRCOLOR] = "hair-colour",
  [KEY_TOP] = "top", [KEY_TOPCOLOR] = "top-colour", [KEY_BOTTOM] = "bottom", [KEY_BOTTOMCOLOR] = "bottom-colour",
  [KEY_SHOES] = "shoes", [KEY_SHOECOLOR] = "shoe-colour", [KEY_SCARF] = "scarf", [KEY_OVER] = "over", [KEY_WEARS] = "wears",
  [KEY_STANCE] = "stance", [KEY_ARMS] = "arms", [KEY_MOOD] = "mood", [KEY_TURN] = "turn", [KEY_TILT] = "tilt",
  [KEY_EYES] = "eyes", [KEY_DIR] = "dir", [KEY_AT] = "at", [KEY_SEAT] = "seat", [KEY_NEAR] = "near", [KEY_FAR] = "far",
  [KEY_NEAR_ITEM] = "near-item", [KEY_FAR_ITEM] = "far-item", [KEY_SCALE] = "scale",
};

/* "glasses,apron": what somebody wears besides clothes, or uses. */
static bool
read_wears(const Reader *r, const char *value, Placed *p)
{
  g_auto(GStrv) words = g_strsplit(value, ",", -1);
  for (unsigned i = 0; words[i] != NULL; i++) {
    if (strcmp(words[i], "glasses") == 0)
      p->person.glasses = true;
    else if (strcmp(words[i], "hearing-aid") == 0)
      p->person.hearing_aid = true;
    else if (strcmp(words[i], "apron") == 0)
      p->person.apron = true;
    else if (strcmp(words[i], "cane") == 0)
      p->person.cane = true;
    else if (strcmp(words[i], "wheelchair") == 0)
      p->wheelchair = true;
    else if (strcmp(words[i], "nothing") == 0)
      p->person.glasses = p->person.hearing_aid = p->person.apron = p->person.cane = p->wheelchair = false;
    else
      return fail(r, "nobody wears '%s'", words[i]);
  }
  return true;
}

/* "phone:20": a prop and how far it is turned in the hand. */
static bool
read_item(const Reader *r, const char *value, const CopDrawing **item, double *turn)
{
  g_auto(GStrv) parts = g_strsplit(value, ":", 2);
  g_autofree char *name = g_strconcat("prop/", parts[0], NULL);
  CopSvgOptions o = { .colors = r->art->colors->colors, .n_colors = r->art->colors->n };
  *turn = 0;
  if (parts[0] != NULL && parts[1] != NULL && !read_number(r, parts[1], turn))
    return false;
  *item = r->art->svg(r->art->ctx, name, &o, r->error);
  if (*item == NULL)
    g_prefix_error(r->error, "%s:%u: ", r->file, r->line);
  return *item != NULL;
}

static bool
set_look(const Reader *r, Key key, const char *value, Placed *p)
{
  static const char *const ages[COP_AGE_MAX] = { "small", "child", "older", "teen", "youth", "adult", "elder" };
  static const char *const sexes[] = { "f", "m" };
  static const char *const tops[COP_TOP_MAX] = { "tshirt", "polo", "shirt", "blouse", "tunic", "vest" };
  static const char *const bottoms[COP_BOTTOM_MAX] = { "trousers", "shorts", "skirt", "long" };
  static const char *const shoes[COP_SHOES_MAX] = { "sandals", "shoes", "bare" };
  static const char *const skins[] = { "1", "2", "3", "4", "5" };
  CopPerson *q = &p->person;
  CopColor unused;
  unsigned which = 0;
  switch (key) {
  case KEY_AGE:
    return read_choice(r, ages, COP_AGE_MAX, value, &q->age);
  case KEY_SEX:
    if (!read_choice(r, sexes, 2, value, &which))
      return false;
    q->male = which == 1;
    return true;
  case KEY_SKIN: {
    if (!read_choice(r, skins, 5, value, &p->skin))
      return false;
    char name[] = "skin0";
    name[4] = (char)('1' + p->skin);
    return cop_art_color_find(r->art->colors, name, &q->skin);
  }
  case KEY_HAIR:
    q->hair_style = cop_arena_strdup(r->arena, value);
    return true;
  case KEY_HAIRCOLOR:
    return read_cloth(r, value, &q->hair, &q->hair_shade, NULL);
  case KEY_TOP:
    return read_choice(r, tops, COP_TOP_MAX, value, &q->top_kind);
  case KEY_TOPCOLOR:
    return read_cloth(r, value, &q->top, &q->top_shade, &q->top_pattern);
  case KEY_BOTTOM:
    return read_choice(r, bottoms, COP_BOTTOM_MAX, value, &q->bottom_kind);
  case KEY_BOTTOMCOLOR:
    return read_cloth(r, value, &q->bottom, &q->bottom_shade, &q->bottom_pattern);
  case KEY_SHOES:
    return read_choice(r, shoes, COP_SHOES_MAX, value, &q->shoes_kind);
  case KEY_SHOECOLOR:
    return read_cloth(r, value, &q->shoes, &unused, NULL);
  case KEY_SCARF:
    return read_cloth(r, value, &q->scarf, &q->scarf_shade, NULL);
  case KEY_OVER:
    return read_cloth(r, value, &q->over, &unused, NULL);
  case KEY_WEARS:
    return read_wears(r, value, p);
  default:
    return fail(r, "'%s' cannot be said here", keys[key]);
  }
}

static bool
set_act(const Reader *r, Key key, const char *value, Placed *p)
{
  static const char *const moods[COP_MOOD_MAX] = { "calm", "happy", "unsure", "worried", "sad", "firm", "speak" };
  static const char *const eyes[] = { "open", "down" };
  static const char *const dirs[] = { "right", "left" };
  CopPerson *q = &p->person;
  unsigned which = 0;
  switch (key) {
  case KEY_STANCE:
    return (q->stance = cop_stance_find(value)) != NULL || fail(r, "unknown stance '%s'", value);
  case KEY_ARMS:
    return (q->gesture = cop_gesture_find(value)) != NULL || fail(r, "unknown gesture '%s'", value);
  case KEY_MOOD:
    return read_choice(r, moods, COP_MOOD_MAX, value, &q->mood);
  case KEY_TURN:
    return read_number(r, value, &q->turn);
  case KEY_TILT:
    return read_number(r, value, &q->tilt);
  case KEY_EYES:
    if (!read_choice(r, eyes, 2, value, &which))
      return false;
    q->eyes_down = which == 1;
    return true;
  case KEY_DIR:
    if (!read_choice(r, dirs, 2, value, &which))
      return false;
    q->mirrored = which == 1;
    return true;
  case KEY_AT:
    p->placed = true;
    return read_point(r, value, &p->at);
  case KEY_SEAT:
    return read_number(r, value, &q->seat);
  case KEY_NEAR:
    q->near_reaches = true;
    return read_point(r, value, &q->near_reach);
  case KEY_FAR:
    q->far_reaches = true;
    return read_point(r, value, &q->far_reach);
  case KEY_NEAR_ITEM:
    return read_item(r, value, &q->near_item, &q->near_item_turn);
  case KEY_FAR_ITEM:
    return read_item(r, value, &q->far_item, &q->far_item_turn);
  case KEY_SCALE:
    return read_number(r, value, &p->scale);
  default:
    return set_look(r, key, value, p);
  }
}

static bool
set_words(const Reader *r, const char *const *words, Placed *p)
{
  for (unsigned i = 0; words[i] != NULL; i++) {
    const char *equals = strchr(words[i], '=');
    if (equals == NULL)
      return fail(r, "'%s' is not of the form key=value", words[i]);
    unsigned key = 0;
    size_t n = (size_t)(equals - words[i]);
    while (key < KEY_MAX && (strlen(keys[key]) != n || memcmp(keys[key], words[i], n) != 0))
      key++;
    if (key == KEY_MAX)
      return fail(r, "unknown key '%.*s'", (int)n, words[i]);
    if (!set_act(r, key, equals + 1, p))
      return false;
  }
  return true;
}

static const CopDrawing *
hair_art(void *ctx, const char *style, const char *layer, const CopPerson *p, GError **error)
{
  const Reader *r = ctx;
  g_autofree char *name = g_strconcat("hair/", style, NULL);
  CopSvgColor colors[] = { { "hair", p->hair }, { "shade", p->hair_shade }, { "scarf", p->scarf }, { "scarf-shade", p->scarf_shade },
                           { "tie", p->top } };
  CopSvgOptions o = { .colors = colors, .n_colors = G_N_ELEMENTS(colors), .group = layer };
  return r->art->svg(r->art->ctx, name, &o, error);
}

static void
count(const Reader *r, const Placed *p)
{
  CopScene *s = r->scene;
  bool child = p->person.age < COP_AGE_ADULT;
  s->people++;
  s->girls += child && !p->person.male;
  s->boys += child && p->person.male;
  s->women += !child && !p->person.male;
  s->men += !child && p->person.male;
  s->with_aid += p->person.glasses || p->person.hearing_aid || p->person.cane || p->wheelchair;
  s->covered += p->person.scarf != 0;
  s->skins[p->skin]++;
}

/* A prop of the scene or a layer of one, its foot's middle at a point. */
static bool
draw_prop(const Reader *r, const char *name, const char *group, CopPoint at, double scale, double turn, bool flip)
{
  g_autofree char *file = g_strconcat("prop/", name, NULL);
  CopSvgOptions o = { .colors = r->art->colors->colors, .n_colors = r->art->colors->n, .group = group };
  const CopDrawing *d = r->art->svg(r->art->ctx, file, &o, r->error);
  if (d == NULL) {
    g_prefix_error(r->error, "%s:%u: ", r->file, r->line);
    return false;
  }
  CopMatrix m = cop_matrix_rotate(cop_matrix_translate(COP_MATRIX_IDENTITY, at.x, at.y), turn);
  m = cop_matrix_scale(m, (flip ? -1 : 1) * scale / 10, scale / 10);
  m = cop_matrix_translate(m, -d->width / 2, -d->height);
  cop_drawing_append(r->drawing, d, m, NULL, NULL);
  return true;
}

static bool
draw_person(Reader *r, const char *name, const char *const *words, CopPersonPart part)
{
  const Member *member = NULL;
  for (guint i = 0; i < r->cast->members->len; i++) {
    const Member *m = g_ptr_array_index(r->cast->members, i);
    if (strcmp(m->name, name) == 0)
      member = m;
  }
  if (member == NULL)
    return fail(r, "nobody in the cast is called '%s'", name);
  Placed p = { .scale = r->scale, .person = { .turn = NAN, .stance = cop_stance_find("stand"), .gesture = cop_gesture_find("rest") } };
  if (!set_words(r, (const char *const *)member->words, &p) || !set_words(r, words, &p))
    return false;
  if (!p.placed)
    return fail(r, "'%s' has no place (at=x,y)", name);
  CopColor ink;
  cop_art_color_find(r->art->colors, "ink", &ink);
  p.person.grey = r->art->grey;
  if (part == COP_PERSON_ONLY_ARM)
    return cop_person_draw(r->drawing, &p.person, part, p.at.x, p.at.y, p.scale, ink, hair_art, r, r->error);
  count(r, &p);
  if (p.wheelchair && !draw_prop(r, "wheelchair", "back", p.at, p.scale, 0, p.person.mirrored))
    return false;
  if (!cop_person_draw(r->drawing, &p.person, part, p.at.x, p.at.y, p.scale, ink, hair_art, r, r->error)) {
    g_prefix_error(r->error, "%s:%u: ", r->file, r->line);
    return false;
  }
  if (p.wheelchair)
    return draw_prop(r, "wheelchair", "front", p.at, p.scale, 0, p.person.mirrored);
  return true;
}

/* --- lines --- */

static bool
line_prop(Reader *r, const char *name, const char *const *words)
{
  CopPoint at = { NAN, NAN };
  double scale = r->scale, turn = 0;
  bool flip = false;
  const char *group = NULL;
  for (unsigned i = 0; words[i] != NULL; i++) {
    if (strcmp(words[i], "flip") == 0)
      flip = true;
    else if (g_str_has_prefix(words[i], "at=")) {
      if (!read_point(r, words[i] + 3, &at))
        return false;
    } else if (g_str_has_prefix(words[i], "scale=")) {
      if (!read_number(r, words[i] + 6, &scale))
        return false;
    } else if (g_str_has_prefix(words[i], "turn=")) {
      if (!read_number(r, words[i] + 5, &turn))
        return false;
    } else if (g_str_has_prefix(words[i], "part=")) {
      group = words[i] + 5;
    } else {
      return fail(r, "unknown word '%s' of a prop", words[i]);
    }
  }
  if (isnan(at.x))
    return fail(r, "the prop '%s' has no place (at=x,y)", name);
  return draw_prop(r, name, group, at, scale, turn, flip);
}

static bool
line_place(Reader *r, const char *name)
{
  g_autofree char *file = g_strconcat("place/", name, NULL);
  CopSvgOptions o = { .colors = r->art->colors->colors, .n_colors = r->art->colors->n };
  const CopDrawing *d = r->art->svg(r->art->ctx, file, &o, r->error);
  if (d == NULL) {
    g_prefix_error(r->error, "%s:%u: ", r->file, r->line);
    return false;
  }
  double scale = r->drawing->width / d->width;
  cop_frame_append(r->drawing, d, cop_matrix_scale(COP_MATRIX_IDENTITY, scale, scale));
  return true;
}

static bool
draw_late_arm(Reader *r, const char *name)
{
  for (guint i = 0; i < r->later->len; i++) {
    GStrv words = g_ptr_array_index(r->later, i);
    if (strcmp(words[0], name) == 0)
      return draw_person(r, name, (const char *const *)words + 1, COP_PERSON_ONLY_ARM);
  }
  return fail(r, "no arm of '%s' was left for later", name);
}

static bool
read_line(Reader *r, const char *line)
{
  size_t n = strcspn(line, " ");
  const char *rest = line + n + strspn(line + n, " ");
  if (n == 5 && memcmp(line, "title", n) == 0) {
    r->scene->title = cop_arena_strdup(r->arena, rest);
    return true;
  }
  if (n == 3 && memcmp(line, "alt", n) == 0) {
    r->scene->alt = cop_arena_strdup(r->arena, rest);
    return true;
  }
  g_auto(GStrv) words = g_strsplit_set(rest, " ", -1);
  unsigned kept = 0; /* without empty words */
  for (unsigned i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0') {
      char *word = words[i];
      words[i] = words[kept];
      words[kept++] = word;
    }
  char *cut = words[kept];
  words[kept] = NULL;
  bool ok;
  if (n == 3 && memcmp(line, "for", n) == 0) {
    const char **ids = cop_new_n(r->arena, const char *, kept + 1);
    for (unsigned i = 0; i < kept; i++)
      ids[i] = cop_arena_strdup(r->arena, words[i]);
    r->scene->messages = ids;
    ok = true;
  } else if (n == 4 && memcmp(line, "size", n) == 0) {
    double w = 0, h = 0;
    ok = kept == 2 && read_number(r, words[0], &w) && read_number(r, words[1], &h);
    ok = ok && ((w >= 10 && h >= 10 && w <= 2000 && h <= 2000) || fail(r, "a scene is 10 to 2000 wide and high"));
    if (ok) {
      r->drawing->width = (float)w;
      r->drawing->height = (float)h;
    }
  } else if (n == 5 && memcmp(line, "scale", n) == 0) {
    ok = kept == 1 && read_number(r, words[0], &r->scale);
  } else if (n == 5 && memcmp(line, "place", n) == 0 && kept == 1) {
    ok = line_place(r, words[0]);
  } else if (n == 4 && memcmp(line, "prop", n) == 0 && kept >= 1) {
    ok = line_prop(r, words[0], (const char *const *)words + 1);
  } else if (n == 6 && memcmp(line, "person", n) == 0 && kept >= 1) {
    bool behind = kept > 1 && strcmp(words[kept - 1], "arm-later") == 0;
    if (behind) { /* the line is read again when its arm is due */
      cut = words[kept];
      char *flag = words[--kept];
      words[kept] = NULL;
      ok = draw_person(r, words[0], (const char *const *)words + 1, COP_PERSON_BUT_ARM);
      g_ptr_array_add(r->later, g_strdupv(words));
      words[kept++] = flag;
    } else {
      ok = draw_person(r, words[0], (const char *const *)words + 1, COP_PERSON_WHOLE);
    }
  } else if (n == 3 && memcmp(line, "arm", n) == 0 && kept == 1) {
    ok = draw_late_arm(r, words[0]);
  } else {
    ok = fail(r, "unknown line '%.*s'", (int)n, line);
  }
  words[kept] = cut;
  return ok;
}

CopCast *
cop_cast_read(CopArena *a, const char *file, const char *text, GError **error)
{
  CopCast *cast = cop_new(a, CopCast);
  cast->members = g_ptr_array_new();
  cop_arena_on_free(a, (void (*)(void *))g_ptr_array_unref, cast->members);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (unsigned i = 0; lines[i] != NULL; i++) {
    const char *line = g_strstrip(lines[i]);
    if (line[0] == '\0' || line[0] == '#')
      continue;
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    if (strcmp(words[0], "person") != 0 || words[1] == NULL) {
      g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_ART, "%s:%u: a line of the cast begins with 'person NAME'", file, i + 1);
      return NULL;
    }
    Member *m = cop_new(a, Member);
    m->name = cop_arena_strdup(a, words[1]);
    unsigned n = 0;
    m->words = cop_new_n(a, char *, g_strv_length(words));
    for (unsigned k = 2; words[k] != NULL; k++)
      if (words[k][0] != '\0')
        m->words[n++] = cop_arena_strdup(a, words[k]);
    g_ptr_array_add(cast->members, m);
  }
  return cast;
}

CopDrawing *
cop_scene_read(CopArena *a, const char *file, const char *text, const CopCast *cast, const CopSceneArt *art,
               CopScene *scene, GError **error)
{
  static const char *const none[] = { NULL };
  *scene = (CopScene){ .messages = none };
  Reader r = { .arena = a, .file = file, .cast = cast, .art = art, .scene = scene, .scale = 2, .error = error,
               .drawing = cop_drawing_new(a, 400, 300) };
  g_autoptr(GPtrArray) later = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  r.later = later;
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (unsigned i = 0; lines[i] != NULL; i++) {
    const char *line = g_strstrip(lines[i]);
    r.line = i + 1;
    if (line[0] != '\0' && line[0] != '#' && !read_line(&r, line))
      return NULL;
  }
  r.line = 1;
  if (scene->title == NULL || scene->alt == NULL) {
    fail(&r, "a scene needs a title and an alt line");
    return NULL;
  }
  return r.drawing;
}
