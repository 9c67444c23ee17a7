#include "COpenSSLShim.h"

#include <argon2.h>

#define HASH_LENGTH 32

int martlet_argon2id_hash(
    const uint8_t *password, size_t password_count, const uint8_t *salt, size_t salt_count,
    uint32_t passes, uint32_t memory_kib, uint32_t lanes, char *encoded, size_t encoded_capacity) {
    return argon2id_hash_encoded(
        passes, memory_kib, lanes, password, password_count, salt, salt_count, HASH_LENGTH, encoded, encoded_capacity);
}

int martlet_argon2id_verify(const char *encoded, const uint8_t *password, size_t password_count) {
    return argon2id_verify(encoded, password, password_count) == ARGON2_OK;
}
