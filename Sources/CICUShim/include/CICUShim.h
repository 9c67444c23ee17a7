/// ICU behind plain C: no unicode/ header is visible here, since ICU's renaming macros cannot be imported and clash
/// with Foundation's own copy.
#ifndef CICUSHIM_H
#define CICUSHIM_H
#include "charset.h"
#include "transliteration.h"
#include "message_format.h"
#endif
