#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "html/page.h"
#include "stages/extract/page_marks.h"

namespace headwater {

/// The members of linked data (JSON-LD with the vocabulary of schema.org) that say something about
/// an article. kItem stands for what has no key: the data itself and the elements of a list at its
/// top.
enum class LdKey : std::uint8_t {
  kItem,
  kAlternativeHeadline,
  kAuthor,
  kBasedOn,
  kCaption,
  kContentUrl,
  kCreator,
  kDateCreated,
  kDateModified,
  kDatePublished,
  kFamilyName,
  kFree,
  kGivenName,
  kGraph,
  kHeadline,
  kId,
  kImage,
  kLanguage,
  kLicence,
  kMainEntity,
  kMainEntityOfPage,
  kName,
  kPublisher,
  kSection,
  kThumbnail,
  kType,
  kUrl,
  kUploadDate,
};

enum class LdKind : std::uint8_t { kObject, kArray, kString, kOther };

using LdIndex = std::uint32_t;
inline constexpr LdIndex kNoLd = 0xFFFFFFFF;

/// A value. An element of a list has the key of its list.
struct LdNode {
  LdKey key = LdKey::kItem;
  LdKind kind = LdKind::kOther;
  std::uint8_t block = 0;   ///< Which of the page's scripts it stands in.
  LdIndex subtree_end = 0;  ///< One past the last value inside of it.
  ByteRange text;           ///< In the block's JSON: between the quotes of a string, else a token.
};

/// How a script could be read.
enum class LdRepair : std::uint8_t {
  kNone,    ///< As it stands.
  kMended,  ///< After harmless mends: control characters in strings, commas before a bracket.
  kPartly,  ///< Up to a fault; what stands before it counts.
  kLost,    ///< Not at all, or over a limit.
};

/// The linked data of one page: the members above in order, everything else left out, so that the
/// values inside of value i are [i + 1, subtree_end). Never fails: what cannot be read is left out
/// and told by repairs(). Reuse one for page after page: it keeps its buffers. One thread at a
/// time.
class JsonLd {
 public:
  /// Reads the scripts that `marks` found. The page must outlive the use.
  void read(HtmlPage& page, const PageMarks& marks);

  /// Gives buffers back that huge scripts have made huge. Ends the use of what was read.
  void shrink();
  /// Bytes of the copies of scripts.
  std::size_t kept_bytes() const;

  std::span<const LdNode> nodes() const { return nodes_; }
  /// One for each block that was looked at.
  std::span<const LdRepair> repairs() const { return repairs_; }

  /// The first value of `key` in the object `node`, not in objects inside of it; kNoLd if there is
  /// none. An array counts as a value.
  LdIndex member(LdIndex node, LdKey key) const;
  /// The text of a value as it stands in the JSON, undecoded; empty for objects and lists.
  std::string_view raw_text(LdIndex node) const;
  /// A string with its escapes undone, as one line without markup (see page_text.h).
  std::string line(LdIndex node) const;
  /// The bytes of the page behind the value.
  ByteRange place(LdIndex node) const;
  /// The object that `node` is or, where it only has an "@id", the one with that id that says more.
  LdIndex resolve(LdIndex node) const;

 private:
  friend class LdWalk;
  /// The JSON of a script: bytes of the page, or a copy of them where they had to be changed.
  struct Block {
    std::string_view json;
    std::uint32_t begin = 0;  ///< Of the JSON in the page, or in what `map` maps to.
    bool copied = false;      ///< Then `json` is `copy`.
    bool decoded = false;     ///< Then `map` leads from the page to `copy`.
    std::string copy;
    SourceMap map;
  };

  void read_script(HtmlPage& page, ByteRange script);
  /// Reads block number used_, behind which `room` bytes may be looked at.
  LdRepair parse(const Block& block, std::size_t room);
  /// Each makes a copy the block's JSON and returns how many bytes behind it may be looked at.
  static std::size_t decode(HtmlPage& page, Block& block);
  static std::size_t copy(Block& block);
  static std::size_t mend(Block& block);
  static std::size_t use_copy(Block& block);
  /// Whether an object has more than an "@id".
  bool says_more(LdIndex node) const;

  std::vector<Block> blocks_;  ///< Reused: used_ of them count.
  std::size_t used_ = 0;
  std::vector<LdNode> nodes_;
  std::vector<LdRepair> repairs_;
};

/// More scripts, or longer ones, describe a site and not an article. News pages have one to six of
/// some 5 KB; a recipe or a live blog reaches 300 KB.
inline constexpr std::size_t kMostLdBlocks = 32;
inline constexpr std::size_t kLongestLdBlock = std::size_t{1} << 20;
inline constexpr std::size_t kMostLdBytes = std::size_t{4} << 20;
/// What the parser wants to be able to read behind the JSON.
inline constexpr std::size_t kJsonPadding = 64;
/// Values kept of one page, and how deep they may nest: articles take some 100, five deep.
inline constexpr std::size_t kMostLdNodes = 20'000;
inline constexpr std::size_t kMaxLdDepth = 24;

}  // namespace headwater
