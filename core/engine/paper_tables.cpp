#include "core/engine/paper_tables.h"

#include <algorithm>
#include <fstream>
#include <ranges>

#include "core/engine/paper_tables_data.h"
#include "core/models/json_text.h"
#include "core/project/inference_request.h"

namespace soundmask {

namespace {

constexpr const char* kSchema = "soundmask/results/1";
constexpr std::initializer_list<DatasetLayout> kLayouts{DatasetLayout::S4, DatasetLayout::Ms3};

PaperRow rowFrom(const Json& json) {
    PaperRow row;
    row.name = json.at("name");
    row.configuration = json.at("configuration");
    for (const DatasetLayout layout : kLayouts) {
        const std::string key(layoutName(layout));
        if (!json.contains(key)) continue;
        const Json& scores = json.at(key);
        PrintedScores& printed = row.published[layout];
        printed.miou = scores.at("miou");
        if (scores.contains("f")) printed.f = scores.at("f").get<double>();
    }
    if (json.contains("run")) {
        row.method = json.at("run").at("method");
        row.options = json.at("run").at("options").get<std::map<std::string, std::string>>();
    }
    return row;
}

MeasuredResult resultFrom(const Json& json) {
    const Json &summary = json.at("evaluation"), &configuration = summary.at("configuration");
    MeasuredResult result;
    result.command = json.at("command");
    result.date = json.at("date");
    result.method = configuration.at("method");
    result.options = configuration.at("options").get<std::map<std::string, std::string>>();
    result.weights_sha256 = summary.at("weights_sha256").get<std::map<std::string, std::string>>();
    result.layout = layoutFromName(configuration.at("layout").get<std::string>()).value();
    result.split = configuration.at("split");
    result.scores.miou = summary.at("miou");
    result.scores.f_batch1 = summary.at("f_batch1");
    result.scores.f_batch4 = summary.at("f_batch4");
    result.scores.f_all = summary.at("f_all");
    result.scores.f_hard = summary.at("f_hard");
    result.scores.clips = summary.at("clips");
    result.scores.frames = summary.at("frames");
    result.failed = static_cast<int>(summary.at("failed").size());
    return result;
}

/// The document of \p file; an empty one if it is not there.
Result<Json> readDocument(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream) return fail(ErrorCode::FileNotFound, file.string(), "the results cannot be opened");
    Json document = Json::parse(stream, nullptr, false);
    if (document.is_discarded() || !document.is_object() || document.value("schema", "") != kSchema)
        return fail(ErrorCode::MalformedFile, file.string(),
                    "this is not a file of results; `soundmask-cli evaluate --results` makes one");
    return document;
}

} // namespace

const PaperTables& PaperTables::published() {
    static const PaperTables tables = [] {
        const Json json = Json::parse(kPaperTablesJson);
        PaperTables read;
        read.m_source = json.at("source");
        for (const DatasetLayout layout : kLayouts)
            read.m_test_clips[layout] = json.at("test_clips").at(std::string(layoutName(layout)));
        for (const Json& table : json.at("tables")) {
            PaperTable& added = read.m_tables.emplace_back();
            added.number = table.at("number");
            added.decimals = table.at("decimals");
            added.title = table.at("title");
            for (const Json& row : table.at("rows"))
                added.rows.push_back(rowFrom(row));
        }
        return read;
    }();
    return tables;
}

const PaperTable* PaperTables::table(int number) const {
    const auto found = std::ranges::find(m_tables, number, &PaperTable::number);
    return found == m_tables.end() ? nullptr : &*found;
}

bool MeasuredResult::usesTestWeights() const {
    return std::ranges::any_of(weights_sha256 | std::views::values,
                               [](const auto& hash) { return isTestWeights(hash); });
}

Result<std::vector<MeasuredResult>> readResults(const std::filesystem::path& file) {
    const auto document = readDocument(file);
    if (!document) return fail(document.error());
    std::vector<MeasuredResult> results;
    try {
        for (const Json& result : document->at("results"))
            results.push_back(resultFrom(result));
    } catch (const std::exception& wrong) {
        return fail(ErrorCode::MalformedFile, file.string(), std::string("a result is damaged: ") + wrong.what());
    }
    return results;
}

Result<void> appendResult(const std::filesystem::path& file, std::string_view summary_json, const std::string& command,
                          const std::string& date) {
    auto document = readDocument(file);
    if (!document && document.error().code != ErrorCode::FileNotFound) return fail(document.error());
    if (!document) document = Json{{"schema", kSchema}, {"results", Json::array()}};
    (*document)["results"].push_back({{"date", date}, {"command", command}, {"evaluation", Json::parse(summary_json)}});
    return writeDocument(file, *document);
}

const MeasuredResult* measuredFor(const PaperRow& row, DatasetLayout layout,
                                  const std::vector<MeasuredResult>& results) {
    const auto isRow = [&](const MeasuredResult& result) {
        if (result.method != row.method || result.layout != layout || result.split != "test") return false;
        return std::ranges::all_of(row.options, [&](const auto& option) {
            const auto used = result.options.find(option.first);
            return used != result.options.end() && used->second == option.second;
        });
    };
    const auto last = std::find_if(results.rbegin(), results.rend(), isRow);
    return last == results.rend() ? nullptr : &*last;
}

} // namespace soundmask
