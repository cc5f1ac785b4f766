// make_checkpoint_seeds FOLDER: writes one small checkpoint of each format there, for the fuzzer to start from.
#include <cstdio>

#include "tests/core/nn/checkpoint_writer.h"

using namespace soundmask::test;

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: make_checkpoint_seeds FOLDER\n");
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    std::filesystem::create_directories(folder);
    const std::string numbers = bytesOf<float>({0, 1, 2, 3, 4, 5});
    const std::vector<TensorEntry> entries{{"a", {2, 3}, {3, 1}, "0", 6},
                                           {"b", {3, 2}, {1, 3}, "0", 6},
                                           {"c", {}, {}, "0", 6, 5},
                                           {"d", {0}, {1}, "0", 6}};

    writeTorchZip(folder / "zip", stateDictPickle(entries), {{"0", numbers}});
    const auto stream_pickle = stateDictPickle(entries, PersistentIds::Legacy);
    writeBytes(folder / "stream", legacyStream(stream_pickle, {{"0", numbers}}));
    writeBytes(folder / "safetensors",
               safetensors(R"({"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}})", numbers));

    PickleWriter nested;
    nested.emptyDict().mark().text("epoch").integer(1).text("state_dict").orderedDict().mark().text("module.w");
    nested.global("torch._utils", "_rebuild_parameter").mark();
    appendTensor(nested, {"", {2}, {1}, "0", 6});
    nested.raw("\x88").orderedDict().tuple().reduce().setItems().setItems();
    writeTorchZip(folder / "nested", nested.stop(), {{"0", numbers}});

    PickleWriter script;
    script.global("__torch__", "Net").raw(")\x81").emptyDict().mark().text("w");
    appendTensor(script, {"", {2}, {1}, "0", 6});
    script.text("inner").global("__torch__", "Net").raw(")\x81").emptyDict().raw("b").setItems().raw("b");
    writeTorchZip(folder / "script", script.stop(), {{"0", numbers}}, {{"constants.pkl", ""}});

    PickleWriter protocol4(4);
    protocol4.raw(std::string_view("\x95\x01\0\0\0\0\0\0\0", 9)).raw("}\x94").shortText("a").shortText("collections");
    protocol4.shortText("OrderedDict").raw("\x93)R").raw("h").byte(0).raw("0s");
    writeTorchZip(folder / "protocol4", protocol4.stop(), {});

    PickleWriter storage;
    storage.mark().integer(100).text("cpu").global("torch", "FloatStorage").tuple();
    PickleWriter views;
    views.raw("](").mark().integer(101).integer(100).integer(2).integer(4).tuple().raw("e");
    PickleWriter tensor;
    tensor.mark().integer(1).integer(101).global("torch", "FloatTensor").tuple();
    PickleWriter dict;
    dict.global("collections", "OrderedDict").raw("]](").oldText("w").oldText("1").raw("Qea\x85R");
    writeBytes(folder / "tar", tarArchive({{"sys_info", PickleWriter().emptyDict().stop()},
                                           {"pickle", dict.stop()},
                                           {"tensors", PickleWriter().integer(1).stop() + tensor.stop() +
                                                           bytesOf<std::int64_t>({2, 2, 2, 2, 1, 0})},
                                           {"storages", PickleWriter().integer(1).stop() + storage.stop() +
                                                            bytesOf<std::int64_t>({6}) + numbers + views.stop()}}));
}
