// The movie with layers and the case-study sheet: what is painted where, and what the files hold.
#include <QSvgRenderer>
#include <QtTest>

#include <cmath>

#include "app/export/clip_exporter.h"
#include "app/export/overlay_exporter.h"
#include "app/export/sheet_exporter.h"
#include "core/base/atomic_file.h"
#include "core/base/image_io.h"
#include "core/media/video_file.h"
#include "tests/core/methods/drawn_source.h"
#include "tests/support/temporary_folder.h"

using namespace soundmask;
using soundmask::test::TemporaryFolder;

namespace {

constexpr Size kSize{162, 90};     // whose rows on a sheet have no round height
constexpr FrameIndex kFrames = 50; // two seconds at 25 a second

/// A tone of half the scale.
float tone(double t_s) {
    return static_cast<float>(0.5 * std::sin(2.0 * 3.14159265358979 * 440.0 * t_s));
}

SourceFactory grey(bool with_sound) {
    return [with_sound]() -> Result<std::unique_ptr<FrameSource>> {
        auto source = std::make_unique<test::DrawnSource>();
        source->picture_size = kSize;
        source->frames = kFrames;
        source->picture = [](double) {
            Image image(kSize);
            std::fill_n(image.data(), image.bytes(), std::uint8_t{128});
            return image;
        };
        if (with_sound) source->sound = tone;
        return source;
    };
}

MaskRle rectangle(int x0, int x1) {
    Mask mask(kSize);
    for (int y = 20; y < 70; ++y)
        for (int x = x0; x < x1; ++x)
            mask.at(x, y) = 1;
    return MaskRle::fromDense(mask);
}

/// A red object on the left in the first second, on the right in the second one; the truth is the left half of it.
ExportClip clip(bool with_sound = true) {
    ExportClip made;
    made.open_source = grey(with_sound);
    Clip& facts = made.record.clip;
    facts.name = "two seconds";
    facts.size = kSize;
    facts.frame_count = kFrames;
    facts.frame_rate = {25, 1};
    facts.duration_s = 2.0;
    facts.key_frames = {{1, 23, 0.92}, {2, 48, 1.92}};
    MaskLayer object;
    object.id = LayerId{1};
    object.name = "whistle";
    object.colour = {255, 0, 0};
    object.masks = {{23, rectangle(20, 60)}, {48, rectangle(100, 140)}};
    MaskLayer truth = object;
    truth.id = LayerId{2};
    truth.origin = LayerOrigin::GroundTruth;
    truth.masks = {{23, rectangle(20, 40)}, {48, rectangle(100, 140)}};
    made.record.layers = {truth, object};
    return made;
}

PredictionPtr prediction() {
    auto made = std::make_shared<Prediction>();
    made->provenance.method = "listener";
    made->provenance.method_version = "3";
    made->provenance.options = {{"threshold", "0.5"}};
    for (const KeyFrame& key : clip().record.clip.key_frames) {
        FramePrediction frame;
        frame.key_frame = key;
        frame.mask = rectangle(20, 40);
        frame.heat_map = FloatMap(kSize, 0.0F);
        for (int y = 0; y < 45; ++y)
            for (int x = 0; x < 80; ++x)
                frame.heat_map->at(x, y) = 1.0F;
        frame.prompts.points.push_back({{30, 30}, true, 1.0, PromptOrigin::Mined});
        made->frames.push_back(std::move(frame));
    }
    return made;
}

struct Rgb3 {
    int red, green, blue;
};

Rgb3 colourAt(const Image& image, int x, int y) {
    const std::uint8_t* pixel = image.row(y) + 3 * x;
    return {pixel[0], pixel[1], pixel[2]};
}

bool isGrey(const Rgb3& c) {
    return std::abs(c.red - c.green) < 12 && std::abs(c.green - c.blue) < 12;
}
bool isReddish(const Rgb3& c) {
    return c.red > c.green + 60 && c.red > c.blue + 60;
}

class TestFigures : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void overlayHoldsMasksForTheirSecondAndKeepsTheSound();
    void overlayOfSomeFramesIsAsLongAsThey();
    void overlayShowsTheHeatMapWhenAsked();
    void overlayCanBeCancelledAndLeavesNothing();
    void sheetHasARowForEachLayer();
    void sheetFilesHoldWhatWasPainted();
    void sheetTakesAtMostTenColumns();
    void heatMapSheetNeedsAHeatMap();
    void freeSheetHasTheRowsThatWereAskedFor();
    void rowsAreReadFromText();
    void everyFormatWritesItsFiles();
};

void TestFigures::overlayHoldsMasksForTheirSecondAndKeepsTheSound() {
    const TemporaryFolder folder;
    const auto file = folder / "over.mp4";
    const auto report = exportOverlay(clip(), file, {LayerKind::Masks});
    QVERIFY2(report.has_value(), report ? "" : report.error().toString().c_str());
    QVERIFY(report->warnings.empty());
    auto movie = VideoFile::open(file);
    QVERIFY(movie.has_value());
    QCOMPARE((*movie)->frameCount(), kFrames);
    QVERIFY((*movie)->hasSound());
    // Frame 5 has no mask of its own: that of its second is held. On frame 30 the object is on the right.
    const auto early = (*movie)->frameAt(5), late = (*movie)->frameAt(30);
    QVERIFY(early && late);
    QVERIFY(isReddish(colourAt((*early)->image, 40, 45)));
    QVERIFY(isGrey(colourAt((*early)->image, 120, 45)));
    QVERIFY(isGrey(colourAt((*late)->image, 40, 45)));
    QVERIFY(isReddish(colourAt((*late)->image, 120, 45)));
    QVERIFY(isGrey(colourAt((*early)->image, 5, 5)));
    const auto sound = (*movie)->audio({0.5, 1.5}, 44100, 1);
    QVERIFY(sound.has_value());
    double power = 0.0;
    for (const float sample : sound->samples)
        power += sample * sample;
    const double level = std::sqrt(power / static_cast<double>(sound->samples.size()));
    QVERIFY2(std::abs(level - 0.3536) < 0.03, std::to_string(level).c_str());
}

void TestFigures::overlayOfSomeFramesIsAsLongAsThey() {
    const TemporaryFolder folder;
    FrameSelection part;
    part.first = 10;
    part.last = 19;
    const auto report = exportOverlay(clip(false), folder / "part.mp4", {LayerKind::Masks}, part);
    QVERIFY(report.has_value());
    QCOMPARE(report->warnings.front().code, std::string("no-sound"));
    QCOMPARE((*VideoFile::open(folder / "part.mp4"))->frameCount(), FrameIndex{10});
    part.first = 60;
    part.last = 70;
    QCOMPARE(exportOverlay(clip(), folder / "none.mp4", {}, part).error().code, ErrorCode::InvalidValue);
}

void TestFigures::overlayShowsTheHeatMapWhenAsked() {
    const TemporaryFolder folder;
    ExportClip heated = clip(false);
    heated.predictions = {prediction()};
    FrameSelection one;
    one.first = one.last = 23;
    QVERIFY(exportOverlay(heated, folder / "heat.mp4", {LayerKind::HeatMap}, one).has_value());
    QVERIFY(exportOverlay(heated, folder / "plain.mp4", {LayerKind::Masks}, one).has_value());
    const auto hot = (*VideoFile::open(folder / "heat.mp4"))->frameAt(0);
    const auto plain = (*VideoFile::open(folder / "plain.mp4"))->frameAt(0);
    QVERIFY(hot && plain);
    QVERIFY(!isGrey(colourAt((*hot)->image, 60, 10)));
    QVERIFY(isGrey(colourAt((*hot)->image, 150, 80)));
    QVERIFY(isGrey(colourAt((*plain)->image, 60, 10)));
}

void TestFigures::overlayCanBeCancelledAndLeavesNothing() {
    const TemporaryFolder folder;
    std::stop_source stop;
    const auto report = exportOverlay(
        clip(), folder / "over.mp4", {LayerKind::Masks}, {}, [&](const Progress&) { stop.request_stop(); },
        stop.get_token());
    QCOMPARE(report.error().code, ErrorCode::Cancelled);
    QVERIFY(std::filesystem::is_empty(folder.path()));
}

void TestFigures::sheetHasARowForEachLayer() {
    ExportClip content = clip();
    content.predictions = {prediction()};
    const auto sheet = buildSheet(content, SheetTemplate::CaseStudy);
    QVERIFY2(sheet.has_value(), sheet ? "" : sheet.error().toString().c_str());
    QStringList titles;
    for (const SheetRow& row : sheet->rows)
        titles.append(row.title);
    QCOMPARE(titles, QStringList({"Picture", "Ground truth", "Heat map", "Points and boxes", "Mask", "Objects"}));
    QCOMPARE(sheet->columns.size(), 2);
    QCOMPARE(sheet->spectrograms.size(), std::size_t{2});
    // The prediction is right in second 1 and misses second 2; the object covers the truth twice, then exactly.
    QCOMPARE(sheet->rows[4].notes, QStringList({"IoU 1.00", "IoU 0.00"}));
    QCOMPARE(sheet->rows[5].notes, QStringList({"IoU 0.50", "IoU 1.00"}));
    QVERIFY(sheet->rows[5].subtitle.contains(QStringLiteral("0.750")));
    // The number is the method's and reads as such.
    QVERIFY(sheet->footnotes.contains(QStringLiteral("listener (version 3 of the method): threshold=0.5")));
    const auto silent = buildSheet(clip(false), SheetTemplate::CaseStudy);
    QVERIFY(silent && silent->spectrograms.empty());
}

void TestFigures::sheetFilesHoldWhatWasPainted() {
    const TemporaryFolder folder;
    ExportClip content = clip();
    content.predictions = {prediction()};
    const auto sheet = buildSheet(content, SheetTemplate::CaseStudy);
    QVERIFY(sheet.has_value());
    for (const char* extension : {"png", "svg", "pdf"}) {
        const auto written = writeSheet(folder / (std::string("sheet.") + extension), *sheet);
        QVERIFY2(written.has_value(), written ? "" : written.error().toString().c_str());
    }
    const auto png = readImage(folder / "sheet.png");
    QVERIFY(png.has_value());
    QCOMPARE(png->width(), qCeil(sheetSize(*sheet).width() * kSheetPixelsPerPoint));
    const auto svg = readFile(folder / "sheet.svg");
    QVERIFY(svg->find(">two seconds</text>") != std::string::npos); // text, not outlines
    const auto pdf = readFile(folder / "sheet.pdf");
    QVERIFY(pdf->find("/Font") != std::string::npos);
    QCOMPARE(writeSheet(folder / "sheet.jpg", *sheet).error().code, ErrorCode::UnsupportedFormat);
    QCOMPARE(writeSheet(folder / "sheet.png/no.png", *sheet).error().code, ErrorCode::WriteFailed);
}

void TestFigures::sheetTakesAtMostTenColumns() {
    ExportClip many = clip(false);
    many.record.clip.key_frames.clear();
    for (int second = 1; second <= 40; ++second)
        many.record.clip.key_frames.push_back({second, second, second - 0.08});
    const auto sheet = buildSheet(many, SheetTemplate::CaseStudy);
    QVERIFY(sheet.has_value());
    QCOMPARE(sheet->columns.size(), 10);
    QVERIFY(sheet->columns.front().contains(QStringLiteral("second 1 ")));
    QVERIFY(sheet->columns.back().contains(QStringLiteral("second 40")));
    QVERIFY(sheet->footnotes.back().contains(QStringLiteral("10 of 40")));
}

void TestFigures::heatMapSheetNeedsAHeatMap() {
    QCOMPARE(buildSheet(clip(), SheetTemplate::HeatMaps).error().code, ErrorCode::MissingData);
    ExportClip content = clip();
    content.predictions = {prediction()};
    const auto sheet = buildSheet(content, SheetTemplate::HeatMaps);
    QVERIFY(sheet.has_value());
    QCOMPARE(sheet->rows.size(), std::size_t{3});
}

void TestFigures::freeSheetHasTheRowsThatWereAskedFor() {
    ExportClip content = clip();
    PredictionPtr first = prediction();
    auto second = std::make_shared<Prediction>(*first);
    second->provenance.method = "centre-box";
    for (FramePrediction& frame : second->frames)
        frame.prompts = {};
    content.predictions = {first, second};
    SheetForm form = SheetTemplate::Free;
    form.rows = freeRowsFromText("mask+truth,points+boxes,picture,sound,objects").value();
    const auto sheet = buildSheet(content, form);
    QVERIFY2(sheet.has_value(), sheet ? "" : sheet.error().toString().c_str());
    QStringList titles, subtitles;
    for (const SheetRow& row : sheet->rows) {
        titles.append(row.title);
        subtitles.append(row.subtitle);
    }
    // Results come together, each prediction with its rows; the second has no points.
    QCOMPARE(titles,
             QStringList({"Mask + Ground truth", "Points and boxes", "Mask + Ground truth", "Picture", "Objects"}));
    QVERIFY2(subtitles[2].startsWith(QStringLiteral("Centre box")), qPrintable(subtitles[2])); // by its title
    QCOMPARE(sheet->rows[0].notes, QStringList({"IoU 1.00", "IoU 0.00"}));
    QCOMPARE(sheet->rows_above_sound, std::size_t{4});
    QCOMPARE(sheet->spectrograms.size(), std::size_t{2});
    QVERIFY(sheet->footnotes.back().contains(QStringLiteral("Points and boxes")));

    form.rows = freeRowsFromText("picture").value();
    form.seconds = {2};
    const auto one = buildSheet(content, form);
    QVERIFY(one.has_value());
    QCOMPARE(one->columns.size(), 1);
    QVERIFY(one->columns.front().startsWith(QStringLiteral("second 2 ")));
    QVERIFY(one->spectrograms.empty() && one->footnotes.isEmpty());
    QVERIFY(sheetSize(*one).height() < sheetSize(*sheet).height() / 2);
    form.seconds = {9};
    QCOMPARE(buildSheet(content, form).error().code, ErrorCode::MissingData);
    content.predictions.clear();
    form.seconds.clear();
    form.rows = freeRowsFromText("heatmap").value();
    QCOMPARE(buildSheet(content, form).error().code, ErrorCode::MissingData);
}

void TestFigures::rowsAreReadFromText() {
    const auto rows = freeRowsFromText("sound,heatmap+points,objects+truth");
    QVERIFY(rows.has_value());
    QCOMPARE(rows->size(), std::size_t{3});
    QVERIFY(rows->at(0).is_sound);
    QVERIFY(rows->at(1).isOfResult() && !rows->at(1).layers.has(LayerKind::Boxes));
    QVERIFY(rows->at(2).has_objects && !rows->at(2).isOfResult());
    for (const char* wrong : {"", "pictures", "picture,", "picture+"})
        QVERIFY2(!freeRowsFromText(wrong).has_value(), wrong);
    QCOMPARE(freeRowsFromText("sound+picture").error().code, ErrorCode::InvalidValue);
    QVERIFY(freeRowsFromText(kUsualFreeRows).has_value());
}

void TestFigures::everyFormatWritesItsFiles() {
    for (const ExportFormat format : allExportFormats()) {
        const TemporaryFolder folder;
        ExportSettings settings;
        settings.format = format;
        settings.folder = folder.path();
        const auto report = exportClips({clip()}, settings);
        QVERIFY2(report.has_value(), report ? "" : report.error().toString().c_str());
        QCOMPARE(report->format, format);
        QVERIFY(!report->files.empty());
        for (const auto& file : report->files)
            QVERIFY(std::filesystem::file_size(file) > 0);
        QCOMPARE(exportClips({clip(), clip()}, settings).error().code, ErrorCode::InvalidValue);
    }
}

} // namespace

QTEST_MAIN(TestFigures)
#include "test_figures.moc"
