#pragma once

/*
 * Calls the body; 1 when it died of a bad address. Swift does not: its traps are another signal, and end the run. What a
 * C library does so costs a process of its own in the program, and must not keep the fuzzer from what lies behind it.
 */
int guard_from_bad_addresses(void (*body)(void *), void *context);
