#include "app/shell/shortcut_sheet.h"

#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyle>
#include <QVBoxLayout>

#include "app/shell/actions.h"
#include "widgets/common/key_names.h"

namespace soundmask {

namespace {

constexpr int kMostColumns = 3;
constexpr double kPartOfScreen = 0.92; // the window's frame needs some, too

struct Line {
    QString keys;
    QString what;
};

struct Chapter {
    QString title;
    QList<Line> lines;
};

QWidget* chapterBox(const Chapter& chapter) {
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 12);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    auto* heading = new QLabel(chapter.title);
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    grid->addWidget(heading, 0, 0, 1, 2);
    int row = 1;
    for (const Line& line : chapter.lines) {
        auto* keys = new QLabel(line.keys);
        keys->setForegroundRole(QPalette::Link);
        grid->addWidget(keys, row, 0, Qt::AlignTop);
        grid->addWidget(new QLabel(line.what), row++, 1);
    }
    grid->setColumnStretch(1, 1);
    grid->setColumnMinimumWidth(0, 130);
    return box;
}

/// The chapters side by side, each whole in one of \p count columns that are about equally long.
QWidget* pageOf(const QList<Chapter>& chapters, int count) {
    auto* page = new QWidget;
    auto* columns = new QHBoxLayout(page);
    columns->setSpacing(28);
    constexpr int kLinesAround = 2; // heading and gap
    int total = 0;
    for (const Chapter& chapter : chapters)
        total += static_cast<int>(chapter.lines.size()) + kLinesAround;
    auto next = chapters.begin();
    int filled = 0;
    for (int c = 0; c < count; ++c) {
        auto* column = new QVBoxLayout;
        while (next != chapters.end() && (c == count - 1 || filled < total * (c + 1) / count)) {
            column->addWidget(chapterBox(*next));
            filled += static_cast<int>(next->lines.size()) + kLinesAround;
            ++next;
        }
        column->addStretch(1);
        columns->addLayout(column, 1);
    }
    return page;
}

} // namespace

ShortcutSheet::ShortcutSheet(const Actions& actions, QWidget* parent)
    : QDialog(parent)
    , m_actions(actions)
    , m_scroll(new QScrollArea) {
    setWindowTitle(tr("Keyboard shortcuts"));
    setModal(false);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_scroll);
    fill();
    connect(&KeyNames::instance(), &KeyNames::changed, this, &ShortcutSheet::fill);
}

void ShortcutSheet::fill() {
    QList<Chapter> chapters;
    for (const Actions::Group& group : m_actions.groups()) {
        Chapter chapter{group.title, {}};
        chapter.title.remove(QLatin1Char('&'));
        for (const QAction* action : group.actions)
            if (action && !action->shortcuts().isEmpty())
                chapter.lines.append(
                    {QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText), plainText(*action)});
        chapters.append(chapter);
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
                      {tr("Enter, Backspace, Esc"), tr("Close a polygon, take the last corner back, drop it")}}});
    chapters.append({tr("Mouse on the timeline"),
                     {{tr("Click, drag"), tr("Go there, scrub")},
                      {tr("Wheel"), tr("Zoom at the cursor")},
                      {tr("Shift+wheel"), tr("Pan")},
                      {tr("Alt"), tr("Snap to pictures and onsets")}}});

    // As many columns as the screen has room for: only up and down is scrolled.
    const QSize room = screen()->availableSize() * kPartOfScreen;
    const QMargins around = layout()->contentsMargins();
    const int beside = style()->pixelMetric(QStyle::PM_ScrollBarExtent) + around.left() + around.right();
    int count = kMostColumns;
    QWidget* page = pageOf(chapters, count);
    while (count > 1 && page->sizeHint().width() + beside > room.width()) {
        delete page;
        page = pageOf(chapters, --count);
    }
    const bool is_first = m_scroll->widget() == nullptr;
    const int scrolled = m_scroll->verticalScrollBar()->value();
    const QSize wanted = page->sizeHint() + QSize(beside, around.top() + around.bottom());
    m_scroll->setWidget(page);
    if (is_first) resize(wanted.boundedTo(room));
    m_scroll->verticalScrollBar()->setValue(scrolled);
}

} // namespace soundmask
