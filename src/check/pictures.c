/* SPDX-License-Identifier: Apache-2.0 */
#include "check/pictures.h"

enum { FEW = 8 };

static void
add(CopArena *a, GArray *found, const char *code, const char *message, const char *remedy)
{
  CopDiag d = { .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_INCLUSION, .code = code, .file = "pictures/kit", .message = message, .remedy = remedy,
                .start = -1, .end = -1 };
  CopTextFinding f = { cop_diag_copy(a, &d), COP_SURENESS_CERTAIN };
  g_array_append_val(found, f);
}

static double
share(unsigned part, unsigned whole)
{
  return whole == 0 ? 0 : 100.0 * part / whole;
}

static void
check_sexes(const CopPictureCount *p, CopArena *a, GArray *found)
{
  double girls = share(p->girls, p->girls + p->boys), women = share(p->women, p->women + p->men);
  if (p->girls + p->boys >= FEW && (girls < 45 || girls > 55))
    add(a, found, "pictures-one-sex", cop_arena_printf(a, "%u girls and %u boys are drawn: %.0f girls in a hundred, 45 to 55 are fair", p->girls, p->boys, girls),
        "draw the other sex in some scenes, as who acts and as who is helped");
  if (p->women + p->men >= FEW && (women < 40 || women > 60))
    add(a, found, "pictures-one-sex", cop_arena_printf(a, "%u women and %u men are drawn: %.0f women in a hundred, 40 to 60 are fair", p->women, p->men, women),
        "let men listen and care, and women lead, in some scenes");
}

void
cop_pictures_check(const CopPictureCount *p, CopArena *a, GArray *found)
{
  if (p->untold > 0)
    add(a, found, "picture-untold", cop_arena_printf(a, "%u pictures of %u have no words for who cannot see them", p->untold, p->pictures),
        "write a line alt into the scene: who is there and what they do");
  if (p->people < FEW)
    return;
  check_sexes(p, a, found);
  for (size_t i = 0; i < COP_SKIN_TONES; i++)
    if (share(p->skins[i], p->people) < 10 || share(p->skins[i], p->people) > 30)
      add(a, found, "pictures-one-skin",
          cop_arena_printf(a, "tone %zu of 5 (light to dark) is worn by %u people of %u: %.0f in a hundred, 10 to 30 are fair", i + 1, p->skins[i], p->people,
                           share(p->skins[i], p->people)),
          "give other people of the cast that tone, or the scenes other people");
  if (p->with_aid * 8 < p->people)
    add(a, found, "pictures-no-disability", cop_arena_printf(a, "%u people of %u have an aid; one in eight is fair", p->with_aid, p->people),
        "let people with glasses, a hearing aid, crutches, a white cane or a wheelchair act in more scenes");
}
