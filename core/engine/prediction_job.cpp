#include "core/engine/prediction_job.h"

#include "core/methods/method_registry.h"

namespace soundmask {

MethodFactory standardMethods() {
    return [](const std::string& name) { return MethodRegistry::standard().create(name); };
}

JobWork predictionWork(InferenceRequest request, SourceFactory open_source, MethodFactory make_method) {
    return [request = std::move(request), open_source = std::move(open_source),
            make_method = std::move(make_method)](JobContext& context) -> Result<void> {
        auto method = make_method(request.method);
        if (!method) return fail(method.error());
        auto source = open_source();
        if (!source) return fail(source.error());
        if (auto good = (*method)->check(request, **source); !good) return good;
        const PredictionSink sink{.on_frame = [&context](const FramePrediction& frame) { context.frame(frame); },
                                  .on_progress = [&context](const Progress& progress) { context.progress(progress); }};
        auto prediction = (*method)->predict(request, **source, sink, context.stopToken());
        if (!prediction) return fail(prediction.error());
        prediction->clip = request.clip;
        context.result(std::make_shared<const Prediction>(std::move(*prediction)));
        return {};
    };
}

JobRequest predictionJob(InferenceRequest request, SourceFactory open_source, JobCallback on_event, MethodFactory make_method) {
    JobRequest job{.title = request.method, .on_event = std::move(on_event)};
    job.work = predictionWork(std::move(request), std::move(open_source), std::move(make_method));
    return job;
}

} // namespace soundmask
