/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/svg_style.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "figure/svg_path.h"

void
cop_svg_unsupported(const char *file, unsigned line, GError **error, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *what = g_strdup_vprintf(format, args);
  va_end(args);
  g_set_error(error, COP_SVG_ERROR, COP_SVG_ERROR_UNSUPPORTED, "%s:%u: %s is not supported", file, line, what);
}

const char *
cop_svg_attr(const CopXmlNode *e, const char *name)
{
  for (const CopXmlAttr *a = e->attrs; a != NULL; a = a->next)
    if ((a->ns == NULL || strcmp(a->name, "href") == 0) && strcmp(a->name, name) == 0)
      return a->value;
  return NULL;
}

typedef struct {
  const CopSvgSheet *sheet;
  const CopXmlNode *element;
  const CopSvgStyle *parent;
  CopSvgStyle *style;
  GError **error;
} Context;

static bool
bad_value(const Context *c, const char *property, const char *value)
{
  g_set_error(c->error, COP_SVG_ERROR, COP_SVG_ERROR_SYNTAX, "%s:%u: '%s' is no value of %s", c->sheet->file,
              c->element->line, value, property);
  return false;
}

static bool
unsupported(const Context *c, const char *property, const char *value)
{
  cop_svg_unsupported(c->sheet->file, c->element->line, c->error, "%s \"%s\"", property, value);
  return false;
}

/* --- colours --- */

/* The names of CSS 2.1; art uses hexadecimal values. */
static const struct {
  const char *name;
  CopColor color;
} names[] = {
  { "aqua", 0x00ffffff }, { "black", 0x000000ff },  { "blue", 0x0000ffff },   { "fuchsia", 0xff00ffff },
  { "gray", 0x808080ff }, { "green", 0x008000ff },  { "grey", 0x808080ff },   { "lime", 0x00ff00ff },
  { "maroon", 0x800000ff }, { "navy", 0x000080ff }, { "olive", 0x808000ff },  { "orange", 0xffa500ff },
  { "purple", 0x800080ff }, { "red", 0xff0000ff },  { "silver", 0xc0c0c0ff }, { "teal", 0x008080ff },
  { "white", 0xffffffff }, { "yellow", 0xffff00ff },
};

static bool
read_hex(const char *s, CopColor *color)
{
  size_t n = strlen(s);
  if (n != 3 && n != 4 && n != 6 && n != 8)
    return false;
  CopColor v = 0;
  for (size_t i = 0; i < n; i++) {
    int digit = g_ascii_xdigit_value(s[i]);
    if (digit < 0)
      return false;
    v = v << 4 | (CopColor)digit;
    if (n <= 4)
      v = v << 4 | (CopColor)digit;
  }
  *color = n == 3 || n == 6 ? v << 8 | 0xff : v;
  return true;
}

static bool
read_rgb(const char *s, CopColor *color)
{
  const char *p = s + strlen("rgb(");
  CopColor v = 0;
  for (int i = 0; i < 3; i++) {
    double part;
    if (!cop_svg_number(&p, &part))
      return false;
    if (*p == '%') {
      part *= 2.55;
      p++;
    }
    v = v << 8 | (CopColor)lround(CLAMP(part, 0, 255));
  }
  while (*p == ' ')
    p++;
  *color = v << 8 | 0xff;
  return strcmp(p, ")") == 0;
}

static bool
read_color(const Context *c, const char *property, const char *value, CopColor *color)
{
  if (value[0] == '#')
    return read_hex(value + 1, color) || bad_value(c, property, value);
  if (strcmp(value, "none") == 0 || strcmp(value, "transparent") == 0) {
    *color = 0;
    return true;
  }
  if (g_ascii_strcasecmp(value, "currentColor") == 0) {
    *color = c->style->color;
    return true;
  }
  if (g_str_has_prefix(value, "rgb("))
    return read_rgb(value, color) || bad_value(c, property, value);
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    if (g_ascii_strcasecmp(names[i].name, value) == 0) {
      *color = names[i].color;
      return true;
    }
  return unsupported(c, property, value);
}

/* --- custom properties --- */

/* Puts the value in place of "var(--name)" or "var(--name, fallback)"; the
 * whole value must be one var(). *fixed is set when the caller's map decided. */
static const char *
resolve_var(const Context *c, const char *property, const char *value, CopColor *mapped, bool *fixed)
{
  *fixed = false;
  for (unsigned depth = 0; g_str_has_prefix(value, "var("); depth++) {
    const char *name = value + strlen("var("), *close = strrchr(value, ')');
    while (*name == ' ')
      name++;
    if (depth > 8 || close == NULL || close[1] != '\0' || !g_str_has_prefix(name, "--")) {
      bad_value(c, property, value);
      return NULL;
    }
    name += 2;
    size_t n = strcspn(name, ",) ");
    const CopSvgOptions *o = c->sheet->options;
    for (size_t i = 0; i < o->n_colors; i++)
      if (strlen(o->colors[i].name) == n && memcmp(o->colors[i].name, name, n) == 0) {
        *mapped = o->colors[i].color;
        *fixed = true;
        return value;
      }
    const char *found = NULL;
    for (const CopSvgVar *v = c->style->vars; v != NULL && found == NULL; v = v->next)
      if (strlen(v->name) == n && memcmp(v->name, name, n) == 0)
        found = v->value;
    if (found == NULL) {
      const char *comma = strchr(name, ',');
      if (comma == NULL) {
        bad_value(c, property, value);
        return NULL;
      }
      found = cop_arena_strndup(c->sheet->arena, comma + 1, (size_t)(close - comma) - 1);
      found = g_strstrip((char *)found);
    }
    value = found;
  }
  return value;
}

/* --- properties --- */

static bool
read_double(const Context *c, const char *property, const char *value, double *out)
{
  const char *s = value;
  if (!cop_svg_number(&s, out))
    return bad_value(c, property, value);
  if (strcmp(s, "px") == 0 || *s == '\0')
    return true;
  if (strcmp(s, "%") == 0 && strstr(property, "opacity") != NULL) {
    *out /= 100;
    return true;
  }
  return unsupported(c, property, value);
}

static bool
set_fill(const Context *c, const char *value)
{
  return read_color(c, "fill", value, &c->style->fill);
}

static bool
set_stroke(const Context *c, const char *value)
{
  return read_color(c, "stroke", value, &c->style->stroke);
}

static bool
set_color(const Context *c, const char *value)
{
  if (g_ascii_strcasecmp(value, "currentColor") == 0)
    return true;
  return read_color(c, "color", value, &c->style->color);
}

static bool
set_opacity_of(const Context *c, const char *property, const char *value, double *out)
{
  if (!read_double(c, property, value, out))
    return false;
  *out = CLAMP(*out, 0, 1);
  return true;
}

static bool
set_fill_opacity(const Context *c, const char *value)
{
  return set_opacity_of(c, "fill-opacity", value, &c->style->fill_opacity);
}

static bool
set_stroke_opacity(const Context *c, const char *value)
{
  return set_opacity_of(c, "stroke-opacity", value, &c->style->stroke_opacity);
}

static bool
set_opacity(const Context *c, const char *value)
{
  double own;
  if (!set_opacity_of(c, "opacity", value, &own))
    return false;
  c->style->opacity = c->parent->opacity * own;
  return true;
}

static bool
set_stroke_width(const Context *c, const char *value)
{
  return read_double(c, "stroke-width", value, &c->style->stroke_width) &&
         (c->style->stroke_width >= 0 || bad_value(c, "stroke-width", value));
}

static bool
set_cap(const Context *c, const char *value)
{
  static const char *const caps[] = { [COP_CAP_BUTT] = "butt", [COP_CAP_ROUND] = "round", [COP_CAP_SQUARE] = "square" };
  for (unsigned i = 0; i < G_N_ELEMENTS(caps); i++)
    if (strcmp(caps[i], value) == 0) {
      c->style->cap = i;
      return true;
    }
  return bad_value(c, "stroke-linecap", value);
}

static bool
set_join(const Context *c, const char *value)
{
  static const char *const joins[] = { [COP_JOIN_MITER] = "miter", [COP_JOIN_ROUND] = "round",
                                       [COP_JOIN_BEVEL] = "bevel" };
  for (unsigned i = 0; i < G_N_ELEMENTS(joins); i++)
    if (strcmp(joins[i], value) == 0) {
      c->style->join = i;
      return true;
    }
  return unsupported(c, "stroke-linejoin", value);
}

static bool
set_dash(const Context *c, const char *value)
{
  c->style->dash = NULL;
  c->style->n_dash = 0;
  if (strcmp(value, "none") == 0)
    return true;
  float dash[16];
  size_t n = 0;
  double v, sum = 0;
  for (const char *s = value; cop_svg_number(&s, &v); n++) {
    if (n == G_N_ELEMENTS(dash) / 2)
      return unsupported(c, "stroke-dasharray", value);
    if (v < 0)
      return bad_value(c, "stroke-dasharray", value);
    dash[n] = (float)v;
    sum += v;
  }
  if (n == 0)
    return bad_value(c, "stroke-dasharray", value);
  if (sum == 0)
    return true;
  if (n % 2 == 1) { /* an odd list is repeated once */
    memcpy(dash + n, dash, n * sizeof *dash);
    n *= 2;
  }
  float *copy = cop_new_n(c->sheet->arena, float, n);
  memcpy(copy, dash, n * sizeof *dash);
  c->style->dash = copy;
  c->style->n_dash = n;
  return true;
}

static bool
set_fill_rule(const Context *c, const char *value)
{
  c->style->even_odd = strcmp(value, "evenodd") == 0;
  return c->style->even_odd || strcmp(value, "nonzero") == 0 || bad_value(c, "fill-rule", value);
}

static bool
set_visibility(const Context *c, const char *value)
{
  c->style->visible = strcmp(value, "visible") == 0;
  return true;
}

static bool
set_display(const Context *c, const char *value)
{
  c->style->displayed = strcmp(value, "none") != 0;
  return true;
}

static bool
set_clip_path(const Context *c, const char *value)
{
  if (strcmp(value, "none") == 0)
    return true;
  size_t n = strlen(value);
  if (!g_str_has_prefix(value, "url(#") || value[n - 1] != ')')
    return unsupported(c, "clip-path", value);
  c->style->clip = cop_arena_strndup(c->sheet->arena, value + 5, n - 6);
  return true;
}

static const struct {
  const char *name;
  bool inherited;
  bool (*set)(const Context *c, const char *value);
} properties[] = {
  { "clip-path", false, set_clip_path },
  { "color", true, set_color }, /* before fill and stroke, which may refer to it */
  { "display", false, set_display },
  { "fill", true, set_fill },
  { "fill-opacity", true, set_fill_opacity },
  { "fill-rule", true, set_fill_rule },
  { "opacity", false, set_opacity },
  { "stroke", true, set_stroke },
  { "stroke-dasharray", true, set_dash },
  { "stroke-linecap", true, set_cap },
  { "stroke-linejoin", true, set_join },
  { "stroke-opacity", true, set_stroke_opacity },
  { "stroke-width", true, set_stroke_width },
  { "visibility", true, set_visibility },
};

/* Properties that change the picture but are not read, with the value that
 * changes nothing. */
static const struct {
  const char *name, *harmless;
} refused[] = {
  { "filter", "none" },     { "marker-end", "none" },      { "marker-mid", "none" },    { "marker-start", "none" },
  { "mask", "none" },       { "mix-blend-mode", "normal" }, { "paint-order", "normal" }, { "stroke-dashoffset", "0" },
  { "transform-origin", "0 0" }, { "vector-effect", "none" },
};

static bool
set_property(const Context *c, const char *name, const char *value)
{
  for (size_t i = 0; i < G_N_ELEMENTS(properties); i++) {
    if (strcmp(properties[i].name, name) != 0)
      continue;
    if (strcmp(value, "inherit") == 0)
      return properties[i].inherited || unsupported(c, name, value);
    if (value[0] == 'v' && g_str_has_prefix(value, "var(")) {
      CopColor mapped;
      bool fixed;
      if ((value = resolve_var(c, name, value, &mapped, &fixed)) == NULL)
        return false;
      if (fixed) {
        CopColor *target = properties[i].set == set_fill     ? &c->style->fill
                           : properties[i].set == set_stroke ? &c->style->stroke
                           : properties[i].set == set_color  ? &c->style->color
                                                             : NULL;
        if (target == NULL)
          return unsupported(c, name, value);
        *target = mapped;
        return true;
      }
    }
    return properties[i].set(c, value);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(refused); i++)
    if (strcmp(refused[i].name, name) == 0 && strcmp(refused[i].harmless, value) != 0)
      return unsupported(c, name, value);
  return true;
}

static void
add_var(const Context *c, const char *name, const char *value)
{
  CopSvgVar *v = cop_new(c->sheet->arena, CopSvgVar);
  v->name = name;
  v->value = value;
  v->next = c->style->vars;
  c->style->vars = v;
}

/* "name: value; name: value"; custom properties first, since others use them. */
static bool
set_declarations(const Context *c, const char *text)
{
  for (int pass = 0; pass < 2; pass++) {
    for (const char *p = text; *p != '\0';) {
      size_t n = strcspn(p, ";");
      char *one = cop_arena_strndup(c->sheet->arena, p, n);
      p += n + (p[n] == ';');
      char *colon = strchr(one, ':');
      if (colon == NULL) {
        if (*g_strstrip(one) != '\0')
          return bad_value(c, "style", one);
        continue;
      }
      *colon = '\0';
      const char *name = g_strstrip(one), *value = g_strstrip(colon + 1);
      bool custom = g_str_has_prefix(name, "--");
      if (custom && pass == 0)
        add_var(c, name + 2, value);
      else if (!custom && pass == 1) {
        if (strcmp(name, "transform") == 0)
          return unsupported(c, "style property transform", value);
        if (!set_property(c, name, value))
          return false;
      }
    }
  }
  return true;
}

static bool
has_class(const char *list, const char *class)
{
  size_t n = strlen(class);
  for (const char *p = list; p != NULL && *p != '\0';) {
    size_t word = strcspn(p, " \t\n");
    if (word == n && memcmp(p, class, n) == 0)
      return true;
    p += word;
    p += strspn(p, " \t\n");
  }
  return false;
}

static bool
matches(const CopSvgRule *r, const CopXmlNode *e)
{
  if (r->root && e->parent != NULL)
    return false;
  if (r->element != NULL && strcmp(r->element, e->name) != 0)
    return false;
  if (r->id != NULL && g_strcmp0(r->id, cop_svg_attr(e, "id")) != 0)
    return false;
  return r->class == NULL || has_class(cop_svg_attr(e, "class"), r->class);
}

void
cop_svg_style_init(CopSvgStyle *style, const CopSvgOptions *options)
{
  *style = (CopSvgStyle){ .fill = 0x000000ff,
                          .color = options->current != 0 ? options->current : 0x000000ff,
                          .fill_opacity = 1,
                          .stroke_opacity = 1,
                          .opacity = 1,
                          .stroke_width = 1,
                          .visible = true,
                          .displayed = true };
}

bool
cop_svg_style_of(const CopSvgSheet *sheet, const CopXmlNode *e, const CopSvgStyle *parent, CopSvgStyle *style,
                 GError **error)
{
  *style = *parent;
  style->displayed = true;
  style->clip = NULL;
  Context c = { .sheet = sheet, .element = e, .parent = parent, .style = style, .error = error };
  for (int pass = 0; pass < 2; pass++) /* color first */
    for (const CopXmlAttr *a = e->attrs; a != NULL; a = a->next)
      if (a->ns == NULL && (strcmp(a->name, "color") == 0) == (pass == 0) && !set_property(&c, a->name, a->value))
        return false;
  for (guint i = 0; i < sheet->rules->len; i++) {
    const CopSvgRule *r = &g_array_index(sheet->rules, CopSvgRule, i);
    if (matches(r, e) && !set_declarations(&c, r->declarations))
      return false;
  }
  const char *own = cop_svg_attr(e, "style");
  return own == NULL || set_declarations(&c, own);
}

/* --- style sheets --- */

/* One compound selector such as "path", ".a", "#b", "g.a", "*", ":root". */
static bool
read_selector(CopSvgSheet *sheet, const CopXmlNode *style, const char *text, const char *declarations,
              GError **error)
{
  CopSvgRule r = { .declarations = declarations };
  const char *p = text;
  while (*p != '\0') {
    char mark = strchr(".#:*", *p) != NULL ? *p++ : '\0';
    size_t n = strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
    const char *word = cop_arena_strndup(sheet->arena, p, n);
    bool sound = mark == '*' ? n == 0 : n > 0;
    if (mark == '.' && sound && r.class == NULL) {
      r.class = word;
      r.specificity += 10;
    } else if (mark == '#' && sound && r.id == NULL) {
      r.id = word;
      r.specificity += 100;
    } else if (mark == ':' && strcmp(word, "root") == 0) {
      r.root = true;
      r.specificity += 10;
    } else if (mark == '\0' && sound && p == text) {
      r.element = word;
      r.specificity += 1;
    } else if (mark != '*' || !sound) {
      cop_svg_unsupported(sheet->file, style->line, error, "the style selector \"%s\"", text);
      return false;
    }
    p += n;
  }
  g_array_append_val(sheet->rules, r);
  return true;
}

static char *
without_comments(CopArena *a, const char *css)
{
  char *out = cop_arena_strdup(a, css), *to = out;
  for (const char *from = css; *from != '\0';) {
    const char *close = from[0] == '/' && from[1] == '*' ? strstr(from + 2, "*/") : NULL;
    if (close != NULL)
      from = close + 2;
    else
      *to++ = *from++;
  }
  *to = '\0';
  return out;
}

bool
cop_svg_sheet_read(CopSvgSheet *sheet, const CopXmlNode *style, GError **error)
{
  g_autofree char *text = cop_xml_content(style);
  char *css = without_comments(sheet->arena, text);
  for (char *p = css; *p != '\0';) {
    char *open = strchr(p, '{'), *close = open != NULL ? strchr(open, '}') : NULL;
    if (close == NULL) {
      if (*g_strstrip(p) == '\0')
        return true;
      g_set_error(error, COP_SVG_ERROR, COP_SVG_ERROR_SYNTAX, "%s:%u: a style rule is not closed", sheet->file,
                  style->line);
      return false;
    }
    *open = *close = '\0';
    g_auto(GStrv) selectors = g_strsplit(p, ",", -1);
    for (unsigned i = 0; selectors[i] != NULL; i++)
      if (!read_selector(sheet, style, g_strstrip(selectors[i]), open + 1, error))
        return false;
    p = close + 1;
  }
  return true;
}

void
cop_svg_sheet_sort(CopSvgSheet *sheet)
{
  /* Insertion keeps the order of equals; files have a handful of rules. */
  for (guint i = 1; i < sheet->rules->len; i++) {
    CopSvgRule r = g_array_index(sheet->rules, CopSvgRule, i);
    guint k = i;
    for (; k > 0 && g_array_index(sheet->rules, CopSvgRule, k - 1).specificity > r.specificity; k--)
      g_array_index(sheet->rules, CopSvgRule, k) = g_array_index(sheet->rules, CopSvgRule, k - 1);
    g_array_index(sheet->rules, CopSvgRule, k) = r;
  }
}
