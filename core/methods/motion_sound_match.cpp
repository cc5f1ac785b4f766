#include "core/methods/motion_sound_match.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace soundmask {

namespace {

constexpr std::size_t kFewestSamples = 8;
/// Mean energy below which a cell stands still: what video codecs leave in a fixed picture.
constexpr float kStillEnergy = 0.5f;
/// Deviation of a cell's energy that correlation is damped by, so that hardly any motion cannot match perfectly.
constexpr double kEnergyNoise = 0.1;

/// Zero mean, unit variance. A constant becomes all zeros.
void standardise(std::vector<double>& values) {
    const auto count = static_cast<double>(values.size());
    double mean = 0.0, variance = 0.0;
    for (const double value : values)
        mean += value / count;
    for (const double value : values)
        variance += (value - mean) * (value - mean) / count;
    const double deviation = std::sqrt(variance);
    for (double& value : values)
        value = deviation > 1e-6 ? (value - mean) / deviation : 0.0;
}

/// Mean and deviation over time for each cell.
struct CellStatistics {
    std::vector<double> mean;
    std::vector<double> deviation;
};

CellStatistics statisticsOf(std::span<const MotionSample> motion) {
    const std::size_t cells = motion.front().energy.values.size();
    const auto count = static_cast<double>(motion.size());
    CellStatistics statistics{std::vector<double>(cells), std::vector<double>(cells)};
    for (const MotionSample& sample : motion)
        for (std::size_t i = 0; i < cells; ++i)
            statistics.mean[i] += sample.energy.values[i] / count;
    for (const MotionSample& sample : motion)
        for (std::size_t i = 0; i < cells; ++i) {
            const double apart = sample.energy.values[i] - statistics.mean[i];
            statistics.deviation[i] += apart * apart / count;
        }
    for (double& deviation : statistics.deviation)
        deviation = std::sqrt(deviation);
    return statistics;
}

/// Covariance of each cell's energy with \p feature, which is standardised.
std::vector<double> covariances(std::span<const MotionSample> motion, const std::vector<double>& feature) {
    std::vector<double> sums(motion.front().energy.values.size());
    for (std::size_t t = 0; t < motion.size(); ++t)
        for (std::size_t i = 0; i < sums.size(); ++i)
            sums[i] += motion[t].energy.values[i] * feature[t] / static_cast<double>(motion.size());
    return sums;
}

/// The best covariances over lags and features, and their lag.
struct BestLag {
    std::vector<double> covariances;
    double lag_s = 0.0;
    double sum = -1.0;
};

BestLag bestLag(std::span<const MotionSample> motion, const SoundEnvelope& sound, double longest_lag_s) {
    const double step_s = (motion.back().span.end_s - motion.front().span.begin_s) / static_cast<double>(motion.size());
    const int lags = static_cast<int>(std::lround(longest_lag_s / step_s));
    BestLag best;
    for (int lag = -lags; lag <= lags; ++lag) {
        std::vector<double> loudness, onset;
        for (const MotionSample& sample : motion) {
            const double shift_s = lag * step_s;
            const auto features = sound.mean({sample.span.begin_s + shift_s, sample.span.end_s + shift_s});
            loudness.push_back(features.loudness);
            onset.push_back(features.onset);
        }
        for (std::vector<double>* feature : {&loudness, &onset}) {
            standardise(*feature);
            std::vector<double> found = covariances(motion, *feature);
            double sum = 0.0;
            for (const double covariance : found)
                sum += std::max(covariance, 0.0);
            if (sum > best.sum) best = {std::move(found), lag * step_s, sum};
        }
    }
    return best;
}

} // namespace

MotionSoundMatch matchMotionToSound(std::span<const MotionSample> motion, const SoundEnvelope& sound,
                                    const MatchRules& rules) {
    MotionSoundMatch match;
    if (motion.empty()) return match;
    match.heat = FloatMap(motion.front().energy.size);
    const CellStatistics cells = statisticsOf(motion);
    std::vector<double> correlation(cells.mean.size());
    if (motion.size() >= kFewestSamples) {
        const BestLag best = bestLag(motion, sound, rules.longest_lag_s);
        match.lag_s = best.lag_s;
        for (std::size_t i = 0; i < correlation.size(); ++i)
            correlation[i] = std::max(best.covariances[i] / (cells.deviation[i] + kEnergyNoise), 0.0);
    }
    if (*std::max_element(cells.mean.begin(), cells.mean.end()) < kStillEnergy) return match;

    for (std::size_t i = 0; i < correlation.size(); ++i)
        match.heat.values[i] = static_cast<float>(cells.mean[i] * (rules.prior + (1.0 - rules.prior) * correlation[i]));
    const auto peak = std::max_element(match.heat.values.begin(), match.heat.values.end());
    match.correlation = correlation[static_cast<std::size_t>(peak - match.heat.values.begin())];
    const float highest = *peak;
    if (highest <= 0.0f) return match; // prior 0 and nothing follows the sound
    for (float& heat : match.heat.values)
        heat /= highest;
    return match;
}

} // namespace soundmask
