#include "support/schema.h"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <fstream>
#include <sstream>
#include <valijson/adapters/rapidjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace headwater::testing {
namespace {

rapidjson::Document parse(std::string_view json) {
  rapidjson::Document document;
  document.Parse(json.data(), json.size());
  return document;
}

std::string read_schema(const std::string& name) {
  std::ifstream in(std::string(HEADWATER_SOURCE_DIR) + "/schemas/" + name + ".schema.json");
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

std::string schema_errors(const std::string& name, std::string_view json) {
  const rapidjson::Document rules = parse(read_schema(name));
  if (rules.HasParseError()) return "schemas/" + name + ".schema.json cannot be read";
  const rapidjson::Document value = parse(json);
  if (value.HasParseError()) return "not JSON: " + std::string(json);
  valijson::Schema schema;
  valijson::SchemaParser(valijson::SchemaParser::kDraft7)
      .populateSchema(valijson::adapters::RapidJsonAdapter(rules), schema);
  valijson::ValidationResults results;
  valijson::Validator validator;
  if (validator.validate(schema, valijson::adapters::RapidJsonAdapter(value), &results)) return "";
  std::string text;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    for (const std::string& part : error.context) text += part;
    text += ": " + error.description + "\n";
  }
  return text;
}

std::vector<std::string> keys_of(std::string_view json) {
  std::vector<std::string> keys;
  const rapidjson::Document document = parse(json);
  for (const auto& member : document.GetObject()) keys.emplace_back(member.name.GetString());
  return keys;
}

std::string without_key(std::string_view json, std::string_view key) {
  rapidjson::Document document = parse(json);
  document.RemoveMember(std::string(key).c_str());
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  document.Accept(writer);
  return buffer.GetString();
}

}  // namespace headwater::testing
