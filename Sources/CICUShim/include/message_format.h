/// ICU's MessageFormat with named arguments. Text is UTF-8.
#ifndef CICUSHIM_MESSAGE_FORMAT_H
#define CICUSHIM_MESSAGE_FORMAT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct martlet_message martlet_message;

/// What `martlet_message_new` found wrong beside ICU's own positive codes.
#define MARTLET_MESSAGE_ZONE_UNKNOWN (-1)
#define MARTLET_MESSAGE_DATE_NESTED (-2)
#define MARTLET_MESSAGE_LANGUAGE_UNKNOWN (-3)
#define MARTLET_MESSAGE_ARGUMENT_MISSING (-4)

/// A parsed pattern, or NULL with the reason in `status`. Freed with `martlet_message_free`.
martlet_message *martlet_message_new(
    const char *pattern, size_t pattern_count, const char *language, const char *zone, int32_t *status);

void martlet_message_set_text(
    martlet_message *message, const char *name, size_t name_count, const char *text, size_t text_count);
void martlet_message_set_integer(martlet_message *message, const char *name, size_t name_count, int64_t value);
/// Milliseconds since 1970.
void martlet_message_set_date(martlet_message *message, const char *name, size_t name_count, double milliseconds);

/// Writes at most `capacity` bytes and returns the length of the whole text, or -1 with the reason in `status`.
int64_t martlet_message_format(martlet_message *message, char *text, size_t capacity, int32_t *status);

void martlet_message_free(martlet_message *message);

#ifdef __cplusplus
}
#endif

#endif
