#include "COpenSSLShim.h"

#include <limits.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

static int kind_of(const EVP_PKEY *key) {
    switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA: return MARTLET_KEY_RSA;
    case EVP_PKEY_ED25519: return MARTLET_KEY_ED25519;
    default: return 0;
    }
}

// Without it OpenSSL would ask for a password on the terminal.
static int no_password(char *buffer, int size, int writing, void *context) {
    (void)buffer, (void)size, (void)writing, (void)context;
    return -1;
}

static size_t write_der(EVP_PKEY *key, uint8_t *der, size_t capacity) {
    size_t written = 0;
    PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(key);
    int length = info == NULL ? -1 : i2d_PKCS8_PRIV_KEY_INFO(info, NULL);
    if (length > 0 && (size_t)length <= capacity) {
        uint8_t *end = der;
        if (i2d_PKCS8_PRIV_KEY_INFO(info, &end) == length) written = (size_t)length;
    }
    PKCS8_PRIV_KEY_INFO_free(info);
    return written;
}

static EVP_PKEY *read_der(const uint8_t *der, size_t count) {
    if (count == 0 || count > LONG_MAX) return NULL;
    const uint8_t *end = der;
    return d2i_AutoPrivateKey(NULL, &end, (long)count);
}

int martlet_private_key_read(
    const uint8_t *pem, size_t count, uint8_t *der, size_t capacity, size_t *der_count, int *bits) {
    int kind = 0;
    EVP_PKEY *key = NULL;
    BIO *source = count == 0 || count > INT_MAX ? NULL : BIO_new_mem_buf(pem, (int)count);
    if (source == NULL) goto done;
    key = PEM_read_bio_PrivateKey(source, NULL, no_password, NULL);
    if (key == NULL) goto done;
    *der_count = write_der(key, der, capacity);
    *bits = EVP_PKEY_get_bits(key);
    if (*der_count > 0) kind = kind_of(key);
done:
    EVP_PKEY_free(key);
    BIO_free(source);
    ERR_clear_error();
    return kind;
}

size_t martlet_private_key_make(int kind, int bits, uint8_t *der, size_t capacity) {
    EVP_PKEY *key = kind == MARTLET_KEY_RSA ? EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)bits)
                                            : EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
    size_t written = key == NULL ? 0 : write_der(key, der, capacity);
    EVP_PKEY_free(key);
    ERR_clear_error();
    return written;
}

size_t martlet_private_key_public(const uint8_t *der, size_t count, uint8_t *out, size_t capacity) {
    size_t written = 0;
    EVP_PKEY *key = read_der(der, count);
    if (key == NULL) goto done;
    if (kind_of(key) == MARTLET_KEY_ED25519) {
        size_t length = capacity;
        if (EVP_PKEY_get_raw_public_key(key, out, &length) == 1) written = length;
    } else {
        int length = i2d_PUBKEY(key, NULL);
        if (length > 0 && (size_t)length <= capacity) {
            uint8_t *end = out;
            if (i2d_PUBKEY(key, &end) == length) written = (size_t)length;
        }
    }
done:
    EVP_PKEY_free(key);
    ERR_clear_error();
    return written;
}

static size_t sign_rsa(EVP_PKEY *key, const uint8_t *digest, uint8_t *signature, size_t capacity) {
    size_t length = capacity;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
    int signed_ = context != NULL && EVP_PKEY_sign_init(context) == 1
        && EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1
        && EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1
        && EVP_PKEY_sign(context, signature, &length, digest, MARTLET_SHA256_LENGTH) == 1;
    EVP_PKEY_CTX_free(context);
    return signed_ ? length : 0;
}

static size_t sign_ed25519(EVP_PKEY *key, const uint8_t *digest, uint8_t *signature, size_t capacity) {
    size_t length = capacity;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    int signed_ = context != NULL && EVP_DigestSignInit(context, NULL, NULL, NULL, key) == 1
        && EVP_DigestSign(context, signature, &length, digest, MARTLET_SHA256_LENGTH) == 1;
    EVP_MD_CTX_free(context);
    return signed_ ? length : 0;
}

size_t martlet_private_key_sign(
    const uint8_t *der, size_t count, const uint8_t *digest, uint8_t *signature, size_t capacity) {
    size_t written = 0;
    EVP_PKEY *key = read_der(der, count);
    if (key != NULL) {
        written = kind_of(key) == MARTLET_KEY_ED25519 ? sign_ed25519(key, digest, signature, capacity)
                                                      : sign_rsa(key, digest, signature, capacity);
    }
    EVP_PKEY_free(key);
    ERR_clear_error();
    return written;
}
