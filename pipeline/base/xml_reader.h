#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace headwater {

/// The name of an element or attribute (Namespaces in XML 1.0). All views live as long as the call
/// that passes them.
struct XmlName {
  std::string_view local;
  std::string_view prefix;  ///< As printed; empty where there is none.
  std::string_view space;   ///< The namespace's name; empty where none, or one never declared.
};

struct XmlAttribute {
  XmlName name;
  std::string_view value;  ///< References resolved.
};

/// Told what stands in a document, in its order. Every element that starts also ends. Strings are
/// well-formed UTF-8 without controls other than tab and line feed.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  /// False ends the reading.
  virtual bool start(const XmlName& name, std::span<const XmlAttribute> attributes) = 0;
  /// A piece of text or of a CDATA section; what stands between two tags may come in several.
  virtual void text(std::string_view piece) = 0;
  virtual void end(const XmlName& name) = 0;
};

/// How a document was read.
struct XmlReading {
  /// What had to be mended or ended the reading first, for people: "byte 210: & begins no
  /// reference". Empty where the document was well-formed.
  std::string note;
  /// Whether all of it was read; else the handler stopped, or the elements nested too deep.
  bool whole = true;
};

/// Reads the XML document in `payload` to `handler`. Broken ones are read as far as they make
/// sense: anything may stand before and behind the root, "&" may stand for itself, HTML's named
/// references are understood, controls are left out, elements may lack their end. Nothing is
/// fetched; a document type declaration is passed over unread, so that there are no entities to
/// expand. Elements deeper than kMaxXmlDepth end the reading.
///
/// `charset` is the label declared from outside, or empty. The bytes are read as the byte order
/// mark says; as UTF-8 if they are; else as `charset` or the XML declaration says, or as
/// windows-1252.
///
/// Errors: kTooLarge, over kMaxXmlBytes. Linear time; memory beyond the payload is a few KiB, and
/// where it is not UTF-8 a copy in UTF-8. Thread-safe.
Result<XmlReading> read_xml(std::string_view payload, std::string_view charset,
                            XmlHandler& handler);

/// The limit of the site map protocol (50 MiB) and a bit. 64 MiB.
inline constexpr std::size_t kMaxXmlBytes = std::size_t{64} << 20U;
/// Feeds and site maps nest below 30.
inline constexpr std::size_t kMaxXmlDepth = 200;

/// Whether `name` is `local` (in small letters), capitals aside: publishers confuse them.
bool is_xml_name(const XmlName& name, std::string_view local);

}  // namespace headwater
