#pragma once

#include <filesystem>
#include <functional>

#include "base/result.h"
#include "store/store.h"

namespace headwater {

/// Proves a store from its own bytes. What is wrong becomes a finding, with the place and a number
/// that never changes its meaning; checking then goes on with whatever can still be checked. Fails
/// only where nothing can be checked at all: no store, or no memory.
///
/// | number | depth   | what is wrong |
/// |--------|---------|----------------------------------------------------------------------------|
/// | 101    | quick   | headwater.db cannot be opened or read | | 102    | quick   | headwater.db
/// has another schema than the program                           | | 103    | quick   | SQLite
/// finds the database file damaged (PRAGMA quick_check)                | | 104    | quick   | a row
/// refers to a row that is not there                                    | | 105    | quick   | a
/// digest or an id has the wrong size                                       | | 201    | quick   |
/// a capture segment is missing or shorter than its last capture              | | 202    | quick |
/// two captures share bytes of a segment, or one has no bytes                 | | 301    | quick |
/// a finished run does not balance                                            | | 302    | quick |
/// a run's figures are not those of its lineage                               | | 401    | default
/// | a document cannot be put together again from its rows                      | | 402    |
/// default | a map does not decode, or is not for this text and payload                 | | 403 |
/// default | kept + changed + removed + markup is not the payload's size                | | 404 |
/// default | the cleaned text has another digest than was stored                        | | 405 |
/// default | the rows of cuts differ from the map                                       | | 406 |
/// default | a cut names a rule that the recipe does not have                           | | 407 |
/// default | a statement lies outside the text, in a cut, or out of order               | | 408 |
/// default | a document's id is not that of its payload                                 | | 409 |
/// default | a document has several current rows, or none                               | | 410 |
/// default | a statement is missing from the index of statement keys                    | | 501 |
/// default | a capture's story does not run from its arrival to an end                  | | 502 |
/// default | a capture's end in lineage is not what became of it                        | | 503 |
/// default | a document's story ends in another text than was stored                    | | 504 |
/// default | a sighting shows a document that is not there or has another payload       | | 505 |
/// default | a quarantined capture has no quarantine item                               | | 601 |
/// read    | a capture's record cannot be read: gzip, header or length is damaged       | | 602 |
/// read    | a capture's record has another digest than it states                       | | 603 |
/// read    | a capture's bytes are not the payload that was stored                      | | 604 |
/// read    | a capture's record and its row disagree                                    | | 605 |
/// read    | a revisit refers to a record that does not hold its bytes                  | | 606 |
/// read    | the archive has a record that no capture refers to                         | | 607 |
/// read    | replaying the map on the payload does not give the cleaned text            |
Status verify_store(const std::filesystem::path& store, VerifyDepth depth,
                    const std::function<void(const Finding&)>& found, VerifyCounts& counts);

}  // namespace headwater
