#include "app/shell/shortcut_sheet.h"

#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include "app/shell/actions.h"

namespace soundmask {

namespace {

struct Line {
    QString keys;
    QString what;
};

QWidget* chapter(const QString& title, const QList<Line>& lines) {
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 12);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    auto* heading = new QLabel(title);
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    grid->addWidget(heading, 0, 0, 1, 2);
    int row = 1;
    for (const Line& line : lines) {
        auto* keys = new QLabel(line.keys);
        keys->setForegroundRole(QPalette::Link);
        grid->addWidget(keys, row, 0, Qt::AlignTop);
        grid->addWidget(new QLabel(line.what), row++, 1);
    }
    grid->setColumnStretch(1, 1);
    grid->setColumnMinimumWidth(0, 130);
    return box;
}

} // namespace

ShortcutSheet::ShortcutSheet(const Actions& actions, QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(tr("Keyboard shortcuts"));
    setModal(false);
    resize(1240, 800);

    QList<QPair<QString, QList<Line>>> chapters;
    for (const Actions::Group& group : actions.groups()) {
        QList<Line> lines;
        for (const QAction* action : group.actions)
            if (action && !action->shortcuts().isEmpty())
                lines.append(
                    {QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText), plainText(*action)});
        QString title = group.title;
        chapters.append({title.remove(QLatin1Char('&')), lines});
    }
    chapters.append({tr("Mouse on the picture"),
                     {{tr("Ctrl+wheel"), tr("Zoom at the cursor")},
                      {tr("Middle button, or hold Space"), tr("Pan")},
                      {tr("Hold Alt"), tr("Brush erases, eraser paints")},
                      {tr("Shift+wheel, Alt+right drag"), tr("Brush size")},
                      {tr("Right, or Shift+left"), tr("Negative point; with cut out: not this")},
                      {tr("Double click"), tr("Close a polygon")},
                      {tr("Drag with the wand"), tr("More or fewer colours")},
                      {tr("Alt+click with fill"), tr("Pick the object")}}});
    chapters.append({tr("Keys on the picture"),
                     {{tr("Tab, Shift+Tab"), tr("Next object, object before")},
                      {tr("Hold Space"), tr("Pan; a short press plays")},
                      {tr("Enter, Esc"), tr("Accept or drop a preview")},
                      {tr("Enter, Backspace, Esc"), tr("Close a polygon, take the last corner back, drop it")},
                      {tr("X"), tr("Turn the selected point positive or negative")}}});
    chapters.append({tr("Mouse on the timeline"),
                     {{tr("Click, drag"), tr("Go there, scrub")},
                      {tr("Wheel"), tr("Zoom at the cursor")},
                      {tr("Shift+wheel"), tr("Pan")},
                      {tr("Alt"), tr("Snap to pictures and onsets")}}});

    auto* page = new QWidget;
    auto* columns = new QHBoxLayout(page);
    columns->setSpacing(28);
    constexpr int kColumns = 3;
    int total = 0;
    for (const auto& [title, lines] : chapters)
        total += static_cast<int>(lines.size()) + 2;
    auto chapter_of = chapters.begin();
    for (int c = 0; c < kColumns; ++c) {
        auto* column = new QVBoxLayout;
        int filled = 0;
        while (chapter_of != chapters.end() && (c == kColumns - 1 || filled < total / kColumns)) {
            column->addWidget(chapter(chapter_of->first, chapter_of->second));
            filled += static_cast<int>(chapter_of->second.size()) + 2;
            ++chapter_of;
        }
        column->addStretch(1);
        columns->addLayout(column, 1);
    }
    auto* scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(scroll);
}

} // namespace soundmask
