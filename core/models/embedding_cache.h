#pragma once

#include <filesystem>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/image.h"
#include "core/base/result.h"
#include "core/nn/promptable_segmenter.h"

namespace soundmask {

/// Which embedding: what was looked at, with which weights, in which precision.
struct EmbeddingKey {
    std::string picture;   ///< pictureHash()
    std::string weights;   ///< names variant and content of the weights
    std::string precision; ///< of the encoder, "fp32"

    auto operator<=>(const EmbeddingKey&) const = default;
};

/// SHA-256 of size and pixels, in hex: 5 ms a megabyte.
std::string pictureHash(const Image& image);

/// What encoders made of pictures: in memory as it is, on disk as half floats, so that a picture is encoded once. Both
/// are bounded in bytes; what was used longest ago goes first. A file on disk is whole or not there; one that is
/// damaged is removed when it is met. Any thread; find() and keep() never wait for the disk.
class EmbeddingCache {
  public:
    struct Budget {
        std::size_t memory_bytes = std::size_t{1} << 30;
        std::uintmax_t disk_bytes = std::uintmax_t{4} << 30;
    };
    /// The values of an embedding as a file had them; see PromptableSegmenter::restore.
    struct Stored {
        Size image_size;
        std::vector<float> values;
    };
    struct Seen {
        std::shared_ptr<const nn::ImageEmbedding> embedding;
        bool is_new = false; ///< the picture was encoded just now
    };

    /// \p folder need not exist and is this cache's own; an empty path keeps nothing on disk.
    EmbeddingCache(std::filesystem::path folder, Budget budget);

    /// What \p segmenter, the network of \p key, sees in \p picture: from memory, from disk, or encoded now and kept in
    /// memory; write() stores a new one on disk. Errors: those of PromptableSegmenter::embed.
    Result<Seen> see(const EmbeddingKey& key, nn::PromptableSegmenter& segmenter, const Image& picture,
                     std::stop_token stop);
    /// The embedding from memory or disk, or null.
    std::shared_ptr<const nn::ImageEmbedding> recall(const EmbeddingKey& key, nn::PromptableSegmenter& segmenter);

    /// The embedding in memory, or null.
    std::shared_ptr<const nn::ImageEmbedding> find(const EmbeddingKey& key);
    /// Keeps \p embedding in memory unless it alone is beyond the budget.
    void keep(const EmbeddingKey& key, std::shared_ptr<const nn::ImageEmbedding> embedding);
    /// What is on disk; nothing when there is no whole file.
    std::optional<Stored> read(const EmbeddingKey& key);
    /// Stores \p embedding on disk. Error: WriteFailed.
    Result<void> write(const EmbeddingKey& key, const nn::ImageEmbedding& embedding);

    std::size_t memoryBytes() const;
    std::uintmax_t diskBytes();
    /// The file of \p key, whether it is there or not.
    std::filesystem::path fileFor(const EmbeddingKey& key) const;

  private:
    struct InMemory {
        EmbeddingKey key;
        std::shared_ptr<const nn::ImageEmbedding> embedding;
        std::size_t bytes = 0;
    };
    struct OnDisk {
        std::filesystem::path file;
        std::uintmax_t bytes = 0;
    };
    using DiskList = std::list<OnDisk>;

    // The caller holds m_disk_mutex.
    void lookThroughFolder();
    void forget(const std::filesystem::path& file);
    void remember(OnDisk entry);

    const std::filesystem::path m_folder;
    const Budget m_budget;

    mutable std::mutex m_memory_mutex;
    std::list<InMemory> m_memory; ///< the last used first
    std::map<EmbeddingKey, std::list<InMemory>::iterator> m_memory_places;
    std::size_t m_memory_bytes = 0;

    std::mutex m_disk_mutex; ///< for the list; files are read and written without it
    bool m_looked = false;
    DiskList m_disk; ///< the last used first
    std::map<std::filesystem::path, DiskList::iterator> m_disk_places;
    std::uintmax_t m_disk_bytes = 0;
};

} // namespace soundmask
