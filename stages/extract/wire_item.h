#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "html/byte_range.h"
#include "record/article.h"

namespace headwater {

/// The formats of news agencies' items in XML: NITF (https://iptc.org/standards/nitf/) and
/// NewsML-G2 (https://iptc.org/standards/newsml-g2/).
enum class WireFormat : std::uint8_t { kNone, kNitf, kNewsMl };

/// Media type of NITF files.
inline constexpr std::string_view kNitfType = "application/nitf+xml";
/// Media type of NewsML-G2 files.
inline constexpr std::string_view kNewsMlType = "application/vnd.iptc.g2.newsitem+xml";

/// By the media type, or by the root element of what is declared as XML, as plain text (which files
/// of any other name come as) or as nothing.
WireFormat wire_format(const Arrival& arrival);

/// Where the content stands, the better the later: an item holds the same content several times,
/// and of one kind the first counts. Markup in the file's own XML says the most.
enum class WireContent : std::uint8_t {
  kNone,
  kBlank,      ///< An element for content with nothing in it.
  kPlainData,  ///< inlineData with characters: text/plain, or of no type.
  kHtmlData,   ///< inlineData with HTML or NITF, escaped or in CDATA sections.
  kMarkup,     ///< Inside of NITF's body.content or of inlineXML.
};

/// What characters of a media type are, parameters aside: kPlainData for text/plain and for no
/// type, kHtmlData for HTML, XHTML and NITF (whose body is much the same), kNone for all that is no
/// text to read as it stands.
WireContent content_of_type(std::string_view media_type);

/// What an item says about itself.
enum class WirePart : std::uint8_t {
  kTitle,
  kByline,
  kDateline,
  kSupplier,
  kCreated,
  kVersion,
  kLanguage,
};
inline constexpr std::size_t kWireParts = 7;

/// A value as it stands in the document, references resolved. `range` counts in the document.
struct WireValue {
  std::string printed;
  ByteRange range;
};

struct WireItem {
  WireContent content = WireContent::kNone;
  ByteRange body;                           ///< What stands inside of the element with the content.
  std::array<WireValue, kWireParts> parts;  ///< Empty where the item does not say.
  /// Content that is no text as it stands, such as "application/pdf" or "base64"; of the last one.
  std::string refused;

  const WireValue& part(WirePart part) const { return parts[static_cast<std::size_t>(part)]; }
};

/// Reads a document in UTF-8. It looks at names only, so that it copes with what is not
/// well-formed; elements of one name do not nest in these formats. Of a message with several items
/// the first one with content is read, or else the last. Linear. Requires: below 4 GiB.
WireItem read_wire_item(std::string_view xml, WireFormat format);

/// Leaves of `content`, if that is a document in NITF, what stands inside of body.content; `map`,
/// its map, goes with it. False where it is none, or has no text.
bool keep_nitf_body(std::string& content, SourceMap& map);

/// A value with more bytes is none.
inline constexpr std::size_t kMaxWireValue = 2000;

}  // namespace headwater
