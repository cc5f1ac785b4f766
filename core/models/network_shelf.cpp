#include "core/models/network_shelf.h"

#include <algorithm>
#include <cstring>

#include "core/base/file_digest.h"
#include "core/base/log.h"
#include "core/models/memory_need.h"
#include "core/nn/networks.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kEmbeddingBytes = std::size_t{256} << 20;

/// Tells inputs of one session apart, fast: FNV-1a over words of 8 bytes.
std::uint64_t digestOf(const void* data, std::size_t bytes, std::uint64_t seed = 0) {
    std::uint64_t hash = 0xCBF29CE484222325u ^ seed;
    const auto* from = static_cast<const unsigned char*>(data);
    for (; bytes > 0;) {
        std::uint64_t word = 0;
        const std::size_t taken = std::min(bytes, sizeof word);
        std::memcpy(&word, from, taken);
        hash = (hash ^ word) * 0x100000001B3u;
        hash ^= hash >> 29;
        from += taken;
        bytes -= taken;
    }
    return hash;
}

std::uint64_t digestOf(const Image& picture) {
    return digestOf(picture.data(), picture.bytes(), static_cast<std::uint64_t>(picture.width()));
}

std::uint64_t digestOf(const std::vector<float>& values) {
    return digestOf(values.data(), values.size() * sizeof(float));
}

struct Variant {
    nn::SamVariant variant;
    const char* name;
};
constexpr Variant kVariants[]{{nn::SamVariant::Mobile, "mobile"},
                              {nn::SamVariant::VitB, "vit-b"},
                              {nn::SamVariant::VitL, "vit-l"},
                              {nn::SamVariant::VitH, "vit-h"}};

/// The network that test weights are wanted for.
Result<nn::SamVariant> testVariant(const std::string& weights) {
    if (weights == kTestWeights) return nn::SamVariant::Mobile;
    if (const auto variant = samVariantOf(weights.substr(weights.find(':') + 1))) return *variant;
    return fail(ErrorCode::UnknownName, weights,
                "test weights are fill, fill:mobile, fill:vit-b, fill:vit-l or fill:vit-h");
}

} // namespace

EmbeddingKey embeddingKey(const ShelvedSegmenter& segmenter, const Image& picture) {
    return {pictureHash(picture), segmenter.sha256, precisionName(segmenter.compute)};
}

std::optional<nn::SamVariant> samVariantOf(std::string_view variant) {
    for (const Variant& each : kVariants)
        if (each.name == variant) return each.variant;
    return std::nullopt;
}

const char* variantName(nn::SamVariant variant) {
    return std::ranges::find(kVariants, variant, &Variant::variant)->name;
}

NetworkShelf::NetworkShelf(std::function<Machine()> look)
    : m_look(std::move(look))
    , m_embeddings(
          std::make_shared<EmbeddingCache>(fs::path(), EmbeddingCache::Budget{.memory_bytes = kEmbeddingBytes})) {}

std::shared_ptr<EmbeddingCache> NetworkShelf::embeddings() {
    const std::lock_guard lock(m_seen);
    return m_embeddings;
}

void NetworkShelf::setEmbeddings(std::shared_ptr<EmbeddingCache> cache) {
    const std::lock_guard lock(m_seen);
    m_embeddings = std::move(cache);
}

NetworkShelf& NetworkShelf::shared() {
    static NetworkShelf shelf;
    return shelf;
}

Result<void> NetworkShelf::requireMemoryFor(const char* role, const char* variant) const {
    const ModelFile* file = ModelCatalogue::official().file(role, variant);
    return file ? requireMemory(*file, m_look()) : Result<void>();
}

template <typename Network, typename Load>
Result<ShelvedNetwork<Network>> NetworkShelf::take(Place<Network>& place, const fs::path& weights,
                                                   const nn::Compute& compute, std::stop_token stop, const Load& load) {
    const std::lock_guard lock(m_loading);
    const bool is_test = isTestWeights(weights);
    std::error_code unknown; // of a file that is not there: loading it says so
    const auto bytes = is_test ? 0 : fs::file_size(weights, unknown);
    const auto written = is_test ? fs::file_time_type() : fs::last_write_time(weights, unknown);
    if (place.network.network && place.file == weights && place.bytes == bytes && place.written == written &&
        place.compute == compute)
        return place.network;
    place = {}; // before the next one takes as much memory
    const auto networks = nn::openNetworks();
    if (!networks) return fail(networks.error());
    auto network = load(**networks);
    if (!network) return fail(network.error());
    auto sha256 = is_test ? Result<std::string>(weights.string()) : fileDigest(weights, {}, stop);
    if (!sha256) return fail(sha256.error());
    place = {
        weights, bytes, written, compute, {std::move(*network), std::move(*sha256), (*networks)->version(), compute}};
    return place.network;
}

void NetworkShelf::prefer(const ComputeChoice& choice) {
    const std::lock_guard lock(m_seen);
    m_preferred = choice;
}

Result<nn::Compute> NetworkShelf::computeFor(ComputeChoice choice) {
    if (choice == ComputeChoice()) {
        const std::lock_guard lock(m_seen);
        choice = m_preferred;
    }
    if (m_look().graphics_cards.empty()) return resolveCompute(choice, 0);
    const auto networks = nn::openNetworks();
    if (!networks) return fail(networks.error());
    return resolveCompute(choice, (*networks)->cardCount());
}

Result<ShelvedSegmenter> NetworkShelf::segmenter(const fs::path& weights, std::stop_token stop,
                                                 const ComputeChoice& choice) {
    const auto compute = computeFor(choice);
    if (!compute) return fail(compute.error());
    return take(
        m_segmenter, weights, *compute, stop,
        [&](nn::Networks& networks) -> Result<std::unique_ptr<nn::PromptableSegmenter>> {
            const bool is_test = isTestWeights(weights);
            const auto variant = is_test ? testVariant(weights.string()) : networks.findVariant(weights);
            if (!variant) return fail(variant.error());
            if (auto room = requireMemoryFor("sam", variantName(*variant)); !room) return fail(room.error());
            return networks.loadSegmenter({*variant, is_test ? std::nullopt : std::optional(weights), *compute});
        });
}

Result<ShelvedEncoder> NetworkShelf::encoder(const fs::path& weights, std::stop_token stop) {
    using Encoder = Result<std::unique_ptr<nn::AudioVisualEncoder>>;
    return take(m_encoder, weights, nn::Compute(), stop, [&](nn::Networks& networks) -> Encoder {
        if (auto room = requireMemoryFor("audioclip", "full"); !room) return fail(room.error());
        return networks.loadAudioClip({isTestWeights(weights) ? std::nullopt : std::optional(weights)});
    });
}

Result<std::shared_ptr<const nn::ImageEmbedding>> NetworkShelf::embed(const ShelvedSegmenter& segmenter,
                                                                      const Image& picture, std::stop_token stop) {
    const auto cache = embeddings();
    const EmbeddingKey key = embeddingKey(segmenter, picture);
    const auto seen = cache->see(key, *segmenter.network, picture, std::move(stop));
    if (!seen) return fail(seen.error());
    if (seen->is_new)
        if (const auto written = cache->write(key, *seen->embedding); !written)
            log().warn("embedding not stored: {}", written.error().toString());
    return seen->embedding;
}

template <typename Value, typename Compute>
Result<std::vector<Value>> NetworkShelf::lookUp(RecentlyUsed<Key, Value>& known, std::span<const Key> keys,
                                                const Compute& compute) {
    std::vector<Value> values(keys.size());
    std::vector<std::size_t> unknown;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const std::lock_guard lock(m_seen);
        if (auto seen = known.find(keys[i]))
            values[i] = std::move(*seen);
        else
            unknown.push_back(i);
    }
    auto computed = compute(unknown);
    if (!computed) return computed;
    auto next = computed->begin();
    const std::lock_guard lock(m_seen);
    for (const std::size_t i : unknown) {
        values[i] = std::move(*next++);
        known.keep(keys[i], values[i]);
    }
    return values;
}

Result<std::vector<nn::UnitVector>> NetworkShelf::embedSounds(const ShelvedEncoder& encoder,
                                                              std::span<const std::vector<float>> sounds,
                                                              std::stop_token stop) {
    std::vector<Key> keys;
    for (const std::vector<float>& sound : sounds)
        keys.push_back({encoder.sha256, 0, digestOf(sound), 0});
    return lookUp(m_sounds, keys, [&](std::span<const std::size_t> unknown) {
        std::vector<std::vector<float>> unknown_sounds;
        for (const std::size_t i : unknown)
            unknown_sounds.push_back(sounds[i]);
        return encoder.network->embedSounds(unknown_sounds, stop);
    });
}

Result<std::vector<FloatMap>> NetworkShelf::similarity(const ShelvedEncoder& encoder, std::span<const Image> pictures,
                                                       std::span<const nn::UnitVector> sounds,
                                                       nn::PlaceAttention attention, std::stop_token stop) {
    std::vector<Key> keys;
    for (std::size_t i = 0; i < pictures.size(); ++i)
        keys.push_back({encoder.sha256, digestOf(pictures[i]), digestOf(sounds[i]), static_cast<int>(attention)});
    return lookUp(m_similarities, keys, [&](std::span<const std::size_t> unknown) {
        std::vector<Image> unknown_pictures;
        std::vector<nn::UnitVector> unknown_sounds;
        for (const std::size_t i : unknown) {
            unknown_pictures.push_back(pictures[i].clone());
            unknown_sounds.push_back(sounds[i]);
        }
        return encoder.network->similarity(unknown_pictures, unknown_sounds, attention, stop);
    });
}

} // namespace soundmask
