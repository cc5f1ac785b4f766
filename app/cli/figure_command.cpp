#include "app/cli/command.h"
#include "app/cli/offscreen.h"
#include "app/cli/stored_project.h"
#include "app/export/overlay_exporter.h"
#include "app/export/sheet_exporter.h"
#include "core/engine/prediction_reader.h"
#include "core/engine/reference_layers.h"

namespace soundmask::cli {

namespace {

namespace fs = std::filesystem;

struct Arguments {
    std::vector<std::string> inputs;
    std::string form;
    std::string out;
    std::string clip;
    std::string source;
    std::string rows;
    std::vector<int> seconds;
};

/// The clip of a data set that \p source_name means: "FOLDER CLIP", where both may hold blanks.
std::optional<DatasetClip> datasetClipOf(const std::string& source_name) {
    std::error_code error;
    for (std::size_t blank = source_name.rfind(' '); blank != std::string::npos && blank > 0;
         blank = source_name.rfind(' ', blank - 1)) {
        const fs::path folder = source_name.substr(0, blank);
        if (!fs::is_directory(folder, error)) continue;
        if (const auto dataset = openDataset(folder))
            if (const DatasetClip* clip = dataset->clip(source_name.substr(blank + 1))) return *clip;
    }
    return std::nullopt;
}

/// The clip \p stored was made on, with its ground truth where there is one.
Result<ExportClip> clipOfPrediction(const StoredPrediction& stored, const std::string& source_override,
                                    CommandContext& context) {
    const std::string source_name = source_override.empty() ? stored.source_name : source_override;
    std::error_code error;
    ExportClip made;
    std::optional<DatasetClip> member;
    if (fs::is_regular_file(source_name, error)) {
        made.open_source = [source_name] { return openVideo(source_name); };
    } else if ((member = datasetClipOf(source_name))) {
        const auto pictures = stored.prediction.provenance.options.contains("source") &&
                                      stored.prediction.provenance.options.at("source") == "raw"
                                  ? ClipPictures::Raw
                                  : ClipPictures::Frames;
        made.open_source = [clip = *member, pictures] { return openClip(clip, pictures); };
    } else {
        return soundmask::fail(ErrorCode::FileNotFound, source_name,
                               "the prediction was made on this, and it is not there; name it with --source");
    }
    auto source = made.open_source();
    if (!source) return soundmask::fail(source.error());
    const DatasetClip* of_dataset = member ? &*member : nullptr;
    made.record.clip = soundmask::clipOf(**source, source_name,
                                         member ? member->name : fs::path(source_name).filename().string(), of_dataset);
    if (member) {
        std::vector<Warning> warnings;
        made.record.layers = readReferenceLayers(*member, made.record.clip.size, made.record.clip.key_frames, warnings);
        context.console.warnings("", warnings);
    }
    return made;
}

/// What all inputs together say about one clip.
Result<ExportClip> collect(const Arguments& arguments, CommandContext& context) {
    std::optional<ExportClip> clip;
    std::vector<PredictionPtr> predictions;
    for (const std::string& input : arguments.inputs) {
        std::error_code error;
        if (fs::is_directory(input, error)) {
            const auto stored = readPrediction(input);
            if (!stored) return soundmask::fail(stored.error());
            if (!clip) {
                auto made = clipOfPrediction(*stored, arguments.source, context);
                if (!made) return made;
                clip = std::move(*made);
            }
            Prediction prediction = stored->prediction;
            for (FramePrediction& frame : prediction.frames) {
                if (frame.mask.size() != clip->record.clip.size)
                    return soundmask::fail(ErrorCode::ShapeMismatch, input,
                                           "it was made on pictures of another size than the first input");
                // Seconds are what a data set's pictures and its videos have in common.
                for (const KeyFrame& key : clip->record.clip.key_frames)
                    if (key.second == frame.key_frame.second) frame.key_frame = key;
            }
            predictions.push_back(std::make_shared<const Prediction>(std::move(prediction)));
            continue;
        }
        auto opened = ProjectStore::open(input);
        if (!opened) return soundmask::fail(opened.error());
        auto clips =
            clipsOf(opened->project, arguments.clip.empty() ? std::vector<std::string>() : std::vector{arguments.clip});
        if (!clips) return soundmask::fail(clips.error());
        if (clips->size() != 1)
            return soundmask::fail(ErrorCode::InvalidValue, input,
                                   "the project has several clips; choose one with --clip NAME");
        if (clip) return soundmask::fail(ErrorCode::InvalidValue, input, "a project comes first, predictions after it");
        clip = std::move(clips->front());
    }
    clip->predictions = std::move(predictions);
    return std::move(*clip);
}

/// What the figure shows; of a movie the one row of a free figure.
Result<SheetForm> formOf(const Arguments& arguments, bool movie) {
    SheetForm form = arguments.form == "heatmaps"     ? SheetTemplate::HeatMaps
                     : arguments.form == "case-study" ? SheetTemplate::CaseStudy
                                                      : SheetTemplate::Free;
    form.seconds = arguments.seconds;
    if (movie && !form.seconds.empty())
        return soundmask::fail(ErrorCode::InvalidValue, "--seconds", "a movie shows every second; leave it out");
    if (form.form != SheetTemplate::Free) {
        if (arguments.rows.empty()) return form;
        return soundmask::fail(ErrorCode::InvalidValue, "--rows", "only --template free has rows of its own");
    }
    const std::string usual = movie ? "heatmap+points+boxes+mask+objects+truth" : kUsualFreeRows;
    auto rows = freeRowsFromText(arguments.rows.empty() ? usual : arguments.rows);
    if (!rows) return soundmask::fail(rows.error());
    if (movie && (rows->size() != 1 || rows->front().is_sound))
        return soundmask::fail(ErrorCode::InvalidValue, arguments.rows,
                               "a movie shows one row, and has its sound anyway; join layers with +");
    form.rows = std::move(*rows);
    return form;
}

/// A movie shows one prediction: its heat map and prompts, or its masks and those of people.
Result<ExportReport> writeMovie(const ExportClip& clip, const SheetForm& form, const fs::path& out,
                                CommandContext& context) {
    LayerSet layers{LayerKind::Masks, LayerKind::GroundTruth};
    bool with_result_mask = true, with_objects = true;
    if (form.form == SheetTemplate::HeatMaps) layers = {LayerKind::HeatMap, LayerKind::Points, LayerKind::Boxes};
    if (form.form == SheetTemplate::Free) {
        layers = form.rows.front().layers;
        with_result_mask = form.rows.front().has_result_mask;
        with_objects = form.rows.front().has_objects;
    }
    ExportClip content = clip;
    if (!with_objects)
        std::erase_if(content.record.layers,
                      [](const MaskLayer& layer) { return layer.origin != LayerOrigin::GroundTruth; });
    if (with_result_mask)
        for (const PredictionPtr& prediction : content.predictions)
            content.record.layers.push_back(layerOf(*prediction, prediction->provenance.method));
    return exportOverlay(content, out, layers, {}, context.console.progress(), context.stop);
}

void runFigure(const Arguments& arguments, CommandContext& context) {
    const fs::path out = arguments.out;
    const bool movie = out.extension() == ".mp4";
    if (!movie && !isSheetFile(out))
        return context.fail(
            {ErrorCode::UnsupportedFormat, arguments.out, "figures are written as .png, .svg, .pdf or .mp4"});
    const auto form = formOf(arguments, movie);
    if (!form) return context.fail(form.error());
    const auto clip = collect(arguments, context);
    if (!clip) return context.fail(clip.error());
    const Offscreen screen;
    if (movie) {
        const auto report = writeMovie(*clip, *form, out, context);
        if (!report) return context.fail(report.error());
        return context.console.warnings("", report->warnings);
    }
    const auto sheet = buildSheet(*clip, *form, {}, context.console.progress(), context.stop);
    if (!sheet) return context.fail(sheet.error());
    if (const auto written = writeSheet(out, *sheet); !written) context.fail(written.error());
}

} // namespace

void addFigureCommand(CLI::App& app, CommandContext& context) {
    auto* command = app.add_subcommand("figure", "Make a figure of one clip: a sheet, or a movie with sound");
    const auto arguments = std::make_shared<Arguments>();
    command
        ->add_option("INPUT", arguments->inputs,
                     "Project file, folders that predict wrote, or a project and such folders")
        ->required();
    command->add_option("--template", arguments->form, "heatmaps, case-study, or free: with rows of your own")
        ->required()
        ->check(CLI::IsMember({"heatmaps", "case-study", "free"}));
    command->add_option("--out", arguments->out, "The figure: .png, .svg, .pdf or .mp4")->required();
    command->add_option("--rows", arguments->rows,
                        "Rows of a free figure from top to bottom, such as picture,sound,heatmap+points,mask+truth: "
                        "picture, sound, truth, heatmap, isolines, points, boxes, mask, objects, joined by +");
    command->add_option("--seconds", arguments->seconds, "Only these seconds, counted from 1, such as 1,3,5")
        ->delimiter(',')
        ->check(CLI::PositiveNumber);
    command->add_option("--clip", arguments->clip, "The clip, where the project has several");
    command->add_option("--source", arguments->source, "Video of the predictions, where it has moved");
    command->footer("Example: soundmask-cli figure out/clip --template case-study --out clip.pdf");
    command->callback([&context, arguments] { runFigure(*arguments, context); });
}

} // namespace soundmask::cli
