#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "stage/stage_kind.h"

namespace headwater {

/// Source kind "read_folder": the text files of a folder, or one file.
///
/// Read are names that end in one of `extensions`, also with ".gz" behind it (told by name, undone
/// with max_file_bytes as limit on what comes out). "jsonl" and "ndjson" are carried line by line
/// as read_json_lines does; "json" is one record, or an agency's item; "html" and "htm" are
/// text/html, "xhtml" its XML form. "rss", "atom", "rdf" and "xml", and files of JSON that begin
/// like JSON Feed, are feeds: see FeedFile. "warc" and "arc" (WARC also with ".zst") are web
/// archives: see WarcFile. Everything else is text/plain, unless the name tells nothing
/// ("index.php") and the file begins like HTML. Markdown is not in the preset, because its marks
/// would be stored as text. A path that names one file is read whatever its extension. Passed over
/// are hidden names, files still being written (.part, .tmp) and, unless they are followed,
/// symbolic links.
///
/// The order is that of FolderWalk. The cursor holds "size:mtime_ns:inode" under the file's URI, so
/// an unchanged file is not read again. What is lost on the way (unreadable, vanished, too large)
/// is an arrival with a fault and no cursor entry: the next run tries again. Damaged gzip keeps the
/// bytes as received, with the cursor moved on.
SourceKind read_folder_kind();

/// How many files of the folder are passed over for their ending, by ending in lower case: what the
/// reader may have thought to be read. Only names are looked at, so it is cheap beside a run. Empty
/// where the path names no folder. Hidden names and files still being written do not count.
std::map<std::string, std::uint64_t> passed_over_endings(const Settings& settings);

}  // namespace headwater
