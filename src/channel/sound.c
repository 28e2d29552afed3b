/* SPDX-License-Identifier: Apache-2.0 */
#include "channel/sound.h"

#include <ebur128.h>
#include <math.h>
#include <sndfile.h>
#include <string.h>

G_DEFINE_QUARK(cop-sound-error-quark, cop_sound_error)

void
cop_clip_clear(CopClip *c)
{
  g_clear_pointer(&c->samples, g_free);
  c->n = 0;
}

bool
cop_clip_read(const char *path, CopClip *c, GError **error)
{
  SF_INFO info = { 0 };
  *c = (CopClip){ 0 };
  SNDFILE *f = sf_open(path, SFM_READ, &info);
  if (f == NULL || info.channels < 1 || info.channels > 8 || info.samplerate < 1) {
    g_set_error(error, COP_SOUND_ERROR, COP_SOUND_ERROR_FORMAT, "'%s' cannot be read as sound: %s", path, sf_strerror(f));
    if (f != NULL)
      sf_close(f);
    return false;
  }
  if (info.frames < 0 || info.frames > (sf_count_t)COP_SOUND_LONGEST * info.samplerate) {
    g_set_error(error, COP_SOUND_ERROR, COP_SOUND_ERROR_LIMIT, "'%s' is longer than %d seconds", path, COP_SOUND_LONGEST);
    sf_close(f);
    return false;
  }
  size_t channels = (size_t)info.channels;
  g_autofree float *all = g_new(float, (size_t)info.frames * channels + 1);
  sf_count_t got = sf_readf_float(f, all, info.frames);
  sf_close(f);
  c->n = got > 0 ? (size_t)got : 0;
  c->rate = (unsigned)info.samplerate;
  c->samples = g_new(float, c->n + 1);
  for (size_t i = 0; i < c->n; i++) {
    float sum = 0;
    for (size_t k = 0; k < channels; k++)
      sum += all[i * channels + k];
    c->samples[i] = sum / (float)channels;
  }
  return true;
}

/* --- levels --- */

void
cop_clip_levels(const CopClip *c, CopLevels *l)
{
  *l = (CopLevels){ .seconds = c->rate == 0 ? 0 : (double)c->n / c->rate, .loudness = -HUGE_VAL, .peak = -HUGE_VAL };
  ebur128_state *e = ebur128_init(1, c->rate, EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK);
  if (e == NULL)
    return;
  double peak = 0;
  if (ebur128_add_frames_float(e, c->samples, c->n) == EBUR128_SUCCESS) {
    if (ebur128_loudness_global(e, &l->loudness) != EBUR128_SUCCESS)
      l->loudness = -HUGE_VAL;
    if (ebur128_true_peak(e, 0, &peak) == EBUR128_SUCCESS && peak > 0)
      l->peak = 20 * log10(peak);
  }
  ebur128_destroy(&e);
  for (size_t i = 1; i < c->n; i++)
    l->clipped += fabsf(c->samples[i]) >= 0.999f && fabsf(c->samples[i - 1]) >= 0.999f;
}

void
cop_clip_normalise(CopClip *c)
{
  CopLevels l;
  cop_clip_levels(c, &l);
  if (!isfinite(l.loudness) || !isfinite(l.peak))
    return;
  double gain = pow(10, MIN(COP_SOUND_LOUDNESS - l.loudness, COP_SOUND_PEAK - l.peak) / 20);
  for (size_t i = 0; i < c->n; i++)
    c->samples[i] = (float)(gain * (double)c->samples[i]);
}

void
cop_clip_pad(CopClip *c, double seconds)
{
  size_t n = (size_t)llround(seconds * c->rate);
  if (n <= c->n)
    return;
  c->samples = g_renew(float, c->samples, n);
  memset(c->samples + c->n, 0, (n - c->n) * sizeof *c->samples);
  c->n = n;
}

/* --- MP3 in memory --- */

typedef struct {
  GByteArray *bytes;
  sf_count_t at;
} Memory;

static sf_count_t
memory_length(void *user)
{
  return ((Memory *)user)->bytes->len;
}

static sf_count_t
memory_seek(sf_count_t offset, int whence, void *user)
{
  Memory *m = user;
  sf_count_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? m->at : m->bytes->len;
  return m->at = MAX(0, from + offset);
}

static sf_count_t
memory_read(void *to, sf_count_t n, void *user)
{
  Memory *m = user;
  sf_count_t left = MAX(0, (sf_count_t)m->bytes->len - m->at);
  n = MIN(n, left);
  if (n > 0)
    memcpy(to, m->bytes->data + m->at, (size_t)n);
  m->at += n;
  return n;
}

static sf_count_t
memory_write(const void *from, sf_count_t n, void *user)
{
  Memory *m = user;
  if (m->at + n > (sf_count_t)m->bytes->len)
    g_byte_array_set_size(m->bytes, (guint)(m->at + n));
  memcpy(m->bytes->data + m->at, from, (size_t)n);
  m->at += n;
  return n;
}

static sf_count_t
memory_tell(void *user)
{
  return ((Memory *)user)->at;
}

GBytes *
cop_clip_to_mp3(const CopClip *c, const char *title, const char *comment, GError **error)
{
  SF_VIRTUAL_IO io = { memory_length, memory_seek, memory_read, memory_write, memory_tell };
  Memory m = { .bytes = g_byte_array_new() };
  SF_INFO info = { .samplerate = (int)c->rate, .channels = 1, .format = SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III };
  SNDFILE *f = sf_format_check(&info) ? sf_open_virtual(&io, SFM_WRITE, &info, &m) : NULL;
  if (f == NULL) {
    g_byte_array_unref(m.bytes);
    g_set_error(error, COP_SOUND_ERROR, COP_SOUND_ERROR_RATE, "a clip of %u samples a second cannot be written as MP3; record with 44,100 or 48,000", c->rate);
    return NULL;
  }
  double level = 0.5;
  sf_command(f, SFC_SET_COMPRESSION_LEVEL, &level, sizeof level);
  if (title != NULL)
    sf_set_string(f, SF_STR_TITLE, title);
  if (comment != NULL)
    sf_set_string(f, SF_STR_COMMENT, comment);
  sf_write_float(f, c->samples, (sf_count_t)c->n);
  sf_close(f);
  return g_byte_array_free_to_bytes(m.bytes);
}
