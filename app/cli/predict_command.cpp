#include <future>
#include <set>

#include "app/cli/command.h"
#include "app/cli/method_arguments.h"
#include "core/engine/clip_source.h"
#include "core/engine/job_queue.h"
#include "core/engine/prediction_job.h"
#include "core/engine/prediction_writer.h"
#include "core/engine/progress_share.h"
#include "core/project/dataset/dataset.h"

namespace soundmask::cli {

namespace {

namespace fs = std::filesystem;

struct Arguments {
    std::vector<std::string> inputs;
    std::string split;
    std::string clip;
    std::string out;
    bool json = false;
    MethodArguments method;
};

/// One clip to predict: what it is called and how its pictures and sound are opened.
struct Task {
    std::string name;
    std::string shown_as; ///< the input, for messages
    InferenceRequest request;
    SourceFactory open_source;
};

/// Runs one job and waits for it; Ctrl-C cancels it.
Result<PredictionPtr> runJob(JobQueue& queue, const Task& task, const CommandContext& context, const ProgressCallback& progress) {
    std::promise<Result<PredictionPtr>> promise;
    PredictionPtr result;
    const auto on_event = [&](const JobEvent& event) {
        if (const auto* prediction = std::get_if<PredictionPtr>(&event.content)) result = *prediction;
        if (const auto* step = std::get_if<Progress>(&event.content); step && progress) progress(*step);
        if (const auto* change = std::get_if<JobEvent::StateChange>(&event.content)) {
            if (change->state == JobState::Done) promise.set_value(result);
            if (change->state == JobState::Failed) promise.set_value(soundmask::fail(*change->error));
            if (change->state == JobState::Cancelled)
                promise.set_value(soundmask::fail(ErrorCode::Cancelled, task.shown_as, "interrupted"));
        }
    };
    const JobId id = queue.submit(predictionJob(task.request, task.open_source, on_event));
    const std::stop_callback cancel(context.stop, [&] { queue.cancel(id); });
    return promise.get_future().get();
}

InferenceRequest requestFor(const Arguments& arguments, const OptionMap& options, const WeightMap& weights) {
    InferenceRequest request;
    request.method = arguments.method.method;
    request.options = options;
    request.weights = weights;
    return request;
}

/// Adds the clips of a data set folder. Its masks are not needed.
Result<void> addDatasetTasks(const std::string& folder, const Arguments& arguments, InferenceRequest request, std::vector<Task>& tasks) {
    const auto pictures = takeSourceOption(request.options);
    if (!pictures) return soundmask::fail(pictures.error());
    const auto dataset = openDataset(folder);
    if (!dataset) return soundmask::fail(dataset.error());
    if (arguments.split.empty() && arguments.clip.empty())
        return soundmask::fail(ErrorCode::InvalidValue, folder, "this is a data set; choose --split train, val or test, or one clip with --clip NAME");
    request.layout = dataset->layout;
    const std::size_t before = tasks.size();
    for (const DatasetClip& clip : dataset->clips) {
        if (!arguments.split.empty() && clip.split != arguments.split) continue;
        if (!arguments.clip.empty() && clip.name != arguments.clip) continue;
        tasks.push_back({clip.name, folder + " " + clip.name, request, [clip, pictures = *pictures] { return openClip(clip, pictures); }});
    }
    if (tasks.size() == before)
        return soundmask::fail(ErrorCode::MissingData, folder,
                               arguments.clip.empty() ? "there is no clip in the split " + arguments.split : "there is no clip called " + arguments.clip);
    return {};
}

Result<std::vector<Task>> collectTasks(const Arguments& arguments, std::stop_token stop) {
    const auto options = arguments.method.options();
    if (!options) return soundmask::fail(options.error());
    const auto weights = arguments.method.completeWeights();
    if (!weights) return soundmask::fail(weights.error());
    const InferenceRequest request = requestFor(arguments, *options, *weights);
    std::vector<Task> tasks;
    for (const std::string& input : arguments.inputs) {
        std::error_code ignored;
        if (fs::is_directory(input, ignored)) {
            if (auto added = addDatasetTasks(input, arguments, request, tasks); !added) return soundmask::fail(added.error());
        } else {
            tasks.push_back({fs::path(input).stem().string(), input, request, [input, stop] { return openVideo(input, stop); }});
        }
    }
    std::set<std::string> names;
    for (const Task& task : tasks)
        if (!names.insert(task.name).second)
            return soundmask::fail(ErrorCode::InvalidValue, task.shown_as,
                                   "another input writes to the folder " + task.name + " too; predict them into different --out folders");
    return tasks;
}

void runPredict(const Arguments& arguments, CommandContext& context) {
    const auto tasks = collectTasks(arguments, context.stop);
    if (!tasks) return context.fail(tasks.error());
    auto clips = nlohmann::ordered_json::array();
    auto failed = nlohmann::ordered_json::array();
    JobQueue queue;
    const ProgressCallback progress = context.console.progress();
    for (std::size_t i = 0; i < tasks->size(); ++i) {
        const Task& task = (*tasks)[i];
        const fs::path folder = fs::path(arguments.out) / task.name;
        const auto prediction = runJob(queue, task, context, shareOf(progress, i, tasks->size()));
        Result<void> written;
        if (prediction) written = writePrediction(folder, task.shown_as, **prediction);
        if (!prediction || !written) {
            // A bad clip does not stop the others; Ctrl-C does.
            const Error& error = prediction ? written.error() : prediction.error();
            context.fail(error);
            failed.push_back({{"clip", task.name}, {"error", error.toString()}});
            if (error.code == ErrorCode::Cancelled) break;
            continue;
        }
        const std::vector<Warning> warnings = allWarnings(**prediction);
        context.console.warnings(task.shown_as, warnings);
        clips.push_back({{"clip", task.name}, {"folder", folder.string()}, {"seconds", (*prediction)->frames.size()},
                         {"warnings", toJson(warnings)}});
        if (!arguments.json) context.console.line(folder.string() + ": " + std::to_string((*prediction)->frames.size()) + " masks");
    }
    if (arguments.json)
        context.console.json({{"schema", "soundmask/predict/1"}, {"method", arguments.method.method}, {"clips", std::move(clips)}, {"failed", std::move(failed)}});
}

} // namespace

void addPredictCommand(CLI::App& app, CommandContext& context) {
    auto* command = app.add_subcommand("predict", "Run a method on videos or on clips of a data set");
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("INPUT", arguments->inputs, "Videos, or data set folders with --split or --clip")->required();
    command->add_option("--split", arguments->split, "Split of a data set")->check(CLI::IsMember({"train", "val", "test"}));
    command->add_option("--clip", arguments->clip, "One clip of a data set");
    arguments->method.addTo(*command);
    command->add_option("--out", arguments->out, "Folder for the results, one folder per clip")->required();
    command->add_flag("--json", arguments->json, "Print one JSON document");
    command->footer("Example: soundmask-cli predict clip.mp4 --method sound-motion --set threshold=0.5 --out out");
    command->callback([&context, arguments] { runPredict(*arguments, context); });
}

} // namespace soundmask::cli
