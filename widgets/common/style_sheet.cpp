#include "widgets/common/style_sheet.h"

#include "widgets/common/theme.h"

namespace soundmask {

namespace {

/// "@name" stands for a colour of the theme, "@theme" for "dark" or "light".
constexpr const char* kSheet = R"(
QToolTip { color: @text; background: @raised; border: 1px solid @border; padding: 4px 6px; }

QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 3px; background: transparent; color: @text; }
QToolButton:hover { background: @raised; }
QToolButton:pressed { background: @border; }
QToolButton:checked { background: @raised; border-color: @accent; }
QToolButton:focus { border: 1px solid @focus; }
QToolButton:disabled { color: @disabled; }
QPushButton { border: 1px solid @border; border-radius: 5px; padding: 5px 12px; background: @raised; color: @text; }
QPushButton:hover { border-color: @muted; }
QPushButton:pressed { background: @border; }
QPushButton:focus { border: 1px solid @focus; }
QPushButton:default, QPushButton[primary="true"] { background: @accent; color: @on_accent; border-color: @accent; }
QPushButton:default:focus, QPushButton[primary="true"]:focus { border: 2px solid @text; padding: 4px 11px; }
QPushButton:disabled, QPushButton[primary="true"]:disabled {
    background: @panel; color: @disabled; border: 1px solid @border; padding: 5px 12px; }

QComboBox { border: 1px solid @border; border-radius: 5px; padding: 4px 4px 4px 8px; background: @raised; color: @text; }
QComboBox:hover { border-color: @muted; }
QComboBox:focus { border: 1px solid @focus; }
QComboBox:disabled { background: @panel; color: @disabled; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url(:/soundmask/icons/style/down-@theme.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @panel; border: 1px solid @border; padding: 4px;
    selection-background-color: @accent; selection-color: @on_accent; }

QLineEdit, QAbstractSpinBox { border: 1px solid @border; border-radius: 5px; padding: 4px 6px; background: @field;
    color: @text; selection-background-color: @accent; selection-color: @on_accent; }
QLineEdit:focus, QAbstractSpinBox:focus { border: 1px solid @focus; }
QLineEdit:disabled, QAbstractSpinBox:disabled { background: @panel; color: @disabled; }
QAbstractItemView QLineEdit { border-radius: 0; padding: 0 3px; }
QAbstractSpinBox { padding-right: 2px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; width: 18px; border: none; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: @raised; }
QAbstractSpinBox::up-arrow { image: url(:/soundmask/icons/style/up-@theme.svg); width: 9px; height: 9px; }
QAbstractSpinBox::down-arrow { image: url(:/soundmask/icons/style/down-@theme.svg); width: 9px; height: 9px; }

QCheckBox { spacing: 8px; padding: 2px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus { border-color: @focus; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @muted; border-radius: 4px; background: @field; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent;
    image: url(:/soundmask/icons/style/tick-@theme.svg); }
QCheckBox::indicator:disabled { border-color: @border; background: @border; }

QSlider:horizontal { min-height: 20px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @border; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: @accent; }
QSlider::handle:horizontal { width: 12px; height: 12px; margin: -5px 0; border-radius: 7px; background: @handle;
    border: 1px solid @muted; }
QSlider::handle:horizontal:hover { background: @accent; }
QSlider::handle:horizontal:focus { border: 2px solid @focus; width: 10px; height: 10px; }
QSlider::sub-page:horizontal:disabled { background: @border; }
QSlider::handle:horizontal:disabled { background: @border; border-color: @border; }

QScrollBar:vertical { width: 12px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 12px; background: transparent; margin: 0; }
QScrollBar::handle { background: @border; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QHeaderView { background: @window; }
QHeaderView::section { background: @window; color: @muted; border: none; border-bottom: 1px solid @border;
    padding: 4px 4px; }
QTreeView, QListView { border: none; }
QTreeView:focus, QListView:focus { outline: none; }
QMainWindow::separator { background: @window; width: 4px; height: 4px; }
QMainWindow::separator:hover { background: @accent; }
QSplitter::handle { background: @window; }
QProgressBar { border: none; border-radius: 3px; background: @border; max-height: 6px; text-align: center; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
)";

} // namespace

QString styleSheetOf(const Theme& t) {
    const std::pair<const char*, QString> words[] = {{"@handle", t.dark ? t.text.name() : t.field.name()},
                                                     {"@theme", t.dark ? "dark" : "light"},
                                                     {"@window", t.window.name()},
                                                     {"@panel", t.panel.name()},
                                                     {"@raised", t.raised.name()},
                                                     {"@field", t.field.name()},
                                                     {"@border", t.border.name()},
                                                     {"@text", t.text.name()},
                                                     {"@muted", t.muted_text.name()},
                                                     {"@disabled", t.disabled_text.name()},
                                                     {"@accent", t.accent.name()},
                                                     {"@on_accent", t.accent_text.name()},
                                                     {"@focus", t.focus.name()}};
    QString sheet = QString::fromLatin1(kSheet);
    for (const auto& [word, value] : words)
        sheet.replace(QLatin1String(word), value);
    return sheet;
}

} // namespace soundmask
