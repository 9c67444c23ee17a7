#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CChildProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int prepare(posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes, int end) {
    int failed = posix_spawn_file_actions_adddup2(actions, end, 0);
    if (!failed) failed = posix_spawn_file_actions_addopen(actions, 1, "/dev/null", O_WRONLY, 0);
    if (!failed) failed = posix_spawn_file_actions_addopen(actions, 2, "/dev/null", O_WRONLY, 0);
    if (!failed) failed = posix_spawn_file_actions_addclosefrom_np(actions, 3);
    if (failed) return failed;

    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    failed = posix_spawnattr_setsigdefault(attributes, &all);
    if (!failed) failed = posix_spawnattr_setsigmask(attributes, &none);
    if (!failed) failed = posix_spawnattr_setpgroup(attributes, 0);
    if (!failed)
        failed = posix_spawnattr_setflags(
            attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    return failed;
}

static int launch(const char *path, char **arguments, int end, pid_t *pid) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int failed = posix_spawn_file_actions_init(&actions);
    if (failed) return failed;
    failed = posix_spawnattr_init(&attributes);
    if (!failed) {
        failed = prepare(&actions, &attributes, end);
        char *environment[] = {NULL};
        if (!failed) failed = posix_spawn(pid, path, &actions, &attributes, arguments, environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

int martlet_child_spawn(const char *path, const char *const *arguments, size_t count, pid_t *pid, int *descriptor) {
    char **vector = calloc(count + 2, sizeof(char *));
    if (vector == NULL) return ENOMEM;
    vector[0] = (char *)path;
    for (size_t index = 0; index < count; index++) vector[index + 1] = (char *)arguments[index];

    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        int failed = errno;
        free(vector);
        return failed;
    }
    /* Where the daemon runs with its standard input closed, the pair may be descriptor 0 itself, and a dup2 onto
       itself would leave it to be closed at exec. */
    int failed = 0;
    if (ends[1] < 3) {
        int moved = fcntl(ends[1], F_DUPFD_CLOEXEC, 3);
        if (moved < 0) failed = errno;
        else { close(ends[1]); ends[1] = moved; }
    }
    if (!failed && fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0) failed = errno;
    if (!failed) failed = launch(path, vector, ends[1], pid);
    close(ends[1]);
    free(vector);
    if (failed) {
        close(ends[0]);
        return failed;
    }
    *descriptor = ends[0];
    return 0;
}

void martlet_child_await_death(pid_t pid) {
    siginfo_t info;
    while (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT) != 0 && errno == EINTR) {}
}

void martlet_child_collect(pid_t pid) {
    int status;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {}
}

void martlet_child_kill(pid_t pid) {
    if (pid > 0) kill(pid, SIGKILL);
}

void martlet_child_disconnect(int descriptor) {
    if (descriptor >= 0) close(descriptor);
}

int64_t martlet_monotonic_milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int martlet_line_is_stale(int descriptor) {
    struct pollfd line = {.fd = descriptor, .events = POLLIN};
    return poll(&line, 1, 0) != 0;
}

static int await(int descriptor, short events, int64_t deadline) {
    for (;;) {
        int64_t left = deadline - martlet_monotonic_milliseconds();
        if (left <= 0) return ETIMEDOUT;
        struct pollfd line = {.fd = descriptor, .events = events};
        int ready = poll(&line, 1, left > 60000 ? 60000 : (int)left);
        if (ready > 0) return 0;
        if (ready < 0 && errno != EINTR) return errno;
    }
}

int martlet_line_send(int descriptor, const void *bytes, size_t count, int64_t deadline) {
    const char *next = bytes;
    while (count > 0) {
        ssize_t sent = send(descriptor, next, count, MSG_NOSIGNAL);
        if (sent >= 0) {
            next += sent;
            count -= (size_t)sent;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            int failed = await(descriptor, POLLOUT, deadline);
            if (failed) return failed;
        } else if (errno != EINTR) {
            return errno == ECONNRESET ? EPIPE : errno;
        }
    }
    return 0;
}

int martlet_line_receive(int descriptor, void *bytes, size_t count, int64_t deadline) {
    char *next = bytes;
    while (count > 0) {
        ssize_t received = recv(descriptor, next, count, 0);
        if (received > 0) {
            next += received;
            count -= (size_t)received;
            /* A child that sends one byte at a time stays within its time. */
            if (count > 0 && martlet_monotonic_milliseconds() >= deadline) return ETIMEDOUT;
        } else if (received == 0) {
            return EPIPE;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            int failed = await(descriptor, POLLIN, deadline);
            if (failed) return failed;
        } else if (errno != EINTR) {
            return errno == ECONNRESET ? EPIPE : errno;
        }
    }
    return 0;
}

int martlet_timed_out(void) { return ETIMEDOUT; }
