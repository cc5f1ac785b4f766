#include "app/bridge/audio_output.h"

#include <QAudioDevice>
#include <QAudioSink>
#include <QMediaDevices>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace soundmask {

namespace {
/// Small enough that pausing and seeking feel immediate, large enough for a busy machine.
constexpr int kBuffer_ms = 60;
constexpr int kMeasureInterval_ms = 8;
/// A reading is carried on by the steady clock between two measurements, but not for longer than this.
constexpr double kCarry_s = 0.05;
/// After so long a pause the device may sleep.
constexpr int kIdle_ms = 60'000;
} // namespace

FeederDevice::FeederDevice(std::shared_ptr<SoundFeeder> feeder, QAudioFormat::SampleFormat format)
    : m_feeder(std::move(feeder))
    , m_format(format) {
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 FeederDevice::bytesAvailable() const {
    return 1 << 20;
}

qint64 FeederDevice::readData(char* data, qint64 max_bytes) {
    const qint64 sample_bytes = m_format == QAudioFormat::Float ? sizeof(float) : sizeof(qint16);
    const qint64 frames = max_bytes / (sample_bytes * SoundFeeder::kChannels);
    m_samples.assign(static_cast<std::size_t>(frames) * SoundFeeder::kChannels, 0.0F);
    qint64 done = 0;
    while (m_playing && done < frames) {
        const SoundFeeder::Piece piece =
            m_feeder->read(m_samples.data() + done * SoundFeeder::kChannels, frames - done);
        if (piece.frames == 0) break;
        m_map.append(piece.frames, piece.content_s);
        done += piece.frames;
    }
    m_map.appendPause(frames - done);
    if (m_format == QAudioFormat::Float) {
        std::memcpy(data, m_samples.data(), m_samples.size() * sizeof(float));
    } else {
        auto* out = reinterpret_cast<qint16*>(data);
        std::transform(m_samples.begin(), m_samples.end(), out, [](float sample) {
            return static_cast<qint16>(std::lround(std::clamp(sample, -1.0F, 1.0F) * 32767.0F));
        });
    }
    return frames * sample_bytes * SoundFeeder::kChannels;
}

AudioOutput::AudioOutput()
    : m_measure_timer(new QTimer(this))
    , m_idle_timer(new QTimer(this)) {
    m_measure_timer->setInterval(kMeasureInterval_ms);
    m_measure_timer->setTimerType(Qt::PreciseTimer);
    connect(m_measure_timer, &QTimer::timeout, this, &AudioOutput::measure);
    m_idle_timer->setSingleShot(true);
    m_idle_timer->setInterval(kIdle_ms);
    connect(m_idle_timer, &QTimer::timeout, this, &AudioOutput::closeSink);
}

AudioOutput::~AudioOutput() {
    closeSink();
}

std::optional<double> AudioOutput::heard_s(std::uint64_t serial) const {
    const std::lock_guard lock(m_reading_mutex);
    if (!m_reading || m_reading->serial != serial) return std::nullopt;
    const std::chrono::duration<double> since = std::chrono::steady_clock::now() - m_reading->taken;
    return m_reading->content_s + std::min(since.count(), kCarry_s);
}

void AudioOutput::setSource(std::shared_ptr<SoundFeeder> feeder) {
    closeSink();
    m_feeder = std::move(feeder);
    if (m_feeder && openSink()) m_idle_timer->start();
}

void AudioOutput::play(std::uint64_t serial, double content_s, std::optional<TimeSpan> loop) {
    if (!m_feeder || (!m_sink && !openSink())) return;
    m_idle_timer->stop();
    m_feeder->seek(content_s, loop);
    m_feeder->waitUntilReady(500);
    m_begin_frame = m_device->map().appendedFrames();
    m_device->setPlaying(true);
    m_playing = true;
    m_serial = serial;
    publish(std::nullopt);
    m_measure_timer->start();
}

void AudioOutput::pause() {
    m_playing = false;
    m_measure_timer->stop();
    publish(std::nullopt);
    if (m_device) m_device->setPlaying(false);
    if (m_sink) m_idle_timer->start();
}

void AudioOutput::setGain(double gain) {
    m_gain = gain;
    if (m_sink) m_sink->setVolume(gain);
}

bool AudioOutput::openSink() {
    const QAudioDevice device = QMediaDevices::defaultAudioOutput();
    if (device.isNull()) {
        Q_EMIT deviceMissing(tr("the system has no sound output"));
        return false;
    }
    QAudioFormat format;
    format.setSampleRate(SoundFeeder::kRateHz);
    format.setChannelCount(SoundFeeder::kChannels);
    format.setSampleFormat(QAudioFormat::Float);
    if (!device.isFormatSupported(format)) format.setSampleFormat(QAudioFormat::Int16);
    if (!device.isFormatSupported(format)) {
        Q_EMIT deviceMissing(tr("%1 does not take stereo sound at 48 kHz").arg(device.description()));
        return false;
    }
    m_device = std::make_unique<FeederDevice>(m_feeder, format.sampleFormat());
    m_sink = std::make_unique<QAudioSink>(device, format);
    m_sink->setBufferSize(format.bytesForDuration(kBuffer_ms * 1000));
    m_sink->setVolume(m_gain);
    m_sink->start(m_device.get());
    if (m_sink->error() != QAudio::NoError) {
        closeSink();
        Q_EMIT deviceMissing(tr("%1 could not be opened").arg(device.description()));
        return false;
    }
    // The server went away or the device was unplugged while it was in use.
    connect(m_sink.get(), &QAudioSink::stateChanged, this, [this](QAudio::State state) {
        if (state != QAudio::StoppedState || !m_sink || m_sink->error() == QAudio::NoError) return;
        QTimer::singleShot(0, this, [this] {
            closeSink();
            Q_EMIT deviceMissing(tr("the sound output stopped working"));
        });
    });
    Q_EMIT deviceReady();
    return true;
}

void AudioOutput::closeSink() {
    m_measure_timer->stop();
    m_idle_timer->stop();
    m_playing = false;
    publish(std::nullopt);
    if (m_sink) {
        m_sink->disconnect(this);
        m_sink->stop();
    }
    m_sink.reset();
    m_device.reset();
}

void AudioOutput::measure() {
    if (!m_sink || !m_playing) return;
    // processedUSecs is what the server has played less the device's delay. Measured against a recording of a null
    // sink's monitor it is right within 30 ms, also while it stands still because the device is still waking up; the
    // alternative, elapsedUSecs, then runs ahead of the ear by up to two seconds.
    const double heard_frame = static_cast<double>(m_sink->processedUSecs()) * SoundFeeder::kRateHz / 1e6;
    if (heard_frame < static_cast<double>(m_begin_frame)) return;
    publish(Reading{m_serial, m_device->map().contentAt(heard_frame), std::chrono::steady_clock::now()});
}

void AudioOutput::publish(std::optional<Reading> reading) {
    const std::lock_guard lock(m_reading_mutex);
    m_reading = reading;
}

} // namespace soundmask
