#pragma once

#include <filesystem>

#include "config/table_reader.h"

namespace headwater {

/// The configuration that the document `root` describes. Goes on after a mistake, so that
/// `mistakes` holds all of them; the result counts only if it holds none. Paths are relative to
/// `folder`.
PipelineConfig check_config(const TomlTable& root, const std::filesystem::path& folder,
                            const KnownKinds& kinds, MistakeList& mistakes);

}  // namespace headwater
