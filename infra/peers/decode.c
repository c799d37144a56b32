/*
 * How long libjpeg-turbo takes to decode JPEG files from memory, the whole file, at the reduction that Boardsift
 * chooses, too: the peer of "boardsift bench" in C.
 *
 *     decode RUNS FILE...
 *
 * Writes a line for each file that is a JPEG: its name, a tab, and the median in milliseconds.
 */
#define _POSIX_C_SOURCE 199309L
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <jpeglib.h>

/* Boardsift measures at 512 pixels on the long side, and takes a picture of 78 % of that as it is. */
#define LEAST_LONG_SIDE 400

struct failure {
    struct jpeg_error_mgr manager;
    jmp_buf back;
};

static void fail(j_common_ptr decoder) {
    longjmp(((struct failure *)decoder->err)->back, 1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

/* Milliseconds, or -1 where it is no JPEG. */
static double decode(const unsigned char *file, unsigned long length) {
    struct jpeg_decompress_struct decoder;
    struct failure failure;
    unsigned char *volatile pixels = NULL;
    volatile double start = now();
    decoder.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = fail;
    if (setjmp(failure.back)) {
        jpeg_destroy_decompress(&decoder);
        free(pixels);
        return -1;
    }
    jpeg_create_decompress(&decoder);
    jpeg_mem_src(&decoder, file, length);
    jpeg_read_header(&decoder, TRUE);
    unsigned long_side = decoder.image_width > decoder.image_height ? decoder.image_width : decoder.image_height;
    decoder.scale_num = 1;
    decoder.scale_denom = 8;
    while (decoder.scale_denom > 1 && long_side / decoder.scale_denom < LEAST_LONG_SIDE)
        decoder.scale_denom /= 2;
    decoder.out_color_space = JCS_RGB;
    jpeg_start_decompress(&decoder);
    size_t line = (size_t)decoder.output_width * decoder.output_components;
    pixels = malloc(line * decoder.output_height);
    while (decoder.output_scanline < decoder.output_height) {
        JSAMPROW row = pixels + line * decoder.output_scanline;
        jpeg_read_scanlines(&decoder, &row, 1);
    }
    jpeg_finish_decompress(&decoder);
    jpeg_destroy_decompress(&decoder);
    free(pixels);
    return now() - start;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int count, char **words) {
    int runs = count > 1 ? atoi(words[1]) : 0;
    if (runs < 1 || count < 3) {
        fprintf(stderr, "usage: decode RUNS FILE...\n");
        return 2;
    }
    double *times = malloc(runs * sizeof *times);
    for (int i = 2; i < count; i++) {
        FILE *in = fopen(words[i], "rb");
        if (!in) {
            perror(words[i]);
            return 2;
        }
        fseek(in, 0, SEEK_END);
        unsigned long length = ftell(in);
        rewind(in);
        unsigned char *file = malloc(length);
        if (fread(file, 1, length, in) != length) {
            perror(words[i]);
            return 2;
        }
        fclose(in);
        if (decode(file, length) >= 0) {
            for (int run = 0; run < runs; run++)
                times[run] = decode(file, length);
            qsort(times, runs, sizeof *times, by_size);
            printf("%s\t%.4f\n", words[i], times[runs / 2]);
        }
        free(file);
    }
    free(times);
    return 0;
}
