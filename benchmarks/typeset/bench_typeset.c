/* SPDX-License-Identifier: Apache-2.0
 *
 * bench_typeset -- how fast documents become PDF.
 *
 *   bench_typeset                    all of it, one line each
 *   bench_typeset poster LANG [N]    a poster with art, warm: median of N
 *   bench_typeset report [N]         a report of 60 pages, warm: median of N
 *   bench_typeset cold poster LANG   one document and out, for timing the process
 *   bench_typeset cold report
 *   bench_typeset pages SECONDS      pages a second in this process
 *   bench_typeset typst poster LANG  the same document in the language of Typst
 *   bench_typeset typst report
 *
 * Output: name, milliseconds (or what the unit says), bytes, pages, peak RSS in MB.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "bench_typeset_content.h"
#include "bench_typeset_typst.h"
#include "page/pdf.h"
#include "typeset/typeset.h"

static const CopPdfOptions options = { .instant = "2026-01-02T03:04:05Z" };

/* BENCH_CPU=1 measures the time the processor worked for us instead of the
 * clock on the wall: for a machine that others use, too. */
static double
now_ms(void)
{
  struct timespec t;
  clock_gettime(g_getenv("BENCH_CPU") != NULL ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double
peak_mb(void)
{
  struct rusage u;
  getrusage(RUSAGE_SELF, &u);
  return (double)u.ru_maxrss / 1024;
}

static int
compare(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static CopSetter *
open_setter(void)
{
  g_autoptr(GError) error = NULL;
  CopSetter *s = cop_setter_new(NULL, &error);
  if (s == NULL) {
    fprintf(stderr, "bench_typeset: %s\n", error->message);
    exit(3);
  }
  return s;
}

typedef struct {
  size_t bytes;
  unsigned pages;
  double layout, pdf;
} Made;

static Made
finish(CopPages *pages, double start)
{
  g_autoptr(GError) error = NULL;
  double laid = now_ms();
  g_autoptr(GBytes) pdf = cop_pdf_write(pages, &options, &error);
  if (pdf == NULL) {
    fprintf(stderr, "bench_typeset: %s\n", error->message);
    exit(3);
  }
  const char *out = g_getenv("BENCH_OUT");
  if (out != NULL)
    g_file_set_contents(out, g_bytes_get_data(pdf, NULL), (gssize)g_bytes_get_size(pdf), NULL);
  Made m = { g_bytes_get_size(pdf), cop_pages_count(pages), laid - start, now_ms() - laid };
  cop_pages_free(pages);
  return m;
}

static Made
make_poster(CopSetter *s, const BenchPoster *p, unsigned run)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  double start = now_ms();
  CopPages *pages = bench_poster(s, p, run, a, &error);
  if (pages == NULL) {
    fprintf(stderr, "bench_typeset: %s\n", error->message);
    exit(3);
  }
  return finish(pages, start);
}

static Made
make_report(CopSetter *s, const CopDoc *d)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDiags) diags = cop_diags_new();
  double start = now_ms();
  CopPages *pages = cop_typeset_document(s, d, diags, &error);
  if (pages == NULL) {
    fprintf(stderr, "bench_typeset: %s\n", error->message);
    exit(3);
  }
  return finish(pages, start);
}

static void
print(const char *name, const char *unit, double value, Made m)
{
  printf("%-22s %8.3f %-8s %8zu bytes %4u pages  layout %.3f pdf %.3f  %.1f MB\n", name, value, unit, m.bytes, m.pages,
         m.layout, m.pdf, peak_mb());
}

static void
poster(const char *lang, int n)
{
  const BenchPoster *p = bench_poster_find(lang);
  if (p == NULL) {
    fprintf(stderr, "bench_typeset: no poster in '%s'\n", lang);
    exit(2);
  }
  g_autoptr(CopSetter) s = open_setter();
  g_autofree double *times = g_new(double, n);
  Made m = { 0 };
  make_poster(s, p, 0);
  for (int i = 0; i < n; i++) {
    double start = now_ms();
    m = make_poster(s, p, (unsigned)i + 1);
    times[i] = now_ms() - start;
  }
  qsort(times, (size_t)n, sizeof *times, compare);
  g_autofree char *name = g_strconcat("poster-", lang, NULL);
  print(name, "ms", times[n / 2], m);
}

static void
report(int n)
{
  g_autoptr(CopArena) a = cop_arena_new();
  const CopDoc *d = bench_report(a);
  g_autoptr(CopSetter) s = open_setter();
  g_autofree double *times = g_new(double, n);
  double start = now_ms();
  Made m = make_report(s, d);
  print("report-first", "ms", now_ms() - start, m);
  for (int i = 0; i < n; i++) {
    start = now_ms();
    m = make_report(s, d);
    times[i] = now_ms() - start;
  }
  qsort(times, (size_t)n, sizeof *times, compare);
  print("report-warm", "ms", times[n / 2], m);
}

static void
pages_a_second(double seconds)
{
  g_autoptr(CopArena) a = cop_arena_new();
  const CopDoc *d = bench_report(a);
  g_autoptr(CopSetter) s = open_setter();
  Made m = make_report(s, d);
  unsigned pages = 0;
  double start = now_ms();
  while (now_ms() - start < seconds * 1e3)
    pages += make_report(s, d).pages;
  print("report-pages", "pages/s", pages / ((now_ms() - start) / 1e3), m);
}

int
main(int argc, char **argv)
{
  const char *what = argc > 1 ? argv[1] : "all";
  if (strcmp(what, "poster") == 0 && argc > 2) {
    poster(argv[2], argc > 3 ? (int)strtol(argv[3], NULL, 10) : 200);
  } else if (strcmp(what, "report") == 0) {
    report(argc > 2 ? (int)strtol(argv[2], NULL, 10) : 10);
  } else if (strcmp(what, "pages") == 0 && argc > 2) {
    pages_a_second(strtod(argv[2], NULL));
  } else if (strcmp(what, "cold") == 0 && argc > 2) {
    g_autoptr(CopSetter) s = open_setter();
    g_autoptr(CopArena) a = cop_arena_new();
    double start = now_ms();
    Made m = strcmp(argv[2], "report") == 0 ? make_report(s, bench_report(a))
                                            : make_poster(s, bench_poster_find(argc > 3 ? argv[3] : "en"), 0);
    print(argv[2], "ms", now_ms() - start, m);
  } else if (strcmp(what, "typst") == 0 && argc > 2) {
    g_autoptr(CopArena) a = cop_arena_new();
    if (strcmp(argv[2], "report") == 0)
      typst_report(bench_report(a));
    else
      typst_poster(bench_poster_find(argc > 3 ? argv[3] : "en"));
  } else if (strcmp(what, "all") == 0) {
    for (unsigned i = 0; i < bench_n_posters(); i++)
      poster(bench_poster_lang(i), 200);
    report(10);
    pages_a_second(2);
  } else {
    fputs("usage: bench_typeset [poster LANG [N] | report [N] | cold poster LANG | cold report | pages SECONDS | typst poster LANG | typst report]\n", stderr);
    return 2;
  }
  return 0;
}
