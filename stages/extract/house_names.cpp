#include "stages/extract/house_names.h"

#include <algorithm>

#include "record/fold_text.h"

namespace headwater {
namespace {

/// A shorter name is found inside of others by chance.
constexpr std::size_t kLongName = 5;

std::string squeezed(std::string_view text) {
  std::string out;
  fold_text(text, out);
  std::erase(out, ' ');
  return out;
}

}  // namespace

HouseNames::HouseNames(std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    std::string key = squeezed(name);
    if (key.size() > 1) keys_.push_back(std::move(key));
  }
}

bool HouseNames::holds(std::string_view name) const {
  const std::string key = squeezed(name);
  return std::ranges::any_of(keys_, [&](const std::string& house) {
    return key == house || (house.size() >= kLongName && key.find(house) != std::string::npos) ||
           (key.size() >= kLongName && house.find(key) != std::string::npos);
  });
}

}  // namespace headwater
