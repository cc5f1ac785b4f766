#pragma once

#include <QCoreApplication>
#include <QImage>

#include "widgets/timeline/timeline_lane.h"
#include "widgets/timeline/waveform_data.h"

namespace soundmask {

/// The waveform as highest and lowest sample of each screen column, with onset marks below.
class WaveformLane : public TimelineLane {
    Q_DECLARE_TR_FUNCTIONS(soundmask::WaveformLane)

  public:
    QString name() const override { return QStringLiteral("sound"); }
    QString title() const override;
    double fullHeight() const override { return 64.0; }
    void paint(QPainter& painter, const LaneContext& context) const override;
    QString toolTip(double t_s, double y, const LaneContext& context) const override;
    void clear() override;

    void setWaveform(WaveformData waveform);
    void setOnsets(std::vector<double> times_s) { m_onsets = std::move(times_s); }
    void setMessage(const QString& message) { m_message = message; }

  private:
    WaveformData::Peak peakOf(TimeSpan span) const;

    std::vector<WaveformData> m_levels; ///< each with a quarter of the peaks of the one before
    float m_loudest = 0.0F;
    std::vector<double> m_onsets;
    QString m_message;
};

/// The spectrogram, a picture made by the owner.
class SpectrogramLane : public TimelineLane {
    Q_DECLARE_TR_FUNCTIONS(soundmask::SpectrogramLane)

  public:
    QString name() const override { return QStringLiteral("spectrogram"); }
    QString title() const override;
    double fullHeight() const override { return 64.0; }
    void paint(QPainter& painter, const LaneContext& context) const override;
    void clear() override;

    void setPicture(const QImage& picture, TimeSpan span);
    void setMessage(const QString& message) { m_message = message; }

  private:
    std::vector<QImage> m_levels; ///< each with half the columns of the one before, so that nothing is skipped
    TimeSpan m_span;
    QString m_message;
};

} // namespace soundmask
