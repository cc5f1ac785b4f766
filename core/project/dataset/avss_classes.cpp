#include "core/project/dataset/avss_classes.h"

namespace soundmask {

namespace {

constexpr std::array<std::string_view, 71> kAvssClasses{
    "background", "accordion",      "airplane",   "axe",       "baby",          "bassoon",
    "bell",       "bird",           "boat",       "boy",       "bus",           "car",
    "cat",        "cello",          "clarinet",   "clipper",   "clock",         "dog",
    "donkey",     "drum",           "duck",       "elephant",  "emergency-car", "erhu",
    "flute",      "frying-food",    "girl",       "goose",     "guitar",        "gun",
    "guzheng",    "hair-dryer",     "handpan",    "harmonica", "harp",          "helicopter",
    "hen",        "horse",          "keyboard",   "leopard",   "lion",          "man",
    "marimba",    "missile-rocket", "motorcycle", "mower",     "parrot",        "piano",
    "pig",        "pipa",           "saw",        "saxophone", "sheep",         "sitar",
    "sorna",      "squirrel",       "tabla",      "tank",      "tiger",         "tractor",
    "train",      "trombone",       "truck",      "trumpet",   "tuba",          "ukulele",
    "utv",        "vacuum-cleaner", "violin",     "wolf",      "woman",
};

constexpr std::array<std::string_view, 23> kS4Categories{
    "baby_laughter",     "female_singing",   "male_speech",    "dog_barking",        "cat_meowing",
    "lions_roaring",     "horse_clip-clop",  "coyote_howling", "mynah_bird_singing", "playing_acoustic_guitar",
    "playing_tabla",     "playing_violin",   "playing_piano",  "playing_ukulele",    "playing_glockenspiel",
    "helicopter",        "race_car",         "driving_buses",  "ambulance_siren",    "typing_on_computer_keyboard",
    "chainsawing_trees", "cap_gun_shooting", "lawn_mowing",
};

} // namespace

std::span<const std::string_view> avssClassNames() {
    return kAvssClasses;
}

std::span<const std::string_view> s4CategoryNames() {
    return kS4Categories;
}

std::vector<PaletteColour> avssPalette() {
    std::vector<PaletteColour> colours;
    for (unsigned i = 0; i < kAvssClasses.size(); ++i)
        colours.push_back(avssColour(i));
    return colours;
}

} // namespace soundmask
