#include "stages/acquire/arrival_detail.h"

#include "base/json.h"

namespace headwater {

void add_members(std::string& object, std::string_view members) {
  object.pop_back();
  if (object.size() > 1) object += ',';
  object.append(members).append("}");
}

void add_text(std::string& object, std::string_view name, std::string_view text) {
  JsonWriter json;
  json.begin_object().key(name).string(text).end_object();
  add_members(object, json.text().substr(1, json.text().size() - 2));
}

std::string object_member(std::string_view name, std::string_view object) {
  if (object.empty()) return {};
  return "\"" + std::string(name) + "\":" + std::string(object);
}

}  // namespace headwater
