#include <sqlite3.h>

/* SQLITE_TRANSIENT is a cast that Swift does not import: the library takes its own copy of the bytes. */
static inline int martlet_sqlite_bind_text(sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 size) {
    /* A null pointer would bind NULL in place of the empty text. */
    return sqlite3_bind_text64(statement, index, size == 0 ? "" : text, size, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline int martlet_sqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 size) {
    if (size == 0) return sqlite3_bind_zeroblob(statement, index, 0);
    return sqlite3_bind_blob64(statement, index, bytes, size, SQLITE_TRANSIENT);
}
