#pragma once

#include "stage/stage_kind.h"

namespace headwater {

/// Source kind "read_warc": the documents of a web archive (WARC or ARC, plain, gzipped or in
/// zstd), or of all that lie in a folder. See WarcFile for what a record becomes and for the
/// cursor. A path that names one file is read whatever its name; in a folder those whose names end
/// in .warc, .warc.gz, .warc.zst, .arc or .arc.gz, in the order of FolderWalk.
SourceKind read_warc_kind();

}  // namespace headwater
