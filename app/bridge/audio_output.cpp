#include "app/bridge/audio_output.h"

#include <QAudioDevice>
#include <QAudioSink>
#include <QMediaDevices>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

namespace soundmask {

namespace {
/// Small enough that pausing and seeking feel immediate, large enough for a busy machine.
constexpr int kBuffer_ms = 60;
constexpr int kMeasureInterval_ms = 8;
constexpr int kLookInterval_ms = 1000;
/// A device that wakes up takes up to two seconds; one that stands still for longer is dead.
constexpr std::chrono::seconds kDead{3};
/// A reading is carried on by the steady clock between two measurements, but not for longer than this.
constexpr double kCarry_s = 0.05;
constexpr std::int64_t kGrainFrames = SoundFeeder::kRateHz / 10;
constexpr std::int64_t kFadeFrames = SoundFeeder::kRateHz / 200;
/// After so long a pause the device may sleep.
constexpr int kIdle_ms = 60'000;

/// Keeps the ends of a grain from clicking; \p frame counts from its begin.
float grainFade(std::int64_t frame) {
    const std::int64_t to_end = std::min(frame, kGrainFrames - 1 - frame);
    return std::clamp(static_cast<float>(to_end) / static_cast<float>(kFadeFrames), 0.0F, 1.0F);
}
} // namespace

FeederDevice::FeederDevice(std::shared_ptr<SoundFeeder> feeder, QAudioFormat::SampleFormat format)
    : m_feeder(std::move(feeder))
    , m_format(format) {
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

void FeederDevice::setPlaying(bool playing) {
    m_playing = playing;
    m_grain_done.reset();
}

void FeederDevice::playGrain() {
    m_playing = true;
    m_grain_done = 0;
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
        float* out = m_samples.data() + done * SoundFeeder::kChannels;
        const std::int64_t wanted =
            m_grain_done ? std::min<qint64>(frames - done, kGrainFrames - *m_grain_done) : frames - done;
        const SoundFeeder::Piece piece = m_feeder->read(out, wanted);
        if (piece.frames == 0) break;
        m_map.append(piece.frames, piece.content_s, piece.speed);
        done += piece.frames;
        if (!m_grain_done) continue;
        for (std::int64_t i = 0; i < piece.frames * SoundFeeder::kChannels; ++i)
            out[i] *= grainFade(*m_grain_done + i / SoundFeeder::kChannels);
        *m_grain_done += piece.frames;
        if (*m_grain_done == kGrainFrames) setPlaying(false);
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
    return m_reading->content_s + std::min(since.count(), kCarry_s) * m_reading->speed;
}

void AudioOutput::setSource(std::shared_ptr<SoundFeeder> feeder) {
    closeSink();
    m_feeder.reset();
    watchDevices();
    m_feeder = std::move(feeder);
    if (m_feeder && openSink()) m_idle_timer->start();
}

void AudioOutput::play(std::uint64_t serial, const SoundCourse& course) {
    m_serial = serial;
    m_course = course;
    if (!m_feeder || (!m_sink && !openSink())) return;
    m_idle_timer->stop();
    m_next_grain_s.reset();
    m_feeder->start(course);
    m_feeder->waitUntilReady(500);
    m_begin_frame = m_device->map().appendedFrames();
    m_device->setPlaying(true);
    m_playing = true;
    publish(std::nullopt);
    m_measure_timer->start();
}

void AudioOutput::carryOn(std::uint64_t serial, SoundCourse course) {
    const bool has_begun = m_device && m_playing && m_device->map().appendedFrames() > m_begin_frame;
    course.begin_s = has_begun ? m_device->map().appendedContent_s() : m_course.begin_s;
    if (!has_begun) return play(serial, course);
    m_serial = serial;
    m_course = course;
    m_feeder->start(course);
    m_feeder->waitUntilReady(30); // less than what the device still has
    measure();
}

void AudioOutput::pause() {
    m_playing = false;
    m_measure_timer->stop();
    publish(std::nullopt);
    if (m_device) m_device->setPlaying(false);
    if (m_sink) m_idle_timer->start();
}

void AudioOutput::playGrain(double content_s) {
    if (m_playing || !m_feeder || (!m_sink && !openSink())) return;
    m_idle_timer->stop();
    if (m_device->isPlaying())
        m_next_grain_s = content_s;
    else
        startGrain(content_s);
    m_measure_timer->start();
}

void AudioOutput::startGrain(double content_s) {
    SoundCourse course;
    course.begin_s = content_s;
    m_feeder->start(course);
    m_feeder->waitUntilReady(30);
    m_device->playGrain();
}

void AudioOutput::setDevice(const QByteArray& id) {
    m_wanted_id = id;
    if (m_sink) devicesWereChanged();
}

void AudioOutput::watchDevices() {
    if (m_devices) return;
    m_devices = new QMediaDevices(this);
    connect(m_devices, &QMediaDevices::audioOutputsChanged, this, &AudioOutput::devicesWereChanged);
    devicesWereChanged();
    // Qt 6.4 keeps its list of PulseAudio's devices up to date, but does not tell (measured).
    auto* look = new QTimer(this);
    connect(look, &QTimer::timeout, this, [this, known = QMediaDevices::audioOutputs()]() mutable {
        const QList<QAudioDevice> now = QMediaDevices::audioOutputs();
        if (now == known) return;
        known = now;
        devicesWereChanged();
    });
    look->start(kLookInterval_ms);
}

QAudioDevice AudioOutput::wantedDevice() const {
    for (const QAudioDevice& device : QMediaDevices::audioOutputs())
        if (!m_wanted_id.isEmpty() && device.id() == m_wanted_id) return device;
    return QMediaDevices::defaultAudioOutput();
}

void AudioOutput::devicesWereChanged() {
    std::vector<SoundDevice> devices;
    for (const QAudioDevice& device : QMediaDevices::audioOutputs())
        devices.push_back({device.id(), device.description()});
    Q_EMIT devicesChanged(devices);
    // The one in use was unplugged, the wanted one is back, or the first one is there.
    if (m_feeder && (!m_sink || wantedDevice().id() != m_open_id)) reopenSink();
}

void AudioOutput::reopenSink() {
    const bool was_playing = m_playing;
    if (was_playing) m_course.begin_s = heard_s(m_serial).value_or(m_course.begin_s);
    closeSink();
    if (!openSink()) return;
    if (was_playing)
        play(m_serial, m_course);
    else
        m_idle_timer->start();
}

void AudioOutput::setGain(double gain) {
    m_gain = gain;
    if (m_sink) m_sink->setVolume(gain);
}

bool AudioOutput::openSink() {
    const QAudioDevice device = wantedDevice();
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
    m_open_id = device.id();
    Q_EMIT deviceReady(device.description());
    return true;
}

void AudioOutput::closeSink() {
    m_measure_timer->stop();
    m_idle_timer->stop();
    m_playing = false;
    m_next_grain_s.reset();
    publish(std::nullopt);
    if (m_sink) {
        m_sink->disconnect(this);
        m_sink->stop();
    }
    m_sink.reset();
    m_device.reset();
}

void AudioOutput::measure() {
    if (!m_sink) return;
    if (!m_playing) {
        if (m_device->isPlaying()) return; // a grain
        if (m_next_grain_s) return startGrain(*std::exchange(m_next_grain_s, std::nullopt));
        m_measure_timer->stop();
        m_idle_timer->start();
        return;
    }
    // processedUSecs is what the server has played less the device's delay. Measured against a recording of a null
    // sink's monitor it is right within 30 ms, also while it stands still because the device is still waking up; the
    // alternative, elapsedUSecs, then runs ahead of the ear by up to two seconds.
    const double heard_frame = static_cast<double>(m_sink->processedUSecs()) * SoundFeeder::kRateHz / 1e6;
    if (heard_frame < static_cast<double>(m_begin_frame)) return;
    const Reading reading{m_serial, m_device->map().contentAt(heard_frame), m_course.speed,
                          std::chrono::steady_clock::now()};
    const bool stands_still = m_reading && m_reading->serial == m_serial && m_reading->content_s == reading.content_s;
    if (!stands_still) return publish(reading);
    if (reading.taken - m_reading->taken < kDead) return;
    closeSink();
    Q_EMIT deviceMissing(tr("the sound output stopped working"));
}

void AudioOutput::publish(std::optional<Reading> reading) {
    const std::lock_guard lock(m_reading_mutex);
    m_reading = reading;
}

} // namespace soundmask
