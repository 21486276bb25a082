#include "app/version_place.h"

#include <algorithm>
#include <vector>

namespace headwater {

Result<std::optional<VersionPlace>> version_place(const std::string& document,
                                                  StoreReader& reader) {
  const Result<std::vector<ArticleVersion>> versions = reader.versions(document);
  if (!versions) return versions.error();
  const auto same = [&](const ArticleVersion& version) { return version.document == document; };
  const auto found = std::find_if(versions->rbegin(), versions->rend(), same);
  if (found == versions->rend()) return std::optional<VersionPlace>();
  return std::optional(VersionPlace{found->number, versions->back().number});
}

void write_version(const std::optional<VersionPlace>& place, JsonWriter& json) {
  json.key("version");
  if (!place) {
    json.null();
    return;
  }
  json.begin_object().key("number").signed_number(place->number);
  json.key("of").signed_number(place->of).end_object();
}

}  // namespace headwater
