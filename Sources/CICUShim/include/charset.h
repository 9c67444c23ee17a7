/// Charset conversion, charset detection, internationalized domain names and their looks.
#ifndef CICUSHIM_CHARSET_H
#define CICUSHIM_CHARSET_H
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Converts bytes to UTF-8. NULL when the charset is unknown or memory is short. `replaced` counts the sequences that
/// were invalid and became U+FFFD. The result is freed with `cicu_free`.
uint8_t *cicu_decode(const char *charset, const uint8_t *bytes, size_t length, size_t *out_length, size_t *replaced);

/// Whether a converter for this name exists.
int cicu_knows(const char *charset);

/// The likeliest charset's name into `name`; the confidence (0 to 100), or -1 when nothing was found.
int cicu_detect(const uint8_t *bytes, size_t length, char *name, size_t capacity);

/// A domain name to A-labels (UTS #46, non-transitional). The length written, or -1 when the name is not valid.
int cicu_domain_to_ascii(const char *utf8, size_t length, char *out, size_t capacity);

/// What a domain name in A-labels looks like (UTS #39 §4), to be compared with another's: shown as U-labels, confusable
/// letters made equal. The length written, or -1 when it has no such form.
int cicu_domain_skeleton(const char *ascii, size_t length, char *out, size_t capacity);

void cicu_free(void *memory);

#ifdef __cplusplus
}
#endif
#endif
