#include "message_format.h"

#include <unicode/datefmt.h>
#include <unicode/locid.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

using icu::Formattable;
using icu::MessageFormat;
using icu::MessagePattern;
using icu::UnicodeString;

struct martlet_message {
    std::unique_ptr<MessageFormat> format;
    std::vector<UnicodeString> required;
    std::vector<UnicodeString> names;
    std::vector<Formattable> values;
};

namespace {

UnicodeString unicode(const char *text, size_t count) {
    return UnicodeString::fromUTF8(icu::StringPiece(text, static_cast<int32_t>(count)));
}

// Collects the names of a pattern and finds out whether a date stands inside a plural or select.
// Only formats at the top level can be given a time zone; a nested one would silently show the machine's.
bool survey(const MessagePattern &pattern, std::vector<UnicodeString> &names) {
    bool nested = false;
    int depth = 0;
    for (int32_t index = 0; index < pattern.countParts(); ++index) {
        const MessagePattern::Part &part = pattern.getPart(index);
        switch (part.getType()) {
        case UMSGPAT_PART_TYPE_MSG_START: ++depth; break;
        case UMSGPAT_PART_TYPE_MSG_LIMIT: --depth; break;
        case UMSGPAT_PART_TYPE_ARG_NAME:
        case UMSGPAT_PART_TYPE_ARG_NUMBER: {
            // The substring borrows the pattern's buffer, and moving it would keep the loan; a copy owns its text.
            const UnicodeString borrowed = pattern.getSubstring(part);
            names.push_back(borrowed);
            break;
        }
        case UMSGPAT_PART_TYPE_ARG_TYPE: {
            const UnicodeString type = pattern.getSubstring(part).toLower(icu::Locale::getRoot());
            if (depth > 1 && (type == UNICODE_STRING_SIMPLE("date") || type == UNICODE_STRING_SIMPLE("time"))) {
                nested = true;
            }
            break;
        }
        default: break;
        }
    }
    return !nested;
}

void setZone(MessageFormat &format, const icu::TimeZone &zone) {
    int32_t count = 0;
    const icu::Format **formats = format.getFormats(count);
    for (int32_t index = 0; formats != nullptr && index < count; ++index) {
        // The formats belong to this MessageFormat alone; setFormats, the const way, would undo plurals beside them.
        auto *date = dynamic_cast<icu::DateFormat *>(const_cast<icu::Format *>(formats[index]));
        if (date != nullptr) date->setTimeZone(zone);
    }
}

void set(martlet_message *message, const char *name, size_t name_count, const Formattable &value) {
    message->names.push_back(unicode(name, name_count));
    message->values.push_back(value);
}

}  // namespace

martlet_message *martlet_message_new(
    const char *pattern, size_t pattern_count, const char *language, const char *zone, int32_t *status) {
    UErrorCode code = U_ZERO_ERROR;
    const UnicodeString text = unicode(pattern, pattern_count);
    const icu::Locale locale = icu::Locale::forLanguageTag(language, code);
    if (U_FAILURE(code) || locale.isBogus()) {
        *status = MARTLET_MESSAGE_LANGUAGE_UNKNOWN;
        return nullptr;
    }
    std::unique_ptr<icu::TimeZone> timeZone(icu::TimeZone::createTimeZone(unicode(zone, std::strlen(zone))));
    if (!timeZone || *timeZone == icu::TimeZone::getUnknown()) {
        *status = MARTLET_MESSAGE_ZONE_UNKNOWN;
        return nullptr;
    }
    auto message = std::make_unique<martlet_message>();
    UParseError where;
    const MessagePattern parsed(text, &where, code);
    if (U_FAILURE(code)) {
        *status = code;
        return nullptr;
    }
    if (!survey(parsed, message->required)) {
        *status = MARTLET_MESSAGE_DATE_NESTED;
        return nullptr;
    }
    message->format = std::make_unique<MessageFormat>(text, locale, where, code);
    if (U_FAILURE(code)) {
        *status = code;
        return nullptr;
    }
    setZone(*message->format, *timeZone);
    *status = 0;
    return message.release();
}

void martlet_message_set_text(
    martlet_message *message, const char *name, size_t name_count, const char *text, size_t text_count) {
    set(message, name, name_count, Formattable(unicode(text, text_count)));
}

void martlet_message_set_integer(martlet_message *message, const char *name, size_t name_count, int64_t value) {
    set(message, name, name_count, Formattable(value));
}

void martlet_message_set_date(martlet_message *message, const char *name, size_t name_count, double milliseconds) {
    set(message, name, name_count, Formattable(milliseconds, Formattable::kIsDate));
}

int64_t martlet_message_format(martlet_message *message, char *text, size_t capacity, int32_t *status) {
    for (const UnicodeString &name : message->required) {
        if (std::find(message->names.begin(), message->names.end(), name) == message->names.end()) {
            *status = MARTLET_MESSAGE_ARGUMENT_MISSING;
            return -1;
        }
    }
    UErrorCode code = U_ZERO_ERROR;
    UnicodeString result;
    message->format->format(
        message->names.data(), message->values.data(), static_cast<int32_t>(message->names.size()), result, code);
    if (U_FAILURE(code)) {
        *status = code;
        return -1;
    }
    std::string bytes;
    result.toUTF8String(bytes);
    std::memcpy(text, bytes.data(), std::min(bytes.size(), capacity));
    *status = 0;
    return static_cast<int64_t>(bytes.size());
}

void martlet_message_free(martlet_message *message) {
    delete message;
}
