#include "COpenSSLShim.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <pthread.h>
#include <stdlib.h>

struct martlet_sha256 {
    EVP_MD_CTX *context;
};

// Fetched once: looking an algorithm up costs more than hashing a short input. It lives as long as the process.
static EVP_MD *sha256;
static pthread_once_t fetched = PTHREAD_ONCE_INIT;

static void fetch(void) {
    sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
}

static const EVP_MD *algorithm(void) {
    pthread_once(&fetched, fetch);
    if (sha256 == NULL) abort();
    return sha256;
}

static void require(int success) {
    if (success != 1) abort();
}

void martlet_sha256_digest(const uint8_t *bytes, size_t count, uint8_t *digest) {
    require(EVP_Digest(bytes, count, digest, NULL, algorithm(), NULL));
}

martlet_sha256 *martlet_sha256_new(void) {
    martlet_sha256 *hasher = malloc(sizeof *hasher);
    if (hasher == NULL) abort();
    hasher->context = EVP_MD_CTX_new();
    require(hasher->context != NULL);
    require(EVP_DigestInit_ex(hasher->context, algorithm(), NULL));
    return hasher;
}

martlet_sha256 *martlet_sha256_copy(const martlet_sha256 *hasher) {
    martlet_sha256 *copy = malloc(sizeof *copy);
    if (copy == NULL) abort();
    copy->context = EVP_MD_CTX_new();
    require(copy->context != NULL);
    require(EVP_MD_CTX_copy_ex(copy->context, hasher->context));
    return copy;
}

void martlet_sha256_update(martlet_sha256 *hasher, const uint8_t *bytes, size_t count) {
    if (count == 0) return;
    require(EVP_DigestUpdate(hasher->context, bytes, count));
}

void martlet_sha256_final(martlet_sha256 *hasher, uint8_t *digest) {
    require(EVP_DigestFinal_ex(hasher->context, digest, NULL));
}

void martlet_sha256_free(martlet_sha256 *hasher) {
    if (hasher == NULL) return;
    EVP_MD_CTX_free(hasher->context);
    free(hasher);
}

void martlet_hmac_sha256(
    const uint8_t *key, size_t key_count, const uint8_t *bytes, size_t count, uint8_t *code) {
    // OpenSSL takes a NULL key for "the one of last time".
    static const uint8_t none = 0;
    if (key_count > INT32_MAX) abort();
    unsigned int length = 0;
    const uint8_t *made = HMAC(
        algorithm(), key_count == 0 ? &none : key, (int)key_count, count == 0 ? &none : bytes, count, code, &length);
    require(made != NULL && length == MARTLET_SHA256_LENGTH);
}

int martlet_constant_time_equal(const uint8_t *left, const uint8_t *right, size_t count) {
    return count == 0 || CRYPTO_memcmp(left, right, count) == 0;
}
