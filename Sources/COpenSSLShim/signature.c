#include "COpenSSLShim.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

// Null unless the bytes are one RSA key and nothing else.
static EVP_PKEY *rsa_key(const uint8_t *bytes, size_t count) {
    if (count == 0 || count > LONG_MAX) return NULL;
    const uint8_t *end = bytes;
    EVP_PKEY *key = d2i_PUBKEY(NULL, &end, (long)count);
    if (key == NULL) {
        end = bytes;
        key = d2i_PublicKey(EVP_PKEY_RSA, NULL, &end, (long)count);
    }
    if (key != NULL && (end != bytes + count || EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA)) {
        EVP_PKEY_free(key);
        return NULL;
    }
    return key;
}

int martlet_rsa_sha256_verify(
    const uint8_t *key, size_t key_count, int minimum_bits, int maximum_bits, const uint8_t *digest,
    const uint8_t *signature, size_t signature_count) {
    int result = MARTLET_SIGNATURE_KEY_UNUSABLE;
    EVP_PKEY *public_key = rsa_key(key, key_count);
    EVP_PKEY_CTX *context = NULL;
    if (public_key == NULL) goto done;
    int bits = EVP_PKEY_get_bits(public_key);
    if (bits < minimum_bits || bits > maximum_bits) goto done;
    context = EVP_PKEY_CTX_new(public_key, NULL);
    if (context == NULL || EVP_PKEY_verify_init(context) != 1) goto done;
    if (EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) != 1) goto done;
    if (EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) != 1) goto done;
    int verified = EVP_PKEY_verify(context, signature, signature_count, digest, MARTLET_SHA256_LENGTH);
    result = verified == 1 ? MARTLET_SIGNATURE_VALID : MARTLET_SIGNATURE_INVALID;
done:
    EVP_PKEY_CTX_free(context);
    EVP_PKEY_free(public_key);
    // What went wrong is answered by value; the thread's list of errors must not grow or mislead another caller.
    ERR_clear_error();
    return result;
}

int martlet_ed25519_verify(
    const uint8_t *key, size_t key_count, const uint8_t *bytes, size_t count, const uint8_t *signature,
    size_t signature_count) {
    int result = MARTLET_SIGNATURE_KEY_UNUSABLE;
    EVP_MD_CTX *context = NULL;
    EVP_PKEY *public_key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key, key_count);
    if (public_key == NULL) goto done;
    context = EVP_MD_CTX_new();
    if (context == NULL || EVP_DigestVerifyInit(context, NULL, NULL, NULL, public_key) != 1) goto done;
    int verified = EVP_DigestVerify(context, signature, signature_count, bytes, count);
    result = verified == 1 ? MARTLET_SIGNATURE_VALID : MARTLET_SIGNATURE_INVALID;
done:
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(public_key);
    ERR_clear_error();
    return result;
}
