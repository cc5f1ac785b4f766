#include "widgets/common/icons.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include "widgets/common/theme.h"

// The resource lies in a static library; outside any namespace, as the macro declares a function.
static void initIconResource() {
    Q_INIT_RESOURCE(icons);
}

namespace soundmask {

namespace {

const QString kFolder = QStringLiteral(":/soundmask/icons/");

/// Draws one SVG whose colour is written as #000 in the colour of the theme.
class TintedSvgEngine : public QIconEngine {
  public:
    TintedSvgEngine(QString name, QByteArray svg)
        : m_name(std::move(name))
        , m_svg(std::move(svg)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        QSvgRenderer renderer(QByteArray(m_svg).replace("#000", colour(mode, state).name().toLatin1()));
        renderer.render(painter, centred(rect));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override {
        const QString key = QStringLiteral("soundmask-icon-%1-%2x%3-%4-%5")
                                .arg(m_name)
                                .arg(size.width())
                                .arg(size.height())
                                .arg(colour(mode, state).rgba())
                                .arg(scale);
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap)) return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QIconEngine* clone() const override { return new TintedSvgEngine(m_name, m_svg); }

  private:
    static QColor colour(QIcon::Mode mode, QIcon::State state) {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled) return palette.color(QPalette::Disabled, QPalette::ButtonText);
        if (mode == QIcon::Selected) return palette.color(QPalette::HighlightedText);
        return state == QIcon::On ? themeOf(palette).accent : palette.color(QPalette::ButtonText);
    }

    static QRectF centred(const QRect& rect) {
        const int side = std::min(rect.width(), rect.height());
        return QRectF(rect.x() + (rect.width() - side) / 2.0, rect.y() + (rect.height() - side) / 2.0, side, side);
    }

    QString m_name;
    QByteArray m_svg;
};

} // namespace

void loadIconResource() {
    initIconResource();
}

QIcon themedIcon(const QString& name) {
    loadIconResource();
    QFile file(kFolder + name + QStringLiteral(".svg"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "themedIcon", qPrintable(name));
    return opened ? QIcon(new TintedSvgEngine(name, file.readAll())) : QIcon();
}

QStringList iconNames() {
    loadIconResource();
    QStringList names;
    for (const QString& file : QDir(kFolder).entryList(QDir::Files, QDir::Name))
        names.append(file.chopped(4));
    return names;
}

} // namespace soundmask
