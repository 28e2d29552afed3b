/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/art_color.h"

#include <math.h>
#include <string.h>

/* Greys are set by hand so that what touches in scenes stays apart: skin in
 * five steps, cloth from white to nearly black, grounds nearly white to save
 * toner. */
static const struct {
  const char *name;
  CopColor color, grey;
} names[] = {
  { "ink", 0x2a2430ff, 0x161616ff },
  { "paper", 0xffffffff, 0xffffffff },
  /* skin, light to dark */
  { "skin1", 0xf4cfa9ff, 0xecececff },
  { "skin2", 0xe3b185ff, 0xd8d8d8ff },
  { "skin3", 0xcc9164ff, 0xc2c2c2ff },
  { "skin4", 0xb17a50ff, 0xaeaeaeff },
  { "skin5", 0x956341ff, 0x989898ff },
  /* hair */
  { "black", 0x2b2124ff, 0x1e1e1eff },
  { "brown-hair", 0x4d3226ff, 0x343434ff },
  { "silver", 0xadadb5ff, 0xbcbcbcff },
  { "white-hair", 0xe2e2e6ff, 0xf0f0f0ff },
  /* cloth */
  { "white", 0xffffffff, 0xffffffff },
  { "cream", 0xf8ecd4ff, 0xf4f4f4ff },
  { "sun", 0xf2b93fff, 0xd4d4d4ff },
  { "orange", 0xe08745ff, 0x9c9c9cff },
  { "coral", 0xe56f55ff, 0x848484ff },
  { "brick", 0xb4533fff, 0x5c5c5cff },
  { "rose", 0xebbcc5ff, 0xe2e2e2ff },
  { "violet", 0x9272b4ff, 0x787878ff },
  { "plum", 0x5f4d80ff, 0x4e4e4eff },
  { "blue", 0x4079b8ff, 0x6c6c6cff },
  { "navy", 0x243f73ff, 0x3a3a3aff },
  { "sky", 0x93bbe0ff, 0xcacacaff },
  { "teal", 0x2f9a8eff, 0x868686ff },
  { "mint", 0xa6d5c3ff, 0xdededeff },
  { "leaf", 0x84ba69ff, 0xb0b0b0ff },
  { "forest", 0x467f5dff, 0x585858ff },
  { "sand", 0xdcc49aff, 0xd6d6d6ff },
  { "brown", 0x80613fff, 0x5e5e5eff },
  { "slate", 0x505c70ff, 0x4a4a4aff },
  { "shoe", 0x5a4030ff, 0x3c3c3cff },
  { "shoe-dark", 0x2c3648ff, 0x262626ff },
  /* rooms and grounds */
  { "wall-cream", 0xfdf3e0ff, 0xfcfcfcff },
  { "wall-sky", 0xe2f0f9ff, 0xfafafaff },
  { "wall-mint", 0xe5f3e9ff, 0xfafafaff },
  { "wall-rose", 0xfbe9e3ff, 0xfafafaff },
  { "wall-dusk", 0xe3e2f2ff, 0xf2f2f2ff },
  { "trim", 0xeedcbeff, 0xf0f0f0ff },
  { "floor", 0xecd8b6ff, 0xf0f0f0ff },
  { "floor-dark", 0xdfc69cff, 0xe6e6e6ff },
  { "tile", 0xdfe7ecff, 0xf0f0f0ff },
  { "earth", 0xe9d6b2ff, 0xf0f0f0ff },
  { "grass", 0xcfe4b8ff, 0xeeeeeeff },
  { "grass-dark", 0xb5d49eff, 0xe4e4e4ff },
  { "air", 0xd9edf8ff, 0xfcfcfcff },
  { "cloud", 0xf4fafdff, 0xffffffff },
  { "sea", 0x9fd0dfff, 0xe2e2e2ff },
  { "leaves", 0xa8d199ff, 0xdededeff },
  { "leaves-dark", 0x7fb583ff, 0xcececeff },
  { "trunk", 0xb98f66ff, 0xcacacaff },
  { "wood", 0xcb9f70ff, 0xcececeff },
  { "wood-light", 0xe0bd92ff, 0xe4e4e4ff },
  { "wood-dark", 0xa0764cff, 0xa4a4a4ff },
  { "metal", 0xbcc7d2ff, 0xd4d4d4ff },
  { "metal-dark", 0x7f8b99ff, 0x8a8a8aff },
  { "glass", 0xd3eaf4ff, 0xf6f6f6ff },
  { "night", 0x3d4c78ff, 0x6a6a6aff },
  { "shadow", 0x00000014, 0x00000010 },
  { "device", 0x39445aff, 0x303030ff },
  { "device-light", 0x63718bff, 0x6e6e6eff },
};

void
cop_art_colors_init(CopArtColors *c, const CopPalette *palette, bool grey)
{
  static const CopPalette blue = { 0x123a6bff, 0x1f5fa8ff, 0xa9c8eaff, 0xeaf2fbff, 0xf2b705ff };
  static const CopPalette greys = { 0x2b2b2bff, 0x5c5c5cff, 0xc4c4c4ff, 0xf4f4f4ff, 0xb0b0b0ff };
  const CopPalette *p = grey ? &greys : palette != NULL ? palette : &blue;
  c->n = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    c->colors[c->n++] = (CopSvgColor){ names[i].name, grey ? names[i].grey : names[i].color };
  const CopSvgColor accents[] = { { "deep", p->deep }, { "main", p->main }, { "soft", p->soft }, { "tint", p->tint }, { "mark", p->mark } };
  for (size_t i = 0; i < G_N_ELEMENTS(accents); i++)
    c->colors[c->n++] = accents[i];
  g_assert(c->n <= COP_ART_COLORS_MAX);
}

bool
cop_art_color_find(const CopArtColors *c, const char *name, CopColor *color)
{
  for (size_t i = 0; i < c->n; i++)
    if (strcmp(c->colors[i].name, name) == 0) {
      *color = c->colors[i].color;
      return true;
    }
  return false;
}

CopColor
cop_art_color_shade(CopColor c)
{
  bool pale = cop_color_contrast(c, 0xffffffff) < 1.25, dark = cop_color_contrast(c, 0xffffffff) > 9;
  CopColor out = c & 0xff;
  for (int shift = 24; shift >= 8; shift -= 8) {
    double v = c >> shift & 0xff;
    v = pale ? v * 0.85 : dark ? v + (255 - v) * 0.16 : v * 0.8;
    out |= (CopColor)lround(CLAMP(v, 0, 255)) << shift;
  }
  return out;
}
