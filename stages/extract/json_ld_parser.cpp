#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "stages/extract/json_ld.h"

namespace headwater {
namespace {

namespace ondemand = simdjson::ondemand;

/// A parser that has seen a larger script is let go: it holds several times its size.
constexpr std::size_t kKeptParserBytes = std::size_t{256} << 10;
constexpr std::size_t kLongestKey = 24;
static_assert(kJsonPadding >= simdjson::SIMDJSON_PADDING);

struct KeyName {
  std::string_view name;
  LdKey key;
};
constexpr std::array kKeys = {
    KeyName{"@graph", LdKey::kGraph},
    KeyName{"@id", LdKey::kId},
    KeyName{"@type", LdKey::kType},
    KeyName{"alternativeHeadline", LdKey::kAlternativeHeadline},
    KeyName{"articleSection", LdKey::kSection},
    KeyName{"author", LdKey::kAuthor},
    KeyName{"caption", LdKey::kCaption},
    KeyName{"contentUrl", LdKey::kContentUrl},
    KeyName{"creator", LdKey::kCreator},
    KeyName{"dateCreated", LdKey::kDateCreated},
    KeyName{"dateModified", LdKey::kDateModified},
    KeyName{"datePublished", LdKey::kDatePublished},
    KeyName{"familyName", LdKey::kFamilyName},
    KeyName{"givenName", LdKey::kGivenName},
    KeyName{"headline", LdKey::kHeadline},
    KeyName{"id", LdKey::kId},
    KeyName{"image", LdKey::kImage},
    KeyName{"inLanguage", LdKey::kLanguage},
    KeyName{"isAccessibleForFree", LdKey::kFree},
    KeyName{"isBasedOn", LdKey::kBasedOn},
    KeyName{"license", LdKey::kLicence},
    KeyName{"mainEntity", LdKey::kMainEntity},
    KeyName{"mainEntityOfPage", LdKey::kMainEntityOfPage},
    KeyName{"name", LdKey::kName},
    KeyName{"publisher", LdKey::kPublisher},
    KeyName{"thumbnailUrl", LdKey::kThumbnail},
    KeyName{"type", LdKey::kType},
    KeyName{"uploadDate", LdKey::kUploadDate},
    KeyName{"url", LdKey::kUrl},
};
static_assert(std::ranges::is_sorted(kKeys, {}, &KeyName::name));

std::optional<LdKey> ld_key(std::string_view name) {
  const auto found = std::ranges::lower_bound(kKeys, name, {}, &KeyName::name);
  if (found == kKeys.end() || found->name != name) return std::nullopt;
  return found->key;
}

}  // namespace

/// Walks one block and keeps what counts. What it does not know it passes over unread: the parser
/// does not look at it again.
class LdWalk {
 public:
  LdWalk(JsonLd& data, std::string_view json, std::size_t block)
      : data_(data), json_(json), block_(static_cast<std::uint8_t>(block)) {}

  /// False where the data is at fault.
  bool run(ondemand::document& document) {
    ondemand::value root;
    if (document.get_value().get(root) != simdjson::SUCCESS) return false;
    return take(root, LdKey::kItem, 0);
  }

 private:
  std::uint32_t offset(const char* place) const {
    return static_cast<std::uint32_t>(place - json_.data());
  }

  bool take(ondemand::value value, LdKey key, std::size_t depth) {
    if (data_.nodes_.size() >= kMostLdNodes || depth > kMaxLdDepth) return false;
    const std::string_view token = value.raw_json_token();
    if (token.empty()) return false;
    switch (token.front()) {
      case '{':
        return take_object(value, key, depth, token);
      case '[':
        return take_array(value, key, depth, token);
      case '"':
        return take_string(value, key, token);
      default:
        add(key, LdKind::kOther, token);
        return true;
    }
  }

  LdIndex add(LdKey key, LdKind kind, std::string_view token) {
    while (!token.empty() && static_cast<unsigned char>(token.back()) <= ' ')
      token.remove_suffix(1);
    const std::uint32_t begin = offset(token.data());
    const auto index = static_cast<LdIndex>(data_.nodes_.size());
    data_.nodes_.push_back(
        {key, kind, block_, index + 1, {begin, begin + static_cast<std::uint32_t>(token.size())}});
    return index;
  }

  /// The token goes up to the next one, so its end is the quotation mark's. The value must be taken
  /// from the parser all the same: else it takes it for a key.
  bool take_string(ondemand::value value, LdKey key, std::string_view token) {
    ondemand::raw_json_string taken;
    if (value.get_raw_json_string().get(taken) != simdjson::SUCCESS) return false;
    const LdIndex index = add(key, LdKind::kString, token);
    ByteRange& text = data_.nodes_[index].text;
    if (text.size() < 2) {
      data_.nodes_.pop_back();
      return false;
    }
    ++text.begin;
    --text.end;
    return true;
  }

  bool take_object(ondemand::value value, LdKey key, std::size_t depth, std::string_view token) {
    ondemand::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS) return false;
    const LdIndex index = add(key, LdKind::kObject, token.substr(0, 1));
    bool sound = true;
    for (auto entry : object) {
      ondemand::field field;
      sound = std::move(entry).get(field) == simdjson::SUCCESS;
      if (!sound) break;
      const auto known = key_of(field);
      if (!known) continue;
      sound = take(field.value(), *known, depth + 1);
      if (!sound) break;
    }
    data_.nodes_[index].subtree_end = static_cast<LdIndex>(data_.nodes_.size());
    return sound;
  }

  std::optional<LdKey> key_of(const ondemand::field& field) const {
    const char* begin = field.key().raw();
    const std::size_t room = std::min(json_.size() - offset(begin), kLongestKey);
    const void* quote = std::memchr(begin, '"', room);
    if (quote == nullptr) return std::nullopt;
    return ld_key({begin, static_cast<std::size_t>(static_cast<const char*>(quote) - begin)});
  }

  bool take_array(ondemand::value value, LdKey key, std::size_t depth, std::string_view token) {
    ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) return false;
    const LdIndex index = add(key, LdKind::kArray, token.substr(0, 1));
    bool sound = true;
    for (auto entry : array) {
      ondemand::value element;
      // NOLINTNEXTLINE(performance-move-const-arg): simdjson's get() wants a value it may empty.
      sound = std::move(entry).get(element) == simdjson::SUCCESS && take(element, key, depth + 1);
      if (!sound) break;
    }
    data_.nodes_[index].subtree_end = static_cast<LdIndex>(data_.nodes_.size());
    return sound;
  }

  JsonLd& data_;
  std::string_view json_;
  std::uint8_t block_;
};

LdRepair JsonLd::parse(const Block& block, std::size_t room) {
  thread_local ondemand::parser parser;
  const std::size_t before = nodes_.size();
  ondemand::document document;
  const auto error =
      parser.iterate(block.json.data(), block.json.size(), block.json.size() + room).get(document);
  const bool sound = !error && LdWalk(*this, block.json, used_).run(document);
  if (block.json.size() > kKeptParserBytes) parser = ondemand::parser();
  if (sound) return LdRepair::kNone;
  return nodes_.size() > before ? LdRepair::kPartly : LdRepair::kLost;
}

}  // namespace headwater
