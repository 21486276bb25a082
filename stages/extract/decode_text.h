#pragma once

#include "stage/stage_kind.h"

namespace headwater {

/// Bytes to visible text: byte order mark, then the declared charset, then UTF-8 if the bytes are
/// that, then detection, then windows-1252. Ill-formed sequences become U+FFFD and are counted.
/// Nothing but white space is dropped; binary data, and text of which too much would have to be
/// replaced, is quarantined.
StageKind decode_text_kind();

}  // namespace headwater
