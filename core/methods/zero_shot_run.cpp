#include "core/methods/zero_shot_run.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

#include "core/methods/sound_slices.h"
#include "core/methods/step_timer.h"
#include "core/models/machine.h"

namespace soundmask {

namespace {

constexpr std::size_t kBatch = 5; ///< frames at a time: a clip of the data set
constexpr int kTiles = 5;         ///< how often the published code repeats a second
constexpr Size kSquashed{nn::AudioVisualEncoder::kPictureSide, nn::AudioVisualEncoder::kPictureSide};

Image squashed(const Image& image) {
    if (image.size() == kSquashed) return image.clone();
    Image small(kSquashed);
    const cv::Mat from(image.height(), image.width(), CV_8UC3, const_cast<std::uint8_t*>(image.data()), image.stride());
    cv::Mat to(small.height(), small.width(), CV_8UC3, small.data(), small.stride());
    cv::resize(from, to, to.size(), 0, 0, cv::INTER_LINEAR);
    return small;
}

PromptSet scaled(PromptSet prompts, Size from, Size to) {
    if (from == to) return prompts;
    const double x = static_cast<double>(to.width) / from.width, y = static_cast<double>(to.height) / from.height;
    for (PointPrompt& point : prompts.points)
        point.point_in_video = {point.point_in_video.x * x, point.point_in_video.y * y};
    for (BoxPrompt& box : prompts.boxes) {
        const BoxF b = box.box_in_video;
        box.box_in_video = {b.x0 * x, b.y0 * y, b.x1 * x, b.y1 * y};
    }
    return prompts;
}

/// All points as one question, each box as one.
std::vector<nn::MaskPrompt> questionsOf(const PromptSet& prompts) {
    std::vector<nn::MaskPrompt> questions;
    if (!prompts.points.empty()) {
        nn::MaskPrompt& question = questions.emplace_back();
        for (const PointPrompt& point : prompts.points)
            question.points.push_back({point.point_in_video, point.positive});
    }
    for (const BoxPrompt& box : prompts.boxes)
        questions.emplace_back().box_in_video = box.box_in_video;
    return questions;
}

/// Where networks can run here: without a graphics card nothing is offered that needs one.
std::vector<std::string> deviceWords(std::size_t cards) {
    std::vector<std::string> words{"auto", "cpu"};
    for (std::size_t card = 0; card < cards; ++card)
        words.push_back("cuda:" + std::to_string(card));
    return words;
}

std::vector<std::string> precisionWords(std::size_t cards) {
    if (cards == 0) return {"fp32"};
    return {"fp32", "fp16", "bf16"};
}

MaskRle unionOf(const MaskRle& a, const MaskRle& b) {
    if (a.isBlank()) return b;
    Mask all = a.toDense();
    const Mask more = b.toDense();
    std::transform(all.values.begin(), all.values.end(), more.values.begin(), all.values.begin(), std::bit_or<>());
    return MaskRle::fromDense(all);
}

} // namespace

std::vector<ParameterInfo> ZeroShotRun::parametersWith(std::vector<ParameterInfo> own) {
    std::vector<ParameterInfo> all{
        {.key = "variant",
         .type = ParameterInfo::Type::Choice,
         .default_value = "published",
         .choices = {"published", "intended"},
         .meaning =
             "As the paper's published code does it, with its oddities and on the picture squashed to 224 x 224, or "
             "as the paper means it, on the whole picture."},
    };
    all.insert(all.end(), own.begin(), own.end());
    const std::size_t cards = lookAtMachine().graphics_cards.size();
    const std::string restriction = cards == 0 ? "no graphics card that networks can run on was found" : "";
    all.push_back({.key = "device",
                   .type = ParameterInfo::Type::Choice,
                   .default_value = "auto",
                   .choices = deviceWords(cards),
                   .meaning = "Where Segment Anything runs; AudioCLIP runs on the processor.",
                   .restriction = restriction});
    all.push_back({.key = "precision",
                   .type = ParameterInfo::Type::Choice,
                   .default_value = "fp32",
                   .choices = precisionWords(cards),
                   .meaning = "Numbers the networks calculate with; those of 16 bits need a graphics card.",
                   .restriction = restriction});
    return all;
}

ZeroShotRun::ZeroShotRun(const MethodInfo& info, const InferenceRequest& request, const ResolvedOptions& options,
                         FrameSource& source, const PredictionSink& sink, std::stop_token stop)
    : m_info(info)
    , m_request(request)
    , m_options(options)
    , m_source(source)
    , m_sink(sink)
    , m_stop(std::move(stop))
    , m_video(source.size())
    , m_is_published(options.text("variant") == "published")
    , m_key_frames(requestedKeyFrames(request, source)) {
    m_prediction.clip = request.clip;
    m_prediction.provenance.method = info.name;
    m_prediction.provenance.method_version = info.version;
    m_prediction.provenance.options = options.all();
}

Result<Prediction> ZeroShotRun::predict() {
    if (auto loaded = loadNetworks(); !loaded) return fail(loaded.error());
    const std::span<const KeyFrame> all(m_key_frames);
    for (std::size_t begin = 0; begin < all.size(); begin += kBatch) {
        auto batch = read(all.subspan(begin, std::min(kBatch, all.size() - begin)));
        if (!batch) return fail(batch.error());
        if (auto prepared = prepare(*batch); !prepared) return fail(prepared.error());
        auto seen = batch->cbegin();
        for (const KeyFrame& key_frame : all.subspan(begin, std::min(kBatch, all.size() - begin))) {
            if (m_stop.stop_requested()) return cancelled(m_source);
            reportStep(zero_shot_step::kSegment);
            FramePrediction frame = blankFrame(key_frame);
            if (seen != batch->cend() && seen->key_frame == key_frame) {
                if (auto answered = answer(*seen++, frame); !answered) return fail(answered.error());
            }
            deliver(std::move(frame));
        }
    }
    addWarnings();
    reportStep(zero_shot_step::kSegment);
    return std::move(m_prediction);
}

Result<void> ZeroShotRun::loadNetworks() {
    reportStep(zero_shot_step::kLoad);
    const StepTimer timer(provenance().timings_s, "load");
    auto& shelf = NetworkShelf::shared();
    for (const std::string& role : m_info.weight_roles) {
        const auto& weights = m_request.weights.at(role);
        if (role == "sam") {
            auto network = shelf.segmenter(weights, m_stop, {m_options.text("device"), m_options.text("precision")});
            if (!network) return fail(network.error());
            provenance().device = deviceName(network->compute);
            provenance().precision = precisionName(network->compute);
            m_segmenter = std::move(*network);
            provenance().weight_sha256[role] = m_segmenter.sha256;
        } else {
            auto network = shelf.encoder(weights, m_stop);
            if (!network) return fail(network.error());
            m_encoder = std::move(*network);
            provenance().weight_sha256[role] = m_encoder.sha256;
        }
    }
    return {};
}

/// A frame that cannot be decoded is left out.
Result<std::vector<SeenFrame>> ZeroShotRun::read(std::span<const KeyFrame> key_frames) {
    const StepTimer timer(provenance().timings_s, "decode");
    std::vector<SeenFrame> batch;
    for (const KeyFrame& key_frame : key_frames) {
        if (m_stop.stop_requested()) return cancelled(m_source);
        auto frame = m_source.frameAt(key_frame.frame);
        if (!frame && frame.error().code != ErrorCode::FrameUnavailable) return fail(frame.error());
        if (!frame) {
            count("pictures-unreadable", "cannot be decoded; their masks are blank");
            continue;
        }
        SeenFrame& seen = batch.emplace_back();
        seen.key_frame = key_frame;
        seen.frame = std::move(*frame);
        seen.squashed = squashed(seen.frame->image);
    }
    return batch;
}

Result<std::vector<float>> ZeroShotRun::soundOf(int second, SoundFrontEnd front_end) {
    const int rate_hz = front_end == SoundFrontEnd::Tiled44k ? nn::AudioVisualEncoder::kRate_hz : 48000;
    const SampleIndex length = std::llround(m_source.soundEnd_s() * rate_hz);
    const SampleIndex begin = sliceBegin(second - 1, length, rate_hz), end = begin + rate_hz;
    auto block = m_source.audio({static_cast<double>(begin) / rate_hz, static_cast<double>(end) / rate_hz}, rate_hz, 1);
    if (!block) return fail(block.error());
    std::vector<float> samples = std::move(block->samples);
    const auto whole = static_cast<std::size_t>(rate_hz);
    if (length > 0 && length < rate_hz) { // no second at all: what there is, again and again
        samples.resize(static_cast<std::size_t>(length));
        samples = repeated(samples, static_cast<int>(rate_hz / length + 1));
    }
    samples.resize(whole);
    if (isSilent(samples)) m_silent_seconds.insert(second);
    if (front_end == SoundFrontEnd::Tiled44k) return repeated(samples, kTiles);
    quantise16(samples);
    return samples;
}

Result<void> ZeroShotRun::listen(std::vector<SeenFrame>& batch, SoundFrontEnd front_end, const char* result) {
    reportStep(zero_shot_step::kListen);
    m_heard_result = result;
    std::vector<std::vector<float>> sounds;
    {
        const StepTimer timer(provenance().timings_s, "sound");
        for (const SeenFrame& seen : batch) {
            auto sound = soundOf(seen.key_frame.second, front_end);
            if (!sound) return fail(sound.error());
            sounds.push_back(std::move(*sound));
        }
    }
    const StepTimer timer(provenance().timings_s, "sound encoder");
    auto vectors = NetworkShelf::shared().embedSounds(m_encoder, sounds, m_stop);
    if (!vectors) return fail(vectors.error());
    for (std::size_t i = 0; i < batch.size(); ++i)
        batch[i].sound = std::move((*vectors)[i]);
    return {};
}

Result<void> ZeroShotRun::compare(std::vector<SeenFrame>& batch, nn::PlaceAttention attention) {
    reportStep(zero_shot_step::kCompare);
    const StepTimer timer(provenance().timings_s, "picture encoder");
    std::vector<Image> pictures;
    std::vector<nn::UnitVector> sounds;
    for (const SeenFrame& seen : batch) {
        pictures.push_back(seen.squashed.clone());
        sounds.push_back(seen.sound);
    }
    auto maps = NetworkShelf::shared().similarity(m_encoder, pictures, sounds, attention, m_stop);
    if (!maps) return fail(maps.error());
    for (std::size_t i = 0; i < batch.size(); ++i)
        batch[i].similarity = std::move((*maps)[i]);
    return {};
}

const Image& ZeroShotRun::segmentedPicture(const SeenFrame& seen) const {
    return m_is_published ? seen.squashed : seen.frame->image;
}

const PromptSet* ZeroShotRun::userPrompts(FrameIndex frame) const {
    const auto prompts = m_request.prompts.find(frame);
    return prompts == m_request.prompts.end() || prompts->second.isEmpty() ? nullptr : &prompts->second;
}

Result<void> ZeroShotRun::segment(const SeenFrame& seen, const PromptSet& prompts, Size from, bool multimask,
                                  FramePrediction& frame) {
    frame.prompts = scaled(prompts, from, m_video);
    if (prompts.isEmpty()) return {};
    const Image& picture = segmentedPicture(seen);
    std::shared_ptr<const nn::ImageEmbedding> embedding;
    {
        const StepTimer timer(provenance().timings_s, "segmenter");
        auto embedded = NetworkShelf::shared().embed(m_segmenter, picture, m_stop);
        if (!embedded) return fail(embedded.error());
        embedding = std::move(*embedded);
    }
    const StepTimer timer(provenance().timings_s, "mask decoder");
    const auto questions = questionsOf(scaled(prompts, from, picture.size()));
    const auto answers = m_segmenter.network->predict(*embedding, questions, multimask);
    if (!answers) return fail(answers.error());
    MaskRle found(picture.size());
    for (const auto& masks : *answers) {
        const auto best = std::ranges::max_element(masks, {}, &nn::MaskCandidate::predicted_iou);
        found = unionOf(found, best->mask);
        frame.score = std::max(frame.score, best->predicted_iou);
        for (const nn::MaskCandidate& mask : masks)
            frame.candidates.push_back({inVideo(mask.mask), mask.predicted_iou});
    }
    frame.mask = inVideo(found);
    return {};
}

FramePrediction ZeroShotRun::blankFrame(const KeyFrame& key_frame) const {
    FramePrediction frame;
    frame.key_frame = key_frame;
    frame.mask = MaskRle(m_video);
    frame.from_test_weights = hasTestWeights();
    return frame;
}

void ZeroShotRun::deliver(FramePrediction frame) {
    if (m_sink.on_frame) m_sink.on_frame(frame);
    m_prediction.frames.push_back(std::move(frame));
}

void ZeroShotRun::reportStep(const char* step, double share_of_frame) {
    const auto done = static_cast<double>(m_prediction.frames.size()) + share_of_frame;
    const auto all = static_cast<double>(std::max<std::size_t>(m_key_frames.size(), 1));
    if (m_sink.on_progress) m_sink.on_progress({std::min(done / all, 1.0), step});
}

void ZeroShotRun::count(const char* code, const char* what) {
    auto& [number, text] = m_counted[code];
    ++number;
    text = what;
}

bool ZeroShotRun::hasTestWeights() const {
    return std::ranges::any_of(m_request.weights, [](const auto& role) { return isTestWeights(role.second); });
}

void ZeroShotRun::addWarnings() {
    if (hasTestWeights())
        m_prediction.marks.push_back({"test-weights", "made with test weights; what they find means nothing"});
    for (const auto& [code, counted] : m_counted)
        m_prediction.warnings.push_back({code, std::to_string(counted.first) + " of " +
                                                   std::to_string(m_key_frames.size()) + " key frames " +
                                                   counted.second});
    // The network compares silence as it does any sound, and the differences are stretched: it looks like an answer.
    if (!m_silent_seconds.empty())
        m_prediction.warnings.push_back({"silence", secondsInWords(m_silent_seconds) +
                                                        (m_silent_seconds.size() == 1 ? " is" : " are") +
                                                        " silent: " + m_heard_result + " there says nothing"});
}

} // namespace soundmask
