#include "core/engine/mask_importer.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/atomic_file.h"
#include "core/base/image_io.h"
#include "core/engine/davis_exporter.h"
#include "core/project/dataset/mask_reader.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

using NumberedFiles = std::map<FrameIndex, fs::path>;

bool allDigits(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

/// The number at the end of a file's stem ("name_12" -> 12), or nothing.
std::optional<FrameIndex> trailingNumber(const std::string& stem) {
    const std::size_t begin = stem.find_last_not_of("0123456789") + 1;
    if (begin == stem.size() || stem.size() - begin > 9) return std::nullopt;
    return std::stoll(stem.substr(begin));
}

Result<NumberedFiles> numberedFiles(const fs::path& folder, bool numbers_only) {
    std::error_code error;
    NumberedFiles files;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const std::string extension = entry.path().extension().string(), stem = entry.path().stem().string();
        if (extension != ".png" && extension != ".PNG" && (numbers_only || extension != ".jpg")) continue;
        if (numbers_only && !allDigits(stem)) continue;
        if (const auto number = trailingNumber(stem)) files[*number] = entry.path();
    }
    if (error) return fail(ErrorCode::FileNotFound, folder.string(), "the folder cannot be read: " + error.message());
    return files;
}

MaskRle fitted(const Mask& mask, Size size) {
    const MaskRle rle = MaskRle::fromDense(mask);
    return rle.size() == size ? rle : resizedNearest(rle, size);
}

void warnOfSize(Size size, std::vector<Warning>& warnings) {
    warnings.push_back({"mask-resized", fmt::format("the masks were resized to {} x {}", size.width, size.height)});
}

/// The objects that `exportDavis` described; empty layers otherwise.
std::map<int, MaskLayer> describedObjects(const fs::path& folder, std::vector<Warning>& warnings) {
    // ROOT/Annotations/RESOLUTION/CLIP
    const fs::path list =
        folder.parent_path().parent_path().parent_path() / "Objects" / (folder.filename().string() + ".json");
    std::map<int, MaskLayer> layers;
    std::error_code error;
    if (!fs::exists(list, error)) return layers;
    try {
        const auto text = readFile(list);
        if (!text) return layers;
        const auto document = nlohmann::json::parse(*text);
        for (const auto& object : document.at("objects")) {
            MaskLayer& layer = layers[object.at("index").get<int>()];
            layer.name = object.at("name").get<std::string>();
            layer.class_name = object.at("class").get<std::string>();
            layer.colour = object.at("colour").get<Rgb>();
        }
    } catch (const nlohmann::json::exception&) {
        warnings.push_back({"object-list", list.string() + " is damaged; the objects get numbers as names"});
        layers.clear();
    }
    return layers;
}

} // namespace

Result<MaskLayer> readAvsbenchMasks(const fs::path& folder, const Clip& clip, std::vector<Warning>& warnings) {
    const auto files = numberedFiles(folder, false);
    if (!files) return fail(files.error());
    if (files->empty())
        return fail(ErrorCode::MissingData, folder.string(),
                    "it holds no mask pictures; choose the folder with files such as 1.png or name_1.png");
    const FrameIndex base = files->contains(0) ? 0 : 1;
    MaskLayer layer;
    layer.name = folder.filename().empty() ? folder.parent_path().filename().string() : folder.filename().string();
    bool resized = false;
    for (const auto& [number, path] : *files) {
        const auto key = std::find_if(clip.key_frames.begin(), clip.key_frames.end(),
                                      [&](const KeyFrame& k) { return k.second == number - base + 1; });
        if (key == clip.key_frames.end()) {
            warnings.push_back({"mask-beyond-clip", fmt::format("{} is beyond the clip's {} seconds and was left out",
                                                                path.filename().string(), clip.key_frames.size())});
            continue;
        }
        const auto reading = readBinaryMask(path);
        if (!reading) return fail(reading.error());
        if (reading->warning) warnings.push_back(*reading->warning);
        resized = resized || reading->mask.size != clip.size;
        layer.masks[key->frame] = fitted(reading->mask, clip.size);
    }
    if (layer.masks.empty())
        return fail(ErrorCode::MissingData, folder.string(), "none of its masks belongs to a second of this clip");
    if (resized) warnOfSize(clip.size, warnings);
    return layer;
}

Result<std::vector<MaskLayer>> readDavisMasks(const fs::path& folder, const Clip& clip,
                                              std::vector<Warning>& warnings) {
    const auto files = numberedFiles(folder, true);
    if (!files) return fail(files.error());
    std::map<int, MaskLayer> layers = describedObjects(folder, warnings);
    std::map<FrameIndex, RawPng> frames;
    for (const auto& [frame, path] : *files) {
        if (frame >= clip.frame_count) {
            warnings.push_back({"mask-beyond-clip", fmt::format("{} is beyond the clip's {} frames and was left out",
                                                                path.filename().string(), clip.frame_count)});
            continue;
        }
        auto png = readRawPng(path);
        if (!png) return fail(png.error());
        if (png->mode != RawPng::Mode::Palette && png->mode != RawPng::Mode::Grey)
            return fail(ErrorCode::MalformedFile, path.string(),
                        "DAVIS masks are palette pictures; this one has colours");
        for (const std::uint16_t index : png->samples)
            if (index > 0 && index <= kMostDavisObjects) layers[index];
        frames[frame] = std::move(*png);
    }
    if (frames.empty() || layers.empty())
        return fail(ErrorCode::MissingData, folder.string(),
                    "it holds no masks in DAVIS form; choose the folder with files such as 00000.png");
    const auto palette = davisPalette();
    std::vector<MaskLayer> result;
    bool resized = false;
    for (auto& [index, layer] : layers) {
        if (layer.name.empty()) {
            layer.name = "object " + std::to_string(index);
            layer.colour = palette[static_cast<std::size_t>(index)];
        }
        for (const auto& [frame, png] : frames) {
            Mask mask(png.size);
            std::transform(
                png.samples.begin(), png.samples.end(), mask.values.begin(),
                [wanted = index](std::uint16_t value) { return static_cast<std::uint8_t>(value == wanted); });
            resized = resized || png.size != clip.size;
            layer.masks[frame] = fitted(mask, clip.size);
        }
        result.push_back(std::move(layer));
    }
    if (resized) warnOfSize(clip.size, warnings);
    return result;
}

fs::path masksFolderOf(const Clip& clip, const fs::path& root) {
    std::error_code error;
    const std::string name = exportName(clip);
    for (const auto& resolution : fs::directory_iterator(root / "Annotations", error))
        if (fs::is_directory(resolution.path() / name, error)) return resolution.path() / name;
    if (fs::is_directory(root / name, error)) return root / name;
    return {};
}

bool holdsDavisMasks(const fs::path& folder) {
    const auto files = numberedFiles(folder, true);
    if (!files || files->empty() || files->begin()->second.stem().string().size() != 5) return false;
    const auto png = readRawPng(files->begin()->second);
    return png && png->mode == RawPng::Mode::Palette;
}

} // namespace soundmask
