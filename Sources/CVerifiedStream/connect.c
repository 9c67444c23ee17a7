#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "verified_stream.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

int verified_stream_await(struct verified_stream *stream, short events) {
    int64_t deadline = now() + stream->timeout;
    for (;;) {
        struct pollfd waited[2] = {
            {.fd = stream->descriptor, .events = events},
            {.fd = stream->cancel, .events = POLLIN},
        };
        int64_t left = deadline - now();
        int ready = left <= 0 ? 0 : poll(waited, 2, (int)left);
        if (ready < 0 && errno == EINTR) continue;
        if (ready > 0 && waited[1].revents != 0) return stream->error = MARTLET_STREAM_CANCELLED;
        if (ready > 0) return MARTLET_STREAM_OK;
        return stream->error = ready == 0 ? MARTLET_STREAM_TIMEOUT : MARTLET_STREAM_CONNECT;
    }
}

/* A wait of half an hour for news must not outlive a connection that a router has forgotten. */
static void keep_alive(int descriptor) {
    int one = 1, idle = 120, interval = 30, count = 4;
    setsockopt(descriptor, SOL_SOCKET, SO_KEEPALIVE, &one, sizeof one);
    setsockopt(descriptor, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof idle);
    setsockopt(descriptor, IPPROTO_TCP, TCP_KEEPINTVL, &interval, sizeof interval);
    setsockopt(descriptor, IPPROTO_TCP, TCP_KEEPCNT, &count, sizeof count);
}

static int try_address(struct verified_stream *stream, const struct addrinfo *address) {
    stream->descriptor =
        socket(address->ai_family, address->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, address->ai_protocol);
    if (stream->descriptor < 0) return MARTLET_STREAM_CONNECT;
    int one = 1;
    setsockopt(stream->descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    keep_alive(stream->descriptor);
    if (connect(stream->descriptor, address->ai_addr, address->ai_addrlen) == 0) return MARTLET_STREAM_OK;
    int failed = errno;
    if (failed == EINPROGRESS) {
        int waited = verified_stream_await(stream, POLLOUT);
        socklen_t size = sizeof failed;
        if (waited == MARTLET_STREAM_OK &&
            getsockopt(stream->descriptor, SOL_SOCKET, SO_ERROR, &failed, &size) == 0 && failed == 0)
            return MARTLET_STREAM_OK;
        if (waited != MARTLET_STREAM_OK) failed = ETIMEDOUT;
    }
    close(stream->descriptor);
    stream->descriptor = -1;
    errno = failed;
    return failed == ETIMEDOUT ? MARTLET_STREAM_TIMEOUT : MARTLET_STREAM_CONNECT;
}

int verified_stream_connect(
    struct verified_stream *stream, const struct martlet_stream_options *options, char *reason, size_t room) {
    char port[8];
    snprintf(port, sizeof port, "%u", (unsigned)options->port);
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_ADDRCONFIG | AI_NUMERICSERV};
    struct addrinfo *found = NULL;
    int failed = getaddrinfo(options->host, port, &hints, &found);
    if (failed != 0) {
        snprintf(reason, room, "%s", gai_strerror(failed));
        return MARTLET_STREAM_RESOLVE;
    }
    int result = MARTLET_STREAM_CONNECT;
    for (struct addrinfo *address = found; address != NULL; address = address->ai_next) {
        result = try_address(stream, address);
        if (result == MARTLET_STREAM_OK || stream->error == MARTLET_STREAM_CANCELLED) break;
        snprintf(reason, room, "%s", strerror(errno));
    }
    freeaddrinfo(found);
    return result;
}
