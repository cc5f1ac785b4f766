#include <doctest/doctest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "core/project/json_number.h"

using namespace soundmask;

namespace {

/// What \p number comes back as from text and from CBOR.
template <typename Json>
void checkRoundTrip(std::optional<double> number) {
    const Json json = numberOrNull<Json>(number);
    CHECK(json.is_null() == !number.has_value());
    CHECK(optionalNumber(Json::parse(json.dump())) == number);
    CHECK(optionalNumber(Json::from_cbor(Json::to_cbor(json))) == number);
}

} // namespace

TEST_CASE("a number that may be absent comes back as it was, from both kinds of documents") {
    for (const std::optional<double> number :
         {std::optional<double>(), std::optional(0.0), std::optional(0.1), std::optional(-1.0 / 3.0),
          std::optional(std::numeric_limits<double>::max())}) {
        checkRoundTrip<nlohmann::json>(number);
        checkRoundTrip<nlohmann::ordered_json>(number);
    }
    CHECK(optionalNumber(nlohmann::json(3)) == 3.0);
    CHECK_THROWS_AS(optionalNumber(nlohmann::json("3")), nlohmann::json::exception);
}
