#include "widgets/figure/case_study_sheet.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>

namespace soundmask {

namespace {

constexpr double kMargin = 18.0;
constexpr double kGutter = 92.0; ///< for the rows' titles
constexpr double kGap = 4.0;
constexpr double kRowGap = 6.0;
constexpr double kSoundHeight = 52.0;
constexpr double kTitlePoints = 13.0;
constexpr double kTextPoints = 9.0;
constexpr double kSmallPoints = 7.0;
const QColor kInk(24, 27, 33);
const QColor kFaintInk(96, 102, 112);

QFont font(double points, bool bold = false) {
    QFont made(QStringLiteral("sans-serif"));
    made.setStyleHint(QFont::SansSerif);
    // Page units are points, and a size in pixels is one in page units. No hinting: the page is painted at any scale.
    made.setPixelSize(static_cast<int>(std::max(1.0, points)));
    made.setHintingPreference(QFont::PreferNoHinting);
    made.setBold(bold);
    return made;
}

int columnCount(const CaseStudySheet& sheet) {
    return static_cast<int>(sheet.columns.size());
}

double cellHeight(const CaseStudySheet& sheet) {
    for (const SheetRow& row : sheet.rows)
        for (const FigureFrame& frame : row.frames)
            if (!frame.video_size.isEmpty()) return kSheetCellWidth * frame.video_size.height / frame.video_size.width;
    return kSheetCellWidth;
}

double lineHeight(double points) {
    return points * 1.35;
}

double headHeight(const CaseStudySheet& sheet) {
    return lineHeight(kTitlePoints) + (sheet.subtitle.isEmpty() ? 0.0 : lineHeight(kTextPoints)) + kRowGap +
           lineHeight(kTextPoints);
}

/// A picture's corner: white text on a dark ground, readable on anything.
void paintNote(QPainter& painter, const QRectF& cell, const QString& text) {
    painter.setFont(font(kSmallPoints));
    const QFontMetricsF metrics(painter.font());
    const QSizeF size(metrics.horizontalAdvance(text) + 6.0, lineHeight(kSmallPoints));
    const QRectF ground(cell.left(), cell.bottom() - size.height(), size.width(), size.height());
    painter.fillRect(ground, QColor(16, 18, 22, 205));
    painter.setPen(Qt::white);
    painter.drawText(ground, Qt::AlignCenter, text);
}

void paintRowTitle(QPainter& painter, double top, double height, const QString& title, const QString& subtitle) {
    const QRectF room(kMargin, top, kGutter - 6.0, height);
    painter.setFont(font(kTextPoints, true));
    const QRectF used = painter.boundingRect(room, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, title);
    painter.setFont(font(kSmallPoints));
    const QRectF below(room.left(), 0.0, room.width(), height);
    const double second =
        subtitle.isEmpty()
            ? 0.0
            : painter.boundingRect(below, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, subtitle).height();
    const double start = top + std::max(0.0, (height - used.height() - second) / 2.0);
    painter.setFont(font(kTextPoints, true));
    painter.setPen(kInk);
    painter.drawText(QRectF(room.left(), start, room.width(), used.height() + 1.0),
                     Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, title);
    painter.setFont(font(kSmallPoints));
    painter.setPen(kFaintInk);
    painter.drawText(QRectF(room.left(), start + used.height(), room.width(), second + 1.0),
                     Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, subtitle);
}

QRectF cellAt(int column, double top, double height) {
    return {kMargin + kGutter + column * (kSheetCellWidth + kGap), top, kSheetCellWidth, height};
}

void paintFrameRow(QPainter& painter, const SheetRow& row, double top, double height) {
    paintRowTitle(painter, top, height, row.title, row.subtitle);
    FigureStyle style;
    style.unit = 0.6; // marks are made for windows, a cell is smaller
    style.with_scores = false;
    for (int column = 0; column < static_cast<int>(row.frames.size()); ++column) {
        const FigureFrame& frame = row.frames[static_cast<std::size_t>(column)];
        const QRectF cell = cellAt(column, top, height);
        painter.save();
        painter.translate(cell.topLeft());
        paintFigureFrame(painter, ViewGeometry::fitted(frame.video_size, cell.size()), frame, row.layers, style);
        painter.restore();
        if (column < row.notes.size() && !row.notes[column].isEmpty()) paintNote(painter, cell, row.notes[column]);
    }
}

} // namespace

QSizeF sheetSize(const CaseStudySheet& sheet) {
    const int columns = columnCount(sheet);
    const double width = 2.0 * kMargin + kGutter + columns * kSheetCellWidth + std::max(0, columns - 1) * kGap;
    double height = 2.0 * kMargin + headHeight(sheet);
    height += static_cast<double>(sheet.rows.size()) * (cellHeight(sheet) + kRowGap);
    if (!sheet.spectrograms.empty()) height += kSoundHeight + kRowGap;
    height += static_cast<double>(sheet.footnotes.size()) * lineHeight(kSmallPoints);
    return {width, height};
}

void paintSheet(QPainter& painter, const CaseStudySheet& sheet) {
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform);
    const QSizeF page = sheetSize(sheet);
    painter.fillRect(QRectF(QPointF(), page), Qt::white);
    double top = kMargin;
    const auto line = [&](const QString& text, double points, bool bold, const QColor& ink) {
        painter.setFont(font(points, bold));
        painter.setPen(ink);
        const QRectF room(kMargin, top, page.width() - 2.0 * kMargin, lineHeight(points));
        const QString fitting = QFontMetricsF(painter.font()).elidedText(text, Qt::ElideMiddle, room.width());
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, fitting);
        top += lineHeight(points);
    };
    line(sheet.title, kTitlePoints, true, kInk);
    if (!sheet.subtitle.isEmpty()) line(sheet.subtitle, kTextPoints, false, kFaintInk);
    top += kRowGap;

    painter.setFont(font(kTextPoints));
    painter.setPen(kInk);
    for (int column = 0; column < columnCount(sheet); ++column)
        painter.drawText(cellAt(column, top, lineHeight(kTextPoints)), Qt::AlignCenter, sheet.columns[column]);
    top += lineHeight(kTextPoints);

    const double height = cellHeight(sheet);
    const auto paintSound = [&] {
        paintRowTitle(painter, top, kSoundHeight, sheet.sound_title, sheet.sound_subtitle);
        for (int column = 0; column < static_cast<int>(sheet.spectrograms.size()); ++column)
            painter.drawImage(cellAt(column, top, kSoundHeight), sheet.spectrograms[static_cast<std::size_t>(column)]);
        top += kSoundHeight + kRowGap;
    };
    for (std::size_t i = 0; i <= sheet.rows.size(); ++i) {
        if (i == sheet.rows_above_sound && !sheet.spectrograms.empty()) paintSound();
        if (i == sheet.rows.size()) break;
        paintFrameRow(painter, sheet.rows[i], top, height);
        top += height + kRowGap;
    }
    for (const QString& note : sheet.footnotes)
        line(note, kSmallPoints, false, kFaintInk);
    painter.restore();
}

} // namespace soundmask
