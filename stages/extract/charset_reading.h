#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/charset.h"
#include "base/result.h"
#include "record/article.h"
#include "record/source_map.h"

namespace headwater {

/// One way to read bytes as characters, and what speaks for it.
struct CharsetReading {
  Encoding encoding = Encoding::kUtf8;
  std::string_view evidence;  ///< As in Decoding.
  std::size_t skipped = 0;    ///< The byte order mark.
  std::string text;
  std::vector<DecodeStep> steps;
  DecodeTally tally;
};

/// What a document's own and outer declarations say, and what must be told about them.
struct DeclaredCharset {
  std::optional<Encoding> encoding;
  std::string unknown_label;
};
DeclaredCharset declared_charset(const Article& article);

CharsetReading read_as(Encoding encoding, std::string_view evidence, std::string_view bytes,
                       std::size_t skipped = 0);

/// The reading of bytes that declare nothing believable: as UTF-8 if they are that, as what a
/// detector takes them for, or as windows-1252. Never UTF-16.
CharsetReading detect_reading(std::string_view bytes);

/// Chooses among all readings: by the byte order mark, by what is declared if that is not refuted,
/// else by detection.
CharsetReading choose_reading(std::string_view bytes, std::optional<Encoding> declared);

/// Whether so much is ill-formed that the charset is more likely another.
bool is_doubtful(const DecodeTally& tally);
/// Whether `replaced` ill-formed sequences leave text worth keeping in `text_size` bytes.
bool is_ruined(std::uint64_t replaced, std::uint64_t text_size);
/// Whether `text`, which was read as windows-1252, is more than a way to make letters of anything.
/// Requires: UTF-8.
bool is_plausible_western(std::string_view text);
/// ISO-2022-JP is made of ASCII bytes, so it is well-formed UTF-8; its escapes give it away.
bool has_japanese_escapes(std::string_view bytes);

/// The bytes to the reading's text.
SourceMap map_of(const CharsetReading& reading);

/// The error for bytes that cannot be read.
Error undecodable(const CharsetReading& reading);

}  // namespace headwater
