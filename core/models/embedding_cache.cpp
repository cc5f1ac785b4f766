#include "core/models/embedding_cache.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <span>

#include "core/base/atomic_file.h"
#include "core/base/half_float.h"
#include "core/base/sha256.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kExtension = ".embedding";
/// A temporary file this old was left by a program that was killed.
constexpr auto kAbandoned = std::chrono::hours(1);

/// The begin of a file. Half floats follow, in the processor's byte order: the cache is this machine's own.
struct Header {
    std::array<char, 8> magic{'S', 'M', 'E', 'M', 'B', 'E', 'D', '1'};
    std::int32_t width = 0;
    std::int32_t height = 0;
    std::uint64_t count = 0;
    std::array<char, 64> digest{}; ///< over the key, the fields above and the values
};

std::span<const std::byte> bytesOf(const std::vector<std::uint16_t>& values) {
    return std::as_bytes(std::span(values));
}

void addKey(Sha256& hash, const EmbeddingKey& key) {
    for (const std::string& part : {key.picture, key.weights, key.precision}) {
        hash.add(part);
        hash.add("\n");
    }
}

std::array<char, 64> digestOf(const EmbeddingKey& key, const Header& header, std::span<const std::byte> values) {
    Sha256 hash;
    addKey(hash, key);
    hash.add(std::as_bytes(std::span(&header, 1)).first(offsetof(Header, digest)));
    hash.add(values);
    std::array<char, 64> digest{};
    std::ranges::copy(hash.hexDigest(), digest.begin());
    return digest;
}

/// The content of a file, or nothing when it is not exactly what write() made for \p key.
std::optional<EmbeddingCache::Stored> parsed(const std::string& text, const EmbeddingKey& key) {
    Header header;
    if (text.size() < sizeof header) return std::nullopt;
    std::memcpy(&header, text.data(), sizeof header);
    const std::size_t room = (text.size() - sizeof header) / sizeof(std::uint16_t);
    if (header.magic != Header().magic || header.count != room || (text.size() - sizeof header) % 2 != 0)
        return std::nullopt;
    std::vector<std::uint16_t> halves(room);
    std::memcpy(halves.data(), text.data() + sizeof header, room * sizeof(std::uint16_t));
    if (digestOf(key, header, bytesOf(halves)) != header.digest) return std::nullopt;
    EmbeddingCache::Stored stored{{header.width, header.height}, std::vector<float>(room)};
    std::ranges::transform(halves, stored.values.begin(), floatFromHalf);
    return stored;
}

} // namespace

std::string pictureHash(const Image& image) {
    Sha256 hash;
    hash.add(std::to_string(image.width()) + "x" + std::to_string(image.height()) + "\n");
    hash.add(std::as_bytes(std::span(image.data(), image.bytes())));
    return hash.hexDigest();
}

EmbeddingCache::EmbeddingCache(fs::path folder, Budget budget)
    : m_folder(std::move(folder))
    , m_budget(budget) {}

Result<EmbeddingCache::Seen> EmbeddingCache::see(const EmbeddingKey& key, nn::PromptableSegmenter& segmenter,
                                                 const Image& picture, std::stop_token stop) {
    if (auto known = recall(key, segmenter)) return Seen{std::move(known), false};
    auto made = segmenter.embed(picture, std::move(stop));
    if (!made) return fail(made.error());
    keep(key, *made);
    return Seen{std::move(*made), true};
}

std::shared_ptr<const nn::ImageEmbedding> EmbeddingCache::recall(const EmbeddingKey& key,
                                                                 nn::PromptableSegmenter& segmenter) {
    if (auto known = find(key)) return known;
    const auto stored = read(key);
    if (!stored) return nullptr;
    const auto restored = segmenter.restore(stored->image_size, stored->values);
    if (!restored) return nullptr;
    keep(key, *restored);
    return *restored;
}

// In memory ---------------------------------------------------------------------------------------------------------

std::shared_ptr<const nn::ImageEmbedding> EmbeddingCache::find(const EmbeddingKey& key) {
    const std::scoped_lock lock(m_memory_mutex);
    const auto place = m_memory_places.find(key);
    if (place == m_memory_places.end()) return nullptr;
    m_memory.splice(m_memory.begin(), m_memory, place->second);
    return place->second->embedding;
}

void EmbeddingCache::keep(const EmbeddingKey& key, std::shared_ptr<const nn::ImageEmbedding> embedding) {
    const std::size_t bytes = embedding->bytes();
    // What goes is freed after the lock: it may be large.
    std::list<InMemory> gone;
    const std::scoped_lock lock(m_memory_mutex);
    if (const auto old = m_memory_places.find(key); old != m_memory_places.end()) {
        m_memory_bytes -= old->second->bytes;
        gone.splice(gone.end(), m_memory, old->second);
        m_memory_places.erase(old);
    }
    if (bytes > m_budget.memory_bytes) return;
    while (m_memory_bytes + bytes > m_budget.memory_bytes) {
        m_memory_bytes -= m_memory.back().bytes;
        m_memory_places.erase(m_memory.back().key);
        gone.splice(gone.end(), m_memory, std::prev(m_memory.end()));
    }
    m_memory.push_front({key, std::move(embedding), bytes});
    m_memory_places[key] = m_memory.begin();
    m_memory_bytes += bytes;
}

std::size_t EmbeddingCache::memoryBytes() const {
    const std::scoped_lock lock(m_memory_mutex);
    return m_memory_bytes;
}

// On disk -----------------------------------------------------------------------------------------------------------

fs::path EmbeddingCache::fileFor(const EmbeddingKey& key) const {
    Sha256 name;
    addKey(name, key);
    return m_folder / (name.hexDigest() + std::string(kExtension));
}

void EmbeddingCache::lookThroughFolder() {
    if (std::exchange(m_looked, true)) return;
    struct Found {
        OnDisk entry;
        fs::file_time_type used;
    };
    std::vector<Found> found;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(m_folder, error)) {
        if (entry.path().extension() != kExtension || !entry.is_regular_file(error)) continue;
        const auto used = entry.last_write_time(error);
        if (entry.path().filename().string().starts_with('.')) { // see writeFileAtomically
            if (used < fs::file_time_type::clock::now() - kAbandoned) fs::remove(entry.path(), error);
            continue;
        }
        if (const auto bytes = entry.file_size(error); !error) found.push_back({{entry.path(), bytes}, used});
    }
    std::ranges::sort(found, {}, &Found::used);
    for (const Found& file : found)
        remember(file.entry);
}

void EmbeddingCache::forget(const fs::path& file) {
    const auto place = m_disk_places.find(file);
    if (place == m_disk_places.end()) return;
    m_disk_bytes -= place->second->bytes;
    m_disk.erase(place->second);
    m_disk_places.erase(place);
}

void EmbeddingCache::remember(OnDisk entry) {
    forget(entry.file);
    m_disk_bytes += entry.bytes;
    m_disk.push_front(std::move(entry));
    m_disk_places[m_disk.front().file] = m_disk.begin();
    while (m_disk_bytes > m_budget.disk_bytes) {
        const fs::path oldest = m_disk.back().file;
        std::error_code gone_already;
        fs::remove(oldest, gone_already);
        forget(oldest);
    }
}

std::optional<EmbeddingCache::Stored> EmbeddingCache::read(const EmbeddingKey& key) {
    if (m_folder.empty()) return std::nullopt;
    const fs::path file = fileFor(key);
    const auto text = readFile(file);
    if (!text) {
        const std::scoped_lock lock(m_disk_mutex);
        forget(file);
        return std::nullopt;
    }
    auto stored = parsed(*text, key);
    std::error_code gone_already;
    const std::scoped_lock lock(m_disk_mutex);
    lookThroughFolder();
    if (!stored) {
        fs::remove(file, gone_already);
        forget(file);
        return std::nullopt;
    }
    // The next run knows what was used last from the files alone.
    fs::last_write_time(file, fs::file_time_type::clock::now(), gone_already);
    if (!gone_already) remember({file, text->size()});
    return stored;
}

Result<void> EmbeddingCache::write(const EmbeddingKey& key, const nn::ImageEmbedding& embedding) {
    if (m_folder.empty()) return {};
    const std::vector<float> values = embedding.values();
    std::vector<std::uint16_t> halves(values.size());
    std::ranges::transform(values, halves.begin(), halfFromFloat);
    Header header;
    header.width = embedding.imageSize().width;
    header.height = embedding.imageSize().height;
    header.count = halves.size();
    header.digest = digestOf(key, header, bytesOf(halves));
    std::string text(reinterpret_cast<const char*>(&header), sizeof header);
    text.append(reinterpret_cast<const char*>(halves.data()), bytesOf(halves).size());
    if (text.size() > m_budget.disk_bytes) return {};
    {
        const std::scoped_lock lock(m_disk_mutex);
        lookThroughFolder(); // before the new file is there
    }
    const fs::path file = fileFor(key);
    if (auto written = writeFileAtomically(file, text); !written) return written;
    const std::scoped_lock lock(m_disk_mutex);
    remember({file, text.size()});
    return {};
}

std::uintmax_t EmbeddingCache::diskBytes() {
    const std::scoped_lock lock(m_disk_mutex);
    lookThroughFolder();
    return m_disk_bytes;
}

} // namespace soundmask
