#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/models/compute_choice.h"
#include "core/models/embedding_cache.h"
#include "core/models/machine.h"
#include "core/models/recently_used.h"
#include "core/nn/audio_visual_encoder.h"
#include "core/nn/promptable_segmenter.h"
#include "core/project/inference_request.h"

namespace soundmask {

/// A network and what its weights are.
template <typename Network>
struct ShelvedNetwork {
    std::shared_ptr<Network> network;
    std::string sha256;    ///< of the weight file; the word for test weights
    std::string library;   ///< "LibTorch 2.15.0"
    nn::Compute compute{}; ///< where it runs
};
using ShelvedSegmenter = ShelvedNetwork<nn::PromptableSegmenter>;
using ShelvedEncoder = ShelvedNetwork<nn::AudioVisualEncoder>;

/// Where the embedding of \p picture by \p segmenter is kept.
EmbeddingKey embeddingKey(const ShelvedSegmenter& segmenter, const Image& picture);

/// The network of a variant of the catalogue's role "sam", and the other way round.
std::optional<nn::SamVariant> samVariantOf(std::string_view variant);
const char* variantName(nn::SamVariant variant);

/// The networks methods and tools use, one of each kind in memory, and what they made of the last pictures and sounds:
/// whoever runs a method again with other thresholds, or on a frame that a tool has encoded, waits for the mask decoder
/// only. Any thread; each network looks at one picture or sound at a time, as the workers do.
class NetworkShelf {
  public:
    /// \p look tells what memory is free; for tests.
    explicit NetworkShelf(std::function<Machine()> look = lookAtMachine);
    /// The one of this process.
    static NetworkShelf& shared();

    /// Segment Anything from \p weights; which of its networks is found out. kTestWeights is MobileSAM with test
    /// weights, and "fill:vit-b", "fill:vit-l", "fill:vit-h" are the others. Errors: those of openNetworks and
    /// loadSegmenter, UnknownName, OutOfMemory before anything is read (requireMemory), those of resolveCompute.
    /// \p choice: where it is to run; "auto" is what prefer() said.
    Result<ShelvedSegmenter> segmenter(const std::filesystem::path& weights, std::stop_token stop,
                                       const ComputeChoice& choice = {});
    /// What "auto" means from now on; at first the first graphics card, without one the processor.
    void prefer(const ComputeChoice& choice);
    /// AudioCLIP, which runs on the processor. Errors: those of openNetworks and loadAudioClip, OutOfMemory.
    Result<ShelvedEncoder> encoder(const std::filesystem::path& weights, std::stop_token stop);

    /// Where embeddings of pictures are kept: at first in memory only, 256 MB.
    std::shared_ptr<EmbeddingCache> embeddings();
    void setEmbeddings(std::shared_ptr<EmbeddingCache> cache);

    /// What \p segmenter sees in \p picture; from the disk it is rounded to half floats. Errors: those of
    /// PromptableSegmenter::embed.
    Result<std::shared_ptr<const nn::ImageEmbedding>> embed(const ShelvedSegmenter& segmenter, const Image& picture,
                                                            std::stop_token stop);
    /// AudioVisualEncoder::embedSounds, in which only the new ones are computed.
    Result<std::vector<nn::UnitVector>> embedSounds(const ShelvedEncoder& encoder,
                                                    std::span<const std::vector<float>> sounds, std::stop_token stop);
    /// AudioVisualEncoder::similarity, computed only where a pair of picture and sound is new.
    Result<std::vector<FloatMap>> similarity(const ShelvedEncoder& encoder, std::span<const Image> pictures,
                                             std::span<const nn::UnitVector> sounds, nn::PlaceAttention attention,
                                             std::stop_token stop);

  private:
    /// What was used: the content of weights and of inputs.
    struct Key {
        std::string sha256;
        std::uint64_t picture = 0, sound = 0;
        int kind = 0;
        bool operator==(const Key&) const = default;
    };
    template <typename Network>
    struct Place {
        std::filesystem::path file;
        std::uintmax_t bytes = 0;
        std::filesystem::file_time_type written;
        nn::Compute compute;
        ShelvedNetwork<Network> network;
    };

    template <typename Network, typename Load>
    Result<ShelvedNetwork<Network>> take(Place<Network>& place, const std::filesystem::path& weights,
                                         const nn::Compute& compute, std::stop_token stop, const Load& load);
    Result<nn::Compute> computeFor(ComputeChoice choice);

    /// The values of \p keys, in their order; \p compute makes those that are not in \p known, whose places in \p keys
    /// it is given, and they are kept.
    template <typename Value, typename Compute>
    Result<std::vector<Value>> lookUp(RecentlyUsed<Key, Value>& known, std::span<const Key> keys,
                                      const Compute& compute);

    Result<void> requireMemoryFor(const char* role, const char* variant) const;

    const std::function<Machine()> m_look;
    std::mutex m_loading; ///< held while a network is loaded
    Place<nn::PromptableSegmenter> m_segmenter;
    Place<nn::AudioVisualEncoder> m_encoder;

    std::mutex m_seen; ///< for what follows
    ComputeChoice m_preferred;
    std::shared_ptr<EmbeddingCache> m_embeddings;
    RecentlyUsed<Key, nn::UnitVector> m_sounds{256};
    RecentlyUsed<Key, FloatMap> m_similarities{256};
};

} // namespace soundmask
