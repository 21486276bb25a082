#include "app/due_json.h"

namespace headwater {
namespace {

void write_robots(const RobotsOutlook& robots, JsonWriter& json) {
  json.key("robots").begin_object().key("verdict").string(name_of(robots.expectation));
  json.key("reason").string(robots.reason);
  json.key("line");
  robots.line == 0 ? json.null() : json.number(robots.line);
  json.key("rule");
  robots.rule.empty() ? json.null() : json.string(robots.rule);
  json.end_object();
}

}  // namespace

void write_due(const SourceSpec& spec, std::string_view uri, std::string_view why,
               const RobotsOutlook& robots, JsonWriter& json) {
  json.begin_object().key("type").string("due").key("source").string(spec.name);
  json.key("kind").string(spec.kind).key("uri").string(uri).key("why").string(why);
  write_robots(robots, json);
  json.end_object();
}

void write_due_pages(const DuePages& pages, JsonWriter& json) {
  json.begin_object().key("type").string("due_pages").key("server").string(pages.server);
  json.key("pages").number(pages.pages).key("first").string(pages.first);
  write_robots(pages.robots, json);
  json.end_object();
}

}  // namespace headwater
