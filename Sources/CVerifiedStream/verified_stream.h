#pragma once

#include "CVerifiedStream.h"

#include <libetpan/libetpan.h>
#include <openssl/ssl.h>

struct verified_stream {
    int descriptor;
    int cancel;
    int timeout;
    int error;
    /* Bytes that may still be received. */
    uint64_t allowance;
    SSL *session;
    SSL_CTX *context;
};

/* Waits for poll(2) events; 0 or a martlet_stream_error, remembered in the stream. */
int verified_stream_await(struct verified_stream *stream, short events);
/* Looks the host up and connects to its first address that answers. */
int verified_stream_connect(
    struct verified_stream *stream, const struct martlet_stream_options *options, char *reason, size_t room);
/* Does the handshake on the connected descriptor. */
int verified_stream_handshake(
    struct verified_stream *stream, const struct martlet_stream_options *options, char *reason, size_t room);
