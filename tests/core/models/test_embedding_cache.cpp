#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <limits>
#include <thread>

#include "core/base/half_float.h"
#include "core/models/embedding_cache.h"
#include "tests/core/models/fake_segmenter.h"
#include "tests/support/temporary_folder.h"

using namespace soundmask;
using namespace soundmask::test;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kValues = 1000;
constexpr std::size_t kFileBytes = 88 + 2 * kValues;

EmbeddingKey keyOf(int number) {
    return {"picture " + std::to_string(number), "weights", "fp32"};
}

std::shared_ptr<const PlainEmbedding> embeddingOf(float value) {
    return std::make_shared<const PlainEmbedding>(Size{320, 180}, std::vector<float>(kValues, value));
}

std::size_t filesIn(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

} // namespace

TEST_CASE("half floats: every number comes back, others go to the nearest") {
    for (std::uint32_t bits = 0; bits <= 0xFFFF; ++bits) {
        const auto half = static_cast<std::uint16_t>(bits);
        const float value = floatFromHalf(half);
        if (std::isnan(value))
            CHECK(std::isnan(floatFromHalf(halfFromFloat(value))));
        else if (halfFromFloat(value) != half)
            FAIL("0x" << std::hex << bits << " became 0x" << halfFromFloat(value));
    }
    CHECK(floatFromHalf(halfFromFloat(1.0f + 0x1p-11f)) == 1.0f);               // a tie goes to the even number
    CHECK(floatFromHalf(halfFromFloat(1.0f + 3 * 0x1p-11f)) == 1.0f + 0x1p-9f); // up, here
    CHECK(floatFromHalf(halfFromFloat(65519.0f)) == 65504.0f);
    CHECK(std::isinf(floatFromHalf(halfFromFloat(65520.0f))));
    CHECK(floatFromHalf(halfFromFloat(0x1.8p-25f)) == 0x1p-24f);
    CHECK(floatFromHalf(halfFromFloat(0x1p-26f)) == 0.0f);
}

TEST_CASE("the hash of a picture knows its pixels and its shape") {
    Image wide({4, 2}), high({2, 4});
    CHECK(pictureHash(wide) != pictureHash(high));
    Image other = wide.clone();
    CHECK(pictureHash(wide) == pictureHash(other));
    other.row(1)[11] = 1;
    CHECK(pictureHash(wide) != pictureHash(other));
}

TEST_CASE("memory is bounded and the last used stay") {
    const std::size_t one = kValues * sizeof(float);
    EmbeddingCache cache({}, {.memory_bytes = 3 * one, .disk_bytes = 0});
    for (int i = 0; i < 3; ++i)
        cache.keep(keyOf(i), embeddingOf(1));
    CHECK(cache.memoryBytes() == 3 * one);
    CHECK(cache.find(keyOf(0)) != nullptr); // now the last used
    cache.keep(keyOf(3), embeddingOf(1));
    CHECK(cache.memoryBytes() == 3 * one);
    CHECK(cache.find(keyOf(0)) != nullptr);
    CHECK(cache.find(keyOf(1)) == nullptr);
    CHECK(cache.find(keyOf(3)) != nullptr);

    cache.keep(keyOf(3), embeddingOf(2)); // in place of the old one
    CHECK(cache.memoryBytes() == 3 * one);
    CHECK(cache.find(keyOf(3))->values().front() == 2);
    const auto huge = std::make_shared<const PlainEmbedding>(Size{1, 1}, std::vector<float>(4 * kValues));
    cache.keep(keyOf(4), huge);
    CHECK(cache.find(keyOf(4)) == nullptr);
    CHECK(cache.find(keyOf(3)) != nullptr);
}

TEST_CASE("what is on disk comes back in another run, for its key only") {
    const TemporaryFolder folder;
    const fs::path place = folder / "not there yet";
    std::vector<float> values(kValues);
    for (std::size_t i = 0; i < kValues; ++i)
        values[i] = static_cast<float>(i) / 256.0f - 1.5f; // exact in half floats
    {
        EmbeddingCache cache(place, {});
        REQUIRE(cache.write(keyOf(1), PlainEmbedding({320, 180}, values)));
        CHECK(cache.diskBytes() == kFileBytes);
    }
    EmbeddingCache cache(place, {});
    CHECK(cache.diskBytes() == kFileBytes);
    const auto stored = cache.read(keyOf(1));
    REQUIRE(stored);
    CHECK(stored->image_size == Size{320, 180});
    CHECK(stored->values == values);
    EmbeddingKey other = keyOf(1);
    other.precision = "fp16";
    CHECK_FALSE(cache.read(other));
    // A file under the name of another key is not believed.
    fs::copy_file(cache.fileFor(keyOf(1)), cache.fileFor(other));
    CHECK_FALSE(cache.read(other));
    CHECK(cache.read(keyOf(1)));
}

TEST_CASE("a damaged file is removed, whatever the damage") {
    const TemporaryFolder folder;
    EmbeddingCache cache(folder.path(), {});
    REQUIRE(cache.write(keyOf(1), *embeddingOf(0.25f)));
    const fs::path file = cache.fileFor(keyOf(1));
    REQUIRE(fs::file_size(file) == kFileBytes);
    SUBCASE("empty") {
        fs::resize_file(file, 0);
    }
    SUBCASE("cut in the header") {
        fs::resize_file(file, 40);
    }
    SUBCASE("cut in the values") {
        fs::resize_file(file, kFileBytes - 2);
    }
    SUBCASE("cut inside a value") {
        fs::resize_file(file, kFileBytes - 1);
    }
    SUBCASE("longer") {
        fs::resize_file(file, kFileBytes + 2);
    }
    SUBCASE("one bit in the values") {
        std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
        stream.seekp(500);
        stream.put(static_cast<char>(0x35));
    }
    SUBCASE("the size of the picture") {
        std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
        stream.seekp(9);
        stream.put(static_cast<char>(0x7F));
    }
    CHECK_FALSE(cache.read(keyOf(1)));
    CHECK_FALSE(fs::exists(file));
    CHECK(cache.diskBytes() == 0);
    REQUIRE(cache.write(keyOf(1), *embeddingOf(0.25f)));
    CHECK(cache.read(keyOf(1)));
}

TEST_CASE("the disk's budget holds, over runs; what was used longest ago goes") {
    const TemporaryFolder folder;
    const EmbeddingCache::Budget budget{.memory_bytes = 0, .disk_bytes = 3 * kFileBytes};
    {
        EmbeddingCache cache(folder.path(), budget);
        for (int i = 0; i < 3; ++i)
            REQUIRE(cache.write(keyOf(i), *embeddingOf(1)));
        // The times of files tell the next run the order.
        const auto now = fs::file_time_type::clock::now();
        for (int i = 0; i < 3; ++i)
            fs::last_write_time(cache.fileFor(keyOf(i)), now - std::chrono::minutes(10 - i));
    }
    EmbeddingCache cache(folder.path(), budget);
    CHECK(cache.read(keyOf(0))); // used again
    REQUIRE(cache.write(keyOf(3), *embeddingOf(1)));
    CHECK(filesIn(folder.path()) == 3);
    CHECK(cache.diskBytes() == 3 * kFileBytes);
    CHECK_FALSE(fs::exists(cache.fileFor(keyOf(1))));
    CHECK(cache.read(keyOf(0)));
    CHECK(cache.read(keyOf(3)));

    const PlainEmbedding huge({1, 1}, std::vector<float>(4 * kValues));
    CHECK(cache.write(keyOf(5), huge)); // not an error, but not kept
    CHECK(filesIn(folder.path()) == 3);
    // A smaller budget empties the folder when it is first looked at.
    EmbeddingCache smaller(folder.path(), {.memory_bytes = 0, .disk_bytes = kFileBytes});
    CHECK(smaller.diskBytes() == kFileBytes);
    CHECK(filesIn(folder.path()) == 1);
}

TEST_CASE("what a killed program left is cleared, what another one writes now is not") {
    const TemporaryFolder folder;
    const fs::path old = folder / ".a.tmp1-0.embedding", fresh = folder / ".b.tmp2-0.embedding";
    for (const fs::path& file : {old, fresh})
        std::ofstream(file) << "part";
    fs::last_write_time(old, fs::file_time_type::clock::now() - std::chrono::hours(2));
    EmbeddingCache cache(folder.path(), {});
    CHECK(cache.diskBytes() == 0);
    CHECK_FALSE(fs::exists(old));
    CHECK(fs::exists(fresh));
}

TEST_CASE("a folder that cannot be written is an error with its name") {
    const TemporaryFolder folder;
    std::ofstream(folder / "file") << "no folder";
    EmbeddingCache cache(folder / "file", {});
    const auto written = cache.write(keyOf(1), *embeddingOf(1));
    REQUIRE_FALSE(written);
    CHECK(written.error().code == ErrorCode::WriteFailed);
    CHECK_FALSE(cache.read(keyOf(1)));
}

TEST_CASE("readers and writers at once: what is read is whole and its own") {
    const TemporaryFolder folder;
    // Room for half of them, so that files vanish under the readers.
    EmbeddingCache cache(folder.path(), {.memory_bytes = 4 * kValues * sizeof(float), .disk_bytes = 4 * kFileBytes});
    std::atomic<int> wrong{0}, read{0};
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 100; ++i) {
                    const int number = (i * 7 + t) % 8;
                    const auto value = static_cast<float>(number);
                    if (t % 2 == 0) {
                        cache.keep(keyOf(number), embeddingOf(value));
                        if (!cache.write(keyOf(number), *embeddingOf(value))) ++wrong;
                    }
                    const auto known = cache.find(keyOf(number));
                    if (known && known->values().front() != value) ++wrong;
                    const auto stored = cache.read(keyOf(number));
                    if (!stored) continue;
                    ++read;
                    if (stored->values != std::vector<float>(kValues, value)) ++wrong;
                }
            });
    }
    CHECK(wrong == 0);
    CHECK(read > 0);
    CHECK(cache.memoryBytes() <= 4 * kValues * sizeof(float));
    CHECK(cache.diskBytes() <= 4 * kFileBytes);
    CHECK(filesIn(folder.path()) <= 4);
}
