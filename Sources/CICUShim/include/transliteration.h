/// Chinese in its other script.
#ifndef CICUSHIM_TRANSLITERATION_H
#define CICUSHIM_TRANSLITERATION_H
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Traditional characters by simplified ones, or the other way. The length written, or -1 when that cannot be done.
int cicu_simplify(const char *utf8, size_t length, char *out, size_t capacity);
int cicu_traditionalize(const char *utf8, size_t length, char *out, size_t capacity);

#ifdef __cplusplus
}
#endif
#endif
