/* SPDX-License-Identifier: Apache-2.0
 *
 * import/text_pdf.c -- the words of a PDF, read by pdftotext of poppler-utils
 * in a process of its own: a PDF is a program in disguise, and its faults stay
 * outside. It gets TIME_LIMIT seconds and its output is bounded.
 *
 * pdftotext writes UTF-8 in reading order, a form feed after each page and a
 * hyphen where a word was parted at the end of a line.
 */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/limits.h"
#include "import/text_priv.h"

enum { TIME_LIMIT = 60 };

typedef struct {
  GSubprocess *process;
  GMainLoop *loop;
  GBytes *output;
  GError *error;
  bool late;
} Run;

static void
on_done(GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = data;
  g_subprocess_communicate_finish(G_SUBPROCESS(source), result, &run->output, NULL, &run->error);
  g_main_loop_quit(run->loop);
}

static gboolean
on_late(gpointer data)
{
  Run *run = data;
  run->late = true;
  g_subprocess_force_exit(run->process);
  return G_SOURCE_REMOVE;
}

/* pdftotext on a file; NULL with the reason. */
static GBytes *
run_pdftotext(const char *path, GError **error)
{
  const char *const argv[] = { "pdftotext", "-q", "-enc", "UTF-8", path, "-", NULL };
  GMainContext *context = g_main_context_new();
  g_main_context_push_thread_default(context);
  Run run = { .process = g_subprocess_newv(argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, error) };
  if (run.process != NULL) {
    run.loop = g_main_loop_new(context, FALSE);
    GSource *clock = g_timeout_source_new_seconds(TIME_LIMIT);
    g_source_set_callback(clock, on_late, &run, NULL);
    g_source_attach(clock, context);
    g_subprocess_communicate_async(run.process, NULL, NULL, on_done, &run);
    g_main_loop_run(run.loop);
    g_source_destroy(clock);
    g_source_unref(clock);
    g_main_loop_unref(run.loop);
    if (run.late)
      g_set_error(error, COP_TEXT_ERROR, COP_TEXT_ERROR_LIMIT, "reading the PDF took longer than %d seconds", TIME_LIMIT);
    else if (run.error != NULL)
      g_propagate_error(error, g_steal_pointer(&run.error));
    else if (!g_subprocess_get_successful(run.process))
      g_set_error(error, COP_TEXT_ERROR, COP_TEXT_ERROR_FORMAT, "pdftotext could not read it: damaged, encrypted or no PDF");
  } else {
    g_clear_error(error);
    g_set_error(error, COP_TEXT_ERROR, COP_TEXT_ERROR_PROGRAM, "a PDF is read by the program pdftotext, which is not installed (package poppler-utils)");
  }
  g_main_context_pop_thread_default(context);
  bool failed = run.process == NULL || run.late || run.output == NULL || !g_subprocess_get_successful(run.process);
  g_clear_error(&run.error);
  g_clear_object(&run.process);
  g_main_context_unref(context);
  if (failed)
    g_clear_pointer(&run.output, g_bytes_unref);
  return run.output;
}

static bool
is_blank(const char *p, const char *end)
{
  for (; p < end; p++)
    if (!g_ascii_isspace(*p))
      return false;
  return true;
}

/* Length of the longest line up to the next blank one. */
static size_t
widest(const char *p, const char *end)
{
  size_t most = 0;
  while (p < end) {
    const char *feed = memchr(p, '\n', (size_t)(end - p));
    const char *stop = feed == NULL ? end : feed;
    if (is_blank(p, stop))
      break;
    most = MAX(most, (size_t)(stop - p));
    p = feed == NULL ? end : feed + 1;
  }
  return most;
}

/* One page: blank lines part paragraphs; a line that fills its column runs on
 * into the next, a short one ends there. */
static void
read_page(CopExtract *e, const char *text, const char *end, unsigned page)
{
  unsigned line = 1;
  size_t width = widest(text, end);
  cop_extract_open(e, COP_BLOCK_PARAGRAPH);
  for (const char *p = text; p < end; line++) {
    const char *feed = memchr(p, '\n', (size_t)(end - p));
    const char *stop = feed == NULL ? end : feed;
    const char *next = feed == NULL ? end : feed + 1;
    if (is_blank(p, stop)) {
      cop_extract_open(e, COP_BLOCK_PARAGRAPH);
      width = widest(next, end);
    } else {
      bool parted = stop - p > 2 && stop[-1] == '-' && g_ascii_islower(stop[-2]) && next < end && g_ascii_islower(*next);
      bool full = (size_t)(stop - p) * 10 >= width * 6;
      cop_extract_add_fixed(e, p, (size_t)(stop - p) - parted, page, line);
      if (!parted)
        cop_extract_add_fixed(e, full ? " " : "\n", 1, page, line);
    }
    p = next;
  }
  cop_extract_close(e);
}

static bool
read_pages(CopExtract *e, GBytes *output, GError **error)
{
  gsize n;
  const char *text = g_bytes_get_data(output, &n);
  if (n > COP_LIMIT_FILE) {
    g_set_error(error, COP_TEXT_ERROR, COP_TEXT_ERROR_LIMIT, "the text of the PDF is larger than %u bytes", COP_LIMIT_FILE);
    return false;
  }
  g_autofree char *valid = g_utf8_make_valid(text, (gssize)n);
  const char *end = valid + strlen(valid);
  unsigned page = 1;
  for (const char *p = valid; p < end; page++) {
    const char *feed = memchr(p, '\f', (size_t)(end - p));
    read_page(e, p, feed == NULL ? end : feed, page);
    p = feed == NULL ? end : feed + 1;
  }
  return true;
}

bool
cop_text_read_pdf(CopArena *a, CopExtract *e, const void *bytes, size_t n, GError **error)
{
  (void)a;
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp("copkit-XXXXXX.pdf", &path, error);
  if (fd < 0)
    return false;
  g_close(fd, NULL);
  GBytes *output = NULL;
  if (g_file_set_contents_full(path, bytes, (gssize)n, G_FILE_SET_CONTENTS_NONE, 0600, error))
    output = run_pdftotext(path, error);
  g_unlink(path);
  if (output == NULL)
    return false;
  bool read = read_pages(e, output, error);
  g_bytes_unref(output);
  return read;
}
