#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "verified_stream.h"

#include <errno.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

/* For greeting, capabilities and sign-in. */
#define FIRST_ALLOWANCE (1 << 20)

/* Waits as the TLS session asks; 0 to go on, -1 to give up. */
static int settle(struct verified_stream *stream, int result) {
    int wanted = SSL_get_error(stream->session, result);
    if (wanted == SSL_ERROR_WANT_READ) return verified_stream_await(stream, POLLIN) == 0 ? 0 : -1;
    if (wanted == SSL_ERROR_WANT_WRITE) return verified_stream_await(stream, POLLOUT) == 0 ? 0 : -1;
    stream->error = MARTLET_STREAM_TLS;
    return -1;
}

static int transfer_size(size_t count) {
    return count > (1U << 30) ? 1 << 30 : (int)count;
}

static ssize_t take(struct verified_stream *stream, void *bytes, size_t count) {
    for (;;) {
        if (stream->session != NULL) {
            ERR_clear_error();
            int result = SSL_read(stream->session, bytes, transfer_size(count));
            if (result > 0) return result;
            if (SSL_get_error(stream->session, result) == SSL_ERROR_ZERO_RETURN) return 0;
            if (settle(stream, result) != 0) return -1;
        } else {
            ssize_t result = recv(stream->descriptor, bytes, count, 0);
            if (result >= 0) return result;
            if (errno == EINTR) continue;
            if (errno != EAGAIN && errno != EWOULDBLOCK) return -1;
            if (verified_stream_await(stream, POLLIN) != 0) return -1;
        }
    }
}

/* 0 at the end of the stream. */
static ssize_t receive(struct verified_stream *stream, void *bytes, size_t count) {
    if (count == 0) return 0;
    /* The library would read an endless line, literal or list for as long as there is memory. */
    if (stream->allowance == 0) {
        stream->error = MARTLET_STREAM_FLOODED;
        return -1;
    }
    ssize_t taken = take(stream, bytes, count > stream->allowance ? (size_t)stream->allowance : count);
    if (taken > 0) stream->allowance -= (uint64_t)taken;
    return taken;
}

static ssize_t stream_read(mailstream_low *low, void *bytes, size_t count) {
    struct verified_stream *stream = low->data;
    ssize_t received = receive(stream, bytes, count);
    if (received != 0 || count == 0) return received;
    /* At the end of the stream the library would ask for the rest of a literal for ever. */
    stream->error = MARTLET_STREAM_CONNECT;
    return -1;
}

static ssize_t stream_write(mailstream_low *low, const void *bytes, size_t count) {
    struct verified_stream *stream = low->data;
    if (count == 0) return 0;
    for (;;) {
        if (stream->session != NULL) {
            ERR_clear_error();
            int result = SSL_write(stream->session, bytes, transfer_size(count));
            if (result > 0) return result;
            if (settle(stream, result) != 0) return -1;
        } else {
            ssize_t result = send(stream->descriptor, bytes, count, MSG_NOSIGNAL);
            if (result >= 0) return result;
            if (errno == EINTR) continue;
            if (errno != EAGAIN && errno != EWOULDBLOCK) return -1;
            if (verified_stream_await(stream, POLLOUT) != 0) return -1;
        }
    }
}

static int stream_close(mailstream_low *low) {
    struct verified_stream *stream = low->data;
    if (stream->session != NULL) {
        ERR_clear_error();
        SSL_shutdown(stream->session);
    }
    if (stream->descriptor >= 0) close(stream->descriptor);
    stream->descriptor = -1;
    return 0;
}

static void release(struct verified_stream *stream) {
    SSL_free(stream->session);
    SSL_CTX_free(stream->context);
    if (stream->descriptor >= 0) close(stream->descriptor);
    if (stream->cancel >= 0) close(stream->cancel);
    free(stream);
}

static void stream_free(mailstream_low *low) {
    release(low->data);
    free(low);
}

static int stream_descriptor(mailstream_low *low) {
    return ((struct verified_stream *)low->data)->descriptor;
}

static void stream_cancel(mailstream_low *low) {
    uint64_t one = 1;
    ssize_t ignored = write(((struct verified_stream *)low->data)->cancel, &one, sizeof one);
    (void)ignored;
}

static struct mailstream_cancel *stream_no_cancel(mailstream_low *low) {
    (void)low;
    return NULL;
}

static carray *stream_no_chain(mailstream_low *low) {
    (void)low;
    return NULL;
}

static int stream_no_idle(mailstream_low *low) {
    (void)low;
    return -1;
}

static mailstream_low_driver driver = {
    .mailstream_read = stream_read,
    .mailstream_write = stream_write,
    .mailstream_close = stream_close,
    .mailstream_get_fd = stream_descriptor,
    .mailstream_free = stream_free,
    .mailstream_cancel = stream_cancel,
    .mailstream_get_cancel = stream_no_cancel,
    .mailstream_get_certificate_chain = stream_no_chain,
    .mailstream_setup_idle = stream_no_idle,
    .mailstream_unsetup_idle = stream_no_idle,
    .mailstream_interrupt_idle = stream_no_idle,
};

static mailstream *wrap(struct verified_stream *stream) {
    mailstream_low *low = mailstream_low_new(stream, &driver);
    if (low == NULL) {
        release(stream);
        return NULL;
    }
    /* Its buffer of lines is the library's usual one. */
    mailstream *wrapped = mailstream_new(low, 8192);
    if (wrapped == NULL) stream_free(low);
    return wrapped;
}

static struct verified_stream *make(int descriptor, int timeout) {
    struct verified_stream *stream = calloc(1, sizeof *stream);
    if (stream == NULL) return NULL;
    stream->descriptor = descriptor;
    stream->timeout = timeout;
    stream->allowance = FIRST_ALLOWANCE;
    stream->cancel = -1;
    return stream;
}

void *martlet_stream_adopt(int descriptor, int timeout_milliseconds) {
    struct verified_stream *stream = make(descriptor, timeout_milliseconds);
    if (stream == NULL) close(descriptor);
    return stream == NULL ? NULL : wrap(stream);
}

void *martlet_stream_open(const struct martlet_stream_options *options, int *error, char *reason, size_t room) {
    if (room > 0) reason[0] = 0;
    struct verified_stream *stream = make(-1, options->timeout_milliseconds);
    *error = MARTLET_STREAM_MEMORY;
    if (stream == NULL) return NULL;
    stream->cancel = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (stream->cancel >= 0) *error = verified_stream_connect(stream, options, reason, room);
    if (*error == MARTLET_STREAM_OK && options->implicit_tls)
        *error = verified_stream_handshake(stream, options, reason, room);
    if (*error != MARTLET_STREAM_OK) {
        release(stream);
        return NULL;
    }
    stream->error = MARTLET_STREAM_OK;
    mailstream *wrapped = wrap(stream);
    if (wrapped == NULL) *error = MARTLET_STREAM_MEMORY;
    return wrapped;
}

static struct verified_stream *inside(void *stream) {
    mailstream_low *low = mailstream_get_low(stream);
    return low->data;
}

int martlet_stream_start_tls(void *stream, const struct martlet_stream_options *options, char *reason, size_t room) {
    mailstream *wrapped = stream;
    struct verified_stream *plain = inside(stream);
    if (room > 0) reason[0] = 0;
    struct pollfd waiting = {.fd = plain->descriptor, .events = POLLIN};
    if (wrapped->read_buffer_len != 0 || plain->session != NULL || poll(&waiting, 1, 0) != 0) {
        snprintf(reason, room, "the server spoke before the TLS handshake");
        return MARTLET_STREAM_INJECTED;
    }
    return verified_stream_handshake(plain, options, reason, room);
}

void martlet_stream_allow(void *stream, uint64_t bytes) { inside(stream)->allowance = bytes; }

ssize_t martlet_stream_receive(void *stream, void *bytes, size_t count, int milliseconds) {
    mailstream *wrapped = stream;
    struct verified_stream *low = inside(stream);
    size_t buffered = wrapped->read_buffer_len < count ? wrapped->read_buffer_len : count;
    if (buffered > 0) {
        memcpy(bytes, wrapped->read_buffer, buffered);
        wrapped->read_buffer_len -= buffered;
        memmove(wrapped->read_buffer, wrapped->read_buffer + buffered, wrapped->read_buffer_len);
        return (ssize_t)buffered;
    }
    int usual = low->timeout;
    if (milliseconds >= 0) low->timeout = milliseconds;
    low->error = MARTLET_STREAM_OK;
    ssize_t received = receive(low, bytes, count);
    low->timeout = usual;
    return received;
}

int martlet_stream_give_back(void *stream, const void *bytes, size_t count) {
    mailstream *wrapped = stream;
    if (wrapped->read_buffer_len != 0 || count > wrapped->buffer_max_size) return -1;
    memcpy(wrapped->read_buffer, bytes, count);
    wrapped->read_buffer_len = count;
    return 0;
}

int martlet_stream_send(void *stream, const void *bytes, size_t count) {
    mailstream *wrapped = stream;
    const char *next = bytes;
    while (count > 0) {
        ssize_t sent = stream_write(wrapped->low, next, count);
        if (sent <= 0) return -1;
        next += sent;
        count -= (size_t)sent;
    }
    return 0;
}

void martlet_stream_close(void *stream) { mailstream_close(stream); }

void martlet_stream_cancel(void *stream) { stream_cancel(mailstream_get_low(stream)); }

int martlet_stream_last_error(void *stream) { return inside(stream)->error; }

int martlet_stream_is_loopback(void *stream) {
    struct sockaddr_storage peer;
    socklen_t size = sizeof peer;
    if (getpeername(inside(stream)->descriptor, (struct sockaddr *)&peer, &size) != 0) return 0;
    if (peer.ss_family == AF_UNIX) return 1;
    if (peer.ss_family == AF_INET)
        return (ntohl(((struct sockaddr_in *)&peer)->sin_addr.s_addr) >> 24) == 127;
    return peer.ss_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&((struct sockaddr_in6 *)&peer)->sin6_addr);
}
