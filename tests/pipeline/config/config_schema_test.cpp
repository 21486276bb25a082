#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/json.h"
#include "base/toml.h"
#include "support/schema.h"

namespace headwater {
namespace {

void write(const TomlValue& value, JsonWriter& json);

void write_table(const TomlTable& table, JsonWriter& json) {
  json.begin_object();
  for (const TomlEntry& entry : table.entries) {
    json.key(entry.name);
    write(entry.value, json);
  }
  json.end_object();
}

void write(const TomlValue& value, JsonWriter& json) {
  if (value.table() != nullptr) {
    write_table(*value.table(), json);
  } else if (value.list() != nullptr) {
    json.begin_array();
    for (const TomlValue& item : *value.list()) write(item, json);
    json.end_array();
  } else if (value.text() != nullptr) {
    json.string(*value.text());
  } else if (value.integer() != nullptr) {
    json.signed_number(*value.integer());
  } else {
    json.null();
  }
}

std::string errors(std::string_view toml) {
  const TomlOutcome parsed = parse_toml(toml, "test.toml");
  if (!parsed.root) return "not TOML";
  JsonWriter json;
  write_table(*parsed.root, json);
  return testing::schema_errors("config", json.text());
}

TEST(ConfigSchema, TheShippedConfigurationFollowsIt) {
  std::ifstream in(HEADWATER_SOURCE_DIR "/config/headwater.toml");
  std::ostringstream text;
  text << in.rdbuf();
  EXPECT_EQ(errors(text.str()), "");
}

TEST(ConfigSchema, RefusesWhatTheProgramRefuses) {
  EXPECT_EQ(errors("[[source]]\nname = \"a\"\nkind = \"read_folder\"\npath = \"b\"\n"), "");
  for (const char* text : {"[stor]\n", "[run]\ntickets = 0\n", "[run]\nworkers = \"2\"\n",
                           "[[source]]\nname = \"a\"\n", "[[stage]]\n",
                           "[rules]\noutlets = \"built-in\"\n", "[store]\npath = \"\"\n"}) {
    EXPECT_NE(errors(text), "") << text;
  }
}

}  // namespace
}  // namespace headwater
