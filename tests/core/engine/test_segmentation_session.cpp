#include <doctest/doctest.h>

#include "tests/core/models/fake_segmenter.h"
#include "tests/support/temporary_folder.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

constexpr Size kSize{16, 8};

FramePtr frameOf(FrameIndex index) {
    auto frame = std::make_shared<Frame>();
    frame->image = Image(kSize);
    frame->image.row(0)[0] = static_cast<std::uint8_t>(index + 1);
    frame->index = index;
    return frame;
}

/// Frames 0..99, but for number 13.
class NumberedSource : public FrameSource {
  public:
    std::string name() const override { return "numbers"; }
    Size size() const override { return kSize; }
    FrameIndex frameCount() const override { return 100; }
    Rational frameRate() const override { return {10, 1}; }
    double frameTime_s(FrameIndex index) const override { return static_cast<double>(index) / 10.0; }
    FrameIndex frameShownAt(double t_s) const override { return static_cast<FrameIndex>(t_s * 10.0); }
    double duration_s() const override { return 10.0; }
    std::vector<KeyFrame> keyFrames() const override { return {}; }
    Result<FramePtr> frameAt(FrameIndex index) override {
        if (index == 13) return fail(ErrorCode::FrameUnavailable, "numbers", "thirteen cannot be decoded");
        return frameOf(index);
    }
    bool hasSound() const override { return false; }
    Result<AudioBlock> audio(TimeSpan, int, int) override { return fail(ErrorCode::NoSoundTrack, "numbers", "none"); }
};

/// A session with all that happened to it.
class Stage {
  public:
    explicit Stage(std::filesystem::path folder = {}, EmbeddingCache::Budget budget = {})
        : cache(std::make_shared<EmbeddingCache>(std::move(folder), budget)) {
        SegmentationEvents events;
        events.on_loading = [this] { note([&] { ++loadings; }); };
        events.on_unavailable = [this](const Error& error) { note([&] { unavailable = error; }); };
        events.on_encoding = [this](FrameIndex frame) { note([&] { begun.push_back(frame); }); };
        events.on_encoded = [this](const EncodedFrame& frame) { note([&] { encoded.push_back(frame); }); };
        events.on_idle = [this] { note([&] { ++idles; }); };
        events.on_failed = [this](FrameIndex frame, const Error&) { note([&] { failed.push_back(frame); }); };
        events.on_answer = [this](const MaskAnswer& answer) { note([&] { answers.push_back(answer); }); };
        session = std::make_unique<SegmentationSession>(
            queue, cache,
            [this](const std::filesystem::path& weights) -> Result<ShelvedSegmenter> {
                if (!isTestWeights(weights)) return fail(ErrorCode::FileNotFound, weights.string(), "not there");
                return ShelvedSegmenter{std::make_shared<FakeSegmenter>(shared), "fake", "Fake 1"};
            },
            std::move(events));
        session->setClip([]() -> Result<std::unique_ptr<FrameSource>> { return std::make_unique<NumberedSource>(); });
    }

    void useNetwork() { session->setNetwork(kTestWeights); }

    template <typename Condition>
    void waitFor(Condition condition) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, condition);
    }
    std::vector<FrameIndex> encodedFrames() const {
        std::vector<FrameIndex> frames;
        for (const EncodedFrame& frame : encoded)
            frames.push_back(frame.frame);
        return frames;
    }

    FakeSegmenter::Shared shared;
    std::shared_ptr<EmbeddingCache> cache;
    int loadings = 0, idles = 0;
    std::optional<Error> unavailable;
    std::vector<FrameIndex> begun, failed;
    std::vector<EncodedFrame> encoded;
    std::vector<MaskAnswer> answers;

  private:
    template <typename Change>
    void note(Change change) {
        const std::scoped_lock lock(m_mutex);
        change();
        m_changed.notify_all();
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;

  public:
    JobQueue queue;
    std::unique_ptr<SegmentationSession> session;
};

MaskQuestion question(std::uint64_t id, FrameIndex frame, double x = 3) {
    MaskQuestion asked{id, frame, {}};
    asked.prompt.points.push_back({{x, 0}, true});
    return asked;
}

using Frames = std::vector<FrameIndex>;

} // namespace

TEST_CASE("the visible frame is encoded first, then those ahead in their order") {
    Stage stage;
    stage.useNetwork();
    stage.session->want(frameOf(5), {6, 4, 7});
    stage.waitFor([&] { return stage.encoded.size() == 4; });
    CHECK(stage.encodedFrames() == Frames{5, 6, 4, 7});
    CHECK(stage.loadings == 1);
    CHECK(stage.session->encodedFrames() == Frames{4, 5, 6, 7});
    CHECK(stage.encoded.front().library == "Fake 1");
    CHECK_FALSE(stage.encoded.front().from_cache);
}

TEST_CASE("nothing is loaded before a network is chosen and a frame is wanted") {
    Stage stage;
    stage.session->want(frameOf(1), {});
    stage.session->want(nullptr, {});
    stage.useNetwork();
    CHECK(stage.loadings == 0);
    stage.session->want(frameOf(1), {});
    stage.waitFor([&] { return stage.encoded.size() == 1; });
    CHECK(stage.loadings == 1);
}

TEST_CASE("moving on gives up what is no longer the most wanted") {
    Stage stage;
    stage.shared.gate.close();
    stage.useNetwork();
    stage.session->want(frameOf(5), {6});
    stage.waitFor([&] { return stage.begun == Frames{5}; });
    stage.session->want(frameOf(50), {5});
    stage.waitFor([&] { return stage.begun == Frames{5, 50}; });
    CHECK(stage.shared.given_up == 1);
    // The same wish again does not disturb the work.
    stage.session->want(frameOf(50), {51});
    stage.shared.gate.open();
    stage.waitFor([&] { return stage.encoded.size() == 2; });
    CHECK(stage.encodedFrames() == Frames{50, 51});
    CHECK(stage.shared.given_up == 1);
}

TEST_CASE("wanting nothing stops the encoder") {
    Stage stage;
    stage.shared.gate.close();
    stage.useNetwork();
    stage.session->want(frameOf(5), {6});
    stage.waitFor([&] { return stage.begun == Frames{5}; });
    CHECK(stage.idles == 0);
    stage.session->want(nullptr, {});
    stage.waitFor([&] { return stage.idles == 1; });
    CHECK(stage.encoded.empty());
    CHECK(stage.begun == Frames{5});
    CHECK(stage.shared.given_up == 1);
}

TEST_CASE("questions are answered by the decoder, best candidate first") {
    Stage stage;
    stage.useNetwork();
    stage.session->want(frameOf(5), {});
    stage.session->ask(question(1, 5)); // before the frame is encoded
    stage.waitFor([&] { return stage.answers.size() == 1; });
    const MaskAnswer& answer = stage.answers.front();
    CHECK(answer.id == 1);
    CHECK(answer.frame == 5);
    REQUIRE(answer.candidates.size() == 3);
    CHECK(answer.candidates[0].predicted_iou == 0.9);
    CHECK(answer.candidates[2].predicted_iou == 0.5);
    CHECK(answer.candidates[0].mask.contains(3, 0));
    CHECK(answer.candidates[0].low_res_logits.values.front() == 6); // of this frame
}

TEST_CASE("a question is answered while another frame is being encoded") {
    Stage stage;
    stage.useNetwork();
    stage.session->want(frameOf(5), {});
    stage.waitFor([&] { return stage.encoded.size() == 1; });
    stage.shared.gate.close();
    stage.session->want(frameOf(5), {6});
    stage.waitFor([&] { return stage.begun.size() == 2; });
    stage.session->ask(question(7, 5));
    stage.waitFor([&] { return stage.answers.size() == 1; });
    CHECK(stage.encoded.size() == 1);
    stage.shared.gate.open();
}

TEST_CASE("a newer question takes the place of one that waits") {
    Stage stage;
    stage.useNetwork();
    stage.session->ask(question(1, 5));
    stage.session->ask(question(2, 5));
    stage.session->want(frameOf(5), {});
    stage.waitFor([&] { return !stage.answers.empty(); });
    stage.session->ask(question(3, 5));
    stage.waitFor([&] { return stage.answers.back().id == 3; });
    CHECK(stage.answers.size() == 2);
    stage.session->ask(question(4, 99));
    stage.session->forgetQuestion();
    stage.session->want(frameOf(99), {});
    stage.waitFor([&] { return stage.encoded.size() == 2; });
    stage.session->ask(question(5, 99));
    stage.waitFor([&] { return stage.answers.back().id == 5; });
    CHECK(stage.answers.size() == 3);
}

TEST_CASE("frames seen before come from memory, or from disk in another run") {
    const TemporaryFolder folder;
    {
        Stage stage(folder.path());
        stage.useNetwork();
        stage.session->want(frameOf(5), {});
        stage.waitFor([&] { return stage.encoded.size() == 1; });
        // Another clip and back.
        stage.session->setClip({});
        CHECK(stage.session->encodedFrames().empty());
        stage.session->want(frameOf(5), {});
        stage.waitFor([&] { return stage.encoded.size() == 2; });
        CHECK(stage.encoded.back().from_cache);
        CHECK(stage.shared.encodings == 1);
        stage.session.reset(); // waits until the file is written
    }
    Stage stage(folder.path());
    stage.useNetwork();
    stage.session->want(frameOf(5), {});
    stage.waitFor([&] { return stage.encoded.size() == 1; });
    CHECK(stage.encoded.front().from_cache);
    CHECK(stage.shared.encodings == 0);
    stage.session->ask(question(1, 5));
    stage.waitFor([&] { return stage.answers.size() == 1; });
    CHECK(stage.answers.front().candidates.front().low_res_logits.values.front() == 6);
}

TEST_CASE("what fell out of memory is encoded again before it is answered") {
    Stage stage({}, {.memory_bytes = 300, .disk_bytes = 0}); // room for one
    stage.useNetwork();
    stage.session->want(frameOf(5), {6});
    stage.waitFor([&] { return stage.encoded.size() == 2; });
    stage.session->ask(question(1, 5));
    stage.waitFor([&] { return stage.answers.size() == 1; });
    CHECK(stage.shared.encodings == 3);
}

TEST_CASE("a network that is not there is said once, with its name") {
    Stage stage;
    stage.session->setNetwork("no/such.pth");
    stage.session->want(frameOf(5), {6});
    stage.waitFor([&] { return stage.unavailable.has_value(); });
    CHECK(stage.unavailable->subject == "no/such.pth");
    stage.session->want(frameOf(7), {});
    stage.useNetwork(); // another choice heals it
    stage.waitFor([&] { return stage.encoded.size() == 1; });
    CHECK(stage.loadings == 2);
}

TEST_CASE("a frame that cannot be read does not hold up the others") {
    Stage stage;
    stage.useNetwork();
    stage.session->want(frameOf(5), {13, 14});
    stage.waitFor([&] { return stage.encoded.size() == 2; });
    CHECK(stage.failed == Frames{13});
    CHECK(stage.encodedFrames() == Frames{5, 14});
}

TEST_CASE("the end of a session waits for its work and ends what waits in the queue") {
    Stage stage;
    Gate busy;
    busy.close();
    stage.queue.submit({.title = "a method", .work = [&](JobContext& context) -> Result<void> {
                            busy.pass(context.stopToken());
                            return {};
                        }});
    stage.useNetwork();
    stage.session->want(frameOf(5), {6}); // waits behind the method
    const auto everything = stage.session->everythingWork();
    stage.session.reset();
    busy.open();
    stage.queue.shutdown();
    CHECK(stage.loadings == 0);
    const auto late = everything(Image(kSize), {}, {}, {});
    REQUIRE_FALSE(late);
    CHECK(late.error().code == ErrorCode::Cancelled);
}

TEST_CASE("what the tool has encoded is not encoded again for a method, nor the other way round") {
    Stage stage;
    NetworkShelf shelf;
    shelf.setEmbeddings(stage.cache);
    const ShelvedSegmenter same{std::make_shared<FakeSegmenter>(stage.shared), "fake", "Fake 1"};
    stage.useNetwork();
    stage.session->want(frameOf(3), {4});
    stage.waitFor([&] { return stage.encoded.size() == 2; });
    CHECK(stage.shared.encodings == 2);
    REQUIRE(shelf.embed(same, frameOf(4)->image, {}));
    CHECK(stage.shared.encodings == 2);

    REQUIRE(shelf.embed(same, frameOf(5)->image, {}));
    CHECK(stage.shared.encodings == 3);
    stage.session->want(frameOf(5), {});
    stage.waitFor([&] { return stage.encoded.size() == 3; });
    CHECK(stage.encoded.back().from_cache);
    CHECK(stage.shared.encodings == 3);

    // Other weights see for themselves.
    const ShelvedSegmenter other{same.network, "other", "Fake 1"};
    REQUIRE(shelf.embed(other, frameOf(5)->image, {}));
    CHECK(stage.shared.encodings == 4);
}

TEST_CASE("everything in a picture is segmented with the chosen network") {
    Stage stage;
    const auto none = stage.session->everythingWork()(Image(kSize), {}, {}, {});
    REQUIRE_FALSE(none);
    CHECK(none.error().code == ErrorCode::MissingModel);
    stage.useNetwork();
    const auto masks = stage.session->everythingWork()(Image(kSize), {}, {}, {});
    REQUIRE(masks);
    CHECK(masks->size() == 1);
    CHECK(stage.loadings == 1);
}
