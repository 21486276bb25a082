#pragma once

#include <string>
#include <string_view>

namespace headwater::testing {

/// A record of WARC 1.1 with this block; `fields` are further lines of its header, each with its
/// line end.
std::string warc_record(std::string_view type, std::string_view uri, std::string_view block,
                        std::string_view fields = {});

/// A `response` record with status 200 and this page.
std::string warc_page(std::string_view uri, std::string_view page, std::string_view fields = {});

}  // namespace headwater::testing
