/// OpenSSL and libargon2 behind plain C: no openssl/ header is visible here, so Swift meets none of their macros.
///
/// Lengths are in bytes; a pointer may be NULL only where its length is 0. What can only fail for want of memory, or
/// because the library has no SHA-256 at all, ends the process: a wrong digest must never be handed out.
#ifndef COPENSSLSHIM_H
#define COPENSSLSHIM_H

#include <stddef.h>
#include <stdint.h>

#define MARTLET_SHA256_LENGTH 32

typedef struct martlet_sha256 martlet_sha256;

void martlet_sha256_digest(const uint8_t *bytes, size_t count, uint8_t *digest);

martlet_sha256 *martlet_sha256_new(void);
martlet_sha256 *martlet_sha256_copy(const martlet_sha256 *hasher);
void martlet_sha256_update(martlet_sha256 *hasher, const uint8_t *bytes, size_t count);
/// Writes the digest and leaves the hasher unusable but for `martlet_sha256_free`.
void martlet_sha256_final(martlet_sha256 *hasher, uint8_t *digest);
void martlet_sha256_free(martlet_sha256 *hasher);

void martlet_hmac_sha256(
    const uint8_t *key, size_t key_count, const uint8_t *bytes, size_t count, uint8_t *code);

/// 1 when both hold the same bytes, in time that depends on `count` alone.
int martlet_constant_time_equal(const uint8_t *left, const uint8_t *right, size_t count);

/// Argon2id, version 0x13, 32 bytes, as the encoded string with its final zero. 0 on success.
int martlet_argon2id_hash(
    const uint8_t *password, size_t password_count, const uint8_t *salt, size_t salt_count,
    uint32_t passes, uint32_t memory_kib, uint32_t lanes, char *encoded, size_t encoded_capacity);

/// 1 when the password made this encoded string.
int martlet_argon2id_verify(const char *encoded, const uint8_t *password, size_t password_count);

#define MARTLET_SIGNATURE_VALID 1
#define MARTLET_SIGNATURE_INVALID 0
/// Not a key of this kind, or one outside the bounds.
#define MARTLET_SIGNATURE_KEY_UNUSABLE (-1)

/// Checks an RSASSA-PKCS1-v1_5 signature over a SHA-256 digest of 32 bytes. The key is DER, as SubjectPublicKeyInfo or
/// as RSAPublicKey, with nothing behind it.
int martlet_rsa_sha256_verify(
    const uint8_t *key, size_t key_count, int minimum_bits, int maximum_bits, const uint8_t *digest,
    const uint8_t *signature, size_t signature_count);

/// Checks an Ed25519 signature; the key is its 32 bytes.
int martlet_ed25519_verify(
    const uint8_t *key, size_t key_count, const uint8_t *bytes, size_t count, const uint8_t *signature,
    size_t signature_count);

/// Kinds of private keys; 0 is none that we sign with.
#define MARTLET_KEY_RSA 1
#define MARTLET_KEY_ED25519 2

/// Reads the first private key of a PEM text that needs no password. Writes its PKCS #8 form as DER, how long that is, and
/// the size of the key in bits. The kind of the key, or 0.
int martlet_private_key_read(
    const uint8_t *pem, size_t count, uint8_t *der, size_t capacity, size_t *der_count, int *bits);

/// Makes a key; `bits` counts for RSA only. Writes PKCS #8 as DER and returns its length; 0 when it could not be made.
size_t martlet_private_key_make(int kind, int bits, uint8_t *der, size_t capacity);

/// Writes the public half, SubjectPublicKeyInfo for RSA and 32 bytes for Ed25519, and returns its length; 0 for no key.
size_t martlet_private_key_public(const uint8_t *der, size_t count, uint8_t *key, size_t capacity);

/// Signs a SHA-256 digest of 32 bytes, as RSASSA-PKCS1-v1_5, or as Ed25519 over these bytes. The length of the
/// signature; 0 for no key.
size_t martlet_private_key_sign(
    const uint8_t *der, size_t count, const uint8_t *digest, uint8_t *signature, size_t capacity);

#endif
