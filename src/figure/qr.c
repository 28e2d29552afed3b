/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/qr.h"

#include <errno.h>
#include <qrencode.h>
#include <string.h>

#include "figure/figure.h"

#define QUIET 4                          /* modules, ISO/IEC 18004, 9.1 */
#define LEAST_MODULE (0.25f * 72 / 25.4f) /* points */

/* Adjoining dark modules of a row become one rectangle. */
static void
add_modules(CopPath *p, const QRcode *code, float module)
{
  for (int y = 0; y < code->width; y++)
    for (int x = 0; x < code->width;) {
      int end = x;
      while (end < code->width && (code->data[y * code->width + end] & 1) != 0)
        end++;
      if (end > x)
        cop_path_rect(p, (float)(x + QUIET) * module, (float)(y + QUIET) * module, (float)(end - x) * module, module);
      x = end + 1;
    }
}

CopDrawing *
cop_qr_draw(CopArena *a, const char *text, CopQrLevel level, float size, GError **error)
{
  if (text == NULL || text[0] == '\0') {
    g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_DATA, "a QR code needs a text");
    return NULL;
  }
  QRcode *code = QRcode_encodeString(text, 0, level == COP_QR_Q ? QR_ECLEVEL_Q : QR_ECLEVEL_M, QR_MODE_8, 1);
  if (code == NULL) {
    g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_LIMIT, "a text of %zu bytes does not fit a QR code: %s",
                strlen(text), g_strerror(errno));
    return NULL;
  }
  float module = size / (float)(code->width + 2 * QUIET);
  if (module < LEAST_MODULE) {
    g_set_error(error, COP_FIGURE_ERROR, COP_FIGURE_ERROR_LIMIT,
                "the QR code of %zu bytes needs %.0f mm to be read from paper; shorten the address or give it more room",
                strlen(text), (double)(LEAST_MODULE * (float)(code->width + 2 * QUIET)) * 25.4 / 72 + 0.5);
    QRcode_free(code);
    return NULL;
  }
  CopDrawing *d = cop_drawing_new(a, size, size);
  CopPath ground = cop_path_begin(a), dark = cop_path_begin(a);
  cop_path_rect(&ground, 0, 0, size, size);
  cop_draw_fill(d, &ground, 0xffffffff);
  add_modules(&dark, code, module);
  cop_draw_fill(d, &dark, 0x000000ff);
  d->key = cop_arena_printf(a, "qr/%d/%.2f/%s", (int)level, (double)size, text);
  QRcode_free(code);
  return d;
}
