#include "support/schema.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
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

void expect_follows(const std::string& schema, const std::string& json) {
  EXPECT_EQ(schema_errors(schema, json), "") << json;
  for (const std::string& key : keys_of(json)) {
    EXPECT_NE(schema_errors(schema, without_key(json, key)), "") << schema << " without " << key;
  }
}

void expect_schemas(std::string_view lines) {
  for (const std::string& line : lines_of(lines)) {
    const std::string type = type_of(line);
    EXPECT_EQ(schema_errors(type == "document" ? "article" : type, line), "") << line;
  }
}

std::string type_of(std::string_view json) {
  const std::string_view before = "{\"type\":\"";
  if (!json.starts_with(before)) return {};
  return std::string(json.substr(before.size(), json.find('"', before.size()) - before.size()));
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace headwater::testing
