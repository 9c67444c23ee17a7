#include "charset.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>
#include <unicode/uidna.h>
#include <unicode/uspoof.h>
#include <unicode/utf8.h>
#include <unicode/utf16.h>

namespace {

/// Substitutes like ICU's own callback, and counts.
void counting_callback(const void *context, UConverterToUnicodeArgs *arguments, const char *units, int32_t length,
                       UConverterCallbackReason reason, UErrorCode *error) {
    if (reason <= UCNV_IRREGULAR) {
        ++*static_cast<size_t *>(const_cast<void *>(context));
    }
    UCNV_TO_U_CALLBACK_SUBSTITUTE(nullptr, arguments, units, length, reason, error);
}

/// Growing UTF-8 output; a lead surrogate waits for its other half across chunks.
class UTF8Output {
public:
    ~UTF8Output() { free(memory_); }

    bool reserve(size_t extra) {
        if (capacity_ - length_ >= extra) return true;
        size_t wanted = capacity_ * 2 > length_ + extra ? capacity_ * 2 : length_ + extra;
        void *grown = realloc(memory_, wanted);
        if (grown == nullptr) return false;
        memory_ = static_cast<uint8_t *>(grown);
        capacity_ = wanted;
        return true;
    }

    bool append(const UChar *units, int32_t count) {
        if (!reserve(static_cast<size_t>(count) * 3 + 8)) return false;
        for (int32_t i = 0; i < count; ++i) {
            UChar unit = units[i];
            if (lead_ != 0) {
                if (U16_IS_TRAIL(unit)) {
                    put(U16_GET_SUPPLEMENTARY(lead_, unit));
                    lead_ = 0;
                    continue;
                }
                put(0xFFFD);
                lead_ = 0;
            }
            if (U16_IS_LEAD(unit)) lead_ = unit;
            else put(U16_IS_TRAIL(unit) ? 0xFFFD : static_cast<UChar32>(unit));
        }
        return true;
    }

    uint8_t *release(size_t *length) {
        if (!reserve(4)) return nullptr;
        if (lead_ != 0) put(0xFFFD);
        *length = length_;
        uint8_t *result = memory_;
        memory_ = nullptr;
        return result;
    }

private:
    void put(UChar32 scalar) { U8_APPEND_UNSAFE(memory_, length_, scalar); }

    uint8_t *memory_ = nullptr;
    size_t length_ = 0;
    size_t capacity_ = 0;
    UChar lead_ = 0;
};

}  // namespace

extern "C" uint8_t *cicu_decode(const char *charset, const uint8_t *bytes, size_t length, size_t *out_length,
                                size_t *replaced) {
    *replaced = 0;
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(charset, &error);
    if (U_FAILURE(error)) return nullptr;
    ucnv_setToUCallBack(converter, counting_callback, replaced, nullptr, nullptr, &error);

    UTF8Output output;
    const char *source = reinterpret_cast<const char *>(bytes);
    const char *limit = source + length;
    bool complete = U_SUCCESS(error) && output.reserve(length + 16);
    while (complete) {
        UChar chunk[2048];
        UChar *target = chunk;
        error = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &target, chunk + 2048, &source, limit, nullptr, 1, &error);
        complete = output.append(chunk, static_cast<int32_t>(target - chunk));
        if (error == U_BUFFER_OVERFLOW_ERROR) continue;
        complete = complete && U_SUCCESS(error);
        break;
    }
    ucnv_close(converter);
    return complete ? output.release(out_length) : nullptr;
}

extern "C" int cicu_knows(const char *charset) {
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(charset, &error);
    if (U_FAILURE(error)) return 0;
    ucnv_close(converter);
    return 1;
}

extern "C" int cicu_detect(const uint8_t *bytes, size_t length, char *name, size_t capacity) {
    UErrorCode error = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&error);
    if (U_FAILURE(error)) return -1;
    int confidence = -1;
    ucsdet_setText(detector, reinterpret_cast<const char *>(bytes), static_cast<int32_t>(length), &error);
    const UCharsetMatch *match = ucsdet_detect(detector, &error);
    if (U_SUCCESS(error) && match != nullptr) {
        const char *found = ucsdet_getName(match, &error);
        int32_t score = ucsdet_getConfidence(match, &error);
        if (U_SUCCESS(error) && found != nullptr && strlen(found) < capacity) {
            strcpy(name, found);
            confidence = score;
        }
    }
    ucsdet_close(detector);
    return confidence;
}

extern "C" int cicu_domain_to_ascii(const char *utf8, size_t length, char *out, size_t capacity) {
    static const UIDNA *const rules = [] {
        UErrorCode error = U_ZERO_ERROR;
        UIDNA *opened = uidna_openUTS46(
            UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ, &error);
        return U_SUCCESS(error) ? opened : nullptr;
    }();
    if (rules == nullptr) return -1;
    UErrorCode error = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    int32_t written = uidna_nameToASCII_UTF8(
        rules, utf8, static_cast<int32_t>(length), out, static_cast<int32_t>(capacity), &info, &error);
    if (U_FAILURE(error) || info.errors != 0 || written > static_cast<int32_t>(capacity)) return -1;
    return written;
}

extern "C" int cicu_domain_skeleton(const char *ascii, size_t length, char *out, size_t capacity) {
    static const UIDNA *const rules = [] {
        UErrorCode error = U_ZERO_ERROR;
        UIDNA *opened = uidna_openUTS46(UIDNA_DEFAULT, &error);
        return U_SUCCESS(error) ? opened : nullptr;
    }();
    static const USpoofChecker *const looks = [] {
        UErrorCode error = U_ZERO_ERROR;
        USpoofChecker *opened = uspoof_open(&error);
        return U_SUCCESS(error) ? opened : nullptr;
    }();
    if (rules == nullptr || looks == nullptr) return -1;
    UErrorCode error = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    char shown[2048];
    int32_t count = uidna_nameToUnicodeUTF8(
        rules, ascii, static_cast<int32_t>(length), shown, static_cast<int32_t>(sizeof shown), &info, &error);
    if (U_FAILURE(error) || count > static_cast<int32_t>(sizeof shown)) return -1;
    // Labels that IDNA forbids are looked at all the same: they stay as they are.
    int32_t written = uspoof_getSkeletonUTF8(
        looks, 0, shown, count, out, static_cast<int32_t>(capacity), &error);
    if (U_FAILURE(error) || written > static_cast<int32_t>(capacity)) return -1;
    return written;
}

extern "C" void cicu_free(void *memory) { free(memory); }
