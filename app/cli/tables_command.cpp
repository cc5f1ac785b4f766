#include <algorithm>

#include "app/cli/command.h"
#include "core/engine/paper_tables.h"

namespace soundmask::cli {

namespace {

struct Arguments {
    std::vector<int> numbers;
    std::string results;
    bool json = false;
};

using Json = nlohmann::ordered_json;

constexpr std::initializer_list<DatasetLayout> kLayouts{DatasetLayout::S4, DatasetLayout::Ms3};

std::string percent(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    return text;
}

std::string fraction(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

std::string publishedText(const PaperRow& row, DatasetLayout layout) {
    const auto scores = row.published.find(layout);
    if (scores == row.published.end()) return "-";
    return percent(scores->second.miou) + " / " + (scores->second.f ? fraction(*scores->second.f) : "-");
}

std::string measuredText(const MeasuredResult* result) {
    if (!result) return "not run";
    return percent(100.0 * result->scores.miou) + " / " + fraction(result->scores.f_batch1) +
           (result->usesTestWeights() ? " TEST WEIGHTS" : "");
}

Json measuredJson(const MeasuredResult* result) {
    if (!result) return nullptr;
    return {{"miou", 100.0 * result->scores.miou},
            {"f_batch1", result->scores.f_batch1},
            {"f_batch4", result->scores.f_batch4},
            {"f_hard", result->scores.f_hard},
            {"clips", result->scores.clips},
            {"failed", result->failed},
            {"test_weights", result->usesTestWeights()},
            {"weights_sha256", result->weights_sha256},
            {"command", result->command},
            {"date", result->date}};
}

Json tableJson(const PaperTable& table, const std::vector<MeasuredResult>& results) {
    Json rows = Json::array();
    for (const PaperRow& row : table.rows) {
        Json entry{{"name", row.name}, {"configuration", row.configuration}};
        entry["run"] = row.method.empty() ? Json(nullptr) : Json{{"method", row.method}, {"options", row.options}};
        for (const DatasetLayout layout : kLayouts) {
            const auto scores = row.published.find(layout);
            if (scores == row.published.end()) continue;
            Json published{{"miou", scores->second.miou}};
            published["f"] = scores->second.f ? Json(*scores->second.f) : Json(nullptr);
            entry[std::string(layoutName(layout))] = {{"published", std::move(published)},
                                                      {"measured", measuredJson(measuredFor(row, layout, results))}};
        }
        rows.push_back(std::move(entry));
    }
    return {{"number", table.number}, {"title", table.title}, {"rows", std::move(rows)}};
}

std::string padded(std::string text, std::size_t width) {
    text.resize(std::max(width, text.size() + 2), ' ');
    return text;
}

void print(Console& console, const PaperTable& table, const std::vector<MeasuredResult>& results) {
    constexpr std::size_t kName = 42, kScores = 18;
    console.line("Table " + std::to_string(table.number) + ". " + table.title + " (mIoU in percent / F)");
    console.line(padded("", kName) + padded("S4", kScores) + padded("S4, ours", kScores) + padded("MS3", kScores) +
                 "MS3, ours");
    for (const PaperRow& row : table.rows) {
        std::string line = padded(row.name, kName);
        for (const DatasetLayout layout : kLayouts) {
            const bool is_there = row.published.contains(layout);
            line += padded(publishedText(row, layout), kScores);
            line += padded(is_there ? measuredText(measuredFor(row, layout, results)) : "-", kScores);
        }
        console.line(line.substr(0, line.find_last_not_of(' ') + 1));
        console.line("    " + row.configuration);
        if (row.method.empty()) continue;
        std::string run = "    --method " + row.method;
        for (const auto& [key, value] : row.options)
            run += " --set " + key + "=" + value;
        console.line(run);
        for (const DatasetLayout layout : kLayouts) {
            const MeasuredResult* result = measuredFor(row, layout, results);
            if (result)
                console.line("    " + std::string(layoutName(layout)) + " " + result->date + ": " + result->command);
        }
    }
}

void runTables(Arguments arguments, CommandContext& context) {
    std::vector<MeasuredResult> results;
    if (!arguments.results.empty()) {
        auto read = readResults(arguments.results);
        if (!read) return context.fail(read.error());
        results = std::move(*read);
    }
    const PaperTables& tables = PaperTables::published();
    auto document = Json::array();
    for (const int number : arguments.numbers) {
        const PaperTable& table = *tables.table(number);
        if (arguments.json) {
            document.push_back(tableJson(table, results));
            continue;
        }
        print(context.console, table, results);
        context.console.line("");
    }
    if (arguments.json)
        return context.console.json(
            {{"schema", "soundmask/tables/1"}, {"source", tables.source()}, {"tables", document}});
    context.console.line("Published figures: " + tables.source());
}

} // namespace

void addTablesCommand(CLI::App& app, CommandContext& context) {
    auto* command = app.add_subcommand(
        "tables", "The paper's tables: published figures, how each row is made, ours where measured");
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("NUMBER", arguments->numbers, "Tables 1 to 7")->required()->check(CLI::Range(1, 7));
    command->add_option("--results", arguments->results, "Results that `evaluate --results` collected");
    command->add_flag("--json", arguments->json, "Print one JSON document");
    command->footer("Example: soundmask-cli tables 2 5 --results results.json");
    command->callback([&context, arguments] { runTables(*arguments, context); });
}

} // namespace soundmask::cli
