/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/svg.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "figure/matrix.h"
#include "figure/svg_path.h"
#include "figure/svg_style.h"

G_DEFINE_QUARK(cop-svg-error-quark, cop_svg_error)

typedef struct {
  CopSvgSheet sheet;
  GHashTable *ids; /* id -> element */
  CopDrawing *drawing;
  double box_x, box_y; /* corner of the view box */
  size_t n_segs, n_visited;
  unsigned depth;
  size_t n_shapes;   /* painted so far: to see what a group opacity covers */
  unsigned painting; /* inside the wanted group */
  bool found;
  GError **error;
} Reader;

static bool
unsupported(const Reader *r, const CopXmlNode *e, const char *what)
{
  cop_svg_unsupported(r->sheet.file, e->line, r->error, "%s", what);
  return false;
}

static bool
bad(const Reader *r, const CopXmlNode *e, const char *attribute, const char *value)
{
  g_set_error(r->error, COP_SVG_ERROR, COP_SVG_ERROR_SYNTAX, "%s:%u: '%s' is no value of %s in <%s>", r->sheet.file,
              e->line, value, attribute, e->name);
  return false;
}

static bool
limit(const Reader *r, const CopXmlNode *e, const char *what)
{
  g_set_error(r->error, COP_SVG_ERROR, COP_SVG_ERROR_LIMIT, "%s:%u: %s", r->sheet.file, e->line, what);
  return false;
}

/* --- geometry attributes --- */

/* A length in user units; `missing` when the attribute is absent. */
static bool
read_length(const Reader *r, const CopXmlNode *e, const char *name, double missing, double *out)
{
  static const struct {
    const char *unit;
    double size; /* CSS pixels (CSS Values 3, 5.2) */
  } units[] = { { "", 1 }, { "px", 1 }, { "pt", 96.0 / 72 }, { "mm", 96 / 25.4 }, { "cm", 960 / 25.4 }, { "in", 96 } };
  const char *value = cop_svg_attr(e, name);
  *out = missing;
  if (value == NULL)
    return true;
  const char *s = value;
  if (!cop_svg_number(&s, out))
    return bad(r, e, name, value);
  for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
    if (strcmp(s, units[i].unit) == 0) {
      *out *= units[i].size;
      return true;
    }
  return unsupported(r, e, "a length in this unit");
}

static bool
read_lengths(const Reader *r, const CopXmlNode *e, const char *const *attributes, size_t n, double *out)
{
  for (size_t i = 0; i < n; i++)
    if (!read_length(r, e, attributes[i], 0, &out[i]))
      return false;
  return true;
}

static bool
read_transform(const Reader *r, const CopXmlNode *e, CopMatrix *m)
{
  const char *text = cop_svg_attr(e, "transform");
  for (const char *s = text; s != NULL && *s != '\0';) {
    s += strspn(s, " \t\r\n,");
    if (*s == '\0')
      break;
    size_t n = strcspn(s, "( ");
    const char *name = s;
    s += n;
    s += strspn(s, " ");
    if (*s != '(')
      return bad(r, e, "transform", text);
    s++;
    double v[6];
    int count = 0;
    while (count < 6 && cop_svg_number(&s, &v[count]))
      count++;
    s += strspn(s, " \t\r\n");
    if (*s != ')')
      return bad(r, e, "transform", text);
    s++;
    if (n == 6 && memcmp(name, "matrix", n) == 0 && count == 6)
      *m = cop_matrix_multiply(*m, (CopMatrix){ v[0], v[1], v[2], v[3], v[4], v[5] });
    else if (n == 9 && memcmp(name, "translate", n) == 0 && (count == 1 || count == 2))
      *m = cop_matrix_translate(*m, v[0], count == 2 ? v[1] : 0);
    else if (n == 5 && memcmp(name, "scale", n) == 0 && (count == 1 || count == 2))
      *m = cop_matrix_scale(*m, v[0], count == 2 ? v[1] : v[0]);
    else if (n == 6 && memcmp(name, "rotate", n) == 0 && (count == 1 || count == 3))
      *m = cop_matrix_translate(cop_matrix_rotate(cop_matrix_translate(*m, count == 3 ? v[1] : 0, count == 3 ? v[2] : 0), v[0]),
                                count == 3 ? -v[1] : 0, count == 3 ? -v[2] : 0);
    else if (n == 5 && memcmp(name, "skewX", n) == 0 && count == 1)
      *m = cop_matrix_multiply(*m, (CopMatrix){ 1, 0, tan(v[0] * G_PI / 180), 1, 0, 0 });
    else if (n == 5 && memcmp(name, "skewY", n) == 0 && count == 1)
      *m = cop_matrix_multiply(*m, (CopMatrix){ 1, tan(v[0] * G_PI / 180), 0, 1, 0, 0 });
    else
      return bad(r, e, "transform", text);
  }
  return true;
}

/* --- shapes --- */

static bool
shape_path(const Reader *r, const CopXmlNode *e, CopPath *p)
{
  const char *d = cop_svg_attr(e, "d");
  if (d == NULL || strcmp(d, "none") == 0)
    return true;
  if (cop_svg_path_read(p, d))
    return true;
  g_autofree char *start = g_strndup(d, 40);
  return bad(r, e, "d", start);
}

static bool
shape_rect(const Reader *r, const CopXmlNode *e, CopPath *p)
{
  static const char *const attributes[] = { "x", "y", "width", "height" };
  double v[4], rx, ry;
  if (!read_lengths(r, e, attributes, 4, v) || !read_length(r, e, "rx", -1, &rx) || !read_length(r, e, "ry", -1, &ry))
    return false;
  if (v[2] <= 0 || v[3] <= 0)
    return true;
  rx = rx < 0 ? fmax(ry, 0) : rx;
  ry = ry < 0 ? rx : ry;
  rx = fmin(rx, v[2] / 2);
  ry = fmin(ry, v[3] / 2);
  if (rx == ry) {
    cop_path_round_rect(p, (float)v[0], (float)v[1], (float)v[2], (float)v[3], (float)rx);
    return true;
  }
  double right = v[0] + v[2], bottom = v[1] + v[3];
  cop_path_move(p, (float)(v[0] + rx), (float)v[1]);
  cop_path_line(p, (float)(right - rx), (float)v[1]);
  cop_svg_path_arc(p, right - rx, v[1], rx, ry, 0, false, true, right, v[1] + ry);
  cop_path_line(p, (float)right, (float)(bottom - ry));
  cop_svg_path_arc(p, right, bottom - ry, rx, ry, 0, false, true, right - rx, bottom);
  cop_path_line(p, (float)(v[0] + rx), (float)bottom);
  cop_svg_path_arc(p, v[0] + rx, bottom, rx, ry, 0, false, true, v[0], bottom - ry);
  cop_path_line(p, (float)v[0], (float)(v[1] + ry));
  cop_svg_path_arc(p, v[0], v[1] + ry, rx, ry, 0, false, true, v[0] + rx, v[1]);
  cop_path_close(p);
  return true;
}

static bool
shape_ellipse(const Reader *r, const CopXmlNode *e, CopPath *p)
{
  static const char *const circle[] = { "cx", "cy", "r", "r" }, *const ellipse[] = { "cx", "cy", "rx", "ry" };
  double v[4];
  if (!read_lengths(r, e, e->name[0] == 'c' ? circle : ellipse, 4, v))
    return false;
  if (v[2] > 0 && v[3] > 0)
    cop_path_ellipse(p, (float)v[0], (float)v[1], (float)v[2], (float)v[3]);
  return true;
}

static bool
shape_line(const Reader *r, const CopXmlNode *e, CopPath *p)
{
  static const char *const attributes[] = { "x1", "y1", "x2", "y2" };
  double v[4];
  if (!read_lengths(r, e, attributes, 4, v))
    return false;
  cop_path_move(p, (float)v[0], (float)v[1]);
  cop_path_line(p, (float)v[2], (float)v[3]);
  return true;
}

static bool
shape_poly(const Reader *r, const CopXmlNode *e, CopPath *p)
{
  const char *text = cop_svg_attr(e, "points");
  if (text == NULL)
    return true;
  const char *s = text;
  double x, y;
  for (unsigned i = 0; cop_svg_number(&s, &x); i++) {
    if (!cop_svg_number(&s, &y))
      return bad(r, e, "points", text);
    if (p->n > COP_LIMIT_DRAWING)
      return limit(r, e, "too many points");
    if (i == 0)
      cop_path_move(p, (float)x, (float)y);
    else
      cop_path_line(p, (float)x, (float)y);
  }
  s += strspn(s, " \t\r\n,");
  if (*s != '\0')
    return bad(r, e, "points", text);
  if (e->name[4] == 'g' && p->n > 0) /* polygon */
    cop_path_close(p);
  return true;
}

static CopColor
with_opacity(CopColor c, double opacity)
{
  return (c & 0xffffff00u) | (CopColor)lround((c & 0xff) * opacity);
}

static bool
paint(Reader *r, const CopXmlNode *e, const CopSvgStyle *style, CopMatrix m, CopPath *p)
{
  if (p->n == 0)
    return true;
  r->n_segs += p->n;
  if (r->n_segs > COP_LIMIT_DRAWING)
    return limit(r, e, "too many path segments");
  CopColor fill = with_opacity(style->fill, style->opacity * style->fill_opacity);
  CopColor stroke = with_opacity(style->stroke, style->opacity * style->stroke_opacity);
  bool has_fill = (fill & 0xff) != 0, has_stroke = (stroke & 0xff) != 0 && style->stroke_width > 0;
  if (!has_fill && !has_stroke)
    return true;
  if (has_fill && has_stroke && style->opacity < 1)
    return unsupported(r, e, "opacity over both fill and stroke of a shape");
  if (has_stroke && !cop_matrix_is_similarity(m))
    return unsupported(r, e, "a stroke under uneven scaling or skewing");
  double length = cop_matrix_length(m);
  if (m.a != 1 || m.b != 0 || m.c != 0 || m.d != 1 || m.e != 0 || m.f != 0)
    p->segs = cop_segs_transform(p->arena, p->segs, p->n, m);
  CopDrawOp *op = cop_draw_path(r->drawing, p, has_fill ? fill : 0, has_stroke ? stroke : 0,
                                has_stroke ? (float)(style->stroke_width * length) : 0);
  op->as.path.cap = style->cap;
  op->as.path.join = style->join;
  op->as.path.even_odd = style->even_odd;
  if (has_stroke && style->n_dash > 0) {
    float *dash = cop_new_n(p->arena, float, style->n_dash);
    for (size_t i = 0; i < style->n_dash; i++)
      dash[i] = style->dash[i] * (float)length;
    op->as.path.dash = dash;
    op->as.path.n_dash = style->n_dash;
  }
  r->n_shapes++;
  return true;
}

/* --- structure --- */

/* Elements of other namespaces are the notes of drawing programs. */
static bool
is_svg(const CopXmlNode *n)
{
  return n->name != NULL && (n->ns == NULL || strcmp(n->ns, "http://www.w3.org/2000/svg") == 0);
}

static bool visit(Reader *r, const CopXmlNode *e, const CopSvgStyle *parent, CopMatrix m);

static bool
visit_children(Reader *r, const CopXmlNode *e, const CopSvgStyle *style, CopMatrix m)
{
  for (const CopXmlNode *c = e->first; c != NULL; c = c->next)
    if (is_svg(c) && !visit(r, c, style, m))
      return false;
  return true;
}

static bool
read_view_box(const Reader *r, const CopXmlNode *e, double box[4], bool *present)
{
  const char *text = cop_svg_attr(e, "viewBox"), *s = text;
  *present = text != NULL;
  if (text == NULL)
    return true;
  for (int i = 0; i < 4; i++)
    if (!cop_svg_number(&s, &box[i]))
      return bad(r, e, "viewBox", text);
  return (box[2] > 0 && box[3] > 0) || bad(r, e, "viewBox", text);
}

/* A symbol or a nested svg: its view box is fitted into the given box, centred
 * (preserveAspectRatio "xMidYMid meet"). */
static bool
visit_viewport(Reader *r, const CopXmlNode *e, const CopSvgStyle *style, CopMatrix m, double width, double height)
{
  double box[4];
  bool present;
  const char *fit = cop_svg_attr(e, "preserveAspectRatio");
  if (fit != NULL && strcmp(fit, "xMidYMid meet") != 0 && strcmp(fit, "xMidYMid") != 0)
    return unsupported(r, e, "another preserveAspectRatio than xMidYMid meet");
  if (!read_view_box(r, e, box, &present))
    return false;
  if (present && width > 0 && height > 0) {
    double scale = fmin(width / box[2], height / box[3]);
    m = cop_matrix_translate(m, (width - box[2] * scale) / 2, (height - box[3] * scale) / 2);
    m = cop_matrix_scale(m, scale, scale);
    m = cop_matrix_translate(m, -box[0], -box[1]);
  }
  return visit_children(r, e, style, m);
}

static const CopXmlNode *
referred(const Reader *r, const CopXmlNode *e)
{
  const char *href = cop_svg_attr(e, "href");
  if (href == NULL || href[0] != '#') {
    unsupported(r, e, "a reference to another file");
    return NULL;
  }
  const CopXmlNode *found = g_hash_table_lookup(r->ids, href + 1);
  if (found == NULL)
    bad(r, e, "href", href);
  return found;
}

static bool
visit_use(Reader *r, const CopXmlNode *e, const CopSvgStyle *style, CopMatrix m)
{
  double x, y, width, height;
  const CopXmlNode *target = referred(r, e);
  if (target == NULL || !read_length(r, e, "x", 0, &x) || !read_length(r, e, "y", 0, &y) ||
      !read_length(r, e, "width", 0, &width) || !read_length(r, e, "height", 0, &height))
    return false;
  m = cop_matrix_translate(m, x, y);
  if (strcmp(target->name, "symbol") != 0)
    return visit(r, target, style, m);
  CopSvgStyle inner;
  if (!cop_svg_style_of(&r->sheet, target, style, &inner, r->error))
    return false;
  return visit_viewport(r, target, &inner, m, width, height);
}

static bool
visit_svg(Reader *r, const CopXmlNode *e, const CopSvgStyle *style, CopMatrix m)
{
  if (e->parent == NULL)
    return visit_children(r, e, style, m);
  double x, y, width, height;
  if (!read_length(r, e, "x", 0, &x) || !read_length(r, e, "y", 0, &y) || !read_length(r, e, "width", 0, &width) ||
      !read_length(r, e, "height", 0, &height))
    return false;
  return visit_viewport(r, e, style, cop_matrix_translate(m, x, y), width, height);
}

static bool
visit_nothing(Reader *r, const CopXmlNode *e, const CopSvgStyle *style, CopMatrix m)
{
  (void)r, (void)e, (void)style, (void)m;
  return true;
}

/* What each element does. Definitions draw nothing until they are referred to;
 * whoever refers to a gradient or a mask is refused there. */
static const struct {
  const char *name;
  bool (*shape)(const Reader *r, const CopXmlNode *e, CopPath *p);
  bool (*visit)(Reader *r, const CopXmlNode *e, const CopSvgStyle *style, CopMatrix m);
} elements[] = {
  { "path", shape_path, NULL },
  { "g", NULL, visit_children },
  { "a", NULL, visit_children },
  { "circle", shape_ellipse, NULL },
  { "clipPath", NULL, visit_nothing },
  { "defs", NULL, visit_nothing },
  { "desc", NULL, visit_nothing },
  { "ellipse", shape_ellipse, NULL },
  { "filter", NULL, visit_nothing },
  { "line", shape_line, NULL },
  { "linearGradient", NULL, visit_nothing },
  { "marker", NULL, visit_nothing },
  { "mask", NULL, visit_nothing },
  { "metadata", NULL, visit_nothing },
  { "pattern", NULL, visit_nothing },
  { "polygon", shape_poly, NULL },
  { "polyline", shape_poly, NULL },
  { "radialGradient", NULL, visit_nothing },
  { "rect", shape_rect, NULL },
  { "style", NULL, visit_nothing },
  { "svg", NULL, visit_svg },
  { "symbol", NULL, visit_nothing },
  { "title", NULL, visit_nothing },
  { "use", NULL, visit_use },
};

/* A clip path is harmless when it is one upright rectangle that covers the
 * drawing, as exporting programs write around every icon. */
static bool
clip_covers_all(Reader *r, const CopXmlNode *e, const char *id, CopMatrix m)
{
  const CopXmlNode *clip = g_hash_table_lookup(r->ids, id);
  const CopXmlNode *shape = clip != NULL ? cop_xml_child(clip, NULL, NULL) : NULL;
  if (clip == NULL || strcmp(clip->name, "clipPath") != 0)
    return bad(r, e, "clip-path", id);
  bool alone = shape != NULL && cop_xml_next(shape, NULL, NULL) == NULL;
  if (shape != NULL && strcmp(shape->name, "use") == 0 && (shape = referred(r, shape)) == NULL)
    return false;
  g_autoptr(CopArena) scratch = cop_arena_new();
  CopPath p = cop_path_begin(scratch);
  bool plain = alone && cop_svg_attr(clip, "clipPathUnits") == NULL &&
               cop_svg_attr(shape, "transform") == NULL && fabs(m.b) < 1e-9 && fabs(m.c) < 1e-9;
  if (plain && strcmp(shape->name, "path") == 0)
    plain = shape_path(r, shape, &p);
  else if (plain && strcmp(shape->name, "rect") == 0)
    plain = shape_rect(r, shape, &p);
  if (plain && p.n >= 4) {
    CopSeg *s = cop_segs_transform(scratch, p.segs, p.n, m);
    float left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
    for (size_t i = 0; i < p.n; i++) {
      if (s[i].kind == COP_SEG_CLOSE)
        continue;
      bool corner = s[i].kind != COP_SEG_CURVE && (i == 0 || s[i].x[0] == s[i - 1].x[0] || s[i].y[0] == s[i - 1].y[0]);
      if (!corner)
        return unsupported(r, e, "a clip path that is not a rectangle");
      left = fminf(left, s[i].x[0]);
      right = fmaxf(right, s[i].x[0]);
      top = fminf(top, s[i].y[0]);
      bottom = fmaxf(bottom, s[i].y[0]);
    }
    if (left <= 0.01f && top <= 0.01f && right >= r->drawing->width - 0.01f && bottom >= r->drawing->height - 0.01f)
      return true;
  }
  return unsupported(r, e, "a clip path that cuts something off");
}

static bool
visit_known(Reader *r, const CopXmlNode *e, const CopSvgStyle *parent, CopMatrix m, size_t kind)
{
  CopSvgStyle style;
  if (!cop_svg_style_of(&r->sheet, e, parent, &style, r->error))
    return false;
  if (!style.displayed || elements[kind].visit == visit_nothing)
    return true;
  if (!read_transform(r, e, &m))
    return false;
  if (style.clip != NULL && !clip_covers_all(r, e, style.clip, m))
    return false;
  const char *wanted = r->sheet.options->group;
  bool is_wanted = wanted != NULL && g_strcmp0(cop_svg_attr(e, "id"), wanted) == 0;
  r->found = r->found || is_wanted;
  r->painting += is_wanted;
  size_t before = r->n_shapes;
  bool ok = true;
  if (elements[kind].visit != NULL) {
    ok = elements[kind].visit(r, e, &style, m);
    if (ok && style.opacity < parent->opacity && r->n_shapes > before + 1)
      ok = unsupported(r, e, "opacity over a group of several shapes");
  } else if (style.visible && (wanted == NULL || r->painting > 0)) {
    CopPath p = cop_path_begin(r->drawing->arena);
    ok = elements[kind].shape(r, e, &p) && paint(r, e, &style, m, &p);
  }
  r->painting -= is_wanted;
  return ok;
}

static bool
visit(Reader *r, const CopXmlNode *e, const CopSvgStyle *parent, CopMatrix m)
{
  size_t kind = 0;
  while (kind < G_N_ELEMENTS(elements) && strcmp(elements[kind].name, e->name) != 0)
    kind++;
  if (kind == G_N_ELEMENTS(elements)) {
    g_autofree char *what = g_strdup_printf("<%s>", e->name);
    return unsupported(r, e, what);
  }
  if (++r->n_visited > COP_LIMIT_DRAWING)
    return limit(r, e, "too many elements");
  if (++r->depth > COP_LIMIT_NESTING)
    return limit(r, e, "references nested too deeply");
  bool ok = visit_known(r, e, parent, m, kind);
  r->depth--;
  return ok;
}

/* Fills the table of ids and the style sheet. */
static bool
index_elements(Reader *r, const CopXmlNode *e)
{
  const char *id = cop_svg_attr(e, "id");
  if (id != NULL && !g_hash_table_contains(r->ids, id))
    g_hash_table_insert(r->ids, (void *)id, (void *)e);
  if (strcmp(e->name, "style") == 0 && !cop_svg_sheet_read(&r->sheet, e, r->error))
    return false;
  for (const CopXmlNode *c = e->first; c != NULL; c = c->next)
    if (is_svg(c) && !index_elements(r, c))
      return false;
  return true;
}

static bool
draw_root(Reader *r, CopArena *a, const CopXmlNode *root)
{
  double box[4], width, height;
  bool present;
  if (strcmp(root->name, "svg") != 0)
    return bad(r, root, "the root element", root->name);
  if (!read_view_box(r, root, box, &present))
    return false;
  if (!present) {
    if (!read_length(r, root, "width", 0, &width) || !read_length(r, root, "height", 0, &height))
      return false;
    box[0] = box[1] = 0;
    box[2] = width;
    box[3] = height;
  }
  if (!(box[2] > 0 && box[3] > 0 && box[2] < 1e5 && box[3] < 1e5))
    return bad(r, root, "viewBox", "an empty or huge box");
  r->drawing = cop_drawing_new(a, (float)box[2], (float)box[3]);
  CopSvgStyle style;
  cop_svg_style_init(&style, r->sheet.options);
  CopMatrix m = { 1, 0, 0, 1, -box[0], -box[1] };
  if (!index_elements(r, root))
    return false;
  cop_svg_sheet_sort(&r->sheet);
  if (!visit(r, root, &style, m))
    return false;
  const char *wanted = r->sheet.options->group;
  return wanted == NULL || r->found || bad(r, root, "id", wanted);
}

static const char *
make_key(CopArena *a, const char *name, const CopSvgOptions *o)
{
  if (o->group == NULL && o->current == 0 && o->n_colors == 0)
    return cop_arena_strdup(a, name);
  g_autoptr(GString) key = g_string_new(name);
  if (o->group != NULL)
    g_string_append_printf(key, "#%s", o->group);
  g_string_append_printf(key, "?%08x", o->current);
  for (size_t i = 0; i < o->n_colors; i++)
    g_string_append_printf(key, ";%s=%08x", o->colors[i].name, o->colors[i].color);
  return cop_arena_strdup(a, key->str);
}

CopDrawing *
cop_svg_read(CopArena *a, const char *name, const char *text, size_t length, const CopSvgOptions *options,
             GError **error)
{
  static const CopSvgOptions none = { 0 };
  g_autoptr(CopArena) scratch = cop_arena_new();
  if (length > COP_LIMIT_SVG) {
    g_set_error(error, COP_SVG_ERROR, COP_SVG_ERROR_LIMIT, "%s: larger than %u bytes", name, COP_LIMIT_SVG);
    return NULL;
  }
  const CopXmlNode *root = cop_xml_read(scratch, text, length, error);
  if (root == NULL) {
    g_prefix_error(error, "%s: ", name);
    return NULL;
  }
  g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GArray) rules = g_array_new(FALSE, FALSE, sizeof(CopSvgRule));
  Reader r = { .sheet = { .arena = scratch, .file = name, .options = options != NULL ? options : &none, .rules = rules },
               .ids = ids,
               .error = error };
  if (!draw_root(&r, a, root))
    return NULL;
  r.drawing->key = make_key(a, name, r.sheet.options);
  return r.drawing;
}

CopDrawing *
cop_svg_load(CopArena *a, const char *path, const CopSvgOptions *options, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;
  GStatBuf info;
  if (g_stat(path, &info) == 0 && info.st_size > (goffset)COP_LIMIT_SVG) {
    g_set_error(error, COP_SVG_ERROR, COP_SVG_ERROR_LIMIT, "%s: larger than %u bytes", path, COP_LIMIT_SVG);
    return NULL;
  }
  if (!g_file_get_contents(path, &text, &length, error))
    return NULL;
  return cop_svg_read(a, path, text, length, options, error);
}
