#include "verified_stream.h"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <stdio.h>

static void explain(char *reason, size_t room, const char *fallback) {
    unsigned long code = ERR_get_error();
    const char *text = code == 0 ? NULL : ERR_reason_error_string(code);
    snprintf(reason, room, "%s", text == NULL ? fallback : text);
}

static int is_address(const char *host) {
    unsigned char bytes[16];
    return inet_pton(AF_INET, host, bytes) == 1 || inet_pton(AF_INET6, host, bytes) == 1;
}

/* 1 when the session will accept only a certificate for this host. */
static int expect_host(SSL *session, const char *host) {
    X509_VERIFY_PARAM *wanted = SSL_get0_param(session);
    if (is_address(host)) return X509_VERIFY_PARAM_set1_ip_asc(wanted, host);
    X509_VERIFY_PARAM_set_hostflags(wanted, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    return SSL_set1_host(session, host) == 1 && SSL_set_tlsext_host_name(session, host) == 1;
}

static SSL_CTX *make_context(const char *authorities) {
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    if (context == NULL) return NULL;
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    int trusts = authorities == NULL ? SSL_CTX_set_default_verify_paths(context)
                                     : SSL_CTX_load_verify_locations(context, authorities, NULL);
    if (trusts == 1 && SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1) return context;
    SSL_CTX_free(context);
    return NULL;
}

static int shake(struct verified_stream *stream, SSL *session, char *reason, size_t room) {
    for (;;) {
        ERR_clear_error();
        int result = SSL_connect(session);
        if (result == 1) break;
        int wanted = SSL_get_error(session, result);
        if (wanted == SSL_ERROR_WANT_READ || wanted == SSL_ERROR_WANT_WRITE) {
            int failed = verified_stream_await(stream, wanted == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT);
            if (failed == MARTLET_STREAM_OK) continue;
            snprintf(reason, room, "no answer during the TLS handshake");
            return failed;
        }
        long verdict = SSL_get_verify_result(session);
        if (verdict != X509_V_OK) {
            snprintf(reason, room, "%s", X509_verify_cert_error_string(verdict));
            return MARTLET_STREAM_CERTIFICATE;
        }
        explain(reason, room, "the TLS handshake failed");
        return MARTLET_STREAM_TLS;
    }
    /* SSL_VERIFY_PEER has refused anything else already; a password rests on it, so it is asked once more. */
    if (SSL_get_verify_result(session) != X509_V_OK || SSL_get0_peer_certificate(session) == NULL) {
        snprintf(reason, room, "the certificate was not verified");
        return MARTLET_STREAM_CERTIFICATE;
    }
    return MARTLET_STREAM_OK;
}

int verified_stream_handshake(
    struct verified_stream *stream, const struct martlet_stream_options *options, char *reason, size_t room) {
    ERR_clear_error();
    SSL_CTX *context = make_context(options->authorities);
    if (context == NULL) {
        explain(reason, room, "the certificate authorities cannot be read");
        return MARTLET_STREAM_TLS;
    }
    int result = MARTLET_STREAM_TLS;
    SSL *session = SSL_new(context);
    if (session == NULL || expect_host(session, options->host) != 1 || SSL_set_fd(session, stream->descriptor) != 1) {
        explain(reason, room, "TLS cannot be set up for this host");
    } else {
        result = shake(stream, session, reason, room);
    }
    if (result != MARTLET_STREAM_OK) {
        SSL_free(session);
        SSL_CTX_free(context);
        return result;
    }
    stream->session = session;
    stream->context = context;
    return MARTLET_STREAM_OK;
}
