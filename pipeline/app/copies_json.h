#pragma once

#include "app/alterations.h"
#include "app/copy_story.h"
#include "base/json.h"
#include "stages/identify/outlet_registry.h"

namespace headwater {

// What `copies --json` prints; schemas/<type>.schema.json promises it.

/// {"type":"cluster",...}: its first line.
void write_cluster(const CopyStory& story, JsonWriter& json);
/// {"type":"member",...}: a member that is listed; `document` is it, for places in raw bytes.
void write_member(const CopyStory& story, std::size_t index, const StoredDocument& document,
                  const OutletRegistry& registry, JsonWriter& json);
/// {"type":"alteration",...}: a place where `here` differs from `there`, whose text is the
/// reference copy's.
void write_alteration(const StoredDocument& here, const StoredDocument& there,
                      const Alteration& place, JsonWriter& json);
/// {"type":"shared_passage",...}: one aligned passage of the document asked for, `here`, and a
/// document that is not in its cluster.
void write_shared_passage(const StoredDocument& here, const PassageNeighbour& neighbour,
                          const AlignedPassage& passage, JsonWriter& json);

}  // namespace headwater
