#include "CVerifiedStream.h"
