/* SPDX-License-Identifier: Apache-2.0 */
#include <opus/opusenc.h>

#include "channel/sound.h"

/* What makes 30 s of speech some 90 kB: clear on a small loudspeaker, cheap on prepaid data. */
#define BITS_PER_SECOND 24000
/* Numbers a stream among those chained in one file; ours is alone, and equal clips give equal bytes. */
#define SERIAL 1

static int
take_bytes(void *user, const unsigned char *bytes, opus_int32 n)
{
  g_byte_array_append(user, bytes, (guint)n);
  return 0;
}

static int
close_bytes(void *user)
{
  (void)user;
  return 0;
}

static OggOpusComments *
new_comments(const char *title, const char *comment)
{
  OggOpusComments *tags = ope_comments_create();
  if (title != NULL)
    ope_comments_add(tags, "TITLE", title);
  if (comment != NULL)
    ope_comments_add(tags, "COMMENT", comment);
  return tags;
}

GBytes *
cop_clip_to_opus(const CopClip *c, const char *title, const char *comment, GError **error)
{
  static const OpusEncCallbacks callbacks = { take_bytes, close_bytes };
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  OggOpusComments *tags = new_comments(title, comment);
  int failed = 0;
  OggOpusEnc *e = ope_encoder_create_callbacks(&callbacks, bytes, tags, (opus_int32)c->rate, 1, 0, &failed);
  if (e == NULL) {
    ope_comments_destroy(tags);
    g_set_error(error, COP_SOUND_ERROR, COP_SOUND_ERROR_RATE, "a clip of %u samples a second cannot be written as Opus: %s", c->rate, ope_strerror(failed));
    return NULL;
  }
  ope_encoder_ctl(e, OPE_SET_SERIALNO(SERIAL));
  ope_encoder_ctl(e, OPUS_SET_BITRATE(BITS_PER_SECOND));
  ope_encoder_ctl(e, OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE));
  failed = ope_encoder_write_float(e, c->samples, (int)c->n);
  if (failed == OPE_OK)
    failed = ope_encoder_drain(e);
  ope_encoder_destroy(e);
  ope_comments_destroy(tags);
  if (failed != OPE_OK) {
    g_set_error(error, COP_SOUND_ERROR, COP_SOUND_ERROR_FORMAT, "the clip cannot be written as Opus: %s", ope_strerror(failed));
    return NULL;
  }
  return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}
