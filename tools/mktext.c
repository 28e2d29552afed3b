/* SPDX-License-Identifier: Apache-2.0
 *
 * mktext NAME FILE -- prints a text file as the C constant `static const char
 * NAME[]`, for style sheets and the like that are part of the program. */
#include <stdio.h>

int
main(int argc, char **argv)
{
  if (argc != 3) {
    fprintf(stderr, "usage: mktext NAME FILE\n");
    return 2;
  }
  FILE *in = fopen(argv[2], "rb");
  if (in == NULL) {
    perror(argv[2]);
    return 1;
  }
  printf("static const char %s[] =\n  \"", argv[1]);
  for (int c; (c = fgetc(in)) != EOF;) {
    if (c == '\n')
      fputs("\\n\"\n  \"", stdout);
    else if (c == '"' || c == '\\')
      printf("\\%c", c);
    else if (c < 0x20 || c >= 0x7f || c == '?') /* no trigraphs, no doubt about encodings */
      printf("\\%03o", (unsigned)c);
    else
      putchar(c);
  }
  puts("\";");
  return ferror(in) || fclose(in) != 0 || fflush(stdout) != 0;
}
