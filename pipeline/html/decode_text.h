#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/charset.h"
#include "html/byte_range.h"
#include "html/entities.h"
#include "record/source_map.h"

namespace headwater {

/// Where text stands decides what is special in it.
enum class HtmlTextMode : std::uint8_t {
  kData,       ///< Character references count; NULs vanish.
  kRcdata,     ///< As in a title or foreign content: NULs become U+FFFD.
  kRawText,    ///< As in a script or CDATA section: no references; NULs become U+FFFD.
  kAttribute,  ///< As kRcdata, but "&copy=1" is no reference.
};

/// Turns slices of a page, as the tokenizer cut them, into UTF-8: decodes the page's charset,
/// resolves character references, makes CR and CRLF a line feed and replaces what is ill-formed.
/// Keeps its buffer from slice to slice. One thread at a time.
class HtmlTextDecoder {
 public:
  /// For a page in `encoding`. Requires: not UTF-16, ISO-2022-JP or replacement.
  explicit HtmlTextDecoder(Encoding encoding = Encoding::kUtf8) : encoding_(encoding) {}

  /// Begins a page in another encoding; buffers stay. Requires: as above.
  void start(Encoding encoding) {
    encoding_ = encoding;
    replaced_ = 0;
  }
  /// Ill-formed sequences that became U+FFFD since start().
  std::uint64_t replaced() const { return replaced_; }

  /// Appends the text of `slice` to `text`, and where it came from to `map`. Requires: map covers
  /// `text`, and nothing of the page from slice.begin on.
  void append(std::string_view page, ByteRange slice, HtmlTextMode mode, std::string& text,
              SourceMap& map);

  /// Appends the text of `slice` alone: for the values of attributes.
  void append(std::string_view page, ByteRange slice, HtmlTextMode mode, std::string& text);

 private:
  template <class Sink>
  void decode_slice(std::string_view page, ByteRange slice, HtmlTextMode mode, Sink& sink);
  template <class Sink>
  void plain(std::string_view page, ByteRange slice, Sink& sink);

  Encoding encoding_;
  std::uint64_t replaced_ = 0;
  std::vector<DecodeStep> steps_;
};

}  // namespace headwater
