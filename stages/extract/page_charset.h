#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/charset.h"
#include "record/article.h"

namespace headwater {

/// The encoding of a page, and what speaks for it.
struct PageCharset {
  Encoding encoding = Encoding::kUtf8;
  std::string_view evidence;        ///< As in Decoding.
  std::size_t mark = 0;             ///< Size of the byte order mark.
  std::string unknown_label;        ///< Declared, but no encoding of the standard.
  std::optional<Encoding> refuted;  ///< Declared, but the bytes say otherwise.
};

/// Chooses the encoding of the page of `article` (https://html.spec.whatwg.org/#determining-the-
/// character-encoding): the byte order mark, what was declared from outside, what a meta or an XML
/// declaration says, and else detection, windows-1252 at last. Departs from browsers where they
/// garble text: bytes that are UTF-8 beyond chance are that whatever was declared. That a page
/// declared as UTF-8 is UTF-8 is not checked here, see `doubted_page_charset`.
PageCharset choose_page_charset(const Article& article, std::string_view bytes);

/// The encoding that `bytes` seem to be in when too much of their text is ill-formed in the one
/// that was declared; nothing where no other is better.
std::optional<PageCharset> doubted_page_charset(const PageCharset& charset, std::string_view bytes);

/// Whether pages in this encoding are turned into UTF-8 before they are parsed: their markup is not
/// made of ASCII bytes alone, or ASCII bytes are not always ASCII.
bool is_transcoded_first(Encoding encoding);

}  // namespace headwater
