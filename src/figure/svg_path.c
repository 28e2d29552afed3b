/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/svg_path.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"

static bool
is_space(char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void
skip_separator(const char **s)
{
  while (is_space(**s))
    ++*s;
  if (**s == ',')
    ++*s;
  while (is_space(**s))
    ++*s;
}

/* Own scanner instead of strtod: independent of the locale, stops where SVG's
 * grammar stops ("1.5.5" is two numbers), and several times faster, which the
 * reading of thousands of icons feels. */
bool
cop_svg_number(const char **s, double *value)
{
  skip_separator(s);
  const char *p = *s;
  bool negative = *p == '-';
  if (*p == '-' || *p == '+')
    p++;
  double v = 0, scale = 1;
  bool digits = false;
  for (; *p >= '0' && *p <= '9'; p++, digits = true)
    v = v * 10 + (*p - '0');
  if (*p == '.')
    for (p++; *p >= '0' && *p <= '9'; p++, digits = true) {
      v = v * 10 + (*p - '0');
      scale *= 10;
    }
  if (!digits)
    return false;
  v /= scale;
  if ((*p == 'e' || *p == 'E') && (g_ascii_isdigit(p[1]) || ((p[1] == '-' || p[1] == '+') && g_ascii_isdigit(p[2])))) {
    char *end;
    v *= pow(10, (double)g_ascii_strtoll(p + 1, &end, 10));
    p = end;
  }
  if (!isfinite(v) || v > 1e9)
    return false;
  *value = negative ? -v : v;
  *s = p;
  return true;
}

/* The flags of an arc may stand without separator: "a1 1 0 012 2". */
static bool
read_flag(const char **s, bool *value)
{
  skip_separator(s);
  if (**s != '0' && **s != '1')
    return false;
  *value = *(*s)++ == '1';
  return true;
}

void
cop_svg_path_arc(CopPath *p, double x0, double y0, double rx, double ry, double turn, bool large, bool sweep,
                 double x, double y)
{
  if (x0 == x && y0 == y)
    return;
  rx = fabs(rx);
  ry = fabs(ry);
  if (rx == 0 || ry == 0) {
    cop_path_line(p, (float)x, (float)y);
    return;
  }
  double phi = fmod(turn, 360) * G_PI / 180, cos_phi = cos(phi), sin_phi = sin(phi);
  double dx = (x0 - x) / 2, dy = (y0 - y) / 2;
  double x1 = cos_phi * dx + sin_phi * dy, y1 = -sin_phi * dx + cos_phi * dy;
  double spread = x1 * x1 / (rx * rx) + y1 * y1 / (ry * ry);
  if (spread > 1) {
    rx *= sqrt(spread);
    ry *= sqrt(spread);
  }
  double down = rx * rx * y1 * y1 + ry * ry * x1 * x1;
  double up = rx * rx * ry * ry - down;
  double k = (large == sweep ? -1 : 1) * sqrt(fmax(0, up / down));
  double cx1 = k * rx * y1 / ry, cy1 = -k * ry * x1 / rx;
  double cx = cos_phi * cx1 - sin_phi * cy1 + (x0 + x) / 2, cy = sin_phi * cx1 + cos_phi * cy1 + (y0 + y) / 2;
  double from = atan2((y1 - cy1) / ry, (x1 - cx1) / rx), to = atan2((-y1 - cy1) / ry, (-x1 - cx1) / rx);
  double angle = to - from;
  if (sweep && angle < 0)
    angle += 2 * G_PI;
  else if (!sweep && angle > 0)
    angle -= 2 * G_PI;
  int n = (int)ceil(fabs(angle) / (G_PI / 2) - 1e-9);
  n = n < 1 ? 1 : n;
  double step = angle / n, reach = 4.0 / 3 * tan(step / 4);
  for (int i = 0; i < n; i++) {
    double a = from + i * step, b = a + step;
    double points[3][2] = { { cos(a) - reach * sin(a), sin(a) + reach * cos(a) },
                            { cos(b) + reach * sin(b), sin(b) - reach * cos(b) },
                            { cos(b), sin(b) } };
    float out[3][2];
    for (int q = 0; q < 3; q++) {
      double ex = rx * points[q][0], ey = ry * points[q][1];
      out[q][0] = (float)(cos_phi * ex - sin_phi * ey + cx);
      out[q][1] = (float)(sin_phi * ex + cos_phi * ey + cy);
    }
    if (i == n - 1) {
      out[2][0] = (float)x;
      out[2][1] = (float)y;
    }
    cop_path_curve(p, out[0][0], out[0][1], out[1][0], out[1][1], out[2][0], out[2][1]);
  }
}

typedef struct {
  CopPath *path;
  double x, y;             /* current point */
  double start_x, start_y; /* of the subpath */
  double control_x, control_y;
  char last;               /* the command before, upper case */
} Pen;

static void
move_to(Pen *pen, double x, double y)
{
  cop_path_move(pen->path, (float)x, (float)y);
  pen->start_x = x;
  pen->start_y = y;
}

static void
curve_to(Pen *pen, double x1, double y1, double x2, double y2, double x, double y)
{
  cop_path_curve(pen->path, (float)x1, (float)y1, (float)x2, (float)y2, (float)x, (float)y);
  pen->control_x = x2;
  pen->control_y = y2;
}

static void
quad_to(Pen *pen, double x1, double y1, double x, double y)
{
  cop_path_curve(pen->path, (float)(pen->x + 2.0 / 3 * (x1 - pen->x)), (float)(pen->y + 2.0 / 3 * (y1 - pen->y)),
                 (float)(x + 2.0 / 3 * (x1 - x)), (float)(y + 2.0 / 3 * (y1 - y)), (float)x, (float)y);
  pen->control_x = x1;
  pen->control_y = y1;
}

/* One command with its numbers already read; v are absolute. */
static void
draw_command(Pen *pen, char command, const double *v)
{
  bool after_curve = pen->last == 'C' || pen->last == 'S', after_quad = pen->last == 'Q' || pen->last == 'T';
  double x = pen->x, y = pen->y;
  double mirror_x = 2 * x - pen->control_x, mirror_y = 2 * y - pen->control_y;
  switch (command) {
  case 'M':
    move_to(pen, v[0], v[1]);
    break;
  case 'L':
    cop_path_line(pen->path, (float)v[0], (float)v[1]);
    break;
  case 'C':
    curve_to(pen, v[0], v[1], v[2], v[3], v[4], v[5]);
    break;
  case 'S':
    curve_to(pen, after_curve ? mirror_x : x, after_curve ? mirror_y : y, v[0], v[1], v[2], v[3]);
    break;
  case 'Q':
    quad_to(pen, v[0], v[1], v[2], v[3]);
    break;
  case 'T':
    quad_to(pen, after_quad ? mirror_x : x, after_quad ? mirror_y : y, v[0], v[1]);
    break;
  default:
    g_assert_not_reached();
  }
}

static int
n_numbers(char command)
{
  switch (command) {
  case 'M':
  case 'L':
  case 'T':
    return 2;
  case 'H':
  case 'V':
    return 1;
  case 'C':
    return 6;
  case 'S':
  case 'Q':
    return 4;
  default:
    return -1;
  }
}

static bool
read_arc(Pen *pen, const char **s, bool relative)
{
  double v[5];
  bool large, sweep;
  for (int i = 0; i < 3; i++)
    if (!cop_svg_number(s, &v[i]))
      return false;
  if (!read_flag(s, &large) || !read_flag(s, &sweep) || !cop_svg_number(s, &v[3]) || !cop_svg_number(s, &v[4]))
    return false;
  double x = v[3] + (relative ? pen->x : 0), y = v[4] + (relative ? pen->y : 0);
  cop_svg_path_arc(pen->path, pen->x, pen->y, v[0], v[1], v[2], large, sweep, x, y);
  pen->x = x;
  pen->y = y;
  return true;
}

static bool
read_command(Pen *pen, const char **s, char upper, bool relative)
{
  double v[6];
  int n = n_numbers(upper);
  for (int i = 0; i < n; i++)
    if (!cop_svg_number(s, &v[i]))
      return false;
  if (upper == 'H' || upper == 'V') { /* as a line */
    double given = v[0];
    v[0] = upper == 'H' ? given + (relative ? pen->x : 0) : pen->x;
    v[1] = upper == 'V' ? given + (relative ? pen->y : 0) : pen->y;
    upper = 'L';
    n = 2;
  } else if (relative) {
    for (int i = 0; i < n; i++)
      v[i] += i % 2 == 0 ? pen->x : pen->y;
  }
  draw_command(pen, upper, v);
  pen->x = v[n - 2];
  pen->y = v[n - 1];
  pen->last = upper;
  return true;
}

static bool
more_numbers(const char *s)
{
  skip_separator(&s);
  return g_ascii_isdigit(*s) || *s == '-' || *s == '+' || *s == '.';
}

bool
cop_svg_path_read(CopPath *p, const char *d)
{
  Pen pen = { .path = p };
  const char *s = d;
  bool closed = false; /* a close needs a move before the next line */
  for (;;) {
    while (is_space(*s))
      s++;
    if (*s == '\0')
      return true;
    bool relative = g_ascii_islower(*s);
    char upper = g_ascii_toupper(*s++);
    if (upper == 'Z') {
      if (pen.last == '\0')
        return false;
      if (!closed)
        cop_path_close(p);
      closed = true;
      pen.x = pen.start_x;
      pen.y = pen.start_y;
      pen.last = 'Z';
      continue;
    }
    if ((n_numbers(upper) < 0 && upper != 'A') || (pen.last == '\0' && upper != 'M'))
      return false;
    do {
      if (closed && upper != 'M')
        move_to(&pen, pen.x, pen.y);
      closed = false;
      if (upper == 'A') {
        if (!read_arc(&pen, &s, relative))
          return false;
        pen.last = 'A';
      } else if (!read_command(&pen, &s, upper, relative)) {
        return false;
      }
      if (upper == 'M')
        upper = 'L';
      if (p->n > COP_LIMIT_DRAWING)
        return false;
    } while (more_numbers(s));
  }
}
