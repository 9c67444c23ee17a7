/* Reads mails with GMime as Martlet reads them: structure, every field, every part decoded, text as UTF-8.
 *
 *   gmime_read ROUNDS FILE...     microseconds of each round, parts and bytes of the attachments, as JSON
 *
 * Built by mime.py: cc -O2 gmime_read.c $(pkg-config --cflags --libs gmime-3.0)
 */
#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static size_t parts, attached;

static long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000L + time.tv_nsec / 1000;
}

static void read_fields(GMimeObject *object) {
    GMimeHeaderList *list = g_mime_object_get_header_list(object);
    for (int index = 0; index < g_mime_header_list_get_count(list); index++)
        g_mime_header_get_value(g_mime_header_list_get_header_at(list, index));
}

static void read_part(GMimeObject *parent, GMimeObject *part, gpointer nothing) {
    (void)parent, (void)nothing;
    read_fields(part);
    if (GMIME_IS_TEXT_PART(part)) {
        parts++;
        g_free(g_mime_text_part_get_text(GMIME_TEXT_PART(part)));
    } else if (GMIME_IS_PART(part)) {
        parts++;
        GMimeStream *stream = g_mime_stream_mem_new();
        g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(GMIME_PART(part)), stream);
        attached += (size_t)g_mime_stream_length(stream);
        g_object_unref(stream);
    }
}

static void read_mail(const char *bytes, size_t length) {
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, length);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    if (message == NULL) exit(1);
    read_fields(GMIME_OBJECT(message));
    g_mime_message_get_all_recipients(message);
    g_mime_message_get_date(message);
    g_mime_message_foreach(message, read_part, NULL);
    g_object_unref(message);
    g_object_unref(parser);
    g_object_unref(stream);
}

int main(int count, char **arguments) {
    if (count < 3) return 64;
    int rounds = atoi(arguments[1]), mails = count - 2;
    gchar **bytes = g_new0(gchar *, mails);
    gsize *lengths = g_new0(gsize, mails);
    for (int index = 0; index < mails; index++)
        if (!g_file_get_contents(arguments[index + 2], &bytes[index], &lengths[index], NULL)) return 1;
    g_mime_init();
    printf("{\"microseconds\": [");
    /* The first round warms up and is not told. */
    for (int round = 0; round <= rounds; round++) {
        parts = attached = 0;
        long start = now();
        for (int index = 0; index < mails; index++) read_mail(bytes[index], lengths[index]);
        if (round > 0) printf("%s%ld", round > 1 ? ", " : "", now() - start);
    }
    printf("], \"parts\": %zu, \"attached\": %zu}\n", parts, attached);
    return 0;
}
