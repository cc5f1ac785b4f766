#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "core/engine/segmentation_session.h"

namespace soundmask::test {

/// An embedding of chosen values.
class PlainEmbedding : public nn::ImageEmbedding {
  public:
    PlainEmbedding(Size size, std::vector<float> values)
        : m_size(size)
        , m_values(std::move(values)) {}

    Size imageSize() const override { return m_size; }
    std::vector<float> values() const override { return m_values; }
    std::size_t bytes() const override { return m_values.size() * sizeof(float); }

  private:
    Size m_size;
    std::vector<float> m_values;
};

/// Lets a test hold the encoder until it has seen what it wants.
class Gate {
  public:
    void close() { set(false); }
    void open() { set(true); }
    /// Returns false when \p stop was requested before the gate opened.
    bool pass(std::stop_token stop) {
        std::unique_lock lock(m_mutex);
        return m_changed.wait(lock, stop, [this] { return m_open; });
    }

  private:
    void set(bool open) {
        const std::scoped_lock lock(m_mutex);
        m_open = open;
        m_changed.notify_all();
    }

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_open = true;
};

/// Answers by rule: the embedding is the red value of the first pixel; candidates are squares around the first point,
/// the middle one with the best score.
class FakeSegmenter : public nn::PromptableSegmenter {
  public:
    struct Shared {
        Gate gate;
        std::atomic<int> encodings{0};
        std::atomic<int> given_up{0};
    };
    explicit FakeSegmenter(Shared& shared)
        : m_shared(shared) {}

    Result<std::shared_ptr<const nn::ImageEmbedding>> embed(const Image& image, std::stop_token stop) override {
        if (!m_shared.gate.pass(stop)) {
            ++m_shared.given_up;
            return fail(ErrorCode::Cancelled, "", "stopped");
        }
        ++m_shared.encodings;
        return std::make_shared<const PlainEmbedding>(image.size(), std::vector<float>(64, image.row(0)[0]));
    }
    Result<HurriedEmbedding> embedWithin(std::chrono::milliseconds, const Image& image, std::stop_token stop) override {
        auto embedding = embed(image, std::move(stop));
        if (!embedding) return fail(embedding.error());
        return HurriedEmbedding{std::move(*embedding), 0};
    }
    Result<std::shared_ptr<const nn::ImageEmbedding>> restore(Size size, std::span<const float> values) override {
        return std::make_shared<const PlainEmbedding>(size, std::vector<float>(values.begin(), values.end()));
    }
    Result<std::vector<std::vector<nn::MaskCandidate>>>
    predict(const nn::ImageEmbedding& embedding, std::span<const nn::MaskPrompt> prompts, bool) override {
        if (prompts.front().points.empty()) return fail(ErrorCode::InvalidValue, "fake", "no point");
        std::vector<nn::MaskCandidate> candidates;
        for (const double score : {0.5, 0.9, 0.7}) {
            Mask mask(embedding.imageSize());
            mask.at(static_cast<int>(prompts.front().points.front().point_in_video.x), 0) = 1;
            candidates.push_back({MaskRle::fromDense(mask), score, FloatMap({1, 1}, embedding.values().front())});
        }
        return std::vector<std::vector<nn::MaskCandidate>>(1, candidates);
    }
    Result<std::vector<nn::AutomaticMask>> segmentEverything(const Image& image, const nn::AutomaticMaskOptions&,
                                                             const ProgressCallback&, std::stop_token) override {
        std::vector<nn::AutomaticMask> masks(1);
        masks.front().mask = MaskRle(image.size());
        return masks;
    }

  private:
    Shared& m_shared;
};

} // namespace soundmask::test
