#include "app/bridge/audio_player.h"

namespace soundmask {

AudioPlayer::AudioPlayer(QObject* parent)
    : QObject(parent) {
    m_thread.setObjectName(QStringLiteral("sound"));
}

AudioPlayer::~AudioPlayer() {
    m_thread.quit();
    m_thread.wait();
}

AudioOutput* AudioPlayer::ensureOutput() {
    if (!m_output) {
        m_output = new AudioOutput;
        m_output->moveToThread(&m_thread);
        connect(&m_thread, &QThread::finished, m_output, &QObject::deleteLater);
        connect(m_output, &AudioOutput::deviceMissing, this, [this](const QString& reason) {
            m_has_device = false;
            Q_EMIT deviceMissing(reason);
        });
        connect(m_output, &AudioOutput::deviceReady, this, [this] {
            m_has_device = true;
            Q_EMIT deviceReady();
        });
        qRegisterMetaType<std::vector<SoundDevice>>();
        connect(m_output, &AudioOutput::devicesChanged, this, [this](const std::vector<SoundDevice>& devices) {
            m_devices = devices;
            Q_EMIT devicesChanged();
        });
        connect(m_output, &AudioOutput::soundFailed, this, &AudioPlayer::soundFailed);
        m_thread.start(QThread::TimeCriticalPriority);
        applyVolume();
        setDevice(m_device);
    }
    return m_output;
}

void AudioPlayer::setSource(SourceOpener open) {
    m_has_source = static_cast<bool>(open);
    if (!m_has_source && !m_output) return;
    std::shared_ptr<SoundFeeder> feeder;
    if (open) {
        // On the feeder's thread, which ends before the output does.
        feeder = std::make_shared<SoundFeeder>(
            std::move(open), [output = ensureOutput()](const Error& error) { Q_EMIT output->soundFailed(error); });
    }
    tell([feeder = std::move(feeder)](AudioOutput& output) { output.setSource(feeder); });
}

void AudioPlayer::play(const SoundCourse& course) {
    if (!m_has_source) return;
    tell([course, serial = ++m_serial](AudioOutput& output) { output.play(serial, course); });
}

void AudioPlayer::carryOn(const SoundCourse& course) {
    if (!m_has_source) return;
    tell([course, serial = ++m_serial](AudioOutput& output) { output.carryOn(serial, course); });
}

void AudioPlayer::playGrain(double content_s) {
    if (!m_has_source || !m_has_device) return;
    tell([content_s](AudioOutput& output) { output.playGrain(content_s); });
}

void AudioPlayer::pause() {
    if (m_output) tell([](AudioOutput& output) { output.pause(); });
}

std::optional<double> AudioPlayer::heard_s() const {
    return m_output ? m_output->heard_s(m_serial) : std::nullopt;
}

void AudioPlayer::setVolume(double volume) {
    if (volume == m_volume) return;
    m_volume = volume;
    applyVolume();
    Q_EMIT volumeChanged(volume);
}

void AudioPlayer::setMuted(bool muted) {
    if (muted == m_muted) return;
    m_muted = muted;
    applyVolume();
    Q_EMIT mutedChanged(muted);
}

void AudioPlayer::setDevice(const QByteArray& id) {
    m_device = id;
    if (m_output) tell([id](AudioOutput& output) { output.setDevice(id); });
}

void AudioPlayer::applyVolume() {
    if (!m_output) return;
    // Loudness goes roughly with the cube root; sound servers count like this, too.
    const double gain = m_muted ? 0.0 : m_volume * m_volume * m_volume;
    tell([gain](AudioOutput& output) { output.setGain(gain); });
}

void AudioPlayer::tell(std::function<void(AudioOutput&)> what) {
    AudioOutput* output = ensureOutput();
    QMetaObject::invokeMethod(
        output, [output, what = std::move(what)] { what(*output); }, Qt::QueuedConnection);
}

} // namespace soundmask
