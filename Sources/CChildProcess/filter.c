#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CChildProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define MARTLET_AUDIT_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MARTLET_AUDIT_ARCH AUDIT_ARCH_AARCH64
#endif

#ifndef MARTLET_AUDIT_ARCH

int martlet_child_filter_parser(void) { return ENOSYS; }
int martlet_child_filter_mailbox(void) { return ENOSYS; }

#else

#define ARCHITECTURE offsetof(struct seccomp_data, arch)
#define NUMBER offsetof(struct seccomp_data, nr)
/* The low half of an argument; both machines are little endian. */
#define ARGUMENT(n) (offsetof(struct seccomp_data, args) + 8 * (n))

#define LOAD(where) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (where))
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define REFUSE(error) (SECCOMP_RET_ERRNO | ((error) & SECCOMP_RET_DATA))
/* Answers when the loaded number is the call's. */
#define CALL(name, answer) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 1), ANSWER(answer)
/* For one call: answers when any of the bits is set in an argument; else lets it through. */
#define CALL_WITHOUT_BITS(name, argument, bits, answer)                     \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 4), LOAD(ARGUMENT(argument)), \
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), 0, 1), ANSWER(answer), ANSWER(SECCOMP_RET_ALLOW)
#define PROLOGUE                                                                       \
    LOAD(ARCHITECTURE), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MARTLET_AUDIT_ARCH, 1, 0), \
        ANSWER(SECCOMP_RET_KILL_PROCESS), LOAD(NUMBER)

static int install(const struct sock_filter *filter, size_t count) {
    struct sock_fprog program = {.len = (unsigned short)count, .filter = (struct sock_filter *)filter};
    /* For all threads at once: the first one only waits, but its stack is writable to the others. */
    return syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0 ? 0 : errno;
}

int martlet_child_filter_parser(void) {
    /* A list of what is allowed; anything else fails with EPERM, which no part of the parser depends on. */
    static const struct sock_filter filter[] = {
        PROLOGUE,
        CALL(recvfrom, SECCOMP_RET_ALLOW),
        CALL(sendto, SECCOMP_RET_ALLOW),
        CALL(read, SECCOMP_RET_ALLOW),
        CALL(write, SECCOMP_RET_ALLOW),
        CALL(futex, SECCOMP_RET_ALLOW),
        CALL(brk, SECCOMP_RET_ALLOW),
        CALL(munmap, SECCOMP_RET_ALLOW),
        CALL(mremap, SECCOMP_RET_ALLOW),
        CALL(madvise, SECCOMP_RET_ALLOW),
        CALL(clock_gettime, SECCOMP_RET_ALLOW),
        CALL(getrandom, SECCOMP_RET_ALLOW),
        CALL(rt_sigaction, SECCOMP_RET_ALLOW),
        CALL(rt_sigprocmask, SECCOMP_RET_ALLOW),
        CALL(rt_sigreturn, SECCOMP_RET_ALLOW),
        CALL(sigaltstack, SECCOMP_RET_ALLOW),
        CALL(getpid, SECCOMP_RET_ALLOW),
        CALL(gettid, SECCOMP_RET_ALLOW),
        CALL(tgkill, SECCOMP_RET_ALLOW),
        CALL(sched_yield, SECCOMP_RET_ALLOW),
        CALL(sched_getaffinity, SECCOMP_RET_ALLOW),
        CALL(restart_syscall, SECCOMP_RET_ALLOW),
        CALL(close, SECCOMP_RET_ALLOW),
        CALL(fstat, SECCOMP_RET_ALLOW),
        CALL(exit, SECCOMP_RET_ALLOW),
        CALL(exit_group, SECCOMP_RET_ALLOW),
        CALL_WITHOUT_BITS(mmap, 2, PROT_EXEC, REFUSE(EPERM)),
        CALL_WITHOUT_BITS(mprotect, 2, PROT_EXEC, REFUSE(EPERM)),
        ANSWER(REFUSE(EPERM)),
    };
    return install(filter, sizeof filter / sizeof filter[0]);
}

int martlet_child_filter_mailbox(void) {
    /* Name resolution and TLS read many things, so here the list is of what is forbidden. */
    static const struct sock_filter filter[] = {
        PROLOGUE,
#ifdef __x86_64__
        /* The second numbering of the same calls. */
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000U, 0, 1), ANSWER(REFUSE(EPERM)),
        CALL_WITHOUT_BITS(open, 1, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC, REFUSE(EPERM)),
        CALL(creat, REFUSE(EPERM)),
        CALL(fork, REFUSE(EPERM)),
        CALL(vfork, REFUSE(EPERM)),
        CALL(unlink, REFUSE(EPERM)),
        CALL(rename, REFUSE(EPERM)),
        CALL(mkdir, REFUSE(EPERM)),
        CALL(rmdir, REFUSE(EPERM)),
        CALL(link, REFUSE(EPERM)),
        CALL(symlink, REFUSE(EPERM)),
        CALL(chmod, REFUSE(EPERM)),
        CALL(chown, REFUSE(EPERM)),
#endif
        CALL(execve, REFUSE(EPERM)),
        CALL(execveat, REFUSE(EPERM)),
        CALL(ptrace, REFUSE(EPERM)),
        CALL(process_vm_readv, REFUSE(EPERM)),
        CALL(process_vm_writev, REFUSE(EPERM)),
        CALL(kill, REFUSE(EPERM)),
        CALL(tkill, REFUSE(EPERM)),
        CALL(listen, REFUSE(EPERM)),
        CALL(accept, REFUSE(EPERM)),
        CALL(accept4, REFUSE(EPERM)),
        CALL(unlinkat, REFUSE(EPERM)),
        CALL(renameat2, REFUSE(EPERM)),
#ifdef __NR_renameat
        CALL(renameat, REFUSE(EPERM)),
#endif
        CALL(mkdirat, REFUSE(EPERM)),
        CALL(mknodat, REFUSE(EPERM)),
        CALL(linkat, REFUSE(EPERM)),
        CALL(symlinkat, REFUSE(EPERM)),
        CALL(truncate, REFUSE(EPERM)),
        CALL(fchmodat, REFUSE(EPERM)),
        CALL(fchownat, REFUSE(EPERM)),
        CALL(mount, REFUSE(EPERM)),
        CALL(umount2, REFUSE(EPERM)),
        CALL(unshare, REFUSE(EPERM)),
        CALL(setns, REFUSE(EPERM)),
        CALL(bpf, REFUSE(EPERM)),
        CALL(perf_event_open, REFUSE(EPERM)),
        CALL(userfaultfd, REFUSE(EPERM)),
        CALL(memfd_create, REFUSE(EPERM)),
        CALL(keyctl, REFUSE(EPERM)),
        CALL(add_key, REFUSE(EPERM)),
        /* Its work is done beyond the reach of a filter. */
        CALL(io_uring_setup, REFUSE(ENOSYS)),
        /* Its flags are behind a pointer; the C library falls back. */
        CALL(openat2, REFUSE(ENOSYS)),
        CALL_WITHOUT_BITS(openat, 2, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC, REFUSE(EPERM)),
        ANSWER(SECCOMP_RET_ALLOW),
    };
    return install(filter, sizeof filter / sizeof filter[0]);
}

#endif
