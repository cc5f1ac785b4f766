#include "core/engine/segmentation_session.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>

#include "core/base/log.h"
#include "core/engine/guard.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

/// Questions have a thread of their own: they are answered while a frame is being encoded.
constexpr const char* kEncodingDevice = "cpu";
constexpr const char* kAnsweringDevice = "cpu-prompts";
constexpr int kVisiblePriority = 5, kAheadPriority = -5;

double secondsSince(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

} // namespace

class SegmentationSession::Core : public std::enable_shared_from_this<Core> {
  public:
    Core(JobQueue& queue, std::shared_ptr<EmbeddingCache> cache, SegmenterLoader load, SegmentationEvents events)
        : m_queue(queue)
        , m_cache(std::move(cache))
        , m_load(std::move(load))
        , m_events(std::move(events)) {}

    void close() {
        std::unique_lock lock(m_mutex);
        m_closed = true;
        m_stop.request_stop();
        m_idle.wait(lock, [this] { return m_active == 0; });
    }

    void setNetwork(std::optional<fs::path> weights) {
        std::optional<ShelvedSegmenter> gone; // freed after the lock
        const std::scoped_lock lock(m_mutex);
        m_weights = std::move(weights);
        ++m_network;
        gone = std::exchange(m_loaded, std::nullopt);
        m_unavailable = false;
        forgetFrames();
    }

    void setClip(SourceFactory open_source) {
        const std::scoped_lock lock(m_mutex);
        m_open_source = std::move(open_source);
        ++m_clip;
        m_visible.reset();
        m_ahead.clear();
        forgetFrames();
    }

    void want(FramePtr visible, std::vector<FrameIndex> ahead) {
        const std::scoped_lock lock(m_mutex);
        m_visible = std::move(visible);
        m_ahead = std::move(ahead);
        const auto next = mostWanted();
        if (m_encoding && next != m_encoding) m_stop.request_stop();
        scheduleEncoding();
    }

    void ask(MaskQuestion question) {
        const std::scoped_lock lock(m_mutex);
        m_question = std::move(question);
        scheduleAnswering();
    }

    void forgetQuestion() {
        const std::scoped_lock lock(m_mutex);
        m_question.reset();
    }

    std::vector<FrameIndex> encodedFrames() const {
        const std::scoped_lock lock(m_mutex);
        std::vector<FrameIndex> frames;
        for (const auto& [frame, key] : m_encoded)
            frames.push_back(frame);
        return frames;
    }

    bool isEncoded(FrameIndex frame) const {
        const std::scoped_lock lock(m_mutex);
        return m_encoded.contains(frame);
    }

    Result<std::vector<nn::AutomaticMask>> segmentEverything(const Image& image,
                                                             const nn::AutomaticMaskOptions& options,
                                                             const ProgressCallback& progress, std::stop_token stop) {
        std::unique_lock lock(m_mutex);
        if (m_closed) return fail(ErrorCode::Cancelled, "", "closed");
        if (!m_weights) return fail(ErrorCode::MissingModel, "Segment Anything", "no weights are chosen");
        const Presence presence(*this);
        const auto weights = *m_weights;
        const auto network = m_network;
        lock.unlock();
        const auto loaded = load(weights, network);
        if (!loaded) return fail(loaded.error());
        return loaded->network->segmentEverything(image, options, progress, stop);
    }

  private:
    /// Work on one frame, with what was true when it began.
    struct Turn {
        FrameIndex frame = 0;
        FramePtr picture; ///< null: to be read
        fs::path weights;
        std::uint64_t network = 0;
        std::uint64_t clip = 0;
        SourceFactory open_source;
        std::stop_token stop;
    };

    /// Makes close() wait. Made with the mutex held, ends without it.
    class Presence {
      public:
        explicit Presence(Core& core)
            : m_core(core) {
            ++core.m_active;
        }
        ~Presence() {
            const std::scoped_lock lock(m_core.m_mutex);
            --m_core.m_active;
            m_core.m_idle.notify_all();
        }
        Presence(const Presence&) = delete;
        Presence& operator=(const Presence&) = delete;

      private:
        Core& m_core;
    };

    // With the mutex held ---------------------------------------------------------------------------------------

    void forgetFrames() {
        m_encoded.clear();
        m_failed.clear();
        m_question.reset();
        m_stop.request_stop();
        scheduleEncoding();
    }

    std::optional<FrameIndex> mostWanted() const {
        const auto is_open = [this](FrameIndex frame) {
            return !m_encoded.contains(frame) && !m_failed.contains(frame);
        };
        if (m_visible && is_open(m_visible->index)) return m_visible->index;
        const auto found = std::ranges::find_if(m_ahead, is_open);
        return found == m_ahead.end() ? std::nullopt : std::optional(*found);
    }

    void scheduleEncoding() {
        const auto next = mostWanted();
        if (m_closed || !m_weights || m_unavailable || m_encoding || !next) return;
        const int priority = m_visible && *next == m_visible->index ? kVisiblePriority : kAheadPriority;
        if (m_encoding_job.isValid()) {
            m_queue.reprioritise(m_encoding_job, priority);
            return;
        }
        JobRequest job;
        job.title = "encode frames";
        job.device = kEncodingDevice;
        job.priority = priority;
        job.work = [self = shared_from_this()](JobContext&) -> Result<void> {
            self->encodeMostWanted();
            return {};
        };
        m_encoding_job = m_queue.submit(std::move(job));
    }

    void scheduleAnswering() {
        if (m_closed || m_answering || !m_question || !m_encoded.contains(m_question->frame)) return;
        m_answering = true;
        JobRequest job;
        job.title = "answer prompts";
        job.device = kAnsweringDevice;
        job.work = [self = shared_from_this()](JobContext&) -> Result<void> {
            while (self->answerNewest()) {
            }
            return {};
        };
        m_queue.submit(std::move(job));
    }

    bool isCurrent(const Turn& turn) const { return turn.network == m_network && turn.clip == m_clip; }

    // On the workers' threads, without the mutex ----------------------------------------------------------------

    /// The network of \p weights, loaded when it is not there. One thread at a time.
    Result<ShelvedSegmenter> load(const fs::path& weights, std::uint64_t network) {
        {
            const std::scoped_lock lock(m_mutex);
            if (m_loaded && m_network == network) return *m_loaded;
        }
        tell(m_events.on_loading);
        auto loading = m_load(weights);
        std::unique_lock lock(m_mutex);
        if (network != m_network) return fail(ErrorCode::Cancelled, "", "another network was chosen");
        if (!loading) {
            m_unavailable = true;
            lock.unlock();
            tell(m_events.on_unavailable, loading.error());
            return fail(loading.error());
        }
        m_loaded = *loading;
        return loading;
    }

    void encodeMostWanted() {
        std::unique_lock lock(m_mutex);
        m_encoding_job = {};
        const auto next = mostWanted();
        if (m_closed || !m_weights || m_unavailable || !next) return;
        m_stop = std::stop_source();
        m_encoding = next;
        const bool is_visible = m_visible && m_visible->index == *next;
        const Turn turn{*next,
                        is_visible ? m_visible : FramePtr(),
                        *m_weights,
                        m_network,
                        m_clip,
                        m_open_source,
                        m_stop.get_token()};
        const Presence presence(*this);
        lock.unlock();
        if (const auto done = guarded("encoding", [&] { return encode(turn); }); !done) frameFailed(turn, done.error());
        lock.lock();
        m_encoding.reset();
        scheduleEncoding();
        const bool is_idle = !m_encoding_job.isValid();
        lock.unlock();
        if (is_idle) tell(m_events.on_idle);
    }

    Result<void> encode(const Turn& turn) {
        const auto loaded = load(turn.weights, turn.network);
        if (!loaded || turn.stop.stop_requested()) return {}; // told already
        tell(m_events.on_encoding, turn.frame);
        const auto picture = pictureOf(turn);
        if (!picture) return fail(picture.error());
        const EmbeddingKey key = embeddingKey(*loaded, (*picture)->image);
        const Clock::time_point begin = Clock::now();
        EncodedFrame encoded{turn.frame, 0.0, true, loaded->library};
        const auto seen = m_cache->see(key, *loaded->network, (*picture)->image, turn.stop);
        if (!seen) return fail(seen.error());
        encoded.from_cache = !seen->is_new;
        encoded.encoding_s = secondsSince(begin);
        {
            const std::scoped_lock lock(m_mutex);
            if (!isCurrent(turn)) return {};
            m_encoded[turn.frame] = key;
            scheduleAnswering();
        }
        tell(m_events.on_encoded, encoded);
        if (!seen->is_new) return {};
        if (const auto written = m_cache->write(key, *seen->embedding); !written)
            log().warn("embedding not stored: {}", written.error().toString());
        return {};
    }

    Result<FramePtr> pictureOf(const Turn& turn) {
        if (turn.picture) return turn.picture;
        if (!m_source || m_source_clip != turn.clip) {
            m_source.reset();
            auto opened = turn.open_source();
            if (!opened) return fail(opened.error());
            m_source = std::move(*opened);
            m_source_clip = turn.clip;
        }
        return m_source->frameAt(turn.frame);
    }

    void frameFailed(const Turn& turn, const Error& error) {
        if (error.code == ErrorCode::Cancelled) return;
        {
            const std::scoped_lock lock(m_mutex);
            if (!isCurrent(turn)) return;
            m_failed.insert(turn.frame);
            m_unavailable = error.code == ErrorCode::OutOfMemory; // the next frame needs as much
        }
        if (error.code == ErrorCode::OutOfMemory)
            tell(m_events.on_unavailable, error);
        else
            tell(m_events.on_failed, turn.frame, error);
    }

    /// Returns whether there may be another question.
    bool answerNewest() {
        std::unique_lock lock(m_mutex);
        if (m_closed || !m_question || !m_encoded.contains(m_question->frame)) {
            m_answering = false;
            return false;
        }
        const MaskQuestion question = *std::exchange(m_question, std::nullopt);
        const EmbeddingKey key = m_encoded.at(question.frame);
        const auto network = m_loaded->network;
        const Presence presence(*this);
        lock.unlock();
        const auto done = guarded("prompt", [&] { return answer(question, key, *network); });
        if (!done) tell(m_events.on_failed, question.frame, done.error());
        return true;
    }

    Result<void> answer(const MaskQuestion& question, const EmbeddingKey& key, nn::PromptableSegmenter& segmenter) {
        const auto embedding = m_cache->recall(key, segmenter);
        if (!embedding) { // neither in memory nor on disk any more: encoded again, then answered
            const std::scoped_lock lock(m_mutex);
            m_encoded.erase(question.frame);
            if (!m_question) m_question = question;
            scheduleEncoding();
            return {};
        }
        const Clock::time_point begin = Clock::now();
        auto answers = segmenter.predict(*embedding, std::span(&question.prompt, 1), true);
        if (!answers) return fail(answers.error());
        MaskAnswer answer{question.id, question.frame, std::move(answers->front()), secondsSince(begin)};
        std::ranges::stable_sort(answer.candidates, std::greater(), &nn::MaskCandidate::predicted_iou);
        tell(m_events.on_answer, answer);
        return {};
    }

    template <typename... Parameters, typename... Values>
    void tell(const std::function<void(Parameters...)>& event, const Values&... values) {
        if (event) event(values...);
    }

    JobQueue& m_queue;
    const std::shared_ptr<EmbeddingCache> m_cache;
    const SegmenterLoader m_load;
    const SegmentationEvents m_events;

    mutable std::mutex m_mutex; ///< guards all below but the source
    std::condition_variable m_idle;
    bool m_closed = false;
    int m_active = 0; ///< pieces of work that are under way
    std::optional<fs::path> m_weights;
    std::uint64_t m_network = 0; ///< counts networks, so that late work is told apart
    std::uint64_t m_clip = 0;    ///< counts clips
    std::optional<ShelvedSegmenter> m_loaded;
    bool m_unavailable = false;
    SourceFactory m_open_source;
    FramePtr m_visible;
    std::vector<FrameIndex> m_ahead;
    std::map<FrameIndex, EmbeddingKey> m_encoded;
    std::set<FrameIndex> m_failed;
    JobId m_encoding_job; ///< waits in the queue
    std::optional<FrameIndex> m_encoding;
    std::stop_source m_stop; ///< of what is being encoded
    std::optional<MaskQuestion> m_question;
    bool m_answering = false; ///< a job is there for questions

    std::unique_ptr<FrameSource> m_source; ///< of the encoding thread
    std::uint64_t m_source_clip = 0;
};

SegmentationSession::SegmentationSession(JobQueue& queue, std::shared_ptr<EmbeddingCache> cache, SegmenterLoader load,
                                         SegmentationEvents events)
    : m_core(std::make_shared<Core>(queue, std::move(cache), std::move(load), std::move(events))) {}

SegmentationSession::~SegmentationSession() {
    m_core->close();
}

void SegmentationSession::setNetwork(std::optional<fs::path> weights) {
    m_core->setNetwork(std::move(weights));
}

void SegmentationSession::setClip(SourceFactory open_source) {
    m_core->setClip(std::move(open_source));
}

void SegmentationSession::want(FramePtr visible, std::vector<FrameIndex> ahead) {
    m_core->want(std::move(visible), std::move(ahead));
}

void SegmentationSession::ask(MaskQuestion question) {
    m_core->ask(std::move(question));
}

void SegmentationSession::forgetQuestion() {
    m_core->forgetQuestion();
}

bool SegmentationSession::isEncoded(FrameIndex frame) const {
    return m_core->isEncoded(frame);
}

std::vector<FrameIndex> SegmentationSession::encodedFrames() const {
    return m_core->encodedFrames();
}

SegmentationSession::EverythingWork SegmentationSession::everythingWork() const {
    return
        [core = m_core](const Image& image, const nn::AutomaticMaskOptions& options, const ProgressCallback& progress,
                        std::stop_token stop) { return core->segmentEverything(image, options, progress, stop); };
}

} // namespace soundmask
