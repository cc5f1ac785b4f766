#include "core/synth/clip_writer.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/image_io.h"
#include "core/media/video_writer.h"
#include "core/synth/scene_painter.h"
#include "core/synth/voice.h"
#include "core/synth/wav_writer.h"

namespace soundmask::synth {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

constexpr std::array kMotionNames{"hop", "sway", "pulse", "shake", "drift"};
constexpr std::array kTextureNames{"plain", "stripes", "spots", "grain"};
constexpr std::array kBackgroundNames{"meadow", "brick", "room", "city", "bokeh", "plaster", "tiles", "stage"};

FrameIndex keyFrame(int second0) {
    return avsbenchFrame(second0, kFrameRate, kFrameCount);
}

std::string categoryOf(const Scene& scene) {
    const auto sounding = std::ranges::find(scene.objects, true, &SceneObject::sounds);
    return std::string(kindName(sounding->kind));
}

/// Where the files of one clip go.
class ClipPaths {
  public:
    ClipPaths(const Scene& scene, const std::string& split, const fs::path& root)
        : m_name(scene.name)
        , m_s4(scene.layout == DatasetLayout::S4)
        , m_data(root / (m_s4 ? "s4_data" : "ms3_data"))
        , m_branch(m_s4 ? fs::path(split) / categoryOf(scene) : fs::path(split)) {}

    fs::path picture(int number) const {
        // MS3's pictures have no split level and keep the video's extension inside their names.
        const auto folder = m_data / "visual_frames" / (m_s4 ? m_branch / m_name : fs::path(m_name));
        return folder / (m_name + (m_s4 ? "_" : ".mp4_") + std::to_string(number) + ".png");
    }
    fs::path mask(const char* folder, int number) const {
        return m_data / folder / m_branch / m_name / (m_name + "_" + std::to_string(number) + ".png");
    }
    fs::path sound() const { return m_data / "audio_wav" / m_branch / (m_name + ".wav"); }
    fs::path video() const { return m_data / "raw_videos" / (m_s4 ? m_branch : fs::path()) / (m_name + ".mp4"); }
    fs::path description() const { return m_data / "scenes" / m_branch / (m_name + ".json"); }

  private:
    std::string m_name;
    bool m_s4;
    fs::path m_data;
    fs::path m_branch;
};

Json spansJson(const std::vector<TimeSpan>& spans) {
    Json list = Json::array();
    for (const auto& span : spans)
        list.push_back({span.begin_s, span.end_s});
    return list;
}

/// The picture of every second with the owner of each pixel.
std::string describe(const Scene& scene, const std::string& split, const std::vector<LabelMap>& owners) {
    Json json;
    json["generator"] = "soundmask synth";
    json["version"] = kVersion;
    json["seed"] = scene.seed;
    json["index"] = scene.index;
    json["layout"] = layoutName(scene.layout);
    json["name"] = scene.name;
    json["split"] = split;
    json["frame_size"] = {kFrameSize.width, kFrameSize.height};
    json["frame_rate"] = kFrameRate;
    for (int k = 0; k < kSeconds; ++k)
        json["key_frames"].push_back(keyFrame(k));
    json["background"] = {{"kind", kBackgroundNames[static_cast<std::size_t>(scene.background.kind)]},
                          {"pan_px_per_s", {scene.background.pan_px_per_s.x, scene.background.pan_px_per_s.y}}};
    for (std::size_t i = 0; i < scene.objects.size(); ++i) {
        const auto& object = scene.objects[i];
        Json item;
        item["class"] = kindName(object.kind);
        item["sounds"] = object.sounds;
        item["sounding_spans_s"] = object.sounds ? spansJson(object.voice_spans) : Json::array();
        for (int k = 0; k < kSeconds; ++k)
            item["sounds_in_second"].push_back(object.soundsInSecond(k));
        for (int k = 0; k < kSeconds; ++k) {
            const auto box = ScenePainter::visibleBox(owners[static_cast<std::size_t>(k)], i);
            item["boxes_xyxy"].push_back(box.isEmpty() ? Json()
                                                       : Json({box.x, box.y, box.x + box.width, box.y + box.height}));
        }
        item["drawing_order"] = i;
        item["centre"] = {object.centre.x, object.centre.y};
        item["size_px"] = object.size_px;
        item["mirrored"] = object.mirrored;
        item["texture"] = kTextureNames[static_cast<std::size_t>(object.texture)];
        item["motion"] = kMotionNames[static_cast<std::size_t>(object.motion)];
        item["moves_with_voice"] = object.moves_with_voice;
        json["objects"].push_back(std::move(item));
    }
    return json.dump(1) + "\n";
}

Result<void> writeVideo(const fs::path& path, ScenePainter& painter, const std::vector<std::int16_t>& sound,
                        const std::stop_token& stop) {
    auto writer = VideoWriter::open(path, kFrameSize, {kFrameRate, 1}, SoundFormat{kSoundRate_hz, 1});
    if (!writer) return fail(writer.error());
    constexpr std::size_t kPerFrame = kSoundRate_hz / kFrameRate;
    AudioBlock block{
        .rate_hz = kSoundRate_hz, .channels = 1, .first_sample = 0, .samples = std::vector<float>(kPerFrame)};
    for (FrameIndex i = 0; i < kFrameCount; ++i) {
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, path.string(), "stopped");
        if (auto written = (*writer)->write(painter.frame(i).image); !written) return written;
        const auto first = static_cast<std::size_t>(i) * kPerFrame;
        for (std::size_t k = 0; k < kPerFrame; ++k)
            block.samples[k] = static_cast<float>(sound[first + k]) / 32768.0f;
        if (auto written = (*writer)->write(block); !written) return written;
    }
    return (*writer)->finish();
}

} // namespace

fs::path rootFolder(DatasetLayout layout) {
    return layout == DatasetLayout::S4 ? "Single-source" : "Multi-sources";
}

std::string listName(DatasetLayout layout) {
    return layout == DatasetLayout::S4 ? "s4_meta_data.csv" : "ms3_meta_data.csv";
}

std::string listHeader(DatasetLayout layout) {
    return layout == DatasetLayout::S4 ? "name,start,category,split" : "video_id,split";
}

std::string listLine(const Scene& scene, const std::string& split) {
    return scene.layout == DatasetLayout::S4 ? scene.name + ",0," + categoryOf(scene) + "," + split
                                             : scene.name + "," + split;
}

Result<int> writeClip(const Scene& scene, const std::string& split, const fs::path& root, bool with_video,
                      const std::stop_token& stop) {
    const ClipPaths paths(scene, split, root);
    ScenePainter painter(scene);
    std::vector<LabelMap> owners;
    int blank_masks = 0;
    for (int k = 0; k < kSeconds; ++k) {
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, scene.name, "stopped");
        auto frame = painter.frame(keyFrame(k));
        if (auto written = writePng(paths.picture(k + 1), frame.image); !written) return fail(written.error());
        const Mask mask = ScenePainter::soundingMask(scene, frame.owners, k);
        if (std::ranges::count(mask.values, 1) == 0) ++blank_masks;
        std::vector<const char*> folders;
        if (scene.layout == DatasetLayout::S4) folders.push_back("gt_all");
        if (scene.layout == DatasetLayout::Ms3 || split != "train" || k == 0) folders.push_back("gt_masks");
        for (const auto* folder : folders)
            if (auto written = writeMaskPng(paths.mask(folder, k + 1), mask); !written) return fail(written.error());
        owners.push_back(std::move(frame.owners));
    }
    const auto sound = renderSound(scene);
    if (auto written = writeWav(paths.sound(), sound, kSoundRate_hz); !written) return fail(written.error());
    if (auto written = writeFileAtomically(paths.description(), describe(scene, split, owners)); !written)
        return fail(written.error());
    if (with_video)
        if (auto written = writeVideo(paths.video(), painter, sound, stop); !written) return fail(written.error());
    return blank_masks;
}

} // namespace soundmask::synth
