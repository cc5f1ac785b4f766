#include "widgets/figure/colour_map.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace soundmask {

namespace {

struct Rgbf {
    double r, g, b;
    bool isInGamut() const {
        constexpr double e = 1e-4;
        return r >= -e && g >= -e && b >= -e && r <= 1 + e && g <= 1 + e && b <= 1 + e;
    }
};

/// OKLab in polar form: lightness 0..1, chroma, hue in degrees.
struct Oklch {
    double lightness, chroma, hue;
};

/// Linear light sRGB. Matrices of B. Ottosson, "A perceptual color space for image processing" (2020).
Rgbf linearFromOklch(const Oklch& colour) {
    const double hue = colour.hue * std::numbers::pi / 180.0;
    const double a = colour.chroma * std::cos(hue);
    const double b = colour.chroma * std::sin(hue);
    const double l_root = colour.lightness + 0.3963377774 * a + 0.2158037573 * b;
    const double m_root = colour.lightness - 0.1055613458 * a - 0.0638541728 * b;
    const double s_root = colour.lightness - 0.0894841775 * a - 1.2914855480 * b;
    const double l = l_root * l_root * l_root;
    const double m = m_root * m_root * m_root;
    const double s = s_root * s_root * s_root;
    return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

int encoded(double linear) {
    const double c = std::clamp(linear, 0.0, 1.0);
    const double value = c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1.0 / 2.4) - 0.055;
    return static_cast<int>(std::lround(255.0 * value));
}

/// The colour of that lightness and hue with as much of the chroma as sRGB can show.
QRgb rgbFromOklch(Oklch colour) {
    double low = 0.0, high = colour.chroma;
    if (!linearFromOklch(colour).isInGamut()) {
        for (int i = 0; i < 24; ++i) {
            colour.chroma = (low + high) / 2.0;
            (linearFromOklch(colour).isInGamut() ? low : high) = colour.chroma;
        }
        colour.chroma = low;
    }
    const Rgbf linear = linearFromOklch(colour);
    return qRgb(encoded(linear.r), encoded(linear.g), encoded(linear.b));
}

/// Smooth curve through equally spaced knots (Catmull-Rom).
double interpolated(double p0, double p1, double p2, double p3, double t) {
    return p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));
}

/// 256 colours along \p knots. With \p even_lightness the lightness is a straight line between the ends.
ColourTable tableThrough(const std::vector<Oklch>& knots, bool even_lightness) {
    ColourTable table{};
    const int last = static_cast<int>(knots.size()) - 1;
    for (int i = 0; i < 256; ++i) {
        const double position = i / 255.0 * last;
        const int k = std::min(static_cast<int>(position), last - 1);
        const double t = position - k;
        const Oklch& k0 = knots[static_cast<std::size_t>(std::max(k - 1, 0))];
        const Oklch& k1 = knots[static_cast<std::size_t>(k)];
        const Oklch& k2 = knots[static_cast<std::size_t>(k + 1)];
        const Oklch& k3 = knots[static_cast<std::size_t>(std::min(k + 2, last))];
        const double lightness = even_lightness
                                     ? std::lerp(knots.front().lightness, knots.back().lightness, i / 255.0)
                                     : interpolated(k0.lightness, k1.lightness, k2.lightness, k3.lightness, t);
        const double chroma = std::max(0.0, interpolated(k0.chroma, k1.chroma, k2.chroma, k3.chroma, t));
        table[static_cast<std::size_t>(i)] =
            rgbFromOklch({lightness, chroma, interpolated(k0.hue, k1.hue, k2.hue, k3.hue, t)});
    }
    return table;
}

ColourTable tableOf(QRgb (*colour)(double)) {
    ColourTable table{};
    for (int i = 0; i < 256; ++i)
        table[static_cast<std::size_t>(i)] = colour(i / 255.0);
    return table;
}

QRgb jet(double v) {
    const auto ramp = [v](double centre) {
        return static_cast<int>(std::lround(255.0 * std::clamp(1.5 - std::abs(4.0 * v - centre), 0.0, 1.0)));
    };
    return qRgb(ramp(3.0), ramp(2.0), ramp(1.0));
}

QRgb grey(double v) {
    const int level = static_cast<int>(std::lround(255.0 * v));
    return qRgb(level, level, level);
}

ColourTable makeTable(ColourMap map) {
    switch (map) {
    case ColourMap::Viridis:
        return tableThrough({{0.26, 0.13, 318}, {0, 0.125, 278}, {0, 0.10, 205}, {0, 0.17, 150}, {0.92, 0.19, 105}},
                            true);
    case ColourMap::Inferno:
        return tableThrough(
            {{0.04, 0.02, 280}, {0, 0.13, 302}, {0, 0.18, 350}, {0, 0.20, 393}, {0, 0.18, 425}, {0.98, 0.09, 468}},
            true);
    case ColourMap::Turbo:
        return tableThrough({{0.30, 0.12, 300},
                             {0.58, 0.19, 270},
                             {0.77, 0.14, 222},
                             {0.86, 0.18, 160},
                             {0.89, 0.20, 122},
                             {0.82, 0.17, 82},
                             {0.66, 0.20, 45},
                             {0.38, 0.15, 29}},
                            false);
    case ColourMap::Jet:
        return tableOf(jet);
    case ColourMap::Grey:
        return tableOf(grey);
    }
    return {};
}

constexpr std::array kMaps{ColourMap::Inferno, ColourMap::Viridis, ColourMap::Turbo, ColourMap::Jet, ColourMap::Grey};

} // namespace

std::span<const ColourMap> allColourMaps() {
    return kMaps;
}

QString colourMapTitle(ColourMap map) {
    switch (map) {
    case ColourMap::Viridis:
        return QCoreApplication::translate("ColourMap", "Viridis");
    case ColourMap::Inferno:
        return QCoreApplication::translate("ColourMap", "Inferno");
    case ColourMap::Turbo:
        return QCoreApplication::translate("ColourMap", "Turbo");
    case ColourMap::Jet:
        return QCoreApplication::translate("ColourMap", "Jet");
    case ColourMap::Grey:
        return QCoreApplication::translate("ColourMap", "Grey");
    }
    return {};
}

const ColourTable& colourTable(ColourMap map) {
    static const auto tables = [] {
        std::array<ColourTable, kMaps.size()> all{};
        for (const ColourMap m : kMaps)
            all[static_cast<std::size_t>(m)] = makeTable(m);
        return all;
    }();
    return tables[static_cast<std::size_t>(map)];
}

QRgb colourOf(ColourMap map, float value) {
    if (std::isnan(value)) return qRgba(0, 0, 0, 0);
    const float clamped = std::clamp(value, 0.0F, 1.0F);
    return colourTable(map)[static_cast<std::size_t>(clamped * 255.0F + 0.5F)];
}

QImage colourised(const FloatMap& heat_map, ColourMap map, float threshold, float fade) {
    QImage picture(heat_map.size.width, heat_map.size.height, QImage::Format_ARGB32_Premultiplied);
    const ColourTable& table = colourTable(map);
    for (int y = 0; y < heat_map.size.height; ++y) {
        const float* values = heat_map.row(y);
        auto* line = reinterpret_cast<QRgb*>(picture.scanLine(y));
        for (int x = 0; x < heat_map.size.width; ++x) {
            const float value = values[x];
            // Written so that NaN fails the test.
            if (!(value >= threshold)) {
                line[x] = 0U;
                continue;
            }
            const QRgb colour = table[static_cast<std::size_t>(std::clamp(value, 0.0F, 1.0F) * 255.0F + 0.5F)];
            const float cover = fade > 0.0F ? (value - threshold) / fade : 1.0F;
            line[x] = cover >= 1.0F ? colour
                                    : qPremultiply(qRgba(qRed(colour), qGreen(colour), qBlue(colour),
                                                         static_cast<int>(cover * 255.0F + 0.5F)));
        }
    }
    return picture;
}

QImage colourBar(ColourMap map, int width, int height) {
    QImage bar(width, height, QImage::Format_RGB32);
    for (int x = 0; x < width; ++x) {
        const QRgb colour = colourOf(map, width > 1 ? static_cast<float>(x) / static_cast<float>(width - 1) : 0.0F);
        for (int y = 0; y < height; ++y)
            bar.setPixel(x, y, colour);
    }
    return bar;
}

} // namespace soundmask
