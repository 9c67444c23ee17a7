#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The protocol between the daemon and its children. Both sides read these numbers, so that neither can drift.
 *
 * A frame is a head of 8 bytes and a body: kind (1 byte), flags (1), two zeros, length of the body (4, little endian).
 * The child says hello once it is confined; then the daemon asks and the child answers, one frame each, except for
 * the mailbox child's errors, which are answers of their own kind.
 */
enum martlet_frame_kind {
    MARTLET_FRAME_HELLO = 1,
    MARTLET_FRAME_ANSWER = 2,
    /* Body: one byte of martlet_refusal. */
    MARTLET_FRAME_REFUSED = 3,
    /* Body: one byte of martlet_mailbox_failure, then a short text for the log. */
    MARTLET_FRAME_FAILED = 4,

    /* Body: depth (4), parts (4), the message. */
    MARTLET_FRAME_STRUCTURE = 16,
    /* Body: UTF-8. */
    MARTLET_FRAME_HTML = 17,

    MARTLET_FRAME_OPEN = 32,
    MARTLET_FRAME_LIST = 33,
    MARTLET_FRAME_FETCH = 34,
    MARTLET_FRAME_FINISH = 35,
    MARTLET_FRAME_CLOSE = 36,
    /* Body: milliseconds. The answer is one byte: 1 when the server told of a change. */
    MARTLET_FRAME_IDLE = 37,
    /*
     * POP3's list. The answer: number, size, unique-id (empty where the server gave none) for each message; how many
     * messages there are; how many unique-ids are hashes of what the server said; one byte, 1 when it knows UIDL.
     */
    MARTLET_FRAME_UIDL = 38,
    /* Body: number, limit. The answer: the header section or part of it; empty where there is none to be had. */
    MARTLET_FRAME_HEADER = 39,
    /* Body: year, month, day, or three zeros. The answer: the last UID before that day, or the last one of all. */
    MARTLET_FRAME_BOUNDARY = 40
};

enum martlet_frame_flag {
    /* In a hello: the system call filter is in force. */
    MARTLET_FLAG_FILTERED = 1,
    /* In an answer: the child has grown and asks to be replaced. */
    MARTLET_FLAG_WORN = 2
};

enum martlet_refusal {
    MARTLET_REFUSED_REQUEST = 1,
    MARTLET_REFUSED_SIZE = 2,
    MARTLET_REFUSED_DEPTH = 3,
    MARTLET_REFUSED_NODES = 4,
    /* The library took the whole message for a body: a plain scan reads it better. */
    MARTLET_REFUSED_HEADER = 5
};

enum martlet_mailbox_failure {
    MARTLET_MAILBOX_RESOLVE = 1,
    MARTLET_MAILBOX_CONNECT = 2,
    MARTLET_MAILBOX_TIMEOUT = 3,
    MARTLET_MAILBOX_TLS = 4,
    MARTLET_MAILBOX_CERTIFICATE = 5,
    MARTLET_MAILBOX_NO_STARTTLS = 6,
    MARTLET_MAILBOX_LOGIN = 7,
    MARTLET_MAILBOX_SELECT = 8,
    /* The server said no to one command; the session goes on. */
    MARTLET_MAILBOX_COMMAND = 9,
    MARTLET_MAILBOX_PROTOCOL = 10,
    MARTLET_MAILBOX_GONE = 11,
    MARTLET_MAILBOX_TOO_LARGE = 12,
    /* The server sent far more than was asked for. */
    MARTLET_MAILBOX_FLOODED = 13
};

enum martlet_mailbox_security { MARTLET_SECURITY_TLS = 0, MARTLET_SECURITY_STARTTLS = 1, MARTLET_SECURITY_NONE = 2 };
enum martlet_mailbox_protocol { MARTLET_PROTOCOL_IMAP = 0, MARTLET_PROTOCOL_POP3 = 1 };
enum martlet_mailbox_credential { MARTLET_CREDENTIAL_PASSWORD = 0, MARTLET_CREDENTIAL_BEARER = 1 };
enum martlet_mailbox_after { MARTLET_AFTER_KEEP = 0, MARTLET_AFTER_SEEN = 1, MARTLET_AFTER_MOVE = 2, MARTLET_AFTER_DELETE = 3 };

#define MARTLET_FRAME_HEAD 8

/* ---- The daemon's side ---- */

/*
 * Starts `path` with one end of a socket pair as its standard input, nothing else open, no environment and default
 * signals, in a process group of its own. The calling thread must outlive the child: the kernel's parent-death
 * signal watches the thread. Returns 0 or an errno.
 */
int martlet_child_spawn(const char *path, const char *const *arguments, size_t count, pid_t *pid, int *descriptor);
/* Waits until the child is dead, without collecting it: its number stays taken. */
void martlet_child_await_death(pid_t pid);
/* Collects a dead child. */
void martlet_child_collect(pid_t pid);
void martlet_child_kill(pid_t pid);
void martlet_child_disconnect(int descriptor);

int64_t martlet_monotonic_milliseconds(void);
/* True when the idle line has bytes or has ended: the child behind it is of no more use. */
int martlet_line_is_stale(int descriptor);
/* Whole transfers until a deadline of the monotonic clock; 0, ETIMEDOUT, EPIPE (the line ended) or another errno. */
int martlet_line_send(int descriptor, const void *bytes, size_t count, int64_t deadline);
int martlet_line_receive(int descriptor, void *bytes, size_t count, int64_t deadline);

/* ETIMEDOUT, whatever its number here. */
int martlet_timed_out(void);

/* ---- The child's side ---- */

/*
 * Limits that hold for the rest of the child's life: address space (`headroom` bytes above the present size), no core
 * file, few descriptors, no new privileges, death with the parent, no tracing. Returns 0 or an errno.
 */
int martlet_child_confine(uint64_t headroom);
/* Only computing and the open socket are left: no network, no files, no programs. Returns 0 or an errno. */
int martlet_child_filter_parser(void);
/* Connections out are left; no programs, no writing to files, no tracing, no listening. Returns 0 or an errno. */
int martlet_child_filter_mailbox(void);
/* What the heap holds from the system, in bytes. */
uint64_t martlet_child_heap(void);
/* Blocking whole transfers on the child's end; 0 when done, -1 when the daemon is gone. */
int martlet_child_receive(void *bytes, size_t count);
int martlet_child_send(const void *bytes, size_t count);
/* Runs `body` on a thread with a stack of the given size and waits for its end. Returns 0 or an errno. */
int martlet_child_run(size_t stack, void (*body)(void));

#ifdef __cplusplus
}
#endif
