#include "transliteration.h"

#include <memory>
#include <mutex>
#include <string>
#include <unicode/translit.h>
#include <unicode/unistr.h>

namespace {

/// One of ICU's tables, opened when it is first asked for; used by one thread at a time, which ICU leaves to us.
class Table {
public:
    explicit Table(const char *name) {
        UErrorCode error = U_ZERO_ERROR;
        opened_.reset(icu::Transliterator::createInstance(
            icu::UnicodeString(name, -1, US_INV), UTRANS_FORWARD, error));
        if (U_FAILURE(error)) opened_.reset();
    }

    int apply(const char *utf8, size_t length, char *out, size_t capacity) {
        if (opened_ == nullptr) return -1;
        icu::UnicodeString text =
            icu::UnicodeString::fromUTF8(icu::StringPiece(utf8, static_cast<int32_t>(length)));
        {
            std::lock_guard<std::mutex> guard(lock_);
            opened_->transliterate(text);
        }
        std::string written;
        text.toUTF8String(written);
        if (written.size() > capacity) return -1;
        written.copy(out, written.size());
        return static_cast<int>(written.size());
    }

private:
    std::unique_ptr<icu::Transliterator> opened_;
    std::mutex lock_;
};

}  // namespace

extern "C" int cicu_simplify(const char *utf8, size_t length, char *out, size_t capacity) {
    static Table table("Traditional-Simplified");
    return table.apply(utf8, length, out, capacity);
}

extern "C" int cicu_traditionalize(const char *utf8, size_t length, char *out, size_t capacity) {
    static Table table("Simplified-Traditional");
    return table.apply(utf8, length, out, capacity);
}
