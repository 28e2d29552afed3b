/* SPDX-License-Identifier: Apache-2.0
 *
 * Contrast and size of type on laid-out sheets. The greys are those whose ratios on
 * white everybody can look up: #767676 has 4.54, #777777 4.48, #949494 3.03, #959595 2.99. */
#include <string.h>

#include "doc/build.h"
#include "page/legible.h"
#include "page/sheet.h"

static CopSetter *setter;

typedef struct {
  CopSheetName sheet;
  CopColor deep;     /* ground of the strip */
  float least;       /* of the reader */
  float size;        /* of the text in the picture; 0: no picture */
  CopColor ink, ground;
  const char *body;
} Sample;

static CopNode *
add_part(CopDoc *d, CopRoleName role, const char *text)
{
  CopNode *block = cop_add_block(d, d->root, role);
  if (text != NULL)
    cop_add_para(d, block, text);
  return block;
}

static const CopDrawing *
picture_of(CopArena *a, const Sample *s)
{
  CopDrawing *d = cop_drawing_new(a, 400, 300);
  CopPath ground = cop_path_begin(a);
  cop_path_ellipse(&ground, 200, 150, 190, 140);
  cop_draw_fill(d, &ground, s->ground);
  cop_draw_text(d, 200, 150, s->size, COP_ANCHOR_MIDDLE, s->ink, "word");
  return d;
}

/* Is there a finding with the code whose message holds the words? */
static bool
finds(const Sample *s, const char *code, const char *words)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDiags) set = cop_diags_new(), found = cop_diags_new();
  g_autoptr(GError) error = NULL;
  CopDocMeta meta = { .title = "Sheet", .lang = "en", .style = COP_STYLE_SHEET, .sheet = s->sheet, .least_type = s->least,
                      .palette = { s->deep == 0 ? 0x123A6BFF : s->deep, 0x1F5FA8FF, 0xA9C8EAFF, 0xEAF2FBFF, 0xF2B705FF } };
  CopDoc *d = cop_doc_new(a, &meta);
  if (s->size > 0)
    cop_add_figure(d, add_part(d, COP_ROLE_PICTURE, NULL), NULL, NULL, picture_of(a, s), "A word");
  add_part(d, COP_ROLE_HEADLINE, "Say no");
  add_part(d, COP_ROLE_DO_LINE, "Tell somebody");
  if (s->body != NULL)
    add_part(d, COP_ROLE_BODY, s->body);
  CopNode *help = add_part(d, COP_ROLE_HELPLINE, "Ask for help");
  cop_add_styled(d, cop_add_para(d, help, NULL), COP_NODE_STRONG, "1383");
  g_autoptr(CopPages) pages = cop_sheet_set(setter, d, set, &error);
  g_assert_no_error(error);
  cop_legible_check(pages, found);
  for (size_t i = 0; i < cop_diags_count(found); i++) {
    const CopDiag *one = cop_diags_at(found, i);
    g_assert_nonnull(one->remedy);
    if (strcmp(one->code, code) == 0 && strstr(one->message, words) != NULL)
      return true;
  }
  return false;
}

static void
test_contrast(void)
{
  g_assert_false(finds(&(Sample){ .sheet = COP_SHEET_POSTER_A4 }, "contrast-low", ""));
  /* the number and the words above it are light on the strip */
  g_assert_true(finds(&(Sample){ .sheet = COP_SHEET_POSTER_A4, .deep = 0xA9C8EAFF }, "contrast-low", "#A9C8EA"));
  /* the picture is scaled to about the width of the sheet: 6 pt come out under 14, 24 pt over 18 */
  Sample small = { .sheet = COP_SHEET_POSTER_A4, .size = 6, .ground = 0xFFFFFFFF, .ink = 0x767676FF };
  g_assert_false(finds(&small, "contrast-low", ""));
  small.ink = 0x777777FF;
  g_assert_true(finds(&small, "contrast-low", "contrast 4.48, 4.5 is the least"));
  Sample large = { .sheet = COP_SHEET_POSTER_A4, .size = 24, .ground = 0xFFFFFFFF, .ink = 0x949494FF };
  g_assert_false(finds(&large, "contrast-low", ""));
  large.ink = 0x959595FF;
  g_assert_true(finds(&large, "contrast-low", "3.0 is the least"));
  /* the ground is what is painted there, also half transparent over white paper */
  Sample dark = { .sheet = COP_SHEET_POSTER_A4, .size = 24, .ground = 0x333333FF, .ink = 0x222222FF };
  g_assert_true(finds(&dark, "contrast-low", "#222222 stands on #333333"));
  dark.ink = 0xFFFFFFFF;
  g_assert_false(finds(&dark, "contrast-low", ""));
  dark.ground = 0x00000080;
  dark.ink = 0x808080FF;
  g_assert_true(finds(&dark, "contrast-low", "on #7F7F7F"));
}

static void
test_size(void)
{
  static const char much[] = "A long text makes the type of a sheet smaller, because it has to fit into what the picture and the strip leave. "
                             "A long text makes the type of a sheet smaller, because it has to fit into what the picture and the strip leave. "
                             "A long text makes the type of a sheet smaller, because it has to fit into what the picture and the strip leave. "
                             "A long text makes the type of a sheet smaller, because it has to fit into what the picture and the strip leave. "
                             "A long text makes the type of a sheet smaller, because it has to fit into what the picture and the strip leave. "
                             "A long text makes the type of a sheet smaller, because it has to fit into what the picture and the strip leave. "
                             "A long text makes the type of a sheet smaller, because it has to fit into what the picture and the strip leave. "
                             "A long text makes the type of a sheet smaller, because it has to fit into what the picture and the strip leave.";
  Sample poster = { .sheet = COP_SHEET_POSTER_A4, .size = 24, .ground = 0xFFFFFFFF, .ink = 0x000000FF, .least = 14, .body = "Tell." };
  g_assert_false(finds(&poster, "type-small", ""));
  /* body of a poster has 15.6 pt: enough from nine years, not before */
  poster.least = 16;
  g_assert_true(finds(&poster, "type-small", "text to be read on page 1 has 15.6 pt, 16.0"));
  poster.least = 14;
  poster.body = much;
  g_assert_true(finds(&poster, "type-small", "text to be read"));
  poster.body = NULL;
  poster.size = 4;
  g_assert_true(finds(&poster, "type-small", "words in a picture"));
  /* a card says one line; its reader's size does not count, its own does */
  g_assert_false(finds(&(Sample){ .sheet = COP_SHEET_CARD, .least = 16 }, "type-small", ""));
  g_assert_cmpfloat(cop_legible_least(COP_SHEET_LARGE_PRINT), ==, 18);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_autoptr(GError) error = NULL;
  setter = cop_setter_new(NULL, &error);
  g_assert_no_error(error);
  g_test_add_func("/legible/contrast", test_contrast);
  g_test_add_func("/legible/size", test_size);
  int code = g_test_run();
  cop_setter_free(setter);
  return code;
}
