#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CChildProcess.h"

#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static int limit(__rlimit_resource_t resource, rlim_t value) {
    struct rlimit present;
    if (getrlimit(resource, &present) != 0) return errno;
    if (present.rlim_max != RLIM_INFINITY && value > present.rlim_max) value = present.rlim_max;
    struct rlimit wanted = {.rlim_cur = value, .rlim_max = value};
    return setrlimit(resource, &wanted) == 0 ? 0 : errno;
}

static uint64_t address_space(void) {
    unsigned long long pages = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    if (file == NULL) return 0;
    if (fscanf(file, "%llu", &pages) != 1) pages = 0;
    fclose(file);
    return pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

int martlet_child_confine(uint64_t headroom) {
    /* One arena: each further one would reserve 64 MiB of the address space that is counted here. */
    mallopt(M_ARENA_MAX, 1);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return errno;
    if (prctl(PR_SET_DUMPABLE, 0) != 0) return errno;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    uint64_t present = address_space();
    if (present == 0) return ENOSYS;
    int failed = limit(RLIMIT_AS, (rlim_t)(present + headroom));
    if (!failed) failed = limit(RLIMIT_CORE, 0);
    if (!failed) failed = limit(RLIMIT_NOFILE, 64);
    return failed;
}

uint64_t martlet_child_heap(void) {
    /* Not getrusage: its peak survives exec, so it would be the daemon's. */
    struct mallinfo2 heap = mallinfo2();
    return (uint64_t)heap.arena + heap.hblkhd;
}

int martlet_child_receive(void *bytes, size_t count) {
    char *next = bytes;
    while (count > 0) {
        ssize_t received = recv(0, next, count, 0);
        if (received > 0) {
            next += received;
            count -= (size_t)received;
        } else if (received == 0 || errno != EINTR) {
            return -1;
        }
    }
    return 0;
}

int martlet_child_send(const void *bytes, size_t count) {
    const char *next = bytes;
    while (count > 0) {
        ssize_t sent = send(0, next, count, MSG_NOSIGNAL);
        if (sent >= 0) {
            next += sent;
            count -= (size_t)sent;
        } else if (errno != EINTR) {
            return -1;
        }
    }
    return 0;
}

static void *enter(void *body) {
    ((void (*)(void))body)();
    return NULL;
}

int martlet_child_run(size_t stack, void (*body)(void)) {
    pthread_attr_t attributes;
    pthread_t thread;
    int failed = pthread_attr_init(&attributes);
    if (failed) return failed;
    failed = pthread_attr_setstacksize(&attributes, stack);
    if (!failed) failed = pthread_create(&thread, &attributes, enter, (void *)body);
    pthread_attr_destroy(&attributes);
    if (!failed) failed = pthread_join(thread, NULL);
    return failed;
}
