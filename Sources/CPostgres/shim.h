#include <libpq-fe.h>

/* PG_DIAG_SQLSTATE is a character literal, which Swift does not import. */
static inline const char *martlet_postgres_state(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}
