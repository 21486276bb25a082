#include "record/article.h"

#include <array>

namespace headwater {

std::string_view copy_kind_name(CopyKind kind) {
  constexpr std::array<std::string_view, 5> kNames = {"identical", "copy", "edited", "excerpt",
                                                      "shares-passage"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::optional<CopyKind> copy_kind_from_name(std::string_view name) {
  for (const CopyKind kind : {CopyKind::kIdentical, CopyKind::kCopy, CopyKind::kEdited,
                              CopyKind::kExcerpt, CopyKind::kSharesPassage}) {
    if (copy_kind_name(kind) == name) return kind;
  }
  return std::nullopt;
}

std::span<const NamedFact> named_facts() {
  static constexpr std::array kFacts = {
      NamedFact{"modified_at", &PageFacts::modified_at},
      NamedFact{"section", &PageFacts::section},
      NamedFact{"canonical_uri", &PageFacts::canonical_uri},
      NamedFact{"amp_uri", &PageFacts::amp_uri},
      NamedFact{"based_on_uri", &PageFacts::based_on_uri},
      NamedFact{"site_name", &PageFacts::site_name},
      NamedFact{"publisher", &PageFacts::publisher},
      NamedFact{"free_to_read", &PageFacts::free_to_read},
      NamedFact{"licence", &PageFacts::licence},
      NamedFact{"image_uri", &PageFacts::image_uri},
      NamedFact{"image_caption", &PageFacts::image_caption},
  };
  return kFacts;
}

std::string document_id(const Digest& payload) {
  // 128 bits: no two payloads of any archive share them, and the id still fits on a terminal line.
  return payload.hex().substr(0, 32);
}

}  // namespace headwater
