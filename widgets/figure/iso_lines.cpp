#include "widgets/figure/iso_lines.h"

#include <algorithm>

namespace soundmask {

QList<QLineF> isoLines(const FloatMap& map, float level, int step) {
    QList<QLineF> lines;
    for (int y = 0; y + step < map.size.height; y += step) {
        const float* upper = map.row(y);
        const float* lower = map.row(y + step);
        for (int x = 0; x + step < map.size.width; x += step) {
            const float nw = upper[x], ne = upper[x + step], sw = lower[x], se = lower[x + step];
            const int above =
                (nw >= level ? 1 : 0) | (ne >= level ? 2 : 0) | (se >= level ? 4 : 0) | (sw >= level ? 8 : 0);
            if (above == 0 || above == 15) continue;
            const auto crossing = [level](float a, float b) {
                return a == b ? 0.5 : std::clamp(double(level - a) / double(b - a), 0.0, 1.0);
            };
            const double left = x + 0.5, top = y + 0.5, right = left + step, bottom = top + step;
            const QPointF n(left + step * crossing(nw, ne), top), s(left + step * crossing(sw, se), bottom);
            const QPointF w(left, top + step * crossing(nw, sw)), e(right, top + step * crossing(ne, se));
            switch (above) {
            case 1:
            case 14:
                lines.append({w, n});
                break;
            case 2:
            case 13:
                lines.append({n, e});
                break;
            case 4:
            case 11:
                lines.append({e, s});
                break;
            case 8:
            case 7:
                lines.append({s, w});
                break;
            case 3:
            case 12:
                lines.append({w, e});
                break;
            case 6:
            case 9:
                lines.append({n, s});
                break;
            default: {
                // A saddle: the mean tells which corners are connected.
                const bool middle_above = (nw + ne + sw + se) / 4.0F >= level;
                const bool joined = middle_above == (above == 5);
                lines.append(joined ? QLineF(n, e) : QLineF(w, n));
                lines.append(joined ? QLineF(s, w) : QLineF(e, s));
                break;
            }
            }
        }
    }
    return lines;
}

} // namespace soundmask
