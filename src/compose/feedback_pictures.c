/* SPDX-License-Identifier: Apache-2.0
 *
 * The feedback sheet without words, for those who do not read: a row for each
 * session, newest first. Who was asked, a speech bubble with a picture of what was
 * asked for, and behind an arrow a picture of what was done with a tick, or an
 * empty frame with a clock while an answer is owed. Which pictures stand for it is
 * chosen by a person in the record; a session without one is left out, and that is
 * a finding. What the pictures show is told to screen readers in words. */
#include <stdlib.h>
#include <string.h>

#include "compose/front.h"
#include "compose/targets.h"

#define INK 0x1d2330ff
#define SOFT 0x8a919eff
#define DONE 0x1b7f4bff

#define ROW_WIDTH 480.0f /* points */
#define ROW_HEIGHT 132.0f
#define FRAME 120.0f

static const char *
audience(const CopModel *m, const char *band)
{
  const CopAgeBand *b = band == NULL ? NULL : cop_model_age_band(m, band);
  if (b == NULL)
    return "symbol/audience-all";
  int64_t years = b->to_months / 12;
  return years <= 9 ? "symbol/audience-under-9" : years <= 13 ? "symbol/audience-9-12" : years <= 16 ? "symbol/audience-13-15" : "symbol/audience-16-18";
}

static const CopDrawing *
picture(CopPaper *r, const char *name)
{
  const char *alt;
  return name == NULL || r->c->art == NULL ? NULL : r->c->art(r->c->art_user, name, 0, &alt);
}

/* As large as fits the square, in its middle. */
static void
place(CopDrawing *d, const CopDrawing *x, float left, float top, float side)
{
  float scale = side / MAX(x->width, x->height);
  cop_draw_child(d, x, left + (side - x->width * scale) / 2, top + (side - x->height * scale) / 2, scale);
}

static void
draw_frame(CopDrawing *d, float left, CopColor color, bool broken)
{
  static const float dash[] = { 6, 4 };
  CopPath p = cop_path_begin(d->arena);
  cop_path_round_rect(&p, left, 2, FRAME, FRAME, 10);
  CopDrawOp *op = cop_draw_path(d, &p, 0, color, 2);
  if (broken) {
    op->as.path.dash = dash;
    op->as.path.n_dash = G_N_ELEMENTS(dash);
  }
}

/* The tail of the speech bubble points to who spoke. */
static void
draw_tail(CopDrawing *d, float left)
{
  CopPath p = cop_path_begin(d->arena);
  cop_path_move(&p, left + 1, 50);
  cop_path_line(&p, left - 16, 62);
  cop_path_line(&p, left + 1, 74);
  CopDrawOp *op = cop_draw_path(d, &p, 0xffffffff, INK, 2);
  op->as.path.join = COP_JOIN_ROUND;
}

static void
draw_arrow(CopDrawing *d, float from, float to)
{
  const float y = 2 + FRAME / 2;
  CopPath p = cop_path_begin(d->arena);
  cop_path_move(&p, from, y);
  cop_path_line(&p, to, y);
  cop_path_move(&p, to - 14, y - 12);
  cop_path_line(&p, to, y);
  cop_path_line(&p, to - 14, y + 12);
  cop_draw_path(d, &p, 0, INK, 4)->as.path.cap = COP_CAP_ROUND;
}

static void
draw_tick(CopDrawing *d, float left)
{
  CopPath p = cop_path_begin(d->arena), disc = cop_path_begin(d->arena);
  float x = left + FRAME - 10, y = FRAME - 8;
  cop_path_ellipse(&disc, x, y, 17, 17);
  cop_draw_path(d, &disc, DONE, 0xffffffff, 2);
  cop_path_move(&p, x - 8, y);
  cop_path_line(&p, x - 2, y + 6);
  cop_path_line(&p, x + 9, y - 7);
  cop_draw_path(d, &p, 0, 0xffffffff, 4)->as.path.cap = COP_CAP_ROUND;
}

static const CopDrawing *
draw_row(CopPaper *r, const CopConsultation *k, const CopDrawing *asked)
{
  const float bubble = 116, done = ROW_WIDTH - FRAME - 12;
  CopDrawing *d = cop_drawing_new(r->a, ROW_WIDTH, ROW_HEIGHT);
  const CopDrawing *who = picture(r, audience(r->m, k->age_band)), *answer = picture(r, k->answer_picture), *clock = picture(r, "prop/clock");
  if (who != NULL)
    place(d, who, 4, 20, 84);
  draw_frame(d, bubble, INK, false);
  draw_tail(d, bubble);
  place(d, asked, bubble + 8, 10, FRAME - 16);
  draw_arrow(d, bubble + FRAME + 18, done - 18);
  bool answered = k->answer != NULL && answer != NULL;
  draw_frame(d, done, answered ? INK : SOFT, !answered);
  if (answered) {
    place(d, answer, done + 8, 10, FRAME - 16);
    draw_tick(d, done);
  } else if (clock != NULL) {
    place(d, clock, done + 36, 38, FRAME - 72);
  }
  return d;
}

static void
miss(CopPaper *r, const CopConsultation *k, const char *what)
{
  cop_diags_add(r->diags, &(CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_GATE, .code = "picture-missing", .start = -1, .end = -1,
                                      .message = cop_arena_printf(r->a, "session %s: %s", k->id, what),
                                      .remedy = "name a picture in asked_picture and answer_picture of the session, e.g. scene/call-help or prop/radio" });
}

static void
add_session(CopPaper *r, const CopConsultation *k)
{
  const CopDrawing *asked = picture(r, k->asked_picture);
  if (asked == NULL) {
    miss(r, k, k->asked_picture == NULL ? "no picture says what was asked for; it is left out" : cop_arena_printf(r->a, "there is no picture '%s'; it is left out", k->asked_picture));
    return;
  }
  if (k->answer != NULL && picture(r, k->answer_picture) == NULL)
    miss(r, k, k->answer_picture == NULL ? "it has an answer and no picture of it; the sheet shows that one is owed"
                                         : cop_arena_printf(r->a, "there is no picture '%s'; the sheet shows that an answer is owed", k->answer_picture));
  const char *alt = cop_arena_printf(r->a, "%s: asked for: %s Done: %s", cop_phrase_date(r->a, k->held_on), k->asked_for, k->answer == NULL ? "nothing yet; an answer is owed." : k->answer);
  CopNode *f = cop_add_figure(r->d, r->d->root, NULL, NULL, draw_row(r, k, asked), alt);
  cop_node_from(r->d, f, "consultation", k->id);
}

static int
newest_first(const void *a, const void *b)
{
  const CopConsultation *x = *(const CopConsultation *const *)a, *y = *(const CopConsultation *const *)b;
  int c = strcmp(y->held_on, x->held_on);
  return c != 0 ? c : strcmp(x->id, y->id);
}

static bool
compose_pictures(const CopContext *c, const CopProduct *piece, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopFront front = { .target = "feedback-pictures", .title = cop_arena_strdup(a, "You said, we did") };
  g_auto(CopPaper) r = { 0 };
  cop_front_begin(&r, c, piece, &front, a, diags);
  r.d->meta.style = COP_STYLE_FORM;
  const CopConsultation **all = cop_new_n(a, const CopConsultation *, c->model->consultations.n);
  for (size_t i = 0; i < c->model->consultations.n; i++)
    all[i] = &c->model->consultations.items[i];
  qsort(all, c->model->consultations.n, sizeof *all, newest_first);
  for (size_t i = 0; i < c->model->consultations.n; i++)
    add_session(&r, all[i]);
  cop_paper_finish(&r);
  cop_paper_give(&r, out);
  return true;
}

void
cop_target_feedback_pictures(const CopContext *c, CopProducts *pieces, const char *const *langs)
{
  bool any = false;
  for (size_t i = 0; i < c->model->consultations.n; i++)
    any |= c->model->consultations.items[i].asked_picture != NULL;
  if (c->country == NULL || !any || (langs != NULL && !g_strv_contains(langs, "en")))
    return;
  cop_products_add(pieces, &(CopProduct){ .target = "feedback/pictures", .stem = "feedback/feedback-pictures.en", .lang = "en", .audience = "those who were asked and do not read",
                                          .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_PNG), .compose = compose_pictures });
}
