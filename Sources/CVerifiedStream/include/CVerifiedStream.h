#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * A stream for libetpan whose TLS is verified: chain, host name or address, TLS 1.2 at least. The library's own
 * drivers verify nothing in Debian's build and abort on descriptors of 1,024 and above; this one uses poll(2).
 *
 * The stream is a `mailstream *`, passed as a plain pointer so that this header needs none of the library's.
 */
struct martlet_stream_options {
    /* Host name, or an address literal without brackets. */
    const char *host;
    uint16_t port;
    /* For each wait: connecting, the handshake, one read, one write. */
    int timeout_milliseconds;
    /* PEM file with the only authorities to trust; NULL for the system's. */
    const char *authorities;
    /* Starts TLS before the first byte of the protocol. */
    int implicit_tls;
};

enum martlet_stream_error {
    MARTLET_STREAM_OK = 0,
    MARTLET_STREAM_RESOLVE = 1,
    MARTLET_STREAM_CONNECT = 2,
    MARTLET_STREAM_TIMEOUT = 3,
    MARTLET_STREAM_TLS = 4,
    MARTLET_STREAM_CERTIFICATE = 5,
    /* Bytes came before the handshake: an injection, or a server that cannot be trusted with a password. */
    MARTLET_STREAM_INJECTED = 6,
    MARTLET_STREAM_CANCELLED = 7,
    MARTLET_STREAM_MEMORY = 8,
    /* More came than was allowed. */
    MARTLET_STREAM_FLOODED = 9
};

/* Connects; NULL on failure, with the reason as a code and as text for the log. */
void *martlet_stream_open(const struct martlet_stream_options *options, int *error, char *reason, size_t room);
/* Takes over a connected descriptor that does not block, without TLS; NULL when there is no memory. */
void *martlet_stream_adopt(int descriptor, int timeout_milliseconds);
/* Upgrades in place after the server agreed to STARTTLS. Returns a martlet_stream_error. */
int martlet_stream_start_tls(void *stream, const struct martlet_stream_options *options, char *reason, size_t room);
/* How many more bytes may be received, from now on; reading beyond fails. A new stream may receive 1 MiB. */
void martlet_stream_allow(void *stream, uint64_t bytes);
/*
 * Receives beside the library: first what it has buffered, else what comes, waiting for so long (-1: as the options
 * say). The count, 0 at the end of the stream, or -1, with the reason in the last error.
 */
ssize_t martlet_stream_receive(void *stream, void *bytes, size_t count, int milliseconds);
/* Gives received bytes to the library's buffer, which must be empty; -1 when they do not fit. */
int martlet_stream_give_back(void *stream, const void *bytes, size_t count);
/* Sends everything, beside the library; 0 or -1. */
int martlet_stream_send(void *stream, const void *bytes, size_t count);
/* Closes a stream that was never handed to a session. */
void martlet_stream_close(void *stream);
/* Ends a wait of another thread on this stream, now and for good. */
void martlet_stream_cancel(void *stream);
/* What the last failed read or write met, as a martlet_stream_error. */
int martlet_stream_last_error(void *stream);
/* True when the connected peer is a loopback address, or a socket that never leaves the machine. */
int martlet_stream_is_loopback(void *stream);

#ifdef __cplusplus
}
#endif
