#include <doctest/doctest.h>

#include <limits>
#include <numeric>

#include "core/nn/checkpoint/checkpoint.h"
#include "tests/core/nn/checkpoint_writer.h"
#include "tests/support/temporary_folder.h"

using namespace soundmask;
using namespace soundmask::nn;
using namespace soundmask::test;

namespace {

std::vector<float> counting(std::size_t count) {
    std::vector<float> values(count);
    std::iota(values.begin(), values.end(), 0.0f);
    return values;
}

const TensorView& tensorOf(const Checkpoint& checkpoint, std::string_view key) {
    const TensorView* tensor = checkpoint.tensors.find(key);
    REQUIRE(tensor != nullptr);
    return *tensor;
}

Checkpoint opened(const std::filesystem::path& path) {
    auto checkpoint = openCheckpoint(path);
    INFO((checkpoint ? std::string() : checkpoint.error().toString()));
    REQUIRE(checkpoint.has_value());
    return std::move(*checkpoint);
}

/// The reason why \p path is refused; the error must name the file.
std::string refusal(const std::filesystem::path& path) {
    const auto checkpoint = openCheckpoint(path);
    REQUIRE_FALSE(checkpoint.has_value());
    CHECK(checkpoint.error().subject == path.string());
    return checkpoint.error().reason;
}

bool mentions(const std::string& text, std::string_view part) {
    return text.find(part) != text.npos;
}

/// A zip whose state dictionary is \p entries over storage "0" with the numbers 0, 1... below \p count.
std::filesystem::path zipOf(const TemporaryFolder& folder, const std::vector<TensorEntry>& entries, std::size_t count) {
    const auto path = folder / "weights.pth";
    writeTorchZip(path, stateDictPickle(entries), {{"0", bytesOf(counting(count))}});
    return path;
}

/// A zip with a hand-made pickle and no storage.
std::filesystem::path zipOfPickle(const TemporaryFolder& folder, const std::string& pickle) {
    const auto path = folder / "weights.pth";
    writeTorchZip(path, pickle, {});
    return path;
}

} // namespace

TEST_CASE("a zip checkpoint gives its tensors in file order") {
    const TemporaryFolder folder;
    const auto checkpoint = opened(zipOf(folder,
                                         {{"b.weight", {2, 3}, {3, 1}, "0", 12, 4},
                                          {"a.bias", {4}, {1}, "0", 12},
                                          {"scale", {}, {}, "0", 12, 11},
                                          {"empty", {0, 5}, {5, 1}, "0", 12}},
                                         12));
    CHECK(checkpoint.format == CheckpointFormat::TorchZip);
    CHECK(checkpoint.tensors.keys() == std::vector<std::string>{"b.weight", "a.bias", "scale", "empty"});
    CHECK(*toFloat32(tensorOf(checkpoint, "b.weight")) == std::vector<float>{4, 5, 6, 7, 8, 9});
    CHECK(*toFloat32(tensorOf(checkpoint, "scale")) == std::vector<float>{11});
    CHECK(tensorOf(checkpoint, "scale").shape.empty());
    CHECK(toFloat32(tensorOf(checkpoint, "empty"))->empty());
    CHECK(checkpoint.tensors.find("c") == nullptr);
}

TEST_CASE("strides are honoured") {
    const TemporaryFolder folder;
    const auto checkpoint = opened(zipOf(folder,
                                         {{"transposed", {3, 2}, {1, 3}, "0", 6},
                                          {"repeated", {2, 3}, {1, 0}, "0", 6, 2},
                                          {"strided", {2, 1, 2}, {4, 9, 1}, "0", 6}},
                                         6));
    const auto& transposed = tensorOf(checkpoint, "transposed");
    CHECK_FALSE(transposed.isContiguous());
    CHECK(*toFloat32(transposed) == std::vector<float>{0, 3, 1, 4, 2, 5});
    CHECK(contiguousBytes(transposed).size() == 24);
    CHECK(*toFloat32(tensorOf(checkpoint, "repeated")) == std::vector<float>{2, 2, 2, 3, 3, 3});
    CHECK(*toFloat32(tensorOf(checkpoint, "strided")) == std::vector<float>{0, 1, 4, 5});
}

TEST_CASE("every number type is converted") {
    const TemporaryFolder folder;
    const auto path = folder / "types.pth";
    const auto entry = [](std::string key, std::string storage_class, std::int64_t count) {
        return TensorEntry{key, {count}, {1}, key, count, 0, std::move(storage_class)};
    };
    writeTorchZip(path,
                  stateDictPickle({entry("half", "HalfStorage", 6), entry("bf16", "BFloat16Storage", 2),
                                   entry("double", "DoubleStorage", 1), entry("bool", "BoolStorage", 2),
                                   entry("byte", "ByteStorage", 2), entry("char", "CharStorage", 2),
                                   entry("short", "ShortStorage", 1), entry("int", "IntStorage", 1),
                                   entry("long", "LongStorage", 1), entry("complex", "ComplexFloatStorage", 1)}),
                  {{"half", bytesOf<std::uint16_t>({0x3c00, 0xc100, 0x0001, 0x8400, 0x7c00, 0x7bff})},
                   {"bf16", bytesOf<std::uint16_t>({0x3fc0, 0xff80})},
                   {"double", bytesOf<double>({1.0 / 3.0})},
                   {"bool", bytesOf<std::uint8_t>({1, 0})},
                   {"byte", bytesOf<std::uint8_t>({0, 255})},
                   {"char", bytesOf<std::int8_t>({-128, 127})},
                   {"short", bytesOf<std::int16_t>({-300})},
                   {"int", bytesOf<std::int32_t>({-70000})},
                   {"long", bytesOf<std::int64_t>({-5'000'000'000})},
                   {"complex", bytesOf<float>({1, 2})}});
    const auto checkpoint = opened(path);
    const auto floats = [&](std::string_view key) { return *toFloat32(tensorOf(checkpoint, key)); };
    constexpr float infinity = std::numeric_limits<float>::infinity();
    CHECK(floats("half") == std::vector<float>{1.0f, -2.5f, 0x1p-24f, -0x1p-14f, infinity, 65504.0f});
    CHECK(floats("bf16") == std::vector<float>{1.5f, -infinity});
    CHECK(floats("double") == std::vector<float>{static_cast<float>(1.0 / 3.0)});
    CHECK(floats("bool") == std::vector<float>{1, 0});
    CHECK(floats("byte") == std::vector<float>{0, 255});
    CHECK(floats("char") == std::vector<float>{-128, 127});
    CHECK(floats("short") == std::vector<float>{-300});
    CHECK(floats("int") == std::vector<float>{-70000});
    CHECK(*toInt64(tensorOf(checkpoint, "long")) == std::vector<std::int64_t>{-5'000'000'000});
    CHECK_FALSE(toInt64(tensorOf(checkpoint, "half")).has_value());
    CHECK_FALSE(toFloat32(tensorOf(checkpoint, "complex")).has_value());
    CHECK(contiguousBytes(tensorOf(checkpoint, "complex")).size() == 8);
    std::vector<float> too_small(1);
    CHECK_FALSE(copyFloat32(tensorOf(checkpoint, "half"), too_small).has_value());
}

TEST_CASE("the state dictionary is found below state_dict and model, without module.") {
    const TemporaryFolder folder;
    for (const std::string name : {"state_dict", "model"}) {
        PickleWriter writer;
        writer.emptyDict().mark().text("epoch").integer(3).text("best").raw("G").raw(std::string(8, '\0')).text(name);
        writer.orderedDict().mark().text("module.w");
        appendTensor(writer, {"", {2}, {1}, "0", 2});
        writer.setItems().text("shape").global("torch", "Size").integers({1}).raw("\x85").reduce().setItems();
        const auto path = folder / "nested.pth";
        writeTorchZip(path, writer.stop(), {{"0", bytesOf(counting(2))}});
        CHECK(opened(path).tensors.keys() == std::vector<std::string>{"w"});
    }
    CHECK(opened(zipOf(folder, {{"module.a", {1}, {1}, "0", 2}, {"b", {1}, {1}, "0", 2}}, 2)).tensors.keys() ==
          std::vector<std::string>{"module.a", "b"});
}

TEST_CASE("parameters, Python 2 dictionaries and protocol 4 are read") {
    const TemporaryFolder folder;
    const auto path = folder / "weights.pth";

    PickleWriter parameter;
    parameter.emptyDict().text("w").global("torch._utils", "_rebuild_parameter").mark();
    appendTensor(parameter, {"", {2}, {1}, "0", 2});
    parameter.raw("\x88").orderedDict().tuple().reduce().raw("s");
    writeTorchZip(path, parameter.stop(), {{"0", bytesOf(counting(2))}});
    CHECK(*toFloat32(tensorOf(opened(path), "w")) == counting(2));

    PickleWriter python2;
    python2.global("collections", "OrderedDict").raw("]").raw("]").oldText("w").raw("a");
    appendTensor(python2, {"", {2}, {1}, "0", 2});
    python2.raw("a").raw("a").raw("\x85").reduce();
    writeTorchZip(path, python2.stop(), {{"0", bytesOf(counting(2))}});
    CHECK(*toFloat32(tensorOf(opened(path), "w")) == counting(2));

    PickleWriter protocol4(4);
    protocol4.raw(std::string_view("\x95\x05\0\0\0\0\0\0\0", 9)).raw("}").shortText("w");
    protocol4.shortText("torch._utils").shortText("_rebuild_tensor_v2").raw("\x93\x94(");
    protocol4.mark().shortText("storage").shortText("torch").shortText("FloatStorage").raw("\x93\x94");
    protocol4.shortText("0").shortText("cpu").integer(2).tuple().raw("Q").integer(0).integers({2}).integers({1});
    protocol4.raw("\x89").orderedDict().tuple().reduce().raw("s");
    writeTorchZip(path, protocol4.stop(), {{"0", bytesOf(counting(2))}});
    CHECK(*toFloat32(tensorOf(opened(path), "w")) == counting(2));
}

TEST_CASE("the old stream is read, with shared storages") {
    const TemporaryFolder folder;
    const auto path = folder / "old.pth";
    const std::vector<TensorEntry> entries{
        {"a", {2, 2}, {2, 1}, "93", 6, 2}, {"b", {6}, {1}, "93", 6}, {"c", {1}, {1}, "7", 1}};
    const auto pickle = stateDictPickle(entries, PersistentIds::Legacy);
    const Records storages{{"7", bytesOf<float>({8})}, {"93", bytesOf(counting(6))}};
    const std::string bytes = legacyStream(pickle, storages);
    writeBytes(path, bytes);
    const auto checkpoint = opened(path);
    CHECK(checkpoint.format == CheckpointFormat::TorchStream);
    CHECK(*toFloat32(tensorOf(checkpoint, "a")) == std::vector<float>{2, 3, 4, 5});
    CHECK(*toFloat32(tensorOf(checkpoint, "b")) == counting(6));
    CHECK(*toFloat32(tensorOf(checkpoint, "c")) == std::vector<float>{8});

    for (std::size_t size = 0; size < bytes.size(); ++size) {
        writeBytes(path, std::string_view(bytes).substr(0, size));
        REQUIRE_FALSE(openCheckpoint(path).has_value());
    }
    writeBytes(path, legacyStream(pickle, {storages[0]}));
    CHECK(mentions(refusal(path), "missing"));
    writeBytes(path, legacyStream(pickle, {storages[0], storages[1], storages[1]}));
    CHECK(mentions(refusal(path), "twice"));
    writeBytes(path, legacyStream(pickle, {storages[0], {"93", bytesOf(counting(5))}}));
    CHECK(mentions(refusal(path), "'93'"));
}

TEST_CASE("the tar container is read") {
    const auto member = [](std::int64_t rank, const std::vector<std::int64_t>& numbers) {
        return bytesOf<std::int64_t>({rank}) + bytesOf(numbers);
    };
    const auto description = [](std::int64_t key, std::int64_t second, const std::string& name) {
        return PickleWriter().mark().integer(key).integer(second).global("torch", name).tuple().stop();
    };
    PickleWriter storage;
    storage.mark().integer(100).text("cpu").global("torch", "FloatStorage").tuple();
    PickleWriter views;
    views.raw("](").mark().integer(101).integer(100).integer(2).integer(4).tuple().raw("e");
    const auto countPickle = [](std::int64_t n) { return PickleWriter().integer(n).stop(); };
    const std::string storages =
        countPickle(1) + storage.stop() + bytesOf<std::int64_t>({6}) + bytesOf(counting(6)) + views.stop();
    const std::string tensors = countPickle(2) + description(1, 100, "FloatTensor") + member(2, {2, 3, 3, 1, 0}) +
                                description(2, 101, "FloatTensor") + member(1, {3, 1, 1});
    PickleWriter pickle;
    pickle.global("collections", "OrderedDict").raw("]").raw("](").oldText("w").oldText("1").raw("Qea");
    pickle.raw("](")
        .oldText("part")
        .global("torch.nn.parameter", "Parameter")
        .raw("(")
        .oldText("2")
        .raw("Q")
        .raw("\x88t\x81");
    pickle.raw("ea").raw("\x85R");

    const TemporaryFolder folder;
    const auto path = folder / "ancient.pth";
    Records members{{"sys_info", PickleWriter().emptyDict().stop()},
                    {"pickle", pickle.stop()},
                    {"tensors", tensors},
                    {"storages", storages}};
    writeBytes(path, tarArchive(members));
    const auto checkpoint = opened(path);
    CHECK(checkpoint.format == CheckpointFormat::TorchTar);
    CHECK(*toFloat32(tensorOf(checkpoint, "w")) == counting(6));
    CHECK(tensorOf(checkpoint, "w").shape == std::vector<std::int64_t>{2, 3});
    CHECK(*toFloat32(tensorOf(checkpoint, "part")) == std::vector<float>{3, 4, 5});

    members[2].second = countPickle(1) + description(1, 100, "FloatTensor") + member(2, {2, 3, 3, 1, 1});
    writeBytes(path, tarArchive(members));
    CHECK(mentions(refusal(path), "past"));
    members.pop_back();
    writeBytes(path, tarArchive(members));
    CHECK(mentions(refusal(path), "'storages'"));
}

TEST_CASE("a TorchScript archive gives the tensors of its modules, its code is not looked at") {
    const auto module = [](PickleWriter& writer, std::string_view name) -> PickleWriter& {
        return writer.global("__torch__." + std::string(name), "Net").raw(")\x81").emptyDict().mark();
    };
    PickleWriter writer;
    module(writer, "a").text("training").raw("\x89").text("w");
    appendTensor(writer, {"", {2}, {1}, "0", 3});
    writer.text("inner");
    module(writer, "b").text("bias");
    appendTensor(writer, {"", {1}, {1}, "0", 3, 2});
    writer.setItems().raw("b").setItems().raw("b");

    const TemporaryFolder folder;
    const auto path = folder / "script.pt";
    const std::string pickle = writer.stop();
    writeTorchZip(path, pickle, {{"0", bytesOf(counting(3))}},
                  {{"constants.pkl", "nonsense"}, {"code/x.py", "nonsense"}});
    const auto checkpoint = opened(path);
    CHECK(checkpoint.format == CheckpointFormat::TorchScript);
    CHECK(checkpoint.tensors.keys() == std::vector<std::string>{"w", "inner.bias"});
    CHECK(*toFloat32(tensorOf(checkpoint, "inner.bias")) == std::vector<float>{2});

    writeTorchZip(path, pickle, {{"0", bytesOf(counting(3))}});
    CHECK(mentions(refusal(path), "__torch__.a.Net"));
}

TEST_CASE("safetensors are read") {
    const TemporaryFolder folder;
    const auto path = folder / "weights.safetensors";
    writeBytes(path,
               safetensors(R"({"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},)"
                           R"("a":{"dtype":"I64","shape":[],"data_offsets":[8,16]},)"
                           R"("none":{"dtype":"F32","shape":[0,4],"data_offsets":[16,16]}})",
                           bytesOf<float>({1, 2}) + bytesOf<std::int64_t>({-3})));
    const auto checkpoint = opened(path);
    CHECK(checkpoint.format == CheckpointFormat::Safetensors);
    CHECK(checkpoint.tensors.keys() == std::vector<std::string>{"b", "a", "none"});
    CHECK(*toFloat32(tensorOf(checkpoint, "b")) == std::vector<float>{1, 2});
    CHECK(*toInt64(tensorOf(checkpoint, "a")) == std::vector<std::int64_t>{-3});

    const auto refusedHeader = [&](std::string_view header) {
        writeBytes(path, safetensors(header, std::string(8, '\0')));
        return refusal(path);
    };
    CHECK(mentions(refusedHeader(R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})"), "'a'"));
    CHECK(mentions(refusedHeader(R"({"a":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]}})"), "F8_E4M3"));
    CHECK(mentions(refusedHeader(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})"), "no tensor"));
    CHECK(mentions(refusedHeader(R"({"a":{"dtype":"F32","shape":[-1,-2],"data_offsets":[0,8]}})"), "natural"));
    CHECK(mentions(refusedHeader(R"({"a":[],"a":[]})"), "twice"));
    CHECK(mentions(refusedHeader(R"({"a":{"b":{"c":{}}}})"), "deep"));
    CHECK(mentions(refusedHeader(R"({)"), "JSON"));
}

TEST_CASE("a name that is not on the list is refused, with its key") {
    const TemporaryFolder folder;
    const auto refused = [&](PickleWriter& writer) { return refusal(zipOfPickle(folder, writer.stop())); };
    PickleWriter call;
    call.emptyDict().mark().text("first").integer(1).text("second").global("os", "system").text("true").raw("\x85Ru");
    const auto reason = refused(call);
    CHECK(mentions(reason, "'os.system'"));
    CHECK(mentions(reason, "'second'"));
    for (const auto& [module, name] : {std::pair{"torch", "load"},
                                       {"torch._utils", "_rebuild_sparse_tensor"},
                                       {"torch.hub", "load"},
                                       {"builtins", "eval"},
                                       {"collections", "Counter"},
                                       {"torch", "QInt8Storage"},
                                       {"__torch__", "Net"},
                                       {"torch.jit", "load"}}) {
        PickleWriter writer;
        writer.global(module, name);
        CHECK(mentions(refused(writer), name));
    }
    PickleWriter stacked(4);
    stacked.shortText("posix").shortText("system").raw("\x93");
    CHECK(mentions(refused(stacked), "posix.system"));
    for (const std::string_view opcode : {"i", "o", "\x82", "\x92", "\x8f", "\x97", "2", "S", "\xff"}) {
        PickleWriter writer;
        writer.integer(1).raw(opcode).raw("os\nsystem\n");
        CHECK(mentions(refused(writer), "operation 0x"));
    }
}

TEST_CASE("tensors that leave their storage or lie about it are refused, with their key") {
    const TemporaryFolder folder;
    constexpr std::int64_t huge = std::int64_t{1} << 62;
    const std::vector<TensorEntry> faulty{
        {"w", {4, 4}, {4, 1}, "0", 15},    // the record has 16
        {"w", {4, 5}, {5, 1}, "0", 16},    // one row too long
        {"w", {4}, {1}, "0", 16, 13},      // offset
        {"w", {2}, {16}, "0", 16},         // stride
        {"w", {huge, 4}, {0, 0}, "0", 16}, // count overflows
        {"w", {3}, {huge}, "0", 16},       // last element overflows
        {"w", {2}, {1}, "0", 16, (huge - 1) * 2},
        {"w", {1 << 20}, {0}, "0", 16}, // 4 MiB out of a small file
        {"w", {-1}, {1}, "0", 16},
        {"w", {1}, {-1}, "0", 16},
        {"w", {1}, {1}, "0", 16, -1},
        {"w", {1, 1}, {1}, "0", 16},
        {"w", {0}, {1}, "0", 16, 17},
        {"w", {1}, {1}, "../../etc/passwd", 16},
        {"w", std::vector<std::int64_t>(65, 1), std::vector<std::int64_t>(65, 1), "0", 16},
        {"w", {8}, {1}, "0", 16, 0, "DoubleStorage"},
    };
    for (std::size_t i = 0; i < faulty.size(); ++i) {
        CAPTURE(i);
        CHECK(mentions(refusal(zipOf(folder, {faulty[i]}, 16)), "'w'"));
    }
    CHECK(opened(zipOf(folder, {{"w", {4, 4}, {4, 1}, "0", 16}}, 16)).tensors.size() == 1);
}

TEST_CASE("pickles that abuse the machine are refused quickly") {
    const TemporaryFolder folder;
    const auto refused = [&](const std::string& pickle) { return refusal(zipOfPickle(folder, pickle)); };
    CHECK(mentions(refused(PickleWriter().raw(std::string(2'000'000, ']')).stop()), "longer"));
    std::string nested = PickleWriter().raw(std::string(400'000, ']')).raw(std::string(399'999, 'a')).stop();
    CHECK(mentions(refused(nested), "a list"));
    // 100 000 dictionaries of 1000 entries each from one list: the work is counted, not only the bytes.
    std::string repeated = PickleWriter().global("collections", "OrderedDict").raw("q").byte(0).raw("](").bytes();
    for (int i = 0; i < 1000; ++i)
        repeated += "]((K\1K\1et"; // pairs are wrong, yet must not matter before the limit
    CHECK_FALSE(refused(repeated).empty());
    CHECK(mentions(refused(PickleWriter().raw("t").stop()), "stack"));
    CHECK(mentions(refused(PickleWriter().raw(")(R").stop()), "stack"));
    CHECK(mentions(refused(PickleWriter().raw("h").byte(7).stop()), "never stored"));
    CHECK(mentions(refused(PickleWriter().raw("X\xff\xff\xff\x7f").stop()), "too early"));
    CHECK(mentions(refused(PickleWriter().raw("]r\xff\xff\xff\xff").stop()), "a list"));
    CHECK(mentions(refused(PickleWriter().emptyDict().bytes()), "too early"));
    CHECK(mentions(refused(PickleWriter().emptyDict().integer(1).integer(2).raw("s").stop()), "not text"));
    CHECK(mentions(refused(PickleWriter().emptyDict().raw("q").byte(0).text("a").raw("h").byte(0).raw("s").stop()),
                   "a dictionary where a tensor belongs"));
    CHECK(mentions(refused(PickleWriter().emptyDict().stop()), "no tensors"));
    CHECK(mentions(refused(PickleWriter(6).emptyDict().stop()), "protocol"));
}

TEST_CASE("zip records that lie are refused") {
    const TemporaryFolder folder;
    const auto path = folder / "weights.pth";
    const auto pickle = stateDictPickle({{"w", {2}, {1}, "0", 2}});
    const auto numbers = bytesOf(counting(2));
    writeTorchZip(path, pickle, {{"0", numbers}, {"0", numbers}});
    CHECK(mentions(refusal(path), "same name"));
    writeTorchZip(path, pickle, {{"0", numbers}}, {{"byteorder", "big"}});
    CHECK(mentions(refusal(path), "big-endian"));
    writeTorchZip(path, pickle, {});
    CHECK(mentions(refusal(path), "'archive/data/0'"));
    writeZip(path, {{"archive/data.pkl", pickle}, {"archive/data/0", numbers}}, true);
    CHECK(mentions(refusal(path), "compressed"));
    writeZip(path, {{"a/data.pkl", pickle}, {"b/data.pkl", pickle}});
    CHECK(mentions(refusal(path), "several"));
    writeZip(path, {{"readme", "text"}});
    CHECK(mentions(refusal(path), "not a checkpoint"));
}

TEST_CASE("other files are named for what they are") {
    const TemporaryFolder folder;
    const auto path = folder / "weights.pth";
    CHECK(openCheckpoint(path).error().code == ErrorCode::FileNotFound);
    CHECK(openCheckpoint(folder.path()).error().code == ErrorCode::FileUnreadable);
    const auto refused = [&](std::string_view bytes) {
        writeBytes(path, bytes);
        return refusal(path);
    };
    CHECK(mentions(refused(""), "empty"));
    CHECK(mentions(refused("version https://git-lfs.github.com/spec/v1\n"), "git lfs pull"));
    CHECK(mentions(refused("<!DOCTYPE html><html></html>"), "web page"));
    CHECK(mentions(refused("\x80\x02}."), "pickle"));
    CHECK(mentions(refused("hello"), "not a checkpoint"));
}

TEST_CASE("keys are matched with what a network wants") {
    const TemporaryFolder folder;
    const auto checkpoint =
        opened(zipOf(folder, {{"a", {2}, {1}, "0", 4}, {"b", {2, 2}, {2, 1}, "0", 4}, {"c", {}, {}, "0", 4}}, 4));
    const std::vector<WantedTensor> same{{"a", {2}}, {"b", {2, 2}}, {"c", {}}};
    CHECK(checkpoint.tensors.matchKeys(same).isMatch());
    CHECK(checkpoint.tensors.matchKeys(same).require("x").has_value());

    const std::vector<WantedTensor> other{{"a", {3}}, {"b", {4}}, {"d", {1}}, {"c", {}, false}};
    const auto report = checkpoint.tensors.matchKeys(other);
    CHECK(report.missing == std::vector<std::string>{"d"});
    CHECK(report.unexpected.empty());
    REQUIRE(report.misfits.size() == 3);
    CHECK(report.misfits[0].key == "a");
    CHECK(mentions(report.misfits[1].reason, "[2, 2]"));
    CHECK(mentions(report.misfits[1].reason, "[4]"));
    const auto required = report.require("weights.pth");
    REQUIRE_FALSE(required.has_value());
    CHECK(required.error().subject == "weights.pth");
    CHECK(mentions(required.error().reason, "'d'"));
    CHECK(checkpoint.tensors.matchKeys(std::vector<WantedTensor>{{"a", {2}}}).unexpected ==
          std::vector<std::string>{"b", "c"});
}
