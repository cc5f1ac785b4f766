#include "widgets/panels/transport_bar.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <array>
#include <cmath>

#include "widgets/common/icons.h"
#include "widgets/common/key_names.h"

namespace soundmask {

namespace {

constexpr std::array kSpeeds{0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0};
constexpr int kVolumeSteps = 100;
constexpr int kIconSide = 20;

/// \p name with the key of \p action, for KeyNames.
QString withKey(const QString& name, const char* action) {
    return QStringLiteral("%1 ({%2})").arg(name, QLatin1String(action));
}

} // namespace

QString timeText(double time_s) {
    // Cut, not rounded: 4.999 is not yet the fifth second.
    const auto hundredths = static_cast<qint64>(std::floor(std::max(0.0, time_s) * 100.0 + 1e-6));
    const qint64 hours = hundredths / 360000, minutes = hundredths / 6000 % 60;
    const QString tail = QStringLiteral("%1:%2.%3")
                             .arg(minutes, 2, 10, QLatin1Char('0'))
                             .arg(hundredths / 100 % 60, 2, 10, QLatin1Char('0'))
                             .arg(hundredths % 100, 2, 10, QLatin1Char('0'));
    return hours > 0 ? QStringLiteral("%1:%2").arg(hours).arg(tail) : tail;
}

bool parseTime(const QString& text, double& time_s) {
    const QStringList parts = text.trimmed().split(QLatin1Char(':'));
    if (parts.size() > 3) return false;
    double total = 0.0;
    for (int i = 0; i < parts.size(); ++i) {
        const bool is_last = i + 1 == parts.size();
        bool ok = false;
        // A comma is what many keyboards' number block gives.
        const double value = is_last ? QString(parts[i]).replace(QLatin1Char(','), QLatin1Char('.')).toDouble(&ok)
                                     : parts[i].toUInt(&ok);
        if (!ok || !std::isfinite(value) || value < 0.0 || (i > 0 && value >= 60.0)) return false;
        total = total * 60.0 + value;
    }
    time_s = total;
    return true;
}

TransportBar::TransportBar(QWidget* parent)
    : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 12, 4);
    row->setSpacing(2);

    row->addWidget(addButton(QStringLiteral("first"), tr("First frame"), "first", &TransportBar::firstRequested));
    row->addWidget(addButton(QStringLiteral("second-back"), tr("Previous key frame"), "second_back",
                             &TransportBar::secondBackRequested));
    row->addWidget(
        addButton(QStringLiteral("frame-back"), tr("Previous frame"), "frame_back", &TransportBar::frameBackRequested));
    m_play = addButton(QStringLiteral("play"), tr("Play"), "play", &TransportBar::playToggleRequested);
    m_play->setIconSize({kIconSide + 4, kIconSide + 4});
    row->addWidget(m_play);
    row->addWidget(addButton(QStringLiteral("frame-forward"), tr("Next frame"), "frame_forward",
                             &TransportBar::frameForwardRequested));
    row->addWidget(addButton(QStringLiteral("second-forward"), tr("Next key frame"), "second_forward",
                             &TransportBar::secondForwardRequested));
    row->addWidget(addButton(QStringLiteral("last"), tr("Last frame"), "last", &TransportBar::lastRequested));
    row->addSpacing(8);

    m_loop = addButton(QStringLiteral("loop"), tr("Loop the range, or everything"), "loop", nullptr);
    m_loop->setCheckable(true);
    connect(m_loop, &QToolButton::clicked, this, &TransportBar::loopToggled);
    row->addWidget(m_loop);
    row->addSpacing(6);
    m_speed_box = new QComboBox;
    for (const double speed : kSpeeds)
        m_speed_box->addItem(tr("%1x").arg(speed), speed);
    m_speed_box->setToolTip(tr("Speed; the pitch of the sound is kept"));
    m_speed_box->setAccessibleName(tr("Speed"));
    m_speed_box->setFocusPolicy(Qt::TabFocus);
    setSpeed(1.0);
    connect(m_speed_box, &QComboBox::currentIndexChanged, this, [this] {
        m_speed = m_speed_box->currentData().toDouble();
        Q_EMIT speedChanged(m_speed);
    });
    row->addWidget(m_speed_box);
    row->addStretch(1);

    m_time_edit = new QLineEdit;
    m_time_edit->setAlignment(Qt::AlignRight);
    m_time_edit->setToolTip(tr("Click to type a time such as 2.94 or 1:02.5, or a frame such as #74"));
    m_time_edit->setAccessibleName(tr("Time"));
    m_time_edit->setFocusPolicy(Qt::StrongFocus);
    m_time_edit->installEventFilter(this);
    connect(m_time_edit, &QLineEdit::returnPressed, this, [this] { finishEditing(true); });
    row->addWidget(m_time_edit);
    row->addSpacing(4);
    m_total = new QLabel;
    m_total->setForegroundRole(QPalette::PlaceholderText);
    m_total->setAccessibleName(tr("Duration and frame"));
    row->addWidget(m_total);
    row->addStretch(1);

    m_mute = addButton(QStringLiteral("volume"), tr("Mute"), "mute", nullptr);
    m_mute->setCheckable(true);
    connect(m_mute, &QToolButton::clicked, this, &TransportBar::muteToggled);
    row->addWidget(m_mute);
    row->addSpacing(2);
    m_volume = new QSlider(Qt::Horizontal);
    m_volume->setRange(0, kVolumeSteps);
    m_volume->setValue(kVolumeSteps);
    m_volume->setPageStep(10);
    m_volume->setFixedWidth(96);
    m_volume->setAccessibleName(tr("Volume"));
    m_volume->setFocusPolicy(Qt::TabFocus);
    connect(m_volume, &QSlider::valueChanged, this,
            [this](int value) { Q_EMIT volumeChanged(static_cast<double>(value) / kVolumeSteps); });
    row->addWidget(m_volume);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

    setSoundAvailable(true);
    setDuration(0.0, 0);
}

QToolButton* TransportBar::addButton(const QString& icon, const QString& name, const char* action,
                                     void (TransportBar::*signal)()) {
    auto* button = new QToolButton;
    button->setIcon(themedIcon(icon));
    button->setIconSize({kIconSide, kIconSide});
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    KeyNames::setToolTip(*button, withKey(name, action));
    button->setAccessibleName(name);
    if (signal != nullptr) connect(button, &QToolButton::clicked, this, signal);
    return button;
}

void TransportBar::setPlaying(bool playing) {
    const QString name = playing ? tr("Pause") : tr("Play");
    m_play->setIcon(themedIcon(playing ? QStringLiteral("pause") : QStringLiteral("play")));
    KeyNames::setToolTip(*m_play, withKey(name, "play"));
    m_play->setAccessibleName(name);
}

void TransportBar::setPosition(double time_s, qint64 frame) {
    m_time_s = time_s;
    m_frame = frame;
    updateTime();
}

void TransportBar::setDuration(double duration_s, qint64 frame_count) {
    m_duration_s = duration_s;
    m_frame_count = frame_count;
    // As wide as the longest text, so that nothing moves while the numbers run.
    const QFontMetrics metrics = m_time_edit->fontMetrics();
    const QString widest = duration_s >= 3600.0 ? QStringLiteral("88:88:88.88") : QStringLiteral("88:88.88");
    m_time_edit->setFixedWidth(metrics.horizontalAdvance(widest) + 20);
    const QString number(QString::number(std::max<qint64>(1, frame_count)).size(), QLatin1Char('8'));
    m_total->setFixedWidth(m_total->fontMetrics().horizontalAdvance(
        tr("/ %1    frame %2 / %3").arg(timeText(duration_s), number, number)));
    updateTime();
}

void TransportBar::updateTime() {
    if (!m_time_edit->hasFocus()) m_time_edit->setText(timeText(m_time_s));
    const auto width = static_cast<int>(QString::number(std::max<qint64>(1, m_frame_count)).size());
    // Padded with figure spaces, which are as wide as digits.
    const QString frame = QStringLiteral("%1").arg(m_frame_count > 0 ? m_frame + 1 : 0, width, 10, QChar(0x2007));
    m_total->setText(tr("/ %1    frame %2 / %3").arg(timeText(m_duration_s), frame).arg(m_frame_count));
}

void TransportBar::setLooping(bool looping) {
    m_loop->setChecked(looping);
}

void TransportBar::setSpeed(double speed) {
    const QSignalBlocker block(m_speed_box);
    m_speed = speed;
    while (m_speed_box->count() > static_cast<int>(kSpeeds.size()))
        m_speed_box->removeItem(m_speed_box->count() - 1);
    // J and L play backwards and faster than can be chosen: shown as long as it lasts.
    if (m_speed_box->findData(speed) < 0) m_speed_box->addItem(tr("%1x").arg(speed), speed);
    m_speed_box->setCurrentIndex(m_speed_box->findData(speed));
}

void TransportBar::setVolume(double volume) {
    const QSignalBlocker block(m_volume);
    m_volume->setValue(static_cast<int>(std::lround(volume * kVolumeSteps)));
}

void TransportBar::setMuted(bool muted) {
    m_mute->setChecked(muted);
    m_mute->setIcon(themedIcon(muted ? QStringLiteral("mute") : QStringLiteral("volume")));
    m_mute->setAccessibleName(muted ? tr("Unmute") : tr("Mute"));
}

void TransportBar::setSoundAvailable(bool available, const QString& reason) {
    m_mute->setEnabled(available);
    m_volume->setEnabled(available);
    KeyNames::setToolTip(*m_mute, available ? withKey(tr("Mute"), "mute") : reason);
    m_volume->setToolTip(available ? tr("Volume") : reason);
}

void TransportBar::setControlsEnabled(bool enabled) {
    setEnabled(enabled);
}

void TransportBar::editTime() {
    m_time_edit->setText(timeText(m_time_s));
    m_time_edit->selectAll();
}

void TransportBar::finishEditing(bool accept) {
    const QString text = m_time_edit->text().trimmed();
    double time_s = 0.0;
    if (accept && text.startsWith(QLatin1Char('#'))) {
        bool ok = false;
        const qint64 frame = text.mid(1).toLongLong(&ok);
        accept = ok && frame >= 1;
        if (accept) Q_EMIT frameEntered(std::min(frame, std::max<qint64>(1, m_frame_count)) - 1);
    } else if (accept) {
        accept = parseTime(text, time_s);
        if (accept) Q_EMIT timeEntered(std::min(time_s, m_duration_s));
    }
    m_time_edit->clearFocus();
    updateTime();
}

bool TransportBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_time_edit) {
        if (event->type() == QEvent::FocusIn) {
            // After the mouse press that gave the focus has placed its cursor.
            QMetaObject::invokeMethod(
                this, [this] { editTime(); }, Qt::QueuedConnection);
        } else if (event->type() == QEvent::FocusOut) {
            QMetaObject::invokeMethod(
                this, [this] { updateTime(); }, Qt::QueuedConnection);
        } else if (event->type() == QEvent::ShortcutOverride &&
                   static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
            event->accept(); // the window's Esc must not take it
            return true;
        } else if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
            finishEditing(false);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace soundmask
